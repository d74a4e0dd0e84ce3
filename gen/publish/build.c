/* SPDX-License-Identifier: MIT */
/*
 * A build: index, then sheets, then everything else, then what is gone, then the manifest. Each file is written whole or not at all, and only when its bytes differ; the
 * manifest comes last, so a build that was killed leaves whole files and an old manifest, and the next one heals the rest. What is newly hidden or withdrawn is
 * removed before anything new is written: a page must not outlive the decision to take it down.
 *
 * Workers draw into their own buffers and write their own files; results go by index into one array, so one thread and many give the same tree.
 */
#include <pthread.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/hash.h"
#include "lihui/pool.h"
#include "lihui/progress.h"
#include "lihui/utf8.h"
#include "publish/draw.h"
#include "publish/manifest.h"

/* What became of one output. */
struct result {
	struct text sha256;
	int64_t size;
	bool done, changed;
};

/* A file of an output that makes several: the search index, the sitemap. */
struct shard {
	struct text path, bytes;
	struct result result;
};
struct shard_list { /* by path */
	struct shard *v;
	size_t n, room;
};

struct build {
	const struct build_options *options;
	struct build_report *report;
	struct gathered g;
	struct text folder;                /* the public tree */
	struct manifest before;            /* what stood there */
	const struct unit *only;
	struct output_list outputs;
	struct result *results;
	struct drawer *drawers;
	int jobs;
	const size_t *order;               /* of the phase: indexes into outputs */
	struct progress *progress;
	pthread_mutex_t mutex;             /* guards arena and report below while workers run */
	struct arena *arena;
	struct shard_list shards;          /* the search index and the sitemap */
	struct templates *templates;
	struct pdf_fonts *fonts;
};

/* --- drawing -------------------------------------------------------------------------------------------------------------------------------- */

static bool
write_result(struct build *b, struct text path, struct text bytes, struct result *r, struct err *e)
{
	struct arena *a = arena_new();
	struct text whole = path_join(a, b->folder, path), hash = hash_sha256_hex(a, bytes);
	bool ok = file_write(whole.p, bytes, &r->changed, e);

	pthread_mutex_lock(&b->mutex);
	r->sha256 = text_copy(b->arena, hash);
	pthread_mutex_unlock(&b->mutex);
	r->size = (int64_t)bytes.n;
	r->done = ok;
	arena_free(a);
	return ok;
}

/*
 * Characters without a glyph become F014 at their place in the source: the document is read once more, which costs nothing on a site whose fonts fit.
 */
static bool
report_missing(struct build *b, struct drawer *d, const struct output *o, struct err *e)
{
	struct query q;
	struct text address = NO_TEXT;
	const struct source *f = NULL;
	struct doc *doc;

	query_start(d->view.store, &q, "select address from document where id = ?1", e);
	query_bind_int(&q, 1, o->document);
	if (query_row(&q))
		address = query_text(&q, d->arena, 0);
	if (!query_end(&q))
		return false;
	for (size_t i = 0; i < b->g.site->ndocuments && f == NULL; i++)
		if (text_eq(b->g.site->documents[i]->address, address))
			f = b->g.site->documents[i];
	doc = f == NULL ? NULL : doc_read(b->g.site, f, e);
	if (doc == NULL)
		return f == NULL;
	pthread_mutex_lock(&b->mutex);
	struct diag_sink sink = { .arena = b->arena, .path = text_copy(b->arena, doc->path), .source = doc->text };
	for (size_t i = 0; i < d->missing.n; i++) {
		char bytes[4];
		size_t n = utf8_put(bytes, d->missing.v[i].code), at = text_find(doc->text, (struct text){ bytes, n }, 0);
		struct text args[] = { { bytes, n }, text_fmt(b->arena, "U+%04X", (unsigned)d->missing.v[i].code) };
		diag_put(&sink, DIAG_F014, at == SIZE_MAX ? NO_SPAN : (struct span){ (uint32_t)at, (uint32_t)n }, args, 2);
	}
	for (size_t i = 0; i < sink.list.n; i++)
		*ARENA_PUSH(b->arena, &b->report->findings) = sink.list.v[i];
	pthread_mutex_unlock(&b->mutex);
	doc_free(doc);
	return true;
}

