/* SPDX-License-Identifier: MIT */
/*
 * Shortening a side of the handout by rule. Type and leading never shrink; what a villager asked is
 * the last thing to go: policy to 3, 2, 1 lines; answers to two lines, then one; titles to one
 * line; all ✔ in one line; tasks of the latest date; policy; older unchanged matters from the end,
 * then the rest from the end, ▲ last. After each step everything is measured anew: a side has a few
 * dozen parts.
 */
#include "pdf/handout.h"

enum { MEMOS = 3 * 2 }; /* of one part: answers whole, in one line, in two; titles whole or not */

/* --- what is shown --- */

static struct handout_part **
memo_of(const struct handout *h, const struct handout_part *p)
{
	size_t i;

	if (p->kind == PART_MATTER)
		i = (size_t)(p->matter - h->side->matters);
	else if (p->kind == PART_TASK)
		i = h->side->nmatters + (size_t)(p->task - h->side->tasks);
	else
		return NULL;
	return &h->memo[i * MEMOS + (size_t)(h->answer_lines * 2 + h->short_titles)];
}

static void
add_part(struct handout *h, struct handout_part part)
{
	struct handout_part *p = ARENA_PUSH(h->d->a, &h->parts), **memo = memo_of(h, &part);

	*p = memo && *memo ? **memo : part;
	if (memo && *memo)
		return;
	h->measure(h, p);
	if (memo) {
		*memo = ARENA_NEW(h->d->a, struct handout_part);
		**memo = *p;
	}
}

static void
add_head(struct handout *h, struct text head, size_t n)
{
	if (n > 0 || h->says_nothing)
		add_part(h, (struct handout_part){ .kind = PART_HEAD, .text = head });
	if (n == 0 && h->says_nothing)
		add_part(h,
		    (struct handout_part){
			.kind = PART_NOTHING, .text = draw_word(h->d, "sheet.nothing") });
}

/* The parts of the side as far as it is shortened; whether they fit. */
static bool
fitted(struct handout *h)
{
	const struct sheet_side *s = h->side;
	bool done_shown = false;

	h->parts.n = 0;
	add_head(h, s->head_matters, s->nmatters);
	for (size_t i = 0; i < s->nmatters; i++) {
		const struct sheet_matter *m = &s->matters[i];
		bool done = h->done_in_line && m->sign == SIGN_DONE;
		if (done ? done_shown : h->matter_gone[i])
			continue;
		done_shown = done_shown || done;
		add_part(h,
		    (struct handout_part){ .kind = done ? PART_DONE : PART_MATTER, .matter = m });
	}
	add_head(h, s->head_tasks, s->ntasks);
	for (size_t i = 0; i < s->ntasks; i++)
		if (!h->task_gone[i])
			add_part(
			    h, (struct handout_part){ .kind = PART_TASK, .task = &s->tasks[i] });
	if (!h->no_policy)
		add_head(h, s->head_policy, s->npolicies);
	for (size_t i = 0; i < s->npolicies && i < h->policies; i++)
		add_part(
		    h, (struct handout_part){ .kind = PART_POLICY, .policy = &s->policies[i] });
	return h->fits(h);
}

struct text_list
handout_people(struct draw *d, const struct text_list *people)
{
	struct text_list l = { 0 };

	if (people->n <= 2)
		return *people;
	text_list_add(d->a, &l,
	    text_join(
		d->a, people->v[0], draw_say_number(d, "sheet.people_more", (long)people->n)));
	return l;
}

struct text
handout_missing(const struct handout *h)
{
	const struct {
		const char *key;
		size_t n;
	} missing[] = { { "sheet.missing_matters", h->matters_gone },
		{ "sheet.missing_tasks", h->tasks_gone },
		{ "sheet.missing_policies", h->side->npolicies - h->policies } };
	struct text_list l = { 0 };

	for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
		if (missing[i].n > 0)
			text_list_add(
			    h->d->a, &l, draw_say_number(h->d, missing[i].key, (long)missing[i].n));
	return text_list_join(h->d->a, &l, T("、"));
}

/* --- steps --- */

static bool
cut_policies(struct handout *h)
{
	for (size_t keep = 3; keep >= 1; keep--) {
		if (h->policies <= keep)
			continue;
		h->policies = keep;
		h->frame = true;
		if (fitted(h))
			return true;
	}
	return false;
}

static bool
cut_words(struct handout *h)
{
	h->answer_lines = 2;
	if (fitted(h))
		return true;
	h->answer_lines = 1;
	if (fitted(h))
		return true;
	h->short_titles = true;
	if (fitted(h))
		return true;
	h->done_in_line = true;
	return fitted(h);
}

/* The task still shown whose date is the latest, the last of equal ones. */
static size_t
latest_task(const struct handout *h)
{
	const struct sheet_task *tasks = h->side->tasks;
	size_t at = SIZE_MAX;

	for (size_t i = 0; i < h->side->ntasks; i++)
		if (!h->task_gone[i] &&
		    (at == SIZE_MAX || !date_is(tasks[i].sort) ||
			(date_is(tasks[at].sort) && date_cmp(tasks[i].sort, tasks[at].sort) >= 0)))
			at = i;
	return at;
}

static bool
cut_tasks(struct handout *h)
{
	while (h->side->ntasks - h->tasks_gone > 2) {
		h->task_gone[latest_task(h)] = true;
		h->tasks_gone++;
		h->frame = true;
		if (fitted(h))
			return true;
	}
	h->frame = h->frame || h->side->npolicies > 0;
	h->no_policy = true;
	h->policies = 0;
	return fitted(h);
}

/* Matters from the end: of each pass those that it may take. */
static bool
cut_matters(struct handout *h)
{
	for (int pass = 0; pass < 3; pass++)
		for (size_t i = h->side->nmatters; i-- > 1;) {
			const struct sheet_matter *m = &h->side->matters[i];
			if (h->matter_gone[i] || m->sign == SIGN_DONE || (pass == 0 && m->fresh) ||
			    (pass < 2 && m->sign == SIGN_LATE))
				continue;
			h->matter_gone[i] = true;
			h->matters_gone++;
			h->frame = true;
			if (fitted(h))
				return true;
		}
	return false;
}

void
handout_fit(struct handout *h)
{
	const struct sheet_side *s = h->side;

	h->policies = s->npolicies;
	h->task_gone = ARENA_ARRAY(h->d->a, bool, s->ntasks + 1);
	h->matter_gone = ARENA_ARRAY(h->d->a, bool, s->nmatters + 1);
	h->memo =
	    ARENA_ARRAY(h->d->a, struct handout_part *, (s->nmatters + s->ntasks) * MEMOS + 1);
	if (fitted(h) || cut_policies(h) || cut_words(h) || cut_tasks(h))
		return;
	(void)cut_matters(h);
}
