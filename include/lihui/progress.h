/* SPDX-License-Identifier: MIT */
/*
 * A bar on standard error while something long runs, and only when that is a terminal. Any thread
 * may step it. It never writes elsewhere, so logs and pipes stay clean.
 */
#ifndef LIHUI_PROGRESS_H
#define LIHUI_PROGRESS_H

#include <stddef.h>

struct progress;

/* label: what is going on, in the user's language, copied. total 0: a count without an end. */
struct progress *progress_start(const char *label, size_t total);
void progress_step(struct progress *p, size_t done); /* done more things; NULL is allowed */
void progress_end(struct progress *p);               /* wipes the bar; NULL is allowed */

#endif
