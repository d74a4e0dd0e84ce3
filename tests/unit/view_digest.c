/* SPDX-License-Identifier: MIT */
/* The digest: what is read over the loudspeaker, never more than 500 characters, sentences whole.
 * And the sheet that hangs beside it. */
#include "view_help.h"

#include "lihui/door.h"
#include "lihui/utf8.h"

static struct text
digest_of(struct bed *b, const char *address)
{
	struct buf out = BUF_INIT;

	bed_must(b, view_digest(&b->view, b->a, bed_document(b, address), &out, &b->e));
	struct text t = text_copy(b->a, buf_view(&out));

	buf_release(&out);
	return t;
}

static void
whole_record(void **state)
{
	struct text t = digest_of(*state, "sumu/x/2018/2018-01-09");
	static const char expected[] = "甲嘎查第2周例会，1月9日召开，到会4人。\n"
				       "第1件，路灯不亮：买灯。赵六负责，1月20日前办好。\n"
				       "这周要办：买路灯。赵六负责，1月20日前办好。\n"
				       "上次的事：借电机：已完成。\n"
				       "学习了《危房改造》：后鉴定。\n"
				       "有事请打电话0482-2222222。\n"
				       "https://example.org/zh/sumu/x/2018/2018-01-09.html\n";

	assert_string_equal(t.p, expected);
}

static void
bulletin(void **state)
{
	struct text t = digest_of(*state, "sumu/x/gongshi");

	assert_true(text_starts(t, T("甲嘎查公示：关于草原补奖面积的公示。\n")));
	assert_true(text_has(t, T("公示到2月24日为止。")));
}

/* A record of forty matters: cut between sentences, the end says where the rest is. */
static void
never_too_long(void **state)
{
	struct bed *b = *state;
	struct err e = { 0 };
	struct buf md = BUF_INIT, out = BUF_INIT;
	struct source file = *b->site->documents[0];

	buf_str(&md,
	    "---\n类型: 双书记周例会\n日期: 2018-02-20\n主持人: 张三（第一书记）\n---\n## "
	    "三、研究解决问题\n");
	for (int i = 1; i <= 40; i++)
		buf_fmt(&md,
		    "### 第%d户的圈舍到了雨季就漏，需要修一修\n- "
		    "会议决定：由村里统一买材料，党员带头，先难后易\n- 责任人：李四\n- "
		    "完成时限：3月%d日\n",
		    i, i % 28 + 1);
	file.unit = site_unit(b->site, T("sumu/x"));
	file.path = T("sumu/x/long.md");
	file.address = T("sumu/x/long");
	struct doc *d = doc_read_bytes(b->site, &file, buf_view(&md), &e);
	int unit = file.unit->id;

	assert_non_null(d);
	door_pass(d, EDITION_PUBLIC);
	bed_must(b,
	    store_begin(b->view.store, &b->e) && store_put_doc(b->view.store, d, &b->e) &&
		store_settle(b->view.store, b->site, &unit, 1, &b->e));
	doc_free(d);
	bed_must(b, view_digest(&b->view, b->a, bed_document(b, "sumu/x/long"), &out, &b->e));
	assert_in_range(utf8_length(buf_view(&out)), 400, 500);
	assert_true(text_has(buf_view(&out), T("其余请看公开栏。有事请打电话0482-2222222。")));
	store_rollback(b->view.store);
	buf_release(&md);
	buf_release(&out);
}

/* A sheet printed again later says what it said on the evening of its meeting. */
static void
sheet_as_of_its_meeting(void **state)
{
	struct bed *b = *state;
	struct sheet s;
	const struct output *o = bed_output(b, "files/sumu/x/2018/2018-01-16.handout.pdf");

	assert_non_null(o);
	bed_must(b, view_sheet(&b->view, b->a, o, &s, &b->e));
	assert_false(s.has_mn);
	assert_int_equal(s.zh.nmatters, 3);
	/* Light: due on the 20th, not late yet; then what is in the plan; solved last. */
	assert_string_equal(text_copy(b->a, s.zh.matters[0].title).p, "路灯不亮");
	assert_int_equal(s.zh.matters[0].sign, SIGN_GOING);
	assert_string_equal(text_copy(b->a, s.zh.matters[0].date_words).p, "1月20日前");
	assert_int_equal(s.zh.matters[2].sign, SIGN_DONE);
	assert_string_equal(text_copy(b->a, s.zh.matters[2].title).p, "机井电机烧坏");
	assert_int_equal(s.zh.counts.done, 1);
	assert_int_equal(s.zh.counts.going, 2);
	assert_int_equal(s.zh.ntasks, 1);
	assert_string_equal(text_copy(b->a, s.phone).p, "0482-2222222");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_record),
		cmocka_unit_test(bulletin),
		cmocka_unit_test(never_too_long),
		cmocka_unit_test(sheet_as_of_its_meeting),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, bed_open, bed_close);
}
