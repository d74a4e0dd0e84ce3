/* SPDX-License-Identifier: MIT */
/*
 * 流转办理: the eight steps of a matter that the village cannot settle, from 点单 to 评单, each
 * with its day and by whom. In the matter's own record they stand as a list or all in one line; in
 * later reports they are told as people speak: 11月12日派单给园区党工委, 已转水务局，12月3日接单,
 * 评单：不满意，灯又灭了. What has not happened yet (还没接单, 催供电所接单) is no step. 接单 comes
 * twice, and which of the two is meant follows from what stands before it.
 */
#include "read/record.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"

static const char *const step_words[] = { "点单", "制单", "接单", "派单", "接单", "督单", "结单",
	"评单" };

static bool
is_office(struct text t)
{
	static const char *const ends[] = { "局", "站", "所", "办", "中心", "公司", "党工委",
		"党委", "政府", "部门", "单位", "苏木", "镇", "乡", "旗", "街道", "大队", "办公室",
		"组织部", "园区", "嘎查", "村", "室", "队", "组织", "书记", "主任", NULL };

	for (size_t i = 0; ends[i]; i++)
		if (t.n < 60 && text_ends(t, text_of(ends[i])))
			return true;
	return false;
}

/* 已转水务局, 转交给供电所: handed on to an office. Gives the length of the word, the office. */
static size_t
handed_on(struct text t, struct text *office)
{
	static const char *const words[] = { "转交给", "转交", "转给", "转办给", "转办至", "转办到",
		"转到", "移交给", "移交", "交办给", "已转", "派给", "转", NULL };
	size_t n, end;

	if (!starts_any(t, words, &n))
		return 0;
	*office = clause_trim(text_cut(t, n, t.n), false);
	for (end = 0; end < office->n; utf8_next(*office, &end))
		if (char_is(text_peek(*office, end), SEPARATOR | LINE_END | BLANK | ROUND_OPENER))
			break;
	*office = text_cut(*office, 0, end);
	return is_office(*office) ? n : 0;
}

/* A step in a text: the clause that it stands in, its word, and what is behind that. */
struct mark {
	size_t clause, word, behind;
	enum referral_step step;
	struct text office; /* of one that was handed on */
};

/* 12月10日前, 月底前 in front of a step: it is to come. */
static bool
is_deadline(struct text t)
{
	struct date_found found = { 0 };

	return has_any(t, (const char *[]){ "底前", "前完成", NULL }) ||
	    (date_find(t, 2000, &found) &&
		starts_any(text_cut(t, found.at.at + found.at.n, t.n),
		    (const char *[]){ "前", "之前", "以前", NULL }, NULL));
}

/* 11月13日，苏木制单: a day that stands by itself in front. */
static bool
is_day(struct text t)
{
	struct date_found found = { 0 };

	t = clause_trim(t, false);
	return date_find(t, 2000, &found) && found.at.at == 0 && found.at.n == t.n;
}

static bool
mark_at(struct text t, size_t clause, size_t at, struct mark *m)
{
	/* What is asked for, awaited or planned has not happened. */
	static const char *const not_yet[] = { "未", "没", "待", "等", "不", "将", "拟", "准备",
		"计划", "争取", "要求", "催", "尚", "预计", "力争", "下周", "尽快", "希望", "请",
		NULL };
	static const char *const no_step[] = { "人", "员", "单位", "部门", "率", "前", "之前",
		"时限", "情况", "制", NULL };
	struct text here = text_cut(t, at, t.n);
	size_t n = 0;

	*m = (struct mark){ .clause = clause, .word = at, .step = REFERRAL_COUNT };
	for (int k = 0; k < REFERRAL_COUNT && n == 0; k++)
		if (text_starts(here, text_of(step_words[k]))) {
			m->step = (enum referral_step)k;
			n = strlen(step_words[k]);
		}
	if (n == 0 && (n = handed_on(here, &m->office)) > 0)
		m->step = REFERRAL_DISPATCH;
	m->behind = at + n;
	return n > 0 && !has_any(text_cut(t, clause, at), not_yet) &&
	    !is_deadline(text_cut(t, clause, at)) &&
	    !starts_any(text_cut(t, m->behind, t.n), no_step, NULL);
}

