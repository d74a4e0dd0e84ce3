/* SPDX-License-Identifier: MIT */
/* What the office decided about the record that stands in the site, for a newer version of it. */
#ifndef LIHUI_INTAKE_DECIDE_H
#define LIHUI_INTAKE_DECIDE_H

#include "intake/intake.h"

/*
 * Where a decision may stand: in the record that gives way, in a 待整理 draft that does, in a
 * weekly record of the same week, in another paper of that week.
 */
enum decision_kind { DECISION_RECORD, DECISION_DRAFT, DECISION_SAME_WEEK, DECISION_NEAR };
struct decision_source {
	const struct doc *doc;
	enum decision_kind kind;
	struct text path; /* in the site */
};

struct decided {
	struct text
	    line[KEY_COUNT]; /* of the new head, "隐去: [亓小旎]\n"; n == 0: as it was typed */
	struct text_list keys;      /* their names */
	struct text_list hidden;    /* words that are hidden besides its own */
	struct waiver_list waivers; /* all of the line, its own among them */
	enum publicity publicity;
	struct notice_of notice; /* its 更正, as the line says it */
	struct text corrected;   /* the words of before that it must hold */
	bool withdrawn;          /* the record was: the newer one waits */
	struct text lost;        /* hidden words that do not stand in it, to be told */
	struct text path;        /* of what it waits for */
};

void decide(struct arena *a, const struct doc *now, const struct decision_source *sources, size_t n,
    struct decided *out);
/* Into the document as read, so that the clean text can be compared with it. */
void decided_lay(const struct decided *x, struct doc *now);
/* Does the text as it will stand hold all of it? */
bool decided_stands(const struct decided *x, const struct doc *d);
/* The text without its marks: 【隐：亓小旎】 is 亓小旎. */
struct text decide_unmarked(struct arena *a, struct text t);

#endif
