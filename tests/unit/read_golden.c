/* SPDX-License-Identifier: MIT */
/*
 * Records as different hurried people type them: tests/read/NN-name.txt or .md is read as a
 * document of the village of read_help.h, and the whole model must be byte for byte NN-name.json.
 * LIHUI_ACCEPT=1 rewrites the expectations: look at every difference before committing. A second
 * test asks of each record that no word of its body was lost, and a third that what has a place in
 * the source stands at that place.
 */
#include "read_help.h"

#include "lihui/utf8.h"
#include "read/read.h"

static struct help help;
static char **names;
static size_t ncases;

static bool
is_case(const char *name)
{
	struct text ext = path_ext(text_of(name));

	return text_eq(ext, T(".txt")) || text_eq(ext, T(".md"));
}

static const char *
path_of(const char *name)
{
	return text_fmt(help.arena, HELP_UNIT "/2018/%s", name).p;
}

static int
setup(void **state)
{
	size_t all;
	char **found;

	(void)state;
	help_make(&help);
	all = help_cases(help.arena, "tests/read", &found);
	names = ARENA_ARRAY(help.arena, char *, all + 1);
	for (size_t i = 0; i < all; i++)
		if (is_case(found[i])) {
			names[ncases++] = found[i];
			help_write(&help, path_of(found[i]),
			    help_read(
				help.arena, text_fmt(help.arena, "tests/read/%s", found[i]).p));
		}
	help_open(&help);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	help_free(&help);
	return 0;
}

static void
test_golden(void **state)
{
	(void)state;
	for (size_t i = 0; i < ncases; i++) {
		struct doc *d = help_doc(&help, path_of(names[i]));
		struct text stem = path_stem(text_of(names[i]));

		help_golden(d->arena, text_fmt(d->arena, "tests/read/%.*s.json", TEXT_ARG(stem)).p,
		    help_json(d->arena, d));
		doc_free(d);
	}
	assert_true(ncases >= 30);
}

/* Figures of numbering become list numbers, so that words made of Han figures alone are not asked
 * for. */
static bool
only_figures(struct text word)
{
	for (size_t i = 0; i < word.n;)
		if (utf8_digit(utf8_next(word, &i)) < 0 && !text_eq(word, T("十")))
			return false;
	return true;
}

static void
test_no_word_lost(void **state)
{
	(void)state;
	for (size_t n = 0; n < ncases; n++) {
		struct doc *d = help_doc(&help, path_of(names[n]));
		struct text body = text_cut(d->text, d->body->at.at, d->text.n);
		struct text plain = text_squeeze(d->arena, block_plain(d->arena, d->body, true));
		size_t words = 0;

		for (size_t i = 0; i < body.n;) {
			size_t start = i;
			struct text word;

			while (i < body.n) {
				size_t at = i;

				if (!utf8_is_han(utf8_next(body, &at)))
					break;
				i = at;
			}
			word = text_cut(body, start, i);
			if (word.n == 0) {
				utf8_next(body, &i);
				continue;
			}
			words++;
			if (!only_figures(word) && !text_has(plain, word))
				fail_msg("%s: lost “%.*s”", names[n], TEXT_ARG(word));
		}
		assert_true(words > 0 || d->steps.n == 0);
		doc_free(d);
	}
}

static void
at_place(const struct doc *d, const char *name, struct span at, struct text words)
{
	struct text there = text_cut(d->text, at.at, at.at + at.n);

	if (words.n > 0 && at.n > 0 &&
	    !text_has(text_squeeze(d->arena, there), text_squeeze(d->arena, words)))
		fail_msg("%s: “%.*s” is not at its place but “%.*s”", name, TEXT_ARG(words),
		    TEXT_ARG(there));
}

static void
test_places(void **state)
{
	(void)state;
	for (size_t n = 0; n < ncases; n++) {
		struct doc *d = help_doc(&help, path_of(names[n]));

		for (size_t i = 0; i < d->steps.n; i++)
			at_place(d, names[n], d->steps.v[i].at, d->steps.v[i].heading);
		for (size_t i = 0; i < d->problems.n; i++) {
			const struct problem *p = &d->problems.v[i];

			at_place(d, names[n], p->deadline.at, p->deadline.written);
			assert_true(p->at.n > 0);
			for (size_t k = 0; k < p->owners.n; k++)
				at_place(d, names[n], p->owners.v[k].at, p->owners.v[k].name);
			for (size_t k = 0; k < p->raised_by.n; k++)
				at_place(d, names[n], p->raised_by.v[k].at, p->raised_by.v[k].name);
		}
		for (size_t i = 0; i < d->tasks.n; i++) {
			at_place(
			    d, names[n], d->tasks.v[i].deadline.at, d->tasks.v[i].deadline.written);
			assert_true(d->tasks.v[i].at.n > 0);
		}
		for (size_t i = 0; i < d->reports.n; i++)
			assert_true(d->reports.v[i].at.n > 0);
		doc_free(d);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_no_word_lost),
		cmocka_unit_test(test_places),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, teardown);
}
