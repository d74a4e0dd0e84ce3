/* SPDX-License-Identifier: MIT */
/*
 * The loop: what was set last week is reported this week, and what was raised is followed until it
 * is solved and the villager knows. All of it is asked of the settled index, as of the date of the
 * build, never of the clock.
 */
#include "check/rules.h"

/* A step that repeats less than this says "无" or the like. */
#define REPEAT 36 /* bytes: twelve Han */

static struct text
label_of(struct unit_check *u, const char *kind, struct text number)
{
	return text_fmt(u->a, "%s%.*s", kind, TEXT_ARG(number_brief(number)));
}

/* --- C304: a step repeats last week's text --- */

struct step_text {
	struct text id, heading, letters;
	struct spot at;
};
struct step_texts {
	struct step_text *v;
	size_t n, room;
};

static void
steps_read(struct unit_check *u, const struct unit_record *r, struct step_texts *out)
{
	struct query q;

	query_start(u->store, &q,
	    "select step, heading, items, line, col, width, excerpt from step where document = ? "
	    "and step <> '' and none_said = 0 order by place",
	    u->e);
	query_bind_int(&q, 1, r->id);
	while (query_row(&q)) {
		struct step_text *s = ARENA_PUSH(u->a, out);

		s->id = query_text(&q, u->a, 0);
		s->heading = query_text(&q, u->a, 1);
		s->letters = text_letters(u->a, query_peek(&q, 2));
		s->at = spot_read(u, r, &q, 3);
	}
	unit_end(u, &q);
}

static void
steps_compare(struct unit_check *u, const struct step_texts *now, const struct step_texts *before,
    const struct unit_record *last)
{
	for (size_t i = 0; i < now->n; i++)
		for (size_t k = 0; k < before->n && k < 16; k++)
			if (text_eq(now->v[i].id, before->v[k].id) &&
			    now->v[i].letters.n >= REPEAT &&
			    text_eq(now->v[i].letters, before->v[k].letters)) {
				unit_put(u, DIAG_C304, now->v[i].at,
				    TEXTS(now->v[i].heading, date_iso(u->a, last->date)));
				break;
			}
}

void
check_step_repeats(struct unit_check *u)
{
	const struct unit_record *last = NULL;
	struct step_texts before = { 0 };

	for (size_t i = 0; i < u->records.n; i++) {
		struct step_texts now = { 0 };

		if (!record_is_weekly(&u->records.v[i]))
			continue;
		steps_read(u, &u->records.v[i], &now);
		if (last)
			steps_compare(u, &now, &before, last);
		last = &u->records.v[i];
		before = now;
	}
}

/* --- L501: a task of the last meeting is not reported --- */

/* Where a meeting reports: its second step, else the file. */
static struct spot
report_spot(struct unit_check *u, const struct unit_record *r)
{
	struct spot at = spot_file(r);
	struct query q;

	query_start(u->store, &q,
	    "select line, col, width, excerpt from step where document = ? and step = 'report' "
	    "order by place limit 1",
	    u->e);
	query_bind_int(&q, 1, r->id);
	if (query_row(&q))
		at = spot_read(u, r, &q, 0);
	unit_end(u, &q);
	return at;
}

/* The tasks of one meeting of which nothing was said up to and including the next. */
static void
tasks_unreported(struct unit_check *u, const struct unit_record *last, const struct unit_record *r)
{
	struct spot at = { NULL, 0, 0, 0, NO_TEXT };
	struct query q;

	query_start(u->store, &q,
	    "select number, title from task t where document = ?1 and first_status not in "
	    "('solved', "
	    "'explained') and not exists "
	    "(select 1 from event v where v.task = t.id and v.document <> ?1 and v.date <= ?2) "
	    "order by place",
	    u->e);
	query_bind_int(&q, 1, last->id);
	query_bind_text(&q, 2, date_iso(u->a, r->date));
	while (query_row(&q)) {
		/* Asked once: the step's row is as long as its text. */
		if (!at.record)
			at = report_spot(u, r);
		unit_put(u, DIAG_L501, at,
		    TEXTS(label_of(u, "任务", query_text(&q, u->a, 0)), query_text(&q, u->a, 1),
			date_iso(u->a, last->date)));
	}
	unit_end(u, &q);
}

void
check_task_reported(struct unit_check *u)
{
	const struct unit_record *last = NULL;

	for (size_t i = 0; i < u->records.n; i++) {
		if (!record_is_weekly(&u->records.v[i]))
			continue;
		if (last)
			tasks_unreported(u, last, &u->records.v[i]);
		last = &u->records.v[i];
	}
}

/* --- L502: a number that does not exist --- */

/*
 * In the edition for everybody the number may belong to a record that only the other one has (公开:
 * 否): its author did nothing wrong. Such records are not in this index at all, so it has fewer
 * documents of the unit than the site.
 */
static bool
may_be_internal(const struct unit_check *u)
{
	return u->unit->ndocuments > u->records.n;
}

void
check_reference(struct unit_check *u)
{
	int internal = -1;
	struct query q;

	unit_ask(u, &q,
	    "select document, number, unit_words, line, col, width, excerpt from report where unit "
	    "= ?1 and number <> '' and problem is null and task is null");
	while (query_row(&q)) {
		const struct unit_record *r = unit_record_of(u, query_int(&q, 0));

		if (internal < 0)
			internal = may_be_internal(u);
		if (r && !internal)
			unit_put(u, DIAG_L502, spot_read(u, r, &q, 3),
			    TEXTS(
				text_join(u->a, query_text(&q, u->a, 2), query_text(&q, u->a, 1))));
	}
	unit_end(u, &q);
}

