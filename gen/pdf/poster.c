/* SPDX-License-Identifier: MIT */
/*
 * The poster: one side to be read at two metres. What is posted, until when, where to object, a
 * strip to sign when it comes down. A3 is the same drawing enlarged; when the text does not fit
 * so, A3 takes the sizes of A4 (dense). Too much even then: a text with a table goes on, in
 * order, on further sheets, so that no row is ever lost; of a text alone whole paragraphs go from
 * the end, then sentences of the first paragraph, and the frame 余见公开栏 says so. Title, term,
 * objections and strip are never cut.
 */
#include "pdf/poster.h"

#include "lihui/utf8.h"

const struct style POSTER_TEXT = { .face = FACE_HEI, .size = 28, .gap = SCRIPT_GAP };
const struct style POSTER_BOLD = { .face = FACE_HEI_BOLD, .size = 28, .gap = SCRIPT_GAP };

#define HEAD 52.5
#define LEAD POSTER_LEAD
#define GAP POSTER_GAP
#define MORE 45.0          /* the frame 余见公开栏 */

const struct paper POSTER_A4 = { A4_WIDTH, A4_HEIGHT, 1, 45.638, 42.945, 504, 756, 60, 214, 72 };
const struct paper POSTER_A3 = { A3_WIDTH, A3_HEIGHT, 1.41421, 45.638, 42.945, 504, 756, 60, 214, 72 };
const struct paper POSTER_A3_DENSE = { A3_WIDTH, A3_HEIGHT, 1, 56.693, 56.693, 728.5, 1077, 66, 234, 84 };

/* --- collecting -------------------------------------------------------------------------------------------------------------------------- */

static struct part *
add_part(struct poster *p, struct text t, struct style s)
{
	struct part *part = ARENA_PUSH(p->d->a, &p->parts);

	part->text = t;
	part->style = s;
	return part;
}

static void
add_figure(struct poster *p, const struct block *b)
{
	struct image *im = ARENA_NEW(p->d->a, struct image);
	struct buf alt = BUF_INIT;
	struct part *part;

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

	return m && m->unit.n > 0 && b->next && b->next == m->table && text_starts(t, T("单位")) && text_ends(t, m->unit);
}

static void
collect(struct poster *p, const struct block *b, struct text mark, int depth)
{
	int n = 1;

	for (; b && depth < 50; b = b->next) {
		struct text t = b->inlines ? text_trim(block_plain(p->d->a, b, false)) : NO_TEXT;
		if (b->kind == BLOCK_TABLE) {
			struct poster_table *table = poster_table_measure(p->d, b, p->d->sheet->money, p->paper.width);
			if (table)
				add_part(p, NO_TEXT, POSTER_TEXT)->table = table;
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
				n = b->start > 0 ? b->start : 1;
			for (const struct block *k = b->kind == BLOCK_LIST ? b->first : NULL; k; k = k->next, n++) {
				struct text m = b->ordered ? text_fmt(p->d->a, "%d. ", n) : T("· ");
				size_t first = p->parts.n;
				if (k->inlines)
					add_part(p, text_join(p->d->a, m, text_trim(block_plain(p->d->a, k, false))), POSTER_TEXT);
				collect(p, k->first, k->inlines ? NO_TEXT : m, depth + 1);
				if (first < p->parts.n)
					p->parts.v[first].item = true;
			}
			if (b->kind != BLOCK_LIST)
				collect(p, b->first, mark, depth + 1);
		}
	}
}

/* --- measuring --------------------------------------------------------------------------------------------------------------------------- */

static void
measure_part(struct poster *p, struct part *part)
{
	struct measure m = { (float)p->paper.width, (float)p->paper.width, false };

	if (part->table) {
		part->height = poster_table_height(part->table) + GAP;
		return;
	}
	if (part->image) {
		double w = p->paper.width, h = w * part->image->height / part->image->width;
		part->height = (h > p->paper.height / 3 ? p->paper.height / 3 : h) + GAP;
		return;
	}
	part->para = para_text(p->d, part->text, part->style, m.rest);
	part->lines = (struct line_list){ 0 };
	para_break(part->para, &m, p->d->a, &part->lines);
	part->height = (double)part->lines.n * LEAD + GAP;
}

