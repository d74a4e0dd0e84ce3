/* SPDX-License-Identifier: MIT */
/*
 * Tasks: the top items of the last step. Who and until when stand in brackets
 * （责任人：王五；时限：7月9日）, or in brackets without labels （王五，7月9日前）, behind the
 * words with blanks between, behind a label, nested below, or in the sentence itself (由王五负责).
 * What is left is the task.
 */
#include "read/record.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"

struct tasker {
	struct doc *d;
	struct task *t;
	const struct line *line;
	struct text nested; /* lines below, for the sentence */
	bool boxes;         /* ticks mean done */
};

static bool
has_deadline(const struct task *t)
{
	return t->deadline.written.n > 0;
}

static void
set_owner(struct tasker *k, const struct line *l, struct text words)
{
	words = clause_trim(words, false);
	if (words.n == 0)
		return;
	if (k->t->owner_words.n == 0)
		k->t->owner_words = words;
	else if (k->t->owner_words.n < 8192)
		k->t->owner_words = text_fmt(
		    k->d->arena, "%.*s、%.*s", TEXT_ARG(k->t->owner_words), TEXT_ARG(words));
	people_of(k->d, l, words, &k->t->owners);
}

static void
set_deadline(struct tasker *k, const struct line *l, struct text words)
{
	struct deadline dl;

	if (has_deadline(k->t))
		return;
	if (deadline_of(k->d, l, words, &dl)) {
		k->t->deadline = dl;
	} else {
		k->t->deadline.written = words;
		k->t->deadline.at = line_part(k->d, l, words);
	}
}

static void
set_label(struct tasker *k, const struct line *l, const struct labelled *v)
{
	struct number n;
	struct deadline dl;
	size_t i = 0;

	switch (v->label) {
	case LABEL_OWNER:
		if (!has_deadline(k->t) && deadline_of(k->d, l, v->value, &dl) &&
		    dl.written.p > v->value.p) {
			k->t->deadline = dl;
			set_owner(k, l, text_cut(v->value, 0, (size_t)(dl.written.p - v->value.p)));
			return;
		}
		set_owner(k, l, v->value);
		return;
	case LABEL_DEADLINE: set_deadline(k, l, v->value); return;
	case LABEL_NUMBER:
		if (number_parse(v->value, &i, &n)) {
			k->t->number = n;
			k->t->number_at = v->at;
		}
		return;
	case LABEL_STATUS:
	case LABEL_RESULT:
		if (k->t->status == STATUS_NONE)
			k->t->status = status_parse(v->value);
		return;
	default: return;
	}
}

/* 王五7月9日前 cut behind a name that the head knows, so that 五7 is not read as a figure. */
static bool
part_deadline(const struct tasker *k, struct text part, struct text *who, struct text *when)
{
	size_t n = people_known(k->d, part);
	struct deadline dl;

	*who = text_cut(part, 0, n);
	*when = text_cut(part, n, part.n);
	if (!deadline_find(*when, k->d->date, &dl)) {
		*who = part;
		return false;
	}
	if (n == 0 && dl.at.at > 0) {
		*who = text_cut(part, 0, dl.at.at);
		*when = text_cut(part, dl.at.at, part.n);
	}
	return true;
}

/* （王五，7月9日前）: each part is a date or somebody, or the bracket is not ours. */
static bool
plain_bracket(struct tasker *k, const struct line *l, struct text inside)
{
	size_t i = 0;
	struct text part, who, until;
	bool when = false, sure = true, any = false;

	while (clause_next(inside, &i, &part)) {
		part = clause_trim(part, false);
		if (part.n == 0)
			continue;
		any = true;
		if (part_deadline(k, part, &who, &until))
			when = true;
		if (who.n > 0 && !somebody(k->d, clause_trim(who, false), false))
			return false;
		sure = sure && (who.n == 0 || certainly_somebody(k->d, clause_trim(who, false)));
	}
	if (!any || (!when && !sure))
		return false;
	for (i = 0; clause_next(inside, &i, &part);) {
		part = clause_trim(part, false);
		if (part_deadline(k, part, &who, &until))
			set_deadline(k, l, until);
		set_owner(k, l, who);
	}
	return true;
}

