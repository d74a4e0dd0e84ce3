/* SPDX-License-Identifier: MIT */
/* Forwarded chat, and lines of a form that nobody filled. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "intake/intake.h"
#include "lihui/arena.h"

/* want: "sender|text" for each, parted by \f; NULL: no chat. */
static void
expect(const char *in, const char *want)
{
	struct arena *a = arena_new();
	struct chat_list l;
	struct buf got = BUF_INIT;
	bool is = chat_split(a, text_of(in), &l);

	assert_int_equal(is, want != NULL);
	for (size_t i = 0; i < l.n; i++)
		buf_fmt(&got, "%s%.*s|%.*s", i > 0 ? "\f" : "", TEXT_ARG(l.v[i].sender),
		    TEXT_ARG(l.v[i].text));
	if (want != NULL)
		assert_string_equal(got.p, want);
	buf_release(&got);
	arena_free(a);
}

static void
stamps(void **state)
{
	(void)state;
	expect("乌日娜  20:15\n记录一\n", "乌日娜|记录一");
	expect("乌日娜 2018/7/4 20:15:33\n记录一\n记录二\n", "乌日娜|记录一\n记录二");
	expect("乌日娜 2018-07-04 下午 8:15\n记录\n", "乌日娜|记录");
	expect("[2018-07-04 20:15] 乌日娜：\n记录\n", "乌日娜|记录");
	expect("20：15 乌日娜\n记录\n", "乌日娜|记录");
	expect("————— 2018-07-04 —————\n\n乌日娜  20:15\n\n记录\n", "乌日娜|记录");
	expect("Dear:\n\n微信群的聊天记录如下:\n\n乌日娜  20:15\n记录\n", "乌日娜|记录");
}

static void
talk(void **state)
{
	(void)state;
	/* Others in between do not part what one person sent; a new record does. */
	expect("甲某  20:15\n上半\n乙某  20:16\n收到\n甲某  20:17\n下半\n",
	    "甲某|上半\n下半\f乙某|收到");
	expect("甲某  20:15\n新发嘎查周例会\n甲某  20:17\n老公嘎查周例会\n",
	    "甲某|新发嘎查周例会\f甲某|老公嘎查周例会");
	/* A name has 24 characters at most; with more in front of the hour it is a sentence. */
	expect("甲某  20:15\n咱们以后的例会都定在每个星期二晚上开始大家都到村部 20:00\n记录\n",
	    "甲某|咱们以后的例会都定在每个星期二晚上开始大家都到村部 20:00\n记录");
	expect("甲某  20:15\n记录\n以后的例会都定在每个星期二晚上开始大家都到村部里 20:00\n记录\n",
	    "甲某|记录\f以后的例会都定在每个星期二晚上开始大家都到村部里|记录");
}

static void
no_chat(void **state)
{
	(void)state;
	expect("", NULL);
	expect("新发嘎查2018年第27周周例会\n时间 20:00\n", NULL);
	expect("时间 20:00\n地点：党支部\n", NULL);
	expect("会议时间：2018年7月3日 20:00\n", NULL);
	expect("类型：双书记周例会\n乌日娜  20:15\n", NULL);
}

static void
long_input(void **state)
{
	struct arena *a = arena_new();
	struct chat_list l;
	struct buf b = BUF_INIT;

	(void)state;
	for (int i = 0; i < 200000; i++)
		buf_str(&b, "甲 1:1\n字\n");
	assert_true(chat_split(a, buf_view(&b), &l));
	assert_int_equal(l.n, 1);
	buf_clear(&b);
	buf_str(&b, "甲 1:1\n");
	for (int i = 0; i < 300000; i++)
		buf_str(&b, "1:");
	assert_true(chat_split(a, buf_view(&b), &l));
	buf_release(&b);
	arena_free(a);
}

static void
strip(const char *in, const char *want)
{
	struct arena *a = arena_new();
	struct text out;
	bool any = blank_strip(a, text_of(in), &out);

	assert_int_equal(any, want != NULL);
	if (want != NULL)
		assert_string_equal(text_copy(a, out).p, want);
	arena_free(a);
}

static void
unfilled(void **state)
{
	(void)state;
	strip("1、（责任人：；时限：）\n2、修路（责任人：；时限：）\n3、修桥（责任人：王五；时限："
	      "）\n4、修井（责任人：；时限：7月9日）\n",
	    "2、修路\n3、修桥（责任人：王五）\n4、修井（时限：7月9日）\n");
	strip("【任务26-1】修路：\n【问题26-1】路灯：已解决\n", "【问题26-1】路灯：已解决\n");
	strip("学习《》：\n学习《草原法》：\n", "学习《草原法》：\n");
	strip("问题一：\n反映人：\n会议决定：\n\n四、部署本周工作\n", "四、部署本周工作\n");
	strip("问题一：路灯\n反映人：\n会议决定：换\n", "问题一：路灯\n会议决定：换\n");
	/* Somebody forgot the title, not the matter. */
	strip("问题一：\n反映人：\n会议决定：换灯\n", "问题一：\n会议决定：换灯\n");
	strip("问题一：路灯不亮\n责任人：王五\n", NULL);
	strip("", NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(stamps), cmocka_unit_test(talk),
		cmocka_unit_test(no_chat), cmocka_unit_test(long_input),
		cmocka_unit_test(unfilled) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("intake_chat", tests, NULL, NULL);
}
