/* SPDX-License-Identifier: MIT */
/*
 * Outcomes in the other language. A version is made anew from its own pieces, as far as they pair
 * with the original's by order: headings of steps, what was studied, lines that bear a number in
 * the report step, titles of problems with their labelled lines, tasks. When its steps do not pair
 * nothing tells what is an outcome in it, and title and summary stay alone.
 */
#include "door/outcomes.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

/* `会议决定：…` in either language: a label, or a few words before a colon. */
static bool
looks_labelled(struct text line)
{
	size_t colon = text_find(line, T("："), 0), plain = text_find(line, T(":"), 0);

	if (label_heads(line))
		return true;
	colon = colon < plain ? colon : plain;
	return colon != SIZE_MAX && utf8_length(text_cut(line, 0, colon)) <= HEAD_LONGEST;
}

/* The labelled lines of a block and all that it holds, as items. */
static void
labelled_put(struct doc *d, struct block *section, struct block *b)
{
	struct text rest = block_plain(d->arena, b, true), line;

	while (text_line(&rest, &line))
		if (looks_labelled(text_trim(line)))
			outcome_item(d->arena, section, text_trim(line));
}

static void
version_problem_put(struct doc *d, const struct version *v, struct block *section, size_t i)
{
	struct block *old = v->read->problems.v[i].block;
	struct block *head =
	    outcome_block(d->arena, section, BLOCK_HEADING, v->problem_titles.v[i]);

	head->level = section->first->level < 6 ? section->first->level + 1 : 6;
	if (old == NULL)
		return;
	if (old->kind != BLOCK_HEADING) {
		for (struct block *b = old->first != NULL ? old->first->next : NULL; b != NULL;
		     b = b->next)
			labelled_put(d, section, b);
		return;
	}
	for (struct block *b = old->next; b != NULL && b->kind != BLOCK_HEADING; b = b->next)
		labelled_put(d, section, b);
}

static void
version_step_put(struct doc *d, const struct version *v, struct block *root, size_t k)
{
	const struct step *s = &d->steps.v[k], *own = &v->read->steps.v[k];
	struct block *section = outcome_block(d->arena, root, BLOCK_SECTION, NO_TEXT), *b;

	section->note = s->id;
	outcome_block(d->arena, section, BLOCK_HEADING, v->step_headings.v[k])->level = 2;
	if (step_is(d, s, "study"))
		for (b = own->section != NULL ? own->section->first : NULL; b != NULL;
		     b = block_next(own->section, b))
			if (b->kind == BLOCK_PARAGRAPH)
				outcome_item(d->arena, section,
				    outcome_topic(block_plain(d->arena, b, false)));
	if (step_is(d, s, "report"))
		for (b = own->section != NULL ? own->section->first : NULL; b != NULL;
		     b = block_next(own->section, b))
			if (b->kind == BLOCK_PARAGRAPH &&
			    outcome_numbered(outcome_line(block_plain(d->arena, b, false))))
				outcome_item(d->arena, section,
				    outcome_line(block_plain(d->arena, b, false)));
	if (step_is(d, s, "problem"))
		for (size_t i = 0; i < v->problem_titles.n && i < v->read->problems.n; i++)
			version_problem_put(d, v, section, i);
	if (step_is(d, s, "task"))
		for (size_t i = 0; i < v->task_titles.n; i++)
			outcome_item(d->arena, section, v->task_titles.v[i]);
}

void
outcome_version(struct doc *d, struct version *v)
{
	struct block *root = block_new(d->arena, BLOCK_ROOT);

	if (v->body == NULL)
		return;
	v->body = NULL;
	if (v->read == NULL || v->step_headings.n == 0 || v->step_headings.n != d->steps.n ||
	    v->read->steps.n != d->steps.n) {
		v->kind = VERSION_SUMMARY;
		return;
	}
	for (size_t k = 0; k < d->steps.n; k++)
		if (d->steps.v[k].id.n > 0)
			version_step_put(d, v, root, k);
	v->body = root;
}
