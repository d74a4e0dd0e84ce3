/* SPDX-License-Identifier: MIT */
/*
 * Numbers of earlier matters in a line: 【问题27-1】, 【任务26-1、26-2】, 〔〕 and [ ] as well, a
 * unit's name or code in front for matters of another unit; 问题27-1 and 任务26-1、26-2 without a
 * bracket anywhere; and in the report step a mere 26-1已办结, 第26-1号. A mere number may be a day
 * (1-8) or a quantity (3-5户): it counts when it is a week not long ago and something is said of
 * it.
 */
#include "read/record.h"

#include "lihui/cursor.h"

/* Weeks back to which a mere number may point. */
#define WEEKS_BACK 26
/* A status that follows a mere number follows at once. */
#define STATUS_WITHIN 120

static size_t
skip_between(struct text t, size_t i)
{
	struct cursor s = { t, i };

	while (char_is(cursor_peek(&s), LINE_END)
		? false
		: cursor_accept(&s, BLANK | COMMA | PAUSE | SEMICOLON) || cursor_word(&s, "和") ||
		    cursor_word(&s, "及"))
		;
	return s.i;
}

/* 任务3-5项 counts, 问题1-2月 dates. */
static bool
is_quantity(struct text behind)
{
	static const char *const units[] = { "项", "个", "件", "条", "月", "日", "天", "人", "户",
		"年", "次", "万", "亩", "组", "名", "周", "%", "％", ".", "/", "-", NULL };

	return starts_any(behind, units, NULL);
}

/* 26-1、26-2, 26-1、2, 26-1、任务26-2; *i goes behind the last. */
static bool
read_numbers(struct text t, size_t *i, struct reference *out)
{
	size_t at = *i;
	int order;

	for (out->n = 0; out->n < REFERENCE_MOST;) {
		at = skip_between(t, at);
		if (text_starts(text_cut(t, at, t.n), T("问题")) ||
		    text_starts(text_cut(t, at, t.n), T("任务")))
			at = skip_between(t, at + strlen("问题"));
		if (number_parse(t, &at, &out->v[out->n])) {
			out->n++;
		} else if (out->n > 0 && char_is(text_peek(t, at), FIGURE) &&
		    utf8_number(t, &at, &order) && order > 0 && order < 1000 &&
		    !is_quantity(text_cut(t, at, t.n))) {
			out->v[out->n] = out->v[out->n - 1];
			out->v[out->n++].order = (int16_t)order;
		} else {
			break;
		}
		*i = at;
	}
	return out->n > 0;
}

/* 【2019-49-1】, in the report step 【49-1】 too: which of both is not said. */
static bool
number_in_bracket(struct text t, size_t at, bool in_step, struct reference *out)
{
	struct cursor s = { t, at };

	out->target = REPORT_EITHER;
	cursor_word(&s, "第");
	if (!read_numbers(t, &s.i, out) || (!in_step && out->v[0].year == 0))
		return false;
	cursor_word(&s, "号");
	cursor_skip(&s, BLANK);
	if (!cursor_accept(&s, SQUARE_CLOSER))
		return false;
	out->to = s.i;
	return true;
}

/* A reference that opens at i: unit words may stand in front of 问题 or 任务, inside the bracket.
 */
static bool
in_bracket(struct text t, size_t i, bool in_step, struct reference *out)
{
	size_t at = i, start;

	*out = (struct reference){ .unit = NO_TEXT, .from = i };
	if (!char_is(utf8_next(t, &at), SQUARE_OPENER))
		return false;
	start = at;
	/* Names of units are short. */
	while (at < t.n && at < start + 90 && !char_is(text_peek(t, at), SQUARE_CLOSER)) {
		struct text here = text_cut(t, at, t.n);

		if (text_starts(here, T("问题")) || text_starts(here, T("任务"))) {
			out->target = text_starts(here, T("问题")) ? REPORT_PROBLEM : REPORT_TASK;
			out->unit = clause_trim(text_cut(t, start, at), false);
			at += strlen("问题");
			if (!read_numbers(t, &at, out))
				return false;
			at = skip_between(t, at);
			if (!char_is(text_peek(t, at), SQUARE_CLOSER))
				return false;
			utf8_next(t, &at);
			out->to = at;
			return true;
		}
		utf8_next(t, &at);
	}
	return number_in_bracket(t, start, in_step, out);
}

