/* SPDX-License-Identifier: MIT */
/*
 * A site, opened: configuration, tree of units, list of sources. Read once; afterwards nobody
 * writes to it, so threads share it.
 *
 * How it goes: walk the folder; site.yaml; words; then folder by folder, parents first: a folder
 * with _index.md is a unit (the root always is), a folder with _rules.yaml or _study.yaml stands
 * over what holds above it; other folders share what their parent has. Last the documents (scan.c).
 *
 * Assumptions: an output tree inside the site (public/, known by its manifest) is not content.
 * Names beginning with _ are the site's own and no link may point at them.
 */
#include "lihui/decode.h"
#include "site/scan.h"

#include <stdlib.h>

static bool
in_outputs(const struct text_list *outputs, struct text path)
{
	for (size_t i = 0; i < outputs->n; i++)
		if (text_eq(path, outputs->v[i]) || path_is_below(path, outputs->v[i]))
			return true;
	return false;
}

/*
 * A name in GBK (from an old archive) or with a control character cannot stand in an address or a
 * feed. The file is left out and said to be, under the name it has where it came from; the sentence
 * is F008's, and an error, since a document is missing.
 */
static bool
is_named_well(struct site *s, struct text path)
{
	struct diag_sink names = { .arena = s->arena },
			 sink = { .arena = s->arena, .source = NO_TEXT };
	struct text decoded = decode_text(s->arena, path, &names);

	if (names.list.n == 0 && !memchr(path.p, '\n', path.n))
		return true;
	sink.path = text_replace(s->arena, decoded, T("\n"), T("\xEF\xBF\xBD"));
	diag_put_at(&sink, DIAG_ERROR, DIAG_F008, NO_SPAN, TEXTS(path_name(sink.path)));
	for (size_t i = 0; i < sink.list.n; i++)
		*ARENA_PUSH(s->arena, &s->findings) = sink.list.v[i];
	return false;
}

static bool
list_files(struct site *s, struct file_list *all, struct err *e)
{
	struct text_list outputs = { 0 };
	struct skimmer k = { .site = s, .parent = NO_TEXT };

	if (!file_walk_some(s->arena, s->root.p, s->scope != NULL ? scope_skim : NULL, &k, all, e))
		return false;
	/* Folders that hold a manifest of lihui's: what was published, not what is to be. */
	for (size_t i = 0; i < all->n; i++) {
		struct text path = all->v[i].path, dir = path_dir(path);
		if (dir.n && !all->v[i].stat.is_dir &&
		    text_eq(path_name(path), T("manifest.sha256")))
			text_list_add(s->arena, &outputs, dir);
	}
	for (size_t i = 0; i < all->n; i++) {
		const struct file_entry *f = &all->v[i];
		if (in_outputs(&outputs, f->path))
			continue;
		if (scan_hidden(f->path) || text_eq(f->path, T("site.yaml"))) {
			if (!f->stat.is_dir)
				*ARENA_PUSH(s->arena, &s->governing) = *f;
			continue;
		}
		if (is_named_well(s, f->path))
			*ARENA_PUSH(s->arena, &s->files) = *f;
	}
	return true;
}

/* *path of the file of that name in the folder, n == 0 when there is none. */
static bool
find_file(struct site *s, struct text dir, struct text name, struct text *path, struct err *e)
{
	struct file_stat st;

	*path = path_join(s->arena, dir, name);
	if (!file_stat(path_join(s->arena, s->root, *path).p, &st, e))
		return false;
	if (!st.exists || st.is_dir)
		*path = NO_TEXT;
	return true;
}

static bool
folder_rules(struct site *s, struct folder *f, const struct folder *above, struct err *e)
{
	struct text path;

	f->rules = above->rules;
	f->profiles = above->profiles;
	if (!find_file(s, f->path, T("_rules.yaml"), &path, e))
		return false;
	if (path.n == 0)
		return true;
	struct rules *rules = ARENA_NEW(s->arena, struct rules);
	struct profile_list *profiles = ARENA_NEW(s->arena, struct profile_list);
	f->rules = rules;
	f->profiles = profiles;
	return profile_open(s, path, above->rules, rules, e) &&
	    profile_list_read(s->arena, rules, s->lexicon, profiles, e);
}

