/* SPDX-License-Identifier: MIT */
/*
 * The files of the search index; search.c tells their form. Lists stand in the index as a shard
 * tells them, so the shards of tokens are little more than copied; only a long list is read, to be
 * cut by periods. Names are told by the same walk over the rows that makes the bytes.
 */
#include "draw/search_shard.h"

#include <stdlib.h>

#include "lihui/arena.h"

#define PERIOD_DAYS 91

/* The files of one piece: bytes go to emit, or only names to list. */
struct shards {
	struct store *store;
	const struct search_plan *plan;
	const struct search_language *l;
	enum lang lang;
	search_emit *emit;
	void *context;
	struct err *err;
	struct arena *arena;
	struct text_list *names;
	bool failed;
	struct shard {
		struct buf path, out;
	} shard,
	    period; /* of tokens or pages; of a long list, which is met while the former is open */
	struct buf list;
};

/* --- one file --- */

/* Its path, and the call with its own name, which is the path without folder and ending. */
static void
shard_begin(struct shards *x, struct shard *s, const char *format, unsigned a, unsigned b)
{
	buf_clear(&s->path);
	buf_clear(&s->out);
	buf_str(&s->path, SEARCH_FOLDER);
	buf_text(&s->path, lang_code(x->lang));
	buf_fmt(&s->path, format, a, b);
	buf_str(&s->out, "lihui.shard(");
	buf_json(&s->out, text_cut(buf_view(&s->path), sizeof SEARCH_FOLDER - 1, s->path.n));
	buf_str(&s->out, ",{");
	buf_str(&s->path, ".js");
}

static void
hand_over(struct shards *x, struct shard *s)
{
	if (x->failed)
		return;
	if (x->names != NULL)
		text_list_add(x->arena, x->names, text_copy(x->arena, buf_view(&s->path)));
	else
		x->failed = !x->emit(x->context, buf_view(&s->path), buf_view(&s->out), x->err);
}

static void
shard_end(struct shards *x, struct shard *s)
{
	buf_str(&s->out, "});\n");
	hand_over(x, s);
}

/* Separates the members of a shard's object. */
static void
shard_key(struct shard *s, struct text key)
{
	if (s->out.p[s->out.n - 1] != '{')
		buf_char(&s->out, ',');
	buf_json(&s->out, key);
	buf_char(&s->out, ':');
}

/* --- long lists --- */

