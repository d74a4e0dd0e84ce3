/* SPDX-License-Identifier: MIT */
/*
 * A sheet as its template wrote it: the elements of the vocabulary (templates/sheet/README.md), and
 * what setting them finds out: sizes, lines, what was left out. Inline runs along a line, block
 * across the lines; only sheet_draw_node.c knows which of them is across the paper.
 */
#ifndef LIHUI_PDF_SHEET_TREE_H
#define LIHUI_PDF_SHEET_TREE_H

#include "pdf/sheet_draw.h"

enum node_kind {
	NODE_SHEET,
	NODE_SIDE,
	NODE_BAND,
	NODE_ROW,
	NODE_CELL,
	NODE_TEXT,
	NODE_TABLE,
	NODE_SIGN,
	NODE_QR,
	NODE_RULE,
	NODE_WRITE,
	NODE_IMAGE,
	NODE_KEEP,
	NODE_COUNT,
	NODE_FIT,
	NODE_STEP,
	NODE_STYLES,
	NODE_STYLE,
	NODE_WORDS /* characters between tags */
};

struct node_attribute {
	struct text name, value;
};

enum align { ALIGN_START, ALIGN_END, ALIGN_CENTRE, ALIGN_SPREAD, ALIGN_JUSTIFY, ALIGN_OUTER };

/* One row of the style table in one language. */
struct sheet_style {
	struct style type;
	double lead, pad, tight, before, after, block, inline_size, rule_before, rule_after;
	enum align align;
	double frame, uprights; /* round it; between the columns of a table */
	double inset;           /* of a table: white along the line beside what its cells hold */
	double indent, hang;    /* of the first line, and of the others */
	int lines;              /* at most, when the text says nothing else; 0: all */
	bool balance;           /* a title: lines of like length, parted by sense */
	bool grid;              /* each character in its cell: marks may hang outside */
	enum face mark;         /* of what stands before its first line */
	bool red;               /* as the head of an official paper is */
	bool next;              /* stays with what follows */
	char tag[8];
};

enum { TABLE_COLUMNS = 40, STYLES_MOST = 6 };
struct sheet_grid {
	double columns[TABLE_COLUMNS];
	bool number[TABLE_COLUMNS];     /* nothing but numbers in it: flush at its end */
	struct sheet_style plain, bold; /* of what its cells say; of heads and sums */
	struct elem *elem;              /* once it is drawn */
};

struct sheet_node {
	enum node_kind kind;
	int line; /* of the source */
	struct sheet_node *parent, *first, *last, *next;
	struct node_attribute *attributes;
	size_t nattributes;
	struct text name, words; /* words: of WORDS */

	/* --- set --- */
	const struct sheet_style *style,
	    *styles[STYLES_MOST]; /* the one in use, and those it may have */
	int nstyles, style_at;
	enum lang lang;                 /* of what it says: of its side, zh in a foot */
	double inline_size, block_size; /* as laid out */
	double room;                    /* along the line, that it was given */
	double at, above;  /* of a cell in its row: along, and across when it went below */
	struct para *para; /* TEXT */
	struct para_line_list lines;
	double first_at;           /* where the first line begins */
	struct text shown;         /* what of it is said: for who cuts and counts */
	struct sheet_node *chosen; /* of a pick */
	struct sheet_node *end;    /* put="end" */
	size_t end_apart;          /* lines of its own; 0: at the end of the last one */
	bool below;                /* a row whose last cell went below */
	bool upright;              /* its lines run down in a flow that runs across */
	bool cut;                  /* something of it was taken away */
	struct sheet_grid *grid;   /* TABLE */
	bool inherits;             /* a text of a table without a style of its own */
	bool flush;                /* a number: at the end of its cell */
	double natural;            /* as wide as it likes to be; 0: not asked yet */
	struct {
		double room;
		int most, style_at;
		bool dots, tight, valid;
	} laid;              /* a TEXT that is asked again for the same is not set again */
	struct qr *qr;       /* QR */
	struct image *image; /* IMAGE */

	/* --- shortened --- */
	bool gone, tight;
	struct elem *elem;  /* once it is drawn */
	int most;           /* lines; 0: all */
	bool dots;          /* cut with …… instead of behind a clause */
	struct text merged; /* a title that stands for several */
};

/* The first of that name, or "". */
struct text node_attribute(const struct sheet_node *n, const char *name);
bool node_says(const struct sheet_node *n, const char *name, const char *value);
/* A length in pt; "15mm" too. other when it is absent or no number. */
double node_length(const struct sheet_node *n, const char *name, double other);
double length_of(struct text t, double other);
/* Words of a blank-parted list; false behind the last. */
bool list_next(struct text *rest, struct text *word);
/* In the order of the source, below root; n NULL begins. */
struct sheet_node *node_walk(const struct sheet_node *root, struct sheet_node *n);

/*
 * Bytes of one template, already run, into a tree in a. Unknown elements and attributes, and XML
 * that is none, are errors: of a template of that name, which the author wrote, at its line.
 */
struct sheet_node *sheet_parse(struct arena *a, struct text xml, struct text name, struct err *e);

/* --- sheet_style.c --- */
struct style_table;
struct style_table *style_table_new(void);
void style_table_free(struct style_table *t);
/* Rows of a parsed styles.xml (or of a sheet) over those that are there. */
bool style_table_add(
    struct style_table *t, const struct sheet_node *styles, struct text name, struct err *e);
