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

static void
put_count(const struct web *w, struct value *list, const char *label, struct text n)
{
	struct value *o = value_add_object(w->a, list);

	web_put_word(w, o, "label", label);
	value_put_text(w->a, o, "n", n);
}

void
stats_counts(const struct web *w, struct value *o, const struct stats *s)
{
	struct value *list = value_put_list(w->a, o, "counts");
	enum lang l = web_lang(w, "web.rate_line");

	put_count(w, list, "web.c_held", web_number(w->a, s->held));
	put_count(w, list, "web.c_collected", web_number(w->a, s->collected));
	put_count(w, list, "web.c_solved", web_number(w->a, s->solved));
	put_count(w, list, "web.c_rate", web_percent(w->a, s->solved, s->collected));
	web_put(w, o, "rate_line", web_say(w, "web.rate_line", TEXTS(web_date(w, l, w->v->as_of))));
	if (s->planned + s->sent_up + s->deferred + s->explained > 0)
		web_put(w, o, "other_line",
		    web_say(w, "web.other_line",
			TEXTS(web_int(w->a, s->planned), web_int(w->a, s->sent_up),
			    web_int(w->a, s->deferred), web_int(w->a, s->explained))));
}

/* --- units directly below --- */

static bool
put_child(const struct web *w, struct value *rows, const struct unit *u, int year)
{
	struct stats s;
	struct value *o = value_add_object(w->a, rows);

	if (!view_stats(w->v, u->id + 1, year, &s, w->e))
		return false;
	web_put(w, o, "name", web_unit_name(w, u));
	value_put_text(w->a, o, "name_text", web_unit_name(w, u));
	value_put_text(w->a, o, "href", web_href(w, out_unit(w->a, w->lang, u, "index.html")));
	value_put_text(
	    w->a, o, "ledger_href", web_href(w, out_unit(w->a, w->lang, u, "problems.html")));
	value_put_text(w->a, o, "villages", web_number(w->a, s.units));
	value_put_text(w->a, o, "held", web_number(w->a, s.held));
	value_put_text(w->a, o, "missing_n", web_number(w->a, s.missing));
	value_put_text(w->a, o, "collected", web_number(w->a, s.collected));
	value_put_text(w->a, o, "solved", web_number(w->a, s.solved));
	value_put_text(w->a, o, "unfinished", web_number(w->a, s.open));
	value_put_text(w->a, o, "overdue", web_number(w->a, s.overdue));
	value_put_text(
	    w->a, o, "need", web_number(w->a, s.minimum > s.held ? s.minimum - s.held : 0));
	return true;
}

bool
stats_children(const struct web *w, struct value *o, int year)
{
	const struct site *site = w->v->site;
	struct value *table = value_put_object(w->a, o, "children"),
		     *rows = value_put_list(w->a, table, "units");
	bool villages = true;

	for (size_t i = 0; i < site->nunits; i++) {
		const struct unit *u = site->units[i];

		if (u->parent != w->unit)
			continue;
		villages = villages && u->level == LEVEL_VILLAGE;
		if (!put_child(w, rows, u, year))
			return false;
	}
	value_put_bool(w->a, table, "are_villages", villages);
	web_put_word(w, table, "heading", villages ? "web.gachaa" : "web.h_units");
	web_put(w, table, "caption",
	    web_say(w, "web.year_as_of",
		TEXTS(
		    web_int(w->a, year), web_date(w, web_lang(w, "web.year_as_of"), w->v->as_of))));
	return true;
}

/* --- heat map --- */

static void
count_kinds(const enum week_kind weeks[54], int n[WEEK_BEFORE + 1])
{
	for (int i = 1; i <= 53; i++)
		n[weeks[i]]++;
}

static bool
put_week_row(
    struct web *w, struct value *rows, struct chart_row *chart, const struct unit *u, int year)
{
	struct value *o = value_add_object(w->a, rows);
	struct stats s;
	int n[WEEK_BEFORE + 1] = { 0 };

	if (!stats_weeks(w->v, u->id + 1, year, chart->weeks, w->e) ||
	    !view_stats(w->v, u->id + 1, year, &s, w->e))
		return false;
	chart->label = web_unit_name(w, u);
	count_kinds(chart->weeks, n);
	int need = s.minimum > s.held ? s.minimum - s.held : 0;

	web_put(w, o, "name", chart->label);
	value_put_text(w->a, o, "href", web_href(w, out_unit(w->a, w->lang, u, "index.html")));
	value_put_text(w->a, o, "held", web_int(w->a, s.held));
	value_put_text(w->a, o, "reasons", web_int(w->a, n[WEEK_REASON]));
	value_put_text(w->a, o, "missing_n", web_int(w->a, s.missing));
	value_put_text(w->a, o, "need", web_int(w->a, need));
	web_put_word(w, o, "verdict",
	    need == 0                  ? "web.pace_done"
		: need <= s.weeks_left ? "web.pace_fits"
				       : "web.pace_tight");
	return true;
}

