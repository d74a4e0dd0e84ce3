/* SPDX-License-Identifier: MIT */
/*
 * Bytes as they arrive from Notepad, WPS, WeChat or a USB stick, as UTF-8 in NFC with LF line ends.
 *
 * Purpose: everything after this sees one encoding. What was assumed is said (F001), and what could
 * not be read stands as U+FFFD with a finding (F008).
 *
 * Assumptions: strict UTF-8 is tried first. Short GBK texts can be valid UTF-8 by accident (联通 is
 * C1 AA CD A8, which is overlong and so is refused), longer ones never are. A byte order mark
 * decides before anything else. Control characters that mean a line end (vertical tab and form feed
 * from Word, U+2028) become one; others become U+FFFD, so that no later stage meets them.
 * Normalised to NFC only: NFKC would turn U+202F into a space. Glyphs of the Menksoft fonts are
 * told in letters (menksoft.c), which is said (B706). Radicals that only look like a
 * character (⼀ for 一) and marks without width are read through, with a note (F015).
 *
 * Outside facts: Chinese Notepad's "ANSI" is GBK (a part of GB18030), its "Unicode" is UTF-16LE,
 * its older "UTF-8" has a mark.
 */
#include <errno.h>
#include <iconv.h>
#include <uninorm.h>

#include "lihui/decode.h"
#include "lihui/arena.h"
#include "lihui/utf8.h"

/* Findings about single characters: after these the text is no text. */
#define MOST_FINDINGS 20

static bool
has_mark(struct text t, const char *mark, size_t n)
{
	return t.n >= n && memcmp(t.p, mark, n) == 0;
}

/* Without a mark: every second byte of ASCII written as UTF-16 is NUL, and no other text has many.
 */
static const char *
guess_wide(struct text t)
{
	size_t even = 0, odd = 0, n = t.n < 4096 ? t.n : 4096;

	for (size_t i = 0; i < n; i++) {
		if (t.p[i] == 0 && i % 2)
			odd++;
		else if (t.p[i] == 0)
			even++;
	}
	if (t.n % 2 || even + odd < n / 16 + 2)
		return NULL;
	if (even == 0)
		return "UTF-16LE";
	return odd == 0 ? "UTF-16BE" : NULL;
}

/* The name of the encoding, and where the text begins behind its mark. */
static const char *
find_encoding(struct text t, size_t *skip)
{
	*skip = 0;
	if (has_mark(t, "\xEF\xBB\xBF", 3)) {
		*skip = 3;
		if (utf8_valid(text_cut(t, 3, t.n)) == t.n - 3)
			return "UTF-8";
	}
	if (has_mark(t, "\xFF\xFE", 2)) {
		*skip = 2;
		return "UTF-16LE";
	}
	if (has_mark(t, "\xFE\xFF", 2)) {
		*skip = 2;
		return "UTF-16BE";
	}
	if (has_mark(t, "\x84\x31\x95\x33", 4)) {
		*skip = 4;
		return "GB18030";
	}
	const char *wide = guess_wide(t);
	if (wide)
		return wide;
	return *skip == 3 || utf8_valid(t) == t.n ? "UTF-8" : "GB18030";
}

/* By way of UTF-32, because not every libc's iconv writes UTF-8 without a locale. Damaged parts
 * become U+FFFD one unit at a time, and the rest is read on; exact: false at the first one. */
