/* SPDX-License-Identifier: MIT */
/*
 * A Word file as it looks: what is deleted, moved away, struck out or hidden is not there, what is
 * inserted is; fields show their result, footnotes stand in brackets at their place, text boxes
 * below the paragraph that holds them, and a control that still shows its hint is empty.
 *
 * Outside facts (ECMA-376): w:p is a paragraph, w:r a run, w:t its text; w:fldChar begin, separate
 * and end part a field's code from its result; mc:Choice and mc:Fallback tell one thing twice; w:rt
 * is the reading above a character, w:rubyBase the character. An element that no table here knows
 * is walked through: what it holds is rather read than lost.
 */
#include "intake/docx.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/date.h"
#include "lihui/picture.h"
#include "lihui/utf8.h"

#define FIELDS_MOST 64
#define NOTES_MOST  2000
/* An automatic number that nothing describes stands before items, not before the short heading of
 * a step. */
#define HEADING_POINTS 12
#define QUOTE_POINTS   24
#define HEAD_LINES     12

struct walker {
	struct arena *arena;
	struct package *package;
	struct text part;
	struct word_styles *styles;
	const xmlNode *footnotes, *endnotes;
	struct buf *out;         /* of the body, a cell, a text box, a note */
	struct buf para, boxes;  /* the open paragraph, and what stands below it */
	struct text style, font; /* of the paragraph; of the run, when it is one of signs */
	size_t depth_of_fields, cells;
	bool in_code[FIELDS_MOST]; /* between begin and separate */
	int hints;                 /* controls around that show their hint */
	bool in_paragraph, in_note, shown;
	struct text about;   /* what the drawing around says that it shows */
	struct text picture; /* the name of one that nothing has said yet what it shows */
	struct left_list *left;
};

static void walk(struct walker *w, const xmlNode *n);

static void
walk_children(struct walker *w, const xmlNode *n)
{
	for (const xmlNode *c = n == NULL ? NULL : n->children; c != NULL; c = c->next)
		if (c->type == XML_ELEMENT_NODE)
			walk(w, c);
}

/* --- characters --- */

static bool
is_shown(const struct walker *w)
{
	return w->shown && w->hints == 0 &&
	    (w->depth_of_fields == 0 || !w->in_code[w->depth_of_fields - 1]);
}

static void
put(struct walker *w, struct text t)
{
	if (is_shown(w) && w->para.n <= XML_MOST)
		buf_text(&w->para, t);
}

static void
put_sign(struct walker *w, struct text font, uint32_t c)
{
	char room[4];

	put(w, (struct text){ room, utf8_put(room, word_sign(font, c)) });
}

static void
put_text(struct walker *w, const xmlNode *n)
{
	for (const xmlNode *c = n->children; c != NULL; c = c->next) {
		struct text t;
		if (c->content == NULL ||
		    (c->type != XML_TEXT_NODE && c->type != XML_CDATA_SECTION_NODE))
			continue;
		t = text_of((const char *)c->content);
		if (w->font.n == 0)
			put(w, t);
		for (size_t i = 0; w->font.n > 0 && i < t.n;)
			put_sign(w, w->font, utf8_next(t, &i));
	}
}

static void
put_symbol(struct walker *w, const xmlNode *n)
{
	struct text code = xml_value(n, "char");

	put_sign(w, xml_value(n, "font"),
	    code.n > 0 ? (uint32_t)strtoul(text_copy(w->arena, code).p, NULL, 16) : U'·');
}

static bool
is_on(const xmlNode *n)
{
	struct text v = xml_value(n, "val");

	return n != NULL && !text_eq(v, T("0")) && !text_eq(v, T("false"));
}

/* --- fields and controls --- */

/* A box to tick, and a list to choose from, of the forms before Word 2007. */
static void
put_form_field(struct walker *w, const xmlNode *data)
{
	const xmlNode *box = xml_child(data, "checkBox"), *list = xml_child(data, "ddList");
	const xmlNode *checked = xml_child(box, "checked");
	int at = 0;

	if (box != NULL)
		put(w,
		    is_on(checked != NULL ? checked : xml_child(box, "default")) ? T("☑") : T("☐"));
	if (list == NULL)
		return;
	text_int(xml_value(xml_child(list, "result"), "val"), &at);
	for (const xmlNode *c = list->children; c != NULL; c = c->next)
		if (xml_is(c, "listEntry") && at-- == 0)
			put(w, xml_value(c, "val"));
}

