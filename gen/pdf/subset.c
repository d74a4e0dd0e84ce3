/* SPDX-License-Identifier: MIT */
/*
 * Fonts reduced to what a document shows.
 *
 * hb-subset reads a whole Noto CJK face in 4 ms for each document. When the texts of a run are
 * known (pdf_fonts_use), each font is first reduced to all glyphs of the site and preprocessed
 * once, on first need and under a lock; a document then costs a fifth of a millisecond. Both ways
 * write the same bytes because the first of the two cuts always flattens subroutines and drops
 * hints, so a single sheet and a whole build agree. The second one must not ask for either again:
 * hb-subset would interpret every outline anew instead of copying the preprocessed one.
 *
 * Hints place stems on the pixels of a coarse screen. Paper has no use for them and they are an
 * eighth of the outlines.
 */
#include "pdf/subset.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <pthread.h>
#include <stdlib.h>

#include "lihui/arena.h"

/* One font's reduced form for the whole site, made when first asked for. */
struct pool_face {
	hb_face_t *face;
	hb_set_t *glyphs;
	bool tried;
};

struct subset_pools {
	struct pool_face v[FONT_MAX];
	hb_set_t *used; /* code points of the site */
	bool frozen;
	pthread_mutex_t lock; /* guards v */
};

struct subset_pools *
subset_pools_new(void)
{
	struct subset_pools *p = mem_alloc(sizeof *p);

	pthread_mutex_init(&p->lock, NULL);
	p->used = hb_set_create();
	return p;
}

void
subset_pools_free(struct subset_pools *p)
{
	for (int i = 0; i < FONT_MAX; i++) {
		hb_face_destroy(p->v[i].face);
		hb_set_destroy(p->v[i].glyphs);
	}
	hb_set_destroy(p->used);
	pthread_mutex_destroy(&p->lock);
	free(p);
}

void
subset_use(struct subset_pools *p, uint32_t code)
{
	hb_set_add(p->used, code);
}

void
subset_freeze(struct subset_pools *p)
{
	p->frozen = true;
}

static hb_subset_input_t *
subset_input(bool keep_ids, bool reduce)
{
	static const char drop[][5] = { "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "OS/2",
		"name", "post", "cmap", "DSIG", "gasp", "FFTM", "EBDT", "EBLC", "kern", "meta",
		"VDMX", "hdmx", "LTSH", "MATH", "JSTF", "STAT", "HVAR", "VVAR", "MVAR", "avar",
		"fvar", "GSUB" };
	hb_subset_input_t *in = hb_subset_input_create_or_fail();
	hb_set_t *set;
	unsigned flags = reduce ? HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING
				: HB_SUBSET_FLAGS_DEFAULT;

	if (!in)
		return NULL;
	set = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < sizeof drop / sizeof *drop; i++)
		hb_set_add(set, HB_TAG(drop[i][0], drop[i][1], drop[i][2], drop[i][3]));
	hb_set_clear(hb_subset_input_set(in, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG));
	hb_set_clear(hb_subset_input_set(in, HB_SUBSET_SETS_NAME_ID));
	if (keep_ids)
		flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
	hb_subset_input_set_flags(in, flags);
	return in;
}

/* Every glyph that the used characters may become in a sheet: of the character itself, and of its
 * regional and vertical forms. */
static void
collect_glyphs(const struct subset_pools *p, const struct font *f, hb_set_t *out)
{
	hb_tag_t features[] = { HB_TAG('l', 'o', 'c', 'l'), HB_TAG('v', 'e', 'r', 't'),
		HB_TAG('c', 'c', 'm', 'p'), HB_TAG('c', 'a', 'l', 't'), 0 };
	hb_set_t *lookups = hb_set_create();
	hb_codepoint_t c = HB_SET_VALUE_INVALID, g;

	hb_set_add(out, 0);
	while (hb_set_next(p->used, &c))
		if (hb_font_get_nominal_glyph(f->hb, c, &g))
			hb_set_add(out, g);
	hb_ot_layout_collect_lookups(f->face, HB_OT_TAG_GSUB, NULL, NULL, features, lookups);
	hb_ot_layout_lookups_substitute_closure(f->face, lookups, out);
	hb_set_destroy(lookups);
}

