/* SPDX-License-Identifier: MIT */
/*
 * The calendar of disclosures (N605): 财务公开 every month by the 10th of the next, and so on, as
 * the profile says. Asked is after the last period whose day has passed as of the date, in villages
 * that had anything in the archive by then. A bulletin of that kind counts from a week before the
 * end of the period.
 */
#include "check/rules.h"

#define EARLY 7

struct disclosure_window {
	struct date last; /* its last day */
	struct date due;
	struct text name;
};

/* The period that ends before month index m (months since year 0, from 0), m being the first month
 * behind it. */
static struct disclosure_window
period_before(struct arena *a, const struct disclosure *d, int m)
{
	int year = m / 12, month = m % 12 + 1, days = date_month_days(year, month);
	struct disclosure_window p = { .due = { (int16_t)year, (int8_t)month,
					   (int8_t)(d->day < 1     ? 1
						   : d->day > days ? days
								   : d->day) } };

	p.last = date_add((struct date){ (int16_t)year, (int8_t)month, 1 }, -1);
	if (d->period == PERIOD_MONTH)
		p.name = text_fmt(a, "%d年%d月", p.last.year, p.last.month);
	else if (d->period == PERIOD_QUARTER)
		p.name = text_fmt(a, "%d年第%d季度", p.last.year, (p.last.month - 1) / 3 + 1);
	else
		p.name = text_fmt(a, "%d年", p.last.year);
	return p;
}

static struct disclosure_window
period_last(struct unit_check *u, const struct disclosure *d)
{
	int months = d->period == PERIOD_MONTH ? 1 : d->period == PERIOD_QUARTER ? 3 : 12;
	int m = u->as_of.year * 12 + u->as_of.month - 1;
	struct disclosure_window p = period_before(u->a, d, m - m % months);

	return date_cmp(u->as_of, p.due) > 0 ? p : period_before(u->a, d, m - m % months - months);
}

static bool
disclosed(const struct unit_check *u, const struct disclosure *d, const struct doc_type *type,
    struct date last)
{
	for (size_t i = 0; i < u->records.n; i++) {
		const struct unit_record *r = &u->records.v[i];

		if (r->shown && text_eq(r->type, type ? type->id : d->kind) &&
		    date_cmp(r->date, date_add(last, -EARLY)) > 0 &&
		    date_cmp(r->date, u->as_of) <= 0)
			return true;
	}
	return false;
}

static bool
begun_by(const struct unit_check *u, struct date d)
{
	for (size_t i = 0; i < u->records.n; i++)
		if (u->records.v[i].class != CLASS_PAGE && date_is(u->records.v[i].date))
			return date_cmp(u->records.v[i].date, d) <= 0;
	return false;
}

void
check_disclosure_due(struct unit_check *u)
{
	if (u->unit->level != LEVEL_VILLAGE || !date_is(u->as_of) || !u->profile)
		return;
	for (size_t i = 0; i < u->profile->disclosure.n; i++) {
		const struct disclosure *d = &u->profile->disclosure.v[i];
		const struct doc_type *type = profile_type(u->profile, d->kind);
		struct disclosure_window p = period_last(u, d);

		if (begun_by(u, p.last) && !disclosed(u, d, type, p.last))
			unit_put(u, DIAG_N605, SPOT_UNIT,
			    TEXTS(type ? type->name : d->kind, p.name, date_iso(u->a, p.due)));
	}
}
