/* SPDX-License-Identifier: MIT */
/* Between name_lexicon.c (look-up), name_edges.c (what may stand at a place) and name_find.c (the
 * path through a run of Han). */
#ifndef LIHUI_NAME_PATH_H
#define LIHUI_NAME_PATH_H

#include "lihui/name.h"
#include "speech/name_tables.h"

/* Scores are logarithms of chances in hundredths. */
#define SCORE_NONE   INT32_MIN
#define SCORE_STRONG 300 /* the least that a strong word beside a name brings */

/* --- name_lexicon.c --- */
const struct name_character *name_character(uint32_t c);
/* The node below one by a character, or 0. */
uint32_t name_child(const struct name_trie *t, uint32_t node, uint32_t c);
/* The entries that begin a passage, shortest first: false when there are no more. *at is 0 before
 * the first call. */
struct lexicon_walk {
	const struct name_lexicon *lexicon;
	size_t low, high, depth;
};
void lexicon_start(struct lexicon_walk *w, const struct name_lexicon *l);
bool lexicon_next(
    struct lexicon_walk *w, const uint32_t *c, size_t n, size_t *length, enum name_entry *kind);

/* --- name_edges.c --- */
enum step_kind { STEP_WORD, STEP_NAME };
struct name_step {
	uint32_t from;
	enum step_kind kind;
};
/* What is known of a place in a run before any path is looked for. */
struct name_spot {
	int16_t left, right;            /* what a name that begins, or ends, here gets */
	uint16_t elements, also_places; /* bit n: one of n characters begins here */
	uint8_t place;                  /* characters of the word for a place here, or 0 */
	bool place_any, place_long;     /* see MARK_PLACE_… */
	bool alone, compound, given;    /* two characters */
	const struct name_character *row;
};
/* Han that nothing divides. */
struct name_run {
	const struct name_lexicon *lexicon, *known; /* either may be NULL */
	const uint32_t *c;
	struct name_spot *spots; /* n + 1 */
	size_t n;
};
/* A path through a part of a run, under way: arrays by place in the part. */
struct name_path {
	const struct name_run *run;
	size_t from, to;
	int32_t *best;
	struct name_step *back;
	size_t barred_from, barred_to;       /* a name that may not be read; 0, 0: all may */
	int32_t mongolian_at, mongolian[16]; /* name_edges.c: scores by length from that place */
};
void run_look(struct name_run *r); /* fills the spots, whose ends are given */
void edges_put(struct name_path *p, size_t i);
/* Tenths: how seldom the character there is a word of its own. */
int word_weight(const struct name_run *r, size_t at);
/* Whether the character there ends a name rather than being a word: no word explains it, or hardly.
 */
bool is_given_rather(const struct name_run *r, size_t at);

#endif
