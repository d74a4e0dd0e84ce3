/* SPDX-License-Identifier: MIT */
/*
 * Words for a reader's pen: twelve boxes a page, each with the Chinese, the key that says where it
 * stands, what is shown or held back now with its source, and an empty frame of two columns.
 */
#include "pdf/sheet_draw.h"


#define ACROSS_N 4
#define DOWN_N   3
#define TOP      (AREA_Y + 63.0)
#define CELL_W   (AREA_WIDTH / ACROSS_N)
#define CELL_H   225.0
#define FRAME_W  60.0
#define FRAME_H  135.0

static const struct style NUMBER = { .face = FACE_HEI_BOLD, .size = 15 },
			  CHINESE = { .face = FACE_HEI_BOLD, .size = 11, .gap = SCRIPT_GAP },
			  SMALL = { .face = FACE_HEI, .size = 7.5f, .gap = SCRIPT_GAP },
			  LINE = { .face = FACE_HEI, .size = 10, .gap = SCRIPT_GAP },
			  TITLE = { .face = FACE_HEI_BOLD, .size = 18 },
			  DOWNWARD = { .face = FACE_HEI,
				  .size = 11,
				  .mn_size = 14,
				  .lying_size = 11,
				  .gap = SCRIPT_GAP };

/* At most so many lines; the last ends in …… when there is more. */
static void
set_some(struct page *pg, struct elem *e, struct text t, struct style s, double x, double y,
    double width, double lead, size_t most)
{
	struct draw *d = page_draw(pg);
	struct para *p = para_text(d, t, s, (float)width);
	struct para_line_list l = para_lines(d, p, width);

	if (l.n > most)
		p = para_text(
		    d, text_fit(d, t, s, (float)(width * (double)most * 0.9)), s, (float)width);
	l = para_lines(d, p, width);
	l.n = l.n > most ? most : l.n;
	set_lines(pg, e, p, l, x, y, lead);
}

static void
draw_cell(struct page *pg, const struct sheet_word *w, size_t number, double x, double y)
{
	struct draw *d = page_draw(pg);
	struct elem *e = draw_elem(d, "P");
	bool down = lang_is_down(d->sheet->mn.lang);
	double frame = x + CELL_W - 6 - FRAME_W;

	set_left(pg, e, draw_number(d, (long)number), NUMBER, x, y + 3, 21);
	set_some(pg, e, w->zh, CHINESE, x + 27, y + 4.5, CELL_W - 33, 15, 2);
	set_some(pg, e, draw_say(d, "sheet.words_place", TEXTS(draw_number(d, w->pages), w->key)),
	    SMALL, x, y + 37, CELL_W - 6, 10, 2);
	page_frame(pg, frame, y + 60, FRAME_W, FRAME_H, 0.75);
	if (down)
		page_rule(pg, frame + FRAME_W / 2, y + 60, 0.3, FRAME_H);
	if (w->now.n > 0 && down)
		set_column(
		    pg, mongolian_elem(d, e, "Span"), w->now, DOWNWARD, x + 12, y + 60, FRAME_H);
	else
		set_some(pg, e, w->now.n > 0 ? w->now : draw_word(d, "sheet.words_none"), SMALL, x,
		    y + 60, frame - x - 6, 12, 9);
	set_some(pg, e,
	    w->source.n > 0 ? draw_say(d, "sheet.words_source", TEXTS(w->source))
			    : draw_word(d, "sheet.words_no_source"),
	    SMALL, x, y + 60 + FRAME_H + 3, CELL_W - 6, 10, 2);
	page_rule(pg, x, y + CELL_H - 0.5, CELL_W, 0.5);
}

static void
draw_head(struct page *pg, size_t page, size_t pages)
{
	struct draw *d = page_draw(pg);
	struct elem *e = draw_elem(d, "H1");

	set_left(pg, e, d->sheet->title, TITLE, AREA_X, AREA_Y, 27);
	e = draw_elem(d, "P");
	set_right(pg, e,
	    draw_say(d, "sheet.words_page",
		TEXTS(draw_number(d, (long)page), draw_number(d, (long)pages))),
	    LINE, AREA_X + AREA_WIDTH, AREA_Y, 27);
	set_within(
	    pg, e, draw_word(d, "sheet.words_how"), LINE, AREA_X, AREA_Y + 33, 18, AREA_WIDTH);
	page_rule(pg, AREA_X, TOP - 3, AREA_WIDTH, 1.5);
	set_left(
	    pg, e, draw_word(d, "sheet.words_foot"), LINE, AREA_X, TOP + DOWN_N * CELL_H + 9, 18);
}

void
words_draw(struct draw *d)
{
	const struct sheet *s = d->sheet;
	size_t per = ACROSS_N * DOWN_N, pages = (s->nasked + per - 1) / per;
	struct page *pg = NULL;

	pages = pages > 0 ? pages : 1;
	for (size_t i = 0; i < s->nasked || !pg; i++) {
		if (i % per == 0) {
			pg = page_new(d, A4_WIDTH, A4_HEIGHT, 1);
			draw_head(pg, i / per + 1, pages);
		}
		if (i < s->nasked)
			draw_cell(pg, &s->asked[i], i + 1, AREA_X + (double)(i % ACROSS_N) * CELL_W,
			    TOP + (double)(i % per / ACROSS_N) * CELL_H);
	}
}
