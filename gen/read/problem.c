/* SPDX-License-Identifier: MIT */
/*
 * One problem, out of its lines or its row of a table (problem_find.c says which those are). Labels
 * come first; what no label says is read from the sentence (sentence.c) and marked so. Lines below
 * the matter that say what is done are its decision.
 */
#include "read/problem.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"

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
free_text(struct problem_reader *m, struct text t)
{
	if (m->free.n < VALUE_MOST)
		m->free = m->free.n
		    ? text_fmt(m->d->arena, "%.*s\n%.*s", TEXT_ARG(m->free), TEXT_ARG(t))
		    : t;
}

static void
set_raised(struct problem_reader *m, const struct line *l, struct text value)
{
	static const char *const says[] = { "说", "称", "讲", "反映", "反应", "提出", NULL };
	struct problem *p = m->p;
	size_t end = names_end(m->d, value), n = 0;
	struct text who = text_cut(value, 0, end),
		    said = clause_trim(text_cut(value, end, value.n), true);

	p->raised_words = append(m, p->raised_words, who);
	people_of(m->d, l, who, &p->raised_by);
	if (starts_any(said, says, &n))
		said = clause_trim(text_behind(text_cut(said, n, said.n), COLON), true);
	if (said.n == 0)
		return;
	text_list_add(m->d->arena, &p->rest, said);
	free_text(m, said);
}

static void
set_label(struct problem_reader *m, const struct line *l, const struct labelled *v)
{
	struct problem *p = m->p;

	switch (v->label) {
	case LABEL_NUMBER: set_number(m, l, v); break;
	case LABEL_RAISED: set_raised(m, l, v->value); break;
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
	default: break;
	}
}

/* a. A、 a） in front of a line below. */
static struct text
without_letter(struct text t)
{
	struct cursor s = { t, 1 };

	if (t.n < 2 || !char_is_latin((unsigned char)t.p[0]) ||
	    !cursor_accept(&s, POINT | PAUSE | ROUND_CLOSER))
		return t;
	cursor_skip(&s, BLANK);
	return cursor_rest(&s);
}

bool
is_answer(const struct doc *d, struct text line, bool nested, bool more)
{
	static const char *const tells[] = { "影响", "涉及", "原因", "主要原因", "情况", "问题",
		"现状", "背景", "经了解", "据了解", "经查", "目前", "已经", "因", "由于", "其中",
		"群众", "牧民", NULL };
	static const char *const does[] = { "请", "联系", "更换", "安排", "组织", "协调", "申请",
		"购买", "采购", "维修", "检修", "修", "抢修", "派", "重新", "尽快", "立即", "及时",
		"加强", "做好", "督促", "通知", "召开", "统计", "核实", "调解", "丈量", "清理",
		"发放", "处理", "继续", "成立", "由", "拟", "借", "先", "向", "报", "上报", "换",
		"拉", "打", "装", "安装", "拆除", "邀请", "动员", "按", "逐户", "帮助", NULL };
	static const char *const who_or_when[] = { "负责", "牵头", "承办", "由", "前", "内", "底",
		NULL };
	struct sentence s;

	line = without_letter(line);
	/* Most lines are none, and a sentence is dear to read. */
	if (!more && !has_any(line, who_or_when) && !(nested && starts_any(line, does, NULL)))
		return false;
	if (none_said(line) || is_placeholder(line) || starts_any(line, tells, NULL) ||
	    text_ends(line, T("？")))
		return false;
	sentence_read(line, d->date, &s);
	if (s.raised.n > 0)
		return false;
	if (s.decision.n > 0 || (!more && sentence_marginal(line, d->date)))
		return false; /* read by its words; no more than who and until when */
	return more || s.owner.n > 0 || s.has_deadline || (nested && starts_any(line, does, NULL));
}

/* Below the problem's own line, in an item of its own. */
static bool
is_nested(const struct problem_reader *m, const struct line *l)
{
	const struct block *item = l->block->parent;

	return l->first && item && item->kind == BLOCK_ITEM && item != m->p->block;
}

/* One more owner or decision is no other half of the first. */
static void
set_another(struct problem_reader *m, const struct line *l, const struct labelled *v)
{
	if (v->label == LABEL_DECISION && m->p->decision.n > 0 && m->p->decision.n < VALUE_MOST)
		m->p->decision =
		    text_join(m->d->arena, clause_trim(m->p->decision, false), T("；"));
	if (v->label == LABEL_OWNER && m->p->owner_words.n > 0 && m->p->owner_words.n < VALUE_MOST)
		m->p->owner_words = text_join(m->d->arena, m->p->owner_words, T("、"));
	set_label(m, l, v);
}

