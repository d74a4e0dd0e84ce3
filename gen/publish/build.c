/* SPDX-License-Identifier: MIT */
/*
 * A build: index, then what changed. The first build and the hundredth take the same road:
 *
 *   gather      sources -> index, which also tells the units whose outputs must be looked at
 *   plan        the files of the last build, as they lie there now; if nothing changed and all are
 * as they were left, that is all withdraw    what is no longer published goes before anything is
 * written: a page must not outlive the decision to take it down draw        sheets, then pages; one
 * worker meanwhile makes the search index. Data first: what has the same data and the same file is
 * not drawn remember    the manifest, then the rows for the next build, in one transaction
 *
 * Each file is written whole or not at all. A manifest of what stands and what will stand is
 * written before the first file, so a build that is killed leaves nothing that the next one may not
 * replace or remove; and the marks of what must be looked at stay in the index until the rows are
 * saved.
 *
 * Workers draw into their own buffers and write their own files; results go by index into one
 * array, so one thread and many give the same tree.
 */
#include "publish/build.h"

#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/hash.h"
#include "lihui/pool.h"
#include "lihui/progress.h"
#include "lihui/utf8.h"
#include "publish/owner.h"
#include "publish/part.h"

/* --- drawing --- */

/*
 * Characters without a glyph become F014 at their place in the source: the document is read once
 * more, which costs nothing on a site whose fonts fit.
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
	struct diag_sink sink = {
		.arena = b->arena, .path = text_copy(b->arena, doc->path), .source = doc->text
	};
	for (size_t i = 0; i < d->missing.n; i++) {
		char bytes[4];
		size_t n = utf8_put(bytes, d->missing.v[i].code),
		       at = text_find(doc->text, (struct text){ bytes, n }, 0);
		struct text args[] = { { bytes, n },
			text_fmt(b->arena, "U+%04X", (unsigned)d->missing.v[i].code) };
		diag_put(&sink, DIAG_F014,
		    at == SIZE_MAX ? NO_SPAN : (struct span){ (uint32_t)at, (uint32_t)n }, args, 2);
	}
	for (size_t i = 0; i < sink.list.n; i++)
		*ARENA_PUSH(b->arena, &b->report->findings) = sink.list.v[i];
	pthread_mutex_unlock(&b->mutex);
	doc_free(doc);
	return true;
}

static bool
draw_item(struct build *b, struct item *it, struct drawer *d, struct err *e)
{
	uint64_t key;
	bool ok;

	arena_clear(d->arena);
	buf_clear(&d->out);
	d->missing = (struct glyph_missing_list){ 0 };
	if (!drawer_prepare(d, it->output, it->row != NULL, &key, e))
		return false;
	if (key != 0 && it->row != NULL && it->row->intact && it->row->key == key)
		return true; /* done is set: the plan took it from the row */
	ok = drawer_draw(d, it->output, &d->out, e) &&
	    build_write(b, &d->files, it, buf_view(&d->out), e);
	it->fresh = it->fresh || it->key != key;
	it->key = key;
	if (ok && d->missing.n > 0)
		ok = report_missing(b, d, it->output, e);
	return ok;
}

static bool
draw_piece(void *context, size_t i, int worker, struct err *e)
{
	struct build *b = context;
	bool ok = true;

	if (b->sets_wanted && i < search_files_pieces(b))
		return search_files_write(b, i, &b->drawers[worker], e);
	i -= b->sets_wanted ? search_files_pieces(b) : 0;
	for (size_t k = b->pieces[i]; ok && k < b->pieces[i + 1]; k++) {
		ok = draw_item(b, &b->items[b->order[k]], &b->drawers[worker], e);
		progress_step(b->progress, 1);
	}
	return ok;
}

static int
by_matter(const void *x, const void *y, void *build)
{
	const struct build *b = build;
	size_t i = *(const size_t *)x, k = *(const size_t *)y;
	const struct output *p = &b->outputs.v[i], *q = &b->outputs.v[k];

	if (p->unit != q->unit)
		return p->unit < q->unit ? -1 : 1;
	if (p->document != q->document)
		return p->document < q->document ? -1 : 1;
	if (p->problem != q->problem)
		return p->problem < q->problem ? -1 : 1;
	return i < k ? -1 : i > k;
}

