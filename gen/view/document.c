/* SPDX-License-Identifier: MIT */
/*
 * The page of a document, outcome first: what was decided and where each matter stands now, what
 * became of last week's, who does what by when, what was studied; then the text where the whole is
 * public, then the formal part. It tells the state of a matter but never its age, so that a
 * record's page stays the same until something new is recorded. A withdrawn document keeps its
 * address and says so.
 */
#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "view/web.h"

/* --- photographs of its entries --- */

static bool
shows_problem(const struct outcome *c, const struct photo_row *x, const void *entry)
{
	(void)c;
	return x->problem == ((const struct prow *)entry)->id;
}

static bool
shows_report(const struct outcome *c, const struct photo_row *x, const void *entry)
{
	(void)c;
	return x->report == ((const struct outcome_report *)entry)->place;
}

static bool
shows_task(const struct outcome *c, const struct photo_row *x, const void *entry)
{
	(void)c;
	return x->task == ((const struct outcome_task *)entry)->place;
}

/* No entry that stands on the page. */
static bool
shows_rest(const struct outcome *c, const struct photo_row *x, const void *entry)
{
	(void)entry;
	for (EACH(struct outcome_report, r, c->reports))
		if (shows_report(c, x, r))
			return false;
	return x->problem == 0 && x->task == 0;
}

/* --- what was decided --- */

static void
put_problems(struct web *w, const struct outcome *c)
{
	struct value *list = value_put_list(w->a, w->page, "problems");

	for (EACH(struct prow, p, c->problems)) {
		struct value *o = web_card(w, list, p, 0);

		web_put(w, o, "raised_by", p->raised_by);
		web_photos(w, o, c, shows_problem, p);
		/* On the record's own page the decision stands, not what became of it since: the
		 * mark and the link tell that. */
		web_put(w, o, "decided",
		    p->decision.n > 0 ? web_sentence(w->a, p->decision) : prow_decision(w, p));
	}
	web_put(w, w->page, "h_problems", web_say_int(w, "web.h_decided", (int64_t)c->problems.n));
}

/* A report of this meeting: what it says, and the matter it speaks of. */
static void
put_reports(struct web *w, const struct outcome *c)
{
	struct value *list = value_put_list(w->a, w->page, "reports");

	for (EACH(struct outcome_report, r, c->reports)) {
		const struct unit *u = web_unit(w->v, r->unit);
		struct value *o = value_add_object(w->a, list);

		if (r->status.n > 0 && r->problem)
			web_mark(w, o, "mark", r->status, 0);
		else if (r->status.n > 0)
			web_task_mark(w, o, "mark", r->status);
		web_put_say(w, o, "number", r->problem ? "web.problem_no" : "web.task_no",
		    TEXTS(number_short(r->number, w->week_year)));
		web_put(w, o, "unit", u != w->unit ? web_unit_name(w, u) : NO_TEXT);
		web_put(w, o, "title", web_version(w, r->title, r->title_in));
		web_put(w, o, "words", web_sentence(w->a, web_progress(r->words)));
		web_photos(w, o, c, shows_report, r);
		if (r->problem && web_has(w->v, u))
			web_put_link(w, o, "href", OUT_PAGE_PROBLEM, u, r->number);
	}
}

static void
put_tasks(struct web *w, const struct outcome *c)
{
	struct value *list = value_put_list(w->a, w->page, "tasks");

	for (EACH(struct outcome_task, t, c->tasks)) {
		struct value *o = value_add_object(w->a, list);

		web_put_say(
		    w, o, "number", "web.task_no", TEXTS(number_short(t->number, w->week_year)));
		web_put(w, o, "title", web_version(w, t->title, t->title_in));
		web_put(w, o, "owner", t->owner);
		web_photos(w, o, c, shows_task, t);
		web_put(w, o, "due",
		    web_deadline(w, w->lang, t->deadline, t->always, t->deadline_words));
		if (text_eq(t->status, T("solved")))
			web_task_mark(w, o, "mark", t->status);
	}
	web_put(w, w->page, "h_tasks", web_say_int(w, "web.h_tasks", (int64_t)c->tasks.n));
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
			struct text item = d->steps.v[i].items.v[k];
			struct value *o = value_add_object(w->a, list);
			bool common = false; /* it stands on the syllabus */

			for (size_t j = 0; topics && j < topics->n; j++)
				common =
				    common || (topics->v[j].n > 0 && text_has(item, topics->v[j]));
			web_put(w, o, "item", item);
			web_put_flag(w, o, "common", common);
		}
	}
	return n;
}

/* --- text --- */

