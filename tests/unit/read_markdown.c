/* SPDX-License-Identifier: MIT */
/* Runs tests/spec/markdown.md, and asks of its examples and of the map that every place lies where
 * it says. */
#include "spec_help.h"

#include "read/read.h"

static struct help help;

static void
inlines(struct buf *out, const struct inl *first)
{
	static const char *const names[] = { "", "", "strong ", "emph ", "code ", "link ", "image ",
		"hidden " };

	for (const struct inl *i = first; i; i = i->next) {
		if (i->kind == INLINE_TEXT) {
			buf_text(out, i->text);
			continue;
		}
		if (i->kind == INLINE_BREAK) {
			buf_str(out, "⏎");
			continue;
		}
		buf_fmt(out, "{%s", names[i->kind]);
		if (i->target.n)
			buf_fmt(out, "%.*s ", TEXT_ARG(i->target));
		buf_text(out, i->text);
		inlines(out, i->first);
		buf_char(out, '}');
	}
}

static void
dump(struct buf *out, const struct block *b, int indent)
{
	static const char *const names[] = { "root", "section", "heading", "paragraph", "list",
		"item", "quote", "code", "table", "row", "cell", "figure", "rule" };
	static const char *const sides[] = { "", " left", " center", " right" };

	for (; b; b = b->next) {
		buf_fmt(out, "%*s%s%s", indent, "", names[b->kind], sides[b->align]);
		if (b->level)
			buf_fmt(out, " %d", b->level);
		if (b->ordered)
			buf_fmt(out, " from %d", b->start);
		if (b->note.n)
			buf_fmt(out, " %.*s", TEXT_ARG(b->note));
		if (b->inlines) {
			buf_str(out, ": ");
			inlines(out, b->inlines);
			if (out->p[out->n - 1] == '\n')
				out->n--;
		}
		buf_char(out, '\n');
		dump(out, b->first, indent + 2);
	}
}

static void
check_span(struct text source, struct span at)
{
	assert_true((size_t)at.at + at.n <= source.n);
}

/* Text that is not shortened by escapes stands in the source where it says. */
static void
check_inlines(struct text source, const struct inl *first)
{
	for (const struct inl *i = first; i; i = i->next) {
		struct text there = text_cut(source, i->at.at, i->at.at + i->at.n);

		check_span(source, i->at);
		if (i->kind == INLINE_TEXT && i->at.n == i->text.n &&
		    !memchr(there.p, '\\', there.n) && !memchr(there.p, '\n', there.n) &&
		    !memchr(there.p, '&', there.n))
			assert_memory_equal(there.p, i->text.p, i->text.n);
		check_inlines(source, i->first);
	}
}

static void
check_blocks(struct text source, const struct block *root)
{
	for (struct block *b = (struct block *)root; b; b = block_next(root, b)) {
		check_span(source, b->at);
		check_inlines(source, b->inlines);
		for (struct block *c = b->first; c; c = c->next) {
			assert_ptr_equal(c->parent, b);
			assert_true(c->next || b->last == c);
		}
	}
}

static struct block *
read_as(struct arena *a, struct text source, size_t at, bool record)
{
	struct typed t;
	const struct profile *p = profile_for(&help.site->units[0]->profiles, NO_DATE);

	typed_read(a, text_cut(source, at, source.n), at, record, &p->steps, &t);
	return markdown_read(a, &t);
}

static struct text
run(struct arena *a, struct text kind, struct text input)
{
	struct buf out = BUF_INIT;
	struct text source = text_join(a, T("前言\n"), input), got;
	struct block *root = read_as(a, source, strlen("前言\n"), text_eq(kind, T("record")));

	check_blocks(source, root);
	dump(&out, root->first, 0);
	got = text_copy(a, buf_view(&out));
	buf_release(&out);
	return got;
}

static void
test_spec(void **state)
{
	(void)state;
	assert_true(spec_file("tests/spec/markdown.md", run) >= 40);
}

/* Every text found behind markup of every kind still points at itself. */
static void
test_places(void **state)
{
	struct arena *a = arena_new();
	struct text source =
	    T("前\n\n- 甲**乙**丙`丁`戊[己](a(b).md \"甲乙\")庚*辛*壬\n\n> 癸<子>\\*丑\\*寅\n\n| "
	      "卯\\|辰 | 巳 |\n|---|---|\n| **午** | 未 |\n");
	struct block *root = read_as(a, source, 0, false);
	size_t seen = 0;

	(void)state;
	for (struct block *b = root; b; b = block_next(root, b))
		for (const struct inl *i = b->inlines; i; i = i->next) {
			const struct inl *text =
			    i->kind == INLINE_TEXT || i->kind == INLINE_CODE ? i : i->first;
			struct text there = text_cut(source, text->at.at, text->at.at + text->at.n);

			seen++;
			assert_true(text_starts(there, text_cut(text->text, 0, 3)));
			assert_true(
			    text_ends(there, text_cut(text->text, text->text.n - 3, text->text.n)));
		}
	assert_int_equal(seen, 15);
	arena_free(a);
}

static int
setup(void **state)
{
	(void)state;
	help_make(&help);
	help_open(&help);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	help_free(&help);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spec),
		cmocka_unit_test(test_places),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, teardown);
}
