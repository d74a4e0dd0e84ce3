/* SPDX-License-Identifier: MIT */
/*
 * Finds the figures of a text and judges what lies between two of them. People break long numbers
 * with a space, a hyphen or a dot, with Markdown's stars, and at the end of a line; invisible
 * characters come along with copying. One such break joins; two of them, or anything else, part.
 */
#include "base/figures.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/cursor.h"

/*
 * Four stars are the mask itself (138****8000), which must not be read as part of another number;
 * more blanks than an indent are a column.
 */
#define MARKS_MOST  3
#define BLANKS_MOST 8

struct between {
	int marks, blanks, lines;
	enum gap mark; /* GAP_HYPHEN or GAP_DOT, GAP_NONE without */
	bool broken, after_cr, after_dash;
};

static bool
is_unseen(uint32_t c)
{
	return (c >= 0x200B && c <= 0x200F) || /* joiners, marks of direction */
	    (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || /* direction */
	    c == 0x2060 || c == 0xFEFF || c == 0xAD; /* word joiner, byte order mark, soft hyphen */
}

static bool
is_space(uint32_t c)
{
	return c == '\t' || c == ' ' || c == 0xA0 || c == 0x3000 || c == UTF8_NNBSP ||
	    (c >= 0x2000 && c <= 0x200A); /* quads and the like */
}

static enum gap
mark_of(uint32_t c)
{
	if (char_is(c, DASH))
		return GAP_HYPHEN;
	return char_is(c, POINT) || c == U'·' || c == U'・' || c == U'•' ? GAP_DOT : GAP_NONE;
}

static void
between_add(struct between *b, uint32_t c)
{
	bool after_cr = b->after_cr;
	b->after_cr = c == '\r';
	if (b->broken || is_unseen(c))
		return;
	if (is_space(c))
		b->blanks++;
	else if (c == '\r' || (c == '\n' && !after_cr))
		b->lines++;
	else if (c == '*' || c == '_' || c == '`' || c == '\\')
		b->marks++;
	else if (mark_of(c) != GAP_NONE && b->mark == GAP_NONE)
		b->mark = mark_of(c);
	else if (c != '\n' && !(char_is(c, LONG_DASH) && b->after_dash))
		b->broken = true;
	b->after_dash = char_is(c, LONG_DASH); /* a Chinese keyboard types the dash as two: —— */
}

static enum gap
between_gap(const struct between *b)
{
	if (b->broken || b->lines > 1 || b->marks > MARKS_MOST)
		return GAP_BROKEN;
	if (b->lines == 1)
		return b->blanks <= BLANKS_MOST ? GAP_LINE : GAP_BROKEN;
	if (b->mark != GAP_NONE)
		return b->blanks <= 2 ? b->mark : GAP_BROKEN;
	if (b->blanks > 0)
		return b->blanks == 1 ? GAP_SPACE : GAP_BROKEN;
	return b->marks > 0 ? GAP_MARKUP : GAP_NONE;
}

static bool
is_x(uint32_t c)
{
	return c == 'x' || c == 'X' || c == U'Ｘ' || c == U'ｘ' || c == U'×';
}

/* Nothing that would make the X part of a word. */
static bool
x_ends(struct text t, size_t i)
{
	uint32_t c = text_peek(t, i);
	return !char_is_latin(c) && char_figure(c) < 0;
}

static void
figure_add(struct figures *f, int digit, enum gap gap, size_t at, size_t end)
{
	if (f->n == f->room) {
		f->room = f->room == 0 ? 64 : f->room * 2;
		f->v = mem_realloc(f->v, f->room * sizeof *f->v);
	}
	struct figure *made = &f->v[f->n++];
	*made = (struct figure){ .digit = (uint8_t)digit, .gap = (uint8_t)gap };
	made->at = (uint32_t)at;
	made->end = (uint32_t)end;
}

void
figures_scan(struct figures *f, struct text t)
{
	struct between b = { .broken = true };
	for (size_t i = 0; i < t.n;) {
		size_t at = i;
		uint32_t c = utf8_next(t, &i);
		int digit = char_figure(c);
		if (digit >= 0) {
			figure_add(f, digit, between_gap(&b), at, i);
			b = (struct between){ 0 };
			continue;
		}
		if (is_x(c) && f->n > 0 && between_gap(&b) != GAP_BROKEN && x_ends(t, i))
			f->v[f->n - 1].x_end = (uint32_t)i;
		between_add(&b, c);
	}
}

void
figures_release(struct figures *f)
{
	free(f->v);
	*f = (struct figures){ 0 };
}
