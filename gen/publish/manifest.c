/* SPDX-License-Identifier: MIT */
/*
 * manifest.sha256 in the format of sha256sum(1), sorted by path: a reader without lihui checks a
 * stick with `sha256sum -c manifest.sha256`. It is also the only licence to delete: a file that it
 * does not name is somebody else's.
 */
#include "publish/manifest.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/hash.h"

#define HASH_DIGITS 64

void
manifest_sort(struct manifest *m)
{
	for (size_t i = 1; i < m->n; i++)
		if (text_order(&m->v[i - 1], &m->v[i]) > 0) {
			LIST_SORT(m, text_order);
			return;
		}
}

const struct manifest_entry *
manifest_find(const struct manifest *m, struct text path)
{
	return LIST_FIND(m, &path, text_order);
}

/* A path that stays inside the tree: an edited manifest must not make lihui delete /etc. */
static bool
is_inside(struct arena *a, struct text path)
{
	struct text normal;

	return path.n > 0 && path.p[0] != '/' && path_normal(a, path, &normal) &&
	    text_eq(normal, path);
}

static bool
is_hash(struct text t)
{
	if (t.n != HASH_DIGITS)
		return false;
	for (size_t i = 0; i < t.n; i++)
		if (!((t.p[i] >= '0' && t.p[i] <= '9') || (t.p[i] >= 'a' && t.p[i] <= 'f')))
			return false;
	return true;
}

bool
manifest_read(
    struct arena *a, struct text folder, struct manifest *out, bool *exists, struct err *e)
{
	struct text path = path_join(a, folder, T(MANIFEST_NAME)), rest, line;
	struct file_stat st = { 0 };
	struct buf b = BUF_INIT;

	*exists = false;
	if (!file_stat(path.p, &st, e))
		return false;
	if (!st.exists)
		return true;
	if (!file_read(path.p, &b, e)) {
		buf_release(&b);
		return false;
	}
	*exists = true;
	rest = buf_take(a, &b);
	while (text_line(&rest, &line)) {
		if (text_starts(line, T("#")) && out->owner.n == 0)
			out->owner = line;
		struct text hash = text_cut(line, 0, HASH_DIGITS),
			    name = text_cut(line, HASH_DIGITS + 2, line.n);
		if (!is_hash(hash) || !is_inside(a, name))
			continue;
		struct manifest_entry *m = ARENA_PUSH(a, out);
		m->path = name;
		m->sha256 = hash;
	}
	manifest_sort(out);
	return true;
}

void
manifest_print(struct buf *out, const struct manifest *m)
{
	size_t bytes = 0;

	for (size_t i = 0; i < m->n; i++)
		bytes += HASH_DIGITS + 3 + m->v[i].path.n;
	buf_reserve(out, bytes + m->owner.n + 1);
	buf_text(out, m->owner);
	buf_str(out, m->owner.n > 0 ? "\n" : "");
	for (size_t i = 0; i < m->n; i++) {
		buf_text(out, m->v[i].sha256);
		buf_str(out, "  ");
		buf_text(out, m->v[i].path);
		buf_char(out, '\n');
	}
}

bool
manifest_may_write(struct arena *a, struct text folder, bool has_manifest, struct err *e)
{
	struct file_list files = { 0 };
	struct file_stat st = { 0 };

	if (has_manifest || !file_stat(folder.p, &st, e))
		return has_manifest;
	if (!st.exists)
		return true;
	if (!st.is_dir)
		return err_usage(e,
		    SAY("%s 不是文件夹；请另选一个输出位置（-o）",
			"%s is no folder; choose another output (-o)"),
		    folder.p);
	if (!file_walk(a, folder.p, &files, e))
		return false;
	if (files.n > 0)
		return err_usage(e,
		    SAY("%s 里已经有别的东西，又没有 " MANIFEST_NAME
			"，不像是 lihui 的输出；为了不弄丢文件，请换一个空文件夹（-o）",
			"%s holds other things and no " MANIFEST_NAME
			": it does not look like lihui's output. Choose an empty folder (-o), so "
			"that nothing is lost"),
		    folder.p);
	return true;
}

/* --- verify --- */

static bool
verify_file(struct arena *a, struct text folder, const struct manifest_entry *m,
    struct verify_report *r, struct err *e)
{
	struct text path = path_join(a, folder, m->path);
	struct file_stat st = { 0 };
	struct buf b = BUF_INIT;

	struct err own = { 0 };
	bool ok;

	if (!file_stat(path.p, &st, e))
		return false;
	if (!st.exists || st.is_dir) {
		text_list_add(a, &r->missing, m->path);
		return true;
	}
	ok = file_read(path.p, &b, &own);
	if (own.kind == ERR_FILE)
		text_list_add(a, &r->unread, m->path);
	else if (!ok)
		*e = own;
	if (ok && !text_eq(hash_sha256_hex(a, buf_view(&b)), m->sha256))
		text_list_add(a, &r->differ, m->path);
	buf_release(&b);
	return ok || own.kind == ERR_FILE;
}

/* Sticks know no modes: there everybody may read. */
static void
look_at_modes(struct arena *a, const char *folder, struct verify_report *r)
{
	char *const roots[] = { (char *)(uintptr_t)folder, NULL };
	FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	bool internal = r->owner.known && r->owner.edition == EDITION_INTERNAL;
	FTSENT *f;

	while (walk != NULL && (f = fts_read(walk)) != NULL) {
		struct text path = text_copy(a, text_of(f->fts_path));
		if (f->fts_level > 0)
			path =
			    text_cut(path, text_find(path, T("/"), strlen(folder) - 1) + 1, path.n);
		if (f->fts_info == FTS_SL || f->fts_info == FTS_SLNONE)
			text_list_add(a, &r->links, path);
		else if (f->fts_info == FTS_D && f->fts_level == 0 && internal)
			r->open = (f->fts_statp->st_mode & 077) != 0;
		else if (f->fts_info == FTS_F && !internal && (f->fts_statp->st_mode & 044) != 044)
			text_list_add(a, &r->closed, path);
	}
	if (walk != NULL)
		fts_close(walk);
}

bool
publish_verify(struct arena *a, const char *folder, struct verify_report *r, struct err *e)
{
	struct manifest m = { 0 };
	struct file_list files = { 0 };
	bool exists;

	if (!manifest_read(a, text_of(folder), &m, &exists, e))
		return false;
	if (!exists)
		return err_usage(e,
		    SAY("%s 里没有 " MANIFEST_NAME "：请写明 lihui build 输出的文件夹",
			"no " MANIFEST_NAME " in %s: name a folder that lihui build made"),
		    folder);
	if (m.n == 0)
		return err_usage(e,
		    SAY("%s 里的 " MANIFEST_NAME
			" 坏了，没法核对：请重新拷贝，或再运行一次 lihui build",
			MANIFEST_NAME " in %s is damaged, so nothing can be compared: copy the "
				      "folder again, or run lihui build"),
		    folder);
	r->files = (int)m.n;
	owner_read(m.owner, &r->owner);
	for (size_t i = 0; i < m.n; i++)
		if (!verify_file(a, text_of(folder), &m.v[i], r, e))
			return false;
	look_at_modes(a, folder, r);
	if (!file_walk(a, folder, &files, e))
		return false;
	for (size_t i = 0; i < files.n; i++)
		if (!files.v[i].stat.is_dir && !text_eq(files.v[i].path, T(MANIFEST_NAME)) &&
		    manifest_find(&m, files.v[i].path) == NULL)
			text_list_add(a, &r->extra, files.v[i].path);
	return true;
}
