/* SPDX-License-Identifier: MIT */
/*
 * Finding, opening and reducing fonts.
 *
 * Families come from the site's `fonts`, then from a list of free ones (Debian's fonts-noto-cjk first; 仿宋 and 小标宋 are not free, so 宋 stands in). What
 * the site names but the machine lacks is said once and replaced: a sheet without the wished face is better than none.
 *
 * Subsetting: hb-subset reads a whole Noto CJK face in 4 ms for each document. When the texts of a run are known (pdf_fonts_use), each font is first reduced to all
 * glyphs of the site and preprocessed once, on first need and under a lock; a document then costs well under a millisecond. Both ways write the same bytes because
 * subroutines are always flattened, so a single sheet and a whole build agree.
 */
#include "pdf/font.h"

#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/asset.h"
#include "lihui/utf8.h"
#include "pdf/cff.h"

/* One font's reduced form for the whole site, made when first asked for. */
struct pool_face {
	hb_face_t *face;
	hb_set_t *glyphs;
	bool tried;
};

struct pdf_fonts {
	struct font v[FONT_MAX];
	struct pool_face pools[FONT_MAX];
	int n;
	int8_t chain[FACE_COUNT][FONT_MAX];
	int chain_n[FACE_COUNT];
	hb_set_t *used;           /* code points of pdf_fonts_use */
	bool frozen;
	pthread_mutex_t lock;     /* guards pools */
	char files[FONT_MAX][512];
	int index[FONT_MAX];      /* face within the file */
};

/* --- opening ------------------------------------------------------------------------------------------------------------------------ */

