/* SPDX-License-Identifier: MIT */
/*
 * Where things stood in the source. Findings of the unit stage come when the source text is gone,
 * so the door keeps line, column and line text for every span that one of them can point at. The
 * mask is laid over the whole source first and lines are cut from the result: a number that runs
 * over a line end leaves no half behind.
 */
#include "door/door.h"

#include <stdlib.h>

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/utf8.h"

#define BEFORE_MOST 512 /* bytes, as in base/diag.c */
#define BEHIND_MOST 1024

struct lines {
	struct arena *arena;
	struct text source;
	struct mask_hits hits;
	uint32_t *v; /* where each line begins */
	size_t n, room;
	bool silent; /* no line texts: the public edition */
};

static void
lines_read(struct lines *l)
{
	*ARENA_PUSH(l->arena, l) = 0;
	for (size_t i = 0; i < l->source.n; i++)
		if (l->source.p[i] == '\n')
			*ARENA_PUSH(l->arena, l) = (uint32_t)i + 1;
}

/* The number, from 0, of the line that holds an offset. */
static size_t
line_of(const struct lines *l, size_t at)
{
	size_t low = 0, high = l->n;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (l->v[mid] <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

static size_t
line_end(const struct lines *l, size_t line)
{
	return line + 1 < l->n ? l->v[line + 1] - 1 : l->source.n;
}

/* The hits that touch [from, to); those before may be many, so the first one is found by halving.
 */
static struct mask_hits
hits_in(const struct lines *l, size_t from, size_t to)
{
	struct mask_hits some = l->hits;
	size_t low = 0, high = l->hits.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (l->hits.v[mid].at.at + l->hits.v[mid].at.n <= from)
			low = mid + 1;
		else
			high = mid;
	}
	some.v = l->hits.n > 0 ? some.v + low : NULL;
	for (some.n = 0; low + some.n < l->hits.n && some.v[some.n].at.at < to;)
		some.n++;
	return some;
}

/* The line around an offset under the mask, no more of it than a terminal shows: a line may be as
 * long as the document. */
static struct text
line_text(const struct lines *l, size_t line, size_t at)
{
	size_t from = l->v[line], to = line_end(l, line);
	struct mask_hits some;

	if (at > from + BEFORE_MOST)
		from = at - BEFORE_MOST;
	if (to > at + BEHIND_MOST)
		to = at + BEHIND_MOST;
	while (from < at && ((unsigned char)l->source.p[from] & 0xC0) == 0x80)
		from++;
	while (to > at && to < l->source.n && ((unsigned char)l->source.p[to] & 0xC0) == 0x80)
		to--;
	some = hits_in(l, from, to);
	return mask_cut(l->arena, l->source, &some, from, to);
}

static void
place_keep(struct doc *d, const struct lines *l, struct span at)
{
	struct place *p;
	size_t line, end;

	if ((at.at == 0 && at.n == 0) || at.at > l->source.n)
		return;
	line = line_of(l, at.at);
	end = at.at + (size_t)at.n < line_end(l, line) ? at.at + (size_t)at.n : line_end(l, line);
	p = ARENA_PUSH(d->arena, &d->places);
	p->at = at.at;
	p->line = (int)line + 1;
	p->column = (int)utf8_length(text_cut(l->source, l->v[line], at.at)) + 1;
	p->width = end > at.at ? (int)utf8_length(text_cut(l->source, at.at, end)) : 0;
	p->excerpt = l->silent ? NO_TEXT : line_text(l, line, at.at);
}

static int
by_place(const void *x, const void *y)
{
	const struct place *a = x, *b = y;

	return a->at != b->at ? (a->at > b->at) - (a->at < b->at)
			      : (a->width > b->width) - (a->width < b->width);
}

static void
model_places(struct doc *d, const struct lines *l)
{
	for (size_t i = 0; i < d->problems.n; i++) {
		const struct problem *p = &d->problems.v[i];
		struct span all[] = { p->at, p->number_at, p->status_at, p->deadline.at };
		size_t k;

		for (k = 0; k < sizeof all / sizeof *all; k++)
			place_keep(d, l, all[k]);
	}
	for (size_t i = 0; i < d->tasks.n; i++) {
		place_keep(d, l, d->tasks.v[i].at);
		place_keep(d, l, d->tasks.v[i].number_at);
		place_keep(d, l, d->tasks.v[i].deadline.at);
	}
	for (size_t i = 0; i < d->reports.n; i++)
		place_keep(d, l, d->reports.v[i].at);
	for (size_t i = 0; i < d->steps.n; i++)
		place_keep(d, l, d->steps.v[i].at);
	for (size_t i = 0; i < KEY_COUNT; i++)
		if (d->has[i])
			place_keep(d, l, d->at[i]);
}

/* One place for an offset: the widest. */
static void
places_settle(struct place_list *l)
{
	size_t n = 0;

	if (l->n > 0)
		qsort(l->v, l->n, sizeof *l->v, by_place);
	for (size_t i = 0; i < l->n; i++)
		if (i + 1 == l->n || l->v[i + 1].at != l->v[i].at)
			l->v[n++] = l->v[i];
	l->n = n;
}

/* The line of a finding that was put before there was a mask: only what runs over its ends needs
 * the source, the rest is veiled with all other texts. */
static void
finding_mask(const struct lines *l, struct finding *f)
{
	size_t line = (size_t)f->line - 1, from, to;
	struct mask_hits some;

	if (f->excerpt.n == 0 || f->line <= 0 || line >= l->n)
		return;
	from = l->v[line];
	to = line_end(l, line);
	some = hits_in(l, from, to);
	if (some.n == 0)
		return;
	if (some.v[0].at.at < from || some.v[some.n - 1].at.at + some.v[some.n - 1].at.n > to)
		f->excerpt = line_text(l, line, from);
}

void
places_keep(struct doc *d, struct mask *v, enum edition edition)
{
	struct lines l = {
		.arena = d->arena, .source = d->text, .silent = edition == EDITION_PUBLIC
	};

	mask_find(v, d->text, &l.hits);
	lines_read(&l);
	model_places(d, &l);
	places_settle(&d->places);
	for (size_t i = 0; i < d->sink.list.n; i++)
		if (text_eq(d->sink.list.v[i].path, d->path))
			finding_mask(&l, &d->sink.list.v[i]);
}
