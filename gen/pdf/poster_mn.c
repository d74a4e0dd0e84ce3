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

static const struct style UNIT = {
	.face = FACE_HEI_BOLD, .size = 28, .mn_size = 32, .lying_size = 27
};
static const struct style KIND = {
	.face = FACE_HEI_BOLD, .size = 36, .mn_size = 40, .lying_size = 34
};
static const struct style TITLE = {
	.face = FACE_HEI_BOLD, .size = 44, .mn_size = 50, .lying_size = 42
};

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

/* As long as the Chinese text is high. */
static double
column_length(const struct poster *p)
{
	return poster_until_top(p) - 12;
}

/* --- furniture --- */

static void
draw_rail(struct page *pg, const struct poster *p, struct elem *e, double length)
{
	struct draw *d = p->d;
	double x = p->paper.x + (RAIL - 4.5) / 2, y = p->paper.y, kind;
	struct text word = d->sheet->mn_kind.n > 0 ? d->sheet->mn_kind : d->sheet->poster_kind;

	kind = para_width(column_para(d, word, KIND, (float)length));
	kind = kind > length / 2 ? length / 2 : kind;
	set_column(pg, e, d->sheet->mn.unit, UNIT, x, y, length - kind - 14);
	set_column(pg, e, word, KIND, x, y + length - kind, kind);
	page_rule(pg, p->paper.x + RAIL - 4.5, y, 4.5, length);
}

/* Further sheets. */
static void
draw_second(struct flow *f, struct page *pg)
{
	const struct poster *p = f->own;

	draw_rail(pg, p, NULL, p->paper.height);
	set_column(pg, NULL, draw_say(f->d, "sheet.continued", TEXTS(f->d->sheet->mn.title)), UNIT,
	    p->paper.x + RAIL + 24, p->paper.y, p->paper.height);
}

/* --- text --- */

static void
add_title(struct flow *f, double measure)
{
	struct draw *d = f->d;
	struct elem *h = tag_new(d->tags, d->root, "H1");
	struct style s = TITLE;
	double lead = TITLE_LEAD;
	struct para_line_list lines = { 0 };
	struct measure m = { (float)measure, (float)measure, false };
	struct para *p = flow_text(f, d->sheet->mn.title, s, m.rest);

	para_break(p, &m, d->a, &lines);
	if (lines.n > 2) {
		s.size *= 0.75f;
		s.mn_size *= 0.75f;
		s.lying_size *= 0.75f;
		lead *= 0.75;
		p = flow_text(f, d->sheet->mn.title, s, m.rest);
		lines = (struct para_line_list){ 0 };
		para_break(p, &m, d->a, &lines);
	}
	for (size_t i = 0; i < lines.n; i++)
		flow_put(f, flow_band(f, lead), h, p, &lines.v[i], f->x,
		    flow_base(f, 0, lead, s.size), 0);
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

static void
set_sizes(struct flow *f, const struct poster_step *s)
{
	f->body = scaled(FACE_HEI, s->size);
	f->bold = f->label = f->head = scaled(FACE_HEI_BOLD, s->size);
	f->lead = s->size * 1.3125;
}

/* Bands of one step; the block that goes over to the next sheet. */
static const struct block *
lay_out(struct flow *f, struct poster *p, const struct poster_step *s)
{
	p->short_until = s->short_until;
	p->paper = !p->d->sheet->a3 ? POSTER_A4 : s->dense ? POSTER_A3_DENSE : POSTER_A3;
	flow_begin(f, p->d);
	set_sizes(f, s);
	f->page_width = p->paper.page_width;
	f->page_height = p->paper.page_height;
	f->scale = p->paper.scale;
	f->x = p->paper.y;
	f->width = column_length(p);
	f->y = p->paper.x + RAIL + AFTER_RAIL;
	f->height = p->paper.width - RAIL - AFTER_RAIL;
	add_title(f, f->width);
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
	struct page *pg;

	d->lang = LANG_MN;
	d->root = part;
	for (size_t i = 0; i == 0 || (i < STEPS && rest); i++)
		rest = lay_out(&f, &p, &steps[i]);
	pg = f.pg = page_new(d, p.paper.page_width, p.paper.page_height, p.paper.scale);
	d->mark = object_bookmark(d->objects, NULL, d->sheet->mn.title, page_object(pg),
	    page_flip(pg, p.paper.y) * p.paper.scale);
	draw_rail(pg, &p, tag_new(d->tags, part, "P"), column_length(&p));
	flow_place(&f);
	if (rest)
		draw_rest(&f, &p, rest);
	d->root = root;
	d->lang = LANG_ZH;
	poster_foot(pg, &p);
}
