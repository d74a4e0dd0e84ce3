/* SPDX-License-Identifier: MIT */
/*
 * Three sweeps over the index, each in order of unit. The state of a problem on the as-of date is
 * read from its events and not from the index's derived columns, so that a count as of an earlier
 * day is right too.
 */
#include "view/counted.h"

#include "lihui/arena.h"
#include "view/web.h"

static void
life_event(struct life *l, struct text status, struct date date, bool reopened)
{
	if (reopened)
		l->reopened = true;
	if (status.n == 0 || status.n >= sizeof l->status)
		return;
	int class = status_key_class(status);

	if (class == 2 && l->status_class != 2)
		l->closed = date;
	if (class != 2)
		l->closed = NO_DATE;
	memset(l->status, 0, sizeof l->status);
	memcpy(l->status, status.p, status.n);
	l->status_class = (uint8_t) class;
}

struct lives {
	struct life *v;
	size_t n, room;
};
struct counted_entries {
	struct counted_entry *v;
	size_t n, room;
};
struct done_list {
	struct done_tasks *v;
	size_t n, room;
};

/* Whether anything happened after the as-of date. When not, the index's own columns tell the state
 * of a problem on that date, and the events need not be asked. */
static bool
is_over(const struct view *v, struct arena *a, bool *over, struct err *e)
{
	struct query q;

	query_start(v->store, &q, "select 1 from event where date > ?1 limit 1", e);
	query_bind_text(&q, 1, date_iso(a, v->as_of));
	*over = !query_row(&q);
	return query_end(&q);
}

static void
life_begin(struct life *l, struct query *q)
{
	l->unit = (int32_t)query_int(q, 1);
	l->raised = web_parse(query_peek(q, 2));
	l->deadline = web_parse(query_peek(q, 3));
	l->always = query_int(q, 4) != 0;
	l->solved_since = text_eq(query_peek(q, 6), T("solved"));
	l->answered = query_int(q, 7) != 0;
	life_event(l, query_peek(q, 5), l->raised, false);
}

#define LIFE_COLUMNS \
	"p.id, p.unit, p.raised, p.deadline, p.always, p.first_status, p.status, p.answered"
#define LIFE_WHERE " where p.unit between ?1 and ?2 and p.raised <> '' and p.raised <= ?3"

static bool
read_lives_of_today(
    const struct view *v, struct arena *a, struct counted *s, struct lives *out, struct err *e)
{
	struct query q;

	query_start(v->store, &q,
	    "select " LIFE_COLUMNS ", p.solved, p.reopened from problem p" LIFE_WHERE
	    " order by p.unit",
	    e);
	query_bind_int(&q, 1, s->first);
	query_bind_int(&q, 2, s->last);
	query_bind_text(&q, 3, date_iso(a, v->as_of));
	while (query_row(&q)) {
		struct life *l = ARENA_PUSH(a, out);

		life_begin(l, &q);
		life_event(
		    l, query_peek(&q, 6), web_parse(query_peek(&q, 8)), query_int(&q, 9) > 0);
	}
	return query_end(&q);
}

static bool
read_lives_as_of(
    const struct view *v, struct arena *a, struct counted *s, struct lives *out, struct err *e)
{
	struct query q;
	struct life *l = NULL;
	int64_t id = 0;

	query_start(v->store, &q,
	    "select " LIFE_COLUMNS ", e.status, e.date, e.kind from problem p"
	    " left join event e on e.problem = p.id and e.date <= ?3 and (e.status <> '' or e.kind "
	    "= 'reopened')" LIFE_WHERE " order by p.unit, p.id, e.date, e.id",
	    e);
	query_bind_int(&q, 1, s->first);
	query_bind_int(&q, 2, s->last);
	query_bind_text(&q, 3, date_iso(a, v->as_of));
	while (query_row(&q)) {
		if (query_int(&q, 0) != id) {
			id = query_int(&q, 0);
			l = ARENA_PUSH(a, out);
			life_begin(l, &q);
		}
		if (!query_is_null(&q, 10))
			life_event(l, query_peek(&q, 8), web_parse(query_peek(&q, 9)),
			    text_eq(query_peek(&q, 10), T("reopened")));
	}
	return query_end(&q);
}

static bool
read_lives(
    const struct view *v, struct arena *a, struct counted *s, struct lives *out, struct err *e)
{
	bool over;

	return is_over(v, a, &over, e) &&
	    (over ? read_lives_of_today(v, a, s, out, e) : read_lives_as_of(v, a, s, out, e));
}

static bool
read_done(
    const struct view *v, struct arena *a, struct counted *s, struct done_list *out, struct err *e)
{
	struct query q;

	query_start(v->store, &q,
	    "select unit, cast(substr(given, 1, 4) as int), count(*) from task where unit between "
	    "?1 and ?2 and given <= ?3 and status = 'solved' and owner <> ''"
	    " group by 1, 2 order by 1",
	    e);
	query_bind_int(&q, 1, s->first);
	query_bind_int(&q, 2, s->last);
	query_bind_text(&q, 3, date_iso(a, v->as_of));
	while (query_row(&q))
		*ARENA_PUSH(a, out) = (struct done_tasks){ (int32_t)query_int(&q, 0),
			(int16_t)query_int(&q, 1), (int)query_int(&q, 2) };
	s->done = out->v;
	s->ndone = out->n;
	return query_end(&q);
}

