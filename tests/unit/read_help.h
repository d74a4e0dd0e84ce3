/* SPDX-License-Identifier: MIT */
/*
 * For tests of the read room: a site of one township and one village in a folder of its own under
 * TMPDIR, documents read from bytes, the model as JSON. Header only, because each test is one
 * program.
 */
#ifndef READ_HELP_H
#define READ_HELP_H

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <setjmp.h>
/* cmocka wants the above first. */
#include <cmocka.h>

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/doc.h"
#include "lihui/file.h"
#include "lihui/value.h"

struct help {
	struct arena *arena;
	char root[256];
	struct site *site;
};

#define HELP_UNIT "xiangzhen/gacha"

static inline struct text
help_path(struct help *h, const char *below)
{
	return text_fmt(h->arena, "%s/%s", h->root, below);
}

static inline void
help_write(struct help *h, const char *below, struct text bytes)
{
	struct err e = { 0 };

	if (!file_write(help_path(h, below).p, bytes, NULL, &e))
		fail_msg("%s", e.message);
}

static inline struct text
help_read(struct arena *a, const char *path)
{
	struct buf b = BUF_INIT;
	struct err e = { 0 };
	struct text t;

	if (!file_read(path, &b, &e))
		fail_msg("%s", e.message);
	t = text_copy(a, buf_view(&b));
	buf_release(&b);
	return t;
}

/* The folder without documents yet: write them, then help_open. */
static inline void
help_make(struct help *h)
{
	const char *tmp = getenv("TMPDIR");

	*h = (struct help){ .arena = arena_new() };
	snprintf(h->root, sizeof h->root, "%s/lihui-test-XXXXXX", tmp != NULL ? tmp : "/tmp");
	assert_non_null(mkdtemp(h->root));
	help_write(h, "site.yaml", T("title: 测试\nlanguages: [zh, mn]\n"));
	help_write(h, "_index.md", T("---\nname: 示例旗\nlevel: 旗\n---\n"));
	help_write(h, "xiangzhen/_index.md", T("---\nname: 示例苏木\nlevel: 苏木\n---\n"));
	help_write(h, HELP_UNIT "/_index.md",
	    T("---\nname: 示例嘎查\nlevel: 嘎查\nfirst_secretary: 张三\nsecretary: 李四\nphone: "
	      "13900001111\n---\n"));
}

static inline void
help_open(struct help *h)
{
	struct err e = { 0 };

	h->site = site_open(h->root, &e);
	if (h->site == NULL)
		fail_msg("%s", e.message);
}

static inline struct source *
help_source(struct help *h, const char *path)
{
	size_t i;

	for (i = 0; i < h->site->ndocuments; i++)
		if (text_eq(h->site->documents[i]->path, text_of(path)))
			return h->site->documents[i];
	fail_msg("no document %s", path);
	return NULL;
}

static inline struct doc *
help_doc(struct help *h, const char *path)
{
	struct err e = { 0 };
	struct doc *d = doc_read(h->site, help_source(h, path), &e);

	if (d == NULL)
		fail_msg("%s", e.message);
	return d;
}

static inline struct doc *
help_doc_bytes(struct help *h, const char *path, struct text bytes)
{
	struct err e = { 0 };
	struct doc *d = doc_read_bytes(h->site, help_source(h, path), bytes, &e);

	if (d == NULL)
		fail_msg("%s", e.message);
	return d;
}

static inline struct text
help_json(struct arena *a, const struct doc *d)
{
	struct buf b = BUF_INIT;
	struct text t;

	value_json(&b, doc_value(a, d), true);
	t = text_copy(a, buf_view(&b));
	buf_release(&b);
	return t;
}

static inline int
help_codes(const struct doc *d, enum diag_code code)
{
	size_t i;
	int n = 0;

	for (i = 0; i < d->sink.list.n; i++)
		n += d->sink.list.v[i].code == code;
	return n;
}

static inline void
help_free(struct help *h)
{
	struct err e = { 0 };
	struct file_list all = { NULL, 0, 0 };
	size_t i;

	site_close(h->site);
	file_walk(h->arena, h->root, &all, &e);
	for (i = all.n; i > 0; i--)
		remove(path_join(h->arena, text_of(h->root), all.v[i - 1].path).p);
	rmdir(h->root);
	arena_free(h->arena);
}

/* Folders below dir that hold a case, sorted. */
static inline int
help_by_name(const void *x, const void *y)
{
	return strcmp(*(char *const *)x, *(char *const *)y);
}

static inline size_t
help_cases(struct arena *a, const char *dir, char ***out)
{
	DIR *handle = opendir(dir);
	struct dirent *entry;
	struct text_list names = { NULL, 0, 0 };
	size_t i;

	assert_non_null(handle);
	while ((entry = readdir(handle)) != NULL)
		if (entry->d_name[0] != '.')
			text_list_add(a, &names, text_copy(a, text_of(entry->d_name)));
	closedir(handle);
	*out = ARENA_ARRAY(a, char *, names.n + 1);
	for (i = 0; i < names.n; i++)
		(*out)[i] = (char *)(uintptr_t)names.v[i].p;
	qsort(*out, names.n, sizeof **out, help_by_name);
	return names.n;
}

/* Compares with a golden file, or writes it when LIHUI_ACCEPT is set. */
static inline void
help_golden(struct arena *a, const char *path, struct text got)
{
	struct err e = { 0 };
	struct text want;

	if (getenv("LIHUI_ACCEPT") != NULL) {
		if (!file_write(path, got, NULL, &e))
			fail_msg("%s", e.message);
		return;
	}
	want = help_read(a, path);
	if (!text_eq(want, got))
		fail_msg("%s differs; got:\n%.*s", path, TEXT_ARG(got));
}

#endif
