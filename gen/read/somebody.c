/* SPDX-License-Identifier: MIT */
/*
 * Whether words name somebody. Lists of people are people.c; here are words that stand where a name
 * may stand, in a bracket, behind blanks, before a deadline, behind @: on a list of the head, of a
 * name's shape, or not.
 */
#include "read/record.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"

void
people_of(const struct doc *d, const struct line *l, struct text words, struct person_list *out)
{
	struct person_list found = { 0 };

	people_parse(d, words, line_part(d, l, words), &found);
	people_recognise(d, &found);
	for (size_t i = 0; i < found.n; i++)
		*ARENA_PUSH(d->arena, out) = found.v[i];
}

bool
deadline_of(const struct doc *d, const struct line *l, struct text words, struct deadline *out)
{
	struct deadline found;

	if (!deadline_find(words, d->date, &found))
		return false;
	*out = found;
	out->at = line_part(d, l, found.written);
	return true;
}

/* A word that may be somebody: on a list of the head, or of a name's shape. */
bool
somebody(const struct doc *d, struct text t, bool known_only)
{
	struct text bare = text_trim(t);
	size_t n = 0, chars;

	if (people_known(d, bare) > 0)
		return true;
	if (known_only)
		return false;
	chars = utf8_length(bare);
	if (chars < 2 || chars > 16)
		return false;
	for (size_t i = 0; i < bare.n; n++) {
		uint32_t c = utf8_next(bare, &i);

		if (!utf8_is_han(c) && c != U'、' && c != U'（' && c != U'）' && c != '(' &&
		    c != ')' && !utf8_is_mongolian(c) && c != U'·')
			return false;
	}
	return chars <= 4 || text_has(bare, T("、")) || text_has(bare, T("（")) ||
	    text_has(bare, T("书记")) || text_has(bare, T("主任")) || text_has(bare, T("委员会")) ||
	    text_has(bare, T("两委")) || text_has(bare, T("工作队"));
}

/* （五捆）, （继续）, （两公里）: without a date beside it only a known name, a Han surname's or an
 * office is somebody. */
bool
certainly_somebody(const struct doc *d, struct text t)
{
	struct person_list found = { 0 };

	if (people_known(d, t) > 0 || looks_like_name(t))
		return true;
	people_parse(d, t, NO_SPAN, &found);
	for (size_t i = 0; i < found.n; i++)
		if (!found.v[i].group && found.v[i].roles.n == 0 &&
		    !looks_like_name(found.v[i].name))
			return false;
	return found.n > 0 && utf8_length(t) <= 16 && found.v[0].count != 0 &&
	    (!found.v[0].group || found.v[0].count < 0);
}

/* How much of the words behind 反映人 names people: a clause that is a sentence, and what he says
 * (何顺说水井不出水), is the matter. */
size_t
names_end(const struct doc *d, struct text t)
{
	static const char *const says[] = { "说", "称", "讲", "反映", "反应", "提出", NULL };
	static const char *const places[] = { "组", "队", "户", "家", "嘎查", "村", "人", "等",
		NULL };
	size_t i = 0, end = 0;
	struct text clause;

	while (clause_next(t, &i, &clause)) {
		struct text words = clause_trim(clause, false);
		size_t known = people_known(d, words), n, verb = find_any(words, 3, says, &n);
		bool place = false;

		if (known == 0 && verb != SIZE_MAX && verb + n < words.n &&
		    !utf8_exceeds(text_cut(words, 0, verb), 5))
			known = verb;
		for (size_t k = 0; places[k]; k++)
			place |= text_ends(words, text_of(places[k]));
		if (known > 0 && starts_any(text_cut(words, known, words.n), says, &n))
			return (size_t)(words.p - t.p) + known;
		if (end > 0 && words.n > 0 && !certainly_somebody(d, words) &&
		    !(place && !utf8_exceeds(words, 8)))
			return end;
		end = (size_t)(clause.p - t.p) + clause.n;
	}
	return t.n;
}

/* A line with @ in it is short; each mention copies what is left. */
#define MENTION_WITHIN 600

/* A letter of a name: no address of e-mail is taken for a mention. */
static bool
in_name(uint32_t c)
{
	return utf8_is_han(c) || utf8_is_mongolian(c) || c == U'·';
}

