/* SPDX-License-Identifier: MIT */
/*
 * The page of a document, outcome first: what was decided and where each matter stands now, what became of last week's,
 * who does what by when, what was studied; then the text where the whole is public, then the formal part. It tells the
 * state of a matter but never its age, so that a record's page stays the same until something new is recorded. A
 * withdrawn document keeps its address and says so.
 */
#include "lihui/arena.h"
#include "lihui/file.h"
#include "view/web.h"

/* --- what was decided ---------------------------------------------------------------------------- */

static void
put_problems(struct web *w, const struct outcome *c)
{
	struct value *list = value_put_list(w->a, w->page, "problems");

	for (size_t i = 0; i < c->problems.n; i++) {
		const struct prow *p = &c->problems.v[i];
		struct value *o = value_add_object(w->a, list);

		web_card(w, o, p, 0);
		if (p->raised_by.n > 0)
			web_put(w, o, "raised_by", p->raised_by);
		/* On the record's own page the decision stands, not what became of it since: the mark and the link tell
		 * that. */
		if (p->decision.n > 0)
			value_put_text(w->a, o, "decided", web_html(w, web_sentence(w->a, p->decision)));
		else if (p->undecided)
			web_put_word(w, o, "decided", "web.undecided");
	}
	web_put(w, w->page, "h_problems", web_say(w, "web.h_decided", TEXTS(web_int(w->a, (int64_t)c->problems.n))));
}

/* A report of this meeting: what it says, and the matter it speaks of. */
static void
put_reports(struct web *w, const struct outcome *c)
{
	struct value *list = value_put_list(w->a, w->page, "reports");

	for (size_t i = 0; i < c->reports.n; i++) {
		const struct outcome_report *r = &c->reports.v[i];
		const struct unit *u = web_unit(w->v, r->unit);
		struct value *o = value_add_object(w->a, list);

		if (r->status.n > 0 && r->problem)
			web_mark(w, o, "mark", r->status, 0);
		else if (r->status.n > 0)
			web_task_mark(w, o, "mark", r->status);
		web_put(w, o, "number", web_say(w, r->problem ? "web.problem_no" : "web.task_no", TEXTS(number_short(r->number, w->week_year))));
		if (u != w->unit)
			web_put(w, o, "unit", web_unit_name(w, u));
		web_put(w, o, "title", w->lang == LANG_MN && r->title_mn.n > 0 ? r->title_mn : r->title);
		if (web_progress(r->words).n > 0)
			web_put(w, o, "words", web_sentence(w->a, web_progress(r->words)));
		if (r->problem && web_has(w->v, u))
			value_put_text(w->a, o, "href", web_href(w, out_problem(w->a, w->lang, u, r->number)));
	}
}

static void
put_tasks(struct web *w, const struct outcome *c)
{
	struct value *list = value_put_list(w->a, w->page, "tasks");

	for (size_t i = 0; i < c->tasks.n; i++) {
		const struct outcome_task *t = &c->tasks.v[i];
		struct value *o = value_add_object(w->a, list);
		struct text due = web_deadline(w, w->lang, t->deadline, t->always, t->deadline_words);

		web_put(w, o, "number", web_say(w, "web.task_no", TEXTS(number_short(t->number, w->week_year))));
		web_put(w, o, "title", w->lang == LANG_MN && t->title_mn.n > 0 ? t->title_mn : t->title);
		if (t->owner.n > 0)
			web_put(w, o, "owner", t->owner);
		if (due.n > 0)
			web_put(w, o, "due", due);
		if (text_eq(t->status, T("solved")))
			web_task_mark(w, o, "mark", t->status);
	}
	web_put(w, w->page, "h_tasks", web_say(w, "web.h_tasks", TEXTS(web_int(w->a, (int64_t)c->tasks.n))));
}

static bool
on_syllabus(const struct text_list *topics, struct text item)
{
	for (size_t i = 0; topics && i < topics->n; i++)
		if (topics->v[i].n > 0 && text_has(item, topics->v[i]))
			return true;
	return false;
}

static int
put_study(struct web *w, const struct doc *d)
{
	struct value *list = value_put_list(w->a, w->page, "study_items");
	const struct text_list *topics = study_topics(&w->unit->study, d->week);
	int n = 0;

	for (size_t i = 0; i < d->steps.n; i++) {
		if (!text_eq(d->steps.v[i].id, T("study")))
			continue;
		for (size_t k = 0; k < d->steps.v[i].items.n; k++, n++) {
			struct value *o = value_add_object(w->a, list);

			web_put(w, o, "item", d->steps.v[i].items.v[k]);
			value_put_bool(w->a, o, "common", on_syllabus(topics, d->steps.v[i].items.v[k]));
		}
	}
	return n;
}

/* --- text ---------------------------------------------------------------------------------------- */

