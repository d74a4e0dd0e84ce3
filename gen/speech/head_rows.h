/* SPDX-License-Identifier: MIT */
/*
 * The rows of a head, between head_rows.c, head_lines.c (fenced heads) and
 * head_unfenced.c. A row is a line of the text; it becomes an entry, part of one, title, or
 * nothing.
 */
#ifndef LIHUI_SPEECH_HEAD_ROWS_H
#define LIHUI_SPEECH_HEAD_ROWS_H

#include "speech/head_lines.h"

struct head_row {
	size_t at, end, next; /* text [at, end), next line at next */
};

/* The row at *pos, and *pos behind it; false at the end of the text. */
bool head_row_next(struct text t, size_t *pos, struct head_row *l);
/* Without blanks at both ends. */
struct text head_row_text(const struct head *h, const struct head_row *l);
/* Blanks in front, in bytes. */
size_t head_row_indent(const struct head *h, const struct head_row *l);
/* Remembers the first place of an assumption. */
void head_assume(struct head *h, enum assumption what, size_t at, size_t n);
/* --- and what input methods make of it */
bool head_fence(struct text t);
void head_fence_note(struct head *h, const struct head_row *l);
/* A heading of a step, or 一、: the body begins whatever stands there. */
bool head_ends(const struct head *h, struct text line);

/* A label at the start of a row. Without fences list marks, bars, quotation signs and, before known
 * labels, numbering may stand in front. */
bool
head_row_label(const struct head *h, const struct head_row *l, bool fenced, struct label_at *f);
/* Does the row belong to e's value by its shape (list item, member of a map, block text)? */
bool head_row_is_part(
    const struct head *h, const struct head_line *e, const struct head_row *l, struct text line);
/* The row's label f and every further one in the row, as entries. */
void head_entries(struct head *h, const struct head_row *l, struct label_at f);
/* One more row of e's value. */
void head_entry_extend(const struct head *h, struct head_line *e, const struct head_row *l);
/* One more row of the title, which is the first entry and has no name. */
void head_title(struct head *h, const struct head_row *l);
/* Gives each entry its value. */
void head_values(struct head *h);

/* --- head_prose.c --- */
/* A head told in sentences that begin at `at`: its entries, and where the body begins; 0 for none.
 */
size_t head_prose_read(struct head *h, size_t at);
/* 井田主持, a line of its own among labels: false when it says anything else. */
bool head_prose_line(struct head *h, struct text line);

/* --- head_unfenced.c --- */
void head_unfenced_read(struct head *h);

#endif
