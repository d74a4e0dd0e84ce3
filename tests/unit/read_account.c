/* SPDX-License-Identifier: MIT */
/*
 * Nothing that a person typed vanishes: over every record of tests/read, tests/rule and the drill,
 * and copies of them that are damaged as hands and programs damage texts, the account covers the
 * source exactly, and each run of Han or Mongolian letters stands in the model, in a finding, or in
 * what stands around a head.
 */
#include "read_help.h"

#include "lihui/account.h"
#include "lihui/decode.h"
#include "lihui/utf8.h"
#include "lihui/value.h"

#define COPIES 16 /* of each record; LIHUI_DAMAGED says how many otherwise */

static struct help help;
static struct text *records;
static size_t nrecords;

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void
collect(const char *dir, bool deep)
{
	struct file_list files = { 0 };
	struct err e = { 0 };

	assert_true(file_walk(help.arena, dir, &files, &e));
	records = realloc(records, (nrecords + files.n + 1) * sizeof *records);
	for (size_t i = 0; i < files.n; i++) {
		struct text ext = path_ext(files.v[i].path);

		if (!text_eq(ext, T(".md")) && !text_eq(ext, T(".txt")))
			continue;
		if (deep && !text_ends(files.v[i].path, T("bad.md")))
			continue;
		struct diag_sink sink = { .arena = help.arena };
		records[nrecords++] = decode_text(help.arena,
		    help_read(help.arena, path_join(help.arena, text_of(dir), files.v[i].path).p),
		    &sink);
	}
}

/* The texts of the drill: `=== name`, the truth, `---`, the text. */
static void
collect_drill(const char *dir)
{
	struct file_list files = { 0 };
	struct err e = { 0 };

	assert_true(file_walk(help.arena, dir, &files, &e));
	for (size_t i = 0; i < files.n; i++) {
		struct text t =
		    help_read(help.arena, path_join(help.arena, text_of(dir), files.v[i].path).p);
		size_t from = 0, end;

		while ((from = text_find(t, T("\n---\n"), from)) != SIZE_MAX) {
			from += strlen("\n---\n");
			end = text_find(t, T("\n=== "), from);
			end = end < t.n ? end : t.n;
			struct diag_sink sink = { .arena = help.arena };
			records = realloc(records, (nrecords + 1) * sizeof *records);
			records[nrecords++] =
			    decode_text(help.arena, text_cut(t, from, end), &sink);
			from = end;
		}
	}
}

static int
setup(void **state)
{
	(void)state;
	help_make(&help);
	collect("tests/read", false);
	collect("tests/rule", true);
	collect_drill("tests/drill/hundred");
	help_write(&help, HELP_UNIT "/2018/2018-07-03.txt", T("x\n"));
	help_open(&help);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	free(records);
	help_free(&help);
	return 0;
}

/* The start of a character at or behind i. */
static size_t
whole(struct text t, size_t i)
{
	while (i < t.n && ((unsigned char)t.p[i] & 0xC0) == 0x80)
		i++;
	return i;
}

/* One slip: a character gone, two lines joined, one split, two swapped, a mark changed. */
static struct text
slip(struct arena *a, struct text t, uint32_t *seed)
{
	static const char *const marks[] = { "：", "、", "。", "，", "\n", " ", "；", "（", "#",
		"|" };
	size_t at = whole(t, t.n ? next_random(seed) % t.n : 0), next = at;
	struct text_list lines = { 0 };
	struct text rest = t, line;
	struct buf b = BUF_INIT;

	if (at < t.n)
		utf8_next(t, &next);
	struct text front = text_cut(t, 0, at), back = text_cut(t, next, t.n);
	switch (next_random(seed) % 5) {
	case 0: return text_join(a, front, back);
	case 1: {
		const char *nl = memchr(t.p + at, '\n', t.n - at);
		if (!nl)
			return t;
		at = (size_t)(nl - t.p);
		return text_join(a, text_cut(t, 0, at), text_cut(t, at + 1, t.n));
	}
	case 2: return text_fmt(a, "%.*s\n%.*s", TEXT_ARG(front), TEXT_ARG(text_cut(t, at, t.n)));
	case 3:
		while (text_line(&rest, &line))
			text_list_add(a, &lines, line);
		at = lines.n > 1 ? next_random(seed) % (lines.n - 1) : 0;
		for (size_t i = 0; i < lines.n; i++) {
			size_t k = lines.n > 1 && i == at ? i + 1
			    : lines.n > 1 && i == at + 1  ? i - 1
							  : i;
			buf_text(&b, lines.v[k]);
			buf_char(&b, '\n');
		}
		t = text_copy(a, buf_view(&b));
		buf_release(&b);
		return t;
	default:
		return text_fmt(a, "%.*s%s%.*s", TEXT_ARG(front),
		    marks[next_random(seed) % (sizeof marks / sizeof *marks)], TEXT_ARG(back));
	}
}

