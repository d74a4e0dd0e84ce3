/* SPDX-License-Identifier: MIT */
/*
 * The figures of a text with what stands between them: the ground on which secret.c looks for
 * private numbers.
 */
#ifndef LIHUI_FIGURES_H
#define LIHUI_FIGURES_H

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

void figures_scan(struct figures *f, struct text t);
void figures_release(struct figures *f);

#endif
