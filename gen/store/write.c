/* SPDX-License-Identifier: MIT */
/* A settled ledger back into the index: numbers, what the reports mean, every event, and the
 * columns that follow from the events. */
#include "lihui/arena.h"
#include "store/index.h"

static struct text
number_full(struct arena *a, struct number n)
{
	return text_fmt(a, "%d-%d-%d", n.year, n.week, n.order);
}

/* The unique index would trip over two problems that change places, so whoever gets another number
 * first gives up the old one. */
static bool
numbers_clear(struct store *s, const struct ledger *l, struct err *e)
{
	for (size_t i = 0; i < l->matters.n; i++) {
		const struct matter *m = &l->matters.v[i];

		if (m->reserved || m->entry || m->kind != MATTER_PROBLEM ||
		    text_starts(m->old_number, T("?")))
			continue;
		if (!text_eq(m->old_number, number_full(l->arena, m->number)) &&
		    !store_run_int(
			s, "update problem_row set number = '?' || id where id = ?", m->id, e))
			return false;
	}
	return true;
}

/* The newest words on each matter: the last of the latest day. Events of one day come in their
 * order. */
static const struct event_row **
newest_words(const struct ledger *l)
{
	const struct event_row **newest =
	    ARENA_ARRAY(l->arena, const struct event_row *, l->matters.n + 1);

	for (size_t i = 0; i < l->events.n; i++) {
		const struct event_row *v = &l->events.v[i], **known = &newest[v->matter];
		bool report = strcmp(v->kind, "status") == 0 || strcmp(v->kind, "progress") == 0 ||
		    strcmp(v->kind, "reopened") == 0 || v->said.n > 0;

		if (report && (v->words.n > 0 || v->said.n > 0) &&
		    (*known == NULL ||
			date_cmp(l->records.v[v->record].date,
			    l->records.v[(*known)->record].date) >= 0))
			*known = v;
	}
	return newest;
}

static bool
problem_write(struct store *s, const struct ledger *l, const struct matter *m, struct text said,
    struct err *e)
{
	struct index_row r;

	row_start(s, &r,
	    "update problem_row set number = ?, written = ?, status = ?, status_class = ?, "
	    "status_date "
	    "= ?, mentioned = ?, solved = ?, reopened = ?, answered = ?, rating = ?, said = ?, "
	    "part_of = ? "
	    "where id = ?",
	    e);
	row_text(&r, number_full(l->arena, m->number));
	row_int(&r, m->written);
	row_str(&r, status_name(m->status));
	row_int(&r, status_class(m->status));
	row_date(&r, m->status_date);
	row_date(&r, m->mentioned);
	row_date(&r, m->solved);
	row_int(&r, m->reopened);
	row_int(&r, m->answered);
	row_str(&r, rating_name(m->rating));
	row_text(&r, said);
	row_count(&r, m->entry ? l->matters.v[m->entry - 1].id : -1);
	row_int(&r, m->id);
	return row_end(&r);
}

/* A later document of the matter: it says of itself what the entry says. */
static bool
part_write(struct store *s, const struct ledger *l, const struct matter *m, struct err *e)
{
	struct matter as = l->matters.v[m->entry - 1];

	as.id = m->id;
	as.entry = m->entry;
	return problem_write(s, l, &as, NO_TEXT, e);
}

static bool
task_write(struct store *s, const struct ledger *l, const struct matter *m, struct err *e)
{
	struct index_row r;

	row_start(s, &r,
	    "update task set number = ?, written = ?, status = ?, status_class = ?, status_date = "
	    "?, mentioned = ? where id = ?",
	    e);
	row_text(&r, number_full(l->arena, m->number));
	row_int(&r, m->written);
	row_str(&r, status_name(m->status));
	row_int(&r, status_class(m->status));
	row_date(&r, m->status_date);
	row_date(&r, m->mentioned);
	row_int(&r, m->id);
	return row_end(&r);
}

static bool
reserved_write(struct store *s, const struct ledger *l, const struct matter *m, struct err *e)
{
	struct index_row r;

	if (text_eq(m->old_number, number_full(l->arena, m->number)))
		return true;
	row_start(s, &r,
	    "update reserved set number = ? where document = ? and task = ? and place = ?", e);
	row_text(&r, number_full(l->arena, m->number));
	row_int(&r, l->records.v[m->record].id);
	row_int(&r, m->kind == MATTER_TASK);
	row_int(&r, m->place);
	return row_end(&r);
}

static bool
statement_write(
    struct store *s, const struct ledger *l, const struct statement_of *st, struct err *e)
{
	const struct matter *m = st->matter >= 0 ? &l->matters.v[st->matter] : NULL;
	int64_t problem = m && m->kind == MATTER_PROBLEM ? m->id : 0,
		task = m && m->kind == MATTER_TASK ? m->id : 0;
	struct index_row r;

	if (problem == st->old_problem && task == st->old_task && st->by_words == st->old_by_words)
		return true;
	row_start(s, &r, "update report set problem = ?, task = ?, by_words = ? where id = ?", e);
	row_count(&r, problem ? problem : -1);
	row_count(&r, task ? task : -1);
	row_int(&r, st->by_words);
	row_int(&r, st->id);
	return row_end(&r);
}

static bool
event_write(struct store *s, const struct ledger *l, const struct event_row *v, struct err *e)
{
	const struct matter *m = &l->matters.v[v->matter];
	struct index_row r;

	row_start(s, &r,
	    "insert into event (problem, task, document, date, kind, status, flow, words, who, "
	    "rating, round) values (?,?,?,?,?,?,?,?,?,?,?)",
	    e);
	row_count(&r, m->kind == MATTER_PROBLEM ? m->id : -1);
	row_count(&r, m->kind == MATTER_TASK ? m->id : -1);
	row_int(&r, l->records.v[v->record].id);
	row_date(&r, v->date);
	row_str(&r, v->kind);
	row_str(&r, status_name(v->status));
	row_str(&r, v->referral >= 0 ? referral_name((enum referral_step)v->referral) : "");
	row_text(&r, v->words);
	row_text(&r, v->who);
	row_str(&r, rating_name(v->rating));
	row_int(&r, v->round);
	return row_end(&r);
}

static bool
matters_write(struct store *s, const struct ledger *l, struct err *e)
{
	const struct event_row **newest = newest_words(l);
	bool done = true;

	for (size_t i = 0; done && i < l->matters.n; i++) {
		const struct matter *m = &l->matters.v[i];

		if (m->entry)
			done = part_write(s, l, m, e);
		else if (m->reserved)
			done = reserved_write(s, l, m, e);
		else if (m->kind == MATTER_PROBLEM)
			done = problem_write(s, l, m,
			    newest[i] == NULL       ? NO_TEXT
				: newest[i]->said.n ? newest[i]->said
						    : newest[i]->words,
			    e);
		else
			done = task_write(s, l, m, e);
	}
	return done;
}

bool
ledger_write(struct store *s, const struct ledger *l, struct err *e)
{
	if (!numbers_clear(s, l, e) || !matters_write(s, l, e))
		return false;
	for (size_t i = 0; i < l->statements.n; i++)
		if (!statement_write(s, l, &l->statements.v[i], e))
			return false;
	if (!store_run_int(s,
		"delete from event where problem in (select id from problem where unit = ?)",
		l->unit->id + 1, e) ||
	    !store_run_int(s,
		"delete from event where task in (select id from task where unit = ?)",
		l->unit->id + 1, e))
		return false;
	for (size_t i = 0; i < l->events.n; i++)
		if (!event_write(s, l, &l->events.v[i], e))
			return false;
	return true;
}
