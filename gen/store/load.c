/* SPDX-License-Identifier: MIT */
/*
 * Everything that is said in a unit, and of it by the units above, out of the index and into
 * memory: a village has a few hundred rows, and what follows goes through them once, in the order
 * of time.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "store/index.h"

bool
ledger_names(
    const struct site *site, const struct unit *from, struct text unit_words, const struct unit *u)
{
	if (!text_eq(unit_words, u->name) && !text_eq(unit_words, u->code) &&
	    !text_eq(unit_words, u->path) && !text_list_has(&u->aliases, unit_words))
		return false;
	/* Two villages of one name below it: neither is meant until the code is written. */
	return site_meant_unit(site, from, unit_words) == u;
}

static struct date
date_at(struct query *q, int column)
{
	struct date d = NO_DATE;

	date_parse_iso(query_peek(q, column), &d);
	return d;
}

/* A matter of 四议两公开 is decided when the villagers' vote carries it or the decision is posted,
 * and settled when its result is. */
static enum status
matter_settled(const struct ledger *l, struct query *q, struct date date)
{
	enum matter_step step = matter_step(query_peek(q, 7));
	struct tally_of t = { (int)query_int(q, 12), (int)query_int(q, 13), (int)query_int(q, 14),
		(int)query_int(q, 15), (int)query_int(q, 16) };
	struct verdict v = matter_verdict(profile_for(&l->unit->profiles, date), step, &t);

	if (step == MATTER_RESULT_POSTED)
		return STATUS_SOLVED;
	return step == MATTER_DECISION_POSTED ||
		(step == MATTER_DECIDE && t.agree >= 0 && !v.too_few && !v.not_passed)
	    ? STATUS_DECIDED
	    : STATUS_NONE;
}

static void
record_read(struct ledger *l, struct query *q)
{
	struct record *r = ARENA_PUSH(l->arena, &l->records);
	struct text state;

	r->id = query_int(q, 0);
	r->unit = (int)query_int(q, 1);
	r->date = date_at(q, 2);
	r->start = (int)query_int(q, 3);
	r->path = query_text(q, l->arena, 4);
	r->week = (struct week){ (int16_t)query_int(q, 5), (int8_t)query_int(q, 6) };
	r->weekly = text_eq(query_peek(q, 7), T("weekly"));
	r->meeting = text_eq(query_peek(q, 8), T("meeting"));
	state = query_peek(q, 9);
	r->draft = text_eq(state, T("draft"));
	r->shown = query_int(q, 10) != 0;
	r->matter = query_text(q, l->arena, 11);
	if (r->matter.n > 0)
		r->settles = matter_settled(l, q, r->date);
}

static bool
records_load(struct store *s, struct ledger *l, struct err *e)
{
	struct query q;

	query_start(s, &q,
	    "select id, unit, date, coalesce(start, -1), path, week_year, week, type, class, "
	    "state, model is not null, matter, ifnull(expected, -1), ifnull(present, -1), "
	    "ifnull(agree, -1), ifnull(against, -1), ifnull(abstain, -1) "
	    "from document where unit = ?",
	    e);
	query_bind_int(&q, 1, l->unit->id + 1);
	while (query_row(&q))
		record_read(l, &q);
	if (!query_end(&q))
		return false;
	for (const struct unit *up = l->unit->parent; up; up = up->parent) {
		query_start(s, &q,
		    "select id, unit, date, coalesce(start, -1), path, week_year, week, type, "
		    "class, state, 1, '' from document "
		    "where id in (select document from report where unit = ? and unit_words <> '')",
		    e);
		query_bind_int(&q, 1, up->id + 1);
		while (query_row(&q))
			record_read(l, &q);
		if (!query_end(&q))
			return false;
	}
	return true;
}

static int
record_cmp(const void *x, const void *y)
{
	const struct record *a = x, *b = y;
	int by = date_cmp(a->date, b->date);

	if (by == 0)
		by = (a->start > b->start) - (a->start < b->start);
	return by ? by : text_cmp(a->path, b->path);
}

struct id_index {
	int64_t id;
	int index;
};

static int
id_cmp(const void *x, const void *y)
{
	int64_t a = ((const struct id_index *)x)->id, b = ((const struct id_index *)y)->id;

	return (a > b) - (a < b);
}

static int
id_find(const struct id_index *v, size_t n, int64_t id)
{
	struct id_index key = { id, 0 };
	const struct id_index *hit = n ? bsearch(&key, v, n, sizeof *v, id_cmp) : NULL;

	return hit ? hit->index : -1;
}

