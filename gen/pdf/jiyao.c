/* SPDX-License-Identifier: MIT */
/*
 * 纪要 after GB/T 9704-2012, for units of township level and above. Margins 37 / 28 / 35 / 26 mm,
 * type area 156 x 225 mm, 22 lines of 28 characters. Size 3 (16 pt) would take 158 mm, so the type
 * is 15.75 pt on a pitch of 156/28 mm = 15.793 pt. Levels: 一、 hei, （一） kai, 1. and （1） as
 * the body.
 *
 * 仿宋_GB2312 and 小标宋 are not free: the site may name them under fonts; song stands in. The
 * model is the public one: 议定事项.
 */
#include "pdf/record_sheet.h"

#include "lihui/utf8.h"

#define COPIES_MOST 12   /* lines of 抄送: a list as long as a page is no 抄送 */
#define FOOT_LEAD   24.0 /* of the 版记; a row has 2 pt above and below */
#define THICK       (0.35 * MM)
#define THIN        (0.25 * MM)
#define MARK_INK    0.02 /* em: white above the ink of a bold character in its em box */
#define NUMBER_INK  21.6 /* pt: from the top of the number's line box to the foot of its ink */

/* --- words --- */

/* A page of the manual is no statutory paper: the type area and the body's type, but no red head
 * and no 版记. */
static bool
is_manual(const struct doc *doc)
{
	return doc->type && doc->type->class == CLASS_PAGE;
}

static struct text
mark_words(struct draw *d)
{
	const struct doc *doc = d->sheet->doc;
	struct text name = text_join(d->a, d->sheet->unit, doc->type ? doc->type->name : NO_TEXT);

	/* A page of the manual is printed under its own name. */
	return text_ends(name, T("纪要")) || is_manual(doc)
	    ? name
	    : draw_say(d, "sheet.jiyao_mark", TEXTS(name));
}

static struct text
issue_words(struct draw *d)
{
	struct text n = text_trim(d->sheet->doc->number);
	int value;

	return text_int(n, &value) ? draw_say(d, "sheet.jiyao_number", TEXTS(n)) : n;
}

/* One that decided something says it in sentences. */
static bool
is_meeting(const struct doc *doc)
{
	return doc->problems.n + doc->tasks.n > 0;
}

/* --- title, broken by sense --- */

/* The end of the first of n lines: near an even share, where sense allows, and only where a line
 * may end at all. */
static size_t
title_break(struct draw *d, struct text t, int n)
{
	struct para *p = para_text(d, t, JIYAO_TITLE, (float)JIYAO_WIDTH);
	double whole = para_width(p), share = whole / n, best_score = -1e9, w = 0;
	size_t best = t.n;

	for (size_t i = 0; i + 1 < p->atoms.n; i++) {
		const struct atom *a = &p->atoms.v[i];
		size_t at;
		double score;
		w += a->width;
		if (!a->may_break || w > JIYAO_WIDTH - 44 || (whole - w) / (n - 1) > JIYAO_WIDTH)
			continue;
		at = utf8_offset(t, p->glyphs.v[p->atoms.v[i + 1].glyph].code);
		/* the upper line may be the longer one: a title stands like a lampshade */
		score = title_sense(t, at) -
		    (w < share ? 2 * (share - w) : 0.6 * (w - share)) / JIYAO_TITLE.size;
		if (score > best_score) {
			best_score = score;
			best = at;
		}
	}
	return best;
}

static void
add_title(struct flow *f)
{
	struct draw *d = f->d;
	struct text t = text_trim(d->sheet->doc->title);
	struct elem *e = draw_elem(d, "H1");

	for (int n = (int)(text_width(d, t, JIYAO_TITLE) / (JIYAO_WIDTH - 44)) + 1; t.n > 0; n--) {
		size_t end = n > 1 ? title_break(d, t, n) : t.n;
		flow_lines(f, e, text_cut(t, 0, end), JIYAO_TITLE, 32, 0.5);
		t = text_cut(t, end, t.n);
	}
	flow_keep(f, 1, f->bands.n);
}

