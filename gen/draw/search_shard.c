/* SPDX-License-Identifier: MIT */
/*
 * The files of the search index; search_index.c tells their form. The marks in the index say which
 * are to be made, the totals how many bits cut it. Names are told by the same walk over the rows
 * that makes the bytes. Lists stand in the index as a shard tells them, so the shards of tokens are
 * little more than copied; only a long list is read, to be cut by periods.
 */
#include <stdio.h>

#include "draw/search_index.h"
#include "lihui/arena.h"

#define FOLDER            "assets/search/"
#define PERIOD_DAYS       91
#define TOKEN_SHARD_BYTES 16384
/* In pages of problems; the text of a document is some four of them. */
#define PAGE_SHARD_PAGES 16
#define DOCUMENT_PAGES   4
/* Shards of a piece: enough to make a query worth its while, few enough that all workers have some.
 */
#define PIECE_TOKENS 32
#define PIECE_PAGES  256

/* The files of one piece. */
struct shards {
	struct store *store;
	const struct search_plan *plan;
	const struct search_language *l;
	enum lang lang;
	bool names; /* bytes do not matter */
	search_emit *emit;
	void *context;
	struct err *err;
	bool failed;
	struct buf path, out, list;
};

/* --- one file --- */

/* Its path, and the call with its own name, which is the path without folder and ending. */
static void
shard_begin(struct shards *x, const char *format, unsigned a, unsigned b)
{
	buf_clear(&x->path);
	buf_clear(&x->out);
	buf_str(&x->path, FOLDER);
	buf_text(&x->path, lang_code(x->lang));
	buf_fmt(&x->path, format, a, b);
	buf_str(&x->out, "lihui.shard(");
	buf_json(&x->out, text_cut(buf_view(&x->path), sizeof FOLDER - 1, x->path.n));
	buf_str(&x->out, ",{");
	buf_str(&x->path, ".js");
}

static void
hand_over(struct shards *x)
{
	if (!x->failed)
		x->failed = !x->emit(x->context, buf_view(&x->path), buf_view(&x->out), x->err);
}

static void
shard_end(struct shards *x)
{
	buf_str(&x->out, "});\n");
	hand_over(x);
}

/* Separates the members of a shard's object. */
static void
shard_key(struct shards *x, struct text key)
{
	if (x->out.p[x->out.n - 1] != '{')
		buf_char(&x->out, ',');
	buf_json(&x->out, key);
	buf_char(&x->out, ':');
}

/* --- long lists --- */

/* A long list that is read from its front: id is the next one. */
struct shard_cursor {
	struct text token;
	const char *p, *end; /* behind the gap that led to id */
	const char *at;      /* that gap */
	uint64_t id;
	bool more;
};

static unsigned
id_period(uint64_t id)
{
	return (unsigned)(id >> ID_BITS) / PERIOD_DAYS;
}

static void
cursor_next(struct shard_cursor *c)
{
	uint64_t gap;

	c->at = c->p;
	c->more = next_gap(&c->p, c->end, &gap);
	if (c->more)
		c->id += gap;
}

static struct shard_cursor
cursor_of(struct text token, struct text list)
{
	struct shard_cursor c = { .token = token, .p = list.p, .end = list.p + list.n };

	cursor_next(&c);
	return c;
}

/* '!' and the gaps of the periods in which the token stands. */
static void
put_periods(struct buf *b, struct text list)
{
	struct shard_cursor c = cursor_of(NO_TEXT, list);
	unsigned last = 0;

	buf_char(b, '!');
	for (bool first = true; c.more; first = false, cursor_next(&c)) {
		unsigned period = id_period(c.id);
		if (first || period != last)
			put_gap(b, period - last);
		last = period;
	}
}

/* The first id whole, the gaps behind it as they stand. */
static void
put_period(struct shards *x, struct shard_cursor *c, unsigned period)
{
	const char *gaps = c->p;

	if (!c->more || id_period(c->id) != period)
		return;
	buf_clear(&x->list);
	put_gap(&x->list, c->id);
	while (c->more && id_period(c->id) == period)
		cursor_next(c);
	buf_put(&x->list, gaps, (size_t)(c->at - gaps));
	shard_key(x, c->token);
	buf_json(&x->out, buf_view(&x->list));
}

