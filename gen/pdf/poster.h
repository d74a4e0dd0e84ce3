/* SPDX-License-Identifier: MIT */
/* Posters: what poster.c and poster_table.c say to each other. */
#ifndef LIHUI_PDF_POSTER_H
#define LIHUI_PDF_POSTER_H

#include "pdf/flow.h"

extern const struct style POSTER_TEXT, POSTER_BOLD; /* 28 pt */

#define POSTER_OBJECTIONS 134.0

/* The paper and where things stand on it. */
struct paper {
	double page_width, page_height, scale;
	double x, y, width, height;
	double strip, until_foot, object_foot; /* of the strip: its height; of the others: distance of their foot from the area's */
};
extern const struct paper POSTER_A4, POSTER_A3, POSTER_A3_DENSE; /* dense: A3 with the sizes of A4 */
struct poster_table;

/* A paragraph, heading, picture or table of the text. */
struct poster_part {
	struct text text;
	struct style style;
	struct para *para;
	struct para_line_list lines;
	struct poster_table *table;
	struct image *image;
	struct text alt;
	bool gone, heading, item, repeated; /* repeated: shown elsewhere on the poster */
	double height;
};

struct poster {
	struct draw *d;
	struct paper paper;
	struct style title;
	double title_lead;
	struct para *title_para;
	struct para_line_list title_lines;
	struct {
		struct poster_part *v;
		size_t n, room;
	} parts;
	bool short_until, more;
	struct text unit;        /* 单位：元, beside the line above the table */
};

/* poster_foot.c: until when, where to object, the strip to sign */
bool poster_has_until(const struct poster *p);
double poster_until_top(const struct poster *p); /* within the area */
void poster_foot(struct page *pg, const struct poster *p);

/* poster_mn.c */
void poster_mn_draw(struct draw *d);

/* poster_table.c: a table of a poster, measured for a width. */
enum { POSTER_COLUMNS = 16 };
struct poster_table {
	const struct block *block;
	const struct money_table *money; /* or NULL */
	double widths[POSTER_COLUMNS], edges[POSTER_COLUMNS + 1]; /* edges: left of each column */
	bool number[POSTER_COLUMNS];
	int ncols;
	float size;
	double lead;
	struct elem *elem;       /* once it is drawn */
	bool narrow;             /* the column of words has fewer than six characters */
	struct {
		struct poster_row {
			const struct block *row;
			bool head, total, gone;
			double height;
			struct para *paras[POSTER_COLUMNS];
			struct para_line_list lines[POSTER_COLUMNS];
		} *v;
		size_t n, room;
	} rows;
};

struct poster_table *poster_table_measure(struct draw *d, const struct block *block, const struct money_table *money, double width);
double poster_table_height(const struct poster_table *t);
/* Takes away the last row that may go; false when only head and total are left. */
bool poster_table_shorten(struct poster_table *t);
size_t poster_table_gone(const struct poster_table *t);
void poster_table_draw(struct page *pg, struct poster_table *t, double x, double y, double width);
/* Of those taken away, how many can stand on a further sheet that surely has that room: a row as tall as a sheet is no row of money. */
size_t poster_table_further(const struct poster_table *t, double sure);
/* There: the head again and such rows from there on, as far as they have room; returns the next one, at least one further. */
size_t poster_table_go_on(struct page *pg, struct poster_table *t, size_t from, double x, double y, double width, double room, double sure);

#endif
