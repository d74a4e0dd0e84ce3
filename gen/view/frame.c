/* SPDX-License-Identifier: MIT */
/*
 * What every page has around its matter: the title that WeChat shows, navigation, the language
 * switch that keeps the place, the way from the banner down to here, feeds, Open Graph and
 * schema.org. Everything is made from the page's own path, so it holds under any address and on a
 * USB stick; only Open Graph and canonical addresses are absolute, and are left out where the site
 * has no base_url.
 */
#include "lihui/arena.h"
#include "lihui/file.h"
#include "view/web.h"

/* The folders that two paths share at their beginning, with the slash. */
static size_t
shared_folders(struct text x, struct text y)
{
	size_t n = 0;

	for (size_t i = 0; i < x.n && i < y.n && x.p[i] == y.p[i]; i++)
		if (x.p[i] == '/')
			n = i + 1;
	return n;
}

/* The shortest way: a page links its neighbours by name alone, which keeps long lists small. */
struct text
web_href(const struct web *w, struct text path)
{
	size_t n = shared_folders(w->path, path);

	return path_url(
	    w->a, path_relative(w->a, text_cut(w->path, n, w->path.n), text_cut(path, n, path.n)));
}

struct text
web_absolute(const struct view *v, struct arena *a, struct text path)
{
	if (v->site->base_url.n == 0)
		return NO_TEXT;
	return text_join(a, v->site->base_url, path_url(a, path));
}

/* Digits and a leading plus only, for tel: links. */
struct text
web_phone_digits(struct arena *a, struct text phone)
{
	char *p = arena_alloc(a, phone.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < phone.n; i++)
		if ((phone.p[i] >= '0' && phone.p[i] <= '9') || (phone.p[i] == '+' && n == 0))
			p[n++] = phone.p[i];
	return (struct text){ p, n };
}

void
web_contact(const struct web *w, struct value *o)
{
	const struct unit *u = w->unit, *tel = u;

	while (tel && tel->phone.n == 0)
		tel = tel->parent;
	if (tel) {
		struct value *phone = value_put_object(w->a, o, "phone");

		value_put_text(w->a, phone, "number_text", tel->phone);
		value_put_text(w->a, phone, "href",
		    text_join(w->a, T("tel:"), web_phone_digits(w->a, tel->phone)));
		if (tel != u)
			web_put(w, phone, "of", web_unit_name(w, tel));
	}
	if (u->address.n > 0)
		web_put(w, o, "place", u->address);
	value_put_bool(w->a, o, "has_contact", tel || u->address.n > 0);
}

/* --- language and place --- */

/* The same page in another language; false for pages outside the language folders. */
static bool
twin(const struct web *w, enum lang l, struct text *path)
{
	struct text here = lang_code(w->lang), there = lang_code(l);

	if (!text_starts(w->path, here) || w->path.n <= here.n || w->path.p[here.n] != '/')
		return false;
	*path = text_join(w->a, there, text_cut(w->path, here.n, w->path.n));
	return true;
}

static void
put_languages(struct web *w)
{
	const struct site *s = w->v->site;
	struct value *langs = value_put_list(w->a, w->page, "langs");

	value_put_bool(w->a, w->page, "has_langs", s->nlanguages > 1);
	for (size_t i = 0; s->nlanguages > 1 && i < s->nlanguages; i++) {
		struct text path;

		if (!twin(w, s->languages[i], &path))
			continue;
		struct value *o = value_add_object(w->a, langs);

		value_put_text(w->a, o, "code_text", lang_html(s->languages[i]));
		value_put_text(w->a, o, "href", web_href(w, path));
		value_put_text(w->a, o, "url_text", web_absolute(w->v, w->a, path));
		value_put_bool(w->a, o, "here", s->languages[i] == w->lang);
		value_put_bool(w->a, o, "upright", s->languages[i] == LANG_MN);
		/* Each language is named in itself (endonym), so that who reads only it finds it.
		 */
		value_put_text(w->a, o, "name_text",
		    words_get(s->words, s->languages[i],
			s->languages[i] == LANG_MN ? "web.mongolian" : "web.chinese_self", NULL));
	}
}

static void
put_nav_item(struct web *w, struct value *list, const char *id, const char *word, struct text path,
    const char *section)
{
	struct value *o = value_add_object(w->a, list);

	web_put_word(w, o, "label", word);
	value_put_text(w->a, o, "href", web_href(w, path));
	value_put_bool(w->a, o, "here", strcmp(id, section) == 0);
}

static void
put_nav(struct web *w, const char *section)
{
	const struct unit *top = web_top(w->v);
	struct value *list = value_put_list(w->a, w->page, "nav");
	struct text lang = lang_code(w->lang);

	put_nav_item(
	    w, list, "home", "web.home", out_unit(w->a, w->lang, top, "index.html"), section);
	put_nav_item(w, list, "ledger", "web.nav_ledger",
	    out_unit(w->a, w->lang, top, "problems.html"), section);
	put_nav_item(w, list, "stats", "web.statistics", out_unit(w->a, w->lang, top, "stats.html"),
	    section);
	put_nav_item(
	    w, list, "search", "web.search", text_join(w->a, lang, T("/search.html")), section);
}

