/* SPDX-License-Identifier: MIT */
/*
 * What a word of the command line may become: three shells ask, this answers from the table of
 * commands, from what the helps say and from the site that the words mean. A line each, the word, a
 * tab and what it is; none, and the shell offers files.
 */
#include <unistd.h>

#include "cmd/cmd.h"
#include "lihui/arena.h"
#include "lihui/clock.h"
#include "lihui/secret.h"

#define DAYS_SHOWN 20 /* of the newest records */

static const struct {
	const char *written;
	unsigned bit; /* 0: every command takes it */
	enum cmd_words words;
} options[] = {
#define OPTION(NAME, member, written, KIND, VALUE) { "--" written, OPT_##NAME, VALUE },
#include "cmd/cmd.def"
	{ "-o", OPT_OUTPUT, FILES },
	{ "-C", 0, FILES },
	{ "-q", 0, NOTHING },
	{ "--lang", 0, TOLD },
	{ "--help", 0, NOTHING },
};
#define OPTIONS COUNT(options)

struct ask {
	struct cmd *c;
	struct arena *arena;
	const struct command *command; /* NULL: it is the command that is typed */
	struct text before;            /* "--format=" of --format=js, put in front again */
	struct text typed;
};

static void
offer(const struct ask *q, struct text word, struct text what)
{
	if (word.n > 0 && text_starts(word, q->typed))
		printf("%.*s%.*s\t%.*s\n", TEXT_ARG(q->before), TEXT_ARG(word), TEXT_ARG(what));
}

static void
offer_commands(const struct ask *q)
{
	for (const struct command *k = commands; k->name != NULL; k++) {
		struct text help = words_get(q->c->words, q->c->lang, k->help, NULL),
			    line = NO_TEXT;
		size_t blanks;

		text_line(&help, &line);
		blanks = text_find(line, T("  "), 0);
		offer(q, text_of(k->name),
		    text_trim(text_cut(line, blanks < line.n ? blanks : line.n, line.n)));
	}
}

/* What a help says behind an option: "  --fix   add what is certain". */
static struct text
option_told(const struct ask *q, const char *option)
{
	const char *keys[] = { q->command ? q->command->help : "help.common", "help.common" };

	for (size_t k = 0; k < COUNT(keys); k++) {
		struct text help = words_get(q->c->words, q->c->lang, keys[k], NULL),
			    line = NO_TEXT;

		while (text_line(&help, &line)) {
			size_t at = text_find(line, T("  "), 2);

			if (text_begins(text_cut(line, 2, line.n), option) && at != SIZE_MAX)
				return text_trim(text_cut(line, at, line.n));
		}
	}
	return NO_TEXT;
}

/* a, b and c of "--format a|b|c" in the help. */
static void
offer_told(const struct ask *q, const char *option)
{
	struct text help = words_get(q->c->words, q->c->lang,
	    q->command && strcmp(option, "--lang") != 0 ? q->command->help : "help.common", NULL);

	for (size_t at = 0; (at = text_find(help, text_of(option), at)) != SIZE_MAX; at++) {
		size_t from = at + strlen(option) + 1, to = from;

		for (;
		     to < help.n && (help.p[to] == '|' || (help.p[to] >= 'a' && help.p[to] <= 'z'));
		     to++)
			if (help.p[to] == '|') {
				offer(q, text_cut(help, from, to), NO_TEXT);
				from = to + 1;
			}
		if (from > at + strlen(option) + 1) {
			offer(q, text_cut(help, from, to), NO_TEXT);
			return;
		}
		/* new: "--format docx" alone */
		offer(q, text_cut(help, from, to), NO_TEXT);
	}
}

static void
offer_codes(const struct ask *q)
{
	for (int i = 0; i < DIAG_CODES; i++) {
		const char *code = diag_info((enum diag_code)i)->code;

		offer(q, text_of(code),
		    diag_level_word(diag_info((enum diag_code)i)->level, q->c->lang, q->c->words));
	}
}

