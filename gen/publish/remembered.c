/* SPDX-License-Identifier: MIT */
/*
 * The memory of the last build. A build that finds nothing changed looks at each file once and
 * reads none, so the rows are read in one sweep in order of path, the files are looked at by all
 * processors, and no page is listed.
 *
 * A file is trusted by its stat unless it was last changed in the very moment in which the stat was
 * taken (git's rule for racy times). Where the stat differs, the content decides: a tree that was
 * copied back, or touched by a sync program, needs no drawing.
 */
#include "publish/remembered.h"

#include <stdlib.h>
#include <time.h>

#include "lihui/arena.h"
#include "lihui/hash.h"
#include "lihui/pool.h"

#define CHUNK 512 /* files looked at in one piece of work: enough to make drawing a piece cheap */

int64_t
clock_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

bool
rows_load(struct store *s, struct arena *a, struct text tree, struct row_list *out, struct err *e)
{
	struct text known = NO_TEXT;
	struct query q;

	if (!fact_get(s, T("tree"), a, &known, e))
		return false;
	if (!text_eq(known, tree))
		return true;
	query_start(s, &q, "select count(*) from output", e);
	if (query_row(&q))
		out->room = (size_t)query_int(&q, 0);
	if (!query_end(&q))
		return false;
	out->v = ARENA_ARRAY(a, struct row_known, out->room + 1);
	query_start(s, &q,
	    "select path, key, sha256, size, mtime, ctime, inode from output order by path", e);
	while (query_row(&q)) {
		struct row_known *r = ARENA_PUSH(a, out);

		r->path = query_text(&q, a, 0);
		r->key = (uint64_t)query_int(&q, 1);
		r->sha256 = query_text(&q, a, 2);
		r->stat = (struct file_stat){ .exists = true,
			.size = query_int(&q, 3),
			.mtime_ns = query_int(&q, 4),
			.ctime_ns = query_int(&q, 5),
			.inode = (uint64_t)query_int(&q, 6) };
	}
	return query_end(&q);
}

struct row_known *
rows_find(const struct row_list *l, struct text path)
{
	return LIST_FIND(l, &path, text_order);
}

bool
rows_put(struct store *s, const struct row_known *r, struct err *e)
{
	return store_do(s,
	    "insert or replace into output (path, key, sha256, size, mtime, ctime, inode) values "
	    "(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	    VALUES(V(r->path), V((int64_t)r->key), V(r->sha256), V(r->stat.size),
		V(r->stat.mtime_ns), V(r->stat.ctime_ns), V((int64_t)r->stat.inode)),
	    e);
}

bool
rows_remove(struct store *s, struct text path, struct err *e)
{
	return store_do(s, "delete from output where path = ?1", VALUES(V(path)), e);
}

bool
rows_clear(struct store *s, struct err *e)
{
	return store_run(s, "delete from output", e);
}

/* --- looking --- */

struct row_look {
	const struct row_list *rows;
	struct text folder;
	int64_t looked;
};

static bool
look_one(
    const struct row_look *l, struct row_known *r, struct buf *path, struct arena *a, struct err *e)
{
	struct file_stat now;

	path->n = l->folder.n + 1;
	buf_text(path, r->path);
	if (!file_stat(path->p, &now, e))
		return false;
	r->intact = false;
	if (!now.exists || now.is_dir || now.size != r->stat.size)
		return true;
	r->intact = now.mtime_ns == r->stat.mtime_ns && now.ctime_ns == r->stat.ctime_ns &&
	    now.inode == r->stat.inode && now.ctime_ns < l->looked - ROWS_RACY_NS;
	if (r->intact)
		return true;
	struct buf b = BUF_INIT;
	bool ok = file_read(path->p, &b, e);
	r->intact = ok && text_eq(hash_sha256_hex(a, buf_view(&b)), r->sha256);
	buf_release(&b);
	return ok;
}

static bool
look_chunk(void *context, size_t i, int worker, struct err *e)
{
	const struct row_look *l = context;
	size_t end = (i + 1) * CHUNK < l->rows->n ? (i + 1) * CHUNK : l->rows->n;
	struct arena *a = arena_new();
	struct buf path = BUF_INIT;
	bool ok = true;

	(void)worker;
	buf_text(&path, l->folder);
	buf_char(&path, '/');
	for (size_t k = i * CHUNK; k < end && ok; k++)
		ok = look_one(l, &l->rows->v[k], &path, a, e);
	buf_release(&path);
	arena_free(a);
	return ok;
}

bool
rows_look(const struct row_list *l, struct text folder, int64_t looked, int jobs, struct err *e)
{
	struct row_look look = { .rows = l, .folder = folder, .looked = looked };

	return pool_run((l->n + CHUNK - 1) / CHUNK, jobs, look_chunk, &look, e);
}
