/* SPDX-License-Identifier: MIT */
/* Which stage makes which output: pages from their data and template, others by the functions
 * draw_NAME of outputs.def. */
#include "publish/make.h"

#include "door/attached.h"
#include "lihui/arena.h"
#include "lihui/calendar.h"
#include "lihui/feed.h"

/* --- pages and sheets: data first, so that what did not change need not be drawn --- */

static bool
packed_model(struct drawer *d, int64_t document, struct text *tree, struct err *e)
{
	struct query q;

	*tree = NO_TEXT;
	query_ask(d->view.store, &q, "select tree from model where document = ?1",
	    VALUES(V(document)), e);
	if (query_row(&q))
		*tree = query_text(&q, d->arena, 0);
	return query_end(&q);
}

bool
drawer_prepare(struct drawer *d, const struct output *o, bool known, uint64_t *key, struct err *e)
{
	struct text tree;

	*key = 0;
	d->page = NULL;
	if (output_is(o->kind, IS_PAGE)) {
		if (!view_page(&d->view, d->arena, o, &d->page, e))
			return false;
		if (known)
			*key = page_fingerprint(d->groups->pages, d->page, &d->scratch);
	} else if (output_is_sheet(o->kind)) {
		d->sheet = (struct sheet){ 0 };
		if (!view_sheet(&d->view, d->arena, o, &d->sheet, e) ||
		    !packed_model(d, o->document, &tree, e))
			return false;
		*key = sheet_fingerprint(d->groups->sheets, &d->sheet, tree, &d->scratch);
	} else if (o->kind == OUT_CARD) {
		view_card(&d->view, d->arena, o, &d->card);
		*key = card_fingerprint(d->groups->sheets, &d->card, &d->scratch);
	}
	return true;
}

static bool
draw_page(struct drawer *d, const struct output *o, struct buf *out, struct err *e)
{
	return html_page(d->templates, d->common[o->lang], d->page, out, e);
}

static bool
draw_sheet(struct drawer *d, const struct output *o, struct buf *out, struct err *e)
{
	const struct sheet *list = &d->sheet;

	(void)o;
	return pdf_draw(d->pdf, &list, 1, false, d->arena, out, &d->missing, e);
}

/* Few builds draw one, and fonts take their time to open. */
static bool
draw_card(struct drawer *d, const struct output *o, struct buf *out, struct err *e)
{
	(void)o;
	if (!d->pdf && !d->open_pdf(d->pdf_context, d, e))
		return false;
	pdf_card(d->pdf, &d->card, out);
	return true;
}

/* --- the rest: data are bytes --- */

static bool
draw_feed(struct drawer *d, const struct output *o, struct buf *out, struct err *e)
{
	struct feed f = { 0 };

	if (!view_feed(&d->view, d->arena, o, &f, e))
		return false;
	/* Feeds tell the true length of the sheet they enclose; a sheet that was not made is not
	 * enclosed.
	 */
	struct text base = d->view.site->base_url;

	for (size_t i = 0; i < f.n; i++) {
		struct feed_item *it = &f.items[i];
		if (it->enclosure.n == 0)
			continue;
		int64_t size = text_starts(it->enclosure, base)
		    ? d->size_of(d->size_context,
			  path_percent_decode(
			      d->arena, text_cut(it->enclosure, base.n, it->enclosure.n)))
		    : -1;
		if (size < 0)
			it->enclosure = NO_TEXT;
		else
			it->enclosure_length = (uint64_t)size;
	}
	return feed_write(out, &f, e);
}

static bool
draw_feeds(struct drawer *d, const struct output *o, struct buf *out, struct err *e)
{
	(void)e;
	view_feeds(&d->view, d->arena, o, out);
	return true;
}

static bool
draw_calendar(struct drawer *d, const struct output *o, struct buf *out, struct err *e)
{
	struct calendar c = { 0 };

	if (!view_calendar(&d->view, d->arena, o, &c, e))
		return false;
	calendar_write(out, &c);
	return true;
}

