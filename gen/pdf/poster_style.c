/* SPDX-License-Identifier: MIT */
/* The type and the papers of posters. */
#include "pdf/poster.h"
#include "lihui/utf8.h"

const struct style POSTER_TEXT = { .face = FACE_HEI, .size = 28, .gap = SCRIPT_GAP };
const struct style POSTER_BOLD = { .face = FACE_HEI_BOLD, .size = 28, .gap = SCRIPT_GAP };
const struct paper POSTER_A4 = { A4_WIDTH, A4_HEIGHT, 1, 45.638, 42.945, 504, 756, 60, 214, 72 };
const struct paper POSTER_A3 = { A3_WIDTH, A3_HEIGHT, 1.41421, 45.638, 42.945, 504, 756, 60, 214,
	72 };
const struct paper POSTER_A3_DENSE = { A3_WIDTH, A3_HEIGHT, 1, 56.693, 56.693, 728.5, 1077, 66, 234,
	84 };
