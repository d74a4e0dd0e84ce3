/* SPDX-License-Identifier: MIT */
/*
 * 签到表: two blocks of fifteen rows of 12 mm, room for a signature or a fingerprint. Whoever the
 * record names is printed; rows for those it only counts (其他党员共19人) stay empty, up to the
 * number present. A second page from person 31.
 */
#include "pdf/record_sheet.h"

#include "lihui/utf8.h"

#define ROWS  15
#define ROW   34.0
#define HEAD  28.0
#define BLOCK (RECORD_WIDTH / 2)

static const double COLUMNS[] = { 26, 62, 54, BLOCK - 142 };

struct roll {
	const struct person **v;
	size_t n, room;
};

static void
add_all(struct draw *d, struct roll *r, const struct person_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct person *p = &l->v[i];
		bool known = p->group || p->name.n == 0;
		for (size_t k = 0; k < r->n && !known; k++)
			known = text_eq(r->v[k]->name, p->name);
		if (!known)
			*ARENA_PUSH(d->a, r) = p;
	}
}

/* Up to two lines in the middle of a cell. */
static void
set_two_lines(
    struct page *pg, struct elem *e, struct text t, double x, double y, double width, double lead)
{
	struct draw *d = page_draw(pg);
	struct style s = RECORD_SMALL;
	struct para *p = para_text(d, t, s, (float)width);

	if (para_lines(d, p, width).n > 2)
		p = para_text(d, text_fit(d, t, s, (float)(width * 2 - s.size)), s, (float)width);
	struct para_line_list l = para_lines(d, p, width);
	set_lines(pg, e, p, l, x, y + (ROW - (double)l.n * lead) / 2, lead);
}

static void
draw_person(struct page *pg, struct elem *row, const struct person *p, double x, double y)
{
	struct draw *d = page_draw(pg);
	struct text name = person_name(p);
	size_t n = utf8_length(name);
	struct elem *e = tag_new(d->tags, row, "TD");

	x += COLUMNS[0];
	if (n > 4)
		set_two_lines(pg, e, name, x + 4, y, COLUMNS[1] - 8, 14);
	else if (n == 2)
		set_spread(pg, e, name, RECORD_TEXT, x + 5, y, ROW, 42);
	else
		set_left(pg, e, name, RECORD_TEXT, x + 5, y, ROW);
	x += COLUMNS[1];
	e = tag_new(d->tags, row, "TD");
	if (p->roles.n > 0)
		set_two_lines(
		    pg, e, text_list_join(d->a, &p->roles, T("、")), x + 4, y, COLUMNS[2] - 8, 13);
	(void)tag_new(d->tags, row, "TD");
}

static void
draw_heads(struct page *pg, struct elem *row, double x, double y)
{
	static const char *const keys[] = { "sheet.roll_n", "sheet.roll_name", "sheet.roll_role",
		"sheet.roll_sign" };
	struct draw *d = page_draw(pg);

	for (int i = 0; i < 4; i++) {
		struct elem *e = tag_new(d->tags, row, "TH");
		struct text t = draw_word(d, keys[i]);
		double w = text_width(d, t, ROLL_HEAD),
		       wide = (i == 1 || i == 3) && w < 30 && w > 20 ? 36 : w;
		tag_scope(e, false);
		set_spread(pg, e, t, ROLL_HEAD, x + (COLUMNS[i] - wide) / 2, y, HEAD, wide);
		x += COLUMNS[i];
	}
}

