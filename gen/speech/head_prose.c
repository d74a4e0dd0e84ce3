/* SPDX-License-Identifier: MIT */
/*
 * A head told in one or two sentences:
 * 7月3日下午三点在村委会由王五主持召开双书记例会，参加的有李四、 赵六，赵六记录。 Each clause is
 * asked for the turns of phrase that stand for a label; what it says besides is told in a finding,
 * and the first sentence that has none of them begins the body.
 *
 * Assumptions: the day opens it (柳河嘎查于7月3日…), and somebody presides, comes or writes. A day
 * alone opens a thousand sentences that are no head.
 */
#include "speech/head_rows.h"

#include "lihui/cursor.h"

/* The paragraph is looked at so far. */
#define PROSE_BYTES 1600
/* Characters in front of the day: 柳河嘎查党支部于. */
#define BEFORE_DAY 16
/* Whoever presides, with his office. */
#define WHO_POINTS   16
#define PLACE_POINTS 20
/* 会议 in front, 并讲话 behind. */
#define UNSAID_BYTES 15

struct prose {
	struct head *h;
	size_t said;   /* bytes of the clause that a turn of phrase or a value takes */
	bool day, who; /* what makes it a head */
	size_t others; /* of the head before this sentence */
	int list;      /* the key whose list the next clause may go on with */
};

static void
put(struct prose *p, const char *label, struct text value)
{
	struct head *h = p->h;
	struct head_line *e = ARENA_PUSH(h->arena, &h->entries);

	e->name = NO_TEXT;
	e->key = h->key_of(text_of(label));
	e->at = (struct span){ (uint32_t)(value.p - h->text.p), (uint32_t)value.n };
	p->said += value.n;
}

/* 7月3日下午三点: from the day to the first word that is neither. */
static size_t
put_day(struct prose *p, struct text clause)
{
	static const char hours[] =
	    "上下午早晚中夜间点半时分整刻星期周礼拜零一二三四五六七八九十日天许左右（）()"
	    "：:0123456789０１２３４５６７８９";
	struct date_found found;

	if (p->day || !date_find(clause, 2000, &found) ||
	    (!found.year_written && !text_has(clause, T("月"))) || found.at.n == 0 ||
	    utf8_exceeds(text_cut(clause, 0, found.at.at), BEFORE_DAY))
		return 0;
	size_t end = (size_t)found.at.at + found.at.n;
	for (size_t i = end; i < clause.n; end = i) {
		size_t from = i;
		if (!utf8_is_blank(utf8_next(clause, &i)) &&
		    !text_has(T(hours), text_cut(clause, from, i)))
			break;
	}
	struct text day = text_trim(text_cut(clause, found.at.at, end));
	/* 12月31日例会(2019年): the title tells the year */
	if (!found.year_written && text_has(clause, T("会")) && text_has(clause, T("20")))
		put(p, "标题", clause);
	put(p, "日期", day);
	p->said += found.at.at;
	p->day = true;
	return (size_t)(day.p - clause.p) + day.n;
}

/* 在村委会, up to what is done there. */
static void
put_place(struct prose *p, struct text clause)
{
	static const char *const ends[] = { "由", "召开", "开", "举行", "举办", "组织", "主持",
		"召集", "集中", "里", "，", NULL };
	static const char *const units[] = { "嘎查", "村", "社区", "支部", "委会", "两委", "我们",
		NULL };
	static const char *const labels[] = { "地点在", "地点是", "地点", "在", NULL };
	size_t n, at = find_any(clause, 0, labels, &n);

	if (at == SIZE_MAX)
		return;
	/* 冷月、阿拉坦、二宝在支部办公室开了例会 */
	struct text front = clause_trim(text_cut(clause, 0, at), false);
	if (text_has(front, T("、")) && p->h->goes_on(p->h->key_of(T("出席")), NO_TEXT, front))
		put(p, "出席", front);
	for (size_t i = 0; units[i]; i++)
		p->said += text_ends(text_cut(clause, 0, at), text_of(units[i])) ? at : 0;
	struct text t = text_behind(text_cut(clause, at + n, clause.n), COLON);
	size_t end = find_any(t, 0, ends, NULL);
	struct text place = text_trim(text_cut(t, 0, end < t.n ? end : t.n));

	if (place.n == 0 || utf8_exceeds(place, PLACE_POINTS))
		return;
	put(p, "地点", place);
	p->said += n;
}

