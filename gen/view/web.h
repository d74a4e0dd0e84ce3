/* SPDX-License-Identifier: MIT */
/*
 * What the files of this room share. A page is a value tree under construction: `struct web` says
 * whose page, in which language, and where it will lie, so that texts get their language marks and
 * links become relative. Convention for page data: a text that is shown is an HTML fragment
 * (escaped, foreign runs marked, digits upright on a vertical page), so templates print it with
 * three braces; keys that end in _text, and href, are plain and printed with two.
 */
#ifndef VIEW_WEB_H
#define VIEW_WEB_H

#include "lihui/view.h"

struct web {
	const struct view *v;
	struct arena *a;
	enum lang lang;
	struct text path; /* of the page below the output folder */
	const struct unit *unit;
	int year, week_year; /* dates of this year go without it, numbers of this ISO year are
				short: the as-of date's, on a document's page its own */
	struct value *page;
	struct err *e;
};

/* --- common.c --- */
/* The model of a document; valid until another one is asked for. NULL without error when it is not
 * published. */
const struct doc *web_doc(const struct view *v, struct arena *a, int64_t id, struct err *e);

/* --- phrases.c: words, dates, numbers, marks --- */
struct text web_word(
    const struct web *w, const char *key); /* plain, Chinese where there is no usable Mongolian */
enum lang web_lang(const struct web *w, const char *key); /* the language it will be in */
struct text web_say(const struct web *w, const char *key, const struct text *args, size_t n);
struct text web_html(const struct web *w, struct text plain); /* escaped, marked, digits upright */
void
web_put(const struct web *w, struct value *o, const char *key, struct text plain); /* as HTML */
void web_put_word(const struct web *w, struct value *o, const char *key, const char *word);
struct text web_number(struct arena *a, int64_t n);                    /* 4,366 */
struct text web_int(struct arena *a, int64_t n);                       /* 4366 */
struct text web_percent(struct arena *a, int64_t part, int64_t whole); /* 87.6%, or — */
struct text web_date(const struct web *w, enum lang l, struct date d); /* 2018年7月3日 */
struct text web_day(const struct web *w, enum lang l,
    struct date d); /* 7月3日 of the page's year, else with it; Mongolian always whole */
struct text web_weekday(const struct web *w, int weekday);
struct text web_clock(struct arena *a, int minutes); /* 20:00 */
struct text
web_time(const struct web *w, struct date d, bool with_year); /* <time datetime=…>…</time> */
struct date web_parse(struct text iso); /* of a column; empty when it is not a date */
struct text web_progress(
    struct text t); /* what was said without the status word in front; "" when that is all */
struct text
web_sentence(struct arena *a, struct text t); /* one line, with a full stop at its end */
struct text web_unit_name(const struct web *w, const struct unit *u);
struct text web_site_title(const struct web *w);
struct text
web_type_name(const struct web *w, struct text id, struct text name); /* of a document type */
bool web_has_mongolian(struct text t);

/* --- outputs.c: where things lie --- */
struct text out_unit(struct arena *a, enum lang l, const struct unit *u,
    const char *file); /* zh/sumu/index.html; file: index.html, stats.html … */
struct text out_doc(struct arena *a, enum lang l, struct text address);
struct text out_problem(struct arena *a, enum lang l, const struct unit *u, struct text number);
struct text out_matter(struct arena *a, enum lang l, const struct unit *u, struct text matter);
struct text
out_file(struct arena *a, struct text address, const char *suffix); /* files/DOC.handout.pdf */
struct text
out_data(struct arena *a, const struct unit *u, const char *file); /* data/UNIT/ledger.csv */
const struct unit *web_top(
    const struct view *v); /* the unit whose page is the home page: the root, or that of --only */
bool web_has(const struct view *v, const struct unit *u); /* is this unit part of this output? */
const struct unit *web_unit(const struct view *v, int64_t id); /* by row of the index */
bool web_subtree(const struct view *v, int64_t unit, int64_t *last, struct err *e);
bool web_sheet_of(const struct view *v, struct text class,
    const char *kind); /* does a document of that class get a "handout", "poster", "record"? */

/* --- frame.c: what every page has --- */
/* Starts w->page: template, language, links of the frame. title: plain, for <title>; section: the
 * nav entry that is current, or "". */
bool web_frame(struct web *w, const char *template, struct text title, const char *section);
void web_describe(struct web *w, struct text description,
    const char *og_type);                                    /* Open Graph and meta description */
void web_schema(struct web *w, struct value *o);             /* schema.org object as JSON-LD */
struct text web_href(const struct web *w, struct text path); /* relative, as a URL */
void web_crumb(struct web *w, struct value *crumbs, struct text name,
    struct text path); /* path "" : no link */
