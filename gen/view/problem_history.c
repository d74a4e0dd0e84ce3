/* SPDX-License-Identifier: MIT */
/* What became of a problem: its row and its history. Its pages are made one behind the other, so it
 * is asked once and kept on the cache. */
#include "lihui/arena.h"
#include "view/web.h"

static bool
history_load(const struct view *v, struct arena *a, struct problem_history *s, struct err *e)
{
	struct query q;

	query_start(v->store, &q,
	    "select e.date, e.document, e.kind, e.status, e.flow, e.words, e.who, d.address,"
	    " d.type, d.week, d.unit, d.type_name, d.date"
	    " from event e join document d on d.id = e.document where e.problem = ?1 order by "
	    "e.date, e.id",
	    e);
	query_bind_int(&q, 1, s->problem);
	while (query_row(&q))
		*ARENA_PUSH(a, &s->history) = (struct happening){
			.date = web_parse(query_peek(&q, 0)),
			.document = query_int(&q, 1),
			.kind = query_text(&q, a, 2),
			.status = query_text(&q, a, 3),
			.referral = query_text(&q, a, 4),
			.words = query_text(&q, a, 5),
			.who = query_text(&q, a, 6),
			.address = query_text(&q, a, 7),
			.type = query_text(&q, a, 8),
			.week = (int)query_int(&q, 9),
			.unit = (int)query_int(&q, 10),
			.type_name = query_text(&q, a, 11),
			.met = web_parse(query_peek(&q, 12)),
		};
	return query_end(&q);
}

static bool
problem_load(const struct view *v, struct arena *a, struct problem_history *s, struct err *e)
{
	struct query q;

	query_start(v->store, &q, "select " PROW_COLUMNS PROW_FROM "where p.id = ?1", e);
	query_bind_int(&q, 1, s->problem);
	if ((s->known = query_row(&q)))
		prow_read(&q, a, &s->p);
	return query_end(&q);
}

const struct problem_history *
web_history(const struct view *v, struct arena *a, int64_t problem, struct err *e)
{
	struct cache *cache = v->cache;

	if (cache != NULL && cache->story != NULL && cache->story->problem == problem)
		return cache->story;
	if (cache != NULL) {
		a = cache->story_arena;
		arena_clear(a);
		cache->story = NULL;
	}
	struct problem_history *s = ARENA_NEW(a, struct problem_history);
	s->problem = problem;
	if (!problem_load(v, a, s, e) || !history_load(v, a, s, e))
		return NULL;
	if (cache != NULL)
		cache->story = s;
	return s;
}
