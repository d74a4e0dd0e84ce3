/* SPDX-License-Identifier: MIT */
/*
 * Section 4 of the specification as numbers. Meetings held are counted by the calendar year of
 * their date. Problems are a cohort: those raised in the year, with the state that they had on the
 * as-of date (counted.c). A problem that was taken up again is not solved, whatever it was before.
 * Weeks are ISO weeks: a village's week is missing when it has passed without a record (one that
 * was sent back was received). All villages of a township are asked for the same weeks
 * (store/weekly_first.c). Where none of them ever sent a record they count from the first meeting
 * of the nearest unit above that has met, or else from the beginning of the as-of date's year.
 *
 * No score is made here or anywhere.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/csv.h"
#include "view/counted.h"
#include "view/web.h"

/* --- counting --- */

struct tally {
	struct stats *s;
	struct date as_of;
	int silent_days;
	int *days; /* of the solved, for the median */
	size_t n, room;
};

static bool
is_now(const struct life *l, const char *status)
{
	return strcmp(l->status, status) == 0;
}

static void
tally_closed(struct tally *t, const struct life *l)
{
	if (!is_now(l, "solved")) {
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
tally_life(struct tally *t, const struct life *l)
{
	struct stats *s = t->s;

	s->collected++;
	s->reopened += l->reopened;
	s->satisfied += l->rating == 's';
	s->mostly_satisfied += l->rating == 'm';
	s->unsatisfied += l->rating == 'u';
	s->unrated += l->rating == 0 && is_now(l, "solved");
	if (l->status_class == 2) {
		tally_closed(t, l);
		return;
	}
	s->open++;
	s->undecided += is_now(l, "open") || is_now(l, "");
	s->overdue += !l->always && date_is(l->deadline) && date_cmp(l->deadline, t->as_of) < 0;
	s->silent += date_is(l->mentioned) && t->silent_days > 0 &&
	    date_days(t->as_of) - date_days(l->mentioned) > t->silent_days;
	s->planned += is_now(l, "planned");
	s->sent_up += is_now(l, "sent_up") || is_now(l, "passed_on");
	s->deferred += is_now(l, "deferred");
}

static int
by_int(const void *x, const void *y)
{
	int a = *(const int *)x, b = *(const int *)y;

	return (a > b) - (a < b);
}

/* The middle one; of an even number the lower of the two middle ones, so that it is a number of
 * days that really was. */
static int
median(int *v, size_t n)
{
	if (n == 0)
		return -1;
	qsort(v, n, sizeof *v, by_int);
	return v[(n - 1) / 2];
}

/* year 0: every year. */
static void
count_problems(const struct view *v, const struct counted *counted, int64_t unit, int64_t last,
    int year, struct stats *out)
{
	struct tally t = { .s = out, .as_of = v->as_of };
	int64_t of = 0;
	size_t n;
	const struct life *l = counted_lives(counted, unit, last, &n);

	for (size_t i = 0; i < n; i++)
		if (year == 0 || l[i].raised.year == year) {
			if (l[i].unit != of)
				t.silent_days =
				    profile_for(&web_unit(v, l[i].unit)->profiles, v->as_of)
					->silent_days;
			of = l[i].unit;
			tally_life(&t, &l[i]);
		}
	out->median_days = median(t.days, t.n);
	free(t.days);
}

/*
 * held: published. held_back: those that the checks keep back; one without a readable date is
 * counted in the year of the as-of date, or nobody would see it.
 */
static void
count_records(const struct counted *counted, int64_t unit, int64_t last, struct date as_of,
    int year, struct stats *out)
{
	size_t n;
	const struct counted_entry *r = counted_entries(counted, unit, last, &n);

	for (size_t i = 0; i < n; i++) {
		bool record = r[i].weekly || (!r[i].absence && r[i].held),
		     undated = !date_is(r[i].date);

		if (!record || (!undated && date_cmp(r[i].date, as_of) > 0) ||
		    (year != 0 && r[i].year != year && !(undated && year == as_of.year)))
			continue;
		out->received++;
		out->held += r[i].published;
		out->merged += r[i].published && r[i].merged;
		out->held_back += r[i].held;
	}
}

/* --- weeks --- */

/* Monday of the first week that can be missing. */
static struct date
first_monday(const struct view *v, const struct counted *counted, int64_t unit)
{
	const struct unit *village = web_unit(v, unit), *asking = unit_asking(village);
	struct date first = profile_for(&village->profiles, v->as_of)->weekly_since;

	if (!date_is(first))
		first = counted->first_record[asking->id + 1 - counted->first];
	for (const struct unit *u = village->parent; !date_is(first) && u != NULL; u = u->parent)
		first = counted->first_meeting[u->id + 1 - counted->first];
	if (!date_is(first))
		first = (struct date){ v->as_of.year, 1, 1 };
	return week_day(date_week(first), 1);
}

static enum week_kind
entry_kind(const struct counted_entry *r)
{
	if (r->weekly && r->published)
		return WEEK_HELD;
	return r->absence && r->published ? WEEK_REASON : WEEK_BACK;
}

static void
weeks_of(const struct view *v, const struct counted *counted, int64_t unit, int iso_year,
    enum week_kind out[54])
{
	struct date start = first_monday(v, counted, unit);
	struct week now = date_week(v->as_of);
	int weeks = week_count(iso_year);
	bool told[54] = { false };
	size_t n;
	const struct counted_entry *r = counted_entries(counted, unit, unit, &n);

	for (int i = 1; i <= 53; i++) {
		struct week w = { (int16_t)iso_year, (int8_t)i };
		bool passed = i <= weeks && week_cmp(w, now) < 0;

		out[i] = !passed                           ? WEEK_AHEAD
		    : date_cmp(week_day(w, 1), start) >= 0 ? WEEK_MISSING
							   : WEEK_BEFORE;
	}
	for (size_t i = 0; i < n; i++) {
		int week = r[i].week;

		if (!(r[i].weekly || r[i].absence) || r[i].week_year != iso_year || week < 1 ||
		    week > 53 || (date_is(r[i].date) && date_cmp(r[i].date, v->as_of) > 0))
			continue;
		enum week_kind kind = entry_kind(&r[i]);
		if (!told[week] || kind < out[week]) /* held before a reason before sent back */
			out[week] = kind;
		told[week] = true;
	}
}

bool
stats_weeks(const struct view *v, int64_t unit, int iso_year, enum week_kind out[54], struct err *e)
{
	struct arena *a = arena_new();
	const struct counted *counted = view_counted(v, a, e);

	if (counted != NULL)
		weeks_of(v, counted, unit, iso_year, out);
	arena_free(a);
	return counted != NULL;
}

/*
 * Weeks in which a village can still meet within the year: those that are not over and have a day
 * in it, this one only without a meeting. The last days of December may belong to the first week
 * of the next ISO year: a meeting on them counts all the same, by its date.
 */
static int
weeks_possible(const struct view *v, const struct counted *counted, int64_t unit, int year)
{
	struct date last = { (int16_t)year, 12, 31 }, from = v->as_of;
	struct week now = date_week(v->as_of);
	size_t n;
	const struct counted_entry *r = counted_entries(counted, unit, unit, &n);
	int possible;

	if (date_cmp(from, last) > 0)
		return 0;
	if (from.year < year)
		from = (struct date){ (int16_t)year, 1, 1 };
	possible =
	    (date_days(week_day(date_week(last), 1)) - date_days(week_day(date_week(from), 1))) /
		7 +
	    1;
	for (size_t i = 0; i < n; i++)
		if (r[i].weekly && r[i].published && r[i].week_year == now.year &&
		    r[i].week == now.week && date_cmp(r[i].date, v->as_of) <= 0)
			return possible - 1;
	return possible;
}

/* The villages of a subtree: the weeks that passed without a record, or with a reason, what the
 * rules of that year ask for, and the weeks left. */
static void
count_weeks(const struct view *v, const struct counted *counted, int64_t unit, int64_t last,
    int year, struct stats *out)
{
	struct week now = date_week(v->as_of);
	struct date day =
	    year == 0 || year >= v->as_of.year ? v->as_of : (struct date){ (int16_t)year, 12, 31 };

	out->weeks_left = year == 0 || now.year > year ? 0
	    : now.year < year                          ? week_count(year)
						       : week_count(year) - now.week;
	for (int64_t id = unit; id <= last; id++) {
		const struct unit *u = web_unit(v, id);
		enum week_kind weeks[54];

		if (u->level != LEVEL_VILLAGE)
			continue;
		out->units++;
		out->minimum += profile_for(&u->profiles, day)->yearly_minimum;
		if (year == 0)
			continue;
		out->possible += weeks_possible(v, counted, id, year);
		weeks_of(v, counted, id, year, weeks);
		for (int i = 1; i <= week_count(year); i++) {
			out->missing += weeks[i] == WEEK_MISSING;
			out->excused += weeks[i] == WEEK_REASON;
		}
	}
}

bool
view_stats(const struct view *v, int64_t unit, int year, struct stats *out, struct err *e)
{
	struct arena *a = arena_new();
	const struct counted *counted = view_counted(v, a, e);
	int64_t last = unit;

	*out = (struct stats){ .median_days = -1 };
	bool ok = counted && web_subtree(v, unit, &last, e);
	if (ok) {
		count_records(counted, unit, last, v->as_of, year, out);
		count_weeks(v, counted, unit, last, year, out);
		count_problems(v, counted, unit, last, year, out);
	}
	arena_free(a);
	return ok;
}

bool
view_verdict(const struct view *v, int64_t unit, int year, struct year_verdict *out, struct err *e)
{
	struct arena *a = arena_new();
	const struct counted *counted = view_counted(v, a, e);
	struct date begun = counted ? first_monday(v, counted, unit) : NO_DATE;
	bool ok = counted && view_stats(v, unit, year, &out->stats, e);

	out->judged = year < v->as_of.year && date_is(begun) && begun.year <= year;
	out->reached = out->stats.held >= out->stats.minimum;
	out->begun = begun.year == year && date_week(begun).week > 1 ? begun : NO_DATE;
	arena_free(a);
	return ok;
}

/* --- by month --- */

bool
stats_months(
    const struct view *v, int64_t unit, int year, struct month_stats out[13], struct err *e)
{
	struct arena *a = arena_new();
	const struct counted *counted = view_counted(v, a, e);
	int64_t last;
	bool ok = counted != NULL && web_subtree(v, unit, &last, e);
	size_t n = 0;
	const struct life *l = ok ? counted_lives(counted, unit, last, &n) : NULL;

	memset(out, 0, 13 * sizeof *out);
	for (size_t i = 0; i < n; i++) {
		if (year != 0 && l[i].raised.year != year)
			continue;
		out[l[i].raised.month].collected++;
		out[l[i].raised.month].solved += is_now(&l[i], "solved");
	}
	arena_free(a);
	return ok;
}

/* --- as members, rows and cells --- */

static const struct {
	const char *name, *word;
	size_t at;
} stat[] = {
#define STAT(name, word) { #name, word, offsetof(struct stats, name) },
	STATS(STAT)
#undef STAT
};
#define STATS_N (sizeof stat / sizeof *stat)

static int
number_of(const struct stats *s, size_t i)
{
	return *(const int *)((const char *)s + stat[i].at);
}

struct value *
stats_value(struct arena *a, const struct stats *s)
{
	struct value *o = value_object(a);

	for (size_t i = 0; i < STATS_N; i++)
		value_put_int(a, o, stat[i].name, number_of(s, i));
	return o;
}

/* Numbers as a page shows them. */
void
stats_put(const struct web *w, struct value *o, const struct stats *s)
{
	for (size_t i = 0; i < STATS_N; i++)
		web_put_plain(w, o, stat[i].name, web_number(w->a, number_of(s, i)));
}

static void
csv_heads(const struct view *v, struct buf *out)
{
	struct text cell[STATS_N + 3];
	size_t n = 0;

	cell[n++] = words_get(v->site->words, LANG_ZH, "web.csv_unit", NULL);
	cell[n++] = words_get(v->site->words, LANG_ZH, "web.csv_above", NULL);
	cell[n++] = words_get(v->site->words, LANG_ZH, "web.csv_year", NULL);
	for (size_t i = 0; i < STATS_N; i++)
		if (stat[i].word)
			cell[n++] = words_get(v->site->words, LANG_ZH, stat[i].word, NULL);
	csv_begin(out);
	csv_row(out, cell, n);
}

static bool
csv_unit(
    const struct view *v, struct arena *a, int64_t unit, int year, struct buf *out, struct err *e)
{
	struct stats s;
	struct text cell[STATS_N + 3];
	size_t n = 0;

	if (!view_stats(v, unit, year, &s, e))
		return false;
	const struct unit *u = web_unit(v, unit);

	cell[n++] = csv_words(a, u->name);
	cell[n++] = u->parent ? csv_words(a, u->parent->name) : NO_TEXT;
	cell[n++] =
	    year > 0 ? web_int(a, year) : words_get(v->site->words, LANG_ZH, "web.csv_total", NULL);
	for (size_t i = 0; i < STATS_N; i++)
		if (stat[i].word)
			cell[n++] = number_of(&s, i) < 0 ? NO_TEXT : web_int(a, number_of(&s, i));
	csv_row(out, cell, n);
	return true;
}

/* Years of which there are records, in order. */
bool
stats_years(const struct view *v, struct arena *a, int64_t unit, int years[YEARS_MAX], size_t *n,
    struct err *e)
{
	struct query q;
	int64_t last;

	*n = 0;
	if (!web_subtree(v, unit, &last, e))
		return false;
	rows_ask(v, a, &q,
	    "select distinct year from document where unit between ?1 and ?2"
	    " and state = 'published' and type = 'weekly' and year > 0 order by 1",
	    ARGS(unit, last), e);
	while (query_row(&q) && *n < YEARS_MAX)
		years[(*n)++] = (int)query_int(&q, 0);
	return query_end(&q);
}

/* Whether the table of villages has a place for all of them. */
bool
stats_lists_villages(const struct view *v, int64_t unit)
{
	const struct unit *top = web_unit(v, unit);
	size_t n = 0;

	for (size_t i = (size_t)unit; i < v->site->nunits && unit_below(v->site->units[i], top);
	     i++)
		n += v->site->units[i]->level == LEVEL_VILLAGE;
	return n > 0 && n <= VILLAGES_MOST;
}

/* The unit itself and all below it (those directly below, where they are too many), for each year,
 * and behind the years since the beginning. */
bool
view_stats_csv(const struct view *v, struct arena *a, int64_t unit, struct buf *out, struct err *e)
{
	bool all = stats_lists_villages(v, unit);
	const struct unit *top = web_unit(v, unit);
	int years[YEARS_MAX + 1];
	size_t n;

	if (!stats_years(v, a, unit, years, &n, e))
		return false;
	years[n++] = 0;
	csv_heads(v, out);
	for (size_t i = 0; i < n; i++)
		for (size_t u = (size_t)unit - 1;
		     u < v->site->nunits && unit_below(v->site->units[u], top); u++)
			if ((v->site->units[u] == top || all || v->site->units[u]->parent == top) &&
			    !csv_unit(v, a, (int64_t)u + 1, years[i], out, e))
				return false;
	return true;
}

bool
view_stats_data(
    const struct view *v, struct arena *a, int64_t unit, struct value **out, struct err *e)
{
	struct value *o = *out = value_object(a), *list;
	int years[YEARS_MAX];
	size_t n;

	value_put_int(a, o, "api", 1);
	web_members(a, o,
	    MEMBERS({ "unit", web_unit(v, unit)->path }, { "unit_name", web_unit(v, unit)->name },
		{ "as_of", date_iso(a, v->as_of) }));
	list = value_put_list(a, o, "years");
	if (!stats_years(v, a, unit, years, &n, e))
		return false;
	while (n-- > 0) {
		struct year_verdict verdict;
		struct value *y = value_add_object(a, list);

		if (!view_verdict(v, unit, years[n], &verdict, e))
			return false;
		value_put_int(a, y, "year", years[n]);
		value_put(a, y, "stats", stats_value(a, &verdict.stats));
		if (verdict.judged && web_unit(v, unit)->level == LEVEL_VILLAGE)
			value_put_bool(a, y, "reached", verdict.reached);
	}
	struct stats total;

	if (!view_stats(v, unit, 0, &total, e))
		return false;
	value_put(a, o, "total", stats_value(a, &total));
	return true;
}
