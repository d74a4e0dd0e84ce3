/* SPDX-License-Identifier: MIT */
/*
 * Steps over prose that holds dates. A date needs a shape: 年月日, three numbers with one kind of
 * mark, eight figures, or `7.3` standing alone. `27-1` is a number of a problem and `1/2` a
 * fraction, so a hyphen or a slash between two numbers needs 日, 前 or a weekday behind it; `7.3`
 * must not run on into a unit (7.3万元).
 */
#include "speech/date_scan.h"

#include "lihui/utf8.h"

bool
scan_any(struct scan *s, const char *const *words, size_t n, size_t *which)
{
	for (size_t i = 0; i < n; i++) {
		if (!scan_word(s, words[i]))
			continue;
		if (which != NULL)
			*which = i;
		return true;
	}
	return false;
}

bool
scan_number(struct scan *s, int *out)
{
	return utf8_number(s->t, &s->i, out);
}

bool
scan_figures(struct scan *s, size_t *count, int *out)
{
	size_t n = 0, i = s->i;
	int value = 0;
	while (i < s->t.n) {
		size_t next = i;
		uint32_t c = utf8_next(s->t, &next);
		if (!((c >= '0' && c <= '9') || (c >= U'０' && c <= U'９')))
			break;
		if (++n > 9)
			return false;
		value = value * 10 + utf8_digit(c);
		i = next;
	}
	if (n == 0)
		return false;
	s->i = i;
	*count = n;
	*out = value;
	return true;
}

/* Bounded: from each of a million blanks a walk over all of them would take a day. */
#define BLANKS_MOST 8

void
scan_blanks(struct scan *s)
{
	for (int n = 0; n < BLANKS_MOST && s->i < s->t.n; n++) {
		size_t next = s->i;
		if (!utf8_is_blank(utf8_next(s->t, &next)))
			break;
		s->i = next;
	}
}

/* Every stroke that keyboards have for a hyphen. */
static bool
is_dash(uint32_t c)
{
	return c == '-' || c == U'－' || (c >= U'‐' && c <= U'―') || c == 0x2212 || c == 0x2500 ||
	    c == 0xFE63;
}

bool
scan_range_mark(struct scan *s)
{
	size_t start = s->i;
	scan_blanks(s);
	bool any = scan_word(s, "至") || scan_word(s, "到");
	while (!any && s->i < s->t.n) {
		size_t next = s->i;
		uint32_t c = utf8_next(s->t, &next);
		if (!is_dash(c) && c != '~' && c != U'～' && c != U'〜')
			break;
		s->i = next;
		if (!is_dash(scan_peek(s)))
			any = true;
	}
	if (!any)
		s->i = start;
	else
		scan_blanks(s);
	return any;
}

bool
scan_weekday(struct scan *s, int *weekday, struct span *at)
{
	static const char *const heads[] = { "星期", "礼拜", "周" };
	static const char *const days[] = { "一", "二", "三", "四", "五", "六", "日", "天", "1",
		"2", "3", "4", "5", "6", "7" };
	struct scan start = *s;
	size_t which;
	if (!scan_any(s, heads, COUNT(heads), NULL))
		return false;
	if (!scan_any(s, days, COUNT(days), &which) ||
	    (which >= 8 && utf8_digit(scan_peek(s)) >= 0)) {
		*s = start;
		return false;
	}
	*weekday = which < 7 ? (int)which + 1 : which == 7 ? 7 : (int)which - 7;
	*at = (struct span){ (uint32_t)start.i, (uint32_t)(s->i - start.i) };
	return true;
}

/* What may stand behind a date that is not closed by 日 or 号; nothing of it begins a unit of
 * measure. */
static bool
ends_openly(const struct scan *s, bool needs_sign)
{
	static const char *const signs[] = { "前", "之前", "以前", "（", "(", "周", "星期", "礼拜",
		"晚", "早", "上午", "下午", "中午" };
	struct scan look = *s;
	uint32_t c = scan_peek(s);
	if (scan_any(&look, signs, COUNT(signs), NULL))
		return true;
	if (needs_sign)
		return false;
	if (is_dash(c) || c == '~' || c == U'～') {
		/* 7.4-7.9 is a range of dates, 7月3-5日 too. */
		return true;
	}
	if (c == '.' || c == U'．') { /* the end of a sentence, not 1.2.3 */
		utf8_next(look.t, &look.i);
		return utf8_digit(scan_peek(&look)) < 0;
	}
	if (c == '%' || c == U'％' || c == U'‰' || c == '/' || c == ':' || c == U'：')
		return false;
	return c == 0 || utf8_is_blank(c) || utf8_is_punct(c) || c == U'至' ||
	    c == U'到'; /* 至 到 */
}

static bool
day_mark(struct scan *s)
{
	scan_word(s, "份");
	return scan_word(s, "日") || scan_word(s, "号") || scan_word(s, "號");
}

/* 日 may be set off by a blank, but the blank is not part of a date that has no 日. */
static bool
closes(struct scan *s)
{
	struct scan look = *s;
	scan_blanks(&look);
	if (!day_mark(&look))
		return false;
	*s = look;
	return true;
}

