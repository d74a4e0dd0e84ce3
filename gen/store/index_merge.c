/* SPDX-License-Identifier: MIT */
/*
 * Rows of another index, for a site that was built in parts. What belongs to a document travels
 * with it; ids begin behind those that are there, so nothing of it meets anything else, and columns
 * that point to a row are shifted as its id is. Units are the same in both by their ids, since the
 * configuration is (the caller compares it).
 *
 * A table that is to travel is one line in the table below. Its columns are asked of the index
 * itself, so a new column needs nothing here.
 */
#include "lihui/arena.h"
#include "store/index.h"

/* Of which kind of row a column holds an id. */
enum kind { DOCUMENT, PROBLEM, TASK, REPORT, EVENT, SEARCH_PAGE, KINDS };

#define OF_DOCUMENTS "document in (select id from part.document where unit between ?1 and ?2)"

/* In an order in which no row points to one that is not there yet. */
static const struct travelling {
	const char *table;
	struct {
		const char *column;
		enum kind kind;
	} shift[4];
	const char *which; /* rows that belong to units first (1) to last (2) */
} tables[] = {
	{ "document", { { "id", DOCUMENT } }, "unit between ?1 and ?2" },
	{ "model", { { "document", DOCUMENT } }, OF_DOCUMENTS },
	{ "waiver", { { "document", DOCUMENT } }, OF_DOCUMENTS },
	{ "person", { { "document", DOCUMENT } }, OF_DOCUMENTS },
	{ "step", { { "document", DOCUMENT } }, OF_DOCUMENTS },
	{ "problem_row", { { "id", PROBLEM }, { "document", DOCUMENT }, { "part_of", PROBLEM } },
	    "unit between ?1 and ?2" },
	{ "task", { { "id", TASK }, { "document", DOCUMENT } }, "unit between ?1 and ?2" },
	{ "task_owner", { { "task", TASK } },
	    "task in (select id from part.task where unit between ?1 and ?2)" },
	{ "reserved", { { "document", DOCUMENT } }, "unit between ?1 and ?2" },
	{ "report",
	    { { "id", REPORT }, { "document", DOCUMENT }, { "problem", PROBLEM },
		{ "task", TASK } },
	    "unit between ?1 and ?2" },
	{ "flow", { { "problem", PROBLEM }, { "report", REPORT } },
	    "problem in (select id from part.problem_row where unit between ?1 and ?2) or "
	    "report in (select id from part.report where unit between ?1 and ?2)" },
	{ "event",
	    { { "id", EVENT }, { "document", DOCUMENT }, { "problem", PROBLEM }, { "task", TASK } },
	    OF_DOCUMENTS },
	{ "version", { { "document", DOCUMENT } }, OF_DOCUMENTS },
	{ "attachment", { { "document", DOCUMENT } }, OF_DOCUMENTS },
	{ "photo", { { "document", DOCUMENT } }, OF_DOCUMENTS },
	{ "finding", { { "document", DOCUMENT } }, "unit between ?1 and ?2" },
	{ "search_page", { { "id", SEARCH_PAGE } }, "unit between ?1 and ?2" },
	{ "face", { { NULL, KINDS } }, "unit between ?1 and ?2" },
	{ "spoken_of", { { NULL, KINDS } }, "unit between ?1 and ?2" },
	{ "source", { { NULL, KINDS } },
	    "owner in (select address from part.document where unit between ?1 and ?2)" },
};

/* One statement about the units first to last; not cached, since its text is made. */
static bool
run(struct store *s, const char *sql, int first, int last, struct err *e)
{
	sqlite3_stmt *st = NULL;
	bool done = sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) == SQLITE_OK;

	if (done && sqlite3_bind_parameter_count(st) > 0)
		done = sqlite3_bind_int(st, 1, first) == SQLITE_OK &&
		    sqlite3_bind_int(st, 2, last) == SQLITE_OK;
	done = done && sqlite3_step(st) == SQLITE_DONE;
	sqlite3_finalize(st);
	return done || store_error(s, SAY("无法合并索引", "cannot join the indexes"), e);
}

