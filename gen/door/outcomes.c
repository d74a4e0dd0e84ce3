/* SPDX-License-Identifier: MIT */
/*
 * 议定事项: of a record the public sees what was studied, what became of earlier matters, each
 * problem with its decision, who answers for it until when, and the tasks; not who said what. So
 * the text is not thinned out, where a sentence could slip through, but made anew from the model,
 * whose texts went under the mask already.
 *
 * A meeting of another type has no steps as a rule: of its text those sentences stay that say that
 * something was decided.
 */
#include "door/outcomes.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/utf8.h"

static struct text
number_words(struct arena *a, struct number n)
{
	if (n.year > 0)
		return text_fmt(a, "%d-%d-%d", n.year, n.week, n.order);
	return text_fmt(a, "%d-%d", n.week, n.order);
}

static struct text
report_words(struct arena *a, const struct report *r)
{
	if (r->item.n == 0 || text_has(r->item, r->words))
		return r->item.n > 0 ? r->item : r->words;
	return text_fmt(a, "%.*s：%.*s", TEXT_ARG(r->item), TEXT_ARG(r->words));
}

static void
field_put(struct arena *a, struct block *parent, const char *label, struct text value)
{
	if (value.n > 0)
		outcome_item(a, parent, text_fmt(a, "%s：%.*s", label, TEXT_ARG(value)));
}

static struct text
people_words(struct arena *a, const struct person_list *l, struct text words)
{
	struct text_list names = { NULL, 0, 0 };

	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].shown.n > 0)
			text_list_add(a, &names, l->v[i].shown);
	return names.n > 0 ? text_list_join(a, &names, T("、")) : words;
}

static struct text
entry_title(struct arena *a, const char *kind, struct number n, struct text title)
{
	struct text number;

	if (n.order == 0)
		return title;
	number = number_words(a, n);
	return text_fmt(a, "%s%.*s：%.*s", kind, TEXT_ARG(number), TEXT_ARG(title));
}

static void
problem_put(struct doc *d, struct block *section, int level, struct problem *p)
{
	struct arena *a = d->arena;

	p->block =
	    outcome_block(a, section, BLOCK_HEADING, entry_title(a, "问题", p->number, p->title));
	p->block->level = level < 6 ? level : 6;
	p->block->at = p->at;
	field_put(a, section, "反映人", people_words(a, &p->raised_by, NO_TEXT));
	field_put(a, section, "会议决定", p->decision);
	field_put(a, section, "责任人", people_words(a, &p->owners, p->owner_words));
	field_put(a, section, "完成时限", p->deadline.written);
	field_put(a, section, "状态", p->status_words);
	field_put(a, section, "办理结果", p->result);
	field_put(a, section, "反馈情况", p->feedback);
	p->rest.n = 0;
}

static void
task_put(struct doc *d, struct block *section, struct task *t)
{
	struct arena *a = d->arena;
	struct text owners = people_words(a, &t->owners, t->owner_words),
		    number = number_words(a, t->number), said = NO_TEXT;

	if (owners.n > 0)
		said = text_fmt(a, "责任人：%.*s", TEXT_ARG(owners));
	if (t->deadline.written.n > 0)
		said = text_fmt(a, "%.*s%s时限：%.*s", TEXT_ARG(said), said.n > 0 ? "；" : "",
		    TEXT_ARG(t->deadline.written));
	if (said.n > 0)
		said = text_fmt(a, "（%.*s）", TEXT_ARG(said));
	t->block = outcome_item(a, section,
	    t->number.order > 0 ? text_fmt(a, "【任务%.*s】%.*s%.*s", TEXT_ARG(number),
				      TEXT_ARG(t->title), TEXT_ARG(said))
				: text_join(a, t->title, said));
	t->block->at = t->at;
}

static struct block *
section_put(struct doc *d, struct block *root, struct step *s)
{
	struct block *section = outcome_block(d->arena, root, BLOCK_SECTION, NO_TEXT),
		     *old = s->section, *head;

	section->note = s->id;
	section->at = s->at;
	head = outcome_block(d->arena, section, BLOCK_HEADING, s->heading);
	head->level = old != NULL && old->first != NULL && old->first->kind == BLOCK_HEADING
	    ? old->first->level
	    : 2;
	s->section = section;
	return section;
}

/* Items that bear a number as they stand, with the matter's name; those that report by words from
 * the model. */
static void
reports_put(struct doc *d, struct block *section, const struct step *s)
{
	static const char *const brackets[] = { "【", "〔", "［", "[", NULL };

	for (size_t i = 0; i < s->items.n; i++) {
		struct text line = outcome_line(s->items.v[i]);

		if (has_any(line, brackets) && outcome_numbered(utf8_halfwidth(d->arena, line)))
			outcome_item(d->arena, section, line);
	}
	for (size_t i = 0; i < d->reports.n; i++)
		if (d->reports.v[i].in_report_step && d->reports.v[i].number.order == 0)
			outcome_item(d->arena, section, report_words(d->arena, &d->reports.v[i]));
}

