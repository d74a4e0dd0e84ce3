/* SPDX-License-Identifier: MIT */
/*
 * A record written out as Markdown: the steps' heads are headings of the second level whatever they
 * were, what stands below them goes deeper, and items nest as people mean it, by indentation or,
 * where all lines are flush, by the rank of their numbering. Markers that cmark does not know
 * become ones it knows; a sequence that jumps begins a new list, so that every number an author
 * typed is printed as typed.
 */
#include "read/markdown.h"
#include "read/typed.h"

#include <stdio.h>
#include <stdlib.h>

#include "lihui/utf8.h"

/* People nest three deep; twelve is beyond any reading and keeps hostile input flat. */
#define DEPTH_MAX 12

struct open_item {
	enum marker_kind kind;
	char sign;
	int indent, number;
	size_t width; /* of the marker written */
	char delimiter;
};

struct recorder {
	struct typist *w;
	const struct typed_lines *lines;
	struct text step; /* id of the step we are in, "" before the first */
	bool in_step;
	struct open_item stack[DEPTH_MAX];
	size_t depth;
	enum typed_kind before;
	bool first_heading; /* a heading was written */
};

static void
blanks(struct recorder *r, size_t n)
{
	for (; n > 0; n--)
		typist_add(r->w, " ");
}

static size_t
content_column(const struct recorder *r, size_t depth)
{
	size_t n = 0;

	for (size_t i = 0; i < depth; i++)
		n += r->stack[i].width;
	return n;
}

static void
write_heading(struct recorder *r, int level, size_t from, size_t to)
{
	static const char *const marks[] = { "# ", "## ", "### ", "#### ", "##### ", "###### " };

	r->depth = 0;
	typist_gap(r->w);
	typist_add(r->w, marks[level < 1 ? 0 : level > 6 ? 5 : level - 1]);
	typist_prose(r->w, from, to);
	typist_gap(r->w);
	r->first_heading = true;
}

/* Prose in the innermost open item, or at the margin. */
static void
write_prose(struct recorder *r, size_t from, size_t to, bool apart)
{
	if (apart)
		typist_gap(r->w);
	blanks(r, content_column(r, r->depth));
	typist_prose(r->w, from, to);
	typist_add(r->w, "\n");
}

/* Where the author's own #s come to lie when steps are of level two. */
static int
level_of(const struct recorder *r, const struct typed_line *l)
{
	int base = r->lines->step_level;

	if (l->level == LEVEL_BESIDE)
		return 2;
	if (l->level == LEVEL_ABOVE)
		return 1;
	if (r->lines->nsteps == 0)
		return l->level;
	if (base == 0)
		return r->in_step ? (l->level < 3 ? 3 : l->level) : l->level;
	if (!r->in_step && !r->first_heading && l->level <= base)
		return 1;
	return l->level < base ? 1 : 2 + l->level - base;
}

/* 五、其他：会议强调… is a heading and its first paragraph, like a step's. */
static size_t
heading_colon(const struct text line)
{
	for (size_t i = 0; i < line.n && i < 60;) {
		size_t before = i;
		uint32_t c = utf8_next(line, &i);

		if ((c == U'：' || c == ':') && i < line.n)
			return before;
	}
	return line.n;
}

static void
write_other_heading(struct recorder *r, const struct typed_line *l)
{
	int level = level_of(r, l);
	struct text line = text_cut(r->w->body, l->from, l->to);
	size_t colon = l->level < 0 ? heading_colon(line) : line.n;

	write_heading(r, level, l->from, l->from + colon);
	if (colon < line.n) {
		size_t i = colon;

		utf8_next(line, &i);
		while (i < line.n && line.p[i] == ' ')
			i++;
		write_prose(r, l->from + i, l->to, true);
	}
	if (level <= 2 && r->in_step)
		r->step = NO_TEXT;
}

static bool
same_list(const struct open_item *o, const struct marker *m)
{
	return o->kind == m->kind && (m->kind != MARKER_BULLET || o->sign == m->sign);
}

/* The level at which the item goes in: everything deeper is closed. */
static size_t
item_level(const struct recorder *r, const struct typed_line *l)
{
	const struct marker *m = &l->marker;
	size_t depth = r->depth;

	for (size_t i = depth; i-- > 0;)
		if (same_list(&r->stack[i], m) && abs(r->stack[i].indent - l->indent) <= 1)
			return i;
	while (depth > 0 && r->stack[depth - 1].indent > l->indent + 1)
		depth--;
	if (depth == 0)
		return 0;
	if (r->stack[depth - 1].indent + 2 <= l->indent)
		return depth;
	for (size_t i = depth; i-- > 0;)
		if (same_list(&r->stack[i], m))
			return i;
	if (m->kind > r->stack[depth - 1].kind)
		return depth;
	if (m->kind == MARKER_BULLET && label_heads(text_cut(r->w->body, l->rest, l->to)))
		return depth;
	while (depth > 0 && r->stack[depth - 1].kind >= m->kind)
		depth--;
	return depth;
}

