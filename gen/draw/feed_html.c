/* SPDX-License-Identifier: MIT */
/*
 * HTML for feeds. The input is HTML that lihui itself drew for a page: tags are well formed,
 * attribute values quoted. It is still read with care, since a template of the site's own may stand
 * behind it: whatever does not look like a tag passes as text with its '<' escaped.
 *
 * A feed reader shows the piece away from its page, so an address relative to the page leads
 * nowhere: each is resolved (RFC 3986, section 5.2, as far as http addresses go). Scripts and
 * styles are refused by readers; they go with all they contain.
 */
#include "lihui/feed.h"

#include "lihui/arena.h"

struct attribute {
	struct text name, value;
	bool has_value;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	    c == '-' || c == ':' || c == '_';
}

static struct text
read_name(struct text t, size_t *i)
{
	size_t from = *i;
	while (*i < t.n && is_name(t.p[*i]))
		++*i;
	return text_cut(t, from, *i);
}

/* Length of the scheme with its colon ("https:"), or 0. */
static size_t
scheme(struct text url)
{
	for (size_t i = 0; i < url.n; i++) {
		char c = url.p[i];
		if (c == ':')
			return i > 0 ? i + 1 : 0;
		if (!is_name(c) && c != '+' && c != '.')
			return 0;
	}
	return 0;
}

/* Where the path of an absolute address begins. */
static size_t
path_start(struct text url)
{
	size_t host = text_find(url, T("//"), 0);
	size_t slash = host == SIZE_MAX ? SIZE_MAX : text_find(url, T("/"), host + 2);
	return slash == SIZE_MAX ? url.n : slash;
}

/* Appends path without "." and ".." parts; what would climb above the root stays at the root. */
static void
put_normal_path(struct buf *out, struct text path)
{
	size_t root = out->n, i = 0;
	while (i < path.n) {
		size_t slash = text_find(path, T("/"), i + 1);
		size_t end = slash == SIZE_MAX ? path.n : slash;
		struct text part = text_cut(path, i + 1, end);
		bool last = end == path.n;
		if (text_eq(part, T("..")) || text_eq(part, T("."))) {
			while (part.n == 2 && out->n > root && out->p[--out->n] != '/')
				;
			if (last)
				buf_char(out, '/');
		} else {
			buf_char(out, '/');
			buf_text(out, part);
		}
		i = end;
	}
}

static void
put_absolute(struct buf *out, struct text url, struct text page)
{
	size_t start = path_start(page), path_end = start;
	while (path_end < page.n && page.p[path_end] != '?' && page.p[path_end] != '#')
		path_end++;
	size_t dir = path_end;
	while (dir > start && page.p[dir - 1] != '/')
		dir--;
	if (scheme(url) > 0) {
		buf_text(out, url);
	} else if (text_starts(url, T("//"))) {
		buf_text(out, text_cut(page, 0, scheme(page)));
		buf_text(out, url);
	} else if (url.n == 0 || url.p[0] == '#' || url.p[0] == '?') {
		buf_text(out, text_cut(page, 0, path_end));
		buf_text(out, url);
	} else {
		size_t tail = 0;
		while (tail < url.n && url.p[tail] != '?' && url.p[tail] != '#')
			tail++;
		struct buf path = BUF_INIT;
		if (url.p[0] != '/')
			buf_text(&path, dir > start ? text_cut(page, start, dir) : T("/"));
		buf_text(&path, text_cut(url, 0, tail));
		buf_text(out, text_cut(page, 0, start));
		put_normal_path(out, buf_view(&path));
		buf_text(out, text_cut(url, tail, url.n));
		buf_release(&path);
	}
}

