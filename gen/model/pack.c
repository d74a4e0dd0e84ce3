/* SPDX-License-Identifier: MIT */
/*
 * A document as bytes for the index. The alphabet is small: numbers are zigzag varints (LEB128, as
 * in Protocol Buffers), texts a length and their bytes, lists a count and their elements. The order
 * is that of model.def. In front stand a mark, the version of this format and what the model points
 * to outside itself: its unit by path, its type by id.
 *
 * Bytes that were not made by this version of lihui, or that a disk has changed, give NULL and
 * never a crash: every length is held against what is left, every number against its range, and no
 * array is made before its elements have been seen. The index is a cache: what does not unpack is
 * read again from the source.
 */
#include "model/doc_walk.h"

#include <pthread.h>
#include <stdio.h>

#include "lihui/arena.h"
#include "lihui/hash.h"

#define PACK_MARK "lhd3" /* one more when walk.c or tree_walk.c writes otherwise */
#define MARK_MOST 24

/* What the bytes follow from besides. Counts too: a row may name one that grew. */
static const char *const tables[] = {
#define KEY(id, zh, en, shape)               #id,
#define BEGIN(name)                          #name ":",
#define ROW(type, member, bytes, json, same) #type " " #member " " #bytes,
#include "lihui/model.def"
#define DIAG(code, ...) #code,
#include "lihui/diag.def"
#undef DIAG
};
static const int counts[] = { KEY_COUNT, STATUS_COUNT, REFERRAL_COUNT, REPORT_ALL_TASKS, LANG_COUNT,
	VERSION_RECORDING, VERSION_UNDATED, PUBLIC_NO, BLOCK_RULE, ALIGN_RIGHT, INLINE_HIDDEN };

static char mark[MARK_MOST];

static void
mark_make(void)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		buf_fmt(&b, "%s;", tables[i]);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		buf_fmt(&b, "%d ", counts[i]);
	snprintf(mark, sizeof mark, PACK_MARK "%016llx", (unsigned long long)hash64(buf_view(&b)));
	buf_release(&b);
}

static struct text
pack_mark(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, mark_make);
	return text_of(mark);
}

void
doc_pack(struct buf *out, const struct doc *d)
{
	struct arena *a = arena_new();
	struct walk w = { .mood = WALK_WRITE, .arena = a, .out = out };
	struct text unit = d->unit ? d->unit->path : NO_TEXT,
		    type = d->type ? d->type->id : NO_TEXT;

	buf_text(out, pack_mark());
	walk_id(&w, &unit);
	walk_id(&w, &type);
	/* A writing walk changes nothing: it takes the document as its own because it is the same
	 * walk that reads. */
	walk_whole(&w, (struct doc *)(uintptr_t)d);
	arena_free(a);
}

struct doc *
doc_unpack(struct arena *a, const struct site *s, struct text bytes)
{
	struct doc *d = ARENA_NEW(a, struct doc);
	struct walk w = { .mood = WALK_READ, .arena = a, .p = bytes.p, .end = bytes.p + bytes.n };
	struct text unit, type;

	if (!text_starts(bytes, pack_mark()))
		return NULL;
	w.p += pack_mark().n;
	walk_id(&w, &unit);
	walk_id(&w, &type);
	d->unit = w.bad ? NULL : site_unit(s, unit);
	if (!d->unit)
		return NULL;
	d->arena = a;
	d->site = s;
	d->text = NO_TEXT;
	walk_whole(&w, d);
	if (w.bad || w.p != w.end)
		return NULL;
	d->file = site_document(s, d->path);
	d->profile = profile_for(d->file ? d->file->profiles : &d->unit->profiles, d->date);
	d->type = type.n > 0 ? profile_type(d->profile, type) : NULL;
	d->sink.arena = a;
	d->sink.path = d->path;
	d->sink.source = NO_TEXT;
	d->sink.allowed = &d->unit->phones;
	d->sink.levels = d->profile->levels;
	return d;
}
