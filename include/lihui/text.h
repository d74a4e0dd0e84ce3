/* SPDX-License-Identifier: MIT */
/*
 * A slice of UTF-8: it borrows its bytes and never owns them. Unless a function says otherwise the
 * bytes live in an arena and are valid UTF-8 in NFC. A slice need not be terminated; buffers and
 * arena copies happen to be.
 */
#ifndef LIHUI_TEXT_H
#define LIHUI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

struct text {
	const char *p;
	size_t n;
};

/* A list of slices; grows in an arena by text_list_add. */
struct text_list {
	struct text *v;
	size_t n, room;
};

/* A place in a document's decoded source text: byte offset and length. n == 0 with at == 0 means
 * "nowhere in particular". */
struct span {
	uint32_t at, n;
};

#define T(literal) ((struct text){ (literal), sizeof(literal) - 1 })
/* The same where a constant is asked for: in static tables. */
#define WORD(literal) \
	{ \
		(literal), sizeof(literal) - 1 \
	}
#define NO_TEXT ((struct text){ "", 0 })
#define NO_SPAN ((struct span){ 0, 0 })
/* For printf: "%.*s", TEXT_ARG(t) */
#define TEXT_ARG(t) (int)(t).n, (t).p

static inline struct text
text_of(const char *s)
{
	return (struct text){ s, strlen(s) };
}

static inline bool
text_eq(struct text a, struct text b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* The slice [from, to) of t, clamped to it. */
static inline struct text
text_cut(struct text t, size_t from, size_t to)
{
	if (to > t.n)
		to = t.n;
	if (from > to)
		from = to;
	/* Nothing is added to no pointer; the compiler sees that it is one and the same. */
	return (struct text){ from > 0 ? t.p + from : t.p, to - from };
}
int text_cmp(struct text a, struct text b); /* bytewise, like strcmp */
static inline bool
text_starts(struct text t, struct text prefix)
{
	return t.n >= prefix.n && text_eq(text_cut(t, 0, prefix.n), prefix);
}
static inline bool
text_ends(struct text t, struct text suffix)
{
	return t.n >= suffix.n && text_eq(text_cut(t, t.n - suffix.n, t.n), suffix);
}
/*
 * The length of a terminated word when t begins with it, else 0. The words of a list are not
 * measured first: nearly every one of them fails within its first three bytes.
 */
static inline size_t
text_begins(struct text t, const char *word)
{
	size_t n = 0;

	for (; word[n] != 0; n++)
		if (n >= t.n || t.p[n] != word[n])
			return 0;
	return n;
}
/* ASCII letters compared without case. */
bool text_eq_nocase(struct text a, struct text b);
/* Offset of the first occurrence at or behind from, or SIZE_MAX. */
size_t text_find(struct text t, struct text what, size_t from);
static inline bool
text_has(struct text t, struct text what)
{
	return text_find(t, what, 0) != SIZE_MAX;
}
/*
 * Without blanks at both ends. Blank is ASCII white space, U+00A0, U+3000, U+FEFF; never U+202F or
 * U+180E, which are part of Mongolian words.
 */
struct text text_trim(struct text t);
/* Cuts one line off the front of *rest (without its end; LF, CRLF or CR); false when nothing is
 * left. */
bool text_line(struct text *rest, struct text *line);

struct text text_copy(struct arena *a, struct text t); /* terminated copy */
struct text text_join(struct arena *a, struct text x, struct text y);
/* text_concat(a, TEXTS(x, y, z)): for what is made by the hundred thousand; text_fmt reads better
 * everywhere else. */
struct text text_concat(struct arena *a, const struct text *parts, size_t n);
/* An argument list: TEXTS(a, b) stands for two arguments of a call, the array and its length. */
#define TEXTS(...) \
	(const struct text[]){ __VA_ARGS__ }, \
	    sizeof((const struct text[]){ __VA_ARGS__ }) / sizeof(struct text)
#define NO_TEXTS NULL, 0
struct text
text_fmt(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A copy with every occurrence of what replaced by with. */
struct text text_replace(struct arena *a, struct text t, struct text what, struct text with);
/* A copy without any blank (in the sense of text_trim). */
struct text text_squeeze(struct arena *a, struct text t);
/* Whole text as a decimal number 0..999999999 (ASCII digits only); false when it is not one. */
bool text_int(struct text t, int *out);

void text_list_add(struct arena *a, struct text_list *l, struct text t);
bool text_list_has(const struct text_list *l, struct text t);
/* By bytes; and whether a list so sorted has t. */
void text_list_sort(struct text_list *l);
bool text_list_holds(const struct text_list *sorted, struct text t);
struct text text_list_join(struct arena *a, const struct text_list *l, struct text between);

#endif
