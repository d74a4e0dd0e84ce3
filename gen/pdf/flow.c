/* SPDX-License-Identifier: MIT */
/*
 * Bands onto pages. Greedy: a group of bands that must stay together goes on this page when it
 * fits, else on the next; a group taller than a page is parted where the page ends. Sheets are
 * short, so looking further ahead would not change much; what matters (headings, widows,
 * signatures) is said by `keep`.
 *
 * A table that breaks is closed with its outer rule and opened again with its head row on the next
 * page, the repeated head as furniture: readers and copied text meet it once.
 */
#include "pdf/flow.h"

void
flow_begin(struct flow *f, struct draw *d)
{
	f->d = d;
	f->bands = (struct band_list){ 0 };
	f->pg = NULL;
}

struct band *
flow_band(struct flow *f, double height)
{
	struct band *b = ARENA_PUSH(f->d->a, &f->bands);

	*b = (struct band){ .height = height };
	return b;
}

struct para *
flow_text(struct flow *f, struct text t, struct style s, float limit)
{
	struct para_piece p = { .text = t, .style = s };

	return para_new(f->d, &p, 1, f->vertical, limit);
}

double
flow_base(const struct flow *f, double y, double lead, double size)
{
	return f->vertical ? y + lead / 2 : baseline(y, lead, size);
}

void
flow_put(struct flow *f, struct band *b, struct elem *e, const struct para *p,
    const struct para_line *l, double x, double base, double measure)
{
	struct flow_text *t = ARENA_PUSH(f->d->a, &b->texts);

	*t = (struct flow_text){ e, p, *l, x, base, measure };
}

size_t
flow_para(struct flow *f, struct elem *e, const struct para *p, double x, double measure,
    double indent, bool justify)
{
	struct measure m = { (float)(measure - indent), (float)measure, f->hang };
	struct para_line_list lines = { 0 };
	size_t first = f->bands.n;

	para_break(p, &m, f->d->a, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		struct band *b = flow_band(f, f->lead);
		double shift = i == 0 ? indent : 0;
		flow_put(f, b, e, p, &lines.v[i], x + shift, flow_base(f, 0, f->lead, f->body.size),
		    justify ? measure - shift : 0);
		b->keep = i == 1 || (i > 0 && i + 1 == lines.n);
	}
	return first;
}

void
flow_keep(struct flow *f, size_t from, size_t n)
{
	for (size_t i = from; i < f->bands.n && i < from + n; i++)
		f->bands.v[i].keep = true;
}

/* --- placing --- */

static double
page_top(const struct flow *f, bool first)
{
	return first && f->first_height > 0 ? f->first_y : f->y;
}

static double
page_end(const struct flow *f, bool first)
{
	return first && f->first_height > 0 ? f->first_y + f->first_height : f->y + f->height;
}

static void
new_page(struct flow *f)
{
	f->pg = page_new(f->d, f->page_width > 0 ? f->page_width : A4_WIDTH,
	    f->page_height > 0 ? f->page_height : A4_HEIGHT, f->scale > 0 ? f->scale : 1);
	f->at = f->y;
	if (f->page)
		f->page(f, f->pg);
}

/* x and width along the line, y and height across. */
static void
draw_rule(struct flow *f, double x, double y, double width, double height)
{
	if (f->vertical)
		page_rule(f->pg, y, x, height, width);
	else
		page_rule(f->pg, x, y, width, height);
}

static void
draw_image(struct flow *f, const struct band *b)
{
	if (f->vertical)
		image_draw(
		    f->pg, b->image_elem, b->image, f->at, b->image_x, b->height, b->image_width);
	else
		image_draw(
		    f->pg, b->image_elem, b->image, b->image_x, f->at, b->image_width, b->height);
}

static void
draw_text(struct flow *f, const struct flow_text *t, bool furniture)
{
	page_tag(f->pg, furniture ? NULL : t->elem);
	if (f->vertical)
		page_column(f->pg, t->para, &t->line, f->at + t->base, t->x);
	else
		page_line(f->pg, t->para, &t->line, t->x, f->at + t->base, t->measure);
}

static void
draw_band(struct flow *f, const struct band *b, bool furniture)
{
	for (size_t i = 0; i < b->rules.n; i++)
		draw_rule(f, b->rules.v[i].x, f->at + b->rules.v[i].y, b->rules.v[i].width,
		    b->rules.v[i].height);
	if (b->image)
		draw_image(f, b);
	if (b->mark.n > 0 && !furniture)
		draw_bookmark(f->d, b->mark, f->pg, f->vertical ? f->x : f->at);
	for (size_t i = 0; i < b->texts.n; i++)
		draw_text(f, &b->texts.v[i], furniture);
	f->at += b->height;
}

