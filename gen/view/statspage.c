/* SPDX-License-Identifier: MIT */
/*
 * The statistics as a page, as rows of a table of units, as CSV and as JSON. Only facts: five or
 * six honest numbers, what is behind them, and the evidence sheet for 五个挂钩 with a link to the
 * records that each number counts. Whoever rates reads them and decides.
 */
#include "lihui/arena.h"
#include "lihui/csv.h"
#include "view/counted.h"
#include "view/web.h"

#define HEAT_ROWS_MAX 60

#define MEDIAN(w, s)  ((s)->median_days < 0 ? T("—") : web_int((w)->a, (s)->median_days))

static void
put_count(const struct web *w, struct value *list, const char *label, struct text n)
{
	struct value *o = value_add_object(w->a, list);

	web_put_word(w, o, "label", label);
	web_put_plain(w, o, "n", n);
}

void
stats_counts(const struct web *w, struct value *o, const struct stats *s)
{
	struct value *list = value_put_list(w->a, o, "counts");

	put_count(w, list, "web.c_held", web_number(w->a, s->held));
	put_count(w, list, "web.c_collected", web_number(w->a, s->collected));
	put_count(w, list, "web.c_solved", web_number(w->a, s->solved));
	put_count(w, list, "web.c_rate", web_percent(w->a, s->solved, s->collected));
	web_put(w, o, "rate_line", web_say_date(w, "web.rate_line", w->v->as_of));
	if (s->planned + s->sent_up + s->deferred + s->explained > 0)
		web_put_say(w, o, "other_line", "web.other_line",
		    TEXTS(web_int(w->a, s->planned), web_int(w->a, s->sent_up),
			web_int(w->a, s->deferred), web_int(w->a, s->explained)));
	if (s->satisfied + s->mostly_satisfied + s->unsatisfied > 0)
		web_put_say(w, o, "rated_line", "web.rated_line",
		    TEXTS(web_int(w->a, s->satisfied), web_int(w->a, s->mostly_satisfied),
			web_int(w->a, s->unsatisfied), web_int(w->a, s->unrated)));
}

static int
still_needed(const struct stats *s)
{
	return s->minimum > s->held ? s->minimum - s->held : 0;
}

/* --- units directly below --- */

bool
stats_children(const struct web *w, struct value *o, int year)
{
	const struct site *site = w->v->site;
	struct value *table = value_put_object(w->a, o, "children"),
		     *rows = value_put_list(w->a, table, "units");
	enum lang l = web_lang(w, "web.year_as_of");
	bool villages = true;

	for (size_t i = 0; i < site->nunits; i++) {
		const struct unit *u = site->units[i];
		struct stats s;

		if (u->parent != w->unit)
			continue;
		villages = villages && u->level == LEVEL_VILLAGE;
		if (!view_stats(w->v, u->id + 1, year, &s, w->e))
			return false;
		struct value *row = value_add_object(w->a, rows);

		web_put(w, row, "name", web_unit_name(w, u));
		web_put_plain(w, row, "name_text", web_unit_name(w, u));
		web_put_link(w, row, "href", OUT_PAGE_UNIT, u, NO_TEXT);
		web_put_link(w, row, "ledger_href", OUT_PAGE_LEDGER, u, NO_TEXT);
		stats_put(w, row, &s);
		web_put_plain(w, row, "villages", web_number(w->a, s.units));
		web_put_plain(w, row, "missing_n", web_number(w->a, s.missing));
		web_put_plain(w, row, "unfinished", web_number(w->a, s.open));
		web_put_plain(w, row, "need", web_number(w->a, still_needed(&s)));
	}
	web_put_flag(w, table, "are_villages", villages);
	web_put_word(w, table, "heading", villages ? "web.gachaa" : "web.h_units");
	web_put_say(w, table, "caption", "web.year_as_of",
	    TEXTS(web_int(w->a, year), web_date(w, l, w->v->as_of)));
	return true;
}

