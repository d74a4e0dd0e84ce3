/* SPDX-License-Identifier: MIT */
/* Data for others: a document as JSON, a ledger and the years' statistics as tables that a
 * spreadsheet opens. Words are in Chinese, dates as ISO 8601. */
#include "lihui/arena.h"
#include "lihui/csv.h"
#include "view/web.h"

static struct text
status_zh(const struct view *v, struct arena *a, struct text status)
{
	struct text key = text_fmt(a, "status.%.*s", TEXT_ARG(status));

	return words_has(v->site->words, LANG_ZH, key)
	    ? words_get(v->site->words, LANG_ZH, key.p, NULL)
	    : status;
}

/* --- one document --- */

static void
put_problems(const struct view *v, struct arena *a, struct value *o, const struct outcome *c)
{
	struct value *list = value_put_list(a, o, "problems");

	for (size_t i = 0; i < c->problems.n; i++) {
		const struct prow *p = &c->problems.v[i];
		struct value *x = value_add_object(a, list);

		value_put_text(a, x, "number", p->number);
		value_put_text(a, x, "title", p->title);
		value_put_text(a, x, "raised_by", p->raised_by);
		value_put_text(a, x, "decision", p->decision);
		value_put_text(a, x, "owner", p->owner);
		value_put_text(a, x, "deadline",
		    date_is(p->deadline) ? date_iso(a, p->deadline) : p->deadline_words);
		value_put_text(a, x, "status", p->status);
		value_put_text(a, x, "status_words", status_zh(v, a, p->status));
		value_put_text(a, x, "result", p->result);
	}
}

static void
put_tasks(struct arena *a, struct value *o, const struct outcome *c)
{
	struct value *list = value_put_list(a, o, "tasks");

	for (size_t i = 0; i < c->tasks.n; i++) {
		const struct outcome_task *t = &c->tasks.v[i];
		struct value *x = value_add_object(a, list);

		value_put_text(a, x, "number", t->number);
		value_put_text(a, x, "title", t->title);
		value_put_text(a, x, "owner", t->owner);
		value_put_text(a, x, "deadline",
		    date_is(t->deadline) ? date_iso(a, t->deadline) : t->deadline_words);
		value_put_text(a, x, "status", t->status);
	}
}

static bool
put_findings(
    const struct view *v, struct arena *a, struct value *o, int64_t document, struct err *e)
{
	struct value *list = value_put_list(a, o, "findings");
	struct query q;

	query_start(v->store, &q,
	    "select code, level, waived from finding where document = ?1 order by code, line", e);
	query_bind_int(&q, 1, document);
	while (query_row(&q)) {
		struct value *x = value_add_object(a, list);

		value_put_text(a, x, "code", query_text(&q, a, 0));
		value_put_text(a, x, "level", query_text(&q, a, 1));
		value_put_text(a, x, "waived", query_text(&q, a, 2));
	}
	return query_end(&q);
}

static void
put_versions(struct arena *a, struct value *o, const struct doc *d)
{
	static const char *const kind[] = { "text", "summary", "scan", "recording" },
				 *const state[] = { "current", "outdated", "undated" };
	struct value *list = value_put_list(a, o, "versions");

	for (size_t i = 0; i < d->versions.n; i++) {
		const struct version *x = &d->versions.v[i];
		struct value *n = value_add_object(a, list);

		value_put_text(a, n, "lang", lang_html(x->lang));
		value_put_text(a, n, "kind", text_of(kind[x->kind]));
		value_put_text(a, n, "state", text_of(state[x->state]));
		value_put_text(a, n, "title", x->title);
		value_put_text(a, n, "summary", x->summary);
	}
}

static void
put_count(struct arena *a, struct value *o, const char *key, int n)
{
	if (n >= 0)
		value_put_int(a, o, key, n);
}

bool
view_document_data(
    const struct view *v, struct arena *a, int64_t document, struct value **out, struct err *e)
{
	const struct doc *d = web_doc(v, a, document, e);
	struct value *o = *out = value_object(a);

	if (!d)
		return e->kind == ERR_NONE;
	value_put_int(a, o, "api", 1);
	value_put_text(a, o, "address", d->address);
	value_put_text(a, o, "unit", d->unit->path);
	value_put_text(a, o, "unit_name", d->unit->name);
	value_put_text(a, o, "type", d->type->id);
	value_put_text(a, o, "type_name", d->type->name);
	value_put_text(a, o, "title", d->title);
	value_put_text(a, o, "summary", d->summary);
	value_put_text(a, o, "date", date_is(d->date) ? date_iso(a, d->date) : NO_TEXT);
	value_put_int(a, o, "week", d->week.week);
	value_put_text(a, o, "place", d->place);
	put_count(a, o, "expected", d->expected);
	put_count(a, o, "present", d->present);
	value_put_text(a, o, "matter", d->matter);
	value_put_text(a, o, "source", d->source);
	value_put_text(a, o, "posting_from",
	    date_is(d->posting_from) ? date_iso(a, d->posting_from) : NO_TEXT);
	value_put_text(
	    a, o, "posting_to", date_is(d->posting_to) ? date_iso(a, d->posting_to) : NO_TEXT);
	value_put_text(a, o, "corrected",
	    date_is(d->corrected.date) ? date_iso(a, d->corrected.date) : NO_TEXT);
	put_versions(a, o, d);
	const struct outcome *c = web_outcome(v, a, document, d, e);
	if (c == NULL)
		return false;
	put_problems(v, a, o, c);
	put_tasks(a, o, c);
	return put_findings(v, a, o, document, e);
}

/* --- tables --- */

static struct text
word(const struct view *v, const char *key)
{
	return words_get(v->site->words, LANG_ZH, key, NULL);
}

