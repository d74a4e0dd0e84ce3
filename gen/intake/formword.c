/* SPDX-License-Identifier: MIT */
/*
 * A form for those who write in WPS on a telephone: the same lines as the Notepad form, a paragraph
 * each, in the smallest .docx that WPS and Word open. docx.c reads it back line for line. Stamped
 * 1980-01-01, the first day that zip knows: the same form gives the same bytes.
 */
#include <stdlib.h>
#include <zip.h>

#include "lihui/buf.h"
#include "lihui/form.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

static const char types[] =
    XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
	"<Default Extension=\"rels\" "
	"ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
	"Extension=\"xml\" ContentType=\"application/xml\"/>"
	"<Override PartName=\"/word/document.xml\" "
	"ContentType=\"application/"
	"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
static const char relations[] =
    XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	"<Relationship Id=\"r1\" "
	"Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	"officeDocument\" Target=\"word/document.xml\"/></Relationships>";

static void
put_document(struct buf *out, struct text form)
{
	struct text line;

	buf_str(out,
	    XML
	    "<w:document "
	    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>");
	while (text_line(&form, &line)) {
		buf_str(out,
		    "<w:p><w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:t xml:space=\"preserve\">");
		buf_html(out, line);
		buf_str(out, "</w:t></w:r></w:p>");
	}
	buf_str(out, "</w:body></w:document>");
}

static bool
add(zip_t *z, const char *name, struct text bytes)
{
	zip_source_t *s = zip_source_buffer(z, bytes.p, bytes.n, 0);
	zip_int64_t i = s == NULL ? -1 : zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8);

	if (i < 0) {
		zip_source_free(s);
		return false;
	}
	return zip_file_set_dostime(z, (zip_uint64_t)i, 0, 0x21, 0) == 0;
}

static bool
take(struct buf *out, zip_source_t *s)
{
	char chunk[8192];
	zip_int64_t n = -1;

	if (zip_source_open(s) != 0)
		return false;
	while ((n = zip_source_read(s, chunk, sizeof chunk)) > 0)
		buf_put(out, chunk, (size_t)n);
	zip_source_close(s);
	return n == 0;
}

bool
form_for_word(struct buf *out, struct text form, struct err *e)
{
	zip_source_t *s = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z = s == NULL ? NULL : zip_open_from_source(s, ZIP_TRUNCATE, NULL);
	struct buf document = BUF_INIT;
	bool ok = z != NULL;

	if (ok)
		zip_source_keep(s);
	put_document(&document, form);
	ok = ok && add(z, "[Content_Types].xml", T(types)) && add(z, "_rels/.rels", T(relations)) &&
	    add(z, "word/document.xml", buf_view(&document));
	if (z != NULL && (!ok || zip_close(z) != 0)) {
		zip_discard(z);
		ok = false;
	}
	ok = ok && take(out, s);
	zip_source_free(s);
	buf_release(&document);
	return ok || err_machine(e, "%s", SAY("写不成 .docx", "cannot make the .docx"));
}
