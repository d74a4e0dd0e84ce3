/* SPDX-License-Identifier: MIT */
/*
 * A table as lines. What WPS makes of the printed form is one table of two or four columns: 时间 |
 * 7月3日 | 地点 | 党群服务中心; below it 学习政策 | a cell of many paragraphs. A label and its
 * neighbour become a line `label：value`, which is what the reader of typed records expects. A head
 * row (序号 | 问题 | 责任人 | 时限) begins a table in the stricter sense, which stays one: a pipe
 * table. Both stand in one form, in any order, below each other, and a label that is merged
 * downwards stands for all the rows beside it, whichever they are.
 */
#include "intake/docx.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

/* A label is a word or two. */
#define LABEL_POINTS 16
/* So many rows show what a column holds. */
#define SAMPLE_ROWS 40

struct table_writer {
	struct arena *arena;
	const struct sheet_table *t;
	struct buf *out;
};

/* --- cells --- */

/* The words of a label cell: 主 持 人, or one character a line, and the colon taken off. */
static struct text
label_of(struct arena *a, struct text cell)
{
	struct text t = utf8_exceeds(cell, LABEL_POINTS * 3) ? cell : text_squeeze(a, cell);

	while (text_ends(t, T("：")) || text_ends(t, T(":")))
		t.n -= text_ends(t, T(":")) ? 1 : 3;
	return t;
}

static bool
is_label(struct arena *a, struct text cell)
{
	struct text t = label_of(a, cell);

	return t.n > 0 && !utf8_exceeds(t, LABEL_POINTS) && !text_has(t, T("。")) &&
	    !text_has(t, T("：")) && !text_has(t, T("，"));
}

/* The cell of a row that covers a column, or NULL. */
static const struct sheet_cell *
cell_at(const struct sheet_row *r, size_t column)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->v[i].at <= column && column < r->v[i].at + r->v[i].wide)
			return &r->v[i];
	return NULL;
}

/* How many rows the cell covers, of those before `to`. */
static size_t
extent(const struct table_writer *w, size_t row, size_t column, size_t to)
{
	size_t n = 1;

	while (row + n < to) {
		const struct sheet_cell *c = cell_at(&w->t->v[row + n], column);
		if (c == NULL || !c->goes_on || c->at != column)
			break;
		n++;
	}
	return n;
}

/* The cells of a row from a column on. */
static struct sheet_row
cells_from(const struct sheet_row *r, size_t left)
{
	size_t i = 0;

	while (i < r->n && r->v[i].at < left)
		i++;
	return (struct sheet_row){ r->v + i, r->n - i, 0 };
}

static size_t
count_filled(const struct sheet_row *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += r->v[i].text.n > 0;
	return n;
}

/* --- head rows --- */

static bool
is_count(struct text head)
{
	return text_eq(head, T("序号")) || text_eq(head, T("序")) || text_eq(head, T("编号")) ||
	    text_eq(head, T("号")) || text_eq(head, T("No.")) || text_eq(head, T("No"));
}

/* What a column of matters is called, and what columns beside it are; the end of the head counts:
 * 存在问题, 落实责任人. */
static bool
ends_any(struct text head, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (text_ends(head, text_of(words[i])))
			return true;
	return false;
}

static bool
names_matter(struct text head)
{
	static const char *const words[] = { "问题", "事项", "任务", "工作", "内容", "项目", "议题",
		"诉求", "需求", "清单", "安排", "事情", "意见", NULL };

	return ends_any(head, words);
}

static bool
names_column(struct text head)
{
	static const char *const words[] = { "责任人", "负责人", "承办人", "牵头人", "落实人",
		"反映人", "提出人", "经办人", "包联人", "责任", "责任单位", "责任主体", "单位",
		"负责", "时限", "期限", "完成时间", "办理时间", "截止时间", "截止日期", "完成日期",
		"决定", "措施", "办法", "答复", "状态", "情况", "结果", "进展", "进度", "备注",
		"类别", "意见", "要求", "是否完成", NULL };

	return ends_any(head, words);
}

static bool
has_figure(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] >= '0' && t.p[i] <= '9')
			return true;
	return false;
}

/* Does the column hold figures and nothing else? */
static bool
is_figures(const struct table_writer *w, size_t from, size_t to, size_t left, size_t column)
{
	size_t n = 0;

	for (size_t r = from; r < to; r++) {
		struct text t = cells_from(&w->t->v[r], left).v[column].text;
		if (t.n > 0 && (t.n > 24 || !has_figure(t)))
			return false;
		n += t.n > 0;
	}
	return n > 0;
}

/* 户主 | 民族 | 亩数: nobody knows these words, but rows of one shape stand below. Pairs of label
 * and value come in even numbers, and their labels are no figures. */
static bool
heads_rows(const struct table_writer *w, size_t row, size_t to, size_t left)
{
	size_t n = cells_from(&w->t->v[row], left).n, end = row + 1;

	if (to > row + SAMPLE_ROWS)
		to = row + SAMPLE_ROWS;
	while (end < to && cells_from(&w->t->v[end], left).n == n)
		end++;
	if (n < 3 || end < to || end == row + 1)
		return false;
	for (size_t i = 2; i < n; i += 2)
		if (is_figures(w, row + 1, end, left, i))
			return true;
	return n % 2 == 1;
}

