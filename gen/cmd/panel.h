/* SPDX-License-Identifier: MIT */
/*
 * What `lihui serve` lays over the pages: why a document is held back, with the finding and its
 * line, and that a build failed. Filled by who builds, read by who answers.
 */
#ifndef LIHUI_CMD_PANEL_H
#define LIHUI_CMD_PANEL_H

#include <pthread.h>

#include "cmd/cmd.h"

struct panel {
	pthread_mutex_t lock;
	struct arena *arena;
	struct panel_entry *v; /* what is held back, in order */
	size_t n, room;
	struct text failed, held; /* in the words of the catalogue */
};

extern const char panel_css[];

void panel_open(struct panel *p);
void panel_close(struct panel *p);
/* What the last build held back, and e when it failed (what was held before stays). True when it
 * differs from what was shown. */
bool panel_set(struct panel *p, const struct cmd *c, const char *site, const struct build_report *r,
    const struct err *e);
/* What stands over the page of that address ("zh/gacha/a.html"), or nothing. */
void panel_put(struct panel *p, struct text address, struct buf *out);

#endif
