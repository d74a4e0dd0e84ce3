/* SPDX-License-Identifier: MIT */
/*
 * Feeds: one whole feed byte for byte, then each rule of RSS that a careless caller could break.
 * libxml2 reads back what was written.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

#include <libxml/parser.h>
#include <libxml/xpath.h>

#include "lihui/arena.h"
#include "lihui/feed.h"
#include "lihui/utf8.h"

static struct arena *a;

static struct feed
sample(struct feed_item *items, size_t n)
{
	return (struct feed){ T("新发嘎查 会议公开"), T("https://example.org/zh/xinfa/index.html"),
		T("新发嘎查每周例会议定事项"), T("zh-cn"),
		T("https://example.org/zh/xinfa/feed.xml"), NO_DATE, items, n };
}

static struct feed_item
item(struct date date, struct text guid)
{
	return (struct feed_item){ .title = T("例会"),
		.link = T("https://example.org/a.html"),
		.guid = guid,
		.description = T("<p>x</p>"),
		.date = date,
		.time = -1 };
}

static const char whole[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n"
    "<channel>\n"
    "<title>新发嘎查 会议公开</title>\n"
    "<link>https://example.org/zh/xinfa/index.html</link>\n"
    "<description>新发嘎查每周例会议定事项</description>\n"
    "<language>zh-cn</language>\n"
    "<lastBuildDate>Tue, 03 Jul 2018 20:00:00 +0800</lastBuildDate>\n"
    "<generator>lihui</generator>\n"
    "<docs>https://www.rssboard.org/rss-specification</docs>\n"
    "<atom:link href=\"https://example.org/zh/xinfa/feed.xml\" rel=\"self\" "
    "type=\"application/rss+xml\"/>\n"
    "<item>\n"
    "<title>第27周“双书记”周例会 &lt;要点&gt;</title>\n"
    "<link>https://example.org/zh/xinfa/2018-07-03.html</link>\n"
    "<description>&lt;p&gt;电机 &amp;amp; 羊舍&lt;/p&gt;</description>\n"
    "<category>双书记周例会</category>\n"
    "<enclosure url=\"https://example.org/files/xinfa/2018-07-03.handout.pdf\" length=\"48213\" "
    "type=\"application/pdf\"/>\n"
    "<guid isPermaLink=\"false\">tag:example.org,2018-07-03:xinfa/2018-07-03</guid>\n"
    "<pubDate>Tue, 03 Jul 2018 08:05:00 +0800</pubDate>\n"
    "</item>\n"
    "<item>\n"
    "<title>例会</title>\n"
    "<link>https://example.org/a.html</link>\n"
    "<description>&lt;p&gt;x&lt;/p&gt;</description>\n"
    "<guid isPermaLink=\"false\">tag:example.org,2018-06-26:b</guid>\n"
    "<pubDate>Tue, 26 Jun 2018 20:00:00 +0800</pubDate>\n"
    "</item>\n"
    "</channel>\n"
    "</rss>\n";

static void
test_whole(void **state)
{
	(void)state;
	struct date june = { 2018, 6, 26 }, july = { 2018, 7, 3 };
	struct feed_item items[] = {
		item(june, feed_guid(a, T("example.org"), june, T("b"), NO_TEXT)),
		{ T("第27周“双书记”周例会\n <要点>"),
		    T("https://example.org/zh/xinfa/2018-07-03.html"),
		    feed_guid(a, T("example.org"), july, T("xinfa/2018-07-03"), NO_TEXT),
		    T("<p>电机 &amp; 羊舍</p>"), T("双书记周例会"), july, 8 * 60 + 5,
		    T("https://example.org/files/xinfa/2018-07-03.handout.pdf"),
		    T("application/pdf"), 48213 },
	};
	struct feed f = sample(items, 2);
	struct buf out = BUF_INIT;
	struct err e = { 0 };
	assert_true(feed_write(&out, &f, &e));
	/* The newest item was early in the morning, the feed as a whole speaks of the day. */
	assert_string_equal(out.p, whole);
	buf_release(&out);
}

