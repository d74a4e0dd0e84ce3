/* SPDX-License-Identifier: MIT */
/* Fonts reduced to what a document shows; behind font.c, which owns the fonts. subset_use before
 * subset_freeze, both before threads start; subset_font from any. */
#ifndef LIHUI_PDF_SUBSET_H
#define LIHUI_PDF_SUBSET_H

#include "pdf/font.h"

struct subset_pools;

struct subset_pools *subset_pools_new(void);
void subset_pools_free(struct subset_pools *p);
void subset_use(struct subset_pools *p, uint32_t code);
void subset_freeze(struct subset_pools *p);
/* As font_subset. */
bool subset_font(struct subset_pools *p, const struct font *f, const uint16_t *glyphs, size_t n,
    uint16_t *to, struct buf *out);

#endif
