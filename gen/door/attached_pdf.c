/* SPDX-License-Identifier: MIT */
/*
 * A PDF without its author. What stands in plain sight is overwritten where it stands, so that all
 * places told by number stay right: the strings of the objects that /Info names, and streams of
 * XMP, which become blanks (or an empty deflate stream). When /Info names an object that lies
 * within a compressed stream, the file is refused: a library that could write it anew is not worth
 * one dictionary, and printing it into a PDF once more does the same.
 */
#include "door/attached.h"

#include "lihui/cursor.h"

/* References that are followed: an Info has some ten strings. */
#define FOLLOWED_MOST 40

struct pdf {
	struct text t; /* as it was */
	char *p;       /* the same, being blanked */
	int left;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
}

static bool
is_figure(char c)
{
	return c >= '0' && c <= '9';
}

static size_t
spaces_skip(struct text t, size_t i)
{
	while (i < t.n && is_space(t.p[i]))
		i++;
	return i;
}

static bool
number_read(struct text t, size_t *i, uint32_t *out)
{
	size_t at = spaces_skip(t, *i), from = at;
	for (*out = 0; at < t.n && is_figure(t.p[at]) && at - from < 9; at++)
		*out = *out * 10 + (uint32_t)(t.p[at] - '0');
	*i = at;
	return at > from;
}

/* `7 0 R` */
static bool
reference_read(struct text t, size_t i, uint32_t *object, size_t *end)
{
	uint32_t generation;
	if (!number_read(t, &i, object) || !number_read(t, &i, &generation))
		return false;
	i = spaces_skip(t, i);
	*end = i + 1;
	return i < t.n && t.p[i] == 'R';
}

/* Behind the string that opens at i, its inside blank. */
static size_t
string_blank(char *p, size_t i, size_t end)
{
	char open = p[i++], close = open == '(' ? ')' : '>';
	for (int depth = 1; i < end; i++) {
		if (open == '(' && p[i] == '\\' && i + 1 < end) {
			p[i++] = ' ';
			p[i] = ' ';
			continue;
		}
		depth += (p[i] == open) - (p[i] == close);
		if (depth == 0)
			return i + 1;
		p[i] = ' ';
	}
	return end;
}

/* The body of an object begins at i. Its strings become blank; objects that it names, too. */
static bool object_blank(struct pdf *f, uint32_t object);

static bool
strings_blank(struct pdf *f, size_t i)
{
	struct text t = f->t;
	size_t end = text_find(t, T("endobj"), i), behind;
	uint32_t object;
	end = end < t.n ? end : t.n;
	while (i < end) {
		if (t.p[i] == '(' || (t.p[i] == '<' && i + 1 < end && t.p[i + 1] != '<')) {
			i = string_blank(f->p, i, end);
		} else if (t.p[i] == '<') {
			i += 2;
		} else if (is_figure(t.p[i]) && reference_read(t, i, &object, &behind)) {
			if (!object_blank(f, object))
				return false;
			i = behind;
		} else
			i++;
	}
	return true;
}

/* Every object of this number, as each saving adds one. */
static bool
object_blank(struct pdf *f, uint32_t object)
{
	struct text t = f->t;
	bool found = false;
	if (f->left-- <= 0)
		return false;
	for (size_t at = 0; (at = text_find(t, T(" obj"), at)) < t.n; at += 4) {
		size_t from = at;
		uint32_t number, generation;
		while (from > 0 && is_figure(t.p[from - 1])) /* the generation */
			from--;
		while (from > 0 && is_space(t.p[from - 1]))
			from--;
		while (from > 0 && is_figure(t.p[from - 1]))
			from--;
		if (!number_read(t, &from, &number) || !number_read(t, &from, &generation) ||
		    number != object)
			continue;
		found = true;
		if (!strings_blank(f, at + 4))
			return false;
	}
	return found;
}

static bool
info_blank(struct pdf *f)
{
	struct text t = f->t;
	for (size_t at = 0; (at = text_find(t, T("/Info"), at)) < t.n; at += 5) {
		uint32_t object;
		size_t end;
		if (reference_read(t, at + 5, &object, &end) && !object_blank(f, object))
			return false;
	}
	return true;
}

/* The dictionary around `at` up to its stream; SIZE_MAX when there is none near. */
static size_t
stream_from(struct text t, size_t at)
{
	struct text near = text_cut(t, 0, at + 2000);
	size_t i = text_find(near, T("stream"), at), end = text_find(near, T("endobj"), at);
	if (i >= near.n || end < i)
		return SIZE_MAX;
	i += 6;
	i += i < t.n && t.p[i] == '\r';
	i += i < t.n && t.p[i] == '\n';
	return i;
}

/* XMP. An empty deflate stream, when it is one: 78 9C 03 00 00 00 00 01. */
static void
metadata_blank(struct text t, char *p)
{
	static const char empty[] = { 0x78, (char)0x9C, 0x03, 0, 0, 0, 0, 0x01 };
	for (size_t at = 0; (at = text_find(t, T("/Metadata"), at)) < t.n; at += 9) {
		size_t dictionary = at > 300 ? at - 300 : 0, from = stream_from(t, at), to;
		struct text around = text_cut(t, dictionary, from);
		if (from == SIZE_MAX || !text_has(around, T("/XML")))
			continue;
		to = text_find(t, T("endstream"), from);
		to = to < t.n ? to : t.n;
		memset(p + from, ' ', to - from);
		if (text_has(text_cut(t, at, from), T("/FlateDecode")) && to - from >= sizeof empty)
			memcpy(p + from, empty, sizeof empty);
	}
	/* A packet that no dictionary announces. */
	for (size_t at = 0; (at = text_find(t, T("<x:xmpmeta"), at)) < t.n;) {
		size_t to = text_find(t, T("</x:xmpmeta>"), at);
		to = to < t.n ? to + 12 : t.n;
		memset(p + at, ' ', to - at);
		at = to;
	}
}

bool
pdf_clean(struct text t, struct buf *out)
{
	struct buf made = BUF_INIT;
	bool ok = text_find(text_cut(t, 0, 1024), T("%PDF-"), 0) != SIZE_MAX;
	if (ok) {
		buf_text(&made, t);
		ok = info_blank(&(struct pdf){ t, made.p, FOLLOWED_MOST });
	}
	if (ok) {
		metadata_blank(t, made.p);
		buf_text(out, buf_view(&made));
	}
	buf_release(&made);
	return ok;
}
