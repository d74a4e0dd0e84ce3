/* SPDX-License-Identifier: MIT */
/*
 * Two kinds of fonts, two ways:
 * - CFF (Noto CJK): the code is the character id of the original font, so it does not depend on the
 * subset; hb-subset keeps the ids when it renumbers glyphs. A code can say one text only; where one
 * glyph stands for two characters in a document, ActualText says the second.
 * - TrueType (Mongolian): one code for each (glyph, text, width) in order of first use, a
 * CIDToGIDMap behind it, so ToUnicode is exact for every form of a letter.
 *
 * Horizontal and vertical writing share one descendant font; /DW2 [880 -1000] puts upright
 * ideographs on the column's centre line.
 */
#include "pdf/embed.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/hash.h"

#define TEXT_MAX   6 /* characters that one code can say */
#define ALIAS_HASH 1024

/* One code of a TrueType font. */
struct alias {
	uint16_t glyph;
	int16_t width;
	uint32_t text[TEXT_MAX];
	uint8_t n;
	uint16_t next;
};

struct embedded {
	bool vertical, horizontal;
	/* CFF */
	uint32_t *says; /* of each glyph: 0 not used, else its character, SAYS_NOTHING */
	uint16_t *used; /* glyphs in order of first use */
	size_t nused;
	/* TrueType */
	struct alias *aliases; /* [0] is not used */
	size_t naliases, room;
	uint16_t heads[ALIAS_HASH];
};
#define SAYS_NOTHING 0xFFFFFFFFu

struct embed {
	struct pdf_fonts *fonts;
	struct embedded v[FONT_MAX];
};

struct packer {
	struct libdeflate_compressor *fast, *best;
};

struct packer *
packer_new(void)
{
	struct packer *p = mem_alloc(sizeof *p);

	p->fast = libdeflate_alloc_compressor(1);
	p->best = libdeflate_alloc_compressor(
	    3); /* 6 makes a sheet a hundredth smaller and costs a twentieth of a build */
	return p;
}

void
packer_free(struct packer *p)
{
	if (!p)
		return;
	libdeflate_free_compressor(p->fast);
	libdeflate_free_compressor(p->best);
	free(p);
}

struct text
pack(struct packer *p, struct text bytes, bool fast, struct arena *a)
{
	struct libdeflate_compressor *c = fast ? p->fast : p->best;
	size_t room = libdeflate_zlib_compress_bound(c, bytes.n);
	char *out = arena_alloc(a, room);
	size_t n = libdeflate_zlib_compress(c, bytes.p, bytes.n, out, room);

	return (struct text){ out, n };
}

struct embed *
embed_new(struct pdf_fonts *f)
{
	struct embed *e = mem_alloc(sizeof *e);

	e->fonts = f;
	return e;
}

void
embed_free(struct embed *e)
{
	if (!e)
		return;
	for (int i = 0; i < FONT_MAX; i++) {
		free(e->v[i].says);
		free(e->v[i].used);
		free(e->v[i].aliases);
	}
	free(e);
}

void
embed_clear(struct embed *e)
{
	for (int i = 0; i < fonts_count(e->fonts); i++) {
		struct embedded *m = &e->v[i];
		for (size_t k = 0; k < m->nused; k++)
			m->says[m->used[k]] = 0;
		if (m->naliases > 0)
			memset(m->heads, 0, sizeof m->heads);
		m->nused = m->naliases = 0;
		m->vertical = m->horizontal = false;
	}
}

static unsigned
alias_code(
    struct embedded *m, const uint32_t *codes, unsigned n, unsigned glyph, int width, bool *told)
{
	struct alias a = { .glyph = (uint16_t)glyph, .width = (int16_t)width };
	unsigned h = glyph * 2654435761u;

