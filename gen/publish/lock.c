/* SPDX-License-Identifier: MIT */
/*
 * Two builds of one site at once would write over each other's index, so the second is refused.
 * flock goes with the process: a killed build leaves no lock behind.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/publish.h"

int
publish_lock(struct arena *a, const char *site, struct err *e)
{
	struct text folder = path_join(a, text_of(site), T(".lihui"));
	struct text path = path_join(a, folder, T("lock"));
	int fd;

	if (!file_make_dirs(site, e))
		return -1;
	mkdir(folder.p, 0700); /* open says when it could not be made */
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
