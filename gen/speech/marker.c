/* SPDX-License-Identifier: MIT */
/*
 * Numbering and bullets as typed. The difficulty is not the marks but the lines that only look like
 * marked ones: 1.5亩, 7.5前, 2018.7.3, 3、5组, **粗体**, ——附件. A mark directly before a figure is
 * therefore doubtful, and the caller believes it only when the number continues a sequence.
 */
#include "lihui/speech.h"

#include "lihui/utf8.h"

static bool
is_figure(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= U'０' && c <= U'９') || (c >= 0x1810 && c <= 0x1819);
}

static bool
is_han_figure(uint32_t c)
{
	switch (c) {
	case 0x4E00:
	case U'二':
	case U'三':
	case U'四':
	case U'五': /* 一二三四五 */
	case U'六':
	case U'七':
	case U'八':
	case U'九':
	case U'十': /* 六七八九十 */ return true;
	}
	return false;
}

static uint32_t
peek(struct text t, size_t i)
{
	return i < t.n ? utf8_next(t, &i) : 0;
}

/* A number of one class (all figures or all Han), at most two figures and 99. */
static bool
short_number(struct text t, size_t *i, bool (*class)(uint32_t), int *out)
{
	size_t at = *i, n = 0, start = *i;

	while (at < t.n && class(peek(t, at)) && n <= 3) {
		utf8_next(t, &at);
		n++;
	}
	if (n == 0 || n > (class == is_figure ? 2u : 3u))
		return false;
	if (!utf8_number(text_cut(t, 0, at), &start, out) || start != at || *out > 99)
		return false;
	*i = at;
	return true;
}

static size_t
skip_blanks(struct text t, size_t i)
{
	while (i < t.n && utf8_is_blank(peek(t, i)))
		utf8_next(t, &i);
	return i;
}

static bool
done(struct marker *out, enum marker_kind kind, struct text line, size_t i)
{
	out->kind = kind;
	out->end = skip_blanks(line, i);
	return true;
}

/* （一） （1） (1) */
static bool
in_brackets(struct text line, struct marker *out)
{
	size_t i = 0;
	uint32_t open = utf8_next(line, &i);
	enum marker_kind kind = MARKER_DIGIT_PAREN;

	if (open != '(' && open != U'（')
		return false;
	i = skip_blanks(line, i);
	if (!short_number(line, &i, is_figure, &out->number)) {
		if (!short_number(line, &i, is_han_figure, &out->number))
			return false;
		kind = MARKER_HAN_PAREN;
	}
	i = skip_blanks(line, i);
	if (peek(line, i) != ')' && peek(line, i) != U'）')
		return false;
	utf8_next(line, &i);
	return done(out, kind, line, i);
}

/* Behind `1.`: 1.5亩 is a quantity; 1.3组 and 1.7月5日 may be an item that begins with a figure. */
static bool
decimal(struct text line, size_t i)
{
	static const char *const counts[] = { "年", "月", "日", "组", "队", "号", "户", "名", "人",
		"个", NULL };

	while (i < line.n && is_figure(peek(line, i)))
		utf8_next(line, &i);
	return !starts_any(text_cut(line, i, line.n), counts, NULL);
}

/* 1. 1、 1) 一、 */
static bool
in_front(struct text line, struct marker *out)
{
	enum marker_kind kind = MARKER_DIGIT;
	size_t i = 0;
	uint32_t mark, next;

	if (!short_number(line, &i, is_figure, &out->number)) {
		if (!short_number(line, &i, is_han_figure, &out->number))
			return false;
		kind = MARKER_HAN;
	}
	i = skip_blanks(line, i);
	if (i == line.n)
		return false;
	mark = utf8_next(line, &i);
	next = peek(line, i);
	if (mark == ')' || mark == U'）')
		kind = kind == MARKER_HAN ? MARKER_HAN_PAREN : MARKER_DIGIT_PAREN;
	else if (mark == ',' || mark == U'，')
		out->doubtful = true;
	else if (mark != '.' && mark != U'．' && mark != U'、' && mark != 0x1802)
		return false;
	if (is_figure(next) || (kind == MARKER_HAN && is_han_figure(next)))
		out->doubtful = true;
	if (mark == '.' && next == '.')
		return false;
	if ((mark == '.' || mark == U'．') && is_figure(next) && decimal(line, i))
		return false;
	return done(out, kind, line, i);
}

