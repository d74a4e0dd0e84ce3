/* SPDX-License-Identifier: MIT */
/* What markdown.c leaves to others because it needs no cmark: markdown_strong.c pairs left-over
 * stars, markdown_table.c cuts table rows. */
#ifndef LIHUI_READ_MARKDOWN_H
#define LIHUI_READ_MARKDOWN_H

#include "lihui/tree.h"

/* Pairs `**` that CommonMark left standing beside Han, among the block's own inlines. */
void strong_pair(struct arena *a, struct block *b);

/* Cells of one line of a pipe table, trimmed; | in either width, `\|` is part of a cell. */
size_t pipe_start(struct text line);
bool pipe_cell(struct text line, size_t *i, struct text *cell);
enum block_align pipe_align(struct text cell); /* of :---: */

#endif
