/* SPDX-License-Identifier: MIT */
/*
 * The ledger: what became of each problem and task. One unit at a time; its records pass by in the
 * order of date, time and path, and each first reports on what was before it and then adds its own.
 * So a report can only mean something earlier, "open" means open on that evening, and the result
 * does not depend on the order in which the files were read.
 *
 * Every change becomes an event with its date and its source; the columns of the ledger follow from
 * the events. A matter that falls back from a higher class to a lower one is taken at its last word
 * and the rule L506 asks about it; 重新办理 is the way to say that it is meant.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "store/index.h"

/* Sentences about all tasks of the last meeting that one record is heard with: each of them goes
 * through all those tasks. */
#define ALL_MOST 4

static struct event_row *
event_add(struct ledger *l, int matter, int record, struct date date, const char *kind)
{
	struct event_row *v = ARENA_PUSH(l->arena, &l->events);

	*v = (struct event_row){ .matter = matter,
		.record = record,
		.date = date,
		.kind = kind,
		.referral = -1,
		.round = l->matters.v[matter].reopened + 1,
		.words = NO_TEXT,
		.who = NO_TEXT };
	return v;
}

/* The matter has this status from that day on. */
static void
matter_status(struct matter *m, enum status status, struct date date)
{
	if (status != m->status)
		m->status_date = date;
	if (status_class(status) == 2 && status_class(m->status) < 2 &&
	    m->rating == RATING_UNSATISFIED)
		m->rating = RATING_NONE; /* that was said of the time before */
	if (status_class(status) < 2)
		m->solved = NO_DATE;
	else if (!date_is(m->solved))
		m->solved = date;
	m->status = status;
}

/* It was not settled after all: what was answered before is no answer any more, and the way through
 * the eight steps begins anew. */
static void
matter_reopen(struct ledger *l, int matter, int record, struct date date, struct text words)
{
	struct matter *m = &l->matters.v[matter];
	struct event_row *v;

	m->reopened++;
	m->reopened_on = date;
	m->answered = false;
	m->rating = m->rating == RATING_UNSATISFIED ? m->rating : RATING_NONE;
	m->steps = 0;
	matter_status(m, STATUS_REOPENED, date);
	v = event_add(l, matter, record, date, "reopened");
	v->status = STATUS_REOPENED;
	v->words = words;
	words_add(l, matter);
}

static void
matter_rate(struct matter *m, struct event_row *v, struct text words)
{
	enum rating said = rating_said(words);

	v->rating = said;
	if (said != RATING_NONE)
		m->rating = said;
}

static void
matter_say(
    struct ledger *l, int matter, int record, enum status status, struct text words, bool feedback)
{
	struct matter *m = &l->matters.v[matter];
	struct date date = l->records.v[record].date;
	struct event_row *v;

	m->mentioned = date;
	if (status == STATUS_REOPENED && m->status == STATUS_REOPENED)
		status = STATUS_NONE; /* the 评单 before it has said so */
	if (status == STATUS_REOPENED) {
		matter_reopen(l, matter, record, date, words);
	} else if (status != STATUS_NONE) {
		v = event_add(l, matter, record, date, "status");
		v->words = words;
		matter_status(m, status, date);
		v->status = m->status;
		if (status_class(m->status) < 2)
			words_add(l, matter);
	} else if (!feedback) {
		event_add(l, matter, record, date, "progress")->words = words;
	}
	/* 又没信号了，户主不满意 of what was settled speaks for itself. */
	if (feedback || (status_class(m->status) == 2 && rating_said(words) != RATING_NONE)) {
		v = event_add(l, matter, record, date, "feedback");
		v->words = words;
		matter_rate(m, v, words);
		m->answered = true;
		if (v->rating == RATING_UNSATISFIED && status_class(m->status) == 2)
			matter_reopen(l, matter, record, date, words);
	}
}

