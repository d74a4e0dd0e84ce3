/* SPDX-License-Identifier: MIT */
/*
 * What a document says of earlier matters. By number anywhere in it: 【问题27-1】,
 * 【任务26-1、26-2】, 〔〕 and [ ] as well, a unit's name or code in front for matters of another
 * unit. By words in the report step: an item without a number is kept with its words, and the index
 * finds the open matter they mean. 均已完成 and 除X外 speak of all tasks of the last meeting. The
 * first clause behind the colon is the new status when it is a status word; everything else is
 * progress.
 */
#include "read/record.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"

struct reporter {
	struct doc *d;
	bool in_step;
	size_t numbered; /* the last report of this section that has a number, from 1; 0: none */
	const struct block *list; /* that it stands in */
	struct text unit;         /* 南泉嘎查 as a heading above what follows */
};

/* 新发嘎查【问题27-1】: the words directly before the bracket, in its clause, when they name a
 * unit. */
static struct text
unit_before(const struct doc *d, struct text t, size_t from, size_t bracket)
{
	struct text words = clause_trim(text_cut(t, from, bracket), false);
	struct marker m;

	for (size_t i = words.n; i > 0;) {
		size_t behind = i;

		if (char_is(utf8_prev(words, &i), SEPARATOR | LINE_END | COLON)) {
			words = text_trim(text_cut(words, behind, words.n));
			break;
		}
	}

	if (marker_read(words, &m) && !m.doubtful)
		words = text_cut(words, m.end, words.n);
	if (words.n == 0 || utf8_length(words) > 20 || !d->site || !site_names_unit(d->site, words))
		return NO_TEXT;
	return words;
}

/* Written in this very document: what a step says of its own problems is no report. */
static bool
is_own(const struct doc *d, enum report_target target, struct number n)
{
	for (size_t i = 0; target == REPORT_PROBLEM && i < d->problems.n; i++) {
		struct number own = d->problems.v[i].number;

		if (own.week == n.week && own.order == n.order &&
		    (own.year == n.year || own.year == 0 || n.year == 0))
			return true;
	}
	for (size_t i = 0; target == REPORT_TASK && i < d->tasks.n; i++) {
		struct number own = d->tasks.v[i].number;

		if (own.week == n.week && own.order == n.order &&
		    (own.year == n.year || own.year == 0 || n.year == 0))
			return true;
	}
	return false;
}

/* Behind the first colon; without one the text itself. */
static struct text
said(struct text t, bool *colon)
{
	for (size_t i = 0; i < t.n;) {
		uint32_t c = utf8_next(t, &i);

		if (c == U'：' || c == ':') {
			*colon = true;
			return clause_trim(text_cut(t, i, t.n), true);
		}
	}
	*colon = false;
	return clause_trim(t, true);
}

/* 49-1 alone in its cell. */
static bool
number_only(struct text t, struct reference *out)
{
	*out = (struct reference){ .unit = NO_TEXT, .target = REPORT_EITHER, .to = t.n };
	out->n = number_parse(t, &(size_t){ 0 }, &out->v[0]);
	return out->n > 0;
}

/* The first clause decides; without a colon any clause may (检修线路，已完成) and the words begin
 * there. */
static void
read_words(struct text t, struct report *out)
{
	bool colon;
	struct text words = said(text_behind(t, ROUND_CLOSER | BLANK), &colon), clause;
	size_t i = 0;

	out->words = words;
	out->feedback = text_has(words, T("反馈")) && !text_has(words, T("未反馈")) &&
	    !text_has(words, T("待反馈")) && !text_has(words, T("没有反馈"));
	while (clause_next(words, &i, &clause)) {
		out->status = status_said(clause);

		if (out->status != STATUS_NONE && !colon && clause.p > words.p)
			out->words = clause_trim(
			    text_cut(words, (size_t)(clause.p - words.p), words.n), true);
		if (out->status != STATUS_NONE || colon)
			return;
	}
}

/* [x] 任务49-1 联系水务站; 已完成：任务49-1: words in front speak of a number that nothing follows.
 */
