/* SPDX-License-Identifier: MIT */
/*
 * _rules.yaml: files that stand over one another, and sections of which a date picks one.
 *
 * Purpose: a banner changes one line (yearly_minimum: 48) and everything else stays; a township
 * below it changes another; a rule that is new in 2019 does not judge the records of 2018.
 *
 * How it works: rules stay trees until they are complete. A folder's tree is the tree of the folder
 * above with its own over it: maps merge by key, lists and texts replace, a key with + appends. For
 * each date on which any of the files on the way changes there is one merged tree; profile.c reads
 * each into a struct profile.
 *
 * A file is one map; or a list of maps with `since`; or a map whose `since` is such a list, which
 * then stands over the rest of the map.
 */
#include "site/config.h"
#include "lihui/yaml.h"

#include <stdlib.h>

#include "lihui/asset.h"

static struct text
bare_key(struct text key, bool *plus)
{
	*plus = key.n > 1 && (key.p[key.n - 1] == '+' || key.p[0] == '+');
	if (!*plus)
		return key;
	return key.p[0] == '+' ? text_cut(key, 1, key.n) : text_cut(key, 0, key.n - 1);
}

static void
add_copy(struct arena *a, struct yaml *parent, const struct yaml *child, struct text key)
{
	struct yaml *copy = ARENA_NEW(a, struct yaml);

	*copy = *child;
	copy->key = key;
	copy->next = NULL;
	if (parent->last)
		parent->last->next = copy;
	else
		parent->first = copy;
	parent->last = copy;
}

static const struct yaml *
find_over(const struct yaml *over, struct text key, bool *plus)
{
	const struct yaml *found = NULL;
	bool p;

	for (const struct yaml *y = over->first; y; y = y->next)
		if (text_eq(bare_key(y->key, &p), key)) {
			found = y;
			*plus = p;
		}
	return found;
}

/* A text under a + is a list of one, on either side. */
static void
append_items(struct arena *a, struct yaml *list, const struct yaml *from)
{
	if (from->kind == YAML_LIST)
		for (const struct yaml *y = from->first; y; y = y->next)
			add_copy(a, list, y, NO_TEXT);
	else
		add_copy(a, list, from, NO_TEXT);
}

static const struct yaml *
merge_value(struct arena *a, const struct yaml *base, const struct yaml *over, bool plus)
{
	if (base->kind == YAML_MAP && over->kind == YAML_MAP)
		return config_merge(a, base, over);
	if (!plus)
		return over;
	struct yaml *list = ARENA_NEW(a, struct yaml);
	*list = *over;
	list->kind = YAML_LIST;
	list->text = NO_TEXT;
	list->first = list->last = NULL;
	append_items(a, list, base);
	append_items(a, list, over);
	return list;
}

const struct yaml *
config_merge(struct arena *a, const struct yaml *base, const struct yaml *over)
{
	struct yaml *out = ARENA_NEW(a, struct yaml);
	bool plus = false, none = false;

	*out = *over;
	out->first = out->last = out->next = NULL;
	for (const struct yaml *y = base->first; y; y = y->next) {
		const struct yaml *o = find_over(over, y->key, &plus);
		add_copy(a, out, o ? merge_value(a, y, o, plus) : y, y->key);
	}
	for (const struct yaml *y = over->first; y; y = y->next) {
		struct text key = bare_key(y->key, &plus);
		if (!find_over(base, key, &none))
			add_copy(a, out, y, key);
	}
	return out;
}

/* --- sections --- */

static const struct yaml *
without_since(struct arena *a, const struct yaml *map)
{
	struct yaml *out = ARENA_NEW(a, struct yaml);

	*out = *map;
	out->first = out->last = NULL;
	for (const struct yaml *y = map->first; y; y = y->next)
		if (!text_eq(y->key, T("since")))
			add_copy(a, out, y, y->key);
	return out;
}

