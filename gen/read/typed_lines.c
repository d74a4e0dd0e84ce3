/* SPDX-License-Identifier: MIT */
/*
 * Says of each line of a record what it is, before anything is written. Two passes: the first looks
 * at each line by itself and finds the heads of the steps; the second settles what only the
 * neighbourhood can tell: whether 一、 counts sections or items, whether 3、 continues a sequence,
 * which of two equal heads is the agenda and which the step, and whether prose behind an empty line
 * still belongs to the item above (it does when the numbering goes on).
 */
#include "read/markdown.h"
#include "read/typed.h"

#include "lihui/cursor.h"
#include "lihui/lexicon.h"

#define COLUMNS_MOST 32
/* Of steps in one line: so few are an agenda's, so many are looked for, so far. */
#define STEPS_LEAST    3
#define AGENDA_LINES   40 /* an agenda stands above the record */
#define STEPS_MOST     8
#define PARAGRAPH_MOST 16384

struct classifier {
	struct arena *arena;
	struct text body;
	const struct step_rule_list *steps;
	struct typed_lines *lines;
	enum marker_kind style; /* numbering of the steps' heads */
	size_t nsteps;
	bool weekly;
};

static struct text
text_of_line(const struct classifier *c, const struct typed_line *l)
{
	return text_cut(c->body, l->from, l->to);
}

static void
put_line(struct classifier *c, struct text line)
{
	struct typed_line *l = ARENA_PUSH(c->arena, c->lines);

	line = text_trim(line);
	l->from = (size_t)(line.p - c->body.p);
	l->to = l->end = l->rest = l->from + line.n;
}

/* 一、学习政策。…二、听取上周工作汇报。…: a record in one paragraph is a line for each step, when
 * most of them begin a sentence of it. */
static void
cut_steps(struct classifier *c, struct text line)
{
	const struct step_rule *steps[STEPS_MOST];
	size_t at[STEPS_MOST], n = 0, end, rest;
	struct cursor s = { text_cut(line, 0, PARAGRAPH_MOST), 0 };

	while (c->weekly && s.i < s.t.n && n < STEPS_MOST) {
		struct text here = text_cut(line, s.i, line.n);
		const struct step_rule *step = step_match(here, c->steps, &end, &rest);
		bool again = false;

		if (!step) {
			step = sense_headed(c->steps, here);
			rest = 0;
		}
		for (size_t i = 0; i < n; i++)
			again |= steps[i] == step;
		if (step && !again && rest < here.n) {
			steps[n] = step;
			at[n++] = s.i;
		}
		cursor_until(&s, STOP | SEMICOLON);
		cursor_skip(&s, STOP | SEMICOLON | BLANK);
	}
	/* 一学习：…。二上周：…。 and the others in the next line */
	bool pair = n == 2 && at[0] == 0 && steps[1] == steps[0] + 1 &&
	    utf8_digit(text_peek(line, 0)) > 0 && utf8_digit(text_peek(line, at[1])) > 0;
	if (n < STEPS_LEAST && !pair) {
		put_line(c, line);
		return;
	}
	if (at[0] > 0)
		put_line(c, text_cut(line, 0, at[0]));
	for (size_t i = 0; i < n; i++)
		put_line(c, text_cut(line, at[i], i + 1 < n ? at[i + 1] : line.n));
}

/* Blank lines leave only a mark on the line that follows. */
static void
cut_lines(struct classifier *c)
{
	struct text rest = c->body, line;
	bool blank = true;

	while (text_line(&rest, &line)) {
		struct text trimmed = text_trim(line);
		struct typed_line *l;
		size_t i = 0;

		if (trimmed.n == 0) {
			blank = true;
			continue;
		}
		size_t first = c->lines->n;
		cut_steps(c, trimmed);
		l = &c->lines->v[first];
		l->after_blank = blank;
		blank = false;
		while (i < (size_t)(trimmed.p - line.p)) {
			uint32_t b = utf8_next(line, &i);

			l->wide |= b == 0x3000;
			l->indent += b == '\t' ? 4 - l->indent % 4 : b == 0x3000 ? 2 : 1;
		}
	}
}

