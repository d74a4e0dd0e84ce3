/* SPDX-License-Identifier: MIT */
/*
 * The fields of front matter as members of the document: dates, numbers, people, switches.
 *
 * Purpose: what a person typed becomes a value of the right kind, or a finding that shows the
 * place. A value that cannot be is F012 and holds the document; a date that cannot be read or is
 * missing is F007, and F002 when the type cannot be found either.
 *
 * Assumptions: a switch whose word nobody knows (公开: 随便) closes: the document is held. Dates
 * and types have files of their own (head_date.c, head_type.c), values made of several parts too
 * (period.c).
 */
#include "lihui/secret.h"
#include "read/record.h"
#include "speech/head_lines.h"
#include "lihui/yaml.h"
#include "read/head_fields.h"

#include "lihui/cursor.h"

/* People in one village's hall; more is a slip of the key. */
#define MOST_PEOPLE 100000

/* 1、张三 2、李四 on lines of their own: the numbering is no name. A text of other lines is one
 * list, since a bracket may go over a line end. */
static bool
is_numbered(struct text t)
{
	struct text rest = t, line;

	while (text_line(&rest, &line))
		if (text_trim(line).n && label_numbering(text_trim(line)) == 0)
			return false;
	return true;
}

static void
fill_names(struct doc *d, struct text t, struct person_list *out)
{
	struct text rest = t, line;

	if (!is_numbered(t)) {
		people_parse(d, t, head_place(d, t), out);
		return;
	}
	while (text_line(&rest, &line)) {
		line = text_trim(line);
		line = text_cut(line, label_numbering(line), line.n);
		if (line.n)
			people_parse(d, line, head_place(d, line), out);
	}
}

/* 出席：周大力、白音。会议由周大力主持…: the list ends where a sentence begins that holds no names;
 * what follows is told, for it is no list. */
static struct text
list_of_names(struct doc *d, struct text t)
{
	for (size_t i = 0; i < t.n;) {
		if (utf8_next(t, &i) != U'。' || i == t.n)
			continue;
		struct text rest = text_trim(text_cut(t, i, t.n));
		if (rest.n == 0 || people_line(rest))
			continue;
		*ARENA_PUSH(d->arena, &d->head_roles) =
		    (struct role_at){ ROLE_UNKNOWN, NO_TEXT, head_place(d, rest) };
		diag_put(&d->sink, DIAG_F006, head_place(d, rest),
		    TEXTS(secret_head(d->arena, rest, d->sink.allowed, 30),
			head_say(d, "assumed.other")));
		return text_cut(t, 0, i);
	}
	return t;
}

/* The number behind one of the words, or -1. */
static int
number_behind(struct text t, const char *const *words)
{
	for (; *words; words++) {
		size_t at = text_find(t, text_of(*words), 0);
		if (at != SIZE_MAX)
			return head_number(text_cut(t, at + strlen(*words), t.n));
	}
	return -1;
}

static const char *const expected_words[] = { "应到", "应参", "应出席", NULL };
static const char *const present_words[] = { "实到", "实际", "实参", NULL };

/* 参会人数：应到25人，实到23人 holds both. */
static bool
fill_both(struct doc *d, struct text t)
{
	int expected = number_behind(t, expected_words), present = number_behind(t, present_words);

	if (expected > MOST_PEOPLE || present > MOST_PEOPLE || expected + present <= -2)
		return false;
	d->expected = expected >= 0 ? expected : d->expected;
	d->present = present >= 0 ? present : d->present;
	return true;
}

/* 参会情况：应到6人，实到5人：周大力、白音: the counts in front are no people; *t begins behind
 * them. */
static bool
counts_in_front(struct text *t)
{
	static const char *const words[] = { "应到", "应参会", "应参加", "应出席", "实到", "实参会",
		"实际到会", "实际参会", "实际参加", "缺席", "请假", "缺会", "未到", NULL };
	static const char *const behind[] = { "人", "名", "位", "会", NULL };
	struct cursor s = { *t, 0 };
	bool any = false;

	for (size_t n = 0; starts_any(cursor_rest(&s), words, &n);) {
		s.i = text_skip(s.t, s.i + n, BLANK);
		if (!utf8_number(s.t, &s.i, &(int){ 0 }))
			return any;
		cursor_any(&s, behind, COUNT(behind) - 1, NULL);
		if (s.i < s.t.n && !cursor_accept(&s, SEPARATOR | COLON | LINE_END | BLANK))
			return any;
		cursor_skip(&s, SEPARATOR | BLANK | LINE_END);
		*t = cursor_rest(&s);
		any = true;
	}
	return any;
}

