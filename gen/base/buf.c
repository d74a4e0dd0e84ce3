/* SPDX-License-Identifier: MIT */
/*
 * The growing buffer. An empty one points at a shared terminator which is never written, so
 * BUF_INIT costs nothing and threads may share it.
 */
#include "lihui/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/utf8.h"

/* Most buffers hold a sentence for a moment: they should be allocated once. */
#define FIRST_ROOM 256

char buf_empty[1];

void
buf_release(struct buf *b)
{
	if (b->room > 0)
		free(b->p);
	*b = (struct buf)BUF_INIT;
}

void
buf_clear(struct buf *b)
{
	b->n = 0;
	if (b->room > 0)
		b->p[0] = 0;
}

struct text
buf_take(struct arena *a, struct buf *b)
{
	struct text t = text_copy(a, buf_view(b));
	buf_release(b);
	return t;
}

void
buf_grow(struct buf *b, size_t more)
{
	/* More than half the address space means a wrapped size: no allocation will serve it. */
	size_t need = more > SIZE_MAX / 4 || b->n > SIZE_MAX / 4 ? SIZE_MAX / 2 : b->n + more + 1;
	size_t room = b->room < FIRST_ROOM ? FIRST_ROOM : b->room * 2;
	if (room < need)
		room = need;
	b->p = mem_realloc(b->room > 0 ? b->p : NULL, room);
	b->room = room;
	b->p[b->n] = 0;
}

void
buf_put(struct buf *b, const void *p, size_t n)
{
	if (n == 0)
		return;
	buf_reserve(b, n);
	memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = 0;
}

void
buf_text(struct buf *b, struct text t)
{
	buf_put(b, t.p, t.n);
}

void
buf_str(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

void
buf_code(struct buf *b, uint32_t code_point)
{
	char bytes[4];
	buf_put(b, bytes, utf8_put(bytes, code_point));
}

struct text
int_text(char room[INT_ROOM], int64_t n)
{
	char *end = room + INT_ROOM, *p = end;
	uint64_t left = n < 0 ? -(uint64_t)n : (uint64_t)n;

	do
		*--p = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (n < 0)
		*--p = '-';
	return (struct text){ p, (size_t)(end - p) };
}

void
buf_int(struct buf *b, int64_t n)
{
	char room[INT_ROOM];

	buf_text(b, int_text(room, n));
}

void
buf_fmt(struct buf *b, const char *format, ...)
{
	va_list ap, again;
	va_start(ap, format);
	va_copy(again, ap);
	buf_reserve(b, 48); /* most pieces fit, and are formatted once */
	size_t left = b->room - b->n;
	int n = vsnprintf(b->p + b->n, left, format, ap);
	if (n > 0 && (size_t)n >= left) {
		buf_reserve(b, (size_t)n);
		vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
	}
	b->n += n > 0 ? (size_t)n : 0;
	b->p[b->n] = 0;
	va_end(again);
	va_end(ap);
}

static const bool html_marks[256] = {
	['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true
};

static const char *
html_entity(char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	default: return "&#39;";
	}
}

void
buf_html(struct buf *b, struct text t)
{
	size_t from = 0;
	for (size_t i = 0; i < t.n; i++) {
		if (!html_marks[(unsigned char)t.p[i]])
			continue;
		buf_put(b, t.p + from, i - from);
		buf_str(b, html_entity(t.p[i]));
		from = i + 1;
	}
	buf_put(b, t.p + from, t.n - from);
}

static void
json_escape(struct buf *b, uint32_t c)
{
	switch (c) {
	case '"': buf_str(b, "\\\""); break;
	case '\\': buf_str(b, "\\\\"); break;
	case '\n': buf_str(b, "\\n"); break;
	case '\r': buf_str(b, "\\r"); break;
	case '\t': buf_str(b, "\\t"); break;
	case '\b': buf_str(b, "\\b"); break;
	case '\f': buf_str(b, "\\f"); break;
	default: buf_fmt(b, "\\u%04x", (unsigned)c);
	}
}

void
buf_json(struct buf *b, struct text t)
{
	buf_char(b, '"');
	size_t from = 0, i = 0;
	while (i < t.n) {
		size_t at = i;
		uint32_t c = utf8_next(t, &i);
		/*
		 * A byte that is no UTF-8 (a file name in GBK) decodes to U+FFFD of length 1: JSON
		 * must not carry it.
		 */
		bool broken = c == 0xFFFD && i - at == 1;
		/* U+2028 and U+2029 end a line in older JavaScript, and data travels in scripts
		 * (file:// has no fetch). */
		if ((c >= 0x20 && c != '"' && c != '\\' && c != 0x7F && c != 0x2028 &&
			c != 0x2029) &&
		    !broken)
			continue;
		buf_put(b, t.p + from, at - from);
		if (broken)
			buf_code(b, c);
		else
			json_escape(b, c);
		from = i;
	}
	buf_put(b, t.p + from, t.n - from);
	buf_char(b, '"');
}
