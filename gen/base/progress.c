/* SPDX-License-Identifier: MIT */
/*
 * The progress bar: one line on standard error, rewritten in place with a carriage return at most
 * ten times a second. The thread that steps draws; when another is just drawing nobody waits. Not a
 * terminal, or TERM=dumb: not a byte.
 */
#include "lihui/progress.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lihui/arena.h"
#include "lihui/buf.h"

#define BAR      30
#define PAUSE_NS INT64_C(100000000)

struct progress {
	char *label;
	size_t total;
	atomic_size_t done;
	bool shown;
	pthread_mutex_t lock;
	int64_t drawn_at; /* under the lock */
};

static int64_t
now_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

struct progress *
progress_start(const char *label, size_t total)
{
	struct progress *p = mem_alloc(sizeof *p);
	p->label = mem_alloc(strlen(label) + 1);
	memcpy(p->label, label, strlen(label) + 1);
	p->total = total;
	const char *term = getenv("TERM");
	p->shown = isatty(STDERR_FILENO) && term != NULL && strcmp(term, "dumb") != 0;
	pthread_mutex_init(&p->lock, NULL);
	return p;
}

/* The whole line in one write, so that two programs on one terminal do not mix inside it. */
static void
draw(const struct progress *p)
{
	struct buf line = BUF_INIT;
	size_t done = atomic_load(&p->done);
	buf_fmt(&line, "\r%s", p->label);
	if (p->total > 0) {
		size_t full = done >= p->total ? BAR : done * BAR / p->total;
		buf_str(&line, " [");
		for (size_t i = 0; i < BAR; i++)
			buf_char(&line, i < full ? '#' : '.');
		buf_fmt(&line, "] %zu/%zu", done, p->total);
	} else
		buf_fmt(&line, " %zu", done);
	buf_str(&line, "\033[K");
	if (write(STDERR_FILENO, line.p, line.n) < 0)
		buf_clear(&line); /* a bar that cannot be drawn is no failure */
	buf_release(&line);
}

void
progress_step(struct progress *p, size_t done)
{
	if (p == NULL)
		return;
	atomic_fetch_add(&p->done, done);
	if (!p->shown || pthread_mutex_trylock(&p->lock) != 0)
		return;
	int64_t now = now_ns();
	if (now - p->drawn_at >= PAUSE_NS) {
		p->drawn_at = now;
		draw(p);
	}
	pthread_mutex_unlock(&p->lock);
}

void
progress_end(struct progress *p)
{
	static const char wipe[] = "\r\033[K";
	if (p == NULL)
		return;
	if (p->shown && p->drawn_at > 0 && write(STDERR_FILENO, wipe, sizeof wipe - 1) < 0)
		p->shown = false;
	pthread_mutex_destroy(&p->lock);
	free(p->label);
	free(p);
}
