/* SPDX-License-Identifier: MIT */
/*
 * Tags of sound and moving pictures. MP3 carries them before and behind (ID3v2, ID3v1, APE): they
 * are cut. In MP4 a place of the file is told by number, so what is taken out is overwritten where
 * it stands and called free. RIFF (WAV, WebP) and GIF are rows of chunks: those that say how to
 * play or draw stay.
 */
#include "door/attached.h"

#include "lihui/cursor.h"

static uint32_t
big(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static uint32_t
little(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;
	return (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
}

static bool
is_at(struct text t, size_t i, const char *mark)
{
	return i <= t.n && text_begins(text_cut(t, i, t.n), mark) > 0;
}

/* --- MP3 --- */

/* The length of a tag in front, 0 for none; more than there is when it is broken. */
static size_t
tag_in_front(struct text t)
{
	if (is_at(t, 0, "APETAGEX") && t.n >= 32)
		return 32 + (size_t)little(t.p + 12);
	if (!is_at(t, 0, "ID3") || t.n < 10)
		return 0;
	const unsigned char *b = (const unsigned char *)t.p;
	size_t n = (size_t)(b[6] & 127) << 21 | (size_t)(b[7] & 127) << 14 |
	    (size_t)(b[8] & 127) << 7 | (b[9] & 127);
	return n + (b[5] & 0x10 ? 20 : 10);
}

static size_t
tag_behind(struct text t)
{
	if (t.n >= 128 && is_at(t, t.n - 128, "TAG"))
		return t.n >= 355 && is_at(t, t.n - 355, "TAG+") ? 355 : 128;
	if (t.n >= 32 && is_at(t, t.n - 32, "APETAGEX")) {
		unsigned flags = (unsigned char)t.p[t.n - 9];
		bool head = flags & 0x20, has_head = flags & 0x80; /* a head that lost its tag */
		return head ? 32 : (size_t)little(t.p + t.n - 20) + (has_head ? 32 : 0);
	}
	if (t.n >= 15 && is_at(t, t.n - 9, "LYRICS200")) {
		size_t n = 0;
		for (size_t i = t.n - 15; i < t.n - 9; i++)
			n = n * 10 + (size_t)((unsigned char)t.p[i] - '0') % 10;
		return n + 15;
	}
	if (t.n >= 10 && is_at(t, t.n - 10, "3DI"))
		return ((size_t)(t.p[t.n - 4] & 127) << 21 | (size_t)(t.p[t.n - 3] & 127) << 14 |
			   (size_t)(t.p[t.n - 2] & 127) << 7 | (size_t)(t.p[t.n - 1] & 127)) +
		    20;
	return 0;
}

bool
sound_clean_mp3(struct text t, struct buf *out)
{
	for (size_t n; (n = tag_in_front(t)) > 0;)
		t = text_cut(t, n, t.n); /* a tag that is longer than the file is all of it */
	for (size_t n; (n = tag_behind(t)) > 0;)
		t = text_cut(t, 0, n < t.n ? t.n - n : 0);
	buf_text(out, t);
	return true;
}

/* --- MP4 --- */

struct mp4_atom {
	size_t from, body, to;
	char type[5];
};

static bool
atom_read(struct text t, size_t at, size_t end, struct mp4_atom *out)
{
	if (end - at < 8)
		return false;
	uint64_t n = big(t.p + at);
	*out = (struct mp4_atom){ .from = at, .body = at + 8 };
	memcpy(out->type, t.p + at + 4, 4);
	if (n == 1) {
		if (end - at < 16)
			return false;
		n = (uint64_t)big(t.p + at + 8) << 32 | big(t.p + at + 12);
		out->body = at + 16;
	}
	if (n == 0)
		n = end - at;
	out->to = at + (size_t)n;
	return n >= out->body - at && n <= end - at;
}

static bool
is_one(const char *type, const char *const *types, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (memcmp(type, types[i], 4) == 0)
			return true;
	return false;
}

/* Titles, names, places: 〔udta〕 and its like, wherever a program puts them. */
static bool
atoms_blank(struct text t, char *made, size_t at, size_t end, int depth)
{
	static const char *const said[] = { "udta", "meta", "uuid", "ilst", "Xtra", "skip",
		"free" };
	static const char *const inside[] = { "moov", "trak", "mdia", "minf", "moof", "traf",
		"edts" };
	struct mp4_atom x;
	while (at < end) {
		if (!atom_read(t, at, end, &x))
			return false;
		if (is_one(x.type, said, COUNT(said))) {
			memcpy(made + x.from + 4, "free", 4);
			memset(made + x.body, 0, x.to - x.body);
		} else if (depth < 8 && is_one(x.type, inside, COUNT(inside)) &&
		    !atoms_blank(t, made, x.body, x.to, depth + 1))
			return false;
		at = x.to;
	}
	return true;
}

bool
sound_clean_mp4(struct text t, struct buf *out)
{
	struct buf made = BUF_INIT;
	bool ok = is_at(t, 4, "ftyp");
	if (ok) {
		buf_text(&made, t);
		ok = atoms_blank(t, made.p, 0, t.n, 0);
	}
	if (ok)
		buf_text(out, buf_view(&made));
	buf_release(&made);
	return ok;
}

/* --- RIFF, GIF --- */

bool
sound_clean_riff(struct text t, struct buf *out)
{
	static const char *const kept[] = { "fmt ", "fact", "data", "VP8 ", "VP8L", "VP8X", "ALPH",
		"ANIM", "ANMF", "ICCP" };
	struct buf made = BUF_INIT;
	if (t.n < 12 || !is_at(t, 0, "RIFF"))
		return false;
	buf_put(&made, t.p, 12);
	for (size_t at = 12; t.n - at >= 8;) {
		size_t n = little(t.p + at + 4), to = at + 8 + n + (n & 1);
		to = to < t.n ? to : t.n;
		if (is_one(t.p + at, kept, COUNT(kept))) {
			size_t place = made.n;
			buf_put(&made, t.p + at, to - at);
			if (is_at(t, at, "VP8X") && made.n > place + 8)
				made.p[place + 8] &= (char)~0x0C; /* neither Exif nor XMP follows */
		}
		at = to;
	}
	for (int i = 0; i < 4; i++)
		made.p[4 + i] = (char)((made.n - 8) >> (8 * i));
	buf_text(out, buf_view(&made));
	buf_release(&made);
	return true;
}

/* Behind the blocks of data at i, each with its length in front. */
static size_t
blocks_end(struct text t, size_t i)
{
	while (i < t.n && t.p[i] != 0)
		i += 1 + (size_t)(unsigned char)t.p[i];
	return i < t.n ? i + 1 : t.n;
}

bool
gif_clean(struct text t, struct buf *out)
{
	if (t.n < 13 || !is_at(t, 0, "GIF8"))
		return false;
	size_t at = 13 + ((t.p[10] & 0x80) != 0 ? (size_t)3 << ((t.p[10] & 7) + 1) : 0), end;
	buf_text(out, text_cut(t, 0, at));
	for (; at < t.n && (t.p[at] == 0x21 || t.p[at] == 0x2C); at = end) {
		bool image = t.p[at] == 0x2C, kept = image;
		if (image && t.n - at > 10) {
			unsigned flags = (unsigned char)t.p[at + 9];
			end = at + 11 + (flags & 0x80 ? (size_t)3 << ((flags & 7) + 1) : 0);
			end = blocks_end(t, end);
		} else {
			end = blocks_end(t, at + 2);
			kept = is_at(t, at, "\x21\xF9") || is_at(t, at, "\x21\xFF\x0BNETSCAPE");
		}
		if (kept)
			buf_text(out, text_cut(t, at, end));
	}
	buf_char(out, ';');
	return true;
}
