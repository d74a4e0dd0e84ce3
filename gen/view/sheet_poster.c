/* SPDX-License-Identifier: MIT */
/* What a poster says beside its text: until when it hangs, whom to ask. */
#include "view/sheet_value.h"

#include "lihui/date.h"

/* A telephone inside the words for objections: seven digits and more, hyphens between. */
static struct text
find_phone(struct text t)
{
	for (size_t i = 0; i < t.n; i++) {
		size_t k = i, digits = 0;
		while (
		    k < t.n && ((t.p[k] >= '0' && t.p[k] <= '9') || (t.p[k] == '-' && digits > 0)))
			digits += t.p[k++] != '-';
		if (digits >= 7)
			return text_cut(t, i, k);
		i = k > i ? k - 1 : i;
	}
	return NO_TEXT;
}

static struct text
strip_marks(struct text t)
{
	static const char *const marks[] = { "，", "、", "；", "：", "。", ",", " ", "电话", "（）",
		"()" };

	for (bool again = true; again;) {
		again = false;
		t = text_trim(t);
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
			struct text m = text_of(marks[i]);
			if (text_starts(t, m)) {
				t = text_cut(t, m.n, t.n);
				again = true;
			} else if (text_ends(t, m)) {
				t = text_cut(t, 0, t.n - m.n);
				again = true;
			}
		}
	}
	return t;
}

/* The line under the telephone: what else the document says of objections, else the place and the
 * person to ask. */
static struct text
object_words(const struct saying *w, struct text phone)
{
	const struct sheet *s = w->s;

	if (s->objections.n > 0) {
		size_t at = phone.n > 0 ? text_find(s->objections, phone, 0) : SIZE_MAX;
		if (at == SIZE_MAX)
			return s->objections;
		return strip_marks(text_join(w->a, strip_marks(text_cut(s->objections, 0, at)),
		    text_cut(s->objections, at + phone.n, s->objections.n)));
	}
	if (s->place.n > 0 && s->phone_person.n > 0)
		return words_say(
		    w->a, s->words, LANG_ZH, "sheet.or_find", TEXTS(s->place, s->phone_person));
	return s->place.n > 0 ? sheet_say(w, "sheet.or_only", s->place) : s->phone_person;
}

/* A unit that gave neither telephone nor place has only the code: half a sentence would send people
 * nowhere. */
static void
put_whom(const struct saying *w, struct value *o)
{
	const struct sheet *s = w->s;
	struct text own = find_phone(s->objections), phone = own.n > 0 ? own : s->phone,
		    words = object_words(w, phone),
		    lines = s->objections.n == 0 && s->place.n > 0 && s->phone_person.n > 0
	    ? words_say(
		  w->a, s->words, LANG_ZH, "sheet.or_find_lines", TEXTS(s->place, s->phone_person))
	    : words;
	const char *key = phone.n == 0 ? "sheet.object_at"
	    : s->money                 ? "sheet.question"
				       : "sheet.object";

	value_put_text(w->a, o, "ask_head", phone.n + words.n > 0 ? sheet_word(w, key) : NO_TEXT);
	value_put_text(w->a, o, "ask_phone", phone);
	value_put_text(w->a, o, "ask_words", words);
	value_put_text(w->a, o, "ask_lines", lines);
}

static void
put_until(const struct saying *w, struct value *o)
{
	const struct sheet *s = w->s;
	struct date from = s->period_from, to = s->period_to;
	struct text day = text_fmt(w->a, "%d月%d日", to.month, to.day),
		    weekday = date_weekday_zh(date_weekday(to), false);
	int days = s->period_days > 0 ? s->period_days
	    : date_is(from)           ? (int)(date_days(to) - date_days(from)) + 1
				      : 0;
	struct text n = text_fmt(w->a, "%d", days);

	value_put_bool(w->a, o, "has_until", date_is(to));
	if (!date_is(to))
		return;
	value_put_text(w->a, o, "period",
	    days > 0 && date_is(from)
		? words_say(w->a, s->words, LANG_ZH, "sheet.period",
		      TEXTS(n, text_fmt(w->a, "%d月%d日", from.month, from.day)))
		: NO_TEXT);
	value_put_text(w->a, o, "until",
	    words_say(w->a, s->words, LANG_ZH, "sheet.until", TEXTS(day, weekday)));
	value_put_text(w->a, o, "until_short",
	    days > 0
		? words_say(w->a, s->words, LANG_ZH, "sheet.until_short", TEXTS(n, day, weekday))
		: words_say(w->a, s->words, LANG_ZH, "sheet.until", TEXTS(day, weekday)));
}

/* 单位：元 above a money table: the heads of its columns say it. */
static bool
says_unit(const struct money_table *m, const struct block *x, struct text t)
{
	return m && m->unit.n > 0 && x->next && x->next == m->table && text_starts(t, T("单位")) &&
	    text_ends(t, m->unit);
}

static void
put_text(const struct saying *w, struct value *o, const struct sheet_part *p)
{
	struct sheet_body b = { .w = w, .money = p->lang == LANG_ZH ? w->s->money : NULL };

	b.list = value_put_list(w->a, o, "body");
	for (const struct block *x = p->body ? p->body->first : NULL; x; x = x->next)
		if (!(x->kind == BLOCK_HEADING && x->level == 1) && /* the title stands already */
		    !(x->inlines && says_unit(b.money, x, text_trim(block_plain(w->a, x, false)))))
			body_block(&b, x, 0);
	value_put_bool(w->a, o, "many", b.tables || lang_is_down(p->lang));
	value_put_text(w->a, o, "poster_title",
	    p->lang == LANG_ZH && w->s->poster_title.n > 0 ? w->s->poster_title : p->title);
	value_put_text(w->a, o, "continued", sheet_say(w, "sheet.continued", NO_TEXT));
}

void
poster_value(const struct saying *zh, struct value *o)
{
	const struct sheet *s = zh->s;
	struct text scan = sheet_word(zh, "sheet.scan");

	value_put_text(zh->a, o, "paper", s->a3 ? T("a3") : T("a4"));
	value_put_bool(zh->a, o, "a3", s->a3);
	put_until(zh, o);
	put_whom(zh, o);
	value_put_text(zh->a, o, "more",
	    s->place.n > 0
		? sheet_say(zh, s->url.n > 0 ? "sheet.more_scan" : "sheet.more_at", s->place)
		: s->url.n > 0 ? scan
			       : sheet_word(zh, "sheet.more_service"));
	value_put_text(zh->a, o, "more_short", s->url.n > 0 ? scan : NO_TEXT);
	sheet_put_parts(zh, o, put_text);
}
