/* SPDX-License-Identifier: MIT */
/*
 * What statistics count: one row for each weekly record (and each week's stated reason) and one for
 * each problem, of a subtree or of the whole site, in order of unit. Some ten pages of each unit
 * count the same rows, so they are read once; afterwards they are read only, and shared by all
 * workers.
 */
#ifndef VIEW_COUNTED_H
#define VIEW_COUNTED_H

#include "view/web.h"

/* The life of a problem up to the as-of date. */
struct life {
	int32_t unit;                         /* row of the index */
	struct date raised, deadline, closed; /* closed: when the last closing status came */
	struct date mentioned;                /* when it was last spoken of */
	bool always, reopened;
	bool solved_since, answered; /* whenever that was: what the index says today */
	uint8_t status_class;        /* 0 open, 1 decided, 2 closed */
	char status[10];             /* solved, sent_up …, as in the index */
	char rating;                 /* s m u, the first letter of the index's word; 0: none */
};

// clang-format off
/* A weekly record or a statement of reason; one that was sent back may have neither type nor date.
 * Drafts are none. */
#define COUNTED_ENTRY(ROW) \
	ROW(int,  unit,      "unit") \
	ROW(date, date,      "date") \
	ROW(int,  year,      "year") \
	ROW(int,  week_year, "week_year") \
	ROW(int,  week,      "week") \
	ROW(flag, weekly,    "type = 'weekly'") \
	ROW(flag, absence,   "class = 'absence'") \
	ROW(flag, published, "state = 'published'") \
	ROW(flag, merged,    "merged") \
	ROW(flag, held,      "state = 'held'") /* of neither type: held, and without a type */ \
	ROW(flag, hosted,    "exists (select 1 from person x where x.document = document.id" \
			     " and x.part = 'host' and instr(x.roles, '第一书记') > 0)")
		/* hosted: the first secretary was in the chair */
/* Tasks of one unit, given in one year to somebody by name, that were done. */
#define DONE_TASKS(ROW) \
	ROW(int, unit, "unit") \
	ROW(int, year, "cast(substr(given, 1, 4) as int)") \
	ROW(int, n,    "count(*)")
// clang-format on
struct counted_entry {
	COUNTED_ENTRY(ROW_MEMBER)
};
struct done_tasks {
	DONE_TASKS(ROW_MEMBER)
};

struct counted {
	int64_t first, last; /* the units that are told of */
	struct life *lives;
	struct counted_entry *entries;
	struct web_rows done; /* of struct done_tasks */
	size_t *life_at,
	    *entry_at; /* by unit - first: where its rows begin; last - first + 2 of them */
	struct date *first_record;  /* by unit - first: the first record or reason of its subtree,
				       empty when none was sent */
	struct date *first_meeting; /* by unit - first, of units above others: their first meeting
				       of any kind, or reason */
};

/* The rows of units first..last. */
struct life *counted_lives(const struct counted *s, int64_t first, int64_t last, size_t *n);
struct counted_entry *
counted_entries(const struct counted *s, int64_t first, int64_t last, size_t *n);

#endif
