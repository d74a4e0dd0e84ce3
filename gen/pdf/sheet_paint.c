/* SPDX-License-Identifier: MIT */
/*
 * What was laid out, onto a page. Here alone a place along and across the lines becomes one on the
 * paper: in a vertical flow x runs with the block axis and y with the line.
 */
#include "pdf/sheet_paint.h"

#include "lihui/utf8.h"

#define SIGN_PLACE 1.25

/* A rectangle of the flow on the paper. */
void
paint_rule(struct painting *p, double along, double across, double length, double weight)
{
	const struct sheet_setting *s = p->s;

	if (p->vertical)
		page_rule(p->pg, s->x + across, s->y + along, weight, length);
	else
		page_rule(p->pg, s->x + along, s->y + across, length, weight);
}

/* The red of an official paper's head, the only colour there is. */
static void
set_red(struct painting *p, const struct sheet_node *n, bool on)
{
	if (n->style && n->style->red)
		page_colour(p->pg, on ? 0.847 : 0, 0, 0);
}

static void
paint_sign(struct painting *p, const struct sheet_node *n, double along, double across)
{
	static const char *const names[] = { [SIGN_LATE] = "late",
		[SIGN_GOING] = "doing",
		[SIGN_OPEN] = "open",
		[SIGN_DONE] = "done",
		[SIGN_EXPLAINED] = "told" };
	const struct sheet_setting *s = p->s;
	const struct sheet_style *st = n->style;
	double size = st->type.size;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!node_says(n->first, "is", names[i]))
			continue;
		if (p->vertical)
			sign_draw(p->pg, (enum sheet_sign)i, s->x + across + (st->lead - size) / 2,
			    s->y + along + 0.88 * size, size);
		else
			sign_draw(p->pg, (enum sheet_sign)i, s->x + along,
			    baseline(s->y + across, st->lead, size), size);
	}
}

static void
paint_line(struct painting *p, const struct sheet_node *n, const struct para *para,
    struct para_line *l, double along, double across, double measure)
{
	const struct sheet_setting *s = p->s;
	double lead = n->style->lead;

	if (p->vertical)
		page_column(p->pg, para, l, s->x + across + lead / 2, s->y + along);
	else
		page_line(p->pg, para, l, s->x + along,
		    baseline(s->y + across, lead, n->style->type.size), measure);
}

/* Words that stand in a column of their own beside lines: 扫码看, as long as what stands beside
 * them. */
static void
paint_upright(struct painting *p, struct sheet_node *n, struct elem *e, double along, double across,
    double depth)
{
	const struct sheet_setting *s = p->s;
	double cx = s->x + along + n->style->lead / 2;

	page_tag(p->pg, e);
	if (n->style->align == ALIGN_SPREAD) {
		struct para_piece piece = { .text = n->shown, .style = n->style->type };
		size_t letters = utf8_length(n->shown);
		double white = depth - (double)letters * piece.style.size;

		piece.style.track = letters > 1 ? (float)(white / (double)(letters - 1)) : 0;
		struct para *spread = para_new(s->d, &piece, 1, true, NO_LIMIT);
		struct para_line whole = para_whole(spread);

		page_column(p->pg, spread, &whole, cx, s->y + across);
		return;
	}
	for (size_t i = 0; i < n->lines.n; i++)
		page_column(
		    p->pg, n->para, &n->lines.v[i], cx + (double)i * n->style->lead, s->y + across);
}

static void
paint_end(struct painting *p, struct sheet_node *n, struct elem *e, double along, double across)
{
	const struct sheet_node *end = node_said(n->end);
	size_t first = n->end_apart > 0 ? n->lines.n : n->lines.n - 1;

	page_tag(p->pg, e);
	for (size_t i = 0; end->para && i < end->lines.n; i++) {
		struct para_line *l = &end->lines.v[i];
		paint_line(p, end, end->para, l, along + n->room - l->width,
		    across + (double)(first + i) * n->style->lead, 0);
	}
}

/* outer: at the edge where a bound leaf is turned. */
static double
line_start(const struct painting *p, const struct sheet_node *n, size_t i)
{
	bool outer = n->style->align == ALIGN_OUTER && p->page % 2 == 0;
	double shift = i == 0 ? n->first_at : n->style->hang,
	       rest = n->room - shift - n->lines.v[i].width;

	if (n->style->align == ALIGN_END || n->flush || outer)
		return shift + (rest > 0 ? rest : 0);
	return shift + (n->style->align == ALIGN_CENTRE ? rest / 2 : 0);
}

