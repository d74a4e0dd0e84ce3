/* SPDX-License-Identifier: MIT */
/*
 * Which site the words of a command line mean, and which unit. One rule for all commands:
 *
 * The site is the word that is a folder with site.yaml, wherever it stands; else the nearest folder
 * upwards from a word that has one; else the nearest upwards from the working folder; else
 * ./content. A unit may be called by its name, by its folder as the site knows it, or by its folder
 * as a shell completes it (我的站点/gacha).
 */
#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/spelling.h"

#define DEEPEST 64 /* deeper than any tree of offices */

static bool
is_site(struct arena *a, struct text folder)
{
	struct err ignored = { 0 };
	struct file_stat st = { 0 };

	return file_stat(path_join(a, folder, T("site.yaml")).p, &st, &ignored) && st.exists &&
	    !st.is_dir;
}

static struct text
without_slash(struct arena *a, const char *folder)
{
	struct text t = text_of(folder);

	while (t.n > 1 && t.p[t.n - 1] == '/')
		t.n--;
	return text_copy(a, t);
}

/* The first of the words that is a site, taken out of them. */
static const char *
take_site(struct cmd *c, struct arena *a)
{
	for (int i = 0; i < c->nargs; i++) {
		struct text word = without_slash(a, c->args[i]);

		if (word.n == 0 || !is_site(a, word))
			continue;
		c->nargs--;
		for (int k = i; k <= c->nargs; k++) /* the NULL at the end too */
			c->args[k] = c->args[k + 1];
		c->site_named = true;
		return word.p;
	}
	return NULL;
}

static const char *
site_above(struct arena *a, const char *word)
{
	struct text at = without_slash(a, word);

	for (int depth = 0; depth < DEEPEST && at.n > 0; depth++) {
		if (is_site(a, at))
			return text_copy(a, at).p;
		if (text_eq(at, T(".")) || text_eq(at, T("/")))
			break;
		at = path_dir(at);
	}
	return NULL;
}

static const char *
site_here(struct arena *a)
{
	struct text at = T(".");

	if (is_site(a, at))
		return ".";
	if (is_site(a, T("content")))
		return "content";
	for (int depth = 0; depth < DEEPEST; depth++) {
		char whole[PATH_MAX];

		if (!realpath(at.p, whole) || strcmp(whole, "/") == 0)
			break;
		at = depth == 0 ? T("..") : text_join(a, T("../"), at);
		if (is_site(a, at))
			return at.p;
	}
	return NULL;
}

static bool
exists(const char *path)
{
	return access(path, F_OK) == 0;
}

/* A thing beside where the word should be, of which it is a slip, for the end of a sentence. */
static struct text
beside_like(struct arena *a, const char *word)
{
	struct text whole = without_slash(a, word), dir = path_dir(whole);
	DIR *d = opendir(dir.n == 0 ? "." : text_copy(a, dir).p);
	struct {
		struct spelling *v;
		size_t n, room;
	} names = { 0 };
	struct text found;

	for (struct dirent *f; d && (f = readdir(d)) != NULL;)
		if (f->d_name[0] != '.')
			*ARENA_PUSH(a, &names) =
			    (struct spelling){ 1, text_copy(a, text_of(f->d_name)).p };
	if (d)
		closedir(d);
	*ARENA_PUSH(a, &names) = (struct spelling){ 0, NULL };
	found = text_copy(a, spelling_nearest(names.v, path_name(whole)));
	return found.n > 0 ? path_join(a, dir, found) : NO_TEXT;
}

bool
where_missing(struct arena *a, const char *word, struct err *e)
{
	struct text like = beside_like(a, word);

	if (like.n > 0)
		return err_usage(e,
		    SAY("没有 %s 这个文件或文件夹，是不是 %.*s？",
			"there is no file or folder %s; did you mean %.*s?"),
		    word, TEXT_ARG(like));
	return err_usage(e,
	    SAY("没有 %s 这个文件或文件夹：看看名字，或先进到它所在的文件夹",
		"there is no file or folder %s: look at its name, or enter the folder it lies in"),
	    word);
}

