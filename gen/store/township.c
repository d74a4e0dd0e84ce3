/* SPDX-License-Identifier: MIT */
/*
 * What a township sees over its villages: who has hosted the joint meeting in this round and whose
 * turn it is, and which open matters several villages have. Both from the index alone, so that the
 * page, the form of the next meeting and `due` say the same.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/utf8.h"
#include "store/index.h"

/* --- turns --- */

/* The villages below, in the order of the rules (joint_order), those that it does not name behind
 * in the order of the tree. */
static void
in_order(
    const struct site *s, struct arena *a, const struct unit *township, struct joint_round *out)
{
	const struct profile *p = profile_for(&township->profiles, NO_DATE);
	bool *named = ARENA_ARRAY(a, bool, s->nunits);

	for (size_t i = 0; p && i < p->joint_order.n; i++) {
		const struct unit *u = site_meant_unit(s, township, p->joint_order.v[i]);

		if (!u || named[u->id] || !unit_below(u, township) || u->level != LEVEL_VILLAGE)
			continue;
		named[u->id] = true;
		*ARENA_PUSH(a, out) = (struct turn_of){ .unit = u };
	}
	for (size_t i = 0; i < s->nunits; i++)
		if (s->units[i]->level == LEVEL_VILLAGE && s->units[i]->parent == township &&
		    !named[i])
			*ARENA_PUSH(a, out) = (struct turn_of){ .unit = s->units[i] };
}

/* The village that is meant: by its name, or as a word in it (在北岗嘎查). */
static struct turn_of *
turn_meant(
    const struct site *s, const struct unit *township, struct joint_round *t, struct text said)
{
	const struct unit *u = said.n ? site_meant_unit(s, township, said) : NULL;

	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].unit == u)
			return &t->v[i];
	for (size_t i = 0; i < t->n; i++) {
		struct text name = t->v[i].unit->name;
		struct text brief = text_cut(name, 0, name.n - (name.n > 6 ? strlen("嘎查") : 0));

		if (text_has(said, name) ||
		    (text_ends(name, T("嘎查")) && utf8_length(brief) > 1 && text_has(said, brief)))
			return &t->v[i];
	}
	return NULL;
}

bool
joint_turn(struct store *s, const struct site *site, struct arena *a, const struct unit *township,
    struct joint_round *out, struct err *e)
{
	struct query q;

	*out = (struct joint_round){ .round = 1 };
	in_order(site, a, township, out);
	query_start(s, &q,
	    "select unit, hosted_by, place, date from document where type = 'joint'"
	    " and state = 'published' and unit between ?1 and (select last from unit where id = ?1)"
	    " and date <= (select value from fact where key = 'as_of') order by date, address",
	    e);
	query_bind_int(&q, 1, township->id + 1);
	while (query_row(&q)) {
		const struct unit *of = site->units[query_int(&q, 0) - 1];
		struct turn_of *t = turn_meant(site, township, out, query_peek(&q, 1));

		out->any = true;
		if (!t && of != township)
			t = turn_meant(site, township, out, of->path);
		if (!t)
			t = turn_meant(site, township, out, query_peek(&q, 2));
		if (!t)
			continue;
		if (out->done == out->n) {
			for (size_t i = 0; i < out->n; i++)
				out->v[i].hosted = NO_DATE;
			out->done = 0;
			out->round++;
		}
		out->done += !date_is(t->hosted);
		date_parse_iso(query_peek(&q, 3), &t->hosted);
	}
	for (size_t i = 0; i < out->n && !out->next; i++)
		if (!date_is(out->v[i].hosted) || out->done == out->n)
			out->next = out->v[i].unit;
	return query_end(&q);
}

/* --- what several villages have --- */

/* Newest of them that are compared with each other. */
#define COMPARED_MOST 400
#define TITLE_MOST    300

struct open_matter {
	struct common_matter m;
	uint64_t *pairs; /* of neighbouring letters, sorted */
	size_t npairs;
	int group; /* the first one that it belongs with */
};

static int
by_pair(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

	return (a > b) - (a < b);
}

