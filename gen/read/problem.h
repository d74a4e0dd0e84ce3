/* SPDX-License-Identifier: MIT */
/* Between problem_find.c (where the problems of a step are) and problem.c (what one says). */
#ifndef LIHUI_READ_PROBLEM_H
#define LIHUI_READ_PROBLEM_H

#include "read/record.h"

/* The lines of one problem; the first is its title. */
struct problem_reader {
	struct doc *d;
	struct problem *p;
	struct line_list lines;
	struct text free;         /* all that stands under no label, one line each */
	struct text_list answers; /* lines that say what is done */
	bool boxes;               /* of the whole step: ticks mean done */
	bool referral;            /* lines go on with 流转办理 */
	enum label last;          /* of the line before, for lines that go on */
	const struct block *last_block;
};

void problem_open(struct problem_reader *m, const struct block *block);
void problem_read_lines(struct problem_reader *m);
/* A row of a table; goes_on: it adds to the problem of the row above. Behind the last: close. */
void problem_read_row(struct problem_reader *m, const struct item_row *row);
void problem_close_row(struct problem_reader *m);
/* The line below a matter says what is done about it: 请水务站检修，由白音负责. */
bool is_answer(const struct doc *d, struct text line, bool nested, bool more);

#endif
