/* SPDX-License-Identifier: MIT */
/*
 * What the files of this room say to each other; no other room includes it. doc.c calls them in this order:
 *   decode -> front_read -> head_fill -> markdown_read (over typed_text) -> minutes_read or bulletin_read -> version_read for each version -> checks of its own stage
 */
#ifndef LIHUI_READ_H
#define LIHUI_READ_H

#include "lihui/doc.h"

/* --- decode.c: bytes as they arrive -> UTF-8, NFC, LF line ends, no BOM ------------------------------------------------------------- */
/* Puts F001 (what was assumed) and F008 into the sink whose source is set to the result. */
struct text decode_text(struct arena *a, struct text bytes, struct diag_sink *sink);

/* --- hint.c: 〔提示：…〕 of a form, as blanks of the same length ---------------------------------------------------------------------- */
struct text hints_blank(struct arena *a, struct text t);

/* --- front.c: libfyaml behind a line pass ------------------------------------------------------------------------------------------- */
enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };
struct yaml {
	enum yaml_kind kind;
	struct text text;            /* SCALAR */
	struct text key;             /* of a member of a map */
	struct span key_at, at;      /* in the text given */
	struct yaml *first, *last, *next;
};
/* Strict YAML for configuration files: NULL and *line, *message on an error. */
struct yaml *yaml_parse(struct arena *a, struct text t, int *line, struct text *message);
const struct yaml *yaml_get(const struct yaml *map, struct text key);

struct field {
	enum key key;                /* KEY_NONE: unknown (F004 was put) */
	struct text name;            /* as written */
	struct span name_at, at;     /* at: the value */
	struct yaml *value;
};
struct field_list {
	struct field *v;
	size_t n, room;
};
/*
 * Front matter in any of the shapes of the specification (fenced YAML, odd fences, lines without fences). Spans point into d->text. Returns the offset at which the
 * body begins. Puts F003 F004 F005 F006.
 */
size_t front_read(struct doc *d, struct field_list *out);

/* --- keys.c ------------------------------------------------------------------------------------------------------------------------- */
enum key key_parse(struct text name);                     /* any synonym; blanks inside and case are ignored */
struct text key_name(enum key k);                         /* 日期 */
struct text key_nearest(struct text name);                /* the known spelling that a misspelt one is nearest to, or "" */
enum label { /* labels inside a problem or task */
	LABEL_NONE, LABEL_NUMBER, LABEL_RAISED, LABEL_CATEGORY, LABEL_AFFECTED, LABEL_DECISION, LABEL_OWNER, LABEL_DEADLINE, LABEL_STATUS, LABEL_RESULT, LABEL_FEEDBACK, LABEL_FLOW,
	LABEL_COUNT
};
enum label label_parse(struct text name);

/* --- head.c: fields -> members of the document; puts F002 F007 F011 F012 ------------------------------------------------------------ */
void head_fill(struct doc *d, const struct field_list *fields);

/* --- people.c ----------------------------------------------------------------------------------------------------------------------- */
/* at: where t stands in the source, for spans. Appends. */
void people_parse(const struct doc *d, struct text t, struct span at, struct person_list *out);
/* Knows the unit's secretaries by name alone, gives host and convener their roles, sets office. After all lists are filled. */
void people_settle(struct doc *d);
/* For lists that are read later (who raised a problem, who answers for it): roles known from the head, office, shown. */
void people_recognise(const struct doc *d, struct person_list *l);

/* --- typed.c: what people type -> Markdown that cmark reads as meant, with a map back ------------------------------------------------ */
/* From byte `out` of the Markdown on, its bytes are those of the source from `source` on (copied), or were added there (not copied). */
struct typed_piece {
	uint32_t out, source;
	bool copied;
};
struct typed {
	struct text text;            /* Markdown */
	struct typed_piece *pieces;  /* in order of out; the first one begins at 0 */
	size_t npieces;
	uint32_t source_end;
	bool is_record;              /* a typed line end is a line end */
	struct ordinal_step_list numbered;
};
/* Sections are known by their number in a weekly record alone: its steps everybody counts alike. */
enum typed_way { TYPED_PAGE, TYPED_RECORD, TYPED_WEEKLY };
/* The place in the source of an offset in typed.text. */
uint32_t typed_source(const struct typed *t, size_t at);
/* steps: numbering habits are read as headings only in records */
void typed_read(struct arena *a, struct text body, size_t body_at, enum typed_way way,
                const struct step_rule_list *steps, struct typed *out);

/*
 * step.c: the step whose accepted wording heads the line (behind # and numbering of any kind, ** or 【】 around it), or NULL. The heading ends at *end;
 * what follows `：` or `。` begins at *rest (line.n when nothing does).
 */
void step_rules_ready(struct step_rule_list *l); /* once, when the list is complete */
/* Whether any wording may begin with the character at i: nearly always no, and cheap to ask. */
bool step_may_begin(const struct step_rule_list *l, struct text line, size_t i);
const struct step_rule *step_match(struct text line, const struct step_rule_list *steps, size_t *end, size_t *rest);
/* Whether a number heads the line (三、 （三） 第三步 behind # and **), and where its words begin. */
bool section_numbered(struct text line, int *number, size_t *words);
/* 散会, 签名, 其他: a section that is none of the steps, whatever its number. */
bool section_aside(struct text words);

/* --- number.c: 27-1, 2018-27-1, any dash, full-width figures ------------------------------------------------------------------------- */
/* Reads a number at *i and moves *i behind it; false (and *i untouched) when there is none. year is 0 in the short form. */
bool number_parse(struct text t, size_t *i, struct number *out);

/* --- markdown.c: the one door to cmark ----------------------------------------------------------------------------------------------- */
struct block *markdown_read(struct arena *a, const struct typed *t);

/* --- minutes.c and its helpers problem.c task.c report.c: steps, problems, tasks, reports of a record; what meetings of other types hold as well ------ */
void minutes_read(struct doc *d);
void minutes_read_matters(struct doc *d); /* steps, problems and tasks without reports: all that a translation pairs */
/* --- bulletin.c: money tables ---------------------------------------------------------------------------------------------------------- */
void bulletin_read(struct doc *d);
/* --- attachment.c: links and pictures against the site's files; F009 --------------------------------------------------------------------- */
void attachment_read(struct doc *d);
/* --- translation.c ------------------------------------------------------------------------------------------------------------------------ */
bool version_read(struct doc *d, const struct source *version, struct err *e);

#endif
