/* SPDX-License-Identifier: MIT */
/*
 * Three sweeps over the index, each in order of unit. The state of a problem on the as-of date is
 * read from its events and not from the index's derived columns, so that a count as of an earlier
 * day is right too.
 */
#include "view/counted.h"

#include "lihui/arena.h"

static void
life_event(struct life *l, struct text status, struct date date, bool reopened, struct text rating)
{
	if (reopened)
		l->reopened = true;
	if (rating.n > 0)
		l->rating = rating.p[0];
	else if (reopened && status.n > 0 && l->rating != 'u')
		l->rating = 0;
	if (status.n == 0 || status.n >= sizeof l->status)
		return;
	int class = status_key_class(status);

	if (class == 2 && l->status_class != 2)
		l->closed = date;
	if (class == 2 && l->status_class != 2 && l->rating == 'u' && rating.n == 0)
		l->rating = 0; /* as in store/ledger.c */
	if (class != 2)
		l->closed = NO_DATE;
	memset(l->status, 0, sizeof l->status);
	memcpy(l->status, status.p, status.n);
	l->status_class = (uint8_t) class;
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
	l->mentioned = web_parse(query_peek(q, 8));
	life_event(l, query_peek(q, 5), l->raised, false, NO_TEXT);
}

#define LIFE_COLUMNS \
	"p.id, p.unit, p.raised, p.deadline, p.always, p.first_status, p.status, p.answered"
#define LIFE_WHERE " where p.unit between ?1 and ?2 and p.raised <> '' and p.raised <= ?9"

static bool
read_lives(const struct view *v, struct arena *a, struct counted *s, size_t *n, struct err *e)
{
	const struct row_args *args = ARGS_ON(v->as_of, s->first, s->last);
	struct {
		struct life *v;
		size_t n, room;
	} list = { 0 };
	struct query q;
	int64_t later, id = 0;

	/* When nothing happened after the as-of date, the index's own columns tell the state of a
	 * problem on that date, and the events need not be asked. */
	if (!rows_int(v, a, "select exists (select 1 from event where date > ?9)", args, &later, e))
		return false;
	rows_ask(v, a, &q,
	    later ? "select " LIFE_COLUMNS
		    ", (select max(x.date) from event x where x.problem = p.id and x.date <= ?9)"
		    ", e.status, e.date, e.kind = 'reopened', e.rating from problem p"
		    " left join event e on e.problem = p.id and e.date <= ?9"
		    " and (e.status <> '' or e.rating <> '')" LIFE_WHERE
		    " order by p.unit, p.id, e.id"
		  : "select " LIFE_COLUMNS ", p.mentioned, p.status, p.solved, p.reopened > 0, "
					   "p.rating from problem p" LIFE_WHERE " order by p.unit",
	    args, e);
	while (query_row(&q)) {
		if (query_int(&q, 0) != id)
			life_begin(ARENA_PUSH(a, &list), &q);
		id = query_int(&q, 0);
		if (!query_is_null(&q, 11))
			life_event(&list.v[list.n - 1], query_peek(&q, 9),
			    web_parse(query_peek(&q, 10)), query_int(&q, 11) != 0,
			    query_peek(&q, 12));
	}
	s->lives = list.v;
	*n = list.n;
	return query_end(&q);
}

ROW_READ(entry_read, counted_entry, COUNTED_ENTRY)
ROW_READ(done_read, done_tasks, DONE_TASKS)

