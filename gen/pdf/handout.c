/* SPDX-License-Identifier: MIT */
/*
 * The Chinese side of the handout: how each village matter stands, who does what this week, what
 * was studied, whom to ring. One A4 leaf. With a Mongolian side at the back all must fit the front,
 * shortened by rule; without one the Chinese takes both sides. A row is never split.
 */
#include "pdf/handout.h"

#include "lihui/utf8.h"

static const struct style SECTION = { .face = FACE_HEI_BOLD, .size = 22, .gap = SCRIPT_GAP };
static const struct style DATE = { .face = FACE_HEI,
	.size = 18 }; /* of the masthead: set tight, beside the title */
static const struct style NUMBER = { .face = FACE_HEI, .size = 14, .gap = SCRIPT_GAP };

#define COLUMN_2     108.0 /* left edge of the second column */
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
draw_dates(struct page *pg, const struct sheet_side *s, bool own_line)
{
	struct draw *d = page_draw(pg);
	struct elem *e = tag_new(d->tags, d->root, "P");
	double right = AREA_X + AREA_WIDTH, y = AREA_Y;
	struct text second = s->came.n > 0
	    ? text_fmt(d->a, "%.*s　%.*s", TEXT_ARG(s->week), TEXT_ARG(s->came))
	    : s->week;

	if (own_line) {
		set_left(pg, e, s->date, DATE, AREA_X, y + 54, ROW_LINE);
		set_right(pg, e, second, DATE, right, y + 54, ROW_LINE);
		return;
	}
	set_right(pg, e, s->date, DATE, right, y, ROW_LINE);
	set_right(pg, e, second, DATE, right, y + ROW_LINE, ROW_LINE);
}

static void
draw_mast(struct page *pg, const struct sheet_side *s)
{
	struct draw *d = page_draw(pg);
	struct elem *h1 = tag_new(d->tags, d->root, "H1");
	size_t n = utf8_length(s->unit);
	struct style big = { .face = FACE_HEI_BOLD, .size = n > 4 ? 28 : 34 };
	double height = mast_height(s),
	       room = height > MAST ? AREA_WIDTH : AREA_WIDTH - text_width(d, s->date, DATE) - 9, w;

	w = text_width(d, s->unit, big) + 17 + text_width(d, s->title, big);
	if (w > room) /* a title or date longer than usual */
		big.size *= (float)(room / w);
	w = set_left(pg, h1, s->unit, big, AREA_X, AREA_Y, 54);
	set_left(pg, h1, s->title, big, AREA_X + w + big.size / 2, AREA_Y, 54);
	draw_dates(pg, s, height > MAST);
	page_rule(pg, AREA_X, AREA_Y + height - 2.25, AREA_WIDTH, 2.25);
}

