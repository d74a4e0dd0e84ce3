/* SPDX-License-Identifier: MIT */
/* Slices, buffers, arenas, code points, numbers as written, the search fold, page data. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdio.h>
#include <cmocka.h>

#include "lihui/arena.h"
#include "lihui/buf.h"
#include "lihui/hash.h"
#include "lihui/lang.h"
#include "lihui/utf8.h"
#include "lihui/value.h"

#define SAME(got, want) assert_true(text_eq((got), text_of(want)))

static struct arena *a;

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

static void
slices(void **state)
{
	(void)state;
	SAME(text_cut(T("abcdef"), 2, 4), "cd");
	SAME(text_cut(T("abc"), 2, 99), "c");
	SAME(text_cut(T("abc"), 9, 2), "");
	assert_true(text_cmp(T("a"), T("a.md")) < 0);
	assert_true(text_cmp(T("\xE4"), T("z")) > 0);
	assert_int_equal(text_cmp(NO_TEXT, NO_TEXT), 0);
	assert_true(text_starts(T("问题27-1"), T("问题")) && !text_starts(T("问"), T("问题")));
	assert_true(text_ends(T("a.mn.md"), T(".md")) && !text_ends(T("md"), T(".md")));
	assert_true(text_eq_nocase(T("Date"), T("dATE")) && !text_eq_nocase(T("Date"), T("Data")));
	assert_int_equal(text_find(T("abcabc"), T("c"), 3), 5);
	assert_int_equal(text_find(T("abc"), T("abcd"), 0), SIZE_MAX);
	assert_int_equal(text_find(T("abc"), T("a"), 4), SIZE_MAX);
	SAME(text_trim(T("\xEF\xBB\xBF　 王五 \xC2\xA0\r\n")), "王五");
	/* The Mongolian joiners are no blanks. */
	SAME(text_trim(T(" \xE2\x80\xAFᠤᠨ\xE1\xA0\x8E ")), "\xE2\x80\xAFᠤᠨ\xE1\xA0\x8E");
	SAME(text_trim(T("　　")), "");
	SAME(text_join(a, T("a"), NO_TEXT), "a");
	SAME(text_fmt(a, "%d-%.*s", 27, TEXT_ARG(T("x"))), "27-x");
	SAME(text_replace(a, T("aXbXX"), T("X"), T("二")), "a二b二二");
	SAME(text_replace(a, T("abc"), T(""), T("x")), "abc");
	SAME(text_squeeze(a, T("主 持　人\t")), "主持人");
}

static void
lines(void **state)
{
	(void)state;
	struct text rest = T("a\r\nb\rc\n\nd"), line;
	static const char *const want[] = { "a", "b", "c", "", "d" };
	for (size_t i = 0; i < 5; i++) {
		assert_true(text_line(&rest, &line));
		SAME(line, want[i]);
	}
	assert_false(text_line(&rest, &line));
}

static void
integers(void **state)
{
	(void)state;
	int n = 7;
	assert_true(text_int(T("0"), &n) && n == 0);
	assert_true(text_int(T("999999999"), &n) && n == 999999999);
	assert_true(text_int(T("000000000012"), &n) && n == 12);
	assert_false(text_int(T("1000000000"), &n));
	assert_false(text_int(T("99999999999999999999"), &n));
	assert_false(text_int(T(""), &n) || text_int(T("-1"), &n) || text_int(T("1a"), &n) ||
	    text_int(T("１"), &n));
}