/*
 * What is told of one document is drawn one behind the other, so that it is unpacked once, and a
 * piece of work stays within a unit, whose rows then are in the worker's cache. Small enough that
 * nobody waits long for the last one: after a small change, the pages of the banner itself.
 */
#define PIECE_MOST  48
#define PIECES_EACH 64 /* pieces that a worker has at least */

static size_t
piece_most(const struct build *b, size_t n)
{
	size_t most = n / ((size_t)b->jobs * PIECES_EACH);

	return most > PIECE_MOST ? PIECE_MOST : most;
}

static size_t
cut_pieces(struct build *b, size_t n)
{
	size_t pieces = 0, most = piece_most(b, n);

	qsort_r(b->order, n, sizeof *b->order, by_matter, b);
	for (size_t i = 0; i < n; i++) {
		const struct output *o = &b->outputs.v[b->order[i]],
				    *before = i > 0 ? &b->outputs.v[b->order[i - 1]] : NULL;
		bool first = before == NULL || before->unit != o->unit;
		if (first ||
		    (i - b->pieces[pieces - 1] >= most &&
			(before->document != o->document || o->document == 0)))
			b->pieces[pieces++] = i;
	}
	b->pieces[pieces] = n;
	return pieces;
}

static bool
draw_phase(struct build *b, bool sheets, const char *label, struct err *e)
{
	size_t n = 0;
	bool ok;

	for (size_t i = 0; i < b->outputs.n; i++)
		if (b->items[i].wanted && output_is_sheet(b->outputs.v[i].kind) == sheets)
			b->order[n++] = i;
	b->sets_wanted = !sheets;
	b->progress = progress_start(label, n);
	ok = pool_run(cut_pieces(b, n) + (b->sets_wanted ? search_files_pieces(b) : 0), b->jobs,
	    draw_piece, b, e);
	progress_end(b->progress);
	return ok;
}

/* The true size of an output for who encloses it: sheets are done when feeds are drawn. */
static int64_t
size_of(void *context, struct text path)
{
	struct build *b = context;
	const struct item *it = build_find(b, path);

	return it != NULL && it->done ? it->stat.size : -1;
}

/* --- fonts --- */

/*
 * Every character that a sheet of this site may show, so that fonts are subset from one union: the
 * packed models are taken as they are, since stray bytes between their texts only add a few
 * characters nobody asks for. For a few sheets it is not worth the reading; the bytes are the same
 * either way.
 */
static bool
open_fonts(struct build *b, size_t sheets, struct err *e)
{
	struct query q;
	const struct text_list *keys;

	b->fonts = pdf_fonts_open(b->g.site, e);
	if (b->fonts == NULL)
		return false;
	if (sheets < FONTS_UNION_LEAST)
		return true;
	keys = words_keys(b->g.site->words);
	for (size_t i = 0; i < keys->n; i++) {
		pdf_fonts_use(b->fonts, words_get(b->g.site->words, LANG_ZH, keys->v[i].p, NULL));
		pdf_fonts_use(b->fonts, words_get(b->g.site->words, LANG_MN, keys->v[i].p, NULL));
	}
	query_start(b->g.store, &q, "select tree from model", e);
	while (query_row(&q))
		pdf_fonts_use(b->fonts, query_peek(&q, 0));
	if (!query_end(&q))
		return false;
	query_start(b->g.store, &q,
	    "select name, name_mn, phone, address, first_secretary, secretary from unit", e);
	while (query_row(&q))
		for (int i = 0; i < 6; i++)
			pdf_fonts_use(b->fonts, query_peek(&q, i));
	return query_end(&q) && pdf_fonts_freeze(b->fonts, e);
}

static bool
open_drawers(struct build *b, struct err *e)
{
	size_t sheets = 0;

	for (size_t i = 0; i < b->outputs.n; i++)
		sheets += b->items[i].wanted && output_is_sheet(b->outputs.v[i].kind);
	if (sheets > 0 && !open_fonts(b, sheets, e))
		return false;
	struct view whole = { .site = b->g.site,
		.store = b->g.store,
		.edition = b->options->edition,
		.as_of = b->g.as_of };
	if ((b->counted = view_counted(&whole, b->arena, e)) == NULL)
		return false;
	b->drawers = ARENA_ARRAY(b->arena, struct drawer, (size_t)b->jobs);
	for (int i = 0; i < b->jobs; i++) {
		struct drawer *d = &b->drawers[i];
		d->size_of = size_of;
		d->size_context = b;
		d->templates = b->templates;
		d->groups = &b->groups;
		/* One transaction for all that a worker asks: without it each query locks the file
		 * and looks for a journal anew, a tenth of a build. */
		if (!drawer_init(d, &b->g, b->options, b->only, e) ||
		    !store_run(d->view.store, "begin", e))
			return false;
		d->view.counted = b->counted;
		if (b->fonts != NULL)
			d->pdf = pdf_worker_new(b->fonts);
	}
	return true;
}

