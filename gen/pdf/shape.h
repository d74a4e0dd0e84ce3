/* SPDX-License-Identifier: MIT */
/* Shaping pieces of text of one font and one script, with a bounded memory of the words shaped
 * before. One per worker. */
#ifndef LIHUI_PDF_SHAPE_H
#define LIHUI_PDF_SHAPE_H

#include "pdf/font.h"

enum script { SCRIPT_HAN, SCRIPT_LATIN, SCRIPT_MONGOLIAN };

struct glyph {
	uint16_t id;
	uint8_t font;
	uint8_t ncodes;          /* code points that it stands for; 0: part of the glyph before */
	int16_t advance, dx, dy; /* 1/1000 em */
	uint32_t code;           /* index of the first of them, in the text given */
};

struct shaper;
struct shaper *shaper_new(void);
void shaper_free(struct shaper *s);

/* The first font in the order of a face that has a character, and what it has: remembered. font -1:
 * none. */
struct letter {
	uint32_t key;          /* face and character, of the memory */
	int16_t font, advance; /* advance: 1/1000 em */
	uint16_t glyph;
};
const struct letter *
shape_letter(struct shaper *s, const struct pdf_fonts *fonts, enum face face, uint32_t code);

/*
 * Glyphs of a piece, appended to *out of n with room in a. vertical: top to bottom with upright
 * forms; advance is then downwards. at is added to the code indices.
 */
struct glyph_list {
	struct glyph *v;
	size_t n, room;
};
void shape_piece(struct shaper *s, const struct font *f, enum script script, bool vertical,
    const uint32_t *codes, size_t n, uint32_t at, struct arena *a, struct glyph_list *out);

#endif
