/* SPDX-License-Identifier: MIT */
/* What stands on top of each sheet of a poster, and its pictures. */
#include "pdf/poster.h"
#include "lihui/utf8.h"

/* A last line of a character or two looks like a mistake: then the lines become as narrow as their
 * number allows. */
static void
balance_title(struct poster *p, float measure)
{
	size_t n = p->title_lines.n;

	if (n < 2 || p->title_lines.v[n - 1].width > measure * 0.4f)
		return;
	for (float w = measure - p->title.size / 2; w > measure / 3; w -= p->title.size / 2) {
		struct measure m = { w, w, false };
		struct para_line_list l = { 0 };
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
		p->title_lines = (struct para_line_list){ 0 };
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
	return POSTER_HEAD + 14 + (double)p->title_lines.n * p->title_lead + 10.5;
}

/* again: on a further sheet, where it is furniture. */
void
poster_head(struct page *pg, const struct poster *p, bool again)
{
	struct draw *d = p->d;
	struct style kind = { .face = FACE_HEI_BOLD, .size = 40, .track = 8 };
	double x = p->paper.x, y = p->paper.y, room, w;
	struct elem *e = again ? NULL : tag_new(d->tags, d->root, "P"),
		    *title = again ? NULL : tag_new(d->tags, d->root, "H1");

	w = text_width(d, d->sheet->poster_kind, kind) - kind.track;
	if (w > p->paper.width / 2) {
		kind.size *= (float)(p->paper.width / 2 / w);
		kind.track *= (float)(p->paper.width / 2 / w);
		w = p->paper.width / 2;
	}
	room = p->paper.width - w - 14;
	set_within(pg, e, d->sheet->unit, POSTER_BOLD, x, y + 6, POSTER_LEAD, room);
	set_left(pg, e, d->sheet->poster_kind, kind, x + p->paper.width - w, y, 48);
	page_rule(pg, x, y + POSTER_HEAD - 4.5, p->paper.width, 4.5);
	set_lines(
	    pg, title, p->title_para, &p->title_lines, x, y + POSTER_HEAD + 14, p->title_lead, 0);
}

double
poster_image(struct page *pg, const struct poster *p, const struct poster_part *part, double y)
{
	struct draw *d = p->d;
	struct elem *e = tag_new(d->tags, d->root, "Figure");
	double h = part->height - POSTER_GAP, w = h * part->image->width / part->image->height;

	tag_alt(e, part->alt.n > 0 ? part->alt : draw_word(d, "sheet.image"));
	image_draw(pg, e, part->image, p->paper.x + (p->paper.width - w) / 2, y, w, h);
	return y + part->height;
}