/* --- room for what comes --- */

static bool
clear(struct store *s, int first, int last, struct err *e)
{
	return run(s,
		   "delete from source where owner in (select address from document where unit "
		   "between ?1 and ?2)",
		   first, last, e) &&
	    run(s, "delete from finding where unit between ?1 and ?2", first, last, e) &&
	    run(s, "delete from face where unit between ?1 and ?2", first, last, e) &&
	    run(s, "delete from spoken_of where unit between ?1 and ?2", first, last, e) &&
	    run(s, "delete from search_page where unit between ?1 and ?2", first, last, e) &&
	    run(s, "delete from document where unit between ?1 and ?2", first, last, e);
}

/* --- the rows --- */

static bool
ask_shifts(struct store *s, int64_t shift[KINDS], struct err *e)
{
	struct query q;

	query_start(s, &q,
	    "select (select ifnull(max(id), 0) from main.document), (select ifnull(max(id), 0) "
	    "from main.problem_row), (select ifnull(max(id), 0) from main.task), "
	    "(select ifnull(max(id), 0) from main.report), (select ifnull(max(id), 0) from "
	    "main.event), (select ifnull(max(id), 0) from main.search_page)",
	    e);
	if (query_row(&q))
		for (int i = 0; i < KINDS; i++)
			shift[i] = query_int(&q, i);
	return query_end(&q);
}

static int64_t
shift_of(const struct travelling *t, struct text column, const int64_t shift[KINDS])
{
	for (size_t i = 0; i < sizeof t->shift / sizeof *t->shift && t->shift[i].column; i++)
		if (text_eq(column, text_of(t->shift[i].column)))
			return shift[t->shift[i].kind];
	return 0;
}

static bool
table_copy(struct store *s, const struct travelling *t, const int64_t shift[KINDS], int first,
    int last, struct err *e)
{
	struct buf into = BUF_INIT, from = BUF_INIT, sql = BUF_INIT;
	const char *comma = "";
	struct query q;
	bool ok;

	query_start(s, &q, "select name from pragma_table_info(?1)", e);
	query_bind_text(&q, 1, text_of(t->table));
	for (; query_row(&q); comma = ", ") {
		struct text column = query_peek(&q, 0);
		buf_fmt(&into, "%s\"%.*s\"", comma, TEXT_ARG(column));
		buf_fmt(&from, "%s\"%.*s\"", comma, TEXT_ARG(column));
		if (shift_of(t, column, shift) > 0)
			buf_fmt(&from, " + %lld", (long long)shift_of(t, column, shift));
	}
	ok = query_end(&q);
	buf_fmt(&sql, "insert into main.%s (%s) select %s from part.%s where %s", t->table, into.p,
	    from.p, t->table, t->which);
	ok = ok && run(s, sql.p, first, last, e);
	buf_release(&into);
	buf_release(&from);
	buf_release(&sql);
	return ok;
}

static bool
merge(struct store *s, int first, int last, struct err *e)
{
	int64_t shift[KINDS];

	if (!clear(s, first, last, e) || !ask_shifts(s, shift, e))
		return false;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (!table_copy(s, &tables[i], shift, first, last, e))
			return false;
	/* Numbers and lists of the search index follow from the rows of all. */
	return store_run(s, "delete from fact where key = 'search_scope'", e);
}

static bool
attach(struct store *s, const char *path, struct err *e)
{
	struct query q;

	query_start(s, &q, "attach ?1 as part", e);
	query_bind_text(&q, 1, text_of(path));
	query_row(&q);
	return query_end(&q);
}

bool
store_merge(struct store *s, const char *path, int first, int last, struct err *e)
{
	bool ok;

	if (!attach(s, path, e))
		return false;
	ok = store_begin(s, e);
	if (ok && merge(s, first, last, e)) {
		ok = store_commit(s, e);
	} else if (ok) {
		store_rollback(s);
		ok = false;
	}
	/* Statements that ran over both files must let go of the other one. */
	query_cache_clear(s);
	return run(s, "detach part", 0, 0, e) && ok;
}
