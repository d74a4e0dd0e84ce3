/* SPDX-License-Identifier: MIT */
/* The handout 《例会明白纸》: what its files say to each other. */
#ifndef LIHUI_PDF_HANDOUT_H
#define LIHUI_PDF_HANDOUT_H

#include "pdf/sheet_draw.h"

/* The type area, in points from the page's corner: 504 x 756, 15 mm white all round. */
#define AREA_X       45.638
#define AREA_Y       42.945
#define AREA_WIDTH   504.0
#define AREA_HEIGHT  756.0
#define FOOT_TOP     634.5 /* within the area */
#define FRAME_TOP    589.5 /* of 余见公开栏 */
#define FRAME_HEIGHT 36.0
#define HEAD_HEIGHT  40.5 /* of a section head */
#define ROW_LINE     27.0
#define ROW_PAD      3.375

/* How far a side has been shortened, in the order of the contract. */
struct cut {
	size_t policies;  /* shown */
	bool no_policy;   /* the section is gone */
	int answer_lines; /* 0: all */
	bool short_titles;
	bool done_in_line; /* all ✔ in one line */
	bool *task_gone, *matter_gone;
	size_t tasks_gone, matters_gone;
	bool frame; /* 余见公开栏 is shown */
	struct handout_row **matter_memo,
	    **task_memo; /* rows measured before: a matter's by how it was shortened */
};

/* A row of the sheet, measured. */
enum row_kind { ROW_HEAD, ROW_MATTER, ROW_DONE, ROW_TASK, ROW_POLICY, ROW_NOTHING };
struct handout_row {
	enum row_kind kind;
	int section;      /* 0 matters, 1 tasks, 2 policy */
	struct text text; /* HEAD, POLICY, NOTHING; DONE: the titles */
	const struct sheet_matter *matter;
	const struct sheet_task *task;
	struct para *title, *body, *people;
	struct para_line_list title_lines, body_lines, people_lines;
	bool person_apart; /* the person takes a line of its own */
	double height;
};
struct handout_row_list {
	struct handout_row *v;
	size_t n, room;
};

/* Shortens step by step until measure, called after each, says that all fits. */
struct fitting {
	struct draw *d;
	const struct sheet_side *side;
	struct cut *c;
	bool (*measure)(struct fitting *f);
	void *own; /* of measure */
};
void handout_fit(struct fitting *f);
/* The Chinese rows of a side as c leaves them. */
void handout_rows(struct draw *d, const struct sheet_side *side, const struct cut *c,
    struct handout_row_list *rows);
/* 李四、王五 or 李四等3人 */
struct text_list handout_people(struct draw *d, const struct text_list *people);
/* 问题3件、任务3项、政策3条 */
struct text handout_missing(struct draw *d, const struct sheet_side *side, const struct cut *c);

/* Foot and QR, the same on both sides; x is where its lines begin, back the remark behind the
 * address. */
void handout_foot(struct page *pg, double x, struct text back);
void handout_mn_draw(struct draw *d);

extern const struct style HANDOUT_TEXT, HANDOUT_BOLD; /* 18 pt */

#endif