/* Fences are raw only when they are closed: an unclosed one would swallow the record. */
static void
mark_fences(struct classifier *c)
{
	struct typed_lines *lines = c->lines;
	bool hopeless[2] = { false, false };

	for (size_t i = 0; i < lines->n; i++) {
		char sign;
		size_t n, end = i + 1;

		if (!fence_opens(text_of_line(c, &lines->v[i]), &sign, &n) || hopeless[sign == '~'])
			continue;
		if (sign == '~' && row_of_dashes(text_of_line(c, &lines->v[i])))
			continue;
		while (end < lines->n && !fence_closes(text_of_line(c, &lines->v[end]), sign, n))
			end++;
		if (end == lines->n) {
			hopeless[sign == '~'] = true;
			continue;
		}
		for (; i <= end; i++)
			lines->v[i].kind = LINE_RAW;
		i = end;
	}
}

/* Where a line stands again below line i, or 0. */
static bool
stands_again(const struct classifier *c, size_t i)
{
	struct text line = text_of_line(c, &c->lines->v[i]);
	struct marker m;

	if (c->lines->v[i].kind != LINE_TEXT || !marker_read(line, &m) || utf8_exceeds(line, 30))
		return false;
	for (size_t k = i + 1; k < c->lines->n; k++)
		if (text_eq(text_of_line(c, &c->lines->v[k]), line))
			return true;
	return false;
}

/* 会议议程 with the headings of the record, one below the other, which stand again with what was
 * said: only named there. */
static void
mark_agenda(struct classifier *c)
{
	size_t run = 0, most = c->lines->n < AGENDA_LINES ? c->lines->n : AGENDA_LINES;

	for (size_t i = 0; i <= most; i++) {
		if (i < most && stands_again(c, i)) {
			run++;
			continue;
		}
		for (size_t k = i - run; run >= STEPS_LEAST && k < i; k++)
			c->lines->v[k].kind = LINE_ASIDE;
		run = 0;
	}
}

static void
mark_tables(struct classifier *c)
{
	struct typed_lines *lines = c->lines;

	for (size_t i = 0; i + 1 < lines->n; i++) {
		if (lines->v[i].kind != LINE_TEXT || lines->v[i + 1].after_blank ||
		    !table_has_bar(text_of_line(c, &lines->v[i])) ||
		    !table_rule(text_of_line(c, &lines->v[i + 1])))
			continue;
		lines->v[i++].kind = LINE_TABLE;
		for (; i < lines->n && !lines->v[i].after_blank &&
		     table_has_bar(text_of_line(c, &lines->v[i]));
		     i++)
			lines->v[i].kind = LINE_TABLE;
		i--;
	}
}

/* 序号 | 问题 | 责任人 without a rule, or with tabs between: at least two known heads, and more
 * than half. */
static bool
heads_columns(struct text line)
{
	struct text cell;
	size_t known = 0, n = 0, i = pipe_start(line);

	while (row_cell(line, &i, &cell) && n < COLUMNS_MOST) {
		n += cell.n > 0;
		known += column_parse(cell) != LABEL_NONE;
	}
	return known > 1 && known * 2 > n;
}

/* A cell, or the word in front of a blank (学习 防疫知识) and all that is behind it. */
static bool
line_cell(struct text line, size_t *i, struct text *cell)
{
	struct cursor s = { line, *i };

	if (row_has_cells(line))
		return row_cell(line, i, cell);
	if (s.i >= line.n)
		return false;
	if (s.i == 0)
		cursor_until(&s, BLANK);
	else
		s.i = line.n;
	*cell = text_trim(text_cut(line, *i, s.i));
	*i = text_skip(line, s.i, BLANK);
	return true;
}

