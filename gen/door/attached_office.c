/* SPDX-License-Identifier: MIT */
/*
 * .docx, .xlsx, .pptx: zipped XML. What it says is the text between the tags of every part, notes
 * and comments with it; a line for each paragraph or cell. Cleaned means: properties without
 * author, no small picture of the first page, nobody's name on changes and comments.
 */
#include "door/attached.h"

#include <stdlib.h>
#include <zip.h>

#include "lihui/arena.h"
#include "lihui/cursor.h"

#define PARTS_MOST 4000
#define XML_MOST   (64u << 20) /* of all parts: a small file can claim a large one */

static zip_t *
open_bytes(struct text bytes, int flags, zip_source_t **source)
{
	*source = zip_source_buffer_create(bytes.p, bytes.n, 0, NULL);
	zip_t *z = *source == NULL ? NULL : zip_open_from_source(*source, flags, NULL);
	if (z == NULL)
		zip_source_free(*source);
	return z;
}

static bool
part_read(zip_t *z, zip_uint64_t i, struct buf *out)
{
	zip_file_t *f = zip_fopen_index(z, i, 0);
	char chunk[16384];
	zip_int64_t n = 0;
	if (f == NULL)
		return false;
	while (out->n <= XML_MOST && (n = zip_fread(f, chunk, sizeof chunk)) > 0)
		buf_put(out, chunk, (size_t)n);
	zip_fclose(f);
	return n == 0;
}

/* --- text --- */

static bool
ends_line(struct text tag)
{
	static const char *const tags[] = { "/w:p", "/w:tc", "/si", "/c", "/row", "/a:p", "w:br/",
		"/comment", "/text" };
	for (size_t i = 0; i < COUNT(tags); i++)
		if (text_eq(tag, text_of(tags[i])))
			return true;
	return false;
}

/* What stands for one character: &amp; &#49; &#x31; */
static size_t
entity_put(struct text t, size_t i, struct buf *out)
{
	static const struct {
		const char *name, *is;
	} named[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" },
		{ "&apos;", "'" } };
	struct text rest = text_cut(t, i, i + 12);
	for (size_t k = 0; k < COUNT(named); k++)
		if (text_begins(rest, named[k].name) > 0) {
			buf_str(out, named[k].is);
			return i + strlen(named[k].name);
		}
	size_t end = text_find(rest, T(";"), 0);
	if (end == SIZE_MAX || rest.n < 3 || rest.p[1] != '#') {
		buf_char(out, '&');
		return i + 1;
	}
	bool hex = rest.p[2] == 'x';
	char digits[13] = { 0 };
	memcpy(digits, rest.p + 2 + hex, end - 2 - hex);
	buf_code(out, (uint32_t)strtoul(digits, NULL, hex ? 16 : 10));
	return i + end + 1;
}

static void
xml_text(struct text t, struct buf *out)
{
	for (size_t i = 0; i < t.n;) {
		if (t.p[i] == '<') {
			size_t end = text_find(t, T(">"), i);
			end = end < t.n ? end : t.n;
			if (ends_line(text_cut(t, i + 1, end)))
				buf_str(out, "\n\n"); /* numbers of two cells are two */
			i = end + 1;
		} else if (t.p[i] == '&')
			i = entity_put(t, i, out);
		else
			buf_char(out, t.p[i++]);
	}
	buf_str(out, "\n\n");
}

static bool
says_something(const char *name)
{
	struct text t = text_of(name);
	return text_ends(t, T(".xml")) && !text_has(t, T("/theme/")) &&
	    !text_ends(t, T("styles.xml")) &&
	    (text_starts(t, T("word/")) || text_starts(t, T("xl/")) ||
		text_starts(t, T("ppt/slides/")) || text_starts(t, T("ppt/notesSlides/")) ||
		text_starts(t, T("ppt/comments/")));
}

bool
office_text(struct text bytes, struct buf *out)
{
	zip_source_t *source;
	zip_t *z = open_bytes(bytes, ZIP_RDONLY, &source);
	if (z == NULL)
		return false;
	zip_int64_t n = zip_get_num_entries(z, 0);
	bool ok = n <= PARTS_MOST;
	for (zip_int64_t i = 0; ok && i < n; i++) {
		const char *name = zip_get_name(z, (zip_uint64_t)i, 0);
		struct buf part = BUF_INIT;
		if (name != NULL && says_something(name)) {
			ok = part_read(z, (zip_uint64_t)i, &part) && out->n <= XML_MOST;
			if (ok)
				xml_text(buf_view(&part), out);
		}
		buf_release(&part);
	}
	zip_discard(z);
	return ok;
}

