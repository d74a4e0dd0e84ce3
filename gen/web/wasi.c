/* SPDX-License-Identifier: MIT */
/*
 * The system below the libc, in memory: files that the page put in and the program wrote, one
 * clock that stands still, nobody else. Everything above it is the program as it runs in an
 * office. The names and numbers are WASI's (snapshot preview 1), which wasi-libc calls; defined
 * here they are no imports of the module, and no 64-bit number crosses to a script.
 *
 * A node is a file or a folder by its whole path below the root, without a slash in front. A page
 * has some hundred of them, so a plain walk finds one.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <wasi/api.h>

#include "web/memory.h"

#define WASI(name) __imported_wasi_snapshot_preview1_##name

#define ROOT_FD    3 /* the one folder that the libc is told of */
#define FD_FIRST   4
#define FD_MOST    64
/* Nanoseconds: files written one behind the other are told apart by their times. */
#define TICK 1000000

struct memory_node {
	char *path;
	uint8_t *bytes;
	size_t n, room;
	bool folder, gone;
	uint64_t time, id;
};

static struct memory_node *nodes;
static size_t node_count, node_room;
static struct open_file {
	struct memory_node *node; /* NULL: free */
	size_t at;
} open_files[FD_MOST];
static uint64_t clock_now;

/* --- nodes --- */

static struct memory_node *
node_find(const char *path, size_t n)
{
	while (n > 0 && path[n - 1] == '/')
		n--;
	while (n > 1 && path[0] == '.' && path[1] == '/')
		path += 2, n -= 2;
	if (n == 1 && path[0] == '.')
		n = 0;
	for (size_t i = 0; i < node_count; i++)
		if (!nodes[i].gone && strlen(nodes[i].path) == n &&
		    memcmp(nodes[i].path, path, n) == 0)
			return &nodes[i];
	return NULL;
}

/* Nodes never move while one is open: open files are kept by place. */
static struct memory_node *
node_add(const char *path, size_t n, bool folder)
{
	if (node_count == node_room) {
		size_t more = node_room == 0 ? 4096 : node_room * 2;
		struct memory_node *moved = realloc(nodes, more * sizeof *nodes);
		if (moved == NULL)
			return NULL;
		for (size_t i = 0; i < FD_MOST; i++)
			if (open_files[i].node != NULL)
				open_files[i].node = moved + (open_files[i].node - nodes);
		nodes = moved;
		node_room = more;
	}
	struct memory_node *x = &nodes[node_count];
	*x = (struct memory_node){ .path = strndup(path, n),
		.folder = folder,
		.id = node_count + 1,
		.time = clock_now += TICK };
	node_count += x->path != NULL;
	return x->path != NULL ? x : NULL;
}

/* Below a folder: its path, a slash, and something. */
static bool
node_below(const struct memory_node *x, const struct memory_node *folder)
{
	size_t n = strlen(folder->path);

	return !x->gone && x != folder &&
	    (n == 0 || (strncmp(x->path, folder->path, n) == 0 && x->path[n] == '/'));
}

static struct memory_node *
root(void)
{
	if (node_count == 0)
		node_add("", 0, true);
	return &nodes[0];
}

static bool
node_reserve(struct memory_node *x, size_t n)
{
	if (n <= x->room)
		return true;
	size_t more = n < 4096 ? 4096 : n * 2;
	uint8_t *moved = realloc(x->bytes, more);
	if (moved == NULL)
		return false;
	x->bytes = moved;
	x->room = more;
	return true;
}

/* --- what the page does with them --- */

bool
memory_put(const char *path, const uint8_t *bytes, size_t n)
{
	root();
	for (const char *p = path; (p = strchr(p, '/')) != NULL; p++)
		if (node_find(path, (size_t)(p - path)) == NULL &&
		    node_add(path, (size_t)(p - path), true) == NULL)
			return false;
	struct memory_node *x = node_find(path, strlen(path));
	if (x == NULL)
		x = node_add(path, strlen(path), false);
	if (x == NULL || x->folder || !node_reserve(x, n))
		return false;
	if (n > 0)
		memcpy(x->bytes, bytes, n);
	x->n = n;
	x->time = clock_now += TICK;
	return true;
}

bool
memory_nth(size_t i, const char **path, const uint8_t **bytes, size_t *n)
{
	for (size_t k = 0; k < node_count; k++) {
		if (nodes[k].folder || nodes[k].gone || i-- > 0)
			continue;
		*path = nodes[k].path;
		*bytes = nodes[k].bytes;
		*n = nodes[k].n;
		return true;
	}
	return false;
}

static void
node_drop(struct memory_node *x)
{
	free(x->bytes);
	x->bytes = NULL;
	x->n = x->room = 0;
	x->gone = true;
}

