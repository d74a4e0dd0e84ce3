/* SPDX-License-Identifier: MIT */
/*
 * When a document's meeting was: 日期, 时间 and what the title and the file's name say of it.
 *
 * Purpose: day, hours and the weekday written beside them, each with its place; F007 when the date
 * is missing or unreadable, F002 when the type is not known either, F011 when the file's name
 * carries another day, F012 for a day or an hour that does not exist.
 *
 * Assumptions: a year that is not written is looked for in the title, the file's name and its
 * folders. A whole date in the title stands in for a missing 日期, with a note; so does one that
 * the file's name spells out (2019年12月31日), but 2019-12-31 is how this program names files.
 */
#include "read/head_fields.h"

#include "lihui/cursor.h"

/* A year in t: four digits from 1900 to 2199 with no digit beside them. */
static int
year_in(struct doc *d, struct text t)
{
	t = utf8_halfwidth(d->arena, t);
	for (size_t i = 0; i + 4 <= t.n; i++) {
		int n;
		bool left = i > 0 && t.p[i - 1] >= '0' && t.p[i - 1] <= '9';
		bool whole = text_int(text_cut(t, i, i + 4), &n);
		if (whole && !left && n >= 1900 && n <= 2199) {
			/* 20180703 in a file's name is a date as well */
			bool right = i + 4 < t.n && t.p[i + 4] >= '0' && t.p[i + 4] <= '9';
			struct date_found f;
			if (!right ||
			    (date_find(text_cut(t, i, t.n), 0, &f) && f.at.at == 0 &&
				f.year_written))
				return n;
		}
	}
	return 0;
}

static int
year_around(struct doc *d)
{
	int year = year_in(d, d->title);

	if (!year)
		year = year_in(d, path_name(d->path));
	for (struct text dir = path_dir(d->path); !year && dir.n; dir = path_dir(dir))
		year = year_in(d, path_name(dir));
	return year;
}

static void
take_times(struct doc *d, const struct date_found *f)
{
	if (f->start >= 0)
		d->start = f->start;
	if (f->end >= 0)
		d->end = f->end;
}

static void
take_weekday(struct doc *d, const struct date_found *f, struct text t)
{
	if (f->weekday == 0 || d->weekday_written)
		return;
	d->weekday_written = f->weekday;
	d->weekday_at = head_place(
	    d, text_cut(t, f->weekday_at.at, (size_t)f->weekday_at.at + f->weekday_at.n));
}

/* `7月1日，星期二，第27周`: the week may stand beside the day; a key of its own says more. */
static void
take_week(struct doc *d, struct text t)
{
	size_t at = text_find(t, T("第"), 0);
	int n;

	if (at == SIZE_MAX || d->week_written)
		return;
	at += strlen("第");
	if (utf8_number(t, &at, &n) && n >= 1 && n <= 53 &&
	    text_starts(text_trim(text_cut(t, at, t.n)), T("周")))
		d->week_written = n;
}

/* 时间 beside 日期 may hold the hour alone: a day put in front makes it readable. */
static void
read_hour(struct doc *d, const struct field *f, struct text t)
{
	struct text day = T("2000-01-03 "); /* a Monday */
	struct date_found found;

	if (!date_find(text_join(d->arena, day, t), 2000, &found))
		return;
	if (found.impossible)
		head_impossible(d, f);
	take_times(d, &found);
}

/* l2月1O日: letters that look like figures, beside figures or 年月日, as those figures or, dropped,
 * as nothing. */
static struct text
without_letters(struct doc *d, struct text t, bool dropped)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < t.n; i++) {
		char c = t.p[i];
		bool left = i > 0 && (strchr("0123456789lIoO", t.p[i - 1]) || t.p[i - 1] & 0x80);
		bool right =
		    i + 1 < t.n && (strchr("0123456789lIoO", t.p[i + 1]) || t.p[i + 1] & 0x80);

		if ((left || right) && strchr("lI|oO", c))
			c = dropped ? 0 : c == 'o' || c == 'O' ? '0' : '1';
		if (c)
			buf_char(&b, c);
	}
	return head_keep(d, &b);
}

