/* SPDX-License-Identifier: MIT */
/*
 * Numbers of problems and tasks: week and order, with the ISO year in front when it is needed.
 * People type 27-1, 27—1, ２７－１, 2018-27-1. One figure alone (问题1, 问题一) is an ordinal
 * within the record and not a number; the callers see to that.
 */
#include "lihui/speech.h"

#include "lihui/utf8.h"

static bool
is_dash(uint32_t c)
{
	return c == '-' || c == U'－' || (c >= U'‐' && c <= U'―') || c == 0x2212;
}

/* Decimal figures only, half or full width, up to four: Han figures would make 十一 a number. */
static bool
figures(struct text t, size_t *i, int *out)
{
	size_t at = *i, n = 0;
	int value = 0;

	while (at < t.n && n < 5) {
		size_t next = at;
		uint32_t c = utf8_next(t, &next);

		if (!(c >= '0' && c <= '9') && !(c >= U'０' && c <= U'９'))
			break;
		value = value * 10 + utf8_digit(c);
		at = next;
		n++;
	}
	if (n == 0 || n > 4)
		return false;
	*i = at;
	*out = value;
	return true;
}

static bool
dash(struct text t, size_t *i)
{
	size_t at = *i;

	if (at >= t.n || !is_dash(utf8_next(t, &at)))
		return false;
	*i = at;
	return true;
}

bool
number_parse(struct text t, size_t *i, struct number *out)
{
	size_t at = *i, behind;
	int v[3] = { 0, 0, 0 };
	int n = 0;

	while (n < 3) {
		behind = at;
		if (n > 0 && !dash(t, &behind))
			break;
		if (!figures(t, &behind, &v[n]))
			break;
		at = behind;
		n++;
	}
	if (n < 2)
		return false;
	if (n == 2) {
		v[2] = v[1];
		v[1] = v[0];
		v[0] = 0;
	} else if (v[0] < 1900) {
		return false;
	}
	if (v[1] < 1 || v[1] > 53 || v[2] < 1 || v[2] > 999)
		return false;
	*out = (struct number){ (int16_t)v[0], (int8_t)v[1], (int16_t)v[2] };
	*i = at;
	return true;
}

struct text
number_text(struct arena *a, struct number n)
{
	if (n.order == 0)
		return NO_TEXT;
	if (n.year == 0)
		return text_fmt(a, "%d-%d", n.week, n.order);
	return text_fmt(a, "%d-%d-%d", n.year, n.week, n.order);
}
