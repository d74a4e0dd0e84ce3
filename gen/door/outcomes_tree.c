/* SPDX-License-Identifier: MIT */
/* The pieces that outcomes are put together from: blocks, list items, lines. */
#include "door/outcomes.h"
#include <stdlib.h>
#include "lihui/arena.h"
#include "lihui/utf8.h"

struct block *
outcome_block(struct arena *a, struct block *parent, enum block_kind kind, struct text t)
{
	struct block *b = block_new(a, kind);

	if (t.n > 0)
		block_add_inline(b, inl_new(a, INLINE_TEXT, t));
	block_add(parent, b);
	return b;
}

struct block *
outcome_item(struct arena *a, struct block *parent, struct text t)
{
	struct block *list = parent->last, *item;

	if (list == NULL || list->kind != BLOCK_LIST)
		list = outcome_block(a, parent, BLOCK_LIST, NO_TEXT);
	item = outcome_block(a, list, BLOCK_ITEM, NO_TEXT);
	outcome_block(a, item, BLOCK_PARAGRAPH, t);
	return item;
}

/*
 * 学习《…》：先申请、再评议 explains the policy and may be shown; what somebody said or asked of it
 * may not. Behind any other head than these verbs it is a discussion.
 */
static bool
explains_policy(struct text head, struct text rest)
{
	static const char *const verbs[] = { "学习", "传达", "宣讲", "解读", NULL };
	static const char *const talk[] = { "说", "问", "讲", "提出", "认为", "反映", "解释",
		"表示", "发言", "讨论", "举例", "家", "某", NULL };

	return (text_ends(head, T("》")) || has_any(head, verbs)) && !has_any(rest, talk);
}

/* What was studied: the first sentence, with the policy's line behind the colon; without anything
 * that follows the title in another way. */
struct text
outcome_topic(struct text item)
{
	size_t stop = text_find(item, T("。"), 0), line = text_find(item, T("\n"), 0), title, colon;

	item = text_cut(item, 0, stop < line ? stop : line);
	colon = text_find(item, T("："), 0);
	if (colon != SIZE_MAX &&
	    explains_policy(text_cut(item, 0, colon), text_cut(item, colon, item.n)))
		return item;
	for (title = 0; text_find(item, T("》"), title) != SIZE_MAX;)
		title = text_find(item, T("》"), title) + T("》").n;
	if (title > 0)
		return text_cut(item, 0, title);
	if (colon != SIZE_MAX && utf8_length(text_cut(item, 0, colon)) > 5)
		return text_cut(item, 0, colon);
	return item;
}

struct text
outcome_line(struct text t)
{
	struct text line = NO_TEXT;

	text_line(&t, &line);
	return text_trim(line);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
outcome_numbered(struct text t)
{
	for (size_t i = 1; i + 1 < t.n; i++)
		if (t.p[i] == '-' && is_digit(t.p[i - 1]) && is_digit(t.p[i + 1]))
			return true;
	return false;
}
