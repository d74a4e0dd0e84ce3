/* SPDX-License-Identifier: MIT */
/*
 * A tree of rules (rules.c) as a struct profile: the days, the steps, the offices, the types of
 * documents.
 *
 * Purpose: every rule of the four-step template that a banner may set otherwise is a value here,
 * and its default is in templates/profile.yaml, not in code.
 *
 * Assumptions: wordings of steps and names of offices are compared without blanks, so they are kept
 * so. The keys are English and few; an unknown one is a fault of the file, because a rule that is
 * silently ignored would judge wrongly.
 */
#include "site/config.h"
#include "lihui/yaml.h"

#include <stdio.h>

#include "lihui/cursor.h"

/* Each key of the rules, how it is spelt, and what reads it; since is taken by rules.c. */
#define RULES(RULE) \
	RULE(WEEKDAYS, "weekdays", read_weekdays(c, y, &p->weekdays)) \
	RULE(YEARLY_MINIMUM, "yearly_minimum", config_int(c, y, 0, 400, &p->yearly_minimum)) \
	RULE(WEEKLY_SINCE, "weekly_since", read_week(c, y, &p->weekly_since)) \
	RULE(REQUIRED_ROLES, "required_roles", config_texts(c, y, &p->required_roles)) \
	RULE(OFFICES, "offices", squeezed_texts(c, y, &p->offices)) \
	RULE(STEPS, "steps", read_steps(c, y, &p->steps)) \
	RULE(POSTING_DAYS, "posting_days", config_int(c, y, 0, 366, &p->posting_days)) \
	RULE(SILENT_DAYS, "silent_days", config_int(c, y, 1, 3660, &p->silent_days)) \
	RULE(DISCLOSURE, "disclosure", read_disclosure(c, y, &p->disclosure)) \
	RULE(NAMES, "names", read_names(c, y, &p->names)) \
	RULE(LEVELS, "levels", read_levels(c, y, p->levels)) \
	RULE(TYPES, "types", read_types(c, y, &p->types)) \
	RULE(QUORUM, "quorum", read_shares(c, y, p->quorum)) \
	RULE(MAJORITY, "majority", read_shares(c, y, p->majority)) \
	RULE(SINCE, "since", true) \
	RULE(PUBLIC_PERSONS, "public_persons", squeezed_texts(c, y, &p->public_persons)) \
	RULE(NOT_NAMES, "not_names", squeezed_texts(c, y, &p->not_names)) \
	RULE(NOT_NAMES_ZH, "不是人名", squeezed_texts(c, y, &p->not_names)) \
	RULE(JOINT_ORDER, "joint_order", config_texts(c, y, &p->joint_order))
#define RULE_ENUM(id, word, read)     RULE_##id,
#define RULE_SPELLING(id, word, read) { RULE_##id, word },
#define RULE_READ(id, word, read) \
	case RULE_##id: return read;
enum rule_key { RULE_NONE, RULES(RULE_ENUM) };
static const struct spelling rule_keys[] = { RULES(RULE_SPELLING){ 0, NULL } };

static bool
squeezed_texts(const struct config *c, const struct yaml *y, struct text_list *out)
{
	struct text_list l = { 0 };

	if (!config_texts(c, y, &l))
		return false;
	for (size_t i = 0; i < l.n; i++)
		text_list_add(c->arena, out, text_squeeze(c->arena, l.v[i]));
	return true;
}

static bool
read_weekdays(const struct config *c, const struct yaml *y, unsigned *out)
{
	const struct yaml one = { .kind = YAML_LIST, .first = (struct yaml *)y };
	const struct yaml *list = y->kind == YAML_SCALAR ? &one : y;
	int day;

	*out = 0;
	if (!config_is(c, list, YAML_LIST))
		return false;
	for (const struct yaml *i = list->first; i; i = list == &one ? NULL : i->next) {
		if (!config_int(c, i, 1, 7, &day))
			return false;
		*out |= 1u << day;
	}
	return *out ||
	    config_fault(c, y->key_at, SAY("至少要有一天", "at least one day is needed"));
}

