/* SPDX-License-Identifier: MIT */
/*
 * A font says of each of its tables what its 32-bit words add up to (OpenType, "Table Directory").
 * Nobody looks at that when drawing: a file damaged in its outlines opens like a sound one, and
 * then prints rubbish (TrueType) or cannot be embedded at all (CFF). So fonts that a site brings
 * along are added up once.
 *
 * The file is read, not mapped: 20 MB of font in memory only to be added up would be a tenth of
 * what a build takes.
 */
#include "pdf/sum.h"

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

enum { HEAD = 12, ENTRY = 16, TABLES_MAX = 256, PIECE = 1 << 16 };

static uint32_t
word(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static bool
read_at(int fd, void *to, size_t n, uint32_t at)
{
	return pread(fd, to, n, at) == (ssize_t)n;
}

/* A table need not end on a whole word: the rest counts as zeros. */
static bool
table_agrees(int fd, const unsigned char *entry)
{
	unsigned char piece[PIECE];
	uint32_t at = word(entry + 8), left = word(entry + 12), sum = 0;

	while (left > 0) {
		uint32_t n = left < PIECE ? left : PIECE;
		if (!read_at(fd, piece, n, at))
			return false;
		memset(piece + n, 0, n % 4 ? 4 - n % 4 : 0);
		for (uint32_t i = 0; i < n; i += 4)
			sum += word(piece + i);
		at += n;
		left -= n;
	}
	return sum == word(entry + 4);
}

static bool
is_outlines(const unsigned char *entry)
{
	return memcmp(entry, "CFF ", 4) == 0 || memcmp(entry, "glyf", 4) == 0 ||
	    memcmp(entry, "loca", 4) == 0;
}

static bool
face_agrees(int fd, int index)
{
	unsigned char head[HEAD], entry[ENTRY], place[4];
	uint32_t at = 0, n;

	if (!read_at(fd, head, HEAD, 0))
		return false;
	if (memcmp(head, "ttcf", 4) == 0) {
		if (!read_at(fd, place, 4, HEAD + 4 * (uint32_t)index) ||
		    !read_at(fd, head, HEAD, at = word(place)))
			return false;
	}
	n = (uint32_t)head[4] << 8 | head[5];
	for (uint32_t i = 0; i < n && i < TABLES_MAX; i++)
		if (!read_at(fd, entry, ENTRY, at + HEAD + ENTRY * i) ||
		    (is_outlines(entry) && !table_agrees(fd, entry)))
			return false;
	return true;
}

bool
font_sums_agree(const char *path, int index)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && face_agrees(fd, index);

	if (fd >= 0)
		close(fd);
	return ok;
}
