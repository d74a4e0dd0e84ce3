/* SPDX-License-Identifier: MIT */
/*
 * A document as bytes for the index. The alphabet is small: numbers are zigzag varints (LEB128, as
 * in Protocol Buffers), texts a length and their bytes, lists a count and their elements. The order
 * is that of walk.c. In front stand a mark, the version of this format and what the model points
 * to outside itself: its source by path, its unit by path, its type by id.
 *
 * Bytes that were not made by this version of lihui, or that a disk has changed, give NULL and
 * never a crash: every length is held against what is left, every number against its range, and no
 * array is made before its elements have been seen. The index is a cache: what does not unpack is
 * read again from the source.
 */
#include "model/doc_walk.h"

#include "lihui/arena.h"

#define PACK_MARK "lhd"
#define PACK_VERSION \
	2 /* one more whenever walk.c, tree_walk.c or an enum of the model changes \
	   */

void
doc_pack(struct buf *out, const struct doc *d)
{
	struct arena *a = arena_new();
	struct walk w = { .mood = WALK_WRITE, .arena = a, .out = out };
	struct text unit = d->unit != NULL ? d->unit->path : NO_TEXT,
		    type = d->type != NULL ? d->type->id : NO_TEXT;
	struct text path = d->path, address = d->address, hash = d->hash;
	struct text *ids[] = { &unit, &path, &address, &hash, &type };
	size_t i;

	buf_str(out, PACK_MARK);
	buf_char(out, PACK_VERSION);
	for (i = 0; i < sizeof ids / sizeof *ids; i++)
		walk_id(&w, ids[i]);
	/* A writing walk changes nothing: it takes the document as its own because it is the same
	 * walk that reads. */
	walk_doc(&w, (struct doc *)(uintptr_t)d);
	arena_free(a);
}

static bool
head_unpack(struct walk *w, struct doc *d, struct text *type)
{
	struct text unit = NO_TEXT;
	struct text *ids[] = { &unit, &d->path, &d->address, &d->hash, type };
	size_t i;

	for (i = 0; i < sizeof ids / sizeof *ids; i++) {
		*ids[i] = NO_TEXT;
		walk_id(w, ids[i]);
	}
	d->unit = w->bad ? NULL : site_unit(d->site, unit);
	if (d->unit == NULL)
		return false;
	d->file = site_document(d->site, d->path);
	return true;
}

struct doc *
doc_unpack(struct arena *a, const struct site *s, struct text bytes)
{
	struct doc *d = ARENA_NEW(a, struct doc);
	struct walk w = { .mood = WALK_READ, .arena = a, .p = bytes.p, .end = bytes.p + bytes.n };
	struct text type;

	if (!text_starts(bytes, T(PACK_MARK)) || bytes.n < 4 || bytes.p[3] != PACK_VERSION)
		return NULL;
	w.p += 4;
	d->arena = a;
	d->site = s;
	d->text = NO_TEXT;
	if (!head_unpack(&w, d, &type))
		return NULL;
	walk_doc(&w, d);
	if (w.bad || w.p != w.end)
		return NULL;
	d->profile = profile_for(d->file != NULL ? d->file->profiles : &d->unit->profiles, d->date);
	d->type = type.n > 0 ? profile_type(d->profile, type) : NULL;
	d->sink.arena = a;
	d->sink.path = d->path;
	d->sink.source = NO_TEXT;
	d->sink.allowed = &d->unit->phones;
	d->sink.levels = d->profile->levels;
	return d;
}
