/* SPDX-License-Identifier: MIT */
/*
 * Several matters run together in one paragraph: 1.… 2.…, ①…②…, （1）…（2）…, 一是…二是…,
 * 第一，…第二，…, 首先…其次…最后…. A sign counts only in sequence, and only where a clause may
 * begin, so that 1.5亩, 三组、四组 and 第一书记 part nothing. What stands in brackets or quotes is
 * not looked at. Whether the parts are matters of their own, the callers settle.
 */
#include "lihui/speech.h"

#include "lihui/cursor.h"

/* What goes on for longer is no paragraph a person reads aloud; and brackets are short. */
#define PARAGRAPH_MOST 8192
#define BRACKET_MOST   300
#define SIGNS_MOST     64

/* Families of signs beyond those of marker.c. */
enum family { IS = MARKER_BULLET + 1, MUST, ORDINAL, OF_THEM, FIRSTLY };
#define LAST 99 /* 最后, whatever number it has */

struct sign {
	int family, number;
	size_t from, end;
};

/* 一是 二是, 一要 二要, 其一 其二: a Han figure and the word beside it. */
static bool
word_sign(struct cursor s, struct sign *out)
{
	bool of_them = cursor_word(&s, "其");

	if (utf8_digit(cursor_peek(&s)) < 1 || !utf8_is_han(cursor_peek(&s)) ||
	    !utf8_number(s.t, &s.i, &out->number))
		return false;
	out->end = s.i;
	if (of_them)
		out->family = OF_THEM;
	else if (cursor_word(&s, "是"))
		out->family = IS;
	else if (cursor_peek(&s) == U'要')
		out->family = MUST; /* 要 belongs to what is said */
	else
		return false;
	if (out->family != MUST)
		out->end = s.i;
	return true;
}

/* 第一，第一、第一是 第一个问题是 第一件事： but neither 第一书记 nor 第一季度. */
static bool
ordinal_sign(struct cursor s, struct sign *out)
{
	static const char *const units[] = { "个", "件", "项", "条", "点" };
	static const char *const nouns[] = { "问题", "事项", "事情", "事", "任务", "工作", "诉求",
		"意见" };

	if (!cursor_word(&s, "第") || !utf8_number(s.t, &s.i, &out->number))
		return false;
	bool unit = cursor_any(&s, units, COUNT(units), NULL);
	if (unit)
		cursor_any(&s, nouns, COUNT(nouns), NULL);
	if (!cursor_word(&s, "是") && !char_is(cursor_peek(&s), COMMA | COLON | PAUSE))
		return false;
	out->family = ORDINAL;
	out->end = s.i;
	return true;
}

static bool
adverb_sign(struct cursor s, struct sign *out)
{
	static const struct {
		const char *word;
		int number;
	} words[] = { { "首先", 1 }, { "其次", 2 }, { "再次", 3 }, { "然后", 3 }, { "再者", 3 },
		{ "最后", LAST } };

	for (size_t i = 0; i < COUNT(words); i++)
		if (cursor_word(&s, words[i].word)) {
			cursor_word(&s, "是");
			*out = (struct sign){ FIRSTLY, words[i].number, out->from, s.i };
			return true;
		}
	return false;
}

/* The character before a sign: ends a clause, or begins the text. */
static bool
clause_may_begin(struct text t, size_t i, bool *full_stop)
{
	uint32_t c = i > 0 ? utf8_prev(t, &i) : 0;

	*full_stop = char_is(c, STOP | SEMICOLON);
	if (c == '.' && i > 0) /* 前完成.2.三组 */
		return *full_stop = utf8_is_han(utf8_prev(t, &i));
	return c == 0 || char_is(c, SEPARATOR | COLON | BLANK | CLOSER);
}

static bool
sign_at(struct text t, size_t i, struct sign *out)
{
	struct cursor s = { t, i };
	uint32_t c = cursor_peek(&s);
	struct marker m;
	bool full_stop;
	bool edge = clause_may_begin(t, i, &full_stop);
	bool closed = char_is(c, ROUND_OPENER | CIRCLED);

	*out = (struct sign){ .from = i };
	if (!closed && !edge)
		return false;
	if (word_sign(s, out) || ordinal_sign(s, out) || adverb_sign(s, out))
		return true;
	if (!marker_read(cursor_rest(&s), &m) || m.kind == MARKER_BULLET ||
	    (m.doubtful && !full_stop) || (m.kind == MARKER_HAN && !full_stop && i > 0))
		return false;
	*out = (struct sign){ (int)m.kind, m.number, i, i + m.end };
	return true;
}

