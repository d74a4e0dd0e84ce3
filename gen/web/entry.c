/* SPDX-License-Identifier: MIT */
/*
 * What a page of the archive may ask of the program. The page lays files (the unit's facts below
 * "site/", what the secretary typed below "in/"), asks, and takes out what was written ("out/" has
 * the answer, "site/" the record). A call that fails leaves one sentence as its result.
 *
 * Text crosses as UTF-8 in memory that lihui_room gave; days as YYYY-MM-DD.
 */
#include <stdlib.h>
#include <string.h>

#include "lihui/arena.h"
#include "lihui/check.h"
#include "lihui/form.h"
#include "lihui/publish.h"
#include "lihui/receive.h"
#include "web/memory.h"

#define EXPORT(name) __attribute__((export_name(#name))) name

void vfs_use_memory(void);

/* What the last call has to say; also the place of a file that was asked for. */
static struct buf result = BUF_INIT;
static const uint8_t *taken;
static size_t taken_n;

enum asked { ASKED_DONE, ASKED_WAITS, ASKED_FAILED };

void EXPORT(lihui_start)(double ms);
void
lihui_start(double ms)
{
	memory_clock((uint64_t)ms * 1000000);
	vfs_use_memory();
}

void *EXPORT(lihui_room)(size_t n);
void *
lihui_room(size_t n)
{
	return mem_alloc(n);
}

void EXPORT(lihui_free)(void *p);
void
lihui_free(void *p)
{
	free(p);
}

int EXPORT(lihui_put)(const char *path, const uint8_t *bytes, size_t n);
int
lihui_put(const char *path, const uint8_t *bytes, size_t n)
{
	return memory_put(path, bytes, n) ? ASKED_DONE : ASKED_FAILED;
}

void EXPORT(lihui_drop)(const char *path);
void
lihui_drop(const char *path)
{
	memory_drop(path);
}

const char *EXPORT(lihui_said)(void);
const char *
lihui_said(void)
{
	return result.p != NULL ? result.p : "";
}

/* The path of the i-th file, NULL behind the last; its bytes are then the ones taken. */
const char *EXPORT(lihui_nth)(size_t i);
const char *
lihui_nth(size_t i)
{
	const char *path;

	return memory_nth(i, &path, &taken, &taken_n) ? path : NULL;
}

const uint8_t *EXPORT(lihui_bytes)(void);
const uint8_t *
lihui_bytes(void)
{
	return taken;
}

size_t EXPORT(lihui_size)(void);
size_t
lihui_size(void)
{
	return taken_n;
}

static int
ended(bool ok, int waits, const struct err *e)
{
	if (ok)
		return waits > 0 ? ASKED_WAITS : ASKED_DONE;
	buf_clear(&result);
	buf_str(&result, e->message);
	return ASKED_FAILED;
}

/* Everything below in/, as the office would on that day. dry: tell, write nothing. */
int EXPORT(lihui_receive)(const char *day, bool dry);
int
lihui_receive(const char *day, bool dry)
{
	struct receive_options o = { .site = "/site",
		.from = "/in",
		.reply = dry ? NULL : "/out",
		.lang = LANG_ZH,
		.jobs = 1,
		.dry_run = dry };
	struct err e = { 0 };
	int waits = 0;

	buf_clear(&result);
	bool ok = date_parse_iso(text_of(day), &o.today) && receive_run(&o, &result, &waits, &e);
	return ended(ok, waits, &e);
}

/* Findings of the whole site, or of one file of it (a path below site/), as `lihui check --format
 * json` prints them. */
int EXPORT(lihui_check)(const char *day, const char *path);
int
lihui_check(const char *day, const char *path)
{
	struct build_options o = { .site = "/site", .edition = EDITION_INTERNAL, .jobs = 1 };
	struct arena *a = arena_new();
	struct gathered g = { 0 };
	struct finding_list all = { 0 }, of = { 0 };
	struct err e = { 0 };

	bool ok = date_parse_iso(text_of(day), &o.today);
	o.as_of = o.today;
	ok = ok && publish_gather(&o, a, &g, &e) && store_findings(g.store, a, NO_TEXT, &all, &e);
	for (size_t i = 0; i < all.n; i++)
		if (*path == 0 || text_eq(all.v[i].path, text_of(path)))
			*ARENA_PUSH(a, &of) = all.v[i];
	buf_clear(&result);
	if (ok) {
		diag_sort(&of);
		diag_print(&result, &of, DIAG_FORMAT_JSON, LANG_ZH, g.site->words, NO_TEXT);
	}
	gathered_close(&g);
	arena_free(a);
	return ended(ok, 0, &e);
}

/* The form of the unit's next record. The site of a page has one village. */
int EXPORT(lihui_form)(const char *day, const char *unit);
int
lihui_form(const char *day, const char *unit)
{
	struct build_options o = { .site = "/site", .edition = EDITION_INTERNAL, .jobs = 1 };
	struct arena *a = arena_new();
	struct gathered g = { 0 };
	struct date meets = NO_DATE;
	struct err e = { 0 };

	bool ok = date_parse_iso(text_of(day), &o.today);
	o.as_of = o.today;
	buf_clear(&result);
	ok = ok && publish_gather(&o, a, &g, &e);
	const struct unit *u = ok ? site_unit(g.site, text_of(unit)) : NULL;
	ok = u != NULL && form_day_due(g.store, u, o.today, &meets, &e) &&
	    form_write_plain(g.store, g.site, u, meets, &result, &e);
	gathered_close(&g);
	arena_free(a);
	return ended(ok, 0, &e);
}
