/* SPDX-License-Identifier: MIT */
/* The languages of a site: lang.def says what there is to know of each. */
#ifndef LIHUI_LANG_H
#define LIHUI_LANG_H

#include "lihui/text.h"

enum lang {
#define LANG(id, ...) LANG_##id,
#define LETTERS(...)
#define CALLED(...)
#include "lihui/lang.def"
#undef LANG
#undef LETTERS
#undef CALLED
	LANG_COUNT
};

enum lang_flow { LANG_ACROSS, LANG_LEFTWARD, LANG_DOWN };

struct language {
	struct text code, tag, feed, name, stop;
	enum lang_flow flow;
	const char *font, *package;
};

const struct language *lang_row(enum lang l);
struct text lang_code(enum lang l); /* "zh", "mn", "en": folders, file names */
struct text lang_html(enum lang l); /* "zh-Hans", "mn-Mong", "en" */
bool lang_is_down(enum lang l);
bool lang_is_leftward(enum lang l);
/* Read by people in the catalogue of lihui itself: a word of another language is shown only when
 * somebody vouches for it. */
bool lang_is_built_in(enum lang l);
bool lang_parse(struct text code, enum lang *out);
/* A language of pages by its code, its tag or what people call it. */
bool lang_called(struct text t, enum lang *out);
/* .mn of a path's stem: the language of the file; false when it names none of a page. */
bool lang_of_ext(struct text ext, enum lang *out);
/* Whose letter it is: `own` when it is one of its letters, else the first that has it, LANG_COUNT
 * for a mark, a digit, a letter of nobody. */
enum lang lang_of_letter(uint32_t c, enum lang own);
/* Texts in several languages in one: CODE, U+001F, text, U+001E … as the index keeps them; "" when
 * that language has none. */
struct text lang_said(struct text many, enum lang l);
struct arena;
/* many with that text of that language in it; what it had before goes. */
struct text lang_say(struct arena *a, struct text many, enum lang l, struct text t);

#endif
