/* SPDX-License-Identifier: MIT */
/* What glibc has and wasi-libc has not, as far as the rooms below ask for it (more.h declares it).
 * No modes, no links, nobody else who could hold a lock. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>

char *
realpath(const char *path, char *resolved)
{
	return resolved != NULL ? strcpy(resolved, path) : strdup(path);
}

int
chmod(const char *path, mode_t mode)
{
	(void)path, (void)mode;
	return 0;
}

int
fchmod(int fd, mode_t mode)
{
	(void)fd, (void)mode;
	return 0;
}

mode_t
umask(mode_t mask)
{
	return mask;
}

int
flock(int fd, int operation)
{
	(void)fd, (void)operation;
	return 0;
}

/* qsort with a context: one thread, so the context may lie beside it. glibc's is a merge sort;
 * callers give a whole order, so that two equal elements are the same. */
static int (*compare_with)(const void *, const void *, void *);
static void *compare_context;

static int
compare(const void *x, const void *y)
{
	return compare_with(x, y, compare_context);
}

void
qsort_r(void *base, size_t n, size_t size, int (*with)(const void *, const void *, void *),
    void *context)
{
	compare_with = with;
	compare_context = context;
	qsort(base, n, size, compare);
}

/* libzip seals what it encrypts with chance; nothing is encrypted. */
bool zip_secure_random(unsigned char *out, unsigned short n);
bool
zip_secure_random(unsigned char *out, unsigned short n)
{
	memset(out, 4, n);
	return true;
}

/* No place of its own is needed: every folder can be written. */
char *
mkdtemp(char *path)
{
	(void)path;
	return NULL;
}
