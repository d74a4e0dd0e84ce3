/* SPDX-License-Identifier: MIT */
/* Words of a sheet in its language, and short texts in their places, on lines and in columns: what
 * every sheet does a hundred times. */
#include "pdf/sheet_draw.h"

#include "lihui/utf8.h"

#define NO_LIMIT 100000.0f

struct text
draw_word(struct draw *d, const char *key)
{
	return words_get(d->sheet->words, d->lang, key, NULL);
}

struct text
draw_say(struct draw *d, const char *key, const struct text *args, size_t n)
{
	return words_say(d->a, d->sheet->words, d->lang, key, args, n);
}

struct text
draw_number(struct draw *d, long n)
{
	return text_fmt(d->a, "%ld", n);
}

struct text
draw_say_number(struct draw *d, const char *key, long n)
{
	return draw_say(d, key, TEXTS(draw_number(d, n)));
}

void
draw_sheet_mark(struct draw *d, struct text title, struct page *pg, double y)
{
	d->mark = page_mark(pg, NULL, title, y);
}

void
draw_bookmark(struct draw *d, struct text title, struct page *pg, double y)
{
	(void)page_mark(pg, d->mark, title, y);
}

void
draw_turn_to(struct draw *d, const struct sheet_side *side)
{
	d->side = side;
	d->lang = side ? side->lang : LANG_ZH;
}

/* Each side leads to the page in its own language. */
struct text
draw_url(const struct draw *d)
{
	return d->side && d->side->url.n > 0 ? d->side->url : d->sheet->url;
}

bool
sheet_mongolian_first(const struct sheet *s)
{
	return s->site && s->site->nlanguages > 0 && lang_is_down(s->site->languages[0]);
}

struct text
shown_url(struct text url)
{
	size_t at = text_find(url, T("://"), 0);

	return at == SIZE_MAX ? url : text_cut(url, at + 3, url.n);
}

struct elem *
draw_elem(struct draw *d, const char *type)
{
	return tag_new(d->tags, d->root, type);
}

struct elem *
mongolian_elem(struct draw *d, struct elem *parent, const char *type)
{
	struct elem *e = tag_new(d->tags, parent, type);

	tag_lang(e, lang_html(d->sheet->mn.lang).p);
	return e;
}

/* --- lines --- */

double
text_width(struct draw *d, struct text t, struct style s)
{
	return para_width(para_text(d, t, s, NO_LIMIT));
}

/* left: the share of its width that lies left of x. */
static double
set_line(struct page *pg, struct elem *e, struct text t, struct style s, double x, double left,
    double y, double height)
{
	struct para *p = para_text(page_draw(pg), t, s, NO_LIMIT);
	struct para_line l = para_whole(p);
	double w = para_width(p);

	l.width = (float)w;
	page_tag(pg, e);
	page_line(pg, p, &l, x - left * w, baseline(y, height, s.size), 0);
	return w;
}

double
set_left(struct page *pg, struct elem *e, struct text t, struct style s, double x, double y,
    double height)
{
	return set_line(pg, e, t, s, x, 0, y, height);
}

double
set_right(struct page *pg, struct elem *e, struct text t, struct style s, double right, double y,
    double height)
{
	return set_line(pg, e, t, s, right, 1, y, height);
}

double
set_centre(struct page *pg, struct elem *e, struct text t, struct style s, double centre, double y,
    double height)
{
	return set_line(pg, e, t, s, centre, 0.5, y, height);
}

double
set_within(struct page *pg, struct elem *e, struct text t, struct style s, double x, double y,
    double height, double width)
{
	double w = text_width(page_draw(pg), t, s);

	if (w > width)
		s.size *= (float)(width / w);
	return set_left(pg, e, t, s, x, y, height);
}

double
set_spread(struct page *pg, struct elem *e, struct text t, struct style s, double x, double y,
    double height, double width)
{
	double w = text_width(page_draw(pg), t, s);
	size_t n = utf8_length(t);

	if (n > 1 && w < width)
		s.track = (float)((width - w) / (double)(n - 1));
	return set_left(pg, e, t, s, x, y, height);
}

void
set_lines(struct page *pg, struct elem *e, const struct para *p, struct para_line_list l, double x,
    double y, double lead)
{
	page_tag(pg, e);
	for (size_t i = 0; i < l.n; i++)
		page_line(
		    pg, p, &l.v[i], x, baseline(y + (double)i * lead, lead, p->atoms.v[0].size), 0);
}

/* --- columns --- */

struct para *
column_para(struct draw *d, struct text t, struct style s, float limit)
{
	struct para_piece p = { .text = t, .style = s };

	return para_new(d, &p, 1, true, limit);
}

double
column_length(struct draw *d, struct text t, struct style s)
{
	return para_width(column_para(d, t, s, NO_LIMIT));
}

struct style
style_scaled(struct style s, float part)
{
	s.size *= part;
	s.mn_size *= part;
	s.lying_size *= part;
	return s;
}

static void
set_whole_column(struct page *pg, struct elem *e, struct para *p, double cx, double y)
{
	struct para_line l = para_whole(p);

	page_tag(pg, e);
	page_column(pg, p, &l, cx, y);
}

void
set_down(struct page *pg, struct elem *e, struct text t, struct style s, double cx, double y,
    double height)
{
	size_t n = utf8_length(t);

	if (n > 1)
		s.track = (float)((height - (double)n * s.size) / (double)(n - 1));
	set_whole_column(pg, e, column_para(page_draw(pg), t, s, NO_LIMIT), cx, y);
}

void
set_column(struct page *pg, struct elem *e, struct text t, struct style s, double cx, double y,
    double room)
{
	struct draw *d = page_draw(pg);
	double w = column_length(d, t, s);

	if (w > room)
		s = style_scaled(s, (float)(room / w));
	set_whole_column(pg, e, column_para(d, t, s, NO_LIMIT), cx, y);
}
