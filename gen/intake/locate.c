/* SPDX-License-Identifier: MIT */
/*
 * Whose record is it, and of which day? Names of files mean nothing by themselves
 * (新建文本文档(3).txt), and forms get copied from the neighbours. So evidence is asked in the
 * order in which it can be trusted: the title, the lines of the head, the folder, the file's name,
 * the people. The first that names exactly one unit decides; what names several is narrowed by the
 * next. Where title and people contradict each other and something else takes the people's side,
 * nobody can know: it is listed, not guessed.
 *
 * The day comes from the text alone. Without a year it is the one nearest to the week that is being
 * received.
 */
#include "base/number_kinds.h"
#include "intake/intake.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

/* The head is looked at, not what is told in the body: a neighbour may be spoken of there. */
#define HEAD_BYTES 900
/* Marks of one name in one text: a name repeated without end is still one name. */
#define MARKS_MOST 16

struct name_mark {
	const struct unit *unit;
	size_t at, end;
};
LIST(name_mark_list, name_mark);

/* A set of units, a byte each. */
struct units {
	char *in;
	size_t n; /* how many are in it */
};

struct unit_search {
	const struct site *site;
	struct arena *arena;
};

static struct units
units_new(const struct unit_search *s)
{
	return (struct units){ arena_alloc(s->arena, s->site->nunits + 1), 0 };
}

static void
units_add(struct units *u, const struct unit *x)
{
	u->n += !u->in[x->id];
	u->in[x->id] = 1;
}

static void
units_drop(struct units *u, const struct unit *x)
{
	u->n -= u->in[x->id];
	u->in[x->id] = 0;
}

static const struct unit *
units_only(const struct unit_search *s, const struct units *u)
{
	for (size_t i = 0; u->n == 1 && i < s->site->nunits; i++)
		if (u->in[i])
			return s->site->units[i];
	return NULL;
}

/* --- names in a text --- */

static void
find_name(const struct unit_search *s, struct text t, struct text name, const struct unit *u,
    struct name_mark_list *out)
{
	size_t at = 0;

	if (utf8_length(name) < 2)
		return;
	for (int n = 0; n < MARKS_MOST && (at = text_find(t, name, at)) != SIZE_MAX; n++) {
		*ARENA_PUSH(s->arena, out) = (struct name_mark){ u, at, at + name.n };
		at += name.n;
	}
}

static void
find_unit_names(const struct unit_search *s, struct text t, bool stems, struct name_mark_list *out)
{
	/* The whole site is named everywhere; a township that is the site has records of its own.
	 */
	for (size_t i = s->site->units[0]->level != LEVEL_TOWNSHIP; i < s->site->nunits; i++) {
		const struct unit *u = s->site->units[i];
		struct text stem = unit_stem(u->name);
		bool whole = stem.n == u->name.n;
		find_name(s, t, text_squeeze(s->arena, u->name), u, out);
		for (size_t k = 0; k < u->aliases.n; k++)
			find_name(s, t, text_squeeze(s->arena, u->aliases.v[k]), u, out);
		if (u->level == LEVEL_VILLAGE && !whole) {
			find_name(s, t, text_join(s->arena, stem, T("嘎查")), u, out);
			find_name(s, t, text_join(s->arena, stem, T("村")), u, out);
		}
		if (stems && !whole)
			find_name(s, t, stem, u, out);
	}
}

/* 新发 in 东新发嘎查 is not 新发: what lies inside a longer name of another unit does not count. */
static bool
is_covered(const struct name_mark_list *l, const struct name_mark *m)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct name_mark *o = &l->v[i];
		if (o->unit != m->unit && o->at <= m->at && o->end >= m->end &&
		    o->end - o->at > m->end - m->at)
			return true;
	}
	return false;
}

/* A township beside one of its villages says where the village is. */
static void
drop_ancestors(const struct unit_search *s, struct units *u)
{
	for (size_t i = s->site->nunits; i-- > 0;) {
		if (!u->in[i])
			continue;
		for (const struct unit *p = s->site->units[i]->parent; p != NULL; p = p->parent)
			units_drop(u, p);
	}
}

static bool
any_ancestor(const struct units *u, const struct unit *x)
{
	for (const struct unit *p = x->parent; p != NULL; p = p->parent)
		if (u->in[p->id])
			return true;
	return false;
}

/* Of villages with one name, those whose township is named too. */
static void
narrow_by_township(const struct unit_search *s, struct units *u)
{
	bool named = false;

	for (size_t i = 0; i < s->site->nunits; i++)
		named |= u->in[i] && any_ancestor(u, s->site->units[i]);
	for (size_t i = s->site->nunits; named && i-- > 0;)
		if (u->in[i] && s->site->units[i]->level == LEVEL_VILLAGE &&
		    !any_ancestor(u, s->site->units[i]))
			units_drop(u, s->site->units[i]);
}

