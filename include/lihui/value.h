/* SPDX-License-Identifier: MIT */
/*
 * Page data: a tree of objects, lists, texts, numbers and booleans in an arena. Views build it, Mustache runs over it, `lihui dump` prints it as
 * JSON. Keys keep the order in which they were set, so the same page gives the same bytes.
 */
#ifndef LIHUI_VALUE_H
#define LIHUI_VALUE_H

#include "lihui/buf.h"
#include "lihui/text.h"

struct arena;

enum value_kind { VALUE_NULL, VALUE_FALSE, VALUE_TRUE, VALUE_INT, VALUE_TEXT, VALUE_LIST, VALUE_OBJECT };

struct value {
	enum value_kind kind;
	int64_t number;
	struct text text;
	/* Children of a list or object, in order. */
	struct value *first, *last, *next;
	struct text key;            /* in an object */
	struct value_index *index;  /* of an object that was indexed */
};

struct value *value_object(struct arena *a);
struct value *value_list(struct arena *a);
struct value *value_text(struct arena *a, struct text t); /* borrows t */
struct value *value_int(struct arena *a, int64_t n);
struct value *value_bool(struct arena *a, bool b);

/* Sets a key of an object and returns the child. A key is set once (asserted where the object is indexed, as every page is). key is borrowed and lives as long as the arena (a literal, mostly). */
struct value *value_put(struct arena *a, struct value *object, const char *key, struct value *child);
struct value *value_put_text(struct arena *a, struct value *object, const char *key, struct text t);
struct value *value_put_int(struct arena *a, struct value *object, const char *key, int64_t n);
struct value *value_put_bool(struct arena *a, struct value *object, const char *key, bool b);
struct value *value_put_object(struct arena *a, struct value *object, const char *key);
struct value *value_put_list(struct arena *a, struct value *object, const char *key);
struct value *value_add(struct value *list, struct value *child);
struct value *value_add_object(struct arena *a, struct value *list);
/* The child of that name, or NULL. */
const struct value *value_get(const struct value *object, struct text key);
/*
 * An object whose children are all set gets a table to find them by, in the same arena: for those that are asked often or have many. Asking goes on as before, by
 * value_get or, where the hash64 of the key is at hand, by value_find.
 */
void value_index(struct arena *a, struct value *object);
const struct value *value_find(const struct value *object, struct text key, uint64_t hash);
/* Everything that is in the tree, as bytes that differ when it does: for keys. */
void value_bytes(struct buf *out, const struct value *v);
/*
 * Masks the private numbers in every text of the tree: for what leaves by another road than the
 * index.
 */
void value_mask(struct arena *a, struct value *v, const struct text_list *allowed);
/* JSON, two spaces an indent when pretty; ends with a line end when pretty. */
void value_json(struct buf *out, const struct value *v, bool pretty);

#endif
