/* SPDX-License-Identifier: MIT */
/* The languages of a site. Addresses use zh and mn; HTML says zh-Hans and mn-Mong (plain mn would
 * be Cyrillic). */
#ifndef LIHUI_LANG_H
#define LIHUI_LANG_H

#include "lihui/text.h"

enum lang {
	LANG_ZH,
	LANG_MN,
	LANG_EN, /* messages only; no pages */
	LANG_COUNT
};

struct text lang_code(enum lang l); /* "zh", "mn", "en": folders, file names */
struct text lang_html(enum lang l); /* "zh-Hans", "mn-Mong", "en" */
bool lang_parse(struct text code, enum lang *out);

#endif
