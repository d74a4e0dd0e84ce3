/* SPDX-License-Identifier: MIT */
/*
 * Words, dates and numbers as pages show them, and the marks that a page of one script puts around
 * text of the other. The language of a run is read from its letters, not carried along: minutes,
 * names and fallback words mix freely on a Mongolian page, and a wrong mark would pick the wrong
 * font. Dates and weekdays come from the catalogue alone (no locale data has them for Mongolian in
 * China). On a vertical page one and two digits stand upright in one cell, more lie on their side.
 */
#include <stdio.h>

#include "lihui/arena.h"
#include "lihui/utf8.h"
#include "view/web.h"

struct text
web_word(const struct web *w, const char *key)
{
	return words_get(w->v->site->words, w->lang, key, NULL);
}

enum lang
web_lang(const struct web *w, const char *key)
{
	enum lang actual;

	words_get(w->v->site->words, w->lang, key, &actual);
	return actual;
}

struct text
web_say(const struct web *w, const char *key, const struct text *args, size_t n)
{
	return words_say(w->a, w->v->site->words, w->lang, key, args, n);
}

struct text
web_say_int(const struct web *w, const char *key, int64_t n)
{
	return web_say(w, key, TEXTS(web_int(w->a, n)));
}

struct text
web_say_date(const struct web *w, const char *key, struct date d)
{
	return web_say(w, key, TEXTS(web_date(w, web_lang(w, key), d)));
}

struct text
web_say_day(const struct web *w, const char *key, struct date d)
{
	return web_say(w, key, TEXTS(web_day(w, web_lang(w, key), d)));
}

struct text
web_language(const struct web *w, enum lang l)
{
	return words_language(w->v->site->words, LANG_ZH, l, false);
}

struct text
web_say_language(const struct web *w, const char *key, enum lang l)
{
	const struct words *words = w->v->site->words;
	enum lang in = web_lang(w, key);

	return web_say(
	    w, key, TEXTS(words_language(words, in, l, false), words_language(words, in, l, true)));
}

/* --- marks --- */

bool
web_has_mongolian(struct text t)
{
	for (size_t i = 0; i < t.n;)
		if (utf8_is_mongolian(utf8_next(t, &i)))
			return true;
	return false;
}

/* A digit run that stands alone: not part of 27-1, 0482-0000000, 8:00, 2.5 or a word. */
static bool
digit_boundary(char c)
{
	return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    c == '-' || c == '.' || c == ':' || c == '/' || c == '*' || c == ',' || c == '_' ||
	    c == '@');
}

static size_t
digits_upright(struct text t, size_t at)
{
	size_t end = at;

	while (end < t.n && t.p[end] >= '0' && t.p[end] <= '9')
		end++;
	if (end - at > 2 || (at > 0 && !digit_boundary(t.p[at - 1])) ||
	    (end < t.n && !digit_boundary(t.p[end])))
		return 0;
	return end - at;
}

/* Old vertical presentation forms and marks that lie on their side in a vertical line. */
static struct text
vertical_form(uint32_t c, struct text as_is)
{
	switch (c) {
	case 0xFE35: return T("(");
	case 0xFE36: return T(")");
	case 0xFE3D: return T("《");
	case 0xFE3E: return T("》");
	case '?': return T("？");
	case '!': return T("！");
	default: return as_is;
	}
}

static void
put_vertical_run(struct buf *out, struct text t)
{
	size_t done = 0; /* what stands before it is written */

	for (size_t i = 0; i < t.n;) {
		/* Three bytes of Mongolian or Chinese: neither a digit nor one of the forms. */
		if ((unsigned char)t.p[i] >= 0xE1 && (unsigned char)t.p[i] <= 0xEE &&
		    t.n - i >= 3) {
			i += 3;
			continue;
		}
		size_t from = i, upright = digits_upright(t, i);
		uint32_t c = utf8_next(t, &i);
		struct text one = { t.p + from, i - from }, form = vertical_form(c, one);

		/* The rest of a longer digit run goes out whole, or its tail would look like a run
		 * of its own. */
		while (c >= '0' && c <= '9' && i < t.n && t.p[i] >= '0' && t.p[i] <= '9')
			i++;
		if (upright == 0 && form.p == one.p)
			continue;
		buf_html(out, text_cut(t, done, from));
		done = i;
		if (upright == 0) {
			buf_text(out, form);
			continue;
		}
		buf_str(out, "<span class=\"tcy\">");
		buf_put(out, t.p + from, upright);
		buf_str(out, "</span>");
	}
	buf_html(out, text_cut(t, done, t.n));
}

