/* SPDX-License-Identifier: MIT */
/* Every example of tests/spec/head.md: a head as typed, and the members of the document that come
 * of it. */
#include "read_spec.h"

static struct bench bench;

static void
put_text(struct buf *out, const char *name, struct text t)
{
	if (t.n)
		buf_fmt(out, "%s: %.*s\n", name, TEXT_ARG(t));
}

static void
put_texts(struct buf *out, const char *name, const struct text_list *l)
{
	if (l->n)
		put_text(out, name, text_list_join(bench.arena, l, T(" | ")));
}

static void
put_date(struct buf *out, const char *name, struct date d)
{
	if (date_is(d))
		put_text(out, name, date_iso(bench.arena, d));
}

static void
put_number(struct buf *out, const char *name, int n, int none)
{
	if (n != none)
		buf_fmt(out, "%s: %d\n", name, n);
}

static void
put_people(struct buf *out, const char *name, const struct person_list *l)
{
	struct text_list names = { 0 };

	for (size_t i = 0; i < l->n; i++)
		text_list_add(bench.arena, &names,
		    l->v[i].group ? text_fmt(bench.arena, "(%d)", l->v[i].count) : l->v[i].name);
	put_texts(out, name, &names);
}

static void
put_notice(struct buf *out, const char *name, const struct notice_of *n)
{
	if (date_is(n->date) || n->words.n)
		buf_fmt(out, "%s: %.*s %.*s\n", name, TEXT_ARG(date_iso(bench.arena, n->date)),
		    TEXT_ARG(n->words));
}

static void
put_when(struct buf *out, const struct doc *d)
{
	put_date(out, "date", d->date);
	if (d->start >= 0)
		buf_fmt(out, "start: %02d:%02d\n", d->start / 60, d->start % 60);
	if (d->end >= 0)
		buf_fmt(out, "end: %02d:%02d\n", d->end / 60, d->end % 60);
	put_number(out, "weekday", d->weekday_written, 0);
	if (d->weekday_written)
		put_text(out, "weekday_at",
		    text_cut(d->text, d->weekday_at.at, d->weekday_at.at + d->weekday_at.n));
	put_number(out, "week_written", d->week_written, 0);
	if (d->week.week && d->week.year != d->date.year)
		buf_fmt(out, "week: %d-%d\n", d->week.year, d->week.week);
}

static void
put_terms(struct buf *out, const struct doc *d)
{
	put_number(out, "agree", d->vote.agree, -1);
	put_number(out, "against", d->vote.against, -1);
	put_number(out, "abstain", d->vote.abstain, -1);
	put_date(out, "posting_from", d->posting_from);
	put_date(out, "posting_to", d->posting_to);
	put_number(out, "posting_days", d->posting_days, 0);
	put_date(out, "valid_from", d->valid_from);
	put_date(out, "valid_to", d->valid_to);
	put_notice(out, "withdrawn", &d->withdrawn);
	put_notice(out, "corrected", &d->corrected);
	for (size_t i = 0; i < d->waivers.n; i++)
		buf_fmt(out, "waive %s: %.*s\n", diag_info(d->waivers.v[i].code)->code,
		    TEXT_ARG(d->waivers.v[i].reason));
}

static struct text
dump_head(const struct example *x)
{
	static const char *const publicities[] = { "", "full", "no" };
	struct doc *d = bench_doc(&bench, x->path.n ? x->path : T("su/ga/x.md"), x->input);
	struct field_list fields = { 0 };
	struct buf out = BUF_INIT;

	document_head(d, &fields);
	head_fill(d, &fields);
	put_text(&out, "type", text_eq(d->type->id, T("weekly")) ? NO_TEXT : d->type->id);
	put_text(&out, "title", d->title);
	put_when(&out, d);
	put_text(&out, "place", d->place);
	put_text(&out, "summary", d->summary);
	put_text(&out, "reason", d->reason);
	put_text(&out, "matter", d->matter);
	put_text(&out, "copy_to", d->copy_to);
	put_texts(&out, "topics", &d->topics);
	put_texts(&out, "merged_with", &d->merged_with);
	put_texts(&out, "redact", &d->redact);
	put_people(&out, "host", &d->host);
	put_people(&out, "attendees", &d->attendees);
	put_people(&out, "absent", &d->absent);
	put_number(&out, "expected", d->expected, -1);
	put_number(&out, "present", d->present, -1);
	put_text(&out, "public", text_of(publicities[d->publicity]));
	put_text(&out, "draft", d->draft ? T("yes") : NO_TEXT);
	put_text(&out, "lang", d->lang == LANG_MN ? T("mn") : NO_TEXT);
	put_terms(&out, d);
	put_findings(&out, &d->sink);
	struct text t = text_copy(bench.arena, buf_view(&out));
	buf_release(&out);
	return t;
}

static void
examples(void **state)
{
	struct example_list l = { 0 };
	int failed = 0;

	(void)state;
	examples_read(bench.arena, "tests/spec/head.md", "head", &l);
	for (size_t i = 0; i < l.n; i++)
		failed += example_differs(&l.v[i], dump_head(&l.v[i]));
	assert_int_equal(failed, 0);
}

/* Keys that were written are known as such, at the place of their value. */
static void
places(void **state)
{
	struct doc *d = bench_doc(&bench, T("x.md"),
	    T("---\n日期: 2018年7月3日（周二）\n地点:\n说明: 农忙\n---\n# 题\n"));
	struct field_list l = { 0 };

	(void)state;
	document_head(d, &l);
	head_fill(d, &l);
	assert_true(d->has[KEY_DATE] && d->has[KEY_REASON]);
	assert_false(d->has[KEY_PLACE] || d->has[KEY_TITLE] || d->has[KEY_HOST]);
	assert_true(
	    text_eq(text_cut(d->text, d->at[KEY_DATE].at, d->at[KEY_DATE].at + d->at[KEY_DATE].n),
		T("2018年7月3日")));
	assert_true(text_eq(
	    text_cut(d->text, d->at[KEY_REASON].at, d->at[KEY_REASON].at + d->at[KEY_REASON].n),
	    T("农忙")));
	assert_true(text_eq(d->title, T("题")));
}

/* Long lists under every key: what it takes grows with their length, not its square. */
static void
hostile(void **state)
{
	static const char *const units[] = { "  - x\n", "  - {说明: x}\n", "  说明: x\n", "  y\n",
		"  - D101: x\n", "1、张三\n", "  - 2018-07-03\n", "，1月" };

	(void)state;
	for (int key = KEY_NONE + 1; key < KEY_COUNT; key++) {
		for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
			struct bench own = bench;
			struct buf b = BUF_INIT;
			own.arena = arena_new();
			buf_fmt(&b, "---\n%.*s:\n", TEXT_ARG(key_name((enum key)key)));
			while (b.n < 40000)
				buf_str(&b, units[i]);
			buf_str(&b, "\n---\n");
			struct field_list l = { 0 };
			struct doc *d = bench_doc(&own, T("x.md"), buf_view(&b));
			document_head(d, &l);
			head_fill(d, &l);
			if (arena_size(own.arena) > 1500 * b.n)
				fail_msg("%.*s %s: %zu bytes", TEXT_ARG(key_name((enum key)key)),
				    units[i], arena_size(own.arena));
			buf_release(&b);
			arena_free(own.arena);
		}
	}
}

static int
setup(void **state)
{
	(void)state;
	bench_init(&bench);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	bench_release(&bench);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(examples), cmocka_unit_test(places),
		cmocka_unit_test(hostile) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, teardown);
}
