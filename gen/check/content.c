/* SPDX-License-Identifier: MIT */
/*
 * Step three of the template, the content (规范内容): policy study is its fixed part, and what is
 * studied in a week is set by the banner (_study.yaml). A topic counts as covered when its words
 * stand in the study step, or most of its neighbouring pairs of characters do: people write
 * 危房改造 for 农村牧区危房改造政策.
 */
#include "check/rules.h"

/* Hundredths of a topic's pairs that must be found. */
#define COVERED 60

static const struct step *
step_find(const struct doc *d, struct text id)
{
	for (size_t i = 0; i < d->steps.n; i++)
		if (text_eq(d->steps.v[i].id, id))
			return &d->steps.v[i];
	return NULL;
}

/* The step stands there and says that nothing was studied. That it is missing says S401, that it is
 * empty C303. */
void
check_study(struct check *c)
{
	const struct step *s = step_find(c->d, T("study"));

	if (s && !s->empty && s->none_said)
		diag_put(c->sink, DIAG_C301, s->at, NO_TEXTS);
}

void
check_syllabus(struct check *c)
{
	const struct doc *d = c->d;
	const struct step *s = step_find(d, T("study"));
	const struct text_list *topics =
	    d->file ? study_topics(d->file->study, date_week(d->date)) : NULL;
	struct text said;

	if (!s || s->empty || s->none_said || !topics || !date_is(d->date))
		return;
	said = text_letters(c->a, text_list_join(c->a, &s->items, T("\n")));
	for (size_t i = 0; i < topics->n; i++)
		if (text_share(c->a, text_letters(c->a, topics->v[i]), said) < COVERED)
			diag_put(c->sink, DIAG_C302, s->at,
			    TEXTS(topics->v[i], count_text(c->a, date_week(d->date).week)));
}

void
check_step_empty(struct check *c)
{
	for (size_t i = 0; i < c->d->steps.n; i++) {
		const struct step *s = &c->d->steps.v[i];
		bool study = text_eq(s->id, T("study"));

		if (s->empty && s->id.n)
			diag_put_at(c->sink, study ? DIAG_ERROR : DIAG_WARNING, DIAG_C303, s->at,
			    TEXTS(s->heading));
	}
}
