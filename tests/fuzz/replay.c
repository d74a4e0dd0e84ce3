/* SPDX-License-Identifier: MIT */
/*
 * What fuzzers found once, without a fuzzer: each file of tests/fuzz/corpus/NAME through NAME. Run
 * from the checkout; a crash is the failure. TAP.
 */
#include <dirent.h>
#include <stdio.h>

#include "lihui/arena.h"
#include "lihui/file.h"

/* Compiled with its own name (Makefile). */
#define FUZZERS(X) \
	X(base_text) \
	X(draw_text) \
	X(fuzz_attached) X(fuzz_doc) X(fuzz_docx) X(fuzz_front) X(fuzz_intake) X(fuzz_markdown) \
	    X(fuzz_sense) X(fuzz_unpack) X(fuzz_whole) X(mustache)
#define DECLARE(name) int run_##name(const unsigned char *bytes, size_t n);
FUZZERS(DECLARE)

typedef int fuzzer(const unsigned char *bytes, size_t n);

static void
replay(int nth, const char *name, fuzzer *run)
{
	struct arena *a = arena_new();
	struct file_list l = { 0 };
	struct err e = { 0 };
	struct text folder = text_fmt(a, "tests/fuzz/corpus/%s", name);
	bool ok = file_walk(a, folder.p, &l, &e) && l.n > 0;

	for (size_t i = 0; ok && i < l.n; i++) {
		struct buf b = BUF_INIT;
		ok = file_read(path_join(a, folder, l.v[i].path).p, &b, &e);
		printf("# %s/%s\n", name, l.v[i].path.p);
		fflush(stdout);
		run((const unsigned char *)b.p, b.n);
		buf_release(&b);
	}
	printf("%s %d - %s: %d inputs %s\n", ok ? "ok" : "not ok", nth, name, (int)l.n, e.message);
	arena_free(a);
}

int
main(void)
{
	int n = 0;
#define RUN(name) replay(++n, #name, run_##name);
	FUZZERS(RUN)
	printf("1..%d\n", n);
	return 0;
}
