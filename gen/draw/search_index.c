/* SPDX-License-Identifier: MIT */
/*
 * The search index, made for telephones with little data and for folders on a USB stick: no server,
 * no fetch (browsers refuse it on file://), only script tags. A query may cost 128 KB at 9,000
 * records, so nothing is loaded that it does not need.
 *
 * A page's id is 39 bits: 3 bits of rank (enum search_rank), 16 bits of "days before 2179" (of what
 * is due: the days since 2000), then 20 bits of a hash of its address. Nothing moves when a page is
 * added (in the rare case that two pages of one day share a hash, the second by address takes the
 * next free number), and ids in ascending order are the order of results: what is due, the longest
 * overdue first, other matters, bulletins, meetings, the manual, each newest first. So overdue
 * matters lead without a file that changes with the day. A posting list is the ids' gaps, each in
 * base 32 digits, least first, written with 64 characters (the upper half says that another digit
 * follows): 3 bytes for a neighbour of the same day, 6 for a stranger. Long lists (双书记 stands in
 * every record) are cut by periods of 91 days of one rank into files of their own, so that a query
 * reads the first periods first and stops when it has enough; and so that tonight's record touches
 * one of these files and not the years behind it.
 *
 *   assets/search/zh.js                  lihui.index("zh",{"v":2,"t":10,"d":8,"n":9000}): t, d are
 * the bits below, n the number of pages assets/search/zh/t10/2f3.js
 * lihui.shard("zh/t10/2f3",{"电机":"…","书记":"!…"}): tokens whose hash begins with these 10 bits
 *   assets/search/zh/p/602/9c01f3aa.js   the same form: what a token marked '!' (its list names
 * periods) has in period 602 assets/search/zh/d8/1c.js
 * {"ID":[address,title,summary,label,day,sign,mark,class,text,due]}: pages whose hash begins with
 * these 8 bits; text: the lines it is found by, so that a hit shows the sentence; due: 2019-12-10,
 * of what is due
 *
 * Bits stand in the folder's name: when an archive outgrows them the old files are never mistaken
 * for the new ones.
 *
 * This file keeps the rows: who has which id, what the lists follow from, and marks of what is to
 * be made, which stay until the files are written. The bytes of a file follow from the rows alone,
 * so one page more or less remakes the shards of its tokens and its own, and the result is that of
 * making everything.
 */
#include "draw/search_index.h"

#include <stdlib.h>

#include "lihui/arena.h"

/* Pages; when more changed, all lists are made anew: that takes no longer. */
#define CHANGES_MOST 800

struct search_update {
	struct store *store;
	struct search_scope scope;
	struct arena *arena;
	bool anew; /* all lists are made anew: nothing needs to be noted */
	struct page_change_list changes;
};

/* --- rows --- */

/* Lists are of one scope. An index that was put together of others has none. */
static struct text
scope_text(struct arena *a, struct search_scope scope)
{
	return text_fmt(a, "%lld %lld", (long long)scope.first, (long long)scope.last);
}

struct search_update *
search_update_start(struct store *s, struct search_scope scope, struct err *e)
{
	struct search_update *u = mem_alloc(sizeof *u);
	struct text known;

	*u = (struct search_update){ .store = s, .scope = scope, .arena = arena_new() };
	if (!fact_get(s, T("search_scope"), u->arena, &known, e)) {
		search_update_free(u);
		return NULL;
	}
	u->anew = !text_eq(known, scope_text(u->arena, scope));
	return u;
}

void
search_update_free(struct search_update *u)
{
	if (u == NULL)
		return;
	arena_free(u->arena);
	free(u);
}

static void
note(struct search_update *u, const struct page_change *c)
{
	if (u->changes.n == CHANGES_MOST)
		u->anew = true;
	if (!u->anew)
		*ARENA_PUSH(u->arena, &u->changes) = *c;
}

