/* SPDX-License-Identifier: MIT */
/*
 * lihui init DIR: a new site that builds at once: site.yaml, a unit to rename, the sheet for
 * secretaries. Files that stand already are left alone.
 *
 * site.yaml ends with a mark of chance: two sites that are called the same and know no address yet
 * are still two, and neither is built over the other's pages (publish/owner.c).
 */
#include <stdio.h>
#include <sys/random.h>

#include "cmd/cmd.h"
#include "lihui/arena.h"
#include "lihui/asset.h"
#include "lihui/clock.h"
#include "lihui/file.h"

#define SAMPLE "init/gacha/sample.md"

static bool
add_mark(struct arena *a, struct text *bytes, struct err *e)
{
	uint64_t mark;

	if (getrandom(&mark, sizeof mark, 0) != (ssize_t)sizeof mark)
		return err_machine(
		    e, "%s", SAY("系统不给随机数", "the system gives no random number"));
	*bytes = text_fmt(a, "%.*smark: \"%016llx\"\n", TEXT_ARG(*bytes), (unsigned long long)mark);
	return true;
}

/* The sample is of the week before the one whose Tuesday came last: that is still to be written. */
static struct text
sample_day(const struct cmd *c, struct arena *a, struct text *bytes, struct err *e)
{
	struct date today, day;
	bool fixed;

	if (!clock_today(c->date, &today, &fixed, e))
		return NO_TEXT;
	day = week_day(date_week(date_add(today, -8)), 1);
	*bytes = text_replace(a, *bytes, T("{{date}}"), date_iso(a, day));
	*bytes = text_replace(a, *bytes, T("{{week}}"), text_fmt(a, "%d", date_week(day).week));
	return text_fmt(a, "gacha/%d/%.*s.md", day.year, TEXT_ARG(date_iso(a, day)));
}

/* The files of templates/init/ go to the new site under the same names. */
static bool
put_file(
    const struct cmd *c, struct arena *a, const char *folder, const struct asset *f, struct err *e)
{
	struct text name = text_of(f->name + strlen("init/")), path;
	struct text bytes = { f->bytes, f->n };
	struct file_stat st = { 0 };

	if (text_eq(name, T("gitignore")))
		name = T(".gitignore");
	else if (strcmp(f->name, SAMPLE) == 0)
		name = sample_day(c, a, &bytes, e);
	path = path_join(a, text_of(folder), name);
	if (name.n == 0 || !file_stat(path.p, &st, e))
		return false;
	if (st.exists) {
		cmd_tell(c, "init.kept", TEXTS(path));
		return true;
	}
	if (strcmp(f->name, "init/site.yaml") == 0 && !add_mark(a, &bytes, e))
		return false;
	if (strncmp(f->name, "init/manual/", strlen("init/manual/")) == 0) {
		/* A page of the manual has the day of the site it was written for; here it would be
		 * a record of the future, or the newest of all. */
		size_t at = text_find(bytes, T("\n日期:"), 0),
		       end = text_find(bytes, T("\n"), at + 1);

		if (at != SIZE_MAX && end != SIZE_MAX)
			bytes = text_join(a, text_cut(bytes, 0, at), text_cut(bytes, end, bytes.n));
	}
	if (!file_write(path.p, bytes, NULL, e))
		return false;
	cmd_tell(c, "init.made", TEXTS(path));
	return true;
}

/* As a shell takes it for one word. */
static struct text
shell_word(struct arena *a, const char *word)
{
	static const char marks[] = " \t\n'\"\\$`&|;<>()*?[]{}!#~";
	struct text t = text_of(word);

	if (t.n > 0 && strpbrk(word, marks) == NULL)
		return t;
	return text_fmt(a, "'%.*s'", TEXT_ARG(text_replace(a, t, T("'"), T("'\\''"))));
}

int
cmd_init(struct cmd *c)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	bool ok = where_writable(a, c->args[0], true, &e);
	struct file_stat site = { 0 };

	/* A site that stands already gets no invented record. */
	ok = ok && file_stat(path_join(a, text_of(c->args[0]), T("site.yaml")).p, &site, &e);
	for (const struct asset *f = asset_table; ok && f->name != NULL; f++)
		if (strncmp(f->name, "init/", strlen("init/")) == 0 &&
		    !(site.exists && strcmp(f->name, SAMPLE) == 0))
			ok = put_file(c, a, c->args[0], f, &e);
	if (ok) {
		cmd_tell(c, "init.more", TEXTS(text_of(c->args[0])));
		cmd_tell(
		    c, "init.next", TEXTS(shell_word(a, c->args[0]), shell_word(a, c->program)));
	}
	arena_free(a);
	return ok ? EXIT_CLEAN : cmd_failed(&e);
}
