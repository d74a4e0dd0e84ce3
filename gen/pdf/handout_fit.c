/* SPDX-License-Identifier: MIT */
/*
 * Measuring the handout and shortening it by rule. Type and leading never shrink; what a villager
 * asked is the last thing to go: policy to 3, 2, 1 lines; answers to two lines, then one; titles to
 * one line; all ✔ in one line; tasks of the latest date; policy; older unchanged matters from the
 * end, then the rest from the end, ▲ last. After each step everything is measured anew: a side has
 * a few dozen rows.
 */
#include "pdf/handout.h"

const struct style HANDOUT_TEXT = { .face = FACE_HEI, .size = 18, .gap = SCRIPT_GAP };
const struct style HANDOUT_BOLD = { .face = FACE_HEI_BOLD, .size = 18, .gap = SCRIPT_GAP };
static const struct style NUMBER = { .face = FACE_HEI, .size = 14, .gap = SCRIPT_GAP };

#define COLUMN_2   396.0f
#define GAP        9.0f
#define TASK_LINES 3

/* --- answers --- */

static size_t
count_lines(struct draw *d, struct text t, struct style s, struct measure m)
{
	struct para_line_list l = { 0 };

	para_break(para_text(d, t, s, m.rest), &m, d->a, &l);
	return l.n;
}

/* The person stands on the answer's last line when there is room, else needs one more line. */
static size_t
answer_height(struct draw *d, struct text answer, double person)
{
	struct para_line_list l = { 0 };
	struct measure m = { COLUMN_2, COLUMN_2, false };

	para_break(para_text(d, answer, HANDOUT_TEXT, COLUMN_2), &m, d->a, &l);
	if (l.n > 0 && person > 0 && l.v[l.n - 1].width + GAP + person > COLUMN_2)
		return l.n + 1;
	return l.n;
}

/* Cut behind the last 。；， that fits, closed with 。; a first clause that is itself too long ends
 * in ……. */
static struct text
shorten_answer(struct draw *d, struct text answer, double person, size_t lines)
{
	static const struct text marks[] = { { "。", 3 }, { "；", 3 }, { "，", 3 } };
	size_t best = 0;

	if (answer_height(d, answer, person) <= lines)
		return answer;
	for (size_t i = 0; i + 3 <= answer.n; i++)
		for (size_t k = 0; k < 3; k++)
			if (memcmp(answer.p + i, marks[k].p, 3) == 0) {
				struct text t = text_join(d->a, text_cut(answer, 0, i), T("。"));
				if (i > 0 && answer_height(d, t, person) <= lines)
					best = i;
			}
	if (best > 0)
		return text_join(d->a, text_cut(answer, 0, best), T("。"));
	/* Only whole lines count here: the fitted text leaves room for the person on the last one.
	 */
	return text_fit(d, answer, HANDOUT_TEXT,
	    (float)(COLUMN_2 * (float)lines - (person > 0 ? person + GAP : 0) -
		(lines > 1 ? 18 : 0)));
}

/* --- rows --- */

static struct handout_row *
add_row(struct draw *d, struct handout_row_list *rows, enum row_kind kind, int section)
{
	struct handout_row *r = ARENA_PUSH(d->a, rows);

	*r = (struct handout_row){ .kind = kind, .section = section };
	r->height = kind == ROW_HEAD ? HEAD_HEIGHT : ROW_LINE + 2 * ROW_PAD;
	return r;
}

static void
measure_matter(struct draw *d, struct handout_row *r, const struct cut *c)
{
	const struct sheet_matter *m = r->matter;
	float number = m->number.n > 0 ? (float)text_width(d, m->number, NUMBER) + GAP : 0;
	double person = m->person.n > 0 ? text_width(d, m->person, HANDOUT_BOLD) : 0;
	struct measure title = { COLUMN_2 - number, COLUMN_2, false },
		       body = { COLUMN_2, COLUMN_2, false };
	struct text words = m->title, answer = m->answer;
	size_t right, left = m->date_words.n > 0 ? 2 : 1;

	if (c->short_titles && count_lines(d, words, HANDOUT_BOLD, title) > 1)
		words = text_fit(d, words, HANDOUT_BOLD, title.first);
	if (c->answer_lines > 0)
		answer = shorten_answer(d, answer, person, (size_t)c->answer_lines);
	r->title = para_text(d, words, HANDOUT_BOLD, COLUMN_2 - number);
	para_break(r->title, &title, d->a, &r->title_lines);
	r->body = para_text(d, answer, HANDOUT_TEXT, COLUMN_2);
	para_break(r->body, &body, d->a, &r->body_lines);
	right = r->title_lines.n + r->body_lines.n;
	if (person > 0 &&
	    (r->body_lines.n == 0 ||
		r->body_lines.v[r->body_lines.n - 1].width + GAP + person > COLUMN_2)) {
		r->person_apart = true;
		right++;
	}
	r->height = (double)(right > left ? right : left) * ROW_LINE + 2 * ROW_PAD;
}

