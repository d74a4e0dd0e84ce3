/* SPDX-License-Identifier: MIT */
/*
 * Money tables: tables whose heads or row labels speak of 收入, 支出, 结余, 合计, 金额. Every amount becomes an integer number of fen, so that sums are exact and the check
 * can name the cell that does not add up; nothing here judges.
 *
 * People write 12,000.00, １２０００, ¥1.2万, -300, （300）, 300元, and — or / for nothing. The unit stands in the head (金额（万元）), in the table's first or last rows,
 * beside it (单位：元) or somewhere in the text. A column of its own unit counts in that one; without any unit figures are taken as yuan and the table's unit
 * stays "", which is N604.
 *
 * Columns that hold other figures (numbers of households, areas, dates, prices) are left out by their heads, else their sums would be held against 合计.
 */
#include "lihui/arena.h"
#include "lihui/utf8.h"
#include "read.h"
#include "record.h"

#define FEN_YUAN 100
#define FEN_WAN 1000000
#define FEN_MOST 1000000000000000 /* ten thousand billion yuan: above it a figure is no amount */
#define NEAR 3 /* blocks in front of a table that may name its unit */

static const char *const money_words[] = { "收入", "支出", "结余", "合计", "金额", "余额", "小计", "总计", NULL };
static const char *const other_figures[] = { "序号", "编号", "日期", "时间", "年份", "月份", "户数", "人数", "人口", "数量", "面积", "亩", "单价", "标准", "比例", "比率", "%", "％", "备注", "电话", "票号",
	"凭证", "账号", "户主", "姓名", "规格", "次数", "头数", "只数", NULL };

static int64_t
unit_factor(struct text unit)
{
	return text_eq(unit, T("万元")) ? FEN_WAN : FEN_YUAN;
}

/* A unit said in t: in brackets or behind 单位, for a head also at its end. 元/亩 is a price. */
static struct text
unit_in(struct text t)
{
	static const char *const wan[] = { "（万元）", "(万元)", "单位：万元", "单位:万元", "万元）", "/万元", NULL };
	static const char *const yuan[] = { "（元）", "(元)", "单位：元", "单位:元", "单位：人民币元", "人民币：元", "：元）", "/元", NULL };

	if (has_any(t, wan) || text_ends(t, T("万元")))
		return T("万元");
	if (has_any(t, yuan) || text_ends(t, T("额元")))
		return T("元");
	return NO_TEXT;
}

/* --- one cell ---------------------------------------------------------------------------------------------------------------------------------- */

struct amount {
	struct text t;
	size_t i;
	int64_t value;    /* digits read, without the point */
	int decimals;     /* behind the point */
	bool negative, any;
};

static bool
amount_sign(struct amount *m, uint32_t c)
{
	if (c == '-' || c == 0xFF0D || c == 0x2212 || c == 0x2013) {
		m->negative = true;
		return true;
	}
	return c == '+' || c == 0xFF0B || c == 0xA5 || c == 0xFFE5;
}

static int
arabic(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	return c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10) : -1;
}

/* Digits with thousands separators and one point. False when the figure is too long to be an amount. */
static bool
amount_digits(struct amount *m)
{
	bool point = false;

	while (m->i < m->t.n) {
		size_t next = m->i;
		uint32_t c = utf8_next(m->t, &next);
		int digit = arabic(c);
		bool separator = c == ',' || c == 0xFF0C || c == '\'' || c == 0x2009;

		if (digit < 0 && !(separator && m->any) && !((c == '.' || c == 0xFF0E) && !point))
			break;
		m->i = next;
		if (digit < 0) {
			point |= !separator;
			continue;
		}
		m->any = true;
		if (m->value > FEN_MOST)
			return false;
		if (point && ++m->decimals > 6)
			continue;
		m->value = m->value * 10 + digit;
	}
	if (m->decimals > 6)
		m->decimals = 6;
	return m->any;
}

static int64_t
amount_fen(const struct amount *m, int64_t factor)
{
	int64_t scale = 1, fen;
	int i;

	for (i = 0; i < m->decimals; i++)
		scale *= 10;
	if (m->value / scale > FEN_MOST / factor)
		return MONEY_NONE;
	fen = m->value / scale * factor + (m->value % scale * factor + scale / 2) / scale;
	return m->negative ? -fen : fen;
}

/* What is left behind the figure: its own unit, or nothing; anything else makes the cell no amount. */
static bool
amount_tail(struct text rest, bool bracket, int64_t *factor)
{
	if (bracket && (text_ends(rest, T(")")) || text_ends(rest, T("）"))))
		rest = text_cut(rest, 0, rest.n - (text_ends(rest, T(")")) ? 1 : 3));
	if (text_eq(rest, T("万元")) || text_eq(rest, T("万")))
		*factor = FEN_WAN;
	else if (text_eq(rest, T("元")) || text_eq(rest, T("元整")))
		*factor = FEN_YUAN;
	else
		return rest.n == 0;
	return true;
}