/* --- L503 L504 L505: open too long, or closed without an answer --- */

static struct date
date_of(struct text t)
{
	struct date d = NO_DATE;

	date_parse_iso(t, &d);
	return d;
}

static void
overdue_of(struct unit_check *u, const char *sql, const char *kind)
{
	struct query q;

	unit_ask(u, &q, sql);
	query_bind_text(&q, 2, date_iso(u->a, u->as_of));
	while (query_row(&q)) {
		const struct unit_record *r = unit_record_of(u, query_int(&q, 0));
		struct text deadline = query_text(&q, u->a, 3);

		if (r)
			unit_put(u, DIAG_L503, spot_read(u, r, &q, 4),
			    TEXTS(label_of(u, kind, query_text(&q, u->a, 1)),
				query_text(&q, u->a, 2), deadline,
				count_text(
				    u->a, date_days(u->as_of) - date_days(date_of(deadline)))));
	}
	unit_end(u, &q);
}

void
check_overdue(struct unit_check *u)
{
	if (!date_is(u->as_of))
		return;
	overdue_of(u,
	    "select document, number, title, deadline, line, col, width, excerpt from problem "
	    "where unit = ?1 and status_class < 2 and always = 0 and deadline <> '' and deadline < "
	    "?2",
	    "问题");
	overdue_of(u,
	    "select document, number, title, deadline, line, col, width, excerpt from task "
	    "where unit = ?1 and status_class < 2 and always = 0 and deadline <> '' and deadline < "
	    "?2",
	    "任务");
}

void
check_silent(struct unit_check *u)
{
	struct query q;

	if (!date_is(u->as_of) || !u->profile || u->profile->silent_days <= 0)
		return;
	unit_ask(u, &q,
	    "select document, number, title, mentioned, line, col, width, excerpt from problem "
	    "where unit = ?1 and status_class < 2 and mentioned < ?2");
	query_bind_text(&q, 2, date_iso(u->a, date_add(u->as_of, -u->profile->silent_days)));
	while (query_row(&q)) {
		const struct unit_record *r = unit_record_of(u, query_int(&q, 0));
		struct text mentioned = query_text(&q, u->a, 3);

		if (r && mentioned.n)
			unit_put(u, DIAG_L504, spot_read(u, r, &q, 4),
			    TEXTS(label_of(u, "问题", query_text(&q, u->a, 1)),
				query_text(&q, u->a, 2), mentioned,
				count_text(
				    u->a, date_days(u->as_of) - date_days(date_of(mentioned)))));
	}
	unit_end(u, &q);
}

/* Solved: then either what came of it is written down (结果, words behind the status,
 * 实施结果公开), or that the villager was told. */
void
check_feedback(struct unit_check *u)
{
	struct query q;

	unit_ask(u, &q,
	    "select p.document, number, title, line, col, width, excerpt from problem p where "
	    "p.unit = ?1 and p.status = 'solved' and answered = 0 and result = '' "
	    "and not exists (select 1 from event v where v.problem = p.id and v.status = 'solved' "
	    "and length(v.words) > 6) and not exists (select 1 from event v join document d on "
	    "d.id = "
	    "v.document where v.problem = p.id and d.type = 'result')");
	while (query_row(&q)) {
		const struct unit_record *r = unit_record_of(u, query_int(&q, 0));

		if (r)
			unit_put(u, DIAG_L505, spot_read(u, r, &q, 3),
			    TEXTS(label_of(u, "问题", query_text(&q, u->a, 1)),
				query_text(&q, u->a, 2)));
	}
	unit_end(u, &q);
}

/* --- L506: the status falls back a class --- */

/* The line that says so, in whichever record. */
static struct spot
fall_spot(struct unit_check *u, const struct unit_record *r, int64_t problem)
{
	struct spot at = spot_file(r);
	struct query q;

	query_start(u->store, &q,
	    "select line, col, width, excerpt from report where document = ? and problem = ? and "
	    "status <> '' order by place limit 1",
	    u->e);
	query_bind_int(&q, 1, r->id);
	query_bind_int(&q, 2, problem);
	if (query_row(&q))
		at = spot_read(u, r, &q, 0);
	unit_end(u, &q);
	return at;
}

static int
class_of_name(struct text name)
{
	if (text_eq(name, T("solved")) || text_eq(name, T("explained")))
		return 2;
	return text_eq(name, T("open")) ? 0 : 1;
}

void
check_status_back(struct unit_check *u)
{
	struct text before = NO_TEXT;
	int64_t last = 0;
	struct query q;

	unit_ask(u, &q,
	    "select v.problem, v.document, v.kind, v.status, p.number, p.title from problem p join "
	    "event v on v.problem = p.id "
	    "where p.unit = ?1 and v.status <> '' order by v.problem, v.id");
	while (query_row(&q)) {
		struct text status = query_text(&q, u->a, 3);
		const struct unit_record *r = unit_record_of(u, query_int(&q, 1));

		if (r && query_int(&q, 0) == last &&
		    class_of_name(status) < class_of_name(before) &&
		    !text_eq(query_peek(&q, 2), T("reopened")))
			unit_put(u, DIAG_L506, fall_spot(u, r, last),
			    TEXTS(label_of(u, "问题", query_text(&q, u->a, 4)),
				query_text(&q, u->a, 5), status_text(before), status_text(status)));
		last = query_int(&q, 0);
		before = status;
	}
	unit_end(u, &q);
}
