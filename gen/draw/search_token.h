/* SPDX-License-Identifier: MIT */
/*
 * Text to search tokens. templates/web/search.js cuts queries after the same rules; whoever changes
 * one changes both.
 */
#ifndef LIHUI_DRAW_SEARCH_TOKEN_H
#define LIHUI_DRAW_SEARCH_TOKEN_H

#include "lihui/text.h"

#define PREFIX_MIN 2 /* letters of a Mongolian word under which it stands */
#define PREFIX_MAX 8

/* Tokens, each once, in the order in which they were met. */
struct token_set {
	struct arena *arena;
	struct text_list list;
	uint32_t *slot; /* 1-based places in list; 0 is free */
	size_t slots;
};

void token_set_init(struct token_set *s);
void token_set_release(struct token_set *s);
/* Forgets all tokens. */
void token_set_clear(struct token_set *s);
/* The place of a token in the list. A new one goes to its end as it is: its bytes must stay. */
size_t token_set_add(struct token_set *s, struct text token);

/* Adds the tokens of t, whose bytes must stay. singles: also each Han character alone. */
void token_cut(struct token_set *out, struct text t, bool singles);
/* search_sound.c: the consonants that a Mongolian word is known by in any letters. */
struct text sound_key(struct arena *a, struct text word);
/* A Mongolian word folded, without its ending; nothing but an ending. */
struct text stem_fold(struct arena *a, struct text word);
bool ending_alone(struct arena *a, struct text word);
/* FNV-1a over UTF-16 units with a final mix: the same number in C and JavaScript. */
uint32_t token_hash(struct text token);

#endif
