/* SPDX-License-Identifier: MIT */
/*
 * The year's report of a village, a township or a banner, as the sheet that is filed: the verdict,
 * the figures beside those since the beginning, weeks, months, what became of the matters that were
 * raised, the villages in the order of the administration, and what is still open. Facts alone.
 */
#include "lihui/arena.h"
#include "view/counted.h"
#include "view/sheet_value.h"
#include "view/web.h"

#define OPEN_VILLAGE  60
#define OPEN_TOWNSHIP 20
#define OPEN_BANNER   5

/* So many of a kind, as that word says. */
struct report_number {
	const char *word;
	int n;
};

/* A row of a table: its cells in order. */
static void
add_row(struct arena *a, struct value *rows, const struct text *cells, size_t n)
{
	struct value *o = value_add_object(a, rows), *list = value_put_list(a, o, "cells");

	for (size_t i = 0; i < n; i++)
		value_put_text(a, value_add_object(a, list), "text", cells[i]);
}

/* What is part of the row above stands in. */
static struct text
part_words(const struct web *w, const char *word, int depth)
{
	return text_join(w->a,
	    depth > 1       ? T("　　")
		: depth > 0 ? T("　")
			    : NO_TEXT,
	    web_word(w, word));
}

static void
put_figures(const struct web *w, struct value *o, const struct stats *s, const struct stats *all)
{
	const struct {
		const char *word;
		int depth, year, all; /* -1: not told */
	} row[] = {
		{ "web.c_held", 0, s->held, all->held },
		{ "web.csv_merged", 1, s->merged, all->merged },
		{ "web.csv_excused", 0, s->excused, -1 },
		{ "web.c_missing", 0, s->missing, -1 },
		{ "web.c_collected", 0, s->collected, all->collected },
		{ "web.c_solved", 1, s->solved, all->solved },
		{ "web.csv_satisfied", 2, s->satisfied, all->satisfied },
		{ "web.csv_mostly_satisfied", 2, s->mostly_satisfied, all->mostly_satisfied },
		{ "web.csv_unsatisfied", 2, s->unsatisfied, all->unsatisfied },
		{ "web.csv_unrated", 2, s->unrated, all->unrated },
		{ "web.csv_open", 1, s->open, all->open },
		{ "web.c_overdue", 2, s->overdue, all->overdue },
		{ "web.c_median", 0, s->median_days, all->median_days },
	};
	struct value *rows = value_put_list(w->a, o, "figures");

	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		add_row(w->a, rows,
		    TEXTS(part_words(w, row[i].word, row[i].depth),
			row[i].year < 0 ? T("—") : web_number(w->a, row[i].year),
			row[i].all < 0 ? T("—") : web_number(w->a, row[i].all)));
	add_row(w->a, rows,
	    TEXTS(web_word(w, "web.c_rate"), web_percent(w->a, s->solved, s->collected),
		web_percent(w->a, all->solved, all->collected)));
}

/* --- what became of the matters --- */

#define PARTS 1000 /* of the measure that bars and what stands beside them share */

/* A bar as long as its share of the longest; beside it where the rest is. */
static void
add_bar(const struct web *w, struct value *bars, const char *word, int n, int of, struct text note)
{
	struct value *o = value_add_object(w->a, bars);
	int share = of > 0 ? n * (PARTS * 6 / 10) / of : 0;

	value_put_text(w->a, o, "label", web_word(w, word));
	value_put_text(w->a, o, "n", web_int(w->a, n));
	value_put_int(w->a, o, "share", n > 0 && share == 0 ? 1 : share);
	value_put_int(w->a, o, "rest", PARTS - share);
	value_put_text(w->a, o, "note", note);
}

/* 正在办3件，列入规划2件: whatever there is of them. */
static struct text
said_of(const struct web *w, const struct report_number *v, size_t n)
{
	struct text_list said = { 0 };

	for (size_t i = 0; i < n; i++)
		if (v[i].n > 0)
			text_list_add(w->a, &said, web_say_int(w, v[i].word, v[i].n));
	return text_list_join(w->a, &said, T("，"));
}

static bool
put_funnel(const struct web *w, struct value *o, int year, const struct stats *s)
{
	const struct counted *counted = view_counted(w->v, w->a, w->e);
	struct value *bars = value_put_list(w->a, o, "bars");
	int undecided = 0, answered = 0, of = s->collected;
	size_t n;

	if (!counted)
		return false;
	const struct life *l = counted_lives(counted, w->first, w->last, &n);

	for (size_t i = 0; i < n; i++) {
		if (l[i].raised.year != year)
			continue;
		undecided += l[i].status_class == 0;
		answered += strcmp(l[i].status, "solved") == 0 && l[i].answered;
	}
	const struct report_number unsolved[] = { { "sheet.report_doing",
						      s->open - undecided - s->planned -
							  s->sent_up - s->deferred },
		{ "sheet.report_planned", s->planned }, { "sheet.report_sent_up", s->sent_up },
		{ "sheet.report_deferred", s->deferred },
		{ "sheet.report_explained", s->explained } },
				   rated[] = { { "sheet.report_mostly", s->mostly_satisfied },
					   { "sheet.report_unsatisfied", s->unsatisfied },
					   { "sheet.report_unrated", s->unrated } };

	add_bar(w, bars, "sheet.report_raised", s->collected, of, NO_TEXT);
	add_bar(w, bars, "sheet.report_decided", s->collected - undecided, of,
	    undecided > 0 ? web_say_int(w, "sheet.report_undecided", undecided) : NO_TEXT);
	add_bar(w, bars, "sheet.report_solved", s->solved, of, said_of(w, unsolved, 5));
	add_bar(w, bars, "sheet.report_answered", answered, of,
	    s->solved > answered ? web_say_int(w, "sheet.report_unanswered", s->solved - answered)
				 : NO_TEXT);
	add_bar(w, bars, "sheet.report_satisfied", s->satisfied + s->mostly_satisfied, of,
	    said_of(w, rated, 3));
	return true;
}

