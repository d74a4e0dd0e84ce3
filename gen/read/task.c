/* SPDX-License-Identifier: MIT */
/*
 * Tasks: the top items of the last step. Who and until when stand in brackets
 * （责任人：王五；时限：7月9日）, or in brackets without labels （王五，7月9日前）, behind the
 * words with blanks between, behind a label, nested below, or in the sentence itself (由王五负责).
 * What is left is the task.
 */
#include "read/record.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

struct tasker {
	struct doc *d;
	struct task *t;
	const struct line *line;
	struct text nested; /* lines below, for the sentence */
};

static bool
has_deadline(const struct task *t)
{
	return t->deadline.written.n > 0;
}

static void
set_owner(struct tasker *k, const struct line *l, struct text words)
{
	words = clause_trim(words, false);
	if (words.n == 0)
		return;
	if (k->t->owner_words.n < 8192)
		k->t->owner_words = line_join(k->d->arena, k->t->owner_words, words);
	people_of(k->d, l, words, &k->t->owners);
}

static void
set_deadline(struct tasker *k, const struct line *l, struct text words)
{
	struct deadline dl;

	if (has_deadline(k->t))
		return;
	if (deadline_of(k->d, l, words, &dl)) {
		k->t->deadline = dl;
	} else {
		k->t->deadline.written = words;
		k->t->deadline.at = line_part(k->d, l, words);
	}
}

static void
set_label(struct tasker *k, const struct line *l, const struct labelled *v)
{
	struct number n;
	struct deadline dl;
	size_t i = 0;

	switch (v->label) {
	case LABEL_OWNER:
		if (!has_deadline(k->t) && deadline_of(k->d, l, v->value, &dl) &&
		    dl.written.p > v->value.p) {
			k->t->deadline = dl;
			set_owner(k, l, text_cut(v->value, 0, (size_t)(dl.written.p - v->value.p)));
			return;
		}
		set_owner(k, l, v->value);
		return;
	case LABEL_DEADLINE: set_deadline(k, l, v->value); return;
	case LABEL_NUMBER:
		if (number_parse(v->value, &i, &n)) {
			k->t->number = n;
			k->t->number_at = v->at;
		}
		return;
	default: return;
	}
}

/* A word that may be somebody: on a list of the head, or of a name's shape. */
static bool
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

/* 王五7月9日前 cut behind a name that the head knows, so that 五7 is not read as a figure. */
static bool
part_deadline(const struct tasker *k, struct text part, struct text *who, struct text *when)
{
	size_t n = people_known(k->d, part);
	struct deadline dl;

	*who = text_cut(part, 0, n);
	*when = text_cut(part, n, part.n);
	if (!deadline_find(*when, k->d->date, &dl)) {
		*who = part;
		return false;
	}
	if (n == 0 && dl.at.at > 0) {
		*who = text_cut(part, 0, dl.at.at);
		*when = text_cut(part, dl.at.at, part.n);
	}
	return true;
}

/* （五捆）, （继续）, （两公里）: without a date beside it only a known name, a Han surname's or an
 * office is somebody. */
static bool
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

/* （王五，7月9日前）: each part is a date or somebody, or the bracket is not ours. */
static bool
plain_bracket(struct tasker *k, const struct line *l, struct text inside)
{
	size_t i = 0;
	struct text part, who, until;
	bool when = false, sure = true, any = false;

	while (clause_next(inside, &i, &part)) {
		part = clause_trim(part, false);
		if (part.n == 0)
			continue;
		any = true;
		if (part_deadline(k, part, &who, &until))
			when = true;
		if (who.n > 0 && !somebody(k->d, clause_trim(who, false), false))
			return false;
		sure = sure && (who.n == 0 || certainly_somebody(k->d, clause_trim(who, false)));
	}
	if (!any || (!when && !sure))
		return false;
	for (i = 0; clause_next(inside, &i, &part);) {
		part = clause_trim(part, false);
		if (part_deadline(k, part, &who, &until))
			set_deadline(k, l, until);
		set_owner(k, l, who);
	}
	return true;
}

/* The bracket that ends the words: what stands before it remains. */
static bool
end_bracket(struct tasker *k, struct text *words)
{
	struct labelled_list found = { 0 };
	struct line inner;
	size_t open, i = words->n;
	uint32_t c;

	if (i == 0)
		return false;
	c = utf8_prev(*words, &i);
	if (c != U'）' && c != ')')
		return false;
	for (open = i; open > 0;) {
		c = utf8_prev(*words, &open);
		if (c == U'（' || c == '(')
			break;
	}
	if (c != U'（' && c != '(')
		return false;
	inner = *k->line;
	inner.text = text_cut(*words, open + (c == '(' ? 1 : 3), i);
	inner.at = line_part(k->d, k->line, inner.text);
	label_scan(k->d, &inner, &found);
	for (size_t n = 0; n < found.n; n++)
		set_label(k, &inner, &found.v[n]);
	if (!(found.n > 0 && found.v[found.n - 1].label != LABEL_NONE) &&
	    !plain_bracket(k, &inner, inner.text))
		return false;
	*words = clause_trim(text_cut(*words, 0, open), false);
	return true;
}

