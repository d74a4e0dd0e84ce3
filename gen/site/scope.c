/* SPDX-License-Identifier: MIT */
/*
 * Part of a site. A machine that builds one township has, of the other units, their _index.md and
 * rules and nothing else; on a folder that all machines share the documents of others are there and
 * must not be looked at. So both see the same, folders of other units are skimmed: what begins with
 * '_', and folders, below which there may be more units. A folder without an _index.md only groups
 * and belongs to whom its parent belongs to.
 */
#include "site/scan.h"

#include "lihui/arena.h"
#include "lihui/file.h"

/* Where a path lies, seen from the parts. */
enum side { SIDE_ABOVE, SIDE_PART, SIDE_BESIDE };

static enum side
side_of(const struct site_scope *scope, struct text path)
{
	enum side side = path.n == 0 ? SIDE_ABOVE : SIDE_BESIDE;

	for (size_t i = 0; i < scope->n; i++) {
		struct text part = scope->parts[i];
		if (part.n == 0 || text_eq(path, part) || path_is_below(path, part))
			return SIDE_PART;
		if (path_is_below(part, path))
			side = SIDE_ABOVE;
	}
	return side;
}

/* A folder that only groups belongs to whom its parent belongs to. */
static bool
is_foreign(const struct site *s, struct text folder)
{
	for (; folder.n > 0; folder = path_dir(folder)) {
		enum side side = side_of(s->scope, folder);
		if (side != SIDE_BESIDE)
			return side == SIDE_PART && !s->scope->below;
		struct arena *a = arena_new();
		struct file_stat st = { 0 };
		struct err ignored = { 0 };
		bool is = file_stat(path_join(a, s->root, path_join(a, folder, T("_index.md"))).p,
			      &st, &ignored) &&
		    st.exists;

		arena_free(a);
		if (is)
			return true;
	}
	return false;
}

bool
scope_skim(void *context, struct text folder)
{
	struct skimmer *k = context;
	struct text parent = path_dir(folder);

	if (!text_eq(parent, k->parent)) {
		k->parent = parent;
		k->parent_skimmed = is_foreign(k->site, parent);
	}
	return k->parent_skimmed || is_foreign(k->site, folder);
}

bool
site_has_document(const struct site *s, struct text path)
{
	return site_document(s, path) != NULL ||
	    (s->scope != NULL && s->scope->elsewhere != NULL &&
		s->scope->elsewhere(s->scope->context, path));
}

bool
site_reads(const struct site *s, const struct unit *u)
{
	enum side side = s->scope != NULL ? side_of(s->scope, u->path) : SIDE_PART;

	return side == SIDE_ABOVE || (side == SIDE_PART && (s->scope == NULL || s->scope->below));
}
