/* SPDX-License-Identifier: MIT */
/*
 * What people type becomes Markdown that cmark reads as it was meant, with a map back to the source byte by byte, because findings show the author's own line.
 *
 * Three things of CommonMark do not exist here, since nobody who types in Notepad means them: indented code (a paragraph begins with two blanks), setext
 * headings (a row of dashes separates) and raw HTML (<姓名> is text). A link definition `[任务26-1]: 已完成` would vanish from the page; it is text unless it
 * really names an address. Masked numbers 138****8000 keep their stars.
 *
 * This file holds the writer and the milder treatment of pages and bulletins, where ordinary Markdown is written; records go to typed_record.c.
 */
#include "read/typed.h"

#include <stdio.h>

#include "lihui/utf8.h"

static void
piece(struct typist *w, size_t source, bool copied)
{
	struct typed_piece *last = w->n ? &w->v[w->n - 1] : NULL;

	if (last && last->copied == copied) {
		if (!copied && last->source == source)
			return;
		if (copied && last->source + (w->out.n - last->out) == source)
			return;
	}
	*ARENA_PUSH(w->arena, w) = (struct typed_piece){ (uint32_t)w->out.n, (uint32_t)source, copied };
}

void
typist_copy(struct typist *w, size_t from, size_t to)
{
	if (from >= to)
		return;
	piece(w, w->body_at + from, true);
	buf_put(&w->out, w->body.p + from, to - from);
}

void
typist_add(struct typist *w, const char *s)
{
	const struct typed_piece *last = w->n ? &w->v[w->n - 1] : NULL;
	size_t source = last ? last->source + (last->copied ? w->out.n - last->out : 0) : w->body_at;

	piece(w, source, false);
	buf_str(&w->out, s);
}

void
typist_gap(struct typist *w)
{
	if (w->out.n == 0)
		return;
	if (w->out.p[w->out.n - 1] != '\n')
		typist_add(w, "\n");
	if (w->out.n < 2 || w->out.p[w->out.n - 2] != '\n')
		typist_add(w, "\n");
}

uint32_t
typed_source(const struct typed *t, size_t at)
{
	size_t low = 0, high = t->npieces;
	uint32_t place;

	if (high == 0)
		return t->source_end;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;

		if (t->pieces[middle].out <= at)
			low = middle;
		else
			high = middle;
	}
	place = t->pieces[low].source + (t->pieces[low].copied ? (uint32_t)at - t->pieces[low].out : 0);
	return place < t->source_end ? place : t->source_end;
}

/* `[x]: y` where y is no address. An address is ASCII and has a dot, a slash or a #. */
static bool
false_definition(struct text line)
{
	size_t close = text_find(line, T("]:"), 0);
	struct text target;
	bool address = false;

	if (line.n == 0 || line.p[0] != '[' || close == SIZE_MAX)
		return false;
	target = text_trim(text_cut(line, close + 2, line.n));
	for (size_t i = 0; i < target.n; i++) {
		if ((unsigned char)target.p[i] >= 128)
			return true;
		if (target.p[i] == '.' || target.p[i] == '/' || target.p[i] == '#')
			address = true;
	}
	return !address;
}

/* 2018. or 3) at the front of prose: the figures' length, or 0. */
static size_t
false_number(struct text line)
{
	size_t n = 0;

	while (n < line.n && n < 10 && line.p[n] >= '0' && line.p[n] <= '9')
		n++;
	if (n == 0 || n == line.n || (line.p[n] != '.' && line.p[n] != ')'))
		return 0;
	return n + 1 == line.n || line.p[n + 1] == ' ' || line.p[n + 1] == '\t' ? n : 0;
}

static bool
needs_escape(struct text line)
{
	char c = line.p[0], next = line.n > 1 ? line.p[1] : ' ';

	switch (c) {
	case '#': case '=': case '~': case '<':
		return c != '<' || !(text_starts(line, T("<http")) || text_starts(line, T("<mailto:")));
	case '-': case '+':
		return next == ' ' || next == '\t' || next == c;
	case '*': case '_':
		return next == ' ' || next == '\t' || row_of_dashes(line);
	case '`':
		return text_starts(line, T("```"));
	case '[':
		return false_definition(line);
	case '>':
		return false;
	}
	return false;
}

static bool
is_digit(struct text t, size_t i)
{
	return i < t.n && t.p[i] >= '0' && t.p[i] <= '9';
}

/*
 * Stars that mask a number (138****8000) and openings of HTML that cmark 0.30 searches in quadratic time (<!--, <?) get a backslash. Not inside code spans,
 * where the backslash would show: a line with a backtick is left alone unless it is absurdly long.
 */
