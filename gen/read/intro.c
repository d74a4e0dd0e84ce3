/* SPDX-License-Identifier: MIT */
/*
 * The door for what units say of themselves. The body of an _index.md is shown on the unit's page without ever being a document, so its hidden words and private numbers go
 * under a veil here, once, when the site is opened; both editions show the same. Telephones of its head are published and stay. Links lead to documents, units and external
 * addresses; files are only offered by documents.
 */
#include "door.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "names.h"

/* The unit as the document that it is not: what relative links start from. */
static struct doc
stand_in(const struct site *s, const struct unit *u)
{
	return (struct doc){ .arena = s->arena, .site = s, .path = path_join(s->arena, u->path, T("_index.md")) };
}

static void
target_settle(const struct doc *d, struct inl *i)
{
	struct text path;
	bool scheme;

	if (i->target.p[0] == '#' || attachment_external(i->target, &scheme))
		return;
	if (scheme || !attachment_path(d->arena, d, i->target, &path) || (!site_has_document(d->site, path) && site_unit(d->site, path) == NULL))
		path = NO_TEXT;
	i->target = path;
}

static void
targets_settle(const struct doc *d, struct inl *first)
{
	struct inl *i;

	for (i = first; i != NULL; i = i->next) {
		if ((i->kind == INLINE_LINK || i->kind == INLINE_IMAGE) && i->target.n > 0)
			target_settle(d, i);
		targets_settle(d, i->first);
	}
}

static void
tree_pass(const struct doc *d, struct veil *v, struct block *root)
{
	struct block *b;

	if (root == NULL)
		return;
	veil_tree(v, d->arena, root);
	for (b = root; b != NULL; b = block_next(root, b))
		targets_settle(d, b->inlines);
}

static void
words_hide(const struct doc *d, struct veil *v, struct block *root)
{
	struct diag_sink silent = { .arena = d->arena, .path = d->path, .source = NO_TEXT };
	struct text_list words = { NULL, 0, 0 };
	size_t i;

	if (root == NULL)
		return;
	hidden_read(d, block_plain(d->arena, root, true), &silent, &words);
	for (i = 0; i < words.n; i++)
		veil_add(v, words.v[i], nameword_person(words.v[i]) ? names_mask(d->arena, words.v[i]) : VEIL_REMOVED, VEIL_HIDDEN);
}

void
door_units(struct site *s)
{
	size_t i;

	for (i = 0; i < s->nunits; i++) {
		struct unit *u = s->units[i];
		struct doc d = stand_in(s, u);
		struct veil *v = veil_new(s->arena, &u->phones);

		words_hide(&d, v, u->intro);
		words_hide(&d, v, u->intro_mn);
		tree_pass(&d, v, u->intro);
		tree_pass(&d, v, u->intro_mn);
		u->address = veil_text(v, u->address);
	}
}
