/* SPDX-License-Identifier: MIT */
/*
 * A web page as lines: what mail programs, WPS on a telephone and the files that Word saves as
 * "网页" are, under the name of a .doc. Its paragraphs, lists and tables are read; what it strikes
 * out or hides is not there, nor are scripts, styles and the readings above characters.
 *
 * Outside facts: the letters are found by trial (decode_text), which is right more often than what
 * the page says of itself. MHTML is a mail (RFC 2557) whose first part of type text/html is the
 * page, in quoted-printable or base64.
 */
#include "intake/docx.h"

#include <libxml/HTMLparser.h>

#include "lihui/arena.h"
#include "lihui/cursor.h"
#include "lihui/decode.h"

/* The page stands first or second in a mail. */
#define PARTS_MOST 100

struct page_walker {
	struct arena *arena;
	struct buf *out, para;
	size_t cells;
	bool blank; /* a blank is due before the next word */
};

/* --- what it is --- */

static bool
has_nocase(struct text t, const char *word)
{
	struct text w = text_of(word);

	for (size_t i = 0; i + w.n <= t.n; i++)
		if (text_eq_nocase(text_cut(t, i, i + w.n), w))
			return true;
	return false;
}

static bool
is_mail(struct text bytes)
{
	struct text start = text_trim(text_cut(bytes, 0, 2000));

	return (has_nocase(text_cut(start, 0, 14), "MIME-Version:") ||
		   has_nocase(text_cut(start, 0, 6), "From: ")) &&
	    has_nocase(start, "Content-Type: multipart/");
}

bool
html_is(struct text bytes)
{
	static const char *const signs[] = { "<html", "<!doctype html", "<body", "<meta", "<table",
		"<div", "<p>", "<p ", NULL };
	struct text start = text_cut(bytes, 0, 4096);

	if (is_mail(bytes))
		return true;
	if (text_starts(start, T("\xEF\xBB\xBF")) || text_starts(start, T("\xFF\xFE")))
		start = text_cut(start, start.p[0] == '\xEF' ? 3 : 2, start.n);
	start = text_trim(start);
	if (start.n == 0 || start.p[0] != '<')
		return false;
	if (memchr(start.p, 0, start.n) != NULL) { /* UTF-16: every other byte of its tags */
		struct buf b = BUF_INIT;
		bool is;
		for (size_t i = 0; i < start.n; i++)
			if (start.p[i] != 0)
				buf_char(&b, start.p[i]);
		is = has_nocase(buf_view(&b), "<html");
		buf_release(&b);
		return is;
	}
	for (size_t i = 0; signs[i]; i++)
		if (has_nocase(start, signs[i]))
			return true;
	return false;
}

/* --- MHTML --- */

static void
put_quoted(struct buf *out, struct text t)
{
	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] == '=' && i + 2 < t.n && char_hex(t.p[i + 1]) >= 0 &&
		    char_hex(t.p[i + 2]) >= 0) {
			buf_char(out, (char)(char_hex(t.p[i + 1]) * 16 + char_hex(t.p[i + 2])));
			i += 2;
		} else if (t.p[i] == '=') { /* the line goes on */
			i += i + 1 < t.n && t.p[i + 1] == '\r';
			i += i + 1 < t.n && t.p[i + 1] == '\n';
		} else {
			buf_char(out, t.p[i]);
		}
	}
}

