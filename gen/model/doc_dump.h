/* SPDX-License-Identifier: MIT */
#ifndef LIHUI_DOCVALUE_H
#define LIHUI_DOCVALUE_H

#include "lihui/tree.h"
#include "lihui/value.h"

struct arena;

/*
 * A tree as nested lists that are short to read: a block is an object with its kind, its text as
 * Markdown-like marks and its blocks. Borrows the tree's texts.
 */
struct value *tree_value(struct arena *a, struct block *root);

#endif
