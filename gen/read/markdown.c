/* SPDX-License-Identifier: MIT */
/*
 * The one door to cmark: Markdown goes in, lihui's own tree comes out, and nothing behind this file
 * knows cmark.
 *
 * What cmark leaves to us. Soft breaks: between Han they print nothing, elsewhere a space, in
 * records a line break. `**` beside Han: CommonMark's rule for delimiters wants spaces or
 * ASCII-like punctuation, so 要求**“双书记”**参加 keeps its stars; markdown_strong.c pairs what is
 * left over. Tables: cmark knows none; a paragraph whose second line is |---| is cut into cells
 * from its raw lines, because cmark has already dropped `\|` in the text it hands out. Positions:
 * cmark gives lines and columns of blocks reliably but not of inlines, so each piece of text is
 * found again in the block's source from a cursor that only moves forward.
 *
 * Depth is bounded (blocks BLOCK_DEPTH, inlines INLINE_DEPTH): what is nested deeper is kept,
 * flattened. cmark itself is not recursive.
 */
#include <cmark.h>

#include "lihui/arena.h"
#include "lihui/utf8.h"
#include "read/markdown.h"
#include "read/typed.h"

#define BLOCK_DEPTH  24
#define INLINE_DEPTH 12
/* How far a piece of text is looked for behind the cursor: longer than any link target a person
 * types. */
#define REACH 2048

struct md_reader {
	struct arena *a;
	const struct typed *t;
	uint32_t *lines; /* offset of each line of the Markdown */
	size_t nlines;
};

/* Inlines of one block, or of one cell, being converted. */
struct inlines {
	struct md_reader *r;
	struct block *block;
	struct inl *stack[INLINE_DEPTH];
	int depth;       /* may count beyond INLINE_DEPTH */
	struct buf text; /* adjacent text, gathered into one node */
	size_t from, to; /* where it stands in the Markdown */
	size_t cursor, end;
	bool soft; /* a soft break waits for what follows */
	bool dot;  /* drop the first character, see cell_inlines */
	bool cell;
};

static struct span
source_span(const struct md_reader *r, size_t from, size_t to)
{
	uint32_t at = typed_source(r->t, from),
		 end = to > from ? typed_source(r->t, to - 1) + 1 : at;

	/* The last byte may be one that typed.c added behind the source's end. */
	if (end > r->t->source_end)
		end = r->t->source_end;
	return (struct span){ at, end > at ? end - at : 0 };
}

static void
attach(struct inlines *s, struct inl *i)
{
	struct inl *parent =
	    s->depth > 0 ? s->stack[(s->depth > INLINE_DEPTH ? INLINE_DEPTH : s->depth) - 1] : NULL;

	if (!parent) {
		block_add_inline(s->block, i);
		return;
	}
	if (parent->last)
		parent->last->next = i;
	else
		parent->first = i;
	parent->last = i;
}

static void
flush(struct inlines *s)
{
	struct inl *i;

	if (s->text.n == 0)
		return;
	i = inl_new(s->r->a, INLINE_TEXT, text_copy(s->r->a, buf_view(&s->text)));
	i->at = source_span(s->r, s->from, s->to);
	attach(s, i);
	buf_clear(&s->text);
}

/* One byte of the literal found again at *at: itself, behind a backslash, or the blank of a line
 * end. */
static bool
same_byte(struct text md, size_t *at, char c)
{
	if (*at < md.n && md.p[*at] == '\\' && c != '\\' && *at + 1 < md.n && md.p[*at + 1] == c)
		++*at;
	if (*at >= md.n || (md.p[*at] != c && !(c == ' ' && md.p[*at] == '\n')))
		return false;
	++*at;
	return true;
}

/* Finds the literal behind the cursor; bytes that are markup or spelled differently (entities) are
 * passed over. */
static void
locate(struct inlines *s, struct text literal, size_t *from, size_t *to)
{
	struct text md = text_cut(s->r->t->text, 0, s->end);
	size_t at = s->cursor, limit = s->cursor + literal.n + REACH, begin = SIZE_MAX;

	for (size_t k = 0; k < literal.n; k++) {
		while (at < md.n && at < limit && !same_byte(md, &at, literal.p[k]))
			at++;
		if (at >= limit || (at >= md.n && k + 1 < literal.n))
			break;
		if (begin == SIZE_MAX)
			begin = at - 1;
	}
	*from = begin == SIZE_MAX ? s->cursor : begin;
	*to = at < md.n ? at : md.n;
	if (at < limit)
		s->cursor = *to;
}

