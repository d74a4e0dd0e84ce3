/* SPDX-License-Identifier: MIT */
/* Values of front matter as texts, lists and numbers, and where they stand. */
#include "lihui/secret.h"
#include "speech/head_lines.h"
#include "lihui/yaml.h"
#include "read/head_fields.h"
#include "lihui/utf8.h"

struct span
head_place(const struct doc *d, struct text part)
{
	if (part.n == 0 || part.p < d->text.p || part.p > d->text.p + d->text.n)
		return NO_SPAN;
	return (struct span){ (uint32_t)(part.p - d->text.p), (uint32_t)part.n };
}

/* Buffers and not joined texts: a list of a hundred thousand items must not cost their square. */
struct text
head_keep(struct doc *d, struct buf *b)
{
	struct text t = b->n ? text_copy(d->arena, buf_view(b)) : NO_TEXT;

	buf_release(b);
	return t;
}

static bool
is_spaced(struct text before, struct text after)
{
	size_t i = before.n, j = 0;

	if (before.n == 0 || after.n == 0)
		return false;
	uint32_t x = utf8_prev(before, &i), y = utf8_next(after, &j);
	return !utf8_is_han(x) && !utf8_is_han(y) && !(x >= 0x3000 && x <= 0x303F) &&
	    !(x >= 0xFF00 && x <= 0xFF60);
}

void
head_put_line(struct buf *b, struct text line)
{
	if (is_spaced(buf_view(b), line))
		buf_char(b, ' ');
	buf_text(b, line);
}

static void
put_flat(struct buf *out, const struct yaml *y)
{
	struct text rest = y->text, line;
	bool first = true;

	if (y->kind == YAML_SCALAR) {
		struct buf b = BUF_INIT;
		while (text_line(&rest, &line))
			head_put_line(&b, text_trim(line));
		buf_text(out, buf_view(&b));
		buf_release(&b);
		return;
	}
	for (const struct yaml *c = y->first; c; c = c->next, first = false) {
		if (!first)
			buf_text(out, y->kind == YAML_LIST ? T("、") : T("；"));
		if (y->kind == YAML_MAP)
			buf_fmt(out, "%.*s：", TEXT_ARG(c->key));
		put_flat(out, c);
	}
}

struct text
head_flat(struct doc *d, const struct yaml *y)
{
	struct buf b = BUF_INIT;

	if (y->kind == YAML_SCALAR && !memchr(y->text.p, '\n', y->text.n))
		return text_trim(y->text); /* a slice of the source keeps its place */
	put_flat(&b, y);
	return head_keep(d, &b);
}

static bool
is_list_mark(uint32_t c)
{
	return c == U'、' || c == U'，' || c == ',' || c == U'；' || c == ';' || c == '\n';
}

static void
split_list(struct doc *d, struct text t, struct text_list *out)
{
	size_t start = 0;
	int depth = 0;

	for (size_t i = 0; i <= t.n;) {
		size_t before = i;
		uint32_t c = i < t.n ? utf8_next(t, &i) : '\n';
		depth += c == '(' || c == U'（' || c == U'《' || c == U'“';
		depth -= depth > 0 && (c == ')' || c == U'）' || c == U'》' || c == U'”');
		if (before < t.n && (depth > 0 || !is_list_mark(c)))
			continue;
		struct text part = text_trim(text_cut(t, start, before));
		if (part.n)
			text_list_add(d->arena, out, part);
		start = i;
		if (before == t.n)
			break;
	}
}

void
head_list(struct doc *d, const struct yaml *y, struct text_list *out)
{
	if (y->kind == YAML_SCALAR) {
		split_list(d, y->text, out);
		return;
	}
	for (const struct yaml *c = y->first; c; c = c->next) {
		struct text t = y->kind == YAML_MAP ? c->key : head_flat(d, c);
		if (t.n)
			text_list_add(d->arena, out, t);
	}
}

int
head_number(struct text t)
{
	for (size_t i = 0; i < t.n;) {
		int n;
		size_t at = i;
		if (utf8_number(t, &at, &n))
			return n;
		utf8_next(t, &i);
	}
	return -1;
}

void
head_impossible(struct doc *d, const struct field *f)
{
	struct text t = text_cut(d->text, f->at.at, (size_t)f->at.at + f->at.n);

	diag_put(&d->sink, DIAG_F012, f->at,
	    TEXTS(f->name.n ? f->name : key_name(f->key),
		secret_head(d->arena, t, d->sink.allowed, 40)));
}

struct text
head_say(const struct doc *d, const char *key)
{
	return words_get(d->site->words, locale_english ? LANG_EN : LANG_ZH, key, NULL);
}

const struct yaml *
head_member(const struct yaml *map, const char *zh, const char *en)
{
	if (map->kind != YAML_MAP)
		return NULL;
	for (const struct yaml *y = map->first; y; y = y->next)
		if (text_eq(y->key, text_of(zh)) || text_eq_nocase(y->key, text_of(en)))
			return y;
	return NULL;
}

const struct field *
head_field(const struct field_list *l, enum key k)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].key == k)
			return &l->v[i];
	return NULL;
}
