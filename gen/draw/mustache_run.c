/* SPDX-License-Identifier: MIT */
/*
 * Programs over page data. Pages are drawn by the ten thousand, so this is the loop that counts:
 * names were split and hashed when the template was compiled, and who makes an object with many
 * keys (the catalogue of words has hundreds) gives it an index. Programs and values are shared by
 * threads and stay untouched.
 *
 * Truth, where the specification leaves it to the host: null, false, the empty list, the empty text
 * and 0 are false, so that `{{#phone}}…{{/phone}}` asks what a template's author means. An object
 * is true even when empty.
 *
 * Interpolated lists and objects print nothing. A name is looked up from the innermost context
 * outwards; only the first part of a dotted name is, the others must be found in what it gave.
 */
#include "draw/mustache_program.h"

#define PARTIAL_DEPTH 50
/*
 * Two self-inclusions in one partial double 50 times over. The largest real page, a banner's
 * ledger, draws some 100,000.
 */
#define PARTIAL_BUDGET 4000000

struct frame {
	const struct value *value;
	const struct frame *up;
};

struct run {
	mustache_partial *partial;
	void *partial_context;
	struct buf *out;
	struct err *e;
	long budget;
	int depth;
};

/* One template being drawn: itself, or a partial with the indentation of its tag. */
struct pass {
	struct run *run;
	const struct mustache *m;
	struct text indent;
};

static bool run_ops(const struct pass *p, size_t from, size_t to, const struct frame *f);

/* The value of an operation's name, or NULL when no context knows it. */
static const struct value *
lookup(const struct pass *p, const struct mustache_op *op, const struct frame *f)
{
	if (op->parts == 0)
		return f ? f->value : NULL;
	const struct mustache_part *part = &p->m->parts.v[op->part];
	const struct value *v = NULL;
	for (; f && !v; f = f->up)
		v = value_find(f->value, part->name, part->hash);
	for (uint32_t i = 1; i < op->parts && v; i++)
		v = value_find(v, part[i].name, part[i].hash);
	return v;
}

static bool
is_true(const struct value *v)
{
	if (!v)
		return false;
	switch (v->kind) {
	case VALUE_NULL:
	case VALUE_FALSE: return false;
	case VALUE_TRUE:
	case VALUE_OBJECT: return true;
	case VALUE_INT: return v->number != 0;
	case VALUE_TEXT: return v->text.n > 0;
	case VALUE_LIST: return v->first != NULL;
	}
	return false;
}

static void
put_value(struct buf *out, const struct value *v, bool escaped)
{
	if (!v)
		return;
	if (v->kind == VALUE_TEXT && escaped)
		buf_html(out, v->text);
	else if (v->kind == VALUE_TEXT)
		buf_text(out, v->text);
	else if (v->kind == VALUE_INT)
		buf_int(out, v->number);
	else if (v->kind == VALUE_TRUE || v->kind == VALUE_FALSE)
		buf_str(out, v->kind == VALUE_TRUE ? "true" : "false");
}

/*
 * Literal text: the indentation behind each line end that has something behind it. Before the first
 * line stands MUSTACHE_INDENT.
 */
static void
put_text(const struct pass *p, struct text t)
{
	struct buf *out = p->run->out;
	while (p->indent.n > 0 && t.n > 0) {
		const char *end = memchr(t.p, '\n', t.n - 1);
		if (!end)
			break;
		size_t n = (size_t)(end - t.p) + 1;
		buf_put(out, t.p, n);
		buf_text(out, p->indent);
		t = text_cut(t, n, t.n);
	}
	buf_text(out, t);
}

static bool
run_section(const struct pass *p, const struct mustache_op *op, const struct frame *f)
{
	const struct value *v = lookup(p, op, f);
	size_t from = (size_t)(op - p->m->ops.v) + 1;
	if (!is_true(v))
		return true;
	if (v->kind != VALUE_LIST)
		return run_ops(p, from, op->end, &(struct frame){ v, f });
	for (const struct value *c = v->first; c; c = c->next)
		if (!run_ops(p, from, op->end, &(struct frame){ c, f }))
			return false;
	return true;
}

static bool
run_partial(const struct pass *p, const struct mustache_op *op, const struct frame *f)
{
	struct run *r = p->run;
	const struct mustache *m = r->partial ? r->partial(r->partial_context, op->text) : NULL;
	if (!m)
		return true;
	if (r->depth == PARTIAL_DEPTH || r->budget-- == 0)
		return err_usage(r->e,
		    SAY("模板 %.*s 无休止地引用 %.*s", "template %.*s includes %.*s without end"),
		    TEXT_ARG(p->m->name), TEXT_ARG(op->text));
	/*
	 * A tag inside a line passes no indentation on; one that stands alone adds its own to what
	 * its template got.
	 */
	struct buf indent = BUF_INIT;
	if (op->alone) {
		buf_text(&indent, p->indent);
		buf_text(&indent, op->indent);
	}
	r->depth++;
	bool ok = run_ops(&(struct pass){ r, m, buf_view(&indent) }, 0, m->ops.n, f);
	r->depth--;
	buf_release(&indent);
	return ok;
}

static bool
run_ops(const struct pass *p, size_t from, size_t to, const struct frame *f)
{
	struct buf *out = p->run->out;
	for (size_t i = from; i < to; i++) {
		const struct mustache_op *op = &p->m->ops.v[i];
		switch (op->kind) {
		case MUSTACHE_TEXT: put_text(p, op->text); break;
		case MUSTACHE_INDENT: buf_text(out, p->indent); break;
		case MUSTACHE_ESCAPED:
		case MUSTACHE_RAW:
			put_value(out, lookup(p, op, f), op->kind == MUSTACHE_ESCAPED);
			break;
		case MUSTACHE_SECTION:
			if (!run_section(p, op, f))
				return false;
			i = op->end - 1;
			break;
		case MUSTACHE_INVERTED:
			if (is_true(lookup(p, op, f)))
				i = op->end - 1;
			break;
		case MUSTACHE_PARTIAL:
			if (!run_partial(p, op, f))
				return false;
			break;
		}
	}
	return true;
}

/* The frames of the caller's contexts, then the program. Contexts are few (words, site, unit,
 * page). */
static bool
run_contexts(
    const struct pass *p, const struct value *const *contexts, size_t n, const struct frame *f)
{
	if (n == 0)
		return run_ops(p, 0, p->m->ops.n, f);
	return run_contexts(p, contexts + 1, n - 1, &(struct frame){ contexts[0], f });
}

bool
mustache_run(const struct mustache *m, const struct value *const *contexts, size_t n,
    mustache_partial *partial, void *partial_context, struct buf *out, struct err *e)
{
	struct run r = { .partial = partial,
		.partial_context = partial_context,
		.out = out,
		.e = e,
		.budget = PARTIAL_BUDGET };

	return run_contexts(&(struct pass){ &r, m, NO_TEXT }, contexts, n, NULL);
}
