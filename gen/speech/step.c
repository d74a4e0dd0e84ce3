/* SPDX-License-Identifier: MIT */
/*
 * What single lines of a record mean: the head of a step, an honest "none", a placeholder, a
 * signature. Steps are found by their words and by nothing else, so that any numbering and any
 * heading style works; the words come from the profile. Numbering is stripped generously because an
 * accepted wording has to stand exactly behind it.
 */
#include "lihui/speech.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/cursor.h"

/* 部署本周工作、抓好落实 is 部署本周工作和抓好落实: what only joins words is passed over on both
 * sides. */
static size_t
skip_joins(struct text t, size_t i, unsigned also)
{
	static const char *const words[] = { "的", "到", "和", "与", "及", "并" };
	struct cursor s = { t, i };

	/* What joins a Mongolian ending is typed in three ways. */
	while (cursor_accept(&s, COMMA | PAUSE | QUOTE | also) ||
	    cursor_any(&s, words, COUNT(words), NULL) || cursor_word(&s, "\u202F") ||
	    cursor_word(&s, "\u180E"))
		;
	return s.i;
}

/* Offset behind the wording when it stands at i (blanks in the line are passed over), else 0. */
static size_t
wording_end(struct text line, size_t i, struct text wording)
{
	for (size_t w = 0; w < wording.n;) {
		size_t start = w > 0 ? skip_joins(wording, w, 0) : 0;
		size_t before = w > 0 ? skip_joins(line, i, BLANK) : i;

		if (start == wording.n)
			break;
		if (before >= line.n)
			return 0;
		i = before;
		w = start;
		utf8_next(line, &i);
		utf8_next(wording, &w);
		if (i - before != w - start ||
		    memcmp(line.p + before, wording.p + start, w - start) != 0)
			return 0;
	}
	return i;
}

static size_t
skip_closers(struct text line, size_t i)
{
	struct cursor s = { line, i };

	cursor_skip(&s, STAR | BLANK | SQUARE_CLOSER | HASH | QUOTE);
	return s.i;
}

/* （20分钟） behind the wording still belongs to the heading, when it is closed. */
static size_t
skip_remark(struct text line, size_t i)
{
	uint32_t close;
	size_t at = i;

	if (at >= line.n || !bracket_open(utf8_next(line, &at), &close) ||
	    (close != ')' && close != U'）'))
		return i; /* 学习《草原法》 is no heading */
	while (at < line.n)
		if (utf8_next(line, &at) == close)
			return skip_closers(line, at);
	return i;
}

static bool
has_closer(struct text t)
{
	struct cursor s = { t, 0 };

	cursor_until(&s, SQUARE_CLOSER);
	return s.i < t.n;
}

/* The wording is alone, or ： or 。 follows. */
static bool
heading_ends(struct text line, size_t i, size_t *end, size_t *rest)
{
	size_t at = skip_remark(line, skip_closers(line, i));
	uint32_t c = text_peek(line, at);

	*end = *rest = at;
	/* 【学习政策】《草原法》: the bracket says where the heading ends. */
	if (at == line.n || has_closer(text_cut(line, i, at)))
		return true;
	if (!char_is(c, COLON) && c != U'。' && c != '.' && c != U'﹕')
		return false;
	utf8_next(line, &at);
	*rest = skip_closers(line, at);
	return true;
}

/* One token of numbering: figures, 第, 步, a mark, a bracket. False when the text itself begins. */
static bool
skip_numbering(struct text line, size_t *i)
{
	static const char *const words[] = { "会议", "第", "步骤", "步", "项", "个", "件事", "件",
		"议程", "议题", "环节", "部分", "阶段", "首先", "其次", "再次", "然后", "接着",
		"随后", "最后", NULL };
	struct cursor s = { line, *i };
	size_t n = 0;
	uint32_t c;

	if (starts_any(cursor_rest(&s), words, &n))
		s.i += n;
	else if (!utf8_number(line, &s.i, &(int){ 0 }) &&
	    (!cursor_next(&s, &c) ||
		(!char_is(c,
		     BLANK | HASH | STAR | POINT | ROUND_OPENER | ROUND_CLOSER | COLON | COMMA |
			 PAUSE | CIRCLED | SQUARE_OPENER) &&
		    c != U'“' && !(c >= U'Ⅰ' && c <= U'ⅻ'))))
		return false;
	*i = s.i;
	return true;
}

