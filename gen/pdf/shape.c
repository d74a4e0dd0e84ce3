/* SPDX-License-Identifier: MIT */
/*
 * HarfBuzz at work. Words come again and again (嘎查, 会议, ᠬᠤᠷᠠᠯ), so their glyphs are remembered
 * under font, script, direction and text; the memory is dropped whole when it is full, which keeps
 * a run over thousands of sheets flat.
 *
 * Mongolian: variation selectors and the vowel separator are default-ignorable, and HarfBuzz folds
 * them into the letter's cluster. So that each character can be given back by ToUnicode, the
 * cluster is split again: the visible glyph stands for the letter, a blank one of no width for each
 * control behind it.
 */
#include "pdf/shape.h"

#include <hb-ot.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/hash.h"

#define BUCKETS     4096
#define WORDS_BYTES ((size_t)6 << 20) /* about 30,000 words */
#define LETTERS     8192              /* one place for each; a newer one takes it */

struct shaped {
	struct shaped *next;
	uint64_t hash;
	uint32_t *codes;
	struct glyph *glyphs;
	uint16_t ncodes, nglyphs;
	uint8_t font, kind;
};

struct shaper {
	hb_buffer_t *buf;
	hb_language_t languages[3];
	struct shaped *table[BUCKETS];
	struct arena *arena;
	struct letter letters[LETTERS];
};

struct shaper *
shaper_new(void)
{
	struct shaper *s = mem_alloc(sizeof *s);

	s->buf = hb_buffer_create();
	s->languages[SCRIPT_HAN] = hb_language_from_string("zh-Hans", -1);
	s->languages[SCRIPT_LATIN] = hb_language_from_string("en", -1);
	s->languages[SCRIPT_MONGOLIAN] = hb_language_from_string("mn", -1);
	s->arena = arena_new();
	return s;
}

void
shaper_free(struct shaper *s)
{
	if (!s)
		return;
	hb_buffer_destroy(s->buf);
	arena_free(s->arena);
	free(s);
}

const struct letter *
shape_letter(struct shaper *s, const struct pdf_fonts *fonts, enum face face, uint32_t code)
{
	uint32_t key = (uint32_t)(face + 1) << 21 | code;
	struct letter *l = &s->letters[(key * 2654435761u) >> 19];

	if (l->key == key)
		return l;
	*l = (struct letter){ .key = key, .font = (int16_t)fonts_for(fonts, face, code) };
	if (l->font >= 0) {
		const struct font *f = fonts_get(fonts, l->font);
		l->glyph = (uint16_t)font_glyph(f, code);
		l->advance = (int16_t)font_advance(f, l->glyph);
	}
	return l;
}

/* The script of a word that is neither Han nor Mongolian: Tibetan stacks and Arabic letters join
 * only when HarfBuzz is told so. */
static hb_script_t
script_of(const uint32_t *codes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		hb_script_t s = hb_unicode_script(hb_unicode_funcs_get_default(), codes[i]);
		if (s != HB_SCRIPT_COMMON && s != HB_SCRIPT_INHERITED && s != HB_SCRIPT_UNKNOWN)
			return s;
	}
	return HB_SCRIPT_LATIN;
}