/* A long list that is read from its front: id is the next one. */
struct shard_cursor {
	struct text spelling;
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
cursor_of(const struct token_entry *t)
{
	struct shard_cursor c = {
		.spelling = t->spelling, .p = t->list.p, .end = t->list.p + t->list.n
	};

	cursor_next(&c);
	return c;
}

/* '!' and the gaps of the periods in which the token stands. */
static void
put_periods(struct buf *b, const struct token_entry *t)
{
	struct shard_cursor c = cursor_of(t);
	unsigned last = 0;

	buf_char(b, '!');
	for (bool first = true; c.more; first = false) {
		unsigned period = id_period(c.id);
		if (first || period != last)
			put_gap(b, period - last);
		last = period;
		cursor_next(&c);
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
	shard_key(&x->period, c->spelling);
	buf_json(&x->period.out, buf_view(&x->list));
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
		shard_begin(x, &x->period, "/p/%u/%08x", period, hash);
		for (size_t i = 0; i < n; i++)
			put_period(x, &v[i], period);
		shard_end(x, &x->period);
	}
}

/* Those that wait for the next token, which may have the same hash. */
struct waiting {
	struct shard_cursor *v;
	size_t n, room;
	uint32_t hash;
};

static void
write_waiting(struct shards *x, struct waiting *w)
{
	if (w->n > 0)
		write_periods(x, w->hash, w->v, w->n);
	w->n = 0;
}

/* --- tokens --- */

/* From the open shard to the given one; empty ones are written too: to the browser a file that is
 * not there is a failure. */
static void
walk_to(struct shards *x, uint32_t *shard, uint32_t to)
{
	while (*shard < to) {
		shard_end(x, &x->shard);
		++*shard;
		shard_begin(x, &x->shard, "/t%u/%x", x->l->t, *shard);
	}
}

static void
put_token(struct shards *x, const struct token_entry *t)
{
	shard_key(&x->shard, t->spelling);
	if (t->list.n <= LONG_LIST) {
		buf_char(&x->shard.out, '"'); /* digits need no escape */
		buf_text(&x->shard.out, t->list);
		buf_char(&x->shard.out, '"');
		return;
	}
	buf_clear(&x->list);
	put_periods(&x->list, t);
	buf_json(&x->shard.out, buf_view(&x->list));
}

/* Tokens of one hash lie in one bucket, so cursors need not outlive it. */
static void
put_bucket(struct shards *x, struct text lists, uint32_t *shard)
{
	struct waiting w = { 0 };
	struct arena *a = NULL;
	struct token_entry t;

	while (bucket_next(&lists, &t)) {
		if (x->names == NULL || x->l->t > BUCKET_BITS)
			walk_to(x, shard, x->l->t > 0 ? t.hash >> (32 - x->l->t) : 0);
		if (x->names == NULL)
			put_token(x, &t);
		if (t.list.n <= LONG_LIST)
			continue;
		if (w.n > 0 && w.hash != t.hash)
			write_waiting(x, &w);
		if (a == NULL)
			a = arena_new();
		w.hash = t.hash;
		*ARENA_PUSH(a, &w) = cursor_of(&t);
	}
	write_waiting(x, &w);
	arena_free(a);
}

static bool
write_tokens(struct shards *x, uint32_t from, uint32_t to)
{
	unsigned slot_bits = shard_slot_bits(x->l), wide = BUCKET_BITS - slot_bits,
		 narrow = x->l->t - slot_bits;
	uint32_t shard = from << narrow;
	struct query q;

	shard_begin(x, &x->shard, "/t%u/%x", x->l->t, shard);
	query_start(x->store, &q,
	    "select bucket, lists from search_list where lang = ?1 and bucket between ?2 and ?3 "
	    "order by bucket",
	    x->err);
	query_bind_text(&q, 1, lang_code(x->lang));
	query_bind_int(&q, 2, from << wide);
	query_bind_int(&q, 3, (to << wide) - 1);
	while (!x->failed && query_row(&q)) {
		walk_to(x, &shard, (uint32_t)query_int(&q, 0) >> wide << narrow);
		put_bucket(x, query_peek(&q, 1), &shard);
	}
	walk_to(x, &shard, (to << narrow) - 1);
	shard_end(x, &x->shard);
	return query_end(&q);
}

/* --- pages --- */

/* Only shards that hold a page: nobody asks for another. */
static bool
write_pages(struct shards *x, uint32_t from, uint32_t to)
{
	unsigned below = ID_BITS - x->l->d;
	uint32_t open = UINT32_MAX;
	struct arena *a = arena_new();
	struct query q;

	query_start(x->store, &q,
	    x->names != NULL
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
		uint64_t id = (uint64_t)query_int(&q, 0);
		uint32_t shard = (uint32_t)(id & (ID_HASHES - 1)) >> below;
		if (shard != open) {
			if (open != UINT32_MAX)
				shard_end(x, &x->shard);
			open = shard;
			shard_begin(x, &x->shard, "/d%u/%x", x->l->d, shard);
		}
		arena_clear(a);
		shard_key(&x->shard, text_fmt(a, "%llu", (unsigned long long)id));
		buf_text(&x->shard.out, query_peek(&q, 1));
	}
	if (open != UINT32_MAX)
		shard_end(x, &x->shard);
	arena_free(a);
	return query_end(&q);
}

static void
write_head(struct shards *x)
{
	struct text lang = lang_code(x->lang);

	buf_clear(&x->shard.path);
	buf_clear(&x->shard.out);
	buf_str(&x->shard.path, SEARCH_FOLDER);
	buf_text(&x->shard.path, lang);
	buf_str(&x->shard.path, ".js");
	buf_fmt(&x->shard.out, "lihui.index(\"%.*s\",{\"v\":1,\"t\":%u,\"d\":%u,\"n\":%zu});\n",
	    TEXT_ARG(lang), x->l->t, x->l->d, x->l->pages);
	hand_over(x, &x->shard);
}

static bool
write_piece(struct shards *x, const struct search_piece *piece)
{
	bool ok = true;

	x->lang = piece->lang;
	x->l = &x->plan->lang[piece->lang];
	x->shard = x->period = (struct shard){ BUF_INIT, BUF_INIT };
	x->list = (struct buf)BUF_INIT;
	if (piece->kind == SEARCH_HEAD)
		write_head(x);
	else
		ok = piece->kind == SEARCH_TOKENS ? write_tokens(x, piece->from, piece->to)
						  : write_pages(x, piece->from, piece->to);
	buf_release(&x->shard.path);
	buf_release(&x->shard.out);
	buf_release(&x->period.path);
	buf_release(&x->period.out);
	buf_release(&x->list);
	return ok && !x->failed;
}

bool
shard_names(struct store *s, struct arena *a, const struct search_plan *p,
    const struct search_piece *piece, struct text_list *out, struct err *e)
{
	struct shards x = { .store = s, .plan = p, .err = e, .arena = a, .names = out };

	return write_piece(&x, piece);
}

bool
search_write(struct store *s, const struct search_plan *p, const struct search_piece *piece,
    search_emit *emit, void *context, struct err *e)
{
	struct shards x = { .store = s, .plan = p, .err = e, .emit = emit, .context = context };

	return write_piece(&x, piece);
}
