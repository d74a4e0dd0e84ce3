/* SPDX-License-Identifier: MIT */
/*
 * argv -> table of commands (cmd.def); nothing else. The language of messages is settled here,
 * once: --lang, then LIHUI_LANG, LC_ALL, LC_MESSAGES, LANG; English only when one of them says so,
 * because LC_ALL=C on an office machine means that nobody set anything.
 */
#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "lihui/version.h"
#include "lihui/arena.h"
#include "lihui/spelling.h"

static cmd_run *const runs[] = {
#define COMMAND(name, ...) cmd_##name,
#include "cmd/cmd.def"
};

static const struct option long_options[] = {
#define STRING                                     required_argument
#define NUMBER                                     required_argument
#define FLAG                                       no_argument
#define OPTION(NAME, member, written, KIND, VALUE) { written, KIND, NULL, OPT_##NAME },
#include "cmd/cmd.def"
#undef STRING
#undef NUMBER
#undef FLAG
	{ "quiet", no_argument, NULL, 'q' },
	{ "lang", required_argument, NULL, 'l' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static enum lang
settle_lang(int argc, char **argv)
{
	static const char *const names[] = { "LIHUI_LANG", "LC_ALL", "LC_MESSAGES", "LANG" };
	for (int i = 1; i < argc; i++) {
		const char *v = strncmp(argv[i], "--lang=", 7) == 0  ? argv[i] + 7
		    : strcmp(argv[i], "--lang") == 0 && i + 1 < argc ? argv[i + 1]
								     : NULL;
		if (v != NULL)
			return strncmp(v, "en", 2) == 0 ? LANG_EN : LANG_ZH;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *v = getenv(names[i]);
		if (v != NULL && *v != '\0')
			return strncmp(v, "en", 2) == 0 ? LANG_EN : LANG_ZH;
	}
	return LANG_ZH;
}

/* A command, "--" and an option: what a word is a slip of, in brackets, or "". */
static struct text
did_you_mean(struct arena *a, const struct spelling *table, const char *word, const char *dashes)
{
	struct text like = spelling_nearest(table, text_of(word));

	return like.n == 0 ? NO_TEXT
			   : text_fmt(a, SAY("（是不是 %s%.*s？）", " (did you mean %s%.*s?)"),
				 dashes, TEXT_ARG(like));
}

static bool
no_command(const char *word, struct err *e)
{
	struct spelling table[32] = { { 1, "help" } };
	struct arena *a = arena_new();
	struct text like;

	for (size_t i = 0; commands[i].name != NULL; i++)
		table[i + 1] = (struct spelling){ 1, commands[i].name };
	like = did_you_mean(a, table, word, "lihui ");
	err_usage(e,
	    SAY("没有“%s”这个命令%.*s；lihui --help 列出全部命令",
		"there is no command \"%s\"%.*s; lihui --help lists them all"),
	    word, TEXT_ARG(like));
	arena_free(a);
	return false;
}

static bool
enter(const char *folder, struct err *e)
{
	return chdir(folder) == 0 ||
	    err_usage(e, SAY("打不开文件夹 %s", "cannot enter folder %s"), folder);
}

/* settle_lang has read it already; here it is only refused. */
static bool
know_lang(const char *value, struct err *e)
{
	return strncmp(value, "zh", 2) == 0 || strncmp(value, "en", 2) == 0 ||
	    err_usage(e, SAY("--lang 可以是 zh、en，收到的是 %s", "--lang may be zh or en, not %s"),
		value);
}

static bool
take_number(int option, const char *value, int *to, struct err *e)
{
	bool ok = text_int(text_of(value), to);

	if (option == OPT_JOBS)
		return (ok && *to >= 1 && *to <= 64) ||
		    err_usage(e,
			SAY("--jobs 要写 1 到 64 之间的数，收到的是 %s",
			    "--jobs wants a number from 1 to 64, not %s"),
			value);
	return (ok && *to <= 65535) ||
	    err_usage(e,
		SAY("--port 要写 1 到 65535 之间的数（0：随便哪个空着的），收到的是 %s",
		    "--port wants a number from 1 to 65535 (0: any that is free), not %s"),
		value);
}

static bool
take_option(struct cmd *c, int o, const char *value, struct err *e)
{
	switch (o) {
	case 'C': return enter(value, e);
	case 'l': return know_lang(value, e);
	case 'q': c->quiet = true; return true;
	case 'o': c->output = value; return true;
#define STRING(member) c->member = value
#define NUMBER(member) return take_number(o, value, &c->member, e)
#define FLAG(member)   c->member = true
#define OPTION(NAME, member, written, KIND, VALUE) \
	case OPT_##NAME: \
		KIND(member); \
		return true;
#include "cmd/cmd.def"
	default: return true;
	}
}

static bool
refuse(const struct command *command, int o, int argc, char **argv, struct err *e)
{
	if (o == ':')
		return err_usage(
		    e, SAY("选项 %s 后面要有一个值", "option %s wants a value"), argv[optind - 1]);
	struct spelling table[sizeof long_options / sizeof *long_options] = { 0 };
	const char *here = optind < argc ? argv[optind] : "";

	const char *written =
	    optopt != 0 && here[0] == '-' && here[1] != '-' && strchr(here, optopt) != NULL
	    ? here
	    : argv[optind - 1];
	struct arena *a = arena_new();
	struct text like = NO_TEXT;
	size_t n = 0;

	for (const struct option *l = long_options; l->name != NULL; l++)
		if (l->val < 256 || ((unsigned)l->val & command->options) != 0)
			table[n++] = (struct spelling){ 1, l->name };
	if (strncmp(written, "--", 2) == 0)
		like = did_you_mean(a, table,
		    text_copy(a, text_cut(text_of(written), 2, strcspn(written, "="))).p, "--");
	err_usage(e,
	    SAY("不认识的选项 %s%.*s；用法见 lihui %s --help",
		"unknown option %s%.*s; see lihui %s --help"),
	    written, TEXT_ARG(like), command->name);
	arena_free(a);
	return false;
}

static bool
refuse_here(const struct command *command, int o, struct err *e)
{
	const struct option *l = long_options;

	while (l->val != (o == 'o' ? OPT_OUTPUT : o))
		l++;
	return err_usage(e,
	    SAY("lihui %s 不用选项 --%s；用法见 lihui %s --help",
		"lihui %s takes no option --%s; see lihui %s --help"),
	    command->name, l->name, command->name);
}

static int
say_version(void)
{
	puts("lihui " LIHUI_VERSION);
	return EXIT_CLEAN;
}

static int
run(struct cmd *c, const struct command *command, int argc, char **argv)
{
	struct err e = { 0 };
	bool ok = true;
	int o;

	opterr = 0;
	while (ok && (o = getopt_long(argc, argv, ":o:C:hq", long_options, NULL)) != -1) {
		if (o == 'h') {
			help_of(c, command);
			return EXIT_CLEAN;
		}
		if (o == 'V')
			return say_version();
		if (o == '?' || o == ':')
			ok = refuse(command, o, argc, argv, &e);
		else if (o != 'l' && o != 'C' && o != 'q' &&
		    ((unsigned)(o == 'o' ? OPT_OUTPUT : o) & command->options) == 0)
			ok = refuse_here(command, o, &e);
		else
			ok = take_option(c, o, optarg, &e);
	}
	c->args = argv + optind;
	c->nargs = argc - optind;
	c->name = command->name;
	if (ok && (c->nargs < command->least || c->nargs > command->most))
		ok = cmd_usage(c, &e);
	return ok ? runs[command - commands](c) : cmd_failed(&e);
}

/* -C, -q and --lang may stand before the command too. */
static bool
take_first(struct cmd *c, int *argc, char ***argv, struct err *e)
{
	for (;;) {
		const char *word = *argc > 1 ? (*argv)[1] : "";
		bool folder = strcmp(word, "-C") == 0, lang = strcmp(word, "--lang") == 0,
		     joined = strncmp(word, "--lang=", 7) == 0,
		     quiet = strcmp(word, "-q") == 0 || strcmp(word, "--quiet") == 0;
		int used = joined || quiet ? 1 : 2;
		if (!folder && !lang && !joined && !quiet)
			return true;
		c->quiet |= quiet;
		if (*argc <= used)
			return err_usage(
			    e, SAY("选项 %s 后面要有一个值", "option %s wants a value"), word);
		if (folder ? !enter((*argv)[2], e)
			   : !quiet && !know_lang(joined ? word + 7 : (*argv)[2], e))
			return false;
		*argv += used;
		*argc -= used;
	}
}

static int
dispatch(struct cmd *c, int argc, char **argv)
{
	const struct command *command = argc > 1 ? command_find(argv[1]) : NULL;
	struct err e = { 0 };

	if (command != NULL)
		return run(c, command, argc - 1, argv + 1);
	if (argc < 2) {
		help_all(c, stderr);
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "help") == 0 && argc > 2 && (command = command_find(argv[2])) != NULL) {
		help_of(c, command);
		return EXIT_CLEAN;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    strcmp(argv[1], "help") == 0) {
		help_all(c, stdout);
		return EXIT_CLEAN;
	}
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0 ||
	    strcmp(argv[1], "version") == 0)
		return say_version();
	if (strcmp(argv[1], "--complete") == 0)
		return cmd_complete(c, argv + 2, argc - 2);
	no_command(argv[1], &e);
	return cmd_failed(&e);
}

int
main(int argc, char **argv)
{
	struct err e = { 0 };
	struct cmd c = { .lang = settle_lang(argc, argv), .port = 8000 };
	int status;

	c.program = argc > 0 ? argv[0] : "lihui";
	locale_english = c.lang == LANG_EN;
	c.words = words_builtin(&e);
	status = c.words == NULL || !take_first(&c, &argc, &argv, &e) ? cmd_failed(&e)
								      : dispatch(&c, argc, argv);
	if ((fflush(stdout) != 0 || ferror(stdout)) && status < EXIT_USAGE) {
		err_machine(&e, "%s", SAY("写不到标准输出", "cannot write to standard output"));
		status = cmd_failed(&e);
	}
	words_free(c.words);
	return status;
}
