/* SPDX-License-Identifier: MIT */
/*
 * The search index, made for telephones with little data and for folders on a USB stick: no server,
 * no fetch (browsers refuse it on file://), only script tags. A query may cost 100 KB at 9,000
 * records, so nothing is loaded that it does not need.
 *
 * A page's id is 36 bits: 16 bits of "days before 2179", then 20 bits of a hash of its address.
 * Nothing moves when a page is added (in the rare case that two pages of one day share a hash, the
 * second by address takes the next free number), and ids in ascending order are the newest first,
 * which is the order of results. A posting list is the ids' gaps, each in base 32 digits, least
 * first, written with 64 characters (the upper half says that another digit follows): 3 bytes for a
 * neighbour of the same day, 6 for a stranger. Long lists (双书记 stands in every record) are cut
 * by periods of 91 days into files of their own, so that a query reads the newest periods first and
 * stops when it has enough; and so that tonight's record touches one of these files and not the
 * years behind it.
 *
 *   assets/search/zh.js                  lihui.index("zh",{"v":1,"t":10,"d":8,"n":9000}): t, d are
 * the bits below, n the number of pages assets/search/zh/t10/2f3.js
 * lihui.shard("zh/t10/2f3",{"电机":"…","书记":"!…"}): tokens whose hash begins with these 10 bits
 *   assets/search/zh/p/602/9c01f3aa.js   the same form: what a token marked '!' (its list names
 * periods) has in period 602 assets/search/zh/d8/1c.js
 * {"ID":[address,title,summary,label,day,sign,mark,class]}: pages whose hash begins with these 8
 * bits
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

#define CHANGES_MOST \
	800 /* pages; when more changed, all lists are made anew: that takes no longer */

struct day {
	enum lang lang;
	uint64_t day;
};

struct search_update {
	struct store *store;
	const char *path; /* of the index, or NULL */
	int jobs;
	struct search_scope scope;
	struct arena *arena;
	bool anew;  /* all lists are made anew: nothing needs to be noted */
	bool asked; /* whether they must be */
	struct page_change_list changes;
	struct {
		struct day *v;
		size_t n, room;
	} days; /* whose ids may change */
};

/* --- facts and marks --- */

static bool
fact_write(struct store *s, struct text key, struct text value, struct err *e)
{
	struct query q;

	query_start(s, &q, "insert or replace into fact (key, value) values (?1, ?2)", e);
	query_bind_text(&q, 1, key);
	query_bind_text(&q, 2, value);
	query_row(&q);
	return query_end(&q);
}

/* --- rows --- */

struct search_update *
search_update_start(struct store *s, const char *path, int jobs, struct search_scope scope)
{
	struct search_update *u = mem_alloc(sizeof *u);

	*u = (struct search_update){
		.store = s, .path = path, .jobs = jobs, .scope = scope, .arena = arena_new()
	};
	return u;
}

/* Lists are of one scope. An index that was put together of others has none. */
static struct text
scope_text(struct arena *a, struct search_scope scope)
{
	return text_fmt(a, "%lld %lld", (long long)scope.first, (long long)scope.last);
}

static bool
ask_anew(struct search_update *u, struct err *e)
{
	struct text known;

	if (u->asked)
		return true;
	u->asked = true;
	if (!search_fact(u->store, T("search_scope"), u->arena, &known, e))
		return false;
	u->anew = !text_eq(known, scope_text(u->arena, u->scope));
	return true;
}

static void
note_day(struct search_update *u, enum lang lang, uint64_t id)
{
	if (id != UINT64_MAX)
		*ARENA_PUSH(u->arena, &u->days) = (struct day){ lang, id >> ID_BITS };
}

static void
note(struct search_update *u, const struct page_change *c)
{
	if (u->anew)
		return;
	if (u->changes.n == CHANGES_MOST) {
		u->anew = true;
		return;
	}
	struct page_change *n = ARENA_PUSH(u->arena, &u->changes);
	*n = *c;
	n->old_tokens = text_copy(u->arena, c->old_tokens);
	n->new_tokens = text_copy(u->arena, c->new_tokens);
	note_day(u, c->lang, c->was);
	note_day(u, c->lang, c->is);
}