/* 1人（大河，出车）: those in the brackets. */
static struct text
counted_absent(struct text t)
{
	struct cursor s = { t, 0 };

	if (!utf8_number(t, &s.i, &(int){ 0 }))
		return t;
	if (!cursor_word(&s, "人"))
		cursor_word(&s, "名");
	cursor_skip(&s, BLANK);
	if (!cursor_accept(&s, ROUND_OPENER))
		return t;
	size_t from = s.i;
	cursor_until(&s, ROUND_CLOSER);
	return text_cut(t, from, s.i);
}

static void
fill_people(struct doc *d, const struct field *f, struct person_list *out)
{
	const struct yaml *y = f->value;
	struct text t = y->text;

	if (y->kind == YAML_SCALAR) {
		if (f->key == KEY_ATTENDEES && counts_in_front(&t))
			fill_both(d, text_cut(y->text, 0, y->text.n - t.n));
		if (f->key == KEY_ABSENT)
			t = counted_absent(t);
		fill_names(d, list_of_names(d, t), out);
		return;
	}
	for (const struct yaml *c = y->first; c; c = c->next)
		fill_names(d, c->kind == YAML_SCALAR ? c->text : head_flat(d, c), out);
}

static void
fill_count(struct doc *d, const struct field *f, int *out)
{
	struct text t = head_flat(d, f->value);
	int n = head_number(t);

	/* 实到4人，孟克请假 */
	struct text clause, rest;
	size_t i = 0;
	if (clause_next(t, &i, &clause) && i < t.n && text_has(t, T("假"))) {
		rest = text_cut(t, i, t.n);
		people_parse(d, rest, head_place(d, rest), &d->attendees);
	}
	if (d->vote.agree < 0 && text_has(t, T("意")) && text_has(t, T("表决")))
		head_vote(d, f); /* 实到22人，举手表决：同意20人 */
	if (fill_both(d, t))
		return;
	if (n > MOST_PEOPLE)
		head_impossible(d, f);
	else if (n < 0)
		diag_put(&d->sink, DIAG_F006, f->at, TEXTS(t, head_say(d, "assumed.count")));
	else
		*out = n;
}

static void
fill_week(struct doc *d, const struct field *f)
{
	struct text t = head_flat(d, f->value);
	struct week w;
	int n = week_parse_iso(t, &w) ? w.week : -1;
	size_t behind_year = text_find(t, T("年"), 0);

	if (n < 0)
		n = head_number(behind_year == SIZE_MAX ? t : text_cut(t, behind_year, t.n));
	if (n >= 1 && n <= 53)
		d->week_written = n;
	else
		head_impossible(d, f);
}

static bool
is_one_of(struct text t, const char *const *words)
{
	for (; *words; words++)
		if (text_eq_nocase(t, text_of(*words)))
			return true;
	return false;
}

static const char *const yes_words[] = { "是", "可", "可以", "公开", "可公开", "同意", "yes",
	"true", "1", NULL };
static const char *const no_words[] = { "否", "不", "无", "no", "false", "0", "n", "off", "不是",
	NULL };
static const char *const private_words[] = { "否", "不公开", "no", "false", "0", "内部", "internal",
	"不", NULL };
static const char *const full_words[] = { "全文", "full", "全部", "全文公开", NULL };
static const char *const outcome_words[] = { "是", "yes", "true", "1", "议定事项", "outcomes",
	"公开", "摘要", "主动公开", NULL };
/* Words that nobody knows here close the door: the document is held. */
static void
fill_public(struct doc *d, const struct field *f)
{
	struct text t = head_flat(d, f->value);

	if (is_one_of(t, full_words))
		d->publicity = PUBLIC_FULL;
	else if (is_one_of(t, private_words))
		d->publicity = PUBLIC_NO;
	else if (is_one_of(t, outcome_words))
		d->publicity = PUBLIC_OUTCOMES;
	else
		head_impossible(d, f);
}

static void
fill_original(struct doc *d, const struct field *f)
{
	struct text t = head_flat(d, f->value);

	if (!lang_called(t, &d->lang))
		head_impossible(d, f);
}

/*
 * What hides must not fail for a stray sign: a list that lost its shape ("[张三, 李四]" with
 * another line below, read as plain text) and words with only a space between them hide each part
 * too. A single character is no word: 张　三 is one name.
 */
