/* SPDX-License-Identifier: MIT */
/* The index of one language while it is made: search.c fills it, search_shard.c writes its files. */
#ifndef LIHUI_DRAW_SEARCH_INDEX_H
#define LIHUI_DRAW_SEARCH_INDEX_H

#include "lihui/buf.h"
#include "lihui/search.h"
#include "search_token.h"

/* A posting is one number: token above, page (its place in order of id) below. */
#define PAGE_BITS 22
#define PAGE_MASK ((1u << PAGE_BITS) - 1)
/* An id is 16 bits of days before the last one we can name, then these bits of hash. */
#define ID_BITS 20
#define DAY_MAX 65535

struct search_page {
	const struct search_entry *entry;
	uint64_t id;
};

struct search_token {
	uint64_t number;
	uint32_t hash;
	bool is_long;
	size_t from, n; /* postings */
};

struct search_index {
	enum lang lang;
	struct search_page *page;
	size_t pages;
	struct token_table *table;
	uint64_t *posting;
	size_t postings;
	struct search_token *token;
	size_t tokens;
	size_t short_bytes; /* of all lists that stay in shards */
	search_emit *emit;
	void *context;
	struct err *e;
	struct buf path, out, list; /* scratch */
};

/* Appends the list of postings [from, to) as the browser reads it: gaps of ids, the first one whole. */
void search_list(struct buf *b, const struct search_index *x, size_t from, size_t to);
/* Writes everything. Consumes the tokens and reorders the pages. */
bool search_shards(struct search_index *x);

#endif
