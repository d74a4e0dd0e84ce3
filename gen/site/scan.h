/* SPDX-License-Identifier: MIT */
/* Between site.c, scope.c and scan.c. */
#ifndef LIHUI_READ_SCAN_H
#define LIHUI_READ_SCAN_H

#include "site/config.h"

/* A folder of the content: what holds in it. Parents come before children. */
struct folder {
	struct text path;
	struct unit *unit; /* the nearest one upwards */
	const struct rules *rules;
	const struct profile_list *profiles;
	const struct study_list *study;
};
struct folder_list {
	struct folder *v; /* by path, '/' before every other byte */
	size_t n, room;
};

/* The folder of that path, or NULL. */
const struct folder *folder_find(const struct folder_list *l, struct text path);
/* Of folders by path: bytewise, but '/' before every other byte, so that the children of one follow
 * it at once. */
int folder_order(const void *a, const void *b);
/* A name that is no document: begins with _ . or ~$, or is what Windows leaves behind. */
bool scan_hidden(struct text path);

static inline bool
path_is_below(struct text path, struct text dir)
{
	return path.n > dir.n && text_starts(path, dir) && path.p[dir.n] == '/';
}

/* For file_walk_some, of a site that has a scope: scope.c. */
struct skimmer {
	const struct site *site;
	struct text parent;  /* of the folder asked about last, … */
	bool parent_skimmed; /* … which is asked about once for all its children */
};
bool scope_skim(void *skimmer, struct text folder);

/* Finds the documents and what belongs to them among s->files; puts F013. */
void scan_sources(struct site *s, const struct folder_list *folders);

#endif
