/* SPDX-License-Identifier: MIT */
/*
 * The door for what units say of themselves. The body of an _index.md is shown on the unit's page
 * without ever being a document, so its hidden words and private numbers go under a mask here,
 * once, when the site is opened; both editions show the same. Telephones of its head are published
 * and stay. Links lead to documents, units and external addresses; files are only offered by
 * documents.
 */
#include "door/door.h"
#include "read/read.h"
#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "door/names.h"

/* The unit as the document that it is not: what relative links start from. */
static struct doc
stand_in(const struct site *s, const struct unit *u)
{
	return (struct doc){
		.arena = s->arena, .site = s, .path = path_join(s->arena, u->path, T("_index.md"))
	};
}

static void
target_settle(const struct doc *d, struct inl *i)
{
	struct text path;
	bool scheme;

	if (i->target.p[0] == '#' || attachment_external(i->target, &scheme))
		return;
	if (scheme || !attachment_path(d->arena, d, i->target, &path) ||
	    (!site_has_document(d->site, path) && site_unit(d->site, path) == NULL))
		path = NO_TEXT;
	i->target = path;
}

static void
targets_settle(const struct doc *d, struct inl *first)
{
	for (struct inl *i = first; i != NULL; i = i->next) {
		if ((i->kind == INLINE_LINK || i->kind == INLINE_IMAGE) && i->target.n > 0)
			target_settle(d, i);
		targets_settle(d, i->first);
	}
}

static void
tree_pass(const struct doc *d, struct mask *v, struct block *root)
{
	if (root == NULL)
		return;
	mask_tree(v, d->arena, root);
	for (struct block *b = root; b != NULL; b = block_next(root, b))
		targets_settle(d, b->inlines);
}

static void
words_hide(const struct doc *d, struct mask *v, struct block *root)
{
	struct diag_sink silent = { .arena = d->arena, .path = d->path, .source = NO_TEXT };
	struct text_list words = { NULL, 0, 0 };
	if (root == NULL)
		return;
	hidden_read(d, block_plain(d->arena, root, true), &silent, &words);
	names_hide(v, d->arena, &words);
}

static struct block *
intro_read(struct arena *a, struct text t)
{
	static const struct step_rule_list none = { 0 };
	struct typed typed = { 0 };

	if (text_trim(t).n == 0)
		return NULL;
	typed_read(a, t, 0, TYPED_PAGE, &none, &typed);
	return markdown_read(a, &typed);
}

static void
intro_pass(struct site *s, struct unit *u)
{
	struct doc d = stand_in(s, u);
	struct mask *v = mask_new(s->arena, &u->phones);

	u->intro = intro_read(s->arena, u->intro_source);
	words_hide(&d, v, u->intro);
	tree_pass(&d, v, u->intro);
	for (int l = 0; l < LANG_COUNT; l++) {
		u->intro_in[l] = intro_read(s->arena, u->intro_in_source[l]);
		words_hide(&d, v, u->intro_in[l]);
	}
	for (int l = 0; l < LANG_COUNT; l++)
		tree_pass(&d, v, u->intro_in[l]);
	u->address = mask_text(v, u->address);
}

static void
names_hide_in(struct doc *d, struct mask *v, const struct block *root, struct text address)
{
	struct text_list names = { NULL, 0, 0 }, hidden = { NULL, 0, 0 }, known = { NULL, 0, 0 };

	if (root != NULL && d->faces != NULL)
		register_ask(d, block_plain(d->arena, root, true), &hidden, &known);
	names_hide(v, d->arena, &hidden);
	if (root != NULL)
		prose_ask(d, block_plain(d->arena, root, true), true, &names);
	prose_ask(d, address, true, &names);
	for (size_t i = 0; i < names.n; i++)
		mask_add(v, names.v[i], names_mask(d->arena, names.v[i]), MASK_NAME);
}

static void
make_public(struct site *s, struct unit *u, struct date today, const struct unit_register *r)
{
	struct doc d = stand_in(s, u);
	struct mask *v = mask_new(s->arena, &u->phones);

	d.unit = u;
	d.date = today;
	d.profile = profile_for(&u->profiles, today);
	d.faces = r;
	names_hide_in(&d, v, u->intro, u->address);
	for (int l = 0; l < LANG_COUNT; l++)
		if (u->intro_in[l] != NULL)
			names_hide_in(&d, v, u->intro_in[l], NO_TEXT);
	if (!mask_changes(v))
		return;
	if (u->intro != NULL)
		mask_tree(v, s->arena, u->intro);
	for (int l = 0; l < LANG_COUNT; l++)
		if (u->intro_in[l] != NULL)
			mask_tree(v, s->arena, u->intro_in[l]);
	u->address = mask_text(v, u->address);
}

/* Secretaries and who is named with an office show. The day counts for who is secretary. */
void
intros_make_public(struct site *s, struct date today)
{
	for (size_t i = 0; i < s->nunits; i++)
		make_public(s, s->units[i], today, NULL);
}

bool
intro_stands(const struct unit *u)
{
	bool any = u->intro != NULL;

	for (int l = 0; l < LANG_COUNT; l++)
		any |= u->intro_in[l] != NULL;
	return any;
}

void
intro_join(struct site *s, struct unit *u, struct date today, const struct unit_register *r)
{
	make_public(s, u, today, r);
}

struct site *
site_open_scope(const char *root, const struct site_scope *scope, struct err *e)
{
	struct site *s = site_load(root, scope, e);

	for (size_t i = 0; s != NULL && i < s->nunits; i++)
		intro_pass(s, s->units[i]);
	return s;
}

struct site *
site_open(const char *root, struct err *e)
{
	return site_open_scope(root, NULL, e);
}
