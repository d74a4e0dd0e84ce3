/* SPDX-License-Identifier: MIT */
/*
 * A machine that fails on demand, for LD_PRELOAD. The environment says what:
 *
 *   FAULT_CALL   open read write rename fsync mmap mkdir unlink malloc: the calls that are counted,
 *                one or several; change: whatever a read-only disk refuses
 *   FAULT_AT     the Nth of them fails, and with FAULT_ON=1 all behind it
 *   FAULT_ERRNO  with this number (5, the disk failed, unless given); FAULT_KILL=1: it never
 *                returns, the process is gone
 *   FAULT_PATH   only calls whose path holds this
 *   FAULT_BYTES  write: the disk is full behind so many bytes
 *   FAULT_DO     a command that runs once, before the Nth call goes on (a file vanishes, changes)
 *   FAULT_TIME   seconds since 1970 that the clock says
 *   FAULT_COUNT  a file that is told at the end how many calls there were
 *
 * Files outside of FAULT_BELOW (a folder) are nobody's business: the C library's own, fonts, /proc.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const char *call, *below, *holds, *action;
static long at, number = EIO;
static bool onward, kills, ready;
static long long room = -1;
static atomic_long seen;
static atomic_llong written;

static const char *
env(const char *name)
{
	return getenv(name);
}

__attribute__((constructor)) static void
start(void)
{
	call = env("FAULT_CALL");
	below = env("FAULT_BELOW");
	holds = env("FAULT_PATH");
	action = env("FAULT_DO");
	at = env("FAULT_AT") ? atol(env("FAULT_AT")) : 0;
	number = env("FAULT_ERRNO") ? atol(env("FAULT_ERRNO")) : EIO;
	onward = env("FAULT_ON") != NULL;
	kills = env("FAULT_KILL") != NULL;
	room = env("FAULT_BYTES") ? atoll(env("FAULT_BYTES")) : -1;
	unsetenv("LD_PRELOAD"); /* what is started from here is not meant */
	ready = call != NULL;
}

__attribute__((destructor)) static void
end(void)
{
	const char *to = env("FAULT_COUNT");
	char line[32];
	int fd = to != NULL
	    ? (int)syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_TRUNC, 0600)
	    : -1;

	ready = false;
	if (fd < 0)
		return;
	int n = snprintf(line, sizeof line, "%ld %lld\n", (long)seen, (long long)written);
	syscall(SYS_write, fd, line, (size_t)n);
	syscall(SYS_close, fd);
}

/* Whether this call is the one. */
static bool
strikes(void)
{
	long n = ++seen;

	if (at == 0 || (onward ? n < at : n != at))
		return false;
	if (action != NULL) {
		if (n == at && system(action) != 0)
			abort();
		return false;
	}
	if (kills)
		kill(getpid(), SIGKILL);
	errno = (int)number;
	return true;
}

static bool
is(const char *name)
{
	return ready && strstr(call, name) != NULL;
}

static bool
changes_by(const char *name)
{
	return is(name) || is("change");
}

/* A path as the kernel would see it, or that of an open file. */
static bool
meant(int dir, const char *path)
{
	char link[64], whole[PATH_MAX], resolved[2 * PATH_MAX];
	ssize_t n = 0;

	if (path == NULL || path[0] != '/') {
		if (dir == AT_FDCWD)
			n = getcwd(whole, sizeof whole) != NULL ? (ssize_t)strlen(whole) : 0;
		else {
			snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
			n = readlink(link, whole, sizeof whole - 1);
		}
		n = n < 0 ? 0 : n;
	}
	whole[n] = 0;
	if (path != NULL)
		snprintf(resolved, sizeof resolved, "%s%s%s", whole, n > 0 ? "/" : "", path);
	else
		snprintf(resolved, sizeof resolved, "%s", whole);
	return (below == NULL || strncmp(resolved, below, strlen(below)) == 0) &&
	    (holds == NULL || strstr(resolved, holds) != NULL);
}

/* --- the calls --- */

#define REAL(type, name) \
	static type *real; \
	if (real == NULL) \
	real = (type *)(uintptr_t)dlsym(RTLD_NEXT, name)

static int
open_as(int dir, const char *path, int flags, mode_t mode)
{
	bool changes = (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) != 0 && is("change");

	if ((changes || is("open")) && meant(dir, path) && strikes())
		return -1;
	return (int)syscall(SYS_openat, dir, path, flags, mode);
}

#define MODE \
	mode_t mode = 0; \
	if ((flags & (O_CREAT | O_TMPFILE)) != 0) { \
		va_list ap; \
		va_start(ap, flags); \
		mode = va_arg(ap, mode_t); \
		va_end(ap); \
	}

