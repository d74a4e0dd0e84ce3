/* SPDX-License-Identifier: MIT */
/*
 * Step one of the template, the date (规范日期): the right day, the right week, and a weekday that belongs to the date. One printed report gives a meeting as
 * "7月1日，星期二，第27周" of 2018, when 1 July was a Sunday of week 26 and the Tuesday of week 27 was 3 July; these rules say so.
 */
#include <stdlib.h>

#include "check/room.h"

static int
last_weekday(unsigned weekdays)
{
	for (int day = 7; day >= 1; day--)
		if (weekdays & 1u << day)
			return day;
	return 1;
}

/* The day that was probably meant: of the week that is written down, on the weekday that is written down if meetings may be then. */
static struct date
probable_day(const struct check *c)
{
	const struct doc *d = c->d;
	struct week w = date_week(d->date);
	int day = d->weekday_written;

	if (d->week_written > 0 && d->week_written <= week_count(w.year) && abs(d->week_written - w.week) <= 2)
		w.week = (int8_t)d->week_written;
	if (!day || !profile_weekday(c->p, day))
		day = last_weekday(c->p->weekdays);
	return week_day(w, day);
}

/* Monday or Tuesday unless the profile says otherwise; a merged meeting goes by the other one's day. */
void
check_weekday(struct check *c)
{
	const struct doc *d = c->d;
	struct date better;

	if (!date_is(d->date) || d->merged_with.n > 0 || profile_weekday(c->p, date_weekday(d->date)))
		return;
	better = probable_day(c);
	diag_put(c->sink, DIAG_D101, d->at[KEY_DATE],
	         TEXTS(date_iso(c->a, d->date), date_weekday_zh(date_weekday(d->date), false), weekdays_text(c->a, c->p->weekdays),
	               count_text(c->a, date_week(better).week), date_weekday_zh(date_weekday(better), true), date_iso(c->a, better)));
}

/* Offices count a week 53 at the turn of a year where ISO begins week 1. */
static bool
near_new_year(struct date d)
{
	return (d.month == 12 && d.day >= 25) || (d.month == 1 && d.day <= 7);
}

void
check_week_number(struct check *c)
{
	const struct doc *d = c->d;
	struct week w;

	if (!date_is(d->date) || d->week_written == 0)
		return;
	w = date_week(d->date);
	if (d->week_written == w.week || (d->week_written == 53 && near_new_year(d->date)))
		return;
	diag_put(c->sink, DIAG_D102, d->at[KEY_WEEK], TEXTS(count_text(c->a, d->week_written), count_text(c->a, w.week), date_iso(c->a, d->date)));
}

/* The nearest day that is the weekday written beside the date. */
static struct date
nearest_weekday(struct date d, int weekday)
{
	int forward = (weekday - date_weekday(d) + 7) % 7;

	return date_add(d, forward <= 3 ? forward : forward - 7);
}

void
check_weekday_written(struct check *c)
{
	const struct doc *d = c->d;
	struct text date;

	if (!date_is(d->date) || d->weekday_written == 0 || d->weekday_written == date_weekday(d->date))
		return;
	date = date_iso(c->a, d->date);
	diag_put(c->sink, DIAG_D103, d->weekday_at,
	         TEXTS(date, date_weekday_zh(d->weekday_written, false), date_weekday_zh(date_weekday(d->date), false),
	               date_iso(c->a, nearest_weekday(d->date, d->weekday_written))));
}

/* A form written ahead is a draft with the date of the meeting to come: it is shown to nobody, and what it still lacks the other rules say. */
void
check_future(struct check *c)
{
	if (!c->d->draft && date_is(c->d->date) && date_is(c->today) && date_cmp(c->d->date, c->today) > 0)
		diag_put(c->sink, DIAG_D107, c->d->at[KEY_DATE], TEXTS(date_iso(c->a, c->d->date), date_iso(c->a, c->today)));
}
