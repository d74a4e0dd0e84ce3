/* SPDX-License-Identifier: MIT */
/*
 * Pictures into the file. Bytes come from strangers: base/picture.c decodes each once to see that
 * it is whole; libharu's own loaders are not used (its PNG loader aborts on a truncated file and
 * draws 16-bit and interlaced ones wrong).
 *
 * JPEG goes in as it is, without its metadata, turned by the matrix as its Exif says. PNG is
 * decoded to 8 bits; transparency becomes a soft mask.
 */
#include <png.h>
#include <stdlib.h>

#include "lihui/file.h"
#include "lihui/picture.h"
#include "pdf/sheet_draw.h"

#define PICTURE_BYTES 50000000
#define PIXELS_MAX    30000000 /* decoded PNG kept in memory: about 90 MB */

/* more: what else its dictionary says, the filter with it. */
static unsigned
put_image(
    struct draw *d, int width, int height, const char *space, const char *more, struct text bytes)
{
	return object_stream(d->objects,
	    text_fmt(d->a,
		"/Type /XObject\n/Subtype /Image\n/Width %d\n/Height %d\n/BitsPerComponent "
		"8\n/ColorSpace %s\n%s",
		width, height, space, more),
	    bytes);
}

static bool
load_jpeg(struct draw *d, struct text bytes, const struct picture *p, struct image *out)
{
	static const char *const spaces[] = { "", "/DeviceGray", "", "/DeviceRGB",
		"/DeviceCMYK\n/Decode [1 0 1 0 1 0 1 0]" };
	struct buf clean = BUF_INIT;

	if (p->channels != 1 && p->channels != 3 && p->channels != 4)
		return false;
	if (!picture_strip(&clean, bytes)) {
		buf_release(&clean);
		return false;
	}
	out->id = put_image(d, p->width, p->height, spaces[p->channels], "/Filter /DCTDecode\n",
	    text_copy(d->a, buf_view(&clean)));
	buf_release(&clean);
	out->turn = p->turn;
	return true;
}

/* RGBA of a whole PNG, malloc'ed; NULL when it cannot be read. libpng's simplified interface does
 * palettes, 16 bits and interlacing. */
static unsigned char *
decode_png(struct text bytes, png_image *im, bool *alpha, bool *colour)
{
	unsigned char *pixels;

	memset(im, 0, sizeof *im);
	im->version = PNG_IMAGE_VERSION;
	if (!png_image_begin_read_from_memory(im, bytes.p, bytes.n))
		return NULL;
	*alpha = im->format & PNG_FORMAT_FLAG_ALPHA;
	*colour = im->format & PNG_FORMAT_FLAG_COLOR;
	im->format = PNG_FORMAT_RGBA;
	pixels = (size_t)im->width * im->height <= PIXELS_MAX ? malloc(PNG_IMAGE_SIZE(*im)) : NULL;
	if (!pixels || !png_image_finish_read(im, NULL, pixels, 0, NULL)) {
		png_image_free(im);
		free(pixels);
		return NULL;
	}
	return pixels;
}

/* One or three channels of the pixels, or the fourth alone. */
static struct text
take_channels(const unsigned char *pixels, size_t n, int first, int count, unsigned char *to)
{
	for (size_t i = 0; i < n; i++)
		for (int c = 0; c < count; c++)
			to[i * (size_t)count + (size_t)c] = pixels[i * 4 + (size_t)(first + c)];
	return (struct text){ (const char *)to, n * (size_t)count };
}

static bool
load_png(struct draw *d, struct text bytes, struct image *out)
{
	png_image im;
	bool alpha, colour;
	unsigned char *pixels = decode_png(bytes, &im, &alpha, &colour);
	struct text more = T("/Filter /FlateDecode\n");

	if (!pixels)
		return false;
	size_t n = (size_t)im.width * im.height;
	int width = (int)im.width, height = (int)im.height;
	unsigned char *part = mem_alloc(n * 3 + 1);
	if (alpha) {
		struct text mask =
		    pack(d->w->packer, take_channels(pixels, n, 3, 1, part), true, d->a);
		more = text_fmt(d->a, "%s/SMask %u 0 R\n", more.p,
		    put_image(d, width, height, "/DeviceGray", more.p, mask));
	}
	struct text packed =
	    pack(d->w->packer, take_channels(pixels, n, 0, colour ? 3 : 1, part), true, d->a);
	out->id =
	    put_image(d, width, height, colour ? "/DeviceRGB" : "/DeviceGray", more.p, packed);
	out->turn = 1;
	free(part);
	free(pixels);
	return true;
}

