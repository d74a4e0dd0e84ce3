/* SPDX-License-Identifier: MIT */
/*
 * What flows, over the sides there may be. A row is never split; a head goes with what follows it;
 * the foot never stands alone on the last side.
 */
#include "pdf/sheet_tree.h"

#define SLACK 0.01

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

struct sheet_node *
head_again(const struct sheet_setting *s, size_t item)
{
	if (item >= s->items.n || is_head(s->items.v[item]))
		return NULL;
	while (item-- > 0)
		if (is_head(s->items.v[item]))
			return node_attribute(s->items.v[item], "again").n > 0 ? s->items.v[item]
									       : NULL;
	return NULL;
}

/* Room for what flows on that page. */
static double
room_of(const struct sheet_setting *s, size_t from, int page, int pages)
{
	const struct sheet_node *head = page > 0 ? head_again(s, from) : NULL;

	return s->block_size - bands_size(s, "start", page, pages) -
	    bands_size(s, "end", page, pages) -
	    (s->vertical ? 0 : bands_size(s, "foot", page, pages)) - (head ? head->block_size : 0) +
	    SLACK;
}

static double
size_of(const struct sheet_node *n)
{
	return node_shown(n) ? n->block_size : 0;
}

/* The first item behind `from` that has no room. */
static size_t
fill(const struct sheet_setting *s, size_t from, double room)
{
	size_t i = from;

	for (double y = 0; i < s->items.n; i++) {
		y += size_of(s->items.v[i]);
		if (y > room)
			break;
	}
	return i;
}

/* Where the side turns: a head goes over with its rows; when all but the foot has room, the last
 * section goes over whole, a single one with its last row. */
static size_t
turn_at(const struct sheet_setting *s, size_t from, size_t end)
{
	size_t i = end;

	if (i == s->items.n) {
		while (i > from + 1 && !is_head(s->items.v[i - 1]))
			i--;
		i = i > from + 1 ? i - 1 : s->items.n - 1;
	}
	while (i > from + 1 && is_head(s->items.v[i - 1]))
		i--;
	return i > from ? i : from + 1;
}

bool
sheet_place(struct sheet_setting *s, struct placing *out)
{
	size_t from = 0, n = s->items.n;

	*out = (struct placing){ .pages = 1 };
	for (int page = 0; page < SHEET_PAGES; page++) {
		out->from[page] = from;
		out->pages = page + 1;
		out->from[page + 1] = n;
		if (fill(s, from, room_of(s, from, page, page + 1)) == n)
			return out->pages <= s->pages_most;
		if (page + 1 >= s->pages_most)
			return false;
		from = turn_at(s, from, fill(s, from, room_of(s, from, page, page + 2)));
		if (from >= n)
			return false;
	}
	return false;
}