/* Behind Arabic letters a browser shows 27-1 as 1-27: it takes the stroke for a minus. */
static void
put_leftward_run(struct buf *out, struct text t)
{
	size_t done = 0;

	for (size_t i = 0; i < t.n; i++) {
		size_t end = i;
		while (end < t.n &&
		    ((t.p[end] >= '0' && t.p[end] <= '9') ||
			(end > i && memchr("-.:/", t.p[end], 4) != NULL)))
			end++;
		if (end < i + 2)
			continue;
		buf_html(out, text_cut(t, done, i));
		buf_str(out, "<bdi dir=\"ltr\">");
		buf_html(out, text_cut(t, i, end));
		buf_str(out, "</bdi>");
		done = end;
		i = end - 1;
	}
	buf_html(out, text_cut(t, done, t.n));
}

static void
put_run(struct buf *out, struct text t, enum lang page)
{
	if (lang_is_down(page))
		put_vertical_run(out, t);
	else if (lang_is_leftward(page))
		put_leftward_run(out, t);
	else
		buf_html(out, t);
}

/* The run that begins at `from` in language l: up to the last letter of l before a letter of
 * another one. */
static size_t
run_end(struct text t, size_t from, enum lang l, enum lang page)
{
	size_t end = from;

	for (size_t i = from; i < t.n;) {
		enum lang here = lang_of_letter(utf8_next(t, &i), page);

		if (here != LANG_COUNT && here != l)
			return end;
		if (here == l)
			end = i;
	}
	return t.n;
}

static void
put_foreign(struct buf *out, struct text t, enum lang l, enum lang page)
{
	const char *direction = lang_is_leftward(l) == lang_is_leftward(page) ? ""
	    : lang_is_leftward(l)                                             ? " dir=\"rtl\""
									      : " dir=\"ltr\"";

	buf_fmt(out, "<span lang=\"%.*s\"%s>", TEXT_ARG(lang_html(l)), direction);
	put_run(out, t, page);
	buf_str(out, "</span>");
}

static void
put_marked(struct buf *out, struct text t, enum lang page)
{
	size_t first = t.n; /* the first letter of another language */
	enum lang foreign = LANG_COUNT;
	bool mixed = false;

	for (size_t i = 0; i < t.n;) {
		size_t at = i;
		enum lang l = lang_of_letter(utf8_next(t, &i), page);

		if (l == LANG_COUNT)
			continue;
		mixed |= l == page || (foreign != LANG_COUNT && l != foreign);
		if (l != page && foreign == LANG_COUNT) {
			foreign = l;
			first = at;
		}
	}
	if (foreign != LANG_COUNT && !mixed) {
		put_foreign(out, t, foreign, page);
		return;
	}
	put_run(out, text_cut(t, 0, first), page);
	for (size_t i = first; i < t.n;) {
		size_t start = i;
		enum lang l = lang_of_letter(utf8_next(t, &i), page);
		size_t end = run_end(t, start, l, page);

		if (l == page || l == LANG_COUNT) {
			while (i < t.n) {
				size_t at = i;
				l = lang_of_letter(utf8_next(t, &at), page);
				if (l != page && l != LANG_COUNT)
					break;
				i = at;
			}
			put_run(out, text_cut(t, start, i), page);
			continue;
		}
		put_foreign(out, text_cut(t, start, end), l, page);
		i = end;
	}
}

