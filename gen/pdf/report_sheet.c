/* SPDX-License-Identifier: MIT */
/*
 * The year's report for the file, on the record's measure. Charts are bands with rules: black
 * alone, so that a copy of a copy still shows them, and each figure is printed beside its bar.
 */
#include "pdf/record_sheet.h"

#include <math.h>

#define BAR_HEIGHT   14.0
#define BAR_X        112.0
#define BAR_WIDTH    200.0
#define WEEK_SIDE    11.0
#define WEEK_STEP    17.0
#define WEEKS_A_ROW  26
#define MONTH_HEIGHT 90.0
#define MONTH_STEP   (RECORD_WIDTH / 12)

static void
add_rule(struct flow *f, struct band *b, double x, double y, double width, double height)
{
	*ARENA_PUSH(f->d->a, &b->rules) = (struct flow_rule){ x, y, width, height };
}

static void
add_frame(struct flow *f, struct band *b, double x, double y, double width, double height)
{
	add_rule(f, b, x, y, width, 0.75);
	add_rule(f, b, x, y + height - 0.75, width, 0.75);
	add_rule(f, b, x, y, 0.75, height);
	add_rule(f, b, x + width - 0.75, y, 0.75, height);
}

static struct elem *
small_text(struct flow *f, struct band *b, struct text t, double x, double y)
{
	struct elem *e = draw_elem(f->d, "P");

	flow_put(f, b, e, flow_text(f, t, RECORD_SMALL, 1000), x, y);
	return e;
}

static void
add_head(struct flow *f, struct text t)
{
	size_t first = flow_para(f, draw_elem(f->d, "H2"),
	    flow_text(f, t, RECORD_LABEL, (float)f->width), f->x, f->width, 0, false);

	f->bands.v[first].before = 14;
	f->bands.v[first].mark = t;
	flow_keep(f, f->bands.n, 1);
}

static void
add_words(struct flow *f, struct text t, struct style s)
{
	if (t.n > 0)
		flow_para(f, draw_elem(f->d, "P"), flow_text(f, t, s, (float)f->width), f->x,
		    f->width, 0, false);
}

static void
add_table(struct flow *f, const struct report_table *t)
{
	struct flow_table *table;
	size_t rows = t->cells.n / (size_t)t->ncols, first;

	add_head(f, t->title);
	if (rows == 0)
		return;
	first = f->bands.n;
	table = flow_table(f, f->d->root, f->x, t->widths, t->ncols);
	table->lead = 17;
	for (size_t r = 0; r < rows; r++) {
		struct flow_cell cells[FLOW_COLUMNS] = { 0 };

		for (int c = 0; c < t->ncols; c++)
			cells[c] = (struct flow_cell){
				.text = t->cells.v[r * (size_t)t->ncols + (size_t)c],
				.style = RECORD_SMALL,
				.align = c > 0 && t->ncols != 5 ? ALIGN_RIGHT : ALIGN_LEFT,
				.th = r == 0 || c == 0 };
		flow_row(f, table, cells, t->ncols, r == 0);
	}
	flow_table_end(f, table);
	flow_keep(f, first, 2);
}

/* A square a week, 26 a row: full = held, framed = a reason, framed with a bar = nothing came. */
static void
add_weeks(struct flow *f, const struct year_report *r)
{
	if (r->nweeks == 0)
		return;
	add_head(f, draw_word(f->d, "sheet.report_weeks"));
	add_words(f, draw_word(f->d, "sheet.report_weeks_key"), RECORD_SMALL);
	for (int from = 1; from <= r->nweeks; from += WEEKS_A_ROW) {
		struct band *b = flow_band(f, WEEK_STEP);

		for (int i = from; i <= r->nweeks && i < from + WEEKS_A_ROW; i++) {
			double x = f->x + (i - from) * WEEK_STEP;

			if (r->weeks[i] == REPORT_HELD)
				add_rule(f, b, x, 2, WEEK_SIDE, WEEK_SIDE);
			else if (r->weeks[i] != REPORT_NO_WEEK)
				add_frame(f, b, x, 2, WEEK_SIDE, WEEK_SIDE);
			if (r->weeks[i] == REPORT_SILENT)
				add_rule(f, b, x + 2.5, 2 + WEEK_SIDE / 2 - 0.75, WEEK_SIDE - 5, 1.5);
		}
	}
}

/* Pairs of bars: outline = raised, full = solved. */
static void
add_months(struct flow *f, const struct year_report *r)
{
	int most = 1;
	double scale;

	add_head(f, draw_word(f->d, "sheet.report_months"));
	for (int m = 1; m <= 12; m++)
		most = r->raised[m] > most ? r->raised[m] : most;
	scale = (MONTH_HEIGHT - 18) / most;

	struct band *b = flow_band(f, MONTH_HEIGHT + 16);

	for (int m = 1; m <= 12; m++) {
		double x = f->x + (m - 1) * MONTH_STEP, up = r->raised[m] * scale,
		       full = r->solved[m] * scale;

		if (r->raised[m] > 0) {
			add_frame(f, b, x, MONTH_HEIGHT - up, 13, up);
			small_text(f, b, draw_number(f->d, r->raised[m]), x + 1,
			    MONTH_HEIGHT - up - 15);
		}
		if (r->solved[m] > 0) {
			add_rule(f, b, x + 15, MONTH_HEIGHT - full, 13, full);
			small_text(f, b, draw_number(f->d, r->solved[m]), x + 16,
			    MONTH_HEIGHT - full - 15);
		}
		small_text(f, b, draw_say_number(f->d, "web.month_n", m), x, MONTH_HEIGHT + 1);
	}
	add_rule(f, b, f->x, MONTH_HEIGHT, f->width, 0.5);
}

