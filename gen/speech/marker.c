/* SPDX-License-Identifier: MIT */
/*
 * Numbering and bullets as typed. The difficulty is not the marks but the lines that only look like
 * marked ones: 1.5亩, 7.5前, 2018.7.3, 3、5组, **粗体**, ——附件. A mark directly before a figure is
 * therefore doubtful, and the caller believes it only when the number continues a sequence.
 */
#include "lihui/speech.h"

#include "lihui/cursor.h"

static bool
is_figure(uint32_t c)
{
	return char_figure(c) >= 0;
}

static bool
is_han_figure(uint32_t c)
{
	static const uint32_t figures[] = U"一二三四五六七八九十";

	for (const uint32_t *p = figures; *p; p++)
		if (*p == c)
			return true;
	return false;
}

/* A number of one class (all figures or all Han), at most two figures and 99. */
static bool
short_number(struct cursor *s, bool (*class)(uint32_t), int *out)
{
	size_t n = 0, start = s->i, at = s->i;

	while (class(text_peek(s->t, at)) && n++ <= 3)
		utf8_next(s->t, &at);
	if (n == 0 || n > (class == is_figure ? 2u : 3u) ||
	    !utf8_number(text_cut(s->t, 0, at), &start, out) || start != at || *out > 99)
		return false;
	s->i = at;
	return true;
}

static bool
done(struct marker *out, enum marker_kind kind, struct cursor *s)
{
	cursor_skip(s, BLANK);
	out->kind = kind;
	out->end = s->i;
	return true;
}

/* （一） （1） (1) */
static bool
in_brackets(struct text line, struct marker *out)
{
	struct cursor s = { line, 0 };
	enum marker_kind kind = MARKER_DIGIT_PAREN;

	if (!cursor_accept(&s, ROUND_OPENER))
		return false;
	cursor_skip(&s, BLANK);
	if (!short_number(&s, is_figure, &out->number)) {
		if (!short_number(&s, is_han_figure, &out->number))
			return false;
		kind = MARKER_HAN_PAREN;
	}
	cursor_skip(&s, BLANK);
	return cursor_accept(&s, ROUND_CLOSER) && done(out, kind, &s);
}

/* 1 户牧民 begins no list. */
static bool
is_counted(struct text t)
{
	static const char *const measures[] = { "年", "月", "日", "号", "点", "组", "队", "户",
		"名", "人", "个", "次", "件", "项", "条", "家", "口", "位", "亩", "元", "万",
		"公里", "米", "斤", "吨", "平", "块", "头", "只", "分", "天", "周", "台", "辆",
		"处", NULL };

	return starts_any(t, measures, NULL);
}

/* Behind `1.`: 1.5亩 is a quantity; 1.3组 and 1.7月5日 may be an item that begins with a figure. */
static bool
decimal(struct cursor s)
{
	static const char *const counts[] = { "年", "月", "日", "组", "队", "号", "户", "名", "人",
		"个", NULL };

	while (is_figure(cursor_peek(&s)))
		utf8_next(s.t, &s.i);
	return !starts_any(cursor_rest(&s), counts, NULL);
}

/* 4.1 五保户家…, 4.1.1 决定：…: deeper with each figure; but 3.5 公里 and 12.10 例会 are none. */
static bool
in_parts(struct text line, struct marker *out)
{
	struct cursor s = { line, 0 };
	int parts = 0;

	do {
		if (!short_number(&s, is_figure, &out->number) || out->number == 0 ||
		    (parts == 0 && out->number > 9))
			return false;
		parts++;
	} while (cursor_accept(&s, POINT));
	size_t behind = s.i;
	cursor_skip(&s, BLANK);
	if (parts < 2 || parts > 3 || s.i == behind || out->number > 9 ||
	    !utf8_is_han(cursor_peek(&s)) || is_counted(cursor_rest(&s)))
		return false;
	return done(out, parts == 2 ? MARKER_DIGIT : MARKER_DIGIT_PAREN, &s);
}

