/* SPDX-License-Identifier: MIT */
/*
 * Steps over prose that holds dates. A date needs a shape: 年月日, three numbers with one kind of
 * mark, eight figures, or `7.3` standing alone. `27-1` is a number of a problem and `1/2` a
 * fraction, so a hyphen or a slash between two numbers needs 日, 前 or a weekday behind it; `7.3`
 * must not run on into a unit (7.3万元).
 */
#include "speech/date_scan.h"

bool
scan_figures(struct cursor *s, size_t *count, int *out)
{
	size_t i = s->i;
	int value = 0;

	for (*count = 0; char_is(text_peek(s->t, i), FIGURE); ++*count) {
		if (*count == 9)
			return false;
		value = value * 10 + char_figure(utf8_next(s->t, &i));
	}
	if (*count == 0)
		return false;
	s->i = i;
	*out = value;
	return true;
}

/* Bounded: from each of a million blanks a walk over all of them would take a day. */
#define BLANKS_MOST 8

void
scan_blanks(struct cursor *s)
{
	for (int n = 0; n < BLANKS_MOST && cursor_accept(s, BLANK); n++)
		;
}

bool
scan_range_mark(struct cursor *s)
{
	size_t start = s->i;
	scan_blanks(s);
	bool any = cursor_word(s, "至") || cursor_word(s, "到");
	while (!any && (cursor_accept(s, DASH | TILDE) || cursor_word(s, "〜")))
		any = !char_is(cursor_peek(s), DASH);
	if (!any)
		s->i = start;
	else
		scan_blanks(s);
	return any;
}

