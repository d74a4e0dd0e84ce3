/* SPDX-License-Identifier: MIT */
/*
 * A document's block tree as an HTML fragment. Every text goes through web_html, so foreign runs
 * are marked; every address is judged here: a document that is published becomes a link to its page
 * in the reader's language, another file a link below files/, http(s), tel and mailto stay, all
 * else (javascript:, files that are not there) loses its link and keeps its words. The tree's depth
 * is bounded by its reader; the walk still counts, for it is the last one before the page.
 */
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/utf8.h"
#include "view/web.h"

#define DEPTH_MAX 60

static void
put_blocks(const struct markup *m, struct buf *out, const struct block *first, int depth);
static void
put_inlines(const struct markup *m, struct buf *out, const struct inl *first, int depth);

/* --- addresses --- */

static bool
is_published(const struct web *w, struct text address)
{
	struct query q;
	bool found;

	query_start(w->v->store, &q,
	    "select unit from document where address = ?1 and state in ('published', 'withdrawn')",
	    w->e);
	query_bind_text(&q, 1, address);
	found = query_row(&q) && web_has(w->v, web_unit(w->v, query_int(&q, 0)));
	return query_end(&q) && found;
}

static const struct attachment *
find_attachment(const struct markup *m, struct text target)
{
	for (size_t i = 0; m->attachments && i < m->attachments->n; i++)
		if (text_eq(m->attachments->v[i].target, target) ||
		    text_eq(m->attachments->v[i].path, target))
			return &m->attachments->v[i];
	return NULL;
}

static bool
is_markdown(struct text path)
{
	struct text ext = path_ext(path);

	return text_eq_nocase(ext, T(".md")) || text_eq_nocase(ext, T(".markdown"));
}

static bool
is_document_name(struct text path)
{
	return is_markdown(path) || text_eq_nocase(path_ext(path), T(".txt"));
}

static bool
is_outward(struct text t)
{
	static const char *const scheme[] = { "https://", "http://", "tel:", "mailto:" };

	for (size_t i = 0; i < sizeof scheme / sizeof *scheme; i++)
		if (text_eq_nocase(text_cut(t, 0, strlen(scheme[i])), text_of(scheme[i])))
			return true;
	return false;
}

static struct text
without_fragment(struct text t)
{
	const char *hash = memchr(t.p, '#', t.n);

	return hash ? (struct text){ t.p, (size_t)(hash - t.p) } : t;
}

/* A document, a unit's folder, or one of the document's own files; targets were made relative to
 * the content by the door. "": nowhere. */
static struct text
local_path(const struct markup *m, struct text target)
{
	const struct attachment *x = find_attachment(m, target);
	struct text path = x ? x->path : without_fragment(target), address;
	const struct unit *u;

	if (path.n == 0 || !path_normal(m->w->a, path, &path))
		return NO_TEXT;
	address = path_stem(path);
	enum lang l;

	if (lang_of_ext(path_ext(address), &l) && l != LANG_ZH)
		address = path_stem(address);
	if (is_document_name(path) && is_published(m->w, address))
		return output_path(m->w->a, OUT_PAGE_DOCUMENT, m->w->lang, NULL, address);
	if (x && !is_markdown(path))
		return output_path(m->w->a, OUT_ATTACHMENT, m->w->lang, NULL, path);
	u = site_unit(m->w->v->site, path);
	return u && path.n > 0 && web_has(m->w->v, u)
	    ? output_path(m->w->a, OUT_PAGE_UNIT, m->w->lang, u, NO_TEXT)
	    : NO_TEXT;
}

/* "" when the words stand alone. */
static struct text
link_of(const struct markup *m, struct text target)
{
	if (is_outward(target))
		return target;
	struct text path = local_path(m, target);

	return path.n > 0 ? web_href(m->w, path) : NO_TEXT;
}

/* --- inlines --- */

