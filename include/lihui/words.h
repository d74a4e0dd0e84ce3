/* SPDX-License-Identifier: MIT */
/*
 * The one catalogue of everything a user sees: templates/words/{zh,mn,en}.yaml, overridden by the
 * site's _words/LANG.yaml, read by site/config.c. Base only holds the table. A Mongolian entry
 * carries the confidence of its source; entries of low confidence, and missing ones, show the
 * Chinese word. Texts may hold {1} {2} … for arguments. Read-only after loading, so threads share
 * it.
 */
#ifndef LIHUI_WORDS_H
#define LIHUI_WORDS_H

#include "lihui/date.h"
#include "lihui/lang.h"
#include "lihui/text.h"

struct arena;

enum word_confidence { WORD_LOW, WORD_MEDIUM, WORD_HIGH };

struct word {
	struct text key, text;
	enum word_confidence confidence;
	bool reviewed;
	struct text source; /* where it was read */
};

struct words; /* one table for all languages */

struct words *words_new(void);
void words_free(struct words *w);
/* Adds or replaces; copies. */
void words_set(struct words *w, enum lang l, struct word word);
/*
 * The word to show in language l. *actual (may be NULL) is the language it is really in: LANG_ZH
 * when l has no usable word. A key that no language knows is a defect of lihui: it asserts, so
 * tests find it.
 */
struct text words_get(const struct words *w, enum lang l, const char *key, enum lang *actual);
bool words_has(const struct words *w, enum lang l, struct text key);
/* The entry as it stands in the file, shown or not; NULL: none. */
const struct word *words_entry(const struct words *w, enum lang l, struct text key);
/* Somebody who reads the language has looked at it, in the place where it is shown. */
bool words_reviewed(const struct words *w, enum lang l, struct text key);
/* What language l is called in `in`: lang.mn. spoken: tongue.mn, of a recording. */
struct text words_language(const struct words *w, enum lang in, enum lang l, bool spoken);
/* All keys, sorted, for loading templates' contexts. */
const struct text_list *words_keys(const struct words *w);
/* The text with {1} {2} … replaced. */
struct text words_fill(struct arena *a, struct text pattern, const struct text *args, size_t n);
/* words_get and words_fill at once: words_say(a, w, LANG_ZH, "held_of", TEXTS(x, y)) */
struct text words_say(struct arena *a, const struct words *w, enum lang l, const char *key,
    const struct text *args, size_t n);
/*
 * A day in the form of that key: {1} year, {2} month, {3} day. Where an ending follows from how the
 * number is read, the catalogue has the form of that day beside it: KEY.12.
 */
struct text
words_day(struct arena *a, const struct words *w, enum lang l, const char *key, struct date d);

#endif
