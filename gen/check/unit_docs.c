/* SPDX-License-Identifier: MIT */
/* What the rules about a whole unit start from: its documents out of the index, in the order of
 * time, each with the rules that were in force on its day. */
#include <stdlib.h>

#include "check/rules.h"

void
unit_ask(struct unit_check *u, struct query *q, const char *sql)
{
	query_start(u->store, q, sql, u->e);
	query_bind_int(q, 1, u->row);
}

void
unit_end(struct unit_check *u, struct query *q)
{
	if (!query_end(q))
		u->failed = true;
}

static struct date
date_at(struct query *q, int column)
{
	struct date d = NO_DATE;

	date_parse_iso(query_peek(q, column), &d);
	return d;
}

static int
count_at(struct query *q, int column)
{
	return query_is_null(q, column) ? -1 : (int)query_int(q, column);
}

static enum doc_class
class_of(struct text name)
{
	if (text_eq(name, T("meeting")))
		return CLASS_MEETING;
	if (text_eq(name, T("absence")))
		return CLASS_ABSENCE;
	return text_eq(name, T("bulletin")) ? CLASS_BULLETIN : CLASS_PAGE;
}

static void
record_read(struct unit_check *u, struct query *q)
{
	struct unit_record *r = ARENA_PUSH(u->a, &u->records);
	const struct source *file;

	r->id = query_int(q, 0);
	r->path = query_text(q, u->a, 1);
	r->address = query_text(q, u->a, 2);
	r->date = date_at(q, 3);
	r->start = (int)query_int(q, 4);
	r->week = (struct week){ (int16_t)query_int(q, 5), (int8_t)query_int(q, 6) };
	r->type = query_text(q, u->a, 7);
	r->state = query_text(q, u->a, 8);
	r->reason = query_text(q, u->a, 9);
	r->matter = query_text(q, u->a, 10);
	r->class = class_of(query_peek(q, 11));
	r->shown = query_int(q, 12) != 0;
	r->merged = query_int(q, 13) != 0;
	r->present = count_at(q, 14);
	r->expected = count_at(q, 15);
	r->agree = count_at(q, 16);
	r->against = count_at(q, 17);
	r->abstain = count_at(q, 18);
	r->posting_from = date_at(q, 19);
	r->posting_to = date_at(q, 20);
	file = site_document(u->site, r->path);
	r->profile =
	    profile_for(file && file->profiles ? file->profiles : &u->unit->profiles, r->date);
}

static int
record_cmp(const void *x, const void *y)
{
	const struct unit_record *a = x, *b = y;
	int by = date_cmp(a->date, b->date);

	if (by == 0)
		by = (a->start > b->start) - (a->start < b->start);
	return by ? by : text_cmp(a->path, b->path);
}

static int
id_cmp(const void *x, const void *y)
{
	int64_t a = ((const struct id_place *)x)->id, b = ((const struct id_place *)y)->id;

	return (a > b) - (a < b);
}

void
unit_load(struct unit_check *u)
{
	struct query q;

	unit_ask(u, &q,
	    "select id, path, address, date, coalesce(start, -1), week_year, week, type, state, "
	    "reason, matter, class, model is not null, merged, present, expected, "
	    "agree, against, abstain, posting_from, posting_to from document where unit = ?1");
	while (query_row(&q))
		record_read(u, &q);
	unit_end(u, &q);
	if (u->records.n > 1)
		qsort(u->records.v, u->records.n, sizeof *u->records.v, record_cmp);
	u->by_id = ARENA_ARRAY(u->a, struct id_place, u->records.n + 1);
	for (size_t i = 0; i < u->records.n; i++)
		u->by_id[i] = (struct id_place){ u->records.v[i].id, (int)i };
	if (u->records.n > 1)
		qsort(u->by_id, u->records.n, sizeof *u->by_id, id_cmp);
}

const struct unit_record *
unit_record_of(const struct unit_check *u, int64_t document)
{
	struct id_place key = { document, 0 };
	const struct id_place *hit =
	    u->records.n ? bsearch(&key, u->by_id, u->records.n, sizeof *u->by_id, id_cmp) : NULL;

	return hit ? &u->records.v[hit->index] : NULL;
}

struct spot
spot_file(const struct unit_record *r)
{
	return (struct spot){ r, 0, 0, 0, NO_TEXT };
}

struct spot
spot_read(struct unit_check *u, const struct unit_record *r, struct query *q, int column)
{
	return (struct spot){ r, (int)query_int(q, column), (int)query_int(q, column + 1),
		(int)query_int(q, column + 2), query_text(q, u->a, column + 3) };
}

bool
record_is_weekly(const struct unit_record *r)
{
	return r->shown && text_eq(r->type, T("weekly"));
}

static bool
unit_waive(struct unit_check *u, const struct unit_record *r, struct finding *f)
{
	struct query q;

	if (diag_silenced_by_reason(f->code) && r->reason.n > 0)
		f->waived = text_copy(u->kept, r->reason);
	query_start(
	    u->store, &q, "select reason from waiver where document = ? and code = ?", u->e);
	query_bind_int(&q, 1, r->id);
	query_bind_text(&q, 2, text_of(diag_info(f->code)->code));
	if (query_row(&q))
		f->waived = query_text(&q, u->kept, 0);
	return query_end(&q);
}

void
unit_put(
    struct unit_check *u, enum diag_code code, struct spot at, const struct text *args, size_t n)
{
	const struct profile *p = at.record && at.record->profile ? at.record->profile : u->profile;
	enum diag_level level = p ? p->levels[code] : diag_info(code)->level;
	struct finding *f;

	if (level == DIAG_OFF)
		return;
	f = ARENA_PUSH(u->kept, u->out);
	f->code = code;
	f->level = level;
	f->path = at.record ? text_copy(u->kept, at.record->path)
			    : path_join(u->kept, u->unit->path, T("_index.md"));
	f->line = at.line;
	f->column = at.column;
	f->width = at.width;
	f->excerpt = text_copy(u->kept, at.excerpt);
	f->waived = NO_TEXT;
	for (size_t i = 0; i < n; i++)
		text_list_add(u->kept, &f->args, text_copy(u->kept, args[i]));
	if (at.record && !unit_waive(u, at.record, f))
		u->failed = true;
}