/* Telephone and place of the unit or of the nearest one above that has them. */
void web_contact(const struct web *w, struct value *o);
struct text web_phone_digits(struct arena *a, struct text phone);
struct text
web_absolute(const struct view *v, struct arena *a, struct text path); /* with base_url */

/* --- card.c: a problem as it is shown --- */
struct prow {
	int64_t id, unit;
	struct text number, title, title_mn, raised_by, category, affected, decision, owner,
	    deadline_words, result, feedback, status, last_words, address;
	struct date raised, deadline, status_date, mentioned, solved;
	int status_class, reopened, undecided, always, answered;
};
/* The columns of struct prow, from problem p join document d. Bound parameters are the caller's. */
#define PROW_COLUMNS \
	"p.id, p.unit, p.number, p.title, p.title_mn, p.raised, p.raised_by, p.category, " \
	"p.affected, p.decision," \
	" p.owner, p.deadline, p.deadline_words, p.always, p.result," \
	" p.feedback, p.status, p.status_class, p.status_date, p.mentioned, p.solved, " \
	"p.reopened, p.answered," \
	" p.undecided, d.address, p.said"
#define PROW_FROM " from problem p join document d on d.id = p.document "
void prow_read(struct query *q, struct arena *a, struct prow *p);
int prow_late(
    const struct web *w, const struct prow *p); /* days overdue as of the view's date; 0 = not */
struct text prow_title(const struct web *w, const struct prow *p);
struct text prow_number(const struct web *w, const struct prow *p); /* plain: 问题27-1 */
struct text number_short(struct text number, int year);             /* 27-1 when of that ISO year */
struct text prow_sentence(
    const struct web *w, const struct prow *p); /* what is being done, one sentence; may be "" */
struct status_look {
	const char *css, *sign;
};
struct status_look status_look(struct text status);
/* mark: { css, sign, word }. late > 0 makes it the overdue mark. */
void web_mark(const struct web *w, struct value *o, const char *key, struct text status, int late);
void web_task_mark(const struct web *w, struct value *o, const char *key, struct text status);
#define CARD_LATE 1u /* overdue is said: only on pages that carry the as-of date */
#define CARD_UNIT 2u /* the unit's name stands beside the number */
#define CARD_YEAR 4u /* numbers in full */
void web_card(const struct web *w, struct value *o, const struct prow *p, unsigned flags);
struct text
web_deadline(const struct web *w, enum lang l, struct date d, bool always, struct text words);

/* --- kept_rows.c: rows that several outputs of a unit list --- */
#define ROW_ARGS 5
struct row_args {
	int count;   /* ?1 .. */
	int date_at; /* which of them is the date; 0: none */
	struct date date;
	int64_t n[ROW_ARGS]; /* the others, in their places */
};
typedef void row_read(struct query *q, struct arena *a, void *row);
struct web_rows {
	void *v;
	size_t n;
};
/* Rows of size bytes as read fills them, of a statement that is a literal. On the cache until
 * another unit's turn; without one in w->a. False when the machine failed. */
bool web_rows(const struct web *w, const char *sql, const struct row_args *args, size_t size,
    row_read *read, struct web_rows *out);
/* The same for rows of PROW_COLUMNS. */
bool web_prows(const struct web *w, const char *sql, const struct row_args *args,
    const struct prow **v, size_t *n);

/* --- doc_results.c: what came of a document --- */
struct outcome_task {
	struct text number, title, title_mn, owner, deadline_words, status;
	struct date deadline;
	bool always;
};
/* What it reported of an earlier matter; reports that were found to mean none are left out. */
struct outcome_report {
	struct text status, words;
	bool problem; /* else a task */
	struct text number, title, title_mn;
	int64_t unit; /* of the matter */
};
/* What a page says of the rules: warnings and errors, those that were explained last. */
struct outcome_finding {
	enum diag_code code;
	struct text_list args;
	struct text waived; /* the reason, "" when it was not */
};
/* Another meeting of the unit. */
struct outcome_neighbour {
	bool is;
	struct text address;
	int week;
};
struct outcome {
	int64_t document;
	struct outcome_neighbour before, after; /* of a meeting */
	struct {
		struct prow *v;
		size_t n, room;
	} problems;
	struct {
		struct outcome_task *v;
		size_t n, room;
	} tasks;
	struct {
		struct outcome_report *v;
		size_t n, room;
	} reports;
	struct {
		struct outcome_finding *v;
		size_t n, room;
	} findings;
};
/* Of a published document. Kept beside the one that web_doc gave last, else in a. NULL when the
 * machine failed. */
const struct outcome *web_outcome(
    const struct view *v, struct arena *a, int64_t document, const struct doc *d, struct err *e);

