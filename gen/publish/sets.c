/* SPDX-License-Identifier: MIT */
/*
 * Outputs that are many files made at once: the search index and the sitemap. They are made while the pages are drawn, so their names become known late: they are
 * announced in the manifest before the first of them is written, as every other file is.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "publish/build.h"

/* Files are made in memory first: only then is it known which they are. */
static bool
collect(void *context, struct text path, struct text bytes, struct err *e)
{
	struct build *b = context;
	struct shard *s = ARENA_PUSH(b->sets, &b->shards);

	(void)e;
	s->item.path = text_copy(b->sets, path);
	s->bytes = text_copy(b->sets, bytes);
	return true;
}

static int
by_path(const void *x, const void *y)
{
	return text_cmp(((const struct shard *)x)->item.path, ((const struct shard *)y)->item.path);
}

static bool
make(struct build *b, struct err *e)
{
	struct view v = { .site = b->g.site, .store = b->g.store, .edition = b->options->edition, .as_of = b->g.as_of, .only = b->only };
	struct arena *a = arena_new();
	struct search_entry *entries = NULL;
	struct sitemap_page *pages = NULL;
	struct text base = b->g.site->base_url;
	size_t n = 0, npages = 0;
	bool ok = view_search(&v, a, &entries, &n, e) && search_write(entries, n, collect, b, e);

	arena_clear(a);
	if (ok && base.n > 0)
		ok = view_sitemap(&v, a, &pages, &npages, e) && sitemap_write(base, pages, npages, collect, b, e);
	arena_free(a);
	if (b->shards.n > 1)
		qsort(b->shards.v, b->shards.n, sizeof *b->shards.v, by_path);
	return ok;
}

static bool
withdraw(struct build *b, struct err *e)
{
	bool ok = true;

	for (size_t i = 0; ok && i < b->before.n; i++) {
		struct shard key = { .item.path = b->before.v[i].path };
		if (!path_in_set(key.item.path) || (b->shards.n > 0 && bsearch(&key, b->shards.v, b->shards.n, sizeof key, by_path) != NULL))
			continue;
		struct text whole = path_join(b->sets, b->folder, key.item.path);
		b->sets_removed++;
		ok = file_remove(whole.p, e) && file_remove_empty_dirs(b->folder.p, whole.p, e);
	}
	return ok;
}

bool
sets_make(struct build *b, struct err *e)
{
	struct file_writer w = { 0 };
	bool ok = true;

	b->sets = arena_new();
	if (!make(b, e) || !withdraw(b, e))
		return false;
	for (size_t i = 0; i < b->shards.n; i++)
		b->shards.v[i].item.row = rows_find(&b->rows, b->shards.v[i].item.path);
	if (!plan_write(b, e))
		return false;
	for (size_t i = 0; ok && i < b->shards.n; i++)
		ok = build_write(b, &w, &b->shards.v[i].item, b->shards.v[i].bytes, e);
	file_writer_release(&w);
	return ok;
}
