/* SPDX-License-Identifier: MIT */
/* What the files of this room say to each other; no other room includes it. */
#ifndef LIHUI_STORE_ROOM_H
#define LIHUI_STORE_ROOM_H

#include <sqlite3.h>

#include "lihui/buf.h"
#include "lihui/store.h"

struct statement;

struct store {
	sqlite3 *db;
	bool public;                  /* the edition everybody may read */
	struct statement *cache[128]; /* by the address of the SQL text */
	char *path;                   /* of a writer's file; NULL: nothing to seal */
	int64_t sealed;               /* how many rows had changed when it was sealed last */
	bool damaged;                 /* what it holds is not to be sealed */
	enum store_past past;
};

/* --- seal.c */
enum seal { SEAL_GOOD, SEAL_NONE, SEAL_BROKEN };
enum seal seal_look(const char *path);

/* --- query.c */
bool store_error(struct store *s, const char *doing, struct err *e);
void query_cache_clear(struct store *s);

/* A statement that is filled from left to right. */
struct index_row {
	struct query q;
	int place;
};
void row_start(struct store *s, struct index_row *r, const char *sql, struct err *e);
void row_text(struct index_row *r, struct text t); /* borrowed until row_end */
void row_blob(struct index_row *r, struct text t); /* likewise */
void row_copy(struct index_row *r, struct text t);
void row_str(struct index_row *r, const char *s);
void row_int(struct index_row *r, int64_t n);
void
row_count(struct index_row *r, int64_t n); /* a negative number is one that was not given: null */
void row_date(struct index_row *r, struct date d);
bool row_end(struct index_row *r);
/*
 * The columns of a table, each beside its value: a list COLUMNS(COLUMN) of COLUMN(name, kind,
 * value), kind as in row_…. INSERT makes the statement of it behind a first column, and
 * COLUMNS(BIND) fills the struct index_row r.
 */
#define NAME(name, kind, value) ", " #name
#define MARK(name, kind, value) ",?"
#define BIND(name, kind, value) row_##kind(&r, value);
#define INSERT(table, first, COLUMNS) \
	"insert into " #table " (" #first COLUMNS(NAME) ") values (?" COLUMNS(MARK) ")"
/* Where it stands, for findings: of a struct place at. */
#define PLACE_COLUMNS(COLUMN) \
	COLUMN(line, int, at.line) \
	COLUMN(col, int, at.column) \
	COLUMN(width, int, at.width) \
	COLUMN(excerpt, text, at.excerpt)
/* Runs a statement that has one number as its argument. */
bool store_run_int(struct store *s, const char *sql, int64_t n, struct err *e);
/* The first column of the first row, or otherwise when there is none. False when the machine
 * failed. */
bool store_ask_int(
    struct store *s, const char *sql, int64_t arg, int64_t *out, int64_t otherwise, struct err *e);

/* --- item.c: problems, tasks and reports of a document */
/* No line of the source in the index that everybody may read. */
struct place index_place(const struct store *s, const struct doc *d, struct span at);
bool item_put(struct store *s, const struct doc *d, int64_t document, struct err *e);
/* The same for a document that is not shown: nothing but the numbers it takes. */
bool item_reserve(struct store *s, const struct doc *d, int64_t document, struct err *e);

/* --- finding.c */
bool finding_put(
    struct store *s, const struct finding_list *l, int unit, int64_t document, struct err *e);
bool finding_put_site(struct store *s, const struct site *site, struct err *e);

/* --- status.c: the words of the index for what doc.h counts */
const char *status_name(enum status s);
enum status status_of_name(struct text name);
const char *rating_name(enum rating r);
const char *referral_name(enum referral_step f);
enum referral_step referral_of_name(struct text name);

/* --- ledger.c and its helpers: one unit with everything that is said in and of it, in memory while
 * it is settled */
enum matter_kind { MATTER_PROBLEM, MATTER_TASK };

