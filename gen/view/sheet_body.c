/* SPDX-License-Identifier: MIT */
/*
 * A document's tree as a list that a sheet's template goes through: headings, paragraphs, items of
 * lists, tables, pictures, in the order of the document and without nesting. What the tree holds is
 * shown whole.
 */
#include "lihui/file.h"
#include "view/sheet_value.h"
#include "view/web.h"

#define DEEP 50

struct value *
body_entry(struct sheet_body *b, const char *kind)
{
	struct value *o = value_add_object(b->w->a, b->list);

	value_put_bool(b->w->a, o, kind, true);
	return o;
}

struct value *
body_paragraph(struct sheet_body *b, struct text t)
{
	struct value *o = body_entry(b, "paragraph"),
		     *run = value_add_object(b->w->a, value_put_list(b->w->a, o, "runs"));

	value_put_text(b->w->a, o, "text", t);
	value_put_text(b->w->a, run, "text", t);
	return o;
}

/* Addresses that work from a sheet anywhere; a path of the site does not. */
static bool
is_address(struct text t)
{
	return text_starts(t, T("https://")) || text_starts(t, T("http://")) ||
	    text_starts(t, T("mailto:")) || text_starts(t, T("tel:"));
}

static void
add_run(struct arena *a, struct value *list, struct text t, bool strong, struct text url)
{
	struct value *o = t.n > 0 ? value_add_object(a, list) : NULL;

	if (!o)
		return;
	value_put_text(a, o, "text", t);
	value_put_bool(a, o, "strong", strong);
	value_put_text(a, o, "url", url);
}

static void
add_runs(struct arena *a, struct value *list, const struct inl *i, bool strong, struct text url,
    int depth)
{
	for (; i && depth < DEEP; i = i->next) {
		if (i->kind == INLINE_BREAK)
			add_run(a, list, T("\n"), strong, NO_TEXT);
		if (i->kind == INLINE_TEXT || i->kind == INLINE_CODE || i->kind == INLINE_HIDDEN)
			add_run(a, list, i->text, strong, url);
		if (i->first)
			add_runs(a, list, i->first, strong || i->kind == INLINE_STRONG,
			    i->kind == INLINE_LINK && is_address(i->target) ? i->target : url,
			    depth + 1);
	}
}

static void
put_runs(struct arena *a, struct value *o, const struct block *x)
{
	add_runs(a, value_put_list(a, o, "runs"), x->inlines, false, NO_TEXT, 0);
	value_put_text(a, o, "text", text_trim(block_plain(a, x, false)));
}

static void
add_heading(struct sheet_body *b, const struct block *x)
{
	struct value *o = body_entry(b, "heading");

	put_runs(b->w->a, o, x);
	value_put_int(b->w->a, o, "level", x->level);
	value_put_bool(b->w->a, o, "section", x->level <= 2);
}

/* --- lists --- */

/* A dot behind a number that stands upright in a column would lie: there Mongolian has its own
 * mark. */
static struct text
item_mark(const struct saying *w, const struct block *list, int n)
{
	if (!list->ordered)
		return T("·");
	return text_fmt(w->a, lang_is_down(w->lang) ? "%d᠂" : "%d.", n);
}

static void
add_item(struct sheet_body *b, const struct block *x, struct text mark, int depth)
{
	struct value *o = body_entry(b, "item");

	put_runs(b->w->a, o, x);
	value_put_text(b->w->a, o, "mark", mark);
	value_put_bool(b->w->a, o, "ordered", !text_eq(mark, T("·")));
	value_put_text(b->w->a, o, "style", text_fmt(b->w->a, "ritem%d", depth < 3 ? depth : 3));
}

/* Its number stands before the first paragraph of an item. */
static void
add_list(struct sheet_body *b, const struct block *list, int depth)
{
	int n = list->start > 0 ? list->start : 1;

	for (const struct block *k = list->first; k; k = k->next, n++) {
		struct text mark = item_mark(b->w, list, n);
		const struct block *inner = k->first;

		if (!k->inlines && inner && inner->kind == BLOCK_PARAGRAPH) {
			add_item(b, inner, mark, depth);
			inner = inner->next;
		} else {
			add_item(b, k, mark, depth);
		}
		for (; inner; inner = inner->next)
			if (inner->kind == BLOCK_PARAGRAPH)
				add_item(b, inner, NO_TEXT, depth);
			else
				body_block(b, inner, depth + 1);
	}
}

/* --- tables --- */

static struct text
cell_text(struct arena *a, const struct block *cell)
{
	struct text t = text_trim(block_plain(a, cell, false));

	if (t.n > 1 && t.p[0] == '-' && t.p[1] >= '0' && t.p[1] <= '9') /* a minus, not a hyphen */
		return text_join(a, T("−"), text_cut(t, 1, t.n));
	return t;
}

