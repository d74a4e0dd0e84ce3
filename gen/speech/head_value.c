/* SPDX-License-Identifier: MIT */
/*
 * The value of one entry of front matter: a text, a list or a map, as the person meant it.
 *
 * Purpose: YAML would fail or drop text on ordinary values (`摘要: 讨论: 羊舍`, `标题:
 * "双书记"周例会`, `备注: [附件]一`, `* 号`, ` # 二楼`). Here brackets are structure only when the
 * whole value stands in them, quotes only when they enclose the whole value, and nothing is a
 * comment.
 *
 * Assumptions: lists and maps are shallow. Depth is bounded because a hostile file may nest
 * brackets without end; deeper ones stay text. Texts borrow from the source, so each span is exact;
 * only a quoted text with escapes is made anew.
 */
#include "speech/head_lines.h"
#include "lihui/yaml.h"

#include "lihui/cursor.h"

#define DEPTH 8

static struct yaml *read_value(const struct head *h, struct text t, bool maps, int depth);

static struct span
place(const struct head *h, struct text t)
{
	return (struct span){ (uint32_t)(t.p - h->text.p), (uint32_t)t.n };
}

static struct yaml *
node(const struct head *h, enum yaml_kind kind, struct text t)
{
	struct yaml *y = ARENA_NEW(h->arena, struct yaml);

	y->kind = kind;
	y->text = kind == YAML_SCALAR ? t : NO_TEXT;
	y->at = place(h, t);
	return y;
}

