/* SPDX-License-Identifier: MIT */
/* Files looked at, read, removed; folders made. Writing them whole or not at all is filewrite.c. */
#include "base/file_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lihui/arena.h"

bool
file_failed(struct err *e, const char *zh, const char *en, const char *path)
{
	int number = errno;
	return err_machine(
	    e, SAY("%s %s：%s。", "%s %s: %s."), SAY(zh, en), path, err_reason(number));
}

void
file_stat_fill(struct file_stat *out, const struct stat *st)
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
		file_stat_fill(out, &st);
		return true;
	}
	if (errno == ENOENT || errno == ENOTDIR)
		return true;
	return file_failed(e, "无法查看", "cannot look at", path);
}

bool
file_read_all(int fd, struct buf *out)
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

/* Whether the reason lies in the file, or in who may read it, and not in the machine. */
static bool
of_the_file(int number)
{
	static const int of_file[] = { EACCES, EPERM, ENOENT, ENOTDIR, EISDIR, ELOOP, ENXIO, EBUSY,
		ETXTBSY, ESTALE, ENAMETOOLONG, EILSEQ, EOVERFLOW };

	for (size_t i = 0; i < COUNT(of_file); i++)
		if (number == of_file[i])
			return true;
	return false;
}

bool
file_unread(struct err *e, const char *zh, const char *en, const char *path)
{
	bool first = e != NULL && e->kind == ERR_NONE, of_file = of_the_file(errno);

	file_failed(e, zh, en, path);
	if (first && of_file)
		e->kind = ERR_FILE;
	return false;
}

/* A pipe or a device would be waited for, or have no end. */
static bool
is_regular(int fd)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return false;
	errno = S_ISDIR(st.st_mode) ? EISDIR : ENXIO;
	return S_ISREG(st.st_mode);
}

bool
file_read(const char *path, struct buf *out, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return file_unread(e, "无法打开", "cannot open", path);
	bool ok = (is_regular(fd) && file_read_all(fd, out)) ||
	    file_unread(e, "无法读取", "cannot read", path);
	close(fd);
	return ok;
}

bool
file_text(struct arena *a, const char *path, struct text *out, struct err *e)
{
	struct buf b = BUF_INIT;
	bool ok = file_read(path, &b, e);
	*out = buf_take(a, &b);
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
	return file_failed(e, "无法建立文件夹", "cannot make the folder", path);
}

bool
file_make_dirs(const char *path, struct err *e)
{
	struct buf part = BUF_INIT;
	struct stat st;
	/* Most often only the last one is missing. */
	if (*path == 0 || mkdir(path, 0777) == 0 ||
	    (errno == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode)))
		return true;
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
	return file_failed(e, "无法删除", "cannot remove", path);
}

bool
file_remove_empty_dirs(const char *root, const char *path, struct err *e)
{
	struct buf at = BUF_INIT;
	struct text top = text_of(root);
	while (top.n > 1 && text_ends(top, T("/")))
		top.n--;
	bool below =
	    text_starts(text_of(path), top) && (path[top.n] == '/' || text_ends(top, T("/")));
	if (!below)
		buf_fmt(&at, "%.*s/", TEXT_ARG(top));
	buf_str(&at, path);
	bool ok = true;
	for (struct text dir = path_dir(buf_view(&at)); ok && dir.n > top.n; dir = path_dir(dir)) {
		at.p[dir.n] = 0;
		if (rmdir(at.p) == 0 || errno == ENOENT)
			continue;
		if (errno != ENOTEMPTY && errno != EEXIST)
			ok = file_failed(e, "无法删除文件夹", "cannot remove the folder", at.p);
		break;
	}
	buf_release(&at);
	return ok;
}
