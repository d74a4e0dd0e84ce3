/* SPDX-License-Identifier: MIT */
/*
 * Problems, tasks and reports of one document, as its author wrote them. What they mean together
 * (numbers, status, history) is settled afterwards for the whole unit in ledger.c; until then a
 * problem bears its row's id as a number, because the real ones must not meet each other on the
 * way.
 */
#include <stdio.h>

#include "lihui/arena.h"
#include "store/index.h"

static struct text
people_text(struct arena *a, const struct person_list *l, struct text words)
{
	struct text_list names = { 0 };

	for (size_t i = 0; i < l->n; i++)
		text_list_add(a, &names, l->v[i].group ? l->v[i].words : l->v[i].shown);
	return names.n ? text_list_join(a, &names, T("、")) : words;
}

static void
row_place(struct store *s, struct index_row *r, const struct doc *d, struct span at)
{
	int line, column, width;
	struct text excerpt;

	doc_place(d, at, &line, &column, &width, &excerpt);
	row_int(r, line);
	row_int(r, column);
	row_int(r, width);
	row_text(r, s->public ? NO_TEXT : excerpt);
}

/* The title in Mongolian, when the translation pairs with the original. */
static struct text
title_mn(const struct doc *d, bool task, size_t i)
{
	for (size_t v = 0; v < d->versions.n; v++) {
		const struct version *version = &d->versions.v[v];
		const struct text_list *titles =
		    task ? &version->task_titles : &version->problem_titles;

		if (version->lang == LANG_MN && titles->n == (task ? d->tasks.n : d->problems.n))
			return titles->v[i];
	}
	return NO_TEXT;
}

static enum status
problem_first(const struct problem *p)
{
	if (p->status != STATUS_NONE)
		return p->status == STATUS_REOPENED ? STATUS_DOING : p->status;
	return p->decision.n && !p->undecided ? STATUS_DECIDED : STATUS_OPEN;
}

static bool
referral_put(struct store *s, const struct referral_list *l, int64_t problem, struct err *e)
{
	for (size_t i = 0; i < l->n; i++) {
		struct index_row r;

		row_start(s, &r,
		    "insert into flow (problem, place, step, date, who) values (?,?,?,?,?)", e);
		row_int(&r, problem);
		row_int(&r, (int64_t)i + 1);
		row_str(&r, referral_name(l->v[i].step));
		row_date(&r, l->v[i].date);
		row_text(&r, l->v[i].by);
		if (!row_end(&r))
			return false;
	}
	return true;
}

static bool
problem_put(struct store *s, struct arena *a, const struct doc *d, int64_t document, size_t i,
    struct err *e)
{
	const struct problem *p = &d->problems.v[i];
	struct index_row r;

	row_start(s, &r,
	    "insert into problem (document, unit, place, number, written, as_written, title, "
	    "title_mn, raised, raised_by, category, affected, decision, owner, "
	    "deadline, deadline_words, always, result, feedback, first_status, undecided, line, "
	    "col, width, excerpt) "
	    "values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
	    e);
	row_int(&r, document);
	row_int(&r, d->unit->id + 1);
	row_int(&r, (int64_t)i + 1);
	row_text(&r, text_fmt(a, "?%lld.%zu", (long long)document, i + 1));
	row_int(&r, p->number.order > 0);
	row_text(&r, number_text(a, p->number));
	row_text(&r, p->title);
	row_text(&r, title_mn(d, false, i));
	row_date(&r, d->date);
	row_text(&r, people_text(a, &p->raised_by, p->raised_words));
	row_text(&r, p->category);
	row_text(&r, p->affected);
	row_text(&r, p->decision);
	row_text(&r, people_text(a, &p->owners, p->owner_words));
	row_date(&r, p->deadline.date);
	row_text(&r, p->deadline.written);
	row_int(&r, p->deadline.always);
	row_text(&r, p->result);
	row_text(&r, p->feedback.n == 0 && p->has_feedback ? T("已反馈") : p->feedback);
	row_str(&r, status_name(problem_first(p)));
	row_int(&r, p->undecided);
	row_place(s, &r, d, p->at);
	return row_end(&r) && referral_put(s, &p->referral, sqlite3_last_insert_rowid(s->db), e);
}

