/* SPDX-License-Identifier: MIT */
/*
 * Photographs that arrive with a record: laid beside it under its name, so that whoever looks at
 * the record finds them. Which record is told by a line of it that names the file, by the file's
 * name, by the folder, by the village and the week, in this order.
 *
 * What lies beside a record is on no page: that takes a line of the record, which somebody writes
 * who has looked at the picture. What the camera wrote into it goes when it is published.
 */
#include "intake/receive_plan.h"

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/utf8.h"

#define NAME_POINTS 40

enum sign { SIGN_LINE, SIGN_NAME, SIGN_FOLDER, SIGN_UNIT, SIGNS };

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

/* The week's weekly record in the site, for a picture that came alone. */
static struct text
ask_record(struct receiver *r, const struct unit *u)
{
	struct text path = NO_TEXT;
	struct query q;

	query_start(r->g.store, &q,
	    "select path from document where unit = ?1 and week_year = ?2 and week = ?3 and "
	    "type = 'weekly' order by path limit 2",
	    r->e);
	query_bind_int(&q, 1, u->id + 1);
	query_bind_int(&q, 2, r->week.year);
	query_bind_int(&q, 3, r->week.week);
	while (query_row(&q))
		path = path.n > 0 ? NO_TEXT : query_text(&q, r->arena, 0);
	return query_end(&q) ? path : NO_TEXT;
}

/* A name that can be copied into a line of Markdown. */
static struct text
plain_name(struct arena *a, struct text name)
{
	struct buf b = BUF_INIT;
	struct text out;

	name = text_cut(name, 0, utf8_offset(name, NAME_POINTS));
	for (size_t i = 0; i < name.n;) {
		uint32_t c = utf8_next(name, &i);
		buf_code(&b,
		    (c < 0x80 && strchr("()[]<>/\\\"'#?%|*:&", (int)c) != NULL) || utf8_is_blank(c)
			? '-'
			: c);
	}
	out = text_copy(a, buf_view(&b));
	buf_release(&b);
	return out;
}

/* 2018-07-03.md and 现场.jpg: 2018-07-03-现场.jpg; 2018-07-03.mn.jpg is the sheet of a translation.
 */
static struct text
picture_path(struct receiver *r, const struct piece *p, struct text record, int n)
{
	struct text stem = path_name(path_stem(p->from->path)), ext = path_ext(p->from->path);
	struct text more = n > 1 ? text_fmt(r->arena, "-%d", n) : NO_TEXT;

	if (text_ends(stem, T(".mn")) && n == 1)
		return text_concat(r->arena, TEXTS(path_stem(record), T(".mn"), ext));
	return text_concat(
	    r->arena, TEXTS(path_stem(record), T("-"), plain_name(r->arena, stem), more, ext));
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

bool
picture_stage(struct receiver *r, struct piece *p)
{
	const struct piece *of = find_record(r, p);
	struct text record = of != NULL ? of->path
	    : p->unit != NULL           ? ask_record(r, p->unit)
					: NO_TEXT;

	if (r->e->kind != ERR_NONE)
		return false;
	p->state = PIECE_NO_RECORD;
	if (record.n == 0)
		return true;
	if (p->unit == NULL)
		p->unit = of->unit;
	p->date = of != NULL ? of->date : NO_DATE;
	p->original = record;
	if (text_ends(path_stem(p->from->path), T(".mn")) && hides(r, p, record)) {
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
