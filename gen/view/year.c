/* SPDX-License-Identifier: MIT */
/*
 * Years as they are judged and laid open: the verdict on one that is over, the table of villages
 * (督查表) with each fact in a column, the evidence sheet (五个挂钩) of every year, and the time
 * since the beginning beside the year. Facts alone: no score is made of them, and no rank; the
 * villages stand by the weeks that were not received because that is what can still be mended.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "view/counted.h"
#include "view/web.h"

/* --- the verdict --- */

struct text
verdict_words(const struct view *v, struct arena *a, enum lang l, int year,
    const struct year_verdict *verdict)
{
	const struct stats *s = &verdict->stats;
	const struct words *words = v->site->words;
	struct text said =
	    words_say(a, words, l, verdict->reached ? "web.verdict_met" : "web.verdict_short",
		TEXTS(web_int(a, year), web_int(a, s->held), web_int(a, s->minimum),
		    web_int(a, s->minimum - s->held)));

	said = text_join(a, said,
	    words_say(a, words, l, "web.verdict_more",
		TEXTS(web_int(a, s->merged), web_int(a, s->excused), web_int(a, s->missing))));
	if (date_is(verdict->begun))
		said = text_join(a, said,
		    words_say(a, words, l, "web.verdict_begun",
			TEXTS(web_int(a, date_week(verdict->begun).week))));
	return said;
}

/* 10个达到，2个没有：沙坨嘎查差9次、月牙嘎查差2次. */
static bool
verdict_below(const struct web *w, int year, struct text *out)
{
	struct text_list behind = { 0 };
	int n = 0;

	*out = NO_TEXT;
	for (int64_t id = w->first; id <= w->last; id++) {
		struct year_verdict x;
		const struct unit *u = web_unit(w->v, id);

		if (u->level != LEVEL_VILLAGE)
			continue;
		if (!view_verdict(w->v, id, year, &x, w->e))
			return false;
		n += x.judged;
		if (x.judged && !x.reached)
			text_list_add(w->a, &behind,
			    web_say(w, "web.verdict_one",
				TEXTS(web_unit_name(w, u),
				    web_int(w->a, x.stats.minimum - x.stats.held))));
	}
	if (n > 0)
		*out = web_say(w, behind.n > 0 ? "web.verdict_some" : "web.verdict_all",
		    TEXTS(web_int(w->a, year), web_int(w->a, n), web_int(w->a, n - (int)behind.n),
			web_int(w->a, (int64_t)behind.n), text_list_join(w->a, &behind, T("、"))));
	return true;
}

bool
year_verdict_text(const struct web *w, int year, struct text *said)
{
	struct year_verdict x;

	*said = NO_TEXT;
	if (w->unit->level == LEVEL_VILLAGE) {
		if (!view_verdict(w->v, w->first, year, &x, w->e))
			return false;
		if (x.judged)
			*said = verdict_words(w->v, w->a, web_lang(w, "web.verdict_met"), year, &x);
	} else if (year < w->v->as_of.year && stats_lists_villages(w->v, w->first) &&
	    !verdict_below(w, year, said))
		return false;
	return true;
}

bool
year_verdict(const struct web *w, struct value *o, int year)
{
	struct text said;

	if (!year_verdict_text(w, year, &said))
		return false;
	web_put(w, o, "verdict", said);
	return true;
}

/* --- the table of villages --- */

static const struct {
	const char *word; /* above the column; before the number where the table is a list */
	size_t at;
} column[] = {
	{ "web.t_held", offsetof(struct stats, held) },
	{ "web.t_missing", offsetof(struct stats, missing) },
	{ "web.t_reason", offsetof(struct stats, excused) },
	{ "web.t_collected", offsetof(struct stats, collected) },
	{ "web.t_solved", offsetof(struct stats, solved) },
	{ "web.t_overdue", offsetof(struct stats, overdue) },
	{ "web.t_silent", offsetof(struct stats, silent) },
	{ "web.t_median", offsetof(struct stats, median_days) },
	{ "rating.satisfied", offsetof(struct stats, satisfied) },
	{ "rating.mostly_satisfied", offsetof(struct stats, mostly_satisfied) },
	{ "rating.unsatisfied", offsetof(struct stats, unsatisfied) },
};

/* The last four run over the edge of an upright page; its totals have them. */
static size_t
columns_on(const struct web *w)
{
	return sizeof column / sizeof *column - (lang_is_down(w->lang) ? 4 : 0);
}

struct village_row {
	const struct unit *unit;
	struct stats stats;
	int place;
};

static int
by_missing(const void *x, const void *y)
{
	const struct village_row *a = x, *b = y;

	return a->stats.missing != b->stats.missing ? b->stats.missing - a->stats.missing
						    : a->place - b->place;
}

/* 已够 or what is still to be held, with 不够 where the weeks of the year are too few. */
static struct text
still_to_hold(const struct web *w, const struct stats *s)
{
	int need = s->minimum - s->held;

	if (need <= 0)
		return web_word(w, "web.pace_done");
	return need > s->possible
	    ? web_say(w, "web.need_tight", TEXTS(web_int(w->a, need), web_int(w->a, s->possible)))
	    : web_int(w->a, need);
}

static void
put_village(const struct web *w, struct value *list, const struct village_row *r)
{
	struct value *o = value_add_object(w->a, list), *cells = value_put_list(w->a, o, "cells");

	web_put(w, o, "name", web_unit_name(w, r->unit));
	web_put_link(w, o, "href", OUT_PAGE_UNIT, r->unit, NO_TEXT);
	web_put(w, o, "need", still_to_hold(w, &r->stats));
	for (size_t i = 0; i < columns_on(w); i++) {
		struct value *cell = value_add_object(w->a, cells);
		int n = *(const int *)((const char *)&r->stats + column[i].at);

		web_put_plain(w, cell, "label_text", web_word(w, column[i].word));
		web_put(w, cell, "n", n < 0 ? T("—") : web_int(w->a, n));
	}
}

