/* SPDX-License-Identifier: MIT */
/* Tables of spellings, for the keys of front matter, for labels, and for the keys of the
 * configuration files (base/spelling.c). */
#ifndef LIHUI_SPELLING_H
#define LIHUI_SPELLING_H

#include "lihui/text.h"

/* What a spelling means. A table ends with word NULL; meaning 0 is "none". The first spelling of a
 * meaning is its name. */
struct spelling {
	int meaning;
	const char *word;
};

/* Blanks, hyphens, underlines, case and full-width forms do not count. 0 when the table has no such
 * spelling. */
int spelling_find(const struct spelling *table, struct text name);
/* The spelling that a misspelt name is nearest to, or "". */
struct text spelling_nearest(const struct spelling *table, struct text name);

#endif
