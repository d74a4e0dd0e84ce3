/* SPDX-License-Identifier: MIT */
/*
 * 四议两公开. Matters of weight pass through four meetings and two postings: the Party branch
 * proposes, both committees discuss, the Party members examine, the villagers or their
 * representatives decide; then the decision is posted, and so is its result. A matter (事项) is
 * taken for one when at least two of these documents bear its name or one of the postings does;
 * other matters are just a name that holds documents together.
 *
 * A matter may be under way, so only a step before the latest one can be missing.
 */
#include <stdlib.h>

#include "check/rules.h"

static const char *const stage_names[MATTER_STEPS] = { "支部委员会会议", "“两委”会议", "党员大会",
	"村民会议或村民代表会议", "决议公开", "实施结果公开" };

struct matter_check {
	struct text name;
	const struct unit_record **v; /* its documents in the order of time */
	size_t n;
	const struct unit_record *first[MATTER_STEPS];
	int highest; /* the latest stage that there is, or -1 */
};

static bool
matter_fill(struct matter_check *m)
{
	int steps = 0;

	m->highest = -1;
	for (size_t i = 0; i < m->n; i++) {
		int stage = (int)matter_step(m->v[i]->type);

		if (stage == MATTER_STEPS)
			continue;
		if (!m->first[stage]) {
			m->first[stage] = m->v[i];
			steps++;
		}
		if (stage > m->highest)
			m->highest = stage;
	}
	return steps >= 2 || m->highest >= MATTER_DECISION_POSTED;
}

static int
by_matter(const void *x, const void *y)
{
	const struct unit_record *a = *(const struct unit_record *const *)x,
				 *b = *(const struct unit_record *const *)y;
	int by = text_cmp(a->matter, b->matter);

	return by ? by : (a > b) - (a < b);
}

/* Runs a rule on each matter of 四议两公开 in the unit. */
static void
each_matter(struct unit_check *u, void (*rule)(struct unit_check *u, const struct matter_check *m))
{
	const struct unit_record **v =
	    ARENA_ARRAY(u->a, const struct unit_record *, u->records.n + 1);
	size_t n = 0, end;

	for (size_t i = 0; i < u->records.n; i++)
		if (u->records.v[i].shown && u->records.v[i].matter.n)
			v[n++] = &u->records.v[i];
	if (n > 1)
		qsort(v, n, sizeof *v, by_matter);
	for (size_t i = 0; i < n; i = end) {
		struct matter_check m = { .name = v[i]->matter, .v = v + i };

		for (end = i; end < n && text_eq(v[end]->matter, m.name); end++)
			m.n++;
		if (matter_fill(&m))
			rule(u, &m);
	}
}

static void
matter_order(struct unit_check *u, const struct matter_check *m)
{
	const struct unit_record *before = NULL;
	struct text_list missing = { 0 };
	int before_stage = 0;

	for (int s = 0; s <= m->highest; s++) {
		const struct unit_record *r = m->first[s];

		if (!r) {
			text_list_add(u->a, &missing, text_of(stage_names[s]));
			continue;
		}
		if (before && date_cmp(r->date, before->date) < 0)
			unit_put(u, DIAG_M901, spot_file(r),
			    TEXTS(m->name,
				text_fmt(u->a, "%s（%.*s）早于%s（%.*s）", stage_names[s],
				    TEXT_ARG(date_iso(u->a, r->date)), stage_names[before_stage],
				    TEXT_ARG(date_iso(u->a, before->date)))));
		before = r;
		before_stage = s;
	}
	if (missing.n > 0)
		unit_put(u, DIAG_M901, spot_file(m->first[m->highest]),
		    TEXTS(m->name,
			text_join(u->a, T("缺少"), text_list_join(u->a, &missing, T("、")))));
}

void
check_matter_order(struct unit_check *u)
{
	each_matter(u, matter_order);
}

static struct verdict
verdict_of(const struct unit_record *r)
{
	return matter_verdict(r->profile, matter_step(r->type),
	    &(struct tally_of){ r->expected, r->present, r->agree, r->against, r->abstain });
}

