/* SPDX-License-Identifier: MIT */
/* What all files of this room share while sheets are drawn into one PDF. */
#ifndef LIHUI_PDF_SHEET_DRAW_H
#define LIHUI_PDF_SHEET_DRAW_H

#include "lihui/arena.h"
#include "lihui/sheet.h"
#include "pdf/embed.h"
#include "pdf/object.h"
#include "pdf/page.h"
#include "pdf/styles.h"
#include "pdf/tag.h"

struct pdf_worker {
	struct pdf_fonts *fonts;
	struct shaper *shaper;
	struct embed *embed;
	struct packer *packer; /* deflate */
	struct arena *arena;   /* of the PDF being drawn */
};

struct page_list {
	struct page **v;
	size_t n, room;
};

struct draw {
	struct pdf_worker *w;
	struct arena *a;
	const struct sheet *sheet;     /* the one being drawn */
	const struct sheet_side *side; /* being drawn; NULL: the Chinese one */
	enum lang lang;                /* of the side being drawn: for the catalogue's words */
	struct objects *objects;
	struct tags *tags;
	struct elem *root; /* structure element of the sheet */
	struct page_list pages;
	size_t first_page; /* of this sheet */
	int first_of_part; /* number of the first page of its part in one language */
	unsigned fonts_id, images_id;
	struct buf images; /* entries of the XObject dictionary */
	int nimages;
	struct {
		struct loaded_image *v;
		size_t n, room;
	} loaded;      /* each picture is in the file once */
	struct qr *qr; /* of qr_url, made last: both sides of a leaf show the same */
	struct text qr_url;
	struct text_list names;   /* of people on the sheet: no line ends inside one */
	struct para_memos *memos; /* para.c: paragraphs made before; they depend on names */
	struct object_mark *mark; /* bookmark of the sheet, when there are several */
	struct glyph_missing_list *missing;
	struct arena *missing_arena;
};

/* Words and codes of that side from now on; NULL: Chinese again. */
void draw_turn_to(struct draw *d, const struct sheet_side *side);
struct text draw_url(const struct draw *d);
bool sheet_mongolian_first(const struct sheet *s);

/* --- set.c --- */
/* The catalogue's word, Chinese unless the side is Mongolian and the catalogue has it. */
struct text draw_word(struct draw *d, const char *key);
struct text draw_say(struct draw *d, const char *key, const struct text *args, size_t n);
struct text draw_say_number(struct draw *d, const char *key, long n);
struct text draw_number(struct draw *d, long n);
/* The address as people read it: without scheme. */
struct text shown_url(struct text url);

/* Bookmarks: the sheet's own, and below it those of its parts. */
void draw_sheet_mark(struct draw *d, struct text title, struct page *pg, double y);
void draw_bookmark(struct draw *d, struct text title, struct page *pg, double y);

/* A structure element right below the sheet's; one that holds Mongolian. */
struct elem *draw_elem(struct draw *d, const char *type);
struct elem *mongolian_elem(struct draw *d, struct elem *parent, const char *type);

/* Short texts in their places. y is the top of a line box of that height; the width set is returned
 * where it matters. */
double text_width(struct draw *d, struct text t, struct style s);
double set_left(struct page *pg, struct elem *e, struct text t, struct style s, double x, double y,
    double height);
double set_right(struct page *pg, struct elem *e, struct text t, struct style s, double right,
    double y, double height);
double set_centre(struct page *pg, struct elem *e, struct text t, struct style s, double centre,
    double y, double height);
/* One line, in smaller type when it would be wider than that. */
double set_within(struct page *pg, struct elem *e, struct text t, struct style s, double x,
    double y, double height, double width);
/* First and last character at the ends of that width: 时　间. */
double set_spread(struct page *pg, struct elem *e, struct text t, struct style s, double x,
    double y, double height, double width);
/* Lines of a paragraph under each other. */
void set_lines(struct page *pg, struct elem *e, const struct para *p, struct para_line_list l,
    double x, double y, double lead);
/* Upright characters down a column of that height, spread over it. */
void set_down(struct page *pg, struct elem *e, struct text t, struct style s, double cx, double y,
    double height);
/* Down one column, upright Chinese and Mongolian, in smaller type when it is longer than its room.
 */
void set_column(struct page *pg, struct elem *e, struct text t, struct style s, double cx, double y,
    double room);
struct para *column_para(struct draw *d, struct text t, struct style s, float limit);
double column_length(struct draw *d, struct text t, struct style s);
/* All sizes of it. */
struct style style_scaled(struct style s, float part);

void jiyao_draw(struct draw *d);

#endif
