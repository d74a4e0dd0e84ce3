/* SPDX-License-Identifier: MIT */
/* lihui build: content -> public tree. Exit 0 when it published, also when it held documents back;
 * it says which and what to do. */
#include "cmd/cmd.h"
#include "lihui/arena.h"

void
cmd_tell_built(const struct cmd *c, const struct build_report *r, bool held)
{
	struct arena *a = r->arena;

	cmd_tell(c, "build.documents",
	    TEXTS(text_fmt(a, "%d", r->published), text_fmt(a, "%d", r->held),
		text_fmt(a, "%d", r->draft), text_fmt(a, "%d", r->withdrawn)));
	if (held && r->held > 0)
		cmd_tell(c, "build.held", TEXTS(text_fmt(a, "%d", r->held)));
	if (r->errors + r->warnings > 0)
		cmd_tell(c, "build.findings",
		    TEXTS(text_fmt(a, "%d", r->errors), text_fmt(a, "%d", r->warnings),
			text_fmt(a, "%d", r->notes)));
	cmd_tell(c, "build.files",
	    TEXTS(text_fmt(a, "%d", r->written), text_fmt(a, "%d", r->same),
		text_fmt(a, "%d", r->removed), date_told(a, c->lang == LANG_EN, r->as_of)));
	if (r->outside > 0)
		cmd_tell(c, "build.outside", TEXTS(text_fmt(a, "%d", r->outside)));
	if (r->no_address)
		cmd_tell(c, "build.no_address", NO_TEXTS);
	if (c->part != NULL)
		cmd_tell(c, "build.part", TEXTS(r->output));
	else
		cmd_tell(c, "build.open", TEXTS(text_join(a, r->output, T("/index.html"))));
}

int
cmd_build(struct cmd *c)
{
	struct arena *a = arena_new();
	struct build_options o = { 0 };
	struct build_report r = { .arena = a };
	struct err e = { 0 };
	int status = EXIT_CLEAN;

	if (!cmd_options(c, a, &o, &e) || !where_nothing_left(c, a, &e) ||
	    !where_writable(a, c->output, true, &e) || !publish_build(&o, &r, &e)) {
		status = cmd_failed(&e);
	} else {
		struct buf held = BUF_INIT;
		cmd_print_held(c, o.site, &r, &held);
		fwrite(held.p, 1, held.n, stderr);
		buf_release(&held);
		cmd_tell_built(c, &r, true);
		if (c->strict && r.errors + r.warnings > 0)
			status = EXIT_CONTENT;
	}
	arena_free(a);
	return status;
}