void
memory_drop(const char *path)
{
	struct memory_node *top = node_find(path, strlen(path));

	for (size_t i = 0; top != NULL && i < node_count; i++)
		if (&nodes[i] == top || node_below(&nodes[i], top))
			node_drop(&nodes[i]);
}

void
memory_clock(uint64_t ns)
{
	clock_now = ns;
}

/* --- what the libc asks --- */

static struct open_file *
file_of(int fd)
{
	return fd >= FD_FIRST && fd < FD_FIRST + FD_MOST && open_files[fd - FD_FIRST].node != NULL
	    ? &open_files[fd - FD_FIRST]
	    : NULL;
}

/* A path as the libc hands it over: below a folder that is open. */
static const char *
whole_path(int fd, const char *path, size_t *n, char *room)
{
	struct open_file *f = file_of(fd);

	if (f == NULL || f->node->path[0] == 0 || *n == 0 || (*n == 1 && path[0] == '.')) {
		if (f != NULL && (*n == 0 || (*n == 1 && path[0] == '.'))) {
			*n = strlen(f->node->path);
			return f->node->path;
		}
		return path;
	}
	size_t above = strlen(f->node->path);
	if (above + 1 + *n > 4096)
		return NULL;
	memcpy(room, f->node->path, above);
	room[above] = '/';
	memcpy(room + above + 1, path, *n);
	*n += above + 1;
	return room;
}

#define PATH_AT(fd, path, n) \
	char path_room[4096]; \
	size_t path_n = (n); \
	root(); \
	const char *whole = whole_path(fd, path, &path_n, path_room); \
	if (whole == NULL) \
		return __WASI_ERRNO_NAMETOOLONG; \
	struct memory_node *node = node_find(whole, path_n)

static void
stat_fill(const struct memory_node *x, __wasi_filestat_t *out)
{
	*out = (__wasi_filestat_t){ .dev = 1,
		.ino = x->id,
		.nlink = 1,
		.filetype = x->folder ? __WASI_FILETYPE_DIRECTORY : __WASI_FILETYPE_REGULAR_FILE,
		.size = x->n,
		.atim = x->time,
		.mtim = x->time,
		.ctim = x->time };
}

int WASI(path_filestat_get)(int fd, int flags, const char *path, size_t n, __wasi_filestat_t *out);
int
WASI(path_filestat_get)(int fd, int flags, const char *path, size_t n, __wasi_filestat_t *out)
{
	PATH_AT(fd, path, n);
	(void)flags;
	if (node == NULL)
		return __WASI_ERRNO_NOENT;
	stat_fill(node, out);
	return 0;
}

int WASI(fd_filestat_get)(int fd, __wasi_filestat_t *out);
int
WASI(fd_filestat_get)(int fd, __wasi_filestat_t *out)
{
	struct open_file *f = file_of(fd);

	if (f == NULL)
		return __WASI_ERRNO_BADF;
	stat_fill(f->node, out);
	return 0;
}

int WASI(path_open)(int fd, int look, const char *path, size_t n, int oflags, int64_t rights,
    int64_t inherited, int fdflags, int *out);
int
WASI(path_open)(int fd, int look, const char *path, size_t n, int oflags, int64_t rights,
    int64_t inherited, int fdflags, int *out)
{
	PATH_AT(fd, path, n);
	(void)look, (void)rights, (void)inherited, (void)fdflags;
	if (node == NULL && !(oflags & __WASI_OFLAGS_CREAT))
		return __WASI_ERRNO_NOENT;
	if (node != NULL && (oflags & __WASI_OFLAGS_EXCL))
		return __WASI_ERRNO_EXIST;
	if (node != NULL && !node->folder && (oflags & __WASI_OFLAGS_DIRECTORY))
		return __WASI_ERRNO_NOTDIR;
	if (node == NULL) {
		size_t above = path_n;
		while (above > 0 && whole[above - 1] != '/')
			above--;
		if (above > 0 && node_find(whole, above - 1) == NULL)
			return __WASI_ERRNO_NOENT;
		node = node_add(whole, path_n, false);
	}
	if (node == NULL)
		return __WASI_ERRNO_NOSPC;
	if (oflags & __WASI_OFLAGS_TRUNC) {
		node->n = 0;
		node->time = clock_now += TICK;
	}
	for (int i = 0; i < FD_MOST; i++) {
		if (open_files[i].node != NULL)
			continue;
		open_files[i] = (struct open_file){ node, 0 };
		*out = FD_FIRST + i;
		return 0;
	}
	return __WASI_ERRNO_NFILE;
}

int WASI(fd_close)(int fd);
int
WASI(fd_close)(int fd)
{
	struct open_file *f = file_of(fd);

	if (f == NULL)
		return __WASI_ERRNO_BADF;
	*f = (struct open_file){ 0 };
	return 0;
}

