/* SPDX-License-Identifier: MIT */
/* Runs tests/spec/minutes.md: each example is the body of a weekly record of 2018-07-03; what is
 * understood is printed a fact a line. */
#include "spec_help.h"

static struct help help;

static const char head[] =
    "---\n类型: 双书记周例会\n日期: 2018-07-03\n地点: 会议室\n主持人: 张三（第一书记）\n召集人: "
    "李四（嘎查党支部书记）\n"
    "出席: 张三（第一书记）、李四（嘎查党支部书记）、王五（党员）、赵六（文书）\n---\n";

static void
fact(struct buf *out, const char *name, struct text value)
{
	if (value.n > 0)
		buf_fmt(out, "  %s: %.*s\n", name, TEXT_ARG(value));
}

static void
people(struct buf *out, const char *name, const struct person_list *l)
{
	if (l->n == 0)
		return;
	buf_fmt(out, "  %s:", name);
	for (size_t i = 0; i < l->n; i++)
		buf_fmt(out, " %s%.*s%s", l->v[i].group ? "(" : "",
		    TEXT_ARG(l->v[i].group ? l->v[i].words : l->v[i].name),
		    l->v[i].group ? ")" : "");
	buf_char(out, '\n');
}

static void
deadline(struct arena *a, struct buf *out, const struct deadline *dl)
{
	if (dl->always)
		buf_str(out, "  until: always\n");
	else if (date_is(dl->date))
		fact(out, "until", date_iso(a, dl->date));
	else
		fact(out, "until?", dl->written);
}

static const char *
status_name(enum status s)
{
	return status_key(s) + strlen("status.");
}

static void
put_problem(struct arena *a, struct buf *out, const struct problem *p)
{
	static const char *const steps[] = { "点单", "制单", "接单", "派单", "接单二", "督单",
		"结单", "评单" };

	buf_fmt(out, "problem %.*s\n", TEXT_ARG(p->title));
	fact(out, "number", number_text(a, p->number));
	if (p->ordinal)
		buf_fmt(out, "  ordinal: %d\n", p->ordinal);
	people(out, "raised", &p->raised_by);
	fact(out, "category", p->category);
	fact(out, "affected", p->affected);
	fact(out, "decision", p->decision);
	people(out, "owners", &p->owners);
	deadline(a, out, &p->deadline);
	if (p->status)
		fact(out, "status", text_of(status_name(p->status)));
	fact(out, "progress", p->status_words);
	fact(out, "result", p->result);
	fact(out, "feedback", p->feedback);
	if (p->has_feedback)
		buf_str(out, "  told: yes\n");
	if (p->undecided)
		buf_str(out, "  undecided: yes\n");
	if (p->from_sentence)
		buf_fmt(out, "  from sentence:%s%s%s%s\n",
		    p->from_sentence & PROBLEM_READ_RAISED ? " raised" : "",
		    p->from_sentence & PROBLEM_READ_DECISION ? " decision" : "",
		    p->from_sentence & PROBLEM_READ_OWNER ? " owner" : "",
		    p->from_sentence & PROBLEM_READ_DEADLINE ? " deadline" : "");
	for (size_t i = 0; i < p->referral.n; i++)
		buf_fmt(out, "  flow: %s %.*s %.*s\n", steps[p->referral.v[i].step],
		    TEXT_ARG(date_is(p->referral.v[i].date) ? date_iso(a, p->referral.v[i].date)
							    : T("-")),
		    TEXT_ARG(p->referral.v[i].by));
	for (size_t i = 0; i < p->rest.n; i++)
		fact(out, "rest", p->rest.v[i]);
}

static void
put_report(struct arena *a, struct buf *out, const struct report *r)
{
	static const char *const targets[] = { "problem", "task", "either", "all tasks" };

	buf_fmt(out, "report %s", targets[r->target]);
	if (r->number.order)
		buf_fmt(out, " %.*s", TEXT_ARG(number_text(a, r->number)));
	if (r->unit_words.n)
		buf_fmt(out, " of %.*s", TEXT_ARG(r->unit_words));
	buf_char(out, '\n');
	fact(out, "item", r->item);
	if (r->status)
		fact(out, "status", text_of(status_name(r->status)));
	fact(out, "words", r->words);
	if (r->feedback)
		buf_str(out, "  told: yes\n");
	fact(out, "except", text_list_join(a, &r->except, T(" | ")));
	if (!r->in_report_step)
		buf_str(out, "  in another step\n");
}

static struct text
run(struct arena *a, struct text kind, struct text input)
{
	struct buf out = BUF_INIT;
	struct text all = text_join(a, T(head), input), got;
	struct doc *d = help_doc_bytes(&help, HELP_UNIT "/2018/a.md", all);

	for (size_t i = 0; text_eq(kind, T("steps")) && i < d->steps.n; i++) {
		const struct step *s = &d->steps.v[i];

		buf_fmt(&out, "step %.*s%s%s\n", TEXT_ARG(s->id.n ? s->id : T("?")),
		    s->none_said ? ", none said" : "", s->empty ? ", empty" : "");
		for (size_t k = 0; k < s->items.n; k++)
			fact(&out, "item", text_replace(a, s->items.v[k], T("\n"), T("⏎")));
	}
	for (size_t i = 0; i < d->problems.n; i++)
		put_problem(a, &out, &d->problems.v[i]);
	for (size_t i = 0; i < d->tasks.n; i++) {
		buf_fmt(&out, "task %.*s\n", TEXT_ARG(d->tasks.v[i].title));
		fact(&out, "number", number_text(a, d->tasks.v[i].number));
		people(&out, "owners", &d->tasks.v[i].owners);
		deadline(a, &out, &d->tasks.v[i].deadline);
		if (d->tasks.v[i].status)
			fact(&out, "status", text_of(status_name(d->tasks.v[i].status)));
	}
	for (size_t i = 0; i < d->reports.n; i++)
		put_report(a, &out, &d->reports.v[i]);
	doc_free(d);
	got = text_copy(a, buf_view(&out));
	buf_release(&out);
	return got;
}

static void
test_spec(void **state)
{
	(void)state;
	assert_true(spec_file("tests/spec/minutes.md", run) >= 50);
}

static int
setup(void **state)
{
	(void)state;
	help_make(&help);
	help_write(&help, HELP_UNIT "/2018/a.md", T("x\n"));
	help_open(&help);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	help_free(&help);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_spec) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, teardown);
}