static void
run_harfbuzz(struct shaper *s, const struct font *f, enum script script, bool vertical,
    const uint32_t *codes, size_t n)
{
	hb_script_t of = script == SCRIPT_HAN ? HB_SCRIPT_HAN
	    : script == SCRIPT_MONGOLIAN      ? HB_SCRIPT_MONGOLIAN
					      : script_of(codes, n);
	/* Ligatures of Latin would make one glyph stand for two letters in copied text. */
	static const hb_feature_t plain[] = { { HB_TAG('l', 'i', 'g', 'a'), 0, 0, (unsigned)-1 },
		{ HB_TAG('c', 'l', 'i', 'g'), 0, 0, (unsigned)-1 } };

	hb_buffer_clear_contents(s->buf);
	/* A variation selector that the font does not know would show as a box: outside Mongolian
	 * it goes. */
	hb_buffer_set_flags(s->buf,
	    script == SCRIPT_MONGOLIAN ? HB_BUFFER_FLAG_PRESERVE_DEFAULT_IGNORABLES
				       : HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
	hb_buffer_set_cluster_level(s->buf, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
	hb_buffer_add_utf32(s->buf, codes, (int)n, 0, (int)n);
	hb_buffer_set_script(s->buf, of);
	hb_buffer_set_language(s->buf, s->languages[script]);
	hb_buffer_set_direction(s->buf,
	    vertical                     ? HB_DIRECTION_TTB
		: script == SCRIPT_LATIN ? hb_script_get_horizontal_direction(of)
					 : HB_DIRECTION_LTR);
	hb_shape(f->hb, s->buf, plain, script == SCRIPT_MONGOLIAN ? 0 : 2);
}

static struct glyph *
take_glyphs(struct shaper *s, const struct font *f, bool vertical, size_t n, struct arena *a,
    size_t *nglyphs)
{
	unsigned k;
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(s->buf, &k);
	const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(s->buf, NULL);
	struct glyph *g = ARENA_ARRAY(a, struct glyph, k + n + 1); /* room for the controls */
	int em = (int)f->upem;
	bool leftward = hb_buffer_get_direction(s->buf) == HB_DIRECTION_RTL;

	for (unsigned i = 0; i < k; i++) {
		unsigned j = i + 1;
		bool first = i == 0 || info[i].cluster != info[i - 1].cluster;
		while (j < k && info[j].cluster == info[i].cluster)
			j++;
		g[i].id = (uint16_t)info[i].codepoint;
		g[i].font = (uint8_t)f->id;
		g[i].advance =
		    (int16_t)((vertical ? -pos[i].y_advance : pos[i].x_advance) * 1000 / em);
		g[i].dx = (int16_t)(vertical ? 0 : pos[i].x_offset * 1000 / em);
		g[i].dy = (int16_t)(vertical ? 0 : pos[i].y_offset * 1000 / em);
		g[i].code = info[i].cluster;
		g[i].ncodes = first ? (uint8_t)((leftward       ? (i > 0 ? info[i - 1].cluster : n)
							: j < k ? info[j].cluster
								: n) -
					  info[i].cluster)
				    : 0;
	}
	*nglyphs = k;
	return g;
}

static bool
is_control(uint32_t c)
{
	return (c >= 0x180B && c <= 0x180F) || c == 0x200C || c == 0x200D;
}

static void
split_controls(const struct font *f, const uint32_t *codes, struct glyph *g, size_t *n)
{
	unsigned blank = font_glyph(f, ' ');

	for (size_t i = 0; i < *n; i++) {
		uint8_t k = 0;
		size_t e = i + 1;
		while (k + 1 < g[i].ncodes && is_control(codes[g[i].code + g[i].ncodes - 1u - k]))
			k++;
		if (k == 0)
			continue;
		while (e < *n && g[e].ncodes == 0)
			e++;
		g[i].ncodes = (uint8_t)(g[i].ncodes - k);
		memmove(g + e + k, g + e, (*n - e) * sizeof *g);
		for (uint8_t j = 0; j < k; j++)
			g[e + j] = (struct glyph){ .id = (uint16_t)blank,
				.font = (uint8_t)f->id,
				.ncodes = 1,
				.code = g[i].code + g[i].ncodes + j };
		*n += k;
	}
}

static struct shaped *
find_word(
    struct shaper *s, uint64_t h, const struct font *f, int kind, const uint32_t *codes, size_t n)
{
	for (struct shaped *w = s->table[h % BUCKETS]; w; w = w->next)
		if (w->hash == h && w->ncodes == n && w->font == f->id && w->kind == kind &&
		    memcmp(w->codes, codes, n * sizeof *codes) == 0)
			return w;
	return NULL;
}

static struct shaped *
add_word(
    struct shaper *s, uint64_t h, const struct font *f, int kind, const uint32_t *codes, size_t n)
{
	struct shaped *w;

	/* By bytes, not by words: an address or a line of dashes takes as much as twenty words. */
	if (arena_size(s->arena) >= WORDS_BYTES) {
		arena_clear(s->arena);
		memset(s->table, 0, sizeof s->table);
	}
	w = ARENA_NEW(s->arena, struct shaped);
	w->hash = h;
	w->font = (uint8_t)f->id;
	w->kind = (uint8_t)kind;
	w->codes = ARENA_ARRAY(s->arena, uint32_t, n);
	memcpy(w->codes, codes, n * sizeof *codes);
	w->ncodes = (uint16_t)n;
	w->next = s->table[h % BUCKETS];
	s->table[h % BUCKETS] = w;
	return w;
}

static const struct shaped *
shape_word(struct shaper *s, const struct font *f, enum script script, bool vertical,
    const uint32_t *codes, size_t n)
{
	int kind = (int)script * 2 + vertical;
	uint64_t h = hash64((struct text){ (const char *)codes, n * sizeof *codes }) +
	    (uint64_t)(f->id * 16 + kind) * 0x9E3779B97F4A7C15u;
	struct shaped *w = find_word(s, h, f, kind, codes, n);
	size_t k;

	if (w)
		return w;
	w = add_word(s, h, f, kind, codes, n);
	run_harfbuzz(s, f, script, vertical, codes, n);
	w->glyphs = take_glyphs(s, f, vertical, n, s->arena, &k);
	if (script == SCRIPT_MONGOLIAN)
		split_controls(f, codes, w->glyphs, &k);
	w->nglyphs = (uint16_t)k;
	return w;
}

void
shape_piece(struct shaper *s, const struct font *f, enum script script, bool vertical,
    const uint32_t *codes, size_t n, uint32_t at, struct arena *a, struct glyph_list *out)
{
	/* Long pieces (a line of dashes, an attack) go in parts: a cluster has at most 255 code
	 * points here. */
	for (size_t i = 0; i < n;) {
		size_t k = n - i > 200 ? 200 : n - i;
		const struct shaped *w = shape_word(s, f, script, vertical, codes + i, k);
		for (size_t j = 0; j < w->nglyphs; j++) {
			struct glyph *g = ARENA_PUSH(a, out);
			*g = w->glyphs[j];
			g->code += at + (uint32_t)i;
		}
		i += k;
	}
}