static void
close_table(struct flow *f, const struct flow_table *t)
{
	draw_rule(f, t->x, f->at - t->outer, t->width, t->outer);
}

static void
place_band(struct flow *f, const struct band *b, const struct band *before, bool fresh)
{
	struct flow_table *t = b->table;

	if (!fresh)
		f->at += b->before;
	if (fresh && t && before && before->table == t) { /* the table goes on */
		draw_rule(f, t->x, f->at, t->width, t->outer);
		if (t->head)
			draw_band(f, t->head, true);
	}
	draw_band(f, b, false);
}

static double
group_height(const struct flow *f, size_t from, size_t to)
{
	double h = 0;

	for (size_t i = from; i < to; i++)
		h += f->bands.v[i].height + (i > from ? f->bands.v[i].before : 0);
	return h;
}

double
flow_extent(const struct flow *f)
{
	return group_height(f, 0, f->bands.n);
}

void
flow_place(struct flow *f)
{
	size_t i = 0;
	bool first = true, fresh = true;

	if (!f->pg)
		new_page(f);
	f->at = page_top(f, true);
	while (i < f->bands.n) {
		size_t to = i + 1;
		double room;
		while (to < f->bands.n && f->bands.v[to].keep)
			to++;
		room = page_end(f, first) - f->at - (fresh ? 0 : f->bands.v[i].before) + 0.01;
		if (!fresh && group_height(f, i, to) > room &&
		    (group_height(f, i, to) <= f->height || f->bands.v[i].height > room)) {
			if (f->bands.v[i].table && i > 0 &&
			    f->bands.v[i - 1].table == f->bands.v[i].table)
				close_table(f, f->bands.v[i].table);
			new_page(f);
			first = false;
			fresh = true;
		}
		do { /* one band at least: a group too tall for a page is parted where the page ends
		      */
			place_band(f, &f->bands.v[i], i > 0 ? &f->bands.v[i - 1] : NULL, fresh);
			fresh = false;
			i++;
		} while (i < to &&
		    f->at + f->bands.v[i].before + f->bands.v[i].height <=
			page_end(f, first) + 0.01);
		if (i < to) {
			if (f->bands.v[i].table && f->bands.v[i - 1].table == f->bands.v[i].table)
				close_table(f, f->bands.v[i].table);
			new_page(f);
			first = false;
			fresh = true;
		}
	}
}

/* --- tables --- */

struct flow_table *
flow_table(struct flow *f, double x, const double *widths, int ncols)
{
	struct flow_table *t = ARENA_NEW(f->d->a, struct flow_table);

	t->x = x;
	t->ncols = ncols < FLOW_COLUMNS ? ncols : FLOW_COLUMNS;
	for (int i = 0; i < t->ncols; i++) {
		t->widths[i] = widths[i];
		t->width += widths[i];
	}
	t->outer = 1;
	t->inner = 0.5;
	t->pad_x = 6;
	t->pad_y = 3;
	t->lead = f->lead;
	return t;
}

/* A cell on its way into a row. */
struct setting {
	const struct para *para;
	struct para_line_list lines;
	struct elem *elem;
	double x, width, spread;
};

static void
set_cell(struct flow *f, struct flow_table *t, const struct flow_cell *c, struct elem *row,
    double x, double width, struct setting *out)
{
	struct measure m = { (float)(width - 2 * t->pad_x), (float)(width - 2 * t->pad_x), false };
	struct style s = c->style;

	*out = (struct setting){ .x = x, .width = width };
	out->elem = tag_new(f->d->tags, row, c->th ? "TH" : "TD");
	if (c->th)
		tag_scope(out->elem, t->ncols > 1 && c->spread);
	tag_span(out->elem, c->span);
	if (c->spread && !f->vertical) { /* 时　间: as wide as three characters */
		double w = text_width(f->d, c->text, s);
		if (w < 2.5 * s.size && w > 1.5 * s.size)
			s.track = s.size;
	}
	out->para = c->para ? c->para : flow_text(f, c->text, s, m.rest);
	out->spread = s.track;
	para_break(out->para, &m, f->d->a, &out->lines);
}

