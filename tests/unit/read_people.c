/* SPDX-License-Identifier: MIT */
/* Lists of people in the shapes of sign-in sheets, numbers, status words and the marks in front of
 * lines, in tables. */
#include "read_help.h"

#include "read/record.h"

static struct help help;
static struct doc *doc;

/* Names with their roles in brackets, groups in braces with their count. */
static struct text
shown(const struct person_list *l)
{
	struct text all = NO_TEXT;

	for (size_t i = 0; i < l->n; i++) {
		const struct person *p = &l->v[i];
		struct text roles = text_list_join(doc->arena, &p->roles, T(",")), one;

		if (p->group)
			one = text_fmt(doc->arena, "{%.*s %d}", TEXT_ARG(p->words), p->count);
		else
			one = roles.n
			    ? text_fmt(doc->arena, "%.*s[%.*s]", TEXT_ARG(p->name), TEXT_ARG(roles))
			    : p->name;
		all = all.n ? text_fmt(doc->arena, "%.*s %.*s", TEXT_ARG(all), TEXT_ARG(one)) : one;
	}
	return all;
}

static void
test_people(void **state)
{
	static const char *const cases[][2] = {
		{ "张三", "张三" },
		{ "张三、李四，王五；赵六", "张三 李四 王五 赵六" },
		{ "张三,李四;王五\n赵六", "张三 李四 王五 赵六" },
		{ "张　三", "张三" },
		{ "张　三、李 四", "张三 李四" },
		{ "张　三　李　四　包额尔敦", "张三 李四 包额尔敦" },
		{ "张三 李四 王小明", "张三 李四 王小明" },
		{ "张三（第一书记）", "张三[第一书记]" },
		{ "张三(党员，草管员)、李四", "张三[党员,草管员] 李四" },
		{ "第一书记张三", "张三[第一书记]" },
		{ "嘎查党支部书记李四", "李四[嘎查党支部书记]" },
		{ "李四书记", "李四[书记]" },
		{ "张三 第一书记", "张三[第一书记]" },
		{ "第一书记：张三", "张三[第一书记]" },
		{ "村民王五", "王五[村民]" },
		{ "阿拉腾其木格（牧民代表）", "阿拉腾其木格[牧民代表]" },
		{ "嘎查达白音", "白音[嘎查达]" },
		{ "王五和赵六", "王五 赵六" },
		{ "额尔敦和什格", "额尔敦和什格" },
		{ "李四等5人", "李四 {等5人 4}" },
		{ "张三、李四等2户", "张三 李四 {等2户 0}" },
		{ "其他党员和村民代表共19人", "{其他党员和村民代表共19人 19}" },
		{ "张三，其他党员、村民代表共十九人", "张三 {其他党员、村民代表共十九人 19}" },
		{ "全体党员", "{全体党员 -1}" },
		{ "签到表附后", "{签到表附后 -1}" },
		{ "村民代表3人，党员２名", "{村民代表3人 3} {党员２名 2}" },
		{ "嘎查委员会、李四", "{嘎查委员会 -1} 李四" },
		{ "【隐：王五】", "王五" },
		{ "【隐：王五】（村民）", "王五[村民]" },
		{ "无", "" },
		{ "、，；", "" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct person_list l = { 0 };
		struct text got;

		people_parse(doc, text_of(cases[i][0]), NO_SPAN, &l);
		got = shown(&l);
		if (!text_eq(got, text_of(cases[i][1])))
			fail_msg("%s: %.*s", cases[i][0], TEXT_ARG(got));
	}
}

static void
test_places_of_people(void **state)
{
	struct text t = T("　张三（党员）、李四");
	struct person_list l = { 0 };

	(void)state;
	people_parse(doc, t, (struct span){ 100, (uint32_t)t.n }, &l);
	assert_int_equal(l.n, 2);
	assert_int_equal(l.v[0].at.at, 103);
	assert_int_equal(l.v[1].at.at, 100 + (int)text_find(t, T("李四"), 0));
	assert_int_equal(l.v[1].at.n, 6);
}

static void
test_status(void **state)
{
	(void)state;
	assert_int_equal(status_parse(T("已完成")), STATUS_SOLVED);
	assert_int_equal(status_parse(T(" 已 办 结 。")), STATUS_SOLVED);
	assert_int_equal(status_parse(T("不予办理")), STATUS_EXPLAINED);
	assert_int_equal(status_parse(T("办理中；")), STATUS_DOING);
	assert_int_equal(status_parse(T("列入规划")), STATUS_PLANNED);
	assert_int_equal(status_parse(T("已上报")), STATUS_SENT_UP);
	assert_int_equal(status_parse(T("已转办")), STATUS_PASSED_ON);
	assert_int_equal(status_parse(T("暂缓办理")), STATUS_DEFERRED);
	assert_int_equal(status_parse(T("重新办理")), STATUS_REOPENED);
	assert_int_equal(status_parse(T("待研究")), STATUS_OPEN);
	assert_int_equal(status_parse(T("已议定")), STATUS_DECIDED);
	assert_int_equal(status_parse(T("已完成一半")), STATUS_NONE);
	assert_int_equal(status_parse(T("")), STATUS_NONE);
	assert_int_equal(status_class(STATUS_NONE), 0);
	assert_int_equal(status_class(STATUS_OPEN), 0);
	assert_int_equal(status_class(STATUS_REOPENED), 1);
	assert_int_equal(status_class(STATUS_DEFERRED), 1);
	assert_int_equal(status_class(STATUS_EXPLAINED), 2);
	for (int s = STATUS_OPEN; s < STATUS_COUNT; s++)
		assert_true(
		    words_has(help.site->words, LANG_ZH, text_of(status_key((enum status)s))));
}

/* Each status's own word of the catalogue is read as that status. */
static void
test_status_words(void **state)
{
	(void)state;
	for (int s = STATUS_OPEN; s < STATUS_COUNT; s++)
		assert_int_equal(status_parse(words_get(
				     help.site->words, LANG_ZH, status_key((enum status)s), NULL)),
		    s);
}

static void
test_numbers(void **state)
{
	static const struct {
		const char *t;
		int year, week, order;
		size_t end;
	} good[] = {
		{ "27-1", 0, 27, 1, 4 },
		{ "2018-27-12", 2018, 27, 12, 10 },
		{ "２７－１", 0, 27, 1, 12 },
		{ "27—1：", 0, 27, 1, 6 },
		{ "1–3、", 0, 1, 3, 5 },
		{ "26-1、26-2", 0, 26, 1, 4 },
	};
	static const char *const bad[] = { "27", "54-1", "27-", "-1", "0-1", "27-0", "十一",
		"18-27-1", "27-1000", "a27-1", "" };
	struct number n;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		size_t at = 0;

		assert_true(number_parse(text_of(good[i].t), &at, &n));
		assert_int_equal(n.year, good[i].year);
		assert_int_equal(n.week, good[i].week);
		assert_int_equal(n.order, good[i].order);
		assert_int_equal(at, good[i].end);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		size_t at = 0;

		if (number_parse(text_of(bad[i]), &at, &n))
			fail_msg("%s is no number", bad[i]);
		assert_int_equal(at, 0);
	}
	assert_true(
	    text_eq(number_text(doc->arena, (struct number){ 2018, 27, 1 }), T("2018-27-1")));
	assert_true(text_eq(number_text(doc->arena, (struct number){ 0, 27, 1 }), T("27-1")));
	assert_int_equal(number_text(doc->arena, (struct number){ 0, 0, 0 }).n, 0);
}

