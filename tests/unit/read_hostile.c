/* SPDX-License-Identifier: MIT */
/*
 * Depth and length against a clock: what would take a careless reader minutes, or its stack, must
 * be read in LIMIT seconds of processor time. Every case goes through both ways of reading (record
 * and page) and then through minutes_read. tests/hostile/ holds further inputs as files.
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
	static const char *const heads[] = { "---\n类型: 双书记周例会\n日期: 2018-07-03\n主持人: "
					     "张三\n---\n## 学习政策\n学习\n## 听取上周工作汇报\n",
		"---\n类型: 双书记周例会\n日期: 2018-07-03\n主持人: 张三\n---\n## 研究解决问题\n",
		"---\n类型: 双书记周例会\n日期: 2018-07-03\n---\n部署本周工作\n",
		"---\n类型: 公告\n日期: 2018-07-03\n---\n" };

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
	repeat("long line of spaces", "a", " ", 333333, "b\n");
	repeat("full-width spaces", "甲", "　", 100000, "乙\n");
	repeat("stars", "", "*", 333333, "\n");
	repeat("stars and digits", "", "1****2", 50000, "\n");
	repeat("pairs of stars", "", "**“甲”**", 16666, "\n");
	repeat("comments", "", "<!--", 83333, "\n");
	repeat("comments and a tick", "`", "<!--", 83333, "\n");
	repeat("instructions", "a", "<?", 83333, "\n");
	repeat("backticks", "", "`a``b", 33333, "\n");
	repeat("references", "- ", "【任务26-1】", 10000, "\n");
	repeat("reference openings", "- ", "【任务", 33333, "\n");
	repeat("many numbers", "- 【任务", "26-1、", 16666, "】：已完成\n");
	repeat("bare numbers", "- ", "26-1", 33333, "\n");
	repeat("bare words", "- ", "任务26-1", 16666, "\n");
	repeat("counted", "- ", "1、2、", 26666, "\n");
	repeat("circles", "", "①②", 33333, "\n");
	repeat("spoken numbers", "", "一是", 33333, "\n");
	repeat("mentions", "- ", "@甲", 50000, "\n");
	repeat("boxes", "- ", "[ ]", 50000, "\n");
	repeat("colons", "- ", "：", 100000, "\n");
	repeat("label colons", "- 甲", "反映人：", 26666, "\n");
	repeat("words and colons", "- ", "甲 乙：", 26666, "\n");
	repeat("separators", "- 反映人：", "、", 100000, "\n");
	repeat("names", "- 责任人：", "王五、", 26666, "\n");
	repeat("spread names", "- 责任人：", "王　五　", 26666, "\n");
	repeat("others", "- 责任人：", "其他、", 26666, "共9人\n");
	repeat("bars", "|a|\n|-|\n", "|", 100000, "\n");
	repeat("reports", "- 甲", "反映", 50000, "\n");
	repeat("decisions", "- ", "决定，", 33333, "\n");
	repeat("by", "- ", "由", 100000, "\n");
	repeat("dates", "- ", "7月5日，", 26666, "\n");
	repeat("all done", "- 除", "均", 100000, "外\n");
	repeat("blanks between fields", "- 甲", "  7.5", 33333, "\n");
	repeat("numbering tokens", "", "第一步", 33333, "\n");
}

static void
test_many_lines(void **state)
{
	(void)state;
	repeat("empty lines", "", "\n", 166666, "a\n");
	repeat("short lines", "", "a\n", 50000, "");
	repeat("short paragraphs", "", "a\n\n", 33333, "");
	repeat("items", "", "- a\n", 20000, "");
	repeat("numbered items", "", "1、甲\n", 20000, "");
	repeat("label lines", "1、甲\n", "反映人：王五\n", 6666, "");
	repeat("decision lines", "1、甲\n", "决定：修\n乙\n", 3333, "");
	repeat("steps", "", "一、学习政策\n", 10000, "");
	repeat("agenda", "", "1、学习政策\n2、部署本周工作\n", 6666, "");
	repeat("fences", "", "```\n", 33333, "");
	repeat("tilde fences", "", "~~~~ a\n", 16667, "");
	repeat("tables", "", "|a|\n|-|\n", 6666, "");
	repeat("table rows", "|a|\n|-|\n", "|b\n", 20000, "");
	repeat("tables of problems", "", "|问题|责任人|\n|-|-|\n|甲|乙|\n\n", 3333, "");
	repeat("rows of problems", "|问题|责任人|\n|-|-|\n", "|甲|乙|\n", 10000, "");
	repeat("rows that go on", "|问题|会议决定|\n|-|-|\n|甲|乙|\n", "||修|\n", 10000, "");
	repeat("answers", "1、甲\n", "（1）请乙修，由丙负责\n", 6666, "");
	repeat("groups", "", "（一）甲方面\n1、乙\n", 6666, "");
	repeat("bare lines", "", "任务26-1已完成\n", 6666, "");
	repeat("rules", "", "---\n", 33333, "");
	repeat("definitions", "", "[a]: /b\n", 20000, "");
	repeat("headings", "", "### 问题一：甲\n", 6666, "");
	repeat("nested labels", "- 【任务26-1】甲\n", "  - 状态：办理中\n", 6666, "");
	repeat("prose problems", "", "王五反映甲，经研究同意，由李四负责，7月9日前。\n", 1666, "");
	repeat("tasks", "", "- 修路　王五　7.5前\n", 3333, "");
	repeat("tasks without step", "", "【任务26-1】甲：已完成\n", 3333, "");
}

/* Files that hold what a generator cannot say shortly. */
static void
test_files(void **state)
{
	char **names;
	size_t n = help_cases(help.arena, "tests/hostile", &names), seen = 0;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		struct text ext = path_ext(text_of(names[i]));

		if (!text_eq(ext, T(".md")) && !text_eq(ext, T(".txt")))
			continue;
		seen++;
		attack(names[i],
		    help_read(help.arena, text_fmt(help.arena, "tests/hostile/%s", names[i]).p));
	}
	assert_true(seen >= 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_nested_lines),
		cmocka_unit_test(test_length),
		cmocka_unit_test(test_many_lines),
		cmocka_unit_test(test_files),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, teardown);
}