static void
matter_read(struct ledger *l, struct query *q, enum matter_kind kind, const struct id_index *ids)
{
	struct matter *m = ARENA_PUSH(l->arena, &l->matters);

	m->kind = kind;
	m->id = query_int(q, 0);
	m->record = id_find(ids, l->records.n, query_int(q, 1));
	m->place = (int)query_int(q, 2);
	m->as_written = query_text(q, l->arena, 3);
	m->old_number = query_text(q, l->arena, 4);
	m->old_written = query_int(q, 5) != 0;
	m->title = query_text(q, l->arena, 6);
	m->raised_by = query_text(q, l->arena, 7);
	m->decision = query_text(q, l->arena, 8);
	m->feedback = query_text(q, l->arena, 9);
	m->first = status_of_name(query_peek(q, 10));
	m->undecided = query_int(q, 11) != 0;
	m->reserved = query_int(q, 12) != 0;
	m->of_matter = kind == MATTER_PROBLEM && query_int(q, 13) != 0;
}

static bool
matters_load(struct store *s, struct ledger *l, const struct id_index *ids, struct err *e)
{
	struct query q;

	query_start(s, &q,
	    "select id, document, place, as_written, number, written, title, raised_by, decision, "
	    "feedback, first_status, undecided, 0, of_matter from problem_row "
	    "where unit = ?1 union all "
	    "select 0, document, place, as_written, number, 1, '', '', '', '', '', 0, 1, 0 from "
	    "reserved where unit = ?1 and task = 0",
	    e);
	query_bind_int(&q, 1, l->unit->id + 1);
	while (query_row(&q))
		matter_read(l, &q, MATTER_PROBLEM, ids);
	if (!query_end(&q))
		return false;
	query_start(s, &q,
	    "select id, document, place, as_written, number, written, title, '', '', '', "
	    "first_status, 0, 0 from task where unit = ?1 union all "
	    "select 0, document, place, as_written, number, 1, '', '', '', '', '', 0, 1 from "
	    "reserved where unit = ?1 and task = 1",
	    e);
	query_bind_int(&q, 1, l->unit->id + 1);
	while (query_row(&q))
		matter_read(l, &q, MATTER_TASK, ids);
	return query_end(&q);
}

static int
matter_cmp(const void *x, const void *y)
{
	const struct matter *a = x, *b = y;

	if (a->record != b->record)
		return a->record - b->record;
	return a->kind != b->kind ? (int)a->kind - (int)b->kind : a->place - b->place;
}

static enum report_target
target_of(struct text t)
{
	return text_eq(t, T("problem")) ? REPORT_PROBLEM
	    : text_eq(t, T("task"))     ? REPORT_TASK
	    : text_eq(t, T("all"))      ? REPORT_ALL_TASKS
					: REPORT_EITHER;
}

static void
statement_read(struct ledger *l, struct query *q, int record)
{
	struct statement_of *st = ARENA_PUSH(l->arena, &l->statements);

	st->id = query_int(q, 0);
	st->record = record;
	st->place = (int)query_int(q, 2);
	st->target = target_of(query_peek(q, 3));
	st->number = query_text(q, l->arena, 4);
	st->unit_words = query_text(q, l->arena, 5);
	st->item = query_text(q, l->arena, 6);
	st->status = status_of_name(query_peek(q, 7));
	st->words = query_text(q, l->arena, 8);
	st->feedback = query_int(q, 9) != 0;
	st->except = query_text(q, l->arena, 10);
	st->in_report_step = query_int(q, 11) != 0;
	st->old_problem = query_int(q, 12);
	st->old_task = query_int(q, 13);
	st->old_by_words = query_int(q, 14) != 0;
	st->rest = query_text(q, l->arena, 15);
	st->matter = -1;
}

static bool
statements_load(struct store *s, struct ledger *l, const struct unit *from,
    const struct id_index *ids, struct err *e)
{
	static const char own[] =
	    "select id, document, place, target, number, unit_words, item, status, words, "
	    "feedback, except_words, in_report_step, problem, task, by_words, rest "
	    "from report where unit = ?";
	static const char above[] =
	    "select id, document, place, target, number, unit_words, item, status, words, "
	    "feedback, except_words, in_report_step, problem, task, by_words, rest "
	    "from report where unit = ? and unit_words <> ''";
	struct query q;

	query_start(s, &q, from == l->unit ? own : above, e);
	query_bind_int(&q, 1, from->id + 1);
	while (query_row(&q)) {
		struct text named = query_peek(&q, 5);

		if ((named.n == 0 && from == l->unit) ||
		    (named.n > 0 && ledger_names(l->site, from, named, l->unit)))
			statement_read(l, &q, id_find(ids, l->records.n, query_int(&q, 1)));
	}
	return query_end(&q);
}