static void
redact_parts(struct doc *d, struct text t)
{
	size_t from = 0, i = 0;

	while (i <= t.n) {
		size_t at = i, first = from;
		uint32_t c = i < t.n ? utf8_next(t, &i) : '\n';
		struct text part = text_cut(t, from, at);

		if (c != ' ' && c != 0x3000 && c != '\n' && c != '[' && c != ']' && c != '"')
			continue;
		if (utf8_length(part) > 1 && utf8_is_han(utf8_next(t, &first)) &&
		    !text_list_has(&d->redact, part))
			text_list_add(d->arena, &d->redact, part);
		from = i;
		if (at == t.n)
			break;
	}
}

static void
fill_redact(struct doc *d, const struct field *f)
{
	struct text_list words = { NULL, 0, 0 };

	head_list(d, f->value, &words);
	for (size_t i = 0; i < words.n; i++) {
		text_list_add(d->arena, &d->redact, words.v[i]);
		redact_parts(d, words.v[i]);
	}
}

static void
fill_field(struct doc *d, const struct field *f)
{
	struct text *text =
	    f->key == KEY_TRANSLATED_FROM ? &d->translated_from : key_text(d, f->key);

	if (text && text->n == 0)
		*text = head_flat(d, f->value);
	if (key_people(d, f->key))
		fill_people(d, f, key_people(d, f->key));
	if (key_list(d, f->key))
		head_list(d, f->value, key_list(d, f->key));
	if (key_count(d, f->key))
		fill_count(d, f, key_count(d, f->key));
	switch (f->key) {
	case KEY_WEEK: fill_week(d, f); break;
	case KEY_REDACT: fill_redact(d, f); break;
	case KEY_NOT_NAMES: head_list(d, f->value, &d->not_names); break;
	case KEY_WAIVE: head_waive(d, f); break;
	case KEY_PUBLIC: fill_public(d, f); break;
	case KEY_DRAFT: d->draft = !is_one_of(head_flat(d, f->value), no_words); break;
	case KEY_FILES_OPEN: d->files_open = is_one_of(head_flat(d, f->value), yes_words); break;
	case KEY_ORIGINAL: fill_original(d, f); break;
	case KEY_VOTE: head_vote(d, f); break;
	case KEY_POSTING: head_posting(d, f); break;
	case KEY_VALID: head_valid(d, f); break;
	case KEY_WITHDRAWN: head_notice(d, f, &d->withdrawn); break;
	case KEY_CORRECTED: head_notice(d, f, &d->corrected); break;
	default: break;
	}
}

/* Words around a day, an hour, a number of people: nothing is lost when only the figures are kept.
 */
static const char *const around_figures[] = { "星期", "礼拜", "上午", "下午", "中午", "早上",
	"早晨", "凌晨", "清晨", "傍晚", "晚上", "晚间", "夜里", "当晚", "农历", "开始", "结束",
	"左右", "会议", "应到", "应参", "实到", "实际", "实参", "到会", "参会", "参加", "出席",
	"人数", "其中", NULL };
#define FIGURE_SIGNS \
	"年月日号周点钟时分半刻整至到第期农历腊正初廿晚早午零一二三四五六七八九十百两天人名位共的" \
	"应实" \
	"会员起止内工作长有效赞成同意反对弃权票不"

/* The key was read, and nothing but figures is kept of its value. */
static bool
of_figures(const struct doc *d, enum key k)
{
	switch (k) {
	case KEY_DATE: return date_is(d->date);
	case KEY_WEEK: return d->week_written > 0;
	case KEY_POSTING:
		return date_is(d->posting_from) || date_is(d->posting_to) || d->posting_days > 0;
	case KEY_VALID: return date_is(d->valid_from) || date_is(d->valid_to);
	case KEY_VOTE: return d->vote.agree >= 0;
	default: return key_count(d, k) && *key_count(d, k) >= 0;
	}
}

/* What words say that stand beside the people of a list. */
#define LIST_SIGNS \
	"全部都到会参加出席齐来了员无没有未缺请假等共和及以的是名位同志其他余另还事病因故不在情况" \
	"原" \
	"因列主持召集记录"
#define HAN_MOST 0x10000

struct letter_set {
	uint8_t at[HAN_MOST / 8];
};

static void
put_letters(struct letter_set *l, struct text t)
{
	for (size_t i = 0; i < t.n;) {
		uint32_t c = utf8_next(t, &i);

		if (c < HAN_MOST)
			l->at[c / 8] |= (uint8_t)(1 << c % 8);
	}
}

/* All that the lists of the head tell. */
static void
put_people(const struct doc *d, struct letter_set *l)
{
	for (enum key k = KEY_NONE; k < KEY_COUNT; k++) {
		const struct person_list *list = key_people(d, k);

		for (size_t i = 0; list && i < list->n; i++) {
			const struct person *p = &list->v[i];

			put_letters(l, p->name);
			put_letters(l, p->words);
			for (size_t n = 0; n < p->roles.n; n++)
				put_letters(l, p->roles.v[n]);
		}
	}
}