/* Behind 反映人：何顺 in the next line: more people, or already what they said. */
static bool
goes_on(const struct doc *d, enum label label, struct text t)
{
	size_t i = 0;
	struct text clause;

	if (label != LABEL_RAISED && label != LABEL_OWNER)
		return label != LABEL_NONE && label != LABEL_NUMBER;
	if (!clause_next(t, &i, &clause))
		return false;
	clause = clause_trim(clause, false);
	return certainly_somebody(d, clause) ||
	    (clause.n > 0 && people_known(d, clause) == clause.n);
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
	bool same = l->block == m->last_block && !l->first,
	     empty = m->last == LABEL_DECISION && m->p->decision.n == 0;
	if ((same || empty) && goes_on(m->d, m->last, v->value)) {
		more.label = m->last;
		set_label(m, l, &more);
		return;
	}
	if (m->p->decision.n == 0 &&
	    is_answer(m->d, v->value, is_nested(m, l), m->answers.n > 0 && is_nested(m, l))) {
		text_list_add(m->d->arena, &m->answers, without_letter(v->value));
		return;
	}
	text_list_add(m->d->arena, &m->p->rest, clause_trim(v->value, true));
	free_text(m, v->value);
}

/* [x], in front of the number or behind it. */
static void
front_box(struct problem_reader *m, struct text *t)
{
	enum box box = box_read(t);

	if (box == BOX_DONE || (box == BOX_TICK && m->boxes))
		m->p->status = STATUS_SOLVED;
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
	front_box(m, &t);
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
		if (!starts_any(t, words, &n))
			return t;
		struct cursor s = { t, n };
		return cursor_accept(&s, COLON) || cursor_word(&s, "\t") ? cursor_rest(&s) : t;
	}
	m->p->number = mention.number;
	m->p->ordinal = mention.ordinal;
	if (mention.number.order)
		m->p->number_at =
		    line_part(m->d, l, text_cut(t, mention.at.at, mention.at.at + mention.at.n));
	return text_cut(t, i, t.n);
}

/* 修桥（王建国负责，12月20日前）: the bracket that ends the title and says who or until when. */
static struct text
title_bracket(const struct problem_reader *m, struct text *title)
{
	struct text inside = clause_trim(*title, true);
	size_t open = inside.n, close = inside.n;
	struct sentence s;

	if (inside.n == 0 || !char_is(utf8_prev(inside, &close), ROUND_CLOSER))
		return NO_TEXT;
	while (open > 0 && !char_is(text_peek(inside, open), ROUND_OPENER))
		utf8_prev(inside, &open);
	struct text front = text_trim(text_cut(inside, 0, open));
	inside = text_trim(text_behind(text_cut(inside, open, close), ROUND_OPENER));
	sentence_read(inside, m->d->date, &s);
	if (front.n == 0 ||
	    (s.owner.n == 0 && !s.has_deadline && !text_has(inside, T("责任人")) &&
		!text_has(inside, T("时限"))))
		return NO_TEXT;
	*title = front;
	return inside;
}

static void
title_line(struct problem_reader *m, struct line *l)
{
	struct line rest = *l;
	struct labelled_list found = { 0 };
	struct text title = title_front(m, l), who, done;

	front_box(m, &title);
	for (struct text whole = title; mention_of(m->d, &title, &who); whole = title) {
		struct labelled owner = { LABEL_OWNER, who, line_part(m->d, l, who) };
		struct deadline dl;

		set_another(m, l, &owner);
		if (mention_dated(m->d, l, whole, who, &title, &done, &dl)) {
			struct labelled decision = { LABEL_DECISION, done,
				line_part(m->d, l, done) };

			m->p->deadline = dl;
			if (done.n > 0)
				set_another(m, l, &decision);
			continue;
		}
		/* @何顺 12月20日前 */
		if (deadline_of(m->d, l, title, &dl) &&
		    dl.written.p + dl.written.n == title.p + title.n) {
			m->p->deadline = dl;
			title = clause_trim(text_cut(title, 0, title.n - dl.written.n), false);
		}
	}
	/* The rest keeps its place: a slice of the same plain text. */
	struct text parts[] = { title, title_bracket(m, &title) };
	parts[0] = title;
	m->p->title = NO_TEXT;
	for (size_t k = 0; k < COUNT(parts); k++) {
		rest.at = line_part(m->d, l, parts[k]);
		rest.text = parts[k];
		found.n = 0;
		label_scan(m->d, &rest, &found);
		for (size_t i = 0; i < found.n; i++) {
			if (found.v[i].label != LABEL_NONE) {
				set_label(m, &rest, &found.v[i]);
				m->last = found.v[i].label;
			} else {
				if (k == 0)
					m->p->title = clause_trim(found.v[i].value, false);
				free_text(m, found.v[i].value);
			}
		}
	}
	m->last_block = l->block;
}