/* 2018-W03, or a day of that week. */
static bool
read_week(const struct config *c, const struct yaml *y, struct date *monday)
{
	struct text t = y->kind == YAML_SCALAR ? text_trim(y->text) : NO_TEXT;
	struct week w = { 0, 0 };
	struct date d;

	if (!week_parse_iso(t, &w) && date_parse_iso(t, &d))
		w = date_week(d);
	*monday = w.week > 0 ? week_day(w, 1) : NO_DATE;
	return date_is(*monday) ||
	    config_fault(c, y->at.n ? y->at : y->key_at,
		SAY("这里应当是哪一周，如 2019-W03，或那一周的一天，如 2019-01-15",
		    "a week is expected here, such as 2019-W03, or a day of it, such as "
		    "2019-01-15"));
}

static bool
read_step(const struct config *c, const struct yaml *y, struct step_rule *s)
{
	static const struct spelling keys[] = { { 1, "id" }, { 2, "name" }, { 3, "accepted" },
		{ 3, "headings" }, { 4, "keys" }, { 0, NULL } };

	s->id = s->name = NO_TEXT;
	if (!config_is(c, y, YAML_MAP))
		return false;
	for (const struct yaml *i = y->first; i; i = i->next) {
		int key = config_key(c, i, keys, NULL);
		if (!key || (key < 3 && !config_is(c, i, YAML_SCALAR)) ||
		    (key == 3 && !squeezed_texts(c, i, &s->accepted)) ||
		    (key == 4 && !config_weights(c, i, &s->keys)))
			return false;
		if (key == 1)
			s->id = i->text;
		else if (key == 2)
			s->name = i->text;
	}
	if (s->id.n == 0 || s->name.n == 0)
		return config_fault(
		    c, y->at, SAY("每一步都要有 id 和 name", "each step needs an id and a name"));
	struct text name = text_squeeze(c->arena, s->name);
	if (!text_list_has(&s->accepted, name))
		text_list_add(c->arena, &s->accepted, name);
	return true;
}

static bool
read_steps(const struct config *c, const struct yaml *y, struct step_rule_list *out)
{
	*out = (struct step_rule_list){ 0 };
	if (!config_is(c, y, YAML_LIST))
		return false;
	for (const struct yaml *i = y->first; i; i = i->next) {
		struct step_rule s = { 0 };
		if (!read_step(c, i, &s))
			return false;
		for (size_t j = 0; j < out->n; j++)
			if (text_eq(out->v[j].id, s.id))
				return config_fault(
				    c, i->at, SAY("两步的 id 相同", "two steps have the same id"));
		*ARENA_PUSH(c->arena, out) = s;
	}
	return true;
}

static bool
read_disclosure(const struct config *c, const struct yaml *y, struct disclosure_list *out)
{
	static const struct spelling keys[] = { { 1, "period" }, { 2, "day" }, { 0, NULL } };
	static const struct spelling periods[] = { { PERIOD_MONTH + 1, "month" },
		{ PERIOD_QUARTER + 1, "quarter" }, { PERIOD_YEAR + 1, "year" },
		{ PERIOD_MONTH + 1, "月" }, { PERIOD_QUARTER + 1, "季度" },
		{ PERIOD_YEAR + 1, "年" }, { 0, NULL } };

	*out = (struct disclosure_list){ 0 };
	if (!config_is(c, y, YAML_MAP))
		return false;
	for (const struct yaml *i = y->first; i; i = i->next) {
		struct disclosure d = { i->key, PERIOD_QUARTER, 10 };
		if (i->kind == YAML_SCALAR &&
		    (text_eq(i->text, T("off")) || text_eq(i->text, T("false"))))
			continue; /* a kind of the built-in calendar that this banner does not ask
				     for */
		if (!config_is(c, i, YAML_MAP))
			return false;
		for (const struct yaml *m = i->first; m; m = m->next) {
			int key = config_key(c, m, keys, NULL), period = 1;
			if (key == 1)
				period = config_word(c, m, periods,
				    SAY("周期只能是 month、quarter、year",
					"a period is month, quarter or year"));
			if (!key || !period || (key == 2 && !config_int(c, m, 1, 31, &d.day)))
				return false;
			if (key == 1)
				d.period = (enum disclosure_period)(period - 1);
		}
		*ARENA_PUSH(c->arena, out) = d;
	}
	return true;
}

/* A document whose facts cannot be relied on, or that would leak, waits for a person: no rule of a
 * banner lets it through. */
