/* SPDX-License-Identifier: MIT */
/*
 * The figures of a text with what stands between them: the ground on which secret.c looks for
 * private numbers.
 */
#ifndef LIHUI_FIGURES_H
#define LIHUI_FIGURES_H

#include "base/bytes.h"
#include "lihui/text.h"

/* What stands between a figure and the one before it. */
enum gap {
	GAP_NONE,   /* nothing: the same run */
	GAP_MARKUP, /* * _ ` of Markdown alone */
	GAP_LINE,   /* one line end, perhaps with blanks or a hyphen */
	GAP_SPACE,
	GAP_HYPHEN,
	GAP_DOT,
	GAP_BROKEN /* anything else */
};

struct figure {
	uint8_t digit; /* 0..9 */
	uint8_t gap;   /* enum gap, before it */
	bool taken;    /* belongs to a secret that was found, or is known to be none */
	uint32_t at, end,
	    x_end; /* bytes; x_end: behind an X that follows as the last of an ID number, or 0 */
};

struct figures {
	struct figure *v; /* malloc; figures_release */
	size_t n, room;
};

/*
 * Where in sixteen bytes a figure may begin. An ASCII one is one byte, a full-width or Mongolian
 * one begins with EF or E1 and ends with 90..99 (as a few other characters do). Reads FIGURE_PLACES
 * bytes.
 */
#define FIGURE_PLACES (BYTES_AT_ONCE + 2)
static inline bytes16
figure_places(const char *p)
{
	bytes16 c = bytes_at(p), third = bytes_at(p + 2);

	return (bytes16)((c - '0' < 10) | (((c == 0xEF) | (c == 0xE1)) & (third - 0x90 < 10)));
}

void figures_scan(struct figures *f, struct text t);
void figures_release(struct figures *f);

#endif