static const char *
role_of(struct sheet_body *b, const struct money_table *m, const struct block *row, size_t n)
{
	const struct block *cell = row->first;

	for (int i = 0; i < 2 && cell; i++, cell = cell->next) {
		enum money_line line = money_line(b->w->a, cell_text(b->w->a, cell));
		if (line > MONEY_MAYBE)
			return line == MONEY_SUBTOTAL ? "sub" : "total";
	}
	return m && n < m->nrows && m->rows[n].total ? "total" : "item";
}

static int64_t
amount(const struct money_table *m, size_t row, size_t column)
{
	return m && row < m->nrows && column < m->ncols && m->rows[row].cells
	    ? m->rows[row].cells[column]
	    : MONEY_NONE;
}

static bool
holds_amounts(const struct money_table *m, size_t column)
{
	bool any = false;

	for (size_t i = 0; m && i < m->nrows; i++)
		any = any || amount(m, i, column) != MONEY_NONE;
	return any;
}

/* 收入（元）, unless the head says its unit. */
static struct text
head_with_unit(struct sheet_body *b, const struct money_table *m, struct text head, size_t column)
{
	if (!holds_amounts(m, column) || m->unit.n == 0 || text_has(head, m->unit) ||
	    text_has(head, T("元")))
		return head;
	return text_fmt(b->w->a, "%.*s（%.*s）", TEXT_ARG(head), TEXT_ARG(m->unit));
}

/* In fen, for who adds up; what is not in fen is not added up. */
static void
put_amount(struct arena *a, struct value *o, const struct money_table *m, size_t row, size_t column,
    struct text t)
{
	int64_t n = amount(m, row, column);

	if (t.n == 0)
		n = 0;
	if (m && n != MONEY_NONE && !text_eq(m->unit, T("万元")))
		value_put_int(a, o, "n", n);
}

/* What stands in a column below the last row of a side: 过次页, a sum, or the last balance. */
static void
put_carried(struct sheet_body *b, struct value *list, const struct money_table *m,
    const struct block *head, size_t columns)
{
	size_t column = 0, words = SIZE_MAX;

	for (const struct block *c = head->first; c && m && column < columns;
	     c = c->next, column++) {
		struct text t = cell_text(b->w->a, c);
		bool amounts = holds_amounts(m, column),
		     balance = text_has(t, T("结余")) || text_has(t, T("余额"));
		bool plain = !amounts && words == SIZE_MAX && !text_has(t, T("日期")) &&
		    !text_has(t, T("时间")) && !text_has(t, T("序号"));
		struct value *o = value_add_object(b->w->a, list);

		words = plain ? column : words;
		value_put_bool(b->w->a, o, "words", plain);
		value_put_text(b->w->a, o, "of",
		    !amounts      ? NO_TEXT
			: balance ? T("last")
				  : T("sum"));
	}
}

static void
add_row(struct sheet_body *b, struct value *rows, const struct money_table *m,
    const struct block *row, size_t columns, size_t n)
{
	struct arena *a = b->w->a;
	struct value *o = value_add_object(a, rows), *cells;
	bool head = n == SIZE_MAX;
	size_t column = 0;

	value_put_text(a, o, "role", head ? T("head") : text_of(role_of(b, m, row, n)));
	value_put_bool(a, o, "head", head);
	cells = value_put_list(a, o, "cells");
	for (const struct block *c = row->first; c && column < columns; c = c->next, column++) {
		struct value *v = value_add_object(a, cells);
		struct text t = cell_text(a, c);

		if (column + 1 == columns &&
		    c->next) { /* the last takes what a row has beyond it */
			struct text_list rest = { 0 };
			for (; c->next; c = c->next)
				text_list_add(a, &rest, cell_text(a, c));
			text_list_add(a, &rest, cell_text(a, c));
			t = text_list_join(a, &rest, T(" / "));
			value_put_text(a, v, "text", t);
			add_run(a, value_put_list(a, v, "runs"), t, false, NO_TEXT);
			continue;
		}
		if (head && m && column < m->ncols)
			t = head_with_unit(b, m, t, column);
		value_put_text(a, v, "text", t);
		if (head || !c->inlines || text_starts(t, T("−")))
			add_run(a, value_put_list(a, v, "runs"), t, false, NO_TEXT);
		else
			add_runs(a, value_put_list(a, v, "runs"), c->inlines, false, NO_TEXT, 0);
		if (!head)
			put_amount(a, v, m, n, column, t);
	}
	for (; column < columns; column++)
		value_put_text(a, value_add_object(a, cells), "text", NO_TEXT);
}

enum { COLUMNS_MOST = 40 };

