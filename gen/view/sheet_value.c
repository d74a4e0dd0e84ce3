/* SPDX-License-Identifier: MIT */
/*
 * A sheet as a value for its template: templates/sheet/README.md names what stands in it. Words are
 * made here, because only a sentence knows its language; how much of them has room is the
 * template's business.
 */
#include "view/sheet_value.h"
#include "view/web.h"

#include "lihui/utf8.h"

/* --- Mongolian: only joined by marks --- */

static bool
ends_marked(struct text t)
{
	static const char *const marks[] = { "᠂", "᠃", "᠄", "。", "，", "；", "：", "！", "？", ".",
		"," };

	t = text_trim(t);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (text_ends(t, text_of(marks[i])))
			return true;
	return t.n == 0;
}

/* Appends with a space, and with a mark where the text before has none. */
static struct text
join(struct arena *a, struct text t, const char *mark, struct text more)
{
	if (t.n == 0 || more.n == 0)
		return t.n ? t : more;
	return text_fmt(a, "%.*s%s %.*s", TEXT_ARG(t), ends_marked(t) ? "" : mark, TEXT_ARG(more));
}

/* 问题27-1 -> 27-1: the word stands in the section head. */
static struct text
bare_number(struct text t)
{
	size_t i = 0;

	while (i < t.n && !(t.p[i] >= '0' && t.p[i] <= '9'))
		i++;
	return i < t.n ? text_cut(t, i, t.n) : NO_TEXT;
}

static void
put_joined(const struct saying *w, struct value *o, const struct sheet_matter *m)
{
	enum lang actual = LANG_ZH;
	struct text owner = words_get(w->s->words, w->lang, "sheet.owner", &actual),
		    person = m->person, title = m->title;

	value_put_text(w->a, o, "bare_number", bare_number(m->number));
	if (person.n > 0 && actual == w->lang)
		person = text_fmt(w->a, "%.*s ᠄ %.*s", TEXT_ARG(owner), TEXT_ARG(person));
	value_put_text(w->a, o, "colon",
	    m->answer.n == 0         ? NO_TEXT
		: ends_marked(title) ? T(" ")
				     : T(" ᠄ "));
	struct text rest = join(w->a, person, "", m->date_words);
	value_put_text(w->a, o, "end",
	    rest.n == 0 ? rest
			: text_fmt(w->a, "%s%.*s",
			      ends_marked(m->answer.n > 0 ? m->answer : title) ? " " : " ᠃ ",
			      TEXT_ARG(rest)));
}

/* --- matters, tasks, policy --- */

/* By this a template's steps know a row. */
static struct text
rank_of(const struct sheet_matter *m)
{
	return m->sign == SIGN_LATE     ? T("late")
	    : m->sign == SIGN_DONE      ? T("done")
	    : m->sign == SIGN_EXPLAINED ? T("told")
	    : m->fresh                  ? T("matter")
					: T("older");
}

static struct text
sign_name(enum sheet_sign sign)
{
	static const char *const names[] = { [SIGN_LATE] = "late",
		[SIGN_GOING] = "doing",
		[SIGN_OPEN] = "open",
		[SIGN_DONE] = "done",
		[SIGN_EXPLAINED] = "told" };

	return text_of(names[sign]);
}

/* Where it stands, in words: 超期33天, 7月20日前办, 7月10日再议, 6月29日办好. */
static struct text
state_words(const struct saying *w, const struct sheet_matter *m)
{
	struct text day = m->date_words;

	if (w->lang != LANG_ZH)
		return day.n > 0 ? day : m->status_words;
	if (m->sign == SIGN_LATE)
		return m->days_late > 0
		    ? sheet_say(w, "sheet.state_late", text_fmt(w->a, "%d", m->days_late))
		    : day.n > 0 ? day
				: m->status_words;
	if (m->sign == SIGN_EXPLAINED)
		return words_get(w->s->words, w->lang, "sheet.state_told", NULL);
	if (day.n == 0 || !(day.p[0] >= '0' && day.p[0] <= '9'))
		return m->status_words;
	if (m->sign == SIGN_OPEN)
		return sheet_say(w, "sheet.state_open",
		    text_ends(day, T("前"))       ? text_cut(day, 0, day.n - 3)
			: text_ends(day, T("议")) ? text_cut(day, 0, day.n - 3)
						  : day);
	return sheet_say(w, m->sign == SIGN_DONE ? "sheet.state_done" : "sheet.state_due", day);
}

/* 李四、王五、赵六 -> 李四等3人 */
static struct text
first_and_number(const struct saying *w, struct text people)
{
	size_t comma = text_find(people, T("、"), 0), n = 1;

	if (comma == SIZE_MAX)
		return people;
	for (size_t at = comma; at != SIZE_MAX; n++)
		at = text_find(people, T("、"), at + 3);
	return text_join(w->a, text_cut(people, 0, comma),
	    sheet_say(w, "sheet.people_more", text_fmt(w->a, "%zu", n)));
}