static bool
held_fault(const struct config *c, const struct yaml *level)
{
	char sentence[200];

	snprintf(sentence, sizeof sentence,
	    SAY("%.*s 会让文件暂不公开，级别不能调低，请删掉这一行",
		"%.*s holds documents back and cannot be made milder: delete this line"),
	    TEXT_ARG(level->key));
	return config_fault(c, level->key_at, sentence);
}

static bool
read_levels(const struct config *c, const struct yaml *y, enum diag_level levels[DIAG_CODES])
{
	static const struct spelling words[] = { { DIAG_OFF + 1, "off" }, { DIAG_OFF + 1, "false" },
		{ DIAG_OFF + 1, "关" }, { DIAG_NOTE + 1, "note" }, { DIAG_NOTE + 1, "提示" },
		{ DIAG_WARNING + 1, "warning" }, { DIAG_WARNING + 1, "请核对" },
		{ DIAG_ERROR + 1, "error" }, { DIAG_ERROR + 1, "须改" }, { 0, NULL } };
	enum diag_code code;

	if (!config_is(c, y, YAML_MAP))
		return false;
	for (const struct yaml *i = y->first; i; i = i->next) {
		if (!diag_parse(i->key, &code))
			return config_fault(c, i->key_at,
			    SAY("没有这个代码，例如 D101", "there is no such code; D101 is one"));
		int level = config_word(c, i, words,
		    SAY("级别只能是 off、note、warning、error",
			"a level is off, note, warning or error"));
		if (!level)
			return false;
		/* X806 holds a file, though not its document. */
		if ((diag_holds(code) || code == DIAG_X806) &&
		    level - 1 < (int)diag_info(code)->level)
			return held_fault(c, i);
		levels[code] = (enum diag_level)(level - 1);
	}
	return true;
}

static bool
read_class(const struct config *c, const struct yaml *y, enum doc_class *out)
{
	static const struct spelling words[] = { { CLASS_MEETING + 1, "meeting" },
		{ CLASS_ABSENCE + 1, "absence" }, { CLASS_BULLETIN + 1, "bulletin" },
		{ CLASS_PAGE + 1, "page" }, { 0, NULL } };
	int found = config_word(c, y, words,
	    SAY("class 只能是 meeting、absence、bulletin、page",
		"a class is meeting, absence, bulletin or page"));

	*out = (enum doc_class)(found - 1);
	return found != 0;
}

static bool
read_type_key(const struct config *c, const struct yaml *y, struct doc_type *t)
{
	static const struct spelling keys[] = { { 1, "id" }, { 2, "name" }, { 3, "aliases" },
		{ 4, "class" }, { 5, "weekly" }, { 6, "posting" }, { 7, "disclosure" },
		{ 0, NULL } };

	switch (config_key(c, y, keys, NULL)) {
	case 1: t->id = y->text; return config_is(c, y, YAML_SCALAR);
	case 2: t->name = y->text; return config_is(c, y, YAML_SCALAR);
	case 3: return config_texts(c, y, &t->aliases);
	case 4: return read_class(c, y, &t->class);
	case 5: return config_bool(c, y, &t->weekly);
	case 6: return config_bool(c, y, &t->posting);
	case 7: return config_bool(c, y, &t->disclosure);
	default: return false;
	}
}

/* A type of the same id replaces: types+ can rename 双书记周例会. */
static bool
read_types(const struct config *c, const struct yaml *y, struct doc_type_list *out)
{
	*out = (struct doc_type_list){ 0 };
	if (!config_is(c, y, YAML_LIST))
		return false;
	for (const struct yaml *i = y->first; i; i = i->next) {
		struct doc_type t = { .id = NO_TEXT, .name = NO_TEXT, .class = CLASS_MEETING };
		if (!config_is(c, i, YAML_MAP))
			return false;
		for (const struct yaml *m = i->first; m; m = m->next)
			if (!read_type_key(c, m, &t))
				return false;
		if (t.id.n == 0 || t.name.n == 0)
			return config_fault(c, i->at,
			    SAY("每个类型都要有 id 和 name", "each type needs an id and a name"));
		struct doc_type *place = NULL;
		for (size_t j = 0; j < out->n; j++)
			if (text_eq(out->v[j].id, t.id))
				place = &out->v[j];
		*(place ? place : ARENA_PUSH(c->arena, out)) = t;
	}
	return true;
}

