/* SPDX-License-Identifier: MIT */
/*
 * A place in a text and small steps over it, and the classes of characters by name (chars.def). A
 * step that does not fit stays where it is and says so, so scanners read as what they look for.
 */
#ifndef LIHUI_CURSOR_H
#define LIHUI_CURSOR_H

#include "lihui/utf8.h"

enum char_class_at {
#define CHAR(name, members) CHAR_AT_##name,
#include "lihui/chars.def"
#undef CHAR
};
enum char_class {
#define CHAR(name, members) name = 1 << CHAR_AT_##name,
#include "lihui/chars.def"
#undef CHAR
};

/* Whether c is in one of the classes (STOP | COLON); the end of a text (0) is in none. */
extern const uint32_t *char_pages[256]; /* cursor.c */
static inline bool
char_is(uint32_t c, unsigned classes)
{
	const uint32_t *page = c < 0x10000 ? char_pages[c >> 8] : NULL;

	return page && page[c & 0xFF] & classes;
}
/* The value of a decimal figure (ASCII, full-width, Mongolian), or -1. Han figures: utf8_digit. */
static inline int
char_figure(uint32_t c)
{
	return (int)(c - '0' <= 9 ? c - '0'
		: c - U'０' <= 9  ? c - U'０'
		: c - 0x1810 <= 9 ? c - 0x1810
				  : UINT32_MAX);
}
/* The value of a figure of base sixteen, or -1. */
static inline int
char_hex(char c)
{
	return c >= '0' && c <= '9'              ? c - '0'
	    : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
						 : -1;
}
static inline bool
char_is_latin(uint32_t c)
{
	return (c | 0x20) - 'a' <= 'z' - 'a';
}

/* The code point at i, or 0 at the end. */
static inline uint32_t
text_peek(struct text t, size_t i)
{
	return i < t.n ? utf8_next(t, &i) : 0;
}
/* Behind the characters of these classes that stand at i. */
size_t text_skip(struct text t, size_t i, unsigned classes);
/* Whether all of t is of these classes: so is an empty one. */
static inline bool
text_is_all(struct text t, unsigned classes)
{
	return text_skip(t, 0, classes) == t.n;
}
/* What is left without those in front. */
static inline struct text
text_behind(struct text t, unsigned classes)
{
	return text_cut(t, text_skip(t, 0, classes), t.n);
}

struct cursor {
	struct text t;
	size_t i;
};

/* false at the end; else the next code point, moving behind it. */
static inline bool
cursor_next(struct cursor *s, uint32_t *c)
{
	if (s->i >= s->t.n)
		return false;
	*c = utf8_next(s->t, &s->i);
	return true;
}
/* The next code point, 0 at the end; the one just before, 0 at the front. */
static inline uint32_t
cursor_peek(const struct cursor *s)
{
	return text_peek(s->t, s->i);
}
static inline uint32_t
cursor_before(const struct cursor *s)
{
	size_t i = s->i;
	return i > 0 ? utf8_prev(s->t, &i) : 0;
}
/* One character of these classes; a word (the empty one is always there); one of n words, in their
 * order (which may be NULL). */
bool cursor_accept(struct cursor *s, unsigned classes);
static inline bool
cursor_word(struct cursor *s, const char *word)
{
	size_t n = text_begins(text_cut(s->t, s->i, s->t.n), word);
	s->i += n;
	return n > 0 || word[0] == 0;
}
bool cursor_any(struct cursor *s, const char *const *words, size_t n, size_t *which);
static inline void
cursor_skip(struct cursor *s, unsigned classes)
{
	s->i = text_skip(s->t, s->i, classes);
}
/* To the first character of these classes, or the end. */
void cursor_until(struct cursor *s, unsigned classes);
static inline struct text
cursor_rest(const struct cursor *s)
{
	return text_cut(s->t, s->i, s->t.n);
}

#endif
