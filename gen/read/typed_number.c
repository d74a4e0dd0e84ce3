/* SPDX-License-Identifier: MIT */
/*
 * A section of a weekly record whose heading nobody knows (三、说道说道) although its words were
 * weighed (typed_steps.c). Everybody counts the steps alike, so it is the step that has its number,
 * or its place among those that are known (二、学习政策 三、听取… is one further). Only when
 * nothing speaks against it: the known steps are numbered in one way, the step is not there yet,
 * and the order stays. Where fewer than two steps are known by their words, the sections must be
 * just as many as the steps. What was assumed is told (S408).
 */
#include "read/typed.h"

#include "lihui/cursor.h"
#include "lihui/lexicon.h"

#define SECTIONS_MOST 32
#define KNOWN_LEAST   2 /* 一、学习政策 and 二、文娱活动 say little of how the record is built */

struct section {
	struct typed_line *line;
	int number; /* 0: none */
	int place;  /* of its step, or -1 */
	bool open;  /* may be read so */
};

struct sections {
	struct text body;
	const struct step_rule_list *steps;
	struct typed_lines *lines;
	struct section v[SECTIONS_MOST];
	size_t n, nknown;
	int shift; /* how far the numbers of the known steps are from their places */
	bool torn; /* they are not all equally far */
};

struct text
section_head(struct text line)
{
	/* The colon of 买灯泡（责任人：…） heads nothing. */
	static const char *const sentence[] = { "（", "(", "，", "。", "；", NULL };
	size_t wide = text_find(line, T("："), 0), narrow = text_find(line, T(":"), 0);
	size_t at = wide < narrow ? wide : narrow, words = 0;
	int number;

	section_numbered(line, &number, &words);
	if (at >= line.n || at < words || has_any(text_cut(line, words, at), sentence))
		return line;
	return text_cut(line, 0, at);
}

static struct text
line_text(const struct sections *s, const struct typed_line *l)
{
	return text_cut(s->body, l->from, l->end);
}

static bool
is_section(const struct typed_lines *lines, const struct typed_line *l)
{
	int level = lines->step_level > 0 ? lines->step_level : lines->nsteps == 0 ? 2 : 0;

	if (l->kind != LINE_HEADING)
		return l->kind == LINE_STEP;
	return l->level == LEVEL_BESIDE || (level > 0 && l->level == level);
}

static void
add_section(struct sections *s, struct typed_line *l)
{
	struct section *x = &s->v[s->n++];
	struct text line = line_text(s, l);
	size_t words = 0;

	*x = (struct section){ .line = l, .place = -1 };
	if (!section_numbered(line, &x->number, &words))
		x->number = 0;
	if (l->kind != LINE_STEP) {
		x->open = x->number > 0 && !sense_none(s->steps, text_cut(line, words, line.n));
		return;
	}
	x->place = (int)(l->step - s->steps->v);
	if (x->number > 0) {
		int shift = x->number - 1 - x->place;

		s->torn |= s->nknown > 0 && shift != s->shift;
		s->shift = shift;
		s->nknown++;
	}
}

/* The step is not there yet, and those above and below keep their order. */
static bool
place_free(const struct sections *s, size_t at, int place)
{
	if (place < 0 || (size_t)place >= s->steps->n)
		return false;
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].place == place ||
		    (s->v[i].place >= 0 && (i < at) != (s->v[i].place < place)))
			return false;
	return true;
}

/* One known or none: 一 二 三 四, no more and no fewer. */
static bool
just_the_steps(const struct sections *s)
{
	int n = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].number > 0 &&
		    ((!s->v[i].open && s->v[i].place < 0) || s->v[i].number != ++n))
			return false;
	return (size_t)n == s->steps->n;
}

/* Who leaves the heading out writes the matter itself: 三、二组水井不出水。会议决定… */
static bool
words_are_content(struct text words, bool followed)
{
	if (none_said(words) || !heading_like(words))
		return true;
	return text_has(words, T("。")) || text_has(words, T("；")) ||
	    (!followed && utf8_length(words) > 8);
}

void
typed_take(struct typed_lines *lines, struct typed_line *l, const struct step_rule *step, size_t to,
    size_t rest)
{
	l->kind = LINE_STEP;
	l->step = step;
	l->by_number = true;
	if (l->level < 0)
		l->level = 0;
	if (lines->step_level == 0 && l->level > 0)
		lines->step_level = l->level;
	l->to = to;
	l->rest = rest;
	lines->nsteps++;
}

static void
read_as(struct sections *s, struct section *x, int place, bool followed)
{
	struct typed_line *l = x->line;
	struct text line = line_text(s, l), head = section_head(line);
	size_t words, at = head.n;
	int number;

	section_numbered(line, &number, &words);
	x->place = place;
	if (head.n < line.n && head.n > words && utf8_length(head) <= SECTION_HEAD_MOST) {
		utf8_next(line, &at);
		at = text_skip(line, at, STAR | BLANK);
	} else if (words_are_content(text_cut(line, words, line.n), followed)) {
		head.n = at = words;
	} else {
		head.n = at = line.n;
	}
	typed_take(s->lines, l, &s->steps->v[place], l->from + head.n, l->from + at);
}

bool
typed_text_below(const struct typed_lines *lines, const struct typed_line *l)
{
	if (l + 1 == lines->v + lines->n)
		return false;
	return l[1].kind != LINE_STEP && l[1].kind != LINE_HEADING && l[1].kind != LINE_ROW;
}

void
typed_number(struct text body, const struct step_rule_list *steps, struct typed_lines *lines)
{
	struct sections s = { .body = body, .steps = steps, .lines = lines };

	for (size_t i = 0; i < lines->n; i++)
		if (is_section(lines, &lines->v[i])) {
			if (s.n == SECTIONS_MOST)
				return;
			add_section(&s, &lines->v[i]);
		}
	if (s.torn || (lines->nsteps < KNOWN_LEAST && !just_the_steps(&s)))
		return;
	for (size_t i = 0; i < s.n; i++) {
		int place = s.v[i].number - 1 - s.shift;

		if (!s.v[i].open || !place_free(&s, i, place))
			continue;
		read_as(&s, &s.v[i], place, typed_text_below(lines, s.v[i].line));
	}
}

bool
heading_like(struct text line)
{
	return utf8_length(line) <= 30 && !text_ends(line, T("。")) && !text_ends(line, T("；")) &&
	    !text_ends(line, T("，"));
}
