/* SPDX-License-Identifier: MIT */
/* What a record decides: its problems as labelled lines, its tasks as a table. Every label that the
 * document gives is shown, and lines that are none of them. */
#include "pdf/record_sheet.h"

#define CELL        14.0
#define VALUE_X     112.0 /* eight cells */
#define WHOLE_LINES 10    /* a problem up to this long stays on one page */

/* --- problems --- */

/* The value at the eighth cell, hanging; its first line shares the label's band. A longer label
 * pushes that line on. */
static void
add_value(struct flow *f, size_t label, struct elem *e, struct text value, double label_end)
{
	double measure = RECORD_WIDTH - VALUE_X,
	       indent = label_end > VALUE_X ? label_end - VALUE_X : 0;
	size_t at = flow_para(f, e, para_text(f->d, value, RECORD_TEXT, (float)measure),
	    RECORD_X + VALUE_X, measure, indent, true);

	if (at == f->bands.n)
		return;
	*ARENA_PUSH(f->d->a, &f->bands.v[label].texts) = f->bands.v[at].texts.v[0];
	memmove(&f->bands.v[at], &f->bands.v[at + 1], (f->bands.n - at - 1) * sizeof *f->bands.v);
	f->bands.n--;
}

static void
add_field(struct flow *f, struct elem *list, const char *key, struct text value)
{
	struct draw *d = f->d;

	if (value.n == 0)
		return;
	struct elem *item = tag_new(d->tags, list, "LI");
	struct para *label =
	    para_text(d, text_join(d->a, draw_word(d, key), T("：")), RECORD_FIELD, 1000);
	size_t first = f->bands.n;
	flow_put(
	    f, flow_band(f, f->lead), tag_new(d->tags, item, "Lbl"), label, RECORD_X + 2 * CELL, 0);
	add_value(f, first, tag_new(d->tags, item, "LBody"), value, 2 * CELL + para_width(label));
}

static struct text
short_number(struct draw *d, struct number n)
{
	return n.order > 0 ? text_fmt(d->a, "%d-%d", n.week, n.order) : NO_TEXT;
}

static struct text
deadline_words(struct draw *d, const struct deadline *l)
{
	if (date_is(l->date) && !l->always)
		return date_zh(d->a, l->date);
	return l->written;
}

static struct text
flow_words(struct draw *d, const struct referral_list *l)
{
	static const char *const keys[] = { "flow.list", "flow.draw", "flow.accept",
		"flow.dispatch", "flow.accept_again", "flow.supervise", "flow.close", "flow.rate" };
	struct text_list out = { 0 };

	for (size_t i = 0; i < l->n; i++) {
		const struct referral_event *e = &l->v[i];
		struct text name =
		    draw_word(d, keys[e->step < REFERRAL_COUNT ? e->step : REFERRAL_LIST]);
		struct text date = date_is(e->date) ? date_zh(d->a, e->date) : NO_TEXT;
		text_list_add(d->a, &out,
		    text_fmt(d->a, "%.*s%s%.*s%.*s", TEXT_ARG(name), date.n > 0 ? " " : "",
			TEXT_ARG(date), TEXT_ARG(e->by)));
	}
	return text_list_join(d->a, &out, T("；"));
}

static struct text
status_text(struct draw *d, const struct problem *p)
{
	enum status s = p->status;

	if (p->status_words.n > 0)
		return p->status_words;
	if (s == STATUS_NONE)
		s = p->decision.n > 0 && !p->undecided ? STATUS_DECIDED : STATUS_OPEN;
	return words_has(d->sheet->words, LANG_ZH, text_of(status_key(s)))
	    ? draw_word(d, status_key(s))
	    : NO_TEXT;
}

