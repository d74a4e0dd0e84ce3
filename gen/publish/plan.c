/* SPDX-License-Identifier: MIT */
/*
 * The plan: what must be looked at, and what is remembered in the end.
 *
 * An output is looked at (its data are made, and where they differ it is drawn) when a document of
 * its unit or below was put or removed, when its kind tells ages and the as-of date moved, when
 * what stands behind its whole group changed, or when its file is not as it was left. A page reads
 * only its unit's subtree, its ancestors' names and site facts, so a unit above a touched one is
 * touched too, and nothing else is. The site facts that do reach every page are kept as one text:
 * another text, and everything is looked at.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/hash.h"
#include "lihui/pool.h"
#include "publish/build.h"
#include "publish/owner.h"

/* --- what reaches every page --- */

static bool
ask_text(struct build *b, const char *sql, struct text *out, struct err *e)
{
	struct query q;

	*out = NO_TEXT;
	query_start(b->g.store, &q, sql, e);
	if (query_row(&q) && !query_is_null(&q, 0))
		*out = query_text(&q, b->arena, 0);
	return query_end(&q);
}

/* The year of numbers and dates, the manual's first page, since when weeks are asked for, when
 * units above first met: where nobody sent anything villages are missed from then on
 * (view/stats.c). */
static bool
site_facts(struct build *b, struct text *out, struct err *e)
{
	struct text manual, first, weekly;
	struct date now = b->g.as_of;

	if (!ask_text(b,
		"select address from document where address >= 'manual/' and address < 'manual0' "
		"and state = 'published' and class = 'page'"
		" order by address <> 'manual/index', address limit 1",
		&manual, e) ||
	    !ask_text(b,
		"select group_concat(unit || ' ' || met) from (select unit, min(date) as met from "
		"document where unit in (select id from unit where last > id)"
		" and date <> '' and class in ('meeting', 'absence') and state <> 'draft' group by "
		"unit order by unit)",
		&first, e) ||
	    !fact_get(b->g.store, T("weekly_firsts"), b->arena, &weekly, e))
		return false;
	*out = text_fmt(b->arena, "%d %d %.*s %.*s %.*s", now.year,
	    date_is(now) ? date_week(now).year : 0, TEXT_ARG(first), TEXT_ARG(weekly),
	    TEXT_ARG(manual));
	return true;
}

static struct text
number(struct build *b, uint64_t n)
{
	return text_fmt(b->arena, "%016llx", (unsigned long long)n);
}

/* The facts that are compared with those of the last build, in one place for both ends. */
struct drawn {
	struct text key, value;
	bool same;
};
enum { DRAWN_REST, DRAWN_PAGES, DRAWN_SHEETS, DRAWN_SITE, DRAWN_AS_OF, DRAWN_FACTS };

static bool
drawn_make(struct build *b, struct drawn d[DRAWN_FACTS], struct err *e)
{
	struct text site, before;

	if (!site_facts(b, &site, e))
		return false;
	d[DRAWN_REST] = (struct drawn){ T("drawn_rest"), number(b, b->groups.rest), false };
	d[DRAWN_PAGES] = (struct drawn){ T("drawn_pages"), number(b, b->groups.pages), false };
	d[DRAWN_SHEETS] = (struct drawn){ T("drawn_sheets"), number(b, b->groups.sheets), false };
	d[DRAWN_SITE] = (struct drawn){ T("drawn_site"), site, false };
	d[DRAWN_AS_OF] = (struct drawn){ T("drawn_as_of"), date_iso(b->arena, b->g.as_of), false };
	for (int i = 0; i < DRAWN_FACTS; i++) {
		if (!fact_get(b->g.store, d[i].key, b->arena, &before, e))
			return false;
		d[i].same = text_eq(before, d[i].value);
	}
	return true;
}

/* --- looking --- */

static struct text
whole_path(struct build *b)
{
	char *real = realpath(b->folder.p, NULL);
	struct text t = real != NULL ? text_copy(b->arena, text_of(real)) : NO_TEXT;

	free(real);
	return t;
}

static bool
any_touched(struct build *b, bool *any, struct err *e)
{
	struct query q;

	query_start(b->g.store, &q,
	    "select exists (select 1 from touched) or exists (select 1 from touched_document)", e);
	*any = query_row(&q) && query_int(&q, 0) != 0;
	return query_end(&q);
}