/* Neither a mark of HTML nor a letter that is marked on a Chinese page (Mongolian E1 xx, E2 80 AF,
 * F0 xx, Arabic D8-DB, Tibetan E0, Hangul EA-ED): what nearly every text of one is. */
static bool
is_plain(struct text t)
{
	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.p[i];

		if (c < 0x80 ? c == '&' || c == '<' || c == '>' || c == '"' || c == '\''
			     : c == 0xE0 || c == 0xE1 || c == 0xF0 || (c >= 0xD8 && c <= 0xDB) ||
			    (c >= 0xEA && c <= 0xED) ||
			    (c == 0xAF && i > 0 && t.p[i - 1] == '\x80'))
			return false;
	}
	return true;
}

struct text
web_html(const struct web *w, struct text plain)
{
	if (w->lang == LANG_ZH && is_plain(plain))
		return text_copy(w->a, plain);
	struct buf b = BUF_INIT;

	put_marked(&b, plain, w->lang);
	struct text t = text_copy(w->a, buf_view(&b));
	buf_release(&b);
	return t;
}

/* --- numbers, dates --- */

struct text
web_int(struct arena *a, int64_t n)
{
	char room[INT_ROOM];

	return text_copy(a, int_text(room, n));
}

struct text
web_number(struct arena *a, int64_t n)
{
	char digits[32], out[48];
	int len = snprintf(digits, sizeof digits, "%lld", (long long)n), k = 0;

	for (int i = 0; i < len; i++) {
		if (i > 0 && digits[i - 1] != '-' && (len - i) % 3 == 0)
			out[k++] = ',';
		out[k++] = digits[i];
	}
	return text_copy(a, (struct text){ out, (size_t)k });
}

/* One decimal, rounded half up in whole numbers so that every machine prints the same. */
struct text
web_percent(struct arena *a, int64_t part, int64_t whole)
{
	if (whole <= 0)
		return T("—");
	int64_t tenths = (part * 2000 + whole) / (whole * 2);

	return text_fmt(a, "%lld.%lld%%", (long long)(tenths / 10), (long long)(tenths % 10));
}

struct text
web_date(const struct web *w, enum lang l, struct date d)
{
	if (!date_is(d))
		return NO_TEXT;
	return words_day(w->a, w->v->site->words, l, "web.date_form", d);
}

struct text
web_day(const struct web *w, enum lang l, struct date d)
{
	if (!date_is(d) || d.year != w->year)
		return web_date(w, l, d);
	return words_day(w->a, w->v->site->words, l, "web.day_form", d);
}

struct text
web_weekday(const struct web *w, struct date d)
{
	static const char *const key[] = { "web.mon", "web.tue", "web.wed", "web.thu", "web.fri",
		"web.sat", "web.sun" };

	return date_is(d) ? web_word(w, key[date_weekday(d) - 1]) : NO_TEXT;
}

struct text
web_time(const struct web *w, struct date d, bool with_year)
{
	if (!date_is(d))
		return NO_TEXT;
	struct text words = with_year ? web_date(w, w->lang, d) : web_day(w, w->lang, d);
	struct text html = web_html(w, words), iso = date_iso(w->a, d);

	return text_concat(w->a, TEXTS(T("<time datetime=\""), iso, T("\">"), html, T("</time>")));
}

struct date
web_parse(struct text iso)
{
	struct date d = NO_DATE;

	if (iso.n > 0 && !date_parse_iso(iso, &d))
		return NO_DATE;
	return d;
}

struct text
web_iso(struct arena *a, struct date d)
{
	return date_is(d) ? date_iso(a, d) : NO_TEXT;
}

/* --- sentences and names --- */

struct text
web_sentence(struct arena *a, struct text t)
{
	static const char *const ends[] = { "。", "！", "？", "；", "…", "：", "᠃", ".", "!", "?" };

	t = text_trim(text_replace(a, t, T("\n"), T(" ")));
	if (t.n == 0)
		return t;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (text_ends(t, text_of(ends[i])))
			return t;
	if (text_ends(t, T("，")) || text_ends(t, T("、")))
		t.n -= strlen("，");
	return text_join(a, t, web_has_mongolian(t) ? T("᠃") : T("。"));
}

