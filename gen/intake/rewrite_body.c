/* SPDX-License-Identifier: MIT */
/*
 * The body of a record from its tree, as Markdown that reads like the template: steps of the second
 * level, problems below them, labels as list items, each problem and task with its number written.
 * Words are hers; only marks are ours: 问题一： gives way to 问题27-1：, ● to -.
 *
 * Assumption: whatever is written here is read again by rewrite.c and compared, so this file need
 * not know every habit of the reader; where the two disagree the body stays as it was typed.
 */
#include <stdio.h>

#include "intake/intake.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"

/* [x] or ☑ between the place of a line and its words. */
#define TICK_MOST 12
/* People nest three deep, the reader twelve. */
#define DEPTH_MOST 16

/* A number to be written where a line begins in the source. */
struct mark {
	uint32_t at;
	const char *word;
	struct number number;
	bool ordinal;
};
struct mark_list {
	struct mark *v;
	size_t n, room;
};

struct tidier {
	struct arena *arena;
	const struct doc *d;
	struct mark_list marks;
	struct buf *out;
	size_t indent;
	bool in_problems;
	bool labels; /* below a problem's heading, and nothing but labels since */
};

static void put_blocks(struct tidier *t, const struct block *first, bool tight, int depth);

/* --- numbers --- */

static void
find_marks(struct tidier *t, const struct numbering *n)
{
	const struct doc *d = t->d;

	for (size_t i = 0; i < d->problems.n; i++)
		if (d->problems.v[i].number.order == 0 && n->problems[i] > 0)
			*ARENA_PUSH(t->arena, &t->marks) = (struct mark){ d->problems.v[i].at.at,
				"问题", { 0, n->week.week, n->problems[i] },
				d->problems.v[i].ordinal > 0 };
	for (size_t i = 0; i < d->tasks.n; i++)
		if (d->tasks.v[i].number.order == 0 && n->tasks[i] > 0)
			*ARENA_PUSH(t->arena, &t->marks) = (struct mark){ d->tasks.v[i].at.at,
				"任务", { 0, n->week.week, n->tasks[i] }, false };
}

/* Of a line that begins at that place; a tick may stand between. */
static const struct mark *
mark_at(const struct tidier *t, uint32_t at, size_t n)
{
	for (size_t i = 0; i < t->marks.n; i++)
		if (t->marks.v[i].at >= at && t->marks.v[i].at <= at + TICK_MOST &&
		    t->marks.v[i].at < at + n)
			return &t->marks.v[i];
	return NULL;
}

/* 1、 （一） before a heading's words; not 1.5亩. */
static size_t
skip_numbering(struct text t)
{
	size_t i = 0;
	int n;
	bool bracket = char_is(text_peek(t, 0), ROUND_OPENER);
	uint32_t c;

	if (bracket)
		utf8_next(t, &i);
	if (!utf8_number(t, &i, &n) || n > 99 || i >= t.n)
		return 0;
	c = utf8_next(t, &i);
	if (bracket ? c != U'）' && c != ')' : c != U'、' && c != '.' && c != U'．')
		return 0;
	return utf8_digit(text_peek(t, i)) >= 0 ? 0 : i;
}

/* 问题一： gives way to the number. */
static struct text
without_ordinal(struct text t, bool ordinal, const char *word)
{
	size_t i = skip_numbering(t);
	int n;
	uint32_t c;
	struct text rest = text_trim(text_cut(t, i, t.n));

	if (!ordinal || !text_starts(rest, text_of(word)))
		return i > 0 ? rest : t;
	i = strlen(word);
	while (utf8_is_blank(text_peek(rest, i)))
		utf8_next(rest, &i);
	if (!utf8_number(rest, &i, &n))
		return rest;
	c = text_peek(rest, i);
	if (c == U'：' || c == ':' || c == U'、' || c == '.' || c == U'．')
		utf8_next(rest, &i);
	return text_trim(text_cut(rest, i, rest.n));
}

/* --- inlines --- */

static void put_inline(struct tidier *t, struct buf *out, const struct inl *i);

static void
put_children(struct tidier *t, struct buf *out, const struct inl *first, const char *before,
    const char *behind)
{
	buf_str(out, before);
	for (const struct inl *i = first; i != NULL; i = i->next)
		put_inline(t, out, i);
	buf_str(out, behind);
}

