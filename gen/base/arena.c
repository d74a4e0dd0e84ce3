/* SPDX-License-Identifier: MIT */
/*
 * An arena is a chain of blocks handed out from front to back. A document's model, findings and
 * page data live and die together, so nothing is given back one by one and nothing can be
 * forgotten.
 *
 * What is handed out is cleared then and not before: most arenas hold a few hundred bytes, and a
 * block that is cleared as a whole costs more than all that is done with it. The first block lies
 * in the arena itself, small enough for malloc's own quick lists. (Slabs of blocks in huge pages,
 * which stood here, bought 2 % of a full build of 40 units and 20 weeks: user and system time, 7
 * rounds in turn.)
 *
 * The newest allocation of a block can grow in place: most lists are built one at a time, and then
 * arena_grow copies nothing.
 */
#include "lihui/arena.h"

#include <assert.h>
#include <malloc.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lihui/err.h"

#define ALIGN      _Alignof(max_align_t)
#define FIRST_SIZE ((size_t)768)
#define BLOCK_SIZE ((size_t)64 << 10)

struct arena_block {
	struct arena_block *next; /* older */
	size_t used, size;
	_Alignas(max_align_t) char bytes[];
};

struct arena {
	struct arena_block *now; /* the newest */
	char *last;              /* the newest allocation of it, for growing in place */
	size_t total;
	_Alignas(max_align_t) struct arena_block *first; /* behind this, in the same memory */
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

/*
 * Half of the libraries do not survive a malloc that fails: cmark aborts, fontconfig and libfyaml
 * follow the null pointer, and a QR code is silently missing on a sheet. So it fails nowhere: these
 * stand before the C library's own, for the libraries too, and end the program with its one
 * sentence, which is no more than a kill. A size that only a hostile picture can ask for is left to
 * who asked. (Sanitizers have a malloc of their own.)
 */
#if defined __has_feature
#define SANITIZED (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#elif defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define SANITIZED 1
#else
#define SANITIZED 0
#endif
#if defined __GLIBC__ && !SANITIZED
#define HOSTILE ((size_t)256 << 20)

extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);

void *
malloc(size_t n)
{
	void *p = __libc_malloc(n);

	if (p == NULL && n < HOSTILE)
		out_of_memory();
	return p;
}

void *
calloc(size_t n, size_t size)
{
	void *p = __libc_calloc(n, size);

	if (p == NULL && (size == 0 || n < HOSTILE / size))
		out_of_memory();
	return p;
}

void *
realloc(void *old, size_t n)
{
	void *p = __libc_realloc(old, n);

	if (p == NULL && n > 0 && n < HOSTILE)
		out_of_memory();
	return p;
}
#endif

void *
mem_alloc(size_t size)
{
	void *p = calloc(1, size > 0 ? size : 1);
	if (!p)
		out_of_memory();
	return p;
}

void *
mem_realloc(void *p, size_t size)
{
	p = realloc(p, size > 0 ? size : 1);
	if (!p)
		out_of_memory();
	return p;
}

static size_t
aligned(size_t n)
{
	return (n + ALIGN - 1) / ALIGN * ALIGN;
}

/* Blocks are freed with each document and wanted again for the next: malloc keeps their pages
 * instead of giving them back to the kernel, which would clear them anew each time. */
static void
keep_pages(void)
{
	mallopt(M_MMAP_THRESHOLD, 32 << 20);
	mallopt(M_TRIM_THRESHOLD, 256 << 20);
}

struct arena *
arena_new(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, keep_pages);
	struct arena *a = mem_realloc(NULL, sizeof *a + sizeof *a->first + FIRST_SIZE);
	*a = (struct arena){ .first = (struct arena_block *)(a + 1) };
	*a->first = (struct arena_block){ .size = FIRST_SIZE };
	a->now = a->first;
	return a;
}

void
arena_clear(struct arena *a)
{
	while (a->now != a->first) {
		struct arena_block *b = a->now;
		a->now = b->next;
		free(b);
	}
	a->first->used = 0;
	a->last = NULL;
	a->total = 0;
}

void
arena_free(struct arena *a)
{
	if (!a)
		return;
	arena_clear(a);
	free(a);
}

void *
arena_bytes(struct arena *a, size_t size)
{
	if (size > SIZE_MAX / 4)
		out_of_memory();
	size_t need = aligned(size > 0 ? size : 1);
	if (need > a->now->size - a->now->used) {
		size_t room = need < BLOCK_SIZE ? BLOCK_SIZE : need;
		struct arena_block *b = mem_realloc(NULL, sizeof *b + room);
		*b = (struct arena_block){ .next = a->now, .size = room };
		a->now = b;
	}
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
	if (!v || v != a->last)
		return false;
	size_t more = aligned(size) - aligned(old);
	assert(a->last + aligned(old) == a->now->bytes + a->now->used);
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
