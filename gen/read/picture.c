/* SPDX-License-Identifier: MIT */
/*
 * JPEG after ITU-T T.81 and PNG after ISO/IEC 15948, as far as their containers go; libjpeg and libpng decode. A picture is whole when every row came out and the
 * decoder did not have to invent data (libjpeg fills up a truncated file with grey and only warns).
 *
 * Stripping keeps what the picture needs to look right: in JPEG the tables, frames and scans, the Adobe mark (it tells the colour space), the ICC profile, the JFIF head
 * without its thumbnail, and of Exif the orientation alone; in PNG the chunks that tell pixels and colours. A telephone writes the place of the photograph, its owner's
 * device and often a thumbnail of the uncropped picture: none of that leaves the site. What stands behind the end (a second picture, a film) is dropped.
 *
 * Hostile files: sides and pixels are bounded before anything is allocated, scans of a progressive JPEG are counted (each one costs as much as the picture), and
 * libpng's own limits for chunks are set.
 */
#include "lihui/picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <setjmp.h>

#include <jpeglib.h>
#include <png.h>

#include "lihui/arena.h"
#include "lihui/file.h"

#define JPEG_SCANS 64
#define JPEG_MEMORY (256L << 20) /* coefficients of a progressive picture */
#define PNG_CHUNK (8u << 20)
#define PNG_HEAD 8

static const unsigned char png_mark[PNG_HEAD] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };

bool
picture_named(struct text path)
{
	struct text ext = path_ext(path);

	return text_eq_nocase(ext, T(".jpg")) || text_eq_nocase(ext, T(".jpeg")) || text_eq_nocase(ext, T(".png"));
}

static const unsigned char *
bytes_of(struct text t)
{
	return (const unsigned char *)t.p;
}

