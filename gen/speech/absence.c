/* SPDX-License-Identifier: MIT */
/*
 * Who was absent and why, wherever it is written: 请假：王五（住院）, 请假2人（…）, 缺席原因：…,
 * 王五因病住院请假. That somebody was away is for everybody to see; why is nobody's business. So
 * what is found here is the reason with the name it hangs on, and the number stays.
 *
 * A rule about absence (请假制度, 因病请假的党员要补学) tells of nobody.
 */
#include "lihui/speech.h"

#include "lihui/cursor.h"

static const char *const words[] = { "请假", "请了假", "请过假", "请的假", "请病假", "请事假",
	"病假", "事假", "告假", "缺席", "缺会", "未到场", "未到", "未出席", NULL };
/* 没能来参加今天的会: a no, what softens it, a verb, and which meeting. */
static const char *const noes[] = { "未", "没有", "没", "不能", "无法", "没法", "不便", "来不了",
	"到不了", "参加不了", "出席不了", NULL };
static const char *const softly[] = { "能", "能够", "来", "前来", "及时", "按时", "到场", "亲自",
	"赶", "赶来", "赶回来", "回来", NULL };
static const char *const verbs[] = { "参加", "出席", "到", "参", "开", "来", NULL };
static const char *const which[] = { "本次", "这次", "此次", "今天的", "今天", "本周", "这周",
	"这个", "双书记", "周", "例", NULL };
/* 因住院，王五委托李四代会 */
static const char *const proxies[] = { "委托", "委派", "托", "请", "让", "由", NULL };
static const char *const for_them[] = { "代参会", "代为参会", "代为参加", "代为出席", "代为到会",
	"代其参会", "代其参加", "代替参会", "代替参加", "代替出席", "代他参", "代她参", "替他参",
	"替她参", "替他开会", "替她开会", "代他开会", "代她开会", NULL };
/* At the end of a clause alone: not 党代会代表. */
static const char *const for_them_last[] = { "代会", "替会", NULL };
#define PROXY_REACH 36
/* What may follow a word before the colon that makes a label of it. */
static const char *const suffixes[] = { "人员", "人", "情况", "名单", "者", "同志", "党员", "委员",
	"成员", "原因", "及原因", "和原因", "及其原因", "及事由", "事由", "理由", "说明", NULL };
/* Of a person, or of anything: with one of these near the word it is more than the word. */
static const char *const causes[] = { "因为", "由于", "因", "住院", "生病", "看病", "得病", "患",
	"有病", "病了", "病重", "病情", "病假", "事假", "手术", "化疗", "透析", "癌", "瘤", "瘫",
	"炎", "骨折", "摔", "受伤", "伤了", "车祸", "去世", "丧", "葬", "陪护", "照顾", "照看",
	"伺候", "复查", "抑郁", "精神病", "精神分裂", "拘留", "看守所", "服刑", "坐牢", "戒毒",
	"流产", "难产", "喝醉", "醉酒", "打架", "生孩子", "坐月子", "怀孕", "产检", "产假", "离婚",
	"官司", "外出", "出差", "打工", "务工", "家中", "家里", "家有", "走亲", "上坟", "结婚",
	"婚礼", "孩子", "老人", "医院", "去了", NULL };
/* 因 of other words, and of no reason at all. */
static const char *const no_causes[] = { "原因", "因此", "因地", "因而", "因素", "因户", "因村",
	"因故", "因事", NULL };
static const char *const rules[] = { "制度", "手续", "规定", "必须", "应当", "不得", "凡是", "报备",
	"请假条", "销假", "无故", "请假的党员", "请假的人员", "请假的，", "请假的要", "请假的应",
	"请假的须", "缺席的党员", "缺席的人员", "缺席的，", "缺席的要", NULL };

/* A clause is looked over so far to either side of the word, in bytes: a line without a comma must
 * not be looked over once for each of its words. */
#define REACH 240

static bool
ends_sentence(uint32_t c)
{
	return char_is(c, STOP | SEMICOLON | LINE_END);
}

static bool
parts_clauses(uint32_t c)
{
	return ends_sentence(c) || char_is(c, COMMA | COLON);
}

