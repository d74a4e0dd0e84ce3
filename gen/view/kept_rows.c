/* SPDX-License-Identifier: MIT */
/*
 * Rows of the index, and those that several outputs of a unit list: its pages in each language are
 * made one behind the other and ask the same. What was read is kept on the cache until another
 * unit's turn, by the statement and what was bound to it. Lists that pages show are bounded, so
 * what is kept is.
 */
#include "lihui/arena.h"
#include "view/web.h"

row_id
row_get_id(struct query *q, struct arena *a, int column)
{
	(void)a;
	return query_int(q, column);
}

row_int
row_get_int(struct query *q, struct arena *a, int column)
{
	(void)a;
	return (int)query_int(q, column);
}

row_flag
row_get_flag(struct query *q, struct arena *a, int column)
{
	(void)a;
	return query_int(q, column) != 0;
}

row_text
row_get_text(struct query *q, struct arena *a, int column)
{
	return query_text(q, a, column);
}

row_date
row_get_date(struct query *q, struct arena *a, int column)
{
	(void)a;
	return web_parse(query_peek(q, column));
}

void
rows_ask(const struct view *v, struct arena *a, struct query *q, const char *sql,
    const struct row_args *args, struct err *e)
{
	query_start(v->store, q, sql, e);
	for (int i = 0; i < args->count; i++)
		query_bind_int(q, i + 1, args->n[i]);
	if (date_is(args->date))
		query_bind_text(q, ARG_DATE, date_iso(a, args->date));
}

bool
rows_int(const struct view *v, struct arena *a, const char *sql, const struct row_args *args,
    int64_t *out, struct err *e)
{
	struct query q;

	rows_ask(v, a, &q, sql, args, e);
	*out = query_row(&q) ? query_int(&q, 0) : 0;
	return query_end(&q);
}

bool
rows_read(const struct view *v, struct arena *a, const char *sql, const struct row_args *args,
    size_t size, row_read *read, struct web_rows *out, struct err *e)
{
	struct query q;
	size_t room = 0;

	*out = (struct web_rows){ 0 };
	rows_ask(v, a, &q, sql, args, e);
	while (query_row(&q)) {
		out->v = arena_grow(a, out->v, out->n, &room, size);
		read(&q, a, (char *)out->v + out->n++ * size);
	}
	return query_end(&q);
}

struct kept_rows {
	struct kept_rows *next;
	const char *sql;
	struct row_args args;
	struct web_rows rows;
};

bool
web_rows(const struct web *w, const char *sql, const struct row_args *args, size_t size,
    row_read *read, struct web_rows *out)
{
	struct cache *s = w->v->cache;
	struct kept_rows *k;

	if (!s)
		return rows_read(w->v, w->a, sql, args, size, read, out, w->e);
	if (s->rows_unit != w->unit) {
		arena_clear(s->rows_arena);
		s->rows = NULL;
		s->rows_unit = w->unit;
	}
	for (k = s->rows; k; k = k->next)
		if (k->sql == sql && memcmp(k->args.n, args->n, sizeof args->n) == 0 &&
		    date_cmp(k->args.date, args->date) ==
			0) { /* counts follow from the statement */
			*out = k->rows;
			return true;
		}
	if (!rows_read(w->v, s->rows_arena, sql, args, size, read, out, w->e))
		return false;
	k = ARENA_NEW(s->rows_arena, struct kept_rows);
	*k = (struct kept_rows){ .next = s->rows, .sql = sql, .args = *args, .rows = *out };
	s->rows = k;
	return true;
}
