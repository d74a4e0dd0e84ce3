/* SPDX-License-Identifier: MIT */
/*
 * CommonMark decides by the characters beside ** whether they open or close. Han letters beside
 * Chinese punctuation fail its test, so that **“双书记”**周例会 or
 * **要求：**按时 keep their stars. This pairs what is left over within one line: an opener stands
 * before something that can begin a phrase, a closer behind something that can end one. Masked
 * names (张**、李**) do not pair: before 、 nothing opens.
 */
#include "read/markdown.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

static bool
is_opening_mark(uint32_t c)
{
	return c == U'“' || c == U'‘' || c == U'《' || c == U'（' || c == U'【' || c == U'〔' ||
	    c == U'「' || c == U'『' || c == '(' || c == '[';
}

static bool
is_east(uint32_t c)
{
	return utf8_is_han(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) ||
	    (c >= U'‐' && c <= U'‧');
}

static uint32_t
before(struct text t, size_t i)
{
	return i > 0 ? utf8_prev(t, &i) : 0;
}

static uint32_t
behind(struct text t, size_t i)
{
	return i < t.n ? utf8_next(t, &i) : 0;
}

static bool
can_open(uint32_t next)
{
	return next != 0 && !utf8_is_blank(next) && next != '*' &&
	    (!utf8_is_punct(next) || is_opening_mark(next));
}

static bool
can_close(uint32_t prev)
{
	return prev != 0 && !utf8_is_blank(prev) && prev != '*' && !is_opening_mark(prev);
}

/* The next run of exactly two stars at or behind from, or SIZE_MAX. */
static size_t
next_stars(struct text t, size_t from)
{
	for (size_t i = from; i + 1 < t.n; i++) {
		const char *star = memchr(t.p + i, '*', t.n - i);
		size_t n = 0;

		if (star == NULL)
			return SIZE_MAX;
		i = (size_t)(star - t.p);
		while (i + n < t.n && t.p[i + n] == '*')
			n++;
		if (n == 2)
			return i;
		if (n > 0)
			i += n - 1;
	}
	return SIZE_MAX;
}

/* Splits a text at its stars: what stands before them stays, what follows becomes the next node. */
static struct inl *
split(struct arena *a, struct inl *text, size_t at)
{
	struct inl *rest = inl_new(a, INLINE_TEXT, text_cut(text->text, at + 2, text->text.n));
	/* Exact unless escapes or entities shifted it; then within the piece all the same. */
	uint32_t shift = at + 2 <= text->at.n ? (uint32_t)(at + 2) : text->at.n;

	rest->at = (struct span){ text->at.at + shift, text->at.n - shift };
	text->text.n = at;
	if (text->at.n > at)
		text->at.n = (uint32_t)at;
	rest->next = text->next;
	text->next = rest;
	return rest;
}

/* Everything between opener (exclusive) and closer's text (inclusive of what stands before the
 * stars) moves into a new strong node. */
static void
wrap(struct arena *a, struct inl *opener, struct inl *first, struct inl *last, struct inl *rest)
{
	struct inl *strong = inl_new(a, INLINE_STRONG, NO_TEXT);

	strong->first = first;
	strong->last = last;
	strong->at = (struct span){ first->at.at,
		last->at.at + last->at.n > first->at.at ? last->at.at + last->at.n - first->at.at
							: 0 };
	last->next = NULL;
	opener->next = strong;
	strong->next = rest;
}

static void
drop_empty(struct block *b)
{
	struct inl **link = &b->inlines;

	b->inlines_last = NULL;
	while (*link) {
		if ((*link)->kind == INLINE_TEXT && (*link)->text.n == 0) {
			*link = (*link)->next;
			continue;
		}
		b->inlines_last = *link;
		link = &(*link)->next;
	}
}

void
strong_pair(struct arena *a, struct block *b)
{
	struct inl *opener = NULL;
	size_t opened = 0, from = 0;
	bool changed = false;

	for (struct inl *i = b->inlines; i;) {
		size_t at;
		uint32_t prev, next;

		if (i->kind == INLINE_BREAK)
			opener = NULL;
		at = i->kind == INLINE_TEXT ? next_stars(i->text, from) : SIZE_MAX;
		if (at == SIZE_MAX) {
			i = i->next;
			from = 0;
			continue;
		}
		prev = before(i->text, at);
		next = behind(i->text, at + 2);
		from = at + 2;
		if (opener && (prev ? can_close(prev) : i != opener) &&
		    (is_east(prev) || is_east(next) || is_east(behind(opener->text, opened + 2)))) {
			struct inl *rest = split(a, i, at);

			if (i == opener) {
				struct inl *inner = split(a, opener, opened);

				wrap(a, opener, inner, inner, rest);
			} else {
				struct inl *inner = split(a, opener, opened);

				wrap(a, opener, inner, i, rest);
			}
			opener = NULL;
			changed = true;
			i = rest;
			from = 0;
		} else if (can_open(next) ||
		    (next == 0 && i->next && i->next->kind != INLINE_BREAK)) {
			opener = i;
			opened = at;
		}
	}
	if (changed)
		drop_empty(b);
}
