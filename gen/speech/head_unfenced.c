/* SPDX-License-Identifier: MIT */
/*
 * Heads that are typed like a letter, a printed form or a table: a title, perhaps a greeting or the
 * number of a red head above it, then labels with their values, and no fence anywhere.
 *
 * Purpose: find the labels however much stands above them and whatever stands between them, and
 * end the head where the body begins. A value goes on in the line below only when that line looks
 * like one (goes_on): a sentence behind a list of names is no name. What lies between two labels
 * and belongs to neither is kept in `others`, for a finding that quotes it.
 *
 * Assumptions: the head ends at the first heading of a step, at a numbered line (一、), at a
 * heading that is no label, at a fence, or at a blank line before a line without label. Labels that
 * nobody knows belong to it only when known ones follow; else the body begins with them.
 */
#include "speech/head_rows.h"

#include "lihui/cursor.h"
#include "lihui/lexicon.h"

/* Lines above the first label: red heads, greetings, titles. */
#define ABOVE_MOST 12
/* Of those the title has this many at most, each of this length at most. */
#define TITLE_LINES  4
#define TITLE_POINTS 60
/* Labels that make a head of what stands below more than a title. */
#define LABELS_LEAST 3
#define LABELS_ROWS  12
/* Lines in a row that belong to no label: the body has begun. */
#define OTHERS_MOST 2
/* A day with its hour and place, at most. */
#define DAY_POINTS 40

struct title_row {
	struct head_row row;
	bool after_blank;
};

struct head_walk {
	struct head *h;
	struct {
		struct title_row *v;
		size_t n, room;
	} titles;
	size_t above;
	bool unsure; /* more than a title stands above: only several labels make it a head */
	bool seen, after_blank;
	size_t passed; /* rows since the last that surely belongs */
	/* As of that row; what came later is body when no label follows. */
	size_t entries, others, end;
};

static void
commit(struct head_walk *w, const struct head_row *l)
{
	w->seen = true;
	w->passed = 0;
	w->entries = w->h->entries.n;
	w->others = w->h->others.n;
	w->end = l->next;
}

static void
put_other(struct head *h, struct text line)
{
	*ARENA_PUSH(h->arena, &h->others) =
	    (struct span){ (uint32_t)(line.p - h->text.p), (uint32_t)line.n };
}

/* |---|---| below the head of a table. */
static bool
is_rule(struct text line)
{
	struct cursor s = { line, 0 };

	if (line.p[0] != '|')
		return false;
	for (uint32_t c; cursor_next(&s, &c);)
		if (c != '|' && c != '-' && c != ':' && !char_is(c, BLANK))
			return false;
	return true;
}

/* 时间 alone in a row and nothing but a value in the next: a table that lost its lines. */
static bool
stands_above_value(const struct head *h, const struct head_row *l, struct text line)
{
	struct head_row below;
	size_t pos = l->next;
	struct label_at f;

	if (h->shape == HEAD_FENCED || !h->goes_on || !h->key_of(line) ||
	    !head_row_next(h->text, &pos, &below))
		return false;
	struct text value = head_row_text(h, &below);
	return value.n > 0 && !h->key_of(value) && !head_ends(h, value) &&
	    !label_read(h, below.at, below.end, &f) && h->goes_on(h->key_of(line), NO_TEXT, value);
}

/* ## 出席人员 or **时间** alone in a row: a label whose value stands below. 会议记录 is a title. */
static bool
heads_value(const struct head *h, const struct head_row *l, struct label_at *f)
{
	struct text line = head_row_text(h, l), name = text_behind(line, LABEL_MARK | HASH | BLANK);

	if (line.n == 0 ||
	    (line.p[0] != '#' && !text_starts(line, T("**")) && !stands_above_value(h, l, line)))
		return false;
	for (size_t i = name.n; i > 0 && char_is(utf8_prev(name, &i), LABEL_MARK | HASH | BLANK);)
		name.n = i;
	struct cursor blank = { name, 0 };
	cursor_until(&blank, BLANK);
	bool beside = blank.i < name.n && h->key_of(text_cut(name, 0, blank.i));
	name.n = beside ? blank.i : name.n; /* ## 主持 陶然 */
	f->name = (struct span){ (uint32_t)(name.p - h->text.p), (uint32_t)name.n };
	f->value = beside ? (size_t)(name.p - h->text.p) + name.n : l->end;
	f->wide = false;
	f->key = name.n && !text_has(name, T("**")) ? head_key(h, name, false) : 0;
	return f->key && (!h->fits || h->fits(f->key, name, NO_TEXT));
}

