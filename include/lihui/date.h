/* SPDX-License-Identifier: MIT */
/*
 * Civil dates, ISO 8601 weeks and the way people write them in minutes. No time zones: everything
 * is +08:00. No clock: see clock.h.
 */
#ifndef LIHUI_DATE_H
#define LIHUI_DATE_H

#include "lihui/text.h"

struct arena;

/* year == 0 means "no date". */
struct date {
	int16_t year;
	int8_t month, day; /* 1..12, 1..31 */
};

/* Minutes after midnight, or -1. */
typedef int16_t clock_minutes;

struct week {
	int16_t year; /* ISO year: 2018-12-31 lies in 2019-W01 */
	int8_t week;  /* 1..53; 0 = none */
};

#define NO_DATE ((struct date){ 0, 0, 0 })

static inline bool
date_is(struct date d)
{
	return d.year != 0;
}

bool date_valid(int year, int month, int day); /* year 1900..2199 */
int32_t date_days(struct date d);              /* days since 1970-01-01 */
struct date date_from_days(int32_t days);
struct date date_add(struct date d, int days);
int date_cmp(struct date a, struct date b);
int date_weekday(struct date d); /* Monday 1 .. Sunday 7 */
struct week date_week(struct date d);
int week_cmp(struct week a, struct week b);
int week_count(int iso_year);                     /* 52 or 53 */
struct date week_day(struct week w, int weekday); /* the date of that weekday */
int date_month_days(int year, int month);

/* "2018-07-03", in the arena. */
struct text date_iso(struct arena *a, struct date d);
/* "2018年7月3日", without leading zeros. */
struct text date_zh(struct arena *a, struct date d);
struct text date_told(struct arena *a, bool english,
    struct date d); /* in a message: as date_zh, or as date_iso when it is in English */
/* "周二" (short) or "星期二". */
struct text date_weekday_zh(int weekday, bool is_short);
/* Strict YYYY-MM-DD (also YYYY-M-D). */
bool date_parse_iso(struct text t, struct date *out);
/* Strict 2018-W27. */
bool week_parse_iso(struct text t, struct week *out);

/* What was found in a line like `２０１８年７月３日（星期二）晚8：00—9：30`. Spans are offsets in
 * the given text. */
struct date_found {
	struct date date; /* year filled from context when it was not written */
	bool year_written;
	struct span at; /* the date itself */
	int weekday;    /* as written beside it, 1..7, or 0 */
	struct span weekday_at;
	clock_minutes start, end; /* -1 when not written; 晚8:00 is 20:00 */
	bool impossible;          /* a date-shaped text that no calendar has (2月30日, 25:00) */
};

/*
 * Finds the first date in t. Reads 2018-07-03, 2018.7.3, 2018/7/3, 20180703, 2018年7月3日,
 * 7月3日, 7.3 and the same in full-width or Han figures. year is used where none is written (0:
 * then such a date is not found, at is set and date stays empty). True with impossible set and an
 * empty date for a day that does not exist; an impossible hour leaves the date. start and end may
 * pass 24:00 (晚11点半—12点半 ends at 24:30).
 */
bool date_find(struct text t, int year, struct date_found *out);

/* A deadline as written: a date, or the words for one, seen from the day of the meeting. */
struct deadline {
	struct date date;
	bool always;         /* 长期, 常年: never passes */
	struct text written; /* the words as they stand */
	struct span at;
};
/*
 * 7月20日(前), 7.5前, 7月底前, 月底前, 本周五, 下周三前, 周五前, 明天, 3日内, 长期, 年底. Without a
 * year it is the date nearest to the meeting. False when t says no deadline; written and at are
 * then empty. True with an empty date for words whose day cannot be known (2月30日, or a relative
 * one without a meeting's date). Of a range the end counts; what has no day means its last one (8月
 * is the 31st, 8月前 is 31 July, 下周 its Sunday).
 */
bool deadline_find(struct text t, struct date meeting, struct deadline *out);

#endif
