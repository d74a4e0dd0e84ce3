/* SPDX-License-Identifier: MIT */
/*
 * Chinese prose cut at its marks. Marks are taken in both widths, because the same hand types ，
 * and , in one sentence. Brackets protect what they hold: the comma in （党员，草管员） separates
 * no clauses.
 */
#include "lihui/speech.h"

#include "lihui/cursor.h"

bool
is_separator(uint32_t c)
{
	return char_is(c, SEPARATOR);
}

struct text
clause_trim(struct text t, bool keep_stop)
{
	for (;;) {
		size_t i = 0, j;
		uint32_t c;

		t = text_trim(t);
		if (t.n == 0)
			return t;
		if (char_is(utf8_next(t, &i), SEPARATOR)) {
			t = text_cut(t, i, t.n);
			continue;
		}
		j = t.n;
		c = utf8_prev(t, &j);
		if (c == '.' && !keep_stop && j > 0 && (unsigned char)t.p[j - 1] >= 128) {
			t.n = j; /* 太高. is a full stop, 1. is not */
			continue;
		}
		if (!char_is(c, SEPARATOR) || (keep_stop && char_is(c, STOP)))
			return t;
		t.n = j;
	}
}

bool
bracket_open(uint32_t c, uint32_t *close)
{
	static const uint32_t pairs[][2] = { { '(', ')' }, { U'（', U'）' }, { U'【', U'】' },
		{ U'〔', U'〕' }, { '[', ']' }, { U'［', U'］' }, { U'《', U'》' },
		{ U'“', U'”' } };

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i][0] == c) {
			*close = pairs[i][1];
			return true;
		}
	return false;
}

/* Brackets close on their own kind or, typed half and half （党员), on the other width. */
static bool
closes(uint32_t c, uint32_t close)
{
	return c == close || (c == ')' && close == U'）') || (c == U'）' && close == ')');
}

bool
clause_next(struct text t, size_t *i, struct text *out)
{
	size_t start = *i, at = *i;
	uint32_t close = 0;

	if (start >= t.n)
		return false;
	while (at < t.n) {
		size_t before = at;
		uint32_t c = utf8_next(t, &at);

		if (close) {
			if (closes(c, close) || c == '\n')
				close = 0;
			continue;
		}
		if (bracket_open(c, &close))
			continue;
		if (c == '\n' || (char_is(c, SEPARATOR) && c != U'、')) {
			*out = text_cut(t, start, before);
			*i = at;
			return true;
		}
	}
	*out = text_cut(t, start, t.n);
	*i = t.n;
	return true;
}

struct text
text_head(struct text t, size_t n)
{
	return text_cut(t, 0, utf8_offset(t, n));
}

bool
starts_any(struct text t, const char *const *words, size_t *n)
{
	size_t longest = 0;

	for (; *words; words++) {
		size_t here = text_begins(t, *words);

		if (here > longest)
			longest = here;
	}
	if (n)
		*n = longest;
	return longest > 0;
}

size_t
find_any(struct text t, size_t from, const char *const *words, size_t *n)
{
	for (size_t i = from; i < t.n; i++) {
		if (((unsigned char)t.p[i] & 0xC0) == 0x80)
			continue; /* inside a character no word begins */
		if (starts_any(text_cut(t, i, t.n), words, n))
			return i;
	}
	return SIZE_MAX;
}

bool
has_any(struct text t, const char *const *words)
{
	return find_any(t, 0, words, NULL) != SIZE_MAX;
}
