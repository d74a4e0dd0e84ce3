/* SPDX-License-Identifier: MIT */
/*
 * Tables of money (N603). Three things can be checked in any of them without knowing how its writer thinks:
 *   - a row 小计 is the sum of the items of its section,
 *     a row 合计 that of the items or that of the 小计, never of both;
 *   - with 收入, 支出 and 结余 side by side, the balance is that row's own, or carried on from the row above (or from 上期结余);
 *   - a last column 合计 is the sum of the columns before it.
 * The first row of a carried balance may hold what was there before and is taken as it is. All amounts are whole fen, so nothing is rounded.
 */
#include "check/room.h"

enum head { HEAD_OTHER, HEAD_PLAIN, HEAD_IN, HEAD_OUT, HEAD_BALANCE, HEAD_OPENING, HEAD_TOTAL };

static bool
ends_any(struct text t, const char *const *words)
{
	for (; *words; words++)
		if (text_has(t, text_of(*words)))
			return true;
	return false;
}

static enum head
head_kind(struct arena *a, struct text t)
{
	static const char *const openings[] = { "上期结余", "上月结余", "上年结余", "期初", "上季结余", NULL };
	static const char *const balances[] = { "结余", "余额", "节余", NULL };
	static const char *const incomes[] = { "收入", NULL };
	static const char *const spendings[] = { "支出", NULL };
	/* Figures that are not amounts, or not to be added. */
	static const char *const others[] = { "序号", "编号", "日期", "时间", "单价", "数量", "月", "年", "号", "面积", "标准", "比例", "电话", NULL };

	if (ends_any(t, openings))
		return HEAD_OPENING;
	if (ends_any(t, balances))
		return HEAD_BALANCE;
	if (money_line(a, t) >= MONEY_MAYBE && money_line(a, t) != MONEY_RUNNING)
		return HEAD_TOTAL;
	if (ends_any(t, incomes))
		return HEAD_IN;
	if (ends_any(t, spendings))
		return HEAD_OUT;
	return ends_any(t, others) ? HEAD_OTHER : HEAD_PLAIN;
}

struct sums {
	struct check *c;
	const struct money_table *t;
	enum head *kinds;
	int in, out, balance, opening; /* columns, -1 = none */
	enum money_line *lines;        /* of the rows */
};

/* In the table's own unit, without noughts at the end. */
static struct text
money_text(struct arena *a, int64_t fen, struct text unit)
{
	int64_t factor = text_eq(unit, T("万元")) ? 1000000 : 100, whole = fen < 0 ? -fen : fen;
	struct text t = text_fmt(a, "%s%lld.%0*lld", fen < 0 ? "-" : "", (long long)(whole / factor), factor == 100 ? 2 : 6, (long long)(whole % factor));

	if (whole % factor == 0)
		return text_cut(t, 0, text_find(t, T("."), 0));
	while (factor > 100 && text_ends(t, T("0")))
		t.n--;
	return t;
}

static void
cell_put(struct sums *s, size_t row, size_t column, int64_t computed)
{
	const struct money_row *r = &s->t->rows[row];
	struct arena *a = s->c->a;
	struct text label = text_trim(r->label);
	struct text name = label.n ? text_fmt(a, "“%.*s”行“%.*s”", TEXT_ARG(label), TEXT_ARG(s->t->heads.v[column]))
	                           : text_fmt(a, "第 %zu 行“%.*s”", row + 1, TEXT_ARG(s->t->heads.v[column]));

	diag_put(s->c->sink, DIAG_N603, r->at[column], TEXTS(name, money_text(a, r->cells[column], s->t->unit), money_text(a, computed, s->t->unit)));
}

static bool
add_safe(int64_t *sum, int64_t n)
{
	return n == MONEY_NONE || !__builtin_add_overflow(*sum, n, sum);
}

/* One column on its way down: what a 小计 or 合计 met there may come to. */
struct column_sum {
	int64_t part, items;  /* items since the last total of any kind; since the last 合计 */
	int64_t subtotals;    /* 小计 as written, and the items behind the last of them */
	int64_t mixed;        /* sections that list no items: their 小计; others: their items */
	int64_t all, totals;  /* since the head: the items; the 合计 as written */
	int64_t maybe;        /* 办公费合计 that came to its section, yet may be an item */
	int in_part, in_all, nsubtotals, ntotals;
	bool heads;           /* the first 小计 stood above its section */
	bool sides;           /* 收入合计, 支出合计: what follows may be their difference */
};

