/* SPDX-License-Identifier: MIT */
/*
 * Photographs and recordings that arrive with a record: laid beside it under its name, so that
 * whoever looks at the record finds them. Which record is told by a line of it that names the file,
 * by the file's name, the day in that, the folder, the village and the week, in this order.
 *
 * A photograph beside a record is on no page: that takes a line of the record, which somebody
 * writes who has looked at it. A sheet in Mongolian and a recording are versions of the record and
 * are on its page; so their names must say what they are, and no day in them may be another's. What
 * a camera or a telephone wrote into them goes when they are published.
 */
#include "intake/receive_plan.h"

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/utf8.h"

enum sign { SIGN_LINE, SIGN_NAME, SIGN_DAY, SIGN_FOLDER, SIGN_UNIT, SIGNS };

static bool
is_record(const struct piece *q)
{
	return q->from->kind == ARRIVAL_TEXT && !q->translation && q->state < PIECE_NO_UNIT &&
	    q->state != PIECE_PICTURE && q->path.n > 0;
}

static bool
points_to(const struct receiver *r, const struct piece *p, const struct piece *q, enum sign sign)
{
	struct text stem = path_name(path_stem(p->from->path)),
		    other = path_name(path_stem(q->from->path)), folder = path_dir(p->from->path);

	switch (sign) {
	case SIGN_LINE: return stem.n >= 6 && text_has(q->text, stem);
	case SIGN_NAME: return other.n >= 4 && text_starts(stem, other);
	case SIGN_DAY:
		return p->unit != NULL && date_is(p->date) && date_cmp(p->date, q->date) == 0;
	case SIGN_FOLDER: return folder.n > 0 && text_eq(folder, path_dir(q->from->path));
	case SIGN_UNIT:
		return p->unit != NULL && date_is(q->date) &&
		    week_cmp(date_week(q->date), r->week) == 0;
	default: return false;
	}
}

/* The one record of this run that it belongs to, or NULL. */
static const struct piece *
find_record(const struct receiver *r, const struct piece *p)
{
	for (int sign = 0; sign < SIGNS; sign++) {
		const struct piece *found = NULL;
		if (sign > SIGN_DAY && p->version && date_is(p->date))
			break;
		bool several = false;
		for (size_t i = 0; i < r->pieces.n; i++) {
			const struct piece *q = &r->pieces.v[i];
			if (!is_record(q) || (p->unit != NULL && q->unit != p->unit) ||
			    !points_to(r, p, q, (enum sign)sign))
				continue;
			several |= found != NULL && !text_eq(found->path, q->path);
			found = q;
		}
		if (found != NULL && !several)
			return found;
	}
	return NULL;
}

/* In the site, for a picture that came alone: the record of the day that it names, or the week's
 * weekly one. */
static struct text
ask_record(struct receiver *r, const struct piece *p)
{
	bool dated = p->version && date_is(p->date);
	struct text path = NO_TEXT;
	struct query q;

	query_ask(r->g.store, &q,
	    dated
		? "select path from document where unit = ?1 and date = ?2 and class = 'meeting' "
		  "order by type <> 'weekly', path limit 1"
		: "select path from document where unit = ?1 and week_year = ?2 and week = ?3 and "
		  "type = 'weekly' order by path limit 2",
	    VALUES(V(p->unit->id + 1)), r->e);
	if (dated) {
		query_bind_text(&q, 2, date_iso(r->arena, p->date));
	} else {
		query_bind_int(&q, 2, r->week.year);
		query_bind_int(&q, 3, r->week.week);
	}
	while (query_row(&q))
		path = path.n > 0 ? NO_TEXT : query_text(&q, r->arena, 0);
	return query_end(&q) ? path : NO_TEXT;
}

/* The path without .mn: a lone NAME.mn.md is a record too. */
static struct text
record_stem(struct text path)
{
	struct text stem = path_stem(path);
	enum lang l;

	return lang_of_ext(path_ext(stem), &l) ? path_stem(stem) : stem;
}

/* 2018-07-03.md and 现场.jpg: 2018-07-03-现场.jpg; a version of it is 2018-07-03.mn.jpg, a second
 * sheet 2018-07-03.mn-2.jpg. */
static struct text
picture_path(struct receiver *r, const struct piece *p, struct text record, int n)
{
	struct text stem = path_name(path_stem(p->from->path)), ext = path_ext(p->from->path);
	struct text more = n > 1 ? text_fmt(r->arena, "-%d", n) : NO_TEXT;

	if (p->from->sound != NULL)
		ext = text_of(p->from->sound);
	record = record_stem(record);
	if (p->version)
		return text_concat(
		    r->arena, TEXTS(record, T("."), lang_code(p->tongue), more, ext));
	return text_concat(
	    r->arena, TEXTS(record, T("-"), path_plain_name(r->arena, stem), more, ext));
}

/* A sheet of a translation is on a page as it is, so nobody may be hidden in what it translates. */
static bool
hides(struct receiver *r, const struct piece *p, struct text record)
{
	struct planned *s = plan_at(r, record);
	struct text bytes = s != NULL ? s->bytes : receiver_read(r, record);
	struct doc *d = r->e->kind == ERR_NONE
	    ? piece_read(r->g.site, r->arena, p->unit, record, bytes, r->e)
	    : NULL;
	bool is = d == NULL || d->redact.n > 0;

	doc_free(d);
	return is;
}

/* The day that its name says, of the year around the week. */
static struct date
day_of_name(const struct receiver *r, const struct piece *p)
{
	struct text name = path_name(path_stem(p->from->path));
	struct date_found found;

	if (!date_find(name, r->week.year, &found) || found.impossible)
		return NO_DATE;
	if (!found.year_written) {
		int days = date_days(found.date) - date_days(week_day(r->week, 1));
		if (days > 183 || days < -183)
			date_find(name, r->week.year + (days < 0 ? 1 : -1), &found);
	}
	return found.impossible ? NO_DATE : found.date;
}

bool
picture_stage(struct receiver *r, struct piece *p)
{
	const struct piece *of;
	struct text record;

	p->version = translation_named(r->arena, p);
	p->date = day_of_name(r, p);
	of = find_record(r, p);
	p->told = of != NULL && points_to(r, p, of, SIGN_LINE);
	record = of != NULL ? of->path : p->unit != NULL ? ask_record(r, p) : NO_TEXT;
	if (r->e->kind != ERR_NONE)
		return false;
	if (p->from->sound != NULL && !p->version) {
		p->state = PIECE_UNTOLD;
		return true;
	}
	p->state = PIECE_NO_RECORD;
	if (record.n == 0)
		return true;
	if (p->unit == NULL)
		p->unit = of->unit;
	if (of != NULL || !p->version)
		p->date = of != NULL ? of->date : NO_DATE;
	p->original = record;
	if (p->version && hides(r, p, record)) {
		p->path = record;
		p->state = PIECE_UNMARKED;
		return r->e->kind == ERR_NONE;
	}
	p->state = PIECE_PICTURE;
	for (int n = 1; n < 100; n++) {
		struct planned *s = plan_at(r, p->path = picture_path(r, p, record, n));
		bool there = s == NULL && receiver_exists(r, p->path);
		if (there && text_eq(receiver_read(r, p->path), p->from->bytes))
			return r->e->kind == ERR_NONE;
		if (s == NULL && !there) {
			plan_beside(r, p, p->from->bytes, NO_TEXT);
			break;
		}
	}
	return r->e->kind == ERR_NONE;
}