static bool
is_wide(uint32_t c)
{
	return utf8_is_han(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) ||
	    c == U'“' || c == U'”' || c == U'‘' || c == U'’' || c == U'—' || c == U'…' || c == U'·';
}

/* A soft break is a space unless both neighbours are written without spaces. */
static void
join_soft(struct inlines *s, struct text next)
{
	size_t i = s->text.n, k = 0;
	bool before;

	s->soft = false;
	if (next.n == 0)
		return;
	before = i > 0 ? is_wide(utf8_prev(buf_view(&s->text), &i)) : false;
	if (i == 0 && s->text.n == 0)
		before = is_wide(
		    utf8_next(next, &k)); /* behind markup: the next character alone decides */
	k = 0;
	if (!(before && is_wide(utf8_next(next, &k))))
		buf_char(&s->text, ' ');
}

static void
gather(struct inlines *s, struct text literal)
{
	size_t from, to, at;

	if (s->dot) {
		s->dot = false;
		literal = text_cut(literal, 1, literal.n);
	}
	if (literal.n == 0)
		return;
	locate(s, literal, &from, &to);
	if (s->text.n == 0)
		s->from = from;
	s->to = to;
	if (s->soft)
		join_soft(s, literal);
	at = s->text.n;
	buf_text(&s->text, literal);
	for (char *p = s->text.p + at;
	     (p = memchr(p, '\n', s->text.n - (size_t)(p - s->text.p))) != NULL;)
		*p = ' ';
}

static void
line_break(struct inlines *s)
{
	struct inl *i;

	flush(s);
	i = inl_new(s->r->a, INLINE_BREAK, NO_TEXT);
	i->at = source_span(s->r, s->cursor, s->cursor);
	attach(s, i);
}

static void
code_span(struct inlines *s, struct text literal)
{
	struct inl *i;
	size_t from, to;

	if (s->soft)
		join_soft(s, literal);
	flush(s);
	locate(s, literal, &from, &to);
	if (s->cell)
		literal = text_replace(s->r->a, literal, T("\\|"), T("|"));
	i = inl_new(s->r->a, INLINE_CODE, text_copy(s->r->a, literal));
	i->at = source_span(s->r, from, to);
	attach(s, i);
}

/* Behind the text of a link: over ](target "title"), so that text is not found in the target. */
static void
skip_target(struct inlines *s)
{
	struct text md = s->r->t->text;
	size_t at = s->cursor;
	int depth = 0;

	while (at < s->end && (md.p[at] == '*' || md.p[at] == '_' || md.p[at] == '`'))
		at++;
	if (at + 1 >= s->end || md.p[at] != ']' || md.p[at + 1] != '(')
		return;
	for (at++; at < s->end && at < s->cursor + REACH; at++) {
		if (md.p[at] == '\\')
			at++;
		else if (md.p[at] == '(')
			depth++;
		else if (md.p[at] == ')' && --depth == 0)
			break;
	}
	if (at < s->end && depth == 0)
		s->cursor = at + 1;
}

static void
enter_span(struct inlines *s, cmark_node *n, enum inline_kind kind)
{
	struct inl *i;

	if (s->soft)
		join_soft(s, T("x"));
	flush(s);
	s->depth++;
	if (s->depth > INLINE_DEPTH)
		return;
	i = inl_new(s->r->a, kind, NO_TEXT);
	if (kind == INLINE_LINK || kind == INLINE_IMAGE)
		i->target = text_copy(s->r->a, text_of(cmark_node_get_url(n)));
	i->at = source_span(s->r, s->cursor, s->cursor);
	s->depth--;
	attach(s, i);
	s->depth++;
	s->stack[s->depth - 1] = i;
}

static void
leave_span(struct inlines *s, cmark_node *n)
{
	struct inl *i;

	if (cmark_node_get_type(n) == CMARK_NODE_IMAGE && !cmark_node_first_child(n) &&
	    cmark_node_get_title(n)[0])
		gather(s, text_of(cmark_node_get_title(n)));
	flush(s);
	if (s->depth <= INLINE_DEPTH) {
		i = s->stack[s->depth - 1];
		if (i->kind == INLINE_LINK || i->kind == INLINE_IMAGE)
			skip_target(s);
		if (i->first) {
			struct span last = i->last->at;

			i->at.at = i->first->at.at;
			i->at.n = last.at + last.n > i->at.at ? last.at + last.n - i->at.at : 0;
		}
	}
	s->depth--;
}

