/* SPDX-License-Identifier: MIT */
/*
 * The registers of units in the index (table face). A document is shown as its unit knows the
 * people in it, so when one that is read again tells something else than before, those others of
 * the unit, of the units below it, and of those above that speak of it, that hold such a name are
 * read again too, and only those: their files are searched.
 */
#include <stdlib.h>

#include "door/attached.h"
#include "lihui/arena.h"
#include "lihui/decode.h"
#include "lihui/file.h"
#include "publish/sources.h"

/* Units are counted in the order of a tree, from above. */
int
todo_order(const void *x, const void *y)
{
	const struct source *a = *(const struct source *const *)x,
			    *b = *(const struct source *const *)y;

	return a->unit != b->unit ? a->unit->id - b->unit->id : text_cmp(a->path, b->path);
}

static void
row_take(struct query *q, struct arena *a, struct face_list *out)
{
	struct face *f = ARENA_PUSH(a, out);

	f->hash = (uint64_t)query_int(q, 0);
	f->kind = (enum face_kind)query_int(q, 1);
	date_parse_iso(query_peek(q, 2), &f->date);
	f->length = (uint8_t)query_int(q, 3);
}

/* What a document told the last time; its unit, or -1 when that was nothing. */
static bool
owner_rows(struct store *s, struct text owner, struct arena *a, struct face_list *out, int *unit,
    struct err *e)
{
	struct query q;

	*unit = -1;
	query_ask(s, &q, "select hash, kind, date, length, unit from face where owner = ?1",
	    VALUES(V(owner)), e);
	while (query_row(&q)) {
		row_take(&q, a, out);
		*unit = (int)query_int(&q, 4) - 1;
	}
	LIST_SORT(out, face_cmp);
	return query_end(&q);
}

/* --- what moves --- */

static bool
read_moved(struct store *s, const struct site *site, const struct source *f, struct arena *a,
    struct face_list *moved, struct err *e)
{
	struct face_list before = { NULL, 0, 0 }, now = { NULL, 0, 0 };
	struct doc *d = doc_read(site, f, e);
	int unit;
	bool ok = d != NULL && owner_rows(s, f->address, a, &before, &unit, e);

	if (ok) {
		faces_read(d, &now);
		/* Rows that stand in one of two sorted lists. */
		size_t i = 0, k = 0;

		while (i < before.n || k < now.n) {
			int c = i == before.n ? 1
			    : k == now.n      ? -1
					      : face_cmp(&before.v[i], &now.v[k]);

			if (c != 0)
				*ARENA_PUSH(a, moved) = c < 0 ? before.v[i] : now.v[k];
			i += c <= 0;
			k += c >= 0;
		}
	}
	doc_free(d);
	return ok;
}

static bool
file_touches(const struct site *site, const struct source *f, const struct unit_register *moved,
    bool *touches, struct err *e)
{
	struct arena *a = arena_new();
	struct buf bytes = BUF_INIT;
	struct diag_sink silent = { .arena = a, .path = f->path };
	struct err own = { 0 };
	bool ok = file_read(path_join(a, site->root, f->path).p, &bytes, &own);

	*touches = ok &&
	    register_touches(
		moved, a, text_join(a, decode_text(a, buf_view(&bytes), &silent), f->address));
	buf_release(&bytes);
	arena_free(a);
	if (ok || own.kind == ERR_FILE) /* F018: nothing of it is shown */
		return true;
	*e = own;
	return false;
}

/* What a linked file says is held against the register, too. One that is gone says nothing. */
static bool
linked_touches(struct store *s, const struct site *site, const struct source *f,
    const struct unit_register *moved, bool *touches, struct err *e)
{
	struct arena *a = arena_new();
	struct query q;

	query_ask(s, &q, "select path from source where owner = ?1 and size between 0 and ?2",
	    VALUES(V(f->address), V(ATTACHED_MOST)), e);
	while (query_row(&q) && !*touches) {
		struct text path = query_peek(&q, 0);
		struct buf bytes = BUF_INIT, says = BUF_INIT;
		struct err ignored = { 0 };

		*touches = attached_has_text(path) &&
		    file_read(path_join(a, site->root, path).p, &bytes, &ignored) &&
		    attached_text(a, path, buf_view(&bytes), &says) &&
		    register_touches(moved, a, buf_view(&says));
		buf_release(&bytes);
		buf_release(&says);
	}
	arena_free(a);
	return query_end(&q);
}