	*told = n <= TEXT_MAX;
	a.n = (uint8_t)(n <= TEXT_MAX ? n : TEXT_MAX);
	for (unsigned i = 0; i < a.n; i++)
		h = (h ^ (a.text[i] = codes[i])) * 16777619u;
	h = (h ^ h >> 15) % ALIAS_HASH;
	for (unsigned i = m->heads[h]; i; i = m->aliases[i].next)
		if (m->aliases[i].glyph == a.glyph && m->aliases[i].width == a.width &&
		    m->aliases[i].n == a.n &&
		    memcmp(m->aliases[i].text, a.text, sizeof a.text) == 0)
			return i;
	if (m->naliases == 0)
		m->naliases = 1;
	if (m->naliases >= 65000) {
		*told = false;
		return 1;
	}
	if (m->naliases >= m->room) {
		m->room = m->room ? m->room * 2 : 256;
		m->aliases = mem_realloc(m->aliases, m->room * sizeof *m->aliases);
	}
	a.next = m->heads[h];
	m->aliases[m->naliases] = a;
	m->heads[h] = (uint16_t)m->naliases;
	return (unsigned)m->naliases++;
}

static unsigned
cff_code(const struct font *f, unsigned glyph)
{
	return f->cids ? f->cids[glyph] : glyph;
}

static unsigned
glyph_code(struct embedded *m, const struct font *f, const uint32_t *codes, unsigned n,
    unsigned glyph, bool *told)
{
	uint32_t want = n == 0 ? SAYS_NOTHING : codes[0];

	if (!m->says) {
		m->says = mem_alloc(f->nglyphs * sizeof *m->says);
		m->used = mem_alloc(f->nglyphs * sizeof *m->used);
	}
	if (m->says[glyph] == 0) {
		m->says[glyph] = want;
		m->used[m->nused++] = (uint16_t)glyph;
	}
	*told = n <= 1 && m->says[glyph] == want;
	return cff_code(f, glyph);
}

unsigned
embed_code(struct embed *e, int font, const uint32_t *codes, unsigned ncodes, unsigned glyph,
    int width, int *pdf_width, bool *told)
{
	const struct font *f = fonts_get(e->fonts, font);
	struct embedded *m = &e->v[font];

	if (glyph >= f->nglyphs)
		glyph = 0;
	if (!f->cff) {
		*pdf_width = width;
		return alias_code(m, codes, ncodes, glyph, width, told);
	}
	*pdf_width = font_advance(f, glyph);
	return glyph_code(m, f, codes, ncodes, glyph, told);
}

void
embed_name(struct embed *e, int font, bool vertical, struct buf *out)
{
	if (vertical)
		e->v[font].vertical = true;
	else
		e->v[font].horizontal = true;
	buf_fmt(out, "/%c%d", vertical ? 'V' : 'F', font);
}

/* --- writing --- */

/* One font on its way into the file. */
struct writing {
	struct embedded *m;
	const struct font *f;
	struct objects *o;
	struct packer *packer;
	struct arena *a;
	uint16_t *glyphs, *to; /* sorted, with 0; their new ids */
	size_t n;
	char name[80]; /* ABCDEF+NotoSansCJKsc-Regular */
};

static int
compare_glyphs(const void *x, const void *y)
{
	return (int)*(const uint16_t *)x - (int)*(const uint16_t *)y;
}

static void
collect(struct writing *w)
{
	size_t count = w->f->cff ? w->m->nused : w->m->naliases, k = 1;

	w->glyphs = ARENA_ARRAY(w->a, uint16_t, count + 1);
	w->to = ARENA_ARRAY(w->a, uint16_t, count + 1);
	if (w->f->cff)
		memcpy(w->glyphs + 1, w->m->used, count * sizeof *w->glyphs);
	for (size_t i = 1; !w->f->cff && i < count; i++)
		w->glyphs[i] = w->m->aliases[i].glyph;
	qsort(w->glyphs, count + 1, sizeof *w->glyphs, compare_glyphs);
	for (size_t i = 1; i <= count; i++)
		if (w->glyphs[i] != w->glyphs[k - 1])
			w->glyphs[k++] = w->glyphs[i];
	w->n = k;
}

