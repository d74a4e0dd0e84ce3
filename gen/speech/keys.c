/* SPDX-License-Identifier: MIT */
/*
 * The words people put before a colon: the keys of front matter and the labels inside a problem or
 * task, each with all its spellings.
 *
 * Purpose: one table says what a spelling means, what a key is called in a message and which
 * spelling a misspelt one is nearest to.
 *
 * Assumptions: a spelling is compared without blanks, hyphens and underlines, full-width letters as
 * ASCII, letters in lower case, because a secretary centres her labels with blanks (主 持 人) and
 * an input method leaves full-width letters behind. The first Chinese spelling of a key is its
 * name. 备注 is no spelling of 说明 on purpose: 说明 excuses a weekday, and a remark must not.
 *
 * Outside facts: the spellings were collected from printed forms of meeting minutes
 * (党支部会议记录本) and from the specification.
 */
#include "lihui/speech.h"

#include "lihui/spelling.h"

static const struct spelling key_table[] = { { KEY_TYPE, "类型" }, { KEY_TYPE, "type" },
	{ KEY_TYPE, "会议类型" }, { KEY_TYPE, "会议类别" }, { KEY_TYPE, "会议形式" },
	{ KEY_TYPE, "文种" }, { KEY_TYPE, "种类" }, { KEY_TYPE, "kind" }, { KEY_TITLE, "标题" },
	{ KEY_TITLE, "title" }, { KEY_TITLE, "题目" }, { KEY_TITLE, "会议名称" },
	{ KEY_TITLE, "会议标题" }, { KEY_TITLE, "会议主题" }, { KEY_DATE, "日期" },
	{ KEY_DATE, "date" }, { KEY_DATE, "时间" }, { KEY_DATE, "会议时间" },
	{ KEY_DATE, "开会时间" }, { KEY_DATE, "会议日期" }, { KEY_DATE, "开会日期" },
	{ KEY_DATE, "召开时间" }, { KEY_DATE, "召开日期" }, { KEY_DATE, "发布日期" },
	{ KEY_DATE, "发布时间" }, { KEY_DATE, "成文日期" }, { KEY_DATE, "印发日期" },
	{ KEY_DATE, "活动时间" }, { KEY_DATE, "time" }, { KEY_WEEK, "周次" }, { KEY_WEEK, "week" },
	{ KEY_WEEK, "周" }, { KEY_WEEK, "第几周" }, { KEY_WEEK, "周数" }, { KEY_NUMBER, "期号" },
	{ KEY_NUMBER, "number" }, { KEY_NUMBER, "期数" }, { KEY_NUMBER, "期次" },
	{ KEY_NUMBER, "编号" }, { KEY_NUMBER, "文号" }, { KEY_NUMBER, "第几期" },
	{ KEY_PLACE, "地点" }, { KEY_PLACE, "place" }, { KEY_PLACE, "会议地点" },
	{ KEY_PLACE, "开会地点" }, { KEY_PLACE, "召开地点" }, { KEY_PLACE, "活动地点" },
	{ KEY_PLACE, "location" }, { KEY_PLACE, "venue" }, { KEY_HOST, "主持人" },
	{ KEY_HOST, "host" }, { KEY_HOST, "主持" }, { KEY_HOST, "会议主持" },
	{ KEY_HOST, "会议主持人" }, { KEY_HOST, "主持者" }, { KEY_HOST, "chair" },
	{ KEY_CONVENER, "召集人" }, { KEY_CONVENER, "convener" }, { KEY_CONVENER, "召集" },
	{ KEY_CONVENER, "会议召集人" }, { KEY_CONVENER, "convenor" }, { KEY_RECORDER, "记录人" },
	{ KEY_RECORDER, "recorder" }, { KEY_RECORDER, "记录" }, { KEY_RECORDER, "记录员" },
	{ KEY_RECORDER, "会议记录人" }, { KEY_RECORDER, "会议记录员" }, { KEY_RECORDER, "记录者" },
	{ KEY_ATTENDEES, "出席" }, { KEY_ATTENDEES, "attendees" }, { KEY_ATTENDEES, "参会人员" },
	{ KEY_ATTENDEES, "参加人员" }, { KEY_ATTENDEES, "出席人员" }, { KEY_ATTENDEES, "与会人员" },
	{ KEY_ATTENDEES, "到会人员" }, { KEY_ATTENDEES, "参会人" }, { KEY_ATTENDEES, "参加人" },
	{ KEY_ATTENDEES, "出席人" }, { KEY_ATTENDEES, "与会人" }, { KEY_ATTENDEES, "出席者" },
	{ KEY_ATTENDEES, "参会者" }, { KEY_ATTENDEES, "与会者" }, { KEY_ATTENDEES, "参会" },
	{ KEY_ATTENDEES, "参加" }, { KEY_ATTENDEES, "到会" }, { KEY_ATTENDEES, "出席会议人员" },
	{ KEY_ATTENDEES, "参加会议人员" }, { KEY_ATTENDEES, "实到人员" },
	{ KEY_ATTENDEES, "参会人员名单" }, { KEY_ATTENDEES, "出席名单" },
	{ KEY_ATTENDEES, "participants" }, { KEY_OBSERVERS, "列席" },
	{ KEY_OBSERVERS, "observers" }, { KEY_OBSERVERS, "列席人员" }, { KEY_OBSERVERS, "列席人" },
	{ KEY_OBSERVERS, "列席会议人员" }, { KEY_OBSERVERS, "列席者" }, { KEY_ABSENT, "请假" },
	{ KEY_ABSENT, "absent" }, { KEY_ABSENT, "缺席" }, { KEY_ABSENT, "请假人员" },
	{ KEY_ABSENT, "缺席人员" }, { KEY_ABSENT, "请假人" }, { KEY_ABSENT, "缺席人" },
	{ KEY_ABSENT, "未到人员" }, { KEY_ABSENT, "未到会人员" }, { KEY_ABSENT, "未参会人员" },
	{ KEY_ABSENT, "请假情况" }, { KEY_ABSENT, "缺席及原因" }, { KEY_ABSENT, "缺席人员及原因" },
	{ KEY_ABSENT, "请假人员及原因" }, { KEY_ABSENT, "apologies" }, { KEY_EXPECTED, "应到" },
	{ KEY_EXPECTED, "expected" }, { KEY_EXPECTED, "应到人数" }, { KEY_EXPECTED, "应到会" },
	{ KEY_EXPECTED, "应到会人数" }, { KEY_EXPECTED, "应参会" }, { KEY_EXPECTED, "应参会人数" },
	{ KEY_EXPECTED, "应参加人数" }, { KEY_EXPECTED, "应出席" }, { KEY_EXPECTED, "应出席人数" },
	{ KEY_PRESENT, "实到" }, { KEY_PRESENT, "present" }, { KEY_PRESENT, "实到人数" },
	{ KEY_PRESENT, "实到会" }, { KEY_PRESENT, "实到会人数" }, { KEY_PRESENT, "实际到会" },
	{ KEY_PRESENT, "实际到会人数" }, { KEY_PRESENT, "实参会人数" }, { KEY_PRESENT, "到会人数" },
	{ KEY_PRESENT, "参会人数" }, { KEY_PRESENT, "出席人数" }, { KEY_PRESENT, "参加人数" },
	{ KEY_SUMMARY, "摘要" }, { KEY_SUMMARY, "summary" }, { KEY_SUMMARY, "概要" },
	{ KEY_SUMMARY, "内容摘要" }, { KEY_SUMMARY, "提要" }, { KEY_SUMMARY, "内容提要" },
	{ KEY_SUMMARY, "abstract" }, { KEY_TOPICS, "主题词" }, { KEY_TOPICS, "topics" },
	{ KEY_TOPICS, "关键词" }, { KEY_TOPICS, "关键字" }, { KEY_TOPICS, "标签" },
	{ KEY_TOPICS, "tags" }, { KEY_TOPICS, "keywords" }, { KEY_MERGED_WITH, "合并召开" },
	{ KEY_MERGED_WITH, "merged_with" }, { KEY_MERGED_WITH, "合并" },
	{ KEY_MERGED_WITH, "合并会议" }, { KEY_MERGED_WITH, "合并开展" }, { KEY_REASON, "说明" },
	{ KEY_REASON, "reason" }, { KEY_REASON, "原因" }, { KEY_REASON, "情况说明" },
	{ KEY_REASON, "未开会原因" }, { KEY_REASON, "未召开原因" }, { KEY_REASON, "改期原因" },
	{ KEY_REASON, "调整原因" }, { KEY_REASON, "缘由" }, { KEY_WAIVE, "豁免" },
	{ KEY_WAIVE, "waive" }, { KEY_WAIVE, "免检" }, { KEY_REDACT, "隐去" },
	{ KEY_REDACT, "redact" }, { KEY_REDACT, "隐藏" }, { KEY_REDACT, "隐名" },
	{ KEY_PUBLIC, "公开" }, { KEY_PUBLIC, "public" }, { KEY_PUBLIC, "公开范围" },
	{ KEY_PUBLIC, "公开方式" }, { KEY_DRAFT, "草稿" }, { KEY_DRAFT, "draft" },
	{ KEY_ORIGINAL, "原文语种" }, { KEY_ORIGINAL, "original" }, { KEY_ORIGINAL, "原文" },
	{ KEY_ORIGINAL, "原文语言" }, { KEY_ORIGINAL, "语种" }, { KEY_TRANSLATED_FROM, "译自" },
	{ KEY_TRANSLATED_FROM, "translated_from" }, { KEY_SOURCE, "来源" },
	{ KEY_SOURCE, "source" }, { KEY_SOURCE, "资料来源" }, { KEY_SOURCE, "信息来源" },
	{ KEY_SOURCE, "出处" }, { KEY_MATTER, "事项" }, { KEY_MATTER, "matter" },
	{ KEY_MATTER, "事项名称" }, { KEY_VOTE, "表决" }, { KEY_VOTE, "vote" },
	{ KEY_VOTE, "表决结果" }, { KEY_VOTE, "表决情况" }, { KEY_VOTE, "投票结果" },
	{ KEY_VOTE, "votes" }, { KEY_POSTING, "公示期" }, { KEY_POSTING, "posting" },
	{ KEY_POSTING, "公示时间" }, { KEY_POSTING, "公示期限" }, { KEY_POSTING, "公示日期" },
	{ KEY_POSTING, "张贴期" }, { KEY_VALID, "有效期" }, { KEY_VALID, "valid" },
	{ KEY_VALID, "有效期限" }, { KEY_VALID, "有效时间" }, { KEY_VALID, "有效期至" },
	{ KEY_OBJECTIONS, "监督电话" }, { KEY_OBJECTIONS, "objections" },
	{ KEY_OBJECTIONS, "举报电话" }, { KEY_OBJECTIONS, "异议电话" },
	{ KEY_OBJECTIONS, "监督举报电话" }, { KEY_OBJECTIONS, "受理电话" },
	{ KEY_OBJECTIONS, "异议受理" }, { KEY_OBJECTIONS, "联系电话" },
	{ KEY_OBJECTIONS, "咨询电话" }, { KEY_OBJECTIONS, "意见反映" },
	{ KEY_OBJECTIONS, "联系方式" }, { KEY_COPY_TO, "抄送" }, { KEY_COPY_TO, "copy_to" },
	{ KEY_COPY_TO, "抄送单位" }, { KEY_COPY_TO, "抄送机关" }, { KEY_COPY_TO, "抄报" },
	{ KEY_COPY_TO, "分送" }, { KEY_COPY_TO, "发送" }, { KEY_COPY_TO, "发送范围" },
	{ KEY_COPY_TO, "cc" }, { KEY_WITHDRAWN, "撤回" }, { KEY_WITHDRAWN, "withdrawn" },
	{ KEY_WITHDRAWN, "撤销" }, { KEY_WITHDRAWN, "撤稿" }, { KEY_CORRECTED, "更正" },
	{ KEY_CORRECTED, "corrected" }, { KEY_CORRECTED, "更正说明" }, { KEY_CORRECTED, "勘误" },
	{ 0, NULL } };

