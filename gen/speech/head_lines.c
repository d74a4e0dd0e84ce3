/* SPDX-License-Identifier: MIT */
/*
 * The line pass: where the head of a document lies and which of its lines say what.
 *
 * Purpose: people write front matter as YAML, as nearly YAML (：for a colon, ——- for a fence), or
 * as the head lines of a printed form with the title centred above them and several labels on a
 * line. All of it becomes the same list of entries, each a name and the span of its value.
 *
 * Assumptions: an entry begins where a line begins with a known label; what does not begin one
 * continues the one above. So a value may hold anything
 * (#, *, ": ", brackets) and nothing is dropped. The text has LF line ends (decode.c).
 *
 * Heads without fences: head_unfenced.c.
 */
#include "speech/head_rows.h"

#include "lihui/cursor.h"

/* A label longer than this is a sentence with a colon in it. */
#define UNKNOWN_POINTS 12
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

static size_t
line_indent(const struct head *h, const struct head_row *l)
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
	e->indent = line_indent(h, l);
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
		    !(more && (char_is(c, COMMA | SEMICOLON) || c == U'。')))
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
		    label_inside(h, f.value, l->end, prose, &next);
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

/* 时间 2019年12月10日: a known label, a blank and a value that may be its. */
static bool
label_before_blank(const struct head *h, size_t at, size_t end, struct label_at *f)
{
	struct cursor s = { text_cut(h->text, 0, end), at };
	struct label_at found = { .wide = false };

	if (!h->goes_on)
		return false;
	for (int points = 0; points < BLANK_LABEL_POINTS && s.i < end; points++) {
		if (s.i > at && char_is(cursor_peek(&s), BLANK)) {
			struct text name = text_cut(h->text, at, s.i);
			found.key = h->key_of(name);
			found.name = span_trim(h->text, at, s.i);
			found.value = text_skip(s.t, s.i, BLANK);
			struct text value = text_trim(text_cut(h->text, found.value, end));
			if (found.key && value.n && h->goes_on(found.key, NO_TEXT, value) &&
			    label_fits(h, &found, end)) {
				*f = found;
				return true;
			}
		}
		utf8_next(s.t, &s.i);
	}
	return false;
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
	bool label = label_read(h, at, l->end, f);
	if (label && f->key)
		return label_fits(h, f, l->end);
	return label_before_blank(h, at, l->end, f) || label;
}

/* Does the line belong to the value above by its shape (list item, member of a map, block text),
 * whatever it says? */
