/* SPDX-License-Identifier: MIT */
/*
 * The poster: one side to be read at two metres. What is posted, until when, where to object, a
 * strip to sign when it comes down. A3 is the same drawing enlarged; when the text does not fit
 * so, A3 takes the sizes of A4 (dense). Too much even then: a text with a table goes on, in
 * order, on further sheets, so that no row is ever lost; of a text alone whole paragraphs go from
 * the end, then sentences of the first paragraph, and the frame 扫码看全文 says so. Title, term,
 * objections and strip are never cut.
 */
#include "pdf/poster.h"

#define MORE 45.0 /* the frame 扫码看全文 */

/* --- collecting --- */

static struct poster_part *
add_part(struct poster *p, struct text t, struct style s)
{
	struct poster_part *part = ARENA_PUSH(p->d->a, &p->parts);

	part->text = t;
	part->style = s;
	return part;
}

static void
add_figure(struct poster *p, const struct block *b)
{
	struct image *im = ARENA_NEW(p->d->a, struct image);
	struct buf alt = BUF_INIT;
	struct poster_part *part;

	if (!b->inlines || !image_load(p->d, b->inlines->target, im))
		return;
	inl_text(&alt, b->inlines->first);
	part = add_part(p, NO_TEXT, POSTER_TEXT);
	part->image = im;
	part->alt = text_copy(p->d->a, buf_view(&alt));
	buf_release(&alt);
	if (part->alt.n > 0)
		add_part(p, part->alt, POSTER_TEXT);
}

/* 单位：元 above a money table: the drawing of the table says it. */
static bool
says_unit(const struct poster *p, const struct block *b, struct text t)
{
	const struct money_table *m = p->d->sheet->money;

	return m && m->unit.n > 0 && b->next && b->next == m->table && text_starts(t, T("单位")) &&
	    text_ends(t, m->unit);
}

static void collect(struct poster *p, const struct block *b, struct text mark, int depth);

/* Items and what they hold, each behind its mark. */
static void
add_list(struct poster *p, const struct block *list, int depth)
{
	int n = list->start > 0 ? list->start : 1;

	for (const struct block *k = list->first; k; k = k->next, n++) {
		struct text mark = list->ordered ? text_fmt(p->d->a, "%d. ", n) : T("· ");
		if (k->inlines)
			add_part(p,
			    text_join(p->d->a, mark, text_trim(block_plain(p->d->a, k, false))),
			    POSTER_TEXT);
		collect(p, k->first, k->inlines ? NO_TEXT : mark, depth + 1);
	}
}

static void
collect(struct poster *p, const struct block *b, struct text mark, int depth)
{
	for (; b && depth < 50; b = b->next) {
		struct text t = b->inlines ? text_trim(block_plain(p->d->a, b, false)) : NO_TEXT;
		if (b->kind == BLOCK_TABLE) {
			struct poster_table *table =
			    poster_table_measure(p->d, b, p->d->sheet->money, p->paper.width);
			if (!table)
				continue;
			add_part(p, NO_TEXT, POSTER_TEXT)->table = table;
			p->tables = true;
			p->narrow = p->narrow || table->narrow;
		} else if (b->kind == BLOCK_FIGURE) {
			add_figure(p, b);
		} else if (b->kind == BLOCK_HEADING) {
			if (b->level > 1 && t.n > 0) /* the first level is the title */
				add_part(p, t, POSTER_BOLD)->heading = true;
		} else {
			if (t.n > 0 && !says_unit(p, b, t))
				add_part(p, text_join(p->d->a, mark, t), POSTER_TEXT);
			mark = t.n > 0 ? NO_TEXT : mark;
			if (b->kind == BLOCK_LIST)
				add_list(p, b, depth);
			else
				collect(p, b->first, mark, depth + 1);
		}
	}
}

/* --- measuring --- */

static void
measure_part(struct poster *p, struct poster_part *part)
{
	double width = p->paper.width, most = p->paper.height / 3;

	if (part->table) {
		part->height = poster_table_height(part->table);
	} else if (part->image) {
		double h = width * part->image->height / part->image->width;
		part->height = h > most ? most : h;
	} else {
		part->para = para_text(p->d, part->text, part->style, (float)width);
		part->lines = para_lines(p->d, part->para, width);
		part->height = (double)part->lines.n * POSTER_LEAD;
	}
	part->height += POSTER_GAP;
}

static bool
fits(const struct poster *p)
{
	double y = poster_text_top(p) + (p->unit.n > 0 ? POSTER_LEAD + POSTER_GAP : 0);

	for (size_t i = 0; i < p->parts.n; i++)
		y += p->parts.v[i].gone ? 0 : p->parts.v[i].height;
	return y - POSTER_GAP <= poster_text_end(p) - (p->more ? MORE + 12 : 0) + 0.01;
}

