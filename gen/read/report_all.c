/* SPDX-License-Identifier: MIT */
/*
 * 上周部署的任务均已完成, 除X外全部落实: one sentence about all tasks of the last meeting. It is
 * one only when its subject is made of general words: 三户羊舍均已完成 speaks of a thing.
 */
#include "read/record.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

/* Is what stands before 均已完成 nothing but general words? 三户羊舍均已完成 speaks of a thing. */
static bool
speaks_of_all(struct text subject)
{
	static const char *const general[] = { "上周", "上次", "本周", "会议", "例会", "部署",
		"安排", "布置", "确定", "交办", "的", "各项", "所有", "全部", "工作", "任务",
		"事项", "问题", "其余", "其他", "其它", "以上", "项", "几", "以外", "之外", "外",
		"，", "、", "：", ":", ",", "已", "件", "共", "嘎查", "现", "截至目前", "目前",
		"到目前为止", "落实", "完成", "情况", NULL };
	size_t i = 0, n;
	int number;

	while (i < subject.n) {
		if (starts_any(text_cut(subject, i, subject.n), general, &n))
			i += n;
		else if (utf8_is_blank(utf8_next(subject, &(size_t){ i })))
			utf8_next(subject, &i);
		else if (!utf8_number(subject, &i, &number))
			return false;
	}
	return true;
}

/* 除26-2外, 除【任务26-2】和修路外: the things excepted; *rest goes on behind 外. */
static bool
read_except(const struct doc *d, struct text t, struct text_list *except, struct text *rest)
{
	size_t from = text_find(t, T("除"), 0), to, start;
	struct text inside;

	if (from == SIZE_MAX)
		return false;
	from += strlen(text_starts(text_cut(t, from, t.n), T("除了")) ? "除了" : "除");
	to = text_find(t, T("外"), from);
	if (to == SIZE_MAX || to - from > 300)
		return false;
	inside = text_cut(t, from, to);
	*rest = text_cut(t, to + 3, t.n);
	if (text_ends(inside, T("以")) || text_ends(inside, T("之")))
		inside.n -= 3;
	start = 0;
	for (size_t i = 0; i <= inside.n;) {
		size_t before = i;
		uint32_t c = i < inside.n ? utf8_next(inside, &i) : 0;

		if (c == 0 || is_separator(c) || c == U'和' || c == U'【' || c == U'】') {
			struct text one = clause_trim(text_cut(inside, start, before), false);

			if (one.n > 0)
				text_list_add(d->arena, except, one);
			start = i;
		}
		if (c == 0)
			break;
	}
	return except->n > 0;
}

/* 李书记汇报：上周布置的工作 */
static struct text
behind_speaker(struct text subject)
{
	static const char *const says[] = { "汇报", "汇报了", "通报", "说", "介绍", "总结", NULL };
	size_t colon = text_find(subject, T("："), 0);

	if (colon == SIZE_MAX)
		colon = text_find(subject, T("，"), 0);
	if (colon == SIZE_MAX || colon > 60)
		return subject;
	for (size_t i = 0; says[i]; i++)
		if (text_ends(text_cut(subject, 0, colon), text_of(says[i])))
			return text_cut(subject, colon + 3, subject.n);
	return subject;
}

bool
report_all(struct doc *d, const struct line *l, bool in_step)
{
	static const char *const done[] = { "均已", "都已", "全部", "均", "都", NULL };
	static const char *const closed[] = { "完成", "办结", "落实", "解决", "已完成", "已办结",
		"已落实", "已解决", "按期完成", "按时完成", "如期完成", "办理完毕", "到位", NULL };
	struct text t = l->text, rest = t, subject;
	struct text_list except = { 0 };
	struct report *out;
	bool excepting;
	size_t n;

	if (t.n > 1000) /* a sentence about everything is short */
		return false;
	excepting = read_except(d, t, &except, &rest);

	for (size_t i = 0; i < rest.n; utf8_next(rest, &i)) {
		struct text here = text_cut(rest, i, rest.n);

		if (!starts_any(here, done, &n) ||
		    !starts_any(text_trim(text_cut(here, n, here.n)), closed, NULL))
			continue;
		subject = behind_speaker(text_cut(rest, 0, i));
		if (excepting && text_find(t, T("除"), 0) > 0 &&
		    !speaks_of_all(text_cut(t, 0, text_find(t, T("除"), 0))))
			return false;
		if (!speaks_of_all(subject))
			return false;
		out = ARENA_PUSH(d->arena, &d->reports);
		out->unit_words = out->item = NO_TEXT;
		out->in_report_step = in_step;
		out->at = line_part(d, l, t);
		out->target = REPORT_ALL_TASKS;
		out->status = STATUS_SOLVED;
		out->words = t;
		out->except = except;
		return true;
	}
	return false;
}
