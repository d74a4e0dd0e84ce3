/* SPDX-License-Identifier: MIT */
/*
 * The door. tests/door/NAME holds a case: in.md, perhaps in.mn.md, and what each edition may show
 * (public.json, internal.json), made by the door, packed and unpacked. LIHUI_ACCEPT=1 rewrites
 * them. Then leaks: each private value in each spelling in each place, and nothing of it in the
 * bytes.
 */
#include "read_help.h"
#include "lihui/door.h"

#define TOP "tests/door"
#define DOC HELP_UNIT "/2018-07-03.md"

/* Through the door, into bytes and back. */
static struct doc *
stored(struct help *h, struct doc *d, enum edition edition, struct buf *bytes)
{
	struct doc *back;

	if (!door_pass(d, edition))
		return NULL;
	doc_pack(bytes, d);
	back = doc_unpack(h->arena, h->site, buf_view(bytes));
	assert_non_null(back);
	return back;
}

static void
edition_check(struct help *h, const char *dir, const char *name, enum edition edition)
{
	struct buf bytes = BUF_INIT;
	struct doc *d = help_doc(h, DOC), *back = stored(h, d, edition, &bytes);
	struct text path = text_fmt(h->arena, "%s/%s", dir, name);

	help_golden(h->arena, path.p, back != NULL ? help_json(h->arena, back) : T("null\n"));
	buf_release(&bytes);
	doc_free(d);
}

static void
case_check(const char *name)
{
	struct help h;
	struct text dir, mn;
	struct file_stat st;
	struct err e = { 0 };

	help_make(&h);
	dir = text_fmt(h.arena, TOP "/%s", name);
	help_write(&h, DOC, help_read(h.arena, text_fmt(h.arena, "%s/in.md", dir.p).p));
	mn = text_fmt(h.arena, "%s/in.mn.md", dir.p);
	if (file_stat(mn.p, &st, &e) && st.exists)
		help_write(&h, HELP_UNIT "/2018-07-03.mn.md", help_read(h.arena, mn.p));
	help_write(&h, HELP_UNIT "/王五的表.xlsx", T("x"));
	help_write(&h, HELP_UNIT "/表.xlsx", T("x"));
	help_open(&h);
	edition_check(&h, dir.p, "public.json", EDITION_PUBLIC);
	edition_check(&h, dir.p, "internal.json", EDITION_INTERNAL);
	help_free(&h);
}

static void
test_cases(void **state)
{
	struct arena *a = arena_new();
	char **names;
	size_t i, n = help_cases(a, TOP, &names);

	(void)state;
	assert_true(n > 4);
	for (i = 0; i < n; i++)
		case_check(names[i]);
	arena_free(a);
}

/* --- leaks --- */