/* The bracket that ends the words: what stands before it remains. */
static bool
end_bracket(struct tasker *k, struct text *words)
{
	struct labelled_list found = { 0 };
	struct line inner;
	size_t open, i = words->n;
	uint32_t c;

	if (i == 0)
		return false;
	c = utf8_prev(*words, &i);
	if (c != U'）' && c != ')')
		return false;
	for (open = i; open > 0;) {
		c = utf8_prev(*words, &open);
		if (c == U'（' || c == '(')
			break;
	}
	if (c != U'（' && c != '(')
		return false;
	inner = *k->line;
	inner.text = text_cut(*words, open + (c == '(' ? 1 : 3), i);
	inner.at = line_part(k->d, k->line, inner.text);
	label_scan(k->d, &inner, &found);
	for (size_t n = 0; n < found.n; n++)
		set_label(k, &inner, &found.v[n]);
	if (!(found.n > 0 && found.v[found.n - 1].label != LABEL_NONE) &&
	    !plain_bracket(k, &inner, inner.text))
		return false;
	*words = clause_trim(text_cut(*words, 0, open), false);
	return true;
}

enum gap { GAP_COMMA, GAP_BLANK, GAP_WIDE };

/* What parts the fields of a line: blanks, a dash, a comma; a stroke that stands in no date. */
static bool
parts_fields(struct text t, size_t at, size_t end)
{
	uint32_t c = text_peek(t, at);
	size_t before = at;

	if (c == '/' || c == U'／')
		return !(at > 0 && utf8_digit(utf8_prev(t, &before)) >= 0 &&
		    utf8_digit(text_peek(t, end)) >= 0);
	if (c == '|') /* 写公示|贴公示 is one thing */
		return utf8_is_blank(text_peek(t, end)) ||
		    (at > 0 && utf8_is_blank(utf8_prev(t, &before)));
	return utf8_is_blank(c) || c == U'—' || c == U'→' || c == U'｜' ||
	    (is_separator(c) && c != U'、');
}

/* Where the last word behind blanks or a comma begins; wide: two blanks, a full-width one or a tab.
 */
static size_t
last_word(struct text t, size_t *end, enum gap *gap)
{
	size_t i = t.n, from, spaces = 0;
	bool blank = false;

	while (i > 0) {
		size_t at = i;

		utf8_prev(t, &at);
		if (parts_fields(t, at, i))
			break;
		i = at;
	}
	from = i;
	*gap = GAP_COMMA;
	while (i > 0) {
		size_t at = i;
		uint32_t c = utf8_prev(t, &at);

		if (!parts_fields(t, at, i))
			break;
		blank |= utf8_is_blank(c);
		if (c == 0x3000 || c == '\t' || c == U'—' || c == '|' || c == U'→' ||
		    (utf8_is_blank(c) && ++spaces > 1))
			*gap = GAP_WIDE;
		i = at;
	}
	if (blank && *gap == GAP_COMMA)
		*gap = GAP_BLANK;
	*end = i;
	return i > 0 && i < from ? from : SIZE_MAX;
}

/* A deadline and no more than 完成 behind it. */
static bool
only_deadline(struct text t, struct date meeting, struct deadline *out)
{
	static const char *const tails[] = { "完成", "前完成", "前", "办结", "完工", "落实", "到位",
		"报", "交", "上报", "前报", "前交", "办好", "做完", "办完", "收齐", "报上来",
		"交上来", NULL };
	struct text rest;
	size_t n;

	if (utf8_length(t) > 16 || !deadline_find(t, meeting, out) || out->at.at > 0)
		return false;
	rest = text_cut(t, out->at.n, t.n);
	return rest.n == 0 || (starts_any(rest, tails, &n) && n == rest.n);
}

/* 修好二组机井电机　　王五　　7月9日前 */
static void
behind_blanks(struct tasker *k, struct text *words)
{
	static const char *const owner_words[] = { "责任人", "负责人", "牵头人", "承办人", NULL };
	struct deadline dl;
	bool dated = false;
	size_t n;

	for (int fields = 0; fields < 4; fields++) {
		size_t end, from;
		enum gap gap;
		struct text last, who, until;

		from = last_word(*words, &end, &gap);
		if (from == SIZE_MAX)
			return;
		last = text_cut(*words, from, words->n);
		/* 责任人王五 without the colon */
		if (starts_any(last, owner_words, &n) &&
		    somebody(k->d, text_cut(last, n, last.n), gap == GAP_COMMA))
			last = text_cut(last, n, last.n);
		if (text_ends(last, T("负责")) &&
		    somebody(k->d, text_cut(last, 0, last.n - 6), false))
			last.n -= strlen("负责");
		/* 卢溪盯着 is 卢溪; 宝力德带人帮忙 is told in the sentence. */
		size_t known = people_known(k->d, last);
		struct text does = text_cut(last, known, last.n);
		if (known > 0 && sentence_does(does) && utf8_exceeds(does, 2))
			return;
		if (known > 0 && sentence_does(does))
			last = text_cut(last, 0, known);
		if (!has_deadline(k->t) && only_deadline(last, k->d->date, &dl))
			set_deadline(k, k->line, last), dated = true;
		else if (!has_deadline(k->t) && part_deadline(k, last, &who, &until) &&
		    certainly_somebody(k->d, who) && only_deadline(until, k->d->date, &dl))
			set_owner(k, k->line, who), set_deadline(k, k->line, until);
		else if (somebody(k->d, last, gap == GAP_COMMA || (gap == GAP_BLANK && !dated)))
			set_owner(k, k->line, last);
		else
			return;
		*words = clause_trim(text_cut(*words, 0, end), false);
	}
}

