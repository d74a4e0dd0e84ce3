/* SPDX-License-Identifier: MIT */
/*
 * What people write, word by word: keys and labels, numbers of problems and tasks, statuses,
 * markers in front of lines, names of steps, turns of phrase. Text in, value out: nothing here
 * knows a document. Spans are places in the text given. Dates and deadlines: date.h; digits:
 * utf8.h.
 */
#ifndef LIHUI_SPEECH_H
#define LIHUI_SPEECH_H

#include "lihui/date.h"
#include "lihui/text.h"

struct arena;

/* --- keys.c --- */
/* Every key of the head, in the order of the specification; their spellings: model.def. */
enum key {
	KEY_NONE,
#define KEY(id, zh, en, shape) KEY_##id,
#include "lihui/model.def"
	KEY_COUNT
};

/* Any synonym; blanks inside and case are ignored. key_name: 日期. */
enum key key_parse(struct text name);
struct text key_name(enum key k);
/* The known spelling that a misspelt one is nearest to, or "". */
struct text key_nearest(struct text name);

/* Labels inside a problem or task. */
enum label {
	LABEL_NONE,
#define LABEL(id, name) LABEL_##id,
#include "lihui/model.def"
	/* heads of columns alone */
	LABEL_TITLE,
	LABEL_ORDINAL,
	LABEL_OTHER,
	LABEL_COUNT
};
enum label label_parse(struct text name);
/* The head of a column: a label too, or what only a table says: 问题, 序号, 备注. */
enum label column_parse(struct text head);

/* --- item_number.c, status.c --- */
/* A number: 问题27-1 is { year 0, week 27, order 1 } as written short, year known when in full or
 * assigned. order 0 = none. */
struct number {
	int16_t year; /* ISO year of the week */
	int8_t week;
	int16_t order;
};

enum status {
	STATUS_NONE,
	STATUS_OPEN,      /* 待研究 */
	STATUS_DECIDED,   /* 已议定 */
	STATUS_PLANNED,   /* 列入规划 */
	STATUS_DOING,     /* 办理中 */
	STATUS_SENT_UP,   /* 已上报 */
	STATUS_PASSED_ON, /* 已转办 */
	STATUS_DEFERRED,  /* 暂缓办理 */
	STATUS_SOLVED,    /* 已解决 (已办结 已完成 已销号) */
	STATUS_EXPLAINED, /* 解释说明 (不予办理) */
	STATUS_REOPENED,  /* 重新办理: counts as DOING afterwards, but the event is kept */
	STATUS_COUNT
};
/* 0 open, 1 decided, 2 closed: a fall back without 重新办理 is L506. */
int status_class(enum status s);
/* A box in front: [ ] ☐ □ are open, [x] ☑ done; a tick (√) is done or a mere bullet. *t goes on
 * behind it. */
enum box { BOX_NONE, BOX_OPEN, BOX_TICK, BOX_DONE };
enum box box_read(struct text *t);
/* Exact word or synonym, squeezed; STATUS_NONE when it is none. */
enum status status_parse(struct text word);
/* Of a clause: 已完成（7月2日）, 现已办结; and where the status begins that one ends with
 * (检修线路已 完成), or SIZE_MAX. */
enum status status_said(struct text clause);
size_t status_tail(struct text clause, enum status *status);
const char *status_key(enum status s); /* catalogue key: "status.solved" */

/* Whether the villager is content: 满意, 基本满意, 不满意; NONE where nothing says so. */
enum rating { RATING_NONE, RATING_SATISFIED, RATING_MOSTLY, RATING_UNSATISFIED, RATING_COUNT };
enum rating rating_said(struct text words);

/* The eight steps of 流转办理; 接单 comes twice. */
enum referral_step {
	REFERRAL_LIST,
	REFERRAL_DRAW,
	REFERRAL_ACCEPT,
	REFERRAL_DISPATCH,
	REFERRAL_ACCEPT_AGAIN,
	REFERRAL_SUPERVISE,
	REFERRAL_CLOSE,
	REFERRAL_RATE,
	REFERRAL_COUNT
};
struct referral_event {
	enum referral_step step;
	struct date date;
	struct text by;    /* by whom, or what the villager says for 评单 */
	struct text words; /* of a report: what else is said of the step */
	struct span at;
};
struct referral_list {
	struct referral_event *v;
	size_t n, room;
};

