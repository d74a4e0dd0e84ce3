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
	const struct output *output;
	const char *template;
	const struct unit *unit;
	int64_t first, last; /* rows of the unit and of the last one below it; of a unit's page */
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
/* A sentence about one number, or one day: in the sentence's language, with its year or, of the
 * page's year, without. */
struct text web_say_int(const struct web *w, const char *key, int64_t n);
struct text web_say_date(const struct web *w, const char *key, struct date d);
struct text web_say_day(const struct web *w, const char *key, struct date d);
struct text web_html(const struct web *w, struct text plain); /* escaped, marked, digits upright */
struct text web_number(struct arena *a, int64_t n);           /* 4,366 */
struct text web_int(struct arena *a, int64_t n);              /* 4366 */
struct text web_percent(struct arena *a, int64_t part, int64_t whole); /* 87.6%, or — */
struct text web_date(const struct web *w, enum lang l, struct date d); /* 2018年7月3日 */
struct text web_day(const struct web *w, enum lang l,
    struct date d); /* 7月3日 of the page's year, else with it; Mongolian always whole */
struct text web_weekday(const struct web *w, struct date d);
struct text
web_time(const struct web *w, struct date d, bool with_year); /* <time datetime=…>…</time> */
struct date web_parse(struct text iso);              /* of a column; empty when it is not a date */
struct text web_iso(struct arena *a, struct date d); /* "" without one */
struct text web_progress(
    struct text t); /* what was said without the status word in front; "" when that is all */
struct text
web_sentence(struct arena *a, struct text t); /* one line, with a full stop at its end */
/* The Mongolian text on a Mongolian page, where there is one. */
/* What a language is called, in Chinese where the sentence around it is. */
struct text web_language(const struct web *w, enum lang l);
/* {1} its script, {2} its speech. */
struct text web_say_language(const struct web *w, const char *key, enum lang l);
struct text web_version(const struct web *w, struct text own, struct text others);
struct text web_unit_name(const struct web *w, const struct unit *u);
struct text web_site_title(const struct web *w);
struct text
web_type_name(const struct web *w, struct text id, struct text name); /* of a document type */
struct text web_status(const struct web *w, struct text status);      /* its word */
struct text web_rating(const struct web *w, struct text rating);      /* likewise; "" for none */
bool web_has_mongolian(struct text t);

/*
 * Members of page data. An empty text is set like any other: its section is not shown, and nothing
 * of the same name shines through from around it.
 */
void
web_put(const struct web *w, struct value *o, const char *key, struct text plain); /* as HTML */
void web_put_word(const struct web *w, struct value *o, const char *key, const char *word);
void web_put_say(const struct web *w, struct value *o, const char *key, const char *word,
    const struct text *args, size_t n);
void web_put_as_of(const struct web *w, struct value *o); /* 截至2018年2月20日。 */
void
web_put_time(const struct web *w, struct value *o, const char *key, struct date d, bool with_year);
void web_put_plain(const struct web *w, struct value *o, const char *key, struct text t);
void web_put_flag(const struct web *w, struct value *o, const char *key, bool b);
void web_put_link(const struct web *w, struct value *o, const char *key, enum output_kind k,
    const struct unit *u, struct text name);
void web_add(const struct web *w, struct value *list, struct text plain); /* a text, as HTML */
/* { label, value }; nothing when there is no value. */
void web_fact(const struct web *w, struct value *list, const char *label, struct text value);

/* Members of data for other programs, as they are: web_members(a, o, MEMBERS({ "name", t }, …)). */
struct member {
	const char *key;
	struct text text;
};
#define MEMBERS(...) \
	(const struct member[]){ __VA_ARGS__ }, \
	    sizeof((const struct member[]){ __VA_ARGS__ }) / sizeof(struct member)
void web_members(struct arena *a, struct value *o, const struct member *v, size_t n);
/* Those that are not empty. */
void web_members_told(struct arena *a, struct value *o, const struct member *v, size_t n);

/* --- outputs.c: where things lie --- */
/* name: what {name} stands for; u, name unused where the path of the kind has no place for them. */
struct text output_path(
    struct arena *a, enum output_kind k, enum lang l, const struct unit *u, struct text name);
/* Whether the site has such outputs at all, of a document of that class. */
bool web_makes(const struct view *v, enum output_kind k, struct text class);
const struct unit *web_top(
    const struct view *v); /* the unit whose page is the home page: the root, or that of --only */
