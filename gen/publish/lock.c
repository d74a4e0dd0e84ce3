/* SPDX-License-Identifier: MIT */
/*
 * Where the index of a site lies, and who has it. Two builds of one site at once would write over
 * each other's index, so the second is refused. flock goes with the process: a killed build leaves
 * no lock behind.
 *
 * Reading needs no writing: a colleague on a shared folder, or a machine that only checks, gets an
 * index of this run's own, below $TMPDIR, which begins as a copy of the one that is there and goes
 * when the run ends.
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/publish.h"

/* This run's own folder, and the site that it stands in for. Settled before there are threads. */
static char own[PATH_MAX], own_site[PATH_MAX];

struct text
publish_work(struct arena *a, const char *folder)
{
	return *own && strcmp(folder, own_site) == 0 ? text_of(own)
						     : path_join(a, text_of(folder), T(".lihui"));
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static void
remove_own(void)
{
	nftw(own, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static bool
make_own(struct arena *a, const char *site, struct text there, struct err *e)
{
	static const char *const names[] = { "public.db", "public.db.sum", "internal.db",
		"internal.db.sum" };
	const char *temporary = getenv("TMPDIR");

	if (*own && strcmp(own_site, site) == 0)
		return true;
	snprintf(own, sizeof own, "%s/lihui-XXXXXX", temporary && *temporary ? temporary : "/tmp");
	if (strlen(site) >= sizeof own_site || !mkdtemp(own)) {
		err_machine(e,
		    SAY("%s 里不能写，临时的地方 %s 也不能写：%s",
			"neither %s nor the temporary %s can be written: %s"),
		    site, own, err_reason(errno));
		*own = 0;
		return false;
	}
	strcpy(own_site, site);
	atexit(remove_own);
	for (size_t i = 0; i < COUNT(names); i++) {
		/* What is there and may be read spares the reading of all documents; what may not
		 * is made anew. */
		struct err ignored = { 0 };
		struct buf b = BUF_INIT;

		if (file_read(path_join(a, there, text_of(names[i])).p, &b, &ignored))
			file_write(path_join(a, text_of(own), text_of(names[i])).p, buf_view(&b),
			    NULL, &ignored);
		buf_release(&b);
	}
	return true;
}

/* Whether this run may change what is in the folder: its files may be somebody else's. */
static bool
may_write(struct arena *a, struct text folder)
{
	static const char *const names[] = { "lock", "public.db", "internal.db" };

	if (access(folder.p, R_OK | W_OK | X_OK) != 0)
		return false;
	for (size_t i = 0; i < COUNT(names); i++) {
		const char *path = path_join(a, folder, text_of(names[i])).p;

		if (access(path, F_OK) == 0 && access(path, R_OK | W_OK) != 0)
			return false;
	}
	return true;
}

int
publish_lock(struct arena *a, const char *site, struct err *e)
{
	struct text folder = path_join(a, text_of(site), T(".lihui")), path;
	struct stat st;
	int fd;

	if (!file_make_dirs(site, e))
		return -1;
	mkdir(folder.p, 0700); /* whether it could be made is looked at */
	if (stat(folder.p, &st) == 0 && !S_ISDIR(st.st_mode)) {
		err_usage(e,
		    SAY("%s 应当是文件夹，却是一个文件：把它改名或删掉，再运行一次",
			"%s should be a folder and is a file: rename or remove it, and try again"),
		    folder.p);
		return -1;
	}
	if (!may_write(a, folder) && !make_own(a, site, folder, e))
		return -1;
	folder = publish_work(a, site);
	path = path_join(a, folder, T("lock"));
	fd = open(path.p, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0) {
		err_machine(e, SAY("打不开锁文件 %s：%s", "cannot open the lock file %s: %s"),
		    path.p, err_reason(errno));
		return -1;
	}
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		close(fd);
		err_usage(e,
		    SAY("另一个 lihui 正在处理 %s，等它做完再试",
			"another lihui is at work on %s; try again when it is done"),
		    site);
		return -1;
	}
	return fd;
}

void
publish_unlock(int fd)
{
	if (fd >= 0)
		close(fd);
}
