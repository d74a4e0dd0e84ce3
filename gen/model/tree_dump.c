/* SPDX-License-Identifier: MIT */
/*
 * A tree for `lihui dump`. Inlines are written as the Markdown they mean (**strong**,
 * [text](target), ![caption](target)), a removal as ⟦what is shown⟧, so that a reader of a golden
 * file sees at a glance what the door did. Blocks are walked without recursion, with the value of
 * the open block beside each level.
 */
#include "model/doc_dump.h"
#include "lihui/arena.h"

static void inlines_put(struct buf *out, const struct inl *first);

static void
wrapped_put(struct buf *out, const char *before, const struct inl *i, const char *after)
{
	buf_str(out, before);
	inlines_put(out, i->first);
	buf_str(out, after);
}

static void
leads_put(struct buf *out, const char *before, const struct inl *i)
{
	wrapped_put(out, before, i, "](");
	buf_text(out, i->target);
	buf_char(out, ')');
}

static void
inlines_put(struct buf *out, const struct inl *first)
{
	const struct inl *i;

	for (i = first; i != NULL; i = i->next) {
		switch (i->kind) {
		case INLINE_TEXT: buf_text(out, i->text); break;
		case INLINE_BREAK: buf_char(out, '\n'); break;
		case INLINE_STRONG: wrapped_put(out, "**", i, "**"); break;
		case INLINE_EMPH: wrapped_put(out, "*", i, "*"); break;
		case INLINE_CODE:
			buf_char(out, '`');
			buf_text(out, i->text);
			buf_char(out, '`');
			break;
		case INLINE_LINK: leads_put(out, "[", i); break;
		case INLINE_IMAGE: leads_put(out, "![", i); break;
		case INLINE_HIDDEN:
			buf_str(out, "⟦");
			buf_text(out, i->text);
			buf_str(out, "⟧");
			break;
		}
	}
}

static void
block_put_value(struct arena *a, struct value *v, const struct block *b)
{
	static const char *const kinds[] = { "root", "section", "heading", "paragraph", "list",
		"item", "quote", "code", "table", "row", "cell", "figure", "rule" };
	static const char *const aligns[] = { "", "left", "center", "right" };
	struct buf text = BUF_INIT;

	value_put_text(a, v, "kind", text_of(kinds[b->kind]));
	if (b->kind == BLOCK_HEADING)
		value_put_int(a, v, "level", b->level);
	if (b->kind == BLOCK_LIST && b->ordered)
		value_put_int(a, v, "start", b->start);
	if (b->align != ALIGN_NONE)
		value_put_text(a, v, "align", text_of(aligns[b->align]));
	if (b->note.n > 0)
		value_put_text(a, v, b->kind == BLOCK_SECTION ? "step" : "info", b->note);
	inlines_put(&text, b->inlines);
	if (text.n > 0)
		value_put_text(a, v, "text", text_copy(a, buf_view(&text)));
	buf_release(&text);
}

/* Values of the blocks that are open, outermost first. */
struct open_values {
	struct value **v;
	size_t n, room;
};

struct value *
tree_value(struct arena *a, struct block *root)
{
	struct open_values open = { NULL, 0, 0 };
	struct value *list = value_list(a), *top = list;
	struct block *b = root->first;

	while (b != NULL) {
		struct value *v = value_add_object(a, list);

		block_put_value(a, v, b);
		if (b->first != NULL) {
			*ARENA_PUSH(a, &open) = list;
			list = value_put_list(a, v, "blocks");
			b = b->first;
			continue;
		}
		while (b->next == NULL && b->parent != root) {
			b = b->parent;
			list = open.v[--open.n];
		}
		b = b->next;
	}
	return top;
}