bool web_has(const struct view *v, const struct unit *u); /* is this unit part of this output? */
const struct unit *web_unit(const struct view *v, int64_t id); /* by row of the index */
bool web_subtree(const struct view *v, int64_t unit, int64_t *last, struct err *e);

/* --- frame.c: what every page has --- */
/* Starts w->page: template, language, links of the frame. title: plain, for <title>. */
bool web_frame(struct web *w, struct text title);
/* The same for a page of a unit, whose heading is a sentence about its name. */
bool web_unit_frame(struct web *w, const char *word);
void web_describe(struct web *w, struct text description,
    const char *og_type);                        /* Open Graph and meta description */
void web_schema(struct web *w, struct value *o); /* schema.org object as JSON-LD */
/* The organisation of a unit in it. */
void web_organization(const struct web *w, struct value *o, const char *key, const struct unit *u);
struct text web_href(const struct web *w, struct text path); /* relative, as a URL */
struct text web_to(
    const struct web *w, enum output_kind k, const struct unit *u, struct text name); /* the same */
/* The unit, or the nearest one above, that has a telephone; or NULL. */
const struct unit *web_telephone(const struct unit *u);
/* Telephone and place of the unit or of the nearest one above that has them. */
void web_contact(const struct web *w, struct value *o);
struct text
web_absolute(const struct view *v, struct arena *a, struct text path); /* with base_url */

/* --- kept_rows.c: rows of the index --- */
/*
 * A kind of row is one list of ROW(what it is, member, column). From it come the struct's members,
 * the columns of its query, and the function that reads one. The list of columns is closed by a 1,
 * so that it needs no comma less.
 */
typedef int64_t row_id;
typedef int row_int;
typedef bool row_flag;
typedef struct text row_text;
typedef struct date row_date;
#define ROW_MEMBER(is, member, column) row_##is member;
#define ROW_COLUMN(is, member, column) column ", "
#define ROW_VALUE(is, member, column)  row->member = row_get_##is(q, a, at++);
#define ROW_SELECT(LIST)               "select " LIST(ROW_COLUMN) "1"
#define SHARED_ROW_READ(name, type, LIST) \
	void name(struct query *q, struct arena *a, void *v) \
	{ \
		struct type *row = v; \
		int at = 0; \
		LIST(ROW_VALUE) \
	}
#define ROW_READ(name, type, LIST) static SHARED_ROW_READ(name, type, LIST)
row_id row_get_id(struct query *q, struct arena *a, int column);
row_int row_get_int(struct query *q, struct arena *a, int column);
row_flag row_get_flag(struct query *q, struct arena *a, int column);
row_text row_get_text(struct query *q, struct arena *a, int column);
row_date row_get_date(struct query *q, struct arena *a, int column);

