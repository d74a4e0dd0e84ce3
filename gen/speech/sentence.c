/* SPDX-License-Identifier: MIT */
/*
 * A problem told in a sentence instead of under labels. Four turns of phrase are read and nothing
 * else: who raised it (X反映), what was decided (经研究…, 同意…, 决定…), who does it (由X牵头,
 * 由X负责) and until when (…前). What is read so is marked, because it is a guess that a person
 * should see as one.
 */
#include "lihui/speech.h"

#include "lihui/arena.h"
#include "lihui/buf.h"
#include "lihui/cursor.h"

/* Names, even several with their offices, are no longer than this. */
#define WHO_MOST 20
/* A matter takes a few hundred bytes to tell; what goes on for longer is not searched for turns of
 * phrase. */
#define SENTENCE_MOST 8192

static const char *const decisions[] = { "经研究", "经讨论", "经会议", "经商议", "经商讨", "经协商",
	"经商量", "经大家", "经集体", "经两委", "经与会", "会议决定", "会议研究", "会议同意",
	"会议议定", "会议一致", "会议讨论", "会上决定", "研究决定", "一致同意", "一致决定",
	"大家一致", "大家商定", "大家同意", "大家商量", "大家决定", "大家定", "我们定", "最后决定",
	"最后定", "商量", "定的是", "会上商量", "研究后", "商量后", "讨论后", "会上定", "定了",
	"定下来", "定下", "商定", "说好了", "说好", "大伙定", "决定", "同意", "议定",
	"未形成统一意见", "没有形成统一意见", "未达成一致", "下周再议", "下次再议", "下次会议再议",
	NULL };

/* Where a phrase of decision begins a clause, or SIZE_MAX. */
static size_t
decision_start(struct text t)
{
	bool clause = true;

	for (size_t i = 0; i < t.n;) {
		size_t before = i;
		uint32_t c = utf8_next(t, &i);

		if (clause && !utf8_is_blank(c) &&
		    starts_any(text_cut(t, before, t.n), decisions, NULL))
			return before;
		clause = char_is(c, SEPARATOR | LINE_END | COLON) || (clause && char_is(c, BLANK));
	}
	return SIZE_MAX;
}

/* 经研究，决定… says nothing that the heading 会议决定 does not; 同意… does. */
static struct text
bare_decision(struct text t)
{
	static const char *const leads[] = { "经研究", "经讨论", "经会议", "经商议", "经商讨",
		"经协商", "经商量", "经大家", "经集体", "经两委", "经与会人员", "研究", "讨论",
		"协商", "商议", "商量", "商定", "会议", "会上定", "会上", "大家", "大伙", "我们",
		"最后", "定的是", "定的", "定了", "定下来", "定下", "说好了", "说好", "决定",
		"议定", "后", "集体", NULL };
	struct text rest = t;
	size_t n;

	for (;;) {
		rest = clause_trim(rest, true);
		while (char_is(text_peek(rest, 0), COLON))
			rest = clause_trim(text_behind(rest, COLON), true);
		if (!starts_any(rest, leads, &n))
			return rest.n ? rest : t;
		rest = text_cut(rest, n, rest.n);
	}
}

/* What somebody does who is named in front of it. */
static const char *const doing[] = { "负责", "牵头", "承办", "办理", "协调", "跟进", "联系", "带头",
	"带领", "带人", "带着", "带", "领着", "领人", "领", "找", "去", "来", "到", "组织", "通知",
	"统计", "登记", "收齐", "收", "上报", "报", "做", "办", "修", "换", "跟踪", "跟", "盯着",
	"盯", "买", "送", "拉", "协助", "配合", "处理", "解决", "出面", "尽快", "抓紧", "管", "查",
	"问", "跑", "上门", "入户", "督促", "整理", "清理", "准备", "完成", "落实", "打电话", "弄",
	"搞", "整", "干", "贴", "写", "装", "看着", "排", "量", "约", NULL };

bool
sentence_does(struct text t)
{
	return starts_any(t, doing, NULL);
}

