/* SPDX-License-Identifier: MIT */
/*
 * What single lines of a record mean: the head of a step, an honest "none", a placeholder, a signature. Steps are found by their words and by nothing else, so that
 * any numbering and any heading style works; the words come from the profile. Numbering is stripped generously because an accepted wording has to
 * stand exactly behind it.
 */
#include "read/record.h"

#include "lihui/utf8.h"

static uint32_t
peek(struct text t, size_t i)
{
	return i < t.n ? utf8_next(t, &i) : 0;
}

/* 部署本周工作、抓好落实 is 部署本周工作和抓好落实: what only joins words is passed over on both sides. */
static bool
joins(uint32_t c)
{
	return c == 0x7684 || c == 0x5230 || c == 0x548C || c == 0x4E0E || c == 0x53CA || c == 0x5E76 || /* 的到和与及并 */
		c == 0x3001 || c == 0xFF0C || c == ',' || c == 0x201C || c == 0x201D;
}

static size_t
skip_joins(struct text t, size_t i, bool blanks)
{
	for (;;) {
		size_t next = i;
		uint32_t c = i < t.n ? utf8_next(t, &next) : 0;

		if (c == 0 || (!joins(c) && !(blanks && utf8_is_blank(c))))
			return i;
		i = next;
	}
}

/* Offset behind the wording when it stands at i (blanks in the line are passed over), else 0. */
static size_t
wording_end(struct text line, size_t i, struct text wording)
{
	for (size_t w = 0; w < wording.n;) {
		size_t start = w > 0 ? skip_joins(wording, w, false) : 0;
		size_t before = w > 0 ? skip_joins(line, i, true) : i;

		if (start == wording.n)
			break;
		if (before >= line.n)
			return 0;
		i = before;
		w = start;
		utf8_next(line, &i);
		utf8_next(wording, &w);
		if (i - before != w - start || memcmp(line.p + before, wording.p + start, w - start) != 0)
			return 0;
	}
	return i;
}

static uint64_t
byte_bit(char c)
{
	return (uint64_t)1 << (c & 63);
}

static void
first_add(struct step_rule_list *l, struct text wording)
{
	bool three = wording.n >= 3 && (unsigned char)wording.p[0] >= 0xE0;

	l->second |= three ? byte_bit(wording.p[1]) : UINT64_MAX;
	l->third |= three ? byte_bit(wording.p[2]) : UINT64_MAX;
}

void
step_rules_ready(struct step_rule_list *l)
{
	for (size_t s = 0; s < l->n; s++) {
		first_add(l, l->v[s].name);
		for (size_t k = 0; k < l->v[s].accepted.n; k++)
			first_add(l, l->v[s].accepted.v[k]);
	}
}

/* The third byte first: of an ideograph it differs most. */
static bool
same_first(struct text line, size_t i, struct text wording)
{
	return i + 3 > line.n || wording.n < 3 || (line.p[i + 2] == wording.p[2] && line.p[i] == wording.p[0]);
}

bool
step_may_begin(const struct step_rule_list *l, struct text line, size_t i)
{
	return i + 3 > line.n || ((l->second & byte_bit(line.p[i + 1])) && (l->third & byte_bit(line.p[i + 2])));
}

static size_t
skip_closers(struct text line, size_t i)
{
	for (;;) {
		size_t next = i;
		uint32_t c = peek(line, i);

		if (c != '*' && c != 0x3011 && c != '#' && c != 0x201D && !utf8_is_blank(c))
			return i;
		utf8_next(line, &next);
		i = next;
	}
}

/* （20分钟） behind the wording still belongs to the heading, when it is closed. */
static size_t
skip_remark(struct text line, size_t i)
{
	uint32_t close;
	size_t at = i;

	if (at >= line.n || !bracket_open(utf8_next(line, &at), &close) || (close != ')' && close != 0xFF09))
		return i; /* 学习《草原法》 is no heading */
	while (at < line.n)
		if (utf8_next(line, &at) == close)
			return skip_closers(line, at);
	return i;
}