/* --- weeks and months --- */

#define QUARTER 13

/* Of a village: how each week of the year was, two quarters a row. The last one has the 53rd. */
static bool
put_weeks(const struct web *w, struct value *o, int year)
{
	static const char *const names[] = {
		[WEEK_HELD] = "held", [WEEK_REASON] = "excused", [WEEK_MISSING] = "silent"
	};
	struct value *rows = value_put_list(w->a, o, "weeks"), *quarters = NULL, *weeks = NULL;
	enum week_kind kind[54];

	value_put_bool(w->a, o, "has_weeks", w->unit->level == LEVEL_VILLAGE);
	if (w->unit->level != LEVEL_VILLAGE)
		return true;
	if (!stats_weeks(w->v, w->first, year, kind, w->e))
		return false;
	for (int i = 1; i <= week_count(year); i++) {
		if (i % (2 * QUARTER) == 1 && i <= 3 * QUARTER)
			quarters = value_put_list(w->a, value_add_object(w->a, rows), "quarters");
		if (i % QUARTER == 1 && i <= 4 * QUARTER) {
			struct value *q = value_add_object(w->a, quarters);

			value_put_text(w->a, q, "first",
			    words_say(w->a, w->v->site->words, LANG_ZH, "sheet.week",
				TEXTS(web_int(w->a, i))));
			weeks = value_put_list(w->a, q, "weeks");
		}
		struct value *week = value_add_object(w->a, weeks);

		if ((size_t)kind[i] < sizeof names / sizeof *names && names[kind[i]])
			value_put_bool(w->a, week, names[kind[i]], true);
	}
	return true;
}

#define BARS_HIGH 72 /* pt, of the month in which most was raised */

static void
put_month_bar(const struct web *w, struct value *list, bool full, int n, int most)
{
	struct value *o = value_add_object(w->a, list);
	int high = n * BARS_HIGH / most;

	high = n > 0 && high < 2 ? 2 : high;
	value_put_bool(w->a, o, "full", full);
	value_put_text(w->a, o, "n", n > 0 ? web_int(w->a, n) : NO_TEXT);
	value_put_int(w->a, o, "high", high);
	value_put_int(w->a, o, "white", BARS_HIGH - high);
}

/* Pairs of bars: raised, and solved of them. */
static void
put_months(const struct web *w, struct value *o, const struct month_stats months[13])
{
	struct value *list = value_put_list(w->a, o, "months");
	int most = 1;

	for (int m = 1; m <= 12; m++)
		most = months[m].collected > most ? months[m].collected : most;
	for (int m = 1; m <= 12; m++) {
		struct value *month = value_add_object(w->a, list), *bars;

		value_put_text(w->a, month, "name", web_say_int(w, "web.month_n", m));
		bars = value_put_list(w->a, month, "two");
		put_month_bar(w, bars, false, months[m].collected, most);
		put_month_bar(w, bars, true, months[m].solved, most);
	}
}

/* --- villages, open matters --- */

/* Townships and villages in the order of the administration, no rank. */
static bool
put_villages(const struct web *w, struct value *o, int year)
{
	struct value *rows = value_put_list(w->a, o, "units");

	value_put_bool(w->a, o, "has_units", w->first != w->last);
	for (int64_t id = w->first + 1; id <= w->last; id++) {
		const struct unit *u = web_unit(w->v, id);
		struct year_verdict x;

		if (u->level > LEVEL_VILLAGE)
			continue;
		if (!view_verdict(w->v, id, year, &x, w->e))
			return false;
		const struct stats *s = &x.stats;
		struct text said = u->level != LEVEL_VILLAGE || !x.judged ? NO_TEXT
		    : x.reached ? web_word(w, "sheet.report_reached")
				: web_say_int(w, "sheet.report_lacks", s->minimum - s->held);

		add_row(w->a, rows,
		    TEXTS(u->name, web_int(w->a, s->held), web_int(w->a, s->excused),
			web_int(w->a, s->missing), web_int(w->a, s->collected),
			web_int(w->a, s->solved), web_int(w->a, s->overdue), said));
	}
	return true;
}

