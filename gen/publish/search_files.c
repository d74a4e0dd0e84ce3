/* SPDX-License-Identifier: MIT */
/*
 * Outputs that are many files: the search index and the sitemap. What they hold is brought up to
 * date before anything is drawn, so that all names are known for the plan; only files of which
 * something changed are made, in pieces that any worker does between the pages. When a file of the
 * search index is not as it was left, or the whole site is looked at, all are made: their bytes
 * follow from rows of the index, so that costs a fraction of a second at 9,000 records.
 */
#include "publish/build.h"

#include <assert.h>
#include <stdlib.h>

#include "lihui/arena.h"

/* The sitemap's pages by part. */
struct map {
	unsigned bits;
	uint32_t *part;              /* of a unit, by row */
	const struct output **pages; /* by part, within it by path */
	size_t *from;                /* where each part begins, and the end */
	bool *made;
	struct text_list names; /* of all its files */
	struct text_list parts; /* of those, the parts */
};

struct work_piece {
	enum { PIECE_SEARCH, PIECE_MAP, PIECE_MAP_INDEX } kind;
	uint32_t n; /* a piece of the search plan, a part of the sitemap */
};

struct search_files {
	struct search_plan search;
	struct map map;
	struct {
		struct work_piece *v;
		size_t n, room;
	} pieces;
};

static void
add_file(struct build *b, struct text path)
{
	struct item *it = ARENA_PUSH(b->arena, &b->shards);

	it->path = path;
	it->row = rows_find(&b->rows, path);
}

/* --- the sitemap --- */

static void
sort_pages(struct build *b, struct map *m)
{
	size_t parts = (size_t)1 << m->bits, *at = ARENA_ARRAY(b->arena, size_t, parts + 1);

	m->from = ARENA_ARRAY(b->arena, size_t, parts + 1);
	for (size_t i = 0; i < b->outputs.n; i++)
		if (view_is_listed(b->outputs.v[i].kind))
			m->from[m->part[b->outputs.v[i].unit] + 1]++;
	for (size_t p = 0; p < parts; p++) {
		m->from[p + 1] += m->from[p];
		at[p] = m->from[p];
	}
	m->pages = ARENA_ARRAY(b->arena, const struct output *, m->from[parts] + 1);
	for (size_t i = 0; i < b->outputs.n; i++)
		if (view_is_listed(b->outputs.v[i].kind))
			m->pages[at[m->part[b->outputs.v[i].unit]]++] = &b->outputs.v[i];
}

static size_t
count_pages(const struct build *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->outputs.n; i++)
		n += view_is_listed(b->outputs.v[i].kind);
	return n;
}

/* A part of more pages than one file may have is several files, all made when one is. */
static size_t
files_of(const struct map *m, size_t part)
{
	return (m->from[part + 1] - m->from[part] + SITEMAP_MAX_PAGES - 1) / SITEMAP_MAX_PAGES;
}

static bool
plan_map(struct build *b, struct search_files *s, struct err *e)
{
	struct map *m = &s->map;
	size_t n = m->names.n;

	m->bits = sitemap_bits(count_pages(b));
	m->part = ARENA_ARRAY(b->arena, uint32_t, b->g.site->nunits + 1);
	m->made = ARENA_ARRAY(b->arena, bool, (size_t)1 << m->bits);
	for (size_t i = 0; i < b->g.site->nunits; i++)
		m->part[i + 1] = sitemap_part(m->bits, b->g.site->units[i]->path);
	sort_pages(b, m);
	struct query q;

	query_ask(b->g.store, &q, "select unit from touched where unit between 1 and ?1",
	    VALUES(V((int64_t)b->g.site->nunits)), e);
	while (query_row(&q))
		m->made[m->part[query_int(&q, 0)]] = true;
	if (!query_end(&q))
		return false;
	for (size_t p = 0; p >> m->bits == 0; p++) {
		n = m->parts.n;
		for (size_t k = 0; k < files_of(m, p); k++) {
			struct text name = sitemap_name(b->arena, m->bits, (uint32_t)p, k);
			const struct row_known *row = rows_find(&b->rows, name);
			text_list_add(b->arena, &m->parts, name);
			text_list_add(b->arena, &m->names, name);
			if (row == NULL || !row->intact)
				m->made[p] = true;
		}
		m->made[p] = m->made[p] || b->sets_all;
		if (!m->made[p] || m->parts.n == n)
			continue;
		*ARENA_PUSH(b->arena, &s->pieces) = (struct work_piece){ PIECE_MAP, (uint32_t)p };
		for (; n < m->parts.n; n++)
			add_file(b, m->parts.v[n]);
	}
	if (m->parts.n > 1) {
		text_list_add(b->arena, &m->names, T("sitemap.xml"));
		*ARENA_PUSH(b->arena, &s->pieces) = (struct work_piece){ PIECE_MAP_INDEX, 0 };
		add_file(b, T("sitemap.xml"));
	}
	return true;
}

