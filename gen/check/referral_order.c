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

static enum referral_step
referral_step_named(struct text name)
{
	static const char *const names[] = { "list", "draw", "accept", "dispatch", "accept_again",
		"supervise", "close", "rate" };

	for (int k = 0; k < REFERRAL_COUNT; k++)
		if (text_eq(name, text_of(names[k])))
			return (enum referral_step)k;
	return REFERRAL_LIST;
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

/* --- of the settled index: told week by week, by whomever --- */

/* Where a document tells of a problem: its report, else the problem itself. */
static struct spot
told_spot(struct unit_check *u, const struct unit_record *r, int64_t problem)
{
	struct spot at = spot_file(r);
	struct query q;

	query_start(u->store, &q,
	    "select line, col, width, excerpt from (select 1 as own, line, col, width, excerpt, "
	    "place from report where document = ?1 and problem = ?2 union all select 0, line, col, "
	    "width, excerpt, place from problem where document = ?1 and id = ?2) "
	    "order by own desc, place limit 1",
	    u->e);
	query_bind_int(&q, 1, r->id);
	query_bind_int(&q, 2, problem);
	if (query_row(&q))
		at = spot_read(u, r, &q, 0);
	unit_end(u, &q);
	return at;
}

/* L508: the last word is 结单, and nobody has asked who raised it. */
void
check_referral_rated(struct unit_check *u)
{
	struct query q;

	unit_ask(u, &q,
	    "select v.document, p.id, p.title from problem p join event v on v.problem = p.id "
	    "where p.unit = ?1 and p.rating = '' and p.status_class = 2 and v.flow = 'close' and "
	    "v.round = p.reopened + 1 and not exists (select 1 from event w where w.problem = p.id "
	    "and w.flow = 'rate' and w.round = v.round) group by p.id order by p.id");
	while (query_row(&q)) {
		const struct unit_record *r = unit_record_of(u, query_int(&q, 0));

		if (r)
			unit_put(u, DIAG_L508, told_spot(u, r, query_int(&q, 1)),
			    TEXTS(query_text(&q, u->a, 2)));
	}
	unit_end(u, &q);
}

/* L511: 评单 in words that say neither 满意 nor 不满意. */
void
check_rating(struct unit_check *u)
{
	struct query q;

	unit_ask(u, &q,
	    "select v.document, p.id, p.title, v.words from problem p join event v on v.problem = "
	    "p.id where p.unit = ?1 and v.flow = 'rate' and v.rating = '' order by v.id");
	while (query_row(&q)) {
		const struct unit_record *r = unit_record_of(u, query_int(&q, 0));

		if (r)
			unit_put(u, DIAG_L511, told_spot(u, r, query_int(&q, 1)),
			    TEXTS(query_text(&q, u->a, 2), query_text(&q, u->a, 3)));
	}
	unit_end(u, &q);
}

/* L512: a later report tells a step that lies before one that is known, or that lies after it but
 * has an earlier day. Within one record L507 has seen it. */
void
check_referral_told(struct unit_check *u)
{
	int64_t problem = 0, document = 0, round = 0;
	enum referral_step last = REFERRAL_LIST;
	struct text day = NO_TEXT;
	struct query q;

	unit_ask(u, &q,
	    "select v.document, p.id, p.title, v.flow, v.date, v.round from problem p join event v "
	    "on v.problem = p.id where p.unit = ?1 and v.flow <> '' order by p.id, v.id");
	while (query_row(&q)) {
		const struct unit_record *r = unit_record_of(u, query_int(&q, 0));
		enum referral_step step = referral_step_named(query_peek(&q, 3));
		struct text date = query_text(&q, u->a, 4);
		bool same = query_int(&q, 1) == problem && query_int(&q, 5) == round;

		int later = text_cmp(date, day);
		if (same && r && query_int(&q, 0) != document &&
		    (step == last || (step < last ? later > 0 : later < 0)))
			unit_put(u, DIAG_L512, told_spot(u, r, query_int(&q, 1)),
			    TEXTS(query_text(&q, u->a, 2), referral_words(step), date,
				referral_words(last), day));
		problem = query_int(&q, 1);
		document = query_int(&q, 0);
		round = query_int(&q, 5);
		last = step;
		day = date;
	}
	unit_end(u, &q);
}
