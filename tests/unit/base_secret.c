/* SPDX-License-Identifier: MIT */
/*
 * Private numbers as people type them, and numbers that are none. The numbers are made up: their
 * check digits were computed, they belong to nobody.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdio.h>
#include <cmocka.h>

#include "lihui/arena.h"
#include "lihui/buf.h"
#include "lihui/err.h"
#include "lihui/file.h"
#include "lihui/secret.h"
#include "lihui/utf8.h"

#define ID "〔已隐去：身份证号〕"

static const struct {
	const char *text, *masked; /* masked NULL: nothing is hidden */
} cases[] = {
	/* Identity cards of 18. */
	{ "152222198001011239", ID },
	{ "身份证号：152222198001011239。", "身份证号：" ID "。" },
	{ "15222219800101101X", ID },
	{ "15222219800101101x，王五", ID "，王五" },
	{ "１５２２２２１９８００１０１１２３９", ID },
	{ "１５２２２２１９８００１０１１０１Ｘ", ID },
	{ "152222 19800101 1239", ID },
	{ "152222 1980 0101 1239", ID },
	{ "1522 2219 8001 0112 39", ID },
	{ "152222-19800101-1239", ID },
	{ "152222.19800101.1239", ID },
	{ "152222　19800101　1239", ID },
	{ "152222-19800101 1239", ID },
	{ "152222 19800101 101X", ID },
	{ "152222 19800101 101 X", ID },
	{ "1522221980\n01011239", ID },
	{ "152222\r\n198001011239", ID },
	{ "152222**19800101**1239", ID },
	{ "**152222**198001011239", "**" ID },
	{ "1 5 2 2 2 2 1 9 8 0 0 1 0 1 1 2 3 9", ID },
	{ "152222198001011230", ID }, /* wrong check digit, real date */
	{ "15222219800101123X", ID },
	{ "152222199002291230", NULL }, /* 29 February 1990 */
	{ "152222198013011239", NULL },
	{ "992222198001011235", ID }, /* no such province, but the check holds */
	{ "992222198001011239", NULL },
	{ "1152222198001011239", NULL }, /* a figure beside it */
	{ "1522221980010112399", NULL },
	{ "证152222198001011239号152222197503200012", "证" ID "号" ID },
	{ "152222198001011239、152222197503200012", ID "、" ID },
	{ "2018-07-03 152222198001011239", "2018-07-03 " ID },
	{ "2018-07-03 152222 19800101 1239", "2018-07-03 " ID },
	{ "ID152222198001011239abc", "ID" ID "abc" },
	/* Of 15. */
	{ "152222800101123", ID },
	{ "152222 800101 123", ID },
	{ "１５２２２２８００１０１１２３", ID },
	{ "152222801301123", NULL },
	{ "992222800101123", NULL },
	{ "1522228001011234", NULL },
	/* Mobile telephones. */
	{ "13812348000", "138****8000" },
	{ "电话13812348000转", "电话138****8000转" },
	{ "tel13812348000", "tel138****8000" },
	{ "１３８１２３４８０００", "138****8000" },
	{ "138 1234 8000", "138****8000" },
	{ "138-1234-8000", "138****8000" },
	{ "138.1234.8000", "138****8000" },
	{ "138　1234　8000", "138****8000" },
	{ "138－1234－8000", "138****8000" },
	{ "138—1234—8000", "138****8000" },
	{ "138——1234——8000", "138****8000" },
	{ "152222——19800101——1230", ID },
	{ "2018——2020年 1234—— —5678", NULL },
	{ "138 12348000", "138****8000" },
	{ "1381234 8000", "138****8000" },
	{ "1381-2348-000", "138****8000" },
	{ "13812 348000", "138****8000" },
	{ "1 3 8 1 2 3 4 8 0 0 0", "138****8000" },
	{ "138 - 1234 - 8000", "138****8000" },
	{ "138-1234 8000", "138****8000" },
	{ "138**1234**8000", "138****8000" },
	{ "1381234\n8000", "138****8000" },
	{ "138-1234-\n8000", "138****8000" },
	{ "138\xE2\x80\x8B"
	  "12348000",
	    "138****8000" },
	{ "+8613812348000", "+86138****8000" },
	{ "+86 13812348000", "+86 138****8000" },
	{ "+86-138-1234-8000", "+86-138****8000" },
	{ "008613812348000", "0086138****8000" },
	{ "0086 138 1234 8000", "0086 138****8000" },
	{ "（+86）13812348000", "（+86）138****8000" },
	{ "8613812348000", "86138****8000" },
	{ "2018-07-03 13812348000", "2018-07-03 138****8000" },
	{ "2018-07-03 138-1234-8000", "2018-07-03 138****8000" },
	{ "138-1234-8000 139-5678-1234", "138****8000 139****1234" },
	{ "138 1234 8000 139 5678 1234", "138****8000 139****1234" },
	{ "13812348000\n13956781234", "138****8000\n139****1234" },
	{ "13812348000/13956781234", "138****8000/139****1234" },
	{ "19912348000", "199****8000" },
	{ "12812348000", NULL },
	{ "11812348000", NULL },
	{ "138123480001", NULL },
	{ "913812348000", NULL },
	{ "1381234800", NULL },
	{ "\xE1\xA0\x91\xE1\xA0\x93\xE1\xA0\x98\xE1\xA0\x91\xE1\xA0\x92\xE1\xA0\x93\xE1\xA0\x94\xE1"
	  "\xA0\x98\xE1\xA0\x90\xE1\xA0\x90\xE1\xA0\x90",
	    "138****8000" },
	{ "138****8000", NULL },
	{ "0482-6661234", NULL },
	{ "12345", NULL },
	/* Rows of amounts and dates are no telephones. */
	{ "收入 158.50 2380.00", NULL },
	{ "158000000.50", NULL },
	{ "2500 15800 003000 4100", NULL },
	{ "138 1234 8000 1234", "138****8000 1234" },
	{ "1800\n2500\n350", NULL },
	{ "2018-07-03 2018-07-10", NULL },
	{ "13、25、18、000、12", NULL },
	{ "| 1800 | 25003 | 50 |", NULL },
	/* Bank cards. */
	{ "6222020212345678909", "6222****8909" },
	{ "6228480012345671", "6228****5671" },
	{ "62284800123456782", "6228****6782" },
	{ "4111111111111111", "4111****1111" },
	{ "6222 0202 1234 5678 909", "6222****8909" },
	{ "6222-0202-1234-5678-909", "6222****8909" },
	{ "６２２８４８００１２３４５６７１", "6228****5671" },
	{ "6228 4800 1234 5671 2018-07-03", "6228****5671 2018-07-03" },
	{ "62284800\n12345671", "6228****5671" },
	{ "9558800123456782", "9558****6782" }, /* the oldest cards of one bank */
	{ "卡号：9558800123456782", "卡号：9558****6782" },
	{ "开户银行 农行，账号 9558800123456782", "开户银行 农行，账号 9558****6782" },
	{ "30100123456789011 账号", "3010****9011 账号" },
	{ "30100123456789011", NULL },
	{ "6222020212345678908", NULL },  /* Luhn */
	{ "62220202123456789090", NULL }, /* twenty */
	{ "0000000000000000 账号", NULL },
	/* Public codes of firms. */
	{ "91150222MA0NJ4P5XT", NULL },
	{ "账号 91152222138100008C", NULL },
	/* Several of a kind, in order. */
	{ "王五13812348000，卡6228480012345671，证152222198001011239",
	    "王五138****8000，卡6228****5671，证" ID },
	{ "", NULL },
	{ "没有号码", NULL },
};

