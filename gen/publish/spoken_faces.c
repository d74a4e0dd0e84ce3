/* SPDX-License-Identifier: MIT */
/* By what a document of a unit above goes: the register of its unit, and behind it those of the
 * villages that it speaks of. And a document that passes the door once more with them. */
#include "lihui/arena.h"
#include "lihui/check.h"
#include "publish/sources.h"

static const struct unit_register *
village_register(struct villages *v, const struct unit *u, struct err *e)
{
	struct face_list told = { NULL, 0, 0 };

	if (v->of[u->id] == NULL && faces_kept(v->store, u, NULL, v->arena, &told, e))
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

bool
spoken_registers(struct villages *v, const struct source *f, const struct unit_register *own,
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

	return spoken_registers(&v, f, own, out, &more, e);
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
