/* SPDX-License-Identifier: MIT */
/*
 * Section 4 of the specification, counted by hand over tests/view/site. 甲嘎查: records in weeks 1,
 * 2, 3, 6 of 2018, a statement of reason in week 4, one record without a readable date held back;
 * so as of 20 February (week 8) weeks 5 and 7 are missing. 乙嘎查 sent its first record in week 3:
 * its neighbour began in week 1, so weeks 1, 2 and 4 to 7 are missing. Problems: 1-1 was solved on
 * 16 January after 14 days and taken up again on 6 February; 1-2 planned; 2-1 due on 20 January and
 * not done; 6-1 sent up; 3-1 explained.
 */
#include "view_help.h"

static struct stats
stats_of(struct bed *b, const char *unit, int year)
{
	struct stats s;

	bed_must(b, view_stats(&b->view, bed_unit(b, unit), year, &s, &b->e));
	return s;
}

static void
whole_banner(void **state)
{
	struct stats s = stats_of(*state, "", 2018);

	assert_int_equal(s.units, 2);
	assert_int_equal(s.held, 5);
	assert_int_equal(s.held_back, 1);
	assert_int_equal(s.received, 6);
	assert_int_equal(s.missing, 8);
	assert_int_equal(s.minimum, 80);
	assert_int_equal(s.weeks_left, 44);
	assert_int_equal(s.collected, 5);
	assert_int_equal(s.solved, 0);
	assert_int_equal(s.explained, 1);
	assert_int_equal(s.open, 4);
	assert_int_equal(s.overdue, 1);
	assert_int_equal(s.planned, 1);
	assert_int_equal(s.sent_up, 1);
	assert_int_equal(s.deferred, 0);
	assert_int_equal(s.reopened, 1);
	assert_int_equal(s.median_days, -1);
}

/* Before the motor broke again it was solved; the deadline's own day is not overdue. */
static void
as_of_an_earlier_day(void **state)
{
	struct bed *b = *state;
	struct date now = b->view.as_of;

	b->view.as_of = (struct date){ 2018, 1, 20 };
	struct stats s = stats_of(b, "", 2018);

	b->view.as_of = now;
	assert_int_equal(s.held, 4);
	assert_int_equal(s.missing, 2);
	assert_int_equal(s.collected, 4);
	assert_int_equal(s.solved, 1);
	assert_int_equal(s.median_days, 14);
	assert_int_equal(s.reopened, 0);
	assert_int_equal(s.overdue, 0);
	assert_int_equal(s.weeks_left, 49);
}

static void
one_village(void **state)
{
	struct stats s = stats_of(*state, "sumu/y", 2018);

	assert_int_equal(s.units, 1);
	assert_int_equal(s.held, 1);
	assert_int_equal(s.missing, 6);
	assert_int_equal(s.collected, 1);
	assert_int_equal(s.explained, 1);
	assert_int_equal(s.open, 0);
}

static void
another_year(void **state)
{
	struct stats s = stats_of(*state, "", 2017);

	assert_int_equal(s.held, 0);
	assert_int_equal(s.collected, 0);
	assert_int_equal(s.missing, 0);
	assert_int_equal(s.weeks_left, 0);
}

/* 0: every year. */
static void
all_years(void **state)
{
	struct stats s = stats_of(*state, "sumu/x", 0);

	assert_int_equal(s.held, 4);
	assert_int_equal(s.collected, 4);
	assert_int_equal(s.overdue, 1);
}

static void
as_csv(void **state)
{
	struct bed *b = *state;
	struct buf out = BUF_INIT;

	bed_must(b, view_stats_csv(&b->view, b->a, bed_unit(b, "sumu"), &out, &b->e));
	assert_true(text_has(buf_view(&out),
	    T("测试苏木,测试旗,2018,2,5,0,1,6,1,8,80,5,0,4,1,2,1,1,0,1,1,,0,0,0,0\r\n")));
	assert_true(text_has(buf_view(&out),
	    T("乙嘎查,测试苏木,2018,1,1,0,0,1,0,6,40,1,0,0,0,0,0,0,0,1,0,,0,0,0,0\r\n")));
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_banner),
		cmocka_unit_test(as_of_an_earlier_day),
		cmocka_unit_test(one_village),
		cmocka_unit_test(another_year),
		cmocka_unit_test(all_years),
		cmocka_unit_test(as_csv),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, bed_open, bed_close);
}
