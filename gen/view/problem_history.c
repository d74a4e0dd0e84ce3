/* SPDX-License-Identifier: MIT */
/* What became of a problem: its row and its history. Its pages are made one behind the other, so it
 * is asked once and kept on the cache. */
#include "lihui/arena.h"
#include "view/web.h"

ROW_READ(happening_read, happening, HAPPENING)

const struct problem_history *
web_history(const struct view *v, struct arena *a, int64_t problem, struct err *e)
{
	struct cache *cache = v->cache;
	struct web_rows row;

	if (cache && cache->story && cache->story->problem == problem)
		return cache->story;
	if (cache) {
		a = cache->story_arena;
		arena_clear(a);
		cache->story = NULL;
	}
	struct problem_history *s = ARENA_NEW(a, struct problem_history);
	s->problem = problem;
	if (!rows_read(v, a, PROW_SELECT PROW_FROM "where p.id = ?1", ARGS(problem),
		sizeof(struct prow), prow_read, &row, e) ||
	    !rows_read(v, a,
		ROW_SELECT(
		    HAPPENING) " from event e join document d"
			       " on d.id = e.document where e.problem = ?1 order by e.date, e.id",
		ARGS(problem), sizeof(struct happening), happening_read, &s->history, e) ||
	    !rows_read(v, a,
		ROW_SELECT(PHOTO_ROW) " from problem_row p cross join photo h"
				      " on h.document = p.document and h.problem = p.place"
				      " join document d on d.id = h.document"
				      " where p.place > 0 and (p.id = ?1 or p.part_of = ?1)"
				      " union all " ROW_SELECT(
					  PHOTO_ROW) " from report r cross join photo h on "
						     "h.document = r.document"
						     " and h.report = r.place join document d on "
						     "d.id = h.document"
						     " left join problem_row p on p.id = r.problem"
						     " where r.problem = ?1 order by 1, 2, 3",
		ARGS(problem), sizeof(struct photo_row), photo_row_read, &s->photos, e))
		return NULL;
	s->p = row.n > 0 ? row.v : NULL;
	if (cache)
		cache->story = s;
	return s;
}
