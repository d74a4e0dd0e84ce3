/* SPDX-License-Identifier: MIT */
/*
 * Work on n things with a few threads. Order of work is not defined, so each thing writes only to
 * its own place; whatever is printed or stored afterwards goes by index. That is how one thread and
 * many give the same bytes.
 */
#ifndef LIHUI_POOL_H
#define LIHUI_POOL_H

#include "lihui/err.h"

/* Does thing i; worker is 0..jobs-1 and picks that worker's own arena, connection, PDF context.
 * False stops the pool. */
typedef bool pool_work(void *context, size_t i, int worker, struct err *e);

int pool_jobs(int wanted); /* wanted > 0 ? wanted : number of processors */
bool pool_run(size_t n, int jobs, pool_work *work, void *context, struct err *e);

#endif