static bool
read_fraction(const struct config *c, const struct yaml *y, int *n, int *of)
{
	size_t slash = text_find(y->text, T("/"), 0);

	if (slash != SIZE_MAX && text_int(text_trim(text_cut(y->text, 0, slash)), n) &&
	    text_int(text_trim(text_cut(y->text, slash + 1, y->text.n)), of) && *of > 0 &&
	    *n <= *of)
		return true;
	return config_fault(
	    c, y->at, SAY("这里应当是分数，如 2/3", "a fraction such as 2/3 is expected here"));
}

/* {branch: 1/2, committees: 1/2, members: 2/3, representatives: 2/3} */
static bool
read_shares(const struct config *c, const struct yaml *y, struct share *out)
{
	if (!config_is(c, y, YAML_MAP))
		return false;
	for (const struct yaml *i = y->first; i; i = i->next) {
		static const struct spelling keys[] = { { MATTER_PROPOSE + 1, "branch" },
			{ MATTER_DISCUSS + 1, "committees" }, { MATTER_EXAMINE + 1, "members" },
			{ MATTER_DECIDE + 1, "representatives" },
			{ MATTER_DECIDE + 1, "villagers" }, { 0, NULL } };
		int key = config_key(c, i, keys, NULL);

		if (!key || !read_fraction(c, i, &out[key - 1].part, &out[key - 1].of))
			return false;
	}
	return true;
}

static bool
read_names(const struct config *c, const struct yaml *y, enum profile_names *out)
{
	static const struct spelling words[] = { { NAMES_OFFICES + 1, "offices" },
		{ NAMES_ALL + 1, "all" }, { NAMES_NONE + 1, "none" }, { 0, NULL } };
	int found = config_word(
	    c, y, words, SAY("names 只能是 offices、all、none", "names is offices, all or none"));

	*out = (enum profile_names)(found - 1);
	return found != 0;
}

static bool
read_rule(const struct config *c, const struct yaml *y, struct profile *p)
{
	bool append;

	switch ((enum rule_key)config_key(c, y, rule_keys, &append)) {
		RULES(RULE_READ)
	default: return false;
	}
}

bool
profile_list_read(struct arena *a, const struct rules *r, const struct lexicon *words,
    struct profile_list *out, struct err *e)
{
	*out = (struct profile_list){ 0 };
	for (size_t i = 0; i < r->n; i++) {
		struct profile *p = ARENA_PUSH(a, out);
		struct config c = *r->v[i].file;
		c.arena = a;
		c.err = e;
		p->since = r->v[i].since;
		for (int code = 0; code < DIAG_CODES; code++)
			p->levels[code] = diag_info((enum diag_code)code)->level;
		for (const struct yaml *y = r->v[i].tree->first; y; y = y->next)
			if (!read_rule(&c, y, p))
				return false;
		steps_index(a, &p->steps);
		if (words)
			steps_sense(a, &p->steps, words);
	}
	return true;
}

/* --- questions --- */

const struct profile *
profile_for(const struct profile_list *l, struct date d)
{
	const struct profile *found = &l->v[0];

	if (!date_is(d))
		return &l->v[l->n - 1];
	for (size_t i = 1; i < l->n; i++)
		if (date_cmp(l->v[i].since, d) <= 0)
			found = &l->v[i];
	return found;
}

/* The next character that is no blank and no mark, 0 at the end. */
static uint32_t
next_letter(struct cursor *s)
{
	uint32_t c;

	while (cursor_next(s, &c))
		if (!utf8_is_blank(c) && !utf8_is_punct(c))
			return c;
	return 0;
}

/* 双书记周例会, “双书记”周例会 and 双书记 周例会 are one name. */
static bool
same_name(struct text x, struct text y)
{
	struct cursor a = { x, 0 }, b = { y, 0 };
	uint32_t c, d;

	do {
		c = next_letter(&a);
		d = next_letter(&b);
	} while (c == d && c != 0);
	return c == d;
}

const struct doc_type *
profile_type(const struct profile *p, struct text name)
{
	name = text_trim(name);
	for (size_t i = 0; i < p->types.n; i++) {
		const struct doc_type *t = &p->types.v[i];
		if (text_eq_nocase(t->id, name) || same_name(t->name, name))
			return t;
		for (size_t j = 0; j < t->aliases.n; j++)
			if (same_name(t->aliases.v[j], name))
				return t;
	}
	return NULL;
}

bool
profile_weekday(const struct profile *p, int weekday)
{
	return (p->weekdays >> weekday & 1u) != 0;
}