/* Can a sign begin with c? Nearly no character can. */
static bool
may_begin_sign(uint32_t c)
{
	return utf8_digit(c) >= 0 || char_is(c, ROUND_OPENER | CIRCLED) || c == U'十' ||
	    c == U'第' || c == U'首' || c == U'其' || c == U'再' || c == U'然' || c == U'最';
}

/* Behind the bracket that opens at i, or i when it does not close soon. */
static size_t
skip_bracket(struct text t, size_t i)
{
	size_t start = i;
	uint32_t close;

	if (!bracket_open(utf8_next(t, &i), &close))
		return start;
	while (i < t.n && i < start + BRACKET_MOST) {
		uint32_t c = utf8_next(t, &i);

		if (c == close || (close == U'）' && c == ')') || (close == ')' && c == U'）'))
			return i;
	}
	return start;
}

static size_t
signs_in(struct text t, struct sign *v)
{
	size_t n = 0;

	for (size_t i = 0; i < t.n && n < SIGNS_MOST;) {
		size_t behind = i;
		uint32_t c = utf8_next(t, &behind);
		bool may = may_begin_sign(c);

		if (utf8_is_han(c) && !may) {
			i = behind;
			continue;
		}
		if (may && sign_at(t, i, &v[n])) {
			i = v[n++].end;
			continue;
		}
		behind = skip_bracket(t, i);
		if (behind == i)
			utf8_next(t, &i);
		else
			i = behind;
	}
	return n;
}

static bool
goes_on(const struct sign *s, int family, int number)
{
	return s->family == family &&
	    (s->number == number + 1 || (s->number == LAST && number > 0));
}

/* The signs of the first family that counts on from `first`, moved to the front of v. */
static size_t
sequence(struct sign *v, size_t n, size_t first)
{
	int family = v[first].family, number = v[first].number;
	size_t found = 0;

	v[found++] = v[first];
	for (size_t i = first + 1; i < n; i++)
		if (goes_on(&v[i], family, number)) {
			number = v[i].number;
			v[found++] = v[i];
		}
	return found;
}

size_t
enumeration_find(struct text t, const struct marker *before, struct enumerated *v, size_t room)
{
	struct sign signs[SIGNS_MOST];
	size_t n = t.n <= PARAGRAPH_MOST ? signs_in(t, signs) : 0, found = 0;

	for (size_t i = 0; i < n && found == 0; i++) {
		bool on = before && before->kind != MARKER_NONE &&
		    goes_on(&signs[i], (int)before->kind, before->number);
		bool first = on || signs[i].number == 1 || signs[i].from == 0;

		for (size_t k = i + 1; first && !on && k < n; k++)
			on = goes_on(&signs[k], signs[i].family, signs[i].number);
		if (first && on)
			found = sequence(signs, n, i);
	}
	if (found > room)
		found = room;
	for (size_t i = 0; i < found; i++) {
		size_t end = i + 1 < found ? signs[i + 1].from : t.n;

		v[i] = (struct enumerated){ signs[i].from,
			text_trim(text_behind(
			    text_cut(t, signs[i].end, end), BLANK | COMMA | COLON | PAUSE)),
			signs[i].family < MARKER_BULLET ? (enum marker_kind)signs[i].family
							: MARKER_DIGIT,
			(int)i + signs[0].number, signs[i].family > MARKER_BULLET };
		if (v[i].words.n == 0)
			return 0;
	}
	return found;
}

/* 三个 几件 两项: a number or 几 with a word of counting behind it. */
static bool
counts(struct text t)
{
	static const char *const units[] = { "个", "件", "项", "条", "点", "大", "方面", "起",
		"桩" };
	struct cursor s = { t, 0 };
	int number;

	if (!cursor_word(&s, "几") && !cursor_word(&s, "若干") &&
	    !(utf8_number(t, &s.i, &number) && number > 1))
		return false;
	return cursor_any(&s, units, COUNT(units), NULL);
}

bool
announces_several(struct text lead)
{
	static const char *const words[] = { "以下", "如下", "下列", "下面", "分别", NULL };
	static const char *const nouns[] = { "问题", "事项", "事", "诉求", "意见", "建议", "任务",
		"工作", "情况", NULL };

	if (utf8_exceeds(lead, 60))
		return false;
	if (has_any(lead, words))
		return true;
	for (size_t i = 0; i < lead.n; utf8_next(lead, &i))
		if (counts(text_cut(lead, i, lead.n)))
			return has_any(lead, nouns);
	return false;
}
