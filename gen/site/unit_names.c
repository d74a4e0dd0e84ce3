/* SPDX-License-Identifier: MIT */
/*
 * Units by what they are called: folder, name, Mongolian name, code, aliases. A province has eleven
 * thousand, and every record asks, so nobody goes through all of them: what they are called stands
 * in one sorted list, and beside it which of them have a certain letter in their name, for the mask
 * (names.c).
 */
#include "lihui/site.h"
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/name.h"
#include "lihui/site.h"
#include "lihui/spelling.h"
#include "lihui/utf8.h"

struct called {
	struct text name;
	int unit;
};

struct unit_letter {
	uint32_t code; /* as the mask folds it; 0: the name has something that is no letter */
	int unit;
};

struct unit_names {
	struct {
		struct called *v;
		size_t n, room;
	} called; /* by name, then unit */
	struct {
		struct unit_letter *v;
		size_t n, room;
	} letters; /* by code, then unit */
};

static int
called_cmp(const void *x, const void *y)
{
	const struct called *a = x, *b = y;
	int by = text_cmp(a->name, b->name);

	return by != 0 ? by : a->unit - b->unit;
}

static int
letter_cmp(const void *x, const void *y)
{
	const struct unit_letter *a = x, *b = y;

	return a->code != b->code ? (a->code > b->code) - (a->code < b->code) : a->unit - b->unit;
}

static void
add_called(struct site *s, const struct unit *u, struct text name)
{
	if (name.n > 0 || u->path.n == 0)
		*ARENA_PUSH(s->arena, &s->names->called) = (struct called){ name, u->id };
	name_lexicon_add(s->places, name, NAME_WORD);
}

/* 德布特巴 of 德布特巴嘎查; 白音 of 白音嘎查 may as well be a man. */
static void
add_short(struct site *s, struct text name)
{
	static const char *const ends[] = { "嘎查", "苏木", "村", "镇", "乡", "社区" };

	for (size_t i = 0; i < COUNT(ends); i++) {
		struct text end = text_of(ends[i]);
		struct text rest = text_cut(name, 0, name.n > end.n ? name.n - end.n : 0);

		if (text_ends(name, end) && utf8_length(rest) > 2)
			name_lexicon_add(s->places, rest, NAME_WORD);
	}
}

/* Numbers are veiled by themselves, also those in Chinese; so a name with a figure or a sign in it
 * may be touched without any word. */
static bool
is_letter(uint32_t c)
{
	static const char figures[] = "〇零一二三四五六七八九十百千万两幺壹贰叁肆伍陆柒捌玖拾";
	char bytes[4];

	if (utf8_is_mongolian(c))
		return true;
	return utf8_is_han(c) &&
	    text_find(text_of(figures), (struct text){ bytes, utf8_put(bytes, c) }, 0) == SIZE_MAX;
}

static void
add_letters(struct site *s, const struct unit *u)
{
	size_t i = 0;

	while (i < u->name.n) {
		uint32_t c = utf8_next(u->name, &i);

		*ARENA_PUSH(s->arena, &s->names->letters) =
		    (struct unit_letter){ utf8_fold_name(c), u->id };
		if (!is_letter(c))
			*ARENA_PUSH(s->arena, &s->names->letters) =
			    (struct unit_letter){ 0, u->id };
	}
}

void
site_name_units(struct site *s)
{
	s->names = ARENA_NEW(s->arena, struct unit_names);
	s->places = name_lexicon_new(s->arena, NULL);
	for (size_t i = 0; i < s->nunits; i++) {
		const struct unit *u = s->units[i];

		add_called(s, u, u->path);
		add_called(s, u, u->name);
		add_short(s, u->name);
		for (int l = 0; l < LANG_COUNT; l++)
			add_called(s, u, lang_said(u->name_in, (enum lang)l));
		add_called(s, u, u->code);
		for (size_t k = 0; k < u->aliases.n; k++)
			add_called(s, u, u->aliases.v[k]);
		add_letters(s, u);
	}
	name_lexicon_settle(s->places);
	LIST_SORT(&s->names->called, called_cmp);
	LIST_SORT(&s->names->letters, letter_cmp);
}

/* The first entry of that name; *n of them follow one another. */
static const struct called *
find_called(const struct site *s, struct text name, size_t *n)
{
	const struct unit_names *all = s->names;
	size_t low = all != NULL ? LIST_FROM(&all->called, &name, text_order) : 0, end;

	for (end = low;
	     all != NULL && end < all->called.n && text_eq(all->called.v[end].name, name);)
		end++;
	*n = end - low;
	return *n > 0 ? &all->called.v[low] : NULL;
}

struct unit *
site_unit(const struct site *s, struct text path)
{
	size_t n;
	const struct called *c = find_called(s, path, &n);

	for (size_t i = 0; i < n; i++)
		if (text_eq(s->units[c[i].unit]->path, path))
			return s->units[c[i].unit];
	return NULL;
}

bool
site_names_unit(const struct site *s, struct text name)
{
	size_t n;

	name = text_trim(name);
	return name.n > 0 && find_called(s, name, &n) != NULL;
}