/* One wording of some two hundred: each line is held against those of its first character. */
struct step_wording {
	uint32_t first;
	size_t order; /* of the steps, and of their wordings */
	struct text text;
	const struct step_rule *rule;
};

static int
by_first(const void *x, const void *y)
{
	const struct step_wording *a = x, *b = y;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

void
steps_index(struct arena *a, struct step_rule_list *steps)
{
	struct {
		struct step_wording *v;
		size_t n, room;
	} l = { 0 };

	for (size_t s = 0; s < steps->n; s++) {
		const struct step_rule *r = &steps->v[s];

		for (size_t k = 0; k <= r->accepted.n; k++) {
			struct text t = k < r->accepted.n ? r->accepted.v[k] : r->name;
			if (t.n > 0)
				*ARENA_PUSH(a, &l) =
				    (struct step_wording){ text_peek(t, 0), l.n, t, r };
		}
	}
	if (l.n > 0)
		qsort(l.v, l.n, sizeof *l.v, by_first);
	steps->wordings = l.v;
	steps->nwordings = l.n;
}

static const struct step_rule *
wording_here(
    struct text line, size_t i, const struct step_rule_list *steps, size_t *end, size_t *rest)
{
	uint32_t first = text_peek(line, i);
	size_t low = 0, high = steps->nwordings;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (steps->wordings[middle].first < first)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < steps->nwordings && steps->wordings[low].first == first; low++) {
		size_t at = wording_end(line, i, steps->wordings[low].text);

		if (at > 0 && heading_ends(line, at, end, rest))
			return steps->wordings[low].rule;
	}
	return NULL;
}

const struct step_rule *
step_match(struct text line, const struct step_rule_list *steps, size_t *end, size_t *rest)
{
	size_t i = 0;

	if (!steps || line.n == 0 || line.p[0] == '-')
		return NULL;
	/* Numbering is short; a line that needs more than twelve tokens of it is no heading. */
	for (int tokens = 0; tokens < 12; tokens++) {
		const struct step_rule *r = wording_here(line, i, steps, end, rest);

		if (r)
			return r;
		if (!skip_numbering(line, &i))
			return NULL;
	}
	return NULL;
}

/* --- sections that are known by their number --- */

/* 第三步 第3项 步骤三: where the words begin, or 0. A number alone (三组水井坏了) counts nothing.
 */
static size_t
ordinal_end(struct text line, int *number)
{
	static const char *const fronts[] = { "第", "步骤", "议程", "议题", "环节", NULL };
	static const char *const units[] = { "步", "项", "个", "件", "部分", "阶段", "环节", NULL };
	size_t i, n;

	size_t meeting = text_starts(line, T("会议第")) ? strlen("会议") : 0;
	if (!starts_any(text_cut(line, meeting, line.n), fronts, &i))
		return 0;
	i += meeting;
	bool ordinal = text_starts(line, T("第")) || meeting > 0;
	if (!utf8_number(line, &i, number) || i >= line.n)
		return 0;
	if (ordinal && !starts_any(text_cut(line, i, line.n), units, &n))
		return 0; /* 第27周 */
	for (size_t next = i; !utf8_number(line, &next, &(int){ 0 }) && skip_numbering(line, &i);)
		next = i;
	return i;
}

/* 三 群众反映的事, 三：群众反映的事: a Han figure, and no mark that counts. */
static size_t
spaced_end(struct text line, int *number)
{
	struct cursor s = { line, 0 };

	if (!utf8_is_han(cursor_peek(&s)) || !utf8_number(line, &s.i, number) || *number > 10 ||
	    !cursor_accept(&s, BLANK | COLON))
		return 0;
	cursor_skip(&s, BLANK);
	return s.i < line.n ? s.i : 0;
}

