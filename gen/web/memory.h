/* SPDX-License-Identifier: MIT */
/* Files in memory, which wasi.c shows to the libc as a disk. Paths are whole, without a slash in
 * front ("site/site.yaml"). */
#ifndef LIHUI_WEB_MEMORY_H
#define LIHUI_WEB_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Copies; makes the folders; false when memory ran out or a folder is called so. */
bool memory_put(const char *path, const uint8_t *bytes, size_t n);
/* The i-th file; borrowed until something is written. */
bool memory_nth(size_t i, const char **path, const uint8_t **bytes, size_t *n);
void memory_drop(const char *path); /* a file, or a folder with all below it */
void memory_clock(uint64_t ns);     /* what time it is, since 1970 */

/* The page gives these two: a message on standard error, and the end of it all. */
void memory_said(const uint8_t *bytes, size_t n);
void memory_exit(int status);

#endif