static bool
take_item(struct column_sum *c, int64_t cell)
{
	c->in_part += cell != MONEY_NONE;
	c->in_all += cell != MONEY_NONE;
	return add_safe(&c->part, cell) && add_safe(&c->items, cell) && add_safe(&c->mixed, cell) &&
		add_safe(&c->all, cell);
}

/* The items below a 小计 that stands above its section. */
static int64_t
sum_below(const struct sums *s, size_t row, size_t column)
{
	int64_t sum = 0;

	for (row++; row < s->t->nrows && s->lines[row] <= MONEY_MAYBE; row++)
		if (!add_safe(&sum, s->t->rows[row].cells[column]))
			return MONEY_NONE;
	return sum;
}

static bool
take_subtotal(struct sums *s, struct column_sum *c, size_t row, size_t column)
{
	int64_t cell = s->t->rows[row].cells[column], below = sum_below(s, row, column);
	bool listed = c->in_part > 0;

	c->heads |= !listed && below != 0 && cell == below;
	if (cell != MONEY_NONE && listed && cell != c->part && cell != below)
		cell_put(s, row, column, c->heads && below != MONEY_NONE ? below : c->part);
	c->nsubtotals += cell != MONEY_NONE;
	c->part = 0;
	c->in_part = 0;
	return add_safe(&c->subtotals, cell) && (listed || add_safe(&c->mixed, cell));
}

/*
 * Items, 小计, or the sections each in its own way; a 合计 with nothing of its own above it sums
 * the 合计 of the months.
 */
static bool
total_fits(const struct column_sum *c, int64_t cell, int64_t *want)
{
	int64_t loose = c->subtotals, with = c->items;

	*want = c->in_all > 0 ? c->items : c->subtotals;
	if (c->in_all == 0 && c->nsubtotals == 0) {
		*want = c->totals;
		return c->ntotals < 2 || c->sides || cell == c->totals || cell == c->all;
	}
	return cell == *want || cell == c->mixed || (add_safe(&with, c->maybe) && cell == with) ||
		(c->nsubtotals > 0 && add_safe(&loose, c->part) && cell == loose);
}

static bool
take_total(struct sums *s, struct column_sum *c, size_t row, size_t column)
{
	const struct money_row *r = &s->t->rows[row];
	int64_t cell = r->cells[column], want;

	if (cell != MONEY_NONE && !total_fits(c, cell, &want))
		cell_put(s, row, column, want);
	c->ntotals += cell != MONEY_NONE;
	c->sides |= text_has(r->label, T("收入")) || text_has(r->label, T("支出"));
	c->part = c->items = c->subtotals = c->mixed = c->maybe = 0;
	c->in_part = c->in_all = c->nsubtotals = 0;
	return add_safe(&c->totals, cell);
}

/* A column's totals. A balance that is carried on is not added up: its total is checked with the other balances. */
static void
column_totals(struct sums *s, size_t column)
{
	struct column_sum c = { 0 };
	bool more = true;

	for (size_t i = 0; i < s->t->nrows && more; i++) {
		int64_t cell = s->t->rows[i].cells[column];
		enum money_line line = s->lines[i];

		if (line == MONEY_MAYBE) {
			bool sums = cell != MONEY_NONE && c.in_part > 0 && cell == c.part;
			line = sums ? MONEY_SUBTOTAL : MONEY_ITEM;
			more = !sums || add_safe(&c.maybe, cell);
		}
		if (line == MONEY_ITEM)
			more = take_item(&c, cell);
		else if (line == MONEY_SUBTOTAL)
			more = take_subtotal(s, &c, i, column);
		else if (line == MONEY_TOTAL)
			more = take_total(s, &c, i, column);
	}
}

/* 其中：用纸 tells a part of the row above once more, and nobody knows where such parts end. */
static bool
lines_read(struct sums *s)
{
	s->lines = ARENA_ARRAY(s->c->a, enum money_line, s->t->nrows + 1);
	for (size_t i = 0; i < s->t->nrows; i++) {
		struct text label = s->t->rows[i].label;

		s->lines[i] = money_line(s->c->a, label);
		if (text_starts(text_squeeze(s->c->a, label), T("其中")))
			return false;
	}
	return true;
}

static int64_t
cell_or_zero(const struct money_row *r, int column)
{
	return column < 0 || r->cells[column] == MONEY_NONE ? 0 : r->cells[column];
}

static bool
amounts_sane(const struct money_row *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (r->cells[i] != MONEY_NONE && (r->cells[i] > INT64_MAX / 1024 || r->cells[i] < -INT64_MAX / 1024))
			return false;
	return true;
}