struct text_list
handout_people(struct draw *d, const struct text_list *people)
{
	struct text_list l = { 0 };

	if (people->n <= 2)
		return *people;
	text_list_add(d->a, &l,
	    text_join(d->a, people->v[0],
		draw_say(d, "sheet.people_more", TEXTS(draw_number(d, (long)people->n)))));
	return l;
}

static void
measure_task(struct draw *d, struct handout_row *r, const struct cut *c)
{
	const struct sheet_task *t = r->task;
	float date =
	    t->date_words.n > 0 ? (float)text_width(d, t->date_words, HANDOUT_TEXT) + GAP : 0;
	struct measure body = { COLUMN_2 - date, COLUMN_2 - date, false },
		       people = { 108 - 4.5f, 108 - 4.5f, false };
	struct text_list names;
	struct text work = t->work;
	size_t n;

	/* A task is shown whole or not at all, but one that would fill the sheet ends as titles do.
	 */
	if (c->short_titles && count_lines(d, work, HANDOUT_TEXT, body) > TASK_LINES)
		work = text_fit(d, work, HANDOUT_TEXT, body.rest * TASK_LINES - 36);
	r->body = para_text(d, work, HANDOUT_TEXT, body.rest);
	para_break(r->body, &body, d->a, &r->body_lines);
	names = handout_people(d, &t->people);
	r->people = para_names(d, &names, HANDOUT_BOLD, false, people.rest);
	para_break(r->people, &people, d->a, &r->people_lines);
	n = r->body_lines.n > r->people_lines.n ? r->body_lines.n : r->people_lines.n;
	r->height = (double)(n > 0 ? n : 1) * ROW_LINE + 2 * ROW_PAD;
}

/* 电灌线路断电、饮水管漏水等5件: as many titles as fit. */
static struct text
done_words(struct draw *d, const struct sheet_side *side)
{
	struct text all = NO_TEXT, best = NO_TEXT;
	long n = 0;

	for (size_t i = 0; i < side->nmatters; i++)
		n += side->matters[i].sign == SIGN_DONE;
	for (size_t i = 0, shown = 0; i < side->nmatters; i++) {
		struct text t;
		if (side->matters[i].sign != SIGN_DONE)
			continue;
		shown++;
		all = all.n > 0
		    ? text_fmt(d->a, "%.*s、%.*s", TEXT_ARG(all), TEXT_ARG(side->matters[i].title))
		    : side->matters[i].title;
		t = (long)shown == n
		    ? all
		    : text_join(
			  d->a, all, draw_say(d, "sheet.matters_more", TEXTS(draw_number(d, n))));
		if (text_width(d, t, HANDOUT_TEXT) > COLUMN_2)
			break;
		best = t;
	}
	if (best.n > 0)
		return best;
	return text_join(d->a, text_fit(d, all, HANDOUT_TEXT, COLUMN_2 - 90),
	    draw_say(d, "sheet.matters_more", TEXTS(draw_number(d, n))));
}

static void
measure_once(struct draw *d, struct handout_row *r, const struct cut *c, struct handout_row **memo,
    void (*measure)(struct draw *, struct handout_row *, const struct cut *))
{
	if (!*memo) {
		measure(d, r, c);
		*memo = ARENA_NEW(d->a, struct handout_row);
		**memo = *r;
	}
	*r = **memo;
}

static void
add_matters(struct draw *d, const struct sheet_side *side, const struct cut *c,
    struct handout_row_list *rows)
{
	bool done = false;

	add_row(d, rows, ROW_HEAD, 0)->text = side->head_matters;
	for (size_t i = 0; i < side->nmatters; i++) {
		const struct sheet_matter *m = &side->matters[i];
		struct handout_row *r;
		if (c->done_in_line && m->sign == SIGN_DONE) {
			if (done)
				continue;
			done = true;
			r = add_row(d, rows, ROW_DONE, 0);
			r->matter = m;
			r->text = done_words(d, side);
		} else if (!c->matter_gone[i]) {
			r = add_row(d, rows, ROW_MATTER, 0);
			r->matter = m;
			measure_once(d, r, c,
			    &c->matter_memo[i * 6 +
				(size_t)(c->answer_lines * 2 + c->short_titles)],
			    measure_matter);
		}
	}
	if (side->nmatters == 0)
		add_row(d, rows, ROW_NOTHING, 0)->text = draw_word(d, "sheet.nothing");
}

static void
add_rest(struct draw *d, const struct sheet_side *side, const struct cut *c,
    struct handout_row_list *rows)
{
	struct handout_row *r;

