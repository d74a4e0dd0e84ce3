/* SPDX-License-Identifier: MIT */
/*
 * Names of persons in prose, by data and context (speech/name_*.c, data in speech/names). Of all
 * ways to read a passage as words, places and names the likeliest is taken; deterministic, some
 * microsecond a character, linear in the text.
 */
#ifndef LIHUI_NAME_H
#define LIHUI_NAME_H

#include "lihui/text.h"

struct arena;

struct name_hit {
	struct span at;   /* in the text given; invisible characters and asterisks may lie inside */
	struct text name; /* without them */
	bool strong;      /* a word stands beside it that only stands beside names */
	bool doubtful;    /* the reading without it is nearly as good, and it is not strong */
};
struct name_hits { /* by place, disjoint */
	struct name_hit *v;
	size_t n, room;
};

/* Words that the data do not hold. */
enum name_entry {
	NAME_WORD, /* no person: the name of a unit, what the author says is none */
	NAME_KNOWN /* a person */
};
struct name_lexicon;
/* base: a lexicon that counts as well, or NULL. Settled before it is used; then threads may share
 * it. */
struct name_lexicon *name_lexicon_new(struct arena *a, const struct name_lexicon *base);
void name_lexicon_add(struct name_lexicon *l, struct text word, enum name_entry kind);
void name_lexicon_settle(struct name_lexicon *l);

/* l may be NULL. */
void name_find(struct arena *a, struct text t, const struct name_lexicon *l, struct name_hits *out);
/* Whether a word is in the dictionary: 高兴, 丰收. */
bool name_is_word(struct text t);

/* The surname that a name begins with, of one character or two: its bytes, or 0. */
size_t name_surname(struct text t);

/* Whether it is what a person is called by: 村民, 妻子. */
bool name_is_noun(struct text t);

/* Words that make a name beside them a private matter. */
enum sensitive_kind {
	SENSITIVE_NONE,
	SENSITIVE_ILLNESS,
	SENSITIVE_DISABILITY,
	SENSITIVE_MINOR,
	SENSITIVE_HARDSHIP
};
/* The longest such word at i: its kind, and *n its bytes. The name of a programme (大病保险) is
 * none. */
enum sensitive_kind sensitive_at(struct text t, size_t i, size_t *n);

#endif
