/* SPDX-License-Identifier: MIT */
/*
 * The operators of a page, written as text. A line of text is one TJ array as far as font and size
 * allow; what lies between glyphs (squeezed marks, justification, kerning) are its numbers, each
 * computed from the absolute place so that rounding never adds up.
 */
#include "pdf/page.h"

#include <math.h>

#include "lihui/hash.h"
#include "pdf/sheet_draw.h"

struct page {
	struct draw *d;
	struct object_page *object;
	struct buf out;
	double width, height, scale;
	int number, mcids;
	struct elem *elem, *open; /* wanted; the one whose marked content is open */
	bool marked;
	/* text state */
	bool text, array, string;
	int font, mode;
	float size;
	double pen, unit; /* pt behind the last Tm; pt of 1/1000 em */
};

/* By hand: printf would be a tenth of a sheet's cost. */
static void
put_num(struct buf *b, double v)
{
	long m = lround(v * 1000);
	char part[4] = { '.' };
	size_t n = 4;

	if (m < 0) {
		buf_char(b, '-');
		m = -m;
	}
	object_int(b, m / 1000);
	m %= 1000;
	if (m == 0)
		return;
	for (size_t i = 3; i > 0; i--, m /= 10)
		part[i] = (char)('0' + m % 10);
	while (part[n - 1] == '0')
		n--;
	buf_put(b, part, n);
}

void
page_nums(struct buf *b, const double *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		put_num(b, v[i]);
		buf_char(b, ' ');
	}
}

/* Operands and their operator. */
#define PUT_OP(pg, op, ...) \
	do { \
		const double operands[] = { __VA_ARGS__ }; \
		page_nums(&(pg)->out, operands, sizeof operands / sizeof *operands); \
		buf_str(&(pg)->out, op "\n"); \
	} while (0)

struct page *
page_new(struct draw *d, double width, double height, double scale)
{
	struct page *pg = ARENA_NEW(d->a, struct page);

	pg->d = d;
	pg->number = (int)d->pages.n;
	pg->width = width / scale;
	pg->height = height / scale;
	pg->scale = scale;
	pg->out = (struct buf)BUF_INIT;
	pg->object = object_page(d->objects, width, height, d->fonts_id, d->images_id, pg->number);
	*ARENA_PUSH(d->a, &d->pages) = pg;
	if (scale != 1)
		PUT_OP(pg, "cm", scale, 0, 0, scale, 0, 0);
	return pg;
}

double
page_flip(const struct page *pg, double y)
{
	return pg->height - y;
}

struct draw *
page_draw(const struct page *pg)
{
	return pg->d;
}

/* Where what is that wide stands: a page that runs leftward is the mirror of one that does not. */
double
page_left(const struct page *pg, double x, double width)
{
	return lang_is_leftward(pg->d->lang) ? pg->width - x - width : x;
}

struct object_mark *
page_mark(const struct page *pg, struct object_mark *parent, struct text title, double y)
{
	return object_bookmark(
	    pg->d->objects, parent, title, pg->object, page_flip(pg, y) * (parent ? 1 : pg->scale));
}

/* --- marked content --- */

static void
end_array(struct page *pg)
{
	if (pg->string)
		buf_char(&pg->out, '>');
	if (pg->array)
		buf_str(&pg->out, "]TJ\n");
	pg->string = pg->array = false;
}

static void
end_text(struct page *pg)
{
	end_array(pg);
	if (pg->text)
		buf_str(&pg->out, "ET\n");
	pg->text = false;
}

static void
end_mark(struct page *pg)
{
	end_text(pg);
	if (pg->marked)
		buf_str(&pg->out, "EMC\n");
	pg->marked = false;
}

static void
begin_mark(struct page *pg, struct elem *e)
{
	if (pg->marked && pg->open == e)
		return;
	end_mark(pg);
	if (e) {
		tag_content(pg->d->tags, e, pg->number, pg->mcids);
		buf_fmt(&pg->out, "/%s <</MCID %d>> BDC\n", tag_type(e), pg->mcids++);
	} else {
		buf_str(&pg->out, "/Artifact BMC\n");
	}
	pg->marked = true;
	pg->open = e;
}

