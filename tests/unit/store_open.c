/* SPDX-License-Identifier: MIT */
/*
 * The index as a file: made with the right mode, found again, thrown away when it is damaged or of
 * another version, and empty again when the tree of units changes. And what the edition for
 * everybody must not hold: a sentinel word is looked for in the bytes of its file.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/check.h"
#include "lihui/file.h"

static char dir[] = "/tmp/lihui-store-XXXXXX", internal[64], public[64];
static struct arena *arena;

static int
setup(void **state)
{
	(void)state;
	strcpy(strrchr(dir, '-') + 1, "XXXXXX");
	assert_non_null(mkdtemp(dir));
	snprintf(internal, sizeof internal, "%s/.lihui/internal.db", dir);
	snprintf(public, sizeof public, "%s/.lihui/public.db", dir);
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	char command[128];

	(void)state;
	snprintf(command, sizeof command, "rm -rf %s", dir);
	arena_free(arena);
	return system(command);
}

static struct store *
opened(const char *path)
{
	struct err e = { 0 };
	struct store *s = store_open(path, &e);

	if (!s)
		fail_msg("%s", e.message);
	return s;
}

static int64_t
ask(struct store *s, const char *sql)
{
	struct err e = { 0 };
	struct query q;
	int64_t n = -1;

	query_start(s, &q, sql, &e);
	if (query_row(&q))
		n = query_int(&q, 0);
	if (!query_end(&q))
		fail_msg("%s", e.message);
	return n;
}

static void
run(struct store *s, const char *sql)
{
	struct err e = { 0 };

	if (!store_run(s, sql, &e))
		fail_msg("%s", e.message);
}

static void
modes(void **state)
{
	struct stat st;
	char folder[64];

	(void)state;
	store_close(opened(internal));
	assert_int_equal(stat(internal, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	snprintf(folder, sizeof folder, "%s/.lihui", dir);
	assert_int_equal(stat(folder, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
}

static void
found_again(void **state)
{
	struct err e = { 0 };
	struct store *s = opened(internal), *reader;

	(void)state;
	assert_true(store_begin(s, &e));
	run(s, "insert into fact values ('mark', '1')");
	assert_true(store_commit(s, &e));
	store_close(s);
	s = opened(internal);
	assert_int_equal(ask(s, "select count(*) from fact where key = 'mark'"), 1);
	reader = store_open_reader(internal, &e);
	assert_non_null(reader);
	assert_int_equal(ask(reader, "select count(*) from fact where key = 'mark'"), 1);
	assert_false(store_run(reader, "delete from fact", &e));
	store_close(reader);
	store_close(s);
}

/* Not a database, half of one, another version, another program: made anew, without a word. */
static void
made_anew(void **state)
{
	static const char *const damages[] = { "head -c 5000 /dev/zero > %s",
		"echo '这不是数据库，只是一行很长很长的文字' > %s",
		"sqlite3 %s 'pragma user_version = 99'",
		"sqlite3 %s \"update fact set value = '0.0.0' where key = 'program'\"",
		"truncate -s 6000 %s" };

	(void)state;
	for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
		struct store *s = opened(internal);
		char command[256];

		run(s, "insert into fact values ('mark', '1')");
		store_close(s);
		snprintf(command, sizeof command, damages[i], internal);
		if (system(command) != 0)
			skip();
		s = opened(internal);
		assert_int_equal(ask(s, "select count(*) from fact where key = 'mark'"), 0);
		assert_int_equal(ask(s, "select count(*) from document"), 0);
		store_close(s);
	}
}

static void
one_writer(void **state)
{
	struct err e = { 0 }, second = { 0 };
	struct store *a = opened(internal), *b = opened(internal);

	(void)state;
	assert_true(store_begin(a, &e));
	assert_false(store_begin(b, &second));
	assert_int_equal(second.kind, ERR_MACHINE);
	store_rollback(a);
	store_close(a);
	store_close(b);
}

static void
same_query_inside_itself(void **state)
{
	static const char sql[] = "select key from fact order by key";
	struct err e = { 0 };
	struct store *s = opened(":memory:");
	struct query outer, inner;
	int n = 0;

	(void)state;
	run(s, "insert into fact values ('a', '1'), ('b', '2')");
	query_start(s, &outer, sql, &e);
	while (query_row(&outer)) {
		query_start(s, &inner, sql, &e);
		while (query_row(&inner))
			n++;
		assert_true(query_end(&inner));
	}
	assert_true(query_end(&outer));
	assert_int_equal(n, 9);
	store_close(s);
}

static void
put_site(struct store *s, const struct site *site, enum edition edition)
{
	struct err e = { 0 };
	int *units = ARENA_ARRAY(arena, int, site->nunits);
	struct finding_list found = { 0 };
	bool good =
	    store_begin(s, &e) && store_put_site(s, site, (struct date){ 2018, 12, 31 }, &e);

	for (size_t i = 0; i < site->ndocuments && good; i++) {
		struct doc *d = doc_read(site, site->documents[i], &e);

		assert_non_null(d);
		check_document(d, (struct date){ 2018, 12, 31 });
		if (door_pass(d, edition))
			good = store_put_doc(s, d, &e);
		doc_free(d);
	}
	for (size_t i = 0; i < site->nunits; i++)
		units[i] = (int)i;
	good = good && store_settle(s, site, units, site->nunits, &e) &&
	    check_units(
		s, site, units, site->nunits, (struct date){ 2018, 12, 31 }, arena, &found, &e) &&
	    store_put_findings(s, site, units, site->nunits, &found, &e) && store_commit(s, &e);
	if (!good)
		fail_msg("%s", e.message);
}

