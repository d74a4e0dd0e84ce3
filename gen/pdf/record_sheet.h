/* SPDX-License-Identifier: MIT */
/* What record.c, record_items.c, roll.c and jiyao.c say to each other. */
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

/* record.c: at the foot of each page of the sheet. */
void record_page_numbers(struct draw *d);
/* record_items.c */
void record_problem(struct flow *f, const struct problem *p);
void record_tasks(struct flow *f);
/* roll.c: 应到46人 and 实到42人, as far as they are told */
void roll_numbers(struct draw *d, struct text_list *l);
/* The sign-in sheet on pages of its own. */
void roll_draw(struct flow *f);

#endif
