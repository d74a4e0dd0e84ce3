/* SPDX-License-Identifier: MIT */
/*
 * Every member of a document, once: a function for each structure of model.def, which is then
 * packed, unpacked, masked and compared. What points outside the document (site, unit, profile,
 * type) is not here: pack.c finds it again by name.
 */
#include "model/doc_walk.h"

#include "lihui/arena.h"

static void
walk_span(struct walk *w, struct span *s)
{
	WALK_NUMBER(w, s->at, 0, UINT32_MAX);
	WALK_NUMBER(w, s->n, 0, UINT32_MAX);
}

static void
walk_texts(struct walk *w, struct text_list *l)
{
	WALK_LIST(w, l, walk_text);
}

static void
walk_date(struct walk *w, struct date *d)
{
	WALK_NUMBER(w, d->year, 0, 9999);
	if (d->year == 0)
		return;
	WALK_NUMBER(w, d->month, 0, 12);
	WALK_NUMBER(w, d->day, 0, 31);
}

static void
walk_week(struct walk *w, struct week *k)
{
	WALK_NUMBER(w, k->year, 0, 9999);
	WALK_NUMBER(w, k->week, 0, 53);
}

static void
walk_order(struct walk *w, struct number *n)
{
	WALK_NUMBER(w, n->year, 0, 9999);
	WALK_NUMBER(w, n->week, 0, 127);
	WALK_NUMBER(w, n->order, 0, INT16_MAX);
}

static void
walk_cells(struct walk *w, struct money_row *r, size_t ncols)
{
	if (w->mood == WALK_READ) {
		r->cells = ARENA_ARRAY(w->arena, int64_t, ncols + 1);
		r->at = ARENA_ARRAY(w->arena, struct span, ncols + 1);
	}
	for (size_t i = 0; i < ncols; i++) {
		WALK_NUMBER(w, r->cells[i], INT64_MIN, INT64_MAX);
		if (!w->only)
			walk_span(w, &r->at[i]);
	}
}

/* The lines of problems and tasks get numbers when a record is written anew: these steps are
 * compared by what was read from them. */
static bool
is_numbered(const struct walk *w, const struct step *s)
{
	return w->only && (text_eq(s->id, T("problem")) || text_eq(s->id, T("task")));
}

static void walk_rows(struct walk *w, struct money_table *t);

/* Each in its turn, lists through the function of their elements. x: the structure, m: the member.
 */
#define W_none
#define W_text  walk_text(w, m);
#define W_id    walk_id(w, m);
#define W_texts walk_texts(w, m);
#define W_items \
	if (!is_numbered(w, x)) \
		walk_texts(w, m);
#define W_masked \
	if (w->mood == WALK_TOUCH) \
		walk_text(w, m);
#define W_date              walk_date(w, m);
#define W_week              walk_week(w, m);
#define W_order             walk_order(w, m);
#define W_span              walk_span(w, m);
#define W_boolean           WALK_NUMBER(w, *m, 0, 1);
#define W_number(low, high) WALK_NUMBER(w, *m, low, high);
#define W_people            WALK_LIST(w, m, walk_person);
#define W_list(name)        WALK_LIST(w, m, walk_##name);
#define W_part(name)        walk_##name(w, m);
#define W_rows              walk_rows(w, x);
#define W_block             walk_block(w, m);
#define W_tree              walk_tree(w, m, false);
#define W_body              walk_tree(w, m, true);
#define W_findings          WALK_LIST(w, &m->list, walk_finding);

#define BEGIN(name) \
	static void walk_##name(struct walk *w, struct name *x) \
	{
#define ROW(type, member, bytes, json, same) \
	if (!w->only || (w->only & (same))) { \
		__attribute__((unused)) type *m = &x->member; \
		W_##bytes \
	}
#define END }
#include "lihui/model.def"

static void
walk_rows(struct walk *w, struct money_table *t)
{
	/* Each cell takes three bytes at least: numbers that promise more are no table. */
	if (w->mood == WALK_READ && !w->bad) {
		size_t left = (size_t)(w->end - w->p);

		w->bad = t->nrows > left || t->ncols > left ||
		    (t->ncols > 0 && t->nrows > left / t->ncols);
	}
	if (w->bad) {
		t->nrows = t->ncols = 0;
		return;
	}
	if (w->mood == WALK_READ)
		t->rows = ARENA_ARRAY(w->arena, struct money_row, t->nrows + 1);
	for (size_t i = 0; i < t->nrows; i++) {
		walk_money_row(w, &t->rows[i]);
		walk_cells(w, &t->rows[i], t->ncols);
	}
}

/* The keys that were written: one number of a bit each, then their places. */
static void
walk_keys(struct walk *w, struct doc *d)
{
	for (int k = 0; k < KEY_COUNT; k += 32) {
		uint32_t bits = 0;

		for (int i = k; i < KEY_COUNT && i < k + 32; i++)
			bits |= (uint32_t)d->has[i] << (i - k);
		WALK_NUMBER(w, bits, 0, UINT32_MAX);
		for (int i = k; i < KEY_COUNT && i < k + 32; i++)
			d->has[i] = (bits >> (i - k)) & 1;
	}
	for (int k = 0; k < KEY_COUNT; k++)
		if (d->has[k])
			walk_span(w, &d->at[k]);
}

void
walk_whole(struct walk *w, struct doc *d)
{
	if (!w->only)
		walk_keys(w, d);
	walk_doc(w, d);
}

void
doc_said(struct buf *out, const struct doc *d, unsigned parts, text_change *fold, void *context)
{
	struct walk w = {
		.mood = WALK_WRITE, .out = out, .only = parts, .change = fold, .context = context
	};

	walk_whole(&w, (struct doc *)(uintptr_t)d);
}