static void
put_matters(const struct saying *w, struct value *side, const struct sheet_side *s)
{
	struct value *list = value_put_list(w->a, side, "matters");

	value_put_bool(w->a, side, "has_matters", s->nmatters > 0);
	for (size_t i = 0; i < s->nmatters; i++) {
		const struct sheet_matter *m = &s->matters[i];
		struct value *o = value_add_object(w->a, list);
		struct text when = m->date_words;

		value_put_text(w->a, o, "rank", rank_of(m));
		value_put_text(w->a, o, "sign", sign_name(m->sign));
		value_put_text(w->a, o, "status", m->status_words);
		value_put_text(w->a, o, "state", state_words(w, m));
		value_put_text(w->a, o, "when", when);
		value_put_text(w->a, o, "when_short",
		    text_ends(when, T("前")) ? text_cut(when, 0, when.n - 3) : when);
		value_put_text(w->a, o, "title", m->title);
		value_put_text(w->a, o, "number", m->number);
		value_put_text(w->a, o, "answer", m->answer);
		value_put_text(w->a, o, "person", m->person);
		value_put_text(w->a, o, "person_and_n", first_and_number(w, m->person));
		if (lang_is_down(w->lang))
			put_joined(w, o, m);
	}
}

static void
put_tasks(const struct saying *w, struct value *side, const struct sheet_side *s)
{
	struct value *list = value_put_list(w->a, side, "tasks");

	value_put_bool(w->a, side, "has_tasks", s->ntasks > 0);
	for (size_t i = 0; i < s->ntasks; i++) {
		const struct sheet_task *t = &s->tasks[i];
		struct value *o = value_add_object(w->a, list);
		struct text owners = text_list_join(w->a, &t->people, T("、"));

		value_put_text(w->a, o, "owners", owners);
		value_put_text(w->a, o, "owner_and_n", first_and_number(w, owners));
		/* A name longer than the column of names stands behind the work. */
		value_put_bool(w->a, o, "long_owner",
		    w->lang == LANG_ZH && t->people.n > 0 && utf8_length(t->people.v[0]) > 5);
		value_put_text(w->a, o, "what", t->work);
		value_put_text(w->a, o, "due", t->date_words);
	}
}

static void
put_policies(const struct saying *w, struct value *side, const struct sheet_side *s)
{
	struct value *list = value_put_list(w->a, side, "policies");
	const char *colon = lang_is_down(w->lang) ? " ᠄ " : "：";

	value_put_bool(w->a, side, "has_policies", s->npolicies > 0);
	for (size_t i = 0; i < s->npolicies; i++) {
		const struct sheet_policy *p = &s->policies[i];
		struct value *o = value_add_object(w->a, list);

		value_put_bool(w->a, o, "first", i == 0);
		value_put_text(w->a, o, "said",
		    p->sentence.n > 0 ? text_fmt(w->a, "%.*s%s%.*s", TEXT_ARG(p->name), colon,
					    TEXT_ARG(p->sentence))
				      : p->name);
	}
}

/* The key to the signs; what was explained only when something was. */
static void
put_tally(const struct saying *w, struct value *side, const struct sheet_counts *c)
{
	const struct {
		const char *sign, *key;
		int n;
	} groups[] = { { "done", "sheet.done", c->done }, { "doing", "sheet.going", c->going },
		{ "open", "sheet.open", c->open }, { "late", "sheet.late", c->late },
		{ "told", "sheet.explained", c->explained } };
	struct value *list = value_put_list(w->a, side, "tally");

	for (size_t i = 0; i < (c->explained > 0 ? 5 : 4); i++) {
		struct value *o = value_add_object(w->a, list);
		value_put_text(w->a, o, "sign", text_of(groups[i].sign));
		value_put_text(
		    w->a, o, "word", words_get(w->s->words, w->lang, groups[i].key, NULL));
		value_put_text(w->a, o, "n", text_fmt(w->a, "%d", groups[i].n));
	}
}

/* --- a side --- */

static struct value *
put_side(const struct saying *w, struct value *list, const struct sheet_side *s)
{
	struct value *o = value_add_object(w->a, list);
	size_t space = text_find(s->date, T(" "), 0);
	const struct {
		const char *name;
		struct text t;
	} texts[] = { { "lang", lang_code(w->lang) }, { "unit", s->unit }, { "title", s->title },
		{ "date", s->date },
		{ "day", space == SIZE_MAX ? s->date : text_cut(s->date, 0, space) },
		{ "week", s->week }, { "came", s->came }, { "head_matters", s->head_matters },
		{ "head_tasks", s->head_tasks }, { "head_policies", s->head_policy },
		{ "short_date", s->short_date }, { "kind", s->kind },
		{ "url", s->url.n > 0 ? s->url : w->s->url } };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		value_put_text(w->a, o, texts[i].name, texts[i].t);
	struct text url = s->url.n > 0 ? s->url : w->s->url;
	size_t scheme = text_find(url, T("://"), 0);
	value_put_text(
	    w->a, o, "address", scheme == SIZE_MAX ? url : text_cut(url, scheme + 3, url.n));
	value_put_bool(w->a, o, "vertical", lang_is_down(w->lang));
	value_put_text(w->a, o, "week_title",
	    w->lang == LANG_ZH ? words_get(w->s->words, LANG_ZH, "sheet.week_title", NULL)
			       : s->head_matters);
	sheet_put_words(w, o, "w");
	put_tally(w, o, &s->counts);
	put_matters(w, o, s);
	put_tasks(w, o, s);
	put_policies(w, o, s);
	return o;
}

