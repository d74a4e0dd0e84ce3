/* SPDX-License-Identifier: MIT */
/*
 * The search index: tokens, the form of its files, what an added page touches, and that whatever
 * was put, changed and dropped before, the files are those of an index made at once. `draw_search
 * --write DIR N` writes an index of N made-up records for tests/draw/search.t, which asks it
 * through search.js.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "draw/search_token.h"
#include "lihui/arena.h"
#include "lihui/buf.h"
#include "lihui/cursor.h"
#include "lihui/file.h"
#include "lihui/search.h"

static void
assert_tokens(const char *text, bool singles, const char *expect)
{
	struct token_set set;
	struct buf b = BUF_INIT;
	token_set_init(&set);
	token_cut(&set, text_of(text), singles);
	for (size_t i = 0; i < set.list.n; i++) {
		buf_str(&b, i ? " " : "");
		buf_text(&b, set.list.v[i]);
	}
	assert_string_equal(b.p, expect);
	buf_release(&b);
	token_set_release(&set);
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
	 * Beginnings; the suffix behind U+202F is a word of its own; selectors and look-alikes do
	 * not count.
	 */
	assert_tokens("ᠬᠤᠷᠠᠯ", false, "ᠬᠤ ᠬᠤᠷ ᠬᠤᠷᠠ ᠬᠤᠷᠠᠯ ~hrl");
	assert_tokens("ᠭᠣᠷᠡᠯ\u202Fᠤᠨ", false, "ᠬᠤ ᠬᠤᠷ ᠬᠤᠷᠠ ᠬᠤᠷᠠᠯ ~hrl ᠤᠨ ~an");
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

/* --- an index, and the folder that its files lie in --- */

struct stored {
	struct text path, bytes;
};
struct tree {
	struct arena *arena;
	struct stored *v;
	size_t n, room;
	size_t touched; /* files that the last make handed over */
	struct store *index;
	struct search_cutter *cutter;
};

static const struct search_scope whole = { 1, 1 };

static struct tree *
tree_new(struct arena *a)
{
	struct tree *t = ARENA_NEW(a, struct tree);
	struct err e = { 0 };
	t->arena = a;
	t->index = store_open(":memory:", &e);
	t->cutter = search_cutter_new();
	assert_non_null(t->index);
	return t;
}

static void
tree_free(struct tree *t)
{
	search_cutter_free(t->cutter);
	store_close(t->index);
}

static int64_t
row_of(struct tree *t, struct text address)
{
	struct err e = { 0 };
	struct query q;
	int64_t id = 0;
	query_start(t->index, &q, "select id from search_page where address = ?1", &e);
	query_bind_text(&q, 1, address);
	if (query_row(&q))
		id = query_int(&q, 0);
	assert_true(query_end(&q));
	return id;
}

/* Puts entries, and drops those whose title is "". */
static void
tree_put(struct tree *t, const struct search_entry *entries, size_t n)
{
	struct err e = { 0 };
	struct arena *a = arena_new();
	assert_true(store_begin(t->index, &e));
	struct search_update *u = search_update_start(t->index, whole, &e);
	assert_non_null(u);
	for (size_t i = 0; i < n; i++) {
		int64_t id = row_of(t, entries[i].address);
		struct search_row row;
		struct search_entry entry = entries[i];
		arena_clear(a);
		entry.unit = 1;
		search_pack(t->cutter, a, &entry, &row);
		if (entry.title.n > 0)
			assert_true(search_put(u, id, &row, &e));
		else if (id != 0)
			assert_true(search_drop(u, id, &e));
	}
	assert_true(search_update_end(u, &e));
	search_update_free(u);
	assert_true(store_commit(t->index, &e));
	arena_free(a);
}

static int
path_cmp(const void *x, const void *y)
{
	return text_cmp(*(const struct text *)x,
	    *(const struct text *)y); /* the path comes first in struct stored */
}

static struct stored *
find(const struct tree *t, struct text path)
{
	return t->n > 0 ? bsearch(&path, t->v, t->n, sizeof *t->v, path_cmp) : NULL;
}

static bool
is_planned(const struct search_plan *p, struct text path)
{
	return p->paths.n > 0 && bsearch(&path, p->paths.v, p->paths.n, sizeof path, path_cmp);
}

static struct text
stored(const struct tree *t, struct text path)
{
	const struct stored *f = find(t, path);
	return f ? f->bytes : NO_TEXT;
}

