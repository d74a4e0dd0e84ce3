/* SPDX-License-Identifier: MIT */
/* Posters: what their files say to each other. */
#ifndef LIHUI_PDF_POSTER_H
#define LIHUI_PDF_POSTER_H

#include "pdf/flow.h"

#define POSTER_HEAD       52.5 /* the strip on top */
#define POSTER_LEAD       42.0
#define POSTER_GAP        7.0 /* between paragraphs */
#define POSTER_OBJECTIONS 134.0

/* The paper and where things stand on it. */
struct paper {
	double page_width, page_height, scale;
	double x, y, width, height;
	double strip, until_foot, object_foot; /* of the strip: its height; of the others: distance
						  of their foot from the area's */
};
extern const struct paper POSTER_A4, POSTER_A3,
    POSTER_A3_DENSE; /* dense: A3 with the sizes of A4 */
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
	bool gone, heading, repeated; /* repeated: shown elsewhere on the poster */
	bool later; /* not whole on the first sheet, where only so many lines stand */
	size_t kept;
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
	bool tables, narrow; /* there are some; one of them has too little room for words */
	bool short_until, more;
	struct para *ask; /* whom to ask: below the telephone */
	struct para_line_list ask_lines;
	bool further;     /* what has no room stands on further sheets */
	struct text unit; /* 单位：元, beside the line above the table */
};

/* Whom to ask never shrinks: it takes another line. Before anything is fitted. */
void poster_ask(struct poster *p);
/* poster_foot.c: until when, where to object, the strip to sign */
double poster_text_end(const struct poster *p); /* within the area */
void poster_foot(struct page *pg, const struct poster *p);

/* poster_mn.c */
void poster_mn_draw(struct draw *d);

/* poster_head.c */
struct page *poster_page(const struct poster *p);
/* The unit stands on a line of its own above a money table: its height, 0 elsewhere. */
double poster_unit_height(const struct poster *p, const struct poster_part *part);
/* Kind and title; again: on a further sheet, where it is furniture. */
void poster_title(struct poster *p, struct text t);
double poster_text_top(const struct poster *p);
void poster_head(struct page *pg, const struct poster *p, bool again);
struct text poster_title_words(const struct poster *p);
void
poster_image(struct page *pg, const struct poster *p, const struct poster_part *part, double y);

/* poster_further.c: what has no room on the first sheet goes on in order on further ones. */
void poster_part(struct poster *p, double room);
void poster_further(struct poster *p);

/* poster_table.c: a table of a poster, measured for a width. */
enum { POSTER_COLUMNS = 40 };
struct poster_table {
	const struct money_table *money;                          /* or NULL */
	double widths[POSTER_COLUMNS], edges[POSTER_COLUMNS + 1]; /* edges: left of each column */
	bool number[POSTER_COLUMNS];
	int ncols;
	float size;
	double lead;
	struct elem *elem; /* once it is drawn */
	bool narrow;       /* the column of words has fewer than six characters */
	bool crowded;      /* even numbers have to break */
	bool tight;        /* less white between its rows */
	struct {
		struct poster_row {
			const struct block *row;
			bool head, total, gone; /* gone: it stands on a further sheet */
			double height;
			size_t nlines;
			struct para *paras[POSTER_COLUMNS];
			struct para_line_list lines[POSTER_COLUMNS];
		} * v;
		size_t n, room;
	} rows;
};
/* How far a table was drawn. */
struct poster_place {
	size_t row, line;
};

struct poster_table *poster_table_measure(
    struct draw *d, const struct block *block, const struct money_table *money, double width);
double poster_table_height(const struct poster_table *t);
void poster_table_tighten(struct poster_table *t);
/*
 * Keeps the rows from the top that have room, and the last one when it is the total; the others
 * are gone. False when there is no room for one row: then all are.
 */
bool poster_table_take(struct poster_table *t, double room);
size_t poster_table_gone(const struct poster_table *t);
void poster_table_draw(struct page *pg, struct poster_table *t, double x, double y, double width);
/* Goes on to the next row that is gone; false behind the last one. */
bool poster_table_rest(const struct poster_table *t, struct poster_place *at);
/*
 * On a further sheet: the head again and those that are gone, from there on, as far as they have
 * room. sheet: the room of a whole one. Returns the foot; starts: whether anything would stand.
 */
bool poster_table_starts(
    const struct poster_table *t, struct poster_place at, double room, double sheet);
double poster_table_go_on(struct page *pg, struct poster_table *t, struct poster_place *at,
    double x, double y, double width, double room, double sheet);

#endif