/* told: by a later report, where a mere 转 counts too. */
static bool
mark_next(struct text t, size_t from, bool told, struct mark *m)
{
	size_t clause = from;

	for (size_t i = from; i < t.n;) {
		size_t at = i;
		uint32_t c = utf8_next(t, &i);

		if (char_is(c, SEPARATOR | LINE_END | COLON | CIRCLED) || c == U'→' || c == '>' ||
		    c == U'—')
			clause = (clause > from || from == 0) && is_day(text_cut(t, clause, at))
			    ? clause
			    : i;
		else if (utf8_is_han(c) && mark_at(t, clause, at, m) && (told || m->office.n == 0))
			return true;
	}
	return false;
}

/* --- its day --- */

static struct date
year_fit(const struct doc *d, struct date date, bool told)
{
	int32_t far = date_days(date) - date_days(d->date);

	/* A report tells what has been; the matter's own record goes on to be written in. */
	if (told ? far > 31 : far > 182)
		date.year--;
	else if (!told && far < -182)
		date.year++;
	return date;
}

/* 12日, 3号: of the month of the record or, later than its day, of the one before. */
static struct date
day_alone(const struct doc *d, struct text t, struct text *words)
{
	for (size_t i = 0; i < t.n;) {
		size_t at = i, end = i;
		int n = 0;

		while (char_figure(text_peek(t, end)) >= 0 && n < 100)
			n = n * 10 + char_figure(utf8_next(t, &end));
		struct text behind = text_cut(t, end, t.n);
		if (n >= 1 && n <= 31 &&
		    starts_any(behind, (const char *[]){ "日", "号", NULL }, NULL)) {
			struct date day = { d->date.year, d->date.month, (int8_t)n };

			if (n > d->date.day && --day.month == 0)
				day = (struct date){ (int16_t)(d->date.year - 1), 12, (int8_t)n };
			*words = text_cut(t, at, end + strlen("日"));
			return date_valid(day.year, day.month, day.day) ? day : NO_DATE;
		}
		i = end > at ? end : i;
		if (end == at)
			utf8_next(t, &i);
	}
	return NO_DATE;
}

/* The day in a clause; words: those that say it. */
static struct date
day_of(const struct doc *d, struct text t, bool told, struct text *words)
{
	static const struct {
		const char *word;
		int back;
	} spoken[] = { { "今天", 0 }, { "今日", 0 }, { "当天", 0 }, { "当日", 0 }, { "昨天", 1 },
		{ "昨日", 1 }, { "前天", 2 } };
	struct date_found found = { 0 };

	*words = NO_TEXT;
	if (date_find(t, d->date.year, &found) && date_is(found.date)) {
		*words = text_cut(t, found.at.at, found.at.at + found.at.n);
		return found.year_written || !date_is(d->date) ? found.date
							       : year_fit(d, found.date, told);
	}
	for (size_t i = 0; date_is(d->date) && i < COUNT(spoken); i++) {
		size_t at = text_find(t, text_of(spoken[i].word), 0);

		if (at == SIZE_MAX)
			continue;
		*words = text_cut(t, at, at + strlen(spoken[i].word));
		return date_add(d->date, -spoken[i].back);
	}
	return date_is(d->date) ? day_alone(d, t, words) : NO_DATE;
}

/* --- by whom --- */

static struct text
without(struct arena *a, struct text t, struct text part)
{
	if (part.n == 0 || part.p < t.p || part.p + part.n > t.p + t.n)
		return t;
	return line_join(a, text_cut(t, 0, (size_t)(part.p - t.p)),
	    text_cut(t, (size_t)(part.p - t.p) + part.n, t.n));
}

