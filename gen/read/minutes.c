/* SPDX-License-Identifier: MIT */
/*
 * A record understood. The headings of level two that typed.c wrote (or that the author did) part
 * the body; those with an accepted wording are steps, the others sections that the profile does not
 * know. Each becomes a BLOCK_SECTION around its heading and content, so that later rooms see steps
 * without searching. What stands behind the last step and is no content (signatures, page footers,
 * 散会) is moved out behind it and stays in the tree.
 *
 * Records of other kinds of meeting go the same way: a 党员大会 that has a problem step has
 * problems.
 */
#include "read/record.h"

#include "lihui/arena.h"
#include "lihui/lexicon.h"
#include "lihui/utf8.h"

/* By its wording, or as typed_steps.c and typed_number.c settled it. */
static const struct step_rule *
rule_of(const struct doc *d, const struct block *b, struct text heading)
{
	size_t end, rest;
	const struct step_rule *rule = step_match(heading, &d->profile->steps, &end, &rest);

	for (size_t i = 0; rule == NULL && i < d->numbered.n; i++)
		if (b->at.at >= d->numbered.v[i].from && b->at.at < d->numbered.v[i].to)
			rule = d->numbered.v[i].step;
	return rule;
}

static void
open_step(struct doc *d, struct block *section, struct block *heading, struct text words,
    const struct step_rule *rule)
{
	struct step *s = ARENA_PUSH(d->arena, &d->steps);

	s->id = rule ? rule->id : NO_TEXT;
	s->heading = words;
	s->at = heading->at;
	s->section = section;
	section->note = s->id;
}

/* Rebuilds the body: every heading of level two, and every step whatever its level, opens a
 * section; level one closes it. */
static void
part(struct doc *d)
{
	struct block *body = d->body, *next, *section = NULL;
	struct block *first = body->first;

	body->first = body->last = NULL;
	for (struct block *b = first; b; b = next) {
		const struct step_rule *rule = NULL;
		struct text words = NO_TEXT;

		next = b->next;
		if (b->kind == BLOCK_HEADING) {
			words = text_trim(block_plain(d->arena, b, false));
			rule = rule_of(d, b, words);
			if (b->level == 1 && !rule)
				section = NULL;
		}
		if (rule || (b->kind == BLOCK_HEADING && b->level == 2)) {
			section = block_new(d->arena, BLOCK_SECTION);
			section->at = b->at;
			block_add(body, section);
			open_step(d, section, b, words, rule);
		}
		if (section)
			section->at.n = b->at.at + b->at.n > section->at.at
			    ? b->at.at + b->at.n - section->at.at
			    : section->at.n;
		block_add(section ? section : body, b);
	}
}

/* An original in another language: its headings need not be the profile's words. As many sections
 * as steps are the steps, in order, unless those that are known stand in another. */
static void
steps_by_order(struct doc *d)
{
	if (d->lang == LANG_ZH || d->steps.n != d->profile->steps.n)
		return;
	for (size_t i = 0; i < d->steps.n; i++)
		if (d->steps.v[i].id.n > 0 && !text_eq(d->steps.v[i].id, d->profile->steps.v[i].id))
			return;
	for (size_t i = 0; i < d->steps.n; i++)
		d->steps.v[i].id = d->steps.v[i].section->note = d->profile->steps.v[i].id;
}

static bool
is_aside(const struct doc *d, const struct block *b)
{
	struct line_list lines = { 0 };

	if (b->kind == BLOCK_RULE)
		return true;
	if (b->kind != BLOCK_PARAGRAPH)
		return false;
	lines_own(d, b, &lines);
	for (size_t i = 0; i < lines.n; i++)
		if (!aside_line(lines.v[i].text))
			return false;
	return true;
}

/* Date or office alone in a short last paragraph is the foot of a letter: 2018年7月3日,
 * 示例嘎查党支部. */
