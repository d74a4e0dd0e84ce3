/* SPDX-License-Identifier: MIT */
/* What record_items.c, jiyao.c and report_sheet.c say to each other. */
#ifndef LIHUI_PDF_RECORD_H
#define LIHUI_PDF_RECORD_H

#include "pdf/flow.h"

/* As people are called on this sheet; "" of a group. */
static inline struct text
person_name(const struct person *p)
{
	return p->shown.n > 0 ? p->shown : p->name;
}

#define RECORD_MARGIN 39.69 /* 14 mm: of running head and page number */

/* record_items.c */
/* The blocks of a step behind its heading: each problem, and the tasks, as a sheet says them; what
 * is neither as it stands. */
struct record_saying {
	void (*problem)(struct flow *f, const struct problem *p);
	void (*tasks)(struct flow *f);
	void (*other)(struct flow *f, const struct block *b);
};
void record_step(struct flow *f, const struct block *first, const struct record_saying *say);
/* jiyao_words.c: a 纪要 in sentences */
struct jiyao {
	int sections, matters; /* counted so far */
};
void jiyao_opening(struct flow *f);
void jiyao_problem(struct flow *f, const struct problem *p);
void jiyao_tasks(struct flow *f);
void jiyao_other(struct flow *f, const struct block *b);
struct text jiyao_ordinal(struct draw *d, int n); /* 一 … 九十九 */

#endif
