/* SPDX-License-Identifier: MIT */
/* Between head.c and its parts: values of front matter as the members of a document. Read room
 * only. */
#ifndef LIHUI_READ_HEAD_H
#define LIHUI_READ_HEAD_H

#include "lihui/arena.h"
#include "read/read.h"

/* What a buffer holds, in the document; the buffer is released. */
struct text head_keep(struct doc *d, struct buf *b);
/* One more typed line of a value: Han are joined without a space. */
void head_put_line(struct buf *b, struct text line);
/* A value as one text: typed lines joined (Han without a space between), items of a list by 、. */
struct text head_flat(struct doc *d, const struct yaml *y);
/* Items of a list, or the parts of a text between separators outside brackets. */
void head_list(struct doc *d, const struct yaml *y, struct text_list *out);
/* The first whole number in t as people write it, or -1. */
int head_number(struct text t);
/* F012 at the value. */
void head_impossible(struct doc *d, const struct field *f);
/* The span of part, a slice of the document's text. */
struct span head_place(const struct doc *d, struct text part);

/* A member of a map by its Chinese or English name, or NULL. */
const struct yaml *head_member(const struct yaml *map, const char *zh, const char *en);

/* The first field of that key, or NULL. */
const struct field *head_field(const struct field_list *l, enum key k);
/* A word of the catalogue in the language of messages. */
struct text head_say(const struct doc *d, const char *key);

/* --- head_date.c: in this order; the profile and the type are settled between them --- */
/* False when the date cannot be (F012 was put). */
bool head_date(struct doc *d, const struct field_list *l);
void head_check_date(struct doc *d, const struct field_list *l, bool typed);
/* --- head_type.c: true when the type was found and not only supposed --- */
bool head_type(struct doc *d, const struct field_list *l);

/* --- period.c --- */
void head_vote(struct doc *d, const struct field *f);
void head_posting(struct doc *d, const struct field *f);
void head_valid(struct doc *d, const struct field *f);
void head_notice(struct doc *d, const struct field *f, struct notice_of *out);
void head_waive(struct doc *d, const struct field *f);

#endif