/* The title, its number at the right. */
static size_t
add_problem_head(struct flow *f, const struct problem *p)
{
	struct draw *d = f->d;
	struct elem *e = draw_elem(d, "H3");
	struct text number = short_number(d, p->number);
	struct para *num = para_text(d,
	    number.n > 0 ? draw_say(d, "sheet.problem_number", TEXTS(number)) : NO_TEXT,
	    RECORD_BOLD, 1000);
	double w = para_width(num), room = RECORD_WIDTH - (number.n > 0 ? w + CELL : 0);
	size_t first = flow_para(
	    f, e, para_text(d, p->title, RECORD_BOLD, (float)room), RECORD_X, room, 0, false);

	if (first == f->bands.n)
		flow_band(f, f->lead);
	f->bands.v[first].before = 6;
	if (number.n > 0)
		flow_put(f, &f->bands.v[first], e, num, RECORD_X + RECORD_WIDTH - w, 0);
	return first;
}

void
record_problem(struct flow *f, const struct problem *p)
{
	struct draw *d = f->d;
	size_t first = add_problem_head(f, p);
	struct elem *list = draw_elem(d, "L");
	double x = RECORD_X + 2 * CELL, width = RECORD_WIDTH - 2 * CELL;

	add_field(f, list, "sheet.raised", p->raised_words);
	add_field(f, list, "sheet.category", p->category);
	add_field(f, list, "sheet.affected", p->affected);
	for (size_t i = 0; i < p->rest.n; i++)
		flow_para(f, draw_elem(d, "P"),
		    para_text(d, p->rest.v[i], RECORD_TEXT, (float)width), x, width, 0, true);
	add_field(f, list, "sheet.decision", p->decision);
	add_field(f, list, "sheet.owner", p->owner_words);
	add_field(f, list, "sheet.deadline", deadline_words(d, &p->deadline));
	add_field(f, list, "sheet.status", status_text(d, p));
	add_field(f, list, "sheet.result", p->result);
	add_field(f, list, "sheet.feedback", p->feedback);
	add_field(f, list, "sheet.flow", flow_words(d, &p->referral));
	flow_keep(f, first + 1, f->bands.n - first <= WHOLE_LINES ? f->bands.n : 2);
}

/* --- tasks --- */

static double
widest(struct draw *d, double least, struct text t, double most)
{
	double w = text_width(d, t, RECORD_TEXT) + 13;

	return w < least ? least : w > most ? most : w;
}

void
record_tasks(struct flow *f)
{
	struct draw *d = f->d;
	const struct task_list *l = &d->sheet->doc->tasks;
	static const char *const heads[] = { "sheet.task_number", "sheet.task", "sheet.task_owner",
		"sheet.task_deadline" };
	double widths[4] = { 41, 0, 55, 41 };
	struct flow_cell cells[4];

	for (size_t i = 0; i < l->n; i++) {
		widths[0] = widest(d, widths[0], short_number(d, l->v[i].number), 80);
		widths[2] = widest(d, widths[2], l->v[i].owner_words, 110);
		widths[3] = widest(d, widths[3], l->v[i].deadline.written, 90);
	}
	widths[1] = RECORD_WIDTH - widths[0] - widths[2] - widths[3];
	struct flow_table *t = flow_table(f, d->root, RECORD_X, widths, 4);
	for (int i = 0; i < 4; i++)
		cells[i] = (struct flow_cell){ .text = draw_word(d, heads[i]),
			.style = RECORD_LABEL,
			.align = ALIGN_CENTER,
			.th = true };
	flow_row(f, t, cells, 4, true);
	f->bands.v[f->bands.n - 1].before = 6;
	f->bands.v[f->bands.n - 1].keep = true;
	for (size_t i = 0; i < l->n; i++) {
		const struct task *k = &l->v[i];
		struct text value[4] = { short_number(d, k->number), k->title, k->owner_words,
			k->deadline.written };
		for (int c = 0; c < 4; c++)
			cells[c] = (struct flow_cell){ .text = value[c], .style = RECORD_TEXT };
		flow_row(f, t, cells, 4, false);
	}
	flow_table_end(f, t);
}

/* --- steps --- */

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
record_other(struct flow *f, const struct block *b)
{
	flow_block(f, b, f->d->root, 2);
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