/* %s is where a private value is put. */
static const char *const places[] = {
	"---\n类型: 双书记周例会\n日期: 2018-07-03\n出席: 张三（第一书记）、李四\n标题: "
	"关于%s的会\n公开: %%s\n%%s---\n## 一、学习政策\n- 学习\n",
	"---\n类型: 双书记周例会\n日期: 2018-07-03\n摘要: 讨论了%s的事\n公开: %%s\n%%s---\n## "
	"一、学习政策\n- 学习《条例》：%s说好\n",
	"---\n类型: 双书记周例会\n日期: 2018-07-03\n公开: %%s\n%%s---\n## 二、听取上周工作汇报\n- "
	"【任务26-1】修路：已完成，%s验收\n",
	"---\n类型: 双书记周例会\n日期: 2018-07-03\n公开: %%s\n%%s---\n## 三、研究解决问题\n### "
	"问题27-1：%s家缺水\n- 反映人：村民\n- 会议决定：给%s打井\n- 责任人：李四\n- "
	"状态：办理中，%s在等\n\n补充：%s很急\n",
	"---\n类型: 双书记周例会\n日期: 2018-07-03\n公开: %%s\n%%s---\n## 四、部署本周工作\n- "
	"【任务27-1】帮%s收草（责任人：李四；时限：7月9日）\n",
	"---\n类型: 公示\n日期: 2018-07-03\n公开: %%s\n%%s---\n# 低保公示\n\n| 姓名 | 金额（元） "
	"|\n| --- | --- |\n| %s | 300 |\n\n![%s的照片](表.jpg) [下载](%s.xlsx) "
	"[网](https://example.org/?q=%s)\n\n> %s\n\n```\n%s\n```\n",
	"---\n类型: 公示\n日期: 2018-07-03\n事项: %s低保\n更正: {日期: 2018-07-05, 说明: "
	"更正了%s的数}\n监督电话: %s\n来源: %s\n豁免: {N601: %s要求}\n主题词: [%s]\n公开: "
	"%%s\n%%s---\n# 公示\n\n%s\n",
	"---\n类型: 座谈会\n日期: 2018-07-03\n公开: %%s\n%%s---\n# "
	"座谈会\n\n会议决定帮助%s。\n\n%s说了很多。\n",
	"类型：双书记周例会\n日期：2018年7月3日\n地点：%s家\n公开：%%s\n%%s一、学习政策\n学习了，%"
	"s在场\n",
};

struct secret_case {
	const char *head; /* a line of front matter, or "" */
	const char *spellings[8];
	const char *never[4]; /* what must not be found, blanks and markup taken off */
	bool public_only;
};

static const struct secret_case secrets[] = {
	{ "隐去: [王大柱]\n",
	    { "王大柱", "王　大柱", "王 大 柱", "王**大柱**", "王\n大柱", "【隐：王大柱】",
		"〔隐:王大柱〕", NULL },
	    { "王大柱", "大柱", NULL }, false },
	{ "隐去: [肝癌]\n", { "肝癌", "肝 癌", "**肝**癌", "【隐：肝癌】", "肝\n癌", NULL },
	    { "肝癌", NULL }, false },
	{ "隐去: [ABC一二]\n", { "ABC一二", "ａｂｃ一二", "a b c 一二", "abc一二", NULL },
	    { "ABC一二", "abc一二", "ａｂｃ", NULL }, false },
	{ "", { "【隐：赵小六】", "【隐: 赵小六 】", "［隐：赵小六］", NULL }, { "赵小六", NULL },
	    false },
	{ "",
	    { "13812345678", "138 1234 5678", "138-1234-5678", "１３８１２３４５６７８",
		"138**1234**5678", "+8613812345678", "13812345678，13812345678", NULL },
	    { "13812345678", "１３８１２３４５６７８", NULL }, false },
	{ "",
	    { "11010519491231002X", "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ",
		"110105**19491231**002x", NULL },
	    { "19491231002", "１９４９１２３１", NULL }, false },
	{ "", { "银行卡6222021234567890128", "账号 6222 0212 3456 7890 128", NULL },
	    { "6222021234567890128", NULL }, false },
	{ "列席: 巴特尔（牧民）、王五\n",
	    { "王五", "王　五", "王**五**", "王\n五", "二组王五", "王五家", NULL },
	    { "王五", NULL }, true },
	{ "列席: 王五等12名牧民\n", { "王五", "王 五", NULL }, { "王五", NULL }, true },
	{ "列席: 乌云其木格、王五\n", { "乌云其木格", "乌云 其木格", "乌云·其木格", NULL },
	    { "乌云其木格", "乌云·其木格", NULL }, true },
};

static struct text
put_in(struct arena *a, struct text pattern, const char *value)
{
	return text_replace(a, pattern, T("%s"), text_of(value));
}

static struct text
plain(struct arena *a, struct text json)
{
	static const char *const off[] = { "*", "\\n", "\n", "-", "⟦", "⟧" };
	size_t i;

	for (i = 0; i < sizeof off / sizeof *off; i++)
		json = text_replace(a, json, text_of(off[i]), NO_TEXT);
	return text_squeeze(a, json);
}