/* One file a period for the long lists of tokens that share a hash: nearly always one token. */
static void
write_periods(struct shards *x, uint32_t hash, struct shard_cursor *v, size_t n)
{
	for (;;) {
		unsigned period = UINT32_MAX;
		for (size_t i = 0; i < n; i++)
			if (v[i].more && id_period(v[i].id) < period)
				period = id_period(v[i].id);
		if (period == UINT32_MAX)
			return;
		shard_begin(x, "/p/%u/%08x", period, hash);
		for (size_t i = 0; i < n; i++)
			put_period(x, &v[i], period);
		shard_end(x);
	}
}

/* --- tokens --- */

static void
bind_hashes(const struct shards *x, struct query *q, uint32_t from, uint32_t to)
{
	unsigned below = 32 - x->l->t;

	query_bind_text(q, 1, lang_code(x->lang));
	query_bind_int(q, 2, (int64_t)from << below);
	query_bind_int(q, 3, ((int64_t)to << below) - 1);
}

static bool
write_long(struct shards *x, uint32_t from, uint32_t to)
{
	struct arena *a = arena_new();
	struct {
		struct shard_cursor *v;
		size_t n, room;
	} same = { 0 }; /* tokens of one hash */
	uint32_t hash = 0;
	struct query q;

	query_start(x->store, &q,
	    "select hash, token, list from search_list where lang = ?1 and hash between ?2 and ?3 "
	    "and length(list) > ?4 order by hash, token",
	    x->err);
	bind_hashes(x, &q, from, to);
	query_bind_int(&q, 4, LONG_LIST);
	while (!x->failed && query_row(&q)) {
		if (same.n > 0 && hash != (uint32_t)query_int(&q, 0)) {
			write_periods(x, hash, same.v, same.n);
			arena_clear(a);
			same.v = NULL, same.n = same.room = 0;
		}
		hash = (uint32_t)query_int(&q, 0);
		*ARENA_PUSH(a, &same) = cursor_of(query_text(&q, a, 1), query_text(&q, a, 2));
	}
	write_periods(x, hash, same.v, same.n);
	arena_free(a);
	return query_end(&q);
}

/* From the open shard to the given one; empty ones are written too: to the browser a file that is
 * not there is a failure. */
static void
walk_to(struct shards *x, uint32_t *shard, uint32_t to)
{
	while (*shard < to) {
		shard_end(x);
		shard_begin(x, "/t%u/%x", x->l->t, ++*shard);
	}
}

static bool
write_tokens(struct shards *x, uint32_t from, uint32_t to)
{
	uint32_t shard = from;
	struct query q;

	shard_begin(x, "/t%u/%x", x->l->t, shard);
	query_start(x->store, &q,
	    "select hash, token, list from search_list where lang = ?1 and hash between ?2 and ?3 "
	    "order by hash, token",
	    x->err);
	bind_hashes(x, &q, from, to);
	while (!x->names && !x->failed && query_row(&q)) {
		struct text list = query_peek(&q, 2);
		walk_to(x, &shard, (uint32_t)(query_int(&q, 0) >> (32 - x->l->t)));
		shard_key(x, query_peek(&q, 1));
		buf_char(&x->out, '"'); /* digits need no escape */
		if (list.n <= LONG_LIST)
			buf_text(&x->out, list);
		else
			put_periods(&x->out, list);
		buf_char(&x->out, '"');
	}
	walk_to(x, &shard, to - 1);
	shard_end(x);
	return query_end(&q) && write_long(x, from, to);
}

/* --- pages --- */

/* Only shards that hold a page: nobody asks for another. */
static bool
write_pages(struct shards *x, uint32_t from, uint32_t to)
{
	unsigned below = ID_BITS - x->l->d;
	uint32_t open = UINT32_MAX;
	char room[INT_ROOM];
	struct query q;

	query_start(x->store, &q,
	    x->names
		? "select number, '' from search_page where lang = ?1 and number & 1048575 between "
		  "?2 and ?3 and unit between ?4 and ?5 order by number & 1048575, number"
		: "select number, shown from search_page where lang = ?1 and number & 1048575 "
		  "between ?2 and ?3 and unit between ?4 and ?5 order by number & 1048575, number",
	    x->err);
	query_bind_text(&q, 1, lang_code(x->lang));
	query_bind_int(&q, 2, from << below);
	query_bind_int(&q, 3, (to << below) - 1);
	query_bind_int(&q, 4, x->plan->scope.first);
	query_bind_int(&q, 5, x->plan->scope.last);
	while (!x->failed && query_row(&q)) {
		int64_t id = query_int(&q, 0);
		uint32_t shard = (uint32_t)(id & (ID_HASHES - 1)) >> below;
		if (shard != open) {
			if (open != UINT32_MAX)
				shard_end(x);
			open = shard;
			shard_begin(x, "/d%u/%x", x->l->d, shard);
		}
		shard_key(x, int_text(room, id));
		buf_text(&x->out, query_peek(&q, 1));
	}
	if (open != UINT32_MAX)
		shard_end(x);
	return query_end(&q);
}

