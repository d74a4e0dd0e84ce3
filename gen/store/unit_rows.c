/* SPDX-License-Identifier: MIT */
/*
 * The units of the site and the facts about the index.
 *
 * A row's id is the unit's place in the walk over the tree, plus one, and every other table points
 * to it. When a unit comes or goes, all ids behind it move and documents may change hands; that
 * happens a few times in a banner's life, so the index is then emptied (the sources it remembers
 * too, or the next build would believe that nothing has changed) instead of being patched.
 */
#include "lihui/arena.h"
#include "store/index.h"

static int
unit_last(const struct site *site, size_t i)
{
	size_t last = i;

	while (last + 1 < site->nunits && unit_below(site->units[last + 1], site->units[i]))
		last++;
	return (int)last + 1;
}

static bool
units_same(struct store *s, const struct site *site, bool *same, struct err *e)
{
	struct query q;
	size_t n = 0;

	*same = true;
	query_start(s, &q, "select path from unit order by id", e);
	while (query_row(&q)) {
		if (n >= site->nunits || !text_eq(query_peek(&q, 0), site->units[n]->path))
			*same = false;
		n++;
	}
	if (n != site->nunits)
		*same = false;
	return query_end(&q);
}

static bool
index_empty(struct store *s, struct err *e)
{
	return store_run(s, "delete from finding", e) && store_run(s, "delete from document", e) &&
	    store_run(s, "delete from source", e) &&
	    store_run(s, "update unit set parent = null", e) && store_run(s, "delete from unit", e);
}

static const char *
level_name(enum unit_level l)
{
	static const char *const names[] = { "province", "league", "banner", "township", "village",
		"group" };

	return names[l];
}

static bool
unit_put(struct store *s, const struct site *site, const struct unit *u, struct date as_of,
    struct err *e)
{
	const struct profile *p = profile_for(&u->profiles, as_of);
	struct index_row r;

	row_start(s, &r,
	    "insert into unit (id, last, parent, path, level, code, name, name_in, phone, address, "
	    "stars, first_secretary, secretary, yearly_minimum, silent_days) "
	    "values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) on conflict (id) do update set last = "
	    "excluded.last, parent = excluded.parent, level = excluded.level, "
	    "code = excluded.code, name = excluded.name, name_in = excluded.name_in, phone = "
	    "excluded.phone, address = excluded.address, stars = excluded.stars, "
	    "first_secretary = excluded.first_secretary, secretary = excluded.secretary, "
	    "yearly_minimum = excluded.yearly_minimum, silent_days = excluded.silent_days",
	    e);
	row_int(&r, u->id + 1);
	row_int(&r, unit_last(site, (size_t)u->id));
	row_count(&r, u->parent ? u->parent->id + 1 : -1);
	row_text(&r, u->path);
	row_str(&r, level_name(u->level));
	row_text(&r, u->code);
	row_text(&r, u->name);
	row_text(&r, u->name_in);
	row_text(&r, u->phone);
	row_text(&r, u->address);
	row_int(&r, stars_of(u, as_of.year) > 0 ? stars_of(u, as_of.year) : 0);
	row_text(&r, tenure_on(&u->first_secretary, as_of));
	row_text(&r, tenure_on(&u->secretary, as_of));
	row_int(&r, p ? p->yearly_minimum : 0);
	row_int(&r, p ? p->silent_days : 0);
	return row_end(&r);
}

bool
store_put_site(struct store *s, const struct site *site, struct date as_of, struct err *e)
{
	struct arena *a;
	bool same, done;

	if (!units_same(s, site, &same, e) || (!same && !index_empty(s, e)))
		return false;
	for (size_t i = 0; i < site->nunits; i++)
		if (!unit_put(s, site, site->units[i], as_of, e))
			return false;
	a = arena_new();
	done = fact_set(s, T("as_of"), date_is(as_of) ? date_iso(a, as_of) : NO_TEXT, e) &&
	    fact_set(s, T("edition"), s->public ? T("public") : T("internal"), e) &&
	    fact_set(s, T("title"), site->title, e) &&
	    fact_set(s, T("base_url"), site->base_url, e);
	arena_free(a);
	return done && finding_put_site(s, site, e);
}