/* It shows a problem, a task or a report. */
static bool
shows_entry(const struct doc *d, const struct inl *image)
{
	for (size_t i = 0; i < d->photos.n; i++)
		if (d->photos.v[i].at.at == image->at.at && d->photos.v[i].of.n > 0)
			return true;
	return false;
}

/* A picture that the author put into a step, or beside an entry, with a caption shows what was
 * done. One without a caption may be a sheet of signatures. */
static void
figures_put(struct doc *d, struct block *section, struct block *old, bool step)
{
	for (struct block *b = old; b != NULL; b = block_next(old, b))
		for (const struct inl *i = b->inlines; i != NULL; i = i->next) {
			struct buf caption = BUF_INIT;

			if (i->kind == INLINE_IMAGE)
				inl_text(&caption, i->first);
			if (i->target.n > 0 && (step || shows_entry(d, i)) &&
			    text_trim(buf_view(&caption)).n > 0) {
				struct block *figure =
				    outcome_block(d->arena, section, BLOCK_FIGURE, NO_TEXT);
				struct inl *image = ARENA_NEW(d->arena, struct inl);

				*image = *i;
				figure->at = i->at;
				block_add_inline(figure, image);
			}
			buf_release(&caption);
		}
}

/* The step's items are what its section shows, so that steps can still be compared with last
 * week's. */
static void
items_keep(struct arena *a, struct step *s, struct block *section)
{
	s->items = (struct text_list){ NULL, 0, 0 };
	for (struct block *b = section->first; b != NULL; b = block_next(section, b))
		if (b->kind == BLOCK_PARAGRAPH || (b->kind == BLOCK_HEADING && b != section->first))
			text_list_add(a, &s->items, block_plain(a, b, false));
}

/* 本周未收集到新问题 is an outcome; a step that says more than that shows its entries. */
static void
step_put(struct doc *d, struct block *root, struct step *s)
{
	struct block *old = s->section, *section = section_put(d, root, s);

	if (step_is(d, s, "study"))
		for (size_t i = 0; i < s->items.n; i++)
			outcome_item(d->arena, section, outcome_topic(s->items.v[i]));
	if (step_is(d, s, "report"))
		reports_put(d, section, s);
	if (step_is(d, s, "problem"))
		for (size_t i = 0; i < d->problems.n; i++)
			problem_put(d, section, section->first->level + 1, &d->problems.v[i]);
	if (step_is(d, s, "task"))
		for (size_t i = 0; i < d->tasks.n; i++)
			task_put(d, section, &d->tasks.v[i]);
	if (s->none_said && section->last == section->first && s->items.n > 0 &&
	    utf8_length(s->items.v[0]) <= HEAD_LONGEST)
		outcome_block(d->arena, section, BLOCK_PARAGRAPH, s->items.v[0]);
	items_keep(d->arena, s, section);
	if (!step_is(d, s, "study"))
		figures_put(d, section, old, true);
}

/* --- meetings of other types --- */

static bool
says_decided(struct text t)
{
	static const char *const words[] = { "决定", "决议", "议定", "一致同意", "会议同意", "表决",
		"通过", "审议", "确定由", NULL };

	return has_any(t, words);
}

/* The sentences of a block that say that something was decided, as one paragraph. True when others
 * are left out. */
static bool
decided_put(struct doc *d, struct block *root, struct text t)
{
	struct buf b = BUF_INIT;
	bool left = false;

	while (t.n > 0) {
		size_t stop = text_find(t, T("。"), 0), line = text_find(t, T("\n"), 0),
		       end = stop < line ? stop + T("。").n : line;
		struct text sentence = text_trim(text_cut(t, 0, end));

		if (says_decided(sentence))
			buf_text(&b, sentence);
		else
			left |= sentence.n > 0;
		t = end == SIZE_MAX ? NO_TEXT : text_cut(t, stop < line ? end : end + 1, t.n);
	}
	if (b.n > 0)
		outcome_block(d->arena, root, BLOCK_PARAGRAPH, text_copy(d->arena, buf_view(&b)));
	buf_release(&b);
	return left;
}

/* --- reports by words --- */

static int
by_offset(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	return (a > b) - (a < b);
}

struct offsets {
	uint32_t *v;
	size_t n, room;
};

/*
 * In the report step any passage may speak of an open matter, so all are kept as reports until the
 * ledger is known. An item is meant as one; a paragraph between items that has no number and no
 * status word is talk.
 */
