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
	bool nested = e && e->name.n && head_row_indent(h, l) > e->indent;
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
	if (heading || (after_blank && head_row_indent(h, l) == 0 && list_mark(line) == 0))
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
