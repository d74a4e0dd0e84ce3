/* SPDX-License-Identifier: MIT */
/*
 * What kind of document it is: 类型, else the end of the title, else the weekly meeting.
 *
 * Assumptions: quotes and blanks in a type's name do not count (“双书记”周例会). When 类型 says
 * more than a name (双书记周例会，与主题党日合并) the name that stands first is meant. A title
 * counts only by its end, 会议记录 and 纪要 taken off: 学习党员大会精神 is no 党员大会.
 */
#include "read/head_fields.h"

#include "lihui/secret.h"
#include "lihui/spelling.h"
#include "speech/head_lines.h"
#include "lihui/utf8.h"

/* Names in a remedy. */
#define NAMES_TOLD 5
/* Characters of a name that is too short to be told from another by an edit. */
#define SHORT_NAME 3

static struct text
bare(struct arena *a, struct text t)
{
	static const char *const quotes[] = { "“", "”", "\"", "「", "」", "《", "》" };

	t = text_squeeze(a, t);
	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
		t = text_replace(a, t, text_of(quotes[i]), NO_TEXT);
	return t;
}

/* The type whose name stands earliest in t, the longest of those; at_end asks that it ends t. */
struct type_search {
	struct arena *arena;
	struct text in;
	bool at_end;
	const struct doc_type *type;
	size_t at, n;
};

static void
try_name(struct type_search *s, const struct doc_type *type, struct text name)
{
	name = bare(s->arena, name);
	size_t at = s->at_end ? (text_ends(s->in, name) ? s->in.n - name.n : SIZE_MAX)
			      : text_find(s->in, name, 0);

	if (at == SIZE_MAX || name.n == 0 ||
	    (s->type && (at > s->at || (at == s->at && name.n <= s->n))))
		return;
	s->type = type;
	s->at = at;
	s->n = name.n;
}

static const struct doc_type *
find_type(struct doc *d, struct text t, bool at_end)
{
	struct type_search s = { d->arena, t, at_end, NULL, 0, 0 };

	for (size_t i = 0; i < d->profile->types.n; i++) {
		const struct doc_type *type = &d->profile->types.v[i];
		try_name(&s, type, type->name);
		for (size_t j = 0; j < type->aliases.n; j++)
			try_name(&s, type, type->aliases.v[j]);
	}
	return s.type;
}

/* 关于报送第50周双书记周例会纪要的报告: what is sent counts, not the letter around it. */
static struct text
without_letter(struct text t)
{
	static const char *const sends[] = { "印发", "报送", "上报", "呈报", "转发", NULL };
	static const char *const letters[] = { "的通知", "的报告", "的函", NULL };

	for (size_t i = 0; letters[i] && has_any(t, sends); i++)
		if (text_ends(t, text_of(letters[i])))
			return text_cut(t, 0, t.n - strlen(letters[i]));
	return t;
}

static const struct doc_type *
type_of_title(struct doc *d)
{
	static const char *const tails[] = { "会议记录", "会议纪要", "活动记录", "记录", "纪要" };
	struct text t = without_letter(bare(d->arena, d->title));
	const struct doc_type *type = find_type(d, t, true);

	for (size_t i = 0; !type && i < sizeof tails / sizeof *tails; i++)
		if (text_ends(t, text_of(tails[i])))
			type = find_type(d, text_cut(t, 0, t.n - strlen(tails[i])), true);
	return type;
}

/* Names of the profile's types of a class, for a remedy. */
static struct text
type_names(struct doc *d, enum doc_class class)
{
	struct buf b = BUF_INIT;
	size_t n = 0;

	for (size_t i = 0; i < d->profile->types.n && n < NAMES_TOLD; i++) {
		const struct doc_type *t = &d->profile->types.v[i];
		if (t->class != class)
			continue;
		buf_text(&b, n++ > 0 ? T("、") : NO_TEXT);
		buf_text(&b, t->name);
	}
	return head_keep(d, &b);
}

