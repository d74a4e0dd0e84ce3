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

#include "lihui/cursor.h"
#include "lihui/lexicon.h"

/* Characters of the longest label; blanks between them may double it. */
#define LABEL_POINTS 12
/* Bytes of one line that are searched for labels. */
#define LINE_SEARCHED 4096

bool
place_like(struct text t)
{
	static const char *const places[] = { "室", "院", "厅", "中心", "家", "部", "堂", "棚",
		"站", "所", "场", "楼", "处", "组", "委会", "委员会", NULL };

	for (size_t i = 0; places[i]; i++)
		if (t.n > strlen(places[i]) && text_ends(t, text_of(places[i])))
			return true;
	return false;
}

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

#define ANY_COLON    (COLON | RARE_COLON)
#define LABEL_AROUND (LABEL_MARK | SQUARE_OPENER | SQUARE_CLOSER)

static bool
is_label_point(uint32_t c, bool first)
{
	if (c >= '0' && c <= '9')
		return !first;
	return utf8_is_blank(c) || char_is_latin(c) || c == '_' || c == '-' || utf8_is_han(c) ||
	    utf8_is_mongolian(c);
}

bool
label_like(struct text name)
{
	struct cursor s = { name, 0 };
	size_t letters = 0;

	for (uint32_t c; cursor_next(&s, &c);) {
		if (!is_label_point(c, letters == 0))
			return false;
		letters += !utf8_is_blank(c);
	}
	return letters > 0 && letters <= 2 * LABEL_POINTS;
}

static struct span
strip_markup(const struct head *h, size_t from, size_t to)
{
	struct span s = span_trim(h->text, from, to);
	size_t end = s.at + s.n, at = text_skip(text_cut(h->text, 0, end), s.at, LABEL_AROUND);

	for (size_t i = end; i > at && char_is(utf8_prev(h->text, &i), LABEL_AROUND);)
		end = i;
	return span_trim(h->text, at, end);
}

/* By its spelling or, in the head of a record, by its words. */
int
head_key(const struct head *h, struct text name, bool followed)
{
	int key = h->key_of(name);

	return key || !h->steps ? key : (int)label_key(h->steps->lexicon, name, followed);
}

static bool
label_finish(
    const struct head *h, size_t at, size_t stop, size_t value, size_t end, struct label_at *f)
{
	bool bold = stop > at && memchr(h->text.p + at, '*', stop - at) != NULL;

	f->name = strip_markup(h, at, stop);
	/* Behind `**时间：` stands a `**` that belongs to the label. */
	f->value =
	    value + (bold && value + 2 <= end && memcmp(h->text.p + value, "**", 2) == 0 ? 2 : 0);
	f->key = head_key(
	    h, span_text(h->text, f->name), text_trim(text_cut(h->text, f->value, end)).n > 0);
	return f->name.n > 0;
}

/* 【时间】 and cells divided by tabs or bars need no colon, but they may have one. */
static bool
label_without_colon(
    const struct head *h, size_t at, size_t before, size_t behind, size_t end, struct label_at *f)
{
	bool tab = h->text.p[before] == '\t' || h->text.p[before] == '|';

	if (before == at || !label_finish(h, at, tab ? before : behind, behind, end, f) || !f->key)
		return false;
	struct cursor s = { text_cut(h->text, 0, end), behind };
	if (cursor_accept(&s, ANY_COLON))
		f->value = s.i;
	f->wide = !tab;
	return true;
}

/* 应到25人, 实到二十三人: a figure right behind the label. */
static bool
is_figure(const struct head *h, uint32_t c)
{
	return h->is_count && (utf8_digit(c) >= 0 || c == U'十');
}

bool
label_read(const struct head *h, size_t at, size_t end, struct label_at *f)
{
	size_t i = at;

	for (int points = 0; i < end && points < 3 * LABEL_POINTS; points++) {
		size_t before = i;
		uint32_t c = utf8_next(h->text, &i);
		if (char_is(c, ANY_COLON)) {
			if (i + 1 < end && h->text.p[i] == '/' && h->text.p[i + 1] == '/')
				return false; /* https:// */
			f->wide = c != ':';
			return label_finish(h, at, before, i, end, f);
		}
		if ((c == '\t' || c == '|' || char_is(c, SQUARE_CLOSER)) &&
		    label_without_colon(h, at, before, i, end, f))
			return true;
		/* 参加的有 is a label and needs no colon. */
		if ((c == U'有' || c == U'是') && before > at && h->goes_on && i < end &&
		    !char_is(text_peek(h->text, i), ANY_COLON) &&
		    label_finish(h, at, i, i, end, f) && f->key) {
			f->wide = false;
			return true;
		}
		if (before > at && is_figure(h, c) && label_finish(h, at, before, before, end, f) &&
		    h->is_count(f->key)) {
			f->wide = false;
			return true;
		}
	}
	return false;
}

/* The known label that ends at stop, looking back no further than from: the longest one, so that 实
 * 到 is not read as 到. */
