/* SPDX-License-Identifier: MIT */
/*
 * How SQLite means to run every statement of a build. Nothing that is asked for a page, a document
 * or a unit may read a table from end to end: that would be work per page that grows with the site.
 * Statements that are run once in a build are named here, each with its reason.
 *
 * The program's own calls of sqlite3_prepare_v3 come by here first; what they ask is written down
 * and explained afterwards on the index that the build left.
 */
#include <dlfcn.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "lihui/arena.h"
#include "lihui/check.h"
#include "lihui/file.h"
#include "lihui/publish.h"

#define STATEMENTS_MOST 1024

static const char *asked[STATEMENTS_MOST];
static size_t nasked;

int
sqlite3_prepare_v3(
    sqlite3 *db, const char *sql, int n, unsigned flags, sqlite3_stmt **out, const char **tail)
{
	static int (*real)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **);

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "sqlite3_prepare_v3");
	for (size_t i = 0; i < nasked; i++)
		if (strcmp(asked[i], sql) == 0)
			return real(db, sql, n, flags, out, tail);
	assert_true(nasked < STATEMENTS_MOST);
	asked[nasked++] = strdup(sql);
	return real(db, sql, n, flags, out, tail);
}

/* Run once in a build, whatever its size; the beginning of each. */
static const char *const once[] = {
	"select path, owner, size, mtime, ctime, inode from source", /* which files changed: each is
									looked at anyway */
	"select distinct d.address from finding f", /* records whose linked file was missing may be
						       whole by now */
	"select address, unit from document order by address", /* which are gone */
	"select date from document where state", /* the newest date: by its index, backwards, to the
						    first that is published */
	"select min(d.unit), min(d.id), 0, x.path, '', 1 from", /* the linked files of the tree */
	"select exists (select 1 from event where date >", /* did anything happen after the as-of
							      date? */
	"select state, count(*) from document",            /* what is told in the end */
};

static bool
is_once(const char *sql)
{
	for (size_t i = 0; i < sizeof once / sizeof *once; i++)
		if (strncmp(sql, once[i], strlen(once[i])) == 0)
			return true;
	return false;
}

/* "SCAN document USING INDEX …": from end to end all the same. Tables made for the statement
 * itself, and the few units, are none of the site's. */
static bool
reads_all(const char *detail)
{
	static const char *const small[] = { "SCAN CONSTANT ROW", "SCAN unit", "SCAN fact",
		"SCAN touched", "SCAN unsettled", "SCAN (", "SCAN x" };

	if (strncmp(detail, "SCAN ", 5) != 0)
		return false;
	for (size_t i = 0; i < sizeof small / sizeof *small; i++)
		if (strncmp(detail, small[i], strlen(small[i])) == 0)
			return false;
	return true;
}

static bool
explained(sqlite3 *db, const char *sql)
{
	char *question = sqlite3_mprintf("explain query plan %s", sql);
	sqlite3_stmt *st = NULL;
	bool good = sqlite3_prepare_v2(db, question, -1, &st, NULL) == SQLITE_OK;

	while (good && sqlite3_step(st) == SQLITE_ROW) {
		const char *detail = (const char *)sqlite3_column_text(st, 3);
		if (!reads_all(detail))
			continue;
		print_message("# %s: %s\n", detail, sql);
		good = false;
	}
	sqlite3_finalize(st);
	sqlite3_free(question);
	return good;
}

static void
no_page_reads_a_whole_table(void **state)
{
	char folder[] = "/tmp/lihui-plans.XXXXXX";
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct build_report r = { .arena = a };
	sqlite3 *db;
	int bad = 0;

	(void)state;
	assert_non_null(mkdtemp(folder));
	char *copy =
	    sqlite3_mprintf("cp -r content %s/content && rm -rf %s/content/.lihui", folder, folder);
	assert_int_equal(system(copy), 0);
	struct build_options o = {
		.site = text_fmt(a, "%s/content", folder).p, .jobs = 1, .today = { 2019, 1, 1 }
	};
	if (!publish_build(&o, &r, &e))
		fail_msg("%s", e.message);
	assert_int_equal(sqlite3_open_v2(text_fmt(a, "%s/content/.lihui/public.db", folder).p, &db,
			     SQLITE_OPEN_READONLY, NULL),
	    SQLITE_OK);
	assert_true(nasked > 100);
	for (size_t i = 0; i < nasked; i++)
		bad += !is_once(asked[i]) && !explained(db, asked[i]);
	sqlite3_close(db);
	assert_int_equal(system(text_fmt(a, "rm -rf %s", folder).p), 0);
	sqlite3_free(copy);
	arena_free(a);
	assert_int_equal(bad, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(no_page_reads_a_whole_table) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