static void
status_before(struct reporter *r, size_t first, struct text front, bool alone)
{
	enum box box = box_read(&front);
	enum status s = box == BOX_DONE || box == BOX_TICK ? STATUS_SOLVED : STATUS_NONE;
	front = clause_trim(text_cut(front, 0, text_find(front, T("："), 0)), false);
	if (s == STATUS_NONE && alone)
		s = status_said(front);
	for (size_t i = first; i < r->d->reports.n; i++)
		if (r->d->reports.v[i].status == STATUS_NONE)
			r->d->reports.v[i].status = s;
}

static struct report *
put(struct reporter *r, const struct line *l, struct text at)
{
	struct report *out = ARENA_PUSH(r->d->arena, &r->d->reports);

	out->unit_words = out->item = out->words = out->rest = NO_TEXT;
	out->in_report_step = r->in_step;
	out->at = line_part(r->d, l, at);
	return out;
}

/* Words in one line, breaks closed up. */
static struct text
one_line(const struct doc *d, struct text t)
{
	struct buf all = BUF_INIT;
	struct text line, joined;

	if (!memchr(t.p, '\n', t.n))
		return t;
	while (text_line(&t, &line)) {
		line = text_trim(line);
		if (line.n > 0 && all.n > 0 && (unsigned char)line.p[0] < 128 &&
		    (unsigned char)all.p[all.n - 1] < 128)
			buf_char(&all, ' ');
		buf_text(&all, line);
	}
	joined = text_copy(d->arena, buf_view(&all));
	buf_release(&all);
	return joined;
}

static const struct block *
list_of(const struct block *b)
{
	return b && b->parent && b->parent->kind == BLOCK_ITEM ? b->parent->parent : NULL;
}

/* 手机信号：10月24日苏木制单: what stands in front of the colon is no step. */
static bool
titled(struct text t)
{
	size_t colon = text_find(t, T("："), 0);

	return colon != SIZE_MAX && !has_any(text_cut(t, 0, colon), (const char *[]){ "单", NULL });
}

static void
put_reference(struct reporter *r, const struct line *l, const struct reference *ref,
    struct text unit, struct text rest)
{
	for (size_t i = 0; i < ref->n; i++) {
		struct report *out;
		struct text clause;

		if (is_own(r->d, ref->target, ref->v[i]))
			continue;
		out = put(r, l, text_cut(l->text, ref->from, ref->to));
		out->target = ref->target;
		out->number = ref->v[i];
		out->unit_words = unit.n ? unit : r->unit;
		r->numbered = r->d->reports.n;
		r->list = list_of(l->block);
		read_words(one_line(r->d, rest), out);
		/* 任务49-1联系水务站已完成 */
		if (out->status == STATUS_NONE && text_eq(out->words, clause_trim(rest, true)) &&
		    clause_next(out->words, &(size_t){ 0 }, &clause))
			status_tail(clause, &out->status);
		rest = text_behind(rest, ROUND_CLOSER | BLANK | COLON);
		if (referral_told(r->d, out, l, rest) && !titled(rest))
			out->words = clause_trim(rest, true);
	}
}

/* --- walking the document --- */

/* References in the text of one block; each speaks until the next. True when there was one. */
static bool
block_references(struct reporter *r, const struct line *l)
{
	struct reference ref, next;
	bool any = reference_next(r->d, l->text, 0, r->in_step, &ref), more;
	size_t from = 0, first = r->d->reports.n;

	for (more = any; more; ref = next) {
		struct text unit =
		    ref.unit.n ? ref.unit : unit_before(r->d, l->text, from, ref.from);

		more = reference_next(r->d, l->text, ref.to, r->in_step, &next);
		struct text rest = text_cut(l->text, ref.to, more ? next.from : l->text.n),
			    of_next =
				more ? unit_before(r->d, l->text, ref.to, next.from) : NO_TEXT;
		if (of_next.n > 0)
			rest.n = (size_t)(of_next.p - rest.p);
		put_reference(r, l, &ref, unit, rest);
		status_before(
		    r, first, text_cut(l->text, from, ref.from), clause_trim(rest, false).n == 0);
		first = r->d->reports.n;
		from = ref.to;
	}
	return any;
}

