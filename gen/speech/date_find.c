/* SPDX-License-Identifier: MIT */
/*
 * The date of a meeting as the secretary typed it, with the weekday and the hours around it:
 * `2018.7.3（周二）晚8：00—9：30`. What stands directly beside the date is read in any order, over
 * brackets, commas and blanks; the first thing that is neither ends the reading. Hours follow
 * speech: 晚8:00 is 20:00, 下午2点半 14:30, and the end of a range stays in the half of the day
 * where it began unless it says otherwise. 24:30 means half past midnight after that day.
 */
#include "speech/date_scan.h"

/* The part of the day, for turning 8 o'clock into 20:00. */
enum part { PART_NONE, PART_MORNING, PART_NOON, PART_AFTERNOON, PART_NIGHT };

static bool
scan_part(struct cursor *s, enum part *out)
{
	static const struct {
		const char *word;
		enum part part;
	} words[] = {
		{ "凌晨", PART_MORNING },
		{ "清晨", PART_MORNING },
		{ "早晨", PART_MORNING },
		{ "早上", PART_MORNING },
		{ "上午", PART_MORNING },
		{ "早", PART_MORNING },
		{ "中午", PART_NOON },
		{ "正午", PART_NOON },
		{ "午后", PART_AFTERNOON },
		{ "下午", PART_AFTERNOON },
		{ "傍晚", PART_NIGHT },
		{ "晚上", PART_NIGHT },
		{ "晚间", PART_NIGHT },
		{ "夜间", PART_NIGHT },
		{ "夜里", PART_NIGHT },
		{ "当晚", PART_NIGHT },
		{ "晚", PART_NIGHT },
	};
	for (size_t i = 0; i < COUNT(words); i++) {
		if (!cursor_word(s, words[i].word))
			continue;
		*out = words[i].part;
		return true;
	}
	return false;
}

struct hour {
	int hour, minute;
};

/* Behind 点 or 时: 半, 一刻, 三刻, 整, 钟, 30分, 30; the 5 of 8点5人 is no minute. */
static void
scan_spoken_minutes(struct cursor *s, struct hour *h)
{
	static const char *const words[] = { "整", "半", "一刻", "三刻" };
	static const int minutes[] = { 0, 30, 15, 45 };
	size_t which;
	cursor_word(s, "钟");
	if (cursor_any(s, words, COUNT(words), &which)) {
		h->minute = minutes[which];
		return;
	}
	struct cursor start = *s;
	int n;
	if (!scan_number(s, &n))
		return;
	bool two = utf8_length(text_cut(s->t, start.i, s->i)) == 2;
	if (cursor_word(s, "分") || (two && !utf8_is_han(cursor_peek(s))))
		h->minute = n;
	else
		*s = start;
}

static bool
scan_colon(struct cursor *s, bool dot)
{
	return cursor_accept(s, COLON) || cursor_word(s, "∶") || cursor_word(s, "︰") ||
	    (dot && cursor_accept(s, POINT));
}

/* 8:00, 8：00, 8点半, 八时; with a part of the day before it also 8.30. */
static bool
scan_hour(struct cursor *s, bool dot, struct hour *h)
{
	struct cursor start = *s;
	size_t figures;
	*h = (struct hour){ 0 };
	if (scan_figures(s, &figures, &h->hour) && figures <= 2) {
		struct cursor behind = *s;
		scan_blanks(s);
		if (scan_colon(s, dot)) {
			scan_blanks(s);
			if (scan_figures(s, &figures, &h->minute) && figures == 2) {
				/* Seconds are read and forgotten. */
				behind = *s;
				int seconds;
				if (!(cursor_word(s, ":") && scan_figures(s, &figures, &seconds) &&
					figures == 2))
					*s = behind;
				return true;
			}
		}
		*s = behind;
	} else {
		*s = start;
		if (!scan_number(s, &h->hour))
			return false;
	}
	scan_blanks(s);
	if (cursor_word(s, "点") || cursor_word(s, "时")) {
		scan_spoken_minutes(s, h);
		return true;
	}
	*s = start;
	return false;
}

/* Minutes after midnight, or -1 for 25:00. 晚上1点 is an hour of the next day. */
static int
hour_minutes(const struct hour *h, enum part part)
{
	int hour = h->hour;
	if (hour > 24 || h->minute > 59 || (hour == 24 && h->minute > 0))
		return -1;
	if (part == PART_NIGHT && (hour <= 4 || hour == 12))
		hour += hour == 12 ? 12 : 24;
	else if ((part == PART_AFTERNOON || part == PART_NIGHT) && hour < 12)
		hour += 12;
	else if (part == PART_NOON && hour >= 1 && hour <= 3)
		hour += 12;
	return hour * 60 + h->minute;
}

