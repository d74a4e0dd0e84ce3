/* SPDX-License-Identifier: MIT */
/* The other language: pairing by order, 译自, summaries, scans, recordings, who is the original. */
#include "read_help.h"
#include "lihui/door.h"

#define ZH HELP_UNIT "/2018-07-03.md"
#define MN HELP_UNIT "/2018-07-03.mn.md"

static const char chinese[] =
    "---\n类型: 双书记周例会\n日期: 2018-07-03\n出席: 张三（第一书记）、李四、王五\n---\n# "
    "周例会\n\n## 一、学习政策\n- 学习《条例》\n\n## 二、听取上周工作汇报\n- 首次会议\n\n"
    "## 三、研究解决问题\n### 问题27-1：缺水\n- 会议决定：打井\n- 责任人：李四\n\n### "
    "问题27-2：缺电\n- 会议决定：架线\n\n## 四、部署本周工作\n- 打井\n- 架线\n";
static const char mongolian[] =
    "# ᠬᠤᠷᠠᠯ\n\n## ᠨᠢᠭᠡ᠂ ᠰᠤᠷᠤᠯᠴᠠᠬᠤ\n- ᠳᠦᠷᠢᠮ\n\n## ᠬᠣᠶᠠᠷ\n- ᠠᠩᠬ᠎ᠠ\n\n## ᠭᠤᠷᠪᠠ\n### ᠤᠰᠤ\n- "
    "会议决定：ᠬᠤᠳᠳᠤᠭ\n\n### ᠴᠠᠬᠢᠯᠭᠠᠨ\n- ᠤᠲᠠᠰᠤ\n\n## ᠳᠥᠷᠪᠡ\n- ᠬᠤᠳᠳᠤᠭ\n- ᠤᠲᠠᠰᠤ\n";

static struct doc *
doc_of(struct help *h, const char *zh, struct text mn)
{
	help_make(h);
	help_write(h, ZH, text_of(zh));
	help_write(h, MN, mn);
	help_open(h);
	return help_doc(h, ZH);
}

static struct text
hash_of(const char *zh)
{
	static char hash[13];
	struct help h;
	struct doc *d = doc_of(&h, zh, T("x"));

	memcpy(hash, d->hash.p, 12);
	doc_free(d);
	help_free(&h);
	return text_of(hash);
}

static void
test_pairs(void **state)
{
	struct help h;
	struct doc *d = doc_of(&h, chinese, text_of(mongolian));
	const struct version *v = &d->versions.v[0];

	(void)state;
	assert_int_equal(d->versions.n, 1);
	assert_int_equal(v->kind, VERSION_TEXT);
	assert_int_equal(v->lang, LANG_MN);
	assert_int_equal(v->state, VERSION_UNDATED);
	assert_true(text_eq(v->title, T("ᠬᠤᠷᠠᠯ")));
	assert_int_equal(v->step_headings.n, 4);
	assert_int_equal(v->problem_titles.n, 2);
	assert_true(text_eq(v->problem_titles.v[1], T("ᠴᠠᠬᠢᠯᠭᠠᠨ")));
	assert_int_equal(v->task_titles.n, 2);
	assert_true(text_eq(v->task_titles.v[0], T("ᠬᠤᠳᠳᠤᠭ")));
	assert_true(text_eq(v->body->last->note, T("task")));
	doc_free(d);
	help_free(&h);
}

/* Chinese headings and labels are allowed in it, and then found by their words. */
static void
test_chinese_keys(void **state)
{
	struct help h;
	struct doc *d = doc_of(&h, chinese,
	    T("## 一、学习政策\n- ᠳᠦᠷᠢᠮ\n\n## 二、听取上周工作汇报\n- ᠠᠩᠬ᠎ᠠ\n\n## "
	      "三、研究解决问题\n### 问题27-1：ᠤᠰᠤ\n- 会议决定：ᠬᠤᠳᠳᠤᠭ\n- 责任人：王五\n\n## "
	      "四、部署本周工作\n- ᠬᠤᠳᠳᠤᠭ\n"));

	(void)state;
	assert_int_equal(d->versions.v[0].step_headings.n, 4);
	assert_int_equal(d->versions.v[0].problem_titles.n, 1);
	assert_true(text_eq(d->versions.v[0].problem_titles.v[0], T("ᠤᠰᠤ")));
	/* Reports and problems of a version are never those of the document. */
	assert_int_equal(d->problems.n, 2);
	doc_free(d);
	help_free(&h);
}

