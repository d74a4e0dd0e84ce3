/* SPDX-License-Identifier: MIT */
/*
 * Reading dates off prose: steps of a cursor, and a date as written, before any year is guessed.
 * Shared by date_find.c and deadline.c.
 */
#ifndef LIHUI_DATE_SCAN_H
#define LIHUI_DATE_SCAN_H

#include "lihui/cursor.h"
#include "lihui/date.h"

/* year 0: none written. day 0 never. */
struct written_date {
	int year, month, day;
	struct span at;
};

static inline bool
scan_number(struct cursor *s, int *out)
{
	return utf8_number(s->t, &s->i, out);
}
/* ASCII and full-width figures only; count: how many (at most 9). */
bool scan_figures(struct cursor *s, size_t *count, int *out);
bool scan_range_mark(struct cursor *s); /* — - ~ 至 到, several in a row */
void scan_blanks(struct cursor *s);
/* 星期二, 周二, 礼拜天, 周2. */
bool scan_weekday(struct cursor *s, int *weekday, struct span *at);
/* A date at this very place. Numbers that no calendar has come through: the caller judges. */
bool scan_date(struct cursor *s, struct written_date *out);

#endif
