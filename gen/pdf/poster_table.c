/* SPDX-License-Identifier: MIT */
/*
 * A table to be read at two metres, mostly money: 24 pt, rules instead of boxes. Numbers stand as
 * written, flush right, not broken or regrouped; dates and numbers get the width of their widest
 * entry, the column of words takes the rest and wraps. When that leaves it fewer than six
 * characters, 20 pt; with more columns than a sheet holds at that, smaller. Nothing of a table
 * ever goes: rows without room stand on further sheets, a row taller than a sheet on several.
 */
#include "pdf/poster.h"

#define PAD_TOP  5.0
#define PAD_FOOT 6.0
#define BORDER   3.0

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

/* The last column takes what a row has beyond it. */
static struct text
nth_text(struct draw *d, const struct poster_table *t, const struct block *row, int n)
{
	const struct block *c = row->first;
	struct text_list rest = { 0 };

	for (int i = 0; c && i < n; i++)
		c = c->next;
	if (!c)
		return NO_TEXT;
	if (n + 1 < t->ncols || !c->next)
		return cell_text(d, c);
	for (; c; c = c->next)
		text_list_add(d->a, &rest, cell_text(d, c));
	return text_list_join(d->a, &rest, T(" / "));
}

static bool
is_total(struct draw *d, const struct poster_table *t, const struct block *row, size_t n)
{
	if (t->money && n < t->money->nrows)
		return t->money->rows[n].total;
	for (int i = 0; i < 2 && i < t->ncols; i++)
		if (money_line(d->a, nth_text(d, t, row, i)) > MONEY_MAYBE)
			return true;
	return false;
}

/* A row or two too many make the table breathe less before another sheet is begun. */
static double
pad_top(const struct poster_table *t)
{
	return t->tight ? 3 : PAD_TOP;
}

static double
pad_foot(const struct poster_table *t)
{
	return t->tight ? 4 : PAD_FOOT;
}

static double
pad(const struct poster_table *t)
{
	return t->size >= 20 ? 7 : t->size * 0.3;
}

static double
pads(const struct poster_table *t, int i)
{
	return (i > 0 ? pad(t) : 0) + (i + 1 < t->ncols ? pad(t) : 0);
}

/*
 * need: what each column takes when nothing wraps, in the bold face so that a total fits as well;
 * least: its widest number, or three characters of words.
 */
static void
measure_needs(struct draw *d, struct poster_table *t, double *need, double *least)
{
	struct style bold = { .face = FACE_HEI_BOLD, .size = t->size };

	for (int i = 0; i < t->ncols; i++) {
		double figures = 0;
		bool any = false;

		need[i] = 0;
		t->number[i] = true;
		for (size_t k = 0; k < t->rows.n; k++) {
			struct text s = nth_text(d, t, t->rows.v[k].row, i);
			double w = text_width(d, s, bold);

			need[i] = w > need[i] ? w : need[i];
			if (t->rows.v[k].head)
				continue;
			figures = w > figures ? w : figures;
			t->number[i] = t->number[i] && is_number(s);
			any = any || s.n > 0;
		}
		t->number[i] = t->number[i] && any;
		least[i] = t->number[i] ? figures : need[i] < 3 * t->size ? need[i] : 3 * t->size;
		need[i] += pads(t, i);
		least[i] += pads(t, i);
	}
}

/* All give way, each as far as it can; false when numbers would have to break. */
static bool
share_width(struct poster_table *t, const double *need, const double *least, double width)
{
	double needs = 0, leasts = 0;

	for (int i = 0; i < t->ncols; i++) {
		needs += need[i];
		leasts += least[i];
	}
	for (int i = 0; i < t->ncols; i++) {
		double more = 1.0 / t->ncols;

		if (needs > leasts)
			more = (need[i] - least[i]) / (needs - leasts);
		if (leasts > width)
			t->widths[i] = least[i] * width / leasts;
		else
			t->widths[i] = least[i] + (width - leasts) * more;
	}
	return leasts <= width;
}

/* The column of words: of those that are no numbers the one that needs most. */
static bool
measure_widths(struct draw *d, struct poster_table *t, double width)
{
	double need[POSTER_COLUMNS], least[POSTER_COLUMNS], rest = width;
	int words = 0;
	bool room = true;

	measure_needs(d, t, need, least);
	for (int i = 0; i < t->ncols; i++)
		if (!t->number[i] && (t->number[words] || need[i] > need[words]))
			words = i;
	for (int i = 0; i < t->ncols; i++) {
		t->widths[i] = need[i];
		rest -= i == words ? 0 : need[i];
	}
	t->narrow = rest < 6 * t->size + 2 * pad(t);
	if (rest < width / t->ncols / 2 || rest < least[words]) /* too many wide columns */
		room = share_width(t, need, least, width);
	else
		t->widths[words] = rest;
	t->edges[0] = 0;
	for (int i = 0; i < t->ncols; i++)
		t->edges[i + 1] = t->edges[i] + t->widths[i];
	return room;
}

