/* SPDX-License-Identifier: MIT */
/*
 * Whole numbers as people write them: 12, １２, 十二, 一百零三, 二〇一八, ②, ⑵. Han figures come in
 * two ways: by place (二〇一八, digit for digit) and by unit (一百零三); a run with no unit in it
 * is read by place. In speech 一百二 is 120: a last digit straight behind 百 or 千 counts in the
 * next lower unit.
 */
#include "lihui/cursor.h"

/* More has no use in minutes and would not fit an int everywhere. */
#define MOST 999999999

int
utf8_digit(uint32_t c)
{
	switch (c) { /* asked of every character that is read */
	case U'〇':
	case U'零': return 0;
	case U'一': return 1;
	case U'二':
	case U'两': return 2;
	case U'三': return 3;
	case U'四': return 4;
	case U'五': return 5;
	case U'六': return 6;
	case U'七': return 7;
	case U'八': return 8;
	case U'九': return 9;
	default: return char_figure(c);
	}
}

static bool
is_figure(uint32_t c)
{
	return char_figure(c) >= 0;
}

static int
han_unit(uint32_t c)
{
	switch (c) {
	case U'十': return 10;
	case U'百': return 100;
	case U'千': return 1000;
	case U'万': return 10000;
	default: return 0;
	}
}

/* ① ⑴ ⒈ ㈠ ㊀ and their like: each block holds consecutive numbers. */
static int
enclosed(uint32_t c)
{
	static const struct {
		uint32_t from, to;
		int first;
	} blocks[] = {
		{ U'①', U'⑳', 1 },
		{ U'⑴', U'⒇', 1 },
		{ U'⒈', U'⒛', 1 },
		{ U'❶', U'❿', 1 },
		{ U'➀', U'➉', 1 },
		{ U'➊', U'➓', 1 },
		{ U'⓫', U'⓴', 11 },
		{ U'⓵', U'⓾', 1 },
		{ U'㈠', U'㈩', 1 },
		{ U'㉑', U'㉟', 21 },
		{ U'㊀', U'㊉', 1 },
		{ U'㊱', U'㊿', 36 },
	};
	for (size_t i = 0; i < COUNT(blocks); i++)
		if (c >= blocks[i].from && c <= blocks[i].to)
			return (int)(c - blocks[i].from) + blocks[i].first;
	return -1;
}

static bool
by_place(struct text t, size_t *i, bool (*fits)(uint32_t), int *out)
{
	int64_t n = 0;
	size_t at = *i;
	while (fits(text_peek(t, at))) {
		n = n * 10 + utf8_digit(utf8_next(t, &at));
		if (n > MOST)
			return false;
	}
	if (at == *i)
		return false;
	*i = at;
	*out = (int)n;
	return true;
}

static bool
is_han_digit(uint32_t c)
{
	return !is_figure(c) && utf8_digit(c) >= 0;
}

static bool
has_unit(struct text t, size_t i)
{
	while (is_han_digit(text_peek(t, i)))
		utf8_next(t, &i);
	return han_unit(text_peek(t, i)) > 0;
}

/* 三万二千零五: `part` gathers below 万, `digit` waits for its unit, `unit` is the last one seen.
 */
struct han {
	int64_t whole, part;
	int digit, unit;
	bool zero;
};

static bool
han_take(struct han *h, uint32_t c)
{
	int unit = han_unit(c);
	if (unit == 10000) {
		if (h->whole > 0)
			return false;
		h->whole = (h->part + (h->digit > 0 ? h->digit : 0)) * unit;
		h->part = 0;
		h->digit = -1;
		h->unit = unit;
		return h->whole > 0;
	}
	if (unit > 0) {
		/* Units fall: 百 after 十 begins something else. Only 十 may stand without a digit.
		 */
		if ((h->unit > 0 && h->unit <= unit) || (h->digit <= 0 && unit != 10))
			return false;
		h->part += (int64_t)(h->digit > 0 ? h->digit : 1) * unit;
		h->digit = -1;
		h->unit = unit;
		h->zero = false;
		return true;
	}
	int digit = utf8_digit(c);
	if (!is_han_digit(c) || h->digit > 0)
		return false;
	h->digit = digit > 0 ? digit : -1;
	h->zero = h->zero || digit == 0;
	return true;
}

static bool
by_unit(struct text t, size_t *i, int *out)
{
	struct han h = { .digit = -1 };
	size_t at = *i;
	while (han_take(&h, text_peek(t, at)))
		utf8_next(t, &at);
	int64_t last = h.digit > 0 ? h.digit : 0;
	if (last > 0 && h.unit >= 100 && !h.zero)
		last *= h.unit / 10;
	if (at == *i || h.whole + h.part + last > MOST)
		return false;
	*i = at;
	*out = (int)(h.whole + h.part + last);
	return true;
}

bool
utf8_number(struct text t, size_t *i, int *out)
{
	uint32_t c = text_peek(t, *i);
	if (is_figure(c))
		return by_place(t, i, is_figure, out);
	if (enclosed(c) >= 0) {
		*out = enclosed(c);
		utf8_next(t, i);
		return true;
	}
	if (!is_han_digit(c) && han_unit(c) != 10)
		return false;
	return has_unit(t, *i) ? by_unit(t, i, out) : by_place(t, i, is_han_digit, out);
}
