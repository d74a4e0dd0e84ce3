/* SPDX-License-Identifier: MIT */
/* The blocks of a step: its problems and tasks, and what is neither. */
#include "pdf/record_sheet.h"

static const struct problem *
problem_of(const struct doc *doc, const struct block *b)
{
	for (size_t i = 0; i < doc->problems.n; i++)
		if (doc->problems.v[i].block == b)
			return &doc->problems.v[i];
	return NULL;
}

static bool
is_task(const struct doc *doc, const struct block *b)
{
	for (size_t i = 0; i < doc->tasks.n; i++)
		if (doc->tasks.v[i].block == b)
			return true;
	return false;
}

/* Does this block, or one inside it, hold a problem (or a task)? */
static bool
holds(const struct doc *doc, const struct block *b, bool tasks)
{
	for (const struct block *k = b; k; k = block_next(b, (struct block *)k))
		if (tasks ? is_task(doc, k) : problem_of(doc, k) != NULL)
			return true;
	return false;
}

/* The step's blocks, problems in their own form: one begun by a heading takes what follows up to
 * the next heading of its level. */
static void
add_problem_step(struct flow *f, const struct block *first, const struct record_saying *say)
{
	const struct doc *doc = f->d->sheet->doc;

	for (const struct block *b = first; b; b = b->next) {
		const struct problem *p = problem_of(doc, b);
		if (p) {
			/* Lines of one paragraph may be several. */
			for (const struct problem *end = doc->problems.v + doc->problems.n;
			     p < end && p->block == b; p++)
				say->problem(f, p);
			if (b->kind == BLOCK_HEADING)
				while (b->next &&
				    !(b->next->kind == BLOCK_HEADING &&
					b->next->level <= b->level) &&
				    !holds(doc, b->next, false))
					b = b->next;
		} else if ((b->kind == BLOCK_LIST || b->kind == BLOCK_ITEM) &&
		    holds(doc, b, false)) {
			add_problem_step(f, b->first, say);
		} else {
			say->other(f, b);
		}
	}
}

static void
add_task_step(struct flow *f, const struct block *first, const struct record_saying *say)
{
	const struct doc *doc = f->d->sheet->doc;
	bool done = false;

	for (const struct block *b = first; b; b = b->next) {
		if (!holds(doc, b, true)) {
			say->other(f, b);
		} else if (!done) {
			say->tasks(f);
			done = true;
		}
	}
}

void
record_step(struct flow *f, const struct block *first, const struct record_saying *say)
{
	const struct doc *doc = f->d->sheet->doc;
	bool problems = false, tasks = false;

	for (const struct block *b = first; b; b = b->next) {
		problems = problems || holds(doc, b, false);
		tasks = tasks || holds(doc, b, true);
	}
	if (problems)
		add_problem_step(f, first, say);
	else if (tasks)
		add_task_step(f, first, say);
	for (const struct block *b = first; b && !problems && !tasks; b = b->next)
		say->other(f, b);
}
