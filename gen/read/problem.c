/* SPDX-License-Identifier: MIT */
/*
 * Problems of the problem step. Where it has headings, each heading one level below the step is a
 * problem with all that follows it; else each top item; else each line that begins a matter. Labels
 * come first; what no label says is read from the sentence (sentence.c) and marked so. A secretary
 * who puts every label under its own bullet on the top level still means one problem: an item that
 * begins with a label belongs to the problem before it.
 */
#include "read/record.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

/* The lines of one problem; the first is its title. */
struct problem_reader {
	struct doc *d;
	struct problem *p;
	struct line_list lines;
	struct text free; /* all that stands under no label, one line each */
	bool referral;    /* lines go on with 流转办理 */
	enum label last;  /* of the line before, for lines that go on */
	const struct block *last_block;
};

void
people_of(const struct doc *d, const struct line *l, struct text words, struct person_list *out)
{
	struct person_list found = { 0 };

	people_parse(d, words, line_part(d, l, words), &found);
	people_recognise(d, &found);
	for (size_t i = 0; i < found.n; i++)
		*ARENA_PUSH(d->arena, out) = found.v[i];
}

bool
deadline_of(const struct doc *d, const struct line *l, struct text words, struct deadline *out)
{
	struct deadline found;

	if (!deadline_find(words, d->date, &found))
		return false;
	*out = found;
	out->at = line_part(d, l, found.written);
	return true;
}

static struct text
up_to_mark(struct text t)
{
	for (size_t i = 0; i < t.n;) {
		size_t before = i;
		uint32_t c = utf8_next(t, &i);

		if (is_separator(c) || c == U'（' || c == '(' || c == '\n')
			return text_cut(t, 0, before);
	}
	return t;
}

static bool
says_feedback(struct text t)
{
	return (text_has(t, T("已反馈")) || text_has(t, T("已向")) || text_has(t, T("已告知")) ||
		   text_has(t, T("满意"))) &&
	    !text_has(t, T("未反馈"));
}

/* Longer than any value a person types. Growing texts are copied each time, so there has to be an
 * end; what follows is kept among the rest. */
#define VALUE_MOST 8192

static struct text
append(struct problem_reader *m, struct text old, struct text more)
{
	if (old.n > VALUE_MOST) {
		text_list_add(m->d->arena, &m->p->rest, more);
		return old;
	}
	return line_join(m->d->arena, old, more);
}

static void
set_status(struct problem_reader *m, const struct labelled *v)
{
	struct problem *p = m->p;

	p->status_words = append(m, p->status_words, v->value);
	p->status_at = v->at;
	if (p->status == STATUS_NONE)
		p->status = status_parse(up_to_mark(v->value));
	p->has_feedback |= says_feedback(v->value);
}

static void
set_owner(struct problem_reader *m, const struct line *l, const struct labelled *v)
{
	struct problem *p = m->p;
	struct deadline dl;

	p->owner_words = append(m, p->owner_words, v->value);
	p->owner_at = v->at;
	/* 责任人：李四 7月20日前 */
	if (!date_is(p->deadline.date) && !p->deadline.always &&
	    deadline_of(m->d, l, v->value, &dl) && dl.written.p > v->value.p) {
		p->deadline = dl;
		people_of(m->d, l,
		    clause_trim(text_cut(v->value, 0, (size_t)(dl.written.p - v->value.p)), false),
		    &p->owners);
		return;
	}
	people_of(m->d, l, v->value, &p->owners);
}

static void
set_deadline(struct problem_reader *m, const struct line *l, const struct labelled *v)
{
	struct deadline dl;

	if (deadline_of(m->d, l, v->value, &dl)) {
		m->p->deadline = dl;
	} else {
		m->p->deadline.written = v->value;
		m->p->deadline.at = v->at;
	}
}

static void
set_number(struct problem_reader *m, const struct line *l, const struct labelled *v)
{
	struct mention mention;
	struct number n;
	size_t i = 0;

	if (number_parse(v->value, &i, &n)) {
		m->p->number = n;
		m->p->number_at = line_part(m->d, l, text_cut(v->value, 0, i));
	} else if (i = 0, mention_read(v->value, &i, &mention)) {
		m->p->number = mention.number;
		m->p->number_at = line_part(
		    m->d, l, text_cut(v->value, mention.at.at, mention.at.at + mention.at.n));
	}
}

