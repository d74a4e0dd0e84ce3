/* SPDX-License-Identifier: MIT */
/*
 * Which files of the search index are to be made, by name: the marks in the index say what changed,
 * the totals how many bits cut it. Slots are what is made at once: of tokens a shard, or a bucket
 * of search_list where shards are smaller than that; of pages a shard.
 */
#include "draw/search_index.h"

#include "lihui/arena.h"
#include "draw/search_shard.h"

#define TOKEN_SHARD_BYTES 16384
#define PAGE_SHARD_PAGES  8
/* Slots of a piece: enough to make a query worth its while, few enough that all workers have some.
 */
#define PIECE_TOKENS 32
#define PIECE_PAGES  256

/* How many bits cut total into pieces of about the wanted size. */
static unsigned
bits_for(size_t total, size_t wanted)
{
	unsigned bits = 0;

	while (bits < 16 && (total >> bits) > wanted)
		bits++;
	return bits;
}

static bool
measure(struct store *s, struct arena *a, enum lang lang, struct search_language *l, struct err *e)
{
	struct query q;
	size_t cost = 0;

	query_start(s, &q, "select sum(cost) from search_list where lang = ?1", e);
	query_bind_text(&q, 1, lang_code(lang));
	if (query_row(&q))
		cost = (size_t)query_int(&q, 0);
	if (!query_end(&q) || !search_pages(s, a, lang, &l->pages, e))
		return false;
	l->t = bits_for(cost, TOKEN_SHARD_BYTES);
	l->d = bits_for(l->pages, PAGE_SHARD_PAGES);
	return true;
}

/* --- what is stale --- */

static uint32_t
token_slots(const struct search_language *l)
{
	return 1u << shard_slot_bits(l);
}

static bool
same_bits(struct store *s, struct arena *a, enum lang lang, const struct search_language *l,
    bool *same, struct err *e)
{
	struct query q;

	query_start(s, &q, "select value from fact where key = ?1", e);
	query_bind_text(&q, 1, text_join(a, T("search_"), lang_code(lang)));
	*same = query_row(&q) && text_eq(query_peek(&q, 0), text_fmt(a, "%u %u", l->t, l->d));
	return query_end(&q);
}

static bool
mark_stale(struct store *s, enum lang lang, struct search_language *l, bool *all, struct err *e)
{
	struct query q;

	query_start(s, &q, "select kind, slot from search_stale where lang = ?1", e);
	query_bind_text(&q, 1, lang_code(lang));
	while (query_row(&q)) {
		uint32_t slot = (uint32_t)query_int(&q, 1);
		int64_t kind = query_int(&q, 0);
		if (kind == STALE_ALL)
			*all = true;
		else if (kind == STALE_BUCKET)
			l->tokens[slot >> (BUCKET_BITS - shard_slot_bits(l))] = true;
		else
			l->shown[slot >> (ID_BITS - l->d)] = true;
	}
	return query_end(&q);
}

static bool
find_stale(struct store *s, struct arena *a, enum lang lang, struct search_language *l, bool all,
    struct err *e)
{
	bool same;

	l->tokens = ARENA_ARRAY(a, bool, token_slots(l));
	l->shown = ARENA_ARRAY(a, bool, (size_t)1 << l->d);
	if (!same_bits(s, a, lang, l, &same, e) || !mark_stale(s, lang, l, &all, e))
		return false;
	if (all || !same) {
		memset(l->tokens, true, token_slots(l));
		memset(l->shown, true, (size_t)1 << l->d);
	}
	return true;
}

/* --- pieces and names --- */

static void
cut_pieces(struct arena *a, struct search_plan *p, enum lang lang, enum search_kind kind,
    const bool *slots, uint32_t n, uint32_t most)
{
	for (uint32_t from = 0, to; from < n; from = to) {
		to = from + 1;
		if (!slots[from])
			continue;
		while (to < n && slots[to] && to - from < most)
			to++;
		*ARENA_PUSH(a, &p->pieces) = (struct search_piece){ lang, kind, from, to };
	}
}

