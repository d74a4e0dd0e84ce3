/* SPDX-License-Identifier: MIT */
/*
 * Which text a document's page in a language shows. The pages ask it to draw, and the door to know
 * which files they lead to: a file that no page shows is not copied, and none that is shown is
 * missing.
 */
#include "door.h"

#include "lihui/arena.h"

const struct version *
doc_version(const struct doc *d, enum lang l)
{
	const struct version *found = NULL;

	for (size_t i = 0; i < d->versions.n; i++) {
		const struct version *v = &d->versions.v[i];
		if (v->lang == l &&
		    (v->kind == VERSION_TEXT || (v->kind == VERSION_SUMMARY && !found)))
			found = v;
	}
	return found;
}

bool
section_is_other(const struct block *b)
{
	return b->kind == BLOCK_SECTION && b->note.n == 0;
}

static bool
has_other_section(const struct block *body)
{
	for (const struct block *b = body->first; b; b = b->next)
		if (section_is_other(b))
			return true;
	return false;
}

const struct block *
doc_body_shown(const struct doc *d, enum lang l, bool outcomes_told, bool *rest)
{
	const struct version *v = l == d->lang ? NULL : doc_version(d, l);
	const struct block *body =
	    v != NULL && v->kind == VERSION_TEXT && v->body != NULL ? v->body : d->body;

	*rest = false;
	if (body == NULL || body->first == NULL)
		return NULL;
	if (!outcomes_told || d->publicity == PUBLIC_FULL || (v != NULL && v->body != NULL))
		return body;
	*rest = !doc_is_weekly(d) && has_other_section(body);
	return *rest ? body : NULL;
}

/* --- files --- */

static void
paths_gather(struct arena *a, const struct inl *first, struct text_list *out)
{
	for (const struct inl *i = first; i != NULL; i = i->next) {
		if (i->target.n > 0)
			text_list_add(a, out, i->target);
		paths_gather(a, i->first, out);
	}
}

static void
tree_paths(struct arena *a, const struct block *root, struct text_list *out)
{
	for (struct block *b = (struct block *)root; b != NULL; b = block_next(root, b))
		paths_gather(a, b->inlines, out);
}

/* What the pages of all the site's languages lead to, in bytewise order. */
static void
pages_gather(const struct doc *d, bool outcomes_told, struct text_list *out)
{
	const struct block *seen[LANG_COUNT];
	size_t n = 0;

	for (size_t i = 0; i < d->site->nlanguages; i++) {
		bool rest;
		const struct block *body =
		    doc_body_shown(d, d->site->languages[i], outcomes_told, &rest);
		bool again = body == NULL;
		for (size_t k = 0; k < n; k++)
			again |= seen[k] == body;
		if (again)
			continue;
		seen[n++] = body;
		if (!rest)
			tree_paths(d->arena, body, out);
		for (const struct block *b = rest ? body->first : NULL; b; b = b->next)
			if (section_is_other(b))
				tree_paths(d->arena, b, out);
	}
	LIST_SORT(out, text_order);
}

static bool
has_path(const struct text_list *l, struct text path)
{
	return path.n > 0 && LIST_FIND(l, &path, text_order);
}

/* Those that the edition's text still has: with what they show, they are on its page whatever of
 * the text is. */
static void
photos_keep(struct doc *d, const struct text_list *left)
{
	size_t n = 0;

	for (size_t i = 0; i < d->photos.n; i++)
		if (has_path(left, d->photos.v[i].path))
			d->photos.v[n++] = d->photos.v[i];
	d->photos.n = n;
}

/*
 * Only what a published tree links is copied, so a list that promised more would publish it.
 * Sheets draw from the list too.
 */
void
attachments_settle(struct doc *d)
{
	struct text_list left = { NULL, 0, 0 }, told = { NULL, 0, 0 }, untold = { NULL, 0, 0 };
	size_t n = 0;

	if (d->attachments.n == 0)
		return;
	tree_paths(d->arena, d->body, &left);
	for (size_t i = 0; i < d->versions.n; i++)
		tree_paths(d->arena, d->versions.v[i].body, &left);
	LIST_SORT(&left, text_order);
	photos_keep(d, &left);
	pages_gather(d, doc_is_meeting(d), &told);
	for (size_t i = 0; i < d->photos.n; i++)
		text_list_add(d->arena, &told, d->photos.v[i].path);
	LIST_SORT(&told, text_order);
	pages_gather(d, false, &untold);
	for (size_t i = 0; i < d->attachments.n; i++) {
		struct attachment *at = &d->attachments.v[i];
		at->shown = has_path(&told, at->path) ? SHOWN
		    : has_path(&untold, at->path)     ? SHOWN_WITHOUT_OUTCOMES
						      : SHOWN_NOWHERE;
		if (has_path(&left, at->path))
			d->attachments.v[n++] = *at;
	}
	d->attachments.n = n;
}