/* The block's text as one line, breaks kept as line ends so that offsets hold. */
static bool
block_line(const struct doc *d, const struct block *b, struct line *out)
{
	if (!b->inlines)
		return false;
	*out = (struct line){
		.text = text_trim(block_plain(d->arena, b, false)), .at = b->at, .block = b
	};
	return out->text.n > 0;
}

static struct text
also(struct arena *a, struct text x, struct text y)
{
	return x.n == 0 || y.n == 0 ? text_join(a, x, y)
				    : text_fmt(a, "%.*s；%.*s", TEXT_ARG(x), TEXT_ARG(y));
}

/* A line that tells a step of 流转办理 of the report above it. */
static bool
nested_steps(struct doc *d, struct report *out, const struct line *l)
{
	struct text words = one_line(d, l->text), rest = out->rest;
	bool any = out->referral.n > 0;

	if (!referral_told(d, out, l, l->text))
		return false;
	out->rest = any ? rest : also(d->arena, out->words, out->rest);
	out->words = also(d->arena, out->words, words);
	return true;
}

/* Below a reference without words of its own: 状态：办理中 nested. */
static void
nested_words(struct doc *d, size_t first, const struct block *item)
{
	struct line_list lines = { 0 };

	lines_below(d, item, &lines);
	for (size_t i = 1; i < lines.n; i++) {
		struct labelled_list found = { 0 };

		label_scan(d, &lines.v[i], &found);
		for (size_t n = first; n < d->reports.n; n++)
			nested_steps(d, &d->reports.v[n], &lines.v[i]);
		for (size_t k = 0; k < found.n; k++)
			for (size_t n = first; n < d->reports.n; n++) {
				struct report *out = &d->reports.v[n];
				struct text value = found.v[k].value;
				enum label label = found.v[k].label;

				if (label != LABEL_STATUS && label != LABEL_RESULT &&
				    label != LABEL_FEEDBACK)
					continue;
				if (label == LABEL_FEEDBACK)
					out->feedback |= !text_has(value, T("未反馈"));
				if (label == LABEL_STATUS ||
				    (label == LABEL_RESULT && out->status == STATUS_NONE))
					read_words(value, out);
			}
	}
}

/* 11月15日接单 on a line of its own below 【问题45-1】: true when it went there. */
static bool
goes_on_with_steps(struct reporter *r, const struct line *l)
{
	struct report *out = &r->d->reports.v[r->numbered - 1], alone = { .rest = NO_TEXT };

	/* In one list with it, it is an item of its own. */
	if ((list_of(l->block) && list_of(l->block) == r->list) ||
	    !referral_told(r->d, &alone, l, l->text) || alone.rest.n > 0)
		return false;
	return nested_steps(r->d, out, l);
}

/* 手机没信号的事，11月12日派单给园区党工委: what stands in front of the steps is the matter, and
 * behind its colon what is said besides. */
static void
steps_by_words(struct report *out, struct text t)
{
	struct text lead = out->rest;
	size_t colon = text_find(lead, T("："), 0);

	out->item = clause_trim(text_cut(lead, 0, colon), false);
	out->rest = colon == SIZE_MAX ? NO_TEXT : text_cut(lead, colon + strlen("："), lead.n);
	out->words = clause_trim(text_cut(t, (size_t)(out->item.p + out->item.n - t.p), t.n), true);
	out->words = text_behind(out->words, COLON | BLANK);
}

/* 青贮窖还没动，兽药款等着批呢: each clause tells a matter and how it stands. */
static bool
several_matters(struct text t)
{
	struct text clause;
	size_t n = 0;

	for (size_t i = 0; clause_next(t, &i, &clause); n++) {
		enum status s;
		size_t tail = status_tail(clause_trim(clause, false), &s);

		if (clause_trim(clause, false).n == 0)
			break;
		if (tail == SIZE_MAX || tail < 2 * strlen("井"))
			return false;
	}
	return n > 1;
}