/* 2018年7月3日（王五家）: a value of which only the figures, or the people, are read is told when
 * it holds more. */
static void
tell_rest(struct doc *d, const struct field *f, const struct letter_set *read, const char *how)
{
	struct text t = head_flat(d, f->value);

	for (size_t i = 0, n; i < t.n;) {
		if (starts_any(text_cut(t, i, t.n), around_figures, &n)) {
			i += n;
			continue;
		}
		uint32_t c = utf8_next(t, &i);
		if ((utf8_is_han(c) || utf8_is_mongolian(c)) && c < HAN_MOST &&
		    !(read->at[c / 8] >> c % 8 & 1)) {
			diag_put(&d->sink, DIAG_F006, f->at, TEXTS(t, head_say(d, how)));
			return;
		}
	}
}

/* A part of it was told as none of the field (list_of_names). */
static bool
is_told(const struct doc *d, struct span at)
{
	for (size_t i = 0; i < d->head_roles.n; i++)
		if (d->head_roles.v[i].role == ROLE_UNKNOWN && d->head_roles.v[i].at.at >= at.at &&
		    d->head_roles.v[i].at.at < at.at + at.n)
			return true;
	return false;
}

/* What no member holds of what was written is told. */
static void
tell_rests(struct doc *d, const struct field_list *fields)
{
	struct letter_set figures = { 0 };

	put_letters(&figures, T(FIGURE_SIGNS));
	struct letter_set people = figures;
	put_letters(&people, T(LIST_SIGNS));
	put_people(d, &people);
	for (size_t i = 0; i < fields->n; i++) {
		const struct field *f = &fields->v[i];

		if (of_figures(d, f->key))
			tell_rest(d, f, &figures, "assumed.figures");
		else if (key_people(d, f->key) && !is_told(d, f->at))
			tell_rest(d, f, &people, "assumed.people");
	}
}

static void
set_defaults(struct doc *d)
{
	for (enum key k = KEY_NONE; k < KEY_COUNT; k++) {
		if (key_text(d, k))
			*key_text(d, k) = NO_TEXT;
		if (key_count(d, k))
			*key_count(d, k) = -1;
	}
	d->title = d->translated_from = NO_TEXT;
	d->start = d->end = -1;
	d->vote = (struct vote){ -1, -1, -1 };
	d->withdrawn.words = d->corrected.words = NO_TEXT;
	d->lang = d->file ? d->file->lang : LANG_ZH;
}

/* A title taken from a heading was not written as a key. */
static void
note_places(struct doc *d, const struct field_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct field *f = &l->v[i];
		if (f->key == KEY_NONE)
			continue;
		if (d->at[f->key].n == 0)
			d->at[f->key] = f->at;
		d->has[f->key] |= f->name.n > 0;
	}
}

/* 会 议 记 录: letters set wide apart are one word. */
static bool
is_spread(struct text t)
{
	size_t letters = 0, last = 0;

	for (size_t i = 0; i < t.n;) {
		bool blank = utf8_is_blank(utf8_next(t, &i));
		if (!blank && ++last > 1)
			return false;
		letters += !blank;
		last = blank ? 0 : last;
	}
	return letters > 1;
}

static struct text
title_text(struct doc *d, const struct yaml *y)
{
	struct text rest = y->text, line;
	struct buf b = BUF_INIT;

	if (y->kind != YAML_SCALAR)
		return head_flat(d, y);
	while (text_line(&rest, &line)) {
		line = text_trim(line);
		head_put_line(&b, is_spread(line) ? text_squeeze(d->arena, line) : line);
	}
	return head_keep(d, &b);
}

void
head_fill(struct doc *d, const struct field_list *fields)
{
	const struct field *title = head_field(fields, KEY_TITLE);

	set_defaults(d);
	if (title)
		d->title = title_text(d, title->value);
	d->at[KEY_TITLE] = title ? title->at : NO_SPAN;
	bool possible = head_date(d, fields);
	d->profile = profile_for(d->file->profiles, d->date);
	d->week = date_is(d->date) ? date_week(d->date) : (struct week){ 0, 0 };
	bool typed = head_type(d, fields);
	if (possible)
		head_check_date(d, fields, typed);
	note_places(d, fields);
	for (size_t i = 0; i < fields->n; i++)
		fill_field(d, &fields->v[i]);
	people_settle(d);
	tell_rests(d, fields);
}
