/* SPDX-License-Identifier: MIT */
/*
 * `check --fix`: writes into a source what is certain and nothing else: a missing 周次, the numbers
 * that the ledger gave, a missing 译自, the fences and colons of the front matter. Every other byte
 * stays as it was typed, encoding, byte order mark and line ends included.
 */
#ifndef LIHUI_FIX_H
#define LIHUI_FIX_H

#include "lihui/doc.h"
#include "lihui/store.h"

struct fix_report {
	struct text_list fixed;   /* paths that were written */
	struct text_list changed; /* paths that somebody saved meanwhile: left alone */
	struct text_list foreign; /* paths with bytes that are no character: left alone, to be saved
				     as UTF-8 first */
};

/*
 * The index tells the numbers (of the internal edition, settled from these very files). a holds the
 * report.
 */
bool fix_document(struct store *s, const struct site *site, const struct source *f, struct arena *a,
    struct fix_report *r, struct err *e);

#endif
