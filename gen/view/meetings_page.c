/* SPDX-License-Identifier: MIT */
/*
 * Meetings of the year as a page, and meetings and postings as iCalendar data. A village's page
 * shows each week of the year, held or not; that of a unit above shows its own meetings and the
 * newest below, and leads to the villages. Earlier years stay as short lists, so every record can
 * be reached by going, not only by searching.
 */
#include "lihui/arena.h"
#include "view/web.h"

#define BELOW_ROWS 40

/* A year's meetings, newest first, under one heading. */
static bool
put_years(struct web *w)
{
	struct value *years = value_put_list(w->a, w->page, "years"), *list = NULL;
	struct web_rows rows;
	int year = -1;

	if (!web_rows(w,
		MROW_SELECT "where d.unit = ?1 and d.state = 'published'"
			    " and d.class in ('meeting', 'absence')"
			    " order by d.date desc, d.address desc",
		ARGS(w->first), sizeof(struct mrow), mrow_read, &rows))
		return false;
	for (EACH(struct mrow, m, rows)) {
		if (m->date.year != year) {
			struct value *o = value_add_object(w->a, years);

			year = m->date.year;
			web_put(w, o, "title", web_say_int(w, "web.h_meetings", year));
			web_put_plain(w, o, "id_text", text_fmt(w->a, "y%d", year));
			list = value_put_list(w->a, o, "rows");
		}
		web_meeting(w, list, m, false);
	}
	web_put_flag(w, w->page, "any_meeting", rows.n > 0);
	return true;
}

bool
page_calendar(struct web *w)
{
	int year = w->v->as_of.year;

	if (!web_unit_frame(w, "web.calendar_of"))
		return false;
	web_put_as_of(w, w->page);
	if (w->unit->level == LEVEL_VILLAGE) {
		struct value *o = value_put_object(w->a, w->page, "weeks");
		struct stats s;
		struct text title;

		if (!view_stats(w->v, w->first, year, &s, w->e) || !stats_strip(w, o, &s, &title))
			return false;
		web_put(w, o, "strip_title", title);
	}
	if (!put_years(w))
		return false;
	return w->last == w->first ||
	    (web_meetings(w,
		 MROW_SELECT "where d.unit > ?1 and d.unit <= ?2 and d.state = 'published'"
			     " and d.class in ('meeting', 'absence')"
			     " order by d.date desc, d.unit, d.address desc limit ?3",
		 ARGS(w->first, w->last, BELOW_ROWS), value_put_object(w->a, w->page, "below"),
		 true) &&
		stats_children(w, w->page, year));
}

/* --- iCalendar --- */

// clang-format off
#define EVENT_ROW(ROW) \
	ROW(text, address,   "address") \
	ROW(text, title,     "case when title <> '' then title else type_name end") \
	ROW(date, date,      "case when class = 'bulletin' and posting_from <> ''" \
			     " then posting_from else date end") \
	ROW(date, last,      "case when class = 'bulletin' then posting_to else '' end") \
	ROW(int,  start,     "case when class = 'bulletin' then -1 else ifnull(start, -1) end") \
	ROW(int,  ends,      "case when class = 'bulletin' then -1 else ifnull(ends, -1) end") \
	ROW(text, place,     "place") \
	ROW(flag, cancelled, "state = 'withdrawn'") \
	ROW(text, mark,      "case when class = 'bulletin' then '#posting' else '' end") \
	ROW(date, corrected, "corrected") \
	ROW(date, withdrawn, "withdrawn") \
	ROW(text, summary,   "summary")
// clang-format on
struct calendar_row {
	EVENT_ROW(ROW_MEMBER)
};
ROW_READ(event_read, calendar_row, EVENT_ROW)

/* The unit's own meetings, and the postings that its people must see while they hang. */
bool
view_calendar(const struct view *v, struct arena *a, const struct output *o, struct calendar *out,
    struct err *e)
{
	struct web_rows rows;

	if (!rows_read(v, a,
		ROW_SELECT(
		    EVENT_ROW) " from document where unit = ?1"
			       " and state in ('published', 'withdrawn') and date <> ''"
			       " and (class = 'meeting' or class = 'bulletin' and posting_to <> "
			       "'')"
			       " order by date, address",
		ARGS(o->unit), sizeof(struct calendar_row), event_read, &rows, e))
		return false;
	out->name = web_unit(v, o->unit)->name;
	out->events = ARENA_ARRAY(a, struct calendar_event, rows.n + 1);
	for (EACH(struct calendar_row, r, rows))
		out->events[out->n++] = (struct calendar_event){
			.uid = calendar_uid(a, v->site->id, text_join(a, r->address, r->mark)),
			.summary = r->title,
			.date = r->date,
			.last = r->last,
			.start = (clock_minutes)r->start,
			.end = (clock_minutes)r->ends,
			.location = r->place,
			.description = r->summary,
			.url = web_absolute(v, a,
			    output_path(
				a, OUT_PAGE_DOCUMENT, v->site->languages[0], NULL, r->address)),
			.cancelled = r->cancelled,
			.sequence = date_is(r->corrected) + r->cancelled,
			.stamp = date_is(r->withdrawn) ? r->withdrawn : r->corrected,
		};
	return true;
}
