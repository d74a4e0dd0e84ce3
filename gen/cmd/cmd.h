/* SPDX-License-Identifier: MIT */
/*
 * The commands: one file each. main.c looks a name up in the table (cmd.def), reads the options and
 * calls it. A command returns its exit status: 0 clean, 1 errors in content, 2 usage or
 * configuration, 3 the machine failed (cmd_failed says which of the last two an err is).
 */
#ifndef LIHUI_CMD_H
#define LIHUI_CMD_H

#include <stdio.h>

#include "lihui/publish.h"
#include "lihui/words.h"

enum { EXIT_CLEAN = 0, EXIT_CONTENT = 1, EXIT_USAGE = 2, EXIT_MACHINE = 3 };

/* What all commands share: the catalogue, the language of messages, and what stands on the command
 * line. */
struct cmd {
	struct words *words;
	enum lang lang;
	const char *program; /* as it was typed: build/lihui, lihui */
	const char *name;    /* of the command */
	char **args;         /* what is left on the command line, and a NULL */
	int nargs;
	bool quiet;      /* says what somebody must see, and no more */
	bool site_named; /* a word was the site, and is no longer among them */
#define STRING                                     const char *
#define NUMBER                                     int
#define FLAG                                       bool
#define OPTION(NAME, member, written, KIND, VALUE) KIND member;
#include "cmd/cmd.def"
#undef STRING
#undef NUMBER
#undef FLAG
};

typedef int cmd_run(struct cmd *c);
#define COMMAND(name, ...) cmd_run cmd_##name;
#include "cmd/cmd.def"

/* --- table.c: the commands, and their help --- */
enum { /* options as bits, above the letters that getopt tells */
#define OPTION(NAME, ...) NUMBER_##NAME,
#include "cmd/cmd.def"
};
enum {
#define OPTION(NAME, ...) OPT_##NAME = 256 << NUMBER_##NAME,
#include "cmd/cmd.def"
};
/* What a word of the command line may be, for a shell that completes it. */
enum cmd_words { NOTHING, FILES, UNITS, DAYS, WEEKS, CODES, TOLD };
struct command {
	const char *name, *help; /* help: catalogue key */
	unsigned options;
	int least, most; /* arguments */
	enum cmd_words words;
};
extern const struct command commands[]; /* in the order of cmd.def; ends with a NULL name */
const struct command *command_find(const char *name);
void help_all(const struct cmd *c, FILE *to);
void help_of(const struct cmd *c, const struct command *command);
/* How c's command is used, as an error; returns false. */
bool cmd_usage(const struct cmd *c, struct err *e);
/* complete.c: what the last of the words of a command line may become, a line each (for
 * gen/complete). */
int cmd_complete(struct cmd *c, char **words, int n);

/* Whether what is printed there may be coloured. */
bool cmd_colour(FILE *to);
/* Prints the one sentence of e on stderr and returns the exit status for it. */
int cmd_failed(const struct err *e);
/* A catalogue text, filled, with a line end; cmd_tell on stdout, unless -q was given. */
void cmd_tell(const struct cmd *c, const char *key, const struct text *args, size_t n);
void cmd_say(const struct cmd *c, FILE *to, const char *key, const struct text *args, size_t n);
/* The same on stdout for each text. */
void cmd_say_each(const struct cmd *c, const char *key, const struct text_list *l);

/* --- check_privacy.c: whose names each unit makes public, and whose not --- */
bool check_privacy(const struct cmd *c, const struct site *s, struct err *e);

/* --- where.c: which site and which unit the words mean, one rule for all commands --- */
/* NULL: there is none, and e says so. */
const char *where_site(struct cmd *c, struct arena *a, struct err *e);
/* For who wants a site and nothing else: false when another word is left. */
bool where_nothing_left(const struct cmd *c, struct arena *a, struct err *e);
/* Says that there is no such path, and which one it is a slip of; returns false. */
bool where_missing(struct arena *a, const char *word, struct err *e);
/* Before the work: false when what is to be written cannot lie there, because a part of its path is
 * a file, or itself a folder. NULL is writable. */
bool where_writable(struct arena *a, const char *path, bool folder, struct err *e);
/* The path below the site of a file or folder that was named from here or from there; "." for the
 * site itself, "" when there is none. */
struct text where_below(struct arena *a, const char *site, const char *word);
/* "content/" in front of paths, as the site was named; nothing for ".". */
struct text where_prefix(struct arena *a, const char *site);
/* A unit's folder as the site calls it, of what may be a path from here; other words as they are.
 */
const char *where_unit_word(struct arena *a, const char *site, const char *word);
/* By name or by folder; NULL when none or more than one fits. */
struct unit *where_unit(const struct site *s, struct arena *a, const char *word);
/* The same, and e says why there is none. */
struct unit *
where_only_unit(const struct site *s, struct arena *a, const char *word, struct err *e);

/* --- options that several commands read alike --- */
/* Site (where_site, which takes its word away), edition, jobs, output and dates. */
bool cmd_options(struct cmd *c, struct arena *a, struct build_options *o, struct err *e);
/* --week: 2018-W27, or a bare number of today's ISO year; today's week without it. */
bool cmd_week(const struct cmd *c, struct date today, struct week *out, struct err *e);
/* To -o, whole, or to standard output. */
bool cmd_write(const struct cmd *c, struct text bytes, struct err *e);
/* What a build or a join did; held: and how many documents it held back, which lines told. */
void cmd_tell_built(const struct cmd *c, const struct build_report *r, bool held);
/* What a build found worth saying at once: the first of what it held back. */
void cmd_print_held(
    const struct cmd *c, const char *site, const struct build_report *r, struct buf *out);

#endif
