/* SPDX-License-Identifier: MIT */
/* The files of a piece of the search index: their names, for the plan, and their bytes. */
#ifndef LIHUI_DRAW_SEARCH_SHARD_H
#define LIHUI_DRAW_SEARCH_SHARD_H

#include "draw/search_index.h"

#define SEARCH_FOLDER "assets/search/"

/* Bits of a slot of tokens: a shard, or a bucket where that is larger. */
static inline unsigned
shard_slot_bits(const struct search_language *l)
{
	return l->t < BUCKET_BITS ? l->t : BUCKET_BITS;
}

/* Appends the paths of the piece's files. */
bool shard_names(struct store *s, struct arena *a, const struct search_plan *p,
    const struct search_piece *piece, struct text_list *out, struct err *e);

#endif
