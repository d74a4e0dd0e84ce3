/* SPDX-License-Identifier: MIT */
/*
 * What a line of typed text begins with: a label and its colon, or the heading of a step.
 *
 * Purpose: head_lines.c asks here, for each line of a head, which label stands at its start and
 * which further ones stand inside it, and where the body begins.
 *
 * Assumptions: labels are short. Both searches are bounded, in how far they look back from a colon
 * and in how much of a line they look at, because a line of a million colons must not cost their
 * square. Colons, digits and brackets come from any input method.
 */
#include "speech/head_lines.h"

#include "lihui/utf8.h"

/* Characters of the longest label; blanks between them may double it. */
#define LABEL_POINTS 12
/* Bytes of one line that are searched for labels. */
#define LINE_SEARCHED 4096
/* Bytes of a line that can be a wording: what is longer goes on with its first paragraph. */
#define WORDING_BYTES 400

struct span
span_trim(struct text t, size_t from, size_t to)
{
	struct text cut = text_trim(text_cut(t, from, to));

	if (cut.n == 0)
		return (struct span){ (uint32_t)from, 0 };
	return (struct span){ (uint32_t)(cut.p - t.p), (uint32_t)cut.n };
}

struct text
span_text(struct text t, struct span s)
{
	return text_cut(t, s.at, (size_t)s.at + s.n);
}

static bool
is_colon(uint32_t c)
{
	return c == ':' || c == U'：' || c == 0x2236 || c == 0xFE30 || c == 0xFE55;
}

static bool
is_markup(uint32_t c)
{
	return c == '*' || c == '_' || c == '"' || c == '\'' || c == U'【' || c == U'】';
}

