/* SPDX-License-Identifier: MIT */
/*
 * An arena is a chain of blocks handed out from front to back. A document's model, findings and
 * page data live and die together, so nothing is given back one by one and nothing can be
 * forgotten.
 *
 * What is handed out is cleared then and not before: most arenas hold a few hundred bytes, and a
 * block that is cleared as a whole costs more than all that is done with it. The first block lies
 * in the arena itself, small enough for malloc's own quick lists; the others have one size and go
 * back to a stock, because malloc would melt them with their neighbours and give pages back to the
 * kernel, document after document. The stock is made of slabs, each a huge page: on a virtual
 * machine a fault for every 4 KB costs more than filling them.
 *
 * The newest allocation of a block can grow in place: most lists are built one at a time, and then
 * arena_grow copies nothing.
 */
#include "lihui/arena.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lihui/err.h"

#define ALIGN     _Alignof(max_align_t)
#define HUGE_PAGE ((size_t)2 << 20)

struct slab_block {
	struct slab_block *next; /* older */
	size_t used, size;
	_Alignas(max_align_t) char bytes[];
};

/* A huge page of blocks; it lies at a multiple of its size, so that a block knows its slab by its
 * address. */
struct slab {
	struct slab *next, *last;  /* in the stock, while a block of it is free */
	struct slab_block *blocks; /* the free ones */
	size_t n;
};

#define SLAB_HEAD   (((sizeof(struct slab) + ALIGN - 1) / ALIGN) * ALIGN)
#define SLAB_BLOCKS ((size_t)31)
#define BLOCK_WHOLE ((HUGE_PAGE - SLAB_HEAD) / SLAB_BLOCKS / ALIGN * ALIGN)
#define BLOCK_SIZE  (BLOCK_WHOLE - sizeof(struct slab_block))
/* Slabs that are kept though all their blocks are free: what two batches of documents take. */
#define SLABS_KEPT 16
#define FIRST_SIZE ((size_t)768)

struct arena {
	struct slab_block *now, *first; /* the first lies behind this in the same piece of memory */
	char *last;                     /* the newest allocation of `now`, for growing in place */
	size_t total;
};

static struct {
	pthread_mutex_t lock;
	struct slab *slabs; /* those with a free block */
	size_t whole;       /* of which so many have nothing else */
} stock = { .lock = PTHREAD_MUTEX_INITIALIZER };

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

/* A sanitizer sees a use after arena_free only when the memory really goes back. */
#ifndef __has_feature
#define __has_feature(x) 0 /* clang's way of saying it */
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define STOCKED false
#else
#define STOCKED true
#endif

/*
 * Blocks as large as that have huge pages of their own: lists of everything that is written,
 * mostly. Not by malloc, which after the first of them that is freed would put the next ones
 * between its small pieces.
 */
#define LARGE (HUGE_PAGE / 2)

