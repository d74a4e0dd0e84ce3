/* SPDX-License-Identifier: MIT */
/* Type and paper of every sheet: points from the page's top left corner. */
#ifndef LIHUI_PDF_STYLES_H
#define LIHUI_PDF_STYLES_H

#include "pdf/para.h"

#define A4_WIDTH  595.276
#define A4_HEIGHT 841.89
#define A3_WIDTH  841.89
#define A3_HEIGHT 1190.551

/* Handout and poster: 504 x 756, 15 mm white all round. */
#define AREA_X        45.638
#define AREA_Y        42.945
#define AREA_WIDTH    504.0
#define AREA_HEIGHT   756.0

#define RECORD_X      79.37 /* 28 mm: the binding margin */
#define RECORD_Y      68.03 /* 24 mm */
#define RECORD_WIDTH  448.0 /* 32 characters of 14 pt */
#define RECORD_HEIGHT 696.0 /* 29 lines of 24 pt */

/* GB/T 9704-2012: 22 lines of 28 characters. */
#define MM               (72 / 25.4)
#define JIYAO_X          (28 * MM)
#define JIYAO_Y          (37 * MM)
#define JIYAO_WIDTH      (156 * MM)
#define JIYAO_HEIGHT     (225 * MM)
#define JIYAO_LINE       (JIYAO_HEIGHT / 22)
#define JIYAO_CELL       (JIYAO_WIDTH / 28)
#define JIYAO_TYPE       15.75f
#define JIYAO_TRACK      ((float)(JIYAO_CELL - 15.75))

#define STYLE(name, ...) extern const struct style name;
#include "pdf/styles.def"
#undef STYLE

#endif