/* ①..⑳ ⑴..⒇ ⒈..⒛ ㈠..㈩ */
static bool
one_sign(struct text line, struct marker *out)
{
	static const struct {
		uint32_t first, last;
		enum marker_kind kind;
	} ranges[] = {
		{ U'①', U'⑳', MARKER_CIRCLE },
		{ U'⑴', U'⒇', MARKER_DIGIT_PAREN },
		{ U'⒈', U'⒛', MARKER_DIGIT },
		{ U'㈠', U'㈩', MARKER_HAN_PAREN },
	};
	size_t i = 0;
	uint32_t c = utf8_next(line, &i);

	for (size_t r = 0; r < sizeof ranges / sizeof *ranges; r++)
		if (c >= ranges[r].first && c <= ranges[r].last) {
			out->number = (int)(c - ranges[r].first) + 1;
			if (peek(line, i) == U'、' || peek(line, i) == '.')
				utf8_next(line, &i);
			return done(out, ranges[r].kind, line, i);
		}
	return false;
}

/* *重要* and **重要** are emphasis, `* 学习` and `*学习` items. */
static bool
star_is_bullet(struct text line)
{
	if (line.n < 2 || line.p[1] == '*')
		return false;
	if (line.p[1] == ' ' || line.p[1] == '\t')
		return true;
	return memchr(line.p + 1, '*', line.n - 1) == NULL;
}

static bool
bullet(struct text line, struct marker *out)
{
	static const struct {
		uint32_t c;
		char sign;
	} bullets[] = {
		{ U'·', 'd' }, { U'•', 'd' }, { U'・', 'd' }, { 0x2219, 'd' }, { 0x22C5, 'd' },
		{ U'●', 'o' }, { U'○', 'c' }, { 0x25E6, 'c' }, { U'■', 's' }, { 0x25AA, 's' },
		{ U'□', 's' }, { 0x25C6, 'l' }, { 0x25C7, 'l' }, { 0x27A2, 'a' }, { 0x25B6, 'a' },
		{ 0x25BA, 'a' }, { U'★', 't' }, { U'☆', 't' }, { 0x203B, 'r' }, { U'－', '-' },
		{ 0x2212, '-' }, { U'✓', 'v' }, { U'✔', 'v' }, { U'√', 'v' }, { 0xF06C, 'o' },
		{ 0xF0B7, 'd' }, { 0xF0D8, 'a' }, { 0xF06E, 's' }, /* Word's symbol font */
	};
	size_t i = 0;
	uint32_t c = utf8_next(line, &i), next = peek(line, i);

	out->sign = 0;
	if (c == '-' || c == '+' || c == U'–')
		out->sign = next == c || (c != '-' && !utf8_is_blank(next)) ? 0 : '-';
	else if (c == '*')
		out->sign = star_is_bullet(line) ? '*' : 0;
	else if (c == U'—')
		out->sign = utf8_is_blank(next) ? '-' : 0;
	else
		for (size_t k = 0; k < sizeof bullets / sizeof *bullets; k++)
			if (bullets[k].c == c)
				out->sign = bullets[k].sign;
	if (out->sign == 0 || next == 0 || next == c)
		return false;
	return done(out, MARKER_BULLET, line, i);
}

bool
marker_read(struct text line, struct marker *out)
{
	*out = (struct marker){ 0 };
	if (line.n == 0)
		return false;
	if (in_brackets(line, out) || in_front(line, out) || one_sign(line, out) ||
	    bullet(line, out))
		return out->end < line.n;
	*out = (struct marker){ 0 };
	return false;
}

bool
row_of_dashes(struct text line)
{
	static const uint32_t dashes[] = { '-', '=', '*', '_', '~', U'－', U'‐', U'‒', U'–', U'—',
		U'―', 0x2500, 0x2501, U'＝', U'＊', U'＿', 0x2550, U'～', 0x2212 };
	size_t n = 0;

	for (size_t i = 0; i < line.n;) {
		uint32_t c = utf8_next(line, &i);
		bool found = false;

		if (utf8_is_blank(c))
			continue;
		for (size_t k = 0; k < sizeof dashes / sizeof *dashes && !found; k++)
			found = dashes[k] == c;
		if (!found)
			return false;
		n++;
	}
	return n >= 3;
}
