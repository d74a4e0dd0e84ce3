/* SPDX-License-Identifier: MIT */
/*
 * Text typed for the Menksoft fonts, which most Mongolian of China was before 2018: glyphs in
 * private code points (menksoft.def), seen by nobody who lacks such a font. Told in Unicode's
 * letters it is a text like any other. This is transcoding: no word is changed.
 *
 * Two things are not one glyph, one letter. A final ᠠ or ᠡ that stands apart has a glyph of its own
 * and in Unicode a vowel separator before it. The two teeth of an i behind a vowel are two glyphs
 * and in Unicode one letter.
 *
 * Outside facts: telephones once wrote their small pictures into U+E001..E253 and E301..E537, so a
 * consonant alone may be a heart. A vowel is none of them: only what is written together with one
 * is read.
 */
#include "lihui/decode.h"
#include "lihui/utf8.h"

#define FIRST    0xE234
#define LETTERS  0xE264
#define LAST     0xE34F
#define APART_A  0xE26A
#define APART_E  0xE274
#define WORD_RUN 3 /* glyphs that are no chance */

static uint32_t
meaning(uint32_t c)
{
	uint32_t letter = 0;

#define SIGN(code, sign) \
	if (c == (code)) \
		return sign;
#define FROM(first, sign) \
	if (c >= (first)) \
		letter = sign;
#include "base/menksoft.def"
#undef SIGN
#undef FROM
	return letter;
}

static bool
is_vowel(uint32_t letter)
{
	return letter >= 0x1820 && letter <= 0x1827;
}

/* An i with its long tooth, or the y that looks like one. */
static bool
is_tooth(uint32_t c)
{
	return c == 0xE27E || c == 0xE27F || c == 0xE280 || c == 0xE321;
}

/* The glyphs that stand together at i, up to the next blank or other sign of the text. */
struct glyphs {
	size_t end;
	int vowels, consonants;
};

static struct glyphs
glyphs_at(struct text t, size_t i)
{
	struct glyphs g = { .end = i };

	for (size_t next = i; next < t.n; g.end = next) {
		uint32_t c = utf8_next(t, &next), letter = meaning(c);
		if (c < FIRST || c > LAST || c == 0xE262)
			break;
		g.vowels += is_vowel(letter);
		g.consonants += c >= LETTERS && !is_vowel(letter);
	}
	return g;
}

bool
menksoft_is(struct text t, bool query)
{
	size_t i = 0;

	/* All code points from U+E000 to U+EFFF begin with this byte. */
	for (const char *p; i < t.n && (p = memchr(t.p + i, 0xEE, t.n - i)) != NULL;) {
		i = (size_t)(p - t.p);
		struct glyphs g = glyphs_at(t, i);
		if (g.vowels > 0 &&
		    (query || (g.consonants > 0 && g.vowels + g.consonants >= WORD_RUN)))
			return true;
		if (g.end > i)
			i = g.end;
		else
			utf8_next(t, &i);
	}
	return false;
}

static void
put_word(struct buf *out, struct text word)
{
	uint32_t before = 0, c, next = 0;

	for (size_t i = 0, at; i < word.n; before = meaning(c)) {
		c = utf8_next(word, &i);
		at = i;
		next = at < word.n ? utf8_next(word, &at) : 0;
		if (is_tooth(c) && is_vowel(before) && is_tooth(next))
			continue;
		if ((c == APART_A || c == APART_E) && before >= 0x1828 && before <= 0x1842)
			buf_code(out, UTF8_MVS);
		buf_code(out, meaning(c));
	}
}

void
menksoft_put(struct buf *out, struct text t)
{
	for (size_t i = 0; i < t.n;) {
		struct glyphs g = glyphs_at(t, i);
		size_t from = i;
		uint32_t c = utf8_next(t, &i);

		if (g.end > from && (g.vowels > 0 || g.consonants == 0)) {
			put_word(out, text_cut(t, from, g.end));
			i = g.end;
		} else if (g.end > from) {
			buf_text(out, text_cut(t, from, g.end));
			i = g.end;
		} else
			buf_code(out, c == 0xE262 ? ' ' : c);
	}
}
