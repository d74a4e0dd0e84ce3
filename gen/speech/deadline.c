/* SPDX-License-Identifier: MIT */
/*
 * Deadlines as they are spoken, seen from the day of the meeting. The first expression in the text
 * counts; where it is the beginning of a range, the end of the range. What has no year lies where
 * it is nearest to the meeting, before or behind: a deadline that had passed already is a fault the
 * checker names, not one that is read away. The day counts as the last day on which the thing may
 * be done: 7月底 is the 31st, 8月前 too, 3日内 the third day after the meeting, 下周 its Sunday.
 */
#include <pthread.h>

#include "speech/date_scan.h"

struct seen {
	struct cursor s;
	struct date meeting;
	struct date date; /* the answer; empty when it cannot be known */
	bool always;
};

typedef bool expression(struct seen *x);

/* A span of years would be a slip of the pen. */
#define DAYS_MOST 3660

static struct date
month_end(int year, int month)
{
	year += (month - 1) / 12;
	month = (month - 1) % 12 + 1;
	if (!date_valid(year, month, 1))
		return NO_DATE;
	return (struct date){ (int16_t)year, (int8_t)month, (int8_t)date_month_days(year, month) };
}

/* A day of a month, the month's number may run over into the next years. */
static struct date
day_of(int year, int month, int day)
{
	year += (month - 1) / 12;
	month = (month - 1) % 12 + 1;
	if (!date_valid(year, month, day))
		return NO_DATE;
	return (struct date){ (int16_t)year, (int8_t)month, (int8_t)day };
}

/* The day of that month and day which is nearest to the meeting. day 0: the month's last. */
static struct date
nearest(struct date meeting, int month, int day)
{
	struct date best = NO_DATE;
	int32_t least = INT32_MAX;
	for (int year = meeting.year - 1; date_is(meeting) && year <= meeting.year + 1; year++) {
		struct date d = day == 0 ? month_end(year, month) : day_of(year, month, day);
		if (!date_is(d))
			continue;
		int32_t far = date_days(d) - date_days(meeting);
		far = far < 0 ? -far : far;
		if (far >= least)
			continue;
		least = far;
		best = d;
	}
	return best;
}

static struct date
after(struct date meeting, int days)
{
	return date_is(meeting) && days >= 0 && days <= DAYS_MOST ? date_add(meeting, days)
								  : NO_DATE;
}

/* 前, 之前, 内, 完成 …: the end of the words for a deadline. */
static bool
scan_before_word(struct cursor *s)
{
	static const char *const words[] = { "之前", "以前", "前" };
	return cursor_any(s, words, COUNT(words), NULL);
}

static bool
scan_within_word(struct cursor *s)
{
	static const char *const words[] = { "之内", "以内", "内" };
	return cursor_any(s, words, COUNT(words), NULL);
}

/* A vague word such as 下周 is a deadline when it is closed as one or stands alone; in 下周再议 it
 * is not. */
static bool
closes(struct cursor *s)
{
	static const char *const words[] = { "完成", "办结", "解决", "落实", "底", "末", "截止",
		"为止", "到期" };
	if (scan_before_word(s) || scan_within_word(s))
		return true;
	struct cursor look = *s;
	if (cursor_any(&look, words, COUNT(words), NULL))
		return true;
	uint32_t c = cursor_peek(s);
	return c == 0 || utf8_is_blank(c) || utf8_is_punct(c);
}

static bool
always(struct seen *x)
{
	static const char *const words[] = { "长期", "常年", "常态化", "持续", "长效", "不定期" };
	x->always = cursor_any(&x->s, words, COUNT(words), NULL);
	return x->always;
}

static struct date
resolve(const struct seen *x, const struct written_date *w)
{
	return w->year > 0 ? day_of(w->year, w->month <= 12 && w->month > 0 ? w->month : 99, w->day)
	    : w->month >= 1 && w->month <= 12 ? nearest(x->meeting, w->month, w->day)
					      : NO_DATE;
}

