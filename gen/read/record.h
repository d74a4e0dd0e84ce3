/* SPDX-License-Identifier: MIT */
/*
 * Between the files that read records: typed.c and typed_record.c, minutes.c, problem.c, task.c,
 * report.c with their helpers. Everything works on lines: a slice of plain text with the place in
 * the source where it stands.
 */
#ifndef LIHUI_READ_RECORD_H
#define LIHUI_READ_RECORD_H

#include "read/read.h"

/* --- lines.c --- */
struct line {
	struct text text; /* plain text, trimmed */
	struct span at;
	const struct block *block; /* the paragraph or heading it stands in */
	bool first;                /* begins that block */
};
struct line_list {
	struct line *v;
	size_t n, room;
};
/* The typed lines of b's own inlines; of the whole subtree. */
void lines_own(const struct doc *d, const struct block *b, struct line_list *out);
void lines_below(const struct doc *d, const struct block *b, struct line_list *out);
/* Where a part of a line (a slice of its text) stands in the source. */
struct span line_part(const struct doc *d, const struct line *l, struct text part);
/* Two typed lines as one passage: Han and Han without a space. Either may be empty. */
struct text line_join(struct arena *a, struct text x, struct text y);
/* The line that an item or paragraph begins with; false for none. */
bool line_first(const struct doc *d, const struct block *b, struct line *out);

/* --- label.c: 反映人：… 会议决定：…, on own lines or several on one --- */
struct labelled {
	enum label label; /* LABEL_NONE: what stands before the first label */
	struct text value;
	struct span at;
};
struct labelled_list {
	struct labelled *v;
	size_t n, room;
};
void label_scan(const struct doc *d, const struct line *l, struct labelled_list *out);
enum label label_heads(struct text line); /* the line begins with a label */
bool label_settles(struct text line);     /* it has one of decision, owner or deadline */

/* --- item_table.c: the rows of a table in a step --- */
struct item_cell {
	enum label label; /* TITLE: the matter; OTHER, NONE: kept with its head */
	struct text head;
	struct line line;
	bool carried; /* says what the cell above says */
};
struct item_row {
	const struct block *row;
	struct item_cell *v;
	size_t n, room;
	struct text group; /* 基础设施 above several rows */
	bool goes_on;      /* with the matter of the row above */
};
struct item_row_list {
	struct item_row *v;
	size_t n, room;
};
/* false: no row names its columns, and nothing was read. */
bool item_table_read(struct doc *d, const struct block *table, struct item_row_list *out);
/* NULL when the row has none. */
const struct item_cell *item_row_cell(const struct item_row *row, enum label label);

/* --- reference.c: the next number of a matter in a line --- */
#define REFERENCE_MOST 24 /* more in one bracket is no list a person writes */
struct reference {
	enum report_target target;
	struct number v[REFERENCE_MOST];
	size_t n;
	struct text unit;
	size_t from, to; /* in the line */
};
bool reference_next(
    const struct doc *d, struct text t, size_t from, bool in_step, struct reference *out);

/* --- referral.c: steps of 流转办理 in one line; false when there is none --- */
bool referral_read_line(struct doc *d, struct problem *p, const struct line *l, struct text t);
/* 点单, 派单 … at the front of t; "" for none. */
struct text referral_word(struct text t);
/* Steps that a report tells in t, which may be made of several cells of l's row. */
bool referral_told(struct doc *d, struct report *r, const struct line *l, struct text t);

/* --- report_all.c: 均已完成, 除X外; false when the line speaks of something in particular --- */
bool report_all(struct doc *d, const struct line *l, bool in_step);

/* --- problem.c task.c report.c: each for one step, report.c for the whole document --- */
void problems_read(struct doc *d, const struct step *s);
void tasks_read(struct doc *d, const struct step *s);
void tasks_read_list(struct doc *d);
void reports_read(struct doc *d);

/* --- photo.c: pictures into blocks of their own, before anything reads the text; and whose they
 * are, behind all of it --- */
void photos_lift(struct doc *d);
void photos_read(struct doc *d);
/* Owners and raisers as people. */
/* The name on a list of the head that t begins with (its length, 0 for none); a Han surname in
 * front of one or two characters. */
size_t people_known(const struct doc *d, struct text t);
/* A word that may be somebody: on a list of the head, or of a name's shape. */
bool somebody(const struct doc *d, struct text t, bool known_only);
/* Where the people end behind 反映人: a sentence, and what one of them says, is the matter. */
size_t names_end(const struct doc *d, struct text t);
/* A known name, a Han surname's or an office: （五捆） and （继续） are nobody. */
bool certainly_somebody(const struct doc *d, struct text t);
/* 白音12月16日前办完: the known name in front of a deadline; "" when no clause has one. */
struct text name_before_deadline(const struct doc *d, struct text t);
/* 上周的问题：井台结冰，已经撒盐了: in the problem step a report. */
bool tells_earlier(struct text line);
/* What stands behind a name is his (家里的羊), or what he said: nothing that he does. */
bool is_theirs(struct text behind);
/* 何顺领着干: who stands in front of what he does; "" for nobody. */
struct text doer_in(const struct doc *d, struct text t, bool first);
/* The place of a line's words: a number goes behind the box in front of them. */
struct span behind_box(const struct line *l);
/* Boxes stand in the step, so that a tick there is no mere bullet. */
bool has_boxes(const struct doc *d, const struct block *section);
/* @吴红 is taken out of the words; false when there is none. */
bool mention_of(const struct doc *d, struct text *words, struct text *who);
/* The same with its day and more behind: words without it, and what is done until then. */
bool mention_dated(const struct doc *d, const struct line *l, struct text whole, struct text who,
    struct text *words, struct text *done, struct deadline *dl);
bool looks_like_name(struct text t);
/* A line of names, roles and groups (1、张三 李四（党员） 其他党员共19人), no sentence. */
bool people_line(struct text line);
bool is_identity(struct text t); /* 文书, 老党员: nothing but a role */
/* The identity (第一书记, 牧民代表 …) that ends t: its length, 0 for none. */
size_t people_identity(const struct doc *d, struct text t);
void
people_of(const struct doc *d, const struct line *l, struct text words, struct person_list *out);
/* Seen from the day of the meeting; at becomes a place in the source. */
bool
deadline_of(const struct doc *d, const struct line *l, struct text words, struct deadline *out);

#endif
