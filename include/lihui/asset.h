/* SPDX-License-Identifier: MIT */
/*
 * The files that travel inside the program: templates/ by their path in it ("web/unit.html",
 * "words/zh.yaml", "profile.yaml") and the Mongolian font made at build ("font/mongolian.woff2",
 * "font/mongolian.ttf"). A site's _templates/ and _words/ stand before them; that is
 * site/config.c's work.
 */
#ifndef LIHUI_ASSET_H
#define LIHUI_ASSET_H

#include "lihui/text.h"

struct asset {
	const char *name;
	const char *bytes; /* followed by a NUL that does not count */
	size_t n;
};

/* The table, ended by an entry whose name is NULL. */
extern const struct asset asset_table[];

bool asset_get(struct text name, struct text *bytes);

#endif
