/* SPDX-License-Identifier: MIT */
/* Words and findings: what is collected, how it is masked, sorted and printed, byte for byte. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdio.h>
#include <cmocka.h>

#include "lihui/arena.h"
#include "lihui/diag.h"
#include "lihui/words.h"

#define SAME(got, want) assert_true(text_eq((got), text_of(want)))

static struct arena *a;
static struct words *w;

static void
word(enum lang l, const char *key, const char *text, enum word_confidence confidence)
{
	words_set(w, l, (struct word){ text_of(key), text_of(text), confidence, false });
}

static int
setup(void **state)
{
	static const char *const zh[][2] = {
		{ "level.error", "须改" },
		{ "level.warning", "请核对" },
		{ "level.note", "提示" },
		{ "diag.fix_label", "改法" },
		{ "diag.waived_label", "已说明" },
		{ "D101", "{1} 是{2}，周例会应安排在周一或周二" },
		{ "D101.fix", "第27周的周二是 {3}；若因农忙、节日调整，请加一行“说明: 农忙”" },
		{ "X802", "手机号 {1}" },
		{ "F002", "找不到日期和类型" },
		{ "F008", "乱码 {1}" },
		{ "D101.why", "四步规范第一步定日期。" },
	};
	(void)state;
	a = arena_new();
	w = words_new();
	for (size_t i = 0; i < sizeof zh / sizeof *zh; i++)
		word(LANG_ZH, zh[i][0], zh[i][1], WORD_LOW);
	word(LANG_EN, "D101", "{1} is a {2}", WORD_LOW);
	word(LANG_EN, "level.warning", "warning", WORD_LOW);
	word(LANG_EN, "diag.fix_label", "fix", WORD_LOW);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	words_free(w);
	arena_free(a);
	return 0;
}

static void
words_by_language(void **state)
{
	(void)state;
	enum lang actual;
	word(LANG_ZH, "meeting", "会议", WORD_LOW);
	word(LANG_ZH, "weekly", "周例会", WORD_LOW);
	word(LANG_MN, "meeting", "ᠬᠤᠷᠠᠯ", WORD_HIGH);
	word(LANG_MN, "weekly", "ᠳᠣᠯᠣᠭᠠᠨ", WORD_LOW);
	SAME(words_get(w, LANG_MN, "meeting", &actual), "ᠬᠤᠷᠠᠯ");
	assert_int_equal(actual, LANG_MN);
	SAME(words_get(w, LANG_MN, "weekly", &actual), "周例会");
	assert_int_equal(actual, LANG_ZH);
	assert_false(words_has(w, LANG_MN, T("weekly")));
	words_set(w, LANG_MN, (struct word){ T("weekly"), T("ᠳᠣᠯᠣᠭᠠᠨ"), WORD_LOW, true });
	assert_true(words_has(w, LANG_MN, T("weekly")));
	SAME(words_get(w, LANG_EN, "meeting", &actual), "会议");
	const struct text_list *keys = words_keys(w);
	for (size_t i = 1; i < keys->n; i++)
		assert_true(text_cmp(keys->v[i - 1], keys->v[i]) < 0);
	assert_true(text_list_has(keys, T("meeting")));
	for (int i = 0; i < 2000; i++)
		word(LANG_ZH, text_fmt(a, "k%d", i * 7919 % 2000).p, text_fmt(a, "%d", i).p,
		    WORD_LOW);
	SAME(words_get(w, LANG_ZH, "k1", NULL), text_fmt(a, "%d", 1679).p);
}

static void
filling(void **state)
{
	(void)state;
	SAME(words_fill(a, T("{2}的{1}，{1}"), TEXTS(T("甲"), T("乙"))), "乙的甲，甲");
	SAME(words_fill(a, T("{3} {0} {} { {x} {1"), TEXTS(T("甲"))), "{3} {0} {} { {x} {1");
	SAME(words_fill(a, T("没有"), NO_TEXTS), "没有");
	SAME(words_fill(a, T("{1}"), TEXTS(T("{1}{2}"))), "{1}{2}");
	SAME(words_say(a, w, LANG_ZH, "F008", TEXTS(T("x"))), "乱码 x");
}

static struct diag_sink
sink(const char *source)
{
	return (struct diag_sink){
		.arena = a, .path = T("xinjiamu/xinfa/2018-07-01.md"), .source = text_of(source)
	};
}

static struct span
where(const struct diag_sink *d, const char *words)
{
	size_t at = text_find(d->source, text_of(words), 0);
	assert_int_not_equal(at, SIZE_MAX);
	return (struct span){ (uint32_t)at, (uint32_t)strlen(words) };
}

static const char *
shown(const struct diag_sink *d, enum diag_format format, enum lang lang)
{
	struct buf b = BUF_INIT;
	diag_print(&b, &d->list, format, lang, w, T("content/"));
	const char *p = text_copy(a, buf_view(&b)).p;
	buf_release(&b);
	return p;
}

static void
as_the_specification_shows(void **state)
{
	(void)state;
	struct diag_sink d = sink("---\n类型: 双书记周例会\n日期: 2018-07-01\n---\n");
	diag_put(&d, DIAG_D101, where(&d, "2018-07-01"),
	    TEXTS(T("2018-07-01"), T("星期日"), T("2018-07-03")));
	assert_string_equal(shown(&d, DIAG_FORMAT_TEXT, LANG_ZH),
	    "content/xinjiamu/xinfa/2018-07-01.md:3:5: 请核对: 2018-07-01 "
	    "是星期日，周例会应安排在周一或周二 [D101]\n"
	    "    3 | 日期: 2018-07-01\n"
	    "      |       ^~~~~~~~~~\n"
	    "  改法: 第27周的周二是 2018-07-03；若因农忙、节日调整，请加一行“说明: 农忙”\n");
	assert_string_equal(shown(&d, DIAG_FORMAT_TEXT, LANG_EN),
	    "content/xinjiamu/xinfa/2018-07-01.md:3:5: warning: 2018-07-01 is a 星期日 [D101]\n"
	    "    3 | 日期: 2018-07-01\n"
	    "      |       ^~~~~~~~~~\n"
	    "  fix: 第27周的周二是 2018-07-03；若因农忙、节日调整，请加一行“说明: 农忙”\n");
	d.list.v[0].waived = T("农忙");
	assert_string_equal(
	    strrchr(shown(&d, DIAG_FORMAT_TEXT, LANG_ZH), '~') + 1, "\n  已说明: 农忙\n");
}

/* source, words under the caret, what the two lines of the excerpt must be. */
static const struct {
	const char *source, *words, *excerpt;
} carets[] = {
	{ "日期: 2018", "日期", "    1 | 日期: 2018\n      | ^~~~\n" },
	{ "a\r\nbé王x", "王", "    2 | bé王x\n      |   ^~\n" },
	{ "a\rb\rcd", "d", "    3 | cd\n      |  ^\n" },
	{ "\t王\tx", "x", "    1 |         王      x\n      |                 ^\n" },
	{ "ᠮᠣᠩ王", "王", "    1 | ᠮᠣᠩ王\n      |    ^~\n" },
	{ "ab\ncd", "b\ncd", "    1 | ab\n      |  ^\n" },
	{ "a\x1b[31mb", "b", "    1 | a\xEF\xBF\xBD[31mb\n      |       ^\n" },
	{ "电话13812348000是", "13812348000",
	    "    1 | 电话138****8000是\n      |     ^~~~~~~~~~~\n" },
	{ "证152222198001011239是王五的", "王五",
	    "    1 | 证〔已隐去：身份证号〕是王五的\n      |                         ^~~~\n" },
	{ "证152222198001011239是", "152222198001011239",
	    "    1 | 证〔已隐去：身份证号〕是\n      |   ^~~~~~~~~~~~~~~~~~~~\n" },
	{ "电1381234\n8000话", "话", "    2 | 138****8000话\n      |            ^~\n" },
	{ "电1381234\n8000话", "电", "    1 | 电138****8000\n      | ^~\n" },
};