int WASI(fd_pread)(int fd, const __wasi_iovec_t *v, size_t n, uint64_t at, size_t *got);
int
WASI(fd_pread)(int fd, const __wasi_iovec_t *v, size_t n, uint64_t at, size_t *got)
{
	struct open_file *f = file_of(fd);

	*got = 0;
	if (f == NULL || f->node->folder)
		return f == NULL ? __WASI_ERRNO_BADF : __WASI_ERRNO_ISDIR;
	for (size_t i = 0; i < n; i++) {
		size_t left = at < f->node->n ? f->node->n - (size_t)at : 0;
		size_t take = v[i].buf_len < left ? v[i].buf_len : left;
		if (take > 0)
			memcpy(v[i].buf, f->node->bytes + at, take);
		at += take;
		*got += take;
	}
	return 0;
}

int WASI(fd_read)(int fd, const __wasi_iovec_t *v, size_t n, size_t *got);
int
WASI(fd_read)(int fd, const __wasi_iovec_t *v, size_t n, size_t *got)
{
	struct open_file *f = file_of(fd);
	int failed = WASI(fd_pread)(fd, v, n, f != NULL ? f->at : 0, got);

	if (failed == 0)
		f->at += *got;
	return failed;
}

int WASI(fd_write)(int fd, const __wasi_ciovec_t *v, size_t n, size_t *put);
int
WASI(fd_write)(int fd, const __wasi_ciovec_t *v, size_t n, size_t *put)
{
	struct open_file *f = file_of(fd);

	*put = 0;
	for (size_t i = 0; f == NULL && i < n; i++) { /* standard error: to the page */
		memory_said(v[i].buf, v[i].buf_len);
		*put += v[i].buf_len;
	}
	for (size_t i = 0; f != NULL && i < n; i++) {
		if (!node_reserve(f->node, f->at + v[i].buf_len))
			return __WASI_ERRNO_NOSPC;
		memcpy(f->node->bytes + f->at, v[i].buf, v[i].buf_len);
		f->at += v[i].buf_len;
		f->node->n = f->node->n > f->at ? f->node->n : f->at;
		f->node->time = clock_now += TICK;
		*put += v[i].buf_len;
	}
	return 0;
}

int WASI(fd_seek)(int fd, int64_t by, int whence, uint64_t *out);
int
WASI(fd_seek)(int fd, int64_t by, int whence, uint64_t *out)
{
	struct open_file *f = file_of(fd);

	if (f == NULL)
		return __WASI_ERRNO_BADF;
	f->at = (size_t)((whence == __WASI_WHENCE_SET          ? 0
				 : whence == __WASI_WHENCE_CUR ? (int64_t)f->at
							       : (int64_t)f->node->n) +
	    by);
	*out = f->at;
	return 0;
}

int WASI(fd_fdstat_get)(int fd, __wasi_fdstat_t *out);
int
WASI(fd_fdstat_get)(int fd, __wasi_fdstat_t *out)
{
	struct open_file *f = file_of(fd);
	bool folder = fd == ROOT_FD || (f != NULL && f->node->folder);

	*out = (__wasi_fdstat_t){ .fs_filetype = folder ? __WASI_FILETYPE_DIRECTORY
		    : f != NULL                         ? __WASI_FILETYPE_REGULAR_FILE
							: __WASI_FILETYPE_CHARACTER_DEVICE,
		.fs_rights_base = ~UINT64_C(0),
		.fs_rights_inheriting = ~UINT64_C(0) };
	return 0;
}

int WASI(fd_fdstat_set_flags)(int fd, int flags);
int
WASI(fd_fdstat_set_flags)(int fd, int flags)
{
	(void)fd, (void)flags;
	return 0;
}

int WASI(fd_prestat_get)(int fd, __wasi_prestat_t *out);
int
WASI(fd_prestat_get)(int fd, __wasi_prestat_t *out)
{
	if (fd != ROOT_FD)
		return __WASI_ERRNO_BADF;
	*out = (__wasi_prestat_t){ .tag = __WASI_PREOPENTYPE_DIR, .u.dir.pr_name_len = 1 };
	return 0;
}

int WASI(fd_prestat_dir_name)(int fd, char *path, size_t n);
int
WASI(fd_prestat_dir_name)(int fd, char *path, size_t n)
{
	if (fd != ROOT_FD || n < 1)
		return __WASI_ERRNO_BADF;
	path[0] = '/';
	return 0;
}

/* Entries of a folder from the cookie on, cut off where the buffer ends. The cookie is the place in
 * the table behind the entry. */
