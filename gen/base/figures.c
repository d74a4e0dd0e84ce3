/* SPDX-License-Identifier: MIT */
/*
 * Finds the figures of a text and judges what lies between two of them. People break long numbers
 * with a space, a hyphen or a dot, with Markdown's stars, and at the end of a line; the Chinese
 * keyboard gives 、 and 。 for them; invisible characters come along with copying, keycaps with
 * telephones. One such break joins; anything else parts. How much a break says is for secret.c.
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

/* --- figures --- */

/* A circle ends where a figure begins: ①13812348000 is an item and its telephone. */
enum style { STYLE_PLAIN, STYLE_HAN, STYLE_SHAPED, STYLE_LETTER };

static const struct {
	uint32_t first;
	uint8_t value, n, style; /* of the first; how many follow in order */
} rows[] = {
	{ '0', 0, 10, STYLE_PLAIN },
	{ 0xB2, 2, 2, STYLE_SHAPED }, /* ² ³ */
	{ 0xB9, 1, 1, STYLE_SHAPED },
	{ 0x0660, 0, 10, STYLE_PLAIN }, /* Arabic-Indic, and the Persian and Uyghur ones */
	{ 0x06F0, 0, 10, STYLE_PLAIN },
	{ 0x0966, 0, 10, STYLE_PLAIN }, /* Devanagari */
	{ 0x0F20, 0, 10, STYLE_PLAIN }, /* Tibetan */
	{ 0x1810, 0, 10, STYLE_PLAIN }, /* Mongolian */
	{ 0x2070, 0, 1, STYLE_SHAPED },
	{ 0x2074, 4, 6, STYLE_SHAPED },
	{ 0x2080, 0, 10, STYLE_SHAPED },
	{ U'①', 1, 9, STYLE_SHAPED },
	{ U'⑴', 1, 9, STYLE_SHAPED },
	{ U'⒈', 1, 9, STYLE_SHAPED },
	{ 0x24EA, 0, 1, STYLE_SHAPED }, /* ⓪ */
	{ 0x24F5, 1, 9, STYLE_SHAPED }, /* ⓵ */
	{ 0x24FF, 0, 1, STYLE_SHAPED }, /* ⓿ */
	{ 0x2776, 1, 9, STYLE_SHAPED }, /* ❶ ➀ ➊ */
	{ 0x2780, 1, 9, STYLE_SHAPED },
	{ 0x278A, 1, 9, STYLE_SHAPED },
	{ U'〇', 0, 1, STYLE_HAN },
	{ 0x3220, 1, 9, STYLE_SHAPED }, /* ㈠ ㊀ */
	{ 0x3280, 1, 9, STYLE_SHAPED },
	{ U'０', 0, 10, STYLE_PLAIN },
	{ 0x1D7CE, 0, 10, STYLE_PLAIN }, /* mathematical, five kinds */
	{ 0x1D7D8, 0, 10, STYLE_PLAIN },
	{ 0x1D7E2, 0, 10, STYLE_PLAIN },
	{ 0x1D7EC, 0, 10, STYLE_PLAIN },
	{ 0x1D7F6, 0, 10, STYLE_PLAIN },
	{ 0x1F101, 0, 10, STYLE_SHAPED },
	{ 0x1FBF0, 0, 10, STYLE_PLAIN },
};

#define NAMED (-2) /* no figure; a word or a plate that secret_words.c knows may begin here */

/* As they are spoken (幺, 两) and as they stand on cheques, too. */
static int
han_value(uint32_t c)
{
	switch (c) {
#define PROVINCE(c) case c:
#define LEAD(c)     case c:
#include "base/secret_words.def"
#undef PROVINCE
#undef LEAD
		return NAMED;
	/* clang-format off */
	case U'零': return 0;
	case U'一': case U'壹': case U'幺': return 1;
	case U'二': case U'贰': case U'两': return 2;
	case U'三': case U'叁': return 3;
	case U'四': case U'肆': return 4;
	case U'五': case U'伍': return 5;
	case U'六': case U'陆': return 6;
	case U'七': case U'柒': return 7;
	case U'八': case U'捌': return 8;
	case U'九': case U'玖': return 9;
	/* clang-format on */
	default: return -1;
	}
}