static xmlDoc *
written(const struct feed *f)
{
	struct buf out = BUF_INIT;
	struct err e = { 0 };
	assert_true(feed_write(&out, f, &e));
	assert_int_equal(utf8_valid(buf_view(&out)), out.n);
	xmlDoc *doc = xmlReadMemory(out.p, (int)out.n, "feed.xml", NULL, XML_PARSE_NONET);
	buf_release(&out);
	assert_non_null(doc);
	return doc;
}

static void
assert_xpath(xmlDoc *doc, const char *path, const char *expect)
{
	xmlXPathContext *c = xmlXPathNewContext(doc);
	xmlXPathObject *o = xmlXPathEvalExpression((const xmlChar *)path, c);
	xmlChar *s = xmlXPathCastToString(o);
	assert_string_equal((const char *)s, expect);
	xmlFree(s);
	xmlXPathFreeObject(o);
	xmlXPathFreeContext(c);
}

static void
test_fifty_newest(void **state)
{
	(void)state;
	struct feed_item items[70];
	struct date first = { 2018, 1, 2 };
	for (int i = 0; i < 70; i++)
		items[(i * 29) % 70] =
		    item(date_add(first, 7 * i), text_fmt(a, "tag:x,2018:%d", i));
	struct feed f = sample(items, 70);
	xmlDoc *doc = written(&f);
	assert_xpath(doc, "count(//item)", "50");
	assert_xpath(doc, "//item[1]/guid", "tag:x,2018:69");
	assert_xpath(doc, "//item[50]/guid", "tag:x,2018:20");
	assert_xpath(doc, "//item[50]/pubDate", "Tue, 22 May 2018 20:00:00 +0800");
	xmlFreeDoc(doc);
}

/* Bytes that would make a reader refuse the whole feed; what belongs to Mongolian stays. */
static void
test_dirty(void **state)
{
	(void)state;
	struct feed_item items[] = { item(NO_DATE, T("g")) };
	items[0].title = T("a\x01\x0b"
			   "b\xff"
			   "c\r\nd\xef\xbf\xbe\xed\xa0\x80");
	items[0].description = T("ᠭᠠᠴᠠᠭ\u180Eᠠ\u202Fᠶᠢᠨ ]]>");
	struct feed f = sample(items, 1);
	xmlDoc *doc = written(&f);
	assert_xpath(doc,
	    "starts-with(//item/title, 'ab\xef\xbf\xbd"
	    "c d')",
	    "true");
	assert_xpath(doc, "//item/description", "ᠭᠠᠴᠠᠭ\u180Eᠠ\u202Fᠶᠢᠨ ]]>");
	assert_xpath(doc,
	    "count(//pubDate) + count(//lastBuildDate) + count(//enclosure) + count(//category)",
	    "0");
	xmlFreeDoc(doc);
}

static void
test_empty(void **state)
{
	(void)state;
	struct feed f = sample(NULL, 0);
	f.built = (struct date){ 2018, 7, 1 };
	xmlDoc *doc = written(&f);
	assert_xpath(doc, "//lastBuildDate", "Sun, 01 Jul 2018 20:00:00 +0800");
	xmlFreeDoc(doc);
}

static void
test_guid(void **state)
{
	(void)state;
	struct text g = feed_guid(a, T("example.org"), (struct date){ 2018, 7, 3 }, T("嘎查/a b"),
	    T("corrected-2018-07-09"));
	assert_string_equal(
	    g.p, "tag:example.org,2018-07-03:%E5%98%8E%E6%9F%A5/a%20b/corrected-2018-07-09");
}

struct html_case {
	const char *in, *out;
};

static int
setup(void **state)
{
	(void)state;
	a = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_fifty_newest),
		cmocka_unit_test(test_dirty),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_guid),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