static bool
is_letter(uint32_t c)
{
	return utf8_is_han(c) || utf8_is_mongolian(c);
}

/* A figure or a sign that a value was read from. */
static bool
is_sign(struct text c)
{
	if (text_has(
		T("年月日星期周晚上下午点半号时分人同意反对弃权无和等或到零一二三四五六七八九十百两"
		  "至共日天前后第是否有"),
		c))
		return true;
	for (int k = KEY_NONE + 1; k < KEY_COUNT; k++)
		if (text_has(key_name((enum key)k), c))
			return true;
	return text_has(T("参会人员参加缺席开会时间应实与在场来议召办的略无暂没"
			  "谁哪记学问报安什么候啥都了们还我三今全部初未者᠂᠃"),
	    c);
}

static void
stands(const struct doc *d, struct text model, const struct role_at *r, const char *what)
{
	size_t begin = r->at.at, behind = (size_t)r->at.at + r->at.n;

	/* the label of a field is what its key is called */
	if (strcmp(what, "field") == 0)
		for (const char *const *m = (const char *const[]){ "：", ":", NULL }; *m; m++) {
			size_t at = text_find(text_cut(d->text, 0, behind), text_of(*m), begin);

			if (at != SIZE_MAX && at < begin + 40) {
				begin = at;
				break;
			}
		}
	for (size_t i = begin, end = behind; i < end;) {
		size_t from = i;
		uint32_t c = utf8_next(d->text, &i);
		struct text sign = text_cut(d->text, from, i);

		if (is_letter(c) && !is_sign(sign) && !text_has(model, sign))
			fail_msg("lost “%.*s” of “%.*s” (%s) in\n%.*s", TEXT_ARG(sign),
			    TEXT_ARG(text_cut(d->text, r->at.at, end)), what, TEXT_ARG(d->text));
	}
}

/* A finding shows the line. */
static bool
is_told(const struct doc *d, struct span at)
{
	int line = 1;

	for (size_t i = 0; i < at.at; i++)
		line += d->text.p[i] == '\n';
	for (size_t i = 0; i < d->sink.list.n; i++)
		if (d->sink.list.v[i].line == line)
			return true;
	return false;
}

/* A value that cannot be is shown in the finding that refuses it. */
static bool
is_refused(const struct doc *d, struct span at)
{
	for (size_t i = 0; i < d->sink.list.n; i++)
		if (d->sink.list.v[i].code == DIAG_F012 && is_told(d, at))
			return true;
	return false;
}

static void
nothing_lost(const struct doc *d)
{
	struct arena *a = arena_new();
	struct role_list roles = { 0 };
	struct text json = help_json(a, d);
	uint32_t at = 0;

	account_make(d, a, &roles);
	for (size_t i = 0; i < roles.n; i++) {
		assert_int_equal(roles.v[i].at.at, at);
		assert_true(roles.v[i].at.n > 0);
		at += roles.v[i].at.n;
		if (roles.v[i].role == ROLE_PHOTO)
			assert_true(d->photos.n > 0);
		if (roles.v[i].role == ROLE_UNKNOWN)
			assert_true(is_told(d, roles.v[i].at));
		else if (roles.v[i].role == ROLE_FIELD && is_refused(d, roles.v[i].at))
			continue;
		else if (roles.v[i].role != ROLE_FURNITURE && roles.v[i].role != ROLE_HINT &&
		    roles.v[i].role != ROLE_PHOTO)
			stands(d, json, &roles.v[i], role_keys[roles.v[i].role]);
	}
	assert_int_equal(at, d->text.n);
	arena_free(a);
}

static void
test_records(void **state)
{
	(void)state;
	assert_true(nrecords > 100);
	for (size_t i = 0; i < nrecords; i++) {
		struct doc *d = help_doc_bytes(&help, HELP_UNIT "/2018/2018-07-03.txt", records[i]);
		nothing_lost(d);
		doc_free(d);
	}
}

static void
test_damaged(void **state)
{
	uint32_t seed = 27;
	const char *more = getenv("LIHUI_DAMAGED");
	int copies = more ? atoi(more) : COPIES;

	(void)state;
	print_message("# %zu records, %zu damaged copies\n", nrecords, nrecords * (size_t)copies);
	for (size_t i = 0; i < nrecords; i++)
		for (int k = 0; k < copies; k++) {
			struct arena *a = arena_new();
			struct text t = records[i];

			for (uint32_t n = 1 + next_random(&seed) % 3; n > 0; n--)
				t = slip(a, t, &seed);
			struct doc *d = help_doc_bytes(&help, HELP_UNIT "/2018/2018-07-03.txt", t);
			nothing_lost(d);
			doc_free(d);
			arena_free(a);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_records),
		cmocka_unit_test(test_damaged) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, teardown);
}
