/* SPDX-License-Identifier: MIT */
/* The writer of Markdown and its map back to the source; fences and tables as people type them. */
#include "read/markdown.h"
#include "read/typed.h"
#include <stdio.h>
#include "lihui/cursor.h"

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
	*ARENA_PUSH(w->arena, w) =
	    (struct typed_piece){ (uint32_t)w->out.n, (uint32_t)source, copied };
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
	size_t source =
	    last ? last->source + (last->copied ? w->out.n - last->out : 0) : w->body_at;

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
	case '#':
	case '=':
	case '~':
	case '<':
		return c != '<' ||
		    !(text_starts(line, T("<http")) || text_starts(line, T("<mailto:")));
	case '-':
	case '+': return next == ' ' || next == '\t' || next == c;
	case '*':
	case '_': return next == ' ' || next == '\t' || row_of_dashes(line);
	case '`': return text_starts(line, T("```"));
	case '[': return false_definition(line);
	case '>': return false;
	}
	return false;
}

static bool
is_digit(struct text t, size_t i)
{
	return i < t.n && t.p[i] >= '0' && t.p[i] <= '9';
}

/*
 * Stars that mask a number (138****8000) and openings of HTML that cmark 0.30 searches in quadratic
 * time (<!--, <?) get a backslash. Not inside code spans, where the backslash would show: a line
 * with a backtick is left alone unless it is absurdly long.
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

		if (line.p[i] == '<' && i + 1 < line.n &&
		    (line.p[i + 1] == '!' || line.p[i + 1] == '?')) {
			typist_copy(w, from + done, from + i);
			typist_add(w, "\\");
			done = i;
		}
		if (line.p[i] != '*')
			continue;
		while (run < line.n && line.p[run] == '*')
			run++;
		mask = (i > 0 && is_digit(line, i - 1) && (is_digit(line, run) || run - i > 2)) ||
		    (run - i > 3 && is_digit(line, run));
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
		return false; /* `lihui check` at the head of a sentence: what is out there stays as
				 it was */
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

/* A tab, a full-width blank or two blanks: what parts columns that stand in no table. */
static size_t
wide_gap(struct text line, size_t from, size_t *behind)
{
	for (size_t i = from; i < line.n; utf8_next(line, &i)) {
		size_t end = text_skip(line, i, BLANK);

		if (end > i && end < line.n && (end > i + 1 || line.p[i] == '\t')) {
			*behind = end;
			return i;
		}
	}
	*behind = line.n;
	return line.n;
}

bool
row_has_cells(struct text line)
{
	return table_has_bar(line) || wide_gap(line, 0, &(size_t){ 0 }) < line.n;
}

bool
row_cell(struct text line, size_t *i, struct text *cell)
{
	size_t from = *i;

	if (table_has_bar(line))
		return pipe_cell(line, i, cell);
	if (from >= line.n)
		return false;
	const char *tab = memchr(line.p, '\t', line.n);
	size_t end = wide_gap(line, from, i);
	if (tab) { /* an empty cell stands between two tabs */
		tab = memchr(line.p + from, '\t', line.n - from);
		end = tab ? (size_t)(tab - line.p) : line.n;
		*i = end + 1;
	}
	*cell = text_trim(text_cut(line, from, end));
	return true;
}

bool
table_rule(struct text line)
{
	bool dash = false, bar = false;

	for (size_t i = 0; i < line.n;) {
		uint32_t c = utf8_next(line, &i);

		if (c == '-' || c == U'－' || c == U'—')
			dash = true;
		else if (c == '|' || c == U'｜')
			bar = true;
		else if (c != ':' && c != U'：' && !utf8_is_blank(c))
			return false;
	}
	return dash && bar;
}
