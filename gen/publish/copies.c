/* SPDX-License-Identifier: MIT */
/*
 * A second copy of a meeting: the same unit, type and day, whatever its file is called (F013). One
 * of the files is published, the others wait for a person and take no numbers, so that no count
 * rises through a copy. What stays is not left to chance: a record that must not be shown before
 * one that may be, else a copy would show what the other hides; then the file that is named by its
 * day, in the folder of its year; then the shorter path, as what people and their programs add to a
 * copy makes it longer.
 *
 * A weekly meeting is held once a day. Of other meetings there may be two when both give their
 * time, or both their matter, and these differ. Drafts are no records yet, and what was withdrawn
 * has given way.
 *
 * Copies are looked for when all documents of a unit are in the index. Those found the last time
 * were read again together with whatever changed in their unit (sources.c), so nothing here depends
 * on before.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "publish/sources.h"

struct meeting_copy {
	struct text path, date, type, matter;
	int start;    /* minutes, or -1 */
	int standing; /* 0 internal, 1 published, 2 held for another reason */
};
LIST(record_list, meeting_copy);

static bool
records_load(
    struct store *s, const struct unit *u, struct arena *a, struct record_list *out, struct err *e)
{
	struct query q;

	query_ask(s, &q,
	    "select path, date, type, matter, coalesce(start, -1), case state when 'internal' then "
	    "0 when"
	    " 'published' then 1 else 2 end from document where unit = ?1 and class = 'meeting' and"
	    " date <> '' and (state = 'published' or state = 'internal' or state = 'held')",
	    VALUES(V(u->id + 1)), e);
	while (query_row(&q)) {
		struct meeting_copy *r = ARENA_PUSH(a, out);

		r->path = query_text(&q, a, 0);
		r->date = query_text(&q, a, 1);
		r->type = query_text(&q, a, 2);
		r->matter = query_text(&q, a, 3);
		r->start = (int)query_int(&q, 4);
		r->standing = (int)query_int(&q, 5);
	}
	return query_end(&q);
}

/* 2 for 2019/2019-12-10.md, 1 for 2018/2019-12-10.md, 0 for 双书记周例会12.10.md. */
static int
plainness(const struct meeting_copy *r)
{
	bool named = text_eq(path_name(path_stem(r->path)), r->date);

	return named + (named && text_eq(path_name(path_dir(r->path)), text_cut(r->date, 0, 4)));
}

/* The records of a day and type side by side, the one that stays first. */
static int
record_cmp(const void *x, const void *y)
{
	const struct meeting_copy *a = x, *b = y;
	int by = text_cmp(a->date, b->date);

	if (by == 0)
		by = text_cmp(a->type, b->type);
	if (by == 0)
		by = a->standing - b->standing;
	if (by == 0)
		by = plainness(b) - plainness(a);
	if (by == 0)
		by = (a->path.n > b->path.n) - (a->path.n < b->path.n);
	return by ? by : text_cmp(a->path, b->path);
}

static bool
same_meeting(const struct meeting_copy *a, const struct meeting_copy *b)
{
	if (!text_eq(a->date, b->date) || !text_eq(a->type, b->type))
		return false;
	if (text_eq(a->type, T("weekly")))
		return true;
	if (a->start >= 0 && b->start >= 0 && a->start != b->start)
		return false;
	return a->matter.n == 0 || b->matter.n == 0 || text_eq(a->matter, b->matter);
}

static bool
hold(const struct gathered *to, const struct build_options *o, const struct meeting_copy *copy,
    const struct meeting_copy *of, const struct unit_register *r, struct err *e)
{
	const struct source *f = site_document(to->site, copy->path);
	struct arena *a = arena_new();
	/* Not here: it came with a part that was joined, and was settled there. */
	bool ok = f == NULL ||
	    (spoken_faces(to, a, f, r, &r, e) && document_pass(to, o, f, r, of->path, e));

	arena_free(a);
	return ok;
}

bool
copies_hold(const struct gathered *to, const struct build_options *o, const struct unit *u,
    const struct unit_register *r, struct err *e)
{
	struct arena *a = arena_new();
	struct record_list l = { 0 };
	bool ok = records_load(to->store, u, a, &l, e);
	bool *copy = ARENA_ARRAY(a, bool, l.n + 1);

	LIST_SORT(&l, record_cmp);
	for (size_t i = 1; ok && i < l.n; i++)
		for (size_t k = i; ok && k-- > 0 && text_eq(l.v[k].date, l.v[i].date) && !copy[i];)
			if (!copy[k] && same_meeting(&l.v[k], &l.v[i])) {
				copy[i] = true;
				ok = hold(to, o, &l.v[i], &l.v[k], r, e);
			}
	arena_free(a);
	return ok;
}