static bool
task_put(struct store *s, struct arena *a, const struct doc *d, int64_t document, size_t i,
    struct err *e)
{
	const struct task *t = &d->tasks.v[i];
	struct index_row r;

	row_start(s, &r,
	    "insert into task (document, unit, place, number, written, as_written, title, "
	    "title_mn, given, owner, deadline, deadline_words, always, line, col, "
	    "width, excerpt) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
	    e);
	row_int(&r, document);
	row_int(&r, d->unit->id + 1);
	row_int(&r, (int64_t)i + 1);
	row_text(&r, NO_TEXT);
	row_int(&r, t->number.order > 0);
	row_text(&r, number_text(a, t->number));
	row_text(&r, t->title);
	row_text(&r, title_mn(d, true, i));
	row_date(&r, d->date);
	row_text(&r, people_text(a, &t->owners, t->owner_words));
	row_date(&r, t->deadline.date);
	row_text(&r, t->deadline.written);
	row_int(&r, t->deadline.always);
	row_place(s, &r, d, t->at);
	return row_end(&r);
}

static bool
report_put(struct store *s, struct arena *a, const struct doc *d, int64_t document, size_t i,
    struct err *e)
{
	static const char *const targets[] = { "problem", "task", "either", "all" };
	const struct report *p = &d->reports.v[i];
	struct index_row r;

	row_start(s, &r,
	    "insert into report (document, unit, place, target, number, unit_words, item, status, "
	    "words, feedback, except_words, in_report_step, line, col, "
	    "width, excerpt) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
	    e);
	row_int(&r, document);
	row_int(&r, d->unit->id + 1);
	row_int(&r, (int64_t)i + 1);
	row_str(&r, targets[p->target]);
	row_text(&r, number_text(a, p->number));
	row_text(&r, p->unit_words);
	row_text(&r, p->item);
	row_str(&r, status_name(p->status));
	row_text(&r, p->words);
	row_int(&r, p->feedback);
	row_text(&r, text_list_join(a, &p->except, T("\n")));
	row_int(&r, p->in_report_step);
	row_place(s, &r, d, p->at);
	return row_end(&r);
}

bool
item_put(struct store *s, const struct doc *d, int64_t document, struct err *e)
{
	struct arena *a = arena_new();
	bool done = true;

	for (size_t i = 0; i < d->problems.n && done; i++)
		done = problem_put(s, a, d, document, i, e);
	for (size_t i = 0; i < d->tasks.n && done; i++)
		done = task_put(s, a, d, document, i, e);
	for (size_t i = 0; i < d->reports.n && done; i++)
		done = report_put(s, a, d, document, i, e);
	arena_free(a);
	return done;
}

static bool
number_reserve(struct store *s, struct arena *a, const struct doc *d, int64_t document, bool task,
    size_t place, struct number n, struct err *e)
{
	struct index_row r;

	/* A draft is a form that somebody fills in: what has no number in it yet may go again. */
	if (d->draft && n.order == 0)
		return true;
	row_start(s, &r,
	    "insert into reserved (document, unit, task, place, number, as_written) values "
	    "(?,?,?,?,'',?)",
	    e);
	row_int(&r, document);
	row_int(&r, d->unit->id + 1);
	row_int(&r, task);
	row_int(&r, (int64_t)place);
	row_text(&r, number_text(a, n));
	return row_end(&r);
}

bool
item_reserve(struct store *s, const struct doc *d, int64_t document, struct err *e)
{
	struct arena *a = arena_new();
	bool done = true;

	for (size_t i = 0; i < d->problems.n && done; i++)
		done = number_reserve(s, a, d, document, false, i + 1, d->problems.v[i].number, e);
	for (size_t i = 0; i < d->tasks.n && done; i++)
		done = number_reserve(s, a, d, document, true, i + 1, d->tasks.v[i].number, e);
	arena_free(a);
	return done;
}