/* 一学习党章, spoken: the figure is the heading. */
static const struct step_rule *
spoken_step(const struct classifier *c, struct text line, struct text *name, struct text *rest)
{
	int number = utf8_digit(text_peek(line, 0));

	if (number < 1 || !utf8_is_han(text_peek(line, 0)) || utf8_exceeds(line, SECTION_HEAD_MOST))
		return NULL;
	*name = text_head(line, 1);
	*rest = text_cut(line, name->n, line.n);
	if (!utf8_is_han(text_peek(*rest, 0)) || utf8_digit(text_peek(*rest, 0)) >= 0)
		return NULL;
	const struct step_rule *step = sense_step(c->steps, *rest, number);
	size_t end = 0;
	if (!utf8_exceeds(*rest, 2) ||
	    (step_match(*rest, c->steps, &end, &(size_t){ 0 }) && end == rest->n)) {
		*name = line;
		*rest = NO_TEXT;
	}
	return step && step == c->steps->v + number - 1 ? step : NULL;
}

/* | 学习政策 | 草畜平衡规定 | |: the step that a row's first cell names, the whole cell; *rest is
 * the next that says something. */
static const struct step_rule *
row_step(const struct classifier *c, struct text line, struct text *name, struct text *rest)
{
	size_t i = pipe_start(line), end, behind;
	struct text cell;
	const struct step_rule *step;

	if (heads_columns(line) || !line_cell(line, &i, name))
		return NULL;
	step = step_match(*name, c->steps, &end, &behind);
	if (step && end < name->n)
		return NULL;
	if (!line_cell(line, &i, &cell))
		return spoken_step(c, line, name, rest);
	if (!step && !utf8_exceeds(*name, SECTION_HEAD_MOST) && !text_has(*name, T("【")) &&
	    !sense_none(c->steps, *name))
		step = sense_step(c->steps, *name, 0);
	for (*rest = cell; rest->n == 0 && line_cell(line, &i, &cell);)
		*rest = cell;
	if (rest->n > 0 && line_cell(line, &i, &cell) && cell.n > 0) {
		if (!memchr(line.p, '\t', line.n) &&
		    (label_parse(cell) == LABEL_NONE || label_parse(*rest) != LABEL_NONE))
			return NULL; /* 问题 | 责任人 | 时限 heads columns */
		/* 本周任务 | 圈牲口 | 责任人 | 宋六 */
		rest->n = (size_t)(line.p + line.n - rest->p);
		while (text_ends(*rest, T("|")))
			*rest = text_trim(text_cut(*rest, 0, rest->n - 1));
	}
	while (rest->n > 0 && line_cell(line, &i, &cell))
		if (cell.n > 0 && rest->p + rest->n < cell.p)
			return NULL;
	return step;
}

/* A form that was copied out as a table: its rows are the steps. */
static void
mark_form(struct classifier *c)
{
	struct typed_lines *lines = c->lines;
	struct text name, rest;
	size_t n = 0;
	uint32_t seen = 0;

	for (size_t i = 0; i < lines->n; i++) {
		const struct step_rule *step =
		    row_step(c, text_of_line(c, &lines->v[i]), &name, &rest);

		n += step && !(seen >> (step - c->steps->v) & 1);
		seen |= step ? 1u << (step - c->steps->v) : 0;
	}
	for (size_t i = 0; n >= STEPS_LEAST && i < lines->n; i++) {
		struct typed_line *l = &lines->v[i];
		const struct step_rule *step = row_step(c, text_of_line(c, l), &name, &rest);

		if (!step)
			continue;
		l->kind = LINE_STEP;
		l->step = step;
		l->by_number = !step_match(name, c->steps, &(size_t){ 0 }, &(size_t){ 0 });
		l->from = (size_t)(name.p - c->body.p);
		l->to = l->from + name.n;
		l->rest = rest.n ? (size_t)(rest.p - c->body.p) : l->to;
		l->end = l->rest + rest.n;
		c->nsteps++;
	}
}