/* What the lists have of a page. */
static bool
page_before(struct search_update *u, int64_t id, struct page_change *c, struct err *e)
{
	struct query q;

	*c = (struct page_change){ .id = id,
		.was = NO_PAGE,
		.is = NO_PAGE,
		.old_tokens = NO_TEXT,
		.new_tokens = NO_TEXT };
	if (u->anew)
		return true;
	query_start(u->store, &q,
	    "select lang, number, tokens from search_page where id = ?1 and unit between ?2 and ?3",
	    e);
	query_bind_int(&q, 1, id);
	query_bind_int(&q, 2, u->scope.first);
	query_bind_int(&q, 3, u->scope.last);
	if (query_row(&q)) {
		lang_parse(query_peek(&q, 0), &c->lang);
		c->was = (uint64_t)query_int(&q, 1);
		c->old_tokens = query_text(&q, u->arena, 2);
	}
	return query_end(&q);
}

bool
search_put(struct search_update *u, int64_t id, const struct search_row *r, struct err *e)
{
	struct page_change c;
	struct query q;

	if (!page_before(u, id, &c, e))
		return false;
	query_start(u->store, &q,
	    "insert or replace into search_page (id, lang, unit, address, problem, source, number, "
	    "moved, shown, tokens) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?9) returning id",
	    e);
	if (id != 0)
		query_bind_int(&q, 1, id);
	else
		query_bind_null(&q, 1);
	query_bind_text(&q, 2, lang_code(r->lang));
	query_bind_int(&q, 3, r->unit);
	query_bind_text(&q, 4, r->address);
	query_bind_int(&q, 5, r->problem);
	query_bind_int(&q, 6, (int64_t)r->source);
	query_bind_int(&q, 7, (int64_t)r->wish);
	query_bind_text(&q, 8, r->shown);
	query_bind_text(&q, 9, r->tokens);
	if (query_row(&q))
		c.id = query_int(&q, 0);
	if (!query_end(&q))
		return false;
	c.lang = r->lang;
	if (r->unit >= u->scope.first && r->unit <= u->scope.last)
		c.is = r->wish;
	c.new_tokens = u->anew ? NO_TEXT : text_copy(u->arena, r->tokens);
	note(u, &c);
	return true;
}

bool
search_drop(struct search_update *u, int64_t id, struct err *e)
{
	struct page_change c;
	struct query q;

	if (!page_before(u, id, &c, e))
		return false;
	note(u, &c);
	query_start(u->store, &q, "delete from search_page where id = ?1", e);
	query_bind_int(&q, 1, id);
	query_row(&q);
	return query_end(&q);
}

/* --- ids --- */

struct numbered {
	int64_t id;
	uint64_t number, now;
	uint32_t hash;
};
struct numbered_list {
	struct numbered *v;
	size_t n, room;
};

/* Of pages that want one number the first by address has it, the others the next free ones; behind
 * the day's last number its first free ones come. */
static void
number_day(struct numbered *v, size_t n, uint64_t day)
{
	uint32_t next = 0, gap = 0;
	size_t fit = 0, k = 0;

	for (; fit < n && (v[fit].hash > next ? v[fit].hash : next) < ID_HASHES; fit++) {
		next = v[fit].hash > next ? v[fit].hash : next;
		v[fit].now = day << ID_BITS | next++;
	}
	for (size_t i = fit; i < n; i++, gap++) {
		for (; k < fit && v[k].now == (day << ID_BITS | gap); k++)
			gap++;
		v[i].now = (day << ID_BITS) + gap;
	}
}

static bool
move_page(struct search_update *u, enum lang lang, const struct numbered *m, struct err *e)
{
	struct page_change c;
	struct query q;

	if (!page_before(u, m->id, &c, e))
		return false;
	query_start(u->store, &q,
	    "update search_page set number = ?2, moved = moved + ?2 - number where id = ?1", e);
	query_bind_int(&q, 1, m->id);
	query_bind_int(&q, 2, (int64_t)m->now);
	query_row(&q);
	if (!query_end(&q))
		return false;
	if (u->anew)
		return true;
	for (size_t i = 0; i < u->changes.n; i++)
		if (u->changes.v[i].id == m->id && u->changes.v[i].is != NO_PAGE) {
			u->changes.v[i].is = m->now;
			return true;
		}
	c.lang = lang;
	c.is = m->now;
	c.new_tokens = c.old_tokens;
	*ARENA_PUSH(u->arena, &u->changes) = c;
	return true;
}