static bool
all_intact(const struct build *b)
{
	for (size_t i = 0; i < b->rows.n; i++)
		if (!b->rows.v[i].intact)
			return false;
	return b->rows.n > 0;
}

bool
plan_look(struct build *b, bool *idle, struct err *e)
{
	struct drawn d[DRAWN_FACTS];
	struct text looked = NO_TEXT;
	bool touched = false;

	b->tree = whole_path(b);
	if (b->tree.n > 0 && !rows_load(b->g.store, b->arena, b->tree, &b->rows, e))
		return false;
	if (!fact_get(b->g.store, T("drawn_looked"), b->arena, &looked, e) ||
	    !rows_look(
		&b->rows, b->folder, looked.n > 0 ? strtoll(looked.p, NULL, 10) : 0, b->jobs, e) ||
	    !any_touched(b, &touched, e) || !drawn_make(b, d, e))
		return false;
	*idle = !touched && all_intact(b);
	for (int i = 0; i < DRAWN_FACTS; i++)
		*idle = *idle && d[i].same;
	if (*idle)
		b->report->same = (int)b->rows.n - 1; /* the manifest is not told */
	return true;
}

/* --- what is wanted --- */

struct wanting {
	struct drawn drawn[DRAWN_FACTS];
	bool all;
	bool *units;        /* by row of the index */
	int64_t *documents; /* sorted */
	size_t ndocuments, room;
};

static bool
load_touched(struct build *b, struct wanting *w, struct err *e)
{
	struct query q;

	query_start(b->g.store, &q, "select unit from touched", e);
	while (query_row(&q)) {
		int64_t id = query_int(&q, 0);
		if (id >= 1 && (size_t)id <= b->g.site->nunits)
			w->units[id] = true;
		else
			w->all = true;
	}
	if (!query_end(&q))
		return false;
	query_start(b->g.store, &q, "select document from touched_document order by document", e);
	while (query_row(&q)) {
		w->documents = arena_grow(
		    b->arena, w->documents, w->ndocuments, &w->room, sizeof *w->documents);
		w->documents[w->ndocuments++] = query_int(&q, 0);
	}
	return query_end(&q);
}

static int
by_number(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return (a > b) - (a < b);
}

static bool
is_wanted(const struct wanting *w, const struct item *it)
{
	const struct output *o = it->output;

	if (w->all || it->row == NULL || !it->row->intact || w->units[o->unit])
		return true;
	if ((output_is(o->kind, IS_PAGE) || o->kind == OUT_ASSET || o->kind == OUT_CHECK_PROGRAM) &&
	    !w->drawn[DRAWN_PAGES].same)
		return true;
	if (output_is_sheet(o->kind) && !w->drawn[DRAWN_SHEETS].same)
		return true;
	if (output_is(o->kind, IS_AGES) && !w->drawn[DRAWN_AS_OF].same)
		return true;
	if (o->kind != OUT_PAGE_DOCUMENT && o->kind != OUT_DATA_DOCUMENT)
		return false;
	return list_find(&o->document, w->documents, w->ndocuments, sizeof *w->documents,
		   by_number) != NULL;
}

static void
make_items(struct build *b, const struct wanting *w)
{
	size_t k = 0;

	b->items = ARENA_ARRAY(b->arena, struct item, b->outputs.n + 1);
	for (size_t i = 0; i < b->outputs.n; i++) {
		struct item *it = &b->items[i];
		it->path = b->outputs.v[i].path;
		it->output = &b->outputs.v[i];
		while (k < b->rows.n && text_cmp(b->rows.v[k].path, it->path) < 0)
			k++;
		if (k < b->rows.n && text_eq(b->rows.v[k].path, it->path)) {
			it->row = &b->rows.v[k];
			it->key = it->row->key;
			it->done = it->row->intact;
			it->stat = it->row->stat;
			memcpy(it->sha256, it->row->sha256.p, sizeof it->sha256);
		}
		it->wanted = is_wanted(w, it);
	}
}

static bool
sets_whole(const struct build *b)
{
	bool any = false;

	for (size_t i = 0; i < b->rows.n; i++)
		if (path_in_set(b->rows.v[i].path)) {
			any = true;
			if (!b->rows.v[i].intact)
				return false;
		}
	return any;
}