static bool
draw_one(void *context, size_t i, int worker, struct err *e)
{
	struct build *b = context;
	size_t place = b->order[i];
	const struct output *o = &b->outputs.v[place];
	struct drawer *d = &b->drawers[worker];
	struct buf out = BUF_INIT;
	bool ok;

	arena_clear(d->arena);
	d->missing = (struct glyph_missing_list){ 0 };
	ok = drawer_draw(d, o, &out, e) && write_result(b, o->path, buf_view(&out), &b->results[place], e);
	if (ok && d->missing.n > 0)
		ok = report_missing(b, d, o, e);
	buf_release(&out);
	progress_step(b->progress, 1);
	return ok;
}

static bool
draw_phase(struct build *b, bool sheets, const char *label, struct err *e)
{
	size_t *order = ARENA_ARRAY(b->arena, size_t, b->outputs.n + 1), n = 0;
	bool ok;

	for (size_t i = 0; i < b->outputs.n; i++)
		if (output_is_sheet(b->outputs.v[i].kind) == sheets && !output_is_set(b->outputs.v[i].kind))
			order[n++] = i;
	b->order = order;
	b->progress = progress_start(label, n);
	ok = pool_run(n, b->jobs, draw_one, b, e);
	progress_end(b->progress);
	return ok;
}

static int
output_by_path(const void *key, const void *element)
{
	return text_cmp(*(const struct text *)key, ((const struct output *)element)->path);
}

/* view_outputs gives its list in order of path. */
static int64_t
size_of(void *context, struct text path)
{
	struct build *b = context;
	const struct output *o = bsearch(&path, b->outputs.v, b->outputs.n, sizeof *o, output_by_path);

	return o != NULL && b->results[o - b->outputs.v].done ? b->results[o - b->outputs.v].size : -1;
}

/* Shards are made before anything is written, so that the plan can name them. */
static bool
collect_shard(void *context, struct text path, struct text bytes, struct err *e)
{
	struct build *b = context;
	struct shard *s = ARENA_PUSH(b->arena, &b->shards);

	(void)e;
	s->path = text_copy(b->arena, path);
	s->bytes = text_copy(b->arena, bytes);
	return true;
}

static int
shard_by_path(const void *x, const void *y)
{
	return text_cmp(((const struct shard *)x)->path, ((const struct shard *)y)->path);
}

static bool
make_shards(struct build *b, struct err *e)
{
	struct search_entry *entries = NULL;
	struct arena *a = arena_new();
	size_t n = 0;
	struct sitemap_page *pages = NULL;
	struct text base = b->g.site->base_url;
	size_t npages = 0;
	bool ok = view_search(&b->drawers[0].view, a, &entries, &n, e) && search_write(entries, n, collect_shard, b, e);

	if (ok && base.n > 0)
		ok = view_sitemap(&b->drawers[0].view, a, &pages, &npages, e) && sitemap_write(base, pages, npages, collect_shard, b, e);

	arena_free(a);
	if (b->shards.n > 1)
		qsort(b->shards.v, b->shards.n, sizeof *b->shards.v, shard_by_path);
	return ok;
}

static bool
write_shards(struct build *b, struct err *e)
{
	for (size_t i = 0; i < b->shards.n; i++)
		if (!write_result(b, b->shards.v[i].path, b->shards.v[i].bytes, &b->shards.v[i].result, e))
			return false;
	return true;
}

/* --- fonts ------------------------------------------------------------------------------------------------------------------------------------ */

/*
 * Every character that a sheet of this site may show, so that fonts are subset from one union: the packed models are taken as they are, since stray bytes between their texts
 * only add a few characters nobody asks for.
 */
static bool
open_fonts(struct build *b, struct err *e)
{
	struct query q;
	const struct text_list *keys;

	b->fonts = pdf_fonts_open(b->g.site, e);
	if (b->fonts == NULL)
		return false;
	keys = words_keys(b->g.site->words);
	for (size_t i = 0; i < keys->n; i++) {
		pdf_fonts_use(b->fonts, words_get(b->g.site->words, LANG_ZH, keys->v[i].p, NULL));
		pdf_fonts_use(b->fonts, words_get(b->g.site->words, LANG_MN, keys->v[i].p, NULL));
	}
	query_start(b->g.store, &q, "select tree from document where tree is not null", e);
	while (query_row(&q))
		pdf_fonts_use(b->fonts, query_peek(&q, 0));
	if (!query_end(&q))
		return false;
	query_start(b->g.store, &q, "select name, name_mn, phone, address, first_secretary, secretary from unit", e);
	while (query_row(&q))
		for (int i = 0; i < 6; i++)
			pdf_fonts_use(b->fonts, query_peek(&q, i));
	return query_end(&q) && pdf_fonts_freeze(b->fonts, e);
}

