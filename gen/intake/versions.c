/* SPDX-License-Identifier: MIT */
/*
 * Two versions of one record: which numbers stay, and what the newer one says otherwise. A number
 * that was once given to a matter is cited on paper and by telephone, so it goes with the matter's
 * title into every later version, and is not given again when the matter is taken out.
 */
#include "intake/decide.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

/* What a newer version changed is told in so many sentences. */
#define CHANGES_MOST 12
/* Comparing is every title with every title: a record has a dozen. */
#define MATTERS_MOST 500

struct text
merge_letters(struct arena *a, struct text t)
{
	struct buf b = BUF_INIT;
	struct text out;

	for (size_t i = 0; i < t.n;) {
		uint32_t c = utf8_next(t, &i);
		if (c >= U'！' && c <= U'～')
			c -= U'！' - '!';
		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		if (!utf8_is_punct(c) && !utf8_is_blank(c) && c != '*' && c != '#' && c != '|' &&
		    c != '`' && c != '>' && c != '+' && c != '=' && c != '\n')
			buf_code(&b, c);
	}
	out = text_copy(a, buf_view(&b));
	buf_release(&b);
	return out;
}

static bool
same_title(struct arena *a, struct text x, struct text y)
{
	struct text s = merge_letters(a, decide_unmarked(a, x));
	struct text t = merge_letters(a, decide_unmarked(a, y));

	return s.n > 0 && text_eq(s, t);
}

static bool
of_week(struct number n, struct week w)
{
	return n.order > 0 && n.week == w.week && (n.year == 0 || n.year == w.year);
}

/* The matter of that title before, not yet taken by another one now; -1 for none. */
static int
find_problem(struct arena *a, const struct doc *before, struct text title, const char *taken)
{
	for (size_t i = 0; before != NULL && i < before->problems.n && i < MATTERS_MOST; i++)
		if (!taken[i] && same_title(a, before->problems.v[i].title, title))
			return (int)i;
	return -1;
}

static int
find_task(struct arena *a, const struct doc *before, struct text title, const char *taken)
{
	for (size_t i = 0; before != NULL && i < before->tasks.n && i < MATTERS_MOST; i++)
		if (!taken[i] && same_title(a, before->tasks.v[i].title, title))
			return (int)i;
	return -1;
}

static void
raise(int *most, struct number n, struct week w)
{
	if (of_week(n, w) && n.order > *most)
		*most = n.order;
}

static bool
is_given(const int16_t *orders, size_t n, int16_t order)
{
	for (size_t i = 0; i < n; i++)
		if (orders[i] == order)
			return true;
	return false;
}

static void
number_problems(
    struct arena *a, const struct doc *now, const struct doc *before, struct numbering *n)
{
	char *taken = arena_alloc(a, before != NULL ? before->problems.n + 1 : 1);

	for (size_t i = 0; i < now->problems.n; i++) {
		const struct problem *p = &now->problems.v[i];
		int old = p->number.order == 0 ? find_problem(a, before, p->title, taken) : -1;
		n->problems[i] = of_week(p->number, n->week) ? p->number.order : 0;
		raise(&n->problem_most, p->number, n->week);
		if (old < 0)
			continue;
		taken[old] = 1;
		if (of_week(before->problems.v[old].number, n->week) &&
		    !is_given(n->problems, i, before->problems.v[old].number.order))
			n->problems[i] = before->problems.v[old].number.order;
	}
	for (size_t i = 0; before != NULL && i < before->problems.n; i++)
		raise(&n->problem_most, before->problems.v[i].number, n->week);
	for (size_t i = 0; i < now->problems.n; i++)
		if (n->problems[i] == 0 && now->problems.v[i].number.order == 0 &&
		    n->problem_most < INT16_MAX)
			n->problems[i] = (int16_t)++n->problem_most;
}

static void
number_tasks(struct arena *a, const struct doc *now, const struct doc *before, struct numbering *n)
{
	char *taken = arena_alloc(a, before != NULL ? before->tasks.n + 1 : 1);

	for (size_t i = 0; i < now->tasks.n; i++) {
		const struct task *t = &now->tasks.v[i];
		int old = t->number.order == 0 ? find_task(a, before, t->title, taken) : -1;
		n->tasks[i] = of_week(t->number, n->week) ? t->number.order : 0;
		raise(&n->task_most, t->number, n->week);
		if (old < 0)
			continue;
		taken[old] = 1;
		if (of_week(before->tasks.v[old].number, n->week) &&
		    !is_given(n->tasks, i, before->tasks.v[old].number.order))
			n->tasks[i] = before->tasks.v[old].number.order;
	}
	for (size_t i = 0; before != NULL && i < before->tasks.n; i++)
		raise(&n->task_most, before->tasks.v[i].number, n->week);
	for (size_t i = 0; i < now->tasks.n; i++)
		if (n->tasks[i] == 0 && now->tasks.v[i].number.order == 0 &&
		    n->task_most < INT16_MAX)
			n->tasks[i] = (int16_t)++n->task_most;
}

