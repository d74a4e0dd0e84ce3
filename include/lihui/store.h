/* SPDX-License-Identifier: MIT */
/*
 * The index of one edition (gen/store/schema.sql says what is in it). One writer in one
 * transaction, then any number of read-only connections. Only this room includes sqlite3.h; others
 * speak SQL through struct query.
 */
#ifndef LIHUI_STORE_H
#define LIHUI_STORE_H

#include "lihui/buf.h"
#include "lihui/doc.h"
#include "lihui/err.h"

struct store;

/*
 * Opens or makes SITE/.lihui/public.db or internal.db (folder and file mode 0700/0600; path given
 * whole, ":memory:" allowed). An index of another schema version or program, or one that is not
 * byte for byte what lihui left (PATH.sum), is thrown away and made anew. NULL with e set when the
 * machine failed. One process at a time: the site's lock is the caller's.
 */
struct store *store_open(const char *path, struct err *e);
/* What became of the one that was there. */
enum store_past { STORE_KEPT, STORE_NEW, STORE_WAS_OTHER, STORE_WAS_UNSEALED, STORE_WAS_DAMAGED };
enum store_past store_past(const struct store *s);
/*
 * Whether the file is as lihui left it: for who opens a reader on an index that it did not
 * write itself.
 */
bool store_sealed(const char *path);
bool store_seal_file(const char *path, struct err *e); /* says so of the file as it is */
/* The file and all that lies beside it. Nobody has it open. */
bool store_discard(const char *path, struct err *e);
struct store *store_open_reader(const char *path, struct err *e);
void store_close(struct store *s);

bool store_begin(struct store *s, struct err *e);
bool store_commit(struct store *s, struct err *e);
void store_rollback(struct store *s);

/* Replaces all units and facts by those of the site. Unit ids are unit->id + 1. */
bool store_put_site(struct store *s, const struct site *site, struct date as_of, struct err *e);
/*
 * Puts a document that went through the door (or was held back: then only address, type, date, unit
 * and state go in), replacing the one of that address. Findings of its sink go along, waived ones
 * too.
 */
bool store_put_doc(struct store *s, const struct doc *d, struct err *e);
bool store_remove_doc(struct store *s, struct text address, struct err *e);
/*
 * The ledger (store/ledger.c): gives numbers, resolves reports, writes events and the derived
 * columns for the given units (indexes into site->units; every unit that had a document put or
 * removed). A document of a unit above may report on units below, so those below are settled with
 * it.
 */
bool
store_settle(struct store *s, const struct site *site, const int *units, size_t n, struct err *e);
/*
 * One unit of those, as soon as all documents of it and of the units above it are there: who stores
 * documents a unit behind the other, those above first, can settle as he goes. store_settle_rest
 * then leaves out the units (by unit->id) that were.
 */
bool
store_settle_unit(struct store *s, const struct site *site, const struct unit *u, struct err *e);
bool store_settle_rest(struct store *s, const struct site *site, const int *units, size_t n,
    const bool *settled, struct err *e);
/*
 * Copies everything that belongs to the documents of units first..last (rows of table unit, the
 * same in both) from another index of this program into this one, in place of what is there of
 * them; ids are shifted. Its own transaction. Units above are to be settled afterwards: what their
 * records say of units below points nowhere before.
 */
bool store_merge(struct store *s, const char *path, int first, int last, struct err *e);
/* Findings of the UNIT stage replace all earlier ones of that stage for these units. */
bool store_put_findings(struct store *s, const struct site *site, const int *units, size_t n,
    const struct finding_list *l, struct err *e);
/* The arguments of a finding, as its row joins them; out borrows from joined. */
void store_finding_args(struct arena *a, struct text joined, struct text_list *out);
/* All findings in a, as diag_sort leaves them. below: a unit path, or "" for all. */
bool store_findings(
    struct store *s, struct arena *a, struct text below, struct finding_list *out, struct err *e);
/* The model of a document after the door; NULL without error when it is not published. */
struct doc *
store_doc(struct store *s, struct arena *a, const struct site *site, int64_t id, struct err *e);

