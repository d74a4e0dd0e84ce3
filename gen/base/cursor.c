/* SPDX-License-Identifier: MIT */
/* The steps of a cursor that are too long to stand in line, and the table of characters. */
#include "lihui/cursor.h"

bool
char_is(uint32_t c, unsigned classes)
{
	static const uint32_t *const members[] = {
#define CHAR(name, list) U##list,
#include "lihui/chars.def"
#undef CHAR
	};

	if (c == 0 ||
	    (c >= 0x4E00 && c <= 0x9FFF)) /* most of what is asked about is an ideograph */
		return false;
	for (const uint32_t *const *list = members; classes; classes >>= 1, list++)
		for (const uint32_t *p = *list; (classes & 1) && *p; p++)
			if (*p == c)
				return true;
	return false;
}

size_t
text_skip(struct text t, size_t i, unsigned classes)
{
	for (size_t next = i; next < t.n && char_is(utf8_next(t, &next), classes);)
		i = next;
	return i;
}

bool
cursor_accept(struct cursor *s, unsigned classes)
{
	size_t next = s->i;

	if (next >= s->t.n || !char_is(utf8_next(s->t, &next), classes))
		return false;
	s->i = next;
	return true;
}

bool
cursor_any(struct cursor *s, const char *const *words, size_t n, size_t *which)
{
	for (size_t i = 0; i < n; i++) {
		if (!cursor_word(s, words[i]))
			continue;
		if (which)
			*which = i;
		return true;
	}
	return false;
}

void
cursor_until(struct cursor *s, unsigned classes)
{
	while (s->i < s->t.n && !char_is(cursor_peek(s), classes))
		utf8_next(s->t, &s->i);
}