/* 由吴红找供电所换表, 交给吴红办: whatever is done, so the name is one of its own length. */
static bool
handed_to(struct text clause, struct text *who, struct text *rest)
{
	static const char *const fronts[] = { "交由", "交给", "由", "指派", "责成", NULL };
	static const char *const no_fronts[] = { "理由", "缘由", "自由", "事由", "经由", "来由",
		"路由", NULL };
	static const char *const nobody[] = { "人", "户", "家", "们", "我", "你", "他", "谁", "此",
		"于", "自己", "双方", "双书记", "下", "周", "月", NULL };
	size_t n = 0, at = find_any(clause, 0, fronts, &n);

	if (at == SIZE_MAX ||
	    (at >= 3 && starts_any(text_cut(clause, at - 3, clause.n), no_fronts, NULL)))
		return false;
	struct text t = text_trim(text_cut(clause, at + n, clause.n));
	static const char *const sure[] = { "负责", "牵头", "承办", NULL };
	size_t verb = find_any(text_head(t, 8), text_head(t, 2).n, sure, NULL); /* 由苏伊拉负责 */
	if (verb == SIZE_MAX)
		verb = find_any(t, text_head(t, 2).n, doing, NULL);
	*who = verb == SIZE_MAX ? NO_TEXT : text_trim(text_cut(t, 0, verb));
	static const char *const hows[] = { "具体", "全权", "亲自", "主要", "共同", NULL };
	for (size_t i = 0; hows[i]; i++)
		if (text_ends(*who, text_of(hows[i])))
			*who = text_cut(*who, 0, who->n - strlen(hows[i]));
	*rest = text_cut(t, verb, t.n);
	return who->n > 0 && utf8_length(*who) <= 6 && !has_any(*who, nobody);
}

/* 老李盯着, 这事布赫管, 让老王去办: nothing else in the clause. */
static bool
minded_by(struct text clause, struct text *who)
{
	static const char *const leads[] = { "这事", "这个事", "这活", "让", "叫", "派", "安排",
		NULL };
	static const char *const minds[] = { "盯着", "管着", "管", "盯", "办", "弄", "去弄", "去办",
		"来办", "去跑", "去弄", "去落实", "去问", "去找", "抓", NULL };
	/* 换新管, 没人管 */
	static const char *const not_names[] = { "水", "钢", "铁", "新", "软", "胶", "塑料", "铜",
		"油", "暖", "气", "不", "没", "人", "主", "保", "怎么", "咋", "谁", "统一", "集中",
		NULL };
	struct text t = clause_trim(clause, false);
	size_t n;

	while (starts_any(t, leads, &n))
		t = text_cut(t, n, t.n);
	size_t mind = find_any(text_head(t, 6), text_head(t, 2).n, minds, &n),
	       goes = text_find(text_head(t, 5), T("去"), text_head(t, 2).n);
	if (mind == SIZE_MAX && goes != SIZE_MAX && !utf8_exceeds(text_cut(t, goes, t.n), 3)) {
		mind = goes; /* 老温去联系 */
		n = t.n - goes;
	}
	if (mind == SIZE_MAX || mind + n < t.n || utf8_exceeds(text_cut(t, 0, mind), 4))
		return false;
	*who = text_cut(t, 0, mind);
	return !has_any(*who, not_names) && !starts_any(t, doing, NULL) &&
	    !starts_any(t, decisions, NULL);
}

/* 责任人宝力德, 负责人是何顺: the label whose colon was not typed. */
static bool
owner_named(struct text clause, struct text *who, struct text *rest)
{
	static const char *const labels[] = { "责任人", "负责人", "牵头人", "承办人", "经办人",
		"包联人", NULL };
	static const char *const links[] = { "是", "为", "：", ":", NULL };
	size_t n;

	clause = clause_trim(clause, false);
	if (!starts_any(clause, labels, &n))
		return false;
	clause = text_trim(text_cut(clause, n, clause.n));
	if (starts_any(clause, links, &n))
		clause = text_trim(text_cut(clause, n, clause.n));
	/* 责任人素芬12月27日前 */
	struct deadline dl;
	*rest = text_cut(clause, clause.n, clause.n);
	if (deadline_find(clause, NO_DATE, &dl) && dl.at.at > 0) {
		*rest = text_cut(clause, dl.at.at, clause.n);
		clause = clause_trim(text_cut(clause, 0, dl.at.at), false);
	}
	*who = clause;
	return utf8_length(clause) >= 2 && utf8_length(clause) <= WHO_MOST;
}