static void
put_inline(struct tidier *t, struct buf *out, const struct inl *i)
{
	switch (i->kind) {
	case INLINE_STRONG: put_children(t, out, i->first, "**", "**"); break;
	case INLINE_EMPH: put_children(t, out, i->first, "*", "*"); break;
	case INLINE_CODE:
		buf_char(out, '`');
		buf_text(out, i->text);
		buf_char(out, '`');
		break;
	case INLINE_LINK:
	case INLINE_IMAGE:
		put_children(t, out, i->first, i->kind == INLINE_IMAGE ? "![" : "[", "](");
		buf_text(out, i->target);
		buf_char(out, ')');
		break;
	default: buf_text(out, i->text); break;
	}
}

/* Where a typed line begins in the source: the first of its inlines that has a place. */
static bool
line_place(const struct inl *i, uint32_t *at)
{
	for (; i != NULL && i->kind != INLINE_BREAK; i = i->next) {
		if (i->at.n > 0 && i->kind == INLINE_TEXT) {
			*at = i->at.at;
			return true;
		}
		if (i->first != NULL && line_place(i->first, at))
			return true;
	}
	return false;
}

static void
put_indent(struct tidier *t)
{
	for (size_t i = 0; i < t->indent; i++)
		buf_char(t->out, ' ');
}

/* A label of a problem: a few Han characters and a colon. */
static bool
is_labelled(struct text line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.n && n <= 10; n++) {
		uint32_t c = utf8_next(line, &i);
		if (c == U'：' || c == ':')
			return n >= 2;
		if (!utf8_is_han(c))
			return false;
	}
	return false;
}

static void
put_line(struct tidier *t, struct text line, const struct mark *m, bool heading)
{
	struct text rest = m == NULL ? line
	    : heading                ? without_ordinal(line, m->ordinal, m->word)
	    : m->ordinal             ? without_ordinal(line, true, m->word)
				     : line;

	if (m != NULL && heading)
		buf_fmt(t->out, "%s%.*s：", m->word, TEXT_ARG(number_text(t->arena, m->number)));
	else if (m != NULL)
		buf_fmt(t->out, "【%s%.*s】", m->word, TEXT_ARG(number_text(t->arena, m->number)));
	buf_text(t->out, rest);
}

/* The typed lines of a block; the first goes on where the caller stands (behind a marker). */
static void
put_lines(struct tidier *t, const struct block *b, bool heading, bool labels)
{
	struct buf line = BUF_INIT;
	const struct inl *i = b->inlines;
	bool first = true;

	do {
		uint32_t at = 0;
		bool placed = line_place(i, &at);
		buf_clear(&line);
		for (; i != NULL && i->kind != INLINE_BREAK; i = i->next)
			put_inline(t, &line, i);
		i = i != NULL ? i->next : NULL;
		struct text words = text_trim(buf_view(&line));
		if (words.n == 0)
			continue;
		const struct mark *m = placed ? mark_at(t, at, words.n) : NULL;
		if (!first) {
			buf_char(t->out, heading ? ' ' : '\n');
			if (!heading && m != NULL && t->indent == 0)
				buf_char(t->out, '\n'); /* a number opens a paragraph, and the
							   reader takes it so */
			if (!heading)
				put_indent(t);
		}
		if (labels && m == NULL)
			buf_str(t->out, "- ");
		put_line(t, words, m, heading);
		first = false;
	} while (i != NULL);
	buf_char(t->out, '\n');
	buf_release(&line);
}

static bool
all_labelled(struct tidier *t, const struct block *b)
{
	struct text rest = block_plain(t->arena, b, false), line;
	bool any = false;

	while (text_line(&rest, &line)) {
		if (!is_labelled(text_trim(line)))
			return false;
		any = true;
	}
	return any;
}

/* --- blocks --- */

static void
put_item(struct tidier *t, const struct block *item, const char *marker, int depth)
{
	size_t width = strlen(marker);
	const struct block *b = item->first;

	put_indent(t);
	buf_str(t->out, marker);
	t->indent += width;
	if (b != NULL && b->kind == BLOCK_PARAGRAPH) {
		put_lines(t, b, false, false);
		b = b->next;
	} else if (item->inlines != NULL) {
		put_lines(t, item, false, false);
	} else {
		buf_char(t->out, '\n');
	}
	if (b != NULL && b->kind == BLOCK_PARAGRAPH && !(t->in_problems && all_labelled(t, b)))
		buf_char(t->out, '\n');
	if (b != NULL)
		put_blocks(t, b, true, depth + 1);
	t->indent -= width;
}

static void
put_list(struct tidier *t, const struct block *list, int depth)
{
	int number = list->start;

	for (const struct block *item = list->first; item != NULL; item = item->next) {
		char marker[24] = "- ";
		if (list->ordered)
			snprintf(marker, sizeof marker, "%d. ", number++);
		put_item(t, item, marker, depth);
	}
}