void
page_tag(struct page *pg, struct elem *e)
{
	pg->elem = e;
}

static void
begin_text(struct page *pg)
{
	begin_mark(pg, pg->elem);
	if (pg->text)
		return;
	buf_str(&pg->out, "BT\n");
	pg->text = true;
	pg->font = -1;
}

/* --- glyphs --- */

static void
set_font(struct page *pg, int font, bool vertical, float size)
{
	if (pg->font == font * 2 + vertical && pg->size == size)
		return;
	end_array(pg);
	pg->font = font * 2 + vertical;
	pg->size = size;
	embed_name(pg->d->w->embed, font, vertical, &pg->out);
	buf_char(&pg->out, ' ');
	PUT_OP(pg, "Tf", size);
	pg->unit = size / 1000.0;
}

/* Sets the text matrix: rotated a quarter to the right for what lies in a column. */
static void
set_place(struct page *pg, bool rotated, double x, double y)
{
	end_array(pg);
	buf_str(&pg->out, rotated ? "0 -1 1 0 " : "1 0 0 1 ");
	PUT_OP(pg, "Tm", x, pg->height - y);
	pg->pen = 0;
}

/* Moves the pen to a place behind the last text matrix, within the array. */
static void
move_pen(struct page *pg, double to)
{
	long k = lround((pg->pen - to) / pg->unit);

	if (k == 0)
		return;
	pg->pen -= (double)k * pg->unit;
	if (pg->font & 1) /* down the page y falls, so the number's sign turns */
		k = -k;
	if (!pg->array) {
		buf_char(&pg->out, '[');
		pg->array = true;
	}
	if (pg->string)
		buf_char(&pg->out, '>');
	pg->string = false;
	object_int(&pg->out, k);
}

static void
put_code(struct page *pg, unsigned code, double width)
{
	if (!pg->array)
		buf_char(&pg->out, '[');
	pg->array = true;
	if (!pg->string)
		buf_char(&pg->out, '<');
	pg->string = true;
	object_hex(&pg->out, code);
	pg->pen += width;
}

static void
set_rise(struct page *pg, double rise)
{
	end_array(pg);
	PUT_OP(pg, "Ts", rise);
}

/* What copied text shall say for an atom, when codes alone cannot tell it. */
static void
begin_actual(struct page *pg, const struct para *p, const struct atom *a)
{
	const struct glyph *first = &p->glyphs.v[a->glyph],
			   *last = &p->glyphs.v[a->glyph + a->nglyphs - 1];

	while (last > first && last->ncodes == 0)
		last--;
	end_array(pg);
	buf_str(&pg->out, "/Span <</ActualText <FEFF");
	for (uint32_t i = first->code; i < last->code + last->ncodes; i++)
		object_utf16(&pg->out, p->codes[i]);
	buf_str(&pg->out, ">>> BDC\n");
}

static unsigned
code_of(struct page *pg, const struct para *p, const struct glyph *g, int *width, bool *told)
{
	return embed_code(pg->d->w->embed, g->font, p->codes + g->code, g->ncodes, g->id,
	    g->advance, width, told);
}

/* The glyphs of an atom whose left end lies at `at` behind the text matrix. */
static void
put_atom(struct page *pg, const struct para *p, const struct atom *a, double at)
{
	const struct glyph *glyphs = &p->glyphs.v[a->glyph];
	bool upright = a->mode == MODE_UPRIGHT, told = true, one;
	double x = at + a->shift;
	int width;

	for (int i = 0; i < a->nglyphs; i++) { /* first ask whether codes tell it all */
		(void)code_of(pg, p, &glyphs[i], &width, &one);
		told = told && one;
	}
	if (!told)
		begin_actual(pg, p, a);
	for (int i = 0; i < a->nglyphs; i++) {
		const struct glyph *g = &glyphs[i];
		unsigned code = code_of(pg, p, g, &width, &one);
		set_font(pg, g->font, upright, a->size);
		if (g->dy != 0)
			set_rise(pg, g->dy * pg->unit);
		move_pen(pg, x + g->dx * pg->unit);
		put_code(pg, code, upright ? a->size : width * pg->unit);
		if (g->dy != 0)
			set_rise(pg, 0);
		x += g->advance * pg->unit + a->track;
	}
	if (!told) {
		end_array(pg);
		buf_str(&pg->out, "EMC\n");
	}
}

