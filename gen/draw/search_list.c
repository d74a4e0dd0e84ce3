/* SPDX-License-Identifier: MIT */
/*
 * The inverted index: for each token the ids of the pages it stands in, a row of search_list, in
 * the very form in which a shard tells them. A record that changes a sentence reads and writes the
 * rows of its sentence's tokens; files are made by any worker from the rows alone.
 */
#include <stdlib.h>

#include "draw/search_index.h"
#include "lihui/arena.h"

/* --- lists of ids --- */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void
put_gap(struct buf *b, uint64_t gap)
{
	for (; gap >= 32; gap >>= 5)
		buf_char(b, digits[32 + (gap & 31)]);
	buf_char(b, digits[gap]);
}

static unsigned
digit_value(char c)
{
	return c >= 'a' ? (unsigned)(c - 'a') + 26
	    : c == '_'  ? 63
	    : c >= 'A'  ? (unsigned)(c - 'A')
	    : c == '-'  ? 62
			: (unsigned)(c - '0') + 52;
}

bool
next_gap(const char **p, const char *end, uint64_t *gap)
{
	*gap = 0;
	for (int shift = 0; *p < end && shift < 60; shift += 5) {
		unsigned v = digit_value(*(*p)++);
		*gap |= (uint64_t)(v & 31) << shift;
		if (v < 32)
			return true;
	}
	return false;
}

/* --- rows --- */

/* The next token of a page, which has a line for each. */
static bool
next_token(struct text *rest, struct text *token)
{
	const char *end = memchr(rest->p, '\n', rest->n);

	if (end == NULL)
		return false;
	*token = text_cut(*rest, 0, (size_t)(end - rest->p));
	*rest = text_cut(*rest, token->n + 1, rest->n);
	return true;
}

static bool
list_load(struct store *s, struct arena *a, enum lang lang, uint32_t hash, struct text token,
    struct text *list, struct err *e)
{
	struct query q;

	*list = NO_TEXT;
	query_start(
	    s, &q, "select list from search_list where lang = ?1 and hash = ?2 and token = ?3", e);
	query_bind_text(&q, 1, lang_code(lang));
	query_bind_int(&q, 2, hash);
	query_bind_text(&q, 3, token);
	if (query_row(&q))
		*list = query_text(&q, a, 0);
	return query_end(&q);
}

/* A token that stands nowhere any more has no row. */
static bool
list_save(struct store *s, enum lang lang, uint32_t hash, struct text token, struct text list,
    struct err *e)
{
	struct query q;

	if (list.n > 0)
		query_start(s, &q,
		    "insert or replace into search_list (lang, hash, token, list) "
		    "values (?1, ?2, ?3, ?4)",
		    e);
	else
		query_start(s, &q,
		    "delete from search_list where lang = ?1 and hash = ?2 and token = ?3", e);
	query_bind_text(&q, 1, lang_code(lang));
	query_bind_int(&q, 2, hash);
	query_bind_text(&q, 3, token);
	if (list.n > 0)
		query_bind_blob(&q, 4, list);
	query_row(&q);
	return query_end(&q);
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

/* --- some changed --- */

/* A page comes into or goes out of a token's list. */
struct change {
	enum lang lang;
	uint32_t hash;
	bool comes;
	struct text token;
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
	struct text token;

