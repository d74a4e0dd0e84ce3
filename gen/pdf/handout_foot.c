/* SPDX-License-Identifier: MIT */
/* The foot of a handout, the same on both sides. */
#include "pdf/handout.h"
#include "lihui/utf8.h"

/* pt: an address longer than 200 characters is nobody's page and gets no code */
#define QR_MOST 116.0

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

/* Type never shrinks for long names: person and place then take two lines, the second that of the
 * address. Returns whether they did. */
static bool
draw_contact(struct page *pg, double x, double y, double room)
{
	struct draw *d = page_draw(pg);
	const struct sheet *s = d->sheet;
	struct elem *e = draw_elem(d, "P");
	bool phone = s->phone.n > 0;
	struct text big = phone ? s->phone
	    : s->place.n > 0    ? draw_say(d, "sheet.ask_at", TEXTS(s->place))
				: draw_word(d, "sheet.ask_service"),
		    who = phone ? contact_words(d) : s->phone_person;

	set_within(pg, e, draw_word(d, phone ? "sheet.ask" : "sheet.ask_here"), HANDOUT_TEXT, x, y,
	    ROW_LINE, room);
	set_within(pg, e, big, phone ? HANDOUT_PHONE : HANDOUT_ASK, x, y + 27, 39, room);
	if (who.n == 0)
		return false;
	if (!phone || s->phone_person.n == 0 || s->place.n == 0 ||
	    text_width(d, who, HANDOUT_TEXT) <= room) {
		set_within(pg, e, who, HANDOUT_TEXT, x, y + 66, ROW_LINE, room);
		return false;
	}
	set_within(pg, e, s->phone_person, HANDOUT_TEXT, x, y + 63, ROW_LINE, room);
	set_within(pg, e, draw_say(d, "sheet.or_only", TEXTS(s->place)), HANDOUT_TEXT, x, y + 87,
	    ROW_LINE, room);
	return true;
}

static void
draw_address(struct page *pg, double x, double y, double room, struct text back)
{
	struct draw *d = page_draw(pg);
	struct text url = shown_url(draw_url(d));

	if (url.n > 0) {
		double wide = text_width(d, url, HANDOUT_SMALL),
		       most = room - (back.n > 0 ? text_width(d, back, HANDOUT_SMALL) + 24 : 0);
		struct elem *link = tag_new(d->tags, draw_elem(d, "P"), "Link");
		set_within(pg, link, url, HANDOUT_SMALL, x, y, 18, most);
		wide = wide > most ? most : wide;
		page_link(pg, link, x, y, wide, 18, draw_url(d));
		x += wide + 24;
	}
	if (back.n > 0)
		set_left(pg, draw_elem(d, "P"), back, HANDOUT_SMALL, x, y, 18);
}

/* Read in this order: whom to ring, the address, then the code; so the code is measured first. */
void
handout_foot(struct page *pg, double x, struct text back)
{
	struct draw *d = page_draw(pg);
	struct qr *q = qr_make(d, draw_url(d), 99, 1.985);
	double size = qr_size(q), top = AREA_Y + FOOT_TOP, y = top + 2.25 + 8.25,
	       room = AREA_WIDTH - x - (q && size <= QR_MOST ? size + 12 + 18 + 9 : 0);

	d->lang = LANG_ZH; /* a telephone is read across, by whoever holds the sheet */
	page_rule(pg, AREA_X, top, AREA_WIDTH, 2.25);
	if (!draw_contact(pg, AREA_X + x, y, room))
		draw_address(pg, AREA_X + x, y + 93, room, back);
	if (!q || size > QR_MOST)
		return;
	y = top + 2.25 + 13.5;
	if (y + size > AREA_Y + AREA_HEIGHT)
		y = AREA_Y + AREA_HEIGHT - size;
	qr_draw(pg, q, AREA_X + AREA_WIDTH - size, y, 12);
}