static void
take_field(struct walker *w, const xmlNode *n)
{
	struct text type = xml_value(n, "fldCharType");

	if (text_eq(type, T("begin"))) {
		put_form_field(w, xml_child(n, "ffData"));
		if (w->depth_of_fields < FIELDS_MOST) {
			/* Inside a code nothing is shown, whatever its own part. */
			w->in_code[w->depth_of_fields] = true;
			w->depth_of_fields++;
		}
	} else if (w->depth_of_fields > 0 && text_eq(type, T("separate"))) {
		w->in_code[w->depth_of_fields - 1] =
		    w->depth_of_fields > 1 && w->in_code[w->depth_of_fields - 2];
	} else if (w->depth_of_fields > 0 && text_eq(type, T("end"))) {
		w->depth_of_fields--;
	}
}

static void
walk_control(struct walker *w, const xmlNode *n)
{
	const xmlNode *p = xml_child(n, "sdtPr"), *box = xml_child(p, "checkbox"),
		      *hint = xml_child(p, "showingPlcHdr");

	if (box != NULL) {
		put(w, is_on(xml_child(box, "checked")) ? T("☑") : T("☐"));
		return;
	}
	w->hints += is_on(hint);
	walk_children(w, xml_child(n, "sdtContent"));
	w->hints -= is_on(hint);
}

/* --- pictures --- */

#define PICTURE_LEAST   64 /* pixels; what is smaller is a bullet or a mark */
#define CAPTION_POINTS  24
#define PICTURES_OF_ONE 30

/* What Word and telephones write there by themselves says nothing. */
static struct text
caption_words(struct text t)
{
	size_t han = 0;

	t = text_trim(t);
	if (text_starts(t, T("图片")) || text_has(t, T("\\")) || text_has(t, T("/")) ||
	    text_has(t, T("（")) || text_has(t, T("\n")) || utf8_exceeds(t, CAPTION_POINTS))
		return NO_TEXT;
	for (size_t i = 0; i < t.n;)
		han += utf8_is_han(utf8_next(t, &i));
	return han >= 2 ? t : NO_TEXT;
}

/* A line of its own below the paragraph, as read/photo.c reads it. */
static void
say_picture(struct walker *w, struct buf *out, struct text caption)
{
	if (w->picture.n == 0)
		return;
	if (caption.n > 0)
		buf_fmt(out, "照片：%.*s（%.*s）\n", TEXT_ARG(caption), TEXT_ARG(w->picture));
	else
		buf_fmt(out, "照片：%.*s\n", TEXT_ARG(w->picture));
	w->picture = NO_TEXT;
}

static void
take_picture(struct walker *w, struct text id)
{
	struct picture look;
	struct text bytes;
	int n = 1;

	for (size_t i = 0; i < w->left->n; i++)
		n += w->left->v[i].kind == LEFT_PICTURE;
	bytes = is_shown(w) && n <= PICTURES_OF_ONE ? package_picture(w->package, w->part, id)
						    : NO_TEXT;
	if (!picture_look(bytes, &look) || look.width < PICTURE_LEAST ||
	    look.height < PICTURE_LEAST)
		return;
	say_picture(w, &w->boxes, NO_TEXT);
	w->picture = text_fmt(w->arena, "%.*s-图%d%s", TEXT_ARG(w->left->stem), n,
	    look.kind == PICTURE_JPEG ? ".jpg" : ".png");
	*ARENA_PUSH(w->arena, w->left) = (struct left){ LEFT_PICTURE, w->picture, bytes };
	if (caption_words(w->about).n > 0)
		say_picture(w, &w->boxes, caption_words(w->about));
	w->about = NO_TEXT;
}

