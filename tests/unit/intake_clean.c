/* SPDX-License-Identifier: MIT */
/*
 * Every record of tests/read, in all the shapes people type, as receive lays it into the site: it
 * says what was typed, line for line, carries its numbers, and doing it again changes nothing.
 * Numbers over versions.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>

#include "read_help.h"

#include "intake/intake.h"
#include "lihui/utf8.h"

static struct text
clean(struct help *h, struct text bytes, struct doc **out, const struct doc *before,
    struct numbering *n)
{
	struct err e = { 0 };
	struct buf b = BUF_INIT;
	struct text_list mended = { 0 };
	const struct unit *u = site_unit(h->site, T(HELP_UNIT));
	struct doc *d =
	    piece_read(h->site, h->arena, u, T(HELP_UNIT "/2018/received.md"), bytes, &e);
	struct text t;

	assert_non_null(d);
	merge_numbers(h->arena, d, before, n);
	assert_true(rewrite_record(h->site, d, n, NULL, NO_TEXT, &b, &mended, &e));
	t = text_copy(h->arena, buf_view(&b));
	buf_release(&b);
	if (out != NULL)
		*out = d;
	else
		doc_free(d);
	return t;
}

/* Without 问题27-1： and 【任务27-1】, which is all that may be put into a line. */
static struct text
unnumbered(struct arena *a, struct text t)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < t.n;) {
		size_t at = text_starts(text_cut(t, i, t.n), T("【")) ? i + 3 : i;
		struct mention m;

		if (mention_read(t, &at, &m) && m.number.order > 0) {
			i = at;
			continue;
		}
		size_t from = i;
		utf8_next(t, &i);
		buf_text(&b, text_cut(t, from, i));
	}
	t = text_copy(a, buf_view(&b));
	buf_release(&b);
	return t;
}

static void
check_sample(struct help *h, const char *name, struct text bytes)
{
	struct numbering n = { 0 }, m = { 0 };
	struct doc *d, *again;
	struct text once = clean(h, bytes, &d, NULL, &n), twice = clean(h, once, &again, NULL, &m),
		    letters = merge_letters(h->arena, once);

	/* The head may have become front matter. */
	size_t steps = d->steps.n > 0 ? d->steps.v[0].at.at : d->text.n;
	struct text rest = text_cut(d->text, steps, d->text.n), line;
	while (text_line(&rest, &line)) { /* 问题一： gives way to its number */
		size_t colon = text_find(line, T("："), 0);
		struct text words =
		    colon != SIZE_MAX ? text_cut(line, colon, line.n) : text_trim(line);
		struct marker mark;
		if (colon == SIZE_MAX && marker_read(words, &mark)) /* and behind 1、 stands one */
			words = text_cut(words, mark.end, words.n);
		size_t box = text_find(words, T("] "), 0);
		if (text_starts(words, T("[")) && box != SIZE_MAX) /* and behind a box */
			words = text_cut(words, box + 2, words.n);
		if (!text_has(once, text_trim(words)) &&
		    !text_has(letters, merge_letters(h->arena, words)) &&
		    !text_has(unnumbered(h->arena, once), unnumbered(h->arena, text_trim(line))))
			fail_msg("%s: a line is gone: %.*s\n%s", name, TEXT_ARG(line), once.p);
	}
	if (!text_eq(once, twice))
		fail_msg("%s: cleaning twice differs:\n%s", name, twice.p);
	assert_int_equal(d->problems.n, again->problems.n);
	assert_int_equal(d->tasks.n, again->tasks.n);
	assert_int_equal(d->reports.n, again->reports.n);
	assert_int_equal(date_cmp(d->date, again->date), 0);
	for (size_t i = 0; i < d->problems.n; i++) {
		const struct problem *p = &d->problems.v[i], *q = &again->problems.v[i];
		assert_true(
		    text_eq(merge_letters(h->arena, p->title), merge_letters(h->arena, q->title)));
		assert_true(text_has(letters, merge_letters(h->arena, p->title)));
	}
	for (size_t i = 0; i < d->attendees.n; i++)
		assert_true(text_has(letters, merge_letters(h->arena, d->attendees.v[i].name)));
	doc_free(d);
	doc_free(again);
}

static void
samples(void **state)
{
	struct help h;
	struct err e = { 0 };
	struct file_list files = { 0 };
	int seen = 0, numbered = 0;

	(void)state;
	help_make(&h);
	help_open(&h);
	assert_true(file_walk(h.arena, "tests/read", &files, &e));
	for (size_t i = 0; i < files.n; i++) {
		struct text path = path_join(h.arena, T("tests/read"), files.v[i].path), bytes;
		if (text_ends(path, T(".json")) || files.v[i].stat.is_dir)
			continue;
		bytes = help_read(h.arena, path.p);
		check_sample(&h, path.p, bytes);
		seen++;
		struct numbering n = { 0 };
		numbered += text_has(clean(&h, bytes, NULL, NULL, &n), T("任务"));
	}
	assert_true(seen > 30);
	assert_true(numbered > 15);
	site_close(h.site);
	arena_free(h.arena);
}

#define RECORD(problems, tasks) \
	"类型：双书记周例会\n日期：2018年7月3日\n\n一、学习政策\n学习《草原法》\n二、听取上周工作" \
	"汇报\n首次会议\n三、研究解决问题\n" problems "四、部署本周工作\n" tasks

