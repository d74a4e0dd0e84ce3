/* SPDX-License-Identifier: MIT */
/* Money tables: how amounts are typed, where units stand, which columns hold money. */
#include "read_help.h"

#define DOC HELP_UNIT "/2018-07-03.md"

struct reader {
	struct help h;
	struct doc *d;
};

static const struct money_table *
table_of(struct reader *r, const char *text)
{
	doc_free(r->d);
	r->d = help_doc_bytes(&r->h, DOC, text_fmt(r->h.arena, "---\n类型: 财务公开\n日期: 2018-07-03\n---\n# 财务公开\n\n%s", text));
	return r->d->money.n > 0 ? &r->d->money.v[0] : NULL;
}

static int64_t
amount(struct reader *r, const char *typed)
{
	const struct money_table *m = table_of(r, text_fmt(r->h.arena, "| 项目 | 金额（元） |\n| --- | --- |\n| 草场 | %s |\n", typed).p);

	assert_non_null(m);
	return m->rows[0].cells[1];
}

static int
setup(void **state)
{
	struct reader *r = calloc(1, sizeof *r);

	help_make(&r->h);
	help_write(&r->h, DOC, T("x"));
	help_open(&r->h);
	*state = r;
	return 0;
}

static int
teardown(void **state)
{
	struct reader *r = *state;

	doc_free(r->d);
	help_free(&r->h);
	free(r);
	return 0;
}

static void
test_amounts(void **state)
{
	static const struct {
		const char *typed;
		int64_t fen;
	} cases[] = {
		{ "12000", 1200000 }, { "12,000.00", 1200000 }, { "１２，０００．５", 1200050 }, { "¥300", 30000 }, { "￥300.07元", 30007 }, { "-300", -30000 }, { "－300", -30000 },
		{ "（300）", -30000 }, { "(1,200.5)", -120050 }, { "1.2万", 1200000 }, { "1.2万元", 1200000 }, { "0", 0 }, { "0.01", 1 }, { "**300**", 30000 }, { "300 元", 30000 },
		{ "—", MONEY_NONE }, { "", MONEY_NONE }, { "/", MONEY_NONE }, { "无", MONEY_NONE }, { "300亩", MONEY_NONE }, { "3%", MONEY_NONE }, { "3月", MONEY_NONE }, { "1.2.3", MONEY_NONE },
		{ "99999999999999999999999999", MONEY_NONE }, { "0.005", 1 }, { "0.0049999999999", 0 }, { "9999999999999", 999999999999900 },
	};
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		if (amount(*state, cases[i].typed) != cases[i].fen)
			fail_msg("%s: %lld", cases[i].typed, (long long)amount(*state, cases[i].typed));
}

static void
test_units(void **state)
{
	static const struct {
		const char *text, *unit;
		int64_t fen;
	} cases[] = {
		{ "| 项目 | 收入（万元） |\n| --- | --- |\n| 草场 | 1.5 |\n", "万元", 1500000 },
		{ "单位：万元\n\n| 项目 | 收入 |\n| --- | --- |\n| 草场 | 1.5 |\n", "万元", 1500000 },
		{ "单位：元\n\n| 项目 | 收入 |\n| --- | --- |\n| 草场 | 1.5 |\n", "元", 150 },
		{ "| 项目 | 收入 |\n| --- | --- |\n| 草场 | 1.5 |\n\n（单位：万元）\n", "万元", 1500000 },
		{ "| 项目 | 收入 |\n| --- | --- |\n| 草场 | 1.5 |\n", "", 150 },
		{ "以下各表单位：万元。\n\n甲\n\n乙\n\n丙\n\n丁\n\n| 项目 | 收入 |\n| --- | --- |\n| 草场 | 1.5 |\n", "万元", 1500000 },
		{ "单位：元\n\n| 项目 | 收入（万元） |\n| --- | --- |\n| 草场 | 1.5 |\n", "万元", 1500000 },
	};
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct money_table *m = table_of(*state, cases[i].text);

		assert_non_null(m);
		assert_true(text_eq(m->unit, text_of(cases[i].unit)));
		assert_int_equal(m->rows[0].cells[1], cases[i].fen);
	}
}

