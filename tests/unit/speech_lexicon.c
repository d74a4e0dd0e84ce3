/* SPDX-License-Identifier: MIT */
/*
 * templates/lexicon.yaml against two lists: tests/lexicon/headings.tsv (which step a heading means)
 * and labels.tsv (which key a label of the head means). Of each at least 98 of 100 are right, and
 * nothing that is none is taken for one.
 */
#include "read_spec.h"

#include "lihui/lexicon.h"

static struct bench bench;

static int
setup(void **state)
{
	(void)state;
	bench_init(&bench);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	bench_release(&bench);
	return 0;
}

static const char *
said(const char *word, int number)
{
	const struct step_rule *r = sense_step(&bench.profiles.v[0].steps, text_of(word), number);

	return r ? text_copy(bench.arena, r->id).p : "none";
}

static const char *
meant(const char *word, int number)
{
	enum key k = key_parse(text_of(word));
	const char *names[KEY_COUNT] = {
#define KEY(id, zh, en, shape) [KEY_##id] = en,
#include "lihui/model.def"
	};

	(void)number;
	k = k != KEY_NONE ? k : label_key(bench.site.lexicon, text_of(word), true);
	return k == KEY_NONE ? "none" : names[k];
}

/* Lines word TAB … answer …: the column of the answer counts from 0. */
static void
ask(const char *path, size_t column, const char *(*answer)(const char *word, int number))
{
	struct buf bytes = BUF_INIT;
	struct err e = { 0 };
	struct text rest, line;
	int n = 0, right = 0, invented = 0;

	if (!file_read(path, &bytes, &e))
		fail_msg("%s", e.message);
	for (rest = buf_view(&bytes); text_line(&rest, &line);) {
		struct text cells[4] = { NO_TEXT, NO_TEXT, NO_TEXT, NO_TEXT };

		if (line.n == 0 || line.p[0] == '#')
			continue;
		for (size_t i = 0; i < 4; i++) {
			size_t tab = text_find(line, T("\t"), 0);

			cells[i] = text_cut(line, 0, tab);
			line = text_cut(line, tab == SIZE_MAX ? line.n : tab + 1, line.n);
		}
		int number = column == 2 && cells[1].n == 1 ? cells[1].p[0] - '0' : 0;
		const char *word = text_copy(bench.arena, cells[0]).p,
			   *want = text_copy(bench.arena, cells[column]).p,
			   *is = answer(word, number);

		n++;
		right += strcmp(is, want) == 0;
		invented += strcmp(want, "none") == 0 && strcmp(is, "none") != 0;
		if (strcmp(is, want) != 0)
			print_message("# %s: %s, not %s\n", word, is, want);
	}
	buf_release(&bytes);
	print_message(
	    "# %s: %d of %d right, %d taken for what they are not\n", path, right, n, invented);
	assert_true(n > 100 && right * 100 >= n * 98);
	assert_int_equal(invented, 0);
}

static void
headings(void **state)
{
	(void)state;
	ask("tests/lexicon/headings.tsv", 2, said);
}

static void
labels(void **state)
{
	(void)state;
	ask("tests/lexicon/labels.tsv", 1, meant);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(headings), cmocka_unit_test(labels) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, teardown);
}
