/* SPDX-License-Identifier: MIT */
/*
 * What people type becomes Markdown that cmark reads as it was meant, with a map back to the source
 * byte by byte, because findings show the author's own line.
 *
 * Three things of CommonMark do not exist here, since nobody who types in Notepad means them:
 * indented code (a paragraph begins with two blanks), setext headings (a row of dashes separates)
 * and raw HTML (<姓名> is text). A link definition `[任务26-1]: 已完成` would vanish from the page;
 * it is text unless it really names an address. Masked numbers 138****8000 keep their stars.
 *
 * This file holds the writer and the milder treatment of pages and bulletins, where ordinary
 * Markdown is written; records go to typed_record.c.
 */
#include "read/typed.h"

#include <stdio.h>

#include "lihui/utf8.h"

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
	place =
	    t->pieces[low].source + (t->pieces[low].copied ? (uint32_t)at - t->pieces[low].out : 0);
	return place < t->source_end ? place : t->source_end;
}

/* --- pages and bulletins --- */

struct page_typist {
	struct typist *w;
	bool list; /* a list is open: indentation means something */
	bool text; /* the line before is prose of a paragraph */
	bool table;
	char fence; /* inside a fence of this sign */
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
page_indent(struct page_typist *p, int columns, bool wide)
{
	static const char blanks[] = "                                ";

	if (p->list && !wide && columns > 0)
		typist_add(p->w, blanks + sizeof blanks - 1 - (columns > 32 ? 32 : columns));
}

/* ● · 1、 （1） ① as markers cmark knows. */
static void
page_item(
    struct page_typist *p, size_t from, size_t to, int indent, bool wide, const struct marker *m)
{
	char mark[24];

	if (p->text && !p->list)
		typist_gap(p->w);
	page_indent(p, indent, wide);
	if (m->kind == MARKER_BULLET)
		snprintf(mark, sizeof mark, "%c ", m->sign == '*' ? '*' : '-');
	else
		snprintf(
		    mark, sizeof mark, "%d%c ", m->number, m->kind == MARKER_DIGIT ? '.' : ')');
	typist_add(p->w, mark);
	typist_prose(p->w, from + m->end, to);
	p->list = true;
}

/* ##一、 without the space is a heading all the same; #5 is not one. */
static void
page_heading(struct page_typist *p, size_t from, size_t to)
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
page_prose(struct page_typist *p, size_t from, size_t to, int indent, bool wide)
{
	struct text line = text_cut(p->w->body, from, to);
	struct marker m;
	bool numbered =
	    marker_read(line, &m) && (m.kind == MARKER_HAN || m.kind == MARKER_HAN_PAREN);

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
page_special(struct page_typist *p, size_t from, size_t to, struct text next)
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
page_line(struct page_typist *p, size_t from, size_t to, struct text next)
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
	struct page_typist p = { .w = w };
	struct text rest = w->body, line, next;
	bool more = text_line(&rest, &line);

	while (more) {
		size_t from = (size_t)(line.p - w->body.p), to = from + line.n;

		while (!p.fence && to > from + 2 && w->body.p[to - 1] == ' ' &&
		    w->body.p[to - 3] == ' ')
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