static bool
convert(struct buf *out, struct text t, const char *from, bool exact)
{
	iconv_t cd = iconv_open("UTF-32LE", from);
	char *in = (char *)t.p;
	size_t left = t.n, unit = from[0] == 'U' && from[4] == '1' ? 2 : 1;
	bool ok = cd != (iconv_t)-1;

	/* A libc without its tables: what is not ASCII is lost, and said. */
	for (size_t i = 0; !ok && !exact && i < t.n; i++)
		buf_code(out, (unsigned char)t.p[i] < 0x80 ? (uint32_t)t.p[i] : 0xFFFD);
	while (ok && left > 0) {
		unsigned char chunk[4096];
		char *p = (char *)chunk;
		size_t room = sizeof chunk;
		size_t r = iconv(cd, &in, &left, &p, &room);
		for (size_t i = 0; i < sizeof chunk - room; i += 4)
			buf_code(out,
			    chunk[i] | (uint32_t)chunk[i + 1] << 8 | (uint32_t)chunk[i + 2] << 16);
		if (r != (size_t)-1 || errno == E2BIG)
			continue;
		ok = !exact;
		buf_code(out, 0xFFFD);
		size_t step = left < unit ? left : unit;
		in += step;
		left -= step;
		iconv(cd, NULL, NULL, NULL, NULL);
	}
	if (cd != (iconv_t)-1)
		iconv_close(cd);
	return ok;
}

static bool
is_control(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c <= 0x9F) || c == 0xFFFE ||
	    c == 0xFFFF;
}

/* Signs of a character's shape in CJK Radicals Supplement that texts copied out of a PDF hold
 * instead of the character (Unicode's CJKRadicals.txt); Kangxi radicals have a compatibility
 * mapping of their own. */
static const uint32_t radicals[][2] = { { U'⺎', U'兀' }, { U'⺒', U'巳' }, { U'⺓', U'幺' },
	{ U'⺙', U'攵' }, { U'⺝', U'月' }, { U'⺟', U'母' }, { U'⺠', U'民' }, { U'⺻', U'聿' },
	{ U'⻁', U'虎' }, { U'⻄', U'西' }, { U'⻅', U'见' }, { U'⻆', U'角' }, { U'⻉', U'贝' },
	{ U'⻋', U'车' }, { U'⻓', U'长' }, { U'⻔', U'门' }, { U'⻘', U'青' }, { U'⻙', U'韦' },
	{ U'⻚', U'页' }, { U'⻛', U'风' }, { U'⻜', U'飞' }, { U'⻝', U'食' }, { U'⻢', U'马' },
	{ U'⻣', U'骨' }, { U'⻤', U'鬼' }, { U'⻥', U'鱼' }, { U'⻦', U'鸟' }, { U'⻧', U'卤' },
	{ U'⻨', U'麦' }, { U'⻩', U'黄' }, { U'⻬', U'齐' }, { U'⻮', U'齿' }, { U'⻰', U'龙' },
	{ U'⻳', U'龟' } };

/* The ordinary character of the same look, or c itself. */
static uint32_t
ordinary(uint32_t c)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int tag;

	if (c < 0x2E80 || c > 0x2FD5)
		return c;
	for (size_t i = 0; i < COUNT(radicals); i++)
		if (radicals[i][0] == c)
			return radicals[i][1];
	return uc_decomposition(c, &tag, parts) == 1 ? parts[0] : c;
}

/* Marks without width that editors and chat programs leave in a word. U+202F, U+180E and the
 * variation selectors mean something in Mongolian, U+200C and U+200D elsewhere. */
static bool
is_invisible(uint32_t c)
{
	return c == 0x200B || c == 0x200E || c == 0x200F || c == 0x2060 || c == 0x00AD ||
	    (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* What was read otherwise than it stands: each character once. */
struct odd {
	uint32_t c[MOST_FINDINGS];
	size_t n;
};

static void
odd_add(struct odd *o, uint32_t c)
{
	for (size_t i = 0; i < o->n; i++)
		if (o->c[i] == c)
			return;
	if (o->n < MOST_FINDINGS)
		o->c[o->n++] = c;
}

static void
note_odd(struct diag_sink *sink, const struct odd *o)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < o->n; i++) {
		buf_text(&b, i > 0 ? T("、") : NO_TEXT);
		if (is_invisible(o->c[i])) {
			buf_fmt(&b, "U+%04X", (unsigned)o->c[i]);
			continue;
		}
		buf_code(&b, o->c[i]);
		buf_text(&b, T("（"));
		buf_code(&b, ordinary(o->c[i]));
		buf_text(&b, T("）"));
	}
	if (o->n > 0)
		diag_put(sink, DIAG_F015, NO_SPAN, TEXTS(buf_take(sink->arena, &b)));
}

