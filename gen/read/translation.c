/* SPDX-License-Identifier: MIT */
/*
 * The other language: NAME.mn.md beside NAME.md, a scanned sheet, a recording. Facts come from the
 * document itself, so of a written version only title, summary and text are read; its steps,
 * problems and tasks pair with the document's by order, because their Mongolian headings are free.
 *
 * A version is read as a small document of its own: with the same code, in the same arena, with a
 * sink under its own path. Where no step is recognised by its words, the text is divided by its
 * headings: those of the highest level that occurs more than once, or below the title.
 *
 * 译自 holds the first 12 hex digits of the hash of the text that was translated. It may be of
 * either file: with 原文语种: mn the Mongolian file is the original and the document's own 译自
 * tells what its Chinese was translated from.
 */
#include "lihui/yaml.h"
#include "lihui/decode.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/hash.h"
#include "lihui/picture.h"
#include "read/read.h"
#include "read/record.h"

#define LEVELS 7 /* of headings: 1..6 */

static enum version_kind
kind_of(const struct source *s)
{
	return s->kind == SOURCE_SCAN     ? VERSION_SCAN
	    : s->kind == SOURCE_RECORDING ? VERSION_RECORDING
					  : VERSION_TEXT;
}

static enum version_state
state_of(struct text translated_from, struct text hash)
{
	if (translated_from.n == 0)
		return VERSION_UNDATED;
	return translated_from.n >= 8 && text_starts(hash, translated_from) ? VERSION_CURRENT
									    : VERSION_OUTDATED;
}

/* --- a small document --- */

static struct doc *
version_new(const struct doc *d, const struct source *s)
{
	struct doc *v = ARENA_NEW(d->arena, struct doc);

	*v = (struct doc){ .arena = d->arena,
		.site = d->site,
		.file = s,
		.unit = d->unit,
		.profile = d->profile,
		.type = d->type,
		.lang = s->lang,
		.path = text_copy(d->arena, s->path),
		.address = d->address,
		.date = d->date,
		.week = d->week,
		.start = -1,
		.end = -1,
		.expected = -1,
		.present = -1,
		.vote = { -1, -1, -1 },
		.publicity = d->publicity };
	v->title = v->summary = v->translated_from = v->text = v->hash = NO_TEXT;
	v->sink = (struct diag_sink){ .arena = d->arena,
		.path = v->path,
		.allowed = d->sink.allowed,
		.levels = d->sink.levels };
	return v;
}

static struct text
scalar_of(const struct field *f)
{
	return f->value != NULL && f->value->kind == YAML_SCALAR ? text_trim(f->value->text)
								 : NO_TEXT;
}

static void
texts_of(struct arena *a, const struct field *f, struct text_list *out)
{
	const struct yaml *y;

	if (f->value == NULL || f->value->kind == YAML_MAP)
		return;
	if (f->value->kind == YAML_SCALAR)
		text_list_add(a, out, scalar_of(f));
	for (y = f->value->first; f->value->kind == YAML_LIST && y != NULL; y = y->next)
		if (y->kind == YAML_SCALAR)
			text_list_add(a, out, text_trim(y->text));
}

/* Of the front matter of a version only its own things count. Its lists of people are read so that
 * the door knows the names in this language. */
static void
version_field(struct doc *v, const struct field *f)
{
	struct person_list *people = key_people(v, f->key);
	struct text_list texts = { NULL, 0, 0 };
	size_t i;

	texts_of(v->arena, f, &texts);
	v->has[f->key] = true;
	v->at[f->key] = f->at;
	for (i = 0; people != NULL && i < texts.n; i++)
		people_parse(v, texts.v[i], f->at, people);
	switch (f->key) {
	case KEY_TITLE: v->title = scalar_of(f); break;
	case KEY_SUMMARY: v->summary = scalar_of(f); break;
	case KEY_TRANSLATED_FROM: v->translated_from = scalar_of(f); break;
	case KEY_REDACT: v->redact = texts; break;
	case KEY_NOT_NAMES: v->not_names = texts; break;
	default: break;
	}
}

/* The n-th of a list is the n-th of the original's: who acts in office there does so here. */
static void
offices_pair(const struct person_list *own, struct person_list *l)
{
	size_t i;

	for (i = 0; own->n == l->n && i < l->n; i++)
		l->v[i].office |= own->v[i].office;
}

static void
version_people(const struct doc *d, struct doc *v)
{
	offices_pair(&d->host, &v->host);
	offices_pair(&d->convener, &v->convener);
	offices_pair(&d->recorder, &v->recorder);
	offices_pair(&d->attendees, &v->attendees);
	offices_pair(&d->observers, &v->observers);
	offices_pair(&d->absent, &v->absent);
}

