/* SPDX-License-Identifier: MIT */
/*
 * argv -> table of commands; nothing else. The language of messages is settled here, once: --lang, then LIHUI_LANG, LC_ALL, LC_MESSAGES, LANG; English only when one
 * of them says so, because LC_ALL=C on an office machine means that nobody set anything.
 */
#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "lihui/version.h"
#include "lihui/arena.h"

static const struct command {
	const char *name, *help; /* help: catalogue key */
	cmd_run *run;
	unsigned options;
} commands[] = {
	{ "init", "help.init", cmd_init, 0 },
	{ "new", "help.new", cmd_new, OPT_OUTPUT | OPT_DATE | OPT_WEEK | OPT_ALL | OPT_FORMAT },
	{ "receive", "help.receive", cmd_receive, OPT_DATE | OPT_WEEK | OPT_REPLY | OPT_DRY | OPT_JOBS },
	{ "check", "help.check", cmd_check, OPT_DATE | OPT_FORMAT | OPT_STRICT | OPT_FIX | OPT_JOBS },
	{ "build", "help.build", cmd_build, OPT_OUTPUT | OPT_DATE | OPT_ONLY | OPT_JOBS | OPT_INTERNAL | OPT_STRICT },
	{ "serve", "help.serve", cmd_serve, OPT_DATE | OPT_JOBS | OPT_PORT },
	{ "pdf", "help.pdf", cmd_pdf, OPT_OUTPUT | OPT_DATE | OPT_WEEK | OPT_STYLE },
	{ "stats", "help.stats", cmd_stats, OPT_DATE | OPT_UNTIL | OPT_FORMAT },
	{ "due", "help.due", cmd_due, OPT_DATE | OPT_WEEK },
	{ "explain", "help.explain", cmd_explain, 0 },
	{ "verify", "help.verify", cmd_verify, 0 },
	{ "dump", "help.dump", cmd_dump, OPT_DATE },
};
#define COMMANDS (sizeof commands / sizeof *commands)

