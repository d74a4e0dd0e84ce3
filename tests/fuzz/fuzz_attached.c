/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a file that a document links, under each of the names that are looked into. What
 * comes out is no longer than what went in, but for office files, which are zipped anew.
 */
#include <stdlib.h>

#include "door/attached.h"
#include "lihui/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool is)
{
	if (!is)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "a.pdf", "a.docx", "a.csv", "a.mp3", "a.m4a", "a.wav",
		"a.webp", "a.gif", "a.jpg", "a.png" };
	struct text bytes = { (const char *)data, size };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct arena *a = arena_new();
		struct buf said = BUF_INIT, clean = BUF_INIT;
		struct text path = text_of(names[i]);
		attached_text(a, path, bytes, &said);
		if (attached_clean(path, bytes, &clean) && !attached_may_refuse(path))
			must(clean.n <= size + 1);
		buf_release(&said);
		buf_release(&clean);
		arena_free(a);
	}
	return 0;
}