bool
section_numbered(struct text line, int *number, size_t *words)
{
	struct marker m;
	size_t i = 0, end;

	while (char_is(text_peek(line, i), HASH | STAR | BLANK | SQUARE_OPENER))
		utf8_next(line, &i);
	struct text t = text_cut(line, i, line.n);
	if (marker_read(t, &m) && m.kind != MARKER_BULLET) {
		*number = m.number;
		*words = i + m.end;
		return true;
	}
	end = ordinal_end(t, number);
	if (end == 0)
		end = spaced_end(t, number);
	*words = i + end;
	return end > 0;
}

/* Page footers: — 1 —, 第 1 页 共 2 页, 1/2. Figures, dashes and those three words only. */
static bool
is_footer(struct text line)
{
	struct cursor s = { line, 0 };
	bool figure = false, mark = false;

	for (uint32_t c; cursor_next(&s, &c);) {
		if (char_is(c, FIGURE))
			figure = true;
		else if (char_is(c, DASH | SLASH) || c == U'·' || c == U'第' || c == U'页' ||
		    c == U'共')
			mark = true;
		else if (!char_is(c, BLANK))
			return false;
	}
	return figure && (mark || line.n <= 3);
}

static struct text
before_colon(struct text t)
{
	struct cursor s = { t, 0 };

	cursor_until(&s, COLON);
	return text_cut(t, 0, s.i);
}

static bool
is_signature(struct text line)
{
	static const char *const marks[] = { "签字", "签名", "签章", "盖章", "签到", "公章", NULL };
	static const char *const labels[] = { "记录人", "记录员", "记录", "主持人", "召集人",
		"审核人", "审核", "整理人", "整理", "签发人", "签发", NULL };
	static const char *const not_yet[] = { "没有", "未", "还差", "已", "完成",
		NULL }; /* 还差两户没有签字 is content */
	static const char *const heads[] = { "记", "主", "召", "审", "整", "签", NULL };
	char squeezed[200];
	struct text s = { squeezed, 0 };
	struct marker m;
	size_t n;

	/* Without one of these it is none, however its characters are spaced. */
	if (!starts_any(line, heads, NULL) && !text_has(line, T("签")) &&
	    !text_has(line, T("盖")) && !text_has(line, T("公")))
		return false;
	if (utf8_exceeds(line, 40) || (marker_read(line, &m) && m.kind != MARKER_BULLET))
		return false;
	for (size_t i = 0; i < line.n && s.n + 4 < sizeof squeezed;) {
		size_t before = i;

		if (!utf8_is_blank(utf8_next(line, &i))) {
			memcpy(squeezed + s.n, line.p + before, i - before);
			s.n += i - before;
		}
	}
	if (starts_any(s, labels, &n)) {
		s = text_cut(s, n, s.n);
		return char_is(text_peek(s, 0), COLON) || has_any(text_head(s, 4), marks);
	}
	return has_any(before_colon(s), marks) && !has_any(s, not_yet) &&
	    utf8_length(before_colon(s)) <= 16;
}

/* 收到请回复🌹 */
static struct text
without_pictures(struct text line)
{
	for (size_t i = line.n; i > 0; line.n = i)
		if (!utf8_is_picture(utf8_prev(line, &i)) && text_peek(line, i) != ' ')
			break;
	return line;
}

