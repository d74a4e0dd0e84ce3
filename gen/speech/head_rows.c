/* SPDX-License-Identifier: MIT */
/*
 * The rows of a head one by one: what both kinds of head do with a line, whether it has fences
 * (head_lines.c) or none (head_unfenced.c).
 */
#include "speech/head_rows.h"

#include "lihui/cursor.h"
#include "lihui/lexicon.h"

/* 主 持 人 and a blank: what stands before it is this long at most. */
#define BLANK_LABEL_POINTS 10
/* Labels in one line: a line of a million colons must not cost their square. */
#define LINE_LABELS 32

bool
head_row_next(struct text t, size_t *pos, struct head_row *l)
{
	if (*pos >= t.n)
		return false;
	const char *nl = memchr(t.p + *pos, '\n', t.n - *pos);
	l->at = *pos;
	l->end = nl ? (size_t)(nl - t.p) : t.n;
	l->next = nl ? l->end + 1 : t.n;
	*pos = l->next;
	return true;
}

struct text
head_row_text(const struct head *h, const struct head_row *l)
{
	return text_trim(text_cut(h->text, l->at, l->end));
}

size_t
head_row_indent(const struct head *h, const struct head_row *l)
{
	struct text t = head_row_text(h, l);
	return t.n ? (size_t)(t.p - h->text.p) - l->at : 0;
}

void
head_assume(struct head *h, enum assumption what, size_t at, size_t n)
{
	if (h->assumed[what].n == 0)
		h->assumed[what] = (struct span){ (uint32_t)at, (uint32_t)n };
}

/* ---, but an input method turns Shift+- into ——, which is worth two; 一一 alone is Chinese. */
bool
head_fence(struct text t)
{
	struct cursor s = { t, 0 };
	int worth = 0;
	bool other = false;

	for (uint32_t c; cursor_next(&s, &c);) {
		bool wide = char_is(c, LONG_DASH) || c == U'━' || c == U'一';
		if (!wide && !char_is(c, DASH))
			return false;
		other |= c != U'一';
		worth += wide ? 2 : 1;
	}
	return worth >= 3 && other;
}

void
head_fence_note(struct head *h, const struct head_row *l)
{
	struct text t = head_row_text(h, l);
	if (!text_eq(t, T("---")))
		head_assume(h, ASSUMED_FENCE, (size_t)(t.p - h->text.p), t.n);
}

static struct head_line *
entry_open(struct head *h, const struct label_at *f, const struct head_row *l)
{
	struct head_line *e = ARENA_PUSH(h->arena, &h->entries);

	e->name = span_text(h->text, f->name);
	e->name_at = f->name;
	e->key = f->key;
	e->indent = head_row_indent(h, l);
	if (f->wide)
		head_assume(h, ASSUMED_COLON, f->name.at, f->value - f->name.at);
	return e;
}

static void
entry_value(const struct head *h, struct head_line *e, size_t from, size_t to)
{
	e->at = span_trim(h->text, from, to);
	struct text v = span_text(h->text, e->at);
	e->literal = v.n > 0 && v.n <= 3 && (v.p[0] == '|' || v.p[0] == '>');
	e->open =
	    v.n && (v.p[0] == '[' || v.p[0] == '{') && !h->is_prose(e->key) ? bracket_depth(v) : 0;
}

/* A row of a table ends before its last bar. */
static size_t
row_end(const struct head *h, const struct head_row *l)
{
	struct text line = head_row_text(h, l);
	size_t end = line.n ? (size_t)(line.p - h->text.p) + line.n : l->end;

	return line.n && line.p[0] == '|' && h->text.p[end - 1] == '|' ? end - 1 : l->end;
}

/* Before a further label the comma between them belongs to neither; nor does a table's bar. */
static size_t
value_end(const struct head *h, size_t from, size_t to, bool more, bool bar)
{
	for (size_t i = to; i > from;) {
		uint32_t c = utf8_prev(h->text, &i);
		if (!(c == '|' && bar) && !utf8_is_blank(c) &&
		    !(more && (char_is(c, COMMA | SEMICOLON | SQUARE_OPENER) || c == U'。')))
			break;
		to = i;
	}
	return to;
}

