/* SPDX-License-Identifier: MIT */
/* The sitemap, small and in parts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

#include "lihui/arena.h"
#include "lihui/buf.h"
#include "lihui/sitemap.h"

struct file {
	char name[40];
	struct buf bytes;
};
struct files {
	struct file v[4];
	int n;
};

static bool
keep(void *context, struct text path, struct text bytes, struct err *e)
{
	struct files *f = context;
	(void)e;
	assert_true(f->n < 4 && path.n < sizeof f->v[0].name);
	struct file *file = &f->v[f->n++];
	memcpy(file->name, path.p, path.n);
	file->name[path.n] = '\0';
	file->bytes = (struct buf)BUF_INIT;
	buf_text(&file->bytes, bytes);
	return true;
}

static void
release(struct files *f)
{
	for (int i = 0; i < f->n; i++)
		buf_release(&f->v[i].bytes);
}

static const char whole[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
    "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
    "<url>\n<loc>https://example.org/a/mn/x.html</loc>\n</url>\n"
    "<url>\n<loc>https://example.org/a/zh/%E5%98%8E.html</loc>\n<lastmod>2018-07-03</lastmod>\n"
    "<xhtml:link rel=\"alternate\" hreflang=\"zh-Hans\" "
    "href=\"https://example.org/a/zh/%E5%98%8E.html\"/>\n"
    "<xhtml:link rel=\"alternate\" hreflang=\"mn-Mong\" "
    "href=\"https://example.org/a/mn/%E5%98%8E.html\"/>\n"
    "</url>\n</urlset>\n";

static void
test_small(void **state)
{
	(void)state;
	struct sitemap_page pages[] = {
		{ T("mn/x.html"), NO_DATE, { NO_TEXT, T("mn/x.html"), NO_TEXT } },
		{ T("zh/嘎.html"), { 2018, 7, 3 }, { T("zh/嘎.html"), T("mn/嘎.html"), NO_TEXT } },
	};
	struct files f = { 0 };
	struct err e = { 0 };
	struct arena *a = arena_new();
	assert_true(sitemap_write(T("https://example.org/a"),
	    sitemap_name(a, sitemap_bits(2), 0, 0), pages, 2, keep, &f, &e));
	assert_int_equal(f.n, 1);
	assert_string_equal(f.v[0].name, "sitemap.xml");
	assert_string_equal(f.v[0].bytes.p, whole);
	release(&f);
	arena_free(a);
}

/* Parts by unit: about the same number in each, and the bits in the name. */
static void
test_parts(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct text_list names = { 0 };
	struct files f = { 0 };
	struct err e = { 0 };
	size_t units[8] = { 0 };
	assert_int_equal(sitemap_bits(500), 0);
	assert_int_equal(sitemap_bits(4000), 3);
	for (int i = 0; i < 800; i++) {
		uint32_t part = sitemap_part(3, text_fmt(a, "sumu/v%d", i));
		assert_true(part < 8);
		units[part]++;
	}
	for (int i = 0; i < 8; i++)
		assert_true(units[i] > 60 && units[i] < 140);
	assert_int_equal(sitemap_part(0, T("sumu")), 0);
	assert_string_equal(sitemap_name(a, 3, 5, 0).p, "sitemap-3-5.xml");
	assert_string_equal(sitemap_name(a, 5, 26, 1).p, "sitemap-5-1a-2.xml");
	assert_string_equal(sitemap_name(a, 0, 0, 1).p, "sitemap-0-0-2.xml");
	text_list_add(a, &names, T("sitemap-1-0.xml"));
	text_list_add(a, &names, T("sitemap-1-1.xml"));
	assert_true(sitemap_write_index(T("https://example.org/"), &names, keep, &f, &e));
	assert_string_equal(f.v[0].name, "sitemap.xml");
	assert_true(text_has(buf_view(&f.v[0].bytes),
	    T("<sitemap>\n<loc>https://example.org/sitemap-1-1.xml</loc>\n</sitemap>")));
	release(&f);
	arena_free(a);
}

static bool
refuse(void *context, struct text path, struct text bytes, struct err *e)
{
	(void)context, (void)path, (void)bytes;
	return err_machine(e, "no");
}

static void
test_refused(void **state)
{
	(void)state;
	struct err e = { 0 };
	assert_false(
	    sitemap_write(T("https://example.org/"), T("sitemap.xml"), NULL, 0, refuse, NULL, &e));
	assert_string_equal(e.message, "no");
}

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_small),
		cmocka_unit_test(test_parts), cmocka_unit_test(test_refused) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