/* A path below the content, or as the author wrote it, from the document's folder. Never outside
 * the site. */
static bool
read_picture(struct draw *d, struct text path, struct buf *bytes)
{
	struct text tries[2] = { path, path_join(d->a, path_dir(d->sheet->address), path) }, inside;

	if (!d->sheet->site || path.n == 0)
		return false;
	for (int i = 0; i < 2; i++) {
		struct file_stat st = { 0 };
		struct err e = { 0 };
		struct text whole;
		if (!path_normal(d->a, tries[i], &inside))
			continue;
		whole = path_join(d->a, d->sheet->site->root, inside);
		if (file_stat(whole.p, &st, &e) && st.exists && !st.is_dir &&
		    st.size < PICTURE_BYTES)
			return file_read(whole.p, bytes, &e);
	}
	return false;
}

struct loaded_image {
	const struct sheet *sheet; /* paths are told from its folder */
	struct text path;
	struct image image; /* number < 0: cannot be shown */
};

static bool
load_file(struct draw *d, struct text path, struct image *out)
{
	struct buf bytes = BUF_INIT;
	struct picture p;
	bool ok = false;

	if (read_picture(d, path, &bytes) && picture_check(buf_view(&bytes), &p)) {
		if (p.kind == PICTURE_JPEG)
			ok = load_jpeg(d, buf_view(&bytes), &p, out);
		else if (p.kind == PICTURE_PNG)
			ok = load_png(d, buf_view(&bytes), out);
		out->width = out->turn >= 5 ? p.height : p.width;
		out->height = out->turn >= 5 ? p.width : p.height;
	}
	buf_release(&bytes);
	if (!ok || out->id == 0 || out->width <= 0 || out->height <= 0)
		return false;
	out->number = d->nimages++;
	buf_fmt(&d->images, "/I%d %u 0 R\n", out->number, out->id);
	return true;
}

/* A sheet may be measured several times: the picture is read once. */
bool
image_load(struct draw *d, struct text path, struct image *out)
{
	struct loaded_image *l;

	for (size_t i = 0; i < d->loaded.n; i++)
		if (d->loaded.v[i].sheet == d->sheet && text_eq(d->loaded.v[i].path, path)) {
			*out = d->loaded.v[i].image;
			return out->number >= 0;
		}
	*out = (struct image){ .number = -1 };
	if (!load_file(d, path, out))
		out->number = -1;
	l = ARENA_PUSH(d->a, &d->loaded);
	*l = (struct loaded_image){ d->sheet, path, *out };
	return out->number >= 0;
}

void
image_draw(struct page *pg, struct elem *e, const struct image *im, double x, double y,
    double width, double height)
{
	/* The unit square as Exif's eight orientations show it: columns a b c d e f. */
	static const signed char turns[9][6] = { { 1, 0, 0, 1, 0, 0 }, { 1, 0, 0, 1, 0, 0 },
		{ -1, 0, 0, 1, 1, 0 }, { -1, 0, 0, -1, 1, 1 }, { 1, 0, 0, -1, 0, 1 },
		{ 0, -1, -1, 0, 1, 1 }, { 0, -1, 1, 0, 0, 1 }, { 0, 1, 1, 0, 0, 0 },
		{ 0, 1, -1, 0, 1, 0 } };
	const signed char *t = turns[im->turn >= 1 && im->turn <= 8 ? im->turn : 1];
	double m[6] = { t[0] * width, t[1] * height, t[2] * width, t[3] * height, x + t[4] * width,
		page_flip(pg, y + height) + t[5] * height };

	page_form(pg, e, m, im->number);
}