/* 更换水表，完成；修围栏，正在修 */
static bool
several_parts(struct text t)
{
	struct cursor s = { t, 0 };
	size_t n = 0;

	for (; s.i < t.n; n++) {
		size_t from = s.i;
		struct text clause;
		bool told = false;

		cursor_until(&s, SEMICOLON);
		struct text part = text_cut(t, from, s.i);
		for (size_t i = 0; clause_next(part, &i, &clause);) {
			enum status status;
			size_t tail = status_tail(clause_trim(clause, false), &status);

			told |=
			    status_said(clause) != STATUS_NONE || (tail != SIZE_MAX && tail > 0);
		}
		if (!told)
			return false;
		cursor_skip(&s, SEMICOLON | BLANK);
	}
	return n > 1;
}

/* 发放救济煤（完成）, 买灯泡 完成, or the first clause that says how it stands: what no colon
 * parts. */
static void
state_in_sentence(struct text t, struct report *out)
{
	static const char *const tells[] = { "汇报", "上周", "上次", "听取", NULL };
	struct text clause;
	size_t i = 0, tail = SIZE_MAX;

	/* 发放救济煤（完成） */
	if (text_ends(t, T("）")) || text_ends(t, T(")"))) {
		struct cursor s = { t, 0 };

		cursor_until(&s, ROUND_OPENER);
		out->status = status_said(text_behind(
		    text_cut(t, s.i, t.n - (text_ends(t, T(")")) ? 1 : 3)), ROUND_OPENER));
		if (out->status != STATUS_NONE)
			out->item = text_trim(text_cut(t, 0, s.i));
		return;
	}
	/* 买灯泡 完成 */
	size_t gap = t.n;
	while (gap > 0 && t.p[gap - 1] != ' ')
		gap--;
	out->status = gap > 0 ? status_said(text_cut(t, gap, t.n)) : STATUS_NONE;
	if (out->status != STATUS_NONE) {
		out->item = text_trim(text_cut(t, 0, gap));
		out->words = clause_trim(text_cut(t, gap, t.n), true);
		return;
	}
	/* 哈丹把上周的工作说了说，修水井房还在办: the first clause that says how it stands
	 */
	while (clause_next(t, &i, &clause)) {
		clause = clause_trim(clause, false);
		tail = status_tail(clause, &out->status);
		if (tail != SIZE_MAX && tail > 0)
			break;
		out->status = STATUS_NONE;
		if (!has_any(clause, tells))
			return;
	}
	if (tail == SIZE_MAX || tail == 0)
		return;
	out->item = clause_trim(text_cut(clause, 0, tail), false);
	while (text_ends(out->item, T("均")) || text_ends(out->item, T("都")))
		out->item = text_cut(out->item, 0, out->item.n - 3);
	out->words = clause_trim(text_cut(t, (size_t)(clause.p - t.p) + tail, t.n), true);
}