static void
set_label(struct problem_reader *m, const struct line *l, const struct labelled *v)
{
	struct problem *p = m->p;

	switch (v->label) {
	case LABEL_NUMBER: set_number(m, l, v); break;
	case LABEL_RAISED:
		p->raised_words = append(m, p->raised_words, v->value);
		people_of(m->d, l, v->value, &p->raised_by);
		break;
	case LABEL_CATEGORY: p->category = append(m, p->category, v->value); break;
	case LABEL_AFFECTED: p->affected = append(m, p->affected, v->value); break;
	case LABEL_DECISION:
		p->decision = append(m, p->decision, v->value);
		if (p->decision_at.n == 0)
			p->decision_at = v->at;
		break;
	case LABEL_OWNER: set_owner(m, l, v); break;
	case LABEL_DEADLINE: set_deadline(m, l, v); break;
	case LABEL_STATUS: set_status(m, v); break;
	case LABEL_RESULT: p->result = append(m, p->result, v->value); break;
	case LABEL_FEEDBACK:
		p->feedback = append(m, p->feedback, v->value);
		p->has_feedback |= says_feedback(v->value);
		break;
	case LABEL_REFERRAL:
		m->referral = true;
		referral_read_line(m->d, m->p, l, v->value);
		break;
	case LABEL_NONE:
	case LABEL_COUNT: break;
	}
}

static void
free_text(struct problem_reader *m, struct text t)
{
	if (m->free.n < VALUE_MOST)
		m->free = m->free.n
		    ? text_fmt(m->d->arena, "%.*s\n%.*s", TEXT_ARG(m->free), TEXT_ARG(t))
		    : t;
}

/* A line without a label: it goes on with the label above when it stands in the same paragraph,
 * else it is kept. */
static void
unlabelled(struct problem_reader *m, const struct line *l, const struct labelled *v)
{
	struct labelled more = *v;

	/* 流转办理 as the head of a nested list needs no colon. */
	if (label_parse(clause_trim(v->value, false)) == LABEL_REFERRAL) {
		m->referral = true;
		return;
	}
	if (m->referral && referral_read_line(m->d, m->p, l, v->value))
		return;
	if (m->last != LABEL_NONE && m->last != LABEL_NUMBER && l->block == m->last_block &&
	    !l->first) {
		more.label = m->last;
		set_label(m, l, &more);
		return;
	}
	text_list_add(m->d->arena, &m->p->rest, clause_trim(v->value, true));
	free_text(m, v->value);
}

/* The title line: numbering and 问题27-1： in front, labels perhaps behind. */
static struct text
title_front(struct problem_reader *m, const struct line *l)
{
	static const char *const words[] = { "问题描述", "具体问题", "问题内容", "问题", "事项",
		"内容", NULL };
	struct text t = l->text;
	struct mention mention;
	struct marker marker;
	uint32_t close;
	size_t i = 0, n;

	if (marker_read(t, &marker) && !marker.doubtful && marker.kind != MARKER_BULLET)
		t = text_cut(t, marker.end, t.n);
	if (text_starts(t, T("编号"))) {
		i = strlen("编号");
		if (number_parse(t, &i, &m->p->number)) {
			m->p->number_at = line_part(m->d, l, text_cut(t, strlen("编号"), i));
			return text_cut(t, i, t.n);
		}
		i = 0;
	}
	if (t.n && bracket_open(utf8_next(t, &i), &close)) {
		if (!mention_read(t, &i, &mention))
			return t;
	} else if (i = 0, !mention_read(t, &i, &mention)) {
		struct text rest;

		if (!starts_any(t, words, &n))
			return t;
		rest = text_cut(t, n, t.n);
		if (text_starts(rest, T("：")))
			return text_cut(rest, 3, rest.n);
		return text_starts(rest, T(":")) ? text_cut(rest, 1, rest.n) : t;
	}
	m->p->number = mention.number;
	m->p->ordinal = mention.ordinal;
	if (mention.number.order)
		m->p->number_at =
		    line_part(m->d, l, text_cut(t, mention.at.at, mention.at.at + mention.at.n));
	return text_cut(t, i, t.n);
}

static void
title_line(struct problem_reader *m, struct line *l)
{
	struct line rest = *l;
	struct labelled_list found = { 0 };
	struct text title = title_front(m, l);

	/* The rest keeps its place: a slice of the same plain text. */
	rest.at = line_part(m->d, l, title);
	rest.text = title;
	m->p->title = NO_TEXT;
	label_scan(m->d, &rest, &found);
	for (size_t i = 0; i < found.n; i++) {
		if (found.v[i].label != LABEL_NONE) {
			set_label(m, &rest, &found.v[i]);
			m->last = found.v[i].label;
		} else {
			m->p->title = clause_trim(found.v[i].value, false);
			free_text(m, found.v[i].value);
		}
	}
	m->last_block = l->block;
}

