/* SPDX-License-Identifier: MIT */
/*
 * Packing. Many documents, put together from pieces: pack(unpack(pack(d))) gives the same bytes and
 * the same dump, in both editions. Then bytes that are cut, changed or made up: NULL or a document,
 * never a crash.
 */
#include "read_help.h"
#include "lihui/door.h"

#define DOC HELP_UNIT "/2018-07-03.md"

static const char *const heads[] = {
	"",
	"类型: 双书记周例会\n日期: 2018-07-03\n",
	"类型: 公示\n日期: 2018年7月3日\n公示期: 2018-07-03至2018-07-12\n监督电话: 0482-4121234\n",
	"类型: 党员大会\n日期: ７月３日（周二）晚8：00—9：30\n表决: 同意 23，反对 1，弃权 1\n事项: "
	"农家乐外包\n",
	"类型: 双书记周例会\n日期: 2018-07-03\n撤回: {日期: 2018-07-09, 说明: 重复}\n豁免: {S405: "
	"农忙}\n",
	"日期: 2018-02-30\n类型: 双书记周例会\n",
	"类型: 双书记周例会\n日期: 2018-07-03\n出席: "
	"张三（第一书记）、王五（党员、草管员）、其他党员共19人\n请假: 某某（住院）\n应到: "
	"25\n实到: 23\n公开: 全文\n",
	"类型: 双书记周例会\n日期: 2018-07-03\n草稿: 是\n",
	"类型: 双书记周例会\n日期: 2018-07-03\n公开: 否\n",
	"类型: 双书记周例会\n日期: 2018-07-03\n抄送: 旗委组织部\n说明: 农忙\n摘要: 修井\n",
	"不认识的: 键\n日期: 2018-07-03\n日期: 2018-07-04\n",
};
static const char *const bodies[] = {
	"",
	"# 标题\n\n正文 **粗** *斜* `码` [链](https://example.org) ![图](没有.jpg)\n\n> 引\n> > "
	"引引\n\n---\n\n```sh\nls\n```\n",
	"## 一、学习政策\n- 学习《条例》\n\n## 二、听取上周工作汇报\n- "
	"【任务26-1】修路：已完成，反馈了\n- 均已完成，除羊舍外\n\n## 三、研究解决问题\n### "
	"问题27-1：缺水\n- 反映人：王五\n- 会议决定：打井\n- 责任人：张三\n"
	"- 完成时限：7月20日\n- 状态：已上报\n- 流转办理：\n  - 点单 2018-07-03 苏木\n  - 制单 "
	"2018-07-04 旗\n\n## 四、部署本周工作\n1. 修井（责任人：李四；时限：长期）\n",
	"| 项目 | 收入（元） | 支出 |\n| :-- | --: | :-: |\n| 草场 | 1,000 | 20.5 |\n| 合计 | "
	"（1,000） | — |\n",
	"- 一\n  - 二\n    - 三\n      1. "
	"四\n\n第一步：学习政策\n无\n二、听取上周工作汇报：首次会议\n",
	"王五反映二组缺水，经研究决定打井，由李四负责，7月20日前完成。\n手机 13812345678\n",
};

struct pair {
	struct help *h;
	struct buf one, two;
};

static void
round_trip(struct pair *p, struct text source, enum edition edition)
{
	struct doc *d = help_doc_bytes(p->h, DOC, source);
	struct arena *a = arena_new();
	struct doc *back;

	if (door_pass(d, edition)) {
		buf_clear(&p->one);
		buf_clear(&p->two);
		doc_pack(&p->one, d);
		back = doc_unpack(a, p->h->site, buf_view(&p->one));
		assert_non_null(back);
		assert_true(text_eq(help_json(a, d), help_json(a, back)));
		doc_pack(&p->two, back);
		assert_true(text_eq(buf_view(&p->one), buf_view(&p->two)));
		assert_true(back->type == d->type && back->unit == d->unit &&
		    back->file == d->file && back->profile == d->profile);
	}
	arena_free(a);
	doc_free(d);
}

static struct text
source_of(struct arena *a, size_t i, size_t k)
{
	return text_fmt(a, "---\n%s---\n%s", heads[i], bodies[k]);
}

#define HEADS  (sizeof heads / sizeof *heads)
#define BODIES (sizeof bodies / sizeof *bodies)