/* The key to the signs: four groups from edge to edge, each "sign word number". */
static void
draw_tally(struct page *pg, const struct sheet_side *s, double y)
{
	static const struct {
		enum sheet_sign sign;
		const char *key;
	} groups[] = { { SIGN_DONE, "sheet.done" }, { SIGN_GOING, "sheet.going" },
		{ SIGN_OPEN, "sheet.open" }, { SIGN_LATE, "sheet.late" } };
	struct draw *d = page_draw(pg);
	int n[4] = { s->counts.done, s->counts.going, s->counts.open, s->counts.late };
	struct text words[4];
	struct elem *list = tag_new(d->tags, d->root, "L");
	double widths[4], total = 0, x = AREA_X, sign = 18 + 4.5;

	for (int i = 0; i < 4; i++) {
		words[i] = text_fmt(d->a, "%.*s %d", TEXT_ARG(draw_word(d, groups[i].key)), n[i]);
		widths[i] = sign + text_width(d, words[i], HANDOUT_BOLD);
		total += widths[i];
	}
	for (int i = 0; i < 4; i++) {
		struct elem *body = tag_new(d->tags, tag_new(d->tags, list, "LI"), "LBody");
		sign_draw(pg, groups[i].sign, x, baseline(y, TALLY, 18), 18);
		set_left(pg, body, words[i], HANDOUT_BOLD, x + sign, y, TALLY);
		x += widths[i] + (AREA_WIDTH - total) / 3;
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
	double w = text_width(d, t, s), room = COLUMN_2 - 9;

	if (w > room) {
		s.gap = 0;
		w = text_width(d, t, s);
		room = w > room ? COLUMN_2 - 3 : room;
	}
	if (w > room)
		s.track =
		    (float)((room - w) / (double)(utf8_length(t) > 1 ? utf8_length(t) - 1 : 1));
	set_left(pg, e, t, s, AREA_X, y, ROW_LINE);
}

static void
draw_status(struct page *pg, struct elem *item, const struct sheet_matter *m, double y)
{
	struct draw *d = page_draw(pg);
	struct elem *e = tag_new(d->tags, item, "Lbl");

	sign_draw(pg, m->sign, AREA_X, baseline(y, ROW_LINE, 18), 18);
	set_left(pg, e, m->status_words, HANDOUT_BOLD, AREA_X + 22.5, y, ROW_LINE);
}

static void
draw_matter(struct page *pg, struct elem *list, const struct handout_row *r, double y)
{
	struct draw *d = page_draw(pg);
	const struct sheet_matter *m = r->matter;
	struct elem *item = tag_new(d->tags, list, "LI"), *body, *p;
	double right = AREA_X + AREA_WIDTH, x = AREA_X + COLUMN_2,
	       answer = y + (double)r->title_lines.n * ROW_LINE;

	draw_status(pg, item, m, y);
	body = tag_new(d->tags, item, "LBody");
	if (m->date_words.n > 0)
		draw_date(pg, tag_new(d->tags, body, "P"), m->date_words, y + ROW_LINE);
	p = tag_new(d->tags, body, "P");
	set_lines(pg, p, r->title, &r->title_lines, x, y, ROW_LINE, 0);
	if (m->number.n > 0)
		set_right(pg, p, m->number, NUMBER, right, y, ROW_LINE);
	p = tag_new(d->tags, body, "P");
	set_lines(pg, p, r->body, &r->body_lines, x, answer, ROW_LINE, 0);
	if (m->person.n > 0)
		set_right(pg, p, m->person, HANDOUT_BOLD, right,
		    answer + ((double)r->body_lines.n - (r->person_apart ? 0 : 1)) * ROW_LINE,
		    ROW_LINE);
}

static void
draw_done(struct page *pg, struct elem *list, const struct handout_row *r, double y)
{
	struct draw *d = page_draw(pg);
	struct elem *item = tag_new(d->tags, list, "LI");

	draw_status(pg, item, r->matter, y);
	set_left(pg, tag_new(d->tags, item, "LBody"), r->text, HANDOUT_TEXT, AREA_X + COLUMN_2, y,
	    ROW_LINE);
}

static void
draw_task(struct page *pg, struct elem *list, const struct handout_row *r, double y)
{
	struct draw *d = page_draw(pg);
	struct elem *item = tag_new(d->tags, list, "LI"), *body;

	set_lines(
	    pg, tag_new(d->tags, item, "Lbl"), r->people, &r->people_lines, AREA_X, y, ROW_LINE, 0);
	body = tag_new(d->tags, item, "LBody");
	set_lines(pg, body, r->body, &r->body_lines, AREA_X + COLUMN_2, y, ROW_LINE, 0);
	if (r->task->date_words.n > 0)
		set_right(
		    pg, body, r->task->date_words, HANDOUT_TEXT, AREA_X + AREA_WIDTH, y, ROW_LINE);
}

static void
draw_row(struct page *pg, struct elem **list, const struct handout_row *r, double y)
{
	struct draw *d = page_draw(pg);
	double top = y + ROW_PAD;

	if (r->kind == ROW_HEAD) {
		set_left(
		    pg, tag_new(d->tags, d->root, "H2"), r->text, SECTION, AREA_X, y + 7.5, 33);
		draw_bookmark(d, r->text, pg, y);
		*list = NULL;
		return;
	}
	page_rule(pg, AREA_X, y, AREA_WIDTH, 0.5);
	if (r->kind == ROW_NOTHING) {
		set_left(pg, tag_new(d->tags, d->root, "P"), r->text, HANDOUT_TEXT, AREA_X, top,
		    ROW_LINE);
		return;
	}
	if (!*list)
		*list = tag_new(d->tags, d->root, "L");
	if (r->kind == ROW_MATTER)
		draw_matter(pg, *list, r, top);
	else if (r->kind == ROW_DONE)
		draw_done(pg, *list, r, top);
	else if (r->kind == ROW_TASK)
		draw_task(pg, *list, r, top);
	else
		set_left(pg, tag_new(d->tags, tag_new(d->tags, *list, "LI"), "LBody"), r->text,
		    HANDOUT_TEXT, AREA_X, top, ROW_LINE);
}

/* --- foot --- */

/* --- sides --- */

static bool
fits_one(const struct handout_row_list *rows, const struct cut *c, double mast)
{
	double y = mast + TALLY;

	for (size_t i = 0; i < rows->n; i++)
		y += rows->v[i].height;
	return y <= (c->frame ? FRAME_TOP : FOOT_TOP) + 0.01;
}

/* The first row of the second side. A head goes with its first row. */
static size_t
turn_at(const struct handout_row_list *rows, double mast)
{
	double y = mast + TALLY;
	size_t i;

	for (i = 0; i < rows->n && y + rows->v[i].height <= SIDE_1_END; i++)
		y += rows->v[i].height;
	if (i == rows->n) { /* all but the foot has room: then the last section goes over whole, a
			       single one with its last row */
		while (i > 1 && rows->v[i - 1].kind != ROW_HEAD)
			i--;
		i = i > 1 ? i - 1 : rows->n - 1;
	}
	while (i > 1 && rows->v[i - 1].kind == ROW_HEAD)
		i--;
	return i;
}

static bool
fits_two(const struct handout_row_list *rows, const struct cut *c, double mast)
{
	size_t turn;
	double y = SIDE_2_START;

	if (fits_one(rows, c, mast))
		return true;
	turn = turn_at(rows, mast);
	if (turn < rows->n && rows->v[turn].kind != ROW_HEAD)
		y += HEAD_HEIGHT;
	for (size_t i = turn; i < rows->n; i++)
		y += rows->v[i].height;
	return y <= (c->frame ? FRAME_TOP : FOOT_TOP) + 0.01;
}

struct placing {
	double mast;
	struct handout_row_list rows;
};

static bool
measure_one(struct fitting *f)
{
	struct placing *p = f->own;

	handout_rows(f->d, f->side, f->c, &p->rows);
	return fits_one(&p->rows, f->c, p->mast);
}

static bool
measure_two(struct fitting *f)
{
	struct placing *p = f->own;

	handout_rows(f->d, f->side, f->c, &p->rows);
	return fits_two(&p->rows, f->c, p->mast);
}

static void
draw_rows(struct page *pg, const struct handout_row_list *rows, size_t from, size_t to, double y)
{
	struct elem *list = NULL;

	for (size_t i = from; i < to; i++) {
		draw_row(pg, &list, &rows->v[i], AREA_Y + y);
		y += rows->v[i].height;
	}
}

static void
draw_frame(struct page *pg, const struct sheet_side *side, const struct cut *c)
{
	struct draw *d = page_draw(pg);
	struct elem *e;

	if (!c->frame)
		return;
	e = tag_new(d->tags, d->root, "P");
	page_frame(pg, AREA_X, AREA_Y + FRAME_TOP, AREA_WIDTH, FRAME_HEIGHT, 1.5);
	set_left(pg, e, draw_word(d, "sheet.more"), HANDOUT_BOLD, AREA_X + 10.5, AREA_Y + FRAME_TOP,
	    FRAME_HEIGHT);
	set_right(pg, e, handout_missing(d, side, c), HANDOUT_TEXT, AREA_X + AREA_WIDTH - 10.5,
	    AREA_Y + FRAME_TOP, FRAME_HEIGHT);
}

static void
draw_turn(struct page *pg)
{
	struct draw *d = page_draw(pg);
	double y = AREA_Y + SIDE_1_END, right = AREA_X + AREA_WIDTH;

	set_right(pg, NULL, draw_word(d, "sheet.turn"), HANDOUT_BOLD, right - 18 - 6, y, ROW_LINE);
	sign_draw(pg, SIGN_GOING, right - 18, baseline(y, ROW_LINE, 18), 18);
}

static struct text
date_alone(struct text date)
{
	size_t space = text_find(date, T(" "), 0);

	return space == SIZE_MAX ? date : text_cut(date, 0, space);
}

static void
draw_second(
    struct draw *d, const struct sheet_side *s, const struct handout_row_list *rows, size_t turn)
{
	struct page *pg = page_new(d, A4_WIDTH, A4_HEIGHT, 1);
	double y = SIDE_2_START;
	struct text right = text_fmt(d->a, "%.*s　%.*s", TEXT_ARG(date_alone(s->date)),
	    TEXT_ARG(draw_word(d, "sheet.back")));
	struct text left = text_join(d->a, s->unit, s->title);

	set_within(pg, NULL, left, HANDOUT_BOLD, AREA_X, AREA_Y, ROW_LINE,
	    AREA_WIDTH - text_width(d, right, DATE) - 9);
	set_right(pg, NULL, right, DATE, AREA_X + AREA_WIDTH, AREA_Y, ROW_LINE);
	page_rule(pg, AREA_X, AREA_Y + SIDE_2_START - 4.5, AREA_WIDTH, 2.25);
	if (turn < rows->n && rows->v[turn].kind != ROW_HEAD) {
		struct handout_row head = { .kind = ROW_HEAD };
		for (size_t i = turn; i-- > 0 && head.text.n == 0;)
			if (rows->v[i].kind == ROW_HEAD)
				head.text = draw_say(d, "sheet.continued", TEXTS(rows->v[i].text));
		/* The same section goes on: for the eye only, as repeated heads are. */
		set_left(pg, NULL, head.text, SECTION, AREA_X, AREA_Y + y + 7.5, 33);
		y += HEAD_HEIGHT;
	}
	draw_rows(pg, rows, turn, rows->n, y);
}

static struct text
sheet_bookmark(struct draw *d, const struct sheet_side *s)
{
	return text_fmt(d->a, "%.*s %.*s", TEXT_ARG(s->unit), TEXT_ARG(s->title));
}

void
handout_draw(struct draw *d)
{
	const struct sheet_side *s = &d->sheet->zh;
	struct page *pg = page_new(d, A4_WIDTH, A4_HEIGHT, 1);
	double mast = mast_height(s);
	struct placing place = { .mast = mast };
	struct cut c;
	struct fitting fit = { d, s, &c, d->sheet->has_mn ? measure_one : measure_two, &place };
	size_t turn;

	d->mark = object_bookmark(
	    d->objects, NULL, sheet_bookmark(d, s), page_object(pg), page_flip(pg, AREA_Y));
	handout_fit(&fit);
	turn = fits_one(&place.rows, &c, mast) || d->sheet->has_mn ? place.rows.n
								   : turn_at(&place.rows, mast);
	draw_mast(pg, s);
	draw_tally(pg, s, AREA_Y + mast);
	draw_rows(pg, &place.rows, 0, turn, mast + TALLY);
	if (turn < place.rows.n) {
		draw_turn(pg);
		draw_second(d, s, &place.rows, turn);
		pg = d->pages.v[d->pages.n - 1];
	}
	draw_frame(pg, s, &c);
	handout_foot(pg, 0, d->sheet->has_mn ? draw_word(d, "sheet.back_mn") : NO_TEXT);
	if (d->sheet->has_mn)
		handout_mn_draw(d);
}
