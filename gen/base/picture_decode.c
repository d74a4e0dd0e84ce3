/* SPDX-License-Identifier: MIT */
/*
 * Whether a picture is whole: decoded by libjpeg and libpng, the pixels thrown away. Hostile files:
 * the scans of a progressive JPEG are counted (each one costs as much as the picture), its memory
 * is bounded, and libpng's own limits are set, so that a small file cannot ask for much.
 */
#include <stdio.h>
#include <stdlib.h>
#include <setjmp.h>

#include <jpeglib.h>
#include <png.h>

#include "lihui/arena.h"
#include "base/picture_kinds.h"

#define JPEG_SCANS  64
#define JPEG_MEMORY (256L << 20) /* coefficients of a progressive picture */
#define PNG_CHUNK   (8u << 20)

struct jpeg_fault {
	struct jpeg_error_mgr manager; /* first: libjpeg hands it back */
	jmp_buf back;
};

static void
jpeg_fail(j_common_ptr c)
{
	longjmp(((struct jpeg_fault *)c->err)->back, 1);
}

/* Every warning counts: libjpeg warns where it fills in what is missing. The message itself goes
 * nowhere. */
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

bool
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