/* 7月20日前, 2018.7.20, 7月4日—7月9日, 7月4日至9日. */
static bool
plain(struct seen *x)
{
	struct written_date from, to;
	if (!scan_date(&x->s, &from))
		return false;
	x->date = resolve(x, &from);
	struct cursor look = x->s;
	if (scan_range_mark(&look)) {
		struct cursor day = look;
		int n;
		if (scan_date(&look, &to)) {
			to.year = to.year > 0 ? to.year : from.year;
			x->date = resolve(x, &to);
			x->s = look;
		} else if (scan_number(&day, &n) &&
		    (cursor_word(&day, "日") || cursor_word(&day, "号")) && n >= from.day) {
			from.day = n;
			x->date = resolve(x, &from);
			x->s = day;
		}
	}
	scan_before_word(&x->s);
	return true;
}

/* The part of a month: how far it goes, 0 for its end; false when none is named. */
static bool
scan_part_of_month(struct cursor *s, int *day)
{
	static const char *const words[] = { "月底", "月末", "月下旬", "月中旬", "月中", "月上旬",
		"月初" };
	static const int days[] = { 0, 0, 0, 20, 15, 10, 10 };
	size_t which;
	if (!cursor_any(s, words, COUNT(words), &which))
		return false;
	*day = days[which];
	return true;
}

/* An optional year in front: 2018年, 今年, 明年, 次年; 0 for none. */
static int
scan_year(struct cursor *s, int meeting_year)
{
	struct cursor start = *s;
	size_t figures;
	int n;
	if (cursor_word(s, "今年") || cursor_word(s, "本年") || cursor_word(s, "当年"))
		return meeting_year;
	if (cursor_word(s, "明年") || cursor_word(s, "次年") || cursor_word(s, "翌年") ||
	    cursor_word(s, "来年"))
		return meeting_year > 0 ? meeting_year + 1 : 0;
	if ((scan_figures(s, &figures, &n) && figures == 4) ||
	    (s->i == start.i && scan_number(s, &n))) {
		scan_blanks(s);
		if (n >= 1900 && n <= 2199 && (cursor_word(s, "年度") || cursor_word(s, "年")))
			return n;
	}
	*s = start;
	return 0;
}

/* 7月底, 8月中旬, 8月份, 8月前, 明年3月底. Not 7月内蒙古, nor 3月 within a sentence. */
static bool
month(struct seen *x)
{
	int year = scan_year(&x->s, x->meeting.year), n, day = 0;
	scan_blanks(&x->s);
	if (!scan_number(&x->s, &n) || n < 1 || n > 12)
		return false;
	scan_blanks(&x->s);
	bool part = scan_part_of_month(&x->s, &day);
	if (!part && !(cursor_word(&x->s, "月份") || cursor_word(&x->s, "月")))
		return false;
	bool before = scan_before_word(&x->s);
	if (!part && !before && !closes(&x->s))
		return false;
	x->date = year > 0 ? (day == 0 ? month_end(year, n) : day_of(year, n, day))
			   : nearest(x->meeting, n, day);
	/* Before August: the last of July. */
	if (before && !part && date_is(x->date))
		x->date = date_add(x->date, -date_month_days(x->date.year, x->date.month));
	return true;
}

/* 明年7月3日: the year is not a number but a word. */
static bool
spoken_year(struct seen *x)
{
	struct written_date w;
	struct cursor start = x->s;
	int year = scan_year(&x->s, x->meeting.year);
	if (x->s.i == start.i)
		return false;
	scan_blanks(&x->s);
	if (!scan_date(&x->s, &w) || w.year > 0)
		return false;
	x->date =
	    year > 0 && w.month >= 1 && w.month <= 12 ? day_of(year, w.month, w.day) : NO_DATE;
	scan_before_word(&x->s);
	return true;
}