/* 齐建军：带老康办证, 娜仁—收合作医疗: who is known stands in front of what he does. */
static void
owner_in_front(struct tasker *k, struct text *words)
{
	size_t known = k->t->owner_words.n > 0 ? 0 : people_known(k->d, *words), i = known, at;

	for (at = known; at < words->n; i = at) {
		uint32_t c = utf8_next(*words, &at);
		if (!char_is(c, COLON) && c != U'—' && c != '-' && !utf8_is_blank(c) &&
		    !parts_fields(*words, i, at))
			break;
	}
	struct text mark = text_trim(text_cut(*words, known, i)),
		    rest = clause_trim(text_cut(*words, i, words->n), false);

	/* 红霞 跑一趟民政局 */
	if (known == 0 || i == known || is_separator(text_peek(mark, 0)) || utf8_length(rest) < 2 ||
	    (mark.n == 0 && is_theirs(rest)))
		return;
	set_owner(k, k->line, text_cut(*words, 0, known));
	*words = rest;
}

/* Number or ordinal in front: 【任务27-1】, 任务一：. */
static struct text
front(struct tasker *k, struct text words)
{
	struct mention m;
	uint32_t close;
	size_t i = 0;

	struct cursor named = { words, strlen("任务") };
	if (text_starts(words, T("任务")) && cursor_accept(&named, COLON | BLANK))
		return text_trim(cursor_rest(&named));
	if (words.n && !bracket_open(utf8_next(words, &i), &close))
		i = 0;
	if (!mention_read(words, &i, &m) || m.target != REPORT_TASK)
		return words;
	k->t->number = m.number;
	if (m.number.order)
		k->t->number_at =
		    line_part(k->d, k->line, text_cut(words, m.at.at, m.at.at + m.at.n));
	return text_cut(words, i, words.n);
}

static void
read_labels(struct tasker *k, struct text *words)
{
	struct labelled_list found = { 0 };
	struct line rest = *k->line;

	rest.text = *words;
	rest.at = line_part(k->d, k->line, *words);
	label_scan(k->d, &rest, &found);
	if (found.n == 0 || (found.n == 1 && found.v[0].label == LABEL_NONE))
		return;
	*words = found.v[0].label == LABEL_NONE ? found.v[0].value : NO_TEXT;
	for (size_t i = 0; i < found.n; i++)
		set_label(k, k->line, &found.v[i]);
}

static void
read_sentence(struct tasker *k, struct text *words)
{
	struct sentence s;
	struct text all = k->nested.n
	    ? text_fmt(k->d->arena, "%.*s\n%.*s", TEXT_ARG(*words), TEXT_ARG(k->nested))
	    : *words;

	if (k->t->owner_words.n > 0 && has_deadline(k->t))
		return;
	all = sentence_marked(k->d->arena, all);
	sentence_read(all, k->d->date, &s);
	if (k->t->owner_words.n == 0 && s.owner.n > 0)
		set_owner(k, k->line, s.owner);
	if (k->t->owner_words.n == 0)
		set_owner(k, k->line, doer_in(k->d, *words, true));
	if (!has_deadline(k->t) && s.has_deadline) {
		k->t->deadline = s.deadline;
		k->t->deadline.at = line_part(k->d, k->line, s.deadline.written);
	}
	if ((s.owner.n > 0 || s.has_deadline) && s.decision.n == 0 && s.raised.n == 0)
		*words = s.title;
}

/* [x], in front of the number or behind it. */
static void
front_box(struct tasker *k, struct text *words)
{
	enum box box = box_read(words);

	if (box == BOX_DONE || (box == BOX_TICK && k->boxes))
		k->t->status = STATUS_SOLVED;
}