static struct units
named_in(const struct unit_search *s, struct text t, bool stems)
{
	struct units u = units_new(s);
	struct name_mark_list marks = { 0 };
	struct text squeezed = text_squeeze(s->arena, t);

	find_unit_names(s, squeezed, stems, &marks);
	for (size_t i = 0; i < marks.n; i++)
		if (!is_covered(&marks, &marks.v[i]))
			units_add(&u, marks.v[i].unit);
	narrow_by_township(s, &u);
	drop_ancestors(s, &u);
	return u;
}

/* A unit's code, or its folder's name, as a word of its own: xinfa-27.txt. */
static bool
has_code(struct text t, struct text code)
{
	if (code.n < 3)
		return false;
	for (size_t at = 0; at + code.n <= t.n; at++)
		if (text_eq_nocase(text_cut(t, at, at + code.n), code) &&
		    (at == 0 || !number_is_alnum(t.p[at - 1])) &&
		    (at + code.n == t.n || !number_is_alnum(t.p[at + code.n])))
			return true;
	return false;
}

static struct units
named_in_path(const struct unit_search *s, struct text t)
{
	struct units u = named_in(s, t, true);

	for (size_t i = 1; u.n == 0 && i < s->site->nunits; i++)
		if (has_code(t, s->site->units[i]->code) ||
		    has_code(t, path_name(s->site->units[i]->path)))
			units_add(&u, s->site->units[i]);
	drop_ancestors(s, &u);
	return u;
}

/* --- people --- */

static bool
takes_part(const struct doc *d, struct text name)
{
	const struct person_list *const lists[] = { &d->host, &d->convener, &d->recorder,
		&d->attendees };

	for (size_t i = 0; name.n > 0 && i < COUNT(lists); i++)
		for (size_t k = 0; k < lists[i]->n && k < 200; k++)
			if (text_eq(lists[i]->v[k].name, name))
				return true;
	return false;
}

/* Units whose secretaries took part; those with both before those with one. */
static struct units
named_by_people(const struct unit_search *s, const struct doc *d, struct date day)
{
	struct units one = units_new(s), both = units_new(s);

	for (size_t i = 1; i < s->site->nunits; i++) {
		const struct unit *u = s->site->units[i];
		bool first = takes_part(d, tenure_on(&u->first_secretary, day)),
		     second = takes_part(d, tenure_on(&u->secretary, day));
		if (first && second)
			units_add(&both, u);
		if (first || second)
			units_add(&one, u);
	}
	return both.n > 0 ? both : one;
}

/* --- the unit --- */

enum evidence { BY_TITLE, BY_HEAD, BY_FOLDER, BY_FILE, BY_PEOPLE, EVIDENCE };

static struct units
both_of(const struct unit_search *s, const struct units *x, const struct units *y)
{
	struct units u = units_new(s);

	for (size_t i = 0; i < s->site->nunits; i++)
		if (x->in[i] && (y->in[i] || any_ancestor(y, s->site->units[i])))
			units_add(&u, s->site->units[i]);
	return u;
}

/* A weekly meeting is held by a village: a township named alone stands for the villages below it.
 */
static void
spread(const struct unit_search *s, struct units *u)
{
	const struct unit *top = units_only(s, u);

	if (top == NULL || top->level == LEVEL_VILLAGE)
		return;
	for (size_t i = 0; i < s->site->nunits; i++)
		if (s->site->units[i] != top && s->site->units[i]->level == LEVEL_VILLAGE &&
		    unit_below(s->site->units[i], top))
			units_add(u, s->site->units[i]);
	if (u->n > 1)
		units_drop(u, top);
}

/* A joint meeting is the township's, wherever it met: villages that it names are where it met, who
 * hosted it, who came. */
static void
lift(const struct unit_search *s, struct units *u)
{
	for (size_t i = s->site->nunits; i-- > 0;) {
		const struct unit *up = s->site->units[i]->parent;

		if (!u->in[i] || !up || up->level != LEVEL_TOWNSHIP)
			continue;
		u->in[i] = 0;
		u->n--;
		units_add(u, up);
	}
}

/* Two of one name are told apart by their townships. */
static struct text
names_of(const struct unit_search *s, const struct units *u)
{
	struct text_list l = { 0 };

	for (size_t i = 0; i < s->site->nunits && l.n < 4; i++) {
		const struct unit *x = s->site->units[i];
		if (u->in[i])
			text_list_add(s->arena, &l,
			    x->parent != NULL ? text_join(s->arena, x->parent->name, x->name)
					      : x->name);
	}
	return text_list_join(s->arena, &l, T("、"));
}

