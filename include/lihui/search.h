/* SPDX-License-Identifier: MIT */
/*
 * The index that templates/web/search.js reads in the browser, also from file://. For each
 * language: one small head, shards of postings found by a hash of the token, shards of what a hit
 * shows. The format is described in gen/draw/search_index.c and, from the reader's side, in
 * search.js.
 *
 * What is found and shown of each page stands in the table search_page of the index, what each
 * token is found in in search_list (gen/store/schema.sql). A change in one page changes its row,
 * the lists of the tokens that came or went, and the files of those:
 *
 *   search_pack        a page -> its row; on any thread
 *   search_put …       rows into the index, by one writer in one transaction; search_update_end
 *                      brings the lists up to date
 *   search_plan        which files are to be made, by name, before the first is made
 *   search_write       the files of one piece of that plan; on any thread with its own connection
 *   search_settled     the files are all written: the next plan starts from here
 *   search_find        the same lists asked by lihui search
 */
#ifndef LIHUI_SEARCH_H
#define LIHUI_SEARCH_H

#include "lihui/date.h"
#include "lihui/err.h"
#include "lihui/lang.h"
#include "lihui/store.h"

struct search_entry {
	enum lang lang;      /* of the search page that finds it */
	int64_t unit;        /* its row */
	bool problem;        /* the page of a problem, not of a document */
	struct text address; /* of the page in the public tree: "zh/xinfa/2018-07-03.html" */
	/* Results come in this order, within each the newest first; what is due, the longest
	 * overdue. */
	enum search_rank {
		SEARCH_DUE, /* not done; date is the deadline, from which the browser tells overdue
			     */
		SEARCH_OPEN,
		SEARCH_SETTLED,
		SEARCH_BULLETIN,
		SEARCH_MEETING,
		SEARCH_PAGE /* the manual and the like */
	} rank;
	struct date date; /* NO_DATE: last */
	struct text title;
	struct text summary; /* one or two sentences to show; cut when long */
	/* Plain text in lines, to find it by and to show the sentence that was found; title,
	 * summary and label are always found. */
	struct text body;
	/*
	 * What else a hit shows; each may be empty. Nothing here may change with the as-of date
	 * alone, or every shard is remade daily.
	 */
	struct text label;      /* "示例嘎查　问题27-1" */
	struct text day;        /* the date as the page's language writes it */
	struct text sign, mark; /* "➜", "办理中" */
	struct text mark_class; /* "doing": class of the card and of the mark */
};

/* --- rows --- */

struct search_row {
	enum lang lang;
	int64_t unit;
	bool problem;
	struct text address;
	uint64_t source;    /* the caller's: a hash of what the row was made from */
	uint64_t wish;      /* the id that it gets unless another page of that day has it */
	struct text shown;  /* JSON array of what a hit shows */
	struct text tokens; /* a line each */
};

struct search_cutter; /* one per worker */
struct search_cutter *search_cutter_new(void);
void search_cutter_free(struct search_cutter *c);
/* All of the row but source. Texts in a. */
void search_pack(
    struct search_cutter *c, struct arena *a, const struct search_entry *s, struct search_row *out);

/* --- the index --- */

/* Units whose pages are found: all, or those below one. */
struct search_scope {
	int64_t first, last;
};

struct search_update;
/* Between store_begin and store_commit; each page at most once. NULL when the machine failed. */
struct search_update *
search_update_start(struct store *s, struct search_scope scope, struct err *e);
/* Puts a row, over that of the given id; 0: a new one. Of one unit, address and kind there is at
 * most one. */
bool search_put(struct search_update *u, int64_t id, const struct search_row *r, struct err *e);
bool search_drop(struct search_update *u, int64_t id, struct err *e);
/* Lists and marks of what to make. */
bool search_update_end(struct search_update *u, struct err *e);
void search_update_free(struct search_update *u);

/* --- the files --- */

struct search_piece {
	enum lang lang;
	enum search_kind { SEARCH_HEAD, SEARCH_TOKENS, SEARCH_PAGES } kind;
	uint32_t from, to; /* of the kind's shards */
};

struct search_plan {
	struct search_scope scope;
	struct search_language {
		size_t pages;
		unsigned t, d;        /* bits of token and page shards */
		bool *tokens, *shown; /* shards that are made: 2^t, 2^d */
	} lang[LANG_COUNT];
	struct {
		struct search_piece *v;
		size_t n, room;
	} pieces;
	struct text_list paths; /* of all files that are made */
};

/* all: every file. Otherwise only those of which something changed since search_settled. */
bool search_plan(struct store *s, struct arena *a, struct search_scope scope, bool all,
    struct search_plan *out, struct err *e);
/* Whether a file of that name is the plan's business: one that is not among its paths is to go. */
bool search_plan_covers(const struct search_plan *p, struct text path);

/* A file of the public tree, "assets/search/…". */
typedef bool search_emit(void *context, struct text path, struct text bytes, struct err *e);
bool search_write(struct store *s, const struct search_plan *p, const struct search_piece *piece,
    search_emit *emit, void *context, struct err *e);

/* In a transaction. */
bool search_settled(struct store *s, const struct search_plan *p, struct err *e);

/* --- asking --- */

struct search_hit {
	int64_t unit;
	struct text address, title, day;
};
struct search_hit_list {
	struct search_hit *v;
	size_t n, room;
};
/* The pages of a language that have all words, in order of rank. */
bool search_find(struct store *s, struct arena *a, enum lang lang, struct text words,
    struct search_hit_list *out, struct err *e);

#endif