/* The wording is alone, or ： or 。 follows. */
static bool
heading_ends(struct text line, size_t i, size_t *end, size_t *rest)
{
	size_t at = skip_remark(line, skip_closers(line, i));
	uint32_t c = peek(line, at);

	*end = at;
	if (at == line.n) {
		*rest = line.n;
		return true;
	}
	if (c != 0xFF1A && c != ':' && c != 0x3002 && c != '.' && c != 0xFE55)
		return false;
	utf8_next(line, &at);
	*rest = skip_closers(line, at);
	return true;
}

/* One token of numbering: figures, 第, 步, a mark, a bracket. False when the text itself begins. */
static bool
skip_numbering(struct text line, size_t *i)
{
	static const char *const words[] = { "会议", "第", "步骤", "步", "项", "个", "议程", "议题", "环节", "部分", "阶段", NULL };
	size_t at = *i, n;
	int number;
	uint32_t c;

	if (at >= line.n)
		return false;
	if (starts_any(text_cut(line, at, line.n), words, &n)) {
		*i = at + n;
		return true;
	}
	if (utf8_number(line, &at, &number)) {
		*i = at;
		return true;
	}
	c = utf8_next(line, &at);
	if (!utf8_is_blank(c) && !strchr("#*.():,", (int)(c < 128 ? c : 1)) && c != 0xFF03 && c != 0x3001 && c != 0xFF0E && c != 0xFF08 && c != 0xFF09 &&
	    c != 0xFF1A && c != 0xFF0C && c != 0x3010 && c != 0x201C && !(c >= 0x2160 && c <= 0x217B) && !(c >= 0x2460 && c <= 0x249B) &&
	    !(c >= 0x3220 && c <= 0x3229))
		return false;
	*i = at;
	return true;
}

