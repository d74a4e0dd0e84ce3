/* SPDX-License-Identifier: MIT */
/*
 * Bulletins: a posting hangs for a number of days that the profile sets (regions differ: 5, 7, 10),
 * tells where to object, and money has a unit. Whether its sums add up is sums.c's.
 */
#include "check/rules.h"

/* Both the first and the last day count. */
static int
posting_length(const struct doc *d)
{
	if (date_is(d->posting_to)) {
		struct date from = date_is(d->posting_from) ? d->posting_from : d->date;

		return date_is(from) ? date_days(d->posting_to) - date_days(from) + 1 : 0;
	}
	return d->posting_days;
}

/* Who need not post but says for how long is held to it. */
void
check_posting(struct check *c)
{
	const struct doc *d = c->d;
	int days = posting_length(d);
	struct date from = date_is(d->posting_from) ? d->posting_from : d->date;
	struct text found = days > 0 ? text_fmt(c->a, "只有 %d 天", days) : T("没有写");

	if ((!d->type->posting && days <= 0) || days >= c->p->posting_days || !date_is(from))
		return;
	diag_put_at(c->sink, text_eq(d->type->id, T("posting")) ? DIAG_ERROR : DIAG_WARNING,
	    DIAG_N601, d->at[KEY_POSTING],
	    TEXTS(found, count_text(c->a, c->p->posting_days), date_iso(c->a, from),
		date_iso(c->a, date_add(from, c->p->posting_days - 1))));
}

void
check_posting_ended(struct check *c)
{
	const struct doc *d = c->d;

	if (date_is(d->posting_to) && date_is(d->date) && date_cmp(d->posting_to, d->date) < 0)
		diag_put(c->sink, DIAG_N602, d->at[KEY_POSTING],
		    TEXTS(date_iso(c->a, d->posting_to), date_iso(c->a, d->date)));
}

void
check_money_unit(struct check *c)
{
	for (size_t i = 0; i < c->d->money.n; i++)
		if (c->d->money.v[i].unit.n == 0)
			diag_put(c->sink, DIAG_N604,
			    c->d->money.v[i].table ? c->d->money.v[i].table->at : NO_SPAN,
			    NO_TEXTS);
}

/* A telephone number with its word, or a place to which one may go, in the text itself counts as
 * well as the key. */
void
check_objections(struct check *c)
{
	const struct doc *d = c->d;
	struct text body;

	if (!d->type->posting || d->objections.n > 0)
		return;
	body = d->body ? block_plain(c->a, d->body, true) : NO_TEXT;
	if (!text_has(body, T("电话")) && !text_has(body, T("异议")) &&
	    !text_has(body, T("意见箱")))
		diag_put(c->sink, DIAG_N606, NO_SPAN, NO_TEXTS);
}
