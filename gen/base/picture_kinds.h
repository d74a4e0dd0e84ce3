/* SPDX-License-Identifier: MIT */
/* Between picture.c and the two kinds of pictures: jpeg.c and png.c. */
#ifndef LIHUI_PICTURE_KINDS_H
#define LIHUI_PICTURE_KINDS_H

#include "lihui/picture.h"

static inline bool
picture_size_fits(unsigned long width, unsigned long height)
{
	return width > 0 && height > 0 && width <= PICTURE_SIDE && height <= PICTURE_SIDE &&
	    width * height <= PICTURE_PIXELS;
}

bool jpeg_is(struct text t);
bool jpeg_look(struct text t, struct picture *out);
bool jpeg_decodes(struct text t);
void jpeg_strip(struct buf *out, struct text t, int turn);

bool png_is(struct text t);
bool png_look(struct text t, struct picture *out);
bool png_decodes(struct text t);
void png_strip(struct buf *out, struct text t);

static inline const unsigned char *
bytes_of(struct text t)
{
	return (const unsigned char *)t.p;
}

/* Big-endian numbers, as both kinds have them. */
static inline unsigned
two(const unsigned char *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

static inline unsigned long
four(const unsigned char *p)
{
	return (unsigned long)two(p) << 16 | two(p + 2);
}

#endif
