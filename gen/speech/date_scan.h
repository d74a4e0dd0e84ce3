/* SPDX-License-Identifier: MIT */
/*
 * Reading dates off prose: a place in a text, small steps over it, and a date as written, before
 * any year is guessed. Shared by datefind.c and deadline.c.
 */
#ifndef LIHUI_DATESCAN_H
#define LIHUI_DATESCAN_H

#include "lihui/date.h"
#include "lihui/utf8.h"

struct scan {
	struct text t;
	size_t i;
};

/* year 0: none written. day 0 never. */
struct written_date {
	int year, month, day;
	struct span at;
};

/* Each step moves on and returns true, or stays where it is and returns false. */
/* The empty word ends a list: it is always there. */
static inline bool
scan_word(struct scan *s, const char *word)
{
	size_t n = text_begins(text_cut(s->t, s->i, s->t.n), word);
	s->i += n;
	return n > 0 || word[0] == 0;
}
bool scan_any(struct scan *s, const char *const *words, size_t n, size_t *which);
bool scan_number(struct scan *s, int *out);
/* ASCII and full-width figures only; count: how many (at most 9). */
bool scan_figures(struct scan *s, size_t *count, int *out);
bool scan_range_mark(struct scan *s); /* — - ~ 至 到, several in a row */
void scan_blanks(struct scan *s);
/* The next code point, 0 at the end; the one just before, 0 at the front. */
static inline uint32_t
scan_peek(const struct scan *s)
{
	size_t i = s->i;
	return i < s->t.n ? utf8_next(s->t, &i) : 0;
}
static inline uint32_t
scan_before(const struct scan *s)
{
	size_t i = s->i;
	return i > 0 ? utf8_prev(s->t, &i) : 0;
}
/* 星期二, 周二, 礼拜天, 周2. */
bool scan_weekday(struct scan *s, int *weekday, struct span *at);
/* A date at this very place. Numbers that no calendar has come through: the caller judges. */
bool scan_date(struct scan *s, struct written_date *out);

#define COUNT(array) (sizeof(array) / sizeof *(array))

#endif
