/* SPDX-License-Identifier: MIT */
/*
 * Every member of a document, once. A new member of struct doc is added here and is then packed, unpacked and veiled. What points outside the document (site, unit,
 * profile, type) is not here: pack.c finds it again by name. Members that do not outlive the door (text, redact, version.read) are not here either.
 */
#include "docwalk.h"

#include "lihui/arena.h"

static void
walk_span(struct walk *w, struct span *s)
{
	WALK_NUMBER(w, s->at, 0, UINT32_MAX);
	WALK_NUMBER(w, s->n, 0, UINT32_MAX);
}

static void
walk_texts(struct walk *w, struct text_list *l)
{
	WALK_LIST(w, l, walk_text);
}

static void
walk_date(struct walk *w, struct date *d)
{
	WALK_NUMBER(w, d->year, 0, 9999);
	if (d->year == 0)
		return;
	WALK_NUMBER(w, d->month, 0, 12);
	WALK_NUMBER(w, d->day, 0, 31);
}

static void
walk_person(struct walk *w, struct person *p)
{
	walk_text(w, &p->name);
	walk_texts(w, &p->roles);
	walk_text(w, &p->shown);
	walk_span(w, &p->at);
	WALK_BOOL(w, p->office);
	WALK_BOOL(w, p->group);
	WALK_NUMBER(w, p->count, -1, INT32_MAX);
	walk_text(w, &p->words);
}

static void
walk_people(struct walk *w, struct person_list *l)
{
	WALK_LIST(w, l, walk_person);
}

static void
walk_no(struct walk *w, struct number *n)
{
	WALK_NUMBER(w, n->year, 0, 9999);
	WALK_NUMBER(w, n->week, 0, 127);
	WALK_NUMBER(w, n->order, 0, INT16_MAX);
}

static void
walk_deadline(struct walk *w, struct deadline *d)
{
	walk_date(w, &d->date);
	WALK_BOOL(w, d->always);
	walk_text(w, &d->written);
	walk_span(w, &d->at);
}

static void
walk_flow(struct walk *w, struct flow_event *f)
{
	WALK_NUMBER(w, f->step, 0, FLOW_COUNT - 1);
	walk_date(w, &f->date);
	walk_text(w, &f->by);
	walk_span(w, &f->at);
}

static void
walk_problem(struct walk *w, struct problem *p)
{
	struct text *texts[] = { &p->title, &p->raised_words, &p->owner_words, &p->category, &p->affected, &p->decision, &p->result, &p->feedback, &p->status_words };
	struct span *spans[] = { &p->number_at, &p->at, &p->status_at, &p->decision_at, &p->owner_at };
	size_t i;

	walk_no(w, &p->number);
	WALK_NUMBER(w, p->ordinal, INT32_MIN, INT32_MAX);
	for (i = 0; i < sizeof texts / sizeof *texts; i++)
		walk_text(w, texts[i]);
	for (i = 0; i < sizeof spans / sizeof *spans; i++)
		walk_span(w, spans[i]);
	walk_people(w, &p->raised_by);
	walk_people(w, &p->owners);
	walk_deadline(w, &p->deadline);
	WALK_NUMBER(w, p->status, 0, STATUS_COUNT - 1);
	WALK_BOOL(w, p->undecided);
	WALK_BOOL(w, p->has_feedback);
	WALK_NUMBER(w, p->from_sentence, 0, UINT32_MAX);
	WALK_LIST(w, &p->flow, walk_flow);
	walk_block(w, &p->block);
	walk_texts(w, &p->rest);
}

static void
walk_task(struct walk *w, struct task *t)
{
	walk_no(w, &t->number);
	walk_span(w, &t->number_at);
	walk_text(w, &t->title);
	walk_span(w, &t->at);
	walk_people(w, &t->owners);
	walk_text(w, &t->owner_words);
	walk_deadline(w, &t->deadline);
	walk_block(w, &t->block);
}

static void
walk_report(struct walk *w, struct report *r)
{
	WALK_NUMBER(w, r->target, 0, REPORT_ALL_TASKS);
	walk_no(w, &r->number);
	walk_text(w, &r->unit_words);
	walk_text(w, &r->item);
	WALK_NUMBER(w, r->status, 0, STATUS_COUNT - 1);
	walk_text(w, &r->words);
	WALK_BOOL(w, r->feedback);
	walk_texts(w, &r->except);
	WALK_BOOL(w, r->in_report_step);
	walk_span(w, &r->at);
}

