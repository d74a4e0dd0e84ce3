/* SPDX-License-Identifier: MIT */
/*
 * One walk over every member of a document, in three moods: writing it to bytes, reading it back,
 * and touching each of its texts. Packing and unpacking cannot disagree, and the door cannot forget
 * a text that would be stored: all three are this walk.
 */
#ifndef LIHUI_DOCWALK_H
#define LIHUI_DOCWALK_H

#include "lihui/doc.h"

struct placed;

enum walk_mood { WALK_WRITE, WALK_READ, WALK_TOUCH };

struct walk {
	enum walk_mood mood;
	struct arena *arena; /* READ: for what is made */
	struct buf *out;     /* WRITE */
	const char *p, *end; /* READ: what is left */
	bool bad; /* READ: the bytes are no document; everything read from then on is empty */
	struct text (*touch)(void *context,
	    struct text t); /* TOUCH: prose only, never names of files, types or steps */
	void *context;
	/* The blocks of the body in order, for members that point to one. */
	struct block **blocks;
	size_t nblocks, blocks_room;
	struct placed *sorted; /* WRITE: the same by address, see walktree.c */
	const struct site *site;
};

/* --- pack.c: the alphabet --- */
void walk_number(struct walk *w, int64_t *v, int64_t low, int64_t high);
void walk_id(struct walk *w, struct text *t);   /* a text that the mask does not cover */
void walk_text(struct walk *w, struct text *t); /* prose */

/* --- walktree.c --- */
void walk_tree(struct walk *w, struct block **root, bool is_body);
void walk_block(struct walk *w,
    struct block **b); /* a pointer into the body; NULL when the block is not there */

/* --- walk.c --- */
void walk_doc(struct walk *w, struct doc *d);

/* What nearly every number that is read back is, without a call: one byte, in its range. False:
 * walk_number sees to it. */
static inline bool
walk_small(struct walk *w, int64_t *v, int64_t low, int64_t high)
{
	if (w->mood != WALK_READ || w->bad || w->p >= w->end || (unsigned char)*w->p >= 0x80)
		return false;
	unsigned char u = (unsigned char)*w->p;
	int64_t n = (int64_t)(u >> 1) ^ -(int64_t)(u & 1);
	if (n < low || n > high)
		return false;
	w->p++;
	*v = n;
	return true;
}

#define WALK_NUMBER(w, x, low, high) \
	do { \
		int64_t number_ = (int64_t)(x); \
		if (!walk_small((w), &number_, (low), (high))) \
			walk_number((w), &number_, (low), (high)); \
		if ((w)->mood == WALK_READ) \
			(x) = (__typeof__(x))number_; \
	} while (0)
#define WALK_BOOL(w, x) WALK_NUMBER(w, x, 0, 1)
/* Every element of a list (a struct with v, n, room) through each(w, element). */
#define WALK_LIST(w, list, each) \
	do { \
		size_t n_ = (list)->n, i_; \
		WALK_NUMBER(w, n_, 0, INT32_MAX); \
		for (i_ = 0; i_ < n_ && !(w)->bad; i_++) { \
			if ((w)->mood == WALK_READ) \
				(void)ARENA_PUSH((w)->arena, list); \
			each(w, &(list)->v[i_]); \
		} \
	} while (0)

#endif
