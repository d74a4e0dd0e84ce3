/* SPDX-License-Identifier: MIT */
/*
 * A ledger and its statistics, worked out by hand: two villages below one township, two years, New
 * Year 2018/2019 in between. 2018-12-31 is a Monday and lies in ISO week 1 of 2019; it counts as a
 * meeting of 2018 and its problem is 2019-1-1. Models are built here, without reading a file, so
 * that only the store is on trial.
 *
 *   village a                                              village b
 *   2018-12-18 (w51) problem 51-1, tasks 51-1, 51-2        2018-12-25 (w52) problem written 52-3,
 * problem without number 2018-12-25 (w52) 均已完成，除清淤外; problem 51-1 办理中   2019-01-08 (w2)
 * 52-3 已解决; 52-1 重新办理 is impossible (open) 2018-12-31 (w1)  problem 2019-1-1; report by
 * words     2019-01-15 (w3)  52-3 重新办理 2019-01-02 (w1)  problem 2019-1-2; 51-1 已解决 township
 * 2019-01-09: 【a 问题1-1】已上报
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "lihui/arena.h"
#include "lihui/store.h"

static struct arena *arena;
static struct site site;
static struct unit units[6];
static struct unit *unit_list[6];
static struct profile profile;
static struct doc_type weekly, joint;
static struct store *store;
static struct err err;

static void
unit_make(int i, struct unit *parent, const char *path, const char *name, enum unit_level level)
{
	units[i] = (struct unit){ .id = i,
		.parent = parent,
		.path = text_of(path),
		.name = text_of(name),
		.name_in = NO_TEXT,
		.level = level,
		.code = NO_TEXT,
		.phone = NO_TEXT,
		.address = NO_TEXT,
		.profiles = { &profile, 1, 1 } };
	unit_list[i] = &units[i];
}

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	weekly = (struct doc_type){
		.id = T("weekly"), .name = T("双书记周例会"), .class = CLASS_MEETING, .weekly = true
	};
	joint = (struct doc_type){
		.id = T("joint"), .name = T("双书记联席会议"), .class = CLASS_MEETING
	};
	profile = (struct profile){ .weekdays = 6, .yearly_minimum = 40, .silent_days = 28 };
	site = (struct site){ .arena = arena,
		.root = NO_TEXT,
		.title = T("测试"),
		.title_in = NO_TEXT,
		.id = NO_TEXT,
		.base_url = NO_TEXT,
		.units = unit_list,
		.nunits = 6 };
	unit_make(0, NULL, "", "科右中旗", LEVEL_BANNER);
	unit_make(1, &units[0], "town", "示例镇", LEVEL_TOWNSHIP);
	unit_make(2, &units[1], "town/a", "甲嘎查", LEVEL_VILLAGE);
	unit_make(3, &units[1], "town/b", "乙嘎查", LEVEL_VILLAGE);
	/* Of the same name as one in the other township: a township means its own. */
	unit_make(4, &units[0], "town2", "另一镇", LEVEL_TOWNSHIP);
	unit_make(5, &units[4], "town2/a", "甲嘎查", LEVEL_VILLAGE);
	site_name_units(&site);
	store = store_open(":memory:", &err);
	assert_non_null(store);
	assert_true(store_begin(store, &err));
	assert_true(store_put_site(store, &site, (struct date){ 2019, 1, 31 }, &err));
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	store_close(store);
	arena_free(arena);
	return 0;
}

static struct doc *
record(int unit, const char *date, const struct doc_type *type)
{
	struct doc *d = ARENA_NEW(arena, struct doc);

	d->arena = arena;
	d->site = &site;
	d->unit = &units[unit];
	d->profile = &profile;
	d->type = type;
	assert_true(date_parse_iso(text_of(date), &d->date));
	d->week = date_week(d->date);
	d->address = text_fmt(arena, "%.*s/%s", TEXT_ARG(units[unit].path), date);
	d->path = text_fmt(arena, "%.*s.md", TEXT_ARG(d->address));
	d->start = d->end = -1;
	d->expected = d->present = -1;
	d->vote = (struct vote){ -1, -1, -1 };
	d->body = block_new(arena, BLOCK_ROOT);
	d->sink.arena = arena;
	return d;
}

static struct number
number(const char *words)
{
	int a = 0, b = 0, c = 0, n = sscanf(words, "%d-%d-%d", &a, &b, &c);

	if (n == 3)
		return (struct number){ (int16_t)a, (int8_t)b, (int16_t)c };
	return n == 2 ? (struct number){ 0, (int8_t)a, (int16_t)b } : (struct number){ 0, 0, 0 };
}

