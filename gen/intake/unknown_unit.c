/* SPDX-License-Identifier: MIT */
/*
 * A record of a village that the site does not have: what it calls itself, so that the office is
 * told a name and not only that there is none, and the known unit whose name is nearest.
 */
#include "intake/intake.h"

#include "lihui/arena.h"
#include "lihui/spelling.h"
#include "lihui/utf8.h"

#define NAME_MOST  6
#define LINES_MOST 12

/* 黑石 before 嘎查: the run of Han characters, from behind the township that leads it. */
static struct text
name_before(struct text line, size_t at, struct text kind)
{
	static const char *const leads[] = { "苏木", "镇", "乡", "旗", "县", "区", "的", "在", "是",
		"到", "市" };
	/* 各嘎查, 本村: no name. */
	static const char *const none[] = { "某", "各", "本", "我", "全", "该", "两", "几", "每",
		"外", "邻", "农", "进", "驻", "入", "乡", "行政", "自然" };
	size_t from = at;

	for (int n = 0; n < NAME_MOST && from > 0; n++) {
		size_t before = from;
		if (!utf8_is_han(utf8_prev(line, &before)))
			break;
		from = before;
	}
	for (size_t i = 0; i < COUNT(leads); i++) {
		struct text lead = text_of(leads[i]);
		for (size_t k = from;
		     (k = text_find(line, lead, k)) != SIZE_MAX && k + lead.n < at;)
			from = k += lead.n;
	}
	for (size_t i = 0; i < COUNT(none); i++)
		if (text_ends(text_cut(line, from, at), text_of(none[i])))
			return NO_TEXT;
	return from < at ? text_cut(line, from, at + kind.n) : NO_TEXT;
}

static struct text
name_in(struct text line)
{
	static const char *const kinds[] = { "嘎查", "社区", "村" };

	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct text kind = text_of(kinds[i]);
		for (size_t at = 0; (at = text_find(line, kind, at)) != SIZE_MAX; at += kind.n) {
			struct text name = name_before(line, at, kind);
			if (name.n > 0)
				return name;
		}
	}
	return NO_TEXT;
}

static bool
is_called(const struct unit *u, struct text name)
{
	bool is = text_eq(u->name, name);

	for (size_t i = 0; i < u->aliases.n; i++)
		is |= text_eq(u->aliases.v[i], name);
	return is;
}

void
unknown_unit(const struct site *s, struct arena *a, struct piece *p)
{
	struct text rest = p->text, line;
	struct spelling *table = ARENA_ARRAY(a, struct spelling, s->nunits + 1);
	size_t n = 0;

	for (int k = 0; k < LINES_MOST && p->seen.n == 0 && text_line(&rest, &line); k++)
		if (line.n < 300)
			p->seen = name_in(line);
	if (p->seen.n == 0)
		p->seen = name_in(path_name(p->from->path));
	if (p->seen.n == 0)
		p->seen = name_in(path_dir(p->from->path));
	for (size_t i = 0; i < s->nunits; i++)
		if (is_called(s->units[i], p->seen))
			p->seen = NO_TEXT;
	p->seen = text_copy(a, p->seen);
	for (size_t i = 0; i < s->nunits; i++)
		if (s->units[i]->level == LEVEL_VILLAGE)
			table[n++] = (struct spelling){ 1, text_copy(a, s->units[i]->name).p };
	if (p->seen.n > 0)
		p->nearest = text_copy(a, spelling_nearest(table, p->seen));
}