/* A label at the indent; a number or dot right before the text. */
static void
paint_mark(struct painting *p, struct sheet_node *n, struct elem *e, double along, double across)
{
	struct para *mark = text_mark(p->s, n);
	const struct sheet_style *st = n->style;

	if (!mark)
		return;
	struct para_line l = para_whole(mark);
	double at =
	    st->indent > 0 ? st->indent : n->first_at - para_width(mark) - st->type.size / 4;

	l.width = para_width(mark);
	page_tag(p->pg, e);
	paint_line(p, n, mark, &l, along + (at > 0 ? at : 0), across, 0);
}

void
paint_lines(
    struct painting *p, struct sheet_node *n, double along, double across, size_t from, size_t to)
{
	const struct sheet_style *st = n->style;
	bool justify = st->align == ALIGN_JUSTIFY;

	for (size_t i = from; i < n->lines.n && i < to; i++) {
		double start = line_start(p, n, i);

		page_tag(p->pg, n->elem);
		paint_line(p, n, n->para, &n->lines.v[i], along + start,
		    across + (double)(i - from) * st->lead, justify ? n->room - start : 0);
	}
	if (n->end && !n->end->gone && from <= n->lines.n && to > n->lines.n)
		paint_end(p, n, n->elem, along, across - (double)from * st->lead);
}

/* Of a list the items, each with its number or dot; else what its style says. */
static struct elem *
element(struct painting *p, struct elem *parent, const struct sheet_node *n)
{
	const char *tag = n->style && n->style->tag[0] ? n->style->tag : "P";

	if (p->furniture || !parent)
		return NULL;
	if (strcmp(tag, "LI") == 0 && parent == p->part) {
		if (!p->list)
			p->list = tag_new(p->s->d->tags, p->part, "L");
		parent = p->list;
	}
	struct elem *e = tag_new(p->s->d->tags, parent, tag);

	if (n->lang != p->s->lang && n->lang != LANG_ZH)
		tag_lang(e, lang_html(n->lang).p);
	return e;
}

void
paint_text_slice(struct painting *p, struct sheet_node *n, struct elem *parent, double along,
    double across, size_t from, size_t to)
{
	const struct sheet_style *st = n->style;

	if (from == 0) {
		struct elem *e = n->elem = element(p, parent, n), *label = NULL;
		across += st->before + (n->tight && st->tight > 0 ? st->tight : st->pad);
		if (e && node_attribute(n, "mark").n > 0 && strcmp(st->tag, "LI") == 0) {
			label = tag_new(p->s->d->tags, e, "Lbl");
			n->elem = tag_new(p->s->d->tags, e, "LBody");
		}
		if (n->first && n->first->kind == NODE_SIGN)
			paint_sign(p, n, along, across);
		paint_mark(p, n, label ? label : e, along, across);
	}
	set_red(p, n, true);
	paint_lines(p, n, along, across, from, to);
	set_red(p, n, false);
}

static void
paint_text(struct painting *p, struct sheet_node *n, struct elem *parent, double along,
    double across, double depth)
{
	const struct sheet_style *st = n->style;
	struct elem *e;

	if (n->chosen) {
		paint_text(p, n->chosen, parent, along, across, depth);
		return;
	}
	if ((!n->para && !(n->first && n->first->kind == NODE_SIGN)) && !n->end)
		return;
	if (n->upright) {
		e = element(p, parent, n);
		paint_upright(p, n, e, along, across, depth);
		return;
	}
	if (st->rule_before > 0)
		paint_rule(p, along, across, n->room, st->rule_before);
	if (st->rule_after > 0)
		paint_rule(
		    p, along, across + n->block_size - st->rule_after, n->room, st->rule_after);
	if (st->frame > 0)
		page_frame(
		    p->pg, p->s->x + along, p->s->y + across, n->room, n->block_size, st->frame);
	paint_text_slice(p, n, parent, along, across, 0, SIZE_MAX);
}

/* --- rows --- */

static void
paint_row(struct painting *p, struct sheet_node *row, struct elem *e, double along, double across)
{
	const struct sheet_style *st = row->style;
	double top = across, pad;
	struct tags *tags = p->s->d->tags;
	bool item = st && text_eq(text_of(st->tag), T("LI")) && !p->furniture;

	if (st && st->rule_before > 0)
		paint_rule(p, along, across, row->room, st->rule_before);
	pad = !st ? 0 : row->tight && st->tight > 0 ? st->tight : st->pad;
	across += pad + (st ? st->before : 0);
	if (item) {
		if (!p->list)
			p->list = tag_new(tags, p->part, "L");
		e = tag_new(tags, p->list, "LI");
	}
	for (struct sheet_node *k = row->first; k; k = k->next) {
		double high = row->block_size - 2 * pad - (st ? st->before + st->after : 0);
		if (k->gone || (k->kind == NODE_CELL && k->block_size == 0))
			continue;
		struct elem *in = !item ? e : tag_new(tags, e, k == row->first ? "Lbl" : "LBody");
		paint_node(p, k, in, along + k->at, across + k->above, high - k->above);
	}
	if (st && st->rule_after > 0)
		paint_rule(
		    p, along, top + row->block_size - st->rule_after, row->room, st->rule_after);
}