/* What no label said is read from the sentence. */
static void
from_sentence(struct problem_reader *m)
{
	struct problem *p = m->p;
	struct sentence s;
	struct line whole = { .text = m->free, .at = p->at };

	sentence_read(m->free, m->d->date, &s);
	/* 会议决定：先借电机，由李四负责，7月20日前完成 names them inside the label's value. */
	if (p->decision.n > 0) {
		struct sentence decided;

		sentence_read(p->decision, m->d->date, &decided);
		if (s.owner.n == 0)
			s.owner = decided.owner;
		if (!s.has_deadline && decided.has_deadline) {
			s.has_deadline = true;
			s.deadline = decided.deadline;
		}
	}
	p->undecided = is_undecided(p->decision) || (p->decision.n == 0 && s.undecided);
	if (p->raised_words.n == 0 && s.raised.n > 0) {
		p->raised_words = s.raised;
		people_of(m->d, &whole, s.raised, &p->raised_by);
		p->from_sentence |= PROBLEM_READ_RAISED;
	}
	if (p->decision.n == 0 && s.decision.n > 0) {
		p->decision = text_replace(m->d->arena, s.decision, T("\n"), NO_TEXT);
		p->decision_at = line_part(m->d, &whole, s.decision);
		p->from_sentence |= PROBLEM_READ_DECISION;
	}
	if (p->owner_words.n == 0 && s.owner.n > 0) {
		p->owner_words = s.owner;
		p->owner_at = line_part(m->d, &whole, s.owner);
		people_of(m->d, &whole, s.owner, &p->owners);
		p->from_sentence |= PROBLEM_READ_OWNER;
	}
	if (p->deadline.written.n == 0 && s.has_deadline) {
		p->deadline = s.deadline;
		p->deadline.at = line_part(m->d, &whole, s.deadline.written);
		p->from_sentence |= PROBLEM_READ_DEADLINE;
	}
	/* A heading is a title as it stands; a sentence is cut down to the matter in it. */
	if (p->block->kind != BLOCK_HEADING && s.title.n > 0 &&
	    (p->from_sentence || p->title.n == 0))
		p->title = s.title;
}

/* The extent of all lines in the source, so that spans of what was read from the sentence can be
 * found in it. */
static struct span
extent(const struct line_list *lines)
{
	uint32_t from = UINT32_MAX, to = 0;

	for (size_t i = 0; i < lines->n; i++) {
		struct span s = lines->v[i].at;

		if (s.at < from)
			from = s.at;
		if (s.at + s.n > to)
			to = s.at + s.n;
	}
	return to > from ? (struct span){ from, to - from } : NO_SPAN;
}

static void
finish(struct problem *p)
{
	struct text *const sentences[] = { &p->decision, &p->result, &p->feedback,
		&p->status_words };
	struct text *const words[] = { &p->raised_words, &p->owner_words, &p->category,
		&p->affected };

	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
		*sentences[i] = clause_trim(*sentences[i], true);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		*words[i] = clause_trim(*words[i], false);
	p->deadline.written = clause_trim(p->deadline.written, false);
}

static void
read_matter(struct problem_reader *m)
{
	struct problem *p = m->p;

	p->title = p->raised_words = p->owner_words = p->category = p->affected = p->decision =
	    p->result = p->feedback = p->status_words = NO_TEXT;
	p->deadline.written = NO_TEXT;
	m->free = NO_TEXT;
	p->at = m->lines.v[0].at;
	title_line(m, &m->lines.v[0]);
	for (size_t i = 1; i < m->lines.n; i++) {
		struct labelled_list found = { 0 };
		struct line *l = &m->lines.v[i];

		label_scan(m->d, l, &found);
		for (size_t k = 0; k < found.n; k++) {
			if (found.v[k].label == LABEL_NONE) {
				unlabelled(m, l, &found.v[k]);
				continue;
			}
			if (found.v[k].label != LABEL_REFERRAL)
				m->referral = false;
			set_label(m, l, &found.v[k]);
			m->last = found.v[k].label;
		}
		m->last_block = l->block;
	}
	finish(p);
	p->at = extent(&m->lines);
	from_sentence(m);
	p->at = m->lines.v[0].at;
	if (p->status == STATUS_NONE)
		for (size_t i = 0; i < p->referral.n; i++)
			if (p->referral.v[i].step == REFERRAL_CLOSE)
				p->status = STATUS_SOLVED;
}