/* The parts on that paper, measured, nothing shortened. */
static void
lay_out(struct poster *p, const struct paper *paper)
{
	struct draw *d = p->d;
	const struct sheet *s = d->sheet;

	*p = (struct poster){ .d = d, .paper = *paper };
	poster_title(p, poster_title_words(p));
	poster_ask(p);
	collect(p, s->body ? s->body->first : NULL, NO_TEXT, 0);
	if (s->money && s->money->unit.n > 0)
		p->unit = draw_say(d, "sheet.money_unit", TEXTS(s->money->unit));
	for (size_t i = 0; i < p->parts.n; i++) {
		struct poster_part *part = &p->parts.v[i], *before = i > 0 ? part - 1 : NULL;
		/* What says the unit alone is set beside the table. */
		part->repeated = part->gone =
		    p->unit.n > 0 && text_eq(text_squeeze(d->a, part->text), p->unit);
		measure_part(p, part);
		/* 4月1日至6月30日 and 单位：元 share the line above the table */
		if (before && before->lines.n == 1 && !before->gone)
			before->height -= poster_unit_height(p, part);
	}
}

/* --- shortening --- */

static bool
cut_paragraphs(struct poster *p)
{
	for (size_t i = p->parts.n; i-- > 1;) {
		if (p->parts.v[i].table || p->parts.v[i].gone)
			continue;
		p->parts.v[i].gone = true;
		p->more = true;
		if (fits(p)) {
			for (i--; i > 0 && (p->parts.v[i].heading || p->parts.v[i].gone); i--)
				p->parts.v[i].gone = true; /* a heading without its text */
			return true;
		}
	}
	return false;
}

/* Sentences of the first paragraph from its end; the first sentence alone is cut with …… when even
 * it is too long. */
static void
cut_first(struct poster *p)
{
	struct poster_part *part = p->parts.n > 0 ? &p->parts.v[0] : NULL;

	if (!part || part->table || part->image)
		return;
	p->more = true;
	for (size_t i = part->text.n; i-- > 3 && !fits(p);)
		if (i + 3 < part->text.n && memcmp(part->text.p + i, "。", 3) == 0) {
			part->text = text_cut(part->text, 0, i + 3);
			measure_part(p, part);
		}
	for (size_t lines = part->lines.n; lines > 1 && !fits(p); lines--) {
		part->text = text_fit(p->d, part->text, part->style,
		    (float)(p->paper.width * (double)(lines - 1) - 28));
		measure_part(p, part);
	}
}

/* What is left when even that was too much: nothing but the frame that says where to read it. */
static void
cut_all(struct poster *p)
{
	for (size_t i = p->parts.n; i-- > 0 && !fits(p);) {
		p->parts.v[i].gone = true;
		p->more = true;
	}
}

static bool
fits_somehow(struct poster *p)
{
	if (fits(p))
		return true;
	p->short_until = true;
	return fits(p);
}

/* The tables with less white. */
static bool
fits_tight(struct poster *p)
{
	for (size_t i = 0; i < p->parts.n; i++)
		if (p->parts.v[i].table) {
			poster_table_tighten(p->parts.v[i].table);
			p->parts.v[i].height =
			    poster_table_height(p->parts.v[i].table) + POSTER_GAP;
		}
	p->short_until = false;
	return fits_somehow(p);
}

static void
fit(struct poster *p)
{
	bool a3 = p->d->sheet->a3;

	lay_out(p, a3 ? &POSTER_A3 : &POSTER_A4);
	if (fits_somehow(p) && !p->narrow)
		return;
	if (a3 || p->narrow) {
		lay_out(p, &POSTER_A3_DENSE);
		if (fits_somehow(p))
			return;
	}
	if (p->tables && fits_tight(p))
		return;
	if (p->tables) {
		p->further = p->more = true;
		/* A4 has few rows to give. */
		p->short_until = p->paper.height < POSTER_A3_DENSE.height;
		poster_part(p, poster_text_end(p) - MORE - 12 + 0.01);
		return;
	}
	if (!cut_paragraphs(p)) {
		cut_first(p);
		cut_all(p);
	}
	p->short_until = false; /* with whole paragraphs gone the larger frame may fit again */
	(void)fits_somehow(p);
}

/* --- drawing --- */

