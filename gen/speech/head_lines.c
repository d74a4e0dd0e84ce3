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
 * A head without fences ends at the first heading of a step, at a numbered line (一、), at a
 * Markdown heading, at a fence, or at a blank line before a line without label.
 */
#include "speech/head_lines.h"

#include "lihui/cursor.h"
#include "lihui/lexicon.h"

/* A label longer than this is a sentence with a colon in it. */
#define UNKNOWN_POINTS 12
/* Labels in one line: a line of a million colons must not cost their square. */
#define LINE_LABELS 32
/* Lines of title above the first label, and their length. */
#define TITLE_LINES  4
#define TITLE_POINTS 60

struct head_row {
	size_t at, end, next; /* text [at, end), next line at next */
};

static bool
line_next(struct text t, size_t *pos, struct head_row *l)
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

static struct text
line_text(const struct head *h, const struct head_row *l)
{
	return text_trim(text_cut(h->text, l->at, l->end));
}

static size_t
line_indent(const struct head *h, const struct head_row *l)
{
	struct text t = line_text(h, l);
	return t.n ? (size_t)(t.p - h->text.p) - l->at : 0;
}

static void
assume(struct head *h, enum assumption what, size_t at, size_t n)
{
	if (h->assumed[what].n == 0)
		h->assumed[what] = (struct span){ (uint32_t)at, (uint32_t)n };
}

/* ---, but an input method turns Shift+- into ——, which is worth two; 一一 alone is Chinese. */
static bool
is_fence(struct text t)
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