/* Rows below such a head, as they come out of a notepad or a table that was copied. */
static void
mark_bare_tables(struct classifier *c)
{
	struct typed_lines *lines = c->lines;

	for (size_t i = 0; i + 1 < lines->n; i++) {
		if (lines->v[i].kind != LINE_TEXT || lines->v[i + 1].after_blank ||
		    !row_has_cells(text_of_line(c, &lines->v[i])) ||
		    !row_has_cells(text_of_line(c, &lines->v[i + 1])) ||
		    !heads_columns(text_of_line(c, &lines->v[i])))
			continue;
		lines->v[i++].kind = LINE_TABLE;
		for (; i < lines->n && !lines->v[i].after_blank &&
		     row_has_cells(text_of_line(c, &lines->v[i]));
		     i++)
			lines->v[i].kind = LINE_TABLE;
		i--;
	}
}

/* The #s in front, half or full width, and where the heading's text begins. #5机井 is no heading.
 */
static int
hashes(struct text line, size_t *behind)
{
	size_t i = 0, next = 0;
	int level = 0;
	uint32_t c = 0;

	while (next < line.n) {
		i = next;
		c = utf8_next(line, &next);
		if (c != '#' && c != U'＃')
			break;
		level++;
		i = next;
	}
	if (level == 0 || level > 6 || i == line.n || (level == 1 && c >= '0' && c <= '9'))
		return 0;
	while (i < line.n && (next = i, utf8_is_blank(utf8_next(line, &next))))
		i = next;
	*behind = i;
	return level;
}

/* 第一步 学, 步骤三：议: whatever its words are. */
static bool
counts_steps(struct text line)
{
	int number;
	size_t words;

	return (text_starts(line, T("第")) || text_starts(line, T("步骤"))) && heading_like(line) &&
	    text_has(text_head(line, 4), T("步")) && section_numbered(line, &number, &words);
}

static void
mark_alone(struct classifier *c, struct typed_line *l)
{
	struct text line = text_of_line(c, l);
	size_t end, rest, behind = 0;
	const struct step_rule *step = step_match(line, c->steps, &end, &rest);

	l->level = hashes(line, &behind);
	if (step) {
		l->kind = LINE_STEP;
		l->step = step;
		l->rest = l->from + rest;
		l->to = l->from + end;
		l->from += behind;
		line = text_cut(line, behind, line.n);
		marker_read(
		    text_starts(line, T("**")) ? text_cut(line, 2, line.n) : line, &l->marker);
		c->nsteps++;
	} else if (l->level > 0) {
		l->kind = LINE_HEADING;
		l->from += behind;
	} else if (row_of_dashes(line)) {
		l->kind = LINE_ROW;
	} else if (c->weekly && counts_steps(line)) {
		l->kind = LINE_HEADING;
		l->level = LEVEL_BESIDE;
	} else if (marker_read(line, &l->marker)) {
		l->kind = LINE_ITEM;
		l->rest = l->from + l->marker.end;
	}
}

/* 第一项：… to 第四项：…, as many as there are steps, are the steps whatever their words are. */
static void
mark_counted(struct classifier *c)
{
	size_t found = 0;

	for (int pass = 0; pass < 2 && (pass == 0 || found == c->steps->n); pass++) {
		found = 0;
		for (size_t i = 0; i < c->lines->n; i++) {
			struct typed_line *l = &c->lines->v[i];
			struct text line = text_cut(c->body, l->from, l->end);
			size_t words;
			int number;

			if (!text_starts(line, T("第")) ||
			    !section_numbered(line, &number, &words) || number != (int)found + 1 ||
			    number > (int)c->steps->n ||
			    (l->kind == LINE_STEP && l->step != &c->steps->v[found]))
				continue;
			struct cursor before = { line, words };
			if (!char_is(cursor_before(&before), COLON))
				continue;
			if (pass > 0 && l->kind != LINE_STEP) {
				l->step = &c->steps->v[found];
				l->kind = LINE_STEP;
				l->by_number = true;
				l->to = l->rest = l->from + words;
				c->nsteps++;
			}
			found++;
		}
	}
}