/* --- head of the first page --- */

/* Returns where the body begins. */
static double
draw_head(struct draw *d, struct page *pg)
{
	struct text mark = mark_words(d), issue = issue_words(d);
	size_t n = utf8_length(mark);
	struct style red = JIYAO_MARK;
	double most = n > 0 ? 0.9 * JIYAO_WIDTH / (double)n : 42, size = most > 42 ? 42 : most,
	       middle = JIYAO_X + JIYAO_WIDTH / 2, y = JIYAO_Y + 35 * MM;

	red.size = (float)size;
	page_colour(pg, 0.847, 0, 0);
	set_centre(pg, draw_elem(d, "P"), mark, red, middle, y - MARK_INK * size, size);
	page_colour(pg, 0, 0, 0);
	y += size + 2 * JIYAO_LINE;
	if (issue.n > 0)
		set_centre(pg, draw_elem(d, "P"), issue, JIYAO_TEXT, middle, y, JIYAO_LINE);
	y += NUMBER_INK + 4 * MM;
	page_colour(pg, 0.847, 0, 0);
	page_rule(pg, JIYAO_X, y, JIYAO_WIDTH, 1.5);
	page_colour(pg, 0, 0, 0);
	return y + 2 * JIYAO_LINE;
}

/* --- body --- */

static bool
is_han_number(uint32_t c)
{
	return c == U'十' || c == U'百' || (utf8_digit(c) >= 0 && utf8_is_han(c)); /* 十 百 */
}

/* 1 for 一、 2 for （一） 3 for anything else. */
static int
written_level(struct text t)
{
	size_t i = 0;
	uint32_t c = t.n > 0 ? utf8_next(t, &i) : 0;
	bool bracket = c == U'（' || c == '(';

	if (bracket)
		c = i < t.n ? utf8_next(t, &i) : 0;
	if (!is_han_number(c))
		return 3;
	while (i < t.n && is_han_number(c))
		c = utf8_next(t, &i);
	if (bracket)
		return c == U'）' || c == ')' ? 2 : 3;
	return c == U'、' || c == '.' ? 1 : 3;
}

/* Sections that are shown are counted anew: those that are not would leave gaps. */
static struct text
counted_anew(struct flow *f, struct text t)
{
	struct jiyao *j = f->own;
	size_t at = text_find(t, T("、"), 0);

	return at == SIZE_MAX
	    ? t
	    : text_concat(f->d->a, TEXTS(jiyao_ordinal(f->d, ++j->sections), text_cut(t, at, t.n)));
}

static void
add_heading(struct flow *f, const struct block *b)
{
	struct text t = block_plain(f->d->a, b, false);
	int level = written_level(t);

	if (level == 1 && is_meeting(f->d->sheet->doc))
		t = counted_anew(f, t);
	struct style s = level == 1 || (level == 3 && b->level <= 2) ? JIYAO_LEVEL_1
	    : level == 2 || b->level == 3                            ? JIYAO_LEVEL_2
								     : JIYAO_TEXT;
	struct elem *e = draw_elem(f->d, level == 1 ? "H2" : "H3");
	size_t first = flow_para(f, e, para_text(f->d, t, s, (float)JIYAO_WIDTH), JIYAO_X,
	    JIYAO_WIDTH, 2 * JIYAO_CELL, true);

	if (first < f->bands.n && level == 1)
		f->bands.v[first].mark = t;
}

