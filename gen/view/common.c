/* SPDX-License-Identifier: MIT */
/*
 * The context below every page of a language, made once: each word of the catalogue that pages use
 * (keys "web.…") as HTML in `w` and plain in `p`, and what is known of the site. Also the
 * document that several outputs tell of.
 */
#include "lihui/door.h"
#include "lihui/arena.h"
#include "view/web.h"

/* What the program says of its own words: shown in the language, looked at by a reader, lacking. */
static struct text
words_counted(const struct web *w)
{
	static const char *const rooms[] = { "web.", "search.", "status.", "flow.", "type.",
		"level.", "title.", "sheet." };
	const struct words *words = w->v->site->words;
	const struct text_list *keys = words_keys(words);
	int shown = 0, reviewed = 0, lacking = 0;

	for (size_t i = 0; i < keys->n; i++) {
		bool counts = false, has = words_has(words, w->lang, keys->v[i]);

		for (size_t k = 0; k < sizeof rooms / sizeof *rooms; k++)
			counts |= text_starts(keys->v[i], text_of(rooms[k]));
		shown += counts && has;
		reviewed += counts && has && words_reviewed(words, w->lang, keys->v[i]);
		lacking += counts && !has;
	}
	struct text name = words_language(words, w->lang, w->lang, false);

	if (lang_is_built_in(w->lang))
		return NO_TEXT;
	return shown == 0 ? web_say(w, "web.foot_no_words", TEXTS(name))
			  : web_say(w, "web.foot_review",
				TEXTS(web_int(w->a, shown), web_int(w->a, reviewed),
				    web_int(w->a, lacking), name));
}

struct value *
view_common(const struct view *v, struct arena *a, enum lang lang)
{
	struct web w = {
		.v = v, .a = a, .lang = lang, .unit = v->site->units[0], .year = v->as_of.year
	};
	struct value *o = value_object(a), *html = value_put_object(a, o, "w"),
		     *plain = value_put_object(a, o, "p");
	const struct text_list *keys = words_keys(v->site->words);

	for (size_t i = 0; i < keys->n; i++) {
		const struct text key = text_copy(a, keys->v[i]);
		struct text word;
		const char *name;

		/* "web.home" is w.home, "search.found" w.search_found, a site's own "site.motto"
		 * w.site_motto; other words are no page's. */
		if (text_starts(key, T("web.")))
			name = key.p + strlen("web.");
		else if (text_starts(key, T("search.")) || text_starts(key, T("site.")))
			name = text_copy(a, text_replace(a, key, T("."), T("_"))).p;
		else
			continue;
		/* A form that one language has of its own: web.date_form.12. */
		if (!words_has(v->site->words, LANG_ZH, key))
			continue;
		word = text_eq(key, T("web.foot_review")) ? words_counted(&w) : web_word(&w, key.p);
		web_put(&w, html, name, word);
		value_put_text(a, plain, name, word);
	}
	value_index(a, html);
	value_index(a, plain);
	web_put(&w, o, "site", web_site_title(&w));
	value_put_text(a, o, "site_text", web_site_title(&w));
	value_put_bool(a, o, "internal", v->edition == EDITION_INTERNAL);
	return o;
}

const struct doc *
web_doc(const struct view *v, struct arena *a, int64_t id, struct err *e)
{
	struct cache *s = v->cache;
	struct err own = { 0 };

	if (s == NULL)
		return store_doc(v->store, a, v->site, id, e);
	if (s->id != id) {
		arena_clear(s->arena);
		s->outcome = NULL;
		s->doc = store_doc(v->store, s->arena, v->site, id, &own);
		s->id = own.kind == ERR_NONE ? id : 0;
		if (own.kind != ERR_NONE)
			*e = own;
	}
	return s->doc;
}
