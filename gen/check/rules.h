/* SPDX-License-Identifier: MIT */
/* What the files of this room say to each other; no other room includes it. */
#ifndef LIHUI_CHECK_ROOM_H
#define LIHUI_CHECK_ROOM_H

#include "lihui/arena.h"
#include "lihui/check.h"

/* --- one document --- */
struct check {
	const struct doc *d;
	const struct profile *p;
	struct diag_sink *sink;
	struct arena *a;
	struct date today;
	struct secrets *secrets; /* privacy.c: once found */
};

/* A rule looks at one thing and puts one code. */
typedef void check_rule(struct check *c);

/* --- one unit, on the settled index --- */
struct unit_record {
	int64_t id;
	struct text path, address;
	struct date date;
	int start;
	struct week week;
	struct text type, state, reason, matter;
	enum doc_class class;
	bool shown, merged;
	int present, expected, agree, against, abstain;
	struct date posting_from, posting_to;
	const struct profile *profile; /* in force in its folder on its date */
};

struct unit_check {
	struct store *store;
	const struct site *site;
	const struct unit *unit;
	const struct profile *profile; /* in force in the unit's folder as of the date */
	int row;                       /* the unit's id in the index */
	struct date as_of;
	const struct unit *asking; /* neighbours come one after the other: asked once for all */
	struct date asked_since;   /* the first record below it */
	struct arena *a;           /* for this unit, until its rules have run */
	struct arena *kept;        /* for what is found */
	struct finding_list *out;
	struct err *e;
	bool failed;
	struct {
		struct unit_record *v;
		size_t n, room;
	} records; /* all, by date, time, path */
	struct id_place {
		int64_t id;
		int index;
	} * by_id;
};

/* A place that the index remembers. */
struct spot {
	const struct unit_record *record; /* NULL: the unit as a whole */
	int line, column, width;
	struct text excerpt;
};

typedef void unit_rule(struct unit_check *u);

/* Every function that diag.def names, by its stage. */
#define PROTOTYPE_DIAG_READ(function)
#define PROTOTYPE_DIAG_DOCUMENT(function)                      check_rule function;
#define PROTOTYPE_DIAG_UNIT(function)                          unit_rule function;
#define DIAG(code, name, level, scope, stage, flags, function) PROTOTYPE_##stage(function)
#include "lihui/diag.def"
#undef DIAG

void unit_load(struct unit_check *u);
void unit_put(
    struct unit_check *u, enum diag_code code, struct spot at, const struct text *args, size_t n);
const struct unit_record *
unit_record_of(const struct unit_check *u, int64_t document); /* NULL when it is of another unit */
/* The document as a whole; the unit as a whole. */
struct spot spot_file(const struct unit_record *r);
#define SPOT_UNIT ((struct spot){ NULL, 0, 0, 0, { "", 0 } })
/* line, col, width, excerpt stand in these columns of a row. */
struct spot
spot_read(struct unit_check *u, const struct unit_record *r, struct query *q, int column);
void unit_ask(struct unit_check *u, struct query *q, const char *sql); /* ?1 is the unit's row */
void unit_end(struct unit_check *u, struct query *q);
bool record_is_weekly(const struct unit_record *r); /* published, the weekly meeting */

/* --- how words are compared --- */
struct text text_letters(struct arena *a, struct text t); /* without blanks and punctuation */
uint64_t *text_pairs(
    struct arena *a, struct text t, size_t *n); /* its neighbouring pairs of characters, sorted */
/* The share of x's neighbouring pairs of characters that occur in y, in hundredths. Both as
 * text_letters makes them. */
int text_share(struct arena *a, struct text x, struct text y);
struct text count_text(struct arena *a, int64_t n);
struct text weekdays_text(struct arena *a, unsigned weekdays); /* 周一或周二 */
struct text status_text(struct text name);                     /* solved -> 已解决 */
struct text number_brief(struct text number);                  /* 2018-27-1 -> 27-1 */

#endif