/* The sections that are no step, in a tree of their own. */
static const struct block *
other_sections(struct web *w, const struct block *body)
{
	struct block *root = ARENA_NEW(w->a, struct block);

	*root = *body;
	root->first = root->last = NULL;
	for (const struct block *b = body->first; b; b = b->next) {
		if (!section_is_other(b))
			continue;
		struct block *copy = ARENA_NEW(w->a, struct block);
		*copy = *b;
		copy->next = NULL;
		if (root->last)
			root->last->next = copy;
		else
			root->first = copy;
		root->last = copy;
	}
	return root;
}

/* 没有公开：讨论、发言: the sections that are left out, by their headings; text without one by
 * where it stands; reports that speak of no matter that is known. */
static void
put_withheld(struct web *w, const struct doc *d, const struct outcome *c)
{
	const char *text = d->steps.n > 0 ? "web.opening" : "web.rest";
	bool outcomes =
	    doc_is_meeting(d) && w->v->edition == EDITION_PUBLIC && d->publicity != PUBLIC_FULL;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < d->withheld.n; i++) {
		buf_text(&b, b.n > 0 ? T("、") : NO_TEXT);
		buf_text(&b, d->withheld.v[i].n ? d->withheld.v[i] : web_word(w, text));
	}
	if (outcomes && d->reports.n > c->reports.n) {
		buf_text(&b, b.n > 0 ? T("、") : NO_TEXT);
		buf_text(&b, web_word(w, "web.other_reports"));
	}
	if (b.n > 0)
		web_put(w, w->page, "withheld", text_copy(w->a, buf_view(&b)));
	buf_release(&b);
}

static void
put_body(struct web *w, const struct doc *d, const struct version *v, const struct outcome *c,
    bool outcomes_shown)
{
	bool rest;
	const struct block *body = doc_body_shown(d, w->lang, outcomes_shown, &rest);
	struct markup m = { .w = w,
		.attachments = &d->attachments,
		.heading = outcomes_shown ? 3 : 2,
		.skip_title = true };

	web_put(w, w->page, "summary", v ? v->summary : d->summary);
	if (body) {
		web_put_plain(
		    w, w->page, "body_html", web_markup(&m, rest ? other_sections(w, body) : body));
		web_put_flag(w, w->page, "body_headed", outcomes_shown && !rest);
	}
	put_withheld(w, d, c);
	/* An empty page would look like a record of nothing. */
	web_put_flag(w, w->page, "nothing_told", doc_is_meeting(d) && !outcomes_shown && !body);
}

/* 2018年7月3日（星期二）20:00　嘎查党群服务中心　应到25人，实到23人 */
static void
put_lede(struct web *w, const struct doc *d)
{
	value_put_text(w->a, w->page, "time", web_time(w, d->date, true));
	web_put(w, w->page, "weekday", web_weekday(w, d->date));
	if (d->start >= 0)
		web_put_plain(w, w->page, "clock_text",
		    text_fmt(w->a, "%d:%02d", d->start / 60, d->start % 60));
	if (d->place.n > 0)
		web_put(w, w->page, "where", d->place);
	if (d->present >= 0 && d->expected >= 0)
		web_put(w, w->page, "came",
		    web_say(w, "web.came_of",
			TEXTS(web_int(w->a, d->expected), web_int(w->a, d->present))));
	else if (d->present >= 0)
		web_put(
		    w, w->page, "came", web_say(w, "web.came", TEXTS(web_int(w->a, d->present))));
	web_put(w, w->page, "type", web_type_name(w, d->type->id, d->type->name));
	if (d->type->weekly)
		web_put(w, w->page, "week",
		    web_say(w, "web.week_no_n", TEXTS(web_int(w->a, d->week.week))));
}

static void
put_notices(struct web *w, const struct doc *d)
{
	enum lang l = web_lang(w, "web.corrected_on");

	if (d->has[KEY_CORRECTED] || d->corrected.words.n > 0)
		web_put(w, w->page, "corrected",
		    web_say(w, "web.corrected_on",
			TEXTS(web_date(w, l, d->corrected.date),
			    web_sentence(w->a, d->corrected.words))));
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
		    web_say(w, "web.valid_until",
			TEXTS(web_date(w, web_lang(w, "web.valid_until"), d->valid_to))));
	if (d->objections.n > 0)
		web_put(w, w->page, "objections", d->objections);
	if (d->vote.agree >= 0)
		web_put(w, w->page, "vote",
		    web_say(w, "web.vote_said",
			TEXTS(web_int(w->a, d->vote.agree),
			    web_int(w->a, d->vote.against > 0 ? d->vote.against : 0),
			    web_int(w->a, d->vote.abstain > 0 ? d->vote.abstain : 0))));
	if (d->matter.n > 0) {
		web_put_link(w, w->page, "matter_href", OUT_PAGE_MATTER, w->unit, d->matter);
		web_put(w, w->page, "matter", d->matter);
	}
	if (d->type->class == CLASS_ABSENCE && d->reason.n > 0)
		web_put(w, w->page, "reason", d->reason);
}