/* --- lines --- */

/* How much wider each gap of a justified line becomes. Spaces at its end are no gaps. */
static double
gap_of(const struct para *p, const struct para_line *l, double measure)
{
	uint32_t last = l->to;
	double gap;
	int gaps;

	if (measure <= 0 || !l->full)
		return 0;
	while (last > l->from && p->atoms.v[last - 1].kind == ATOM_SPACE)
		last--;
	gaps = (int)(last - l->from) - 1 - (l->hang > 0);
	if (gaps <= 0 || measure - l->width <= 0)
		return 0;
	/* A line that a long date or name left half empty stays ragged: pulled apart it would read
	 * as single characters. */
	gap = (measure - l->width) / gaps;
	return gap < 0.15 * p->atoms.v[l->from].size ? gap : 0;
}

static double
spare_of(const struct para *p, const struct para_line *l)
{
	double spare = 0;

	for (uint32_t i = l->from; i + 1 < l->to; i++)
		spare += p->atoms.v[i].spare;
	return spare;
}

/* The link that an atom belongs to, or NULL. Furniture leads nowhere. */
static struct para_link *
link_of(struct page *pg, const struct para *p, const struct atom *a)
{
	struct para_link *k;

	if (!p->links || a->nglyphs == 0)
		return NULL;
	k = &p->links[p->piece[p->glyphs.v[a->glyph].code]];
	if (k->url.n == 0 || !pg->elem)
		return NULL;
	if (!k->elem)
		k->elem = tag_new(pg->d->tags, pg->elem, "Link");
	return k;
}

/* A line or column on its way, whose links are opened and closed. */
struct linking {
	struct elem *line; /* the element of the line */
	double x, y;       /* where it begins: its baseline, or the middle of the column */
	bool vertical;
	struct para_link *open;
	double from; /* how far along it began */
};

/* Ends the open link before `at` and begins the next one. True when the text goes on in another
 * element: then its matrix must be set anew. */
static bool
turn_link(struct page *pg, struct linking *l, struct para_link *next, float size, double at)
{
	if (l->open == next)
		return false;
	end_array(pg);
	if (l->open && l->vertical)
		page_link(pg, l->open->elem, l->x - size / 2, l->y + l->from, size, at - l->from,
		    l->open->url);
	else if (l->open)
		page_link(pg, l->open->elem, l->x + l->from, l->y - 0.88 * size, at - l->from, size,
		    l->open->url);
	l->open = next;
	l->from = at;
	page_tag(pg, next ? next->elem : l->line);
	return true;
}

void
page_line(struct page *pg, const struct para *p, const struct para_line *l, double x, double base,
    double measure)
{
	double gap = gap_of(p, l, measure), at = 0, from = 0,
	       spare = l->squeeze > 0 ? spare_of(p, l) : 0;
	uint32_t *order = bidi_order(pg->d, p, l);

	x = page_left(pg, x, measure > 0 && l->full ? measure : l->width) -
	    bidi_indent(p, l, order);
	struct linking link = { .line = pg->elem, .x = x, .y = base };
	if (l->from >= l->to)
		return;
	begin_text(pg);
	set_place(pg, false, x, base);
	for (uint32_t i = l->from; i < l->to; i++) {
		const struct atom *a = &p->atoms.v[order ? order[i - l->from] : i];
		if (i > l->from)
			at += a->before * (1 - l->tight);
		if (p->links && turn_link(pg, &link, link_of(pg, p, a), a->size, at)) {
			begin_text(pg);
			set_place(pg, false, x + at, base);
			from = at;
		}
		if (a->nglyphs > 0)
			put_atom(pg, p, a, at - from);
		at += a->width + gap;
		if (spare > 0 && a->spare > 0 && i + 1 < l->to)
			at -= a->spare * l->squeeze / spare;
	}
	end_array(pg);
	if (link.open)
		turn_link(pg, &link, NULL, p->atoms.v[l->to - 1].size, at);
}