/* A last line of a character or two looks like a mistake: then the lines become as narrow as their number allows. */
static void
balance_title(struct poster *p, float measure)
{
	size_t n = p->title_lines.n;

	if (n < 2 || p->title_lines.v[n - 1].width > measure * 0.4f)
		return;
	for (float w = measure - p->title.size / 2; w > measure / 3; w -= p->title.size / 2) {
		struct measure m = { w, w, false };
		struct line_list l = { 0 };
		para_break(p->title_para, &m, p->d->a, &l);
		if (l.n > n)
			return;
		p->title_lines = l;
	}
}

struct text
poster_title_words(const struct poster *p)
{
	return p->d->sheet->poster_title.n > 0 ? p->d->sheet->poster_title : p->d->sheet->title;
}

/* 56/70 on two lines, else 48/60 on three, then ……. */
void
poster_title(struct poster *p, struct text t)
{
	struct measure m = { (float)p->paper.width, (float)p->paper.width, false };

	p->title = (struct style){ .face = FACE_HEI_BOLD, .size = 56 };
	p->title_lead = 70;
	for (int turn = 0; turn < 3; turn++) {
		p->title_para = para_text(p->d, t, p->title, m.rest);
		p->title_lines = (struct line_list){ 0 };
		para_break(p->title_para, &m, p->d->a, &p->title_lines);
		if (p->title_lines.n <= (turn == 0 ? 2 : 3)) {
			balance_title(p, m.rest);
			return;
		}
		p->title.size = 48;
		p->title_lead = 60;
		if (turn == 1)
			t = text_fit(p->d, t, p->title, (float)(p->paper.width * 3 - 96));
	}
}

double
poster_text_top(const struct poster *p)
{
	return HEAD + 14 + (double)p->title_lines.n * p->title_lead + 10.5;
}

static bool
fits(const struct poster *p)
{
	double y = poster_text_top(p), end = poster_until_top(p) - 12;

	for (size_t i = 0; i < p->parts.n; i++)
		y += p->parts.v[i].gone ? 0 : p->parts.v[i].height;
	if (p->unit.n > 0)
		y += LEAD + GAP;
	return y - GAP <= end - (p->more ? MORE + 12 : 0) + 0.01;
}

/* --- shortening -------------------------------------------------------------------------------------------------------------------------- */

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

