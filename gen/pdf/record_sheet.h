/* SPDX-License-Identifier: MIT */
/* What record.c, roll.c and jiyao.c share: people as official papers write them. */
#ifndef LIHUI_PDF_RECORD_H
#define LIHUI_PDF_RECORD_H

#include "pdf/flow.h"

#define RECORD_X      79.37 /* 28 mm: the binding margin */
#define RECORD_Y      68.03 /* 24 mm */
#define RECORD_WIDTH  448.0 /* 32 characters of 14 pt */
#define RECORD_HEIGHT 696.0 /* 29 lines of 24 pt */

extern const struct style RECORD_TEXT, RECORD_BOLD, RECORD_LABEL;

/* 张三（第一书记、党员） */
struct text person_words(struct draw *d, const struct person *p);
/* Each as person_words. */
struct text_list people_list(struct draw *d, const struct person_list *l);
struct text record_title(struct draw *d);
/* record_items.c */
void record_problem(struct flow *f, const struct problem *p);
void record_tasks(struct flow *f);
/* The sign-in sheet on pages of its own. */
void roll_draw(struct flow *f);

#endif
