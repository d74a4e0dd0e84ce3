/* SPDX-License-Identifier: MIT */
/* The handout 《例会明白纸》: what its files say to each other. */
#ifndef LIHUI_PDF_HANDOUT_H
#define LIHUI_PDF_HANDOUT_H

#include "pdf/sheet_draw.h"

#define FOOT_TOP       634.5 /* within the area */
#define FRAME_TOP      589.5 /* of 余见公开栏 */
#define FRAME_HEIGHT   36.0
#define HEAD_HEIGHT    40.5 /* of a section head */
#define ROW_LINE       27.0
#define ROW_PAD        3.375
#define ROW_VALUE_X    108.0 /* left edge of the second column, from the area's */
#define ROW_VALUE      396.0 /* and its width */
#define COLUMN         31.5  /* Mongolian */
#define COLUMNS_HEIGHT 621.0

/* A part of a side, measured: a row of the Chinese one, columns of the Mongolian one. */
enum part_kind { PART_HEAD, PART_MATTER, PART_DONE, PART_TASK, PART_POLICY, PART_NOTHING };
struct handout_part {
	enum part_kind kind;
	const struct sheet_matter *matter; /* MATTER; DONE: the first of all ✔ in one line */
	const struct sheet_task *task;
	const struct sheet_policy *policy;
	struct text text; /* HEAD, NOTHING; in a row also DONE and POLICY */
	struct para *title, *body, *people;
	struct para_line_list title_lines, body_lines, people_lines;
	bool person_apart; /* the person takes a line of its own */
	double indent;     /* of a POLICY that stands in the column of its head */
	double extent;     /* height of a row, width of columns */
};

/* One side on its way onto paper: what is shown of it, and how far it has been shortened, in the
 * order of the contract. */
struct handout {
	struct draw *d;
	const struct sheet_side *side;
	/* Of its language: measures a part as it is to be shown; whether all parts have room. */
	void (*measure)(struct handout *h, struct handout_part *p);
	bool (*fits)(const struct handout *h);
	bool says_nothing; /* a section without anything has a head all the same, and 无 */

	struct {
		struct handout_part *v;
		size_t n, room;
	} parts;
	size_t policies;  /* shown */
	bool no_policy;   /* the section is gone */
	int answer_lines; /* 0: all */
	bool short_titles;
	bool done_in_line; /* all ✔ in one line */
	bool *task_gone, *matter_gone;
	size_t tasks_gone, matters_gone;
	bool frame; /* 余见公开栏 is shown */
	/* Parts measured before: each matter and task by how it was shortened. */
	struct handout_part **memo;
};

/* Shortens step by step until all fits, or nothing is left that may go. */
void handout_fit(struct handout *h);
/* 李四、王五 or 李四等3人 */
struct text_list handout_people(struct draw *d, const struct text_list *people);
/* 问题3件、任务3项、政策3条 */
struct text handout_missing(const struct handout *h);

/* handout_row.c: measures a row of the Chinese side */
void handout_row(struct handout *h, struct handout_part *p);
/* handout_foot.c: the same on both sides; x is where its lines begin, back the remark behind the
 * address */
void handout_foot(struct page *pg, double x, struct text back);
void handout_mn_draw(struct draw *d);

#endif