static void
write_head(struct shards *x)
{
	struct text lang = lang_code(x->lang);

	buf_fmt(&x->path, FOLDER "%.*s.js", TEXT_ARG(lang));
	buf_fmt(&x->out, "lihui.index(\"%.*s\",{\"v\":2,\"t\":%u,\"d\":%u,\"n\":%zu});\n",
	    TEXT_ARG(lang), x->l->t, x->l->d, x->l->pages);
	hand_over(x);
}

static bool
write_piece(struct shards *x, const struct search_piece *piece)
{
	bool ok = true;

	x->lang = piece->lang;
	x->l = &x->plan->lang[piece->lang];
	x->path = x->out = x->list = (struct buf)BUF_INIT;
	if (piece->kind == SEARCH_HEAD)
		write_head(x);
	else
		ok = piece->kind == SEARCH_TOKENS ? write_tokens(x, piece->from, piece->to)
						  : write_pages(x, piece->from, piece->to);
	buf_release(&x->path);
	buf_release(&x->out);
	buf_release(&x->list);
	return ok && !x->failed;
}

bool
search_write(struct store *s, const struct search_plan *p, const struct search_piece *piece,
    search_emit *emit, void *context, struct err *e)
{
	struct shards x = { .store = s, .plan = p, .err = e, .emit = emit, .context = context };

	return write_piece(&x, piece);
}

/* --- which files are to be made --- */

/* How many bits cut total into pieces of about the wanted size. */
static unsigned
bits_for(size_t total, size_t wanted)
{
	unsigned bits = 0;

	while (bits < STALE_TOKEN_BITS && (total >> bits) > wanted)
		bits++;
	return bits;
}

/* 12: the token with its quotes, and those of the list; 10: the periods of a long one. */
static bool
measure(struct store *s, enum lang lang, struct search_scope scope, struct search_language *l,
    struct err *e)
{
	struct query q;
	size_t cost = 0, weight = 0;

	query_start(s, &q,
	    "select (select sum(12 + iif(length(list) > ?4, 10, length(list))) from search_list "
	    "where lang = ?1), "
	    "count(*), ifnull(sum(iif(number < ?5, 1, ?6)), 0) from search_page where lang = ?1 "
	    "and "
	    "unit between ?2 and ?3",
	    e);
	query_bind_text(&q, 1, lang_code(lang));
	query_bind_int(&q, 2, scope.first);
	query_bind_int(&q, 3, scope.last);
	query_bind_int(&q, 4, LONG_LIST);
	query_bind_int(&q, 5, RANK_PAGES);
	query_bind_int(&q, 6, DOCUMENT_PAGES);
	if (query_row(&q)) {
		cost = (size_t)query_int(&q, 0);
		l->pages = (size_t)query_int(&q, 1);
		weight = (size_t)query_int(&q, 2);
	}
	l->t = bits_for(cost, TOKEN_SHARD_BYTES);
	l->d = bits_for(weight, PAGE_SHARD_PAGES);
	return query_end(&q);
}

/* The fact that tells how the files that lie there are cut. */
static struct text
bits_key(struct arena *a, enum lang lang)
{
	return text_join(a, T("search_bits_"), lang_code(lang));
}

static struct text
bits_text(struct arena *a, const struct search_language *l)
{
	return text_fmt(a, "%u %u", l->t, l->d);
}

static bool
find_stale(struct store *s, struct arena *a, enum lang lang, struct search_language *l, bool all,
    struct err *e)
{
	struct text known;
	struct query q;

