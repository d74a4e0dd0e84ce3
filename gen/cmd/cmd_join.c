/* SPDX-License-Identifier: MIT */
/* lihui join: parts that were built apart -> one public tree. What the records lack was told when
 * the parts were built. */
#include "cmd/cmd.h"
#include "lihui/arena.h"

int
cmd_join(struct cmd *c)
{
	struct arena *a = arena_new();
	struct build_options o = { 0 };
	struct build_report r = { .arena = a };
	struct err e = { 0 };
	int status = EXIT_CLEAN;

	if (!cmd_options(c, a, &o, &e) || !publish_join(&o, c->args, (size_t)c->nargs, &r, &e)) {
		status = cmd_failed(&e);
	} else {
		cmd_tell(c, "join.parts", TEXTS(text_fmt(a, "%d", c->nargs)));
		cmd_tell_built(c, &r, false);
	}
	arena_free(a);
	return status;
}
