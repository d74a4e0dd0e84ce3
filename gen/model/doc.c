/* SPDX-License-Identifier: MIT */
/* What is asked of a document as a whole: its kind, whether it is held, and where a place of it
 * stood. */
#include "lihui/doc.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

void
doc_settle_held(struct doc *d)
{
	size_t i;

	diag_sort(&d->sink.list);
	d->held = site_holds(d->site, d->path);
	for (i = 0; i < d->sink.list.n; i++)
		d->held |= diag_holds(d->sink.list.v[i].code);
}

bool
doc_is_weekly(const struct doc *d)
{
	return d->type != NULL && d->type->weekly;
}

bool
doc_is_page(const struct doc *d)
{
	return d->type != NULL && d->type->class == CLASS_PAGE;
}

bool
doc_is_meeting(const struct doc *d)
{
	return d->type != NULL && d->type->class == CLASS_MEETING;
}

void
doc_free(struct doc *d)
{
	if (d != NULL)
		arena_free(d->arena);
}

static const struct place *
place_find(const struct place_list *l, uint32_t at)
{
	size_t low = 0, high = l->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (l->v[mid].at < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low < l->n && l->v[low].at == at ? &l->v[low] : NULL;
}

void
doc_place(
    const struct doc *d, struct span at, int *line, int *column, int *width, struct text *excerpt)
{
	const struct place *p = NULL;
	struct text whole = NO_TEXT;

	*line = *column = *width = 0;
	if (excerpt != NULL)
		*excerpt = NO_TEXT;
	if (at.at == 0 && at.n == 0)
		return;
	if (d->text.n == 0) {
		p = place_find(&d->places, at.at);
		if (p == NULL)
			return;
		*line = p->line;
		*column = p->column;
		*width = p->width;
		whole = p->excerpt;
	} else {
		struct text to_end;

		diag_place(d->text, at.at, line, column, &whole);
		to_end = text_cut(d->text, at.at, at.at + (size_t)at.n);
		text_line(&to_end, &to_end);
		*width = (int)utf8_length(to_end);
	}
	if (excerpt != NULL)
		*excerpt = whole;
}

bool
step_is(const struct doc *d, const struct step *s, const char *id)
{
	const struct step_rule_list *rules = &d->profile->steps;

	if (s->id.n == 0)
		return false;
	if (text_eq(s->id, text_of(id)))
		return true;
	if (strcmp(id, "task") != 0)
		return false;
	for (size_t i = 0; i < rules->n; i++)
		if (text_eq(rules->v[i].id, T("task")))
			return false;
	return rules->n > 0 && text_eq(s->id, rules->v[rules->n - 1].id);
}

bool
doc_without_problems(const struct doc *d)
{
	bool said = false;

	for (size_t i = 0; i < d->steps.n; i++)
		said |= step_is(d, &d->steps.v[i], "problem") && d->steps.v[i].none_said;
	return said && d->problems.n == 0 && !d->unread;
}

const struct problem *
doc_problem_of(const struct doc *d, const struct block *b)
{
	for (size_t i = 0; i < d->problems.n; i++)
		if (d->problems.v[i].block == b)
			return &d->problems.v[i];
	return NULL;
}

bool
doc_is_task(const struct doc *d, const struct block *b)
{
	for (size_t i = 0; i < d->tasks.n; i++)
		if (d->tasks.v[i].block == b)
			return true;
	return false;
}

bool
doc_holds(const struct doc *d, const struct block *b, bool tasks)
{
	for (const struct block *k = b; k; k = block_next(b, (struct block *)k))
		if (tasks ? doc_is_task(d, k) : doc_problem_of(d, k) != NULL)
			return true;
	return false;
}