/* --- cleaned --- */

static const struct {
	const char *name, *bare; /* what is left of it */
} properties[] = {
	{ "docProps/core.xml",
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cp:coreProperties "
	    "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/"
	    ">" },
	{ "docProps/app.xml",
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Properties "
	    "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/"
	    ">" },
	{ "docProps/custom.xml",
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Properties "
	    "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"/>" },
};

static bool
part_replace(zip_t *z, zip_uint64_t i, struct text with)
{
	char *copy = memcpy(mem_realloc(NULL, with.n + 1), with.p, with.n);
	zip_source_t *s = zip_source_buffer(z, copy, with.n, 1);
	if (s == NULL || zip_file_replace(z, i, s, 0) != 0) {
		zip_source_free(s);
		return false;
	}
	return zip_file_set_dostime(z, i, 0, 0x21, 0) == 0; /* 1 January 1980: no clock */
}

/* author="…" of changes and comments. */
static bool
authors_drop(struct text t, struct buf *out)
{
	static const char *const names[] = { "w:author=\"", "w:initials=\"", "w15:author=\"",
		" userName=\"", " displayName=\"", NULL };
	size_t from = 0;
	for (size_t at; (at = text_find(t, T("=\""), from)) < t.n; from = at) {
		size_t open = at + 2, close = text_find(t, T("\""), open);
		close = close < t.n ? close : t.n;
		struct text name = text_cut(t, 0, open);
		bool drop = false;
		for (size_t k = 0; names[k] != NULL; k++)
			drop = drop || text_ends(name, text_of(names[k]));
		buf_text(out, text_cut(t, from, open));
		if (!drop)
			buf_text(out, text_cut(t, open, close));
		at = close;
	}
	buf_text(out, text_cut(t, from, t.n));
	return !text_eq(buf_view(out), t);
}

static bool
part_clean(zip_t *z, zip_uint64_t i, struct text name)
{
	struct buf part = BUF_INIT, made = BUF_INIT;
	bool ok = true;
	for (size_t k = 0; k < COUNT(properties); k++)
		if (text_eq_nocase(name, text_of(properties[k].name)))
			return part_replace(z, i, text_of(properties[k].bare));
	if (text_starts(name, T("word/")) && text_ends(name, T(".xml"))) {
		ok = part_read(z, i, &part);
		if (ok && authors_drop(buf_view(&part), &made))
			ok = part_replace(z, i, buf_view(&made));
	}
	buf_release(&part);
	buf_release(&made);
	return ok;
}

/* What runs, and the small picture of a page that may have been cut since. */
static bool
is_refused(struct text name)
{
	return text_has(name, T("vbaProject")) || text_has(name, T("/activeX/"));
}

static void
take(struct buf *out, zip_source_t *s)
{
	char chunk[16384];
	zip_int64_t n;
	if (zip_source_open(s) != 0)
		return;
	while ((n = zip_source_read(s, chunk, sizeof chunk)) > 0)
		buf_put(out, chunk, (size_t)n);
	zip_source_close(s);
}

bool
office_clean(struct text bytes, struct buf *out)
{
	zip_source_t *source;
	zip_t *z = open_bytes(bytes, 0, &source);
	size_t before = out->n;
	if (z == NULL)
		return false;
	zip_source_keep(source);
	zip_int64_t n = zip_get_num_entries(z, 0);
	bool ok = n > 0 && n <= PARTS_MOST;
	for (zip_int64_t i = 0; ok && i < n; i++) {
		const char *name = zip_get_name(z, (zip_uint64_t)i, 0);
		struct text part = name != NULL ? text_of(name) : NO_TEXT;
		ok = name != NULL && !is_refused(part);
		if (ok && text_starts(part, T("docProps/thumbnail")))
			ok = part_replace(z, (zip_uint64_t)i, NO_TEXT);
		else if (ok)
			ok = part_clean(z, (zip_uint64_t)i, part);
	}
	if (!ok || zip_close(z) != 0) {
		zip_discard(z);
		ok = false;
	}
	if (ok)
		take(out, source);
	zip_source_free(source);
	return ok && out->n > before;
}
