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

/* /open/ of https://example.org/open/, for the one page that a server shows under any address; ""
 * where the address is not known and for every other page. */
static struct text
absolute_root(const struct web *w)
{
	struct text base = w->v->site->base_url;
	size_t host = text_find(base, T("://"), 0);

	if (!w->output || w->output->kind != OUT_PAGE_LOST || host == SIZE_MAX)
		return NO_TEXT;
	size_t at = text_find(base, T("/"), host + 3);
	struct text path = at == SIZE_MAX ? T("/") : text_cut(base, at, base.n);

	return text_ends(path, T("/")) ? path : text_join(w->a, path, T("/"));
}

/* The shortest way: a page links its neighbours by name alone, which keeps long lists small. */
struct text
web_href(const struct web *w, struct text path)
{
	struct text above = absolute_root(w);

	if (above.n > 0)
		return text_join(w->a, above, path_url(w->a, path));
	size_t n = 0; /* the folders that both share at their beginning, with the slash */

	for (size_t i = 0; i < w->path.n && i < path.n && w->path.p[i] == path.p[i]; i++)
		if (path.p[i] == '/')
			n = i + 1;
	return path_url(
	    w->a, path_relative(w->a, text_cut(w->path, n, w->path.n), text_cut(path, n, path.n)));
}

struct text
web_to(const struct web *w, enum output_kind k, const struct unit *u, struct text name)
{
	return web_href(w, output_path(w->a, k, w->lang, u, name));
}

void
web_put_link(const struct web *w, struct value *o, const char *key, enum output_kind k,
    const struct unit *u, struct text name)
{
	web_put_plain(w, o, key, web_to(w, k, u, name));
}

struct text
web_absolute(const struct view *v, struct arena *a, struct text path)
{
	if (v->site->base_url.n == 0)
		return NO_TEXT;
	return text_join(a, v->site->base_url, path_url(a, path));
}

/* Digits and a leading plus only. */
static struct text
phone_href(struct arena *a, struct text phone)
{
	char *p = arena_alloc(a, phone.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < phone.n; i++)
		if ((phone.p[i] >= '0' && phone.p[i] <= '9') || (phone.p[i] == '+' && n == 0))
			p[n++] = phone.p[i];
	return text_join(a, T("tel:"), (struct text){ p, n });
}

const struct unit *
web_telephone(const struct unit *u)
{
	while (u && u->phone.n == 0)
		u = u->parent;
	return u;
}

void
web_contact(const struct web *w, struct value *o)
{
	const struct unit *u = w->unit, *tel = web_telephone(u);

	if (tel) {
		struct value *phone = value_put_object(w->a, o, "phone");

		web_put_plain(w, phone, "number_text", tel->phone);
		web_put_plain(w, phone, "href", phone_href(w->a, tel->phone));
		web_put(w, phone, "of", tel != u ? web_unit_name(w, tel) : NO_TEXT);
	}
	web_put(w, o, "place", u->address);
	web_put_flag(w, o, "has_contact", tel || u->address.n > 0);
}

/* --- language and place --- */

static void
put_languages(struct web *w)
{
	const struct site *s = w->v->site;
	struct value *langs = value_put_list(w->a, w->page, "langs");
	struct text here = text_join(w->a, lang_code(w->lang), T("/"));

	web_put_flag(w, w->page, "has_langs", s->nlanguages > 1);
	/* Pages outside the language folders have no other version. */
	for (size_t i = 0; s->nlanguages > 1 && i < s->nlanguages && text_starts(w->path, here);
	     i++) {
		enum lang l = s->languages[i];
		struct text path =
		    text_join(w->a, lang_code(l), text_cut(w->path, here.n - 1, w->path.n));
		struct value *o = value_add_object(w->a, langs);

		web_put_plain(w, o, "code_text", lang_html(l));
		web_put_plain(w, o, "href", web_href(w, path));
		web_put_plain(w, o, "url_text", web_absolute(w->v, w->a, path));
		web_put_flag(w, o, "here", l == w->lang);
		web_put_flag(w, o, "upright", lang_is_down(l));
		web_put_flag(w, o, "leftward", lang_is_leftward(l));
		/* Each language is named in itself (endonym), so that who reads only it finds it.
		 */
		web_put_plain(w, o, "name_text", lang_row(l)->name);
	}
}

/* Where there is a page that every reader may want. */
static void
put_nav(struct web *w)
{
	static const struct {
		enum output_kind kind;
		const char *word;
	} entry[] = {
		{ OUT_PAGE_UNIT, "web.home" },
		{ OUT_PAGE_LEDGER, "web.nav_ledger" },
		{ OUT_PAGE_STATS, "web.statistics" },
		{ OUT_PAGE_SEARCH, "web.search" },
	};
	const struct unit *top = web_top(w->v);
	struct value *list = value_put_list(w->a, w->page, "nav");

	for (size_t i = 0; i < sizeof entry / sizeof *entry; i++) {
		struct value *o = value_add_object(w->a, list);

		web_put_word(w, o, "label", entry[i].word);
		web_put_link(w, o, "href", entry[i].kind, top, NO_TEXT);
		web_put_flag(w, o, "here", w->output->kind == entry[i].kind && w->unit == top);
	}
}

