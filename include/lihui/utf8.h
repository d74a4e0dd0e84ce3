/* SPDX-License-Identifier: MIT */
/*
 * Code points, scripts and widths. Tables come from libunistring except where Chinese typing habits
 * or Mongolian need their own view.
 */
#ifndef LIHUI_UTF8_H
#define LIHUI_UTF8_H

#include <stdint.h>

#include "lihui/text.h"

struct arena;

#define UTF8_NNBSP 0x202F /* joins a Mongolian suffix to its word */
#define UTF8_MVS   0x180E /* Mongolian vowel separator */

/* Decodes the code point at *i and moves *i behind it. Invalid bytes give U+FFFD and advance by
 * one. i < t.n is required. */
uint32_t utf8_next_any(struct text t, size_t *i);
/* Whether three bytes are a code point that is no surrogate and not overlong: E1..EC, EE and EF in
 * front leave the other two free. */
static inline bool
utf8_is_three(const unsigned char *p)
{
	return p[0] >= 0xE1 && p[0] <= 0xEF && p[0] != 0xED && (p[1] & 0xC0) == 0x80 &&
	    (p[2] & 0xC0) == 0x80;
}
static inline uint32_t
utf8_three(const unsigned char *p)
{
	return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
}
/* ASCII and three bytes are nearly all of every record, so they are decoded in line. */
static inline uint32_t
utf8_next(struct text t, size_t *i)
{
	const unsigned char *p = (const unsigned char *)t.p + *i;

	if (p[0] < 0x80) {
		*i += 1;
		return p[0];
	}
	if (t.n - *i >= 3 && utf8_is_three(p)) {
		*i += 3;
		return utf8_three(p);
	}
	return utf8_next_any(t, i);
}
/* The code point that ends just before i (i > 0), moving *i to its first byte. */
uint32_t utf8_prev_any(struct text t, size_t *i);
static inline uint32_t
utf8_prev(struct text t, size_t *i)
{
	const unsigned char *end = (const unsigned char *)t.p + *i;

	if (end[-1] < 0x80) {
		*i -= 1;
		return end[-1];
	}
	if (*i >= 3 && utf8_is_three(end - 3)) {
		*i -= 3;
		return utf8_three(end - 3);
	}
	return utf8_prev_any(t, i);
}
/* Writes 1..4 bytes; returns how many. */
size_t utf8_put(char out[4], uint32_t c);
/* Offset of the first byte that is not strict UTF-8 (no surrogates, no overlong forms), or t.n. */
size_t utf8_valid(struct text t);
/* Number of code points. */
size_t utf8_length(struct text t);
/* Whether t has more than n code points, without counting on. */
static inline bool
utf8_exceeds(struct text t, size_t n)
{
	size_t i = 0;

	for (; i < t.n && n > 0; n--)
		utf8_next(t, &i);
	return i < t.n;
}
/* Byte offset behind the first n code points. */
size_t utf8_offset(struct text t, size_t n);

/* Ideographs of every plane, 〇 々. */
/* 📅 ⏰ ☀ and what belongs to one; neither figures in circles nor ticks. */
static inline bool
utf8_is_picture(uint32_t c)
{
	bool sign = c >= 0x2600 && c <= 0x27BF && !(c >= 0x2705 && c <= 0x2718) &&
	    !(c >= 0x2776 && c <= 0x2793) && c != U'★' && c != U'☆' && c != U'☐' && c != U'☑' &&
	    c != U'☒';

	return sign || (c >= 0x1F000 && c <= 0x1FAFF) || c == 0x23F0 || c == 0xFE0F || c == 0x20E3;
}
static inline bool
utf8_is_han(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
	    (c >= 0x20000 && c <= 0x323AF) || (c >= 0xF900 && c <= 0xFAFF) || c == 0x3007 ||
	    c == 0x3005;
}
/* U+1800..18AF, 11660..1166C, and U+202F */
static inline bool
utf8_is_mongolian(uint32_t c)
{
	return c - 0x1800 <= 0xAF || c == UTF8_NNBSP || c - 0x11660 <= 0xC;
}
/* What text_trim takes off. */
static inline bool
utf8_is_blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 || c == 0xFEFF;
}
bool utf8_is_punct(uint32_t c); /* ASCII, general and CJK punctuation, full-width forms */
/* Columns in a terminal: 0, 1 or 2. Mongolian counts 1 a letter. */
int utf8_width(struct text t);

/* NFC of t (t itself when it is NFC already). Never NFKC: that destroys U+202F. */
struct text utf8_nfc(struct arena *a, struct text t);
/* Full-width ASCII (U+FF01..FF5E, U+3000) as ASCII: for keys and numbers, never for prose. */
struct text utf8_halfwidth(struct arena *a, struct text t);
/* A decimal value of one digit: ASCII, full-width, Han 〇零一二两三…九, Mongolian U+1810..; or -1.
 */
int utf8_digit(uint32_t c);
/* A whole number as people write it: 12, １２, 十二, 二十五, 一百零三, ②, ⑵. Reads at *i, moves it
 * behind; false when there is none. */
bool utf8_number(struct text t, size_t *i, int *out);
/* Full-width letters and digits as ASCII, ASCII in lower case: how names and hidden words are
 * compared. */
uint32_t utf8_fold_name(uint32_t c);
/* A letter as utf8_fold has it; 0 for what is not seen. */
uint32_t utf8_fold_letter(uint32_t c);
/* The spelling that search compares: Mongolian folded after the rules at the head of
 * gen/base/fold.c, ASCII in lower case. */
struct text utf8_fold(struct arena *a, struct text t);

#endif
