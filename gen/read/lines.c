/* SPDX-License-Identifier: MIT */
/*
 * The tree seen as the lines the author typed. A line's plain text is usually found byte for byte
 * at its place in the source, and then every part of it has an exact place; where markup stands
 * between, the part is looked for in the source line, and at worst the finding points at the whole
 * line.
 */
#include "read/record.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

struct gatherer {
	const struct doc *d;
	const struct block *block;
	struct line_list *out;
	struct buf text;
	struct span at;
	bool first;
};

static void
end_line(struct gatherer *g)
{
	struct text t = text_trim(buf_view(&g->text));
	struct line *l;

	if (t.n > 0) {
		l = ARENA_PUSH(g->d->arena, g->out);
		l->text = text_copy(g->d->arena, t);
		l->at = g->at;
		l->block = g->block;
		l->first = g->first;
		g->first = false;
	}
	buf_clear(&g->text);
	g->at = NO_SPAN;
}

static void
widen(struct span *s, struct span more)
{
	uint32_t end = s->at + s->n;

	if (more.n == 0)
		return;
	if (s->n == 0) {
		*s = more;
		return;
	}
	if (more.at + more.n > end)
		end = more.at + more.n;
	if (more.at < s->at)
		s->at = more.at;
	s->n = end - s->at;
}

static void
gather(struct gatherer *g, const struct inl *first)
{
	for (const struct inl *i = first; i; i = i->next) {
		if (i->kind == INLINE_BREAK) {
			end_line(g);
			continue;
		}
		if (i->kind == INLINE_IMAGE) /* a caption says nothing of the matter */
			continue;
		buf_text(&g->text, i->text);
		widen(&g->at, i->at);
		gather(g, i->first);
	}
}

void
lines_own(const struct doc *d, const struct block *b, struct line_list *out)
{
	struct gatherer g = { .d = d, .block = b, .out = out, .text = BUF_INIT, .first = true };

	gather(&g, b->inlines);
	end_line(&g);
	buf_release(&g.text);
}

void
lines_below(const struct doc *d, const struct block *b, struct line_list *out)
{
	lines_own(d, b, out);
	for (struct block *c = b->first; c; c = block_next(b, c))
		if (c->inlines)
			lines_own(d, c, out);
}

bool
line_first(const struct doc *d, const struct block *b, struct line *out)
{
	struct line_list lines = { 0 };

	for (const struct block *c = b; c; c = block_next(b, (struct block *)c))
		if (c->inlines) {
			lines_own(d, c, &lines);
			break;
		}
	if (lines.n == 0)
		return false;
	*out = lines.v[0];
	return true;
}

struct span
line_part(const struct doc *d, const struct line *l, struct text part)
{
	struct text source = text_cut(d->text, l->at.at, l->at.at + l->at.n);
	size_t at = (size_t)(part.p - l->text.p), found;

	if (part.n == 0)
		return l->at;
	if (part.p < l->text.p || at + part.n > l->text.n)
		at =
		    source
			.n; /* words that were copied: the first place in the line that says them */
	if (at + part.n <= source.n && memcmp(source.p + at, part.p, part.n) == 0)
		return (struct span){ l->at.at + (uint32_t)at, (uint32_t)part.n };
	/* Markup only lengthens: the part stands at or behind its place in the plain text. */
	found = text_find(source, part, at < source.n ? at : 0);
	if (found == SIZE_MAX) /* but for the commas that a blank was read as */
		found = text_find(source, part, 0);
	if (found == SIZE_MAX)
		return l->at;
	return (struct span){ l->at.at + (uint32_t)found, (uint32_t)part.n };
}

struct text
line_join(struct arena *a, struct text x, struct text y)
{
	size_t i = x.n, k = 0;
	uint32_t left, right;
	bool wide;

	if (x.n == 0)
		return y;
	if (y.n == 0)
		return x;
	left = utf8_prev(x, &i);
	right = utf8_next(y, &k);
	wide = left >= 0x2E80 || right >= 0x2E80 || (left >= U'‐' && left <= U'‧');
	return text_fmt(a, "%.*s%s%.*s", TEXT_ARG(x), wide ? "" : " ", TEXT_ARG(y));
}
