/* SPDX-License-Identifier: MIT */
/*
 * Slices: cutting, comparing, joining. Everything here is bytewise except trimming, which knows the
 * blanks of Chinese keyboards and leaves alone U+202F and U+180E, without which Mongolian words
 * fall apart. isspace and friends are not used: they follow the locale.
 */
#include "lihui/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/utf8.h"

int
text_cmp(struct text a, struct text b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n > 0 ? memcmp(a.p, b.p, n) : 0;
	if (order != 0)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}

static unsigned char
lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool
text_eq_nocase(struct text a, struct text b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}

size_t
text_find(struct text t, struct text what, size_t from)
{
	if (from > t.n || what.n > t.n - from)
		return SIZE_MAX;
	if (what.n == 0)
		return from;
	const char *hit = memmem(t.p + from, t.n - from, what.p, what.n);
	return !hit ? SIZE_MAX : (size_t)(hit - t.p);
}

struct text
text_trim(struct text t)
{
	size_t from = 0, to = t.n;
	while (from < to) {
		size_t i = from;
		if (!utf8_is_blank(utf8_next(t, &i)))
			break;
		from = i;
	}
	while (to > from) {
		size_t i = to;
		if (!utf8_is_blank(utf8_prev(t, &i)))
			break;
		to = i;
	}
	return text_cut(t, from, to);
}

bool
text_line(struct text *rest, struct text *line)
{
	if (rest->n == 0)
		return false;
	const char *end = memchr(rest->p, '\n', rest->n);
	size_t i = end != NULL ? (size_t)(end - rest->p) : rest->n;
	end = memchr(rest->p, '\r', i);
	if (end != NULL)
		i = (size_t)(end - rest->p);
	*line = text_cut(*rest, 0, i);
	if (i < rest->n)
		i += rest->p[i] == '\r' && i + 1 < rest->n && rest->p[i + 1] == '\n' ? 2 : 1;
	*rest = text_cut(*rest, i, rest->n);
	return true;
}

struct text
text_copy(struct arena *a, struct text t)
{
	char *p = arena_bytes(a, t.n + 1);
	if (t.n > 0)
		memcpy(p, t.p, t.n);
	p[t.n] = 0;
	return (struct text){ p, t.n };
}

struct text
text_join(struct arena *a, struct text x, struct text y)
{
	char *p = arena_bytes(a, x.n + y.n + 1);
	if (x.n > 0)
		memcpy(p, x.p, x.n);
	if (y.n > 0)
		memcpy(p + x.n, y.p, y.n);
	p[x.n + y.n] = 0;
	return (struct text){ p, x.n + y.n };
}

struct text
text_concat(struct arena *a, const struct text *parts, size_t n)
{
	size_t size = 0;
	for (size_t i = 0; i < n; i++)
		size += parts[i].n;
	char *p = arena_bytes(a, size + 1), *to = p;
	for (size_t i = 0; i < n; i++)
		to = parts[i].n > 0 ? mempcpy(to, parts[i].p, parts[i].n) : to;
	*to = 0;
	return (struct text){ p, size };
}

struct text
text_fmt(struct arena *a, const char *format, ...)
{
	char nearly_all[256]; /* most are names and short sentences: printed once, not twice */
	va_list ap, again;
	va_start(ap, format);
	va_copy(again, ap);
	int n = vsnprintf(nearly_all, sizeof nearly_all, format, ap);
	va_end(ap);
	size_t size = n > 0 ? (size_t)n : 0;
	char *p = arena_bytes(a, size + 1);
	if (size < sizeof nearly_all)
		memcpy(p, nearly_all, size + 1);
	else
		vsnprintf(p, size + 1, format, again);
	va_end(again);
	return (struct text){ p, size };
}

struct text
text_replace(struct arena *a, struct text t, struct text what, struct text with)
{
	if (what.n == 0)
		return text_copy(a, t);
	size_t count = 0;
	for (size_t i = text_find(t, what, 0); i != SIZE_MAX; i = text_find(t, what, i + what.n))
		count++;
	size_t n = t.n - count * what.n + count * with.n, from = 0, to = 0;
	char *p = arena_bytes(a, n + 1);
	for (size_t i = text_find(t, what, 0); i != SIZE_MAX; i = text_find(t, what, from)) {
		memcpy(p + to, t.p + from, i - from);
		to += i - from;
		if (with.n > 0)
			memcpy(p + to, with.p, with.n);
		to += with.n;
		from = i + what.n;
	}
	if (from < t.n)
		memcpy(p + to, t.p + from, t.n - from);
	p[n] = 0;
	return (struct text){ p, n };
}

struct text
text_squeeze(struct arena *a, struct text t)
{
	char *p = arena_bytes(a, t.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < t.n;) {
		size_t from = i;
		if (utf8_is_blank(utf8_next(t, &i)))
			continue;
		memcpy(p + n, t.p + from, i - from);
		n += i - from;
	}
	p[n] = 0;
	return (struct text){ p, n };
}

bool
text_int(struct text t, int *out)
{
	int n = 0;
	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] < '0' || t.p[i] > '9')
			return false;
		n = n * 10 + (t.p[i] - '0');
		/* The next step stays below 2^31. */
		if (n > 99999999 && i + 1 < t.n)
			return false;
	}
	if (t.n > 0)
		*out = n;
	return t.n > 0;
}

void
text_list_add(struct arena *a, struct text_list *l, struct text t)
{
	*ARENA_PUSH(a, l) = t;
}

static int
by_bytes(const void *x, const void *y)
{
	return text_cmp(*(const struct text *)x, *(const struct text *)y);
}

void
text_list_sort(struct text_list *l)
{
	if (l->n > 1)
		qsort(l->v, l->n, sizeof *l->v, by_bytes);
}

bool
text_list_holds(const struct text_list *sorted, struct text t)
{
	return sorted->n > 0 &&
	    bsearch(&t, sorted->v, sorted->n, sizeof *sorted->v, by_bytes) != NULL;
}

bool
text_list_has(const struct text_list *l, struct text t)
{
	for (size_t i = 0; i < l->n; i++)
		if (text_eq(l->v[i], t))
			return true;
	return false;
}

struct text
text_list_join(struct arena *a, const struct text_list *l, struct text between)
{
	size_t n = 0;
	for (size_t i = 0; i < l->n; i++)
		n += l->v[i].n + (i > 0 ? between.n : 0);
	char *p = arena_bytes(a, n + 1), *to = p;
	for (size_t i = 0; i < l->n; i++) {
		if (i > 0)
			to = mempcpy(to, between.p, between.n);
		to = mempcpy(to, l->v[i].p, l->v[i].n);
	}
	*to = 0;
	return (struct text){ p, n };
}