static int
figure_read(uint32_t c, enum style *style)
{
	size_t low = 0, high = COUNT(rows);
	*style = STYLE_PLAIN;
	if (c < 0x80)
		return c - '0' <= 9                                      ? (int)(c - '0')
		    : (c | 0x20) == 'q' || (c | 0x20) - 'v' <= 'w' - 'v' ? NAMED
									 : -1;
	if (c >= 0x4E00 && c <= 0x9FFF) {
		*style = STYLE_HAN;
		return han_value(c);
	}
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (rows[middle].first <= c)
			low = middle;
		else
			high = middle;
	}
	*style = (enum style)rows[low].style;
	if (c == U'Ｑ')
		return NAMED;
	return c - rows[low].first < rows[low].n ? (int)(rows[low].value + c - rows[low].first)
						 : -1;
}

/* The figure that c is in any script or shape, 0..9, or negative. */
static int
figure_value(uint32_t c)
{
	enum style style;
	return figure_read(c, &style);
}

static int
letter_value(uint32_t c)
{
	return c == 'O' || c == 'o' || c == U'Ｏ' ? 0 : c == 'l' || c == 'I' ? 1 : -1;
}

static bool
is_word_letter(uint32_t c)
{
	return char_is_latin(c) && letter_value(c) < 0;
}

/* An O or l that was typed for 0 or 1: a figure stands beside it, and no word. */
static int
letter_read(struct text t, size_t at, size_t end, bool after_figure)
{
	int value = letter_value(text_peek(t, at));
	size_t i = at;
	if (value < 0)
		return -1;
	uint32_t before = at > 0 ? utf8_prev(t, &i) : 0, behind = text_peek(t, end);
	if (is_word_letter(before) || is_word_letter(behind))
		return -1;
	return after_figure || figure_value(behind) >= 0 ? value : -1;
}

/* --- what lies between --- */

struct between {
	int marks, blanks, lines, signs;
	enum gap sign; /* of the marks that were seen; GAP_NONE without */
	bool broken, after_cr;
};