/* What the lists have of a page. */
static bool
page_before(struct search_update *u, int64_t id, struct page_change *c, struct err *e)
{
	struct query q;

	*c = (struct page_change){ .id = id,
		.was = UINT64_MAX,
		.is = UINT64_MAX,
		.old_tokens = NO_TEXT,
		.new_tokens = NO_TEXT };
	query_start(
	    u->store, &q, "select lang, unit, number, tokens from search_page where id = ?1", e);
	query_bind_int(&q, 1, id);
	if (query_row(&q) && query_int(&q, 1) >= u->scope.first &&
	    query_int(&q, 1) <= u->scope.last) {
		lang_parse(query_peek(&q, 0), &c->lang);
		c->was = (uint64_t)query_int(&q, 2);
		c->old_tokens = query_text(&q, u->arena, 3);
	}
	return query_end(&q);
}

static bool
page_save(struct search_update *u, int64_t id, const struct search_row *r, struct err *e)
{
	struct query q;

	query_start(u->store, &q,
	    "insert or replace into search_page (id, lang, unit, address, problem, source, number, "
	    "moved, shown, tokens)"
	    " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?9)",
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
	query_bind_blob(&q, 9, r->tokens);
	query_row(&q);
	return query_end(&q);
}

static bool
last_id(struct store *s, int64_t *id, struct err *e)
{
	struct query q;

	query_start(s, &q, "select last_insert_rowid()", e);
	if (query_row(&q))
		*id = query_int(&q, 0);
	return query_end(&q);
}

bool
search_put(struct search_update *u, int64_t id, const struct search_row *r, struct err *e)
{
	struct page_change c = { .was = UINT64_MAX, .old_tokens = NO_TEXT };

	if (!ask_anew(u, e) || (id != 0 && !u->anew && !page_before(u, id, &c, e)) ||
	    !page_save(u, id, r, e))
		return false;
	if (u->anew)
		return true;
	if (!last_id(u->store, &c.id, e))
		return false;
	c.lang = r->lang;
	c.is = r->unit >= u->scope.first && r->unit <= u->scope.last ? r->wish : UINT64_MAX;
	c.new_tokens = r->tokens;
	note(u, &c);
	return true;
}

bool
search_drop(struct search_update *u, int64_t id, struct err *e)
{
	struct page_change c;
	struct query q;

	if (!ask_anew(u, e) || !page_before(u, id, &c, e))
		return false;
	note(u, &c);
	query_start(u->store, &q, "delete from search_page where id = ?1", e);
	query_bind_int(&q, 1, id);
	query_row(&q);
	return query_end(&q);
}

/* --- ids --- */

/* address, problem and unit are looked up where pages want one number. */
struct numbered {
	int64_t id;
	uint64_t number, now;
	uint32_t hash;
	struct text address;
	int64_t problem, unit;
};
struct numbered_list {
	struct numbered *v;
	size_t n, room;
};

static int
hash_cmp(const void *x, const void *y)
{
	const struct numbered *a = x, *b = y;

	return (a->hash > b->hash) - (a->hash < b->hash);
}

static int
numbered_cmp(const void *x, const void *y)
{
	const struct numbered *a = x, *b = y;
	int by = text_cmp(a->address, b->address);

	if (by == 0)
		by = (a->problem > b->problem) - (a->problem < b->problem);
	return by != 0 ? by : (a->unit > b->unit) - (a->unit < b->unit);
}

static bool
look_up(struct search_update *u, struct arena *a, struct numbered *p, struct err *e)
{
	struct query q;

	query_start(
	    u->store, &q, "select address, problem, unit from search_page where id = ?1", e);
	query_bind_int(&q, 1, p->id);
	if (query_row(&q)) {
		p->address = query_text(&q, a, 0);
		p->problem = query_int(&q, 1);
		p->unit = query_int(&q, 2);
	}
	return query_end(&q);
}

static bool
sort_day(struct search_update *u, struct arena *a, struct numbered *v, size_t n, struct err *e)
{
	qsort(v, n, sizeof *v, hash_cmp);
	for (size_t i = 0, next; i < n; i = next) {
		for (next = i + 1; next < n && v[next].hash == v[i].hash; next++)
			continue;
		if (next == i + 1)
			continue;
		for (size_t k = i; k < next; k++)
			if (!look_up(u, a, &v[k], e))
				return false;
		qsort(v + i, next - i, sizeof *v, numbered_cmp);
	}
	return true;
}

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

/* Appends the pages of a day whose number is not the one that it should be. */
static bool
day_moves(struct search_update *u, struct arena *a, struct numbered_list *day,
    struct numbered_list *moves, struct err *e)
{
	if (day->n > 0) {
		if (!sort_day(u, a, day->v, day->n, e))
			return false;
		number_day(day->v, day->n, day->v[0].number >> ID_BITS);
	}
	for (size_t i = 0; i < day->n; i++)
		if (day->v[i].now != day->v[i].number)
			*ARENA_PUSH(a, moves) = day->v[i];
	day->n = 0;
	return true;
}

/* From the index search_page_number alone: on one day a whole league meets. */
static bool
find_moves(struct search_update *u, enum lang lang, uint64_t from, uint64_t to, struct arena *a,
    struct numbered_list *moves, struct err *e)
{
	struct numbered_list day = { 0 };
	struct query q;
	bool ok = true;

	query_start(u->store, &q,
	    "select id, number, moved from search_page where lang = ?1 and number between ?2 and "
	    "?3 and unit between ?4 and ?5 order by number",
	    e);
	query_bind_text(&q, 1, lang_code(lang));
	query_bind_int(&q, 2, (int64_t)from);
	query_bind_int(&q, 3, (int64_t)to);
	query_bind_int(&q, 4, u->scope.first);
	query_bind_int(&q, 5, u->scope.last);
	while (ok && query_row(&q)) {
		uint64_t number = (uint64_t)query_int(&q, 1);
		if (day.n > 0 && day.v[0].number >> ID_BITS != number >> ID_BITS)
			ok = day_moves(u, a, &day, moves, e);
		*ARENA_PUSH(a, &day) = (struct numbered){ .id = query_int(&q, 0),
			.number = number,
			.hash = (uint32_t)(number - (uint64_t)query_int(&q, 2)) & (ID_HASHES - 1) };
	}
	return query_end(&q) && ok && day_moves(u, a, &day, moves, e);
}

static bool
move_page(struct search_update *u, enum lang lang, const struct numbered *m, struct err *e)
{
	struct page_change c;
	struct query q;

	query_start(u->store, &q,
	    "update search_page set number = ?2, moved = moved + ?2 - number where id = ?1", e);
	query_bind_int(&q, 1, m->id);
	query_bind_int(&q, 2, (int64_t)m->now);
	query_row(&q);
	if (!query_end(&q))
		return false;
	for (size_t i = 0; i < u->changes.n && !u->anew; i++)
		if (u->changes.v[i].id == m->id && u->changes.v[i].is != UINT64_MAX) {
			u->changes.v[i].is = m->now;
			return true;
		}
	if (u->anew)
		return true;
	if (!page_before(u, m->id, &c, e))
		return false;
	c.lang = lang;
	c.was = m->number;
	c.is = m->now;
	c.new_tokens = c.old_tokens;
	*ARENA_PUSH(u->arena, &u->changes) = c;
	return true;
}

static bool
settle_numbers(struct search_update *u, enum lang lang, uint64_t from, uint64_t to, struct err *e)
{
	struct arena *a = arena_new();
	struct numbered_list moves = { 0 };
	bool ok = find_moves(u, lang, from, to, a, &moves, e);

	for (size_t i = 0; i < moves.n && ok; i++)
		ok = move_page(u, lang, &moves.v[i], e);
	arena_free(a);
	return ok;
}

static int
day_cmp(const void *x, const void *y)
{
	const struct day *a = x, *b = y;

	return a->lang != b->lang ? (a->lang > b->lang) - (a->lang < b->lang)
				  : (a->day > b->day) - (a->day < b->day);
}

static bool
settle_days(struct search_update *u, struct err *e)
{
	bool ok = true;

	if (u->days.n > 1)
		qsort(u->days.v, u->days.n, sizeof *u->days.v, day_cmp);
	for (size_t i = 0; i < u->days.n && ok; i++) {
		const struct day *d = &u->days.v[i];
		if (i == 0 || day_cmp(d, d - 1) != 0)
			ok = settle_numbers(
			    u, d->lang, d->day << ID_BITS, d->day << ID_BITS | (ID_HASHES - 1), e);
	}
	return ok;
}

/* --- the end --- */

/* How many pages a language has, so that nobody needs to count them after a small change. */
static bool
pages_set(struct search_update *u, enum lang lang, int64_t n, struct err *e)
{
	return fact_write(u->store, text_join(u->arena, T("search_pages_"), lang_code(lang)),
	    text_fmt(u->arena, "%lld", (long long)n), e);
}

static bool
pages_count(struct search_update *u, enum lang lang, struct err *e)
{
	struct query q;
	int64_t n = 0;

	query_start(u->store, &q,
	    "select count(*) from search_page where lang = ?1 and unit between ?2 and ?3", e);
	query_bind_text(&q, 1, lang_code(lang));
	query_bind_int(&q, 2, u->scope.first);
	query_bind_int(&q, 3, u->scope.last);
	if (query_row(&q))
		n = query_int(&q, 0);
	return query_end(&q) && pages_set(u, lang, n, e);
}

static bool
pages_changed(struct search_update *u, struct err *e)
{
	int64_t more[LANG_COUNT] = { 0 };
	bool ok = true;

	for (size_t i = 0; i < u->changes.n; i++)
		more[u->changes.v[i].lang] +=
		    (u->changes.v[i].is != UINT64_MAX) - (u->changes.v[i].was != UINT64_MAX);
	for (int l = 0; l < LANG_COUNT && ok; l++) {
		size_t n;
		if (more[l] != 0)
			ok = search_pages(u->store, u->arena, (enum lang)l, &n, e) &&
			    pages_set(u, (enum lang)l, (int64_t)n + more[l], e);
	}
	return ok;
}

static bool
all_anew(struct search_update *u, struct err *e)
{
	bool ok = true;

	for (int l = 0; l < LANG_COUNT && ok; l++)
		ok = settle_numbers(u, (enum lang)l, 0, INT64_MAX, e) &&
		    pages_count(u, (enum lang)l, e);
	ok = ok && store_run(u->store, "delete from fact where key = 'search_scope'", e);
	return ok && lists_make(u->store, u->path, u->jobs, u->scope, e) &&
	    fact_write(u->store, T("search_scope"), scope_text(u->arena, u->scope), e);
}

static bool
some_changed(struct search_update *u, struct err *e)
{
	bool ok =
	    settle_days(u, e) && pages_changed(u, e) && lists_change(u->store, &u->changes, e);

	for (size_t i = 0; i < u->changes.n && ok; i++) {
		const struct page_change *c = &u->changes.v[i];
		ok = (c->was == UINT64_MAX ||
			 stale_put(u->store, c->lang, STALE_PAGE,
			     (uint32_t)(c->was & (ID_HASHES - 1)), e)) &&
		    (c->is == UINT64_MAX ||
			stale_put(
			    u->store, c->lang, STALE_PAGE, (uint32_t)(c->is & (ID_HASHES - 1)), e));
	}
	return ok;
}

bool
search_update_end(struct search_update *u, struct err *e)
{
	bool ok = e != NULL && ask_anew(u, e) && (u->anew ? all_anew(u, e) : some_changed(u, e));

	arena_free(u->arena);
	free(u);
	return ok;
}