/* Without marks, brackets and colons around it. */
static struct text
bare(struct text t)
{
	for (;;) {
		struct text cut = clause_trim(t, true);

		cut = text_behind(cut, COLON | ROUND_OPENER | DASH | BLANK | SEPARATOR);
		while (cut.n > 0) {
			size_t end = cut.n;

			uint32_t c = utf8_prev(cut, &end);
			if (!char_is(c, COLON | ROUND_CLOSER | LONG_DASH) && c != U'→' &&
			    c != '>' && c != '-')
				break;
			cut = text_cut(cut, 0, end);
		}
		if (cut.n == t.n)
			return cut;
		t = cut;
	}
}

/* 示例苏木已于, 目前由: the words around a name that are none. */
static struct text
who_of(struct text t)
{
	static const char *const front[] = { "现已", "目前", "已经", "已于", "已", "于", "由", "经",
		"是", "现", "又", "再次", "重新", "正式", "也", "均", "都", "流转", "情况", "后",
		"了", NULL };
	static const char *const back[] = { "已经", "已于", "已", "于", "正式", "又", "再次",
		"重新", "进行了", "进行", "完成", "也", "在", "，", NULL };
	size_t n;

	for (t = bare(t); starts_any(t, front, &n); t = bare(text_cut(t, n, t.n)))
		;
	for (size_t i = 0; back[i]; i++)
		if (text_ends(t, text_of(back[i]))) {
			t = bare(text_cut(t, 0, t.n - strlen(back[i])));
			i = SIZE_MAX;
		}
	return t;
}

static size_t
clause_end(struct text t, size_t i, size_t end)
{
	while (i < end && !char_is(text_peek(t, i), COMMA | SEMICOLON | STOP | LINE_END))
		utf8_next(t, &i);
	return i;
}

/* In a report: who stands before the word and to whom behind it; what is said besides is kept. */
static void
who_told(struct doc *d, struct text t, const struct mark *m, struct text day, size_t end,
    struct referral_event *e)
{
	static const char *const goes_on[] = { "后", "以后", "之后", "了", "并", "完", "时", "成功",
		NULL };
	struct arena *a = d->arena;
	size_t stop = clause_end(t, m->behind, end);
	struct text front = who_of(without(a, text_cut(t, m->clause, m->word), day)), behind;

	behind = bare(without(a, text_cut(t, m->behind, stop), day));
	e->words = bare(text_cut(t, stop, end));
	if (starts_any(behind, goes_on, NULL)) {
		e->words = line_join(a, behind, text_cut(t, stop, end));
		behind = NO_TEXT;
	} else if (m->office.n > 0) {
		behind = text_fmt(a, "给%.*s", TEXT_ARG(m->office));
	}
	e->by = line_join(a, front, behind);
}

static bool
is_unrated(struct text t)
{
	static const char *const words[] = { "未评", "没评", "暂未", "还没", "尚未", "待评", "无",
		NULL };

	return starts_any(t, words, NULL) && rating_said(t) == RATING_NONE;
}

/* 11月8日修好了，结单: the clause before says when, unless a step of its own took place then. */
static struct date
day_in_front(const struct doc *d, struct text t, size_t clause)
{
	size_t end = text_trim(text_cut(t, 0, clause)).n, from = 0;
	struct text before, day;
	struct mark m;

	for (size_t i = 0; i < end;)
		if (char_is(utf8_next(t, &i), COMMA | SEMICOLON | STOP | LINE_END) && i < clause)
			from = i < end ? i : from;
	before = text_cut(t, from, clause);
	return mark_next(before, 0, true, &m) || is_deadline(before)
	    ? NO_DATE
	    : day_of(d, before, true, &day);
}