static void
carets_by_width(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof carets / sizeof *carets; i++) {
		struct diag_sink d = sink(carets[i].source);
		diag_put(&d, DIAG_F008, where(&d, carets[i].words), TEXTS(T("x")));
		const char *out = strchr(shown(&d, DIAG_FORMAT_TEXT, LANG_ZH), '\n') + 1;
		assert_string_equal(out, carets[i].excerpt);
	}
}

static void
long_lines_are_cut(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	for (int i = 0; i < 3000; i++)
		buf_str(&b, "王五");
	buf_str(&b, "ABC");
	for (int i = 0; i < 3000; i++)
		buf_str(&b, "李四");
	struct diag_sink d = sink(b.p);
	diag_put(&d, DIAG_F008, where(&d, "ABC"), TEXTS(T("x")));
	assert_int_equal(d.list.v[0].column, 6001);
	assert_true(d.list.v[0].excerpt.n < 2000);
	const char *out = strchr(shown(&d, DIAG_FORMAT_TEXT, LANG_ZH), '\n') + 1;
	const char *abc = strstr(out, "ABC"), *caret = strchr(out, '^');
	struct text before = { out, (size_t)(abc - out) }, line = { out, strcspn(out, "\n") };
	const char *second = out + line.n + 1;
	/* Han count two columns and three bytes. */
	size_t han = 0;
	for (size_t i = 0; i < before.n; i++)
		han += (before.p[i] & 0xF0) == 0xE0;
	assert_int_equal(caret - second, before.n - han);
	assert_true(text_has(before, T("| ...")) && text_ends(line, T("...")) && line.n < 200);
	assert_memory_equal(caret, "^~~\n", 4);
	buf_release(&b);
}

