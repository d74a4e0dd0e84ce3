/* SPDX-License-Identifier: MIT */
/*
 * Pictures as far as lihui needs them: what they are, whether they are whole, and their bytes
 * without what a camera wrote into them. JPEG and PNG; everything else is no picture here. Bytes
 * come from strangers: nothing is trusted, and what would take more than PICTURE_PIXELS to decode
 * is refused.
 */
#ifndef LIHUI_PICTURE_H
#define LIHUI_PICTURE_H

#include "lihui/buf.h"
#include "lihui/text.h"

#define PICTURE_PIXELS 100000000 /* 100 megapixels: no telephone takes more */
#define PICTURE_SIDE   30000

enum picture_kind { PICTURE_NONE, PICTURE_JPEG, PICTURE_PNG };

struct picture {
	enum picture_kind kind;
	int width, height; /* as stored */
	int channels;      /* JPEG: 1, 3 or 4; PNG: 1..4 with alpha, a palette counts as 3 (4 with
			      transparency) */
	int bits;          /* per channel */
	bool alpha, interlaced; /* PNG */
	int turn; /* Exif orientation 1..8; 1 when there is none. 5..8: width and height swap when
		     shown */
};

bool picture_named(struct text path);                      /* .jpg .jpeg .png, any case */
bool picture_look(struct text bytes, struct picture *out); /* reads the head alone */
bool picture_check(struct text bytes,
    struct picture *out); /* decodes it all: false when it is no picture or not whole */
/*
 * Appends the picture without metadata: no Exif (place, time, telephone, thumbnail; only the
 * orientation is kept), no comments, nothing behind its end. The picture data is copied byte for
 * byte. False, with nothing appended, for what is no picture.
 */
bool picture_strip(struct buf *out, struct text bytes);

#endif