bool
head_row_is_part(
    const struct head *h, const struct head_line *e, const struct head_row *l, struct text line)
{
	size_t indent = line_indent(h, l), mark = list_mark(line);
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

static bool
is_unknown_label(const struct head *h, const struct label_at *f)
{
	struct text name = span_text(h->text, f->name);
	return label_like(name) && (utf8_length(name) <= UNKNOWN_POINTS || h->nearly(name));
}

static void
read_line(struct head *h, const struct head_row *l)
{
	struct text line = head_row_text(h, l);
	struct head_line *e = h->entries.n ? &h->entries.v[h->entries.n - 1] : NULL;
	struct label_at f;

	if (line.n == 0)
		return;
	if (e && head_row_is_part(h, e, l, line)) {
		e->block |= !e->literal && e->open == 0 && e->at.n == 0;
		head_entry_extend(h, e, l);
		return;
	}
	if (line.p[0] == '#') {
		head_assume(h, ASSUMED_REMARK, (size_t)(line.p - h->text.p), line.n);
		return;
	}
	bool label = head_row_label(h, l, true, &f);
	bool nested = e && e->name.n && line_indent(h, l) > e->indent;
	if (label && (f.key || (!nested && is_unknown_label(h, &f))))
		head_entries(h, l, f);
	else if (e && e->name.n && !nested && h->goes_on &&
	    !h->goes_on(e->key, span_text(h->text, e->at), line))
		*ARENA_PUSH(h->arena, &h->others) =
		    (struct span){ (uint32_t)(line.p - h->text.p), (uint32_t)line.n };
	else if (e && e->name.n)
		head_entry_extend(h, e, l);
	else
		head_title(h, l);
}

void
head_values(struct head *h)
{
	for (size_t i = 0; i < h->entries.n; i++)
		h->entries.v[i].value = head_value_read(h, &h->entries.v[i]);
}

static void
read_lines(struct head *h, size_t from, size_t to)
{
	struct head_row l;

	for (size_t pos = from; pos < to && head_row_next(h->text, &pos, &l);)
		read_line(h, &l);
	head_values(h);
}

static bool
is_known_label(const struct head *h, const struct head_row *l)
{
	struct label_at f;
	return head_row_label(h, l, true, &f) && f.key != 0;
}

bool
head_ends(const struct head *h, struct text line)
{
	return step_heading(h->arena, h->steps, line) || han_numbered(line);
}

/* Where a head that was opened seems to end when its closing fence is missing. */
struct doubt {
	size_t body;  /* SIZE_MAX: no doubt */
	bool heading; /* a # line, else a paragraph behind a blank line */
	int lines;    /* what stood behind it that is no label */
};

static void
doubt_line(const struct head *h, const struct head_row *l, struct text line, bool after_blank,
    struct doubt *d)
{
	if (is_known_label(h, l)) {
		d->body = SIZE_MAX; /* so it was a remark, or a line that continued */
		return;
	}
	if (d->body != SIZE_MAX) {
		d->lines += line.p[0] != '#';
		return;
	}
	bool heading = line.p[0] == '#';
	if (heading || (after_blank && line_indent(h, l) == 0 && list_mark(line) == 0))
		*d = (struct doubt){ l->at, heading, heading ? 0 : 1 };
}

/* Behind the opening fence at pos: where the entries end, and the body begins. */
static size_t
find_close(struct head *h, size_t pos, bool *keys)
{
	struct doubt d = { SIZE_MAX, false, 0 };
	bool after_blank = false;
	struct head_row l;

	*keys = false;
	while (head_row_next(h->text, &pos, &l)) {
		struct text line = head_row_text(h, &l);
		if (head_fence(line) || text_eq(line, T("..."))) {
			if (d.body != SIZE_MAX && d.lines >= (d.heading ? 1 : 3))
				break;
			head_fence_note(h, &l);
			h->body = l.next;
			return l.at;
		}
		if (line.n && head_ends(h, line) && !is_known_label(h, &l)) {
			if (d.body == SIZE_MAX)
				d.body = l.at;
			break;
		}
		if (line.n)
			doubt_line(h, &l, line, after_blank, &d);
		*keys |= line.n && is_known_label(h, &l);
		after_blank = line.n == 0;
	}
	h->body = d.body == SIZE_MAX ? h->text.n : d.body;
	return h->body;
}

static void
read_fenced(struct head *h, const struct head_row *open)
{
	bool keys;
	size_t end = find_close(h, open->next, &keys);

	if (end == h->body && !keys) { /* a rule at the top of a text */
		h->body = 0;
		return;
	}
	h->shape = HEAD_FENCED;
	struct span close = h->assumed[ASSUMED_FENCE];
	h->assumed[ASSUMED_FENCE] = NO_SPAN;
	head_fence_note(h, open);
	head_assume(h, ASSUMED_FENCE, close.at, close.n);
	if (end == h->body)
		head_assume(h, ASSUMED_UNCLOSED, open->at, open->end - open->at);
	read_lines(h, open->next, end);
}

void
head_lines_read(struct head *h)
{
	struct head_row l;

	h->shape = HEAD_NONE;
	h->body = 0;
	for (size_t pos = 0; head_row_next(h->text, &pos, &l);) {
		struct text line = head_row_text(h, &l);
		if (line.n == 0)
			continue;
		if (head_fence(line))
			read_fenced(h, &l);
		else
			head_unfenced_read(h);
		return;
	}
}