enum gap { GAP_COMMA, GAP_BLANK, GAP_WIDE };

/* Where the last word behind blanks or a comma begins; wide: two blanks, a full-width one or a tab.
 */
static size_t
last_word(struct text t, size_t *end, enum gap *gap)
{
	size_t i = t.n, from, spaces = 0;
	bool blank = false;

	while (i > 0) {
		size_t at = i;
		uint32_t c = utf8_prev(t, &at);

		if (utf8_is_blank(c) || c == U'—' || (is_separator(c) && c != U'、'))
			break;
		i = at;
	}
	from = i;
	*gap = GAP_COMMA;
	while (i > 0) {
		size_t at = i;
		uint32_t c = utf8_prev(t, &at);

		if (!utf8_is_blank(c) && c != U'—' && !(is_separator(c) && c != U'、'))
			break;
		blank |= utf8_is_blank(c);
		if (c == 0x3000 || c == '\t' || c == U'—' || (utf8_is_blank(c) && ++spaces > 1))
			*gap = GAP_WIDE;
		i = at;
	}
	if (blank && *gap == GAP_COMMA)
		*gap = GAP_BLANK;
	*end = i;
	return i > 0 && i < from ? from : SIZE_MAX;
}

/* A deadline and no more than 完成 behind it. */
static bool
only_deadline(struct text t, struct date meeting, struct deadline *out)
{
	static const char *const tails[] = { "完成", "前完成", "前", "办结", "完工", "落实", "到位",
		NULL };
	struct text rest;
	size_t n;

	if (utf8_length(t) > 16 || !deadline_find(t, meeting, out) || out->at.at > 0)
		return false;
	rest = text_cut(t, out->at.n, t.n);
	return rest.n == 0 || (starts_any(rest, tails, &n) && n == rest.n);
}

/* 修好二组机井电机　　王五　　7月9日前 */
static void
behind_blanks(struct tasker *k, struct text *words)
{
	static const char *const owner_words[] = { "责任人", "负责人", "牵头人", "承办人", NULL };
	struct deadline dl;
	bool dated = false;
	size_t n;

	for (int fields = 0; fields < 4; fields++) {
		size_t end, from;
		enum gap gap;
		struct text last;

		from = last_word(*words, &end, &gap);
		if (from == SIZE_MAX)
			return;
		last = text_cut(*words, from, words->n);
		/* 责任人王五 without the colon */
		if (starts_any(last, owner_words, &n) &&
		    somebody(k->d, text_cut(last, n, last.n), gap == GAP_COMMA))
			last = text_cut(last, n, last.n);
		if (!has_deadline(k->t) && only_deadline(last, k->d->date, &dl))
			set_deadline(k, k->line, last), dated = true;
		else if (somebody(k->d, last, gap == GAP_COMMA || (gap == GAP_BLANK && !dated)))
			set_owner(k, k->line, last);
		else
			return;
		*words = clause_trim(text_cut(*words, 0, end), false);
	}
}

/* Number or ordinal in front: 【任务27-1】, 任务一：. */
static struct text
front(struct tasker *k, struct text words)
{
	struct mention m;
	uint32_t close;
	size_t i = 0;

	if (words.n && !bracket_open(utf8_next(words, &i), &close))
		i = 0;
	if (!mention_read(words, &i, &m) || m.target != REPORT_TASK)
		return words;
	k->t->number = m.number;
	if (m.number.order)
		k->t->number_at =
		    line_part(k->d, k->line, text_cut(words, m.at.at, m.at.at + m.at.n));
	return text_cut(words, i, words.n);
}

static void
read_labels(struct tasker *k, struct text *words)
{
	struct labelled_list found = { 0 };
	struct line rest = *k->line;

	rest.text = *words;
	rest.at = line_part(k->d, k->line, *words);
	label_scan(k->d, &rest, &found);
	if (found.n == 0 || (found.n == 1 && found.v[0].label == LABEL_NONE))
		return;
	*words = found.v[0].label == LABEL_NONE ? found.v[0].value : NO_TEXT;
	for (size_t i = 0; i < found.n; i++)
		set_label(k, k->line, &found.v[i]);
}

static void
read_sentence(struct tasker *k, struct text *words)
{
	struct sentence s;
	struct text all = k->nested.n
	    ? text_fmt(k->d->arena, "%.*s\n%.*s", TEXT_ARG(*words), TEXT_ARG(k->nested))
	    : *words;

	if (k->t->owner_words.n > 0 && has_deadline(k->t))
		return;
	sentence_read(all, k->d->date, &s);
	if (k->t->owner_words.n == 0 && s.owner.n > 0)
		set_owner(k, k->line, s.owner);
	if (!has_deadline(k->t) && s.has_deadline) {
		k->t->deadline = s.deadline;
		k->t->deadline.at = line_part(k->d, k->line, s.deadline.written);
	}
	if ((s.owner.n > 0 || s.has_deadline) && s.decision.n == 0 && s.raised.n == 0)
		*words = s.title;
}

