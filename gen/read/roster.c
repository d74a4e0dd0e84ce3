/* SPDX-License-Identifier: MIT */
/*
 * What the lists of the head know of a person who is named elsewhere without anything: the roles,
 * whether it is one of the unit's secretaries (known by name alone, or as 李书记), whether it acts
 * in office. All matching is by the name as written; two men of one name are one here, as they are
 * to a reader of the minutes.
 */
#include "read/record.h"

#include "lihui/cursor.h"
#include "lihui/arena.h"
#include "lihui/utf8.h"

/* No meeting of a village lists more; comparing all with all beyond it would only serve an
 * attacker. */
#define LIST_MOST 400

static bool
role_in(const struct text_list *roles, struct text role)
{
	for (size_t i = 0; i < roles->n; i++)
		if (text_ends(roles->v[i], role))
			return true;
	return false;
}

static bool
in_office(const struct doc *d, const struct person *p)
{
	for (size_t i = 0; i < p->roles.n; i++) {
		struct text role = text_squeeze(d->arena, p->roles.v[i]);

		for (size_t k = 0; d->profile && k < d->profile->offices.n; k++)
			if (text_ends(role, d->profile->offices.v[k]))
				return true;
	}
	return false;
}

static const struct person *
with_roles(const struct person_list *l, struct text name)
{
	for (size_t i = 0; i < l->n && i < LIST_MOST; i++)
		if (!l->v[i].group && l->v[i].roles.n > 0 && text_eq(l->v[i].name, name))
			return &l->v[i];
	return NULL;
}

static void
learn_roles(const struct doc *d, struct person *p)
{
	const struct person_list *const lists[] = { &d->attendees, &d->host, &d->convener,
		&d->recorder, &d->observers, &d->absent };

	if (p->group || p->roles.n > 0)
		return;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		const struct person *known = with_roles(lists[i], p->name);

		if (!known || known == p)
			continue;
		for (size_t k = 0; k < known->roles.n; k++)
			text_list_add(d->arena, &p->roles, known->roles.v[k]);
		return;
	}
}

/* 李书记 is the secretary whose surname is 李; 李四 is known by name alone. */
static bool
is_officer(const struct person *p, struct text officer)
{
	return officer.n > 0 &&
	    (text_eq(p->name, officer) ||
		(utf8_length(p->name) == 1 && text_starts(officer, p->name)));
}

static void
learn_office(const struct doc *d, struct person *p)
{
	struct text first, secretary;

	if (p->group || !d->unit)
		return;
	first = tenure_on(&d->unit->first_secretary, d->date);
	secretary = tenure_on(&d->unit->secretary, d->date);
	if (is_officer(p, first) && (text_eq(p->name, first) || role_in(&p->roles, T("书记")))) {
		if (!role_in(&p->roles, T("第一书记")))
			text_list_add(d->arena, &p->roles, T("第一书记"));
		p->office = true;
	}
	if (is_officer(p, secretary) &&
	    (text_eq(p->name, secretary) || role_in(&p->roles, T("书记")))) {
		bool named = false;

		for (size_t i = 0; i < p->roles.n; i++)
			named |= text_ends(p->roles.v[i], T("书记")) &&
			    !text_ends(p->roles.v[i], T("第一书记"));
		if (!named)
			text_list_add(d->arena, &p->roles, T("党支部书记"));
		p->office = true;
	}
}

size_t
people_known(const struct doc *d, struct text t)
{
	const struct person_list *const lists[] = { &d->attendees, &d->host, &d->convener,
		&d->recorder, &d->observers };

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		for (size_t k = 0; k < lists[i]->n && k < LIST_MOST; k++)
			if (lists[i]->v[k].name.n > 3 && text_starts(t, lists[i]->v[k].name))
				return lists[i]->v[k].name.n;
	return 0;
}

void
people_recognise(const struct doc *d, struct person_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		struct person *p = &l->v[i];

		learn_roles(d, p);
		learn_office(d, p);
		p->office |= in_office(d, p);
		if (p->shown.n == 0)
			p->shown = p->group ? p->words : p->name;
	}
}

