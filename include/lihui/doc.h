/* SPDX-License-Identifier: MIT */
/*
 * One document as read: what the author wrote, understood. A record of a meeting, a bulletin, a
 * page. Everything lies in the document's own arena. Strings are what was typed, trimmed, NFC.
 * Counts that were not given are -1, dates that were not given are empty, texts are "".
 *
 * The way: doc_read (bytes -> model, findings of stage READ) -> check/ (findings of stage DOCUMENT)
 * -> door_pass (public edition) -> doc_pack -> store.
 */
#ifndef LIHUI_DOC_H
#define LIHUI_DOC_H

#include "lihui/date.h"
#include "lihui/diag.h"
#include "lihui/site.h"
#include "lihui/speech.h"
#include "lihui/text.h"
#include "lihui/tree.h"

struct person {
	struct text name;       /* "" for a group */
	struct text_list roles; /* 第一书记, 党员、草管员 split */
	struct text shown;      /* as it is to be shown; the door changes it (王某) */
	struct span at;
	bool office;       /* acts in office: the door keeps the name */
	bool group;        /* 其他党员和村民代表共19人, 签到表附后 */
	int count;         /* of a group, else 1; -1 unknown */
	struct text words; /* of a group: as written */
};
struct person_list {
	struct person *v;
	size_t n, room;
};

struct problem {
	struct number number; /* written, or {0} */
	struct span number_at;
	int ordinal;       /* 问题一 -> 1; 0 = none */
	struct text title; /* without number and label */
	struct span at;    /* heading or item line */
	struct person_list raised_by, owners;
	struct text raised_words, owner_words; /* as written */
	struct text category, affected, decision, result, feedback;
	struct deadline deadline;
	enum status status;       /* as written, or STATUS_NONE */
	struct text status_words; /* what stood behind 状态: */
	struct span status_at, decision_at, owner_at;
	bool undecided;         /* 未形成统一意见, 下周再议 */
	bool has_feedback;      /* 已反馈 */
	unsigned from_sentence; /* bit per label that was read from the sentence: PROBLEM_READ_* */
	struct referral_list referral;
	struct block *block;   /* its heading or item in the tree */
	struct text_list rest; /* lines that are none of the labels, kept */
};
#define PROBLEM_READ_RAISED   1u
#define PROBLEM_READ_DECISION 2u
#define PROBLEM_READ_OWNER    4u
#define PROBLEM_READ_DEADLINE 8u
struct problem_list {
	struct problem *v;
	size_t n, room;
};

struct task {
	struct number number;
	struct span number_at;
	struct text title; /* what is to be done, without number, owner, deadline */
	struct span at;
	struct person_list owners;
	struct text owner_words;
	struct deadline deadline;
	struct block *block;
};
struct task_list {
	struct task *v;
	size_t n, room;
};

/* What a document says of an earlier problem or task. */
struct report {
	enum report_target target;
	struct number number;    /* {0} when it speaks by words: then text decides */
	struct text unit_words;  /* a unit's name or code written in front, or "" */
	struct text item;        /* by words: the item's text, for comparing with open titles */
	enum status status;      /* STATUS_NONE: progress only */
	struct text words;       /* what is said behind the colon, whole */
	bool feedback;           /* 已反馈 */
	struct text_list except; /* REPORT_ALL_TASKS: 除X外 */
	bool in_report_step;
	struct span at;
};
struct report_list {
	struct report *v;
	size_t n, room;
};

/* A step of a record as it stands in the document. */
struct step {
	struct text id;      /* of the profile, or "" for an unknown section */
	struct text heading; /* as written */
	struct span at;
	struct block *section; /* BLOCK_SECTION: heading first, then content */
	bool none_said; /* 无, 本周未收集到新问题, 首次会议: complete without items */
	bool empty;     /* nothing or a placeholder (略, ……, XX) */
	struct text_list items; /* plain text of its top items or paragraphs */
};
struct step_list {
	struct step *v;
	size_t n, room;
};
/* A section with words of its own, read as the step that has its number (read/typed_number.c). */
struct ordinal_step {
	uint32_t from, to; /* its heading in the source */
	const struct step_rule *step;
};
struct ordinal_step_list {
	struct ordinal_step *v;
	size_t n, room;
};