const char *
where_site(struct cmd *c, struct arena *a, struct err *e)
{
	const char *site = take_site(c, a);

	for (int i = 0; !site && i < c->nargs; i++)
		if (exists(c->args[i]) || strchr(c->args[i], '/'))
			site = site_above(a, c->args[i]);
	if (!site)
		site = site_here(a);
	if (!site && c->nargs > 0 && !exists(c->args[0]) && beside_like(a, c->args[0]).n > 0)
		where_missing(a, c->args[0], e);
	else if (!site && c->nargs > 0)
		err_usage(e,
		    SAY("%s 不是站点，现在的文件夹里也没有 "
			"site.yaml：请进到站点文件夹，或写明它在哪里，例如 "
			"lihui %s content",
			"%s is no site, and there is no site.yaml here: enter the site's folder or "
			"name it, as in lihui %s content"),
		    c->args[0], c->name);
	else if (!site)
		err_usage(e,
		    SAY("在 %s 找不到 site.yaml：请进到站点文件夹，或写明它在哪里，例如 lihui "
			"%s content",
			"no site.yaml near %s: enter the site's folder or name it, as in lihui %s "
			"content"),
		    ".", c->name);
	return site;
}

bool
where_writable(struct arena *a, const char *path, bool folder, struct err *e)
{
	struct text at = path ? without_slash(a, path) : NO_TEXT;
	struct err ignored = { 0 };
	struct file_stat st = { 0 };

	if (at.n > 0 && !folder && file_stat(at.p, &st, &ignored) && st.exists && st.is_dir)
		return err_usage(e,
		    SAY("%s 是文件夹，这里要写文件的名字", "%s is a folder; a file is wanted here"),
		    path);
	for (at = folder ? at : path_dir(at); at.n > 0; at = path_dir(at)) {
		const char *part = text_copy(a, at).p;
		if (exists(part) && file_stat(part, &st, &ignored) && st.exists && !st.is_dir)
			return err_usage(e,
			    SAY("%s 是文件，不是文件夹：请换一个名字",
				"%s is a file, no folder: choose another name"),
			    part);
		if (text_eq(at, T("/")))
			break;
	}
	return true;
}

bool
where_nothing_left(const struct cmd *c, struct arena *a, struct err *e)
{
	int most = c->site_named ? 0 : 1; /* a file or folder in the site tells it too */

	if (c->nargs > most)
		return err_usage(e,
		    SAY("只要一个站点，多写了 %s；用法见 lihui %s --help",
			"one site is enough, and %s is too much: see lihui %s --help"),
		    c->args[most], c->name);
	return c->nargs == 0 || exists(c->args[0]) || where_missing(a, c->args[0], e);
}

struct text
where_below(struct arena *a, const char *site, const char *word)
{
	char root[PATH_MAX], whole[PATH_MAX];
	struct text r, w;

	if (!realpath(site, root))
		return NO_TEXT;
	if (!realpath(word, whole) &&
	    !realpath(path_join(a, text_of(site), text_of(word)).p, whole))
		return NO_TEXT;
	r = text_copy(a, text_of(root));
	w = text_copy(a, text_of(whole));
	if (text_eq(r, w))
		return T(".");
	if (!text_starts(w, r) || w.p[r.n] != '/')
		return NO_TEXT;
	return text_cut(w, r.n + 1, w.n);
}

struct text
where_prefix(struct arena *a, const char *site)
{
	struct text t = text_of(site);

	if (text_eq(t, T(".")))
		return NO_TEXT;
	return text_ends(t, T("/")) ? t : text_join(a, t, T("/"));
}

const char *
where_unit_word(struct arena *a, const char *site, const char *word)
{
	struct text below = word && strchr(word, '/') ? where_below(a, site, word) : NO_TEXT;

	return below.n > 0 ? text_copy(a, below).p : word;
}

struct unit *
where_unit(const struct site *s, struct arena *a, const char *word)
{
	struct unit *u = site_find_unit(s, text_of(word));
	struct text below = NO_TEXT;

	if (!u)
		below = where_below(a, s->root.p, word);
	if (below.n > 0)
		u = text_eq(below, T(".")) ? s->units[0] : site_unit(s, below);
	return u;
}

struct unit *
where_only_unit(const struct site *s, struct arena *a, const char *word, struct err *e)
{
	struct unit *u = where_unit(s, a, word);

	if (!u)
		site_no_unit(s, text_of(word), e);
	return u;
}