static int
statement_cmp(const void *x, const void *y)
{
	const struct statement_of *a = x, *b = y;

	return a->record != b->record ? a->record - b->record : a->place - b->place;
}

/* told: by reports, else by the matters' own records. */
static bool
referral_read(struct store *s, struct ledger *l, const struct id_index *ids, size_t n,
    const struct unit *from, bool told, struct err *e)
{
	struct query q;

	query_start(s, &q,
	    told ? "select f.report, f.place, f.step, f.date, f.who, f.words from report p join "
		   "flow f "
		   "on f.report = p.id where p.unit = ? order by f.report, f.place"
		 : "select f.problem, f.place, f.step, f.date, f.who, f.words from problem_row p "
		   "join "
		   "flow f on f.problem = p.id where p.unit = ?",
	    e);
	query_bind_int(&q, 1, from->id + 1);
	while (query_row(&q)) {
		int owner = id_find(ids, n, query_int(&q, 0));

		if (owner < 0) /* of a report on another village */
			continue;
		int record = told ? l->statements.v[owner].record : l->matters.v[owner].record;
		struct date date = date_at(&q, 3);
		bool later = !told || date_cmp(date, l->records.v[record].date) > 0;
		struct referral_row *f =
		    later ? ARENA_PUSH(l->arena, &l->referral) : ARENA_PUSH(l->arena, &l->told);

		*f = (struct referral_row){ .matter = told ? -1 : owner,
			.statement = told ? owner : -1,
			.record = record,
			.place = (int)query_int(&q, 1),
			.step = referral_of_name(query_peek(&q, 2)),
			.date = date,
			.who = query_text(&q, l->arena, 4),
			.words = query_text(&q, l->arena, 5) };
		if (!later && l->statements.v[owner].ntold++ == 0)
			l->statements.v[owner].first_told = (int)l->told.n - 1;
	}
	return query_end(&q);
}

static bool
referral_load(struct store *s, struct ledger *l, struct err *e)
{
	size_t most = l->matters.n > l->statements.n ? l->matters.n : l->statements.n, n = 0;
	struct id_index *ids = ARENA_ARRAY(l->arena, struct id_index, most + 1);

	for (size_t i = 0; i < l->matters.n; i++)
		if (l->matters.v[i].kind == MATTER_PROBLEM && !l->matters.v[i].reserved)
			ids[n++] = (struct id_index){ l->matters.v[i].id, (int)i };
	if (n > 1)
		qsort(ids, n, sizeof *ids, id_cmp);
	if (!referral_read(s, l, ids, n, l->unit, false, e))
		return false;
	for (n = 0; n < l->statements.n; n++)
		ids[n] = (struct id_index){ l->statements.v[n].id, (int)n };
	if (n > 1)
		qsort(ids, n, sizeof *ids, id_cmp);
	for (const struct unit *from = l->unit; from; from = from->parent)
		if (!referral_read(s, l, ids, n, from, true, e))
			return false;
	return true;
}

static void
ledger_ranges(struct ledger *l)
{
	for (size_t i = l->matters.n; i-- > 0;) {
		struct record *r = &l->records.v[l->matters.v[i].record];

		r->first_matter = (int)i;
		r->nmatters++;
	}
	for (size_t i = l->statements.n; i-- > 0;) {
		struct record *r = &l->records.v[l->statements.v[i].record];

		r->first_statement = (int)i;
		r->nstatements++;
	}
}

bool
ledger_load(struct store *s, struct ledger *l, struct err *e)
{
	struct id_index *ids;

	if (!records_load(s, l, e))
		return false;
	if (l->records.n > 1)
		qsort(l->records.v, l->records.n, sizeof *l->records.v, record_cmp);
	ids = ARENA_ARRAY(l->arena, struct id_index, l->records.n + 1);
	for (size_t i = 0; i < l->records.n; i++)
		ids[i] = (struct id_index){ l->records.v[i].id, (int)i };
	if (l->records.n > 1)
		qsort(ids, l->records.n, sizeof *ids, id_cmp);
	if (!matters_load(s, l, ids, e))
		return false;
	for (const struct unit *from = l->unit; from; from = from->parent)
		if (!statements_load(s, l, from, ids, e))
			return false;
	if (l->matters.n > 1)
		qsort(l->matters.v, l->matters.n, sizeof *l->matters.v, matter_cmp);
	if (l->statements.n > 1)
		qsort(l->statements.v, l->statements.n, sizeof *l->statements.v, statement_cmp);
	ledger_ranges(l);
	return referral_load(s, l, e);
}
