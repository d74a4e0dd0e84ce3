/* SPDX-License-Identifier: MIT */
/*
 * The spelling that search compares. Traditional Mongolian is written by shape: several letters
 * look alike (ᠣ ᠥ ᠦ beside ᠤ, ᠳ beside ᠲ) and people type whichever looks right, with or without
 * the invisible selectors. Folding maps what looks alike to one letter and drops what cannot be
 * seen:
 *
 *   dropped   U+180B..180F (variation selectors, vowel separator), U+200C, U+200D, U+202F, and
 * blanks beside a Mongolian letter mapped    ᠡ→ᠠ  ᠣ ᠥ ᠦ→ᠤ  ᠳ→ᠲ  ᠭ→ᠬ  ᠶ ᠵ→ᠢ  ᠱ→ᠰ  ᠧ→ᠸ joined    a
 * run of ᠢ becomes one
 *
 * and ASCII capitals become small. A blank beside Mongolian goes because a suffix is set off by
 * U+202F in one text and by a plain space in the next. The folded text is compared and indexed,
 * never shown. Whoever folds a query (the page's script) does the same steps in the same order.
 */
#include "lihui/arena.h"
#include "lihui/utf8.h"

#define LETTER_A 0x1820
#define LETTER_I 0x1822

static bool
invisible(uint32_t c)
{
	return (c >= 0x180B && c <= 0x180F) || c == 0x200C || c == 0x200D || c == UTF8_NNBSP;
}

static uint32_t
fold_letter(uint32_t c)
{
	switch (c) {
	case 0x1821: return LETTER_A;
	case 0x1823:
	case 0x1825:
	case 0x1826: return 0x1824;
	case 0x1833: return 0x1832;
	case 0x182D: return 0x182C;
	case 0x1835:
	case 0x1836: return LETTER_I;
	case 0x1831: return 0x1830;
	case 0x1827: return 0x1838;
	default: return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
	}
}

uint32_t
utf8_fold_letter(uint32_t c)
{
	return invisible(c) ? 0 : fold_letter(c);
}

static bool
is_letter(uint32_t c)
{
	return utf8_is_mongolian(c) && !invisible(c);
}

/* What stands at i behind blanks and invisible characters, or 0. */
static uint32_t
seen_next(struct text t, size_t i)
{
	while (i < t.n) {
		uint32_t c = utf8_next(t, &i);
		if (!invisible(c) && !utf8_is_blank(c))
			return c;
	}
	return 0;
}

struct text
utf8_fold(struct arena *a, struct text t)
{
	/* No step makes text longer: an invalid byte would (U+FFFD), so it is copied as it is. */
	char *p = arena_bytes(a, t.n + 1);
	size_t n = 0;
	uint32_t last = 0;
	for (size_t i = 0; i < t.n;) {
		size_t from = i;
		uint32_t c = utf8_next(t, &i);
		if (invisible(c))
			continue;
		if (utf8_is_blank(c)) {
			/*
			 * The whole run at once, or a long one beside Mongolian would be looked
			 * through again from each of its blanks.
			 */
			size_t end = i;
			for (size_t next = end; next < t.n; end = next) {
				c = utf8_next(t, &next);
				if (!invisible(c) && !utf8_is_blank(c))
					break;
			}
			if (is_letter(last) || is_letter(seen_next(t, end))) {
				i = end;
				continue;
			}
			while (from < end) {
				c = utf8_next(t, &from);
				if (!invisible(c))
					n += utf8_put(p + n, c);
			}
			last = ' ';
			i = end;
			continue;
		}
		uint32_t folded = fold_letter(c);
		if (folded == LETTER_I && last == LETTER_I)
			continue;
		last = folded;
		if (folded != c)
			n += utf8_put(p + n, folded);
		else
			for (; from < i; from++)
				p[n++] = t.p[from];
	}
	p[n] = 0;
	return (struct text){ p, n };
}

/* Full-width letters and digits as ASCII, ASCII in lower case. */
uint32_t
utf8_fold_name(uint32_t c)
{
	if (c >= U'！' && c <= U'～')
		c -= 0xFEE0;
	if (c >= 'A' && c <= 'Z')
		c += 'a' - 'A';
	return c;
}
