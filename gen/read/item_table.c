/* SPDX-License-Identifier: MIT */
/*
 * A table in a step, row by row: 序号 问题 会议决定 责任人 完成时限. Its columns are known by their
 * heads (model.def: LABEL and COLUMN); the head row may stand below a title that was merged over
 * the whole width, and may be there again on each page. A cell that is empty because the one above
 * reaches down over it says the same again, for who, until when, about what and by whom raised; a
 * row without a matter goes on with the matter above. Where the labels stand in the first column
 * (问题 | 水井不出水) the table is read downwards.
 */
#include "read/record.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"

/* The head row lies no deeper; columns are no more than a page has room for. */
#define HEAD_ROWS_MOST 4
#define COLUMNS_MOST   32

struct table_reader {
	struct doc *d;
	struct item_row_list *out;
	enum label columns[COLUMNS_MOST];
	struct text heads[COLUMNS_MOST];
	size_t ncolumns;
	int title;               /* the column of the matter, or -1 */
	const struct block *row; /* where the table begins to speak */
	struct text group;       /* 基础设施 over the whole width */
};

static struct text
cell_text(const struct doc *d, const struct block *cell)
{
	return text_trim(block_plain(d->arena, cell, true));
}

static bool
is_empty(struct text t)
{
	return text_is_all(t, DASH | SLASH | BLANK) || text_eq(t, T("无"));
}

/* 同上, 〃: as in the row above. */
static bool
is_same_again(struct text t)
{
	return t.n == 0 || text_eq(t, T("同上")) || text_eq(t, T("〃")) || text_eq(t, T("″")) ||
	    text_eq(t, T("\""));
}

/* Of a row: how many cells are known as heads, and how many say anything. */
static size_t
known_heads(const struct table_reader *t, const struct block *row, size_t *filled)
{
	size_t known = 0;

	*filled = 0;
	for (const struct block *c = row->first; c; c = c->next) {
		struct text words = cell_text(t->d, c);

		*filled += words.n > 0;
		known += column_parse(words) != LABEL_NONE;
	}
	return known;
}

static void
columns_read(struct table_reader *t, const struct block *row)
{
	t->row = row->next;
	t->title = -1;
	for (const struct block *c = row->first; c && t->ncolumns < COLUMNS_MOST; c = c->next) {
		t->heads[t->ncolumns] = cell_text(t->d, c);
		t->columns[t->ncolumns++] = column_parse(cell_text(t->d, c));
	}
	for (size_t i = 0; i < t->ncolumns && t->title < 0; i++)
		if (t->columns[i] == LABEL_TITLE)
			t->title = (int)i;
	for (size_t i = 0; i < t->ncolumns && t->title < 0; i++)
		if (t->columns[i] == LABEL_NONE && t->heads[i].n > 0)
			t->title = (int)i;
}

/* The row that names the columns, at least two of them and no fewer than half. */
static bool
find_head(struct table_reader *t, const struct block *table)
{
	const struct block *best = NULL, *row = table->first;
	size_t most = 1, filled;

	for (int i = 0; row && i < HEAD_ROWS_MOST; i++, row = row->next) {
		size_t known = known_heads(t, row, &filled);

		if (known > most && known * 2 >= filled) {
			most = known;
			best = row;
		}
	}
	if (best)
		columns_read(t, best);
	return best != NULL;
}

static void
add_cell(struct table_reader *t, struct item_row *row, enum label label, struct text head,
    const struct block *cell, bool carried)
{
	struct line_list lines = { 0 };
	struct item_cell *c;

	lines_below(t->d, cell, &lines);
	if (lines.n == 0)
		return;
	c = ARENA_PUSH(t->d->arena, row);
	*c = (struct item_cell){
		.label = label, .head = head, .line = lines.v[0], .carried = carried
	};
}

static const struct block *
nth_cell(const struct block *row, size_t n)
{
	const struct block *c = row->first;

	while (c && n-- > 0)
		c = c->next;
	return c;
}