static bool
add_section(
    const struct config *c, const struct yaml *map, const struct yaml *below, struct rules *out)
{
	const struct yaml *since = yaml_get(map, T("since"));
	struct date d = NO_DATE;

	if (!config_is(c, map, YAML_MAP) || (since && !config_date(c, since, &d)))
		return false;
	for (size_t i = 0; i < out->n; i++)
		if (date_cmp(out->v[i].since, d) == 0)
			return config_fault(c, map->at,
			    SAY("两段规则的 since 相同", "two sections have the same since"));
	const struct yaml *tree = without_since(c->arena, map);
	if (below)
		tree = config_merge(c->arena, below, tree);
	struct rules_section *s = ARENA_PUSH(c->arena, out);
	*s = (struct rules_section){ d, tree, c };
	return true;
}

static int
compare_sections(const void *x, const void *y)
{
	return date_cmp(
	    ((const struct rules_section *)x)->since, ((const struct rules_section *)y)->since);
}

static bool
read_sections(const struct config *c, struct rules *out)
{
	const struct yaml *since = c->root->kind == YAML_MAP ? yaml_get(c->root, T("since")) : NULL;
	const struct yaml *below = NULL, *list = c->root;

	if (since && since->kind == YAML_LIST) {
		below = without_since(c->arena, c->root);
		list = since;
		if (!add_section(c, below, NULL, out))
			return false;
	}
	if (list->kind != YAML_LIST)
		return add_section(c, list, NULL, out);
	for (const struct yaml *y = list->first; y; y = y->next)
		if (!add_section(c, y, below, out))
			return false;
	LIST_SORT(out, compare_sections);
	return true;
}

/* The section of r in force on d, or NULL. */
static const struct rules_section *
in_force(const struct rules *r, struct date d)
{
	const struct rules_section *found = NULL;

	for (size_t i = 0; i < r->n; i++)
		if (date_cmp(r->v[i].since, d) <= 0)
			found = &r->v[i];
	return found;
}

static void
add_merged(struct arena *a, struct date since, const struct rules *above, const struct rules *own,
    struct rules *out)
{
	const struct rules_section *x = in_force(above, since), *y = in_force(own, since);
	struct rules_section s = y ? *y : *x;

	for (size_t i = 0; i < out->n; i++)
		if (date_cmp(out->v[i].since, since) == 0)
			return;
	s.since = since;
	if (x && y)
		s.tree = config_merge(a, x->tree, y->tree);
	*ARENA_PUSH(a, out) = s;
}

/* Each file is read once by itself, so that a fault is said where it stands. */
static bool
try_sections(struct arena *a, const struct rules *own, struct err *e)
{
	struct profile_list scratch = { 0 };
	return profile_list_read(a, own, NULL, &scratch, e);
}

bool
profile_builtin(struct arena *a, struct rules *out, struct err *e)
{
	struct config *c = ARENA_NEW(a, struct config);
	struct text bytes = NO_TEXT;

	*out = (struct rules){ 0 };
	if (!asset_get(T("profile.yaml"), &bytes))
		return err_usage(e, "%s",
		    SAY("程序里缺少 profile.yaml", "the built-in profile.yaml is missing"));
	return config_parse(c, a, T("templates/profile.yaml"), bytes, e) && read_sections(c, out) &&
	    try_sections(a, out, e);
}

bool
profile_open(
    struct site *s, struct text path, const struct rules *above, struct rules *out, struct err *e)
{
	struct config *c = ARENA_NEW(s->arena, struct config);
	struct rules own = { 0 };

	*out = (struct rules){ 0 };
	if (!config_open(c, s->arena, s->root, path, e) || !read_sections(c, &own) ||
	    !try_sections(s->arena, &own, e))
		return false;
	for (size_t i = 0; i < above->n; i++)
		add_merged(s->arena, above->v[i].since, above, &own, out);
	for (size_t i = 0; i < own.n; i++)
		add_merged(s->arena, own.v[i].since, above, &own, out);
	LIST_SORT(out, compare_sections);
	return true;
}
