/* SPDX-License-Identifier: MIT */
/* 流转办理: a problem that the village cannot solve goes up and comes back in eight steps (点单
 * 制单 接单 派单 接单 督单 结单 评单). They follow one another, and so do their days. */
#include "check/rules.h"

static struct text
referral_words(enum referral_step s)
{
	static const char *const words[] = { "点单", "制单", "接单", "派单", "接单", "督单", "结单",
		"评单" };

	return text_of(words[s]);
}

static void
check_problem_referral(struct check *c, const struct problem *p)
{
	struct date last = NO_DATE;

	for (size_t i = 0; i < p->referral.n; i++) {
		const struct referral_event *v = &p->referral.v[i];

		if (i > 0 && v->step <= v[-1].step)
			diag_put(c->sink, DIAG_L507, v->at,
			    TEXTS(p->title,
				text_fmt(c->a, "“%.*s”排在“%.*s”后面",
				    TEXT_ARG(referral_words(v->step)),
				    TEXT_ARG(referral_words(v[-1].step)))));
		else if (date_is(v->date) && date_is(last) && date_cmp(v->date, last) < 0)
			diag_put(c->sink, DIAG_L507, v->at,
			    TEXTS(p->title,
				text_fmt(c->a, "“%.*s”的日期 %.*s 早于上一步的 %.*s",
				    TEXT_ARG(referral_words(v->step)),
				    TEXT_ARG(date_iso(c->a, v->date)),
				    TEXT_ARG(date_iso(c->a, last)))));
		if (date_is(v->date))
			last = v->date;
	}
}

void
check_referral_order(struct check *c)
{
	for (size_t i = 0; i < c->d->problems.n; i++)
		check_problem_referral(c, &c->d->problems.v[i]);
}

void
check_referral_rated(struct check *c)
{
	for (size_t i = 0; i < c->d->problems.n; i++) {
		const struct referral_list *l = &c->d->problems.v[i].referral;
		struct span closed = NO_SPAN;
		bool rated = false;

		for (size_t k = 0; k < l->n; k++) {
			if (l->v[k].step == REFERRAL_CLOSE)
				closed = l->v[k].at;
			rated |= l->v[k].step == REFERRAL_RATE;
		}
		if (closed.n && !rated)
			diag_put(c->sink, DIAG_L508, closed, TEXTS(c->d->problems.v[i].title));
	}
}
