/* SPDX-License-Identifier: MIT */
/* lihui join: parts that were built apart -> one public tree. What the records lack was told when
 * the parts were built. */
#include "cmd/cmd.h"
#include "lihui/arena.h"

static void
tell(const struct cmd *c, const struct build_report *r)
{
	struct arena *a = r->arena;

	cmd_tell(c, "join.parts", TEXTS(text_fmt(a, "%d", c->nargs)));
	cmd_tell(c, "build.documents",
	    TEXTS(text_fmt(a, "%d", r->published), text_fmt(a, "%d", r->held),
		text_fmt(a, "%d", r->draft), text_fmt(a, "%d", r->withdrawn)));
	cmd_tell(c, "build.files",
	    TEXTS(text_fmt(a, "%d", r->written), text_fmt(a, "%d", r->same),
		text_fmt(a, "%d", r->removed), date_told(a, c->lang == LANG_EN, r->as_of)));
	if (r->no_address)
		cmd_tell(c, "build.no_address", NO_TEXTS);
	cmd_tell(c, "build.open", TEXTS(text_join(a, r->output, T("/index.html"))));
}

int
cmd_join(struct cmd *c)
{
	struct arena *a = arena_new();
	struct build_options o = { 0 };
	struct build_report r = { .arena = a };
	struct err e = { 0 };
	int status = EXIT_CLEAN;

	if (!cmd_options(c, a, &o, &e) || !publish_join(&o, c->args, (size_t)c->nargs, &r, &e))
		status = cmd_failed(&e);
	else
		tell(c, &r);
	arena_free(a);
	return status;
}