static void
to_text(struct typed_line *l)
{
	l->to = l->end;
	l->kind = LINE_TEXT;
	l->step = NULL;
	l->by_number = false;
}

/* A step's head may be an item again, when it is only an agenda. */
static void
demote(struct classifier *c, struct typed_line *l)
{
	struct text line;

	to_text(l);
	line = text_of_line(c, l);
	c->nsteps--;
	if (l->level == 0 && marker_read(line, &l->marker)) {
		l->kind = LINE_ITEM;
		l->rest = l->from + l->marker.end;
	}
}

/* An agenda names the steps one below the other and the record names them again: the head without
 * content gives way. */
static void
settle_agenda(struct classifier *c)
{
	struct typed_lines *lines = c->lines;

	for (size_t i = 0; i + 1 < lines->n && c->nsteps > 1; i++) {
		struct typed_line *l = &lines->v[i];
		bool again = false;

		if (l->kind != LINE_STEP || l->rest < l->end || lines->v[i + 1].kind != LINE_STEP)
			continue;
		/* 学习文件 below 一、学习政策 is what was done. */
		if (lines->v[i + 1].step == l->step && l->marker.kind != MARKER_NONE &&
		    lines->v[i + 1].marker.kind == MARKER_NONE && lines->v[i + 1].level == 0) {
			demote(c, &lines->v[i + 1]);
			continue;
		}
		/* Steps are few, so looking through the rest of the lines for each head stays
		 * cheap; more than 64 heads are not looked at. */
		if (c->nsteps > 64)
			return;
		for (size_t k = i + 1; k < lines->n && !again; k++)
			again = lines->v[k].kind == LINE_STEP && lines->v[k].step == l->step;
		if (again)
			demote(c, l);
	}
	/* The agenda's last line is followed by text or by the first step. */
	for (size_t i = 1; i + 1 < lines->n; i++) {
		struct typed_line *l = &lines->v[i];

		if (l->kind != LINE_STEP || lines->v[i - 1].kind != LINE_ITEM ||
		    l->marker.kind == MARKER_NONE ||
		    l->marker.kind != lines->v[i - 1].marker.kind ||
		    l->marker.number != lines->v[i - 1].marker.number + 1)
			continue;
		for (size_t k = i + 1; k < lines->n && c->nsteps <= 64; k++)
			if (lines->v[k].kind == LINE_STEP && lines->v[k].step == l->step) {
				demote(c, l);
				break;
			}
	}
}

/* 学习：《…》 below 学习政策 heads no second step of the same kind: what stands there is an item of
 * the first. */
static void
settle_repeats(struct classifier *c)
{
	const struct step_rule *open = NULL;

	for (size_t i = 0; i < c->lines->n; i++) {
		struct typed_line *l = &c->lines->v[i];

		if (l->kind != LINE_STEP)
			continue;
		if (l->step == open && l->level == 0)
			demote(c, l);
		else
			open = l->step;
	}
}

/* 1 学习 above 二、 and 三、 says less than they do. */
static void
find_style(struct classifier *c)
{
	enum marker_kind doubtful = MARKER_NONE;

	for (size_t i = 0; i < c->lines->n; i++) {
		const struct typed_line *l = &c->lines->v[i];

		if (l->kind != LINE_STEP)
			continue;
		if (l->level > 0 && (c->lines->step_level == 0 || l->level < c->lines->step_level))
			c->lines->step_level = l->level;
		if (l->marker.doubtful)
			doubtful = doubtful == MARKER_NONE ? l->marker.kind : doubtful;
		else if (c->style == MARKER_NONE)
			c->style = l->marker.kind;
	}
	if (c->style == MARKER_NONE)
		c->style = doubtful;
}