/* --- the page --- */

static void
put_schema(struct web *w, const struct doc *d, struct text title, struct text description)
{
	struct value *o = value_object(w->a);
	bool meeting = d->type->class == CLASS_MEETING;

	web_members_told(w->a, o,
	    MEMBERS({ "@context", T("https://schema.org") },
		{ "@type", meeting ? T("Report") : T("Article") }));
	web_members(w->a, o, MEMBERS({ "name", title }));
	web_members_told(w->a, o,
	    MEMBERS({ "abstract", description }, { "datePublished", web_iso(w->a, d->date) },
		{ "dateModified", web_iso(w->a, d->corrected.date) },
		{ "inLanguage", lang_html(w->lang) }));
	web_organization(w, o, "publisher", w->unit);
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
		return web_say(
		    w, "web.decided_list", TEXTS(text_list_join(w->a, &titles, T("；"))));
	return web_type_name(w, d->type->id, d->type->name);
}

// clang-format off
#define TOMBSTONE(ROW) \
	ROW(text, title,     "title") \
	ROW(date, date,      "date") \
	ROW(date, withdrawn, "withdrawn") \
	ROW(text, words,     "withdrawn_words")
// clang-format on
struct tombstone {
	TOMBSTONE(ROW_MEMBER)
};
ROW_READ(tombstone_read, tombstone, TOMBSTONE)

static bool
put_tombstone(struct web *w)
{
	struct web_rows rows;

	if (!rows_read(w->v, w->a, ROW_SELECT(TOMBSTONE) " from document where id = ?1",
		ARGS(w->output->document), sizeof(struct tombstone), tombstone_read, &rows, w->e))
		return false;
	const struct tombstone none = { 0 }, *t = rows.n > 0 ? rows.v : &none;
	struct text title = t->title.n > 0 ? t->title : web_word(w, "web.document");

	w->template = "web/withdrawn";
	if (!web_frame(w, text_join(w->a, web_word(w, "web.withdrawn_mark"), title)))
		return false;
	web_put(w, w->page, "h1", title);
	web_put_time(w, w->page, "time", t->date, true);
	web_put(w, w->page, "withdrawn",
	    date_is(t->withdrawn) ? web_say_date(w, "web.withdrawn_on", t->withdrawn)
				  : web_word(w, "web.withdrawn"));
	web_put(w, w->page, "words", web_sentence(w->a, t->words));
	web_put_link(w, w->page, "unit_href", OUT_PAGE_UNIT, w->unit, NO_TEXT);
	web_describe(w, web_word(w, "web.withdrawn"), "article");
	web_contact(w, w->page);
	return true;
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
		web_photos(w, value_put_object(w->a, w->page, "photos"), c, shows_rest, NULL);
	}
	web_put_flag(w, w->page, "has_problems", meeting && c->problems.n > 0);
	web_put_flag(w, w->page, "has_reports", meeting && c->reports.n > 0);
	web_put_flag(w, w->page, "has_tasks", meeting && c->tasks.n > 0);
	web_put_flag(w, w->page, "has_study", study > 0);
	/* That there was nothing is said too, or the reader takes it for a gap. */
	web_put_flag(
	    w, w->page, "no_problems", meeting && c->problems.n == 0 && doc_without_problems(d));
	put_body(w, d, v, c, told > 0 || doc_without_problems(d));
}

bool
page_document(struct web *w)
{
	struct err none = { 0 };
	const struct doc *d = web_doc(w->v, w->a, w->output->document, &none);

	if (!d && none.kind != ERR_NONE) {
		*w->e = none;
		return false;
	}
	if (!d)
		return put_tombstone(w);
	const struct outcome *c = web_outcome(w->v, w->a, w->output->document, d, w->e);
	if (!c)
		return false;
	if (date_is(d->date)) {
		w->year = d->date.year;
		w->week_year = date_week(d->date).year;
	}
	const struct version *v = w->lang == d->lang ? NULL : doc_version(d, w->lang);
	struct text title = v && v->title.n > 0 ? v->title : d->title,
		    description = describe(w, d, v);

	if (!web_frame(w, title))
		return false;
	web_put(w, w->page, "h1", title);
	web_put_flag(w, w->page, "is_meeting", d->type->class == CLASS_MEETING);
	web_put_flag(w, w->page, "is_page", d->type->class == CLASS_PAGE);
	put_lede(w, d);
	put_notices(w, d);
	doc_facts(w, d, w->v->edition == EDITION_PUBLIC);
	doc_files(w, d);
	doc_versions(w, d);
	web_describe(w, description, "article");
	put_schema(w, d, title, description);
	put_content(w, d, v, c);
	doc_findings(w, c);
	doc_pager(w, c);
	return true;
}
