/* SPDX-License-Identifier: MIT */
/* lihui receive DIR: what the villages sent, into the site. --reply DIR writes each its answer,
 * --dry-run only tells what would be done. */
#include "cmd/cmd.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/receive.h"

/* What lies in the site is there already: taken once more it would be there twice. */
static bool
no_unit(struct arena *a, const char *from, const char *site, struct err *e)
{
	struct file_stat st = { 0 };
	struct err ignored = { 0 };

	if (where_below(a, site, from).n == 0 ||
	    !file_stat(path_join(a, text_of(from), T("_index.md")).p, &st, &ignored) || !st.exists)
		return true;
	return err_usage(e,
	    SAY("%s 是站点里的单位，不是发来的文件：请写明各嘎查发来的文件放在哪个文件夹",
		"%s is a unit of the site: name the folder of what the villages sent"),
	    from);
}

int
cmd_receive(struct cmd *c)
{
	struct arena *a = arena_new();
	struct build_options b = { 0 };
	struct err e = { 0 };
	struct buf told = BUF_INIT;
	struct week week = { 0, 0 };
	int unplaced = 0;
	bool ok = cmd_options(c, a, &b, &e) && (c->nargs == 1 || cmd_usage(c, &e)) &&
	    where_writable(a, c->reply, true, &e) && no_unit(a, c->args[0], b.site, &e) &&
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
