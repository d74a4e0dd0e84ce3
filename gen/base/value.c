/* SPDX-License-Identifier: MIT */
/*
 * The value tree. Children hang in a list in the order they were set: page data is small, and the order is part
 * of the bytes that must not differ from build to build. Trees are built by our own views, so their depth is
 * bounded by the program, not by the content.
 */
#include "lihui/value.h"

#include <assert.h>

#include "lihui/arena.h"
#include "lihui/hash.h"
#include "lihui/secret.h"

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

/* An open hash table over the children, at most half full. */
struct value_index {
	size_t mask;
	struct slot {
		const struct value *child;
		uint64_t hash;
	} slot[];
};

void
value_index(struct arena *a, struct value *object)
{
	size_t n = 0, room = 8;

	for (const struct value *c = object->first; c != NULL; c = c->next)
		n++;
	while (room < n * 2)
		room *= 2;
	struct value_index *x = arena_alloc(a, sizeof *x + room * sizeof *x->slot);
	x->mask = room - 1;
	for (const struct value *c = object->first; c != NULL; c = c->next) {
		uint64_t hash = hash64(c->key);
		size_t i = hash & x->mask;
		while (x->slot[i].child != NULL) {
			assert(x->slot[i].hash != hash || !text_eq(x->slot[i].child->key, c->key)); /* a key is set once */
			i = (i + 1) & x->mask;
		}
		x->slot[i] = (struct slot){ c, hash };
	}
	object->index = x;
}

static const struct value *
walk(const struct value *object, struct text key)
{
	for (const struct value *c = object->first; c != NULL; c = c->next)
		if (text_eq(c->key, key))
			return c;
	return NULL;
}

const struct value *
value_find(const struct value *object, struct text key, uint64_t hash)
{
	const struct value_index *x;

	if (object == NULL || object->kind != VALUE_OBJECT)
		return NULL;
	x = object->index;
	if (x == NULL)
		return walk(object, key);
	for (size_t i = hash & x->mask; x->slot[i].child != NULL; i = (i + 1) & x->mask)
		if (x->slot[i].hash == hash && text_eq(x->slot[i].child->key, key))
			return x->slot[i].child;
	return NULL;
}

const struct value *
value_get(const struct value *object, struct text key)
{
	return object != NULL && object->index != NULL ? value_find(object, key, hash64(key)) : object != NULL && object->kind == VALUE_OBJECT ? walk(object, key) : NULL;
}

static void
put_length(struct buf *out, size_t n)
{
	uint32_t length = (uint32_t)n;

	buf_put(out, &length, sizeof length);
}

void
value_bytes(struct buf *out, const struct value *v)
{
	buf_char(out, (char)v->kind);
	if (v->kind == VALUE_INT)
		buf_put(out, &v->number, sizeof v->number);
	if (v->kind == VALUE_TEXT) {
		put_length(out, v->text.n);
		buf_text(out, v->text);
	}
	if (v->kind != VALUE_LIST && v->kind != VALUE_OBJECT)
		return;
	for (const struct value *c = v->first; c != NULL; c = c->next) {
		if (v->kind == VALUE_OBJECT) {
			put_length(out, c->key.n);
			buf_text(out, c->key);
		}
		value_bytes(out, c);
	}
	buf_char(out, '\xFF'); /* no kind: the end */
}

void
value_mask(struct arena *a, struct value *v, const struct text_list *allowed)
{
	if (v->kind == VALUE_TEXT)
		v->text = secret_mask(a, v->text, allowed);
	if (v->kind != VALUE_LIST && v->kind != VALUE_OBJECT)
		return;
	for (struct value *c = v->first; c != NULL; c = c->next)
		value_mask(a, c, allowed);
}

static void
indent(struct buf *out, bool pretty, int depth)
{
	if (pretty)
		for (buf_char(out, '\n'); depth > 0; depth--)
			buf_put(out, "  ", 2);
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
	case VALUE_INT: buf_int(out, v->number); break;
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
