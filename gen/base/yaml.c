/* SPDX-License-Identifier: MIT */
/*
 * Configuration files are YAML and are held to it: a fault is named with its line.
 *
 * Outside facts: libfyaml 0.7 bounds nesting by itself; aliases are refused here, since a few lines
 * of them grow without end when followed.
 */
#include "lihui/yaml.h"

#include <libfyaml.h>

#include "lihui/arena.h"
#include "lihui/diag.h"
#include "lihui/err.h"

/* Deeper than any configuration; libfyaml's own limit is 64 as well. */
#define YAML_DEPTH 64

struct yaml_walk {
	struct arena *arena;
	struct text text;
	int line;
	struct text message;
};

static struct yaml *yaml_node(struct yaml_walk *w, struct fy_node *n, int depth);

static struct span
yaml_span(const struct yaml_walk *w, struct fy_node *n)
{
	struct fy_token *t = n ? fy_node_get_scalar_token(n) : NULL;
	const struct fy_mark *from = t ? fy_token_start_mark(t) : NULL,
			     *to = t ? fy_token_end_mark(t) : NULL;

	if (!from || !to || to->input_pos > w->text.n || from->input_pos > to->input_pos)
		return NO_SPAN;
	return (
	    struct span){ (uint32_t)from->input_pos, (uint32_t)(to->input_pos - from->input_pos) };
}

static struct yaml *
yaml_refuse(struct yaml_walk *w, struct span at, const char *why)
{
	diag_place(w->text, at.at, &w->line, &(int){ 0 }, NULL);
	w->message = text_copy(w->arena, text_of(why));
	return NULL;
}

static void
yaml_add(struct yaml *parent, struct yaml *child)
{
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
	if (parent->at.n == 0)
		parent->at = child->key.n ? child->key_at : child->at;
}

static struct yaml *
yaml_map(struct yaml_walk *w, struct fy_node *n, struct yaml *y, int depth)
{
	struct fy_node_pair *pair;
	size_t length;

	for (void *i = NULL; (pair = fy_node_mapping_iterate(n, &i)) != NULL;) {
		struct fy_node *key = fy_node_pair_key(pair);
		const char *s = key ? fy_node_get_scalar(key, &length) : NULL;
		if (!s)
			return yaml_refuse(w, y->at, SAY("键必须是文字", "a key must be a text"));
		struct yaml *child = yaml_node(w, fy_node_pair_value(pair), depth + 1);
		if (!child)
			return NULL;
		child->key = text_copy(w->arena, (struct text){ s, length });
		child->key_at = yaml_span(w, key);
		yaml_add(y, child);
	}
	return y;
}

static struct yaml *
yaml_list(struct yaml_walk *w, struct fy_node *n, struct yaml *y, int depth)
{
	struct fy_node *item;

	for (void *i = NULL; (item = fy_node_sequence_iterate(n, &i)) != NULL;) {
		struct yaml *child = yaml_node(w, item, depth + 1);
		if (!child)
			return NULL;
		yaml_add(y, child);
	}
	return y;
}

static struct yaml *
yaml_node(struct yaml_walk *w, struct fy_node *n, int depth)
{
	struct yaml *y = ARENA_NEW(w->arena, struct yaml);
	size_t length = 0;

	y->text = NO_TEXT;
	y->at = yaml_span(w, n);
	if (depth > YAML_DEPTH)
		return yaml_refuse(w, y->at, SAY("嵌套过深", "nested too deeply"));
	if (!n)
		return y;
	if (fy_node_is_alias(n))
		return yaml_refuse(w, y->at,
		    SAY("不支持引用（以 * 开头的值请加引号）",
			"aliases are not supported (quote a value that begins with *)"));
	switch (fy_node_get_type(n)) {
	case FYNT_MAPPING: y->kind = YAML_MAP; return yaml_map(w, n, y, depth);
	case FYNT_SEQUENCE: y->kind = YAML_LIST; return yaml_list(w, n, y, depth);
	default: break;
	}
	const char *s = fy_node_get_scalar(n, &length);
	y->text = s ? text_copy(w->arena, (struct text){ s, length }) : NO_TEXT;
	return y;
}

/* What libfyaml 0.7 says of slips that people make, by words of its sentence, in words that say
 * what to type. The first that fits. */