/* "2018-27-1", or "27-1" while the year is not known; "" for none. */
struct text number_text(struct arena *a, struct number n);

/* --- item_number.c: 27-1, 2018-27-1, any dash, full-width figures --- */
/* Reads a number at *i and moves *i behind it; false (and *i untouched) when there is none. year is
 * 0 in the short form. */
bool number_parse(struct text t, size_t *i, struct number *out);

/* --- marker.c: what people put in front of a line --- */
/* In the order in which Chinese papers nest them: 一、 > （一） > 1. > （1） > ① > bullets. */
enum marker_kind {
	MARKER_NONE,
	MARKER_HAN,
	MARKER_HAN_PAREN,
	MARKER_DIGIT,
	MARKER_DIGIT_PAREN,
	MARKER_CIRCLE,
	MARKER_BULLET
};
struct marker {
	enum marker_kind kind;
	int number;    /* of the numbered kinds */
	char sign;     /* bullets: a letter for each family, so that ● and - are not one list */
	bool doubtful; /* figures follow at once (3、5组) or the mark is a comma: a marker only in
			  sequence */
	size_t end;    /* behind the marker and the blanks after it */
};
/* line has no blanks in front. */
bool marker_read(struct text line, struct marker *out);
/* A row of dashes, equals signs, stars or underscores, three or more of them and nothing else. */
bool row_of_dashes(struct text line);

/* --- enumeration.c: 一是…二是…, 1.…2.… in one paragraph --- */
struct enumerated {
	size_t from; /* of its sign */
	struct text words;
	enum marker_kind kind;
	int number;
	bool spoken; /* 一是, 第一，, 首先: words and no sign */
};
/*
 * The parts of t that count on from one another, at least two of them, or those that go on from the
 * marker of the line before (NULL: none), at least one; 0 when there are none.
 */
size_t
enumeration_find(struct text t, const struct marker *before, struct enumerated *v, size_t room);
bool announces_several(struct text lead); /* 会上提出三个问题： */

/* --- clause.c: cutting and comparing Chinese sentences --- */
bool is_separator(uint32_t c); /* SEPARATOR of chars.def */
/* Without blanks and separators at both ends; 。！？ at the end is kept when keep_stop. */
struct text clause_trim(struct text t, bool keep_stop);
/* The next clause from *i: up to ，；。！？ or a line end outside brackets; *i moves behind the
 * mark. False at the end. */
bool clause_next(struct text t, size_t *i, struct text *out);
/* Up to n code points from the front. */
struct text text_head(struct text t, size_t n);
bool starts_any(
    struct text t, const char *const *words, size_t *n); /* longest match; words ends with NULL */
size_t find_any(struct text t, size_t from, const char *const *words,
    size_t *n); /* the first place where one begins, or SIZE_MAX; n: the longest there */
bool has_any(struct text t, const char *const *words);
bool bracket_open(uint32_t c, uint32_t *close);

/* --- step.c --- */
struct weighted {
	struct text word;
	int weight;
};
struct weighted_list {
	struct weighted *v;
	size_t n, room;
};
/* One step of the template, from the profile. */
struct step_rule {
	struct text id;   /* "study", "report", "problem", "task"; a banner's own ids too */
	struct text name; /* 学习政策 */
	struct text_list accepted; /* wordings that head the step, squeezed */
	struct weighted_list keys; /* its own words, beside those of the lexicon */
};
struct step_rule_list {
	struct step_rule *v;
	size_t n, room;
	const struct lexicon *lexicon; /* and what its words mean here (lexicon.h); NULL: nothing */
	const struct sense *sense;
	const struct step_wording *wordings; /* by their first characters (steps_index), or NULL */
	size_t nwordings;
};

