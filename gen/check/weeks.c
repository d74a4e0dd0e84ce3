/* SPDX-License-Identifier: MIT */
/*
 * A unit's weeks: two meetings in one, weeks from which nothing was received, the pace towards
 * the yearly minimum, and the verdict on the year that is over. A week without a record is "not
 * received", never "not held": nobody knows that from here. A record that was sent back was
 * received; an explanation why there was no meeting is a record.
 */
#include "check/rules.h"

void
check_two_in_week(struct unit_check *u)
{
	const struct unit_record *last = NULL;

	for (size_t i = 0; i < u->records.n; i++) {
		const struct unit_record *r = &u->records.v[i];

		if (!record_is_weekly(r))
			continue;
		if (last && week_cmp(last->week, r->week) == 0)
			unit_put(u, DIAG_D104, spot_file(r),
			    TEXTS(count_text(u->a, r->week.week), date_iso(u->a, last->date),
				last->path));
		last = r;
	}
}

static bool
was_sent(const struct unit_record *r)
{
	return date_is(r->date) && !text_eq(r->state, T("draft")) &&
	    (text_eq(r->type, T("weekly")) || r->class == CLASS_ABSENCE);
}

/* Weeks of the ISO year from which something was received. */
static void
weeks_received(const struct unit_check *u, int year, bool received[54])
{
	for (size_t i = 0; i < u->records.n; i++) {
		const struct unit_record *r = &u->records.v[i];

		if (was_sent(r) && r->week.year == year)
			received[r->week.week] = true;
	}
}

/* Neighbours are asked for the same weeks (store/weekly_first.c): of a unit that is no village only
 * when it holds weekly meetings itself. */
static struct date
weeks_begin(struct unit_check *u)
{
	const struct unit *asking = unit_asking(u->unit);

	if (u->profile && date_is(u->profile->weekly_since) && u->unit->level == LEVEL_VILLAGE)
		return u->profile->weekly_since;
	if (u->unit->level != LEVEL_VILLAGE) {
		for (size_t i = 0; i < u->records.n; i++)
			if (was_sent(&u->records.v[i]))
				return u->records.v[i].date;
		return NO_DATE;
	}
	if (u->asking != asking)
		u->failed = !weekly_first(u->store, asking->id + 1, &u->asked_since, u->e);
	u->asking = asking;
	return u->asked_since;
}

/* 第20周、第23—25周 */
static struct text
weeks_text(struct arena *a, const bool missing[54])
{
	struct text_list parts = { 0 };

	for (int w = 1; w <= 53; w++) {
		int last = w;

		if (!missing[w])
			continue;
		while (last < 53 && missing[last + 1])
			last++;
		text_list_add(a, &parts,
		    last == w ? text_fmt(a, "第%d周", w) : text_fmt(a, "第%d—%d周", w, last));
		w = last;
	}
	return text_list_join(a, &parts, T("、"));
}

/* Up to the last week that is over. */
void
check_weeks_missing(struct unit_check *u)
{
	bool received[54] = { false }, missing[54] = { false };
	struct week now = date_week(u->as_of), first;
	struct date begin = date_is(u->as_of) ? weeks_begin(u) : NO_DATE;
	int n = 0;

	if (!date_is(begin))
		return;
	first = date_week(begin);
	weeks_received(u, now.year, received);
	for (int w = first.year == now.year ? first.week : 1;
	     w < now.week && first.year <= now.year; w++) {
		missing[w] = !received[w];
		n += missing[w];
	}
	if (n > 0)
		unit_put(u, DIAG_D105, SPOT_UNIT,
		    TEXTS(count_text(u->a, now.year), count_text(u->a, n),
			weeks_text(u->a, missing)));
}

static bool
met_in(const struct unit_record *r, int year, struct date as_of)
{
	return text_eq(r->state, T("published")) && text_eq(r->type, T("weekly")) &&
	    r->date.year == year && date_cmp(r->date, as_of) <= 0;
}

/* Weeks in which the unit can still meet within the year: this one and those to come, this one only
 * when it has not met yet. */