static void
walk_step(struct walk *w, struct step *s)
{
	walk_id(w, &s->id);
	walk_text(w, &s->heading);
	walk_span(w, &s->at);
	walk_block(w, &s->section);
	WALK_BOOL(w, s->none_said);
	WALK_BOOL(w, s->empty);
	walk_texts(w, &s->items);
}

static void
walk_money_row(struct walk *w, struct money_row *r, size_t ncols)
{
	size_t i;

	walk_text(w, &r->label);
	WALK_BOOL(w, r->total);
	if (w->mood == WALK_READ) {
		r->cells = ARENA_ARRAY(w->arena, int64_t, ncols + 1);
		r->at = ARENA_ARRAY(w->arena, struct span, ncols + 1);
	}
	for (i = 0; i < ncols; i++) {
		WALK_NUMBER(w, r->cells[i], INT64_MIN, INT64_MAX);
		walk_span(w, &r->at[i]);
	}
}

static void
walk_money(struct walk *w, struct money_table *m)
{
	size_t i;

	walk_block(w, &m->table);
	walk_texts(w, &m->heads);
	walk_text(w, &m->unit);
	WALK_NUMBER(w, m->ncols, 0, INT32_MAX);
	WALK_NUMBER(w, m->nrows, 0, INT32_MAX);
	/* Each cell takes three bytes at least: numbers that promise more are no table. */
	if (w->mood == WALK_READ && !w->bad) {
		size_t left = (size_t)(w->end - w->p);

		w->bad = m->nrows > left || m->ncols > left || (m->ncols > 0 && m->nrows > left / m->ncols);
	}
	if (w->bad) {
		m->nrows = m->ncols = 0;
		return;
	}
	if (w->mood == WALK_READ)
		m->rows = ARENA_ARRAY(w->arena, struct money_row, m->nrows + 1);
	for (i = 0; i < m->nrows; i++)
		walk_money_row(w, &m->rows[i], m->ncols);
}

static void
walk_attachment(struct walk *w, struct attachment *a)
{
	walk_text(w, &a->target);
	walk_id(w, &a->path);
	walk_span(w, &a->at);
	WALK_BOOL(w, a->picture);
}

static void
walk_version(struct walk *w, struct version *v)
{
	WALK_NUMBER(w, v->kind, 0, VERSION_RECORDING);
	WALK_NUMBER(w, v->state, 0, VERSION_UNDATED);
	WALK_NUMBER(w, v->lang, 0, LANG_COUNT - 1);
	walk_id(w, &v->path);
	walk_text(w, &v->title);
	walk_text(w, &v->summary);
	walk_tree(w, &v->body, false);
	walk_texts(w, &v->problem_titles);
	walk_texts(w, &v->task_titles);
	walk_texts(w, &v->step_headings);
	walk_id(w, &v->hash);
	WALK_BOOL(w, v->original);
}

static void
walk_waiver(struct walk *w, struct waiver *v)
{
	WALK_NUMBER(w, v->code, 0, DIAG_CODES - 1);
	walk_text(w, &v->reason);
}

static void
walk_notice(struct walk *w, struct notice_of *n)
{
	walk_date(w, &n->date);
	walk_text(w, &n->words);
}

static void
walk_place(struct walk *w, struct place *p)
{
	WALK_NUMBER(w, p->at, 0, UINT32_MAX);
	WALK_NUMBER(w, p->line, 0, INT32_MAX);
	WALK_NUMBER(w, p->column, 0, INT32_MAX);
	WALK_NUMBER(w, p->width, 0, INT32_MAX);
	/* A quarter of the bytes, and asked for by nobody once the rows of steps, problems, tasks and reports have theirs. */
	if (w->mood == WALK_TOUCH)
		walk_text(w, &p->excerpt);
	else if (w->mood == WALK_READ)
		p->excerpt = NO_TEXT;
}

