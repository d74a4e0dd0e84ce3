/* SPDX-License-Identifier: MIT */
/*
 * Files whole or not at all. A reader never sees half a page: bytes go to a temporary file in the
 * same folder (rename works only within one file system) which then takes the name. Nothing is
 * synced: a build that the power cut off is mended by the next one, which compares contents. A file
 * whose bytes are right already is left alone, so that copying tools and caches see only what
 * changed. In a folder that nobody looks at yet (FILE_UNSEEN) a new file needs none of this.
 *
 * A build writes files by the ten thousand, and most of what that costs is the kernel finding its
 * way to the folder. So a writer keeps the folders open that it wrote to last, and names within a
 * folder are short.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file_parts.h"
#include "lihui/hash.h"

/* A place to write: an open folder, or AT_FDCWD when the name is a path. shown is what messages
 * call the file. */
struct write_place {
	int dir;
	const char *name, *shown;
};

static bool
write_failed(const struct write_place *p, struct err *e)
{
	return file_failed(e, "无法写入", "cannot write", p->shown);
}

/* Whether the file holds these bytes. *now is its stat, untouched when there is no such file. */
static bool
holds(const struct write_place *p, struct text bytes, struct stat *now)
{
	int fd = openat(p->dir, p->name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return false;
	struct stat st;
	bool same = false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		struct buf b = BUF_INIT;
		*now = st;
		same = (size_t)st.st_size == bytes.n && file_read_all(fd, &b) &&
		    text_eq(buf_view(&b), bytes);
		buf_release(&b);
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

/* Renaming sets a file's ctime, so its stat is taken behind that. */
static bool
write_new(const struct write_place *p, int fd, const struct buf *name, struct text bytes,
    struct stat *now)
{
	/* A file that stood there keeps its mode: the secretary's own file after check --fix. */
	mode_t mode = now->st_mode & 07777;
	bool ok = write_all(fd, bytes) && (mode == 0 || fchmod(fd, mode) == 0) &&
	    renameat(p->dir, name->p, p->dir, p->name) == 0 && fstat(fd, now) == 0;

	return (close(fd) == 0) & ok;
}

enum written { WRITTEN, NO_FOLDER, NOT_WRITTEN };

static enum written
replace(const struct write_place *p, struct text bytes, struct stat *now, struct err *e)
{
	struct buf name = BUF_INIT;
	enum written result = WRITTEN;

	/*
	 * The name is a hash of the file's, not a random one: whoever writes here holds the site's
	 * lock, and what a killed process left behind is taken over by the next write of the same
	 * file instead of lying about for ever. The dot keeps it out of walks and of publication.
	 */
	struct text path = text_of(p->name), dir = path_dir(path);
	const char *between = dir.n == 0 || text_ends(dir, T("/")) ? "" : "/";

	buf_clear(&name);
	buf_fmt(&name, "%.*s%s.lihui-%016" PRIx64 ".tmp", TEXT_ARG(dir), between,
	    hash64(path_name(path)));
	int fd =
	    openat(p->dir, name.p, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (fd < 0)
		result = errno == ENOENT ? NO_FOLDER : NOT_WRITTEN;
	else if (!write_new(p, fd, &name, bytes, now))
		result = NOT_WRITTEN;
	if (result == NOT_WRITTEN) {
		write_failed(p, e);
		if (fd >= 0)
			unlinkat(p->dir, name.p, 0);
	}
	buf_release(&name);
	return result;
}

/* Straight to its name, which nobody looks at yet; what should stand there all the same is
 * replaced. */
static enum written
create(const struct write_place *p, struct text bytes, struct stat *now, struct err *e)
{
	int fd =
	    openat(p->dir, p->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);

	if (fd < 0 && errno == EEXIST)
		return replace(p, bytes, now, e);
	if (fd < 0 && errno == ENOENT)
		return NO_FOLDER;
	bool ok = fd >= 0 && write_all(fd, bytes) && fstat(fd, now) == 0;
	if (fd >= 0 && close(fd) != 0)
		ok = false;
	if (ok)
		return WRITTEN;
	write_failed(p, e);
	if (fd >= 0)
		unlinkat(p->dir, p->name, 0);
	return NOT_WRITTEN;
}

static enum written
write_at(const struct write_place *p, struct text bytes, enum file_before before, bool *changed,
    struct file_stat *after, struct err *e)
{
	struct stat now = { 0 };
	enum written result = WRITTEN;
	bool same = before == FILE_UNKNOWN && holds(p, bytes, &now);

	if (before == FILE_DIFFERS &&
	    (fstatat(p->dir, p->name, &now, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(now.st_mode)))
		now = (struct stat){ 0 };
	if (changed != NULL)
		*changed = !same;
	if (!same)
		result =
		    before == FILE_UNSEEN ? create(p, bytes, &now, e) : replace(p, bytes, &now, e);
	if (after != NULL && result == WRITTEN)
		file_stat_fill(after, &now);
	return result;
}

/* The folder is made only when it turns out to be missing: most are there. */
static bool
make_folder_of(const char *path, struct err *e)
{
	struct buf dir = BUF_INIT;

	buf_text(&dir, path_dir(text_of(path)));
	bool made = file_make_dirs(dir.p != NULL ? dir.p : "", e);
	buf_release(&dir);
	return made;
}

bool
file_write(const char *path, struct text bytes, bool *changed, struct err *e)
{
	struct write_place p = { AT_FDCWD, path, path };
	enum written result = write_at(&p, bytes, FILE_UNKNOWN, changed, NULL, e);

	if (result == NO_FOLDER) {
		if (!make_folder_of(path, e))
			return false;
		result = write_at(&p, bytes, FILE_UNKNOWN, changed, NULL, e);
	}
	return result == WRITTEN || (result == NO_FOLDER && write_failed(&p, e));
}

/* --- a writer --- */

static void
slot_close(struct file_writer_slot *s)
{
	if (s->path.n > 0)
		close(s->fd);
	buf_clear(&s->path);
}

void
file_writer_release(struct file_writer *w)
{
	for (size_t i = 0; i < FILE_WRITER_FOLDERS; i++) {
		slot_close(&w->slot[i]);
		buf_release(&w->slot[i].path);
	}
}

static struct file_writer_slot *
slot_of(struct file_writer *w, struct text dir)
{
	struct file_writer_slot *oldest = &w->slot[0];

	for (size_t i = 0; i < FILE_WRITER_FOLDERS; i++) {
		struct file_writer_slot *s = &w->slot[i];
		if (s->path.n > 0 && text_eq(buf_view(&s->path), dir)) {
			s->used = ++w->clock;
			return s;
		}
		if (s->used < oldest->used)
			oldest = s;
	}
	slot_close(oldest);
	oldest->used = ++w->clock;
	return oldest;
}

/* Opens the folder of path, making it where it is missing; false leaves the slot empty. */
static bool
slot_open(struct file_writer_slot *s, const char *path, struct text dir, struct err *e)
{
	buf_text(&s->path, dir);
	s->fd = open(s->path.p, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (s->fd < 0 && errno == ENOENT && make_folder_of(path, e))
		s->fd = open(s->path.p, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (s->fd >= 0)
		return true;
	buf_clear(&s->path);
	return e->kind != ERR_NONE
	    ? false
	    : file_failed(e, "无法打开文件夹", "cannot open the folder", path);
}

bool
file_writer_write(struct file_writer *w, const char *path, struct text bytes,
    enum file_before before, bool *changed, struct file_stat *after, struct err *e)
{
	struct text whole = text_of(path), dir = path_dir(whole);
	struct write_place p = { .name = path + (whole.n - path_name(whole).n), .shown = path };
	enum written result = NO_FOLDER;

	if (dir.n == 0)
		return file_write(path, bytes, changed, e) &&
		    (after == NULL || file_stat(path, after, e));
	/* Once more when the folder is gone: an emptied one may have been removed since it was
	 * opened. */
	for (int attempt = 0; attempt < 2 && result == NO_FOLDER; attempt++) {
		struct file_writer_slot *s = slot_of(w, dir);
		if (s->path.n == 0 && !slot_open(s, path, dir, e))
			return false;
		p.dir = s->fd;
		result = write_at(&p, bytes, before, changed, after, e);
		if (result == NO_FOLDER)
			slot_close(s);
	}
	return result == WRITTEN || (result == NO_FOLDER && write_failed(&p, e));
}