/* --- problem_history.c: what became of a problem --- */
struct happening {
	struct date date, met; /* met: the day of the meeting that told it */
	int64_t document;
	struct text kind, status, referral, words, who, address, type, type_name;
	int week, unit;
};
struct problem_history {
	int64_t problem;
	bool known; /* the index has it */
	struct prow p;
	struct {
		struct happening *v;
		size_t n, room;
	} history; /* oldest first */
};
/* The last one is kept on the cache; without one it is in a. NULL when the machine failed. */
const struct problem_history *
web_history(const struct view *v, struct arena *a, int64_t problem, struct err *e);

/* --- markup.c --- */
struct markup {
	const struct web *w;
	const struct attachment_list
	    *attachments; /* of a document; NULL for a unit's introduction. Targets are relative to
			     the content: the door saw to that */
	int heading;      /* level that the highest heading gets */
	bool skip_title;  /* leave out a first heading of level 1: the page has it */
	int least, *last; /* for markup.c: the author's highest level, and the level printed last */
};
struct text web_markup(const struct markup *m, const struct block *root);

/* --- stats.c, chart.c --- */
struct month_stats {
	int collected, solved;
};
bool stats_months(
    const struct view *v, int64_t unit, int year, struct month_stats out[13], struct err *e);
/* What is known of each ISO week of a year for one unit. */
enum week_kind {
	WEEK_AHEAD,
	WEEK_MISSING,
	WEEK_HELD,
	WEEK_REASON,
	WEEK_BACK,
	WEEK_BEFORE
}; /* BACK: received and sent back */
bool stats_weeks(
    const struct view *v, int64_t unit, int iso_year, enum week_kind out[54], struct err *e);
struct chart_row {
	struct text label;
	enum week_kind weeks[54];
};
struct text
chart_strip(const struct web *w, int year, const enum week_kind weeks[54], struct text title);
struct text chart_heat(
    const struct web *w, int year, const struct chart_row *rows, size_t n, struct text title);
struct text
chart_months(const struct web *w, const struct month_stats months[13], struct text title);
void chart_legend(const struct web *w, struct value *o);
void stats_counts(const struct web *w, struct value *o,
    const struct stats *s); /* counts and the line below them */
bool stats_children(
    const struct web *w, struct value *o, int year); /* table of the units directly below */

/* --- docparts.c: parts of a document's page --- */
void doc_facts(const struct web *w, const struct doc *d, bool public);
void doc_files(const struct web *w, const struct doc *d, struct text class);
void doc_versions(const struct web *w, const struct doc *d);
void doc_findings(const struct web *w, const struct outcome *c);
void doc_pager(const struct web *w, const struct outcome *c);
struct text
people_words(const struct web *w, const struct person_list *l); /* 张三（第一书记）、李四 */

/* --- the pages --- */
bool page_unit(struct web *w, const struct output *o);
bool page_document(struct web *w, const struct output *o);
bool page_problem(struct web *w, const struct output *o);
bool page_ledger(struct web *w, const struct output *o);
bool page_stats(struct web *w, const struct output *o);
bool page_calendar(struct web *w, const struct output *o);
bool page_bulletins(struct web *w, const struct output *o);
bool page_board(struct web *w, const struct output *o);
bool page_matter(struct web *w, const struct output *o);
bool page_search(struct web *w, const struct output *o);
bool page_choice(struct web *w, const struct output *o);
bool page_lost(struct web *w, const struct output *o);
/* Postings in force as of the view's date in a unit's subtree, ending soonest first; at most limit.
 */
bool
bulletin_postings(const struct web *w, struct value *list, int64_t unit, int64_t last, int limit);
/* A meeting as a row of a list: { href, title, when, note }. */
struct mrow {
	int64_t id, unit;
	struct text address, type, type_name, class, title, title_mn;
	struct date date;
	int start, week_year, week, merged, problems, tasks, findings;
};
#define MROW_COLUMNS \
	"d.id, d.unit, d.address, d.type, d.type_name, d.class, d.title, d.date, ifnull(d.start, " \
	"-1)," \
	" d.week_year, d.week, d.merged," \
	" (select count(*) from problem p where p.document = d.id), (select count(*) from task t " \
	"where" \
	" t.document = d.id)," \
	" (select count(*) from finding f where f.document = d.id and f.waived = '' and f.level " \
	"in ('warning', 'error'))," \
	" (select v.title from version v where v.document = d.id and v.lang = 'mn' and v.title " \
	"<> '' limit 1)"
bool web_mrows(const struct web *w, const char *sql, const struct row_args *args,
    const struct mrow **v, size_t *n);
void web_meeting(const struct web *w, struct value *o, const struct mrow *m, bool with_unit);

#endif