static double
text_room(const struct poster_table *t, int i)
{
	return t->widths[i] - pads(t, i);
}

static void
measure_row(struct draw *d, struct poster_table *t, struct poster_row *r)
{
	struct style s = { .face = r->head || r->total ? FACE_HEI_BOLD : FACE_HEI,
		.size = t->size };

	r->nlines = 1;
	for (int i = 0; i < t->ncols; i++) {
		float room = (float)text_room(t, i);

		s.keep = t->number[i] && !r->head && !t->crowded;
		r->paras[i] =
		    para_text(d, nth_text(d, t, r->row, i), s, room > t->size ? room : t->size);
		r->lines[i] = para_lines(d, r->paras[i], room);
		r->nlines = r->lines[i].n > r->nlines ? r->lines[i].n : r->nlines;
	}
	r->height = (double)r->nlines * t->lead + pad_top(t) + pad_foot(t);
}

/* A row may have more cells than the head. */
static int
count_columns(const struct block *table)
{
	int most = 0;

	for (const struct block *row = table->first; row; row = row->next) {
		int n = 0;
		for (const struct block *c = row->first; c && n < POSTER_COLUMNS; c = c->next)
			n++;
		most = n > most ? n : most;
	}
	return most;
}

struct poster_table *
poster_table_measure(
    struct draw *d, const struct block *block, const struct money_table *money, double width)
{
	static const float sizes[] = { 24, 20, 17, 14, 12, 10, 0 };
	struct poster_table *t = ARENA_NEW(d->a, struct poster_table);
	size_t n = 0;

	t->money = money && money->table == block ? money : NULL;
	t->ncols = count_columns(block);
	if (t->ncols == 0)
		return NULL;
	for (const struct block *row = block->first; row; row = row->next) {
		struct poster_row *r = ARENA_PUSH(d->a, &t->rows);
		r->row = row;
		r->head = row == block->first;
		r->total = !r->head && is_total(d, t, row, n++);
	}
	for (const float *size = sizes; *size > 0; size++) {
		t->size = *size;
		t->crowded = !measure_widths(d, t, width);
		if (!t->narrow || (*size <= 20 && !t->crowded))
			break;
	}
	t->narrow |= t->size < 20;
	t->lead = t->size * 4 / 3;
	for (size_t i = 0; i < t->rows.n; i++)
		measure_row(d, t, &t->rows.v[i]);
	return t;
}

void
poster_table_tighten(struct poster_table *t)
{
	t->tight = true;
	for (size_t i = 0; i < t->rows.n; i++)
		t->rows.v[i].height =
		    (double)t->rows.v[i].nlines * t->lead + pad_top(t) + pad_foot(t);
}

double
poster_table_height(const struct poster_table *t)
{
	double h = BORDER;

	for (size_t i = 0; i < t->rows.n; i++)
		h += t->rows.v[i].gone ? 0 : t->rows.v[i].height;
	return h;
}

/* The rows from the top that have room above a foot of that height. */
static size_t
rows_within(const struct poster_table *t, size_t n, double room)
{
	size_t i;

	for (i = 0; i < n && t->rows.v[i].height <= room; i++)
		room -= t->rows.v[i].height;
	return i;
}

bool
poster_table_take(struct poster_table *t, double room)
{
	size_t last = t->rows.n - 1, kept;
	bool total = last > 1 && t->rows.v[last].total;

	room -= BORDER;
	kept = total ? rows_within(t, last, room - t->rows.v[last].height)
		     : rows_within(t, t->rows.n, room);
	if (kept < 2 && total) {
		total = false;
		kept = rows_within(t, t->rows.n, room);
	}
	/* A subtotal stands below what it sums up: it never begins a sheet. */
	while (kept > 2 && kept < last && t->rows.v[kept].total)
		kept--;
	if (kept < 2) /* a head without rows */
		kept = 0;
	for (size_t i = 0; i < t->rows.n; i++)
		t->rows.v[i].gone = i >= kept && !(total && i == last && kept > 0);
	return kept > 0;
}

size_t
poster_table_gone(const struct poster_table *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->rows.n; i++)
		n += t->rows.v[i].gone && !t->rows.v[i].head;
	return n;
}

/* The lines from there to there of each cell of a row. */
struct slice {
	const struct poster_row *row;
	size_t from, to;
};

static double
slice_height(const struct poster_table *t, struct slice s)
{
	return (double)(s.to - s.from) * t->lead + pad_top(t) + pad_foot(t);
}

static void
draw_cells(struct page *pg, const struct poster_table *t, struct slice s, struct elem *row,
    double x, double y)
{
	struct draw *d = page_draw(pg);
	const struct poster_row *r = s.row;

	for (int i = 0; i < t->ncols; i++) {
		struct elem *e = row ? tag_new(d->tags, row, r->head ? "TH" : "TD") : NULL;

		if (r->head && e)
			tag_scope(e, false);
		page_tag(pg, e);
		for (size_t k = s.from; k < s.to && k < r->lines[i].n; k++) {
			const struct para_line *l = &r->lines[i].v[k];
			double left = x + t->edges[i] + (i > 0 ? pad(t) : 0);
			double room = text_room(t, i) - l->width;
			double top = y + pad_top(t) + (double)(k - s.from) * t->lead;

			page_line(pg, r->paras[i], l, left + (t->number[i] && room > 0 ? room : 0),
			    baseline(top, t->lead, t->size), 0);
		}
	}
}

