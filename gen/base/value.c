/* SPDX-License-Identifier: MIT */
/*
 * The value tree. Children hang in a list in the order they were set: page data is small, and the order is part
 * of the bytes that must not differ from build to build. Trees are built by our own views, so their depth is
 * bounded by the program, not by the content.
 */
#include "lihui/value.h"

#include <assert.h>
#include <inttypes.h>

#include "lihui/arena.h"

static struct value *
value_new(struct arena *a, enum value_kind kind)
{
	struct value *v = ARENA_NEW(a, struct value);
	v->kind = kind;
	return v;
}

struct value *
value_object(struct arena *a)
{
	return value_new(a, VALUE_OBJECT);
}

struct value *
value_list(struct arena *a)
{
	return value_new(a, VALUE_LIST);
}

struct value *
value_text(struct arena *a, struct text t)
{
	struct value *v = value_new(a, VALUE_TEXT);
	v->text = t;
	return v;
}

struct value *
value_int(struct arena *a, int64_t n)
{
	struct value *v = value_new(a, VALUE_INT);
	v->number = n;
	return v;
}

struct value *
value_bool(struct arena *a, bool b)
{
	return value_new(a, b ? VALUE_TRUE : VALUE_FALSE);
}

static struct value *
append(struct value *parent, struct value *child)
{
	assert(child->next == NULL);
	if (parent->last == NULL)
		parent->first = child;
	else
		parent->last->next = child;
	parent->last = child;
	return child;
}

struct value *
value_put(struct arena *a, struct value *object, const char *key, struct value *child)
{
	(void)a;
	assert(object->kind == VALUE_OBJECT);
	child->key = text_of(key);
	assert(value_get(object, child->key) == NULL);
	return append(object, child);
}

struct value *
value_put_text(struct arena *a, struct value *object, const char *key, struct text t)
{
	return value_put(a, object, key, value_text(a, t));
}

struct value *
value_put_int(struct arena *a, struct value *object, const char *key, int64_t n)
{
	return value_put(a, object, key, value_int(a, n));
}

struct value *
value_put_bool(struct arena *a, struct value *object, const char *key, bool b)
{
	return value_put(a, object, key, value_bool(a, b));
}

struct value *
value_put_object(struct arena *a, struct value *object, const char *key)
{
	return value_put(a, object, key, value_object(a));
}

struct value *
value_put_list(struct arena *a, struct value *object, const char *key)
{
	return value_put(a, object, key, value_list(a));
}

struct value *
value_add(struct value *list, struct value *child)
{
	assert(list->kind == VALUE_LIST);
	return append(list, child);
}

struct value *
value_add_object(struct arena *a, struct value *list)
{
	return value_add(list, value_object(a));
}

const struct value *
value_get(const struct value *object, struct text key)
{
	if (object == NULL || object->kind != VALUE_OBJECT)
		return NULL;
	for (const struct value *c = object->first; c != NULL; c = c->next)
		if (text_eq(c->key, key))
			return c;
	return NULL;
}

static void
indent(struct buf *out, bool pretty, int depth)
{
	if (pretty)
		buf_fmt(out, "\n%*s", depth * 2, "");
}

static void json(struct buf *out, const struct value *v, bool pretty, int depth);

static void
json_children(struct buf *out, const struct value *v, bool pretty, int depth)
{
	bool object = v->kind == VALUE_OBJECT;
	buf_char(out, object ? '{' : '[');
	for (const struct value *c = v->first; c != NULL; c = c->next) {
		if (c != v->first)
			buf_char(out, ',');
		indent(out, pretty, depth + 1);
		if (object) {
			buf_json(out, c->key);
			buf_str(out, pretty ? ": " : ":");
		}
		json(out, c, pretty, depth + 1);
	}
	if (v->first != NULL)
		indent(out, pretty, depth);
	buf_char(out, object ? '}' : ']');
}

static void
json(struct buf *out, const struct value *v, bool pretty, int depth)
{
	switch (v->kind) {
	case VALUE_NULL: buf_str(out, "null"); break;
	case VALUE_FALSE: buf_str(out, "false"); break;
	case VALUE_TRUE: buf_str(out, "true"); break;
	case VALUE_INT: buf_fmt(out, "%" PRId64, v->number); break;
	case VALUE_TEXT: buf_json(out, v->text); break;
	case VALUE_LIST:
	case VALUE_OBJECT: json_children(out, v, pretty, depth); break;
	}
}

void
value_json(struct buf *out, const struct value *v, bool pretty)
{
	json(out, v, pretty, 0);
	if (pretty)
		buf_char(out, '\n');
}