/* 1. 1、 1) 一、 */
static bool
in_front(struct text line, struct marker *out)
{
	struct cursor s = { line, 0 };
	enum marker_kind kind = MARKER_DIGIT;
	uint32_t mark;

	if (!short_number(&s, is_figure, &out->number)) {
		if (!short_number(&s, is_han_figure, &out->number))
			return false;
		kind = MARKER_HAN;
	}
	size_t behind = s.i;
	cursor_skip(&s, BLANK);
	struct cursor words = s;
	if (!cursor_next(&s, &mark))
		return false;
	uint32_t next = cursor_peek(&s);
	if (words.i > behind && utf8_is_han(mark) &&
	    (out->number > 1 || !is_counted(cursor_rest(&words)))) {
		/* 1 路灯坏了 */
		out->doubtful = true;
		return done(out, kind, &words);
	}
	if (char_is(mark, ROUND_CLOSER))
		kind = kind == MARKER_HAN ? MARKER_HAN_PAREN : MARKER_DIGIT_PAREN;
	else if (char_is(mark, COMMA))
		out->doubtful = true;
	else if (!char_is(mark, POINT | PAUSE) && mark != 0x1802 /* ᠂ */)
		return false;
	if (is_figure(next) || (kind == MARKER_HAN && is_han_figure(next)))
		out->doubtful = true;
	if (mark == '.' && next == '.')
		return false;
	if (char_is(mark, POINT) && is_figure(next) && decimal(s))
		return false;
	return done(out, kind, &s);
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
	struct cursor s = { line, 0 };
	uint32_t c = 0;

	cursor_next(&s, &c);
	for (size_t r = 0; r < COUNT(ranges); r++)
		if (c >= ranges[r].first && c <= ranges[r].last) {
			out->number = (int)(c - ranges[r].first) + 1;
			if (!cursor_word(&s, "、"))
				cursor_word(&s, ".");
			return done(out, ranges[r].kind, &s);
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
		{ U'·', 'd' }, { U'•', 'd' }, { U'・', 'd' }, { U'∙', 'd' }, { U'⋅', 'd' },
		{ U'●', 'o' }, { U'○', 'c' }, { U'◦', 'c' }, { U'■', 's' }, { U'▪', 's' },
		{ U'□', 's' }, { U'◆', 'l' }, { U'◇', 'l' }, { U'➢', 'a' }, { U'▶', 'a' },
		{ U'►', 'a' }, { U'★', 't' }, { U'☆', 't' }, { U'※', 'r' }, { U'－', '-' },
		{ U'×', 's' }, { U'✗', 's' }, { U'✘', 's' }, { U'☐', 's' }, { U'❑', 's' },
		{ U'☑', 'v' }, { U'☒', 'v' }, { U'✅', 'v' }, { U'−', '-' }, { U'✓', 'v' },
		{ U'✔', 'v' }, { U'√', 'v' }, { 0xF06C, 'o' }, { 0xF0B7, 'd' }, { 0xF0D8, 'a' },
		{ 0xF06E, 's' }, /* Word's symbol font */
	};
	struct cursor s = { line, 0 };
	uint32_t c = 0;

	cursor_next(&s, &c);
	uint32_t next = cursor_peek(&s);
	out->sign = 0;
	if (c == '-' || c == '+' || c == U'–')
		out->sign = next == c || (c != '-' && !utf8_is_blank(next)) ? 0 : '-';
	else if (c == '*')
		out->sign = star_is_bullet(line) ? '*' : 0;
	else if (c == U'—')
		out->sign = utf8_is_blank(next) ? '-' : 0;
	else
		for (size_t k = 0; k < COUNT(bullets); k++)
			if (bullets[k].c == c)
				out->sign = bullets[k].sign;
	if (utf8_is_picture(c)) {
		out->sign = 'e';
		while (utf8_is_picture(cursor_peek(&s)))
			utf8_next(line, &s.i);
		next = cursor_peek(&s);
	}
	if (out->sign == 0 || next == 0 || next == c)
		return false;
	return done(out, MARKER_BULLET, &s);
}

bool
marker_read(struct text line, struct marker *out)
{
	*out = (struct marker){ 0 };
	if (line.n == 0)
		return false;
	if (in_brackets(line, out) || in_parts(line, out) || in_front(line, out) ||
	    one_sign(line, out) || bullet(line, out))
		return out->end < line.n;
	*out = (struct marker){ 0 };
	return false;
}

bool
row_of_dashes(struct text line)
{
	struct cursor s = { line, 0 };
	size_t n = 0;

	for (uint32_t c; cursor_next(&s, &c);) {
		if (!char_is(c, RULE | BLANK))
			return false;
		n += !char_is(c, BLANK);
	}
	return n >= 3;
}
