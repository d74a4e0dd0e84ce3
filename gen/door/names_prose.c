/* SPDX-License-Identifier: MIT */
/*
 * Names in running text, which no list holds (speech/name_find.c finds them), and who of them
 * shows: who is named with an office, secretaries of the units that the document may speak of,
 * leaders of Party and state, names in the titles of works, and those who wrote or photographed.
 */
#include "door/names.h"

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/utf8.h"

/* Behind the name of a public person. */
static const char *const public_titles[] = { "总书记", "主席", "总理", "总统", "同志", "思想",
	"精神", "理论", "主义", "新时代", "重要", "讲话", NULL };
static const char *const author_heads[] = { "记者", "通讯员", "摄影", "供稿", "作者", "编辑",
	"责编", "撰稿", NULL };
static const char *const author_tails[] = { "摄", "报道", "供稿", NULL };
/* Offices that stand for many: 老党员王五 is not named in office. */
static const char *const common_offices[] = { "党员", "代表", "队员", "成员", NULL };

/* A given name of two characters, when it can be told from words. */
struct text
nameword_given(struct text name)
{
	struct text given = text_cut(name, name_surname(name), name.n);

	return given.n < name.n && utf8_length(given) == 2 && !name_is_word(given) ? given
										   : NO_TEXT;
}

static void
known_add(struct name_lexicon *l, struct text name)
{
	struct text given = nameword_given(name);

	name_lexicon_add(l, name, NAME_KNOWN);
	if (given.n > 0)
		name_lexicon_add(l, given, NAME_KNOWN);
}

static struct name_lexicon *
lexicon_of(struct doc *d, const struct text_list *known)
{
	struct name_lexicon *l = name_lexicon_new(d->arena, d->site->places);
	const struct text_list *none[] = { &d->profile->public_persons, &d->profile->not_names,
		&d->not_names };
	struct person_refs people = { NULL, 0, 0 };
	struct text_list parts = { NULL, 0, 0 };

	for (size_t k = 0; k < sizeof none / sizeof *none; k++)
		for (size_t i = 0; i < none[k]->n; i++)
			name_lexicon_add(l, none[k]->v[i], NAME_WORD);
	names_gather(d, &people, &parts);
	for (size_t i = 0; i < people.n; i++)
		if (nameword_whole(d, people.v[i]->name, &parts))
			known_add(l, people.v[i]->name);
	for (size_t i = 0; i < parts.n; i++)
		known_add(l, parts.v[i]);
	for (size_t i = 0; i < known->n; i++)
		known_add(l, known->v[i]);
	name_lexicon_settle(l);
	return l;
}

/* Lists of people in the head are read as such. */
static bool
in_people(const struct doc *d, size_t at)
{
	enum key k;

	for (k = KEY_NONE; k < KEY_COUNT; k++)
		if ((key_people(d, k) != NULL || k == KEY_NOT_NAMES) && at >= d->at[k].at &&
		    at < d->at[k].at + d->at[k].n)
			return true;
	return false;
}

static void
hidden_join(struct doc *d, const struct text_list *words)
{
	for (size_t i = 0; i < words->n; i++)
		if (!text_list_has(&d->redact, words->v[i]))
			text_list_add(d->arena, &d->redact, words->v[i]);
}

/* The manual shows in code how a record is written, names and all. */
struct code_walk {
	struct text rest, line;
	const char *begin;
	bool fenced;
};

/* Offsets must not fall from call to call. */
static bool
in_code(struct code_walk *w, size_t at)
{
	size_t marks = 0;

	while ((size_t)(w->rest.p - w->begin) <= at && text_line(&w->rest, &w->line))
		w->fenced ^= text_starts(text_trim(w->line), T("```"));
	for (size_t i = 0; i < w->line.n && w->line.p + i < w->begin + at; i++)
		marks += w->line.p[i] == '`';
	return w->fenced || marks % 2 == 1;
}

static void
prose_find(struct doc *d, const struct text_list *known)
{
	struct code_walk code = { d->text, NO_TEXT, d->text.p, false };
	struct name_hits all = { NULL, 0, 0 };

	d->prose = (struct name_hits){ NULL, 0, 0 };
	d->prose_read = true;
	name_find(d->arena, d->text, lexicon_of(d, known), &all);
	for (size_t i = 0; i < all.n; i++)
		if (!in_people(d, all.v[i].at.at) &&
		    !(doc_is_page(d) && in_code(&code, all.v[i].at.at)))
			*ARENA_PUSH(d->arena, &d->prose) = all.v[i];
}

