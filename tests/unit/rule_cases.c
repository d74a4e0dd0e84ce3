/* SPDX-License-Identifier: MIT */
/*
 * Every code of diag.def has its cases: tests/rule/CODE/ holds either
 *     bad.md bad.diag good.md       one record, read as xinfa/record.md of the site tests/rule/site
 * (bad.mn.md and the like go along as its translation), or bad/ bad.diag good/           two whole
 * sites, for what only shows beside other files or over time The bad one must print exactly
 * bad.diag, with the code in it. The good one is its nearest lawful neighbour: it must not have the
 * code, and nothing that is to be put right (须改). A record's case prints what is found in that
 * record; a site's case prints all. `as_of` beside them sets the date, else it is the newest
 * record's. `skip` lists codes that a case of its own kind always has and that would only be noise.
 * LIHUI_ACCEPT=1 writes bad.diag anew; a person reads the difference.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/check.h"
#include "lihui/file.h"

#define RULES "tests/rule"
static const struct date today = { 2020, 12, 31 };

struct result {
	struct arena *a;
	struct text printed;
	bool has_code, has_error;
};

static void
run(const char *format, ...)
{
	char command[4096];
	va_list ap;

	va_start(ap, format);
	vsnprintf(command, sizeof command, format, ap);
	va_end(ap);
	if (system(command) != 0)
		fail_msg("%s", command);
}

static void
machine(bool good, const struct err *e)
{
	if (!good)
		fail_msg("%s", e->message);
}

/* Copies findings out of a document that is about to be freed. */
static void
take(struct arena *a, const struct finding_list *from, struct finding_list *to)
{
	for (size_t i = 0; i < from->n; i++) {
		struct finding *f = ARENA_PUSH(a, to);

		*f = from->v[i];
		f->path = text_copy(a, f->path);
		f->excerpt = text_copy(a, f->excerpt);
		f->waived = text_copy(a, f->waived);
		f->args = (struct text_list){ 0 };
		for (size_t k = 0; k < from->v[i].args.n; k++)
			text_list_add(a, &f->args, text_copy(a, from->v[i].args.v[k]));
	}
}

/* Everything that lihui says about a site, in the way of the data. */
static void
site_findings(const struct site *site, struct date as_of, struct arena *a, struct finding_list *out)
{
	struct err e = { 0 };
	struct store *s = store_open(":memory:", &e);
	int *units = ARENA_ARRAY(a, int, site->nunits);
	struct date newest = NO_DATE;

	machine(s && store_begin(s, &e) && store_put_site(s, site, as_of, &e), &e);
	take(a, &site->findings, out);
	for (size_t i = 0; i < site->ndocuments; i++) {
		struct doc *d = doc_read(site, site->documents[i], &e);

		machine(d != NULL, &e);
		check_document(d, today);
		take(a, &d->sink.list, out);
		if (!d->held && !d->draft && date_cmp(d->date, newest) > 0)
			newest = d->date;
		if (door_pass(d, EDITION_INTERNAL))
			machine(store_put_doc(s, d, &e), &e);
		doc_free(d);
	}
	for (size_t i = 0; i < site->nunits; i++)
		units[i] = (int)i;
	machine(store_settle(s, site, units, site->nunits, &e), &e);
	machine(
	    check_units(s, site, units, site->nunits, date_is(as_of) ? as_of : newest, a, out, &e),
	    &e);
	store_close(s);
	diag_sort(out);
}

static bool
listed(const char *list, const char *code)
{
	return strstr(list, code) != NULL;
}

static void
small_file(const char *code, const char *name, char *out, size_t room)
{
	char path[256];
	FILE *f;
	size_t n = 0;

	snprintf(path, sizeof path, RULES "/%s/%s", code, name);
	f = fopen(path, "r");
	if (f) {
		n = fread(out, 1, room - 1, f);
		fclose(f);
	}
	out[n] = 0;
}

static struct result
check_case(const char *dir, const char *code, bool record)
{
	struct result r = { .a = arena_new() };
	struct err e = { 0 };
	struct site *site = site_open(dir, &e);
	struct finding_list all = { 0 }, kept = { 0 };
	struct buf out = BUF_INIT;
	struct date as_of = NO_DATE;
	char text[256], skip[256];

	machine(site != NULL, &e);
	small_file(code, "as_of", text, sizeof text);
	date_parse_iso(text_trim(text_of(text)), &as_of);
	small_file(code, "skip", skip, sizeof skip);
	site_findings(site, as_of, r.a, &all);
	for (size_t i = 0; i < all.n; i++) {
		const struct diag_info *info = diag_info(all.v[i].code);

		if (listed(skip, info->code) ||
		    (record &&
			(info->stage == DIAG_UNIT ||
			    !text_starts(all.v[i].path, T("xinfa/record")))))
			continue;
		*ARENA_PUSH(r.a, &kept) = all.v[i];
		if (all.v[i].waived.n)
			continue;
		r.has_code |= strcmp(info->code, code) == 0;
		r.has_error |= all.v[i].level == DIAG_ERROR;
	}
	diag_print(&out, &kept, DIAG_FORMAT_TEXT, LANG_ZH, site->words, NO_TEXT);
	r.printed = text_copy(r.a, buf_view(&out));
	buf_release(&out);
	site_close(site);
	return r;
}