static unsigned
two(const unsigned char *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

static unsigned long
four(const unsigned char *p)
{
	return (unsigned long)two(p) << 16 | two(p + 2);
}

static bool
size_fits(unsigned long width, unsigned long height)
{
	return width > 0 && height > 0 && width <= PICTURE_SIDE && height <= PICTURE_SIDE && width * height <= PICTURE_PIXELS;
}

/* --- JPEG as a row of segments --------------------------------------------------------------------------------------------------------------- */

struct segment {
	unsigned char marker;
	size_t at, end;   /* the marker's FF and behind the segment; entropy data belongs to its SOS */
	size_t data;      /* behind the length */
};

static bool
jpeg_is(struct text t)
{
	return t.n > 4 && bytes_of(t)[0] == 0xFF && bytes_of(t)[1] == 0xD8 && bytes_of(t)[2] == 0xFF;
}

/* Behind the entropy-coded data that starts at i: at the next marker that is neither a stuffed zero nor a restart. */
static size_t
jpeg_scan_end(struct text t, size_t i)
{
	const unsigned char *p = bytes_of(t);

	for (; i + 1 < t.n; i++)
		if (p[i] == 0xFF && p[i + 1] != 0 && p[i + 1] != 0xFF && !(p[i + 1] >= 0xD0 && p[i + 1] <= 0xD7))
			return i;
	return t.n;
}

/* The segment at *i, moving it behind; false at the end or when the file is broken there. */
static bool
jpeg_segment(struct text t, size_t *i, struct segment *s)
{
	const unsigned char *p = bytes_of(t);

	while (*i + 1 < t.n && p[*i] == 0xFF && p[*i + 1] == 0xFF)
		(*i)++;
	if (*i + 2 > t.n || p[*i] != 0xFF)
		return false;
	*s = (struct segment){ p[*i + 1], *i, *i + 2, *i + 2 };
	if (s->marker == 0xD9) {
		*i = s->end;
		return true;
	}
	if (*i + 4 > t.n || two(p + *i + 2) < 2 || *i + 2 + two(p + *i + 2) > t.n)
		return false;
	s->data = *i + 4;
	s->end = *i + 2 + two(p + *i + 2);
	if (s->marker == 0xDA)
		s->end = jpeg_scan_end(t, s->end);
	*i = s->end;
	return true;
}

static bool
jpeg_is_frame(unsigned char marker)
{
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* Exif is a small TIFF file: byte order, offset of the first directory, entries of 12 bytes. Tag 0x0112 is the orientation. */
static int
exif_turn(const unsigned char *p, size_t n)
{
	bool little;
	size_t at, count, i;

	if (n < 14 || memcmp(p, "Exif\0\0", 6) != 0)
		return 1;
	p += 6;
	n -= 6;
	little = p[0] == 'I';
#define TIFF2(q) (little ? (unsigned)(q)[1] << 8 | (q)[0] : two(q))
#define TIFF4(q) (little ? (unsigned long)TIFF2((q) + 2) << 16 | TIFF2(q) : four(q))
	at = TIFF4(p + 4);
	if (at > n - 2)
		return 1;
	count = TIFF2(p + at);
	for (i = 0; i < count && at + 2 + i * 12 + 12 <= n; i++) {
		const unsigned char *entry = p + at + 2 + i * 12;

		if (TIFF2(entry) == 0x0112)
			return TIFF2(entry + 8) >= 1 && TIFF2(entry + 8) <= 8 ? (int)TIFF2(entry + 8) : 1;
	}
	return 1;
#undef TIFF2
#undef TIFF4
}

static bool
jpeg_look(struct text t, struct picture *out)
{
	const unsigned char *p = bytes_of(t);
	struct segment s;
	size_t i = 2;

	while (jpeg_segment(t, &i, &s)) {
		if (s.marker == 0xE1 && out->turn == 1)
			out->turn = exif_turn(p + s.data, s.end - s.data);
		if (!jpeg_is_frame(s.marker))
			continue;
		if (s.end - s.data < 6)
			return false;
		out->kind = PICTURE_JPEG;
		out->bits = p[s.data];
		out->height = (int)two(p + s.data + 1);
		out->width = (int)two(p + s.data + 3);
		out->channels = p[s.data + 5];
		return out->channels >= 1 && out->channels <= 4 && size_fits((unsigned long)out->width, (unsigned long)out->height);
	}
	return false;
}

struct jpeg_fault {
	struct jpeg_error_mgr manager; /* first: libjpeg hands it back */
	jmp_buf back;
};

static void
jpeg_fail(j_common_ptr c)
{
	longjmp(((struct jpeg_fault *)c->err)->back, 1);
}

/* Every warning counts: libjpeg warns where it fills in what is missing. The message itself goes nowhere. */
static void
jpeg_warn(j_common_ptr c, int level)
{
	if (level < 0)
		c->err->num_warnings++;
}

static void
jpeg_count_scans(j_common_ptr c)
{
	j_decompress_ptr d = (j_decompress_ptr)c;

	if (d->input_scan_number > JPEG_SCANS)
		jpeg_fail(c);
}

/* An eighth of the size: all of the entropy data is read, little else is computed. */
static void
jpeg_rows(j_decompress_ptr d, unsigned char **row)
{
	d->scale_num = 1;
	d->scale_denom = 8;
	d->dct_method = JDCT_FASTEST;
	d->do_fancy_upsampling = FALSE;
	jpeg_start_decompress(d);
	*row = mem_alloc((size_t)d->output_width * (size_t)d->output_components);
	while (d->output_scanline < d->output_height)
		jpeg_read_scanlines(d, row, 1);
	jpeg_finish_decompress(d);
}

static bool
jpeg_decodes(struct text t)
{
	struct jpeg_decompress_struct d;
	struct jpeg_progress_mgr progress = { .progress_monitor = jpeg_count_scans };
	struct jpeg_fault fault;
	unsigned char *volatile row = NULL;
	volatile bool whole = false;

	memset(&d, 0, sizeof d);
	d.err = jpeg_std_error(&fault.manager);
	fault.manager.error_exit = jpeg_fail;
	fault.manager.emit_message = jpeg_warn;
	if (setjmp(fault.back) == 0) {
		jpeg_create_decompress(&d);
		d.mem->max_memory_to_use = JPEG_MEMORY;
		d.progress = &progress;
		jpeg_mem_src(&d, bytes_of(t), t.n);
		if (jpeg_read_header(&d, TRUE) == JPEG_HEADER_OK)
			jpeg_rows(&d, (unsigned char **)&row);
		whole = fault.manager.num_warnings == 0;
	}
	jpeg_destroy_decompress(&d);
	free(row);
	return whole;
}

/* --- stripping a JPEG -------------------------------------------------------------------------------------------------------------------------- */

static bool
jpeg_keeps(struct text t, const struct segment *s)
{
	struct text data = text_cut(t, s->data, s->end);

	if (s->marker == 0xFE || s->marker == 0xE0)
		return false;
	if (s->marker == 0xE2)
		return text_starts(data, T("ICC_PROFILE"));
	if (s->marker == 0xEE)
		return text_starts(data, T("Adobe"));
	return s->marker < 0xE0 || s->marker > 0xEF;
}

/* The JFIF head with its density, without its thumbnail. */
static void
jpeg_put_jfif(struct buf *out, struct text t, const struct segment *s)
{
	struct text data = text_cut(t, s->data, s->end);

	if (data.n < 14 || !text_starts(data, T("JFIF")))
		return;
	buf_put(out, "\xFF\xE0\0\x10", 4);
	buf_text(out, text_cut(data, 0, 12));
	buf_put(out, "\0\0", 2);
}

static void
jpeg_put_turn(struct buf *out, int turn)
{
	static const char exif[] = "\xFF\xE1\0\x22"    "Exif\0\0"   "MM\0*\0\0\0\x08"   "\0\x01"   "\x01\x12\0\x03\0\0\0\x01\0";
	char tail[] = { (char)turn, 0, 0, 0, 0, 0, 0 };

	if (turn == 1)
		return;
	buf_put(out, exif, sizeof exif - 1);
	buf_put(out, tail, sizeof tail);
}

static bool
jpeg_strip(struct buf *out, struct text t, int turn)
{
	struct segment s;
	size_t i = 2;
	bool turned = false;

	buf_put(out, "\xFF\xD8", 2);
	while (jpeg_segment(t, &i, &s)) {
		if (s.marker == 0xE0)
			jpeg_put_jfif(out, t, &s);
		if (s.marker != 0xE0 && !turned) {
			jpeg_put_turn(out, turn);
			turned = true;
		}
		if (jpeg_keeps(t, &s))
			buf_text(out, text_cut(t, s.at, s.end));
		if (s.marker == 0xD9)
			return true;
	}
	buf_put(out, "\xFF\xD9", 2);
	return true;
}

/* --- PNG ------------------------------------------------------------------------------------------------------------------------------------------ */

static bool
png_is(struct text t)
{
	return t.n >= PNG_HEAD + 25 && memcmp(t.p, png_mark, PNG_HEAD) == 0 && memcmp(t.p + 12, "IHDR", 4) == 0;
}

static bool
png_look(struct text t, struct picture *out)
{
	const unsigned char *p = bytes_of(t) + PNG_HEAD + 8;
	unsigned long width = four(p), height = four(p + 4);

	if (!size_fits(width, height))
		return false;
	*out = (struct picture){ .kind = PICTURE_PNG, .width = (int)width, .height = (int)height, .bits = p[8], .turn = 1, .interlaced = p[12] != 0 };
	switch (p[9]) {
	case 0: out->channels = 1; break;
	case 2: out->channels = 3; break;
	case 3: out->channels = text_find(text_cut(t, 0, 65536), T("tRNS"), 0) != SIZE_MAX ? 4 : 3; break;
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

static bool
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
	static const char *const kept[] = { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs" };
	size_t i;

	for (i = 0; i < sizeof kept / sizeof *kept; i++)
		if (text_eq(type, text_of(kept[i])))
			return true;
	return false;
}

static bool
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
			return true;
		i += 12 + n;
	}
	return true;
}

/* ---------------------------------------------------------------------------------------------------------------------------------------------------- */

bool
picture_look(struct text bytes, struct picture *out)
{
	*out = (struct picture){ .kind = PICTURE_NONE, .turn = 1 };
	if (jpeg_is(bytes) && jpeg_look(bytes, out))
		return true;
	if (png_is(bytes) && png_look(bytes, out))
		return true;
	*out = (struct picture){ .kind = PICTURE_NONE, .turn = 1 };
	return false;
}

bool
picture_check(struct text bytes, struct picture *out)
{
	return picture_look(bytes, out) && (out->kind == PICTURE_JPEG ? jpeg_decodes(bytes) : png_decodes(bytes));
}

bool
picture_strip(struct buf *out, struct text bytes)
{
	struct picture p;

	if (!picture_look(bytes, &p))
		return false;
	return p.kind == PICTURE_JPEG ? jpeg_strip(out, bytes, p.turn) : png_strip(out, bytes);
}
