/* SPDX-License-Identifier: MIT */
/*
 * The names of the languages. zh-Hans and mn-Mong are BCP 47 tags with their scripts: a browser
 * that is told plain "mn" takes Cyrillic fonts.
 */
#include "lihui/lang.h"

#include <assert.h>

static const struct {
	struct text code, html;
} names[LANG_COUNT] = {
	[LANG_ZH] = { { "zh", 2 }, { "zh-Hans", 7 } },
	[LANG_MN] = { { "mn", 2 }, { "mn-Mong", 7 } },
	[LANG_EN] = { { "en", 2 }, { "en", 2 } },
};

struct text
lang_code(enum lang l)
{
	assert(l < LANG_COUNT);
	return names[l].code;
}

struct text
lang_html(enum lang l)
{
	assert(l < LANG_COUNT);
	return names[l].html;
}

bool
lang_parse(struct text code, enum lang *out)
{
	for (int l = 0; l < LANG_COUNT; l++) {
		if (!text_eq_nocase(code, names[l].code) && !text_eq_nocase(code, names[l].html))
			continue;
		*out = (enum lang)l;
		return true;
	}
	return false;
}
