/* SPDX-License-Identifier: MIT */
/*
 * The words people put before a colon: the keys of front matter and the labels inside a problem or
 * task, each with all its spellings.
 *
 * Purpose: one table (model.def) says what a spelling means, what a key is called in a message and
 * which spelling a misspelt one is nearest to.
 *
 * Assumptions: a spelling is compared without blanks, hyphens and underlines, full-width letters as
 * ASCII, letters in lower case, because a secretary centres her labels with blanks (主 持 人) and
 * an input method leaves full-width letters behind. The first Chinese spelling of a key is its
 * name. 备注 is no spelling of 说明 on purpose: 说明 excuses a weekday, and a remark must not.
 *
 * Outside facts: the spellings were collected from printed forms of meeting minutes
 * (党支部会议记录本) and from the specification.
 */
#include "lihui/lexicon.h"

#include "lihui/cursor.h"
#include "lihui/spelling.h"

/* A label is short, and beside its words only a few others stand (缺席人员及请假理由). */
#define LABEL_POINTS 12
#define BESIDE_MOST  2

static const struct spelling key_table[] = {
#define KEY(id, zh, en, shape) { KEY_##id, zh }, { KEY_##id, en },
#define ALSO(id, spelling)     { KEY_##id, spelling },
#include "lihui/model.def"
	{ 0, NULL }
};
static const struct spelling label_table[] = {
#define LABEL(id, name)          { LABEL_##id, name },
#define LABEL_ALSO(id, spelling) { LABEL_##id, spelling },
#include "lihui/model.def"
	{ 0, NULL }
};

static const struct spelling column_table[] = {
#define COLUMN(id, name) { LABEL_##id, name },
#include "lihui/model.def"
	{ 0, NULL }
};
static const struct spelling column_endings[] = {
#define COLUMN_END(id, ending) { LABEL_##id, ending },
#include "lihui/model.def"
	{ 0, NULL }
};

enum key
key_parse(struct text name)
{
	return (enum key)spelling_find(key_table, name);
}

struct text
key_name(enum key k)
{
	for (const struct spelling *s = key_table; s->word; s++)
		if (s->meaning == (int)k)
			return text_of(s->word);
	return NO_TEXT;
}

struct text
key_nearest(struct text name)
{
	return spelling_nearest(key_table, name);
}

enum label
label_parse(struct text name)
{
	return (enum label)spelling_find(label_table, name);
}

/* --- labels by their words --- */

/* Letters alone, without what surrounds or parts them, nor a bracket at the end: 主持人（签名） is
 * 主持人. False when something stands in it that no label has, and when more stands behind the
 * bracket: 参加的张三（党员） 李四 还有. */
static bool
label_squeeze(struct text name, char bytes[LABEL_POINTS * 4], struct text *out)
{
	static const char *const signs[] = { "签字", "签名" };
	struct cursor s = { name, 0 };

	*out = (struct text){ bytes, 0 };
	for (uint32_t c; cursor_next(&s, &c);) {
		if (char_is(c, ROUND_OPENER)) {
			cursor_until(&s, ROUND_CLOSER | COLON | SEPARATOR);
			cursor_accept(&s, ROUND_CLOSER);
			cursor_skip(&s, BLANK | STAR);
			if (s.i < s.t.n)
				return false;
			break;
		}
		if (char_is(c, BLANK | QUOTE | STAR | DASH))
			continue;
		if (!utf8_is_han(c) || out->n + 4 > LABEL_POINTS * 4)
			return false;
		out->n += utf8_put(bytes + out->n, c);
	}
	for (size_t i = 0; i < COUNT(signs); i++)
		if (text_ends(*out, text_of(signs[i])))
			out->n -= strlen(signs[i]);
	return out->n > 0;
}

/* The longest of the words that begins at i, in bytes. */
static size_t
word_at(struct text t, size_t i, const struct text_list *words)
{
	size_t n = 0;

	for (size_t k = 0; k < words->n; k++)
		if (words->v[k].n > n && text_starts(text_cut(t, i, t.n), words->v[k]))
			n = words->v[k].n;
	return n;
}

static bool
has_word(struct text t, const struct text_list *words)
{
	for (size_t i = 0; i < words->n; i++)
		if (text_has(t, words->v[i]))
			return true;
	return false;
}

/* Characters that are neither of the rule nor such as stand beside any label. */
static size_t
beside(const struct lexicon *l, const struct label_rule *r, struct text t)
{
	const struct text_list *lists[] = { &r->any, &l->label_fill, &l->label_counts };
	size_t points = 0;

	for (size_t i = 0; i < t.n;) {
		size_t n = 0;

		for (size_t k = 0; k < COUNT(lists); k++) {
			size_t here = word_at(t, i, lists[k]);
			n = here > n ? here : n;
		}
		if (n == 0) {
			utf8_next(t, &i);
			points++;
		}
		i += n;
	}
	return points;
}

enum key
label_key(const struct lexicon *l, struct text name, bool followed)
{
	char bytes[LABEL_POINTS * 4];
	struct text t;

	if (!l || !label_squeeze(name, bytes, &t))
		return KEY_NONE;
	bool stopped = has_word(t, &l->label_stops);
	for (size_t i = 0; i < l->labels.n; i++) {
		const struct label_rule *r = &l->labels.v[i];

		if (text_list_has(&r->words, t))
			return r->key;
		if (stopped || !has_word(t, &r->any))
			continue;
		if (beside(l, r, t) > (r->bare ? 0 : BESIDE_MOST) || (r->value && !followed))
			return KEY_NONE;
		return r->counts && has_word(t, &l->label_counts) ? r->counted : r->key;
	}
	return KEY_NONE;
}

bool
label_pure(const struct lexicon *l, struct text name)
{
	char bytes[LABEL_POINTS * 4];
	struct text t;

	if (key_parse(name) || !l || !label_squeeze(name, bytes, &t))
		return true;
	for (size_t i = 0; i < l->labels.n; i++) {
		const struct label_rule *r = &l->labels.v[i];

		if (text_list_has(&r->words, t) || (has_word(t, &r->any) && beside(l, r, t) == 0))
			return true;
	}
	return false;
}

/* A head has no more characters. */
#define HEAD_MOST 14

enum label
column_parse(struct text head)
{
	struct text t = text_trim(head);
	enum label best = LABEL_NONE;
	size_t longest = 0, open = 0;

	/* 完成时限（月日） */
	while (open < t.n && !char_is(text_peek(t, open), ROUND_OPENER))
		utf8_next(t, &open);
	if (open > 0)
		t = clause_trim(text_cut(t, 0, open), false);
	if (t.n == 0 || utf8_exceeds(t, HEAD_MOST))
		return LABEL_NONE;
	if ((best = label_parse(t)) || (best = (enum label)spelling_find(column_table, t)))
		return best;
	for (const struct spelling *s = column_endings; s->word; s++) {
		struct text word = text_of(s->word);

		if (word.n > longest && text_ends(t, word)) {
			longest = word.n;
			best = (enum label)s->meaning;
		}
	}
	return best;
}
