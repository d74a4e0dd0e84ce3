/* SPDX-License-Identifier: MIT */
/* What the files of the search index share: ids, lists of ids, tokens of a page, lists of a bucket.
 */
#ifndef LIHUI_DRAW_SEARCH_INDEX_H
#define LIHUI_DRAW_SEARCH_INDEX_H

#include "lihui/buf.h"
#include "lihui/search.h"
#include "draw/search_token.h"

/* --- ids: search.c tells what they are made of */
#define ID_BITS   20
#define ID_HASHES (1u << ID_BITS)
#define DAY_MAX   65535

/* --- lists of ids as the browser reads them: gaps in base 32, the first one whole */
#define GAP_MOST 13                      /* bytes of 64 bits */
size_t gap_bytes(char *p, uint64_t gap); /* writes 1..GAP_MOST bytes; returns how many */
void put_gap(struct buf *b, uint64_t gap);
/* The next gap of a list, moving *p; false at its end. */
bool next_gap(const char **p, const char *end, uint64_t *gap);

/* --- tokens of a page, search_page.c */
struct token_reader {
	const char *p, *end;
	uint64_t left; /* pairs */
	uint64_t pair; /* the token: a number, see token_pair_text; or a word */
	bool is_word;
	struct buf word; /* release it */
};
#define TOKEN_READER(tokens) \
	{ \
		.p = (tokens).p, .end = (tokens).p + (tokens).n, .left = UINT64_MAX, \
		.word = BUF_INIT \
	}
bool token_read(struct token_reader *r);
struct text token_spelling(const struct token_reader *r, char room[8]);

/* --- the tokens whose hash begins with some bits, with their lists: search_list.c */
#define BUCKET_BITS 10
#define BUCKETS     (1u << BUCKET_BITS)
#define LONG_LIST   6000 /* bytes; a longer list is cut by periods */

struct token_entry {
	uint32_t hash;
	struct text spelling, list;
};
/* Entries in order of hash, then spelling. */
void bucket_put(struct buf *b, struct text spelling, struct text list);
bool bucket_next(struct text *rest, struct token_entry *out);
/* Bytes of the entry in a shard. */
size_t bucket_cost(struct text list);
bool
bucket_save(struct store *s, enum lang lang, uint32_t bucket, struct text lists, struct err *e);
int
spelling_cmp(uint32_t h1, struct text s1, uint32_t h2, struct text s2); /* the order of entries */

/* A page whose tokens or id changed. was, is: UINT64_MAX when the page was not there, or is no
 * longer. */
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
/* Brings the lists up to date and marks what to make. */
bool lists_change(struct store *s, const struct page_change_list *l, struct err *e);
/*
 * All lists anew, from the pages of the scope, which are counted already (search_pages):
 * search_anew.c. With the index's path the transaction is committed and another begun, and in
 * between the pages are read by so many workers; until the second is committed nothing may say that
 * there are lists.
 */
bool
lists_make(struct store *s, const char *path, int jobs, struct search_scope scope, struct err *e);

/* --- search.c: pages of a language in the scope; marks of what to make */
bool search_pages(struct store *s, struct arena *a, enum lang lang, size_t *n, struct err *e);
enum stale_kind { STALE_ALL, STALE_BUCKET, STALE_PAGE };
bool stale_put(struct store *s, enum lang lang, enum stale_kind kind, uint32_t slot, struct err *e);

/* A fact of the index about the search, "" when there is none. */
bool
search_fact(struct store *s, struct text key, struct arena *a, struct text *out, struct err *e);

#endif