/* The clause that [at, end) stands in; brackets belong to it. */
static struct span
clause_around(struct text t, size_t at, size_t end)
{
	size_t from = at, to = end, i = at;
	uint32_t close = 0;
	while (i > 0 && at - i < REACH && !parts_clauses(utf8_prev(t, &i)))
		from = i;
	for (i = end; i < t.n && i - end < REACH; to = i) {
		size_t before = i;
		uint32_t c = utf8_next(t, &i);
		if (c == '\n' || (close == 0 && parts_clauses(c))) {
			to = before;
			break;
		}
		if (close != 0 ? char_is(c, ROUND_CLOSER) : bracket_open(c, &close))
			close = char_is(c, ROUND_CLOSER) ? 0 : close;
	}
	return (struct span){ (uint32_t)from, (uint32_t)(to - from) };
}

static bool
tells_cause(struct text clause)
{
	for (size_t at = 0, n; (at = find_any(clause, at, causes, &n)) != SIZE_MAX; at += n) {
		struct text around = text_cut(clause, at >= 3 ? at - 3 : 0, at + n + 3);
		if (!has_any(around, no_causes))
			return true;
	}
	return false;
}

/* The clause on the other side of a comma, or of a line end that parts no sentence, when it tells a
 * cause; n == 0 else. */
static struct span
cause_before(struct text t, size_t from)
{
	size_t i = from, mark;
	uint32_t c = i > 0 ? utf8_prev(t, &i) : 0;
	mark = i;
	if (!char_is(c, COMMA | LINE_END) ||
	    (c == '\n' && (i == 0 || is_separator(utf8_prev(t, &mark)))))
		return NO_SPAN;
	struct span s = clause_around(t, i, i);
	return tells_cause(text_cut(t, s.at, s.at + s.n)) ? s : NO_SPAN;
}

static struct span
cause_behind(struct text t, size_t to)
{
	static const char *const fronts[] = { "因", "由于", "原因", NULL };
	size_t i = to;
	uint32_t c = i < t.n ? utf8_next(t, &i) : 0;
	if (!char_is(c, COMMA | LINE_END))
		return NO_SPAN;
	struct span s = clause_around(t, i, i);
	struct text clause = text_cut(t, s.at, s.at + s.n);
	bool told =
	    starts_any(text_trim(clause), fronts, NULL) || (c != '\n' && tells_cause(clause));
	return told ? s : NO_SPAN;
}

/* 王五因病住院请假, 王五得了癌症，没来开会, 王五请假，因为他住院了: every clause that tells. The
 * clause is judged to *judged, whatever other words it has. */
static bool
event_read(struct text t, size_t at, size_t end, size_t *judged, struct span *out)
{
	struct span s = clause_around(t, at, end), more;
	size_t from = s.at, to = (size_t)s.at + s.n;
	struct text clause = text_cut(t, from, to + 3);
	*judged = to;
	if (has_any(clause, rules))
		return false;
	bool told = tells_cause(text_cut(t, from, to));
	for (int n = 0; n < 3 && (more = cause_before(t, from)).n > 0; n++, told = true)
		from = more.at;
	for (int n = 0; n < 3 && (more = cause_behind(t, to)).n > 0; n++, told = true)
		to = (size_t)more.at + more.n;
	from = text_skip(t, from, BLANK | STAR | ITEM_DOT);
	*out = (struct span){ (uint32_t)from, (uint32_t)(to - from) };
	return told;
}

/* Nothing but marks between the front of the line, or of the clause, and the word. */
static bool
heads_clause(struct text t, size_t at)
{
	struct cursor s = { t, at };
	while (s.i > 0 && char_is(cursor_before(&s), BLANK | STAR | ITEM_DOT | HASH | LABEL_MARK) &&
	    cursor_before(&s) != '\n')
		utf8_prev(t, &s.i);
	uint32_t c = cursor_before(&s);
	return c == 0 ||
	    char_is(c, SEPARATOR | LINE_END | ROUND_OPENER | POINT | BULLET | ROUND_CLOSER) ||
	    c == '|' || char_is(c, CIRCLED) || (s.i < at && char_figure(c) < 0);
}

