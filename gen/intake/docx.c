/* SPDX-License-Identifier: MIT */
/*
 * The words of a .docx, as lines of typed text. What WPS makes of the printed form is one table of
 * two or four columns: 时间 | 7月3日 | 地点 | 党群服务中心; below it 学习政策 | a cell of many
 * paragraphs. A label and its neighbour become a line `label：value`, which is what the reader of
 * typed records expects; a table with a head row (序号 | 问题 | 责任人 | 时限) becomes an item for
 * each row.
 *
 * Assumptions: nothing in the file is believed. The sizes it declares are not: reading stops at a
 * limit of our own, because a few kilobytes may unpack to gigabytes. A document type declaration
 * never stands in a real one and is refused, so entities cannot grow. libxml2 bounds the depth.
 *
 * Outside facts (ECMA-376): word/document.xml holds w:p (paragraph), w:r (run), w:t (text), w:tab,
 * w:br, w:tbl / w:tr / w:tc; w:del is text that was deleted under revision marks, w:instrText a
 * field's code, mc:Fallback a second telling of what stands in mc:Choice.
 */
#include <libxml/xmlreader.h>
#include <zip.h>

#include "intake/intake.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

/* A year of records of one village is some 200 KB of XML; more than 8 MB is no record. */
#define XML_MOST     (8u << 20)
#define ENTRIES_MOST 4096
#define CELLS_MOST   100000
#define ROW_CELLS    64
/* A label is a word or two. */
#define LABEL_POINTS 16
/* An automatic number stands before items, not before the short heading of a step. */
#define HEADING_POINTS 12

struct docx_row {
	struct text *cells;
	size_t n;
};
struct docx_row_list {
	struct docx_row *v;
	size_t n, room;
};

struct docx {
	struct arena *arena;
	struct buf out, para, cell;
	struct docx_row_list rows;
	struct text cells[ROW_CELLS];
	size_t ncells, total;
	int tables, paragraphs; /* how many are open */
	int skip;               /* depth of an element whose inside is passed over, or -1 */
	bool numbered, refused;
};

/* --- zip --- */

static bool
read_entry(zip_t *z, const char *name, struct buf *out, bool *large)
{
	zip_file_t *f = zip_fopen(z, name, 0);
	char chunk[16384];
	zip_int64_t n = 0;

	if (f == NULL)
		return false;
	while (out->n <= XML_MOST && (n = zip_fread(f, chunk, sizeof chunk)) > 0)
		buf_put(out, chunk, (size_t)n);
	zip_fclose(f);
	*large = out->n > XML_MOST;
	return n >= 0 && !*large;
}

static enum docx_result
unpack(struct text bytes, struct buf *xml)
{
	zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, NULL);
	zip_t *z = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, NULL);
	enum docx_result result = DOCX_DAMAGED;
	bool large = false;

	if (z == NULL) {
		zip_source_free(source);
		return DOCX_DAMAGED;
	}
	if (zip_get_num_entries(z, 0) > ENTRIES_MOST)
		result = DOCX_TOO_LARGE;
	else if (read_entry(z, "word/document.xml", xml, &large))
		result = DOCX_OK;
	else if (large)
		result = DOCX_TOO_LARGE;
	else if (zip_name_locate(z, "word/document.xml", 0) < 0)
		result = DOCX_OTHER;
	zip_discard(z);
	return result;
}

/* --- tables --- */

/* The words of a label cell: 主 持 人, or one character a line, and the colon taken off. */
static struct text
label_of(struct docx *x, struct text cell)
{
	struct text t = text_squeeze(x->arena, cell);

	while (text_ends(t, T("：")) || text_ends(t, T(":")))
		t.n -= text_ends(t, T(":")) ? 1 : 3;
	return t;
}

static bool
is_label(struct docx *x, struct text cell)
{
	struct text t = label_of(x, cell);

	return t.n > 0 && utf8_length(t) <= LABEL_POINTS && !text_has(t, T("。")) &&
	    !text_has(t, T("：")) && !text_has(t, T("，"));
}