/* Sentences of the first paragraph from its end; the first sentence alone is cut with …… when even it is too long. */
static void
cut_first(struct poster *p)
{
	struct part *part = p->parts.n > 0 ? &p->parts.v[0] : NULL;

	if (!part || part->table || part->image)
		return;
	p->more = true;
	for (size_t i = part->text.n; i-- > 3 && !fits(p);)
		if (i + 3 < part->text.n && memcmp(part->text.p + i, "。", 3) == 0) {
			part->text = text_cut(part->text, 0, i + 3);
			measure_part(p, part);
		}
	for (size_t lines = part->lines.n; lines > 1 && !fits(p); lines--) {
		part->text = text_fit(p->d, part->text, part->style, (float)(p->paper.width * (double)(lines - 1) - 28));
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
is_money(const struct part *part)
{
	return part->table && part->table->money;
}

static void
layout(struct poster *p, const struct paper *paper)
{
	const struct sheet *s = p->d->sheet;

	p->paper = *paper;
	p->parts.n = 0;
	p->parts.v = NULL;
	p->parts.room = 0;
	p->short_until = p->more = p->further = false;
	poster_title(p, poster_title_words(p));
	collect(p, s->body ? s->body->first : NULL, NO_TEXT, 0);
	p->unit = s->money && s->money->unit.n > 0 ? draw_say(p->d, "sheet.money_unit", TEXTS(s->money->unit)) : NO_TEXT;
	for (size_t i = 0; i < p->parts.n; i++) {
		p->parts.v[i].gone = p->unit.n > 0 && text_eq(text_squeeze(p->d->a, p->parts.v[i].text), p->unit); /* it is set beside the table */
		p->parts.v[i].repeated = p->parts.v[i].gone;
		measure_part(p, &p->parts.v[i]);
		/* 4月1日至6月30日 and 单位：元 share the line above the table */
		if (i > 0 && is_money(&p->parts.v[i]) && p->unit.n > 0 &&
		    p->parts.v[i - 1].lines.n == 1 && !p->parts.v[i - 1].gone)
			p->parts.v[i - 1].height -= LEAD + GAP;
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

static bool
too_narrow(const struct poster *p)
{
	for (size_t i = 0; i < p->parts.n; i++)
		if (p->parts.v[i].table && p->parts.v[i].table->narrow)
			return true;
	return false;
}

static bool
has_table(const struct poster *p)
{
	for (size_t i = 0; i < p->parts.n; i++)
		if (p->parts.v[i].table)
			return true;
	return false;
}

static void
fit(struct poster *p)
{
	layout(p, p->d->sheet->a3 ? &POSTER_A3 : &POSTER_A4);
	if (fits_somehow(p) && !too_narrow(p))
		return;
	if (p->d->sheet->a3 || too_narrow(p)) {
		layout(p, &POSTER_A3_DENSE);
		if (fits_somehow(p))
			return;
	}
	if (has_table(p)) {
		p->further = p->more = true;
		/* A4 has few rows to give. */
		p->short_until = p->paper.height < POSTER_A3_DENSE.height;
		poster_part(p, poster_until_top(p) - 12 - MORE - 12 + 0.01);
		return;
	}
	if (!cut_paragraphs(p)) {
		cut_first(p);
		cut_all(p);
	}
	p->short_until = false; /* with whole paragraphs gone the larger frame may fit again */
	if (!fits(p))
		p->short_until = true;
}

/* --- drawing ----------------------------------------------------------------------------------------------------------------------------- */

/* again: on a further sheet, where it is furniture. */
void
poster_head(struct page *pg, const struct poster *p, bool again)
{
	struct draw *d = p->d;
	struct style kind = { .face = FACE_HEI_BOLD, .size = 40, .track = 8 };
	double x = p->paper.x, y = p->paper.y, room, w;
	struct elem *e = again ? NULL : tag_new(d->tags, d->root, "P"), *title = again ? NULL : tag_new(d->tags, d->root, "H1");

	w = text_width(d, d->sheet->poster_kind, kind) - kind.track;
	if (w > p->paper.width / 2) {
		kind.size *= (float)(p->paper.width / 2 / w);
		kind.track *= (float)(p->paper.width / 2 / w);
		w = p->paper.width / 2;
	}
	room = p->paper.width - w - 14;
	set_within(pg, e, d->sheet->unit, POSTER_BOLD, x, y + 6, LEAD, room);
	set_left(pg, e, d->sheet->poster_kind, kind, x + p->paper.width - w, y, 48);
	page_rule(pg, x, y + HEAD - 4.5, p->paper.width, 4.5);
	set_lines(pg, title, p->title_para, &p->title_lines, x, y + HEAD + 14, p->title_lead, 0);
}

double
poster_image(struct page *pg, const struct poster *p, const struct part *part, double y)
{
	struct draw *d = p->d;
	struct elem *e = tag_new(d->tags, d->root, "Figure");
	double h = part->height - GAP, w = h * part->image->width / part->image->height;

	tag_alt(e, part->alt.n > 0 ? part->alt : draw_word(d, "sheet.image"));
	image_draw(pg, e, part->image, p->paper.x + (p->paper.width - w) / 2, y, w, h);
	return y + part->height;
}

static void
draw_part(struct page *pg, const struct poster *p, const struct part *part, double y)
{
	struct draw *d = p->d;
	double x = p->paper.x;

	if (part->table) {
		poster_table_draw(pg, part->table, x, y, p->paper.width);
	} else if (part->image) {
		poster_image(pg, p, part, y);
	} else {
		struct line_list l = part->lines;
		l.n = part->later ? part->kept : l.n;
		struct elem *e = tag_new(d->tags, d->root, part->heading ? "H2" : "P");
		set_lines(pg, e, part->para, &l, x, y, LEAD, 0);
	}
}

static void
draw_text(struct page *pg, const struct poster *p)
{
	double y = p->paper.y + poster_text_top(p), right = p->paper.x + p->paper.width;
	bool unit = p->unit.n > 0;

	for (size_t i = 0; i < p->parts.n; i++) {
		const struct part *part = &p->parts.v[i];
		if (part->gone || (part->later && part->kept == 0))
			continue;
		if (is_money(part) && unit) {
			set_right(pg, tag_new(p->d->tags, p->d->root, "P"), p->unit, POSTER_TEXT, right, y, LEAD);
			y += LEAD + GAP;
			unit = false;
		}
		draw_part(pg, p, part, y);
		y += part->height;
	}
}

/* 余见公开栏：全文、明细3项; where the rest stands on the next sheet: 余见续页：明细8项. */
static struct text
more_words(const struct poster *p)
{
	struct draw *d = p->d;
	size_t rows = 0;
	bool text = false;
	struct text_list what = { 0 };

	for (size_t i = 0; i < p->parts.n; i++) {
		const struct part *part = &p->parts.v[i];
		bool out = part->later || (part->gone && !part->repeated);
		bool row = part->item && !p->further;

		rows += part->table ? poster_table_gone(part->table) : out && row;
		text = text || (out && !row && !part->table);
	}
	if (text || rows == 0)
		text_list_add(d->a, &what, draw_word(d, "sheet.more_text"));
	if (rows > 0)
		text_list_add(d->a, &what,
		    draw_say(d, "sheet.more_rows", TEXTS(draw_number(d, (long)rows))));
	return draw_say(d, p->further ? "sheet.more_sheet" : "sheet.more_what",
	    TEXTS(text_list_join(d->a, &what, T("、"))));
}

static void
draw_more(struct page *pg, const struct poster *p)
{
	double y = p->paper.y + poster_until_top(p) - 12 - MORE, x = p->paper.x, w;
	struct style s = POSTER_BOLD;
	struct text words;

	if (!p->more)
		return;
	words = more_words(p);
	w = text_width(p->d, words, s);
	if (w > p->paper.width)
		s.size *= (float)(p->paper.width / w);
	page_rule(pg, x, y, p->paper.width, 1.5);
	set_centre(pg, tag_new(p->d->tags, p->d->root, "P"), words, s, x + p->paper.width / 2, y, MORE);
	page_rule(pg, x, y + MORE - 1.5, p->paper.width, 1.5);
}

static void
draw_chinese(struct draw *d)
{
	struct poster p = { .d = d };
	struct page *pg;

	fit(&p);
	pg = page_new(d, p.paper.page_width, p.paper.page_height, p.paper.scale);
	d->mark = object_bookmark(d->objects, NULL, text_fmt(d->a, "%.*s %.*s", TEXT_ARG(d->sheet->poster_kind), TEXT_ARG(d->sheet->poster_title)), page_object(pg),
	    page_flip(pg, p.paper.y) * p.paper.scale);
	poster_head(pg, &p, false);
	draw_text(pg, &p);
	draw_more(pg, &p);
	poster_foot(pg, &p);
	if (p.further)
		poster_further(&p);
}

/* A Mongolian text is a sheet of its own, before the Chinese one where the site puts Mongolian first; alone where the Mongolian is the original. */
void
poster_draw(struct draw *d)
{
	bool mn = d->sheet->has_mn && d->sheet->mn_body, first = mn && sheet_mongolian_first(d->sheet);

	if (first)
		poster_mn_draw(d);
	if (!mn || d->sheet->body)
		draw_chinese(d);
	if (mn && !first)
		poster_mn_draw(d);
}
