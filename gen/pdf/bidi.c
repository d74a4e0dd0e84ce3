/* SPDX-License-Identifier: MIT */
/*
 * Right to left on paper: FriBidi says how deep each letter lies (UAX #9), a line is set in the
 * order that follows from it. A paragraph without such letters is asked nothing; on a side that
 * runs leftward one with them runs leftward as a whole, so that its stop stands at its left end.
 */
#include <fribidi.h>

#include "pdf/sheet_draw.h"

static bool
is_leftward(uint32_t c)
{
	return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
	    (c >= 0xFE70 && c <= 0xFEFC);
}

static bool
is_digit(const uint32_t *codes, size_t n, size_t i)
{
	return i < n && codes[i] >= '0' && codes[i] <= '9';
}

/* Behind Arabic letters the algorithm would set 27-1 as 1-27: it takes the stroke for a minus. */
static void
numbers_rightward(const uint32_t *codes, FriBidiCharType *types, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_digit(codes, n, i) ||
		    (i > 0 && is_digit(codes, n, i - 1) && is_digit(codes, n, i + 1) &&
			(codes[i] == '-' || codes[i] == '.' || codes[i] == ':' || codes[i] == '/')))
			types[i] = FRIBIDI_TYPE_LTR;
}

uint8_t *
bidi_levels(struct draw *d, const uint32_t *codes, size_t n)
{
	size_t k = 0;

	while (k < n && !is_leftward(codes[k]))
		k++;
	if (k == n)
		return NULL;
	FriBidiCharType *types = ARENA_ARRAY(d->a, FriBidiCharType, n);
	FriBidiBracketType *brackets = ARENA_ARRAY(d->a, FriBidiBracketType, n);
	FriBidiLevel *levels = ARENA_ARRAY(d->a, FriBidiLevel, n);
	FriBidiParType base = lang_is_leftward(d->lang) ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
	uint8_t *out = ARENA_ARRAY(d->a, uint8_t, n);

	fribidi_get_bidi_types(codes, (FriBidiStrIndex)n, types);
	numbers_rightward(codes, types, n);
	fribidi_get_bracket_types(codes, (FriBidiStrIndex)n, types, brackets);
	if (!fribidi_get_par_embedding_levels_ex(
		types, brackets, (FriBidiStrIndex)n, &base, levels))
		return NULL;
	for (size_t i = 0; i < n; i++)
		out[i] = (uint8_t)levels[i];
	return out;
}

/* The letters as they are drawn there: brackets turn with the text. NULL: as they are. */
const uint32_t *
bidi_mirrored(struct arena *a, const uint32_t *codes, size_t n, uint8_t level)
{
	uint32_t *out = NULL, c;

	for (size_t i = 0; level % 2 == 1 && i < n; i++) {
		if (is_leftward(codes[i])) /* HarfBuzz does it */
			return NULL;
		if (!fribidi_get_mirror_char(codes[i], &c))
			continue;
		if (!out) {
			out = ARENA_ARRAY(a, uint32_t, n);
			memcpy(out, codes, n * sizeof *codes);
		}
		out[i] = c;
	}
	return out;
}

static uint8_t
level_of(const struct para *p, uint32_t atom, uint8_t base, uint32_t end)
{
	/* L1: blanks at the end of a line lie as the paragraph does. */
	return atom >= end ? base : p->atoms.v[atom].level;
}

uint32_t *
bidi_order(struct draw *d, const struct para *p, const struct para_line *l)
{
	uint8_t most = 0, base = lang_is_leftward(d->lang) ? 1 : 0;
	uint32_t n = l->to - l->from, end = l->to;

	for (uint32_t i = l->from; i < l->to; i++)
		most = p->atoms.v[i].level > most ? p->atoms.v[i].level : most;
	if (most == 0)
		return NULL;
	while (end > l->from && p->atoms.v[end - 1].kind == ATOM_SPACE)
		end--;
	uint32_t *order = ARENA_ARRAY(d->a, uint32_t, n);
	for (uint32_t i = 0; i < n; i++)
		order[i] = l->from + i;
	/* L2: from the deepest level to the first odd one, turn each run of it and deeper. */
	for (uint8_t level = most; level > 0; level--)
		for (uint32_t i = 0; i < n; i++) {
			uint32_t k = i;
			while (k < n && level_of(p, order[k], base, end) >= level)
				k++;
			for (uint32_t x = i, y = k; x + 1 < y; x++) {
				uint32_t t = order[x];
				order[x] = order[--y];
				order[y] = t;
			}
			i = k;
		}
	return order;
}

/* Left of a text whose blanks at its end were turned to its beginning. */
double
bidi_indent(const struct para *p, const struct para_line *l, const uint32_t *order)
{
	double w = 0;

	for (uint32_t i = 0; order && i < l->to - l->from; i++) {
		if (p->atoms.v[order[i]].kind != ATOM_SPACE ||
		    order[i] < order[l->to - l->from - 1])
			break;
		w += p->atoms.v[order[i]].width;
	}
	return w;
}