bool
view_ledger_csv(const struct view *v, struct arena *a, int64_t unit, struct buf *out, struct err *e)
{
	struct query q;
	int64_t last;

	if (!web_subtree(v, unit, &last, e))
		return false;
	csv_begin(out);
	csv_row(out,
	    TEXTS(word(v, "web.csv_unit"), word(v, "web.csv_number"), word(v, "web.csv_problem"),
		word(v, "web.csv_raised"), word(v, "web.csv_raised_by"),
		word(v, "web.csv_category"), word(v, "web.csv_decision"),
		word(v, "web.responsible"), word(v, "web.deadline"), word(v, "web.csv_status"),
		word(v, "web.csv_status_date"), word(v, "web.csv_mentioned"),
		word(v, "web.csv_closed"), word(v, "web.csv_reopened"),
		word(v, "web.csv_answered")));
	query_start(v->store, &q,
	    "select " PROW_COLUMNS PROW_FROM
	    "where p.unit between ?1 and ?2 order by p.unit, p.raised, d.address, p.place",
	    e);
	query_bind_int(&q, 1, unit);
	query_bind_int(&q, 2, last);
	while (query_row(&q)) {
		struct prow p;

		prow_read(&q, a, &p);
#define DAY(d) (date_is(d) ? date_iso(a, d) : NO_TEXT)
		csv_row(out,
		    TEXTS(web_unit(v, p.unit)->name, p.number, p.title, DAY(p.raised), p.raised_by,
			p.category, p.decision, p.owner,
			date_is(p.deadline) ? date_iso(a, p.deadline) : p.deadline_words,
			status_zh(v, a, p.status), DAY(p.status_date), DAY(p.mentioned),
			DAY(p.solved), web_int(a, p.reopened),
			p.answered ? word(v, "web.yes") : NO_TEXT));
#undef DAY
	}
	return query_end(&q);
}

/* The unit itself and those directly below, for each year of which there are records. */
static bool
years_of(const struct view *v, int64_t unit, int years[40], size_t *n, struct err *e)
{
	struct query q;
	int64_t last;

	*n = 0;
	if (!web_subtree(v, unit, &last, e))
		return false;
	query_start(v->store, &q,
	    "select distinct year from document where unit between ?1 and ?2 and state = "
	    "'published' and"
	    " type = 'weekly' and year > 0 order by 1",
	    e);
	query_bind_int(&q, 1, unit);
	query_bind_int(&q, 2, last);
	while (query_row(&q) && *n < 40)
		years[(*n)++] = (int)query_int(&q, 0);
	return query_end(&q);
}

static bool
csv_unit(
    const struct view *v, struct arena *a, int64_t unit, int year, struct buf *out, struct err *e)
{
	struct stats s;

	if (!view_stats(v, unit, year, &s, e))
		return false;
	const int n[] = { s.units, s.held, s.received, s.held_back, s.missing, s.minimum,
		s.collected, s.solved, s.open, s.overdue, s.planned, s.sent_up, s.deferred,
		s.explained, s.reopened };
	struct text cell[20];
	size_t k = 0;

	cell[k++] = web_unit(v, unit)->name;
	cell[k++] = web_int(a, year);
	for (size_t i = 0; i < sizeof n / sizeof *n; i++)
		cell[k++] = web_int(a, n[i]);
	cell[k++] = s.median_days < 0 ? NO_TEXT : web_int(a, s.median_days);
	csv_row(out, cell, k);
	return true;
}

bool
view_stats_csv(const struct view *v, struct arena *a, int64_t unit, struct buf *out, struct err *e)
{
	int years[40];
	size_t n;

	if (!years_of(v, unit, years, &n, e))
		return false;
	csv_begin(out);
	csv_row(out,
	    TEXTS(word(v, "web.csv_unit"), word(v, "web.csv_year"), word(v, "web.csv_villages"),
		word(v, "web.c_held"), word(v, "web.c_received"), word(v, "web.c_held_back"),
		word(v, "web.c_missing"), word(v, "web.csv_minimum"), word(v, "web.c_collected"),
		word(v, "web.c_solved"), word(v, "web.csv_open"), word(v, "web.c_overdue"),
		word(v, "web.csv_planned"), word(v, "web.csv_sent_up"), word(v, "web.csv_deferred"),
		word(v, "web.csv_explained"), word(v, "web.csv_reopened"),
		word(v, "web.c_median")));
	for (size_t i = 0; i < n; i++) {
		if (!csv_unit(v, a, unit, years[i], out, e))
			return false;
		for (size_t u = 0; u < v->site->nunits; u++)
			if (v->site->units[u]->parent == web_unit(v, unit) &&
			    !csv_unit(v, a, (int64_t)u + 1, years[i], out, e))
				return false;
	}
	return true;
}

bool
view_stats_data(
    const struct view *v, struct arena *a, int64_t unit, struct value **out, struct err *e)
{
	struct value *o = *out = value_object(a), *list;
	int years[40];
	size_t n;

	value_put_int(a, o, "api", 1);
	value_put_text(a, o, "unit", web_unit(v, unit)->path);
	value_put_text(a, o, "unit_name", web_unit(v, unit)->name);
	value_put_text(a, o, "as_of", date_iso(a, v->as_of));
	list = value_put_list(a, o, "years");
	if (!years_of(v, unit, years, &n, e))
		return false;
	for (size_t i = n; i-- > 0;) {
		struct stats s;
		struct value *y = value_add_object(a, list);

		if (!view_stats(v, unit, years[i], &s, e))
			return false;
		value_put_int(a, y, "year", years[i]);
		value_put(a, y, "stats", stats_value(a, &s));
	}
	return true;
}