/* What was found is kept with the document, which says nothing else by it. */
const struct name_hits *
doc_prose(const struct doc *of)
{
	static const struct text_list none = { NULL, 0, 0 };
	struct doc *d = (struct doc *)of;

	if (!d->prose_read)
		prose_find(d, &none);
	return &d->prose;
}

/* Whether the unit knows a name that the document alone does not see. */
static bool
knows_more(struct doc *d, const struct text_list *known)
{
	const struct name_hits *hits = doc_prose(d);
	struct text_list found = { NULL, 0, 0 };
	struct person_refs people = { NULL, 0, 0 };
	struct text_list parts = { NULL, 0, 0 };

	if (known->n == 0)
		return false;
	names_gather(d, &people, &parts);
	for (size_t i = 0; i < hits->n; i++)
		text_list_add(d->arena, &found, hits->v[i].name);
	for (size_t i = 0; i < people.n; i++)
		text_list_add(d->arena, &found, people.v[i]->name);
	LIST_SORT(&found, text_order);
	for (size_t i = 0; i < known->n; i++)
		if (!LIST_FIND(&found, &known->v[i], text_order))
			return true;
	return false;
}

void
faces_join(struct doc *d, const struct unit_register *r)
{
	struct text_list hidden = { NULL, 0, 0 }, known = { NULL, 0, 0 };

	d->faces = r;
	register_ask(d, text_join(d->arena, d->text, d->address), &hidden, &known);
	if (d->profile->names != NAMES_ALL && knows_more(d, &known))
		prose_find(d, &known);
	for (size_t i = 0; i < d->versions.n; i++)
		if (d->versions.v[i].read != NULL) {
			faces_join(d->versions.v[i].read, r);
			hidden_join(d, &d->versions.v[i].read->redact);
		}
	hidden_join(d, &hidden);
}

/* --- who shows --- */

static bool
starts_with(struct text t, const char *const *words)
{
	for (; *words != NULL; words++)
		if (text_starts(t, text_of(*words)))
			return true;
	return false;
}

static struct text
line_before(struct text t, size_t at)
{
	size_t from = at;

	while (from > 0 && t.p[from - 1] != '\n' && at - from < 200)
		from--;
	return text_cut(t, from, at);
}

static struct text
line_behind(struct text t, size_t at)
{
	struct text rest = text_cut(t, at, at + 200);

	return text_cut(rest, 0, text_find(rest, T("\n"), 0));
}

/* Inside 《》. */
static bool
in_title(struct text before)
{
	size_t open = SIZE_MAX, next;

	for (size_t i = 0; (next = text_find(before, T("《"), i)) != SIZE_MAX; i = next + 1)
		open = next;
	return open != SIZE_MAX && text_find(before, T("》"), open) == SIZE_MAX;
}

static bool
office_beside(const struct doc *d, struct text before, struct text behind)
{
	const struct text_list *offices = &d->profile->offices;

	before = text_trim(before);
	if (text_starts(behind, T("（")) || text_starts(behind, T("(")))
		behind = text_cut(behind, behind.p[0] == '(' ? 1 : T("（").n, behind.n);
	for (size_t i = 0; i < offices->n; i++)
		if (!nameword_ends(offices->v[i], common_offices) &&
		    (text_ends(before, offices->v[i]) || text_starts(behind, offices->v[i])))
			return true;
	return false;
}

/* 记者 王五 李四 摄 */
static bool
author_beside(struct text before, struct text behind)
{
	size_t end = before.n, i = before.n;
	int most = 12;

	while (i > 0 && most-- > 0) {
		uint32_t c = utf8_prev(before, &i);

		if (!utf8_is_han(c) && c != ' ' && c != U'　' && c != U'：' && c != ':' &&
		    c != U'、')
			break;
		end = i;
	}
	before = text_trim(text_cut(before, end, before.n));
	if (text_starts(before, T("本报")))
		before = text_cut(before, T("本报").n, before.n);
	return starts_with(before, author_heads) || starts_with(text_trim(behind), author_tails);
}

