/* SPDX-License-Identifier: MIT */
/* Every example of tests/spec/front.md; then what a page cannot say: spans, strict YAML, limits. */
#include "read_spec.h"
#include "lihui/yaml.h"

static struct bench bench;

static void
put_yaml(struct buf *out, const struct yaml *y)
{
	if (y->kind == YAML_SCALAR) {
		buf_text(out, text_replace(bench.arena, y->text, T("\n"), T("⏎")));
		return;
	}
	buf_str(out, y->kind == YAML_LIST ? "[" : "{");
	for (const struct yaml *c = y->first; c; c = c->next) {
		if (y->kind == YAML_MAP)
			buf_fmt(out, "%.*s = ", TEXT_ARG(c->key));
		put_yaml(out, c);
		if (c->next)
			buf_str(out, " | ");
	}
	buf_str(out, y->kind == YAML_LIST ? "]" : "}");
}

static void
put_field(struct buf *out, const struct field *f)
{
	if (f->key == KEY_NONE)
		buf_fmt(out, "? %.*s = ", TEXT_ARG(f->name));
	else
		buf_fmt(out, "%.*s = ", TEXT_ARG(key_name(f->key)));
	put_yaml(out, f->value);
	buf_char(out, '\n');
}

static struct text
dump_front(const struct example *x)
{
	struct doc *d = bench_doc(&bench, T("su/ga/x.md"), x->input);
	struct field_list fields = { 0 };
	struct buf out = BUF_INIT;
	size_t body = document_head(d, &fields);
	struct text rest = text_cut(d->text, body, d->text.n), line = NO_TEXT;

	for (size_t i = 0; i < fields.n; i++)
		put_field(&out, &fields.v[i]);
	while (text_line(&rest, &line) && text_trim(line).n == 0)
		;
	if (text_trim(line).n)
		buf_fmt(&out, "body: %.*s\n", TEXT_ARG(text_trim(line)));
	put_findings(&out, &d->sink);
	struct text t = text_copy(bench.arena, buf_view(&out));
	buf_release(&out);
	return t;
}

static void
examples(void **state)
{
	struct example_list l = { 0 };
	int failed = 0;

	(void)state;
	examples_read(bench.arena, "tests/spec/front.md", "front", &l);
	for (size_t i = 0; i < l.n; i++)
		failed += example_differs(&l.v[i], dump_front(&l.v[i]));
	assert_int_equal(failed, 0);
}

/* A span leads to exactly what was typed. */
static void
spans(void **state)
{
	struct text t = T("---\n日期：2018-07-03\n出席:\n  - 张三（第一书记）\n  - 李四\n地点: "
			  "“村部” # 二楼\n---\n");
	struct doc *d = bench_doc(&bench, T("x.md"), t);
	struct field_list l = { 0 };

	(void)state;
	document_head(d, &l);
	assert_int_equal(l.n, 3);
	for (size_t i = 0; i < l.n; i++) {
		struct text name =
		    text_cut(d->text, l.v[i].name_at.at, l.v[i].name_at.at + l.v[i].name_at.n);
		assert_true(text_eq(name, l.v[i].name));
	}
	const struct yaml *first = l.v[1].value->first;
	assert_true(text_eq(
	    text_cut(d->text, first->at.at, first->at.at + first->at.n), T("张三（第一书记）")));
	assert_true(text_eq(first->text, T("张三（第一书记）")));
	assert_true(text_eq(l.v[2].value->text, T("“村部” # 二楼")));
}

/* Nothing typed is dropped: every character of a head stands in a name, a value, or is a mark
 * between them. */
static void
nothing_is_lost(void **state)
{
	static const char *const words[] = { "甲乙#1", "* 丙", "丁: 戊", "己 # 庚", "[辛] 壬",
		"\"癸\" 子", "{丑", "丑}", "- 寅", "卯：辰", "！巳", "&午" };

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct text t = text_fmt(bench.arena,
		    "---\n类型: 公告\n摘要: %s\n地点: %s\n来源: 甲\n  %s\n---\n正文\n", words[i],
		    words[i], words[i]);
		struct doc *d = bench_doc(&bench, T("x.md"), t);
		struct field_list l = { 0 };
		document_head(d, &l);
		int seen = 0;
		for (size_t j = 0; j < l.n; j++)
			seen +=
			    text_has(text_cut(d->text, l.v[j].at.at, l.v[j].at.at + l.v[j].at.n),
				text_of(words[i]));
		if (seen != 3)
			fail_msg("%s: seen %d times", words[i], seen);
	}
}

