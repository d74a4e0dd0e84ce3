/* SPDX-License-Identifier: MIT */
/*
 * A running file: one meeting below the other in one text. A record of two meetings would give the
 * problems of the one to the day of the other, so where a second one begins is found before
 * anything else is read.
 *
 * A meeting begins anew where, below its third or fourth step, a title and a line of the day stand,
 * or the steps start over (a step that stood before, and behind it another one of the first run).
 * One of them alone is nothing: 时间：7月10日 may be a task's day, 学习政策 a task.
 */
#include "lihui/speech.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"
#include "lihui/lexicon.h"

#define TITLE_POINTS 40
/* Above a title stand its village, a red head, a number. */
#define ABOVE_MOST   3
#define ABOVE_POINTS 30

struct meeting_finder {
	struct arena *arena;
	struct text t;
	const struct step_rule_list *steps;
	struct meeting_start_list *out;
	int highest;                /* step of this meeting so far, -1 before the first */
	uint32_t seen;              /* its steps, a bit each */
	size_t title, day, restart; /* where they stand behind it, or SIZE_MAX */
	int restarted;              /* which step began anew */
	bool dated;
	bool text, filled; /* since the last step; behind any step but the last: else an agenda */
};

static size_t
colon_at(struct text line)
{
	size_t wide = text_find(line, T("："), 0), ascii = text_find(line, T(":"), 0);

	return wide < ascii ? wide : ascii;
}

static bool
has_day(struct text t)
{
	struct date_found f;

	return date_find(t, 2000, &f) && !f.impossible;
}

/* 时间：7月10日 */
static bool
is_day_line(struct text line)
{
	size_t at = colon_at(line);

	return at != SIZE_MAX && at < 40 && key_parse(text_cut(line, 0, at)) == KEY_DATE &&
	    has_day(text_cut(line, at, line.n));
}

/* 2019年12月10日（周二）晚上 in a line of its own, with # or without */
static bool
is_day_alone(struct text line)
{
	struct text t = text_behind(line, HASH | BLANK | SQUARE_OPENER | BULLET);
	struct date_found f;

	return !utf8_exceeds(t, ABOVE_POINTS) && date_find(t, 0, &f) && f.year_written &&
	    f.at.at == 0 && !f.impossible && !text_has(t, T("前")) && !text_has(t, T("，")) &&
	    !text_has(t, T("印发"));
}

/* A line of a head: 地点：村部, 主持 明镜. */
static bool
is_head_line(const struct step_rule_list *steps, struct text line)
{
	struct cursor s = { line, 0 };

	cursor_until(&s, COLON | BLANK);
	struct text name = text_cut(line, 0, s.i);
	enum key k = s.i < line.n ? key_parse(name) : KEY_NONE;

	if (k == KEY_NONE && s.i < line.n)
		k = label_key(steps->lexicon, name, true);
	return k == KEY_PLACE || k == KEY_HOST || k == KEY_ATTENDEES || k == KEY_RECORDER;
}

/* 第二次 12月10日 村部, ★12月17日★, 31日 柳河嘎查例会 above lines of a head; 12月17日，村部，步青
 * 主持… tells it in the line itself. */
static bool
is_day_above_head(const struct step_rule_list *steps, struct text line, struct text below)
{
	struct text t = line;
	struct date_found f;
	size_t n = strlen("第");

	while (t.n > 0 && !utf8_is_han(text_peek(t, 0)) && utf8_digit(text_peek(t, 0)) < 0)
		t = text_cut(t, text_head(t, 1).n, t.n); /* ★ 【 ## */
	if (text_starts(t, T("第")) && utf8_number(t, &n, &(int){ 0 }))
		t = text_behind(text_cut(t, n + text_head(text_cut(t, n, t.n), 1).n, t.n),
		    BLANK | COLON | COMMA);
	size_t day = 0;
	bool of_month =
	    utf8_number(t, &day, &(int){ 0 }) && text_starts(text_cut(t, day, t.n), T("日"));
	if (!of_month && (!date_find(t, 2000, &f) || f.impossible || f.at.at > 0))
		return false;
	struct text behind = text_cut(t, of_month ? day : f.at.n, t.n);
	if (text_starts(behind, T("前")) || text_starts(behind, T("之前")))
		return false;
	return text_has(text_head(behind, 24), T("主持")) ||
	    (!utf8_exceeds(t, ABOVE_POINTS) && is_head_line(steps, below));
}

/* 柳河嘎查第28周双书记周例会记录 */
static bool
is_title(struct text line)
{
	static const char *const ends[] = { "记录", "例会", "会议", "纪要", "记录）", NULL };
	struct marker m;
	size_t at = colon_at(line);

	line = text_behind(line, HASH | BLANK);
	if (line.n == 0 || utf8_exceeds(line, TITLE_POINTS) || marker_read(line, &m))
		return false;
	if (at != SIZE_MAX)
		return at < 40 && key_parse(text_cut(line, 0, at)) == KEY_TITLE;
	if (text_has(line, T("。")) || text_has(line, T("，")) || !text_has(line, T("会")))
		return false;
	for (size_t i = 0; ends[i]; i++)
		if (text_ends(line, text_of(ends[i])))
			return true;
	return text_has(line, T("例会")) && has_day(line);
}

