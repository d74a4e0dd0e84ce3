/* SPDX-License-Identifier: MIT */
/*
 * Values of front matter that are made of several: a period, a vote, a notice (撤回, 更正), the
 * rules that are waived.
 *
 * Purpose: `2018-07-05 至 07-12`, `7月5日起7天`, `同意 23，反对 1，弃权 1`, `{日期: …, 说明: …}` as
 * people write them, on one line or as a map.
 *
 * Assumptions: a period of seven days from the 5th ends on the 11th, both days counted; without a
 * first day it begins with the document's date. An end before its beginning lies in the next year.
 * What holds a document back cannot be waived: such a code is left out here and the check goes on.
 */
#include "read/head_fields.h"
#include "lihui/yaml.h"

#include "lihui/cursor.h"

struct period {
	struct date from, to;
	int days; /* as written, 0 = not */
};

static bool
is_range_mark(uint32_t c)
{
	return c == '-' || c == '~' || c == U'—' || c == U'–' || c == U'－' || c == U'～' ||
	    c == U'〜' || c == U'至' || c == U'到' || c == 0x2500;
}

/* 7月5日—12日: the second day has no month of its own; 2018-07-05 至 07-12: no year. */
static struct date
end_of_range(struct text behind, struct date from)
{
	size_t i = 0;
	int day, month = from.month, year = from.year;
	int n;
	bool marked = false;

	while (i < behind.n) {
		size_t next = i;
		uint32_t c = utf8_next(behind, &next);
		if (!is_range_mark(c) && !utf8_is_blank(c))
			break;
		marked |= is_range_mark(c);
		i = next;
	}
	if (!marked || !utf8_number(behind, &i, &day))
		return NO_DATE;
	struct cursor s = { behind, i };
	if (cursor_accept(&s, DASH | SLASH | POINT) && utf8_number(behind, &s.i, &n)) {
		month = day;
		day = n;
		year += month < from.month;
		i = s.i;
	}
	if (!date_valid(year, month, day))
		return NO_DATE;
	struct text unit = text_cut(behind, i, behind.n);
	if (unit.n && !text_starts(unit, T("日")) && !text_starts(unit, T("号")) &&
	    !char_is(text_peek(unit, 0), SEPARATOR | BLANK | ROUND_OPENER))
		return NO_DATE;
	return (struct date){ (int16_t)year, (int8_t)month, (int8_t)day };
}

/* The number that stands before one of the words for days (天, 日, 个工作日), months or years; in
 * days. */
static int
days_in(struct text t)
{
	for (size_t i = 0; i < t.n;) {
		size_t at = i;
		int n;
		if (!utf8_number(t, &at, &n)) {
			utf8_next(t, &i);
			continue;
		}
		struct text unit = text_trim(text_cut(t, at, t.n));
		if (text_starts(unit, T("个")))
			unit = text_cut(unit, 3, unit.n);
		if (text_starts(unit, T("天")) || text_starts(unit, T("日")) ||
		    text_starts(unit, T("工作日")) || text_starts(unit, T("day")))
			return n;
		if (text_starts(unit, T("周")) || text_starts(unit, T("星期")))
			return 7 * n;
		if (text_starts(unit, T("月")) && n < 1200)
			return 30 * n;
		if (text_starts(unit, T("年")) && n < 100)
			return 365 * n;
		i = at;
	}
	return 0;
}

static bool
is_end_only(struct text before)
{
	before = text_trim(before);
	return text_ends(before, T("至")) || text_ends(before, T("到")) ||
	    text_ends(before, T("截止")) || text_ends(before, T("截至"));
}