/* 【问题25-2】 in front with another week than this: a report on an earlier problem, not a new one
 * (report.c reads it). */
static bool
is_report(const struct doc *d, struct text line)
{
	struct mention mention;
	uint32_t close;
	size_t i = 0;

	if (line.n == 0 || !bracket_open(utf8_next(line, &i), &close) ||
	    !mention_read(line, &i, &mention) || mention.number.order == 0)
		return false;
	return mention.target == REPORT_TASK || mention.number.week != d->week.week ||
	    (mention.number.year != 0 && mention.number.year != d->week.year);
}

/* Opens a new problem with these lines, or adds them to the one before when they begin with a
 * label. */
static void
add(struct problem_reader *m, const struct block *block, const struct line_list *lines)
{
	struct doc *d = m->d;

	if (lines->n == 0 || is_report(d, lines->v[0].text) || none_said(lines->v[0].text) ||
	    is_placeholder(lines->v[0].text))
		return;
	if (!label_heads(lines->v[0].text) || m->lines.n == 0) {
		if (m->lines.n > 0)
			read_matter(m);
		*m = (struct problem_reader){
			.d = d, .p = ARENA_PUSH(d->arena, &d->problems), .free = NO_TEXT
		};
		m->p->block = (struct block *)block;
	}
	for (size_t i = 0; i < lines->n; i++)
		if (!aside_line(lines->v[i].text))
			*ARENA_PUSH(d->arena, &m->lines) = lines->v[i];
}

static void
from_headings(struct problem_reader *m, struct block *section, int level)
{
	struct line_list lines = { 0 };
	struct block *head = NULL;

	for (struct block *b = section->first->next; b; b = b->next) {
		if (b->kind == BLOCK_HEADING && b->level == level) {
			if (head)
				add(m, head, &lines);
			lines = (struct line_list){ 0 };
			head = b;
		}
		if (head)
			lines_below(m->d, b, &lines);
	}
	if (head)
		add(m, head, &lines);
}

static void
from_items(struct problem_reader *m, struct block *section)
{
	for (struct block *b = section->first->next; b; b = b->next) {
		if (b->kind == BLOCK_LIST)
			for (struct block *item = b->first; item; item = item->next) {
				struct line_list lines = { 0 };

				lines_below(m->d, item, &lines);
				add(m, item, &lines);
			}
		else if (m->lines.n > 0 && b->kind == BLOCK_PARAGRAPH) {
			struct line_list lines = { 0 };

			/* Labels behind an empty line still speak of the item above. */
			lines_own(m->d, b, &lines);
			if (lines.n > 0 && label_heads(lines.v[0].text))
				add(m, b, &lines);
		}
	}
}

/* Nothing but paragraphs: a line goes on with the matter above when that has no full stop yet, or
 * when it decides. */
static void
from_paragraphs(struct problem_reader *m, struct block *section)
{
	bool open = false;

	for (struct block *b = section->first->next; b; b = b->next) {
		struct line_list lines = { 0 };

		if (b->kind != BLOCK_PARAGRAPH)
			continue;
		lines_own(m->d, b, &lines);
		for (size_t i = 0; i < lines.n; i++) {
			struct line_list one = { &lines.v[i], 1, 1 };
			struct text t = lines.v[i].text;
			struct sentence s;

			if (aside_line(t) || (is_intro(t) && !label_heads(t) && !open))
				continue;
			sentence_read(t, m->d->date, &s);
			if (m->lines.n > 0 &&
			    (label_heads(t) || (open && i > 0) ||
				(s.raised.n == 0 && s.decision.n > 0) ||
				sentence_marginal(t, m->d->date)))
				*ARENA_PUSH(m->d->arena, &m->lines) = lines.v[i];
			else
				add(m, b, &one);
			open = !text_ends(t, T("。")) && !text_ends(t, T("；")) &&
			    !text_ends(t, T(".")) && !text_ends(t, T("！"));
		}
	}
}

void
problems_read(struct doc *d, const struct step *s)
{
	struct problem_reader m = { .d = d };
	bool items = false;
	int level = 7;

	for (struct block *b = s->section->first->next; b; b = b->next) {
		if (b->kind == BLOCK_HEADING && b->level < level)
			level = b->level;
		items |= b->kind == BLOCK_LIST;
	}
	if (level < 7)
		from_headings(&m, s->section, level);
	else if (items)
		from_items(&m, s->section);
	else
		from_paragraphs(&m, s->section);
	if (m.lines.n > 0)
		read_matter(&m);
}