static void
put_pair(struct docx *x, struct text label, struct text value)
{
	struct text l = label_of(x, label);
	bool lines = text_has(value, T("\n"));

	buf_text(&x->out, l);
	buf_str(&x->out, "：");
	/* A head's value goes on over its lines; a step's words begin below it. */
	if (lines && key_parse(l) == KEY_NONE)
		buf_char(&x->out, '\n');
	buf_text(&x->out, value);
	buf_char(&x->out, '\n');
}

static void
put_form_row(struct docx *x, const struct docx_row *r)
{
	for (size_t i = 0; i < r->n; i++) {
		if (r->cells[i].n == 0)
			continue;
		if (i + 1 < r->n && is_label(x, r->cells[i])) {
			put_pair(x, r->cells[i], r->cells[i + 1]);
			i++;
			continue;
		}
		buf_text(&x->out, r->cells[i]);
		buf_char(&x->out, '\n');
	}
}

static bool
is_count(struct text head)
{
	return text_eq(head, T("序号")) || text_eq(head, T("序")) || text_eq(head, T("编号")) ||
	    text_eq(head, T("号"));
}

/* 序号 | 问题 | 责任人 | 时限: a head row says what the columns hold. */
static bool
is_grid(struct docx *x)
{
	static const char *const words[] = { "问题", "事项", "任务", "工作", "内容", "责任", "时限",
		"期限", "决定", "状态", NULL };
	int known = 0;

	if (x->rows.n < 2 || x->rows.v[0].n < 3)
		return false;
	for (size_t i = 0; i < x->rows.v[0].n; i++) {
		struct text head = label_of(x, x->rows.v[0].cells[i]);
		if (!is_label(x, head))
			return false;
		for (size_t k = 0; i > 0 && words[k]; k++)
			if (text_has(head, text_of(words[k]))) {
				known++;
				break;
			}
	}
	return known >= 2;
}

static void
put_grid(struct docx *x)
{
	const struct docx_row *heads = &x->rows.v[0];

	for (size_t r = 1; r < x->rows.n; r++) {
		const struct docx_row *row = &x->rows.v[r];
		bool first = true;
		for (size_t i = 0; i < row->n && i < heads->n; i++) {
			struct text head = label_of(x, heads->cells[i]);
			if (row->cells[i].n == 0 || (i == 0 && is_count(head)))
				continue;
			if (first)
				buf_fmt(&x->out, "%zu、%.*s\n", r, TEXT_ARG(row->cells[i]));
			else
				buf_fmt(&x->out, "%.*s：%.*s\n", TEXT_ARG(head),
				    TEXT_ARG(row->cells[i]));
			first = false;
		}
	}
}

static void
end_table(struct docx *x)
{
	if (is_grid(x))
		put_grid(x);
	else
		for (size_t i = 0; i < x->rows.n; i++)
			put_form_row(x, &x->rows.v[i]);
	x->rows = (struct docx_row_list){ 0 };
}

static void
end_row(struct docx *x)
{
	struct docx_row *r = ARENA_PUSH(x->arena, &x->rows);

	r->cells = ARENA_ARRAY(x->arena, struct text, x->ncells + 1);
	memcpy(r->cells, x->cells, x->ncells * sizeof *x->cells);
	r->n = x->ncells;
	x->ncells = 0;
}

static void
end_cell(struct docx *x)
{
	struct text t = text_trim(buf_view(&x->cell));

	if (x->ncells < ROW_CELLS && x->total++ < CELLS_MOST)
		x->cells[x->ncells++] = text_copy(x->arena, t);
	buf_clear(&x->cell);
}

/* --- paragraphs --- */

static bool
marked(struct text t)
{
	size_t i = 0;
	uint32_t c = utf8_next(t, &i);

	return (c >= '0' && c <= '9') || c == '-' || c == '*' || c == U'（' || c == '(' ||
	    c == U'【' || (c >= U'①' && c <= U'⑳') || c == U'●' || c == U'·';
}

static void
end_paragraph(struct docx *x)
{
	struct text t = text_trim(buf_view(&x->para));
	struct buf *to = x->tables > 0 ? &x->cell : &x->out;

	if (t.n > 0 && x->numbered && !marked(t) && utf8_length(t) > HEADING_POINTS)
		buf_str(to, "- ");
	buf_text(to, t);
	buf_char(to, '\n');
	buf_clear(&x->para);
	x->numbered = false;
}