static void
put_text(const struct markup *m, struct buf *out, struct text t)
{
	buf_text(out, web_html(m->w, t));
}

static void
put_wrapped(
    const struct markup *m, struct buf *out, const char *tag, const struct inl *first, int depth)
{
	buf_fmt(out, "<%s>", tag);
	put_inlines(m, out, first, depth);
	buf_fmt(out, "</%s>", tag);
}

static void
put_link(const struct markup *m, struct buf *out, const struct inl *i, int depth)
{
	struct text href = link_of(m, i->target);

	if (href.n == 0) {
		put_inlines(m, out, i->first, depth);
		return;
	}
	buf_str(out, "<a href=\"");
	buf_html(out, href);
	buf_str(out, is_outward(i->target) ? "\" rel=\"external noopener noreferrer\">" : "\">");
	put_inlines(m, out, i->first, depth);
	buf_str(out, "</a>");
}

/* Pictures load from the tree only. */
static bool
put_image(const struct markup *m, struct buf *out, const struct inl *i)
{
	struct text path = is_outward(i->target) ? NO_TEXT : local_path(m, i->target);
	struct buf alt = BUF_INIT;

	inl_text(&alt, i->first);
	if (path.n == 0) {
		put_text(m, out, buf_view(&alt));
	} else {
		buf_str(out, "<img loading=\"lazy\" src=\"");
		buf_html(out, web_href(m->w, path));
		buf_str(out, "\" alt=\"");
		buf_html(out, buf_view(&alt));
		buf_str(out, "\">");
	}
	buf_release(&alt);
	return path.n > 0;
}

static void
put_inlines(const struct markup *m, struct buf *out, const struct inl *first, int depth)
{
	if (depth > DEPTH_MAX)
		return;
	for (const struct inl *i = first; i; i = i->next)
		switch (i->kind) {
		case INLINE_TEXT: put_text(m, out, i->text); break;
		case INLINE_BREAK: buf_str(out, "<br>"); break;
		case INLINE_STRONG: put_wrapped(m, out, "strong", i->first, depth + 1); break;
		case INLINE_EMPH: put_wrapped(m, out, "em", i->first, depth + 1); break;
		case INLINE_CODE:
			buf_str(out, "<code>");
			buf_html(out, i->text);
			buf_str(out, "</code>");
			break;
		case INLINE_LINK: put_link(m, out, i, depth + 1); break;
		case INLINE_IMAGE: put_image(m, out, i); break;
		case INLINE_HIDDEN:
			buf_str(out, "<span class=\"veiled\">");
			put_text(m, out, i->text);
			buf_str(out, "</span>");
			break;
		}
}

/* --- tables, figures --- */

/*
 * On a telephone a wide table stands as a list: each row its matter in bold, below it the other
 * cells with the word of their column (.list in style.css). The roles say that it is a table still.
 */
#define FIT_COLUMNS 3  /* of few characters: these fit a telephone side by side */
#define FIT_TEXT    12 /* characters of a cell behind the first */

static bool
is_wide(struct arena *a, const struct block *table)
{
	size_t column = 0;

	for (const struct block *cell = table->first ? table->first->first : NULL; cell;
	     cell = cell->next)
		column++;
	if (column > FIT_COLUMNS)
		return true;
	for (const struct block *row = table->first; row; row = row->next) {
		column = 0;
		for (const struct block *cell = row->first; cell; cell = cell->next)
			if (column++ > 0 && utf8_length(block_plain(a, cell, true)) > FIT_TEXT)
				return true;
	}
	return false;
}

/* By its whole name, never by a part of it: …北营子合计四十七户 is an entry. */
static bool
is_total(struct arena *a, const struct block *row)
{
	static const char *const names[] = { "合计", "小计", "总计", "收入合计", "支出合计",
		"收入小计", "支出小计" };
	struct text name = row->first ? text_trim(block_plain(a, row->first, true)) : NO_TEXT;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (text_eq(name, text_of(names[i])))
			return true;
	return false;
}

