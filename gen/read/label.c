/* SPDX-License-Identifier: MIT */
/*
 * Labels with their values: 反映人：王五 on its own line, several on one line with any mark or
 * blanks between, or 【反映人】王五. A colon alone makes no label: the words before it must be one
 * of those that keys.c knows, and they reach back to the last mark at most.
 */
#include "read/record.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"

/* 责任人：韩冬, and the columns of a table that lost its lines: 责任人	韩冬 */
static bool
is_mark(uint32_t c)
{
	return char_is(c, COLON) || c == '\t' || c == '=' || c == U'＝' || c == '|';
}

/* The longest label has seven characters, spaced out perhaps. */
#define LABEL_REACH 60

static bool
is_circled(uint32_t c)
{
	return c >= U'①' && c <= U'⒇';
}

static bool
ends_before(uint32_t c)
{
	uint32_t close;

	return char_is(c, SEPARATOR | COLON | STAR | POINT | ROUND_CLOSER | LINE_END) ||
	    bracket_open(c, &close) || is_circled(c) || c == '|' || c == U'｜' || c == '/' ||
	    char_is(c, SQUARE_CLOSER);
}

/* Behind the next run of blanks, or i. */
static size_t
next_word(struct text line, size_t from, size_t i)
{
	bool blank = false;

	while (from < i) {
		size_t next = from;
		bool here = utf8_is_blank(utf8_next(line, &next));

		if (blank && !here)
			return from;
		blank = here;
		from = next;
	}
	return i;
}

/* The label that ends at i: the words back to the last mark, then fewer of them, behind each blank.
 */
static enum label
label_before(struct text line, size_t from, size_t i, size_t *start)
{
	size_t begin = i;

	while (begin > from && i - begin < LABEL_REACH) {
		size_t at = begin;

		if (ends_before(utf8_prev(line, &at)))
			break;
		begin = at;
	}
	for (; begin < i; begin = next_word(line, begin, i)) {
		struct text words = text_trim(text_cut(line, begin, i));
		enum label label = words.n ? label_parse(words) : LABEL_NONE;

		*start = (size_t)(words.p - line.p);
		if (label != LABEL_NONE)
			return label;
	}
	return LABEL_NONE;
}

/* 【反映人】: where it ends, with a colon that may follow. */
static enum label
label_in_brackets(struct text line, size_t i, size_t *end)
{
	struct cursor s = { text_cut(line, 0, i + LABEL_REACH), i };

	if (!cursor_accept(&s, SQUARE_OPENER))
		return LABEL_NONE;
	size_t inner = s.i;
	cursor_until(&s, SQUARE_CLOSER);
	struct text name = text_trim(text_cut(line, inner, s.i));
	if (!cursor_accept(&s, SQUARE_CLOSER))
		return LABEL_NONE;
	cursor_accept(&s, COLON);
	*end = s.i;
	return label_parse(name);
}

/* Decisions and results are sentences and keep their full stop; names and dates lose it. */
static struct text
value_trim(enum label label, struct text t)
{
	bool sentence = label == LABEL_DECISION || label == LABEL_RESULT ||
	    label == LABEL_FEEDBACK || label == LABEL_NONE;

	t = clause_trim(t, sentence);
	for (;;) {
		size_t i = t.n;

		if (t.n == 0)
			return t;
		if (!is_circled(utf8_prev(t, &i)) && !text_ends(t, T("|")) &&
		    !text_ends(t, T("｜")) && !text_ends(t, T("/")))
			return t;
		t = clause_trim(text_cut(t, 0, i), sentence);
	}
}

static void
put(const struct doc *d, const struct line *l, enum label label, struct text value,
    struct labelled_list *out)
{
	struct text trimmed = value_trim(label, value);
	bool last = value.p + value.n == l->text.p + l->text.n;
	struct labelled *v;