/* --- weeks --- */

bool
stats_strip(const struct web *w, struct value *o, const struct stats *s, struct text *title)
{
	enum week_kind weeks[54];
	int year = w->v->as_of.year;

	if (!stats_weeks(w->v, w->first, year, weeks, w->e))
		return false;
	*title = web_say(w, "web.strip_title",
	    TEXTS(web_int(w->a, week_count(year)), web_int(w->a, s->held),
		web_int(w->a, s->missing)));
	web_put_plain(w, o, "strip_svg", chart_strip(w, year, weeks, *title));
	chart_legend(w, o);
	return true;
}

/* Villages by themselves; a unit with more of them than a page can hold shows the units below
 * instead. */
static bool
put_heat(struct web *w, int year)
{
	const struct site *site = w->v->site;
	struct chart_row *rows = ARENA_ARRAY(w->a, struct chart_row, HEAT_ROWS_MAX);
	struct value *o;
	size_t n = 0;

	for (int64_t id = w->first; id <= w->last; id++)
		n += site->units[id - 1]->level == LEVEL_VILLAGE;
	if (n == 0 || n > HEAT_ROWS_MAX)
		return true;
	o = value_put_object(w->a, w->page, "heat");
	n = 0;
	for (int64_t id = w->first; id <= w->last; id++) {
		if (site->units[id - 1]->level != LEVEL_VILLAGE)
			continue;
		rows[n].label = web_unit_name(w, site->units[id - 1]);
		if (!stats_weeks(w->v, id, year, rows[n++].weeks, w->e))
			return false;
	}
	struct text title = web_say(
	    w, "web.heat_title", TEXTS(web_int(w->a, (int64_t)n), web_int(w->a, week_count(year))));

	web_put(w, o, "heading", title);
	web_put_plain(w, o, "heat_svg", chart_heat(w, year, rows, n, title));
	chart_legend(w, o);
	return true;
}

/* --- months --- */

static bool
put_months(struct web *w, int year)
{
	struct month_stats months[13];
	struct value *o = value_put_object(w->a, w->page, "months"),
		     *list = value_put_list(w->a, o, "month_rows");

	if (!stats_months(w->v, w->first, year, months, w->e))
		return false;
	web_put_plain(w, o, "months_svg", chart_months(w, months, web_word(w, "web.months_title")));
	for (int m = 1; m <= 12; m++) {
		if (months[m].collected == 0)
			continue;
		struct value *row = value_add_object(w->a, list);

		web_put(w, row, "name", web_say_int(w, "web.month_n", m));
		web_put_plain(w, row, "collected", web_int(w->a, months[m].collected));
		web_put_plain(w, row, "solved", web_int(w->a, months[m].solved));
		web_put_plain(
		    w, row, "rate", web_percent(w->a, months[m].solved, months[m].collected));
	}
	web_put_flag(w, o, "any_month", list->first != NULL);
	return true;
}

/* --- from raised to satisfied --- */

/* 列入规划2，办理中1: the statuses that keep some from the next step. */
static struct text
tell_kept(const struct web *w, const struct stats *s)
{
	const struct {
		const char *status;
		int n;
	} kept[] = { { "planned", s->planned }, { "sent_up", s->sent_up },
		{ "explained", s->explained }, { "deferred", s->deferred },
		{ "doing", s->open - s->undecided - s->planned - s->sent_up - s->deferred } };
	struct text_list told = { 0 };

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (kept[i].n > 0)
			text_list_add(w->a, &told,
			    text_fmt(w->a, "%.*s%d",
				TEXT_ARG(web_status(w, text_of(kept[i].status))), kept[i].n));
	return text_list_join(w->a, &told, T("，"));
}

static void
put_step(struct web *w, struct value *list, const char *word, int n, int of, struct text why)
{
	struct value *o = value_add_object(w->a, list);

	web_put_word(w, o, "word", word);
	web_put_plain(w, o, "n", web_number(w->a, n));
	web_put_plain(w, o, "share", web_percent(w->a, n, of));
	web_put_plain(w, o, "bar_svg", chart_bar(w, n, of));
	web_put(w, o, "why", why);
}