/* Gives the pages of some days the numbers that they are to have. */
static bool
settle_numbers(struct search_update *u, enum lang lang, uint64_t from, uint64_t to, struct err *e)
{
	struct arena *a = arena_new();
	struct numbered_list l = { 0 };
	struct query q;

	query_start(u->store, &q,
	    "select id, number, number - moved from search_page where lang = ?1 and number between "
	    "?2 and ?3 and unit between ?4 and ?5 order by 3, address, problem, unit",
	    e);
	query_bind_text(&q, 1, lang_code(lang));
	query_bind_int(&q, 2, (int64_t)from);
	query_bind_int(&q, 3, (int64_t)to);
	query_bind_int(&q, 4, u->scope.first);
	query_bind_int(&q, 5, u->scope.last);
	while (query_row(&q))
		*ARENA_PUSH(a, &l) = (struct numbered){ .id = query_int(&q, 0),
			.number = (uint64_t)query_int(&q, 1),
			.hash = (uint32_t)query_int(&q, 2) & (ID_HASHES - 1) };
	bool ok = query_end(&q);
	for (size_t i = 0, end; i < l.n; i = end) {
		uint64_t day = l.v[i].number >> ID_BITS;
		for (end = i + 1; end < l.n && l.v[end].number >> ID_BITS == day; end++)
			continue;
		number_day(l.v + i, end - i, day);
	}
	for (size_t i = 0; i < l.n && ok; i++)
		if (l.v[i].now != l.v[i].number)
			ok = move_page(u, lang, &l.v[i], e);
	arena_free(a);
	return ok;
}

/* --- the end --- */

static int
day_cmp(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

	return (a > b) - (a < b);
}

/* The days that a page left or came to, each once. */
static bool
settle_days(struct search_update *u, struct err *e)
{
	const unsigned lang_shift = 64 - ID_BITS; /* above the day; falls out of an id */
	uint64_t *days = ARENA_ARRAY(u->arena, uint64_t, u->changes.n * 2 + 1);
	size_t n = 0;
	bool ok = true;

	for (size_t i = 0; i < u->changes.n; i++) {
		const struct page_change *c = &u->changes.v[i];
		if (c->was != NO_PAGE)
			days[n++] = (uint64_t)c->lang << lang_shift | c->was >> ID_BITS;
		if (c->is != NO_PAGE)
			days[n++] = (uint64_t)c->lang << lang_shift | c->is >> ID_BITS;
	}
	qsort(days, n, sizeof *days, day_cmp);
	for (size_t i = 0; i < n && ok; i++) {
		uint64_t first = days[i] << ID_BITS;
		if (i == 0 || days[i] != days[i - 1])
			ok = settle_numbers(u, (enum lang)(days[i] >> lang_shift), first,
			    first | (ID_HASHES - 1), e);
	}
	return ok;
}

static bool
page_is_stale(struct search_update *u, enum lang lang, uint64_t id, struct err *e)
{
	return id == NO_PAGE ||
	    stale_put(u->store, lang, STALE_PAGE, (uint32_t)(id & (ID_HASHES - 1)), e);
}

bool
search_update_end(struct search_update *u, struct err *e)
{
	bool ok = true;

	if (!u->anew) {
		ok = settle_days(u, e) && lists_change(u->store, &u->changes, e);
		for (size_t i = 0; i < u->changes.n && ok; i++) {
			const struct page_change *c = &u->changes.v[i];
			ok = page_is_stale(u, c->lang, c->was, e) &&
			    page_is_stale(u, c->lang, c->is, e);
		}
		return ok;
	}
	ok = store_run(u->store, "delete from search_list", e) &&
	    store_run(u->store, "delete from search_stale", e) &&
	    store_run(u->store, "delete from fact where key glob 'search_bits_*'", e);
	for (int l = 0; l < LANG_COUNT && ok; l++)
		ok = settle_numbers(u, (enum lang)l, 0, INT64_MAX, e) &&
		    lists_make(u->store, (enum lang)l, u->scope, e);
	return ok && fact_set(u->store, T("search_scope"), scope_text(u->arena, u->scope), e);
}
