/* SPDX-License-Identifier: MIT */
/*
 * Findings: codes, places, collecting. A finding is complete when it is made, its line copied and
 * masked, because it outlives the source: it goes to the index, to pages and to replies, and none
 * of them may ever see a private number.
 *
 * Two limits keep a hostile document cheap. A place is counted on from the last one that was looked
 * up, not from the top of the file; and of a very long line only the part around the place is
 * copied.
 */
#include "lihui/diag.h"

#include <assert.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/secret.h"
#include "lihui/utf8.h"

/* Bytes of a line that an excerpt keeps before and behind the place: more than any terminal shows.
 */
#define BEFORE_MOST 512
#define BEHIND_MOST 1024
/*
 * A number may begin on the line above or end on the one below: 19 figures and 18 separators of
 * three bytes each, and some room.
 */
#define BEYOND 160

static const struct diag_info infos[] = {
#define DIAG(code, name, level, scope, stage, flags, function) \
	{ #code, name, level, scope, stage, flags },
#include "lihui/diag.def"
#undef DIAG
};

const struct diag_info *
diag_info(enum diag_code code)
{
	assert(code < DIAG_CODES);
	return &infos[code];
}

bool
diag_parse(struct text code, enum diag_code *out)
{
	for (int i = 0; i < DIAG_CODES; i++) {
		if (!text_eq_nocase(code, text_of(infos[i].code)))
			continue;
		*out = (enum diag_code)i;
		return true;
	}
	return false;
}

/*
 * Moves line and column on from one offset to a later one. A code point counts at its first byte;
 * CRLF is one line end.
 */
static void
count_on(struct text source, size_t from, size_t to, int *line, int *column)
{
	for (size_t i = from; i < to; i++) {
		char c = source.p[i];
		bool ends =
		    c == '\n' || (c == '\r' && !(i + 1 < source.n && source.p[i + 1] == '\n'));
		if (ends) {
			++*line;
			*column = 1;
		} else if (((unsigned char)c & 0xC0) != 0x80) {
			++*column;
		}
	}
}

static bool
is_end(char c)
{
	return c == '\n' || c == '\r';
}

/* The line around an offset, but no further than the given bytes to each side. */
static struct text
line_around(struct text source, size_t at, size_t before, size_t behind)
{
	size_t from = at, to = at;
	while (from > 0 && !is_end(source.p[from - 1]) && at - from < before)
		from--;
	while (to < source.n && !is_end(source.p[to]) && to - at < behind)
		to++;
	while (from < at && ((unsigned char)source.p[from] & 0xC0) == 0x80)
		from++;
	while (to > at && to < source.n && ((unsigned char)source.p[to] & 0xC0) == 0x80)
		to--;
	return text_cut(source, from, to);
}

void
diag_place(struct text source, size_t at, int *line, int *column, struct text *line_text)
{
	if (at > source.n)
		at = source.n;
	*line = *column = 1;
	count_on(source, 0, at, line, column);
	if (line_text != NULL)
		*line_text = line_around(source, at, SIZE_MAX, SIZE_MAX);
}

static void
place_in_sink(struct diag_sink *d, size_t at, struct finding *f)
{
	if (d->seen.line == 0 || at < d->seen.at) {
		d->seen.at = 0;
		d->seen.line = d->seen.column = 1;
	}
	count_on(d->source, d->seen.at, at, &d->seen.line, &d->seen.column);
	d->seen.at = at;
	f->line = d->seen.line;
	f->column = d->seen.column;
}

/*
 * Copies a piece of the source behind what is there, or a mask in its place, noting where the
 * place's ends come to lie.
 */
struct excerpt {
	struct buf out;
	size_t at, end;          /* the place in the source */
	size_t caret, caret_end; /* the same in out; SIZE_MAX = not met yet */
};

static void
excerpt_piece(
    struct excerpt *x, struct text source, size_t from, size_t to, const struct text *mask)
{
	size_t old = x->out.n;
	if (mask != NULL)
		buf_text(&x->out, *mask);
	else
		buf_text(&x->out, text_cut(source, from, to));
	if (x->caret == SIZE_MAX && x->at >= from && x->at < to)
		x->caret = mask != NULL ? old : old + x->at - from;
	if (x->caret_end == SIZE_MAX && x->end > from && x->end <= to)
		x->caret_end = mask != NULL ? x->out.n : old + x->end - from;
}

/*
 * The line [from, to) of the source, masked. Numbers are looked for a little beyond the line: a
 * wrapped one is no less private.
 */
static void
excerpt_build(struct excerpt *x, const struct diag_sink *d, size_t from, size_t to)
{
	size_t first = from > BEYOND ? from - BEYOND : 0, pos = from;
	struct text around = text_cut(d->source, first, to + BEYOND);
	struct secret_list secrets = { 0 };
	secret_find(d->arena, around, d->allowed, &secrets);
	for (size_t i = 0; i < secrets.n; i++) {
		size_t begin = first + secrets.v[i].at.at, end = begin + secrets.v[i].at.n;
		if (end <= from || begin >= to)
			continue;
		if (begin > pos)
			excerpt_piece(x, d->source, pos, begin, NULL);
		excerpt_piece(x, d->source, begin > from ? begin : from, end < to ? end : to,
		    &secrets.v[i].mask);
		pos = end < to ? end : to;
	}
	excerpt_piece(x, d->source, pos, to, NULL);
}

static void
excerpt_take(struct diag_sink *d, struct span at, struct finding *f)
{
	struct text line = line_around(d->source, at.at, BEFORE_MOST, BEHIND_MOST);
	size_t from = (size_t)(line.p - d->source.p), to = from + line.n;
	struct excerpt x = { .out = BUF_INIT, .at = at.at, .end = (size_t)at.at + at.n };
	x.caret = x.caret_end = SIZE_MAX;
	if (from > 0 && !is_end(d->source.p[from - 1]))
		buf_str(&x.out, "...");
	excerpt_build(&x, d, from, to);
	if (x.caret == SIZE_MAX)
		x.caret = x.out.n;
	if (x.caret_end == SIZE_MAX || x.caret_end < x.caret)
		x.caret_end = at.n > 0 ? x.out.n : x.caret;
	if (to < d->source.n && !is_end(d->source.p[to]))
		buf_str(&x.out, "...");
	f->excerpt = text_copy(d->arena, buf_view(&x.out));
	f->caret = (int)utf8_length(text_cut(f->excerpt, 0, x.caret)) + 1;
	f->caret_width = (int)utf8_length(text_cut(f->excerpt, x.caret, x.caret_end));
	size_t end = x.end < to ? x.end : to;
	f->width = end > at.at ? (int)utf8_length(text_cut(d->source, at.at, end)) : 0;
	buf_release(&x.out);
}

static void
put(struct diag_sink *d, enum diag_level level, enum diag_code code, struct span at,
    const struct text *args, size_t n)
{
	if (level == DIAG_OFF)
		return;
	struct finding f = { .code = code, .level = level, .path = d->path };
	if (at.at > d->source.n)
		at.at = (uint32_t)d->source.n;
	if (at.at > 0 || at.n > 0) {
		place_in_sink(d, at.at, &f);
		excerpt_take(d, at, &f);
	}
	for (size_t i = 0; i < n; i++)
		text_list_add(d->arena, &f.args,
		    text_copy(d->arena, secret_mask(d->arena, args[i], d->allowed)));
	*ARENA_PUSH(d->arena, &d->list) = f;
}

void
diag_put(
    struct diag_sink *d, enum diag_code code, struct span at, const struct text *args, size_t n)
{
	put(d, d->levels != NULL ? d->levels[code] : infos[code].level, code, at, args, n);
}

void
diag_put_at(struct diag_sink *d, enum diag_level level, enum diag_code code, struct span at,
    const struct text *args, size_t n)
{
	/* A level that differs from diag.def's was set by the profile, and the profile wins. */
	if (d->levels != NULL && d->levels[code] != infos[code].level)
		level = d->levels[code];
	put(d, level, code, at, args, n);
}

static int
compare(const struct finding *x, const struct finding *y)
{
	int order = text_cmp(x->path, y->path);
	if (order == 0)
		order = (x->line > y->line) - (x->line < y->line);
	if (order == 0)
		order = (x->column > y->column) - (x->column < y->column);
	if (order == 0)
		order = (x->code > y->code) - (x->code < y->code);
	for (size_t i = 0; order == 0 && i < x->args.n && i < y->args.n; i++)
		order = text_cmp(x->args.v[i], y->args.v[i]);
	if (order == 0)
		order = (x->args.n > y->args.n) - (x->args.n < y->args.n);
	if (order == 0)
		order = (x->width > y->width) - (x->width < y->width);
	return order;
}

static int
by_place(const void *x, const void *y)
{
	return compare(x, y);
}

void
diag_sort(struct finding_list *l)
{
	size_t kept = 0;
	LIST_SORT(l, by_place);
	for (size_t i = 0; i < l->n; i++)
		if (i == 0 || compare(&l->v[i], &l->v[kept - 1]) != 0)
			l->v[kept++] = l->v[i];
	l->n = kept;
}

bool
diag_holds(enum diag_code code)
{
	return infos[code].flags & DIAG_HOLDS;
}

bool
diag_silenced_by_reason(enum diag_code code)
{
	return infos[code].flags & DIAG_REASON;
}