/* --- the rest --- */

static void
paint_write(
    struct painting *p, const struct sheet_node *n, struct elem *e, double along, double across)
{
	const struct sheet_setting *s = p->s;
	struct text label = node_attribute(n, "label");
	bool first = !n->parent || n->parent->parent->first == n->parent;
	double pad = first ? 0 : 6, lead = n->style ? n->style->lead : 18;

	if (node_says(n, "as", "line"))
		paint_rule(p, along, across + n->block_size - 0.75, n->room, 0.75);
	if (node_says(n, "as", "tick"))
		page_frame(p->pg, s->x + along, s->y + across, lead, lead, 1.5);
	if (node_says(n, "as", "box") && !first)
		page_rule(p->pg, s->x + along - 0.75, s->y + across, 0.75, n->block_size);
	if (label.n == 0 || !n->style)
		return;
	struct style type = n->style->type;
	struct para *words = para_text(
	    s->d, text_fit(s->d, label, type, (float)(n->room - pad - 6)), type, NO_LIMIT);
	struct para_line whole = para_whole(words);

	whole.width = para_width(words);
	page_tag(p->pg, p->furniture ? NULL : tag_new(s->d->tags, e, "P"));
	page_line(p->pg, words, &whole, s->x + along + pad,
	    baseline(s->y + across + 4, lead, type.size), 0);
}

static void
paint_stack(struct painting *p, struct sheet_node *n, struct elem *e, double along, double across,
    double depth)
{
	const struct sheet_style *st = n->style;
	double pad = !st ? 0 : n->tight && st->tight > 0 ? st->tight : st->pad, top = across;

	if (st && st->rule_before > 0)
		paint_rule(p, along, across, n->room, st->rule_before);
	if (st && st->rule_after > 0)
		paint_rule(p, along, top + n->block_size - st->rule_after, n->room, st->rule_after);
	if (st && st->frame > 0)
		page_frame(p->pg, p->s->x + along, p->s->y + across, n->room,
		    n->block_size - st->after, st->frame);
	across += pad + (st ? st->before : 0);
	along += st ? st->inset : 0;
	depth -= st ? st->before : 0;
	for (struct sheet_node *k = n->first; k; k = k->next) {
		if (!node_shown(k))
			continue;
		paint_node(p, k, e, along + k->at, across + k->above, depth);
		across += k->above > 0 || k->at > 0 || n->above > 0 ? 0 : k->block_size;
	}
}

static void
paint_image(struct painting *p, struct sheet_node *n, struct elem *e, double along, double across)
{
	const struct sheet_setting *s = p->s;
	struct text caption = node_attribute(n, "caption");

	double before = n->style ? n->style->before : 0,
	       high = n->block_size - before - (n->style ? n->style->after : 0);

	if (n->image->width == 0) { /* what is said instead */
		paint_stack(p, n, e, along, across, 0);
		return;
	}
	if (n->style && n->style->align == ALIGN_CENTRE)
		along += (n->room - n->inline_size) / 2;
	across += before;
	struct elem *figure = p->furniture ? NULL : tag_new(s->d->tags, e, "Figure");
	if (figure)
		tag_alt(figure, caption.n > 0 ? caption : draw_word(s->d, "sheet.image"));
	if (p->vertical)
		image_draw(
		    p->pg, figure, n->image, s->x + across, s->y + along, high, n->inline_size);
	else
		image_draw(
		    p->pg, figure, n->image, s->x + along, s->y + across, n->inline_size, high);
}

/* --- tables: one that goes over is one to who listens; what is said again is furniture --- */

static struct elem *
cell_element(struct painting *p, const struct sheet_node *row, struct sheet_node *cell)
{
	bool head = row_is(row, "head"), label = node_says(cell, "n", "head");

	if (p->furniture)
		return NULL;
	if (!cell->elem) {
		cell->elem = tag_new(p->s->d->tags, row->elem, head || label ? "TH" : "TD");
		if (head || label)
			tag_scope(cell->elem, !head);
		tag_span(cell->elem, cell_span(cell) > 1 ? (int)cell_span(cell) : 0);
	}
	return cell->elem;
}

