/* SPDX-License-Identifier: MIT */
/*
 * The walk over a tree. In bytes a tree is its blocks in document order, each as its kind + 1 with
 * its members, a 0 closing the block that is open; so neither writing nor reading recurses, however
 * deep people nest. Inlines recurse: cmark's own nesting bound (read/markdown.c) keeps them below
 * WALK_INLINES.
 *
 * Members of the model that point to a block are written as the block's place in that order.
 */
#include "model/doc_walk.h"

#include <stdlib.h>

#include "lihui/arena.h"

/* Deeper inlines are written without what they hold and refused when read: far above what
 * markdown.c lets through. */
#define WALK_INLINES 256

static void walk_inlines(struct walk *w, struct inl **first, struct inl **last, int depth);

static void
walk_inline(struct walk *w, struct inl *i, int depth)
{
	WALK_NUMBER(w, i->kind, 0, INLINE_HIDDEN);
	walk_text(w, &i->text);
	walk_id(w, &i->target);
	WALK_NUMBER(w, i->at.at, 0, UINT32_MAX);
	WALK_NUMBER(w, i->at.n, 0, UINT32_MAX);
	walk_inlines(w, &i->first, &i->last, depth + 1);
}

static void
walk_inlines(struct walk *w, struct inl **first, struct inl **last, int depth)
{
	struct inl *i;
	size_t n = 0, k;

	for (i = *first; i != NULL && depth < WALK_INLINES; i = i->next)
		n++;
	WALK_NUMBER(w, n, 0, INT32_MAX);
	if (w->mood != WALK_READ) {
		for (i = *first, k = 0; k < n; i = i->next, k++)
			walk_inline(w, i, depth);
		return;
	}
	w->bad = w->bad || (n > 0 && depth >= WALK_INLINES);
	for (k = 0; k < n && !w->bad; k++) {
		i = inl_new(w->arena, INLINE_TEXT, NO_TEXT);
		if (*last != NULL)
			(*last)->next = i;
		else
			*first = i;
		*last = i;
		walk_inline(w, i, depth);
	}
}

static void
walk_members(struct walk *w, struct block *b)
{
	WALK_NUMBER(w, b->level, INT32_MIN, INT32_MAX);
	WALK_NUMBER(w, b->start, INT32_MIN, INT32_MAX);
	WALK_BOOL(w, b->ordered);
	WALK_NUMBER(w, b->align, 0, ALIGN_RIGHT);
	if (b->kind == BLOCK_SECTION)
		walk_id(w, &b->note);
	else
		walk_text(w, &b->note);
	WALK_NUMBER(w, b->at.at, 0, UINT32_MAX);
	WALK_NUMBER(w, b->at.n, 0, UINT32_MAX);
	walk_inlines(w, &b->inlines, &b->inlines_last, 0);
}

static void
block_keep(struct walk *w, struct block *b)
{
	w->blocks =
	    arena_grow(w->arena, w->blocks, w->nblocks, &w->blocks_room, sizeof(struct block *));
	w->blocks[w->nblocks++] = b;
}

/* One step of the order: opens the next block (true, its kind in *kind) or closes one. */
static bool
walk_opens(struct walk *w, struct block *b, enum block_kind *kind)
{
	int64_t code = b != NULL ? (int64_t)b->kind + 1 : 0;

	walk_number(w, &code, 0, BLOCK_RULE + 1);
	if (w->bad || code == 0)
		return false;
	*kind = (enum block_kind)(code - 1);
	return true;
}

static void
tree_read(struct walk *w, struct block **root, bool is_body)
{
	struct block *open = NULL;
	enum block_kind kind;

	*root = NULL;
	do {
		if (walk_opens(w, NULL, &kind)) {
			struct block *b = block_new(w->arena, kind);

			if (open != NULL)
				block_add(open, b);
			else
				*root = b;
			if (is_body)
				block_keep(w, b);
			walk_members(w, b);
			open = b;
		} else if (open != NULL)
			open = open->parent;
	} while (open != NULL && !w->bad);
}

static void
tree_write(struct walk *w, struct block *root, bool is_body)
{
	struct block *b = root;
	enum block_kind kind;

	if (root == NULL) {
		walk_opens(w, NULL, &kind);
		return;
	}
	for (;;) {
		walk_opens(w, b, &kind);
		if (is_body && w->mood == WALK_WRITE)
			block_keep(w, b);
		walk_members(w, b);
		if (b->first != NULL) {
			b = b->first;
			continue;
		}
		for (walk_opens(w, NULL, &kind); b != root && b->next == NULL;
		     walk_opens(w, NULL, &kind))
			b = b->parent;
		if (b == root)
			return;
		b = b->next;
	}
}

/* The body's blocks by address, each beside its place: what walk_block looks a pointer up in. */
struct placed {
	const struct block *block;
	size_t order;
};

static int
by_address(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;

	return (a->block > b->block) - (a->block < b->block);
}

static void
blocks_sort(struct walk *w)
{
	size_t i;

	w->sorted = ARENA_ARRAY(w->arena, struct placed, w->nblocks + 1);
	for (i = 0; i < w->nblocks; i++)
		w->sorted[i] = (struct placed){ w->blocks[i], i };
	qsort(w->sorted, w->nblocks, sizeof *w->sorted, by_address);
}

void
walk_tree(struct walk *w, struct block **root, bool is_body)
{
	if (w->mood == WALK_READ)
		tree_read(w, root, is_body);
	else
		tree_write(w, *root, is_body);
	if (is_body && w->mood == WALK_WRITE)
		blocks_sort(w);
}

void
walk_block(struct walk *w, struct block **b)
{
	int64_t order = 0;

	if (w->mood == WALK_TOUCH)
		return;
	if (w->mood == WALK_WRITE && *b != NULL) {
		struct placed key = { *b, 0 };
		const struct placed *found =
		    bsearch(&key, w->sorted, w->nblocks, sizeof key, by_address);

		order = found != NULL ? (int64_t)found->order + 1 : 0;
	}
	walk_number(w, &order, 0, (int64_t)w->nblocks);
	if (w->mood == WALK_READ)
		*b = order > 0 ? w->blocks[order - 1] : NULL;
}
