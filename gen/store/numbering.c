/* SPDX-License-Identifier: MIT */
/*
 * Numbers. 2018-27-1 is the first problem of ISO week 27 of 2018 in its unit, counted over the
 * unit's records of that week by date, time and path. A number that stands in a source is kept for
 * ever, because people quote it and pages live under it, so automatic ones go around it. When two
 * records claim one number, the earlier keeps it and the later gets the next free one until
 * somebody puts it right (L510).
 *
 * Problems and tasks are counted apart. Records that are not shown take their numbers too: the ones
 * of others do not move when a record is sent back.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "store/index.h"

static int64_t
number_key(enum matter_kind kind, struct number n)
{
	return (((int64_t)kind * 40000 + n.year) * 64 + n.week) * 65536 + n.order;
}

/* Digits from *i up to a dash or the end. */
static bool
part_read(struct text t, size_t *i, int most, int *out)
{
	size_t from = *i;

	*out = 0;
	for (; *i < t.n && t.p[*i] >= '0' && t.p[*i] <= '9'; ++*i) {
		*out = *out * 10 + (t.p[*i] - '0');
		if (*out > most)
			return false;
	}
	if (*i == from || (*i < t.n && t.p[*i] != '-'))
		return false;
	if (*i < t.n)
		++*i;
	return true;
}

bool
ledger_number_read(struct text t, struct number *out)
{
	int part[3], n = 0;

	for (size_t i = 0; i < t.n; n++)
		if (n == 3 || !part_read(t, &i, 32000, &part[n]))
			return false;
	if (n < 2 || (t.n && t.p[t.n - 1] == '-'))
		return false;
	*out = (struct number){ n == 3 ? (int16_t)part[0] : 0, 0, (int16_t)part[n - 1] };
	if (part[n - 2] < 1 || part[n - 2] > 53 || part[n - 1] < 1)
		return false;
	out->week = (int8_t)part[n - 2];
	return true;
}

/* The year that a short number written in a record has: that of the record, or its neighbour when
 * the week lies across New Year. */
static int16_t
year_near(struct week record, int week)
{
	if (week > record.week + 26)
		return (int16_t)(record.year - 1);
	if (week < record.week - 26)
		return (int16_t)(record.year + 1);
	return record.year;
}

static int
key_cmp(const void *x, const void *y)
{
	const struct number_key *a = x, *b = y;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->matter - b->matter;
}

static struct number_key *
key_find(const struct number_key *v, size_t n, int64_t key)
{
	size_t from = 0, to = n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (v[mid].key < key)
			from = mid + 1;
		else
			to = mid;
	}
	return from < n && v[from].key == key ? (struct number_key *)&v[from] : NULL;
}

/* Numbers that stand in the sources, the first claim to each. Gives how many; taken is sorted. */
static size_t
numbers_written(struct ledger *l, struct number_key *taken)
{
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < l->matters.n; i++) {
		struct matter *m = &l->matters.v[i];

		if (!ledger_number_read(m->as_written, &m->number))
			continue;
		if (m->number.year == 0)
			m->number.year = year_near(l->records.v[m->record].week, m->number.week);
		taken[n++] = (struct number_key){ number_key(m->kind, m->number), (int)i };
	}
	if (n > 1)
		qsort(taken, n, sizeof *taken, key_cmp);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || taken[i].key != taken[i - 1].key) {
			l->matters.v[taken[i].matter].written = true;
			taken[kept++] = taken[i];
		}
	return kept;
}

static void
numbers_give(struct ledger *l, enum matter_kind kind, const struct number_key *taken, size_t ntaken)
{
	struct week week = { 0, 0 };
	int next = 1;

	for (size_t i = 0; i < l->matters.n; i++) {
		struct matter *m = &l->matters.v[i];
		const struct record *r = &l->records.v[m->record];

		if (m->kind != kind || m->written || m->entry)
			continue;
		if (week_cmp(week, r->week) != 0) {
			week = r->week;
			next = 1;
		}
		do
			m->number = (struct number){ week.year, week.week, (int16_t)next++ };
		while (key_find(taken, ntaken, number_key(kind, m->number)));
	}
}

/* The documents of a matter (事项) share the entry of the first. */
static void
matters_join(struct ledger *l)
{
	for (size_t i = 0; i < l->matters.n; i++) {
		struct matter *m = &l->matters.v[i];

		if (!m->of_matter || m->reserved)
			continue;
		for (size_t k = 0; k < i && !m->entry; k++)
			if (l->matters.v[k].of_matter && !l->matters.v[k].entry &&
			    !l->matters.v[k].reserved && l->matters.v[k].record != m->record &&
			    text_eq(l->records.v[l->matters.v[k].record].matter,
				l->records.v[m->record].matter))
				m->entry = (int)k + 1;
	}
}

void
ledger_number(struct ledger *l)
{
	struct number_key *taken = ARENA_ARRAY(l->arena, struct number_key, l->matters.n + 1);
	size_t ntaken;

	matters_join(l);
	ntaken = numbers_written(l, taken);

	numbers_give(l, MATTER_PROBLEM, taken, ntaken);
	numbers_give(l, MATTER_TASK, taken, ntaken);
	for (size_t i = 0; i < l->matters.n; i++)
		if (l->matters.v[i].entry && !l->matters.v[i].written)
			l->matters.v[i].number = l->matters.v[l->matters.v[i].entry - 1].number;
	l->numbers = taken;
	l->nnumbers = l->matters.n;
	for (size_t i = 0; i < l->matters.n; i++)
		taken[i] =
		    (struct number_key){ number_key(l->matters.v[i].kind, l->matters.v[i].number),
			    (int)i };
	if (l->nnumbers > 1)
		qsort(taken, l->nnumbers, sizeof *taken, key_cmp);
}

/* A year before which there is nothing to be found; records without a date stand in front of the
 * others. */
static int
first_year(const struct ledger *l)
{
	for (size_t i = 0; i < l->records.n; i++)
		if (l->records.v[i].week.year > 0)
			return l->records.v[i].week.year - 1;
	return INT16_MAX;
}

static const struct number_key *
find_in(const struct ledger *l, enum matter_kind kind, struct number n, int year)
{
	return key_find(l->numbers, l->nnumbers,
	    number_key(kind, (struct number){ (int16_t)year, n.week, n.order }));
}

int
ledger_find(const struct ledger *l, enum matter_kind kind, struct number n, int record)
{
	int first = n.year ? n.year : first_year(l);

	/* A short number means the nearest earlier one. */
	for (int year = n.year ? n.year : l->records.v[record].week.year; year >= first; year--) {
		const struct number_key *hit = find_in(l, kind, n, year);

		if (hit && l->matters.v[hit->matter].record <= record)
			return l->matters.v[hit->matter].reserved ? -1
			    : l->matters.v[hit->matter].entry ? l->matters.v[hit->matter].entry - 1
							      : hit->matter;
	}
	return -1;
}
