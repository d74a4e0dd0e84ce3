/* SPDX-License-Identifier: MIT */
/*
 * libFuzzer: whatever somebody sends. The first byte picks the door: a whole file as it arrives
 * (zip archives, encodings, chat), the XML of a .docx without the zip around it, chat text, a form.
 * Crashes, leaks and time are the oracle; what comes out must be UTF-8 where it was promised.
 */
#include <assert.h>

#include "docx_zip.h"
#include "intake/intake.h"
#include "lihui/utf8.h"

static void
as_docx(struct arena *a, struct text xml)
{
	struct docx_part part = { "word/document.xml", xml };
	struct left_list left = { 0 };
	struct text t;

	if (docx_text(a, docx_zip(a, &part, 1), &t, &left) == DOCX_OK)
		assert(utf8_valid(t) == t.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct text t = { (const char *)data + 1, size > 0 ? size - 1 : 0 }, out;
	struct arrival f = { .bytes = t };
	struct chat_list chat;

	switch (size > 0 ? data[0] % 4 : 4) {
	case 0: arrival_open(a, &f); break;
	case 1: as_docx(a, t); break;
	case 2:
		if (utf8_valid(t) == t.n)
			chat_split(a, t, &chat);
		out = name_text(a, t);
		assert(utf8_valid(out) == out.n);
		break;
	case 3:
		if (utf8_valid(t) == t.n)
			blank_strip(a, t, &out);
		break;
	default: break;
	}
	arena_free(a);
	return 0;
}
