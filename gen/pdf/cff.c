/* SPDX-License-Identifier: MIT */
/*
 * Reads the charset of a CFF table (Adobe Technical Note 5176). In a Type 0 font the codes of
 * Identity-H are character ids: for a CID-keyed font those of its charset, for a name-keyed one the
 * glyph ids. Noto CJK has both equal; other fonts may not. A font file may be broken on purpose:
 * every read is checked.
 */
#include "pdf/cff.h"

#include <stdlib.h>
#include <string.h>

struct cff_cursor {
	const uint8_t *p;
	size_t n, at;
	bool bad;
};

static unsigned
take(struct cff_cursor *c, unsigned bytes)
{
	unsigned v = 0;

	if (c->bad || bytes > 4 || c->at > c->n || c->n - c->at < bytes) {
		c->bad = true;
		return 0;
	}
	while (bytes-- > 0)
		v = v << 8 | c->p[c->at++];
	return v;
}

static void
seek(struct cff_cursor *c, size_t at)
{
	if (at > c->n)
		c->bad = true;
	else
		c->at = at;
}

/* Moves behind an INDEX; *first and *first_n get its first element. */
static void
skip_index(struct cff_cursor *c, size_t *first, size_t *first_n)
{
	unsigned count = take(c, 2), size;
	size_t offsets, data;
	unsigned a, b, end;

	*first = *first_n = 0;
	if (count == 0)
		return;
	size = take(c, 1);
	offsets = c->at;
	data = offsets + (size_t)(count + 1) * size - 1;
	a = take(c, size);
	b = take(c, size);
	seek(c, offsets + (size_t)count * size);
	end = take(c, size);
	if (size == 0 || a < 1 || b < a) {
		c->bad = true;
		return;
	}
	*first = data + a;
	*first_n = b - a;
	seek(c, data + end);
}

/* One operand of a DICT; b is its first byte. */
static long
operand(struct cff_cursor *c, unsigned b)
{
	if (b == 28)
		return (int16_t)take(c, 2);
	if (b == 29)
		return (int32_t)take(c, 4);
	if (b == 30) { /* a real: nibbles up to f */
		for (unsigned d = 0; !c->bad && (d & 15) != 15 && d >> 4 != 15;)
			d = take(c, 1);
		return 0;
	}
	if (b >= 32 && b <= 246)
		return (long)b - 139;
	if (b >= 247 && b <= 250)
		return ((long)b - 247) * 256 + take(c, 1) + 108;
	if (b >= 251 && b <= 254)
		return -((long)b - 251) * 256 - (long)take(c, 1) - 108;
	c->bad = true;
	return 0;
}

static void
read_top(struct cff_cursor *c, size_t end, long *charset, bool *keyed)
{
	long last = 0;

	while (!c->bad && c->at < end) {
		unsigned b = take(c, 1);
		if (b > 21) {
			last = operand(c, b);
			continue;
		}
		if (b == 15)
			*charset = last;
		if (b == 12 && take(c, 1) == 30)
			*keyed = true;
	}
}

static void
read_cids(struct cff_cursor *c, uint16_t *cids, unsigned nglyphs)
{
	unsigned format = take(c, 1), g = 1;

	while (!c->bad && g < nglyphs) {
		unsigned first = take(c, 2), left = format == 0 ? 0 : take(c, format == 1 ? 1 : 2);
		for (unsigned i = 0; i <= left && g < nglyphs; i++)
			cids[g++] = (uint16_t)(first + i);
	}
}

bool
cff_charset(const uint8_t *p, size_t n, unsigned nglyphs, struct cff_charset *out)
{
	struct cff_cursor c = { p, n, 0, n < 4 };
	size_t first, first_n;
	long charset = 0;

	*out = (struct cff_charset){ false, NULL };
	if (c.bad)
		return false;
	seek(&c, p[2]);
	skip_index(&c, &first, &first_n); /* names */
	skip_index(&c, &first, &first_n); /* top dictionaries */
	seek(&c, first);
	read_top(&c, first + first_n, &charset, &out->keyed);
	if (c.bad)
		return false;
	if (!out->keyed || charset <= 2)
		return true;
	out->cids = calloc(nglyphs ? nglyphs : 1, sizeof *out->cids);
	seek(&c, (size_t)charset);
	if (out->cids)
		read_cids(&c, out->cids, nglyphs);
	if (!out->cids || c.bad) {
		free(out->cids);
		out->cids = NULL;
		return false;
	}
	for (unsigned g = 0; g < nglyphs; g++)
		if (out->cids[g] != g)
			return true;
	free(out->cids);
	out->cids = NULL;
	return true;
}
