/* SPDX-License-Identifier: MIT */
/*
 * What flows, over the sides there may be, as slices: a line of a paragraph, a row of a table, or
 * what is never parted. A head goes with what follows it, a paragraph leaves two lines on either
 * side, a row taller than a side parts between lines, the foot never stands alone on the last side.
 * Greedy: slices that must stay together go on this side when they fit, else on the next; more of
 * them than a side holds are parted where it ends.
 */
#include "pdf/sheet_tree.h"

#define SLACK       0.01
#define CARRY_LINES 2
#define KEEP_LINES  10 /* of a `keep` that says nothing else */

bool
band_stands(const struct sheet_setting *s, const struct sheet_node *band, const char *at, int page,
    int pages)
{
	struct text on = node_attribute(band, "on");

	if (band->kind != NODE_BAND || band->gone || !node_says(band, "at", at))
		return false;
	if (node_says(band, "when", "left") && (s->out == 0 || page + 1 < pages))
		return false;
	return on.n == 0 || text_eq(on, T("any")) || (text_eq(on, T("first")) && page == 0) ||
	    (text_eq(on, T("next")) && page > 0) || (text_eq(on, T("last")) && page + 1 == pages) ||
	    (text_eq(on, T("front")) && page + 1 < pages) ||
	    (text_eq(on, T("back")) && page % 2 == 1);
}

double
bands_size(const struct sheet_setting *s, const char *at, int page, int pages)
{
	double size = 0;

	for (const struct sheet_node *n = s->side->first; n; n = n->next)
		if (band_stands(s, n, at, page, pages))
			size += n->block_size + node_length(n, "offset", 0);
	return size;
}

static bool
is_head(const struct sheet_node *n)
{
	return n->kind == NODE_TEXT && n->style && n->style->next;
}

/* --- slices --- */

static struct sheet_slice *
add_slice(struct sheet_setting *s, struct sheet_node *n, double size, bool keep)
{
	struct sheet_slice *x = ARENA_PUSH(s->d->a, &s->slices);

	*x = (struct sheet_slice){ .node = n, .to = SIZE_MAX, .size = size, .keep = keep };
	return x;
}

/* Lines of a paragraph: two at least on either side of a break. */
static void
slice_text(struct sheet_setting *s, struct sheet_node *n, bool keep)
{
	const struct sheet_style *st = n->style;
	size_t lines = n->lines.n + n->end_apart;
	double pad = n->tight && st->tight > 0 ? st->tight : st->pad;
	bool whole = lines < 2 || st->tag[0] == 'H' || st->next || n->chosen || n->upright ||
	    st->frame > 0 || st->block > 0 || st->rule_before > 0;

	if (whole) {
		struct sheet_slice *x = add_slice(s, n, n->block_size, keep);
		x->before = st->rule_before > 0 ? 0 : st->before;
		x->after = st->rule_after > 0 ? 0 : st->after;
		return;
	}
	for (size_t i = 0; i < lines; i++) {
		struct sheet_slice *x = add_slice(
		    s, n, st->lead, i == 0 ? keep : i == 1 || i + 1 == lines || i >= n->lines.n);
		x->from = i;
		x->to = i + 1;
		if (i == 0) {
			x->size += st->before + pad;
			x->before = st->before;
		}
		if (i + 1 == lines) {
			x->size += st->after + pad;
			x->after = st->after;
		}
	}
}

/* What stands round the rows: a head to be said again, what is carried over. */
static struct sheet_node *
row_of_role(const struct sheet_node *table, const char *role)
{
	struct sheet_node *row = table->first;

	while (row && !row_is(row, role))
		row = row->next;
	return row;
}

static void
slice_row(struct sheet_setting *s, struct sheet_node *table, struct sheet_node *row, bool keep)
{
	size_t lines = row_lines(row);
	double pad = row_pad(table);

	if (row->block_size <= s->block_size / 3 || lines < 2) {
		add_slice(s, row, row->block_size, keep)->table = table;
		return;
	}
	for (size_t i = 0; i < lines; i++) {
		struct sheet_slice *x = add_slice(s, row, table->style->lead, i > 0 || keep);
		x->table = table;
		x->from = i;
		x->to = i + 1;
		x->size += i == 0 || i + 1 == lines ? pad : 0;
	}
}