/* One character of the text (CR LF is one) as it is read: line ends and control characters settled,
 * a byte that is no UTF-8 as U+FFFD; 0: it is read as nothing. Marks in the middle of a text come
 * from files that were joined. */
static uint32_t
settle_next(struct text t, size_t *i, uint32_t *typed)
{
	uint32_t c = *typed = utf8_next(t, i);

	if (c == '\r') {
		if (*i < t.n && t.p[*i] == '\n')
			++*i;
		return '\n';
	}
	if (c == 0xFEFF || is_invisible(c))
		return 0;
	c = ordinary(c);
	return (c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029) ? '\n'
	    : is_control(c)                                                        ? 0xFFFD
										   : c;
}

uint32_t
decode_next(struct text utf8, size_t *i)
{
	uint32_t typed;

	return settle_next(utf8, i, &typed);
}

static void
settle(struct buf *out, struct text t, struct odd *odd)
{
	for (size_t i = 0; i < t.n;) {
		uint32_t typed, c = settle_next(t, &i, &typed);
		if (typed != 0xFEFF && typed != '\r' && (c == 0 || ordinary(typed) != typed))
			odd_add(odd, typed);
		if (c != 0)
			buf_code(out, c);
	}
}

static void
note_bad(struct diag_sink *sink, struct text t)
{
	int n = 0;

	for (size_t i = text_find(t, T("\xEF\xBF\xBD"), 0); i != SIZE_MAX && n < MOST_FINDINGS;
	     n++) {
		size_t end = i;
		while (text_starts(text_cut(t, end, t.n), T("\xEF\xBF\xBD")))
			end += 3;
		diag_put(
		    sink, DIAG_F008, (struct span){ (uint32_t)i, (uint32_t)(end - i) }, NO_TEXTS);
		i = text_find(t, T("\xEF\xBF\xBD"), end);
	}
}

const char *
decode_open(struct text bytes, struct buf *utf8)
{
	size_t skip;
	const char *from = find_encoding(bytes, &skip);

	return convert(utf8, bytes, from, true) ? from : NULL;
}

bool
decode_close(struct text utf8, const char *encoding, struct buf *bytes)
{
	iconv_t cd = iconv_open(encoding, "UTF-8");
	char *in = (char *)utf8.p;
	size_t left = utf8.n;
	bool ok = cd != (iconv_t)-1;

	while (ok && left > 0) {
		char chunk[4096], *p = chunk;
		size_t room = sizeof chunk;
		ok = iconv(cd, &in, &left, &p, &room) != (size_t)-1 || errno == E2BIG;
		buf_put(bytes, chunk, sizeof chunk - room);
	}
	if (cd != (iconv_t)-1)
		iconv_close(cd);
	return ok;
}

struct text
decode_text(struct arena *a, struct text bytes, struct diag_sink *sink)
{
	struct buf utf8 = BUF_INIT, settled = BUF_INIT;
	struct odd odd = { .n = 0 };
	size_t skip;

	const char *from = find_encoding(bytes, &skip);
	struct text t = text_cut(bytes, skip, bytes.n);

	if (strcmp(from, "UTF-8") != 0) {
		convert(&utf8, t, from, false);
		t = buf_view(&utf8);
	}
	settle(&settled, t, &odd);
	bool glyphs = menksoft_is(buf_view(&settled), false);
	buf_clear(&utf8);
	if (glyphs)
		menksoft_put(&utf8, buf_view(&settled));
	t = text_copy(a, utf8_nfc(a, buf_view(glyphs ? &utf8 : &settled)));
	buf_release(&utf8);
	buf_release(&settled);
	sink->source = t;
	if (strcmp(from, "UTF-8") != 0)
		diag_put(sink, DIAG_F001, NO_SPAN, TEXTS(text_of(from)));
	if (glyphs)
		diag_put(sink, DIAG_B706, NO_SPAN, NO_TEXTS);
	note_bad(sink, t);
	note_odd(sink, &odd);
	return t;
}