void
web_crumb(struct web *w, struct value *crumbs, struct text name, struct text path)
{
	struct value *o = value_add_object(w->a, crumbs);

	web_put(w, o, "label", name);
	value_put_bool(w->a, o, "linked", path.n > 0);
	if (path.n > 0)
		value_put_text(w->a, o, "href", web_href(w, path));
}

/* From the root down to the unit; the unit's own page ends at its parent. */
static void
put_crumbs(struct web *w)
{
	const struct unit *way[32];
	size_t n = 0;
	bool own = text_eq(w->path, out_unit(w->a, w->lang, w->unit, "index.html"));
	struct value *list = value_put_list(w->a, w->page, "crumbs");

	for (const struct unit *u = own ? w->unit->parent : w->unit;
	     u && n < sizeof way / sizeof *way; u = u->parent)
		way[n++] = u;
	value_put_bool(w->a, w->page, "has_crumbs", n > 0);
	while (n-- > 0)
		web_crumb(w, list, web_unit_name(w, way[n]),
		    web_has(w->v, way[n]) ? out_unit(w->a, w->lang, way[n], "index.html")
					  : NO_TEXT);
}

/* --- head and foot --- */

static void
put_feeds(struct web *w)
{
	const struct site *s = w->v->site;
	struct value *list = value_put_list(w->a, w->page, "feeds");

	value_put_bool(w->a, w->page, "has_feed", s->base_url.n > 0);
	if (s->base_url.n == 0)
		return;
	struct value *o = value_add_object(w->a, list);
	struct text path = out_unit(w->a, w->lang, w->unit, "feed.xml");

	value_put_text(w->a, o, "href", web_href(w, path));
	value_put_text(w->a, o, "name_text", web_unit_name(w, w->unit));
	value_put_text(w->a, w->page, "feed_href", web_href(w, path));
	value_put_text(w->a, w->page, "ics_href",
	    web_href(w,
		w->unit->path.n > 0 ? text_fmt(w->a, "%.*s/calendar.ics", TEXT_ARG(w->unit->path))
				    : T("calendar.ics")));
}

/* The site's manual, when its content has one: the first page below manual/. */
static bool
find_manual(const struct web *w, struct arena *a, struct text *address, int64_t *unit)
{
	struct query q;

	*address = NO_TEXT;
	query_start(w->v->store, &q,
	    "select address, unit from document where address >= 'manual/' and address < 'manual0' "
	    "and state"
	    " = 'published' and class = 'page'"
	    " order by address <> 'manual/index', address limit 1",
	    w->e);
	if (query_row(&q)) {
		*address = query_text(&q, a, 0);
		*unit = query_int(&q, 1);
	}
	return query_end(&q);
}

static bool
put_manual(struct web *w)
{
	struct cache own = { .kept = w->a }, *s = w->v->cache != NULL ? w->v->cache : &own;

	if (!s->manual_known && !find_manual(w, s->kept, &s->manual, &s->manual_unit))
		return false;
	s->manual_known = true;
	if (s->manual.n > 0 && web_has(w->v, web_unit(w->v, s->manual_unit)))
		value_put_text(
		    w->a, w->page, "manual_href", web_href(w, out_doc(w->a, w->lang, s->manual)));
	return true;
}

bool
web_frame(struct web *w, const char *template, struct text title, const char *section)
{
	const struct unit *top = web_top(w->v);
	struct text root = path_relative(w->a, w->path, T("x"));

	root.n -= 1; /* "../../x" without the x: what stands before assets/ */
	value_put_int(w->a, w->page, "api", 1);
	value_put_text(w->a, w->page, "template", text_of(template));
	value_put_text(w->a, w->page, "path_text", w->path);
	value_put_text(w->a, w->page, "root_text", root);
	value_put_text(w->a, w->page, "lang_text", lang_html(w->lang));
	value_put_text(w->a, w->page, "class_text", lang_code(w->lang));
	value_put_bool(w->a, w->page, "vertical", w->lang == LANG_MN);
	value_put_text(w->a, w->page, "title_text", title);
	value_put_text(w->a, w->page, "canonical_text", web_absolute(w->v, w->a, w->path));
	value_put_text(
	    w->a, w->page, "home_href", web_href(w, out_unit(w->a, w->lang, top, "index.html")));
	put_languages(w);
	put_nav(w, section);
	put_crumbs(w);
	put_feeds(w);
	struct value *foot = value_put_object(w->a, w->page, "foot");

	value_put_text(
	    w->a, foot, "stats_href", web_href(w, out_unit(w->a, w->lang, w->unit, "stats.html")));
	value_put_text(w->a, foot, "data_href", web_href(w, out_data(w->a, w->unit, "ledger.csv")));
	return put_manual(w);
}

void
web_describe(struct web *w, struct text description, const char *og_type)
{
	description = text_replace(w->a, description, T("\n"), T(" "));
	value_put_text(w->a, w->page, "description_text", description);
	value_put_text(w->a, w->page, "og_type_text", text_of(og_type));
}

/* A data block, never run: so the policy allows it. `<` is written as an escape, or a title with
 * </script> would end it. */
void
web_schema(struct web *w, struct value *o)
{
	struct buf b = BUF_INIT;

	value_json(&b, o, false);
	value_put_text(w->a, w->page, "schema_json",
	    text_replace(w->a, text_copy(w->a, buf_view(&b)), T("<"), T("\\u003c")));
	buf_release(&b);
}