static void
inline_event(struct inlines *s, cmark_node *n, bool enter)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_HTML_INLINE: gather(s, text_of(cmark_node_get_literal(n))); break;
	case CMARK_NODE_CODE: code_span(s, text_of(cmark_node_get_literal(n))); break;
	case CMARK_NODE_LINEBREAK: line_break(s); break;
	case CMARK_NODE_SOFTBREAK:
		if (s->r->t->is_record)
			line_break(s);
		else
			s->soft = true;
		break;
	case CMARK_NODE_EMPH: enter ? enter_span(s, n, INLINE_EMPH) : leave_span(s, n); break;
	case CMARK_NODE_STRONG: enter ? enter_span(s, n, INLINE_STRONG) : leave_span(s, n); break;
	case CMARK_NODE_LINK: enter ? enter_span(s, n, INLINE_LINK) : leave_span(s, n); break;
	case CMARK_NODE_IMAGE: enter ? enter_span(s, n, INLINE_IMAGE) : leave_span(s, n); break;
	default: break;
	}
}

/* The inlines of cmark's node become those of b, looked for in [from, to) of the Markdown. */
static void
convert_inlines(
    struct md_reader *r, cmark_node *node, struct block *b, size_t from, size_t to, bool cell)
{
	struct inlines s = { .r = r,
		.block = b,
		.text = BUF_INIT,
		.cursor = from,
		.end = to,
		.dot = cell,
		.cell = cell };
	cmark_iter *iter = cmark_iter_new(node);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
		if (cmark_iter_get_node(iter) != node)
			inline_event(&s, cmark_iter_get_node(iter), event == CMARK_EVENT_ENTER);
	flush(&s);
	cmark_iter_free(iter);
	buf_release(&s.text);
	strong_pair(r->a, b);
}

/* --- tables --- */

/*
 * One cell by cmark. The dot in front keeps `-`, `1.` or `#` from being read as block structure,
 * and is dropped again.
 */
static void
cell_inlines(struct md_reader *r, struct block *cell, size_t from, size_t to)
{
	struct buf one = BUF_INIT;
	cmark_node *doc;

	buf_char(&one, '.');
	buf_put(&one, r->t->text.p + from, to - from);
	doc = cmark_parse_document(one.p, one.n, CMARK_OPT_DEFAULT);
	if (cmark_node_first_child(doc) && to > from)
		convert_inlines(r, cmark_node_first_child(doc), cell, from, to, true);
	cmark_node_free(doc);
	buf_release(&one);
	cell->at = source_span(r, from, to);
}

static struct block *
table_row(struct md_reader *r, struct block *table, struct text line, size_t line_at)
{
	struct block *row = block_new(r->a, BLOCK_ROW);
	struct text cell;
	size_t i = pipe_start(line);

	row->at = source_span(r, line_at, line_at + line.n);
	block_add(table, row);
	while (pipe_cell(line, &i, &cell)) {
		struct block *c = block_new(r->a, BLOCK_CELL);
		size_t from = line_at + (size_t)(cell.p - line.p);

		cell_inlines(r, c, from, from + cell.n);
		block_add(row, c);
	}
	return row;
}

/* The row below the head gives the columns' sides; rows shorter than the head get empty cells,
 * longer ones keep what was typed. */
static void
table_shape(struct md_reader *r, struct block *table, struct text rule)
{
	struct text cell;
	size_t i = pipe_start(rule), n = 0;
	enum block_align align[64] = { ALIGN_NONE };

	while (pipe_cell(rule, &i, &cell))
		if (n < 64)
			align[n++] = pipe_align(cell);
	for (struct block *row = table->first; row; row = row->next) {
		size_t k = 0;

		for (struct block *c = row->first; c; c = c->next, k++)
			c->align = k < n ? align[k] : ALIGN_NONE;
		for (; k < n; k++) {
			struct block *c = block_new(r->a, BLOCK_CELL);

			c->align = align[k];
			c->at = (struct span){ row->at.at + row->at.n, 0 };
			block_add(row, c);
		}
	}
}