static void
add_bars(struct flow *f, const struct year_report *r)
{
	int most = 1;

	add_head(f, draw_word(f->d, "sheet.report_funnel"));
	for (size_t i = 0; i < r->bars.n; i++)
		most = r->bars.v[i].n > most ? r->bars.v[i].n : most;
	for (size_t i = 0; i < r->bars.n; i++) {
		const struct report_bar *bar = &r->bars.v[i];
		double width = fmax(bar->n > 0 ? 1 : 0, BAR_WIDTH * bar->n / most);
		struct band *b = flow_band(f, BAR_HEIGHT + 6);

		small_text(f, b, bar->label, f->x, 2);
		if (width > 0)
			add_rule(f, b, f->x + BAR_X, 3, width, BAR_HEIGHT - 3);
		small_text(f, b, draw_number(f->d, bar->n), f->x + BAR_X + width + 6, 2);
		if (bar->note.n > 0)
			add_words(f, bar->note, RECORD_SMALL);
	}
}

static void
add_verdict(struct flow *f, const struct year_report *r)
{
	double width = f->width;
	struct flow_table *t = flow_table(f, f->d->root, f->x, &width, 1);
	struct flow_cell cell = { .text = r->verdict, .style = RECORD_LABEL };

	t->outer = 2.25;
	flow_row(f, t, &cell, 1, false);
	flow_table_end(f, t);
	add_words(f, r->note, RECORD_TEXT);
}

static void
add_signatures(struct flow *f)
{
	static const char *const who[] = { "sheet.report_made_by", "sheet.report_checked_by",
		"sheet.report_seal" };
	struct band *b = flow_band(f, 40);

	b->before = 24;
	for (int i = 0; i < 3; i++)
		flow_put(f, b, draw_elem(f->d, "P"),
		    flow_text(f, draw_word(f->d, who[i]), f->body, 1000), f->x + i * f->width / 3,
		    12);
	b = flow_band(f, 30);
	struct para *date = flow_text(f, draw_word(f->d, "sheet.sign_date"), f->body, 1000);

	flow_put(f, b, draw_elem(f->d, "P"), date, f->x + f->width - para_width(date), 8);
	flow_keep(f, f->bands.n - 1, 2);
}

static void
draw_running(struct flow *f, struct page *pg)
{
	struct draw *d = f->d;

	if (page_number(pg) == d->first_of_part)
		return;
	set_within(pg, NULL, d->sheet->title, RECORD_SMALL, RECORD_X, RECORD_MARGIN, 14,
	    RECORD_WIDTH);
	page_rule(pg, RECORD_X, RECORD_MARGIN + 16.5, RECORD_WIDTH, 0.5);
}

static void
put_page_numbers(struct draw *d)
{
	long n = (long)(d->pages.n - d->first_page);

	for (long i = 0; i < n; i++)
		set_centre(d->pages.v[d->first_page + (size_t)i], NULL,
		    draw_say(d, "sheet.page_of", TEXTS(draw_number(d, i + 1), draw_number(d, n))),
		    RECORD_SMALL, RECORD_X + RECORD_WIDTH / 2, A4_HEIGHT - RECORD_MARGIN - 14, 14);
}

void
report_draw(struct draw *d)
{
	const struct year_report *r = d->sheet->report;
	struct flow f = { .x = RECORD_X,
		.y = RECORD_Y,
		.width = RECORD_WIDTH,
		.height = RECORD_HEIGHT,
		.lead = 19,
		.page = draw_running };

	f.body = RECORD_TEXT;
	f.label = RECORD_LABEL;
	f.head = RECORD_BOLD;
	flow_begin(&f, d);
	flow_lines(&f, draw_elem(d, "H1"), d->sheet->title, RECORD_TITLE, 36, 0.5);
	flow_lines(&f, draw_elem(d, "P"),
	    draw_say(d, "sheet.report_as_of", TEXTS(date_zh(d->a, d->sheet->date))), RECORD_SMALL,
	    20, 0.5);
	add_verdict(&f, r);
	for (size_t i = 0; i < r->tables.n; i++) {
		add_table(&f, &r->tables.v[i]);
		if (i > 0)
			continue;
		add_weeks(&f, r);
		add_months(&f, r);
		add_bars(&f, r);
	}
	add_signatures(&f);
	d->first_of_part = (int)d->pages.n;
	f.pg = page_new(d, A4_WIDTH, A4_HEIGHT, 1);
	draw_sheet_mark(d, d->sheet->title, f.pg, RECORD_Y);
	flow_place(&f);
	put_page_numbers(d);
}
