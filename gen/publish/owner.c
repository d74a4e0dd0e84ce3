/* SPDX-License-Identifier: MIT */
/*
 * Whose a tree is. Its manifest begins with a comment, which sha256sum(1) and older programs
 * pass by:
 *
 *   # lihui public 5c1e90a2b7d04f13 example.org 白桦苏木会议公开
 *
 * edition, the site's mark (site.yaml, written by `lihui init`), its id (or the host of
 * base_url), and the title for those who read it; - where there is none. A build replaces only a
 * tree of its own edition and site, so that the internal edition never lies where the public one
 * is looked for.
 *
 * Two sites are the same when no word that both have differs and at least one is equal. The title,
 * the folder and the machine do not count: they change, and nobody is to be locked out by that.
 * Where no word decides (sites made by hand, trees of an earlier program), the tree's own pages do:
 * one unit in common makes it ours. Where a word differs because somebody changed it (a new
 * address), the index still knows the tree that it left, by its path and the hash of its
 * manifest.
 */
#include "publish/owner.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/hash.h"
#include "publish/part.h"

/* The first line alone: a province's manifest has millions. */
static bool
read_head(struct arena *a, struct text folder, struct owner *out)
{
	FILE *f = fopen(path_join(a, folder, T(MANIFEST_NAME)).p, "re");
	char *line = NULL;
	size_t room = 0;
	ssize_t n = f == NULL ? -1 : getline(&line, &room, f);
	struct text t = n > 0 ? text_copy(a, (struct text){ line, (size_t)n }) : NO_TEXT;

	while (t.n > 0 && (t.p[t.n - 1] == '\n' || t.p[t.n - 1] == '\r'))
		t.n--;
	free(line);
	if (f != NULL)
		fclose(f);
	return owner_read(t, out);
}

/* --- what an index remembers --- */

/* It left this very tree: an index that cannot be read remembers nothing. */
static bool
remembers(struct text index, struct text folder, struct arena *a)
{
	struct text path = path_join(a, folder, T(MANIFEST_NAME)), tree = NO_TEXT, left = NO_TEXT;
	struct file_stat st = { 0 };
	struct err ignored = { 0 };
	struct buf bytes = BUF_INIT;
	char whole[PATH_MAX];
	struct store *s;
	bool same = false;

	if (!file_stat(index.p, &st, &ignored) || !st.exists || !store_sealed(index.p))
		return false;
	s = store_open_reader(index.p, &ignored);
	if (s != NULL && fact_get(s, T("tree"), a, &tree, &ignored) &&
	    realpath(folder.p, whole) != NULL && text_eq(tree, text_of(whole))) {
		struct query q;

		query_start(
		    s, &q, "select sha256 from output where path = '" MANIFEST_NAME "'", &ignored);
		if (query_row(&q))
			left = query_text(&q, a, 0);
		same = query_end(&q) && file_read(path.p, &bytes, &ignored) &&
		    text_eq(left, hash_sha256_hex(a, buf_view(&bytes)));
	}
	store_close(s);
	buf_release(&bytes);
	return same;
}

/* --- the edition --- */

static bool
refuse_edition(struct text folder, enum edition theirs, struct err *e)
{
	if (theirs == EDITION_INTERNAL)
		return err_usage(e,
		    SAY("%s 里是内部版，公开版不能做在它上面：请用 -o 另写一个文件夹，或先把它清空",
			"%s holds the internal edition, and the public one never goes over it: "
			"name another folder with -o, or empty that one first"),
		    folder.p);
	return err_usage(e,
	    SAY("%s 里是公开版，内部版不能做在它上面：请用 -o 另写一个文件夹，或先把它清空",
		"%s holds the public edition, and the internal one never goes over it: "
		"name another folder with -o, or empty that one first"),
	    folder.p);
}

bool
owner_may_write(struct arena *a, struct text folder, const struct build_options *o, struct err *e)
{
	enum edition other = o->edition == EDITION_PUBLIC ? EDITION_INTERNAL : EDITION_PUBLIC;
	struct file_stat manifest;
	struct owner owner;

	if (!file_stat(path_join(a, folder, T(MANIFEST_NAME)).p, &manifest, e) ||
	    !manifest_may_write(a, folder, manifest.exists, e))
		return false;
	if (!manifest.exists)
		return true;
	if (read_head(a, folder, &owner))
		return owner.edition == o->edition || refuse_edition(folder, owner.edition, e);
	/* Made by an earlier program: the other edition's index knows its own. */
	return !remembers(part_index(a, o->part != NULL ? o->output : o->site, other), folder, a) ||
	    refuse_edition(folder, other, e);
}

/* --- the site --- */

enum likeness { LIKE_SAME, LIKE_OTHER, LIKE_UNKNOWN };

static enum likeness
by_words(const struct site *site, const struct owner *owner)
{
	bool marks = site->mark.n > 0 && owner->mark.n > 0, ids = site->id.n > 0 && owner->id.n > 0;

	if ((marks && !text_eq(site->mark, owner->mark)) || (ids && !text_eq(site->id, owner->id)))
		return LIKE_OTHER;
	return marks || ids ? LIKE_SAME : LIKE_UNKNOWN;
}

/* LANG/UNIT/stats.html: every unit has one, and nothing else does. */
static struct text
unit_of_page(struct text path)
{
	struct text dir = path_dir(path);
	size_t slash = text_find(dir, T("/"), 0);

	if (!text_eq(path_name(path), T("stats.html")) || slash == SIZE_MAX)
		return NO_TEXT;
	return text_cut(dir, slash + 1, dir.n);
}

static enum likeness
by_units(struct arena *a, const struct site *site, struct text folder, struct err *e)
{
	struct manifest m = { 0 };
	bool exists, any = false;

	if (!manifest_read(a, folder, &m, &exists, e))
		return LIKE_OTHER;
	for (size_t i = 0; i < m.n; i++) {
		struct text unit = unit_of_page(m.v[i].path);
		if (unit.n > 0 && site_unit(site, unit) != NULL)
			return LIKE_SAME;
		any = any || unit.n > 0;
	}
	return any && site->nunits > 1 ? LIKE_OTHER : LIKE_UNKNOWN;
}

bool
owner_check(struct arena *a, struct text folder, const struct gathered *g, struct err *e)
{
	struct file_stat st;
	struct owner owner;
	enum likeness like;

	if (!file_stat(path_join(a, folder, T(MANIFEST_NAME)).p, &st, e) || !st.exists)
		return e->kind == ERR_NONE;
	read_head(a, folder, &owner);
	like = by_words(g->site, &owner);
	if (like == LIKE_UNKNOWN)
		like = by_units(a, g->site, folder, e);
	if (e->kind != ERR_NONE)
		return false;
	/* Nothing to go by but what it is called. */
	if (like == LIKE_UNKNOWN && owner.known)
		like = text_eq(owner.title, owner_word(a, g->site->title, ' ')) ? LIKE_SAME
										: LIKE_OTHER;
	if (like != LIKE_OTHER || remembers(g->index_path, folder, a))
		return true;
	return err_usage(e,
	    SAY("%s 里是另一个站点（%.*s）的网页：请用 -o 另写一个文件夹，或先把它清空",
		"%s holds the pages of another site (%.*s): name another folder with -o, or empty "
		"that one first"),
	    folder.p, TEXT_ARG(owner.title.n > 0 ? owner.title : T("?")));
}
