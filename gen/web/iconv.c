/* SPDX-License-Identifier: MIT */
/*
 * iconv(3) for what records come in (base/decode.c): UTF-8, UTF-16, GB18030, and
 * UTF-32 to write. The libc for WebAssembly brings 90 KB of tables for Japanese and Korean, differs
 * from glibc in rare codes and cannot write GB18030.
 */
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lihui/utf8.h"
#include "web/gb18030.h"

/* A character that is not whole at the end, or none. */
#define CUT_SHORT (-1)
#define WRONG     (-2)

struct coding {
	const char *name;
	/* How many bytes the character at p takes, or one of the two above. */
	int (*get)(const unsigned char *p, size_t n, uint32_t *c);
	/* How many of at most four bytes it takes, 0: it has none there. */
	size_t (*put)(uint32_t c, unsigned char out[4]);
};

static int
utf8_get(const unsigned char *p, size_t n, uint32_t *c)
{
	size_t length = 0;

	*c = utf8_next((struct text){ (const char *)p, n }, &length);
	return *c == 0xFFFD && length == 1 ? WRONG : (int)length;
}

static int
utf16_get(const unsigned char *p, size_t n, uint32_t *c, bool big)
{
	if (n < 2)
		return CUT_SHORT;
	*c = (uint32_t)p[big] | (uint32_t)p[!big] << 8;
	if (*c < 0xD800 || *c > 0xDFFF)
		return 2;
	if (*c > 0xDBFF)
		return WRONG;
	if (n < 4)
		return CUT_SHORT;
	uint32_t low = (uint32_t)p[2 + big] | (uint32_t)p[2 + !big] << 8;
	*c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
	return low >= 0xDC00 && low <= 0xDFFF ? 4 : WRONG;
}

static int
utf16le_get(const unsigned char *p, size_t n, uint32_t *c)
{
	return utf16_get(p, n, c, false);
}

static int
utf16be_get(const unsigned char *p, size_t n, uint32_t *c)
{
	return utf16_get(p, n, c, true);
}

static int
gb18030_get_four(const unsigned char *p, size_t n, uint32_t *c)
{
	if (n < 4)
		return CUT_SHORT;
	if (p[2] < 0x81 || p[2] > 0xFE || p[3] < '0' || p[3] > '9')
		return WRONG;
	uint32_t i = (((p[0] - 0x81u) * 10 + p[1] - '0') * 126 + p[2] - 0x81) * 10 + p[3] - '0';
	*c = i - GB18030_WIDE + 0x10000;
	if (i >= GB18030_WIDE)
		return *c <= 0x10FFFF ? 4 : WRONG;
	for (const struct gb18030_range *r = gb18030_four; r->n > 0; r++)
		if (i >= r->from && i < (uint32_t)r->from + r->n) {
			*c = r->first + (i - r->from);
			return 4;
		}
	return WRONG;
}

static int
gb18030_get(const unsigned char *p, size_t n, uint32_t *c)
{
	if (p[0] < 0x80) {
		*c = p[0];
		return 1;
	}
	if (p[0] == 0x80 || p[0] == 0xFF)
		return WRONG;
	if (n < 2)
		return CUT_SHORT;
	if (p[1] >= '0' && p[1] <= '9')
		return gb18030_get_four(p, n, c);
	if (p[1] < 0x40 || p[1] == 0x7F || p[1] == 0xFF)
		return WRONG;
	unsigned i = (p[0] - 0x81u) * 190 + p[1] - 0x40 - (p[1] > 0x7F);
	*c = gb18030_two[i];
	for (size_t k = 0; *c == 0 && k < GB18030_FAR; k++)
		if (gb18030_far[k][0] == i)
			*c = gb18030_far[k][1];
	return *c != 0 ? 2 : WRONG;
}

/* --- writing --- */

static size_t
utf8_write(uint32_t c, unsigned char out[4])
{
	return utf8_put((char *)out, c);
}

static size_t
utf32le_put(uint32_t c, unsigned char out[4])
{
	for (int i = 0; i < 4; i++)
		out[i] = (unsigned char)(c >> 8 * i);
	return 4;
}