/* 由X负责 or, at the front of a clause, X负责. rest: what the clause says besides. */
static bool
owner_in(struct text clause, struct text *who, struct text *rest)
{
	static const char *const verbs[] = { "牵头负责", "具体负责", "负责", "牵头", "承办", "落实",
		"办理", "协调", "跟进", "联系", NULL };
	if (owner_named(clause, who, rest))
		return true;
	if (handed_to(clause, who, rest))
		return true;
	if (minded_by(clause, who)) {
		*rest = text_cut(clause, clause.n, clause.n);
		return true;
	}

	size_t by = text_find(clause, T("由"), 0), from = by == SIZE_MAX ? 0 : by + 3, n = 0;

	size_t i = find_any(clause, from + 1, verbs, &n);

	if (i == SIZE_MAX)
		return false;
	bool strong = text_has(text_cut(clause, i, i + n), T("负责")) ||
	    text_has(text_cut(clause, i, i + n), T("牵头"));

	*who = clause_trim(text_cut(clause, from, i), false);
	*rest = text_cut(clause, i + n, clause.n);
	if (by == SIZE_MAX && (!strong || utf8_length(*who) > 10))
		return false;
	return who->n > 0 && utf8_length(*who) <= WHO_MOST;
}

/* 修好, 打好井, 收齐: a verb and what it comes to. */
static bool
comes_to_an_end(struct text t)
{
	static const char *const ends[] = { "好", "完", "齐", "通", "清", "成", "上", NULL };
	size_t verb;

	t = clause_trim(t, false);
	if (utf8_length(t) < 2 || utf8_length(t) > 4)
		return false;
	verb = utf8_offset(t, 1);
	return starts_any(text_cut(t, verb, t.n), ends, NULL);
}

static const char *const deadline_leads[] = { "完成时限", "办结时限", "时限", "完成时间", "期限",
	"截止", NULL };

/* A date that is closed as a deadline (7月20日前, 月底前, 长期), that no more than the end of the
 * work follows (明年3月底打好), or that is the whole clause (…，由白音负责，12/21); of the last two
 * no day that has passed. */
static bool
deadline_in(struct text clause, struct date meeting, struct deadline *out)
{
	size_t from = 0, lead;

	/* 完成时限12月31日 */
	if (starts_any(clause, deadline_leads, &lead) &&
	    deadline_find(text_cut(clause, lead, clause.n), meeting, out) && out->at.at == 0) {
		out->at.at += (uint32_t)lead;
		return true;
	}

	while (from < clause.n && deadline_find(text_cut(clause, from, clause.n), meeting, out)) {
		size_t behind = from + out->at.at + out->at.n;
		struct text next = text_cut(clause, behind, clause.n);

		bool whole = out->at.at == 0 && from == 0 &&
		    (clause_trim(next, false).n == 0 || comes_to_an_end(next)) &&
		    date_is(out->date) && date_is(meeting) && date_cmp(out->date, meeting) >= 0;

		if (out->always || whole || text_ends(out->written, T("前")) ||
		    text_ends(out->written, T("内")) ||
		    (text_ends(out->written, T("底")) &&
			clause_trim(next, false).n == 0) || /* 年底分红怎么办 sets no date */
		    text_starts(next, T("前")) ||
		    text_starts(next, T("之前")) || text_starts(next, T("完成")) ||
		    text_starts(next, T("办结")) || text_starts(next, T("截止"))) {
			out->at.at += (uint32_t)from;
			return true;
		}
		if (behind <= from)
			return false;
		from = behind;
	}
	return false;
}

/* What may follow 由X负责 or 7月9日前 without saying anything new. */
static const char *const tails[] = { "负责", "牵头", "办", "落实", "办理", "完成", "解决", "实施",
	"办结", "跟进", "到位", "协调", "组织", "完工", "竣工", "报上来", "上报", "报送", "上交",
	NULL };

static bool
is_tail(struct text t)
{
	return t.n == 0 || comes_to_an_end(t) ||
	    (starts_any(t, tails, NULL) && utf8_length(t) <= 4);
}