struct keeping {
	struct tree *tree;
	const struct search_plan *plan;
};

static bool
keep(void *context, struct text path, struct text bytes, struct err *e)
{
	struct keeping *k = context;
	struct tree *t = k->tree;
	struct stored *f = find(t, path);
	(void)e;
	assert_true(is_planned(k->plan, path));
	assert_true(search_plan_covers(k->plan, path));
	assert_non_null(f);
	t->touched += !text_eq(f->bytes, bytes);
	f->bytes = text_copy(t->arena, bytes);
	return true;
}

/* Makes what the marks say, and takes away what is no longer. */
static void
tree_make(struct tree *t)
{
	struct err e = { 0 };
	struct search_plan p;
	struct keeping k = { t, &p };
	size_t n = 0;
	assert_true(search_plan(t->index, t->arena, whole, false, &p, &e));
	qsort(p.paths.v, p.paths.n, sizeof *p.paths.v, path_cmp);
	size_t before = t->n;
	for (size_t i = 0; i < p.paths.n; i++) {
		assert_true(i == 0 || !text_eq(p.paths.v[i - 1], p.paths.v[i]));
		if (before == 0 || !bsearch(&p.paths.v[i], t->v, before, sizeof *t->v, path_cmp))
			*ARENA_PUSH(t->arena, t) = (struct stored){ p.paths.v[i], NO_TEXT };
	}
	qsort(t->v, t->n, sizeof *t->v, path_cmp);
	t->touched = 0;
	for (size_t i = 0; i < p.pieces.n; i++)
		assert_true(search_write(t->index, &p, &p.pieces.v[i], keep, &k, &e));
	for (size_t i = 0; i < t->n; i++)
		if (is_planned(&p, t->v[i].path) || !search_plan_covers(&p, t->v[i].path))
			t->v[n++] = t->v[i];
	t->n = n;
	for (size_t i = 0; i < p.paths.n; i++)
		assert_true(stored(t, p.paths.v[i]).n > 0);
	assert_true(store_begin(t->index, &e) && search_settled(t->index, &p, &e) &&
	    store_commit(t->index, &e));
}

static struct tree *
tree_of(struct arena *a, const struct search_entry *entries, size_t n)
{
	struct tree *t = tree_new(a);
	tree_put(t, entries, n);
	tree_make(t);
	return t;
}

static void
assert_same(const struct tree *x, const struct tree *y)
{
	assert_int_equal(x->n, y->n);
	for (size_t i = 0; i < x->n; i++)
		assert_true(find(y, x->v[i].path) != NULL &&
		    text_eq(x->v[i].bytes, stored(y, x->v[i].path)));
}

/*
 * Small enough for one shard of each kind: the whole form, byte for byte. Ids: day 6759 of this
 * century is 2018-07-03.
 */
