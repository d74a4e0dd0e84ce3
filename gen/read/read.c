/* SPDX-License-Identifier: MIT */
/*
 * One document from bytes to model. The order matters: the encoding before anything, the front
 * matter before the profile (which the date picks), the profile before the text (whose steps it
 * names), the versions before the links (which stand in their texts too).
 *
 * Bad content never fails here: it becomes findings, and a document of which nothing can be relied
 * on is held; so is a file that cannot be opened. Only the disk fails.
 */
#include "read/record.h"

#include "lihui/decode.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/hash.h"
#include "read/head_fields.h"

#define SOURCE_MOST (4 << 20) /* what is longer is no record: a video that was called one */

static struct doc *
doc_new(const struct site *s, const struct source *file)
{
	struct arena *a = arena_new();
	struct doc *d = ARENA_NEW(a, struct doc);

	d->arena = a;
	d->site = s;
	d->file = file;
	d->unit = file->unit;
	d->path = text_copy(a, file->path);
	d->address = text_copy(a, file->address);
	d->profile = profile_for(file->profiles, NO_DATE);
	d->sink.arena = a;
	d->sink.path = d->path;
	d->sink.allowed = file->unit != NULL ? &file->unit->phones : NULL;
	d->sink.levels = d->profile->levels;
	return d;
}

/*
 * Levels are the profile's, which the date picks; what was put before the date was known follows. A
 * level that a rule chose itself is left alone when the profiles agree.
 */
static void
levels_settle(struct doc *d, const struct profile *before)
{
	size_t i, n = 0;

	d->sink.levels = d->profile->levels;
	if (before == d->profile)
		return;
	for (i = 0; i < d->sink.list.n; i++) {
		struct finding f = d->sink.list.v[i];

		if (before->levels[f.code] != d->profile->levels[f.code])
			f.level = d->profile->levels[f.code];
		if (f.level != DIAG_OFF)
			d->sink.list.v[n++] = f;
	}
	d->sink.list.n = n;
}

static void
body_read(struct doc *d, size_t at)
{
	bool record = doc_is_meeting(d);
	enum typed_way way = !record ? TYPED_PAGE : doc_is_weekly(d) ? TYPED_WEEKLY : TYPED_RECORD;
	struct typed typed = { 0 };

	typed_read(d->arena, text_cut(d->text, at, d->text.n), at, way, &d->profile->steps, &typed);
	d->numbered = typed.numbered;
	d->body = markdown_read(d->arena, &typed);
	if (record)
		photos_lift(d);
	if (record)
		minutes_read(d);
	if (!record && d->type && text_eq(d->type->id, T("task_list")))
		tasks_read_list(d);
	if (!record && d->type && d->type->class == CLASS_BULLETIN)
		reports_read(d); /* 督查通报 says how matters stand, by their numbers */
	if (record && matter_step(d->type->id) != MATTER_STEPS)
		body_vote(d);
	bulletin_read(d);
	if (record)
		photos_read(d);
}

static bool
versions_read(struct doc *d, struct err *e)
{
	const struct source *v;

	for (v = d->file->versions; v != NULL; v = v->next_version)
		if (!version_read(d, v, e))
			return false;
	return true;
}

/* Nobody wrote one: 示例嘎查2018年第27周双书记周例会, or with the day where the week says nothing.
 */
static struct text
title_made(const struct doc *d)
{
	const struct words *w = d->site->words;
	struct text type = d->type != NULL ? d->type->name : NO_TEXT;

	if (!date_is(d->date) || type.n == 0)
		return path_name(d->address);
	if (doc_is_weekly(d) || d->type->class == CLASS_ABSENCE)
		return words_say(d->arena, w, LANG_ZH, "title.week",
		    TEXTS(d->unit->name, text_fmt(d->arena, "%d", d->week.year),
			text_fmt(d->arena, "%d", d->week.week), type));
	return words_say(d->arena, w, LANG_ZH, "title.day",
	    TEXTS(d->unit->name, date_zh(d->arena, d->date), type));
}

static void
title_settle(struct doc *d)
{
	struct block *b;

	for (b = d->body->first; d->title.n == 0 && b != NULL; b = b->next)
		if (b->kind == BLOCK_HEADING && b->level == 1)
			d->title = text_trim(block_plain(d->arena, b, false));
	if (d->title.n == 0)
		d->title = title_made(d);
}

struct doc *
doc_read_bytes(const struct site *s, const struct source *file, struct text bytes, struct err *e)
{
	struct doc *d = doc_new(s, file);
	const struct profile *before = d->profile;
	struct field_list fields = { NULL, 0, 0 };
	size_t at;

	d->text = hints_blank(d->arena, decode_text(d->arena, bytes, &d->sink), &d->head_roles);
	d->sink.source = d->text;
	d->hash = text_cut(hash_sha256_hex(d->arena, d->text), 0, 12);
	if (!text_starts(d->path, d->address)) /* cut (site/scan.c) */
		diag_put(&d->sink, DIAG_F006, NO_SPAN,
		    TEXTS(path_name(d->path), head_say(d, "assumed.long_name")));
	at = document_head(d, &fields);
	head_fill(d, &fields);
	levels_settle(d, before);
	body_read(d, at);
	title_settle(d);
	hidden_read(d, d->text, &d->sink, &d->redact);
	if (!versions_read(d, e)) {
		doc_free(d);
		return NULL;
	}
	attachment_read(d);
	doc_settle_held(d);
	return d;
}

/* Nothing is known of it but that it is there: held, and its neighbours go on. */
static struct doc *
doc_unread(const struct site *s, const struct source *file, struct err *e)
{
	struct doc *d = doc_read_bytes(s, file, NO_TEXT, e);

	if (d == NULL)
		return NULL;
	d->sink.list.n = 0;
	diag_put(&d->sink, DIAG_F018, NO_SPAN, NO_TEXTS);
	doc_settle_held(d);
	return d;
}

struct doc *
doc_read(const struct site *s, const struct source *file, struct err *e)
{
	struct buf bytes = BUF_INIT;
	struct doc *d = NULL;
	struct err own = { 0 };
	struct arena *scratch = arena_new();

	if (file->stat.size <= SOURCE_MOST &&
	    file_read(path_join(scratch, s->root, file->path).p, &bytes, &own))
		d = doc_read_bytes(s, file, buf_view(&bytes), e);
	else if (own.kind == ERR_NONE || own.kind == ERR_FILE)
		d = doc_unread(s, file, e);
	else
		*e = own;
	buf_release(&bytes);
	arena_free(scratch);
	return d;
}