/* An item of the report step that names no number: its words are kept for the index to compare. */
static void
by_words(struct reporter *r, const struct line *l)
{
	struct report *out;
	struct text t = one_line(r->d, l->text);
	enum box box = box_read(&t);
	bool colon;
	struct text words = said(t, &colon);

	if (r->numbered && goes_on_with_steps(r, l))
		return;
	/* 乌云嘎：修栏已完成。 tells who says it */
	size_t who = colon ? people_known(r->d, t) : 0;
	static const char *const speaks[] = { "汇报了", "汇报", "介绍", "说", NULL };
	size_t verb = 0;
	if (who > 0 && starts_any(text_cut(t, who, t.n), speaks, &verb))
		who += verb;
	if (who > 0 && char_is(text_peek(t, who), COLON)) {
		t = words;
		words = said(t, &colon);
	}
	if (none_said(t) || is_placeholder(t) || aside_line(t) || is_intro(t))
		return;
	bool parted = !colon && box == BOX_NONE && several_parts(t);
	if (parted || (!colon && box == BOX_NONE && several_matters(t))) {
		struct cursor s = { l->text, 0 };

		while (s.i < s.t.n) {
			struct line one = *l;
			size_t from = s.i;

			cursor_until(&s, parted ? SEMICOLON : SEPARATOR);
			one.text = clause_trim(text_cut(s.t, from, s.i), false);
			one.at = line_part(r->d, l, one.text);
			if (one.text.n > 0)
				by_words(r, &one);
			cursor_skip(&s, SEPARATOR | BLANK);
		}
		return;
	}
	if (report_all(r->d, l, r->in_step))
		return;
	out = put(r, l, l->text);
	out->target = REPORT_EITHER;
	out->item = colon ? clause_trim(text_cut(t, 0, (size_t)(words.p - t.p)), false) : t;
	while (text_ends(out->item, T("：")) || text_ends(out->item, T(":")))
		out->item = clause_trim(
		    text_cut(out->item, 0, out->item.n - (text_ends(out->item, T(":")) ? 1 : 3)),
		    false);
	read_words(t, out);
	if (referral_told(r->d, out, l, t)) {
		steps_by_words(out, t);
		return;
	}
	if (out->status == STATUS_NONE && box != BOX_NONE)
		out->status = box == BOX_OPEN ? STATUS_DOING : STATUS_SOLVED;
	if (!colon && out->status == STATUS_NONE)
		state_in_sentence(t, out);
}

/* 派单 | 11月12日 | 园区党工委 as a passage; a column that is headed by a step begins one. */
static struct text
row_steps(const struct doc *d, const struct item_row *row)
{
	struct text out, last = NO_TEXT;
	struct buf all = BUF_INIT;
	bool any = false;

	for (size_t i = 0; i < row->n; i++) {
		const struct item_cell *c = &row->v[i];
		struct text head = referral_word(c->head), own = referral_word(c->line.text);

		if (c->label == LABEL_NUMBER || c->label == LABEL_TITLE || c->line.text.n == 0 ||
		    is_placeholder(c->line.text))
			continue;
		any |= head.n > 0 || own.n > 0;
		buf_str(&all, all.n == 0 ? "" : head.n > 0 && !text_eq(head, last) ? "；" : " ");
		if (head.n > 0 && own.n == 0 && !text_eq(head, last))
			buf_text(&all, head);
		buf_text(&all, c->line.text);
		last = head.n ? head : last;
	}
	out = text_copy(d->arena, buf_view(&all));
	buf_release(&all);
	return any ? out : NO_TEXT;
}

static void
row_goes_on(struct reporter *r, const struct item_row *row, struct text steps)
{
	struct line l = row->v[0].line;
	struct report *out = &r->d->reports.v[r->d->reports.n - 1];

	l.text = steps;
	nested_steps(r->d, out, &l);
}

/* A row of a table: the number or the matter in one cell, how it stands in others. */
static void
from_row(struct reporter *r, const struct item_row *row)
{
	const struct item_cell *number = item_row_cell(row, LABEL_NUMBER),
			       *title = item_row_cell(row, LABEL_TITLE);
	const struct item_cell *from = number ? number : title;
	struct text words = NO_TEXT;
	size_t first = r->d->reports.n;
	struct reference ref;
	struct text steps = row_steps(r->d, row);

	if (r->numbered && steps.n > 0 && (row->goes_on || !from)) {
		row_goes_on(r, row, steps);
		return;
	}
	if (!from || row->goes_on || (title && none_said(title->line.text)))
		return;
	for (size_t i = 0; i < row->n; i++) {
		enum label label = row->v[i].label;

		if (label == LABEL_STATUS || label == LABEL_RESULT || label == LABEL_FEEDBACK)
			words = words.n ? text_fmt(r->d->arena, "%.*s，%.*s", TEXT_ARG(words),
					      TEXT_ARG(row->v[i].line.text))
					: row->v[i].line.text;
	}
	if (reference_next(r->d, from->line.text, 0, true, &ref)) {
		put_reference(r, &from->line, &ref,
		    ref.unit.n ? ref.unit : unit_before(r->d, from->line.text, 0, ref.from),
		    words.n ? words : text_cut(from->line.text, ref.to, from->line.text.n));
	} else if (number && number_only(number->line.text, &ref)) {
		put_reference(r, &number->line, &ref, NO_TEXT, words);
	} else if (title && words.n > 0) {
		struct report *out = put(r, &title->line, title->line.text);

		out->target = REPORT_EITHER;
		out->item = title->line.text;
		read_words(words, out);
	} else if (title) {
		by_words(r, &title->line);
	}
	if (title && number && r->d->reports.n > first &&
	    r->d->reports.v[first].status == STATUS_NONE)
		status_before(r, first, title->line.text, false);
	if (r->d->reports.n == first + 1 && steps.n > 0 && r->d->reports.v[first].referral.n == 0)
		row_goes_on(r, row, steps);
}

