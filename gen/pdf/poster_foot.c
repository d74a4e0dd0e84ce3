/* SPDX-License-Identifier: MIT */
/* The lower half of a poster, never cut: until when it is posted, where to object, the code, the
 * strip to sign when it comes down. */
#include "pdf/poster.h"

static double
until_height(const struct poster *p)
{
	if (!date_is(p->d->sheet->period_to))
		return 0;
	return p->short_until ? 9 + 9 + 56 + 11 : 9 + 7 + 38 + 62 + 9;
}

/* Lines below the telephone but the first. */
static double
ask_extra(const struct poster *p)
{
	return p->ask_lines.n > 1 ? (double)(p->ask_lines.n - 1) * 38 : 0;
}

static double
until_top(const struct poster *p)
{
	return p->paper.height - p->paper.until_foot - ask_extra(p) - until_height(p);
}

double
poster_text_end(const struct poster *p)
{
	return until_top(p) - 12;
}

static void
draw_until(struct page *pg, const struct poster *p)
{
	struct draw *d = p->d;
	const struct sheet *s = d->sheet;
	struct date from = s->period_from, to = s->period_to;
	struct style big = POSTER_UNTIL;
	double x = p->paper.x + 4.5 + 14, y = p->paper.y + until_top(p),
	       room = p->paper.width - 9 - 28;
	struct text day = text_fmt(d->a, "%d月%d日", to.month, to.day),
		    weekday = date_weekday_zh(date_weekday(to), false);
	struct elem *e = draw_elem(d, "P");
	int days = s->period_days > 0 ? s->period_days
	    : date_is(from)           ? (int)(date_days(to) - date_days(from)) + 1
				      : 0;

	page_frame(pg, p->paper.x, y, p->paper.width, until_height(p), 4.5);
	struct text line = draw_say(d, "sheet.until", TEXTS(day, weekday));
	if (p->short_until) {
		if (days > 0)
			line = draw_say(
			    d, "sheet.until_short", TEXTS(draw_number(d, days), day, weekday));
		big.size = 44;
		set_within(pg, e, line, big, x, y + 4.5 + 9, 56, room);
		return;
	}
	if (days > 0 && date_is(from))
		set_within(pg, e,
		    draw_say(d, "sheet.period",
			TEXTS(draw_number(d, days),
			    text_fmt(d->a, "%d月%d日", from.month, from.day))),
		    POSTER_TEXT, x, y + 4.5 + 7, 38, room);
	set_within(pg, e, line, big, x, y + 4.5 + 7 + 38, 62, room);
}

/* A telephone inside the words for objections: seven digits and more, hyphens between. */
static struct text
find_phone(struct text t)
{
	for (size_t i = 0; i < t.n; i++) {
		size_t k = i, digits = 0;
		while (
		    k < t.n && ((t.p[k] >= '0' && t.p[k] <= '9') || (t.p[k] == '-' && digits > 0)))
			digits += t.p[k++] != '-';
		if (digits >= 7)
			return text_cut(t, i, k);
		i = k > i ? k - 1 : i;
	}
	return NO_TEXT;
}

static struct text
strip_marks(struct text t)
{
	static const char *const marks[] = { "，", "、", "；", "：", "。", ",", " ", "电话", "（）",
		"()" };

	for (bool again = true; again;) {
		again = false;
		t = text_trim(t);
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
			struct text m = text_of(marks[i]);
			if (text_starts(t, m)) {
				t = text_cut(t, m.n, t.n);
				again = true;
			} else if (text_ends(t, m)) {
				t = text_cut(t, 0, t.n - m.n);
				again = true;
			}
		}
	}
	return t;
}

/* The line under the telephone: what else the document says of objections, else the place and the
 * person to ask. */
static struct text
object_words(struct draw *d, struct text phone)
{
	const struct sheet *s = d->sheet;

	if (s->objections.n > 0) {
		size_t at = phone.n > 0 ? text_find(s->objections, phone, 0) : SIZE_MAX;
		if (at == SIZE_MAX)
			return s->objections;
		return strip_marks(text_join(d->a, strip_marks(text_cut(s->objections, 0, at)),
		    text_cut(s->objections, at + phone.n, s->objections.n)));
	}
	if (s->place.n > 0 && s->phone_person.n > 0)
		return draw_say(d, "sheet.or_find", TEXTS(s->place, s->phone_person));
	return s->place.n > 0 ? draw_say(d, "sheet.or_only", TEXTS(s->place)) : s->phone_person;
}

