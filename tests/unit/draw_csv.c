/* SPDX-License-Identifier: MIT */
/* CSV cells as a spreadsheet meets them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

#include "lihui/arena.h"
#include "lihui/csv.h"
#include "lihui/words.h"

struct cell_case {
	const char *cell, *written;
};

static void
test_cells(void **state)
{
	(void)state;
	static const struct cell_case cases[] = {
		{ "", "" },
		{ "羊舍", "羊舍" },
		{ "a,b", "\"a,b\"" },
		{ "说“好”，说\"好\"", "\"说“好”，说\"\"好\"\"\"" },
		{ "一\r\n二", "\"一\n二\"" },
		{ " x", "\" x\"" },
		{ "a\x01"
		  "b\xff",
		    "ab\xef\xbf\xbd" },
		{ "=1+1", "'=1+1" },
		{ "=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"" },
		{ "+86 482", "'+86 482" },
		{ "-2+3", "'-2+3" },
		{ "@SUM(A1)", "'@SUM(A1)" },
		{ "\tx", "'\tx" },
		{ " =1", "\"' =1\"" },
		{ "＝1+1", "'＝1+1" },
		{ "－1", "'－1" },
		{ "＋1", "'＋1" },
		{ "＠SUM(A1)", "'＠SUM(A1)" },
		{ "-5", "-5" },
		{ "-1,234.50", "\"-1,234.50\"" },
		{ "+3.2%", "+3.2%" },
		{ "-", "-" },
		{ "--", "'--" },
		{ "a=b", "a=b" },
		{ "2018-07-03", "2018-07-03" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf out = BUF_INIT, expect = BUF_INIT;
		csv_row(&out, TEXTS(text_of(cases[i].cell), T("z")));
		buf_fmt(&expect, "%s,z\r\n", cases[i].written);
		assert_string_equal(out.p, expect.p);
		buf_release(&out);
		buf_release(&expect);
	}
}

/* What stays text by itself stays as it is. */
static void
test_words(void **state)
{
	(void)state;
	static const struct cell_case cases[] = {
		{ "", "" },
		{ "羊舍", "羊舍" },
		{ "问题2019-1-1", "问题2019-1-1" },
		{ "二组1-2号井", "二组1-2号井" },
		{ "7月20日前", "7月20日前" },
		{ "-", "-" },
		{ "2019-1-1", "'2019-1-1" },
		{ "1-2", "'1-2" },
		{ "1/2", "'1/2" },
		{ "3－5", "'3－5" },
		{ "12月5日", "'12月5日" },
		{ "2019年12月", "'2019年12月" },
		{ "12:30", "'12:30" },
		{ "0482", "'0482" },
		{ "0482-6661234", "'0482-6661234" },
		{ "15000000000000000001", "'15000000000000000001" },
		{ "1e5", "'1e5" },
		{ "50%", "'50%" },
		{ "(3)", "'(3)" },
		{ "１２", "'１２" },
		{ "￥300", "'￥300" },
	};
	struct arena *a = arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct text got = csv_words(a, text_of(cases[i].cell));
		assert_true(text_eq(got, text_of(cases[i].written)));
	}
	arena_free(a);
}

static void
test_file(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	csv_begin(&out);
	csv_row(&out, TEXTS(T("编号"), T("问题")));
	csv_row(&out, NO_TEXTS);
	assert_string_equal(out.p, "\xEF\xBB\xBF编号,问题\r\n\r\n");
	buf_release(&out);
}

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_cells),
		cmocka_unit_test(test_words), cmocka_unit_test(test_file) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