/* The line's label and every further one in it. */
void
head_entries(struct head *h, const struct head_row *l, struct label_at f)
{
	for (int n = 0; n < LINE_LABELS; n++) {
		struct label_at next;
		struct head_line *e = entry_open(h, &f, l);
		bool prose = f.key == 0 || h->is_prose(f.key);
		bool more = !(prose && h->shape == HEAD_FENCED) && n + 1 < LINE_LABELS &&
		    label_inside(h, f.value, l->end, prose && f.key != h->place_key, &next);
		size_t end = more ? next.name.at : row_end(h, l);
		bool bar = head_row_text(h, l).p[0] == '|';
		entry_value(
		    h, e, f.value, end > f.value ? value_end(h, f.value, end, more, bar) : f.value);
		if (!more)
			return;
		head_assume(h, ASSUMED_SEVERAL, next.name.at, next.name.n);
		f = next;
	}
}

void
head_entry_extend(const struct head *h, struct head_line *e, const struct head_row *l)
{
	if (e->at.n == 0)
		e->at.at = (uint32_t)l->at;
	struct text line = head_row_text(h, l);
	e->at.n = (uint32_t)((size_t)(line.p - h->text.p) + line.n - e->at.at);
	if (e->open > 0)
		e->open += bracket_depth(line);
}

void
head_title(struct head *h, const struct head_row *l)
{
	struct text line = head_row_text(h, l);
	struct head_line *e;

	if (h->entries.n && h->entries.v[0].name.n == 0)
		e = &h->entries.v[0];
	else
		e = ARENA_PUSH(h->arena, &h->entries);
	e->name = NO_TEXT;
	head_entry_extend(h, e, l);
	head_assume(h, ASSUMED_TITLE, (size_t)(line.p - h->text.p), line.n);
}

/* 会议记录：吴红 names who wrote, 会议记录：先通报… opens the body. */
static bool
label_fits(const struct head *h, const struct label_at *f, size_t end)
{
	return !h->fits ||
	    h->fits(
		f->key, span_text(h->text, f->name), text_trim(text_cut(h->text, f->value, end)));
}

/* What stands for the colon: blanks, =, a row of dots. */
static size_t
leader_end(struct text t, size_t i)
{
	size_t dots = text_skip(t, i, POINT);

	if (dots > i + 1 || text_peek(t, i) == U'…')
		i = dots;
	while (char_is(text_peek(t, i), BLANK | DASH | BULLET) || text_peek(t, i) == '=' ||
	    text_peek(t, i) == U'→' || text_peek(t, i) == U'＝' || text_peek(t, i) == U'…')
		utf8_next(t, &i);
	return i;
}

/* 主持卜明, 参加卜明 朝格图: nothing between, behind other lines of the head. */
static bool
label_before_names(const struct head *h, size_t at, size_t end, struct label_at *f)
{
	struct cursor s = { text_cut(h->text, 0, end), at };

	if (h->entries.n == 0 || !h->is_role)
		return false;
	*f = (struct label_at){ .wide = false };
	for (int points = 1; points <= 4 && s.i < end; points++) {
		utf8_next(s.t, &s.i);
		struct text name = text_cut(h->text, at, s.i),
			    value = text_trim(text_cut(h->text, s.i, end));
		int key = points > 1 ? h->key_of(name) : 0;

		if (!key || utf8_length(value) < 2 || !h->names(key, value) ||
		    (f->key && key != f->key))
			continue;
		f->key = key;
		f->name = span_trim(h->text, at, s.i);
		f->value = s.i;
	}
	return f->key != 0;
}