/* 3、群众诉求：二组水井不出水…: what stands before the colon is short. */
static bool
heads_section(struct text line)
{
	struct text head = section_head(line);

	return heading_like(line) || (head.n < line.n && utf8_length(head) <= SECTION_HEAD_MOST);
}

/*
 * 第三步 and **三、…** are no markers; and whoever changes from 二、 to 3． goes on counting
 * sections, as no list begins with its third item.
 */
static bool
goes_on(const struct classifier *c, const struct typed_line *l, int last_step, const int *last)
{
	struct text line = text_of_line(c, l);
	int number;
	size_t words;

	if (!c->weekly || last_step == 0 || !heads_section(line) || l->marker.kind == MARKER_BULLET)
		return false;
	if (l->kind != LINE_TEXT && l->kind != LINE_ITEM)
		return false;
	if (!section_numbered(line, &number, &words) || number != last_step + 1 || words == line.n)
		return false;
	return l->kind == LINE_TEXT || last[l->marker.kind] == 0;
}

/* 第三步 学习政策: 3; 0 when it has none. */
static int
step_ordinal(struct text line)
{
	int number;
	size_t words;

	return section_numbered(line, &number, &words) ? number : 0;
}

/* Behind section 二、 a line 三、二组水井坏了 is the next one, but 三、四组 are two groups. */
static bool
opens_section(const struct classifier *c, const struct typed_line *l, int last_step)
{
	int next;
	size_t i = l->rest - l->from;

	if (!c->weekly || last_step == 0)
		return false;
	if (l->marker.kind != c->style || l->marker.number != last_step + 1)
		return false;
	return utf8_number(text_of_line(c, l), &i, &next) && next != l->marker.number + 1;
}

/* 一、 and its kin: a section of the record when the steps are numbered so (or when there are no
 * steps and the line is short), else an item. */
static void
settle_numbering(struct classifier *c)
{
	int last[MARKER_BULLET + 1] = { 0 };
	int last_step = 0;

	for (size_t i = 0; i < c->lines->n; i++) {
		struct typed_line *l = &c->lines->v[i];
		struct text line = text_of_line(c, l);
		enum marker_kind k = l->marker.kind;

		if (l->kind == LINE_STEP || l->kind == LINE_HEADING) {
			memset(last, 0, sizeof last);
			if (l->kind == LINE_STEP && k == c->style)
				last_step =
				    k != MARKER_NONE ? l->marker.number : step_ordinal(line);
		}
		if (goes_on(c, l, last_step, last)) {
			l->kind = LINE_HEADING;
			l->level = LEVEL_BESIDE;
			last_step++;
			memset(last, 0, sizeof last);
			continue;
		}
		if (l->kind != LINE_ITEM || k == MARKER_BULLET)
			continue;
		if (l->marker.doubtful && l->marker.number != last[k] + 1 &&
		    !opens_section(c, l, last_step)) {
			to_text(l);
			continue;
		}
		if ((k == MARKER_HAN &&
			(c->nsteps == 0 ? heading_like(line)
					: k == c->style || c->style == MARKER_HAN_PAREN)) ||
		    (k == MARKER_HAN_PAREN && c->nsteps > 0 && k == c->style) ||
		    (k == MARKER_DIGIT && c->style == k && last_step > 0 &&
			l->marker.number == last_step + 1 && last[k] != last_step &&
			heading_like(line))) {
			l->kind = LINE_HEADING;
			l->level = LEVEL_BESIDE;
			if (k == MARKER_HAN && c->style == MARKER_HAN_PAREN)
				l->level = LEVEL_ABOVE;
			last_step = l->marker.number;
			memset(last, 0, sizeof last);
			continue;
		}
		last[k] = l->marker.number;
		for (int deeper = (int)k + 1; deeper < MARKER_BULLET; deeper++)
			last[deeper] = 0;
	}
}

