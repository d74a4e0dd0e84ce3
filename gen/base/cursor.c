/* SPDX-License-Identifier: MIT */
/* The steps of a cursor that are too long to stand in line, and the table of characters. */
#include "lihui/cursor.h"

#include <assert.h>

#define PAGES_MOST 16 /* of 256 characters; those of chars.def lie in a dozen */

const uint32_t *char_pages[256];

/* Every text is asked character by character, so the classes are a table, filled before main. */
__attribute__((constructor)) static void
fill_pages(void)
{
	static const uint32_t *const members[] = {
#define CHAR(name, list) U##list,
#include "lihui/chars.def"
#undef CHAR
	};
	static uint32_t pages[PAGES_MOST][256];
	size_t used = 0;

	for (size_t class = 0; class < COUNT(members); class ++)
		for (const uint32_t *p = members[class]; *p; p++) {
			const uint32_t **page = &char_pages[*p >> 8];

			assert(*p < 0x10000 && used < PAGES_MOST);
			if (!*page)
				*page = pages[used++];
			((uint32_t *)*page)[*p & 0xFF] |= 1u << class;
		}
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
