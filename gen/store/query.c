/* SPDX-License-Identifier: MIT */
/*
 * Statements. Each SQL text is compiled once per connection and found again by its address, which
 * is why callers pass literals: comparing the text of a few hundred statements for each of a
 * million rows would cost more than running them. A statement that is still in use when it is asked
 * for again (a query inside the loop of the same query) is compiled a second time, and that one is
 * kept too.
 *
 * A failure is remembered in the query and told at query_end, so that the loop in between reads
 * like a loop.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "store/index.h"

struct statement {
	const char *sql;
	sqlite3_stmt *handle;
	bool busy;
	struct statement *next;
};

bool
store_error(struct store *s, const char *doing, struct err *e)
{
	const char *why = s->db ? sqlite3_errmsg(s->db) : SAY("内存不足", "out of memory");
	int code = s->db ? sqlite3_errcode(s->db) : SQLITE_NOMEM;

	if (code != SQLITE_CORRUPT && code != SQLITE_NOTADB)
		return err_machine(e, "%s%s%s", doing, SAY("：", ": "), why);
	s->damaged = true;
	return err_damaged(e, "%s%s%s", doing, SAY("：", ": "), why);
}

static struct statement **
cache_slot(struct store *s, const char *sql)
{
	uintptr_t h = (uintptr_t)sql;

	return &s->cache[(h ^ h >> 7 ^ h >> 14) % (sizeof s->cache / sizeof *s->cache)];
}

static struct statement *
statement_get(struct store *s, const char *sql, struct err *e)
{
	struct statement **slot = cache_slot(s, sql), *st;

	for (st = *slot; st; st = st->next)
		if (st->sql == sql && !st->busy)
			return st;
	st = mem_alloc(sizeof *st);
	st->sql = sql;
	if (sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &st->handle, NULL) !=
	    SQLITE_OK) {
		store_error(s, SAY("索引语句有误", "the index refused a statement"), e);
		free(st);
		return NULL;
	}
	st->next = *slot;
	*slot = st;
	return st;
}

void
query_cache_clear(struct store *s)
{
	for (size_t i = 0; i < sizeof s->cache / sizeof *s->cache; i++)
		while (s->cache[i]) {
			struct statement *st = s->cache[i];

			s->cache[i] = st->next;
			sqlite3_finalize(st->handle);
			free(st);
		}
}

void
query_start(struct store *s, struct query *q, const char *sql, struct err *e)
{
	struct statement *st = statement_get(s, sql, e);

	*q = (struct query){ .store = s, .statement = st, .sql = sql, .err = e, .failed = !st };
	if (st)
		st->busy = true;
}

static sqlite3_stmt *
query_handle(const struct query *q)
{
	return ((struct statement *)q->statement)->handle;
}

static void
query_bound(struct query *q, int result)
{
	if (result == SQLITE_OK)
		return;
	q->failed = true;
	store_error(q->store, SAY("无法写入索引", "cannot fill a statement of the index"), q->err);
}

void
query_bind_int(struct query *q, int place, int64_t n)
{
	if (!q->failed)
		query_bound(q, sqlite3_bind_int64(query_handle(q), place, n));
}

/* The text is borrowed, which saves copying most of what a build asks and writes. */
void
query_bind_text(struct query *q, int place, struct text t)
{
	if (!q->failed)
		query_bound(q,
		    sqlite3_bind_text64(
			query_handle(q), place, t.p ? t.p : "", t.n, SQLITE_STATIC, SQLITE_UTF8));
}

void
query_bind_blob(struct query *q, int place, struct text t)
{
	if (!q->failed)
		query_bound(q,
		    sqlite3_bind_blob64(
			query_handle(q), place, t.p ? t.p : "", t.n, SQLITE_STATIC));
}

void
query_bind_null(struct query *q, int place)
{
	if (!q->failed)
		query_bound(q, sqlite3_bind_null(query_handle(q), place));
}

bool
query_row(struct query *q)
{
	int result;

	if (q->failed)
		return false;
	result = sqlite3_step(query_handle(q));
	if (result == SQLITE_ROW)
		return true;
	if (result != SQLITE_DONE) {
		q->failed = true;
		store_error(
		    q->store, SAY("索引读写失败", "the index cannot be read or written"), q->err);
	}
	return false;
}

int64_t
query_int(struct query *q, int column)
{
	return sqlite3_column_int64(query_handle(q), column);
}

bool
query_is_null(struct query *q, int column)
{
	return sqlite3_column_type(query_handle(q), column) == SQLITE_NULL;
}