static void
read_task(struct tasker *k, const struct line_list *lines)
{
	struct task *t = k->t;
	struct text words, who;
	struct marker m;

	t->title = t->owner_words = t->deadline.written = k->nested = NO_TEXT;
	t->at = behind_box(&lines->v[0]);
	k->line = &lines->v[0];
	words = k->line->text;
	front_box(k, &words);
	if (marker_read(words, &m) && !m.doubtful)
		words = text_cut(words, m.end, words.n);
	front_box(k, &words);
	words = clause_trim(front(k, words), false);
	front_box(k, &words);
	while (mention_of(k->d, &words, &who))
		set_owner(k, k->line, who);
	for (size_t i = 1; i < lines->n; i++) {
		struct labelled_list found = { 0 };

		label_scan(k->d, &lines->v[i], &found);
		for (size_t n = 0; n < found.n; n++) {
			set_label(k, &lines->v[i], &found.v[n]);
			if (found.v[n].label == LABEL_NONE && k->nested.n < 8192)
				k->nested = line_join(k->d->arena, k->nested, found.v[n].value);
		}
	}
	for (int brackets = 0; brackets < 3 && end_bracket(k, &words);)
		brackets++;
	read_labels(k, &words);
	behind_blanks(k, &words);
	owner_in_front(k, &words);
	read_sentence(k, &words);
	t->title = clause_trim(words, false);
	t->owner_words = clause_trim(t->owner_words, false);
	t->deadline.written = clause_trim(t->deadline.written, false);
	while (text_ends(t->title, T("—")) || text_ends(t->title, T("-")))
		t->title = clause_trim(
		    text_cut(t->title, 0, t->title.n - (text_ends(t->title, T("-")) ? 1 : 3)),
		    false);
}

/* 【任务26-2】 with another week: a report. 【问题…】 in this step is a task about that problem
 * only when it is of this week. */
static bool
is_report(const struct doc *d, struct text line)
{
	struct mention m;
	uint32_t close;
	size_t i = 0;

	if (line.n == 0 || !bracket_open(utf8_next(line, &i), &close) ||
	    !mention_read(line, &i, &m) || m.number.order == 0)
		return false;
	return m.number.week != d->week.week ||
	    (m.number.year != 0 && m.number.year != d->week.year);
}

/* Walks the step; the lines of a task are gathered until the next begins. */
struct task_finder {
	struct doc *d;
	bool boxes; /* ticks mean done */
	struct line_list open;
	const struct block *block;
};

static void
add(struct task_finder *f, const struct block *block, const struct line_list *lines)
{
	struct doc *d = f->d;
	struct tasker k = { .d = d, .boxes = f->boxes };

	if (lines->n == 0 || is_report(d, lines->v[0].text) || none_said(lines->v[0].text) ||
	    is_placeholder(lines->v[0].text) || aside_line(lines->v[0].text))
		return;
	k.t = ARENA_PUSH(d->arena, &d->tasks);
	k.t->block = (struct block *)block;
	read_task(&k, lines);
	/* 2.____（责任人：____；时限：____） */
	if (text_has(lines->v[0].text, T("__")) && is_placeholder(k.t->title) &&
	    is_placeholder(k.t->owner_words) && is_placeholder(k.t->deadline.written))
		d->tasks.n--;
}

static void
close_task(struct task_finder *f)
{
	if (f->open.n > 0)
		add(f, f->block, &f->open);
	f->open = (struct line_list){ 0 };
}

/* A row of a table: the task in one cell, who and until when in others. */
static void
add_row(struct task_finder *f, const struct item_row *row)
{
	struct doc *d = f->d;
	const struct item_cell *title = item_row_cell(row, LABEL_TITLE);
	struct tasker k = { .d = d, .boxes = f->boxes };
	struct line_list lines = { 0 };

	if (row->goes_on && d->tasks.n > 0) {
		k.t = &d->tasks.v[d->tasks.n - 1];
	} else if (title && !none_said(title->line.text) && !is_placeholder(title->line.text)) {
		k.t = ARENA_PUSH(d->arena, &d->tasks);
		k.t->block = (struct block *)row->row;
		*ARENA_PUSH(d->arena, &lines) = title->line;
		read_task(&k, &lines);
	} else {
		return;
	}
	for (size_t i = 0; i < row->n; i++) {
		struct labelled v = { row->v[i].label, row->v[i].line.text, row->v[i].line.at };

		if (v.label != LABEL_TITLE)
			set_label(&k, &row->v[i].line, &v);
	}
	k.t->owner_words = clause_trim(k.t->owner_words, false);
	k.t->deadline.written = clause_trim(k.t->deadline.written, false);
}

