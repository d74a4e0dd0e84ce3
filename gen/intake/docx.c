/* SPDX-License-Identifier: MIT */
/*
 * A Word file, whichever shape it has: docx_part.c opens it, docx_words.c reads its main part.
 */
#include "intake/docx.h"

#include "lihui/arena.h"

bool
docx_is_flat(struct text bytes)
{
	struct text start = text_cut(bytes, 0, 2000);

	return text_starts(text_trim(start), T("<?xml")) &&
	    (text_has(start, T("2006/xmlPackage")) || text_has(start, T("wordDocument")) ||
		text_has(start, T("wordml")));
}

static enum docx_result
read_words(struct arena *a, struct package *p, struct buf *out, struct left_list *left)
{
	struct text name = NO_TEXT;
	xmlNode *root = package_main(p, &name);

	if (root == NULL)
		return package_fault(p);
	if (!xml_is(root, "document") && !xml_is(root, "wordDocument"))
		return DOCX_OTHER; /* a workbook, slides */
	word_lines(a, p, name, root, out, left);
	return out->n > XML_MOST ? DOCX_TOO_LARGE : DOCX_OK;
}

enum docx_result
docx_text(struct arena *a, struct text bytes, struct text *out, struct left_list *left)
{
	struct buf words = BUF_INIT;
	struct package *p;
	enum docx_result result = package_open(a, bytes, &p);

	if (result == DOCX_OK)
		result = read_words(a, p, &words, left);
	*out = result == DOCX_OK ? text_copy(a, text_trim(buf_view(&words))) : NO_TEXT;
	buf_release(&words);
	package_close(p);
	return result;
}
