/* SPDX-License-Identifier: MIT */
/*
 * libFuzzer over the container of a Word file: the input is cut at each byte 1 into the parts of
 * one (relations, main part under two names, styles, numbering, notes, heads), zipped, and read;
 * the first byte picks whether bytes of the archive itself are turned over too. What comes out is
 * UTF-8 and the same twice; what is deleted in the tracked sense, hidden or struck never comes out.
 */
#include <stdlib.h>
#include <string.h>

#include "docx_zip.h"
#include "intake/intake.h"
#include "lihui/utf8.h"

#define W    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define GONE "QZXWV"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = { "word/document.xml", "_rels/.rels",
	"word/_rels/document.xml.rels", "word/styles.xml", "word/numbering.xml",
	"word/footnotes.xml", "word/header1.xml", "word/comments.xml", "document2.xml" };
#define NAMES (sizeof names / sizeof *names)

static void
must(bool is)
{
	if (!is)
		abort();
}

/* A body that was typed and then taken back, around paragraphs of the fuzzer's. */
static struct text
wrapped(struct arena *a, struct text body)
{
	return text_fmt(a,
	    "<w:document " W "><w:body><w:p><w:del><w:r><w:delText>" GONE
	    "</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>" GONE
	    "</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>" GONE
	    "</w:t></w:r></w:p>%.*s</w:body></w:document>",
	    TEXT_ARG(body));
}

static void
turn_over(struct text t, const uint8_t *data, size_t size)
{
	for (size_t i = 0; i + 3 < size && i < 24 && t.n > 0; i += 3)
		((char *)(uintptr_t)t.p)[(data[i] << 8 | data[i + 1]) % t.n] ^= (char)data[i + 2];
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2)
		return 0;
	struct arena *a = arena_new();
	struct docx_part parts[NAMES] = { 0 };
	struct text rest = { (const char *)data + 1, size - 1 }, out, again;
	struct left_list left = { 0 }, left2 = { 0 };
	bool planted = data[0] & 1, damaged = data[0] & 2;

	for (size_t i = 0; i < NAMES; i++) {
		size_t end = text_find(rest, T("\1"), 0);
		parts[i] = (struct docx_part){ names[i],
			text_cut(rest, 0, end == SIZE_MAX ? rest.n : end) };
		rest = end == SIZE_MAX ? NO_TEXT : text_cut(rest, end + 1, rest.n);
	}
	if (planted) {
		planted = !text_has(parts[0].bytes, T("QZ")) && !text_has(parts[0].bytes, T("<!"));
		parts[0].bytes = wrapped(a, parts[0].bytes);
		parts[1].bytes = parts[3].bytes = NO_TEXT; /* another main part, another strike */
	}
	struct text bytes = docx_zip(a, parts, NAMES);
	if (damaged)
		turn_over(bytes, data, size);
	if (docx_text(a, bytes, &out, &left) == DOCX_OK) {
		must(utf8_valid(out) == out.n);
		must(docx_text(a, bytes, &again, &left2) == DOCX_OK && text_eq(out, again));
		must(!planted || damaged || !text_has(out, T(GONE)));
	}
	docx_text(a, (struct text){ (const char *)data + 1, size - 1 }, &out, &left);
	arena_free(a);
	return 0;
}