static bool
has_sheets(const struct build *b)
{
	for (size_t i = 0; i < b->outputs.n; i++)
		if (output_is_sheet(b->outputs.v[i].kind))
			return true;
	return false;
}

/* --- the order of things ---------------------------------------------------------------------------------------------------------------------- */

static bool
is_planned(const struct build *b, struct text path)
{
	struct shard key = { .path = path };

	return bsearch(&path, b->outputs.v, b->outputs.n, sizeof *b->outputs.v, output_by_path) != NULL ||
		(b->shards.n > 0 && bsearch(&key, b->shards.v, b->shards.n, sizeof key, shard_by_path) != NULL);
}

/* Pages, sheets, data and shards of what is no longer published go before anything is drawn. */
static bool
withdraw(struct build *b, struct err *e)
{
	for (size_t i = 0; i < b->before.n; i++) {
		struct text path = b->before.v[i].path;
		if (is_planned(b, path))
			continue;
		struct text whole = path_join(b->arena, b->folder, path);
		b->report->removed++;
		if (!file_remove(whole.p, e) || !file_remove_empty_dirs(b->folder.p, whole.p, e))
			return false;
	}
	return true;
}

static bool
write_manifest(struct build *b, const struct manifest *m, struct err *e)
{
	struct buf out = BUF_INIT;
	bool ok;

	manifest_print(&out, m);
	ok = file_write(path_join(b->arena, b->folder, T(MANIFEST_NAME)).p, buf_view(&out), NULL, e);
	buf_release(&out);
	return ok;
}

static void
manifest_add(struct build *b, struct manifest *m, struct text path, const struct result *r)
{
	static const char unknown[] = "0000000000000000000000000000000000000000000000000000000000000000";
	struct manifest_entry *entry = ARENA_PUSH(b->arena, m);

	entry->path = path;
	entry->sha256 = r->done ? r->sha256 : T(unknown);
	b->report->written += r->done && r->changed;
	b->report->same += r->done && !r->changed;
}

/* What stands and what will stand: whenever a build is killed, every file in the tree is one that the manifest names, and the next build may replace or remove it. */
static bool
write_plan(struct build *b, struct err *e)
{
	struct manifest m = { 0 };

	for (size_t i = 0; i < b->before.n; i++)
		*ARENA_PUSH(b->arena, &m) = b->before.v[i];
	for (size_t i = 0; i < b->outputs.n; i++)
		if (!output_is_set(b->outputs.v[i].kind) && manifest_find(&b->before, b->outputs.v[i].path) == NULL)
			manifest_add(b, &m, b->outputs.v[i].path, &b->results[i]);
	for (size_t i = 0; i < b->shards.n; i++)
		if (manifest_find(&b->before, b->shards.v[i].path) == NULL)
			manifest_add(b, &m, b->shards.v[i].path, &b->shards.v[i].result);
	manifest_sort(&m);
	return m.n == b->before.n || write_manifest(b, &m, e);
}

static bool
write_done(struct build *b, struct err *e)
{
	struct manifest m = { 0 };

	for (size_t i = 0; i < b->outputs.n; i++) {
		if (!b->results[i].done)
			continue;
		manifest_add(b, &m, b->outputs.v[i].path, &b->results[i]);
		b->report->sheets += output_is_sheet(b->outputs.v[i].kind);
	}
	for (size_t i = 0; i < b->shards.n; i++)
		manifest_add(b, &m, b->shards.v[i].path, &b->shards.v[i].result);
	manifest_sort(&m);
	return write_manifest(b, &m, e);
}

static bool
open_drawers(struct build *b, struct err *e)
{
	b->drawers = ARENA_ARRAY(b->arena, struct drawer, (size_t)b->jobs);
	for (int i = 0; i < b->jobs; i++) {
		b->drawers[i].size_of = size_of;
		b->drawers[i].size_context = b;
		if (!drawer_init(&b->drawers[i], &b->g, b->options, b->only, b->templates, b->fonts, e))
			return false;
	}
	return true;
}