	l->tokens = ARENA_ARRAY(a, bool, (size_t)1 << l->t);
	l->shown = ARENA_ARRAY(a, bool, (size_t)1 << l->d);
	if (!fact_get(s, bits_key(a, lang), a, &known, e))
		return false;
	if (all || !text_eq(known, bits_text(a, l))) {
		memset(l->tokens, true, (size_t)1 << l->t);
		memset(l->shown, true, (size_t)1 << l->d);
		return true;
	}
	query_start(s, &q, "select kind, slot from search_stale where lang = ?1", e);
	query_bind_text(&q, 1, lang_code(lang));
	while (query_row(&q)) {
		uint32_t slot = (uint32_t)query_int(&q, 1);
		if (query_int(&q, 0) == STALE_TOKENS)
			l->tokens[slot >> (STALE_TOKEN_BITS - l->t)] = true;
		else
			l->shown[slot >> (ID_BITS - l->d)] = true;
	}
	return query_end(&q);
}

static void
cut_pieces(struct arena *a, struct search_plan *p, enum lang lang, enum search_kind kind,
    const bool *made, uint32_t n, uint32_t most)
{
	for (uint32_t from = 0, to; from < n; from = to) {
		to = from + 1;
		if (!made[from])
			continue;
		while (to < n && made[to] && to - from < most)
			to++;
		*ARENA_PUSH(a, &p->pieces) = (struct search_piece){ lang, kind, from, to };
	}
}

struct naming {
	struct arena *arena;
	struct search_plan *plan;
};

static bool
list_name(void *context, struct text path, struct text bytes, struct err *e)
{
	struct naming *n = context;

	(void)bytes, (void)e;
	text_list_add(n->arena, &n->plan->paths, text_copy(n->arena, path));
	return true;
}

bool
search_plan(struct store *s, struct arena *a, struct search_scope scope, bool all,
    struct search_plan *out, struct err *e)
{
	struct naming naming = { a, out };
	struct shards x = { .store = s,
		.plan = out,
		.err = e,
		.names = true,
		.emit = list_name,
		.context = &naming };

	*out = (struct search_plan){ .scope = scope };
	for (int k = 0; k < LANG_COUNT; k++) {
		struct search_language *l = &out->lang[k];
		enum lang lang = (enum lang)k;
		if (!measure(s, lang, scope, l, e))
			return false;
		if (l->pages == 0)
			continue;
		if (!find_stale(s, a, lang, l, all, e))
			return false;
		*ARENA_PUSH(a, &out->pieces) = (struct search_piece){ lang, SEARCH_HEAD, 0, 1 };
		cut_pieces(a, out, lang, SEARCH_TOKENS, l->tokens, 1u << l->t, PIECE_TOKENS);
		cut_pieces(a, out, lang, SEARCH_PAGES, l->shown, 1u << l->d, PIECE_PAGES);
	}
	for (size_t i = 0; i < out->pieces.n; i++)
		if (!write_piece(&x, &out->pieces.v[i]))
			return false;
	return true;
}

bool
search_plan_covers(const struct search_plan *p, struct text path)
{
	unsigned bits, n;
	char name[64];

	for (int k = 0; k < LANG_COUNT; k++) {
		const struct search_language *l = &p->lang[k];
		snprintf(name, sizeof name, FOLDER "%s/", lang_code((enum lang)k).p);
		if (l->pages == 0 || !text_starts(path, text_of(name)))
			continue;
		snprintf(name, sizeof name, "%.*s", TEXT_ARG(text_cut(path, strlen(name), path.n)));
		if (sscanf(name, "t%u/%x", &bits, &n) == 2)
			return bits != l->t || n >> l->t != 0 || l->tokens[n];
		if (sscanf(name, "d%u/%x", &bits, &n) == 2)
			return bits != l->d || n >> l->d != 0 || l->shown[n];
		return sscanf(name, "p/%u/%x", &bits, &n) != 2 ||
		    l->tokens[(uint64_t)n >> (32 - l->t)];
	}
	return true;
}

bool
search_settled(struct store *s, const struct search_plan *p, struct err *e)
{
	struct arena *a = arena_new();
	bool ok = store_run(s, "delete from search_stale", e);

	for (int k = 0; k < LANG_COUNT && ok; k++)
		ok = fact_set(s, bits_key(a, (enum lang)k), bits_text(a, &p->lang[k]), e);
	arena_free(a);
	return ok;
}
