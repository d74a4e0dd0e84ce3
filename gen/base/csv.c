/* SPDX-License-Identifier: MIT */
/*
 * CSV. What a villager said ends in a cell that a clerk opens in Excel or WPS, so cells that begin
 * with = + -
 * @ (or their full-width forms, which a Chinese Excel reads alike), also behind blanks, are
 * disarmed as OWASP's "CSV injection" page advises: with an apostrophe, which a spreadsheet shows
 * but does not run. A plain number such as -5 or +3.2% and a lone dash for "nothing" are harmless
 * and stay as they are.
 */
#include "lihui/csv.h"

#include "base/xml_clean.h"
#include "lihui/utf8.h"

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
