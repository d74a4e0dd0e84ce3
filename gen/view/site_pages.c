/* SPDX-License-Identifier: MIT */
/*
 * The pages that belong to the whole: the choice of language, the page for an address that is not
 * there, the search page with what the browser's search shows of each page, and the sitemap.
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
		web_put_plain(w, o, "code_text", lang_html(other.lang));
		web_put_link(&other, o, "href", OUT_PAGE_UNIT, web_top(w->v), NO_TEXT);
		web_put_plain(w, o, "name_text", lang_row(other.lang)->name);
		web_put_flag(w, o, "upright", lang_is_down(other.lang));
		web_put_flag(w, o, "leftward", lang_is_leftward(other.lang));
		web_put(w, o, "not_found", web_word(&other, "web.not_found"));
		web_put(&other, o, "title", web_site_title(&other));
		web_put(&other, o, "about", web_word(&other, "web.home_question"));
	}
}

bool
page_choice(struct web *w)
{
	if (!web_frame(w, web_site_title(w)))
		return false;
	web_put(w, w->page, "h1", web_site_title(w));
	put_choices(w);
	web_describe(w, web_word(w, "web.home_question"), "website");
	return true;
}

bool
page_lost(struct web *w)
{
	if (!web_frame(w, web_word(w, "web.not_found")))
		return false;
	put_choices(w);
	web_put_link(w, w->page, "search_href", OUT_PAGE_SEARCH, web_top(w->v), NO_TEXT);
	web_contact(w, w->page);
	return true;
}

bool
page_search(struct web *w)
{
	struct text title = web_word(w, "web.search"), site = web_site_title(w);

	if (!web_frame(w, text_fmt(w->a, "%.*s - %.*s", TEXT_ARG(title), TEXT_ARG(site))))
		return false;
	web_put_link(w, w->page, "ledger_href", OUT_PAGE_LEDGER, web_top(w->v), NO_TEXT);
	web_put_plain(w, w->page, "lang_code", lang_code(w->lang));
	web_put_as_of(w, w->page);
	web_put_plain(w, w->page, "as_of_iso", date_iso(w->a, w->v->as_of));
	web_contact(w, w->page);
	web_describe(w, title, "website");
	return true;
}

void
view_card(const struct view *v, struct arena *a, const struct output *o, struct share_card *out)
{
	struct web w = { .v = v, .a = a, .lang = o->lang, .unit = web_unit(v, o->unit) };
	struct text unit = w.unit->name, site = web_site_title(&w), url = v->site->base_url;
	size_t host = text_find(url, T("://"), 0);
	bool top = w.unit == web_top(v);

	url = host == SIZE_MAX ? url : text_cut(url, host + 3, url.n);
	*out = (struct share_card){ .name = top ? site : unit,
		.over = !top              ? site
		    : text_eq(site, unit) ? NO_TEXT
					  : unit,
		.line = web_word(&w, "web.home_question"),
		.address = text_ends(url, T("/")) ? text_cut(url, 0, url.n - 1) : url };
}

/* --- what search shows --- */

static struct text
document_body(struct arena *a, const struct doc *d, const struct version *v)
{
	const struct block *body = v && v->body ? v->body : d->body;
	struct buf out = BUF_INIT;
	struct text t;

	if (v) {
		buf_text(&out, v->title);
		buf_char(&out, '\n');
		buf_text(&out, v->summary);
		buf_char(&out, '\n');
	}
	/* Facts come from the original in every language; so people find a Mongolian page by the
	 * Chinese name of its matter, too. */
	for (size_t i = 0; i < d->topics.n; i++) {
		buf_text(&out, d->topics.v[i]);
		buf_char(&out, '\n');
	}
	buf_text(&out, d->place);
	buf_char(&out, '\n');
	if (body)
		block_text(&out, body, true);
	t = text_copy(a, buf_view(&out));
	buf_release(&out);
	return t;
}

void
view_search_document(const struct view *v, struct arena *a, const struct doc *d, enum lang lang,
    struct search_entry *out)
{
	struct web w = { .v = v, .a = a, .lang = lang, .unit = d->unit, .year = 0 };
	const struct version *version = lang == d->lang ? NULL : doc_version(d, lang);
	struct text kind = web_type_name(&w, d->type->id, d->type->name),
		    unit = web_unit_name(&w, d->unit);

	*out = (struct search_entry){
		.lang = lang,
		.unit = d->unit->id + 1,
		.address = output_path(a, OUT_PAGE_DOCUMENT, lang, NULL, d->address),
		.rank = d->type->class == CLASS_PAGE   ? SEARCH_PAGE
		    : d->type->class == CLASS_BULLETIN ? SEARCH_BULLETIN
						       : SEARCH_MEETING,
		.date = d->date,
		.title = version && version->title.n > 0 ? version->title : d->title,
		.summary = version && version->summary.n > 0 ? version->summary : d->summary,
		.body = document_body(a, d, version),
		.label = text_fmt(a, "%.*s　%.*s", TEXT_ARG(unit), TEXT_ARG(kind)),
		.day = web_date(&w, lang, d->date),
		.sign = NO_TEXT,
		.mark = NO_TEXT,
		.mark_class = NO_TEXT,
	};
}