bool
search_plan(struct store *s, struct arena *a, struct search_scope scope, bool all,
    struct search_plan *out, struct err *e)
{
	*out = (struct search_plan){ .scope = scope };
	for (int k = 0; k < LANG_COUNT; k++) {
		struct search_language *l = &out->lang[k];
		enum lang lang = (enum lang)k;
		if (!measure(s, a, lang, l, e))
			return false;
		if (l->pages == 0)
			continue;
		if (!find_stale(s, a, lang, l, all, e))
			return false;
		*ARENA_PUSH(a, &out->pieces) = (struct search_piece){ lang, SEARCH_HEAD, 0, 1 };
		cut_pieces(a, out, lang, SEARCH_TOKENS, l->tokens, token_slots(l), PIECE_TOKENS);
		cut_pieces(a, out, lang, SEARCH_PAGES, l->shown, 1u << l->d, PIECE_PAGES);
	}
	for (size_t i = 0; i < out->pieces.n; i++)
		if (!shard_names(s, a, out, &out->pieces.v[i], &out->paths, e))
			return false;
	return true;
}

/* --- whose business a file is --- */

static bool
take(struct text *rest, struct text prefix)
{
	if (!text_starts(*rest, prefix))
		return false;
	*rest = text_cut(*rest, prefix.n, rest->n);
	return true;
}

/* A number in front of a '/' or '.', with it. Of a name that is none of ours it may be any. */
static uint64_t
take_number(struct text *rest, unsigned base)
{
	uint64_t v = 0;
	size_t i = 0;

	for (; i < rest->n && rest->p[i] != '.' && rest->p[i] != '/'; i++)
		v = v * base +
		    (unsigned)(rest->p[i] <= '9' ? rest->p[i] - '0' : rest->p[i] - 'a' + 10);
	*rest = text_cut(*rest, i + 1, rest->n);
	return v;
}

static bool
covers(const struct search_language *l, struct text rest)
{
	unsigned slot_bits = shard_slot_bits(l);
	uint64_t bits, n;

	if (take(&rest, T("/t"))) {
		bits = take_number(&rest, 10);
		n = take_number(&rest, 16);
		return bits != l->t || n >> l->t != 0 || l->tokens[n >> (l->t - slot_bits)];
	}
	if (take(&rest, T("/d"))) {
		bits = take_number(&rest, 10);
		n = take_number(&rest, 16);
		return bits != l->d || n >> l->d != 0 || l->shown[n];
	}
	if (!take(&rest, T("/p/")))
		return true;
	take_number(&rest, 10);
	n = take_number(&rest, 16);
	return n >> 32 != 0 || l->tokens[n >> (32 - slot_bits)];
}

bool
search_plan_covers(const struct search_plan *p, struct text path)
{
	for (int k = 0; k < LANG_COUNT; k++) {
		struct text rest = path;
		if (p->lang[k].pages > 0 && take(&rest, T(SEARCH_FOLDER)) &&
		    take(&rest, lang_code((enum lang)k)))
			return covers(&p->lang[k], rest);
	}
	return true;
}

bool
search_settled(struct store *s, const struct search_plan *p, struct err *e)
{
	struct arena *a = arena_new();
	bool ok = store_run(s, "delete from search_stale", e);

	for (int k = 0; k < LANG_COUNT && ok; k++) {
		struct query q;
		query_start(s, &q, "insert or replace into fact (key, value) values (?1, ?2)", e);
		query_bind_text(&q, 1, text_join(a, T("search_"), lang_code((enum lang)k)));
		query_bind_text(&q, 2, text_fmt(a, "%u %u", p->lang[k].t, p->lang[k].d));
		query_row(&q);
		ok = query_end(&q);
	}
	arena_free(a);
	return ok;
}
