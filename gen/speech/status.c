/* SPDX-License-Identifier: MIT */
/*
 * Where a matter stands. One word of the ten is what an author is asked for; the synonyms are what
 * secretaries write by habit. Matching is exact after blanks and closing marks are taken off, so
 * that 已完成一半 stays progress and does not become a closed matter.
 */
#include "lihui/cursor.h"
#include "lihui/speech.h"

/* Words apart by blanks; √ and ✓ are a column of ticks, 是 and 否 one of answers. */
static const struct {
	enum status status;
	const char *words;
} synonyms[] = {
	{ STATUS_OPEN, "待研究 未研究 待议 待定" },
	{ STATUS_DECIDED,
	    "已议定 已研究 已决定 待办 待办理 未办理 未开始 尚未开始 还没开始 没开始" },
	{ STATUS_PLANNED, "列入规划 已列入规划 纳入规划 已纳入规划 列入计划 已列入计划" },
	{ STATUS_DOING,
	    "办理中 正在办理 正在办理中 在办 进行中 正在进行 正在进行中 推进中 正在推进 正在推进中 "
	    "落实中 正在落实 正在落实中 处理中 正在处理 解决中 正在解决 未完成 尚未完成 施工中 "
	    "正在施工 继续办理 正在办 还在办 正办着 没办完 没完成 还没完成 没弄完 快完了 快好了 "
	    "差不多了 没完 还没完 等批复 部分完成 否 ×" },
	{ STATUS_SENT_UP, "已上报 上报 已报苏木 已报镇 已上报苏木 已上报镇政府 已上报旗" },
	{ STATUS_PASSED_ON, "已转办 转办 已移交 已派单" },
	{ STATUS_DEFERRED, "暂缓办理 暂缓 缓办 延期 延期办理 暂不办理" },
	{ STATUS_SOLVED,
	    "已解决 ᠰᠢᠢᠳᠪᠦᠷᠢᠯᠡᠭᠰᠡᠨ 已办结 已完成 已销号 办结 完成 解决 销号 已落实 已办理 已办完 "
	    "已全部完成 全部完成 已经完成 已经解决 已经办结 已结单 已修好 已落实到位 已办妥 "
	    "均已完成 完成了 都完成了 已完成了 完了 完 已办 已做 已干完 都办了 ✅ 已完 好了 妥了 "
	    "办结了 完工 已完工 已经完工 完工了 已竣工 搞定 搞定了 ok ok了 OK OK了 解决了 已处理 "
	    "处理完毕 办理完毕 已按期完成 按期完成 √ ✓ ✔ ☑ 是" },
	{ STATUS_EXPLAINED, "解释说明 不予办理 已解释 已解释说明 已作解释 已做解释说明" },
	{ STATUS_REOPENED, "重新办理 重办 重新启动" },
};

enum box
box_read(struct text *t)
{
	static const char *const open[] = { "[ ]", "[]", "[　]", "［ ］", "［　］", "☐", "□", "❑",
		"❏", "×", "✗", "✘", NULL };
	static const char *const done[] = { "[x]", "[X]", "[√]", "[✓]", "［x］", "［X］", "［√］",
		"☑", "☒", "✅", NULL };
	static const char *const ticks[] = { "√", "✓", "✔", NULL };
	size_t n = 0;
	enum box box = starts_any(*t, done, &n) ? BOX_DONE
	    : starts_any(*t, open, &n)          ? BOX_OPEN
	    : starts_any(*t, ticks, &n)         ? BOX_TICK
						: BOX_NONE;

	*t = text_behind(text_cut(*t, n, t->n), BLANK);
	return box;
}

int
status_class(enum status s)
{
	switch (s) {
	case STATUS_NONE:
	case STATUS_OPEN: return 0;
	case STATUS_SOLVED:
	case STATUS_EXPLAINED: return 2;
	default: return 1;
	}
}

/* What stands longer behind 状态 is no word. */
#define WORD_MOST 60

static struct text
without_marks(struct text t)
{
	for (size_t i = t.n; i > 0; t.n = i) {
		uint32_t c = utf8_prev(t, &i);
		if (!char_is(c, BLANK | COMMA | SEMICOLON) && c != U'。' && c != '.' &&
		    c != U'！' && c != '!') /* 已解决？ is a question */
			break;
	}
	return text_trim(t);
}