static void
put_body(struct web *w, const struct doc *d, const struct version *v, bool outcomes_shown)
{
	const struct block *body = doc_body_shown(d, w->lang, outcomes_shown);
	struct markup m = { .w = w, .attachments = &d->attachments, .heading = outcomes_shown ? 3 : 2, .skip_title = true };
	struct text summary = v ? v->summary : d->summary;

	if (summary.n > 0)
		web_put(w, w->page, "summary", summary);
	if (body) {
		value_put_text(w->a, w->page, "body_html", web_markup(&m, body));
		value_put_bool(w->a, w->page, "body_headed", outcomes_shown);
	}
}

/* 2018年7月3日（星期二）20:00　嘎查党群服务中心　应到25人，实到23人 */
static void
put_lede(struct web *w, const struct doc *d)
{
	value_put_text(w->a, w->page, "time", web_time(w, d->date, true));
	if (date_is(d->date))
		web_put(w, w->page, "weekday", web_weekday(w, date_weekday(d->date)));
	if (d->start >= 0)
		value_put_text(w->a, w->page, "clock_text", web_clock(w->a, d->start));
	if (d->place.n > 0)
		web_put(w, w->page, "where", d->place);
	if (d->present >= 0 && d->expected >= 0)
		web_put(w, w->page, "came",
		        web_say(w, "web.came_of", TEXTS(web_int(w->a, d->expected), web_int(w->a, d->present))));
	else if (d->present >= 0)
		web_put(w, w->page, "came", web_say(w, "web.came", TEXTS(web_int(w->a, d->present))));
	web_put(w, w->page, "type", web_type_name(w, d->type->id, d->type->name));
	if (d->type->weekly)
		web_put(w, w->page, "week", web_say(w, "web.week_no_n", TEXTS(web_int(w->a, d->week.week))));
}

static void
put_notices(struct web *w, const struct doc *d)
{
	enum lang l = web_lang(w, "web.corrected_on");

	if (d->has[KEY_CORRECTED] || d->corrected.words.n > 0)
		web_put(w, w->page, "corrected",
		        web_say(w, "web.corrected_on",
		                TEXTS(web_date(w, l, d->corrected.date), web_sentence(w->a, d->corrected.words))));
	if (d->source.n > 0)
		web_put(w, w->page, "source", d->source);
	if (date_is(d->posting_from) && date_is(d->posting_to))
		web_put(w, w->page, "posting",
		        web_say(w, "web.posting_span",
		                TEXTS(web_date(w, web_lang(w, "web.posting_span"), d->posting_from),
		                      web_date(w, web_lang(w, "web.posting_span"), d->posting_to))));
	else if (date_is(d->posting_to))
		web_put(w, w->page, "posting",
		        web_say(w, "web.posting_until",
		                TEXTS(web_date(w, web_lang(w, "web.posting_until"), d->posting_to))));
	if (date_is(d->valid_to))
		web_put(w, w->page, "valid",
		        web_say(w, "web.valid_until", TEXTS(web_date(w, web_lang(w, "web.valid_until"), d->valid_to))));
	if (d->objections.n > 0)
		web_put(w, w->page, "objections", d->objections);
	if (d->vote.agree >= 0)
		web_put(w, w->page, "vote",
		        web_say(w, "web.vote_said",
		                TEXTS(web_int(w->a, d->vote.agree),
		                      web_int(w->a, d->vote.against > 0 ? d->vote.against : 0),
		                      web_int(w->a, d->vote.abstain > 0 ? d->vote.abstain : 0))));
	if (d->matter.n > 0) {
		value_put_text(w->a, w->page, "matter_href", web_href(w, out_matter(w->a, w->lang, w->unit, d->matter)));
		web_put(w, w->page, "matter", d->matter);
	}
	if (d->type->class == CLASS_ABSENCE && d->reason.n > 0)
		web_put(w, w->page, "reason", d->reason);
}

/* --- the page ------------------------------------------------------------------------------------ */

static void
put_schema(struct web *w, const struct doc *d, struct text title, struct text description)
{
	struct value *o = value_object(w->a), *by;

	value_put_text(w->a, o, "@context", T("https://schema.org"));
	value_put_text(w->a, o, "@type", d->type->class == CLASS_MEETING ? T("Report") : T("Article"));
	value_put_text(w->a, o, "name", title);
	if (description.n > 0)
		value_put_text(w->a, o, "abstract", description);
	if (date_is(d->date))
		value_put_text(w->a, o, "datePublished", date_iso(w->a, d->date));
	if (date_is(d->corrected.date))
		value_put_text(w->a, o, "dateModified", date_iso(w->a, d->corrected.date));
	value_put_text(w->a, o, "inLanguage", lang_html(w->lang));
	by = value_put_object(w->a, o, "publisher");
	value_put_text(w->a, by, "@type", T("GovernmentOrganization"));
	value_put_text(w->a, by, "name", w->unit->name);
	web_schema(w, o);
}