/* Today and the days of the newest records, newest first, or the weeks of those days. */
static void
offer_days(const struct ask *q, const struct site *s, bool weeks)
{
	struct date today = NO_DATE, last = NO_DATE;
	struct err ignored = { 0 };

	if (clock_today(NULL, &today, NULL, &ignored))
		today = date_add(today, 1);
	for (int n = 0; n < DAYS_SHOWN; n++) {
		struct date newest = n == 0 ? date_add(today, -1) : NO_DATE, d;

		for (size_t i = 0; n > 0 && s && i < s->ndocuments; i++)
			if (date_parse_iso(
				text_cut(path_name(s->documents[i]->address), 0, 10), &d) &&
			    date_cmp(d, last) < 0 && date_cmp(d, newest) > 0)
				newest = d;
		if (!date_is(newest))
			return;
		struct week w = date_week(newest);
		if (!weeks)
			offer(q, date_iso(q->arena, newest),
			    date_weekday_zh(date_weekday(newest), true));
		else if (n == 0 || week_cmp(w, date_week(last)) != 0)
			offer(q, text_fmt(q->arena, "%d-W%02d", w.year, w.week),
			    date_iso(q->arena, week_day(w, 1)));
		last = newest;
	}
}

static void
offer_words(const struct ask *q, enum cmd_words words, const char *option)
{
	struct err ignored = { 0 };
	const char *root;
	struct site *s = NULL;

	switch (words) {
	case NOTHING:
	case FILES: return;
	case TOLD: offer_told(q, option); return;
	case CODES: offer_codes(q); return;
	case UNITS:
	case DAYS:
	case WEEKS: break;
	}
	root = where_site(q->c, q->arena, &ignored);
	s = root ? site_load(root, NULL, &ignored) : NULL;
	if (words != UNITS)
		offer_days(q, s, words == WEEKS);
	else if (s) {
		/* Folders first; names when one is begun, and before anything is. */
		for (size_t i = 0; i < s->nunits; i++)
			offer(q, s->units[i]->path, secret_mask(q->arena, s->units[i]->name, NULL));
		for (size_t i = 0; i < s->nunits; i++)
			offer(q, secret_mask(q->arena, s->units[i]->name, NULL), s->units[i]->path);
	}
	site_close(s);
}

static size_t
find_option(const struct command *command, const char *word)
{
	size_t i = 0;

	while (i < OPTIONS &&
	    (strcmp(options[i].written, word) != 0 ||
		(options[i].bit && (!command || !(command->options & options[i].bit)))))
		i++;
	return i;
}

/* bash hands --format=js over as three words, the others as one. */
static void
split_typed(struct ask *q, size_t *option)
{
	size_t sign = text_find(q->typed, T("="), 0);

	if (!text_starts(q->typed, T("--")) || sign == SIZE_MAX)
		return;
	*option = find_option(q->command, text_copy(q->arena, text_cut(q->typed, 0, sign)).p);
	q->before = text_cut(q->typed, 0, sign + 1);
	q->typed = text_cut(q->typed, sign + 1, q->typed.n);
}

int
cmd_complete(struct cmd *c, char **words, int n)
{
	struct ask q = { .c = c, .arena = arena_new() };
	size_t option = OPTIONS; /* whose value comes next */

	c->args = ARENA_ARRAY(q.arena, char *, (size_t)n + 1);
	for (int i = 0; i + 1 < n; i++) {
		const char *word = words[i];

		if (strcmp(word, "=") == 0)
			continue;
		if (option < OPTIONS && strcmp(options[option].written, "-C") == 0 &&
		    chdir(word) != 0)
			return EXIT_CLEAN;
		if (option < OPTIONS) {
			option = OPTIONS;
		} else if (word[0] == '-') {
			option = find_option(q.command, word);
			if (option < OPTIONS && options[option].words == NOTHING &&
			    strcmp(options[option].written, "--jobs") != 0 &&
			    strcmp(options[option].written, "--port") != 0)
				option = OPTIONS; /* it has no value */
		} else if (!q.command) {
			q.command = command_find(word);
			if (!q.command && strcmp(word, "help") != 0)
				return EXIT_CLEAN;
		} else {
			c->args[c->nargs++] = words[i];
		}
	}
	q.typed = n > 0 && strcmp(words[n - 1], "=") != 0 ? text_of(words[n - 1]) : NO_TEXT;
	split_typed(&q, &option);
	c->name = q.command ? q.command->name : "";
	if (option < OPTIONS)
		offer_words(&q, options[option].words, options[option].written);
	else if (text_starts(q.typed, T("-"))) {
		for (size_t i = 0; i < OPTIONS; i++)
			if (options[i].bit == 0 ||
			    (q.command && (q.command->options & options[i].bit)))
				offer(&q, text_of(options[i].written),
				    option_told(&q, options[i].written));
		if (!q.command)
			offer(&q, T("--version"), NO_TEXT);
	} else if (!q.command)
		offer_commands(&q);
	else
		offer_words(&q, q.command->words, "");
	arena_free(q.arena);
	return EXIT_CLEAN;
}