/* Four bars that get shorter, each with what became of the rest: read from above without a word of
 * explanation. */
static void
put_funnel(struct web *w, const struct stats *s)
{
	int decided = s->collected - s->undecided, good = s->satisfied + s->mostly_satisfied;
	struct value *list;

	if (s->collected == 0)
		return;
	list = value_put_list(w->a, value_put_object(w->a, w->page, "funnel"), "rows");
	if (good > s->solved)
		good = s->solved;
	put_step(w, list, "web.f_collected", s->collected, s->collected, NO_TEXT);
	put_step(w, list, "web.f_decided", decided, s->collected,
	    s->undecided > 0 ? web_say_int(w, "web.f_undecided", s->undecided) : NO_TEXT);
	put_step(w, list, "web.f_solved", s->solved, s->collected,
	    decided > s->solved ? web_say(w, "web.f_kept",
				      TEXTS(web_int(w->a, decided - s->solved), tell_kept(w, s)))
				: NO_TEXT);
	put_step(w, list, "web.f_satisfied", good, s->collected,
	    s->solved > good
		? web_say(w, "web.f_unrated",
		      TEXTS(web_int(w->a, s->solved - good), web_int(w->a, s->unrated)))
		: NO_TEXT);
}

/* --- years --- */

static bool
put_years(struct web *w)
{
	struct value *list = value_put_list(w->a, w->page, "year_rows");
	int years[YEARS_MAX];
	size_t n;

	if (!stats_years(w->v, w->a, w->first, years, &n, w->e))
		return false;
	while (n-- > 0) {
		struct value *o = value_add_object(w->a, list);
		struct stats s;

		if (!view_stats(w->v, w->first, years[n], &s, w->e))
			return false;
		web_put_plain(w, o, "year", web_int(w->a, years[n]));
		stats_put(w, o, &s);
		web_put_plain(w, o, "rate", web_percent(w->a, s.solved, s.collected));
		web_put_plain(w, o, "median", MEDIAN(w, &s));
	}
	return true;
}

bool
page_stats(struct web *w)
{
	int year = w->v->as_of.year;
	struct stats s;
	struct text name = web_unit_name(w, w->unit),
		    h1 = web_say(w, "web.stats_of", TEXTS(name, web_int(w->a, year))),
		    lede = web_say_date(w, "web.stats_lede", w->v->as_of);
	struct value *more = value_put_list(w->a, w->page, "more_counts");

	if (!view_stats(w->v, w->first, year, &s, w->e) || !web_frame(w, h1))
		return false;
	web_put(w, w->page, "h1", h1);
	web_put(w, w->page, "lede", lede);
	web_describe(w, lede, "website");
	stats_counts(w, w->page, &s);
	put_count(w, more, "web.c_received", web_number(w->a, s.received));
	put_count(w, more, "web.c_held_back", web_number(w->a, s.held_back));
	put_count(w, more, "web.c_missing", web_number(w->a, s.missing));
	put_count(w, more, "web.c_overdue", web_number(w->a, s.overdue));
	put_count(w, more, "web.c_median", MEDIAN(w, &s));
	put_funnel(w, &s);
	web_put_link(w, w->page, "csv_href", OUT_STATS_CSV, w->unit, NO_TEXT);
	web_put_link(w, w->page, "json_href", OUT_STATS_JSON, w->unit, NO_TEXT);
	/* The table of villages tells the same of each, and more. */
	if (w->first != w->last && !stats_lists_villages(w->v, w->first) &&
	    !stats_children(w, w->page, year))
		return false;
	return year_verdict(w, w->page, year - 1) && year_totals(w, &s) && put_heat(w, year) &&
	    year_villages(w, year) && put_months(w, year) && year_all(w) && put_years(w);
}