static const char *const reasons[] = { "请假", "请了假", "请病假", "请事假", "病假", "事假", "因病",
	"因事", "因故", "因公", "因家", "因外出", "缺席", "未到", "没来", "没到", "外出", "住院",
	"看病", "出差", "出车", "出门", "值班", "下地", "放羊", "开车", "有事", "家里", "家中",
	"家有", NULL };

/* 请假1人（孟克，家里有事）, 没来的是那顺，他媳妇住院了: what begins with a reason is nobody, but
 * the one before's. */
static void
join_reasons(struct person_list *l)
{
	static const char *const theirs[] = { "他", "她", NULL };
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		struct person *p = &l->v[i];

		if (n > 0 && !p->group &&
		    (starts_any(p->name, reasons, NULL) || starts_any(p->name, theirs, NULL)))
			l->v[n - 1].words = p->name;
		else
			l->v[n++] = *p;
	}
	l->n = n;
}

/* 孙七（外出务工）: on the list of the absent, what is no identity in brackets is a reason and not
 * a role. */
static void
reason_of_absence(const struct doc *d, struct person *p)
{
	struct text_list roles = { 0 };
	size_t at = p->group ? SIZE_MAX : find_any(p->name, 0, reasons, NULL);

	/* 白音因病请假 behind 缺席情况： */
	if (at != SIZE_MAX && utf8_length(text_cut(p->name, 0, at)) >= 2) {
		p->words = text_cut(p->name, at, p->name.n);
		p->name = p->shown = text_trim(text_cut(p->name, 0, at));
	}

	for (size_t i = 0; i < p->roles.n; i++) {
		if (people_identity(d, p->roles.v[i]) > 0)
			text_list_add(d->arena, &roles, p->roles.v[i]);
		else if (!p->group)
			p->words = p->words.n > 0 ? text_fmt(d->arena, "%.*s，%.*s",
							TEXT_ARG(p->words), TEXT_ARG(p->roles.v[i]))
						  : p->roles.v[i];
	}
	p->roles = roles;
}

/* Without 没来的是: who follows it on a list of those who came did not. The words may have been
 * taken for the front of an office or of a name. */
static bool
turns_away(struct person *p)
{
	static const char *const turns[] = { "没来的是", "没来的有", "没来的", "没来", "没到的是",
		"没到的有", "没到的", "没到", "未到的是", "未到的有", "未到的", "未到", "请假的是",
		"请假的有", "请假的", "请假", "缺席的是", "缺席的有", "缺席的", "缺席", "不在的是",
		"不在的有", "不在的", NULL };
	struct text *front = p->roles.n > 0 ? &p->roles.v[0] : &p->name;
	size_t n;

	if (p->group)
		return false;
	if (!starts_any(*front, turns, &n)) {
		front = &p->name;
		if (!starts_any(*front, turns, &n))
			return false;
	}
	*front = text_behind(text_cut(*front, n, front->n), COLON | BLANK);
	if (front == &p->name) {
		p->shown = p->name;
	} else if (front->n == 0) {
		memmove(p->roles.v, p->roles.v + 1, (p->roles.n - 1) * sizeof *p->roles.v);
		p->roles.n--;
	}
	return true;
}

/* 周大力、白音，孟克请假: whoever is said to be away among those who came; and all behind 没来的是.
 */
static void
away_among(struct doc *d, struct person_list *l)
{
	size_t n = 0;
	bool away = false;

	for (size_t i = 0; i < l->n; i++) {
		struct person *p = &l->v[i];
		size_t at = p->group ? SIZE_MAX : find_any(p->name, 0, reasons, NULL);
		struct text who = at == SIZE_MAX ? NO_TEXT : text_cut(p->name, 0, at);

		if (turns_away(p)) {
			away = true;
			if (p->name.n == 0)
				continue;
		}
		if (away || utf8_length(who) >= 2)
			*ARENA_PUSH(d->arena, &d->absent) = *p;
		else
			l->v[n++] = *p;
	}
	l->n = n;
}

void
people_settle(struct doc *d)
{
	struct person_list *const lists[] = { &d->attendees, &d->host, &d->convener, &d->recorder,
		&d->observers, &d->absent };

	away_among(d, &d->attendees);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		people_recognise(d, lists[i]);
	join_reasons(&d->absent);
	for (size_t i = 0; i < d->absent.n; i++)
		reason_of_absence(d, &d->absent.v[i]);
}
