/* SPDX-License-Identifier: MIT */
/*
 * A township's or banner's document goes by the registers of the villages that it speaks of as
 * well: whom one of them hides or knows is known there, and the 嘎查达 of one is no villager of
 * another. Units above come first and their registers hold for those below, so theirs are not
 * complete before the last village is read: documents that speak of a village and hold a word of
 * its register pass the door once more behind all others, with the register of their own unit and
 * those of the villages. Which villages a document speaks of stands in the index (table spoken_of),
 * because it is read again when one of those learns something (faces.c), and because a join has the
 * villages from the indexes of its parts.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/check.h"
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
	struct query q;

	query_start(s, &q, "delete from spoken_of where owner = ?1", e);
	query_bind_text(&q, 1, owner);
	query_row(&q);
	return query_end(&q);
}

bool
spoken_put(struct store *s, const struct source *f, const struct unit_ids *units, struct err *e)
{
	bool ok = spoken_forget(s, f->address, e);

	for (size_t i = 0; ok && i < units->n; i++) {
		struct query q;

		query_start(
		    s, &q, "insert into spoken_of (unit, owner, village) values (?1, ?2, ?3)", e);
		query_bind_int(&q, 1, f->unit->id + 1);
		query_bind_text(&q, 2, f->address);
		query_bind_int(&q, 3, units->v[i] + 1);
		query_row(&q);
		ok = query_end(&q);
	}
	return ok;
}

bool
spoken_kept(
    struct store *s, struct text owner, struct arena *a, struct unit_ids *out, struct err *e)
{
	struct query q;

	query_start(s, &q, "select village from spoken_of where owner = ?1 order by village", e);
	query_bind_text(&q, 1, owner);
	while (query_row(&q))
		*ARENA_PUSH(a, out) = (int)query_int(&q, 0) - 1;
	return query_end(&q);
}

bool
spoken_any(struct store *s, const struct unit *u, bool *any, struct err *e)
{
	struct query q;

	query_start(s, &q, "select 1 from spoken_of where unit = ?1 limit 1", e);
	query_bind_int(&q, 1, u->id + 1);
	*any = query_row(&q);
	return query_end(&q);
}

/* --- registers of villages --- */

struct villages {
	struct store *store;
	const struct site *site;
	struct arena *arena;
	const struct unit_register **of; /* by unit->id; NULL: not asked yet */
};

static const struct unit_register *
village_register(struct villages *v, const struct unit *u, struct err *e)
{
	static const struct source_changes none = { 0 };
	struct face_list told = { NULL, 0, 0 };

	if (v->of[u->id] == NULL && faces_kept(v->store, u, &none, v->arena, &told, e))
		v->of[u->id] = register_make(v->arena, &told);
	return v->of[u->id];
}

static bool
registers_of(
    struct villages *v, const struct unit_ids *ids, const struct unit_register **out, struct err *e)
{
	for (size_t i = 0; i < ids->n; i++)
		if ((out[i] = village_register(v, v->site->units[ids->v[i]], e)) == NULL)
			return false;
	return true;
}

/* By what a document goes; *more: one of its villages knows a word of it. */
static bool
faces_with(struct villages *v, const struct source *f, const struct unit_register *own,
    const struct unit_register **out, bool *more, struct err *e)
{
	struct unit_ids ids = { NULL, 0, 0 };
	const struct unit_register **also;
	bool ok = spoken_kept(v->store, f->address, v->arena, &ids, e);

	*more = false;
	also = ARENA_ARRAY(v->arena, const struct unit_register *, ids.n + 1);
	ok = ok && registers_of(v, &ids, also, e);
	for (size_t i = 0; ok && i < ids.n && !*more; i++)
		ok = document_touches(v->store, v->site, f, also[i], more, e);
	*out = ids.n > 0 ? register_with(v->arena, own, also, ids.n) : own;
	return ok;
}

/* --- passing again --- */

