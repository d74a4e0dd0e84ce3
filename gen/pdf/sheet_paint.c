/* SPDX-License-Identifier: MIT */
/*
 * What was laid out, onto pages. Here alone a place along and across the lines becomes one on the
 * paper: in a vertical flow x runs with the block axis and y with the line.
 */
#include "pdf/sheet_tree.h"

#define SIGN_PLACE 1.25

struct painting {
	struct sheet_setting *s;
	struct page *pg;
	struct elem *part, *list; /* of the side; of rows that are items */
	bool vertical;            /* as it is being painted: a foot is not */
	bool furniture;           /* repeated: for the eye only */
};

static void paint_node(struct painting *p, struct sheet_node *n, struct elem *e, double along,
    double across, double depth);

/* A rectangle of the flow on the paper. */
static void
paint_rule(struct painting *p, double along, double across, double length, double weight)
{
	const struct sheet_setting *s = p->s;

	if (p->vertical)
		page_rule(p->pg, s->x + across, s->y + along, weight, length);
	else
		page_rule(p->pg, s->x + along, s->y + across, length, weight);
}

static struct elem *
element(struct painting *p, struct elem *parent, const struct sheet_node *n)
{
	const char *tag = n->style && n->style->tag[0] ? n->style->tag : "P";

	return p->furniture ? NULL : tag_new(p->s->d->tags, parent, tag);
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
    struct para_line *l, double along, double across)
{
	const struct sheet_setting *s = p->s;
	double lead = n->style->lead;

	if (p->vertical)
		page_column(p->pg, para, l, s->x + across + lead / 2, s->y + along);
	else
		page_line(p->pg, para, l, s->x + along,
		    baseline(s->y + across, lead, n->style->type.size), 0);
}

/* Words that stand in a column of their own beside lines: 扫码看, as long as what stands beside
 * them. */
static void
paint_upright(struct painting *p, struct sheet_node *n, struct elem *e, double along, double across,
    double depth)
{
	const struct sheet_setting *s = p->s;
	double cx = s->x + along + n->style->lead / 2;

	if (n->style->align == ALIGN_SPREAD) {
		set_down(p->pg, e, n->shown, n->style->type, cx, s->y + across, depth);
		return;
	}
	page_tag(p->pg, e);
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
		    across + (double)(first + i) * n->style->lead);
	}
}

static double
line_start(const struct sheet_node *n, const struct para_line *l)
{
	double rest = n->room - l->width;

	return n->style->align == ALIGN_END ? rest : n->style->align == ALIGN_CENTRE ? rest / 2 : 0;
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
	e = parent && !p->furniture ? element(p, parent, n) : NULL;
	if (n->upright) {
		paint_upright(p, n, e, along, across, depth);
		return;
	}
	if (st->rule_before > 0)
		paint_rule(p, along, across, n->room, st->rule_before);
	if (st->rule_after > 0)
		paint_rule(
		    p, along, across + n->block_size - st->rule_after, n->room, st->rule_after);
	across += st->before + (n->tight && st->tight > 0 ? st->tight : st->pad);
	double signed_off = 0;
	if (n->first && n->first->kind == NODE_SIGN) {
		paint_sign(p, n, along, across);
		signed_off = st->type.size * SIGN_PLACE;
	}
	page_tag(p->pg, e);
	for (size_t i = 0; i < n->lines.n; i++) {
		double from = along + line_start(n, &n->lines.v[i]) + (i == 0 ? signed_off : 0);
		paint_line(p, n, n->para, &n->lines.v[i], from, across + (double)i * st->lead);
	}
	if (n->end && !n->end->gone)
		paint_end(p, n, e, along, across);
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
	if (label.n > 0 && n->style)
		set_within(p->pg, p->furniture ? NULL : tag_new(s->d->tags, e, "P"), label,
		    n->style->type, s->x + along + pad, s->y + across + 4, lead, n->room - pad - 6);
}

static void
paint_image(struct painting *p, struct sheet_node *n, struct elem *e, double along, double across)
{
	const struct sheet_setting *s = p->s;
	struct elem *figure = p->furniture ? NULL : tag_new(s->d->tags, e, "Figure");
	struct text caption = node_attribute(n, "caption");

	if (n->image->width == 0)
		return;
	if (figure)
		tag_alt(figure, caption.n > 0 ? caption : draw_word(s->d, "sheet.image"));
	image_draw(
	    p->pg, figure, n->image, s->x + along, s->y + across, n->inline_size, n->block_size);
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
	depth -= st ? st->before : 0;
	for (struct sheet_node *k = n->first; k; k = k->next) {
		if (!node_shown(k))
			continue;
		paint_node(p, k, e, along + k->at, across + k->above, depth);
		across += k->above > 0 || k->at > 0 || n->above > 0 ? 0 : k->block_size;
	}
}

