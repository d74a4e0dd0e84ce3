/* SPDX-License-Identifier: MIT */
/*
 * Step four of the template, the procedure (规范程序): the steps of the meeting in their order, and
 * each problem and task with what makes it possible to ask after it next week: a decision, a name,
 * a day.
 */
#include "check/rules.h"
#include "lihui/secret.h"
#include "lihui/utf8.h"

/* Characters of a heading in a message: its words may be the matter itself. */
#define HEADING_SHOWN 24

static int
step_place(const struct profile *p, struct text id)
{
	for (size_t i = 0; i < p->steps.n; i++)
		if (text_eq(p->steps.v[i].id, id))
			return (int)i;
	return -1;
}

void
check_step_missing(struct check *c)
{
	for (size_t i = 0; i < c->p->steps.n; i++) {
		const struct step_rule *rule = &c->p->steps.v[i];
		bool found = false;

		for (size_t k = 0; k < c->d->steps.n; k++)
			found |= text_eq(c->d->steps.v[k].id, rule->id);
		if (!found)
			diag_put(c->sink, DIAG_S401, NO_SPAN,
			    TEXTS(rule->name, count_text(c->a, (int64_t)i + 1)));
	}
}

void
check_step_order(struct check *c)
{
	int highest = -1;

	for (size_t i = 0; i < c->d->steps.n; i++) {
		const struct step *s = &c->d->steps.v[i];
		int place = step_place(c->p, s->id);

		if (place >= 0 && place < highest)
			diag_put(c->sink, DIAG_S402, s->at,
			    TEXTS(c->p->steps.v[place].name, c->p->steps.v[highest].name));
		if (place > highest)
			highest = place;
	}
}

void
check_section_unknown(struct check *c)
{
	struct text_list names = { 0 };

	for (size_t i = 0; i < c->p->steps.n; i++)
		text_list_add(c->a, &names, c->p->steps.v[i].name);
	for (size_t i = 0; i < c->d->steps.n; i++)
		if (c->d->steps.v[i].id.n == 0)
			diag_put(c->sink, DIAG_S403, c->d->steps.v[i].at,
			    TEXTS(c->d->steps.v[i].heading, text_list_join(c->a, &names, T("、"))));
}

/* Once for the document, at the first of them. */
void
check_step_by_number(struct check *c)
{
	struct text_list headings = { 0 }, steps = { 0 };
	const struct ordinal_step_list *l = &c->d->numbered;

	for (size_t i = 0; i < l->n; i++) {
		struct text heading = text_cut(c->d->text, l->v[i].from, l->v[i].to);

		heading = secret_head(c->a, heading, c->sink->allowed, HEADING_SHOWN);
		text_list_add(c->a, &headings, text_fmt(c->a, "“%.*s”", TEXT_ARG(heading)));
		text_list_add(c->a, &steps, text_fmt(c->a, "“%.*s”", TEXT_ARG(l->v[i].step->name)));
	}
	if (l->n > 0)
		diag_put(c->sink, DIAG_S408,
		    (struct span){ l->v[0].from, l->v[0].to - l->v[0].from },
		    TEXTS(text_list_join(c->a, &headings, T("、")),
			text_list_join(c->a, &steps, T("、"))));
}

/* 待研究 is a decision, and so is every status that says what was done with the matter; 办理中
 * without a word of what was decided is not. */
static bool
status_decides(enum status s)
{
	return s != STATUS_NONE && s != STATUS_DECIDED && s != STATUS_DOING && s != STATUS_REOPENED;
}

/* A title, or the words for none: a form that is still to be filled has such. */
static struct text
title_of(const struct check *c, struct text title)
{
	return title.n > 0
	    ? title
	    : words_get(c->d->site->words, locale_english ? LANG_EN : LANG_ZH, "untitled", NULL);
}

void
check_decision(struct check *c)
{
	for (size_t i = 0; i < c->d->problems.n; i++) {
		const struct problem *p = &c->d->problems.v[i];

		if (p->decision.n == 0 && !p->undecided && !status_decides(p->status))
			diag_put(c->sink, DIAG_S404, p->at, TEXTS(title_of(c, p->title)));
	}
}

/* What is missing, in the words that are to be typed; "" when nothing is. */
static struct text
missing_parts(const struct person_list *owners, struct text owner_words,
    const struct deadline *deadline, struct text owner_label, struct text deadline_label,
    struct text both)
{
	bool owner = owners->n > 0 || owner_words.n > 0,
	     day = date_is(deadline->date) || deadline->always || deadline->written.n > 0;

	return owner && day ? NO_TEXT : owner ? deadline_label : day ? owner_label : both;
}

/* A matter that was put off, or is done with, needs nobody. */
static bool
needs_owner(const struct problem *p)
{
	return p->decision.n > 0 && !p->undecided && p->status != STATUS_OPEN &&
	    status_class(p->status) < 2;
}