/* 问题27-1, 问题第27-1号 without a bracket. */
static bool
by_word(struct text t, size_t i, struct reference *out)
{
	struct cursor s = { t, i };

	*out = (struct reference){ .unit = NO_TEXT, .from = i };
	if (!matter_noun(&s, &out->target))
		return false;
	cursor_word(&s, "编号");
	cursor_word(&s, "第");
	if (!char_is(cursor_peek(&s), FIGURE | BLANK | COLON))
		return false;
	cursor_skip(&s, BLANK | COLON);
	if (!char_is(cursor_peek(&s), FIGURE) || !read_numbers(t, &s.i, out) ||
	    is_quantity(cursor_rest(&s)))
		return false;
	cursor_word(&s, "号");
	out->to = s.i;
	return true;
}

/* A week not long ago, and not a day of these weeks: 1-8 on 10 January. */
static bool
is_recent(const struct doc *d, struct number n)
{
	int back = d->week.week - n.week;
	struct date day;

	if (n.year != 0)
		return true;
	if (back <= 0)
		back += 52;
	if (back > WEEKS_BACK || !date_is(d->date))
		return false;
	if (!date_valid(d->date.year, n.week, n.order))
		return true;
	day = (struct date){ d->date.year, n.week, (int8_t)n.order };
	int32_t far = date_days(d->date) - date_days(day);
	return far < -7 || far > 35;
}

/* 26-1已办结, （26-1）：…, 第26-1号 in the report step; at the front of the line it needs less. */
static bool
by_number(const struct doc *d, struct text t, size_t i, bool front, struct reference *out)
{
	struct cursor s = { t, i };
	struct text rest, clause;
	size_t k = 0;

	*out = (struct reference){ .unit = NO_TEXT, .from = i, .target = REPORT_EITHER };
	bool ordinal = cursor_word(&s, "第");
	if (!char_is(cursor_peek(&s), FIGURE) || !read_numbers(t, &s.i, out) ||
	    !is_recent(d, out->v[0]) || is_quantity(cursor_rest(&s)))
		return false;
	bool called = cursor_word(&s, "号");
	if (cursor_word(&s, "问题"))
		out->target = REPORT_PROBLEM;
	else if (cursor_word(&s, "任务"))
		out->target = REPORT_TASK;
	out->to = s.i;
	if (called || ordinal || out->target != REPORT_EITHER)
		return true;
	if (front && char_is(cursor_peek(&s), COLON | BLANK))
		return true;
	rest = text_behind(cursor_rest(&s), ROUND_CLOSER | BLANK | COLON);
	rest = text_cut(rest, 0, STATUS_WITHIN);
	return clause_next(rest, &k, &clause) && status_said(clause) != STATUS_NONE;
}

static bool
may_begin_number(struct text t, size_t i)
{
	uint32_t before = i > 0 ? utf8_prev(t, &i) : 0;

	return before == 0 ||
	    char_is(before, SEPARATOR | BLANK | ROUND_OPENER | COLON | LINE_END) ||
	    utf8_is_han(before);
}

bool
reference_next(const struct doc *d, struct text t, size_t from, bool in_step, struct reference *out)
{
	struct marker marker;
	size_t front = marker_read(t, &marker) && !marker.doubtful ? marker.end : 0;

	for (size_t i = from; i < t.n;) {
		size_t at = i;
		uint32_t c = utf8_next(t, &i);

		/* Nearly every character of a record is one of these. */
		if (utf8_is_han(c) && c != U'问' && c != U'任' && c != U'第')
			continue;
		if (char_is(c, SQUARE_OPENER) ? in_bracket(t, at, in_step, out)
			: c == U'问' || c == U'任'
			? by_word(t, at, out)
			: in_step && (char_is(c, FIGURE) || c == U'第') &&
			    may_begin_number(t, at) && by_number(d, t, at, at == front, out))
			return true;
		/* Figures are passed over whole: 2019-49-1 does not contain 19-49. */
		while (char_is(c, FIGURE) && char_is(text_peek(t, i), FIGURE | DASH))
			utf8_next(t, &i);
	}
	return false;
}
