/* SPDX-License-Identifier: MIT */
/*
 * Paths as text: '/' between parts, never a look at the disk. Paths below the content and below the
 * output are relative to their top and have no "." or ".."; what authors write in links may have
 * both, and path_normal is the gate that keeps such a link inside the site.
 */
#include "lihui/arena.h"
#include "lihui/cursor.h"
#include "lihui/file.h"

static size_t
last_slash(struct text path)
{
	size_t i = path.n;
	while (i > 0 && path.p[i - 1] != '/')
		i--;
	return i; /* behind the slash, 0 without one */
}

struct text
path_join(struct arena *a, struct text dir, struct text name)
{
	if (dir.n == 0)
		return text_copy(a, name);
	const char *between = text_ends(dir, T("/")) ? "" : "/";
	return text_fmt(a, "%.*s%s%.*s", TEXT_ARG(dir), between, TEXT_ARG(name));
}

struct text
path_dir(struct text path)
{
	size_t i = last_slash(path);
	return text_cut(path, 0, i > 1 ? i - 1 : i); /* the top of the disk stays "/" */
}

struct text
path_name(struct text path)
{
	return text_cut(path, last_slash(path), path.n);
}

/* Where the extension of the last part begins; a dot at the front of a name (".git") begins none.
 */
static size_t
ext_at(struct text path)
{
	size_t from = last_slash(path);
	for (size_t i = path.n; i > from + 1; i--)
		if (path.p[i - 1] == '.')
			return i - 1;
	return path.n;
}

struct text
path_stem(struct text path)
{
	return text_cut(path, 0, ext_at(path));
}

struct text
path_ext(struct text path)
{
	return text_cut(path, ext_at(path), path.n);
}

struct text
path_relative(struct arena *a, struct text from, struct text to)
{
	size_t n = 0;
	for (size_t i = 0; i < from.n; i++)
		n += from.p[i] == '/';
	char *p = arena_alloc(a, n * 3 + to.n + 1), *end = p;
	while (n-- > 0)
		end = mempcpy(end, "../", 3);
	if (to.n > 0)
		end = mempcpy(end, to.p, to.n);
	return (struct text){ p, (size_t)(end - p) };
}

/* One part of the path onto the result p[0..n); false for a ".." too many. */
static bool
add_part(char *p, size_t *n, struct text part)
{
	if (part.n == 0 || text_eq(part, T(".")))
		return true;
	if (text_eq(part, T(".."))) {
		if (*n == 0)
			return false;
		*n = path_dir((struct text){ p, *n }).n;
		return true;
	}
	if (*n > 0)
		p[(*n)++] = '/';
	memcpy(p + *n, part.p, part.n);
	*n += part.n;
	return true;
}

bool
path_normal(struct arena *a, struct text path, struct text *out)
{
	/* An absolute path and one with a NUL inside leave the top, too. */
	if (text_starts(path, T("/")) || (path.n > 0 && memchr(path.p, 0, path.n) != NULL))
		return false;
	char *p = arena_alloc(a, path.n + 1);
	size_t n = 0, from = 0;
	while (from <= path.n) {
		size_t to = text_find(path, T("/"), from);
		if (to == SIZE_MAX)
			to = path.n;
		if (!add_part(p, &n, text_cut(path, from, to)))
			return false;
		from = to + 1;
	}
	p[n] = 0;
	*out = (struct text){ p, n };
	return true;
}

struct text
path_url(struct arena *a, struct text path)
{
	static const char hex[] = "0123456789ABCDEF";
	char *p = arena_alloc(a, path.n * 3 + 1);
	size_t n = 0;
	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];
		if ((path.p[i] >= 'a' && path.p[i] <= 'z') ||
		    (path.p[i] >= 'A' && path.p[i] <= 'Z') ||
		    (path.p[i] >= '0' && path.p[i] <= '9') || path.p[i] == '-' ||
		    path.p[i] == '.' || path.p[i] == '_' || path.p[i] == '~' || path.p[i] == '/') {
			p[n++] = path.p[i];
			continue;
		}
		p[n++] = '%';
		p[n++] = hex[c >> 4];
		p[n++] = hex[c & 15];
	}
	return (struct text){ p, n };
}

struct text
path_percent_decode(struct arena *a, struct text target)
{
	struct buf b = BUF_INIT;
	struct text out;
	size_t i;

	if (memchr(target.p, '%', target.n) == NULL)
		return target;
	for (i = 0; i < target.n; i++) {
		int high = i + 2 < target.n ? char_hex(target.p[i + 1]) : -1;
		int low = i + 2 < target.n ? char_hex(target.p[i + 2]) : -1;

		if (target.p[i] != '%' || high < 0 || low < 0 || high + low == 0) {
			buf_char(&b, target.p[i]);
			continue;
		}
		buf_char(&b, (char)(high * 16 + low));
		i += 2;
	}
	out = buf_take(a, &b);
	return utf8_valid(out) == out.n ? out : target;
}

#define NAME_POINTS 40

struct text
path_plain_name(struct arena *a, struct text name)
{
	struct buf b = BUF_INIT;

	name = text_cut(name, 0, utf8_offset(name, NAME_POINTS));
	for (size_t i = 0; i < name.n;) {
		uint32_t c = utf8_next(name, &i);
		buf_code(&b,
		    (c < 0x80 && strchr("()[]<>/\\\"'#?%|*:&", (int)c) != NULL) || utf8_is_blank(c)
			? '-'
			: c);
	}
	return buf_take(a, &b);
}