static bool
labels_behind(const struct head *h, const struct head_row *l, size_t from)
{
	struct label_at f;

	return label_inside(h, from, l->end, false, &f);
}

/* 嘎查：北泉嘎查　　日期：2019年12月31日: behind a label that no head has stands one. */
static bool
known_behind(const struct head *h, const struct head_row *l, struct label_at *f)
{
	struct label_at next;

	struct text name = span_text(h->text, f->name);
	size_t at = (size_t)(name.p - h->text.p);

	if (!label_like(name))
		return false;
	/* 白桦嘎查例会 时间：…　地点：… */
	if (label_inside(h, at, l->end, false, &next) && next.name.at > at &&
	    next.value == f->value && labels_behind(h, l, next.value)) {
		*f = next;
		return true;
	}
	if (utf8_length(name) > 8 || !label_inside(h, f->value, l->end, true, &next))
		return false;
	*f = next;
	return true;
}

static bool
known_label(const struct head *h, const struct head_row *l, struct label_at *f)
{
	return heads_value(h, l, f) ||
	    (head_row_label(h, l, false, f) && (f->key || known_behind(h, l, f)));
}

/* Behind a bullet, and 第二次 of a running file. */
static struct text
day_words(struct text line)
{
	size_t n = strlen("第");

	line = text_cut(line, list_mark(line), line.n);
	if (!text_starts(line, T("第")) || !utf8_number(line, &n, &(int){ 0 }) ||
	    !text_starts(text_cut(line, n, line.n), T("次")))
		return line;
	return text_behind(text_cut(line, n + strlen("次"), line.n), BLANK | COLON | COMMA);
}

/* 柳河嘎查例会记录（2019年12月份） above 12月3日 村部 */
static bool
year_above(const struct head *h, struct text line)
{
	struct text above = text_cut(h->text, 0, (size_t)(line.p - h->text.p));

	for (size_t at = 0; (at = text_find(above, T("年"), at)) != SIZE_MAX; at += strlen("年")) {
		int year;

		if (at >= 4 && text_int(text_cut(above, at - 4, at), &year) && year >= 1900)
			return true;
	}
	return false;
}

/* 2019年12月10日 晚7:30 支部书记办公室: a row that begins with a whole day and is no sentence. */
static bool
is_day(const struct head *h, struct text line)
{
	struct date_found found;

	line = day_words(line);
	return h->date_key && !utf8_exceeds(line, DAY_POINTS) && !text_has(line, T("。")) &&
	    !text_has(line, T("，")) && date_find(line, 2000, &found) && date_is(found.date) &&
	    found.at.at == 0 && (found.year_written || year_above(h, line));
}

static void
put_entry(struct head *h, int key, struct text value)
{
	struct head_line *e = ARENA_PUSH(h->arena, &h->entries);

	e->name = NO_TEXT;
	e->key = key;
	e->at = (struct span){ (uint32_t)(value.p - h->text.p), (uint32_t)value.n };
}

/* The day, and the last word when it is a place. */
static void
put_day(struct head *h, struct text line)
{
	line = day_words(line);
	size_t from = line.n;

	for (size_t i = line.n; i > 0 && !utf8_is_blank(utf8_prev(line, &i));)
		from = i;
	struct text place = text_cut(line, from, line.n);
	bool is_place = from > 0 && place_like(place);
	put_entry(h, h->date_key, is_place ? text_trim(text_cut(line, 0, from)) : line);
	if (is_place)
		put_entry(h, h->place_key, place);
}

/* --- above the first label --- */

