/* SPDX-License-Identifier: MIT */
/*
 * Rows that several outputs of a unit list: its pages in each language are made one behind the
 * other and ask the same. What was read is kept on the cache until another unit's turn, by the
 * statement and what was bound to it. Lists that pages show are bounded, so what is kept is.
 */
#include "lihui/arena.h"
#include "view/web.h"

struct kept_rows {
	struct kept_rows *next;
	const char *sql;
	struct row_args args;
	struct web_rows rows;
};

static bool
is_same(const struct kept_rows *k, const char *sql, const struct row_args *args)
{
	return k->sql == sql && memcmp(k->args.n, args->n, sizeof args->n) == 0 &&
	    date_cmp(k->args.date, args->date) == 0; /* counts follow from the statement */
}

static void
bind(const struct web *w, struct query *q, const struct row_args *args)
{
	for (int i = 1; i <= args->count; i++)
		if (i == args->date_at)
			query_bind_text(q, i, date_iso(w->a, args->date));
		else
			query_bind_int(q, i, args->n[i - 1]);
}

static bool
rows_read(const struct web *w, struct arena *a, const char *sql, const struct row_args *args,
    size_t size, row_read *read, struct web_rows *out)
{
	struct query q;
	size_t room = 0;

	query_start(w->v->store, &q, sql, w->e);
	bind(w, &q, args);
	while (query_row(&q)) {
		out->v = arena_grow(a, out->v, out->n, &room, size);
		read(&q, a, (char *)out->v + out->n++ * size);
	}
	return query_end(&q);
}

bool
web_rows(const struct web *w, const char *sql, const struct row_args *args, size_t size,
    row_read *read, struct web_rows *out)
{
	struct cache *s = w->v->cache;
	struct kept_rows *k;

	*out = (struct web_rows){ 0 };
	if (s == NULL)
		return rows_read(w, w->a, sql, args, size, read, out);
	if (s->rows_unit != w->unit) {
		arena_clear(s->rows_arena);
		s->rows = NULL;
		s->rows_unit = w->unit;
	}
	for (k = s->rows; k != NULL; k = k->next)
		if (is_same(k, sql, args)) {
			*out = k->rows;
			return true;
		}
	if (!rows_read(w, s->rows_arena, sql, args, size, read, out))
		return false;
	k = ARENA_NEW(s->rows_arena, struct kept_rows);
	*k = (struct kept_rows){ .next = s->rows, .sql = sql, .args = *args, .rows = *out };
	s->rows = k;
	return true;
}