static char
other(char delimiter)
{
	switch (delimiter) {
	case '.': return ')';
	case ')': return '.';
	case '-': return '*';
	default: return '-';
	}
}

static void
write_item(struct recorder *r, const struct typed_line *l)
{
	size_t level = item_level(r, l);
	bool goes_on = level < r->depth;
	struct open_item *o, old;
	char mark[24];

	if (level >= DEPTH_MAX)
		level = DEPTH_MAX - 1;
	o = &r->stack[level];
	old = *o;
	*o = (struct open_item){ .kind = l->marker.kind,
		.sign = l->marker.sign,
		.indent = l->indent,
		.number = l->marker.number };
	o->delimiter = l->marker.kind == MARKER_BULLET ? '-' : '.';
	if (goes_on) {
		bool same = same_list(&old, &l->marker) &&
		    (l->marker.kind == MARKER_BULLET || l->marker.number == old.number + 1);
		bool both = (old.kind == MARKER_BULLET) == (l->marker.kind == MARKER_BULLET);

		if (both)
			o->delimiter = same ? old.delimiter : other(old.delimiter);
	}
	if (l->marker.kind == MARKER_BULLET)
		snprintf(mark, sizeof mark, "%c ", o->delimiter);
	else
		snprintf(mark, sizeof mark, "%d%c ", l->marker.number, o->delimiter);
	o->width = strlen(mark);
	r->depth = level + 1;
	if (!goes_on || l->after_blank || o->delimiter != old.delimiter)
		typist_gap(r->w);
	blanks(r, content_column(r, level));
	typist_add(r->w, mark);
	/* A tick stays with the words: it may say that they are done. */
	typist_prose(r->w, l->marker.sign == 'v' ? l->from : l->rest, l->to);
	typist_add(r->w, "\n");
}

/* 【任务26-1】… at the front of an unmarked line. */
static bool
begins_mention(struct text line)
{
	struct mention m;
	size_t i = 0;
	uint32_t close;

	if (line.n == 0 || !bracket_open(utf8_next(line, &i), &close))
		return false;
	return mention_read(line, &i, &m) && m.ordinal == 0;
}

/* 问题一：… at the front of an unmarked line of the problem step, with ** around it or not. */
static bool
begins_problem(const struct recorder *r, struct text line)
{
	struct mention m;
	size_t i = text_starts(line, T("**")) ? 2 : 0;

	return text_eq(r->step, T("problem")) && mention_read(line, &i, &m) &&
	    m.target == REPORT_PROBLEM;
}

static bool
is_title(const struct recorder *r, const struct typed_line *l, struct text line)
{
	static const char *const ends[] = { "会", "会议", "记录", "纪要", "说明", "公示", "公告",
		"通知", NULL };

	if (l != r->lines->v || utf8_length(line) > 60 || heading_colon(line) < line.n)
		return false;
	for (size_t i = 0; ends[i]; i++)
		if (text_ends(line, text_of(ends[i])))
			return true;
	return false;
}

/* Does prose continue the open item? Leaves the depth at the item it belongs to. */
static bool
stays_in_item(struct recorder *r, const struct typed_line *l, struct text line)
{
	const struct open_item *top;
	bool label;

	if (r->depth == 0)
		return false;
	top = &r->stack[r->depth - 1];
	if (begins_mention(line) && l->indent <= top->indent)
		return false;
	label = label_heads(line);
	if (!l->after_blank)
		return true;
	if (!l->wide && l->indent >= top->indent + 2)
		return true;
	if (!label && !l->keep)
		return false;
	while (r->depth > 1 && r->stack[r->depth - 1].indent >= l->indent)
		r->depth--;
	return true;
}

static void
write_text(struct recorder *r, const struct typed_line *l)
{
	struct text line = text_cut(r->w->body, l->from, l->to);
	bool apart = l->after_blank || r->before != LINE_TEXT;

	if (is_title(r, l, line)) {
		write_heading(r, 1, l->from, l->to);
		return;
	}
	if (begins_problem(r, line) && (r->depth == 0 || l->indent <= r->stack[0].indent)) {
		write_heading(r, 3, l->from, l->to);
		return;
	}
	if (stays_in_item(r, l, line)) {
		write_prose(r, l->from, l->to, l->after_blank || l->wide);
		return;
	}
	if (r->depth > 0) {
		r->depth = 0;
		apart = true;
	}
	write_prose(r, l->from, l->to, apart || l->wide || begins_mention(line));
}

