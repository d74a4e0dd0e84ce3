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
#include "lihui/name.h"
#include "lihui/role.h"
#include "lihui/site.h"
#include "lihui/speech.h"
#include "lihui/text.h"
#include "lihui/tree.h"

#define PROBLEM_READ_RAISED   1u
#define PROBLEM_READ_DECISION 2u
#define PROBLEM_READ_OWNER    4u
#define PROBLEM_READ_DEADLINE 8u

/*
 * What a row of a money table is, by its whole label: 合计办公费 is an item, 办公费合计 may be one.
 * Running: 本年累计, to which no rows of the table add up.
 */
enum money_line { MONEY_ITEM, MONEY_MAYBE, MONEY_SUBTOTAL, MONEY_TOTAL, MONEY_RUNNING };
enum money_line money_line(struct arena *a, struct text label);
#define MONEY_NONE INT64_MIN

enum attachment_shown { SHOWN_NOWHERE, SHOWN_WITHOUT_OUTCOMES, SHOWN };
enum publicity { PUBLIC_OUTCOMES, PUBLIC_FULL, PUBLIC_NO };
enum version_kind { VERSION_TEXT, VERSION_SUMMARY, VERSION_SCAN, VERSION_RECORDING };
enum version_state { VERSION_CURRENT, VERSION_OUTDATED, VERSION_UNDATED };

/* A section with words of its own, read as the step that has its number (read/typed_number.c). */
struct ordinal_step {
	uint32_t from, to; /* its heading in the source */
	const struct step_rule *step;
};
LIST(ordinal_step_list, ordinal_step);

/* struct person, problem, task, report, step, version, doc …: model.def */
struct doc;
struct unit_register;
#define MODEL_STRUCTURES
/* clang-format off */
#define BEGIN(name) struct name {
#define END };
/* clang-format on */
#define OWN(declaration)                     declaration;
#define ROW(type, member, bytes, json, same) type member;
#define LIST_OF(list, name) \
	struct list { \
		struct name *v; \
		size_t n, room; \
	};
#include "lihui/model.def"
#undef MODEL_STRUCTURES

/* What is typed behind a key. */
enum key_shape {
	SHAPE_WORD, /* a date, a number, a word */
	SHAPE_PROSE,
	SHAPE_LIST,
	SHAPE_PEOPLE,
	SHAPE_COUNT, /* of people; the number may follow without a colon (应到25人) */
	SHAPE_MAP    /* or one line with several things in it */
};
struct key_row {
	enum key_shape shape;
	bool plain;         /* it fills one member, of its shape */
	bool record;        /* shown in the head of the printed record */
	size_t offset;      /* of the member in struct doc */
	const char *member; /* its name; NULL when it is not plain */
};
extern const struct key_row key_rows[KEY_COUNT]; /* model/head_key.c */
/* The member that a plain key of that shape fills; NULL for other keys. */
struct text *key_text(const struct doc *d, enum key k);
struct text_list *key_list(const struct doc *d, enum key k);
struct person_list *key_people(const struct doc *d, enum key k);
int *key_count(const struct doc *d, enum key k);

/*
 * Reads a document with its versions from the disk. Bad content becomes findings; only the disk can
 * fail. The document owns its arena: doc_free.
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
 * The text that the page in a language shows (door/shown.c); NULL for none. outcomes_told: of a
 * meeting the page tells problems, reports, tasks or studies already, and only 公开: 全文 or a text
 * in the other language stands below, or of another meeting the sections that are no step (*rest:
 * those alone).
 */
const struct block *
doc_body_shown(const struct doc *d, enum lang l, bool outcomes_told, bool *rest);
/* A section that is no step of the profile. */
bool section_is_other(const struct block *b);

/* The problem that this block begins, or NULL; whether it begins a task; whether it or one inside
 * it begins a problem (or a task). */
const struct problem *doc_problem_of(const struct doc *d, const struct block *b);
bool doc_is_task(const struct doc *d, const struct block *b);
bool doc_holds(const struct doc *d, const struct block *b, bool tasks);

/*
 * What the head or the body says, as bytes to be compared with those of another document; prose as
 * fold makes it (NULL: as it stands). The marks of rows in model.def.
 */
#define NOT       0u
#define SAME_HEAD 1u
#define SAME_BODY 2u
#define SAME_ALL  (SAME_HEAD | SAME_BODY)
typedef struct text text_change(void *context, struct text t);
void
doc_said(struct buf *out, const struct doc *d, unsigned parts, text_change *fold, void *context);

/* The model after the door as bytes for the index, and back (model/pack.c). Unpacked texts borrow
 * from bytes where they can; everything else in a. */
void doc_pack(struct buf *out, const struct doc *d);
struct doc *doc_unpack(struct arena *a, const struct site *s, struct text bytes);

/* The model as JSON: `lihui dump FILE` and the golden files. */
struct value;
struct value *doc_value(struct arena *a, const struct doc *d);

#endif
