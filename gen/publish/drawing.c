/* SPDX-License-Identifier: MIT */
/*
 * The work of a build: sheets, then pages; one worker meanwhile makes the search index. Data first:
 * what has the same data and the same file is not drawn.
 *
 * Workers draw into their own buffers and write their own files; results go by index into one
 * array, so one thread and many give the same tree.
 */
#include <pthread.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/pool.h"
#include "lihui/progress.h"
#include "lihui/utf8.h"
#include "publish/build.h"

/* From here on a site-wide union of characters for the fonts pays. */
#define FONTS_UNION_LEAST 16

struct drawing {
	struct build *build;
	struct drawer *drawers; /* by worker */
	struct pdf_fonts *fonts;
	bool sheets;    /* this phase draws them; else the rest, and the sets */
	size_t *order;  /* of the phase: indexes into items */
	size_t *pieces; /* of the phase: where in order each piece of work begins, and the end */
	struct progress *progress;
	pthread_mutex_t mutex; /* guards the build's arena and report while workers run */
};

/*
 * Characters without a glyph become F014 at their place in the source: the document is read once
 * more, which costs nothing on a site whose fonts fit.
 */
static bool
report_missing(struct drawing *w, struct drawer *d, const struct output *o, struct err *e)
{
	struct build *b = w->build;
	struct query q;
	struct text address = NO_TEXT;
	const struct source *f = NULL;
	struct doc *doc;

	query_ask(d->view.store, &q, "select address from document where id = ?1",
	    VALUES(V(o->document)), e);
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
	pthread_mutex_lock(&w->mutex);
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
	pthread_mutex_unlock(&w->mutex);
	doc_free(doc);
	return true;
}

static bool
draw_item(struct drawing *w, struct item *it, struct drawer *d, struct err *e)
{
	uint64_t key;
	bool ok;

	arena_clear(d->arena);
	buf_clear(&d->out);
	d->missing = (struct glyph_missing_list){ 0 };
	if (!drawer_prepare(d, it->output, it->row != NULL || it->from != NULL, &key, e))
		return false;
	if (it->from != NULL && key != 0 && it->from->key == key)
		return joined_take_same(w->build, it, &d->files, d->arena, e);
	if (key != 0 && it->row != NULL && it->row->intact && it->row->key == key)
		return true; /* done is set: the plan took it from the row */
	ok = drawer_draw(d, it->output, &d->out, e) &&
	    build_write(w->build, &d->files, it, buf_view(&d->out), e);
	it->fresh = it->fresh || it->key != key;
	it->key = key;
	if (ok && d->missing.n > 0)
		ok = report_missing(w, d, it->output, e);
	return ok;
}

static bool
draw_piece(void *context, size_t i, int worker, struct err *e)
{
	struct drawing *w = context;
	struct build *b = w->build;
	size_t sets = w->sheets ? 0 : search_files_pieces(b);
	bool ok = true;

	if (i < sets)
		return search_files_write(b, i, &w->drawers[worker], e);
	for (size_t k = w->pieces[i - sets]; ok && k < w->pieces[i - sets + 1]; k++) {
		ok = draw_item(w, &b->items[w->order[k]], &w->drawers[worker], e);
		progress_step(w->progress, 1);
	}
	return ok;
}