/* The first words that say what happened: the summary, else the matters. */
static struct text
describe(struct web *w, const struct doc *d, const struct version *v)
{
	struct text_list titles = { 0 };

	if (v && v->summary.n > 0)
		return v->summary;
	if (d->summary.n > 0)
		return d->summary;
	for (size_t i = 0; i < d->problems.n; i++)
		text_list_add(w->a, &titles, d->problems.v[i].title);
	if (titles.n > 0)
		return web_say(w, "web.decided_list", TEXTS(text_list_join(w->a, &titles, T("；"))));
	return web_type_name(w, d->type->id, d->type->name);
}

static bool
put_tombstone(struct web *w, const struct output *o)
{
	struct query q;
	struct text title = NO_TEXT, words = NO_TEXT;
	struct date date = NO_DATE, withdrawn = NO_DATE;
	enum lang l = web_lang(w, "web.withdrawn_on");

	query_start(w->v->store, &q, "select title, date, withdrawn, withdrawn_words from document where id = ?1", w->e);
	query_bind_int(&q, 1, o->document);
	if (query_row(&q)) {
		title = query_text(&q, w->a, 0);
		date = web_parse(query_peek(&q, 1));
		withdrawn = web_parse(query_peek(&q, 2));
		words = query_text(&q, w->a, 3);
	}
	if (!query_end(&q))
		return false;
	title = title.n > 0 ? title : web_word(w, "web.document");
	if (!web_frame(w, "web/withdrawn",
	               text_fmt(w->a, "%.*s%.*s", TEXT_ARG(web_word(w, "web.withdrawn_mark")), TEXT_ARG(title)), ""))
		return false;
	web_put(w, w->page, "h1", title);
	value_put_text(w->a, w->page, "time", web_time(w, date, true));
	if (date_is(withdrawn))
		web_put(w, w->page, "withdrawn", web_say(w, "web.withdrawn_on", TEXTS(web_date(w, l, withdrawn))));
	else
		web_put_word(w, w->page, "withdrawn", "web.withdrawn");
	if (words.n > 0)
		web_put(w, w->page, "words", web_sentence(w->a, words));
	value_put_text(w->a, w->page, "unit_href", web_href(w, out_unit(w->a, w->lang, w->unit, "index.html")));
	web_describe(w, web_word(w, "web.withdrawn"), "article");
	web_contact(w, w->page);
	return true;
}

static struct text
class_text(enum doc_class c)
{
	return c == CLASS_MEETING    ? T("meeting")
	       : c == CLASS_ABSENCE  ? T("absence")
	       : c == CLASS_BULLETIN ? T("bulletin")
	                             : T("page");
}

static void
put_content(struct web *w, const struct doc *d, const struct version *v, const struct outcome *c)
{
	bool meeting = d->type->class == CLASS_MEETING;
	int study = meeting ? put_study(w, d) : 0;
	size_t told = meeting ? c->problems.n + c->reports.n + c->tasks.n + (size_t)study : 0;

	if (meeting) {
		put_problems(w, c);
		put_reports(w, c);
		put_tasks(w, c);
	}
	value_put_bool(w->a, w->page, "has_problems", meeting && c->problems.n > 0);
	value_put_bool(w->a, w->page, "has_reports", meeting && c->reports.n > 0);
	value_put_bool(w->a, w->page, "has_tasks", meeting && c->tasks.n > 0);
	value_put_bool(w->a, w->page, "has_study", study > 0);
	/* That there was nothing is said too, or the reader takes it for a gap. */
	value_put_bool(w->a, w->page, "no_problems",
		meeting && c->problems.n == 0 && doc_without_problems(d));
	put_body(w, d, v, told > 0);
}

bool
page_document(struct web *w, const struct output *o)
{
	struct err none = { 0 };
	const struct doc *d = web_doc(w->v, w->a, o->document, &none);

	if (!d && none.kind != ERR_NONE) {
		*w->e = none;
		return false;
	}
	if (!d)
		return put_tombstone(w, o);
	const struct outcome *c = web_outcome(w->v, w->a, o->document, d, w->e);
	if (c == NULL)
		return false;
	if (date_is(d->date)) {
		w->year = d->date.year;
		w->week_year = date_week(d->date).year;
	}
	const struct version *v = w->lang == d->lang ? NULL : doc_version(d, w->lang);
	struct text title = v && v->title.n > 0 ? v->title : d->title, class = class_text(d->type->class),
		    description = describe(w, d, v);

	if (!web_frame(w, "web/document", title, ""))
		return false;
	web_put(w, w->page, "h1", title);
	value_put_bool(w->a, w->page, "is_meeting", d->type->class == CLASS_MEETING);
	value_put_bool(w->a, w->page, "is_page", d->type->class == CLASS_PAGE);
	put_lede(w, d);
	put_notices(w, d);
	doc_facts(w, d, w->v->edition == EDITION_PUBLIC);
	doc_files(w, d, class);
	doc_versions(w, d);
	web_describe(w, description, "article");
	put_schema(w, d, title, description);
	put_content(w, d, v, c);
	doc_findings(w, c);
	doc_pager(w, c);
	return true;
}
