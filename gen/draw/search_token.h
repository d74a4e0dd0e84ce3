/* SPDX-License-Identifier: MIT */
/*
 * Text to search tokens. templates/web/search.js cuts queries after the same rules; whoever changes
 * one changes both.
 */
#ifndef LIHUI_DRAW_SEARCH_TOKEN_H
#define LIHUI_DRAW_SEARCH_TOKEN_H

#include "lihui/text.h"

/*
 * A token as a number below 2^42: two code points of 21 bits. The second is 0 for a single
 * character; a first of WORD, which is no code point, says that the second counts words of the
 * table.
 */
#define TOKEN_BITS 42
#define TOKEN_HALF 21
#define TOKEN_WORD 0x1FFFFFu

struct token_table; /* words seen so far */

struct token_list {
	uint64_t *v;
	size_t n, room;
};

struct token_table *token_table_new(void);
void token_table_free(struct token_table *t);
/* Forgets all words. */
void token_table_clear(struct token_table *t);

/* Appends the tokens of t, repeated ones too. singles: also each Han character alone. */
void token_cut(struct token_table *table, struct token_list *out, struct text t, bool singles);
/* Appends each word of the table once. */
void token_table_list(const struct token_table *table, struct token_list *out);
void token_list_release(struct token_list *l);

/* The token's spelling, in room for at least 8 bytes or in the table. */
struct text token_text(const struct token_table *table, uint64_t token, char room[8]);
/* FNV-1a over UTF-16 units with a final mix: the same number in C and JavaScript. */
uint32_t token_hash(struct text spelling);

#endif
