/* SPDX-License-Identifier: MIT */
/*
 * A poster with a table that is too long for its sheet goes on: nothing is left out, nothing
 * changes its place, only the total stands on the first sheet already. Further sheets have the
 * head line, the title（续） and the head of the table again; the foot is the first's alone.
 */
#include "pdf/poster.h"

#define LEAST 2 /* lines of a paragraph on either side */

/* --- which part of it stands on the first sheet --- */

/* As much of the part as has room; false when it has to go whole. */
static bool
keep_some(struct poster_part *part, double room)
{
	size_t lines = room >= POSTER_LEAD ? (size_t)(room / POSTER_LEAD) : 0;

	part->later = true;
	if (part->table)
		part->kept = poster_table_take(part->table, room);
	else if (!part->image && !part->heading && lines >= LEAST && part->lines.n >= lines + LEAST)
		part->kept = lines;
	return part->kept > 0;
}

void
poster_part(struct poster *p, double end)
{
	double y = poster_text_top(p);
	size_t i;

	for (i = 0; i < p->parts.n; i++) {
		struct poster_part *part = &p->parts.v[i];
		double above = poster_unit_height(p, part);

		if (!part->gone && y + above + part->height - POSTER_GAP > end)
			break;
		y += part->gone ? 0 : above + part->height;
	}
	if (i < p->parts.n &&
	    !keep_some(&p->parts.v[i], end - y - poster_unit_height(p, &p->parts.v[i])))
		for (size_t k = i; k > 0 && p->parts.v[k - 1].heading; k--)
			p->parts.v[k - 1].later = true; /* a heading without its text */
	for (i++; i < p->parts.n; i++) {
		p->parts.v[i].later = !p->parts.v[i].gone;
		if (p->parts.v[i].table)
			poster_table_take(p->parts.v[i].table, 0);
	}
}

/* --- the sheets behind it --- */

/* The sheet that is being filled: y runs within its area. */
struct further {
	struct poster *p;
	struct page *pg;
	double y, top;
	bool unit; /* 单位：元 is said on it */
};

static void
next_sheet(struct further *f)
{
	f->pg = poster_page(f->p);
	poster_head(f->pg, f->p, true);
	f->y = f->top;
	f->unit = false;
}

static double
room_left(const struct further *f)
{
	return f->p->paper.height - f->y;
}

static void
go_on_table(struct further *f, struct poster_part *part)
{
	const struct paper *paper = &f->p->paper;
	struct poster_place at = { 0, 0 };
	double line = poster_unit_height(f->p, part), sheet = paper->height - f->top - line;

	while (poster_table_rest(part->table, &at)) {
		double unit = f->pg && f->unit ? 0 : line;
		if (!f->pg ||
		    (f->y > f->top &&
			!poster_table_starts(part->table, at, room_left(f) - unit, sheet))) {
			next_sheet(f);
			unit = line;
		}
		if (unit > 0) {
			set_right(f->pg, NULL, f->p->unit, POSTER_TEXT, paper->x + paper->width,
			    paper->y + f->y, POSTER_LEAD);
			f->unit = true;
			f->y += unit;
		}
		f->y = POSTER_GAP - paper->y +
		    poster_table_go_on(f->pg, part->table, &at, paper->x, paper->y + f->y,
			paper->width, room_left(f), sheet);
	}
}

static void
go_on_lines(struct further *f, const struct poster_part *part)
{
	const struct paper *paper = &f->p->paper;
	struct para_line_list rest = part->lines;
	struct elem *e = draw_elem(f->p->d, part->heading ? "H2" : "P");

	rest.v += part->kept;
	rest.n -= part->kept;
	while (rest.n > 0) {
		struct para_line_list now = rest;
		size_t lines =
		    f->pg && room_left(f) >= POSTER_LEAD ? (size_t)(room_left(f) / POSTER_LEAD) : 0;
		bool parted = part->heading && lines < LEAST + rest.n && f->y > f->top;

		if (lines == 0 || parted) {
			next_sheet(f);
			continue;
		}
		now.n = rest.n < lines ? rest.n : lines;
		set_lines(f->pg, e, part->para, now, paper->x, paper->y + f->y, POSTER_LEAD);
		f->y += (double)now.n * POSTER_LEAD + POSTER_GAP;
		rest.v += now.n;
		rest.n -= now.n;
	}
}

void
poster_further(struct poster *p)
{
	struct further f = { .p = p };

	poster_title(p, draw_say(p->d, "sheet.continued", TEXTS(poster_title_words(p))));
	f.top = poster_text_top(p);
	for (size_t i = 0; i < p->parts.n; i++) {
		struct poster_part *part = &p->parts.v[i];

		if (part->gone || !part->later)
			continue;
		if (part->table) {
			go_on_table(&f, part);
		} else if (part->image) {
			if (!f.pg || room_left(&f) < part->height)
				next_sheet(&f);
			poster_image(f.pg, p, part, p->paper.y + f.y);
			f.y += part->height;
		} else {
			go_on_lines(&f, part);
		}
	}
}
