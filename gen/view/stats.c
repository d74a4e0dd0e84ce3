/* SPDX-License-Identifier: MIT */
/*
 * Section 4 of the specification as numbers. Meetings held are counted by the calendar year of their date. Problems are
 * a cohort: those raised in the year, with the state that they had on the as-of date, which is read from their events
 * and not from the index's derived columns, so that a count as of an earlier day is right too. A problem that was taken
 * up again is not solved, whatever it was before. Weeks are ISO weeks: a village's week is missing when it has passed
 * without a record (one that was sent back was received); weeks before its first record were before its time and are no
 * gap. A village that never sent any counts from the first meeting of the nearest unit above that has met, or else from
 * the beginning of the as-of date's year: never from what its neighbours sent, which may lie on another machine.
 *
 * No score is made here or anywhere.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "view/web.h"

/* --- the life of a problem ----------------------------------------------------------------------- */

struct life {
	struct date raised, deadline, closed; /* closed: when the last closing status came */
	bool always, reopened;
	struct text status;                   /* as of the date; one of a few literals' texts in the arena */
	int status_class;
};

typedef void life_visit(void *context, const struct life *l);

static int
class_of(struct text status)
{
	if (text_eq(status, T("solved")) || text_eq(status, T("explained")))
		return 2;
	return text_eq(status, T("open")) || status.n == 0 ? 0 : 1;
}

static void
life_event(struct arena *a, struct life *l, struct text status, struct date date, bool reopened)
{
	if (reopened)
		l->reopened = true;
	if (status.n == 0)
		return;
	int class = class_of(status);

	if (class == 2 && l->status_class != 2)
		l->closed = date;
	if (class != 2)
		l->closed = NO_DATE;
	l->status = text_copy(a, status);
	l->status_class = class;
}

/* Visits the life up to the as-of date of each problem of a subtree that was raised between two dates (ISO texts). */
static bool
lives_walk(const struct view *v, int64_t unit, struct text from, struct text to, life_visit *visit, void *context,
           struct err *e)
{
	struct arena *a = arena_new();
	struct query q;
	struct life l;
	int64_t last, id = 0;

	if (!web_subtree(v, unit, &last, e)) {
		arena_free(a);
		return false;
	}
	query_start(v->store, &q,
	            "select p.id, p.raised, p.deadline, p.always, p.first_status, e.status, e.date, e.kind from problem p"
	            " left join event e on e.problem = p.id and e.date <= ?5 and (e.status <> '' or e.kind = 'reopened')"
	            " where p.unit between ?1 and ?2 and p.raised between ?3 and ?4 and p.raised <= ?5 order by"
	            " p.id, e.date, e.id",
	            e);
	query_bind_int(&q, 1, unit);
	query_bind_int(&q, 2, last);
	query_bind_text(&q, 3, from);
	query_bind_text(&q, 4, to);
	query_bind_text(&q, 5, date_iso(a, v->as_of));
	while (query_row(&q)) {
		if (query_int(&q, 0) != id) {
			if (id)
				visit(context, &l);
			id = query_int(&q, 0);
			l = (struct life){ .raised = web_parse(query_peek(&q, 1)),
				           .deadline = web_parse(query_peek(&q, 2)),
				           .always = query_int(&q, 3) != 0 };
			life_event(a, &l, query_peek(&q, 4), l.raised, false);
		}
		if (!query_is_null(&q, 7))
			life_event(a, &l, query_peek(&q, 5), web_parse(query_peek(&q, 6)),
			           text_eq(query_peek(&q, 7), T("reopened")));
	}
	if (id)
		visit(context, &l);
	arena_free(a);
	return query_end(&q);
}

/* --- counting ------------------------------------------------------------------------------------ */

struct tally {
	struct stats *s;
	struct date as_of;
	int *days; /* of the solved, for the median */
	size_t n, room;
};

static void
tally_closed(struct tally *t, const struct life *l)
{
	if (!text_eq(l->status, T("solved"))) {
		t->s->explained++;
		return;
	}
	t->s->solved++;
	if (t->n == t->room) {
		t->room = t->room ? t->room * 2 : 64;
		t->days = mem_realloc(t->days, t->room * sizeof *t->days);
	}
	t->days[t->n++] = date_days(l->closed) - date_days(l->raised);
}

