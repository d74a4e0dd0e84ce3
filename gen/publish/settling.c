/* SPDX-License-Identifier: MIT */
/*
 * Behind the last document: ledgers that records above spoke of, the as-of date, rules that look at
 * a whole unit, and what the next build has to look at (tables touched and touched_document).
 */
#include "lihui/arena.h"
#include "lihui/check.h"
#include "lihui/publish.h"
#include "publish/sources.h"

bool
newest_date(struct gathered *g, struct date today, struct date *out, struct err *e)
{
	struct query q;

	*out = today;
	query_start(g->store, &q,
	    "select date from document where state = 'published' and class <> 'page' order by date "
	    "desc limit 1",
	    e);
	if (query_row(&q))
		date_parse_iso(query_peek(&q, 0), out);
	return query_end(&q);
}

/* Rules that look at a whole unit, on the settled index. */
static bool
check_all_units(struct gathered *g, struct arena *a, const int *units, size_t n, struct err *e)
{
	struct finding_list found = { 0 };

	return check_units(g->store, g->site, units, n, g->as_of, a, &found, e) &&
	    store_put_findings(g->store, g->site, units, n, &found, e);
}

/* --- what the next build has to look at --- */

static bool
touch_unit(struct gathered *to, int64_t id, struct err *e)
{
	const struct unit *u =
	    id >= 1 && (size_t)id <= to->site->nunits ? to->site->units[id - 1] : NULL;

	for (; u != NULL; u = u->parent) {
		struct query q;

		query_ask(to->store, &q, "insert or ignore into touched (unit) values (?1)",
		    VALUES(V(u->id + 1)), e);
		query_row(&q);
		if (!query_end(&q))
			return false;
	}
	return true;
}

/* The units that a query tells, and those above them. */
static bool
touch_told(struct gathered *to, struct arena *a, struct query *q, struct err *e)
{
	struct {
		int64_t *v;
		size_t n, room;
	} units = { 0 };

	while (query_row(q))
		*ARENA_PUSH(a, &units) = query_int(q, 0);
	bool ok = query_end(q);
	for (size_t i = 0; ok && i < units.n; i++)
		ok = touch_unit(to, units.v[i], e);
	return ok;
}

static bool
touch_spoken_of(struct gathered *to, struct arena *a, int64_t unit, struct err *e)
{
	struct query q;

	query_ask(to->store, &q,
	    "select distinct ifnull(p.unit, t.unit) from report r left join problem p on p.id = "
	    "r.problem left join task t on t.id = r.task"
	    " where r.unit = ?1 and r.unit_words <> '' and ifnull(p.unit, t.unit) <> ?1",
	    VALUES(V(unit)), e);
	return touch_told(to, a, &q, e);
}

static bool
touch(struct gathered *to, struct arena *a, const struct source_changes *c, struct err *e)
{
	bool ok = true;

	if (c->whole)
		return store_run(to->store, "insert or ignore into touched (unit) values (0)", e);
	for (size_t i = 0; ok && i < c->nunits; i++)
		ok = touch_unit(to, c->units[i] + 1, e) &&
		    touch_spoken_of(to, a, c->units[i] + 1, e);
	return ok;
}

/* Some rules count days, and their findings stand on the pages of documents. */
static bool
touch_found(struct gathered *to, struct err *e)
{
	return store_run(to->store,
	    "insert or ignore into touched_document (document) select distinct document from "
	    "finding where stage = 'unit' and document is not null",
	    e);
}

/* Findings of a unit follow from its ledger, which a record above may have changed, and those of a
 * unit above from the numbers below. */
static bool
check_touched(struct gathered *to, struct arena *a, struct err *e)
{
	int *units = ARENA_ARRAY(a, int, to->site->nunits + 1);
	size_t n = 0;
	struct query q;

	query_ask(to->store, &q,
	    "select unit from touched where unit between 1 and ?1 order by unit",
	    VALUES(V((int64_t)to->site->nunits)), e);
	while (query_row(&q))
		units[n++] = (int)query_int(&q, 0) - 1;
	return query_end(&q) && check_all_units(to, a, units, n, e);
}

/* Whether weeks of villages are missing since another day now: a neighbour's record decides. */
static bool
weeks_moved(struct gathered *to, struct arena *a, bool *moved, struct err *e)
{
	struct text before = NO_TEXT, now;

	if (!fact_get(to->store, T("weekly_firsts"), a, &before, e) ||
	    !weekly_firsts(to->store, a, &now, e))
		return false;
	*moved = !text_eq(before, now);
	return !*moved || fact_set(to->store, T("weekly_firsts"), now, e);
}

bool
settle_index(struct gathered *to, const struct build_options *o, const bool *settled,
    struct arena *a, const struct source_changes *c, struct err *e)
{
	struct date before = c->last_as_of;
	bool moved = false;

	to->as_of = o->as_of;
	/* Units below of whose matters the records of a unit spoke (before) or speak: their pages
	 * tell it.
	 */
	struct query q;

	query_start(to->store, &q, "select unit from unsettled", e);
	if (!touch_told(to, a, &q, e) ||
	    !store_settle_rest(to->store, to->site, c->units, c->nunits, settled, e))
		return false;
	if (!date_is(to->as_of) && !newest_date(to, o->today, &to->as_of, e))
		return false;
	if (!weeks_moved(to, a, &moved, e))
		return false;
	if (c->whole || moved || date_cmp(before, to->as_of) != 0) {
		/* Ages moved everywhere: all units are looked at again. */
		int *all = ARENA_ARRAY(a, int, to->site->nunits + 1);
		size_t n = 0;
		for (size_t i = 0; i < to->site->nunits; i++)
			if (site_reads(to->site, to->site->units[i]))
				all[n++] = (int)i;
		to->changed = true;
		return touch_found(to, e) && store_put_site(to->store, to->site, to->as_of, e) &&
		    check_all_units(to, a, all, n, e) && touch_found(to, e) && touch(to, a, c, e);
	}
	return c->nunits == 0 || (touch(to, a, c, e) && check_touched(to, a, e));
}
