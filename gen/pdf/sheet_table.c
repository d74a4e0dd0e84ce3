/* SPDX-License-Identifier: MIT */
/*
 * A table: its columns are measured over all rows. Numbers and short entries get what they need,
 * the columns of words share the rest and wrap; when words have too little room the next style of
 * the list is taken. Numbers break only when nothing else is left.
 */
#include "pdf/sheet_tree.h"

#define SLACK  0.01
#define NARROW 6 /* characters: a column of words with fewer is hard to read */

/* --- cells --- */

size_t
cell_span(const struct sheet_node *cell)
{
	double span = node_length(cell, "span", 1);

	return span > 1 ? (size_t)span : 1;
}

bool
row_is(const struct sheet_node *row, const char *role)
{
	return node_says(row, "role", role);
}

double
cell_inset(const struct sheet_node *table, const struct sheet_node *cell, bool start)
{
	bool edge = start ? cell == cell->parent->first : cell->next == NULL;

	return edge && table->style->frame <= 0 ? 0 : table->style->inset;
}

bool
is_number(struct text t)
{
	bool digit = text_eq(t, T("—"));

	if (digit)
		return true;
	if (text_starts(t, T("−")) || text_starts(t, T("－")))
		t = text_cut(t, 3, t.n);
	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] >= '0' && t.p[i] <= '9')
			digit = true;
		else if (!strchr(",.+% ", t.p[i]) && !(i == 0 && t.p[i] == '-'))
			return false;
	}
	return digit || t.n == 0;
}

struct text
cell_words(const struct sheet_node *cell)
{
	for (const struct sheet_node *k = cell; k; k = node_walk(cell, (struct sheet_node *)k))
		if (k->kind == NODE_WORDS)
			return text_trim(k->words);
	return NO_TEXT;
}

/* --- columns --- */

/* All give way, each as far as it can. False when numbers have to break. */
static bool
share_least(struct sheet_node *table, const struct sheet_columns *c, double room)
{
	double needs = 0, leasts = 0;

	for (size_t i = 0; i < c->n; i++) {
		needs += c->v[i].need;
		leasts += c->v[i].least;
	}
	for (size_t i = 0; i < c->n; i++)
		table->grid->columns[i] = leasts > room ? c->v[i].least * room / leasts
		    : needs > leasts                    ? c->v[i].least +
			(room - leasts) * (c->v[i].need - c->v[i].least) / (needs - leasts)
				     : c->v[i].least + (room - leasts) / (double)c->n;
	return leasts <= room + SLACK;
}

/* Those that need less than their share get what they need; the others share what is left. */
static void
share_rest(struct sheet_node *table, const struct sheet_columns *c, double room)
{
	bool settled[TABLE_COLUMNS] = { false };
	size_t open = c->n;

	for (bool again = true; again && open > 0;) {
		again = false;
		for (size_t i = 0; i < c->n; i++)
			if (!settled[i] &&
			    (!c->v[i].words || c->v[i].need <= room / (double)open)) {
				settled[i] = again = true;
				table->grid->columns[i] = c->v[i].need;
				room -= c->v[i].need;
				open--;
			}
	}
	for (size_t i = 0; i < c->n; i++)
		if (!settled[i])
			table->grid->columns[i] = room / (double)open;
}

/* What is over goes to the column of words that needs most. */
static size_t
widest_words(const struct sheet_columns *c)
{
	size_t best = 0;

	for (size_t i = 1; i < c->n; i++)
		if (c->v[i].words >= c->v[best].words &&
		    (c->v[i].words > c->v[best].words || c->v[i].need > c->v[best].need))
			best = i;
	return best;
}

