/* SPDX-License-Identifier: MIT */
/*
 * The picture that a chat shows beside a shared link (og:image): whose page it is, large enough to
 * be read on a telephone's list of messages. One for a unit, not for a page: what the page says
 * stands in its title already. A PNG of two inks in a palette: some 8 KB.
 */
#include <libdeflate.h>
#include <math.h>

#include "lihui/utf8.h"
#include "pdf/outline.h"
#include "pdf/shape.h"
#include "pdf/sheet_draw.h"

#define WIDTH    CARD_WIDTH
#define HEIGHT   CARD_HEIGHT
#define MARGIN   40
#define ROOM     (WIDTH - 2 * MARGIN)
#define BAND     84 /* rows of the blue head */
#define SHADES   32 /* of each ink on its ground */
#define NAME_BIG 66

static double
run_width(const struct pdf_worker *w, enum face face, struct text t)
{
	double width = 0;

	for (size_t i = 0; i < t.n;)
		width += shape_letter(w->shaper, w->fonts, face, utf8_next(t, &i))->advance;
	return width / 1000;
}

/* A line that is as large as there is room; a name that no telephone could read so is broken. */
static void
put_line(struct raster *c, const struct pdf_worker *w, enum face face, struct text t, double size,
    double least, double y)
{
	double width = run_width(w, face, t);
	double fit = width > 0 && size * width > ROOM ? ROOM / width : size;

	if (fit < least) {
		size_t half = utf8_offset(t, (utf8_length(t) + 1) / 2);

		put_line(c, w, face, text_cut(t, 0, half), size * 0.6, 1, y - size * 0.5);
		put_line(c, w, face, text_cut(t, half, t.n), size * 0.6, 1, y + size * 0.2);
		return;
	}
	double x = MARGIN;

	for (size_t i = 0; i < t.n;) {
		const struct letter *l = shape_letter(w->shaper, w->fonts, face, utf8_next(t, &i));

		if (l->font >= 0)
			outline_draw(c, fonts_get(w->fonts, l->font), l->glyph, x, y, fit);
		x += l->advance * fit / 1000;
	}
}

/* --- the file --- */

static void
put_number(struct buf *b, uint32_t n)
{
	const char bytes[] = { (char)(n >> 24), (char)(n >> 16), (char)(n >> 8), (char)n };

	buf_put(b, bytes, sizeof bytes);
}

static void
put_chunk(struct buf *out, const char *kind, struct text data)
{
	put_number(out, (uint32_t)data.n);
	size_t from = out->n;

	buf_put(out, kind, 4);
	buf_text(out, data);
	put_number(out, libdeflate_crc32(0, out->p + from, out->n - from));
}

static void
put_shades(struct buf *b, uint32_t ground, uint32_t ink)
{
	for (int i = 0; i < SHADES; i++)
		for (int shift = 16; shift >= 0; shift -= 8) {
			int from = (int)(ground >> shift & 255), to = (int)(ink >> shift & 255);

			buf_char(b, (char)(from + (to - from) * i / (SHADES - 1)));
		}
}

static void
put_png(struct buf *out, const struct raster *c, struct packer *packer, struct arena *a)
{
	struct buf b = BUF_INIT;

	buf_put(out, "\x89PNG\r\n\x1a\n", 8);
	put_number(&b, WIDTH);
	put_number(&b, HEIGHT);
	buf_put(&b, "\x08\x03\0\0\0", 5); /* 8 bits, palette */
	put_chunk(out, "IHDR", buf_view(&b));
	buf_clear(&b);
	put_shades(&b, 0x0f4a80, 0xffffff);
	put_shades(&b, 0xffffff, 0x14202b);
	put_chunk(out, "PLTE", buf_view(&b));
	buf_clear(&b);
	for (int y = 0; y < HEIGHT; y++) {
		unsigned char row[WIDTH];

		outline_row(c, y, SHADES - 1, row);
		buf_char(&b, 0); /* no filter */
		for (int x = 0; x < WIDTH; x++)
			buf_char(&b, (char)(row[x] + (y < BAND ? 0 : SHADES)));
	}
	put_chunk(out, "IDAT", pack(packer, buf_view(&b), false, a));
	put_chunk(out, "IEND", NO_TEXT);
	buf_release(&b);
}

void
pdf_card(struct pdf_worker *w, const struct share_card *card, struct buf *out)
{
	arena_clear(w->arena);
	struct raster c = { WIDTH, HEIGHT, ARENA_ARRAY(w->arena, float, WIDTH *HEIGHT) };

	memset(c.dots, 0, WIDTH * HEIGHT * sizeof *c.dots);
	put_line(&c, w, FACE_HEI_BOLD, card->over, 30, 1, BAND / 2 + 11);
	put_line(&c, w, FACE_HEI_BOLD, card->name, NAME_BIG, 28, 186);
	put_line(&c, w, FACE_HEI, card->line, 28, 1, 244);
	put_line(&c, w, FACE_HEI, card->address, 20, 1, 288);
	put_png(out, &c, w->packer, w->arena);
}
