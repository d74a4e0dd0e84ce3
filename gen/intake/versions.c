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
	return buf_take(a, &b);
}

static bool
same_title(struct arena *a, struct text x, struct text y)
{
	struct text s = merge_letters(a, decide_unmarked(a, x));

	return s.n > 0 && text_eq(s, merge_letters(a, decide_unmarked(a, y)));
}

static bool
of_week(struct number n, struct week w)
{
	return n.order > 0 && n.week == w.week && (n.year == 0 || n.year == w.year);
}

/* Problems and tasks alike. */
struct titled {
	struct text title;
	struct number number;
	bool taken; /* by one of the other version */
};
LIST(titled_list, titled);

static struct titled_list
list_titled(struct arena *a, const struct doc *d, bool tasks)
{
	struct titled_list l = { 0 };

	for (size_t i = 0; d && !tasks && i < d->problems.n; i++)
		*ARENA_PUSH(a, &l) =
		    (struct titled){ d->problems.v[i].title, d->problems.v[i].number, false };
	for (size_t i = 0; d && tasks && i < d->tasks.n; i++)
		*ARENA_PUSH(a, &l) =
		    (struct titled){ d->tasks.v[i].title, d->tasks.v[i].number, false };
	return l;
}

/* Takes the matter of that title, unless another one has it; -1 for none. */
static int
take_titled(struct arena *a, struct titled_list *l, struct text title)
{
	for (size_t i = 0; i < l->n && i < MATTERS_MOST; i++)
		if (!l->v[i].taken && same_title(a, l->v[i].title, title)) {
			l->v[i].taken = true;
			return (int)i;
		}
	return -1;
}

static void
raise(int *most, const struct titled_list *l, struct week w)
{
	for (size_t i = 0; i < l->n; i++)
		if (of_week(l->v[i].number, w) && l->v[i].number.order > *most)
			*most = l->v[i].number.order;
}

static bool
is_given(const int16_t *orders, size_t n, int16_t order)
{
	for (size_t i = 0; i < n; i++)
		if (orders[i] == order)
			return true;
	return false;
}

static int16_t *
number_titled(struct arena *a, const struct titled_list *now, struct titled_list *before,
    struct week w, int *most)
{
	int16_t *orders = ARENA_ARRAY(a, int16_t, now->n + 1);

	for (size_t i = 0; i < now->n; i++) {
		struct number own = now->v[i].number;
		int old = own.order == 0 ? take_titled(a, before, now->v[i].title) : -1;
		orders[i] = of_week(own, w) ? own.order : 0;
		if (old >= 0 && of_week(before->v[old].number, w) &&
		    !is_given(orders, i, before->v[old].number.order))
			orders[i] = before->v[old].number.order;
	}
	raise(most, now, w);
	raise(most, before, w);
	for (size_t i = 0; i < now->n; i++)
		if (orders[i] == 0 && now->v[i].number.order == 0 && *most < INT16_MAX)
			orders[i] = (int16_t)++ * most;
	return orders;
}

void
merge_numbers(struct arena *a, const struct doc *now, const struct doc *before, struct numbering *n)
{
	n->week = now->week;
	for (int tasks = 0; tasks < 2; tasks++) {
		struct titled_list here = list_titled(a, now, tasks),
				   there = list_titled(a, before, tasks);
		if (tasks)
			n->tasks = number_titled(a, &here, &there, n->week, &n->task_most);
		else
			n->problems = number_titled(a, &here, &there, n->week, &n->problem_most);
	}
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
compare(struct changes *c, const struct doc *now, const struct doc *before, bool tasks)
{
	struct titled_list here = list_titled(c->arena, now, tasks),
			   there = list_titled(c->arena, before, tasks);

	for (size_t i = 0; i < here.n && i < MATTERS_MOST; i++) {
		int old = take_titled(c->arena, &there, here.v[i].title);
		if (old < 0)
			say(c, tasks ? "change.task_new" : "change.problem_new", here.v[i].title,
			    NO_TEXT);
		else if (!tasks &&
		    !same_problem(c->arena, &now->problems.v[i], &before->problems.v[old]))
			say(c, "change.problem", here.v[i].title, NO_TEXT);
	}
	for (size_t i = 0; i < there.n && i < MATTERS_MOST; i++)
		if (!there.v[i].taken)
			say(c, tasks ? "change.task_gone" : "change.problem_gone", there.v[i].title,
			    NO_TEXT);
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
	compare(&c, now, before, false);
	compare(&c, now, before, true);
	if (out->n == 0)
		say(&c, "change.words", NO_TEXT, NO_TEXT);
}

bool
merge_same_meeting(const struct doc *now, const struct doc *before)
{
	struct arena *a = arena_new();
	struct titled_list here = list_titled(a, now, false);
	size_t found = 0, all = before->problems.n;
	int days = date_days(now->date) - date_days(before->date);

	for (size_t i = 0; i < all && i < MATTERS_MOST; i++)
		found += take_titled(a, &here, before->problems.v[i].title) >= 0;
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
