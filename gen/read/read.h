/* SPDX-License-Identifier: MIT */
/*
 * What the files of this room say to each other; no other room includes it. read.c calls them in
 * this order: decode -> document_head -> head_fill -> markdown_read (over typed_text) ->
 * minutes_read or bulletin_read -> version_read for each version -> checks of its own stage
 */
#ifndef LIHUI_READ_H
#define LIHUI_READ_H

#include "lihui/doc.h"
#include "lihui/yaml.h"

/* --- hint.c: 〔提示：…〕 of a form, as blanks of the same length --- */
struct text hints_blank(struct arena *a, struct text t, struct role_list *roles);

struct field {
	enum key key;            /* KEY_NONE: unknown (F004 was put) */
	struct text name;        /* as written */
	struct span name_at, at; /* at: the value */
	struct yaml *value;
};
struct field_list {
	struct field *v;
	size_t n, room;
};
/*
 * Front matter in any of the shapes of the specification (fenced YAML, odd fences, lines without
 * fences). Spans point into d->text. Returns the offset at which the body begins. Puts F003 F004
 * F005 F006.
 */
size_t document_head(struct doc *d, struct field_list *out);

/* --- head.c: fields -> members of the document; puts F002 F007 F011 F012 --- */
void head_fill(struct doc *d, const struct field_list *fields);

/* --- people.c --- */
/* at: where t stands in the source, for spans. Appends. */
void people_parse(const struct doc *d, struct text t, struct span at, struct person_list *out);
/* Knows the unit's secretaries by name alone, gives host and convener their roles, sets office.
 * After all lists are filled. */
void people_settle(struct doc *d);
/* For lists that are read later (who raised a problem, who answers for it): roles known from the
 * head, office, shown. */
void people_recognise(const struct doc *d, struct person_list *l);

/* --- typed.c: what people type -> Markdown that cmark reads as meant, with a map back --- */
/* From byte `out` of the Markdown on, its bytes are those of the source from `source` on (copied),
 * or were added there (not copied). */
struct typed_piece {
	uint32_t out, source;
	bool copied;
};
struct typed {
	struct text text;           /* Markdown */
	struct typed_piece *pieces; /* in order of out; the first one begins at 0 */
	size_t npieces;
	uint32_t source_end;
	bool is_record; /* a typed line end is a line end */
	struct ordinal_step_list numbered;
};
/* Sections are known by their number in a weekly record alone: its steps everybody counts alike. */
enum typed_way { TYPED_PAGE, TYPED_RECORD, TYPED_WEEKLY };
/* The place in the source of an offset in typed.text. */
uint32_t typed_source(const struct typed *t, size_t at);
/* steps: numbering habits are read as headings only in records */
void typed_read(struct arena *a, struct text body, size_t body_at, enum typed_way way,
    const struct step_rule_list *steps, struct typed *out);

/* --- markdown.c: the one door to cmark --- */
struct block *markdown_read(struct arena *a, const struct typed *t);

/* --- minutes.c and its helpers problem.c task.c report.c: steps, problems, tasks, reports of a
 * record; what meetings of other types hold as well --- */
void minutes_read(struct doc *d);
void minutes_read_matters(
    struct doc *d); /* steps, problems and tasks without reports: all that a translation pairs */
/* --- money_table.c: money tables --- */
void bulletin_read(struct doc *d);
/* --- hidden.c --- */
/* Collects the words of 【隐：…】 from a source text into out, and puts X805 for a mark left open.
 */
void hidden_read(const struct doc *d, struct text t, struct diag_sink *sink, struct text_list *out);
/* --- attachment.c: links and pictures against the site's files; F009 --- */
void attachment_read(struct doc *d);
/* Where a relative target leads, below the content; false when it is no path or leaves the site. */
bool attachment_path(struct arena *a, const struct doc *d, struct text target, struct text *path);
/* A file of the site that a page may lead to. */
bool attachment_there(const struct doc *d, struct text path);
/* What receive calls a picture of that name beside the record. */
struct text photo_beside(struct arena *a, struct text record, struct text name);
/* http, https, mailto, tel; other schemes lead nowhere. scheme: it has one at all. */
bool attachment_external(struct text target, bool *scheme);
/* --- translation.c --- */
bool version_read(struct doc *d, const struct source *version, struct err *e);

void body_vote(struct doc *d); /* period.c */

#endif
