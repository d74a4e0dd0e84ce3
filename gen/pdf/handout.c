/* SPDX-License-Identifier: MIT */
/*
 * The Chinese side of the handout: how each village matter stands, who does what this week, what
 * was studied, whom to ring. One A4 leaf. With a Mongolian side at the back all must fit the front,
 * shortened by rule; without one the Chinese takes both sides. A row is never split.
 */
#include "pdf/handout.h"

#include "lihui/utf8.h"

#define RIGHT        (AREA_X + AREA_WIDTH)
#define MAST         60.0
#define TALLY        36.0
#define SIDE_1_END   729.0 /* the last line says 转背面 */
#define SIDE_2_START 33.0

/* --- masthead and tally --- */

/* Units of more than seven characters push the date onto a line of its own. */
static double
mast_height(const struct sheet_side *s)
{
	return utf8_length(s->unit) > 7 ? MAST + ROW_LINE : MAST;
}

static void
draw_mast(struct page *pg, const struct sheet_side *s)
{
	struct draw *d = page_draw(pg);
	struct style big = HANDOUT_MAST;
	struct elem *e = draw_elem(d, "H1");
	bool own_line = mast_height(s) > MAST; /* of the date */
	double y = AREA_Y,
	       room = AREA_WIDTH - (own_line ? 0 : text_width(d, s->date, HANDOUT_DATE) + 9);

	big.size = utf8_length(s->unit) > 4 ? 28 : 34;
	double w = text_width(d, s->unit, big) + 17 + text_width(d, s->title, big);
	if (w > room) /* a title or date longer than usual */
		big.size *= (float)(room / w);
	w = set_left(pg, e, s->unit, big, AREA_X, y, 54);
	set_left(pg, e, s->title, big, AREA_X + w + big.size / 2, y, 54);
	e = draw_elem(d, "P");
	struct text second = s->came.n > 0
	    ? text_fmt(d->a, "%.*s　%.*s", TEXT_ARG(s->week), TEXT_ARG(s->came))
	    : s->week;
	if (own_line)
		set_left(pg, e, s->date, HANDOUT_DATE, AREA_X, y + 54, ROW_LINE);
	else
		set_right(pg, e, s->date, HANDOUT_DATE, RIGHT, y, ROW_LINE);
	set_right(pg, e, second, HANDOUT_DATE, RIGHT, y + (own_line ? 54 : ROW_LINE), ROW_LINE);
	page_rule(pg, AREA_X, AREA_Y + mast_height(s) - 2.25, AREA_WIDTH, 2.25);
}

/* The key to the signs from edge to edge, each "sign word number"; what was explained only when
 * something was. */
static void
draw_tally(struct page *pg, const struct sheet_side *s, double y)
{
	const struct {
		enum sheet_sign sign;
		const char *key;
		int n;
	} groups[] = { { SIGN_DONE, "sheet.done", s->counts.done },
		{ SIGN_GOING, "sheet.going", s->counts.going },
		{ SIGN_OPEN, "sheet.open", s->counts.open },
		{ SIGN_LATE, "sheet.late", s->counts.late },
		{ SIGN_EXPLAINED, "sheet.explained", s->counts.explained } };
	struct draw *d = page_draw(pg);
	struct text words[5];
	struct elem *list = draw_elem(d, "L");
	double widths[5], total = 0, x = AREA_X, sign = 18 + 4.5;
	int n = s->counts.explained > 0 ? 5 : 4;

	for (int i = 0; i < n; i++) {
		words[i] =
		    text_fmt(d->a, "%.*s %d", TEXT_ARG(draw_word(d, groups[i].key)), groups[i].n);
		widths[i] = sign + text_width(d, words[i], HANDOUT_BOLD);
		total += widths[i];
	}
	for (int i = 0; i < n; i++) {
		struct elem *body = tag_new(d->tags, tag_new(d->tags, list, "LI"), "LBody");
		sign_draw(pg, groups[i].sign, x, baseline(y, TALLY, 18), 18);
		set_left(pg, body, words[i], HANDOUT_BOLD, x + sign, y, TALLY);
		x += widths[i] + (AREA_WIDTH - total) / (n - 1);
	}
	page_rule(pg, AREA_X, y + TALLY - 0.5, AREA_WIDTH, 0.5);
}

/* --- rows --- */

/* A date a little wider than its column is set without gaps, then closer, instead of smaller. */
static void
draw_date(struct page *pg, struct elem *e, struct text t, double y)
{
	struct draw *d = page_draw(pg);
	struct style s = HANDOUT_TEXT;
	double w = text_width(d, t, s), room = ROW_VALUE_X - 9;
	size_t n = utf8_length(t);

	if (w > room) {
		s.gap = 0;
		w = text_width(d, t, s);
		room = w > room ? ROW_VALUE_X - 3 : room;
	}
	if (w > room)
		s.track = (float)((room - w) / (double)(n > 1 ? n - 1 : 1));
	set_left(pg, e, t, s, AREA_X, y, ROW_LINE);
}