	if (label == LABEL_NONE && trimmed.n == 0)
		return;
	v = ARENA_PUSH(d->arena, out);
	v->label = label;
	/* At the line's end the mark stays, for a value that goes on in the next line:
	 * 先借电机，⏎修理费…. Whoever is done with it trims. */
	v->value = last && trimmed.n > 0
	    ? text_cut(l->text, (size_t)(trimmed.p - l->text.p), l->text.n)
	    : trimmed;
	v->at = line_part(d, l, trimmed);
}

/* 解决办法 去旗里买配件, 责任人 alone: a label of two characters and more needs no mark where it
 * begins the line; *behind: its value. */
static enum label
label_before_blank(struct text line, size_t *behind)
{
	struct cursor s = { line, 0 };

	cursor_until(&s, BLANK);
	struct text word = text_cut(line, 0, s.i);
	if (utf8_length(word) < 2 || word.n > LABEL_REACH)
		return LABEL_NONE;
	enum label label = label_parse(word);
	if (label != LABEL_NONE)
		*behind = text_skip(line, s.i, BLANK);
	return label;
}

void
label_scan(const struct doc *d, const struct line *l, struct labelled_list *out)
{
	struct text line = l->text;
	size_t from = 0, start = 0, end = 0;
	enum label current = label_before_blank(line, &from), next;

	for (size_t i = 0; i < line.n;) {
		size_t before = i;
		uint32_t c = utf8_next(line, &i);

		if (is_mark(c)) {
			next = label_before(line, from, before, &start);
			end = i;
		} else if (char_is(c, SQUARE_OPENER)) {
			next = label_in_brackets(line, before, &end);
			start = before;
		} else {
			continue;
		}
		if (next == LABEL_NONE)
			continue;
		put(d, l, current, text_cut(line, from, start), out);
		current = next;
		from = i = end;
	}
	put(d, l, current, text_cut(line, from, line.n), out);
}

bool
label_settles(struct text line)
{
	size_t start;

	for (size_t i = 0, from = 0; i < line.n;) {
		size_t before = i;

		if (!is_mark(utf8_next(line, &i)))
			continue;
		enum label label = label_before(line, from, before, &start);
		if (label == LABEL_DECISION || label == LABEL_OWNER || label == LABEL_DEADLINE)
			return true;
		from = i;
	}
	return false;
}

enum label
label_heads(struct text line)
{
	struct marker m;
	size_t start, end;
	enum label label;

	line = text_trim(line);
	if (marker_read(line, &m) && !m.doubtful)
		line = text_cut(line, m.end, line.n);
	while (text_starts(line, T("*")) || text_starts(line, T("|")))
		line = text_trim(text_cut(line, 1, line.n));
	if (line.n == 0)
		return LABEL_NONE;
	label = label_in_brackets(line, 0, &end);
	if (label == LABEL_NONE)
		label = label_before_blank(line, &end);
	if (label != LABEL_NONE)
		return label;
	for (size_t i = 0; i < line.n && i < LABEL_REACH;) {
		size_t before = i;
		uint32_t c = utf8_next(line, &i);

		if (is_mark(c)) {
			label = label_before(line, 0, before, &start);
			return start == 0 ? label : LABEL_NONE;
		}
		if (is_separator(c))
			return LABEL_NONE;
		if (c == '*')
			return label_parse(text_trim(text_cut(line, 0, before)));
	}
	return LABEL_NONE;
}

bool
has_boxes(const struct doc *d, const struct block *section)
{
	static const char *const boxes[] = { "[ ]", "☐", "□", "☑", "[x]", NULL };

	return has_any(text_cut(d->text, section->at.at, section->at.at + section->at.n), boxes);
}

struct span
behind_box(const struct line *l)
{
	struct text t = l->text;
	uint32_t n = box_read(&t) == BOX_NONE ? 0 : (uint32_t)(t.p - l->text.p);

	return n < l->at.n ? (struct span){ l->at.at + n, l->at.n - n } : l->at;
}