/* The face with these glyphs alone under their old ids; NULL when the font is broken. */
static hb_face_t *
cut_keeping_ids(const struct font *f, const hb_set_t *glyphs)
{
	hb_subset_input_t *in = subset_input(true, true);
	hb_face_t *cut, *flat = NULL;
	hb_blob_t *b;

	if (!in)
		return NULL;
	hb_set_union(hb_subset_input_glyph_set(in), glyphs);
	cut = hb_subset_or_fail(f->face, in);
	hb_subset_input_destroy(in);
	if (!cut)
		return NULL;
	b = hb_face_reference_blob(
	    cut); /* the subset is a builder of tables: one file is read faster */
	flat = hb_face_create(b, 0);
	hb_blob_destroy(b);
	hb_face_destroy(cut);
	return flat;
}

/* TrueType files are small: they are preprocessed whole. */
static void
pool_make(const struct subset_pools *p, const struct font *f, struct pool_face *pool)
{
	hb_face_t *cut;

	pool->tried = true;
	if (!f->cff) {
		pool->face = hb_subset_preprocess(f->face);
		return;
	}
	pool->glyphs = hb_set_create();
	collect_glyphs(p, f, pool->glyphs);
	cut = cut_keeping_ids(f, pool->glyphs);
	if (!cut)
		return;
	pool->face = hb_subset_preprocess(cut);
	hb_face_destroy(cut);
}

/* Without a pool the same way is gone with this document's glyphs alone: what hb-subset writes
 * depends a little on what it reads. */
static hb_face_t *
single_source(const struct font *f, const uint16_t *glyphs, size_t n)
{
	hb_set_t *set;
	hb_face_t *cut;

	if (!f->cff)
		return hb_face_reference(f->face);
	set = hb_set_create();
	for (size_t i = 0; i < n; i++)
		hb_set_add(set, glyphs[i]);
	cut = cut_keeping_ids(f, set);
	hb_set_destroy(set);
	return cut ? cut : hb_face_reference(f->face);
}

/* What to cut this document's font from: a reference. */
static hb_face_t *
subset_source(struct subset_pools *p, const struct font *f, const uint16_t *glyphs, size_t n)
{
	struct pool_face *pool = &p->v[f->id];
	hb_face_t *face;

	if (!p->frozen)
		return single_source(f, glyphs, n);
	pthread_mutex_lock(&p->lock);
	if (!pool->tried)
		pool_make(p, f, pool);
	face = pool->face;
	pthread_mutex_unlock(&p->lock);
	for (size_t i = 0; face && pool->glyphs && i < n; i++)
		if (!hb_set_has(pool->glyphs, glyphs[i]))
			face = NULL;
	return face ? hb_face_reference(face) : single_source(f, glyphs, n);
}

static bool
subset_cut(const struct font *f, hb_face_t *source, hb_subset_input_t *in, const uint16_t *glyphs,
    size_t n, uint16_t *to, struct buf *out)
{
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(source, in);
	hb_face_t *cut = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
	bool ok = false;

	if (cut) {
		hb_blob_t *b = f->cff ? hb_face_reference_table(cut, HB_TAG('C', 'F', 'F', ' '))
				      : hb_face_reference_blob(cut);
		const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
		unsigned len;
		const char *p = hb_blob_get_data(b, &len);
		buf_put(out, p, len);
		for (size_t i = 0; i < n; i++)
			to[i] = (uint16_t)hb_map_get(map, glyphs[i]);
		ok = len > 0;
		hb_blob_destroy(b);
		hb_face_destroy(cut);
	}
	hb_subset_plan_destroy(plan);
	return ok;
}

bool
subset_font(struct subset_pools *p, const struct font *f, const uint16_t *glyphs, size_t n,
    uint16_t *to, struct buf *out)
{
	hb_subset_input_t *in = subset_input(f->cff && !f->keyed, !f->cff);
	hb_face_t *source;
	hb_set_t *drop;
	bool ok;

	if (!in)
		return false;
	if (f->cff) {
		drop = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
		hb_set_add(drop, HB_TAG('h', 'm', 't', 'x'));
		hb_set_add(drop, HB_TAG('h', 'h', 'e', 'a'));
	}
	for (size_t i = 0; i < n; i++)
		hb_set_add(hb_subset_input_glyph_set(in), glyphs[i]);
	source = subset_source(p, f, glyphs, n);
	ok = subset_cut(f, source, in, glyphs, n, to, out);
	hb_face_destroy(source);
	hb_subset_input_destroy(in);
	return ok;
}