/* 双书记周例会 behind 召开; 会 and 会议 say nothing. */
static void
put_kind(struct prose *p, struct text clause)
{
	static const char *const verbs[] = { "召开", "举行", "开", NULL };
	static const char *const nothing[] = { "了", "的", "会", "会议", "本周", "这周", "例会",
		"双书记", "周例会", "本次", "一次", NULL };
	size_t n, at = find_any(clause, 0, verbs, &n);

	if (at == SIZE_MAX)
		return;
	struct text kind = text_trim(text_cut(clause, at + n, clause.n)), rest = kind;
	p->said += n;
	if (text_starts(kind, T("了")))
		kind = text_cut(kind, strlen("了"), kind.n);
	while (starts_any(rest, nothing, &n))
		rest = text_cut(rest, n, rest.n);
	if (rest.n == 0)
		p->said += kind.n;
	else if (text_ends(kind, T("会")) || text_ends(kind, T("会议")))
		put(p, "类型", kind);
}

/* 由王五主持, 王五主持会议, 主持人是王五; the same of whoever writes. */
static bool
put_who(struct prose *p, struct text clause, const char *label, const char *const *verbs)
{
	static const char *const fronts[] = { "由", "是", "为", NULL };
	static const char *const of_whom[] = { "人", "员", NULL };
	static const char *const links[] = { "人", "员", "的", "是", "为", "：", ":", " ", NULL };
	size_t n, at = find_any(clause, 0, verbs, &n);

	if (at == SIZE_MAX)
		return false;
	struct text who = text_cut(clause, 0, at), behind = text_cut(clause, at + n, clause.n);
	size_t said = n;
	/* 活动室 主持人霍林: the name stands behind */
	if (starts_any(behind, of_whom, NULL))
		who = NO_TEXT;
	for (size_t k; (k = find_any(who, 0, fronts, &n)) != SIZE_MAX; said += n)
		who = text_cut(who, k + n, who.n);
	who = text_cut(who, 0, text_find(who, T("在"), 0)); /* 堵成在村部主持 */
	who = clause_trim(who, false);
	if (text_starts(who, T("我")) && utf8_exceeds(who, 2)) /* 我米兰主持 */
		who = text_cut(who, strlen("我"), who.n);
	if (who.n == 0) {
		for (; starts_any(behind, links, &n); said += n)
			behind = text_cut(behind, n, behind.n);
		who = clause_trim(behind, false);
	}
	if (utf8_length(who) < 2 || utf8_exceeds(who, WHO_POINTS))
		return false;
	if (text_ends(who, T("同志"))) {
		who.n -= strlen("同志");
		said += strlen("同志");
	}
	put(p, label, who);
	p->said += said;
	return true;
}

/* 宝力德，卢溪，宝山参加: those in front were put aside, one clause each. */
static struct text
with_names_before(struct prose *p, struct text list)
{
	struct head *h = p->h;
	int key = h->key_of(T("出席"));

	while (list.n > 0 && h->others.n > p->others) {
		struct text before = span_text(h->text, h->others.v[h->others.n - 1]);
		if (before.p + before.n + strlen("，") < list.p || before.p > list.p ||
		    utf8_exceeds(before, WHO_POINTS) || !h->goes_on(key, NO_TEXT, before))
			break;
		list.n += (size_t)(list.p - before.p);
		list.p = before.p;
		h->others.n--;
	}
	return list;
}

/* 参加的有…, or a list in front of 参加会议. */
static bool
put_list(struct prose *p, struct text clause, const char *label, const char *const *openings,
    const char *const *closings)
{
	size_t n = 0;
	struct text t = clause, list = NO_TEXT;

	if (starts_any(t, openings, &n)) {
		list = text_behind(text_cut(t, n, t.n), COLON | BLANK);
	} else {
		for (size_t i = 0; closings[i] && list.n == 0; i++) {
			n = strlen(closings[i]);
			if (text_ends(t, text_of(closings[i])))
				list = text_cut(t, 0, t.n - n);
		}
	}
	list = with_names_before(p, list);
	if (utf8_length(list) < 2 || !p->h->goes_on(p->h->key_of(text_of(label)), NO_TEXT, list))
		return false;
	put(p, label, list);
	p->said += n;
	p->list = p->h->key_of(text_of(label));
	return true;
}

/* 2019年12月31日，村部，柏林主持: a place has a clause of its own. */
static bool
put_place_alone(struct prose *p, struct text clause)
{
	size_t in = text_find(clause, T("在"), 0);
	if (in != SIZE_MAX)
		clause = text_cut(clause, in + strlen("在"), clause.n);
	if (!p->day || !place_like(clause) || utf8_exceeds(clause, 10))
		return false;
	put(p, "地点", clause);
	return true;
}