static void
paint_uprights(struct painting *p, const struct sheet_node *table, const struct sheet_node *row,
    double along, double across, double size)
{
	const struct sheet_style *st = table->style;

	for (const struct sheet_node *k = row->first; k; k = k->next) {
		double w = k->style && k->style->uprights > 0 ? k->style->uprights : st->uprights;
		if (k != row->first && w > 0)
			paint_rule(p, along + k->at - w / 2, across, w, size);
	}
	if (st->frame <= 0)
		return;
	paint_rule(p, along, across, st->frame, size);
	paint_rule(p, along + table->room - st->frame, across, st->frame, size);
}

static void
paint_cell_lines(struct painting *p, struct sheet_node *cell, struct elem *e, double along,
    double across, size_t from, size_t to)
{
	for (struct sheet_node *k = cell->first; k; k = k->next) {
		struct sheet_node *t = (struct sheet_node *)node_said(k);
		if (k->kind == NODE_TEXT && t->para)
			paint_text_slice(p, t, e, along, across, from, to);
	}
}

static void
paint_cells(struct painting *p, struct sheet_node *table, struct sheet_node *row, double along,
    double across, size_t from, size_t to)
{
	if (!p->furniture && !row->elem)
		row->elem = tag_new(p->s->d->tags, table->grid->elem, "TR");
	for (struct sheet_node *k = row->first; k; k = k->next) {
		struct elem *e = cell_element(p, row, k);
		double left = along + k->at + cell_inset(table, k, true);

		if (to != SIZE_MAX)
			paint_cell_lines(p, k, e, left, across, from, to);
		else
			paint_node(p, k, e, left, across, row->block_size - 2 * row_pad(table));
	}
}

void
paint_table_row(struct painting *p, struct sheet_node *table, struct sheet_node *row, double along,
    double across, size_t from, size_t to)
{
	const struct sheet_style *st = row->style ? row->style : table->style;
	size_t lines = row_lines(row);
	double pad = row_pad(table), size = row->block_size;

	if (to != SIZE_MAX)
		size = table->style->lead * (double)((to < lines ? to : lines) - from) +
		    (from == 0 ? pad : 0) + (to >= lines ? pad : 0);
	if (to != SIZE_MAX && from > 0)
		pad = 0;
	paint_uprights(p, table, row, along, across, size);
	if (from == 0 && !p->fresh && st->rule_before > 0)
		paint_rule(p, along, across - st->rule_before / 2, table->room, st->rule_before);
	if (to >= lines && row->style && st->rule_after > 0)
		paint_rule(
		    p, along, across + size - st->rule_after / 2, table->room, st->rule_after);
	p->fresh = false;
	paint_cells(p, table, row, along, across + pad, from, to);
}

void
paint_table_edge(
    struct painting *p, struct sheet_node *table, double along, double across, bool first)
{
	const struct sheet_style *st = table->style;
	double edge = st->frame > 0 ? st->frame : st->rule_after;

	if (!table->grid->elem && !p->furniture)
		table->grid->elem = tag_new(p->s->d->tags, p->part, "Table");
	if (edge > 0)
		paint_rule(p, along, first ? across : across - edge, table->room, edge);
	p->fresh = first;
}

void
paint_table(
    struct painting *p, struct sheet_node *table, struct elem *e, double along, double across)
{
	if (!p->furniture && !table->grid->elem)
		table->grid->elem = tag_new(p->s->d->tags, e, "Table");
	across += table->style->before;
	paint_table_edge(p, table, along, across, true);
	for (struct sheet_node *row = table->first; row; row = row->next) {
		if (row_is(row, "carry") || row_is(row, "from"))
			continue;
		paint_table_row(p, table, row, along, across, 0, SIZE_MAX);
		across += row->block_size;
	}
	paint_table_edge(p, table, along, across, false);
}

void
paint_node(struct painting *p, struct sheet_node *n, struct elem *e, double along, double across,
    double depth)
{
	const struct sheet_setting *s = p->s;

	switch (n->kind) {
	case NODE_TEXT: paint_text(p, n, e, along, across, depth); break;
	case NODE_ROW: paint_row(p, n, e, along, across); break;
	case NODE_QR:
		if (n->qr)
			qr_draw(p->pg, n->qr, e, s->x + along, s->y + across);
		break;
	case NODE_IMAGE: paint_image(p, n, e, along, across); break;
	case NODE_RULE:
		set_red(p, n, true);
		paint_rule(p, along, across, n->room, n->block_size);
		set_red(p, n, false);
		break;
	case NODE_WRITE: paint_write(p, n, e, along, across); break;
	case NODE_TABLE: paint_table(p, n, e, along, across); break;
	case NODE_CELL:
	case NODE_KEEP:
	case NODE_BAND: paint_stack(p, n, e, along, across, depth); break;
	default: break;
	}
}
