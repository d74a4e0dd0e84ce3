/* SPDX-License-Identifier: MIT */
/*
 * The document tree: two kinds of linked nodes in one arena. Blocks know their parent, so walking
 * needs no stack and no recursion however deep an author nests; inlines do not, and markdown.c
 * bounds their depth (INLINE_DEPTH) so that recursion over them is safe.
 */
#include "lihui/tree.h"

#include "lihui/arena.h"

struct block *
block_new(struct arena *a, enum block_kind kind)
{
	struct block *b = ARENA_NEW(a, struct block);

	b->kind = kind;
	b->note = NO_TEXT;
	return b;
}

void
block_add(struct block *parent, struct block *child)
{
	child->parent = parent;
	child->next = NULL;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

void
block_remove(struct block *child)
{
	struct block *parent = child->parent, *before = NULL;

	if (!parent)
		return;
	for (struct block *b = parent->first; b != child; b = b->next)
		before = b;
	if (before)
		before->next = child->next;
	else
		parent->first = child->next;
	if (parent->last == child)
		parent->last = before;
	child->parent = child->next = NULL;
}

struct inl *
inl_new(struct arena *a, enum inline_kind kind, struct text t)
{
	struct inl *i = ARENA_NEW(a, struct inl);

	i->kind = kind;
	i->text = t;
	i->target = NO_TEXT;
	return i;
}

void
block_add_inline(struct block *b, struct inl *i)
{
	i->next = NULL;
	if (b->inlines_last)
		b->inlines_last->next = i;
	else
		b->inlines = i;
	b->inlines_last = i;
}

struct block *
block_next(const struct block *root, struct block *b)
{
	if (b->first)
		return b->first;
	while (b != root && !b->next)
		b = b->parent;
	return b == root ? NULL : b->next;
}

void
inl_text(struct buf *out, const struct inl *first)
{
	for (const struct inl *i = first; i; i = i->next) {
		if (i->kind == INLINE_BREAK)
			buf_char(out, '\n');
		else
			buf_text(out, i->text);
		inl_text(out, i->first);
	}
}

void
block_text(struct buf *out, const struct block *b, bool subtree)
{
	size_t start = out->n;

	inl_text(out, b->inlines);
	if (!subtree)
		return;
	for (struct block *c = b->first; c; c = block_next(b, c)) {
		if (!c->inlines)
			continue;
		if (out->n > start && out->p[out->n - 1] != '\n')
			buf_char(out, '\n');
		inl_text(out, c->inlines);
	}
}

struct text
block_plain(struct arena *a, const struct block *b, bool subtree)
{
	struct buf out = BUF_INIT;
	struct text t;

	block_text(&out, b, subtree);
	t = text_copy(a, buf_view(&out));
	buf_release(&out);
	return t;
}