static bool
put_clause(struct prose *p, struct text clause)
{
	static const char *const came[] = { "参加的有", "参加会议的有", "参会的有", "到会的有",
		"出席的有", "来的有", "来了的有", "来了的是", "来了的", "来的是", "到的有", "来了",
		"参加人员有", "参会人员有", "参加人员", "参会人员", "参加人", "参会人", "到会人",
		"出席人", "出席会议的有", "参加的", "参会的", "到的人", "来的人", "参加的人",
		"来开会的有", "来开会的", "到会的", "出席的", "来的", "出席人员有", "出席人员",
		"到会人员", "参加的是", "参加的人有", "参加", "参会", "出席", "到会", NULL };
	static const char *const to_come[] = { "参加了会议", "参加会议", "参加了", "参加", "参会",
		"出席了会议", "出席会议", "出席", "到会", "都来了", "都到了", "来了", NULL };
	static const char *const away[] = { "请假的有", "请假的是", "请假人员", "请假", "缺席的有",
		"缺席", "没来的有", "没来的是", NULL };
	static const char *const is_away[] = { "请假", "请假了", "请了假", "没来", "缺席", "未到",
		NULL };
	static const char *const hosts[] = { "主持会议", "主持召开", "主持", NULL };
	static const char *const writers[] = { "记录的", "记的", "负责记录", "做会议记录", "做记录",
		"作记录", "会议记录", "记录", NULL };
	size_t entries = p->h->entries.n;
	size_t day = put_day(p, clause);

	if (day > 0)
		clause = text_cut(clause, day, clause.n);
	p->who |= put_who(p, clause, "主持人", hosts);
	if (text_has(clause, T("主持")) || day > 0 || text_starts(clause, T("地点"))) {
		put_place(p, clause);
		put_kind(p, clause);
	} else if (put_who(p, clause, "记录人", writers) ||
	    put_list(p, clause, "请假", away, is_away) ||
	    put_list(p, clause, "出席", came, to_come)) {
		p->who = true;
	} else if (p->list && entries > 0 && p->h->entries.v[entries - 1].key == p->list &&
	    p->h->goes_on(p->list, T("x"), clause)) {
		struct head_line *e = &p->h->entries.v[p->h->entries.n - 1];
		e->at.n = (uint32_t)(clause.p + clause.n - p->h->text.p) - e->at.at;
		return true;
	} else if (put_place_alone(p, clause)) {
		return true;
	} else if (entries == p->h->entries.n && p->day) {
		put_place(p, clause);
		put_kind(p, clause);
	}
	return p->h->entries.n > entries || day > 0;
}

/* The end of the paragraph: a blank line, or a line that begins the body or a label. */
static size_t
paragraph_end(const struct head *h, size_t at)
{
	struct head_row l;
	size_t pos = at;

	while (head_row_next(h->text, &pos, &l)) {
		struct text line = head_row_text(h, &l);
		struct label_at f;

		if (line.n == 0 || (l.at > at && head_row_label(h, &l, false, &f) && f.key) ||
		    head_ends(h, line) || l.at - at > PROSE_BYTES)
			return l.at;
	}
	return h->text.n;
}

/* Spoken into a telephone a line has no marks: blanks part its clauses (12月17日 活动室 主持霍林).
 */
static bool
parted_by_blanks(struct text t, size_t i)
{
	struct cursor s = { t, i };

	cursor_until(&s, COMMA | STOP | SEMICOLON | LINE_END);
	return (s.i == t.n || cursor_peek(&s) == '\n') &&
	    text_has(text_trim(text_cut(t, i, s.i)), T(" "));
}

/* The next clause; 主持人是，樊志: behind such a word the comma parts nothing. */
static bool
prose_next(struct text t, size_t *i, bool blanks, struct text *out)
{
	static const char *const goes_on[] = { "是", "有", "在", "来了", NULL };
	static const char *const hours[] = { "星期", "周", "礼拜", "（", "(", "上午", "下午", "早",
		"中午", "晚", "夜", NULL };
	struct cursor s = { t, *i };

	if (blanks && *i < t.n) {
		cursor_skip(&s, BLANK);
		size_t from = s.i;
		cursor_until(&s, BLANK);
		/* 7月3日 星期二 晚上7:30 is one day */
		while (text_has(text_cut(t, from, s.i), T("日")) &&
		    starts_any(text_behind(text_cut(t, s.i, t.n), BLANK), hours, NULL) &&
		    cursor_peek(&s) != '\n') {
			cursor_skip(&s, BLANK);
			cursor_until(&s, BLANK);
		}
		*out = text_cut(t, from, s.i);
		if (s.i < t.n)
			utf8_next(t, &s.i);
		*i = s.i;
	} else if (!clause_next(t, i, out))
		return false;
	for (size_t k = 0; goes_on[k]; k++) {
		struct text more;

		if (text_ends(*out, text_of(goes_on[k])) && *i < t.n && t.p[*i - 1] != '\n' &&
		    prose_next(t, i, blanks, &more)) {
			out->n = (size_t)(more.p + more.n - out->p);
			break;
		}
	}
	return true;
}