static bool
folder_study(struct site *s, struct folder *f, const struct folder *above, struct err *e)
{
	struct text path;

	f->study = above->study;
	if (!find_file(s, f->path, T("_study.yaml"), &path, e))
		return false;
	if (path.n == 0)
		return true;
	struct study_list *study = ARENA_NEW(s->arena, struct study_list);
	f->study = study;
	return config_study(s, path, above->study, study, e);
}

struct unit_list {
	struct unit **v;
	size_t n, room;
};

static bool
folder_unit(struct site *s, struct folder *f, const struct folder *above, struct unit_list *units,
    struct err *e)
{
	struct text path;

	f->unit = above->unit;
	if (!find_file(s, f->path, T("_index.md"), &path, e))
		return false;
	if (path.n == 0 && f->path.n)
		return true;
	struct unit *u = ARENA_NEW(s->arena, struct unit);
	u->id = (int)units->n;
	u->parent = above->unit;
	u->path = f->path;
	if (!unit_read(s, u, e))
		return false;
	u->profiles = *f->profiles;
	u->study = *f->study;
	f->unit = u;
	*ARENA_PUSH(s->arena, units) = u;
	return true;
}

static bool
open_folders(struct site *s, struct folder_list *l, struct err *e)
{
	struct rules *rules = ARENA_NEW(s->arena, struct rules);
	struct profile_list *profiles = ARENA_NEW(s->arena, struct profile_list);
	struct folder top = { NO_TEXT, NULL, rules, profiles,
		ARENA_NEW(s->arena, struct study_list) };
	struct unit_list units = { 0 };

	if (!profile_builtin(s->arena, rules, e) ||
	    !profile_list_read(s->arena, rules, s->lexicon, profiles, e))
		return false;
	for (size_t i = 0; i < l->n; i++) {
		struct folder *f = &l->v[i];
		const struct folder *above = f->path.n ? folder_find(l, path_dir(f->path)) : &top;
		if (!above) /* its parent is hidden */
			above = &l->v[0];
		if (!folder_rules(s, f, above, e) || !folder_study(s, f, above, e) ||
		    !folder_unit(s, f, above, &units, e))
			return false;
	}
	s->units = units.v;
	s->nunits = units.n;
	return true;
}

static bool
read_site(struct site *s, struct err *e)
{
	struct folder_list folders = { 0 };
	struct file_list all = { 0 };
	struct file_stat st;

	if (!file_stat(s->root.p, &st, e))
		return false;
	if (!st.exists || !st.is_dir)
		return err_usage(
		    e, SAY("没有文件夹“%.*s”", "there is no folder \"%.*s\""), TEXT_ARG(s->root));
	if (!config_site(s, e) || !config_words(s->words, s, e) ||
	    !config_lexicon(s, s->arena, s->lexicon, e) || !list_files(s, &all, e))
		return false;
	ARENA_PUSH(s->arena, &folders)->path = NO_TEXT;
	for (size_t i = 0; i < s->files.n; i++)
		if (s->files.v[i].stat.is_dir)
			ARENA_PUSH(s->arena, &folders)->path = s->files.v[i].path;
	LIST_SORT(&folders, folder_order);
	if (!open_folders(s, &folders, e))
		return false;
	scan_sources(s, &folders);
	return true;
}

struct site *
site_load(const char *root, const struct site_scope *scope, struct err *e)
{
	struct arena *a = arena_new();
	struct site *s = ARENA_NEW(a, struct site);
	struct text path = text_of(*root ? root : ".");

	while (path.n > 1 && path.p[path.n - 1] == '/')
		path.n--;
	s->arena = a;
	s->scope = scope;
	s->root = text_copy(a, path);
	s->words = words_new();
	s->lexicon = ARENA_NEW(a, struct lexicon);
	if (read_site(s, e)) {
		site_name_units(s);
		return s;
	}
	site_close(s);
	return NULL;
}

void
site_close(struct site *s)
{
	if (!s)
		return;
	words_free(s->words);
	arena_free(s->arena);
}
