/* SPDX-License-Identifier: MIT */
/*
 * PNG after ISO/IEC 15948 as far as its container goes; libpng decodes. Stripping keeps the chunks
 * that tell pixels and colours; texts, times, Exif and everything that is not known go, and so does
 * what stands behind the end. libpng's own limits are set, so that a small file cannot ask for
 * much.
 */
#include <stdio.h>
#include <stdlib.h>
#include <setjmp.h>

#include <png.h>

#include "lihui/arena.h"
#include "base/picture_kinds.h"

#define PNG_CHUNK (8u << 20)
#define PNG_HEAD  8

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

struct png_source {
	struct text left;
};

static void
png_take(png_structp p, png_bytep to, size_t n)
{
	struct png_source *s = png_get_io_ptr(p);

	if (n > s->left.n)
		png_error(p, "truncated");
	memcpy(to, s->left.p, n);
	s->left = text_cut(s->left, n, s->left.n);
}

static void
png_fail(png_structp p, png_const_charp message)
{
	(void)message;
	png_longjmp(p, 1);
}

static void
png_ignore(png_structp p, png_const_charp message)
{
	(void)p;
	(void)message;
}

static void
png_rows(png_structp p, png_infop info, unsigned char **row)
{
	png_uint_32 y, height;
	int pass, passes;

	png_set_user_limits(p, PICTURE_SIDE, PICTURE_SIDE);
	png_set_chunk_malloc_max(p, PNG_CHUNK);
	png_set_chunk_cache_max(p, 128);
	png_read_info(p, info);
	passes = png_set_interlace_handling(p);
	png_read_update_info(p, info);
	height = png_get_image_height(p, info);
	*row = mem_alloc(png_get_rowbytes(p, info));
	for (pass = 0; pass < passes; pass++)
		for (y = 0; y < height; y++)
			png_read_row(p, *row, NULL);
	png_read_end(p, NULL);
}

bool
png_decodes(struct text t)
{
	struct png_source source = { t };
	png_structp p = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, png_fail, png_ignore);
	png_infop info = p != NULL ? png_create_info_struct(p) : NULL;
	unsigned char *volatile row = NULL;
	volatile bool whole = false;

	if (info != NULL && setjmp(png_jmpbuf(p)) == 0) {
		png_set_read_fn(p, &source, png_take);
		png_rows(p, info, (unsigned char **)&row);
		whole = true;
	}
	png_destroy_read_struct(&p, &info, NULL);
	free(row);
	return whole;
}

static bool
png_keeps(struct text type)
{
	static const char *const kept[] = { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM",
		"sRGB", "iCCP", "sBIT", "bKGD", "pHYs" };
	size_t i;

	for (i = 0; i < sizeof kept / sizeof *kept; i++)
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