/*
 * What a row of a money table is, by its whole label: 合计办公费 is an item, 办公费合计 may be one.
 * Running: 本年累计, to which no rows of the table add up.
 */
enum money_line { MONEY_ITEM, MONEY_MAYBE, MONEY_SUBTOTAL, MONEY_TOTAL, MONEY_RUNNING };
enum money_line money_line(struct arena *a, struct text label);

/* A money table, in fen. See read/money_table.c. */
struct money_row {
	struct text label;
	int64_t *cells; /* ncols; MONEY_NONE where the cell is no number */
	struct span *at;
	bool total; /* 合计 小计 总计 累计 */
};
#define MONEY_NONE INT64_MIN
struct money_table {
	struct block *table;
	struct text_list heads; /* of the columns */
	struct money_row *rows;
	size_t nrows, ncols;
	struct text unit; /* 元, 万元; "" when not said */
};
struct money_list {
	struct money_table *v;
	size_t n, room;
};

/* A local file that the document links or shows. */
struct attachment {
	struct text target; /* as written */
	struct text
	    path; /* below the content, normalised; "" when it leaves the site or is missing */
	struct span at;
	bool picture;
	enum {
		SHOWN_NOWHERE,
		SHOWN_WITHOUT_OUTCOMES,
		SHOWN
	} shown; /* by the pages; set by the door, for the index alone */
};
struct attachment_list {
	struct attachment *v;
	size_t n, room;
};

struct waiver {
	enum diag_code code;
	struct text reason;
};
struct waiver_list {
	struct waiver *v;
	size_t n, room;
};

struct vote {
	int agree, against, abstain; /* -1: not given */
};

struct notice_of { /* 撤回, 更正 */
	struct date date;
	struct text words;
};

enum publicity { PUBLIC_OUTCOMES, PUBLIC_FULL, PUBLIC_NO };

/* How the Mongolian (or Chinese) version of a document stands. */
enum version_kind { VERSION_TEXT, VERSION_SUMMARY, VERSION_SCAN, VERSION_RECORDING };
enum version_state { VERSION_CURRENT, VERSION_OUTDATED, VERSION_UNDATED };
struct version {
	enum version_kind kind;
	enum version_state state;
	enum lang lang;
	struct text path; /* below the content */
	struct text title, summary;
	struct block *body;                           /* TEXT; NULL otherwise */
	struct text_list problem_titles, task_titles; /* paired by order with the original's */
	struct text_list step_headings;
	struct text hash; /* 译自 as written */
	bool original; /* 原文语种 names this language: it was written first and the document's own
			  text is the translation */
	struct doc *read; /* the version as its own small document, for checks and the door; NULL
			     after the door, not packed */
};
struct version_list {
	struct version *v;
	size_t n, room;
};

/* A place kept through the door, when the source text is gone: for findings of the unit stage. */
struct place {
	uint32_t at;
	int line, column, width; /* as in struct finding */
	struct text excerpt;     /* the source line, masked; "" in the public edition */
};
struct place_list { /* by at */
	struct place *v;
	size_t n, room;
};

struct doc {
	struct arena *arena;
	const struct site *site;
	const struct source *file;
	const struct unit *unit;
	const struct profile *profile; /* in force on its date */
	struct text path, address;     /* as in struct source */
	struct text text; /* the whole decoded source, NFC; spans point here. Not packed. */
	struct text hash; /* first 12 hex digits of SHA-256 of text */
	struct span at[KEY_COUNT]; /* the value of each key that was written; n == 0 else */
	bool has[KEY_COUNT];