static bool
is_foot(const struct doc *d, const struct block *b)
{
	static const char *const ends[] = { "支部", "委员会", "嘎查", "村委会", "支部委员会",
		"党总支", NULL };
	struct date_found found = { 0 };
	struct text t;

	if (b->kind != BLOCK_PARAGRAPH)
		return false;
	t = text_trim(block_plain(d->arena, b, false));
	if (utf8_length(t) > 24 || text_has(t, T("\n")))
		return false;
	if (date_find(t, d->date.year, &found) && found.at.at == 0 && found.at.n + 24 >= t.n &&
	    !text_has(t, T("前")) && utf8_length(t) <= 16)
		return true;
	for (size_t i = 0; ends[i]; i++)
		if (text_ends(t, text_of(ends[i])))
			return true;
	return false;
}

/* Moves the asides behind the last step out of it. */
static void
part_foot(struct doc *d)
{
	struct block *section, *last_content, *b, *next;

	if (d->steps.n == 0)
		return;
	section = d->steps.v[d->steps.n - 1].section;
	last_content = section->first;
	for (b = section->first->next; b; b = b->next)
		if (!is_aside(d, b) && !(is_foot(d, b) && last_content != section->first))
			last_content = b;
	next = last_content->next;
	last_content->next = NULL;
	section->last = last_content;
	for (b = next; b; b = next) {
		next = b->next;
		block_add(d->body, b);
	}
	section->at.n = last_content->at.at + last_content->at.n > section->at.at
	    ? last_content->at.at + last_content->at.n - section->at.at
	    : section->at.n;
}

static void
add_item(struct doc *d, struct step *s, struct text t)
{
	t = text_trim(t);
	if (t.n > 0 && !aside_line(t))
		text_list_add(d->arena, &s->items, t);
}

static void
list_items(struct doc *d, struct step *s, const struct block *list)
{
	for (const struct block *item = list->first; item; item = item->next)
		add_item(d, s, block_plain(d->arena, item, true));
}

/* Top items or paragraphs, and whether the step is empty or honestly none. */
static void
fill_step(struct doc *d, struct step *s)
{
	bool real = false;

	for (struct block *b = s->section->first->next; b; b = b->next) {
		if (b->kind == BLOCK_LIST)
			list_items(d, s, b);
		else if (b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_HEADING ||
		    b->kind == BLOCK_QUOTE || b->kind == BLOCK_TABLE)
			add_item(d, s, block_plain(d->arena, b, true));
		real |= b->kind == BLOCK_FIGURE || b->kind == BLOCK_CODE;
	}
	s->none_said = s->items.n > 0 && s->items.n <= 2;
	for (size_t i = 0; i < s->items.n; i++) {
		real |= !is_placeholder(s->items.v[i]);
		s->none_said = s->none_said && none_said(s->items.v[i]);
	}
	s->empty = !real;
}

/* 五、大伙说的事 may hold what nobody looked for there. */
static bool
is_unread(const struct doc *d, const struct step *s)
{
	size_t words = 0;
	int number;

	if (s->id.n > 0 || s->items.n == 0 || s->none_said)
		return false;
	section_numbered(s->heading, &number, &words);
	return !sense_none(&d->profile->steps, text_cut(s->heading, words, s->heading.n));
}

void
minutes_read_matters(struct doc *d)
{
	part(d);
	steps_by_order(d);
	part_foot(d);
	for (size_t i = 0; i < d->steps.n; i++)
		fill_step(d, &d->steps.v[i]);
	for (size_t i = 0; i < d->steps.n; i++)
		d->unread |= is_unread(d, &d->steps.v[i]);
	for (size_t i = 0; i < d->steps.n; i++)
		if (step_is(d, &d->steps.v[i], "problem"))
			problems_read(d, &d->steps.v[i]);
	for (size_t i = 0; i < d->steps.n; i++)
		if (step_is(d, &d->steps.v[i], "task"))
			tasks_read(d, &d->steps.v[i]);
}

void
minutes_read(struct doc *d)
{
	minutes_read_matters(d);
	reports_read(d);
}
