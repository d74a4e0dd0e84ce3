/* SPDX-License-Identifier: MIT */
/*
 * The four signs are drawn, not set: no free Chinese font has U+2714 and U+279C. A box of 100
 * units, y downwards, is one em whose foot lies 0.12 em below the baseline. The word beside a sign
 * says the same, so the sign is an artefact.
 */
#include "pdf/sheet_draw.h"

/* A circle by four Bézier arcs: handles at 0.5523 of the radius. */
static void
put_circle(struct buf *b, double cx, double cy, double r)
{
	static const double arc[4][6] = { { 1, 0.5523, 0.5523, 1, 0, 1 },
		{ -0.5523, 1, -1, 0.5523, -1, 0 }, { -1, -0.5523, -0.5523, -1, 0, -1 },
		{ 0.5523, -1, 1, -0.5523, 1, 0 } };

	page_num(b, cx + r);
	buf_char(b, ' ');
	page_num(b, cy);
	buf_str(b, " m ");
	for (int i = 0; i < 4; i++) {
		for (int k = 0; k < 6; k++) {
			page_num(b, (k % 2 ? cy : cx) + r * arc[i][k]);
			buf_char(b, ' ');
		}
		buf_str(b, "c ");
	}
}

void
sign_draw(struct page *pg, enum sheet_sign sign, double x, double base, double size)
{
	struct buf b = BUF_INIT;

	/* Its own axes: the box's upper left corner, y downwards. */
	page_num(&b, size / 100);
	buf_str(&b, " 0 0 ");
	page_num(&b, -size / 100);
	buf_char(&b, ' ');
	page_num(&b, x);
	buf_char(&b, ' ');
	page_num(&b, page_flip(pg, base - 0.88 * size));
	buf_str(&b, " cm\n");
	switch (sign) {
	case SIGN_DONE: buf_str(&b, "17 w 0 j 10 52 m 38 80 l 90 20 l S\n"); break;
	case SIGN_GOING:
		buf_str(&b, "6 41 m 52 41 l 52 16 l 96 50 l 52 84 l 52 59 l 6 59 l h f\n");
		break;
	case SIGN_OPEN:
		buf_str(&b, "13 w ");
		put_circle(&b, 50, 50, 36);
		buf_str(&b, "h S\n");
		break;
	case SIGN_LATE: buf_str(&b, "50 8 m 96 90 l 4 90 l h f\n"); break;
	}
	page_paint(pg, NULL, buf_view(&b));
	buf_release(&b);
}
