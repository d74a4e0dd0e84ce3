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
#include "lihui/speech.h"

#include "lihui/cursor.h"
#include "lihui/spelling.h"

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