static void
numbers_as_typed(void **state)
{
	int bad = 0;
	(void)state;
	struct arena *a = arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text t = text_of(cases[i].text),
			    want = cases[i].masked != NULL ? text_of(cases[i].masked) : t;
		struct text got = secret_mask(a, t, NULL);
		if (!text_eq(got, want)) {
			print_error("\"%s\": got \"%.*s\", want \"%.*s\"\n", cases[i].text,
			    TEXT_ARG(got), TEXT_ARG(want));
			bad++;
		}
		/* What was masked holds no secret any more. */
		assert_true(text_eq(secret_mask(a, got, NULL), got));
	}
	arena_free(a);
	assert_int_equal(bad, 0);
}

/* "\\n" of a table's cell as a line end. */
static struct text
cell_read(struct arena *a, struct text t)
{
	return text_replace(a, t, T("\\n"), T("\n"));
}

static bool
row_holds(struct arena *a, struct text line, const struct text_list *own)
{
	size_t tab = text_find(line, T("\t"), 0);
	struct text t = cell_read(a, text_cut(line, 0, tab)),
		    want = cell_read(a, text_cut(line, tab + 1, line.n));
	if (text_eq(want, T("=")))
		want = t;
	struct text got = secret_mask(a, t, own);
	if (text_eq(got, want) && text_eq(secret_mask(a, got, own), got))
		return true;
	print_error(
	    "\"%.*s\": got \"%.*s\", want \"%.*s\"\n", TEXT_ARG(t), TEXT_ARG(got), TEXT_ARG(want));
	return false;
}