/* 图1 换好的水泵, in the middle below it. */
static bool
is_caption(const struct walker *w, struct text t, const xmlNode *ppr)
{
	return w->picture.n > 0 && caption_words(t).n > 0 &&
	    (text_starts(t, T("图")) || text_starts(t, T("照片")) ||
		text_eq(xml_value(xml_child(ppr, "jc"), "val"), T("center")) ||
		text_eq_nocase(w->style, T("Caption")));
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

/* 时间：, 主持人：: a line of the head is no item, however the list goes on over it. */
static bool
is_head_line(struct text t)
{
	size_t colon = text_find(t, T("："), 0), ascii = text_find(t, T(":"), 0);
	size_t at = colon < ascii ? colon : ascii;

	return at != SIZE_MAX && at < 40 && key_parse(text_cut(t, 0, at)) != KEY_NONE;
}

static void
end_paragraph(struct walker *w, const xmlNode *ppr)
{
	struct text t = text_trim(buf_view(&w->para));
	bool listed = false;
	struct text number =
	    t.n > 0 ? word_styles_number(w->styles, w->arena, ppr, &listed) : NO_TEXT;

	if (is_caption(w, t, ppr)) {
		say_picture(w, w->out, t);
		buf_clear(&w->para);
		return;
	}
	if (t.n > 0)
		say_picture(w, w->out, NO_TEXT);
	if (listed && number.n == 0 && utf8_length(t) > HEADING_POINTS)
		number = T("- ");
	if (listed && number.n > 0 && !marked(t) && !is_head_line(t))
		buf_text(w->out, number);
	buf_text(w->out, t);
	buf_char(w->out, '\n');
	buf_text(w->out, buf_view(&w->boxes));
	buf_clear(&w->para);
	buf_clear(&w->boxes);
}

static void
walk_paragraph(struct walker *w, const xmlNode *n)
{
	const xmlNode *ppr = xml_child(n, "pPr");

	if (w->out->n > XML_MOST)
		return;
	w->style = xml_value(xml_child(ppr, "pStyle"), "val");
	w->in_paragraph = true;
	walk_children(w, n);
	w->in_paragraph = false;
	if (word_styles_joined(ppr)) /* its words stand before those of the next */
		return;
	end_paragraph(w, ppr);
}

/* What stands apart, in lines of its own: a cell, a text box, a note. */
static struct text
walk_apart(struct walker *w, const xmlNode *n)
{
	struct walker in = *w;
	struct buf out = BUF_INIT;
	struct text t;

	in.out = &out;
	in.para = in.boxes = (struct buf)BUF_INIT;
	in.depth_of_fields = 0;
	in.in_paragraph = false;
	in.shown = true;
	in.font = in.picture = NO_TEXT;
	walk_children(&in, n);
	if (in.para.n > 0)
		end_paragraph(&in, NULL);
	say_picture(&in, &out, NO_TEXT);
	t = text_copy(w->arena, text_trim(buf_view(&out)));
	w->cells = in.cells;
	buf_release(&out);
	buf_release(&in.para);
	buf_release(&in.boxes);
	return t;
}

static void
walk_box(struct walker *w, const xmlNode *n)
{
	struct text t = walk_apart(w, n);

	if (t.n > 0 && is_shown(w) && w->boxes.n <= XML_MOST)
		buf_fmt(&w->boxes, "%.*s\n", TEXT_ARG(t));
}

/* （费用由集体列支） */
static void
put_note(struct walker *w, const xmlNode *notes, struct text id)
{
	const xmlNode *n = notes == NULL || w->in_note ? NULL : notes->children;
	struct text t;

	for (int k = 0; n != NULL && k < NOTES_MOST; n = n->next, k++)
		if (n->type == XML_ELEMENT_NODE && text_eq(xml_value(n, "id"), id))
			break;
	if (n == NULL || !is_shown(w))
		return;
	w->in_note = true;
	t = walk_apart(w, n);
	w->in_note = false;
	if (t.n > 0) {
		put(w, T("（"));
		put(w, text_replace(w->arena, t, T("\n"), T(" ")));
		put(w, T("）"));
	}
}

static void
walk_run(struct walker *w, const xmlNode *n)
{
	const xmlNode *rpr = xml_child(n, "rPr"), *fonts = xml_child(rpr, "rFonts");
	struct text font = xml_value(fonts, "ascii"), outer = w->font;
	bool shown = w->shown;

	w->font = text_starts(font, T("Wingdings")) || text_eq(font, T("Symbol")) ? font : NO_TEXT;
	w->shown = shown && word_styles_shown(w->styles, rpr, w->style);
	walk_children(w, n);
	w->shown = shown;
	w->font = outer;
}

/* --- tables --- */

static void
take_cell(struct walker *w, const xmlNode *n, struct sheet_row *row)
{
	const xmlNode *p = xml_child(n, "tcPr"), *merge = xml_child(p, "vMerge");
	struct sheet_cell *c;
	int wide = 1;

	if (row->n >= ROW_CELLS || w->cells >= CELLS_MOST || xml_child(p, "cellDel") != NULL)
		return;
	w->cells++;
	text_int(xml_value(xml_child(p, "gridSpan"), "val"), &wide);
	c = ARENA_PUSH(w->arena, row);
	c->at = row->n > 1 ? c[-1].at + c[-1].wide : 0;
	c->wide = wide >= 1 && wide <= ROW_CELLS ? (size_t)wide : 1;
	c->goes_on = merge != NULL && !text_eq(xml_value(merge, "val"), T("restart"));
	c->text = walk_apart(w, n);
}

static void
walk_row(struct walker *w, const xmlNode *n, struct sheet_row *row)
{
	for (const xmlNode *c = n->children; c != NULL; c = c->next) {
		const xmlNode *hint = xml_child(xml_child(c, "sdtPr"), "showingPlcHdr");
		w->hints += is_on(hint);
		if (xml_is(c, "tc"))
			take_cell(w, c, row);
		else if (c->type == XML_ELEMENT_NODE)
			walk_row(w, c, row);
		w->hints -= is_on(hint);
	}
}

static void
walk_rows(struct walker *w, const xmlNode *n, struct sheet_table *t)
{
	for (const xmlNode *c = n->children; c != NULL; c = c->next) {
		const xmlNode *p = xml_child(c, "trPr");
		if (xml_is(c, "tr")) {
			if (xml_child(p, "del") == NULL && !is_on(xml_child(p, "hidden")))
				walk_row(w, c, ARENA_PUSH(w->arena, t));
		} else if (c->type == XML_ELEMENT_NODE) {
			walk_rows(w, c, t);
		}
	}
}

static void
walk_table(struct walker *w, const xmlNode *n)
{
	struct sheet_table t = { 0 };

	if (w->out->n > XML_MOST)
		return;
	walk_rows(w, n, &t);
	sheet_table_write(w->arena, &t, w->out);
}

/* --- elements --- */

enum way {
	PASS,
	PARAGRAPH,
	TABLE,
	RUN,
	TEXT,
	TAB,
	BREAK,
	HYPHEN,
	SYMBOL,
	FIELD,
	CONTROL,
	BASE,
	FIRST,
	BOX,
	NOTE,
	END_NOTE,
	CHUNK,
	ABOUT,
	PICTURE
};
static const struct {
	const char *name;
	enum way way;
} ways[] = {
	{ "p", PARAGRAPH },
	{ "r", RUN },
	{ "t", TEXT },
	{ "tbl", TABLE },
	{ "tab", TAB },
	{ "ptab", TAB },
	{ "br", BREAK },
	{ "cr", BREAK },
	{ "noBreakHyphen", HYPHEN },
	{ "sym", SYMBOL },
	{ "fldChar", FIELD },
	{ "sdt", CONTROL },
	{ "ruby", BASE },
	{ "AlternateContent", FIRST },
	{ "txbxContent", BOX },
	{ "footnoteReference", NOTE },
	{ "endnoteReference", END_NOTE },
	{ "altChunk", CHUNK },
	{ "docPr", ABOUT },
	{ "blip", PICTURE },
	{ "imagedata", PICTURE },
	{ "del", PASS },
	{ "moveFrom", PASS },
	{ "delText", PASS },
	{ "instrText", PASS },
	{ "pPr", PASS },
	{ "rPr", PASS },
	{ "sectPr", PASS },
	{ "tblPr", PASS },
	{ "tblGrid", PASS },
	{ "tcPr", PASS },
	{ "binData", PASS },
};

static void
walk(struct walker *w, const xmlNode *n)
{
	size_t i = 0;

	while (i < sizeof ways / sizeof *ways && !xml_is(n, ways[i].name))
		i++;
	if (i == sizeof ways / sizeof *ways) {
		walk_children(w, n);
		return;
	}
	switch (ways[i].way) {
	case PASS: break;
	case PARAGRAPH:
		if (w->in_paragraph) /* of no kind that is known: a line of its own */
			walk_box(w, n);
		else
			walk_paragraph(w, n);
		break;
	case TABLE: walk_table(w, n); break;
	case RUN: walk_run(w, n); break;
	case TEXT: put_text(w, n); break;
	case TAB: put(w, T("\t")); break;
	case BREAK: put(w, T("\n")); break;
	case HYPHEN: put(w, T("-")); break;
	case SYMBOL: put_symbol(w, n); break;
	case FIELD: take_field(w, n); break;
	case CONTROL: walk_control(w, n); break;
	case BASE: walk_children(w, xml_child(n, "rubyBase")); break;
	case FIRST: {
		const xmlNode *choice = xml_child(n, "Choice");
		walk_children(w, choice != NULL ? choice : xml_child(n, "Fallback"));
		break;
	}
	case BOX: walk_box(w, n); break;
	case NOTE: put_note(w, w->footnotes, xml_value(n, "id")); break;
	case END_NOTE: put_note(w, w->endnotes, xml_value(n, "id")); break;
	case ABOUT: w->about = xml_value(n, "descr"); break;
	case PICTURE: take_picture(w, xml_value(n, xml_is(n, "blip") ? "embed" : "id")); break;
	case CHUNK:
		*ARENA_PUSH(w->arena, w->left) = (struct left){ .kind = LEFT_CHUNK,
			.what = text_copy(
			    w->arena, package_target(w->package, w->part, xml_value(n, "id"))) };
		break;
	}
}

/* --- the whole --- */

static const xmlNode *
find_down(const xmlNode *n, const char *name, int depth)
{
	const xmlNode *found = NULL;

	for (const xmlNode *c = n->children; c != NULL && found == NULL; c = c->next)
		found = xml_is(c, name)                        ? c
		    : c->type == XML_ELEMENT_NODE && depth > 0 ? find_down(c, name, depth - 1)
							       : NULL;
	return found;
}

/* Is there a day in it, in lines that are no items? */
static bool
has_day(struct text t)
{
	struct date_found f;
	struct marker m;
	struct text line;

	for (size_t n = 0; n < HEAD_LINES && text_line(&t, &line); n++)
		if (line.n > 0 && line.n < 400 && !marker_read(line, &m) &&
		    date_find(line, 2000, &f))
			return true;
	return false;
}

/* Heads of pages are furniture: a paper's name, a page's number. When the text itself has no day or
 * names no 嘎查, and the head does, it is part of the record. */
static void
take_header(struct walker *w)
{
	const xmlNode *n = package_related(w->package, w->part, "/header");
	struct text t = n == NULL ? NO_TEXT : walk_apart(w, n);
	struct text body = text_trim(buf_view(w->out));

	if (t.n == 0 || t.n > 600 || text_has(body, t))
		return;
	if ((has_day(t) && !has_day(body)) ||
	    (text_has(t, T("嘎查")) && !text_has(body, T("嘎查")))) {
		struct text all = text_fmt(w->arena, "%.*s\n%.*s", TEXT_ARG(t), TEXT_ARG(body));
		buf_clear(w->out);
		buf_text(w->out, all);
	} else if (has_day(t)) {
		*ARENA_PUSH(w->arena, w->left) = (struct left){ .kind = LEFT_HEADER,
			.what = text_cut(t, 0, utf8_offset(t, QUOTE_POINTS)) };
	}
}

static void
take_comments(struct walker *w)
{
	const xmlNode *n = package_related(w->package, w->part, "/comments");
	struct text t = n == NULL ? NO_TEXT : walk_apart(w, n);

	if (t.n > 0)
		*ARENA_PUSH(w->arena, w->left) = (struct left){ .kind = LEFT_COMMENTS,
			.what = text_cut(t, 0, utf8_offset(t, QUOTE_POINTS)) };
}

void
word_lines(struct arena *a, struct package *p, struct text part, const xmlNode *root,
    struct buf *out, struct left_list *left)
{
	bool old = xml_is(root, "wordDocument"); /* Word 2003: all in one */
	const xmlNode *styles =
	    old ? xml_child(root, "styles") : package_related(p, part, "/styles");
	const xmlNode *numbers = old ? NULL : package_related(p, part, "/numbering");
	struct walker w = {
		.arena = a,
		.package = p,
		.part = part,
		.styles = word_styles_new(a, styles, numbers),
		.footnotes = old ? NULL : package_related(p, part, "/footnotes"),
		.endnotes = old ? NULL : package_related(p, part, "/endnotes"),
		.out = out,
		.para = BUF_INIT,
		.boxes = BUF_INIT,
		.shown = true,
		.left = left,
	};
	const xmlNode *body = find_down(root, "body", 1);

	walk_children(&w, body != NULL ? body : root);
	if (w.para.n > 0)
		end_paragraph(&w, NULL);
	say_picture(&w, out, NO_TEXT);
	if (!old) {
		take_header(&w);
		take_comments(&w);
	}
	buf_release(&w.para);
	buf_release(&w.boxes);
}
