/* SPDX-License-Identifier: MIT */
/* A document's tree as bands: paragraphs, headings, lists, tables, pictures. What the tree holds is
 * shown whole. */
#include "pdf/flow.h"

#include "lihui/file.h"

/* Inline text as pieces: strong text in the bold face, the rest as it stands. */
struct para_piece_list {
	struct para_piece *v;
	size_t n, room;
};

static void
add_piece(struct flow *f, struct para_piece_list *l, struct text t, struct style s, struct text url)
{
	struct para_piece *p;

	if (t.n == 0)
		return;
	p = ARENA_PUSH(f->d->a, l);
	*p = (struct para_piece){ t, s, url };
}

/* Addresses that work from a sheet anywhere; a path of the site does not. */
static bool
is_address(struct text t)
{
	return text_starts(t, T("https://")) || text_starts(t, T("http://")) ||
	    text_starts(t, T("mailto:")) || text_starts(t, T("tel:"));
}

static void
add_inlines(struct flow *f, struct para_piece_list *l, const struct inl *i, struct style s,
    struct text url, int depth)
{
	for (; i && depth < 50; i = i->next) {
		struct style inner = s;
		if (i->kind == INLINE_BREAK)
			add_piece(f, l, T("\n"), s, NO_TEXT);
		if (i->kind == INLINE_TEXT || i->kind == INLINE_CODE || i->kind == INLINE_HIDDEN)
			add_piece(f, l, i->text, s, url);
		if (i->kind == INLINE_STRONG)
			inner.face = s.face == FACE_HEI || s.face == FACE_HEI_BOLD ? FACE_HEI_BOLD
										   : FACE_SONG_BOLD;
		if (i->first)
			add_inlines(f, l, i->first, inner,
			    i->kind == INLINE_LINK && is_address(i->target) ? i->target : url,
			    depth + 1);
	}
}

struct para *
flow_inlines(struct flow *f, const struct block *b, struct text lead, struct style s, float limit)
{
	struct para_piece_list l = { 0 };

	add_piece(f, &l, lead, s, NO_TEXT);
	add_inlines(f, &l, b->inlines, s, NO_TEXT, 0);
	return para_new(f->d, l.v, l.n, f->vertical, limit);
}

static void
add_heading(struct flow *f, const struct block *b, struct elem *parent, int depth)
{
	static const char *const types[] = { "H1", "H2", "H3", "H4", "H5", "H6" };
	struct elem *e = tag_new(f->d->tags, parent, types[depth < 5 ? depth : 5]);
	size_t first = flow_para(
	    f, e, flow_inlines(f, b, NO_TEXT, f->head, (float)f->width), f->x, f->width, 0, false);

	if (first < f->bands.n) {
		f->bands.v[first].before = f->lead / 2;
		f->bands.v[first].mark = block_plain(f->d->a, b, false);
	}
	flow_keep(f, first + 1, f->bands.n);
}

/* The mark right before the text, and before it in reading order. */
static void
put_mark(struct flow *f, struct band *b, struct elem *e, struct text mark, double x)
{
	struct para *p = flow_text(f, mark, f->body, 100);

	flow_put(f, b, e, p,
	    x + 2 * f->body.size - para_width(p) - (f->vertical ? f->body.size / 3 : 3), 0);
	flow_put_first(b);
}

/* The number or dot of an item stands in the indent; its text goes on under itself. */
static void
add_item(struct flow *f, const struct block *item, struct elem *list, struct text mark, int depth)
{
	struct elem *li = tag_new(f->d->tags, list, "LI"), *body;
	double x = f->x, width = f->width;
	size_t first = f->bands.n;

	body = tag_new(f->d->tags, li, "LBody");
	f->x += 2 * f->body.size;
	f->width -= 2 * f->body.size;
	if (item->inlines)
		flow_para(f, body, flow_inlines(f, item, NO_TEXT, f->body, (float)f->width), f->x,
		    f->width, 0, true);
	for (const struct block *k = item->first; k; k = k->next) {
		float indent = f->indent;
		f->indent = 0;
		flow_block(f, k, body, depth);
		f->indent = indent;
	}
	f->x = x;
	f->width = width;
	if (first == f->bands.n) /* an empty item keeps its number */
		flow_band(f, f->lead);
	put_mark(f, &f->bands.v[first], tag_new(f->d->tags, li, "Lbl"), mark, x);
}

