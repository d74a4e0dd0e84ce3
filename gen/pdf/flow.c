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

/* Of a line of that lead whose box begins at y. */
static double
base_of(const struct flow *f, double y, double lead, double size)
{
	return f->vertical ? y + lead / 2 : baseline(y, lead, size);
}

static void
put_line(struct flow *f, struct band *b, struct elem *e, const struct para *p,
    const struct para_line *l, double x, double base, double measure)
{
	*ARENA_PUSH(f->d->a, &b->texts) = (struct flow_text){ e, p, *l, x, base, measure };
}

void
flow_put(struct flow *f, struct band *b, struct elem *e, const struct para *p, double x, double y)
{
	struct para_line l = para_whole(p);

	put_line(f, b, e, p, &l, x, base_of(f, y, f->lead, f->body.size), 0);
}

void
flow_put_first(struct band *b)
{
	struct flow_text last = b->texts.v[b->texts.n - 1];

	memmove(b->texts.v + 1, b->texts.v, (b->texts.n - 1) * sizeof last);
	b->texts.v[0] = last;
}

void
flow_lines(struct flow *f, struct elem *e, struct text t, struct style s, double lead, double left)
{
	struct para *p = flow_text(f, t, s, (float)f->width);
	struct para_line_list lines = para_lines(f->d, p, f->width);

	for (size_t i = 0; i < lines.n; i++)
		put_line(f, flow_band(f, lead), e, p, &lines.v[i],
		    f->x + left * (f->width - lines.v[i].width), base_of(f, 0, lead, s.size), 0);
}