/* False when a smaller type should be tried. */
bool
table_columns(struct sheet_node *table, const struct sheet_columns *c, double room)
{
	double needs = 0, numbers = 0, words = 0, size = table->style->type.size;
	size_t wide = widest_words(c);

	for (size_t i = 0; i < c->n; i++) {
		needs += c->v[i].need;
		*(c->v[i].words ? &words : &numbers) +=
		    c->v[i].words ? c->v[i].least : c->v[i].need;
	}
	if (needs <= room) {
		for (size_t i = 0; i < c->n; i++)
			table->grid->columns[i] = c->v[i].need + (i == wide ? room - needs : 0);
		return true;
	}
	if (numbers + words > room)
		return share_least(table, c, room) && c->n < 2;
	share_rest(table, c, room);
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].words && table->grid->columns[i] < c->v[i].least)
			(void)share_least(table, c, room);
	return table->grid->columns[wide] >= NARROW * size + 2 * table->style->inset ||
	    c->v[wide].need <= table->grid->columns[wide] + SLACK;
}

/* columns="70 137 fit *": as told. */
void
table_told_columns(
    struct sheet_node *table, const struct sheet_columns *c, struct text list, double room)
{
	bool rest[TABLE_COLUMNS] = { false };
	double shares = 0, left = room;
	struct text word;

	for (size_t i = 0; i < c->n && list_next(&list, &word); i++) {
		rest[i] = text_ends(word, T("*"));
		shares += rest[i] ? length_of(text_cut(word, 0, word.n - 1), 1) : 0;
		table->grid->columns[i] = rest[i] ? length_of(text_cut(word, 0, word.n - 1), 1)
		    : text_eq(word, T("fit")) ? (c->v[i].need < room / 4 ? c->v[i].need : room / 4)
					      : length_of(word, 0);
		left -= rest[i] ? 0 : table->grid->columns[i];
	}
	for (size_t i = 0; i < c->n; i++)
		if (rest[i])
			table->grid->columns[i] *= left > 0 ? left / shares : 0;
}

/* --- rows --- */

double
row_pad(const struct sheet_node *table)
{
	const struct sheet_style *st = table->style;

	return table->tight && st->tight > 0 ? st->tight : st->pad;
}

/* Lines of its longest cell. */
size_t
row_lines(const struct sheet_node *row)
{
	size_t most = 0;

	for (const struct sheet_node *k = row->first; k; k = k->next) {
		size_t n = 0;
		for (const struct sheet_node *t = k->first; t; t = t->next)
			n += t->kind == NODE_TEXT ? node_said(t)->lines.n : 0;
		most = n > most ? n : most;
	}
	return most;
}

/* The type of what says no style of its own: the table's; heads and sums in bold. */
static void
hand_down_style(struct sheet_node *table)
{
	for (struct sheet_node *row = table->first; row; row = row->next) {
		bool bold = row_is(row, "head") || row_is(row, "sub") || row_is(row, "total") ||
		    row_is(row, "carry") || row_is(row, "from");
		for (struct sheet_node *n = row; n; n = node_walk(row, n)) {
			if (n->kind != NODE_TEXT || !n->inherits)
				continue;
			n->style = n->styles[0] = bold ? &table->grid->bold : &table->grid->plain;
			n->nstyles = 1;
			n->laid.valid = false;
			n->natural = 0;
		}
	}
}

void
table_set_style(struct sheet_node *table)
{
	/* Official papers know no bold: their labels stand in hei. */
	static const enum face bold[] = { [FACE_SONG] = FACE_SONG_BOLD,
		[FACE_SONG_BOLD] = FACE_SONG_BOLD,
		[FACE_HEI] = FACE_HEI_BOLD,
		[FACE_HEI_BOLD] = FACE_HEI_BOLD,
		[FACE_FANG] = FACE_HEI,
		[FACE_KAI] = FACE_HEI };

	table->style = table->styles[table->style_at];
	table->grid->plain =
	    (struct sheet_style){ .type = table->style->type, .lead = table->style->lead };
	table->grid->bold = table->grid->plain;
	table->grid->bold.type.face = bold[table->style->type.face];
	hand_down_style(table);
}
