/* SPDX-License-Identifier: MIT */
/*
 * Records that nobody would write, under a clock: each rule, the index and the ledger must cost
 * about as much for each line of a long record as of a short one. The limit is processor time and
 * generous, because machines differ; what is quadratic in 20,000 lines misses it by far.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/check.h"

#define LINES 20000
#define LIMIT 20.0 /* seconds; sanitizers take ten times what the program does */

static const char head[] =
    "---\n类型: 双书记周例会\n日期: %s\n主持人: 张三\n召集人: 李四\n出席: 张三、李四%s\n---\n# "
    "例会\n## 一、学习政策\n- 学习草原法%s\n"
    "## 二、听取上周工作汇报\n- 首次会议\n%s\n## 三、研究解决问题\n%s\n## 四、部署本周工作\n%s\n";

enum part { PEOPLE, STUDY, REPORT, PROBLEM, TASK, PARTS };

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
put(const struct site *site, struct store *s, const char *path, const char *date, enum part which,
    const char *line)
{
	struct unit *u = site_unit(site, T("xinfa"));
	struct source file = { .kind = SOURCE_DOCUMENT,
		.path = text_of(path),
		.address = text_of(path),
		.unit = u,
		.profiles = &u->profiles,
		.study = &u->study,
		.lang = LANG_ZH };
	struct buf part = BUF_INIT, whole = BUF_INIT;
	const char *parts[PARTS] = { "", "", "", "", "" };
	struct err e = { 0 };
	struct doc *d;

	for (int i = 0; i < LINES; i++)
		buf_fmt(&part, line, i, i);
	parts[which] = part.p;
	buf_fmt(&whole, head, date, parts[PEOPLE], parts[STUDY], parts[REPORT], parts[PROBLEM],
	    parts[TASK]);
	d = doc_read_bytes(site, &file, buf_view(&whole), &e);
	assert_non_null(d);
	check_document(d, (struct date){ 2020, 12, 31 });
	assert_true(door_pass(d, EDITION_INTERNAL));
	if (!store_put_doc(s, d, &e))
		fail_msg("%s", e.message);
	doc_free(d);
	buf_release(&part);
	buf_release(&whole);
}

struct attack {
	const char *name;
	enum part first, second;
	const char *line, *then;
};

#pragma GCC diagnostic ignored "-Wformat-extra-args"
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static const struct attack attacks[] = {
	{ "people", PEOPLE, PROBLEM, "、人%d", "- 问题：甲（反映人：人%d）\n" },
	{ "same_person", PEOPLE, STUDY, "、王五", "\n- 王五患有残疾" },
	{ "sensitive", PEOPLE, STUDY, "、人%d", "\n- 残疾人人%d" },
	{ "passage", STUDY, STUDY, "一二三四五六七八九十一二三四", "\n- 一样的一句话说了许多遍" },
	{ "problems_alike", PROBLEM, REPORT, "### 二组机井的电机烧坏\n- 会议决定：修\n",
	    "- 二组机井的电机：办理中\n" },
	{ "tasks_all", TASK, REPORT, "- 清理北渠的淤泥（责任人：王五；时限：长期）\n",
	    "- 上周任务均已完成，除清理南渠外\n" },
	{ "tasks_closed_one_by_one", TASK, REPORT, "- 清理北渠（责任人：王五；时限：长期）\n",
	    "- 【任务27-%d】：已完成\n- 清理北渠：已完成\n" },
	{ "numbers_twice", PROBLEM, REPORT, "### 问题27-1：甲\n- 会议决定：修\n",
	    "- 【问题27-1】：重新办理\n" },
	{ "numbers_unknown", PROBLEM, REPORT, "### 问题1-%d：甲\n", "- 【问题9-%d】：已解决\n" },
};

static void
attack(void **state)
{
	const struct attack *a = *state;
	struct err e = { 0 };
	struct site *site = site_open("tests/rule/site", &e);
	struct store *s = store_open(":memory:", &e);
	struct arena *arena = arena_new();
	struct finding_list found = { 0 };
	int *units = ARENA_ARRAY(arena, int, 8);
	double start = seconds();
	struct date as_of = { 2018, 12, 31 };

	assert_non_null(site);
	for (size_t i = 0; i < site->nunits; i++)
		units[i] = (int)i;
	assert_true(store_begin(s, &e) && store_put_site(s, site, as_of, &e));
	put(site, s, "xinfa/a", "2018-07-03", a->first, a->line);
	put(site, s, "xinfa/b", "2018-07-10", a->second, a->then);
	if (!store_settle(s, site, units, site->nunits, &e) ||
	    !check_units(s, site, units, site->nunits, as_of, arena, &found, &e))
		fail_msg("%s", e.message);
	store_close(s);
	site_close(site);
	arena_free(arena);
	print_message("# %s %.2f s\n", a->name, seconds() - start);
	if (seconds() - start > LIMIT)
		fail_msg("%s took %.1f s", a->name, seconds() - start);
}

int
main(void)
{
	struct CMUnitTest tests[sizeof attacks / sizeof *attacks];

	for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++)
		tests[i] = (struct CMUnitTest){ .name = attacks[i].name,
			.test_func = attack,
			.initial_state = (void *)&attacks[i] };
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return _cmocka_run_group_tests(
	    "check_hostile", tests, sizeof attacks / sizeof *attacks, NULL, NULL);
}
