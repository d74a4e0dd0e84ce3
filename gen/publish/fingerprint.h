/* SPDX-License-Identifier: MIT */
/* What an output's bytes follow from, as one number: equal numbers need no drawing. */
#ifndef LIHUI_PUBLISH_KEY_H
#define LIHUI_PUBLISH_KEY_H

#include "lihui/html.h"
#include "lihui/publish.h"
#include "lihui/sheet.h"
#include "lihui/view.h"

/* Hashes of what stands behind whole groups of outputs. When one differs from the last build's, its
 * group is looked at whole. */
struct group_fingerprints {
	uint64_t words;  /* program and words */
	uint64_t rest;   /* program, words, site facts, --only: behind everything */
	uint64_t pages;  /* and templates, styles, scripts */
	uint64_t sheets; /* and fonts, paper */
};
void group_fingerprints_make(struct group_fingerprints *k, const struct site *site,
    const struct templates *t, const struct build_options *o);

/* This very program: another build of lihui may draw otherwise, whatever its version says. */
uint64_t program_fingerprint(void);

uint64_t page_fingerprint(uint64_t group, const struct value *page, struct buf *scratch);
/* tree: the packed model of the sheet's document, which posters and records draw from. */
uint64_t
sheet_fingerprint(uint64_t group, const struct sheet *s, struct text tree, struct buf *scratch);

uint64_t card_fingerprint(uint64_t group, const struct share_card *c, struct buf *scratch);

#endif
