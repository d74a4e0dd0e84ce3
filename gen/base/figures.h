/* SPDX-License-Identifier: MIT */
/*
 * The figures of a text in chains, with what stands between them: the ground on which secret.c
 * looks for private numbers.
 */
#ifndef LIHUI_FIGURES_H
#define LIHUI_FIGURES_H

#include "lihui/text.h"

/* What stands between a figure and the one before it, the weaker first. */
enum gap {
	GAP_NONE,   /* nothing: the same run */
	GAP_STYLE,  /* nothing, but the one is ① or 三 and the other is 1 */
	GAP_MARKUP, /* * _ ` of Markdown alone */
	GAP_LINE,   /* one line end, perhaps with blanks or a hyphen */
	GAP_SPACE,
	GAP_HYPHEN,
	GAP_DOT,
	/* These part a list more often than a number. */
	GAP_WIDE, /* several blanks */
	GAP_BRACKET,
	GAP_LIST,  /* 、 / , : ; 。 ~ */
	GAP_BROKEN /* anything else */
};

struct figure {
	uint8_t digit; /* 0..9 */
	uint8_t gap;   /* enum gap, before it */
	bool taken;    /* belongs to a secret that was found, or is known to be none */
	bool x_any;    /* the mark at x_end says nothing of the last place: * */
	uint32_t at, end,
	    x_end; /* bytes; x_end: behind an X that follows as the last of an ID number, or 0 */
};

/* One chain: figures that nothing but gaps parts. Start with the text and a place. */
struct figures {
	struct text t;
	size_t i;
	struct figure *v; /* malloc; figures_release */
	size_t n, room;
	uint32_t *named; /* all places so far where a word or plate of secret_words.def may begin */
	size_t nnamed, named_room;
};

/* The next chain of at least `fewest` figures; false at the end. */
bool figures_next(struct figures *f, size_t fewest);
void figures_release(struct figures *f);

#endif
