/* SPDX-License-Identifier: MIT */
/* Is a font file whole? */
#ifndef LIHUI_PDF_SUM_H
#define LIHUI_PDF_SUM_H

#include <stdbool.h>

/* False when the outlines of a face do not add up to the sum that its own table of contents tells,
 * or cannot be read. */
bool font_sums_agree(const char *path, int index);

#endif