/* A head never stands alone, a sum never begins a side, the last sum keeps a row. */
static void
slice_table(struct sheet_setting *s, struct sheet_node *table, bool keep)
{
	bool first = true, after_head = false;

	for (struct sheet_node *row = table->first; row; row = row->next) {
		if (row_is(row, "carry") || row_is(row, "from") || row->gone)
			continue;
		size_t at = s->slices.n;
		slice_row(s, table, row,
		    first ? keep : after_head || row_is(row, "sub") || row_is(row, "total"));
		if (first) {
			s->slices.v[at].before = table->style->before;
			s->slices.v[at].size += table->style->before;
		}
		after_head = row_is(row, "head");
		first = false;
	}
	if (first)
		return;
	s->slices.v[s->slices.n - 1].size += table->style->after;
	s->slices.v[s->slices.n - 1].after = table->style->after;
}

static void slice_node(struct sheet_setting *s, struct sheet_node *n, bool keep);

/* As one thing up to so many lines; a longer one keeps two on either side of its first. */
static void
slice_keep(struct sheet_setting *s, struct sheet_node *n, bool keep)
{
	size_t from = s->slices.n, most = (size_t)node_length(n, "lines", KEEP_LINES);

	keep = keep || node_says(n, "before", "1");
	for (struct sheet_node *k = n->first; k; k = k->next)
		slice_node(s, k, keep && s->slices.n == from);
	size_t all = s->slices.n - from, kept = all <= most ? all : 3;

	for (size_t i = from + 1; i < s->slices.n && i < from + kept; i++)
		s->slices.v[i].keep = true;
}

static void
slice_node(struct sheet_setting *s, struct sheet_node *n, bool keep)
{
	if (!node_shown(n) || (n->kind != NODE_TABLE && n->kind != NODE_KEEP && n->block_size == 0))
		return;
	switch (n->kind) {
	case NODE_TEXT: slice_text(s, n, keep); break;
	case NODE_TABLE: slice_table(s, n, keep); break;
	case NODE_KEEP: slice_keep(s, n, keep); break;
	default: add_slice(s, n, n->block_size, keep);
	}
}

static void
slice_all(struct sheet_setting *s)
{
	bool headed = false;

	s->slices.n = 0;
	for (size_t i = 0; i < s->items.n; i++) {
		size_t from = s->slices.n;
		slice_node(s, s->items.v[i], headed);
		for (size_t k = from; k < s->slices.n; k++)
			s->slices.v[k].item = i;
		if (s->slices.n == from)
			continue;
		if (headed && from + 1 < s->slices.n) /* a head keeps two lines */
			s->slices.v[from + 1].keep = true;
		headed =
		    is_head(s->items.v[i]) || (s->items.v[i]->style && s->items.v[i]->style->next);
	}
}

/* --- what is said again where something goes on --- */

static bool
table_goes_on(const struct sheet_setting *s, size_t at)
{
	const struct sheet_slice *x = &s->slices.v[at];

	return at > 0 && at < s->slices.n && x->table && x[-1].table == x->table;
}

struct sheet_node *
head_again(const struct sheet_setting *s, size_t at)
{
	if (at >= s->slices.n || is_head(s->slices.v[at].node))
		return NULL;
	while (at-- > 0)
		if (is_head(s->slices.v[at].node))
			return node_attribute(s->slices.v[at].node, "again").n > 0
			    ? s->slices.v[at].node
			    : NULL;
	return NULL;
}

/* A head of a hundred words is not said on every side. */
struct sheet_node *
table_head_again(const struct sheet_setting *s, size_t at)
{
	struct sheet_node *head =
	    table_goes_on(s, at) ? row_of_role(s->slices.v[at].table, "head") : NULL;

	return head && head->block_size <= s->block_size / 3 ? head : NULL;
}

/* Nor are sums in columns that are too narrow for them. */
static struct sheet_node *
carried_row(const struct sheet_setting *s, size_t at, const char *role)
{
	struct sheet_node *row =
	    table_goes_on(s, at) ? row_of_role(s->slices.v[at].table, role) : NULL;

	return row && row_lines(row) <= CARRY_LINES ? row : NULL;
}

struct sheet_node *
table_from(const struct sheet_setting *s, size_t at)
{
	return carried_row(s, at, "from");
}

struct sheet_node *
table_carry(const struct sheet_setting *s, size_t at)
{
	return carried_row(s, at, "carry");
}

/* --- sides --- */