bool
mention_of(const struct doc *d, struct text *words, struct text *who)
{
	struct cursor s = { *words, 0 };
	size_t from;

	if (words->n > MENTION_WITHIN ||
	    (!memchr(words->p, '@', words->n) && !text_has(*words, T("＠"))))
		return false;
	for (uint32_t before = 0;; before = cursor_before(&s)) {
		from = s.i;
		if (s.i >= s.t.n)
			return false;
		if ((before == 0 || !char_is_latin(before)) &&
		    (cursor_word(&s, "@") || cursor_word(&s, "＠")) && in_name(cursor_peek(&s)))
			break;
		if (s.i == from)
			utf8_next(s.t, &s.i);
	}
	size_t start = s.i;
	s.i += people_known(d, cursor_rest(&s));
	if (s.i == start)
		while (in_name(cursor_peek(&s)))
			utf8_next(s.t, &s.i);
	*who = text_cut(*words, start, s.i);
	struct text front = clause_trim(text_cut(*words, 0, from), false),
		    rest = text_behind(cursor_rest(&s), BLANK | COLON | SEPARATOR);
	*words = front.n == 0 ? rest
	    : rest.n == 0     ? front
			      : text_fmt(d->arena, "%.*s %.*s", TEXT_ARG(front), TEXT_ARG(rest));
	return true;
}

/* 桥断了 @何顺 12月20日前换好。…: behind the day stands what is to be done, or the next sentence.
 */
bool
mention_dated(const struct doc *d, const struct line *l, struct text whole, struct text who,
    struct text *words, struct text *done, struct deadline *dl)
{
	struct cursor s = { whole, (size_t)(who.p - whole.p) };
	struct text rest = text_behind(text_cut(whole, s.i + who.n, whole.n), BLANK | COMMA);

	utf8_prev(whole, &s.i);
	struct text front = clause_trim(text_cut(whole, 0, s.i), false);
	if (front.n == 0 || !deadline_of(d, l, rest, dl) || dl->written.p != rest.p ||
	    dl->written.n == rest.n)
		return false;
	s = (struct cursor){ rest, dl->written.n };
	cursor_until(&s, STOP | LINE_END);
	*done = clause_trim(text_cut(rest, dl->written.n, s.i), false);
	*words = text_fmt(d->arena, "%.*s%.*s", TEXT_ARG(front), TEXT_ARG(cursor_rest(&s)));
	return true;
}

/* Behind a known name that has nothing to do: his house, what he said. */
static const char *const not_doing[] = { "家", "户", "的", "和", "等", "反映", "提", "说", "要求",
	NULL };

bool
is_theirs(struct text behind)
{
	return starts_any(behind, not_doing, NULL);
}

/*
 * 吴红联系供电所, 定了何顺领着干: who stands in front of what he does. first: the first clause may
 * be it (of a problem it is the matter), and whoever is on a list does what follows his name.
 */
struct text
doer_in(const struct doc *d, struct text t, bool first)
{
	static const char *const leading[] = { "负责", "牵头", "领着", "带着", "带人", "领人",
		"盯着", "去办", "去找", "去问", "去修", "联系", NULL };
	static const char *const leads[] = { "定了", "会上定", "会议决定", "决定", "同意", "先",
		"就", "安排", "派", "让", "叫", NULL };
	struct text clause;
	size_t i = 0, n;

	for (bool matter = !first; clause_next(t, &i, &clause); matter = false) {
		clause = clause_trim(clause, false);
		while (starts_any(clause, leads, &n))
			clause = clause_trim(text_cut(clause, n, clause.n), false);
		size_t known = matter ? 0 : people_known(d, clause);
		struct text does = text_cut(clause, known, clause.n);

		if (known > 0 &&
		    (sentence_does(does) ||
			(first && utf8_length(does) >= 2 && !starts_any(does, not_doing, NULL) &&
			    utf8_is_han(text_peek(does, 0)))))
			return text_cut(clause, 0, known);
		for (size_t k = 2; !matter && known == 0 && k <= 3; k++) {
			struct text who = text_head(clause, k);
			if (who.n < clause.n && looks_like_name(who) &&
			    starts_any(text_cut(clause, who.n, clause.n), leading, NULL))
				return who;
		}
	}
	return NO_TEXT;
}

/* A day has no more bytes. */
#define WITHIN 60

struct text
name_before_deadline(const struct doc *d, struct text t)
{
	struct text clause;
	struct deadline dl;
	size_t i = 0;

	while (clause_next(t, &i, &clause)) {
		clause = clause_trim(clause, false);
		size_t n = people_known(d, clause);

		struct text behind = text_cut(t, (size_t)(clause.p - t.p) + n, t.n);
		if (n == clause.n) /* 孟和，12月18日前 */
			behind = text_behind(behind, BLANK | COMMA);
		if (n > 0 && deadline_find(text_cut(behind, 0, WITHIN), d->date, &dl) &&
		    dl.at.at == 0)
			return text_cut(clause, 0, n);
	}
	return NO_TEXT;
}
