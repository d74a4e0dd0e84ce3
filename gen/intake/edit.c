/* SPDX-License-Identifier: MIT */
/* Edits in order of their places, and the few that are certain enough to be made unasked. */
#include "intake/edit.h"

#include <stdlib.h>

#include "lihui/arena.h"

void
edit_add(struct edits *l, size_t at, size_t remove, struct text insert)
{
	struct edit *e = ARENA_PUSH(l->arena, l);

	*e = (struct edit){ at, remove, insert };
}

static int
by_place(const void *x, const void *y)
{
	const struct edit *p = x, *q = y;

	return p->at < q->at ? -1 : p->at > q->at;
}

void
edit_sort(struct edits *l)
{
	LIST_SORT(l, by_place);
}

static size_t
line_end(struct text t, size_t at)
{
	while (at < t.n && t.p[at] != '\n')
		at++;
	return at;
}

void
edit_week(struct edits *l, const struct doc *d)
{
	struct span s = d->at[KEY_DATE];

	if (s.n > 0)
		edit_add(l, line_end(d->text, (size_t)s.at + s.n), 0,
		    text_fmt(l->arena, "\n周次: %d", d->week.week));
}

/* 问题一： or 问题： in front of a title gives way to the number; else the number is put in front.
 */
void
edit_problem(struct edits *l, const struct doc *d, const struct problem *p, struct text number)
{
	struct text line = text_cut(d->text, p->at.at, line_end(d->text, p->at.at));
	size_t title = text_find(line, p->title, 0);
	struct text front = title == SIZE_MAX ? NO_TEXT : text_cut(line, 0, title);

	edit_add(l, p->at.at, text_starts(front, T("问题")) ? front.n : 0,
	    text_fmt(l->arena, "问题%.*s：", TEXT_ARG(number)));
}

void
edit_task(struct edits *l, const struct task *t, struct text number)
{
	edit_add(l, t->at.at, 0, text_fmt(l->arena, "【任务%.*s】", TEXT_ARG(number)));
}

void
edit_apply(struct edits *l, struct text t, size_t from, struct buf *out)
{
	edit_sort(l);
	for (size_t i = 0; i < l->n; i++) {
		const struct edit *e = &l->v[i];
		if (e->at < from)
			continue;
		buf_text(out, text_cut(t, from, e->at));
		buf_text(out, e->insert);
		from = e->at + e->remove;
	}
	buf_text(out, text_cut(t, from, t.n));
}