static void
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
	case NODE_RULE: paint_rule(p, along, across, n->room, n->block_size); break;
	case NODE_WRITE: paint_write(p, n, e, along, across); break;
	case NODE_CELL:
	case NODE_KEEP:
	case NODE_BAND: paint_stack(p, n, e, along, across, depth); break;
	default: break;
	}
}

/* --- pages --- */

static struct text
all_words(struct arena *a, const struct sheet_node *n)
{
	struct text t = NO_TEXT;

	for (const struct sheet_node *k = n; k; k = node_walk(n, (struct sheet_node *)k))
		if (k->kind == NODE_WORDS)
			t = text_join(a, t, k->words);
	return t;
}

/* Heads lead into the sheet from the list of bookmarks. */
static void
mark_head(struct painting *p, const struct sheet_node *n, double across)
{
	struct draw *d = p->s->d;
	double y = p->s->y + (p->vertical ? 0 : across);

	for (const struct sheet_node *k = n; k; k = node_walk(n, (struct sheet_node *)k)) {
		if (k->kind != NODE_TEXT || !k->style || k->style->tag[0] != 'H')
			continue;
		struct text t = text_replace(d->a, all_words(d->a, k), T("　"), T(" "));
		if (!d->mark)
			draw_sheet_mark(d, t, p->pg, y);
		else
			draw_bookmark(d, t, p->pg, y);
	}
}

/* Bands of one edge; returns how far they reach. */
static double
paint_bands(struct painting *p, const char *at, int page, int pages, double across)
{
	struct sheet_setting *s = p->s;

	for (struct sheet_node *n = s->side->first; n; n = n->next) {
		if (!band_stands(s, n, at, page, pages))
			continue;
		across += node_length(n, "offset", 0);
		p->furniture = node_says(n, "on", "next") || node_says(n, "on", "front");
		p->list = NULL;
		mark_head(p, n, across);
		paint_node(p, n, p->furniture ? NULL : p->part, 0, across, n->block_size);
		p->furniture = false;
		across += n->block_size;
	}
	return across;
}

static double
paint_again(struct painting *p, struct sheet_node *head, double across)
{
	struct sheet_node again = *head, words = { .kind = NODE_WORDS };

	words.words = words_fill(
	    p->s->d->a, node_attribute(head, "again"), TEXTS(all_words(p->s->d->a, head)));
	words.parent = &again;
	again.first = again.last = &words;
	again.end = NULL;
	again.laid.valid = false;
	lay_node(p->s, &again, p->s->inline_size);
	p->furniture = true;
	paint_node(p, &again, NULL, 0, across, again.block_size);
	p->furniture = false;
	return across + head->block_size;
}

static void
paint_items(struct painting *p, size_t from, size_t to, double across)
{
	for (size_t i = from; i < to; i++) {
		struct sheet_node *n = p->s->items.v[i];
		if (!node_shown(n) || n->block_size == 0)
			continue;
		if (n->kind == NODE_TEXT && n->style && n->style->tag[0] == 'H')
			mark_head(p, n, across);
		if (n->kind != NODE_ROW)
			p->list = NULL;
		paint_node(p, n, p->part, 0, across, n->block_size);
		across += n->block_size;
	}
}

/* The foot is always read across: a telephone is, by whoever holds the sheet. */
static void
paint_foot(struct painting *p, int page, int pages)
{
	struct sheet_setting *s = p->s, across = *s;
	bool vertical = p->vertical;
	enum lang lang = s->d->lang;

	across.vertical = false;
	s->d->lang = LANG_ZH;
	p->s = &across;
	p->vertical = false;
	p->list = NULL;
	(void)paint_bands(p, "foot", page, pages, s->height - bands_size(s, "foot", page, pages));
	p->s = s;
	p->vertical = vertical;
	s->d->lang = lang;
}

void
sheet_paint(struct sheet_setting *s, const struct placing *placed)
{
	struct painting p = { .s = s, .vertical = s->vertical };
	struct draw *d = s->d;

	p.part = d->root;
	if (s->lang != LANG_ZH) {
		p.part = tag_new(d->tags, d->root, "Sect");
		tag_lang(p.part, lang_html(s->lang).p);
	}
	for (int i = 0; i < placed->pages; i++) {
		size_t from = placed->from[i];
		p.pg = page_new(d, s->paper_width, s->paper_height, s->scale);
		p.list = NULL;
		double at = paint_bands(&p, "start", i, placed->pages, 0);
		struct sheet_node *head = i > 0 ? head_again(s, from) : NULL;
		if (head)
			at = paint_again(&p, head, at);
		p.list = NULL;
		paint_items(&p, from, placed->from[i + 1], at);
		double foot = s->vertical ? 0 : bands_size(s, "foot", i, placed->pages);
		(void)paint_bands(&p, "end", i, placed->pages,
		    s->block_size - foot - bands_size(s, "end", i, placed->pages));
		paint_foot(&p, i, placed->pages);
	}
}
