/* SPDX-License-Identifier: MIT */
/*
 * A clock that cannot be right is refused; a day that somebody gave is not; and a sealed
 * index that makes no sense is made anew while it is read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/publish.h"

static char dir[] = "/tmp/lihui-day-XXXXXX";
static struct arena *arena;

static void
put(const char *name, struct text bytes)
{
	struct err e = { 0 };

	if (!file_write(path_join(arena, text_of(dir), text_of(name)).p, bytes, NULL, &e))
		fail_msg("%s", e.message);
}

static void
put_record(const char *date)
{
	struct text name = text_fmt(arena, "site/bailin/%.4s/%s.md", date, date);

	put(name.p, text_fmt(arena,
		"---\n类型: 双书记周例会\n日期: %s\n地点: 嘎查会议室\n主持人: 齐木德（第一书记）\n召集人: 邢乐（嘎查党支部书记）\n记录人: 毕力（文书）\n"
		"出席: 齐木德（第一书记）、邢乐（嘎查党支部书记）、毕力（文书）\n---\n# 周例会\n\n## 一、学习政策\n- 学习《草原法》\n\n## 二、听取上周工作汇报\n- 无\n\n"
		"## 三、研究解决问题\n- 无\n\n## 四、部署本周工作\n- 修门（责任人：毕力；时限：本周内）\n", date));
}

static int
setup(void **state)
{
	(void)state;
	strcpy(strrchr(dir, '-') + 1, "XXXXXX");
	assert_non_null(mkdtemp(dir));
	arena = arena_new();
	put("site/site.yaml", T("title: {zh: 柏林例会}\nlanguages: [zh]\nsheets: [handout]\n"));
	put("site/_index.md", T("---\n名称: 柏林苏木\n层级: 苏木\n---\n"));
	put("site/bailin/_index.md", T("---\n名称: 柏林嘎查\n---\n"));
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return system(text_fmt(arena = arena_new(), "rm -rf %s", dir).p);
}

/* "" when it went well. */
static struct text
build(struct date today, bool by_clock, struct build_report *r)
{
	struct text site = path_join(arena, text_of(dir), T("site"));
	struct text tree = path_join(arena, text_of(dir), T("tree"));
	struct build_options o = { .site = site.p, .output = tree.p, .today = today,
		.as_of = by_clock ? NO_DATE : today, .by_clock = by_clock, .jobs = 1 };
	struct err e = { 0 };

	*r = (struct build_report){ .arena = arena };
	if (publish_build(&o, r, &e))
		return NO_TEXT;
	assert_int_equal(e.kind, ERR_USAGE);
	return text_fmt(arena, "%s", e.message);
}

static void
goes(struct date today, bool by_clock, int published)
{
	struct build_report r;
	struct text said = build(today, by_clock, &r);

	if (said.n > 0)
		fail_msg("%s", said.p);
	assert_int_equal(r.published, published);
}

static void
refused(struct date today, const char *day, const char *why)
{
	struct build_report r;
	struct text said = build(today, true, &r);

	assert_true(text_has(said, text_of(day)));
	assert_true(text_has(said, text_of(why)));
	assert_true(text_has(said, T("--date")));
}

/* Pages stand there, and the clock goes back. */
static void
before_the_newest(void **state)
{
	(void)state;
	put_record("2019-12-03");
	put_record("2019-12-10");
	goes((struct date){ 2019, 12, 18 }, true, 2);
	goes((struct date){ 2019, 12, 18 }, true, 2);
	goes((struct date){ 2019, 12, 12 }, true, 2); /* a few days: whoever set the clock right */
	goes((struct date){ 2019, 12, 10 }, true, 2);
	refused((struct date){ 2019, 12, 9 }, "2019-12-09", "2019-12-10");
	refused((struct date){ 2009, 1, 1 }, "2009-01-01", "例会");
	goes((struct date){ 2019, 12, 9 }, false, 1); /* somebody said so */
}

static void
before_the_last_time(void **state)
{
	(void)state;
	put_record("2019-12-03");
	goes((struct date){ 2020, 6, 30 }, true, 1);
	goes((struct date){ 2020, 6, 23 }, true, 1);
	goes((struct date){ 2020, 6, 30 }, true, 1);
	refused((struct date){ 2020, 6, 22 }, "2020-06-22", "2020-06-30");
	goes((struct date){ 2020, 6, 22 }, false, 1); /* the clock had run ahead: said once */
	goes((struct date){ 2020, 6, 22 }, true, 1);
}

/* A date that is mistyped holds its record back, and no more. */
static void
one_mistyped(void **state)
{
	(void)state;
	put_record("2019-12-03");
	put_record("2091-12-10");
	goes((struct date){ 2019, 12, 18 }, true, 1);
	goes((struct date){ 2019, 12, 25 }, true, 1);
	put_record("2091-12-17");
	goes((struct date){ 2019, 12, 26 }, true, 1);
}

static void
the_first_time(void **state)
{
	(void)state;
	refused((struct date){ 2000, 1, 1 }, "2000-01-01", "例会");
	put_record("2024-12-03");
	goes((struct date){ 2019, 1, 1 }, true, 0); /* one record may be mistyped, in a new site too */
	put_record("2024-12-10");
	put_record("2024-12-17");
	assert_int_equal(system(text_fmt(arena, "rm -rf %s/site/.lihui", dir).p), 0);
	refused((struct date){ 2019, 1, 1 }, "2019-01-01", "3 份");
	refused((struct date){ 2019, 1, 1 }, "2019-01-01", "3 份");
	goes((struct date){ 2019, 1, 1 }, false, 0);
	goes((struct date){ 2025, 1, 6 }, true, 3);
}

/* Its bytes are those that were left, and SQLite cannot read them: it was written so. */
static void
sealed_and_damaged(void **state)
{
	struct text index = path_join(arena, text_of(dir), T("site/.lihui/public.db"));
	static const long places[] = { 200, 4096, 8192, 40960, 81920 };

	(void)state;
	put_record("2019-12-03");
	put_record("2019-12-10");
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct err e = { 0 };

		goes((struct date){ 2019, 12, 18 }, false, 2);
		FILE *f = fopen(index.p, "r+");
		assert_non_null(f);
		fseek(f, places[i], SEEK_SET);
		for (int k = 0; k < 3000; k++)
			fputc(0xEE, f);
		fclose(f);
		assert_true(store_seal_file(index.p, &e));
		assert_int_equal(system(text_fmt(arena, "rm -rf %s/tree", dir).p), 0);
		goes((struct date){ 2019, 12, 18 }, false, 2);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(before_the_newest, setup, teardown),
		cmocka_unit_test_setup_teardown(before_the_last_time, setup, teardown),
		cmocka_unit_test_setup_teardown(one_mistyped, setup, teardown),
		cmocka_unit_test_setup_teardown(the_first_time, setup, teardown),
		cmocka_unit_test_setup_teardown(sealed_and_damaged, setup, teardown),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
