/* SPDX-License-Identifier: MIT */
/* The calendar, and dates as people write them: a table of lines and what must be read from them.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "lihui/arena.h"
#include "lihui/clock.h"
#include "lihui/date.h"

static void
every_day_comes_back(void **state)
{
	(void)state;
	struct date d = { 1900, 1, 1 };
	int32_t first = date_days(d);
	int weekday = date_weekday(d);
	assert_int_equal(weekday, 1); /* 1900-01-01 was a Monday */
	for (int32_t n = first; d.year < 2200; n++) {
		assert_int_equal(date_days(d), n);
		assert_int_equal(date_weekday(d), weekday);
		assert_true(date_valid(d.year, d.month, d.day));
		struct week w = date_week(d);
		assert_int_equal(date_cmp(week_day(w, weekday), d), 0);
		assert_true(w.week >= 1 && w.week <= week_count(w.year));
		d.day++;
		if (d.day > date_month_days(d.year, d.month)) {
			d.day = 1;
			d.month++;
		}
		if (d.month > 12) {
			d.month = 1;
			d.year++;
		}
		weekday = weekday % 7 + 1;
		struct date back = date_from_days(n + 1);
		assert_int_equal(date_cmp(back, d), 0);
	}
}

static void
weeks_after_iso(void **state)
{
	static const struct {
		struct date d;
		int year, week;
	} cases[] = {
		{ { 2018, 7, 1 }, 2018, 26 },
		{ { 2018, 7, 3 }, 2018, 27 },
		{ { 2018, 12, 31 }, 2019, 1 },
		{ { 2021, 1, 3 }, 2020, 53 },
		{ { 2016, 1, 1 }, 2015, 53 },
		{ { 2019, 12, 30 }, 2020, 1 },
		{ { 2019, 11, 29 }, 2019, 48 },
		{ { 2017, 1, 1 }, 2016, 52 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct week w = date_week(cases[i].d);
		assert_int_equal(w.year, cases[i].year);
		assert_int_equal(w.week, cases[i].week);
	}
	assert_int_equal(week_count(2020), 53);
	assert_int_equal(week_count(2018), 52);
	assert_true(week_cmp((struct week){ 2018, 52 }, (struct week){ 2019, 1 }) < 0);
}

static void
strict_forms(void **state)
{
	(void)state;
	struct date d = NO_DATE;
	struct week w;
	assert_true(
	    date_parse_iso(T("2018-07-03"), &d) && d.year == 2018 && d.month == 7 && d.day == 3);
	assert_true(date_parse_iso(T("2018-7-3"), &d));
	assert_false(date_parse_iso(T("2018-02-29"), &d));
	assert_false(date_parse_iso(T("2018-07-03 "), &d));
	assert_false(date_parse_iso(T("18-07-03"), &d));
	assert_false(date_parse_iso(T("2018-007-03"), &d));
	assert_false(date_parse_iso(T(""), &d));
	assert_true(week_parse_iso(T("2018-W27"), &w) && w.year == 2018 && w.week == 27);
	assert_true(week_parse_iso(T("2020-W53"), &w));
	assert_false(week_parse_iso(T("2018-W53"), &w));
	assert_false(week_parse_iso(T("2018-27"), &w));
}

/* want: date, weekday or '-', start, end as HH:MM or '-'; "none", "impossible", "noyear". */
struct find_case {
	const char *line;
	int year;
	const char *want;
};

static const struct find_case finds[] = {
	{ "2018-07-03", 0, "2018-07-03 - - -" },
	{ "2018-7-3", 0, "2018-07-03 - - -" },
	{ "2018.7.3", 0, "2018-07-03 - - -" },
	{ "2018/7/3", 0, "2018-07-03 - - -" },
	{ "20180703", 0, "2018-07-03 - - -" },
	{ "2018年7月3日", 0, "2018-07-03 - - -" },
	{ "2018 年 7 月 3 日", 0, "2018-07-03 - - -" },
	{ "2018年07月03号", 0, "2018-07-03 - - -" },
	{ "18年7月3日", 0, "2018-07-03 - - -" },
	{ "２０１８年７月３日", 0, "2018-07-03 - - -" },
	{ "２０１８－０７－０３", 0, "2018-07-03 - - -" },
	{ "２０１８．７．３", 0, "2018-07-03 - - -" },
	{ "2018—07—03", 0, "2018-07-03 - - -" },
	{ "2018. 7. 3", 0, "2018-07-03 - - -" },
	{ "二〇一八年七月三日", 0, "2018-07-03 - - -" },
	{ "二0一八年七月三日", 0, "2018-07-03 - - -" },
	{ "二○一八年七月三日", 0, "2018-07-03 - - -" },
	{ "二O一八年7月3日", 0, "2018-07-03 - - -" },
	{ "二零一八年十二月三十一日", 0, "2018-12-31 - - -" },
	{ "二〇一八年十月二十日晚八点", 0, "2018-10-20 - 20:00 -" },
	{ "7月3日", 2018, "2018-07-03 - - -" },
	{ "７月３日", 2018, "2018-07-03 - - -" },
	{ "7月3号晚上", 2018, "2018-07-03 - - -" },
	{ "七月三日", 2018, "2018-07-03 - - -" },
	{ "十月一日", 2018, "2018-10-01 - - -" },
	{ "7.3", 2018, "2018-07-03 - - -" },
	{ "7.3（周二）", 2018, "2018-07-03 2 - -" },
	{ "7月3日", 0, "noyear" },
	{ "2018-07-03（星期二）", 0, "2018-07-03 2 - -" },
	{ "2018-07-03 星期二", 0, "2018-07-03 2 - -" },
	{ "2018年7月1日，星期二，第27周", 0, "2018-07-01 2 - -" },
	{ "2018年7月1日，第27周，星期日", 0, "2018-07-01 7 - -" },
	{ "2018年7月1日 礼拜天", 0, "2018-07-01 7 - -" },
	{ "2018年7月3日(周2)", 0, "2018-07-03 2 - -" },
	{ "星期二（2018年7月3日）", 0, "2018-07-03 2 - -" },
	{ "周二，7月3日", 2018, "2018-07-03 2 - -" },
	{ "2018年7月3日周例会", 0, "2018-07-03 - - -" },
	{ "2018-07-03 20:00", 0, "2018-07-03 - 20:00 -" },
	{ "2018-07-03T20:00:00", 0, "2018-07-03 - 20:00 -" },
	{ "2018.7.3（周二）晚8：00", 0, "2018-07-03 2 20:00 -" },
	{ "２０１８年７月３日（星期二）晚8：00—9：30", 0, "2018-07-03 2 20:00 21:30" },
	{ "7月3日20:00—21:30", 2018, "2018-07-03 - 20:00 21:30" },
	{ "7月3日20：00－21：30", 2018, "2018-07-03 - 20:00 21:30" },
	{ "7月3日 20:00 至 21:30", 2018, "2018-07-03 - 20:00 21:30" },
	{ "7月3日20:00——21:30", 2018, "2018-07-03 - 20:00 21:30" },
	{ "7月3日下午2点半到5点", 2018, "2018-07-03 - 14:30 17:00" },
	{ "7月3日上午9:00-11:00", 2018, "2018-07-03 - 09:00 11:00" },
	{ "7月3日上午11:00-1:00", 2018, "2018-07-03 - 11:00 13:00" },
	{ "7月3日上午9时30分至下午3时", 2018, "2018-07-03 - 09:30 15:00" },
	{ "7月3日晚八点三刻", 2018, "2018-07-03 - 20:45 -" },
	{ "7月3日晚8.30", 2018, "2018-07-03 - 20:30 -" },
	{ "7月3日中午12:30", 2018, "2018-07-03 - 12:30 -" },
	{ "7月3日中午1点", 2018, "2018-07-03 - 13:00 -" },
	{ "7月3日晚11:00—12:30", 2018, "2018-07-03 - 23:00 24:30" },
	{ "7月3日23:00—0:30", 2018, "2018-07-03 - 23:00 24:30" },
	{ "7月3日早上6点", 2018, "2018-07-03 - 06:00 -" },
	{ "7月3日（周二 晚8:00）", 2018, "2018-07-03 2 20:00 -" },
	{ "7月3日晚（周二）8:00", 2018, "2018-07-03 2 20:00 -" },
	{ "2018年7月3日19时30分", 0, "2018-07-03 - 19:30 -" },
	{ "2018年7月3日（农历五月二十）", 0, "2018-07-03 - - -" },
	{ "2018年7月3日晚上7点半至9点", 0, "2018-07-03 - 19:30 21:00" },
	{ "7月3日 时间不定", 2018, "2018-07-03 - - -" },
	{ "7月3日8户", 2018, "2018-07-03 - - -" },
	{ "7月3日晚8点5人参加", 2018, "2018-07-03 - 20:00 -" },
	{ "7月3日 25:00", 2018, "impossible" },
	{ "7月3日 8:75", 2018, "impossible" },
	{ "2月30日", 2018, "impossible" },
	{ "2018-02-29", 0, "impossible" },
	{ "2018年13月5日", 0, "impossible" },
	{ "2018-13-05", 0, "impossible" },
	{ "2020年2月29日", 0, "2020-02-29 - - -" },
	{ "2月29日", 2018, "impossible" },
	{ "会议于2018年7月3日召开，7月9日再议", 0, "2018-07-03 - - -" },
	{ "xinfa-2018-07-03-例会", 0, "2018-07-03 - - -" },
	{ "双书记周例会20180703（定稿）", 0, "2018-07-03 - - -" },
	{ "例会记录7.3", 2018, "2018-07-03 - - -" },
	{ "示例嘎查2018年第27周“双书记”周例会", 2018, "none" },
	{ "任务27-1", 2018, "none" },
	{ "问题6-1 修路", 2018, "none" },
	{ "3.5万元", 2018, "none" },
	{ "7.3%", 2018, "none" },
	{ "1.2.3 说明", 2018, "none" },
	{ "1/2以上户代表", 2018, "none" },
	{ "电话13812345678", 2018, "none" },
	{ "7-8人参加", 2018, "none" },
	{ "2018年7月", 2018, "none" },
	{ "7月3日前", 2018, "2018-07-03 - - -" },
	{ "", 2018, "none" },
	{ "无", 2018, "none" },
};

static void
describe(char *out, size_t room, bool found, const struct date_found *f)
{
	if (f->impossible)
		snprintf(out, room, "impossible");
	else if (!found)
		snprintf(out, room, f->at.n > 0 ? "noyear" : "none");
	else {
		char weekday[16] = "-", start[16] = "-", end[16] = "-";
		if (f->weekday > 0)
			snprintf(weekday, sizeof weekday, "%d", f->weekday);
		if (f->start >= 0)
			snprintf(start, sizeof start, "%02d:%02d", f->start / 60, f->start % 60);
		if (f->end >= 0)
			snprintf(end, sizeof end, "%02d:%02d", f->end / 60, f->end % 60);
		snprintf(out, room, "%04d-%02d-%02d %s %s %s", f->date.year, f->date.month,
		    f->date.day, weekday, start, end);
	}
}

static void
dates_as_written(void **state)
{
	int bad = 0;
	(void)state;
	for (size_t i = 0; i < sizeof finds / sizeof *finds; i++) {
		struct date_found f;
		char got[80];
		bool found = date_find(text_of(finds[i].line), finds[i].year, &f);
		describe(got, sizeof got, found, &f);
		if (strcmp(got, finds[i].want) != 0) {
			print_error(
			    "%s: got \"%s\", want \"%s\"\n", finds[i].line, got, finds[i].want);
			bad++;
		}
	}
	assert_int_equal(bad, 0);
}

static void
spans_point_at_the_words(void **state)
{
	(void)state;
	struct text t = T("时间：2018年7月3日（星期二）晚8:00");
	struct date_found f;
	assert_true(date_find(t, 0, &f));
	assert_true(text_eq(text_cut(t, f.at.at, f.at.at + f.at.n), T("2018年7月3日")));
	assert_true(
	    text_eq(text_cut(t, f.weekday_at.at, f.weekday_at.at + f.weekday_at.n), T("星期二")));
	assert_true(f.year_written);
	assert_true(date_find(T("7月3日"), 2019, &f));
	assert_false(f.year_written);
	assert_int_equal(f.date.year, 2019);
}

static void
long_lines_end(void **state)
{
	(void)state;
	static const char *const seeds[] = { "1", "7月", "2018-", "7.", "（", " ", "十", "一", "周",
		"7.3-" };
	struct arena *a = arena_new();
	for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
		size_t n = strlen(seeds[i]), times = 400000 / n;
		char *p = arena_alloc(a, n * times + 1);
		for (size_t k = 0; k < times; k++)
			memcpy(p + k * n, seeds[i], n);
		struct date_found f;
		struct deadline d;
		date_find((struct text){ p, n * times }, 2018, &f);
		deadline_find((struct text){ p, n * times }, (struct date){ 2018, 7, 3 }, &d);
	}
	arena_free(a);
}

