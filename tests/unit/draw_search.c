/* SPDX-License-Identifier: MIT */
/*
 * The search index: tokens, the form of its files, what an added page touches. `draw_search --write DIR N`
 * writes an index of N made-up records for tests/draw/search.t, which asks it through search.js.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "draw/search_token.h"
#include "lihui/arena.h"
#include "lihui/buf.h"
#include "lihui/file.h"
#include "lihui/search.h"

static void
assert_tokens(const char *text, bool singles, const char *expect)
{
	struct token_table *table = token_table_new();
	struct token_list l = { 0 };
	struct buf b = BUF_INIT;
	char room[8];
	token_cut(table, &l, text_of(text), singles);
	for (size_t i = 0; i < l.n; i++) {
		buf_str(&b, i ? " " : "");
		buf_text(&b, token_text(table, l.v[i], room));
	}
	assert_string_equal(b.p, expect);
	buf_release(&b);
	token_list_release(&l);
	token_table_free(table);
}

static void
test_tokens(void **state)
{
	(void)state;
	assert_tokens("电灌线路", false, "电灌 灌线 线路");
	assert_tokens("羊", false, "");
	assert_tokens("羊舍", true, "羊 舍 羊舍");
	assert_tokens("修路，修桥", false, "修路 修桥");
	assert_tokens("𠀀𠀁〇", false, "𠀀𠀁 𠀁〇");
	assert_tokens("问题27-1：", false, "问题 27 27-1 1");
	assert_tokens("２０１８．７．３", false, "2018 2018-7-3 7 7-3 3");
	assert_tokens("WeChat QR-码", false, "wechat qr");
	assert_tokens("1.2.3.4.5", false, "1 1-2-3-4 2 2-3-4 3 3-4 4 5");
	assert_tokens("a..b -- ...", false, "a b");
	/*
	 * Beginnings; the suffix behind U+202F is a word of its own; selectors and look-alikes do not count.
	 */
	assert_tokens("ᠬᠤᠷᠠᠯ", false, "ᠬᠤ ᠬᠤᠷ ᠬᠤᠷᠠ ᠬᠤᠷᠠᠯ");
	assert_tokens("ᠭᠣᠷᠡᠯ\u202Fᠤᠨ", false, "ᠬᠤ ᠬᠤᠷ ᠬᠤᠷᠠ ᠬᠤᠷᠠᠯ ᠤᠨ");
	assert_tokens("ᠠ\u180Eᠠ ᠠ", false, "ᠠᠠ ᠠ");
	assert_tokens("᠑᠒", false, "12");
	assert_tokens("", true, "");
	assert_tokens("\xff\xfe", true, "");
}

/* The same numbers stand in tests/draw/search_query.js. */
static void
test_hash(void **state)
{
	(void)state;
	assert_int_equal(token_hash(T("")), 0x2b21321c);
	assert_true(token_hash(T("电机")) != token_hash(T("机电")));
}

struct stored {
	struct text path, bytes;
};
struct store {
	struct arena *arena;
	struct stored *v;
	size_t n, room, bytes, largest;
};

static bool
keep(void *context, struct text path, struct text bytes, struct err *e)
{
	struct store *s = context;
	(void)e;
	*ARENA_PUSH(s->arena, s) = (struct stored){ text_copy(s->arena, path), text_copy(s->arena, bytes) };
	s->bytes += bytes.n;
	s->largest = bytes.n > s->largest ? bytes.n : s->largest;
	return true;
}

static struct text
stored(const struct store *s, struct text path)
{
	for (size_t i = 0; i < s->n; i++)
		if (text_eq(s->v[i].path, path))
			return s->v[i].bytes;
	return NO_TEXT;
}

static void
write_all(struct store *s, struct arena *a, const struct search_entry *entries, size_t n)
{
	struct err e = { 0 };
	*s = (struct store){ .arena = a };
	assert_true(search_write(entries, n, keep, s, &e));
}

/*
 * Small enough for one shard of each kind: the whole form, byte for byte. Ids: day 6759 of this century is
 * 2018-07-03.
 */
