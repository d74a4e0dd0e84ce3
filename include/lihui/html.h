/* SPDX-License-Identifier: MIT */
/*
 * The templates of a site: those of its _templates/web/ over the built-in ones, file by file,
 * compiled once and shared by threads. A page's value names its own template ("web/unit"); it runs
 * over the common context of its language and the page.
 */
#ifndef LIHUI_HTML_H
#define LIHUI_HTML_H

#include "lihui/buf.h"
#include "lihui/err.h"
#include "lihui/site.h"
#include "lihui/value.h"

struct templates;

/* NULL with e set when a template does not compile (ERR_USAGE with file and line) or cannot be
 * read. */
struct templates *templates_open(const struct site *s, struct err *e);
void templates_free(struct templates *t);
/* Of all sources: a page is drawn anew when it changes. */
uint64_t templates_hash(const struct templates *t);

/* Appends the page. common: view_common of its language. */
bool html_page(const struct templates *t, const struct value *common, const struct value *page,
    struct buf *out, struct err *e);

/* A style sheet that holds the Mongolian font itself; made by html_asset, for vertical pages. */
#define HTML_FONT_SHEET "font/mongolian.css"

/* The bytes of an asset ("web/style.css", "font/mongolian.woff2"): the site's _templates/ before
 * the built-in one. Into a. */
bool html_asset(
    const struct site *s, struct arena *a, struct text name, struct text *bytes, struct err *e);

#endif
