/* SPDX-License-Identifier: MIT */
/* Turns what stands on the command line into what publish/ wants. */
#include "cmd/options.h"

#include <sys/stat.h>

#include "lihui/arena.h"
#include "lihui/file.h"

bool
options_site(const struct cmd *c, struct arena *a, const char *argument, struct build_options *o, struct err *e)
{
	bool fixed = false;

	o->site = cmd_find_site(a, argument, e);
	if (o->site == NULL || !clock_today(c->date, &o->today, &fixed, e))
		return false;
	/* A build is as of the newest record unless a day was given: no clock may reach an output. */
	o->as_of = fixed ? o->today : NO_DATE;
	o->by_clock = !fixed;
	o->jobs = c->jobs;
	o->edition = c->internal ? EDITION_INTERNAL : EDITION_PUBLIC;
	o->only = c->only;
	o->part = c->part;
	o->output = c->output;
	return true;
}

bool
options_week(const struct cmd *c, struct date today, struct week *out, struct err *e)
{
	int n;

	*out = date_week(today);
	if (c->week == NULL)
		return true;
	if (week_parse_iso(text_of(c->week), out))
		return true;
	if (text_int(text_of(c->week), &n) && n >= 1 && n <= week_count(out->year)) {
		out->week = (int8_t)n;
		return true;
	}
	return err_usage(e, SAY("--week 要写成 2018-W27 或 27，收到的是 %s", "--week wants 2018-W27 or 27, not %s"), c->week);
}

bool
options_format(const struct cmd *c, enum diag_format *out, struct err *e)
{
	struct text t = text_of(c->format == NULL ? "text" : c->format);

	if (text_eq(t, T("text")))
		*out = DIAG_FORMAT_TEXT;
	else if (text_eq(t, T("json")))
		*out = DIAG_FORMAT_JSON;
	else if (text_eq(t, T("sarif")))
		*out = DIAG_FORMAT_SARIF;
	else
		return err_usage(e, SAY("--format 可以是 text、json、sarif，收到的是 %s", "--format may be text, json or sarif, not %s"), c->format);
	return true;
}

bool
options_write(const struct cmd *c, struct text bytes, struct err *e)
{
	if (c->output != NULL)
		return file_write(c->output, bytes, NULL, e);
	if (fwrite(bytes.p, 1, bytes.n, stdout) != bytes.n || fflush(stdout) != 0)
		return err_machine(e, "%s", SAY("写不到标准输出", "cannot write to standard output"));
	return true;
}