static int64_t
cell_fen(struct arena *a, const struct block *cell, int64_t factor)
{
	struct amount m = { .t = text_squeeze(a, block_plain(a, cell, true)) };
	bool bracket = false;

	while (m.i < m.t.n) {
		size_t next = m.i;
		uint32_t c = utf8_next(m.t, &next);

		if ((c == '(' || c == 0xFF08) && !bracket)
			bracket = m.negative = true;
		else if (!amount_sign(&m, c))
			break;
		m.i = next;
	}
	if (!amount_digits(&m) || !amount_tail(text_cut(m.t, m.i, m.t.n), bracket, &factor))
		return MONEY_NONE;
	return amount_fen(&m, factor);
}

/* --- one table --------------------------------------------------------------------------------------------------------------------------------- */

struct column {
	bool money;
	int64_t factor; /* of its own unit, or 0 */
};

static size_t
children(const struct block *b)
{
	const struct block *c;
	size_t n = 0;

	for (c = b->first; c != NULL; c = c->next)
		n++;
	return n;
}

static bool
any_row_label(struct arena *a, const struct block *table)
{
	const struct block *row;

	for (row = table->first != NULL ? table->first->next : NULL; row != NULL; row = row->next)
		if (row->first != NULL && has_any(text_squeeze(a, block_plain(a, row->first, true)), money_words))
			return true;
	return false;
}

static bool
is_money(struct arena *a, const struct block *table)
{
	const struct block *cell;

	if (table->first == NULL)
		return false;
	for (cell = table->first->first; cell != NULL; cell = cell->next)
		if (has_any(text_squeeze(a, block_plain(a, cell, true)), money_words))
			return true;
	return any_row_label(a, table);
}

/* --- one row ------------------------------------------------------------------------------ */

/*
 * What may stand before 合计 when it is the sum of a month, a page, a side: 本月, 1至3月, 第二季度,
 * 收入. Anything else is the name of an item.
 */
static bool
names_a_part(struct text t)
{
	static const char parts[] = "本全总上下当各第一二三四五六七八九十年月日季度半期页周份"
		"组类项以收入支出部分村队至";

	for (size_t i = 0; i < t.n;) {
		size_t from = i;
		uint32_t c = utf8_next(t, &i);

		if (utf8_digit(c) < 0 && c != '-' && c != 0x2014 && c != 0x3001 &&
		    !text_has(text_of(parts), text_cut(t, from, i)))
			return false;
	}
	return true;
}

/* 合计：, 【合计】, 合计（元） and 合计金额 are 合计. */
static struct text
bare_label(struct arena *a, struct text label)
{
	static const char *const marks[] = { "：", ":", "。", ".", "，", ",", "、", "；", ";", "*", "=",
		"-", "—", "－", "…", "·", "【", "】", "[", "]", "“", "”", "\"", "（", "(", "）", ")", NULL };
	static const char *const tails[] = { "金额", "数", "额", NULL };
	struct text t = text_squeeze(a, label), before;
	size_t open = text_find(t, T("（"), 0);

	if (open == SIZE_MAX)
		open = text_find(t, T("("), 0);
	if (open != SIZE_MAX && open > 0 && (text_ends(t, T("）")) || text_ends(t, T(")"))))
		t.n = open;
	do {
		before = t;
		for (size_t i = 0; marks[i] != NULL; i++) {
			struct text m = text_of(marks[i]);
			t = text_starts(t, m) ? text_cut(t, m.n, t.n) : t;
			t = text_ends(t, m) ? text_cut(t, 0, t.n - m.n) : t;
		}
	} while (t.n != before.n);
	for (size_t i = 0; tails[i] != NULL; i++)
		if (text_ends(t, text_of(tails[i])) && t.n == strlen("合计") + strlen(tails[i]))
			t.n = strlen("合计");
	return t;
}

enum money_line
money_line(struct arena *a, struct text label)
{
	static const struct {
		const char *word;
		enum money_line line;
	} words[] = { { "小计", MONEY_SUBTOTAL }, { "合计", MONEY_TOTAL }, { "总计", MONEY_TOTAL },
		{ "共计", MONEY_TOTAL }, { "累计", MONEY_RUNNING } };
	struct text t = bare_label(a, label);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct text word = text_of(words[i].word);

		if (!text_ends(t, word))
			continue;
		/* 防疫小计 is nothing but a sum; 水电费合计 may be one bill. */
		return words[i].line == MONEY_SUBTOTAL || names_a_part(text_cut(t, 0, t.n - word.n)) ?
			words[i].line : MONEY_MAYBE;
	}
	return MONEY_ITEM;
}

/* The first cell that is no figure; 合计 in any cell before the first amount counts too. */
static struct text
row_label(struct arena *a, const struct money_table *m, const struct column *columns,
          const struct block *row)
{
	const struct block *cell;
	struct text best = NO_TEXT;
	size_t i = 0;

	for (cell = row->first; cell != NULL; cell = cell->next, i++) {
		struct text t = text_trim(block_plain(a, cell, true));

		if (t.n > 0 && cell_fen(a, cell, FEN_YUAN) != MONEY_NONE) {
			if (best.n > 0 && i < m->ncols && columns[i].money)
				break;
			continue;
		}
		if (t.n > 0 && money_line(a, t) > MONEY_MAYBE)
			return t;
		if (best.n == 0)
			best = t;
	}
	return best;
}

