/* SPDX-License-Identifier: MIT */
/*
 * A new problem that looks like one that is still open (L509): perhaps it is the same one, and a
 * report was meant. Two titles look alike when most of the shorter one's neighbouring pairs of
 * characters stand in the other.
 *
 * Comparing each with each would be quadratic in a unit that never closes anything, so candidates
 * come from an index of pairs, and each pair remembers only the last few problems that had it.
 */
#include <stdlib.h>

#include "check/rules.h"

/* Hundredths of pairs in common, and the shortest title (in characters) that means anything. */
#define ALIKE    70
#define SHORTEST 4
/* Problems that a pair remembers. */
#define MEMORY 4
/* Bytes of a title that are compared. */
#define TITLE_MOST 300

struct past {
	struct text number, title, raised, solved;
	uint64_t *pairs; /* of letters, sorted */
	size_t npairs;
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
	return old->record != new->record &&
	    (old->solved.n == 0 || text_cmp(old->solved, new->raised) > 0);
}

static bool
look_alike(const struct past *x, const struct past *y)
{
	size_t least = x->npairs < y->npairs ? x->npairs : y->npairs, shared = 0;

	for (size_t i = 0, j = 0; i < x->npairs && j < y->npairs;) {
		if (x->pairs[i] == y->pairs[j]) {
			shared++;
			i++;
			j++;
		} else if (x->pairs[i] < y->pairs[j]) {
			i++;
		} else {
			j++;
		}
	}
	return shared * 100 >= least * ALIKE;
}

/* The last problems that had this pair: one that is still open and looks alike, or -1. */
static int
pair_meet(const struct memory *m, const struct pair *p, int new)
{
	for (int k = 0; k < MEMORY && k < p->n; k++)
		if (p->last[k] != new &&still_open(&m->past[p->last[k]], &m->past[new]) &&
		    look_alike(&m->past[p->last[k]], &m->past[new]))
			return p->last[k];
	return -1;
}

static int
problem_meet(struct memory *m, int new)
{
	const struct past *now = &m->past[new];
	int found = -1;

	if (now->npairs + 1 < SHORTEST)
		return -1;
	for (size_t i = 0; i < now->npairs; i++) {
		struct pair *p = pair_get(m, now->pairs[i]);

		if (found < 0)
			found = pair_meet(m, p, new);
		p->last[p->n++ % MEMORY] = new;
	}
	return found;
}

static int
past_cmp(const void *x, const void *y)
{
	const struct past *a = x, *b = y;

	return a->record != b->record ? (a->record > b->record) - (a->record < b->record)
				      : a->at.line - b->at.line;
}

static size_t
past_load(struct unit_check *u, struct past **out)
{
	struct {
		struct past *v;
		size_t n, room;
	} list = { 0 };
	struct query q;

	unit_ask(u, &q,
	    "select document, number, title, solved, line, col, width, excerpt from problem where "
	    "unit = ?1 order by document, place");
	while (query_row(&q)) {
		const struct unit_record *r = unit_record_of(u, query_int(&q, 0));
		struct past *p;

		if (!r)
			continue;
		p = ARENA_PUSH(u->a, &list);
		p->record = r;
		p->number = query_text(&q, u->a, 1);
		p->title = query_text(&q, u->a, 2);
		p->pairs = text_pairs(
		    u->a, text_letters(u->a, text_cut(p->title, 0, TITLE_MOST)), &p->npairs);
		p->solved = query_text(&q, u->a, 3);
		p->raised = date_iso(u->a, r->date);
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
	struct memory m = { .room = 256 };
	size_t n = past_load(u, &m.past), pairs = 0;

	for (size_t i = 0; i < n; i++)
		pairs += m.past[i].npairs;
	while (m.room < pairs * 2)
		m.room *= 2;
	m.v = ARENA_ARRAY(u->a, struct pair, m.room);
	for (size_t i = 0; i < n; i++) {
		int like = problem_meet(&m, (int)i);

		if (like >= 0)
			unit_put(u, DIAG_L509, m.past[i].at,
			    TEXTS(m.past[i].title,
				text_fmt(
				    u->a, "问题%.*s", TEXT_ARG(number_brief(m.past[like].number))),
				m.past[like].title));
	}
}