static void
draw_grid(struct page *pg, double y, double height)
{
	double x = RECORD_X, right = RECORD_X + RECORD_WIDTH;

	page_rule(pg, x, y, RECORD_WIDTH, 1);
	page_rule(pg, x, y + HEAD, RECORD_WIDTH, 0.5);
	for (int i = 1; i < ROWS; i++)
		page_rule(pg, x, y + HEAD + i * ROW, RECORD_WIDTH, 0.5);
	page_rule(pg, x, y + height - 1, RECORD_WIDTH, 1);
	page_rule(pg, x, y, 1, height);
	for (int block = 0; block < 2; block++)
		for (int i = 0; i < 3; i++) {
			x += COLUMNS[i];
			page_rule(pg, x - 0.25, y, 0.5, height);
			if (i == 2)
				x += COLUMNS[3];
		}
	page_rule(pg, RECORD_X + BLOCK - 0.75, y, 1.5, height);
	page_rule(pg, right - 1, y, 1, height);
}

void
roll_numbers(struct draw *d, struct text_list *l)
{
	const struct doc *doc = d->sheet->doc;

	if (doc->expected >= 0)
		text_list_add(d->a, l, draw_say_number(d, "sheet.expected", doc->expected));
	if (doc->present >= 0)
		text_list_add(d->a, l, draw_say_number(d, "sheet.present", doc->present));
}

static struct text
count_words(struct draw *d)
{
	const struct person_list *absent = &d->sheet->doc->absent;
	struct text_list l = { 0 };
	long n = 0;

	for (size_t i = 0; i < absent->n; i++)
		n += !absent->v[i].group ? 1 : absent->v[i].count > 0 ? absent->v[i].count : 0;
	roll_numbers(d, &l);
	if (n > 0)
		text_list_add(d->a, &l, draw_say_number(d, "sheet.absent_n", n));
	return text_list_join(d->a, &l, T("　"));
}

static void
draw_page(struct flow *f, const struct roll *r, size_t from)
{
	struct draw *d = f->d;
	struct page *pg = page_new(d, A4_WIDTH, A4_HEIGHT, 1);
	double middle = RECORD_X + RECORD_WIDTH / 2, y = RECORD_Y, top = RECORD_Y + 60;
	bool first = from == 0;

	f->page(f, pg);
	/* the track behind the last character belongs to no gap */
	set_centre(pg, first ? draw_elem(d, "H2") : NULL, draw_word(d, "sheet.roll"), ROLL_TITLE,
	    middle + 9, y, 30);
	if (first)
		draw_bookmark(d, draw_word(d, "sheet.roll"), pg, y);
	set_centre(
	    pg, first ? draw_elem(d, "P") : NULL, count_words(d), RECORD_TEXT, middle, y + 30, 24);
	draw_grid(pg, top, HEAD + ROWS * ROW);
	struct elem *table = draw_elem(d, "Table");
	for (int block = 0; block < 2; block++) {
		double x = RECORD_X + block * BLOCK;
		draw_heads(pg, tag_new(d->tags, table, "TR"), x, top);
		for (size_t i = 0; i < ROWS; i++) {
			size_t n = from + (size_t)block * ROWS + i;
			double row_y = top + HEAD + (double)i * ROW;
			struct elem *row = tag_new(d->tags, table, "TR");
			set_centre(pg, tag_new(d->tags, row, "TD"), draw_number(d, (long)n + 1),
			    RECORD_SMALL, x + COLUMNS[0] / 2, row_y, ROW);
			if (n < r->n)
				draw_person(pg, row, r->v[n], x, row_y);
		}
	}
	set_left(pg, draw_elem(d, "P"), draw_word(d, "sheet.roll_note"), RECORD_TEXT, RECORD_X,
	    top + HEAD + ROWS * ROW + 12, 24);
}

void
roll_draw(struct flow *f)
{
	const struct doc *doc = f->d->sheet->doc;
	struct roll r = { 0 };

	add_all(f->d, &r, &doc->attendees);
	add_all(f->d, &r, &doc->host);
	add_all(f->d, &r, &doc->convener);
	add_all(f->d, &r, &doc->recorder);
	size_t rows = r.n;
	if (doc->present > 0 && (size_t)doc->present > rows && doc->present < 2000)
		rows = (size_t)doc->present;
	for (size_t from = 0; from == 0 || from < rows; from += 2 * ROWS)
		draw_page(f, &r, from);
}
