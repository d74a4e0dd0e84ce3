/* SPDX-License-Identifier: MIT */
/*
 * How large each element of a sheet becomes in the room it has along the line. Nothing is drawn
 * here, so a row is measured anew as often as shortening asks.
 */
#include "pdf/sheet_tree.h"

#define SLACK 0.01
#define PIXEL 0.75 /* pt: 96 of them to the inch */

/* --- rows --- */

enum { CELLS = 24 };

static double
share_of(const struct sheet_node *cell)
{
	struct text t = node_attribute(cell, "inline");

	return text_ends(t, T("*")) ? length_of(text_cut(t, 0, t.n - 1), 1) : 0;
}

static double
fixed_size(const struct sheet_node *cell)
{
	double styled = cell->style ? cell->style->inline_size : 0;

	return share_of(cell) > 0 ? 0 : node_length(cell, "inline", styled);
}

double
natural_size(struct sheet_setting *s, struct sheet_node *n)
{
	double w = 0, k;

	if (!node_shown(n))
		return 0;
	if (n->kind == NODE_CELL && fixed_size(n) > 0)
		return fixed_size(n);
	if (n->kind == NODE_TEXT || n->kind == NODE_QR || n->kind == NODE_IMAGE) {
		int at = n->style_at;
		if (n->natural > 0)
			return n->natural;
		lay_node(s, n, NO_LIMIT);
		n->style_at = at;
		w = n->inline_size + (n->end && n->para ? n->end->inline_size + 18 : 0);
		n->natural = n->nstyles > 1 || holds_count(n) ? 0 : w;
		return w;
	}
	for (struct sheet_node *c = n->first; c; c = c->next) {
		k = natural_size(s, c);
		w = n->kind == NODE_ROW ? w + k + (c != n->first ? node_length(n, "gap", 0) : 0)
		    : k > w             ? k
					: w;
	}
	return w;
}

/* A text of these cells that may still be set in its next style. */
static bool
take_next_style(struct sheet_node *row)
{
	for (struct sheet_node *n = row; n; n = node_walk(row, n))
		if (n->kind == NODE_TEXT && n->style_at + 1 < n->nstyles) {
			n->style = n->styles[++n->style_at];
			return true;
		}
	return false;
}

struct row_cells {
	struct sheet_node *v[CELLS];
	double size[CELLS];
	size_t n;
	double gap, sum, shares;
};

static void
measure_cells(struct sheet_setting *s, struct sheet_node *row, struct row_cells *c)
{
	*c = (struct row_cells){ .gap = node_length(row, "gap", 0) };
	for (struct sheet_node *k = row->first; k && c->n < CELLS; k = k->next) {
		if (k->gone)
			continue;
		double share = share_of(k), w = share > 0 ? 0 : natural_size(s, k);

		/* What is empty takes no gap either. */
		if (share == 0 && w == 0 && k->kind == NODE_CELL && fixed_size(k) == 0)
			continue;
		c->shares += share;
		c->size[c->n] = w;
		c->sum += w + (c->n > 0 ? c->gap : 0);
		c->v[c->n++] = k;
	}
}

/* Takes what is too much from the widest of n cells that has no size of its own. */
static void
narrow_cells(struct row_cells *c, size_t n, double room)
{
	size_t widest = 0;

	for (size_t i = 1; i < n; i++)
		if (fixed_size(c->v[i]) == 0 && c->size[i] > c->size[widest])
			widest = i;
	double over = c->sum - room, most = c->size[widest] - 1;

	over = over < most ? over : most;
	c->size[widest] -= over;
	c->sum -= over;
}

/* What cells that share the rest have to have: a quarter of the row, or less when they say less. */
static double
least_of_shares(struct sheet_setting *s, const struct row_cells *c, size_t n, double room)
{
	double least = 0;

	for (size_t i = 0; i < n; i++)
		least += share_of(c->v[i]) > 0 ? natural_size(s, c->v[i]) : 0;
	return least < room / 4 ? least : room / 4;
}

/* Below the others, its texts side by side as far as they have room. */
static double
lay_below(struct sheet_setting *s, struct sheet_node *cell, double room, double above)
{
	double sum = 0, at = 0, high = 0;
	size_t n = 0;

	cell->at = 0;
	cell->above = above;
	cell->room = room;
	for (struct sheet_node *k = cell->first; k; k = k->next, n++)
		sum += natural_size(s, k);
	for (struct sheet_node *k = cell->first; k; k = k->next) {
		lay_node(s, k, sum > room ? room : natural_size(s, k) + SLACK);
		if (sum > room) {
			k->at = 0;
			k->above = high;
			high += k->block_size;
			continue;
		}
		k->at = at;
		k->above = 0;
		at += k->room + (n > 1 ? (room - sum) / (double)(n - 1) : 0);
		high = k->block_size > high ? k->block_size : high;
	}
	cell->block_size = high;
	return high;
}