/* The only one of that name at or below a unit, which may be NULL for the whole site; *many when
 * there is more than one. */
static struct unit *
only_one(const struct site *s, const struct unit *below, struct text name, bool *many)
{
	size_t n;
	const struct called *c = find_called(s, name, &n);
	struct unit *found = NULL;

	*many = false;
	for (size_t i = 0; i < n; i++) {
		struct unit *u = s->units[c[i].unit];

		if (u == found || (below != NULL && !unit_below(u, below)))
			continue;
		*many = found != NULL;
		if (*many)
			return NULL;
		found = u;
	}
	return found;
}

struct unit *
site_meant_unit(const struct site *s, const struct unit *from, struct text name)
{
	struct unit *u = site_unit(s, name);
	bool many = false;

	if (u != NULL)
		return u;
	name = text_trim(name);
	if (name.n == 0)
		return NULL;
	if (from != NULL)
		u = only_one(s, from, name, &many);
	return u != NULL || many ? u : only_one(s, NULL, name, &many);
}

struct unit *
site_find_unit(const struct site *s, struct text name)
{
	return site_meant_unit(s, NULL, name);
}

/* How many folders are named when several units are called the same. */
#define NAMED_MOST 5

bool
site_no_unit(const struct site *s, struct text name, struct err *e)
{
	struct arena *a = arena_new();
	struct text_list paths = { 0 };
	struct spelling *table = ARENA_ARRAY(a, struct spelling, s->names->called.n + 1);
	struct text nearest = NO_TEXT;
	size_t n, known = 0;
	const struct called *c = find_called(s, text_trim(name), &n);

	for (size_t i = 0; i < n && i < NAMED_MOST; i++)
		text_list_add(a, &paths, s->units[c[i].unit]->path);
	for (size_t i = 0; n == 0 && i < s->names->called.n; i++)
		table[known++] = (struct spelling){ 1, text_copy(a, s->names->called.v[i].name).p };
	nearest = spelling_nearest(table, name);
	if (n > 0)
		err_usage(e,
		    SAY("叫“%.*s”的单位有 %zu 个，请写它的文件夹：%.*s",
			"%.*s is the name of %zu units, name a folder: %.*s"),
		    TEXT_ARG(name), n,
		    TEXT_ARG(text_list_join(a, &paths, locale_english ? T(", ") : T("、"))));
	else if (nearest.n > 0)
		err_usage(e,
		    SAY("找不到“%.*s”这个单位，是不是“%.*s”？",
			"there is no unit %.*s; did you mean %.*s?"),
		    TEXT_ARG(name), TEXT_ARG(nearest));
	else
		err_usage(e,
		    SAY("找不到“%.*s”这个单位：请写它的名称，或它在站点里的文件夹",
			"there is no unit %.*s: write its name, or its folder in the site"),
		    TEXT_ARG(name));
	arena_free(a);
	return false;
}

struct text
unit_stem(struct text name)
{
	static const char *const kinds[] = { "嘎查", "行政村", "村", "苏木", "镇", "乡" };

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (text_ends(name, text_of(kinds[i])))
			return text_cut(name, 0, name.n - strlen(kinds[i]));
	return name;
}

/* A code or a folder is of three characters at least, or a number would be one. */
static bool
is_spoken_of(const struct unit *u, struct text t)
{
	struct text stem = unit_stem(u->name);

	if ((utf8_length(stem) >= 2 && text_has(t, stem)) ||
	    (u->name.n > 0 && text_has(t, u->name)) || (u->code.n >= 3 && text_has(t, u->code)) ||
	    (u->path.n >= 3 && text_has(t, u->path)))
		return true;
	for (size_t i = 0; i < u->aliases.n; i++)
		if (u->aliases.v[i].n > 0 && text_has(t, u->aliases.v[i]))
			return true;
	return false;
}

void
site_units_spoken(const struct site *s, const struct unit *of, struct arena *a, struct text t,
    struct unit_ids *out)
{
	size_t first = (size_t)of->id + 1, end = first;

	while (end < s->nunits && unit_below(s->units[end], of))
		end++;
	bool *spoken = ARENA_ARRAY(a, bool, end - first + 1);

	for (size_t i = end; i-- > first;) {
		spoken[i - first] |= is_spoken_of(s->units[i], t);
		if (spoken[i - first] && s->units[i]->parent != of)
			spoken[(size_t)s->units[i]->parent->id - first] = true;
	}
	for (size_t i = first; i < end; i++)
		if (spoken[i - first])
			*ARENA_PUSH(a, out) = (int)i;
}

void
site_units_with(const struct site *s, uint32_t letter, bool *units)
{
	const struct unit_names *all = s->names;
	struct unit_letter first = { letter, 0 };
	size_t low = all != NULL ? LIST_FROM(&all->letters, &first, letter_cmp) : 0;

	for (; all != NULL && low < all->letters.n && all->letters.v[low].code == letter; low++)
		units[all->letters.v[low].unit] = true;
}
