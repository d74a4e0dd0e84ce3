/* SPDX-License-Identifier: MIT */
/* What pages say, over tests/view/site: order, sentences, tombstones, marks of language, and what
 * must not be there. */
#include "view_help.h"

#include "lihui/html.h"

static struct text
drawn(struct bed *b, const char *path)
{
	const struct output *o = bed_output(b, path);
	struct templates *t = templates_open(b->site, &b->e);
	struct value *page = NULL;
	struct buf out = BUF_INIT;

	assert_non_null(o);
	bed_must(b, t != NULL);
	bed_must(b, view_page(&b->view, b->a, o, &page, &b->e));
	bed_must(b, html_page(t, view_common(&b->view, b->a, o->lang), page, &out, &b->e));
	struct text html = text_copy(b->a, buf_view(&out));

	buf_release(&out);
	templates_free(t);
	return html;
}

#define HAS(html, what) \
	do { \
		if (!text_has(html, T(what))) \
			fail_msg("not there: %s", what); \
	} while (0)
#define HAS_NOT(html, what) \
	do { \
		if (text_has(html, T(what))) \
			fail_msg("there: %s", what); \
	} while (0)

static void
problem_says_where_it_stands(void **state)
{
	struct text html = drawn(*state, "zh/sumu/x/p/2018-2-1.html");

	HAS(html, "<title>路灯不亮：超期31天、办理中 - 甲嘎查</title>");
	HAS(html, "反映：路灯不亮。会议决定：买灯。");
	HAS(html, "赵六负责，1月20日前办好。");
	HAS(html, "已经35天没有在会上说到这件事。");
	HAS(html, "反映以来已有42天。");
	HAS(html, "tel:04822222222");
	HAS(html, "截至2018年2月20日。");
	/* Who raised it holds no office. */
	HAS_NOT(html, "孙八");
	HAS(html, "孙某反映：");
}

static void
reopened_is_told(void **state)
{
	struct text html = drawn(*state, "zh/sumu/x/p/2018-1-1.html");

	HAS(html, "解决后又出现，重新办理过1次。");
	HAS(html, "重新办理：");
	HAS(html, "已解决，装好新电机。");
}

static void
overdue_stands_first(void **state)
{
	struct text html = drawn(*state, "zh/sumu/x/index.html");

	assert_true(text_find(html, T("路灯不亮"), 0) < text_find(html, T("没有手机信号"), 0));
	HAS(html, "还没办完的事（4件）");
	HAS(html, "公示到2月24日，还有4天");
	HAS(html,
	    "看<a href=\"gongshi.html\">公示</a>，邻村是<a "
	    "href=\"../y/index.html\">乙嘎查</a>，不在。");
	HAS(html, "今年已开4次，全年不少于40次，还需36次；今年还剩44周。");
	HAS(html, ">全年52周：已开4次，2周没有收到记录</title>");
}

static void
withdrawn_keeps_its_address(void **state)
{
	struct text html = drawn(*state, "zh/sumu/x/2018/chehui.html");

	HAS(html, "这份文件已于2018年2月2日撤回。");
	HAS(html, "日期写错。");
	HAS_NOT(html, "后天停电");
}

/* Links are made relative, to pages that are there only. */
static void
links_of_a_bulletin(void **state)
{
	struct text html = drawn(*state, "zh/sumu/x/gongshi.html");

	HAS(html, "<a href=\"2018/2018-01-02.html\">记录</a>");
	HAS(html, "没有的文件");
	HAS_NOT(html, "nothing.pdf\"");
	HAS(html, "公示期：2018年2月15日至2018年2月24日");
	HAS(html, "<td class=\"num\">3,456</td>");
}

static void
mongolian_page_marks_chinese(void **state)
{
	struct text html = drawn(*state, "mn/sumu/x/2018/2018-01-02.html");

	HAS(html, "<html lang=\"mn-Mong\" class=\"mn\">");
	HAS(html, "<span lang=\"zh-Hans\">机井电机烧坏</span>");
	HAS(html, "还没有收到蒙古文");
	HAS(html, "hreflang=\"zh-Hans\" href=\"../../../../zh/sumu/x/2018/2018-01-02.html\"");
	HAS(html, "<span class=\"tcy\">2</span>\u202fᠤᠨ ᠡᠳᠦᠷ");
}

/* The age of a page's matter stands on pages that say as of which day; a record's page stays the
 * same. */
static void
record_has_no_ages(void **state)
{
	struct text html = drawn(*state, "zh/sumu/x/2018/2018-01-09.html");

	HAS_NOT(html, "超期");
	HAS_NOT(html, "截至");
	HAS(html, "议定的事（1件）");
}

static void
every_page_has_its_policy(void **state)
{
	struct bed *b = *state;
	struct output_list l = { 0 };

	bed_must(b, view_outputs(&b->view, b->a, &l, &b->e));
	for (size_t i = 0; i < l.n; i++) {
		if (!output_is(l.v[i].kind, IS_PAGE))
			continue;
		struct text html = drawn(b, l.v[i].path.p);

		HAS(html, "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'");
		HAS_NOT(html, " style=");
		HAS_NOT(html, "{{");
		HAS_NOT(html, "src=\"http");
		HAS_NOT(html, "日期写错的记录");
	}
}

static void
only_one_village(void **state)
{
	struct bed *b = *state;

	b->view.only = site_unit(b->site, T("sumu/y"));
	assert_null(bed_output(b, "zh/index.html"));
	assert_null(bed_output(b, "zh/sumu/x/index.html"));
	struct text html = drawn(b, "zh/sumu/y/index.html");

	b->view.only = NULL;
	HAS_NOT(html, "href=\"../index.html\"");
	HAS(html, "<span>测试苏木</span>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(problem_says_where_it_stands),
		cmocka_unit_test(reopened_is_told),
		cmocka_unit_test(overdue_stands_first),
		cmocka_unit_test(withdrawn_keeps_its_address),
		cmocka_unit_test(links_of_a_bulletin),
		cmocka_unit_test(mongolian_page_marks_chinese),
		cmocka_unit_test(record_has_no_ages),
		cmocka_unit_test(every_page_has_its_policy),
		cmocka_unit_test(only_one_village),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, bed_open, bed_close);
}
