/* SPDX-License-Identifier: MIT */
/*
 * A unit's weeks: two meetings in one, weeks from which nothing was received, and the pace towards
 * the yearly minimum. A week without a record is "not received", never "not held": nobody knows
 * that from here. A record that was sent back was received; an explanation why there was no meeting
 * is a record.
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

/* Bit by bit: weeks of the ISO year from which something was received. */
static bool
weeks_received(const struct unit_check *u, int year, bool received[54], struct date *first)
{
	bool any = false;

	for (size_t i = 0; i < u->records.n; i++) {
		const struct unit_record *r = &u->records.v[i];

		if (!date_is(r->date) || text_eq(r->state, T("draft")) ||
		    !(text_eq(r->type, T("weekly")) || r->class == CLASS_ABSENCE))
			continue;
		if (!any)
			*first = r->date;
		any = true;
		if (r->week.year == year)
			received[r->week.week] = true;
	}
	return any;
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

/* From the unit's first record, or the first week of the year, up to the last week that is over. */
void
check_weeks_missing(struct unit_check *u)
{
	bool received[54] = { false }, missing[54] = { false };
	struct week now = date_week(u->as_of);
	struct date first = NO_DATE;
	int n = 0;

	if (!date_is(u->as_of) || !weeks_received(u, now.year, received, &first))
		return;
	for (int w = date_week(first).year == now.year ? date_week(first).week : 1;
	     w < now.week && date_week(first).year <= now.year; w++) {
		missing[w] = !received[w];
		n += missing[w];
	}
	if (n > 0)
		unit_put(u, DIAG_D105, SPOT_UNIT,
		    TEXTS(count_text(u->a, now.year), count_text(u->a, n),
			weeks_text(u->a, missing)));
}

static int
weeks_left(struct date d)
{
	return (int)(date_days((struct date){ d.year, 12, 31 }) - date_days(d)) / 7;
}

/*
 * Below the pace: fewer held than the minimum asks for by this day of the year. A unit that has not
 * begun is not behind; one that began in the course of the year is, and the sentence says by how
 * much, so that a person can judge.
 */
void
check_pace(struct unit_check *u)
{
	int held = 0, minimum = u->profile ? u->profile->yearly_minimum : 0, day, due;
	bool begun = false;

	if (u->unit->level != LEVEL_VILLAGE || !date_is(u->as_of) || minimum <= 0)
		return;
	for (size_t i = 0; i < u->records.n; i++) {
		const struct unit_record *r = &u->records.v[i];

		begun |= record_is_weekly(r) && date_cmp(r->date, u->as_of) <= 0;
		held += text_eq(r->state, T("published")) && text_eq(r->type, T("weekly")) &&
		    r->date.year == u->as_of.year && date_cmp(r->date, u->as_of) <= 0;
	}
	day = date_days(u->as_of) - date_days((struct date){ u->as_of.year, 1, 1 }) + 1;
	due = minimum * day / 365;
	if (begun && held < due)
		unit_put(u, DIAG_D106, SPOT_UNIT,
		    TEXTS(count_text(u->a, u->as_of.year), count_text(u->a, held),
			count_text(u->a, minimum), count_text(u->a, minimum - held),
			count_text(u->a, weeks_left(u->as_of))));
}