static void
problem_begin(struct ledger *l, int matter)
{
	struct matter *m = &l->matters.v[matter];
	struct date date = l->records.v[m->record].date;
	struct event_row *v = event_add(l, matter, m->record, date, "raised");

	v->status = STATUS_OPEN;
	v->words = m->title;
	v->who = m->raised_by;
	matter_status(m, STATUS_OPEN, date);
	if (m->decision.n && !m->undecided && m->first != STATUS_OPEN) {
		v = event_add(l, matter, m->record, date, "decided");
		v->status = STATUS_DECIDED;
		v->words = m->decision;
		matter_status(m, STATUS_DECIDED, date);
	}
	enum status settled = l->records.v[m->record].settles,
		    first = m->first > STATUS_OPEN || settled == STATUS_NONE ? m->first : settled;
	if (first != STATUS_NONE && first != m->status) {
		matter_status(m, first, date);
		event_add(l, matter, m->record, date, "status")->status = first;
	}
	if (m->feedback.n) {
		v = event_add(l, matter, m->record, date, "feedback");
		v->words = m->feedback;
		matter_rate(m, v, m->feedback);
		m->answered = true;
	}
	m->mentioned = date;
}

/* A later document of a matter is an event of its history. */
static void
part_begin(struct ledger *l, int part)
{
	struct matter *p = &l->matters.v[part], *m = &l->matters.v[p->entry - 1];
	enum status settled = l->records.v[p->record].settles;
	enum status status =
	    p->first == STATUS_OPEN || p->first == STATUS_DECIDED ? STATUS_NONE : p->first;

	if (settled != STATUS_NONE && status_class(m->status) < status_class(settled))
		status = settled;
	if (status == STATUS_NONE && p->decision.n && !p->undecided && m->status == STATUS_OPEN)
		status = STATUS_DECIDED;
	matter_say(l, p->entry - 1, p->record, status, p->decision, p->feedback.n > 0);
}

/* What a meeting sets as a task has been decided by that. */
static void
task_begin(struct ledger *l, int matter)
{
	struct matter *m = &l->matters.v[matter];
	struct event_row *v =
	    event_add(l, matter, m->record, l->records.v[m->record].date, "raised");

	v->status = STATUS_DECIDED;
	v->words = m->title;
	matter_status(m, STATUS_DECIDED, v->date);
	m->mentioned = v->date;
	if (m->first != STATUS_NONE && m->first != STATUS_DECIDED) {
		matter_status(m, m->first, v->date);
		event_add(l, matter, m->record, m->mentioned, "status")->status = m->first;
	}
}

/* --- 流转办理: steps that may lie weeks after the record they are written in --- */

static struct date
referral_day(const struct ledger *l, const struct referral_row *f)
{
	struct date told = l->records.v[f->record].date;

	return date_cmp(f->date, told) > 0 ? f->date : told;
}

static int
referral_cmp(const void *x, const void *y, void *ledger)
{
	const struct ledger *l = ledger;
	const struct referral_row *a = x, *b = y;
	int by = date_cmp(referral_day(l, a), referral_day(l, b));

	if (by == 0)
		by = a->record - b->record;
	if (by == 0)
		by = a->matter - b->matter;
	if (by == 0)
		by = a->statement - b->statement;
	return by ? by : a->place - b->place;
}

/* Which of the two 接单 is meant, and whether all this was told before: weekly reports repeat what
 * the last one said. */
static bool
referral_is_new(const struct matter *m, enum referral_step *step, struct date day, bool dated)
{
	const struct date *at = m->step_day;

	if (*step == REFERRAL_ACCEPT && m->steps & (1u << REFERRAL_ACCEPT) &&
	    (!dated || date_cmp(at[REFERRAL_ACCEPT], day) == 0))
		return false;
	if (*step == REFERRAL_ACCEPT &&
	    m->steps & (1u << REFERRAL_ACCEPT | 1u << REFERRAL_DISPATCH))
		*step = REFERRAL_ACCEPT_AGAIN;
	return !(m->steps & (1u << *step)) || (dated && date_cmp(at[*step], day) != 0);
}

static void
referral_close(struct matter *m, struct event_row *v, struct date day)
{
	if (date_is(m->reopened_on) && date_cmp(day, m->reopened_on) < 0)
		return; /* told late: it was taken up again since */
	matter_status(m, STATUS_SOLVED, day);
	m->solved = m->status_date = day;
	v->status = STATUS_SOLVED;
}

/* What the villager says of it is the answer that came back. */
static void
referral_rate(struct ledger *l, int matter, struct event_row *v, const struct referral_row *f,
    struct date day, struct text said)
{
	struct matter *m = &l->matters.v[matter];

	v->words = said;
	matter_rate(m, v, said);
	m->answered = true;
	if (v->rating == RATING_UNSATISFIED && m->status != STATUS_REOPENED)
		matter_reopen(l, matter, f->record, day, said);
}

