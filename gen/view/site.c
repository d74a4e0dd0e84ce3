/* SPDX-License-Identifier: MIT */
/*
 * The pages that belong to the whole: the choice of language, the page for an address that is not there, the search
 * page with what the browser's search shows of each page, and the sitemap.
 */
#include "lihui/arena.h"
#include "view/web.h"

/* index.html and 404.html lie outside the language folders: they speak both languages. */
static void
put_choices(struct web *w)
{
	const struct site *s = w->v->site;
	struct value *list = value_put_list(w->a, w->page, "choices");

	for (size_t i = 0; i < s->nlanguages; i++) {
		struct web other = *w;
		struct value *o = value_add_object(w->a, list);

		other.lang = s->languages[i];
		value_put_text(w->a, o, "code_text", lang_html(other.lang));
		value_put_text(w->a, o, "href", web_href(w, out_unit(w->a, other.lang, web_top(w->v), "index.html")));
		value_put_text(w->a, o, "name_text",
		               words_get(s->words, other.lang,
		                         other.lang == LANG_MN ? "web.mongolian" : "web.chinese_self", NULL));
		value_put_bool(w->a, o, "upright", other.lang == LANG_MN);
		value_put_text(w->a, o, "not_found", web_html(w, web_word(&other, "web.not_found")));
	}
}

bool
page_choice(struct web *w, const struct output *o)
{
	(void)o;
	if (!web_frame(w, "web/choice", web_site_title(w), ""))
		return false;
	web_put(w, w->page, "h1", web_site_title(w));
	put_choices(w);
	web_describe(w, web_word(w, "web.home_question"), "website");
	return true;
}

bool
page_lost(struct web *w, const struct output *o)
{
	(void)o;
	if (!web_frame(w, "web/lost", web_word(w, "web.not_found"), ""))
		return false;
	put_choices(w);
	web_contact(w, w->page);
	return true;
}

bool
page_search(struct web *w, const struct output *o)
{
	struct text title = web_word(w, "web.search"), site = web_site_title(w);

	(void)o;
	if (!web_frame(w, "web/search", text_fmt(w->a, "%.*s - %.*s", TEXT_ARG(title), TEXT_ARG(site)), "search"))
		return false;
	value_put_text(w->a, w->page, "ledger_href", web_href(w, out_unit(w->a, w->lang, web_top(w->v), "problems.html")));
	value_put_text(w->a, w->page, "lang_code", lang_code(w->lang));
	web_contact(w, w->page);
	web_describe(w, title, "website");
	return true;
}

/* --- what search shows --------------------------------------------------------------------------- */

struct entries {
	struct search_entry *v;
	size_t n, room;
};

static void
document_body(const struct web *w, const struct doc *d, const struct version *v, struct buf *out)
{
	const struct block *body = v && v->body ? v->body : d->body;

	if (v) {
		buf_text(out, v->title);
		buf_char(out, '\n');
		buf_text(out, v->summary);
		buf_char(out, '\n');
	}
	/* Facts come from the original in every language; so people find a Mongolian page by the Chinese name of its
	 * matter, too. */
	for (size_t i = 0; i < d->topics.n; i++) {
		buf_text(out, d->topics.v[i]);
		buf_char(out, '\n');
	}
	buf_text(out, d->place);
	buf_char(out, '\n');
	if (body)
		block_text(out, body, true);
	(void)w;
}

static bool
add_document(const struct view *v, struct arena *a, struct arena *scratch, struct entries *out, int64_t id, struct err *e)
{
	struct doc *d = store_doc(v->store, scratch, v->site, id, e);

	if (!d)
		return e->kind == ERR_NONE;
	for (size_t l = 0; l < v->site->nlanguages; l++) {
		struct web w = { .v = v, .a = scratch, .lang = v->site->languages[l], .unit = d->unit, .year = 0 };
		const struct version *version = w.lang == d->lang ? NULL : doc_version(d, w.lang);
		struct buf body = BUF_INIT;
		struct search_entry *entry = ARENA_PUSH(a, out);
		struct text kind = web_type_name(&w, d->type->id, d->type->name), unit = web_unit_name(&w, d->unit);

		document_body(&w, d, version, &body);
		*entry = (struct search_entry){
			.lang = w.lang,
			.address = out_doc(a, w.lang, d->address),
			.date = d->date,
			.title = text_copy(a, version && version->title.n > 0 ? version->title : d->title),
			.summary = text_copy(a, version && version->summary.n > 0 ? version->summary : d->summary),
			.body = text_copy(a, buf_view(&body)),
			.label = text_fmt(a, "%.*s　%.*s", TEXT_ARG(unit), TEXT_ARG(kind)),
			.day = text_copy(a, web_date(&w, w.lang, d->date)),
			.sign = NO_TEXT,
			.mark = NO_TEXT,
			.mark_class = NO_TEXT,
		};
		buf_release(&body);
	}
	return true;
}