static size_t
whole_pages(size_t size)
{
	return (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
}

/* size is whole_pages of something; at a multiple of a huge page. */
static void *
pages_map(size_t size)
{
	char *p = mmap(
	    NULL, size + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		out_of_memory();
	size_t before = (HUGE_PAGE - (uintptr_t)p % HUGE_PAGE) % HUGE_PAGE;
	if (before > 0)
		munmap(p, before);
	munmap(p + before + size, HUGE_PAGE - before);
	madvise(p + before, size, MADV_HUGEPAGE); /* a wish: without it the pages are small ones */
	return p + before;
}

static void
slab_link(struct slab *x)
{
	x->last = NULL;
	x->next = stock.slabs;
	if (x->next != NULL)
		x->next->last = x;
	stock.slabs = x;
}

static void
slab_unlink(struct slab *x)
{
	if (x->next != NULL)
		x->next->last = x->last;
	*(x->last != NULL ? &x->last->next : &stock.slabs) = x->next;
}

static void
slab_put(struct slab *x, struct slab_block *b)
{
	b->next = x->blocks;
	x->blocks = b;
	x->n++;
}

/* The lock is held, here and above. */
static void
stock_grow(void)
{
	struct slab *x = pages_map(HUGE_PAGE);

	x->blocks = NULL;
	x->n = 0;
	for (size_t i = SLAB_BLOCKS; i > 0; i--)
		slab_put(x, (struct slab_block *)((char *)x + SLAB_HEAD + (i - 1) * BLOCK_WHOLE));
	slab_link(x);
	stock.whole++;
}

static struct slab_block *
stock_take(void)
{
	pthread_mutex_lock(&stock.lock);
	if (stock.slabs == NULL)
		stock_grow();
	struct slab *x = stock.slabs;
	struct slab_block *b = x->blocks;
	stock.whole -= x->n == SLAB_BLOCKS;
	x->blocks = b->next;
	if (--x->n == 0)
		slab_unlink(x);
	pthread_mutex_unlock(&stock.lock);
	return b;
}

static void
stock_put(struct slab_block *b)
{
	struct slab *x = (struct slab *)((uintptr_t)b & ~(uintptr_t)(HUGE_PAGE - 1));
	bool gone = false;

	pthread_mutex_lock(&stock.lock);
	if (x->n == 0)
		slab_link(x);
	slab_put(x, b);
	if (x->n == SLAB_BLOCKS && stock.whole == SLABS_KEPT) {
		slab_unlink(x);
		gone = true;
	} else {
		stock.whole += x->n == SLAB_BLOCKS;
	}
	pthread_mutex_unlock(&stock.lock);
	if (gone)
		munmap(x, HUGE_PAGE);
}

static size_t
aligned(size_t n)
{
	return (n + ALIGN - 1) / ALIGN * ALIGN;
}

static struct slab_block *
block_take(size_t size)
{
	size_t whole = sizeof(struct slab_block) + size;

	if (STOCKED && size == BLOCK_SIZE)
		return stock_take();
	return STOCKED && whole >= LARGE ? pages_map(whole_pages(whole)) : mem_realloc(NULL, whole);
}

static struct slab_block *
block_make(size_t size, struct slab_block *next)
{
	if (size > SIZE_MAX / 2)
		out_of_memory();
	if (size < BLOCK_SIZE)
		size = BLOCK_SIZE;
	struct slab_block *b = block_take(size);
	b->size = size;
	b->used = 0;
	b->next = next;
	return b;
}

struct arena *
arena_new(void)
{
	struct arena *a = mem_realloc(NULL, aligned(sizeof *a) + sizeof *a->first + FIRST_SIZE);
	struct slab_block *first = (struct slab_block *)((char *)a + aligned(sizeof *a));
	first->next = NULL;
	first->used = 0;
	first->size = FIRST_SIZE;
	*a = (struct arena){ .now = first, .first = first };
	return a;
}

static void
block_free(struct slab_block *b)
{
	size_t whole = sizeof *b + b->size;

	if (STOCKED && b->size == BLOCK_SIZE)
		stock_put(b);
	else if (STOCKED && whole >= LARGE)
		munmap(b, whole_pages(whole));
	else
		free(b);
}

static void
blocks_free(struct arena *a)
{
	while (a->now != a->first) {
		struct slab_block *b = a->now;
		a->now = b->next;
		block_free(b);
	}
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	blocks_free(a);
	free(a);
}

void
arena_clear(struct arena *a)
{
	blocks_free(a);
	a->first->used = 0;
	a->last = NULL;
	a->total = 0;
}

void *
arena_bytes(struct arena *a, size_t size)
{
	if (size > SIZE_MAX / 4)
		out_of_memory();
	size_t need = aligned(size > 0 ? size : 1);
	if (need > a->now->size - a->now->used)
		a->now = block_make(need, a->now);
	a->last = a->now->bytes + a->now->used;
	a->now->used += need;
	a->total += need;
	return a->last;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	return memset(arena_bytes(a, size), 0, size);
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
	if (n >= *room) {
		if (n > SIZE_MAX / 8 / size)
			out_of_memory();
		size_t more = n < 4 ? 4 : n * 2;
		if (*room == 0 || !grow_in_place(a, v, *room * size, more * size)) {
			void *moved = arena_bytes(a, more * size);
			if (n > 0)
				memcpy(moved, v, n * size);
			v = moved;
		}
		*room = more;
	}
	memset((char *)v + n * size, 0, size);
	return v;
}