/* head: of the cell's column; NULL: this is one. */
static void
put_cell(const struct markup *m, struct buf *out, const struct block *cell, bool key, bool wide,
    const struct block *head, int depth)
{
	const char *class = cell->align == ALIGN_RIGHT ? " class=\"num\""
	    : cell->align == ALIGN_CENTER              ? " class=\"mid\""
						       : "";

	if (!head)
		buf_fmt(out, "<th scope=\"col\"%s%s>", class, wide ? " role=\"columnheader\"" : "");
	else if (wide && key)
		buf_str(out, "<th scope=\"row\" role=\"rowheader\" class=\"key\">");
	else {
		buf_fmt(out, "<td%s%s", class, wide ? " role=\"cell\" data-l=\"" : ">");
		if (wide) {
			buf_html(out, text_trim(block_plain(m->w->a, head, true)));
			buf_str(out, "\">");
		}
	}
	put_inlines(m, out, cell->inlines, depth);
	buf_str(out, !head || (wide && key) ? "</th>" : "</td>");
}

static void
put_row(const struct markup *m, struct buf *out, const struct block *row, const struct block *head,
    bool wide, int depth)
{
	const struct block *column = head ? head->first : NULL;
	struct text first =
	    head && column ? text_trim(block_plain(m->w->a, column, true)) : NO_TEXT;
	int at = 0, key = text_eq(first, T("序号")) || text_eq(first, T("编号")) ? 1 : 0;

	buf_fmt(out, "<tr%s%s>", wide ? " role=\"row\"" : "",
	    head && is_total(m->w->a, row) ? " class=\"tot\"" : "");
	for (const struct block *cell = row->first; cell; cell = cell->next, at++) {
		put_cell(
		    m, out, cell, at == key, wide, head ? (column ? column : cell) : NULL, depth);
		column = column ? column->next : NULL;
	}
	buf_str(out, "</tr>");
}

