/* SPDX-License-Identifier: MIT */
/*
 * The mask over a tree. A name or a number may run through markup (张**三**, 138[1234](x)5678) and
 * over line ends, so the leaves of a block's inlines are laid side by side in one flat text, the
 * hits are found there, and each leaf is cut up by the hits that touch it. A replacement stands in
 * the first leaf of its hit.
 */
#include "door/mask.h"

#include "lihui/file.h"
#include "lihui/arena.h"
#include "lihui/buf.h"
#include "lihui/utf8.h"

struct leaf {
	struct inl *inl;
	size_t from, to; /* in the flat text */
};
struct leaf_list {
	struct leaf *v;
	size_t n, room;
};

static void
leaves_read(struct arena *a, struct inl *first, struct buf *flat, struct leaf_list *out)
{
	for (struct inl *i = first; i != NULL; i = i->next) {
		size_t from = flat->n;

		if (i->first != NULL) {
			leaves_read(a, i->first, flat, out);
			continue;
		}
		if (i->kind == INLINE_BREAK)
			buf_char(flat, '\n');
		else
			buf_text(flat, i->text);
		*ARENA_PUSH(a, out) = (struct leaf){ i, from, flat->n };
	}
}

/* Gives the leaf its next piece: the leaf itself for the first one, a new sibling for the others.
 */
static struct inl *
piece_add(struct arena *a, struct inl *last, bool *used, enum inline_kind kind, struct text t)
{
	struct inl *i = last;

	if (*used) {
		i = inl_new(a, kind, t);
		i->at = last->at;
		i->next = last->next;
		last->next = i;
	}
	*used = true;
	i->kind = kind;
	i->text = t;
	return i;
}

static void
leaf_cut(struct arena *a, const struct leaf *l, const struct mask_hits *hits, size_t first)
{
	struct inl *last = l->inl;
	enum inline_kind kind = last->kind == INLINE_BREAK ? INLINE_TEXT : last->kind;
	struct text whole = last->text;
	size_t c = l->from;
	bool used = false;

	for (size_t i = first; i < hits->n && hits->v[i].at.at < l->to; i++) {
		size_t start = hits->v[i].at.at, end = start + hits->v[i].at.n;

		if (start > c)
			last = piece_add(
			    a, last, &used, kind, text_cut(whole, c - l->from, start - l->from));
		if (start >= l->from)
			last = piece_add(a, last, &used,
			    hits->v[i].removal ? INLINE_HIDDEN : INLINE_TEXT, hits->v[i].shown);
		c = end < l->to ? end : l->to;
	}
	if (c < l->to || !used)
		piece_add(a, last, &used, kind, text_cut(whole, c - l->from, l->to - l->from));
}

static bool
is_hollow(const struct inl *i)
{
	return i->first == NULL && i->text.n == 0 && i->kind != INLINE_BREAK &&
	    i->kind != INLINE_IMAGE;
}

/* Takes out what a hit has emptied (张**三** leaves an empty strong); returns the first of what is
 * left. */
static struct inl *
hollow_drop(struct inl *first, struct inl **last)
{
	struct inl *head = NULL, *next;

	*last = NULL;
	for (struct inl *i = first; i != NULL; i = next) {
		next = i->next;
		if (i->first != NULL)
			i->first = hollow_drop(i->first, &i->last);
		if (is_hollow(i))
			continue;
		i->next = NULL;
		if (*last != NULL)
			(*last)->next = i;
		else
			head = i;
		*last = i;
	}
	return head;
}

static void
targets_clear(struct mask *v, struct arena *a, struct inl *first)
{
	for (struct inl *i = first; i != NULL; i = i->next) {
		if (i->target.n > 0 &&
		    (mask_touches(v, i->target) ||
			mask_touches(v, path_percent_decode(a, i->target))))
			i->target = NO_TEXT;
		if (i->first != NULL)
			targets_clear(v, a, i->first);
	}
}

static void
block_mask(struct mask *v, struct arena *a, struct block *b)
{
	struct buf flat = BUF_INIT;
	struct leaf_list leaves = { NULL, 0, 0 };
	struct mask_hits hits = { NULL, 0, 0 };
	size_t h = 0;

	targets_clear(v, a, b->inlines);
	leaves_read(a, b->inlines, &flat, &leaves);
	mask_find(v, buf_view(&flat), &hits);
	for (size_t i = 0; i < leaves.n && h < hits.n; i++) {
		const struct leaf *l = &leaves.v[i];

		while (h < hits.n && hits.v[h].at.at + hits.v[h].at.n <= l->from)
			h++;
		if (h < hits.n && hits.v[h].at.at < l->to && l->from < l->to)
			leaf_cut(a, l, &hits, h);
	}
	if (hits.n > 0)
		b->inlines = hollow_drop(b->inlines, &b->inlines_last);
	buf_release(&flat);
}

void
mask_tree(struct mask *v, struct arena *a, struct block *root)
{
	for (struct block *b = root; b != NULL; b = block_next(root, b))
		if (b->inlines != NULL)
			block_mask(v, a, b);
}
