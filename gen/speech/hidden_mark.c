/* SPDX-License-Identifier: MIT */
/* The mark by which an author hides words. */
#include "lihui/speech.h"

#include "lihui/utf8.h"

static bool
opens_mark(uint32_t c)
{
	return c == U'【' || c == U'〔' || c == U'［' || c == '[';
}

bool
hidden_mark(struct text t, size_t i, struct text *word, size_t *end, bool *closed)
{
	size_t from;
	uint32_t c = utf8_next(t, &i);

	if (!opens_mark(c))
		return false;
	while (i < t.n && (t.p[i] == ' ' || text_starts(text_cut(t, i, t.n), T("　"))))
		utf8_next(t, &i);
	if (!text_starts(text_cut(t, i, t.n), T("隐")))
		return false;
	i += T("隐").n;
	while (i < t.n && t.p[i] == ' ')
		i++;
	if (i >= t.n)
		return false;
	c = utf8_next(t, &i);
	if (c != ':' && c != U'：')
		return false;
	for (from = *end = i, *closed = false; i < t.n && !*closed && t.p[i] != '\n';) {
		c = utf8_next(t, &i);
		*closed = c == U'】' || c == U'〕' || c == U'］' || c == ']';
		if (!*closed)
			*end = i;
	}
	*word = text_trim(text_cut(t, from, *end));
	*end = i;
	return true;
}