static void
lists_and_arenas(void **state)
{
	(void)state;
	struct text_list l = { 0 };
	for (int i = 0; i < 1000; i++)
		text_list_add(a, &l, text_fmt(a, "%d", i));
	assert_int_equal(l.n, 1000);
	SAME(l.v[999], "999");
	assert_true(text_list_has(&l, T("500")) && !text_list_has(&l, T("1000")));
	l.n = 3;
	SAME(text_list_join(a, &l, T("、")), "0、1、2");
	/* A shortened list gets zeroed elements again. */
	assert_int_equal(ARENA_PUSH(a, &l)->n, 0);
	char *big = arena_alloc(a, 5000000);
	assert_true(big[0] == 0 && big[4999999] == 0);
	assert_int_equal((uintptr_t)arena_alloc(a, 3) % _Alignof(max_align_t), 0);
	size_t before = arena_size(a);
	assert_true(before >= 5000000);
	memset(arena_alloc(a, 100), 1, 100);
	arena_clear(a);
	assert_int_equal(arena_size(a), 0);
	const char *fresh = arena_alloc(a, 4096);
	for (int i = 0; i < 4096; i++)
		assert_int_equal(fresh[i], 0);
}

static void
buffers(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	assert_string_equal(b.p, "");
	buf_clear(&b);
	buf_text(&b, NO_TEXT);
	assert_int_equal(b.room, 0);
	for (int i = 0; i < 1000; i++)
		buf_fmt(&b, "%d,", i);
	assert_int_equal(b.n, 3890);
	assert_int_equal(b.p[b.n], 0);
	buf_clear(&b);
	buf_html(&b, T("一二三四五六七八九十，没有记号的一段&再一段没有记号的，十六个字节以上<"));
	assert_string_equal(
	    b.p, "一二三四五六七八九十，没有记号的一段&amp;再一段没有记号的，十六个字节以上&lt;");
	buf_clear(&b);
	buf_html(&b, T("<a href=\"x\">&'王"));
	assert_string_equal(b.p, "&lt;a href=&quot;x&quot;&gt;&amp;&#39;王");
	buf_clear(&b);
	buf_json(&b, T("\"\\\n\t\x01王\xE2\x80\xA8\xFF/"));
	assert_string_equal(b.p, "\"\\\"\\\\\\n\\t\\u0001王\\u2028\xEF\xBF\xBD/\"");
	buf_clear(&b);
	buf_code(&b, 0x1820);
	buf_code(&b, 0x20000);
	buf_code(&b, 0xD800);
	assert_string_equal(b.p, "ᠠ\xF0\xA0\x80\x80\xEF\xBF\xBD");
	buf_release(&b);
	assert_string_equal(b.p, "");
}

static void
decoding(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		size_t valid;
	} cases[] = {
		{ "abc", 3 },
		{ "王", 3 },
		{ "\xC1\xAA", 0 },
		{ "a\xC0\x80", 1 },
		{ "\xED\xA0\x80", 0 },
		{ "\xE0\x80\x80", 0 },
		{ "\xF4\x90\x80\x80", 0 },
		{ "\xF0\x9F\x98\x80", 4 },
		{ "\xE7\x8E", 0 },
		{ "a\x80", 1 },
		{ "\xF8\x88\x80\x80\x80", 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text t = text_of(cases[i].bytes);
		assert_int_equal(utf8_valid(t), cases[i].valid);
		/* Forwards and backwards see the same code points in any bytes. */
		uint32_t seen[8];
		size_t n = 0, at = 0;
		while (at < t.n)
			seen[n++] = utf8_next(t, &at);
		assert_int_equal(utf8_length(t), n);
		for (at = t.n; at > 0;)
			assert_int_equal(utf8_prev(t, &at), seen[--n]);
		assert_int_equal(n, 0);
	}
	assert_int_equal(utf8_offset(T("王五a"), 2), 6);
	assert_int_equal(utf8_offset(T("王五a"), 9), 7);
	char bytes[4];
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		size_t n = utf8_put(bytes, c), i = 0;
		uint32_t back = utf8_next((struct text){ bytes, n }, &i);
		assert_int_equal(back, c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
		assert_int_equal(i, n);
	}
}