static void
strict_yaml(void **state)
{
	struct text message = NO_TEXT;
	int line = 0;
	struct yaml *y = yaml_parse(
	    bench.arena, T("a: 1\nb: [x, {c: 'd # e'}]\nf:\n  - g: h\n"), &line, &message);

	(void)state;
	assert_non_null(y);
	assert_int_equal(y->kind, YAML_MAP);
	assert_true(text_eq(yaml_get(y, T("a"))->text, T("1")));
	assert_true(text_eq(yaml_get(yaml_get(y, T("b"))->last, T("c"))->text, T("d # e")));
	assert_true(text_eq(yaml_get(yaml_get(y, T("f"))->first, T("g"))->text, T("h")));
	assert_int_equal(yaml_get(y, T("a"))->key_at.at, 0);
	assert_null(yaml_get(y, T("z")));
}

static void
yaml_faults(void **state)
{
	static const struct {
		const char *text;
		int line;
	} bad[] = { { "a: 1\nb: [x\n", 0 }, { "a: 1\na: 2\n", 2 }, { "a: &x 1\nb: *x\n", 2 },
		{ "a: {b\n", 0 }, { "a: 1\n\tb: 2\n", 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct text message = NO_TEXT;
		int line = 0;
		assert_null(yaml_parse(bench.arena, text_of(bad[i].text), &line, &message));
		assert_true(message.n > 0);
		assert_true(line > 0);
		if (bad[i].line)
			assert_int_equal(line, bad[i].line);
	}
}

static void
keys(void **state)
{
	(void)state;
	assert_int_equal(key_parse(T("主 持 人")), KEY_HOST);
	assert_int_equal(key_parse(T("主　持　人")), KEY_HOST);
	assert_int_equal(key_parse(T("ＨＯＳＴ")), KEY_HOST);
	assert_int_equal(key_parse(T("Merged-With")), KEY_MERGED_WITH);
	assert_int_equal(key_parse(T("merged_with")), KEY_MERGED_WITH);
	assert_int_equal(key_parse(T("开会时间")), KEY_DATE);
	assert_int_equal(key_parse(T("备注")), KEY_NONE);
	assert_int_equal(key_parse(T("")), KEY_NONE);
	assert_true(text_eq(key_nearest(T("主持仁")), T("主持人")));
	assert_true(text_eq(key_nearest(T("日斯")), T("日期")));
	assert_true(text_eq(key_nearest(T("期日")), T("日期")));
	assert_true(text_eq(key_nearest(T("atendees")), T("attendees")));
	assert_int_equal(key_nearest(T("天气情况")).n, 0);
	for (int k = KEY_NONE + 1; k < KEY_COUNT;
	     k++) /* every key has a name that reads back as itself */
		assert_int_equal(key_parse(key_name((enum key)k)), k);
	assert_int_equal(label_parse(T("牵头人")), LABEL_OWNER);
	assert_int_equal(label_parse(T("反 映 人")), LABEL_RAISED);
	assert_int_equal(label_parse(T("涉及户数或人员")), LABEL_AFFECTED);
	assert_int_equal(label_parse(T("地点")), LABEL_NONE);
}

/* Long runs of what each search looks for: a search that looked back or ahead without bound would
 * not come to an end here. */
static void
hostile(void **state)
{
	static const char *const units[] = { "：", "时间：", "[", "- ", "---\n", "日期：1\n",
		" 到：", "a:\n", "\"", "{a: ", "——", "一、", "#\n", "，:" };

	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		for (int fenced = 0; fenced < 2; fenced++) {
			struct buf b = BUF_INIT;
			buf_str(&b, fenced ? "---\n出席: " : "日期：2018-07-03\n主题词：");
			while (b.n < 100000)
				buf_str(&b, units[i]);
			struct field_list l = { 0 };
			struct doc *d = bench_doc(&bench, T("x.md"), buf_view(&b));
			assert_true(document_head(d, &l) <= d->text.n);
			buf_release(&b);
		}
	}
}

static int
setup(void **state)
{
	(void)state;
	bench_init(&bench);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	bench_release(&bench);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(examples),
		cmocka_unit_test(spans),
		cmocka_unit_test(nothing_is_lost),
		cmocka_unit_test(strict_yaml),
		cmocka_unit_test(yaml_faults),
		cmocka_unit_test(keys),
		cmocka_unit_test(hostile),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, teardown);
}