static void
test_form(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct search_entry entries[] = {
		{ .lang = LANG_ZH, .address = T("zh/新发/1.html"), .date = { 2018, 7, 3 }, .title = T("电机\n坏"), .summary = T("先\"借\""),
		  .label = T("问题27-1"), .day = T("2018年7月3日"), .sign = T("➜"), .mark = T("办理中"), .mark_class = T("doing"), .body = T("电机") },
	};
	struct store s;
	write_all(&s, a, entries, 1);
	assert_int_equal(s.n, 3);
	assert_string_equal(stored(&s, T("assets/search/zh.js")).p, "lihui.index(\"zh\",{\"v\":1,\"t\":0,\"d\":0,\"n\":1});\n");
	struct text shard = stored(&s, T("assets/search/zh/t0/0.js"));
	assert_true(text_starts(shard, T("lihui.shard(\"zh/t0/0\",{\"")));
	assert_true(text_ends(shard, T("\"});\n")));
	for (const char *const *t = (const char *const[]){ "电机", "电", "机", "坏", "先", "借", "问题", "27-1", "27", "1", NULL }; *t; t++)
		assert_true(text_has(shard, text_fmt(a, "\"%s\":\"", *t)));
	struct text page = stored(&s, T("assets/search/zh/d0/0.js"));
	assert_true(text_has(page, T(":[\"zh/%E6%96%B0%E5%8F%91/1.html\",\"电机 坏\",\"先\\\"借\\\"\",\"问题27-1\",\"2018年7月3日\",\"➜\",\"办理中\",\"doing\"]});\n")));
	arena_free(a);
}

/* ---- made-up records ---- */

static uint64_t seed;

static unsigned
draw_number(unsigned below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % below;
}

/* A few thousand words of two or three characters, the first ones far more common, as in real text. */
static void
put_word(struct buf *b)
{
	unsigned x = draw_number(4000), k = draw_number(3) == 0 ? draw_number(4000) : draw_number(draw_number(x + 1) + 1);
	for (unsigned i = 0; i < 2 + k % 3 / 2; i++)
		buf_code(b, 0x4E00 + (k * 37 + i * 1811 + k * k % 1009) % 3500);
}

static struct text
made_text(struct arena *a, int words)
{
	struct buf b = BUF_INIT;
	for (int i = 0; i < words; i++) {
		put_word(&b);
		buf_str(&b, i % 4 == 3 ? "，" : "");
	}
	struct text t = text_copy(a, buf_view(&b));
	buf_release(&b);
	return t;
}

static void
make_entry(struct arena *a, struct search_entry *s, unsigned i)
{
	unsigned village = i % 173, week = i / 173;
	struct date d = date_add((struct date){ 2018, 1, 2 }, (int)week * 7);
	seed = i * 7919 + 1;
	*s = (struct search_entry){
		.lang = LANG_ZH,
		.address = text_fmt(a, "zh/v%03u/2018-w%02u.html", village, week + 1),
		.date = d,
		.title = text_fmt(a, "示例%u嘎查第%u周“双书记”周例会", village, week + 1),
		.summary = made_text(a, 12),
		.label = text_fmt(a, "示例%u嘎查", village),
		.day = date_zh(a, d),
		.body = text_join(a, made_text(a, 160), T("党支部书记主持会议，第一书记传达政策，研究解决问题，部署本周工作")),
	};
	if (i % 900 == 7)
		s->title = T("二组机井电机烧坏");
}

static struct search_entry *
make_entries(struct arena *a, size_t n)
{
	struct search_entry *v = ARENA_ARRAY(a, struct search_entry, n + 1);
	for (size_t i = 0; i < n; i++)
		make_entry(a, &v[i], (unsigned)i);
	return v;
}

/* Order of entries does not matter, repeated ones count once, no two pages share an id. */
static void
test_stable(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct search_entry *v = make_entries(a, 601);
	struct store x, y;
	write_all(&x, a, v, 600);
	for (size_t i = 0; i < 300; i++) {
		struct search_entry t = v[i];
		v[i] = v[599 - i];
		v[599 - i] = t;
	}
	v[600] = v[17];
	write_all(&y, a, v, 601);
	assert_int_equal(x.n, y.n);
	for (size_t i = 0; i < x.n; i++)
		assert_true(text_eq(x.v[i].path, y.v[i].path) && text_eq(x.v[i].bytes, y.v[i].bytes));
	arena_free(a);
}

