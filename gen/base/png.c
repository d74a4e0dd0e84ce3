/* SPDX-License-Identifier: MIT */
/*
 * PNG after ISO/IEC 15948 as far as its container goes; libpng decodes. Stripping keeps the chunks
 * that tell pixels and colours; texts, times, Exif and everything that is not known go, and so does
 * what stands behind the end. libpng's own limits are set, so that a small file cannot ask for
 * much.
 */
#include "base/picture_kinds.h"

#define PNG_HEAD 8

static const unsigned char png_mark[PNG_HEAD] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };

bool
png_is(struct text t)
{
	return t.n >= PNG_HEAD + 25 && memcmp(t.p, png_mark, PNG_HEAD) == 0 &&
	    memcmp(t.p + 12, "IHDR", 4) == 0;
}

bool
png_look(struct text t, struct picture *out)
{
	const unsigned char *p = bytes_of(t) + PNG_HEAD + 8;
	unsigned long width = four(p), height = four(p + 4);

	if (!picture_size_fits(width, height))
		return false;
	*out = (struct picture){ .kind = PICTURE_PNG,
		.width = (int)width,
		.height = (int)height,
		.bits = p[8],
		.turn = 1,
		.interlaced = p[12] != 0 };
	switch (p[9]) {
	case 0: out->channels = 1; break;
	case 2: out->channels = 3; break;
	case 3:
		out->channels = text_find(text_cut(t, 0, 65536), T("tRNS"), 0) != SIZE_MAX ? 4 : 3;
		break;
	case 4: out->channels = 2; break;
	case 6: out->channels = 4; break;
	default: return false;
	}
	out->alpha = out->channels == 2 || out->channels == 4;
	return true;
}

static bool
png_keeps(struct text type)
{
	static const char *const kept[] = { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM",
		"sRGB", "iCCP", "sBIT", "bKGD", "pHYs" };
	size_t i;

	for (i = 0; i < COUNT(kept); i++)
		if (text_eq(type, text_of(kept[i])))
			return true;
	return false;
}

void
png_strip(struct buf *out, struct text t)
{
	size_t i = PNG_HEAD;

	buf_text(out, text_cut(t, 0, PNG_HEAD));
	while (i + 12 <= t.n) {
		unsigned long n = four(bytes_of(t) + i);
		struct text type = text_cut(t, i + 4, i + 8);

		if (n > t.n - i - 12)
			break;
		if (png_keeps(type))
			buf_text(out, text_cut(t, i, i + 12 + n));
		if (text_eq(type, T("IEND")))
			return;
		i += 12 + n;
	}
}