static bool
exists(const char *code, const char *name)
{
	char path[256];

	snprintf(path, sizeof path, RULES "/%s/%s", code, name);
	return access(path, R_OK) == 0;
}

/* A copy of the fixture with the case's record in it, or the case's own site. */
static struct result
run_case(const char *code, const char *which)
{
	char record[64], dir[] = "/tmp/lihui-rule-XXXXXX", path[256];
	bool single;
	struct result r;

	snprintf(record, sizeof record, "%s.md", which);
	single = exists(code, record);
	if (!single && !exists(code, which))
		fail_msg("%s/%s has neither %s.md nor %s/", RULES, code, which, which);
	if (!single) {
		snprintf(path, sizeof path, RULES "/%s/%s", code, which);
		return check_case(path, code, false);
	}
	assert_non_null(mkdtemp(dir));
	run("cp -r %s/site/. %s/ && for f in %s/%s/%s.*; do case $f in *.diag) ;; *) cp \"$f\" "
	    "%s/xinfa/record.\"${f##*/%s.}\" ;; esac; done",
	    RULES, dir, RULES, code, which, dir, which);
	r = check_case(dir, code, true);
	run("rm -rf %s", dir);
	return r;
}

static void
compare(const char *code, struct text printed)
{
	char path[256];
	struct buf want = BUF_INIT;
	struct err e = { 0 };

	snprintf(path, sizeof path, RULES "/%s/bad.diag", code);
	if (getenv("LIHUI_ACCEPT"))
		machine(file_write(path, printed, NULL, &e), &e);
	machine(file_read(path, &want, &e), &e);
	assert_string_equal(printed.p, want.p);
	buf_release(&want);
}

static void
rule_case(void **state)
{
	const char *code = *state;
	struct result bad = run_case(code, "bad"), good = run_case(code, "good");

	if (!bad.has_code)
		fail_msg("%s: the bad case does not have it:\n%s", code, bad.printed.p);
	if (good.has_code || good.has_error)
		fail_msg("%s: the good case is not good:\n%s", code, good.printed.p);
	compare(code, bad.printed);
	arena_free(bad.a);
	arena_free(good.a);
}

/* A folder without a code, or a code without its function, is a slip. */
static void
complete(void **state)
{
	DIR *d = opendir(RULES);
	struct dirent *entry;
	enum diag_code code;

	(void)state;
	assert_non_null(d);
	while ((entry = readdir(d)))
		if (entry->d_name[0] != '.' && strcmp(entry->d_name, "site") != 0 &&
		    !diag_parse(text_of(entry->d_name), &code))
			fail_msg("%s/%s is no code of diag.def", RULES, entry->d_name);
	closedir(d);
	for (int i = 0; i < DIAG_CODES; i++)
		if (diag_info((enum diag_code)i)->stage != DIAG_READ &&
		    !check_has_rule((enum diag_code)i))
			fail_msg("%s has no function", diag_info((enum diag_code)i)->code);
}

/* Every code says what, how and why, in Chinese and English, and never with the word that is a
 * disciplinary sanction. */
static void
sentences(void **state)
{
	static const char *const parts[] = { "%s", "%s.fix", "%s.why" };
	struct err e = { 0 };
	struct words *w = words_builtin(&e);

	(void)state;
	machine(w != NULL, &e);
	for (int i = 0; i < DIAG_CODES; i++)
		for (size_t k = 0; k < 3; k++) {
			char key[32];

			snprintf(key, sizeof key, parts[k], diag_info((enum diag_code)i)->code);
			if (!words_has(w, LANG_ZH, text_of(key)) ||
			    !words_has(w, LANG_EN, text_of(key)))
				fail_msg("no words for %s", key);
			assert_false(text_has(words_get(w, LANG_ZH, key, NULL), T("警告")));
		}
	words_free(w);
}

int
main(void)
{
	struct CMUnitTest tests[DIAG_CODES + 2];
	const char *only = getenv("LIHUI_RULE");
	size_t n = 0;

	for (int i = 0; i < DIAG_CODES; i++) {
		const char *code = diag_info((enum diag_code)i)->code;

		if (!only || strcmp(only, code) == 0)
			tests[n++] = (struct CMUnitTest){
				.name = code, .test_func = rule_case, .initial_state = (void *)code
			};
	}
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(complete);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(sentences);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return _cmocka_run_group_tests("rule_cases", tests, n, NULL, NULL);
}