static bool
period_text(struct text t, int year, struct period *p)
{
	struct date_found f, g;

	if (!date_find(t, year, &f) || !date_is(f.date)) {
		p->days = f.impossible ? 0 : days_in(t);
		return !f.impossible;
	}
	struct text behind = text_cut(t, (size_t)f.at.at + f.at.n, t.n);
	if (is_end_only(text_cut(t, 0, f.at.at))) {
		p->to = f.date;
		return !f.impossible;
	}
	p->from = f.date;
	if (date_find(behind, f.date.year, &g) && date_is(g.date)) {
		p->to = g.date;
		if (!g.year_written && date_cmp(p->to, p->from) < 0 &&
		    date_valid(p->to.year + 1, p->to.month, p->to.day))
			p->to.year++;
		return !f.impossible && !g.impossible;
	}
	p->to = end_of_range(behind, f.date);
	if (!date_is(p->to))
		p->days = days_in(behind);
	return !f.impossible && !g.impossible;
}

static bool
period_part(struct doc *d, const struct yaml *y, int year, struct date *out)
{
	struct date_found f;

	if (!y)
		return true;
	if (!date_find(head_flat(d, y), year, &f) || f.impossible)
		return false;
	*out = f.date;
	return true;
}

static bool
period_read(struct doc *d, const struct field *f, struct period *p)
{
	const struct yaml *y = f->value, *from, *to, *days;
	int year = d->date.year;

	*p = (struct period){ NO_DATE, NO_DATE, 0 };
	if (y->kind != YAML_MAP)
		return period_text(head_flat(d, y), year, p);
	from = head_member(y, "起", "from") ? head_member(y, "起", "from")
					    : head_member(y, "开始", "start");
	to =
	    head_member(y, "止", "to") ? head_member(y, "止", "to") : head_member(y, "结束", "end");
	days = head_member(y, "天数", "days");
	if (days)
		p->days = head_number(head_flat(d, days));
	return period_part(d, from, year, &p->from) && period_part(d, to, year, &p->to) &&
	    p->days >= 0;
}

/* No posting lasts for ten years; a longer one is a slip, and days past year 2199 are no dates. */
#define MOST_DAYS 3660

static bool
period_settle(struct doc *d, struct period *p)
{
	if (p->days > MOST_DAYS ||
	    (date_is(p->from) && date_is(p->to) && date_cmp(p->to, p->from) < 0))
		return false;
	if (p->days && !date_is(p->from))
		p->from = d->date;
	if (p->days && date_is(p->from) && !date_is(p->to))
		p->to = date_add(p->from, p->days - 1);
	return true;
}

void
head_posting(struct doc *d, const struct field *f)
{
	struct period p;

	if (!period_read(d, f, &p) || !period_settle(d, &p)) {
		head_impossible(d, f);
		return;
	}
	d->posting_from = p.from;
	d->posting_to = p.to;
	d->posting_days = p.days;
}

void
head_valid(struct doc *d, const struct field *f)
{
	struct period p;

	if (!period_read(d, f, &p) || !period_settle(d, &p)) {
		head_impossible(d, f);
		return;
	}
	if (text_ends(f->name, T("至")) && !date_is(p.to)) { /* 有效期至：2018-12-31 */
		p.to = p.from;
		p.from = NO_DATE;
	}
	d->valid_from = p.from;
	d->valid_to = p.to;
}

/* --- votes --- */

static bool
is_vote_filler(uint32_t c)
{
	return utf8_is_blank(c) || c == ':' || c == U'：' || c == U'票' || c == U'的' ||
	    c == U'有' || c == U'数' /* 数 */ || c == U'人' /* 人 */ || c == U'为' /* 为 */;
}

/* The number behind the word (同意 23, 同意票：23), or before it (23票同意). */
static int
vote_near(struct text t, size_t at, size_t end)
{
	size_t i = end;
	int n;

	while (i < t.n) {
		size_t start = i;
		if (utf8_number(t, &start, &n))
			return n;
		if (!is_vote_filler(utf8_next(t, &i)))
			break;
	}
	for (i = at; i > 0;) {
		size_t before = i;
		uint32_t c = utf8_prev(t, &before);
		if (!is_vote_filler(c) && utf8_digit(c) < 0)
			break;
		i = before;
	}
	return head_number(text_cut(t, i, at));
}

