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

static bool
put_strip(struct web *w, int64_t unit, int year)
{
	enum week_kind weeks[54];
	struct stats s;
	struct value *o = value_put_object(w->a, w->page, "weeks");

	if (!stats_weeks(w->v, unit, year, weeks, w->e) || !view_stats(w->v, unit, year, &s, w->e))
		return false;
	struct text title = web_say(w, "web.strip_title",
	    TEXTS(
		web_int(w->a, week_count(year)), web_int(w->a, s.held), web_int(w->a, s.missing)));

	web_put(w, o, "strip_title", title);
	value_put_text(w->a, o, "strip_svg", chart_strip(w, year, weeks, title));
	chart_legend(w, o);
	return true;
}

/* A year's meetings, newest first, under one heading. */
static bool
put_meetings(struct web *w, int64_t unit)
{
	struct value *years = value_put_list(w->a, w->page, "years"), *list = NULL;
	const struct mrow *v;
	size_t n;
	int year = -1;

	if (!web_mrows(w,
		"select " MROW_COLUMNS
		" from document d where d.unit = ?1 and d.state = 'published' and"
		" d.class in ('meeting', 'absence')"
		" order by d.date desc, d.address desc",
		&(struct row_args){ 1, 0, NO_DATE, { unit } }, &v, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (v[i].date.year != year) {
			struct value *o = value_add_object(w->a, years);

			year = v[i].date.year;
			web_put(w, o, "title",
			    web_say(w, "web.h_meetings", TEXTS(web_int(w->a, year))));
			value_put_text(w->a, o, "id_text", text_fmt(w->a, "y%d", year));
			list = value_put_list(w->a, o, "rows");
		}
		web_meeting(w, value_add_object(w->a, list), &v[i], false);
	}
	value_put_bool(w->a, w->page, "any_meeting", n > 0);
	return true;
}

static bool
put_below(struct web *w, int64_t unit, int64_t last)
{
	struct value *o = value_put_object(w->a, w->page, "below"),
		     *list = value_put_list(w->a, o, "rows");
	const struct mrow *v;
	size_t n;

	if (!web_mrows(w,
		"select " MROW_COLUMNS " from document d where d.unit > ?1 and d.unit <= ?2 and "
		"d.state = 'published' and d.class in"
		" ('meeting', 'absence')"
		" order by d.date desc, d.unit, d.address desc limit ?3",
		&(struct row_args){ 3, 0, NO_DATE, { unit, last, BELOW_ROWS } }, &v, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		web_meeting(w, value_add_object(w->a, list), &v[i], true);
	value_put_bool(w->a, o, "any", n > 0);
	return true;
}

bool
page_calendar(struct web *w, const struct output *o)
{
	struct text name = web_unit_name(w, w->unit),
		    h1 = web_say(w, "web.calendar_of", TEXTS(name));
	int64_t last;

	if (!web_subtree(w->v, o->unit, &last, w->e) || !web_frame(w, "web/calendar", h1, ""))
		return false;
	web_put(w, w->page, "h1", h1);
	if (w->unit->level == LEVEL_VILLAGE && !put_strip(w, o->unit, w->v->as_of.year))
		return false;
	if (!put_meetings(w, o->unit))
		return false;
	if (last > o->unit &&
	    (!put_below(w, o->unit, last) || !stats_children(w, w->page, w->v->as_of.year)))
		return false;
	web_put(w, w->page, "as_of",
	    web_say(w, "web.as_of", TEXTS(web_date(w, web_lang(w, "web.as_of"), w->v->as_of))));
	web_describe(w, h1, "website");
	return true;
}

/* --- iCalendar --- */

static struct text
event_uid(const struct view *v, struct arena *a, struct text address, const char *what)
{
	return calendar_uid(a, v->site->id, text_fmt(a, "%.*s%s", TEXT_ARG(address), what));
}

static void
read_event(const struct view *v, struct arena *a, struct query *q, struct calendar_event *e)
{
	struct text address = query_text(q, a, 0), state = query_text(q, a, 6);
	bool bulletin = text_eq(query_peek(q, 7), T("bulletin"));
	struct date corrected = web_parse(query_peek(q, 10)),
		    withdrawn = web_parse(query_peek(q, 11));

	*e = (struct calendar_event){
		.uid = event_uid(v, a, address, bulletin ? "#posting" : ""),
		.summary = query_text(q, a, 1),
		.date = web_parse(query_peek(q, bulletin ? 8 : 2)),
		.last = bulletin ? web_parse(query_peek(q, 9)) : NO_DATE,
		.start = bulletin ? -1 : (clock_minutes)query_int(q, 3),
		.end = bulletin ? -1 : (clock_minutes)query_int(q, 4),
		.location = query_text(q, a, 5),
		.description = query_text(q, a, 12),
		.url = web_absolute(v, a, out_doc(a, v->site->languages[0], address)),
	};
	e->cancelled = text_eq(state, T("withdrawn"));
	e->sequence = date_is(corrected) + e->cancelled;
	e->stamp = date_is(withdrawn) ? withdrawn : corrected;
}

/* The unit's own meetings, and the postings that its people must see while they hang. */
bool
view_calendar(const struct view *v, struct arena *a, const struct output *o, struct calendar *out,
    struct err *e)
{
	struct {
		struct calendar_event *v;
		size_t n, room;
	} list = { 0 };
	struct query q;

	query_start(v->store, &q,
	    "select address, case when title <> '' then title else type_name end, date, "
	    "ifnull(start, -1),"
	    " ifnull(ends, -1), place, state, class,"
	    " case when posting_from <> '' then posting_from else date end, posting_to, corrected,"
	    " withdrawn, summary from document"
	    " where unit = ?1 and state in ('published', 'withdrawn') and date <> '' and (class = "
	    "'meeting'"
	    " or class = 'bulletin' and posting_to <> '')"
	    " order by date, address",
	    e);
	query_bind_int(&q, 1, o->unit);
	while (query_row(&q))
		read_event(v, a, &q, ARENA_PUSH(a, &list));
	out->name = web_unit(v, o->unit)->name;
	out->events = list.v;
	out->n = list.n;
	return query_end(&q);
}
