/* SPDX-License-Identifier: MIT */
/* What file.c and filewrite.c share. */
#ifndef LIHUI_BASE_FILEPARTS_H
#define LIHUI_BASE_FILEPARTS_H

#include <sys/stat.h>

#include "lihui/file.h"

/* false, with "zh PATH：reason" from errno in e. */
bool file_failed(struct err *e, const char *zh, const char *en, const char *path);
/* The same for who reads: ERR_FILE where the reason lies in the file. */
bool file_unread(struct err *e, const char *zh, const char *en, const char *path);
void file_stat_fill(struct file_stat *out, const struct stat *st);
/* What is left of an open file, appended. false with errno set. */
bool file_read_all(int fd, struct buf *out);

#endif