static void
put_row(struct tidier *t, const struct block *row)
{
	put_indent(t);
	buf_char(t->out, '|');
	for (const struct block *c = row->first; c != NULL; c = c->next) {
		struct buf cell = BUF_INIT;
		uint32_t at = 0;
		const struct mark *m = line_place(c->inlines, &at) ? mark_at(t, at, 1) : NULL;

		if (m != NULL && !m->ordinal)
			buf_fmt(&cell, "【%s%.*s】", m->word,
			    TEXT_ARG(number_text(t->arena, m->number)));
		for (const struct inl *i = c->inlines; i != NULL; i = i->next)
			put_inline(t, &cell, i);
		buf_char(t->out, ' ');
		buf_text(t->out, text_replace(t->arena, buf_view(&cell), T("|"), T("\\|")));
		buf_str(t->out, " |");
		buf_release(&cell);
	}
	buf_char(t->out, '\n');
}

static void
put_table(struct tidier *t, const struct block *table)
{
	static const char *const rules[] = { " --- |", " :-- |", " :-: |", " --: |" };

	for (const struct block *row = table->first; row != NULL; row = row->next) {
		put_row(t, row);
		if (row != table->first)
			continue;
		put_indent(t);
		buf_char(t->out, '|');
		for (const struct block *c = row->first; c != NULL; c = c->next)
			buf_str(t->out, rules[c->align]);
		buf_char(t->out, '\n');
	}
}

static void
put_code(struct tidier *t, const struct block *b)
{
	struct text rest = b->inlines != NULL ? b->inlines->text : NO_TEXT, line;

	put_indent(t);
	buf_fmt(t->out, "```%.*s\n", TEXT_ARG(b->note));
	while (text_line(&rest, &line)) {
		put_indent(t);
		buf_text(t->out, line);
		buf_char(t->out, '\n');
	}
	put_indent(t);
	buf_str(t->out, "```\n");
}

static void
put_heading(struct tidier *t, const struct block *b)
{
	for (int i = 0; i < b->level; i++)
		buf_char(t->out, '#');
	buf_char(t->out, ' ');
	put_lines(t, b, true, false);
}

static void
put_section(struct tidier *t, const struct block *b, int depth)
{
	bool before = t->in_problems;

	t->in_problems = text_eq(b->note, T("problem"));
	put_blocks(t, b->first, false, depth + 1);
	t->in_problems = before;
}

static void
put_block(struct tidier *t, const struct block *b, int depth)
{
	switch (b->kind) {
	case BLOCK_HEADING: put_heading(t, b); break;
	case BLOCK_LIST: put_list(t, b, depth); break;
	case BLOCK_TABLE: put_table(t, b); break;
	case BLOCK_CODE: put_code(t, b); break;
	case BLOCK_RULE:
		put_indent(t);
		buf_str(t->out, "---\n");
		break;
	case BLOCK_SECTION: put_section(t, b, depth); break;
	case BLOCK_QUOTE: put_blocks(t, b->first, false, depth + 1); break;
	default:
		put_indent(t);
		put_lines(t, b, false, t->labels && t->indent == 0);
		break;
	}
}

/* Indented by hand, each label is a paragraph of its own; they are one list all the same. */
static bool
goes_on(struct tidier *t, const struct block *b, const struct block *above)
{
	bool open = t->in_problems && above != NULL &&
	    (above->kind == BLOCK_HEADING ||
		(above->kind == BLOCK_PARAGRAPH && (t->labels || t->indent > 0)));

	t->labels = (open || (t->in_problems && t->indent > 0)) && b->kind == BLOCK_PARAGRAPH &&
	    all_labelled(t, b);
	return t->labels;
}

static void
put_blocks(struct tidier *t, const struct block *first, bool tight, int depth)
{
	const struct block *above = NULL;

	if (depth > DEPTH_MOST)
		return;
	for (const struct block *b = first; b != NULL; above = b, b = b->next) {
		bool close = above != NULL && above->kind == BLOCK_HEADING && above->level > 1;
		bool label = goes_on(t, b, above);
		if (above != NULL && !close && !label && !(tight && b->kind == BLOCK_LIST))
			buf_char(t->out, '\n');
		put_block(t, b, depth);
	}
}

void
rewrite_body(struct arena *a, const struct doc *d, const struct numbering *n, struct buf *out)
{
	struct tidier t = { .arena = a, .d = d, .out = out };
	const struct block *first = d->body->first;

	find_marks(&t, n);
	/* rewrite.c writes the title. */
	if (first != NULL && first->kind == BLOCK_HEADING && first->level == 1 &&
	    text_eq(text_trim(block_plain(a, first, false)), d->title))
		first = first->next;
	put_blocks(&t, first, false, 0);
}
