/* SPDX-License-Identifier: MIT */
/*
 * iCalendar. Three rules of RFC 5545 make most broken calendars: every line ends with CRLF; a line
 * of more than 75 octets is folded with CRLF and a space, and the fold must not cut a character
 * (the RFC allows it, Outlook and old Android do not survive it); commas, semicolons and
 * backslashes of texts are escaped, those of addresses are not.
 *
 * China has one time zone and has had no summer time since 1991, so VTIMEZONE is one standard rule
 * without an end. DTSTAMP is required and is usually the clock: it comes from content here, at
 * 20:00 of its day, so that the same content gives the same bytes.
 */
#include "lihui/calendar.h"

#include <stdlib.h>

#include "base/xml_clean.h"
#include "lihui/arena.h"
#include "lihui/hash.h"
#include "lihui/utf8.h"

#define LINE_OCTETS 75
#define DAY_MINUTES (24 * 60)

/* Appends one content line, folded. */
static void
put_line(struct buf *out, struct text line)
{
	size_t used = 0;
	for (size_t i = 0; i < line.n;) {
		size_t from = i;
		utf8_next(line, &i);
		if (used + (i - from) > LINE_OCTETS) {
			buf_str(out, "\r\n ");
			used = 1;
		}
		buf_put(out, line.p + from, i - from);
		used += i - from;
	}
	buf_str(out, "\r\n");
}

static void
put_text_line(struct buf *out, const char *name, struct text value)
{
	if (value.n == 0)
		return;
	struct buf plain = BUF_INIT, line = BUF_INIT;
	clean_put(&plain, text_trim(value));
	buf_str(&line, name);
	buf_char(&line, ':');
	for (size_t i = 0; i < plain.n; i++) {
		char c = plain.p[i];
		if (c == '\\' || c == ';' || c == ',')
			buf_char(&line, '\\');
		buf_str(&line, c == '\n' ? "\\n" : (char[]){ c, '\0' });
	}
	put_line(out, buf_view(&line));
	buf_release(&plain);
	buf_release(&line);
}

/* Values that are not TEXT: addresses and identifiers. One line, nothing escaped. */
static void
put_plain_line(struct buf *out, const char *name, struct text value)
{
	if (value.n == 0)
		return;
	struct buf line = BUF_INIT;
	buf_fmt(&line, "%s:", name);
	clean_line(&line, value);
	put_line(out, buf_view(&line));
	buf_release(&line);
}

static void
put_day(struct buf *out, const char *name, struct date d)
{
	buf_fmt(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, d.year, d.month, d.day);
}

static void
put_time(struct buf *out, const char *name, struct date d, int minutes)
{
	buf_fmt(out, "%s;TZID=Asia/Shanghai:%04d%02d%02dT%02d%02d00\r\n", name, d.year, d.month,
	    d.day, minutes / 60, minutes % 60);
}

/*
 * Without a known end there is none: the RFC then lets the event end as it starts, and nothing is
 * invented.
 */
static void
put_when(struct buf *out, const struct calendar_event *v)
{
	if (v->start < 0 || v->start >= DAY_MINUTES) {
		struct date last =
		    date_is(v->last) && date_cmp(v->last, v->date) > 0 ? v->last : v->date;
		put_day(out, "DTSTART", v->date);
		put_day(out, "DTEND", date_add(last, 1)); /* the first day that is not part of it */
		buf_str(out, "TRANSP:TRANSPARENT\r\n");
		return;
	}
	put_time(out, "DTSTART", v->date, v->start);
	if (v->end >= 0 && v->end < DAY_MINUTES && v->end != v->start)
		put_time(out, "DTEND", v->end > v->start ? v->date : date_add(v->date, 1), v->end);
}

static void
put_event(struct buf *out, const struct calendar_event *v)
{
	struct date stamp = date_is(v->stamp) ? v->stamp : v->date;
	buf_str(out, "BEGIN:VEVENT\r\n");
	put_plain_line(out, "UID", v->uid);
	buf_fmt(out, "DTSTAMP:%04d%02d%02dT120000Z\r\n", stamp.year, stamp.month,
	    stamp.day); /* 20:00 +0800 */
	put_when(out, v);
	put_text_line(out, "SUMMARY", v->summary);
	put_text_line(out, "LOCATION", v->location);
	put_text_line(out, "DESCRIPTION", v->description);
	put_plain_line(out, "URL", v->url);
	buf_fmt(out, "SEQUENCE:%d\r\nSTATUS:%s\r\nEND:VEVENT\r\n", v->sequence,
	    v->cancelled ? "CANCELLED" : "CONFIRMED");
}

static int
event_cmp(const void *x, const void *y)
{
	const struct calendar_event *a = *(const struct calendar_event *const *)x;
	const struct calendar_event *b = *(const struct calendar_event *const *)y;
	int by_date = date_cmp(a->date, b->date);
	return by_date             ? by_date
	    : a->start != b->start ? a->start - b->start
				   : text_cmp(a->uid, b->uid);
}

static const char head[] = "BEGIN:VCALENDAR\r\n"
			   "VERSION:2.0\r\n"
			   "PRODID:-//lihui//lihui//ZH\r\n"
			   "CALSCALE:GREGORIAN\r\n"
			   "METHOD:PUBLISH\r\n";
static const char zone[] = "X-WR-TIMEZONE:Asia/Shanghai\r\n"
			   "BEGIN:VTIMEZONE\r\n"
			   "TZID:Asia/Shanghai\r\n"
			   "BEGIN:STANDARD\r\n"
			   "DTSTART:19700101T000000\r\n"
			   "TZOFFSETFROM:+0800\r\n"
			   "TZOFFSETTO:+0800\r\n"
			   "TZNAME:CST\r\n"
			   "END:STANDARD\r\n"
			   "END:VTIMEZONE\r\n";

void
calendar_write(struct buf *out, const struct calendar *c)
{
	const struct calendar_event **order = mem_alloc((c->n + 1) * sizeof *order);
	size_t n = 0;
	for (size_t i = 0; i < c->n; i++)
		if (date_is(c->events[i].date))
			order[n++] = &c->events[i];
	qsort(order, n, sizeof *order, event_cmp);
	buf_str(out, head);
	put_text_line(out, "NAME", c->name); /* RFC 7986; the X- form is what telephones read */
	put_text_line(out, "X-WR-CALNAME", c->name);
	buf_str(out, zone);
	for (size_t i = 0; i < n; i++)
		put_event(out, order[i]);
	buf_str(out, "END:VCALENDAR\r\n");
	free(order);
}
