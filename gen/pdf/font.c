/* SPDX-License-Identifier: MIT */
/*
 * Finding, opening and reducing fonts.
 *
 * Families come from the site's `fonts`, then from a list of free ones (Debian's fonts-noto-cjk
 * first; 仿宋 and 小标宋 are not free, so 宋 stands in). What the site names but the machine lacks
 * is said once and replaced: a sheet without the wished face is better than none.
 */
#include "pdf/font.h"

#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <stdio.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/asset.h"
#include "lihui/utf8.h"
#include "pdf/cff.h"
#include "pdf/subset.h"
#include "pdf/sum.h"

struct pdf_fonts {
	struct font v[FONT_MAX];
	int n;
	int8_t chain[FACE_COUNT][FONT_MAX];
	int chain_n[FACE_COUNT];
	struct subset_pools *pools;
	char files[FONT_MAX][512];
	int index[FONT_MAX]; /* face within the file */
	char damaged[512];   /* the file told last */
	struct sheet_templates *templates;
};

/* --- opening --- */

static void
read_name(struct font *f)
{
	char raw[64] = "";
	unsigned n = sizeof raw;
	size_t k = 0;

	hb_ot_name_get_utf8(f->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &n, raw);
	for (const char *p = raw; *p; p++)
		if ((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') ||
		    (*p >= 'a' && *p <= 'z') || *p == '-')
			f->name[k++] = *p;
	if (k == 0)
		snprintf(f->name, sizeof f->name, "Font%d", f->id);
}

static void
read_metrics(struct font *f)
{
	hb_font_extents_t e;
	hb_position_t cap = 0;
	hb_blob_t *head = hb_face_reference_table(f->face, HB_TAG('h', 'e', 'a', 'd'));
	unsigned n;
	const unsigned char *p = (const unsigned char *)hb_blob_get_data(head, &n);

	hb_font_get_h_extents(f->hb, &e);
	f->ascent = e.ascender * 1000 / (int)f->upem;
	f->descent = e.descender * 1000 / (int)f->upem;
	f->cap_height = hb_ot_metrics_get_position(f->hb, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap)
	    ? cap * 1000 / (int)f->upem
	    : 700;
	for (int i = 0; i < 4 && n >= 44; i++)
		f->box[i] = (int16_t)(p[36 + 2 * i] << 8 | p[37 + 2 * i]) * 1000 / (int)f->upem;
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

/* A regular face and its bold one may be the same file: it is told once. */
static void
tell_damaged(struct pdf_fonts *f, const char *path)
{
	if (strcmp(f->damaged, path) != 0)
		fprintf(stderr,
		    SAY("提示: 字体文件 %s 的字形数据已损坏，改用自带的字体；请重新拷贝这个文件\n",
			"note: the font file %s is damaged in its outlines; a built-in choice "
			"stands in: copy it again\n"),
		    path);
	strcpy(f->damaged, path);
}

/* The font of that file, opened when it is new; -1 when it cannot be used. wished: by the site,
 * which may have brought a damaged one; DAMAGED tells that it was said. */
enum { DAMAGED = -2 };
static int
add_file(struct pdf_fonts *f, const char *path, int index, bool wished)
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
	if (wished && !font_sums_agree(path, index)) {
		font_close(&f->v[f->n]);
		tell_damaged(f, path);
		return DAMAGED;
	}
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

/* --- fontconfig --- */

static bool
pattern_has_family(FcPattern *p, const char *family)
{
	FcChar8 *s;

	for (int i = 0; FcPatternGetString(p, FC_FAMILY, i, &s) == FcResultMatch; i++)
		if (FcStrCmpIgnoreCase(s, (const FcChar8 *)family) == 0)
			return true;
	return false;
}

/* A family by its exact name: fontconfig answers any question with something, so the answer is
 * compared. */
static int
add_family(struct pdf_fonts *f, FcConfig *cfg, const char *family, bool bold, bool wished)
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
	if (got && pattern_has_family(got, family) &&
	    FcPatternGetString(got, FC_FILE, 0, &file) == FcResultMatch) {
		if (FcPatternGetInteger(got, FC_INDEX, 0, &index) != FcResultMatch)
			index = 0;
		id = add_file(f, (const char *)file, index & 0xFFFF,
		    wished); /* the high half names an instance of a variable font */
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
	if (text_has(wish, T("/")) || text_ends(wish, T(".ttf")) || text_ends(wish, T(".otf")) ||
	    text_ends(wish, T(".ttc"))) {
		if (wish.p[0] == '/')
			snprintf(name, sizeof name, "%.*s", TEXT_ARG(wish));
		else
			snprintf(name, sizeof name, "%.*s/%.*s", TEXT_ARG(s->root), TEXT_ARG(wish));
		id = add_file(f, name, 0, true);
	} else {
		snprintf(name, sizeof name, "%.*s", TEXT_ARG(wish));
		id = add_family(f, cfg, name, bold, true);
	}
	if (id < 0 && id != DAMAGED && !bold)
		fprintf(stderr,
		    SAY("提示: site.yaml 里 fonts 写的字体“%.*s”找不到或打不开，改用自带的字体\n",
			"note: the font \"%.*s\" named in site.yaml cannot be found or opened; a "
			"built-in choice stands in\n"),
		    TEXT_ARG(wish));
	return id;
}

static const char *const SONG[] = { "Noto Serif CJK SC", "Source Han Serif SC", "AR PL UMing CN",
	NULL };
static const char *const HEI[] = { "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei",
	"Droid Sans Fallback", NULL };
static const char *const FANG[] = { "FandolFang", "FangSong", NULL };
static const char *const KAI[] = { "LXGW WenKai", "AR PL UKai CN", "FandolKai", NULL };
static const char *const MONGOLIAN[] = { "Noto Sans Mongolian", "Mongolian Baiti", NULL };
static const char *const OTHERS[] = { "Noto Sans", "DejaVu Sans", "Noto Sans Symbols2", NULL };

static void
chain_families(struct pdf_fonts *f, FcConfig *cfg, enum face face, const char *const *families,
    bool bold, bool all)
{
	for (; *families; families++) {
		int id = add_family(f, cfg, *families, bold, false), before = f->chain_n[face];
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

/* The letters of every language: a record may quote any. Those of the site's own are missed. */
static void
find_languages(struct pdf_fonts *f, FcConfig *cfg, const struct site *s, int *ids)
{
	for (int l = LANG_MN + 1; l < LANG_EN; l++) {
		const struct language *row = lang_row((enum lang)l);
		enum lang in = locale_english ? LANG_EN : LANG_ZH;
		bool wanted = false;

		ids[l] = add_family(f, cfg, row->font, false, false);
		for (size_t i = 0; ids[l] < 0 && i < s->nlanguages; i++)
			wanted |= s->languages[i] == (enum lang)l;
		if (wanted)
			fprintf(stderr,
			    SAY("提示: 没有%.*s的字体“%s”，单页上印成〓；请安装：sudo apt install "
				"%s\n",
				"note: no font for %.*s (\"%s\"): sheets show 〓; sudo apt install "
				"%s\n"),
			    TEXT_ARG(words_language(s->words, in, (enum lang)l, false)), row->font,
			    row->package);
	}
}

static void
find_faces(struct pdf_fonts *f, FcConfig *cfg, const struct site *s)
{
	const struct {
		enum face face;
		struct text wish;
		const char *const *families;
		bool bold;
	} faces[] = { { FACE_HEI, s->fonts.hei, HEI, false },
		{ FACE_HEI_BOLD, s->fonts.hei, HEI, true },
		{ FACE_SONG, s->fonts.song, SONG, false },
		{ FACE_SONG_BOLD, s->fonts.song, SONG, true },
		{ FACE_FANG, s->fonts.fang, FANG, false }, { FACE_KAI, s->fonts.kai, KAI, false } };
	/* Then every face asks the others: its own weight first. */
	static const enum face asks[][2] = { { FACE_SONG, FACE_HEI },
		{ FACE_SONG_BOLD, FACE_HEI_BOLD }, { FACE_SONG_BOLD, FACE_SONG },
		{ FACE_HEI, FACE_SONG }, { FACE_HEI_BOLD, FACE_HEI }, { FACE_FANG, FACE_SONG },
		{ FACE_KAI, FACE_SONG } };

	int ids[LANG_COUNT];

	for (size_t i = 0; i < sizeof faces / sizeof *faces; i++) {
		chain_add(f, faces[i].face, add_wished(f, cfg, s, faces[i].wish, faces[i].bold));
		chain_families(f, cfg, faces[i].face, faces[i].families, faces[i].bold, false);
	}
	chain_add(f, FACE_MONGOLIAN, add_wished(f, cfg, s, s->fonts.mongolian, false));
	chain_add(f, FACE_MONGOLIAN, add_asset(f, T("font/mongolian.ttf")));
	if (f->chain_n[FACE_MONGOLIAN] == 0)
		chain_families(f, cfg, FACE_MONGOLIAN, MONGOLIAN, false, false);
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
		chain_copy(f, asks[i][0], asks[i][1]);
	find_languages(f, cfg, s, ids);
	for (enum face i = 0; i < FACE_COUNT; i++) {
		chain_copy(f, i, FACE_HEI);
		chain_copy(f, i, FACE_KAI);
		chain_copy(f, i, FACE_MONGOLIAN);
		for (int l = LANG_MN + 1; l < LANG_EN; l++)
			chain_add(f, i, ids[l]);
		chain_families(f, cfg, i, OTHERS, i == FACE_HEI_BOLD || i == FACE_SONG_BOLD, true);
	}
}

static void
use_catalogue(struct pdf_fonts *f, const struct words *w)
{
	const struct text_list *keys = w ? words_keys(w) : NULL;

	for (uint32_t c = 0x20; c < 0x7F; c++)
		subset_use(f->pools, c);
	pdf_fonts_use(f,
	    T("，。、；：？！（）《》【】「」『』“”‘’…—－·〓　年月日第页共期周星一二三四五六七零"
	      "〇"));
	for (size_t i = 0; keys && i < keys->n; i++)
		if (text_starts(keys->v[i], T("sheet.")) || text_starts(keys->v[i], T("status.")))
			pdf_fonts_use(f, words_get(w, LANG_ZH, keys->v[i].p, NULL));
}

struct pdf_fonts *
fonts_open(const struct site *s, struct err *e)
{
	struct pdf_fonts *f = mem_alloc(sizeof *f);
	FcConfig *cfg = FcInitLoadConfigAndFonts();

	f->pools = subset_pools_new();
	if (cfg) {
		find_faces(f, cfg, s);
		FcConfigDestroy(cfg);
	}
	if (f->chain_n[FACE_HEI] == 0 || fonts_for(f, FACE_HEI, 0x4E00) < 0) {
		fonts_close(f);
		err_machine(e, "%s",
		    SAY("找不到中文字体，请安装 fonts-noto-cjk，或在 site.yaml 的 fonts 里写明字体",
			"no Chinese font found: install fonts-noto-cjk or name one under fonts in "
			"site.yaml"));
		return NULL;
	}
	use_catalogue(f, s->words);
	return f;
}

struct sheet_templates **
fonts_templates(struct pdf_fonts *f)
{
	return &f->templates;
}

void
fonts_close(struct pdf_fonts *f)
{
	if (!f)
		return;
	for (int i = 0; i < f->n; i++)
		font_close(&f->v[i]);
	subset_pools_free(f->pools);
	free(f);
}

void
pdf_fonts_use(struct pdf_fonts *f, struct text t)
{
	for (size_t i = 0; i < t.n;)
		subset_use(f->pools, utf8_next(t, &i));
}

bool
pdf_fonts_freeze(struct pdf_fonts *f, struct err *e)
{
	(void)e;
	/* Nothing can fail yet: a font's pool is made when a sheet first needs the font. */
	subset_freeze(f->pools);
	return true;
}

/* --- asking --- */

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

bool
font_subset(struct pdf_fonts *fonts, const struct font *f, const uint16_t *glyphs, size_t n,
    uint16_t *to, struct buf *out)
{
	return subset_font(fonts->pools, f, glyphs, n, to, out);
}
