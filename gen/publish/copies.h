/* SPDX-License-Identifier: MIT */
#ifndef LIHUI_PUBLISH_COPIES_H
#define LIHUI_PUBLISH_COPIES_H

#include "lihui/store.h"

struct copies {
	struct store *store;
	const struct site *site;
	enum edition edition;
	struct date today;
};

/* Holds back (F013) every second copy of a meeting of a unit whose documents are all in the index. */
bool copies_hold(const struct copies *c, const struct unit *u, struct err *e);

#endif
