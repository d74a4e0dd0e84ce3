/* SPDX-License-Identifier: MIT */
/* One thread: a module in a page has no others, so a lock is always free and nobody is waited for.
 */
#ifndef LIHUI_WEB_PTHREAD_H
#define LIHUI_WEB_PTHREAD_H

#define __NEED_pthread_once_t
#define __NEED_pthread_mutex_t
#define __NEED_pthread_cond_t
#define __NEED_pthread_t
#include <bits/alltypes.h>

#define PTHREAD_ONCE_INIT 0
#define PTHREAD_MUTEX_INITIALIZER \
	{ \
		0 \
	}

static inline int
pthread_once(pthread_once_t *once, void (*run)(void))
{
	if (*once == 0) {
		*once = 1;
		run();
	}
	return 0;
}

/* No thread can be had: pool.c then does all the work itself. */
#define pthread_create(thread, attributes, run, argument) ((void)(run), 1)
#define pthread_join(thread, result)                      ((void)(thread))
#define pthread_mutex_init(mutex, attributes)             ((void)(mutex))
#define pthread_mutex_destroy(mutex)                      ((void)(mutex))
#define pthread_mutex_lock(mutex)                         ((void)(mutex))
#define pthread_mutex_trylock(mutex)                      ((void)(mutex), 0)
#define pthread_mutex_unlock(mutex)                       ((void)(mutex))
#define pthread_cond_init(cond, attributes)               ((void)(cond))
#define pthread_cond_destroy(cond)                        ((void)(cond))
#define pthread_cond_wait(cond, mutex)                    ((void)(cond))
#define pthread_cond_broadcast(cond)                      ((void)(cond))

#endif