static void
files_as_a_whole_and_levels(void **state)
{
	(void)state;
	struct diag_sink d = sink("x");
	diag_put(&d, DIAG_F002, NO_SPAN, NO_TEXTS);
	assert_string_equal(shown(&d, DIAG_FORMAT_TEXT, LANG_ZH),
	    "content/xinjiamu/xinfa/2018-07-01.md: 须改: 找不到日期和类型 [F002]\n");
	enum diag_level levels[DIAG_CODES];
	for (int i = 0; i < DIAG_CODES; i++)
		levels[i] = diag_info((enum diag_code)i)->level;
	levels[DIAG_F008] = DIAG_OFF;
	levels[DIAG_D101] = DIAG_NOTE;
	d.levels = levels;
	diag_put(&d, DIAG_F008, NO_SPAN, NO_TEXTS);
	assert_int_equal(d.list.n, 1);
	diag_put_at(&d, DIAG_ERROR, DIAG_D101, NO_SPAN, NO_TEXTS);
	assert_int_equal(d.list.v[1].level, DIAG_NOTE);
	diag_put_at(&d, DIAG_NOTE, DIAG_X802, NO_SPAN, NO_TEXTS);
	assert_int_equal(d.list.v[2].level, DIAG_NOTE);
	diag_put(&d, DIAG_X802, (struct span){ 999, 5 }, TEXTS(T("13812348000")));
	assert_int_equal(d.list.v[3].level, DIAG_WARNING);
	assert_int_equal(d.list.v[3].column, 2);
	SAME(d.list.v[3].args.v[0], "138****8000");
}

static void
published_telephones_stay(void **state)
{
	(void)state;
	struct text_list own = { 0 };
	text_list_add(a, &own, T("13812348000"));
	struct diag_sink d = sink("村部13812348000 王五13956781234");
	d.allowed = &own;
	diag_put(&d, DIAG_X802, where(&d, "王五"), TEXTS(T("13812348000")));
	SAME(d.list.v[0].excerpt, "村部13812348000 王五139****1234");
	SAME(d.list.v[0].args.v[0], "13812348000");
}

static void
sorted_and_single(void **state)
{
	(void)state;
	struct diag_sink d = sink("a\nb\nc\n");
	diag_put(&d, DIAG_X802, (struct span){ 4, 1 }, TEXTS(T("2")));
	diag_put(&d, DIAG_F008, (struct span){ 2, 1 }, TEXTS(T("b")));
	diag_put(&d, DIAG_F008, (struct span){ 2, 1 }, TEXTS(T("a")));
	diag_put(&d, DIAG_F008, (struct span){ 2, 1 }, TEXTS(T("b")));
	diag_put(&d, DIAG_F002, NO_SPAN, NO_TEXTS);
	diag_put(&d, DIAG_D101, (struct span){ 2, 1 }, TEXTS(T("b")));
	diag_sort(&d.list);
	static const enum diag_code want[] = { DIAG_F002, DIAG_F008, DIAG_F008, DIAG_D101,
		DIAG_X802 };
	assert_int_equal(d.list.n, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(d.list.v[i].code, want[i]);
	SAME(d.list.v[1].args.v[0], "a");
	assert_int_equal(d.list.v[4].line, 3);
}

static void
places(void **state)
{
	(void)state;
	struct text t = T("ab\r\n王五x\r\n\nq"), line_text;
	int line, column;
	static const struct {
		size_t at;
		int line, column;
		const char *text;
	} cases[] = { { 0, 1, 1, "ab" }, { 4, 2, 1, "王五x" }, { 7, 2, 2, "王五x" },
		{ 10, 2, 3, "王五x" }, { 13, 3, 1, "" }, { 14, 4, 1, "q" }, { 99, 4, 2, "q" } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		diag_place(t, cases[i].at, &line, &column, &line_text);
		assert_int_equal(line, cases[i].line);
		assert_int_equal(column, cases[i].column);
		SAME(line_text, cases[i].text);
	}
	/* Looked up in any order, the sink's memory of the last place does not matter. */
	struct diag_sink d = { .arena = a, .source = t };
	static const uint32_t order[] = { 14, 4, 7, 1, 10, 7 };
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		diag_put(&d, DIAG_F008, (struct span){ order[i], 1 }, NO_TEXTS);
		diag_place(t, order[i], &line, &column, NULL);
		assert_int_equal(d.list.v[i].line, line);
		assert_int_equal(d.list.v[i].column, column);
	}
}

