/* SPDX-License-Identifier: MIT */
/* The search index and the sitemap, between sets.c and searched.c. */
#ifndef LIHUI_PUBLISH_SETS_H
#define LIHUI_PUBLISH_SETS_H

#include "publish/build.h"

/* Brings the rows of the search index up to date, of all units or of those that were touched. A
 * transaction of its own. */
bool searched_refresh(struct build *b, bool all, struct search_scope scope, struct err *e);

#endif
