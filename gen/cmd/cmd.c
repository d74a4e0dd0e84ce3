/* SPDX-License-Identifier: MIT */
/* What the commands share: saying things, failing, and what stands on the command line as publish/
 * wants it. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "lihui/arena.h"
#include "lihui/clock.h"
#include "lihui/file.h"
#include "lihui/secret.h"

#define DAYS_HALF_YEAR 190
#define SHOWN          20 /* findings printed after a build: the rest is what `check` is for */

/* https://no-color.org: not where NO_COLOR holds something, nor into a pipe or a file. */
bool
cmd_colour(FILE *to)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return (!no || !*no) && term && strcmp(term, "dumb") != 0 && isatty(fileno(to));
}

int
cmd_failed(const struct err *e)
{
	bool colour = cmd_colour(stderr);

	fprintf(stderr, "%slihui:%s %s\n", colour ? "\033[1;31m" : "", colour ? "\033[0m" : "",
	    e->message);
	return e->kind == ERR_USAGE || e->kind == ERR_FILE ? EXIT_USAGE : EXIT_MACHINE;
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

void
cmd_tell(const struct cmd *c, const char *key, const struct text *args, size_t n)
{
	if (!c->quiet)
		cmd_say(c, stdout, key, args, n);
}

void
cmd_say_each(const struct cmd *c, const char *key, const struct text_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		cmd_say(c, stdout, key, TEXTS(l->v[i]));
}

void
cmd_print_held(const struct cmd *c, const char *site, const struct build_report *r, struct buf *out)
{
	struct finding_list shown = r->held_findings;

	if (shown.n > SHOWN)
		shown.n = SHOWN;
	diag_print(out, &shown, cmd_colour(stderr) ? DIAG_FORMAT_COLOUR : DIAG_FORMAT_TEXT, c->lang,
	    c->words, where_prefix(r->arena, site));
}

/*
 * The checker for the browser: what --checker says, "none" for nothing; else what was installed
 * beside the program (make install, the package).
 */
static bool
find_checker(const struct cmd *c, struct arena *a, const char **out, struct err *e)
{
	struct file_stat st = { 0 };
	char own[PATH_MAX];
	ssize_t n = c->checker == NULL ? readlink("/proc/self/exe", own, sizeof own) : 0;
	const char *path = c->checker;

	*out = NULL;
	if (n > 0 && (size_t)n < sizeof own)
		path = path_join(a, path_dir((struct text){ own, (size_t)n }),
		    T("../share/lihui/check-program.js"))
			   .p;
	if (path == NULL || strcmp(path, "none") == 0)
		return true;
	if (!file_stat(path, &st, e))
		return false;
	if (st.exists && !st.is_dir)
		*out = path;
	return *out != NULL || c->checker == NULL || where_missing(a, path, e);
}

bool
cmd_options(struct cmd *c, struct arena *a, struct build_options *o, struct err *e)
{
	bool fixed = false;

	o->site = where_site(c, a, e);
	if (o->site == NULL || !clock_today(c->date, &o->today, &fixed, e))
		return false;
	/* A build is as of the newest record unless a day was given: no clock may reach an output.
	 */
	o->as_of = fixed ? o->today : NO_DATE;
	o->by_clock = !fixed;
	o->jobs = c->jobs;
	o->edition = c->internal ? EDITION_INTERNAL : EDITION_PUBLIC;
	o->only = where_unit_word(a, o->site, c->only);
	o->part = where_unit_word(a, o->site, c->part);
	o->output = c->output;
	return c->internal || find_checker(c, a, &o->checker, e);
}

/* The week of that number that is nearest to today: on 31 December, 51 is the week before last and
 * not one of a year that has just begun. */
static bool
nearest_week(int n, struct date today, struct week *out)
{
	int least = DAYS_HALF_YEAR;

	for (int year = today.year - 1; n >= 1 && year <= today.year + 1; year++) {
		struct week w = { (int16_t)year, (int8_t)n };
		int days = n <= week_count(year) ? date_days(week_day(w, 1)) - date_days(today)
						 : DAYS_HALF_YEAR;

		if (abs(days) < least) {
			least = abs(days);
			*out = w;
		}
	}
	return least < DAYS_HALF_YEAR;
}

bool
cmd_week(const struct cmd *c, struct date today, struct week *out, struct err *e)
{
	int n;

	*out = date_week(today);
	if (c->week == NULL || week_parse_iso(text_of(c->week), out) ||
	    (text_int(text_of(c->week), &n) && n <= 53 && nearest_week(n, today, out)))
		return true;
	return err_usage(e,
	    SAY("--week 要写成 2018-W27 或 27，收到的是 %s", "--week wants 2018-W27 or 27, not %s"),
	    c->week);
}

bool
cmd_write(const struct cmd *c, struct text bytes, struct err *e)
{
	if (c->output != NULL)
		return file_write(c->output, bytes, NULL, e);
	if (fwrite(bytes.p, 1, bytes.n, stdout) != bytes.n || fflush(stdout) != 0)
		return err_machine(
		    e, "%s", SAY("写不到标准输出", "cannot write to standard output"));
	return true;
}
