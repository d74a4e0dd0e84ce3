/* SPDX-License-Identifier: MIT */
/*
 * A counter that threads draw from. Indices are drawn in order, so when thing i failed all things
 * below i were already drawn and run to their end: the error of the lowest index is therefore the
 * same whatever the threads do, and that one is reported.
 */
#include "lihui/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "lihui/arena.h"

/* More threads than this only wait for the disk. */
#define JOBS_MOST 64

struct pool {
	pool_work *work;
	void *context;
	size_t n;
	atomic_size_t next;
	atomic_bool stop;
	pthread_mutex_t lock; /* for the two below */
	size_t failed;
	struct err *err;
};

struct worker {
	struct pool *pool;
	int number;
	pthread_t thread;
	bool started;
};

int
pool_jobs(int wanted)
{
	long n = wanted > 0 ? wanted : sysconf(_SC_NPROCESSORS_ONLN);
	if (n < 1)
		n = 1;
	return n > JOBS_MOST ? JOBS_MOST : (int)n;
}

static void
note_failure(struct pool *p, size_t i, const struct err *e)
{
	atomic_store(&p->stop, true);
	pthread_mutex_lock(&p->lock);
	if (i < p->failed) {
		p->failed = i;
		if (p->err != NULL)
			*p->err = *e;
	}
	pthread_mutex_unlock(&p->lock);
}

static void *
run(void *arg)
{
	struct worker *w = arg;
	struct pool *p = w->pool;
	while (!atomic_load(&p->stop)) {
		size_t i = atomic_fetch_add(&p->next, 1);
		if (i >= p->n)
			break;
		struct err e = { 0 };
		if (!p->work(p->context, i, w->number, &e))
			note_failure(p, i, &e);
	}
	return NULL;
}

bool
pool_run(size_t n, int jobs, pool_work *work, void *context, struct err *e)
{
	jobs = pool_jobs(jobs);
	if ((size_t)jobs > n)
		jobs = (int)n;
	if (jobs <= 1) {
		for (size_t i = 0; i < n; i++)
			if (!work(context, i, 0, e))
				return false;
		return true;
	}
	struct pool p = { .work = work, .context = context, .n = n, .failed = SIZE_MAX, .err = e };
	pthread_mutex_init(&p.lock, NULL);
	struct worker *workers = mem_alloc((size_t)jobs * sizeof *workers);
	for (int i = 0; i < jobs; i++) {
		workers[i] = (struct worker){ .pool = &p, .number = i };
		/*
		 * This thread is worker 0. A thread that cannot be had is no failure: the others do
		 * its work.
		 */
		workers[i].started =
		    i > 0 && pthread_create(&workers[i].thread, NULL, run, &workers[i]) == 0;
	}
	run(&workers[0]);
	for (int i = 1; i < jobs; i++)
		if (workers[i].started)
			pthread_join(workers[i].thread, NULL);
	free(workers);
	pthread_mutex_destroy(&p.lock);
	return p.failed == SIZE_MAX;
}