/* 柳河嘎查例会 2019年12月31日, 今天是2019年12月31日: what may stand in front of the day. */
static bool
before_day(struct text clause)
{
	static const char *const words[] = { "今天", "时间", "日期", NULL };

	return !utf8_exceeds(clause, BEFORE_DAY) &&
	    (text_has(clause, T("会")) || text_ends(clause, T("嘎查")) ||
		text_ends(clause, T("村")) || text_ends(clause, T("记录")) ||
		starts_any(clause, words, NULL));
}

bool
head_prose_line(struct head *h, struct text line)
{
	static const char *const turns[] = { "主持", "参加", "参会", "到会", "出席", "来了", "请假",
		"记录", "没来", NULL };
	struct prose p = { .h = h, .day = true, .others = h->others.n };
	size_t entries = h->entries.n, others = h->others.n;
	struct text t = text_cut(h->text, 0, (size_t)(line.p - h->text.p) + line.n), clause;

	if (!h->date_key || !h->goes_on || utf8_exceeds(line, 40) || !has_any(line, turns))
		return false;
	bool blanks = parted_by_blanks(t, (size_t)(line.p - h->text.p)), all = true;
	for (size_t i = (size_t)(line.p - h->text.p); all && prose_next(t, &i, blanks, &clause);) {
		struct text words = clause_trim(clause, false);

		p.said = 0;
		all = words.n == 0 || (put_clause(&p, words) && words.n <= p.said + UNSAID_BYTES) ||
		    p.list;
	}
	if (!all || !p.who) {
		h->entries.n = entries;
		h->others.n = others;
	}
	return all && p.who;
}

size_t
head_prose_read(struct head *h, size_t at)
{
	struct prose p = { .h = h, .others = h->others.n };
	struct text t = text_cut(h->text, 0, paragraph_end(h, at)), clause;
	size_t entries = h->entries.n, others = h->others.n, kept = entries, kept_others = others,
	       body = at;
	bool any = false;

	if (!h->date_key || !h->goes_on || t.n - at > PROSE_BYTES)
		return 0;
	bool blanks = parted_by_blanks(t, at), fronted = false;
	for (size_t i = at; prose_next(t, &i, blanks, &clause);) {
		struct text words = clause_trim(clause, false);

		struct date_found found;
		if (words.n > 0 && !p.day && !date_find(words, 2000, &found)) {
			/* the day opens it */
			if (!before_day(words) || t.p[i - 1] == '\n')
				return h->entries.n = entries, h->others.n = others, 0;
			if (text_has(words, T("会")))
				put(&p, "标题", words);
			fronted = true;
			continue;
		}
		p.said = 0;
		bool head = words.n > 0 && put_clause(&p, words);
		if (words.n > 0 && !p.day)
			return h->entries.n = entries, h->others.n = others, 0;
		any |= head;
		if (words.n > 0 && (!head || words.n > p.said + UNSAID_BYTES))
			*ARENA_PUSH(h->arena, &h->others) =
			    (struct span){ (uint32_t)(words.p - h->text.p), (uint32_t)words.n };
		struct cursor mark = { t, i };
		if (i < t.n && !char_is(cursor_before(&mark), STOP | LINE_END))
			continue;
		if (!any) /* the sentence is none of the head */
			break;
		blanks = i < t.n && parted_by_blanks(t, i);
		any = false;
		p.list = 0;
		p.others = h->others.n;
		body = i;
		kept = h->entries.n;
		kept_others = h->others.n;
	}
	struct head_row next;
	struct label_at label;
	size_t pos = body;
	/* 柳河嘎查 2019年12月31日 村部 above labels */
	bool above = fronted && p.day && !p.who && head_row_next(h->text, &pos, &next) &&
	    head_row_label(h, &next, false, &label) && label.key;
	bool head = p.day && (p.who || above) && kept > entries + 1;
	h->entries.n = head ? kept : entries;
	h->others.n = head ? kept_others : others;
	return head ? body : 0;
}