/* Balances, row by row. Behind a wrong one both what is written and what it should have been are carried on: one slip is told once. */
struct balance {
	int64_t written, right, sum;
	bool known;
};

/* The total row may give the last balance, what its own line comes to, or the sum of the balances of separate accounts. */
static bool
balance_fits(const struct sums *s, const struct balance *b, const struct money_row *r, int64_t own)
{
	int64_t cell = r->cells[s->balance];

	if (r->total)
		return cell == b->written || cell == b->right || cell == b->sum || cell == own;
	if (!b->known || cell == own)
		return true;
	return s->opening < 0 && (cell == b->written + own || cell == b->right + own);
}

static void
check_balances(struct sums *s)
{
	struct balance b = { 0, 0, 0, false };

	for (size_t i = 0; i < s->t->nrows; i++) {
		const struct money_row *r = &s->t->rows[i];
		int64_t cell = r->cells[s->balance], own, right;

		if (!amounts_sane(r, s->t->ncols))
			return;
		own = cell_or_zero(r, s->opening) + cell_or_zero(r, s->in) - cell_or_zero(r, s->out);
		right = s->opening >= 0 ? own : r->total ? b.right : b.right + own;
		if (cell == MONEY_NONE) {
			b.written = b.known && !r->total ? b.written + own : b.written;
			b.right = b.known && !r->total ? b.right + own : b.right;
			continue;
		}
		if (!balance_fits(s, &b, r, own))
			cell_put(s, i, (size_t)s->balance, right);
		else
			right = cell;
		if (r->total)
			continue;
		b = (struct balance){ cell, right, b.sum + cell, true };
	}
}

/* A first row with an opening column has nothing unknown in it. */
static void
check_first_balance(struct sums *s)
{
	const struct money_row *r = &s->t->rows[0];
	int64_t own;

	if (s->opening < 0 || r->total || r->cells[s->balance] == MONEY_NONE || !amounts_sane(r, s->t->ncols))
		return;
	own = cell_or_zero(r, s->opening) + cell_or_zero(r, s->in) - cell_or_zero(r, s->out);
	if (r->cells[s->balance] != own)
		cell_put(s, 0, (size_t)s->balance, own);
}

/* A last column 合计. */
static void
row_totals(struct sums *s, size_t column)
{
	for (size_t i = 0; i < s->t->nrows; i++) {
		const struct money_row *r = &s->t->rows[i];
		int64_t sum = 0;
		int added = 0;

		for (size_t k = 0; k < column; k++)
			if (s->kinds[k] == HEAD_PLAIN && r->cells[k] != MONEY_NONE) {
				if (!add_safe(&sum, r->cells[k]))
					return;
				added++;
			}
		if (added >= 2 && r->cells[column] != MONEY_NONE && r->cells[column] != sum)
			cell_put(s, i, column, sum);
	}
}

static void
check_table(struct check *c, const struct money_table *t)
{
	struct sums s = { c, t, ARENA_ARRAY(c->a, enum head, t->ncols + 1), -1, -1, -1, -1, NULL };
	bool flat = lines_read(&s);

	for (size_t i = 0; i < t->ncols && i < t->heads.n; i++) {
		s.kinds[i] = head_kind(c->a, t->heads.v[i]);
		if (s.kinds[i] == HEAD_IN && s.in < 0)
			s.in = (int)i;
		if (s.kinds[i] == HEAD_OUT && s.out < 0)
			s.out = (int)i;
		if (s.kinds[i] == HEAD_BALANCE)
			s.balance = (int)i;
		if (s.kinds[i] == HEAD_OPENING)
			s.opening = (int)i;
	}
	for (size_t i = 0; flat && i < t->ncols && i < t->heads.n; i++)
		if (s.kinds[i] != HEAD_OTHER && s.kinds[i] != HEAD_BALANCE && s.kinds[i] != HEAD_OPENING)
			column_totals(&s, i);
	if (s.balance >= 0 && s.in >= 0 && s.out >= 0 && t->nrows > 0) {
		check_first_balance(&s);
		check_balances(&s);
	}
	if (t->ncols > 1 && t->ncols <= t->heads.n && s.kinds[t->ncols - 1] == HEAD_TOTAL)
		row_totals(&s, t->ncols - 1);
}

void
check_sums(struct check *c)
{
	for (size_t i = 0; i < c->d->money.n; i++)
		if (c->d->money.v[i].nrows > 0)
			check_table(c, &c->d->money.v[i]);
}