/* Of that language, else of zh; NULL when there is no such style. */
const struct sheet_style *style_find(const struct style_table *t, struct text name, enum lang l);

/* --- sheet_place.c --- */
enum { SHEET_PAGES = 1024 };
struct placing {
	size_t from[SHEET_PAGES + 1]; /* index of each page's first slice */
	int pages;
};
/* A piece of what flows that is never parted. */
struct sheet_slice {
	struct sheet_node *node, *table; /* table: of a row */
	size_t item;                     /* of what flows, its index */
	size_t from, to;                 /* lines of it; to SIZE_MAX: all of it */
	double size, before, after;      /* before, after: white that is dropped at a side's edge */
	bool keep;                       /* never parted from the slice before */
};

/* --- sheet_lay.c --- */
/* What a side is set with. */
struct sheet_setting {
	struct draw *d;
	const struct style_table *styles;
	enum lang lang;
	bool vertical;
	struct sheet_node *fit;  /* steps */
	struct sheet_node *root; /* the sheet */
	struct sheet_node *side;
	double scale;
	double paper_width, paper_height; /* pt of the paper */
	double x, y, width, height;       /* type area, before the scale */
	double inline_size, block_size;   /* of the flow, the foot taken off */
	double inline_next; /* on the sheets behind one that alone has a foot: columns are longer */
	int pages_most;
	struct {
		struct sheet_node **v;
		size_t n, room;
	} items; /* what flows */
	struct {
		struct sheet_slice *v;
		size_t n, room;
	} slices;
	struct placing placed;
	int pages_before, pages_all; /* sides of the sheet before this one, and of all */
	int page;                    /* being painted */
	size_t summed;               /* sums are those of the rows before that slice */
	long out;                    /* how many named elements were left out */
};
void lay_table_row(struct sheet_setting *s, struct sheet_node *table, struct sheet_node *row);
/* All of a side, in the area it has. */
void sheet_lay_side(struct sheet_setting *s);
/* sheet_text.c: a paragraph. */
void lay_text(struct sheet_setting *s, struct sheet_node *n, double room);
struct para *text_mark(struct sheet_setting *s, const struct sheet_node *n);
/* sheet_title.c: that text with line ends where its n lines part by sense. */
struct text title_parted(
    struct draw *d, struct text t, struct style s, const struct para *p, double room, size_t n);
bool holds_count(const struct sheet_node *n);
void lay_node(struct sheet_setting *s, struct sheet_node *n, double room);
/* How wide it would like to be. */
double natural_size(struct sheet_setting *s, struct sheet_node *n);
bool name_among(struct text names, struct text name);
/* How many of these names were left out, for a count. */
long left_out(const struct sheet_setting *s, struct text names);
/* Of a pick the text that was taken, else itself. */
static inline const struct sheet_node *
node_said(const struct sheet_node *n)
{
	return n && n->chosen ? n->chosen : n;
}

/* Does it stand on the sheet? */
bool node_shown(const struct sheet_node *n);

/* --- sheet_table.c --- */
struct sheet_columns {
	size_t n;
	struct {
		double need, least; /* when nothing wraps; when no number breaks */
		bool words;         /* something in it is no number */
		bool any;
	} v[TABLE_COLUMNS];
};
/* In its next style; texts of it without a style of their own take it. */
void table_set_style(struct sheet_node *table);
/* Widths of the columns. False when a smaller type should be tried. */
bool table_columns(struct sheet_node *table, const struct sheet_columns *c, double room);
void table_told_columns(
    struct sheet_node *table, const struct sheet_columns *c, struct text list, double room);
bool is_number(struct text t);
bool row_is(const struct sheet_node *row, const char *role);
/* White beside what a cell holds; none at the edges of a table without a frame. */
double cell_inset(const struct sheet_node *table, const struct sheet_node *cell, bool start);
double row_pad(const struct sheet_node *table);
size_t row_lines(const struct sheet_node *row);
size_t cell_span(const struct sheet_node *cell);
/* The first words of it. */
struct text cell_words(const struct sheet_node *cell);

/* --- sheet_fit.c --- */
void sheet_fit(struct sheet_setting *s);
/* The steps that only take white away: taken or not, before all is laid; now, and whether all fits.
 */
void sheet_set_tight(struct sheet_setting *s, bool tight);
bool sheet_tight(struct sheet_setting *s);

/* Slices over pages; false when they need more than there may be. */
bool sheet_place(struct sheet_setting *s, struct placing *out);
/* Bands that stand on that page, at that edge. */
bool band_stands(const struct sheet_setting *s, const struct sheet_node *band, const char *at,
    int page, int pages);
double bands_size(const struct sheet_setting *s, const char *at, int page, int pages);
/* What stands above that slice when it begins a side, or NULL: the section head, the head of its
 * table and what is carried over; and what stands below the one before it. */
struct sheet_node *head_again(const struct sheet_setting *s, size_t slice);
struct sheet_node *table_head_again(const struct sheet_setting *s, size_t slice);
struct sheet_node *table_from(const struct sheet_setting *s, size_t slice);
struct sheet_node *table_carry(const struct sheet_setting *s, size_t slice);

/* --- sheet_paint.c --- */
void sheet_paint(struct sheet_setting *s);

/* --- sheet_template.c --- */
struct sheet_templates;
struct sheet_templates *sheet_templates_open(const struct site *s, struct err *e);
void sheet_templates_free(struct sheet_templates *t);
bool sheet_from_template(struct draw *d, const struct sheet_templates *t, struct err *e);

#endif
