/* SPDX-License-Identifier: MIT */
/*
 * Hints that the forms of `lihui new` carry: 〔提示：…〕 on one line, as often as the form needs
 * them. A secretary in a hurry leaves them in, so they are read as blanks: each character becomes
 * one blank as wide in bytes, and every place in the text stays where it is.
 *
 * So are the lines to write upon that a printed form has (地点：____村部____).
 *
 * Assumption: nobody writes these brackets with this word by hand; （提示：…） in round ones is the
 * author's own and stays.
 */
#include "read/read.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"

#define HINT     "\xE3\x80\x94提示：" /* 〔 */
#define HINT_END "\xE3\x80\x95"       /* 〕 */

static void
blank(char *p, size_t n)
{
	static const char wide[] = "\xE3\x80\x80";

	while (n >= 3) {
		memcpy(p, wide, 3);
		p += 3;
		n -= 3;
	}
	memset(p, ' ', n);
}

/* Character by character, so that columns stay too. */
static void
blank_points(char *p, size_t n)
{
	struct text t = { p, n };

	for (size_t i = 0; i < n;) {
		size_t from = i;
		utf8_next(t, &i);
		blank(p + from, i - from);
	}
}

/* Two or more _ in a row, beside no Latin letter: where one writes. __bold__ has both. */
static size_t
rule_end(struct text t, size_t i)
{
	size_t end = i;
	struct cursor before = { t, i };

	while (end < t.n && t.p[end] == '_')
		end++;
	uint32_t left = cursor_before(&before), right = text_peek(t, end);
	return end - i < 2 || (char_is_latin(left) && char_is_latin(right)) ? i : end;
}

static void
rules_blank(struct arena *a, struct text t, char *out, struct role_list *roles)
{
	for (size_t i = 0; i < t.n;) {
		const char *p = memchr(t.p + i, '_', t.n - i);
		size_t at = p ? (size_t)(p - t.p) : t.n, end = p ? rule_end(t, at) : t.n;

		if (end > at) {
			memset(out + at, ' ', end - at);
			*ARENA_PUSH(a, roles) = (struct role_at){ ROLE_HINT, NO_TEXT,
				{ (uint32_t)at, (uint32_t)(end - at) } };
		}
		i = end > at ? end : at + 1;
	}
}

struct text
hints_blank(struct arena *a, struct text t, struct role_list *roles)
{
	size_t at = text_find(t, T(HINT), 0);
	struct text out;

	if (at == SIZE_MAX && text_find(t, T("__"), 0) == SIZE_MAX)
		return t;
	out = text_copy(a, t);
	rules_blank(a, t, (char *)out.p, roles);
	while (at != SIZE_MAX) {
		const char *nl = memchr(t.p + at, '\n', t.n - at);
		struct text line = text_cut(t, 0, nl == NULL ? t.n : (size_t)(nl - t.p));
		size_t end = text_find(line, T(HINT_END), at);
		/* Without its end it is a line somebody began to change: it stays, for everybody to
		 * see. */
		if (end != SIZE_MAX) {
			size_t n = end + strlen(HINT_END) - at;

			blank_points((char *)out.p + at, n);
			*ARENA_PUSH(a, roles) =
			    (struct role_at){ ROLE_HINT, NO_TEXT, { (uint32_t)at, (uint32_t)n } };
		}
		at = text_find(t, T(HINT), end == SIZE_MAX ? line.n : end);
	}
	return out;
}
