/* SPDX-License-Identifier: MIT */
/*
 * All lists of the search anew. Pages pass by in order of id, and each appends its gap to the lists
 * of its tokens, so nothing is sorted but the tokens; what is in memory is the result, three bytes
 * and a half for each time that a page has a token: 8 MB for a language of 9,000 records, of all
 * languages at once.
 *
 * The pages of a language are shared out in stretches of ids, for each a worker with a connection
 * of its own. A stretch keeps the first id of each list apart, so that the lists of the stretches
 * are joined by one gap between them: the same bytes, however many there were.
 */
#include "draw/search_index.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/hash.h"
#include "lihui/pool.h"

#define STRETCHES_MOST 8 /* of a language */

/* Gaps one behind the other, in pieces that double: most tokens stand in a page or two, some in
 * all. */
#define PIECE_LEAST 16
#define PIECE_MOST  4096
struct shard_piece {
	struct shard_piece *next;
	uint32_t n, room;
	char bytes[];
};

struct token_list_made {
	uint64_t key; /* of a pair its number, of a word a hash */
	bool is_word;
	uint32_t hash;
	struct text spelling;
	uint64_t first, last;           /* ids */
	struct shard_piece *gaps, *end; /* behind the first */
};

struct stretch {
	enum lang lang;
	uint64_t from, to;         /* ids, to not included */
	struct arena *arena;       /* spellings and pieces */
	struct token_list_made *v; /* sorted by hash and spelling in the end */
	size_t n, room;
	uint32_t *slot; /* 1-based places in v; 0 is free */
	size_t slots;
	size_t at; /* how far it was written */
};

/* --- lists --- */

static size_t
place_of(const struct stretch *x, uint64_t key, bool is_word, struct text word)
{
	size_t i = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & (x->slots - 1);

	for (; x->slot[i] != 0; i = (i + 1) & (x->slots - 1)) {
		const struct token_list_made *t = &x->v[x->slot[i] - 1];
		if (t->key == key && t->is_word == is_word &&
		    (!is_word || text_eq(t->spelling, word)))
			break;
	}
	return i;
}

static void
slots_grow(struct stretch *x)
{
	free(x->slot);
	x->slots *= 2;
	x->slot = mem_alloc(x->slots * sizeof *x->slot);
	for (size_t k = 0; k < x->n; k++)
		x->slot[place_of(x, x->v[k].key, x->v[k].is_word, x->v[k].spelling)] =
		    (uint32_t)k + 1;
}

static struct token_list_made *
list_new(struct stretch *x, size_t slot, uint64_t key, const struct token_reader *r, uint64_t id)
{
	char room[8];

	if (x->n == x->room) {
		x->room = x->room * 2 + 1024;
		x->v = mem_realloc(x->v, x->room * sizeof *x->v);
	}
	struct text spelling = text_copy(x->arena, token_spelling(r, room));
	x->v[x->n] = (struct token_list_made){ .key = key,
		.is_word = r->is_word,
		.hash = token_hash(spelling),
		.spelling = spelling,
		.first = id,
		.last = id };
	x->slot[slot] = (uint32_t)++x->n;
	if (x->n * 2 > x->slots)
		slots_grow(x);
	return &x->v[x->n - 1];
}

static void
list_append(struct stretch *x, struct token_list_made *t, uint64_t id)
{
	if (t->end == NULL || t->end->room - t->end->n < GAP_MOST) {
		uint32_t room = t->end == NULL      ? PIECE_LEAST
		    : t->end->room * 2 > PIECE_MOST ? PIECE_MOST
						    : t->end->room * 2;
		struct shard_piece *p = arena_bytes(x->arena, sizeof *p + room);
		*p = (struct shard_piece){ .room = room };
		*(t->end == NULL ? &t->gaps : &t->end->next) = p;
		t->end = p;
	}
	t->end->n += (uint32_t)gap_bytes(t->end->bytes + t->end->n, id - t->last);
	t->last = id;
}

static void
add_page(struct stretch *x, uint64_t id, struct text tokens)
{
	struct token_reader r = TOKEN_READER(tokens);

	while (token_read(&r)) {
		uint64_t key = r.is_word ? hash64(buf_view(&r.word)) : r.pair;
		size_t slot = place_of(x, key, r.is_word, buf_view(&r.word));
		if (x->slot[slot] == 0)
			list_new(x, slot, key, &r, id);
		else
			list_append(x, &x->v[x->slot[slot] - 1], id);
	}
	buf_release(&r.word);
}

static int
made_cmp(const void *x, const void *y)
{
	const struct token_list_made *a = x, *b = y;

	return spelling_cmp(a->hash, a->spelling, b->hash, b->spelling);
}

/* --- a stretch --- */

static void
stretch_init(struct stretch *x, enum lang lang, uint64_t from, uint64_t to)
{
	*x = (struct stretch){
		.lang = lang, .from = from, .to = to, .arena = arena_new(), .slots = 4096
	};
	x->slot = mem_alloc(x->slots * sizeof *x->slot);
}

static void
stretch_release(struct stretch *x)
{
	free(x->v);
	free(x->slot);
	arena_free(x->arena);
}