/* 月底, 本月底, 下月5日, 下个月中旬, 当月内. */
static bool
this_month(struct seen *x)
{
	static const char *const words[] = { "本", "这个", "当", "下下个", "下下", "下个", "次",
		"下", "" };
	static const int ahead[] = { 0, 0, 0, 2, 2, 1, 1, 1, 0 };
	struct date m = x->meeting;
	size_t which;
	int day = 0;
	cursor_any(&x->s, words, COUNT(words), &which);
	bool part = scan_part_of_month(&x->s, &day);
	if (!part) {
		struct cursor look;
		if (which + 1 == COUNT(words) || !cursor_word(&x->s, "月"))
			return false;
		cursor_word(&x->s, "份");
		look = x->s;
		if (scan_number(&look, &day) &&
		    (cursor_word(&look, "日") || cursor_word(&look, "号"))) {
			x->s = look;
			scan_before_word(&x->s);
		} else {
			day = 0;
			if (!closes(&x->s))
				return false;
		}
	} else {
		scan_before_word(&x->s);
	}
	int n = m.month + ahead[which];
	if (date_is(m))
		x->date = day == 0 ? month_end(m.year, n) : day_of(m.year, n, day);
	return true;
}

/* 年底, 今年年底, 2019年底, 年内, 上半年, 季度末. */
static bool
year_end(struct seen *x)
{
	static const char *const ends[] = { "年底", "年末", "年内", "年度内", "年终", "全年" };
	static const char *const tails[] = { "底", "末",
		"内" }; /* 2018年底: the 年 belongs to both */
	struct date m = x->meeting;
	struct cursor start = x->s;
	int year = scan_year(&x->s, m.year);
	if (year > 0 &&
	    (cursor_any(&x->s, tails, COUNT(tails), NULL) ||
		cursor_any(&x->s, ends, COUNT(ends), NULL))) {
		scan_before_word(&x->s);
		x->date = month_end(year, 12);
		return true;
	}
	if (year > 0 && cursor_word(&x->s, "上半年")) {
		scan_before_word(&x->s);
		x->date = month_end(year, 6);
		return true;
	}
	if (year > 0 && x->s.i == x->s.t.n) { /* 2019年 and nothing more */
		x->date = month_end(year, 12);
		return true;
	}
	x->s = start;
	cursor_word(&x->s, "本");
	if (cursor_any(&x->s, ends, COUNT(ends), NULL))
		x->date = date_is(m) ? month_end(m.year, 12) : NO_DATE;
	else if (cursor_word(&x->s, "上半年"))
		x->date = date_is(m) ? month_end(m.year, 6) : NO_DATE;
	else if (cursor_word(&x->s, "季度末") || cursor_word(&x->s, "季末") ||
	    cursor_word(&x->s, "季度内"))
		x->date = date_is(m) ? month_end(m.year, (m.month + 2) / 3 * 3) : NO_DATE;
	else
		return false;
	scan_before_word(&x->s);
	return true;
}

/* 本周五, 下周三前, 周五前 (the next one), 星期天, 本周内, 周末, 下周例会前. */
static bool
week(struct seen *x)
{
	static const char *const words[] = { "本", "这个", "这", "当", "下下", "下个", "下", "" };
	static const int ahead[] = { 0, 0, 0, 0, 2, 1, 1, 0 };
	struct date m = x->meeting;
	struct span at;
	size_t which;
	int weekday = 7;
	cursor_any(&x->s, words, COUNT(words), &which);
	bool bare = which + 1 == COUNT(words);
	if (scan_weekday(&x->s, &weekday, &at)) {
		scan_before_word(&x->s);
	} else if (cursor_word(&x->s, "周末")) {
		scan_before_word(&x->s);
	} else {
		if (!(cursor_word(&x->s, "周") || cursor_word(&x->s, "星期")))
			return false;
		if (!bare && (cursor_word(&x->s, "例会") || cursor_word(&x->s, "会议"))) {
			/* The next meeting is a week from this one. */
			x->date = after(m, 7 * ahead[which]);
			return scan_before_word(&x->s);
		}
		if (bare ? !scan_within_word(&x->s) : !closes(&x->s))
			return false;
	}
	if (!date_is(m))
		return true;
	x->date = date_add(m, weekday - date_weekday(m) + 7 * ahead[which]);
	if (bare && date_cmp(x->date, m) < 0)
		x->date = date_add(x->date, 7);
	return true;
}