static size_t
line_end(struct text t, size_t i)
{
	const char *end = i < t.n ? memchr(t.p + i, '\n', t.n - i) : NULL;
	return end ? (size_t)(end - t.p) : t.n;
}

/* Behind the bracket that opens at i, or the end of its line. */
static size_t
bracket_end(struct text t, size_t i)
{
	struct cursor s = { text_cut(t, 0, line_end(t, i)), i };
	int depth = 0;
	for (uint32_t c; cursor_next(&s, &c);) {
		depth += char_is(c, ROUND_OPENER);
		depth -= char_is(c, ROUND_CLOSER);
		if (depth <= 0)
			return s.i;
	}
	return s.i;
}

/* The line below a list of names, when it goes on with the reasons. */
static size_t
reasons_below(struct text t, size_t end)
{
	static const char *const heads[] = { "原因", "事由", "理由", "请假原因", "缺席原因", NULL };
	size_t i = end < t.n ? text_skip(t, end, BLANK | STAR | ITEM_DOT | HASH) : t.n;
	return starts_any(text_cut(t, i, t.n), heads, NULL) ? line_end(t, i) : end;
}

/* 5人, 2名党员 */
static size_t
count_end(struct text t, size_t i)
{
	static const char *const of[] = { "人", "名", "位", "个", "人次", "名党员", "户", NULL };
	size_t n = 0, at = text_skip(t, i, BLANK);
	int count;
	if (text_starts(text_cut(t, at, t.n), T("两")))
		at += strlen("两");
	else if (!utf8_number(t, &at, &count))
		return i;
	at = text_skip(t, at, BLANK);
	if (!starts_any(text_cut(t, at, t.n), of, &n))
		return i;
	return at + n;
}

/*
 * A label, behind which a whole line is told (请假：王五（住院）；赵六（外出）), a bracket
 * (请假2人（…）), or a sentence (缺席原因是…). end: behind the word.
 */
static bool
label_read(struct text t, size_t at, size_t end, struct span *out)
{
	size_t n = 0, i = end, behind;
	for (int k = 0; k < 2 && starts_any(text_cut(t, i, t.n), suffixes, &n); k++)
		i += n;
	bool reason = i > end &&
	    (text_ends(text_cut(t, 0, i), T("原因")) || text_ends(text_cut(t, 0, i), T("事由")) ||
		text_ends(text_cut(t, 0, i), T("理由")));
	size_t counted = count_end(t, i);
	behind = text_skip(t, counted, BLANK | STAR);
	uint32_t c = text_peek(t, behind);
	if (char_is(c, ROUND_OPENER)) {
		*out =
		    (struct span){ (uint32_t)behind, (uint32_t)(bracket_end(t, behind) - behind) };
		return true;
	}
	if (!char_is(c, COLON | RARE_COLON) &&
	    !(reason && (c == U'是' || c == U'为' || c == U'，')))
		return false;
	size_t to = line_end(t, behind);
	if (counted == i && heads_clause(t, at)) {
		to = reasons_below(t, to);
		*out = (struct span){ (uint32_t)at, (uint32_t)(to - at) };
		return true;
	}
	for (to = behind; to < t.n && !char_is(text_peek(t, to), STOP | LINE_END);)
		utf8_next(t, &to);
	*out = (struct span){ (uint32_t)behind, (uint32_t)(to - behind) };
	return counted > i || reason;
}

static size_t
some_skip(struct text t, size_t i, const char *const *list, int most)
{
	size_t n;
	for (int k = 0; k < most && starts_any(text_cut(t, i, t.n), list, &n); k++)
		i += n;
	return i;
}

/* 没能来参加今天的会, at i: how long it is, or 0. */
static size_t
denial_at(struct text t, size_t i)
{
	size_t no, verb, at;
	if (!starts_any(text_cut(t, i, t.n), noes, &no))
		return 0;
	at = some_skip(t, i + no, softly, 2);
	if (starts_any(text_cut(t, at, t.n), verbs, &verb))
		at += verb;
	else if (!text_ends(text_cut(t, 0, at), T("了")) && !text_ends(text_cut(t, 0, at), T("来")))
		return 0;
	at = some_skip(t, at, which, 3);
	return text_starts(text_cut(t, at, t.n), T("会")) ? at + strlen("会") - i : 0;
}