static bool
put_still_open(const struct web *w, struct value *o, int year)
{
	bool village = w->first == w->last;
	int64_t most = village                 ? OPEN_VILLAGE
	    : w->unit->level == LEVEL_TOWNSHIP ? OPEN_TOWNSHIP
					       : OPEN_BANNER,
		n;
	struct value *list = value_put_list(w->a, o, "open");
	struct web_rows rows;

	if (!rows_int(w->v, w->a,
		"select count(*) from problem where unit between ?1 and ?2 and status_class < 2"
		" and cast(substr(raised, 1, 4) as int) <= ?3",
		ARGS(w->first, w->last, year), &n, w->e) ||
	    !web_prows(w,
		PROW_SELECT PROW_FROM
		"where p.unit between ?1 and ?2 and p.status_class < 2"
		" and cast(substr(p.raised, 1, 4) as int) <= ?3 order by"
		" case when p.always = 0 and p.deadline <> '' then p.deadline else '9999' end,"
		" p.raised, d.address, p.place limit ?4",
		ARGS(w->first, w->last, year, most), &rows))
		return false;
	value_put_text(w->a, o, "open_title",
	    web_say_int(w, n > most ? "sheet.report_open_some" : "sheet.report_open", n));
	value_put_bool(w->a, o, "has_open", n > 0);
	for (EACH(struct prow, p, rows)) {
		int late = prow_late(w, p);
		struct text unit = village ? NO_TEXT : web_unit(w->v, p->unit)->name;

		add_row(w->a, list,
		    TEXTS(text_join(w->a, unit, p->number), p->title, web_status(w, p->status),
			p->owner,
			late > 0
			    ? web_say_int(w, "sheet.report_late", late)
			    : web_deadline(w, w->lang, p->deadline, p->always, p->deadline_words)));
	}
	return true;
}

/* --- the whole --- */

/* The heads of its tables are words of the pages. */
static void
put_heads(const struct web *w, struct value *o)
{
	static const char *const units[] = { "web.gachaa", "web.t_held", "web.t_reason",
		"web.t_missing", "web.t_collected", "web.t_solved", "web.t_overdue",
		"sheet.report_verdict" },
				 *const open[] = { "web.t_number", "web.problem", "web.t_status",
					 "web.responsible", "web.deadline" };
	struct value *unit_heads = value_put_list(w->a, o, "unit_heads"),
		     *open_heads = value_put_list(w->a, o, "open_heads");

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		value_put_text(
		    w->a, value_add_object(w->a, unit_heads), "text", web_word(w, units[i]));
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		value_put_text(
		    w->a, value_add_object(w->a, open_heads), "text", web_word(w, open[i]));
	value_put_text(w->a, o, "year", web_say_int(w, "web.year_n", w->year));
	value_put_text(w->a, o, "since_begin", web_word(w, "web.since_begin"));
}

static bool
put_verdict(const struct web *w, struct value *o, const struct stats *s)
{
	struct text verdict = NO_TEXT, minimum = web_int(w->a, s->minimum);
	int stars = stars_of(w->unit, w->year);

	if (!year_verdict_text(w, w->year, &verdict))
		return false;
	if (verdict.n == 0)
		verdict = web_say(w, "sheet.report_running",
		    TEXTS(web_int(w->a, w->year), web_int(w->a, s->held), minimum));
	value_put_text(w->a, o, "verdict", verdict);
	value_put_text(w->a, o, "note",
	    stars > 0
		? web_say(w, "web.stars_year", TEXTS(web_int(w->a, stars), web_int(w->a, w->year)))
		: NO_TEXT);
	return true;
}

bool
view_report(const struct view *v, struct arena *a, const struct unit *u, int year,
    struct sheet *out, struct err *e)
{
	struct web w = { .v = v,
		.a = a,
		.lang = LANG_ZH,
		.unit = u,
		.first = u->id + 1,
		.year = year,
		.week_year = year,
		.e = e };
	struct value *o = value_object(a);
	struct month_stats months[13];
	struct stats s, all;

	if (!web_subtree(v, w.first, &w.last, e) || !view_stats(v, w.first, year, &s, e) ||
	    !view_stats(v, w.first, 0, &all, e) || !stats_months(v, w.first, year, months, e) ||
	    !put_verdict(&w, o, &s))
		return false;
	put_heads(&w, o);
	put_figures(&w, o, &s, &all);
	put_months(&w, o, months);
	if (!put_weeks(&w, o, year) || !put_funnel(&w, o, year, &s) || !put_villages(&w, o, year) ||
	    !put_still_open(&w, o, year))
		return false;
	*out = (struct sheet){ .kind = SHEET_REPORT,
		.template = T("report"),
		.value = o,
		.site = v->site,
		.words = v->site->words,
		.address = text_fmt(a, "%.*s/report-%d", TEXT_ARG(u->path), year),
		.date = v->as_of,
		.unit = u->name,
		.title = web_say(&w, "sheet.report_title", TEXTS(u->name, web_int(a, year))) };
	value_put_text(a, o, "title", out->title);
	value_put_text(
	    a, o, "as_of", web_say(&w, "sheet.report_as_of", TEXTS(date_zh(a, out->date))));
	sheet_put_words(&(struct saying){ a, out, LANG_ZH }, o, "w");
	return true;
}
