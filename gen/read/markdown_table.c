/* SPDX-License-Identifier: MIT */
/* Rows of GFM pipe tables. A bar ends a cell unless a backslash stands before it, in code spans
 * too; the outer bars may be missing. */
#include "read/markdown.h"

#define WIDE_BAR "\xEF\xBD\x9C" /* ｜ */

/* The bar at i: its length, or 0. */
static size_t
bar(struct text line, size_t i)
{
	if (line.p[i] == '|')
		return 1;
	return text_starts(text_cut(line, i, line.n), T(WIDE_BAR)) ? strlen(WIDE_BAR) : 0;
}

size_t
pipe_start(struct text line)
{
	return line.n ? bar(line, 0) : 0;
}

bool
pipe_cell(struct text line, size_t *i, struct text *cell)
{
	size_t from = *i, at = *i, n = 0;

	if (from >= line.n)
		return false;
	while (at < line.n && (n = bar(line, at)) == 0)
		at += line.p[at] == '\\' && at + 1 < line.n ? 2 : 1;
	if (at > line.n)
		at = line.n;
	*cell = text_trim(text_cut(line, from, at));
	if (cell->n == 0)
		cell->p = line.p + from;
	*i = at + n;
	return true;
}

enum block_align
pipe_align(struct text cell)
{
	bool left = text_starts(cell, T(":")) || text_starts(cell, T("：")),
	     right = text_ends(cell, T(":")) || text_ends(cell, T("："));

	return left && right ? ALIGN_CENTER : left ? ALIGN_LEFT : right ? ALIGN_RIGHT : ALIGN_NONE;
}
