/* SPDX-License-Identifier: MIT */
/*
 * Runs every example of tests/spec/mustache.md (its first lines tell the format), then what a page
 * of examples cannot say: limits, big objects, several contexts. Each example is drawn three times:
 * the result must not depend on what was drawn before.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

#include "lihui/arena.h"
#include "lihui/err.h"
#include "lihui/file.h"
#include "lihui/mustache.h"

/*
 * A JSON reader for test data that we wrote ourselves: whole numbers, no surrogates. Anything else
 * fails the test.
 */
struct json {
	const char *p;
	struct arena *a;
};

static struct value *json_value(struct json *j);

static void
json_space(struct json *j)
{
	while (*j->p == ' ' || *j->p == '\n')
		j->p++;
}

static bool
json_char(struct json *j, char c)
{
	json_space(j);
	if (*j->p != c)
		return false;
	j->p++;
	return true;
}

static struct text
json_string(struct json *j)
{
	struct buf b = BUF_INIT;
	assert_true(json_char(j, '"'));
	for (; *j->p != '"'; j->p++) {
		assert_true(*j->p != '\0');
		if (*j->p == '\\')
			j->p++, buf_char(&b, *j->p == 'n' ? '\n' : *j->p);
		else
			buf_char(&b, *j->p);
	}
	j->p++;
	struct text t = text_copy(j->a, buf_view(&b));
	buf_release(&b);
	return t;
}

static struct value *
json_members(struct json *j, bool object)
{
	struct value *v = object ? value_object(j->a) : value_list(j->a);
	char end = object ? '}' : ']';
	j->p++;
	while (!json_char(j, end)) {
		struct text key = object ? json_string(j) : NO_TEXT;
		assert_true(!object || json_char(j, ':'));
		struct value *c = json_value(j);
		if (object)
			value_put(j->a, v, key.p, c);
		else
			value_add(v, c);
		json_char(j, ',');
	}
	return v;
}

static bool
json_word(struct json *j, const char *word)
{
	if (strncmp(j->p, word, strlen(word)) != 0)
		return false;
	j->p += strlen(word);
	return true;
}

static struct value *
json_value(struct json *j)
{
	json_space(j);
	if (*j->p == '{' || *j->p == '[')
		return json_members(j, *j->p == '{');
	if (*j->p == '"')
		return value_text(j->a, json_string(j));
	if (json_word(j, "true"))
		return value_bool(j->a, true);
	if (json_word(j, "false"))
		return value_bool(j->a, false);
	if (json_word(j, "null"))
		return ARENA_NEW(j->a, struct value);
	char *end;
	long n = strtol(j->p, &end, 10);
	assert_true(end != j->p);
	j->p = end;
	return value_int(j->a, n);
}

#define MAX_PARTIALS 4

struct example {
	struct text title, template, data, expect, error;
	int line;
	struct text partial_name[MAX_PARTIALS];
	struct mustache *partial[MAX_PARTIALS];
	int partials;
};

static struct arena *arena;

/* The block's lines up to its closing fence, with the visible signs for what cannot be seen. */
static struct text
block(struct text *rest, int *line)
{
	struct buf b = BUF_INIT;
	struct text l;
	while (text_line(rest, &l) && ++*line && !text_eq(l, T("```"))) {
		buf_text(&b, l);
		buf_char(&b, '\n');
	}
	struct text t = text_copy(arena, buf_view(&b));
	buf_release(&b);
	t = text_replace(arena, t, T("·"), T(" "));
	t = text_replace(arena, t, T("␍"), T("\r"));
	return text_replace(arena, t, T("␃\n"), T(""));
}

static const struct mustache *
find_partial(void *context, struct text name)
{
	struct example *x = context;
	for (int i = 0; i < x->partials; i++)
		if (text_eq(x->partial_name[i], name))
			return x->partial[i];
	return NULL;
}

/* What an example gives: the text drawn, or an error's message in *failed. */
static void
draw(struct example *x, struct buf *out, struct err *e)
{
	struct mustache *m = mustache_compile(x->template, T("example"), e);
	struct json j = { x->data.n ? x->data.p : "{}", arena };
	const struct value *root = json_value(&j);
	for (int i = 0; m && i < 3; i++) {
		buf_clear(out);
		if (!mustache_run(m, &root, 1, find_partial, x, out, e))
			break;
	}
	mustache_free(m);
}

static int failures, examples;

static void
run_example(struct example *x)
{
	if (x->template.p == NULL)
		return;
	struct err e = { 0 };
	struct buf out = BUF_INIT;
	draw(x, &out, &e);
	examples++;
	bool ok = x->error.p
	    ? e.kind == ERR_USAGE && text_has(text_of(e.message), text_trim(x->error))
	    : e.kind == ERR_NONE && text_eq(buf_view(&out), x->expect);
	if (!ok) {
		failures++;
		print_message("# mustache.md:%d: %.*s\n# expected: [%.*s]\n# got:      [%.*s] %s\n",
		    x->line, TEXT_ARG(x->title), TEXT_ARG(x->error.p ? x->error : x->expect),
		    TEXT_ARG(buf_view(&out)), e.message);
	}
	buf_release(&out);
	for (int i = 0; i < x->partials; i++)
		mustache_free(x->partial[i]);
}

