/* SPDX-License-Identifier: MIT */
/* lihui explain CODE: why the rule is there, what it asks, and a wrong and a right example, both
 * from the rule's own tested cases (gen/examples.sh). */
#include <stdio.h>

#include "cmd/cmd.h"
#include "lihui/arena.h"
#include "lihui/asset.h"
#include "lihui/diag.h"

static void
say_part(
    const struct cmd *c, struct arena *a, const char *head, const char *format, const char *code)
{
	struct text key = text_fmt(a, format, code);

	if (!words_has(c->words, LANG_ZH, key))
		return;
	struct text t = words_get(c->words, c->lang, key.p, NULL);
	cmd_say(c, stdout, head, TEXTS(t));
}

static bool
say_example(
    const struct cmd *c, struct arena *a, const char *head, const char *format, const char *code)
{
	struct text example, line;

	if (!asset_get(text_fmt(a, format, code), &example) || example.n == 0)
		return false;
	cmd_say(c, stdout, head, NO_TEXTS);
	while (text_line(&example, &line))
		printf("    %.*s\n", TEXT_ARG(line));
	return true;
}

int
cmd_explain(struct cmd *c)
{
	struct arena *a = arena_new();
	enum diag_code code;
	struct err e = { 0 };
	int status = EXIT_CLEAN;

	if (c->nargs == 0) {
		for (int i = 0; i < DIAG_CODES; i++)
			printf("%s\t%.*s\t%.*s\n", diag_info((enum diag_code)i)->code,
			    TEXT_ARG(diag_level_word(
				diag_info((enum diag_code)i)->level, c->lang, c->words)),
			    TEXT_ARG(words_get(
				c->words, c->lang, diag_info((enum diag_code)i)->code, NULL)));
	}
	for (int i = 0; i < c->nargs; i++) {
		if (diag_parse(text_of(c->args[i]), &code)) {
			const struct diag_info *info = diag_info(code);
			printf("%s %.*s\n", info->code,
			    TEXT_ARG(diag_level_word(info->level, c->lang, c->words)));
			say_part(c, a, "explain.why", "%s.why", info->code);
			if (!say_example(c, a, "explain.wrong", "examples/%s.wrong", info->code)) {
				/* A rule without an example (there is none today) is told in its
				 * own words, arguments open. */
				say_part(c, a, "explain.what", "%s", info->code);
				say_part(c, a, "explain.fix", "%s.fix", info->code);
			}
			say_example(c, a, "explain.right", "examples/%s.right", info->code);
			continue;
		}
		err_usage(&e,
		    SAY("没有 %s 这个编号；lihui explain 列出全部编号",
			"there is no code %s; lihui explain lists them all"),
		    c->args[i]);
		status = cmd_failed(&e);
		break;
	}
	arena_free(a);
	return status;
}