/* One more record changes its page shard, the head, and no list of an older period. */
static void
test_touched(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct search_entry *v = make_entries(a, 3000);
	struct store x, y;
	write_all(&x, a, v, 2999);
	write_all(&y, a, v, 3000);
	size_t pages = 0, old_periods = 0, periods = 0;
	unsigned newest = (65535 - (unsigned)(date_days(v[2999].date) - 10957 + 1)) / 91;
	struct text now = text_fmt(a, "/p/%u/", newest);
	for (size_t i = 0; i < y.n; i++) {
		bool same = text_eq(y.v[i].bytes, stored(&x, y.v[i].path));
		pages += text_has(y.v[i].path, T("/zh/d")) && !same;
		periods += text_has(y.v[i].path, T("/p/"));
		old_periods += text_has(y.v[i].path, T("/p/")) && !text_has(y.v[i].path, now) && !same;
	}
	assert_int_equal(pages, 1);
	assert_int_equal(old_periods, 0);
	assert_true(periods > 20);
	arena_free(a);
}

/* Tens of thousands of pages on one day: hash collisions are certain, every page keeps an id of its own. */
static void
test_collisions(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	const size_t n = 5000;
	struct search_entry *v = ARENA_ARRAY(a, struct search_entry, n);
	for (size_t i = 0; i < n; i++)
		v[i] = (struct search_entry){ .lang = LANG_MN, .address = text_fmt(a, "mn/%zu", i), .title = T("ᠬᠤᠷᠠᠯ") };
	struct store s;
	write_all(&s, a, v, n);
	size_t found = 0;
	for (size_t i = 0; i < s.n; i++)
		if (text_has(s.v[i].path, T("/mn/d")))
			for (size_t at = 0; (at = text_find(s.v[i].bytes, T(":[\"mn/"), at)) != SIZE_MAX; at++)
				found++;
	assert_int_equal(found, n);
	arena_free(a);
}

static bool
refuse(void *context, struct text path, struct text bytes, struct err *e)
{
	int *left = context;
	(void)path, (void)bytes;
	return (*left)-- > 0 || err_machine(e, "full");
}

/* A full disk at any moment is passed on, and leaks nothing. */
static void
test_refused(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct search_entry *v = make_entries(a, 20);
	for (int i = 0; i < 3; i++) {
		struct err e = { 0 };
		int left = i;
		assert_false(search_write(v, 20, refuse, &left, &e));
		assert_string_equal(e.message, "full");
	}
	int left = 1000;
	struct err e = { 0 };
	assert_true(search_write(NULL, 0, refuse, &left, &e));
	assert_int_equal(left, 1000);
	arena_free(a);
}

static bool
to_disk(void *context, struct text path, struct text bytes, struct err *e)
{
	char name[600];
	snprintf(name, sizeof name, "%s/%.*s", (const char *)context, TEXT_ARG(path));
	return file_write(name, bytes, NULL, e);
}

/* Beside the made-up records a few that the questions of search_query.js name. */
static int
write_sample(char *dir, size_t n)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct search_entry *v = ARENA_ARRAY(a, struct search_entry, n + 4), *made = make_entries(a, n);
	memcpy(v, made, n * sizeof *v);
	v[n] = (struct search_entry){ .lang = LANG_ZH, .address = T("zh/a b/p/2018-27-1.html"), .date = { 2018, 7, 3 }, .title = T("羊舍<b>漏雨"),
		.summary = T("Wi-Fi 与羊舍一起修"), .label = T("示例嘎查　问题27-1"), .day = T("2018年7月3日"), .sign = T("➜"), .mark = T("办理中"),
		.mark_class = T("doing"), .body = T("反映人：王某。编号2018-27-1。农家乐外包") };
	v[n + 1] = (struct search_entry){ .lang = LANG_MN, .address = T("mn/a.html"), .date = { 2018, 7, 3 }, .title = T("ᠭᠠᠴᠠᠭ\u180Eᠠ\u202Fᠶᠢᠨ ᠬᠤᠷᠠᠯ"),
		.summary = T("羊舍"), .body = T("ᠬᠤᠷᠠᠯᠳᠠ") };
	v[n + 2] = (struct search_entry){ .lang = LANG_ZH, .address = T("zh/undated.html"), .title = T("constructor 办事指南"), .body = T("羊舍") };
	bool ok = search_write(v, n + 3, to_disk, dir, &e);
	if (!ok)
		fprintf(stderr, "%s\n", e.message);
	arena_free(a);
	return !ok;
}

int
main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "--write") == 0)
		return write_sample(argv[2], strtoul(argv[3], NULL, 10));
	cmocka_set_message_output(CM_OUTPUT_TAP);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tokens), cmocka_unit_test(test_hash), cmocka_unit_test(test_form), cmocka_unit_test(test_stable),
		cmocka_unit_test(test_touched), cmocka_unit_test(test_collisions), cmocka_unit_test(test_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
