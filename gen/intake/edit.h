/* SPDX-License-Identifier: MIT */
/* Places in her text where something of ours is put in: what `receive` and `check --fix` write into
 * a source, and nothing else of it changes. */
#ifndef LIHUI_INTAKE_EDIT_H
#define LIHUI_INTAKE_EDIT_H

#include "intake/intake.h"

struct edit {
	size_t at, remove;
	struct text insert;
};
struct edits {
	struct arena *arena;
	struct edit *v;
	size_t n, room;
};

void edit_add(struct edits *l, size_t at, size_t remove, struct text insert);
void edit_sort(struct edits *l);
/* 周次 on the line behind the date. */
void edit_week(struct edits *l, const struct doc *d);
/* 问题27-1： and 【任务27-1】 in front of a title. */
void
edit_problem(struct edits *l, const struct doc *d, const struct problem *p, struct text number);
void edit_task(struct edits *l, const struct task *t, struct text number);
/* The text from a place on, with what was put in there. */
void edit_apply(struct edits *l, struct text t, size_t from, struct buf *out);

#endif