static int
weeks_possible(const struct unit_check *u)
{
	struct date last = { u->as_of.year, 12, 31 };
	int from = date_days(week_day(date_week(u->as_of), 1)),
	    n = (date_days(week_day(date_week(last), 1)) - from) / 7 + 1;

	for (size_t i = 0; i < u->records.n; i++)
		if (met_in(&u->records.v[i], u->records.v[i].date.year, u->as_of) &&
		    week_cmp(u->records.v[i].week, date_week(u->as_of)) == 0)
			return n - 1;
	return n;
}

/*
 * Below the pace: fewer held than the minimum asks for by this day, from the week on from which its
 * neighbours are asked too: a site that begins in November is not behind for the months before. A
 * unit that has not begun is not either. The sentence says by how much and what can still be
 * reached, so that December is no surprise.
 */
void
check_pace(struct unit_check *u)
{
	int held = 0, minimum = u->profile ? u->profile->yearly_minimum : 0, day, due, possible;
	bool begun = false;
	struct date first;

	if (u->unit->level != LEVEL_VILLAGE || !date_is(u->as_of) || minimum <= 0)
		return;
	for (size_t i = 0; i < u->records.n; i++) {
		const struct unit_record *r = &u->records.v[i];

		begun |= record_is_weekly(r) && date_cmp(r->date, u->as_of) <= 0;
		held += met_in(r, u->as_of.year, u->as_of);
	}
	if (!begun)
		return;
	first = weeks_begin(u);
	if (!date_is(first) || first.year < u->as_of.year)
		first = (struct date){ u->as_of.year, 1, 1 };
	day = date_days(u->as_of) - date_days(first) + 1;
	due = minimum * day / 365;
	if (held >= due)
		return;
	possible = weeks_possible(u);
	unit_put(u, DIAG_D106, SPOT_UNIT,
	    TEXTS(count_text(u->a, u->as_of.year), count_text(u->a, held),
		count_text(u->a, minimum), count_text(u->a, minimum - held),
		count_text(u->a, possible),
		count_text(u->a, minimum - held > possible ? minimum - held - possible : 0)));
}

/* The ISO weeks of a year that were asked for and from which nothing came; those with a reason. */
static void
weeks_of_year(struct unit_check *u, int year, struct date begin, int *missing, int *excused)
{
	bool received[54] = { false }, reason[54] = { false };
	struct week first = date_week(begin);

	weeks_received(u, year, received);
	for (size_t i = 0; i < u->records.n; i++) {
		const struct unit_record *r = &u->records.v[i];

		if (was_sent(r) && r->class == CLASS_ABSENCE && r->week.year == year)
			reason[r->week.week] = true;
	}
	*missing = *excused = 0;
	for (int w = first.year < year ? 1 : first.week; w <= week_count(year); w++)
		*missing += !received[w];
	for (int w = 1; w <= week_count(year); w++)
		*excused += reason[w];
}

/* The year that is over, of a village that was asked for records in it: the minimum is that of the
 * rules on its last day. */
void
check_year_short(struct unit_check *u)
{
	int year = u->as_of.year - 1, held = 0, merged = 0, missing, excused, minimum;
	struct date last = { (int16_t)year, 12, 31 }, begin;

	if (u->unit->level != LEVEL_VILLAGE || !date_is(u->as_of))
		return;
	begin = weeks_begin(u);
	minimum = profile_for(&u->unit->profiles, last)->yearly_minimum;
	if (!date_is(begin) || begin.year > year || minimum <= 0)
		return;
	for (size_t i = 0; i < u->records.n; i++)
		if (met_in(&u->records.v[i], year, u->as_of)) {
			held++;
			merged += u->records.v[i].merged;
		}
	weeks_of_year(u, year, begin, &missing, &excused);
	if (held < minimum)
		unit_put(u, DIAG_D108, SPOT_UNIT,
		    TEXTS(count_text(u->a, year), count_text(u->a, held), count_text(u->a, minimum),
			count_text(u->a, minimum - held), count_text(u->a, merged),
			count_text(u->a, excused), count_text(u->a, missing)));
}