static int
vote_word(struct text t, const char *const *words)
{
	for (; *words; words++) {
		struct text w = text_of(*words);
		for (size_t at = text_find(t, w, 0); at != SIZE_MAX;
		     at = text_find(t, w, at + w.n)) {
			int n = vote_near(t, at, at + w.n);
			bool negated = at >= 3 && text_ends(text_cut(t, 0, at), T("不"));
			if (n >= 0 && !negated)
				return n;
		}
	}
	return -1;
}

void
head_vote(struct doc *d, const struct field *f)
{
	static const char *const agree[] = { "同意", "赞成", "agree", "for", NULL };
	static const char *const against[] = { "反对", "不同意", "不赞成", "against", NULL };
	static const char *const abstain[] = { "弃权", "abstain", NULL };
	struct text t = text_squeeze(d->arena, head_flat(d, f->value));

	d->vote =
	    (struct vote){ vote_word(t, agree), vote_word(t, against), vote_word(t, abstain) };
	if (d->vote.agree >= 0)
		return;
	if (text_has(t, T("一致")) || text_has(t, T("全票")))
		d->vote = (struct vote){ d->present, 0, 0 };
	else
		head_impossible(d, f);
}

/* 应到会代表31人，实到27人；举手表决，23人同意，1人反对，3人弃权: in the body, where nothing of it
 * stands in the head. */
void
body_vote(struct doc *d)
{
	static const char *const agree[] = { "同意", "赞成", NULL },
				 *const against[] = { "反对", "不同意", NULL },
				 *const abstain[] = { "弃权", NULL };
	static const char *const expected[] = { "应到会代表", "应到会委员", "应到会党员", "应到会",
		"应到代表", "应到委员", "应到党员", "应到", "应参会", NULL };
	static const char *const present[] = { "实到会代表", "实到会委员", "实到会党员", "实到会",
		"实到代表", "实到委员", "实到党员", "实到", "到会代表", "到会", NULL };
	bool vote = d->vote.agree < 0;

	for (struct block *b = d->body; b; b = block_next(d->body, b)) {
		if (!b->inlines)
			continue;
		struct text t = text_squeeze(d->arena, block_plain(d->arena, b, false));
		struct vote v = { vote_word(t, agree), vote_word(t, against),
			vote_word(t, abstain) };

		if (d->expected < 0)
			d->expected = vote_word(t, expected);
		if (d->present < 0)
			d->present = vote_word(t, present);
		if (!vote || d->vote.agree >= 0)
			continue;
		if (v.agree >= 0 &&
		    has_any(t, (const char *[]){ "反对", "弃权", "表决", "举手", "票", NULL }))
			d->vote = (struct vote){ v.agree, v.against < 0 ? 0 : v.against,
				v.abstain < 0 ? 0 : v.abstain };
		else if (text_has(t, T("一致同意")) || text_has(t, T("全票")) ||
		    text_has(t, T("全部同意")) || text_has(t, T("全体同意")) ||
		    text_has(t, T("一致通过")))
			d->vote = (struct vote){ d->present, 0, 0 };
	}
}

/* --- notices --- */

/* Corrections of one document, joined: more than this is no notice, and joining without end would
 * cost its square. */
#define MOST_WORDS 20000

static void
notice_map(struct doc *d, const struct field *f, const struct yaml *y, struct notice_of *out)
{
	const struct yaml *date = head_member(y, "日期", "date"),
			  *words = head_member(y, "说明", "reason");
	struct date_found found;

	if (!words)
		words = head_member(y, "原因", "words");
	if (date && date_find(head_flat(d, date), d->date.year, &found) && !found.impossible)
		out->date = found.date;
	else if (date)
		head_impossible(d, f);
	if (!words)
		return;
	struct text t = head_flat(d, words);
	if (out->words.n > MOST_WORDS)
		return;
	out->words =
	    out->words.n ? text_join(d->arena, text_join(d->arena, out->words, T("；")), t) : t;
}

static bool
is_lead(uint32_t c)
{
	return utf8_is_blank(c) || utf8_is_punct(c);
}

