/* SPDX-License-Identifier: MIT */
/*
 * Memory that is given back all at once: one arena per document and one per site. Holds bytes only,
 * never library handles. Not for sharing between threads. Out of memory prints a sentence and ends
 * the program with exit status 3.
 */
#ifndef LIHUI_ARENA_H
#define LIHUI_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a);                /* NULL is allowed */
void arena_clear(struct arena *a);               /* forget everything, keep the first block */
void *arena_alloc(struct arena *a, size_t size); /* zeroed, aligned for any type */
void *arena_bytes(struct arena *a, size_t size); /* not zeroed: for what is written over at once */
size_t arena_size(const struct arena *a);        /* bytes handed out */
/*
 * Makes room for one more element in a growing array: *v has n elements of the given size and room
 * for *room. Returns the (possibly moved) array; the old one stays in the arena.
 */
void *arena_grow(struct arena *a, void *v, size_t n, size_t *room, size_t size);

#define ARENA_NEW(a, type)      ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (n)))
/* list is a pointer to a struct with members v, n, room; gives a pointer to its new zeroed last
 * element. */
#define ARENA_PUSH(a, list) \
	((list)->v = arena_grow((a), (list)->v, (list)->n, &(list)->room, sizeof *(list)->v), \
	    &(list)->v[(list)->n++])

/* malloc and realloc that never return NULL, for the few things that outlive arenas. */
void *mem_alloc(size_t size); /* zeroed */
void *mem_realloc(void *p, size_t size);

#endif
