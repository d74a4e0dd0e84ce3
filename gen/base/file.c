/* SPDX-License-Identifier: MIT */
/*
 * Files whole or not at all. A reader never sees half a page: bytes go to a temporary file in the same folder
 * (rename works only within one file system) which then takes the name. Nothing is synced: a build that the
 * power cut off is mended by the next one, which compares contents. A file whose bytes are right already is
 * left alone, so that copying tools and caches see only what changed.
 *
 * The temporary name begins with a dot, so that walks and publication pass it by, and carries random bits so
 * that two builds do not meet; O_EXCL settles the rest.
 */
#include "lihui/file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lihui/arena.h"
#include "lihui/hash.h"

static bool
failed(struct err *e, const char *zh, const char *en, const char *path)
{
	int number = errno;
	return err_machine(e, SAY("%s %s：%s。", "%s %s: %s."), SAY(zh, en), path, err_reason(number));
}

static void
stat_fill(struct file_stat *out, const struct stat *st)
{
	*out = (struct file_stat){
		.exists = true,
		.is_dir = S_ISDIR(st->st_mode),
		.size = st->st_size,
		.mtime_ns = (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec,
		.ctime_ns = (int64_t)st->st_ctim.tv_sec * 1000000000 + st->st_ctim.tv_nsec,
		.inode = st->st_ino,
	};
}

bool
file_stat(const char *path, struct file_stat *out, struct err *e)
{
	struct stat st;
	*out = (struct file_stat){ 0 };
	if (stat(path, &st) == 0) {
		stat_fill(out, &st);
		return true;
	}
	if (errno == ENOENT || errno == ENOTDIR)
		return true;
	return failed(e, "无法查看", "cannot look at", path);
}

static bool
read_all(int fd, struct buf *out)
{
	struct stat st;
	if (fstat(fd, &st) == 0 && st.st_size > 0)
		buf_reserve(out, (size_t)st.st_size + 4097);
	for (;;) {
		buf_reserve(out, 4096);
		ssize_t got = read(fd, out->p + out->n, out->room - out->n - 1);
		if (got == 0)
			return true;
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		out->n += (size_t)got;
		out->p[out->n] = 0;
	}
}

bool
file_read(const char *path, struct buf *out, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return failed(e, "无法打开", "cannot open", path);
	bool ok = read_all(fd, out);
	if (!ok)
		failed(e, "无法读取", "cannot read", path);
	close(fd);
	return ok;
}

/* Whether the file holds these bytes. *mode is its mode, untouched when there is no such file. */
static bool
holds(const char *path, struct text bytes, mode_t *mode)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return false;
	struct stat st;
	bool same = false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		struct buf now = BUF_INIT;
		*mode = st.st_mode & 07777;
		same = (size_t)st.st_size == bytes.n && read_all(fd, &now) && text_eq(buf_view(&now), bytes);
		buf_release(&now);
	}
	close(fd);
	return same;
}

static bool
write_all(int fd, struct text bytes)
{
	while (bytes.n > 0) {
		ssize_t put = write(fd, bytes.p, bytes.n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes = text_cut(bytes, (size_t)put, bytes.n);
	}
	return true;
}

/*
 * The name is a hash of the path, not a random one: whoever writes here holds the site's lock, and what a killed process left behind is taken over by the
 * next write of the same file instead of lying about for ever.
 */
void
file_temporary(const char *path, struct buf *name)
{
	struct text dir = path_dir(text_of(path));
	const char *between = dir.n == 0 || text_ends(dir, T("/")) ? "" : "/";

	buf_clear(name);
	buf_fmt(name, "%.*s%s.lihui-%016" PRIx64 ".tmp", TEXT_ARG(dir), between, hash64(path_name(text_of(path))));
}

static int
open_temporary(const char *path, struct buf *name)
{
	file_temporary(path, name);
	return open(name->p, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
}

/* The folder is made only when it turns out to be missing: most are there. */
static int
open_in_folder(const char *path, struct buf *name, struct err *e)
{
	int fd = open_temporary(path, name);
	if (fd >= 0 || errno != ENOENT)
		return fd;
	struct buf dir = BUF_INIT;
	buf_text(&dir, path_dir(text_of(path)));
	bool made = file_make_dirs(dir.p, e);
	buf_release(&dir);
	return made ? open_temporary(path, name) : -1;
}

bool
file_write(const char *path, struct text bytes, bool *changed, struct err *e)
{
	mode_t mode = 0;
	bool same = holds(path, bytes, &mode);
	if (changed != NULL)
		*changed = !same;
	if (same)
		return true;
	struct buf name = BUF_INIT;
	int fd = open_in_folder(path, &name, e);
	if (fd < 0) {
		failed(e, "无法写入", "cannot write", path);
		buf_release(&name);
		return false;
	}
	/* A file that stood there keeps its mode: the secretary's own file after check --fix. */
	bool ok = write_all(fd, bytes) && (mode == 0 || fchmod(fd, mode) == 0);
	ok = close(fd) == 0 && ok;
	ok = ok && rename(name.p, path) == 0;
	if (!ok) {
		failed(e, "无法写入", "cannot write", path);
		unlink(name.p);
	}
	buf_release(&name);
	return ok;
}

static bool
make_dir(const char *path, struct err *e)
{
	struct stat st;
	if (mkdir(path, 0777) == 0)
		return true;
	if (errno == EEXIST && stat(path, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			return true;
		errno = ENOTDIR;
	}
	return failed(e, "无法建立文件夹", "cannot make the folder", path);
}

bool
file_make_dirs(const char *path, struct err *e)
{
	struct stat st;
	if (*path == 0 || (stat(path, &st) == 0 && S_ISDIR(st.st_mode)))
		return true;
	struct buf part = BUF_INIT;
	bool ok = true;
	for (const char *p = path; ok && *p != 0; p++) {
		buf_char(&part, *p);
		if (*p != '/' && (p[1] == '/' || p[1] == 0))
			ok = make_dir(part.p, e);
	}
	buf_release(&part);
	return ok;
}

bool
file_remove(const char *path, struct err *e)
{
	if (unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR)
		return true;
	return failed(e, "无法删除", "cannot remove", path);
}

bool
file_remove_empty_dirs(const char *root, const char *path, struct err *e)
{
	struct buf at = BUF_INIT;
	struct text top = text_of(root);
	while (top.n > 1 && text_ends(top, T("/")))
		top.n--;
	bool below = text_starts(text_of(path), top) && (path[top.n] == '/' || text_ends(top, T("/")));
	if (!below)
		buf_fmt(&at, "%.*s/", TEXT_ARG(top));
	buf_str(&at, path);
	bool ok = true;
	for (struct text dir = path_dir(buf_view(&at)); ok && dir.n > top.n; dir = path_dir(dir)) {
		at.p[dir.n] = 0;
		if (rmdir(at.p) == 0 || errno == ENOENT)
			continue;
		if (errno != ENOTEMPTY && errno != EEXIST)
			ok = failed(e, "无法删除文件夹", "cannot remove the folder", at.p);
		break;
	}
	buf_release(&at);
	return ok;
}
