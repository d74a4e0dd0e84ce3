/* SPDX-License-Identifier: MIT */
/*
 * An index knows what a unit hides from its register; a command that reads one document asks the
 * sources. Most hide nothing: only files that have the character of 隐去 and 【隐：…】 are read
 * whole.
 */
#include "door/hidden_unit.h"

#include "lihui/arena.h"
#include "lihui/decode.h"
#include "lihui/door.h"
#include "lihui/file.h"

static bool
may_hide(const struct site *s, const struct source *f, bool *may, struct err *e)
{
	struct arena *a = arena_new();
	struct buf bytes = BUF_INIT;
	struct diag_sink silent = { .arena = a, .path = f->path };
	bool ok = file_read(path_join(a, s->root, f->path).p, &bytes, e);

	*may = ok && text_has(decode_text(a, buf_view(&bytes), &silent), T("隐"));
	buf_release(&bytes);
	arena_free(a);
	return ok;
}

static bool
source_hides(const struct site *s, const struct source *f, struct arena *a, struct face_list *out,
    struct err *e)
{
	struct face_list told = { NULL, 0, 0 };
	struct doc *d;
	bool may = false, ok = may_hide(s, f, &may, e);

	for (const struct source *v = f->versions; ok && !may && v != NULL; v = v->next_version)
		ok = v->kind != SOURCE_TRANSLATION || may_hide(s, v, &may, e);
	if (!ok || !may)
		return ok;
	d = doc_read(s, f, e);
	if (d == NULL)
		return false;
	faces_read(d, &told);
	for (size_t i = 0; i < told.n; i++)
		if (told.v[i].kind == FACE_HIDDEN)
			*ARENA_PUSH(a, out) = told.v[i];
	doc_free(d);
	return true;
}

bool
hidden_join_unit(struct doc *d, struct err *e)
{
	const struct site *s = d->site;
	bool *related = ARENA_ARRAY(d->arena, bool, s->nunits + 1), ok = true;
	struct unit_ids spoken = { NULL, 0, 0 };
	struct face_list hidden = { NULL, 0, 0 };

	if (d->unit == NULL)
		return true;
	for (const struct unit *u = d->unit; u != NULL; u = u->parent)
		related[u->id] = true;
	site_units_spoken(s, d->unit, d->arena, d->text, &spoken);
	for (size_t i = 0; i < spoken.n; i++)
		related[spoken.v[i]] = true;
	for (size_t i = 0; ok && i < s->ndocuments; i++)
		if (related[s->documents[i]->unit->id] &&
		    !text_eq(s->documents[i]->address, d->address))
			ok = source_hides(s, s->documents[i], d->arena, &hidden, e);
	if (ok && hidden.n > 0)
		faces_join(d, register_make(d->arena, &hidden));
	return ok;
}
