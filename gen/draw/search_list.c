/* SPDX-License-Identifier: MIT */
/*
 * The lists: for each token the ids of the pages it stands in, in the very form in which a shard
 * tells them. They are kept in the index by the first 10 bits of the token's hash, a thousand rows
 * a language, so that a record that changes a sentence reads and writes as many rows as its
 * sentence has tokens, and so that files can be made by any worker from the rows alone. Here are
 * those of pages that changed; search_anew.c makes all of them.
 */
#include "draw/search_index.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/utf8.h"

/* --- lists of ids --- */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

size_t
gap_bytes(char *p, uint64_t gap)
{
	size_t n = 0;

	for (; gap >= 32; gap >>= 5)
		p[n++] = digits[32 + (gap & 31)];
	p[n++] = digits[gap];
	return n;
}

void
put_gap(struct buf *b, uint64_t gap)
{
	buf_reserve(b, GAP_MOST);
	b->n += gap_bytes(b->p + b->n, gap);
	b->p[b->n] = '\0';
}

/* The digits' values by their bytes. */
#define TEN(from) \
	from, from + 1, from + 2, from + 3, from + 4, from + 5, from + 6, from + 7, from + 8, \
	    from + 9
#define LETTERS(from) \
	TEN(from), TEN(from + 10), from + 20, from + 21, from + 22, from + 23, from + 24, from + 25
static const unsigned char value_of[128] = {
	['-'] = 62, ['0'] = TEN(52), ['A'] = LETTERS(0), ['_'] = 63, ['a'] = LETTERS(26)
};

bool
next_gap(const char **p, const char *end, uint64_t *gap)
{
	*gap = 0;
	for (int shift = 0; *p < end && shift < 60; shift += 5) {
		unsigned v = value_of[*(*p)++ & 127];
		*gap |= (uint64_t)(v & 31) << shift;
		if (v < 32)
			return true;
	}
	return false;
}

/* --- buckets --- */

static void
put_text(struct buf *b, struct text t)
{
	uint32_t n = (uint32_t)t.n;

	buf_put(b, &n, sizeof n);
	buf_text(b, t);
}

static bool
get_text(struct text *rest, struct text *out)
{
	uint32_t n;

	if (rest->n < sizeof n)
		return false;
	memcpy(&n, rest->p, sizeof n);
	*out = text_cut(*rest, sizeof n, sizeof n + n);
	*rest = text_cut(*rest, sizeof n + n, rest->n);
	return out->n == n;
}

void
bucket_put(struct buf *b, struct text spelling, struct text list)
{
	put_text(b, spelling);
	put_text(b, list);
}

bool
bucket_next(struct text *rest, struct token_entry *out)
{
	if (!get_text(rest, &out->spelling) || !get_text(rest, &out->list))
		return false;
	out->hash = token_hash(out->spelling);
	return true;
}

/* 12: the key with its quotes, and those of the list; 10: the periods of a long one. */
size_t
bucket_cost(struct text list)
{
	return 12 + (list.n > LONG_LIST ? 10 : list.n);
}

static size_t
cost_of(struct text lists)
{
	struct token_entry t;
	size_t cost = 0;

	while (bucket_next(&lists, &t))
		cost += bucket_cost(t.list);
	return cost;
}

bool
bucket_save(struct store *s, enum lang lang, uint32_t bucket, struct text lists, struct err *e)
{
	struct query q;

	query_start(s, &q,
	    "insert or replace into search_list (lang, bucket, cost, lists) values (?1, ?2, ?3, "
	    "?4)",
	    e);
	query_bind_text(&q, 1, lang_code(lang));
	query_bind_int(&q, 2, bucket);
	query_bind_int(&q, 3, (int64_t)cost_of(lists));
	query_bind_blob(&q, 4, lists);
	query_row(&q);
	return query_end(&q);
}

int
spelling_cmp(uint32_t h1, struct text s1, uint32_t h2, struct text s2)
{
	return h1 != h2 ? (h1 > h2) - (h1 < h2) : text_cmp(s1, s2);
}

/* --- some changed --- */

/* A page comes into or goes out of a token's list. */
struct change {
	enum lang lang;
	uint32_t hash;
	bool comes;
	struct text spelling;
	uint64_t id;
};
struct change_list {
	struct change *v;
	size_t n, room;
};

static void
add_changes(struct arena *a, struct change_list *l, enum lang lang, uint64_t id, struct text tokens,
    bool comes)
{
	struct token_reader r = TOKEN_READER(tokens);
	char room[8];

	while (id != UINT64_MAX && token_read(&r)) {
		struct text spelling = text_copy(a, token_spelling(&r, room));
		*ARENA_PUSH(a, l) =
		    (struct change){ lang, token_hash(spelling), comes, spelling, id };
	}
	buf_release(&r.word);
}

static int
same_place(const struct change *a, const struct change *b)
{
	int by = a->lang != b->lang ? (a->lang > b->lang) - (a->lang < b->lang)
				    : spelling_cmp(a->hash, a->spelling, b->hash, b->spelling);

	return by != 0 ? by : (a->id > b->id) - (a->id < b->id);
}

static int
change_cmp(const void *x, const void *y)
{
	const struct change *a = x, *b = y;
	int by = same_place(a, b);

	return by != 0 ? by : a->comes - b->comes;
}

/* What goes and comes at once stays: a token that an edit left, or an id that one page leaves to
 * another. */