static void
classes(void **state)
{
	(void)state;
	assert_true(utf8_is_han(0x738B) && utf8_is_han(0x3007) && utf8_is_han(0x20000) &&
	    !utf8_is_han('a') && !utf8_is_han(0x3001));
	assert_true(utf8_is_mongolian(0x1820) && utf8_is_mongolian(0x180E) &&
	    utf8_is_mongolian(0x202F) && !utf8_is_mongolian(0x430));
	assert_true(utf8_is_blank(0x3000) && utf8_is_blank(0xFEFF) && !utf8_is_blank(0x202F) &&
	    !utf8_is_blank(0x180E));
	assert_true(utf8_is_punct(0x3002) && utf8_is_punct(0xFF0C) && utf8_is_punct('$') &&
	    utf8_is_punct(0x2026) && utf8_is_punct(0x1803));
	assert_false(utf8_is_punct(0x738B) || utf8_is_punct('a') || utf8_is_punct(0xFF11) ||
	    utf8_is_punct(0x3005) || utf8_is_punct(0x202F) || utf8_is_punct(0x180A));
	assert_int_equal(utf8_width(T("王a五")), 5);
	assert_int_equal(utf8_width(T("ᠮᠣᠩᠭᠣᠯ")), 6);
	assert_int_equal(utf8_width(T("e\xCC\x81")), 1);
	assert_int_equal(utf8_width(T("：")), 2);
}

static void
normal_forms(void **state)
{
	(void)state;
	struct text joined = T("王五ᠤᠨ\xE2\x80\xAF\xE1\xA0\x8E\xE1\xA0\x8B");
	assert_ptr_equal(utf8_nfc(a, joined).p, joined.p);
	SAME(utf8_nfc(a, T("e\xCC\x81\xE2\x80\xAF")), "é\xE2\x80\xAF");
	SAME(utf8_nfc(a, T("（１）")), "（１）");
	SAME(utf8_halfwidth(a, T("Ｄａｔｅ：２０１８　（１）王")), "Date:2018 (1)王");
}

static void
numbers(void **state)
{
	static const struct {
		const char *t;
		int n;
		size_t read; /* bytes; 0 = no number */
	} cases[] = {
		{ "12", 12, 2 },
		{ "１２", 12, 6 },
		{ "\xE1\xA0\x91\xE1\xA0\x92", 12, 6 },
		{ "十", 10, 3 },
		{ "十二", 12, 6 },
		{ "二十", 20, 6 },
		{ "二十五", 25, 9 },
		{ "一百零三", 103, 12 },
		{ "一百二", 120, 9 },
		{ "一百二十", 120, 12 },
		{ "二〇一八", 2018, 12 },
		{ "二零一八", 2018, 12 },
		{ "两千三", 2300, 9 },
		{ "三万二千零五", 32005, 18 },
		{ "两", 2, 3 },
		{ "②", 2, 3 },
		{ "⑵", 2, 3 },
		{ "⒉", 2, 3 },
		{ "㈡", 2, 3 },
		{ "⑳", 20, 3 },
		{ "㉑", 21, 3 },
		{ "❷", 2, 3 },
		{ "12月", 12, 2 },
		{ "三、", 3, 3 },
		{ "十一月", 11, 6 },
		{ "〇", 0, 3 },
		{ "999999999", 999999999, 9 },
		{ "1000000000", 0, 0 },
		{ "99999999999999999999", 0, 0 },
		{ "百", 0, 0 },
		{ "王", 0, 0 },
		{ "-1", 0, 0 },
		{ "", 0, 0 },
		{ "万", 0, 0 },
	};
	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		size_t i = 0;
		int n = -1;
		bool got = utf8_number(text_of(cases[k].t), &i, &n);
		if (got != (cases[k].read > 0) || i != cases[k].read || (got && n != cases[k].n))
			fail_msg("%s: %d, %zu bytes, number %d", cases[k].t, got, i, n);
	}
	assert_int_equal(utf8_digit(0x4E5D), 9);
	assert_int_equal(utf8_digit(0x5341), -1);
}

