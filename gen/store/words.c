/* SPDX-License-Identifier: MIT */
/*
 * Which open matter a sentence of the report step speaks of, when it bears no number: the only one whose title begins with the same four characters or more.
 * Four because two or three are a verb and its object ("修好机井") that half the village's tasks begin with. Punctuation and blanks do not count.
 *
 * Matters hang in buckets by their first four characters, so that a unit with thousands of open tasks is not compared with itself.
 */
#include "lihui/arena.h"
#include "lihui/hash.h"
#include "lihui/utf8.h"
#include "store/room.h"

#define SHARED 4

/* The first n characters that are letters or digits, into key; false when there are fewer. */
static bool
head_of(struct text t, uint32_t *key, int n)
{
	int have = 0;

	for (size_t i = 0; i < t.n && have < n;) {
		uint32_t c = utf8_next(t, &i);

		if (!utf8_is_blank(c) && !utf8_is_punct(c))
			key[have++] = c;
	}
	return have == n;
}

static size_t
bucket_of(const struct ledger *l, const uint32_t *key)
{
	return hash64((struct text){ (const char *)key, SHARED * sizeof *key }) % l->nbuckets;
}

void
words_start(struct ledger *l)
{
	l->nbuckets = l->matters.n * 2 + 1;
	l->buckets = ARENA_ARRAY(l->arena, int, l->nbuckets);
	for (size_t i = 0; i < l->nbuckets; i++)
		l->buckets[i] = -1;
}

void
words_add(struct ledger *l, int matter)
{
	struct matter *m = &l->matters.v[matter];
	uint32_t key[SHARED];
	size_t b;

	m->alike = -1;
	if (!head_of(m->title, key, SHARED))
		return;
	b = bucket_of(l, key);
	m->alike = l->buckets[b];
	l->buckets[b] = matter;
}

int
words_find(const struct ledger *l, struct text item)
{
	uint32_t key[SHARED], other[SHARED];
	int found = -1;

	if (!head_of(item, key, SHARED))
		return -1;
	for (int i = l->buckets[bucket_of(l, key)]; i >= 0; i = l->matters.v[i].alike) {
		const struct matter *m = &l->matters.v[i];

		if (status_class(m->status) == 2 || !head_of(m->title, other, SHARED) || memcmp(key, other, sizeof key) != 0)
			continue;
		if (found >= 0)
			return -1;
		found = i;
	}
	return found;
}

static bool
same_head(struct text x, struct text y)
{
	uint32_t a[SHARED], b[SHARED];

	return head_of(x, a, SHARED) && head_of(y, b, SHARED) && memcmp(a, b, sizeof a) == 0;
}

bool
words_excepted(const struct matter *m, struct text except, struct arena *a)
{
	struct text rest = except, line, title = text_squeeze(a, m->title);
	struct text brief = text_fmt(a, "%d-%d", m->number.week, m->number.order);
	struct text full = text_fmt(a, "%d-%d-%d", m->number.year, m->number.week, m->number.order);

	while (text_line(&rest, &line)) {
		struct text words = text_squeeze(a, line);

		if (words.n == 0)
			continue;
		if (text_eq(words, brief) || text_eq(words, full) || text_ends(words, text_join(a, T("任务"), brief)) || text_has(title, words) || same_head(title, words))
			return true;
	}
	return false;
}
