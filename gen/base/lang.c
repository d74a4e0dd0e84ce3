/* SPDX-License-Identifier: MIT */
/*
 * The table of languages. zh-Hans and mn-Mong are BCP 47 tags with their scripts: a browser that is
 * told plain "mn" takes Cyrillic fonts.
 */
#include "lihui/lang.h"

#include <assert.h>

#include "lihui/arena.h"
#include "lihui/buf.h"

#define ROW_TEXT(s) \
	{ \
		s, sizeof s - 1 \
	}
#define LETTERS(...)
#define CALLED(...)
static const struct language rows[LANG_COUNT] = {
#define LANG(id, code, tag, feed, name, flow, stop, font, package) \
	[LANG_##id] = { ROW_TEXT(code), ROW_TEXT(tag), ROW_TEXT(feed), ROW_TEXT(name), \
		ROW_TEXT(stop), LANG_##flow, font, package },
#include "lihui/lang.def"
#undef LANG
};
#undef LETTERS

static const struct lang_letters {
	enum lang lang;
	uint32_t first, last;
} letters[] = {
#define LANG(...)
#define LETTERS(id, first, last) { LANG_##id, first, last },
#include "lihui/lang.def"
#undef LETTERS
};
#undef CALLED
#define LETTERS(...)
static const struct lang_name {
	enum lang lang;
	struct text name;
} called[] = {
#define CALLED(id, name) { LANG_##id, ROW_TEXT(name) },
#include "lihui/lang.def"
};

const struct language *
lang_row(enum lang l)
{
	assert(l < LANG_COUNT);
	return &rows[l];
}

struct text
lang_code(enum lang l)
{
	return lang_row(l)->code;
}

struct text
lang_html(enum lang l)
{
	return lang_row(l)->tag;
}

bool
lang_is_down(enum lang l)
{
	return lang_row(l)->flow == LANG_DOWN;
}

bool
lang_is_leftward(enum lang l)
{
	return lang_row(l)->flow == LANG_LEFTWARD;
}

bool
lang_is_built_in(enum lang l)
{
	return l == LANG_ZH || l == LANG_EN;
}

bool
lang_parse(struct text code, enum lang *out)
{
	for (int l = 0; l < LANG_COUNT; l++) {
		if (!text_eq_nocase(code, rows[l].code) && !text_eq_nocase(code, rows[l].tag))
			continue;
		*out = (enum lang)l;
		return true;
	}
	return false;
}

bool
lang_called(struct text t, enum lang *out)
{
	enum lang l;

	if (lang_parse(t, &l) && l != LANG_EN) {
		*out = l;
		return true;
	}
	for (size_t i = 0; i < COUNT(called); i++)
		if (text_eq_nocase(t, called[i].name)) {
			*out = called[i].lang;
			return true;
		}
	return false;
}

bool
lang_of_ext(struct text ext, enum lang *out)
{
	enum lang l;

	if (ext.n < 2 || ext.p[0] != '.' || !lang_parse(text_cut(ext, 1, ext.n), &l) ||
	    l == LANG_EN)
		return false;
	*out = l;
	return true;
}

enum lang
lang_of_letter(uint32_t c, enum lang own)
{
	enum lang found = LANG_COUNT;

	if (c < 0x600) /* of nobody's pages, and nearly all that is asked beside Chinese */
		return LANG_COUNT;
	for (size_t i = 0; i < COUNT(letters); i++) {
		const struct lang_letters *r = &letters[i];
		if (c < r->first || c > r->last)
			continue;
		if (r->lang == own || r->lang == LANG_ZH)
			return r->lang;
		found = found == LANG_COUNT ? r->lang : found;
	}
	return found;
}

struct text
lang_said(struct text many, enum lang l)
{
	struct text code = lang_code(l);

	while (many.n > 0) {
		size_t end = text_find(many, T("\x1e"), 0);
		struct text one = text_cut(many, 0, end < many.n ? end : many.n);

		if (text_starts(one, code) && one.n > code.n && one.p[code.n] == '\x1f')
			return text_cut(one, code.n + 1, one.n);
		many = text_cut(many, one.n < many.n ? one.n + 1 : many.n, many.n);
	}
	return NO_TEXT;
}

struct text
lang_say(struct arena *a, struct text many, enum lang l, struct text t)
{
	struct buf b = BUF_INIT;

	for (int i = 0; i < LANG_COUNT; i++) {
		struct text one = i == (int)l ? t : lang_said(many, (enum lang)i);
		if (one.n > 0)
			buf_fmt(&b, "%s%.*s\x1f%.*s", b.n > 0 ? "\x1e" : "", TEXT_ARG(rows[i].code),
			    TEXT_ARG(one));
	}
	return buf_take(a, &b);
}