void
check_owner(struct check *c)
{
	for (size_t i = 0; i < c->d->problems.n; i++) {
		const struct problem *p = &c->d->problems.v[i];
		struct text missing = missing_parts(&p->owners, p->owner_words, &p->deadline,
		    T("责任人"), T("完成时限"), T("责任人和完成时限"));

		if (missing.n && needs_owner(p))
			diag_put(c->sink, DIAG_S405, p->at, TEXTS(title_of(c, p->title), missing));
	}
}

void
check_task_owner(struct check *c)
{
	for (size_t i = 0; i < c->d->tasks.n; i++) {
		const struct task *t = &c->d->tasks.v[i];
		struct text missing = missing_parts(&t->owners, t->owner_words, &t->deadline,
		    T("责任人"), T("时限"), T("责任人和时限"));

		if (missing.n && status_class(t->status) < 2)
			diag_put(c->sink, DIAG_S406, t->at, TEXTS(title_of(c, t->title), missing));
	}
}

static void
check_one_deadline(struct check *c, const struct deadline *deadline, struct text title)
{
	if (date_is(deadline->date) && !deadline->always && date_is(c->d->date) &&
	    date_cmp(deadline->date, c->d->date) < 0)
		diag_put(c->sink, DIAG_S407, deadline->at,
		    TEXTS(date_iso(c->a, deadline->date), date_iso(c->a, c->d->date), title));
}

void
check_deadline(struct check *c)
{
	for (size_t i = 0; i < c->d->problems.n; i++)
		check_one_deadline(c, &c->d->problems.v[i].deadline, c->d->problems.v[i].title);
	for (size_t i = 0; i < c->d->tasks.n; i++)
		check_one_deadline(c, &c->d->tasks.v[i].deadline, c->d->tasks.v[i].title);
}

/* --- what was not read as it was meant --- */

static bool
within(struct span at, const struct block *b)
{
	return at.n > 0 && at.at >= b->at.at && at.at < b->at.at + b->at.n;
}

static bool
holds_items(const struct doc *d, const struct block *table)
{
	for (size_t i = 0; i < d->problems.n; i++)
		if (within(d->problems.v[i].at, table))
			return true;
	for (size_t i = 0; i < d->tasks.n; i++)
		if (within(d->tasks.v[i].at, table))
			return true;
	for (size_t i = 0; i < d->reports.n; i++)
		if (within(d->reports.v[i].at, table))
			return true;
	return false;
}

static bool
is_money(const struct doc *d, const struct block *table)
{
	for (size_t i = 0; i < d->money.n; i++)
		if (d->money.v[i].table == table)
			return true;
	return false;
}

/* Accounts beside the matters are no list of them. */
void
check_table_unread(struct check *c)
{
	for (size_t i = 0; i < c->d->steps.n; i++) {
		const struct step *s = &c->d->steps.v[i];

		if (!step_is(c->d, s, "problem") && !step_is(c->d, s, "task") &&
		    !step_is(c->d, s, "report"))
			continue;
		for (struct block *b = s->section; b; b = block_next(s->section, b))
			if (b->kind == BLOCK_TABLE && b->first && !is_money(c->d, b) &&
			    !holds_items(c->d, b))
				diag_put(c->sink, DIAG_S411, b->first->at,
				    TEXTS(s->heading,
					text_replace(c->a,
					    text_trim(block_plain(c->a, b->first, true)), T("\n"),
					    T("、"))));
	}
}

/* Matters that are counted out (有三个问题：一是…) or decided one after the other. */
static size_t
matters_in(const struct check *c, const struct problem *p)
{
	struct text t;
	struct enumerated v[32];
	size_t n;

	if (!p->block || p->block->kind == BLOCK_ROW)
		return 1;
	t = text_trim(block_plain(c->a, p->block, p->block->kind != BLOCK_HEADING));
	n = enumeration_find(t, NULL, v, sizeof v / sizeof *v);
	if (n > 1 && announces_several(text_cut(t, 0, v->from)))
		return n;
	/* 1. stands before the paragraph: 井坏了；2.桥断了；3.灯不亮。 */
	for (enum marker_kind kind = MARKER_HAN_PAREN; kind < MARKER_BULLET; kind++) {
		struct marker first = { .kind = kind, .number = 1 };

		n = enumeration_find(t, &first, v, sizeof v / sizeof *v);
		if (n > 0 && v->kind == kind && v->number == 2 && !v->spoken &&
		    p->block->kind != BLOCK_HEADING && !sentence_settles(text_cut(t, 0, v->from)))
			return n + 1;
	}
	return sentence_decisions(t);
}

void
check_several_in_one(struct check *c)
{
	for (size_t i = 0; i < c->d->problems.n; i++) {
		const struct problem *p = &c->d->problems.v[i];
		size_t n = matters_in(c, p);

		if (n > 1)
			diag_put(c->sink, DIAG_S412, p->at,
			    TEXTS(title_of(c, p->title), count_text(c->a, (int64_t)n)));
	}
}