/* tests/privacy/numbers.tsv: each row, and that what it shows is not masked again. */
static void
numbers_of_the_table(void **state)
{
	int bad = 0, n = 0;
	(void)state;
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct buf table = BUF_INIT;
	struct text_list own = { 0 };
	text_list_add(a, &own, T("13900139000"));
	assert_true(file_read("tests/privacy/numbers.tsv", &table, &e));
	struct text rest = buf_view(&table), line;
	while (text_line(&rest, &line))
		if (line.n > 0 && line.p[0] != '#') {
			n++;
			bad += !row_holds(a, line, &own);
		}
	buf_release(&table);
	arena_free(a);
	assert_true(n > 300);
	assert_int_equal(bad, 0);
}

static void
spans_and_kinds(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct text t = T("卡6228480012345671，电话１３８ 1234 8000，证 15222219800101101 X。");
	struct secret_list l = { 0 };
	secret_find(a, t, NULL, &l);
	assert_int_equal(l.n, 3);
	assert_int_equal(l.v[0].kind, SECRET_CARD);
	assert_int_equal(l.v[1].kind, SECRET_MOBILE);
	assert_int_equal(l.v[2].kind, SECRET_ID);
	assert_true(
	    text_eq(text_cut(t, l.v[1].at.at, l.v[1].at.at + l.v[1].at.n), T("１３８ 1234 8000")));
	assert_true(text_eq(
	    text_cut(t, l.v[2].at.at, l.v[2].at.at + l.v[2].at.n), T("15222219800101101 X")));
	arena_free(a);
}

static void
published_telephone(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct text_list own = { 0 };
	text_list_add(a, &own, T("13812348000"));
	assert_true(text_eq(secret_mask(a, T("村部13812348000"), &own), T("村部13812348000")));
	assert_true(text_eq(secret_mask(a, T("村部138-1234-8000"), &own), T("村部138-1234-8000")));
	assert_true(text_eq(secret_mask(a, T("+8613812348000"), &own), T("+8613812348000")));
	assert_true(text_eq(secret_mask(a, T("王五13812348001"), &own), T("王五138****8001")));
	arena_free(a);
}

/* Every cut of a long run of figures ends soon, and any bytes at all are survived. */
static void
long_and_broken_input(void **state)
{
	(void)state;
	static const char *const seeds[] = { "1", "1 ", "13 ", "138-", "1\n", "6222 ", "*1",
		"1522221980", "\xE1\xA0", "x1", "1x" };
	for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
		struct arena *a = arena_new();
		size_t n = strlen(seeds[i]), times = 600000 / n;
		char *p = arena_alloc(a, n * times + 1);
		for (size_t k = 0; k < times; k++)
			memcpy(p + k * n, seeds[i], n);
		secret_mask(a, (struct text){ p, n * times }, NULL);
		arena_free(a);
	}
}

/* Texts are looked over sixteen bytes at a time: a number is found wherever it begins and however
 * much follows. */
static void
anywhere_in_a_text(void **state)
{
	(void)state;
	static const char *const fillers[] = { "a", "会", "，", "ᠠ" },
				 *const numbers[] = { "13812348000", "１３８１２３４８０００",
					 "᠑᠓᠘᠑᠒᠓᠔᠘᠐᠐᠐" };
	for (size_t f = 0; f < 4 * 3; f++) {
		for (size_t before = 0; before < 24; before++) {
			struct arena *a = arena_new();
			struct buf b = BUF_INIT;
			struct secret_list l = { 0 };
			for (size_t k = 0; k < before; k++)
				buf_str(&b, fillers[f % 4]);
			buf_str(&b, numbers[f / 4]);
			for (size_t k = 0; k < 23 - before; k++)
				buf_str(&b, fillers[f % 4]);
			secret_find(a, buf_view(&b), NULL, &l);
			assert_int_equal(l.n, 1);
			assert_int_equal(l.v[0].at.at, before * strlen(fillers[f % 4]));
			assert_int_equal(l.v[0].at.n, strlen(numbers[f / 4]));
			buf_release(&b);
			arena_free(a);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_as_typed),
		cmocka_unit_test(numbers_of_the_table),
		cmocka_unit_test(spans_and_kinds),
		cmocka_unit_test(published_telephone),
		cmocka_unit_test(long_and_broken_input),
		cmocka_unit_test(anywhere_in_a_text),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