static bool
is_label_point(uint32_t c, bool first)
{
	if (c >= '0' && c <= '9')
		return !first;
	return utf8_is_blank(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	    c == '-' || utf8_is_han(c) || utf8_is_mongolian(c);
}

bool
label_like(struct text name)
{
	size_t letters = 0;

	for (size_t i = 0; i < name.n;) {
		uint32_t c = utf8_next(name, &i);
		if (!is_label_point(c, letters == 0))
			return false;
		letters += !utf8_is_blank(c);
	}
	return letters > 0 && letters <= 2 * LABEL_POINTS;
}

static struct span
strip_markup(const struct head *h, size_t from, size_t to)
{
	struct text t = h->text;
	struct span s = span_trim(t, from, to);
	size_t at = s.at, end = at + s.n;

	for (size_t i = at; i < end && is_markup(utf8_next(t, &i));)
		at = i;
	for (size_t i = end; i > at && is_markup(utf8_prev(t, &i));)
		end = i;
	return span_trim(t, at, end);
}

/* Behind `**时间：` stands a `**` that belongs to the label. */
static size_t
skip_closing_markup(const struct head *h, size_t value, size_t end, bool bold)
{
	if (bold && value + 2 <= end && memcmp(h->text.p + value, "**", 2) == 0)
		return value + 2;
	return value;
}

static bool
label_finish(
    const struct head *h, size_t at, size_t stop, size_t value, size_t end, struct label_at *f)
{
	bool bold = stop > at && memchr(h->text.p + at, '*', stop - at) != NULL;

	f->name = strip_markup(h, at, stop);
	f->value = skip_closing_markup(h, value, end, bold);
	f->key = f->name.n ? h->key_of(span_text(h->text, f->name)) : 0;
	return f->name.n > 0;
}

/* 【时间】 and cells divided by tabs need no colon, but they may have one. */
static bool
label_without_colon(
    const struct head *h, size_t at, size_t before, size_t behind, size_t end, struct label_at *f)
{
	bool tab = h->text.p[before] == '\t';
	size_t i = behind;

	if (before == at || !label_finish(h, at, tab ? before : behind, behind, end, f) || !f->key)
		return false;
	if (i < end && is_colon(utf8_next(h->text, &i)))
		f->value = i;
	f->wide = !tab;
	return true;
}

/* 应到25人, 实到二十三人: a figure right behind the label. */
static bool
is_figure(const struct head *h, uint32_t c)
{
	return h->is_count && (utf8_digit(c) >= 0 || c == U'十' /* 十 */);
}

bool
label_read(const struct head *h, size_t at, size_t end, struct label_at *f)
{
	size_t i = at;

	for (int points = 0; i < end && points < 3 * LABEL_POINTS; points++) {
		size_t before = i;
		uint32_t c = utf8_next(h->text, &i);
		if (is_colon(c)) {
			if (i + 1 < end && h->text.p[i] == '/' && h->text.p[i + 1] == '/')
				return false; /* https:// */
			f->wide = c != ':';
			return label_finish(h, at, before, i, end, f);
		}
		if ((c == '\t' || c == U'】') && label_without_colon(h, at, before, i, end, f))
			return true;
		if (before > at && is_figure(h, c) && label_finish(h, at, before, before, end, f) &&
		    h->is_count(f->key)) {
			f->wide = false;
			return true;
		}
	}
	return false;
}

static bool
is_boundary(uint32_t c)
{
	return utf8_is_blank(c) || c == ',' || c == U'，' || c == ';' || c == U'；' || c == U'。';
}

/* The known label that ends at stop, looking back no further than from: the longest one, so that 实
 * 到 is not read as 到. */
static bool
label_before(const struct head *h, size_t from, size_t stop, bool prose, struct label_at *f)
{
	size_t best = SIZE_MAX, i = stop;

	for (int points = 0; i > from && points < 2 * LABEL_POINTS; points++) {
		size_t at = i;
		uint32_t c = utf8_prev(h->text, &at);
		bool gap =
		    c == '\t' || c == 0x3000 || (c == ' ' && at > from && h->text.p[at - 1] == ' ');
		if (i < stop && (prose ? gap : is_boundary(c)) &&
		    h->key_of(text_cut(h->text, i, stop)))
			best = i;
		i = at;
	}
	if (best == SIZE_MAX)
		return false;
	f->name = span_trim(h->text, best, stop);
	f->key = h->key_of(span_text(h->text, f->name));
	return true;
}

static int
bracket(uint32_t c)
{
	switch (c) {
	case '(':
	case U'（':
	case '[':
	case '{':
	case U'《':
	case U'“': return 1;
	case ')':
	case U'）':
	case ']':
	case '}':
	case U'》':
	case U'”': return -1;
	default: return 0;
	}
}

bool
label_inside(const struct head *h, size_t from, size_t end, bool prose, struct label_at *f)
{
	int depth = 0;

	if (end > from && end - from > LINE_SEARCHED)
		end = from + LINE_SEARCHED;
	for (size_t i = from; i < end;) {
		size_t before = i;
		uint32_t c = utf8_next(h->text, &i);
		depth += bracket(c);
		depth = depth < 0 ? 0 : depth;
		bool figure = is_figure(h, c), mark = is_colon(c) || (c == '\t' && before > from);
		if (depth > 0 || !(mark || figure) || !label_before(h, from, before, prose, f) ||
		    (figure && !h->is_count(f->key)))
			continue;
		f->value = figure ? before : i;
		f->wide = mark && c != ':' && c != '\t';
		return true;
	}
	return false;
}

/* --- headings --- */

static struct text
skip_points(struct text t, bool (*is)(uint32_t c))
{
	size_t i = 0;

	while (i < t.n) {
		size_t next = i;
		if (!is(utf8_next(t, &next)))
			break;
		i = next;
	}
	return text_cut(t, i, t.n);
}

static bool
is_ornament(uint32_t c)
{
	return c == '#' || c == U'＃' || c == '*' || c == '-' || c == U'·' || c == U'●' ||
	    utf8_is_blank(c);
}

static bool
is_open(uint32_t c)
{
	return c == '(' || c == U'（' || c == U'第'; /* 第 */
}

static bool
is_behind_number(uint32_t c)
{
	return c == U'、' || c == '.' || c == U'．' || c == ')' || c == U'）' || c == ',' ||
	    c == U'，' || c == U'步' /* 步 */ || c == U'项' /* 项 */ || is_colon(c) ||
	    utf8_is_blank(c);
}

static bool
is_circled(uint32_t c)
{
	return (c >= U'①' && c <= U'⒛') || (c >= U'㈠' && c <= U'㈩');
}

/* Behind numbering of any kind: 一、 1. （一） 第一步： ① . */
static struct text
skip_numbering(struct text t)
{
	struct text number = skip_points(t, is_open);
	size_t i = 0, first = 0;
	int value;

	if (!utf8_number(number, &i, &value))
		return t;
	struct text behind = text_cut(number, i, number.n);
	bool marked = is_circled(utf8_prev(number, &i)) ||
	    (behind.n && is_behind_number(utf8_next(behind, &first)));
	return marked ? skip_points(behind, is_behind_number) : t;
}

size_t
label_numbering(struct text t)
{
	return (size_t)(skip_numbering(t).p - t.p);
}

/* Nothing behind the wording, or its first paragraph. */
static bool
ends_wording(struct text behind)
{
	behind = skip_points(behind, is_markup);
	size_t i = 0;
	uint32_t c = behind.n ? utf8_next(behind, &i) : 0;
	return c == 0 || is_colon(c) || c == U'。';
}

bool
step_heading(struct arena *a, const struct step_rule_list *steps, struct text line)
{
	struct text t = skip_points(line, is_ornament);

	if (!steps || t.n == 0)
		return false;
	t = skip_points(skip_numbering(t), is_ornament);
	if (!step_may_begin(steps, t, 0))
		return false;
	t = text_squeeze(a, text_cut(t, 0, t.n < WORDING_BYTES ? t.n : WORDING_BYTES));
	for (size_t i = 0; i < steps->n; i++) {
		const struct text_list *l = &steps->v[i].accepted;
		for (size_t j = 0; j < l->n; j++)
			if (text_starts(t, l->v[j]) && ends_wording(text_cut(t, l->v[j].n, t.n)))
				return true;
	}
	return false;
}

bool
han_numbered(struct text line)
{
	struct text t = skip_points(line, is_ornament), number = skip_points(t, is_open);
	size_t i = 0, first = 0;
	int value;

	if (number.n == 0 || !utf8_is_han(utf8_next(number, &first)) ||
	    !utf8_number(number, &i, &value) || i >= number.n)
		return false;
	uint32_t c = utf8_next(number, &i);
	return number.p == t.p ? c == U'、' : c == U'）' || c == ')' || c == U'步';
}
