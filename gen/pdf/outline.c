/* SPDX-License-Identifier: MIT */
/*
 * Outlines from HarfBuzz, filled by exact coverage: each edge adds to the dots of its rows how much
 * of them lies to its right, as a difference to the dot before, so a sum along the row is the
 * shape's coverage whatever the order of edges. Curves become short lines; at the sizes of a
 * picture eight are finer than a dot.
 */
#include "pdf/outline.h"

#include <hb-ot.h>
#include <math.h>

#define CURVE_LINES 8

struct outline_spot {
	double x, y;
};
struct pen {
	struct raster *canvas;
	double x, y, scale; /* of the glyph's origin; dots of a font unit */
	struct outline_spot first, last;
};

/* The part of an edge within one row; x0 and x1 are where it enters and leaves. */
static void
cover(float *row, int width, double x0, double x1, double rise)
{
	double left = fmin(x0, x1), right = fmax(x0, x1);
	int from = (int)left, to = (int)ceil(right);

	if (left < 0 || right >= width - 1)
		return;
	for (int i = from; i < (to > from ? to : from + 1); i++) {
		/* The share of the edge within the dot, and the mean of what it leaves free there.
		 */
		double a = fmax(left, i), b = fmin(right, i + 1),
		       share = right > left ? (b - a) / (right - left) : 1, mean = (a + b) / 2 - i;

		row[i] += (float)(rise * share * (1 - mean));
		row[i + 1] += (float)(rise * share * mean);
	}
}

static void
edge(struct pen *p, struct outline_spot to)
{
	const struct raster *c = p->canvas;
	struct outline_spot a = p->last, b = to;
	double sign = 1;

	p->last = to;
	if (a.y == b.y)
		return;
	if (a.y > b.y) {
		struct outline_spot t = a;

		a = b;
		b = t;
		sign = -1;
	}
	double slope = (b.x - a.x) / (b.y - a.y);

	for (int y = a.y > 0 ? (int)a.y : 0; y < c->height && y < b.y; y++) {
		double top = fmax(a.y, y), foot = fmin(b.y, y + 1);

		cover(c->dots + (size_t)y * (size_t)c->width, c->width, a.x + slope * (top - a.y),
		    a.x + slope * (foot - a.y), sign * (foot - top));
	}
}

static struct outline_spot
place(const struct pen *p, float x, float y)
{
	return (struct outline_spot){ p->x + x * p->scale, p->y - y * p->scale };
}

static void
move_to(hb_draw_funcs_t *f, void *pen, hb_draw_state_t *s, float x, float y, void *u)
{
	struct pen *p = pen;

	(void)f, (void)s, (void)u;
	p->first = p->last = place(p, x, y);
}

static void
line_to(hb_draw_funcs_t *f, void *pen, hb_draw_state_t *s, float x, float y, void *u)
{
	(void)f, (void)s, (void)u;
	edge(pen, place(pen, x, y));
}

static void
cubic_to(hb_draw_funcs_t *f, void *pen, hb_draw_state_t *s, float x1, float y1, float x2, float y2,
    float x, float y, void *u)
{
	struct pen *p = pen;
	struct outline_spot v[4] = { p->last, place(p, x1, y1), place(p, x2, y2), place(p, x, y) };

	(void)f, (void)s, (void)u;
	for (int i = 1; i <= CURVE_LINES; i++) {
		double t = (double)i / CURVE_LINES, r = 1 - t, w0 = r * r * r, w1 = 3 * r * r * t,
		       w2 = 3 * r * t * t, w3 = t * t * t;

		edge(p,
		    (struct outline_spot){ w0 * v[0].x + w1 * v[1].x + w2 * v[2].x + w3 * v[3].x,
			w0 * v[0].y + w1 * v[1].y + w2 * v[2].y + w3 * v[3].y });
	}
}

static void
close_path(hb_draw_funcs_t *f, void *pen, hb_draw_state_t *s, void *u)
{
	struct pen *p = pen;

	(void)f, (void)s, (void)u;
	edge(p, p->first);
}

void
outline_draw(
    struct raster *c, const struct font *f, unsigned glyph, double x, double y, double size)
{
	struct pen p = { .canvas = c, .x = x, .y = y, .scale = size / f->upem };
	hb_draw_funcs_t *funcs = hb_draw_funcs_create();

	hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
	hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
	hb_draw_funcs_set_close_path_func(funcs, close_path, NULL, NULL);
	hb_font_get_glyph_shape(f->hb, glyph, funcs, &p);
	hb_draw_funcs_destroy(funcs);
}

void
outline_row(const struct raster *c, int y, unsigned most, unsigned char *out)
{
	const float *row = c->dots + (size_t)y * (size_t)c->width;
	double sum = 0;

	for (int i = 0; i < c->width; i++) {
		sum += row[i];
		out[i] = (unsigned char)(fmin(fabs(sum), 1) * most + 0.5);
	}
}