static void
today(void **state)
{
	(void)state;
	struct date d;
	struct err e = { 0 };
	bool fixed;
	setenv(
	    "SOURCE_DATE_EPOCH", "1530547200", 1); /* 2018-07-02T16:00:00Z is the 3rd in +08:00 */
	assert_true(clock_today(NULL, &d, &fixed, &e));
	assert_true(fixed && d.year == 2018 && d.month == 7 && d.day == 3);
	setenv("SOURCE_DATE_EPOCH", "1530547199", 1);
	assert_true(clock_today(NULL, &d, NULL, &e));
	assert_int_equal(d.day, 2);
	assert_true(clock_today("2019-01-02", &d, &fixed, &e));
	assert_true(fixed && d.year == 2019);
	assert_false(clock_today("2019-02-30", &d, &fixed, &e));
	assert_int_equal(e.kind, ERR_USAGE);
	e = (struct err){ 0 };
	setenv("SOURCE_DATE_EPOCH", "gestern", 1);
	assert_false(clock_today(NULL, &d, &fixed, &e));
	setenv("SOURCE_DATE_EPOCH", "99999999999999999999", 1);
	e = (struct err){ 0 };
	assert_false(clock_today(NULL, &d, &fixed, &e));
	unsetenv("SOURCE_DATE_EPOCH");
	e = (struct err){ 0 };
	assert_true(clock_today(NULL, &d, &fixed, &e));
	assert_false(fixed);
}

static void
written_out(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct date d = { 2018, 7, 3 };
	assert_string_equal(date_iso(a, d).p, "2018-07-03");
	assert_string_equal(date_zh(a, d).p, "2018年7月3日");
	assert_string_equal(date_weekday_zh(7, true).p, "周日");
	assert_string_equal(date_weekday_zh(2, false).p, "星期二");
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_comes_back),
		cmocka_unit_test(weeks_after_iso),
		cmocka_unit_test(strict_forms),
		cmocka_unit_test(dates_as_written),
		cmocka_unit_test(spans_point_at_the_words),
		cmocka_unit_test(long_lines_end),
		cmocka_unit_test(today),
		cmocka_unit_test(written_out),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