/* The raw lines of a paragraph without what quotes and lists put in front. */
static struct text
raw_line(const struct md_reader *r, int number, size_t *at)
{
	size_t from = r->lines[number - 1],
	       to = (size_t)number < r->nlines ? r->lines[number] : r->t->text.n;
	struct text line = text_cut(r->t->text, from, to), trimmed = text_trim(line);

	while (trimmed.n && trimmed.p[0] == '>')
		trimmed = text_trim(text_cut(trimmed, 1, trimmed.n));
	*at = (size_t)(trimmed.p - r->t->text.p);
	return trimmed;
}

static bool
convert_table(struct md_reader *r, cmark_node *n, struct block *parent)
{
	int last = cmark_node_get_end_line(n), first = cmark_node_get_start_line(n);
	struct block *table;
	struct text rule;
	size_t at;

	if (last <= first || last > (int)r->nlines || first < 1 ||
	    !table_rule(raw_line(r, first + 1, &at)) || !table_has_bar(raw_line(r, first, &at)))
		return false;
	rule = raw_line(r, first + 1, &at);
	table = block_new(r->a, BLOCK_TABLE);
	for (int line = first; line <= last; line++)
		if (line != first + 1) {
			struct text t = raw_line(r, line, &at);

			/* An item's marker stands before a head row on the item's own line. */
			if (line == first && t.n > 2 && t.p[0] == '-' && t.p[1] == ' ')
				t = text_cut(t, 2, t.n), at += 2;
			table_row(r, table, t, at);
		}
	table_shape(r, table, rule);
	table->at.at = table->first->at.at;
	table->at.n = table->last->at.at + table->last->at.n - table->at.at;
	block_add(parent, table);
	return true;
}

/* --- blocks --- */

static size_t
offset_of(const struct md_reader *r, int line, int column)
{
	size_t from, to;

	if (line < 1 || (size_t)line > r->nlines)
		return r->t->text.n;
	from = r->lines[line - 1];
	to = (size_t)line < r->nlines ? r->lines[line] : r->t->text.n;
	from += column > 1 ? (size_t)column - 1 : 0;
	return from < to ? from : to;
}

static void
extent(const struct md_reader *r, cmark_node *n, size_t *from, size_t *to)
{
	struct text all = r->t->text;

	*from = offset_of(r, cmark_node_get_start_line(n), cmark_node_get_start_column(n));
	*to = offset_of(r, cmark_node_get_end_line(n), cmark_node_get_end_column(n) + 1);
	while (*to > *from && (all.p[*to - 1] == '\n' || all.p[*to - 1] == ' '))
		--*to;
}

static bool
is_figure(const struct block *b)
{
	return b->inlines && b->inlines == b->inlines_last && b->inlines->kind == INLINE_IMAGE;
}

static void
convert_leaf(struct md_reader *r, cmark_node *n, struct block *b)
{
	size_t from, to;

	extent(r, n, &from, &to);
	b->at = source_span(r, from, to);
	convert_inlines(r, n, b, from, to, false);
	if (b->kind == BLOCK_PARAGRAPH && is_figure(b))
		b->kind = BLOCK_FIGURE;
	if (b->kind == BLOCK_HEADING && b->inlines) {
		struct span last = b->inlines_last->at;

		/* Without the #s: a finding points at the words. */
		b->at.at = b->inlines->at.at;
		b->at.n = last.at + last.n > b->at.at ? last.at + last.n - b->at.at : 0;
	}
}

/* A fence stays code. Indented code and HTML blocks do not exist: their lines are a paragraph. */
static void
convert_code(struct md_reader *r, cmark_node *n, struct block *parent)
{
	struct text literal = text_of(cmark_node_get_literal(n)), line;
	size_t from, to;
	struct block *b;
	struct inlines s;

	extent(r, n, &from, &to);
	if (cmark_node_get_type(n) == CMARK_NODE_CODE_BLOCK && from < r->t->text.n &&
	    (r->t->text.p[from] == '`' || r->t->text.p[from] == '~')) {
		b = block_new(r->a, BLOCK_CODE);
		b->note = text_copy(r->a, text_of(cmark_node_get_fence_info(n)));
		b->at = source_span(r, from, to);
		block_add_inline(b, inl_new(r->a, INLINE_TEXT, text_copy(r->a, literal)));
		b->inlines->at = b->at;
		block_add(parent, b);
		return;
	}
	b = block_new(r->a, BLOCK_PARAGRAPH);
	b->at = source_span(r, from, to);
	s = (struct inlines){ .r = r, .block = b, .text = BUF_INIT, .cursor = from, .end = to };
	while (text_line(&literal, &line)) {
		if (text_trim(line).n == 0)
			continue;
		if (s.text.n > 0 && r->t->is_record)
			line_break(&s);
		else
			s.soft = s.text.n > 0;
		gather(&s, text_trim(line));
	}
	flush(&s);
	buf_release(&s.text);
	if (b->inlines)
		block_add(parent, b);
}