static const struct step_rule *
wording_here(struct text line, size_t i, const struct step_rule_list *steps, size_t *end, size_t *rest)
{
	for (size_t s = 0; step_may_begin(steps, line, i) && s < steps->n; s++) {
		const struct step_rule *r = &steps->v[s];

		for (size_t k = 0; k <= r->accepted.n; k++) {
			struct text wording = k < r->accepted.n ? r->accepted.v[k] : r->name;
			size_t at = same_first(line, i, wording) ? wording_end(line, i, wording) : 0;

			if (at > 0 && heading_ends(line, at, end, rest))
				return r;
		}
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

/* --- sections that are known by their number ------------------------------------------------- */

/* 第三步 第3项 步骤三: where the words begin, or 0. A number alone (三组水井坏了) counts nothing. */
static size_t
ordinal_end(struct text line, int *number)
{
	static const char *const fronts[] = { "第", "步骤", "议程", "议题", "环节", NULL };
	static const char *const units[] = { "步", "项", "个", "部分", "阶段", "环节", NULL };
	size_t i, n;

	if (!starts_any(line, fronts, &i))
		return 0;
	bool ordinal = text_starts(line, T("第"));
	if (!utf8_number(line, &i, number) || i >= line.n)
		return 0;
	if (ordinal && !starts_any(text_cut(line, i, line.n), units, &n))
		return 0; /* 第27周 */
	for (size_t next = i; !utf8_number(line, &next, &(int){ 0 }) && skip_numbering(line, &i);)
		next = i;
	return i;
}

static bool
opens_heading(uint32_t c)
{
	return c == '#' || c == 0xFF03 || c == '*' || c == 0x3010 || (c != 0 && utf8_is_blank(c));
}

bool
section_numbered(struct text line, int *number, size_t *words)
{
	struct marker m;
	size_t i = 0, end;

	while (opens_heading(peek(line, i)))
		utf8_next(line, &i);
	struct text t = text_cut(line, i, line.n);
	if (marker_read(t, &m) && m.kind != MARKER_BULLET) {
		*number = m.number;
		*words = i + m.end;
		return true;
	}
	end = ordinal_end(t, number);
	*words = i + end;
	return end > 0;
}

bool
section_aside(struct text words)
{
	static const char *const fronts[] = { "其他", "其它", "散会", "附", "时间", "地点", "签", "合影", "照片", "出席",
		"参会", "到会", "请假", "缺席", "列席", "主持人", "召集人", "记录人", "宣布", NULL };
	static const char *const parts[] = { "签名", "签字", "签到", "盖章", "会议记录", "会议议程", "会议信息",
		"会议背景", "会议结束", "会议小结", "下次会议", "讲话", "总结发言", "交流发言", "表态发言", "座谈交流",
		"观摩", "看现场", "党课", "誓词", "评议", "表决", "人员", NULL };

	return starts_any(words, fronts, NULL) || has_any(words, parts);
}

/* Page footers: — 1 —, 第 1 页 共 2 页, 1/2. Figures, dashes and those three words only. */
static bool
is_footer(struct text line)
{
	bool figure = false, mark = false;

	for (size_t i = 0; i < line.n;) {
		uint32_t c = utf8_next(line, &i);

		if ((c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19))
			figure = true;
		else if (c == '-' || c == '/' || (c >= 0x2010 && c <= 0x2015) || c == 0xFF0D || c == 0x7B2C || c == 0x9875 || c == 0x5171 || c == 0xB7 || c == 0xFF0F)
			mark = true; /* 第 页 共 */
		else if (!utf8_is_blank(c))
			return false;
	}
	return figure && (mark || line.n <= 3);
}

static struct text
before_colon(struct text t)
{
	size_t wide = text_find(t, T("："), 0), narrow = text_find(t, T(":"), 0);

	return text_cut(t, 0, wide < narrow ? wide : narrow);
}

static bool
is_signature(struct text line)
{
	static const char *const marks[] = { "签字", "签名", "签章", "盖章", "签到", "公章", NULL };
	static const char *const labels[] = { "记录人", "记录员", "记录", "主持人", "召集人", "审核人", "审核", "整理人", "整理", "签发人", "签发", NULL };
	static const char *const not_yet[] = { "没有", "未", "还差", "已", "完成", NULL }; /* 还差两户没有签字 is content */
	static const char *const heads[] = { "记", "主", "召", "审", "整", "签", NULL };
	char squeezed[200];
	struct text s = { squeezed, 0 };
	size_t n;

	struct marker m;

	/* Without one of these it is none, however its characters are spaced. */
	if (!starts_any(line, heads, NULL) && !text_has(line, T("签")) && !text_has(line, T("盖")) && !text_has(line, T("公")))
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
		return text_starts(s, T("：")) || text_starts(s, T(":")) || has_any(text_head(s, 4), marks);
	}
	return has_any(before_colon(s), marks) && !has_any(s, not_yet) && utf8_length(before_colon(s)) <= 16;
}

bool
aside_line(struct text line)
{
	static const char *const ends[] = { "散会", "会议结束", "会议到此结束", NULL };
	size_t n;

	line = text_trim(line);
	if (line.n == 0)
		return false;
	if (is_footer(line) || is_signature(line))
		return true;
	if (utf8_exceeds(line, 24))
		return false;
	if (starts_any(line, ends, &n)) {
		size_t i = n;

		if (i == line.n || utf8_is_punct(utf8_next(line, &i)))
			return true; /* 散会以后清理会场 goes on */
	}
	line = clause_trim(line, false);
	return text_ends(line, T("散会")) || text_ends(line, T("会议结束"));
}

bool
none_said(struct text t)
{
	static const char *const alone[] = { "无", "暂无", "没有", "均无", "（无）", "(无)", "首次会议", "不涉及", NULL };
	static const char *const fronts[] = {
		"本周未", "本周无", "本周暂无", "本周没有", "本周暂未", "本次未", "本次会议未", "上周无", "上周未部署", "上周没有", "未收集", "未征集", "未接到", "未发现",
		"没有收集", "没有新", "没有问题", "没有群众", "暂未收集", "暂未发现", "暂无新", "暂无问题", "暂无需", "暂无群众", "暂无其他", "无新", "无问题", "无群众", "无上周", "无遗留", "首次会议", "首次召开", "第一次会议", "第一次召开",
		"本次为首次", "本次会议为首次", "本次是首次", "今年首次", "此次为首次", "为首次会议", "无需要", "无需研究", "群众未反映", "群众无", "无工作", "无汇报", NULL };
	size_t n = 0;

	t = clause_trim(t, false);
	for (size_t i = 0; alone[i]; i++)
		if (text_eq(t, text_of(alone[i])))
			return true;
	/* A long sentence may begin so and then bring a matter all the same. */
	return starts_any(t, fronts, &n) && !utf8_exceeds(t, 40) && !text_has(t, T("反映：")) && !text_has(t, T("经研究"));
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
	static const char *const fronts[] = { "（请填", "(请填", "（在此", "(在此", "（请在此", "请在此", "（待填", "待填写", "待补充", "（待补", NULL };
	struct text word = clause_trim(t, false);

	if (starts_any(word, fronts, NULL))
		return true;
	if (is_tag(word))
		return true;
	if (text_eq(word, T("略")) || text_eq(word, T("（略）")) || text_eq(word, T("(略)")) || text_eq(word, T("同上周")) || text_eq(word, T("同上")))
		return true;
	for (size_t i = 0; i < word.n;) {
		uint32_t c = utf8_next(word, &i);

		/* … . X x × ＊ * 某 _ ＿ ○ 〇 and quotation marks around them */
		if (c != 0x2026 && c != '.' && c != 'X' && c != 'x' && c != 0xD7 && c != '*' && c != 0xFF0A && c != '_' && c != 0xFF3F && c != 0x25CB && c != 0x3007 &&
		    c != 0x300A && c != 0x300B && c != 0xFF38 && !is_separator(c) && !utf8_is_blank(c) && c != ':' && c != 0xFF1A && c != 0x22EF)
			return false;
	}
	return true;
}

bool
is_undecided(struct text t)
{
	static const char *const words[] = { "未形成统一意见", "没有形成统一意见", "未达成一致", "意见不统一", "意见不一致", "未形成一致", "下周再议", "下次再议", "下次会议再议",
		"下周再研究", "下次会议研究", "下次会议再研究", "下周会议再议", "择期再议", "另行研究", "待下次会议", "暂不决定", "暂未决定", "未作决定", "未做决定", "留待下次", NULL };

	return has_any(t, words);
}

bool
is_intro(struct text t)
{
	return text_ends(t, T("：")) || text_ends(t, T(":"));
}

static size_t
skip_mention_marks(struct text t, size_t i)
{
	for (;;) {
		size_t next = i;
		uint32_t c = peek(t, i);

		if (c != 0xFF1A && c != ':' && c != 0x3001 && c != '.' && c != 0xFF0E && c != 0xFF0C && c != 0x3011 && c != '*' && !(c && utf8_is_blank(c)))
			return i;
		utf8_next(t, &next);
		i = next;
	}
}

bool
mention_read(struct text t, size_t *i, struct mention *out)
{
	struct text rest = text_cut(t, *i, t.n);
	size_t at = *i, start;
	uint32_t c;

	*out = (struct mention){ 0 };
	if (text_starts(rest, T("问题")))
		out->target = REPORT_PROBLEM;
	else if (text_starts(rest, T("任务")))
		out->target = REPORT_TASK;
	else
		return false;
	at += strlen("问题");
	while (at < t.n && utf8_is_blank(peek(t, at)))
		utf8_next(t, &at);
	start = at;
	if (!number_parse(t, &at, &out->number) && !(utf8_number(t, &at, &out->ordinal) && out->ordinal > 0 && out->ordinal < 100))
		return false;
	out->at = (struct span){ (uint32_t)start, (uint32_t)(at - start) };
	c = peek(t, at);
	/* 问题一直没有解决, 任务3项 are prose */
	if (out->ordinal && c != 0 && c != 0xFF1A && c != ':' && c != 0x3001 && c != '.' && c != 0xFF0E && c != 0xFF0C && c != 0x3011 && c != ']' && c != '*' && !utf8_is_blank(c))
		return false;
	*i = skip_mention_marks(t, at);
	return true;
}

bool
step_is(const struct doc *d, const struct step *s, const char *id)
{
	const struct step_rule_list *rules = &d->profile->steps;

	if (s->id.n == 0)
		return false;
	if (text_eq(s->id, text_of(id)))
		return true;
	if (strcmp(id, "task") != 0)
		return false;
	for (size_t i = 0; i < rules->n; i++)
		if (text_eq(rules->v[i].id, T("task")))
			return false;
	return rules->n > 0 && text_eq(s->id, rules->v[rules->n - 1].id);
}