static void
test_columns(void **state)
{
	const struct money_table *m = table_of(*state, "| 序号 | 项目 | 户数 | 标准（元/户） | 收入 | 支出 | 结余 | 备注 |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n"
	                                               "| 1 | 补贴 | 20 | 500 | 10000 | 4000 | 6000 | 2018 |\n| | 合　计 | 20 | | 10000 | 4000 | 6000 | |\n");

	assert_non_null(m);
	assert_int_equal(m->ncols, 8);
	assert_int_equal(m->nrows, 2);
	assert_true(m->rows[0].cells[0] == MONEY_NONE && m->rows[0].cells[2] == MONEY_NONE && m->rows[0].cells[3] == MONEY_NONE && m->rows[0].cells[7] == MONEY_NONE);
	assert_int_equal(m->rows[0].cells[4], 1000000);
	assert_int_equal(m->rows[0].cells[6], 600000);
	assert_true(text_eq(m->rows[0].label, T("补贴")));
	assert_true(m->rows[1].total && !m->rows[0].total);
	assert_true(m->rows[0].at[4].n > 0);
}

/* A whole label says what a row is. */
static void
test_lines(void **state)
{
	static const struct {
		const char *label;
		enum money_line line;
	} cases[] = {
		{ "合计", MONEY_TOTAL }, { "合　计", MONEY_TOTAL }, { "合计：", MONEY_TOTAL },
		{ "【总 计】", MONEY_TOTAL }, { "共计。", MONEY_TOTAL },
		{ "**合计**", MONEY_TOTAL }, { "合计（元）", MONEY_TOTAL },
		{ "合计（大写：壹佰元整）", MONEY_TOTAL }, { "合计金额", MONEY_TOTAL },
		{ "本月合计", MONEY_TOTAL }, { "1—3月合计", MONEY_TOTAL },
		{ "第二季度合计", MONEY_TOTAL }, { "收入合计", MONEY_TOTAL },
		{ "总合计", MONEY_TOTAL }, { "小计", MONEY_SUBTOTAL },
		{ "一、小计", MONEY_SUBTOTAL }, { "本页小计", MONEY_SUBTOTAL },
		{ "防疫费小计", MONEY_SUBTOTAL }, { "本年累计", MONEY_RUNNING },
		{ "累计", MONEY_RUNNING }, { "水电费合计", MONEY_MAYBE },
		{ "合计办公费", MONEY_ITEM }, { "小计算机维修", MONEY_ITEM },
		{ "总计划编制", MONEY_ITEM }, { "共计划三项", MONEY_ITEM },
		{ "累计工分奖", MONEY_ITEM }, { "设计费", MONEY_ITEM }, { "", MONEY_ITEM },
		{ "（修路）", MONEY_ITEM },
	};
	struct reader *r = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (money_line(r->h.arena, text_of(cases[i].label)) != cases[i].line)
			fail_msg("%s", cases[i].label);
}

static void
test_which_tables(void **state)
{
	assert_null(table_of(*state, "| 日期 | 内容 |\n| --- | --- |\n| 7月 | 修路 |\n"));
	assert_non_null(table_of(*state, "| 项目 | 数 |\n| --- | --- |\n| 收入 | 3 |\n| 支出 | 2 |\n| 结余 | 1 |\n"));
	assert_null(table_of(*state, "没有表\n"));
	/* Rows shorter and longer than the head. */
	assert_non_null(table_of(*state, "| 项目 | 收入 | 支出 |\n| --- | --- | --- |\n| 草场 |\n| 草场 | 1 | 2 | 3 | 4 |\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_amounts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_units, setup, teardown),
		cmocka_unit_test_setup_teardown(test_columns, setup, teardown),
		cmocka_unit_test_setup_teardown(test_lines, setup, teardown),
		cmocka_unit_test_setup_teardown(test_which_tables, setup, teardown),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