static bool
is_name(const xmlChar *name, const char *want)
{
	return strcmp((const char *)name, want) == 0;
}

/* w:numId w:val="0" takes the number off again. */
static void
number_id(struct docx *x, xmlTextReaderPtr r)
{
	for (int more = xmlTextReaderMoveToFirstAttribute(r); more == 1;
	     more = xmlTextReaderMoveToNextAttribute(r))
		if (is_name(xmlTextReaderConstLocalName(r), "val"))
			x->numbered = !is_name(xmlTextReaderConstValue(r), "0");
	xmlTextReaderMoveToElement(r);
}

static void
open_element(struct docx *x, xmlTextReaderPtr r, const xmlChar *name)
{
	bool empty = xmlTextReaderIsEmptyElement(r) == 1;

	if (is_name(name, "tab"))
		buf_char(&x->para, '\t');
	else if (is_name(name, "br") || is_name(name, "cr"))
		buf_char(&x->para, '\n');
	else if (is_name(name, "noBreakHyphen"))
		buf_char(&x->para, '-');
	else if (is_name(name, "numId"))
		number_id(x, r);
	else if (is_name(name, "p") && empty)
		end_paragraph(x);
	else if (is_name(name, "p") && x->paragraphs++ > 0)
		buf_char(&x->para, '\n'); /* a text box inside a paragraph */
	else if (is_name(name, "tbl") && !empty && x->tables++ > 0)
		buf_char(&x->cell, '\n');
	if (!empty &&
	    (is_name(name, "del") || is_name(name, "delText") || is_name(name, "instrText") ||
		is_name(name, "Fallback") || is_name(name, "pPrChange")))
		x->skip = xmlTextReaderDepth(r);
}

static void
close_element(struct docx *x, const xmlChar *name)
{
	if (is_name(name, "p") && x->paragraphs > 0) {
		if (--x->paragraphs == 0)
			end_paragraph(x);
	} else if (is_name(name, "tc") && x->tables == 1) {
		end_cell(x);
	} else if (is_name(name, "tr") && x->tables == 1) {
		end_row(x);
	} else if (is_name(name, "tbl") && x->tables > 0 && --x->tables == 0) {
		end_table(x);
	}
}

static void
take(struct docx *x, xmlTextReaderPtr r, bool *in_text)
{
	const xmlChar *name = xmlTextReaderConstLocalName(r);
	int type = xmlTextReaderNodeType(r);

	if (x->skip >= 0) {
		if (type == XML_READER_TYPE_END_ELEMENT && xmlTextReaderDepth(r) == x->skip)
			x->skip = -1;
		return;
	}
	switch (type) {
	case XML_READER_TYPE_DOCUMENT_TYPE: x->refused = true; break;
	case XML_READER_TYPE_ELEMENT:
		*in_text = is_name(name, "t") && xmlTextReaderIsEmptyElement(r) != 1;
		open_element(x, r, name);
		break;
	case XML_READER_TYPE_END_ELEMENT:
		*in_text = false;
		close_element(x, name);
		break;
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
		if (*in_text)
			buf_str(&x->para, (const char *)xmlTextReaderConstValue(r));
		break;
	default: break;
	}
}

enum docx_result
docx_text(struct arena *a, struct text bytes, struct text *out)
{
	struct docx x = {
		.arena = a, .out = BUF_INIT, .para = BUF_INIT, .cell = BUF_INIT, .skip = -1
	};
	struct buf xml = BUF_INIT;
	enum docx_result result = unpack(bytes, &xml);
	xmlTextReaderPtr r = NULL;
	bool in_text = false;
	int more = 0;

	*out = NO_TEXT;
	if (result == DOCX_OK) {
		r = xmlReaderForMemory(xml.p, (int)xml.n, NULL, NULL,
		    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
		while (r != NULL && !x.refused && x.out.n <= XML_MOST &&
		    (more = xmlTextReaderRead(r)) == 1)
			take(&x, r, &in_text);
		if (r == NULL || more < 0 || x.refused)
			result = DOCX_DAMAGED;
		*out = text_copy(a, text_trim(buf_view(&x.out)));
	}
	xmlFreeTextReader(r);
	buf_release(&xml);
	buf_release(&x.out);
	buf_release(&x.para);
	buf_release(&x.cell);
	return result;
}
