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
#include "lihui/arena.h"
#include "publish/sources.h"

/* Held as a copy the last time: copies are looked for anew. */
static bool
was_copy(struct store *s, const struct source *f, bool *was, struct err *e)
{
	struct query q;

	query_ask(s, &q,
	    "select 1 from finding f join document d on d.id = f.document where d.address = ?1 "
	    "and f.stage = 'read' and f.code = 'F013'",
	    VALUES(V(f->address)), e);
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

		ok = spoken_registers(&v, docs[i], own, &faces, &more, e) &&
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
