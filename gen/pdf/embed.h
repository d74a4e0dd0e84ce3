/* SPDX-License-Identifier: MIT */
/*
 * Fonts inside one PDF: gives each glyph shown its code and what it says, and writes font, widths
 * and ToUnicode at the end. One per worker, cleared for each PDF.
 */
#ifndef LIHUI_PDF_EMBED_H
#define LIHUI_PDF_EMBED_H

#include "pdf/font.h"
#include "pdf/object.h"

struct embed;
struct packer;

struct embed *embed_new(struct pdf_fonts *f);
void embed_free(struct embed *e);
void embed_clear(struct embed *e);

/*
 * The code for a glyph that stands for these characters, and its width as the PDF will have it
 * (1/1000 em). *told is false when copied text would not give them back: then the caller wraps the
 * glyphs in ActualText.
 */
unsigned embed_code(struct embed *e, int font, const uint32_t *codes, unsigned ncodes,
    unsigned glyph, int width, int *pdf_width, bool *told);
/* The resource name of a font for horizontal or vertical writing: F3, V3. */
void embed_name(struct embed *e, int font, bool vertical, struct buf *out);
/* Writes all fonts that were used; entries gets the Font resource dictionary's contents. False when
 * a font is broken: then its name is told. */
bool embed_write(struct embed *e, struct objects *o, struct packer *p, struct arena *a,
    struct buf *entries, const char **broken);

/* Deflate with pinned levels: the level decides the bytes. */
struct packer *packer_new(void);
void packer_free(struct packer *p);
/* zlib format, in a. fast: for font files. */
struct text pack(struct packer *p, struct text bytes, bool fast, struct arena *a);

#endif