static void
tally_life(void *context, const struct life *l)
{
	struct tally *t = context;
	struct stats *s = t->s;

	s->collected++;
	s->reopened += l->reopened;
	if (l->status_class == 2) {
		tally_closed(t, l);
		return;
	}
	s->open++;
	s->overdue += !l->always && date_is(l->deadline) && date_cmp(l->deadline, t->as_of) < 0;
	s->planned += text_eq(l->status, T("planned"));
	s->sent_up += text_eq(l->status, T("sent_up")) || text_eq(l->status, T("passed_on"));
	s->deferred += text_eq(l->status, T("deferred"));
}

static int
by_int(const void *x, const void *y)
{
	int a = *(const int *)x, b = *(const int *)y;

	return (a > b) - (a < b);
}

/* The middle one; of an even number the lower of the two middle ones, so that it is a number of days that really was. */
static int
median(int *v, size_t n)
{
	if (n == 0)
		return -1;
	qsort(v, n, sizeof *v, by_int);
	return v[(n - 1) / 2];
}

static void
year_span(struct arena *a, int year, struct text *from, struct text *to)
{
	*from = year ? text_fmt(a, "%04d-01-01", year) : T("0000");
	*to = year ? text_fmt(a, "%04d-12-31", year) : T("9999");
}

static bool
count_problems(const struct view *v, int64_t unit, int year, struct stats *out, struct err *e)
{
	struct arena *a = arena_new();
	struct tally t = { .s = out, .as_of = v->as_of };
	struct text from, to;

	year_span(a, year, &from, &to);
	bool good = lives_walk(v, unit, from, to, tally_life, &t, e);

	out->median_days = median(t.days, t.n);
	free(t.days);
	arena_free(a);
	return good;
}

/*
 * held: published. held_back: those that the checks keep back; one without a readable date is counted in the year of
 * the as-of date, or nobody would see it.
 */
static bool
count_records(const struct view *v, int64_t unit, int64_t last, int year, struct stats *out, struct err *e)
{
	struct arena *a = arena_new();
	struct query q;

	query_start(v->store, &q,
	            "select state, count(*) from document where unit between ?1 and ?2 and (type = 'weekly' or"
	            " type = '' and state = 'held')"
	            " and (?3 = 0 or year = ?3 or date = '' and ?3 = ?4) and date <= ?5 group by state",
	            e);
	query_bind_int(&q, 1, unit);
	query_bind_int(&q, 2, last);
	query_bind_int(&q, 3, year);
	query_bind_int(&q, 4, v->as_of.year);
	query_bind_text(&q, 5, date_iso(a, v->as_of));
	while (query_row(&q)) {
		struct text state = query_peek(&q, 0);
		int n = (int)query_int(&q, 1);

		if (text_eq(state, T("draft")))
			continue;
		out->received += n;
		if (text_eq(state, T("published")))
			out->held = n;
		else if (text_eq(state, T("held")))
			out->held_back = n;
	}
	arena_free(a);
	return query_end(&q);
}

static bool
count_villages(const struct view *v, int64_t unit, int64_t last, struct stats *out, struct err *e)
{
	struct query q;

	query_start(
		v->store, &q,
		"select count(*), ifnull(sum(yearly_minimum), 0) from unit where id between ?1 and ?2 and level"
		" = 'village'",
		e);
	query_bind_int(&q, 1, unit);
	query_bind_int(&q, 2, last);
	if (query_row(&q)) {
		out->units = (int)query_int(&q, 0);
		out->minimum = (int)query_int(&q, 1);
	}
	return query_end(&q);
}

/* --- weeks --------------------------------------------------------------------------------------- */

static bool
first_date(const struct view *v, const struct unit *u, const char *sql, struct date *out, struct err *e)
{
	struct query q;

	query_start(v->store, &q, sql, e);
	query_bind_int(&q, 1, u->id + 1);
	if (query_row(&q) && !query_is_null(&q, 0))
		*out = web_parse(query_peek(&q, 0));
	return query_end(&q);
}

/* Monday of the first week that can be missing. */
static bool
first_monday(const struct view *v, int64_t unit, struct date *out, struct err *e)
{
	const struct unit *u = web_unit(v, unit);

	*out = NO_DATE;
	if (!first_date(v, u, "select min(date) from document where unit = ?1 and date <> '' and (type = 'weekly' or class = 'absence') and state <> 'draft'", out, e))
		return false;
	/* publish/plan.c keeps an eye on this: it is the only thing that pages of units below read of a unit's records. */
	while (!date_is(*out) && (u = u->parent) != NULL)
		if (!first_date(v, u, "select min(date) from document where unit = ?1 and date <> '' and class in ('meeting', 'absence') and state <> 'draft'", out, e))
			return false;
	if (!date_is(*out))
		*out = (struct date){ v->as_of.year, 1, 1 };
	*out = week_day(date_week(*out), 1);
	return true;
}