static struct problem *
problem(struct doc *d, const char *num, const char *title, const char *decision)
{
	struct problem *p = ARENA_PUSH(d->arena, &d->problems);

	p->number = number(num);
	p->title = text_of(title);
	p->decision = text_of(decision);
	return p;
}

static void
task(struct doc *d, const char *num, const char *title)
{
	struct task *t = ARENA_PUSH(d->arena, &d->tasks);

	t->number = number(num);
	t->title = text_of(title);
}

static struct report *
report(struct doc *d, enum report_target target, const char *num, enum status status,
    const char *words)
{
	struct report *r = ARENA_PUSH(d->arena, &d->reports);

	r->target = target;
	r->number = number(num);
	r->status = status;
	r->words = text_of(words);
	r->in_report_step = true;
	return r;
}

static void
put(struct doc *d)
{
	if (!store_put_doc(store, d, &err))
		fail_msg("%s", err.message);
}

static void
settle(void)
{
	if (!store_settle(store, &site, (const int[]){ 1, 2, 3 }, 3, &err))
		fail_msg("%s", err.message);
}

/* The whole site; in a given order, because the result must not depend on it. */
static void
village_a(void)
{
	struct doc *d = record(2, "2018-12-18", &weekly);

	problem(d, "", "二组机井电机烧坏", "先借一组电机应急");
	task(d, "", "修好二组机井电机");
	task(d, "", "清理北渠淤泥");
	put(d);
	d = record(2, "2018-12-25", &weekly);
	text_list_add(arena,
	    &report(d, REPORT_ALL_TASKS, "", STATUS_SOLVED, "均已完成，除清理北渠淤泥外")->except,
	    T("清理北渠淤泥"));
	report(d, REPORT_PROBLEM, "51-1", STATUS_DOING, "办理中，电机已订购");
	put(d);
	d = record(2, "2018-12-31", &weekly);
	problem(d, "", "村东路灯不亮", "");
	report(d, REPORT_EITHER, "", STATUS_SOLVED, "已完成")->item = T("清理北渠的淤泥：已完成");
	put(d);
	d = record(2, "2019-01-02", &weekly);
	problem(d, "", "羊舍漏风", "列入计划")->status = STATUS_PLANNED;
	report(d, REPORT_PROBLEM, "51-1", STATUS_SOLVED, "已解决，新电机通水")->feedback = true;
	put(d);
}

static void
village_b_and_town(void)
{
	struct doc *d = record(3, "2019-01-15", &weekly);

	report(d, REPORT_PROBLEM, "52-3", STATUS_REOPENED, "重新办理，又断电了");
	put(d);
	d = record(3, "2019-01-08", &weekly);
	report(d, REPORT_PROBLEM, "2018-52-3", STATUS_SOLVED, "已解决");
	report(d, REPORT_PROBLEM, "40-9", STATUS_SOLVED, "已解决");
	put(d);
	d = record(3, "2018-12-25", &weekly);
	problem(d, "52-3", "电压不稳", "报供电所");
	problem(d, "", "道路积雪", "出动铲车");
	problem(d, "52-3", "号码写重了", "改号");
	put(d);
	d = record(1, "2019-01-09", &joint);
	report(d, REPORT_PROBLEM, "1-1", STATUS_SENT_UP, "已上报，请旗里安排")->unit_words =
	    T("甲嘎查");
	put(d);
}

static struct text
rows(const char *sql)
{
	struct buf out = BUF_INIT;
	struct query q;
	struct text t;

	query_start(store, &q, sql, &err);
	while (query_row(&q)) {
		buf_text(&out, query_peek(&q, 0));
		buf_char(&out, '\n');
	}
	if (!query_end(&q))
		fail_msg("%s", err.message);
	t = text_copy(arena, buf_view(&out));
	buf_release(&out);
	return t;
}

static void
expect(const char *sql, const char *want)
{
	assert_string_equal(rows(sql).p, want);
}

static const char problems_sql[] =
    "select unit || ' ' || number || ' ' || title || ' ' || status || ' ' || status_date || ' "
    "solved=' || solved || ' reopened=' || reopened || ' answered=' || "
    "answered || ' written=' || written from problem order by unit, raised, number";