static void
versions(void **state)
{
	struct help h;
	struct numbering n = { 0 }, m = { 0 };
	struct doc *first, *second;
	struct text_list changes = { 0 };
	struct text t;

	(void)state;
	help_make(&h);
	help_open(&h);
	t = clean(&h,
	    T(RECORD(
		"问题一：路灯\n会议决定：换\n问题二：机井\n会议决定：修\n", "1、买灯\n2、买泵\n")),
	    NULL, NULL, &n);
	if (!text_has(t, T("问题27-1：路灯")) || !text_has(t, T("问题27-2：机井")) ||
	    !text_has(t, T("【任务27-2】买泵")))
		fail_msg("%s", t.p);
	clean(&h, t, &first, NULL, &m);
	/* One goes, one comes, one stays: no number is given twice. */
	n = (struct numbering){ 0 };
	t = clean(&h,
	    T(RECORD("问题一：桥面\n会议决定：补\n问题二：机井\n会议决定：换新的\n",
		"1、买泵\n2、买水泥\n")),
	    NULL, first, &n);
	assert_true(text_has(t, T("问题27-3：桥面")) && text_has(t, T("问题27-2：机井")));
	assert_true(text_has(t, T("【任务27-2】买泵")) && text_has(t, T("【任务27-3】买水泥")));
	m = (struct numbering){ 0 };
	clean(&h, t, &second, NULL, &m);
	merge_changes(h.arena, h.site->words, second, first, &changes);
	assert_int_equal(changes.n, 5); /* problem new, changed, gone; task new, gone */
	assert_false(merge_same_meeting(second, first));
	assert_true(merge_same_meeting(first, first));
	doc_free(first);
	doc_free(second);
	site_close(h.site);
	arena_free(h.arena);
}

#define HEAD(line) \
	"---\n类型: 双书记周例会\n日期: 2018-07-03\n" line \
	"\n---\n## 一、学习政策\n学习《草原法》\n"

/* Whatever a line of the head says, a record that says something else there is another one: no line
 * could be lost without its being seen. */
static void
compared(void **state)
{
	static const char *const pairs[][2] = {
		{ HEAD("抄送: 苏木党委"), HEAD("抄送: 旗委组织部") },
		{ HEAD("监督电话: 0482-4121234"), HEAD("监督电话: 0482-4125678") },
		{ HEAD("公示期: 2018-07-05 至 2018-07-12"),
		    HEAD("公示期: 2018-07-05 至 2018-07-13") },
		{ HEAD("公示期: 7天"), HEAD("公示期: 2018-07-03 至 07-09") },
		{ HEAD("有效期: 2018-07-05 至 2018-12-31"),
		    HEAD("有效期: 2018-07-06 至 2018-12-31") },
		{ HEAD("撤回: 2018-07-09，重复"), HEAD("撤回: 2018-07-09，时间写错") },
		{ HEAD("更正: 2018-07-09，人数"), HEAD("更正: 2018-07-10，人数") },
		{ HEAD("译自: 123456789abc"), HEAD("译自: cba987654321") },
		{ HEAD("原文语种: 蒙"), HEAD("原文语种: 汉") },
		{ HEAD("豁免: {S405: 农忙}"), HEAD("豁免: {S405: 雨天}") },
		{ HEAD("草稿: 是"), HEAD("草稿: 否") },
		{ HEAD("期号: 第3期"), HEAD("期号: 第4期") },
		{ HEAD("请假: 张三（住院）"), HEAD("请假: 张三（外出）") },
	};
	struct help h;
	struct err e = { 0 };

	(void)state;
	help_make(&h);
	help_open(&h);
	const struct unit *u = site_unit(h.site, T(HELP_UNIT));
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct buf said[2] = { BUF_INIT, BUF_INIT };

		for (int k = 0; k < 2; k++) {
			struct doc *d = piece_read(h.site, h.arena, u,
			    T(HELP_UNIT "/2018/received.md"), text_of(pairs[i][k]), &e);

			doc_said(&said[k], d, SAME_HEAD, NULL, NULL);
			doc_free(d);
		}
		if (text_eq(buf_view(&said[0]), buf_view(&said[1])))
			fail_msg("not compared: %s", pairs[i][0]);
		buf_release(&said[0]);
		buf_release(&said[1]);
	}
	site_close(h.site);
	arena_free(h.arena);
}

/* Lines of a list would run together as one word: such a head stays as it was typed. */
static void
lists(void **state)
{
	struct help h;
	struct numbering n = { 0 };
	struct doc *d, *again;
	struct text t;

	(void)state;
	help_make(&h);
	help_open(&h);
	t = clean(&h, T(HEAD("抄送:\n- 苏木党委\n- 旗委组织部")), &d, NULL, &n);
	clean(&h, t, &again, NULL, &n);
	assert_true(text_eq(d->copy_to, T("苏木党委、旗委组织部")));
	assert_true(text_eq(d->copy_to, again->copy_to));
	doc_free(d);
	doc_free(again);
	site_close(h.site);
	arena_free(h.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(samples), cmocka_unit_test(versions),
		cmocka_unit_test(compared), cmocka_unit_test(lists) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("intake_clean", tests, NULL, NULL);
}
