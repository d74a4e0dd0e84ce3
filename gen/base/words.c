/* SPDX-License-Identifier: MIT */
/*
 * The table of words: one sorted array of keys with a slot for each language. Some thousand keys,
 * filled once and read from many threads without a lock. Pages ask for a word by the million, so it
 * is found by its hash; the sorted array is for who goes through all of them. Which words are
 * usable is settled here: Chinese and English always, others when they were reviewed or attested
 * well, because a wrong word on a village's page is worse than the Chinese one.
 */
#include "lihui/words.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/buf.h"
#include "lihui/hash.h"

struct word_entry {
	struct text key;
	struct word words[LANG_COUNT];
	bool has[LANG_COUNT];
};

struct words {
	struct arena *arena;
	struct word_entry **v; /* by key */
	struct word_entry *
	    *slot; /* by hash of the key, open, at most half full; nslots is a power of two or 0 */
	size_t nslots;
	struct text_list keys; /* the same order */
	size_t room;
};

struct words *
words_new(void)
{
	struct words *w = mem_alloc(sizeof *w);
	w->arena = arena_new();
	return w;
}

void
words_free(struct words *w)
{
	if (w == NULL)
		return;
	arena_free(w->arena);
	free(w->v);
	free(w->slot);
	free(w->keys.v);
	free(w);
}

static struct word_entry **
slot_of(const struct words *w, struct text key)
{
	size_t i = hash64(key) & (w->nslots - 1);
	while (w->slot[i] != NULL && !text_eq(w->slot[i]->key, key))
		i = (i + 1) & (w->nslots - 1);
	return &w->slot[i];
}

static struct word_entry *
entry_find(const struct words *w, struct text key)
{
	return w->nslots > 0 ? *slot_of(w, key) : NULL;
}

static struct word_entry *
entry_insert(struct words *w, struct text key)
{
	size_t at = LIST_FROM(&w->keys, &key, text_order);
	if (w->keys.n == w->room) {
		w->room = w->room == 0 ? 256 : w->room * 2;
		w->v = mem_realloc(w->v, w->room * sizeof *w->v);
		w->keys.v = mem_realloc(w->keys.v, w->room * sizeof *w->keys.v);
		w->keys.room = w->room;
	}
	size_t behind = w->keys.n - at;
	memmove(w->v + at + 1, w->v + at, behind * sizeof *w->v);
	memmove(w->keys.v + at + 1, w->keys.v + at, behind * sizeof *w->keys.v);
	w->v[at] = ARENA_NEW(w->arena, struct word_entry);
	w->v[at]->key = w->keys.v[at] = text_copy(w->arena, key);
	w->keys.n++;
	if (w->keys.n * 2 > w->nslots) {
		free(w->slot);
		w->nslots = w->nslots == 0 ? 512 : w->nslots * 2;
		w->slot = mem_alloc(w->nslots * sizeof *w->slot);
		for (size_t i = 0; i < w->keys.n; i++)
			*slot_of(w, w->v[i]->key) = w->v[i];
	} else
		*slot_of(w, key) = w->v[at];
	return w->v[at];
}

void
words_set(struct words *w, enum lang l, struct word word)
{
	assert(l < LANG_COUNT);
	struct word_entry *e = entry_find(w, word.key);
	if (e == NULL)
		e = entry_insert(w, word.key);
	word.key = e->key;
	word.text = text_copy(w->arena, word.text);
	word.source = text_copy(w->arena, word.source);
	e->words[l] = word;
	e->has[l] = true;
}

static bool
usable(const struct word_entry *e, enum lang l)
{
	if (!e->has[l])
		return false;
	return lang_is_built_in(l) || e->words[l].reviewed || e->words[l].confidence > WORD_LOW;
}

bool
words_has(const struct words *w, enum lang l, struct text key)
{
	const struct word_entry *e = entry_find(w, key);
	return e != NULL && usable(e, l);
}

const struct word *
words_entry(const struct words *w, enum lang l, struct text key)
{
	const struct word_entry *e = entry_find(w, key);
	return e != NULL && e->has[l] ? &e->words[l] : NULL;
}

bool
words_reviewed(const struct words *w, enum lang l, struct text key)
{
	const struct word_entry *e = entry_find(w, key);
	return e != NULL && e->has[l] && e->words[l].reviewed;
}

struct text
words_get(const struct words *w, enum lang l, const char *key, enum lang *actual)
{
	assert(l < LANG_COUNT);
	const struct word_entry *e = entry_find(w, text_of(key));
	const enum lang order[] = { l, LANG_ZH, LANG_EN };
	for (size_t i = 0; e != NULL && i < COUNT(order); i++) {
		if (!usable(e, order[i]))
			continue;
		if (actual != NULL)
			*actual = order[i];
		return e->words[order[i]].text;
	}
	fprintf(stderr, "lihui: no word \"%s\" in templates/words\n", key);
	assert(!"a word that no language knows");
	return NO_TEXT;
}

struct text
words_language(const struct words *w, enum lang in, enum lang l, bool spoken)
{
	char key[16];

	snprintf(key, sizeof key, "%s.%s", spoken ? "tongue" : "lang", lang_code(l).p);
	return words_get(w, in, key, NULL);
}

const struct text_list *
words_keys(const struct words *w)
{
	return &w->keys;
}

/* {12} at the front of t: its number and length; 0 when it is none. */
static size_t
slot_at(struct text t, size_t *length)
{
	size_t i = 1, n = 0;
	if (t.n == 0 || t.p[0] != '{')
		return 0;
	while (i < t.n && i < 4 && t.p[i] >= '0' && t.p[i] <= '9')
		n = n * 10 + (size_t)(t.p[i++] - '0');
	if (i == 1 || i >= t.n || t.p[i] != '}')
		return 0;
	*length = i + 1;
	return n;
}

/* Slots of a sentence with what stands between them; no sentence of the catalogue has ten. */
#define PARTS_MOST 41

struct text
words_fill(struct arena *a, struct text pattern, const struct text *args, size_t n)
{
	struct text parts[PARTS_MOST];
	size_t from = 0, k = 0;
	for (size_t i = text_find(pattern, T("{"), 0); i != SIZE_MAX && k + 3 <= PARTS_MOST;
	     i = text_find(pattern, T("{"), i)) {
		size_t length = 1, slot = slot_at(text_cut(pattern, i, pattern.n), &length);
		/* A slot without an argument (a site's own words may say anything) stays as it is
		 * written. */
		if (slot >= 1 && slot <= n) {
			parts[k++] = text_cut(pattern, from, i);
			parts[k++] = args[slot - 1];
			from = i + length;
		}
		i += length;
	}
	parts[k++] = text_cut(pattern, from, pattern.n);
	return text_concat(a, parts, k);
}

struct text
words_say(struct arena *a, const struct words *w, enum lang l, const char *key,
    const struct text *args, size_t n)
{
	return words_fill(a, words_get(w, l, key, NULL), args, n);
}

struct text
words_day(struct arena *a, const struct words *w, enum lang l, const char *key, struct date d)
{
	struct text own = text_fmt(a, "%s.%d", key, d.day);
	return words_say(a, w, l, words_has(w, l, own) ? own.p : key,
	    TEXTS(text_fmt(a, "%d", d.year), text_fmt(a, "%d", d.month), text_fmt(a, "%d", d.day)));
}
