/* SPDX-License-Identifier: MIT */
/*
 * The Mongolian sheet of a poster: the Chinese drawing turned into columns. The head line becomes a
 * rail at the left, title and text follow in columns from left to right; the lower half (until
 * when, where to object, the strip to sign) is the Chinese sheet's, across, at the same place:
 * whoever stands before the board reads a telephone so. Type gets smaller in three steps, down to
 * the handout's; what is longer still goes on on further sheets, in columns as long as the paper.
 */
#include "pdf/poster.h"

#define RAIL        52.5
#define AFTER_RAIL  14.0
#define TITLE_LEAD  63.0
#define SECOND_HEAD 56.0 /* rail to text on further sheets: the title stands between */

/* Sizes of the text, biggest first; crowded: the term on one line, and A3 with the sizes of A4. */
static const struct poster_step {
	float size;
	bool short_until, dense;
} steps[] = { { 36, false, false }, { 36, true, false }, { 36, true, true }, { 30, true, true },
	{ 24, true, true } };
#define STEPS (sizeof steps / sizeof *steps)

static struct style
scaled(enum face face, float mn_size)
{
	return (struct style){ .face = face,
		.size = mn_size * 0.875f,
		.mn_size = mn_size,
		.lying_size = mn_size / 1.2f,
		.gap = SCRIPT_GAP };
}

/* --- furniture --- */

static void
draw_rail(struct page *pg, const struct poster *p, struct elem *e, double length)
{
	struct draw *d = p->d;
	double x = p->paper.x + (RAIL - 4.5) / 2, y = p->paper.y;
	struct text word = d->sheet->mn_kind.n > 0 ? d->sheet->mn_kind : d->sheet->poster_kind;
	double kind = column_length(d, word, POSTER_MN_KIND);

	kind = kind > length / 2 ? length / 2 : kind;
	set_column(pg, e, d->sheet->mn.unit, POSTER_MN_UNIT, x, y, length - kind - 14);
	set_column(pg, e, word, POSTER_MN_KIND, x, y + length - kind, kind);
	page_rule(pg, p->paper.x + RAIL - 4.5, y, 4.5, length);
}

/* Further sheets. */
static void
draw_second(struct flow *f, struct page *pg)
{
	const struct poster *p = f->own;

	draw_rail(pg, p, NULL, p->paper.height);
	set_column(pg, NULL, draw_say(f->d, "sheet.continued", TEXTS(f->d->sheet->mn.title)),
	    POSTER_MN_UNIT, p->paper.x + RAIL + 24, p->paper.y, p->paper.height);
}

/* --- text --- */

static void
add_title(struct flow *f)
{
	struct text t = f->d->sheet->mn.title;
	struct style s = POSTER_MN_TITLE;
	double lead = TITLE_LEAD;
	struct elem *h = draw_elem(f->d, "H1");

	if (para_lines(f->d, flow_text(f, t, s, (float)f->width), f->width).n > 2) {
		s = style_scaled(s, 0.75f);
		lead *= 0.75;
	}
	flow_lines(f, h, t, s, lead, 0);
	flow_keep(f, 1, f->bands.n);
}

/* The blocks from there on, as far as they have room; returns the first that has not. A heading
 * goes over with its text. */
static const struct block *
add_text(struct flow *f, const struct block *b, double room)
{
	const struct block *stop = NULL;
	size_t title = f->bands.n, end = title;

	for (; b; b = b->next) {
		if (b->kind == BLOCK_HEADING && b->level == 1) /* the title stands already */
			continue;
		flow_block(f, b, f->d->root, 1);
		if (title < f->bands.n && title > 0)
			f->bands.v[title].before = 10.5;
		if (flow_extent(f) > room + 0.01)
			break;
		if (b->kind != BLOCK_HEADING) {
			end = f->bands.n;
			stop = NULL;
		} else if (!stop) {
			stop = b;
		}
	}
	if (!b)
		return NULL;
	f->bands.n = end;
	return stop ? stop : b;
}

/* Bands of one step; the block that goes over to the next sheet. */
static const struct block *
lay_out(struct flow *f, struct poster *p, const struct poster_step *s)
{
	p->short_until = s->short_until;
	p->paper = !p->d->sheet->a3 ? POSTER_A4 : s->dense ? POSTER_A3_DENSE : POSTER_A3;
	flow_begin(f, p->d);
	f->body = scaled(FACE_HEI, s->size);
	f->label = f->head = scaled(FACE_HEI_BOLD, s->size);
	f->lead = s->size * 1.3125;
	f->page_width = p->paper.page_width;
	f->page_height = p->paper.page_height;
	f->scale = p->paper.scale;
	poster_ask(p);
	f->x = p->paper.y;
	f->width = poster_text_end(p); /* as long as the Chinese text is high */
	f->y = p->paper.x + RAIL + AFTER_RAIL;
	f->height = p->paper.width - RAIL - AFTER_RAIL;
	add_title(f);
	return add_text(f, p->d->sheet->mn_body->first, f->height);
}

/* What the first sheet has no room for, in columns as long as the paper. */
static void
draw_rest(struct flow *f, struct poster *p, const struct block *rest)
{
	flow_begin(f, p->d);
	f->width = p->paper.height;
	f->y = p->paper.x + RAIL + SECOND_HEAD;
	f->height = p->paper.width - RAIL - SECOND_HEAD;
	(void)add_text(f, rest, 1e9);
	flow_place(f);
}

void
poster_mn_draw(struct draw *d)
{
	struct poster p = { .d = d };
	struct flow f = { .vertical = true, .page = draw_second, .own = &p };
	struct elem *root = d->root, *part = mongolian_elem(d, root, "Sect");
	const struct block *rest = d->sheet->mn_body->first;

	draw_turn_to(d, &d->sheet->mn);
	d->root = part;
	for (size_t i = 0; i == 0 || (i < STEPS && rest); i++)
		rest = lay_out(&f, &p, &steps[i]);
	struct page *pg = f.pg = poster_page(&p);
	draw_sheet_mark(d, d->sheet->mn.title, pg, p.paper.y);
	draw_rail(pg, &p, draw_elem(d, "P"), poster_text_end(&p));
	flow_place(&f);
	if (rest)
		draw_rest(&f, &p, rest);
	d->root = root;
	d->lang = LANG_ZH;
	poster_foot(pg, &p);
	draw_turn_to(d, NULL);
}
