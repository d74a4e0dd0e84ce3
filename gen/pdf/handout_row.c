/* SPDX-License-Identifier: MIT */
/* Measuring the rows of the Chinese side, answers and titles shortened as far as it needs. */
#include "pdf/handout.h"

#define GAP        9.0f
#define TASK_LINES 3

/* The person stands on the answer's last line when there is room, else needs one more line. */
static bool
stands_apart(struct para_line_list answer, double person)
{
	return person > 0 && answer.n > 0 &&
	    answer.v[answer.n - 1].width + GAP + person > ROW_VALUE;
}

static size_t
answer_height(struct draw *d, struct text answer, double person)
{
	struct para_line_list l =
	    para_lines(d, para_text(d, answer, HANDOUT_TEXT, ROW_VALUE), ROW_VALUE);

	return l.n + stands_apart(l, person);
}

/* Cut behind the last 。；， that fits, closed with 。; a first clause that is itself too long ends
 * in ……. */
static struct text
shorten_answer(struct draw *d, struct text answer, double person, size_t lines)
{
	struct text best = NO_TEXT;

	if (answer_height(d, answer, person) <= lines)
		return answer;
	for (size_t i = 1; i + 3 <= answer.n; i++) {
		struct text mark = text_cut(answer, i, i + 3);
		if (text_eq(mark, T("。")) || text_eq(mark, T("；")) || text_eq(mark, T("，"))) {
			struct text t = text_join(d->a, text_cut(answer, 0, i), T("。"));
			if (answer_height(d, t, person) <= lines)
				best = t;
		}
	}
	if (best.n > 0)
		return best;
	/* Only whole lines count here: the fitted text leaves room for the person on the last one.
	 */
	return text_fit(d, answer, HANDOUT_TEXT,
	    (float)((float)ROW_VALUE * (float)lines - (person > 0 ? person + GAP : 0) -
		(lines > 1 ? 18 : 0)));
}

static void
measure_matter(struct handout *h, struct handout_part *r)
{
	struct draw *d = h->d;
	const struct sheet_matter *m = r->matter;
	float number = m->number.n > 0 ? (float)text_width(d, m->number, HANDOUT_NUMBER) + GAP : 0;
	double person = m->person.n > 0 ? text_width(d, m->person, HANDOUT_BOLD) : 0;
	struct measure first = { (float)ROW_VALUE - number, ROW_VALUE, false };
	struct text title = m->title, answer = m->answer;

	if (h->short_titles &&
	    para_break(d, para_text(d, title, HANDOUT_BOLD, first.rest), first).n > 1)
		title = text_fit(d, title, HANDOUT_BOLD, first.first);
	r->title = para_text(d, title, HANDOUT_BOLD, first.first);
	r->title_lines = para_break(d, r->title, first);
	if (h->answer_lines > 0)
		answer = shorten_answer(d, answer, person, (size_t)h->answer_lines);
	r->body = para_text(d, answer, HANDOUT_TEXT, ROW_VALUE);
	r->body_lines = para_lines(d, r->body, ROW_VALUE);
	r->person_apart =
	    person > 0 && (r->body_lines.n == 0 || stands_apart(r->body_lines, person));
	size_t right = r->title_lines.n + r->body_lines.n + r->person_apart,
	       left = m->date_words.n > 0 ? 2 : 1;
	r->extent = (double)(right > left ? right : left) * ROW_LINE + 2 * ROW_PAD;
}

static void
measure_task(struct handout *h, struct handout_part *r)
{
	struct draw *d = h->d;
	const struct sheet_task *t = r->task;
	float date =
		  t->date_words.n > 0 ? (float)text_width(d, t->date_words, HANDOUT_TEXT) + GAP : 0,
	      width = (float)ROW_VALUE - date, people = (float)ROW_VALUE_X - 4.5f;
	struct text_list names = handout_people(d, &t->people);

	r->body = para_text(d, t->work, HANDOUT_TEXT, width);
	/* A task is shown whole or not at all, but one that would fill the sheet ends as titles do.
	 */
	if (h->short_titles && para_lines(d, r->body, width).n > TASK_LINES)
		r->body = para_text(d, text_fit(d, t->work, HANDOUT_TEXT, width * TASK_LINES - 36),
		    HANDOUT_TEXT, width);
	r->body_lines = para_lines(d, r->body, width);
	r->people = para_names(d, &names, HANDOUT_BOLD, false, people);
	r->people_lines = para_lines(d, r->people, people);
	size_t n = r->body_lines.n > r->people_lines.n ? r->body_lines.n : r->people_lines.n;
	r->extent = (double)(n > 0 ? n : 1) * ROW_LINE + 2 * ROW_PAD;
}

/* 电灌线路断电、饮水管漏水等5件: as many titles as fit. */
static struct text
done_words(struct draw *d, const struct sheet_side *side)
{
	struct text all = NO_TEXT, best = NO_TEXT;
	long n = 0, shown = 0;

	for (size_t i = 0; i < side->nmatters; i++)
		n += side->matters[i].sign == SIGN_DONE;
	struct text more = draw_say_number(d, "sheet.matters_more", n);
	for (size_t i = 0; i < side->nmatters; i++) {
		if (side->matters[i].sign != SIGN_DONE)
			continue;
		all = all.n > 0
		    ? text_fmt(d->a, "%.*s、%.*s", TEXT_ARG(all), TEXT_ARG(side->matters[i].title))
		    : side->matters[i].title;
		struct text t = ++shown == n ? all : text_join(d->a, all, more);
		if (text_width(d, t, HANDOUT_TEXT) > ROW_VALUE)
			break;
		best = t;
	}
	return best.n > 0
	    ? best
	    : text_join(d->a, text_fit(d, all, HANDOUT_TEXT, (float)ROW_VALUE - 90), more);
}

static struct text
policy_words(struct draw *d, const struct sheet_policy *p)
{
	struct text t = p->sentence.n > 0
	    ? text_fmt(d->a, "%.*s：%.*s", TEXT_ARG(p->name), TEXT_ARG(p->sentence))
	    : p->name;

	return text_fit(d, t, HANDOUT_TEXT, AREA_WIDTH);
}

void
handout_row(struct handout *h, struct handout_part *p)
{
	p->extent = p->kind == PART_HEAD ? HEAD_HEIGHT : ROW_LINE + 2 * ROW_PAD;
	if (p->kind == PART_MATTER)
		measure_matter(h, p);
	else if (p->kind == PART_DONE)
		p->text = done_words(h->d, h->side);
	else if (p->kind == PART_TASK)
		measure_task(h, p);
	else if (p->kind == PART_POLICY)
		p->text = policy_words(h->d, p->policy);
}
