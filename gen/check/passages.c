/* SPDX-License-Identifier: MIT */
/*
 * Two rules about the text as such: a passage pasted twice (F010), and characters that cannot be
 * printed (F014). Everything else of group F is seen while reading.
 */
#include <stdlib.h>

#include <unictype.h>

#include "check/rules.h"
#include "lihui/utf8.h"

/* A passage shorter than this repeats for good reasons: "无", "已完成", a name. */
#define PASSAGE 12
/* Letters looked at: a record has some thousand; a book pasted into one is not searched to its end.
 */
#define LETTERS_MOST 200000
/* Different characters told of, before it is clear that the whole file needs another look. */
#define GLYPHS_MOST 8

struct passage_letter {
	uint32_t c, at;
	bool heading;
};

struct letters {
	struct passage_letter *v;
	uint64_t *sum; /* sum[i]: rolling hash of the first i letters */
	uint64_t *power;
	size_t n;
};

static size_t
body_start(const struct doc *d)
{
	const struct block *b = d->body;

	while (b && (b = block_next(d->body, (struct block *)b)))
		if (b->at.n > 0)
			return b->at.at;
	return d->text.n;
}

/* Marks and figures at the head of a line number it: they differ in a list that was pasted twice.
 */
static bool
line_mark(uint32_t c)
{
	return utf8_is_blank(c) || utf8_is_punct(c) || (c >= '0' && c <= '9') ||
	    (c >= U'０' && c <= U'９');
}

static void
letters_read(struct letters *l, struct arena *a, struct text t, size_t from)
{
	bool head = true, heading = false;

	l->v = ARENA_ARRAY(a, struct passage_letter, t.n - from + 1);
	for (size_t i = from; i < t.n && l->n < LETTERS_MOST;) {
		size_t at = i;
		uint32_t c = utf8_next(t, &i);

		if (c == '\n') {
			head = true;
			heading = false;
			continue;
		}
		heading |= head && c == '#';
		head = head && line_mark(c);
		if (!head && !utf8_is_blank(c) && !utf8_is_punct(c))
			l->v[l->n++] = (struct passage_letter){ c, (uint32_t)at, heading };
	}
}

static void
letters_hash(struct letters *l, struct arena *a)
{
	const uint64_t base = 0x9E3779B97F4A7C15u;

	l->sum = ARENA_ARRAY(a, uint64_t, l->n + 1);
	l->power = ARENA_ARRAY(a, uint64_t, l->n + 1);
	l->power[0] = 1;
	for (size_t i = 0; i < l->n; i++) {
		l->power[i + 1] = l->power[i] * base;
		l->sum[i + 1] = l->sum[i] * base + l->v[i].c;
	}
}

static uint64_t
letters_sum(const struct letters *l, size_t from, size_t n)
{
	return l->sum[from + n] - l->sum[from] * l->power[n];
}

static bool
letters_same(const struct letters *l, size_t x, size_t y, size_t n)
{
	if (letters_sum(l, x, n) != letters_sum(l, y, n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (l->v[x + i].c != l->v[y + i].c)
			return false;
	return true;
}

/* Where the twelve letters at i stood last; i takes their place. */
static size_t
last_seen(const struct letters *l, uint64_t *keys, size_t *places, size_t room, size_t i)
{
	uint64_t key = letters_sum(l, i, PASSAGE) | 1;
	size_t slot = (key * 0xD6E8FEB86659FD93u >> 20) & (room - 1), last = SIZE_MAX;

	while (keys[slot] && keys[slot] != key)
		slot = (slot + 1) & (room - 1);
	if (keys[slot])
		last = places[slot];
	keys[slot] = key;
	places[slot] = i;
	return last;
}

static void
passage_put(struct check *c, const struct letters *l, size_t i, size_t n)
{
	uint32_t from = l->v[i].at, to = l->v[i + n - 1].at;
	size_t end = to, quoted = from;

	utf8_next(c->d->text, &end);
	for (int k = 0; k < 20 && quoted < end; k++)
		utf8_next(c->d->text, &quoted);
	diag_put(c->sink, DIAG_F010, (struct span){ from, (uint32_t)end - from },
	    TEXTS(text_trim(text_cut(c->d->text, from, quoted))));
}

/*
 * A passage and the same at once again: for every twelve letters, how far back did they stand last,
 * and is that whole distance repeated? Linear: comparing goes by a rolling hash, and a hit is
 * skipped.
 */
void
check_passage_twice(struct check *c)
{
	size_t from = body_start(c->d), room = 64;
	struct arena *a =
	    arena_new(); /* much memory for a short while: the next document finds it warm */
	struct letters l = { 0 };
	uint64_t *keys;
	size_t *places;

	letters_read(&l, a, c->d->text, from < c->d->text.n ? from : c->d->text.n);
	letters_hash(&l, a);
	while (room < l.n * 2)
		room *= 2;
	keys = ARENA_ARRAY(a, uint64_t, room);
	places = ARENA_ARRAY(a, size_t, room);
	for (size_t i = 0; i + PASSAGE <= l.n; i++) {
		size_t last = last_seen(&l, keys, places, room, i), n = i - last;

		if (last == SIZE_MAX || n < PASSAGE || i + n > l.n || l.v[last].heading ||
		    !letters_same(&l, last, i, n))
			continue;
		passage_put(c, &l, i, n);
		i += n - 1;
	}
	arena_free(a);
}

/* What every font has, or what is told by another code (F008, B707), is not asked for. */
static bool
glyph_missing(const struct doc *d, uint32_t c)
{
	bool private_use;

	if (c < 0x7F || (c >= 0x4E00 && c <= U'龥') || (c >= 0x3000 && c <= 0x303F) ||
	    c == 0xFFFD || c == 0xFEFF)
		return false;
	if (c < 0xA0 ||
	    uc_is_general_category_withtable(
		(ucs4_t)c, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Z))
		return false;
	private_use = uc_is_general_category_withtable((ucs4_t)c, UC_CATEGORY_MASK_Co);
	if (private_use && d->lang == LANG_MN)
		return false;
	return private_use || uc_is_general_category_withtable((ucs4_t)c, UC_CATEGORY_MASK_Cn);
}

void
check_glyphs(struct check *c)
{
	uint32_t told[GLYPHS_MOST];
	size_t n = 0;

	for (size_t i = 0; i < c->d->text.n && n < GLYPHS_MOST;) {
		size_t from = i, k = 0;
		uint32_t code = utf8_next(c->d->text, &i);

		if (!glyph_missing(c->d, code))
			continue;
		while (k < n && told[k] != code)
			k++;
		if (k < n)
			continue;
		told[n++] = code;
		diag_put(c->sink, DIAG_F014, (struct span){ (uint32_t)from, (uint32_t)(i - from) },
		    TEXTS(text_cut(c->d->text, from, i), text_fmt(c->a, "U+%04X", code)));
	}
}
