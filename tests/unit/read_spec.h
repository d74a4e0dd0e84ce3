/* SPDX-License-Identifier: MIT */
/*
 * What the tests of the read room share: a document that was not read from a disk, and pages of
 * examples (tests/spec/front.md, tests/spec/head.md).
 *
 * An example is a heading of the third level, a block of input and a block `expect`. In the input ·
 * is a blank that would be hard to see, → a tab, ␍ a carriage return. The info string of the input
 * block may name the path of the document behind the word.
 */
#ifndef TESTS_READ_SPEC_H
#define TESTS_READ_SPEC_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>
#include <stdio.h>

#include "lihui/decode.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "read/read.h"
#include "site/config.h"

/* A site with the built-in words and rules and nothing else. */
struct bench {
	struct arena *arena;
	struct site site;
	struct rules rules;
	struct profile_list profiles;
	struct study_list study;
	struct unit unit;
};

static inline void
bench_init(struct bench *b)
{
	struct err e = { 0 };

	*b = (struct bench){ .arena = arena_new() };
	b->site.arena = b->arena;
	b->site.words = words_builtin(&e);
	b->site.lexicon = ARENA_NEW(b->arena, struct lexicon);
	if (!b->site.words || !config_lexicon(NULL, b->arena, b->site.lexicon, &e) ||
	    !profile_builtin(b->arena, &b->rules, &e) ||
	    !profile_list_read(b->arena, &b->rules, b->site.lexicon, &b->profiles, &e))
		fail_msg("%s", e.message);
	b->unit = (struct unit){ .path = T("su/ga"),
		.name = T("示例嘎查"),
		.name_in = NO_TEXT,
		.level = LEVEL_VILLAGE };
	*ARENA_PUSH(b->arena, &b->unit.first_secretary) =
	    (struct tenure){ T("张三"), NO_DATE, NO_DATE };
	*ARENA_PUSH(b->arena, &b->unit.secretary) = (struct tenure){ T("李四"), NO_DATE, NO_DATE };
}

static inline void
bench_release(struct bench *b)
{
	words_free(b->site.words);
	arena_free(b->arena);
}

/* A document of those bytes, decoded, in the bench's arena. */
static inline struct doc *
bench_doc(struct bench *b, struct text path, struct text bytes)
{
	struct doc *d = ARENA_NEW(b->arena, struct doc);
	struct source *f = ARENA_NEW(b->arena, struct source);

	*f = (struct source){ .path = path,
		.address = path_stem(path),
		.unit = &b->unit,
		.profiles = &b->profiles,
		.study = &b->study };
	d->arena = b->arena;
	d->site = &b->site;
	d->file = f;
	d->unit = &b->unit;
	d->path = path;
	d->address = f->address;
	d->sink = (struct diag_sink){ .arena = b->arena, .path = path };
	d->text = decode_text(b->arena, bytes, &d->sink);
	return d;
}

struct example {
	struct text title, path, input, expect;
	int line;
};
struct example_list {
	struct example *v;
	size_t n, room;
};

static inline struct text
example_visible(struct arena *a, struct text t)
{
	t = text_replace(a, t, T("·"), T(" "));
	t = text_replace(a, t, T("→"), T("\t"));
	return text_replace(a, t, T("␍"), T("\r"));
}

/* The block behind an opening ``` line; *rest is left behind its end. */
static inline struct text
example_block(struct text *rest, int *line)
{
	struct text l, block = { rest->p, 0 };

	while (text_line(rest, &l)) {
		++*line;
		if (text_starts(l, T("```")))
			return block;
		block.n = (size_t)(rest->p - block.p);
	}
	fail_msg("line %d: a block without an end", *line);
	return block;
}

static inline void
examples_read(struct arena *a, const char *path, const char *input, struct example_list *out)
{
	struct buf bytes = BUF_INIT;
	struct err e = { 0 };
	struct text rest, line;
	int n = 0;

	if (!file_read(path, &bytes, &e))
		fail_msg("%s", e.message);
	rest = text_copy(a, buf_view(&bytes));
	buf_release(&bytes);
	while (text_line(&rest, &line)) {
		n++;
		if (text_starts(line, T("### "))) {
			*ARENA_PUSH(a, out) = (struct example){ text_cut(line, 4, line.n), NO_TEXT,
				NO_TEXT, NO_TEXT, n };
		} else if (text_starts(line, T("```")) && out->n) {
			struct text word = text_cut(line, 3, line.n);
			struct example *x = &out->v[out->n - 1];
			struct text block = example_block(&rest, &n);
			if (text_starts(word, T("expect"))) {
				x->expect = block;
			} else if (text_starts(word, text_of(input))) {
				x->input = example_visible(a, block);
				x->path = text_trim(text_cut(word, strlen(input), word.n));
			}
		}
	}
	assert_true(out->n > 0);
}

/* 1 when they differ, which is told: a page is gone through whole. */
static inline int
example_differs(const struct example *x, struct text got)
{
	if (text_eq(x->expect, got))
		return 0;
	print_message("# line %d, %.*s\n--- expected\n%.*s--- got\n%.*s\n", x->line,
	    TEXT_ARG(x->title), TEXT_ARG(x->expect), TEXT_ARG(got));
	return 1;
}

static inline void
put_findings(struct buf *out, struct diag_sink *s)
{
	diag_sort(&s->list);
	for (size_t i = 0; i < s->list.n; i++) {
		const struct finding *f = &s->list.v[i];
		buf_fmt(out, "%s", diag_info(f->code)->code);
		if (f->line)
			buf_fmt(out, " %d:%d:%d", f->line, f->column, f->width);
		for (size_t j = 0; j < f->args.n; j++)
			buf_fmt(out, "%s%.*s", j ? " | " : " ", TEXT_ARG(f->args.v[j]));
		buf_char(out, '\n');
	}
}

#endif
