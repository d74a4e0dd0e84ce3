/* SPDX-License-Identifier: MIT */
/*
 * Templates to programs. One pass over the source: literal text up to the next tag, the tag, and so
 * on. Text is never copied, operations point into the one copy of the source.
 *
 * The only hard part of Mustache is white space. A section, end, comment, partial or delimiter tag
 * that stands alone on its line takes the whole line with it. "Alone" is a question to the source,
 * not to the output: blanks back to a line's start, blanks forward to its end. Each blank is looked
 * at by the one tag beside it, so the pass stays linear.
 *
 * A partial that stands alone indents every line of the partial's template. Interpolated text with
 * line ends in it is not touched by that, so the places where a template's lines begin are kept as
 * operations of their own; see mustache_run.c.
 *
 * Stricter than the specification in one point: a name with a blank inside, and a tag without a
 * name, are errors. Both are slips of the pen.
 */
#include "draw/mustache_program.h"

#include "lihui/arena.h"
#include "lihui/hash.h"

struct open_section {
	uint32_t op;
	size_t at;
};

struct compiler {
	struct mustache *m;
	struct text src;
	size_t pos;              /* everything before is compiled */
	struct text open, close; /* delimiters in force */
	struct open_section sections[MUSTACHE_MAX_NESTING];
	int depth;
	struct err *e;
};

/* A tag as it stands in the source. */
struct tag {
	char sigil;       /* # ^ / ! > = & { or 0 for plain interpolation */
	size_t at, end;   /* with its delimiters */
	struct text body; /* between sigil and closing delimiter, trimmed */
};

