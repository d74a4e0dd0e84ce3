/* SPDX-License-Identifier: MIT */
/*
 * The civil calendar in days since 1970-01-01 (Gregorian, proleptic), after the era arithmetic that
 * counts years from March so that the leap day comes last: 400 years are 146097 days, 719468 lie
 * between 0000-03-01 and 1970-01-01. ISO 8601 weeks begin on Monday; week 1 holds the year's first
 * Thursday.
 */
#include "lihui/date.h"

#include <assert.h>

#include "lihui/arena.h"

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int
date_month_days(int year, int month)
{
	static const int8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	assert(month >= 1 && month <= 12);
	return days[month - 1] + (month == 2 && is_leap(year));
}

bool
date_valid(int year, int month, int day)
{
	return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 &&
	    day <= date_month_days(year, month);
}

int32_t
date_days(struct date d)
{
	int32_t y = d.year - (d.month <= 2), era = (y >= 0 ? y : y - 399) / 400,
		of_era = y - era * 400;
	int32_t of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct date
date_from_days(int32_t days)
{
	int32_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097,
		of_era = z - era * 146097;
	int32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int32_t of_year = of_era - (365 * year + year / 4 - year / 100),
		month = (5 * of_year + 2) / 153;
	int32_t day = of_year - (153 * month + 2) / 5 + 1;
	month += month < 10 ? 3 : -9;
	return (
	    struct date){ (int16_t)(year + era * 400 + (month <= 2)), (int8_t)month, (int8_t)day };
}

struct date
date_add(struct date d, int days)
{
	return date_from_days(date_days(d) + days);
}

int
date_cmp(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

int
date_weekday(struct date d)
{
	/* 1970-01-01 was a Thursday. */
	int32_t n = (date_days(d) + 3) % 7;
	return (int)(n < 0 ? n + 7 : n) + 1;
}

struct week
date_week(struct date d)
{
	struct date thursday = date_add(d, 4 - date_weekday(d));
	struct date first = { thursday.year, 1, 1 };
	return (struct week){ thursday.year,
		(int8_t)((date_days(thursday) - date_days(first)) / 7 + 1) };
}

int
week_cmp(struct week a, struct week b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	return (a.week > b.week) - (a.week < b.week);
}

int
week_count(int iso_year)
{
	/* 28 December always lies in the last week. */
	return date_week((struct date){ (int16_t)iso_year, 12, 28 }).week;
}

struct date
week_day(struct week w, int weekday)
{
	struct date fourth = { w.year, 1, 4 }; /* always in week 1 */
	return date_add(fourth, (w.week - 1) * 7 + weekday - date_weekday(fourth));
}

struct text
date_iso(struct arena *a, struct date d)
{
	return text_fmt(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

struct text
date_zh(struct arena *a, struct date d)
{
	return text_fmt(a, "%d年%d月%d日", d.year, d.month, d.day);
}

struct text
date_told(struct arena *a, bool english, struct date d)
{
	return english ? date_iso(a, d) : date_zh(a, d);
}

struct text
date_weekday_zh(int weekday, bool is_short)
{
	static const char *const longer[] = { "星期一", "星期二", "星期三", "星期四", "星期五",
		"星期六", "星期日" };
	static const char *const shorter[] = { "周一", "周二", "周三", "周四", "周五", "周六",
		"周日" };
	assert(weekday >= 1 && weekday <= 7);
	return text_of(is_short ? shorter[weekday - 1] : longer[weekday - 1]);
}

/* A number of least..most digits at the front of *t, cut off. */
static bool
take_number(struct text *t, size_t least, size_t most, int *out)
{
	size_t n = 0;
	while (n < t->n && n < most && t->p[n] >= '0' && t->p[n] <= '9')
		n++;
	if (n < least || !text_int(text_cut(*t, 0, n), out))
		return false;
	*t = text_cut(*t, n, t->n);
	return true;
}

static bool
take_mark(struct text *t, char mark)
{
	if (t->n == 0 || t->p[0] != mark)
		return false;
	*t = text_cut(*t, 1, t->n);
	return true;
}

bool
date_parse_iso(struct text t, struct date *out)
{
	int y, m, d;
	if (!take_number(&t, 4, 4, &y) || !take_mark(&t, '-') || !take_number(&t, 1, 2, &m) ||
	    !take_mark(&t, '-') || !take_number(&t, 1, 2, &d))
		return false;
	if (t.n > 0 || !date_valid(y, m, d))
		return false;
	*out = (struct date){ (int16_t)y, (int8_t)m, (int8_t)d };
	return true;
}

bool
week_parse_iso(struct text t, struct week *out)
{
	int y, w;
	if (!take_number(&t, 4, 4, &y) || !take_mark(&t, '-') || !take_mark(&t, 'W') ||
	    !take_number(&t, 1, 2, &w))
		return false;
	if (t.n > 0 || y < 1900 || y > 2199 || w < 1 || w > week_count(y))
		return false;
	*out = (struct week){ (int16_t)y, (int8_t)w };
	return true;
}