bool
document_touches(struct store *s, const struct site *site, const struct source *f,
    const struct unit_register *moved, bool *touches, struct err *e)
{
	bool ok = file_touches(site, f, moved, touches, e) &&
	    (*touches || linked_touches(s, site, f, moved, touches, e));

	for (const struct source *v = f->versions; ok && !*touches && v != NULL;
	     v = v->next_version)
		if (v->kind == SOURCE_TRANSLATION)
			ok = file_touches(site, v, moved, touches, e);
	return ok;
}

static const struct unit_register *
register_of(struct arena *a, struct face_list *moved, const struct unit_register **registers,
    const struct unit *u)
{
	if (registers[u->id] == NULL)
		registers[u->id] = register_make(a, &moved[u->id]);
	return registers[u->id];
}

/* Whether a name that moved in its unit, in one above it, or in one below of which it speaks,
 * stands in a document. */
static bool
moved_touches(struct store *s, const struct site *site, struct arena *a, const struct source *f,
    struct face_list *moved, const struct unit_register **registers, bool *touches, struct err *e)
{
	bool ok = true;

	*touches = false;
	for (const struct unit *u = f->unit; ok && !*touches && u != NULL; u = u->parent) {
		if (moved[u->id].n > 0)
			ok = document_touches(
			    s, site, f, register_of(a, moved, registers, u), touches, e);
	}
	struct unit_ids below = { NULL, 0, 0 };

	if (ok && !*touches && unit_has_below(site, f->unit))
		ok = spoken_kept(s, f->address, a, &below, e);
	for (size_t i = 0; ok && !*touches && i < below.n; i++) {
		const struct unit *u = site->units[below.v[i]];

		if (moved[u->id].n > 0)
			ok = document_touches(
			    s, site, f, register_of(a, moved, registers, u), touches, e);
	}
	return ok;
}

/* Units whose introduction holds such a name: their pages tell it. */
static void
mark_intros(const struct site *site, struct arena *a, struct face_list *moved,
    const struct unit_register **registers, bool *concerned)
{
	for (size_t i = 0; i < site->nunits; i++) {
		const struct unit *u = site->units[i];
		struct text t = unit_intros(a, u);
		struct unit_ids of = { NULL, 0, 0 };

		if (t.n == 0)
			continue;
		site_units_spoken(site, u, a, t, &of);
		for (const struct unit *x = u; x != NULL; x = x->parent)
			*ARENA_PUSH(a, &of) = x->id;
		for (size_t k = 0; k < of.n && !concerned[i]; k++)
			concerned[i] = moved[of.v[k]].n > 0 &&
			    register_touches(
				register_of(a, moved, registers, site->units[of.v[k]]), a, t);
	}
}

bool
faces_spread(struct store *s, const struct site *site, struct arena *a, struct source_changes *c,
    bool *concerned, struct err *e)
{
	struct face_list *moved = ARENA_ARRAY(a, struct face_list, site->nunits + 1), rows;
	const struct unit_register **registers =
	    ARENA_ARRAY(a, const struct unit_register *, site->nunits + 1);
	size_t n = c->ntodo;
	bool ok = true, touches;
	int unit;

	if (c->whole || (c->ntodo == 0 && c->gone.n == 0))
		return true;
	for (size_t i = 0; ok && i < c->gone.n; i++) {
		rows = (struct face_list){ NULL, 0, 0 };
		ok = owner_rows(s, c->gone.v[i], a, &rows, &unit, e);
		for (size_t k = 0; k < rows.n && (size_t)unit < site->nunits; k++)
			*ARENA_PUSH(a, &moved[unit]) = rows.v[k];
	}
	for (size_t i = 0; ok && i < n; i++)
		ok = read_moved(s, site, c->todo[i], a, &moved[c->todo[i]->unit->id], e);
	for (size_t i = 0; ok && i < site->ndocuments; i++) {
		const struct source *f = site->documents[i];

		if (list_find(&f, c->todo, n, sizeof *c->todo, todo_order) != NULL)
			continue;
		ok = moved_touches(s, site, a, f, moved, registers, &touches, e);
		if (ok && touches) {
			c->todo[c->ntodo++] = f;
			concerned[f->unit->id] = true;
		}
	}
	mark_intros(site, a, moved, registers, concerned);
	if (c->ntodo > n)
		qsort(c->todo, c->ntodo, sizeof *c->todo, todo_order);
	return ok;
}

