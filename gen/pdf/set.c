/* SPDX-License-Identifier: MIT */
/* Short texts in their places, on lines and in columns: what every sheet does a hundred times. */
#include "pdf/sheet_draw.h"

#include "lihui/utf8.h"

#define NO_LIMIT 100000.0f

double
text_width(struct draw *d, struct text t, struct style s)
{
	return para_width(para_text(d, t, s, NO_LIMIT));
}

static double
set_para(struct page *pg, struct elem *e, const struct para *p, double x, double base)
{
	page_tag(pg, e);
	page_text(pg, p, x, base);
	return para_width(p);
}

double
set_left(struct page *pg, struct elem *e, struct text t, struct style s, double x, double y,
    double height)
{
	return set_para(
	    pg, e, para_text(page_draw(pg), t, s, NO_LIMIT), x, baseline(y, height, s.size));
}

double
set_right(struct page *pg, struct elem *e, struct text t, struct style s, double right, double y,
    double height)
{
	struct para *p = para_text(page_draw(pg), t, s, NO_LIMIT);

	return set_para(pg, e, p, right - para_width(p), baseline(y, height, s.size));
}

double
set_centre(struct page *pg, struct elem *e, struct text t, struct style s, double centre, double y,
    double height)
{
	struct para *p = para_text(page_draw(pg), t, s, NO_LIMIT);

	return set_para(pg, e, p, centre - para_width(p) / 2, baseline(y, height, s.size));
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
set_down(struct page *pg, struct elem *e, struct text t, struct style s, double cx, double y,
    double height)
{
	struct draw *d = page_draw(pg);
	struct para_piece piece = { .text = t, .style = s };
	struct para_line l = { 0 };
	size_t n = utf8_length(t);
	struct para *p;

	if (n > 1)
		piece.style.track = (float)((height - (double)n * s.size) / (double)(n - 1));
	p = para_new(d, &piece, 1, true, NO_LIMIT);
	l.to = (uint32_t)p->atoms.n;
	page_tag(pg, e);
	page_column(pg, p, &l, cx, y);
}

struct para *
column_para(struct draw *d, struct text t, struct style s, float limit)
{
	struct para_piece p = { .text = t, .style = s };

	return para_new(d, &p, 1, true, limit);
}

struct elem *
mongolian_elem(struct draw *d, struct elem *parent, const char *type)
{
	struct elem *e = tag_new(d->tags, parent, type);

	tag_lang(e, "mn-Mong");
	return e;
}

double
set_column(struct page *pg, struct elem *e, struct text t, struct style s, double cx, double y,
    double room)
{
	struct draw *d = page_draw(pg);
	struct para *p = column_para(d, t, s, NO_LIMIT);
	struct para_line l = { .to = (uint32_t)p->atoms.n };
	double w = para_width(p);

	if (w > room) {
		s.size *= (float)(room / w);
		s.mn_size *= (float)(room / w);
		s.lying_size *= (float)(room / w);
		p = column_para(d, t, s, NO_LIMIT);
		l.to = (uint32_t)p->atoms.n;
	}
	page_tag(pg, e);
	page_column(pg, p, &l, cx, y);
	return w > room ? room : w;
}

void
set_lines(struct page *pg, struct elem *e, const struct para *p, const struct para_line_list *l,
    double x, double y, double lead, double measure)
{
	page_tag(pg, e);
	for (size_t i = 0; i < l->n; i++) {
		double size = p->atoms.n > 0 ? p->atoms.v[0].size : lead;
		page_line(pg, p, &l->v[i], x, baseline(y + (double)i * lead, lead, size), measure);
	}
}

struct text
shown_url(struct text url)
{
	size_t at = text_find(url, T("://"), 0);

	return at == SIZE_MAX ? url : text_cut(url, at + 3, url.n);
}