/*
 * Under the row before it, NULL at the table's head; again: a head that was read before. Returns
 * where it ends.
 */
static double
draw_slice(struct page *pg, const struct poster_table *t, struct slice s,
    const struct poster_row *before, bool again, double x, double y, double width)
{
	bool strong = before && (before->head || s.row->total);
	struct elem *e = again ? NULL : tag_new(page_draw(pg)->tags, t->elem, "TR");

	if (before)
		page_rule(pg, x, y - (strong ? 1.125 : 0.375), width, strong ? 2.25 : 0.75);
	else
		page_rule(pg, x, y, width, BORDER);
	draw_cells(pg, t, s, e, x, y + (before ? 0 : BORDER / 2));
	return y + slice_height(t, s) + (before ? 0 : BORDER / 2);
}

void
poster_table_draw(struct page *pg, struct poster_table *t, double x, double y, double width)
{
	const struct poster_row *before = NULL;

	t->elem = draw_elem(page_draw(pg), "Table");
	for (size_t i = 0; i < t->rows.n; i++) {
		const struct poster_row *r = &t->rows.v[i];

		if (r->gone)
			continue;
		y = draw_slice(
		    pg, t, (struct slice){ r, 0, r->nlines }, before, false, x, y, width);
		before = r;
	}
	page_rule(pg, x, y - BORDER / 2, width, BORDER);
}

bool
poster_table_rest(const struct poster_table *t, struct poster_place *at)
{
	while (at->row < t->rows.n && !t->rows.v[at->row].gone)
		*at = (struct poster_place){ at->row + 1, 0 };
	return at->row < t->rows.n;
}

/* A head of a hundred words is not said on every sheet. */
static double
head_height(const struct poster_table *t, struct poster_place at, double sheet)
{
	double h = t->rows.v[0].height;

	return at.row > 0 && t->rows.v[0].head && h <= sheet / 3 ? h : 0;
}

/* As much of the row as has room; none of one that the next sheet can hold whole. */
static struct slice
next_slice(const struct poster_table *t, struct poster_place at, double room, double sheet)
{
	const struct poster_row *r = &t->rows.v[at.row];
	struct slice s = { r, at.line, r->nlines };
	double lines = (room - pad_top(t) - pad_foot(t)) / t->lead;

	if (slice_height(t, s) <= room)
		return s;
	if (slice_height(t, s) <= sheet)
		s.to = s.from;
	else
		s.to = s.from + (lines >= 1 ? (size_t)lines : 0);
	return s;
}

bool
poster_table_starts(const struct poster_table *t, struct poster_place at, double room, double sheet)
{
	double head;
	struct slice s;

	if (!poster_table_rest(t, &at))
		return false;
	head = head_height(t, at, sheet) + BORDER;
	s = next_slice(t, at, room - head, sheet - head);
	return s.to > s.from;
}

/* Would the subtotal of this row begin the next sheet? */
static bool
parts_total(const struct poster_table *t, size_t row, double room, struct slice s)
{
	size_t next = row + 1;

	if (t->rows.v[row].total || next >= t->rows.n || !t->rows.v[next].total ||
	    !t->rows.v[next].gone)
		return false;
	return room - slice_height(t, s) < t->rows.v[next].height;
}

double
poster_table_go_on(struct page *pg, struct poster_table *t, struct poster_place *at, double x,
    double y, double width, double room, double sheet)
{
	const struct poster_row *before = NULL;
	double end = y + room - BORDER, head;

	if (!t->elem)
		t->elem = draw_elem(page_draw(pg), "Table");
	poster_table_rest(t, at);
	head = head_height(t, *at, sheet);
	if (head > 0) {
		before = &t->rows.v[0];
		y = draw_slice(
		    pg, t, (struct slice){ before, 0, before->nlines }, NULL, true, x, y, width);
	}
	while (poster_table_rest(t, at)) {
		struct slice s = next_slice(t, *at, end - y, sheet - head - BORDER);

		if (s.to == s.from && !before) /* a sheet too low for one line: never without end */
			s.to++;
		if (s.to == s.from ||
		    (before && !before->head && parts_total(t, at->row, end - y, s)))
			break;
		y = draw_slice(pg, t, s, before, false, x, y, width);
		before = s.row;
		*at = s.to < s.row->nlines ? (struct poster_place){ at->row, s.to }
					   : (struct poster_place){ at->row + 1, 0 };
	}
	page_rule(pg, x, y - BORDER / 2, width, BORDER);
	return y + BORDER / 2;
}