static void
add_blocks(struct flow *f, const struct block *b, int depth)
{
	const struct doc *doc = f->d->sheet->doc;
	bool headed = false;

	for (; b && depth < 50; b = b->next) {
		/* A step: its heading, then what it decided. */
		if (b->kind != BLOCK_SECTION && depth == 1 && is_meeting(doc) && headed) {
			size_t from = f->bands.n;
			record_step(f, b,
			    &(struct record_saying){ jiyao_problem, jiyao_tasks, jiyao_other });
			flow_keep(f, from, 2);
			return;
		}
		size_t first = f->bands.n;
		if (b->kind == BLOCK_HEADING && text_eq(block_plain(f->d->a, b, false), doc->title))
			continue;
		if (b->kind == BLOCK_SECTION)
			add_blocks(f, b->first, depth + 1);
		else if (b->kind == BLOCK_HEADING)
			add_heading(f, b);
		else
			flow_block(f, b, f->d->root, 2);
		if (headed) /* a heading keeps two lines of what follows */
			flow_keep(f, first, 2);
		headed = b->kind == BLOCK_HEADING;
	}
}

/* 出席：张三　李四: names at the fifth cell, hanging, one cell apart. */
static void
add_people(struct flow *f, const char *key, const struct person_list *l, bool first)
{
	struct draw *d = f->d;
	struct para_piece *pieces = ARENA_ARRAY(d->a, struct para_piece, l->n * 2 + 1);
	double width = JIYAO_WIDTH - 5 * JIYAO_CELL;
	size_t n = 0;

	if (l->n == 0)
		return;
	for (size_t i = 0; i < l->n; i++) {
		const struct person *p = &l->v[i];
		struct text name = person_name(p);
		if (i > 0)
			pieces[n++] = (struct para_piece){ .text = T("　"), .style = JIYAO_TEXT };
		pieces[n] = (struct para_piece){ .text = name.n > 0 ? name : p->words,
			.style = JIYAO_TEXT };
		pieces[n++].style.keep = !p->group || utf8_length(p->words) < 20;
	}
	struct elem *e = draw_elem(d, "P");
	size_t at = flow_para(f, e, para_new(d, pieces, n, false, (float)width),
	    JIYAO_X + 5 * JIYAO_CELL, width, 0, false);
	if (at == f->bands.n)
		return;
	struct text label = text_join(d->a, draw_word(d, key), T("："));
	flow_put(f, &f->bands.v[at], e, flow_text(f, label, JIYAO_LEVEL_1, 1000),
	    JIYAO_X + 2 * JIYAO_CELL, 0);
	flow_put_first(&f->bands.v[at]);
	if (first)
		f->bands.v[at].before = JIYAO_LINE;
}

/* --- foot --- */

/* 抄送：who else gets it, hanging under itself; the line ends with a full stop. */
struct copy_to {
	struct para *para;
	struct para_line_list lines;
	double height; /* of its row, rule included; 0 without copies */
};

static struct copy_to
measure_copies(struct draw *d)
{
	struct text t = text_trim(d->sheet->doc->copy_to);
	float width = (float)(JIYAO_WIDTH - 28 - 3 * JIYAO_FOOT.size);
	struct copy_to c = { .height = 0 };

	if (t.n == 0)
		return c;
	if (!text_ends(t, T("。")))
		t = text_join(d->a, t, T("。"));
	c.para = para_text(d, text_fit(d, t, JIYAO_FOOT, width * COPIES_MOST), JIYAO_FOOT, width);
	c.lines = para_lines(d, c.para, width);
	c.height = FOOT_LEAD * (double)c.lines.n + 4 + THIN;
	return c;
}

