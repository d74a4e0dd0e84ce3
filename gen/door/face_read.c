/* SPDX-License-Identifier: MIT */
/* What a document tells the register of its unit: whom its lists and its text name, and what it
 * hides. */
#include "door/names.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/door.h"
#include "lihui/utf8.h"

static void
face_add(struct doc *d, struct face_list *out, struct text word, enum face_kind kind)
{
	size_t n;
	uint64_t hash = register_hash(d->arena, word, &n);

	if (n >= 2 && n <= REGISTER_LONGEST)
		*ARENA_PUSH(d->arena, out) = (struct face){ hash, kind,
			kind == FACE_HIDDEN ? (struct date){ 0 } : d->date, (uint8_t)n };
}

/* 高兴 is a word: wherever it stands in another document it may be just that. */
static bool
tells_apart(struct text name)
{
	return utf8_length(name) > 2 || !name_is_word(name);
}

static void
tell(struct doc *d, struct person_told_list *out, const struct person_told *p)
{
	*ARENA_PUSH(d->arena, out) = *p;
}

static void
tell_people(struct doc *d, struct person_told_list *out)
{
	struct person_refs people = { NULL, 0, 0 };
	struct text_list parts = { NULL, 0, 0 };

	names_gather(d, &people, &parts);
	for (size_t i = 0; i < people.n; i++) {
		const struct person *p = people.v[i];

		if (!nameword_whole(d, p->name, &parts))
			continue;
		tell(d, out,
		    &(struct person_told){ .name = p->name,
			.roles = &p->roles,
			.kind = p->office    ? FACE_OFFICE
			    : p->roles.n > 0 ? FACE_ROLE
					     : FACE_PRIVATE });
	}
	for (size_t i = 0; i < parts.n; i++)
		tell(d, out, &(struct person_told){ .name = parts.v[i] });
}

static void
tell_prose(struct doc *d, struct person_told_list *out)
{
	const struct name_hits *hits = doc_prose(d);

	for (size_t i = 0; i < hits->n; i++) {
		enum prose_face face = prose_face(d, &hits->v[i]);

		if (face == PROSE_TITLE)
			continue;
		tell(d, out,
		    &(struct person_told){ .name = hits->v[i].name,
			.kind = face == PROSE_SHOWN ? FACE_OFFICE : FACE_PRIVATE,
			.guessed = hits->v[i].doubtful });
	}
}

void
persons_told(struct doc *d, struct person_told_list *out)
{
	if (d->profile->names == NAMES_ALL)
		return;
	tell_people(d, out);
	tell_prose(d, out);
}

void
faces_read(struct doc *d, struct face_list *out)
{
	struct person_told_list told = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < d->redact.n; i++)
		face_add(d, out, d->redact.v[i], FACE_HIDDEN);
	persons_told(d, &told);
	for (size_t i = 0; i < told.n; i++)
		if (!told.v[i].guessed && tells_apart(told.v[i].name))
			face_add(d, out, told.v[i].name, told.v[i].kind);
	LIST_SORT(out, face_cmp);
	for (size_t i = 0; i < out->n; i++)
		if (n == 0 || face_cmp(&out->v[n - 1], &out->v[i]) != 0)
			out->v[n++] = out->v[i];
	out->n = n;
}
