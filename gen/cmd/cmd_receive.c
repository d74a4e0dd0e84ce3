/* SPDX-License-Identifier: MIT */
/* lihui receive DIR: what the villages sent, into the site. --reply DIR writes each its answer,
 * --dry-run only tells what would be done. */
#include "cmd/cmd.h"
#include "lihui/arena.h"
#include "lihui/receive.h"

int
cmd_receive(struct cmd *c)
{
	struct arena *a = arena_new();
	struct build_options b = { 0 };
	struct err e = { 0 };
	struct buf told = BUF_INIT;
	struct week week = { 0, 0 };
	int unplaced = 0;
	bool ok = cmd_options(c, a, &b, &e) && (c->nargs == 1 || err_usage(&e, "%s", c->usage)) &&
	    (!c->week || cmd_week(c, b.today, &week, &e));

	if (ok) {
		struct receive_options o = {
			.site = b.site,
			.from = c->args[0],
			.reply = c->reply,
			.today = b.today,
			.by_clock = b.by_clock,
			.week = week,
			.lang = c->lang,
			.jobs = b.jobs,
			.dry_run = c->dry_run,
		};
		ok = receive_run(&o, &told, &unplaced, &e);
	}
	if (ok)
		fwrite(told.p, 1, told.n, stdout);
	buf_release(&told);
	arena_free(a);
	return !ok ? cmd_failed(&e) : unplaced > 0 ? EXIT_CONTENT : EXIT_CLEAN;
}