static void
add_table(struct sheet_body *b, const struct block *table)
{
	const struct money_table *m = b->money && b->money->table == table ? b->money : NULL;
	size_t columns = 0, n = 0;

	for (const struct block *row = table->first; row; row = row->next) {
		size_t k = 0;
		for (const struct block *c = row->first; c && k < COLUMNS_MOST; c = c->next)
			k++;
		columns = k > columns ? k : columns;
	}
	if (columns == 0)
		return;
	struct value *o = body_entry(b, "table"), *rows = value_put_list(b->w->a, o, "rows");

	b->tables = true;
	value_put_bool(b->w->a, o, "money", m != NULL);
	for (const struct block *row = table->first; row; row = row->next)
		add_row(b, rows, m, row, columns, row == table->first ? SIZE_MAX : n++);
	put_carried(b, value_put_list(b->w->a, o, "carried"), m, table->first, columns);
}

/* --- the rest --- */

static void
add_figure(struct sheet_body *b, const struct block *x)
{
	struct arena *a = b->w->a;
	struct text path = x->inlines ? x->inlines->target : NO_TEXT, alt;
	struct buf words = BUF_INIT;
	struct value *o = body_entry(b, "figure");

	if (x->inlines)
		inl_text(&words, x->inlines->first);
	alt = text_copy(a, buf_view(&words));
	buf_release(&words);
	value_put_text(a, o, "src", path);
	value_put_text(a, o, "caption", alt);
	value_put_text(a, o, "missing",
	    sheet_say(b->w, "sheet.image_missing", alt.n > 0 ? alt : path_name(path)));
}

/* Each line stands for itself, as far in as it was typed: blanks of XML would be layout. */
static void
add_code(struct sheet_body *b, const struct block *x)
{
	struct arena *a = b->w->a;
	struct text rest = block_plain(a, x, true);

	while (rest.n > 0) {
		size_t end = text_find(rest, T("\n"), 0), blanks = 0;
		struct text line = text_cut(rest, 0, end < rest.n ? end : rest.n), in = NO_TEXT;

		for (; blanks < line.n && line.p[blanks] == ' '; blanks++)
			in = text_join(a, in, T("\u00A0"));
		if (blanks < line.n)
			(void)body_paragraph(b, text_join(a, in, text_cut(line, blanks, line.n)));
		rest = text_cut(rest, line.n + 1, rest.n);
	}
}

void
body_block(struct sheet_body *b, const struct block *x, int depth)
{
	if (depth > DEEP)
		return;
	switch (x->kind) {
	case BLOCK_HEADING: add_heading(b, x); break;
	case BLOCK_CODE: add_code(b, x); break;
	case BLOCK_PARAGRAPH: put_runs(b->w->a, body_entry(b, "paragraph"), x); break;
	case BLOCK_LIST: add_list(b, x, depth); break;
	case BLOCK_TABLE: add_table(b, x); break;
	case BLOCK_FIGURE: add_figure(b, x); break;
	case BLOCK_RULE: break;
	default: body_blocks(b, x->first, depth + 1);
	}
}

void
body_blocks(struct sheet_body *b, const struct block *first, int depth)
{
	for (; first; first = first->next)
		body_block(b, first, depth);
}

/* --- steps: problems and tasks in a form of their own --- */

/* One begun by a heading takes what follows up to the next heading of its level. */
static const struct block *
say_problems(struct sheet_body *b, const struct problem *p, const struct block *x)
{
	const struct problem *end = b->doc->problems.v + b->doc->problems.n;

	for (; p < end && p->block == x; p++) /* lines of one paragraph may be several */
		b->problem(b, p);
	while (x->kind == BLOCK_HEADING && x->next &&
	    !(x->next->kind == BLOCK_HEADING && x->next->level <= x->level) &&
	    !doc_holds(b->doc, x->next, false))
		x = x->next;
	return x;
}

static void
problem_step(struct sheet_body *b, const struct block *first)
{
	for (const struct block *x = first; x; x = x->next) {
		const struct problem *p = doc_problem_of(b->doc, x);

		if (p)
			x = say_problems(b, p, x);
		else if ((x->kind == BLOCK_LIST || x->kind == BLOCK_ITEM) &&
		    doc_holds(b->doc, x, false))
			problem_step(b, x->first);
		else
			b->other(b, x);
	}
}

void
body_step(struct sheet_body *b, const struct block *first)
{
	bool problems = false, tasks = false, done = false;

	for (const struct block *x = first; x; x = x->next) {
		problems = problems || doc_holds(b->doc, x, false);
		tasks = tasks || doc_holds(b->doc, x, true);
	}
	if (problems) {
		problem_step(b, first);
		return;
	}
	for (const struct block *x = first; x; x = x->next) {
		if (!tasks || !doc_holds(b->doc, x, true))
			b->other(b, x);
		else if (!done)
			b->tasks(b);
		done = done || (tasks && doc_holds(b->doc, x, true));
	}
}