/* --- the table --- */

bool
faces_of(struct store *s, const struct unit *u, struct arena *a, const struct unit_register **out,
    struct err *e)
{
	struct face_list all = { NULL, 0, 0 };
	bool ok = faces_kept(s, u, NULL, a, &all, e);

	for (const struct unit *x = u->parent; ok && x != NULL; x = x->parent) {
		struct face_list above = { NULL, 0, 0 };

		ok = faces_kept(s, x, NULL, a, &above, e);
		register_above(a, &all, &above);
	}
	*out = register_make(a, &all);
	return ok;
}

bool
faces_kept(struct store *s, const struct unit *u, const struct source_changes *c, struct arena *a,
    struct face_list *out, struct err *e)
{
	struct text_list read = { NULL, 0, 0 };
	struct query q;

	for (size_t i = 0; c != NULL && i < c->ntodo; i++)
		if (c->todo[i]->unit == u)
			text_list_add(a, &read, c->todo[i]->address);
	LIST_SORT(&read, text_order);
	query_ask(s, &q, "select hash, kind, date, length, owner from face where unit = ?1",
	    VALUES(V(u->id + 1)), e);
	while (query_row(&q)) {
		struct text owner = query_peek(&q, 4);

		if (!LIST_FIND(&read, &owner, text_order))
			row_take(&q, a, out);
	}
	return query_end(&q);
}

bool
faces_forget(struct store *s, struct text owner, struct err *e)
{
	return store_do(s, "delete from face where owner = ?1", VALUES(V(owner)), e);
}

bool
faces_put(struct store *s, const struct source *f, const struct face_list *l, struct err *e)
{
	struct arena *a = arena_new();
	bool ok = faces_forget(s, f->address, e);

	for (size_t i = 0; ok && i < l->n; i++) {
		ok = store_do(s,
		    "insert or ignore into face (unit, owner, hash, length, kind, date) values "
		    "(?1, "
		    "?2, ?3, ?4, ?5, ?6)",
		    VALUES(V(f->unit->id + 1), V(f->address), V((int64_t)l->v[i].hash),
			V(l->v[i].length), V(l->v[i].kind), V(date_iso(a, l->v[i].date))),
		    e);
	}
	arena_free(a);
	return ok;
}

/* --- what is hidden, for a command that reads one document --- */

static bool
add_hidden(
    struct store *s, const struct unit *u, struct arena *a, struct face_list *out, struct err *e)
{
	struct face_list all = { NULL, 0, 0 };
	bool ok = faces_kept(s, u, NULL, a, &all, e);

	for (size_t i = 0; ok && i < all.n; i++)
		if (all.v[i].kind == FACE_HIDDEN)
			*ARENA_PUSH(a, out) = all.v[i];
	return ok;
}

bool
index_hidden_join(struct store *s, struct doc *d, struct err *e)
{
	struct face_list hidden = { NULL, 0, 0 };
	struct unit_ids spoken = { NULL, 0, 0 };
	bool ok = true;

	for (const struct unit *u = d->unit; ok && u != NULL; u = u->parent)
		ok = add_hidden(s, u, d->arena, &hidden, e);
	if (d->unit != NULL)
		site_units_spoken(d->site, d->unit, d->arena, d->text, &spoken);
	for (size_t i = 0; ok && i < spoken.n; i++)
		ok = add_hidden(s, d->site->units[spoken.v[i]], d->arena, &hidden, e);
	if (ok && hidden.n > 0)
		faces_join(d, register_make(d->arena, &hidden));
	return ok;
}
