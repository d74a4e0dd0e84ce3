/* SPDX-License-Identifier: MIT */
/* Which units below a document of a unit above speaks of (table spoken_of). */
#include "lihui/arena.h"
#include "publish/sources.h"

bool
unit_has_below(const struct site *site, const struct unit *u)
{
	size_t next = (size_t)u->id + 1; /* units come in preorder */

	return next < site->nunits && site->units[next]->parent == u;
}

void
spoken_read(const struct doc *d, struct arena *a, struct unit_ids *out)
{
	if (unit_has_below(d->site, d->unit))
		site_units_spoken(d->site, d->unit, a, text_join(a, d->text, d->address), out);
}

bool
spoken_forget(struct store *s, struct text owner, struct err *e)
{
	return store_do(s, "delete from spoken_of where owner = ?1", VALUES(V(owner)), e);
}

bool
spoken_put(struct store *s, const struct source *f, const struct unit_ids *units, struct err *e)
{
	bool ok = spoken_forget(s, f->address, e);

	for (size_t i = 0; ok && i < units->n; i++) {
		ok = store_do(s, "insert into spoken_of (unit, owner, village) values (?1, ?2, ?3)",
		    VALUES(V(f->unit->id + 1), V(f->address), V(units->v[i] + 1)), e);
	}
	return ok;
}

bool
spoken_kept(
    struct store *s, struct text owner, struct arena *a, struct unit_ids *out, struct err *e)
{
	struct query q;

	query_ask(s, &q, "select village from spoken_of where owner = ?1 order by village",
	    VALUES(V(owner)), e);
	while (query_row(&q))
		*ARENA_PUSH(a, out) = (int)query_int(&q, 0) - 1;
	return query_end(&q);
}

bool
spoken_any(struct store *s, const struct unit *u, bool *any, struct err *e)
{
	struct query q;

	query_ask(
	    s, &q, "select 1 from spoken_of where unit = ?1 limit 1", VALUES(V(u->id + 1)), e);
	*any = query_row(&q);
	return query_end(&q);
}