/* A very long address: smaller modules rather than a code over the strip. */
static struct qr *
ask_code(struct draw *d)
{
	struct qr *q = qr_make(d, draw_url(d), 118.8, 3.118);

	return qr_size(q) > 138 ? qr_make(d, draw_url(d), 137.9, 1.0) : q;
}

static double
ask_room(const struct poster *p)
{
	double size = qr_size(ask_code(p->d));

	return p->paper.width - (size > 0 ? size + 15 + 18 + 9 : 0);
}

static struct text
ask_phone(struct draw *d)
{
	struct text phone = find_phone(d->sheet->objections);

	return phone.n > 0 ? phone : d->sheet->phone;
}

void
poster_ask(struct poster *p)
{
	struct draw *d = p->d;
	const struct sheet *s = d->sheet;
	struct text words = object_words(d, ask_phone(d));
	double room = ask_room(p);

	p->ask_lines.n = 0;
	if (words.n == 0)
		return;
	/* Place and person on a line each, when one is too short for both. */
	if (s->objections.n == 0 && s->place.n > 0 && s->phone_person.n > 0 &&
	    text_width(d, words, POSTER_TEXT) > room)
		words = draw_say(d, "sheet.or_find_lines", TEXTS(s->place, s->phone_person));
	p->ask = para_text(d, words, POSTER_TEXT, (float)room);
	p->ask_lines = para_lines(d, p->ask, room);
}

/* Whom to ask. A unit that gave neither telephone nor place has only the code: half a sentence
 * would send people nowhere. */
static void
draw_objections(struct page *pg, const struct poster *p)
{
	struct draw *d = p->d;
	struct text phone = ask_phone(d);
	struct qr *q = ask_code(d);
	double x = p->paper.x, size = qr_size(q), room = ask_room(p),
	       y = p->paper.y + p->paper.height - p->paper.object_foot - POSTER_OBJECTIONS -
	    ask_extra(p);

	if (phone.n > 0 || p->ask_lines.n > 0) {
		const char *key = phone.n == 0 ? "sheet.object_at"
		    : d->sheet->money          ? "sheet.question"
					       : "sheet.object";
		struct elem *e = draw_elem(d, "P");
		set_within(pg, e, draw_word(d, key), POSTER_TEXT, x, y, 38, room);
		if (phone.n > 0)
			set_within(pg, e, phone, POSTER_PHONE, x, y + 38, 54, room);
		if (p->ask_lines.n > 0)
			set_lines(pg, e, p->ask, p->ask_lines, x, y + (phone.n > 0 ? 92 : 42), 38);
	}
	if (size == 0)
		return;
	y += 8;
	if (size > POSTER_OBJECTIONS - 8)
		y -= size - (POSTER_OBJECTIONS - 8);
	qr_caption(pg, q, x + p->paper.width - size, y, 15);
	qr_draw(pg, q, d->root, x + p->paper.width - size, y);
}

static void
draw_strip(struct page *pg, const struct poster *p)
{
	static const char *const keys[] = { "sheet.sign_board", "sheet.sign_poster",
		"sheet.sign_posted", "sheet.sign_removed" };
	static const double parts[] = { 1.15, 1, 1, 1.2 };
	double x = p->paper.x, y = p->paper.y + p->paper.height - p->paper.strip;

	page_rule(pg, x, y, p->paper.width, 2.25);
	for (int i = 0; i < 4; i++) {
		double w = p->paper.width * parts[i] / 4.35, pad = i > 0 ? 6 : 0;
		if (i > 0)
			page_rule(pg, x - 0.75, y + 2.25, 0.75, p->paper.strip - 2.25);
		set_within(pg, draw_elem(p->d, "P"), draw_word(p->d, keys[i]), POSTER_SIGN, x + pad,
		    y + 2.25 + 4, 18, w - pad - (i < 3 ? 6 : 0));
		x += w;
	}
}

void
poster_foot(struct page *pg, const struct poster *p)
{
	if (date_is(p->d->sheet->period_to))
		draw_until(pg, p);
	draw_objections(pg, p);
	draw_strip(pg, p);
}