/* The only words of a row: in its first cell, or the same in each merged one. */
static bool
is_group_row(const struct table_reader *t, const struct block *row, struct text *group)
{
	size_t column = 0, n = 0, at = 0;
	struct text only = NO_TEXT;

	for (const struct block *c = row->first; c; c = c->next, column++) {
		struct text words = cell_text(t->d, c);

		if (words.n == 0)
			continue;
		if (n++ == 0)
			at = column, only = words;
		else if (!text_eq(words, only))
			return false;
	}
	if (n == 0 || column < 3 || (n == 1 && (at > 0 || t->title == 0)) ||
	    text_is_all(only, FIGURE | BLANK))
		return false;
	*group = only;
	return true;
}

/* above: the cells that 同上 speaks of, by column. An empty cell says nothing: a person must not
 * get a task that nobody gave him. Cells that Word has merged arrive filled (intake/word_table.c).
 */
static void
read_row(struct table_reader *t, const struct block *row, const struct block **above)
{
	const struct block *title = t->title >= 0 ? nth_cell(row, (size_t)t->title) : NULL;
	struct item_row *out;
	size_t i = 0;

	if (is_group_row(t, row, &t->group))
		return;
	out = ARENA_PUSH(t->d->arena, t->out);
	*out = (struct item_row){ .row = row, .group = t->group };
	out->goes_on = t->out->n > 1 && title && is_empty(cell_text(t->d, title));
	for (const struct block *c = row->first; c && i < t->ncolumns; c = c->next, i++) {
		struct text words = cell_text(t->d, c);
		enum label label = (int)i == t->title ? LABEL_TITLE
		    : t->columns[i] == LABEL_TITLE    ? LABEL_OTHER
						      : t->columns[i];

		if (!is_same_again(words)) {
			above[i] = is_empty(words) ? NULL : c;
			if (above[i])
				add_cell(t, out, label, t->heads[i], c, false);
		} else if (!out->goes_on && above[i] && words.n > 0 && label != LABEL_TITLE) {
			add_cell(t, out, label, t->heads[i], above[i], true);
		}
	}
	if (out->n == 0)
		t->out->n--;
}

/* --- labels in the first column --- */

static bool
reads_downwards(const struct table_reader *t, const struct block *table)
{
	size_t rows = 0, labels = 0;

	for (const struct block *row = table->first; row; row = row->next) {
		enum label first =
		    row->first ? column_parse(cell_text(t->d, row->first)) : LABEL_NONE;

		rows++;
		labels += first != LABEL_NONE && first != LABEL_ORDINAL && row->first->next &&
		    column_parse(cell_text(t->d, row->first->next)) == LABEL_NONE;
	}
	return labels >= 2 && labels * 2 > rows;
}

/* Pairs of label and value, two of them side by side perhaps. */
static void
read_downwards(struct table_reader *t, const struct block *table)
{
	struct item_row *out = NULL;

	for (const struct block *row = table->first; row; row = row->next)
		for (const struct block *c = row->first; c && c->next; c = c->next) {
			enum label label = column_parse(cell_text(t->d, c));

			if (label == LABEL_NONE)
				continue;
			if (!out || label == LABEL_TITLE) {
				out = ARENA_PUSH(t->d->arena, t->out);
				*out = (struct item_row){ .row = row, .group = NO_TEXT };
			}
			add_cell(t, out, label, cell_text(t->d, c), c->next, false);
			c = c->next;
			if (!c->next)
				break;
		}
}

bool
item_table_read(struct doc *d, const struct block *table, struct item_row_list *out)
{
	struct table_reader t = { .d = d, .out = out, .title = -1, .group = NO_TEXT };
	const struct block *above[COLUMNS_MOST] = { NULL };
	size_t filled;

	if (!find_head(&t, table)) {
		if (!reads_downwards(&t, table))
			return false;
		read_downwards(&t, table);
		return out->n > 0;
	}
	for (const struct block *row = t.row; row; row = row->next)
		if (known_heads(&t, row, &filled) < 2) /* the head again, on the next page */
			read_row(&t, row, above);
	return true;
}

const struct item_cell *
item_row_cell(const struct item_row *row, enum label label)
{
	for (size_t i = 0; i < row->n; i++)
		if (row->v[i].label == label)
			return &row->v[i];
	return NULL;
}