static void
put_table(const struct markup *m, struct buf *out, const struct block *table, int depth)
{
	const struct block *head = table->first;
	bool wide = is_wide(m->w->a, table);
	const char *group = wide ? " role=\"rowgroup\"" : "";

	/* The box scrolls by itself, so it must be reachable by keyboard and have a name. */
	buf_str(out, "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"");
	buf_html(out, web_word(m->w, "web.table"));
	buf_fmt(out, "\"><table%s>\n", wide ? " class=\"list\" role=\"table\"" : "");
	if (head) {
		buf_fmt(out, "<thead%s>", group);
		put_row(m, out, head, NULL, wide, depth);
		buf_fmt(out, "</thead><tbody%s>\n", group);
	}
	for (const struct block *row = head ? head->next : NULL; row; row = row->next) {
		put_row(m, out, row, head, wide, depth);
		buf_char(out, '\n');
	}
	buf_str(out, head ? "</tbody></table></div>\n" : "</table></div>\n");
}

static void
put_figure(const struct markup *m, struct buf *out, const struct block *b)
{
	struct buf caption = BUF_INIT;

	if (b->inlines)
		inl_text(&caption, b->inlines->first);
	buf_str(out, "<figure>");
	if (b->inlines && put_image(m, out, b->inlines) && caption.n > 0) {
		buf_str(out, "<figcaption>");
		put_text(m, out, buf_view(&caption));
		buf_str(out, "</figcaption>");
	}
	buf_str(out, "</figure>\n");
	buf_release(&caption);
}

/* --- blocks --- */

/* Authors begin at ## or #### as they like; a page's levels begin below its own heading and never
 * skip one on the way down. */
static void
put_heading(const struct markup *m, struct buf *out, const struct block *b)
{
	int level = b->level - m->least + m->heading;

	level = level > *m->last + 1 ? *m->last + 1 : level;
	level = level < m->heading ? m->heading : level > 6 ? 6 : level;
	*m->last = level;
	buf_fmt(out, "<h%d>", level);
	put_inlines(m, out, b->inlines, 0);
	buf_fmt(out, "</h%d>\n", level);
}

/* An item with one paragraph needs no <p> of its own. */
static void
put_item(const struct markup *m, struct buf *out, const struct block *item, int depth)
{
	const struct block *b = item->first;

	buf_str(out, "<li>");
	put_inlines(m, out, item->inlines, depth);
	if (b && b->kind == BLOCK_PARAGRAPH) {
		put_inlines(m, out, b->inlines, depth);
		b = b->next;
	}
	put_blocks(m, out, b, depth + 1);
	buf_str(out, "</li>\n");
}

static void
put_list(const struct markup *m, struct buf *out, const struct block *list, int depth)
{
	if (!list->ordered)
		buf_str(out, "<ul class=\"dots\">\n");
	else if (list->start > 1)
		buf_fmt(out, "<ol class=\"nums\" start=\"%d\">\n", list->start);
	else
		buf_str(out, "<ol class=\"nums\">\n");
	for (const struct block *item = list->first; item; item = item->next)
		put_item(m, out, item, depth + 1);
	buf_str(out, list->ordered ? "</ol>\n" : "</ul>\n");
}

static void
put_block(const struct markup *m, struct buf *out, const struct block *b, int depth)
{
	switch (b->kind) {
	case BLOCK_ROOT:
	case BLOCK_SECTION:
	case BLOCK_ROW:
	case BLOCK_CELL: put_blocks(m, out, b->first, depth + 1); break;
	case BLOCK_HEADING: put_heading(m, out, b); break;
	case BLOCK_PARAGRAPH:
		buf_str(out, "<p>");
		put_inlines(m, out, b->inlines, depth);
		buf_str(out, "</p>\n");
		break;
	case BLOCK_LIST: put_list(m, out, b, depth); break;
	case BLOCK_ITEM: put_item(m, out, b, depth); break;
	case BLOCK_QUOTE:
		buf_str(out, "<blockquote>\n");
		put_blocks(m, out, b->first, depth + 1);
		buf_str(out, "</blockquote>\n");
		break;
	case BLOCK_CODE:
		buf_str(out, "<pre tabindex=\"0\"><code>");
		for (const struct inl *i = b->inlines; i; i = i->next)
			buf_html(out, i->text);
		buf_str(out, "</code></pre>\n");
		break;
	case BLOCK_TABLE: put_table(m, out, b, depth); break;
	case BLOCK_FIGURE: put_figure(m, out, b); break;
	case BLOCK_RULE: buf_str(out, "<hr>\n"); break;
	}
}

static void
put_blocks(const struct markup *m, struct buf *out, const struct block *first, int depth)
{
	if (depth > DEPTH_MAX)
		return;
	for (const struct block *b = first; b; b = b->next)
		put_block(m, out, b, depth);
}

/* The author's highest level among the headings that are not inside something else. */
static int
least_level(const struct block *first)
{
	int least = 7;

	for (const struct block *b = first; b; b = b->next) {
		const struct block *h = b->kind == BLOCK_SECTION ? b->first : b;

		if (h && h->kind == BLOCK_HEADING && h->level < least)
			least = h->level;
	}
	return least == 7 ? 1 : least;
}

struct text
web_markup(const struct markup *m, const struct block *root)
{
	struct buf out = BUF_INIT;
	const struct block *first = root->first;
	int last = m->heading - 1;
	struct markup own = *m;

	if (m->skip_title && first && first->kind == BLOCK_HEADING && first->level == 1)
		first = first->next;
	own.least = least_level(first);
	own.last = &last;
	put_blocks(&own, &out, first, 0);
	struct text t = text_copy(m->w->a, buf_view(&out));

	buf_release(&out);
	return t;
}