static bool
is_word_of(const char *words, struct text t)
{
	struct text all = text_of(words);

	for (size_t at = 0; (at = text_find(all, t, at)) != SIZE_MAX; at += t.n)
		if ((at == 0 || all.p[at - 1] == ' ') &&
		    (at + t.n == all.n || all.p[at + t.n] == ' '))
			return true;
	return false;
}

enum status
status_parse(struct text word)
{
	char squeezed[WORD_MOST];
	struct text t = { squeezed, 0 };

	word = without_marks(word);
	if (word.n == 0 || word.n > WORD_MOST)
		return STATUS_NONE;
	for (size_t i = 0; i < word.n;) {
		size_t from = i;

		if (!utf8_is_blank(utf8_next(word, &i))) {
			memcpy(squeezed + t.n, word.p + from, i - from);
			t.n += i - from;
		}
	}
	for (size_t i = 0; i < COUNT(synonyms); i++)
		if (is_word_of(synonyms[i].words, t))
			return synonyms[i].status;
	return STATUS_NONE;
}

static const char *const not_done[] = { "没", "未", "快", "差", "不", "还", "才", "刚", NULL };

/* 收完了, 都换好了, 装上了, 已经清完: a verb of one character, done; 快收完了 and 没修好 are not.
 */
static bool
verb_done(struct text t)
{
	static const char *const ends[] = { "完", "好", "齐", "妥", "上", "清", "通", NULL };
	static const char *const all[] = { "都", "全", "全部", "也", "已", "已经", NULL };
	bool told = text_ends(t, T("了"));
	size_t n = 0;

	for (; starts_any(t, all, &n); told = true)
		t = text_cut(t, n, t.n);
	if (text_ends(t, T("了")))
		t.n -= strlen("了");
	/* 收上来了, 领回来了 */
	static const char *const comes[] = { "上来", "回来", "起来", "下来", "过来", NULL };
	if (told && utf8_length(t) == 3 && !has_any(text_head(t, 1), not_done) &&
	    starts_any(text_cut(t, text_head(t, 1).n, t.n), comes, NULL))
		return true;
	return told && utf8_length(t) == 2 && !has_any(text_head(t, 1), not_done) &&
	    starts_any(text_cut(t, text_head(t, 1).n, t.n), ends, NULL);
}

/* 正在卖, 还在弄, 正弄着呢, 等着批呢. */
static bool
verb_doing(struct text t)
{
	static const char *const fronts[] = { "正在", "还在", "正", "还", "也", "都", "一直在",
		NULL };
	size_t n = 0;
	bool front = false, on;

	for (; starts_any(t, fronts, &n); t = text_cut(t, n, t.n))
		front |= n >= strlen("正在");
	if (text_ends(t, T("呢")))
		t.n -= strlen("呢");
	on = text_ends(t, T("着")) || text_starts(t, T("等着"));
	/* 还没数完 */
	size_t no = text_starts(t, T("没")) || text_starts(t, T("未")) ? strlen("没") : 0;
	if (no > 0 && utf8_length(t) == 3 && (text_ends(t, T("完")) || text_ends(t, T("好"))))
		return true;
	return (front || on) && utf8_length(t) >= 1 && utf8_length(t) <= 3 && !has_any(t, not_done);
}

/* 还没动, 没弄呢, 还没顾上. */
static bool
verb_not_begun(struct text t)
{
	static const char *const fronts[] = { "还", "都", "也", "一直", NULL };
	static const char *const noes[] = { "没有", "没", "未", NULL };
	static const char *const verbs[] = { "动", "动手", "动工", "开工", "弄", "办", "干", "修",
		"去", "顾上", "安排", "做", "落实", "办理", NULL };
	size_t n = 0;

	while (starts_any(t, fronts, &n))
		t = text_cut(t, n, t.n);
	if (!starts_any(t, noes, &n))
		return false;
	t = text_cut(t, n, t.n);
	if (text_ends(t, T("呢")))
		t.n -= strlen("呢");
	return starts_any(t, verbs, &n) && n == t.n;
}