/* Lines of a fence keep the blanks in front. */
static void
write_raw(struct recorder *r, const struct typed_line *l)
{
	size_t from = l->from;

	while (from > 0 && r->w->body.p[from - 1] != '\n' && r->w->body.p[from - 1] != '\r')
		from--;
	r->depth = 0;
	if (r->before != LINE_RAW || l->after_blank)
		typist_gap(r->w);
	typist_copy(r->w, from, l->to);
	typist_add(r->w, "\n");
}

static void
write_table(struct recorder *r, const struct typed_line *l)
{
	struct text line = text_cut(r->w->body, l->from, l->to), cell;
	bool first = r->before != LINE_TABLE || l->after_blank;

	if (first) {
		if (r->depth > 0 && l->indent < r->stack[r->depth - 1].indent + 2)
			r->depth = 0;
		typist_gap(r->w);
	}
	blanks(r, content_column(r, r->depth));
	if (table_has_bar(line)) {
		typist_copy(r->w, l->from, l->to);
	} else {
		typist_add(r->w, "|");
		for (size_t i = 0; row_cell(line, &i, &cell); typist_add(r->w, "|"))
			typist_copy(r->w, (size_t)(cell.p - r->w->body.p),
			    (size_t)(cell.p - r->w->body.p) + cell.n);
	}
	typist_add(r->w, "\n");
	if (!first || l + 1 == r->lines->v + r->lines->n ||
	    table_rule(text_cut(r->w->body, l[1].from, l[1].to)))
		return;
	blanks(r, content_column(r, r->depth));
	typist_add(r->w, "|");
	for (size_t i = pipe_start(line); row_cell(line, &i, &cell);)
		typist_add(r->w, "---|");
	typist_add(r->w, "\n");
}

/* --- several matters in one paragraph --- */

#define PARTS_MOST 32

static bool
settles(struct text t)
{
	return sentence_settles(t) || label_settles(t);
}

/* What stands before the first part leaves room for matters: nothing, 会上提出三个问题：, or no
 * more than a few words and a colon. 会议决定：①…②… is one matter, and so is 加强防火：一是…. */
static bool
lead_opens(struct text lead, bool item)
{
	size_t i = 0;
	struct text clause;

	/* 会议研究了以下问题： is one clause; behind a matter 采取以下措施： counts measures. */
	if (lead.n == 0 ||
	    (announces_several(lead) && clause_next(clause_trim(lead, false), &i, &clause) &&
		clause.n + 3 >= lead.n))
		return true;
	if (settles(lead))
		return false;
	return announces_several(lead) ||
	    (!item && is_intro(lead) && !label_heads(lead) && !utf8_exceeds(lead, 30));
}

/* 《草原法》…2.《水法》…, but not the points of one policy. */
static bool
studies_apart(struct text lead, const struct enumerated *v)
{
	return !v->spoken && !utf8_exceeds(lead, 12) && !text_has(lead, T("《"));
}

/*
 * Are the parts matters of their own? Problems when each is settled by itself, or none is and they
 * are counted; when only the last is settled it may speak for all. Tasks and reports are apart
 * wherever they are counted.
 */
static bool
parts_apart(const struct recorder *r, const struct typed_line *l, struct text lead,
    const struct enumerated *v, size_t n)
{
	const struct typed_line *end = r->lines->v + r->lines->n;
	bool item = l->kind == LINE_ITEM && v->from > 0;
	size_t settled = 0, early = 0;

	if (!lead_opens(lead, item))
		return false;
	if (text_eq(r->step, T("study")))
		return studies_apart(lead, v);
	if (text_eq(r->step, T("report")))
		return true;
	for (size_t i = 0; i < n; i++) {
		bool here = settles(v[i].words);

		settled += here;
		early += here && i + 1 < n;
	}
	if (text_eq(r->step, T("task")))
		return !item || settled != 1 || early > 0;
	if (!text_eq(r->step, T("problem")))
		return false;
	if (settled > 0)
		return early > 0;
	return (!v->spoken || announces_several(lead)) &&
	    !(l + 1 < end && l[1].kind == LINE_TEXT &&
		settles(text_cut(r->w->body, l[1].from, l[1].to)));
}

/* A line that goes on with the item above and has the next one in it: …，由白音负责。2、三组路灯…
 */
