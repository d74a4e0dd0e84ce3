/* SPDX-License-Identifier: MIT */
/* lihui build: content -> public tree. Exit 0 when it published, also when it held documents back;
 * it says which and what to do. */
#include "cmd/cmd.h"
#include "lihui/arena.h"

static struct text
number(struct arena *a, int n)
{
	return text_fmt(a, "%d", n);
}

static void
tell(const struct cmd *c, const char *site, const struct build_report *r)
{
	struct arena *a = r->arena;
	struct buf b = BUF_INIT;

	cmd_print_held(c, site, r, &b);
	fwrite(b.p, 1, b.n, stderr);
	buf_release(&b);
	cmd_tell(c, "build.documents",
	    TEXTS(number(a, r->published), number(a, r->held), number(a, r->draft),
		number(a, r->withdrawn)));
	if (r->held > 0)
		cmd_tell(c, "build.held", TEXTS(number(a, r->held)));
	if (r->errors + r->warnings > 0)
		cmd_tell(c, "build.findings",
		    TEXTS(number(a, r->errors), number(a, r->warnings), number(a, r->notes)));
	cmd_tell(c, "build.files",
	    TEXTS(number(a, r->written), number(a, r->same), number(a, r->removed),
		date_told(a, c->lang == LANG_EN, r->as_of)));
	if (r->outside > 0)
		cmd_tell(c, "build.outside", TEXTS(number(a, r->outside)));
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
		tell(c, o.site, &r);
		if (c->strict && r.errors + r.warnings > 0)
			status = EXIT_CONTENT;
	}
	arena_free(a);
	return status;
}
