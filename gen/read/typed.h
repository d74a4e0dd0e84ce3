/* SPDX-License-Identifier: MIT */
/* Between typed.c (the writer of Markdown and its map; pages and bulletins), typed_lines.c (what
 * each line of a record is) and typed_record.c (a record as Markdown). */
#ifndef LIHUI_READ_TYPED_H
#define LIHUI_READ_TYPED_H

#include "lihui/arena.h"
#include "lihui/buf.h"
#include "read/record.h"

struct typist {
	struct arena *arena;
	struct text body;
	size_t body_at; /* of body in the source */
	struct buf out;
	struct typed_piece *v;
	size_t n, room;
};

/* Copies bytes [from, to) of the body; adds bytes of our own. Neither may hold half a line end. */
void typist_copy(struct typist *w, size_t from, size_t to);
void typist_add(struct typist *w, const char *s);
/* The same for prose at the beginning of a line: what cmark would take for block structure or HTML
 * is escaped. */
void typist_prose(struct typist *w, size_t from, size_t to);
/* An empty line, unless there is one already. */
void typist_gap(struct typist *w);

/* Three or more ` or ~ at the front; *sign says which. */
bool fence_opens(struct text line, char *sign, size_t *n);
bool fence_closes(struct text line, char sign, size_t n);
/* |---|:--:| in either width. */
bool table_rule(struct text line);
bool table_has_bar(struct text line);
/* Rows of which a tab may divide the cells as well as a bar. */
bool row_has_cells(struct text line);
bool row_cell(struct text line, size_t *i, struct text *cell);

/* --- typed_lines.c --- */
enum typed_kind {
	LINE_TEXT,
	LINE_ROW,
	LINE_HEADING,
	LINE_STEP,
	LINE_ITEM,
	LINE_RAW,
	LINE_TABLE,
	LINE_ASIDE
};
struct typed_line {
	size_t from, to; /* in the body, without blanks at both ends; of STEP the heading alone */
	size_t end;      /* of the whole line */
	size_t
	    rest;   /* STEP: where its first paragraph begins, or to; ITEM: where its text begins */
	int indent; /* columns in front */
	int level;  /* HEADING: 1..6, BESIDE or ABOVE; STEP with #: its level, else 0 */
	enum typed_kind kind;
	bool after_blank; /* an empty line stands before it */
	bool wide;        /* indented by full-width blanks, as a Chinese paragraph is */
	bool keep; /* text that belongs to the item above although an empty line stands between */
	struct marker marker;
	const struct step_rule *step;
	bool by_number; /* STEP: known by its words and number, not by a wording */
};
#define LEVEL_BESIDE -1 /* a section numbered like the steps */
#define LEVEL_ABOVE  -2 /* one that holds them */
struct typed_lines {
	struct typed_line *v;
	size_t n, room;
	size_t nsteps;
	int step_level; /* least number of # before a step's head; 0: none has any */
};
void typed_classify(struct arena *a, struct text body, const struct step_rule_list *steps,
    bool weekly, struct typed_lines *out);
/* --- typed_steps.c: steps whose words are no wording of the profile's */
void typed_steps(struct arena *a, struct text body, const struct step_rule_list *steps,
    struct typed_lines *lines);
/* --- typed_told.c: steps told in sentences, of a record that has no heading; false for none */
bool typed_told(struct arena *a, struct text body, const struct step_rule_list *steps,
    struct typed_lines *lines);
void
typed_told_beside(struct text body, const struct step_rule_list *steps, struct typed_lines *lines);
/* --- typed_number.c: sections of a weekly record that are known by their number alone */
#define SECTION_HEAD_MOST 20                /* characters before the colon */
struct text section_head(struct text line); /* up to its colon, or all of it */
bool heading_like(struct text line);
/* Whether something stands below a head before the next one. */
bool typed_text_below(const struct typed_lines *lines, const struct typed_line *l);
/* Makes a line the head of a step: up to `to`, and its first paragraph from rest on. */
void typed_take(struct typed_lines *lines, struct typed_line *l, const struct step_rule *step,
    size_t to, size_t rest);
void typed_number(struct text body, const struct step_rule_list *steps, struct typed_lines *lines);

/* --- typed_record.c --- */
void typed_record(struct typist *w, const struct step_rule_list *steps, bool weekly,
    struct ordinal_step_list *numbered);

#endif
