/* SPDX-License-Identifier: MIT */
/*
 * Whether the clock can be right. A PC whose battery is empty says that it is the year 2000, and
 * every record that was published would be held back as one of the future (D107) and taken down.
 * So a day that comes from the clock is compared with what the index remembers, and refused when
 * it lies
 *
 *   before any record of this kind was written at all,
 *   before the newest record that was published by then,
 *   more than a week before the day that the clock said the last time,
 *   or, where nothing is remembered, before most of the records that are there.
 *
 * One record whose date is mistyped says nothing of the clock: it was never published. A day
 * that somebody gave (--date, SOURCE_DATE_EPOCH) is never doubted, and a day before the
 * remembered one ends its memory: whoever built once with a clock that ran ahead gives the day
 * once.
 */
#include "lihui/arena.h"
#include "publish/remembered.h"
#include "publish/sources.h"

#define PATIENT_DAYS 7
#define MANY         3 /* records of the future that say more of the clock than of who wrote them */

/* The weekly meetings began in 2018. */
static const struct date first_day = { 2018, 1, 1 };

static bool
refuse(struct arena *a, struct date today, const char *why, struct err *e)
{
	return err_usage(e,
	    SAY("这台电脑的时钟说今天是 %s，%s：先把时钟拨对；要是时钟没有错，就用 --date "
		"写明今天是哪一天",
		"this machine's clock says that it is %s, %s: set the clock; if it is right, say "
		"with --date which day it is"),
	    date_iso(a, today).p, why);
}

static bool
last_said(struct store *s, struct arena *a, struct date *out, struct err *e)
{
	struct text t;
	bool ok = fact_get(s, T("clock"), a, &t, e);

	*out = NO_DATE;
	if (ok)
		date_parse_iso(t, out);
	return ok;
}

bool
day_check(struct store *s, const struct build_options *o, struct arena *a, struct err *e)
{
	struct date newest = NO_DATE, last;
	struct query q;

	if (!o->by_clock)
		return true;
	if (date_cmp(o->today, first_day) < 0)
		return refuse(
		    a, o->today, SAY("那时候还没有例会", "before there were any meetings"), e);
	query_start(s, &q,
	    "select date from document where state in ('published', 'internal') and class <> 'page'"
	    " and date <= (select value from fact where key = 'today')"
	    " order by date desc limit 1",
	    e);
	if (query_row(&q))
		date_parse_iso(query_peek(&q, 0), &newest);
	if (!query_end(&q) || !last_said(s, a, &last, e))
		return false;
	if (date_is(newest) && date_cmp(o->today, newest) < 0)
		return refuse(a, o->today,
		    text_fmt(a,
			SAY("可是 %s 的记录已经公开了", "but a record of %s was published already"),
			date_iso(a, newest).p)
			.p,
		    e);
	if (date_is(last) && date_days(last) - date_days(o->today) > PATIENT_DAYS)
		return refuse(a, o->today,
		    text_fmt(a,
			SAY("可是上一次做的时候已经是 %s 了",
			    "but the last time it was %s already"),
			date_iso(a, last).p)
			.p,
		    e);
	return true;
}

bool
day_check_first(struct store *s, const struct build_options *o, struct arena *a, struct err *e)
{
	int64_t all = 0, future = 0;
	struct query q;

	if (!o->by_clock)
		return true;
	query_ask(s, &q,
	    "select count(*), ifnull(sum(date > ?1), 0) from document"
	    " where date <> '' and class <> 'page'",
	    VALUES(V(date_iso(a, o->today))), e);
	if (query_row(&q)) {
		all = query_int(&q, 0);
		future = query_int(&q, 1);
	}
	if (!query_end(&q))
		return false;
	return future < MANY || 2 * future <= all ||
	    refuse(a, o->today,
		text_fmt(a,
		    SAY("可是 %lld 份记录里有 %lld 份的日期比这还晚",
			"but of %lld records %lld are of a later day"),
		    (long long)all, (long long)future)
		    .p,
		e);
}

bool
day_remember(struct store *s, const struct build_options *o, struct arena *a, struct err *e)
{
	struct date last;

	if (!last_said(s, a, &last, e))
		return false;
	if (o->by_clock)
		return date_cmp(last, o->today) == 0 ||
		    fact_set(s, T("clock"), date_iso(a, o->today), e);
	return !date_is(last) || date_cmp(o->today, last) >= 0 ||
	    fact_set(s, T("clock"), NO_TEXT, e);
}
