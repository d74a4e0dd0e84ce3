/* SPDX-License-Identifier: MIT */
/*
 * Good records, damaged in one place at a time (tests/mutation/cases.tsv says how and what must be
 * found): a rule that misses its fault or speaks of another's fails here, and so does one that
 * objects to a lawful way of writing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/check.h"
#include "lihui/file.h"

#define FOLDER "tests/mutation/"
#define LEAST  80 /* kinds of damage: fewer means that the table was not read */

static struct site *site;
static struct arena *arena;
static struct text base;

static int
setup(void **state)
{
	struct err e = { 0 };

	(void)state;
	site = site_open("tests/rule/site", &e);
	if (!site)
		fail_msg("%s", e.message);
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	site_close(site);
	arena_free(arena);
	return 0;
}

static struct text
slurp(const char *path)
{
	struct buf b = BUF_INIT;
	struct err e = { 0 };
	struct text t;

	if (!file_read(path, &b, &e))
		fail_msg("%s", e.message);
	t = text_copy(arena, buf_view(&b));
	buf_release(&b);
	return t;
}

/* The codes of a record: all, and those that ask for something. */
static void
codes_of(struct text bytes, struct text_list *all, struct text_list *faults)
{
	struct unit *u = site_unit(site, T("xinfa"));
	struct source file = { .kind = SOURCE_DOCUMENT,
		.path = T("xinfa/record.md"),
		.address = T("xinfa/record"),
		.unit = u,
		.profiles = &u->profiles,
		.study = &u->study,
		.lang = LANG_ZH };
	struct err e = { 0 };
	struct doc *d = doc_read_bytes(site, &file, bytes, &e);

	if (!d)
		fail_msg("%s", e.message);
	check_document(d, (struct date){ 2020, 12, 31 });
	for (size_t i = 0; i < d->sink.list.n; i++) {
		const struct finding *f = &d->sink.list.v[i];
		struct text code = text_of(diag_info(f->code)->code);

		if (!text_list_has(all, code))
			text_list_add(arena, all, code);
		if (f->level > DIAG_NOTE && !f->waived.n && !text_list_has(faults, code))
			text_list_add(arena, faults, code);
	}
	doc_free(d);
}

static struct text
field(struct text *line)
{
	size_t tab = text_find(*line, T("\t"), 0);
	struct text f = text_cut(*line, 0, tab);

	*line = tab == SIZE_MAX ? NO_TEXT : text_cut(*line, tab + 1, line->n);
	return text_replace(arena, f, T("\\n"), T("\n"));
}

/* Every fault is expected, and everything expected is found. */
static bool
as_expected(struct text want, const struct text_list *all, const struct text_list *faults)
{
	struct text joined = text_join(arena, text_join(arena, T("+"), want), T("+"));

	for (size_t i = 0; i < faults->n; i++)
		if (!text_has(joined, text_fmt(arena, "+%.*s+", TEXT_ARG(faults->v[i]))))
			return false;
	while (want.n > 0 && want.p[0] != '-') {
		size_t plus = text_find(want, T("+"), 0);

		if (!text_list_has(all, text_cut(want, 0, plus)))
			return false;
		want = plus == SIZE_MAX ? NO_TEXT : text_cut(want, plus + 1, want.n);
	}
	return true;
}

static bool
mutate(struct text line)
{
	struct text rest = line, want = field(&rest), from = field(&rest), to = field(&rest);
	struct text_list all = { 0 }, faults = { 0 };
	size_t at = text_find(base, from, 0);

	if (at == SIZE_MAX)
		fail_msg("not in the record: %.*s", TEXT_ARG(line));
	codes_of(text_join(arena, text_join(arena, text_cut(base, 0, at), to),
		     text_cut(base, at + from.n, base.n)),
	    &all, &faults);
	if (as_expected(want, &all, &faults))
		return true;
	print_error("%.*s\n  faults: %s; all: %s\n", TEXT_ARG(line),
	    text_list_join(arena, &faults, T(" ")).p, text_list_join(arena, &all, T(" ")).p);
	return false;
}

static void
take_base(struct text name)
{
	struct text_list all = { 0 }, faults = { 0 };

	base = slurp(text_fmt(arena, FOLDER "%.*s.md", TEXT_ARG(name)).p);
	codes_of(base, &all, &faults);
	if (faults.n)
		fail_msg("%.*s is not good before it is damaged: %s", TEXT_ARG(name),
		    text_list_join(arena, &faults, T(" ")).p);
}

static void
damages(void **state)
{
	struct text rest = slurp(FOLDER "cases.tsv"), line;
	int n = 0, wrong = 0;

	(void)state;
	while (text_line(&rest, &line)) {
		if (text_starts(line, T("@ "))) {
			take_base(text_cut(line, 2, line.n));
		} else if (line.n > 0 && line.p[0] != '#') {
			n++;
			wrong += !mutate(line);
		}
	}
	assert_int_equal(wrong, 0);
	assert_true(n >= LEAST);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(
	    damages, setup, teardown) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
