/* SPDX-License-Identifier: MIT */
/* The little that embedding needs to know of a CFF table: which character id each glyph has. */
#ifndef LIHUI_PDF_CFF_H
#define LIHUI_PDF_CFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cff_charset {
	bool keyed; /* CID-keyed; else glyph names, and viewers take glyph ids for character ids */
	uint16_t *cids; /* of each glyph; NULL when each is its own glyph id. malloc'ed */
};
/* False when the table is broken. */
bool cff_charset(const uint8_t *p, size_t n, unsigned nglyphs, struct cff_charset *out);

#endif