static void
lay_row(struct sheet_setting *s, struct sheet_node *row, double room)
{
	const struct sheet_style *st = row->style;
	double pad = !st ? 0 : row->tight && st->tight > 0 ? st->tight : st->pad, at = 0, high = 0;
	bool spread = node_says(row, "align", "spread"), wraps = node_says(row, "wrap", "yes");
	struct row_cells c;

	for (measure_cells(s, row, &c); c.sum > room + SLACK && take_next_style(row);)
		measure_cells(s, row, &c);
	row->below = wraps && c.n > 1 && c.sum > room + SLACK;
	size_t n = c.n - row->below;

	if (row->below)
		c.sum -= c.size[n] + c.gap;
	double shared = c.shares > 0 && c.sum > room * 3 / 4 ? least_of_shares(s, &c, n, room) : 0;

	if (c.sum > room - shared + SLACK && n > 0)
		narrow_cells(&c, n, room - shared);
	double rest = room - c.sum,
	       between = spread && n > 1 && rest > 0 ? rest / (double)(n - 1) : 0;

	for (size_t i = 0; i < n; i++) {
		struct sheet_node *k = c.v[i];
		double share = share_of(k), w = share > 0 ? rest * share / c.shares : c.size[i];

		lay_node(s, k, w > 1 ? w : 1);
		k->room = w;
		k->at = at;
		k->above = 0;
		at += w + c.gap + (c.shares > 0 ? 0 : between);
		high = k->block_size > high ? k->block_size : high;
	}
	if (row->below)
		high += lay_below(s, c.v[n], room, high);
	row->inline_size = room;
	row->block_size = high + 2 * pad + (st ? st->before + st->after : 0);
	if (st && row->block_size < st->block)
		row->block_size = st->block;
}

/* --- the rest --- */

static void
lay_qr(struct sheet_setting *s, struct sheet_node *n)
{
	double size = node_length(n, "inline", 99),
	       least = node_length(n, "module", 0.7) * 72 / 25.4;
	struct text url = text_trim(n->first ? n->first->words : NO_TEXT);

	n->qr = qr_make(s->d, url, size, least);
	/* A very long address: smaller modules rather than a code over its neighbours. */
	if (qr_size(n->qr) > size * 1.17)
		n->qr = qr_make(s->d, url, size * 1.165, 0.1);
	n->inline_size = n->block_size = qr_size(n->qr);
}

static void
lay_stack(struct sheet_setting *s, struct sheet_node *n, double room)
{
	const struct sheet_style *st = n->style;
	double pad = !st                ? 0
	    : n->tight && st->tight > 0 ? st->tight
					: st->pad,
	       least = n->kind == NODE_IMAGE ? 0 : node_length(n, "block", st ? st->block : 0);

	n->block_size = 2 * pad + (st ? st->before + st->after : 0);
	n->inline_size = room;
	room -= st ? 2 * st->inset : 0;
	for (struct sheet_node *k = n->first; k; k = k->next) {
		if (!node_shown(k))
			continue;
		lay_node(s, k, room > 1 ? room : 1);
		k->at = 0;
		n->block_size += k->block_size;
	}
	if (n->block_size < least)
		n->block_size = least;
}

static void
lay_image(struct sheet_setting *s, struct sheet_node *n, double room)
{
	double most = node_length(n, "block", 60),
	       white = n->style ? n->style->before + n->style->after : 0;

	if (!n->image) {
		n->image = ARENA_NEW(s->d->a, struct image);
		if (!image_load(s->d, node_attribute(n, "src"), n->image))
			n->image->width = 0;
	}
	n->inline_size = n->block_size = 0;
	if (n->image->width == 0) {
		lay_stack(s, n, room);
		return;
	}
	double across = s->vertical ? n->image->width : n->image->height,
	       along = s->vertical ? n->image->height : n->image->width;
	n->block_size = most;
	if (node_says(n, "inline", "fit") && across * PIXEL < most)
		n->block_size = across * PIXEL;
	n->inline_size = n->block_size * along / across;
	if (n->inline_size > room) {
		n->block_size *= room / n->inline_size;
		n->inline_size = room;
	}
	n->block_size += white;
}

/* --- tables --- */

static void
measure_cell(struct sheet_setting *s, const struct sheet_node *table, struct sheet_node *cell,
    bool head, struct sheet_columns *c, size_t at)
{
	double inset = cell_inset(table, cell, true) + cell_inset(table, cell, false),
	       w = natural_size(s, cell);
	struct text t = cell_words(cell);

	w += w > 0 ? inset : 0;
	c->v[at].need = w > c->v[at].need ? w : c->v[at].need;
	if (!head && w > c->v[at].least)
		c->v[at].least = w;
	c->v[at].words = c->v[at].words || (!head && !is_number(t));
	c->v[at].any = c->v[at].any || (!head && t.n > 0);
}