/* 今天, 明天, 后天, 即日, 立即. */
static bool
soon(struct seen *x)
{
	static const char *const words[] = {
		"今天",
		"今日",
		"今晚",
		"当天",
		"当日",
		"当晚",
		"即日",
		"立即",
		"马上",
		"立行立改",
		"明天",
		"明日",
		"明晚",
		"次日",
		"大后天",
		"后天",
		"下次例会",
		"下次会议",
	};
	static const int days[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 3, 2, 7, 7 };
	size_t which;
	if (!cursor_any(&x->s, words, COUNT(words), &which))
		return false;
	x->date = after(x->meeting, days[which]);
	scan_before_word(&x->s);
	return true;
}

static struct date
after_working_days(struct date d, int n)
{
	if (!date_is(d) || n > DAYS_MOST)
		return NO_DATE;
	while (n > 0) {
		d = date_add(d, 1);
		n -= date_weekday(d) <= 5;
	}
	return d;
}

static struct date
after_months(struct date m, int n)
{
	if (!date_is(m) || n > DAYS_MOST / 30)
		return NO_DATE;
	struct date end = month_end(m.year, m.month + n);
	return m.day < end.day ? day_of(m.year, m.month + n, m.day) : end;
}

/* 3日内, 三天内, 5个工作日内, 两周内, 一个月内, 半年内, 一年. 20日前 and 20日 are a day of the
 * month. */
static bool
within(struct seen *x)
{
	static const char *const units[] = { "个工作日", "工作日", "日", "天", "号", "个星期",
		"星期", "个周", "周", "个月", "年" };
	enum { WORK, WORK_TOO, DAY, DAY_TOO, DATE, WEEK, WEEK_2, WEEK_3, WEEK_4, MONTH, YEAR };
	struct date m = x->meeting;
	size_t unit;
	int n = 0;
	if (cursor_before(&x->s) == U'第') /* 第27周 */
		return false;
	bool half = cursor_word(&x->s, "半");
	if (!half && !scan_number(&x->s, &n))
		return false;
	scan_blanks(&x->s);
	if (!cursor_any(&x->s, units, COUNT(units), &unit))
		return false;
	if (half && unit != MONTH && unit != YEAR)
		return false;
	bool inside = scan_within_word(&x->s);
	if ((unit == DAY || unit == DATE) && !inside) {
		if (!closes(&x->s))
			return false;
		struct date d =
		    date_is(m) && n >= 1 && n <= 31 ? day_of(m.year, m.month, n) : NO_DATE;
		if (date_is(m) && (!date_is(d) || date_cmp(d, m) < 0))
			d = day_of(m.year, m.month + 1, n);
		x->date = d;
		return true;
	}
	if (unit == DATE || (unit == YEAR && n >= 1900) || (!inside && !closes(&x->s)))
		return false;
	switch (unit) {
	case WORK:
	case WORK_TOO: x->date = after_working_days(m, n); break;
	case DAY:
	case DAY_TOO: x->date = after(m, n); break;
	case MONTH: x->date = half ? after(m, 15) : after_months(m, n); break;
	case YEAR:
		x->date = half ? after_months(m, 6) : n <= 10 ? after_months(m, 12 * n) : NO_DATE;
		break;
	default: x->date = n <= DAYS_MOST / 7 ? after(m, 7 * n) : NO_DATE;
	}
	return true;
}