static void
matter_quorum(struct unit_check *u, const struct matter_check *m)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct unit_record *r = m->v[i];
		enum matter_step step = matter_step(r->type);
		struct verdict v = verdict_of(r);
		const char *name = step < MATTER_STEPS ? stage_names[step] : "";

		if (v.too_few)
			unit_put(u, DIAG_M902, spot_file(r),
			    TEXTS(m->name,
				text_fmt(u->a, "%s应到 %d 人，到会 %d 人，不足 %d/%d（要到 %d 人）",
				    name, r->expected, v.there, r->profile->quorum[step].part,
				    r->profile->quorum[step].of, v.needed)));
		if (v.not_passed)
			unit_put(u, DIAG_M902, spot_file(r),
			    TEXTS(m->name,
				text_fmt(u->a, "%s到会 %d 人，同意 %d 人，没有过半数", name,
				    v.there, r->agree)));
	}
}

void
check_matter_quorum(struct unit_check *u)
{
	each_matter(u, matter_quorum);
}

static void
posting_length(struct unit_check *u, const struct matter_check *m, const struct unit_record *r,
    const char *name)
{
	struct date from = date_is(r->posting_from) ? r->posting_from : r->date;
	int days = date_is(r->posting_to) ? date_days(r->posting_to) - date_days(from) + 1 : 0;

	if (days > 0 && r->profile && days < r->profile->posting_days)
		unit_put(u, DIAG_M903, spot_file(r),
		    TEXTS(m->name,
			text_fmt(u->a, "%s只公示了 %d 天，不足 %d 天", name, days,
			    r->profile->posting_days)));
}

static bool
is_posted(const struct unit_record *r)
{
	enum matter_step step = matter_step(r->type);

	return step == MATTER_DECISION_POSTED || step == MATTER_RESULT_POSTED;
}

/* A decision that is older than a posting takes, and no posting of it. */
static void
matter_disclosure(struct unit_check *u, const struct matter_check *m)
{
	const struct unit_record *assembly = m->first[MATTER_DECIDE];

	for (size_t i = 0; i < m->n; i++)
		if (is_posted(m->v[i]))
			posting_length(u, m, m->v[i], stage_names[matter_step(m->v[i]->type)]);
	if (assembly && m->highest == MATTER_DECIDE && assembly->profile && date_is(u->as_of) &&
	    date_days(u->as_of) - date_days(assembly->date) > assembly->profile->posting_days)
		unit_put(u, DIAG_M903, spot_file(assembly),
		    TEXTS(m->name,
			text_fmt(u->a, "%.*s 表决后还没有决议公开",
			    TEXT_ARG(date_iso(u->a, assembly->date)))));
}

void
check_matter_disclosure(struct unit_check *u)
{
	each_matter(u, matter_disclosure);
}

/* M905: what failed is followed by a later step although it was not held again. */
static void
matter_went_on(struct unit_check *u, const struct matter_check *m)
{
	const struct unit_record *failed[MATTER_STEPS] = { NULL };

	for (size_t i = 0; i < m->n; i++) {
		const struct unit_record *r = m->v[i];
		enum matter_step step = matter_step(r->type);
		struct verdict v = verdict_of(r);

		if (step == MATTER_STEPS)
			continue;
		for (int s = 0; s < (int)step; s++)
			if (failed[s]) {
				unit_put(u, DIAG_M905, spot_file(r),
				    TEXTS(m->name,
					text_fmt(u->a, "%s（%.*s）没有通过，又开了%s",
					    stage_names[s],
					    TEXT_ARG(date_iso(u->a, failed[s]->date)),
					    stage_names[step])));
				failed[s] = NULL;
			}
		failed[step] = v.too_few || v.not_passed ? r : NULL;
	}
}

void
check_matter_went_on(struct unit_check *u)
{
	each_matter(u, matter_went_on);
}

/* M904 */
static void
matter_votes(struct unit_check *u, const struct matter_check *m)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct unit_record *r = m->v[i];

		if (verdict_of(r).uneven)
			unit_put(u, DIAG_M904, spot_file(r),
			    TEXTS(m->name,
				text_fmt(u->a, "%s实到 %d 人，同意 %d、反对 %d、弃权 %d",
				    stage_names[matter_step(r->type)], r->present, r->agree,
				    r->against, r->abstain)));
	}
}

void
check_matter_votes(struct unit_check *u)
{
	each_matter(u, matter_votes);
}