/* The subset's tag comes from its glyphs: the same ones, the same name. */
static void
name_subset(struct writing *w)
{
	uint64_t h = hash64((struct text){ (const char *)w->glyphs, w->n * sizeof *w->glyphs });

	for (int i = 0; i < 6; i++, h /= 26)
		w->name[i] = (char)('A' + h % 26);
	snprintf(w->name + 6, sizeof w->name - 6, "+%s", w->f->name);
}

static unsigned
put_stream(struct writing *w, const char *entries, struct text bytes, bool fast)
{
	struct text packed = pack(w->packer, bytes, fast, w->a);

	return object_stream(w->o, text_fmt(w->a, "%s/Filter /FlateDecode\n", entries), packed);
}

static unsigned
put_file(struct writing *w, struct pdf_fonts *fonts)
{
	struct buf b = BUF_INIT;
	unsigned id = 0;

	if (font_subset(fonts, w->f, w->glyphs, w->n, w->to, &b)) {
		struct text entries = w->f->cff ? T("/Subtype /CIDFontType0C\n")
						: text_fmt(w->a, "/Length1 %zu\n", b.n);
		id = put_stream(w, entries.p, buf_view(&b), true);
	}
	buf_release(&b);
	return id;
}

static unsigned
put_descriptor(struct writing *w, unsigned file)
{
	const struct font *f = w->f;
	unsigned id = object_reserve(w->o);

	object_fill(w->o, id,
	    text_fmt(w->a,
		"/Type /FontDescriptor\n/FontName /%s\n/Flags 4\n/ItalicAngle 0\n/Ascent "
		"%d\n/Descent %d\n/CapHeight %d\n/StemV 80\n"
		"/FontBBox [%d %d %d %d]\n/%s %u 0 R\n",
		w->name, f->ascent, f->descent, f->cap_height, f->box[0], f->box[1], f->box[2],
		f->box[3], f->cff ? "FontFile3" : "FontFile2", file));
	return id;
}

/* Widths that are not 1000, consecutive codes together. */
static void
put_glyph_widths(struct writing *w, struct buf *b)
{
	long before = -2;

	for (size_t i = 0; i < w->n; i++) {
		unsigned g = w->glyphs[i], code = cff_code(w->f, g);
		int width = font_advance(w->f, g);
		if (width == 1000)
			continue;
		if (before == (long)code - 1)
			buf_char(b, ' ');
		else
			buf_fmt(b, "%s%u[", before >= 0 ? "]" : "", code);
		buf_fmt(b, "%d", width);
		before = code;
	}
	if (before >= 0)
		buf_char(b, ']');
}

static unsigned
put_glyph_map(struct writing *w)
{
	size_t n = w->m->naliases;
	char *map = arena_alloc(w->a, n * 2);

	for (size_t i = 1; i < n; i++) {
		const uint16_t *g =
		    bsearch(&w->m->aliases[i].glyph, w->glyphs, w->n, sizeof *g, compare_glyphs);
		uint16_t to = g ? w->to[g - w->glyphs] : 0;
		map[2 * i] = (char)(to >> 8);
		map[2 * i + 1] = (char)to;
	}
	return put_stream(w, "", (struct text){ map, n * 2 }, false);
}

static unsigned
put_descendant(struct writing *w, unsigned descriptor)
{
	struct buf b = BUF_INIT;
	unsigned id = object_reserve(w->o);

	buf_fmt(&b,
	    "/Type /Font\n/Subtype /CIDFontType%d\n/BaseFont /%s\n/CIDSystemInfo <</Registry "
	    "(Adobe) /Ordering (Identity) /Supplement 0>>\n/FontDescriptor %u 0 R\n"
	    "/DW 1000\n/W [",
	    w->f->cff ? 0 : 2, w->name, descriptor);
	if (w->f->cff) {
		put_glyph_widths(w, &b);
	} else {
		buf_str(&b, "1[");
		for (size_t i = 1; i < w->m->naliases; i++)
			buf_fmt(&b, "%s%d", i > 1 ? " " : "", w->m->aliases[i].width);
		buf_char(&b, ']');
	}
	buf_str(&b, "]\n");
	if (w->m->vertical)
		buf_str(&b, "/DW2 [880 -1000]\n");
	if (!w->f->cff)
		buf_fmt(&b, "/CIDToGIDMap %u 0 R\n", put_glyph_map(w));
	object_fill(w->o, id, text_copy(w->a, buf_view(&b)));
	buf_release(&b);
	return id;
}