static bool
count_documents(struct build *b, struct err *e)
{
	struct build_report *r = b->report;
	struct query q;

	query_start(b->g.store, &q, "select state, count(*) from document group by state", e);
	while (query_row(&q)) {
		struct text state = query_peek(&q, 0);
		int n = (int)query_int(&q, 1);
		if (text_eq(state, T("held")))
			r->held += n;
		else if (text_eq(state, T("draft")))
			r->draft += n;
		else if (text_eq(state, T("withdrawn")))
			r->withdrawn += n;
		else
			r->published += n;
	}
	return query_end(&q);
}

static bool
collect_findings(struct build *b, struct err *e)
{
	struct build_report *r = b->report;
	struct finding_list l = { 0 };

	if (!store_findings(b->g.store, b->arena, NO_TEXT, &l, e))
		return false;
	for (size_t i = 0; i < l.n; i++)
		*ARENA_PUSH(b->arena, &r->findings) = l.v[i];
	for (size_t i = 0; i < r->findings.n; i++) {
		const struct finding *f = &r->findings.v[i];
		if (f->waived.n > 0)
			continue;
		r->errors += f->level == DIAG_ERROR;
		r->warnings += f->level == DIAG_WARNING;
		r->notes += f->level == DIAG_NOTE;
		if (diag_holds(f->code) || f->code == DIAG_F014)
			*ARENA_PUSH(b->arena, &r->held_findings) = *f;
	}
	diag_sort(&r->findings);
	diag_sort(&r->held_findings);
	return true;
}

static bool
find_only(struct build *b, struct err *e)
{
	if (b->options->only == NULL)
		return true;
	b->only = site_find_unit(b->g.site, text_of(b->options->only));
	return b->only != NULL || err_usage(e, SAY("找不到“%s”这个单位，或者有好几个：请写它的文件夹，例如 xinjiamu/xinfa", "no single unit is called %s: name its folder, as in xinjiamu/xinfa"),
		b->options->only);
}

static bool
draw_all(struct build *b, struct err *e)
{
	struct view v = { .site = b->g.site, .store = b->g.store, .edition = b->options->edition, .as_of = b->g.as_of, .only = b->only };

	if (!view_outputs(&v, b->arena, &b->outputs, e))
		return false;
	b->results = ARENA_ARRAY(b->arena, struct result, b->outputs.n + 1);
	b->templates = templates_open(b->g.site, e);
	if (b->templates == NULL || (has_sheets(b) && !open_fonts(b, e)) || !open_drawers(b, e))
		return false;
	return make_shards(b, e) && write_plan(b, e) && withdraw(b, e) && draw_phase(b, true, SAY("明白纸", "sheets"), e) &&
		draw_phase(b, false, SAY("网页", "pages"), e) && write_shards(b, e) && write_done(b, e);
}

static bool
build(struct build *b, struct err *e)
{
	bool exists = false;

	if (!manifest_read(b->arena, b->folder, &b->before, &exists, e) || !manifest_may_write(b->arena, b->folder, exists, e) ||
		!publish_gather(b->options, b->arena, &b->g, e))
		return false;
	b->report->as_of = b->g.as_of;
	b->report->read = b->g.read;
	return find_only(b, e) && draw_all(b, e) && count_documents(b, e) && collect_findings(b, e);
}

/* Beside the content, never inside it: content -> public, `.` -> ../public. */
static struct text
default_output(struct arena *a, const struct build_options *o)
{
	struct text site = text_of(o->site), name = o->edition == EDITION_PUBLIC ? T("public") : T("public-internal");

	while (site.n > 1 && site.p[site.n - 1] == '/')
		site.n--;
	if (text_eq(site, T(".")))
		return text_join(a, T("../"), name);
	return path_join(a, path_dir(site), name);
}

static void
release(struct build *b)
{
	for (int i = 0; b->drawers != NULL && i < b->jobs; i++)
		drawer_release(&b->drawers[i]);
	pdf_fonts_close(b->fonts);
	templates_free(b->templates);
	gathered_close(&b->g);
	pthread_mutex_destroy(&b->mutex);
}

bool
publish_build(const struct build_options *o, struct build_report *r, struct err *e)
{
	struct build b = { .options = o, .report = r, .arena = r->arena, .jobs = pool_jobs(o->jobs), .mutex = PTHREAD_MUTEX_INITIALIZER };
	int lock = publish_lock(r->arena, o->site, e);
	bool ok;

	if (lock < 0)
		return false;
	b.folder = o->output != NULL ? text_of(o->output) : default_output(r->arena, o);
	r->output = b.folder;
	ok = build(&b, e);
	release(&b);
	publish_unlock(lock);
	return ok;
}