/* --- dividing a text whose steps are in no profile --- */

static int
level_of_steps(const struct block *root)
{
	int count[LEVELS] = { 0 }, level;
	const struct block *b;

	for (b = root->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_HEADING && b->level >= 1 && b->level < LEVELS)
			count[b->level]++;
	for (level = 1; level < LEVELS; level++)
		if (count[level] > 1 || (level > 1 && count[level] > 0))
			return level;
	return 0;
}

/* Puts each heading of that level with what follows it into a section. */
static void
sections_make(struct doc *v, int level)
{
	struct block *b, *next, *section = NULL, *old = v->body;
	struct block *root = block_new(v->arena, BLOCK_ROOT);

	for (b = old->first; b != NULL; b = next) {
		next = b->next;
		if (b->kind == BLOCK_HEADING && b->level <= level)
			section = NULL;
		if (b->kind == BLOCK_HEADING && b->level == level) {
			struct step *s = ARENA_PUSH(v->arena, &v->steps);

			section = block_new(v->arena, BLOCK_SECTION);
			block_add(root, section);
			*s = (struct step){ .id = NO_TEXT,
				.heading = text_trim(block_plain(v->arena, b, false)),
				.at = b->at,
				.section = section };
		}
		block_add(section != NULL ? section : root, b);
	}
	v->body = root;
}

static void
entry_add(struct doc *v, bool is_task, struct block *b, struct text title)
{
	if (is_task) {
		struct task *t = ARENA_PUSH(v->arena, &v->tasks);

		*t = (struct task){
			.title = title, .at = b->at, .owner_words = NO_TEXT, .block = b
		};
	} else {
		struct problem *p = ARENA_PUSH(v->arena, &v->problems);

		*p = (struct problem){ .title = title, .at = b->at, .block = b };
	}
}

static struct text
first_line(struct arena *a, const struct block *b)
{
	struct text rest = block_plain(a, b, b->kind == BLOCK_ITEM), line = NO_TEXT;

	text_line(&rest, &line);
	return text_trim(line);
}

/* Headings below the section's own, else the items of its lists. */
static void
entries_make(struct doc *v, struct block *section, bool is_task)
{
	struct block *b, *item;
	bool headings = false;

	for (b = section->first->next; b != NULL; b = b->next)
		headings |= b->kind == BLOCK_HEADING;
	for (b = section->first->next; b != NULL; b = b->next) {
		if (b->kind == BLOCK_HEADING)
			entry_add(v, is_task, b, first_line(v->arena, b));
		for (item = b->kind == BLOCK_LIST && !headings ? b->first : NULL; item != NULL;
		     item = item->next)
			entry_add(v, is_task, item, first_line(v->arena, item));
	}
}

/* Gives sections their step by order, when there are as many as in the original. */
static void
sections_pair(const struct doc *d, struct doc *v)
{
	size_t i;

	if (v->steps.n != d->steps.n)
		return;
	for (i = 0; i < v->steps.n; i++) {
		struct step *s = &v->steps.v[i];

		s->id = s->section->note = d->steps.v[i].id;
		if (step_is(d, &d->steps.v[i], "problem") && d->problems.n > 0)
			entries_make(v, s->section, false);
		else if (step_is(d, &d->steps.v[i], "task"))
			entries_make(v, s->section, true);
	}
}

static void
version_steps(const struct doc *d, struct doc *v)
{
	int level;

	minutes_read_matters(v);
	if (v->steps.n > 0)
		return;
	v->problems.n = v->tasks.n = 0;
	level = level_of_steps(v->body);
	if (level == 0)
		return;
	sections_make(v, level);
	sections_pair(d, v);
}

/* --- a version from what was read --- */

/* Where a number is all that is said, the number; who and until when stand beside it. */
static struct text
entry_said(struct arena *a, struct text title, const struct block *b)
{
	struct text line;

	if (title.n > 0 || b == NULL)
		return title;
	line = first_line(a, b);
	return text_trim(text_cut(line, 0, text_find(line, T("（"), 0)));
}

static void
pairs_fill(struct arena *a, const struct doc *v, struct version *out)
{
	size_t i;

	for (i = 0; i < v->steps.n; i++)
		text_list_add(a, &out->step_headings, v->steps.v[i].heading);
	for (i = 0; i < v->problems.n; i++)
		text_list_add(a, &out->problem_titles,
		    entry_said(a, v->problems.v[i].title, v->problems.v[i].block));
	for (i = 0; i < v->tasks.n; i++)
		text_list_add(
		    a, &out->task_titles, entry_said(a, v->tasks.v[i].title, v->tasks.v[i].block));
}