static void
end_block(struct buf *b, struct buf *block, int *n)
{
	if (*n > 0)
		buf_fmt(b, "%d beginbfchar\n%sendbfchar\n", *n, block->p);
	buf_clear(block);
	*n = 0;
}

/* What a code says, into the block of a hundred that the format allows. */
static void
put_says(
    struct buf *b, struct buf *block, int *n, unsigned code, const uint32_t *text, unsigned ntext)
{
	buf_char(block, '<');
	object_hex(block, code);
	buf_str(block, "> <");
	for (unsigned i = 0; i < ntext; i++)
		object_utf16(block, text[i]);
	buf_str(block, ">\n");
	if (++*n == 100)
		end_block(b, block, n);
}

static unsigned
put_unicode(struct writing *w)
{
	struct buf b = BUF_INIT, block = BUF_INIT;
	int n = 0;

	buf_str(&b,
	    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo "
	    "<</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
	    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> "
	    "<FFFF>\nendcodespacerange\n");
	for (size_t i = 0; w->f->cff && i < w->n; i++) {
		unsigned g = w->glyphs[i];
		if (w->m->says[g] != 0 && w->m->says[g] != SAYS_NOTHING)
			put_says(&b, &block, &n, cff_code(w->f, g), &w->m->says[g], 1);
	}
	for (size_t i = 1; !w->f->cff && i < w->m->naliases; i++) {
		const struct alias *a = &w->m->aliases[i];
		if (a->n > 0)
			put_says(&b, &block, &n, (unsigned)i, a->text, a->n);
	}
	end_block(&b, &block, &n);
	buf_str(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
	unsigned id = put_stream(w, "", buf_view(&b), false);
	buf_release(&b);
	buf_release(&block);
	return id;
}

static void
put_type0(
    struct writing *w, bool vertical, unsigned descendant, unsigned unicode, struct buf *entries)
{
	const char *cmap = vertical ? "Identity-V" : "Identity-H";
	unsigned id = object_reserve(w->o);

	object_fill(w->o, id,
	    text_fmt(w->a,
		"/Type /Font\n/Subtype /Type0\n/BaseFont /%s%s%s\n/Encoding /%s\n/DescendantFonts "
		"[%u 0 R]\n/ToUnicode %u 0 R\n",
		w->name, w->f->cff ? "-" : "", w->f->cff ? cmap : "", cmap, descendant, unicode));
	buf_fmt(entries, "/%c%d %u 0 R\n", vertical ? 'V' : 'F', w->f->id, id);
}

bool
embed_write(struct embed *e, struct objects *o, struct packer *p, struct arena *a,
    struct buf *entries, const char **broken)
{
	for (int i = 0; i < fonts_count(e->fonts); i++) {
		struct writing w = {
			.m = &e->v[i], .f = fonts_get(e->fonts, i), .o = o, .packer = p, .a = a
		};
		unsigned file, descendant, unicode;
		if (!w.m->horizontal && !w.m->vertical)
			continue;
		collect(&w);
		name_subset(&w);
		file = put_file(&w, e->fonts);
		if (file == 0) {
			*broken = w.f->name;
			return false;
		}
		descendant = put_descendant(&w, put_descriptor(&w, file));
		unicode = put_unicode(&w);
		if (w.m->horizontal)
			put_type0(&w, false, descendant, unicode, entries);
		if (w.m->vertical)
			put_type0(&w, true, descendant, unicode, entries);
	}
	return true;
}
