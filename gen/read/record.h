/* SPDX-License-Identifier: MIT */
/*
 * Between the files that read records: typed.c and typed_record.c, minutes.c, problem.c, task.c, report.c with their helpers. Everything works on lines: a slice
 * of plain text with the place in the source where it stands.
 */
#ifndef LIHUI_READ_RECORD_H
#define LIHUI_READ_RECORD_H

#include "read/read.h"

/* --- marker.c: what people put in front of a line -------------------------------------------------------------------------------------- */
/* In the order in which Chinese papers nest them: 一、 > （一） > 1. > （1） > ① > bullets. */
enum marker_kind { MARKER_NONE, MARKER_HAN, MARKER_HAN_PAREN, MARKER_DIGIT, MARKER_DIGIT_PAREN, MARKER_CIRCLE, MARKER_BULLET };
struct marker {
	enum marker_kind kind;
	int number;                  /* of the numbered kinds */
	char sign;                   /* bullets: a letter for each family, so that ● and - are not one list */
	bool doubtful;               /* figures follow at once (3、5组) or the mark is a comma: a marker only in sequence */
	size_t end;                  /* behind the marker and the blanks after it */
};
/* line has no blanks in front. */
bool marker_read(struct text line, struct marker *out);
/* A row of dashes, equals signs, stars or underscores, three or more of them and nothing else. */
bool row_of_dashes(struct text line);

/* --- lines.c ------------------------------------------------------------------------------------------------------------------------------ */
struct line {
	struct text text;            /* plain text, trimmed */
	struct span at;
	const struct block *block;   /* the paragraph or heading it stands in */
	bool first;                  /* begins that block */
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

/* --- clause.c: cutting and comparing Chinese sentences ---------------------------------------------------------------------------------- */
bool is_separator(uint32_t c);   /* ，、；。！？ and their ASCII kin */
/* Without blanks and separators at both ends; 。！？ at the end is kept when keep_stop. */
struct text clause_trim(struct text t, bool keep_stop);
/* The next clause from *i: up to ，；。！？ or a line end outside brackets; *i moves behind the mark. False at the end. */
bool clause_next(struct text t, size_t *i, struct text *out);
/* Up to n code points from the front. */
struct text text_head(struct text t, size_t n);
bool starts_any(struct text t, const char *const *words, size_t *n); /* longest match; words ends with NULL */
size_t find_any(struct text t, size_t from, const char *const *words, size_t *n); /* the first place where one begins, or SIZE_MAX; n: the longest there */
bool has_any(struct text t, const char *const *words);
bool bracket_open(uint32_t c, uint32_t *close);

/* --- label.c: 反映人：… 会议决定：…, on own lines or several on one ---------------------------------------------------------------------- */
struct labelled {
	enum label label;            /* LABEL_NONE: what stands before the first label */
	struct text value;
	struct span at;
};
struct labelled_list {
	struct labelled *v;
	size_t n, room;
};
void label_scan(const struct doc *d, const struct line *l, struct labelled_list *out);
bool label_heads(struct text line); /* the line begins with a label */

/* --- step.c ---------------------------------------------------------------------------------------------------------------------------- */
bool aside_line(struct text line);  /* signature, page footer, 散会 */
bool none_said(struct text t);      /* 无, 本周未收集到新问题, 首次会议 */
bool is_placeholder(struct text t); /* 略, ……, XX */
bool is_undecided(struct text t);   /* 未形成统一意见, 下周再议 */
bool is_intro(struct text t);       /* 会议研究了以下问题： */
/* 问题27-1, 任务三: the word, then a number or an ordinal, then *end behind it and its mark. */
struct mention {
	enum report_target target;   /* PROBLEM or TASK */
	struct number number;
	int ordinal;
	struct span at;              /* in the text given: the number alone */
};
bool mention_read(struct text t, size_t *i, struct mention *out);
/* A kind of step: the profile's step of that id; for tasks its last one when none has the id. */
bool step_is(const struct doc *d, const struct step *s, const char *id);

/* --- sentence.c: four turns of phrase ----------------------------------------------------------------------------------------------------- */
struct sentence {
	struct text raised, title, decision, owner;
	struct deadline deadline;    /* at is relative to the text given */
	bool has_deadline, undecided;
};
void sentence_read(struct text t, struct date meeting, struct sentence *out);
bool sentence_marginal(struct text t, struct date meeting); /* says only who or until when */

/* --- flow.c: steps of 流转办理 in one line; false when there is none ------------------------------------------------------------------------- */
bool flow_read_line(struct doc *d, struct problem *p, const struct line *l, struct text t);

/* --- report_all.c: 均已完成, 除X外; false when the line speaks of something in particular ----------------------------------------------------- */
bool report_all(struct doc *d, const struct line *l, bool in_step);

/* --- problem.c task.c report.c: each for one step, report.c for the whole document ------------------------------------------------------- */
void problems_read(struct doc *d, const struct step *s);
void tasks_read(struct doc *d, const struct step *s);
void reports_read(struct doc *d);
/* Owners and raisers as people. */
/* The name on a list of the head that t begins with (its length, 0 for none); a Han surname in front of one or two characters. */
size_t people_known(const struct doc *d, struct text t);
bool looks_like_name(struct text t);
/* The identity (第一书记, 牧民代表 …) that ends t: its length, 0 for none. */
size_t people_identity(const struct doc *d, struct text t);
void people_of(const struct doc *d, const struct line *l, struct text words, struct person_list *out);
/* Seen from the day of the meeting; at becomes a place in the source. */
bool deadline_of(const struct doc *d, const struct line *l, struct text words, struct deadline *out);

#endif