bool
scan_weekday(struct cursor *s, int *weekday, struct span *at)
{
	static const char *const heads[] = { "星期", "礼拜", "周" };
	static const char *const days[] = { "一", "二", "三", "四", "五", "六", "日", "天", "1",
		"2", "3", "4", "5", "6", "7" };
	struct cursor start = *s;
	size_t which;
	if (!cursor_any(s, heads, COUNT(heads), NULL))
		return false;
	if (!cursor_any(s, days, COUNT(days), &which) ||
	    (which >= 8 && utf8_digit(cursor_peek(s)) >= 0)) {
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
ends_openly(const struct cursor *s, bool needs_sign)
{
	static const char *const signs[] = { "前", "之前", "以前", "（", "(", "周", "星期", "礼拜",
		"晚", "早", "上午", "下午", "中午" };
	struct cursor look = *s;
	uint32_t c = cursor_peek(s);
	if (cursor_any(&look, signs, COUNT(signs), NULL))
		return true;
	if (needs_sign)
		return false;
	if (char_is(c, DASH | TILDE)) /* 7.4-7.9 is a range of dates, 7月3-5日 too. */
		return true;
	if (cursor_accept(&look, POINT)) /* the end of a sentence, not 1.2.3 */
		return utf8_digit(cursor_peek(&look)) < 0;
	if (char_is(c, COLON) || c == '%' || c == U'％' || c == U'‰' || c == '/')
		return false;
	return c == 0 || utf8_is_blank(c) || utf8_is_punct(c) || c == U'至' || c == U'到';
}

/* 日 may be set off by a blank, but the blank is not part of a date that has no 日. */
static bool
closes(struct cursor *s)
{
	struct cursor look = *s;
	scan_blanks(&look);
	cursor_word(&look, "份");
	if (!cursor_word(&look, "日") && !cursor_word(&look, "号") && !cursor_word(&look, "號"))
		return false;
	*s = look;
	return true;
}

/* Behind 年 or at the front: 7月3日, 7月3号, 7月3. */
static bool
scan_month_day(struct cursor *s, int *month, int *day)
{
	if (!scan_number(s, month))
		return false;
	scan_blanks(s);
	if (!cursor_word(s, "月"))
		return false;
	cursor_word(s, "份");
	scan_blanks(s);
	return scan_number(s, day) && (closes(s) || ends_openly(s, false));
}

/* The mark between figures: '-' for every dash, '.' and '/' likewise, 0 for none. */
static char
scan_mark(struct cursor *s)
{
	return cursor_accept(s, DASH)                                  ? '-'
	    : cursor_accept(s, POINT | BULLET) || cursor_word(s, "。") ? '.'
	    : cursor_accept(s, SLASH)                                  ? '/'
								       : 0;
}

/* The rest of 2018-7-3 or 2018.7.3 behind the year. */
static bool
scan_marked(struct cursor *s, struct written_date *out)
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

/* （白音，12/21）: alone between marks, where no fraction stands. */
static bool
stands_alone(struct text t, size_t from, size_t to)
{
	uint32_t left = from > 0 ? utf8_prev(t, &from) : 0, right = text_peek(t, to);
	return (left == 0 || char_is(left, BLANK | COMMA | ROUND_OPENER | LINE_END)) &&
	    (right == 0 || char_is(right, STOP | SEMICOLON | ROUND_CLOSER | LINE_END));
}

/* 7.3, 7/3日, 7-3前, from the month on. */
static bool
scan_short(struct cursor *s, size_t from, struct written_date *out)
{
	size_t n;
	char mark = scan_mark(s);
	if (mark == 0 || !scan_figures(s, &n, &out->day) || n > 2)
		return false;
	if (!closes(s) && !ends_openly(s, mark != '.') &&
	    !(mark == '/' && stands_alone(s->t, from, s->i)))
		return false;
	return out->month >= 1 && out->month <= 12 && out->day >= 1 && out->day <= 31;
}

/* 二0一八年, 二○一八年, 二O一八年: the nought is whatever the keyboard gave. */
static bool
scan_mixed_year(struct cursor *s, int *year)
{
	struct cursor look = *s;
	int n = 0;
	for (int i = 0; i < 4; i++) {
		uint32_t c;
		if (!cursor_next(&look, &c))
			return false;
		int digit = char_is(c, ROUND) ? 0 : utf8_digit(c);
		if (digit < 0)
			return false;
		n = n * 10 + digit;
	}
	scan_blanks(&look);
	if (!cursor_word(&look, "年"))
		return false;
	scan_blanks(&look);
	*year = n;
	*s = look;
	return true;
}

/* A word behind the blank of whatever kind that joins it. */
static bool
scan_joined(struct cursor *s, const char *const *words, size_t n)
{
	struct cursor look = *s;

	while (cursor_accept(&look, BLANK) || cursor_word(&look, "\u202F") ||
	    cursor_word(&look, "\u180E"))
		;
	if (!cursor_any(&look, words, n, NULL))
		return false;
	*s = look;
	return true;
}

/*
 * 2019 ᠣᠨ ᠤ 12 ᠰᠠᠷ᠎ᠠ ᠶᠢᠨ 10 ᠤ ᠡᠳᠦᠷ, as the site prints it and xam.gov.cn 2024/8/1 writes; or with
 * an ordinal on the month, as nmg.gov.cn (law of 2017, ylbzj) and slt 2024 do. n is the first
 * number, behind which *s stands.
 */
static bool
scan_mongolian(struct cursor *s, int n, struct written_date *out)
{
	static const char *const year[] = { "ᠣᠨ" }, *const month[] = { "ᠰᠠᠷ᠎ᠠ", "ᠰᠠᠷᠠ" },
				 *const of[] = { "ᠶᠢᠨ", "ᠤᠨ", "ᠤ" }, *const day[] = { "ᠡᠳᠦᠷ" },
				 *const ordinal[] = { "ᠳ᠋ᠤᠭᠠᠷ", "ᠳᠤᠭᠠᠷ",
					 "ᠳ᠋ᠦᠭᠡᠷ", "ᠳ᠋ᠦ᠋ᠭᠡᠷ", "ᠳᠦᠭᠡᠷ",
					 "ᠳ᠋ᠤᠭᠡᠷ", "ᠳᠤᠭᠡᠷ" };

	out->month = n;
	if (scan_joined(s, year, COUNT(year))) {
		out->year = n;
		scan_joined(s, of, COUNT(of));
		while (cursor_accept(s, BLANK) || cursor_word(s, "\u202F"))
			;
		if (!scan_number(s, &out->month))
			return false;
	}
	scan_joined(s, ordinal, COUNT(ordinal));
	if (!scan_joined(s, month, COUNT(month)))
		return false;
	scan_joined(s, of, COUNT(of));
	while (cursor_accept(s, BLANK) || cursor_word(s, "\u202F"))
		;
	if (!scan_number(s, &out->day))
		return false;
	scan_joined(s, of, COUNT(of));
	scan_joined(s, day, COUNT(day));
	return true;
}

static bool
scan_shapes(struct cursor *s, struct written_date *out)
{
	struct cursor start = *s;
	size_t figures = 0;
	int n;
	if (scan_mixed_year(s, &out->year))
		return scan_month_day(s, &out->month, &out->day);
	bool arabic = scan_figures(s, &figures, &n);
	if (!arabic && !scan_number(s, &n))
		return false;
	if (arabic && figures == 8 && date_valid(n / 10000, n / 100 % 100, n % 100)) {
		out->year = n / 10000;
		out->month = n / 100 % 100;
		out->day = n % 100;
		return true;
	}
	size_t characters = utf8_length(text_cut(s->t, start.i, s->i));
	struct cursor behind = *s;
	scan_blanks(s);
	if (cursor_word(s, "年")) {
		/* 2018年, 二〇一八年, 18年 */
		out->year = n >= 100 && n <= 9999 ? n : characters == 2 && n < 100 ? 2000 + n : 0;
		scan_blanks(s);
		return out->year > 0 && scan_month_day(s, &out->month, &out->day);
	}
	*s = behind;
	if (arabic && scan_mongolian(s, n, out))
		return true;
	*s = behind;
	out->year = n;
	if (arabic && figures == 4 && scan_marked(s, out))
		return true;
	*s = behind;
	out->year = 0;
	out->month = n;
	if (arabic && figures <= 2 && scan_short(s, start.i, out))
		return true;
	*s = start;
	return scan_month_day(s, &out->month, &out->day);
}

/* 12月3日（2019年）, 12月10日 2019年 */
static void
scan_year_behind(struct cursor *s, struct written_date *out)
{
	struct cursor look = *s;
	size_t figures;
	int year;

	scan_blanks(&look);
	bool bracket = cursor_accept(&look, ROUND_OPENER);
	if (!scan_figures(&look, &figures, &year) || figures != 4 || year < 1900 || year > 2199 ||
	    !cursor_word(&look, "年") || utf8_digit(cursor_peek(&look)) >= 0 ||
	    (bracket && !cursor_accept(&look, ROUND_CLOSER)))
		return;
	out->year = year;
	*s = look;
}

bool
scan_date(struct cursor *s, struct written_date *out)
{
	size_t start = s->i;
	uint32_t before = cursor_before(s);
	*out = (struct written_date){ 0 };
	/* Not from the middle of a longer number or of 1.2.3. */
	if (before != 0 && (utf8_digit(before) >= 0 || char_is(before, POINT)) &&
	    utf8_digit(cursor_peek(s)) >= 0) {
		size_t i = start;
		utf8_prev(s->t, &i);
		if (utf8_digit(before) >= 0 || (i > 0 && utf8_digit(utf8_prev(s->t, &i)) >= 0))
			return false;
	}
	if (!scan_shapes(s, out)) {
		s->i = start;
		return false;
	}
	if (out->year == 0)
		scan_year_behind(s, out);
	out->at = (struct span){ (uint32_t)start, (uint32_t)(s->i - start) };
	return true;
}
