/* SPDX-License-Identifier: MIT */
/*
 * What statistics count: one row for each weekly record (and each week's stated reason) and one for
 * each problem, of a subtree or of the whole site, in order of unit. Some ten pages of each unit
 * count the same rows, so they are read once; afterwards they are read only, and shared by all
 * workers.
 */
#ifndef VIEW_ANNALS_H
#define VIEW_ANNALS_H

#include "lihui/view.h"

/* The life of a problem up to the as-of date. */
struct life {
	int32_t unit;                         /* row of the index */
	struct date raised, deadline, closed; /* closed: when the last closing status came */
	bool always, reopened;
	bool solved_since, answered; /* whenever that was: what the index says today */
	uint8_t status_class;        /* 0 open, 1 decided, 2 closed */
	char status[10];             /* solved, sent_up …, as in the index */
};

/* A weekly record or a statement of reason; one that was sent back may have neither type nor date.
 * Drafts are none. */
struct counted_entry {
	int32_t unit;
	struct date date;
	int16_t year, week_year;
	int8_t week;
	bool weekly, absence, published, held; /* of neither type: held, and without a type */
	bool hosted;                           /* the first secretary was in the chair */
};

/* Tasks of one unit, given in one year to somebody by name, that were done. */
struct done_tasks {
	int32_t unit;
	int16_t year;
	int n;
};

struct counted {
	int64_t first, last; /* the units that are told of */
	struct life *lives;
	struct counted_entry *entries;
	struct done_tasks *done;
	size_t ndone;
	size_t *life_at,
	    *entry_at; /* by unit - first: where its rows begin; last - first + 2 of them */
	struct date *first_record;  /* by unit - first: its first record or reason, empty when it
				       never sent one */
	struct date *first_meeting; /* by unit - first, of units above others: their first meeting
				       of any kind, or reason */
};

/* Of the subtree of a unit, in a. */
bool counted_read(
    const struct view *v, struct arena *a, int64_t unit, struct counted *out, struct err *e);
/* Those of the view when it has them, else of the whole site, read into a. NULL when the machine
 * failed. */
const struct counted *counted_of(const struct view *v, struct arena *a, struct err *e);
/* The rows of units first..last. */
struct life *counted_lives(const struct counted *s, int64_t first, int64_t last, size_t *n);
struct counted_entry *
counted_entries(const struct counted *s, int64_t first, int64_t last, size_t *n);

#endif