static void
event_read(struct doc *d, const struct line *l, struct text t, const struct mark *m, size_t end,
    bool told, struct referral_list *out)
{
	struct referral_event *e = ARENA_PUSH(d->arena, out);
	struct text all = text_cut(t, m->clause, told ? clause_end(t, m->behind, end) : end), day;
	bool inside = t.p >= l->text.p && t.p + t.n <= l->text.p + l->text.n;

	*e = (struct referral_event){ .step = m->step, .by = NO_TEXT, .words = NO_TEXT };
	for (size_t k = 0; e->step == REFERRAL_ACCEPT && k + 1 < out->n; k++)
		if (out->v[k].step == REFERRAL_DISPATCH || out->v[k].step == REFERRAL_ACCEPT)
			e->step = REFERRAL_ACCEPT_AGAIN;
	e->at = inside ? line_part(d, l, clause_trim(all, true)) : l->at;
	e->date = day_of(d, all, told, &day);
	if (!date_is(e->date) && told && m->step == REFERRAL_CLOSE)
		e->date = day_in_front(d, t, m->clause);
	if (told && m->step != REFERRAL_RATE)
		who_told(d, t, m, day, end, e);
	else
		e->by = bare(without(d->arena,
		    m->clause < m->word && !told
			? line_join(d->arena, text_cut(t, m->clause, m->word),
			      text_cut(t, m->behind, end))
			: text_cut(t, m->behind, end),
		    day));
	/* 评单：未评 */
	if (e->step == REFERRAL_RATE && (e->by.n == 0 || is_unrated(e->by)))
		out->n--;
}

/* The steps that t tells, each up to the next; lead: what stands in front of the first. */
static size_t
steps_in(struct doc *d, const struct line *l, struct text t, bool told, struct referral_list *out,
    struct text *lead)
{
	struct mark m, next;
	size_t n = 0;

	*lead = t;
	for (bool more = mark_next(t, 0, told, &m); more; m = next, n++) {
		more = mark_next(t, m.behind, told, &next);
		if (n == 0)
			*lead = text_cut(t, 0, m.clause);
		event_read(d, l, t, &m, more ? next.clause : t.n, told, out);
	}
	return n;
}

bool
referral_read_line(struct doc *d, struct problem *p, const struct line *l, struct text t)
{
	struct text lead;

	return steps_in(d, l, t, false, &p->referral, &lead) > 0;
}

/* 八组草场过牧纠纷转到草原站: without a number the words in front are the matter, not who. */
static void
matter_in_front(struct doc *d, struct report *r, struct text t, size_t first)
{
	struct referral_event *e = &r->referral.v[first];
	struct text day, front;
	struct mark m;

	if (!mark_next(t, 0, true, &m))
		return;
	front = text_cut(t, m.clause, m.word);
	day_of(d, front, true, &day);
	if (day.n > 0)
		front = text_cut(front, 0, (size_t)(day.p - front.p));
	front = who_of(front);
	if (is_office(front) || utf8_length(front) < 4)
		return;
	r->rest = front;
	e->by = bare(text_cut(e->by, text_starts(e->by, front) ? front.n : 0, e->by.n));
}

struct text
referral_word(struct text t)
{
	for (int k = 0; k < REFERRAL_COUNT; k++)
		if (text_starts(t, text_of(step_words[k])))
			return text_cut(t, 0, strlen(step_words[k]));
	return NO_TEXT;
}

bool
referral_told(struct doc *d, struct report *r, const struct line *l, struct text t)
{
	struct text lead;
	size_t first = r->referral.n;

	if (t.n == 0 || steps_in(d, l, t, true, &r->referral, &lead) == 0)
		return false;
	/* 【问题43-1】手机信号：办理中，…: its title again. */
	if (r->number.order > 0 && text_find(lead, T("："), 0) != SIZE_MAX)
		lead = text_cut(lead, text_find(lead, T("："), 0) + strlen("："), lead.n);
	r->rest = bare(lead);
	if (label_parse(r->rest) == LABEL_REFERRAL || label_parse(r->rest) == LABEL_STATUS)
		r->rest = NO_TEXT;
	if (r->rest.n == 0 && r->number.order == 0)
		matter_in_front(d, r, t, first);
	return true;
}