static const char problems_want[] =
    "3 2018-51-1 二组机井电机烧坏 solved 2019-01-02 solved=2019-01-02 reopened=0 answered=1 "
    "written=0\n"
    "3 2019-1-1 村东路灯不亮 sent_up 2019-01-09 solved= reopened=0 answered=0 written=0\n"
    "3 2019-1-2 羊舍漏风 planned 2019-01-02 solved= reopened=0 answered=0 written=0\n"
    "4 2018-52-1 道路积雪 decided 2018-12-25 solved= reopened=0 answered=0 written=0\n"
    "4 2018-52-2 号码写重了 decided 2018-12-25 solved= reopened=0 answered=0 written=0\n"
    "4 2018-52-3 电压不稳 reopened 2019-01-15 solved= reopened=1 answered=0 written=1\n";

static void
ledger_by_hand(void **state)
{
	(void)state;
	village_a();
	village_b_and_town();
	settle();
	expect(problems_sql, problems_want);
	expect("select number || ' ' || title || ' ' || status || ' ' || status_date from task "
	       "order by number",
	    "2018-51-1 修好二组机井电机 solved 2018-12-25\n2018-51-2 清理北渠淤泥 solved "
	    "2018-12-31\n");
}

/* The history of one problem, in order, with dates and sources. */
static void
history(void **state)
{
	(void)state;
	village_a();
	settle();
	expect(
	    "select event.date || ' ' || kind || ' ' || event.status || ' ' || words || ' ' || "
	    "address from event join document on document.id = event.document "
	    "where problem = (select id from problem where number = '2018-51-1') order by event.id",
	    "2018-12-18 raised open 二组机井电机烧坏 town/a/2018-12-18\n"
	    "2018-12-18 decided decided 先借一组电机应急 town/a/2018-12-18\n"
	    "2018-12-25 status doing 办理中，电机已订购 town/a/2018-12-25\n"
	    "2019-01-02 status solved 已解决，新电机通水 town/a/2019-01-02\n"
	    "2019-01-02 feedback  已解决，新电机通水 town/a/2019-01-02\n");
	/* The excepted task was spoken of and not closed. */
	expect("select date || ' ' || kind from event where task = (select id from task where "
	       "number = '2018-51-2') order by id",
	    "2018-12-18 raised\n2018-12-25 progress\n2018-12-31 status\n");
}

static void
what_reports_mean(void **state)
{
	(void)state;
	village_a();
	village_b_and_town();
	settle();
	expect("select document.date || ' ' || report.number || ' -> ' || coalesce(problem.number, "
	       "'-') || ' ' || coalesce(task.number, '-') || ' ' || by_words "
	       "from report join document on document.id = report.document left join problem on "
	       "problem.id = report.problem left join task on task.id = report.task "
	       "order by document.date, report.place, document.id",
	    "2018-12-25  -> - - 0\n"
	    "2018-12-25 51-1 -> 2018-51-1 - 0\n"
	    "2018-12-31  -> - 2018-51-2 1\n"
	    "2019-01-02 51-1 -> 2018-51-1 - 0\n"
	    "2019-01-08 2018-52-3 -> 2018-52-3 - 0\n"
	    "2019-01-08 40-9 -> - - 0\n"
	    "2019-01-09 1-1 -> 2019-1-1 - 0\n"
	    "2019-01-15 52-3 -> 2018-52-3 - 0\n");
}

/* Meetings by calendar year, numbers by ISO year; solved of those raised in the year. */
static void
statistics(void **state)
{
	(void)state;
	village_a();
	village_b_and_town();
	settle();
	expect("select unit || ' ' || year || ' ' || held from unit_year order by unit, year",
	    "3 2018 3\n3 2019 1\n4 2018 1\n4 2019 2\n");
	expect("select unit || ' ' || substr(raised, 1, 4) || ' ' || count(*) || ' ' || sum(status "
	       "= 'solved') from problem group by unit, substr(raised, 1, 4)",
	    "3 2018 2 1\n3 2019 1 0\n4 2018 3 0\n");
}

/* The hundredth build is the first one: replaced, removed and put again in another order, the same
 * rows come out. */
static void
order_does_not_matter(void **state)
{
	(void)state;
	village_b_and_town();
	settle();
	village_a();
	settle();
	expect(problems_sql, problems_want);
	village_a();
	settle();
	expect(problems_sql, problems_want);
	assert_true(store_remove_doc(store, T("town/2019-01-09"), &err));
	settle();
	expect("select status from problem where number = '2019-1-1'", "open\n");
	assert_true(store_remove_doc(store, T("town/a/2018-12-18"), &err));
	settle();
	expect("select number from problem where unit = 3 order by number", "2019-1-1\n2019-1-2\n");
	expect("select count(*) from event where problem not in (select id from problem)", "0\n");
	village_b_and_town();
	village_a();
	settle();
	expect(problems_sql, problems_want);
}

