/* SPDX-License-Identifier: MIT */
/* Block trees as HTML: what a record may hold, what an attacker may put there, and the marks around
 * text of the other script. */
#include "view_help.h"

#include "view/web.h"

static struct block *
add(struct arena *a, struct block *parent, enum block_kind kind)
{
	struct block *b = block_new(a, kind);

	block_add(parent, b);
	return b;
}

static struct inl *
link_to(
    struct arena *a, struct block *p, enum inline_kind kind, const char *target, const char *words)
{
	struct inl *i = inl_new(a, kind, NO_TEXT);

	i->target = text_of(target);
	i->first = i->last = inl_new(a, INLINE_TEXT, text_of(words));
	block_add_inline(p, i);
	return i;
}

static struct text
html_of(struct bed *b, const struct block *root, enum lang l)
{
	static const struct attachment_list none;
	struct web w = { .v = &b->view,
		.a = b->a,
		.lang = l,
		.path = l == LANG_MN ? T("mn/sumu/x/a.html") : T("zh/sumu/x/a.html"),
		.unit = b->site->units[0] };
	struct markup m = { .w = &w, .attachments = &none, .heading = 2 };

	return web_markup(&m, root);
}

static void
escapes(void **state)
{
	struct bed *b = *state;
	struct block *root = block_new(b->a, BLOCK_ROOT), *p = add(b->a, root, BLOCK_PARAGRAPH);

	block_add_inline(p, inl_new(b->a, INLINE_TEXT, T("<script>alert('&')</script>")));
	assert_string_equal(html_of(b, root, LANG_ZH).p,
	    "<p>&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</p>\n");
}

static void
bad_addresses_lose_their_link(void **state)
{
	static const char *const bad[] = { "javascript:alert(1)", "JaVaScRiPt:alert(1)",
		"data:text/html,x", "../../../../etc/passwd", "vbscript:x", "file:///etc/passwd",
		"//evil.example/x", "a\"onclick=x" };
	struct bed *b = *state;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct block *root = block_new(b->a, BLOCK_ROOT);

		link_to(b->a, add(b->a, root, BLOCK_PARAGRAPH), INLINE_LINK, bad[i], "字");
		assert_string_equal(html_of(b, root, LANG_ZH).p, "<p>字</p>\n");
	}
}

static void
good_addresses_stay(void **state)
{
	struct bed *b = *state;
	struct block *root = block_new(b->a, BLOCK_ROOT), *p = add(b->a, root, BLOCK_PARAGRAPH);

	link_to(b->a, p, INLINE_LINK, "sumu/x/gongshi.md#x", "公示");
	link_to(b->a, p, INLINE_LINK, "https://example.org/?a=1&b=2", "外");
	assert_string_equal(html_of(b, root, LANG_ZH).p,
	    "<p><a href=\"gongshi.html\">公示</a><a href=\"https://example.org/?a=1&amp;b=2\" "
	    "rel=\"external noopener "
	    "noreferrer\">外</a></p>\n");
}

/* No picture is loaded from elsewhere: the words stand in its place. */
static void
pictures_come_from_the_tree(void **state)
{
	struct bed *b = *state;
	struct block *root = block_new(b->a, BLOCK_ROOT);

	link_to(b->a, add(b->a, root, BLOCK_FIGURE), INLINE_IMAGE, "https://evil.example/pixel.png",
	    "图");
	assert_string_equal(html_of(b, root, LANG_ZH).p, "<figure>图</figure>\n");
}

static void
headings_never_skip_a_level(void **state)
{
	struct bed *b = *state;
	struct block *root = block_new(b->a, BLOCK_ROOT), *h = add(b->a, root, BLOCK_HEADING);

	h->level = 6;
	block_add_inline(h, inl_new(b->a, INLINE_TEXT, T("深")));
	assert_string_equal(html_of(b, root, LANG_ZH).p, "<h2>深</h2>\n");
	h = add(b->a, root, BLOCK_HEADING);
	h->level = 2;
	h = add(b->a, root, BLOCK_HEADING);
	h->level = 6;
	assert_string_equal(html_of(b, root, LANG_ZH).p, "<h2>深</h2>\n<h2></h2>\n<h3></h3>\n");
}

static void
deep_trees_end(void **state)
{
	struct bed *b = *state;
	struct block *root = block_new(b->a, BLOCK_ROOT), *at = root;

	for (int i = 0; i < 20000; i++)
		at = add(b->a, at, BLOCK_QUOTE);
	assert_true(html_of(b, root, LANG_ZH).n < 10000);
}

