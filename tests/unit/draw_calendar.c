/* SPDX-License-Identifier: MIT */
/* iCalendar: one calendar byte for byte, then folding, escaping and the ends of events. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

#include "lihui/arena.h"
#include "lihui/calendar.h"
#include "lihui/utf8.h"

static const char whole[] =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//lihui//lihui//"
    "ZH\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
    "NAME:新发嘎查\r\nX-WR-CALNAME:新发嘎查\r\nX-WR-TIMEZONE:Asia/Shanghai\r\n"
    "BEGIN:VTIMEZONE\r\nTZID:Asia/"
    "Shanghai\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0800\r\n"
    "TZOFFSETTO:+0800\r\nTZNAME:CST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    "BEGIN:VEVENT\r\nUID:2@example.org\r\nDTSTAMP:20180626T120000Z\r\nDTSTART;VALUE=DATE:"
    "20180626\r\n"
    "DTEND;VALUE=DATE:20180704\r\nTRANSP:TRANSPARENT\r\nSUMMARY:公示\r\nSEQUENCE:0\r\nSTATUS:"
    "CONFIRMED\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:1@example.org\r\nDTSTAMP:20180709T120000Z\r\nDTSTART;TZID=Asia/"
    "Shanghai:20180703T200000\r\n"
    "DTEND;TZID=Asia/Shanghai:20180703T213000\r\nSUMMARY:周例会\\; 二组\\, "
    "电机\r\nLOCATION:嘎查党群服务中心\r\n"
    "DESCRIPTION:一\\n二\\\\三\r\nURL:https://example.org/zh/"
    "a,b;c.html\r\nSEQUENCE:2\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n";

static void
test_whole(void **state)
{
	(void)state;
	struct calendar_event events[] = {
		{ T("1@example.org"), T("周例会; 二组, 电机"), T("一\r\n二\\三\x02\n"),
		    T("嘎查党群服务中心"), T("https://example.org/zh/a,b;c.html"), { 2018, 7, 3 },
		    NO_DATE, 1200, 1290, true, { 2018, 7, 9 }, 2 },
		{ T("2@example.org"), T("公示"), NO_TEXT, NO_TEXT, NO_TEXT, { 2018, 6, 26 },
		    { 2018, 7, 3 }, -1, -1, false, NO_DATE, 0 },
		{ T("3@example.org"), T("没有日期"), NO_TEXT, NO_TEXT, NO_TEXT, NO_DATE, NO_DATE,
		    -1, -1, false, NO_DATE, 0 },
	};
	struct calendar c = { T("新发嘎查"), events, 3 };
	struct buf out = BUF_INIT;
	calendar_write(&out, &c);
	assert_string_equal(out.p, whole);
	struct calendar_event swapped[] = { events[2], events[1], events[0] };
	c.events = swapped;
	buf_clear(&out);
	calendar_write(&out, &c);
	assert_string_equal(out.p, whole);
	buf_release(&out);
}

/* Every line fits, is whole UTF-8, and unfolding gives the text back. */
static void
check_folding(struct text summary)
{
	struct calendar_event v = {
		.uid = T("u"), .summary = summary, .date = { 2018, 7, 3 }, .start = -1, .end = -1
	};
	struct calendar c = { NO_TEXT, &v, 1 };
	struct buf out = BUF_INIT, unfolded = BUF_INIT;
	calendar_write(&out, &c);
	struct text rest = buf_view(&out);
	while (rest.n > 0) {
		size_t end = text_find(rest, T("\r\n"), 0);
		assert_true(end != SIZE_MAX && end <= 75);
		struct text line = text_cut(rest, 0, end);
		assert_int_equal(utf8_valid(line), line.n);
		bool more = line.n > 0 && line.p[0] == ' ';
		if (!more)
			buf_char(&unfolded, '\n');
		buf_text(&unfolded, text_cut(line, more, line.n));
		rest = text_cut(rest, end + 2, rest.n);
	}
	struct buf expect = BUF_INIT;
	buf_fmt(&expect, "\nSUMMARY:%.*s\n", TEXT_ARG(summary));
	assert_true(text_has(buf_view(&unfolded), buf_view(&expect)));
	buf_release(&out);
	buf_release(&unfolded);
	buf_release(&expect);
}

static void
test_folding(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	for (int i = 0; i < 120; i++) {
		buf_str(&b, i % 7 == 0 ? "a" : i % 5 == 0 ? "𠀀" : "嘎");
		check_folding(buf_view(&b));
	}
	buf_release(&b);
}

static void
assert_event(struct calendar_event v, const char *has, const char *has_not)
{
	struct calendar c = { NO_TEXT, &v, 1 };
	struct buf out = BUF_INIT;
	calendar_write(&out, &c);
	assert_true(text_has(buf_view(&out), text_of(has)));
	assert_false(has_not && text_has(buf_view(&out), text_of(has_not)));
	buf_release(&out);
}

static void
test_times(void **state)
{
	(void)state;
	struct calendar_event v = { .uid = T("u"),
		.summary = T("s"),
		.date = { 2018, 12, 31 },
		.start = 21 * 60,
		.end = 30 };
	assert_event(v, "DTEND;TZID=Asia/Shanghai:20190101T003000\r\n", NULL);
	v.end = -1;
	assert_event(v, "DTSTART;TZID=Asia/Shanghai:20181231T210000\r\n", "DTEND");
	v.start = -1;
	assert_event(v, "DTEND;VALUE=DATE:20190101\r\n", "T21");
	v.last = (struct date){ 2018, 12, 1 }; /* before it begins: one day */
	assert_event(v, "DTEND;VALUE=DATE:20190101\r\n", NULL);
	v.uid = T("a\r\nSTATUS:CANCELLED");
	assert_event(v, "UID:a STATUS:CANCELLED\r\n", NULL);
}

static void
test_uid(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct text x = calendar_uid(a, T("example.org"), T("xinfa/2018-07-03")),
		    y = calendar_uid(a, T("example.org"), T("xinfa/2018-07-10"));
	assert_int_equal(x.n, 16 + 12);
	assert_false(text_eq(x, y));
	arena_free(a);
}

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_folding),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_uid),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
