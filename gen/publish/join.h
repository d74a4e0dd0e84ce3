/* SPDX-License-Identifier: MIT */
/* Between join.c, which looks at the parts, and join_take.c, which takes them in in the course of a
 * build. */
#ifndef LIHUI_PUBLISH_JOIN_H
#define LIHUI_PUBLISH_JOIN_H

#include <pthread.h>

#include "publish/build.h"
#include "publish/part.h"

struct site_part {
	struct text path; /* first: parts are ordered by it */
	const char *tree;
	struct text index, config, stamp, program, made_in, looked;
	struct date as_of;
	bool whole;
	int first, last;          /* its units, as in table `unit` */
	struct date weekly_first; /* that it knows of, in the unit that asks for its weeks */
};

struct joined {
	struct site_part *v; /* by path */
	size_t n;
	struct site_scope scope;
	bool *redraw; /* units, as in table `unit`, whose pages differ from their part's */
	struct item **take;
	size_t ntake;
	struct progress *progress;   /* of the taking */
	struct file_writer *writers; /* by worker */
	/* for links of the units above: one index is open at a time */
	pthread_mutex_t mutex;
	const struct site_part *open;
	struct store *store;
};

/* --- join_take.c */
/* The rows of a part's files. */
bool part_rows(const struct site_part *p, struct arena *a, struct row_list *rows, struct err *e);

#endif