bool
aside_line(struct text line)
{
	/* Below an official letter, and what one says to the office that gets it. */
	static const char *const feet[] = { "主题词：", "主题词:", "抄送：", "抄送:", "抄报：",
		"抄报:", "分送：", "（此件", "(此件", "此件公开", "（共印", "(共印", "收到请回复",
		"收到请回", "请查收", "请领导", "请审阅", "请办公室", "完了，", "完毕", "汇报完毕",
		"以上就是", "以上是", "不好意思", "写得不好", "有不对的", "有错", "有问题请",
		"有啥不对", "麻烦您", "麻烦领导", "特此报告", "特此纪要", "特此记录", "特此说明",
		"报：", "报:", "发：", "发:", "送：", "附件：", "附件:", "附：", "附:", "散会时间",
		"会议结束时间", "结束时间", "以上，请", "以上情况", "以上请", NULL };
	static const char *const thanks[] = { "谢谢", "辛苦啦", "辛苦您了", "谢谢您", "谢谢领导",
		"收到请回复", "请查收", "请审阅", "请指正", "请批评指正", NULL };

	static const char *const ends[] = { "散会", "会议结束", "会议到此结束", "就这些", "就这样",
		"就这些事", "就是这些", NULL };
	size_t n;

	line = text_trim(line);
	if (line.n == 0)
		return false;
	if (is_footer(line) || is_signature(line) || absence_line(line))
		return true;
	line = without_pictures(line);
	if (utf8_exceeds(line, 24))
		return false;
	if (starts_any(line, feet, NULL))
		return true;
	for (size_t i = 0; thanks[i]; i++)
		if (text_ends(clause_trim(line, false), text_of(thanks[i])))
			return true;
	if (starts_any(line, ends, &n)) {
		uint32_t next = text_peek(line, n);
		if (n == line.n || utf8_is_punct(next) || utf8_is_blank(next))
			return true; /* 散会以后清理会场 goes on */
	}
	line = clause_trim(line, false);
	return text_ends(line, T("散会")) || text_ends(line, T("会议结束"));
}

/*
 * 本次没有问题, 群众没有反映问题, 经讨论，本周没啥需要研究的事: a no and a matter, and nothing else
 * but words of these tables. 没有解决的问题 is no none.
 */
static bool
no_matter(struct text t)
{
	static const char *const fronts[] = { "本周", "这周", "本次", "这次", "此次", "今天",
		"会议", "例会", "会上", "目前", "暂时", "近期", "暂", "经", "讨论", "研究", "了解",
		"征求意见", "排查", "走访", "大家", "都", "说", "表示", "反映", "各组", "各户",
		"群众", "牧民", "村民", "农牧民", "党员", "代表", "参会人员", "与会人员", "嘎查",
		"村里", "也", "均", "，", ",", " ", NULL };
	static const char *const noes[] = { "没有", "没", "无", "未", NULL };
	static const char *const fillers[] = { "人", "群众", "牧民", "村民", "党员", "收集", "征集",
		"征求", "接", "发现", "反映", "反应", "提出", "提", "到", "过", "需要", "需", "要",
		"需要研究", "要研究", "需研究", "需要解决", "要解决", "需解决", "需要讨论",
		"要讨论", "新", "新增", "的", "其他", "其它", "突出", "大", "什么", "啥", "任何",
		"了", "上来", NULL };
	static const char *const matters[] = { "问题", "事项", "事情", "事", "诉求", "意见", "困难",
		"难题", "议题", "别的", NULL };
	size_t n;

	while (starts_any(t, fronts, &n))
		t = text_cut(t, n, t.n);
	if (!starts_any(t, noes, &n))
		return false;
	t = text_cut(t, n, t.n);
	while (starts_any(t, fillers, &n))
		t = text_cut(t, n, t.n);
	if (!starts_any(t, matters, &n))
		return false;
	t = text_cut(t, n, t.n);
	while (starts_any(t, fillers, &n))
		t = text_cut(t, n, t.n);
	return t.n == 0;
}

bool
none_said(struct text t)
{
	static const char *const alone[] = { "无", "暂无", "没有", "均无", "（无）", "(无)",
		"没有了", "没了", "再没有了", "再没了", "别的没有", "首次会议", "不涉及", NULL };
	static const char *const fronts[] = { "本周未", "本周无", "本周暂无", "本周没有",
		"本周暂未", "本次未", "本次会议未", "上周无", "上周未部署", "上周没有", "未收集",
		"未征集", "未接到", "未发现", "没有收集", "没有新", "没有问题", "没有群众",
		"暂未收集", "暂未发现", "暂无新", "暂无问题", "暂无需", "暂无群众", "暂无其他",
		"无新", "无问题", "无群众", "无上周", "无遗留", "首次会议", "首次召开",
		"第一次会议", "第一次召开", "本次为首次", "本次会议为首次", "本次是首次",
		"今年首次", "此次为首次", "为首次会议", "无需要", "无需研究", "群众未反映",
		"群众无", "无工作", "无汇报", NULL };
	size_t n = 0;

	t = clause_trim(t, false);
	for (size_t i = 0; alone[i]; i++)
		if (text_eq(t, text_of(alone[i])))
			return true;
	if (!utf8_exceeds(t, 40) && no_matter(t))
		return true;
	/* A long sentence may begin so and then bring a matter all the same. */
	return starts_any(t, fronts, &n) && !utf8_exceeds(t, 40) && !text_has(t, T("反映：")) &&
	    !text_has(t, T("经研究"));
}