/* Nothing but who or until when. */
static bool
only_marginal(struct text clause, struct date meeting)
{
	struct text who, rest;
	struct deadline dl;

	clause = clause_trim(clause, false);
	if (clause.n == 0)
		return true;
	if (owner_in(clause, &who, &rest)) {
		rest = clause_trim(rest, false);
		if (is_tail(rest))
			return true;
		clause = rest;
	}
	if (!deadline_in(clause, meeting, &dl))
		return false;
	rest = clause_trim(text_cut(clause, dl.at.at + dl.at.n, clause.n), false);
	size_t lead = 0;
	starts_any(clause, deadline_leads, &lead);
	return (dl.at.at <= 6 || dl.at.at == lead) && is_tail(rest);
}

bool
sentence_marginal(struct text t, struct date meeting)
{
	struct text clause;
	size_t i = 0;

	while (clause_next(t, &i, &clause))
		if (!only_marginal(clause, meeting))
			return false;
	return true;
}

/* Without the clauses at the end that name only owner and deadline. */
static struct text
without_margins(struct text t, struct date meeting)
{
	size_t i = 0, keep = 0;
	struct text clause;

	while (clause_next(t, &i, &clause))
		if (!only_marginal(clause, meeting))
			keep = (size_t)(clause.p - t.p) + clause.n;
	return text_cut(t, 0, keep);
}

/* X反映 in the head: X and what follows. */
static void
read_raised(struct text head, struct sentence *out)
{
	static const char *const verbs[] = { "反映", "提出", "反应", NULL };
	static const char *const leads[] = { "近日", "近期", "本周", "据", "有", "接", NULL };
	static const char *const not_raising[] = { "强烈", "情况", "人", "良好", "较", NULL };
	static const char *const often[] = { "多次", "过", NULL };
	static const char *const times[] = { "上", "前", "之前", "以前", "此前", "去年", "本次",
		"这次", "已", "曾", NULL };
	size_t start = 0, open = 0, n, verb = find_any(head, 0, verbs, &n);

	for (size_t i = 0; verb != SIZE_MAX && i < head.n;) {
		size_t before = i;
		uint32_t c = utf8_next(head, &i);
		struct text here = text_cut(head, before, head.n), who, rest;

		if ((is_separator(c) && c != U'、') || c == '\n' || char_is(c, ROUND_OPENER)) {
			start = i;
			open = before;
		}
		if (before < verb || !starts_any(here, verbs, &n))
			continue;
		who = clause_trim(text_cut(head, start, before), false);
		rest = text_cut(here, n, here.n);
		if (starts_any(rest, not_raising, NULL) || text_has(who, T("向")) ||
		    text_has(who, T("由")))
			continue;
		/* 上周反映的水井问题 names no one, 牧民反映的水井问题 does. */
		if (text_starts(rest, T("的"))) {
			if (starts_any(who, times, NULL))
				continue;
			rest = text_cut(rest, strlen("的"), rest.n);
		}
		while (starts_any(who, leads, &n) && who.n > n)
			who = clause_trim(text_cut(who, n, who.n), false);
		if (who.n == 0 || utf8_length(who) > WHO_MOST)
			continue;
		out->raised = who;
		/* 水井不出水（王五反映） */
		if (char_is(text_peek(rest, 0), ROUND_CLOSER)) {
			out->title = text_cut(head, 0, open);
			return;
		}
		/* 三户争草场，王五反映多次; 水井不出水，王五反映。: the matter stands before */
		if (starts_any(rest, often, NULL) ||
		    (start > 0 && !char_is(text_peek(rest, 0), COLON | COMMA) &&
			is_separator(text_peek(rest, 0)))) {
			out->title = text_cut(head, 0, start);
			return;
		}
		if (text_starts(rest, T("了")))
			rest = text_cut(rest, 3, rest.n);
		out->title = text_behind(rest, COLON);
		return;
	}
}

/* The matter itself: its first sentence, without owner and deadline. */
static struct text
matter_of(struct text t, struct date meeting)
{
	size_t stop = text_find(t, T("。"), 0);

	t = clause_trim(t, false);
	if (stop != SIZE_MAX && stop > 0)
		t = text_cut(t, 0, stop < t.n ? stop : t.n);
	stop = text_find(t, T("\n"), 0);
	if (stop != SIZE_MAX)
		t = text_cut(t, 0, stop);
	return clause_trim(without_margins(t, meeting), false);
}

