/* SPDX-License-Identifier: MIT */
/*
 * A walk over a tree of files: one open for a folder, one stat for a file, no recursion (the found
 * folders are the queue). Sorting the whole paths bytewise puts each folder before what it holds,
 * because its path is their beginning, and lets others search the list by halves.
 */
#include "base/file_parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lihui/arena.h"

static bool
failed(struct err *e, const char *dir, struct text below)
{
	int number = errno;
	struct buf path = BUF_INIT;

	buf_fmt(&path, "%s/%.*s", dir, TEXT_ARG(below));
	errno = number;
	file_unread(e, "无法读取文件夹", "cannot read the folder", path.p);
	buf_release(&path);
	return false;
}

/* skim: a regular file counts only when its name begins with '_'. */
static void
add_entry(
    struct arena *a, int fd, struct text below, const char *name, bool skim, struct file_list *out)
{
	struct stat st;
	/*
	 * A file that went away in between was not there. Links are not followed, sockets and
	 * devices are no content.
	 */
	if (fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
	    (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)))
		return;
	if (skim && S_ISDIR(st.st_mode) == (name[0] == '_'))
		return;
	struct file_entry *entry = ARENA_PUSH(a, out);
	entry->path = path_join(a, below, text_of(name));
	file_stat_fill(&entry->stat, &st);
}

static bool
read_folder(struct arena *a, int top, const char *dir, struct text below, bool skim,
    struct file_list *out, struct err *e)
{
	int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (below.n > 0 ? O_NOFOLLOW : 0);
	int fd = openat(top, below.n > 0 ? below.p : ".", flags);
	if (fd < 0)
		return below.n > 0 && errno == ENOENT ? true : failed(e, dir, below);
	DIR *handle = fdopendir(fd);
	if (handle == NULL) {
		failed(e, dir, below);
		close(fd);
		return false;
	}
	const struct dirent *entry;
	while (errno = 0, (entry = readdir(handle)) != NULL) {
		if (entry->d_name[0] == '.' || entry->d_type == DT_LNK)
			continue;
		if (skim && entry->d_type == DT_REG && entry->d_name[0] != '_')
			continue;
		add_entry(a, fd, below, entry->d_name, skim, out);
	}
	bool ok = errno == 0 || failed(e, dir, below);
	closedir(handle);
	return ok;
}

bool
file_walk(struct arena *a, const char *dir, struct file_list *out, struct err *e)
{
	return file_walk_some(a, dir, NULL, NULL, out, e);
}

bool
file_walk_some(struct arena *a, const char *dir, file_skim *skim, void *context,
    struct file_list *out, struct err *e)
{
	int top = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (top < 0)
		return failed(e, dir, NO_TEXT);
	size_t first = out->n;
	bool ok = read_folder(a, top, dir, NO_TEXT, false, out, e);
	for (size_t i = first; ok && i < out->n; i++)
		if (out->v[i].stat.is_dir)
			ok = read_folder(a, top, dir, out->v[i].path,
			    skim != NULL && skim(context, out->v[i].path), out, e);
	close(top);
	if (out->n > first)
		qsort(out->v + first, out->n - first, sizeof *out->v, text_order);
	return ok;
}