/* <div>, left over from a web page. */
static bool
is_tag(struct text t)
{
	if (t.n < 3 || t.p[0] != '<' || t.p[t.n - 1] != '>')
		return false;
	for (size_t i = 0; i < t.n; i++)
		if ((unsigned char)t.p[i] >= 128)
			return false;
	return true;
}

bool
is_placeholder(struct text t)
{
	static const char *const fronts[] = { "（请填", "(请填", "（在此", "(在此", "（请在此",
		"请在此", "（待填", "待填写", "待补充", "（待补", NULL };
	struct text word = clause_trim(t, false);

	if (starts_any(word, fronts, NULL))
		return true;
	if (is_tag(word))
		return true;
	if (text_eq(word, T("略")) || text_eq(word, T("（略）")) || text_eq(word, T("(略)")) ||
	    text_eq(word, T("同上周")) || text_eq(word, T("同上")))
		return true;
	struct cursor s = { word, 0 };
	for (uint32_t c; cursor_next(&s, &c);)
		if (!char_is(c, FILLER | SEPARATOR | BLANK | COLON))
			return false;
	return true;
}

bool
is_undecided(struct text t)
{
	static const char *const words[] = { "未形成统一意见", "没有形成统一意见", "未达成一致",
		"意见不统一", "意见不一致", "未形成一致", "下周再议", "下次再议", "下次会议再议",
		"下周再研究", "下次会议研究", "下次会议再研究", "下周会议再议", "择期再议",
		"另行研究", "待下次会议", "暂不决定", "暂未决定", "未作决定", "未做决定",
		"留待下次", NULL };

	return has_any(t, words);
}

bool
is_intro(struct text t)
{
	size_t i = t.n;

	return t.n > 0 && char_is(utf8_prev(t, &i), COLON);
}

/* Behind the number of a mention. */
static bool
is_mention_mark(uint32_t c)
{
	return char_is(c, COLON | PAUSE | POINT | STAR | BLANK | SQUARE_CLOSER) || c == U'，';
}

bool
matter_noun(struct cursor *s, enum report_target *out)
{
	/* As the site prints them: ᠠᠰᠠᠭᠤᠳᠠᠯ᠄ 50-1 */
	static const char *const nouns[] = { "问题", "任务", "ᠠᠰᠠᠭᠤᠳᠠᠯ", "ᠡᠭᠦᠷᠭᠡ" };
	size_t which;

	if (!cursor_any(s, nouns, COUNT(nouns), &which))
		return false;
	*out = which % 2 == 0 ? REPORT_PROBLEM : REPORT_TASK;
	cursor_skip(s, which < 2 ? BLANK : BLANK | COLON);
	return true;
}

bool
mention_read(struct text t, size_t *i, struct mention *out)
{
	struct cursor s = { t, *i };

	*out = (struct mention){ 0 };
	if (!matter_noun(&s, &out->target))
		return false;
	size_t start = s.i;
	if (!number_parse(t, &s.i, &out->number) &&
	    !(utf8_number(t, &s.i, &out->ordinal) && out->ordinal > 0 && out->ordinal < 100))
		return false;
	out->at = (struct span){ (uint32_t)start, (uint32_t)(s.i - start) };
	uint32_t c = cursor_peek(&s);
	/* 问题一直没有解决, 任务3项 are prose */
	if (out->ordinal && c != 0 && c != ']' && !is_mention_mark(c))
		return false;
	while (is_mention_mark(cursor_peek(&s)))
		utf8_next(t, &s.i);
	*i = s.i;
	return true;
}
