/* SPDX-License-Identifier: MIT */
/* Files whole or not at all, walks, paths, the pool. Works in a folder of its own below /tmp. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/pool.h"
#include "lihui/progress.h"

#define SAME(got, want) assert_true(text_eq((got), text_of(want)))

static struct arena *a;
static char top[] = "/tmp/lihui-test-XXXXXX";

static const char *
at(const char *name)
{
	return text_fmt(a, "%s/%s", top, name).p;
}

static void
put(const char *name, const char *bytes)
{
	struct err e = { 0 };
	if (!file_write(at(name), text_of(bytes), NULL, &e))
		fail_msg("%s", e.message);
}

static void
writing(void **state)
{
	(void)state;
	struct err e = { 0 };
	bool changed;
	struct file_stat one, two;
	struct buf b = BUF_INIT;
	assert_true(file_write(at("a/b/c.txt"), T("一"), &changed, &e) && changed);
	assert_true(
	    file_stat(at("a/b/c.txt"), &one, &e) && one.exists && !one.is_dir && one.size == 3);
	assert_true(file_write(at("a/b/c.txt"), T("一"), &changed, &e) && !changed);
	assert_true(file_stat(at("a/b/c.txt"), &two, &e));
	assert_true(one.inode == two.inode && one.ctime_ns == two.ctime_ns);
	chmod(at("a/b/c.txt"), 0640);
	assert_true(file_write(at("a/b/c.txt"), T("二二"), &changed, &e) && changed);
	struct stat st;
	assert_int_equal(stat(at("a/b/c.txt"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_true(file_read(at("a/b/c.txt"), &b, &e));
	assert_string_equal(b.p, "二二");
	assert_true(file_write(at("empty"), NO_TEXT, &changed, &e) && changed);
	assert_true(file_write(at("empty"), NO_TEXT, &changed, &e) && !changed);
	buf_release(&b);
	/* Nothing temporary stays behind. */
	struct file_list l = { 0 };
	assert_true(file_walk(a, at("a/b"), &l, &e));
	assert_int_equal(l.n, 1);
	assert_int_equal(access(at("a/b/.lihui"), F_OK), -1);
}

static void
failures(void **state)
{
	(void)state;
	struct err e = { 0 };
	struct buf b = BUF_INIT;
	struct file_stat st;
	struct file_list l = { 0 };
	assert_false(file_read(at("nothing"), &b, &e));
	assert_int_equal(e.kind, ERR_FILE);
	assert_non_null(strstr(e.message, "没有这个文件"));
	/* The first error is kept. */
	assert_false(file_walk(a, at("nothing"), &l, &e));
	assert_non_null(strstr(e.message, "无法打开"));
	e = (struct err){ 0 };
	put("plain", "x");
	assert_false(file_write(at("plain/below"), T("x"), NULL, &e));
	assert_int_equal(e.kind, ERR_MACHINE);
	e = (struct err){ 0 };
	assert_true(file_make_dirs(at("folder"), &e));
	assert_false(file_write(at("folder"), T("x"), NULL, &e));
	e = (struct err){ 0 };
	assert_false(file_make_dirs(at("plain"), &e));
	e = (struct err){ 0 };
	assert_true(file_stat(at("nothing"), &st, &e) && !st.exists);
	assert_true(file_stat(at("plain/x"), &st, &e) && !st.exists);
	assert_true(file_remove(at("nothing"), &e));
	assert_true(file_remove(at("plain"), &e));
	assert_int_equal(access(at("plain"), F_OK), -1);
	locale_english = true;
	assert_false(file_read(at("nothing"), &b, &e));
	assert_non_null(strstr(e.message, "cannot open"));
	locale_english = false;
	/* A long sentence is cut between characters. */
	e = (struct err){ 0 };
	struct text many = text_fmt(a, "x%0*d", 400, 0);
	for (int i = 0; i < 3; i++)
		many = text_replace(a, many, T("0"), T("王"));
	err_machine(&e, "%s", many.p);
	assert_true(strlen(e.message) < sizeof e.message);
	assert_string_equal(e.message + strlen(e.message) - 3, "王");
	buf_release(&b);
}