/* --- queries --- */
/*
 * A statement, compiled once per connection and text (sql must be a literal: its address is the
 * cache's key). Use: struct query q; query_start(s, &q, "select id, title from problem where unit =
 * ?1", e); query_bind_int(&q, 1, unit); while (query_row(&q)) { … query_int(&q, 0); query_text(&q,
 * a, 1); … } if (!query_end(&q)) return false;        // e says why Every start needs its end. Two
 * runs of one statement at once are allowed.
 */
struct query {
	struct store *store;
	void *statement;
	const char *sql;
	struct err *err;
	bool failed;
};
void query_start(struct store *s, struct query *q, const char *sql, struct err *e);
/* The same with its values in order: query_ask(s, &q, "… = ?1 and …", VALUES(V(id), V(day)), e). A
 * text is borrowed until query_end. store_do: of one that has no rows. */
struct sql_value {
	bool is_text;
	int64_t number;
	struct text text;
};
void query_ask(struct store *s, struct query *q, const char *sql, const struct sql_value *v,
    size_t n, struct err *e);
bool store_do(struct store *s, const char *sql, const struct sql_value *v, size_t n, struct err *e);
static inline struct sql_value
sql_text(struct text t)
{
	return (struct sql_value){ .is_text = true, .text = t };
}
static inline struct sql_value
sql_number(int64_t n)
{
	return (struct sql_value){ .number = n };
}
#define V(x) _Generic((x), struct text : sql_text, default : sql_number)(x)
#define VALUES(...) \
	(const struct sql_value[]){ __VA_ARGS__ }, \
	    sizeof((const struct sql_value[]){ __VA_ARGS__ }) / sizeof(struct sql_value)
void query_bind_int(struct query *q, int place, int64_t n);
void query_bind_text(
    struct query *q, int place, struct text t); /* borrowed until query_end, as the blob */
void query_bind_blob(struct query *q, int place, struct text t);
void query_bind_null(struct query *q, int place);
bool query_row(struct query *q);
int64_t query_int(struct query *q, int column);
bool query_is_null(struct query *q, int column);
struct text query_text(struct query *q, struct arena *a, int column); /* copied into a */
struct text query_peek(struct query *q, int column); /* valid until the next query_row */
bool query_end(struct query *q);
/* Table `fact`. A fact that is not there is "". */
bool fact_get(struct store *s, struct text key, struct arena *a, struct text *out, struct err *e);
bool fact_set(struct store *s, struct text key, struct text value, struct err *e);
/* The earliest weekly record, or reason why there was none, of a unit (by its row) and those below.
 */
bool weekly_first(struct store *s, int64_t unit, struct date *out, struct err *e);
/* These days of all units in one text: another text, and weeks are missing that were not. */
bool weekly_firsts(struct store *s, struct arena *a, struct text *out, struct err *e);
/* --- township.c --- */
/* Whose turn it is to host the joint meeting. v: the villages in their order; hosted: when, in this
 * round; next: the first that has not; any: whether there was a joint meeting at all. */
struct turn_of {
	const struct unit *unit;
	struct date hosted;
};
struct joint_round {
	struct turn_of *v;
	size_t n, room, done;
	int round;
	bool any;
	const struct unit *next; /* NULL without villages */
};
bool joint_turn(struct store *s, const struct site *site, struct arena *a,
    const struct unit *township, struct joint_round *out, struct err *e);
/* Open problems of two or more villages of a township that share a kind or most of their words,
 * those of most villages first. */
struct common_matter {
	int64_t unit;
	struct text number, title, kind;
	struct date deadline; /* empty: none that can pass */
};
struct common {
	struct text title;
	struct common_matter *v;
	size_t n, room;
	int nunits;
};
struct common_list {
	struct common *v;
	size_t n, room;
};
bool common_problems(struct store *s, const struct site *site, struct arena *a,
    const struct unit *township, struct common_list *out, struct err *e);
/* One statement without rows. */
bool store_run(struct store *s, const char *sql, struct err *e);

#endif