	const struct doc_type *type;
	enum lang lang; /* of the original */
	struct text title, summary, number, place, source, matter, objections;
	struct text copy_to; /* 抄送: who else gets the paper, as written */
	struct text_list topics, merged_with;
	struct text reason;
	struct date date;
	clock_minutes start, end;
	int weekday_written;
	struct span weekday_at;
	struct week week; /* ISO week of date */
	int week_written; /* 0 = not written */
	struct person_list host, convener, recorder, attendees, observers, absent;
	int expected, present;
	struct waiver_list waivers;
	struct text_list redact; /* words of 隐去 and of 【隐：…】 */
	enum publicity publicity;
	bool draft, held; /* held: a finding that holds it back was put */
	struct vote vote;
	struct date posting_from, posting_to, valid_from, valid_to;
	int posting_days; /* when written as "7天"; 0 else */
	struct notice_of withdrawn, corrected;
	struct text translated_from;

	struct block *body; /* BLOCK_ROOT */
	struct step_list steps;
	bool unread; /* there is text in a section that is none of them and no aside */
	struct ordinal_step_list numbered; /* while it is read: not packed */
	struct problem_list problems;
	struct task_list tasks;
	struct report_list reports;
	struct money_list money;
	struct attachment_list attachments;
	struct text_list linked; /* paths of the documents that it links, as read: not packed, and
				    not all of them are shown behind the door */
	struct version_list versions;

	struct place_list
	    places; /* of problems, tasks, reports, steps and keys; filled by the door */

	struct diag_sink sink; /* findings of READ and DOCUMENT stages */
};

/*
 * Reads a document with its versions from the disk. Bad content becomes findings; only the disk can
 * fail. today: for D107 and years. The document owns its arena: doc_free.
 */
struct doc *doc_read(const struct site *s, const struct source *file, struct err *e);
/* The same from bytes already at hand (receive, tests, fuzzing). */
struct doc *
doc_read_bytes(const struct site *s, const struct source *file, struct text bytes, struct err *e);
void doc_free(struct doc *d);
bool doc_is_weekly(const struct doc *d);
bool doc_is_meeting(const struct doc *d);
/* A kind of step: the profile's step of that id; for tasks its last one when none has the id. */
bool step_is(const struct doc *d, const struct step *s, const char *id);
bool doc_is_page(const struct doc *d); /* the manual: marks in its code are quoted there */
/* It says that there was no problem, and no section was left unread that might hold one. */
bool doc_without_problems(const struct doc *d);
/* Sorts the findings and sets d->held. doc_read does it; to be called again when the checks of the
 * document are done. */
void doc_settle_held(struct doc *d);
/*
 * Line and column (1-based) and masked line of a place in the source, before the door and, for
 * problems, tasks, reports, steps and keys, behind it. Zeros and "" when it is not known. excerpt
 * may be NULL; a document from the index has none.
 */
void doc_place(
    const struct doc *d, struct span at, int *line, int *column, int *width, struct text *excerpt);

/* The written version in a language, a text before a mere summary; NULL when there is none. */
const struct version *doc_version(const struct doc *d, enum lang l);
/*
 * The text that the page in a language shows (model/shown.c); NULL for none. outcomes_told: of a
 * meeting the page tells problems, reports, tasks or studies already, and only 公开: 全文 or a text
 * in the other language stands below.
 */
const struct block *doc_body_shown(const struct doc *d, enum lang l, bool outcomes_told);

/* The model after the door as bytes for the index, and back (read/pack.c). Unpacked texts borrow
 * from bytes where they can; everything else in a. */
void doc_pack(struct buf *out, const struct doc *d);
struct doc *doc_unpack(struct arena *a, const struct site *s, struct text bytes);

/* The model as JSON: `lihui dump FILE` and the golden files. */
struct value;
struct value *doc_value(struct arena *a, const struct doc *d);

#endif