static void
test_markers(void **state)
{
	static const struct {
		const char *t;
		enum marker_kind kind;
		int number;
		const char *rest;
	} cases[] = {
		{ "- 甲", MARKER_BULLET, 0, "甲" },
		{ "-甲", MARKER_BULLET, 0, "甲" },
		{ "·甲", MARKER_BULLET, 0, "甲" },
		{ "●　甲", MARKER_BULLET, 0, "甲" },
		{ "* 甲", MARKER_BULLET, 0, "甲" },
		{ "*甲", MARKER_BULLET, 0, "甲" },
		{ "1.甲", MARKER_DIGIT, 1, "甲" },
		{ "12、甲", MARKER_DIGIT, 12, "甲" },
		{ "３．甲", MARKER_DIGIT, 3, "甲" },
		{ "（1）甲", MARKER_DIGIT_PAREN, 1, "甲" },
		{ "(2) 甲", MARKER_DIGIT_PAREN, 2, "甲" },
		{ "3)甲", MARKER_DIGIT_PAREN, 3, "甲" },
		{ "①甲", MARKER_CIRCLE, 1, "甲" },
		{ "⑩、甲", MARKER_CIRCLE, 10, "甲" },
		{ "一、甲", MARKER_HAN, 1, "甲" },
		{ "十二、甲", MARKER_HAN, 12, "甲" },
		{ "（三）甲", MARKER_HAN_PAREN, 3, "甲" },
		{ "㈡甲", MARKER_HAN_PAREN, 2, "甲" },
		{ "⑴甲", MARKER_DIGIT_PAREN, 1, "甲" },
		{ "1.5亩", MARKER_NONE, 0, "1.5亩" },
		{ "7.5前", MARKER_NONE, 0, "7.5前" },
		{ "2018.7.3", MARKER_NONE, 0, "2018.7.3" },
		{ "**粗**", MARKER_NONE, 0, "**粗**" },
		{ "*斜*体", MARKER_NONE, 0, "*斜*体" },
		{ "——附件", MARKER_NONE, 0, "——附件" },
		{ "一组的井", MARKER_NONE, 0, "一组的井" },
		{ "3组", MARKER_NONE, 0, "3组" },
		{ "-", MARKER_NONE, 0, "-" },
		{ "1.", MARKER_NONE, 0, "1." },
		{ "--", MARKER_NONE, 0, "--" },
		{ "", MARKER_NONE, 0, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text t = text_of(cases[i].t);
		struct marker m;
		bool is = marker_read(t, &m);

		if (is != (cases[i].kind != MARKER_NONE))
			fail_msg("%s", cases[i].t);
		if (!is)
			continue;
		assert_int_equal(m.kind, cases[i].kind);
		assert_int_equal(m.number, cases[i].number);
		assert_true(text_eq(text_cut(t, m.end, t.n), text_of(cases[i].rest)));
	}
}

static void
test_asides(void **state)
{
	static const char *const asides[] = { "— 1 —", "第 1 页 共 2 页", "- 3 -", "散会",
		"会议于21：30结束，散会。", "20:30散会", "记录人：赵六", "记录人签字：",
		"主持人签字：张三　　记录人：赵六", "参会人员签名：", "（盖章）", "签字：____",
		"会议到此结束。" };
	static const char *const contents[] = { "1、还差两户没有签字", "签字手续已办完",
		"2、主持人：甲", "检修线路：已完成，两户没有签字", "记录各户缺草数量",
		"审核低保名单", "3户", "散会以后清理会场，由王五负责，把桌椅搬回仓库里去" };

	(void)state;
	for (size_t i = 0; i < sizeof asides / sizeof *asides; i++)
		if (!aside_line(text_of(asides[i])))
			fail_msg("%s is content", asides[i]);
	for (size_t i = 0; i < sizeof contents / sizeof *contents; i++)
		if (aside_line(text_of(contents[i])))
			fail_msg("%s is no content", contents[i]);
}

static int
setup(void **state)
{
	(void)state;
	help_make(&help);
	help_write(&help, HELP_UNIT "/a.md", T("---\n类型: 座谈会\n日期: 2018-07-03\n---\n甲\n"));
	help_open(&help);
	doc = help_doc(&help, HELP_UNIT "/a.md");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	doc_free(doc);
	help_free(&help);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_people),
		cmocka_unit_test(test_places_of_people),
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_status_words),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_markers),
		cmocka_unit_test(test_asides),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, teardown);
}
