/* SPDX-License-Identifier: MIT */
/* What is known of the files of a public tree: table `output` of the index, and whether they still
 * are as they were left. */
#ifndef LIHUI_PUBLISH_ROWS_H
#define LIHUI_PUBLISH_ROWS_H

#include "lihui/file.h"
#include "lihui/store.h"

struct row_known {
	struct text path, sha256;
	uint64_t key;
	struct file_stat stat;
	bool intact; /* the file has the bytes that sha256 tells */
};
struct row_list { /* by path */
	struct row_known *v;
	size_t n, room;
};

/* All rows, when they are about this tree; none otherwise. */
bool
rows_load(struct store *s, struct arena *a, struct text tree, struct row_list *out, struct err *e);
/* Sets intact: by size, times and inode, or, where these differ or are too young to be trusted, by
 * content. */
bool
rows_look(const struct row_list *l, struct text folder, int64_t looked, int jobs, struct err *e);
struct row_known *rows_find(const struct row_list *l, struct text path);
bool rows_put(struct store *s, const struct row_known *r, struct err *e);
bool rows_remove(struct store *s, struct text path, struct err *e);
bool rows_clear(struct store *s, struct err *e);

/* ns since 1970 by the clock that stamps files; what is younger than this minus ROWS_RACY_NS may
 * change without its times telling. */
int64_t clock_ns(void);
#define ROWS_RACY_NS 20000000ll

#endif