static void
copy_guarded(struct typist *w, size_t from, size_t to)
{
	struct text line = text_cut(w->body, from, to);
	size_t done = 0;

	if (line.n < 4096 && memchr(line.p, '`', line.n)) {
		typist_copy(w, from, to);
		return;
	}
	for (size_t i = 0; i < line.n; i++) {
		size_t run = i;
		bool mask;

		if (line.p[i] == '<' && i + 1 < line.n && (line.p[i + 1] == '!' || line.p[i + 1] == '?')) {
			typist_copy(w, from + done, from + i);
			typist_add(w, "\\");
			done = i;
		}
		if (line.p[i] != '*')
			continue;
		while (run < line.n && line.p[run] == '*')
			run++;
		mask = (i > 0 && is_digit(line, i - 1) && (is_digit(line, run) || run - i > 2)) || (run - i > 3 && is_digit(line, run));
		for (; mask && i < run; i++) {
			typist_copy(w, from + done, from + i);
			typist_add(w, "\\");
			done = i;
		}
		i = run - 1;
	}
	typist_copy(w, from + done, to);
}

/* A backslash at the line's end would be a hard break and vanish. */
static bool
odd_backslash(struct text line)
{
	size_t n = 0;

	while (n < line.n && line.p[line.n - 1 - n] == '\\')
		n++;
	return n % 2 == 1;
}

void
typist_prose(struct typist *w, size_t from, size_t to)
{
	struct text line = text_cut(w->body, from, to);
	size_t figures;

	if (line.n == 0)
		return;
	figures = false_number(line);
	if (figures > 0) {
		typist_copy(w, from, from + figures);
		typist_add(w, "\\");
		from += figures;
	} else if (needs_escape(line)) {
		typist_add(w, "\\");
	}
	copy_guarded(w, from, to);
	if (odd_backslash(line))
		typist_add(w, "\\");
}

bool
fence_opens(struct text line, char *sign, size_t *n)
{
	size_t signs = 0;

	line = text_trim(line);
	if (line.n < 3 || (line.p[0] != '`' && line.p[0] != '~'))
		return false;
	while (signs < line.n && line.p[signs] == line.p[0])
		signs++;
	if (signs < 3 || memchr(line.p + signs, line.p[0], line.n - signs))
		return false; /* `lihui check` at the head of a sentence: what is out there stays as it was */
	*sign = line.p[0];
	*n = signs;
	return true;
}

bool
fence_closes(struct text line, char sign, size_t n)
{
	line = text_trim(line);
	if (line.n < n)
		return false;
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] != sign)
			return false;
	return true;
}

bool
table_has_bar(struct text line)
{
	return memchr(line.p, '|', line.n) || text_has(line, T("｜"));
}

bool
table_rule(struct text line)
{
	bool dash = false, bar = false;

	for (size_t i = 0; i < line.n;) {
		uint32_t c = utf8_next(line, &i);

		if (c == '-' || c == 0xFF0D || c == 0x2014)
			dash = true;
		else if (c == '|' || c == 0xFF5C)
			bar = true;
		else if (c != ':' && c != 0xFF1A && !utf8_is_blank(c))
			return false;
	}
	return dash && bar;
}

/* --- pages and bulletins ------------------------------------------------------------------------------------------------------------------ */

struct page {
	struct typist *w;
	bool list;          /* a list is open: indentation means something */
	bool text;          /* the line before is prose of a paragraph */
	bool table;
	char fence;         /* inside a fence of this sign */
	size_t fence_n;
};

static int
indent_of(struct text line, size_t *behind, bool *wide)
{
	int columns = 0;
	size_t i = 0;

	*wide = false;
	while (i < line.n) {
		size_t next = i;
		uint32_t c = utf8_next(line, &next);

		if (!utf8_is_blank(c))
			break;
		*wide |= c == 0x3000;
		columns += c == '\t' ? 4 - columns % 4 : c == 0x3000 ? 2 : 1;
		i = next;
	}
	*behind = i;
	return columns;
}

/* Spaces in front as cmark may see them: as typed within a list, none else (four would be code). */
static void
page_indent(struct page *p, int columns, bool wide)
{
	static const char blanks[] = "                                ";

	if (p->list && !wide && columns > 0)
		typist_add(p->w, blanks + sizeof blanks - 1 - (columns > 32 ? 32 : columns));
}

/* ● · 1、 （1） ① as markers cmark knows. */
static void
page_item(struct page *p, size_t from, size_t to, int indent, bool wide, const struct marker *m)
{
	char mark[24];

	if (p->text && !p->list)
		typist_gap(p->w);
	page_indent(p, indent, wide);
	if (m->kind == MARKER_BULLET)
		snprintf(mark, sizeof mark, "%c ", m->sign == '*' ? '*' : '-');
	else
		snprintf(mark, sizeof mark, "%d%c ", m->number, m->kind == MARKER_DIGIT ? '.' : ')');
	typist_add(p->w, mark);
	typist_prose(p->w, from + m->end, to);
	p->list = true;
}