/* Items as indented paragraphs, numbered ones with their number in front. */
static void
add_plain_item(
    struct flow *f, const struct block *item, struct elem *list, struct text mark, int depth)
{
	struct elem *body = tag_new(f->d->tags, tag_new(f->d->tags, list, "LI"), "LBody");
	bool marked = false;

	if (item->inlines || !item->first) {
		flow_para(f, body, flow_inlines(f, item, mark, f->body, (float)f->width), f->x,
		    f->width, f->indent, true);
		marked = true;
	}
	for (const struct block *k = item->first; k; k = k->next) {
		if (k->kind == BLOCK_PARAGRAPH) {
			flow_para(f, body,
			    flow_inlines(f, k, marked ? NO_TEXT : mark, f->body, (float)f->width),
			    f->x, f->width, f->indent, true);
			marked = true;
		} else {
			flow_block(f, k, body, depth);
		}
	}
}

/* A dot behind a number that stands upright in a column would lie: there Mongolian has its own
 * mark. */
static struct text
item_mark(struct flow *f, const struct block *list, int n)
{
	if (!list->ordered)
		return T("·");
	return f->vertical ? text_fmt(f->d->a, "%d᠂", n) : text_fmt(f->d->a, "%d.", n);
}

static void
add_list(struct flow *f, const struct block *list, struct elem *parent, int depth)
{
	struct elem *e = tag_new(f->d->tags, parent, "L");
	int n = list->start > 0 ? list->start : 1;

	for (const struct block *item = list->first; item; item = item->next, n++)
		if (f->plain_lists)
			add_plain_item(f, item, e,
			    list->ordered ? text_fmt(f->d->a, "%d. ", n) : NO_TEXT, depth + 1);
		else
			add_item(f, item, e, item_mark(f, list, n), depth + 1);
}

/* Columns by the width of their entries: short ones get what they need, long ones share the rest.
 */
static void
measure_columns(struct flow *f, const struct block *table, int ncols, double *widths)
{
	double need[FLOW_COLUMNS] = { 0 }, total = 0, rest = f->width, share;
	int open = ncols;

	for (const struct block *row = table->first; row; row = row->next) {
		int i = 0;
		for (const struct block *cell = row->first; cell && i < ncols;
		     cell = cell->next, i++) {
			double w =
			    para_width(flow_inlines(f, cell, NO_TEXT, f->label, (float)f->width)) +
			    13;
			need[i] = w > need[i] ? w : need[i];
		}
	}
	for (int i = 0; i < ncols; i++)
		total += need[i];
	for (int i = 0; i < ncols; i++)
		widths[i] = total > 0 && total <= f->width ? need[i] * f->width / total : 0;
	if (total <= f->width && total > 0)
		return;
	for (bool again = true; again && open > 0;) {
		again = false;
		share = rest / open;
		for (int i = 0; i < ncols; i++)
			if (widths[i] == 0 && need[i] <= share) {
				widths[i] = need[i];
				rest -= need[i];
				open--;
				again = true;
			}
	}
	for (int i = 0; i < ncols; i++)
		if (widths[i] == 0)
			widths[i] = rest / open;
}

static void
add_table(struct flow *f, const struct block *table, struct elem *parent)
{
	double widths[FLOW_COLUMNS];
	struct style body = f->body, label = f->label;
	int ncols = 0;

	for (const struct block *cell = table->first ? table->first->first : NULL;
	     cell && ncols < FLOW_COLUMNS; cell = cell->next)
		ncols++;
	if (ncols == 0)
		return;
	double column = f->width / ncols;
	if (column < 5 * body.size) { /* smaller type, or a word would not find room */
		float size = (float)(column / 5 > 7 ? column / 5 : 7);
		f->body = style_scaled(body, size / body.size);
		f->label = style_scaled(label, size / body.size);
	}
	measure_columns(f, table, ncols, widths);
	struct flow_table *t = flow_table(f, parent, f->x, widths, ncols);
	t->lead = f->lead * f->body.size / body.size;
	t->pad_x = f->body.size < body.size ? 3 : t->pad_x;
	for (const struct block *row = table->first; row; row = row->next) {
		struct flow_cell cells[FLOW_COLUMNS] = { 0 };
		bool head = row == table->first;
		int i = 0;
		for (const struct block *cell = row->first; cell && i < ncols;
		     cell = cell->next, i++) {
			bool centred = head && cell->align == ALIGN_NONE;
			double room = widths[i] - 2 * t->pad_x;
			cells[i] = (struct flow_cell){ .style = head ? f->label : f->body,
				.th = head,
				.align = centred ? ALIGN_CENTER : cell->align };
			cells[i].para = flow_inlines(
			    f, cell, NO_TEXT, cells[i].style, (float)(room > 1 ? room : 1));
		}
		flow_row(f, t, cells, ncols, head);
	}
	flow_table_end(f, t);
	f->body = body;
	f->label = label;
}