static const struct spelling label_table[] = { { LABEL_NUMBER, "编号" },
	{ LABEL_NUMBER, "问题编号" }, { LABEL_NUMBER, "任务编号" }, { LABEL_NUMBER, "number" },
	{ LABEL_RAISED, "反映人" }, { LABEL_RAISED, "提出人" }, { LABEL_RAISED, "反应人" },
	{ LABEL_RAISED, "反映人员" }, { LABEL_RAISED, "提出者" }, { LABEL_RAISED, "反映群众" },
	{ LABEL_RAISED, "反映" }, { LABEL_RAISED, "raised by" }, { LABEL_CATEGORY, "类别" },
	{ LABEL_CATEGORY, "问题类别" }, { LABEL_CATEGORY, "问题类型" }, { LABEL_CATEGORY, "分类" },
	{ LABEL_CATEGORY, "category" }, { LABEL_AFFECTED, "涉及户数或人员" },
	{ LABEL_AFFECTED, "涉及户数" }, { LABEL_AFFECTED, "涉及人员" },
	{ LABEL_AFFECTED, "涉及人数" }, { LABEL_AFFECTED, "涉及范围" }, { LABEL_AFFECTED, "涉及" },
	{ LABEL_AFFECTED, "affected" }, { LABEL_DECISION, "会议决定" }, { LABEL_DECISION, "决定" },
	{ LABEL_DECISION, "处理意见" }, { LABEL_DECISION, "议定事项" },
	{ LABEL_DECISION, "解决办法" }, { LABEL_DECISION, "解决措施" },
	{ LABEL_DECISION, "会议决议" }, { LABEL_DECISION, "决议" }, { LABEL_DECISION, "研究意见" },
	{ LABEL_DECISION, "会议意见" }, { LABEL_DECISION, "议定意见" },
	{ LABEL_DECISION, "处理办法" }, { LABEL_DECISION, "解决方案" },
	{ LABEL_DECISION, "研究结果" }, { LABEL_DECISION, "decision" }, { LABEL_OWNER, "责任人" },
	{ LABEL_OWNER, "负责人" }, { LABEL_OWNER, "牵头人" }, { LABEL_OWNER, "承办人" },
	{ LABEL_OWNER, "责任人员" }, { LABEL_OWNER, "落实人" }, { LABEL_OWNER, "包联人" },
	{ LABEL_OWNER, "经办人" }, { LABEL_OWNER, "责任" }, { LABEL_OWNER, "负责" },
	{ LABEL_OWNER, "牵头" }, { LABEL_OWNER, "owner" }, { LABEL_DEADLINE, "完成时限" },
	{ LABEL_DEADLINE, "期限" }, { LABEL_DEADLINE, "时限" }, { LABEL_DEADLINE, "完成时间" },
	{ LABEL_DEADLINE, "完成期限" }, { LABEL_DEADLINE, "办结时限" },
	{ LABEL_DEADLINE, "办理时限" }, { LABEL_DEADLINE, "办理期限" },
	{ LABEL_DEADLINE, "整改时限" }, { LABEL_DEADLINE, "截止时间" },
	{ LABEL_DEADLINE, "deadline" }, { LABEL_STATUS, "状态" }, { LABEL_STATUS, "目前进展" },
	{ LABEL_STATUS, "办理情况" }, { LABEL_STATUS, "进展" }, { LABEL_STATUS, "进展情况" },
	{ LABEL_STATUS, "办理状态" }, { LABEL_STATUS, "当前状态" }, { LABEL_STATUS, "落实情况" },
	{ LABEL_STATUS, "办理进展" }, { LABEL_STATUS, "status" }, { LABEL_RESULT, "办理结果" },
	{ LABEL_RESULT, "处理结果" }, { LABEL_RESULT, "结果" }, { LABEL_RESULT, "解决结果" },
	{ LABEL_RESULT, "result" }, { LABEL_FEEDBACK, "反馈情况" }, { LABEL_FEEDBACK, "反馈" },
	{ LABEL_FEEDBACK, "反馈结果" }, { LABEL_FEEDBACK, "群众反馈" },
	{ LABEL_FEEDBACK, "feedback" }, { LABEL_REFERRAL, "流转办理" }, { LABEL_REFERRAL, "流转" },
	{ LABEL_REFERRAL, "流转情况" }, { LABEL_REFERRAL, "流转过程" }, { LABEL_REFERRAL, "flow" },
	{ 0, NULL } };

enum key
key_parse(struct text name)
{
	return (enum key)spelling_find(key_table, name);
}

struct text
key_name(enum key k)
{
	for (const struct spelling *s = key_table; s->word; s++)
		if (s->meaning == (int)k)
			return text_of(s->word);
	return NO_TEXT;
}

struct text
key_nearest(struct text name)
{
	return spelling_nearest(key_table, name);
}

enum label
label_parse(struct text name)
{
	return (enum label)spelling_find(label_table, name);
}