static bool
is_title(const struct block *b)
{
	return b->kind == BLOCK_HEADING && b->level == 1;
}

static void
version_title(struct doc *v)
{
	struct block *b;

	for (b = v->body->first; v->title.n == 0 && b != NULL; b = b->next)
		if (is_title(b))
			v->title = text_trim(block_plain(v->arena, b, false));
}

/* A title and a summary are a version too, but no text. */
static bool
body_is_empty(const struct block *root)
{
	const struct block *b;

	for (b = root->first; b != NULL; b = b->next)
		if (!is_title(b) && b->kind != BLOCK_RULE)
			return false;
	return true;
}

static void
text_read(struct doc *d, struct version *out, const struct source *s, struct text bytes)
{
	struct doc *v = version_new(d, s);
	struct field_list fields = { NULL, 0, 0 };
	struct typed typed = { 0 };
	size_t at, i;

	v->text = decode_text(d->arena, bytes, &v->sink);
	v->sink.source = v->text;
	at = document_head(v, &fields);
	for (i = 0; i < fields.n; i++)
		version_field(v, &fields.v[i]);
	version_people(d, v);
	typed_read(d->arena, text_cut(v->text, at, v->text.n), at,
	    doc_is_meeting(d) ? TYPED_RECORD : TYPED_PAGE, &d->profile->steps, &typed);
	v->body = markdown_read(d->arena, &typed);
	version_title(v);
	if (doc_is_meeting(d))
		version_steps(d, v);
	hidden_read(d, v->text, &v->sink, &v->redact);
	for (i = 0; i < v->redact.n; i++)
		if (!text_list_has(&d->redact, v->redact.v[i]))
			text_list_add(d->arena, &d->redact, v->redact.v[i]);
	out->title = v->title;
	out->summary = v->summary;
	out->hash = v->translated_from;
	out->kind = body_is_empty(v->body) ? VERSION_SUMMARY : VERSION_TEXT;
	out->body = out->kind == VERSION_TEXT ? v->body : NULL;
	out->read = v;
	pairs_fill(d->arena, v, out);
}

static void
version_date(struct doc *d, struct version *out)
{
	out->original = d->has[KEY_ORIGINAL] && d->lang == out->lang && d->file->lang != out->lang;
	out->state = out->original
	    ? state_of(
		  d->translated_from, text_cut(hash_sha256_hex(d->arena, out->read->text), 0, 12))
	    : state_of(out->hash, d->hash);
}

static void
findings_take(struct doc *d, const struct diag_sink *from)
{
	size_t i;

	for (i = 0; i < from->list.n; i++)
		*ARENA_PUSH(d->arena, &d->sink.list) = from->list.v[i];
}

/* The original goes on without it. */
static void
put_unread(struct doc *d, const struct source *s)
{
	struct diag_sink sink = { .arena = d->arena,
		.path = text_copy(d->arena, s->path),
		.source = NO_TEXT,
		.levels = d->sink.levels };

	diag_put(&sink, DIAG_F009, NO_SPAN, TEXTS(path_name(s->path)));
	findings_take(d, &sink);
}

/* A scan that cannot be shown is no version: F009 under its own path. */
static void
scan_check(struct doc *d, const struct source *s, struct text bytes)
{
	struct picture p;

	if (picture_named(s->path) && !picture_check(bytes, &p))
		put_unread(d, s);
}

bool
version_read(struct doc *d, const struct source *version, struct err *e)
{
	struct buf bytes = BUF_INIT;
	struct version v = {
		.kind = kind_of(version), .state = VERSION_UNDATED, .lang = version->lang
	};
	struct err own = { 0 };
	bool ok = v.kind == VERSION_RECORDING ||
	    file_read(path_join(d->arena, d->site->root, version->path).p, &bytes, &own);

	v.path = text_copy(d->arena, version->path);
	v.title = v.summary = v.hash = NO_TEXT;
	if (ok && v.kind == VERSION_TEXT) {
		text_read(d, &v, version, buf_view(&bytes));
		version_date(d, &v);
		findings_take(d, &v.read->sink);
	}
	if (ok && v.kind == VERSION_SCAN)
		scan_check(d, version, buf_view(&bytes));
	if (ok)
		*ARENA_PUSH(d->arena, &d->versions) = v;
	buf_release(&bytes);
	if (own.kind == ERR_FILE)
		put_unread(d, version);
	else if (!ok)
		*e = own;
	return ok || own.kind == ERR_FILE;
}