/* 各位领导好，本周记录如下： 白桦嘎查： */
static bool
is_greeting(struct text line)
{
	static const char *const words[] = { "您好", "你好", "大家好", "领导好", "书记好", "各位",
		"如下", "查收", "请审", "收到请", "发给您", "发过来", "报上", "麻烦", NULL };
	size_t i = line.n;

	return char_is(utf8_prev(line, &i), COLON) || has_any(line, words);
}

/* 白桦党〔2019〕第50号 */
static bool
is_file_number(struct text line)
{
	return text_ends(line, T("号")) &&
	    (text_has(line, T("〔")) || text_has(line, T("[")) || text_has(line, T("（")));
}

/* 编制单位：党支部 above the labels that are known. */
static bool
is_unknown_field(const struct head *h, const struct head_row *l)
{
	struct label_at f;

	return head_row_label(h, l, false, &f) && label_like(span_text(h->text, f.name)) &&
	    utf8_length(span_text(h->text, f.name)) <= 8;
}

/* False when no head can follow. */
static bool
above(struct head_walk *w, const struct head_row *l, struct text line)
{
	if (w->above++ == ABOVE_MOST)
		return false;
	/* the line of a red head, below its number */
	if (head_fence(line) || row_of_dashes(line)) {
		w->unsure = true;
		return true;
	}
	bool heading = line.p[0] == '#' && (w->above > 1 || text_starts(line, T("##")));
	struct span_list *others = &w->h->others;
	/* 【柳河嘎查】2019年12月3日双书记例会情况：: what was sent, and its day */
	struct date_found day;
	if ((heading || is_greeting(line)) && date_find(line, 0, &day) && day.year_written &&
	    text_has(line, T("会"))) {
		*ARENA_PUSH(w->h->arena, &w->titles) = (struct title_row){ *l, w->after_blank };
		w->unsure = true;
	} else if (heading || is_rule(line) || is_greeting(line)) {
		w->unsure = true;
		/* | 项目 | 内容 | heads the table, and says nothing. */
		if (is_rule(line) && others->n && w->h->text.p[others->v[others->n - 1].at] == '|')
			others->n--;
	} else if (list_mark(line) || line.p[0] == '|' || utf8_exceeds(line, TITLE_POINTS) ||
	    text_ends(line, T("。")) || is_unknown_field(w->h, l)) {
		w->unsure = true;
		put_other(w->h, line);
	} else {
		*ARENA_PUSH(w->h->arena, &w->titles) = (struct title_row){ *l, w->after_blank };
		w->unsure |= w->titles.n > TITLE_LINES;
	}
	return true;
}

/* Several labels follow from pos on. */
static bool
is_head(const struct head *h, size_t pos)
{
	int keys[LABELS_LEAST], n = 0, rows = 0;
	struct head_row l;

	while (n < LABELS_LEAST && rows < LABELS_ROWS && head_row_next(h->text, &pos, &l)) {
		struct text line = head_row_text(h, &l);
		struct label_at f;
		bool again = false;

		if (line.n == 0)
			continue;
		rows++;
		if (!known_label(h, &l, &f)) {
			if (head_ends(h, line))
				break;
			continue;
		}
		do { /* 时间 | 2019.12.17 | 地点 | 村委会 */
			again = false;
			for (int i = 0; i < n; i++)
				again |= keys[i] == f.key;
			if (!again)
				keys[n++] = f.key;
		} while (n < LABELS_LEAST && label_inside(h, f.value, l.end, false, &f));
	}
	return n == LABELS_LEAST;
}

/* The title: what stands below the file's number, at most four lines, of a longer one the last
 * paragraph. */
static void
put_title(struct head_walk *w)
{
	size_t from = 0, n = w->titles.n;

	for (size_t i = 0; i + 1 < n; i++)
		if (is_file_number(head_row_text(w->h, &w->titles.v[i].row)))
			from = i + 1;
	if (n - from > TITLE_LINES) {
		from = n - 1;
		while (n - from < TITLE_LINES && !w->titles.v[from].after_blank)
			from--;
	}
	for (size_t i = from; i < n; i++)
		head_title(w->h, &w->titles.v[i].row);
}