/* --- the plan --- */

static bool
plan_search(struct build *b, struct search_files *s, struct search_scope scope, struct err *e)
{
	if (!search_plan(b->g.store, b->arena, scope, b->sets_all, &s->search, e))
		return false;
	for (size_t i = 0; i < s->search.pieces.n; i++)
		*ARENA_PUSH(b->arena, &s->pieces) =
		    (struct work_piece){ PIECE_SEARCH, (uint32_t)i };
	for (size_t i = 0; i < s->search.paths.n; i++)
		add_file(b, s->search.paths.v[i]);
	return true;
}

bool
search_files_plan(struct build *b, bool all, struct err *e)
{
	struct search_files *s = b->sets = ARENA_NEW(b->arena, struct search_files);
	struct search_scope scope;

	struct query q;

	scope.first = scope.last = b->only != NULL ? b->only->id + 1 : 1;
	query_ask(b->g.store, &q, "select last from unit where id = ?1", VALUES(V(scope.first)), e);
	if (query_row(&q))
		scope.last = query_int(&q, 0);
	if (!query_end(&q) || !search_rows_refresh(b, all, scope, e))
		return false;
	if (b->part != NULL)
		return true;
	if (!plan_search(b, s, scope, e))
		return false;
	if (b->g.site->base_url.n > 0 && !plan_map(b, s, e))
		return false;
	LIST_SORT(&b->shards, text_order);
	return true;
}

size_t
search_files_pieces(const struct build *b)
{
	return b->sets->pieces.n;
}

struct item *
search_files_find(const struct build *b, struct text path)
{
	return LIST_FIND(&b->shards, &path, text_order);
}

bool
search_files_keep(const struct build *b, struct text path)
{
	if (search_files_find(b, path) != NULL)
		return true;
	return text_starts(path, T("assets/search/")) ? !search_plan_covers(&b->sets->search, path)
						      : text_list_has(&b->sets->map.names, path);
}

/* --- writing --- */

struct written {
	struct build *build;
	struct file_writer *files;
};

static bool
write_file(void *context, struct text path, struct text bytes, struct err *e)
{
	const struct written *w = context;
	struct item *it = search_files_find(w->build, path);

	assert(it != NULL);
	return build_write(w->build, w->files, it, bytes, e);
}

static bool
write_map(struct build *b, struct drawer *d, uint32_t part, struct written *w, struct err *e)
{
	const struct map *m = &b->sets->map;
	bool *units = ARENA_ARRAY(d->arena, bool, b->g.site->nunits + 1);
	struct sitemap_page *pages = NULL;
	size_t n = 0;
	bool ok;

	for (size_t u = 1; u <= b->g.site->nunits; u++)
		units[u] = m->part[u] == part;
	ok = view_sitemap(&d->view, d->arena, m->pages + m->from[part],
	    m->from[part + 1] - m->from[part], units, &pages, &n, e);
	for (size_t k = 0; k < files_of(m, part) && ok; k++) {
		size_t from = k * SITEMAP_MAX_PAGES < n ? k * SITEMAP_MAX_PAGES : n,
		       left = n - from < SITEMAP_MAX_PAGES ? n - from : SITEMAP_MAX_PAGES;
		ok = sitemap_write(b->g.site->base_url, sitemap_name(d->arena, m->bits, part, k),
		    pages + from, left, write_file, w, e);
	}
	return ok;
}

bool
search_files_write(struct build *b, size_t i, struct drawer *d, struct err *e)
{
	const struct work_piece *p = &b->sets->pieces.v[i];
	struct written w = { b, &d->files };

	arena_clear(d->arena);
	switch (p->kind) {
	case PIECE_SEARCH:
		return search_write(d->view.store, &b->sets->search,
		    &b->sets->search.pieces.v[p->n], write_file, &w, e);
	case PIECE_MAP: return write_map(b, d, p->n, &w, e);
	default:
		return sitemap_write_index(
		    b->g.site->base_url, &b->sets->map.parts, write_file, &w, e);
	}
}

bool
search_files_remember(struct build *b, struct err *e)
{
	return b->part != NULL || search_settled(b->g.store, &b->sets->search, e);
}
