/* SPDX-License-Identifier: MIT */
/* What an address asks of a tree of files: for `lihui serve`. */
#ifndef LIHUI_CMD_ADDRESS_H
#define LIHUI_CMD_ADDRESS_H

#include "lihui/buf.h"

/* By the extension, for the header Content-Type. */
const char *address_type(struct text path);
/* "/a%20b" -> "/a b". False for what no file of ours is called: control characters (NUL too),
 * backslashes, a broken %XX. */
bool address_decode(const char *url, struct buf *path);
/* A descriptor of the file or folder that lies at path below folder, reached without any link; -1:
 * there is none. */
int address_open(const char *folder, struct text path);
/* A whole regular file. */
bool address_read(int fd, struct buf *out);

#endif