bool
stats_weeks(const struct view *v, int64_t unit, int iso_year, enum week_kind out[54], struct err *e)
{
	struct date start;
	struct week now = date_week(v->as_of);
	struct query q;
	struct arena *a;
	int weeks = week_count(iso_year);

	if (!first_monday(v, unit, &start, e))
		return false;
	a = arena_new();
	for (int i = 1; i <= 53; i++) {
		struct week w = { (int16_t)iso_year, (int8_t)i };
		bool passed = i <= weeks && week_cmp(w, now) < 0;

		out[i] = !passed                                                  ? WEEK_AHEAD
		         : date_is(start) && date_cmp(week_day(w, 1), start) >= 0 ? WEEK_MISSING
		                                                                  : WEEK_BEFORE;
	}
	query_start(
		v->store, &q,
		"select week, max(type = 'weekly' and state = 'published'), max(class = 'absence' and state ="
		" 'published') from document"
		" where unit = ?1 and week_year = ?2 and state <> 'draft' and (type = 'weekly' or class ="
		" 'absence') and date <= ?3 group by week",
		e);
	query_bind_int(&q, 1, unit);
	query_bind_int(&q, 2, iso_year);
	query_bind_text(&q, 3, date_iso(a, v->as_of));
	while (query_row(&q)) {
		int week = (int)query_int(&q, 0);

		if (week >= 1 && week <= 53)
			out[week] = query_int(&q, 1) ? WEEK_HELD : query_int(&q, 2) ? WEEK_REASON : WEEK_BACK;
	}
	arena_free(a);
	return query_end(&q);
}

/* Weeks of the villages of a subtree that passed without a record, and the weeks left in the year. */
static bool
count_weeks(const struct view *v, int64_t unit, int64_t last, int year, struct stats *out, struct err *e)
{
	struct week now = date_week(v->as_of);

	out->weeks_left = year == 0 || now.year > year ? 0 : now.year < year ? week_count(year) : week_count(year) - now.week;
	for (int64_t id = unit; id <= last; id++) {
		enum week_kind weeks[54];

		if (web_unit(v, id)->level != LEVEL_VILLAGE || year == 0)
			continue;
		if (!stats_weeks(v, id, year, weeks, e))
			return false;
		for (int i = 1; i <= week_count(year); i++)
			out->missing += weeks[i] == WEEK_MISSING;
	}
	return true;
}

bool
view_stats(const struct view *v, int64_t unit, int year, struct stats *out, struct err *e)
{
	int64_t last;

	*out = (struct stats){ .median_days = -1 };
	return web_subtree(v, unit, &last, e) && count_villages(v, unit, last, out, e) &&
	       count_records(v, unit, last, year, out, e) && count_weeks(v, unit, last, year, out, e) &&
	       count_problems(v, unit, year, out, e);
}

/* --- by month ------------------------------------------------------------------------------------ */

static void
month_life(void *context, const struct life *l)
{
	struct month_stats *m = context;

	if (l->raised.month < 1)
		return;
	m[l->raised.month].collected++;
	m[l->raised.month].solved += text_eq(l->status, T("solved"));
}

bool
stats_months(const struct view *v, int64_t unit, int year, struct month_stats out[13], struct err *e)
{
	struct arena *a = arena_new();
	struct text from, to;

	memset(out, 0, 13 * sizeof *out);
	year_span(a, year, &from, &to);
	bool good = lives_walk(v, unit, from, to, month_life, out, e);

	arena_free(a);
	return good;
}

struct value *
stats_value(struct arena *a, const struct stats *s)
{
	const struct { const char *key; int n;
	} member[] = {
		{ "units", s->units },
		{ "held", s->held },
		{ "received", s->received },
		{ "held_back", s->held_back },
		{ "missing", s->missing },
		{ "minimum", s->minimum },
		{ "weeks_left", s->weeks_left },
		{ "collected", s->collected },
		{ "solved", s->solved },
		{ "open", s->open },
		{ "overdue", s->overdue },
		{ "planned", s->planned },
		{ "sent_up", s->sent_up },
		{ "deferred", s->deferred },
		{ "explained", s->explained },
		{ "reopened", s->reopened },
		{ "median_days", s->median_days },
	};
	struct value *o = value_object(a);

	for (size_t i = 0; i < sizeof member / sizeof *member; i++)
		value_put_int(a, o, member[i].key, member[i].n);
	return o;
}