static bool
label_before(const struct head *h, size_t from, size_t stop, bool prose, struct label_at *f)
{
	size_t best = SIZE_MAX, i = stop;
	bool nearest = true;

	for (int points = 0; i > from && points < 2 * LABEL_POINTS; points++) {
		size_t at = i;
		uint32_t c = utf8_prev(h->text, &at);
		bool gap = c == '\t' || c == '|' || c == 0x3000 ||
		    (c == ' ' && at > from && h->text.p[at - 1] == ' ');
		if (i < stop &&
		    (prose ? gap : char_is(c, BLANK | COMMA | SEMICOLON) || c == U'。')) {
			struct text name = text_cut(h->text, i, stop);

			/* Words alone make a label where it is nearest (请假的：). */
			if (nearest ? head_key(h, name, true) : h->key_of(name))
				best = i;
			nearest = false;
		}
		i = at;
	}
	if (best == SIZE_MAX)
		return false;
	f->name = span_trim(h->text, best, stop);
	f->key = head_key(h, span_text(h->text, f->name), true);
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

/* 请假1人：孟克, 缺席1人（孟克）: behind the count of a list the names; 0 for no such. */
static size_t
counted_names(const struct head *h, size_t figure, size_t end)
{
	struct cursor s = { text_cut(h->text, 0, end), figure };

	if (!utf8_number(s.t, &s.i, &(int){ 0 }) ||
	    (!cursor_word(&s, "人") && !cursor_word(&s, "名")) ||
	    !cursor_accept(&s, COLON | ROUND_OPENER))
		return 0;
	return s.i;
}

/* 【地点】 at i, a known label: behind it, or 0. */
static size_t
label_bracketed(const struct head *h, size_t i, size_t end, struct label_at *f)
{
	struct cursor s = { text_cut(h->text, 0, end), i };

	if (!cursor_accept(&s, SQUARE_OPENER))
		return 0;
	size_t from = s.i;
	cursor_until(&s, SQUARE_CLOSER | LINE_END);
	struct text name = text_cut(h->text, from, s.i);
	if (s.i == end || name.n > 3 * LABEL_POINTS || !cursor_accept(&s, SQUARE_CLOSER))
		return 0;
	f->key = head_key(h, name, true);
	f->name = span_trim(h->text, from, from + name.n);
	cursor_accept(&s, COLON);
	f->value = s.i;
	f->wide = true;
	return f->key ? s.i : 0;
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
		if (char_is(c, SQUARE_OPENER) && depth == 0 && label_bracketed(h, before, end, f))
			return true;
		depth += bracket(c);
		depth = depth < 0 ? 0 : depth;
		bool figure = is_figure(h, c),
		     mark = char_is(c, ANY_COLON) || ((c == '\t' || c == '|') && before > from);
		if (depth > 0 || !(mark || figure) || !label_before(h, from, before, prose, f))
			continue;
		size_t names = figure && !h->is_count(f->key) ? counted_names(h, before, end) : 0;
		if (figure && !h->is_count(f->key) && names == 0)
			continue;
		f->value = names ? names : figure ? before : i;
		if (mark && text_starts(text_cut(h->text, f->value, end), T("**")))
			f->value += strlen("**"); /* of **记录：** */
		f->wide = mark && c != ':' && c != '\t' && c != '|';
		return true;
	}
	return false;
}

/* --- headings --- */

#define ORNAMENT (HASH | STAR | ITEM_DOT | BLANK)

static struct text
behind_opener(struct text t)
{
	struct cursor s = { t, 0 };

	while (cursor_accept(&s, ROUND_OPENER) || cursor_word(&s, "第"))
		;
	return cursor_rest(&s);
}

/* Behind numbering of any kind: 一、 1. （一） 第一步： ① . */
static struct text
skip_numbering(struct text t)
{
	struct cursor s = { behind_opener(t), 0 };

	if (!utf8_number(s.t, &s.i, &(int){ 0 }))
		return t;
	bool marked = char_is(cursor_before(&s), CIRCLED);
	while (cursor_accept(&s, PAUSE | POINT | ROUND_CLOSER | COMMA | ANY_COLON | BLANK) ||
	    cursor_word(&s, "步") || cursor_word(&s, "项"))
		marked = true;
	struct cursor part = s; /* 1.1 时间： */
	if (char_is(cursor_before(&s), POINT) && utf8_number(part.t, &part.i, &(int){ 0 }) &&
	    cursor_accept(&part, BLANK))
		s = part;
	return marked ? cursor_rest(&s) : t;
}

size_t
label_numbering(struct text t)
{
	return (size_t)(skip_numbering(t).p - t.p);
}

bool
han_numbered(struct text line)
{
	struct text t = text_behind(line, ORNAMENT);
	struct cursor s = { behind_opener(t), 0 };
	uint32_t c;

	if (!utf8_is_han(cursor_peek(&s)) || !utf8_number(s.t, &s.i, &(int){ 0 }) ||
	    !cursor_next(&s, &c))
		return false;
	return s.t.p == t.p ? c == U'、' : char_is(c, ROUND_CLOSER) || c == U'步';
}