	while (id != NO_PAGE && next_token(&tokens, &token))
		*ARENA_PUSH(a, l) = (struct change){ lang, token_hash(token), comes, token, id };
}

static int
token_cmp(const struct change *a, const struct change *b)
{
	if (a->lang != b->lang)
		return (a->lang > b->lang) - (a->lang < b->lang);
	if (a->hash != b->hash)
		return (a->hash > b->hash) - (a->hash < b->hash);
	return text_cmp(a->token, b->token);
}

static int
change_cmp(const void *x, const void *y)
{
	const struct change *a = x, *b = y;
	int by = token_cmp(a, b);

	if (by == 0)
		by = (a->id > b->id) - (a->id < b->id);
	return by != 0 ? by : a->comes - b->comes;
}

/* A list with the changes [c, end) of its token. What goes and comes at once stays: a token that an
 * edit left, or an id that one page leaves to another. */
static void
change_list(struct buf *out, struct text list, const struct change *c, const struct change *end)
{
	const char *p = list.p;
	uint64_t gap, id = 0, last = 0;
	bool more = next_gap(&p, list.p + list.n, &gap);

	id = more ? gap : 0;
	while (more || c < end) {
		bool old = more && (c == end || id <= c->id), there = old;
		uint64_t here = old ? id : c->id;
		for (; c < end && c->id == here; c++)
			there = c->comes;
		if (there) {
			put_gap(out, here - last);
			last = here;
		}
		if (old && (more = next_gap(&p, list.p + list.n, &gap)))
			id += gap;
	}
}

bool
lists_change(struct store *s, const struct page_change_list *l, struct err *e)
{
	struct arena *a = arena_new(), *list_arena = arena_new();
	struct change_list changes = { 0 };
	struct buf out = BUF_INIT;
	struct text list;
	bool ok = true;

	for (size_t i = 0; i < l->n; i++) {
		const struct page_change *p = &l->v[i];
		if (p->was == p->is && text_eq(p->old_tokens, p->new_tokens))
			continue;
		add_changes(a, &changes, p->lang, p->was, p->old_tokens, false);
		add_changes(a, &changes, p->lang, p->is, p->new_tokens, true);
	}
	if (changes.n > 1)
		qsort(changes.v, changes.n, sizeof *changes.v, change_cmp);
	for (struct change *c = changes.v, *end = c + changes.n, *next; ok && c < end; c = next) {
		for (next = c + 1; next < end && token_cmp(c, next) == 0; next++)
			continue;
		if (next - c == 2 && c->id == c[1].id) /* nearly always, when a page is edited */
			continue;
		arena_clear(list_arena);
		buf_clear(&out);
		ok = list_load(s, list_arena, c->lang, c->hash, c->token, &list, e);
		if (ok)
			change_list(&out, list, c, next);
		if (ok && !text_eq(list, buf_view(&out)))
			ok = list_save(s, c->lang, c->hash, c->token, buf_view(&out), e) &&
			    stale_put(
				s, c->lang, STALE_TOKENS, c->hash >> (32 - STALE_TOKEN_BITS), e);
	}
	buf_release(&out);
	arena_free(list_arena);
	arena_free(a);
	return ok;
}

/* --- all anew --- */

struct list_made {
	uint32_t hash;
	struct text token;
	uint64_t last; /* id */
	struct buf list;
};

static int
made_cmp(const void *x, const void *y)
{
	const struct list_made *a = x, *b = y;

	return a->hash != b->hash ? (a->hash > b->hash) - (a->hash < b->hash)
				  : text_cmp(a->token, b->token);
}

/*
 * Pages pass by in order of id, and each appends its gap to the lists of its tokens, so nothing is
 * sorted but the tokens; what is in memory is the result, three bytes and a half for each time that
 * a page has a token: 8 MB for 9,000 records.
 */
bool
lists_make(struct store *s, enum lang lang, struct search_scope scope, struct err *e)
{
	struct token_set tokens;
	struct {
		struct list_made *v;
		size_t n, room;
	} made = { 0 };
	struct query q;

	token_set_init(&tokens);
	query_start(s, &q,
	    "select number, tokens from search_page where lang = ?1 and unit between ?2 and ?3 "
	    "order by number",
	    e);
	query_bind_text(&q, 1, lang_code(lang));
	query_bind_int(&q, 2, scope.first);
	query_bind_int(&q, 3, scope.last);
	while (query_row(&q)) {
		uint64_t id = (uint64_t)query_int(&q, 0);
		struct text rest = query_peek(&q, 1), token;
		while (next_token(&rest, &token)) {
			size_t i = token_set_add(&tokens, token);
			if (i == made.n) {
				struct text kept = text_copy(tokens.arena, token);
				tokens.list.v[i] = kept;
				*ARENA_PUSH(tokens.arena, &made) = (struct list_made){
					.hash = token_hash(kept), .token = kept, .list = BUF_INIT
				};
			}
			put_gap(&made.v[i].list, id - made.v[i].last);
			made.v[i].last = id;
		}
	}
	bool ok = query_end(&q);
	if (made.n > 1)
		qsort(made.v, made.n, sizeof *made.v, made_cmp);
	for (size_t i = 0; i < made.n; i++) {
		ok = ok &&
		    list_save(
			s, lang, made.v[i].hash, made.v[i].token, buf_view(&made.v[i].list), e);
		buf_release(&made.v[i].list);
	}
	token_set_release(&tokens);
	return ok;
}