/* 时间 2019年12月10日: a known label, a blank and a value that may be its. */
static bool
label_before_blank(const struct head *h, size_t at, size_t end, struct label_at *f)
{
	struct cursor s = { text_cut(h->text, 0, end), at };
	struct label_at found = { .wide = false };

	*f = found;
	if (!h->goes_on)
		return false;
	for (int points = 0; points < BLANK_LABEL_POINTS && s.i < end; points++) {
		size_t behind = leader_end(s.t, s.i);
		if (s.i > at && behind > s.i) {
			struct text name = text_cut(h->text, at, s.i);
			found.key = h->key_of(name);
			/* 谁主持 申时, but 参加 伏虎 is a label and a name */
			if (!found.key && h->steps && label_pure(h->steps->lexicon, name))
				found.key = head_key(h, name, true);
			found.name = span_trim(h->text, at, s.i);
			found.value = behind;
			struct text value = text_trim(text_cut(h->text, found.value, end));
			if (found.key && value.n && h->goes_on(found.key, NO_TEXT, value) &&
			    label_fits(h, &found, end))
				*f = found; /* of 主 持 人 the longest */
		}
		utf8_next(s.t, &s.i);
	}
	return f->key != 0;
}

/* A label at the start of a line; without fences bullets and, before known ones, numbering may
 * stand in front (一、时间：). */
bool
head_row_label(const struct head *h, const struct head_row *l, bool fenced, struct label_at *f)
{
	struct text line = head_row_text(h, l);
	size_t at = (size_t)(line.p - h->text.p), numbering;

	if (line.n == 0)
		return false;
	if (fenced)
		return label_read(h, at, l->end, f);
	/* A quotation's sign, a table's first bar. */
	while (line.n && (line.p[0] == '>' || line.p[0] == '|'))
		line = text_trim(text_cut(line, 1, line.n));
	at = (size_t)(line.p - h->text.p);
	numbering = label_numbering(line);
	if (numbering && label_read(h, at + numbering, l->end, f) && f->key)
		return label_fits(h, f, l->end);
	at += text_starts(line, T("**")) ? 0 : list_mark(line);
	size_t bold = text_starts(line, T("**")) ? text_find(line, T("**"), 2) : SIZE_MAX;
	if (bold < 3 * BLANK_LABEL_POINTS &&
	    utf8_is_blank(text_peek(line, bold + 2))) { /* **地点** 村部 */
		f->name = span_trim(h->text, at + 2, at + bold);
		f->key = head_key(h, text_cut(line, 2, bold), true);
		f->value = at + bold + 2;
		f->wide = false;
		if (f->key)
			return label_fits(h, f, l->end);
	}
	bool label = label_read(h, at, l->end, f);
	if (label && f->key)
		return label_fits(h, f, l->end);
	struct label_at known = *f;
	if (label_before_blank(h, at, l->end, f) ||
	    (!label && label_before_names(h, at, l->end, f)))
		return true;
	*f = known;
	return label;
}

/* Does the line belong to the value above by its shape (list item, member of a map, block text),
 * whatever it says? */
bool
head_row_is_part(
    const struct head *h, const struct head_line *e, const struct head_row *l, struct text line)
{
	size_t indent = head_row_indent(h, l), mark = list_mark(line);
	struct label_at f;

	if (e->literal)
		return indent > e->indent;
	if (e->open > 0) /* a bracket that is never closed must not swallow the keys below it */
		return indent > e->indent || !head_row_label(h, l, true, &f) || f.key == 0;
	if (e->at.n > 0 && !e->block)
		return false;
	if (h->is_map(e->key) && (indent > e->indent || mark))
		return true;
	if (mark == 0)
		return false;
	size_t at = (size_t)(line.p - h->text.p);
	return h->shape == HEAD_FENCED || !label_read(h, at + mark, l->end, &f) || f.key == 0;
}

void
head_values(struct head *h)
{
	for (size_t i = 0; i < h->entries.n; i++)
		h->entries.v[i].value = head_value_read(h, &h->entries.v[i]);
}

bool
head_ends(const struct head *h, struct text line)
{
	return step_match(line, h->steps, &(size_t){ 0 }, &(size_t){ 0 }) || han_numbered(line);
}