/* A report of a unit above that is taken back is undone below even when only the unit above is
 * named. */
static void
settled_from_above(void **state)
{
	(void)state;
	village_a();
	village_b_and_town();
	settle();
	assert_true(store_remove_doc(store, T("town/2019-01-09"), &err));
	assert_true(store_settle(store, &site, (const int[]){ 1 }, 1, &err));
	expect("select status from problem where number = '2019-1-1'", "open\n");
}

/* A number that a record on hold has written is nobody else's, and what it says is nowhere. */
static void
held_numbers_are_kept(void **state)
{
	struct doc *d;

	(void)state;
	d = record(2, "2018-12-18", &weekly);
	d->title = T("不可见的标题");
	problem(d, "51-1", "不可见的问题", "不可见");
	problem(d, "", "不可见的问题", "不可见");
	d->held = true;
	put(d);
	d = record(2, "2018-12-19", &joint);
	problem(d, "", "可见的问题", "办");
	put(d);
	settle();
	expect("select number || ' ' || title from problem", "2018-51-3 可见的问题\n");
	expect("select state || ' ' || title from document order by date", "held \npublished \n");
	expect("select count(*) from model where instr(tree, cast('不可见' as blob))", "0\n");
}

static void
flow_in_time(void **state)
{
	struct doc *d = record(2, "2018-12-18", &weekly);
	struct problem *p = problem(d, "", "手机没有信号", "上报");

	(void)state;
	p->status = STATUS_SENT_UP;
	*ARENA_PUSH(arena, &p->referral) = (struct referral_event){
		.step = REFERRAL_LIST, .date = { 2018, 12, 18 }, .by = T("嘎查")
	};
	*ARENA_PUSH(arena, &p->referral) = (struct referral_event){
		.step = REFERRAL_CLOSE, .date = { 2019, 1, 5 }, .by = T("移动公司")
	};
	*ARENA_PUSH(arena, &p->referral) = (struct referral_event){
		.step = REFERRAL_RATE, .date = { 2019, 1, 7 }, .by = T("满意")
	};
	put(d);
	d = record(2, "2018-12-25", &weekly);
	report(d, REPORT_PROBLEM, "51-1", STATUS_DOING, "办理中");
	put(d);
	settle();
	expect("select date || ' ' || kind || ' ' || status || ' ' || flow from event order by id",
	    "2018-12-18 raised open \n2018-12-18 decided decided \n2018-12-18 status sent_up "
	    "\n2018-12-18 flow  list\n2018-12-25 status doing \n"
	    "2019-01-05 flow solved close\n2019-01-07 flow  rate\n");
	expect("select status || ' ' || solved || ' ' || answered from problem",
	    "solved 2019-01-05 1\n");
}

/* Two matters begin alike: neither is meant. A closed one does not count. */
static void
by_words_only_one(void **state)
{
	struct doc *d = record(2, "2018-12-18", &weekly);

	(void)state;
	task(d, "", "整治人居环境，一组");
	task(d, "", "整治人居环境，二组");
	task(d, "", "修路");
	put(d);
	d = record(2, "2018-12-25", &weekly);
	report(d, REPORT_EITHER, "", STATUS_SOLVED, "已完成")->item = T("整治人居环境已完成");
	report(d, REPORT_EITHER, "", STATUS_SOLVED, "已完成")->item = T("修路：已完成");
	report(d, REPORT_TASK, "51-1", STATUS_SOLVED, "已完成");
	report(d, REPORT_EITHER, "", STATUS_DOING, "办理中")->item = T("整治人居环境：办理中");
	put(d);
	settle();
	expect("select status from task order by number", "solved\ndoing\ndecided\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(ledger_by_hand, setup, teardown),
		cmocka_unit_test_setup_teardown(history, setup, teardown),
		cmocka_unit_test_setup_teardown(what_reports_mean, setup, teardown),
		cmocka_unit_test_setup_teardown(statistics, setup, teardown),
		cmocka_unit_test_setup_teardown(order_does_not_matter, setup, teardown),
		cmocka_unit_test_setup_teardown(settled_from_above, setup, teardown),
		cmocka_unit_test_setup_teardown(held_numbers_are_kept, setup, teardown),
		cmocka_unit_test_setup_teardown(flow_in_time, setup, teardown),
		cmocka_unit_test_setup_teardown(by_words_only_one, setup, teardown),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
