/* SPDX-License-Identifier: MIT */
/*
 * Step two of the template, the people (规范人员). The two secretaries are known to the unit's
 * _index.md by name and period; where it names nobody there is nothing to check. People are
 * compared by name: a record that lists somebody else as first secretary tells of a change that
 * belongs into _index.md.
 */
#include <stdlib.h>

#include "check/rules.h"
#include "lihui/utf8.h"

static bool
names_person(const struct person_list *l, struct text name)
{
	for (size_t i = 0; i < l->n; i++)
		if (!l->v[i].group && text_eq(l->v[i].name, name))
			return true;
	return false;
}

/* Host, convener and recorder were there, or they could not have been it. */
static bool
was_present(const struct doc *d, struct text name)
{
	return names_person(&d->host, name) || names_person(&d->convener, name) ||
	    names_person(&d->recorder, name) || names_person(&d->attendees, name) ||
	    names_person(&d->observers, name);
}

static bool
has_role(const struct person_list *l, struct text role)
{
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->v[i].roles.n; k++)
			if (text_has(l->v[i].roles.v[k], role))
				return true;
	return false;
}

static struct span
people_at(const struct doc *d)
{
	return d->has[KEY_ATTENDEES] ? d->at[KEY_ATTENDEES]
	    : d->has[KEY_HOST]       ? d->at[KEY_HOST]
				     : NO_SPAN;
}

static bool
secretary_missing(const struct doc *d, struct text name)
{
	return name.n > 0 && !was_present(d, name) && !names_person(&d->absent, name);
}

/* Identities that the profile asks for besides the two secretaries: somebody of them has to be
 * there. */
static void
check_roles(struct check *c)
{
	for (size_t i = 0; i < c->p->required_roles.n; i++) {
		struct text role = c->p->required_roles.v[i];

		if (text_eq(role, T("first_secretary")) || text_eq(role, T("secretary")))
			continue;
		if (!has_role(&c->d->attendees, role) && !has_role(&c->d->host, role) &&
		    !has_role(&c->d->observers, role) && !has_role(&c->d->absent, role))
			diag_put(c->sink, DIAG_P201, people_at(c->d), TEXTS(role, NO_TEXT));
	}
}

void
check_first_secretary(struct check *c)
{
	struct text name = tenure_on(&c->d->unit->first_secretary, c->d->date);

	if (text_list_has(&c->p->required_roles, T("first_secretary")) &&
	    secretary_missing(c->d, name))
		diag_put(c->sink, DIAG_P201, people_at(c->d), TEXTS(T("第一书记"), name));
	check_roles(c);
}

void
check_secretary(struct check *c)
{
	struct text name = tenure_on(&c->d->unit->secretary, c->d->date);

	if (text_list_has(&c->p->required_roles, T("secretary")) && secretary_missing(c->d, name))
		diag_put(c->sink, DIAG_P202, people_at(c->d), TEXTS(T("党支部书记"), name));
}

static struct text
first_name(const struct person_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].name.n)
			return l->v[i].name;
	return NO_TEXT;
}

/* The first secretary answers for the agenda and chairs. */
void
check_host(struct check *c)
{
	const struct doc *d = c->d;
	struct text name = tenure_on(&d->unit->first_secretary, d->date),
		    host = first_name(&d->host);

	if (name.n && host.n && was_present(d, name) && !names_person(&d->host, name))
		diag_put(c->sink, DIAG_P203, d->at[KEY_HOST], TEXTS(host, name));
}

/* The Party secretary answers for calling people together; excused, somebody else did it. */
void
check_convener(struct check *c)
{
	const struct doc *d = c->d;
	struct text name = tenure_on(&d->unit->secretary, d->date),
		    convener = first_name(&d->convener);

	if (name.n && convener.n && !names_person(&d->convener, name) &&
	    !names_person(&d->absent, name))
		diag_put(c->sink, DIAG_P204, d->at[KEY_CONVENER], TEXTS(convener, name));
}

/* 嘎查党支部书记 ends with 党支部书记: offices carry the name of their place in front. */
static bool
identity_known(const struct profile *p, struct text role)
{
	for (size_t i = 0; i < p->offices.n; i++)
		if (text_ends(role, p->offices.v[i]))
			return true;
	return false;
}

static void
check_identities(struct check *c, const struct person_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; !l->v[i].group && k < l->v[i].roles.n; k++)
			if (!identity_known(c->p, text_squeeze(c->a, l->v[i].roles.v[k])))
				diag_put(c->sink, DIAG_P205, l->v[i].at, TEXTS(l->v[i].roles.v[k]));
}

void
check_identity(struct check *c)
{
	if (c->p->offices.n == 0)
		return;
	check_identities(c, &c->d->attendees);
	check_identities(c, &c->d->observers);
}

static int
person_cmp(const void *x, const void *y)
{
	const struct person *a = *(const struct person *const *)x,
			    *b = *(const struct person *const *)y;
	int by = text_cmp(a->name, b->name);

	return by ? by : (a->at.at > b->at.at) - (a->at.at < b->at.at);
}

