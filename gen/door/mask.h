/* SPDX-License-Identifier: MIT */
/*
 * A veil: the words that must not show and what stands in their place, laid over texts and trees.
 * Made once per document by the door. Names are found however they are spaced (张　三, 张**三**, a
 * line end between), letters in either width and case. Private numbers go under it too.
 */
#ifndef LIHUI_VEIL_H
#define LIHUI_VEIL_H

#include "lihui/text.h"
#include "lihui/tree.h"

struct arena;
struct veil;

/* What a word is to the veil; where two say something of the same word the greater one wins. */
enum veil_kind {
	VEIL_KEPT,  /* a name that shows: shields itself from the shorter name inside it */
	VEIL_NAME,  /* a name that becomes 王某 */
	VEIL_HIDDEN /* a word that the author hides: wins over everything */
};

struct veil_hit {
	struct span at;
	struct text shown;
	bool removal; /* to be marked as one: a hidden word or a number, not a name */
};
struct veil_hits { /* by place, disjoint */
	struct veil_hit *v;
	size_t n, room;
};

/* The mark that stands for a hidden word which is no person. */
#define VEIL_REMOVED T("〔已隐去〕")

/* allowed: telephones that are no secrets, or NULL. */
struct veil *veil_new(struct arena *a, const struct text_list *allowed);
/* Marks are talked about and not meant: the manual explains 【隐：…】. */
void veil_quote_marks(struct veil *v);
void veil_add(struct veil *v, struct text word, struct text shown, enum veil_kind kind);
/* Whether any word was added that does not show: without one, words that show need no shield. */
bool veil_changes(const struct veil *v);
/* What the veil would change. */
void veil_find(struct veil *v, struct text t, struct veil_hits *out);
/* t from `from` to `to` with the hits of the whole of t applied; a hit that reaches over an end
 * shows its replacement in the part where it begins. */
struct text
veil_cut(struct arena *a, struct text t, const struct veil_hits *hits, size_t from, size_t to);
/* The text under the veil; t itself when nothing changes. */
struct text veil_text(struct veil *v, struct text t);
bool veil_touches(struct veil *v, struct text t);
/* The letters that its words begin with, folded: a text without any of them, and without figures
 * and signs, is not touched. */
const uint32_t *veil_firsts(const struct veil *v, size_t *n);
/* Every block's inlines, across markup and line ends; link targets that hold a veiled word become
 * "". */
void veil_tree(struct veil *v, struct arena *a, struct block *root);

#endif