int WASI(fd_readdir)(int fd, uint8_t *out, size_t n, uint64_t cookie, size_t *used);
int
WASI(fd_readdir)(int fd, uint8_t *out, size_t n, uint64_t cookie, size_t *used)
{
	const struct memory_node *folder = fd == ROOT_FD ? root()
	    : file_of(fd)                                ? file_of(fd)->node
							 : NULL;

	*used = 0;
	if (folder == NULL || !folder->folder)
		return __WASI_ERRNO_NOTDIR;
	size_t skip = strlen(folder->path) + (folder->path[0] != 0);
	for (size_t i = (size_t)cookie; i < node_count && *used < n; i++) {
		if (!node_below(&nodes[i], folder) || strchr(nodes[i].path + skip, '/') != NULL)
			continue;
		const char *name = nodes[i].path + skip;
		__wasi_dirent_t d = { .d_next = i + 1,
			.d_ino = nodes[i].id,
			.d_namlen = strlen(name),
			.d_type = nodes[i].folder ? __WASI_FILETYPE_DIRECTORY
						  : __WASI_FILETYPE_REGULAR_FILE };
		size_t head = n - *used < sizeof d ? n - *used : sizeof d;
		memcpy(out + *used, &d, head);
		*used += head;
		size_t rest = n - *used < d.d_namlen ? n - *used : d.d_namlen;
		memcpy(out + *used, name, rest);
		*used += rest;
	}
	return 0;
}

int WASI(path_create_directory)(int fd, const char *path, size_t n);
int
WASI(path_create_directory)(int fd, const char *path, size_t n)
{
	PATH_AT(fd, path, n);
	if (node != NULL)
		return __WASI_ERRNO_EXIST;
	size_t above = path_n;
	while (above > 0 && whole[above - 1] != '/')
		above--;
	if (above > 0 && node_find(whole, above - 1) == NULL)
		return __WASI_ERRNO_NOENT;
	return node_add(whole, path_n, true) != NULL ? 0 : __WASI_ERRNO_NOSPC;
}

int WASI(path_unlink_file)(int fd, const char *path, size_t n);
int
WASI(path_unlink_file)(int fd, const char *path, size_t n)
{
	PATH_AT(fd, path, n);
	if (node == NULL)
		return __WASI_ERRNO_NOENT;
	if (node->folder)
		return __WASI_ERRNO_ISDIR;
	node_drop(node);
	return 0;
}

int WASI(path_remove_directory)(int fd, const char *path, size_t n);
int
WASI(path_remove_directory)(int fd, const char *path, size_t n)
{
	PATH_AT(fd, path, n);
	if (node == NULL || !node->folder)
		return node == NULL ? __WASI_ERRNO_NOENT : __WASI_ERRNO_NOTDIR;
	for (size_t i = 0; i < node_count; i++)
		if (node_below(&nodes[i], node))
			return __WASI_ERRNO_NOTEMPTY;
	node->gone = true;
	return 0;
}

/* Files only: nothing here renames a folder. */
int WASI(path_rename)(int fd, const char *path, size_t n, int to_fd, const char *to, size_t to_n);
int
WASI(path_rename)(int fd, const char *path, size_t n, int to_fd, const char *to, size_t to_n)
{
	char to_room[4096];
	PATH_AT(fd, path, n);
	const char *to_whole = whole_path(to_fd, to, &to_n, to_room);

	if (node == NULL || node->folder || to_whole == NULL)
		return __WASI_ERRNO_NOENT;
	struct memory_node *there = node_find(to_whole, to_n);
	if (there != NULL && there != node)
		node_drop(there);
	char *name = strndup(to_whole, to_n);
	if (name == NULL)
		return __WASI_ERRNO_NOSPC;
	free(node->path);
	node->path = name;
	return 0;
}

int WASI(clock_time_get)(int clock, int64_t precision, uint64_t *out);
int
WASI(clock_time_get)(int clock, int64_t precision, uint64_t *out)
{
	(void)clock, (void)precision;
	*out = clock_now;
	return 0;
}

int WASI(random_get)(uint8_t *out, size_t n);
int
WASI(random_get)(uint8_t *out, size_t n)
{
	memset(out, 4, n); /* hash tables of a page need no secret */
	return 0;
}

int WASI(environ_sizes_get)(size_t *count, size_t *size);
int
WASI(environ_sizes_get)(size_t *count, size_t *size)
{
	*count = *size = 0;
	return 0;
}

int WASI(environ_get)(uint8_t **names, uint8_t *bytes);
int
WASI(environ_get)(uint8_t **names, uint8_t *bytes)
{
	(void)names, (void)bytes;
	return 0;
}

_Noreturn void WASI(proc_exit)(int status);
_Noreturn void
WASI(proc_exit)(int status)
{
	memory_exit(status);
	__builtin_trap();
}
