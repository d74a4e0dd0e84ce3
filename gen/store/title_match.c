/* SPDX-License-Identifier: MIT */
/*
 * Which open matter a sentence of the report step speaks of, when it bears no number: the only one
 * whose title begins with the same four characters or more. Four because two or three are a verb
 * and its object ("修好机井") that half the village's tasks begin with. A title that has only three
 * (灯坏了) is the matter when the sentence begins with all of them. Punctuation and blanks do not
 * count.
 *
 * Matters hang in buckets by their first four characters, so that a unit with thousands of open
 * tasks is not compared with itself.
 */
#include "lihui/arena.h"
#include "lihui/hash.h"
#include "lihui/utf8.h"
#include "store/index.h"

#define SHARED 4
#define WHOLE  3
/* Tasks named in 除X、Y外: nobody writes more into a sentence. */
#define EXCEPT_MOST 32

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

/* Of a title; one of three characters ends there. */
static bool
title_key(struct text t, uint32_t *key)
{
	key[WHOLE] = 0;
	return head_of(t, key, SHARED) || head_of(t, key, WHOLE);
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

	if (m->linked || !title_key(m->title, key))
		return;
	b = bucket_of(l, key);
	m->alike = l->buckets[b];
	m->linked = true;
	l->buckets[b] = matter;
}

static int
find_key(struct ledger *l, const uint32_t *key)
{
	uint32_t other[SHARED];
	int found = -1, *link;

	link = &l->buckets[bucket_of(l, key)];
	while (*link >= 0) {
		struct matter *m = &l->matters.v[*link];

		/* Closed ones leave their bucket when they are met, or years of the same weekly
		 * task would pile up in it. */
		if (status_class(m->status) == 2) {
			m->linked = false;
			*link = m->alike;
			continue;
		}
		if (title_key(m->title, other) && memcmp(key, other, sizeof other) == 0) {
			if (found >= 0)
				return -1;
			found = *link;
		}
		link = &m->alike;
	}
	return found;
}

int
words_find(struct ledger *l, struct text item)
{
	uint32_t key[SHARED];
	int found;

	if (!title_key(item, key))
		return -1;
	found = find_key(l, key);
	if (found >= 0 || key[WHOLE] == 0)
		return found;
	key[WHOLE] = 0;
	return find_key(l, key);
}

static bool
same_head(struct text x, struct text y)
{
	uint32_t a[SHARED], b[SHARED];

	return title_key(x, a) && title_key(y, b) && memcmp(a, b, sizeof a) == 0;
}

/* 路灯的事, 关于路灯那件事: the thing itself. */
static struct text
thing_of(struct arena *a, struct text item)
{
	static const char *const tails[] = { "的事情", "的事", "这件事", "那件事", "一事",
		"这个问题", "的问题", "问题", "了", NULL };

	item = text_squeeze(a, item);
	if (text_starts(item, T("关于")))
		item = text_cut(item, strlen("关于"), item.n);
	for (size_t i = 0; tails[i]; i++)
		if (text_ends(item, text_of(tails[i])) && item.n > strlen(tails[i]) + 3)
			return text_cut(item, 0, item.n - strlen(tails[i]));
	return item;
}

int
words_find_problem(struct ledger *l, struct text item, int record)
{
	struct text thing = thing_of(l->arena, item);
	int found[2] = { -1, -1 }, n[2] = { 0, 0 }; /* still open; closed, and not rated yet */

	for (size_t i = 0; thing.n >= 6 && i < l->matters.n; i++) {
		const struct matter *m = &l->matters.v[i];
		bool closed = status_class(m->status) == 2;

		if (m->kind != MATTER_PROBLEM || m->reserved || m->record >= record ||
		    (closed && m->rating != RATING_NONE) ||
		    !(text_has(m->title, thing) || same_head(m->title, thing)))
			continue;
		found[closed] = (int)i;
		n[closed]++;
	}
	return n[0] == 1 ? found[0] : n[0] == 0 && n[1] == 1 ? found[1] : -1;
}

bool
words_excepted(const struct matter *m, struct text except, struct arena *a)
{
	struct text rest = except, line, title = text_squeeze(a, m->title);
	struct text brief = text_fmt(a, "%d-%d", m->number.week, m->number.order);
	struct text full = text_fmt(a, "%d-%d-%d", m->number.year, m->number.week, m->number.order);

	for (int n = 0; n < EXCEPT_MOST && text_line(&rest, &line); n++) {
		struct text words = text_squeeze(a, line);

		if (words.n == 0)
			continue;
		if (text_eq(words, brief) || text_eq(words, full) ||
		    text_ends(words, text_join(a, T("任务"), brief)) || text_has(title, words) ||
		    same_head(title, words))
			return true;
	}
	return false;
}
