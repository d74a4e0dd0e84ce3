/* SPDX-License-Identifier: MIT */
/*
 * Where the problems of the problem step are. Where it has headings, each heading one level below
 * the step is a problem with all that follows it; else each top item; else each line that begins a
 * matter; rows of a table besides. A secretary who puts every label under its own bullet on the top
 * level still means one problem: an item that begins with a label belongs to the problem before it.
 * （一）基础设施 above 1. 2. 3. is no problem but what those are about.
 */
#include "read/problem.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"

bool
tells_earlier(struct text line)
{
	static const char *const earlier[] = { "上周的问题", "上周问题", "上周反映的", "上周提的",
		"上周那个", "上次的问题", "上次反映的", "上次提的", "上次那个", "上回的",
		"上回说的", "上周说的", "上次说的", "前期反映的", NULL };
	struct text clause;

	if (!starts_any(line, earlier, NULL))
		return false;
	for (size_t i = 0; clause_next(line, &i, &clause);) {
		enum status s;

		if (status_said(clause) != STATUS_NONE ||
		    status_tail(clause_trim(clause, false), &s) != SIZE_MAX ||
		    text_ends(clause_trim(clause, false), T("了")))
			return true;
	}
	return false;
}

/* 【问题25-2】 in front with another week than this: a report on an earlier problem, not a new one
 * (report.c reads it). */
static bool
is_report(const struct doc *d, struct text line)
{
	struct mention mention;
	struct text clause;
	uint32_t close;
	size_t i = 0;

	/* 问题49-1：重新办理 needs no bracket. */
	if (mention_read(line, &i, &mention) && mention.number.order > 0 &&
	    mention.number.week != d->week.week && clause_next(line, &i, &clause))
		return status_said(clause) != STATUS_NONE;
	if (tells_earlier(line))
		return true;
	i = 0;
	if (line.n == 0 || !bracket_open(utf8_next(line, &i), &close) ||
	    !mention_read(line, &i, &mention) || mention.number.order == 0)
		return false;
	return mention.target == REPORT_TASK || mention.number.week != d->week.week ||
	    (mention.number.year != 0 && mention.number.year != d->week.year);
}

static void
close_lines(struct problem_reader *m)
{
	if (m->lines.n > 0)
		problem_read_lines(m);
	m->lines = (struct line_list){ 0 };
}

/* Nobody says twice of one matter who raised it. */
static bool
has_raised(const struct problem_reader *m)
{
	for (size_t i = 0; i < m->lines.n; i++)
		if (label_heads(m->lines.v[i].text) == LABEL_RAISED)
			return true;
	return false;
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
	enum label label = label_heads(lines->v[0].text);
	if (label == LABEL_NONE || m->lines.n == 0 || (label == LABEL_RAISED && has_raised(m))) {
		close_lines(m);
		problem_open(m, block);
	}
	for (size_t i = 0; i < lines->n; i++)
		if (!aside_line(lines->v[i].text))
			*ARENA_PUSH(d->arena, &m->lines) = lines->v[i];
}

static void
add_item(struct problem_reader *m, struct block *item, struct text group)
{
	struct line_list lines = { 0 };
	size_t before = m->d->problems.n;

	lines_below(m->d, item, &lines);
	add(m, item, &lines);
	if (m->d->problems.n > before)
		m->p->category = group;
}

/* Rows of a table that is understood are problems; else it stays text (S409). */
static void
add_table(struct problem_reader *m, const struct block *table)
{
	struct item_row_list rows = { 0 };
	bool open = false;

	if (!item_table_read(m->d, table, &rows))
		return;
	close_lines(m);
	for (size_t i = 0; i < rows.n; i++) {
		const struct item_cell *title = item_row_cell(&rows.v[i], LABEL_TITLE);

		if (!rows.v[i].goes_on) {
			if (title &&
			    (none_said(title->line.text) || is_placeholder(title->line.text)))
				continue;
			if (open)
				problem_close_row(m);
			problem_open(m, rows.v[i].row);
			open = true;
		}
		if (open)
			problem_read_row(m, &rows.v[i]);
	}
	if (open)
		problem_close_row(m);
	m->lines = (struct line_list){ 0 };
}