static void
referral_apply(struct ledger *l, const struct referral_row *f)
{
	int matter = f->statement >= 0 ? l->statements.v[f->statement].matter : f->matter;
	struct matter *m = matter >= 0 ? &l->matters.v[matter] : NULL;
	bool dated = date_is(f->date);
	struct date day = dated ? f->date : l->records.v[f->record].date;
	enum referral_step step = f->step;
	struct event_row *v;

	if (m == NULL || m->kind != MATTER_PROBLEM || m->reserved || m->record > f->record ||
	    (m->record == f->record && f->statement >= 0))
		return;
	m->mentioned = referral_day(l, f);
	if (!referral_is_new(m, &step, day, dated)) {
		if (f->words.n > 0) /* what else is said is new */
			event_add(l, matter, f->record, l->records.v[f->record].date, "progress")
			    ->words = f->words;
		return;
	}
	m->steps |= 1u << step;
	m->step_day[step] = day;
	v = event_add(l, matter, f->record, day, "flow");
	v->referral = (int)step;
	v->who = f->who;
	v->words = f->words;
	v->said = f->statement >= 0 ? l->statements.v[f->statement].words : NO_TEXT;
	if (step == REFERRAL_CLOSE)
		referral_close(m, v, day);
	if (step == REFERRAL_RATE)
		referral_rate(l, matter, v, f, day, f->who);
	else if (step == REFERRAL_CLOSE &&
	    rating_said(f->words) != RATING_NONE) /* 结单，户主满意 */
		referral_rate(l, matter, v, f, day, f->words);
}

/* Those that happened before record r begins. */
static size_t
referral_until(struct ledger *l, size_t next, size_t r)
{
	for (; next < l->referral.n; next++) {
		const struct referral_row *f = &l->referral.v[next];
		int by = r < l->records.n ? date_cmp(referral_day(l, f), l->records.v[r].date) : -1;

		if (by > 0 || (by == 0 && (size_t)f->record >= r))
			break;
		referral_apply(l, f);
	}
	return next;
}

/* --- reports --- */

static int
either_find(const struct ledger *l, const struct statement_of *st, struct number n)
{
	int problem = ledger_find(l, MATTER_PROBLEM, n, st->record),
	    task = ledger_find(l, MATTER_TASK, n, st->record);
	bool problem_open, task_open;

	if (problem < 0 || task < 0)
		return problem < 0 ? task : problem;
	if (st->ntold > 0)
		return problem; /* only problems are handed on */
	problem_open = status_class(l->matters.v[problem].status) < 2;
	task_open = status_class(l->matters.v[task].status) < 2;
	if (problem_open != task_open)
		return problem_open ? problem : task;
	return st->in_report_step ? task : problem;
}

static void
statement_resolve(struct ledger *l, struct statement_of *st)
{
	struct number n;

	if (st->number.n == 0) {
		if (st->in_report_step && st->target != REPORT_ALL_TASKS)
			st->matter = words_find(l, st->item);
		if (st->matter < 0 && st->ntold > 0)
			st->matter = words_find_problem(l, st->item, st->record);
		st->by_words = st->matter >= 0;
		return;
	}
	if (!ledger_number_read(st->number, &n))
		return;
	if (st->target == REPORT_EITHER)
		st->matter = either_find(l, st, n);
	else
		st->matter = ledger_find(
		    l, st->target == REPORT_TASK ? MATTER_TASK : MATTER_PROBLEM, n, st->record);
}

/* 均已完成, 除X外: of all tasks of the last meeting. */
static void
statement_all(struct ledger *l, const struct statement_of *st, int last_meeting)
{
	const struct record *r;

	if (last_meeting < 0)
		return;
	r = &l->records.v[last_meeting];
	for (int i = r->first_matter; i < r->first_matter + r->nmatters; i++) {
		const struct matter *m = &l->matters.v[i];

		if (m->kind != MATTER_TASK || m->reserved)
			continue;
		if (words_excepted(m, st->except, l->arena))
			matter_say(l, i, st->record, STATUS_NONE, st->words, false);
		else if (status_class(m->status) < 2)
			matter_say(l, i, st->record, st->status, st->words, st->feedback);
	}
}