static void
from_table(struct task_finder *f, const struct block *table)
{
	struct item_row_list rows = { 0 };

	close_task(f);
	if (item_table_read(f->d, table, &rows))
		for (size_t i = 0; i < rows.n; i++)
			add_row(f, &rows.v[i]);
}

/* An item or line that begins with a label goes to the task above. */
static void
collect(struct task_finder *f, const struct block *block, const struct line_list *lines)
{
	if (lines->n == 0)
		return;
	if (!label_heads(lines->v[0].text))
		close_task(f);
	if (f->open.n == 0)
		f->block = block;
	for (size_t i = 0; i < lines->n; i++)
		*ARENA_PUSH(f->d->arena, &f->open) = lines->v[i];
}

static bool
sets_task(struct text t)
{
	struct sentence s;

	sentence_read(t, NO_DATE, &s);
	return !sentence_marginal(t, NO_DATE) &&
	    ((s.owner.n > 0 && s.has_deadline) || (label_settles(t) && !utf8_exceeds(t, 80)) ||
		(s.has_deadline && text_ends(clause_trim(t, false), T("）"))));
}

static void
from_paragraph(struct task_finder *f, const struct block *b, bool items)
{
	struct line_list lines = { 0 };

	lines_own(f->d, b, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		struct line_list one = { &lines.v[i], 1, 1 };
		bool label = label_heads(lines.v[i].text);

		/* Beside items a paragraph is an introduction or a remark, unless it says who and
		 * until when; labels speak of the item above. */
		if (aside_line(lines.v[i].text) ||
		    (!label &&
			(is_intro(lines.v[i].text) || (items && !sets_task(lines.v[i].text)))))
			continue;
		collect(f, b, &one);
	}
}

/* 防火工作 above 1. 宣传（白音，12月12日前） 2. …: each of those is a task. */
static const struct block *
tasks_below(const struct doc *d, const struct block *item)
{
	const struct block *list = item->first;
	struct line l;
	size_t n = 0;

	while (list && list->kind != BLOCK_LIST)
		list = list->next;
	if (!list || !line_first(d, item, &l) || label_settles(l.text) || sentence_settles(l.text))
		return NULL;
	for (const struct block *b = list->first; b; b = b->next, n++)
		if (!line_first(d, b, &l) || label_heads(l.text) ||
		    !(label_settles(l.text) || sentence_settles(l.text)) ||
		    sentence_marginal(l.text, d->date))
			return NULL;
	return n > 1 ? list : NULL;
}

static void
from_list(struct task_finder *f, const struct block *list)
{
	for (struct block *item = list->first; item; item = item->next) {
		const struct block *below = tasks_below(f->d, item);
		struct line_list lines = { 0 };

		if (below) {
			from_list(f, below);
			continue;
		}
		lines_below(f->d, item, &lines);
		collect(f, item, &lines);
	}
}

static void
tasks_from(struct doc *d, const struct block *section, struct block *first)
{
	struct task_finder f = { .d = d, .boxes = has_boxes(d, section) };
	bool items = false;

	for (struct block *b = first; b; b = b->next)
		items |= b->kind == BLOCK_LIST || b->kind == BLOCK_HEADING;
	for (struct block *b = first; b; b = b->next) {
		if (b->kind == BLOCK_LIST) {
			from_list(&f, b);
		} else if (b->kind == BLOCK_TABLE) {
			from_table(&f, b);
		} else if (b->kind == BLOCK_PARAGRAPH) {
			from_paragraph(&f, b, items);
		} else if (b->kind == BLOCK_HEADING) {
			struct line_list lines = { 0 };
			struct mention m;
			size_t i = 0;

			lines_own(d, b, &lines);
			if (lines.n > 0 &&
			    (mention_read(lines.v[0].text, &i, &m) || !b->next ||
				(b->next->kind != BLOCK_LIST && b->next->kind != BLOCK_TABLE)))
				collect(&f, b, &lines);
		}
	}
	close_task(&f);
}

void
tasks_read(struct doc *d, const struct step *s)
{
	tasks_from(d, s->section, s->section->first->next);
}

/* 任务清单: a document that is nothing but tasks with owners and dates. */
void
tasks_read_list(struct doc *d)
{
	tasks_from(d, d->body, d->body->first);
}