static void
row_read(struct arena *a, const struct money_table *m, const struct column *columns, const struct block *row, struct money_row *out)
{
	const struct block *cell;
	size_t i = 0;

	out->cells = ARENA_ARRAY(a, int64_t, m->ncols + 1);
	out->at = ARENA_ARRAY(a, struct span, m->ncols + 1);
	out->label = row_label(a, m, columns, row);
	out->total = money_line(a, out->label) > MONEY_MAYBE;
	for (cell = row->first; cell != NULL && i < m->ncols; cell = cell->next, i++) {
		int64_t factor = columns[i].factor > 0 ? columns[i].factor : unit_factor(m->unit);

		out->cells[i] = columns[i].money ? cell_fen(a, cell, factor) : MONEY_NONE;
		out->at[i] = cell->at;
	}
	for (; i < m->ncols; i++)
		out->cells[i] = MONEY_NONE;
}

static struct column *
columns_read(struct arena *a, struct money_table *m, const struct block *head)
{
	struct column *columns = ARENA_ARRAY(a, struct column, m->ncols + 1);
	const struct block *cell;
	size_t i = 0;

	for (cell = head->first; cell != NULL; cell = cell->next, i++) {
		struct text t = text_trim(block_plain(a, cell, true)), bare = text_squeeze(a, t), unit = unit_in(bare);

		text_list_add(a, &m->heads, t);
		columns[i].money = has_any(bare, money_words) || !has_any(bare, other_figures);
		columns[i].factor = unit.n > 0 ? unit_factor(unit) : 0;
		if (unit.n > 0 && m->unit.n == 0)
			m->unit = unit;
	}
	return columns;
}

/* In front of the table, then in its rows, then behind it. */
static struct text
unit_near(struct arena *a, const struct block *table, const struct block *const *before, size_t n)
{
	const struct block *row;
	struct text unit = NO_TEXT;
	size_t i;

	for (i = 0; i < n && unit.n == 0; i++)
		unit = unit_in(text_squeeze(a, block_plain(a, before[i], true)));
	for (row = table->first; row != NULL && unit.n == 0; row = row->next)
		if (row == table->first || row->next == NULL)
			unit = unit_in(text_squeeze(a, block_plain(a, row, true)));
	if (unit.n == 0 && table->next != NULL && table->next->kind == BLOCK_PARAGRAPH)
		unit = unit_in(text_squeeze(a, block_plain(a, table->next, true)));
	return unit;
}

/* 单位：万元 somewhere in the text: the last resort, the same for all tables, so looked for once. */
static struct text
unit_of_text(struct doc *d)
{
	struct block *b;
	struct text unit = NO_TEXT;

	for (b = d->body; b != NULL && unit.n == 0; b = block_next(d->body, b)) {
		struct text t = b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_HEADING ? text_squeeze(d->arena, block_plain(d->arena, b, false)) : NO_TEXT;

		if (text_has(t, T("单位")))
			unit = unit_in(t);
	}
	return unit.n > 0 ? unit : unit_in(text_squeeze(d->arena, d->title));
}

static void
table_read(struct doc *d, struct block *table, const struct block *const *before, size_t nbefore, struct text of_text)
{
	struct money_table *m = ARENA_PUSH(d->arena, &d->money);
	struct column *columns;
	struct block *row;
	size_t i = 0;

	m->table = table;
	m->unit = NO_TEXT;
	m->ncols = children(table->first);
	m->nrows = children(table) - 1;
	columns = columns_read(d->arena, m, table->first);
	if (m->unit.n == 0)
		m->unit = unit_near(d->arena, table, before, nbefore);
	if (m->unit.n == 0)
		m->unit = of_text;
	m->rows = ARENA_ARRAY(d->arena, struct money_row, m->nrows + 1);
	for (row = table->first->next; row != NULL; row = row->next)
		row_read(d->arena, m, columns, row, &m->rows[i++]);
}

void
bulletin_read(struct doc *d)
{
	const struct block *before[NEAR];
	struct block *b;
	struct text of_text = NO_TEXT;
	bool looked = false;
	size_t n = 0;

	for (b = d->body; b != NULL; b = block_next(d->body, b)) {
		if (b->kind == BLOCK_TABLE && is_money(d->arena, b)) {
			if (!looked)
				of_text = unit_of_text(d);
			looked = true;
			table_read(d, b, before, n, of_text);
		}
		if (b->kind != BLOCK_PARAGRAPH && b->kind != BLOCK_HEADING)
			continue;
		memmove(before + 1, before, (NEAR - 1) * sizeof *before);
		before[0] = b;
		n = n < NEAR ? n + 1 : NEAR;
	}
}
