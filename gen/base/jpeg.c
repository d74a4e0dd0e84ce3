/* SPDX-License-Identifier: MIT */
/*
 * JPEG after ITU-T T.81 as far as its container goes. Stripping keeps what the
 * picture needs to look right: the tables, frames and scans, the Adobe mark (it tells the colour
 * space), the ICC profile, the JFIF head without its thumbnail, and of Exif the orientation alone.
 * A telephone writes the place of the photograph, its owner's device and often a thumbnail of the
 * uncropped picture: none of that leaves the site. What stands behind the end (a second picture, a
 * film) is dropped.
 */
#include "base/picture_kinds.h"

/* --- JPEG as a row of segments --- */

struct segment {
	unsigned char marker;
	size_t at,
	    end;     /* the marker's FF and behind the segment; entropy data belongs to its SOS */
	size_t data; /* behind the length */
};

bool
jpeg_is(struct text t)
{
	return t.n > 4 && bytes_of(t)[0] == 0xFF && bytes_of(t)[1] == 0xD8 &&
	    bytes_of(t)[2] == 0xFF;
}

/* Behind the entropy-coded data that starts at i: at the next marker that is neither a stuffed zero
 * nor a restart. */
static size_t
jpeg_scan_end(struct text t, size_t i)
{
	const unsigned char *p = bytes_of(t);

	for (; i + 1 < t.n; i++)
		if (p[i] == 0xFF && p[i + 1] != 0 && p[i + 1] != 0xFF &&
		    !(p[i + 1] >= 0xD0 && p[i + 1] <= 0xD7))
			return i;
	return t.n;
}

/* The segment at *i, moving it behind; false at the end or when the file is broken there. */
static bool
jpeg_segment(struct text t, size_t *i, struct segment *s)
{
	const unsigned char *p = bytes_of(t);

	while (*i + 1 < t.n && p[*i] == 0xFF && p[*i + 1] == 0xFF)
		(*i)++;
	if (*i + 2 > t.n || p[*i] != 0xFF)
		return false;
	*s = (struct segment){ p[*i + 1], *i, *i + 2, *i + 2 };
	if (s->marker == 0xD9) {
		*i = s->end;
		return true;
	}
	if (*i + 4 > t.n || two(p + *i + 2) < 2 || *i + 2 + two(p + *i + 2) > t.n)
		return false;
	s->data = *i + 4;
	s->end = *i + 2 + two(p + *i + 2);
	if (s->marker == 0xDA)
		s->end = jpeg_scan_end(t, s->end);
	*i = s->end;
	return true;
}

/* Exif is a small TIFF file: byte order, offset of the first directory, entries of 12 bytes. Tag
 * 0x0112 is the orientation. */
static int
exif_turn(const unsigned char *p, size_t n)
{
	bool little;
	size_t at, count, i;

	if (n < 14 || memcmp(p, "Exif\0\0", 6) != 0)
		return 1;
	p += 6;
	n -= 6;
	little = p[0] == 'I';
#define TIFF2(q) (little ? (unsigned)(q)[1] << 8 | (q)[0] : two(q))
#define TIFF4(q) (little ? (unsigned long)TIFF2((q) + 2) << 16 | TIFF2(q) : four(q))
	at = TIFF4(p + 4);
	if (at > n - 2)
		return 1;
	count = TIFF2(p + at);
	for (i = 0; i < count && at + 2 + i * 12 + 12 <= n; i++) {
		const unsigned char *entry = p + at + 2 + i * 12;

		if (TIFF2(entry) == 0x0112)
			return TIFF2(entry + 8) >= 1 && TIFF2(entry + 8) <= 8
			    ? (int)TIFF2(entry + 8)
			    : 1;
	}
	return 1;
#undef TIFF2
#undef TIFF4
}

bool
jpeg_look(struct text t, struct picture *out)
{
	const unsigned char *p = bytes_of(t);
	struct segment s;
	size_t i = 2;

	while (jpeg_segment(t, &i, &s)) {
		if (s.marker == 0xE1 && out->turn == 1)
			out->turn = exif_turn(p + s.data, s.end - s.data);
		if (!(s.marker >= 0xC0 && s.marker <= 0xCF && s.marker != 0xC4 &&
			s.marker != 0xC8 && s.marker != 0xCC))
			continue;
		if (s.end - s.data < 6)
			return false;
		out->kind = PICTURE_JPEG;
		out->bits = p[s.data];
		out->height = (int)two(p + s.data + 1);
		out->width = (int)two(p + s.data + 3);
		out->channels = p[s.data + 5];
		return out->channels >= 1 && out->channels <= 4 &&
		    picture_size_fits((unsigned long)out->width, (unsigned long)out->height);
	}
	return false;
}

/* --- stripping a JPEG --- */

static bool
jpeg_keeps(struct text t, const struct segment *s)
{
	struct text data = text_cut(t, s->data, s->end);

	if (s->marker == 0xFE || s->marker == 0xE0)
		return false;
	if (s->marker == 0xE2)
		return text_starts(data, T("ICC_PROFILE"));
	if (s->marker == 0xEE)
		return text_starts(data, T("Adobe"));
	return s->marker < 0xE0 || s->marker > 0xEF;
}

/* The JFIF head with its density, without its thumbnail. */
static void
jpeg_put_jfif(struct buf *out, struct text t, const struct segment *s)
{
	struct text data = text_cut(t, s->data, s->end);

	if (data.n < 14 || !text_starts(data, T("JFIF")))
		return;
	buf_put(out, "\xFF\xE0\0\x10", 4);
	buf_text(out, text_cut(data, 0, 12));
	buf_put(out, "\0\0", 2);
}

static void
jpeg_put_turn(struct buf *out, int turn)
{
	static const char exif[] = "\xFF\xE1\0\x22"
				   "Exif\0\0"
				   "MM\0*\0\0\0\x08"
				   "\0\x01"
				   "\x01\x12\0\x03\0\0\0\x01\0";
	char tail[] = { (char)turn, 0, 0, 0, 0, 0, 0 };

	if (turn == 1)
		return;
	buf_put(out, exif, sizeof exif - 1);
	buf_put(out, tail, sizeof tail);
}

void
jpeg_strip(struct buf *out, struct text t, int turn)
{
	struct segment s;
	size_t i = 2;
	bool turned = false;

	buf_put(out, "\xFF\xD8", 2);
	while (jpeg_segment(t, &i, &s)) {
		if (s.marker == 0xE0)
			jpeg_put_jfif(out, t, &s);
		if (s.marker != 0xE0 && !turned) {
			jpeg_put_turn(out, turn);
			turned = true;
		}
		if (jpeg_keeps(t, &s))
			buf_text(out, text_cut(t, s.at, s.end));
		if (s.marker == 0xD9)
			return;
	}
	buf_put(out, "\xFF\xD9", 2);
}
