/* SPDX-License-Identifier: MIT */
/* The lower half of a poster, never cut: until when it is posted, where to object, the code, the
 * strip to sign when it comes down. */
#include "pdf/poster.h"

bool
poster_has_until(const struct poster *p)
{
	return date_is(p->d->sheet->period_to);
}

static double
until_height(const struct poster *p)
{
	return !poster_has_until(p) ? 0 : p->short_until ? 9 + 9 + 56 + 11 : 9 + 7 + 38 + 62 + 9;
}

double
poster_until_top(const struct poster *p)
{
	return p->paper.height - p->paper.until_foot - until_height(p);
}

static struct text
day_words(struct draw *d, struct date day)
{
	return text_fmt(d->a, "%d月%d日", day.month, day.day);
}

static void
draw_until(struct page *pg, const struct poster *p)
{
	struct draw *d = p->d;
	const struct sheet *s = d->sheet;
	struct style big = { .face = FACE_HEI_BOLD, .size = p->short_until ? 44 : 50 };
	double x = p->paper.x + 4.5 + 14, y = p->paper.y + poster_until_top(p),
	       room = p->paper.width - 9 - 28;
	struct text to = day_words(d, s->period_to),
		    weekday = date_weekday_zh(date_weekday(s->period_to), false);
	struct elem *e = tag_new(d->tags, d->root, "P");
	int days = s->period_days > 0 ? s->period_days
	    : date_is(s->period_from)
	    ? (int)(date_days(s->period_to) - date_days(s->period_from)) + 1
	    : 0;

	page_frame(pg, p->paper.x, y, p->paper.width, until_height(p), 4.5);
	if (p->short_until) {
		struct text line = days > 0
		    ? draw_say(d, "sheet.until_short", TEXTS(draw_number(d, days), to, weekday))
		    : draw_say(d, "sheet.until", TEXTS(to, weekday));
		set_within(pg, e, line, big, x, y + 4.5 + 9, 56, room);
		return;
	}
	if (days > 0 && date_is(s->period_from))
		set_within(pg, e,
		    draw_say(d, "sheet.period",
			TEXTS(draw_number(d, days), day_words(d, s->period_from))),
		    POSTER_TEXT, x, y + 4.5 + 7, 38, room);
	set_within(pg, e, draw_say(d, "sheet.until", TEXTS(to, weekday)), big, x, y + 4.5 + 7 + 38,
	    62, room);
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

static double
draw_code(struct page *pg, const struct poster *p, double y, bool measure)
{
	struct draw *d = p->d;
	struct qr *q = qr_make(d, d->sheet->url, 118.8, 3.118);
	struct style caption = { .face = FACE_HEI, .size = 18 };
	double x, size;

	if (q &&
	    qr_size(q) >
		138) /* a very long address: smaller modules rather than a code over the strip */
		q = qr_make(d, d->sheet->url, 137.9, 1.0);
	if (!q || qr_size(q) > 138)
		return p->paper.width;
	size = qr_size(q);
	x = p->paper.x + p->paper.width - size;
	if (measure)
		return p->paper.width - size - 15 - 18 - 9;
	if (size > POSTER_OBJECTIONS - 8)
		y -= size - (POSTER_OBJECTIONS - 8);
	set_down(pg, tag_new(d->tags, d->root, "P"), draw_word(d, "sheet.scan"), caption,
	    x - 15 - 9, y, size);
	qr_draw(pg, q, x, y, d->sheet->url);
	return 0;
}

/* Whom to ask. A unit that gave neither telephone nor place has only the code: half a sentence
 * would send people nowhere. */
static void
draw_objections(struct page *pg, const struct poster *p)
{
	struct draw *d = p->d;
	struct text phone = find_phone(d->sheet->objections), words;
	struct style big = { .face = FACE_HEI_BOLD, .size = 44, .keep = true };
	double x = p->paper.x,
	       y = p->paper.y + p->paper.height - p->paper.object_foot - POSTER_OBJECTIONS,
	       room = draw_code(pg, p, 0, true);
	struct elem *e;

	if (phone.n == 0)
		phone = d->sheet->phone;
	words = object_words(d, phone);
	if (phone.n == 0 && words.n == 0) {
		draw_code(pg, p, y + 8, false);
		return;
	}
	e = tag_new(d->tags, d->root, "P");
	set_within(pg, e,
	    draw_word(d,
		phone.n == 0          ? "sheet.object_at"
		    : d->sheet->money ? "sheet.question"
				      : "sheet.object"),
	    POSTER_TEXT, x, y, 38, room);
	if (phone.n > 0)
		set_within(pg, e, phone, big, x, y + 38, 54, room);
	if (words.n > 0)
		set_within(pg, e, words, POSTER_TEXT, x, y + (phone.n > 0 ? 92 : 42), 38, room);
	draw_code(pg, p, y + 8, false);
}

static void
draw_strip(struct page *pg, const struct poster *p)
{
	static const char *const keys[] = { "sheet.sign_board", "sheet.sign_poster",
		"sheet.sign_posted", "sheet.sign_removed" };
	static const double parts[] = { 1.15, 1, 1, 1.2 };
	struct style small = { .face = FACE_HEI, .size = 14 };
	double x = p->paper.x, y = p->paper.y + p->paper.height - p->paper.strip;

	page_rule(pg, x, y, p->paper.width, 2.25);
	for (int i = 0; i < 4; i++) {
		double w = p->paper.width * parts[i] / 4.35, pad = i > 0 ? 6 : 0;
		if (i > 0)
			page_rule(pg, x - 0.75, y + 2.25, 0.75, p->paper.strip - 2.25);
		set_within(pg, tag_new(p->d->tags, p->d->root, "P"), draw_word(p->d, keys[i]),
		    small, x + pad, y + 2.25 + 4, 18, w - pad - (i < 3 ? 6 : 0));
		x += w;
	}
}

void
poster_foot(struct page *pg, const struct poster *p)
{
	if (poster_has_until(p))
		draw_until(pg, p);
	draw_objections(pg, p);
	draw_strip(pg, p);
}
