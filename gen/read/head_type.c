/* SPDX-License-Identifier: MIT */
/*
 * What kind of document it is: 类型, else the end of the title, else the weekly meeting.
 *
 * Assumptions: quotes and blanks in a type's name do not count (“双书记”周例会). When 类型 says
 * more than a name (双书记周例会，与主题党日合并) the name that stands first is meant. A title
 * counts only by its end, 会议记录 and 纪要 taken off: 学习党员大会精神 is no 党员大会.
 */
#include "read/head_fields.h"

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

bool
head_type(struct doc *d, const struct field_list *l)
{
	const struct field *f = head_field(l, KEY_TYPE);
	struct text words = f ? head_flat(d, f->value) : NO_TEXT;

	if (f && words.n) {
		d->type = profile_type(d->profile, words);
		if (!d->type)
			d->type = find_type(
			    d, bare(d->arena, words), false); /* 双书记周例会（与主题党日合并） */
		if (!d->type)
			head_impossible(d, f);
	}
	if (!d->type)
		d->type = type_of_title(d);
	bool found = d->type != NULL;
	if (!found)
		d->type = profile_type(d->profile, T("weekly"));
	return found;
}