/* Where the title stands against the people, and the folder or the file's name with them, nobody
 * can know. */
static bool
contradicts(
    const struct unit_search *s, const struct units *all, const struct unit *found, struct piece *p)
{
	const struct unit *people = units_only(s, &all[BY_PEOPLE]);

	if (people == NULL || people == found || unit_below(found, people) ||
	    unit_below(people, found))
		return false;
	if (units_only(s, &all[BY_FOLDER]) != people && units_only(s, &all[BY_FILE]) != people)
		return false;
	p->units = text_fmt(s->arena, "%.*s、%.*s", TEXT_ARG(found->name), TEXT_ARG(people->name));
	return true;
}

static void
find_unit(const struct unit_search *s, const struct units *all, bool weekly, struct piece *p)
{
	struct units left = units_new(s);
	const struct unit *found = NULL;

	for (int i = 0; i < EVIDENCE && found == NULL; i++) {
		struct units now =
		    left.n > 0 ? both_of(s, &left, &all[i]) : both_of(s, &all[i], &all[i]);
		if (now.n == 0)
			continue;
		left = now;
		if (weekly)
			spread(s, &left);
		found = units_only(s, &left);
		p->by_title = found != NULL && i <= BY_HEAD &&
		    units_only(s, &all[BY_FILE]) != NULL && units_only(s, &all[BY_FILE]) != found;
	}
	p->unit = found;
	if (found == NULL) {
		p->state = left.n > 1 ? PIECE_MANY_UNITS : PIECE_NO_UNIT;
		p->units = names_of(s, &left);
	} else if (contradicts(s, all, found, p)) {
		p->unit = NULL;
		p->state = PIECE_CONFLICT;
	}
}

const struct unit *
place_by_name(const struct site *site, struct arena *a, struct text path)
{
	struct unit_search s = { site, a };
	struct units file = named_in_path(&s, path_name(path)),
		     folder = named_in_path(&s, path_dir(path)), u = file.n > 0 ? file : folder;

	if (file.n > 1 && folder.n > 0)
		u = both_of(&s, &file, &folder);
	return units_only(&s, &u);
}

/* --- the day --- */

struct doc *
piece_read(const struct site *s, struct arena *a, const struct unit *u, struct text path,
    struct text bytes, struct err *e)
{
	struct source *f = ARENA_NEW(a, struct source);
	const struct source *like = NULL;

	f->path = path;
	f->address = path_stem(path);
	if (!lang_of_ext(path_ext(f->address), &f->lang))
		f->lang = LANG_ZH;
	f->unit = (struct unit *)u;
	f->profiles = &u->profiles;
	f->study = &u->study;
	for (size_t i = 0; i < s->ndocuments && like == NULL; i++)
		if (text_eq(s->documents[i]->address, f->address))
			like = s->documents[i];
	if (like != NULL)
		f->versions = like->versions;
	return doc_read_bytes(s, f, bytes, e);
}

static int
distance(struct date x, struct date y)
{
	int n = date_days(x) - date_days(y);

	return n < 0 ? -n : n;
}

/* A year in the folder's or the file's name, else that of the week. */
static int
year_hint(struct text path, struct date around)
{
	for (size_t i = 0; i + 4 <= path.n; i++) {
		int year;
		if ((i == 0 || !number_is_alnum(path.p[i - 1])) &&
		    text_int(text_cut(path, i, i + 4), &year) && year >= 2000 && year < 2100)
			return year;
	}
	return around.year;
}

/* 柳河嘎查2019年12月31日例会.txt without a day in it: the one that she spelt out in the name, as a
 * line of its own that says where it is from. */
static bool
day_from_name(struct arena *a, struct piece *p)
{
	struct text stem = path_name(path_stem(p->from->path));
	struct date_found found;

	if (p->from->meetings || !text_has(stem, T("年")) || !text_has(stem, T("月")) ||
	    !date_find(stem, 0, &found) || !found.year_written || !date_is(found.date) ||
	    found.impossible)
		return false;
	p->text = text_fmt(a, "日期: %.*s（取自文件名）\n%.*s", TEXT_ARG(date_iso(a, found.date)),
	    TEXT_ARG(p->text));
	return true;
}

/* Reads with the year that brings an unwritten one nearest to the week. */
static struct doc *
read_near(const struct site *s, struct arena *a, const struct unit *u, struct piece *p,
    struct date around, struct err *e)
{
	int year = year_hint(p->from->path, around);
	struct doc *best = NULL;