/* Behind 年 or at the front: 7月3日, 7月3号, 7月3. */
static bool
scan_month_day(struct scan *s, int *month, int *day)
{
	if (!scan_number(s, month))
		return false;
	scan_blanks(s);
	if (!scan_word(s, "月"))
		return false;
	scan_word(s, "份");
	scan_blanks(s);
	return scan_number(s, day) && (closes(s) || ends_openly(s, false));
}

/* The mark between figures: '-' for every dash, '.' and '/' likewise, 0 for none. */
static char
scan_mark(struct scan *s)
{
	size_t next = s->i;
	uint32_t c = next < s->t.n ? utf8_next(s->t, &next) : 0;
	char mark = is_dash(c)                     ? '-'
	    : c == '.' || c == U'．' || c == U'。' ? '.'
	    : c == '/' || c == U'／'               ? '/'
						   : 0;
	if (mark != 0)
		s->i = next;
	return mark;
}

/* The rest of 2018-7-3 or 2018.7.3 behind the year. */
static bool
scan_marked(struct scan *s, struct written_date *out)
{
	size_t n;
	scan_blanks(s);
	if (scan_mark(s) == 0)
		return false;
	scan_blanks(s);
	if (!scan_figures(s, &n, &out->month) || n > 2)
		return false;
	scan_blanks(s);
	if (scan_mark(s) == 0)
		return false;
	scan_blanks(s);
	if (!scan_figures(s, &n, &out->day) || n > 2)
		return false;
	closes(s);
	return true;
}

/* 7.3, 7/3日, 7-3前. */
static bool
scan_short(struct scan *s, struct written_date *out)
{
	size_t n;
	char mark = scan_mark(s);
	if (mark == 0 || !scan_figures(s, &n, &out->day) || n > 2)
		return false;
	if (!closes(s) && !ends_openly(s, mark != '.'))
		return false;
	return out->month >= 1 && out->month <= 12 && out->day >= 1 && out->day <= 31;
}

/* 2018年, 18年, 二〇一八年: the year, or 0. */
static int
full_year(int n, size_t characters)
{
	if (n >= 100 && n <= 9999)
		return n;
	return characters == 2 && n < 100 ? 2000 + n : 0;
}

static bool
compact(int n, struct written_date *out)
{
	out->year = n / 10000;
	out->month = n / 100 % 100;
	out->day = n % 100;
	return date_valid(out->year, out->month, out->day);
}

/* 二0一八年, 二○一八年, 二O一八年: the nought is whatever the keyboard gave. */
static bool
scan_mixed_year(struct scan *s, int *year)
{
	struct scan look = *s;
	int n = 0;
	for (int i = 0; i < 4; i++) {
		if (look.i >= s->t.n)
			return false;
		uint32_t c = utf8_next(look.t, &look.i);
		int digit = c == U'○' || c == 0x25EF || c == 'O' || c == 'o' || c == U'Ｏ'
		    ? 0
		    : utf8_digit(c);
		if (digit < 0)
			return false;
		n = n * 10 + digit;
	}
	scan_blanks(&look);
	if (!scan_word(&look, "年"))
		return false;
	scan_blanks(&look);
	*year = n;
	*s = look;
	return true;
}

static bool
scan_shapes(struct scan *s, struct written_date *out)
{
	struct scan start = *s;
	size_t figures = 0;
	int n;
	if (scan_mixed_year(s, &out->year))
		return scan_month_day(s, &out->month, &out->day);
	bool arabic = scan_figures(s, &figures, &n);
	if (!arabic && !scan_number(s, &n))
		return false;
	if (arabic && figures == 8 && compact(n, out))
		return true;
	size_t characters = utf8_length(text_cut(s->t, start.i, s->i));
	struct scan behind = *s;
	scan_blanks(s);
	if (scan_word(s, "年")) {
		out->year = full_year(n, characters);
		scan_blanks(s);
		return out->year > 0 && scan_month_day(s, &out->month, &out->day);
	}
	*s = behind;
	out->year = n;
	if (arabic && figures == 4 && scan_marked(s, out))
		return true;
	*s = behind;
	out->year = 0;
	out->month = n;
	if (arabic && figures <= 2 && scan_short(s, out))
		return true;
	*s = start;
	return scan_month_day(s, &out->month, &out->day);
}

bool
scan_date(struct scan *s, struct written_date *out)
{
	size_t start = s->i;
	uint32_t before = scan_before(s);
	*out = (struct written_date){ 0 };
	/* Not from the middle of a longer number or of 1.2.3. */
	if (before != 0 && (utf8_digit(before) >= 0 || before == '.' || before == U'．') &&
	    utf8_digit(scan_peek(s)) >= 0) {
		size_t i = start;
		utf8_prev(s->t, &i);
		if (utf8_digit(before) >= 0 || (i > 0 && utf8_digit(utf8_prev(s->t, &i)) >= 0))
			return false;
	}
	if (!scan_shapes(s, out)) {
		s->i = start;
		return false;
	}
	out->at = (struct span){ (uint32_t)start, (uint32_t)(s->i - start) };
	return true;
}