struct text
query_peek(struct query *q, int column)
{
	const void *p = sqlite3_column_blob(query_handle(q), column);

	return p ? (struct text){ p, (size_t)sqlite3_column_bytes(query_handle(q), column) }
		 : NO_TEXT;
}

struct text
query_text(struct query *q, struct arena *a, int column)
{
	struct text t = query_peek(q, column);

	return t.n ? text_copy(a, t) : NO_TEXT;
}

bool
query_end(struct query *q)
{
	struct statement *st = q->statement;

	if (st) {
		sqlite3_reset(st->handle);
		sqlite3_clear_bindings(st->handle);
		st->busy = false;
	}
	q->statement = NULL;
	return !q->failed;
}

void
query_ask(struct store *s, struct query *q, const char *sql, const struct sql_value *v, size_t n,
    struct err *e)
{
	query_start(s, q, sql, e);
	for (size_t i = 0; i < n; i++)
		if (v[i].is_text)
			query_bind_text(q, (int)i + 1, v[i].text);
		else
			query_bind_int(q, (int)i + 1, v[i].number);
}

bool
store_do(struct store *s, const char *sql, const struct sql_value *v, size_t n, struct err *e)
{
	struct query q;

	query_ask(s, &q, sql, v, n, e);
	query_row(&q);
	return query_end(&q);
}

bool
store_run(struct store *s, const char *sql, struct err *e)
{
	struct query q;

	query_start(s, &q, sql, e);
	while (query_row(&q))
		continue;
	return query_end(&q);
}

bool
fact_get(struct store *s, struct text key, struct arena *a, struct text *out, struct err *e)
{
	struct query q;

	*out = NO_TEXT;
	query_start(s, &q, "select value from fact where key = ?1", e);
	query_bind_text(&q, 1, key);
	if (query_row(&q))
		*out = query_text(&q, a, 0);
	return query_end(&q);
}

bool
fact_set(struct store *s, struct text key, struct text value, struct err *e)
{
	struct query q;

	query_start(s, &q,
	    "insert into fact (key, value) values (?1, ?2) on conflict (key) do update set value = "
	    "excluded.value",
	    e);
	query_bind_text(&q, 1, key);
	query_bind_text(&q, 2, value);
	query_row(&q);
	return query_end(&q);
}

void
row_start(struct store *s, struct index_row *r, const char *sql, struct err *e)
{
	query_start(s, &r->q, sql, e);
	r->place = 0;
}

void
row_text(struct index_row *r, struct text t)
{
	query_bind_text(&r->q, ++r->place, t);
}

void
row_blob(struct index_row *r, struct text t)
{
	query_bind_blob(&r->q, ++r->place, t);
}

void
row_copy(struct index_row *r, struct text t)
{
	r->place++;
	if (!r->q.failed)
		query_bound(&r->q,
		    sqlite3_bind_text64(query_handle(&r->q), r->place, t.p ? t.p : "", t.n,
			SQLITE_TRANSIENT, SQLITE_UTF8));
}

void
row_str(struct index_row *r, const char *s)
{
	row_text(r, text_of(s));
}

void
row_int(struct index_row *r, int64_t n)
{
	query_bind_int(&r->q, ++r->place, n);
}

void
row_count(struct index_row *r, int64_t n)
{
	if (n >= 0)
		row_int(r, n);
	else
		query_bind_null(&r->q, ++r->place);
}

void
row_date(struct index_row *r, struct date d)
{
	char iso[32];

	if (!date_is(d)) {
		row_text(r, NO_TEXT);
		return;
	}
	snprintf(iso, sizeof iso, "%04d-%02d-%02d", d.year, d.month, d.day);
	row_copy(r, text_of(iso));
}

bool
row_end(struct index_row *r)
{
	assert(r->q.failed || r->place == sqlite3_bind_parameter_count(query_handle(&r->q)));
	while (query_row(&r->q))
		continue;
	return query_end(&r->q);
}

bool
store_run_int(struct store *s, const char *sql, int64_t n, struct err *e)
{
	struct index_row r;

	row_start(s, &r, sql, e);
	row_int(&r, n);
	return row_end(&r);
}

bool
store_ask_int(
    struct store *s, const char *sql, int64_t arg, int64_t *out, int64_t otherwise, struct err *e)
{
	struct query q;

	*out = otherwise;
	query_start(s, &q, sql, e);
	query_bind_int(&q, 1, arg);
	if (query_row(&q))
		*out = query_int(&q, 0);
	return query_end(&q);
}