static void
for_programs(void **state)
{
	(void)state;
	struct diag_sink d = sink("日期: 2018-07-01");
	diag_put(
	    &d, DIAG_D101, where(&d, "2018-07-01"), TEXTS(T("2018-07-01"), T("星期日"), T("x")));
	diag_put(&d, DIAG_F002, NO_SPAN, NO_TEXTS);
	d.list.v[0].waived = T("农忙");
	assert_string_equal(shown(&d, DIAG_FORMAT_JSON, LANG_ZH),
	    "[\n  {\n    \"code\": \"D101\",\n    \"name\": \"weekday\",\n    \"level\": "
	    "\"warning\",\n    \"path\": \"content/xinjiamu/xinfa/2018-07-01.md\",\n"
	    "    \"line\": 1,\n    \"column\": 5,\n    \"width\": 10,\n    \"excerpt\": \"日期: "
	    "2018-07-01\",\n"
	    "    \"message\": \"2018-07-01 是星期日，周例会应安排在周一或周二\",\n    \"fix\": "
	    "\"第27周的周二是 x；若因农忙、节日调整，请加一行“说明: 农忙”\",\n"
	    "    \"args\": [\n      \"2018-07-01\",\n      \"星期日\",\n      \"x\"\n    ],\n    "
	    "\"waived\": \"农忙\"\n  },\n"
	    "  {\n    \"code\": \"F002\",\n    \"name\": \"no_date_nor_type\",\n    \"level\": "
	    "\"error\",\n    \"path\": \"content/xinjiamu/xinfa/2018-07-01.md\",\n"
	    "    \"message\": \"找不到日期和类型\",\n    \"args\": []\n  }\n]\n");
	struct text sarif = text_of(shown(&d, DIAG_FORMAT_SARIF, LANG_ZH));
	static const char *const holds[] = {
		"\"version\": \"2.1.0\"",
		"\"id\": \"D101\"",
		"\"text\": \"四步规范第一步定日期。\"",
		"\"ruleIndex\": 1",
		"\"startColumn\": 5",
		"\"endColumn\": 15",
		"\"columnKind\": \"unicodeCodePoints\"",
		"\"justification\": \"农忙\"",
		"\"uri\": \"content/xinjiamu/xinfa/2018-07-01.md\"",
		"\\n改法: ",
	};
	for (size_t i = 0; i < sizeof holds / sizeof *holds; i++)
		if (!text_has(sarif, text_of(holds[i])))
			fail_msg("no %s in %s", holds[i], sarif.p);
	struct finding_list none = { 0 };
	struct buf b = BUF_INIT;
	diag_print(&b, &none, DIAG_FORMAT_JSON, LANG_ZH, w, NO_TEXT);
	assert_string_equal(b.p, "[]\n");
	buf_clear(&b);
	diag_print(&b, &none, DIAG_FORMAT_TEXT, LANG_ZH, w, NO_TEXT);
	assert_string_equal(b.p, "");
	buf_release(&b);
}

static void
codes(void **state)
{
	(void)state;
	enum diag_code code;
	assert_true(diag_parse(T("d101"), &code) && code == DIAG_D101);
	assert_false(diag_parse(T("D999"), &code) || diag_parse(T(""), &code));
	for (int i = 0; i < DIAG_CODES; i++) {
		assert_true(diag_parse(text_of(diag_info((enum diag_code)i)->code), &code));
		assert_int_equal(code, i);
		for (int k = 0; k < i; k++)
			assert_string_not_equal(
			    diag_info((enum diag_code)i)->name, diag_info((enum diag_code)k)->name);
	}
}

/* Many findings on one endless line: what one costs does not depend on the line. */
static void
many_on_a_long_line(void **state)
{
	(void)state;
	size_t n = 1000000;
	char *p = arena_alloc(a, n + 1);
	memset(p, '1', n);
	for (size_t i = 0; i < n; i += 13)
		p[i] = ' ';
	struct diag_sink d = { .arena = a, .source = { p, n } };
	for (uint32_t i = 0; i < 20000; i++)
		diag_put(&d, DIAG_F008, (struct span){ i * 49, 12 }, TEXTS(T("x")));
	assert_int_equal(d.list.v[19999].column, 19999 * 49 + 1);
}

int
main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		CASE(words_by_language),
		CASE(filling),
		CASE(as_the_specification_shows),
		CASE(carets_by_width),
		CASE(long_lines_are_cut),
		CASE(files_as_a_whole_and_levels),
		CASE(published_telephones_stay),
		CASE(sorted_and_single),
		CASE(places),
		CASE(for_programs),
		CASE(codes),
		CASE(many_on_a_long_line),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