bool
year_villages(struct web *w, int year)
{
	size_t n = 0;
	struct village_row *rows = ARENA_ARRAY(w->a, struct village_row, w->last - w->first + 1);
	struct value *o, *heads, *list;

	if (w->first == w->last || !stats_lists_villages(w->v, w->first))
		return true;
	for (int64_t id = w->first; id <= w->last; id++) {
		struct village_row *r = &rows[n];

		r->unit = web_unit(w->v, id);
		r->place = (int)n;
		if (r->unit->level != LEVEL_VILLAGE)
			continue;
		if (!view_stats(w->v, id, year, &r->stats, w->e))
			return false;
		n++;
	}
	qsort(rows, n, sizeof *rows, by_missing);
	o = value_put_object(w->a, w->page, "villages");
	heads = value_put_list(w->a, o, "heads");
	list = value_put_list(w->a, o, "rows");
	for (size_t i = 0; i < columns_on(w); i++)
		web_put_word(w, value_add_object(w->a, heads), "head", column[i].word);
	for (size_t i = 0; i < n; i++)
		put_village(w, list, &rows[i]);
	web_put_say(w, o, "caption", "web.villages_caption",
	    TEXTS(web_date(w, web_lang(w, "web.villages_caption"), w->v->as_of)));
	return true;
}

/* --- evidence --- */

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
	for (EACH(struct done_tasks, t, counted->done))
		if (t->unit >= unit && t->unit <= last && t->year == year)
			n[FACT_TASKS] += t->n;
	for (size_t i = 0; i < nlives; i++) {
		bool solved = l[i].raised.year == year && l[i].solved_since;
		n[FACT_SOLVED] += solved;
		n[FACT_ANSWERED] += solved && l[i].answered;
	}
}

/* One row for each of the five things that results count towards: the fact, the number, where it
 * can be checked. */
static void
put_evidence(const struct web *w, struct value *o, const struct counted *counted, int year)
{
	static const struct {
		const char *use, *fact;
		enum fact n;
		enum output_kind kind;
	} row[] = {
		{ "web.use_stars", "web.fact_held", FACT_HELD, OUT_PAGE_CALENDAR },
		{ "web.use_first_secretary", "web.fact_hosted", FACT_HOSTED, OUT_PAGE_CALENDAR },
		{ "web.use_members", "web.fact_tasks", FACT_TASKS, OUT_PAGE_CALENDAR },
		{ "web.use_funds", "web.fact_answered", FACT_ANSWERED, OUT_PAGE_LEDGER },
		{ "web.use_awards", "web.fact_solved", FACT_SOLVED, OUT_PAGE_LEDGER },
	};
	struct value *list = value_put_list(w->a, o, "rows");
	int64_t n[FACTS] = { 0 };

	count_facts(counted, w->first, w->last, w->v->as_of, year, n);
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct value *r = value_add_object(w->a, list);

		web_put_word(w, r, "use", row[i].use);
		web_put_word(w, r, "fact", row[i].fact);
		web_put_plain(w, r, "n", web_number(w->a, n[row[i].n]));
		web_put_link(w, r, "href", row[i].kind, w->unit, NO_TEXT);
		web_put_word(w, r, "see",
		    row[i].kind == OUT_PAGE_LEDGER ? "web.ledger" : "web.all_meetings");
	}
}

/* The evidence sheets: this year's open, those before folded, each with its verdict. */
bool
year_all(struct web *w)
{
	struct value *list = value_put_list(w->a, w->page, "evidence");
	const struct counted *counted = view_counted(w->v, w->a, w->e);
	int years[YEARS_MAX + 1], this_year = w->v->as_of.year;
	size_t n;

	if (!counted || !stats_years(w->v, w->a, w->first, years, &n, w->e))
		return false;
	if (n == 0 || years[n - 1] < this_year)
		years[n++] = this_year;
	while (n-- > 0) {
		struct value *o;

		if (years[n] > this_year)
			continue;
		o = value_add_object(w->a, list);
		web_put(w, o, "title", web_say_int(w, "web.evidence_year", years[n]));
		web_put_flag(w, o, "now", years[n] == this_year);
		put_evidence(w, o, counted, years[n]);
		if (!year_verdict(w, o, years[n]))
			return false;
	}
	return true;
}

/* --- the year beside the time since the beginning --- */

bool
year_totals(struct web *w, const struct stats *year)
{
	struct stats all;
	struct value *o = value_put_object(w->a, w->page, "totals"),
		     *list = value_put_list(w->a, o, "rows");

	if (!view_stats(w->v, w->first, 0, &all, w->e))
		return false;
	const struct {
		const char *word;
		struct text year, all;
	} row[] = {
		{ "web.c_held", web_number(w->a, year->held), web_number(w->a, all.held) },
		{ "web.c_collected", web_number(w->a, year->collected),
		    web_number(w->a, all.collected) },
		{ "web.c_solved", web_number(w->a, year->solved), web_number(w->a, all.solved) },
		{ "web.c_rate", web_percent(w->a, year->solved, year->collected),
		    web_percent(w->a, all.solved, all.collected) },
	};

	web_put(w, o, "year", web_say_int(w, "web.year_n", w->v->as_of.year));
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct value *r = value_add_object(w->a, list);

		web_put_word(w, r, "name", row[i].word);
		web_put_plain(w, r, "year", row[i].year);
		web_put_plain(w, r, "all", row[i].all);
	}
	return true;
}