/* People write the status and go on: 办理中，基站已立杆。 */
struct text
web_progress(struct text t)
{
	static const char *const marks[] = { "，", "。", "；", "：", ",", ";", ":" };
	struct text head = t, rest;

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		head = text_cut(head, 0, text_find(head, text_of(marks[i]), 0));
	if (status_parse(head) == STATUS_NONE)
		return t;
	rest = text_cut(t, head.n, t.n);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (text_starts(rest, text_of(marks[i])))
			return text_trim(text_cut(rest, strlen(marks[i]), rest.n));
	return NO_TEXT;
}

struct text
web_version(const struct web *w, struct text own, struct text others)
{
	struct text said = lang_said(others, w->lang);

	return said.n > 0 ? said : own;
}

struct text
web_unit_name(const struct web *w, const struct unit *u)
{
	return web_version(w, u->name, u->name_in);
}

struct text
web_site_title(const struct web *w)
{
	const struct site *s = w->v->site;
	struct text title = web_version(w, s->title, s->title_in);

	return title.n > 0 ? title : web_unit_name(w, s->units[0]);
}

struct text
web_rating(const struct web *w, struct text rating)
{
	return rating.n ? web_word(w, text_fmt(w->a, "rating.%.*s", TEXT_ARG(rating)).p) : NO_TEXT;
}

struct text
web_status(const struct web *w, struct text status)
{
	struct text key = text_fmt(w->a, "status.%.*s", TEXT_ARG(status));

	return words_has(w->v->site->words, LANG_ZH, key) ? web_word(w, key.p) : status;
}

/* The catalogue has a word for the few types that another language has one for; the profile may add
 * types it has never heard of. */
struct text
web_type_name(const struct web *w, struct text id, struct text name)
{
	struct text key = text_fmt(w->a, "type.%.*s", TEXT_ARG(id));

	return w->lang != LANG_ZH && words_has(w->v->site->words, w->lang, key) ? web_word(w, key.p)
										: name;
}

/* --- members of page data --- */

void
web_put(const struct web *w, struct value *o, const char *key, struct text plain)
{
	value_put_text(w->a, o, key, web_html(w, plain));
}

void
web_put_word(const struct web *w, struct value *o, const char *key, const char *word)
{
	web_put(w, o, key, web_word(w, word));
}

void
web_put_say(const struct web *w, struct value *o, const char *key, const char *word,
    const struct text *args, size_t n)
{
	web_put(w, o, key, web_say(w, word, args, n));
}

void
web_put_as_of(const struct web *w, struct value *o)
{
	web_put(w, o, "as_of", web_say_date(w, "web.as_of", w->v->as_of));
}

void
web_put_time(const struct web *w, struct value *o, const char *key, struct date d, bool with_year)
{
	web_put_plain(w, o, key, web_time(w, d, with_year));
}

void
web_put_plain(const struct web *w, struct value *o, const char *key, struct text t)
{
	value_put_text(w->a, o, key, t);
}

void
web_put_flag(const struct web *w, struct value *o, const char *key, bool b)
{
	value_put_bool(w->a, o, key, b);
}

void
web_add(const struct web *w, struct value *list, struct text plain)
{
	value_add(list, value_text(w->a, web_html(w, plain)));
}

void
web_fact(const struct web *w, struct value *list, const char *label, struct text value)
{
	if (value.n == 0)
		return;
	struct value *o = value_add_object(w->a, list);

	web_put_word(w, o, "label", label);
	web_put(w, o, "value", value);
}

void
web_members(struct arena *a, struct value *o, const struct member *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		value_put_text(a, o, v[i].key, v[i].text);
}

void
web_members_told(struct arena *a, struct value *o, const struct member *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].text.n > 0)
			value_put_text(a, o, v[i].key, v[i].text);
}
