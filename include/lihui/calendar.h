/* SPDX-License-Identifier: MIT */
/* iCalendar (RFC 5545): the meetings and postings of a unit for telephones and mail programs. */
#ifndef LIHUI_CALENDAR_H
#define LIHUI_CALENDAR_H

#include "lihui/buf.h"
#include "lihui/date.h"

struct calendar_event {
	struct text uid; /* stable for ever; calendar_uid makes one */
	struct text summary, description, location,
	    url;          /* plain text; all but summary may be empty */
	struct date date; /* an event without a date is left out */
	struct date last; /* all-day: the last day of several; NO_DATE: one day */
	clock_minutes start,
	    end; /* -1: not known; start -1: all day. end before start: past midnight */
	bool cancelled;
	struct date
	    stamp;    /* when its source last changed, from content; the event's date when empty */
	int sequence; /* number of changes so far (corrections, a cancellation) */
};

struct calendar {
	struct text name; /* of the unit's calendar */
	struct calendar_event *events;
	size_t n;
};

/* Appends the calendar, events by date, time, uid. Same events, same bytes, in whatever order they
 * come. */
void calendar_write(struct buf *out, const struct calendar *c);
/* "HASH@authority" of an address without language or extension. */
struct text calendar_uid(struct arena *a, struct text authority, struct text address);

#endif
