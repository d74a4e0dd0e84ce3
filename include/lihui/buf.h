/* SPDX-License-Identifier: MIT */
/* A byte buffer that grows, is always terminated and cannot fail (out of memory ends the program).
 */
#ifndef LIHUI_BUF_H
#define LIHUI_BUF_H

#include <stdint.h>

#include "lihui/text.h"

struct buf {
	char *p; /* never NULL after BUF_INIT; p[n] == 0 */
	size_t n, room;
};

extern char buf_empty[];
#define BUF_INIT \
	{ \
		buf_empty, 0, 0 \
	}

void buf_release(struct buf *b); /* frees; b is empty and usable again */
void buf_clear(struct buf *b);   /* keeps the room */
/* Room for so many more bytes and the end; buf_grow is what is left to do when there is none. */
void buf_grow(struct buf *b, size_t more);
static inline void
buf_reserve(struct buf *b, size_t more)
{
	if (b->room <= b->n || more >= b->room - b->n)
		buf_grow(b, more);
}
/* LEB128, as in Protocol Buffers: seven bits a byte, least first. */
#define VARINT_MOST 10 /* bytes */
static inline void
buf_varint(struct buf *b, uint64_t v)
{
	buf_reserve(b, VARINT_MOST);
	char *p = b->p + b->n;
	for (; v >= 0x80; v >>= 7)
		*p++ = (char)(v | 0x80);
	*p++ = (char)v;
	*p = 0;
	b->n = (size_t)(p - b->p);
}
void buf_put(struct buf *b, const void *p, size_t n);
void buf_text(struct buf *b, struct text t);
void buf_str(struct buf *b, const char *s);
static inline void
buf_char(struct buf *b, char c)
{
	buf_reserve(b, 1);
	b->p[b->n++] = c;
	b->p[b->n] = 0;
}
void buf_code(struct buf *b, uint32_t code_point); /* as UTF-8 */
/* In decimal, without what a format costs; the text lies in room. */
#define INT_ROOM 24
struct text int_text(char room[INT_ROOM], int64_t n);
void buf_int(struct buf *b, int64_t n);
void buf_fmt(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* & < > " ' as HTML entities. */
void buf_html(struct buf *b, struct text t);
/* As a JSON string with its quotes. */
void buf_json(struct buf *b, struct text t);

/* What is in it, in a; it is released. */
struct text buf_take(struct arena *a, struct buf *b);

static inline struct text
buf_view(const struct buf *b)
{
	return (struct text){ b->p, b->n };
}

#endif