static bool
stretch_read(struct stretch *x, struct store *s, struct search_scope scope, struct err *e)
{
	struct query q;

	query_start(s, &q,
	    "select number, tokens from search_page where lang = ?1 and number >= ?2 and number < "
	    "?3 and unit between ?4 and ?5 order by number",
	    e);
	query_bind_text(&q, 1, lang_code(x->lang));
	query_bind_int(&q, 2, (int64_t)x->from);
	query_bind_int(&q, 3, (int64_t)x->to);
	query_bind_int(&q, 4, scope.first);
	query_bind_int(&q, 5, scope.last);
	while (query_row(&q))
		add_page(x, (uint64_t)query_int(&q, 0), query_peek(&q, 1));
	if (x->n > 1)
		qsort(x->v, x->n, sizeof *x->v, made_cmp);
	return query_end(&q);
}

/* --- all of them --- */

struct making {
	const char *path;
	struct search_scope scope;
	struct stretch
	    v[LANG_COUNT * STRETCHES_MOST]; /* a language behind the other, in order of ids */
	size_t n;
};

/* The id of the nth page; behind the last one, what is above all. */
static bool
id_at(struct store *s, enum lang lang, struct search_scope scope, size_t n, uint64_t *id,
    struct err *e)
{
	struct query q;

	query_start(s, &q,
	    "select number from search_page where lang = ?1 and unit between ?2 and ?3 order by "
	    "number limit 1 offset ?4",
	    e);
	query_bind_text(&q, 1, lang_code(lang));
	query_bind_int(&q, 2, scope.first);
	query_bind_int(&q, 3, scope.last);
	query_bind_int(&q, 4, (int64_t)n);
	*id = query_row(&q) ? (uint64_t)query_int(&q, 0) : INT64_MAX;
	return query_end(&q);
}

/* Stretches of equally many pages. */
static bool
share_out(struct making *k, struct store *s, enum lang lang, size_t stretches, struct err *e)
{
	struct arena *a = arena_new();
	uint64_t from = 0, to;
	size_t pages;
	bool ok = search_pages(s, a, lang, &pages, e);

	for (size_t i = 0; i < stretches && ok; i++, from = to) {
		ok = id_at(s, lang, k->scope, pages * (i + 1) / stretches, &to, e);
		if (ok)
			stretch_init(&k->v[k->n++], lang, from, to);
	}
	arena_free(a);
	return ok;
}

static bool
read_stretch(void *context, size_t i, int worker, struct err *e)
{
	struct making *k = context;
	struct store *s = store_open_reader(k->path, e);
	bool ok = s != NULL && stretch_read(&k->v[i], s, k->scope, e);

	(void)worker;
	store_close(s);
	return ok;
}

/* The stretch whose next token comes first; NULL at the end. */
static struct stretch *
next_token(struct stretch *v, size_t n)
{
	struct stretch *first = NULL;

	for (size_t i = 0; i < n; i++)
		if (v[i].at < v[i].n &&
		    (first == NULL || made_cmp(&v[i].v[v[i].at], &first->v[first->at]) < 0))
			first = &v[i];
	return first;
}

static void
join_list(struct buf *list, struct stretch *v, size_t n, const struct token_list_made *token)
{
	uint64_t last = 0;

	buf_clear(list);
	for (size_t i = 0; i < n; i++) {
		const struct token_list_made *t = &v[i].v[v[i].at];
		if (v[i].at == v[i].n || made_cmp(t, token) != 0)
			continue;
		put_gap(list, t->first - last);
		for (const struct shard_piece *p = t->gaps; p != NULL; p = p->next)
			buf_put(list, p->bytes, p->n);
		last = t->last;
		v[i].at++;
	}
}

/* The stretches of one language. */
static bool
save_lists(struct stretch *v, size_t n, struct store *s, struct err *e)
{
	struct buf out = BUF_INIT, list = BUF_INIT;
	struct stretch *next = next_token(v, n);
	bool ok = true;

	while (ok && next != NULL) {
		uint32_t bucket = next->v[next->at].hash >> (32 - BUCKET_BITS);
		buf_clear(&out);
		for (; next != NULL && next->v[next->at].hash >> (32 - BUCKET_BITS) == bucket;
		     next = next_token(v, n)) {
			struct token_list_made token = next->v[next->at];
			join_list(&list, v, n, &token);
			bucket_put(&out, token.spelling, buf_view(&list));
		}
		ok = bucket_save(s, v->lang, bucket, buf_view(&out), e);
	}
	buf_release(&out);
	buf_release(&list);
	return ok;
}

static bool
read_all(struct making *k, struct store *s, int jobs, struct err *e)
{
	if (k->path != NULL)
		return store_commit(s, e) && pool_run(k->n, jobs, read_stretch, k, e) &&
		    store_begin(s, e);
	for (size_t i = 0; i < k->n; i++)
		if (!stretch_read(&k->v[i], s, k->scope, e))
			return false;
	return true;
}

bool
lists_make(struct store *s, const char *path, int jobs, struct search_scope scope, struct err *e)
{
	struct making k = { .path = path, .scope = scope };
	size_t stretches = path == NULL ? 1 : jobs > STRETCHES_MOST ? STRETCHES_MOST : (size_t)jobs;
	bool ok = true;

	for (int l = 0; l < LANG_COUNT && ok; l++)
		ok = share_out(&k, s, (enum lang)l, stretches, e);
	ok = ok && read_all(&k, s, jobs, e) && store_run(s, "delete from search_list", e) &&
	    store_run(s, "delete from search_stale", e);
	for (size_t i = 0; i + stretches <= k.n && ok; i += stretches)
		ok = save_lists(&k.v[i], stretches, s, e) &&
		    stale_put(s, k.v[i].lang, STALE_ALL, 0, e);
	for (size_t i = 0; i < k.n; i++)
		stretch_release(&k.v[i]);
	return ok;
}
