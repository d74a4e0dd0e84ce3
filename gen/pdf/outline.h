/* SPDX-License-Identifier: MIT */
/* Glyphs as light and dark: for pictures, where nobody else draws the letters. */
#ifndef LIHUI_PDF_OUTLINE_H
#define LIHUI_PDF_OUTLINE_H

#include "pdf/font.h"

/* How much of each dot is covered, in differences along its row: outline_row sums them up. */
struct raster {
	int width, height;
	float *dots; /* width * height + 2 */
};
/* The glyph with its origin at x on the base line y; what lies outside is cut off. */
void outline_draw(
    struct raster *c, const struct font *f, unsigned glyph, double x, double y, double size);
/* Row y as 0 … most. */
void outline_row(const struct raster *c, int y, unsigned most, unsigned char *out);

#endif