static void
walking(void **state)
{
	(void)state;
	struct err e = { 0 };
	static const char *const names[] = { "w/b/x.md", "w/b.md", "w/a.md", "w/.hidden/x",
		"w/.dot", "w/b-1/y", "w/王/z.md" };
	static const char *const want[] = { "a.md", "b", "b-1", "b-1/y", "b.md", "b/x.md", "王",
		"王/z.md" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		put(names[i], names[i]);
	assert_int_equal(symlink("a.md", at("w/link")), 0);
	assert_int_equal(symlink("..", at("w/loop")), 0);
	assert_int_equal(mkfifo(at("w/fifo"), 0600), 0);
	struct file_list l = { 0 };
	assert_true(file_walk(a, at("w"), &l, &e));
	assert_int_equal(l.n, sizeof want / sizeof *want);
	for (size_t i = 0; i < l.n; i++) {
		SAME(l.v[i].path, want[i]);
		assert_true(l.v[i].stat.exists);
	}
	assert_true(l.v[1].stat.is_dir && !l.v[0].stat.is_dir && l.v[0].stat.size == 6 &&
	    l.v[0].stat.mtime_ns > 0);
}

static void
emptied_folders(void **state)
{
	(void)state;
	struct err e = { 0 };
	put("out/zh/unit/p/1.html", "x");
	put("out/zh/stay.html", "x");
	assert_true(file_remove(at("out/zh/unit/p/1.html"), &e));
	assert_true(file_remove_empty_dirs(at("out"), at("out/zh/unit/p/1.html"), &e));
	assert_int_equal(access(at("out/zh/unit"), F_OK), -1);
	assert_int_equal(access(at("out/zh"), F_OK), 0);
	assert_true(file_remove(at("out/zh/stay.html"), &e));
	/* A path below the root does as well, and the root itself stays. */
	assert_true(file_remove_empty_dirs(at("out"), "zh/stay.html", &e));
	assert_int_equal(access(at("out/zh"), F_OK), -1);
	assert_int_equal(access(at("out"), F_OK), 0);
}

static void
paths(void **state)
{
	(void)state;
	SAME(path_join(a, T(""), T("b")), "b");
	SAME(path_join(a, T("a"), T("b")), "a/b");
	SAME(path_join(a, T("a/"), T("b")), "a/b");
	SAME(path_dir(T("a/b/c.md")), "a/b");
	SAME(path_dir(T("c.md")), "");
	SAME(path_dir(T("/c")), "/");
	SAME(path_name(T("a/b/c.md")), "c.md");
	SAME(path_stem(T("a/b.mn.md")), "a/b.mn");
	SAME(path_ext(T("a/b.mn.md")), ".md");
	SAME(path_ext(T("a.b/c")), "");
	SAME(path_ext(T("a/.git")), "");
	SAME(path_stem(T("a.b/c")), "a.b/c");
	SAME(path_relative(a, T("zh/unit/x.html"), T("assets/a.css")), "../../assets/a.css");
	SAME(path_relative(a, T("index.html"), T("zh/index.html")), "zh/index.html");
	SAME(path_url(a, T("a b/王.md?#%")), "a%20b/%E7%8E%8B.md%3F%23%25");
	static const char *const normal[][2] = {
		{ "a/b", "a/b" },
		{ "./a//b/", "a/b" },
		{ "a/../b", "b" },
		{ "a/b/../../c", "c" },
		{ ".", "" },
		{ "", "" },
		{ "..", NULL },
		{ "a/../../b", NULL },
		{ "/etc/passwd", NULL },
		{ "...", "..." },
	};
	for (size_t i = 0; i < sizeof normal / sizeof *normal; i++) {
		struct text out;
		bool inside = path_normal(a, text_of(normal[i][0]), &out);
		assert_int_equal(inside, normal[i][1] != NULL);
		if (inside)
			SAME(out, normal[i][1]);
	}
	struct text out;
	assert_false(path_normal(a, (struct text){ "a\0b", 3 }, &out));
}

struct sum {
	atomic_long total;
	int done[1000];
	struct progress *progress;
	long fail_from;
};

static bool
add(void *context, size_t i, int worker, struct err *e)
{
	struct sum *s = context;
	assert_true(worker >= 0 && worker < 8);
	s->done[i]++;
	progress_step(s->progress, 1);
	if (s->fail_from >= 0 && (long)i >= s->fail_from)
		return err_machine(e, "%zu", i);
	atomic_fetch_add(&s->total, (long)i);
	return true;
}

static void
pools(void **state)
{
	(void)state;
	for (int jobs = 1; jobs <= 8; jobs *= 2) {
		struct sum s = { .fail_from = -1, .progress = progress_start("试", 1000) };
		struct err e = { 0 };
		assert_true(pool_run(1000, jobs, add, &s, &e));
		assert_int_equal(s.total, 499500);
		for (int i = 0; i < 1000; i++)
			assert_int_equal(s.done[i], 1);
		progress_end(s.progress);
		/* Whatever the threads do, the error of the lowest index is the one told. */
		s = (struct sum){ .fail_from = 437 };
		assert_false(pool_run(1000, jobs, add, &s, &e));
		assert_string_equal(e.message, "437");
		assert_int_equal(s.done[999], 0);
		assert_true(pool_run(0, jobs, add, &s, &e));
	}
	assert_int_equal(pool_jobs(3), 3);
	assert_true(pool_jobs(0) >= 1 && pool_jobs(-5) >= 1);
}

static int
setup(void **state)
{
	(void)state;
	a = arena_new();
	return mkdtemp(top) == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	struct text rm = text_fmt(a, "rm -rf '%s'", top);
	int failed = system(rm.p);
	arena_free(a);
	return failed;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writing),
		cmocka_unit_test(failures),
		cmocka_unit_test(walking),
		cmocka_unit_test(emptied_folders),
		cmocka_unit_test(paths),
		cmocka_unit_test(pools),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, teardown);
}