/* Villages by themselves; a unit with more of them than a page can hold shows the units below
 * instead. */
static bool
put_heat(struct web *w, int64_t last, int year)
{
	const struct site *site = w->v->site;
	struct chart_row *rows = ARENA_ARRAY(w->a, struct chart_row, HEAT_ROWS_MAX);
	struct value *o, *list;
	size_t n = 0;

	for (int64_t id = w->unit->id + 1; id <= last; id++)
		n += site->units[id - 1]->level == LEVEL_VILLAGE;
	if (n == 0 || n > HEAT_ROWS_MAX)
		return true;
	o = value_put_object(w->a, w->page, "heat");
	list = value_put_list(w->a, o, "villages");
	n = 0;
	for (int64_t id = w->unit->id + 1; id <= last; id++)
		if (site->units[id - 1]->level == LEVEL_VILLAGE &&
		    !put_week_row(w, list, &rows[n++], site->units[id - 1], year))
			return false;
	struct text title = web_say(
	    w, "web.heat_title", TEXTS(web_int(w->a, (int64_t)n), web_int(w->a, week_count(year))));

	web_put(w, o, "heading", title);
	value_put_text(w->a, o, "heat_svg", chart_heat(w, year, rows, n, title));
	chart_legend(w, o);
	return true;
}

/* --- months, evidence --- */

static bool
put_months(struct web *w, int64_t unit, int year)
{
	struct month_stats months[13];
	struct value *o = value_put_object(w->a, w->page, "months"), *list;

	if (!stats_months(w->v, unit, year, months, w->e))
		return false;
	value_put_text(
	    w->a, o, "months_svg", chart_months(w, months, web_word(w, "web.months_title")));
	list = value_put_list(w->a, o, "month_rows");
	for (int m = 1; m <= 12; m++) {
		struct value *row;

		if (months[m].collected == 0)
			continue;
		row = value_add_object(w->a, list);
		web_put(w, row, "name", web_say(w, "web.month_n", TEXTS(web_int(w->a, m))));
		value_put_text(w->a, row, "collected", web_int(w->a, months[m].collected));
		value_put_text(w->a, row, "solved", web_int(w->a, months[m].solved));
		value_put_text(
		    w->a, row, "rate", web_percent(w->a, months[m].solved, months[m].collected));
	}
	value_put_bool(w->a, o, "any_month", list->first != NULL);
	return true;
}

/* The five facts of a unit's subtree and a year. */
enum fact { FACT_HELD, FACT_HOSTED, FACT_TASKS, FACT_ANSWERED, FACT_SOLVED, FACTS };

static void
count_facts(const struct counted *counted, int64_t unit, int64_t last, struct date as_of, int year,
    int64_t n[FACTS])
{
	size_t nlives, nentries;
	const struct life *l = counted_lives(counted, unit, last, &nlives);
	const struct counted_entry *r = counted_entries(counted, unit, last, &nentries);

	for (size_t i = 0; i < nentries; i++) {
		bool held = r[i].weekly && r[i].published && r[i].year == year &&
		    date_cmp(r[i].date, as_of) <= 0;
		n[FACT_HELD] += held;
		n[FACT_HOSTED] += held && r[i].hosted;
	}
	for (size_t i = 0; i < counted->ndone; i++)
		if (counted->done[i].unit >= unit && counted->done[i].unit <= last &&
		    counted->done[i].year == year)
			n[FACT_TASKS] += counted->done[i].n;
	for (size_t i = 0; i < nlives; i++) {
		bool solved = l[i].raised.year == year && l[i].solved_since;
		n[FACT_SOLVED] += solved;
		n[FACT_ANSWERED] += solved && l[i].answered;
	}
}

/* One row for each of the five things that results count towards: the fact, the number, where it
 * can be checked. */
