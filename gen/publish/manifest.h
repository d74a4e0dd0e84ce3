/* SPDX-License-Identifier: MIT */
/* The list of what a tree holds, with hashes. */
#ifndef LIHUI_PUBLISH_MANIFEST_H
#define LIHUI_PUBLISH_MANIFEST_H

#include "lihui/publish.h"

#define MANIFEST_NAME "manifest.sha256"

struct manifest_entry {
	struct text path, sha256;
};
struct manifest { /* sorted by path */
	struct text owner;     /* the line about it, without its end; or "" */
	struct manifest_entry *v;
	size_t n, room;
};

/* Lines that are none of ours (a bad hash, a path that leaves the tree) are passed over. */
bool manifest_read(struct arena *a, struct text folder, struct manifest *out, bool *exists, struct err *e);
void manifest_sort(struct manifest *m);
const struct manifest_entry *manifest_find(const struct manifest *m, struct text path);
void manifest_print(struct buf *out, const struct manifest *m);
/* A folder that is not empty and has no manifest is refused (ERR_USAGE). */
bool manifest_may_write(struct arena *a, struct text folder, bool has_manifest, struct err *e);

#endif
