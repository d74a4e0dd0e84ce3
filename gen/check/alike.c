/* SPDX-License-Identifier: MIT */
/*
 * A new problem that looks like one that is still open (L509): perhaps it is the same one, and a report was meant. Two titles look alike when most of the shorter one's
 * neighbouring pairs of characters stand in the other.
 *
 * Comparing each with each would be quadratic in a unit that never closes anything, so candidates come from an index of pairs, and each pair remembers only the last few
 * problems that had it.
 */
#include <stdlib.h>

#include "check/room.h"
#include "lihui/utf8.h"

/* Hundredths of pairs in common, and the shortest title (in characters) that means anything. */
#define ALIKE 70
#define SHORTEST 4
/* Problems that a pair remembers. */
#define MEMORY 4

struct past {
	struct text number, letters, title, solved;
	const struct unit_record *record;
	struct spot at;
};

struct pair {
	uint64_t key;
	int last[MEMORY];
	int n;
};

struct memory {
	struct pair *v;
	size_t room;
	struct past *past;
	struct arena *scratch; /* forgotten after each problem */
};

static struct pair *
pair_get(struct memory *m, uint64_t key)
{
	size_t slot = (key * 0x9E3779B97F4A7C15u >> 20) & (m->room - 1);

	while (m->v[slot].key && m->v[slot].key != key)
		slot = (slot + 1) & (m->room - 1);
	m->v[slot].key = key;
	return &m->v[slot];
}

static bool
still_open(const struct past *old, const struct past *new)
{
	return old->record != new->record && (old->solved.n == 0 || text_cmp(old->solved, new->solved) > 0);
}

static bool
look_alike(struct arena *a, const struct past *x, const struct past *y)
{
	bool shorter = x->letters.n <= y->letters.n;

	return text_share(a, shorter ? x->letters : y->letters, shorter ? y->letters : x->letters) >= ALIKE;
}

/* Meets the problems that had this pair before, and is remembered by it. Gives the one that looks alike, or -1. */
static int
pair_meet(struct memory *m, uint64_t key, int new)
{
	struct pair *p = pair_get(m, key);
	int found = -1;

	for (int k = 0; k < MEMORY && k < p->n && found < 0; k++) {
		const struct past *old = &m->past[p->last[k]];
		struct past now = m->past[new];

		if (p->last[k] == new)
			continue;
		now.solved = date_iso(m->scratch, now.record->date);
		if (still_open(old, &now) && look_alike(m->scratch, old, &now))
			found = p->last[k];
	}
	p->last[p->n++ % MEMORY] = new;
	return found;
}

static int
problem_meet(struct memory *m, int new)
{
	struct text t = m->past[new].letters;
	uint64_t last = 0;
	int found = -1;

	if (utf8_length(t) < SHORTEST)
		return -1;
	for (size_t i = 0; i < t.n;) {
		uint64_t c = utf8_next(t, &i);
		int hit = last ? pair_meet(m, last << 32 | c, new) : -1;

		if (found < 0)
			found = hit;
		last = c;
	}
	return found;
}

static int
past_cmp(const void *x, const void *y)
{
	const struct past *a = x, *b = y;

	return a->record != b->record ? (a->record > b->record) - (a->record < b->record) : a->at.line - b->at.line;
}

static size_t
past_load(struct unit_check *u, struct past **out)
{
	struct { struct past *v; size_t n, room; } list = { 0 };
	struct query q;

	unit_ask(u, &q, "select document, number, title, solved, line, col, width, excerpt from problem where unit = ?1 order by document, place");
	while (query_row(&q)) {
		const struct unit_record *r = unit_record_of(u, query_int(&q, 0));
		struct past *p;

		if (!r)
			continue;
		p = ARENA_PUSH(u->a, &list);
		p->record = r;
		p->number = query_text(&q, u->a, 1);
		p->title = query_text(&q, u->a, 2);
		p->letters = text_letters(u->a, text_cut(p->title, 0, 300));
		p->solved = query_text(&q, u->a, 3);
		p->at = spot_read(u, r, &q, 4);
	}
	unit_end(u, &q);
	if (list.n > 1)
		qsort(list.v, list.n, sizeof *list.v, past_cmp);
	*out = list.v;
	return list.n;
}

void
check_like_open(struct unit_check *u)
{
	struct memory m = { .room = 256, .scratch = arena_new() };
	size_t n = past_load(u, &m.past), letters = 0;

	for (size_t i = 0; i < n; i++)
		letters += m.past[i].letters.n;
	while (m.room < letters)
		m.room *= 2;
	m.v = ARENA_ARRAY(u->a, struct pair, m.room);
	for (size_t i = 0; i < n; i++) {
		int like = problem_meet(&m, (int)i);

		arena_clear(m.scratch);
		if (like >= 0)
			unit_put(u, DIAG_L509, m.past[i].at,
			         TEXTS(m.past[i].title, text_fmt(u->a, "问题%.*s", TEXT_ARG(number_brief(m.past[like].number))), m.past[like].title));
	}
	arena_free(m.scratch);
}