/* 国庆节前: the day before the feast. Only feasts with a fixed date. */
static bool
feast(struct seen *x)
{
	static const struct {
		const char *name;
		int month, day;
	} feasts[] = {
		{ "元旦", 1, 1 },
		{ "三八", 3, 8 },
		{ "五一", 5, 1 },
		{ "六一", 6, 1 },
		{ "七一", 7, 1 },
		{ "八一", 8, 1 },
		{ "国庆", 10, 1 },
	};
	static const char *const nouns[] = { "劳动节", "建党节", "建军节", "妇女节", "儿童节",
		"节" };
	for (size_t i = 0; i < COUNT(feasts); i++) {
		if (!cursor_word(&x->s, feasts[i].name))
			continue;
		cursor_any(&x->s, nouns, COUNT(nouns), NULL);
		if (!scan_before_word(&x->s))
			return false;
		struct date d = nearest(x->meeting, feasts[i].month, feasts[i].day);
		x->date = date_is(d) ? date_add(d, -1) : NO_DATE;
		return true;
	}
	return false;
}

/*
 * The first that fits wins, so the longer shapes stand first. Beside each the characters it can
 * begin with: every character of every record is asked, and nearly all say no. `#` stands for any
 * figure and 十, `_` for any blank.
 */
static const struct {
	expression *read;
	const char *firsts;
} expressions[] = {
	{ always, "长常持不" },
	{ plain, "#" },
	{ spoken_year, "今本当明次翌来#" },
	{ year_end, "今本当明次翌来#年全上季" },
	{ month, "今本当明次翌来#_" },
	{ this_month, "本这当下次月" },
	{ week, "本这当下星礼周" },
	{ feast, "元三五六七八国" },
	{ soon, "今当即立马明次大后下" },
	{ within, "半#" },
};

/* Not from the middle of a number; and the moon's months are not ours. */
static bool
is_no_start(const struct cursor *s)
{
	struct text before = text_cut(s->t, 0, s->i);
	return (utf8_digit(cursor_before(s)) >= 0 && utf8_digit(cursor_peek(s)) >= 0) ||
	    text_ends(before, T("农历")) || text_ends(before, T("阴历"));
}

/* For each code point below 64 K which expressions may begin with it, a bit each; above there is
 * none. */
static uint16_t may_begin[65536];
static pthread_once_t may_begin_made = PTHREAD_ONCE_INIT;

static void
firsts_add(struct text t, uint16_t bit)
{
	for (size_t i = 0; i < t.n;) {
		uint32_t c = utf8_next(t, &i);
		if (c == '#')
			firsts_add(
			    T("零〇一二两三四五六七八九十0123456789０１２３４５６７８９᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙"),
			    bit);
		else if (c == '_')
			firsts_add(T(" \t\n\v\f\r\u00A0\u3000\uFEFF"), bit);
		else
			may_begin[c] |= bit;
	}
}

static void
make_may_begin(void)
{
	for (size_t k = 0; k < COUNT(expressions); k++)
		firsts_add(text_of(expressions[k].firsts), (uint16_t)(1u << k));
}

bool
deadline_find(struct text t, struct date meeting, struct deadline *out)
{
	*out = (struct deadline){ .written = NO_TEXT };
	pthread_once(&may_begin_made, make_may_begin);
	for (struct cursor s = { t, 0 }; s.i < t.n; utf8_next(t, &s.i)) {
		uint32_t c = cursor_peek(&s);
		unsigned may = c < COUNT(may_begin) ? may_begin[c] : 0;
		if (may == 0 || is_no_start(&s))
			continue;
		for (size_t k = 0; may >> k != 0; k++) {
			struct seen x = { .s = s, .meeting = meeting };
			if (!(may >> k & 1) || !expressions[k].read(&x))
				continue;
			out->date = x.date;
			out->always = x.always;
			out->at = (struct span){ (uint32_t)s.i, (uint32_t)(x.s.i - s.i) };
			out->written = text_cut(t, s.i, x.s.i);
			return true;
		}
	}
	return false;
}
