/* SPDX-License-Identifier: MIT */
/*
 * A mask: the words that must not show and what stands in their place, laid over texts and trees.
 * Made once per document by the door. Names are found however they are spaced (张　三, 张**三**, a
 * line end between), letters in either width and case. Private numbers go under it too.
 */
#ifndef LIHUI_MASK_H
#define LIHUI_MASK_H

#include "lihui/text.h"
#include "lihui/tree.h"

struct arena;
struct mask;

/* What a word is to the mask; where two say something of the same word the greater one wins. */
enum mask_kind {
	MASK_KEPT,  /* a name that shows: shields itself from the shorter name inside it */
	MASK_NAME,  /* a name that becomes 王某 */
	MASK_HIDDEN /* a word that the author hides: wins over everything */
};

struct mask_hit {
	struct span at;
	struct text shown;
	bool removal; /* to be marked as one: a hidden word or a number, not a name */
};
struct mask_hits { /* by place, disjoint */
	struct mask_hit *v;
	size_t n, room;
};

/* The mark that stands for a hidden word which is no person. */
#define MASK_REMOVED T("〔已隐去〕")

/* allowed: telephones that are no secrets, or NULL. */
struct mask *mask_new(struct arena *a, const struct text_list *allowed);
/* What people put between the characters of a name. */
bool mask_passes_over(uint32_t c);
/* Marks are talked about and not meant: the manual explains 【隐：…】. */
void mask_quote_marks(struct mask *v);
/* Why somebody was absent does not show either. */
void mask_absences(struct mask *v);
void mask_add(struct mask *v, struct text word, struct text shown, enum mask_kind kind);
/* Whether any word was added that does not show: without one, words that show need no shield. */
bool mask_changes(const struct mask *v);
/* What the mask would change. */
void mask_find(struct mask *v, struct text t, struct mask_hits *out);
/* t from `from` to `to` with the hits of the whole of t applied; a hit that reaches over an end
 * shows its replacement in the part where it begins. */
struct text
mask_cut(struct arena *a, struct text t, const struct mask_hits *hits, size_t from, size_t to);
/* The text under the mask; t itself when nothing changes. */
struct text mask_text(struct mask *v, struct text t);
bool mask_touches(struct mask *v, struct text t);
/* The letters that its words begin with, folded: a text without any of them, and without figures
 * and signs, is not touched. */
const uint32_t *mask_firsts(const struct mask *v, size_t *n);
/* Every block's inlines, across markup and line ends; link targets that hold a veiled word become
 * "". */
void mask_tree(struct mask *v, struct arena *a, struct block *root);

#endif