/* Lines that say what is done are the decision when nothing else is; else they are kept. */
static void
from_answers(struct problem_reader *m, struct sentence *s)
{
	struct text all = NO_TEXT;

	for (size_t i = 0; i < m->answers.n; i++) {
		struct sentence one;
		struct text t = clause_trim(m->answers.v[i], false);

		sentence_read(t, m->d->date, &one);
		if (s->owner.n == 0)
			s->owner = one.owner.n ? one.owner : name_before_deadline(m->d, t);
		if (!s->has_deadline && one.has_deadline) {
			s->has_deadline = true;
			s->deadline = one.deadline;
		}
		if (all.n < VALUE_MOST)
			all = all.n
			    ? text_fmt(m->d->arena, "%.*s；%.*s", TEXT_ARG(all), TEXT_ARG(t))
			    : t;
	}
	if (m->p->decision.n == 0 && s->decision.n == 0)
		s->decision = all;
	else
		for (size_t i = 0; i < m->answers.n; i++)
			text_list_add(m->d->arena, &m->p->rest, clause_trim(m->answers.v[i], true));
}

/* 有三个问题：一是水井不出水…: the matter begins behind the first sign. */
static struct text
without_announcement(struct text title)
{
	struct enumerated v[2];

	if (enumeration_find(title, NULL, v, 2) == 2 &&
	    announces_several(text_cut(title, 0, v[0].from)))
		return text_cut(title, (size_t)(v[0].words.p - title.p), title.n);
	return title;
}

/* A stroke or an arrow that stands in no date. */
static bool
parts_fields(struct text t, size_t i, size_t *end)
{
	struct cursor s = { t, i };
	uint32_t before = cursor_before(&s);

	if (!cursor_accept(&s, SLASH) && !cursor_word(&s, "→") && !cursor_word(&s, "-"))
		return false;
	while (cursor_word(&s, "-"))
		;
	*end = s.i;
	return !(utf8_digit(before) >= 0 && utf8_digit(cursor_peek(&s)) >= 0);
}

/* 草料被偷 决定装摄像头 哈斯负责: spoken into a telephone, blanks are all the marks there are. */
static struct text
blanks_as_commas(struct problem_reader *m, struct text t)
{
	struct buf b = BUF_INIT;
	struct cursor s = { t, 0 };
	size_t gaps = 0;

	cursor_until(&s, COMMA | STOP | SEMICOLON | COLON | ROUND_OPENER);
	if (s.i < t.n && text_has(t, T("→"))) /* 夜里赌钱 → 十点关门，斯钦 */
		return text_replace(m->d->arena, t, T("→"), T("，"));
	if (s.i < t.n || !utf8_is_han(text_peek(t, 0)))
		return t;
	for (size_t i = 0; i < t.n;) {
		size_t end = text_skip(t, i, BLANK | LONG_DASH), from = i;

		if (end == i && parts_fields(t, i, &end))
			end = text_skip(t, end, BLANK);

		if (end > i) {
			bool line = memchr(t.p + i, '\n', end - i) != NULL;
			gaps += !line;
			buf_text(&b, line ? T("\n") : T("，"));
			i = end;
			continue;
		}
		utf8_next(t, &i);
		buf_text(&b, text_cut(t, from, i));
	}
	struct text out = gaps > 0 ? text_copy(m->d->arena, buf_view(&b)) : t;
	buf_release(&b);
	return out;
}

/* 二组渠道漏水（用水泥抹，图力，12.26）: fields in a bracket at the end, one of them a day. */
static struct text
bracket_as_commas(struct problem_reader *m, struct text t)
{
	struct cursor s = { t, 0 };
	struct deadline dl;
	size_t i = t.n;

	if (t.n == 0 || !char_is(utf8_prev(t, &i), ROUND_CLOSER))
		return t;
	cursor_until(&s, ROUND_OPENER);
	struct text front = text_cut(t, 0, s.i), inside;
	cursor_accept(&s, ROUND_OPENER);
	inside = text_cut(t, s.i, i);
	struct cursor again = { inside, 0 };
	cursor_until(&again, ROUND_OPENER);
	if (again.i < inside.n || sentence_settles(front) ||
	    !deadline_find(inside, m->d->date, &dl) || dl.at.at == 0)
		return t;
	return text_fmt(m->d->arena, "%.*s，%.*s", TEXT_ARG(front), TEXT_ARG(inside));
}

