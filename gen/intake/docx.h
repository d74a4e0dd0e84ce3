/* SPDX-License-Identifier: MIT */
/*
 * What a Word file or a web page shows, between the files that read it: docx_part.c opens the
 * container, docx_style.c knows what styles and lists add, docx_words.c walks the text,
 * word_table.c writes a table as lines; html_words.c does the same for HTML.
 */
#ifndef LIHUI_INTAKE_DOCX_H
#define LIHUI_INTAKE_DOCX_H

#include <libxml/tree.h>

#include "intake/intake.h"

/* A year of records of one village is some 200 KB of XML; more than 8 MB is no record. */
#define XML_MOST   (8u << 20)
#define ROW_CELLS  64
#define CELLS_MOST 100000

static inline bool
xml_is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}
/* The first child of that name, or NULL; prefixes are not asked for, here or elsewhere. */
xmlNode *xml_child(const xmlNode *n, const char *name);
/* The value of an attribute, in the document's own memory; "" for none. */
struct text xml_value(const xmlNode *n, const char *name);

/* --- docx_part.c --- */
struct package;
/* Of a zip archive or XML; to be closed in any case. */
enum docx_result package_open(struct arena *a, struct text bytes, struct package **out);
void package_close(struct package *p);
/* The root of the main part and its name, or NULL. */
xmlNode *package_main(struct package *p, struct text *name);
enum docx_result package_fault(const struct package *p);
/* The root of the part that a part names by that kind of relation (".../footnotes"), or NULL. */
xmlNode *package_related(struct package *p, struct text part, const char *kind);
/* The name that a relation gives its target. */
struct text package_target(struct package *p, struct text part, struct text id);

/* The bytes of the picture that a relation of the part leads to; "" when it is none, or too large.
 */
struct text package_picture(struct package *p, struct text part, struct text id);

/* --- docx_style.c --- */
struct word_styles;
struct word_styles *
word_styles_new(struct arena *a, const xmlNode *styles, const xmlNode *numbering);
/* Is a run with these properties, in a paragraph of that style, neither struck out nor hidden? */
bool
word_styles_shown(const struct word_styles *s, const xmlNode *rpr, struct text paragraph_style);
/* Was the end of the paragraph itself deleted, moved away or hidden? Then the next one goes on. */
bool word_styles_joined(const xmlNode *ppr);
/* What an automatic list prints before the paragraph, counted on: "一、", "- ", or "". *known is
 * false when the list's own description is missing. */
struct text
word_styles_number(struct word_styles *s, struct arena *a, const xmlNode *ppr, bool *listed);
/* A character of a font of signs: ☑ ☐ √ ×; others as they are, or · when nobody knows them. */
uint32_t word_sign(struct text font, uint32_t c);

/* --- docx_words.c --- */
/* The words of the main part as lines. */
void word_lines(struct arena *a, struct package *p, struct text part, const xmlNode *root,
    struct buf *out, struct left_list *left);

/* --- word_table.c --- */
struct sheet_cell {
	struct text text; /* trimmed, its paragraphs as lines */
	size_t at, wide;  /* the first column, and how many it covers */
	bool goes_on;     /* merged with the one above */
};
struct sheet_row {
	struct sheet_cell *v;
	size_t n, room;
};
struct sheet_table {
	struct sheet_row *v;
	size_t n, room;
};
void sheet_table_write(struct arena *a, const struct sheet_table *t, struct buf *out);

#endif
