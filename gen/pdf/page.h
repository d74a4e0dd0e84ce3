/* SPDX-License-Identifier: MIT */
/*
 * One page: its content stream. Coordinates are points from the page's top left corner, y
 * downwards; a scale (A3) multiplies all. Text belongs to the structure element set last; rules,
 * frames and drawings are artefacts.
 */
#ifndef LIHUI_PDF_PAGE_H
#define LIHUI_PDF_PAGE_H

#include "pdf/para.h"
#include "pdf/tag.h"

struct page;

#define A4_WIDTH  595.276
#define A4_HEIGHT 841.89
#define A3_WIDTH  841.89
#define A3_HEIGHT 1190.551

/* scale 1.41421 draws an A4 design on A3. */
struct page *page_new(struct draw *d, double width, double height, double scale);
/* NULL: what follows is furniture of the page (a running head, a page number), not content. */
void page_tag(struct page *pg, struct elem *e);

/* The baseline of a line whose box of that height begins at y: the em box (0.88 above, 0.12 below)
 * lies in its middle. */
static inline double
baseline(double y, double height, double size)
{
	return y + (height - size) / 2 + 0.88 * size;
}

/* Draws a line; measure > 0 justifies it to that width when it is full. */
void page_line(struct page *pg, const struct para *p, const struct para_line *l, double x,
    double base, double measure);
/* A line of a column: cx is the centre line, top where it begins. */
void page_column(
    struct page *pg, const struct para *p, const struct para_line *l, double cx, double top);

void page_rule(
    struct page *pg, double x, double y, double width, double height); /* a filled rectangle */
void page_frame(struct page *pg, double x, double y, double width, double height,
    double line); /* line drawn inside */
void page_colour(struct page *pg, double r, double g, double b);
/* e: the Link element that holds what is seen there. */
void page_link(struct page *pg, struct elem *e, double x, double y, double width, double height,
    struct text url);
/* Operators as they are, y upwards already, wrapped as an artefact or, with elem, as its content.
 */
void page_paint(struct page *pg, struct elem *e, struct text operators);
/* An image or form of the resources, its unit square placed by that matrix. */
void page_form(struct page *pg, struct elem *e, const double matrix[6], int number);
/* y of this header -> y of the PDF, before the scale */
double page_left(const struct page *pg, double x, double width);
double page_flip(const struct page *pg, double y);
/* A bookmark that leads to that height; parent NULL at the top. */
struct object_mark *
page_mark(const struct page *pg, struct object_mark *parent, struct text title, double y);
struct draw *page_draw(const struct page *pg);
/* Ends the page and writes its content. Returns the hash of it, and the page's object. */
uint64_t page_finish(struct page *pg, unsigned *id);

/* Appends numbers with three decimals at most, a blank behind each. */
void page_nums(struct buf *b, const double *v, size_t n);

/* --- sign.c, qr.c, image.c --- */
void sign_draw(struct page *pg, enum sheet_sign sign, double x, double base,
    double size); /* foot 0.12 em below the baseline */
/* Of that size, larger when modules would be smaller than that; NULL when the address is empty or
 * too long for any. */
struct qr;
struct qr *qr_make(struct draw *d, struct text url, double size, double smallest);
double qr_size(const struct qr *q); /* as it came out; of none 0 */
/* A link to its address, below that element. */
void qr_draw(struct page *pg, struct qr *q, struct elem *parent, double x, double y);

struct image {
	unsigned id;
	int number;        /* its name in the resources */
	int width, height; /* as shown */
	int turn;          /* Exif orientation */
};
bool image_load(struct draw *d, struct text path, struct image *out);
void image_draw(struct page *pg, struct elem *e, const struct image *im, double x, double y,
    double width, double height);

#endif