/* The type that a misspelt name is nearest to, or NULL. Short names are near too much. */
static const struct doc_type *
type_nearest(struct doc *d, struct text name)
{
	size_t n = d->profile->types.n;
	struct spelling *table = ARENA_ARRAY(d->arena, struct spelling, n + 1);

	if (!utf8_exceeds(name, SHORT_NAME))
		return NULL;
	for (size_t i = 0; i < n; i++)
		table[i] = (struct spelling){ 1,
			text_copy(d->arena, bare(d->arena, d->profile->types.v[i].name)).p };
	table[n] = (struct spelling){ 0, NULL };
	struct text found = spelling_nearest(table, bare(d->arena, name));
	return found.n ? profile_type(d->profile, found) : NULL;
}

/* A kind that the profile does not know is read as the nearest name, else as one of the others: it
 * is no weekly meeting, and nothing is held back for it. */
static const struct doc_type *
type_unknown(struct doc *d, const struct field_list *l, const struct field *f, struct text words)
{
	static const char *const ends[] = { "会", "会议", "座谈", "党课", "学习", "谈话", NULL };
	bool meeting = head_field(l, KEY_ATTENDEES) || head_field(l, KEY_HOST);

	for (size_t i = 0; ends[i]; i++)
		meeting |= text_ends(words, text_of(ends[i]));
	enum doc_class class = meeting ? CLASS_MEETING : CLASS_BULLETIN;
	const struct doc_type *type = type_nearest(d, words);
	if (!type)
		type = profile_type(d->profile, meeting ? T("other_meeting") : T("other_bulletin"));
	for (size_t i = d->profile->types.n; !type && i-- > 0;)
		if (d->profile->types.v[i].class == class && !d->profile->types.v[i].weekly)
			type = &d->profile->types.v[i];
	if (type)
		diag_put(
		    &d->sink, DIAG_F016, f->at, TEXTS(words, type->name, type_names(d, class)));
	else
		head_impossible(d, f);
	return type;
}

/* 本周因防汛没有开会 in plain words, where nobody is said to have come or presided. */
static bool
says_unheld(const struct doc *d, const struct field_list *l)
{
	struct text rest = d->text, line;

	if (head_field(l, KEY_ATTENDEES) || head_field(l, KEY_HOST) || !meeting_unheld(d->text))
		return false;
	while (text_line(&rest, &line))
		if (step_match(line, &d->profile->steps, &(size_t){ 0 }, &(size_t){ 0 }) ||
		    han_numbered(line))
			return false;
	return profile_type(d->profile, T("no_meeting")) != NULL;
}

bool
head_type(struct doc *d, const struct field_list *l)
{
	const struct field *f = head_field(l, KEY_TYPE);
	struct text words = f ? head_flat(d, f->value) : NO_TEXT;

	if (f && words.n) {
		d->type = profile_type(d->profile, words);
		if (!d->type && (d->type = find_type(d, bare(d->arena, words), false)))
			diag_put(&d->sink, DIAG_F006, f->at, /* 双书记周例会（与主题党日合并） */
			    TEXTS(words,
				text_join(d->arena, head_say(d, "assumed.day"), d->type->name)));
		if (!d->type)
			d->type = type_unknown(d, l, f, words);
	}
	if (!d->type)
		d->type = type_of_title(d);
	if (!f && (!d->type || d->type->weekly) && says_unheld(d, l)) {
		d->type = profile_type(d->profile, T("no_meeting"));
		diag_put(&d->sink, DIAG_F006, d->at[KEY_DATE],
		    TEXTS(
			secret_head(d->arena, text_squeeze(d->arena, d->text), d->sink.allowed, 20),
			text_join(d->arena, head_say(d, "assumed.day"), d->type->name)));
	}
	bool found = d->type != NULL;
	if (!found)
		d->type = profile_type(d->profile, T("weekly"));
	return found;
}