/* A title that names its day is a head by itself. */
static bool
title_has_day(const struct head_walk *w)
{
	struct date_found found;

	for (size_t i = 0; i < w->titles.n; i++)
		if (date_find(head_row_text(w->h, &w->titles.v[i].row), 2000, &found) &&
		    (found.year_written ||
			text_has(head_row_text(w->h, &w->titles.v[i].row), T("年")) ||
			text_has(head_row_text(w->h, &w->titles.v[i].row), T("20"))) &&
		    date_is(found.date))
			return w->h->date_key && w->above <= TITLE_LINES;
	return false;
}

/* The first label, a day alone, or a title with its day. False when there is no head. */
static bool
find_first(
    struct head_walk *w, const struct head_row *l, struct text line, struct label_at *f, bool *go)
{
	bool label = known_label(w->h, l, f), day = !label && is_day(w->h, line);

	*go = false;
	/* 一、基本情况 above the labels */
	if (!label && !day && head_ends(w->h, line) &&
	    !step_match(line, w->h->steps, &(size_t){ 0 }, &(size_t){ 0 }) &&
	    is_head(w->h, l->next)) {
		w->unsure = true;
		return true;
	}
	if (!label && !day && head_ends(w->h, line)) {
		if (title_has_day(w)) {
			put_title(w);
			commit(w, l);
			w->end = l->at;
		}
		return false;
	}
	if (!label && !day)
		return above(w, l, line);
	if (w->unsure && !is_head(w->h, l->at))
		return false;
	put_title(w);
	*go = true;
	return true;
}

/* --- from the first label on --- */

static bool
goes_on(const struct head *h, const struct head_line *e, struct text line)
{
	return !h->goes_on || h->goes_on(e->key, span_text(h->text, e->at), line);
}

/* 议题：研究发展党员: what the meeting was about, and no 标题 misspelt. */
static bool
opens_body(struct text name)
{
	static const char *const words[] = { "议题", "议程", "内容", "会议内容", "会议议题",
		"会议议程", "主要内容", "决议", "决定", "会议决定", "议定", "讨论", "发言", "学习",
		"会议记录", "问题", "任务", NULL };

	return starts_any(name, words, NULL);
}

/* A label that nobody knows: 1 a field of its own, 0 it opens the body, -1 no label. */
static int
unknown_label(const struct head *h, const struct head_row *l, const struct label_at *f)
{
	struct text name = span_text(h->text, f->name);

	if (!label_like(name))
		return -1;
	return !opens_body(name) &&
	    (h->nearly(name) || text_trim(text_cut(h->text, f->value, l->end)).n > 0);
}

/* One row from the first label on; false when the body begins with it. */
static bool
within(struct head_walk *w, const struct head_row *l, struct text line)
{
	struct head *h = w->h;
	struct label_at f;

	if (known_label(h, l, &f)) {
		struct text front = text_cut(line, 0, f.name.at - (size_t)(line.p - h->text.p));

		if (utf8_length(front) > 4)
			put_other(h, text_trim(front));
		head_entries(h, l, f);
		commit(w, l);
		return true;
	}
	if (is_rule(line) || list_mark(line) == line.n)
		return true;
	if (line.p[0] == '#' || head_ends(h, line) || sense_headed(h->steps, line))
		return false;
	struct head_line *e = h->entries.n ? &h->entries.v[h->entries.n - 1] : NULL;
	bool sure = w->entries == h->entries.n && w->passed == 0;
	bool open = e && e->key && e->at.n == 0;

	if (e && e->key && sure && head_row_is_part(h, e, l, line) &&
	    (!w->after_blank || open || e->block)) {
		e->block |= !e->literal && e->open == 0 && e->at.n == 0;
		head_entry_extend(h, e, l);
		commit(w, l);
		return true;
	}
	int unknown = head_row_label(h, l, false, &f) ? unknown_label(h, l, &f) : -1;
	if (unknown == 0)
		return false;
	if (unknown > 0 && sure && e && e->key && h->is_role &&
	    h->is_role(e->key, span_text(h->text, f.name)) && goes_on(h, e, line)) {
		head_entry_extend(h, e, l);
		commit(w, l);
		return true;
	}
	if (unknown > 0) {
		bool near = h->nearly(span_text(h->text, f.name));
		head_entries(h, l, f);
		if (near)
			commit(w, l);
		else
			w->passed++;
		return true;
	}
	if (!w->seen && is_day(h, line)) {
		put_day(h, line);
		commit(w, l);
		return true;
	}
	/* 井田主持 below the labels */
	if (w->seen && head_prose_line(h, line)) {
		commit(w, l);
		return true;
	}
	/* 会 议 内 容 */
	struct text close = utf8_exceeds(line, 8) ? line : text_squeeze(h->arena, line);
	if ((w->after_blank && !open) || (!utf8_exceeds(close, 4) && opens_body(close)))
		return false;
	if (sure && e && e->key && goes_on(h, e, line)) {
		head_entry_extend(h, e, l);
		commit(w, l);
		return true;
	}
	if (is_day(h, line)) {
		put_day(h, line);
		commit(w, l);
		return true;
	}
	put_other(h, line);
	return label_numbering(line) == 0 && w->passed++ < OTHERS_MOST;
}

