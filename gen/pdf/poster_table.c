/* SPDX-License-Identifier: MIT */
/*
 * A table to be read at two metres, mostly money: 24 pt, rules instead of boxes. Numbers stand as written, flush right, never broken or regrouped; dates and numbers
 * get the width of their widest entry, the column of words takes the rest and wraps. When that leaves it fewer than six characters, 20 pt.
 */
#include "pdf/poster.h"

#define PAD 7.0
#define PAD_TOP 5.0
#define PAD_FOOT 6.0

static struct text
cell_text(struct draw *d, const struct block *cell)
{
	struct text t = text_trim(block_plain(d->a, cell, false));

	if (t.n > 1 && t.p[0] == '-' && t.p[1] >= '0' && t.p[1] <= '9') /* a minus, not a hyphen */
		return text_join(d->a, T("−"), text_cut(t, 1, t.n));
	return t;
}

static bool
is_number(struct text t)
{
	bool digit = false;

	if (text_starts(t, T("−")) || text_starts(t, T("－")))
		t = text_cut(t, 3, t.n);
	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] >= '0' && t.p[i] <= '9')
			digit = true;
		else if (!strchr(",.-+% ", t.p[i]))
			return false;
	}
	return digit || t.n == 0;
}

static const struct block *
nth_cell(const struct block *row, int n)
{
	const struct block *c = row->first;

	while (c && n-- > 0)
		c = c->next;
	return c;
}

static bool
is_total(struct draw *d, const struct poster_table *t, const struct block *row, size_t n)
{
	if (t->money && n < t->money->nrows)
		return t->money->rows[n].total;
	for (int i = 0; i < 2; i++) {
		const struct block *c = nth_cell(row, i);
		struct text word = c ? text_squeeze(d->a, cell_text(d, c)) : NO_TEXT;
		if (text_eq(word, T("合计")) || text_eq(word, T("总计")) || text_eq(word, T("小计")))
			return true;
	}
	return false;
}

/* What each column needs when nothing wraps, in the bold face so that a total fits as well. */
static void
measure_needs(struct draw *d, struct poster_table *t, double *need)
{
	struct style bold = { .face = FACE_HEI_BOLD, .size = t->size };

	for (int i = 0; i < t->ncols; i++) {
		bool any = false;
		need[i] = 0;
		t->number[i] = true;
		for (size_t k = 0; k < t->rows.n; k++) {
			const struct block *c = nth_cell(t->rows.v[k].row, i);
			struct text s = c ? cell_text(d, c) : NO_TEXT;
			double w = text_width(d, s, bold);
			need[i] = w > need[i] ? w : need[i];
			if (!t->rows.v[k].head && !is_number(s))
				t->number[i] = false;
			any = any || (!t->rows.v[k].head && s.n > 0);
		}
		t->number[i] = t->number[i] && any;
		need[i] += (i > 0 ? PAD : 0) + (i + 1 < t->ncols ? PAD : 0);
	}
}

/* The column of words: of those that are no numbers the one that needs most. */
static void
measure_widths(struct draw *d, struct poster_table *t, double width)
{
	double need[POSTER_COLUMNS], rest = width;
	int words = 0;

	measure_needs(d, t, need);
	for (int i = 0; i < t->ncols; i++)
		if (!t->number[i] && (t->number[words] || need[i] > need[words]))
			words = i;
	for (int i = 0; i < t->ncols; i++) {
		t->widths[i] = need[i];
		rest -= i == words ? 0 : need[i];
	}
	t->narrow = rest < 6 * t->size + 2 * PAD;
	if (rest < width / t->ncols / 2) { /* too many wide columns: all share */
		for (int i = 0; i < t->ncols; i++)
			t->widths[i] = width / t->ncols;
	} else {
		t->widths[words] = rest;
	}
	t->edges[0] = 0;
	for (int i = 0; i < t->ncols; i++)
		t->edges[i + 1] = t->edges[i] + t->widths[i];
}

static double
pad_left(int i)
{
	return i > 0 ? PAD : 0;
}

static double
text_room(const struct poster_table *t, int i)
{
	return t->widths[i] - pad_left(i) - (i + 1 < t->ncols ? PAD : 0);
}

static void
measure_row(struct draw *d, struct poster_table *t, struct poster_row *r)
{
	struct style s = { .face = r->head || r->total ? FACE_HEI_BOLD : FACE_HEI, .size = t->size };
	size_t lines = 1;

	for (int i = 0; i < t->ncols; i++) {
		const struct block *c = nth_cell(r->row, i);
		struct measure m = { (float)text_room(t, i), (float)text_room(t, i), false };
		struct para_piece p = { .text = c ? cell_text(d, c) : NO_TEXT, .style = s };
		p.style.keep = t->number[i];
		r->paras[i] = para_new(d, &p, 1, false, m.rest > 20 ? m.rest : 20);
		r->lines[i] = (struct para_line_list){ 0 };
		para_break(r->paras[i], &m, d->a, &r->lines[i]);
		lines = r->lines[i].n > lines ? r->lines[i].n : lines;
	}
	r->height = (double)lines * t->lead + PAD_TOP + PAD_FOOT;
}

