/* SPDX-License-Identifier: MIT */
/*
 * Code points. Decoding is strict after table 3-7 of the Unicode Standard: no surrogates, no
 * overlong forms, nothing above U+10FFFF; a byte that fits nowhere becomes U+FFFD by itself, so a
 * walk always ends. Classes are ours where people's typing habits count (what is a blank, what is
 * Mongolian), libunistring's where the standard is enough (display width, NFC).
 */
#include "lihui/utf8.h"

#include <stdlib.h>
#include <uninorm.h>
#include <uniwidth.h>

#include "lihui/arena.h"
#include "lihui/buf.h"

/* Length of the well-formed sequence at p, 0 when there is none. */
static size_t
sequence(const unsigned char *p, size_t n)
{
	static const unsigned char least[] = { 0, 0, 0x80, 0x80, 0x80 };
	unsigned char c = p[0];
	if (c < 0x80)
		return 1;
	size_t length = c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
	if (length == 0 || length > n)
		return 0;
	unsigned char low = least[length], high = 0xBF;
	if (c == 0xE0)
		low = 0xA0;
	else if (c == 0xED)
		high = 0x9F;
	else if (c == 0xF0)
		low = 0x90;
	else if (c == 0xF4)
		high = 0x8F;
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	return length;
}

uint32_t
utf8_next_any(struct text t, size_t *i)
{
	const unsigned char *p = (const unsigned char *)t.p + *i;
	size_t length = sequence(p, t.n - *i);
	*i += length > 0 ? length : 1;
	switch (length) {
	case 1: return p[0];
	case 2: return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
	case 3: return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
	case 4:
		return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 |
		    (p[3] & 0x3Fu);
	default: return 0xFFFD;
	}
}

uint32_t
utf8_prev_any(struct text t, size_t *i)
{
	size_t end = *i, from = end - 1;
	while (from > 0 && end - from < 4 && ((unsigned char)t.p[from] & 0xC0) == 0x80)
		from--;
	size_t at = from;
	uint32_t c = utf8_next(text_cut(t, 0, end), &at);
	if (at != end) { /* rubbish: one byte at a time, as utf8_next does */
		from = end - 1;
		c = 0xFFFD;
	}
	*i = from;
	return c;
}

size_t
utf8_put(char out[4], uint32_t c)
{
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = 0xFFFD;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	for (size_t i = n - 1; i > 0; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)(lead[n] | c);
	return n;
}

size_t
utf8_valid(struct text t)
{
	size_t i = 0;
	while (i < t.n) {
		if (t.n - i >= 3 && utf8_is_three((const unsigned char *)t.p + i)) {
			i += 3;
			continue;
		}
		size_t length = sequence((const unsigned char *)t.p + i, t.n - i);
		if (length == 0)
			return i;
		i += length;
	}
	return t.n;
}

size_t
utf8_length(struct text t)
{
	size_t n = 0;
	for (size_t i = 0; i < t.n; n++)
		utf8_next(t, &i);
	return n;
}

size_t
utf8_offset(struct text t, size_t n)
{
	size_t i = 0;
	while (i < t.n && n-- > 0)
		utf8_next(t, &i);
	return i;
}

static bool
punct_ascii(uint32_t c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
	    (c >= '{' && c <= '~');
}

bool
utf8_is_punct(uint32_t c)
{
	if (c < 0x80)
		return punct_ascii(c);
	if (c >= U'！' && c <= U'～')
		return punct_ascii(c - 0xFEE0);
	return c == U'·' || c == 0xA7 || c == 0xAB || c == 0xBB || c == U'×' /* · § « » × */
	    || (c >= 0x1800 && c <= 0x180A && c != 0x1806 &&
		   c != 0x180A) /* not the hyphen and the nirugu inside words */
	    || (c >= U'‐' && c <= U'‧') || (c >= U'‰' && c <= 0x205E) ||
	    (c >= U'■' && c <= 0x25FF) /* ● ○ ◆ before items */
	    || (c >= U'、' && c <= U'〄') || (c >= U'〈' && c <= U'〠') || c == U'〰' ||
	    c == U'・' || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF5F && c <= 0xFF65);
}

int
utf8_width(struct text t)
{
	int width = 0;
	for (size_t i = 0; i < t.n;) {
		int one = uc_width(utf8_next(t, &i), "UTF-8");
		width += one > 0 ? one : 0;
	}
	return width;
}

/*
 * Ranges that NFC leaves alone (NFC_Quick_Check = Yes, combining class 0) and that make up nearly
 * all of our text. What is outside is asked of libunistring.
 */
static bool
nfc_surely(uint32_t c)
{
	return c < 0x300 || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x1800 && c <= 0x18A8) ||
	    (c >= U'‐' && c <= 0x205F) || (c >= 0x2190 && c <= 0x21FF) ||
	    (c >= 0x3000 && c <= U'〩') || (c >= 0x3400 && c <= 0x4DBF) ||
	    (c >= 0xFF00 && c <= 0xFFEF) || (c >= U'①' && c <= U'⓿') || (c >= U'■' && c <= 0x25FF);
}

struct text
utf8_nfc(struct arena *a, struct text t)
{
	size_t i = 0;
	bool sure = true;
	while (sure && i < t.n)
		sure = nfc_surely(utf8_next(t, &i));
	if (sure)
		return t;
	size_t n = 0;
	uint8_t *made = u8_normalize(UNINORM_NFC, (const uint8_t *)t.p, t.n, NULL, &n);
	if (made == NULL) /* not UTF-8: the caller decodes first, so there is nothing better than
			     leaving it */
		return t;
	struct text out = { (const char *)made, n };
	if (text_eq(out, t)) {
		out = t;
	} else {
		char *p = arena_bytes(a, n + 1);
		memcpy(p, made, n);
		p[n] = 0;
		out.p = p;
	}
	free(made);
	return out;
}

struct text
utf8_halfwidth(struct arena *a, struct text t)
{
	char *p = arena_bytes(a, t.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < t.n;) {
		size_t from = i;
		uint32_t c = utf8_next(t, &i);
		if (c >= U'！' && c <= U'～')
			p[n++] = (char)(c - 0xFEE0);
		else if (c == 0x3000)
			p[n++] = ' ';
		else
			for (; from < i; from++)
				p[n++] = t.p[from];
	}
	p[n] = 0;
	return (struct text){ p, n };
}
