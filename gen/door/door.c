/* SPDX-License-Identifier: MIT */
/*
 * The one door for privacy. A document goes through it once per edition, between its checks and the
 * index, and what stays behind is gone: the index, the pages, the sheets, the feeds and the search
 * hold nothing else, so none of them can leak by a mistake of its own.
 *
 * In order: the words that must not show are gathered from the whole document and all its versions;
 * the places of things are kept while the source text is still there; the mask goes over the trees
 * (where a word may run through markup) and then over every text of the model, by the walk that
 * also packs it; links are resolved; for the public edition lists of people become counts and a
 * record's text becomes its outcomes; and last, what the mask was made from is thrown away.
 *
 * Both editions hide 【隐：…】 and mask numbers. Only the public one masks names.
 */
#include "door/door.h"

#include <stdlib.h>

#include "model/doc_walk.h"
#include "lihui/door.h"
#include "lihui/arena.h"

static struct text
touch(void *context, struct text t)
{
	return mask_text(context, t);
}

static void
hidden_gather(struct doc *d)
{
	struct diag_sink silent = d->sink; /* X805 was put when the document was read */

	silent.list = (struct finding_list){ NULL, 0, 0 };
	hidden_read(d, d->text, &silent, &d->redact);
	for (size_t i = 0; i < d->versions.n; i++)
		if (d->versions.v[i].read != NULL)
			hidden_read(d, d->versions.v[i].read->text, &silent, &d->redact);
}

static void
mask_lay(struct doc *d, struct mask *v)
{
	struct walk w = { .mood = WALK_TOUCH, .arena = d->arena, .change = touch, .context = v };

	if (d->body != NULL)
		mask_tree(v, d->arena, d->body);
	for (size_t i = 0; i < d->versions.n; i++)
		if (d->versions.v[i].body != NULL)
			mask_tree(v, d->arena, d->versions.v[i].body);
	walk_whole(&w, d);
}

/* --- links --- */

static int
by_target(const void *x, const void *y)
{
	const struct attachment *a = *(const struct attachment *const *)x,
				*b = *(const struct attachment *const *)y;
	int c = text_cmp(a->target, b->target);

	return c != 0 ? c : a->picture - b->picture;
}

struct targets {
	const struct attachment **v; /* by target */
	size_t n;
};

static void
target_resolve(const struct doc *d, const struct targets *t, struct inl *i)
{
	struct attachment key = { .target = i->target, .picture = i->kind == INLINE_IMAGE };
	const struct attachment *at = &key, **found;
	struct text path;
	bool scheme;

	if (i->target.p[0] == '#' || attachment_external(i->target, &scheme))
		return;
	if (scheme || !attachment_path(d->arena, d, i->target, &path)) {
		i->target = NO_TEXT;
		return;
	}
	if (!key.picture &&
	    (site_has_document(d->site, path) || site_unit(d->site, path) != NULL)) {
		size_t place = text_find(i->target, T("#"), 0);

		i->target = place == SIZE_MAX
		    ? path
		    : text_join(d->arena, path, text_cut(i->target, place, i->target.n));
		return;
	}
	found = t->n > 0 ? bsearch(&at, t->v, t->n, sizeof *t->v, by_target) : NULL;
	i->target = found != NULL ? (*found)->path : NO_TEXT;
}

static void
inlines_resolve(const struct doc *d, const struct targets *t, struct inl *first)
{
	for (struct inl *i = first; i != NULL; i = i->next) {
		if ((i->kind == INLINE_LINK || i->kind == INLINE_IMAGE) && i->target.n > 0)
			target_resolve(d, t, i);
		inlines_resolve(d, t, i->first);
	}
}

static void
tree_resolve(const struct doc *d, const struct targets *t, struct block *root)
{
	for (struct block *b = root; b != NULL; b = block_next(root, b))
		inlines_resolve(d, t, b->inlines);
}

static void
links_resolve(struct doc *d)
{
	struct targets t = { ARENA_ARRAY(d->arena, const struct attachment *, d->attachments.n + 1),
		d->attachments.n };

	for (size_t i = 0; i < t.n; i++)
		t.v[i] = &d->attachments.v[i];
	qsort(t.v, t.n, sizeof *t.v, by_target);
	if (d->body != NULL)
		tree_resolve(d, &t, d->body);
	for (size_t i = 0; i < d->versions.n; i++)
		if (d->versions.v[i].body != NULL)
			tree_resolve(d, &t, d->versions.v[i].body);
}

/* A file whose name tells a hidden word is not offered: its copy would carry the name. */
static void
attachments_mask(struct doc *d, struct mask *v)
{
	size_t n = 0;

	for (size_t i = 0; i < d->attachments.n; i++) {
		struct attachment *at = &d->attachments.v[i];

		if (!mask_touches(v, at->path) &&
		    !mask_touches(v, path_percent_decode(d->arena, at->target)))
			d->attachments.v[n++] = *at;
	}
	d->attachments.n = n;
}

static void
forget(struct doc *d)
{
	d->text = NO_TEXT;
	d->sink.source = NO_TEXT;
	d->redact = d->not_names = (struct text_list){ NULL, 0, 0 };
	d->prose = (struct name_hits){ NULL, 0, 0 };
	for (size_t i = 0; i < d->versions.n; i++)
		d->versions.v[i].read = NULL;
}

static void
public_make(struct doc *d)
{
	bool meeting = doc_is_meeting(d), whole = !meeting || d->publicity == PUBLIC_FULL;

	public_people(d, whole);
	public_findings(d);
	if (!whole)
		outcome_read(d);
	if (d->draft || d->held)
		public_shell(d, false);
}

static struct mask *
mask_make(struct doc *d, enum edition edition)
{
	struct mask *v;

	hidden_gather(d);
	v = mask_new(d->arena, d->sink.allowed);
	if (doc_is_page(d))
		mask_quote_marks(v);
	else if (edition == EDITION_PUBLIC)
		mask_absences(v);
	names_cover(d, v, edition);
	places_keep(d, v, edition);
	attachments_mask(d, v);
	return v;
}

void
door_mask(struct doc *d)
{
	mask_lay(d, mask_make(d, EDITION_INTERNAL));
}

void
door_mask_lines(struct doc *d, const struct text_list *lines, struct text *out)
{
	struct mask *v = mask_make(d, EDITION_INTERNAL);

	for (size_t i = 0; i < lines->n; i++)
		out[i] = mask_text(v, lines->v[i]);
}

bool
door_pass(struct doc *d, enum edition edition)
{
	struct mask *v;

	if (edition == EDITION_PUBLIC && d->publicity == PUBLIC_NO)
		return false;
	if (edition == EDITION_PUBLIC) { /* while the words of a link and its target are whole */
		signin_withhold(d);
		attachments_withhold(d);
	}
	v = mask_make(d, edition);
	links_resolve(d);
	mask_lay(d, v);
	if (edition == EDITION_PUBLIC)
		public_make(d);
	if (d->has[KEY_WITHDRAWN])
		public_shell(d, true);
	attachments_settle(d);
	forget(d);
	return true;
}