struct matter {
	enum matter_kind kind;
	bool reserved;     /* belongs to a record that is not shown: has a number and no life */
	int64_t id;        /* its row; 0 when reserved */
	int record, place; /* which record (index in struct ledger), and the order in it */
	struct text as_written;
	struct number number; /* what it is called; year always known */
	bool written;
	struct text old_number; /* as the index has it now */
	bool old_written;
	struct text title, raised_by, decision, feedback;
	bool undecided;
	bool of_matter; /* what the document's 事项 names */
	int entry; /* of an earlier document of that matter, from 1; 0: it is an entry itself */
	enum status first;
	/* as it stands while the records pass by */
	enum status status;
	struct date status_date, mentioned, solved;
	int reopened;
	bool answered;
	enum rating rating;
	struct date reopened_on;
	/* of the present round of 流转办理 */
	unsigned steps; /* a bit for each that was told */
	struct date step_day[REFERRAL_COUNT];
	int alike;   /* the next matter whose words begin alike (title_match.c), or -1 */
	bool linked; /* hangs in a bucket */
};

struct referral_row {
	int matter;    /* -1: the one that the statement means */
	int statement; /* that tells it, or -1: the matter's own record */
	int record;    /* where it is told */
	int place;
	enum referral_step step;
	struct date date;
	struct text who, words;
};

struct statement_of { /* what a record says of an earlier matter */
	int64_t id;
	int record, place;
	enum report_target target;
	struct text number, item, words, rest, except, unit_words;
	int first_told, ntold; /* steps of 流转办理 that are told, in ledger.told */
	enum status status;
	bool feedback, in_report_step;
	/* what it was found to mean */
	int matter; /* index, or -1 */
	bool by_words;
	int64_t old_problem, old_task; /* what the index has now; 0 = null */
	bool old_by_words;
};

struct record {
	int64_t id;
	int unit; /* id of the row */
	struct date date;
	int start;
	struct text path;
	struct week week;
	bool weekly, meeting, shown, draft;
	struct text matter;         /* 事项 */
	enum status settles;        /* how its matter stands by what it is, or STATUS_NONE */
	int first_matter, nmatters; /* its own, in ledger.matters */
	int first_statement, nstatements;
};

struct event_row {
	int matter, record;
	struct date date;
	const char *kind;
	enum status status; /* STATUS_NONE when it changes none */
	int referral;       /* enum referral_step, or -1 */
	enum rating rating;
	int round;
	struct text words, who;
	struct text said; /* of a step that a report tells: all that it says */
};

struct ledger {
	struct arena *arena;
	const struct site *site;
	const struct unit *unit;
	struct {
		struct record *v;
		size_t n, room;
	} records;
	struct {
		struct matter *v;
		size_t n, room;
	} matters;
	struct {
		struct statement_of *v;
		size_t n, room;
	} statements;
	struct {
		struct referral_row *v;
		size_t n, room;
	} referral, told; /* told: by reports, on their day or before */
	struct {
		struct event_row *v;
		size_t n, room;
	} events;
	struct number_key {
		int64_t key;
		int matter;
	} * numbers; /* by key, for ledger_find */
	size_t nnumbers;
	int *buckets; /* title_match.c */
	size_t nbuckets;
};

/* load.c: fills records (by date, start, path), matters, statements and flow */
bool ledger_load(struct store *s, struct ledger *l, struct err *e);
/* numbering.c */
void ledger_number(struct ledger *l);
bool ledger_number_read(struct text t, struct number *out); /* 27-1 or 2018-27-1 */
/* The matter that a number means in a record (its own ones included), or -1. */
int ledger_find(const struct ledger *l, enum matter_kind kind, struct number n, int record);
/* Whether words in front of a number name that unit, in the mouth of one above it. */
bool ledger_names(
    const struct site *site, const struct unit *from, struct text unit_words, const struct unit *u);
/* title_match.c: open matters by the words they begin with */
void words_start(struct ledger *l);
void words_add(struct ledger *l, int matter);
int words_find(struct ledger *l, struct text item); /* exactly one open one, else -1 */
/* The only problem, of those before a record, that words may mean in front of steps of 流转办理: it
 * may be closed, since it is rated afterwards. */
int words_find_problem(struct ledger *l, struct text item, int record);
/* Whether a task is among those excepted in 除X外. */
bool words_excepted(const struct matter *m, struct text except, struct arena *a);
/* write.c */
bool ledger_write(struct store *s, const struct ledger *l, struct err *e);

#endif