/* What stands in the tree. When the manifest is as the last build left it, the rows tell the same.
 */
static bool
read_before(struct build *b, struct err *e)
{
	const struct row_known *manifest = rows_find(&b->rows, T(MANIFEST_NAME));
	bool exists;

	if (manifest == NULL || !manifest->intact)
		return manifest_read(b->arena, b->folder, &b->before, &exists, e);
	for (size_t i = 0; i < b->rows.n; i++)
		if (&b->rows.v[i] != manifest)
			*ARENA_PUSH(b->arena, &b->before) =
			    (struct manifest_entry){ b->rows.v[i].path, b->rows.v[i].sha256 };
	return true;
}

bool
plan_outputs(struct build *b, struct err *e)
{
	struct view v = { .site = b->g.site,
		.store = b->g.store,
		.edition = b->options->edition,
		.as_of = b->g.as_of,
		.checker = b->options->checker,
		.only = b->only,
		.part = b->part };
	struct wanting w = { .units = ARENA_ARRAY(b->arena, bool, b->g.site->nunits + 1) };

	if (!read_before(b, e) || !view_outputs(&v, b->arena, &b->outputs, e) ||
	    !drawn_make(b, w.drawn, e) || !load_touched(b, &w, e))
		return false;
	w.all = w.all || b->rows.n == 0 || !w.drawn[DRAWN_REST].same || !w.drawn[DRAWN_SITE].same;
	make_items(b, &w);
	b->sets_all = w.all || !sets_whole(b);
	/* A join copied the rows of its parts; those of the units above it touched. */
	return search_files_plan(b, w.all && b->joined == NULL, e);
}

/* --- the manifest before --- */

static bool
write_manifest(struct build *b, struct arena *a, struct manifest *m, struct item *it, struct err *e)
{
	struct file_writer w = { 0 };
	struct buf out = BUF_INIT;
	bool ok;

	m->owner = owner_line(a, b->g.site, b->options->edition);
	manifest_sort(m);
	manifest_print(&out, m);
	ok = build_write(b, &w, it, buf_view(&out), e);
	file_writer_release(&w);
	buf_release(&out);
	return ok;
}

/* Files that are yet to come, n of v by path. Only the names are told: others may be drawing them
 * right now. */
static void
announce(struct build *b, struct arena *a, struct manifest *m, const struct item *v, size_t n)
{
	static const char unknown[] =
	    "0000000000000000000000000000000000000000000000000000000000000000";
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		while (k < b->before.n && text_cmp(b->before.v[k].path, v[i].path) < 0)
			k++;
		if (k == b->before.n || !text_eq(b->before.v[k].path, v[i].path))
			*ARENA_PUSH(a, m) = (struct manifest_entry){ v[i].path, T(unknown) };
	}
}

/* What stands and what will stand: whenever a build is killed, every file in the tree is one that
 * the manifest names, and the next build may replace or remove it. The build's arena belongs to
 * others meanwhile: whoever runs beside this counts the statistics in it. */
bool
plan_write(struct build *b, struct err *e)
{
	struct arena *a = arena_new();
	struct item it = { .path = T(MANIFEST_NAME) };
	struct row_known *row = rows_find(&b->rows, it.path);
	struct manifest m = { 0 };
	bool ok = true;

	announce(b, a, &m, b->items, b->outputs.n);
	announce(b, a, &m, b->shards.v, b->shards.n);
	if (m.n > 0) {
		for (size_t i = 0; i < b->before.n; i++)
			*ARENA_PUSH(a, &m) = b->before.v[i];
		ok = write_manifest(b, a, &m, &it, e);
		if (row != NULL)
			row->intact = false;
	}
	arena_free(a);
	return ok;
}

/* Whether a file of the tree is one of the build's. Asked in order of path: *at goes along in the
 * items. */
static bool
stays(const struct build *b, struct text path, size_t *at)
{
	if (path_in_set(path))
		return search_files_keep(b, path);
	while (*at < b->outputs.n && text_cmp(b->items[*at].path, path) < 0)
		++*at;
	return *at < b->outputs.n && text_eq(b->items[*at].path, path);
}