/* 96 pixels to the inch when there is room; never wider than the text or taller than half a page.
 */
static void
picture_size(const struct flow *f, const struct image *im, double *along, double *across)
{
	double w = im->width * 0.75, h = im->height * 0.75,
	       most_w = f->vertical ? f->height : f->width,
	       most_h = (f->vertical ? f->width : f->height) / 2;

	if (w > most_w) {
		h *= most_w / w;
		w = most_w;
	}
	if (h > most_h) {
		w *= most_h / h;
		h = most_h;
	}
	*along = f->vertical ? h : w;
	*across = f->vertical ? w : h;
}

/* Below the picture, in its middle; in columns at its right. */
static void
add_caption(struct flow *f, struct elem *parent, struct text t)
{
	struct para *p = flow_text(f, t, f->body, (float)f->width);
	double w = para_width(p), x = w < f->width ? f->x + (f->width - w) / 2 : f->x;

	flow_keep(f, flow_para(f, tag_new(f->d->tags, parent, "Caption"), p, x, f->width, 0, false),
	    f->bands.n);
}

/* A picture that cannot be read leaves its name. */
static void
add_figure(struct flow *f, const struct block *figure, struct elem *parent)
{
	struct image *im = ARENA_NEW(f->d->a, struct image);
	struct elem *e = tag_new(f->d->tags, parent, "Figure");
	struct buf caption = BUF_INIT;
	struct text alt, path = figure->inlines ? figure->inlines->target : NO_TEXT;
	double along, across;
	struct band *b;

	if (figure->inlines)
		inl_text(&caption, figure->inlines->first);
	alt = text_copy(f->d->a, buf_view(&caption));
	buf_release(&caption);
	tag_alt(e, alt.n > 0 ? alt : draw_word(f->d, "sheet.image"));
	if (!image_load(f->d, path, im)) {
		struct text t =
		    draw_say(f->d, "sheet.image_missing", TEXTS(alt.n > 0 ? alt : path_name(path)));
		flow_para(
		    f, e, flow_text(f, t, f->body, (float)f->width), f->x, f->width, 0, false);
		return;
	}
	picture_size(f, im, &along, &across);
	b = flow_band(f, across);
	b->before = f->lead / 3;
	b->image = im;
	b->image_elem = e;
	b->image_x = f->x + (f->width - along) / 2;
	b->image_width = along;
	if (alt.n > 0)
		add_caption(f, parent, alt);
}

void
flow_block(struct flow *f, const struct block *b, struct elem *parent, int depth)
{
	if (depth > 60)
		return;
	switch (b->kind) {
	case BLOCK_HEADING: add_heading(f, b, parent, depth < 2 ? depth : 2); break;
	case BLOCK_PARAGRAPH:
	case BLOCK_CODE:
		flow_para(f, tag_new(f->d->tags, parent, "P"),
		    flow_inlines(f, b, NO_TEXT, f->body, (float)f->width), f->x, f->width,
		    f->indent, true);
		break;
	case BLOCK_LIST: add_list(f, b, parent, depth); break;
	case BLOCK_TABLE: add_table(f, b, parent); break;
	case BLOCK_FIGURE: add_figure(f, b, parent); break;
	case BLOCK_RULE: break;
	case BLOCK_QUOTE:
		f->x += 2 * f->body.size;
		f->width -= 2 * f->body.size;
		flow_blocks(f, b->first, tag_new(f->d->tags, parent, "BlockQuote"), depth + 1);
		f->x -= 2 * f->body.size;
		f->width += 2 * f->body.size;
		break;
	default: flow_blocks(f, b->first, parent, depth + 1);
	}
}

void
flow_blocks(struct flow *f, const struct block *first, struct elem *parent, int depth)
{
	for (; first; first = first->next)
		flow_block(f, first, parent, depth);
}
