/* SPDX-License-Identifier: MIT */
/*
 * The Mongolian side of the handout: columns from left to right over the same type area, the foot
 * of the Chinese side below them (a telephone is read across).
 *
 * A matter starts a column of its own: in the band at its head stands sign and status (no bullets:
 * the band is the list), below hangs its text. Words without a reviewed Mongolian form arrive as
 * Chinese and stand upright. Nothing Mongolian is made up here: only joined by marks.
 */
#include "pdf/handout.h"

#define RAIL        94.5
#define BAND        162.0  /* where the text of a matter begins */
#define TEXT_HEIGHT 459.0f /* and its length */
#define HEAD_COLUMN 36.0
#define POLICY_GAP  40.0

/* --- what a matter says --- */

static bool
ends_marked(struct text t)
{
	static const char *const marks[] = { "᠂", "᠃", "᠄", "。", "，", "；", "：", "！", "？", ".",
		"," };

	t = text_trim(t);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (text_ends(t, text_of(marks[i])))
			return true;
	return t.n == 0;
}

/* Appends with a space, and with a mark where the text before has none. */
static struct text
join(struct draw *d, struct text t, const char *mark, struct text more)
{
	if (t.n == 0 || more.n == 0)
		return t.n ? t : more;
	return text_fmt(
	    d->a, "%.*s%s %.*s", TEXT_ARG(t), ends_marked(t) ? "" : mark, TEXT_ARG(more));
}

static struct text
matter_text(struct draw *d, const struct sheet_matter *m, struct text answer)
{
	enum lang own = d->sheet->mn.lang, actual = LANG_ZH;
	struct text owner = words_get(d->sheet->words, own, "sheet.owner", &actual),
		    person = m->person, t = m->title;
	size_t i = 0;

	/* 问题27-1 -> 27-1: the word stands in the section head. */
	while (i < m->number.n && !(m->number.p[i] >= '0' && m->number.p[i] <= '9'))
		i++;
	if (i < m->number.n)
		t = text_fmt(
		    d->a, "%.*s %.*s", TEXT_ARG(text_cut(m->number, i, m->number.n)), TEXT_ARG(t));
	if (person.n > 0 && actual == own)
		person = text_fmt(d->a, "%.*s ᠄ %.*s", TEXT_ARG(owner), TEXT_ARG(person));
	t = join(d, t, " ᠄", answer);
	t = join(d, t, " ᠃", person);
	return join(d, t, person.n > 0 ? "" : " ᠃", m->date_words);
}

static void
break_columns(struct draw *d, struct handout_part *p, struct text t)
{
	p->body = column_para(d, t, HANDOUT_MN_TEXT, TEXT_HEIGHT);
	p->body_lines = para_lines(d, p->body, TEXT_HEIGHT);
}

/* The answer cut behind its last mark so that the matter takes no more columns than that; without a
 * mark nothing is taken away. */
static void
shorten_matter(struct draw *d, struct handout_part *p, size_t columns)
{
	static const struct text marks[] = { WORD("᠃"), WORD("᠂"), WORD("。"), WORD("；"),
		WORD("，") };
	struct text answer = p->matter->answer;

	for (size_t i = answer.n; i-- > 1 && p->body_lines.n > columns;)
		for (size_t k = 0; k < 5; k++)
			if (text_starts(text_cut(answer, i, answer.n), marks[k])) {
				struct text begin = text_trim(text_cut(answer, 0, i));
				break_columns(d, p,
				    matter_text(d, p->matter,
					text_join(d->a, begin, k < 2 ? T(" ᠃") : T("。"))));
				break;
			}
}

/* --- measuring --- */

static void
measure_head(struct draw *d, struct handout_part *p)
{
	p->title = column_para(d, p->text, HANDOUT_MN_SECTION, COLUMNS_HEIGHT);
	if (para_width(p->title) > COLUMNS_HEIGHT / 2)
		p->title = column_para(d, p->text, HANDOUT_MN_LONG, COLUMNS_HEIGHT);
	p->extent = HEAD_COLUMN;
}

