/* SPDX-License-Identifier: MIT */
/* lihui verify DIR: is this tree (on a stick, on a server) the one that was published? */
#include <unistd.h>

#include "cmd/cmd.h"
#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/publish.h"

int
cmd_verify(struct cmd *c)
{
	struct arena *a = arena_new();
	struct verify_report r = { 0 };
	struct err e = { 0 };
	int status = EXIT_CLEAN;
	size_t wrong;

	if ((c->nargs > 0 && access(c->args[0], F_OK) != 0 && !where_missing(a, c->args[0], &e)) ||
	    !publish_verify(a, c->args[0] ? c->args[0] : "public", &r, &e)) {
		status = cmd_failed(&e);
	} else {
		if (r.owner.known)
			cmd_tell(c,
			    r.owner.edition == EDITION_PUBLIC ? "verify.public" : "verify.internal",
			    TEXTS(r.owner.title));
		cmd_say_each(c, "verify.missing", &r.missing);
		cmd_say_each(c, "verify.differs", &r.differ);
		cmd_say_each(c, "verify.extra", &r.extra);
		cmd_say_each(c, "verify.link", &r.links);
		cmd_say_each(c, "verify.unread", &r.unread);
		cmd_say_each(c, "verify.closed", &r.closed);
		if (r.open)
			cmd_say(c, stdout, "verify.open",
			    TEXTS(text_of(c->args[0] ? c->args[0] : "public")));
		wrong = r.missing.n + r.differ.n + r.links.n + r.unread.n;
		if (wrong > 0)
			status = EXIT_CONTENT;
		cmd_tell(c, status == EXIT_CLEAN ? "verify.clean" : "verify.broken",
		    TEXTS(text_fmt(a, "%d", r.files), text_fmt(a, "%zu", wrong)));
	}
	arena_free(a);
	return status;
}