/* Rows of a table that is understood; false when it is not, and its cells are read as text. */
static bool
from_table(struct reporter *r, const struct block *table)
{
	struct item_row_list rows = { 0 };

	if (!item_table_read(r->d, table, &rows))
		return false;
	for (size_t i = 0; i < rows.n; i++)
		from_row(r, &rows.v[i]);
	return true;
}

/* 除【任务26-2】外均已完成 names a number without reporting on it. */
static bool
excepting(const struct line *l)
{
	return (text_has(l->text, T("除")) && text_has(l->text, T("外"))) &&
	    (text_has(l->text, T("均")) || text_has(l->text, T("全部")) ||
		text_has(l->text, T("都")));
}

/* Whether the block is a top item's first paragraph or a paragraph of the section itself. */
static bool
is_top(const struct block *b, const struct block *section)
{
	if (b->kind != BLOCK_PARAGRAPH && b->kind != BLOCK_HEADING)
		return false;
	if (b->parent == section)
		return b != section->first;
	return b->parent->kind == BLOCK_ITEM && b->parent->first == b &&
	    b->parent->parent->parent == section;
}

static bool
says_status(struct text clause)
{
	enum status s = status_said(clause);

	return s != STATUS_NONE || status_tail(clause, &s) != SIZE_MAX;
}

/* 灯坏了已修好，问题10-1等木料: the clauses before the one with the number, when they say how
 * something stands. */
static void
before_reference(struct reporter *r, const struct line *l)
{
	struct line front = *l;
	struct reference ref;
	struct text clause;
	size_t i = 0, end = 0;
	bool said = false;

	if (!r->in_step || !reference_next(r->d, l->text, 0, r->in_step, &ref))
		return;
	while (clause_next(l->text, &i, &clause) && i <= ref.from) {
		end = (size_t)(clause.p - l->text.p) + clause.n;
		said |= says_status(clause) && clause.n > strlen("均已完成");
	}
	front.text = text_cut(l->text, 0, end);
	front.at = line_part(r->d, l, front.text);
	if (said)
		by_words(r, &front);
}

/* A passage of the report step: by its numbers, or each line by its words. */
static void
read_passage(struct reporter *r, struct line l)
{
	struct text rest = l.text, one;

	if (excepting(&l) && report_all(r->d, &l, r->in_step))
		return;
	before_reference(r, &l);
	if (block_references(r, &l))
		return;
	while (text_line(&rest, &one)) {
		struct line line = l;

		line.text = text_trim(one);
		line.at = line_part(r->d, &l, line.text);
		if (line.text.n > 0)
			by_words(r, &line);
	}
}

/* Lines of a bare paragraph: one that has a number or says how something stands begins anew, else
 * it goes on with the words of the number above. */
