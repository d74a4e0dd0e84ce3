/* SPDX-License-Identifier: MIT */
/*
 * The commands: one file each. main.c looks a name up in the table, reads the options that every
 * command knows, and calls it. A command returns its exit status: 0 clean, 1 errors in content, 2
 * usage or configuration, 3 the machine failed (cmd_failed says which of the last two an err is).
 */
#ifndef LIHUI_CMD_H
#define LIHUI_CMD_H

#include <stdio.h>

#include "lihui/clock.h"
#include "lihui/doc.h"
#include "lihui/err.h"
#include "lihui/site.h"
#include "lihui/store.h"
#include "lihui/words.h"

enum { EXIT_CLEAN = 0, EXIT_CONTENT = 1, EXIT_USAGE = 2, EXIT_MACHINE = 3 };

/* What all commands share: the catalogue, the language of messages, and options that several of
 * them take. */
struct cmd {
	struct words *words;
	enum lang lang;
	const char *program; /* as it was typed: build/lihui, lihui */
	const char *site;    /* the SITE argument or "content" or "." */
	const char *output;  /* -o */
	const char *date;    /* --date */
	const char *week;    /* --week */
	const char *only;    /* --only */
	const char *part;    /* --part */
	const char *format;  /* --format */
	const char *style;   /* --style */
	const char *until;   /* --until */
	const char *reply;   /* --reply */
	int jobs;            /* --jobs, 0 = all processors */
	int port;            /* --port; 0 = any that is free */
	bool internal, strict, fix, all, dry_run;
	char **args; /* what is left on the command line */
	int nargs;
};

/* Which options a command takes, as bits, so that main.c can refuse the others. */
enum cmd_option {
	OPT_OUTPUT = 1,
	OPT_DATE = 2,
	OPT_WEEK = 4,
	OPT_ONLY = 8,
	OPT_FORMAT = 16,
	OPT_STYLE = 32,
	OPT_UNTIL = 64,
	OPT_JOBS = 128,
	OPT_INTERNAL = 256,
	OPT_STRICT = 512,
	OPT_FIX = 1024,
	OPT_ALL = 2048,
	OPT_PORT = 4096,
	OPT_REPLY = 8192,
	OPT_DRY = 16384,
	OPT_PART = 32768
};

typedef int cmd_run(struct cmd *c);
cmd_run cmd_build, cmd_join, cmd_check, cmd_dump, cmd_explain, cmd_verify, cmd_init, cmd_new,
    cmd_receive, cmd_due, cmd_stats, cmd_search, cmd_pdf, cmd_serve;

/* Prints the one sentence of e on stderr and returns the exit status for it. */
int cmd_failed(const struct err *e);
/* A catalogue text on stdout, filled, with a line end. */
void cmd_say(const struct cmd *c, FILE *to, const char *key, const struct text *args, size_t n);
/*
 * Finds the site: an argument that is a folder with site.yaml, else the nearest folder upwards from
 * the given file (or the working folder) that has one, else ./content. In a; NULL with e set when
 * there is none.
 */
const char *cmd_find_site(struct arena *a, const char *near, struct err *e);

#endif
