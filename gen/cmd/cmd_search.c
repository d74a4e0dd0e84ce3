/* SPDX-License-Identifier: MIT */
/* lihui search WORDS: what the search page finds, in its order, for who sits at the folder and not
 * in a browser. It answers from the index as the last build left it. */
#include "cmd/cmd.h"
#include "lihui/arena.h"
#include "lihui/door.h"
#include "lihui/search.h"

static struct text
join_arguments(struct arena *a, const struct cmd *c)
{
	struct text_list words = { 0 };

	for (int i = 0; i < c->nargs; i++)
		text_list_add(a, &words, text_of(c->args[i]));
	return text_list_join(a, &words, T(" "));
}

/* In the first language of the site in which there is something. */
static bool
find(struct gathered *g, struct arena *a, struct text words, struct search_hit_list *out,
    struct err *e)
{
	for (size_t l = 0; l < g->site->nlanguages && out->n == 0; l++)
		if (!search_find(g->store, a, g->site->languages[l], words, out, e))
			return false;
	return true;
}

int
cmd_search(struct cmd *c)
{
	struct arena *a = arena_new();
	struct build_options o = { 0 };
	struct gathered g = { 0 };
	struct search_hit_list hits = { 0 };
	struct err e = { 0 };
	struct cmd no_words = { .name = c->name, .date = c->date, .internal = c->internal };
	/* The only word is what is looked for, also when a site is called so. */
	bool ok =
	    cmd_options(c->nargs == 1 ? &no_words : c, a, &o, &e) && publish_gather(&o, a, &g, &e);
	struct text words = join_arguments(a, c);

	ok = ok && find(&g, a, words, &hits, &e);

	for (size_t i = 0; ok && i < hits.n; i++)
		cmd_say(c, stdout, "search.hit",
		    TEXTS(hits.v[i].day, g.site->units[hits.v[i].unit - 1]->name, hits.v[i].title,
			hits.v[i].address));
	if (ok)
		cmd_say(c, stdout, hits.n > 0 ? "search.found" : "search.none",
		    TEXTS(words, text_fmt(a, "%zu", hits.n)));
	gathered_close(&g);
	arena_free(a);
	return ok ? EXIT_CLEAN : cmd_failed(&e);
}