/* 委托李四代会, at i: how long it is, or 0. */
static size_t
proxy_at(struct text t, size_t i)
{
	size_t n, end = i;
	if (!starts_any(text_cut(t, i, t.n), proxies, &n))
		return 0;
	while (end < t.n && end - i < PROXY_REACH && !parts_clauses(text_peek(t, end))) {
		if (starts_any(text_cut(t, end, t.n), for_them, &n))
			return end + n - i;
		if (starts_any(text_cut(t, end, t.n), for_them_last, &n) &&
		    (end + n == t.n || parts_clauses(text_peek(t, end + n))))
			return end + n - i;
		utf8_next(t, &end);
	}
	return 0;
}

/* Whether one of the words stands at i, and how long it is. */
static bool
word_at(struct text t, size_t i, size_t *n)
{
	*n = denial_at(t, i);
	if (*n == 0)
		*n = proxy_at(t, i);
	return *n > 0 || starts_any(text_cut(t, i, t.n), words, n);
}

/* The next word from i, or SIZE_MAX. */
static size_t
word_find(struct text t, size_t i, size_t *n)
{
	static const uint32_t firsts[] = { U'请', U'病', U'事', U'告', U'缺', U'未', U'没', U'不',
		U'无', U'来', U'到', U'参', U'出', U'委', U'托', U'让', U'由' };
	for (size_t at = i; i < t.n; at = i) {
		uint32_t c = utf8_next(t, &i);
		for (size_t k = 0; k < COUNT(firsts); k++)
			if (c == firsts[k] && word_at(t, at, n))
				return at;
	}
	return SIZE_MAX;
}

/* Characters of every word: most texts have none. */
static bool
may_tell(struct text t)
{
	if (text_has(t, T("假")) || text_has(t, T("席")) || text_has(t, T("未到")))
		return true;
	return text_has(t, T("会")) &&
	    (text_has(t, T("未")) || text_has(t, T("没")) || text_has(t, T("缺")) ||
		text_has(t, T("不能")) || text_has(t, T("不了")) || text_has(t, T("不便")) ||
		text_has(t, T("法")) || text_has(t, T("代")) || text_has(t, T("替")));
}

bool
absence_next(struct text t, size_t *i, struct absence *out)
{
	size_t n, judged = 0;
	if (*i == 0 && !may_tell(t))
		return false;
	while ((*i = word_find(t, *i, &n)) != SIZE_MAX) {
		size_t at = *i, end = at + n;
		*out = (struct absence){ 0 };
		if (label_read(t, at, end, &out->at)) {
			*i = (size_t)out->at.at + out->at.n;
			return true;
		}
		/* 未到 alone is a label or nothing: 未到位, 未到期. */
		if (at >= judged && !text_eq(text_cut(t, at, end), T("未到")) &&
		    event_read(t, at, end, &judged, &out->at)) {
			out->event = true;
			*i = (size_t)out->at.at + out->at.n;
			return true;
		}
		*i = end;
	}
	*i = t.n;
	return false;
}

bool
absence_line(struct text line)
{
	size_t i = 0;
	struct absence a;
	struct marker m;
	if (!may_tell(line))
		return false;
	line = clause_trim(line, false);
	if (marker_read(line, &m))
		line = text_cut(line, m.end, line.n);
	line = text_behind(line, STAR | BLANK | SQUARE_OPENER);
	if (!absence_next(line, &i, &a))
		return false;
	return i == line.n && (a.event ? a.at.at == 0 : word_at(line, 0, &(size_t){ 0 }));
}

bool
absence_head(struct text cell)
{
	size_t n = 0;
	cell = text_trim(cell);
	if (!word_at(cell, 0, &n))
		return false;
	size_t more = 0;
	starts_any(text_cut(cell, n, cell.n), suffixes, &more);
	return text_skip(cell, n + more, BLANK | COLON) == cell.n;
}