static void
add_problem(const struct view *v, struct arena *a, struct entries *out, const struct prow *p)
{
	for (size_t l = 0; l < v->site->nlanguages; l++) {
		const struct unit *u = web_unit(v, p->unit);
		struct web w = { .v = v, .a = a, .lang = v->site->languages[l], .unit = u, .year = 0, .week_year = 0 };
		struct search_entry *entry = ARENA_PUSH(a, out);
		struct status_look look = status_look(p->status);
		struct text unit = web_unit_name(&w, u), number = prow_number(&w, p),
			    key = text_fmt(a, "status.%.*s", TEXT_ARG(p->status));

		*entry = (struct search_entry){
			.lang = w.lang,
			.address = out_problem(a, w.lang, u, p->number),
			.date = date_is(p->mentioned) ? p->mentioned : p->raised,
			.title = prow_title(&w, p),
			.summary = prow_sentence(&w, p),
			.body = text_fmt(a, "%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s", TEXT_ARG(p->title),
			                 TEXT_ARG(p->decision), TEXT_ARG(p->owner), TEXT_ARG(p->category),
			                 TEXT_ARG(p->result), TEXT_ARG(number_short(p->number, p->raised.year))),
			.label = text_fmt(a, "%.*s　%.*s", TEXT_ARG(unit), TEXT_ARG(number)),
			.day = web_date(&w, w.lang, p->raised),
			.sign = text_of(look.sign),
			.mark = words_has(v->site->words, LANG_ZH, key) ? web_word(&w, key.p) : NO_TEXT,
			.mark_class = text_of(look.css),
		};
	}
}

bool
view_search(const struct view *v, struct arena *a, struct search_entry **out, size_t *n, struct err *e)
{
	struct entries list = { 0 };
	struct query q;
	int64_t first = web_top(v)->id + 1, last;

	if (!web_subtree(v, first, &last, e))
		return false;
	query_start(v->store, &q,
	            "select id from document where unit between ?1 and ?2 and state = 'published' order by address", e);
	query_bind_int(&q, 1, first);
	query_bind_int(&q, 2, last);
	/* What stays is a few lines a page; the unpacked models would be hundreds of megabytes. */
	struct arena *scratch = arena_new();

	while (query_row(&q) && add_document(v, a, scratch, &list, query_int(&q, 0), e))
		arena_clear(scratch);
	arena_free(scratch);
	if (!query_end(&q) || e->kind != ERR_NONE)
		return false;
	query_start(v->store, &q,
	            "select " PROW_COLUMNS PROW_FROM "where p.unit between ?1 and ?2 order by p.unit, p.number", e);
	query_bind_int(&q, 1, first);
	query_bind_int(&q, 2, last);
	while (query_row(&q)) {
		struct prow p;

		prow_read(&q, a, &p);
		add_problem(v, a, &list, &p);
	}
	*out = list.v;
	*n = list.n;
	return query_end(&q);
}

/* --- sitemap ------------------------------------------------------------------------------------- */

/* gone: a tombstone keeps its address, but nobody is led there. */
static bool
changed_on(const struct view *v, const struct output *o, struct date *out, bool *gone, struct err *e)
{
	struct query q;

	*out = NO_DATE;
	*gone = false;
	if (o->problem)
		query_start(v->store, &q, "select mentioned, 0 from problem where id = ?1", e);
	else
		query_start(v->store, &q, "select max(date, corrected), state = 'withdrawn' from document where id = ?1", e);
	query_bind_int(&q, 1, o->problem ? o->problem : o->document);
	if (query_row(&q)) {
		*out = web_parse(query_peek(&q, 0));
		*gone = query_int(&q, 1) != 0;
	}
	return query_end(&q);
}

static bool
is_listed(enum output_kind k)
{
	return k == OUT_PAGE_UNIT || k == OUT_PAGE_DOCUMENT || k == OUT_PAGE_LEDGER || k == OUT_PAGE_PROBLEM ||
	       k == OUT_PAGE_STATS || k == OUT_PAGE_CALENDAR || k == OUT_PAGE_BULLETINS || k == OUT_PAGE_MATTER;
}

bool
view_sitemap(const struct view *v, struct arena *a, struct sitemap_page **out, size_t *n, struct err *e)
{
	const struct site *s = v->site;
	struct output_list all = { 0 };
	struct { struct sitemap_page *v; size_t n, room; } list = { 0 };

	if (!view_outputs(v, a, &all, e))
		return false;
	for (size_t i = 0; i < all.n; i++) {
		const struct output *o = &all.v[i];
		struct sitemap_page *p;
		struct date changed;
		bool gone;

		if (!is_listed(o->kind))
			continue;
		if (!changed_on(v, o, &changed, &gone, e))
			return false;
		if (gone)
			continue;
		p = ARENA_PUSH(a, &list);
		p->path = o->path;
		p->changed = changed;
		for (size_t l = 0; l < s->nlanguages; l++) {
			struct text from = lang_code(o->lang), to = lang_code(s->languages[l]);

			p->version[s->languages[l]] = text_join(a, to, text_cut(o->path, from.n, o->path.n));
		}
	}
	*out = list.v;
	*n = list.n;
	return true;
}
