/* SPDX-License-Identifier: MIT */
/* Bytes as Notepad, WPS and phones leave them. Each case: bytes, the text they mean, the encoding
 * that F001 names ("" for none), the number of F008. */
#include "read_spec.h"

#include "lihui/asset.h"
#include "lihui/decode.h"
#include "lihui/utf8.h"

struct given {
	struct text bytes, text;
	const char *encoding;
	int bad;
};

/* A constant initialiser: T makes a compound literal, which ISO C does not take there. */
#define LIT(literal) \
	{ \
		(literal), sizeof(literal) - 1 \
	}

static const struct given cases[] = {
	{ LIT("羊舍\n"), LIT("羊舍\n"), "", 0 },
	{ LIT("\xEF\xBB\xBF羊舍\r\n二\r三"), LIT("羊舍\n二\n三"), "", 0 },
	{ LIT("\xD1\xF2\xC9\xE1"), LIT("羊舍"), "GB18030", 0 },
	{ LIT("\xC1\xAA\xCD\xA8"), LIT("联通"), "GB18030", 0 },
	{ LIT("\xFF\xFE\x8A\x7F\x0D\x00\x0A\x00"), LIT("羊\n"), "UTF-16LE", 0 },
	{ LIT("\xFE\xFF\x7F\x8A\x00\x0A"), LIT("羊\n"), "UTF-16BE", 0 },
	{ LIT("d\0a\0t\0e\0:\0 \0002\0000\0001\0008\0"), LIT("date: 2018"), "UTF-16LE", 0 },
	{ LIT("\x84\x31\x95\x33\xD1\xF2"), LIT("羊"), "GB18030", 0 },
	{ LIT("\x82\x35\x8F\x33"), LIT("㐀㐀"), "GB18030",
	    -1 }, /* four bytes beyond GBK: only that it reads */
	{ LIT("\xD1\xF2\xFF\xC9\xE1"), LIT("羊\xEF\xBF\xBD舍"), "GB18030", 1 },
	{ LIT("\xEF\xBB\xBF羊\xFF舍"), LIT("羊\xEF\xBF\xBD舍"), "", 1 },
	{ LIT("a\x01\x02z\x7F"), LIT("a\xEF\xBF\xBD\xEF\xBF\xBDz\xEF\xBF\xBD"), "", 2 },
	{ LIT("a\0z"), LIT("a\xEF\xBF\xBDz"), "", 1 },
	{ LIT("a\vb\fc\xE2\x80\xA8z"), LIT("a\nb\nc\nz"), "", 0 },
	{ LIT("a\xEF\xBB\xBFz"), LIT("az"), "", 0 },
	{ LIT("e\xCC\x81"), LIT("\xC3\xA9"), "", 0 },      /* NFC */
	{ LIT("２０１８①㎡"), LIT("２０１８①㎡"), "", 0 }, /* but never NFKC */
	{ LIT("ᠭᠠᠴᠠᠭ᠎ᠠ ᠶᠢᠨ᠋"), LIT("ᠭᠠᠴᠠᠭ᠎ᠠ ᠶᠢᠨ᠋"), "",
	    0 }, /* MVS, NNBSP, FVS byte for byte */
	{ LIT(""), LIT(""), "", 0 },
	{ LIT("\xFF\xFE"), LIT(""), "UTF-16LE", 0 },
};

static int
count(const struct diag_sink *s, enum diag_code code)
{
	int n = 0;

	for (size_t i = 0; i < s->list.n; i++)
		n += s->list.v[i].code == code;
	return n;
}

static void
every_case(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct given *g = &cases[i];
		struct diag_sink sink = { .arena = a, .path = T("x.md") };
		struct text t = decode_text(a, g->bytes, &sink);
		assert_int_equal(utf8_valid(t), t.n);
		assert_ptr_equal(sink.source.p, t.p);
		assert_int_equal(count(&sink, DIAG_F001), g->encoding[0] != 0);
		if (g->encoding[0])
			assert_true(text_eq(sink.list.v[0].args.v[0], text_of(g->encoding)));
		if (g->bad < 0)
			continue;
		if (!text_eq(t, g->text))
			fail_msg("case %zu: %.*s", i, TEXT_ARG(t));
		assert_int_equal(count(&sink, DIAG_F008), g->bad);
	}
	arena_free(a);
}

/* A finding shows the place of what could not be read. */
static void
place(void **state)
{
	struct arena *a = arena_new();
	struct diag_sink sink = { .arena = a, .path = T("x.md") };

	(void)state;
	decode_text(a, T("一\n羊\x01舍\n"), &sink);
	assert_int_equal(sink.list.n, 1);
	assert_int_equal(sink.list.v[0].line, 2);
	assert_int_equal(sink.list.v[0].column, 2);
	arena_free(a);
}

/* A megabyte of nonsense gives a bounded number of findings, and valid UTF-8. */
static void
nonsense(void **state)
{
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;

	(void)state;
	for (uint32_t i = 0, x = 1; i < 1000000; i++) {
		x = x * 1664525u + 1013904223u;
		buf_char(&b, (char)(x >> 24));
	}
	struct diag_sink sink = { .arena = a, .path = T("x.md") };
	struct text t = decode_text(a, buf_view(&b), &sink);
	assert_int_equal(utf8_valid(t), t.n);
	assert_true(sink.list.n <= 22);
	buf_release(&b);
	arena_free(a);
}

/* The built-in words are read as they are (site/catalogue.c). */
static void
built_in(void **state)
{
	struct arena *a = arena_new();
	struct diag_sink sink = { .arena = a };
	int n = 0;

	(void)state;
	for (const struct asset *x = asset_table; x->name != NULL; x++) {
		struct text bytes = { x->bytes, x->n };
		if (strncmp(x->name, "words/", 6) != 0)
			continue;
		if (!text_eq(decode_text(a, bytes, &sink), bytes))
			fail_msg("%s is not as decoding leaves it", x->name);
		n++;
	}
	assert_true(n > 2);
	assert_int_equal(sink.list.n, 0);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_case), cmocka_unit_test(place),
		cmocka_unit_test(nonsense), cmocka_unit_test(built_in) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