/* Puts the wordings in the order in which step_match looks for them; without it it finds none. */
void steps_index(struct arena *a, struct step_rule_list *steps);
/*
 * step.c: the step whose accepted wording heads the line (behind # and numbering of any kind, ** or
 * 【】 around it), or NULL. The heading ends at *end; what follows `：` or `。` begins at *rest
 * (line.n when nothing does).
 */
const struct step_rule *
step_match(struct text line, const struct step_rule_list *steps, size_t *end, size_t *rest);
/* Whether a number heads the line (三、 （三） 第三步 behind # and **), and where its words begin.
 */
bool section_numbered(struct text line, int *number, size_t *words);

/* --- meetings.c --- */
/* Where in a text of several meetings the second begins, and the third. */
struct meeting_start {
	size_t at;
	bool dated; /* a day stands there */
};
struct meeting_start_list {
	struct meeting_start *v;
	size_t n, room;
};
void meetings_find(struct arena *a, struct text t, const struct step_rule_list *steps,
    struct meeting_start_list *out);

enum report_target { REPORT_PROBLEM, REPORT_TASK, REPORT_EITHER, REPORT_ALL_TASKS };
/* --- step.c --- */
bool aside_line(struct text line);  /* signature, page footer, 散会, 请假 */
bool none_said(struct text t);      /* 无, 本周未收集到新问题, 首次会议 */
bool is_placeholder(struct text t); /* 略, ……, XX */
bool is_undecided(struct text t);   /* 未形成统一意见, 下周再议 */
bool is_intro(struct text t);       /* 会议研究了以下问题： */
/* 问题27-1, 任务三: the word, then a number or an ordinal, then *end behind it and its mark. */
struct mention {
	enum report_target target; /* PROBLEM or TASK */
	struct number number;
	int ordinal;
	struct span at; /* in the text given: the number alone */
};
bool mention_read(struct text t, size_t *i, struct mention *out);
/* 问题 or 任务, in a language that the site prints them in. */
struct cursor;
bool matter_noun(struct cursor *s, enum report_target *out);

/* --- hidden_mark.c --- */
/*
 * 【隐：…】 at offset i of t (any of the brackets 【〔［[ and both colons). False when there is
 * none. *word is what stands inside; *end lies behind the closing bracket; *closed is false when
 * the line ends first, and then *end is that line's end.
 */
bool hidden_mark(struct text t, size_t i, struct text *word, size_t *end, bool *closed);

/* --- absence.c --- */
/* Why somebody was absent, with the name that it hangs on. */
struct absence {
	struct span at;
	bool event; /* a clause (王五住院请假), not what stands behind a label */
};
/* The next one at or behind *i, which moves behind it; false at the end. */
bool absence_next(struct text t, size_t *i, struct absence *out);
bool absence_line(struct text line); /* says nothing else */
bool absence_head(struct text cell); /* 请假人员, 缺席原因: the head of a row or column */

/* --- unheld.c --- */
bool meeting_unheld(struct text t); /* a whole short text: 本周没有开会，改到下周开 */
bool meeting_moved(struct text clause); /* 改到7月10日开: to a day, not from it */

/* --- sentence.c: four turns of phrase --- */
struct sentence {
	struct text raised, title, decision, owner;
	struct deadline deadline; /* at is relative to the text given */
	bool has_deadline, undecided;
	bool decides_first; /* no matter stands before the decision */
};
/* Dictated without a mark: commas in front of 决定 and 责任人; else t itself. */
struct text sentence_marked(struct arena *a, struct text t);
void sentence_read(struct text t, struct date meeting, struct sentence *out);
/* For one without a phrase of decision: what somebody is to do behind the matter. */
void sentence_act(struct text t, struct date meeting, struct sentence *out);
bool sentence_does(struct text t); /* 负责, 领着, 找: begins with what somebody does */
bool sentence_marginal(struct text t, struct date meeting); /* says only who or until when */
/* How many matters are decided one after the other, each by a phrase of its own. */
size_t sentence_decisions(struct text t);
bool sentence_settles(struct text t); /* says what was decided, by whom or until when it is done */

#endif