static void
read_name(struct font *f)
{
	char raw[64] = "";
	unsigned n = sizeof raw;
	size_t k = 0;

	hb_ot_name_get_utf8(f->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &n, raw);
	for (const char *p = raw; *p; p++)
		if ((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') || *p == '-')
			f->name[k++] = *p;
	if (k == 0)
		snprintf(f->name, sizeof f->name, "Font%d", f->id);
}

static int
big_endian_16(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (int16_t)(u[0] << 8 | u[1]);
}

static void
read_metrics(struct font *f)
{
	hb_font_extents_t e;
	hb_position_t cap = 0;
	hb_blob_t *head = hb_face_reference_table(f->face, HB_TAG('h', 'e', 'a', 'd'));
	unsigned n;
	const char *p = hb_blob_get_data(head, &n);

	hb_font_get_h_extents(f->hb, &e);
	f->ascent = e.ascender * 1000 / (int)f->upem;
	f->descent = e.descender * 1000 / (int)f->upem;
	f->cap_height = hb_ot_metrics_get_position(f->hb, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap) ? cap * 1000 / (int)f->upem : 700;
	for (int i = 0; i < 4 && n >= 44; i++)
		f->box[i] = big_endian_16(p + 36 + 2 * i) * 1000 / (int)f->upem;
	hb_blob_destroy(head);
}

static bool
has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *b = hb_face_reference_table(face, tag);
	bool has = hb_blob_get_length(b) > 0;

	hb_blob_destroy(b);
	return has;
}

/* CFF or TrueType; CFF2 and bitmap fonts cannot be embedded as they are. */
static bool
read_outlines(struct font *f)
{
	hb_blob_t *b = hb_face_reference_table(f->face, HB_TAG('C', 'F', 'F', ' '));
	struct cff_charset set = { false, NULL };
	unsigned n;
	const char *p = hb_blob_get_data(b, &n);
	bool ok = true;

	f->cff = n > 0;
	if (f->cff)
		ok = cff_charset((const uint8_t *)p, n, f->nglyphs, &set);
	hb_blob_destroy(b);
	f->keyed = set.keyed;
	f->cids = set.cids;
	return ok && (f->cff || has_table(f->face, HB_TAG('g', 'l', 'y', 'f')));
}

static void
font_close(struct font *f)
{
	hb_font_destroy(f->hb);
	hb_face_destroy(f->face);
	free(f->cids);
	*f = (struct font){ 0 };
}

/* Takes blob. */
static bool
font_open(struct font *f, int id, hb_blob_t *blob, int index)
{
	if ((unsigned)index >= hb_face_count(blob)) {
		hb_blob_destroy(blob);
		return false;
	}
	f->id = id;
	f->face = hb_face_create(blob, (unsigned)index);
	hb_blob_destroy(blob);
	f->hb = hb_font_create(f->face);
	hb_ot_font_set_funcs(f->hb);
	f->upem = hb_face_get_upem(f->face);
	f->nglyphs = hb_face_get_glyph_count(f->face);
	if (f->nglyphs < 2 || f->nglyphs > 65535 || f->upem < 16 || !read_outlines(f)) {
		font_close(f);
		return false;
	}
	read_name(f);
	read_metrics(f);
	hb_font_make_immutable(f->hb);
	hb_face_make_immutable(f->face);
	return true;
}

/* The font of that file, opened when it is new; -1 when it cannot be used. */
static int
add_file(struct pdf_fonts *f, const char *path, int index)
{
	hb_blob_t *blob;

	for (int i = 0; i < f->n; i++)
		if (strcmp(f->files[i], path) == 0 && f->index[i] == index)
			return i;
	if (f->n == FONT_MAX || strlen(path) >= sizeof f->files[0])
		return -1;
	blob = hb_blob_create_from_file_or_fail(path);
	if (!blob || !font_open(&f->v[f->n], f->n, blob, index))
		return -1;
	strcpy(f->files[f->n], path);
	f->index[f->n] = index;
	return f->n++;
}

static int
add_asset(struct pdf_fonts *f, struct text name)
{
	struct text bytes;
	hb_blob_t *blob;

	if (f->n == FONT_MAX || !asset_get(name, &bytes))
		return -1;
	blob = hb_blob_create(bytes.p, (unsigned)bytes.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
	if (!font_open(&f->v[f->n], f->n, blob, 0))
		return -1;
	return f->n++;
}

/* --- fontconfig --------------------------------------------------------------------------------------------------------------------- */

static bool
pattern_has_family(FcPattern *p, const char *family)
{
	FcChar8 *s;

	for (int i = 0; FcPatternGetString(p, FC_FAMILY, i, &s) == FcResultMatch; i++)
		if (FcStrCmpIgnoreCase(s, (const FcChar8 *)family) == 0)
			return true;
	return false;
}

/* A family by its exact name: fontconfig answers any question with something, so the answer is compared. */
static int
add_family(struct pdf_fonts *f, FcConfig *cfg, const char *family, bool bold)
{
	FcPattern *want = FcPatternCreate(), *got;
	FcResult r;
	FcChar8 *file;
	int index, id = -1;

	FcPatternAddString(want, FC_FAMILY, (const FcChar8 *)family);
	FcPatternAddInteger(want, FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
	FcPatternAddInteger(want, FC_SLANT, FC_SLANT_ROMAN);
	FcConfigSubstitute(cfg, want, FcMatchPattern);
	FcDefaultSubstitute(want);
	got = FcFontMatch(cfg, want, &r);
	if (got && pattern_has_family(got, family) && FcPatternGetString(got, FC_FILE, 0, &file) == FcResultMatch) {
		if (FcPatternGetInteger(got, FC_INDEX, 0, &index) != FcResultMatch)
			index = 0;
		id = add_file(f, (const char *)file, index & 0xFFFF); /* the high half names an instance of a variable font */
	}
	if (got)
		FcPatternDestroy(got);
	FcPatternDestroy(want);
	return id;
}

static void
chain_add(struct pdf_fonts *f, enum face face, int id)
{
	if (id < 0)
		return;
	for (int i = 0; i < f->chain_n[face]; i++)
		if (f->chain[face][i] == id)
			return;
	f->chain[face][f->chain_n[face]++] = (int8_t)id;
}

/* What the site wrote: a family, or a file relative to the site. */
static int
add_wished(struct pdf_fonts *f, FcConfig *cfg, const struct site *s, struct text wish, bool bold)
{
	char name[512];
	int id;

	if (wish.n == 0)
		return -1;
	if (text_has(wish, T("/")) || text_ends(wish, T(".ttf")) || text_ends(wish, T(".otf")) || text_ends(wish, T(".ttc"))) {
		if (wish.p[0] == '/')
			snprintf(name, sizeof name, "%.*s", TEXT_ARG(wish));
		else
			snprintf(name, sizeof name, "%.*s/%.*s", TEXT_ARG(s->root), TEXT_ARG(wish));
		id = add_file(f, name, 0);
	} else {
		snprintf(name, sizeof name, "%.*s", TEXT_ARG(wish));
		id = add_family(f, cfg, name, bold);
	}
	if (id < 0 && !bold)
		fprintf(stderr, SAY("提示: site.yaml 里 fonts 写的字体“%.*s”找不到或打不开，改用自带的字体\n",
		    "note: the font \"%.*s\" named in site.yaml cannot be found or opened; a built-in choice stands in\n"), TEXT_ARG(wish));
	return id;
}

static const char *const SONG[] = { "Noto Serif CJK SC", "Source Han Serif SC", "AR PL UMing CN", NULL };
static const char *const HEI[] = { "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "Droid Sans Fallback", NULL };
static const char *const FANG[] = { "FandolFang", "FangSong", NULL };
static const char *const KAI[] = { "LXGW WenKai", "AR PL UKai CN", "FandolKai", NULL };
static const char *const MONGOLIAN[] = { "Noto Sans Mongolian", "Mongolian Baiti", NULL };
static const char *const OTHERS[] = { "Noto Sans", "DejaVu Sans", "Noto Sans Symbols2", NULL };

static void
chain_families(struct pdf_fonts *f, FcConfig *cfg, enum face face, const char *const *families, bool bold, bool all)
{
	for (; *families; families++) {
		int id = add_family(f, cfg, *families, bold), before = f->chain_n[face];
		chain_add(f, face, id);
		if (f->chain_n[face] > before && !all)
			return;
	}
}

static void
chain_copy(struct pdf_fonts *f, enum face to, enum face from)
{
	for (int i = 0; i < f->chain_n[from]; i++)
		chain_add(f, to, f->chain[from][i]);
}

static void
find_faces(struct pdf_fonts *f, FcConfig *cfg, const struct site *s)
{
	chain_add(f, FACE_HEI, add_wished(f, cfg, s, s->fonts.hei, false));
	chain_families(f, cfg, FACE_HEI, HEI, false, false);
	chain_add(f, FACE_HEI_BOLD, add_wished(f, cfg, s, s->fonts.hei, true));
	chain_families(f, cfg, FACE_HEI_BOLD, HEI, true, false);
	chain_add(f, FACE_SONG, add_wished(f, cfg, s, s->fonts.song, false));
	chain_families(f, cfg, FACE_SONG, SONG, false, false);
	chain_add(f, FACE_SONG_BOLD, add_wished(f, cfg, s, s->fonts.song, true));
	chain_families(f, cfg, FACE_SONG_BOLD, SONG, true, false);
	chain_add(f, FACE_FANG, add_wished(f, cfg, s, s->fonts.fang, false));
	chain_families(f, cfg, FACE_FANG, FANG, false, false);
	chain_add(f, FACE_KAI, add_wished(f, cfg, s, s->fonts.kai, false));
	chain_families(f, cfg, FACE_KAI, KAI, false, false);
	chain_add(f, FACE_MONGOLIAN, add_wished(f, cfg, s, s->fonts.mongolian, false));
	chain_add(f, FACE_MONGOLIAN, add_asset(f, T("font/mongolian.ttf")));
	if (f->chain_n[FACE_MONGOLIAN] == 0)
		chain_families(f, cfg, FACE_MONGOLIAN, MONGOLIAN, false, false);
	/* Then every face asks the others: its own weight first. */
	chain_copy(f, FACE_SONG, FACE_HEI);
	chain_copy(f, FACE_SONG_BOLD, FACE_HEI_BOLD);
	chain_copy(f, FACE_SONG_BOLD, FACE_SONG);
	chain_copy(f, FACE_HEI, FACE_SONG);
	chain_copy(f, FACE_HEI_BOLD, FACE_HEI);
	chain_copy(f, FACE_FANG, FACE_SONG);
	chain_copy(f, FACE_KAI, FACE_SONG);
	for (enum face i = 0; i < FACE_COUNT; i++) {
		chain_copy(f, i, FACE_HEI);
		chain_copy(f, i, FACE_KAI);
		chain_copy(f, i, FACE_MONGOLIAN);
		chain_families(f, cfg, i, OTHERS, i == FACE_HEI_BOLD || i == FACE_SONG_BOLD, true);
	}
}

static void
use_catalogue(struct pdf_fonts *f, const struct words *w)
{
	const struct text_list *keys = w ? words_keys(w) : NULL;

	for (uint32_t c = 0x20; c < 0x7F; c++)
		hb_set_add(f->used, c);
	pdf_fonts_use(f, T("，。、；：？！（）《》【】「」『』“”‘’…—－·〓　年月日第页共期周星一二三四五六七零〇"));
	for (size_t i = 0; keys && i < keys->n; i++)
		if (text_starts(keys->v[i], T("sheet.")) || text_starts(keys->v[i], T("status.")))
			pdf_fonts_use(f, words_get(w, LANG_ZH, keys->v[i].p, NULL));
}

struct pdf_fonts *
pdf_fonts_open(const struct site *s, struct err *e)
{
	struct pdf_fonts *f = mem_alloc(sizeof *f);
	FcConfig *cfg = FcInitLoadConfigAndFonts();

	pthread_mutex_init(&f->lock, NULL);
	f->used = hb_set_create();
	if (cfg) {
		find_faces(f, cfg, s);
		FcConfigDestroy(cfg);
	}
	if (f->chain_n[FACE_HEI] == 0 || fonts_for(f, FACE_HEI, 0x4E00) < 0) {
		pdf_fonts_close(f);
		err_machine(e, "%s", SAY("找不到中文字体，请安装 fonts-noto-cjk，或在 site.yaml 的 fonts 里写明字体",
		    "no Chinese font found: install fonts-noto-cjk or name one under fonts in site.yaml"));
		return NULL;
	}
	use_catalogue(f, s->words);
	return f;
}

void
pdf_fonts_close(struct pdf_fonts *f)
{
	if (!f)
		return;
	for (int i = 0; i < f->n; i++) {
		hb_face_destroy(f->pools[i].face);
		hb_set_destroy(f->pools[i].glyphs);
		font_close(&f->v[i]);
	}
	hb_set_destroy(f->used);
	pthread_mutex_destroy(&f->lock);
	free(f);
}

void
pdf_fonts_use(struct pdf_fonts *f, struct text t)
{
	for (size_t i = 0; i < t.n;)
		hb_set_add(f->used, utf8_next(t, &i));
}

bool
pdf_fonts_freeze(struct pdf_fonts *f, struct err *e)
{
	(void)e;
	/* Nothing can fail yet: a font's pool is made when a sheet first needs the font. */
	f->frozen = true;
	return true;
}

/* --- asking ------------------------------------------------------------------------------------------------------------------------- */

const struct font *
fonts_get(const struct pdf_fonts *f, int id)
{
	return &f->v[id];
}

int
fonts_count(const struct pdf_fonts *f)
{
	return f->n;
}

unsigned
font_glyph(const struct font *f, uint32_t code)
{
	hb_codepoint_t g;

	return hb_font_get_nominal_glyph(f->hb, code, &g) ? g : 0;
}

int
fonts_for(const struct pdf_fonts *f, enum face face, uint32_t code)
{
	for (int i = 0; i < f->chain_n[face]; i++)
		if (font_glyph(&f->v[f->chain[face][i]], code) != 0)
			return f->chain[face][i];
	return -1;
}

int
font_advance(const struct font *f, unsigned glyph)
{
	return hb_font_get_glyph_h_advance(f->hb, glyph) * 1000 / (int)f->upem;
}

/* --- subsetting --------------------------------------------------------------------------------------------------------------------- */

static hb_subset_input_t *
subset_input(const struct font *f, bool keep_ids)
{
	static const char drop[][5] = { "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "OS/2", "name", "post", "cmap", "DSIG", "gasp", "FFTM", "EBDT", "EBLC", "kern",
		"meta", "VDMX", "hdmx", "LTSH", "MATH", "JSTF", "STAT", "HVAR", "VVAR", "MVAR", "avar", "fvar", "GSUB" };
	hb_subset_input_t *in = hb_subset_input_create_or_fail();
	hb_set_t *set;
	unsigned flags = HB_SUBSET_FLAGS_DESUBROUTINIZE;

	if (!in)
		return NULL;
	set = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < sizeof drop / sizeof *drop; i++)
		hb_set_add(set, HB_TAG(drop[i][0], drop[i][1], drop[i][2], drop[i][3]));
	hb_set_clear(hb_subset_input_set(in, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG));
	hb_set_clear(hb_subset_input_set(in, HB_SUBSET_SETS_NAME_ID));
	if (keep_ids)
		flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
	if (!f->cff)
		flags |= HB_SUBSET_FLAGS_NO_HINTING;
	hb_subset_input_set_flags(in, flags);
	return in;
}

/* Every glyph that the used characters may become in a sheet: of the character itself, and of its regional and vertical forms. */
static void
collect_glyphs(const struct pdf_fonts *fonts, const struct font *f, hb_set_t *out)
{
	hb_tag_t features[] = { HB_TAG('l', 'o', 'c', 'l'), HB_TAG('v', 'e', 'r', 't'), HB_TAG('c', 'c', 'm', 'p'), HB_TAG('c', 'a', 'l', 't'), 0 };
	hb_set_t *lookups = hb_set_create();
	hb_codepoint_t c = HB_SET_VALUE_INVALID, g;

	hb_set_add(out, 0);
	while (hb_set_next(fonts->used, &c))
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
	hb_subset_input_t *in = subset_input(f, true);
	hb_face_t *cut, *flat = NULL;
	hb_blob_t *b;

	if (!in)
		return NULL;
	hb_set_union(hb_subset_input_glyph_set(in), glyphs);
	cut = hb_subset_or_fail(f->face, in);
	hb_subset_input_destroy(in);
	if (!cut)
		return NULL;
	b = hb_face_reference_blob(cut); /* the subset is a builder of tables: one file is read faster */
	flat = hb_face_create(b, 0);
	hb_blob_destroy(b);
	hb_face_destroy(cut);
	return flat;
}

/* TrueType files are small: they are preprocessed whole. */
static void
pool_make(struct pdf_fonts *fonts, const struct font *f, struct pool_face *pool)
{
	hb_face_t *cut;

	pool->tried = true;
	if (!f->cff) {
		pool->face = hb_subset_preprocess(f->face);
		return;
	}
	pool->glyphs = hb_set_create();
	collect_glyphs(fonts, f, pool->glyphs);
	cut = cut_keeping_ids(f, pool->glyphs);
	if (!cut)
		return;
	pool->face = hb_subset_preprocess(cut);
	hb_face_destroy(cut);
}

/* Without a pool the same way is gone with this document's glyphs alone: what hb-subset writes depends a little on what it reads. */
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
subset_source(struct pdf_fonts *fonts, const struct font *f, const uint16_t *glyphs, size_t n)
{
	struct pool_face *pool = &fonts->pools[f->id];
	hb_face_t *face;

	if (!fonts->frozen)
		return single_source(f, glyphs, n);
	pthread_mutex_lock(&fonts->lock);
	if (!pool->tried)
		pool_make(fonts, f, pool);
	face = pool->face;
	pthread_mutex_unlock(&fonts->lock);
	for (size_t i = 0; face && pool->glyphs && i < n; i++)
		if (!hb_set_has(pool->glyphs, glyphs[i]))
			face = NULL;
	return face ? hb_face_reference(face) : single_source(f, glyphs, n);
}

static bool
subset_cut(const struct font *f, hb_face_t *source, hb_subset_input_t *in, const uint16_t *glyphs, size_t n, uint16_t *to, struct buf *out)
{
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(source, in);
	hb_face_t *cut = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
	bool ok = false;

	if (cut) {
		hb_blob_t *b = f->cff ? hb_face_reference_table(cut, HB_TAG('C', 'F', 'F', ' ')) : hb_face_reference_blob(cut);
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
font_subset(struct pdf_fonts *fonts, const struct font *f, const uint16_t *glyphs, size_t n, uint16_t *to, struct buf *out)
{
	hb_subset_input_t *in = subset_input(f, f->cff && !f->keyed);
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
	source = subset_source(fonts, f, glyphs, n);
	ok = subset_cut(f, source, in, glyphs, n, to, out);
	hb_face_destroy(source);
	hb_subset_input_destroy(in);
	return ok;
}
