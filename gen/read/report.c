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
};

/* One bracket with its numbers. */
struct reference {
	enum report_target target;
	struct number v[24]; /* more in one bracket is no list a person writes */
	size_t n;
	struct text unit;
	size_t from, to; /* in the line */
};

static size_t
skip_between(struct text t, size_t i)
{
	struct cursor s = { t, i };

	while (
	    cursor_accept(&s, BLANK | SEPARATOR) || cursor_word(&s, "和") || cursor_word(&s, "及"))
		;
	return s.i;
}

/* 26-1、26-2, 26-1、2, 26-1、任务26-2 up to the closing bracket. */
static bool
read_numbers(struct text t, size_t *i, struct reference *out)
{
	size_t at = *i;
	int order;

	for (out->n = 0; out->n < sizeof out->v / sizeof *out->v;) {
		size_t before;

		at = skip_between(t, at);
		if (text_starts(text_cut(t, at, t.n), T("问题")) ||
		    text_starts(text_cut(t, at, t.n), T("任务")))
			at = skip_between(t, at + strlen("问题"));
		before = at;
		if (number_parse(t, &at, &out->v[out->n])) {
			out->n++;
		} else if (out->n > 0 && text_peek(t, at) < 0x10000 &&
		    utf8_digit(text_peek(t, at)) >= 0 && !utf8_is_han(text_peek(t, at)) &&
		    utf8_number(t, &at, &order)) {
			out->v[out->n] = out->v[out->n - 1];
			out->v[out->n++].order = (int16_t)order;
		} else {
			at = before;
			break;
		}
	}
	*i = skip_between(t, at);
	return out->n > 0;
}

/* A reference that opens at i: unit words may stand in front of 问题 or 任务, inside the bracket.
 */
static bool
reference_at(struct text t, size_t i, struct reference *out)
{
	size_t at = i, start;

	*out = (struct reference){ .unit = NO_TEXT, .from = i };
	if (!char_is(utf8_next(t, &at), SQUARE_OPENER))
		return false;
	start = at;
	/* Names of units are short. */
	while (at < t.n && at < start + 90 && !char_is(text_peek(t, at), SQUARE_CLOSER)) {
		struct text here = text_cut(t, at, t.n);

		if (text_starts(here, T("问题")) || text_starts(here, T("任务"))) {
			out->target = text_starts(here, T("问题")) ? REPORT_PROBLEM : REPORT_TASK;
			out->unit = clause_trim(text_cut(t, start, at), false);
			at += strlen("问题");
			if (!read_numbers(t, &at, out) || !char_is(text_peek(t, at), SQUARE_CLOSER))
				return false;
			utf8_next(t, &at);
			out->to = at;
			return true;
		}
		utf8_next(t, &at);
	}
	return false;
}

static bool
next_reference(struct text t, size_t from, struct reference *out)
{
	for (size_t i = from; i < t.n;) {
		size_t at = i;

		if (char_is(utf8_next(t, &i), SQUARE_OPENER) && reference_at(t, at, out))
			return true;
	}
	return false;
}

/* 任务26-1：已完成 without a bracket, at the front of an item of the report step. */
static bool
bare_reference(struct text t, struct reference *out)
{
	struct mention m;
	struct marker marker;
	size_t i = 0;

	if (marker_read(t, &marker) && !marker.doubtful)
		i = marker.end;
	*out = (struct reference){ .unit = NO_TEXT, .from = i };
	if (!mention_read(t, &i, &m) || m.number.order == 0)
		return false;
	out->target = m.target;
	out->v[0] = m.number;
	out->n = 1;
	/* The colon stays with the words. */
	out->to = m.at.at + m.at.n;
	return true;
}