bool
plan_withdraw(struct build *b, struct err *e)
{
	size_t at = 0;

	for (size_t i = 0; i < b->before.n; i++) {
		struct text path = b->before.v[i].path;
		if (stays(b, path, &at))
			continue;
		struct text whole = path_join(b->arena, b->folder, path);
		b->report->removed++;
		if (!file_remove(whole.p, e) || !file_remove_empty_dirs(b->folder.p, whole.p, e))
			return false;
	}
	return true;
}

/* --- the manifest after, and the rows --- */

static void
manifest_add(struct arena *a, struct manifest *m, const struct item *it)
{
	*ARENA_PUSH(a, m) = (struct manifest_entry){ it->path, { it->sha256, sizeof it->sha256 } };
}

static bool
finish_manifest(struct build *b, struct item *it, struct err *e)
{
	struct manifest m = { 0 };

	m.room = b->outputs.n + b->shards.n + b->rows.n + 1;
	m.v = ARENA_ARRAY(b->arena, struct manifest_entry, m.room);
	it->path = T(MANIFEST_NAME);
	it->row = rows_find(&b->rows, it->path);
	for (size_t i = 0; i < b->outputs.n; i++)
		manifest_add(b->arena, &m, &b->items[i]);
	for (size_t i = 0; i < b->shards.n; i++)
		manifest_add(b->arena, &m, &b->shards.v[i]);
	for (size_t i = 0; i < b->rows.n; i++)
		/* A file of a set that this build has no business with. */
		if (path_in_set(b->rows.v[i].path) &&
		    search_files_find(b, b->rows.v[i].path) == NULL &&
		    search_files_keep(b, b->rows.v[i].path))
			*ARENA_PUSH(b->arena, &m) =
			    (struct manifest_entry){ b->rows.v[i].path, b->rows.v[i].sha256 };
	return write_manifest(b, b->arena, &m, it, e);
}

static bool
save_item(struct build *b, const struct item *it, struct err *e)
{
	struct row_known r = { .path = it->path,
		.sha256 = { it->sha256, sizeof it->sha256 },
		.key = it->key,
		.stat = it->stat };

	return !it->fresh || rows_put(b->g.store, &r, e);
}

static bool
save_rows(struct build *b, struct err *e)
{
	bool ok = b->rows.n > 0 || rows_clear(b->g.store, e);
	size_t at = 0;

	for (size_t i = 0; ok && i < b->rows.n; i++)
		if (!text_eq(b->rows.v[i].path, T(MANIFEST_NAME)) &&
		    !stays(b, b->rows.v[i].path, &at))
			ok = rows_remove(b->g.store, b->rows.v[i].path, e);
	for (size_t i = 0; ok && i < b->outputs.n; i++)
		ok = save_item(b, &b->items[i], e);
	for (size_t i = 0; ok && i < b->shards.n; i++)
		ok = save_item(b, &b->shards.v[i], e);
	return ok;
}

static bool
save_facts(struct build *b, int64_t looked, struct err *e)
{
	struct drawn d[DRAWN_FACTS];

	if (!drawn_make(b, d, e))
		return false;
	for (int i = 0; i < DRAWN_FACTS; i++)
		if (!fact_set(b->g.store, d[i].key, d[i].value, e))
			return false;
	return fact_set(b->g.store, T("tree"), whole_path(b), e) &&
	    fact_set(
		b->g.store, T("drawn_looked"), text_fmt(b->arena, "%lld", (long long)looked), e) &&
	    search_files_remember(b, e) && store_run(b->g.store, "delete from touched", e) &&
	    store_run(b->g.store, "delete from touched_document", e);
}

struct remembering {
	struct build *build;
	struct item manifest;
};

/* The last manifest beside the rows: that of the manifest itself follows. */
static bool
remember(void *context, size_t i, int worker, struct err *e)
{
	struct remembering *r = context;

	(void)worker;
	return i == 0 ? finish_manifest(r->build, &r->manifest, e) : save_rows(r->build, e);
}

bool
plan_remember(struct build *b, struct err *e)
{
	struct remembering r = { .build = b };
	int64_t looked = clock_ns();

	if (!store_begin(b->g.store, e))
		return false;
	if (!pool_run(2, b->jobs, remember, &r, e) || !fresh_tree_show(b, e) ||
	    !save_item(b, &r.manifest, e) || !save_facts(b, looked, e)) {
		store_rollback(b->g.store);
		return false;
	}
	return store_commit(b->g.store, e);
}
