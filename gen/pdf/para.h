/* SPDX-License-Identifier: MIT */
/*
 * A paragraph as shaped atoms, and its lines. run.c cuts text into runs by script and font, shapes
 * them and says where lines may end; para.c remembers them; line.c fits atoms into measures. The
 * same for horizontal lines and for vertical columns.
 */
#ifndef LIHUI_PDF_PARA_H
#define LIHUI_PDF_PARA_H

#include "pdf/shape.h"

struct draw;
struct elem;

struct style {
	enum face face;   /* of Chinese and Latin */
	float size;       /* pt */
	float mn_size;    /* of Mongolian; 0: size */
	float lying_size; /* vertical: of digits and Latin that lie; 0: size */
	float track;      /* added behind each glyph */
	float gap; /* em, between Chinese and letters or digits of other scripts: 0 or SCRIPT_GAP */
	bool keep; /* a name: never broken */
};

/* One piece of a paragraph. */
struct para_piece {
	struct text text;
	struct style style;
	struct text url; /* it is a link */
};

/*
 * 中西文间距: an eighth of an em where Chinese meets letters or digits of another script. Up to a
 * quarter is usual; an eighth lets 12月20日前 stand in the six cells of its column, and text copied
 * in the order of the page stays free of blanks. It gives way before a line grows longer, so
 * measures drawn in cells hold. None where type stands in cells (纪要) or in columns as wide as
 * their widest number (tables of posters), and none in mastheads and titles, as the mock-ups draw
 * them.
 */
#define SCRIPT_GAP 0.125f

/* No measure is as long. */
#define NO_LIMIT 100000.0f

enum atom_kind { ATOM_HAN, ATOM_OPEN, ATOM_CLOSE, ATOM_LATIN, ATOM_MONGOLIAN, ATOM_SPACE };
enum atom_mode { MODE_FLAT, MODE_ROTATED, MODE_UPRIGHT, MODE_CELL };

/* What stands or moves as one: an ideograph, a word, a run of spaces. */
struct atom {
	uint32_t glyph;
	uint16_t nglyphs;
	uint8_t kind, mode, level;  /* level: of UAX #9, odd ones run leftward */
	bool may_break, must_break; /* behind it */
	bool emergency; /* part of a word longer than the measure: may break behind it when nothing
			   else can */
	bool dot;       /* a middle dot: the first place to break a long name */
	float before;   /* the gap between scripts before it, none at a line's head */
	float size, width, track, shift; /* shift: of its glyphs against its left edge (an opening
					    mark without its left half) */
	float spare; /* the empty half of a closing mark, which may be taken away */
};

/* A link in running text; its element comes with the first line that shows it. */
struct para_link {
	struct text url;
	struct elem *elem;
};

struct para {
	uint32_t *codes;
	size_t ncodes;
	struct glyph_list glyphs;
	struct {
		struct atom *v;
		size_t n, room;
	} atoms;
	bool vertical;
	struct para_link *links; /* of each piece; NULL when none is one */
	const uint16_t *piece;   /* of each code point, then */
};

/* run.c: cuts pieces anew; tells the width of the widest word left whole, and whether one was
 * longer than the limit. */
struct para_words {
	bool split;
	float widest;
};
struct para *para_cut(struct draw *d, const struct para_piece *pieces, size_t n, bool vertical,
    float limit, struct para_words *words);

/* limit: no measure will be wider than this; longer words may be broken anywhere. A paragraph may
 * be shared with others who asked for the same: it is not changed. */
struct para *
para_new(struct draw *d, const struct para_piece *pieces, size_t n, bool vertical, float limit);
struct para *para_text(struct draw *d, struct text t, struct style s, float limit);

struct para_line {
	uint32_t from, to; /* atoms */
	float width;       /* as set, without spaces at its end */
	float squeeze;     /* to be taken from the empty halves of its closing marks */
	float hang;        /* width of the last mark beyond the measure */
	float tight;       /* share of the gaps between scripts that is taken away */
	bool trim;         /* its last closing mark is set at half width */
	bool full;         /* neither the last one nor ended by the author: to be justified */
};
struct para_line_list {
	struct para_line *v;
	size_t n, room;
};
/* bidi.c: NULL where all runs rightward; of a line the atoms in the order of the paper. */
uint8_t *bidi_levels(struct draw *d, const uint32_t *codes, size_t n);
uint32_t *bidi_order(struct draw *d, const struct para *p, const struct para_line *l);
const uint32_t *bidi_mirrored(struct arena *a, const uint32_t *codes, size_t n, uint8_t level);
double bidi_indent(const struct para *p, const struct para_line *l, const uint32_t *order);
/* Its first code point: of what runs leftward the last glyph has it. */
static inline uint32_t
atom_code(const struct para *p, const struct atom *a)
{
	uint32_t first = p->glyphs.v[a->glyph].code,
		 last = p->glyphs.v[a->glyph + a->nglyphs - 1].code;

	return first < last ? first : last;
}
/* All of it on one line, and how wide that is. */
struct para_line para_whole(const struct para *p);
float para_width(const struct para *p);

struct measure {
	float first, rest;
	bool hang; /* a mark that fits no more may hang half an em outside */
};
struct para_line_list para_break(struct draw *d, const struct para *p, struct measure m);

/* The longest beginning of t that fits the measure with …… behind it; t itself when it fits whole.
 */
struct text text_fit(struct draw *d, struct text t, struct style s, float measure);

#endif