/* Also keycaps, strokes through a figure, and what chooses its picture. */
static bool
is_unseen(uint32_t c)
{
	return c == 0xAD || (c >= 0x0300 && c <= 0x036F) || (c >= 0x180B && c <= 0x180F) ||
	    (c >= 0x200B && c <= 0x200F) || /* joiners, marks of direction */
	    (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
	    (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

static bool
is_space(uint32_t c)
{
	return c == '\t' || c == ' ' || c == 0xA0 || c == 0x3000 || c == UTF8_NNBSP ||
	    (c >= 0x2000 && c <= 0x200A); /* quads and the like */
}

static enum gap
sign_of(uint32_t c)
{
	if (char_is(c, DASH))
		return GAP_HYPHEN;
	if (char_is(c, POINT | BULLET) || c == U'‧' || c == U'∙' || c == U'⋅' || c == U'…')
		return GAP_DOT;
	if (char_is(c, OPENER | CLOSER))
		return GAP_BRACKET;
	return char_is(c, COMMA | PAUSE | SLASH | COLON | SEMICOLON | TILDE) || c == U'。'
	    ? GAP_LIST
	    : GAP_NONE;
}

/* Two of a kind are one: —— is the Chinese dash. A bracket goes with a hyphen: （138）-1234. */
static void
sign_add(struct between *b, enum gap sign)
{
	b->broken |= sign == GAP_NONE;
	if (b->signs > 0 && b->sign != sign) {
		if ((b->sign != GAP_BRACKET || sign != GAP_HYPHEN) &&
		    (b->sign != GAP_HYPHEN || sign != GAP_BRACKET))
			b->broken = true;
		sign = GAP_BRACKET;
	}
	b->sign = sign;
	b->broken |= ++b->signs > MARKS_MOST;
}

static void
between_add(struct between *b, uint32_t c)
{
	bool after_cr = b->after_cr;
	b->after_cr = c == '\r';
	b->broken |= utf8_is_han(c) || char_is_latin(c);
	if (b->broken || is_unseen(c))
		return;
	if (is_space(c))
		b->blanks++;
	else if (c == '\r' || (c == '\n' && !after_cr))
		b->lines++;
	else if (c == '*' || c == '_' || c == '`' || c == '\\')
		b->marks++;
	else if (c != '\n')
		sign_add(b, sign_of(c));
}

static enum gap
between_gap(const struct between *b)
{
	bool list = b->sign == GAP_LIST || b->sign == GAP_BRACKET;
	if (b->broken || b->lines > 1 || b->marks > MARKS_MOST || b->blanks > BLANKS_MOST)
		return GAP_BROKEN;
	if (b->lines == 1)
		return list ? GAP_BROKEN : GAP_LINE;
	if (b->sign != GAP_NONE)
		return b->blanks <= 2 ? b->sign : GAP_BROKEN;
	if (b->blanks > 0)
		return b->blanks == 1 ? GAP_SPACE : GAP_WIDE;
	return b->marks > 0 ? GAP_MARKUP : GAP_NONE;
}

/* --- the X of an identity number --- */

/* In the scripts of every keyboard, and the stars and crosses typed for it. */
static bool
is_x(uint32_t c)
{
	return c == 'x' || c == 'X' || c == U'Ｘ' || c == U'ｘ' || c == U'×' || c == U'Х' ||
	    c == U'х' || c == U'Χ' || c == U'χ' || c == U'Ⅹ' || c == U'ⅹ' || c == U'✕' ||
	    c == U'╳' || c == '*' || c == U'＊';
}

/*
 * Behind an X that nothing makes the part of a word, or 0. Two figures behind it are those that a
 * certificate of disability adds to its holder's number.
 */
static size_t
x_end(struct text t, size_t i)
{
	for (int figures = 0; figures < 3; figures++) {
		size_t next = i;
		uint32_t c = next < t.n ? utf8_next(t, &next) : 0;
		if (figure_value(c) < 0 || char_is(c, STAR))
			return char_is_latin(c) || figures == 1 ? 0 : i;
		i = next;
	}
	return 0;
}

/* --- chains --- */

static void
figure_add(struct figures *f, int digit, enum gap gap, size_t at)
{
	if (f->n == f->room) {
		f->room = f->room == 0 ? 64 : f->room * 2;
		f->v = mem_realloc(f->v, f->room * sizeof *f->v);
	}
	struct figure *made = &f->v[f->n++];
	*made = (struct figure){ .digit = (uint8_t)digit, .gap = (uint8_t)gap };
	made->at = (uint32_t)at;
	made->end = (uint32_t)f->i;
}

static uint32_t *
named_add(struct figures *f)
{
	if (f->nnamed == f->named_room) {
		f->named_room = f->named_room == 0 ? 64 : f->named_room * 2;
		f->named = mem_realloc(f->named, f->named_room * sizeof *f->named);
	}
	return &f->named[f->nnamed++];
}

/* What is no figure: a gap goes on, or the chain is at its end. */
static void
other_add(struct figures *f, struct between *b, uint32_t c)
{
	struct figure *last = &f->v[f->n - 1];
	if (is_x(c) && last->x_end == 0 && between_gap(b) != GAP_BROKEN) {
		size_t end = x_end(f->t, f->i);
		last->x_end = (uint32_t)end;
		last->x_any = c == '*' || c == U'＊';
		if (end > f->i) {
			f->i = end;
			b->broken = true;
		}
	}
	between_add(b, c);
}

bool
figures_next(struct figures *f, size_t fewest)
{
	struct between b = { .broken = true };
	enum style last = STYLE_PLAIN, style;
	f->n = 0;
	while (f->i < f->t.n) {
		size_t at = f->i;
		uint32_t c = utf8_next(f->t, &f->i);
		int digit = figure_read(c, &style);
		if (digit == NAMED)
			*named_add(f) = (uint32_t)at;
		if (digit < 0 && letter_value(c) >= 0) {
			digit = letter_read(f->t, at, f->i, f->n > 0 && f->v[f->n - 1].end == at);
			style = STYLE_LETTER;
		}
		if (digit < 0) {
			if (f->n > 0)
				other_add(f, &b, c);
			if (b.broken && f->n >= fewest)
				return true;
			if (b.broken)
				f->n = 0;
			continue;
		}
		enum gap gap = between_gap(&b);
		if (gap == GAP_BROKEN && f->n >= fewest) {
			f->i = at;
			return true;
		}
		if (gap == GAP_BROKEN)
			f->n = 0;
		figure_add(f, digit, gap == GAP_NONE && style != last ? GAP_STYLE : gap, at);
		b = (struct between){ 0 };
		last = style;
	}
	return f->n >= fewest;
}

void
figures_release(struct figures *f)
{
	free(f->v);
	free(f->named);
	*f = (struct figures){ 0 };
}