/* 12/10/2019: the two figures in front, when a year stands behind them. */
static bool
year_last(struct text t, int *first, int *second, int *year)
{
	for (struct cursor s = { t, 0 }; s.i < t.n;) {
		struct cursor at = s;
		int *out[] = { first, second, year };
		int n = 0;

		while (n < 3 && utf8_digit(cursor_peek(&at)) >= 0 &&
		    utf8_number(t, &at.i, out[n]) && ++n < 3 &&
		    cursor_accept(&at, SLASH | POINT | DASH))
			;
		if (n == 3 && *year >= 1900 && *year <= 2199)
			return true;
		utf8_next(t, &s.i);
	}
	return false;
}

/* The days that 12/10/2019 or l2月1O日 may be: none, one or two. */
static int
readings(struct doc *d, struct text t, int year, struct date_found out[2])
{
	int first, second, n = 0;

	for (int dropped = 0; dropped <= 1; dropped++) {
		struct text mended = without_letters(d, t, dropped);

		if (!text_eq(mended, t) && date_find(mended, year, &out[n]) &&
		    date_is(out[n].date) && !out[n].impossible &&
		    (n == 0 || date_cmp(out[0].date, out[1].date) != 0))
			n++;
	}
	if (n > 0 || !year_last(t, &first, &second, &year))
		return n;
	for (int day_first = 0; day_first <= (first != second); day_first++) {
		int month = day_first ? second : first, day = day_first ? first : second;

		if (date_valid(year, month, day))
			out[n++] = (struct date_found){ .start = -1,
				.end = -1,
				.date = { (int16_t)year, (int8_t)month, (int8_t)day } };
	}
	return n;
}

/* A day that is written in no known way, when it can be only one; which one is told. */
static bool
guess_date(struct doc *d, const struct field *f, struct text t, int year, struct date_found *found)
{
	struct date_found days[2];

	if (readings(d, t, year, days) != 1)
		return false;
	*found = days[0];
	found->at = (struct span){ 0, (uint32_t)t.n };
	found->weekday = 0;
	diag_put(&d->sink, DIAG_F006, f->at,
	    TEXTS(t,
		text_join(d->arena, head_say(d, "assumed.day"), date_iso(d->arena, found->date))));
	return true;
}

/* False when the date cannot be: that was said, and F007 need not be. */
static bool
read_date(struct doc *d, const struct field *f, int year)
{
	struct text t = f->value->kind == YAML_SCALAR
	    ? f->value->text
	    : text_cut(d->text, f->at.at, (size_t)f->at.at + f->at.n);
	struct date_found found;
	bool is = date_find(t, year, &found) && date_is(found.date);

	if (found.impossible) {
		head_impossible(d, f);
		return false;
	}
	if (!is && !guess_date(d, f, t, year, &found)) {
		read_hour(d, f, t);
		return true;
	}
	if (!date_is(d->date)) {
		d->date = found.date;
		d->at[KEY_DATE] =
		    head_place(d, text_cut(t, found.at.at, (size_t)found.at.at + found.at.n));
	}
	take_weekday(d, &found, t);
	take_week(d, t);
	take_times(d, &found);
	return true;
}

static struct text
title_source(struct doc *d)
{
	struct span s = d->at[KEY_TITLE];
	return text_cut(d->text, s.at, (size_t)s.at + s.n);
}

static void
date_of_title(struct doc *d)
{
	struct text rest = title_source(d), t;
	int year = year_in(d, rest); /* 12月3日例会（2019年） */
	struct date_found found = { 0 };

	while (text_line(&rest, &t))
		if (date_find(t, year, &found) && date_is(found.date) && !found.impossible)
			break;
		else
			found.date = NO_DATE;
	if (!date_is(found.date))
		return;
	d->date = found.date;
	d->at[KEY_DATE] = head_place(d, text_cut(t, found.at.at, (size_t)found.at.at + found.at.n));
	take_weekday(d, &found, t);
	take_times(d, &found);
	diag_put(&d->sink, DIAG_F006, d->at[KEY_DATE],
	    TEXTS(date_iso(d->arena, d->date), head_say(d, "assumed.date")));
}

/* 柳河嘎查2019年12月31日例会.docx: a day that is spelt out in the name she gave; told, since files
 * are copied and renamed. */