static void
add_partial(struct example *x, struct text name, struct text source)
{
	struct err e = { 0 };
	assert_true(x->partials < MAX_PARTIALS);
	x->partial_name[x->partials] = name;
	x->partial[x->partials] = mustache_compile(source, name, &e);
	assert_non_null(x->partial[x->partials++]);
}

static void
add_block(struct example *x, struct text info, struct text content)
{
	if (text_eq(info, T("template")))
		x->template = content;
	else if (text_eq(info, T("data")))
		x->data = content;
	else if (text_eq(info, T("expect")))
		x->expect = content;
	else if (text_eq(info, T("error")))
		x->error = content;
	else if (text_starts(info, T("partial ")))
		add_partial(x, text_cut(info, 8, info.n), content);
	else
		assert_true(text_eq(info, T("note")));
}

static void
test_examples(void **state)
{
	(void)state;
	struct buf file = BUF_INIT;
	struct err e = { 0 };
	arena = arena_new();
	assert_true(file_read("tests/spec/mustache.md", &file, &e));
	struct text rest = buf_view(&file), l;
	struct example x = { 0 };
	for (int line = 1; text_line(&rest, &l); line++) {
		if (text_starts(l, T("### "))) {
			run_example(&x);
			x = (struct example){ .title = text_cut(l, 4, l.n), .line = line };
		} else if (text_starts(l, T("```"))) {
			add_block(&x, text_cut(l, 3, l.n), block(&rest, &line));
		}
	}
	run_example(&x);
	buf_release(&file);
	arena_free(arena);
	assert_int_equal(failures, 0);
	assert_true(examples > 90);
}

static void
assert_draws(const char *source, const struct value *const *contexts, size_t n, const char *expect)
{
	struct err e = { 0 };
	struct buf out = BUF_INIT;
	struct mustache *m = mustache_compile(text_of(source), T("t"), &e);
	assert_non_null(m);
	assert_true(mustache_run(m, contexts, n, NULL, NULL, &out, &e));
	assert_string_equal(out.p, expect);
	mustache_free(m);
	buf_release(&out);
}

/* The last context is the innermost; without partials and contexts a template still runs. */
static void
test_contexts(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct value *words = value_object(a), *page = value_object(a);
	value_put_text(a, words, "home", T("首页"));
	value_put_text(a, words, "title", T("words"));
	value_put_text(a, page, "title", T("page"));
	const struct value *contexts[] = { words, page };
	assert_draws("{{home}} {{title}}{{>nothing}}", contexts, 2, "首页 page");
	assert_draws("x{{title}}{{.}}{{#.}}y{{/.}}", NULL, 0, "x");
	arena_free(a);
}

/* Enough keys that the run builds tables, in more objects than it keeps tables for. */
static void
test_large_objects(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct value *root = value_object(a), *list = value_put_list(a, root, "list");
	for (int i = 0; i < 20; i++) {
		struct value *o = value_add_object(a, list);
		for (int k = 0; k < 300; k++)
			value_put_int(a, o, text_fmt(a, "key%d", k).p, i * 1000 + k);
	}
	const struct value *contexts[] = { root };
	assert_draws("{{#list}}{{key0}},{{key299}},{{key150}}{{key300}};{{/list}}", contexts, 1,
	    "0,299,150;1000,1299,1150;2000,2299,2150;3000,3299,3150;4000,4299,4150;5000,5299,5150;"
	    "6000,6299,6150;"
	    "7000,7299,7150;8000,8299,8150;9000,9299,9150;10000,10299,10150;11000,11299,11150;"
	    "12000,12299,12150;"
	    "13000,13299,13150;14000,14299,14150;15000,15299,15150;16000,16299,16150;17000,17299,"
	    "17150;"
	    "18000,18299,18150;19000,19299,19150;");
	arena_free(a);
}

/*
 * A hundred sections inside each other are fine, more are an error and no stack is lost; long rows
 * of tags are linear.
 */
static void
test_limits(void **state)
{
	(void)state;
	struct err e = { 0 };
	struct buf b = BUF_INIT;
	for (int i = 0; i < 100000; i++)
		buf_str(&b, "{{#a}}");
	assert_null(mustache_compile(buf_view(&b), T("deep"), &e));
	assert_int_equal(e.kind, ERR_USAGE);
	buf_clear(&b);
	for (int i = 0; i < 200000; i++)
		buf_str(&b, "  {{!x}} {{x}}");
	e = (struct err){ 0 };
	struct mustache *m = mustache_compile(buf_view(&b), T("long"), &e);
	assert_non_null(m);
	mustache_free(m);
	mustache_free(NULL);
	buf_release(&b);
}

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_contexts),
		cmocka_unit_test(test_large_objects),
		cmocka_unit_test(test_limits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