bool
document_pass(const struct gathered *to, const struct build_options *o, const struct source *f,
    const struct unit_register *faces, struct text copy_of, struct err *e)
{
	struct doc *d = doc_read(to->site, f, e);
	bool ok;

	if (d == NULL)
		return false;
	if (copy_of.n > 0)
		diag_put(&d->sink, DIAG_F013, NO_SPAN, TEXTS(copy_of));
	faces_join(d, faces);
	check_document(d, o->today);
	ok = door_pass(d, o->edition) ? store_put_doc(to->store, d, e)
				      : store_remove_doc(to->store, f->address, e);
	doc_free(d);
	return ok;
}

bool
spoken_faces(const struct gathered *to, struct arena *a, const struct source *f,
    const struct unit_register *own, const struct unit_register **out, struct err *e)
{
	struct villages v = { to->store, to->site, a,
		ARENA_ARRAY(a, const struct unit_register *, to->site->nunits + 1) };
	bool more;

	return faces_with(&v, f, own, out, &more, e);
}

bool
spoken_intro(struct store *s, const struct site *site, const struct unit *u, struct arena *a,
    const struct unit_register *own, const struct unit_register **out, struct err *e)
{
	struct villages v = { s, site, a,
		ARENA_ARRAY(a, const struct unit_register *, site->nunits + 1) };
	struct unit_ids ids = { NULL, 0, 0 };
	const struct unit_register **also;

	site_units_spoken(site, u, a, unit_intros(a, u), &ids);
	also = ARENA_ARRAY(a, const struct unit_register *, ids.n + 1);
	*out = ids.n > 0 ? register_with(a, own, also, ids.n) : own;
	return registers_of(&v, &ids, also, e);
}

/* Held as a copy the last time: copies are looked for anew. */
static bool
was_copy(struct store *s, const struct source *f, bool *was, struct err *e)
{
	struct query q;

	query_start(s, &q,
	    "select 1 from finding f join document d on d.id = f.document where d.address = ?1 "
	    "and f.stage = 'read' and f.code = 'F013'",
	    e);
	query_bind_text(&q, 1, f->address);
	*was = query_row(&q);
	return query_end(&q);
}

/* Documents of a unit that speak of villages; again: whatever was known when they passed. */
static bool
unit_pass(const struct gathered *to, const struct build_options *o, const struct unit *u,
    const struct source **docs, size_t n, bool again, struct err *e)
{
	struct arena *a = arena_new();
	const struct unit_register *own, *faces;
	struct villages v = { to->store, to->site, a,
		ARENA_ARRAY(a, const struct unit_register *, to->site->nunits + 1) };
	bool ok = faces_of(to->store, u, a, &own, e);

	for (size_t i = 0; ok && i < n; i++) {
		bool more, copy = false;

		ok = faces_with(&v, docs[i], own, &faces, &more, e) &&
		    (!again || was_copy(to->store, docs[i], &copy, e));
		if (ok && (more || copy || (again && faces != own)))
			ok = document_pass(to, o, docs[i], faces, NO_TEXT, e);
	}
	ok = ok && copies_hold(to, o, u, own, e);
	arena_free(a);
	return ok;
}

/* Ledgers below that lost what these documents reported. */
static bool
unsettle(struct store *s, const struct site *site, bool *settled, struct err *e)
{
	struct query q;

	query_start(s, &q, "select unit from unsettled", e);
	while (query_row(&q)) {
		int64_t id = query_int(&q, 0);

		if (id >= 1 && (size_t)id <= site->nunits)
			settled[id - 1] = false;
	}
	return query_end(&q);
}

bool
spoken_pass(const struct gathered *to, const struct build_options *o, const struct source **docs,
    size_t n, bool again, bool *settled, struct err *e)
{
	bool ok = true, any, passed = false;

	for (size_t from = 0, end; ok && from < n; from = end) {
		const struct unit *u = docs[from]->unit;

		for (end = from + 1; end < n && docs[end]->unit == u;)
			end++;
		if (!unit_has_below(to->site, u))
			continue;
		ok = spoken_any(to->store, u, &any, e) &&
		    (!any || unit_pass(to, o, u, docs + from, end - from, again, e));
		passed |= any;
	}
	return ok && (!passed || unsettle(to->store, to->site, settled, e));
}
