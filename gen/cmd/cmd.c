/* SPDX-License-Identifier: MIT */
/* What the commands share: saying things, failing, finding the site. */
#include <stdio.h>

#include "cmd/cmd.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/secret.h"

int
cmd_failed(const struct err *e)
{
	fprintf(stderr, "lihui: %s\n", e->message);
	return e->kind == ERR_USAGE ? EXIT_USAGE : EXIT_MACHINE;
}

/*
 * A name of a file or a title may hold somebody's number, and what is printed is copied on: into
 * the group, into a log. The sentences themselves are ours.
 */
void
cmd_say(const struct cmd *c, FILE *to, const char *key, const struct text *args, size_t n)
{
	struct arena *a = arena_new();
	struct text t = words_say(a, c->words, c->lang, key, secret_mask_all(a, args, n, NULL), n);

	fprintf(to, "%.*s\n", TEXT_ARG(t));
	arena_free(a);
}

static bool
is_site(struct arena *a, struct text folder, struct err *e)
{
	struct file_stat st;

	return file_stat(path_join(a, folder, T("site.yaml")).p, &st, e) && st.exists && !st.is_dir;
}

const char *
cmd_find_site(struct arena *a, const char *near, struct err *e)
{
	struct text at = near == NULL ? T(".") : text_copy(a, text_of(near));

	while (at.n > 1 && at.p[at.n - 1] == '/')
		at.n--;
	for (int depth = 0; depth < 64; depth++) { /* deeper than any tree of offices */
		struct text folder = text_copy(a, at.n == 0 ? T(".") : at);
		if (is_site(a, folder, e))
			return folder.p;
		if (at.n == 0 || text_eq(at, T(".")) || text_eq(at, T("/")))
			break;
		at = path_dir(at);
	}
	if (near == NULL && is_site(a, T("content"), e))
		return "content";
	err_usage(e, SAY("在 %s 找不到 site.yaml：请进到站点文件夹，或写明它在哪里，例如 lihui build content", "no site.yaml near %s: enter the site's folder or name it, as in lihui build content"),
		near == NULL ? "." : near);
	return NULL;
}