static bool
fault(struct compiler *c, size_t at, const char *what)
{
	int line = 1;
	for (size_t i = 0; i < at && i < c->src.n; i++)
		line += c->src.p[i] == '\n';
	return err_usage(c->e, SAY("模板 %.*s 第%d行：%s", "template %.*s, line %d: %s"),
	    TEXT_ARG(c->m->name), line, what);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_space(char c)
{
	return is_blank(c) || c == '\n' || c == '\r';
}

/* Not text_trim: names and delimiters are ASCII matters, and U+3000 in a name is a slip that must
 * be seen. */
static struct text
trim(struct text t)
{
	while (t.n > 0 && is_space(t.p[0]))
		t.p++, t.n--;
	while (t.n > 0 && is_space(t.p[t.n - 1]))
		t.n--;
	return t;
}

static struct mustache_op *
op_add(struct compiler *c, enum mustache_kind kind)
{
	struct mustache_op *op = ARENA_PUSH(c->m->arena, &c->m->ops);
	op->kind = kind;
	op->text = op->indent = NO_TEXT;
	return op;
}

static bool
line_starts(struct text src, size_t at)
{
	return at == 0 || src.p[at - 1] == '\n';
}

static void
add_text(struct compiler *c, size_t from, size_t to)
{
	if (from >= to)
		return;
	if (line_starts(c->src, from))
		op_add(c, MUSTACHE_INDENT);
	op_add(c, MUSTACHE_TEXT)->text = text_cut(c->src, from, to);
}

/* The tag's line when nothing but blanks stands beside it: [*from, *to) with its line end. */
static bool
stands_alone(const struct compiler *c, const struct tag *tag, size_t *from, size_t *to)
{
	size_t a = tag->at, z = tag->end;
	while (a > 0 && is_blank(c->src.p[a - 1]))
		a--;
	if (!line_starts(c->src, a))
		return false;
	while (z < c->src.n && is_blank(c->src.p[z]))
		z++;
	if (z < c->src.n && c->src.p[z] == '\r' && z + 1 < c->src.n && c->src.p[z + 1] == '\n')
		z++;
	if (z < c->src.n && c->src.p[z] != '\n')
		return false;
	*from = a;
	*to = z < c->src.n ? z + 1 : z;
	return true;
}

/* Splits a dotted name into hashed parts. "." alone has none. */
static bool
add_name(struct compiler *c, struct mustache_op *op, const struct tag *tag)
{
	struct text rest = tag->body;
	if (rest.n == 0)
		return fault(c, tag->at, SAY("标签里没有名字", "a tag without a name"));
	for (size_t i = 0; i < rest.n; i++)
		if (is_space(rest.p[i]))
			return fault(c, tag->at, SAY("名字里有空格", "a name with a blank inside"));
	op->part = (uint32_t)c->m->parts.n;
	if (text_eq(rest, T(".")))
		return true;
	for (bool more = true; more;) {
		size_t dot = text_find(rest, T("."), 0);
		more = dot != SIZE_MAX;
		struct mustache_part *part = ARENA_PUSH(c->m->arena, &c->m->parts);
		part->name = more ? text_cut(rest, 0, dot) : rest;
		part->hash = hash64(part->name);
		op->parts++;
		rest = more ? text_cut(rest, dot + 1, rest.n) : NO_TEXT;
	}
	return true;
}

static bool
open_section(struct compiler *c, const struct tag *tag)
{
	if (c->depth == MUSTACHE_MAX_NESTING)
		return fault(c, tag->at, SAY("区块嵌套过深", "sections nested too deeply"));
	c->sections[c->depth++] = (struct open_section){ (uint32_t)c->m->ops.n, tag->at };
	struct mustache_op *op =
	    op_add(c, tag->sigil == '#' ? MUSTACHE_SECTION : MUSTACHE_INVERTED);
	op->text = tag->body;
	return add_name(c, op, tag);
}

static bool
close_section(struct compiler *c, const struct tag *tag)
{
	if (c->depth == 0)
		return fault(
		    c, tag->at, SAY("结束标签没有对应的开始", "an end tag without a section"));
	struct mustache_op *op = &c->m->ops.v[c->sections[--c->depth].op];
	if (!text_eq(op->text, tag->body))
		return fault(c, tag->at,
		    SAY("结束标签与开始标签名字不同", "an end tag for another section"));
	op->end = (uint32_t)c->m->ops.n;
	return true;
}

/* {{=<% %>=}}: two words without '=' in them. */
static bool
set_delimiters(struct compiler *c, const struct tag *tag)
{
	struct text t = tag->body;
	size_t a = 0;
	while (a < t.n && !is_space(t.p[a]))
		a++;
	struct text open = text_cut(t, 0, a), close = trim(text_cut(t, a, t.n));
	bool bad = open.n == 0 || close.n == 0;
	for (size_t i = 0; i < t.n; i++)
		bad = bad || t.p[i] == '=';
	for (size_t i = 0; i < close.n; i++)
		bad = bad || is_space(close.p[i]);
	if (bad)
		return fault(
		    c, tag->at, SAY("分隔符写法不对", "delimiters are two words without '='"));
	c->open = open;
	c->close = close;
	return true;
}

static bool
add_partial(struct compiler *c, const struct tag *tag, bool alone, struct text indent)
{
	if (tag->body.n == 0)
		return fault(c, tag->at, SAY("标签里没有名字", "a tag without a name"));
	struct mustache_op *op = op_add(c, MUSTACHE_PARTIAL);
	op->text = tag->body;
	op->alone = alone;
	op->indent = indent;
	return true;
}

static bool
add_tag(struct compiler *c, const struct tag *tag, bool alone, struct text indent)
{
	switch (tag->sigil) {
	case '#':
	case '^': return open_section(c, tag);
	case '/': return close_section(c, tag);
	case '!': return true;
	case '=': return set_delimiters(c, tag);
	case '>': return add_partial(c, tag, alone, indent);
	case '&':
	case '{': return add_name(c, op_add(c, MUSTACHE_RAW), tag);
	default: return add_name(c, op_add(c, MUSTACHE_ESCAPED), tag);
	}
}

/*
 * Reads the tag whose opening delimiter stands at `at`. A comment's text may hold anything but the
 * closing delimiter.
 */
static bool
read_tag(struct compiler *c, size_t at, struct tag *tag)
{
	size_t from = at + c->open.n;
	while (from < c->src.n && is_space(c->src.p[from]))
		from++;
	*tag = (struct tag){ 0, at, 0, NO_TEXT };
	if (from < c->src.n && strchr("#^/!>=&{", c->src.p[from]) && c->src.p[from] != '\0')
		tag->sigil = c->src.p[from++];
	struct buf close = BUF_INIT;
	if (tag->sigil == '{')
		buf_char(&close, '}');
	if (tag->sigil == '=')
		buf_char(&close, '=');
	buf_text(&close, c->close);
	size_t end = text_find(c->src, buf_view(&close), from);
	if (end != SIZE_MAX) {
		tag->body = trim(text_cut(c->src, from, end));
		tag->end = end + close.n;
	}
	buf_release(&close);
	return end != SIZE_MAX || fault(c, at, SAY("标签没有写完", "a tag is not closed"));
}

static bool
compile_tag(struct compiler *c, size_t at)
{
	struct tag tag;
	if (!read_tag(c, at, &tag))
		return false;
	size_t from = at, to = tag.end;
	bool alone = tag.sigil && strchr("#^/!>=", tag.sigil) && stands_alone(c, &tag, &from, &to);
	add_text(c, c->pos, from);
	if (!alone && line_starts(c->src, at))
		op_add(c, MUSTACHE_INDENT);
	c->pos = to;
	return add_tag(c, &tag, alone, alone ? text_cut(c->src, from, at) : NO_TEXT);
}

static bool
compile(struct compiler *c)
{
	for (;;) {
		size_t at = text_find(c->src, c->open, c->pos);
		if (at == SIZE_MAX)
			break;
		if (!compile_tag(c, at))
			return false;
	}
	add_text(c, c->pos, c->src.n);
	if (c->depth > 0)
		return fault(c, c->sections[c->depth - 1].at,
		    SAY("区块没有结束标签", "a section is not closed"));
	return true;
}

struct mustache *
mustache_compile(struct text source, struct text name, struct err *e)
{
	struct arena *a = arena_new();
	struct mustache *m = ARENA_NEW(a, struct mustache);
	m->arena = a;
	m->name = text_copy(a, name);
	m->source = text_copy(a, source);
	struct compiler c = { .m = m, .src = m->source, .open = T("{{"), .close = T("}}"), .e = e };
	if (source.n > UINT32_MAX / 2) {
		fault(&c, 0, SAY("模板太大", "the template is too large"));
	} else if (compile(&c)) {
		return m;
	}
	mustache_free(m);
	return NULL;
}

void
mustache_free(struct mustache *m)
{
	if (m != NULL)
		arena_free(m->arena); /* m itself lies in it */
}