/* A verb as a status. */
static enum status
verb_status(struct text t)
{
	return verb_done(t)     ? STATUS_SOLVED
	    : verb_not_begun(t) ? STATUS_DECIDED
	    : verb_doing(t)     ? STATUS_DOING
				: STATUS_NONE;
}

/* A clause as status: 已完成; also 已完成（7月2日） and 现已办结. */
enum status
status_said(struct text clause)
{
	static const char *const leads[] = { "现已", "目前", "状态", "现", "均", "都", "全部", "：",
		":", NULL };
	size_t open = text_find(clause, T("（"), 0), n;
	enum status s;

	clause = clause_trim(clause, false);
	if (open != SIZE_MAX && open > 0 && open < clause.n)
		clause = text_cut(clause, 0, open);
	s = verb_status(clause);
	if (s == STATUS_NONE)
		s = status_parse(clause);
	if (s != STATUS_NONE || !starts_any(clause, leads, &n))
		return s;
	return status_said(
	    text_cut(clause, n >= 6 && text_starts(clause, T("现已")) ? 3 : n, clause.n));
}

/* 入户核查完成, but no 年底前完成 and no 争取完成. */
static bool
ends_done(struct text clause)
{
	static const char *const open[] = { "前", "底", "内", "能", "取", "划", "未", "没", "不",
		"期", "月", "日", "号", "天", "要", "快", "待", "力", "需", "法", "须", "以", "周",
		"先", "难", "可", "应", "了", "促", NULL };
	struct text last = text_cut(clause, 0, clause.n - (clause.n < 6 ? clause.n : 6));
	size_t points = utf8_length(last);

	return (text_ends(clause, T("完成")) || text_ends(clause, T("办结"))) && points >= 2 &&
	    !has_any(text_cut(last, text_head(last, points - 1).n, last.n), open);
}

/* 检修电灌线路已完成: where the status begins that the clause ends with, or SIZE_MAX. */
size_t
status_tail(struct text clause, enum status *status)
{
	static const char *const fronts[] = { "已", "还", "没", "等着", "正", "办理中", "进行中",
		"未", "尚未", "暂缓", "推进中", "全部完成", "完成了", "完工", "办结了", "解决了",
		"搞定", "差不多了", "快", "ok", "OK", "弄着", "办着", "干着", "修着", NULL };

	for (size_t i = 0; i < clause.n; utf8_next(clause, &i)) {
		struct text tail = text_cut(clause, i, clause.n);

		if (tail.n > 40 || !starts_any(tail, fronts, NULL))
			continue;
		*status = status_said(tail);
		if (*status != STATUS_NONE)
			return i;
	}
	/* 合作医疗收完了 */
	clause = clause_trim(clause, false);
	if (ends_done(clause)) {
		*status = STATUS_SOLVED;
		return clause.n - strlen("完成");
	}
	size_t points = utf8_length(clause), at = text_head(clause, points > 3 ? points - 3 : 0).n;
	if (points < 4 || !verb_done(text_cut(clause, at, clause.n)) ||
	    has_any(
		text_cut(clause, text_head(clause, points > 5 ? points - 5 : 0).n, at), not_done))
		return SIZE_MAX;
	*status = STATUS_SOLVED;
	return at;
}

/* 不满意 holds 满意, so the harder word is looked for first. */
enum rating
rating_said(struct text words)
{
	static const char *const bad[] = { "不满意", "不太满意", "不大满意", "不是很满意",
		"不怎么满意", "不够满意", "没满意", "不认可", "不满", "差评", "没解决", "没修好",
		"没办好", NULL };
	static const char *const fair[] = { "基本满意", "比较满意", "较满意", "还算满意",
		"大体满意", "一般满意", "基本认可", NULL };
	static const char *const good[] = { "满意", "认可", "好评", NULL };

	return has_any(words, bad) ? RATING_UNSATISFIED
	    : has_any(words, fair) ? RATING_MOSTLY
	    : has_any(words, good) ? RATING_SATISFIED
				   : RATING_NONE;
}

const char *
status_key(enum status s)
{
	static const char *const keys[STATUS_COUNT] = { "status.none", "status.open",
		"status.decided", "status.planned", "status.doing", "status.sent_up",
		"status.passed_on", "status.deferred", "status.solved", "status.explained",
		"status.reopened" };

	return keys[s];
}