static void
leak_check(struct help *h, const struct secret_case *s, struct text source, enum edition edition)
{
	struct buf bytes = BUF_INIT;
	struct doc *d = help_doc_bytes(h, DOC, source), *back = stored(h, d, edition, &bytes);
	size_t i;

	for (i = 0; back != NULL && s->never[i] != NULL; i++) {
		if (text_has(buf_view(&bytes), text_of(s->never[i])) ||
		    text_has(plain(h->arena, help_json(h->arena, back)), text_of(s->never[i])))
			fail_msg("edition %d: %s leaks from:\n%.*s\ninto:\n%s", edition,
			    s->never[i], TEXT_ARG(source), help_json(h->arena, back).p);
	}
	buf_release(&bytes);
	doc_free(d);
}

static struct text
doubled_off(struct arena *a, struct text t)
{
	return text_replace(a, t, T("%%s"), T("\x01"));
}

static void
test_leaks(void **state)
{
	static const char *const publicity[] = { "全文", "结果" };
	struct help h;
	size_t i, k, j, p;
	int count = 0;

	(void)state;
	help_make(&h);
	help_write(&h, DOC, T("x"));
	help_open(&h);
	for (i = 0; i < sizeof secrets / sizeof *secrets; i++)
		for (k = 0; k < sizeof places / sizeof *places; k++)
			for (j = 0; secrets[i].spellings[j] != NULL; j++)
				for (p = 0; p < 2; p++) {
					struct text t = put_in(h.arena,
					    doubled_off(h.arena, text_of(places[k])),
					    secrets[i].spellings[j]);
					size_t first = text_find(t, T("\x01"), 0),
					       second = text_find(t, T("\x01"), first + 1);

					t = text_fmt(h.arena, "%.*s%s%.*s%s%.*s", (int)first, t.p,
					    publicity[p], (int)(second - first - 1),
					    t.p + first + 1, secrets[i].head,
					    (int)(t.n - second - 1), t.p + second + 1);
					leak_check(&h, &secrets[i], t, EDITION_PUBLIC);
					if (!secrets[i].public_only)
						leak_check(&h, &secrets[i], t, EDITION_INTERNAL);
					count++;
				}
	assert_true(count > 500);
	help_free(&h);
}

/* The words of a mark left open are held, and what stands behind it shows in no edition. */
static void
test_open_mark(void **state)
{
	struct help h;
	struct doc *d;
	struct buf bytes = BUF_INIT;

	(void)state;
	help_make(&h);
	help_write(&h, DOC,
	    T("---\n日期: 2018-07-03\n---\n## 一、学习政策\n- 学习【隐：秘密的话\n- 第二条\n"));
	help_open(&h);
	d = help_doc(&h, DOC);
	assert_int_equal(help_codes(d, DIAG_X805), 1);
	assert_true(d->held);
	assert_true(door_pass(d, EDITION_INTERNAL));
	doc_pack(&bytes, d);
	assert_false(text_has(buf_view(&bytes), T("秘密")));
	assert_true(text_has(buf_view(&bytes), T("第二条")));
	buf_release(&bytes);
	doc_free(d);
	help_free(&h);
}

