/* SPDX-License-Identifier: MIT */
/*
 * Numbers of problems and tasks: week and order, with the ISO year in front when it is needed.
 * People type 27-1, 27—1, ２７－１, 2018-27-1. One figure alone (问题1, 问题一) is an ordinal
 * within the record and not a number; the callers see to that.
 */
#include "lihui/speech.h"

#include "lihui/cursor.h"

/* Decimal figures only, half or full width, up to four: Han figures would make 十一 a number. */
static bool
figures(struct cursor *s, int *out)
{
	size_t n = 0;

	for (*out = 0; char_is(cursor_peek(s), FIGURE); n++) {
		if (n == 4)
			return false;
		*out = *out * 10 + char_figure(utf8_next(s->t, &s->i));
	}
	return n > 0;
}

bool
number_parse(struct text t, size_t *i, struct number *out)
{
	struct cursor s = { t, *i };
	int v[3] = { 0, 0, 0 }, n = 0;

	for (size_t end = s.i; n < 3; end = s.i, n++)
		if ((n > 0 && !cursor_accept(&s, DASH)) || !figures(&s, &v[n])) {
			s.i = end;
			break;
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
	*i = s.i;
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