static struct block *
container(struct md_reader *r, cmark_node *n, enum block_kind kind)
{
	struct block *b = block_new(r->a, kind);
	size_t from, to;

	extent(r, n, &from, &to);
	b->at = source_span(r, from, to);
	if (kind == BLOCK_LIST) {
		b->ordered = cmark_node_get_list_type(n) == CMARK_ORDERED_LIST;
		b->start = b->ordered ? cmark_node_get_list_start(n) : 0;
	}
	return b;
}

static enum block_kind
container_kind(cmark_node *n)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_LIST: return BLOCK_LIST;
	case CMARK_NODE_ITEM: return BLOCK_ITEM;
	case CMARK_NODE_BLOCK_QUOTE: return BLOCK_QUOTE;
	default: return BLOCK_ROOT;
	}
}

/* True when the node has been dealt with together with what it holds. */
static bool
convert_block(struct md_reader *r, cmark_node *n, struct block *parent)
{
	struct block *b;

	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_PARAGRAPH:
		if (convert_table(r, n, parent))
			return true;
		b = block_new(r->a, BLOCK_PARAGRAPH);
		convert_leaf(r, n, b);
		block_add(parent, b);
		return true;
	case CMARK_NODE_HEADING:
		b = block_new(r->a, BLOCK_HEADING);
		b->level = cmark_node_get_heading_level(n);
		convert_leaf(r, n, b);
		block_add(parent, b);
		return true;
	case CMARK_NODE_CODE_BLOCK:
	case CMARK_NODE_HTML_BLOCK: convert_code(r, n, parent); return true;
	case CMARK_NODE_THEMATIC_BREAK: block_add(parent, container(r, n, BLOCK_RULE)); return true;
	default: return false;
	}
}

static void
convert(struct md_reader *r, cmark_node *document, struct block *root)
{
	cmark_iter *iter = cmark_iter_new(document);
	cmark_event_type event;
	struct block *at = root;
	int depth = 0; /* containers of cmark open; those deeper than BLOCK_DEPTH make no block */

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(iter);
		enum block_kind kind = container_kind(n);

		if (event == CMARK_EVENT_EXIT && kind != BLOCK_ROOT) {
			if (depth-- <= BLOCK_DEPTH)
				at = at->parent;
		} else if (event == CMARK_EVENT_ENTER && kind != BLOCK_ROOT) {
			if (++depth <= BLOCK_DEPTH) {
				struct block *b = container(r, n, kind);

				block_add(at, b);
				at = b;
			}
		} else if (event == CMARK_EVENT_ENTER && convert_block(r, n, at) &&
		    cmark_node_first_child(n)) {
			cmark_iter_reset(iter, n, CMARK_EVENT_EXIT);
		}
	}
	cmark_iter_free(iter);
}

static void
index_lines(struct md_reader *r)
{
	struct text t = r->t->text;
	size_t n = 1, k = 0;

	for (size_t i = 0; i < t.n; i++)
		n += t.p[i] == '\n';
	r->lines = ARENA_ARRAY(r->a, uint32_t, n);
	r->lines[k++] = 0;
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] == '\n')
			r->lines[k++] = (uint32_t)(i + 1);
	r->nlines = n;
}

struct block *
markdown_read(struct arena *a, const struct typed *t)
{
	struct md_reader r = { .a = a, .t = t };
	struct block *root = block_new(a, BLOCK_ROOT);
	cmark_node *document = cmark_parse_document(t->text.p, t->text.n, CMARK_OPT_DEFAULT);

	index_lines(&r);
	root->at = source_span(&r, 0, t->text.n);
	convert(&r, document, root);
	cmark_node_free(document);
	return root;
}
