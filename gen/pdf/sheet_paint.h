/* SPDX-License-Identifier: MIT */
/* What sheet_paint.c and sheet_pages.c say to each other. */
#ifndef LIHUI_PDF_SHEET_PAINT_H
#define LIHUI_PDF_SHEET_PAINT_H

#include "pdf/sheet_tree.h"

struct painting {
	struct sheet_setting *s;
	struct page *pg;
	struct elem *part, *list; /* of the side; of items that follow each other */
	bool vertical;            /* as it is being painted: a foot is not */
	bool furniture;           /* repeated: for the eye only */
	bool fresh;               /* nothing of the table stands on this page yet */
	int page;
};

/* Along and across the lines, from the type area's start. */
void paint_rule(struct painting *p, double along, double across, double length, double weight);
void paint_node(struct painting *p, struct sheet_node *n, struct elem *e, double along,
    double across, double depth);
/* Lines of a paragraph, the first of them at `across`; of the first its element is made. */
void paint_lines(
    struct painting *p, struct sheet_node *n, double along, double across, size_t from, size_t to);
void paint_text_slice(struct painting *p, struct sheet_node *n, struct elem *parent, double along,
    double across, size_t from, size_t to);

void paint_table(
    struct painting *p, struct sheet_node *table, struct elem *e, double along, double across);
/* Lines of a row; to SIZE_MAX: the whole row. */
void paint_table_row(struct painting *p, struct sheet_node *table, struct sheet_node *row,
    double along, double across, size_t from, size_t to);
void paint_table_edge(
    struct painting *p, struct sheet_node *table, double along, double across, bool first);

#endif
