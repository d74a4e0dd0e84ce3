/* SPDX-License-Identifier: MIT */
/*
 * What came of a document, as the index has it: the problems it raised, the tasks it gave, what it
 * reported of earlier ones, what the rules found, and which meetings stand beside it. Its pages in
 * both languages, its digest and its data are made one behind the other and all tell it, so it is
 * asked once and kept beside the document.
 */
#include "lihui/arena.h"
#include "view/web.h"

static bool
problems_load(const struct view *v, struct arena *a, struct outcome *o, struct err *e)
{
	struct query q;

	query_start(v->store, &q,
	    "select " PROW_COLUMNS PROW_FROM "where p.document = ?1 order by p.place", e);
	query_bind_int(&q, 1, o->document);
	while (query_row(&q))
		prow_read(&q, a, ARENA_PUSH(a, &o->problems));
	return query_end(&q);
}

static bool
tasks_load(const struct view *v, struct arena *a, struct outcome *o, struct err *e)
{
	struct query q;

	query_start(v->store, &q,
	    "select number, title, title_mn, owner, deadline, deadline_words, always, status from "
	    "task where document = ?1 order by place",
	    e);
	query_bind_int(&q, 1, o->document);
	while (query_row(&q))
		*ARENA_PUSH(a, &o->tasks) = (struct outcome_task){
			.number = query_text(&q, a, 0),
			.title = query_text(&q, a, 1),
			.title_mn = query_text(&q, a, 2),
			.owner = query_text(&q, a, 3),
			.deadline = web_parse(query_peek(&q, 4)),
			.deadline_words = query_text(&q, a, 5),
			.always = query_int(&q, 6) != 0,
			.status = query_text(&q, a, 7),
		};
	return query_end(&q);
}

static bool
reports_load(const struct view *v, struct arena *a, struct outcome *o, struct err *e)
{
	struct query q;

	query_start(v->store, &q,
	    "select r.status, r.words, p.number, p.title, p.title_mn, p.unit, t.number, t.title, "
	    "t.title_mn, t.unit, r.problem is not null"
	    " from report r left join problem p on p.id = r.problem left join task t on t.id = "
	    "r.task"
	    " where r.document = ?1 and (r.problem is not null or r.task is not null) order by "
	    "r.place, r.id",
	    e);
	query_bind_int(&q, 1, o->document);
	while (query_row(&q)) {
		bool problem = query_int(&q, 10) != 0;
		int at = problem ? 2 : 6;

		*ARENA_PUSH(a, &o->reports) = (struct outcome_report){
			.status = query_text(&q, a, 0),
			.words = query_text(&q, a, 1),
			.problem = problem,
			.number = query_text(&q, a, at),
			.title = query_text(&q, a, at + 1),
			.title_mn = query_text(&q, a, at + 2),
			.unit = query_int(&q, at + 3),
		};
	}
	return query_end(&q);
}

static bool
findings_load(const struct view *v, struct arena *a, struct outcome *o, struct err *e)
{
	struct query q;

	query_start(v->store, &q,
	    "select code, args, waived from finding where document = ?1 and level in ('warning', "
	    "'error') order by waived <> '', line, code, args",
	    e);
	query_bind_int(&q, 1, o->document);
	while (query_row(&q)) {
		struct outcome_finding f = { 0 };

		if (!diag_parse(query_peek(&q, 0), &f.code))
			continue;
		store_finding_args(a, query_text(&q, a, 1), &f.args);
		f.waived = query_text(&q, a, 2);
		*ARENA_PUSH(a, &o->findings) = f;
	}
	return query_end(&q);
}

static bool
neighbour_load(const struct view *v, struct arena *a, const char *sql, const struct doc *d,
    struct outcome_neighbour *n, struct err *e)
{
	struct query q;

	query_start(v->store, &q, sql, e);
	query_bind_int(&q, 1, d->unit->id + 1);
	query_bind_text(&q, 2, date_iso(a, d->date));
	query_bind_text(&q, 3, d->address);
	if ((n->is = query_row(&q))) {
		n->address = query_text(&q, a, 0);
		n->week = (int)query_int(&q, 1);
	}
	return query_end(&q);
}

static bool
neighbours_load(
    const struct view *v, struct arena *a, const struct doc *d, struct outcome *o, struct err *e)
{
	if (d->type->class != CLASS_MEETING)
		return true;
	return neighbour_load(v, a,
		   "select address, week from document where unit = ?1 and state = 'published' and "
		   "class = 'meeting'"
		   " and date <= ?2 and (date < ?2 or address < ?3) order by date desc, address "
		   "desc limit 1",
		   d, &o->before, e) &&
	    neighbour_load(v, a,
		"select address, week from document where unit = ?1 and state = 'published' and "
		"class = 'meeting'"
		" and date >= ?2 and (date > ?2 or address > ?3) order by date, address limit 1",
		d, &o->after, e);
}

const struct outcome *
web_outcome(
    const struct view *v, struct arena *a, int64_t document, const struct doc *d, struct err *e)
{
	struct cache *s = v->cache;
	bool kept = s != NULL && s->id == document;

	if (kept && s->outcome != NULL)
		return s->outcome;
	if (kept)
		a = s->arena;
	struct outcome *o = ARENA_NEW(a, struct outcome);
	o->document = document;
	if (!problems_load(v, a, o, e) || !tasks_load(v, a, o, e) || !reports_load(v, a, o, e) ||
	    !findings_load(v, a, o, e) || !neighbours_load(v, a, d, o, e))
		return NULL;
	if (kept)
		s->outcome = o;
	return o;
}