	for (int k = 0; k < 3; k++) {
		int y = k == 0 ? year : k == 1 ? year - 1 : year + 1;
		struct doc *d = piece_read(
		    s, a, u, path_join(a, u->path, text_fmt(a, "%d/received.md", y)), p->text, e);
		if (d == NULL) {
			doc_free(best);
			return NULL;
		}
		if (best == NULL ||
		    (date_is(d->date) &&
			distance(d->date, around) < distance(best->date, around))) {
			doc_free(best);
			best = d;
		} else {
			doc_free(d);
		}
		if (!date_is(best->date) || distance(best->date, around) <= 183)
			break;
	}
	if (!date_is(best->date) && !best->has[KEY_DATE] && day_from_name(a, p)) {
		doc_free(best);
		return read_near(s, a, u, p, around, e);
	}
	return best;
}

static struct text
head_of(const struct doc *d)
{
	size_t end = d->steps.n > 0 && d->steps.v[0].at.n > 0 ? d->steps.v[0].at.at : d->text.n;

	return text_cut(d->text, 0, end < HEAD_BYTES ? end : HEAD_BYTES);
}

/* A title says whose record it is; a line of somebody's letter does not, so only short ones are
 * asked. */
static struct text
title_of(const struct doc *d)
{
	return utf8_length(d->title) <= 60 && !text_eq(d->title, T("received")) ? d->title
										: NO_TEXT;
}

/* Lines of a form that nobody filled say nothing. */
static bool
strip_form(const struct site *site, struct arena *a, struct piece *p, struct err *e)
{
	struct doc *d = piece_read(site, a, site->units[0], T("received.md"), p->text, e);

	if (d == NULL)
		return false;
	for (size_t i = 0; i < d->sink.list.n; i++)
		p->foreign |= d->sink.list.v[i].code == DIAG_F001;
	p->typed = text_copy(a, d->text);
	blank_strip(a, d->text, &p->text);
	doc_free(d);
	return true;
}

/* A translation need not repeat the day: its file's name may say it. */
static void
date_by_name(struct piece *p, struct date around)
{
	struct date_found found;

	if (date_is(p->date) || !date_find(p->stem, year_hint(p->stem, around), &found))
		return;
	if (!found.impossible)
		p->date = found.date;
}

/* The line in which a day was looked for and not found. */
static struct text
dated_line(struct arena *a, const struct doc *d)
{
	for (size_t i = 0; i < d->sink.list.n; i++) {
		const struct finding *f = &d->sink.list.v[i];
		if (f->code == DIAG_F007 && f->line > 0)
			return text_copy(a, text_trim(f->excerpt));
	}
	return NO_TEXT;
}

bool
place_piece(
    const struct site *site, struct arena *a, struct piece *p, struct date around, struct err *e)
{
	struct unit_search s = { site, a };
	struct units all[EVIDENCE];
	struct doc *d =
	    strip_form(site, a, p, e) ? read_near(site, a, site->units[0], p, around, e) : NULL;

	if (d == NULL)
		return false;
	p->state = PIECE_PLACED;
	p->date = d->date;
	p->type = d->type;
	if (d->text.n == 0 || text_trim(d->text).n == 0) {
		p->state = PIECE_EMPTY;
		doc_free(d);
		return true;
	}
	translation_note(a, p, d);
	all[BY_TITLE] = named_in(&s, title_of(d), false);
	all[BY_HEAD] = named_in(&s, head_of(d), false);
	all[BY_FOLDER] = named_in_path(&s, path_dir(p->from->path));
	all[BY_FILE] = named_in_path(&s, path_name(p->from->path));
	all[BY_PEOPLE] = named_by_people(&s, d, date_is(d->date) ? d->date : around);
	for (int i = 0; i < EVIDENCE && d->type && text_eq(d->type->id, T("joint")); i++)
		lift(&s, &all[i]);
	find_unit(&s, all, d->type != NULL && d->type->weekly, p);
	if (p->translation)
		date_by_name(p, around);
	else if (p->state == PIECE_PLACED && p->claims)
		p->state = PIECE_NOT_MONGOLIAN;
	else if (p->state == PIECE_PLACED && d->type != NULL && d->type->weekly && d->steps.n == 0)
		p->state = PIECE_DRAFT;
	else if (p->state == PIECE_PLACED && !date_is(p->date))
		p->state = PIECE_NO_DATE;
	if (p->state == PIECE_NO_UNIT || p->state == PIECE_MANY_UNITS)
		unknown_unit(site, a, p);
	if (p->state == PIECE_NO_DATE)
		p->seen = dated_line(a, d);
	doc_free(d);
	return true;
}
