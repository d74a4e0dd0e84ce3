/* SPDX-License-Identifier: MIT */
/*
 * The commands, and what --help says of them. The words keep a help as one text: the line of the
 * list, how the command is used, what to know, its options; said is the usage first.
 */
#include <limits.h>

#include "cmd/cmd.h"
#include "lihui/arena.h"

#define ANY INT_MAX

const struct command commands[] = {
#define COMMAND(name, options, least, most, WORDS) \
	{ #name, "help." #name, options, least, most, WORDS },
#include "cmd/cmd.def"
	{ 0 },
};

const struct command *
command_find(const char *name)
{
	for (const struct command *k = commands; k->name != NULL; k++)
		if (strcmp(k->name, name) == 0)
			return k;
	return NULL;
}

/* A help in its parts: how it is used, a line each; the rest. */
struct help {
	struct text summary, usage, rest;
};

static struct help
help_parts(const struct cmd *c, const struct command *command)
{
	struct text rest = words_get(c->words, c->lang, command->help, NULL), line = NO_TEXT;
	struct help h = { 0 };
	size_t blanks;

	text_line(&rest, &line);
	blanks = text_find(line, T("  "), 0);
	h.summary = text_trim(text_cut(line, blanks < line.n ? blanks : line.n, line.n));
	text_line(&rest, &line);
	h.usage = h.rest = rest;
	while (text_starts(h.rest, T("lihui ")))
		text_line(&h.rest, &line);
	h.usage.n = (size_t)(h.rest.p - h.usage.p);
	return h;
}

void
help_all(const struct cmd *c, FILE *to)
{
	cmd_say(c, to, "help.usage", NO_TEXTS);
	for (const struct command *k = commands; k->name != NULL; k++) {
		struct text whole = words_get(c->words, c->lang, k->help, NULL), line = NO_TEXT;
		text_line(&whole, &line);
		fprintf(to, "  %.*s\n", TEXT_ARG(line));
	}
	cmd_say(c, to, "help.more", NO_TEXTS);
	cmd_say(c, to, "help.common", NO_TEXTS);
	cmd_say(c, to, "help.exit", NO_TEXTS);
}

/* What every command takes stands behind its own options, the exit status last. */
void
help_of(const struct cmd *c, const struct command *command)
{
	struct help h = help_parts(c, command);
	struct text line = NO_TEXT;
	bool first = true, common = false;

	for (; text_line(&h.usage, &line); first = false)
		printf("%s%.*s\n", first ? SAY("用法：", "Usage: ") : SAY("      ", "       "),
		    TEXT_ARG(line));
	printf("\n%.*s\n", TEXT_ARG(h.summary));
	while (text_line(&h.rest, &line)) {
		if (!common && !text_starts(line, T("  "))) {
			cmd_say(c, stdout, "help.common", NO_TEXTS);
			common = true;
		}
		printf("%.*s\n", TEXT_ARG(line));
	}
	if (!common) {
		cmd_say(c, stdout, "help.common", NO_TEXTS);
		cmd_say(c, stdout, "help.exit", NO_TEXTS);
	}
}

bool
cmd_usage(const struct cmd *c, struct err *e)
{
	struct arena *a = arena_new();
	struct text usage = text_trim(help_parts(c, command_find(c->name)).usage);

	usage = text_replace(a, usage, T("\n"), text_of(SAY("，或 ", ", or ")));
	err_usage(e, SAY("用法：%.*s", "usage: %.*s"), TEXT_ARG(usage));
	arena_free(a);
	return false;
}