/* `2018-07-09，时间写错`: the words are what is left of the line. */
static void
notice_text(struct doc *d, const struct field *f, struct text t, struct notice_of *out)
{
	struct date_found found;
	size_t i = 0;

	if (!date_find(t, d->date.year, &found) || !date_is(found.date)) {
		if (found.impossible)
			head_impossible(d, f);
		out->words = t;
		return;
	}
	out->date = found.date;
	struct text before = text_trim(text_cut(t, 0, found.at.at)),
		    behind = text_cut(t, (size_t)found.at.at + found.at.n, t.n);
	while (i < behind.n) {
		size_t next = i;
		if (!is_lead(utf8_next(behind, &next)))
			break;
		i = next;
	}
	out->words = text_join(d->arena, before, text_cut(behind, i, behind.n));
}

void
head_notice(struct doc *d, const struct field *f, struct notice_of *out)
{
	const struct yaml *y = f->value;
	struct text t;

	if (y->kind == YAML_MAP) {
		notice_map(d, f, y, out);
		return;
	}
	if (y->kind == YAML_LIST) { /* several corrections: the last one dates the notice */
		for (const struct yaml *c = y->first; c; c = c->next) {
			if (c->kind == YAML_MAP)
				notice_map(d, f, c, out);
			else
				notice_text(d, f, head_flat(d, c), out);
		}
		return;
	}
	t = head_flat(d, y);
	if (text_eq(t, T("否")) || text_eq_nocase(t, T("no")) || text_eq_nocase(t, T("false")))
		d->has[f->key] = false;
	else if (!text_eq(t, T("是")) && !text_eq_nocase(t, T("yes")) &&
	    !text_eq_nocase(t, T("true")))
		notice_text(d, f, t, out);
}

/* --- waivers --- */

static void
waive_one(
    struct doc *d, const struct field *f, struct text code, struct text reason, struct span at)
{
	enum diag_code parsed;

	if (!diag_parse(text_squeeze(d->arena, utf8_halfwidth(d->arena, code)), &parsed)) {
		diag_put(&d->sink, DIAG_F012, at.n ? at : f->at, TEXTS(f->name, code));
		return;
	}
	if (diag_holds(parsed))
		diag_put(&d->sink, DIAG_F006, at.n ? at : f->at,
		    TEXTS(code, head_say(d, "assumed.waive")));
	else
		*ARENA_PUSH(d->arena, &d->waivers) = (struct waiver){ parsed, reason };
}

/* `D101 农忙`, `D101：农忙`, `D101`. */
static void
waive_text(struct doc *d, const struct field *f, struct text t)
{
	size_t i = 0;

	while (i < t.n && (unsigned char)t.p[i] < 0x80 && t.p[i] != ' ' && t.p[i] != ':')
		i++;
	struct text reason = text_trim(text_cut(t, i, t.n));
	if (text_starts(reason, T(":")))
		reason = text_trim(text_cut(reason, 1, reason.n));
	else if (text_starts(reason, T("：")))
		reason = text_trim(text_cut(reason, 3, reason.n));
	waive_one(d, f, text_cut(t, 0, i), reason, head_place(d, t));
}

void
head_waive(struct doc *d, const struct field *f)
{
	const struct yaml *y = f->value;
	struct text rest, line;

	if (y->kind == YAML_SCALAR) {
		for (rest = y->text; text_line(&rest, &line);)
			if (text_trim(line).n)
				waive_text(d, f, text_trim(line));
		return;
	}
	for (const struct yaml *c = y->first; c; c = c->next) {
		if (y->kind == YAML_MAP)
			waive_one(d, f, c->key, head_flat(d, c), c->key_at);
		else if (c->kind == YAML_MAP && c->first)
			for (const struct yaml *m = c->first; m; m = m->next)
				waive_one(d, f, m->key, head_flat(d, m), m->key_at);
		else
			waive_text(d, f, head_flat(d, c));
	}
}
