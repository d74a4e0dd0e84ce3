/* SPDX-License-Identifier: MIT */
/* Words of a sheet, and its parts: one in each language that it has, in the order of the site. */
#include "lihui/lang.h"
#include "view/sheet_value.h"

struct text
sheet_word(const struct saying *w, const char *key)
{
	return words_get(w->s->words, w->lang, key, NULL);
}

struct text
sheet_say(const struct saying *w, const char *key, struct text x)
{
	return words_say(w->a, w->s->words, w->lang, key, TEXTS(x));
}

/* The catalogue's words of sheets, each by its name without "sheet.". */
void
sheet_put_words(const struct saying *w, struct value *o, const char *name)
{
	const struct text_list *keys = words_keys(w->s->words);
	struct value *v = value_put_object(w->a, o, name);

	for (size_t i = 0; i < keys->n; i++)
		if (text_starts(keys->v[i], T("sheet.")))
			value_put_text(w->a, v, keys->v[i].p + strlen("sheet."),
			    words_get(w->s->words, w->lang, keys->v[i].p, NULL));
	value_index(w->a, v);
}

static void
put_part(
    const struct saying *zh, struct value *list, const struct sheet_part *p, sheet_part_put *put)
{
	struct saying w = { zh->a, zh->s, p->lang };
	struct value *o = value_add_object(w.a, list);

	value_put_text(w.a, o, "lang", lang_code(p->lang));
	value_put_bool(w.a, o, "vertical", lang_is_down(p->lang));
	value_put_text(w.a, o, "unit", p->unit);
	value_put_text(w.a, o, "kind", p->kind);
	value_put_text(w.a, o, "title", p->title);
	value_put_text(w.a, o, "url", p->url.n > 0 ? p->url : w.s->url);
	sheet_put_words(&w, o, "w");
	put(&w, o, p);
}

static struct sheet_part
part_of(const struct sheet_side *s, struct text kind, const struct block *body)
{
	return (
	    struct sheet_part){ s->lang, s->unit, s->title, kind, s->date, s->week, s->url, body };
}

void
sheet_put_parts(const struct saying *zh, struct value *o, sheet_part_put *put)
{
	const struct sheet *s = zh->s;
	struct value *list = value_put_list(zh->a, o, "languages");
	bool down = s->has_mn && s->mn_body,
	     first =
		 down && s->site && s->site->nlanguages > 0 && lang_is_down(s->site->languages[0]);
	struct sheet_part mn = part_of(
			      &s->mn, s->mn_kind.n > 0 ? s->mn_kind : s->poster_kind, s->mn_body),
			  chinese = { LANG_ZH, s->unit, s->title, s->poster_kind, NO_TEXT, NO_TEXT,
				  s->url, s->body };

	sheet_put_words(zh, o, "zh");
	if (first)
		put_part(zh, list, &mn, put);
	if (s->body || (!down && s->nothers == 0) || s->kind == SHEET_RECORD)
		put_part(zh, list, &chinese, put);
	if (down && !first)
		put_part(zh, list, &mn, put);
	for (size_t i = 0; i < s->nothers; i++) {
		struct sheet_part other =
		    part_of(&s->others[i].side, s->others[i].kind, s->others[i].body);
		put_part(zh, list, &other, put);
	}
}