static size_t
utf16_put(uint32_t c, unsigned char out[4], bool big)
{
	uint32_t unit[2] = { c, 0 };
	size_t n = c > 0xFFFF ? 2 : 1;

	if (n == 2) {
		unit[0] = 0xD800 + ((c - 0x10000) >> 10);
		unit[1] = 0xDC00 + ((c - 0x10000) & 0x3FF);
	}
	for (size_t i = 0; i < n; i++) {
		out[2 * i + big] = (unsigned char)unit[i];
		out[2 * i + !big] = (unsigned char)(unit[i] >> 8);
	}
	return 2 * n;
}

static size_t
utf16le_put(uint32_t c, unsigned char out[4])
{
	return utf16_put(c, out, false);
}

static size_t
utf16be_put(uint32_t c, unsigned char out[4])
{
	return utf16_put(c, out, true);
}

static size_t
gb18030_put_two(uint32_t i, unsigned char out[4])
{
	unsigned trail = i % 190;

	out[0] = (unsigned char)(0x81 + i / 190);
	out[1] = (unsigned char)(0x40 + trail + (trail >= 63));
	return 2;
}

static size_t
gb18030_put_four(uint32_t i, unsigned char out[4])
{
	out[0] = (unsigned char)(0x81 + i / 12600);
	out[1] = (unsigned char)('0' + i / 1260 % 10);
	out[2] = (unsigned char)(0x81 + i / 10 % 126);
	out[3] = (unsigned char)('0' + i % 10);
	return 4;
}

static size_t
gb18030_put(uint32_t c, unsigned char out[4])
{
	static uint16_t place[0x10000]; /* in the table of two bytes, from 1; 0: not there */
	static bool turned;

	for (; !turned; turned = true)
		for (uint16_t i = GB18030_TWO; i > 0; i--)
			place[gb18030_two[i - 1]] = i;
	if (c < 0x80) {
		out[0] = (unsigned char)c;
		return 1;
	}
	for (size_t k = 0; k < GB18030_FAR; k++)
		if (gb18030_far[k][1] == c)
			return gb18030_put_two(gb18030_far[k][0], out);
	if (c > 0xFFFF)
		return gb18030_put_four(c - 0x10000 + GB18030_WIDE, out);
	if (place[c] != 0)
		return gb18030_put_two(place[c] - 1u, out);
	for (const struct gb18030_range *r = gb18030_four; r->n > 0; r++)
		if (c >= r->first && c < (uint32_t)r->first + r->n)
			return gb18030_put_four(r->from + (c - r->first), out);
	return 0;
}

/* --- iconv --- */

static const struct coding codings[] = {
	{ "UTF-8", utf8_get, utf8_write },
	{ "UTF-16LE", utf16le_get, utf16le_put },
	{ "UTF-16BE", utf16be_get, utf16be_put },
	{ "UTF-32LE", NULL, utf32le_put },
	{ "GB18030", gb18030_get, gb18030_put },
};

struct conversion {
	const struct coding *from, *to;
};

static const struct coding *
coding_of(const char *name)
{
	for (size_t i = 0; i < sizeof codings / sizeof *codings; i++)
		if (strcmp(codings[i].name, name) == 0)
			return &codings[i];
	return NULL;
}

iconv_t
iconv_open(const char *to, const char *from)
{
	struct conversion *cd = malloc(sizeof *cd);

	if (cd == NULL)
		return (iconv_t)-1;
	*cd = (struct conversion){ coding_of(from), coding_of(to) };
	if (cd->from == NULL || cd->from->get == NULL || cd->to == NULL) {
		free(cd);
		errno = EINVAL;
		return (iconv_t)-1;
	}
	return cd;
}

int
iconv_close(iconv_t cd)
{
	free(cd);
	return 0;
}

size_t
iconv(iconv_t handle, char **restrict in, size_t *restrict left, char **restrict out,
    size_t *restrict room)
{
	const struct conversion *cd = handle;

	while (in != NULL && *left > 0) {
		unsigned char bytes[4];
		uint32_t c = 0;
		int n = cd->from->get((const unsigned char *)*in, *left, &c);
		size_t length = n > 0 ? cd->to->put(c, bytes) : 0;

		if (length == 0 || length > *room) {
			errno = length > 0 ? E2BIG : n == CUT_SHORT ? EINVAL : EILSEQ;
			return (size_t)-1;
		}
		memcpy(*out, bytes, length);
		*in += n;
		*left -= (size_t)n;
		*out += length;
		*room -= length;
	}
	return 0;
}
