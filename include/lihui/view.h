/* SPDX-License-Identifier: MIT */
/*
 * What each output says, as data, from a settled index; no file is opened. A page reads only its
 * unit's subtree, its ancestors' names, when they first met, and site facts (the as-of date, the
 * root's manual): so a part of a site can be built where the documents of the other parts are not.
 * Ages and "overdue" are as of view.as_of and stand on unit, ledger, problem, statistics, calendar,
 * bulletins and board pages only: what changes with the day alone. In page data a text that is
 * shown is an HTML fragment (escaped, runs of the other script marked, one and two digits upright
 * on a vertical page); keys that end in _text, and href, are plain.
 */
#ifndef LIHUI_VIEW_H
#define LIHUI_VIEW_H

#include "lihui/door.h"
#include "lihui/calendar.h"
#include "lihui/feed.h"
#include "lihui/search.h"
#include "lihui/sheet.h"
#include "lihui/sitemap.h"
#include "lihui/store.h"
#include "lihui/value.h"

/* Everything that a build writes, a file each. */
enum output_kind {
#define PAGE(kind, of, path, what, name)  OUT_PAGE_##kind,
#define OTHER(kind, of, path, what, name) OUT_##kind,
#include "lihui/outputs.def"
	OUT_KINDS
};
enum output_of {
	OF_SITE,
	OF_UNIT,
	OF_DOCUMENT,
	OF_PROBLEM,
	OF_MATTER,
	OF_FILE, /* a linked file or picture, name = its path below the content */
	OF_ASSET /* style, scripts, font; name = asset name */
};
/* What is true of a kind, see outputs.def; IS_PAGE of each PAGE. */
#define IS_LISTED    1u
#define IS_AGES      2u
#define IS_FEED      4u
#define IS_PUBLISHED 8u
#define IS_TOLD      16u
#define IS_SHEET     32u
#define IS_CHECKER   64u
#define IS_PAGE      128u
bool output_is(enum output_kind k, unsigned what);
enum output_of output_of(enum output_kind k);

struct output {
	enum output_kind kind;
	enum lang lang;
	int64_t unit, document, problem; /* rows of the index; 0 = none */
	struct text name;                /* what {name} stands for in its path */
	struct text path;                /* below the output folder */
};
struct output_list {
	struct output *v;
	size_t n, room;
};

struct counted;

/* What a worker keeps at hand while it draws. */
struct cache {
	/* The document that was unpacked last: its pages, digest and data are made one behind the
	 * other. */
	struct arena *arena;
	int64_t id;                    /* 0: empty */
	struct doc *doc;               /* NULL: not published */
	const struct outcome *outcome; /* what came of it; NULL: not asked yet */
	/* The problem that was told last: its pages follow each other likewise. */
	struct arena *story_arena;
	const struct problem_history *story; /* NULL: none yet */
	/* Rows that the outputs of a unit list. */
	struct arena *rows_arena;
	const struct unit *rows_unit;
	struct kept_rows *rows;
	/* The manual's first page, which every page leads to: kept as long as the cache. */
	struct arena *kept;
	bool manual_known;
	struct text manual; /* its address, "" when there is none */
	int64_t manual_unit;
};

/* One per worker. */
struct view {
	const struct site *site;
	struct store *store; /* read-only connection of this worker */
	enum edition edition;
	struct date as_of;
	const char *checker; /* the file with the checker for the browser; NULL: there is none */
	const struct unit *only; /* --only UNIT, or NULL */
	const struct unit
	    *part; /* --part UNIT, or NULL: only for view_outputs, which then lists that subtree and
		      nothing of the site; pages are those of the whole site */
	const struct counted *counted; /* what statistics count, shared by the workers of a build;
					NULL: read anew whenever it is asked for */
	struct cache *cache; /* NULL: documents are unpacked anew whenever they are asked for */
};

/* The rows that statistics count, of the whole site as of the view's date, in a. NULL when the
 * machine failed. */
const struct counted *view_counted(const struct view *v, struct arena *a, struct err *e);

/* All outputs, in order of path; texts in a. */
bool view_outputs(const struct view *v, struct arena *a, struct output_list *out, struct err *e);
/* Page data of any OUT_PAGE_*; "template" in it names the template (web/unit.html). Set api: 1. */
bool view_page(const struct view *v, struct arena *a, const struct output *o, struct value **page,
    struct err *e);
/* The context below every page of a language: words as `w.KEY` (HTML, with a lang mark when it is
 * Chinese on a Mongolian page) and `p.KEY` (plain), site facts, languages. Made once. */
struct value *view_common(const struct view *v, struct arena *a, enum lang lang);

bool view_feed(
    const struct view *v, struct arena *a, const struct output *o, struct feed *out, struct err *e);
/* OPML: all feeds of a language, those of villages inside those of the units above them. */
void view_feeds(const struct view *v, struct arena *a, const struct output *o, struct buf *out);
bool view_calendar(const struct view *v, struct arena *a, const struct output *o,
    struct calendar *out, struct err *e);
/* What a sitemap tells of pages that it lists, all of the units (by row) that are set; tombstones
 * are left out. */