/* From the root down to the unit; the unit's own page ends at its parent. */
static void
put_crumbs(struct web *w)
{
	const struct unit *way[32];
	size_t n = 0;
	struct value *list = value_put_list(w->a, w->page, "crumbs");

	for (const struct unit *u = w->output->kind == OUT_PAGE_UNIT ? w->unit->parent : w->unit;
	     u && n < sizeof way / sizeof *way; u = u->parent)
		way[n++] = u;
	web_put_flag(w, w->page, "has_crumbs", n > 0);
	while (n-- > 0) {
		struct value *o = value_add_object(w->a, list);
		bool linked = web_has(w->v, way[n]);

		web_put(w, o, "label", web_unit_name(w, way[n]));
		web_put_flag(w, o, "linked", linked);
		if (linked)
			web_put_link(w, o, "href", OUT_PAGE_UNIT, way[n], NO_TEXT);
	}
}

/* --- head and foot --- */

static void
put_feeds(struct web *w)
{
	struct value *list = value_put_list(w->a, w->page, "feeds");
	bool has = web_makes(w->v, OUT_FEED_UNIT, NO_TEXT);

	web_put_flag(w, w->page, "has_feed", has);
	if (!has)
		return;
	struct value *o = value_add_object(w->a, list);

	web_put_link(w, o, "href", OUT_FEED_UNIT, w->unit, NO_TEXT);
	web_put_plain(w, o, "name_text", web_unit_name(w, w->unit));
	web_put_link(w, w->page, "feed_href", OUT_FEED_UNIT, w->unit, NO_TEXT);
	web_put_link(w, w->page, "feeds_href", OUT_FEEDS, w->unit, NO_TEXT);
	web_put_link(w, w->page, "ics_href", OUT_CALENDAR, w->unit, NO_TEXT);
}

/* The site's manual, when its content has one: the first page below manual/. */
static bool
put_manual(struct web *w)
{
	struct cache own = { .kept = w->a }, *s = w->v->cache ? w->v->cache : &own;
	struct query q;

	if (!s->manual_known) {
		s->manual = NO_TEXT;
		query_start(w->v->store, &q,
		    "select address, unit from document where address >= 'manual/'"
		    " and address < 'manual0' and state = 'published' and class = 'page'"
		    " order by address <> 'manual/index', address limit 1",
		    w->e);
		if (query_row(&q)) {
			s->manual = query_text(&q, s->kept, 0);
			s->manual_unit = query_int(&q, 1);
		}
		if (!query_end(&q))
			return false;
	}
	s->manual_known = true;
	if (s->manual.n > 0 && web_has(w->v, web_unit(w->v, s->manual_unit)))
		web_put_link(w, w->page, "manual_href", OUT_PAGE_DOCUMENT, NULL, s->manual);
	return true;
}

bool
web_frame(struct web *w, struct text title)
{
	struct text root = web_href(w, T("x"));

	root.n -= 1; /* "../../x" without the x: what stands before assets/ */
	value_put_int(w->a, w->page, "api", 1);
	web_members(w->a, w->page,
	    MEMBERS({ "template", text_of(w->template) }, { "path_text", w->path },
		{ "root_text", root }, { "lang_text", lang_html(w->lang) },
		{ "class_text", lang_code(w->lang) }, { "title_text", title },
		{ "canonical_text", web_absolute(w->v, w->a, w->path) }));
	web_put_plain(w, w->page, "card_text",
	    web_absolute(w->v, w->a, output_path(w->a, OUT_CARD, w->lang, w->unit, NO_TEXT)));
	web_put_flag(w, w->page, "vertical", lang_is_down(w->lang));
	web_put_flag(w, w->page, "from_right", lang_is_leftward(w->lang));
	web_put_link(w, w->page, "home_href", OUT_PAGE_UNIT, web_top(w->v), NO_TEXT);
	put_languages(w);
	put_nav(w);
	put_crumbs(w);
	put_feeds(w);
	struct value *foot = value_put_object(w->a, w->page, "foot");

	web_put_link(w, foot, "stats_href", OUT_PAGE_STATS, w->unit, NO_TEXT);
	web_put_link(w, foot, "data_href", OUT_DATA_LEDGER, w->unit, NO_TEXT);
	return put_manual(w);
}

bool
web_unit_frame(struct web *w, const char *word)
{
	struct text h1 = web_say(w, word, TEXTS(web_unit_name(w, w->unit)));

	web_put(w, w->page, "h1", h1);
	web_describe(w, h1, "website");
	web_contact(w, w->page);
	return web_frame(w, h1);
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

void
web_organization(const struct web *w, struct value *o, const char *key, const struct unit *u)
{
	web_members(w->a, value_put_object(w->a, o, key),
	    MEMBERS({ "@type", T("GovernmentOrganization") }, { "name", u->name }));
}