/* The 版记 at the foot of the last page's type area; on a page of its own when there is no room. */
static void
draw_foot(struct flow *f)
{
	struct draw *d = f->d;
	struct copy_to c = measure_copies(d);
	double bottom = JIYAO_Y + JIYAO_HEIGHT, x = JIYAO_X + JIYAO_FOOT.size,
	       y = bottom - (c.height + FOOT_LEAD + 4 + THICK * 2);

	if (f->at + 4 > y)
		f->pg = page_new(d, A4_WIDTH, A4_HEIGHT, 1);
	page_rule(f->pg, JIYAO_X, y, JIYAO_WIDTH, THICK);
	y += THICK;
	if (c.height > 0) {
		struct elem *e = draw_elem(d, "P");
		set_left(f->pg, e, text_join(d->a, draw_word(d, "sheet.copy_to"), T("：")),
		    JIYAO_FOOT, x, y + 2, FOOT_LEAD);
		set_lines(f->pg, e, c.para, c.lines, x + 3 * JIYAO_FOOT.size, y + 2, FOOT_LEAD);
		page_rule(f->pg, JIYAO_X, y + c.height - THIN, JIYAO_WIDTH, THIN);
	}
	y += c.height + 2;
	struct elem *e = draw_elem(d, "P");
	set_within(f->pg, e, d->sheet->unit, JIYAO_FOOT, x, y, FOOT_LEAD, JIYAO_WIDTH / 2);
	set_right(f->pg, e, draw_say(d, "sheet.issued", TEXTS(date_zh(d->a, d->sheet->date))),
	    JIYAO_FOOT, JIYAO_X + JIYAO_WIDTH - JIYAO_FOOT.size, y, FOOT_LEAD);
	page_rule(f->pg, JIYAO_X, bottom - THICK, JIYAO_WIDTH, THICK);
}

/* — 1 — seven millimetres below the type area; odd at the right, even at the left, one character
 * in. */
static void
draw_numbers(struct draw *d)
{
	double y = JIYAO_Y + JIYAO_HEIGHT + 7 * MM - 8.56;

	for (size_t i = d->first_page; i < d->pages.n; i++) {
		size_t n = i - d->first_page + 1;
		struct text t = text_fmt(d->a, "— %zu —", n);
		if (n % 2 == 1)
			set_right(
			    d->pages.v[i], NULL, t, JIYAO_FOOT, JIYAO_X + JIYAO_WIDTH - 14, y, 14);
		else
			set_left(d->pages.v[i], NULL, t, JIYAO_FOOT, JIYAO_X + 14, y, 14);
	}
}

void
jiyao_draw(struct draw *d)
{
	struct flow f = { .x = JIYAO_X,
		.y = JIYAO_Y,
		.width = JIYAO_WIDTH,
		.height = JIYAO_HEIGHT,
		.body = JIYAO_TEXT,
		.label = JIYAO_LEVEL_1,
		.head = JIYAO_LEVEL_1,
		.lead = JIYAO_LINE,
		.indent = (float)(2 * JIYAO_CELL),
		.plain_lists = true,
		.hang = true };
	const struct doc *doc = d->sheet->doc;
	struct jiyao counts = { 0 };
	const struct block *root = d->sheet->body ? d->sheet->body : doc ? doc->body : NULL;
	size_t body;

	if (!doc)
		return;
	flow_begin(&f, d);
	f.own = &counts;
	f.pg = page_new(d, A4_WIDTH, A4_HEIGHT, 1);
	draw_sheet_mark(d, mark_words(d), f.pg, JIYAO_Y);
	f.first_y = is_manual(doc) ? JIYAO_Y : draw_head(d, f.pg);
	f.first_height = JIYAO_Y + JIYAO_HEIGHT - f.first_y;
	add_title(&f);
	body = f.bands.n;
	if (is_meeting(doc))
		jiyao_opening(&f);
	if (root)
		add_blocks(&f, root->first, 0);
	if (body < f.bands.n)
		f.bands.v[body].before = JIYAO_LINE;
	add_people(&f, "sheet.attendees", &doc->attendees, true);
	add_people(&f, "sheet.absent", &doc->absent, doc->attendees.n == 0);
	add_people(&f, "sheet.observers", &doc->observers, doc->attendees.n + doc->absent.n == 0);
	flow_place(&f);
	if (!is_manual(doc))
		draw_foot(&f);
	draw_numbers(d);
}