static void
date_of_name(struct doc *d)
{
	struct text stem = path_name(d->address);
	struct date_found found;

	if (!text_has(stem, T("年")) || !text_has(stem, T("月")) || !date_find(stem, 0, &found) ||
	    !found.year_written || !date_is(found.date) || found.impossible)
		return;
	d->date = found.date;
	diag_put(&d->sink, DIAG_F006, NO_SPAN,
	    TEXTS(date_iso(d->arena, d->date), head_say(d, "assumed.name_date")));
}

/* 2018年7月3日 柳河嘎查因防汛没有开会: of a text without a head the first day, but not the one to
 * which the meeting is moved. */
static void
date_of_words(struct doc *d, int year)
{
	struct text clause;
	struct date_found found;

	for (size_t i = 0; clause_next(d->text, &i, &clause);) {
		if (meeting_moved(clause) || !date_find(clause, year, &found) ||
		    !date_is(found.date) || found.impossible)
			continue;
		d->date = found.date;
		d->at[KEY_DATE] =
		    head_place(d, text_cut(clause, found.at.at, (size_t)found.at.at + found.at.n));
		diag_put(&d->sink, DIAG_F006, d->at[KEY_DATE],
		    TEXTS(text_cut(clause, found.at.at, (size_t)found.at.at + found.at.n),
			text_join(
			    d->arena, head_say(d, "assumed.day"), date_iso(d->arena, d->date))));
		return;
	}
}

/* F011: only a date that names its month, or its year, is one. */
static void
check_file_name(struct doc *d)
{
	struct text stem = path_name(d->address);
	struct date_found f;

	if (!date_is(d->date) || !date_find(stem, d->date.year, &f) || !date_is(f.date) ||
	    f.impossible)
		return;
	if ((f.year_written || text_has(stem, T("月"))) && date_cmp(f.date, d->date) != 0)
		diag_put(&d->sink, DIAG_F011, d->at[KEY_DATE],
		    TEXTS(date_iso(d->arena, f.date), date_iso(d->arena, d->date)));
}

bool
head_date(struct doc *d, const struct field_list *l)
{
	int year = year_around(d);
	bool possible = true;

	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].key == KEY_DATE)
			possible &= read_date(d, &l->v[i], year);
	if (!date_is(d->date) && !head_field(l, KEY_DATE))
		date_of_title(d);
	if (!date_is(d->date) && !head_field(l, KEY_DATE) && meeting_unheld(d->text))
		date_of_words(d, year);
	if (!date_is(d->date) && !head_field(l, KEY_DATE) && possible)
		date_of_name(d);
	return possible;
}

/* What she wrote, and what it may mean. */
static struct text
unread_date(struct doc *d, const struct field *f)
{
	struct text t = text_cut(d->text, f->at.at, (size_t)f->at.at + f->at.n);
	struct date_found days[2];

	if (readings(d, t, year_around(d), days) != 2)
		return t;
	return words_say(d->arena, d->site->words, locale_english ? LANG_EN : LANG_ZH,
	    "front.two_dates",
	    TEXTS(t, date_iso(d->arena, days[0].date), date_iso(d->arena, days[1].date)));
}

/* A day to write hers after, in the year that is spoken of. */
static struct text
model_day(struct doc *d, const struct field *f)
{
	int year = f ? year_in(d, text_cut(d->text, f->at.at, (size_t)f->at.at + f->at.n)) : 0;

	year = year ? year : year_around(d);
	return text_fmt(d->arena, "%d-07-03", year ? year : 2018);
}

void
head_check_date(struct doc *d, const struct field_list *l, bool typed)
{
	const struct field *f = head_field(l, KEY_DATE);

	if (date_is(d->date))
		check_file_name(d);
	else if (d->type->class == CLASS_PAGE)
		return;
	else if (f)
		diag_put(&d->sink, DIAG_F007, f->at, TEXTS(unread_date(d, f), model_day(d, f)));
	else if (typed)
		diag_put(&d->sink, DIAG_F007, NO_SPAN,
		    TEXTS(head_say(d, "front.no_date"), model_day(d, NULL)));
	else
		diag_put(&d->sink, DIAG_F002, NO_SPAN, NO_TEXTS);
}