/* Behind the start: —21:30, 至下午5点. */
static void
scan_end(struct cursor *s, bool dot, struct date_found *out)
{
	struct cursor start = *s;
	struct hour h;
	enum part part = PART_NONE;
	if (!scan_range_mark(s))
		return;
	scan_part(s, &part);
	scan_blanks(s);
	if (!scan_hour(s, dot || part != PART_NONE, &h)) {
		*s = start;
		return;
	}
	int end = hour_minutes(&h, part);
	/* 晚8:00—9:30, 上午11:00—1:00, 23:00—0:30: the first such hour behind the start. */
	if (end >= 0 && end < out->start && h.hour <= 12)
		end += part == PART_NONE && end + 12 * 60 >= out->start ? 12 * 60 : 24 * 60;
	if (end < 0)
		out->impossible = true;
	else
		out->end = (clock_minutes)end;
}

static bool
scan_time(struct cursor *s, enum part part, struct date_found *out)
{
	struct hour h;
	if (out->start >= 0 || out->impossible || !scan_hour(s, part != PART_NONE, &h))
		return false;
	int start = hour_minutes(&h, part);
	if (start < 0) {
		out->impossible = true;
		return true;
	}
	out->start = (clock_minutes)start;
	scan_end(s, part != PART_NONE, out);
	return true;
}

/* What may stand between the date, its weekday and its hours. */
static bool
scan_filler(struct cursor *s)
{
	static const char *const words[] = { "即", "当天", "T", " ", "　", "\t", "\u00A0" };

	return cursor_any(s, words, COUNT(words), NULL) ||
	    cursor_accept(s,
		ROUND_OPENER | ROUND_CLOSER | SQUARE_OPENER | SQUARE_CLOSER | COMMA | PAUSE |
		    SEMICOLON | COLON);
}

/* 第27周. */
static bool
scan_week(struct cursor *s)
{
	struct cursor start = *s;
	int week;
	if (cursor_word(s, "第")) {
		scan_blanks(s);
		if (scan_number(s, &week)) {
			scan_blanks(s);
			if (cursor_word(s, "周"))
				return true;
		}
	}
	*s = start;
	return false;
}

/* No secretary puts more beside a date; it bounds the walk over a line of nothing but brackets. */
#define FILLERS_MOST 40

static void
read_behind(struct cursor s, struct date_found *out)
{
	enum part part = PART_NONE;
	for (int n = 0; n < FILLERS_MOST && s.i < s.t.n; n++) {
		if (out->weekday == 0 && scan_weekday(&s, &out->weekday, &out->weekday_at))
			continue;
		if (scan_time(&s, part, out) || scan_week(&s) || scan_part(&s, &part) ||
		    scan_filler(&s))
			continue;
		break;
	}
}

/* 星期二（7月3日）, 周二，7月3日: a weekday directly before. */
static void
read_before(struct text t, size_t at, struct date_found *out)
{
	size_t end = at;
	for (int n = 0; n < FILLERS_MOST && end > 0; n++) {
		size_t i = end;
		uint32_t c = utf8_prev(t, &i);
		if (!char_is(c, BLANK | ROUND_OPENER | COMMA))
			break;
		end = i;
	}
	for (size_t n = 2; n <= 3; n++) { /* characters: 周二, 星期二 */
		size_t from = end;
		for (size_t k = 0; k < n && from > 0; k++)
			utf8_prev(t, &from);
		struct cursor s = { text_cut(t, 0, end), from };
		if (scan_weekday(&s, &out->weekday, &out->weekday_at) && s.i == end)
			return;
		out->weekday = 0;
		out->weekday_at = NO_SPAN;
	}
}

static bool
settle(const struct written_date *w, int year, struct date_found *out)
{
	out->at = w->at;
	out->year_written = w->year > 0;
	if (w->year > 0)
		year = w->year;
	/* Without any year a leap year decides whether there is such a day at all. */
	if (!date_valid(year > 0 ? year : 2000, w->month, w->day)) {
		out->impossible = true;
		return true;
	}
	if (year <= 0)
		return false;
	out->date = (struct date){ (int16_t)year, (int8_t)w->month, (int8_t)w->day };
	return true;
}

bool
date_find(struct text t, int year, struct date_found *out)
{
	struct cursor s = { t, 0 };
	*out = (struct date_found){ .start = -1, .end = -1 };
	while (s.i < t.n) {
		struct written_date w;
		uint32_t c = cursor_peek(&s);
		if ((utf8_digit(c) >= 0 || c == U'十') && scan_date(&s, &w)) {
			bool found = settle(&w, year, out);
			read_behind(s, out);
			if (out->weekday == 0)
				read_before(t, w.at.at, out);
			return found;
		}
		utf8_next(t, &s.i);
	}
	return false;
}
