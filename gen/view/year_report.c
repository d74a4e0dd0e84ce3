/* SPDX-License-Identifier: MIT */
/*
 * The year's report of a village, a township or a banner, as the sheet that is filed: the verdict,
 * the figures beside those since the beginning, weeks, months, what became of the matters that were
 * raised, the villages in the order of the administration, and what is still open. Facts alone.
 */
#include "lihui/arena.h"
#include "view/counted.h"
#include "view/web.h"

#define OPEN_VILLAGE  60
#define OPEN_TOWNSHIP 20
#define OPEN_BANNER   5

static struct report_table *
add_table(struct arena *a, struct year_report *r, struct text title, int ncols, const double *widths)
{
	struct report_table *t = ARENA_PUSH(a, &r->tables);

	*t = (struct report_table){ .title = title, .ncols = ncols };
	memcpy(t->widths, widths, (size_t)ncols * sizeof *widths);
	return t;
}

static void
add_row(struct arena *a, struct report_table *t, const struct text *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		text_list_add(a, &t->cells, cells[i]);
}

static void
put_figures(const struct web *w, struct year_report *r, int year, const struct stats *s,
    const struct stats *all)
{
	static const double widths[] = { 208, 120, 120 };
	struct report_table *t =
	    add_table(w->a, r, web_word(w, "sheet.report_figures"), 3, widths);
	const struct {
		const char *word;
		int year, all; /* -1: not told */
	} row[] = {
		{ "web.c_held", s->held, all->held },
		{ "web.csv_merged", s->merged, all->merged },
		{ "web.csv_excused", s->excused, -1 },
		{ "web.c_missing", s->missing, -1 },
		{ "web.c_collected", s->collected, all->collected },
		{ "web.c_solved", s->solved, all->solved },
		{ "web.csv_satisfied", s->satisfied, all->satisfied },
		{ "web.csv_mostly_satisfied", s->mostly_satisfied, all->mostly_satisfied },
		{ "web.csv_unsatisfied", s->unsatisfied, all->unsatisfied },
		{ "web.csv_unrated", s->unrated, all->unrated },
		{ "web.csv_open", s->open, all->open },
		{ "web.c_overdue", s->overdue, all->overdue },
		{ "web.c_median", s->median_days, all->median_days },
	};

	add_row(w->a, t,
	    TEXTS(NO_TEXT, web_say_int(w, "web.year_n", year), web_word(w, "web.since_begin")));
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		add_row(w->a, t,
		    TEXTS(web_word(w, row[i].word),
			row[i].year < 0 ? T("—") : web_number(w->a, row[i].year),
			row[i].all < 0 ? T("—") : web_number(w->a, row[i].all)));
	add_row(w->a, t,
	    TEXTS(web_word(w, "web.c_rate"), web_percent(w->a, s->solved, s->collected),
		web_percent(w->a, all->solved, all->collected)));
}

static void
add_bar(const struct web *w, struct year_report *r, const char *word, int n, struct text note)
{
	*ARENA_PUSH(w->a, &r->bars) = (struct report_bar){ web_word(w, word), n, note };
}

/* Raised, decided, solved, answered: each says where the rest is. */
static bool
put_funnel(const struct web *w, struct year_report *r, int year, const struct stats *s)
{
	const struct counted *counted = view_counted(w->v, w->a, w->e);
	int undecided = 0, answered = 0;
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
	int doing = s->open - undecided - s->planned - s->sent_up - s->deferred;

	add_bar(w, r, "sheet.report_raised", s->collected, NO_TEXT);
	add_bar(w, r, "sheet.report_decided", s->collected - undecided,
	    undecided > 0 ? web_say_int(w, "sheet.report_undecided", undecided) : NO_TEXT);
	add_bar(w, r, "sheet.report_solved", s->solved,
	    s->collected - undecided > s->solved
		? web_say(w, "sheet.report_unsolved",
		      TEXTS(web_int(w->a, doing), web_int(w->a, s->planned),
			  web_int(w->a, s->sent_up), web_int(w->a, s->deferred),
			  web_int(w->a, s->explained)))
		: NO_TEXT);
	add_bar(w, r, "sheet.report_answered", answered,
	    s->solved > answered ? web_say_int(w, "sheet.report_unanswered", s->solved - answered)
				 : NO_TEXT);
	return true;
}