/* A file's own name is its address: a hidden word or a private name in it holds the document. */
static void
test_file_name(void **state)
{
	static const struct {
		const char *path, *text;
		int x805;
	} cases[] = {
		{ HELP_UNIT "/王五低保.md",
		    "---\n类型: 公示\n日期: 2018-07-03\n隐去: [王五]\n---\n# 公示\n", 1 },
		{ HELP_UNIT "/赵小红申请.md",
		    "---\n类型: 公示\n日期: 2018-07-03\n---\n申请人：赵小红\n", 1 },
		{ HELP_UNIT "/张三述职.md",
		    "---\n类型: 公告\n日期: 2018-07-03\n出席: 张三\n---\n反映人：张三\n", 0 },
		{ HELP_UNIT "/低保.md",
		    "---\n类型: 公示\n日期: 2018-07-03\n隐去: [王五]\n---\n申请人：赵小红\n", 0 },
	};
	struct help h;
	size_t i;

	(void)state;
	help_make(&h);
	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		help_write(&h, cases[i].path, text_of(cases[i].text));
	help_open(&h);
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct doc *d = help_doc(&h, cases[i].path);

		hidden_check_name(d);
		doc_settle_held(d);
		assert_int_equal(help_codes(d, DIAG_X805), cases[i].x805);
		assert_int_equal(d->held, cases[i].x805);
		doc_free(d);
	}
	help_free(&h);
}

/* What a unit says of itself is no document and goes through a door of its own. */
static void
test_unit_intro(void **state)
{
	struct help h;
	struct text t;

	(void)state;
	help_make(&h);
	help_write(&h, HELP_UNIT "/_index.md",
	    T("---\nname: 示例嘎查\nlevel: 嘎查\nphone: 13900001111\n---\n问 13900001111，别问 "
	      "138**1234**5678，【隐：王五】家，王 五 [坏](javascript:x) [好](a.md)\n"));
	help_write(&h, HELP_UNIT "/a.md", T("x"));
	help_open(&h);
	t = block_plain(h.arena, site_unit(h.site, T(HELP_UNIT))->intro, true);
	assert_true(text_has(t, T("问 13900001111，别问 138****5678，王某家，王某")));
	help_free(&h);
}

/* Names in office stay, also where a private name is their beginning; the unit's own telephone is
 * no secret. */
static void
test_kept(void **state)
{
	static const char source[] =
	    "---\n类型: 双书记周例会\n日期: 2018-07-03\n主持人: 张三（第一书记）\n出席: "
	    "张三（第一书记）、李四、张三丰（文书）、赵六（文书）、张大三\n列席: "
	    "张三丰、李四光\n公开: 全文\n---\n"
	    "## 一、学习政策\n- 张三、李四、张三丰、张大三、李四光都学了，问 13900001111\n";
	struct help h;
	struct doc *d;
	struct text json;

	(void)state;
	help_make(&h);
	help_write(&h, DOC, T("x"));
	help_open(&h);
	d = help_doc_bytes(&h, DOC, text_of(source));
	assert_true(door_pass(d, EDITION_PUBLIC));
	json = help_json(h.arena, d);
	assert_true(text_has(json, T("张三、李四、张三丰、张某某、李某某都学了，问 13900001111")));
	doc_free(d);
	help_free(&h);
}

/* Thousands of names and a long text: linear enough to end at once. */
static void
test_many(void **state)
{
	struct help h;
	struct doc *d;
	struct buf b = BUF_INIT;
	int i;

	(void)state;
	help_make(&h);
	help_write(&h, DOC, T("x"));
	help_open(&h);
	buf_str(&b, "---\n类型: 双书记周例会\n日期: 2018-07-03\n公开: 全文\n隐去: [");
	for (i = 0; i < 3000; i++)
		buf_fmt(&b, "%s王%d王王王王王王王", i > 0 ? ", " : "", i);
	buf_str(&b, "]\n---\n## 一、学习政策\n\n");
	for (i = 0; i < 60000; i++)
		buf_str(&b, "王王王");
	d = help_doc_bytes(&h, DOC, buf_view(&b));
	assert_true(door_pass(d, EDITION_PUBLIC));
	doc_free(d);
	buf_release(&b);
	help_free(&h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_leaks),
		cmocka_unit_test(test_open_mark),
		cmocka_unit_test(test_file_name),
		cmocka_unit_test(test_unit_intro),
		cmocka_unit_test(test_kept),
		cmocka_unit_test(test_many),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