/* Where the letters' own middle lies above the baseline, in em: the spine of Mongolian, half the
 * height of capitals else. */
static double
middle_of(const struct atom *a)
{
	return a->kind == ATOM_MONGOLIAN || a->kind == ATOM_SPACE ? 0.408 : 0.366;
}

static double
atom_advance(const struct para *p, const struct atom *a)
{
	double w = 0;

	for (int i = 0; i < a->nglyphs; i++)
		w += p->glyphs.v[a->glyph + i].advance;
	return w * a->size / 1000;
}

void
page_column(struct page *pg, const struct para *p, const struct para_line *l, double cx, double top)
{
	double at = 0, from = 0;
	int mode = -1;
	struct linking link = { .line = pg->elem, .x = cx, .y = top, .vertical = true };

	begin_text(pg);
	for (uint32_t i = l->from; i < l->to; i++) {
		const struct atom *a = &p->atoms.v[i];
		int kind = a->mode * 2 + (a->kind == ATOM_LATIN);
		if (i > l->from)
			at += a->before * (1 - l->tight);
		if (p->links && turn_link(pg, &link, link_of(pg, p, a), a->size, at)) {
			begin_text(pg);
			mode = -1;
		}
		if (a->mode == MODE_CELL) {
			set_place(
			    pg, false, cx - atom_advance(p, a) / 2, top + at + 0.88 * a->size);
			kind = -1;
		} else if (kind != mode || a->size != pg->size) {
			bool rotated = a->mode == MODE_ROTATED;
			set_place(
			    pg, rotated, cx - (rotated ? middle_of(a) * a->size : 0), top + at);
			from = at;
		}
		if (a->nglyphs > 0)
			put_atom(pg, p, a, a->mode == MODE_CELL ? 0 : at - from);
		mode = kind;
		at += a->width;
	}
	end_array(pg);
	if (link.open)
		turn_link(pg, &link, NULL, p->atoms.v[l->to - 1].size, at);
}

/* --- drawing --- */

void
page_rule(struct page *pg, double x, double y, double width, double height)
{
	begin_mark(pg, NULL);
	end_text(pg);
	PUT_OP(pg, "re f", page_left(pg, x, width), pg->height - y - height, width, height);
}

void
page_frame(struct page *pg, double x, double y, double width, double height, double line)
{
	begin_mark(pg, NULL);
	end_text(pg);
	put_num(&pg->out, line);
	buf_str(&pg->out, " w ");
	PUT_OP(pg, "re S", page_left(pg, x, width) + line / 2, pg->height - y - height + line / 2,
	    width - line, height - line);
}

void
page_colour(struct page *pg, double r, double g, double b)
{
	end_mark(pg);
	PUT_OP(pg, "rg", r, g, b);
}

void
page_paint(struct page *pg, struct elem *e, struct text operators)
{
	begin_mark(pg, e);
	end_text(pg);
	buf_str(&pg->out, "q\n");
	buf_text(&pg->out, operators);
	buf_str(&pg->out, "Q\n");
}

void
page_form(struct page *pg, struct elem *e, const double matrix[6], int number)
{
	struct buf b = BUF_INIT;

	page_nums(&b, matrix, 6);
	buf_fmt(&b, "cm /I%d Do\n", number);
	page_paint(pg, e, buf_view(&b));
	buf_release(&b);
}

void
page_link(struct page *pg, struct elem *e, double x, double y, double width, double height,
    struct text url)
{
	double s = pg->scale, bottom = pg->height - y - height;
	double rect[4] = { x * s, bottom * s, (x + width) * s, (bottom + height) * s };

	tag_annotation(
	    pg->d->tags, e, pg->number, object_link(pg->d->objects, pg->object, rect, url));
}

uint64_t
page_finish(struct page *pg, unsigned *id)
{
	end_mark(pg);
	uint64_t h = hash64(buf_view(&pg->out));
	struct text packed = pack(pg->d->w->packer, buf_view(&pg->out), false, pg->d->a);
	*id = object_page_content(pg->d->objects, pg->object, T("/Filter /FlateDecode\n"), packed);
	buf_release(&pg->out);
	return h;
}