/* Of a title without its village's name, which says nothing of the matter. */
static void
pairs_of(struct arena *a, const struct unit *u, struct open_matter *c)
{
	struct text t = text_replace(a, text_cut(c->m.title, 0, TITLE_MOST), u->name, NO_TEXT);
	uint32_t last = 0;

	c->pairs = ARENA_ARRAY(a, uint64_t, t.n + 1);
	for (size_t i = 0; i < t.n;) {
		uint32_t code = utf8_next(t, &i);

		if (utf8_is_blank(code) || utf8_is_punct(code))
			continue;
		if (last)
			c->pairs[c->npairs++] = (uint64_t)last << 32 | code;
		last = code;
	}
	if (c->npairs > 1)
		qsort(c->pairs, c->npairs, sizeof *c->pairs, by_pair);
}

/* One kind, or more than half of the shorter one's pairs in the other. */
static bool
belong_together(const struct open_matter *x, const struct open_matter *y)
{
	size_t least = x->npairs < y->npairs ? x->npairs : y->npairs, shared = 0;

	if (x->m.kind.n > 0 && text_eq(x->m.kind, y->m.kind))
		return true;
	for (size_t i = 0, j = 0; i < x->npairs && j < y->npairs;) {
		int by = by_pair(&x->pairs[i], &y->pairs[j]);

		shared += by == 0;
		i += by <= 0;
		j += by >= 0;
	}
	return least > 1 && shared * 2 > least;
}

static int
group_of(struct open_matter *v, int i)
{
	while (v[i].group != i)
		i = v[i].group;
	return i;
}

/* A group by what it is called: its kind when all share it, else its shortest title. */
static void
add_group(struct arena *a, struct open_matter *v, size_t n, int group, struct common_list *out)
{
	struct common c = { .title = NO_TEXT };
	struct text shortest = NO_TEXT;
	int64_t unit = 0;
	bool one_kind = v[group].m.kind.n > 0;

	for (size_t i = 0; i < n; i++) {
		if (group_of(v, (int)i) != group)
			continue;
		*ARENA_PUSH(a, &c) = v[i].m;
		c.nunits += v[i].m.unit != unit;
		unit = v[i].m.unit;
		one_kind = one_kind && text_eq(v[i].m.kind, v[group].m.kind);
		if (shortest.n == 0 || v[i].m.title.n < shortest.n)
			shortest = v[i].m.title;
	}
	c.title = one_kind ? v[group].m.kind : shortest;
	if (c.nunits > 1)
		*ARENA_PUSH(a, out) = c;
}

static int
by_units(const void *x, const void *y)
{
	const struct common *a = x, *b = y;

	return a->nunits != b->nunits ? b->nunits - a->nunits : text_cmp(a->title, b->title);
}

bool
common_problems(struct store *s, const struct site *site, struct arena *a,
    const struct unit *township, struct common_list *out, struct err *e)
{
	struct open_matter *v = ARENA_ARRAY(a, struct open_matter, COMPARED_MOST);
	struct query q;
	size_t n = 0;

	*out = (struct common_list){ 0 };
	query_start(s, &q,
	    "select unit, number, title, category, deadline, always from"
	    " (select * from problem where unit > ?1 and unit <= (select last from unit where id = "
	    "?1)"
	    " and status_class < 2 order by mentioned desc, id limit ?2)"
	    " order by unit, raised, place",
	    e);
	query_bind_int(&q, 1, township->id + 1);
	query_bind_int(&q, 2, COMPARED_MOST);
	while (query_row(&q)) {
		struct open_matter *c = &v[n];

		c->m = (struct common_matter){ .unit = query_int(&q, 0),
			.number = query_text(&q, a, 1),
			.title = query_text(&q, a, 2),
			.kind = query_text(&q, a, 3) };
		if (query_int(&q, 5) == 0)
			date_parse_iso(query_peek(&q, 4), &c->m.deadline);
		c->group = (int)n++;
		pairs_of(a, site->units[c->m.unit - 1], c);
	}
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (v[i].m.unit != v[k].m.unit && belong_together(&v[i], &v[k])) {
				int x = group_of(v, (int)i), y = group_of(v, (int)k);

				v[x > y ? x : y].group = x > y ? y : x;
			}
	for (size_t i = 0; i < n; i++)
		if (v[i].group == (int)i)
			add_group(a, v, n, (int)i, out);
	if (out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, by_units);
	return query_end(&q);
}
