/* SPDX-License-Identifier: MIT */
/*
 * libFuzzer: whatever somebody sends. The first byte picks the door: a whole file as it arrives
 * (zip archives, encodings, chat), the XML of a .docx without the zip around it, chat text, a form.
 * Crashes, leaks and time are the oracle; what comes out must be UTF-8 where it was promised.
 */
#include <assert.h>
#include <zip.h>

#include "intake/intake.h"
#include "lihui/arena.h"
#include "lihui/utf8.h"

/* Stored, so that the fuzzer sees its own bytes come back. */
static void
as_docx(struct arena *a, struct text xml)
{
	zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z = zip_open_from_source(out, ZIP_TRUNCATE, NULL);
	struct text bytes = NO_TEXT, t;
	struct left_list left = { 0 };
	zip_stat_t st;
	zip_int64_t i;

	zip_source_keep(out);
	i = zip_file_add(z, "word/document.xml", zip_source_buffer(z, xml.p, xml.n, 0), 0);
	zip_set_file_compression(z, (zip_uint64_t)i, ZIP_CM_STORE, 0);
	if (zip_close(z) == 0 && zip_source_stat(out, &st) == 0 && zip_source_open(out) == 0) {
		char *p = arena_alloc(a, st.size + 1);
		zip_int64_t n = zip_source_read(out, p, st.size);
		bytes = (struct text){ p, n > 0 ? (size_t)n : 0 };
		zip_source_close(out);
	}
	zip_source_free(out);
	if (docx_text(a, bytes, &t, &left) == DOCX_OK)
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