static double
aligned(const struct flow_table *t, const struct setting *s, const struct flow_cell *c,
    const struct para_line *l)
{
	double room = s->width - 2 * t->pad_x - (l->width - s->spread);

	if (room < 0 || c->align == ALIGN_LEFT || c->align == ALIGN_NONE)
		room = 0;
	return s->x + t->pad_x + (c->align == ALIGN_CENTER ? room / 2 : room);
}

static void
add_rule(struct flow *f, struct band *b, double x, double y, double width, double height)
{
	struct flow_rule *r = ARENA_PUSH(f->d->a, &b->rules);

	*r = (struct flow_rule){ x, y, width, height };
}

/* Upright rules at both ends of each cell; the outer ones stronger, all inside the table's width.
 */
static void
add_uprights(
    struct flow *f, struct flow_table *t, struct band *b, const struct setting *cells, int n)
{
	add_rule(f, b, t->x, 0, t->outer, b->height);
	for (int i = 1; i < n; i++)
		add_rule(f, b, cells[i].x - t->inner / 2, 0, t->inner, b->height);
	add_rule(f, b, t->x + t->width - t->outer, 0, t->outer, b->height);
}

static struct band *
row_band(struct flow *f, struct flow_table *t, double height, const struct setting *cells, int n)
{
	struct band *b = flow_band(f, height);

	b->table = t;
	add_uprights(f, t, b, cells, n);
	return b;
}

/* Rows of twelve lines and more (a long list of names) may part between lines; shorter ones stay
 * whole. */
static void
add_long_row(struct flow *f, struct flow_table *t, const struct flow_cell *cells, struct setting *s,
    int n, size_t lines)
{
	for (size_t k = 0; k < lines; k++) {
		bool top = k == 0, end = k + 1 == lines;
		struct band *b =
		    row_band(f, t, t->lead + (top ? t->pad_y : 0) + (end ? t->pad_y : 0), s, n);
		if (top)
			add_rule(f, b, t->x, 0, t->width, t->nrows == 0 ? t->outer : t->inner);
		b->keep = k == 1 || end;
		for (int i = 0; i < n; i++)
			if (k < s[i].lines.n)
				flow_put(f, b, s[i].elem, s[i].para, &s[i].lines.v[k],
				    aligned(t, &s[i], &cells[i], &s[i].lines.v[k]),
				    flow_base(f, top ? t->pad_y : 0, t->lead, cells[i].style.size),
				    0);
	}
}

void
flow_row(struct flow *f, struct flow_table *t, const struct flow_cell *cells, int ncells, bool head)
{
	struct setting s[FLOW_COLUMNS];
	struct elem *row;
	struct band *b;
	double x = t->x;
	size_t lines = 1;
	int column = 0, n = 0;

	if (!t->elem)
		t->elem = tag_new(f->d->tags, f->d->root, "Table");
	row = tag_new(f->d->tags, t->elem, "TR");
	for (; n < ncells && column < t->ncols; n++) {
		double width = 0;
		for (int k = 0; k < (cells[n].span > 1 ? cells[n].span : 1) && column < t->ncols;
		     k++)
			width += t->widths[column++];
		set_cell(f, t, &cells[n], row, x, width, &s[n]);
		x += width;
		lines = s[n].lines.n > lines ? s[n].lines.n : lines;
	}
	if (lines >= 12) { /* a head of that height is not worth repeating */
		add_long_row(f, t, cells, s, n, lines);
		t->nrows++;
		return;
	}
	b = row_band(f, t, (double)lines * t->lead + 2 * t->pad_y, s, n);
	add_rule(f, b, t->x, 0, t->width, t->nrows == 0 ? t->outer : t->inner);
	for (int i = 0; i < n; i++)
		for (size_t k = 0; k < s[i].lines.n; k++)
			flow_put(f, b, s[i].elem, s[i].para, &s[i].lines.v[k],
			    aligned(t, &s[i], &cells[i], &s[i].lines.v[k]),
			    flow_base(
				f, t->pad_y + (double)k * t->lead, t->lead, cells[i].style.size),
			    0);
	if (head) {
		t->head = ARENA_NEW(f->d->a, struct band);
		*t->head = *b;
	}
	b->keep = t->nrows == 1 && t->head; /* a head never stands alone */
	t->nrows++;
}

void
flow_table_end(struct flow *f, struct flow_table *t)
{
	struct band *b = f->bands.n > 0 ? &f->bands.v[f->bands.n - 1] : NULL;

	if (b && b->table == t)
		add_rule(f, b, t->x, b->height - t->outer, t->width, t->outer);
}
