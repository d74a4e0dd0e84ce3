/* SPDX-License-Identifier: MIT */
/* Absence in a line of text: tests/privacy/absence.tsv, and that a hostile line ends soon. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdio.h>
#include <cmocka.h>

#include "lihui/arena.h"
#include "lihui/buf.h"
#include "lihui/err.h"
#include "lihui/file.h"
#include "lihui/speech.h"

static struct text
shown(struct arena *a, struct text t)
{
	struct buf b = BUF_INIT;
	struct absence found;
	size_t from = 0;
	for (size_t i = 0; absence_next(t, &i, &found); from = i) {
		buf_text(&b, text_cut(t, from, found.at.at));
		buf_str(&b, found.event ? "有人请假" : "");
		assert_int_equal(i, found.at.at + found.at.n);
	}
	buf_text(&b, text_cut(t, from, t.n));
	struct text out = text_copy(a, buf_view(&b));
	buf_release(&b);
	return out;
}

static bool
row_holds(struct arena *a, struct text line)
{
	size_t tab = text_find(line, T("\t"), 0);
	bool alone = line.p[0] == '*' && !text_starts(line, T("**"));
	alone = alone || text_starts(line, T("***"));
	struct text t = text_replace(a, text_cut(line, alone, tab), T("\\n"), T("\n")),
		    want = text_replace(a, text_cut(line, tab + 1, line.n), T("\\n"), T("\n"));
	if (text_eq(want, T("=")))
		want = t;
	struct text got = shown(a, t);
	if (text_eq(got, want) && absence_line(t) == alone)
		return true;
	print_error("\"%.*s\": got \"%.*s\"%s, want \"%.*s\"\n", TEXT_ARG(t), TEXT_ARG(got),
	    absence_line(t) ? " alone" : "", TEXT_ARG(want));
	return false;
}

static void
rows_of_the_table(void **state)
{
	int bad = 0;
	(void)state;
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct buf table = BUF_INIT;
	assert_true(file_read("tests/privacy/absence.tsv", &table, &e));
	struct text rest = buf_view(&table), line;
	while (text_line(&rest, &line))
		if (line.n > 0 && line.p[0] != '#')
			bad += !row_holds(a, line);
	buf_release(&table);
	arena_free(a);
	assert_int_equal(bad, 0);
}

static void
long_lines(void **state)
{
	static const char *const seeds[] = { "请假", "因请假，", "因病请假", "请假（", "请假1",
		"住院，", "会", "请假：", "未到会因" };
	(void)state;
	for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
		struct arena *a = arena_new();
		struct buf b = BUF_INIT;
		while (b.n < 1000000)
			buf_str(&b, seeds[i]);
		shown(a, buf_view(&b));
		absence_line(buf_view(&b));
		buf_release(&b);
		arena_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_of_the_table),
		cmocka_unit_test(long_lines),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