size_t
flow_para(struct flow *f, struct elem *e, const struct para *p, double x, double measure,
    double indent, bool justify)
{
	struct para_line_list lines = para_break(
	    f->d, p, (struct measure){ (float)(measure - indent), (float)measure, f->hang });
	size_t first = f->bands.n;

	for (size_t i = 0; i < lines.n; i++) {
		struct band *b = flow_band(f, f->lead);
		double shift = i == 0 ? indent : 0;
		put_line(f, b, e, p, &lines.v[i], x + shift, base_of(f, 0, f->lead, f->body.size),
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
draw_band(struct flow *f, const struct band *b, bool furniture)
{
	for (size_t i = 0; i < b->rules.n; i++) {
		const struct flow_rule *r = &b->rules.v[i];
		draw_rule(f, r->x, f->at + r->y, r->width, r->height);
	}
	if (b->image && f->vertical)
		image_draw(
		    f->pg, b->image_elem, b->image, f->at, b->image_x, b->height, b->image_width);
	else if (b->image)
		image_draw(
		    f->pg, b->image_elem, b->image, b->image_x, f->at, b->image_width, b->height);
	if (b->mark.n > 0 && !furniture)
		draw_bookmark(f->d, b->mark, f->pg, f->vertical ? f->x : f->at);
	for (size_t i = 0; i < b->texts.n; i++) {
		const struct flow_text *t = &b->texts.v[i];
		page_tag(f->pg, furniture ? NULL : t->elem);
		if (f->vertical)
			page_column(f->pg, t->para, &t->line, f->at + t->base, t->x);
		else
			page_line(f->pg, t->para, &t->line, t->x, f->at + t->base, t->measure);
	}
	f->at += b->height;
}

/* Does the table of the band before go on in this one? */
static bool
table_goes_on(const struct flow *f, size_t i)
{
	return i > 0 && f->bands.v[i].table && f->bands.v[i - 1].table == f->bands.v[i].table;
}

/* Band i begins a page; a table that goes on there is closed here and opened again with its head.
 */
static void
turn_page(struct flow *f, size_t i)
{
	const struct flow_table *t = table_goes_on(f, i) ? f->bands.v[i].table : NULL;

	if (t)
		draw_rule(f, t->x, f->at - t->outer, t->width, t->outer);
	new_page(f);
	if (t)
		draw_rule(f, t->x, f->at, t->width, t->outer);
	if (t && t->head)
		draw_band(f, t->head, true);
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
	bool first = true, fresh = true; /* on the first page; on a page without a band */

	if (!f->pg)
		new_page(f);
	f->at = f->first_height > 0 ? f->first_y : f->y;
	for (size_t i = 0, to; i < f->bands.n;) {
		const struct band *b = &f->bands.v[i];
		for (to = i + 1; to < f->bands.n && f->bands.v[to].keep;)
			to++;
		double room = page_end(f, first) - f->at - (fresh ? 0 : b->before) + 0.01,
		       height = group_height(f, i, to);
		if (!fresh && height > room && (height <= f->height || b->height > room)) {
			turn_page(f, i);
			first = false;
			fresh = true;
		}
		do { /* one band at least: a group too tall for a page is parted where the page ends
		      */
			f->at += fresh ? 0 : f->bands.v[i].before;
			draw_band(f, &f->bands.v[i], false);
			fresh = false;
			i++;
		} while (i < to &&
		    f->at + f->bands.v[i].before + f->bands.v[i].height <=
			page_end(f, first) + 0.01);
		if (i < to) {
			turn_page(f, i);
			first = false;
			fresh = true;
		}
	}
}

/* --- tables --- */

struct flow_table *
flow_table(struct flow *f, struct elem *parent, double x, const double *widths, int ncols)
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
	t->elem = tag_new(f->d->tags, parent, "Table");
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
	double room = width - 2 * t->pad_x;
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
	out->para = c->para ? c->para : flow_text(f, c->text, s, (float)room);
	out->spread = s.track;
	out->lines = para_lines(f->d, out->para, room);
}

/* Where a line of a cell begins. */
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
	*ARENA_PUSH(f->d->a, &b->rules) = (struct flow_rule){ x, y, width, height };
}

/* Lines from there to there of a row; rules are strong round the table, all inside its width. */
static struct band *
add_band(struct flow *f, struct flow_table *t, const struct flow_cell *cells,
    const struct setting *s, int n, size_t from, size_t to, size_t lines)
{
	double above = from == 0 ? t->pad_y : 0, below = to == lines ? t->pad_y : 0;
	struct band *b = flow_band(f, (double)(to - from) * t->lead + above + below);

	b->table = t;
	add_rule(f, b, t->x, 0, t->outer, b->height);
	for (int i = 1; i < n; i++)
		add_rule(f, b, s[i].x - t->inner / 2, 0, t->inner, b->height);
	add_rule(f, b, t->x + t->width - t->outer, 0, t->outer, b->height);
	if (from == 0)
		add_rule(f, b, t->x, 0, t->width, t->nrows == 0 ? t->outer : t->inner);
	for (int i = 0; i < n; i++)
		for (size_t k = from; k < to && k < s[i].lines.n; k++) {
			const struct para_line *l = &s[i].lines.v[k];
			double y = above + (double)(k - from) * t->lead;
			put_line(f, b, s[i].elem, s[i].para, l, aligned(t, &s[i], &cells[i], l),
			    base_of(f, y, t->lead, cells[i].style.size), 0);
		}
	return b;
}

void
flow_row(struct flow *f, struct flow_table *t, const struct flow_cell *cells, int ncells, bool head)
{
	struct setting s[FLOW_COLUMNS];
	double x = t->x;
	size_t lines = 1;
	int column = 0, n = 0;

	struct elem *row = tag_new(f->d->tags, t->elem, "TR");
	for (; n < ncells && column < t->ncols; n++) {
		double width = 0;
		for (int k = 0; k < (cells[n].span > 1 ? cells[n].span : 1) && column < t->ncols;
		     k++)
			width += t->widths[column++];
		set_cell(f, t, &cells[n], row, x, width, &s[n]);
		x += width;
		lines = s[n].lines.n > lines ? s[n].lines.n : lines;
	}
	/* Rows of twelve lines and more (a long list of names) may part between lines; shorter ones
	 * stay whole. A head of that height is not worth repeating. */
	for (size_t k = 0; lines >= 12 && k < lines; k++)
		add_band(f, t, cells, s, n, k, k + 1, lines)->keep = k == 1 || k + 1 == lines;
	if (lines < 12) {
		struct band *b = add_band(f, t, cells, s, n, 0, lines, lines);
		if (head) {
			t->head = ARENA_NEW(f->d->a, struct band);
			*t->head = *b;
		}
		b->keep = t->nrows == 1 && t->head; /* a head never stands alone */
	}
	t->nrows++;
}

void
flow_table_end(struct flow *f, struct flow_table *t)
{
	struct band *b = f->bands.n > 0 ? &f->bands.v[f->bands.n - 1] : NULL;

	if (b && b->table == t)
		add_rule(f, b, t->x, b->height - t->outer, t->width, t->outer);
}
