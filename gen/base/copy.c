/* SPDX-License-Identifier: MIT */
/*
 * A copy of a file. The kernel copies, sharing blocks where the file system can, and by hand where it cannot (two file systems, a network share). Not a hard link: two trees
 * that share their files make each other look changed, and who edits one in place damages both.
 */
#include "lihui/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "lihui/arena.h"

static bool
failed(struct err *e, const char *from, const char *to)
{
	int number = errno;
	return err_machine(e, SAY("无法把 %s 复制到 %s：%s。", "cannot copy %s to %s: %s."), from, to, err_reason(number));
}

static bool
copy_by_hand(int in, int out)
{
	char bytes[65536];
	ssize_t got;

	while ((got = read(in, bytes, sizeof bytes)) != 0) {
		if (got < 0 && errno != EINTR)
			return false;
		for (ssize_t put = 0, n; put < got; put += n)
			if ((n = write(out, bytes + put, (size_t)(got - put))) < 0) {
				if (errno != EINTR)
					return false;
				n = 0;
			}
	}
	return true;
}

/* Some file systems say so only at the first call, and some (procfs) answer 0 for a file that is not empty: what is left is copied by hand, which finds the end at once. */
static bool
copy_all(int in, int out)
{
	ssize_t n;

	do
		n = copy_file_range(in, NULL, out, NULL, (size_t)1 << 30, 0);
	while (n > 0 || (n < 0 && errno == EINTR));
	return copy_by_hand(in, out);
}

/* The name of file_write's temporary files, for the same reason: what a killed process left is taken over. */
static int
open_beside(const char *to, struct buf *name, struct err *e)
{
	struct text dir = path_dir(text_of(to));
	int flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, fd;

	file_temporary(to, name);
	fd = open(name->p, flags, 0666);
	if (fd >= 0 || errno != ENOENT)
		return fd;
	struct buf folder = BUF_INIT;
	buf_text(&folder, dir);
	fd = file_make_dirs(folder.p, e) ? open(name->p, flags, 0666) : -1;
	buf_release(&folder);
	return fd;
}

bool
file_copy(const char *from, const char *to, struct err *e)
{
	struct buf name = BUF_INIT;
	int in = open(from, O_RDONLY | O_CLOEXEC | O_NOCTTY), out = in < 0 ? -1 : open_beside(to, &name, e);
	bool ok = out >= 0 && copy_all(in, out);

	if (out >= 0)
		ok = close(out) == 0 && ok;
	ok = ok && rename(name.p, to) == 0;
	if (!ok) {
		failed(e, from, to);
		if (out >= 0)
			unlink(name.p);
	}
	if (in >= 0)
		close(in);
	buf_release(&name);
	return ok;
}