static bool
tells_titles(struct doc *d, const struct block *table)
{
	struct item_row_list rows = { 0 };

	return item_table_read(d, table, &rows) && rows.n > 0 &&
	    item_row_cell(&rows.v[0], LABEL_TITLE);
}

/* --- groups --- */

static const struct block *
list_below(const struct block *item)
{
	const struct block *b = item->first;

	while (b && b->kind != BLOCK_LIST)
		b = b->next;
	return b;
}

/* Does the item tell a matter of its own and what was decided: in its sentence, in labels, or
 * below? */
static bool
tells_matter(const struct doc *d, const struct block *item)
{
	struct line_list lines = { 0 };
	struct sentence s;

	lines_below(d, item, &lines);
	if (lines.n == 0 || label_heads(lines.v[0].text))
		return false;
	sentence_read(lines.v[0].text, d->date, &s);
	if (s.decision.n > 0 && !s.decides_first)
		return true;
	for (size_t i = 0; i < lines.n; i++)
		if (label_settles(lines.v[i].text))
			return true;
	return lines.n > 1 && is_answer(d, lines.v[1].text, true, false) &&
	    !is_answer(d, lines.v[0].text, true, false);
}

static struct text
group_words(struct text title)
{
	struct marker mark;

	size_t colon = text_find(title, T("："), 0);

	if (marker_read(title, &mark) && !mark.doubtful)
		return group_words(text_cut(title, mark.end, title.n));
	if (colon != SIZE_MAX && colon + strlen("：") < title.n) /* 第一类：基础设施 */
		title = text_cut(title, colon + strlen("："), title.n);
	return clause_trim(text_cut(title, 0, text_find(title, T("："), 0)), false);
}

/* 基础设施 above a list of matters; 二组水井不出水 above its answers is no group. */
static bool
is_group(const struct doc *d, struct text title, const struct block *list)
{
	static const char *const ends[] = { "方面", "类", "领域", "设施", "建设", "民生", "产业",
		"环境", "事项", "工作", "诉求", NULL };
	struct line first;

	if (!list || !list->first || utf8_exceeds(title, 24))
		return false;
	if (!line_first(d, list->first, &first) || label_heads(first.text))
		return false;
	if (sentence_settles(title) || label_settles(title) || label_heads(title))
		return false;
	if (tells_matter(d, list->first))
		return true;
	title = group_words(title);
	for (size_t i = 0; ends[i]; i++)
		if (text_ends(title, text_of(ends[i])))
			return !is_answer(d, first.text, true, false);
	return false;
}

static void
add_list(struct problem_reader *m, const struct block *list, struct text group)
{
	for (struct block *item = list->first; item; item = item->next) {
		const struct block *below = list_below(item);
		struct line first;

		if (!line_first(m->d, item, &first))
			continue;
		if (group.n > 0 || !is_group(m->d, first.text, below)) {
			add_item(m, item, group);
			continue;
		}
		for (; below; below = below->next)
			if (below->kind == BLOCK_LIST)
				add_list(m, below, group_words(first.text));
	}
}

/* --- the three shapes of a step --- */

/* The heading of a group: matters are in the list below it, or in deeper headings. */
static bool
heads_group(const struct doc *d, const struct block *heading)
{
	const struct block *next = heading->next;
	struct line first;

	if (!next || !line_first(d, heading, &first))
		return false;
	if (next->kind == BLOCK_HEADING)
		return next->level > heading->level;
	return next->kind == BLOCK_LIST && is_group(d, first.text, next);
}

static void
from_headings(struct problem_reader *m, struct block *section, int level)
{
	struct line_list lines = { 0 };
	struct block *head = NULL;
	struct text group = NO_TEXT;
	struct line first;

	for (struct block *b = section->first->next; b; b = b->next) {
		size_t before = m->d->problems.n;
		bool opens = b->kind == BLOCK_HEADING &&
		    (b->level == level || (group.n > 0 && b->level == level + 1));
		bool table =
		    b->kind == BLOCK_TABLE && (!head || head->next == b) && tells_titles(m->d, b);

		if (table)
			head = NULL; /* 问题清单 */
		if (opens) {
			if (head)
				add(m, head, &lines);
			if (m->d->problems.n > before)
				m->p->category = group;
			lines = (struct line_list){ 0 };
			head = NULL;
		}
		if (table) {
			add_table(m, b);
		} else if (opens && b->level == level && heads_group(m->d, b)) {
			group = line_first(m->d, b, &first) ? group_words(first.text) : NO_TEXT;
		} else if (opens) {
			group = b->level == level ? NO_TEXT : group;
			head = b;
		} else if (!head && group.n > 0 && b->kind == BLOCK_LIST) {
			add_list(m, b, group);
		}
		if (head)
			lines_below(m->d, b, &lines);
	}
	size_t before = m->d->problems.n;
	if (head)
		add(m, head, &lines);
	if (m->d->problems.n > before)
		m->p->category = group;
}