/* Whom to ask, the same on each side: read across, in Chinese. */
static void
put_ask(const struct saying *w, struct value *o)
{
	const struct sheet *s = w->s;
	struct text or_place = s->place.n > 0 ? sheet_say(w, "sheet.or_only", s->place) : NO_TEXT,
		    both = s->phone_person.n > 0 && s->place.n > 0
	    ? words_say(w->a, s->words, LANG_ZH, "sheet.or_at", TEXTS(s->phone_person, s->place))
	    : s->place.n > 0 ? or_place
			     : s->phone_person;
	const char *more = s->url.n > 0 ? "sheet.left_scan" : "sheet.left_at";
	struct text place =
	    s->place.n > 0 ? s->place : words_get(s->words, LANG_ZH, "sheet.service", NULL);
	size_t unit = text_find(place, T("党群服务中心"), 0);

	value_put_text(w->a, o, "phone", s->phone);
	value_put_text(w->a, o, "who", s->phone_person);
	value_put_text(w->a, o, "or_place", or_place);
	value_put_text(w->a, o, "or_place_ask",
	    s->place.n > 0 ? sheet_say(w, "sheet.or_ask", s->place) : NO_TEXT);
	value_put_text(w->a, o, "who_or_place", both);
	value_put_text(w->a, o, "ring_who",
	    s->phone_person.n > 0 ? sheet_say(w, "sheet.ring_who", s->phone_person)
				  : words_get(s->words, LANG_ZH, "sheet.ring", NULL));
	value_put_text(w->a, o, "ask_at", sheet_say(w, "sheet.ask_at", place));
	value_put_text(w->a, o, "left_poster", sheet_say(w, more, place));
	value_put_text(w->a, o, "left_least",
	    s->url.n > 0 ? words_get(s->words, LANG_ZH, "sheet.left_code", NULL) : NO_TEXT);
	value_put_text(w->a, o, "left_short",
	    sheet_say(w, more, unit == SIZE_MAX ? place : text_cut(place, unit, place.n)));
}

/* What lies behind the first side, or ZH: nothing. */
static enum lang
behind(const struct sheet *s)
{
	if (s->has_mn && s->mn.nmatters + s->mn.ntasks > 0)
		return s->mn.lang;
	return s->nothers > 0 ? s->others[0].side.lang : LANG_ZH;
}

static const struct value *
handout_value(struct arena *a, const struct sheet *s)
{
	struct saying zh = { a, s, LANG_ZH }, down = { a, s, s->mn.lang };
	struct value *o = value_object(a), *list;
	enum lang back = behind(s);
	bool week = s->kind == SHEET_POSTER, both = back != LANG_ZH && back == s->mn.lang,
	     first =
		 week && s->site && s->site->nlanguages > 0 && lang_is_down(s->site->languages[0]);

	value_put_text(a, o, "paper", s->a3 && week ? T("a3") : T("a4"));
	value_put_bool(a, o, "a3", s->a3 && week);
	/* With another language at the back all must fit the front. */
	value_put_text(a, o, "sides", back != LANG_ZH || week ? T("1") : T("2"));
	sheet_put_words(&zh, o, "zh");
	put_ask(&zh, o);
	list = value_put_list(a, o, "languages");
	if (both && first)
		put_side(&down, list, &s->mn);
	value_put_text(a, put_side(&zh, list, &s->zh), "other_side",
	    back == LANG_ZH ? NO_TEXT
			    : words_say(a, s->words, LANG_ZH, "sheet.back_in",
				  TEXTS(words_language(s->words, LANG_ZH, back, false))));
	if (both && !first)
		put_side(&down, list, &s->mn);
	for (size_t i = 0; i < s->nothers; i++) {
		struct saying w = { a, s, s->others[i].side.lang };

		put_side(&w, list, &s->others[i].side);
	}
	return o;
}

void
sheet_say_all(struct arena *a, struct sheet *s)
{
	struct saying zh = { a, s, LANG_ZH };
	struct value *o = value_object(a);

	switch (s->kind) {
	case SHEET_POSTER:
		if (s->zh.nmatters + s->zh.ntasks > 0) {
			s->template = T("week");
			s->value = handout_value(a, s);
			return;
		}
		s->template = T("poster");
		put_ask(&zh, o);
		poster_value(&zh, o);
		break;
	case SHEET_HANDOUT:
		s->template = T("handout");
		s->value = handout_value(a, s);
		return;
	case SHEET_RECORD:
		s->template = T("record");
		record_value(&zh, o);
		break;
	case SHEET_JIYAO:
		s->template = T("jiyao");
		jiyao_value(&zh, o);
		break;
	case SHEET_WORDS:
		s->template = T("words");
		asked_value(&zh, o);
		break;
	case SHEET_REPORT: return; /* view_report says it itself */
	}
	s->value = o;
}
