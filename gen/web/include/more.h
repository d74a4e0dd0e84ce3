/* SPDX-License-Identifier: MIT */
/* Before everything that is compiled for a page: what glibc declares and wasi-libc does not have.
 * libc.c defines it. */
#ifndef LIHUI_WEB_MORE_H
#define LIHUI_WEB_MORE_H

#include <stddef.h>
#include <sys/types.h>

char *realpath(const char *path, char *resolved);
char *mkdtemp(char *path);
int chmod(const char *path, mode_t mode);
int fchmod(int fd, mode_t mode);
mode_t umask(mode_t mask);
void qsort_r(void *base, size_t n, size_t size, int (*compare)(const void *, const void *, void *),
    void *context);

#define O_PATH 0
/* How glibc's malloc keeps its pages. */
#define M_MMAP_THRESHOLD  0
#define M_TRIM_THRESHOLD  0
#define mallopt(what, to) ((void)0)

#endif