void
merge_numbers(struct arena *a, const struct doc *now, const struct doc *before, struct numbering *n)
{
	n->week = now->week;
	n->problems = ARENA_ARRAY(a, int16_t, now->problems.n + 1);
	n->tasks = ARENA_ARRAY(a, int16_t, now->tasks.n + 1);
	number_problems(a, now, before, n);
	number_tasks(a, now, before, n);
}

/* --- what changed --- */

struct changes {
	struct arena *arena;
	const struct words *words;
	struct text_list *out;
};

static void
say(struct changes *c, const char *key, struct text x, struct text y)
{
	if (c->out->n < CHANGES_MOST)
		text_list_add(
		    c->arena, c->out, words_say(c->arena, c->words, LANG_ZH, key, TEXTS(x, y)));
}

static bool
same_problem(struct arena *a, const struct problem *x, const struct problem *y)
{
	return x->status == y->status &&
	    text_eq(merge_letters(a, x->decision), merge_letters(a, y->decision)) &&
	    text_eq(merge_letters(a, x->owner_words), merge_letters(a, y->owner_words)) &&
	    date_cmp(x->deadline.date, y->deadline.date) == 0;
}

static void
compare_problems(struct changes *c, const struct doc *now, const struct doc *before)
{
	char *taken = arena_alloc(c->arena, before->problems.n + 1);

	for (size_t i = 0; i < now->problems.n && i < MATTERS_MOST; i++) {
		int old = find_problem(c->arena, before, now->problems.v[i].title, taken);
		if (old < 0) {
			say(c, "change.problem_new", now->problems.v[i].title, NO_TEXT);
			continue;
		}
		taken[old] = 1;
		if (!same_problem(c->arena, &now->problems.v[i], &before->problems.v[old]))
			say(c, "change.problem", now->problems.v[i].title, NO_TEXT);
	}
	for (size_t i = 0; i < before->problems.n && i < MATTERS_MOST; i++)
		if (!taken[i])
			say(c, "change.problem_gone", before->problems.v[i].title, NO_TEXT);
}

static void
compare_tasks(struct changes *c, const struct doc *now, const struct doc *before)
{
	char *taken = arena_alloc(c->arena, before->tasks.n + 1);

	for (size_t i = 0; i < now->tasks.n && i < MATTERS_MOST; i++) {
		int old = find_task(c->arena, before, now->tasks.v[i].title, taken);
		if (old < 0)
			say(c, "change.task_new", now->tasks.v[i].title, NO_TEXT);
		else
			taken[old] = 1;
	}
	for (size_t i = 0; i < before->tasks.n && i < MATTERS_MOST; i++)
		if (!taken[i])
			say(c, "change.task_gone", before->tasks.v[i].title, NO_TEXT);
}

static struct text
people_text(struct arena *a, const struct person_list *l)
{
	struct text_list names = { 0 };

	for (size_t i = 0; i < l->n; i++)
		text_list_add(a, &names, l->v[i].name.n > 0 ? l->v[i].name : l->v[i].words);
	return text_list_join(a, &names, T("、"));
}

void
merge_changes(struct arena *a, const struct words *w, const struct doc *now,
    const struct doc *before, struct text_list *out)
{
	struct changes c = { a, w, out };

	if (date_cmp(now->date, before->date) != 0)
		say(&c, "change.date", date_zh(a, before->date), date_zh(a, now->date));
	if (!text_eq(people_text(a, &now->attendees), people_text(a, &before->attendees)) ||
	    now->present != before->present || now->expected != before->expected)
		say(&c, "change.people", NO_TEXT, NO_TEXT);
	compare_problems(&c, now, before);
	compare_tasks(&c, now, before);
	if (out->n == 0)
		say(&c, "change.words", NO_TEXT, NO_TEXT);
}

bool
merge_same_meeting(const struct doc *now, const struct doc *before)
{
	struct arena *a = arena_new();
	size_t found = 0, all = before->problems.n;
	char *taken = arena_alloc(a, now->problems.n + 1);
	int days = date_days(now->date) - date_days(before->date);

	for (size_t i = 0; i < before->problems.n && i < MATTERS_MOST; i++) {
		int k = find_problem(a, now, before->problems.v[i].title, taken);
		if (k >= 0) {
			taken[k] = 1;
			found++;
		}
	}
	arena_free(a);
	return all > 0 && found == all && days >= -7 && days <= 7;
}

int
merge_week(const struct doc *d)
{
	size_t at = text_find(d->title, T("第"), 0), i;
	int n;

	if (at != SIZE_MAX && (i = at + strlen("第"), utf8_number(d->title, &i, &n)) && n >= 1 &&
	    n <= 53 && text_starts(text_cut(d->title, i, d->title.n), T("周")))
		return n;
	return d->week_written > 0 ? d->week_written : d->week.week;
}