/* Of a unit or a document, as view/ writes it, or as JSON of what it tells. */
#define DRAW_WRITTEN(name, write, of) \
	static bool draw_##name( \
	    struct drawer *d, const struct output *o, struct buf *out, struct err *e) \
	{ \
		return write(&d->view, d->arena, o->of, out, e); \
	}
#define DRAW_JSON(name, tell, of) \
	static bool draw_##name( \
	    struct drawer *d, const struct output *o, struct buf *out, struct err *e) \
	{ \
		struct value *v = NULL; \
		if (!tell(&d->view, d->arena, o->of, &v, e)) \
			return false; \
		value_json(out, v, true); \
		return true; \
	}
DRAW_WRITTEN(digest, view_digest, document)
DRAW_WRITTEN(ledger, view_ledger_csv, unit)
DRAW_WRITTEN(tasks_csv, view_tasks_csv, unit)
DRAW_WRITTEN(stats_csv, view_stats_csv, unit)
DRAW_JSON(data, view_document_data, document)
DRAW_JSON(tasks_json, view_tasks_data, unit)
DRAW_JSON(stats_json, view_stats_data, unit)

/* A linked file without what a camera or a program wrote into it (place, time, author). */
static bool
draw_attachment(struct drawer *d, const struct output *o, struct buf *out, struct err *e)
{
	struct text path = path_join(d->arena, d->view.site->root, o->name);
	struct buf raw = BUF_INIT;
	bool ok = file_read(path.p, &raw, e);

	/* What cannot be cleaned no public page leads to (X807). */
	if (ok && !attached_clean(o->name, buf_view(&raw), out))
		buf_text(out, buf_view(&raw));
	buf_release(&raw);
	return ok;
}

static bool
draw_asset(struct drawer *d, const struct output *o, struct buf *out, struct err *e)
{
	struct text bytes = NO_TEXT;

	if (!html_asset(d->view.site, d->arena, o->name, &bytes, e))
		return false;
	buf_text(out, bytes);
	return true;
}

typedef bool draw_kind(struct drawer *d, const struct output *o, struct buf *out, struct err *e);
static draw_kind *const kinds[OUT_KINDS] = {
#define PAGE(kind, of, path, what, name)  draw_page,
#define OTHER(kind, of, path, what, name) draw_##name,
#include "lihui/outputs.def"
};

bool
drawer_draw(struct drawer *d, const struct output *o, struct buf *out, struct err *e)
{
	return kinds[o->kind](d, o, out, e);
}

bool
drawer_init(struct drawer *d, const struct gathered *g, const struct build_options *o,
    const struct unit *only, struct err *e)
{
	d->arena = arena_new();
	d->common_arena = arena_new();
	d->scratch = (struct buf)BUF_INIT;
	d->out = (struct buf)BUF_INIT;
	d->cache.arena = arena_new();
	d->cache.story_arena = arena_new();
	d->cache.rows_arena = arena_new();
	d->cache.kept = d->common_arena;
	d->view = (struct view){ .site = g->site,
		.edition = o->edition,
		.as_of = g->as_of,
		.checker = o->checker,
		.only = only,
		.cache = &d->cache };
	d->view.store = store_open_reader(g->index_path.p, e);
	if (d->view.store == NULL)
		return false;
	for (size_t i = 0; i < g->site->nlanguages; i++)
		d->common[g->site->languages[i]] =
		    view_common(&d->view, d->common_arena, g->site->languages[i]);
	if (d->common[LANG_ZH] == NULL)
		d->common[LANG_ZH] = view_common(&d->view, d->common_arena, LANG_ZH);
	return true;
}

void
drawer_release(struct drawer *d)
{
	pdf_worker_free(d->pdf);
	if (d->arena != NULL) {
		buf_release(&d->scratch);
		buf_release(&d->out);
	}
	store_close(d->view.store);
	file_writer_release(&d->files);
	arena_free(d->cache.arena);
	arena_free(d->cache.story_arena);
	arena_free(d->cache.rows_arena);
	arena_free(d->common_arena);
	arena_free(d->arena);
}