struct text
sentence_marked(struct arena *a, struct text t)
{
	static const char *const opens[] = { "会议决定", "会上决定", "研究决定", "大家决定",
		"大家商量", "决定", "责任人", "负责人", NULL };
	struct cursor s = { t, 0 };
	struct buf b = BUF_INIT;
	size_t from = 0, n;

	cursor_until(&s, SEPARATOR | COLON | LINE_END | ROUND_OPENER);
	if (s.i < t.n)
		return t;
	for (size_t at; (at = find_any(t, from, opens, &n)) != SIZE_MAX; from = at + n) {
		buf_text(&b, text_cut(t, from, at));
		if (at > 0)
			buf_text(&b, T("，"));
		buf_text(&b, text_cut(t, at, at + n));
	}
	if (from > 0) {
		buf_text(&b, text_cut(t, from, t.n));
		t = text_copy(a, buf_view(&b));
	}
	buf_release(&b);
	return t;
}

void
sentence_read(struct text t, struct date meeting, struct sentence *out)
{
	size_t cut, i = 0;
	struct text head, tail, clause, rest;

	if (t.n > SENTENCE_MOST)
		t = text_head(text_cut(t, 0, SENTENCE_MOST), SENTENCE_MOST / 4);
	cut = decision_start(t);
	head = text_cut(t, 0, cut == SIZE_MAX ? t.n : cut);
	tail = cut == SIZE_MAX ? t : text_cut(t, cut, t.n);
	*out = (struct sentence){
		.raised = NO_TEXT, .title = NO_TEXT, .decision = NO_TEXT, .owner = NO_TEXT
	};
	out->title = head;
	out->decides_first = cut != SIZE_MAX && clause_trim(head, false).n == 0;
	read_raised(head, out);
	if (cut != SIZE_MAX)
		out->decision = clause_trim(bare_decision(without_margins(tail, meeting)), true);
	if (cut != SIZE_MAX && out->decision.n == 0) /* who and until when is all of it */
		out->decision = clause_trim(bare_decision(tail), true);
	while (clause_next(tail, &i, &clause)) {
		if (out->owner.n == 0 && !owner_in(clause, &out->owner, &rest))
			out->owner = NO_TEXT;
		if (!out->has_deadline && deadline_in(clause, meeting, &out->deadline)) {
			out->has_deadline = true;
			out->deadline.at.at += (uint32_t)(clause.p - t.p);
		}
	}
	out->title = matter_of(out->title, meeting);
	if (out->title.n == 0)
		out->title = matter_of(t, meeting);
	out->undecided = is_undecided(t);
}

/* 安排何顺去修: the name between. */
static struct text
sent_in(struct text clause)
{
	static const char *const fronts[] = { "安排", "派", "让", "叫", NULL };
	static const char *const verbs[] = { "去", "来", "负责", "联系", "到", "修", "换", "尽快",
		NULL };
	static const char *const nobody[] = { "人", "员", "工", "户", NULL };
	size_t n, end;

	if (!starts_any(clause, fronts, &n))
		return NO_TEXT;
	clause = text_cut(clause, n, clause.n);
	end = find_any(clause, 0, verbs, NULL);
	struct text who = end == SIZE_MAX ? NO_TEXT : text_trim(text_cut(clause, 0, end));
	return utf8_length(who) >= 2 && utf8_length(who) <= 4 && !has_any(who, nobody) ? who
										       : NO_TEXT;
}

/* 班车不停村口，跟车主说，陶渊，12月6日前: between the matter and who does it by when stands what
 * is done, unless it tells of trouble as well. */
static void
second_field(struct sentence *out)
{
	static const char *const trouble[] = { "不", "没", "无", "坏", "难", "怕", "影响", "漏",
		"危险", "严重", "多次", "已经", "了", NULL };
	struct text first, act, t = out->title;
	size_t i = 0;

	if (out->owner.p > t.p && out->owner.p < t.p + t.n) /* the title runs on to the name */
		t = text_cut(t, 0, (size_t)(out->owner.p - t.p));
	if (!clause_next(t, &i, &first) || !clause_next(t, &i, &act) ||
	    clause_trim(text_cut(t, i, t.n), false).n > 0)
		return;
	act = clause_trim(act, false);
	if (utf8_length(act) < 2 || has_any(act, trouble))
		return;
	out->decision = act;
	out->title = clause_trim(first, false);
}