static void
scripts_are_marked(void **state)
{
	struct bed *b = *state;
	struct web zh = { .v = &b->view, .a = b->a, .lang = LANG_ZH },
		   mn = { .v = &b->view, .a = b->a, .lang = LANG_MN };

	assert_string_equal(
	    web_html(&zh, T("学习ᠬᠤᠷᠠᠯ政策")).p, "学习<span lang=\"mn-Mong\">ᠬᠤᠷᠠᠯ</span>政策");
	assert_string_equal(web_html(&mn, T("还有3天，共120件")).p,
	    "<span lang=\"zh-Hans\">还有<span class=\"tcy\">3</span>天，共120件</span>");
	assert_string_equal(web_html(&mn, T("ᠬᠤᠷᠠᠯ᠄ 27-1")).p, "ᠬᠤᠷᠠᠯ᠄ 27-1");
	/* NNBSP and MVS are letters of their words and pass untouched. */
	assert_string_equal(web_html(&mn, T("ᠰᠠᠷ\u180eᠠ\u202fᠶᠢᠨ 张三")).p,
	    "ᠰᠠᠷ\u180eᠠ\u202fᠶᠢᠨ <span lang=\"zh-Hans\">张三</span>");
	/* Figures in a telephone, a time or an amount are no words of their own. */
	assert_string_equal(web_html(&mn, T("8:00 0482-11 2.5")).p, "8:00 0482-11 2.5");
}

static void
numbers(void **state)
{
	struct bed *b = *state;

	assert_string_equal(web_number(b->a, 4366).p, "4,366");
	assert_string_equal(web_number(b->a, 999).p, "999");
	assert_string_equal(web_number(b->a, 1234567).p, "1,234,567");
	assert_string_equal(text_copy(b->a, web_percent(b->a, 2489, 2840)).p, "87.6%");
	assert_string_equal(text_copy(b->a, web_percent(b->a, 1, 3)).p, "33.3%");
	assert_string_equal(text_copy(b->a, web_percent(b->a, 0, 0)).p, "—");
	assert_string_equal(text_copy(b->a, number_short(T("2018-27-1"), 2018)).p, "27-1");
	assert_string_equal(text_copy(b->a, number_short(T("2017-52-1"), 2018)).p, "2017-52-1");
}

/* Rows are divided by / and cells by |. */
static struct text
table_of(struct bed *b, const char *cells)
{
	struct block *root = block_new(b->a, BLOCK_ROOT), *table = add(b->a, root, BLOCK_TABLE),
		     *row = add(b->a, table, BLOCK_ROW), *cell = add(b->a, row, BLOCK_CELL);

	for (const char *p = cells; *p; p++) {
		size_t n = strcspn(p, "|/");

		if (n > 0)
			block_add_inline(cell,
			    inl_new(b->a, INLINE_TEXT, text_copy(b->a, (struct text){ p, n })));
		p += n;
		if (*p == '\0')
			break;
		if (*p == '/')
			row = add(b->a, table, BLOCK_ROW);
		cell = add(b->a, row, BLOCK_CELL);
	}
	return text_copy(b->a, html_of(b, root, LANG_ZH));
}

static void
wide_tables_stand_as_lists(void **state)
{
	struct bed *b = *state;
	struct text t = table_of(b,
	    "事项|收入|支出|备\"注/修桥||300.00|合同1号/北营子合计四十七户|5.00||/"
	    "合计|5.00|300.00|");

	assert_true(text_has(t, T("<table class=\"list\" role=\"table\">")));
	assert_true(text_has(t, T("<th scope=\"row\" role=\"rowheader\" class=\"key\">修桥</th>")));
	assert_true(text_has(t, T("<td role=\"cell\" data-l=\"支出\">300.00</td>")));
	assert_true(text_has(t, T("<td role=\"cell\" data-l=\"收入\"></td>")));
	assert_true(text_has(t, T("data-l=\"备&quot;注\"")));
	assert_true(text_has(t,
	    T("<tr role=\"row\" class=\"tot\"><th scope=\"row\" role=\"rowheader\" "
	      "class=\"key\">合计<")));
	assert_false(text_has(t,
	    T("class=\"tot\"><th scope=\"row\" role=\"rowheader\" "
	      "class=\"key\">北营子")));
	/* What is counted is no matter. */
	t = table_of(b, "序号|姓名|金额|备注/1|王某|60|残疾");
	assert_true(
	    text_has(t, T("data-l=\"序号\">1</td>")) && text_has(t, T("class=\"key\">王某<")));
	/* Few and short: side by side, but a long text is long in three columns too. */
	t = table_of(b, "事项|收入|支出/修桥|1.00|/合计|1.00|");
	assert_false(text_has(t, T("class=\"list\"")));
	assert_true(text_has(t, T("<tr class=\"tot\"><td>合计")));
	t = table_of(b, "事项|办到哪一步|谁/修桥|材料运到了，等气温回升再浇筑桥面|王五");
	assert_true(text_has(t, T("class=\"list\"")));
	/* A row with more cells than heads, and a table of nothing but heads. */
	assert_true(text_has(table_of(b, "甲|乙|丙|丁/1|2|3|4|5|6"), T(">6</td></tr>")));
	assert_true(text_has(table_of(b, "甲|乙"), T("<tbody>\n</tbody>")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(escapes),
		cmocka_unit_test(bad_addresses_lose_their_link),
		cmocka_unit_test(good_addresses_stay),
		cmocka_unit_test(pictures_come_from_the_tree),
		cmocka_unit_test(headings_never_skip_a_level),
		cmocka_unit_test(deep_trees_end),
		cmocka_unit_test(scripts_are_marked),
		cmocka_unit_test(numbers),
		cmocka_unit_test(wide_tables_stand_as_lists),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, bed_open, bed_close);
}
