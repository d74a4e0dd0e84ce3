/* SPDX-License-Identifier: MIT */
/* Whose a tree is: the first line of its manifest. */
#ifndef LIHUI_PUBLISH_OWNER_H
#define LIHUI_PUBLISH_OWNER_H

#include "publish/build.h"

/* One word of it: blanks and control characters would be the next one's beginning. */
struct text owner_word(struct arena *a, struct text t, char instead);
/* The line, without its end, as a build of this site writes it. */
struct text owner_line(struct arena *a, const struct site *site, enum edition edition);
/*
 * ERR_USAGE when the folder holds other things than a tree, or a tree of the other edition.
 * Before anything is opened.
 */
bool
owner_may_write(struct arena *a, struct text folder, const struct build_options *o, struct err *e);
/* ERR_USAGE when the tree is another site's. Before the index is opened. */
bool owner_check(struct arena *a, struct text folder, const struct gathered *g, struct err *e);

#endif