/* Colons, several labels and a title above are what a form looks like: one note is enough. */
static void
settle_notes(struct head *h)
{
	h->assumed[ASSUMED_COLON] = h->assumed[ASSUMED_SEVERAL] = h->assumed[ASSUMED_TITLE] =
	    NO_SPAN;
	for (size_t i = 0; i < h->entries.n; i++)
		if (h->entries.v[i].name.n)
			head_assume(h, ASSUMED_UNFENCED, h->entries.v[i].name_at.at,
			    h->entries.v[i].name_at.n);
}

/* The head told in a paragraph that begins here: where it ends, or 0. */
static size_t
told(struct head_walk *w, const struct head_row *l, struct text line)
{
	struct head *h = w->h;
	size_t at = (size_t)(line.p - h->text.p), others = h->others.n;
	struct label_at f;

	/* labels tell it, whatever stands in front */
	if (head_row_label(h, l, false, &f) &&
	    (f.key ? f.wide && labels_behind(h, l, f.value) : known_behind(h, l, &f)))
		return 0;
	if (head_prose_read(h, at) == 0)
		return 0;
	/* The title stands first among the entries. */
	h->entries.n = 0;
	h->others.n = others;
	put_title(w);
	size_t end = head_prose_read(h, at);
	head_assume(h, ASSUMED_PROSE, at, end - at);
	commit(w, l);
	return end;
}

void
head_unfenced_read(struct head *h)
{
	struct head_walk w = { .h = h };
	struct head_row l;

	for (size_t pos = 0; head_row_next(h->text, &pos, &l); w.after_blank = false) {
		struct text line = head_row_text(h, &l);
		struct label_at f;

		while (line.n == 0 && head_row_next(h->text, &pos, &l)) {
			w.after_blank = true;
			line = head_row_text(h, &l);
		}
		if (line.n == 0)
			break;
		/* the row below 编号：… 签发：…, above the labels */
		if (w.seen && row_of_dashes(line) && is_head(h, l.next))
			continue;
		if (w.seen && head_fence(line)) {
			head_fence_note(h, &l);
			w.end = l.next;
			break;
		}
		size_t told_to = w.seen ? 0 : told(&w, &l, line);
		if (told_to > 0) {
			size_t line_end = told_to;
			while (line_end < h->text.n && h->text.p[line_end] == ' ')
				line_end++;
			if (line_end < h->text.n && h->text.p[line_end] == '\n' &&
			    is_head(h, line_end + 1))
				told_to = line_end + 1; /* 出席：… below the sentence */
			w.end = pos = told_to;
			if (h->text.p[pos - 1] != '\n')
				break;
			continue;
		}
		bool go = w.seen;
		if (!w.seen && !find_first(&w, &l, line, &f, &go))
			break;
		if (go && !within(&w, &l, line))
			break;
	}
	if (!w.seen) {
		h->entries.n = h->others.n = 0;
		memset(h->assumed, 0, sizeof h->assumed);
		return;
	}
	h->entries.n = w.entries;
	h->others.n = w.others;
	h->shape = HEAD_LINES;
	h->body = w.end;
	head_values(h);
	settle_notes(h);
}