static bool
is_head_row(const struct table_writer *w, size_t row, size_t to, size_t left)
{
	struct sheet_row cells = cells_from(&w->t->v[row], left);
	size_t known = 0, matters = 0, keys = 0, filled = 0;

	if (row + 1 >= to || cells.n < 2)
		return false;
	for (size_t i = 0; i < cells.n; i++) {
		struct text head = label_of(w->arena, cells.v[i].text);
		if (head.n == 0)
			continue;
		if (!is_label(w->arena, head) || has_figure(head) || none_said(head) ||
		    text_ends(text_trim(cells.v[i].text), T("：")))
			return false;
		filled++;
		if (names_matter(head))
			matters++;
		else if (names_column(head) || label_parse(head) != LABEL_NONE || is_count(head))
			known++;
		else
			keys += key_parse(head) != KEY_NONE;
	}
	if (filled == 2)
		return matters + known == 2 && matters > 0 && known > 0;
	if (filled > 2 && matters + known >= 2 && matters + known + keys + 1 >= filled)
		return true;
	return filled > 2 && filled == cells.n && keys == 0 && heads_rows(w, row, to, left);
}

/* 时间 | 地点 | 主持人 above 7月3日 | 党支部 | 张三: a head that lies on its side. */
static bool
is_key_row(const struct table_writer *w, size_t row, size_t to, size_t left)
{
	struct sheet_row cells = cells_from(&w->t->v[row], left);

	for (size_t i = 0; i < cells.n; i++)
		if (key_parse(label_of(w->arena, cells.v[i].text)) == KEY_NONE)
			return false;
	return cells.n >= 2 && row + 1 < to && cells_from(&w->t->v[row + 1], left).n == cells.n;
}

/* --- pipe tables --- */

struct open_table {
	struct sheet_row heads;
	struct text names[ROW_CELLS];
	struct text row[ROW_CELLS]; /* the one that may still go on */
	size_t title;               /* the column whose merged cells make two rows one */
	bool open;
};

static void
put_cell(struct buf *out, struct arena *a, struct text t)
{
	t = text_replace(a, text_trim(t), T("\n"), T(" "));
	buf_fmt(out, " %.*s |", TEXT_ARG(text_replace(a, t, T("|"), T("\\|"))));
}

static void
put_row(struct table_writer *w, struct open_table *o)
{
	size_t filled = 0;

	for (size_t i = 0; i < o->heads.n; i++)
		filled += o->row[i].n > 0 && !is_count(o->names[i]);
	if (o->open && filled > 0) {
		buf_char(w->out, '|');
		for (size_t i = 0; i < o->heads.n; i++)
			put_cell(w->out, w->arena, o->row[i]);
		buf_char(w->out, '\n');
	}
	o->open = false;
}

/* A row whose matter is merged with the one above goes on with it; of others, merged cells are
 * carried down. */
static void
take_row(struct table_writer *w, struct open_table *o, const struct sheet_row *cells)
{
	size_t title = o->heads.v[o->title].at;
	const struct sheet_cell *matter = cell_at(cells, title);
	bool more = o->open && matter != NULL && matter->goes_on;

	if (!more)
		put_row(w, o);
	for (size_t i = 0; i < o->heads.n; i++) {
		const struct sheet_cell *c = cell_at(cells, o->heads.v[i].at);
		/* What covers several columns stands in the first. */
		bool covers = c != NULL && i > 0 && c->at <= o->heads.v[i - 1].at;
		struct text t = c == NULL || covers ? NO_TEXT : c->text;
		if (c != NULL && c->goes_on)
			continue;
		if (more && o->row[i].n > 0 && t.n > 0)
			o->row[i] =
			    text_fmt(w->arena, "%.*s %.*s", TEXT_ARG(o->row[i]), TEXT_ARG(t));
		else if (!more || t.n > 0)
			o->row[i] = t;
	}
	o->open = true;
}

static void
put_blank(struct table_writer *w)
{
	if (w->out->n > 0 && !text_ends(buf_view(w->out), T("\n\n")))
		buf_char(w->out, '\n');
}

static void
put_heads(struct table_writer *w, struct open_table *o, size_t row, size_t deep)
{
	bool found = false;

	put_blank(w);
	buf_char(w->out, '|');
	for (size_t i = 0; i < o->heads.n; i++) {
		for (size_t k = 0; k < deep; k++) { /* 落实 above 责任人 and 时限 */
			const struct sheet_cell *c = cell_at(&w->t->v[row + k], o->heads.v[i].at);
			if (c != NULL && c->text.n > 0)
				o->names[i] = label_of(w->arena, c->text);
		}
		put_cell(w->out, w->arena, o->names[i]);
		if (!found && (names_matter(o->names[i]) || (i > 0 && is_count(o->names[0])))) {
			o->title = i;
			found = true;
		}
	}
	buf_str(w->out, "\n|");
	for (size_t i = 0; i < o->heads.n; i++)
		buf_str(w->out, " --- |");
	buf_char(w->out, '\n');
}