static bool
put_evidence(struct web *w, const struct output *o, int64_t last, int year)
{
	static const struct {
		const char *use, *fact;
		enum fact n;
		const char *file;
	} row[] = {
		{ "web.use_stars", "web.fact_held", FACT_HELD, "calendar.html" },
		{ "web.use_first_secretary", "web.fact_hosted", FACT_HOSTED, "calendar.html" },
		{ "web.use_members", "web.fact_tasks", FACT_TASKS, "calendar.html" },
		{ "web.use_funds", "web.fact_answered", FACT_ANSWERED, "problems.html" },
		{ "web.use_awards", "web.fact_solved", FACT_SOLVED, "problems.html" },
	};
	struct value *list = value_put_list(w->a, w->page, "evidence");
	const struct counted *counted = counted_of(w->v, w->a, w->e);
	int64_t n[FACTS] = { 0 };

	if (counted == NULL)
		return false;
	count_facts(counted, o->unit, last, w->v->as_of, year, n);
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct value *r = value_add_object(w->a, list);

		web_put_word(w, r, "use", row[i].use);
		web_put_word(w, r, "fact", row[i].fact);
		value_put_text(w->a, r, "n", web_number(w->a, n[row[i].n]));
		value_put_text(
		    w->a, r, "href", web_href(w, out_unit(w->a, w->lang, w->unit, row[i].file)));
		web_put_word(w, r, "see",
		    strcmp(row[i].file, "problems.html") == 0 ? "web.ledger" : "web.all_meetings");
	}
	return true;
}

/* --- years --- */

static bool
put_years(struct web *w, int64_t unit, int64_t last)
{
	struct value *list = value_put_list(w->a, w->page, "year_rows");
	struct query q;
	int years[40];
	size_t n = 0;

	query_start(w->v->store, &q,
	    "select distinct year from document where unit between ?1 and ?2 and state = "
	    "'published' and"
	    " type = 'weekly' and year > 0 order by 1 desc",
	    w->e);
	query_bind_int(&q, 1, unit);
	query_bind_int(&q, 2, last);
	while (query_row(&q) && n < sizeof years / sizeof *years)
		years[n++] = (int)query_int(&q, 0);
	if (!query_end(&q))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct value *o = value_add_object(w->a, list);
		struct stats s;

		if (!view_stats(w->v, unit, years[i], &s, w->e))
			return false;
		value_put_text(w->a, o, "year", web_int(w->a, years[i]));
		value_put_text(w->a, o, "held", web_number(w->a, s.held));
		value_put_text(w->a, o, "collected", web_number(w->a, s.collected));
		value_put_text(w->a, o, "solved", web_number(w->a, s.solved));
		value_put_text(w->a, o, "rate", web_percent(w->a, s.solved, s.collected));
		value_put_text(w->a, o, "planned", web_number(w->a, s.planned));
		value_put_text(w->a, o, "sent_up", web_number(w->a, s.sent_up));
		value_put_text(w->a, o, "deferred", web_number(w->a, s.deferred));
		value_put_text(w->a, o, "explained", web_number(w->a, s.explained));
		value_put_text(w->a, o, "reopened", web_number(w->a, s.reopened));
		value_put_text(
		    w->a, o, "median", s.median_days < 0 ? T("—") : web_int(w->a, s.median_days));
	}
	return true;
}

bool
page_stats(struct web *w, const struct output *o)
{
	int64_t last;
	int year = w->v->as_of.year;
	struct stats s;
	struct text name = web_unit_name(w, w->unit),
		    h1 = web_say(w, "web.stats_of", TEXTS(name, web_int(w->a, year)));
	enum lang l = web_lang(w, "web.stats_lede");

	if (!web_subtree(w->v, o->unit, &last, w->e) || !view_stats(w->v, o->unit, year, &s, w->e))
		return false;
	if (!web_frame(w, "web/stats", h1, w->unit == web_top(w->v) ? "stats" : ""))
		return false;
	web_put(w, w->page, "h1", h1);
	web_put(
	    w, w->page, "lede", web_say(w, "web.stats_lede", TEXTS(web_date(w, l, w->v->as_of))));
	stats_counts(w, w->page, &s);
	struct value *more = value_put_list(w->a, w->page, "more_counts");

	put_count(w, more, "web.c_received", web_number(w->a, s.received));
	put_count(w, more, "web.c_held_back", web_number(w->a, s.held_back));
	put_count(w, more, "web.c_missing", web_number(w->a, s.missing));
	put_count(w, more, "web.c_overdue", web_number(w->a, s.overdue));
	put_count(
	    w, more, "web.c_median", s.median_days < 0 ? T("—") : web_int(w->a, s.median_days));
	if (!put_heat(w, last, year) || (o->unit != last && !stats_children(w, w->page, year)))
		return false;
	value_put_text(
	    w->a, w->page, "csv_href", web_href(w, out_data(w->a, w->unit, "stats.csv")));
	value_put_text(
	    w->a, w->page, "json_href", web_href(w, out_data(w->a, w->unit, "stats.json")));
	web_describe(
	    w, web_say(w, "web.stats_lede", TEXTS(web_date(w, l, w->v->as_of))), "website");
	return put_months(w, o->unit, year) && put_evidence(w, o, last, year) &&
	    put_years(w, o->unit, last);
}
