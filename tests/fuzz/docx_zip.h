/* SPDX-License-Identifier: MIT */
/* A Word file around parts that a fuzzer made up. */
#ifndef DOCX_ZIP_H
#define DOCX_ZIP_H

#include <zip.h>

#include "lihui/arena.h"
#include "lihui/buf.h"

struct docx_part {
	const char *name;
	struct text bytes;
};

/* Stored, so that the fuzzer sees its own bytes come back. Empty parts are left out. */
static inline struct text
docx_zip(struct arena *a, const struct docx_part *parts, size_t n)
{
	zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z = zip_open_from_source(out, ZIP_TRUNCATE, NULL);
	struct text bytes = NO_TEXT;
	zip_stat_t st;

	zip_source_keep(out);
	for (size_t i = 0; i < n; i++) {
		struct text t = parts[i].bytes;
		if (t.n == 0)
			continue;
		zip_int64_t at =
		    zip_file_add(z, parts[i].name, zip_source_buffer(z, t.p, t.n, 0), 0);
		zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0);
	}
	if (zip_close(z) == 0 && zip_source_stat(out, &st) == 0 && zip_source_open(out) == 0) {
		char *p = arena_alloc(a, st.size + 1);
		zip_int64_t got = zip_source_read(out, p, st.size);
		bytes = (struct text){ p, got > 0 ? (size_t)got : 0 };
		zip_source_close(out);
	}
	zip_source_free(out);
	return bytes;
}

#endif
