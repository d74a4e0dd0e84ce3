/* SPDX-License-Identifier: MIT */
/* The blocks of a step: its problems and tasks, and what is neither. */
#include "pdf/record_sheet.h"

/* The step's blocks, problems in their own form: one begun by a heading takes what follows up to
 * the next heading of its level. */
static void
add_problem_step(struct flow *f, const struct block *first, const struct record_saying *say)
{
	const struct doc *doc = f->d->sheet->doc;

	for (const struct block *b = first; b; b = b->next) {
		const struct problem *p = doc_problem_of(doc, b);
		if (p) {
			/* Lines of one paragraph may be several. */
			for (const struct problem *end = doc->problems.v + doc->problems.n;
			     p < end && p->block == b; p++)
				say->problem(f, p);
			if (b->kind == BLOCK_HEADING)
				while (b->next &&
				    !(b->next->kind == BLOCK_HEADING &&
					b->next->level <= b->level) &&
				    !doc_holds(doc, b->next, false))
					b = b->next;
		} else if ((b->kind == BLOCK_LIST || b->kind == BLOCK_ITEM) &&
		    doc_holds(doc, b, false)) {
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
		if (!doc_holds(doc, b, true)) {
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
		problems = problems || doc_holds(doc, b, false);
		tasks = tasks || doc_holds(doc, b, true);
	}
	if (problems)
		add_problem_step(f, first, say);
	else if (tasks)
		add_task_step(f, first, say);
	for (const struct block *b = first; b && !problems && !tasks; b = b->next)
		say->other(f, b);
}