/* The first policy follows its head in the head's own column. */
static void
measure_policy(struct draw *d, struct handout_part *p)
{
	const struct handout_part *head = p[-1].kind == PART_HEAD ? p - 1 : NULL;

	p->indent = head ? para_width(head->title) + POLICY_GAP : 0;
	struct measure m = { (float)(COLUMNS_HEIGHT - p->indent), COLUMNS_HEIGHT, false };
	p->body = column_para(
	    d, join(d, p->policy->name, " ᠄", p->policy->sentence), HANDOUT_MN_TEXT, m.first);
	p->body_lines = para_break(d, p->body, m);
	if (head)
		p->extent = (double)(p->body_lines.n > 1 ? p->body_lines.n - 1 : 0) * COLUMN;
}

static void
measure_columns(struct handout *h, struct handout_part *p)
{
	struct draw *d = h->d;
	struct text done = NO_TEXT;

	switch (p->kind) {
	case PART_HEAD: measure_head(d, p); return;
	case PART_MATTER:
		break_columns(d, p, matter_text(d, p->matter, p->matter->answer));
		if (h->answer_lines > 0)
			shorten_matter(d, p, (size_t)h->answer_lines);
		break;
	case PART_DONE:
		for (size_t i = 0; i < h->side->nmatters; i++)
			if (h->side->matters[i].sign == SIGN_DONE)
				done = join(d, done, " ᠂", h->side->matters[i].title);
		break_columns(d, p, done);
		break;
	case PART_TASK:
		break_columns(d, p, join(d, p->task->work, " ᠃", p->task->date_words));
		break;
	case PART_POLICY: measure_policy(d, p); break;
	case PART_NOTHING: break;
	}
	if (p->indent == 0)
		p->extent =
		    2.25 + (double)(p->body_lines.n > 0 ? p->body_lines.n : 1) * COLUMN + 0.5;
}

/* The first n parts, and the frame when there is one. */
static double
columns_width(const struct handout *h, size_t n)
{
	double w = RAIL + (h->frame ? 2.25 + COLUMN : 0);

	for (size_t i = 0; i < n; i++)
		w += h->parts.v[i].extent;
	return w;
}

static bool
columns_fit(const struct handout *h)
{
	return columns_width(h, h->parts.n) <= AREA_WIDTH + 0.01;
}

/* What no shortening could make fit (one matter longer than the side): it goes, and is counted as
 * missing. */
static void
drop_rest(struct handout *h)
{
	size_t n = h->parts.n;

	if (columns_fit(h))
		return;
	h->frame = true;
	while (n > 0 && (columns_width(h, n) > AREA_WIDTH || h->parts.v[n - 1].kind == PART_HEAD))
		n--;
	for (size_t i = n; i < h->parts.n; i++) {
		h->matters_gone += h->parts.v[i].matter != NULL;
		h->tasks_gone += h->parts.v[i].task != NULL;
		h->policies -= h->parts.v[i].policy != NULL;
	}
	h->parts.n = n;
}

/* --- drawing --- */

static void
draw_rail(struct page *pg, const struct sheet_side *s)
{
	struct draw *d = page_draw(pg);
	double length = column_length(d, s->date, HANDOUT_MN_TEXT),
	       room = COLUMNS_HEIGHT - column_length(d, s->unit, HANDOUT_MN_TEXT) - 12,
	       cx = AREA_X + 58 + COLUMN / 2;

	set_column(pg, mongolian_elem(d, d->root, "H1"), s->title, HANDOUT_MN_TITLE, AREA_X + 29,
	    AREA_Y, COLUMNS_HEIGHT);
	set_column(pg, mongolian_elem(d, d->root, "P"), s->unit, HANDOUT_MN_TEXT, cx, AREA_Y,
	    COLUMNS_HEIGHT / 2);
	length = length > room ? room : length;
	set_column(pg, mongolian_elem(d, d->root, "P"), s->date, HANDOUT_MN_TEXT, cx,
	    AREA_Y + COLUMNS_HEIGHT - length, length);
	page_rule(pg, AREA_X + RAIL - 2.25, AREA_Y, 2.25, COLUMNS_HEIGHT);
}

