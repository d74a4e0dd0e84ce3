/* SPDX-License-Identifier: MIT */
/* Posters: what poster.c and poster_table.c say to each other. */
#ifndef LIHUI_PDF_POSTER_H
#define LIHUI_PDF_POSTER_H

#include "pdf/flow.h"

extern const struct style POSTER_TEXT, POSTER_BOLD; /* 28 pt */

/* A table of a poster, measured for a width. */
enum { POSTER_COLUMNS = 16 };
struct poster_table {
	const struct block *block;
	const struct money_table *money; /* or NULL */
	double widths[POSTER_COLUMNS], edges[POSTER_COLUMNS + 1]; /* edges: left of each column */
	bool number[POSTER_COLUMNS];
	int ncols;
	float size;
	double lead;
	bool narrow;             /* the column of words has fewer than six characters */
	struct {
		struct poster_row {
			const struct block *row;
			bool head, total, gone;
			double height;
			struct para *paras[POSTER_COLUMNS];
			struct line_list lines[POSTER_COLUMNS];
		} *v;
		size_t n, room;
	} rows;
};

struct poster_table *poster_table_measure(struct draw *d, const struct block *block, const struct money_table *money, double width);
double poster_table_height(const struct poster_table *t);
/* Takes away the last row that may go; false when only head and total are left. */
bool poster_table_shorten(struct poster_table *t);
size_t poster_table_gone(const struct poster_table *t);
void poster_table_draw(struct page *pg, const struct poster_table *t, double x, double y, double width);

#endif
