/* SPDX-License-Identifier: MIT */
/*
 * A clock that cannot be right, found by what the index remembers. ERR_USAGE says which day
 * and why.
 */
#ifndef LIHUI_PUBLISH_DAY_H
#define LIHUI_PUBLISH_DAY_H

#include "lihui/publish.h"

/* Before anything is read. */
bool day_check(struct store *s, const struct build_options *o, struct arena *a, struct err *e);
/* After everything was read into an index that remembered nothing. */
bool day_check_first(struct store *s, const struct build_options *o, struct arena *a,
	struct err *e);
bool day_remember(struct store *s, const struct build_options *o, struct arena *a, struct err *e);

#endif