/* The steps of 流转办理 come first: the status beside them is how it stands after them. */
static void
statement_say(struct ledger *l, const struct statement_of *st)
{
	bool again = st->status == STATUS_REOPENED;

	for (int i = 0; i < st->ntold; i++)
		again &= l->told.v[st->first_told + i].step != REFERRAL_RATE;
	if (again)
		matter_say(l, st->matter, st->record, st->status, st->rest, st->feedback);
	for (int i = 0; i < st->ntold; i++)
		referral_apply(l, &l->told.v[st->first_told + i]);
	if (again)
		return;
	if (st->ntold == 0 || st->rest.n > 0 || st->status != STATUS_NONE || st->feedback)
		matter_say(l, st->matter, st->record, st->status, st->rest, st->feedback);
}

static void
record_pass(struct ledger *l, int r, int last_meeting)
{
	const struct record *record = &l->records.v[r];
	int all = 0;

	for (int i = record->first_statement; i < record->first_statement + record->nstatements;
	     i++) {
		struct statement_of *st = &l->statements.v[i];

		statement_resolve(l, st);
		if (st->target == REPORT_ALL_TASKS && all++ < ALL_MOST)
			statement_all(l, st, last_meeting);
		else if (st->matter >= 0 && l->matters.v[st->matter].record < r)
			statement_say(l, st);
	}
	for (int i = record->first_matter; i < record->first_matter + record->nmatters; i++) {
		if (l->matters.v[i].reserved)
			continue;
		if (l->matters.v[i].entry) {
			part_begin(l, i);
			continue;
		}
		if (l->matters.v[i].kind == MATTER_PROBLEM)
			problem_begin(l, i);
		else
			task_begin(l, i);
		words_add(l, i);
	}
}

static void
ledger_run(struct ledger *l)
{
	int last_meeting = -1;
	size_t flow = 0;

	if (l->referral.n > 1)
		qsort_r(l->referral.v, l->referral.n, sizeof *l->referral.v, referral_cmp, l);
	words_start(l);
	for (size_t r = 0; r < l->records.n; r++) {
		flow = referral_until(l, flow, r);
		record_pass(l, (int)r, last_meeting);
		if (l->records.v[r].weekly && l->records.v[r].shown &&
		    l->records.v[r].unit == l->unit->id + 1)
			last_meeting = (int)r;
	}
	referral_until(l, flow, l->records.n);
}

bool
store_settle_unit(struct store *s, const struct site *site, const struct unit *u, struct err *e)
{
	struct ledger l = { .arena = arena_new(), .site = site, .unit = u };
	bool done = ledger_load(s, &l, e);

	if (done) {
		ledger_number(&l);
		ledger_run(&l);
		done = ledger_write(s, &l, e);
	}
	arena_free(l.arena);
	return done;
}

/* --- which units --- */

/* Units below that the records of this one speak of. */
static bool
units_spoken_of(
    struct store *s, const struct site *site, const struct unit *u, bool *wanted, struct err *e)
{
	struct query q;

	query_start(
	    s, &q, "select distinct unit_words from report where unit = ? and unit_words <> ''", e);
	query_bind_int(&q, 1, u->id + 1);
	while (query_row(&q)) {
		const struct unit *meant = site_meant_unit(site, u, query_peek(&q, 0));

		if (meant && unit_below(meant, u))
			wanted[meant->id] = true;
	}
	return query_end(&q);
}

static bool
units_unsettled(struct store *s, const struct site *site, bool *wanted, struct err *e)
{
	struct query q;

	query_start(s, &q, "select unit from unsettled", e);
	while (query_row(&q)) {
		int64_t id = query_int(&q, 0);

		if (id >= 1 && (size_t)id <= site->nunits)
			wanted[id - 1] = true;
	}
	return query_end(&q) && store_run(s, "delete from unsettled", e);
}

bool
store_settle_rest(struct store *s, const struct site *site, const int *units, size_t n,
    const bool *settled, struct err *e)
{
	bool *wanted = mem_alloc(site->nunits + 1);
	bool done = units_unsettled(s, site, wanted, e);

	for (size_t i = 0; i < n && done; i++) {
		wanted[units[i]] = true;
		done = units_spoken_of(s, site, site->units[units[i]], wanted, e);
	}
	for (size_t i = 0; i < site->nunits && done; i++)
		if (wanted[i] && !settled[i])
			done = store_settle_unit(s, site, site->units[i], e);
	free(wanted);
	return done;
}

bool
store_settle(struct store *s, const struct site *site, const int *units, size_t n, struct err *e)
{
	bool *none = mem_alloc(site->nunits + 1),
	     done = store_settle_rest(s, site, units, n, none, e);

	free(none);
	return done;
}