/* ##一、 without the space is a heading all the same; #5 is not one. */
static void
page_heading(struct page *p, size_t from, size_t to)
{
	struct text line = text_cut(p->w->body, from, to);
	size_t n = 0;

	while (n < line.n && line.p[n] == '#')
		n++;
	if (n < line.n && n <= 6 && (unsigned char)line.p[n] >= 128) {
		typist_copy(p->w, from, from + n);
		typist_add(p->w, " ");
		from += n;
	}
	typist_copy(p->w, from, to);
}

static void
page_prose(struct page *p, size_t from, size_t to, int indent, bool wide)
{
	struct text line = text_cut(p->w->body, from, to);
	struct marker m;
	bool numbered = marker_read(line, &m) && (m.kind == MARKER_HAN || m.kind == MARKER_HAN_PAREN);

	if (p->text && (wide || numbered))
		typist_gap(p->w);
	page_indent(p, indent, wide);
	if (line.p[0] == '#')
		page_heading(p, from, to);
	else if (line.p[0] == '>')
		typist_copy(p->w, from, to);
	else
		typist_prose(p->w, from, to);
}

/* False when the line is nothing special. */
static bool
page_special(struct page *p, size_t from, size_t to, struct text next)
{
	struct text line = text_cut(p->w->body, from, to);

	if (!p->fence && fence_opens(line, &p->fence, &p->fence_n)) {
		typist_copy(p->w, from, to);
		return true;
	}
	p->table = table_has_bar(line) && (p->table || (table_rule(next) && line.p[0] != '>'));
	if (p->table) {
		if (p->text)
			typist_gap(p->w);
		typist_copy(p->w, from, to);
		return true;
	}
	if (row_of_dashes(line) && line.p[0] != '~') {
		typist_gap(p->w);
		typist_add(p->w, "---\n");
		p->list = false;
		return true;
	}
	return false;
}

static void
page_line(struct page *p, size_t from, size_t to, struct text next)
{
	struct text whole = text_cut(p->w->body, from, to), line;
	struct marker m;
	size_t behind;
	bool wide, was_table = p->table;
	int indent = indent_of(whole, &behind, &wide);

	line = text_cut(whole, behind, whole.n);
	if (p->fence) {
		typist_copy(p->w, from, to);
		p->text = false;
		if (fence_closes(line, p->fence, p->fence_n))
			p->fence = 0;
		return;
	}
	if (line.n == 0) {
		p->text = p->table = false;
		return;
	}
	if (indent == 0 && !p->text)
		p->list = p->list && marker_read(line, &m);
	if (page_special(p, from + behind, to, next)) {
		p->text = false;
		return;
	}
	if (was_table)
		typist_gap(p->w);
	if (marker_read(line, &m) && !m.doubtful && m.kind > MARKER_HAN_PAREN)
		page_item(p, from + behind, to, indent, wide, &m);
	else
		page_prose(p, from + behind, to, indent, wide);
	p->text = line.p[0] != '#';
}

static void
typed_page(struct typist *w)
{
	struct page p = { .w = w };
	struct text rest = w->body, line, next;
	bool more = text_line(&rest, &line);

	while (more) {
		size_t from = (size_t)(line.p - w->body.p), to = from + line.n;

		while (!p.fence && to > from + 2 && w->body.p[to - 1] == ' ' && w->body.p[to - 3] == ' ')
			to--; /* two blanks at the end are a hard break, more say no more */
		more = text_line(&rest, &next);
		page_line(&p, from, to, more ? text_trim(next) : NO_TEXT);
		typist_add(w, "\n");
		line = next;
	}
}

void
typed_read(struct arena *a, struct text body, size_t body_at, enum typed_way way,
           const struct step_rule_list *steps, struct typed *out)
{
	struct typist w = { .arena = a, .body = body, .body_at = body_at, .out = BUF_INIT };

	out->numbered = (struct ordinal_step_list){ 0 };
	if (way == TYPED_PAGE)
		typed_page(&w);
	else
		typed_record(&w, steps, way == TYPED_WEEKLY, &out->numbered);
	out->text = text_copy(a, buf_view(&w.out));
	out->pieces = w.v;
	out->npieces = w.n;
	out->source_end = (uint32_t)(body_at + body.n);
	out->is_record = way != TYPED_PAGE;
	buf_release(&w.out);
}