static void
read_task(struct tasker *k, const struct line_list *lines)
{
	struct task *t = k->t;
	struct text words;
	struct marker m;

	t->title = t->owner_words = t->deadline.written = k->nested = NO_TEXT;
	t->at = lines->v[0].at;
	k->line = &lines->v[0];
	words = k->line->text;
	if (marker_read(words, &m) && !m.doubtful)
		words = text_cut(words, m.end, words.n);
	if (text_starts(words, T("[ ]")) || text_starts(words, T("[x]")) ||
	    text_starts(words, T("[X]")))
		words = text_trim(text_cut(words, 3, words.n)); /* a check list's box */
	words = clause_trim(front(k, words), false);
	for (size_t i = 1; i < lines->n; i++) {
		struct labelled_list found = { 0 };

		label_scan(k->d, &lines->v[i], &found);
		for (size_t n = 0; n < found.n; n++) {
			set_label(k, &lines->v[i], &found.v[n]);
			if (found.v[n].label == LABEL_NONE && k->nested.n < 8192)
				k->nested = line_join(k->d->arena, k->nested, found.v[n].value);
		}
	}
	for (int brackets = 0; brackets < 3 && end_bracket(k, &words);)
		brackets++;
	read_labels(k, &words);
	behind_blanks(k, &words);
	read_sentence(k, &words);
	t->title = clause_trim(words, false);
	t->owner_words = clause_trim(t->owner_words, false);
	t->deadline.written = clause_trim(t->deadline.written, false);
	while (text_ends(t->title, T("—")) || text_ends(t->title, T("-")))
		t->title = clause_trim(
		    text_cut(t->title, 0, t->title.n - (text_ends(t->title, T("-")) ? 1 : 3)),
		    false);
}

/* 【任务26-2】 with another week: a report. 【问题…】 in this step is a task about that problem
 * only when it is of this week. */
static bool
is_report(const struct doc *d, struct text line)
{
	struct mention m;
	uint32_t close;
	size_t i = 0;

	if (line.n == 0 || !bracket_open(utf8_next(line, &i), &close) ||
	    !mention_read(line, &i, &m) || m.number.order == 0)
		return false;
	return m.number.week != d->week.week ||
	    (m.number.year != 0 && m.number.year != d->week.year);
}

static void
add(struct doc *d, const struct block *block, const struct line_list *lines)
{
	struct tasker k = { .d = d };

	if (lines->n == 0 || is_report(d, lines->v[0].text) || none_said(lines->v[0].text) ||
	    is_placeholder(lines->v[0].text) || aside_line(lines->v[0].text))
		return;
	k.t = ARENA_PUSH(d->arena, &d->tasks);
	k.t->block = (struct block *)block;
	read_task(&k, lines);
}

/* An item or line that begins with a label goes to the task above. */
static void
collect(struct doc *d, const struct block *block, const struct line_list *lines,
    struct line_list *open, const struct block **open_block)
{
	if (lines->n == 0)
		return;
	if (open->n > 0 && !label_heads(lines->v[0].text)) {
		add(d, *open_block, open);
		*open = (struct line_list){ 0 };
	}
	if (open->n == 0)
		*open_block = block;
	for (size_t i = 0; i < lines->n; i++)
		*ARENA_PUSH(d->arena, open) = lines->v[i];
}

static void
from_paragraph(struct doc *d, const struct block *b, struct line_list *open,
    const struct block **open_block, bool items)
{
	struct line_list lines = { 0 };

	lines_own(d, b, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		struct line_list one = { &lines.v[i], 1, 1 };
		bool label = label_heads(lines.v[i].text);

		/* Beside items a paragraph is an introduction or a remark; labels speak of the item
		 * above. */
		if (aside_line(lines.v[i].text) || (!label && (items || is_intro(lines.v[i].text))))
			continue;
		collect(d, b, &one, open, open_block);
	}
}

void
tasks_read(struct doc *d, const struct step *s)
{
	struct line_list open = { 0 };
	const struct block *open_block = NULL;
	bool items = false;

	for (struct block *b = s->section->first->next; b; b = b->next)
		items |= b->kind == BLOCK_LIST || b->kind == BLOCK_HEADING;
	for (struct block *b = s->section->first->next; b; b = b->next) {
		if (b->kind == BLOCK_LIST) {
			for (struct block *item = b->first; item; item = item->next) {
				struct line_list lines = { 0 };

				lines_below(d, item, &lines);
				collect(d, item, &lines, &open, &open_block);
			}
		} else if (b->kind == BLOCK_PARAGRAPH) {
			from_paragraph(d, b, &open, &open_block, items);
		} else if (b->kind == BLOCK_HEADING) {
			struct line_list lines = { 0 };
			struct mention m;
			size_t i = 0;

			lines_own(d, b, &lines);
			if (lines.n > 0 &&
			    (mention_read(lines.v[0].text, &i, &m) || !b->next ||
				b->next->kind != BLOCK_LIST))
				collect(d, b, &lines, &open, &open_block);
		}
	}
	if (open.n > 0)
		add(d, open_block, &open);
}