static void
test_state(void **state)
{
	struct help h;
	struct arena *a = arena_new();
	struct text hash = hash_of(chinese);
	struct doc *d = doc_of(&h, chinese,
	    text_fmt(a, "---\n译自: %.*s\n摘要: ᠲᠣᠪᠴᠢ\n---\n%s", TEXT_ARG(hash), mongolian));

	(void)state;
	assert_int_equal(d->versions.v[0].state, VERSION_CURRENT);
	assert_true(text_eq(d->versions.v[0].summary, T("ᠲᠣᠪᠴᠢ")));
	doc_free(d);
	help_free(&h);
	d = doc_of(&h, chinese, text_of("---\n译自: 0123456789ab\n---\n# ᠬᠤᠷᠠᠯ\n"));
	assert_int_equal(d->versions.v[0].state, VERSION_OUTDATED);
	assert_int_equal(d->versions.v[0].kind, VERSION_SUMMARY);
	assert_null(d->versions.v[0].body);
	doc_free(d);
	help_free(&h);
	arena_free(a);
}

static void
test_files(void **state)
{
	struct help h;
	struct doc *d;

	(void)state;
	help_make(&h);
	help_write(&h, ZH, text_of(chinese));
	help_write(&h, HELP_UNIT "/2018-07-03.mn.jpg", T("no picture"));
	help_write(&h, HELP_UNIT "/2018-07-03.mn.mp3", T("x"));
	help_write(&h, HELP_UNIT "/lone.mn.md",
	    text_of("---\n类型: 公告\n日期: 2018-07-03\n---\n# ᠬᠤᠷᠠᠯ\n"));
	help_open(&h);
	d = help_doc(&h, ZH);
	assert_int_equal(d->versions.n, 2);
	assert_int_equal(d->versions.v[0].kind, VERSION_SCAN);
	assert_int_equal(d->versions.v[1].kind, VERSION_RECORDING);
	assert_int_equal(help_codes(d, DIAG_F009), 1);
	doc_free(d);
	d = help_doc(&h, HELP_UNIT "/lone.mn.md");
	assert_int_equal(d->lang, LANG_MN);
	assert_int_equal(d->versions.n, 0);
	doc_free(d);
	help_free(&h);
}

/* 隐去 in either file hides in both; a Mongolian name on a list pairs with the one in office. */
static void
test_door(void **state)
{
	struct help h;
	struct doc *d = doc_of(&h,
	    "---\n类型: 双书记周例会\n日期: 2018-07-03\n出席: 张三（第一书记）、王五\n公开: "
	    "全文\n隐去: [ᠨᠢᠭᠤᠴᠠ]\n---\n## 一、学习政策\n- 学习\n",
	    text_of("---\n出席: ᠵᠠᠩ、ᠪᠠᠲᠤ\n---\n## 一、学习政策\n- ᠵᠠᠩ ᠪᠠᠲᠤ ᠨᠢᠭᠤᠴᠠ 王五 "
		    "【隐：ᠦᠭᠡ】 13812345678\n"));
	struct text json;

	(void)state;
	assert_true(door_pass(d, EDITION_PUBLIC));
	json = help_json(h.arena, d);
	assert_true(text_has(json, T("ᠵᠠᠩ ᠪ᠁")));
	assert_false(text_has(json, T("ᠪᠠᠲᠤ")));
	assert_false(text_has(json, T("ᠨᠢᠭᠤᠴᠠ")));
	assert_false(text_has(json, T("ᠦᠭᠡ")));
	assert_false(text_has(json, T("王五")));
	assert_false(text_has(json, T("13812345678")));
	assert_true(text_has(json, T("王某")));
	doc_free(d);
	help_free(&h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_chinese_keys),
		cmocka_unit_test(test_state),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_door),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
