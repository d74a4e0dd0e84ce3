/* SPDX-License-Identifier: MIT */
/*
 * lihui's own small document tree. read/markdown.c makes it from cmark's; nothing after that knows
 * cmark. All nodes and texts lie in the document's arena. Spans point into the document's decoded
 * source text, so that a finding can show the line. Raw HTML, indented code and setext headings do
 * not exist in records.
 */
#ifndef LIHUI_TREE_H
#define LIHUI_TREE_H

#include "lihui/buf.h"
#include "lihui/text.h"

struct arena;

enum block_kind {
	BLOCK_ROOT,
	BLOCK_SECTION, /* a step of a record: made by read/minutes.c around heading and content;
			  note = step id */
	BLOCK_HEADING, /* level 1..6 */
	BLOCK_PARAGRAPH,
	BLOCK_LIST, /* ordered, start */
	BLOCK_ITEM,
	BLOCK_QUOTE,
	BLOCK_CODE,  /* fenced only; one INLINE_TEXT */
	BLOCK_TABLE, /* children are rows; the first one is the head */
	BLOCK_ROW,
	BLOCK_CELL,   /* align */
	BLOCK_FIGURE, /* a paragraph that holds nothing but one picture; inlines: the INLINE_IMAGE,
			 its children are the caption */
	BLOCK_RULE
};

enum block_align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

enum inline_kind {
	INLINE_TEXT,
	INLINE_BREAK, /* a line end that the author typed: printed as one (hard) */
	INLINE_STRONG,
	INLINE_EMPH,
	INLINE_CODE,
	INLINE_LINK,  /* target */
	INLINE_IMAGE, /* target; children: alternative text */
	INLINE_HIDDEN /* a removal made by the door, text = what is shown in its place (〔已隐去〕,
			 138****8000) */
};

struct inl {
	enum inline_kind kind;
	struct text text; /* TEXT, CODE, HIDDEN */
	struct text
	    target; /* LINK, IMAGE: as written, after the door: resolved (see door_pass in doc.h) */
	struct span at;
	struct inl *first, *last, *next;
};

struct block {
	enum block_kind kind;
	int level, start; /* HEADING level; LIST start */
	bool ordered;
	enum block_align align;
	struct text note; /* SECTION: step id; CODE: info string */
	struct span at;
	struct inl *inlines, *inlines_last;
	struct block *first, *last, *next, *parent;
};

struct block *block_new(struct arena *a, enum block_kind kind);
void block_add(struct block *parent, struct block *child); /* at the end */
void block_remove(struct block *child);                    /* from its parent; stays in the arena */
struct inl *inl_new(struct arena *a, enum inline_kind kind, struct text t);
void block_add_inline(struct block *b, struct inl *i);

/* Depth first, document order; NULL at the end. Start with root itself. */
struct block *block_next(const struct block *root, struct block *b);

/* Plain text of a block's inlines, or of the whole subtree with a line end between blocks. Breaks
 * become '\n'. */
void block_text(struct buf *out, const struct block *b, bool subtree);
struct text block_plain(struct arena *a, const struct block *b, bool subtree);
void inl_text(struct buf *out, const struct inl *first);

#endif