/* 新发嘎查【问题27-1】: the words directly before the bracket when they name a unit. */
static struct text
unit_before(const struct doc *d, struct text t, size_t from, size_t bracket)
{
	struct text words = clause_trim(text_cut(t, from, bracket), false);
	struct marker m;

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

/* A clause as status: 已完成; also 已完成（7月2日） and 现已办结. */
static enum status
clause_status(struct text clause)
{
	static const char *const leads[] = { "现已", "目前", "状态", "现", "均", "都", "全部", "：",
		":", NULL };
	size_t open = text_find(clause, T("（"), 0), n;
	enum status s;

	clause = clause_trim(clause, false);
	if (open != SIZE_MAX && open > 0 && open < clause.n)
		clause = text_cut(clause, 0, open);
	s = status_parse(clause);
	if (s != STATUS_NONE || !starts_any(clause, leads, &n))
		return s;
	return clause_status(
	    text_cut(clause, n >= 6 && text_starts(clause, T("现已")) ? 3 : n, clause.n));
}

/* The first clause decides; without a colon any clause may (检修线路，已完成) and the words begin
 * there. */
static void
read_words(struct text t, struct report *out)
{
	bool colon;
	struct text words = said(t, &colon), clause;
	size_t i = 0;

	out->words = words;
	out->feedback = text_has(words, T("反馈")) && !text_has(words, T("未反馈")) &&
	    !text_has(words, T("待反馈")) && !text_has(words, T("没有反馈"));
	while (clause_next(words, &i, &clause)) {
		out->status = clause_status(clause);
		if (out->status != STATUS_NONE && !colon && clause.p > words.p)
			out->words = clause_trim(
			    text_cut(words, (size_t)(clause.p - words.p), words.n), true);
		if (out->status != STATUS_NONE || colon)
			return;
	}
}

static struct report *
put(struct reporter *r, const struct line *l, struct text at)
{
	struct report *out = ARENA_PUSH(r->d->arena, &r->d->reports);

	out->unit_words = out->item = out->words = NO_TEXT;
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

static void
put_reference(struct reporter *r, const struct line *l, const struct reference *ref,
    struct text unit, struct text rest)
{
	for (size_t i = 0; i < ref->n; i++) {
		struct report *out;

		if (is_own(r->d, ref->target, ref->v[i]))
			continue;
		out = put(r, l, text_cut(l->text, ref->from, ref->to));
		out->target = ref->target;
		out->number = ref->v[i];
		out->unit_words = unit;
		read_words(one_line(r->d, rest), out);
	}
}

/* --- walking the document --- */

/* References in the text of one block; each speaks until the next. True when there was one. */
static bool
block_references(struct reporter *r, const struct line *l)
{
	struct reference ref, next;
	bool any = next_reference(l->text, 0, &ref), more;
	size_t from = 0;

	if (!any && r->in_step && bare_reference(l->text, &ref))
		any = true;
	for (more = any; more; ref = next) {
		struct text unit =
		    ref.unit.n ? ref.unit : unit_before(r->d, l->text, from, ref.from);

		more = next_reference(l->text, ref.to, &next);
		put_reference(
		    r, l, &ref, unit, text_cut(l->text, ref.to, more ? next.from : l->text.n));
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

/* Below a reference without words of its own: 状态：办理中 nested. */
static void
nested_words(struct doc *d, size_t first, const struct block *item)
{
	struct line_list lines = { 0 };

	lines_below(d, item, &lines);
	for (size_t i = 1; i < lines.n; i++) {
		struct labelled_list found = { 0 };

		label_scan(d, &lines.v[i], &found);
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

/* 检修电灌线路已完成: where the status begins that the clause ends with, or SIZE_MAX. */
static size_t
status_tail(struct text clause, enum status *status)
{
	static const char *const fronts[] = { "已", "正在", "办理中", "进行中", "未完成", "尚未",
		"暂缓", "推进中", NULL };

	for (size_t i = 0; i < clause.n; utf8_next(clause, &i)) {
		struct text tail = text_cut(clause, i, clause.n);

		if (tail.n > 40 || !starts_any(tail, fronts, NULL))
			continue;
		*status = status_parse(tail);
		if (*status != STATUS_NONE)
			return i;
	}
	return SIZE_MAX;
}

/* An item of the report step that names no number: its words are kept for the index to compare. */
static void
by_words(struct reporter *r, const struct line *l)
{
	struct report *out;
	struct text t = one_line(r->d, l->text);
	bool colon;
	struct text words = said(t, &colon);

	if (none_said(t) || is_placeholder(t) || aside_line(t) || (is_intro(t)))
		return;
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
	if (!colon && out->status == STATUS_NONE) {
		struct text clause;
		size_t i = 0, tail;

		if (!clause_next(t, &i, &clause))
			return;
		tail = status_tail(clause, &out->status);
		if (tail == SIZE_MAX || tail == 0)
			return;
		out->item = clause_trim(text_cut(clause, 0, tail), false);
		while (text_ends(out->item, T("均")) || text_ends(out->item, T("都")))
			out->item = text_cut(out->item, 0, out->item.n - 3);
		out->words = clause_trim(text_cut(t, (size_t)(clause.p - t.p) + tail, t.n), true);
	}
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

static void
read_block(struct reporter *r, struct block *b, const struct block *section)
{
	struct line l;
	size_t first = r->d->reports.n;

	if (!block_line(r->d, b, &l))
		return;
	if (r->in_step && is_top(b, section) && excepting(&l) && report_all(r->d, &l, r->in_step))
		return;
	if (block_references(r, &l)) {
		if (b->parent && b->parent->kind == BLOCK_ITEM && b->parent->first == b && b->next)
			nested_words(r->d, first, b->parent);
		return;
	}
	if (!r->in_step || !is_top(b, section))
		return;
	if (b->parent == section) {
		/* Lines of a bare paragraph are items of their own. */
		struct line_list lines = { 0 };

		lines_own(r->d, b, &lines);
		for (size_t i = 0; i < lines.n; i++)
			by_words(r, &lines.v[i]);
		return;
	}
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
	struct reporter r = { .d = d };
	const struct block *section = d->body;
	bool none = false;

	for (struct block *b = d->body; b; b = block_next(d->body, b)) {
		if (b->parent == d->body) {
			const struct step *s = b->kind == BLOCK_SECTION ? step_of(d, b) : NULL;

			section = b;
			r.in_step = s && step_is(d, s, "report");
			none = s && s->none_said;
		}
		if (b->inlines && !(none && r.in_step))
			read_block(&r, b, section);
	}
}