/* Townships and villages in the order of the administration, no rank. */
static bool
put_villages(const struct web *w, struct year_report *r, int year)
{
	static const double widths[] = { 120, 44, 44, 44, 44, 44, 44, 64 };
	struct report_table *t;

	if (w->first == w->last)
		return true;
	t = add_table(w->a, r, web_word(w, "sheet.report_units"), 8, widths);
	add_row(w->a, t,
	    TEXTS(web_word(w, "web.gachaa"), web_word(w, "web.t_held"),
		web_word(w, "web.t_reason"), web_word(w, "web.t_missing"),
		web_word(w, "web.t_collected"), web_word(w, "web.t_solved"),
		web_word(w, "web.t_overdue"), web_word(w, "sheet.report_verdict")));
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

		add_row(w->a, t,
		    TEXTS(u->name, web_int(w->a, s->held), web_int(w->a, s->excused),
			web_int(w->a, s->missing), web_int(w->a, s->collected),
			web_int(w->a, s->solved), web_int(w->a, s->overdue), said));
	}
	return true;
}

static bool
put_still_open(const struct web *w, struct year_report *r, int year)
{
	static const double widths[] = { 72, 168, 60, 76, 72 };
	bool village = w->first == w->last;
	int64_t most = village ? OPEN_VILLAGE
	    : w->unit->level == LEVEL_TOWNSHIP ? OPEN_TOWNSHIP
					       : OPEN_BANNER,
		n;
	struct report_table *t;
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
	t = add_table(
	    w->a, r, web_say_int(w, n > most ? "sheet.report_open_some" : "sheet.report_open", n),
	    5, widths);
	if (n == 0)
		return true;
	add_row(w->a, t,
	    TEXTS(web_word(w, "web.t_number"), web_word(w, "web.problem"),
		web_word(w, "web.t_status"), web_word(w, "web.responsible"),
		web_word(w, "web.deadline")));
	for (EACH(struct prow, p, rows)) {
		int late = prow_late(w, p);
		struct text unit = village ? NO_TEXT : web_unit(w->v, p->unit)->name;

		add_row(w->a, t,
		    TEXTS(text_join(w->a, unit, p->number), p->title, web_status(w, p->status),
			p->owner,
			late > 0 ? web_say_int(w, "sheet.report_late", late)
				 : web_deadline(w, w->lang, p->deadline, p->always,
				       p->deadline_words)));
	}
	return true;
}

/* Of a village: how each week of the year was. */
static bool
put_weeks(const struct web *w, struct year_report *r, int year)
{
	r->nweeks = 0;
	if (w->unit->level != LEVEL_VILLAGE)
		return true;
	enum week_kind kind[54];

	if (!stats_weeks(w->v, w->first, year, kind, w->e))
		return false;
	r->nweeks = week_count(year);
	for (int i = 1; i <= r->nweeks; i++)
		r->weeks[i] = kind[i] == WEEK_HELD ? REPORT_HELD
		    : kind[i] == WEEK_REASON       ? REPORT_EXCUSED
		    : kind[i] == WEEK_MISSING      ? REPORT_SILENT
						   : REPORT_NO_WEEK;
	return true;
}

bool
view_report(const struct view *v, struct arena *a, const struct unit *u, int year,
    struct sheet *out, struct err *e)
{
	struct year_report *r = ARENA_NEW(a, struct year_report);
	struct web w = { .v = v, .a = a, .lang = LANG_ZH, .unit = u, .first = u->id + 1,
		.year = year, .week_year = year, .e = e };
	struct month_stats months[13];
	struct stats s, all;

	if (!web_subtree(v, w.first, &w.last, e) || !view_stats(v, w.first, year, &s, e) ||
	    !view_stats(v, w.first, 0, &all, e) ||
	    !stats_months(v, w.first, year, months, e) || !year_verdict_text(&w, year, &r->verdict))
		return false;
	if (r->verdict.n == 0)
		r->verdict = web_say(&w, "sheet.report_running",
		    TEXTS(web_int(a, year), web_int(a, s.held), web_int(a, s.minimum)));
	if (stars_of(u, year) > 0)
		r->note = web_say(&w, "web.stars_year",
		    TEXTS(web_int(a, stars_of(u, year)), web_int(a, year)));
	for (int m = 1; m <= 12; m++) {
		r->raised[m] = months[m].collected;
		r->solved[m] = months[m].solved;
	}
	put_figures(&w, r, year, &s, &all);
	if (!put_weeks(&w, r, year) || !put_funnel(&w, r, year, &s) ||
	    !put_villages(&w, r, year) || !put_still_open(&w, r, year))
		return false;
	*out = (struct sheet){ .kind = SHEET_REPORT,
		.site = v->site,
		.words = v->site->words,
		.address = text_fmt(a, "%.*s/report-%d", TEXT_ARG(u->path), year),
		.date = v->as_of,
		.unit = u->name,
		.title = web_say(&w, "sheet.report_title", TEXTS(u->name, web_int(a, year))),
		.report = r };
	return true;
}