static void
add(struct yaml *parent, struct yaml *child)
{
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

size_t
list_mark(struct text t)
{
	struct cursor s = { t, 0 };
	bool always =
	    cursor_accept(&s, BULLET) || cursor_word(&s, "－") || utf8_is_picture(cursor_peek(&s));

	while (utf8_is_picture(cursor_peek(&s)))
		utf8_next(t, &s.i);

	struct marker m;
	if (!always && marker_read(t, &m) && m.kind == MARKER_BULLET &&
	    (unsigned char)t.p[0] >= 128)
		return m.end;
	if (!always && !cursor_word(&s, "-") && !cursor_word(&s, "*") && !cursor_word(&s, "+"))
		return 0;
	size_t mark = s.i;
	cursor_skip(&s, BLANK);
	if (s.i > mark || always || mark == t.n)
		return s.i;
	/* -张三; but **bold** and -5 are none */
	return t.p[0] == '-' && utf8_is_han(cursor_peek(&s)) ? mark : 0;
}

static int
bracket(uint32_t c)
{
	return char_is(c, OPENER) - char_is(c, CLOSER);
}

int
bracket_depth(struct text t)
{
	int depth = 0;

	for (size_t i = 0; i < t.n; i++) {
		depth += t.p[i] == '[' || t.p[i] == '{';
		depth -= t.p[i] == ']' || t.p[i] == '}';
	}
	return depth;
}

/* Does the bracket that t begins with close at its very end? */
static bool
is_enclosed(struct text t)
{
	int depth = 0;

	for (size_t i = 0; i < t.n;) {
		depth += bracket(utf8_next(t, &i));
		if (depth <= 0 && i < t.n)
			return false;
	}
	return depth == 0;
}

static struct text
inside(struct text t)
{
	size_t from = 0, to = t.n;

	utf8_next(t, &from);
	utf8_prev(t, &to);
	return text_trim(text_cut(t, from, to));
}

static bool
is_quoted(struct text t)
{
	char q = t.n >= 2 ? t.p[0] : 0;

	if ((q != '"' && q != '\'') || t.p[t.n - 1] != q)
		return false;
	for (size_t i = 1; i + 1 < t.n; i++) {
		if (q == '"' && t.p[i] == '\\' && i + 2 < t.n)
			i++;
		else if (t.p[i] == q && q == '\'' && i + 2 < t.n && t.p[i + 1] == q)
			i++;
		else if (t.p[i] == q)
			return false;
	}
	return true;
}

static struct yaml *
read_scalar(const struct head *h, struct text t)
{
	if (!is_quoted(t))
		return node(h, YAML_SCALAR, t);
	struct text plain = text_cut(t, 1, t.n - 1);
	struct yaml *y = node(h, YAML_SCALAR, plain);
	if (memchr(plain.p, t.p[0] == '"' ? '\\' : '\'', plain.n)) {
		/* With escapes it is what YAML says it is. */
		struct text message;
		int line;
		struct yaml *meant = yaml_parse(h->arena, t, &line, &message);
		if (meant && meant->kind == YAML_SCALAR)
			y->text = meant->text;
	}
	return y;
}

/* `key: value` or `键：值`; the colon is the first one outside brackets. Blanks behind it are not
 * asked for. */
static bool
split_member(struct text t, struct text *key, struct text *value)
{
	int depth = 0;

	for (size_t i = 0; i < t.n;) {
		size_t before = i;
		uint32_t c = utf8_next(t, &i);
		depth += bracket(c);
		if (depth == 0 && (char_is(c, COLON))) {
			*key = text_trim(text_cut(t, 0, before));
			*value = text_trim(text_cut(t, i, t.n));
			if (key->n >= 2 && is_quoted(*key))
				*key = text_cut(*key, 1, key->n - 1);
			return key->n > 0 && !memchr(key->p, '\n', key->n);
		}
		if (c == '\n')
			return false;
	}
	return false;
}

static struct yaml *
read_member(const struct head *h, struct text key, struct text value, int depth)
{
	struct yaml *y = read_value(h, value, true, depth + 1);

	y->key = key;
	y->key_at = place(h, key);
	return y;
}

/* The end of the part that begins at i: a comma outside brackets and quotes. */
static size_t
part_end(struct text t, size_t i, bool list, size_t *next)
{
	int depth = 0;
	char quote = 0;
	bool start = true;

	while (i < t.n) {
		size_t before = i;
		uint32_t c = utf8_next(t, &i);
		if (quote) {
			quote = c == (uint32_t)quote ? 0 : quote;
			continue;
		}
		if (start && (c == '"' || c == '\''))
			quote = (char)c;
		start = start && utf8_is_blank(c);
		depth += bracket(c);
		if (depth <= 0 &&
		    (char_is(c, COMMA | (list ? PAUSE | SEMICOLON : 0)) || c == U'；')) {
			*next = i;
			return before;
		}
	}
	*next = t.n;
	return t.n;
}

static struct yaml *
read_flow_list(const struct head *h, struct text whole, bool maps, int depth)
{
	struct yaml *list = node(h, YAML_LIST, whole);
	struct text t = inside(whole);

	for (size_t i = 0, next; i < t.n; i = next) {
		struct text part = text_trim(text_cut(t, i, part_end(t, i, true, &next)));
		if (part.n)
			add(list, read_value(h, part, maps, depth + 1));
	}
	return list;
}

/* A comma in a reason is no separator: the next part must have a key of its own. */
static struct yaml *
read_flow_map(const struct head *h, struct text whole, int depth)
{
	struct yaml *map = node(h, YAML_MAP, whole);
	struct text t = inside(whole), key, value, k, v;
	size_t start = 0, end, next;

	while (start < t.n) {
		end = part_end(t, start, false, &next);
		while (next < t.n) {
			size_t further, stop = part_end(t, next, false, &further);
			if (split_member(text_trim(text_cut(t, next, stop)), &k, &v))
				break;
			end = stop;
			next = further;
		}
		struct text part = text_trim(text_cut(t, start, end));
		if (split_member(part, &key, &value))
			add(map, read_member(h, key, value, depth));
		else if (part.n)
			add(map, read_member(h, part, text_cut(part, part.n, part.n), depth));
		start = next;
	}
	return map;
}

static bool
opens(uint32_t c, bool map)
{
	return map ? c == '{' || c == U'｛' : c == '[' || c == U'［';
}

static struct yaml *
read_value(const struct head *h, struct text t, bool maps, int depth)
{
	uint32_t c = text_peek(t, 0);

	if (depth < DEPTH && t.n >= 2 && opens(c, false) && is_enclosed(t))
		return read_flow_list(h, t, maps, depth);
	if (depth < DEPTH && t.n >= 2 && maps && opens(c, true) && is_enclosed(t))
		return read_flow_map(h, t, depth);
	return read_scalar(h, t);
}

/* --- values that stand on lines of their own --- */

struct block_line {
	struct text text; /* trimmed */
	size_t indent, mark;
};

static bool
next_line(struct text *rest, struct block_line *l)
{
	struct text line;

	while (text_line(rest, &line)) {
		struct text t = text_trim(line);
		if (t.n == 0)
			continue;
		l->text = t;
		l->indent = (size_t)(t.p - line.p);
		l->mark = list_mark(t);
		return true;
	}
	return false;
}

/* From the start of from to the end of to: they are parts of one text. */
static struct text
reach(struct text from, struct text to)
{
	return (struct text){ from.p, (size_t)(to.p + to.n - from.p) };
}

/* Members that begin at lines of the least indent; other lines continue the member above. */
static struct yaml *
read_block_map(const struct head *h, struct text whole, int depth)
{
	struct yaml *map = node(h, YAML_MAP, whole);
	struct text rest = whole, key = NO_TEXT, value = NO_TEXT, k, v;
	struct block_line l;

	while (next_line(&rest, &l)) {
		if (split_member(l.text, &k, &v)) {
			if (key.n)
				add(map, read_member(h, key, value, depth));
			key = k;
			value = v;
		} else if (key.n) {
			value = value.n ? reach(value, l.text) : l.text;
		} else {
			add(map,
			    read_member(h, l.text, text_cut(l.text, l.text.n, l.text.n), depth));
		}
	}
	if (key.n)
		add(map, read_member(h, key, value, depth));
	return map;
}

static struct yaml *
read_item(const struct head *h, struct text t, bool maps, int depth)
{
	struct text key, value;

	t = text_trim(t);
	if (maps && depth < DEPTH && !opens(text_peek(t, 0), true) && split_member(t, &key, &value))
		return read_block_map(h, t, depth + 1);
	return read_value(h, t, maps, depth + 1);
}

static struct yaml *
read_block_list(const struct head *h, struct text whole, bool maps, int depth)
{
	struct yaml *list = node(h, YAML_LIST, whole);
	struct text rest = whole, item = NO_TEXT;
	struct block_line l;

	while (next_line(&rest, &l)) {
		if (l.mark) {
			if (item.n)
				add(list, read_item(h, item, maps, depth));
			item = text_cut(l.text, l.mark, l.text.n);
		} else {
			item = item.n ? reach(item, l.text) : l.text;
		}
	}
	if (item.n)
		add(list, read_item(h, item, maps, depth));
	return list;
}

static struct yaml *
read_block(const struct head *h, const struct head_line *e, struct text t)
{
	bool maps = h->is_map(e->key);
	struct text rest = t;
	struct block_line l;

	if (!next_line(&rest, &l))
		return node(h, YAML_SCALAR, t);
	if (l.mark)
		return read_block_list(h, t, maps, 0);
	if (maps)
		return read_block_map(h, t, 0);
	return read_scalar(h, t);
}

struct yaml *
head_value_read(const struct head *h, const struct head_line *e)
{
	struct text t = text_cut(h->text, e->at.at, (size_t)e->at.at + e->at.n);

	if (e->literal) {
		struct text rest = t, first;
		text_line(&rest, &first);
		return node(h, YAML_SCALAR, text_trim(rest));
	}
	if (e->block)
		return read_block(h, e, t);
	if (e->key && h->is_prose(e->key))
		return read_scalar(h, t);
	return read_value(h, t, h->is_map(e->key), 0);
}