static bool
read_entries(const struct view *v, struct arena *a, struct counted *s, size_t *n, struct err *e)
{
	struct web_rows rows;

	if (!rows_read(v, a,
		ROW_SELECT(
		    COUNTED_ENTRY) " from document"
				   " where unit between ?1 and ?2 and state <> 'draft' and (type = "
				   "'weekly'"
				   " or class = 'absence' or type = '' and state = 'held')"
				   " and (state <> 'held' or not exists" /* a copy */
				   " (select 1 from finding f where f.document = document.id and "
				   "f.code = 'F013'))"
				   " order by unit, date",
		ARGS(s->first, s->last), sizeof(struct counted_entry), entry_read, &rows, e))
		return false;
	s->entries = rows.v;
	*n = rows.n;
	return rows_read(v, a,
	    ROW_SELECT(DONE_TASKS) " from task where unit between ?1 and ?2"
				   " and given <= ?9 and status = 'solved' and owner <> "
				   "'' group by 1, 2 order by 1",
	    ARGS_ON(v->as_of, s->first, s->last), sizeof(struct done_tasks), done_read, &s->done,
	    e);
}

/* publish/plan.c keeps an eye on this: it is all that pages read of the records of units above
 * theirs. */
static bool
read_meetings(const struct view *v, struct arena *a, struct counted *s, struct err *e)
{
	struct query q;

	rows_ask(v, a, &q,
	    "select unit, min(date) from document where unit in"
	    " (select id from unit where id between ?1 and ?2 and last > id) and date <> ''"
	    " and (class = 'meeting' or class = 'absence') and state <> 'draft' group by unit",
	    ARGS(s->first, s->last), e);
	while (query_row(&q))
		s->first_meeting[query_int(&q, 0) - s->first] = web_parse(query_peek(&q, 1));
	return query_end(&q);
}

/* Below comes after above in a walk of the tree. */
static void
tell_above(const struct view *v, struct counted *s, size_t units)
{
	for (size_t u = units; u-- > 1;) {
		const struct unit *parent = web_unit(v, s->first + (int64_t)u)->parent;
		struct date *above = parent != NULL && parent->id + 1 >= s->first
		    ? &s->first_record[parent->id + 1 - s->first]
		    : NULL;

		if (above && date_is(s->first_record[u]) &&
		    (!date_is(*above) || date_cmp(s->first_record[u], *above) < 0))
			*above = s->first_record[u];
	}
}

const struct counted *
view_counted(const struct view *v, struct arena *a, struct err *e)
{
	struct counted *s;
	size_t units, nlives, nentries;

	if (v->counted)
		return v->counted;
	s = ARENA_NEW(a, struct counted);
	s->first = 1;
	if (!web_subtree(v, s->first, &s->last, e) || !read_lives(v, a, s, &nlives, e) ||
	    !read_entries(v, a, s, &nentries, e))
		return NULL;
	units = (size_t)(s->last - s->first) + 1;
	s->life_at = ARENA_ARRAY(a, size_t, units + 1);
	s->entry_at = ARENA_ARRAY(a, size_t, units + 1);
	s->first_record = ARENA_ARRAY(a, struct date, units);
	s->first_meeting = ARENA_ARRAY(a, struct date, units);
	for (size_t u = 0, l = 0, r = 0; u <= units; u++) {
		s->life_at[u] = l;
		s->entry_at[u] = r;
		while (l < nlives && s->lives[l].unit == s->first + (int64_t)u)
			l++;
		for (; r < nentries && s->entries[r].unit == s->first + (int64_t)u; r++) {
			const struct counted_entry *x = &s->entries[r];

			/* Entries of a unit come in order of date. */
			if ((x->weekly || x->absence) && !date_is(s->first_record[u]))
				s->first_record[u] = x->date;
		}
	}
	tell_above(v, s, units);
	return read_meetings(v, a, s, e) ? s : NULL;
}

struct life *
counted_lives(const struct counted *s, int64_t first, int64_t last, size_t *n)
{
	size_t from = s->life_at[first - s->first];

	*n = s->life_at[last - s->first + 1] - from;
	return s->lives == NULL ? NULL : s->lives + from;
}

struct counted_entry *
counted_entries(const struct counted *s, int64_t first, int64_t last, size_t *n)
{
	size_t from = s->entry_at[first - s->first];

	*n = s->entry_at[last - s->first + 1] - from;
	return s->entries == NULL ? NULL : s->entries + from;
}
