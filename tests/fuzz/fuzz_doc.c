/* SPDX-License-Identifier: MIT */
/*
 * A whole document from any bytes: read, door, pack, unpack, dump, in the edition that the first
 * byte picks. Beside the fuzzer's own checks: what was packed unpacks, and a number and a hidden
 * word planted in the text are found nowhere behind the door.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/doc.h"
#include "lihui/file.h"
#include "lihui/utf8.h"
#include "lihui/value.h"

#define PLANTED "\n13812345678\n\n【隐：QZXWV】 QZ**XWV** ＱＺＸＷＶ\n"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

static struct site *
site_make(void)
{
	static const struct {
		const char *name, *text;
	} files[] = {
		{ "site.yaml", "title: t\n" },
		{ "_index.md", "---\nname: 旗\nlevel: 旗\n---\n" },
		{ "a/_index.md",
		    "---\nname: 示例嘎查\nlevel: 嘎查\nfirst_secretary: 张三\nsecretary: "
		    "李四\n---\n" },
		{ "a/x.md", "x" },
		{ "a/x.mn.md",
		    "---\n译自: 123456789abc\n---\n# ᠬᠤᠷᠠᠯ\n\n## 一、学习政策\n- ᠬᠤᠶᠠᠷ\n" },
	};
	static char root[] = "/tmp/lihui-fuzz-XXXXXX";
	char path[256];
	struct err e = { 0 };
	size_t i;

	if (mkdtemp(root) == NULL)
		abort();
	for (i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "%s/%s", root, files[i].name);
		if (!file_write(path, text_of(files[i].text), NULL, &e))
			abort();
	}
	return site_open(root, &e);
}

static void
stored_check(const struct site *s, const struct doc *d, bool planted)
{
	struct arena *a = arena_new();
	struct buf packed = BUF_INIT, again = BUF_INIT;
	struct doc *back;

	doc_pack(&packed, d);
	back = doc_unpack(a, s, buf_view(&packed));
	if (back == NULL)
		abort();
	if (planted &&
	    (text_has(buf_view(&packed), T("13812345678")) ||
		text_has(buf_view(&packed), T("QZXWV"))))
		abort();
	doc_pack(&again, back);
	if (!text_eq(buf_view(&packed), buf_view(&again)))
		abort();
	value_json(&again, doc_value(a, back), true);
	buf_release(&packed);
	buf_release(&again);
	arena_free(a);
}

/* The fuzzer learns the planted words and puts them where they are none (15 digits); and in another
 * encoding the mark is no mark. */
static bool
is_planted(struct text typed)
{
	return !text_has(typed, T("2345678")) && !text_has(typed, T("QZXWV")) &&
	    utf8_valid(typed) == typed.n;
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	static struct site *site;
	struct buf b = BUF_INIT;
	struct err e = { 0 };
	struct doc *d;

	if (site == NULL)
		site = site_make();
	if (site == NULL || n == 0)
		return 0;
	buf_put(&b, bytes + 1, n - 1);
	buf_str(&b, PLANTED);
	d = doc_read_bytes(site, site->documents[0], buf_view(&b), &e);
	if (d != NULL && door_pass(d, bytes[0] & 1 ? EDITION_INTERNAL : EDITION_PUBLIC))
		stored_check(site, d, is_planted((struct text){ (const char *)bytes + 1, n - 1 }));
	doc_free(d);
	buf_release(&b);
	return 0;
}
