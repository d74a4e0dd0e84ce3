/* SPDX-License-Identifier: MIT */
/* The foot of a handout, the same on both sides. */
#include "pdf/handout.h"
#include "lihui/utf8.h"

#define QR_MOST \
	116.0 /* pt: an address longer than 200 characters is nobody's page and gets no code */

static struct qr *
foot_qr(struct draw *d)
{
	struct qr *q = qr_make(d, d->sheet->url, 99, 1.985);

	return q && qr_size(q) <= QR_MOST ? q : NULL;
}

static void
draw_qr(struct page *pg, struct qr *q, double y)
{
	struct draw *d = page_draw(pg);
	struct style caption = { .face = FACE_HEI, .size = 18 };
	double size = qr_size(q), top = y + 2.25 + 13.5, x = AREA_X + AREA_WIDTH - size;

	if (top + size > AREA_Y + AREA_HEIGHT)
		top = AREA_Y + AREA_HEIGHT - size;
	set_down(pg, tag_new(d->tags, d->root, "P"), draw_word(d, "sheet.scan"), caption,
	    x - 12 - 9, top, size);
	qr_draw(pg, q, x, top, d->sheet->url);
}

static struct text
contact_words(struct draw *d)
{
	const struct sheet *s = d->sheet;

	if (s->phone_person.n > 0 && s->place.n > 0)
		return draw_say(d, "sheet.or_at", TEXTS(s->phone_person, s->place));
	if (s->place.n > 0)
		return draw_say(d, "sheet.or_only", TEXTS(s->place));
	return s->phone_person;
}

static void
draw_contact(struct page *pg, double x, double y, double room)
{
	struct draw *d = page_draw(pg);
	struct style phone = { .face = FACE_HEI_BOLD, .size = 34, .track = 0.5f, .keep = true },
		     ask = { .face = FACE_HEI_BOLD, .size = 22 };
	struct elem *e = tag_new(d->tags, d->root, "P");
	struct text who = contact_words(d);

	if (d->sheet->phone.n == 0) {
		struct text place = d->sheet->place.n > 0
		    ? draw_say(d, "sheet.ask_at", TEXTS(d->sheet->place))
		    : draw_word(d, "sheet.ask_service");
		set_within(
		    pg, e, draw_word(d, "sheet.ask_here"), HANDOUT_TEXT, x, y, ROW_LINE, room);
		set_within(pg, e, place, ask, x, y + 27, 39, room);
		if (d->sheet->phone_person.n > 0)
			set_within(
			    pg, e, d->sheet->phone_person, HANDOUT_TEXT, x, y + 66, ROW_LINE, room);
		return;
	}
	set_within(pg, e, draw_word(d, "sheet.ask"), HANDOUT_TEXT, x, y, ROW_LINE, room);
	set_within(pg, e, d->sheet->phone, phone, x, y + 27, 39, room);
	if (who.n > 0)
		set_within(pg, e, who, HANDOUT_TEXT, x, y + 66, ROW_LINE, room);
}

static void
draw_address(struct page *pg, double x, double y, double room, struct text back)
{
	struct draw *d = page_draw(pg);
	struct style small = { .face = FACE_HEI, .size = 12 };
	struct text url = shown_url(d->sheet->url);
	double w = 0, back_room = back.n > 0 ? text_width(d, back, small) + 24 : 0;

	if (url.n > 0) {
		double wide = text_width(d, url, small);
		struct elem *link;
		if (wide > room - back_room)
			wide = room - back_room;
		link = tag_new(d->tags, tag_new(d->tags, d->root, "P"), "Link");
		set_within(pg, link, url, small, x, y, 18, room - back_room);
		page_link(pg, link, x, y, wide, 18, d->sheet->url);
		w = wide + 24;
	}
	if (back.n > 0)
		set_left(pg, tag_new(d->tags, d->root, "P"), back, small, x + w, y, 18);
}

/* Read in this order: whom to ring, the address, then the code; so the code is measured first. */
void
handout_foot(struct page *pg, double x, struct text back)
{
	struct draw *d = page_draw(pg);
	struct qr *q = foot_qr(d);
	double top = AREA_Y + FOOT_TOP, y = top + 2.25 + 8.25,
	       room = AREA_WIDTH - x - (q ? qr_size(q) + 12 + 18 + 9 : 0);

	d->lang = LANG_ZH; /* a telephone is read across, by whoever holds the sheet */
	page_rule(pg, AREA_X, top, AREA_WIDTH, 2.25);
	draw_contact(pg, AREA_X + x, y, room);
	draw_address(pg, AREA_X + x, y + 93, room, back);
	if (q)
		draw_qr(pg, q, top);
}