static const struct {
	const char *said, *zh;
} slips[] = {
	{ "tab character", "行首不能用 Tab 键，请改成空格" },
	{ "duplicate key", "这个键写了两遍，删掉一个" },
	{ "missing comma", "{ } 和 [ ] 里各项之间要写英文逗号，写完要有 } 或 ]" },
	{ "without a closing bracket", "有 [ 没有 ]，请补上" },
	{ "without a closing brace", "有 { 没有 }，请补上" },
	{ "extra closing", "多了一个 } 或 ]，删掉它" },
	{ "without closing quote", "引号只有一半，请补上另一半" },
	{ "wrongly indented", "引号只有一半，或下一行没有缩进：请补上另一半引号" },
	{ "after double-quoted", "引号后面还有字：把它们也放进引号里" },
	{ "after single-quoted", "引号后面还有字：把它们也放进引号里" },
	{ "invalid escape", "双引号里的 \\ 有特别的意思，请改用单引号" },
	{ "cannot start with", "这个值开头的记号有特别的意思，请给整个值加上引号" },
	{ "nested block mapping", "一行里有两个冒号：给后面的值加上引号" },
	{ "invalid indentation", "缩进不齐：同一层的键要从同一列开始" },
	{ "multiline plain key", "这里应当是“键: 值”，冒号用英文的，后面空一格" },
	{ "invalid value", "这里应当是“键: 值”，冒号用英文的，后面空一格" },
	{ "block scalar", "| 和 > 有特别的意思，请给整个值加上引号" },
};

static const char *
yaml_said(const char *message)
{
	for (size_t i = 0; message && i < COUNT(slips); i++)
		if (strstr(message, slips[i].said))
			return SAY(slips[i].zh, message);
	return SAY("写法不对：应当是“键: 值”，冒号用英文的，后面空一格",
	    message ? message : "this is no YAML");
}

/* A colon of the Chinese keyboard is what most of these slips are. */
static bool
wide_colon(struct text t, int line)
{
	struct text at = NO_TEXT;

	for (int i = 0; i < line && text_line(&t, &at); i++)
		;
	size_t wide = text_find(at, T("："), 0), colon = text_find(at, T(": "), 0);

	return wide != SIZE_MAX && wide < colon && !text_has(text_cut(at, 0, wide), T("#"));
}

static void
yaml_fault(struct yaml_walk *w, struct fy_diag *diag)
{
	void *i = NULL;
	struct fy_diag_error *e = fy_diag_errors_iterate(diag, &i);

	if (w->message.n)
		return;
	w->line = e && e->line > 0 ? e->line : 1;
	w->message = text_copy(w->arena,
	    text_of(wide_colon(w->text, w->line) ? YAML_WIDE_COLON : yaml_said(e ? e->msg : NULL)));
}

static struct fy_diag *
yaml_diag(void)
{
	struct fy_diag_cfg cfg;

	fy_diag_cfg_default(&cfg);
	cfg.fp = NULL;
	cfg.output_fn = NULL;
	struct fy_diag *diag = fy_diag_create(&cfg);
	if (diag)
		fy_diag_set_collect_errors(diag, true);
	return diag;
}

/* Blank lines and comments alone. */
static bool
yaml_says_nothing(struct text t)
{
	struct text line = NO_TEXT;

	while (text_line(&t, &line)) {
		line = text_trim(line);
		if (line.n > 0 && line.p[0] != '#')
			return false;
	}
	return true;
}

struct yaml *
yaml_parse(struct arena *a, struct text t, int *line, struct text *message)
{
	struct yaml_walk w = { a, t, 0, NO_TEXT };
	struct fy_diag *diag = yaml_diag();
	struct fy_parse_cfg cfg = { .flags = FYPCF_COLLECT_DIAG, .diag = diag };
	struct fy_document *doc =
	    yaml_says_nothing(t) ? NULL : fy_document_build_from_string(&cfg, t.p, t.n);
	struct yaml *y = NULL;

	if (yaml_says_nothing(t)) {
		y = ARENA_NEW(a, struct yaml);
		y->kind = YAML_MAP;
	} else if (doc) {
		y = yaml_node(&w, fy_document_root(doc), 0);
	}
	if (!y) {
		yaml_fault(&w, diag);
		*line = w.line;
		*message = w.message;
	} else if (y->kind == YAML_SCALAR && y->text.n == 0) {
		y->kind = YAML_MAP; /* nothing but comments */
	}
	fy_document_destroy(doc);
	fy_diag_destroy(diag);
	return y;
}

const struct yaml *
yaml_get(const struct yaml *map, struct text key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (const struct yaml *y = map->first; y; y = y->next)
		if (text_eq(y->key, key))
			return y;
	return NULL;
}