static void
take_rows(struct draw *d, struct poster_table *t)
{
	size_t n = 0;

	for (const struct block *row = t->block->first; row; row = row->next) {
		struct poster_row *r = ARENA_PUSH(d->a, &t->rows);
		r->row = row;
		r->head = row == t->block->first;
		r->total = !r->head && is_total(d, t, row, n++);
	}
	for (const struct block *c = t->block->first ? t->block->first->first : NULL; c && t->ncols < POSTER_COLUMNS; c = c->next)
		t->ncols++;
}

struct poster_table *
poster_table_measure(struct draw *d, const struct block *block, const struct money_table *money, double width)
{
	struct poster_table *t = ARENA_NEW(d->a, struct poster_table);

	t->block = block;
	t->money = money && money->table == block ? money : NULL;
	take_rows(d, t);
	if (t->ncols == 0)
		return NULL;
	t->size = 24;
	measure_widths(d, t, width);
	if (t->narrow) {
		t->size = 20;
		measure_widths(d, t, width);
	}
	t->lead = t->size * 4 / 3;
	for (size_t i = 0; i < t->rows.n; i++)
		measure_row(d, t, &t->rows.v[i]);
	return t;
}

double
poster_table_height(const struct poster_table *t)
{
	double h = 3;

	for (size_t i = 0; i < t->rows.n; i++)
		h += t->rows.v[i].gone ? 0 : t->rows.v[i].height;
	return h;
}

bool
poster_table_shorten(struct poster_table *t)
{
	for (size_t i = t->rows.n; i-- > 0;)
		if (!t->rows.v[i].gone && !t->rows.v[i].head && !t->rows.v[i].total) {
			t->rows.v[i].gone = true;
			return true;
		}
	return false;
}

size_t
poster_table_gone(const struct poster_table *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->rows.n; i++)
		n += t->rows.v[i].gone;
	return n;
}

static void
draw_cells(struct page *pg, const struct poster_table *t, const struct poster_row *r, struct elem *row, double x, double y)
{
	struct draw *d = page_draw(pg);

	for (int i = 0; i < t->ncols; i++) {
		struct elem *e = row ? tag_new(d->tags, row, r->head ? "TH" : "TD") : NULL;
		if (r->head && e)
			tag_scope(e, false);
		page_tag(pg, e);
		for (size_t k = 0; k < r->lines[i].n; k++) {
			const struct para_line *l = &r->lines[i].v[k];
			double left = x + t->edges[i] + pad_left(i), room = text_room(t, i) - l->width;
			page_line(pg, r->paras[i], l, left + (t->number[i] && room > 0 ? room : 0), baseline(y + PAD_TOP + (double)k * t->lead, t->lead, t->size), 0);
		}
	}
}

/* A row under the one before it, NULL at the table's head; again: a head that was read before. Returns where it ends. */
static double
draw_row(struct page *pg, const struct poster_table *t, const struct poster_row *r, const struct poster_row *before, bool again, double x, double y, double width)
{
	bool strong = before && (before->head || r->total);

	if (before)
		page_rule(pg, x, y - (strong ? 1.125 : 0.375), width, strong ? 2.25 : 0.75);
	else
		page_rule(pg, x, y, width, 3);
	draw_cells(pg, t, r, again ? NULL : tag_new(page_draw(pg)->tags, t->elem, "TR"), x, y + (before ? 0 : 1.5));
	return y + r->height + (before ? 0 : 1.5);
}

void
poster_table_draw(struct page *pg, struct poster_table *t, double x, double y, double width)
{
	const struct poster_row *before = NULL;
	struct draw *d = page_draw(pg);

	t->elem = tag_new(d->tags, d->root, "Table");
	for (size_t i = 0; i < t->rows.n; i++) {
		const struct poster_row *r = &t->rows.v[i];
		if (r->gone)
			continue;
		y = draw_row(pg, t, r, before, false, x, y, width);
		before = r;
	}
	page_rule(pg, x, y - 1.5, width, 3);
}

static bool
goes_on(const struct poster_table *t, const struct poster_row *r, double sure)
{
	return r->gone && r->height + (t->rows.v[0].head ? t->rows.v[0].height + 3 : 3) <= sure;
}

size_t
poster_table_further(const struct poster_table *t, double sure)
{
	size_t n = 0;

	for (size_t i = 0; i < t->rows.n; i++)
		n += goes_on(t, &t->rows.v[i], sure);
	return n;
}

size_t
poster_table_go_on(struct page *pg, struct poster_table *t, size_t from, double x, double y, double width, double room, double sure)
{
	const struct poster_row *before = NULL;
	double end = y + room;
	size_t i;

	if (t->rows.n > 0 && t->rows.v[0].head) {
		y = draw_row(pg, t, &t->rows.v[0], NULL, true, x, y, width);
		before = &t->rows.v[0];
	}
	for (i = from; i < t->rows.n; i++) {
		const struct poster_row *r = &t->rows.v[i];
		if (!goes_on(t, r, sure))
			continue;
		if (before && !before->head && y + r->height > end)
			break;
		y = draw_row(pg, t, r, before, false, x, y, width);
		before = r;
	}
	page_rule(pg, x, y - 1.5, width, 3);
	return i;
}