static void
measure_columns(struct sheet_setting *s, struct sheet_node *table, struct sheet_columns *c)
{
	*c = (struct sheet_columns){ 0 };
	for (struct sheet_node *row = table->first; row; row = row->next) {
		size_t at = 0;

		for (struct sheet_node *k = row->first; k && at < TABLE_COLUMNS; k = k->next) {
			size_t span = cell_span(k);
			if (span == 1)
				measure_cell(s, table, k, row_is(row, "head"), c, at);
			at += span;
		}
		c->n = at > c->n ? at : c->n;
	}
	c->n = c->n < TABLE_COLUMNS ? c->n : TABLE_COLUMNS;
	double three = 3 * table->style->type.size + 2 * table->style->inset;

	for (size_t i = 0; i < c->n; i++) {
		c->v[i].words = c->v[i].words || !c->v[i].any;
		if (c->v[i].words)
			c->v[i].least = c->v[i].need < three ? c->v[i].need : three;
	}
}

void
lay_table_row(struct sheet_setting *s, struct sheet_node *table, struct sheet_node *row)
{
	double at = 0, high = 0, least = row->style ? row->style->block : 0;
	size_t column = 0;

	row->room = table->room;
	for (struct sheet_node *k = row->first; k; k = k->next) {
		double w = 0, room;
		size_t first = column;

		for (size_t i = cell_span(k); i > 0 && column < TABLE_COLUMNS; i--)
			w += table->grid->columns[column++];
		room = w - cell_inset(table, k, true) - cell_inset(table, k, false);
		room = room > 1 ? room : 1;
		lay_node(s, k, room);
		for (struct sheet_node *t = k->first; t; t = t->next)
			t->flush = t->inherits && first + 1 == column && table->grid->number[first];
		k->at = at;
		k->inline_size = w;
		k->above = 0;
		at += w;
		high = k->block_size > high ? k->block_size : high;
	}
	row->block_size = high + 2 * row_pad(table);
	row->block_size = row->block_size > least ? row->block_size : least;
	row->inline_size = table->room;
}

/* Its type and columns, in that room: asked again for the same they stay as they are. */
static void
settle_columns(struct sheet_setting *s, struct sheet_node *table, double room)
{
	struct text told = node_attribute(table, "columns");
	struct sheet_columns c;

	if (!table->grid)
		table->grid = ARENA_NEW(s->d->a, struct sheet_grid);
	if (table->laid.valid && table->laid.room == room)
		return;
	table->laid.valid = true;
	table->laid.room = room;
	for (table->style_at = 0;; table->style_at++) {
		table_set_style(table);
		measure_columns(s, table, &c);
		if (told.n > 0)
			table_told_columns(table, &c, told, room);
		if (told.n > 0 || table_columns(table, &c, room) ||
		    table->style_at + 1 >= table->nstyles)
			break;
	}
	table->cut = table->style_at > 0;
	for (size_t i = 0; i < c.n; i++)
		table->grid->number[i] = !c.v[i].words;
}

static void
lay_table(struct sheet_setting *s, struct sheet_node *table, double room)
{
	table->room = table->inline_size = room;
	settle_columns(s, table, room);
	table->block_size = table->style->before + table->style->after;
	for (struct sheet_node *row = table->first; row; row = row->next) {
		lay_table_row(s, table, row);
		table->block_size +=
		    row_is(row, "carry") || row_is(row, "from") ? 0 : row->block_size;
	}
}

void
lay_node(struct sheet_setting *s, struct sheet_node *n, double room)
{
	n->room = room;
	switch (n->kind) {
	case NODE_TEXT: lay_text(s, n, room); return;
	case NODE_ROW: lay_row(s, n, room); return;
	case NODE_QR: lay_qr(s, n); return;
	case NODE_TABLE: lay_table(s, n, room); return;
	case NODE_IMAGE: lay_image(s, n, room); return;
	case NODE_RULE: n->inline_size = room, n->block_size = node_length(n, "w", 0.5); return;
	case NODE_WRITE: n->inline_size = room, n->block_size = node_length(n, "block", 42); return;
	default: lay_stack(s, n, room);
	}
}

void
sheet_lay_side(struct sheet_setting *s)
{
	struct sheet_setting across = *s;
	double foot = 0, next = 0;

	across.vertical = false;
	s->items.n = 0;
	for (struct sheet_node *n = s->side->first; n; n = n->next)
		if (n->kind == NODE_BAND && node_says(n, "at", "foot")) {
			lay_node(&across, n, s->width);
			bool all = node_says(n, "on", "last") || node_attribute(n, "on").n == 0;

			next += all ? n->block_size : 0;
			foot += all || node_says(n, "on", "first") ? n->block_size : 0;
		}
	s->inline_size = s->vertical ? s->height - foot : s->width;
	s->inline_next = s->vertical ? s->height - next : s->width;
	s->block_size = s->vertical ? s->width : s->height;
	for (struct sheet_node *n = s->side->first; n; n = n->next) {
		bool band = n->kind == NODE_BAND && node_attribute(n, "at").n > 0;
		if (band && node_says(n, "at", "foot"))
			continue;
		lay_node(s, n, node_says(n, "on", "next") ? s->inline_next : s->inline_size);
		if (!band)
			*ARENA_PUSH(s->d->a, &s->items) = n;
	}
}