static void
draw_band(struct page *pg, struct elem *item, const struct handout_part *p, double x)
{
	struct draw *d = page_draw(pg);
	struct elem *e = mongolian_elem(d, item, "Lbl");
	double cx = x + COLUMN / 2;

	if (p->kind == PART_TASK) {
		struct text_list people = handout_people(d, &p->task->people);
		set_column(pg, e, text_list_join(d->a, &people, T("、")), HANDOUT_MN_STATUS, cx,
		    AREA_Y, BAND - 4);
		return;
	}
	sign_draw(pg, p->matter->sign, x + 5.75, AREA_Y + 0.88 * 20, 20);
	set_column(
	    pg, e, p->matter->status_words, HANDOUT_MN_STATUS, cx, AREA_Y + 26, BAND - 26 - 4);
}

static void
draw_part(struct page *pg, struct elem **list, const struct handout_part *p, double x)
{
	struct draw *d = page_draw(pg);

	if (p->kind == PART_HEAD) {
		struct para_line l = para_whole(p->title);
		page_tag(pg, mongolian_elem(d, d->root, "H2"));
		page_column(pg, p->title, &l, x + (HEAD_COLUMN - 0.5) / 2, AREA_Y);
		*list = NULL;
		return;
	}
	if (!*list)
		*list = draw_elem(d, "L");
	struct elem *item = tag_new(d->tags, *list, "LI");
	double first = p->indent, y = 0; /* of the columns */
	x += 2.25;
	if (p->kind != PART_POLICY) {
		draw_band(pg, item, p, x);
		first = y = BAND;
	} else if (p->indent > 0) { /* it began in the column of its head, which lies before x */
		x += -2.25 - HEAD_COLUMN + (HEAD_COLUMN - 0.5 - COLUMN) / 2;
	}
	page_tag(pg, mongolian_elem(d, item, "LBody"));
	for (size_t i = 0; i < p->body_lines.n; i++)
		page_column(pg, p->body, &p->body_lines.v[i], x + ((double)i + 0.5) * COLUMN,
		    AREA_Y + (i == 0 ? first : y));
}

void
handout_mn_draw(struct draw *d)
{
	const struct sheet_side *s = &d->sheet->mn;
	struct handout h = { .d = d, .side = s, .measure = measure_columns, .fits = columns_fit };
	struct page *pg = page_new(d, A4_WIDTH, A4_HEIGHT, 1);
	struct elem *list = NULL;
	double x = AREA_X + RAIL;

	draw_turn_to(d, s);
	draw_bookmark(d, s->title, pg, AREA_Y);
	handout_fit(&h);
	drop_rest(&h);
	draw_rail(pg, s);
	for (size_t i = 0; i < h.parts.n; i++) {
		const struct handout_part *p = &h.parts.v[i];
		bool last = i + 1 == h.parts.n;
		draw_part(pg, &list, p, x);
		x += p->extent;
		/* None between a head and the policy in its column. */
		if (last ? h.frame : p->kind != PART_HEAD || p[1].kind != PART_POLICY)
			page_rule(pg, x - 0.5, AREA_Y, 0.5, COLUMNS_HEIGHT);
	}
	d->lang = LANG_ZH;
	if (h.frame)
		set_column(pg, draw_elem(d, "P"),
		    draw_say(d, "sheet.more_what", TEXTS(handout_missing(&h))), HANDOUT_MN_TEXT,
		    AREA_X + AREA_WIDTH - COLUMN / 2, AREA_Y, COLUMNS_HEIGHT);
	handout_foot(pg, 45, NO_TEXT);
	d->lang = s->lang;
	set_column(pg, mongolian_elem(d, d->root, "P"), draw_word(d, "sheet.contact"),
	    HANDOUT_MN_TEXT, AREA_X + COLUMN / 2, AREA_Y + FOOT_TOP + 2.25 + 13.5, 99);
	draw_turn_to(d, NULL);
}
