/* SPDX-License-Identifier: MIT */
/*
 * The fonts of a site: files found by fontconfig, the faces of the paper contract over them, and
 * for each face an order in which further fonts are asked for a character that it lacks. Opened
 * once, read-only afterwards, shared by threads. font.c, subset.c and shape.c alone know HarfBuzz.
 */
#ifndef LIHUI_PDF_FONT_H
#define LIHUI_PDF_FONT_H

#include "lihui/sheet.h"

struct hb_font_t;
struct hb_face_t;

enum face {
	FACE_SONG,
	FACE_SONG_BOLD,
	FACE_HEI,
	FACE_HEI_BOLD,
	FACE_FANG,
	FACE_KAI,
	FACE_MONGOLIAN,
	FACE_COUNT
};

#define FONT_MAX 24 /* of a site: seven faces and their fallbacks */

struct font {
	int id;         /* its index in the list */
	char name[64];  /* PostScript name, fit for a PDF name */
	bool cff;       /* outlines: CFF or TrueType */
	bool keyed;     /* CFF: CID-keyed */
	uint16_t *cids; /* CFF, CID-keyed with ids of its own: glyph -> character id; else NULL */
	unsigned nglyphs, upem;
	int ascent, descent, cap_height, box[4]; /* 1/1000 em */
	struct hb_font_t *hb;
	struct hb_face_t *face;
};

struct pdf_fonts *fonts_open(const struct site *s, struct err *e);
void fonts_close(struct pdf_fonts *f);
/* A place for the templates of the same site, opened and freed with them: pdf.c. */
struct sheet_templates;
struct sheet_templates **fonts_templates(struct pdf_fonts *f);
const struct font *fonts_get(const struct pdf_fonts *f, int id);
int fonts_count(const struct pdf_fonts *f);
/* The first font in the order of the face that has the character, or -1. */
int fonts_for(const struct pdf_fonts *f, enum face face, uint32_t code);
/* The glyph of a character by the font's table alone; 0 when it has none. */
unsigned font_glyph(const struct font *f, uint32_t code);
int font_advance(const struct font *f, unsigned glyph); /* 1/1000 em */

/*
 * The font reduced to these glyphs (sorted, [0] is 0): a bare CFF table or a whole TrueType file
 * appended to out. to[i] becomes the glyph's new id. False when the font is broken.
 */
bool font_subset(struct pdf_fonts *fonts, const struct font *f, const uint16_t *glyphs, size_t n,
    uint16_t *to, struct buf *out);

#endif