static void
settle_changes(struct change_list *l)
{
	size_t n = 0;

	if (l->n > 1)
		qsort(l->v, l->n, sizeof *l->v, change_cmp);
	for (size_t i = 0; i < l->n; i++)
		if (i + 1 < l->n && same_place(&l->v[i], &l->v[i + 1]) == 0)
			i++;
		else
			l->v[n++] = l->v[i];
	l->n = n;
}

/* A list with the changes [c, end) of its token. */
static void
change_list(struct buf *out, struct text list, const struct change *c, const struct change *end)
{
	const char *p = list.p;
	uint64_t gap, id = 0, last = 0;
	bool more = next_gap(&p, list.p + list.n, &gap);

	id = more ? gap : 0;
	while (more || c < end) {
		bool old = more && (c == end || id <= c->id),
		     changed = c < end && (!more || c->id <= id);
		uint64_t here = old ? id : c->id;
		if (changed ? c->comes : old) {
			put_gap(out, here - last);
			last = here;
		}
		c += changed;
		if (old && (more = next_gap(&p, list.p + list.n, &gap)))
			id += gap;
	}
}

static const struct change *
token_end(const struct change *c, const struct change *end)
{
	const struct change *k = c;

	while (k < end && k->hash == c->hash && text_eq(k->spelling, c->spelling))
		k++;
	return k;
}

static void
change_bucket(struct buf *out, struct text lists, const struct change *c, const struct change *end)
{
	struct token_entry t;
	struct buf list = BUF_INIT;
	bool more = bucket_next(&lists, &t);

	while (more || c < end) {
		int by = !more ? 1
		    : c == end ? -1
			       : spelling_cmp(t.hash, t.spelling, c->hash, c->spelling);
		struct text spelling = by <= 0 ? t.spelling : c->spelling;
		buf_clear(&list);
		if (by < 0) {
			bucket_put(out, spelling, t.list);
		} else {
			const struct change *next = token_end(c, end);
			change_list(&list, by == 0 ? t.list : NO_TEXT, c, next);
			if (list.n > 0)
				bucket_put(out, spelling, buf_view(&list));
			c = next;
		}
		if (by <= 0)
			more = bucket_next(&lists, &t);
	}
	buf_release(&list);
}

static bool
bucket_load(struct store *s, struct arena *a, enum lang lang, uint32_t bucket, struct text *lists,
    struct err *e)
{
	struct query q;

	*lists = NO_TEXT;
	query_start(s, &q, "select lists from search_list where lang = ?1 and bucket = ?2", e);
	query_bind_text(&q, 1, lang_code(lang));
	query_bind_int(&q, 2, bucket);
	if (query_row(&q))
		*lists = query_text(&q, a, 0);
	return query_end(&q);
}

static bool
save_changes(struct store *s, const struct change_list *l, struct err *e)
{
	const struct change *c = l->v, *end = l->v + l->n;
	struct arena *a = arena_new();
	struct buf out = BUF_INIT;
	bool ok = true;

	while (c < end && ok) {
		uint32_t bucket = c->hash >> (32 - BUCKET_BITS);
		const struct change *next = c;
		struct text lists;
		while (next < end && next->lang == c->lang &&
		    next->hash >> (32 - BUCKET_BITS) == bucket)
			next++;
		arena_clear(a);
		buf_clear(&out);
		ok = bucket_load(s, a, c->lang, bucket, &lists, e);
		if (ok)
			change_bucket(&out, lists, c, next);
		ok = ok && bucket_save(s, c->lang, bucket, buf_view(&out), e) &&
		    stale_put(s, c->lang, STALE_BUCKET, bucket, e);
		c = next;
	}
	buf_release(&out);
	arena_free(a);
	return ok;
}

bool
lists_change(struct store *s, const struct page_change_list *l, struct err *e)
{
	struct arena *a = arena_new();
	struct change_list changes = { 0 };
	bool ok;

	for (size_t i = 0; i < l->n; i++) {
		const struct page_change *p = &l->v[i];
		if (p->was == p->is && text_eq(p->old_tokens, p->new_tokens))
			continue;
		add_changes(a, &changes, p->lang, p->was, p->old_tokens, false);
		add_changes(a, &changes, p->lang, p->is, p->new_tokens, true);
	}
	settle_changes(&changes);
	ok = save_changes(s, &changes, e);
	arena_free(a);
	return ok;
}

bool
stale_put(struct store *s, enum lang lang, enum stale_kind kind, uint32_t slot, struct err *e)
{
	struct query q;

	query_start(
	    s, &q, "insert or ignore into search_stale (lang, kind, slot) values (?1, ?2, ?3)", e);
	query_bind_text(&q, 1, lang_code(lang));
	query_bind_int(&q, 2, kind);
	query_bind_int(&q, 3, slot);
	query_row(&q);
	return query_end(&q);
}

bool
search_fact(struct store *s, struct text key, struct arena *a, struct text *out, struct err *e)
{
	struct query q;

	*out = NO_TEXT;
	query_start(s, &q, "select value from fact where key = ?1", e);
	query_bind_text(&q, 1, key);
	if (query_row(&q))
		*out = query_text(&q, a, 0);
	return query_end(&q);
}

bool
search_pages(struct store *s, struct arena *a, enum lang lang, size_t *n, struct err *e)
{
	struct text known;

	if (!search_fact(s, text_join(a, T("search_pages_"), lang_code(lang)), a, &known, e))
		return false;
	*n = known.n > 0 ? strtoull(known.p, NULL, 10) : 0;
	return true;
}