int
open(const char *path, int flags, ...)
{
	MODE return open_as(AT_FDCWD, path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
	MODE return open_as(AT_FDCWD, path, flags | O_LARGEFILE, mode);
}

int
openat(int dir, const char *path, int flags, ...)
{
	MODE return open_as(dir, path, flags, mode);
}

int
openat64(int dir, const char *path, int flags, ...)
{
	MODE return open_as(dir, path, flags | O_LARGEFILE, mode);
}

FILE *
fopen(const char *path, const char *mode)
{
	typedef FILE *type(const char *, const char *);
	REAL(type, "fopen");
	return is("open") && meant(AT_FDCWD, path) && strikes() ? NULL : real(path, mode);
}

FILE *
fopen64(const char *path, const char *mode)
{
	return fopen(path, mode);
}

ssize_t
read(int fd, void *p, size_t n)
{
	if (is("read") && meant(fd, NULL) && strikes())
		return -1;
	return syscall(SYS_read, fd, p, n);
}

ssize_t
pread64(int fd, void *p, size_t n, off_t from)
{
	if (is("read") && meant(fd, NULL) && strikes())
		return -1;
	return syscall(SYS_pread64, fd, p, n, from);
}

ssize_t
pread(int fd, void *p, size_t n, off_t from)
{
	return pread64(fd, p, n, from);
}

/* A full disk takes what there is room for; the next call fails. *n is what may be written. */
static bool
write_fails(int fd, size_t *n)
{
	if (!is("write") || !meant(fd, NULL))
		return false;
	if (room >= 0) {
		long long before = written;
		if (before >= room) {
			errno = ENOSPC;
			return true;
		}
		if ((long long)*n > room - before)
			*n = (size_t)(room - before);
	}
	written += (long long)*n;
	return strikes();
}

ssize_t
write(int fd, const void *p, size_t n)
{
	return write_fails(fd, &n) ? -1 : syscall(SYS_write, fd, p, n);
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off_t to)
{
	return write_fails(fd, &n) ? -1 : syscall(SYS_pwrite64, fd, p, n, to);
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t to)
{
	return pwrite64(fd, p, n, to);
}

int
rename(const char *old, const char *new)
{
	if (changes_by("rename") && meant(AT_FDCWD, new) && strikes())
		return -1;
	return (int)syscall(SYS_renameat, AT_FDCWD, old, AT_FDCWD, new);
}

int
renameat(int olddir, const char *old, int newdir, const char *new)
{
	if (changes_by("rename") && meant(newdir, new) && strikes())
		return -1;
	return (int)syscall(SYS_renameat, olddir, old, newdir, new);
}

int
renameat2(int olddir, const char *old, int newdir, const char *new, unsigned flags)
{
	if (changes_by("rename") && meant(newdir, new) && strikes())
		return -1;
	return (int)syscall(SYS_renameat2, olddir, old, newdir, new, flags);
}

int
fsync(int fd)
{
	return is("fsync") && meant(fd, NULL) && strikes() ? -1 : (int)syscall(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	return is("fsync") && meant(fd, NULL) && strikes() ? -1 : (int)syscall(SYS_fdatasync, fd);
}

void *
mmap64(void *p, size_t n, int protection, int flags, int fd, off_t from)
{
	if (fd >= 0 && is("mmap") && meant(fd, NULL) && strikes())
		return MAP_FAILED;
	return (void *)syscall(SYS_mmap, p, n, protection, flags, fd, from);
}

void *
mmap(void *p, size_t n, int protection, int flags, int fd, off_t from)
{
	return mmap64(p, n, protection, flags, fd, from);
}

int
mkdir(const char *path, mode_t mode)
{
	return changes_by("mkdir") && meant(AT_FDCWD, path) && strikes()
	    ? -1
	    : (int)syscall(SYS_mkdir, path, mode);
}

int
unlink(const char *path)
{
	return changes_by("unlink") && meant(AT_FDCWD, path) && strikes()
	    ? -1
	    : (int)syscall(SYS_unlink, path);
}

int
unlinkat(int dir, const char *path, int flags)
{
	return changes_by("unlink") && meant(dir, path) && strikes()
	    ? -1
	    : (int)syscall(SYS_unlinkat, dir, path, flags);
}

/* --- memory --- */

/* The program's own malloc (base/arena.c) stands before any other, and asks the C library by these
 * names. */
static bool
no_memory(void)
{
	if (!ready || strstr(call, "malloc") == NULL)
		return false;
	number = ENOMEM;
	return strikes();
}

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

void *
__libc_malloc(size_t n)
{
	typedef void *type(size_t);
	REAL(type, "__libc_malloc");
	return no_memory() ? NULL : real(n);
}

void *
__libc_calloc(size_t n, size_t size)
{
	typedef void *type(size_t, size_t);
	REAL(type, "__libc_calloc");
	return no_memory() ? NULL : real(n, size);
}

void *
__libc_realloc(void *p, size_t n)
{
	typedef void *type(void *, size_t);
	REAL(type, "__libc_realloc");
	return no_memory() ? NULL : real(p, n);
}

/* --- the clock --- */

static long long
told_time(void)
{
	static const char *t;

	if (t == NULL)
		t = env("FAULT_TIME") ? env("FAULT_TIME") : "";
	return *t != 0 ? atoll(t) : -1;
}

time_t
time(time_t *out)
{
	struct timespec now;
	time_t t = (time_t)told_time();

	if (t < 0) {
		syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
		t = now.tv_sec;
	}
	if (out != NULL)
		*out = t;
	return t;
}

int
clock_gettime(clockid_t which, struct timespec *out)
{
	int result = (int)syscall(SYS_clock_gettime, which, out);

	if (which == CLOCK_REALTIME && told_time() >= 0)
		out->tv_sec = (time_t)told_time();
	return result;
}
