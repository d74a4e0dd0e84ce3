/* SPDX-License-Identifier: MIT */
/*
 * Look-up: the compiled tries, and lexicons of what a site or a document adds to them. A lexicon is
 * a sorted array that is walked as a trie: each character narrows the range of entries.
 */
#include "speech/name_path.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/utf8.h"

#define ENTRY_MOST 24 /* characters: longer ones are no names and no words */

struct lexicon_entry {
	const uint32_t *c;
	uint8_t n;
	enum name_entry kind;
};

struct name_lexicon {
	const struct name_lexicon *base;
	struct arena *arena;
	struct lexicon_entry *v;
	size_t n, room;
	bool first[256]; /* low bytes of the characters that entries begin with */
};

const struct name_character *
name_character(uint32_t c)
{
	return &name_characters[c >= NAME_FIRST_HAN && c <= NAME_LAST_HAN
		? name_rows[c - NAME_FIRST_HAN]
		: 0];
}

uint32_t
name_child(const struct name_trie *t, uint32_t node, uint32_t c)
{
	uint32_t low = t->first[node], high = t->first[node + 1];

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (t->character[mid] == c)
			return mid;
		if (t->character[mid] < c)
			low = mid + 1;
		else
			high = mid;
	}
	return 0;
}

struct name_lexicon *
name_lexicon_new(struct arena *a, const struct name_lexicon *base)
{
	struct name_lexicon *l = ARENA_NEW(a, struct name_lexicon);

	l->arena = a;
	l->base = base;
	return l;
}

void
name_lexicon_add(struct name_lexicon *l, struct text word, enum name_entry kind)
{
	uint32_t c[ENTRY_MOST], *copy;
	size_t n = 0, i = 0;

	while (i < word.n) {
		uint32_t next = utf8_next(word, &i);

		if (!utf8_is_han(next) || n == ENTRY_MOST)
			return; /* a run has nothing else */
		c[n++] = next;
	}
	if (n < 2)
		return;
	copy = ARENA_ARRAY(l->arena, uint32_t, n);
	memcpy(copy, c, n * sizeof *c);
	l->first[c[0] & 0xFF] = true;
	*ARENA_PUSH(l->arena, l) = (struct lexicon_entry){ copy, (uint8_t)n, kind };
}

static int
by_characters(const void *x, const void *y)
{
	const struct lexicon_entry *a = x, *b = y;
	size_t i = 0;

	while (i < a->n && i < b->n && a->c[i] == b->c[i])
		i++;
	if (i < a->n && i < b->n)
		return a->c[i] < b->c[i] ? -1 : 1;
	return a->n != b->n ? a->n - b->n : (int)a->kind - (int)b->kind;
}

void
name_lexicon_settle(struct name_lexicon *l)
{
	if (l->n > 1)
		qsort(l->v, l->n, sizeof *l->v, by_characters);
}

void
lexicon_start(struct lexicon_walk *w, const struct name_lexicon *l)
{
	*w = (struct lexicon_walk){ l, 0, l != NULL ? l->n : 0, 0 };
}

/* The entries of the range that have c at the depth. */
static void
walk_narrow(struct lexicon_walk *w, uint32_t c)
{
	const struct lexicon_entry *v = w->lexicon->v;
	size_t low = w->low, high = w->high, end = w->high;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (v[mid].n <= w->depth || v[mid].c[w->depth] < c)
			low = mid + 1;
		else
			high = mid;
	}
	for (high = low; high < end;) {
		size_t mid = high + (end - high) / 2;

		if (v[mid].c[w->depth] <= c)
			high = mid + 1;
		else
			end = mid;
	}
	w->low = low;
	w->high = high;
	w->depth++;
}

bool
lexicon_next(
    struct lexicon_walk *w, const uint32_t *c, size_t n, size_t *length, enum name_entry *kind)
{
	while (w->lexicon != NULL) {
		if (w->depth == 0 && n > 0 && !w->lexicon->first[c[0] & 0xFF])
			w->high = 0;
		while (w->low < w->high && w->depth < n) {
			walk_narrow(w, c[w->depth]);
			if (w->low == w->high || w->lexicon->v[w->low].n != w->depth)
				continue;
			*length = w->depth;
			*kind = w->lexicon->v[w->low].kind;
			return true;
		}
		lexicon_start(w, w->lexicon->base);
	}
	return false;
}

bool
name_is_word(struct text t)
{
	size_t i = 0;
	uint32_t node = t.n > 0 ? name_character(utf8_next(t, &i))->word : 0;

	while (node != 0 && i < t.n)
		node = name_child(&name_words, node, utf8_next(t, &i));
	return node != 0 && name_words.value[node] != 0;
}

size_t
name_surname(struct text t)
{
	size_t one = 0, two;
	const struct name_character *row = t.n > 0 ? name_character(utf8_next(t, &one)) : NULL;
	uint32_t node = 0;

	two = one;
	if (row != NULL && row->mark != 0 && two < t.n)
		node = name_child(&name_marks, row->mark, utf8_next(t, &two));
	if (node != 0 && name_mark_sets[name_marks.value[node]] & MARK_SURNAME)
		return two;
	return row != NULL && row->surname != 0 ? one : 0;
}

/* --- sensitive words --- */

/* The marks of the longest word at i that has one of them; its end. */
static unsigned
marks_at(struct text t, size_t i, unsigned which, size_t *end)
{
	uint32_t node = i < t.n ? name_character(utf8_next(t, &i))->mark : 0;
	unsigned found = 0;

	while (node != 0) {
		unsigned marks = name_mark_sets[name_marks.value[node]] & which;

		if (marks != 0) {
			found = marks;
			*end = i;
		}
		node = i < t.n ? name_child(&name_marks, node, utf8_next(t, &i)) : 0;
	}
	return found;
}

bool
name_is_noun(struct text t)
{
	size_t end = 0;

	return marks_at(t, 0, MARK_LEFT_STRONG, &end) != 0 && end == t.n;
}

enum sensitive_kind
sensitive_at(struct text t, size_t i, size_t *n)
{
	size_t end, behind;
	unsigned found =
	    marks_at(t, i, MARK_ILLNESS | MARK_DISABILITY | MARK_MINOR | MARK_HARDSHIP, &end);

	if (found == 0 || marks_at(t, end, MARK_PROGRAMME, &behind) != 0)
		return SENSITIVE_NONE;
	*n = end - i;
	return found & MARK_ILLNESS   ? SENSITIVE_ILLNESS
	    : found & MARK_DISABILITY ? SENSITIVE_DISABILITY
	    : found & MARK_MINOR      ? SENSITIVE_MINOR
				      : SENSITIVE_HARDSHIP;
}