/* --- telling --- */

static bool
count_documents(struct build *b, struct err *e)
{
	struct build_report *r = b->report;
	struct query q;

	query_start(b->g.store, &q,
	    "select state, count(*) from document where unit between ?1 and ?2 group by state", e);
	query_bind_int(&q, 1, b->part != NULL ? b->part->id + 1 : 1);
	query_bind_int(
	    &q, 2, b->part != NULL ? part_last(b->g.site, b->part) : (int64_t)b->g.site->nunits);
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

	if (!store_findings(b->g.store, b->arena, b->part != NULL ? b->part->path : NO_TEXT, &l, e))
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

static void
count_files(struct build *b)
{
	struct build_report *r = b->report;

	for (size_t i = 0; i < b->outputs.n; i++) {
		r->written += b->items[i].changed;
		r->same += !b->items[i].changed;
		r->sheets += b->items[i].changed && output_is_sheet(b->outputs.v[i].kind);
	}
	for (size_t i = 0; i < b->shards.n; i++) {
		r->written += b->shards.v[i].changed;
		r->same += !b->shards.v[i].changed;
	}
}

/* --- the order of things --- */

static bool
find_only(struct build *b, struct err *e)
{
	if (b->options->part != NULL)
		b->part = part_unit(b->g.site, b->options->part);
	if (b->options->only == NULL)
		return true;
	b->only = site_find_unit(b->g.site, text_of(b->options->only));
	return b->only != NULL ||
	    err_usage(e,
		SAY("找不到“%s”这个单位，或者有好几个：请写它的文件夹，例如 xinjiamu/xinfa",
		    "no single unit is called %s: name its folder, as in xinjiamu/xinfa"),
		b->options->only);
}

/* Neither needs the other: one counts the statistics and opens connections, one writes a file. */
static bool
get_ready(void *build, size_t i, int worker, struct err *e)
{
	(void)worker;
	return i == 0 ? open_drawers(build, e) : plan_write(build, e);
}

static bool
draw_all(struct build *b, struct err *e)
{
	if (!plan_outputs(b, e) || (b->joined != NULL && !joined_plan(b, e)) ||
	    !pool_run(2, b->jobs, get_ready, b, e))
		return false;
	if (!plan_withdraw(b, e) || (b->joined != NULL && !joined_take(b, e)) ||
	    !draw_phase(b, true, SAY("明白纸", "sheets"), e) ||
	    !draw_phase(b, false, SAY("网页", "pages"), e))
		return false;
	for (int i = 0; i < b->jobs; i++)
		store_rollback(b->drawers[i].view.store);
	count_files(b);
	return plan_remember(b, e);
}

/* A part is told what it is when it is whole. What was found in the parts of a join was told when
 * they were built. */
static bool
finish(struct build *b, struct err *e)
{
	if (b->joined != NULL)
		return count_documents(b, e);
	if (b->part != NULL &&
	    (!part_seal(b->g.store, b->g.site, b->options, e) ||
		!part_outside(b->g.store, b->g.site, b->part, &b->report->outside, e)))
		return false;
	return count_documents(b, e) && collect_findings(b, e);
}

/*
 * The internal edition names people whole: nobody else of this machine reads it, were the folder
 * there before or not. A stick whose file system knows no owners cannot keep it so.
 */
static bool
keep_private(struct build *b, struct err *e)
{
	if (b->options->edition != EDITION_INTERNAL)
		return true;
	if (!file_make_dirs(b->folder.p, e))
		return false;
	chmod(b->folder.p, 0700);
	return true;
}

static bool
build(struct build *b, struct err *e)
{
	bool idle = false;

	/* Before the work, not after it: somebody else's folder is refused. */
	if (!gather_site(b->options, b->arena, &b->g, e) ||
	    !owner_may_write(b->arena, b->folder, b->options, e) ||
	    !owner_check(b->arena, b->folder, &b->g, e) || !fresh_tree_open(b, e) ||
	    !gather_index(b->options, b->arena, &b->g, e) || !keep_private(b, e))
		return false;
	b->report->as_of = b->g.as_of;
	b->report->no_address = b->g.site->base_url.n == 0;
	b->report->read = b->g.read;
	if (b->joined != NULL && !joined_merge(b, e))
		return false;
	if (!find_only(b, e) || (b->templates = templates_open(b->g.site, e)) == NULL)
		return false;
	group_fingerprints_make(&b->groups, b->g.site, b->templates, b->options);
	return plan_look(b, &idle, e) && (idle || draw_all(b, e)) && finish(b, e);
}

/*
 * Beside the content, never inside it: content -> public, and a site of another name ->
 * NAME-public, so that two sites in one folder never take down each other's pages. For `.` the
 * folder's own name counts.
 */
static struct text
default_output(struct arena *a, const struct build_options *o)
{
	char whole[PATH_MAX];
	struct text site = text_of(o->site),
		    folder = realpath(o->site, whole) != NULL ? path_name(text_of(whole)) : NO_TEXT,
		    name;

	while (site.n > 1 && site.p[site.n - 1] == '/')
		site.n--;
	name = folder.n == 0 || text_eq(folder, T("content")) ? T("public")
							      : text_join(a, folder, T("-public"));
	if (o->edition == EDITION_INTERNAL)
		name = text_join(a, name, T("-internal"));
	if (text_eq(site, T(".")))
		return text_join(a, T("../"), name);
	return text_copy(a, path_join(a, path_dir(site), name));
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

/* A part goes into the whole of a certain day, so the day is not its own to find; and its index
 * lies in its tree, so the tree must be named. */
static bool
part_fits(const struct build_options *o, struct err *e)
{
	if (o->only != NULL)
		return err_usage(e, "%s",
		    SAY("--part 和 --only 只能写一个：--part 做整个站点的一部分，--only "
			"做一个单位自己的站点",
			"--part or --only, not both: --part makes a part of the whole site, --only "
			"a site of one unit"));
	if (o->output == NULL || !date_is(o->as_of))
		return err_usage(e, "%s",
		    SAY("--part 要和 --date、-o 一起写：各部分截至同一天，各放各的文件夹",
			"--part wants --date and -o: all parts are as of one day, each in a folder "
			"of its own"));
	return true;
}

static bool
build_once(const struct build_options *o, struct joined *joined, struct build_report *r,
    struct text *index, struct err *e)
{
	struct build b = { .options = o,
		.report = r,
		.arena = r->arena,
		.joined = joined,
		.jobs = pool_jobs(o->jobs),
		.mutex = PTHREAD_MUTEX_INITIALIZER };
	bool ok;

	b.folder = o->output != NULL ? text_of(o->output) : default_output(r->arena, o);
	r->output = b.folder;
	ok = build(&b, e);
	*index = b.g.index_path;
	release(&b);
	return ok;
}

/* An index that turns out to be damaged while it is read is made anew, once. */
bool
build_run(
    const struct build_options *o, struct joined *joined, struct build_report *r, struct err *e)
{
	struct build_report before = *r;
	struct text index = NO_TEXT;

	if (build_once(o, joined, r, &index, e))
		return true;
	if (e->kind != ERR_DAMAGED || !gather_discard(index, e))
		return false;
	*r = before;
	return build_once(o, joined, r, &index, e);
}

/* A part locks its own tree, where its index is: parts of one site do not wait for each other. */
static int
take_lock(const struct build_options *o, struct arena *a, struct err *e)
{
	if (o->part == NULL)
		return publish_lock(a, o->site, e);
	if (!part_fits(o, e) || !owner_may_write(a, text_of(o->output), o, e))
		return -1;
	return publish_lock(a, o->output, e);
}

bool
publish_build(const struct build_options *o, struct build_report *r, struct err *e)
{
	int lock = take_lock(o, r->arena, e);
	bool ok = lock >= 0 && build_run(o, NULL, r, e);

	publish_unlock(lock);
	return ok;
}