static void
draw_text(struct page *pg, const struct poster *p)
{
	struct draw *d = p->d;
	double x = p->paper.x, y = p->paper.y + poster_text_top(p), width = p->paper.width;
	bool unit_said = false;

	for (size_t i = 0; i < p->parts.n; i++) {
		const struct poster_part *part = &p->parts.v[i];
		double unit = unit_said ? 0 : poster_unit_height(p, part);
		if (part->gone || (part->later && part->kept == 0))
			continue;
		if (unit > 0) {
			set_right(
			    pg, draw_elem(d, "P"), p->unit, POSTER_TEXT, x + width, y, POSTER_LEAD);
			unit_said = true;
		}
		y += unit;
		if (part->table) {
			poster_table_draw(pg, part->table, x, y, width);
		} else if (part->image) {
			poster_image(pg, p, part, y);
		} else {
			struct para_line_list l = part->lines;
			l.n = part->later ? part->kept : l.n;
			set_lines(pg, draw_elem(d, part->heading ? "H2" : "P"), part->para, l, x, y,
			    POSTER_LEAD);
		}
		y += part->height;
	}
}

/* A poster hangs on the noticeboard and cannot send its reader there: to the code, and to the place
 * where somebody sits, as far as that has room. */
static struct text
elsewhere_words(const struct poster *p)
{
	const struct sheet *s = p->d->sheet;
	struct text scan = draw_word(p->d, "sheet.scan"),
		    place = s->place.n > 0
	    ? draw_say(p->d, s->url.n > 0 ? "sheet.more_scan" : "sheet.more_at", TEXTS(s->place))
	    : NO_TEXT;

	if (s->url.n == 0)
		return place.n > 0 ? place : draw_word(p->d, "sheet.more_service");
	return place.n > 0 && text_width(p->d, place, POSTER_BOLD) <= p->paper.width ? place : scan;
}

/* Where the rest stands on the next sheet: 余见续页：明细8项. */
static struct text
more_words(const struct poster *p)
{
	struct draw *d = p->d;
	size_t rows = 0;
	bool text = false;
	struct text_list what = { 0 };

	if (!p->further)
		return elsewhere_words(p);
	for (size_t i = 0; i < p->parts.n; i++) {
		const struct poster_part *part = &p->parts.v[i];

		rows += part->table ? poster_table_gone(part->table) : 0;
		text = text || (part->later && !part->table);
	}
	if (text || rows == 0)
		text_list_add(d->a, &what, draw_word(d, "sheet.more_text"));
	if (rows > 0)
		text_list_add(d->a, &what, draw_say_number(d, "sheet.more_rows", (long)rows));
	return draw_say(d, "sheet.more_sheet", TEXTS(text_list_join(d->a, &what, T("、"))));
}

static void
draw_more(struct page *pg, const struct poster *p)
{
	struct style s = POSTER_BOLD;
	double x = p->paper.x, y = p->paper.y + poster_text_end(p) - MORE, width = p->paper.width;
	struct text words = more_words(p);
	double w = text_width(p->d, words, s);

	if (w > width)
		s.size *= (float)(width / w);
	page_rule(pg, x, y, width, 1.5);
	set_centre(pg, draw_elem(p->d, "P"), words, s, x + width / 2, y, MORE);
	page_rule(pg, x, y + MORE - 1.5, width, 1.5);
}

static void
draw_chinese(struct draw *d)
{
	const struct sheet *s = d->sheet;
	struct poster p = { .d = d };

	fit(&p);
	struct page *pg = poster_page(&p);
	draw_sheet_mark(d,
	    text_fmt(d->a, "%.*s %.*s", TEXT_ARG(s->poster_kind), TEXT_ARG(s->poster_title)), pg,
	    p.paper.y);
	poster_head(pg, &p, false);
	draw_text(pg, &p);
	if (p.more)
		draw_more(pg, &p);
	enum lang own = d->lang;
	d->lang = LANG_ZH; /* whom to ask is read by everybody */
	poster_foot(pg, &p);
	d->lang = own;
	if (p.further)
		poster_further(&p);
}

/* A text in a language that runs across: the Chinese drawing with its words. */
static void
draw_others(struct draw *d)
{
	const struct sheet *whole = d->sheet;

	for (size_t i = 0; i < whole->nothers; i++) {
		const struct sheet_version *v = &whole->others[i];
		struct sheet s = *whole;
		s.body = v->body;
		s.poster_kind = v->kind;
		s.poster_title = v->side.title;
		s.unit = v->side.unit;
		s.money = NULL; /* its table stands in the text */
		d->sheet = &s;
		draw_turn_to(d, &v->side);
		draw_chinese(d);
	}
	d->sheet = whole;
	draw_turn_to(d, NULL);
}

/* A Mongolian text is a sheet of its own, before the Chinese one where the site puts Mongolian
 * first; alone where the Mongolian is the original. */
void
poster_draw(struct draw *d)
{
	bool mn = d->sheet->has_mn && d->sheet->mn_body,
	     first = mn && sheet_mongolian_first(d->sheet);

	if (first)
		poster_mn_draw(d);
	if (d->sheet->body || (!mn && d->sheet->nothers == 0))
		draw_chinese(d);
	if (mn && !first)
		poster_mn_draw(d);
	draw_others(d);
}
