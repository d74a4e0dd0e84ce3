/* SPDX-License-Identifier: MIT */
/*
 * Mustache after the published specification: interpolation, sections, inverted sections, comments,
 * partials, delimiters (the required modules; no lambdas). A template is compiled once to a small
 * program and run over value trees, from any number of threads.
 */
#ifndef LIHUI_MUSTACHE_H
#define LIHUI_MUSTACHE_H

#include "lihui/buf.h"
#include "lihui/err.h"
#include "lihui/value.h"

struct mustache; /* one compiled template */

/* Partials by name ("web/head"): the compiled template or NULL. Partials are looked up when a
 * template runs. */
typedef const struct mustache *mustache_partial(void *context, struct text name);

/* name is for messages. Compile errors (an unclosed section) are ERR_USAGE with name and line.
 * Copies source. */
struct mustache *mustache_compile(struct text source, struct text name, struct err *e);
void mustache_free(struct mustache *m);
/*
 * Appends the result. contexts[0] is the outermost (words and site facts), the last one the page.
 * Partials deeper than 50 are an error: a template that includes itself without end. False for a
 * section are null, false, the empty list, the empty text and 0.
 */
bool mustache_run(const struct mustache *m, const struct value *const *contexts, size_t n,
    mustache_partial *partial, void *partial_context, struct buf *out, struct err *e);

#endif