static void
draw_status(struct page *pg, struct elem *item, const struct sheet_matter *m, double y)
{
	struct elem *e = tag_new(page_draw(pg)->tags, item, "Lbl");

	sign_draw(pg, m->sign, AREA_X, baseline(y, ROW_LINE, 18), 18);
	set_left(pg, e, m->status_words, HANDOUT_BOLD, AREA_X + 22.5, y, ROW_LINE);
}

static void
draw_matter(struct page *pg, struct elem *item, const struct handout_part *r, double y)
{
	struct tags *tags = page_draw(pg)->tags;
	const struct sheet_matter *m = r->matter;
	double x = AREA_X + ROW_VALUE_X, answer = y + (double)r->title_lines.n * ROW_LINE,
	       last = (double)r->body_lines.n - (r->person_apart ? 0 : 1);

	draw_status(pg, item, m, y);
	struct elem *body = tag_new(tags, item, "LBody");
	if (m->date_words.n > 0)
		draw_date(pg, tag_new(tags, body, "P"), m->date_words, y + ROW_LINE);
	struct elem *p = tag_new(tags, body, "P");
	set_lines(pg, p, r->title, r->title_lines, x, y, ROW_LINE);
	if (m->number.n > 0)
		set_right(pg, p, m->number, HANDOUT_NUMBER, RIGHT, y, ROW_LINE);
	p = tag_new(tags, body, "P");
	set_lines(pg, p, r->body, r->body_lines, x, answer, ROW_LINE);
	if (m->person.n > 0)
		set_right(
		    pg, p, m->person, HANDOUT_BOLD, RIGHT, answer + last * ROW_LINE, ROW_LINE);
}

static void
draw_task(struct page *pg, struct elem *item, const struct handout_part *r, double y)
{
	struct tags *tags = page_draw(pg)->tags;
	struct elem *label = tag_new(tags, item, "Lbl"), *body = tag_new(tags, item, "LBody");

	set_lines(pg, label, r->people, r->people_lines, AREA_X, y, ROW_LINE);
	set_lines(pg, body, r->body, r->body_lines, AREA_X + ROW_VALUE_X, y, ROW_LINE);
	if (r->task->date_words.n > 0)
		set_right(pg, body, r->task->date_words, HANDOUT_TEXT, RIGHT, y, ROW_LINE);
}

static void
draw_row(struct page *pg, struct elem **list, const struct handout_part *r, double y)
{
	struct draw *d = page_draw(pg);
	double top = y + ROW_PAD;

	if (r->kind == PART_HEAD) {
		set_left(pg, draw_elem(d, "H2"), r->text, HANDOUT_SECTION, AREA_X, y + 7.5, 33);
		draw_bookmark(d, r->text, pg, y);
		*list = NULL;
		return;
	}
	page_rule(pg, AREA_X, y, AREA_WIDTH, 0.5);
	if (r->kind == PART_NOTHING) {
		set_left(pg, draw_elem(d, "P"), r->text, HANDOUT_TEXT, AREA_X, top, ROW_LINE);
		return;
	}
	if (!*list)
		*list = draw_elem(d, "L");
	struct elem *item = tag_new(d->tags, *list, "LI");
	if (r->kind == PART_MATTER) {
		draw_matter(pg, item, r, top);
	} else if (r->kind == PART_TASK) {
		draw_task(pg, item, r, top);
	} else {
		if (r->kind == PART_DONE)
			draw_status(pg, item, r->matter, top);
		set_left(pg, tag_new(d->tags, item, "LBody"), r->text, HANDOUT_TEXT,
		    AREA_X + (r->kind == PART_DONE ? ROW_VALUE_X : 0), top, ROW_LINE);
	}
}

static void
draw_rows(struct page *pg, const struct handout *h, size_t from, size_t to, double y)
{
	struct elem *list = NULL;

	for (size_t i = from; i < to; i++) {
		draw_row(pg, &list, &h->parts.v[i], AREA_Y + y);
		y += h->parts.v[i].extent;
	}
}

/* --- sides --- */

static double
rows_height(const struct handout *h, size_t from)
{
	double height = 0;

	for (size_t i = from; i < h->parts.n; i++)
		height += h->parts.v[i].extent;
	return height;
}

/* Above the foot, and the frame when there is one. */
static bool
has_room(const struct handout *h, double y)
{
	return y <= (h->frame ? FRAME_TOP : FOOT_TOP) + 0.01;
}

static bool
fits_one(const struct handout *h)
{
	return has_room(h, mast_height(h->side) + TALLY + rows_height(h, 0));
}

/* The first row of the second side. A head goes with its first row. */
static size_t
turn_at(const struct handout *h)
{
	const struct handout_part *rows = h->parts.v;
	double y = mast_height(h->side) + TALLY;
	size_t i;

	for (i = 0; i < h->parts.n && y + rows[i].extent <= SIDE_1_END; i++)
		y += rows[i].extent;
	if (i == h->parts.n) { /* all but the foot has room: then the last section goes over whole,
				  a single one with its last row */
		while (i > 1 && rows[i - 1].kind != PART_HEAD)
			i--;
		i = i > 1 ? i - 1 : h->parts.n - 1;
	}
	while (i > 1 && rows[i - 1].kind == PART_HEAD)
		i--;
	return i;
}