static void
walk_finding(struct walk *w, struct finding *f)
{
	WALK_NUMBER(w, f->code, 0, DIAG_CODES - 1);
	WALK_NUMBER(w, f->level, 0, DIAG_ERROR);
	walk_id(w, &f->path);
	WALK_NUMBER(w, f->line, 0, INT32_MAX);
	WALK_NUMBER(w, f->column, 0, INT32_MAX);
	WALK_NUMBER(w, f->width, 0, INT32_MAX);
	walk_text(w, &f->excerpt);
	walk_texts(w, &f->args);
	walk_text(w, &f->waived);
}

/* The keys that were written: one number of a bit each, then their places. */
static void
walk_keys(struct walk *w, struct doc *d)
{
	int k;

	for (k = 0; k < KEY_COUNT; k += 32) {
		uint32_t bits = 0;
		int i;

		for (i = k; i < KEY_COUNT && i < k + 32; i++)
			bits |= (uint32_t)d->has[i] << (i - k);
		WALK_NUMBER(w, bits, 0, UINT32_MAX);
		for (i = k; i < KEY_COUNT && i < k + 32; i++)
			d->has[i] = (bits >> (i - k)) & 1;
	}
	for (k = 0; k < KEY_COUNT; k++)
		if (d->has[k])
			walk_span(w, &d->at[k]);
}

static void
walk_head(struct walk *w, struct doc *d)
{
	struct text *texts[] = { &d->title, &d->summary, &d->number, &d->place, &d->source, &d->matter, &d->objections, &d->copy_to, &d->reason };
	struct date *dates[] = { &d->date, &d->posting_from, &d->posting_to, &d->valid_from, &d->valid_to };
	size_t i;

	WALK_NUMBER(w, d->lang, 0, LANG_COUNT - 1);
	for (i = 0; i < sizeof texts / sizeof *texts; i++)
		walk_text(w, texts[i]);
	for (i = 0; i < sizeof dates / sizeof *dates; i++)
		walk_date(w, dates[i]);
	walk_texts(w, &d->topics);
	walk_texts(w, &d->merged_with);
	WALK_NUMBER(w, d->start, -1, INT16_MAX);
	WALK_NUMBER(w, d->end, -1, INT16_MAX);
	WALK_NUMBER(w, d->weekday_written, 0, 7);
	walk_span(w, &d->weekday_at);
	WALK_NUMBER(w, d->week.year, 0, 9999);
	WALK_NUMBER(w, d->week.week, 0, 53);
	WALK_NUMBER(w, d->week_written, INT32_MIN, INT32_MAX);
	WALK_NUMBER(w, d->posting_days, INT32_MIN, INT32_MAX);
	walk_id(w, &d->translated_from);
	walk_notice(w, &d->withdrawn);
	walk_notice(w, &d->corrected);
}

static void
walk_state(struct walk *w, struct doc *d)
{
	int *numbers[] = { &d->expected, &d->present, &d->vote.agree, &d->vote.against, &d->vote.abstain };
	size_t i;

	for (i = 0; i < sizeof numbers / sizeof *numbers; i++)
		WALK_NUMBER(w, *numbers[i], -1, INT32_MAX);
	WALK_LIST(w, &d->waivers, walk_waiver);
	WALK_NUMBER(w, d->publicity, 0, PUBLIC_NO);
	WALK_BOOL(w, d->draft);
	WALK_BOOL(w, d->unread);
	WALK_BOOL(w, d->held);
}

void
walk_doc(struct walk *w, struct doc *d)
{
	struct person_list *people[] = { &d->host, &d->convener, &d->recorder, &d->attendees, &d->observers, &d->absent };
	size_t i;

	walk_keys(w, d);
	walk_head(w, d);
	walk_state(w, d);
	for (i = 0; i < sizeof people / sizeof *people; i++)
		walk_people(w, people[i]);
	walk_tree(w, &d->body, true);
	WALK_LIST(w, &d->steps, walk_step);
	WALK_LIST(w, &d->problems, walk_problem);
	WALK_LIST(w, &d->tasks, walk_task);
	WALK_LIST(w, &d->reports, walk_report);
	WALK_LIST(w, &d->money, walk_money);
	WALK_LIST(w, &d->attachments, walk_attachment);
	WALK_LIST(w, &d->versions, walk_version);
	WALK_LIST(w, &d->places, walk_place);
	WALK_LIST(w, &d->sink.list, walk_finding);
}