/* The named people of some lists, sorted by name. */
static const struct person **
gather_all(struct check *c, const struct person_list *const *lists, size_t nlists, size_t *n)
{
	const struct person **v;
	size_t room = 1;

	for (size_t i = 0; i < nlists; i++)
		room += lists[i]->n;
	v = ARENA_ARRAY(c->a, const struct person *, room);
	*n = 0;
	for (size_t i = 0; i < nlists; i++)
		for (size_t k = 0; k < lists[i]->n; k++)
			if (!lists[i]->v[k].group && lists[i]->v[k].name.n)
				v[(*n)++] = &lists[i]->v[k];
	qsort(v, *n, sizeof *v, person_cmp);
	return v;
}

void
check_person_twice(struct check *c)
{
	const struct person_list *lists[] = { &c->d->attendees, &c->d->observers, &c->d->absent };
	size_t n;
	const struct person **v = gather_all(c, lists, 3, &n);

	for (size_t i = 1; i < n; i++)
		if (text_eq(v[i]->name, v[i - 1]->name))
			diag_put(c->sink, DIAG_P206, v[i]->at, TEXTS(v[i]->name));
}

/* People named as present, and with them the groups that are counted apart from these
 * ("其他…共19人"; "等23人" includes them). */
static int
named_present(struct check *c)
{
	const struct person_list *lists[] = { &c->d->host, &c->d->convener, &c->d->recorder,
		&c->d->attendees };
	size_t n, named = 0;
	const struct person **v = gather_all(c, lists, 4, &n);

	for (size_t i = 0; i < n; i++)
		named += i == 0 || !text_eq(v[i]->name, v[i - 1]->name);
	for (size_t i = 0; i < c->d->attendees.n; i++) {
		const struct person *p = &c->d->attendees.v[i];

		if (p->group && p->count > 0 &&
		    (text_starts(p->words, T("其他")) || text_starts(p->words, T("其余")) ||
			text_starts(p->words, T("另"))))
			named += (size_t)p->count;
	}
	return (int)named;
}

void
check_attendance(struct check *c)
{
	const struct doc *d = c->d;
	int named = named_present(c), absent = 0;

	for (size_t i = 0; i < d->absent.n; i++)
		absent += d->absent.v[i].count > 0 ? d->absent.v[i].count : 1;
	if (d->present >= 0 && named > d->present)
		diag_put(c->sink, DIAG_P207, d->at[KEY_PRESENT],
		    TEXTS(text_fmt(c->a, "名单上有 %d 人，实到只写了 %d 人", named, d->present)));
	if (d->present >= 0 && d->expected >= 0 && d->expected < d->present)
		diag_put(c->sink, DIAG_P207, d->at[KEY_EXPECTED],
		    TEXTS(text_fmt(c->a, "应到 %d 人，实到 %d 人", d->expected, d->present)));
	else if (d->present >= 0 && d->expected >= 0 && absent > d->expected - d->present)
		diag_put(c->sink, DIAG_P207, d->at[KEY_ABSENT],
		    TEXTS(text_fmt(c->a, "应到 %d 人、实到 %d 人，只差 %d 人，请假却有 %d 人",
			d->expected, d->present, d->expected - d->present, absent)));
}

/* A person, not an office, a station or a group that answers for something: two to four Han, or a
 * name with a dot. */
static bool
is_personal(struct text name)
{
	static const char *const bodies[] = { "站", "局", "委", "组", "队", "户", "会", "所", "部",
		"办", "中心", "公司", "嘎查", "村", "社", "厅", "院", "校", "人员", "群众", "村民",
		"牧民", "农民", "党员", "代表", "干部", "支部", "政府", "苏木", "镇", "旗", "书记",
		"主任", "文书", "大家", "全体" };
	size_t length = utf8_length(name);

	if (length < 2 || length > 12 || (length > 4 && !text_has(name, T("·"))))
		return false;
	for (size_t i = 0; i < name.n;) {
		uint32_t ch = utf8_next(name, &i);

		if (!utf8_is_han(ch) && ch != U'·')
			return false;
	}
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		if (text_ends(name, text_of(bodies[i])))
			return false;
	return true;
}

static int
by_name(const void *name, const void *person)
{
	return text_cmp(*(const struct text *)name, (*(const struct person *const *)person)->name);
}

struct listed {
	const struct person **v; /* everybody on a list, by name */
	size_t n;
};

static void
check_listed(
    struct check *c, const struct listed *on, const struct person_list *l, struct text item)
{
	for (size_t i = 0; i < l->n; i++)
		if (!l->v[i].group && is_personal(l->v[i].name) &&
		    !bsearch(&l->v[i].name, on->v, on->n, sizeof *on->v, by_name))
			diag_put(c->sink, DIAG_P208, l->v[i].at, TEXTS(l->v[i].name, item));
}

/* A villager may raise something without being there: a note, to catch a slip of the pen. */
void
check_on_list(struct check *c)
{
	const struct doc *d = c->d;
	const struct person_list *lists[] = { &d->host, &d->convener, &d->recorder, &d->attendees,
		&d->observers, &d->absent };
	struct listed on;

	if (d->attendees.n == 0)
		return;
	on.v = gather_all(c, lists, 6, &on.n);
	for (size_t i = 0; i < d->problems.n; i++) {
		check_listed(c, &on, &d->problems.v[i].raised_by, d->problems.v[i].title);
		check_listed(c, &on, &d->problems.v[i].owners, d->problems.v[i].title);
	}
	for (size_t i = 0; i < d->tasks.n; i++)
		check_listed(c, &on, &d->tasks.v[i].owners, d->tasks.v[i].title);
}