/* What no label said is read from the sentence. */
static void
from_sentence(struct problem_reader *m)
{
	struct problem *p = m->p;
	struct sentence s;
	m->free = bracket_as_commas(m, m->free);
	struct text typed = m->free;
	m->free = sentence_marked(m->d->arena, blanks_as_commas(m, m->free));
	bool fields = m->free.p != typed.p;
	struct line whole = { .text = m->free, .at = p->at };

	sentence_read(m->free, m->d->date, &s);
	if (s.owner.n == 0 && p->owner_words.n == 0 && s.has_deadline)
		s.owner = name_before_deadline(m->d, m->free);
	if (s.owner.n == 0 && p->owner_words.n == 0)
		s.owner = doer_in(m->d, m->free, false);
	from_answers(m, &s);
	if (p->decision.n == 0 && s.decision.n == 0) {
		s.owner = s.owner.n ? s.owner : p->owner_words;
		s.has_deadline |= p->deadline.written.n > 0;
		sentence_act(m->free, m->d->date, &s);
		/* 围栏倒了—重栽—嘎拉—12月20日前: the second field */
		size_t comma = text_find(s.title, T("，"), 0);
		if (fields && s.decision.n == 0 && comma < s.title.n &&
		    (s.owner.n > 0 || s.has_deadline)) {
			s.decision = text_cut(s.title, comma + strlen("，"), s.title.n);
			s.title = text_cut(s.title, 0, comma);
		}
	}
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
	/* A heading is a title as it stands, unless it goes on with what was decided and by whom or
	 * until when; a sentence is cut down to the matter in it. */
	bool heading = p->block->kind == BLOCK_HEADING;
	if (heading) {
		struct sentence told;
		sentence_read(p->title, m->d->date, &told);
		heading = told.decision.n == 0 ||
		    (!text_has(p->title, T("。")) && told.owner.n == 0 && !told.has_deadline);
	}
	bool below = s.raised.n > 0 && memchr(m->free.p, '\n', (size_t)(s.raised.p - m->free.p));
	if (!heading && s.title.n > 0 && ((p->from_sentence && !below) || p->title.n == 0))
		p->title = s.title;
	p->title = clause_trim(without_announcement(p->title), false);
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

void
problem_open(struct problem_reader *m, const struct block *block)
{
	struct doc *d = m->d;
	struct problem *p = ARENA_PUSH(d->arena, &d->problems);

	*m = (struct problem_reader){ .d = d, .p = p, .free = NO_TEXT, .boxes = m->boxes };
	p->block = (struct block *)block;
	p->title = p->raised_words = p->owner_words = p->category = p->affected = p->decision =
	    p->result = p->feedback = p->status_words = NO_TEXT;
	p->deadline.written = NO_TEXT;
}

void
problem_read_lines(struct problem_reader *m)
{
	struct problem *p = m->p;

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
	p->at = behind_box(&m->lines.v[0]);
	if (p->status == STATUS_NONE)
		for (size_t i = 0; i < p->referral.n; i++)
			if (p->referral.v[i].step == REFERRAL_CLOSE)
				p->status = STATUS_SOLVED;
}

static unsigned
carried_flag(enum label label)
{
	return label == LABEL_OWNER   ? PROBLEM_READ_OWNER
	    : label == LABEL_DEADLINE ? PROBLEM_READ_DEADLINE
	    : label == LABEL_RAISED   ? PROBLEM_READ_RAISED
				      : 0;
}

void
problem_read_row(struct problem_reader *m, const struct item_row *row)
{
	const struct item_cell *title = item_row_cell(row, LABEL_TITLE);
	struct problem *p = m->p;

	if (!row->goes_on) {
		p->category = row->group;
		m->lines = (struct line_list){ 0 };
		if (title) {
			*ARENA_PUSH(m->d->arena, &m->lines) = title->line;
			p->at = behind_box(&title->line);
			title_line(m, &m->lines.v[0]);
		} else {
			p->at = row->v[0].line.at;
		}
	}
	for (size_t i = 0; i < row->n; i++) {
		const struct item_cell *c = &row->v[i];
		struct labelled v = { c->label, c->line.text, c->line.at };

		/* 派单 heads the column, the cell holds the day. */
		if (c->label == LABEL_REFERRAL && referral_word(c->line.text).n == 0)
			v.value = text_join(m->d->arena, referral_word(c->head), v.value);
		if (c->label == LABEL_NONE || c->label == LABEL_OTHER)
			text_list_add(m->d->arena, &p->rest,
			    text_fmt(m->d->arena, "%.*s：%.*s", TEXT_ARG(c->head),
				TEXT_ARG(c->line.text)));
		else
			set_another(m, &c->line, &v);
		if (c->carried)
			p->from_sentence |= carried_flag(c->label);
	}
}

void
problem_close_row(struct problem_reader *m)
{
	finish(m->p);
	from_sentence(m);
}