static void
note_fence(struct head *h, const struct head_row *l)
{
	struct text t = line_text(h, l);
	if (!text_eq(t, T("---")))
		assume(h, ASSUMED_FENCE, (size_t)(t.p - h->text.p), t.n);
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
		assume(h, ASSUMED_COLON, f->name.at, f->value - f->name.at);
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

/* Before a further label the comma between them belongs to neither. */
static size_t
value_end(const struct head *h, size_t from, size_t to)
{
	for (size_t i = to; i > from;) {
		uint32_t c = utf8_prev(h->text, &i);
		if (!char_is(c, COMMA | SEMICOLON | BLANK) && c != U'。')
			break;
		to = i;
	}
	return to;
}

/* The line's label and every further one in it. */
static void
entries_of_line(struct head *h, const struct head_row *l, struct label_at f)
{
	for (int n = 0; n < LINE_LABELS; n++) {
		struct label_at next;
		struct head_line *e = entry_open(h, &f, l);
		bool prose = f.key == 0 || h->is_prose(f.key);
		bool more = !(prose && h->shape == HEAD_FENCED) && n + 1 < LINE_LABELS &&
		    label_inside(h, f.value, l->end, prose, &next);
		entry_value(h, e, f.value, more ? value_end(h, f.value, next.name.at) : l->end);
		if (!more)
			return;
		assume(h, ASSUMED_SEVERAL, next.name.at, next.name.n);
		f = next;
	}
}

static void
entry_extend(const struct head *h, struct head_line *e, const struct head_row *l)
{
	if (e->at.n == 0)
		e->at.at = (uint32_t)l->at;
	struct text line = line_text(h, l);
	e->at.n = (uint32_t)((size_t)(line.p - h->text.p) + line.n - e->at.at);
	if (e->open > 0)
		e->open += bracket_depth(line);
}

static void
entry_title(struct head *h, const struct head_row *l)
{
	struct text line = line_text(h, l);
	struct head_line *e;

	if (h->entries.n && h->entries.v[0].name.n == 0)
		e = &h->entries.v[0];
	else
		e = ARENA_PUSH(h->arena, &h->entries);
	e->name = NO_TEXT;
	entry_extend(h, e, l);
	assume(h, ASSUMED_TITLE, (size_t)(line.p - h->text.p), line.n);
}

/* A label at the start of a line; without fences bullets and, before known ones, numbering may
 * stand in front (一、时间：). */
static bool
line_label(const struct head *h, const struct head_row *l, bool fenced, struct label_at *f)
{
	struct text line = line_text(h, l);
	size_t at = (size_t)(line.p - h->text.p), numbering;

	if (line.n == 0)
		return false;
	if (fenced)
		return label_read(h, at, l->end, f);
	numbering = label_numbering(line);
	if (numbering && label_read(h, at + numbering, l->end, f) && f->key)
		return true;
	bool bold = line.p[0] == '*' && line.n > 1 && line.p[1] == '*';
	return label_read(h, at + (bold ? 0 : list_mark(line)), l->end, f);
}

/* Does the line belong to the value above by its shape (list item, member of a map, block text),
 * whatever it says? */
static bool
is_part(const struct head *h, const struct head_line *e, const struct head_row *l, struct text line)
{
	size_t indent = line_indent(h, l), mark = list_mark(line);
	struct label_at f;

	if (e->literal)
		return indent > e->indent;
	if (e->open > 0) /* a bracket that is never closed must not swallow the keys below it */
		return indent > e->indent || !line_label(h, l, true, &f) || f.key == 0;
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
is_unknown_label(const struct head *h, const struct label_at *f, bool fenced)
{
	struct text name = span_text(h->text, f->name);
	return label_like(name) &&
	    (fenced ? utf8_length(name) <= UNKNOWN_POINTS || h->nearly(name) : h->nearly(name));
}

static void
read_line(struct head *h, const struct head_row *l)
{
	struct text line = line_text(h, l);
	bool fenced = h->shape == HEAD_FENCED;
	struct head_line *e = h->entries.n ? &h->entries.v[h->entries.n - 1] : NULL;
	struct label_at f;

	if (line.n == 0)
		return;
	if (e && is_part(h, e, l, line)) {
		e->block |= !e->literal && e->open == 0 && e->at.n == 0;
		entry_extend(h, e, l);
		return;
	}
	if (fenced && line.p[0] == '#') {
		assume(h, ASSUMED_REMARK, (size_t)(line.p - h->text.p), line.n);
		return;
	}
	bool label = line_label(h, l, fenced, &f);
	bool nested = e && e->name.n && line_indent(h, l) > e->indent;
	if (label && (f.key || (!nested && is_unknown_label(h, &f, fenced))))
		entries_of_line(h, l, f);
	else if (e && e->name.n)
		entry_extend(h, e, l);
	else
		entry_title(h, l);
}

static void
read_lines(struct head *h, size_t from, size_t to)
{
	struct head_row l;

	for (size_t pos = from; pos < to && line_next(h->text, &pos, &l);)
		read_line(h, &l);
	for (size_t i = 0; i < h->entries.n; i++)
		h->entries.v[i].value = head_value_read(h, &h->entries.v[i]);
}

static bool
is_known_label(const struct head *h, const struct head_row *l, bool fenced)
{
	struct label_at f;
	return line_label(h, l, fenced, &f) && f.key != 0;
}

static bool
ends_head(const struct head *h, struct text line)
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
	if (is_known_label(h, l, true)) {
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
	while (line_next(h->text, &pos, &l)) {
		struct text line = line_text(h, &l);
		if (is_fence(line) || text_eq(line, T("..."))) {
			if (d.body != SIZE_MAX && d.lines >= (d.heading ? 1 : 3))
				break;
			note_fence(h, &l);
			h->body = l.next;
			return l.at;
		}
		if (line.n && ends_head(h, line) && !is_known_label(h, &l, true)) {
			if (d.body == SIZE_MAX)
				d.body = l.at;
			break;
		}
		if (line.n)
			doubt_line(h, &l, line, after_blank, &d);
		*keys |= line.n && is_known_label(h, &l, true);
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
	note_fence(h, open);
	assume(h, ASSUMED_FENCE, close.at, close.n);
	if (end == h->body)
		assume(h, ASSUMED_UNCLOSED, open->at, open->end - open->at);
	read_lines(h, open->next, end);
}

/* A line above the first label that can be part of a centred title. */
static bool
is_title_line(const struct head *h, struct text line, size_t nth)
{
	struct label_at f;
	size_t at = (size_t)(line.p - h->text.p);

	if (line.p[0] == '#')
		return nth == 0 && line.n > 1 && line.p[1] != '#';
	if (label_read(h, at, at + line.n, &f) && f.value >= at + line.n)
		return false; /* 各位村民： */
	return list_mark(line) == 0 && line.p[0] != '|' && utf8_length(line) <= TITLE_POINTS;
}

/* How the lines of a head without fences go on: true while l belongs to it. */
static bool
belongs(const struct head *h, const struct head_row *l, struct text line, bool after_blank)
{
	struct label_at f;

	if (is_known_label(h, l, false))
		return true;
	if (after_blank || line.p[0] == '#' || ends_head(h, line) || sense_heads(h->steps, line))
		return false;
	if (!line_label(h, l, false, &f) || !label_like(span_text(h->text, f.name)))
		return true;
	return h->nearly(span_text(h->text, f.name)) ||
	    f.value < l->end; /* 会议内容： opens the body */
}

/* Colons, several labels and a title above are what a form looks like: one note is enough. */
static void
settle_notes(struct head *h)
{
	h->assumed[ASSUMED_COLON] = h->assumed[ASSUMED_SEVERAL] = h->assumed[ASSUMED_TITLE] =
	    NO_SPAN;
	for (size_t i = 0; i < h->entries.n; i++)
		if (h->entries.v[i].name.n)
			assume(h, ASSUMED_UNFENCED, h->entries.v[i].name_at.at,
			    h->entries.v[i].name_at.n);
}

static void
read_unfenced(struct head *h)
{
	size_t end = 0, titles = 0;
	bool seen = false, after_blank = false;
	struct head_row l;

	for (size_t pos = 0; line_next(h->text, &pos, &l);) {
		struct text line = line_text(h, &l);
		if (line.n == 0) {
			after_blank = true;
			continue;
		}
		bool fence = is_fence(line);
		if (!seen && is_known_label(h, &l, false) && line.p[0] != '#')
			seen = true;
		else if (!seen &&
		    (fence || ends_head(h, line) || titles == TITLE_LINES ||
			!is_title_line(h, line, titles++)))
			return;
		if (seen && fence) {
			h->body = l.next;
			note_fence(h, &l);
			break;
		}
		if (seen && !belongs(h, &l, line, after_blank))
			break;
		after_blank = false;
		end = l.next;
	}
	if (!seen)
		return;
	h->shape = HEAD_LINES;
	if (h->body == 0)
		h->body = end;
	read_lines(h, 0, end);
	settle_notes(h);
}

void
head_lines_read(struct head *h)
{
	struct head_row l;

	h->shape = HEAD_NONE;
	h->body = 0;
	for (size_t pos = 0; line_next(h->text, &pos, &l);) {
		struct text line = line_text(h, &l);
		if (line.n == 0)
			continue;
		if (is_fence(line))
			read_fenced(h, &l);
		else
			read_unfenced(h);
		return;
	}
}
