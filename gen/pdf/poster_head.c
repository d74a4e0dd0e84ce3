/* SPDX-License-Identifier: MIT */
/* The papers of posters, and what their sheets have in common: head, title, pictures. */
#include "pdf/poster.h"

const struct paper POSTER_A4 = { A4_WIDTH, A4_HEIGHT, 1, AREA_X, AREA_Y, AREA_WIDTH, AREA_HEIGHT,
	60, 214, 72 };
const struct paper POSTER_A3 = { A3_WIDTH, A3_HEIGHT, 1.41421, AREA_X, AREA_Y, AREA_WIDTH,
	AREA_HEIGHT, 60, 214, 72 };
const struct paper POSTER_A3_DENSE = { A3_WIDTH, A3_HEIGHT, 1, 56.693, 56.693, 728.5, 1077, 66, 234,
	84 };

struct page *
poster_page(const struct poster *p)
{
	return page_new(p->d, p->paper.page_width, p->paper.page_height, p->paper.scale);
}

double
poster_unit_height(const struct poster *p, const struct poster_part *part)
{
	bool money = part->table && part->table->money;

	return p->unit.n > 0 && money ? POSTER_LEAD + POSTER_GAP : 0;
}

/* A last line of a character or two looks like a mistake: then the lines become as narrow as their
 * number allows. */
static void
balance_title(struct poster *p, float measure)
{
	size_t n = p->title_lines.n;

	if (n < 2 || p->title_lines.v[n - 1].width > measure * 0.4f)
		return;
	for (float w = measure - p->title.size / 2; w > measure / 3; w -= p->title.size / 2) {
		struct para_line_list l = para_lines(p->d, p->title_para, w);
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
	float width = (float)p->paper.width;

	p->title = POSTER_TITLE;
	p->title_lead = 70;
	for (int turn = 0; turn < 3; turn++) {
		p->title_para = para_text(p->d, t, p->title, width);
		p->title_lines = para_lines(p->d, p->title_para, width);
		if (p->title_lines.n <= (turn == 0 ? 2 : 3)) {
			balance_title(p, width);
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

void
poster_head(struct page *pg, const struct poster *p, bool again)
{
	struct draw *d = p->d;
	struct style kind = POSTER_KIND;
	double x = p->paper.x, y = p->paper.y, most = p->paper.width / 2;
	struct elem *e = again ? NULL : draw_elem(d, "P"),
		    *title = again ? NULL : draw_elem(d, "H1");
	double w = text_width(d, d->sheet->poster_kind, kind) - kind.track;

	if (w > most) {
		kind.size *= (float)(most / w);
		kind.track *= (float)(most / w);
		w = most;
	}
	set_within(
	    pg, e, d->sheet->unit, POSTER_BOLD, x, y + 6, POSTER_LEAD, p->paper.width - w - 14);
	set_left(pg, e, d->sheet->poster_kind, kind, x + p->paper.width - w, y, 48);
	page_rule(pg, x, y + POSTER_HEAD - 4.5, p->paper.width, 4.5);
	set_lines(pg, title, p->title_para, p->title_lines, x, y + POSTER_HEAD + 14, p->title_lead);
}

void
poster_image(struct page *pg, const struct poster *p, const struct poster_part *part, double y)
{
	struct draw *d = p->d;
	struct elem *e = draw_elem(d, "Figure");
	double h = part->height - POSTER_GAP, w = h * part->image->width / part->image->height;

	tag_alt(e, part->alt.n > 0 ? part->alt : draw_word(d, "sheet.image"));
	image_draw(pg, e, part->image, p->paper.x + (p->paper.width - w) / 2, y, w, h);
}