	add_row(d, rows, ROW_HEAD, 1)->text = side->head_tasks;
	for (size_t i = 0; i < side->ntasks; i++) {
		if (c->task_gone[i])
			continue;
		r = add_row(d, rows, ROW_TASK, 1);
		r->task = &side->tasks[i];
		measure_once(d, r, c, &c->task_memo[i * 2 + c->short_titles], measure_task);
	}
	if (side->ntasks == 0)
		add_row(d, rows, ROW_NOTHING, 1)->text = draw_word(d, "sheet.nothing");
	if (c->no_policy)
		return;
	add_row(d, rows, ROW_HEAD, 2)->text = side->head_policy;
	for (size_t i = 0; i < side->npolicies && i < c->policies; i++) {
		const struct sheet_policy *p = &side->policies[i];
		struct text t = p->sentence.n > 0
		    ? text_fmt(d->a, "%.*s：%.*s", TEXT_ARG(p->name), TEXT_ARG(p->sentence))
		    : p->name;
		add_row(d, rows, ROW_POLICY, 2)->text = text_fit(d, t, HANDOUT_TEXT, AREA_WIDTH);
	}
	if (side->npolicies == 0)
		add_row(d, rows, ROW_NOTHING, 2)->text = draw_word(d, "sheet.nothing");
}

void
handout_rows(struct draw *d, const struct sheet_side *side, const struct cut *c,
    struct handout_row_list *rows)
{
	rows->n = 0;
	add_matters(d, side, c, rows);
	add_rest(d, side, c, rows);
}

/* --- steps --- */

static bool
fitted(struct fitting *f)
{
	return f->measure(f);
}

static bool
cut_policies(struct fitting *f)
{
	for (size_t keep = 3; keep >= 1; keep--) {
		if (f->c->policies <= keep)
			continue;
		f->c->policies = keep;
		f->c->frame = true;
		if (fitted(f))
			return true;
	}
	return false;
}

static bool
cut_words(struct fitting *f)
{
	for (int lines = 2; lines >= 1; lines--) {
		f->c->answer_lines = lines;
		if (fitted(f))
			return true;
	}
	f->c->short_titles = true;
	if (fitted(f))
		return true;
	f->c->done_in_line = true;
	return fitted(f);
}

/* The task still shown whose date is the latest, the last of equal ones. */
static size_t
latest_task(const struct fitting *f)
{
	size_t at = SIZE_MAX;

	for (size_t i = 0; i < f->side->ntasks; i++)
		if (!f->c->task_gone[i] &&
		    (at == SIZE_MAX || !date_is(f->side->tasks[i].sort) ||
			(date_is(f->side->tasks[at].sort) &&
			    date_cmp(f->side->tasks[i].sort, f->side->tasks[at].sort) >= 0)))
			at = i;
	return at;
}

static bool
cut_tasks(struct fitting *f)
{
	while (f->side->ntasks - f->c->tasks_gone > 2) {
		f->c->task_gone[latest_task(f)] = true;
		f->c->tasks_gone++;
		f->c->frame = true;
		if (fitted(f))
			return true;
	}
	if (f->side->npolicies > 0 && !f->c->no_policy)
		f->c->frame = true;
	f->c->no_policy = true;
	f->c->policies = 0;
	return fitted(f);
}

/* Matters from the end: of each pass those that it may take. */
static bool
cut_matters(struct fitting *f)
{
	for (int pass = 0; pass < 3; pass++)
		for (size_t i = f->side->nmatters; i-- > 1;) {
			const struct sheet_matter *m = &f->side->matters[i];
			if (f->c->matter_gone[i] || m->sign == SIGN_DONE ||
			    (pass == 0 && m->fresh) || (pass < 2 && m->sign == SIGN_LATE))
				continue;
			f->c->matter_gone[i] = true;
			f->c->matters_gone++;
			f->c->frame = true;
			if (fitted(f))
				return true;
		}
	return false;
}

void
handout_fit(struct fitting *f)
{
	*f->c = (struct cut){ .policies = f->side->npolicies };
	f->c->task_gone = ARENA_ARRAY(f->d->a, bool, f->side->ntasks + 1);
	f->c->matter_gone = ARENA_ARRAY(f->d->a, bool, f->side->nmatters + 1);
	f->c->matter_memo = ARENA_ARRAY(f->d->a, struct handout_row *, f->side->nmatters * 6 + 1);
	f->c->task_memo = ARENA_ARRAY(f->d->a, struct handout_row *, f->side->ntasks * 2 + 1);
	if (fitted(f) || cut_policies(f) || cut_words(f) || cut_tasks(f))
		return;
	(void)cut_matters(f);
}

struct text
handout_missing(struct draw *d, const struct sheet_side *side, const struct cut *c)
{
	struct text_list l = { 0 };
	size_t policies = side->npolicies - (c->no_policy ? 0 : c->policies);

	if (c->matters_gone > 0)
		text_list_add(d->a, &l,
		    draw_say(
			d, "sheet.missing_matters", TEXTS(draw_number(d, (long)c->matters_gone))));
	if (c->tasks_gone > 0)
		text_list_add(d->a, &l,
		    draw_say(d, "sheet.missing_tasks", TEXTS(draw_number(d, (long)c->tasks_gone))));
	if (policies > 0)
		text_list_add(d->a, &l,
		    draw_say(d, "sheet.missing_policies", TEXTS(draw_number(d, (long)policies))));
	return text_list_join(d->a, &l, T("、"));
}