/* Does the second side begin within a section? Then it says its head again. */
static bool
goes_on(const struct handout *h, size_t turn)
{
	return turn < h->parts.n && h->parts.v[turn].kind != PART_HEAD;
}

static bool
fits_two(const struct handout *h)
{
	size_t turn = turn_at(h);

	return fits_one(h) ||
	    has_room(h, SIDE_2_START + (goes_on(h, turn) ? HEAD_HEIGHT : 0) + rows_height(h, turn));
}

static void
draw_frame(struct page *pg, const struct handout *h)
{
	struct draw *d = h->d;
	struct elem *e = draw_elem(d, "P");
	double y = AREA_Y + FRAME_TOP;

	page_frame(pg, AREA_X, y, AREA_WIDTH, FRAME_HEIGHT, 1.5);
	set_left(pg, e, draw_word(d, "sheet.more"), HANDOUT_BOLD, AREA_X + 10.5, y, FRAME_HEIGHT);
	set_right(pg, e, handout_missing(h), HANDOUT_TEXT, RIGHT - 10.5, y, FRAME_HEIGHT);
}

static void
draw_turn(struct page *pg)
{
	double y = AREA_Y + SIDE_1_END;

	set_right(pg, NULL, draw_word(page_draw(pg), "sheet.turn"), HANDOUT_BOLD, RIGHT - 18 - 6, y,
	    ROW_LINE);
	sign_draw(pg, SIGN_GOING, RIGHT - 18, baseline(y, ROW_LINE, 18), 18);
}

static struct page *
draw_second(const struct handout *h, size_t turn)
{
	struct draw *d = h->d;
	const struct sheet_side *s = h->side;
	struct page *pg = page_new(d, A4_WIDTH, A4_HEIGHT, 1);
	size_t space = text_find(s->date, T(" "), 0); /* the weekday behind it is not said again */
	struct text date = space == SIZE_MAX ? s->date : text_cut(s->date, 0, space),
		    right = text_fmt(
			d->a, "%.*s　%.*s", TEXT_ARG(date), TEXT_ARG(draw_word(d, "sheet.back")));
	double y = SIDE_2_START;

	set_within(pg, NULL, text_join(d->a, s->unit, s->title), HANDOUT_BOLD, AREA_X, AREA_Y,
	    ROW_LINE, AREA_WIDTH - text_width(d, right, HANDOUT_DATE) - 9);
	set_right(pg, NULL, right, HANDOUT_DATE, RIGHT, AREA_Y, ROW_LINE);
	page_rule(pg, AREA_X, AREA_Y + y - 4.5, AREA_WIDTH, 2.25);
	if (goes_on(h, turn)) {
		size_t head = turn;
		while (h->parts.v[head].kind != PART_HEAD)
			head--;
		/* The same section goes on: for the eye only, as repeated heads are. */
		set_left(pg, NULL, draw_say(d, "sheet.continued", TEXTS(h->parts.v[head].text)),
		    HANDOUT_SECTION, AREA_X, AREA_Y + y + 7.5, 33);
		y += HEAD_HEIGHT;
	}
	draw_rows(pg, h, turn, h->parts.n, y);
	return pg;
}

/* One language across. Alone on the leaf it takes both sides; back: what the other one is. */
static void
draw_across(struct draw *d, const struct sheet_side *s, struct text back, bool alone)
{
	struct handout h = { .d = d,
		.side = s,
		.measure = handout_row,
		.fits = alone ? fits_two : fits_one,
		.says_nothing = true };
	struct page *pg = page_new(d, A4_WIDTH, A4_HEIGHT, 1);
	double mast = mast_height(s);

	draw_sheet_mark(
	    d, text_fmt(d->a, "%.*s %.*s", TEXT_ARG(s->unit), TEXT_ARG(s->title)), pg, AREA_Y);
	handout_fit(&h);
	size_t turn = !alone || fits_one(&h) ? h.parts.n : turn_at(&h);
	draw_mast(pg, s);
	draw_tally(pg, s, AREA_Y + mast);
	draw_rows(pg, &h, 0, turn, mast + TALLY);
	if (turn < h.parts.n) {
		draw_turn(pg);
		pg = draw_second(&h, turn);
	}
	if (h.frame)
		draw_frame(pg, &h);
	handout_foot(pg, 0, back);
}

void
handout_draw(struct draw *d)
{
	const struct sheet *s = d->sheet;
	bool alone = !s->has_mn && s->nothers == 0;
	enum lang behind = s->has_mn || alone ? s->mn.lang : s->others[0].side.lang;

	draw_across(d, &s->zh,
	    alone ? NO_TEXT
		  : draw_say(d, "sheet.back_in",
			TEXTS(words_language(s->words, LANG_ZH, behind, false))),
	    alone);
	if (s->has_mn)
		handout_mn_draw(d);
	for (size_t i = 0; i < s->nothers; i++) {
		draw_turn_to(d, &s->others[i].side);
		draw_across(d, d->side, NO_TEXT, false);
	}
	draw_turn_to(d, NULL);
}