static void
test_form(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct search_entry entries[] = {
		{ .lang = LANG_ZH,
		    .address = T("zh/新发/1.html"),
		    .rank = SEARCH_DUE,
		    .date = { 2018, 7, 3 },
		    .title = T("电机\n坏"),
		    .summary = T("先\"借\""),
		    .label = T("问题27-1"),
		    .day = T("2018年7月3日"),
		    .sign = T("➜"),
		    .mark = T("办理中"),
		    .mark_class = T("doing"),
		    .body = T("电机\n坏\n\n借  一台。\n先\"借\"") },
	};
	struct tree *s = tree_of(a, entries, 1);
	assert_int_equal(s->n, 3);
	assert_string_equal(stored(s, T("assets/search/zh.js")).p,
	    "lihui.index(\"zh\",{\"v\":2,\"t\":0,\"d\":0,\"n\":1});\n");
	struct text shard = stored(s, T("assets/search/zh/t0/0.js"));
	assert_true(text_starts(shard, T("lihui.shard(\"zh/t0/0\",{\"")));
	assert_true(text_ends(shard, T("\"});\n")));
	for (const char *const *t = (const char *const[]){ "电机", "电", "机", "坏", "先", "借",
		 "问题", "27-1", "27", "1", NULL };
	     *t; t++)
		assert_true(text_has(shard, text_fmt(a, "\"%s\":\"", *t)));
	struct text page = stored(s, T("assets/search/zh/d0/0.js"));
	assert_true(text_has(page,
	    T(":[\"zh/%E6%96%B0%E5%8F%91/1.html\",\"电机 "
	      "坏\",\"先\\\"借\\\"\",\"问题27-1\",\"2018年7月3日\",\"➜\",\"办理中\",\"doing\","
	      "\"电机\\n坏\\n借 "
	      "一台。\",\"2018-07-03\"]});\n")));
	tree_free(s);
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

/* A few thousand words of two or three characters, the first ones far more common, as in real text.
 */
static void
put_word(struct buf *b)
{
	unsigned x = draw_number(4000),
		 k = draw_number(3) == 0 ? draw_number(4000) : draw_number(draw_number(x + 1) + 1);
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
		.rank = SEARCH_MEETING,
		.date = d,
		.title = text_fmt(a, "示例%u嘎查第%u周“双书记”周例会", village, week + 1),
		.summary = made_text(a, 12),
		.label = text_fmt(a, "示例%u嘎查", village),
		.day = date_zh(a, d),
		.body = text_join(a, made_text(a, 160),
		    T("党支部书记主持会议，第一书记传达政策，研究解决问题，部署本周工作")),
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

/* Order of entries does not matter; what did not change is not made again. */
static void
test_stable(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct search_entry *v = make_entries(a, 600);
	struct tree *x = tree_of(a, v, 600);
	for (size_t i = 0; i < 300; i++) {
		struct search_entry t = v[i];
		v[i] = v[599 - i];
		v[599 - i] = t;
	}
	struct tree *y = tree_of(a, v, 600);
	assert_same(x, y);
	tree_put(y, v + 7, 1);
	tree_make(y);
	assert_int_equal(y->touched, 0);
	assert_same(x, y);
	tree_free(x);
	tree_free(y);
	arena_free(a);
}

/* One more record changes its page shard, the head, and no list of an older period. */
static void
test_touched(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct search_entry *v = make_entries(a, 3000);
	struct tree *x = tree_of(a, v, 2999), *y = tree_of(a, v, 2999);
	tree_put(y, v + 2999, 1);
	tree_make(y);
	size_t pages = 0, old_periods = 0, periods = 0;
	unsigned newest =
	    (SEARCH_MEETING * 65536 + 65535 - (unsigned)(date_days(v[2999].date) - 10957 + 1)) / 91;
	struct text now = text_fmt(a, "/p/%u/", newest);
	for (size_t i = 0; i < y->n; i++) {
		bool same = text_eq(y->v[i].bytes, stored(x, y->v[i].path));
		pages += text_has(y->v[i].path, T("/zh/d")) && !same;
		periods += text_has(y->v[i].path, T("/p/"));
		old_periods +=
		    text_has(y->v[i].path, T("/p/")) && !text_has(y->v[i].path, now) && !same;
	}
	assert_int_equal(pages, 1);
	assert_int_equal(old_periods, 0);
	assert_true(periods > 20);
	tree_free(x);
	tree_free(y);
	arena_free(a);
}

static size_t
count_pages(const struct tree *t, struct text lang)
{
	size_t found = 0;
	for (size_t i = 0; i < t->n; i++)
		if (text_has(t->v[i].path, lang))
			for (size_t at = 0;
			     (at = text_find(t->v[i].bytes, T(":[\"mn/"), at)) != SIZE_MAX; at++)
				found++;
	return found;
}

/* Thousands of pages on one day: hash collisions are certain, every page keeps an id of its own,
 * also when those before it come and go. */
static void
test_collisions(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	const size_t n = 3000;
	struct search_entry *v = ARENA_ARRAY(a, struct search_entry, n);
	for (size_t i = 0; i < n; i++)
		v[i] = (struct search_entry){ .lang = LANG_MN,
			.address = text_fmt(a, "mn/%zu", i),
			.title = text_fmt(a, "ᠬᠤᠷᠠᠯ %zu", i % 7) };
	struct tree *all = tree_of(a, v, n), *t = tree_of(a, v, n - 300);
	assert_int_equal(count_pages(all, T("/mn/d")), n);
	for (size_t i = n - 300; i < n; i += 100)
		tree_put(t, v + i, 100);
	tree_make(t);
	assert_same(all, t);
	/* Every page away for a moment, some hundred at a time. */
	for (size_t i = 0; i < n; i += 500) {
		struct search_entry gone[500];
		memcpy(gone, v + i, sizeof gone);
		for (size_t k = 0; k < 500; k++)
			gone[k].title = NO_TEXT;
		tree_put(t, gone, 500);
		tree_make(t);
		assert_int_equal(count_pages(t, T("/mn/d")), n - 500);
		tree_put(t, v + i, 500);
		tree_make(t);
	}
	assert_same(all, t);
	tree_free(all);
	tree_free(t);
	arena_free(a);
}

/* A few records put, changed, moved to another day or dropped at a time; across a growth that
 * changes the bits, long lists that become short ones, and the end. */
static void
test_changes(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	const size_t n = 1600;
	struct search_entry *v = make_entries(a, n), *now = ARENA_ARRAY(a, struct search_entry, n);
	struct tree *t = tree_new(a);
	uint64_t dice = 7;
	size_t there = 0;
	for (int round = 0; round < 24; round++) {
		struct search_entry some[120];
		size_t k = 0;
		for (; k < 120; k++) {
			dice = dice * 6364136223846793005u + 1442695040888963407u;
			size_t i = there < n && (round < 14 || dice >> 60 == 0)
			    ? there++
			    : (dice >> 33) % there;
			struct search_entry *s = &now[i];
			bool gone = round > 14 && dice >> 62 > 0;
			*s = v[(i * 31 + (dice >> 40) % 3) % n];
			s->address = v[i].address;
			s->date = date_add(v[i].date, (int)((dice >> 50) % 3));
			s->rank = (enum search_rank)((dice >> 44) % 6);
			if (gone)
				s->title = NO_TEXT;
			some[k] = *s;
			for (size_t j = 0; j < k; j++) /* each address once in an update */
				if (text_eq(some[j].address, s->address))
					some[j] = *s;
		}
		tree_put(t, some, k);
		if (round % 3 == 1)
			continue; /* marks of two updates add up */
		tree_make(t);
		if (round % 3 == 0)
			continue;
		struct tree *fresh = tree_of(a, now, there);
		assert_same(fresh, t);
		tree_free(fresh);
	}
	for (size_t i = 0; i < there; i++)
		now[i].title = NO_TEXT;
	tree_put(t, now, there);
	tree_make(t);
	assert_int_equal(t->n, 0);
	tree_free(t);
	arena_free(a);
}

/* Rows of two indexes side by side, as a join copies them: lists and ids are made from the rows. */
static void
test_joined(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct search_entry *v = make_entries(a, 900);
	struct tree *x = tree_of(a, v, 900), *y = tree_of(a, v, 400), *z = tree_of(a, v + 400, 500);
	struct query q;
	assert_true(store_begin(y->index, &e));
	query_start(z->index, &q,
	    "select lang, unit, address, problem, source, number, moved, shown, tokens from "
	    "search_page",
	    &e);
	while (query_row(&q)) {
		struct query put;
		query_start(y->index, &put,
		    "insert into search_page (lang, unit, address, problem, source, number, moved, "
		    "shown, tokens) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
		    &e);
		for (int i = 1; i <= 9; i++)
			if (i == 1 || i == 3 || i >= 8)
				query_bind_text(&put, i, query_peek(&q, i - 1));
			else
				query_bind_int(&put, i, query_int(&q, i - 1));
		query_row(&put);
		assert_true(query_end(&put));
	}
	assert_true(query_end(&q) &&
	    store_run(y->index, "delete from fact where key = 'search_scope'", &e) &&
	    store_commit(y->index, &e));
	tree_put(y, NULL, 0);
	tree_make(y);
	assert_same(x, y);
	tree_free(x);
	tree_free(y);
	tree_free(z);
	arena_free(a);
}

static bool
refuse(void *context, struct text path, struct text bytes, struct err *e)
{
	int *left = context;
	(void)path, (void)bytes;
	return (*left)-- > 0 || err_machine(e, "full");
}

static bool
write_tree(struct tree *t, search_emit *emit, void *context, struct err *e)
{
	struct search_plan p;
	bool ok = search_plan(t->index, t->arena, whole, true, &p, e);
	for (size_t i = 0; i < p.pieces.n && ok; i++)
		ok = search_write(t->index, &p, &p.pieces.v[i], emit, context, e);
	return ok;
}

/* A full disk at any moment is passed on, and leaks nothing. */
static void
test_refused(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct tree *t = tree_of(a, make_entries(a, 20), 20), *empty = tree_of(a, NULL, 0);
	for (int i = 0; i < 3; i++) {
		struct err e = { 0 };
		int left = i;
		assert_false(write_tree(t, refuse, &left, &e));
		assert_string_equal(e.message, "full");
	}
	int left = 1000;
	struct err e = { 0 };
	assert_true(write_tree(empty, refuse, &left, &e));
	assert_int_equal(left, 1000);
	tree_free(t);
	tree_free(empty);
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
	/* In another order than that of results. */
	static const struct search_entry lamps[] = {
		{ .rank = SEARCH_PAGE,
		    .date = { 2018, 9, 9 },
		    .title = { "6 怎么填", sizeof("6 怎么填") - 1 } },
		{ .rank = SEARCH_SETTLED,
		    .date = { 2018, 9, 8 },
		    .title = { "3 修好的", sizeof("3 修好的") - 1 } },
		{ .rank = SEARCH_DUE,
		    .date = { 2018, 9, 1 },
		    .title = { "1 晚九天", sizeof("1 晚九天") - 1 } },
		{ .rank = SEARCH_MEETING,
		    .date = { 2018, 9, 7 },
		    .title = { "5 例会", sizeof("5 例会") - 1 } },
		{ .rank = SEARCH_OPEN,
		    .date = { 2018, 9, 6 },
		    .title = { "2 没定期限", sizeof("2 没定期限") - 1 } },
		{ .rank = SEARCH_DUE,
		    .date = { 2018, 9, 30 },
		    .title = { "1 还没到期", sizeof("1 还没到期") - 1 } },
		{ .rank = SEARCH_BULLETIN,
		    .date = { 2018, 1, 5 },
		    .title = { "4 公示", sizeof("4 公示") - 1 } },
		{ .rank = SEARCH_DUE,
		    .date = { 2018, 7, 1 },
		    .title = { "1 晚得最久", sizeof("1 晚得最久") - 1 } },
	};
	struct search_entry *v = ARENA_ARRAY(a, struct search_entry, n + 3 + COUNT(lamps)),
			    *made = make_entries(a, n);
	memcpy(v, made, n * sizeof *v);
	v[n] = (struct search_entry){ .lang = LANG_ZH,
		.address = T("zh/a b/p/2018-27-1.html"),
		.rank = SEARCH_OPEN,
		.date = { 2018, 7, 3 },
		.title = T("羊舍<b>漏雨"),
		.summary = T("Wi-Fi 与羊舍一起修"),
		.label = T("示例嘎查　问题27-1"),
		.day = T("2018年7月3日"),
		.sign = T("➜"),
		.mark = T("办理中"),
		.mark_class = T("doing"),
		.body = T("反映人：王某。编号2018-27-1。农家乐外包") };
	v[n + 1] = (struct search_entry){ .lang = LANG_MN,
		.address = T("mn/a.html"),
		.rank = SEARCH_MEETING,
		.date = { 2018, 7, 3 },
		.title = T("ᠭᠠᠴᠠᠭ\u180Eᠠ\u202Fᠶᠢᠨ ᠬᠤᠷᠠᠯ"),
		.summary = T("羊舍"),
		.body = T("ᠬᠤᠷᠠᠯᠳᠠ") };
	v[n + 2] = (struct search_entry){ .lang = LANG_ZH,
		.address = T("zh/undated.html"),
		.rank = SEARCH_PAGE,
		.title = T("constructor 办事指南"),
		.body = T("羊舍") };
	for (size_t i = 0; i < COUNT(lamps); i++) {
		v[n + 3 + i] = lamps[i];
		v[n + 3 + i].lang = LANG_ZH;
		v[n + 3 + i].mark = lamps[i].rank == SEARCH_DUE ? T("办理中") : NO_TEXT;
		v[n + 3 + i].address = text_fmt(a, "zh/lamp%zu.html", i);
		v[n + 3 + i].body =
		    T("学习文件。\n上周说过的事很多，这里先写四十个字以上的别的话，好让这一句排在后"
		      "面，看的人要翻很久，"
		      "也看不到要找的那个词，直到现在才说三组路灯不亮，孩子晚自习回家摸黑，"
		      "所以要快些修，再写很长的一段话来凑满这一行，直到后面要从这里截断为止才行，"
		      "还差几个字就够了。\n完");
	}
	struct tree *t = tree_new(a);
	tree_put(t, v, n + 3 + COUNT(lamps));
	bool ok = write_tree(t, to_disk, dir, &e);
	tree_free(t);
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
		cmocka_unit_test(test_tokens),
		cmocka_unit_test(test_hash),
		cmocka_unit_test(test_form),
		cmocka_unit_test(test_stable),
		cmocka_unit_test(test_touched),
		cmocka_unit_test(test_collisions),
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_joined),
		cmocka_unit_test(test_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