/* A line that is nothing but a date: figures, 年 月 日 and blanks. */
static bool
only_date(struct text line)
{
	bool year = false;

	for (size_t i = 0; i < line.n;) {
		uint32_t c = utf8_next(line, &i);

		if (c == U'年' || c == U'月' || c == U'日') /* 年 月 日 */
			year |= c == U'年';
		else if (utf8_digit(c) < 0 && c != U'十' && c != '.' && c != '-' &&
		    !utf8_is_blank(c))
			return false;
	}
	return year;
}

/* The foot of a letter: a date alone as the last line, and above it whose record this is. */
static void
settle_foot(struct classifier *c)
{
	static const char *const offices[] = { "支部", "委员会", "嘎查", "村委会", "党总支", "苏木",
		NULL };
	size_t n = c->lines->n;

	if (c->nsteps == 0 || n < 3 || c->lines->v[n - 1].kind != LINE_TEXT ||
	    !only_date(text_of_line(c, &c->lines->v[n - 1])))
		return;
	c->lines->v[n - 1].kind = LINE_ASIDE;
	for (size_t i = 0; offices[i]; i++)
		if (c->lines->v[n - 2].kind == LINE_TEXT &&
		    utf8_length(text_of_line(c, &c->lines->v[n - 2])) <= 20 &&
		    text_ends(text_of_line(c, &c->lines->v[n - 2]), text_of(offices[i])))
			c->lines->v[n - 2].kind = LINE_ASIDE;
}

/* Signatures and footers are looked for behind the first step only: above it 主持人：张三 is the
 * head. Without steps, in the last lines. */
static void
settle_asides(struct classifier *c)
{
	bool behind = false;

	for (size_t i = 0; i < c->lines->n; i++) {
		struct typed_line *l = &c->lines->v[i];

		behind |= l->kind == LINE_STEP || (c->nsteps == 0 && i + 5 >= c->lines->n);
		if (behind && (l->kind == LINE_TEXT || l->kind == LINE_ITEM) &&
		    aside_line(text_of_line(c, l)))
			l->kind = LINE_ASIDE;
	}
}

/* Walks backwards knowing the next item's number: prose behind an empty line stays with item n when
 * item n + 1 follows in the same section. */
static void
settle_continuations(struct classifier *c)
{
	int next[MARKER_BULLET + 1] = { 0 };

	for (size_t i = c->lines->n; i-- > 0;) {
		struct typed_line *l = &c->lines->v[i];

		if (l->kind == LINE_STEP || l->kind == LINE_HEADING || l->kind == LINE_ROW)
			memset(next, 0, sizeof next);
		else if (l->kind == LINE_ITEM && l->marker.kind != MARKER_BULLET)
			next[l->marker.kind] = l->marker.number;
		else if (l->kind == LINE_TEXT)
			for (int k = MARKER_HAN; k < MARKER_BULLET; k++)
				l->keep |= next[k] > 1;
	}
}

void
typed_classify(struct arena *a, struct text body, const struct step_rule_list *steps, bool weekly,
    struct typed_lines *out)
{
	struct classifier c = {
		.arena = a, .body = body, .steps = steps, .lines = out, .weekly = weekly
	};

	*out = (struct typed_lines){ 0 };
	cut_lines(&c);
	mark_fences(&c);
	if (weekly) {
		mark_agenda(&c);
		mark_form(&c);
	}
	mark_tables(&c);
	if (weekly)
		mark_bare_tables(&c);
	for (size_t i = 0; i < out->n; i++)
		if (out->v[i].kind == LINE_TEXT)
			mark_alone(&c, &out->v[i]);
	settle_agenda(&c);
	if (weekly) {
		out->nsteps = c.nsteps;
		typed_steps(a, body, steps, out);
		c.nsteps = out->nsteps;
		if (c.nsteps < steps->n)
			mark_counted(&c);
	}
	settle_repeats(&c);
	find_style(&c);
	settle_numbering(&c);
	out->nsteps = c.nsteps;
	if (weekly) {
		typed_number(body, steps, out);
		c.nsteps = out->nsteps;
	}
	settle_asides(&c);
	settle_foot(&c);
	settle_continuations(&c);
}
