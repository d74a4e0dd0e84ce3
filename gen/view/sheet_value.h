/* SPDX-License-Identifier: MIT */
/* What the makers of sheets' values say to each other. */
#ifndef LIHUI_VIEW_SHEET_VALUE_H
#define LIHUI_VIEW_SHEET_VALUE_H

#include "lihui/doc.h"
#include "lihui/sheet.h"
#include "lihui/words.h"

/* In which language something is said, and of which sheet. */
struct saying {
	struct arena *a;
	const struct sheet *s;
	enum lang lang;
};

/* As people are called on this sheet; "" of a group. */
static inline struct text
person_name(const struct person *p)
{
	return p->shown.n > 0 ? p->shown : p->name;
}

struct text sheet_word(const struct saying *w, const char *key);
struct text sheet_say(const struct saying *w, const char *key, struct text x);
/* The catalogue's words of sheets, each by its name without "sheet.". */
void sheet_put_words(const struct saying *w, struct value *o, const char *name);
/* Its languages in the order of the site: value and steps of each are put by that function. */
struct sheet_part {
	enum lang lang;
	struct text unit, title, kind, date, week, url;
	const struct block *body;
};
typedef void sheet_part_put(const struct saying *w, struct value *o, const struct sheet_part *p);
void sheet_put_parts(const struct saying *zh, struct value *o, sheet_part_put *put);

/* --- sheet_body.c: a document's blocks as a list of entries, each of them one of heading,
 * paragraph, item, table, figure, or what `say` puts in place of problems and tasks --- */
struct sheet_body {
	const struct saying *w;
	struct value *list;
	const struct doc *doc; /* or NULL: problems and tasks as they stand */
	void (*problem)(struct sheet_body *b, const struct problem *p);
	void (*tasks)(struct sheet_body *b);
	void (*other)(struct sheet_body *b, const struct block *x);
	const struct money_table *money;
	int sections, matters; /* counted so far */
	bool tables;           /* there were some */
};
void body_blocks(struct sheet_body *b, const struct block *first, int depth);
void body_block(struct sheet_body *b, const struct block *x, int depth);
/* The blocks of a step behind its heading. */
void body_step(struct sheet_body *b, const struct block *first);
struct value *body_entry(struct sheet_body *b, const char *kind);
struct value *body_paragraph(struct sheet_body *b, struct text t);

/* --- each sheet --- */
void poster_value(const struct saying *zh, struct value *o);
void record_value(const struct saying *zh, struct value *o);
void jiyao_value(const struct saying *zh, struct value *o);
void report_value(const struct saying *zh, struct value *o);
void asked_value(const struct saying *zh, struct value *o);

#endif