static void
write_file(const char *name, const char *text)
{
	struct err e = { 0 };
	struct text path = text_fmt(arena, "%s/%s", dir, name);

	assert_true(file_write(path.p, text_of(text), NULL, &e));
}

static struct site *
village(void)
{
	struct err e = { 0 };
	struct site *site;

	write_file("site.yaml", "title: {zh: 测试}\nlanguages: [zh]\n");
	write_file("xinfa/_index.md",
	    "---\n名称: 新发嘎查\n层级: 嘎查\n第一书记: 张三\n书记: 李四\n---\n");
	write_file("xinfa/2018-07-03.md",
	    "---\n类型: 双书记周例会\n日期: 2018-07-05\n周次: 27\n主持人: "
	    "张三（第一书记）\n召集人: 李四（党支部书记）\n出席: 张三、李四、钱满仓、钱满仓\n请假: "
	    "欧阳白云（患重病住院）\n---\n"
	    "# 例会\n## 一、学习政策\n- 学习草原法\n## 二、听取上周工作汇报\n- 首次会议\n## "
	    "三、研究解决问题\n### 问题27-1：机井\n- 反映人：钱满仓\n- "
	    "会议决定：电话13812345678联系\n"
	    "## 四、部署本周工作\n- "
	    "【任务27-1】找【隐：司马光启】修（责任人：钱满仓；时限：7月9日）\n");
	write_file("xinfa/2018-07-10.md",
	    "---\n类型: 双书记周例会\n日期: 2018-07-10\n公开: 否\n---\n# 内部\n## 一、学习政策\n- "
	    "保密事项\n");
	site = site_open(dir, &e);
	if (!site)
		fail_msg("%s", e.message);
	return site;
}

static bool
file_has(const char *path, const char *word)
{
	struct err e = { 0 };
	struct buf b = BUF_INIT;
	bool has;

	assert_true(file_read(path, &b, &e));
	has = text_has(buf_view(&b), text_of(word));
	buf_release(&b);
	return has;
}

static void
nothing_leaks(void **state)
{
	struct site *site = village();
	struct store *s = opened(public);

	(void)state;
	put_site(s, site, EDITION_PUBLIC);
	assert_int_equal(ask(s, "select count(*) from document where state = 'published'"), 1);
	assert_true(ask(s, "select count(*) from finding") > 0);
	store_close(s);
	assert_true(file_has(public, "张三"));
	assert_false(file_has(public, "钱满仓"));
	assert_false(file_has(public, "司马光启"));
	assert_false(file_has(public, "13812345678"));
	assert_false(file_has(public, "欧阳白云"));
	assert_false(file_has(public, "保密事项"));
	s = opened(internal);
	put_site(s, site, EDITION_INTERNAL);
	assert_int_equal(ask(s, "select count(*) from model"), 2);
	store_close(s);
	assert_true(file_has(internal, "钱满仓"));
	assert_false(file_has(internal, "13812345678"));
	site_close(site);
}

static void
findings_come_back(void **state)
{
	struct site *site = village();
	struct store *s = opened(internal);
	struct finding_list all = { 0 }, below = { 0 };
	struct err e = { 0 };
	const struct finding *first = NULL;

	(void)state;
	put_site(s, site, EDITION_INTERNAL);
	assert_true(store_findings(s, arena, NO_TEXT, &all, &e));
	assert_true(store_findings(s, arena, T("xinfa"), &below, &e));
	assert_true(below.n > 0 && all.n >= below.n);
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].code == DIAG_D101)
			first = &all.v[i];
	assert_non_null(first);
	assert_int_equal(first->line, 3);
	assert_int_equal(first->args.n, 6);
	assert_true(text_eq(first->args.v[5], T("2018-07-03")));
	store_close(s);
	site_close(site);
}

/* A unit more: every id moves, so nothing of the old index may be believed. */
static void
another_tree(void **state)
{
	struct site *site = village();
	struct store *s = opened(internal);
	struct err e = { 0 };

	(void)state;
	put_site(s, site, EDITION_INTERNAL);
	run(s, "insert into source values ('x', 1, 1, 1, 1, 1)");
	site_close(site);
	write_file("anew/_index.md", "---\n名称: 另一嘎查\n层级: 嘎查\n---\n");
	site = site_open(dir, &e);
	put_site(s, site, EDITION_INTERNAL);
	assert_int_equal(ask(s, "select count(*) from source"), 0);
	assert_int_equal(ask(s, "select count(*) from document"), 2);
	assert_int_equal(ask(s,
			     "select count(*) from document join unit on unit.id = document.unit "
			     "where unit.path = 'xinfa'"),
	    2);
	assert_int_equal(ask(s, "select last from unit where path = ''"), 3);
	store_close(s);
	site_close(site);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(modes, setup, teardown),
		cmocka_unit_test_setup_teardown(found_again, setup, teardown),
		cmocka_unit_test_setup_teardown(made_anew, setup, teardown),
		cmocka_unit_test_setup_teardown(one_writer, setup, teardown),
		cmocka_unit_test_setup_teardown(same_query_inside_itself, setup, teardown),
		cmocka_unit_test_setup_teardown(nothing_leaks, setup, teardown),
		cmocka_unit_test_setup_teardown(findings_come_back, setup, teardown),
		cmocka_unit_test_setup_teardown(another_tree, setup, teardown),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
