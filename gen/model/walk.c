/* SPDX-License-Identifier: MIT */
/*
 * The alphabet of packed documents: numbers are zigzag varints (LEB128, as in Protocol Buffers),
 * texts a length and their bytes. Every length is held against what is left, every number against
 * its range.
 */
#include "model/doc_walk.h"
#include "lihui/arena.h"

static uint64_t
varint_read(struct walk *w)
{
	uint64_t v = 0;
	int shift;

	if (w->p < w->end && (unsigned char)*w->p < 0x80) /* most are that small */
		return (unsigned char)*w->p++;
	for (shift = 0; shift < 70 && w->p < w->end; shift += 7) {
		unsigned char c = (unsigned char)*w->p++;

		if (shift == 63 && c > 1)
			break;
		v |= (uint64_t)(c & 0x7F) << shift;
		if (c < 0x80)
			return v;
	}
	w->bad = true;
	return 0;
}

void
walk_number(struct walk *w, int64_t *v, int64_t low, int64_t high)
{
	uint64_t u;

	if (w->mood == WALK_TOUCH)
		return;
	if (w->mood == WALK_WRITE) {
		int64_t n = *v < low ? low : *v > high ? high : *v;

		buf_varint(w->out, ((uint64_t)n << 1) ^ (n < 0 ? UINT64_MAX : 0));
		return;
	}
	u = w->bad ? 0 : varint_read(w);
	*v = (int64_t)(u >> 1) ^ -(int64_t)(u & 1);
	if (*v < low || *v > high)
		w->bad = true;
	if (w->bad)
		*v = low <= 0 && high >= 0 ? 0 : low;
}

void
walk_id(struct walk *w, struct text *t)
{
	int64_t n = (int64_t)t->n;

	if (w->mood == WALK_TOUCH)
		return;
	walk_number(w, &n, 0, INT32_MAX);
	if (w->mood == WALK_WRITE) {
		buf_text(w->out, *t);
		return;
	}
	if (n > w->end - w->p)
		w->bad = true;
	*t = NO_TEXT;
	if (w->bad || n == 0)
		return;
	*t = (struct text){ w->p, (size_t)n };
	w->p += n;
}

void
walk_text(struct walk *w, struct text *t)
{
	if (w->mood == WALK_TOUCH && t->n > 0) {
		*t = w->change(w->context, *t);
	} else if (w->mood == WALK_WRITE && w->change) {
		struct text changed = w->change(w->context, *t);

		walk_id(w, &changed);
	} else {
		walk_id(w, t);
	}
}
