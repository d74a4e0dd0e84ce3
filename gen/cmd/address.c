/* SPDX-License-Identifier: MIT */
/*
 * From the address in a request to a file of the tree. The address is anything that somebody sends:
 * it is decoded strictly, walked part by part, and what is opened is a thing of the tree or
 * nothing. Hidden names are ours alone (files that are half written) or lead out (`.`, `..`); none
 * of our addresses has a control character or a backslash.
 */
#include "cmd/address.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lihui/cursor.h"
#include "lihui/file.h"

#define PAGE_MOST 67108864 /* a page is read whole; ours have some kilobytes */

const char *
address_type(struct text path)
{
	static const struct {
		const char *ext, *type;
	} types[] = {
		{ ".html", "text/html; charset=utf-8" },
		{ ".css", "text/css; charset=utf-8" },
		{ ".js", "text/javascript; charset=utf-8" },
		{ ".json", "application/json" },
		{ ".xml", "application/xml" },
		{ ".ics", "text/calendar; charset=utf-8" },
		{ ".csv", "text/csv; charset=utf-8" },
		{ ".txt", "text/plain; charset=utf-8" },
		{ ".sha256", "text/plain; charset=utf-8" },
		{ ".pdf", "application/pdf" },
		{ ".svg", "image/svg+xml" },
		{ ".png", "image/png" },
		{ ".jpg", "image/jpeg" },
		{ ".jpeg", "image/jpeg" },
		{ ".gif", "image/gif" },
		{ ".webp", "image/webp" },
		{ ".woff2", "font/woff2" },
		{ ".ttf", "font/ttf" },
		{ ".mp3", "audio/mpeg" },
		{ ".m4a", "audio/mp4" },
	};
	struct text ext = path_ext(path);

	for (size_t i = 0; i < COUNT(types); i++)
		if (text_eq_nocase(ext, text_of(types[i].ext)))
			return types[i].type;
	return "application/octet-stream";
}

bool
address_decode(const char *url, struct buf *out)
{
	for (; *url != '\0'; url++) {
		int c = (unsigned char)*url;
		if (c == '%') {
			if (char_hex(url[1]) < 0 || char_hex(url[2]) < 0)
				return false;
			c = char_hex(url[1]) * 16 + char_hex(url[2]);
			url += 2;
		}
		if (c < 32 || c == 127 || c == '\\')
			return false;
		buf_char(out, (char)c);
	}
	return out->n > 0 && out->p[0] == '/';
}

int
address_open(const char *folder, struct text path)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	for (size_t at = 1; fd >= 0 && at < path.n;) {
		size_t end = text_find(path, T("/"), at);
		char name[256]; /* NAME_MAX and its end */
		int next = -1;
		end = end == SIZE_MAX ? path.n : end;
		if (end > at && end - at < sizeof name && path.p[at] != '.') {
			memcpy(name, path.p + at, end - at);
			name[end - at] = '\0';
			next = openat(
			    fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
		}
		close(fd);
		fd = next;
		at = end + 1;
	}
	return fd;
}

bool
address_read(int fd, struct buf *out)
{
	struct stat st;
	ssize_t got = 1;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size > PAGE_MOST)
		return false;
	buf_reserve(out, (size_t)st.st_size + 1);
	while (got > 0 && out->n < (size_t)st.st_size) {
		got = read(fd, out->p + out->n, (size_t)st.st_size - out->n);
		out->n += got > 0 ? (size_t)got : 0;
	}
	out->p[out->n] = '\0';
	return got >= 0;
}