/* A paragraph beside items: labels and a decision speak of the item above; what tells a matter and
 * what was decided is one more; anything else is an introduction or a remark. */
static void
from_remark(struct problem_reader *m, struct block *b)
{
	struct line_list lines = { 0 };

	lines_own(m->d, b, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		struct line_list one = { &lines.v[i], 1, 1 };
		struct text t = lines.v[i].text;
		struct sentence s;

		sentence_read(t, m->d->date, &s);
		if (m->lines.n > 0 && (i > 0 || label_heads(t) || s.decides_first))
			*ARENA_PUSH(m->d->arena, &m->lines) = lines.v[i];
		else if (s.decision.n > 0 && !s.decides_first && !is_intro(t))
			add(m, b, &one);
		else
			return;
	}
}

static void
from_items(struct problem_reader *m, struct block *section)
{
	for (struct block *b = section->first->next; b; b = b->next) {
		if (b->kind == BLOCK_LIST)
			add_list(m, b, NO_TEXT);
		else if (b->kind == BLOCK_TABLE)
			add_table(m, b);
		else if (b->kind == BLOCK_PARAGRAPH)
			from_remark(m, b);
	}
}

/* 冯田：影响走路，应该拆。 below the matter is what was said of it. */
static bool
speaks(const struct doc *d, struct text t)
{
	size_t n = people_known(d, t);

	return n > 0 && char_is(text_peek(t, n), COLON);
}

/* …，12月16日前完成 ends a matter though no full stop was typed. */
static bool
ends_marginally(struct text t, struct date meeting)
{
	struct text clause, last = t;
	size_t i = 0;

	while (clause_next(t, &i, &clause))
		last = clause;
	return last.p > t.p && sentence_marginal(last, meeting);
}

/* Nothing but paragraphs: a line goes on with the matter above when that has no full stop yet, or
 * when it decides and tells no matter of its own. */
static void
from_paragraphs(struct problem_reader *m, struct block *section)
{
	bool open = false, settled = false, colon = false;

	for (struct block *b = section->first->next; b; b = b->next) {
		struct line_list lines = { 0 };

		if (b->kind == BLOCK_TABLE)
			add_table(m, b);
		if (b->kind != BLOCK_PARAGRAPH)
			continue;
		lines_own(m->d, b, &lines);
		for (size_t i = 0; i < lines.n; i++) {
			struct line_list one = { &lines.v[i], 1, 1 };
			struct text t = lines.v[i].text;
			struct sentence s;

			if (aside_line(t) ||
			    (is_intro(t) && !label_heads(t) && !label_settles(t) && !open))
				continue;
			sentence_read(t, m->d->date, &s);
			bool another = s.decision.n > 0 && !s.decides_first;
			if (m->lines.n > 0 &&
			    (label_heads(t) || speaks(m->d, t) ||
				(open && i > 0 && !(settled && another)) || (open && colon) ||
				(s.raised.n == 0 && s.decision.n > 0 && !another) ||
				sentence_marginal(t, m->d->date))) {
				*ARENA_PUSH(m->d->arena, &m->lines) = lines.v[i];
			} else {
				add(m, b, &one);
				settled = false;
			}
			settled |= s.decision.n > 0 || label_settles(t);
			colon = is_intro(t); /* 会议决定： at the foot of a page */
			open = !text_ends(t, T("。")) && !text_ends(t, T("；")) &&
			    !text_ends(t, T(".")) && !text_ends(t, T("！")) &&
			    !ends_marginally(t, m->d->date);
		}
	}
}

void
problems_read(struct doc *d, const struct step *s)
{
	struct problem_reader m = { .d = d, .boxes = has_boxes(d, s->section) };
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
	close_lines(&m);
}