static int
setup(void **state)
{
	struct help *h = calloc(1, sizeof *h);

	help_make(h);
	help_write(h, DOC, T("x"));
	help_write(h, HELP_UNIT "/2018-07-03.mn.md",
	    T("---\n译自: 123456789abc\n---\n# ᠬᠤᠷᠠᠯ\n\n## ᠨᠢᠭᠡ\n- ᠬᠤᠶᠠᠷ\n\n## ᠭᠤᠷᠪᠠ\n- ᠳᠥᠷᠪᠡ\n"));
	help_write(h, HELP_UNIT "/2018-07-03.mn.mp3", T("x"));
	help_open(h);
	*state = h;
	return 0;
}

static int
teardown(void **state)
{
	help_free(*state);
	free(*state);
	return 0;
}

static void
test_round_trip(void **state)
{
	struct pair p = { *state, BUF_INIT, BUF_INIT };
	size_t i, k;

	for (i = 0; i < HEADS; i++)
		for (k = 0; k < BODIES; k++) {
			round_trip(&p, source_of(p.h->arena, i, k), EDITION_PUBLIC);
			round_trip(&p, source_of(p.h->arena, i, k), EDITION_INTERNAL);
		}
	buf_release(&p.one);
	buf_release(&p.two);
}

/* Pointers into the body come back pointing at the same blocks. */
static void
test_pointers(void **state)
{
	struct help *h = *state;
	struct doc *d = help_doc_bytes(h, DOC, source_of(h->arena, 1, 2)), *back;
	struct buf b = BUF_INIT;

	assert_true(door_pass(d, EDITION_PUBLIC));
	doc_pack(&b, d);
	back = doc_unpack(h->arena, h->site, buf_view(&b));
	assert_non_null(back);
	assert_int_equal(back->problems.n, 1);
	assert_non_null(back->problems.v[0].block);
	assert_true(
	    text_eq(block_plain(h->arena, back->problems.v[0].block, false), T("问题27-1：缺水")));
	assert_true(back->steps.v[2].section == back->problems.v[0].block->parent);
	assert_int_equal(back->problems.v[0].referral.n, 2);
	doc_free(d);
	buf_release(&b);
}

static void
try_bytes(struct help *h, struct text bytes)
{
	struct arena *a = arena_new();
	/* Its own copy of the exact length, so that a sanitizer sees one byte too far. */
	char *own = malloc(bytes.n + 1);
	struct doc *d;

	memcpy(own, bytes.p, bytes.n);
	own = realloc(own, bytes.n > 0 ? bytes.n : 1);
	d = doc_unpack(a, h->site, (struct text){ own, bytes.n });
	if (d != NULL)
		help_json(a, d);
	free(own);
	arena_free(a);
}

static void
test_damaged(void **state)
{
	struct help *h = *state;
	struct doc *d = help_doc_bytes(h, DOC, source_of(h->arena, 6, 2));
	struct buf b = BUF_INIT;
	size_t i;
	int k;

	assert_true(door_pass(d, EDITION_PUBLIC));
	doc_pack(&b, d);
	for (i = 0; i < b.n; i++) {
		static const char values[] = { 0, 1, 0x7F, (char)0x80, (char)0xFF };
		char was = b.p[i];

		assert_null(doc_unpack(h->arena, h->site, text_cut(buf_view(&b), 0, i)));
		for (k = 0; k < 5; k++) {
			b.p[i] = values[k];
			try_bytes(h, buf_view(&b));
		}
		b.p[i] = was;
	}
	buf_char(&b, 0);
	assert_null(doc_unpack(h->arena, h->site, buf_view(&b)));
	buf_release(&b);
	doc_free(d);
}

/* A number that promises much and holds nothing. */
static void
test_made_up(void **state)
{
	struct help *h = *state;
	static const char *const made[] = { "", "lhd", "lhd\x01", "lhd\x01\xFF\xFF\xFF\xFF\x0F",
		"lhd\x02", "xyz\x01" };
	struct buf b = BUF_INIT;
	size_t i;

	for (i = 0; i < sizeof made / sizeof *made; i++)
		assert_null(doc_unpack(h->arena, h->site, text_of(made[i])));
	buf_str(&b, "lhd\x01");
	for (i = 0; i < 100000; i++)
		buf_char(&b, (char)0xFE);
	try_bytes(h, buf_view(&b));
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_round_trip, setup, teardown),
		cmocka_unit_test_setup_teardown(test_pointers, setup, teardown),
		cmocka_unit_test_setup_teardown(test_damaged, setup, teardown),
		cmocka_unit_test_setup_teardown(test_made_up, setup, teardown),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
