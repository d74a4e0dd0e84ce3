/* SPDX-License-Identifier: MIT */
/*
 * libFuzzer over the head of a document: any bytes, decoded, cut into fields, read as members. What
 * must hold: the decoded text is UTF-8, the body begins inside it, every span lies inside it and
 * every field's name is what stands at its place.
 */
#include <assert.h>

#include "read/read.h"
#include "lihui/decode.h"
#include "lihui/yaml.h"
#include "lihui/arena.h"
#include "lihui/utf8.h"
#include "site/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct site site;
static struct profile_list profiles;
static struct unit unit = { .path = { "su/ga", 5 }, .name = { "嘎查", 6 } };

static void
start(void)
{
	struct err e = { 0 };
	struct rules rules = { 0 };

	site.arena = arena_new();
	site.words = words_builtin(&e);
	bool ok = site.words && profile_builtin(site.arena, &rules, &e) &&
	    profile_list_read(site.arena, &rules, NULL, &profiles, &e);
	assert(ok);
}

static void
check_span(const struct doc *d, struct span s)
{
	assert((size_t)s.at + s.n <= d->text.n);
}

static void
check_yaml(const struct doc *d, const struct yaml *y)
{
	check_span(d, y->at);
	check_span(d, y->key_at);
	for (const struct yaml *c = y->first; c; c = c->next)
		check_yaml(d, c);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!site.words)
		start();
	struct arena *a = arena_new();
	struct source file = { .path = T("su/ga/2018/x.md"),
		.address = T("su/ga/2018/x"),
		.unit = &unit,
		.profiles = &profiles };
	struct doc *d = ARENA_NEW(a, struct doc);
	struct field_list fields = { 0 };

	d->arena = a;
	d->site = &site;
	d->file = &file;
	d->unit = &unit;
	d->path = file.path;
	d->address = file.address;
	d->sink = (struct diag_sink){ .arena = a, .path = file.path };
	d->text = decode_text(a, (struct text){ (const char *)data, size }, &d->sink);
	assert(utf8_valid(d->text) == d->text.n);
	assert(document_head(d, &fields) <= d->text.n);
	for (size_t i = 0; i < fields.n; i++) {
		const struct field *f = &fields.v[i];
		check_span(d, f->at);
		check_yaml(d, f->value);
		assert(f->name.n == 0 ||
		    text_eq(text_cut(d->text, f->name_at.at, (size_t)f->name_at.at + f->name_at.n),
			f->name));
	}
	head_fill(d, &fields);
	arena_free(a);
	return 0;
}