/*
 * 水井不出水，由白音联系水务站检修，12月16日前: no phrase of decision stands there, but behind the
 * matter somebody is to do something. Only with who or until when; 请修路 alone may be the request.
 */
void
sentence_act(struct text t, struct date meeting, struct sentence *out)
{
	static const char *const does[] = { "买", "修", "换", "装", "拉", "填", "垫", "挖", "砌",
		"挂", "搭", "铺", "盖", "补", "架", "接", "借", "雇", "租", "送", "喷", "抹", "刷",
		"栽", "围", "堵", "设", "建", "划", "定", "叫", "给", "把", "用", "每", "统一",
		"分片", "轮流", "立", "清", "撒", "由", "请", "联系", "安排", "派", "让", "协调",
		"组织", "更换", "购买", "申请", "重新", "尽快", "立即", "上报", "报", "向", "找",
		NULL };
	static const char *const cannot[] = { "不", "没", "得", NULL }; /* 接不上 is the matter */
	struct text clause, who, rest, handed = NO_TEXT;
	size_t i = 0;

	t = text_cut(t, 0, SENTENCE_MOST);
	for (bool first = true; clause_next(t, &i, &clause); first = false) {
		clause = clause_trim(clause, false);
		if (!first && handed.n == 0 &&
		    (handed_to(clause, &who, &rest) || minded_by(clause, &who)))
			handed = clause;
		if (first || clause.n == 0 || only_marginal(clause, meeting))
			continue;
		bool owner = owner_in(clause, &who, &rest);
		size_t verb = 0;
		bool act = starts_any(clause, does, &verb) &&
		    !starts_any(text_cut(clause, verb, clause.n), cannot, NULL);
		if (!owner && !act &&
		    !(out->owner.n > 0 && text_starts(clause, out->owner) &&
			clause.n > out->owner.n))
			continue;
		size_t from = (size_t)(clause.p - t.p);
		struct text tail = text_cut(t, from, t.n);
		if (!owner && out->owner.n == 0)
			out->owner = sent_in(clause);
		if (!owner && out->owner.n == 0 && !out->has_deadline)
			return;
		/* 王五反映水井不出水，由…: behind who raised it */
		bool raised = out->raised.n > 0 && out->raised.p < clause.p &&
		    out->title.p > out->raised.p && out->title.p < clause.p;
		struct text matter = matter_of(
		    text_cut(t, raised ? (size_t)(out->title.p - t.p) : 0, from), meeting);
		if (matter.n == 0)
			return;
		out->decision = clause_trim(without_margins(tail, meeting), true);
		if (out->raised.n == 0 || out->raised.p > clause.p || raised)
			out->title = matter;
		return;
	}
	/* 水井不出水，交给白音办: that he does it is what was decided. */
	out->decision = handed;
	if (handed.n == 0 && out->owner.n > 0 && out->has_deadline)
		second_field(out);
}

bool
sentence_settles(struct text t)
{
	struct sentence s;

	sentence_read(t, NO_DATE, &s);
	return s.decision.n > 0 || s.owner.n > 0 || s.has_deadline;
}

size_t
sentence_decisions(struct text t)
{
	static const char *const phrases[] = { "经研究", "经讨论", "经会议", "经商议", "会议决定",
		"会议研究", "会议同意", "会议议定", "会议一致", "研究决定", "一致同意", "一致决定",
		"会上决定", NULL };
	size_t n = 0;
	bool decided = false, ended = false; /* a sentence that decides has ended */

	t = text_cut(t, 0, SENTENCE_MOST);
	for (struct cursor s = { t, 0 }; s.i < t.n;) {
		size_t from = s.i;

		cursor_until(&s, STOP | SEMICOLON | LINE_END | COMMA | COLON);
		struct text clause = clause_trim(text_cut(t, from, s.i), false);
		if (starts_any(clause, phrases, NULL)) {
			n += !decided;
			decided = true;
			ended = false;
		} else if (ended && clause.n > 0 && !only_marginal(clause, NO_DATE)) {
			decided = false; /* another matter is told */
		}
		ended |= decided && char_is(cursor_peek(&s), STOP | SEMICOLON | LINE_END);
		cursor_accept(&s, STOP | SEMICOLON | LINE_END | COMMA | COLON);
	}
	return n;
}
