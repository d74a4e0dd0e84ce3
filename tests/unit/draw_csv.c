/* SPDX-License-Identifier: MIT */
/* CSV cells as a spreadsheet meets them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

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
		cmocka_unit_test(test_file) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