static bool
read_attribute(struct text t, size_t *i, struct attribute *at)
{
	while (*i < t.n && is_space(t.p[*i]))
		++*i;
	*at = (struct attribute){ read_name(t, i), NO_TEXT, false };
	if (at->name.n == 0)
		return false;
	if (*i >= t.n || t.p[*i] != '=')
		return true;
	at->has_value = true;
	++*i;
	char quote = *i < t.n && (t.p[*i] == '"' || t.p[*i] == '\'') ? t.p[(*i)++] : 0;
	size_t from = *i;
	while (*i < t.n && (quote ? t.p[*i] != quote : !is_space(t.p[*i]) && t.p[*i] != '>'))
		++*i;
	at->value = text_cut(t, from, *i);
	if (quote && *i < t.n)
		++*i;
	return true;
}

static void
put_attribute(struct buf *out, const struct attribute *at, struct text page)
{
	if (text_eq_nocase(at->name, T("style")) ||
	    text_eq_nocase(text_cut(at->name, 0, 2), T("on")))
		return;
	bool address = text_eq_nocase(at->name, T("href")) || text_eq_nocase(at->name, T("src"));
	if (address && text_eq_nocase(text_cut(text_trim(at->value), 0, 11), T("javascript:")))
		return;
	buf_char(out, ' ');
	buf_text(out, at->name);
	if (!at->has_value)
		return;
	/* The value keeps its entities; only a quote that single quotes protected needs a new coat.
	 */
	struct buf v = BUF_INIT;
	if (address)
		put_absolute(&v, text_trim(at->value), page);
	else
		buf_text(&v, at->value);
	buf_str(out, "=\"");
	for (size_t i = 0; i < v.n; i++)
		if (v.p[i] == '"')
			buf_str(out, "&quot;");
		else
			buf_char(out, v.p[i]);
	buf_char(out, '"');
	buf_release(&v);
}

static bool
is_refused(struct text name)
{
	return text_eq_nocase(name, T("script")) || text_eq_nocase(name, T("style")) ||
	    text_eq_nocase(name, T("iframe"));
}

/*
 * Behind the end tag of the refused element whose start tag ends at i; the end of everything when
 * it is never closed.
 */
static size_t
skip_element(struct text html, size_t i, struct text name)
{
	for (size_t at = text_find(html, T("</"), i); at != SIZE_MAX;
	     at = text_find(html, T("</"), at + 2)) {
		size_t end = at + 2 + name.n;
		if (text_eq_nocase(text_cut(html, at + 2, end), name) &&
		    (end >= html.n || !is_name(html.p[end]))) {
			size_t close = text_find(html, T(">"), end);
			return close == SIZE_MAX ? html.n : close + 1;
		}
	}
	return html.n;
}

/* The tag at i ('<'): appended in its feed form. Returns where to go on. */
static size_t
put_tag(struct buf *out, struct text html, size_t i, struct text page)
{
	bool closing = i + 1 < html.n && html.p[i + 1] == '/';
	size_t at = i + 1 + closing;
	struct text name = read_name(html, &at);
	if (name.n == 0) {
		buf_str(out, "&lt;");
		return i + 1;
	}
	size_t before = out->n;
	buf_str(out, closing ? "</" : "<");
	buf_text(out, name);
	struct attribute attribute;
	while (read_attribute(html, &at, &attribute))
		put_attribute(out, &attribute, page);
	size_t close = text_find(html, T(">"), at);
	bool empty = close != SIZE_MAX && html.p[close - 1] == '/';
	buf_str(out, empty ? "/>" : ">");
	at = close == SIZE_MAX ? html.n : close + 1;
	if (!is_refused(name))
		return at;
	out->n = before;
	out->p[before] = '\0';
	return closing || empty ? at : skip_element(html, at, name);
}

struct text
feed_html(struct arena *a, struct text html, struct text page)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < html.n;) {
		if (text_starts(text_cut(html, i, html.n), T("<!--"))) {
			size_t end = text_find(html, T("-->"), i + 4);
			i = end == SIZE_MAX ? html.n : end + 3;
		} else if (html.p[i] == '<') {
			i = put_tag(&out, html, i, page);
		} else {
			buf_char(&out, html.p[i++]);
		}
	}
	struct text t = text_copy(a, buf_view(&out));
	buf_release(&out);
	return t;
}
