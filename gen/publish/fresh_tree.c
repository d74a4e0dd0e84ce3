/* SPDX-License-Identifier: MIT */
/*
 * A tree that is not there yet is made beside its place, under a hidden name, and moves to its
 * place when it is whole: nobody sees half an archive, and its files need no temporary names of
 * their own, a quarter of what writing them costs. What a killed build left there is a tree with a
 * manifest like any other; the next one goes on with it.
 *
 * A part's tree holds its index, and a join takes files into a tree that it looked at: these are
 * made in place.
 */
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "publish/build.h"

bool
fresh_tree_open(struct build *b, struct err *e)
{
	struct file_stat manifest;
	struct stat st;

	if (b->options->part != NULL || b->joined != NULL || lstat(b->folder.p, &st) == 0 ||
	    errno != ENOENT)
		return true;
	b->place = b->folder;
	struct text folder = b->folder;
	while (folder.n > 1 && folder.p[folder.n - 1] == '/')
		folder.n--;
	b->folder = text_copy(b->arena,
	    path_join(b->arena, path_dir(folder),
		text_concat(b->arena, TEXTS(T("."), path_name(folder), T(".lihui-new")))));
	return file_stat(path_join(b->arena, b->folder, T(MANIFEST_NAME)).p, &manifest, e) &&
	    manifest_may_write(b->arena, b->folder, manifest.exists, e);
}

bool
fresh_tree_show(struct build *b, struct err *e)
{
	if (b->place.n == 0)
		return true;
	if (rename(b->folder.p, b->place.p) != 0)
		return err_machine(e, SAY("无法把 %s 改名为 %s：%s", "cannot rename %s to %s: %s"),
		    b->folder.p, b->place.p, err_reason(errno));
	b->folder = b->place;
	b->place = NO_TEXT;
	return true;
}