static int
by_matter(const void *x, const void *y, void *outputs)
{
	size_t i = *(const size_t *)x, k = *(const size_t *)y;
	const struct output *p = (const struct output *)outputs + i,
			    *q = (const struct output *)outputs + k;

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
cut_pieces(struct drawing *w, size_t n)
{
	const struct output *v = w->build->outputs.v;
	size_t pieces = 0, most = n / ((size_t)w->build->jobs * PIECES_EACH);

	most = most > PIECE_MOST ? PIECE_MOST : most;
	qsort_r(w->order, n, sizeof *w->order, by_matter, (void *)v);
	for (size_t i = 0; i < n; i++) {
		const struct output *o = &v[w->order[i]],
				    *before = i > 0 ? &v[w->order[i - 1]] : NULL;
		if (!before || before->unit != o->unit ||
		    (i - w->pieces[pieces - 1] >= most &&
			(before->document != o->document || o->document == 0)))
			w->pieces[pieces++] = i;
	}
	w->pieces[pieces] = n;
	return pieces;
}

static bool
draw_phase(struct drawing *w, bool sheets, const char *label, struct err *e)
{
	struct build *b = w->build;
	size_t n = 0;
	bool ok;

	for (size_t i = 0; i < b->outputs.n; i++)
		if (b->items[i].wanted && output_is_sheet(b->outputs.v[i].kind) == sheets)
			w->order[n++] = i;
	w->sheets = sheets;
	w->progress = progress_start(label, n);
	ok = pool_run(
	    cut_pieces(w, n) + (sheets ? 0 : search_files_pieces(b)), b->jobs, draw_piece, w, e);
	progress_end(w->progress);
	return ok;
}

/* --- what workers need --- */

/*
 * Every character that a sheet of this site may show, so that fonts are subset from one union: the
 * packed models are taken as they are, since stray bytes between their texts only add a few
 * characters nobody asks for. For a few sheets it is not worth the reading; the bytes are the same
 * either way.
 */
static bool
open_fonts(struct drawing *w, size_t sheets, struct err *e)
{
	const struct words *words = w->build->g.site->words;
	const struct text_list *keys = words_keys(words);
	struct query q;

	w->fonts = pdf_fonts_open(w->build->g.site, e);
	if (!w->fonts || sheets < FONTS_UNION_LEAST)
		return w->fonts;
	for (size_t i = 0; i < keys->n; i++) {
		for (int l = 0; l < LANG_EN; l++)
			if (words_has(words, (enum lang)l, keys->v[i]))
				pdf_fonts_use(
				    w->fonts, words_get(words, (enum lang)l, keys->v[i].p, NULL));
	}
	query_start(w->build->g.store, &q, "select tree from model", e);
	while (query_row(&q))
		pdf_fonts_use(w->fonts, query_peek(&q, 0));
	if (!query_end(&q))
		return false;
	query_start(w->build->g.store, &q,
	    "select name, name_in, phone, address, first_secretary, secretary from unit", e);
	while (query_row(&q))
		for (int i = 0; i < 6; i++)
			pdf_fonts_use(w->fonts, query_peek(&q, i));
	return query_end(&q) && pdf_fonts_freeze(w->fonts, e);
}

/* The true size of an output for who encloses it: sheets are done when feeds are drawn. */
static int64_t
size_of(void *build, struct text path)
{
	const struct item *it = build_find(build, path);

	return it && it->done ? it->stat.size : -1;
}

/* For who draws letters in a build that prints nothing. */
static bool
open_pdf(void *drawing, struct drawer *d, struct err *e)
{
	struct drawing *w = drawing;

	pthread_mutex_lock(&w->mutex);
	if (!w->fonts)
		w->fonts = pdf_fonts_open(w->build->g.site, e);
	pthread_mutex_unlock(&w->mutex);
	if (w->fonts)
		d->pdf = pdf_worker_new(w->fonts);
	return w->fonts;
}

static bool
open_drawers(struct drawing *w, struct err *e)
{
	struct build *b = w->build;
	struct view whole = { .site = b->g.site,
		.store = b->g.store,
		.edition = b->options->edition,
		.as_of = b->g.as_of };
	const struct counted *counted = view_counted(&whole, b->arena, e);
	size_t sheets = 0;

	for (size_t i = 0; i < b->outputs.n; i++)
		sheets += b->items[i].wanted && output_is_sheet(b->outputs.v[i].kind);
	if (!counted || (sheets > 0 && !open_fonts(w, sheets, e)))
		return false;
	w->drawers = ARENA_ARRAY(b->arena, struct drawer, (size_t)b->jobs);
	for (int i = 0; i < b->jobs; i++) {
		struct drawer *d = &w->drawers[i];
		d->size_of = size_of;
		d->size_context = b;
		d->open_pdf = open_pdf;
		d->pdf_context = w;
		d->templates = b->templates;
		d->groups = &b->groups;
		/* One transaction for all that a worker asks: without it each query locks the file
		 * and looks for a journal anew, a tenth of a build. */
		if (!drawer_init(d, &b->g, b->options, b->only, e) ||
		    !store_run(d->view.store, "begin", e))
			return false;
		d->view.counted = counted;
		if (w->fonts)
			d->pdf = pdf_worker_new(w->fonts);
	}
	return true;
}

/* Neither needs the other: one counts the statistics and opens connections, one writes a file. */
static bool
get_ready(void *drawing, size_t i, int worker, struct err *e)
{
	struct drawing *w = drawing;

	(void)worker;
	return i == 0 ? open_drawers(w, e) : plan_write(w->build, e);
}

bool
draw_outputs(struct build *b, struct err *e)
{
	struct drawing w = { .build = b,
		.order = ARENA_ARRAY(b->arena, size_t, b->outputs.n + 1),
		.pieces = ARENA_ARRAY(b->arena, size_t, b->outputs.n + 1),
		.mutex = PTHREAD_MUTEX_INITIALIZER };
	bool ok = pool_run(2, b->jobs, get_ready, &w, e) && plan_withdraw(b, e) &&
	    (!b->joined || joined_take(b, e)) && draw_phase(&w, true, SAY("明白纸", "sheets"), e) &&
	    draw_phase(&w, false, SAY("网页", "pages"), e);

	for (int i = 0; w.drawers && i < b->jobs; i++)
		drawer_release(&w.drawers[i]);
	pdf_fonts_close(w.fonts);
	pthread_mutex_destroy(&w.mutex);
	return ok;
}
