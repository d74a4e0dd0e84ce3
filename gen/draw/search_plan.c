/* SPDX-License-Identifier: MIT */
/*
 * Which files of the search index are to be made, by name: the marks in the index say what changed, the totals how many bits cut it. Slots are what is made at once: of
 * tokens a shard, or a bucket of search_list where shards are smaller than that; of pages a shard.
 */
#include "search_index.h"

#include "lihui/arena.h"
#include "search_shard.h"

#define TOKEN_SHARD_BYTES 16384
#define PAGE_SHARD_PAGES 8
/* Slots of a piece: enough to make a query worth its while, few enough that all workers have some. */
#define PIECE_TOKENS 32
#define PIECE_PAGES 256

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
count(struct store *s, const char *sql, enum lang lang, struct search_scope scope, size_t *out, struct err *e)
{
	struct query q;

	*out = 0;
	query_start(s, &q, sql, e);
	query_bind_text(&q, 1, lang_code(lang));
	query_bind_int(&q, 2, scope.first);
	query_bind_int(&q, 3, scope.last);
	if (query_row(&q))
		*out = (size_t)query_int(&q, 0);
	return query_end(&q);
}

static bool
measure(struct store *s, enum lang lang, struct search_plan *p, struct err *e)
{
	struct search_language *l = &p->lang[lang];
	size_t cost;

	if (!count(s, "select count(*) from search_page where lang = ?1 and unit between ?2 and ?3", lang, p->scope, &l->pages, e) ||
		!count(s, "select ifnull(sum(cost), 0) from search_list where lang = ?1 and ?2 <= ?3", lang, p->scope, &cost, e))
		return false;
	l->t = bits_for(cost, TOKEN_SHARD_BYTES);
	l->d = bits_for(l->pages, PAGE_SHARD_PAGES);
	return true;
}

/* --- what is stale ----------------------------------------------------------------------------------------------------------------------------- */

static uint32_t
token_slots(const struct search_language *l)
{
	return 1u << shard_slot_bits(l);
}

static bool
same_bits(struct store *s, struct arena *a, enum lang lang, const struct search_language *l, bool *same, struct err *e)
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
find_stale(struct store *s, struct arena *a, enum lang lang, struct search_language *l, bool all, struct err *e)
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

/* --- pieces and names -------------------------------------------------------------------------------------------------------------------------- */

static void
cut_pieces(struct arena *a, struct search_plan *p, enum lang lang, enum search_kind kind, const bool *slots, uint32_t n, uint32_t most)
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
search_plan(struct store *s, struct arena *a, struct search_scope scope, bool all, struct search_plan *out, struct err *e)
{
	*out = (struct search_plan){ .scope = scope };
	for (int k = 0; k < LANG_COUNT; k++) {
		struct search_language *l = &out->lang[k];
		enum lang lang = (enum lang)k;
		if (!measure(s, lang, out, e))
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

/* --- whose business a file is ------------------------------------------------------------------------------------------------------------------- */

static bool
take(struct text *rest, struct text prefix)
{
	if (!text_starts(*rest, prefix))
		return false;
	*rest = text_cut(*rest, prefix.n, rest->n);
	return true;
}

static uint32_t
take_hex(struct text t)
{
	uint32_t v = 0;

	for (size_t i = 0; i < t.n && t.p[i] != '.'; i++)
		v = v << 4 | (uint32_t)(t.p[i] <= '9' ? t.p[i] - '0' : t.p[i] - 'a' + 10);
	return v;
}

static struct text
shard_folder(struct arena *a, char kind, unsigned bits)
{
	return text_fmt(a, "/%c%u/", kind, bits);
}

static bool
covers(const struct search_language *l, struct text rest, struct arena *a)
{
	if (take(&rest, shard_folder(a, 't', l->t))) {
		uint32_t shard = take_hex(rest);
		return shard >> l->t != 0 || l->tokens[shard >> (l->t - shard_slot_bits(l))];
	}
	if (take(&rest, shard_folder(a, 'd', l->d))) {
		uint32_t shard = take_hex(rest);
		return shard >> l->d != 0 || l->shown[shard];
	}
	size_t slash = take(&rest, T("/p/")) ? text_find(rest, T("/"), 0) : SIZE_MAX;
	if (slash == SIZE_MAX)
		return true;
	uint64_t hash = take_hex(text_cut(rest, slash + 1, rest.n));
	return hash >> 32 != 0 || l->tokens[hash >> (32 - shard_slot_bits(l))];
}

bool
search_plan_covers(const struct search_plan *p, struct text path)
{
	struct arena *a = arena_new();
	bool covered = true;

	for (int k = 0; k < LANG_COUNT; k++) {
		struct text rest = path;
		if (p->lang[k].pages > 0 && take(&rest, T(SEARCH_FOLDER)) && take(&rest, lang_code((enum lang)k)))
			covered = covers(&p->lang[k], rest, a);
	}
	arena_free(a);
	return covered;
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
