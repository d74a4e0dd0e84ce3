/* SPDX-License-Identifier: MIT */
/*
 * Specifications with examples: tests/spec/NAME.md is prose with fences of four backticks; the
 * first word behind the fence says what kind of example it is, a line with a single full stop parts
 * input from expectation. Every example is run; LIHUI_ACCEPT=1 rewrites the expectations in place.
 */
#ifndef SPEC_HELP_H
#define SPEC_HELP_H

#include "read_help.h"

#define SPEC_FENCE "````"

/* What the example of that kind makes of the input, in arena a. */
typedef struct text spec_run(struct arena *a, struct text kind, struct text input);

static inline bool
spec_example(struct text *rest, struct text *input, struct text *want)
{
	struct text line;
	const char *start = rest->p;
	bool behind = false;

	*input = *want = NO_TEXT;
	while (text_line(rest, &line)) {
		if (text_eq(line, T(SPEC_FENCE))) {
			*want = (struct text){ start, (size_t)(line.p - start) };
			return behind;
		}
		if (!behind && text_eq(line, T("."))) {
			*input = (struct text){ start, (size_t)(line.p - start) };
			start = rest->p;
			behind = true;
		}
	}
	return false;
}

/* Returns the number of examples. */
static inline size_t
spec_file(const char *path, spec_run *run)
{
	struct arena *a = arena_new();
	struct text rest = help_read(a, path), line, input, want, got;
	struct buf out = BUF_INIT;
	struct err e = { 0 };
	size_t n = 0, failed = 0;

	while (text_line(&rest, &line)) {
		buf_text(&out, line);
		buf_char(&out, '\n');
		if (!text_starts(line, T(SPEC_FENCE)) || line.n == strlen(SPEC_FENCE))
			continue;
		n++;
		if (!spec_example(&rest, &input, &want))
			fail_msg("%s: example %zu has no end or no line with a full stop", path, n);
		got = run(a, text_trim(text_cut(line, strlen(SPEC_FENCE), line.n)), input);
		buf_text(&out, input);
		buf_str(&out, ".\n");
		buf_text(&out, got);
		buf_str(&out, SPEC_FENCE "\n");
		if (getenv("LIHUI_ACCEPT") == NULL && !text_eq(got, want)) {
			failed++;
			print_error("%s, example %zu:\n%.*s--- want\n%.*s--- got\n%.*s\n", path, n,
			    TEXT_ARG(input), TEXT_ARG(want), TEXT_ARG(got));
		}
	}
	if (getenv("LIHUI_ACCEPT") != NULL && !file_write(path, buf_view(&out), NULL, &e))
		fail_msg("%s", e.message);
	buf_release(&out);
	arena_free(a);
	assert_int_equal(failed, 0);
	return n;
}

#endif
