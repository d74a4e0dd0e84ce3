/* SPDX-License-Identifier: MIT */
/* Pages of a side: bands at their edges, slices between them. */
#include "pdf/sheet_paint.h"

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
		struct object_mark *m = page_mark(
		    p->pg, d->mark, text_replace(d->a, all_words(d->a, k), T("　"), T(" ")), y);
		d->mark = d->mark ? d->mark : m;
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
		if (holds_count(n))
			lay_node(s, n, n->room);
		struct text on = node_attribute(n, "on");
		p->furniture = text_eq(on, T("next")) || text_eq(on, T("front")) ||
		    (page > 0 && on.n == 0 && text_eq(text_of(at), T("start")));
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

/* A row that is told elsewhere: the head again, what is carried over. Its sums are those of the
 * rows before that slice. */
static double
paint_carried(struct painting *p, struct sheet_node *row, size_t slice, double across)
{
	if (!row)
		return across;
	p->s->summed = slice;
	if (holds_count(row))
		lay_table_row(p->s, row->parent, row);
	p->furniture = true;
	paint_table_row(p, row->parent, row, 0, across, 0, SIZE_MAX);
	p->furniture = false;
	return across + row->block_size;
}

/* The first slice of a table on a page: its edge, and what is said again. */
static double
open_table(struct painting *p, size_t i, double across)
{
	struct sheet_setting *s = p->s;
	struct sheet_node *head = table_head_again(s, i), *from = table_from(s, i);

	paint_table_edge(p, s->slices.v[i].table, 0, across, true);
	across = paint_carried(p, head, i, across);
	return paint_carried(p, from, i, across);
}

static void
close_table(struct painting *p, struct sheet_node *table, size_t next, double across)
{
	const struct sheet_setting *s = p->s;

	if (next >= s->slices.n || s->slices.v[next].table != table)
		across -= table->style->after;
	across = paint_carried(p, table_carry(s, next), next, across);
	paint_table_edge(p, table, 0, across, false);
}

static void
paint_slice(struct painting *p, const struct sheet_slice *x, double across)
{
	struct sheet_node *n = x->node;

	if (!x->table && x->from == 0)
		mark_head(p, n, across);
	if (x->table)
		paint_table_row(p, x->table, n, 0, across, x->from, x->to);
	else if (n->kind == NODE_TEXT && x->to != SIZE_MAX)
		paint_text_slice(p, n, p->part, 0, across, x->from, x->to);
	else
		paint_node(p, n, p->part, 0, across, n->block_size);
}

static bool
is_item(const struct sheet_node *n)
{
	return n->style && text_eq(text_of(n->style->tag), T("LI"));
}

/* The slices of one page. */
static void
paint_slices(struct painting *p, size_t from, size_t to, double across)
{
	struct sheet_setting *s = p->s;
	struct sheet_node *table = NULL;

	for (size_t i = from, next; i < to; i = next) {
		struct sheet_slice whole = s->slices.v[i], *x = &whole;

		/* Lines that stand on one page are drawn as one: who copies them finds each cell
		 * whole. */
		for (next = i + 1; next < to && s->slices.v[next].node == x->node; next++) {
			x->to = s->slices.v[next].to;
			x->size += s->slices.v[next].size;
		}

		if (table && x->table != table)
			close_table(p, table, i, across);
		if (!is_item(x->node))
			p->list = NULL;
		double dropped = i == from && p->page > 0 ? x->before : 0,
		       at = across - dropped + (x->table ? x->before : 0);
		if (x->table && x->table != table) {
			double top = open_table(p, i, at);
			across += top - at;
			at = top;
		}
		table = x->table;
		paint_slice(p, x, at);
		across += x->size - dropped;
	}
	if (table)
		close_table(p, table, to, across);
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
sheet_paint(struct sheet_setting *s)
{
	struct painting p = { .s = s, .vertical = s->vertical };
	const struct placing *placed = &s->placed;
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
		p.page = s->page = i;
		double at = paint_bands(&p, "start", i, placed->pages, 0);
		struct sheet_node *head = i > 0 ? head_again(s, from) : NULL;
		if (head)
			at = paint_again(&p, head, at);
		p.list = NULL;
		paint_slices(&p, from, placed->from[i + 1], at);
		double foot = s->vertical ? 0 : bands_size(s, "foot", i, placed->pages);
		(void)paint_bands(&p, "end", i, placed->pages,
		    s->block_size - foot - bands_size(s, "end", i, placed->pages));
		paint_foot(&p, i, placed->pages);
	}
}
