/* SPDX-License-Identifier: MIT */
/* What a key of the head fills, from model.def. */
#include "lihui/doc.h"

#define RECORD_yes true
#define RECORD_no  false

const struct key_row key_rows[KEY_COUNT] = {
#define KEY(id, zh, en, kind) [KEY_##id] = { .shape = SHAPE_##kind },
#define FIELD(id, zh, en, kind, name, json, indexed, record) \
	[KEY_##id] = { SHAPE_##kind, true, RECORD_##record, offsetof(struct doc, name), #name },
#include "lihui/model.def"
};

/* As strchr does: what the caller may change of the document it may change of the member. */
static void *
member(const struct doc *d, enum key k, bool of_shape)
{
	return key_rows[k].plain && of_shape ? (char *)(uintptr_t)d + key_rows[k].offset : NULL;
}

struct text *
key_text(const struct doc *d, enum key k)
{
	return member(d, k, key_rows[k].shape == SHAPE_WORD || key_rows[k].shape == SHAPE_PROSE);
}

struct text_list *
key_list(const struct doc *d, enum key k)
{
	return member(d, k, key_rows[k].shape == SHAPE_LIST);
}

struct person_list *
key_people(const struct doc *d, enum key k)
{
	return member(d, k, key_rows[k].shape == SHAPE_PEOPLE);
}

int *
key_count(const struct doc *d, enum key k)
{
	return member(d, k, key_rows[k].shape == SHAPE_COUNT);
}