static bool
is_secretary(const struct unit *u, struct text name, struct date d)
{
	return text_eq(name, tenure_on(&u->first_secretary, d)) ||
	    text_eq(name, tenure_on(&u->secretary, d));
}

/* Of the document's unit, of those above, and of those below: all that it may speak of. */
bool
names_secretary(const struct doc *d, struct text name)
{
	const struct unit *u;

	for (u = d->unit; u != NULL; u = u->parent)
		if (is_secretary(u, name, d->date))
			return true;
	for (size_t i = d->unit != NULL ? (size_t)d->unit->id + 1 : d->site->nunits;
	     i < d->site->nunits; i++) {
		for (u = d->site->units[i]; u != NULL && u != d->unit; u = u->parent)
			;
		if (u == NULL)
			break;
		if (is_secretary(d->site->units[i], name, d->date))
			return true;
	}
	return false;
}

static enum prose_face
face_in(const struct doc *d, struct text t, const struct name_hit *h)
{
	struct text before = line_before(t, h->at.at),
		    behind = line_behind(t, h->at.at + (size_t)h->at.n);

	if (in_title(before) || text_list_has(&d->profile->public_persons, h->name))
		return PROSE_TITLE;
	if (starts_with(behind, public_titles) && !text_starts(behind, T("同志")))
		return PROSE_SHOWN;
	if (office_beside(d, before, behind) || author_beside(before, behind) ||
	    names_secretary(d, h->name) || register_office(d, h->name))
		return PROSE_SHOWN;
	return PROSE_MASKED;
}

enum prose_face
prose_face(const struct doc *d, const struct name_hit *h)
{
	return face_in(d, d->text, h);
}

void
prose_ask(struct doc *d, struct text t, bool guessed, struct text_list *names)
{
	struct text_list known = { NULL, 0, 0 };
	struct name_hits hits = { NULL, 0, 0 };

	if (d->faces != NULL)
		register_ask(d, t, names, &known);
	if (d->profile->names == NAMES_ALL)
		return;
	for (size_t i = 0; i < known.n; i++)
		if (!register_office(d, known.v[i]) && !names_secretary(d, known.v[i]))
			text_list_add(d->arena, names, known.v[i]);
	name_find(d->arena, t, lexicon_of(d, &known), &hits);
	for (size_t i = 0; i < hits.n; i++)
		if ((guessed || !hits.v[i].doubtful) && face_in(d, t, &hits.v[i]) == PROSE_MASKED)
			text_list_add(d->arena, names, hits.v[i].name);
	each_once(names);
}

/* --- masks for names that are words too --- */

static bool
next_han(struct text t, size_t at, size_t *end)
{
	*end = at;
	return at < t.n && utf8_is_han(utf8_next(t, end));
}

/*
 * 高兴 is a word and a name: what is masked is 由高兴, with the character before it or behind it
 * as it stands there.
 */
void
prose_mask_piece(struct mask *v, const struct doc *d, const struct name_hit *h, struct text shown)
{
	struct text t = d->text;
	size_t from = h->at.at, to = h->at.at + (size_t)h->at.n, i = from;

	if (from > 0 && utf8_is_han(utf8_prev(t, &i)))
		mask_add(v, text_cut(t, i, to), text_join(d->arena, text_cut(t, i, from), shown),
		    MASK_NAME);
	else if (next_han(t, to, &i))
		mask_add(v, text_cut(t, from, i), text_join(d->arena, shown, text_cut(t, to, i)),
		    MASK_NAME);
	else
		mask_add(v, h->name, shown, MASK_NAME);
}

/* Where a public person bears the name of somebody on a list: 李强总理 shows. */
void
prose_keep_public(struct mask *v, const struct doc *d, struct text name)
{
	const char *const *title;

	if (!text_list_has(&d->profile->public_persons, name))
		return;
	for (title = public_titles; *title != NULL; title++) {
		struct text behind = text_join(d->arena, name, text_of(*title)),
			    before = text_join(d->arena, text_of(*title), name);

		mask_add(v, behind, behind, MASK_KEPT);
		mask_add(v, before, before, MASK_KEPT);
	}
}
