/* SPDX-License-Identifier: MIT */
/* What is asked of a site that is read: who held an office on a day, what was to be studied, which
 * unit lies below which, where a document is. */
#include "lihui/site.h"
#include "site/scan.h"

struct text
tenure_on(const struct tenure_list *l, struct date d)
{
	for (size_t i = l->n; i-- > 0;) { /* the later line wins where two overlap */
		const struct tenure *t = &l->v[i];
		bool begun = !date_is(t->from) || !date_is(d) || date_cmp(t->from, d) <= 0;
		bool ended = date_is(t->to) && (!date_is(d) || date_cmp(t->to, d) < 0);
		if (begun && !ended)
			return t->name;
	}
	return NO_TEXT;
}

const struct text_list *
study_topics(const struct study_list *l, struct week w)
{
	for (size_t i = 0; l && i < l->n; i++)
		if (week_cmp(l->v[i].week, w) == 0)
			return l->v[i].topics.n ? &l->v[i].topics : NULL;
	return NULL;
}

bool
unit_below(const struct unit *u, const struct unit *ancestor)
{
	for (; u; u = u->parent)
		if (u == ancestor)
			return true;
	return false;
}

const struct unit *
unit_asking(const struct unit *u)
{
	while (u->level >= LEVEL_VILLAGE && u->parent)
		u = u->parent;
	return u;
}

static int
document_order(const void *path, const void *document)
{
	return text_cmp(
	    *(const struct text *)path, (*(const struct source *const *)document)->path);
}

const struct source *
site_document(const struct site *s, struct text path)
{
	struct source **found =
	    list_find(&path, s->documents, s->ndocuments, sizeof *s->documents, document_order);

	return found != NULL ? *found : NULL;
}

bool
site_holds(const struct site *s, struct text path)
{
	for (size_t i = 0; i < s->findings.n; i++)
		if (diag_holds(s->findings.v[i].code) && text_eq(s->findings.v[i].path, path))
			return true;
	return false;
}