static void
put_base64(struct buf *out, struct text t)
{
	static const char letters[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t bits = 0;
	int n = 0;

	for (size_t i = 0; i < t.n; i++) {
		const char *at = t.p[i] == 0 ? NULL : strchr(letters, t.p[i]);
		if (at == NULL)
			continue;
		bits = bits << 6 | (uint32_t)(at - letters);
		if ((n += 6) >= 8)
			buf_char(out, (char)(bits >> (n -= 8)));
	}
}

/* The page of a mail: from the blank line behind its part's head to the next boundary. */
static struct text
page_of_mail(struct arena *a, struct text mail)
{
	size_t at = 0, end;
	struct buf b = BUF_INIT;
	struct text head, page;
	bool base64;

	for (int parts = 0;; parts++) {
		size_t part = text_find(mail, T("\n--"), at);
		if (part == SIZE_MAX || parts == PARTS_MOST)
			return NO_TEXT;
		at = part + 3;
		end = text_find(mail, T("\n\n"), at);
		size_t crlf = text_find(mail, T("\r\n\r\n"), at);
		end = crlf < end ? crlf : end;
		if (end == SIZE_MAX)
			return NO_TEXT;
		head = text_cut(mail, at, end < at + 1000 ? end : at + 1000);
		if (has_nocase(head, "text/html"))
			break;
	}
	page = text_cut(mail, end, mail.n);
	end = text_find(page, T("\n--"), 4); /* quoted-printable has no such line in it */
	page = text_cut(page, 0, end);
	base64 = has_nocase(head, "base64");
	if (base64)
		put_base64(&b, page);
	else if (has_nocase(head, "quoted-printable"))
		put_quoted(&b, page);
	else
		buf_text(&b, page);
	return buf_take(a, &b);
}

/* --- words --- */

static void
end_line(struct page_walker *w)
{
	struct text t = text_trim(buf_view(&w->para));

	if (t.n > 0)
		buf_fmt(w->out, "%.*s\n", TEXT_ARG(t));
	buf_clear(&w->para);
	w->blank = false;
}

/* Blanks and line ends of the source are one blank, and none beside Chinese. */
static void
put_words(struct page_walker *w, struct text t)
{
	for (size_t i = 0; i < t.n; i++) {
		char c = t.p[i];
		bool wide = (unsigned char)c >= 0x80;
		if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
			w->blank = true;
			continue;
		}
		if (w->blank && w->para.n > 0 &&
		    !(wide && (unsigned char)w->para.p[w->para.n - 1] >= 0x80))
			buf_char(&w->para, ' ');
		w->blank = false;
		buf_char(&w->para, c);
	}
}

static bool
is_unseen(struct arena *a, const xmlNode *n)
{
	static const char *const signs[] = { "display:none", "visibility:hidden", "mso-hide:all",
		"line-through", NULL };
	struct text style = xml_value(n, "style");

	style = style.n > 0 && style.n < 4096 ? text_squeeze(a, style) : NO_TEXT;
	for (size_t i = 0; style.n > 0 && signs[i]; i++)
		if (has_nocase(style, signs[i]))
			return true;
	return false;
}

static void walk(struct page_walker *w, const xmlNode *n, int item);

static void
walk_children(struct page_walker *w, const xmlNode *n, int item)
{
	for (const xmlNode *c = n->children; c != NULL && w->out->n <= XML_MOST; c = c->next)
		walk(w, c, item);
}

static struct text
walk_apart(struct page_walker *w, const xmlNode *n)
{
	struct buf out = BUF_INIT;
	struct page_walker in = { w->arena, &out, BUF_INIT, w->cells, false };
	struct text t;

	walk_children(&in, n, 0);
	end_line(&in);
	w->cells = in.cells;
	t = text_copy(w->arena, text_trim(buf_view(&out)));
	buf_release(&in.para);
	buf_release(&out);
	return t;
}

/* --- tables --- */

static size_t
covered(const xmlNode *n, const char *name)
{
	int k = 1;

	return text_int(xml_value(n, name), &k) && k > 1 && k <= ROW_CELLS ? (size_t)k : 1;
}

/* Word writes a merged cell in each row, HTML in the first alone; here each row has it. */
static void
walk_row(
    struct page_walker *w, const xmlNode *n, struct sheet_row *row, size_t *below, size_t *wide)
{
	size_t at = 0;

