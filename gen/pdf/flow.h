/* SPDX-License-Identifier: MIT */
/*
 * Text that runs over pages, as a list of bands: a line of a paragraph, a row of a table, a
 * picture. A band says its height, the space before it and whether it may be parted from the band
 * before; then they are placed. Records and 纪要 are made so.
 *
 * Mongolian flows in columns from left to right by the same code: everything below is told along
 * the line (x, width, measure) and across the lines (y, height, base), and what is drawn is
 * transposed. A band is then a column, a row of a table a column with its cells under each other,
 * and a rule under a row stands at its right.
 */
#ifndef LIHUI_PDF_FLOW_H
#define LIHUI_PDF_FLOW_H

#include "lihui/tree.h"
#include "pdf/sheet_draw.h"

/* A line of text, placed in its band. */
struct flow_text {
	struct elem *elem;
	const struct para *para;
	struct para_line line;
	double x, base; /* base: the baseline, in columns their middle */
	double measure; /* > 0: justified */
};
struct flow_rule {
	double x, y, width, height;
};

struct flow_table; /* for borders and heads across pages */

struct band {
	double height, before; /* before is dropped at a page's top */
	bool keep;             /* never parted from the band before */
	struct flow_table *table;
	struct image *image;
	struct elem *image_elem;
	double image_x, image_width; /* along the line */
	struct {
		struct flow_text *v;
		size_t n, room;
	} texts;
	struct {
		struct flow_rule *v;
		size_t n, room;
	} rules;
	struct text mark; /* a bookmark that leads here */
};
struct band_list {
	struct band *v;
	size_t n, room;
};

struct flow {
	struct draw *d;
	double x, y, width, height;            /* where bands go on every page */
	double first_y, first_height;          /* on the first page, when not 0 */
	bool vertical;                         /* columns from left to right */
	double page_width, page_height, scale; /* of the paper; 0: A4 as it is */
	struct style body, label, head;        /* text, labels and heads of tables, headings */
	double lead;
	float indent;     /* of a paragraph's first line */
	bool plain_lists; /* items as paragraphs, as official papers have them */
	bool hang;        /* marks may hang out of justified text */
	void (*page)(struct flow *f, struct page *pg); /* furniture of a new page; may be NULL */
	void *own;                                     /* of page */
	struct band_list bands;
	/* while placing */
	struct page *pg;
	double at; /* foot of what was placed, from the page's top (right end, from its left) */
};

void flow_begin(struct flow *f, struct draw *d);
struct band *flow_band(struct flow *f, double height);
struct para *flow_text(struct flow *f, struct text t, struct style s, float limit);
/* Puts a whole paragraph on one line of the body's, its box beginning at y of the band. */
void
flow_put(struct flow *f, struct band *b, struct elem *e, const struct para *p, double x, double y);
/* What was put last is read first. */
void flow_put_first(struct band *b);
/* A paragraph: its lines as bands, two at least on either side of a break. Returns the index of its
 * first band. */
size_t flow_para(struct flow *f, struct elem *e, const struct para *p, double x, double measure,
    double indent, bool justify);
/* The lines of a short text as bands of that lead; left: the share of the white that stands before
 * each: 0.5 in the middle of the measure. */
void
flow_lines(struct flow *f, struct elem *e, struct text t, struct style s, double lead, double left);
/* The bands from there on stay with the one before them and with each other up to n of them. */
void flow_keep(struct flow *f, size_t from, size_t n);
/* All bands one after another, as on one page. */
double flow_extent(const struct flow *f);
/* Places everything. Opens pages as needed; the last stays f->pg. */
void flow_place(struct flow *f);

/* --- tables --- */
enum { FLOW_COLUMNS = 24 };
struct flow_table {
	double x, width, widths[FLOW_COLUMNS];
	int ncols, nrows;
	double outer, inner, pad_x, pad_y, lead;
	struct elem *elem;
	struct band *head; /* repeated on each page, or NULL */
};
struct flow_cell {
	struct text text;
	const struct para *para; /* instead of text */
	struct style style;
	enum block_align align;
	bool th, spread; /* spread: two characters at the ends of three */
	int span;        /* columns, 0 = 1 */
};
struct flow_table *
flow_table(struct flow *f, struct elem *parent, double x, const double *widths, int ncols);
void flow_row(
    struct flow *f, struct flow_table *t, const struct flow_cell *cells, int ncells, bool head);
void flow_table_end(struct flow *f, struct flow_table *t);

/* --- blocks.c: a document's tree --- */
/* depth: how many levels of headings stand above, so that tags nest: 1 below a title. */
void flow_blocks(struct flow *f, const struct block *first, struct elem *parent, int depth);
void flow_block(struct flow *f, const struct block *b, struct elem *parent, int depth);
struct para *
flow_inlines(struct flow *f, const struct block *b, struct text lead, struct style s, float limit);

#endif
