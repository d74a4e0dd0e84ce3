/* SPDX-License-Identifier: MIT */
/* The structure tree of a tagged PDF: what is a heading, a paragraph, a list, a table, in reading
 * order. struct.c writes it. */
#ifndef LIHUI_PDF_TAG_H
#define LIHUI_PDF_TAG_H

#include "pdf/object.h"

struct tags;
struct elem;

struct tags *tags_new(struct arena *a);
/* type: a standard structure type ("P", "H1", "TH"). parent NULL: below the document. */
struct elem *tag_new(struct tags *t, struct elem *parent, const char *type);
const char *tag_type(const struct elem *e);
void tag_lang(struct elem *e, const char *lang); /* a literal */
void tag_alt(struct elem *e, struct text alt);
void tag_scope(struct elem *e, bool row);   /* of a TH: row or column */
void tag_span(struct elem *e, int columns); /* of a cell */
/* Marked content number mcid of a page belongs to e. Pages count from 0, their numbers from 0
 * upwards without gaps. */
void tag_content(struct tags *t, struct elem *e, int page, int mcid);
/* A link's annotation on that page belongs to e, which is a Link. */
void tag_annotation(struct tags *t, struct elem *e, int page, unsigned object);
/* Writes the tree; ids of the pages by number. Returns the number of its root. */
unsigned tags_write(
    struct tags *t, struct objects *o, const unsigned *page_ids, size_t npages, const char *lang);

#endif