/* Room for what flows on that page. */
static double
room_of(const struct sheet_setting *s, size_t from, int page, int pages)
{
	const struct sheet_node *head = page > 0 ? head_again(s, from) : NULL,
				*rows = table_head_again(s, from), *carried = table_from(s, from);

	return s->block_size - bands_size(s, "start", page, pages) -
	    bands_size(s, "end", page, pages) -
	    (s->vertical ? 0 : bands_size(s, "foot", page, pages)) - (head ? head->block_size : 0) -
	    (rows ? rows->block_size : 0) - (carried ? carried->block_size : 0) + SLACK;
}

static double
slice_size(const struct sheet_setting *s, size_t i, bool fresh)
{
	return s->slices.v[i].size - (fresh ? s->slices.v[i].before : 0);
}

/* What has to have room below that slice, should the side end there. */
static double
carry_size(const struct sheet_setting *s, size_t i)
{
	const struct sheet_node *row = table_carry(s, i + 1);

	return row ? row->block_size : 0;
}

/* What stays together from there on, or only the lines of that row or paragraph. */
static double
together(const struct sheet_setting *s, size_t at, bool node)
{
	double size = s->slices.v[at].size;

	for (size_t i = at + 1; i < s->slices.n && s->slices.v[i].keep &&
	     (!node || s->slices.v[i].node == s->slices.v[at].node);
	     i++)
		size += s->slices.v[i].size;
	return size;
}

/* Back to where it may part; of what is taller than a side between rows, and of a row that is in it
 * where it stands. */
static size_t
part_at(const struct sheet_setting *s, size_t from, size_t at)
{
	size_t k = at;

	while (k > from && s->slices.v[k].keep)
		k--;
	if (k > from && together(s, k, false) <= s->block_size)
		return k;
	for (k = at; k > from && s->slices.v[k].node == s->slices.v[k - 1].node;)
		k--;
	return k > from && together(s, k, true) <= s->block_size ? k : at;
}

/* The first slice behind `from` that has no room; fresh: white before the first is dropped. */
static size_t
fill(const struct sheet_setting *s, size_t from, double room, bool fresh)
{
	size_t i = from, good = from, n = s->slices.n;
	double y = 0;

	for (; i < n; i++) {
		y += slice_size(s, i, fresh && i == from);
		if (y - s->slices.v[i].after > room)
			break;
		if (i + 1 == n || y - s->slices.v[i].after + carry_size(s, i) <= room)
			good = i + 1;
	}
	if (i == n)
		return n;
	return good > from ? part_at(s, from, good) : from + 1;
}

/* Where the side turns: when all but the foot has room, the last section goes over whole, a single
 * one with its last row. */
static size_t
turn_at(const struct sheet_setting *s, size_t from, size_t end)
{
	size_t i = end;

	if (i == s->slices.n) {
		while (i > from + 1 && !is_head(s->slices.v[i - 1].node))
			i--;
		i = i > from + 1 ? i - 1 : part_at(s, from, s->slices.n - 1);
	}
	while (i > from + 1 && is_head(s->slices.v[i - 1].node))
		i--;
	return i > from ? i : from + 1;
}

static void
lay_items(struct sheet_setting *s, size_t from, double room)
{
	for (size_t i = from; i < s->items.n; i++)
		lay_node(s, s->items.v[i], room);
}

/* Columns behind a sheet that alone has a foot are longer: what begins there, each paragraph and
 * table whole, is laid anew. Returns the slice that begins the second sheet. */
static size_t
lengthen(struct sheet_setting *s, size_t at)
{
	size_t item = s->slices.v[at].item;

	if (item < 2)
		return at;
	lay_items(s, item, s->inline_next);
	slice_all(s);
	while (at > 0 && s->slices.v[at - 1].item == item)
		at--;
	return at;
}

bool
sheet_place(struct sheet_setting *s, struct placing *out)
{
	bool longer = s->inline_next > s->inline_size + SLACK;
	size_t from = 0, n;

	if (longer)
		lay_items(s, 0, s->inline_size);
	slice_all(s);
	n = s->slices.n;
	*out = (struct placing){ .pages = 1 };
	for (int page = 0; page < SHEET_PAGES; page++) {
		out->from[page] = from;
		out->pages = page + 1;
		out->from[page + 1] = n;
		if (fill(s, from, room_of(s, from, page, page + 1), page > 0) == n &&
		    (n > from || page == 0))
			return out->pages <= s->pages_most;
		if (page + 1 >= s->pages_most)
			return false;
		from = turn_at(s, from, fill(s, from, room_of(s, from, page, page + 2), page > 0));
		from = longer && page == 0 ? lengthen(s, from) : from;
		n = s->slices.n;
	}
	return false;
}
