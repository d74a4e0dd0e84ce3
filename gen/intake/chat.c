/* SPDX-License-Identifier: MIT */
/*
 * A record that came as forwarded chat: WeChat's "forward by mail" and the clipboard of its desktop
 * program put a line with sender and time above each message and a ruled line above each day. Those
 * lines are taken out, what one person sent in a row is one text, and what others said in between
 * stays apart.
 *
 * Assumptions: a line is a stamp when nothing but a name and a time (a day with it or not) stands
 * on it. A label is no name (时间 20:00 is a head's line), and a text is chat only when it begins
 * with a stamp, a day's rule or the mail's greeting: a record that happens to hold such a line is
 * left alone.
 */
#include "intake/intake.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

/* Names people give themselves are short; the greeting of a forwarded mail is not longer than this
 * either. */
#define SENDER_POINTS 24
#define STAMP_POINTS  60

static bool
is_figure(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= U'０' && c <= U'９');
}

/* 20:15, 20：15:33 at *i. */
static bool
read_time(struct text t, size_t *i)
{
	size_t at = *i, groups = 0;

	for (;;) {
		size_t figures = 0, before = at;
		uint32_t c = 0;
		while (at < t.n && (before = at, is_figure(c = utf8_next(t, &at))))
			figures++;
		if (figures < 1 || figures > 2)
			return false;
		groups++;
		if (at >= t.n && is_figure(c))
			before = at;
		if (before >= t.n || (c != ':' && c != U'：') || groups == 3) {
			*i = before;
			return groups >= 2;
		}
	}
}

static size_t
skip_blanks(struct text t, size_t i)
{
	for (size_t next = i; next < t.n; i = next)
		if (!utf8_is_blank(utf8_next(t, &next)))
			break;
	return i;
}

/* A day and a time, a time alone; words like 下午 between. Moves *i behind. */
static bool
read_moment(struct text t, size_t *i)
{
	static const char *const parts[] = { "凌晨", "早上", "上午", "中午", "下午", "晚上", "昨天",
		"星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日" };
	struct date_found day = { 0 };
	size_t at = skip_blanks(t, *i);
	struct text rest = text_cut(t, at, t.n);

	/* Seen alone, so that the hour behind it is not taken for a part of the day. */
	if (date_find(rest, 2000, &day) && date_is(day.date) && day.at.at == 0)
		at = skip_blanks(t, at + day.at.n);
	for (size_t k = 0; k < COUNT(parts); k++)
		if (text_starts(text_cut(t, at, t.n), text_of(parts[k])))
			at = skip_blanks(t, at + strlen(parts[k]));
	if (!read_time(t, &at))
		return false;
	*i = at;
	return true;
}

static bool
is_sender(struct text t)
{
	if (t.n == 0 || utf8_length(t) > SENDER_POINTS || key_parse(t) != KEY_NONE)
		return false;
	return !text_has(t, T("：")) && !text_has(t, T("，")) && !text_has(t, T("。")) &&
	    !text_has(t, T("、")) && !text_has(t, T("|"));
}

/* 乌日娜  2018-07-04 20:15 */
static bool
stamp_behind(struct text line, struct text *sender)
{
	for (size_t i = 0; i < line.n;) {
		size_t before = i;
		uint32_t c = utf8_next(line, &i);
		size_t at = before;
		if ((utf8_is_blank(c) || before == 0) && read_moment(line, &at) &&
		    skip_blanks(line, at) == line.n) {
			*sender = text_trim(text_cut(line, 0, before));
			return is_sender(*sender);
		}
	}
	return false;
}

/* [2018-07-04 20:15] 乌日娜： or 20:15 乌日娜 */
static bool
stamp_before(struct text line, struct text *sender)
{
	size_t at = 0;
	bool bracket = line.p[0] == '[';

	if (bracket)
		at = 1;
	if (!read_moment(line, &at))
		return false;
	if (bracket && (at >= line.n || line.p[at++] != ']'))
		return false;
	*sender = text_trim(text_cut(line, at, line.n));
	while (text_ends(*sender, T("：")) || text_ends(*sender, T(":")))
		sender->n -= text_ends(*sender, T(":")) ? 1 : 3;
	return is_sender(*sender);
}