bool view_sitemap(const struct view *v, struct arena *a, const struct output *const *pages,
    size_t npages, const bool *units, struct sitemap_page **out, size_t *n, struct err *e);
static inline bool
view_is_listed(enum output_kind k)
{
	return output_is(k, IS_LISTED);
}
bool view_sheet(const struct view *v, struct arena *a, const struct output *o, struct sheet *out,
    struct err *e);
/* The report of a unit's year. */
bool view_report(const struct view *v, struct arena *a, const struct unit *u, int year,
    struct sheet *out, struct err *e);
bool view_digest(const struct view *v, struct arena *a, int64_t document, struct buf *out,
    struct err *e); /* at most 500 characters */
/* How the browser's search finds and shows a document in one language (no query is made), and the
 * problems of a unit in all of them. */
void
view_card(const struct view *v, struct arena *a, const struct output *o, struct share_card *out);
void view_search_document(const struct view *v, struct arena *a, const struct doc *d,
    enum lang lang, struct search_entry *out);
bool view_search_problems(const struct view *v, struct arena *a, int64_t unit,
    struct search_entry **out, size_t *n, struct err *e);
bool view_document_data(
    const struct view *v, struct arena *a, int64_t document, struct value **out, struct err *e);
bool view_ledger_csv(
    const struct view *v, struct arena *a, int64_t unit, struct buf *out, struct err *e);
bool
view_tasks_csv(const struct view *v, struct arena *a, int64_t unit, struct buf *out, struct err *e);
bool view_tasks_data(
    const struct view *v, struct arena *a, int64_t unit, struct value **out, struct err *e);
/* Statistics of each year of a unit as rows, and as an object with the year of the as-of date
 * first. */
bool
view_stats_csv(const struct view *v, struct arena *a, int64_t unit, struct buf *out, struct err *e);
bool view_stats_data(
    const struct view *v, struct arena *a, int64_t unit, struct value **out, struct err *e);

/* --- statistics (section 4), also for `lihui stats` and `due` --- */
/* Each number once: its name in the data and, where the table has it, the word above its column. */
// clang-format off
#define STATS(STAT) \
	STAT(units,       "web.csv_villages") \
	STAT(held,        "web.c_held") /* of the calendar year */ \
	STAT(merged,      "web.csv_merged") /* of these, with another meeting */ \
	STAT(excused,     "web.csv_excused") /* weeks for which a reason was stated */ \
	STAT(received,    "web.c_received") \
	STAT(held_back,   "web.c_held_back") \
	STAT(missing,     "web.c_missing") /* weeks before that of as_of from which a village sent */ \
		/* nothing, since its first record (if it never sent any: since a unit above */ \
		/* first met, or the as-of year began) */ \
	STAT(minimum,     "web.csv_minimum") \
	STAT(weeks_left,  NULL) \
	STAT(possible,    NULL) /* weeks in which a village can still meet within the year */ \
	STAT(collected,   "web.c_collected") \
	STAT(solved,      "web.c_solved") \
	STAT(open,        "web.csv_open") \
	STAT(undecided,   NULL) /* of the open ones: no meeting has decided on it yet */ \
	STAT(overdue,     "web.c_overdue") \
	STAT(silent,      "web.csv_silent") /* open, and for longer than the rules allow not spoken of */ \
	STAT(planned,     "web.csv_planned") \
	STAT(sent_up,     "web.csv_sent_up") \
	STAT(deferred,    "web.csv_deferred") \
	STAT(explained,   "web.csv_explained") \
	STAT(reopened,    "web.csv_reopened") \
	STAT(median_days, "web.c_median") /* from raised to solved; -1 without one */ \
	STAT(satisfied,        "web.csv_satisfied") /* what those who raised them think of it */ \
	STAT(mostly_satisfied, "web.csv_mostly_satisfied") \
	STAT(unsatisfied,      "web.csv_unsatisfied") /* taken up again or not */ \
	STAT(unrated,          "web.csv_unrated") /* solved, and nothing is said of that */
// clang-format on
struct stats {
#define STAT(name, word) int name;
	STATS(STAT)
#undef STAT
};
/* Of a unit's subtree and a calendar year (0: all years), as of v->as_of: only events up to that
 * day count. */
bool view_stats(const struct view *v, int64_t unit, int year, struct stats *out, struct err *e);
struct value *stats_value(struct arena *a, const struct stats *s);
/*
 * The verdict on a year that is over, of a village: how often it met, and whether that reached the
 * minimum of the rules as they were on its last day. None (judged false) for a year that runs, and
 * for one in which nobody was asked for records yet. begun: the week since which they are asked
 * for, when it lies in that year.
 */
struct year_verdict {
	bool judged, reached;
	struct stats stats;
	struct date begun;
};
bool
view_verdict(const struct view *v, int64_t unit, int year, struct year_verdict *out, struct err *e);
/* 示例嘎查2018年开了38次，差2次，没有达到40次。其中…: for people. */
struct text verdict_words(const struct view *v, struct arena *a, enum lang l, int year,
    const struct year_verdict *verdict);

#endif
