/* SPDX-License-Identifier: MIT */
/*
 * What came of a document, as the index has it: the problems it raised, the tasks it gave, what it
 * reported of earlier ones, what the rules found, and which meetings stand beside it. Its pages in
 * both languages, its digest and its data are made one behind the other and all tell it, so it is
 * asked once and kept beside the document.
 */
#include "lihui/arena.h"
#include "view/web.h"

SHARED_ROW_READ(outcome_task_read, outcome_task, TASK_ROW)
SHARED_ROW_READ(photo_row_read, photo_row, PHOTO_ROW)
ROW_READ(report_read, outcome_report, REPORT_ROW)
ROW_READ(finding_read, outcome_finding, FINDING_ROW)
ROW_READ(neighbour_read, outcome_neighbour, NEIGHBOUR_ROW)

/* Another meeting of the unit ?1, from the one in row ?2, which was on ?9. */
#define BESIDE \
	ROW_SELECT(NEIGHBOUR_ROW) \
	" from document where unit = ?1" \
	" and state = 'published' and class = 'meeting' and "
#define OWN "(select address from document where id = ?2)"

const struct outcome *
web_outcome(
    const struct view *v, struct arena *a, int64_t document, const struct doc *d, struct err *e)
{
	struct cache *s = v->cache;
	bool kept = s && s->id == document, meeting = d->type->class == CLASS_MEETING;
	const struct row_args *own = ARGS(document),
			      *beside = ARGS_ON(d->date, d->unit->id + 1, document);

	if (kept && s->outcome)
		return s->outcome;
	if (kept)
		a = s->arena;
	struct outcome *o = ARENA_NEW(a, struct outcome);
	o->document = document;
#define LOAD(to, type, read, args, sql) \
	rows_read(v, a, sql, args, sizeof(struct type), read, &o->to, e)
	bool ok =
	    LOAD(problems, prow, prow_read, own,
		PROW_SELECT
		" from problem_row p join document d on d.id = p.document where p.document = ?1"
		" and p.place > 0 order by p.place") &&
	    LOAD(tasks, outcome_task, outcome_task_read, own,
		ROW_SELECT(TASK_ROW) " from task where document = ?1 order by place") &&
	    LOAD(reports, outcome_report, report_read, own,
		ROW_SELECT(REPORT_ROW) " from report r"
				       " left join problem p on p.id = r.problem left "
				       "join task t on t.id = r.task"
				       " where r.document = ?1 and (r.problem is not "
				       "null or r.task is not null)"
				       " order by r.place, r.id") &&
	    LOAD(photos, photo_row, photo_row_read, own,
		ROW_SELECT(PHOTO_ROW) " from photo h join document d on d.id = h.document"
				      " left join problem_row p on p.document = h.document"
				      " and p.place = h.problem and p.place > 0"
				      " where h.document = ?1 order by h.place, h.report") &&
	    LOAD(findings, outcome_finding, finding_read, own,
		ROW_SELECT(FINDING_ROW) " from finding where document = ?1"
					" and level in ('warning', 'error') order by "
					"waived <> '', line, code, args") &&
	    (!meeting ||
		(LOAD(before, outcome_neighbour, neighbour_read, beside,
		     BESIDE "date <= ?9 and (date < ?9 or address < " OWN
			    ") order by date desc, address desc limit 1") &&
		    LOAD(after, outcome_neighbour, neighbour_read, beside,
			BESIDE "date >= ?9 and (date > ?9 or address > " OWN
			       ") order by date, address limit 1")));
#undef LOAD
	if (ok && kept)
		s->outcome = o;
	return ok ? o : NULL;
}
