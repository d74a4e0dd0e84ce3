/* SPDX-License-Identifier: MIT */
/* What the files of the search index share: ids, lists of ids, lists of tokens. */
#ifndef LIHUI_DRAW_SEARCH_INDEX_H
#define LIHUI_DRAW_SEARCH_INDEX_H

#include "draw/search_token.h"
#include "lihui/buf.h"
#include "lihui/search.h"

/* --- ids: search_index.c tells what they are made of */
#define ID_BITS    20
#define ID_HASHES  (1u << ID_BITS)
#define DAY_MAX    65535
#define RANK_SHIFT 36
#define RANK_PAGES ((int64_t)SEARCH_BULLETIN << RANK_SHIFT) /* documents from here */

/* --- lists of ids as the browser reads them: gaps in base 32, the first one whole */
void put_gap(struct buf *b, uint64_t gap);
/* The next gap of a list, moving *p; false at its end. */
bool next_gap(const char **p, const char *end, uint64_t *gap);

#define LONG_LIST 6000 /* bytes; a longer list is cut by periods */

/* --- search_list.c */
/* A page whose tokens or id changed. was, is: NO_PAGE when the page was not there, or is no longer.
 */
#define NO_PAGE UINT64_MAX
struct page_change {
	int64_t id;
	enum lang lang;
	uint64_t was, is;
	struct text old_tokens, new_tokens;
};
struct page_change_list {
	struct page_change *v;
	size_t n, room;
};
/* Brings the lists up to date and marks those of which a shard is to be made. */
bool lists_change(struct store *s, const struct page_change_list *l, struct err *e);
/* All lists of a language anew, from the pages of the scope. */
bool lists_make(struct store *s, enum lang lang, struct search_scope scope, struct err *e);
/* Marks what a file is to be made of: the first 16 bits of a token's hash, a page's 20. */
#define STALE_TOKEN_BITS 16
enum stale_kind { STALE_TOKENS, STALE_PAGE };
bool stale_put(struct store *s, enum lang lang, enum stale_kind kind, uint32_t slot, struct err *e);

#endif
