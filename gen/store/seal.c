/* SPDX-License-Identifier: MIT */
/*
 * Whether an index is, byte for byte, what lihui left: INDEX.sum beside it holds the hash of the
 * whole file. SQLite finds a page that makes no sense, but not a letter that became another on
 * an old disk, and a tree is never made from such rows. A hundred megabytes take some 30 ms
 * of one processor from the page cache.
 *
 * The sum is written behind each commit. What a kill leaves in the middle of a transaction
 * SQLite takes back from its journal, byte for byte, and the sum is right again; a kill between
 * commit and sum costs an index, which is a cache.
 */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/hash.h"
#include "store/room.h"

static struct text
seal_path(struct arena *a, const char *path)
{
	return text_join(a, text_of(path), T(".sum"));
}

static bool
seal_text(struct arena *a, const char *path, struct text *out)
{
	uint64_t hash;
	int64_t size;

	if (!hash64_file(path, &hash, &size))
		return false;
	*out = text_fmt(a, "lihui index %016llx %lld\n", (unsigned long long)hash, (long long)size);
	return true;
}

bool
store_seal_file(const char *path, struct err *e)
{
	struct arena *a = arena_new();
	struct text t = NO_TEXT;
	bool ok = seal_text(a, path, &t) ||
		err_machine(e, SAY("无法读取索引 %s", "cannot read the index %s"), path);

	ok = ok && file_write(seal_path(a, path).p, t, NULL, e);
	arena_free(a);
	return ok;
}

enum seal
seal_look(const char *path)
{
	struct arena *a = arena_new();
	struct file_stat st = { 0 };
	struct err ignored = { 0 };
	struct buf sum = BUF_INIT;
	struct text t = NO_TEXT;
	enum seal found = SEAL_BROKEN;

	if (!file_stat(seal_path(a, path).p, &st, &ignored) || !st.exists)
		found = SEAL_NONE;
	else if (file_read(seal_path(a, path).p, &sum, &ignored) && seal_text(a, path, &t) &&
		text_eq(t, buf_view(&sum)))
		found = SEAL_GOOD;
	buf_release(&sum);
	arena_free(a);
	return found;
}

bool
store_sealed(const char *path)
{
	return seal_look(path) == SEAL_GOOD;
}

bool
store_discard(const char *path, struct err *e)
{
	static const char *const beside[] = { "-journal", "-wal", "-shm", ".sum", "" };
	struct arena *a = arena_new();
	bool ok = true;

	for (size_t i = 0; ok && i < sizeof beside / sizeof *beside; i++)
		ok = file_remove(text_join(a, text_of(path), text_of(beside[i])).p, e);
	arena_free(a);
	return ok;
}
