/* SPDX-License-Identifier: MIT */
/* Whose record is it: title, head, folder, file name, people, in that order; what nobody can know
 * is left alone. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>

#include "read_help.h"

#include "intake/intake.h"

#define UNIT(name, first, second) \
	"---\nname: " name "\nlevel: 嘎查\nfirst_secretary: " first "\nsecretary: " second "\n---" \
	"\n"
#define BODY  "\n一、学习政策\n学习《草原法》\n\n四、部署本周工作\n1、修路\n"
#define DATED "日期：2018年7月3日\n"

static void
expect(struct help *h, const char *path, const char *text, const char *unit, enum piece_state state)
{
	struct err e = { 0 };
	struct arrival f = { .path = text_of(path) };
	struct piece p = { .from = &f, .text = text_of(text) };

	assert_true(place_piece(h->site, h->arena, &p, (struct date){ 2018, 7, 3 }, &e));
	if (p.state != state || (unit == NULL) != (p.unit == NULL) ||
	    (unit != NULL && !text_eq(p.unit->path, text_of(unit))))
		fail_msg("%s: %d %.*s", path, p.state,
		    TEXT_ARG(p.unit != NULL ? p.unit->path : NO_TEXT));
}

static void
units(void **state)
{
	struct help h;

	(void)state;
	help_make(&h);
	help_write(&h, "a/_index.md", T("---\nname: 东山苏木\nlevel: 苏木\n---\n"));
	help_write(&h, "a/x/_index.md", T(UNIT("新发嘎查", "甲一", "甲二")));
	help_write(&h, "a/y/_index.md", T(UNIT("东新发嘎查", "乙一", "乙二")));
	help_write(&h, "a/z/_index.md", T(UNIT("新立嘎查", "丙一", "丙二")));
	help_write(&h, "b/_index.md", T("---\nname: 西河镇\nlevel: 镇\n---\n"));
	help_write(&h, "b/z/_index.md", T(UNIT("新立嘎查", "丁一", "丁二")));
	help_open(&h);
	/* The title decides, and a longer name is not the shorter one inside it. */
	expect(&h, "1.txt", "新发嘎查周例会\n" DATED BODY, "a/x", PIECE_PLACED);
	expect(&h, "1.txt", "东新发嘎查周例会\n" DATED BODY, "a/y", PIECE_PLACED);
	expect(&h, "1.txt", "新发村周例会\n" DATED BODY, "a/x", PIECE_PLACED);
	expect(&h, "东新发.txt", "新 发 嘎 查周例会\n" DATED BODY, "a/x", PIECE_PLACED);
	/* Two of one name: the township, the folder or the people tell. */
	expect(&h, "1.txt", "新立嘎查周例会\n" DATED BODY, NULL, PIECE_MANY_UNITS);
	expect(&h, "1.txt", "西河镇新立嘎查周例会\n" DATED BODY, "b/z", PIECE_PLACED);
	expect(&h, "东山苏木/1.txt", "新立嘎查周例会\n" DATED BODY, "a/z", PIECE_PLACED);
	expect(&h, "1.txt", "新立嘎查周例会\n" DATED "主持人：丁一\n" BODY, "b/z", PIECE_PLACED);
	/* No title: folder, then file, then people. */
	expect(&h, "新发嘎查/7月3日.txt", DATED BODY, "a/x", PIECE_PLACED);
	expect(&h, "新发.txt", DATED BODY, "a/x", PIECE_PLACED);
	expect(&h, "新建文本文档.txt", DATED "主持人：乙一（第一书记）\n召集人：乙二\n" BODY, "a/y",
	    PIECE_PLACED);
	expect(&h, "新建文本文档.txt", DATED BODY, NULL, PIECE_NO_UNIT);
	/* A form copied from the neighbour. */
	expect(&h, "新发.txt", "东新发嘎查周例会\n" DATED "主持人：甲一\n召集人：甲二\n" BODY, NULL,
	    PIECE_CONFLICT);
	/* The day, and what is no record yet. */
	expect(&h, "1.txt", "新发嘎查周例会\n主持人：甲一\n" BODY, "a/x", PIECE_NO_DATE);
	expect(&h, "新发.txt", "昨晚开了会，大家说了机井的事。\n", "a/x", PIECE_DRAFT);
	site_close(h.site);
	arena_free(h.arena);
}

static void
years(void **state)
{
	struct help h;
	struct err e = { 0 };
	struct arrival f = { .path = T("1.txt") };
	struct piece p = { .from = &f, .text = T("示例嘎查周例会\n日期：12月31日\n" BODY) };

	(void)state;
	help_make(&h);
	help_open(&h);
	assert_true(place_piece(h.site, h.arena, &p, (struct date){ 2019, 1, 1 }, &e));
	assert_int_equal(date_cmp(p.date, (struct date){ 2018, 12, 31 }), 0);
	assert_true(text_eq(name_text(h.arena, T("\xd3\xdc\xca\xf7")), T("榆树")));
	site_close(h.site);
	arena_free(h.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(units), cmocka_unit_test(years) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("intake_place", tests, NULL, NULL);
}