static void
forget(struct meeting_finder *x)
{
	x->title = x->day = x->restart = SIZE_MAX;
	x->restarted = -1;
	x->dated = false;
}

/* What stands close above belongs to the head, back to a blank line. */
static size_t
head_begin(struct text t, size_t at)
{
	size_t from = at;

	for (int n = 0; n <= ABOVE_MOST && from > 0; n++) {
		size_t start = from - 1;
		struct marker m;
		while (start > 0 && t.p[start - 1] != '\n')
			start--;
		struct text line = text_trim(text_cut(t, start, from - 1));
		if (line.n == 0)
			return from;
		if (n == ABOVE_MOST || utf8_exceeds(line, ABOVE_POINTS) || marker_read(line, &m) ||
		    row_of_dashes(line))
			return row_of_dashes(line) ? from : at;
		from = start;
	}
	return at;
}

/* step: the first of the new meeting that was met, or -1. */
static void
cut_here(struct meeting_finder *x, int step)
{
	size_t at = x->title < x->day ? x->title : x->day;

	at = at != SIZE_MAX ? head_begin(x->t, at) : x->restart;
	*ARENA_PUSH(x->arena, x->out) = (struct meeting_start){ at, x->dated };
	x->highest = step;
	x->seen = step < 0 ? 0 : 1u << step;
	x->filled = false;
	forget(x);
}

static void
take_step(struct meeting_finder *x, int step, size_t at, bool sure)
{
	bool again = (x->seen >> step & 1) != 0,
	     headed = x->title != SIZE_MAX || x->day != SIZE_MAX;

	x->filled |= x->text && x->highest >= 0 && step > x->highest;
	x->text = false;
	if (again && step == 0 && !x->filled && !headed && x->highest >= 2) {
		/* the agenda above named them all */
		x->highest = 0;
		x->seen = 1;
		forget(x);
		return;
	}
	if (x->restart != SIZE_MAX && step > x->restarted && again && (sure || headed)) {
		cut_here(x, step);
	} else if (x->highest >= 2 && step < 2 && headed) {
		cut_here(x, step);
	} else if (x->highest >= 2 && step < 2 && again && x->restart == SIZE_MAX && sure) {
		x->restart = at;
		x->restarted = step;
	} else {
		x->seen |= 1u << step;
		if (step > x->highest) {
			x->highest = step;
			forget(x);
		}
	}
}

/* 12月10日，村部，…。学习：…。上周：…: the steps of a line that holds a meeting. */
static void
take_told(struct meeting_finder *x, struct text line, size_t at)
{
	struct cursor s = { line, 0 };

	for (;;) {
		cursor_until(&s, STOP | SEMICOLON);
		cursor_skip(&s, STOP | SEMICOLON | BLANK);
		if (s.i >= line.n)
			return;
		const struct step_rule *r = sense_headed(x->steps, cursor_rest(&s));
		if (r && r - x->steps->v < 32) {
			take_step(x, (int)(r - x->steps->v), at, false);
			x->text = true;
		}
	}
}

static void
take_line(struct meeting_finder *x, struct text line, struct text below, size_t at)
{
	size_t end, rest = line.n;
	const struct step_rule *r = step_match(line, x->steps, &end, &rest);
	bool sure = r != NULL;

	r = sure ? r : sense_headed(x->steps, line);
	if (!r && !utf8_exceeds(line, 60)) { /* 学习 接羔技术 */
		r = sense_tells(x->steps, line, &end);
		r = r && char_is(text_peek(line, end), BLANK) ? r : NULL;
		rest = r ? end : rest;
	}
	if (r != NULL && r - x->steps->v < 32) {
		take_step(x, (int)(r - x->steps->v), at, sure);
		x->text = rest < line.n;
		return;
	}
	x->text = true;
	bool day = (x->highest >= 2 || line.n > 100) && is_day_above_head(x->steps, line, below);
	if (x->highest < 2 || line.n > 400) {
		if (day)
			take_told(x, line, at);
		return;
	}
	if (day) {
		if (x->day == SIZE_MAX)
			x->day = at;
		x->dated = true;
		take_told(x, line, at);
	} else if (is_title(line)) {
		if (x->title == SIZE_MAX)
			x->title = at;
		x->dated |= has_day(line);
	} else if (is_day_line(line) || is_day_alone(line)) {
		if (x->day == SIZE_MAX)
			x->day = at;
		x->dated = true;
	}
	if (x->title != SIZE_MAX && x->day != SIZE_MAX && x->title < x->day)
		cut_here(x, -1);
}

void
meetings_find(struct arena *a, struct text t, const struct step_rule_list *steps,
    struct meeting_start_list *out)
{
	struct meeting_finder x = { .arena = a, .t = t, .steps = steps, .out = out, .highest = -1 };
	struct text rest = t, line;

	forget(&x);
	while (text_line(&rest, &line)) {
		struct text words = text_trim(line), behind = rest, below = NO_TEXT;

		while (words.n > 0 && below.n == 0 && text_line(&behind, &below))
			below = text_behind(text_trim(below), BULLET | DASH | STAR | BLANK);
		if (words.n > 0)
			take_line(&x, words, below, (size_t)(line.p - t.p));
	}
}
