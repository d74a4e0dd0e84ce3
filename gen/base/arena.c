/* SPDX-License-Identifier: MIT */
/*
 * An arena is a chain of blocks handed out from front to back. A document's model, findings and page data live
 * and die together, so nothing is given back one by one and nothing can be forgotten.
 *
 * Blocks come zeroed from calloc and each byte is handed out once, so arena_alloc need not clear anything. The
 * newest allocation of a block can grow in place: most lists are built one at a time, and then arena_grow
 * copies nothing.
 */
#include "lihui/arena.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lihui/err.h"

#define ALIGN _Alignof(max_align_t)
/*
 * A small record fits into the first block; later blocks double so that a large one needs few, but one page of
 * waste is the most.
 */
#define BLOCK_FIRST ((size_t)8 << 10)
#define BLOCK_MOST ((size_t)1 << 20)

struct block {
	struct block *next; /* older */
	size_t used, size;
	_Alignas(max_align_t) char bytes[];
};

struct arena {
	struct block *now, *first;
	char *last;        /* the newest allocation of `now`, for growing in place */
	size_t total, step;
};

/* exit handlers would allocate; leave at once. */
static _Noreturn void
out_of_memory(void)
{
	const char *zh = "lihui: 内存不足，已停止。\n", *en = "lihui: out of memory.\n";
	const char *say = SAY(zh, en);
	if (write(STDERR_FILENO, say, strlen(say)) < 0)
		_exit(3);
	_exit(3);
}

void *
mem_alloc(size_t size)
{
	void *p = calloc(1, size > 0 ? size : 1);
	if (p == NULL)
		out_of_memory();
	return p;
}

void *
mem_realloc(void *p, size_t size)
{
	p = realloc(p, size > 0 ? size : 1);
	if (p == NULL)
		out_of_memory();
	return p;
}

static struct block *
block_make(size_t size, struct block *next)
{
	if (size > SIZE_MAX / 2)
		out_of_memory();
	struct block *b = mem_alloc(sizeof *b + size);
	b->size = size;
	b->next = next;
	return b;
}

struct arena *
arena_new(void)
{
	struct arena *a = mem_alloc(sizeof *a);
	a->step = BLOCK_FIRST;
	a->first = a->now = block_make(a->step, NULL);
	return a;
}

static void
blocks_free(struct block *b, const struct block *stop)
{
	while (b != stop) {
		struct block *next = b->next;
		free(b);
		b = next;
	}
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	blocks_free(a->now, NULL);
	free(a);
}

void
arena_clear(struct arena *a)
{
	blocks_free(a->now, a->first);
	a->now = a->first;
	memset(a->now->bytes, 0, a->now->used);
	a->now->used = 0;
	a->last = NULL;
	a->total = 0;
	a->step = BLOCK_FIRST;
}

static size_t
aligned(size_t n)
{
	return (n + ALIGN - 1) / ALIGN * ALIGN;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	if (size > SIZE_MAX / 4)
		out_of_memory();
	size_t need = aligned(size > 0 ? size : 1);
	if (need > a->now->size - a->now->used) {
		if (a->step < BLOCK_MOST)
			a->step *= 2;
		a->now = block_make(need > a->step ? need : a->step, a->now);
	}
	a->last = a->now->bytes + a->now->used;
	a->now->used += need;
	a->total += need;
	return a->last;
}

size_t
arena_size(const struct arena *a)
{
	return a->total;
}

/* Lengthens the newest allocation where it stands. */
static bool
grow_in_place(struct arena *a, const void *v, size_t old, size_t size)
{
	if (v == NULL || v != a->last)
		return false;
	size_t at = (size_t)(a->last - a->now->bytes), more = aligned(size) - aligned(old);
	assert(at + aligned(old) == a->now->used);
	if (more > a->now->size - a->now->used)
		return false;
	a->now->used += more;
	a->total += more;
	return true;
}

void *
arena_grow(struct arena *a, void *v, size_t n, size_t *room, size_t size)
{
	if (n < *room) {
		/* A list that was shortened by hand still gets a zeroed element. */
		memset((char *)v + n * size, 0, size);
		return v;
	}
	if (n > SIZE_MAX / 8 / size)
		out_of_memory();
	size_t more = n < 4 ? 4 : n * 2;
	if (*room == 0 || !grow_in_place(a, v, *room * size, more * size)) {
		void *moved = arena_alloc(a, more * size);
		if (n > 0)
			memcpy(moved, v, n * size);
		v = moved;
	}
	*room = more;
	return v;
}
