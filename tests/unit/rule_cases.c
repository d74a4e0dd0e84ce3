/* SPDX-License-Identifier: MIT */
/*
 * Every code of diag.def has its cases: tests/rule/CODE/ holds either
 *     bad.md bad.diag good.md       one record, read as xinfa/record.md of the site tests/rule/site
 * (bad.mn.md and the like go along as its translation), or
 *     bad/ bad.diag good/           two whole sites, for what only shows beside other files or over
 *                                   time
 * The bad one must print exactly bad.diag, with the code in it. The good one is its nearest lawful
 * neighbour: it must not have the code, and nothing to be put right (须改). A record's case
 * prints what is found in that record; a site's case prints all. `as_of` beside them sets the date,
 * else it is the newest record's; `size` has the
 * record filled up with blank lines to so many bytes. `skip` lists codes that a case of its own
 * kind always has and that would only be noise.
 *
 * A further pair stands in a folder of its own, tests/rule/CODE/NAME/: for each number in a rule
 * one at the bound and one beyond. There site/ (what both have in common) and bad/ lie over the
 * site tests/rule/site, so that few files are needed; as_of.bad and as_of.good may be all that
 * differs. LIHUI_RULE=CODE runs the cases of one code. LIHUI_ACCEPT=1 writes bad.diag anew; a
 * person reads the difference.
 */
#include <dirent.h>
#include <glob.h>
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

/* `name` of a case, or `name.which` where the two of a pair differ; "" when there is none. */
static void
small_file(const char *dir, const char *name, const char *which, char *out, size_t room)
{
	char path[256];
	FILE *f;
	size_t n = 0;

	snprintf(path, sizeof path, "%s/%s.%s", dir, name, which);
	if (access(path, R_OK) != 0)
		snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "r");
	if (f) {
		n = fread(out, 1, room - 1, f);
		fclose(f);
	}
	out[n] = 0;
}

/* What is found in a site, of a record's case in that record. */
static struct result
check_case(const char *site_dir, const char *dir, const char *code, const char *which, bool record)
{
	struct result r = { .a = arena_new() };
	struct err e = { 0 };
	struct site *site = site_open(site_dir, &e);
	struct finding_list all = { 0 }, kept = { 0 };
	struct buf out = BUF_INIT;
	struct date as_of = NO_DATE;
	char text[256], skip[256];

	machine(site != NULL, &e);
	small_file(dir, "as_of", which, text, sizeof text);
	date_parse_iso(text_trim(text_of(text)), &as_of);
	small_file(dir, "skip", which, skip, sizeof skip);
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
exists(const char *dir, const char *name)
{
	char path[256];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	return access(path, R_OK) == 0;
}

/* A copy of the fixture with what the pair has laid over it, or the case's own site. */
static struct result
run_case(const char *dir, const char *code, const char *which)
{
	char record[64], site[] = "/tmp/lihui-rule-XXXXXX", path[256];
	bool further = strchr(dir + strlen(RULES "/"), '/') != NULL;
	bool single, whole = further && (exists(dir, "site") || exists(dir, which));
	struct result r;

	snprintf(record, sizeof record, "%s.md", which);
	single = exists(dir, record);
	if (!further && !single) {
		if (!exists(dir, which))
			fail_msg("%s has neither %s.md nor %s/", dir, which, which);
		snprintf(path, sizeof path, "%s/%s", dir, which);
		return check_case(path, dir, code, which, false);
	}
	assert_non_null(mkdtemp(site));
	run("cp -r %s/site/. %s/", RULES, site);
	for (int i = 0; further && i < 2; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, i == 0 ? "site" : which);
		if (access(path, R_OK) == 0)
			run("cp -r %s/. %s/", path, site);
	}
	if (single)
		run("for f in %s/%s.*; do case $f in *.diag) ;; *) cp \"$f\" "
		    "%s/xinfa/record.\"${f##*/%s.}\" ;; esac; done",
		    dir, which, site, which);
	small_file(dir, "size", which, path, sizeof path);
	if (path[0] != 0)
		run("cd %s/xinfa && yes '' | head -c $((%ld - $(wc -c <record.md))) >>record.md",
		    site, strtol(path, NULL, 10));
	r = check_case(site, dir, code, which, !whole);
	run("rm -rf %s", site);
	return r;
}

static void
compare(const char *dir, struct text printed)
{
	char path[256];
	struct buf want = BUF_INIT;
	struct err e = { 0 };

	snprintf(path, sizeof path, "%s/bad.diag", dir);
	if (getenv("LIHUI_ACCEPT"))
		machine(file_write(path, printed, NULL, &e), &e);
	machine(file_read(path, &want, &e), &e);
	assert_string_equal(printed.p, want.p);
	buf_release(&want);
}

/* state: the case's folder. */
static void
rule_case(void **state)
{
	const char *dir = *state;
	char code[5] = "";

	memcpy(code, dir + strlen(RULES "/"), 4);
	struct result bad = run_case(dir, code, "bad"), good = run_case(dir, code, "good");
	if (!bad.has_code)
		fail_msg("%s: the bad case does not have it:\n%s", dir, bad.printed.p);
	if (good.has_code || good.has_error)
		fail_msg("%s: the good case is not good:\n%s", dir, good.printed.p);
	compare(dir, bad.printed);
	arena_free(bad.a);
	arena_free(good.a);
}

/* A folder without a code is a slip. */
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

/* The folder of each code, whether it is there or not, and those of the further pairs. */
static size_t
folders(struct CMUnitTest *tests, const glob_t *further, const char *only)
{
	static char dirs[DIAG_CODES][32];
	size_t n = 0;

	for (int i = 0; i < DIAG_CODES; i++) {
		const char *code = diag_info((enum diag_code)i)->code;

		snprintf(dirs[i], sizeof dirs[i], RULES "/%s", code);
		if (!only || strcmp(only, code) == 0)
			tests[n++].initial_state = dirs[i];
	}
	for (size_t i = 0; i < further->gl_pathc; i++) {
		char *dir = further->gl_pathv[i];

		*strrchr(dir, '/') = 0; /* glob's, which made it match folders only */
		if (strcmp(strrchr(dir, '/'), "/bad") == 0 ||
		    strcmp(strrchr(dir, '/'), "/good") == 0)
			continue;
		if (!only || strncmp(only, dir + strlen(RULES "/"), 4) == 0)
			tests[n++].initial_state = dir;
	}
	for (size_t i = 0; i < n; i++) {
		tests[i].name = (const char *)tests[i].initial_state + strlen(RULES "/");
		tests[i].test_func = rule_case;
	}
	return n;
}

int
main(void)
{
	glob_t further = { 0 };

	glob(RULES "/[A-Z][0-9][0-9][0-9]/*/", 0, NULL, &further);
	struct CMUnitTest *tests = calloc(DIAG_CODES + further.gl_pathc + 2, sizeof *tests);
	size_t n = folders(tests, &further, getenv("LIHUI_RULE"));
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(complete);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(sentences);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return _cmocka_run_group_tests("rule_cases", tests, n, NULL, NULL);
}