static void
search_fold(void **state)
{
	(void)state;
	/* The two spellings of the genitive: U+202F and a plain space. */
	struct text x = utf8_fold(a, T("ᠭᠠᠴᠠᠭᠠᠨ\xE2\x80\xAFᠤ")), y = utf8_fold(a, T("ᠭᠠᠴᠠᠭᠠᠨ ᠤ"));
	assert_true(text_eq(x, y));
	SAME(x, "ᠬᠠᠴᠠᠬᠠᠨᠤ");
	SAME(utf8_fold(a, T("ᠡᠣᠥᠦᠳᠭᠱᠧ")), "ᠠᠤᠤᠤᠲᠬᠰᠸ");
	SAME(utf8_fold(a, T("ᠰᠠᠶᠢᠨ")), "ᠰᠠᠢᠨ");
	SAME(utf8_fold(a, T("ᠢ\xE1\xA0\x8Bᠢᠶᠵ")), "ᠢ");
	SAME(utf8_fold(a, T("\xE1\xA0\x8E\xE2\x80\x8D\xE2\x80\x8C")), "");
	SAME(utf8_fold(a, T("WeChat 群 ABC")), "wechat 群 abc");
	SAME(utf8_fold(a, T("王五 ᠪᠠ 李四")), "王五ᠪᠠ李四");
	SAME(utf8_fold(a, T("\xFFᠠ")), "\xFFᠠ");
}

static void
page_data(void **state)
{
	(void)state;
	struct value *page = value_object(a);
	value_put_text(a, page, "title", T("羊\"舍"));
	value_put_int(a, page, "open", -3);
	value_put_bool(a, page, "late", true);
	value_put(a, page, "none", ARENA_NEW(a, struct value));
	struct value *list = value_put_list(a, page, "list");
	value_put_int(a, value_add_object(a, list), "n", INT64_MAX);
	value_add(list, value_text(a, T("x")));
	value_put_object(a, page, "empty");
	struct buf b = BUF_INIT;
	value_json(&b, page, false);
	assert_string_equal(b.p,
	    "{\"title\":\"羊\\\"舍\",\"open\":-3,\"late\":true,\"none\":null,\"list\":[{\"n\":"
	    "9223372036854775807},\"x\"],\"empty\":{}}");
	buf_clear(&b);
	value_json(&b, list, true);
	assert_string_equal(b.p, "[\n  {\n    \"n\": 9223372036854775807\n  },\n  \"x\"\n]\n");
	assert_int_equal(value_get(page, T("open"))->number, -3);
	assert_null(value_get(page, T("nothing")));
	assert_null(value_get(list, T("n")));
	assert_null(value_get(NULL, T("n")));
	buf_release(&b);
}

static void
hashes_and_tongues(void **state)
{
	(void)state;
	SAME(hash_sha256_hex(a, NO_TEXT),
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	SAME(hash_sha256_hex(a, T("abc")),
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_true(hash64(NO_TEXT) == UINT64_C(0x2d06800538d394c2)); /* XXH3_64bits of nothing */
	enum lang l = LANG_ZH;
	assert_true(lang_parse(T("mn-Mong"), &l) && l == LANG_MN);
	assert_true(lang_parse(T("EN"), &l) && l == LANG_EN);
	assert_false(lang_parse(T("de"), &l) || lang_parse(NO_TEXT, &l));
	SAME(lang_code(LANG_ZH), "zh");
	SAME(lang_html(LANG_ZH), "zh-Hans");
}

int
main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		CASE(slices),
		CASE(lines),
		CASE(integers),
		CASE(lists_and_arenas),
		CASE(buffers),
		CASE(decoding),
		CASE(classes),
		CASE(normal_forms),
		CASE(numbers),
		CASE(search_fold),
		CASE(page_data),
		CASE(hashes_and_tongues),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