static const struct option long_options[] = {
	{ "output", required_argument, NULL, 'o' }, { "date", required_argument, NULL, 'd' }, { "week", required_argument, NULL, 'w' },
	{ "only", required_argument, NULL, 'O' }, { "format", required_argument, NULL, 'f' }, { "style", required_argument, NULL, 's' },
	{ "until", required_argument, NULL, 'u' }, { "jobs", required_argument, NULL, 'j' }, { "internal", no_argument, NULL, 'i' },
	{ "strict", no_argument, NULL, 'S' }, { "fix", no_argument, NULL, 'F' }, { "all", no_argument, NULL, 'a' },
	{ "reply", required_argument, NULL, 'r' }, { "dry-run", no_argument, NULL, 'n' }, { "port", required_argument, NULL, 'p' },
	{ "lang", required_argument, NULL, 'l' }, { "help", no_argument, NULL, 'h' }, { "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static enum lang
settle_lang(int argc, char **argv)
{
	static const char *const names[] = { "LIHUI_LANG", "LC_ALL", "LC_MESSAGES", "LANG" };
	for (int i = 1; i < argc; i++) {
		const char *v = strncmp(argv[i], "--lang=", 7) == 0 ? argv[i] + 7 : strcmp(argv[i], "--lang") == 0 && i + 1 < argc ? argv[i + 1] : NULL;
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

static const struct command *
find_command(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

static void
say_all(const struct cmd *c, FILE *to)
{
	cmd_say(c, to, "help.usage", NO_TEXTS);
	for (size_t i = 0; i < COMMANDS; i++) {
		struct text whole = words_get(c->words, c->lang, commands[i].help, NULL), line = NO_TEXT;
		text_line(&whole, &line);
		fprintf(to, "  %.*s\n", TEXT_ARG(line));
	}
	cmd_say(c, to, "help.more", NO_TEXTS);
}

/* The bit of an option, 0 for those that every command takes. */
static unsigned
option_bit(int o)
{
	static const struct { int letter; unsigned bit; } bits[] = {
		{ 'o', OPT_OUTPUT }, { 'd', OPT_DATE }, { 'w', OPT_WEEK }, { 'O', OPT_ONLY }, { 'f', OPT_FORMAT }, { 's', OPT_STYLE }, { 'u', OPT_UNTIL },
		{ 'j', OPT_JOBS }, { 'i', OPT_INTERNAL }, { 'S', OPT_STRICT }, { 'F', OPT_FIX }, { 'a', OPT_ALL }, { 'r', OPT_REPLY }, { 'n', OPT_DRY },
		{ 'p', OPT_PORT },
	};
	for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
		if (bits[i].letter == o)
			return bits[i].bit;
	return 0;
}

static bool
take_option(struct cmd *c, int o, const char *value, struct err *e)
{
	switch (o) {
	case 'o': c->output = value; break;
	case 'd': c->date = value; break;
	case 'w': c->week = value; break;
	case 'O': c->only = value; break;
	case 'f': c->format = value; break;
	case 's': c->style = value; break;
	case 'u': c->until = value; break;
	case 'i': c->internal = true; break;
	case 'S': c->strict = true; break;
	case 'F': c->fix = true; break;
	case 'a': c->all = true; break;
	case 'r': c->reply = value; break;
	case 'n': c->dry_run = true; break;
	case 'j':
		if (!text_int(text_of(value), &c->jobs) || c->jobs < 1 || c->jobs > 64)
			return err_usage(e, SAY("--jobs 要写 1 到 64 之间的数，收到的是 %s", "--jobs wants a number from 1 to 64, not %s"), value);
		break;
	case 'p':
		if (!text_int(text_of(value), &c->port) || c->port > 65535)
			return err_usage(e, SAY("--port 要写 1 到 65535 之间的数（0：随便哪个空着的），收到的是 %s", "--port wants a number from 1 to 65535 (0: any that is free), not %s"), value);
		break;
	default: break;
	}
	return true;
}

static int
run(struct cmd *c, const struct command *command, int argc, char **argv)
{
	struct err e = { 0 };
	int o;

	opterr = 0;
	while ((o = getopt_long(argc, argv, ":o:C:h", long_options, NULL)) != -1) {
		if (o == 'h') {
			cmd_say(c, stdout, command->help, NO_TEXTS);
			return EXIT_CLEAN;
		}
		if (o == '?' || o == ':') {
			err_usage(&e, o == ':' ? SAY("选项 %s 后面要有一个值", "option %s wants a value") : SAY("不认识的选项 %s；用法见 lihui %s --help", "unknown option %s; see lihui %s --help"),
				argv[optind - 1], command->name);
			return cmd_failed(&e);
		}
		if (o != 'l' && (option_bit(o) & command->options) == 0) {
			err_usage(&e, SAY("lihui %s 不用选项 %s；用法见 lihui %s --help", "lihui %s takes no option %s; see lihui %s --help"), command->name, argv[optind - 1],
				command->name);
			return cmd_failed(&e);
		}
		if (!take_option(c, o, optarg, &e))
			return cmd_failed(&e);
	}
	c->args = argv + optind;
	c->nargs = argc - optind;
	return command->run(c);
}

int
main(int argc, char **argv)
{
	struct err e = { 0 };
	struct cmd c = { .lang = settle_lang(argc, argv), .port = 8000 };
	const struct command *command = NULL;
	int status;

	locale_english = c.lang == LANG_EN;
	c.words = words_builtin(&e);
	if (c.words == NULL)
		return cmd_failed(&e);
	while (argc > 2 && strcmp(argv[1], "-C") == 0) {
		if (chdir(argv[2]) != 0) {
			err_usage(&e, SAY("打不开文件夹 %s", "cannot enter folder %s"), argv[2]);
			return cmd_failed(&e);
		}
		argv += 2;
		argc -= 2;
	}
	while (argc > 1 && strncmp(argv[1], "--lang", 6) == 0) {
		int used = strchr(argv[1], '=') != NULL || argc < 3 ? 1 : 2;
		argv += used;
		argc -= used;
	}
	if (argc > 1)
		command = find_command(argv[1]);
	if (command != NULL) {
		status = run(&c, command, argc - 1, argv + 1);
	} else if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
		say_all(&c, argc < 2 ? stderr : stdout);
		status = argc < 2 ? EXIT_USAGE : EXIT_CLEAN;
	} else if (strcmp(argv[1], "--version") == 0) {
		puts("lihui " LIHUI_VERSION);
		status = EXIT_CLEAN;
	} else {
		err_usage(&e, SAY("没有“%s”这个命令；lihui --help 列出全部命令", "there is no command \"%s\"; lihui --help lists them all"), argv[1]);
		status = cmd_failed(&e);
	}
	words_free(c.words);
	return status;
}
