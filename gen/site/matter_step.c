/* SPDX-License-Identifier: MIT */
/*
 * 四议两公开: the Party branch proposes, both committees discuss, the Party members examine, the
 * villagers or their representatives decide; then the decision is posted, and so is its result.
 * What a meeting of each kind needs is the profile's (quorum, majority).
 */
#include "lihui/site.h"

enum matter_step
matter_step(struct text type)
{
	static const struct {
		const char *type;
		enum matter_step step;
	} steps[] = {
		{ "branch", MATTER_PROPOSE },
		{ "committees", MATTER_DISCUSS },
		{ "members", MATTER_EXAMINE },
		{ "villagers", MATTER_DECIDE },
		{ "representatives", MATTER_DECIDE },
		{ "decision", MATTER_DECISION_POSTED },
		{ "result", MATTER_RESULT_POSTED },
	};

	for (size_t i = 0; i < COUNT(steps); i++)
		if (text_eq(type, text_of(steps[i].type)))
			return steps[i].step;
	return MATTER_STEPS;
}

/* The least number that satisfies a share: more than a half, or at least two thirds. */
static int
least(struct share s, int of)
{
	return s.part * 2 == s.of ? of / 2 + 1 : (of * s.part + s.of - 1) / s.of;
}

struct verdict
matter_verdict(const struct profile *p, enum matter_step step, const struct tally_of *t)
{
	int voted = (t->agree > 0 ? t->agree : 0) + (t->against > 0 ? t->against : 0) +
	    (t->abstain > 0 ? t->abstain : 0);
	struct verdict v = { .there = t->present >= 0 ? t->present : voted };

	if (!p || step >= MATTER_DECISION_POSTED)
		return v;
	v.needed = t->expected > 0 ? least(p->quorum[step], t->expected) : 0;
	v.votes_needed = v.there > 0 ? least(p->majority[step], v.there) : 0;
	v.too_few = t->expected > 0 && v.there < v.needed && (t->present >= 0 || t->agree >= 0);
	v.not_passed = t->agree >= 0 && t->agree < v.votes_needed;
	v.uneven = t->agree >= 0 && t->present >= 0 && t->against >= 0 && t->abstain >= 0 &&
	    voted != t->present;
	return v;
}