/* Does a row still belong to the table? One cell alone is a title, a label beside one cell a row of
 * the form. */
static bool
fits(struct arena *a, const struct open_table *o, const struct sheet_row *cells)
{
	if (cells->n == o->heads.n || cells->n > 2)
		return true;
	return cells->n == 2 && !is_label(a, cells->v[0].text);
}

/* Gives the first row behind the table. */
static size_t
write_table(struct table_writer *w, size_t row, size_t to, size_t left)
{
	struct sheet_row first = cells_from(&w->t->v[row], left);
	size_t deep = extent(w, row, first.v[0].at, to);
	struct open_table o = { .heads = first };

	if (row + deep >= to)
		deep = 1;
	if (deep > 1) /* the lowest row of heads has all columns */
		for (size_t k = 1; k < deep; k++) {
			struct sheet_row below = cells_from(&w->t->v[row + k], left);
			if (below.n > o.heads.n && below.n <= ROW_CELLS)
				o.heads = below;
		}
	put_heads(w, &o, row, deep);
	for (row += deep; row < to; row++) {
		struct sheet_row cells = cells_from(&w->t->v[row], left);
		if (count_filled(&cells) == 0 && cells.n > 0 && !cells.v[0].goes_on)
			continue;
		if (!fits(w->arena, &o, &cells))
			break;
		bool same = cells.n == o.heads.n;

		for (size_t i = 0; same && i < cells.n; i++)
			same = text_eq(o.names[i], label_of(w->arena, cells.v[i].text));
		if (same) /* printed anew on the next sheet */
			continue;
		if (is_head_row(w, row, to, left) && cells.n != o.heads.n)
			break;
		take_row(w, &o, &cells);
	}
	put_row(w, &o);
	buf_char(w->out, '\n');
	return row;
}

/* --- forms --- */

static void
put_label(struct table_writer *w, struct text label, bool below)
{
	struct text l = label_of(w->arena, label);

	buf_text(w->out, l);
	buf_str(w->out, "：");
	/* A head's value goes on over its lines; a step's words begin below it. */
	if (below && key_parse(l) == KEY_NONE)
		buf_char(w->out, '\n');
}

static void
write_form_row(struct table_writer *w, const struct sheet_row *r)
{
	for (size_t i = 0; i < r->n; i++) {
		struct text t = r->v[i].text;
		if (t.n == 0)
			continue;
		if (i + 1 < r->n && is_label(w->arena, t)) {
			struct text value = r->v[++i].text;
			put_label(w, t, text_has(value, T("\n")));
			t = value;
		}
		buf_text(w->out, t);
		buf_char(w->out, '\n');
	}
}

static void
write_key_rows(struct table_writer *w, size_t row, size_t left)
{
	struct sheet_row keys = cells_from(&w->t->v[row], left),
			 values = cells_from(&w->t->v[row + 1], left);

	for (size_t i = 0; i < keys.n; i++) {
		put_label(w, keys.v[i].text, false);
		buf_text(w->out, values.v[i].text);
		buf_char(w->out, '\n');
	}
}

/* The rows [from, to) from a column on. */
static void
write_rows(struct table_writer *w, size_t from, size_t to, size_t left)
{
	for (size_t r = from; r < to;) {
		struct sheet_row cells = cells_from(&w->t->v[r], left);
		size_t high = cells.n > 1 ? extent(w, r, cells.v[0].at, to) : 1;
		/* Heads over two rows are merged side by side. */
		bool beside = high > 1 && is_label(w->arena, cells.v[0].text) &&
		    !(extent(w, r, cells.v[1].at, to) >= high && is_head_row(w, r, to, left));
		if (count_filled(&cells) == 0) {
			r++;
		} else if (beside) {
			put_label(w, cells.v[0].text, true);
			write_rows(w, r, r + high, cells.v[1].at);
			r += high;
		} else if (is_head_row(w, r, to, left)) {
			r = write_table(w, r, to, left);
		} else if (is_key_row(w, r, to, left)) {
			write_key_rows(w, r, left);
			r += 2;
		} else {
			/* A title or the minutes across the sheet: the row above ended before. */
			if (cells.n == 1 && left == 0)
				put_blank(w);
			write_form_row(w, &cells);
			r++;
			/* 本周研究的问题 above a table is what it is called, no item. */
			if (cells.n == 1 && r < to && is_head_row(w, r, to, left) &&
			    is_label(w->arena, cells.v[0].text) && w->out->n > 0) {
				w->out->p[--w->out->n] = '\0';
				buf_str(w->out, "：\n");
			}
		}
	}
}

void
sheet_table_write(struct arena *a, const struct sheet_table *t, struct buf *out)
{
	struct table_writer w = { a, t, out };

	put_blank(&w);
	write_rows(&w, 0, t->n, 0);
}
