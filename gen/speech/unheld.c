/* SPDX-License-Identifier: MIT */
/*
 * A whole short text that says that no meeting was: 本周因防汛没有开会, 这周没开成，改到下周一开.
 *
 * Assumptions: it speaks of this week or of none; 上周没开会 tells of another, 没开会的党员 of
 * people, and whoever has more to tell than a few sentences tells of a meeting.
 */
#include "lihui/speech.h"

#include "lihui/cursor.h"

#define UNHELD_POINTS 220

/* 没有开会, 会没开成, 未能召开: a no, what softens it, a verb. */
static bool
not_held_here(struct text t)
{
	static const char *const noes[] = { "没有", "没", "未", "无法", "没法", "不", "暂不",
		"不再", "取消", "暂停", "停", "没顾上", "顾不上", "没来得及", "来不及", NULL };
	static const char *const softly[] = { "能够", "能", "能按时", "按时", "如期", "按期", "有",
		"法", "再", "办法", NULL };
	static const char *const verbs[] = { "召开", "举行", "举办", "开成", "开会", "开例会",
		"开双书记", "开“双书记", "开周例会", "开起来", "开展例会", "开", "会议", "例会",
		NULL };
	static const char *const not_this[] = { "的党员", "的人", "的群众", "的户", "的问题", "展",
		"工", "放", "通", "门", "车", "水", "始", "垦", "具", "出", "发", "票", "学", "支",
		NULL };
	size_t n;

	if (!starts_any(t, noes, &n))
		return false;
	t = text_cut(t, n, t.n);
	while (starts_any(t, softly, &n))
		t = text_cut(t, n, t.n);
	return starts_any(t, verbs, &n) && !starts_any(text_cut(t, n, t.n), not_this, NULL);
}

/* 改到下周一开, 例会推迟到周五 */
static bool
moved_here(struct text t)
{
	static const char *const moves[] = { "改到", "改在", "推迟到", "推迟至", "推到", "延期到",
		"延到", "延后到", "顺延到", "顺延至", "顺延", "改期", "延期", NULL };
	static const char *const meetings[] = { "开", "召开", "会", "补", NULL };
	size_t n;

	return starts_any(t, moves, &n) && has_any(t, meetings);
}

/* 会议取消, 例会改期: the meeting itself in front. */
static bool
cancelled(struct text clause)
{
	static const char *const whole[] = { "会议取消", "例会取消", "会取消", "会议暂停",
		"例会暂停", "例会停开", "会议停开", "例会改期", "会议改期", "例会顺延", "会议顺延",
		"例会推迟", "会议推迟", "例会延期", "会议延期", "开不成会", "开不了会",
		"开不成例会", "开不了例会", NULL };

	return has_any(clause, whole);
}

bool
meeting_moved(struct text clause)
{
	for (size_t at = 0; at < clause.n; utf8_next(clause, &at))
		if (moved_here(text_cut(clause, at, clause.n)))
			return true;
	return false;
}

bool
meeting_unheld(struct text t)
{
	static const char *const others[] = { "上周", "上次", "上回", "上星期", "上个星期",
		"前两周", "去年", "下周不", "以前", "平时", NULL };
	struct text clause;
	bool unheld = false, of_meeting = text_has(t, T("会"));

	if (utf8_exceeds(t, UNHELD_POINTS))
		return false;
	for (size_t i = 0; clause_next(t, &i, &clause);) {
		if (has_any(clause, others))
			return false;
		unheld |= cancelled(clause) || (of_meeting && meeting_moved(clause));
		for (size_t at = 0; at < clause.n && !unheld; utf8_next(clause, &at))
			unheld = not_held_here(text_cut(clause, at, clause.n));
	}
	return unheld && (of_meeting || text_has(t, T("没开成")) || text_has(t, T("召开")));
}
