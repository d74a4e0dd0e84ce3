/* SPDX-License-Identifier: MIT */
/* Any bytes as a packed document: NULL, or a document that can be packed and dumped. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/doc.h"
#include "lihui/file.h"
#include "lihui/value.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

static struct site *
site_make(void)
{
	static char root[] = "/tmp/lihui-fuzz-XXXXXX";
	char path[256];
	struct err e = { 0 };

	if (mkdtemp(root) == NULL)
		abort();
	snprintf(path, sizeof path, "%s/site.yaml", root);
	if (!file_write(path, T("title: t\n"), NULL, &e))
		abort();
	snprintf(path, sizeof path, "%s/_index.md", root);
	if (!file_write(path, T("---\nname: 旗\nlevel: 旗\n---\n"), NULL, &e))
		abort();
	return site_open(root, &e);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	static struct site *site;
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;
	struct doc *d;

	if (site == NULL)
		site = site_make();
	if (site == NULL)
		abort();
	/* The mark, the version and the root unit are given, so that the fuzzer's bytes reach the
	 * members. */
	buf_put(&b, "lhd\x01\0", 5);
	buf_put(&b, bytes, n);
	d = doc_unpack(a, site, buf_view(&b));
	if (d != NULL) {
		struct buf out = BUF_INIT;

		doc_pack(&out, d);
		value_json(&out, doc_value(a, d), false);
		buf_release(&out);
	}
	buf_release(&b);
	arena_free(a);
	return 0;
}