static bool
read_entries(const struct view *v, struct arena *a, struct counted *s, struct counted_entries *out,
    struct err *e)
{
	struct query q;

	query_start(v->store, &q,
	    "select unit, date, year, week_year, week, type = 'weekly', class = 'absence', state = "
	    "'published', state = 'held',"
	    " exists (select 1 from person x where x.document = document.id and x.part = 'host' "
	    "and instr(x.roles, '第一书记') > 0) from document"
	    " where unit between ?1 and ?2 and state <> 'draft' and (type = 'weekly' or class = "
	    "'absence' or type = '' and state = 'held')"
	    " and (state <> 'held' or not exists" /* a copy */
	    " (select 1 from finding f where f.document = document.id and f.code = 'F013'))"
	    " order by unit, date",
	    e);
	query_bind_int(&q, 1, s->first);
	query_bind_int(&q, 2, s->last);
	while (query_row(&q)) {
		struct counted_entry *r = ARENA_PUSH(a, out);

		*r = (struct counted_entry){
			.unit = (int32_t)query_int(&q, 0),
			.date = web_parse(query_peek(&q, 1)),
			.year = (int16_t)query_int(&q, 2),
			.week_year = (int16_t)query_int(&q, 3),
			.week = (int8_t)query_int(&q, 4),
			.weekly = query_int(&q, 5) != 0,
			.absence = query_int(&q, 6) != 0,
			.published = query_int(&q, 7) != 0,
			.held = query_int(&q, 8) != 0,
			.hosted = query_int(&q, 9) != 0,
		};
	}
	return query_end(&q);
}

/* A unit's first record: entries of a unit come in order of date. */
static void
note_first(struct counted *s, const struct counted_entry *r)
{
	struct date *own = &s->first_record[r->unit - s->first];

	if (!date_is(r->date))
		return;
	if ((r->weekly || r->absence) && !date_is(*own))
		*own = r->date;
}

/* publish/plan.c keeps an eye on this: it is all that pages read of the records of units above
 * theirs. */
static bool
read_meetings(const struct view *v, struct counted *s, struct err *e)
{
	struct query q;

	query_start(v->store, &q,
	    "select unit, min(date) from document where unit in (select id from unit where id "
	    "between ?1 and ?2 and last > id)"
	    " and date <> '' and (class = 'meeting' or class = 'absence') and state <> 'draft' "
	    "group by unit",
	    e);
	query_bind_int(&q, 1, s->first);
	query_bind_int(&q, 2, s->last);
	while (query_row(&q))
		s->first_meeting[query_int(&q, 0) - s->first] = web_parse(query_peek(&q, 1));
	return query_end(&q);
}

bool
counted_read(const struct view *v, struct arena *a, int64_t unit, struct counted *s, struct err *e)
{
	struct lives lives = { 0 };
	struct counted_entries entries = { 0 };
	struct done_list done = { 0 };
	size_t units;

	*s = (struct counted){ .first = unit };
	if (!web_subtree(v, unit, &s->last, e) || !read_lives(v, a, s, &lives, e) ||
	    !read_entries(v, a, s, &entries, e) || !read_done(v, a, s, &done, e))
		return false;
	units = (size_t)(s->last - s->first) + 1;
	s->lives = lives.v;
	s->entries = entries.v;
	s->life_at = ARENA_ARRAY(a, size_t, units + 1);
	s->entry_at = ARENA_ARRAY(a, size_t, units + 1);
	s->first_record = ARENA_ARRAY(a, struct date, units);
	s->first_meeting = ARENA_ARRAY(a, struct date, units);
	for (size_t u = 0, l = 0, r = 0; u <= units; u++) {
		s->life_at[u] = l;
		s->entry_at[u] = r;
		while (l < lives.n && lives.v[l].unit == s->first + (int64_t)u)
			l++;
		for (; r < entries.n && entries.v[r].unit == s->first + (int64_t)u; r++)
			note_first(s, &entries.v[r]);
	}
	return read_meetings(v, s, e);
}

const struct counted *
counted_of(const struct view *v, struct arena *a, struct err *e)
{
	struct counted *own;

	if (v->counted != NULL)
		return v->counted;
	own = ARENA_NEW(a, struct counted);
	return counted_read(v, a, 1, own, e) ? own : NULL;
}

const struct counted *
view_counted(const struct view *v, struct arena *a, struct err *e)
{
	return counted_of(v, a, e);
}

struct life *
counted_lives(const struct counted *s, int64_t first, int64_t last, size_t *n)
{
	size_t from = s->life_at[first - s->first];

	*n = s->life_at[last - s->first + 1] - from;
	return s->lives + from;
}

struct counted_entry *
counted_entries(const struct counted *s, int64_t first, int64_t last, size_t *n)
{
	size_t from = s->entry_at[first - s->first];

	*n = s->entry_at[last - s->first + 1] - from;
	return s->entries + from;
}
