/* SPDX-License-Identifier: MIT */
/*
 * The index that templates/web/search.js reads in the browser, also from file://. For each language: one small head, shards of
 * postings found by a hash of the token, shards of what a hit shows. The format is described in gen/draw/search.c and, from the
 * reader's side, in search.js.
 */
#ifndef LIHUI_SEARCH_H
#define LIHUI_SEARCH_H

#include "lihui/date.h"
#include "lihui/err.h"
#include "lihui/lang.h"

struct search_entry {
	enum lang lang;         /* of the search page that finds it */
	struct text address;    /* of the page in the public tree: "zh/xinfa/2018-07-03.html" */
	struct date date;       /* results come newest first; NO_DATE: last */
	struct text title;
	struct text summary;    /* one or two sentences to show; cut when long */
	struct text body;       /* plain text to find it by; title, summary and label are always found */
	/*
	 * What else a hit shows; each may be empty. Nothing here may change with the as-of date alone, or every shard is remade
	 * daily.
	 */
	struct text label;      /* "示例嘎查　问题27-1" */
	struct text day;        /* the date as the page's language writes it */
	struct text sign, mark; /* "➜", "办理中" */
	struct text mark_class; /* "doing": class of the card and of the mark */
};

/* A file of the public tree, "assets/search/…". */
typedef bool search_emit(void *context, struct text path, struct text bytes, struct err *e);

/* The same entries in any order give the same files. Entries of one address count once. */
bool search_write(const struct search_entry *entries, size_t n, search_emit *emit, void *context, struct err *e);

#endif