/* What is bound to a statement: whole numbers as ?1 …, and the date as ?9 where there is one. */
#define ROW_ARGS 5
#define ARG_DATE 9
struct row_args {
	int64_t n[ROW_ARGS];
	int count;
	struct date date;
};
#define ARGS_ON(day, ...) \
	(&(struct row_args){ \
	    { __VA_ARGS__ }, sizeof((int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t), day })
#define ARGS(...) ARGS_ON(NO_DATE, __VA_ARGS__)
/* query_start and its binding; ends with query_end. */
void rows_ask(const struct view *v, struct arena *a, struct query *q, const char *sql,
    const struct row_args *args, struct err *e);
/* One whole number; 0 without a row. */
bool rows_int(const struct view *v, struct arena *a, const char *sql, const struct row_args *args,
    int64_t *out, struct err *e);
typedef void row_read(struct query *q, struct arena *a, void *row);
struct web_rows {
	void *v;
	size_t n;
};
/* Rows of size bytes as read fills them, of a statement that is a literal. */
bool rows_read(const struct view *v, struct arena *a, const char *sql, const struct row_args *args,
    size_t size, row_read *read, struct web_rows *out, struct err *e);
/* The same, on the cache until another unit's turn, where several outputs of a unit list them;
 * without one in w->a. */
bool web_rows(const struct web *w, const char *sql, const struct row_args *args, size_t size,
    row_read *read, struct web_rows *out);
/* for (EACH(struct prow, p, rows)) */
#define EACH(type, p, rows) \
	const type *p = (rows).v, *p##_end = (rows).n > 0 ? p + (rows).n : p; \
	p < p##_end; \
	p++

/* --- card.c: a problem as it is shown --- */
// clang-format off
#define PROW(ROW) \
	ROW(id,   id,             "p.id") \
	ROW(id,   unit,           "p.unit") \
	ROW(text, number,         "p.number") \
	ROW(text, title,          "p.title") \
	ROW(text, title_in,       "p.title_in") \
	ROW(date, raised,         "p.raised") \
	ROW(text, raised_by,      "p.raised_by") \
	ROW(text, category,       "p.category") \
	ROW(text, affected,       "p.affected") \
	ROW(text, decision,       "p.decision") \
	ROW(flag, undecided,      "p.undecided") \
	ROW(text, owner,          "p.owner") \
	ROW(date, deadline,       "p.deadline") \
	ROW(text, deadline_words, "p.deadline_words") \
	ROW(flag, always,         "p.always") \
	ROW(text, result,         "p.result") \
	ROW(text, feedback,       "p.feedback") \
	ROW(text, status,         "p.status") \
	ROW(int,  status_class,   "p.status_class") \
	ROW(date, status_date,    "p.status_date") \
	ROW(date, mentioned,      "p.mentioned") \
	ROW(date, solved,         "p.solved") \
	ROW(int,  reopened,       "p.reopened") \
	ROW(flag, answered,       "p.answered") \
	ROW(text, rating,         "p.rating") \
	ROW(text, last_words,     "p.said")
// clang-format on
struct prow {
	PROW(ROW_MEMBER)
};
/* Bound parameters are the caller's. */
#define PROW_SELECT ROW_SELECT(PROW)
#define PROW_FROM   " from problem p join document d on d.id = p.document "
row_read prow_read;
bool
web_prows(const struct web *w, const char *sql, const struct row_args *args, struct web_rows *out);
int prow_late(
    const struct web *w, const struct prow *p); /* days overdue as of the view's date; 0 = not */
struct text prow_title(const struct web *w, const struct prow *p);
struct text prow_number(const struct web *w, const struct prow *p); /* plain: 问题27-1 */
struct text number_short(struct text number, int year);             /* 27-1 when of that ISO year */
struct text prow_sentence(
    const struct web *w, const struct prow *p); /* what is being done, one sentence; may be "" */
struct text prow_decision(const struct web *w, const struct prow *p); /* or that there is none */
int status_key_class(struct text status); /* 0 open, 1 decided, 2 closed */
struct status_look {
	const char *css, *sign;
};
struct status_look status_look(struct text status);
/* mark: { css, sign, word }. late > 0 makes it the overdue mark. */
void web_mark(const struct web *w, struct value *o, const char *key, struct text status, int late);
void web_task_mark(const struct web *w, struct value *o, const char *key, struct text status);
#define CARD_LATE 1u /* overdue is said: only on pages that carry the as-of date */
#define CARD_UNIT 2u /* the unit's name stands beside the number */
struct value *
web_card(const struct web *w, struct value *list, const struct prow *p, unsigned flags);
/* All rows of a statement as cards. */
bool web_cards(const struct web *w, const char *sql, const struct row_args *args,
    struct value *list, unsigned flags);
struct text
web_deadline(const struct web *w, enum lang l, struct date d, bool always, struct text words);

/* --- doc_results.c: what came of a document --- */
// clang-format off
#define TASK_ROW(ROW) \
	ROW(text, number,         "number") \
	ROW(text, title,          "title") \
	ROW(text, title_in,       "title_in") \
	ROW(text, owner,          "owner") \
	ROW(date, deadline,       "deadline") \
	ROW(text, deadline_words, "deadline_words") \
	ROW(flag, always,         "always") \
	ROW(text, status,         "status") \
	ROW(int,  place,          "place")
/* What it reported of an earlier matter; reports that were found to mean none are left out. */
#define REPORT_ROW(ROW) \
	ROW(text, status,   "r.status") \
	ROW(text, words,    "r.words") \
	ROW(flag, problem,  "r.problem is not null") /* else a task */ \
	ROW(text, number,   "ifnull(p.number, t.number)") \
	ROW(text, title,    "ifnull(p.title, t.title)") \
	ROW(text, title_in, "ifnull(p.title_in, t.title_in)") \
	ROW(id,   unit,     "ifnull(p.unit, t.unit)") /* of the matter */ \
	ROW(int,  place,    "r.place")
/* A picture, and which entry of its document it shows: an id of problem_row, places of a task and a
 * report, 0 for none. */
#define PHOTO_ROW(ROW) \
	ROW(date, date,     "iif(h.day <> '', h.day, d.date)") \
	ROW(id,   document, "h.document") \
	ROW(int,  place,    "h.place") \
	ROW(id,   problem,  "ifnull(p.id, 0)") \
	ROW(int,  task,     "h.task") \
	ROW(int,  report,   "h.report") \
	ROW(text, path,     "h.path") \
	ROW(text, caption,  "h.caption") \
	ROW(int,  width,    "h.width") \
	ROW(int,  height,   "h.height") \
	ROW(id,   unit,     "d.unit")
/* What a page says of the rules: warnings and errors, those that were explained last. */
#define FINDING_ROW(ROW) \
	ROW(text, code,   "code") \
	ROW(text, args,   "args") \
	ROW(text, waived, "waived") /* the reason, "" when it was not */
/* Another meeting of the unit. */
#define NEIGHBOUR_ROW(ROW) \
	ROW(text, address, "address") \
	ROW(int,  week,    "week")
// clang-format on
struct photo_row {
	PHOTO_ROW(ROW_MEMBER)
};
row_read photo_row_read;
struct outcome_task {
	TASK_ROW(ROW_MEMBER)
};
row_read outcome_task_read;
struct outcome_report {
	REPORT_ROW(ROW_MEMBER)
};
struct outcome_finding {
	FINDING_ROW(ROW_MEMBER)
};
struct outcome_neighbour {
	NEIGHBOUR_ROW(ROW_MEMBER)
};
struct outcome {
	int64_t document;
	struct web_rows problems, tasks, reports, photos, findings, before,
	    after; /* after: of a meeting */
};
/* Of a published document. Kept beside the one that web_doc gave last, else in a. NULL when the
 * machine failed. */
const struct outcome *web_outcome(
    const struct view *v, struct arena *a, int64_t document, const struct doc *d, struct err *e);

/* --- problem_history.c: what became of a problem --- */
// clang-format off
#define HAPPENING(ROW) \
	ROW(date, date,      "e.date") \
	ROW(id,   document,  "e.document") \
	ROW(text, kind,      "e.kind") \
	ROW(text, status,    "e.status") \
	ROW(text, referral,  "e.flow") \
	ROW(text, words,     "e.words") \
	ROW(text, who,       "e.who") \
	ROW(int,  round,     "e.round") \
	ROW(text, rating,    "e.rating") \
	ROW(text, address,   "d.address") \
	ROW(text, type,      "d.type") \
	ROW(text, type_name, "d.type_name") \
	ROW(int,  week,      "d.week") \
	ROW(id,   unit,      "d.unit") \
	ROW(date, met,       "d.date") /* the day of the meeting that told it */
// clang-format on
struct happening {
	HAPPENING(ROW_MEMBER)
};
struct problem_history {
	int64_t problem;
	const struct prow *p;    /* NULL: the index has it not */
	struct web_rows history; /* of struct happening, oldest first */
	struct web_rows photos;  /* of struct photo_row, likewise */
};
/* The last one is kept on the cache; without one it is in a. NULL when the machine failed. */
const struct problem_history *
web_history(const struct view *v, struct arena *a, int64_t problem, struct err *e);

/* --- photos.c: pictures beside what they show --- */
/* One from before and one with the solution of a problem that is solved; or two times NULL. */
struct photo_pair {
	const struct photo_row *before, *after;
};
struct photo_pair photos_pair(const struct problem_history *s);
/* word: 办前, 办后, with the day; NULL: its caption alone. */
void web_photo(struct web *w, struct value *list, const struct photo_row *x, const char *word);
/* o.pics, o.has_pics: those of a document that show an entry of it. */
typedef bool photo_shows(const struct outcome *c, const struct photo_row *x, const void *entry);
struct value *web_photos(
    struct web *w, struct value *o, const struct outcome *c, photo_shows *shows, const void *entry);

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
struct text chart_bar(const struct web *w, int n, int of);
void chart_legend(const struct web *w, struct value *o);
#define YEARS_MAX 40
/* Years of which there are records, in order. */
bool stats_years(const struct view *v, struct arena *a, int64_t unit, int years[YEARS_MAX],
    size_t *n, struct err *e);
#define VILLAGES_MOST 400
bool stats_lists_villages(const struct view *v, int64_t unit);
void stats_put(const struct web *w, struct value *o, const struct stats *s); /* by their names */
/* The weeks of the as-of year of the page's village: strip_svg, legend. title: what is seen. */
bool stats_strip(const struct web *w, struct value *o, const struct stats *s, struct text *title);
void stats_counts(const struct web *w, struct value *o,
    const struct stats *s); /* counts and the line below them */
bool stats_children(
    const struct web *w, struct value *o, int year); /* table of the units directly below */

/* --- year.c: years that are over --- */
/* The newest year before the as-of date's that was judged: `verdict` of a village; nothing else. */
bool year_verdict(const struct web *w, struct value *o, int year);
/* The same as plain text, "" when there is none. */
bool year_verdict_text(const struct web *w, int year, struct text *said);
/* The table of villages (督查表), the years with verdict and evidence, the whole beside the year.
 */
bool year_villages(struct web *w, int year);
bool year_all(struct web *w);
bool year_totals(struct web *w, const struct stats *year);

/* --- docparts.c: parts of a document's page --- */
void doc_facts(const struct web *w, const struct doc *d, bool public);
void doc_files(const struct web *w, const struct doc *d);
void doc_versions(const struct web *w, const struct doc *d);
void doc_findings(const struct web *w, const struct outcome *c);
void doc_pager(const struct web *w, const struct outcome *c);

/* --- the pages --- */
#define PAGE(kind, of, path, what, name) bool page_##name(struct web *w);
#define OTHER(kind, of, path, what, name)
#include "lihui/outputs.def"
/* Postings in force as of the view's date in a unit's subtree, ending soonest first; at most limit:
 * postings, has_postings. */
bool web_postings(struct web *w, int limit);
/* 发布, 认领 or 完成 of a 微心愿; "" of any other type. said: its state as written, or "". */
struct text web_wish(const struct web *w, struct text type, struct text claimed,
    struct text fulfilled, struct text said);
/* A meeting as a row of a list: { href, title, when, note }. */
// clang-format off
#define MROW(ROW) \
	ROW(id,   unit,      "d.unit") \
	ROW(text, address,   "d.address") \
	ROW(text, type,      "d.type") \
	ROW(text, type_name, "d.type_name") \
	ROW(text, class,     "d.class") \
	ROW(text, title,     "d.title") \
	ROW(text, title_in,  IN_OF("title")) \
	ROW(date, date,      "d.date") \
	ROW(int,  week,      "d.week") \
	ROW(flag, merged,    "d.merged") \
	ROW(int,  problems,  "(select count(*) from problem p where p.document = d.id)") \
	ROW(int,  tasks,     "(select count(*) from task t where t.document = d.id)") \
	ROW(int,  findings,  "(select count(*) from finding f where f.document = d.id" \
			     " and f.waived = '' and f.level in ('warning', 'error'))")
// clang-format on
/* A column of a document's versions, as lang_said reads it. */
#define IN_OF(column) \
	"(select group_concat(v.lang || char(31) || v." column \
	", char(30)) from version v where v.document = d.id and v." column " <> '')"
struct mrow {
	MROW(ROW_MEMBER)
};
#define MROW_SELECT ROW_SELECT(MROW) " from document d "
row_read mrow_read;
void web_meeting(const struct web *w, struct value *list, const struct mrow *m, bool with_unit);
/* All rows of a statement: rows, any. */
bool web_meetings(const struct web *w, const char *sql, const struct row_args *args,
    struct value *o, bool with_unit);

/* --- recordings.c --- */
/* No browser plays what a chat program of a telephone writes (.amr): it is a link. */
bool recording_plays(struct text path);
/* The newest of the page's unit and those below it, and of the meetings that spoke of a problem:
 * recordings, shown by web/listen. */
bool web_recordings(const struct web *w);
bool web_recordings_of(const struct web *w, int64_t problem);

/* --- ledger_parts.c: the ledgers of problems and of tasks --- */
struct ledger_part {
	const char *id, *sign, *head, *chip, *empty; /* keys of the catalogue but for id and sign */
};
int64_t ledger_rows_shown(const struct web *w); /* of a part */
/* h1, the line below it (returned; lede_key takes number and day), what a row is, how many. */
struct text
ledger_head(struct web *w, struct text h1, const char *lede_key, const char *what, int64_t all);
/* A part of n rows as a section, and its link above; gives the list for its rows. */
struct value *ledger_part_put(struct web *w, struct value *chips, struct value *sections,
    const struct ledger_part *part, int64_t n);

#endif
