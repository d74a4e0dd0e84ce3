/* SPDX-License-Identifier: MIT */
/*
 * Names of persons in prose: how many of tests/names/prose.txt are found, and how much of what is
 * found is one; both ends must be right. And what a hostile line costs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "lihui/arena.h"
#include "lihui/buf.h"
#include "lihui/file.h"
#include "lihui/name.h"

#define PROSE "tests/names/prose.txt"

static struct arena *arena;

struct marked {
	struct text name;
	size_t at;
};
struct marked_list {
	struct marked *v;
	size_t n, room;
};

/* The text without the marks, and the names with their places in it. */
static struct text
prose_read(struct marked_list *names)
{
	struct buf bytes = BUF_INIT, out = BUF_INIT;
	struct err e = { 0 };
	struct text rest, line, t;

	assert_true(file_read(PROSE, &bytes, &e));
	rest = buf_view(&bytes);
	while (text_line(&rest, &line)) {
		size_t open;

		if (text_starts(line, T("#")))
			continue;
		while ((open = text_find(line, T("〈"), 0)) != SIZE_MAX) {
			size_t close = text_find(line, T("〉"), open);
			struct text name = text_cut(line, open + 3, close);

			buf_text(&out, text_cut(line, 0, open));
			*ARENA_PUSH(arena, names) =
			    (struct marked){ text_squeeze(arena, name), out.n };
			buf_text(&out, name);
			line = text_cut(line, close + 3, line.n);
		}
		buf_text(&out, line);
		buf_char(&out, '\n');
	}
	t = text_copy(arena, buf_view(&out));
	buf_release(&out);
	buf_release(&bytes);
	return t;
}

static void
found_in_prose(void **state)
{
	struct marked_list names = { NULL, 0, 0 };
	struct name_hits hits = { NULL, 0, 0 };
	struct text t;
	size_t right = 0, k = 0, wrong = 0;

	(void)state;
	arena = arena_new();
	t = prose_read(&names);
	name_find(arena, t, NULL, &hits);
	for (size_t i = 0; i < hits.n; i++) {
		for (; k < names.n && names.v[k].at < hits.v[i].at.at; k++)
			print_message("# missed: %.*s\n", TEXT_ARG(names.v[k].name));
		if (k < names.n && names.v[k].at == hits.v[i].at.at &&
		    text_eq(names.v[k].name, hits.v[i].name)) {
			right++;
			k++;
			continue;
		}
		wrong++;
		print_message("# no name: %.*s\n", TEXT_ARG(hits.v[i].name));
		k += k < names.n && names.v[k].at == hits.v[i].at.at;
	}
	print_message("# %zu names, recall %.3f, precision %.3f\n", names.n,
	    (double)right / (double)names.n, (double)right / (double)hits.n);
	assert_true(names.n >= 200);
	assert_true(right * 100 >= names.n * 95);
	assert_true(wrong * 100 <= hits.n * 5);
	arena_free(arena);
}

/* Characters between which nothing is seen are passed over; every other one ends a name. */
static void
spelt_apart(void **state)
{
	static const char *const spelt[] = { "村民王**志**强反映", "村民王\u200B志强反映",
		"村民__王志强__反映", "村民 王 志 强 反映了", "王　志　强、李大山",
		"关于王 志 强等人的公示", "请王　志　强把车挪走" };

	(void)state;
	for (size_t i = 0; i < sizeof spelt / sizeof *spelt; i++) {
		struct name_hits hits = { NULL, 0, 0 };

		arena = arena_new();
		name_find(arena, text_of(spelt[i]), NULL, &hits);
		assert_true(hits.n >= 1);
		assert_string_equal(hits.v[0].name.p, "王志强");
		arena_free(arena);
	}
}

/* The site's own words, and a name that is known: 高兴 only beside words for persons. */
static void
lexicon(void **state)
{
	struct name_hits hits = { NULL, 0, 0 };
	struct name_lexicon *l;

	(void)state;
	arena = arena_new();
	l = name_lexicon_new(arena, NULL);
	name_lexicon_add(l, T("高兴"), NAME_KNOWN);
	name_lexicon_add(l, T("王家店"), NAME_WORD);
	name_lexicon_settle(l);
	name_find(arena, T("大家都很高兴，由高兴负责，王家店要修路"), l, &hits);
	assert_int_equal(hits.n, 1);
	assert_int_equal(hits.v[0].at.at, T("大家都很高兴，由").n);
	arena_free(arena);
}

/* A line of a million characters costs what a thousand lines of a thousand do. */
static void
hostile(void **state)
{
	static const char *const fillers[] = { "王", "巴特尔额尔德尼", "由王志强和李四负责",
		"高兴" };

	(void)state;
	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
		struct name_hits hits = { NULL, 0, 0 };
		struct buf b = BUF_INIT;
		clock_t before;

		while (b.n < 3000000)
			buf_text(&b, text_of(fillers[i]));
		arena = arena_new();
		before = clock();
		name_find(arena, buf_view(&b), NULL, &hits);
		assert_true(clock() - before < 60 * CLOCKS_PER_SEC);
		arena_free(arena);
		buf_release(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(found_in_prose),
		cmocka_unit_test(spelt_apart), cmocka_unit_test(lexicon),
		cmocka_unit_test(hostile) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