/* 责任人 李四　时限 12月20日 of what is not done, else the day it was raised. */
static struct text
problem_day(const struct web *w, const struct prow *p)
{
	struct text due =
	    web_deadline(w, web_lang(w, "web.deadline"), p->deadline, p->always, p->deadline_words);
	struct text_list told = { 0 };

	if (p->status_class >= 2 || (p->owner.n == 0 && due.n == 0))
		return web_date(w, w->lang, p->raised);
	if (due.n > 0)
		text_list_add(w->a, &told,
		    text_fmt(
			w->a, "%.*s %.*s", TEXT_ARG(web_word(w, "web.deadline")), TEXT_ARG(due)));
	if (p->owner.n > 0)
		text_list_add(w->a, &told,
		    text_fmt(w->a, "%.*s %.*s", TEXT_ARG(web_word(w, "web.responsible")),
			TEXT_ARG(p->owner)));
	return text_list_join(w->a, &told, T("　"));
}

static void
problem_entry(const struct view *v, struct arena *a, const struct prow *p, enum lang lang,
    struct search_entry *out)
{
	const struct unit *u = web_unit(v, p->unit);
	struct web w = { .v = v, .a = a, .lang = lang, .unit = u, .year = 0, .week_year = 0 };
	struct status_look look = status_look(p->status);
	struct text unit = web_unit_name(&w, u), number = prow_number(&w, p),
		    word = web_status(&w, p->status);
	bool open = p->status_class < 2, due = open && !p->always && date_is(p->deadline);

	*out = (struct search_entry){
		.lang = lang,
		.unit = p->unit,
		.problem = true,
		.address = output_path(a, OUT_PAGE_PROBLEM, lang, u, p->number),
		.rank = due ? SEARCH_DUE
		    : open  ? SEARCH_OPEN
			    : SEARCH_SETTLED,
		.date = due                 ? p->deadline
		    : date_is(p->mentioned) ? p->mentioned
					    : p->raised,
		.title = prow_title(&w, p),
		.summary = prow_sentence(&w, p),
		.body = text_fmt(a, "%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s", TEXT_ARG(p->title),
		    TEXT_ARG(p->decision), TEXT_ARG(p->owner), TEXT_ARG(p->category),
		    TEXT_ARG(p->result), TEXT_ARG(number_short(p->number, p->raised.year))),
		.label = text_fmt(a, "%.*s　%.*s", TEXT_ARG(unit), TEXT_ARG(number)),
		.day = problem_day(&w, p),
		.sign = text_of(look.sign),
		.mark = word.p != p->status.p ? word : NO_TEXT,
		.mark_class = text_of(look.css),
	};
}

bool
view_search_problems(const struct view *v, struct arena *a, int64_t unit, struct search_entry **out,
    size_t *n, struct err *e)
{
	struct web_rows rows;

	if (!rows_read(v, a, PROW_SELECT PROW_FROM "where p.unit = ?1 order by p.number",
		ARGS(unit), sizeof(struct prow), prow_read, &rows, e))
		return false;
	*n = 0;
	*out = ARENA_ARRAY(a, struct search_entry, rows.n * v->site->nlanguages + 1);
	for (EACH(struct prow, p, rows))
		for (size_t l = 0; l < v->site->nlanguages; l++)
			problem_entry(v, a, p, v->site->languages[l], &(*out)[(*n)++]);
	return true;
}

/* --- sitemap --- */

/* When the documents or problems of some units last changed, by row. gone: a tombstone keeps its
 * address, but nobody is led there. */
struct changed {
	struct date *on;
	bool *gone;
};

static bool
load_changed(const struct view *v, struct arena *a, const bool *units, const char *most,
    const char *sql, struct changed *c, struct err *e)
{
	int64_t n;
	struct query q;

	if (!rows_int(v, a, most, ARGS(0), &n, e))
		return false;
	c->on = ARENA_ARRAY(a, struct date, (size_t)n + 1);
	c->gone = ARENA_ARRAY(a, bool, (size_t)n + 1);
	for (size_t u = 1; u <= v->site->nunits; u++) {
		if (!units[u])
			continue;
		rows_ask(v, a, &q, sql, ARGS((int64_t)u), e);
		while (query_row(&q)) {
			size_t id = (size_t)query_int(&q, 0);

			c->on[id] = web_parse(query_peek(&q, 1));
			c->gone[id] = query_int(&q, 2) != 0;
		}
		if (!query_end(&q))
			return false;
	}
	return true;
}

bool
view_sitemap(const struct view *v, struct arena *a, const struct output *const *pages,
    size_t npages, const bool *units, struct sitemap_page **out, size_t *n, struct err *e)
{
	const struct site *s = v->site;
	struct {
		struct sitemap_page *v;
		size_t n, room;
	} list = { 0 };
	struct changed documents = { 0 }, problems = { 0 };

	if (!load_changed(v, a, units, "select ifnull(max(id), 0) from document where ?1 = 0",
		"select id, max(date, corrected), state = 'withdrawn' from document where unit = "
		"?1",
		&documents, e) ||
	    !load_changed(v, a, units, "select ifnull(max(id), 0) from problem where ?1 = 0",
		"select id, mentioned, 0 from problem where unit = ?1", &problems, e))
		return false;
	for (size_t i = 0; i < npages; i++) {
		const struct output *o = pages[i];
		const struct changed *c = o->problem ? &problems : &documents;
		size_t id = (size_t)(o->problem ? o->problem : o->document);

		if (c->gone[id])
			continue;
		struct sitemap_page *p = ARENA_PUSH(a, &list);

		p->path = o->path;
		p->changed = c->on[id];
		for (size_t l = 0; l < s->nlanguages; l++) {
			struct text from = lang_code(o->lang), to = lang_code(s->languages[l]);

			p->version[s->languages[l]] =
			    text_join(a, to, text_cut(o->path, from.n, o->path.n));
		}
	}
	*out = list.v;
	*n = list.n;
	return true;
}
