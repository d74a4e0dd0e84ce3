/* SPDX-License-Identifier: MIT */
/* Of two meetings in one file (F017). `receive` parts such a file; one that was laid into the site
 * by hand is held, because no page can tell whose day a matter is of. */
#include "check/rules.h"

#include "lihui/speech.h"

/* Worth a look: a step stands there twice, or the words of a title stand below the last one. */
static bool
may_be_several(const struct doc *d)
{
	static const char *const words[] = { "例会", "会议", "记录", "纪要", NULL };
	const struct step_list *l = &d->steps;
	size_t last = l->n > 0 ? l->v[l->n - 1].at.at : 0;

	for (size_t i = 0; i < l->n && i < 64; i++)
		for (size_t k = 0; k < i; k++)
			if (l->v[i].id.n > 0 && text_eq(l->v[i].id, l->v[k].id))
				return true;
	return l->n > 0 && has_any(text_cut(d->text, last, d->text.n), words);
}

void
check_several(struct check *c)
{
	struct meeting_start_list starts = { 0 };
	struct text line, rest;

	if (c->d->type == NULL || c->d->type->class != CLASS_MEETING || !may_be_several(c->d))
		return;
	meetings_find(c->a, c->d->text, &c->p->steps, &starts);
	for (size_t i = 0; i < starts.n && i < 3; i++) {
		size_t at = starts.v[i].at;
		rest = text_cut(c->d->text, at, c->d->text.n);
		text_line(&rest, &line);
		diag_put(c->sink, DIAG_F017, (struct span){ (uint32_t)at, (uint32_t)line.n },
		    TEXTS(text_head(text_trim(line), 30)));
	}
}