static void
talk_drop(struct doc *d)
{
	struct offsets talk = { NULL, 0, 0 };
	size_t n = 0;

	for (size_t i = 0; i < d->steps.n; i++)
		for (const struct block *b =
			 d->steps.v[i].section != NULL ? d->steps.v[i].section->first : NULL;
		     b != NULL; b = b->next)
			if (b->kind == BLOCK_PARAGRAPH)
				*ARENA_PUSH(d->arena, &talk) = b->at.at;
	if (talk.n > 0)
		qsort(talk.v, talk.n, sizeof *talk.v, by_offset);
	for (size_t i = 0; i < d->reports.n; i++) {
		const struct report *r = &d->reports.v[i];
		bool spoken =
		    r->target == REPORT_EITHER && r->number.order == 0 && r->status == STATUS_NONE;

		if (!spoken || talk.n == 0 ||
		    bsearch(&r->at.at, talk.v, talk.n, sizeof *talk.v, by_offset) == NULL)
			d->reports.v[n++] = *r;
	}
	d->reports.n = n;
}

/* What was said there shows only with 公开: 全文; who came stands in the head. */
static bool
stays_inside(struct text heading)
{
	static const char *const words[] = { "讨论", "发言", "表态", "讲话", "评议", "批评", "签",
		"盖章", "散会", "参会", "出席", "请假", "缺席", "人员", NULL };

	return has_any(heading, words);
}

/* Behind its number. */
static struct text
section_name(const struct step *s)
{
	size_t words = 0;
	int number;

	section_numbered(s->heading, &number, &words);
	return text_trim(text_cut(s->heading, words, s->heading.n));
}

/* Of another meeting than the weekly one a section that is no step is shown as it stands. */
static bool
section_shown(const struct doc *d, const struct step *s)
{
	return s->id.n == 0 && !doc_is_weekly(d) && s->section && !stays_inside(section_name(s));
}

/* Moves a section that is shown; of what is not, the page says that it is not. */
static void
other_put(struct doc *d, struct block *root, struct step *s)
{
	struct text name = section_name(s);

	if (section_shown(d, s)) {
		s->section->next = NULL;
		block_add(root, s->section);
		return;
	}
	if (!aside_line(name) && s->items.n > 0 && !s->none_said)
		text_list_add(d->arena, &d->withheld, name);
	s->heading = NO_TEXT;
	s->section = NULL;
	s->items.n = 0;
}

/* A meeting without steps: what was decided, but for the sections that are shown whole. Before they
 * are moved. True when a sentence is left out. */
static bool
meeting_put(struct doc *d, struct block *root, struct block *old)
{
	bool left = false;

	for (size_t i = 0; i < d->problems.n; i++)
		problem_put(d, root, 3, &d->problems.v[i]);
	for (size_t i = 0; i < d->tasks.n; i++)
		task_put(d, root, &d->tasks.v[i]);
	for (struct block *b = old->first; b; b = b->next) {
		bool shown = false;

		for (size_t i = 0; i < d->steps.n; i++)
			shown |= d->steps.v[i].section == b && section_shown(d, &d->steps.v[i]);
		for (struct block *k = shown ? NULL : b; k; k = block_next(b, k))
			if (k->kind == BLOCK_PARAGRAPH)
				left |= decided_put(d, root, block_plain(d->arena, k, false));
		if (!shown)
			figures_put(d, root, b, false);
	}
	return left;
}

/* Prose above the first section is not shown either. */
static bool
has_opening(const struct block *body)
{
	for (const struct block *b = body->first; b && b->kind != BLOCK_SECTION; b = b->next)
		if (b->kind != BLOCK_HEADING && b->kind != BLOCK_RULE)
			return true;
	return false;
}

/* Likewise in the model. */
static void
untold_drop(struct doc *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->photos.n; i++)
		if (d->photos.v[i].caption.n > 0)
			d->photos.v[n++] = d->photos.v[i];
	d->photos.n = n;
}

void
outcome_read(struct doc *d)
{
	struct block *root = block_new(d->arena, BLOCK_ROOT), *old = d->body;
	size_t n = 0;

	talk_drop(d);
	untold_drop(d);
	for (size_t i = 0; i < d->versions.n; i++)
		outcome_version(d, &d->versions.v[i]);
	for (size_t i = 0; i < d->problems.n; i++)
		d->problems.v[i].block = NULL;
	for (size_t i = 0; i < d->tasks.n; i++)
		d->tasks.v[i].block = NULL;
	for (size_t i = 0; i < d->steps.n; i++)
		n += d->steps.v[i].id.n > 0;
	bool left = n == 0 && !doc_is_weekly(d) && meeting_put(d, root, old);

	if (d->steps.n > 0 || doc_is_weekly(d) ? has_opening(old) : left)
		text_list_add(d->arena, &d->withheld, NO_TEXT);
	for (size_t i = 0; i < d->steps.n; i++)
		if (d->steps.v[i].id.n > 0)
			step_put(d, root, &d->steps.v[i]);
		else
			other_put(d, root, &d->steps.v[i]);
	d->money.n = 0;
	d->body = root;
}
