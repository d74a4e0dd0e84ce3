/* SPDX-License-Identifier: MIT */
/* Of two meetings in one file (F017). `receive` parts such a file; one that was laid into the site
 * by hand is held, because no page can tell whose day a matter is of. */
#include "check/rules.h"

#include "lihui/speech.h"

void
check_several(struct check *c)
{
	struct meeting_start_list starts = { 0 };
	struct text line, rest;

	if (c->d->type == NULL || c->d->type->class != CLASS_MEETING)
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
