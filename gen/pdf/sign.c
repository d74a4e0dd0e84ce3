/* SPDX-License-Identifier: MIT */
/*
 * The four signs are drawn, not set: no free Chinese font has U+2714 and U+279C. A box of 100
 * units, y downwards, is one em whose foot lies 0.12 em below the baseline. The word beside a sign
 * says the same, so the sign is an artefact.
 */
#include "pdf/sheet_draw.h"

/* A circle round the middle of the box by four Bézier arcs: handles at 0.5523 of the radius. */
static void
put_circle(struct buf *b, double r)
{
	static const double arc[4][6] = { { 1, 0.5523, 0.5523, 1, 0, 1 },
		{ -0.5523, 1, -1, 0.5523, -1, 0 }, { -1, -0.5523, -0.5523, -1, 0, -1 },
		{ 0.5523, -1, 1, -0.5523, 1, 0 } };

	page_nums(b, (const double[]){ 50 + r, 50 }, 2);
	buf_str(b, "m ");
	for (int i = 0; i < 4; i++) {
		for (int k = 0; k < 6; k++)
			page_nums(b, (const double[]){ 50 + r * arc[i][k] }, 1);
		buf_str(b, "c ");
	}
}

void
sign_draw(struct page *pg, enum sheet_sign sign, double x, double base, double size)
{
	/* Its own axes: the box's upper left corner, y downwards. */
	double unit = size / 100, left = page_left(pg, x, size), across = unit;

	if (left != x && sign == SIGN_GOING) { /* an arrow points the way the page runs */
		across = -unit;
		left += size;
	}
	double axes[6] = { across, 0, 0, -unit, left, page_flip(pg, base - 0.88 * size) };
	struct buf b = BUF_INIT;

	page_nums(&b, axes, 6);
	buf_str(&b, "cm\n");
	switch (sign) {
	case SIGN_DONE: buf_str(&b, "17 w 0 j 10 52 m 38 80 l 90 20 l S\n"); break;
	case SIGN_GOING:
		buf_str(&b, "6 41 m 52 41 l 52 16 l 96 50 l 52 84 l 52 59 l 6 59 l h f\n");
		break;
	case SIGN_EXPLAINED: buf_str(&b, "14 w 8 34 m 92 34 l 8 68 m 92 68 l S\n"); break;
	case SIGN_OPEN:
		buf_str(&b, "13 w ");
		put_circle(&b, 36);
		buf_str(&b, "h S\n");
		break;
	case SIGN_LATE: buf_str(&b, "50 8 m 96 90 l 4 90 l h f\n"); break;
	}
	page_paint(pg, NULL, buf_view(&b));
	buf_release(&b);
}