static bool
parts_go_on(const struct recorder *r, const struct enumerated *v, size_t n)
{
	if (!text_eq(r->step, T("problem")) && !text_eq(r->step, T("task")))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!settles(v[i].words))
			return false;
	return true;
}

/* The parts of the line from `from` on as items; false when it is not made of matters. */
static bool
write_parts(struct recorder *r, const struct typed_line *l, size_t from)
{
	struct text t = text_cut(r->w->body, from, l->end), lead;
	struct enumerated v[PARTS_MOST];
	struct marker above = { 0 };
	struct typed_line one = *l;
	size_t words = l->kind == LINE_ITEM ? l->rest - from : 0, n;

	if (l->kind == LINE_TEXT && r->depth > 0) {
		above.kind = r->stack[r->depth - 1].kind;
		above.number = r->stack[r->depth - 1].number;
	}
	n = r->in_step ? enumeration_find(t, &above, v, PARTS_MOST) : 0;
	if (n == 0)
		return false;
	bool on = above.kind == v->kind && above.number + 1 == v->number;
	lead = text_trim(text_cut(t, words, v->from));
	if (on ? !parts_go_on(r, v, n) : !parts_apart(r, l, lead, v, n))
		return false;
	if (lead.n > 0) {
		one.kind = LINE_TEXT;
		one.from = (size_t)(lead.p - r->w->body.p);
		one.to = one.end = one.from + lead.n;
		if (!on)
			r->depth = 0;
		write_text(r, &one);
	}
	for (size_t i = 0; i < n; i++) {
		one.kind = LINE_ITEM;
		one.marker = (struct marker){ .kind = v[i].kind, .number = v[i].number };
		one.rest = (size_t)(v[i].words.p - r->w->body.p);
		one.to = one.end = one.rest + v[i].words.n;
		write_item(r, &one);
		one.after_blank = false;
	}
	return true;
}

static void
write_step(struct recorder *r, const struct typed_line *l)
{
	struct text rest = text_cut(r->w->body, l->rest, l->end);
	struct typed_line first = *l;

	if (l->from ==
	    l->to) { /* a sentence tells it, and no word of its own: the step's name stands there */
		r->depth = 0;
		typist_gap(r->w);
		typist_add(r->w, "## ");
		typist_add(r->w, text_copy(r->w->arena, l->step->name).p);
		typist_gap(r->w);
		r->first_heading = true;
	} else {
		write_heading(r, 2, l->from, l->to);
	}
	r->step = l->step->id;
	r->in_step = true;
	if (rest.n == 0 || write_parts(r, l, l->rest))
		return;
	if (marker_read(rest, &first.marker) && !first.marker.doubtful) {
		first.rest = l->rest + first.marker.end;
		first.to = l->end;
		write_item(r, &first);
	} else {
		write_prose(r, l->rest, l->end, true);
	}
}

static void
write_line(struct recorder *r, const struct typed_line *l)
{
	if ((l->kind == LINE_ITEM || l->kind == LINE_TEXT) && write_parts(r, l, l->from))
		return;
	switch (l->kind) {
	case LINE_STEP: write_step(r, l); break;
	case LINE_HEADING: write_other_heading(r, l); break;
	case LINE_ITEM: write_item(r, l); break;
	case LINE_RAW: write_raw(r, l); break;
	case LINE_TABLE: write_table(r, l); break;
	case LINE_ROW:
		r->depth = 0;
		typist_gap(r->w);
		typist_add(r->w, "---");
		typist_gap(r->w);
		break;
	case LINE_ASIDE:
		r->depth = 0;
		write_prose(r, l->from, l->end, true);
		typist_gap(r->w);
		break;
	case LINE_TEXT: write_text(r, l); break;
	}
}

void
typed_record(struct typist *w, const struct step_rule_list *steps, bool weekly,
    struct ordinal_step_list *numbered)
{
	struct typed_lines lines;
	struct recorder r = { .w = w, .lines = &lines, .step = NO_TEXT, .before = LINE_ROW };

	typed_classify(w->arena, w->body, steps, weekly, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		const struct typed_line *l = &lines.v[i];

		/* 1.学习了… is told whole, though its words are content. */
		size_t to = l->rest == l->to ? l->end : l->to;

		if (l->by_number)
			*ARENA_PUSH(w->arena, numbered) =
			    (struct ordinal_step){ (uint32_t)(w->body_at + l->from),
				    (uint32_t)(w->body_at + to), l->step };
		write_line(&r, &lines.v[i]);
		r.before = lines.v[i].kind;
	}
}
