/* SPDX-License-Identifier: MIT */
/*
 * CSV. What a villager said ends in a cell that a clerk opens in Excel or WPS, so cells that begin
 * with = + -
 * @ (or their full-width forms, which a Chinese Excel reads alike), also behind blanks, are
 * disarmed as OWASP's "CSV injection" page advises: with an apostrophe, which a spreadsheet shows
 * but does not run. A plain number such as -5 or +3.2% and a lone dash for "nothing" are harmless
 * and stay as they are.
 *
 * What is neither number nor date and would become one (1-2, 12:30, 0482, 20191210000012) gets the
 * same apostrophe, from csv_words: the writer of a row knows what is one. A formula such as
 * ="1-2" would be read by a spreadsheet alone, and an invisible mark would break a comparison
 * without anybody seeing why.
 */
#include "lihui/csv.h"

#include "base/xml_clean.h"
#include "lihui/cursor.h"

static bool
is_plain_number(struct text t)
{
	size_t i = t.n > 0 && (t.p[0] == '-' || t.p[0] == '+'), digits = 0;
	for (; i < t.n && ((t.p[i] >= '0' && t.p[i] <= '9') || t.p[i] == '.' || t.p[i] == ','); i++)
		digits += t.p[i] >= '0' && t.p[i] <= '9';
	if (i < t.n && t.p[i] == '%')
		i++;
	return i == t.n && (digits > 0 || t.n == 1);
}

static bool
is_formula(struct text t)
{
	for (size_t i = 0; i < t.n;) {
		uint32_t c = utf8_next(t, &i);
		if (c == '\t' || c == '\n')
			return true; /* old importers split here and read on */
		if (c == ' ' || c == 0x3000)
			continue;
		return c == '=' || c == '+' || c == '-' || c == '@' || c == U'＝' || c == U'＋' ||
		    c == U'－' || c == U'＠';
	}
	return false;
}

/* What spreadsheets of this country read as numbers, dates, times and money. */
static bool
may_convert(uint32_t c)
{
	return char_figure(c) >= 0 || utf8_is_blank(c) ||
	    char_is(c, DASH | POINT | SLASH | COLON | COMMA | ROUND_OPENER | ROUND_CLOSER) ||
	    c == '+' || c == U'＋' || c == '%' || c == U'％' || c == 'e' || c == 'E' ||
	    c == U'￥' || c == 0xA5 || c == '$' || c == U'年' || c == U'月' || c == U'日' ||
	    c == U'时' || c == U'分' || c == U'秒';
}

struct text
csv_words(struct arena *a, struct text t)
{
	bool figure = false;
	for (size_t i = 0; i < t.n;) {
		uint32_t c = utf8_next(t, &i);
		if (!may_convert(c))
			return t;
		figure |= char_figure(c) >= 0;
	}
	return figure ? text_join(a, T("'"), t) : t;
}

static void
put_cell(struct buf *out, struct text raw)
{
	struct buf cell = BUF_INIT;
	clean_put(&cell, raw);
	struct text t = buf_view(&cell);
	bool formula = is_formula(t) && !is_plain_number(t), quoted = false;
	for (size_t i = 0; i < t.n; i++)
		quoted = quoted || t.p[i] == '"' || t.p[i] == ',' || t.p[i] == '\n';
	quoted = quoted || (t.n > 0 && (t.p[0] == ' ' || t.p[t.n - 1] == ' '));
	if (quoted)
		buf_char(out, '"');
	if (formula)
		buf_char(out, '\'');
	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] == '"')
			buf_char(out, '"');
		buf_char(out, t.p[i]);
	}
	if (quoted)
		buf_char(out, '"');
	buf_release(&cell);
}

void
csv_begin(struct buf *out)
{
	buf_str(out, "\xEF\xBB\xBF");
}

void
csv_row(struct buf *out, const struct text *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_char(out, ',');
		put_cell(out, cells[i]);
	}
	buf_str(out, "\r\n");
}
