/* SPDX-License-Identifier: MIT */
/*
 * How large each element of a sheet becomes in the room it has along the line. Nothing is drawn
 * here, so a row is measured anew as often as shortening asks.
 */
#include "pdf/sheet_tree.h"

#define SLACK    0.01
#define NO_LIMIT 100000.0f

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

/* Takes what is too much from the widest cell that has no size of its own. */
static void
narrow_cells(struct row_cells *c, double room)
{
	size_t widest = 0;

	for (size_t i = 1; i < c->n; i++)
		if (fixed_size(c->v[i]) == 0 && c->size[i] > c->size[widest])
			widest = i;
	c->size[widest] -= c->sum - room;
	if (c->size[widest] < 1)
		c->size[widest] = 1;
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
	if (c.sum > room + SLACK && c.n > 0)
		narrow_cells(&c, room);
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
lay_image(struct sheet_setting *s, struct sheet_node *n, double room)
{
	double most = node_length(n, "block", 60);

	if (!n->image) {
		n->image = ARENA_NEW(s->d->a, struct image);
		if (!image_load(s->d, node_attribute(n, "src"), n->image))
			n->image->width = 0;
	}
	n->inline_size = n->block_size = 0;
	if (n->image->width == 0)
		return;
	n->block_size = most;
	n->inline_size = most * n->image->width / n->image->height;
	if (n->inline_size > room) {
		n->block_size *= room / n->inline_size;
		n->inline_size = room;
	}
}

static void
lay_stack(struct sheet_setting *s, struct sheet_node *n, double room)
{
	const struct sheet_style *st = n->style;
	double pad = !st                ? 0
	    : n->tight && st->tight > 0 ? st->tight
					: st->pad,
	       least = node_length(n, "block", st ? st->block : 0);

	n->block_size = 2 * pad + (st ? st->before + st->after : 0);
	n->inline_size = room;
	for (struct sheet_node *k = n->first; k; k = k->next) {
		if (!node_shown(k))
			continue;
		lay_node(s, k, room);
		k->at = 0;
		n->block_size += k->block_size;
	}
	if (n->block_size < least)
		n->block_size = least;
}

void
lay_node(struct sheet_setting *s, struct sheet_node *n, double room)
{
	n->room = room;
	switch (n->kind) {
	case NODE_TEXT: lay_text(s, n, room); return;
	case NODE_ROW: lay_row(s, n, room); return;
	case NODE_QR: lay_qr(s, n); return;
	case NODE_IMAGE: lay_image(s, n, room); return;
	case NODE_RULE: n->inline_size = room, n->block_size = node_length(n, "w", 0.5); return;
	case NODE_WRITE: n->inline_size = room, n->block_size = node_length(n, "block", 42); return;
	default: lay_stack(s, n, room);
	}
}