static void
read_lines(struct reporter *r, const struct line *l)
{
	struct text rest = l->text, one;
	struct line passage = *l;
	size_t from = 0;
	bool closed = false;

	while (text_line(&rest, &one)) {
		size_t at = (size_t)(one.p - l->text.p);
		struct reference ref;
		struct text clause = NO_TEXT;

		one = text_trim(one);
		clause_next(one, &(size_t){ 0 }, &clause);
		if (at > 0 &&
		    (closed || reference_next(r->d, one, 0, r->in_step, &ref) ||
			says_status(clause))) {
			passage.text = text_trim(text_cut(l->text, from, at));
			passage.at = line_part(r->d, l, passage.text);
			read_passage(r, passage);
			from = at;
		}
		closed =
		    text_ends(one, T("。")) || text_ends(one, T("；")) || text_ends(one, T("."));
	}
	passage.text = text_trim(text_cut(l->text, from, l->text.n));
	passage.at = line_part(r->d, l, passage.text);
	read_passage(r, passage);
}

/* Above several villages a meeting goes from one to the next. */
static bool
unit_heading(struct reporter *r, const struct block *b, struct text words)
{
	struct marker m;

	if ((b->kind != BLOCK_HEADING && b->kind != BLOCK_PARAGRAPH) ||
	    r->d->unit->level == LEVEL_VILLAGE || utf8_length(words) > 24)
		return false;
	if (marker_read(words, &m) && !m.doubtful)
		words = text_cut(words, m.end, words.n);
	while (text_ends(words, T("：")) || text_ends(words, T(":")))
		words = text_cut(words, 0, words.n - (text_ends(words, T(":")) ? 1 : 3));
	if (!site_names_unit(r->d->site, words))
		return false;
	r->unit = words;
	return true;
}

/* The caption of a picture names a matter that no line of the document has reported on. */
static bool
tells_alone(const struct reporter *r, struct text caption)
{
	struct reference ref;

	if (!reference_next(r->d, caption, 0, false, &ref) || ref.n == 0)
		return false;
	for (size_t i = 0; i < r->d->reports.n; i++) {
		struct number n = r->d->reports.v[i].number;

		if (n.week == ref.v[0].week && n.order == ref.v[0].order)
			return false;
	}
	return true;
}

static void
read_block(struct reporter *r, struct block *b, const struct block *section)
{
	struct line l;
	size_t first = r->d->reports.n;

	if (!block_line(r->d, b, &l) || (b->kind == BLOCK_FIGURE && !tells_alone(r, l.text)))
		return;
	if (unit_heading(r, b, clause_trim(l.text, false)))
		return;
	if (r->in_step && is_top(b, section)) {
		if (b->parent == section) {
			read_lines(r, &l);
			return;
		}
		if (excepting(&l) && report_all(r->d, &l, r->in_step))
			return;
		before_reference(r, &l);
	}
	if (block_references(r, &l)) {
		if (b->parent && b->parent->kind == BLOCK_ITEM && b->parent->first == b && b->next)
			nested_words(r->d, first, b->parent);
		return;
	}
	struct marker m;
	struct text words = text_cut(l.text, marker_read(l.text, &m) ? m.end : 0, l.text.n);
	if ((r->in_step && is_top(b, section)) || (b->kind != BLOCK_FIGURE && tells_earlier(words)))
		by_words(r, &l);
}

static const struct step *
step_of(const struct doc *d, const struct block *section)
{
	for (size_t i = 0; i < d->steps.n; i++)
		if (d->steps.v[i].section == section)
			return &d->steps.v[i];
	return NULL;
}

void
reports_read(struct doc *d)
{
	struct reporter r = { .d = d, .unit = NO_TEXT };
	const struct block *section = d->body;
	const struct block *table = NULL; /* read by rows */
	bool none = false;

	for (struct block *b = d->body; b; b = block_next(d->body, b)) {
		if (b->parent == d->body) {
			const struct step *s = b->kind == BLOCK_SECTION ? step_of(d, b) : NULL;

			section = b;
			r.numbered = 0;
			r.unit = NO_TEXT;
			r.in_step = s && step_is(d, s, "report");
			none = s && s->none_said;
		}
		if (b->kind == BLOCK_TABLE)
			table = r.in_step && from_table(&r, b) ? b : NULL;
		if (b->kind == BLOCK_CELL && table && b->parent->parent == table)
			continue;
		if (b->inlines && !(none && r.in_step))
			read_block(&r, b, section);
	}
}
