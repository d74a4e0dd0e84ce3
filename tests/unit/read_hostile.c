/* SPDX-License-Identifier: MIT */
/*
 * Depth and length against a clock: what would take a careless reader minutes, or its stack, must be read in LIMIT seconds of processor time. Every case goes
 * through both ways of reading (record and page) and then through minutes_read. tests/hostile/ holds further inputs as files.
 */
#include "read_help.h"

#include <time.h>

#include "lihui/buf.h"

/* Generous for sanitizers on a busy machine; what is quadratic takes far longer. */
#define LIMIT 6.0

static struct help help;

static double
seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

static size_t
depth_of(const struct block *root)
{
	size_t deepest = 0;

	for (struct block *b = root->first; b; b = block_next(root, b)) {
		size_t depth = 0;

		for (const struct block *p = b; p != root; p = p->parent)
			depth++;
		if (depth > deepest)
			deepest = depth;
	}
	return deepest;
}

static void
attack(const char *name, struct text body)
{
	static const char *const heads[] = {
		"---\n类型: 双书记周例会\n日期: 2018-07-03\n主持人: 张三\n---\n## 学习政策\n学习\n## 听取上周工作汇报\n", "---\n类型: 双书记周例会\n日期: 2018-07-03\n主持人: 张三\n---\n## 研究解决问题\n",
		"---\n类型: 双书记周例会\n日期: 2018-07-03\n---\n部署本周工作\n", "---\n类型: 公告\n日期: 2018-07-03\n---\n"
	};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct buf all = BUF_INIT;
		double start = seconds(), spent;
		struct doc *d;

		buf_str(&all, heads[i]);
		buf_text(&all, body);
		d = help_doc_bytes(&help, HELP_UNIT "/2018/a.md", buf_view(&all));
		spent = seconds() - start;
		assert_true(depth_of(d->body) <= 40);
		doc_free(d);
		buf_release(&all);
		if (spent > LIMIT)
			fail_msg("%s (head %zu) took %.1f s", name, i, spent);
		if (getenv("TIMES"))
			printf("# %-28s %zu %6.2f s\n", name, i, spent);
	}
}

static void
repeat(const char *name, const char *front, const char *unit, size_t times, const char *back)
{
	struct buf b = BUF_INIT;

	buf_str(&b, front);
	for (size_t i = 0; i < times; i++)
		buf_str(&b, unit);
	buf_str(&b, back);
	attack(name, buf_view(&b));
	buf_release(&b);
}

static int
setup(void **state)
{
	(void)state;
	help_make(&help);
	help_write(&help, HELP_UNIT "/2018/a.md", T("x\n"));
	help_open(&help);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	help_free(&help);
	return 0;
}

static void
test_depth(void **state)
{
	(void)state;
	repeat("brackets", "", "[", 10000, "\n");
	repeat("brackets closed", "", "[a](", 10000, "\n");
	repeat("images", "", "![", 10000, "\n");
	repeat("quotes", "", ">", 10000, "x\n");
	repeat("bullets in one line", "", "- ", 10000, "x\n");
	repeat("numbers in one line", "", "1. ", 10000, "x\n");
	repeat("emphasis", "", "*a **a ", 10000, "\n");
	repeat("closed emphasis", "", "*a **a b** c* ", 5000, "\n");
	repeat("underscores", "", "_a __b ", 10000, "\n");
	repeat("brackets of people", "- 反映人：", "（", 10000, "\n");
	repeat("hidden", "", "【隐：", 10000, "\n");
}

static void
test_nested_lines(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		for (int k = 0; k < i; k++)
			buf_str(&b, "  ");
		buf_str(&b, "- 项\n");
	}
	attack("staircase", buf_view(&b));
	buf_release(&b);
}

static void
test_length(void **state)
{
	(void)state;
	repeat("one long line", "", "长", 350000, "\n");
	repeat("long line of spaces", "a", " ", 1000000, "b\n");
	repeat("full-width spaces", "甲", "　", 300000, "乙\n");
	repeat("stars", "", "*", 1000000, "\n");
	repeat("stars and digits", "", "1****2", 150000, "\n");
	repeat("pairs of stars", "", "**“甲”**", 50000, "\n");
	repeat("comments", "", "<!--", 250000, "\n");
	repeat("comments and a tick", "`", "<!--", 250000, "\n");
	repeat("instructions", "a", "<?", 250000, "\n");
	repeat("backticks", "", "`a``b", 100000, "\n");
	repeat("references", "- ", "【任务26-1】", 30000, "\n");
	repeat("reference openings", "- ", "【任务", 100000, "\n");
	repeat("many numbers", "- 【任务", "26-1、", 50000, "】：已完成\n");
	repeat("colons", "- ", "：", 300000, "\n");
	repeat("label colons", "- 甲", "反映人：", 80000, "\n");
	repeat("words and colons", "- ", "甲 乙：", 80000, "\n");
	repeat("separators", "- 反映人：", "、", 300000, "\n");
	repeat("names", "- 责任人：", "王五、", 80000, "\n");
	repeat("spread names", "- 责任人：", "王　五　", 80000, "\n");
	repeat("others", "- 责任人：", "其他、", 80000, "共9人\n");
	repeat("bars", "|a|\n|-|\n", "|", 300000, "\n");
	repeat("reports", "- 甲", "反映", 150000, "\n");
	repeat("decisions", "- ", "决定，", 100000, "\n");
	repeat("by", "- ", "由", 300000, "\n");
	repeat("dates", "- ", "7月5日，", 80000, "\n");
	repeat("all done", "- 除", "均", 300000, "外\n");
	repeat("blanks between fields", "- 甲", "  7.5", 100000, "\n");
	repeat("numbering tokens", "", "第一步", 100000, "\n");
}

static void
test_many_lines(void **state)
{
	(void)state;
	repeat("empty lines", "", "\n", 500000, "a\n");
	repeat("short lines", "", "a\n", 150000, "");
	repeat("short paragraphs", "", "a\n\n", 100000, "");
	repeat("items", "", "- a\n", 60000, "");
	repeat("numbered items", "", "1、甲\n", 60000, "");
	repeat("label lines", "1、甲\n", "反映人：王五\n", 20000, "");
	repeat("decision lines", "1、甲\n", "决定：修\n乙\n", 10000, "");
	repeat("steps", "", "一、学习政策\n", 30000, "");
	repeat("agenda", "", "1、学习政策\n2、部署本周工作\n", 20000, "");
	repeat("fences", "", "```\n", 100001, "");
	repeat("tilde fences", "", "~~~~ a\n", 50001, "");
	repeat("tables", "", "|a|\n|-|\n", 20000, "");
	repeat("table rows", "|a|\n|-|\n", "|b\n", 60000, "");
	repeat("rules", "", "---\n", 100000, "");
	repeat("definitions", "", "[a]: /b\n", 60000, "");
	repeat("headings", "", "### 问题一：甲\n", 20000, "");
	repeat("nested labels", "- 【任务26-1】甲\n", "  - 状态：办理中\n", 20000, "");
	repeat("prose problems", "", "王五反映甲，经研究同意，由李四负责，7月9日前。\n", 5000, "");
	repeat("tasks", "", "- 修路　王五　7.5前\n", 10000, "");
	repeat("tasks without step", "", "【任务26-1】甲：已完成\n", 10000, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_nested_lines),
		cmocka_unit_test(test_length),
		cmocka_unit_test(test_many_lines),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, teardown);
}
