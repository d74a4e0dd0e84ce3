/* SPDX-License-Identifier: MIT */
/* The mark by which an author hides words. */
#include "lihui/speech.h"

#include "lihui/cursor.h"

bool
hidden_mark(struct text t, size_t i, struct text *word, size_t *end, bool *closed)
{
	struct cursor s = { t, i };

	if (!cursor_accept(&s, SQUARE_OPENER))
		return false;
	while (cursor_word(&s, " ") || cursor_word(&s, "　"))
		;
	if (!cursor_word(&s, "隐"))
		return false;
	while (cursor_word(&s, " "))
		;
	if (!cursor_accept(&s, COLON))
		return false;
	size_t from = s.i;
	cursor_until(&s, SQUARE_CLOSER | LINE_END);
	*word = text_trim(text_cut(t, from, s.i));
	*closed = cursor_accept(&s, SQUARE_CLOSER);
	*end = s.i;
	return true;
}