	for (const xmlNode *c = n->children; c != NULL || at < ROW_CELLS; c = c->next) {
		while (at < ROW_CELLS && below[at] > 0) {
			size_t k = wide[at] > 0 ? wide[at] : 1;
			*ARENA_PUSH(w->arena, row) = (struct sheet_cell){ NO_TEXT, at, k, true };
			below[at]--;
			at += k;
		}
		if (c == NULL)
			break;
		if ((!xml_is(c, "td") && !xml_is(c, "th")) || at >= ROW_CELLS ||
		    w->cells >= CELLS_MOST)
			continue;
		w->cells++;
		struct sheet_cell *cell = ARENA_PUSH(w->arena, row);
		*cell = (struct sheet_cell){ NO_TEXT, at, covered(c, "colspan"), false };
		below[at] = covered(c, "rowspan") - 1;
		wide[at] = cell->wide;
		at += cell->wide;
		cell->text = is_unseen(w->arena, c) ? NO_TEXT : walk_apart(w, c);
	}
}

static void
walk_rows(
    struct page_walker *w, const xmlNode *n, struct sheet_table *t, size_t *below, size_t *wide)
{
	for (const xmlNode *c = n->children; c != NULL; c = c->next)
		if (xml_is(c, "tr"))
			walk_row(w, c, ARENA_PUSH(w->arena, t), below, wide);
		else if (c->type == XML_ELEMENT_NODE)
			walk_rows(w, c, t, below, wide);
}

/* --- elements --- */

/* item: its number in a numbered list, -1 in one of bullets. */
static void
walk(struct page_walker *w, const xmlNode *n, int item)
{
	static const char *const passed[] = { "head", "script", "style", "title", "del", "s",
		"strike", "rt", "rp", "noscript", "template", "select", NULL };
	static const char *const blocks[] = { "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4",
		"h5", "h6", "br", "blockquote", "section", "article", "header", "footer", "pre",
		"dt", "dd", "hr", "body", "html", "form", "center", NULL };
	bool block = false;
	int count = 0;

	if (n->type == XML_TEXT_NODE && n->content != NULL)
		put_words(w, text_of((const char *)n->content));
	if (n->type != XML_ELEMENT_NODE || is_unseen(w->arena, n))
		return;
	for (size_t i = 0; passed[i]; i++)
		if (xml_is(n, passed[i]))
			return;
	if (xml_is(n, "table")) {
		struct sheet_table t = { 0 };
		size_t below[ROW_CELLS] = { 0 }, wide[ROW_CELLS] = { 0 };

		end_line(w);
		walk_rows(w, n, &t, below, wide);
		sheet_table_write(w->arena, &t, w->out);
		return;
	}
	for (size_t i = 0; blocks[i] && !block; i++)
		block = xml_is(n, blocks[i]);
	if (block)
		end_line(w);
	if (xml_is(n, "li") && item < 0)
		buf_str(&w->para, "- ");
	else if (xml_is(n, "li") && item > 0)
		buf_fmt(&w->para, "%d、", item);
	if (xml_is(n, "ol") || xml_is(n, "ul")) {
		for (const xmlNode *c = n->children; c != NULL; c = c->next)
			walk(w, c, xml_is(n, "ul") ? -1 : xml_is(c, "li") ? ++count : 0);
	} else {
		walk_children(w, n, 0);
	}
	if (block)
		end_line(w);
}

enum docx_result
html_text(struct arena *a, struct text bytes, struct text *out)
{
	struct diag_sink sink = { 0 };
	struct buf words = BUF_INIT;
	struct page_walker w = { a, &words, BUF_INIT, 0, false };
	xmlDoc *d;
	xmlNode *root;

	*out = NO_TEXT;
	if (bytes.n > XML_MOST)
		return DOCX_TOO_LARGE;
	if (is_mail(bytes))
		bytes = page_of_mail(a, bytes);
	sink.arena = a;
	bytes = decode_text(a, bytes, &sink);
	d = bytes.n == 0 ? NULL
			 : htmlReadMemory(bytes.p, (int)bytes.n, NULL, "UTF-8",
			       HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
				   HTML_PARSE_RECOVER | HTML_PARSE_COMPACT);
	root = d == NULL ? NULL : xmlDocGetRootElement(d);
	if (root != NULL)
		walk(&w, root, 0);
	end_line(&w);
	*out = text_copy(a, text_trim(buf_view(&words)));
	buf_release(&w.para);
	buf_release(&words);
	xmlFreeDoc(d);
	return root == NULL ? DOCX_DAMAGED : DOCX_OK;
}
