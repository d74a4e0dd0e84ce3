/* SPDX-License-Identifier: MIT */
/* Data for others: a document as JSON, a ledger as a table that a spreadsheet opens. Words are in
 * Chinese, dates as ISO 8601. */
#include "lihui/arena.h"
#include "lihui/csv.h"
#include "view/web.h"

/* --- one document --- */

static struct text
day_or_words(struct arena *a, struct date d, struct text words)
{
	return date_is(d) ? date_iso(a, d) : words;
}

static void
put_outcome(struct web *w, struct value *o, const struct outcome *c)
{
	struct arena *a = w->a;
	struct value *problems = value_put_list(a, o, "problems"),
		     *tasks = value_put_list(a, o, "tasks");

	for (EACH(struct prow, p, c->problems))
		web_members(a, value_add_object(a, problems),
		    MEMBERS({ "number", p->number }, { "title", p->title },
			{ "raised_by", p->raised_by }, { "decision", p->decision },
			{ "owner", p->owner },
			{ "deadline", day_or_words(a, p->deadline, p->deadline_words) },
			{ "status", p->status }, { "status_words", web_status(w, p->status) },
			{ "result", p->result }, { "rating", p->rating },
			{ "solved", web_iso(a, p->solved) }));
	for (EACH(struct outcome_task, t, c->tasks))
		web_members(a, value_add_object(a, tasks),
		    MEMBERS({ "number", t->number }, { "title", t->title }, { "owner", t->owner },
			{ "deadline", day_or_words(a, t->deadline, t->deadline_words) },
			{ "status", t->status }));
}

static bool
put_findings(
    const struct view *v, struct arena *a, struct value *o, int64_t document, struct err *e)
{
	struct value *list = value_put_list(a, o, "findings");
	struct query q;

	rows_ask(v, a, &q,
	    "select code, level, waived from finding where document = ?1 order by code, line",
	    ARGS(document), e);
	while (query_row(&q))
		web_members(a, value_add_object(a, list),
		    MEMBERS({ "code", query_text(&q, a, 0) }, { "level", query_text(&q, a, 1) },
			{ "waived", query_text(&q, a, 2) }));
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

		web_members(a, value_add_object(a, list),
		    MEMBERS({ "lang", lang_html(x->lang) }, { "kind", text_of(kind[x->kind]) },
			{ "state", text_of(state[x->state]) }, { "title", x->title },
			{ "summary", x->summary }));
	}
}

bool
view_document_data(
    const struct view *v, struct arena *a, int64_t document, struct value **out, struct err *e)
{
	const struct doc *d = web_doc(v, a, document, e);
	struct value *o = *out = value_object(a);
	struct web w = { .v = v, .a = a, .lang = LANG_ZH, .e = e };

	if (!d)
		return e->kind == ERR_NONE;
	value_put_int(a, o, "api", 1);
	web_members(a, o,
	    MEMBERS({ "address", d->address }, { "unit", d->unit->path },
		{ "unit_name", d->unit->name }, { "type", d->type->id },
		{ "type_name", d->type->name }, { "title", d->title }, { "summary", d->summary },
		{ "date", web_iso(a, d->date) }));
	value_put_int(a, o, "week", d->week.week);
	value_put_text(a, o, "place", d->place);
	if (d->expected >= 0)
		value_put_int(a, o, "expected", d->expected);
	if (d->present >= 0)
		value_put_int(a, o, "present", d->present);
	web_members(a, o,
	    MEMBERS({ "matter", d->matter }, { "source", d->source },
		{ "posting_from", web_iso(a, d->posting_from) },
		{ "posting_to", web_iso(a, d->posting_to) },
		{ "corrected", web_iso(a, d->corrected.date) }));
	put_versions(a, o, d);
	const struct outcome *c = web_outcome(v, a, document, d, e);
	if (!c)
		return false;
	put_outcome(&w, o, c);
	return put_findings(v, a, o, document, e);
}

/* --- tables --- */

bool
view_ledger_csv(const struct view *v, struct arena *a, int64_t unit, struct buf *out, struct err *e)
{
	static const char *const head[] = { "web.csv_unit", "web.csv_number", "web.csv_problem",
		"web.csv_raised", "web.csv_raised_by", "web.csv_category", "web.csv_decision",
		"web.responsible", "web.deadline", "web.csv_status", "web.csv_status_date",
		"web.csv_mentioned", "web.csv_closed", "web.csv_reopened", "web.csv_answered",
		"web.csv_rating" };
	struct web w = { .v = v, .a = a, .lang = LANG_ZH, .e = e };
	struct text cell[sizeof head / sizeof *head];
	struct query q;
	int64_t last;

	if (!web_subtree(v, unit, &last, e))
		return false;
	for (size_t i = 0; i < sizeof head / sizeof *head; i++)
		cell[i] = web_word(&w, head[i]);
	csv_begin(out);
	csv_row(out, cell, sizeof head / sizeof *head);
	rows_ask(v, a, &q,
	    PROW_SELECT PROW_FROM
	    "where p.unit between ?1 and ?2 order by p.unit, p.raised, d.address, p.place",
	    ARGS(unit, last), e);
	while (query_row(&q)) {
		struct prow p;

		prow_read(&q, a, &p);
		/* 问题2019-1-1: the bare number would be New Year's Day. */
		csv_row(out,
		    TEXTS(csv_words(a, web_unit(v, p.unit)->name),
			p.number.n > 0 ? web_say(&w, "web.problem_no", TEXTS(p.number)) : NO_TEXT,
			csv_words(a, p.title), web_iso(a, p.raised), csv_words(a, p.raised_by),
			csv_words(a, p.category), csv_words(a, p.decision), csv_words(a, p.owner),
			date_is(p.deadline) ? web_iso(a, p.deadline)
					    : csv_words(a, p.deadline_words),
			web_status(&w, p.status), web_iso(a, p.status_date),
			web_iso(a, p.mentioned), web_iso(a, p.solved), web_int(a, p.reopened),
			p.answered ? web_word(&w, "web.yes") : NO_TEXT,
			p.rating.n                           ? web_rating(&w, p.rating)
			    : text_eq(p.status, T("solved")) ? web_word(&w, "rating.unrated")
							     : NO_TEXT));
	}
	return query_end(&q);
}
