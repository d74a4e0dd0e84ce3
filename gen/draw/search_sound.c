/* SPDX-License-Identifier: MIT */
/*
 * Mongolian by its sound and by its stem. The same word is spelled by its history in the vertical
 * script and by its sound in Cyrillic, so both are brought to what they share: the consonants in
 * order, a first vowel as "a", and no h (ᠬ ᠭ х г) between two vowels, where speech has lost it:
 * ᠠᠰᠠᠭᠤᠳᠠᠯ, асуудал and asuudal are astl. Letters: sounds.def.
 *
 * A stem is what stands before an ending, which is set off by U+202F or U+180E, or written on.
 */
#include "draw/search_token.h"

#include <uchar.h>

#include "lihui/arena.h"
#include "lihui/buf.h"
#include "lihui/utf8.h"

#define STEM_LEAST 4 /* letters that an ending written on must leave */
#define KEY_MOST   8

static uint32_t
lower(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= U'А' && c <= U'Я'))
		return c + 32;
	return c == U'Ө' || c == U'Ү' ? c + 1 : c == U'Ё' ? U'ё' : c;
}

static char
sound_of(uint32_t c)
{
	static const struct {
		const char32_t *letters;
		char key;
	} rows[] = {
#define SOUND(letters, key) { letters, key },
#include "draw/sounds.def"
#undef SOUND
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (const char32_t *l = rows[i].letters; *l; l++)
			if (*l == c)
				return rows[i].key;
	return 0;
}

/* kh sh ch zh are one sound, ts and dz too. */
static char
joined(uint32_t before, uint32_t c, char *last)
{
	if (c == 'h' && (before == 'k' || before == 's' || before == 'c' || before == 'z'))
		return 0;
	if ((before == 't' && c == 's') || (before == 'd' && c == 'z')) {
		*last = c == 's' ? 'c' : 'j';
		return 0;
	}
	return sound_of(c);
}

struct text
sound_key(struct arena *a, struct text word)
{
	char *sounds = arena_bytes(a, word.n + 2), *key = arena_bytes(a, word.n + 2);
	size_t n = 0, k = 0;
	uint32_t before = 0, c = 0;

	for (size_t i = 0; i < word.n; before = c) {
		c = lower(utf8_next(word, &i));
		char s = joined(before, c, n > 0 ? &sounds[n - 1] : &sounds[0]);
		if (s)
			sounds[n++] = s;
	}
	/* хийх, yabuhu: what makes an infinitive ends in х, in the vertical script in a vowel. */
	if (n > 2 && (c == U'х') && sounds[n - 2] == 'a')
		n--;
	for (size_t i = 0; i < n; i++) {
		bool vowel = sounds[i] == 'a',
		     lost = sounds[i] == 'h' && i > 0 && i + 1 < n && sounds[i - 1] == 'a' &&
		    sounds[i + 1] == 'a';
		if ((vowel && i > 0) || lost)
			continue;
		if (k < KEY_MOST)
			key[k++] = sounds[i];
	}
	return (struct text){ key, k };
}

static bool
is_letter(uint32_t c)
{
	return c >= 0x1820 && c <= 0x18AA;
}

/* Up to U+202F, or to U+180E with more than one letter behind it. */
static struct text
before_ending(struct text word)
{
	for (size_t i = 0; i < word.n;) {
		size_t at = i, letters = 0;
		uint32_t c = utf8_next(word, &i);
		for (size_t k = i; c == 0x180E && k < word.n;)
			letters += is_letter(utf8_next(word, &k));
		if (at > 0 && (c == 0x202F || letters > 1))
			return text_cut(word, 0, at);
	}
	return word;
}

/* Endings as they are folded, longest first. */
static const char *const endings[] = {
#define FOLDED(letters) letters,
#include "draw/folded_endings.def"
#undef FOLDED
};

bool
ending_alone(struct arena *a, struct text word)
{
	static const char *const lone[] = { "\u1822", "\u1824", "\u1820" };
	struct text folded = utf8_fold(a, word);

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (text_eq(folded, text_of(endings[i])))
			return true;
	for (size_t i = 0; i < sizeof lone / sizeof *lone; i++)
		if (text_eq(folded, text_of(lone[i])))
			return true;
	return false;
}

struct text
stem_fold(struct arena *a, struct text word)
{
	struct text head = before_ending(word), folded = utf8_fold(a, head);
	bool ended = head.n < word.n;

	for (size_t i = 0; !ended && i < sizeof endings / sizeof *endings; i++) {
		size_t n = strlen(endings[i]);
		if (text_ends(folded, text_of(endings[i])) && folded.n >= n + 3 * STEM_LEAST) {
			folded.n -= n;
			ended = true;
		}
	}
	/* ᠪᠣᠳᠣᠯᠭ᠎ᠠ, ᠪᠣᠳᠣᠯᠭᠠᠨ ᠤ: some stems show their n before an ending only. */
	if (ended && folded.n > 3 * STEM_LEAST && text_ends(folded, T("\u1828")))
		folded.n -= 3;
	return folded;
}