static bool
is_stamp(struct text line, struct text *sender)
{
	line = text_trim(line);
	if (line.n == 0 || line.n > STAMP_POINTS * 4 || utf8_length(line) > STAMP_POINTS)
		return false;
	return stamp_behind(line, sender) || stamp_before(line, sender);
}

/* ————— 2018-07-04 ————— */
static bool
is_day_rule(struct text line)
{
	struct date_found day = { 0 };
	size_t i = 0;
	uint32_t c;

	line = text_trim(line);
	if (line.n == 0 || line.n > 200)
		return false;
	c = utf8_next(line, &i);
	return (c == U'—' || c == 0x2500 || c == '-') && date_find(line, 0, &day) &&
	    date_is(day.date) &&
	    (text_ends(line, T("—")) || text_ends(line, T("─")) || text_ends(line, T("-")));
}

static bool
is_greeting(struct text line)
{
	line = text_trim(line);
	return text_starts(line, T("Dear")) ||
	    (text_has(line, T("聊天记录")) && utf8_length(line) <= STAMP_POINTS);
}

static bool
is_chat(struct text t)
{
	struct text line, sender;

	while (text_line(&t, &line))
		if (text_trim(line).n > 0)
			return is_stamp(line, &sender) || is_day_rule(line) || is_greeting(line);
	return false;
}

static void
put_message(struct arena *a, struct chat_list *l, struct text sender, struct buf *words)
{
	struct text t = text_trim(buf_view(words));

	if (t.n > 0)
		*ARENA_PUSH(a, l) = (struct chat_message){ sender, text_copy(a, t) };
	buf_clear(words);
}

/* A message that opens a record of its own: a title, or the first line of a head. */
static bool
opens_record(struct text t)
{
	struct text line = NO_TEXT;
	size_t colon;

	text_line(&t, &line);
	line = text_trim(line);
	if (text_eq(line, T("---")) || text_has(line, T("例会记录")) ||
	    text_ends(line, T("周例会")))
		return true;
	colon = text_find(line, T("："), 0);
	if (colon == SIZE_MAX)
		colon = text_find(line, T(":"), 0);
	return colon != SIZE_MAX &&
	    (key_parse(text_cut(line, 0, colon)) == KEY_TYPE ||
		key_parse(text_cut(line, 0, colon)) == KEY_TITLE);
}

/* The record that a sender has open. */
struct open_record {
	struct text sender;
	struct text_list parts;
};
LIST(open_list, open_record);

/* What one person sent is one text, unless a new record begins. Others in between do not part it.
 */
static void
join_messages(struct arena *a, const struct chat_list *from, struct chat_list *out)
{
	struct open_list all = { 0 };

	for (size_t i = 0; i < from->n; i++) {
		const struct chat_message *m = &from->v[i];
		struct open_record *open = NULL;
		for (size_t k = all.n; k-- > 0 && open == NULL &&
		     all.n - k < 64;) /* so many people do not talk across one record */
			if (text_eq(all.v[k].sender, m->sender))
				open = &all.v[k];
		if (open == NULL || opens_record(m->text)) {
			open = ARENA_PUSH(a, &all);
			open->sender = m->sender;
		}
		text_list_add(a, &open->parts, m->text);
	}
	for (size_t i = 0; i < all.n; i++)
		*ARENA_PUSH(a, out) = (struct chat_message){ all.v[i].sender,
			text_list_join(a, &all.v[i].parts, T("\n")) };
}

bool
chat_split(struct arena *a, struct text t, struct chat_list *out)
{
	struct chat_list messages = { 0 };
	struct buf words = BUF_INIT;
	struct text line, sender = NO_TEXT, next;

	*out = (struct chat_list){ 0 };
	if (!is_chat(t))
		return false;
	while (text_line(&t, &line)) {
		if (is_stamp(line, &next)) {
			put_message(a, &messages, sender, &words);
			sender = text_copy(a, next);
		} else if (!is_day_rule(line) && !(messages.n == 0 && is_greeting(line))) {
			buf_text(&words, line);
			buf_char(&words, '\n');
		}
	}
	put_message(a, &messages, sender, &words);
	buf_release(&words);
	join_messages(a, &messages, out);
	return out->n > 0;
}
