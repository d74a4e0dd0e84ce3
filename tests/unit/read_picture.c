/* SPDX-License-Identifier: MIT */
/* Pictures: made here by the libraries, then cut, changed and decorated as telephones do. */
#include "read_help.h"

#include <jpeglib.h>
#include <png.h>

#include "lihui/picture.h"

#define SIDE 64

static void
jpeg_make(struct buf *out, int width, int height, int progressive)
{
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr errors;
	unsigned char *bytes = NULL, row[3 * SIDE];
	unsigned long n = 0;
	int x;

	c.err = jpeg_std_error(&errors);
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, &bytes, &n);
	c.image_width = (JDIMENSION)width;
	c.image_height = (JDIMENSION)height;
	c.input_components = 3;
	c.in_color_space = JCS_RGB;
	jpeg_set_defaults(&c);
	if (progressive)
		jpeg_simple_progression(&c);
	jpeg_start_compress(&c, TRUE);
	while (c.next_scanline < c.image_height) {
		JSAMPROW rows[] = { row };

		for (x = 0; x < 3 * width; x++)
			row[x] = (unsigned char)(x * 7 + (int)c.next_scanline * 13);
		jpeg_write_scanlines(&c, rows, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	buf_put(out, bytes, n);
	free(bytes);
}

static void
png_to_buf(png_structp p, png_bytep bytes, size_t n)
{
	buf_put(png_get_io_ptr(p), bytes, n);
}

static void
png_make(struct buf *out, int colour, int interlace)
{
	png_structp p = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(p);
	png_text text = { .compression = PNG_TEXT_COMPRESSION_NONE,
		.key = (char[]){ "Author" },
		.text = (char[]){ "secret-owner" },
		.text_length = 12 };
	unsigned char rows[SIDE][4 * SIDE];
	png_bytep pointers[SIDE];
	int x, y;

	for (y = 0; y < SIDE; y++) {
		for (x = 0; x < 4 * SIDE; x++)
			rows[y][x] = (unsigned char)(x * y);
		pointers[y] = rows[y];
	}
	png_set_write_fn(p, out, png_to_buf, NULL);
	png_set_IHDR(p, info, SIDE, SIDE, 8, colour, interlace, PNG_COMPRESSION_TYPE_DEFAULT,
	    PNG_FILTER_TYPE_DEFAULT);
	png_set_text(p, info, &text, 1);
	png_write_info(p, info);
	png_write_image(p, pointers);
	png_write_end(p, info);
	png_destroy_write_struct(&p, &info);
}

/* What a telephone adds: Exif with orientation 6 and a place, a comment, a second picture behind
 * the end. */
static void
decorate(struct buf *out, struct text jpeg)
{
	static const char exif[] = "\xFF\xE1\0\x42"
				   "Exif\0\0"
				   "II*\0\x08\0\0\0"
				   "\x01\0"
				   "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"
				   "\0\0\0\0"
				   "GPS 45.06N 121.47E by secret-owner";
	char head[4 + 6 + 8 + 2 + 12 + 4 + 34];

	memcpy(head, exif, sizeof head);
	head[3] = (char)(sizeof head - 2);
	buf_text(out, text_cut(jpeg, 0, 2));
	buf_put(out, head, sizeof head);
	buf_put(out,
	    "\xFF\xFE\0\x0E"
	    "secret-owner",
	    16);
	buf_text(out, text_cut(jpeg, 2, jpeg.n));
	buf_str(out, "secret-owner behind the end");
}

static bool
whole(struct text t)
{
	struct picture p;

	return picture_check(t, &p);
}

static void
jpeg_strip_check(int progressive)
{
	struct buf plain = BUF_INIT, phone = BUF_INIT, out = BUF_INIT, again = BUF_INIT;
	struct picture p;

	jpeg_make(&plain, SIDE, SIDE / 2, progressive);
	decorate(&phone, buf_view(&plain));
	assert_true(picture_check(buf_view(&phone), &p));
	assert_int_equal(p.kind, PICTURE_JPEG);
	assert_int_equal(p.width, SIDE);
	assert_int_equal(p.height, SIDE / 2);
	assert_int_equal(p.turn, 6);
	assert_true(picture_strip(&out, buf_view(&phone)));
	assert_false(text_has(buf_view(&out), T("secret")));
	assert_false(text_has(buf_view(&out), T("GPS")));
	assert_true(picture_check(buf_view(&out), &p));
	assert_int_equal(p.turn, 6);
	assert_true(picture_strip(&again, buf_view(&out)));
	assert_true(text_eq(buf_view(&out), buf_view(&again)));
	buf_release(&again);
	/* Without anything to take off nothing changes. */
	assert_true(picture_strip(&again, buf_view(&plain)));
	assert_true(text_eq(buf_view(&plain), buf_view(&again)));
	buf_release(&plain);
	buf_release(&phone);
	buf_release(&out);
	buf_release(&again);
}

static void
test_jpeg(void **state)
{
	(void)state;
	jpeg_strip_check(0);
	jpeg_strip_check(1);
}

static void
test_png(void **state)
{
	static const int colours[] = { PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_RGB,
		PNG_COLOR_TYPE_RGB_ALPHA },
			 channels[] = { 1, 3, 4 };
	int i;

	(void)state;
	for (i = 0; i < 6; i++) {
		struct buf made = BUF_INIT, out = BUF_INIT;
		struct picture p;

		png_make(&made, colours[i % 3], i < 3 ? PNG_INTERLACE_NONE : PNG_INTERLACE_ADAM7);
		assert_true(text_has(buf_view(&made), T("secret-owner")));
		buf_str(&made, "secret-owner");
		assert_true(picture_check(buf_view(&made), &p));
		assert_int_equal(p.channels, channels[i % 3]);
		assert_int_equal(p.interlaced, i >= 3);
		assert_true(picture_strip(&out, buf_view(&made)));
		assert_false(text_has(buf_view(&out), T("secret-owner")));
		assert_true(whole(buf_view(&out)));
		buf_release(&made);
		buf_release(&out);
	}
}

/* Cut anywhere, a picture is not whole; stripping never reads beyond its end. */
static void
cut_check(struct text t, size_t step)
{
	size_t n;

	for (n = 0; n + 2 < t.n; n += step) {
		char *own = malloc(n + 1);
		struct buf out = BUF_INIT;

		memcpy(own, t.p, n);
		own = realloc(own, n > 0 ? n : 1);
		assert_false(whole((struct text){ own, n }));
		picture_strip(&out, (struct text){ own, n });
		buf_release(&out);
		free(own);
	}
}

static void
test_cut(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	jpeg_make(&b, SIDE, SIDE, 0);
	cut_check(buf_view(&b), 7);
	buf_clear(&b);
	jpeg_make(&b, SIDE, SIDE, 1);
	cut_check(buf_view(&b), 7);
	buf_clear(&b);
	png_make(&b, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE);
	cut_check(buf_view(&b), 97);
	buf_release(&b);
}

/* Changed bytes: any answer, no crash. */
static void
test_changed(void **state)
{
	struct buf b = BUF_INIT;
	size_t i;
	unsigned seed = 1;

	(void)state;
	jpeg_make(&b, SIDE, SIDE, 1);
	for (i = 0; i < 3000; i++) {
		struct buf out = BUF_INIT;
		size_t at;
		char was;

		seed = seed * 1103515245u + 12345u;
		at = (seed >> 8) % (i % 2 ? 600 : b.n);
		was = b.p[at];
		b.p[at] = (char)(seed >> 24);
		whole(buf_view(&b));
		picture_strip(&out, buf_view(&b));
		b.p[at] = was;
		buf_release(&out);
	}
	buf_release(&b);
}

static void
test_hostile(void **state)
{
	/* A head that claims 65535 x 65535, a PNG of 2^31 x 2^31, text with the right name, an Exif
	 * whose directory lies outside. */
	static const char jpeg[] = "\xFF\xD8\xFF\xC0\0\x11\x08\xFF\xFF\xFF\xFF\x03\x01\x22\0\x02"
				   "\x11\x01\x03\x11\x01\xFF\xD9";
	static const char png[] =
	    "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x08\x02\0\0\0\0\0\0\0";
	static const char exif[] = "\xFF\xD8\xFF\xE1\0\x10"
				   "Exif\0\0"
				   "II*\0\xFF\xFF\xFF\xFF"
				   "\xFF\xD9";
	struct picture p;

	(void)state;
	assert_false(picture_look((struct text){ jpeg, sizeof jpeg - 1 }, &p));
	assert_false(picture_look((struct text){ png, sizeof png - 1 }, &p));
	assert_false(picture_look((struct text){ exif, sizeof exif - 1 }, &p));
	assert_false(picture_look(T("<svg onload=alert(1)>"), &p));
	assert_false(picture_look(NO_TEXT, &p));
	assert_true(picture_named(T("a/图.JPG")) && picture_named(T("x.jpeg")) &&
	    picture_named(T("x.png")));
	assert_false(
	    picture_named(T("x.svg")) || picture_named(T("jpg")) || picture_named(T("x.gif")));
}

/* In a document: a whole picture is an attachment, a half one and a missing one are F009. */
static void
test_in_document(void **state)
{
	struct help h;
	struct buf b = BUF_INIT;
	struct doc *d;

	(void)state;
	help_make(&h);
	jpeg_make(&b, SIDE, SIDE, 0);
	help_write(&h, HELP_UNIT "/图 片/好.jpg", buf_view(&b));
	help_write(&h, HELP_UNIT "/半.jpg", text_cut(buf_view(&b), 0, b.n / 2));
	help_write(&h, HELP_UNIT "/a.md",
	    T("---\n类型: 公告\n日期: 2018-07-03\n---\n![好](<图 "
	      "片/"
	      "好.jpg>)\n\n![好](图%20片\\好.jpg)\n\n![半](半.jpg)\n\n![无](无.jpg)\n\n[半](半.jpg)"
	      "\n\n[外](../../../../etc/passwd)\n"));
	help_open(&h);
	d = help_doc(&h, HELP_UNIT "/a.md");
	assert_int_equal(help_codes(d, DIAG_F009), 3);
	assert_true(d->attachments.n >= 4);
	assert_true(text_eq(d->attachments.v[0].path, T(HELP_UNIT "/图 片/好.jpg")));
	doc_free(d);
	buf_release(&b);
	help_free(&h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_jpeg),
		cmocka_unit_test(test_png),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_changed),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_in_document),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
