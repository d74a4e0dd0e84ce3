/* SPDX-License-Identifier: MIT */
/*
 * XML into nodes, by libxml2's events. The vocabulary is small and closed: a word that is not in it
 * is a slip of the template's author, and is told with its line before anything is drawn.
 */
#include <errno.h>
#include <libxml/parser.h>
#include <pthread.h>
#include <stdlib.h>

#include "lihui/utf8.h"
#include "pdf/sheet_tree.h"

#define XML_MOST (8 << 20)

static const struct element {
	const char *name, *attributes;
} elements[] = {
	[NODE_SHEET] = { "sheet", "paper sides margin scale lang" },
	[NODE_SIDE] = { "side", "lang on sides margin" },
	[NODE_BAND] = { "band", "at on block when offset" },
	[NODE_ROW] = { "row", "gap align wrap role" },
	[NODE_CELL] = { "cell", "inline span n" },
	[NODE_TEXT] = { "text", "lines put nobreak pick axis href again lang mark" },
	[NODE_TABLE] = { "table", "columns" },
	[NODE_SIGN] = { "sign", "is" },
	[NODE_QR] = { "qr", "module inline" },
	[NODE_RULE] = { "rule", "w" },
	[NODE_WRITE] = { "write", "as label block" },
	[NODE_IMAGE] = { "image", "src block inline caption" },
	[NODE_KEEP] = { "keep", "lines before" },
	[NODE_COUNT] = { "count", "of words" },
	[NODE_FIT] = { "fit", "" },
	[NODE_STEP] = { "step", "do on to leave words close" },
	[NODE_STYLES] = { "styles", "" },
	[NODE_STYLE] = { "style",
	    "name as lang face weight colour size lead track gap align pad tight inset before "
	    "after block "
	    "inline indent hang lines balance grid rule-before rule-after frame uprights mark next "
	    "tag" },
};

struct reading {
	struct arena *a;
	struct text name;
	struct sheet_node *root, *open;
	xmlParserCtxt *xml;
	struct err *e;
	bool failed;
};

static void
fail(struct reading *r, const char *say, struct text word)
{
	if (r->failed)
		return;
	r->failed = true;
	(void)err_usage(r->e, "%.*s:%d: %s %.*s", TEXT_ARG(r->name),
	    r->xml && r->xml->input ? r->xml->input->line : 0, say, TEXT_ARG(word));
}

/* The word as the table has it; "" when it is not in the list. */
static struct text
known(const char *list, struct text word)
{
	struct text rest = text_of(list), w;

	if (text_eq(word, T("style")))
		return T("style");
	if (text_eq(word, T("name")))
		return T("name");
	while (list_next(&rest, &w))
		if (text_eq(w, word))
			return w;
	return NO_TEXT;
}

static enum node_kind
kind_of(struct text name)
{
	size_t k = 0;

	while (k < NODE_WORDS && !text_eq(text_of(elements[k].name), name))
		k++;
	return (enum node_kind)k;
}

static struct sheet_node *
add_node(struct reading *r, enum node_kind kind)
{
	struct sheet_node *n = ARENA_NEW(r->a, struct sheet_node), *p = r->open;

	n->kind = kind;
	n->line = r->xml->input ? r->xml->input->line : 0;
	n->parent = p;
	if (p && p->last)
		p->last->next = n;
	else if (p)
		p->first = n;
	if (p)
		p->last = n;
	else if (!r->root)
		r->root = n;
	return n;
}

/* libxml2 gives each attribute as five pointers: its name, a prefix and its address, the value's
 * begin and end. */
static void
start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nspaces,
    const xmlChar **spaces, int n, int ndefault, const xmlChar **values)
{
	struct reading *r = context;
	struct text tag = text_of((const char *)name);
	enum node_kind kind = kind_of(tag);

	(void)prefix, (void)uri, (void)nspaces, (void)spaces, (void)ndefault;

	if (kind == NODE_WORDS) {
		fail(r, SAY("没有这个元素：", "no such element:"), tag);
		return;
	}
	struct sheet_node *x = r->open = add_node(r, kind);

	x->attributes = n > 0 ? ARENA_ARRAY(r->a, struct node_attribute, (size_t)n) : NULL;
	for (int i = 0; i < n; i++) {
		struct node_attribute *to = &x->attributes[x->nattributes++];
		const char *from = (const char *)values[5 * i + 3];
		to->name = known(elements[kind].attributes, text_of((const char *)values[5 * i]));
		to->value = text_copy(
		    r->a, (struct text){ from, (size_t)((const char *)values[5 * i + 4] - from) });
		if (to->name.n == 0)
			fail(r, SAY("没有这个属性：", "no such attribute:"),
			    text_of((const char *)values[5 * i]));
		if (text_eq(to->name, T("name")))
			x->name = to->value;
	}
}

static void
end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reading *r = context;

	(void)name, (void)prefix, (void)uri;
	if (r->open)
		r->open = r->open->parent;
}

/* Blanks between elements are layout. Inside a text a line end followed by blanks is, too: so a
 * long text of a template may be indented. */
static void
characters(void *context, const xmlChar *p, int n)
{
	struct reading *r = context;
	struct text t = { (const char *)p, (size_t)n };
	struct sheet_node *x = r->open, *last = x ? x->last : NULL;

	if (!x || (x->kind != NODE_TEXT && x->kind != NODE_QR)) {
		if (text_trim(t).n > 0)
			fail(r, SAY("文字要写在 <text> 里：", "words stand in <text> only:"),
			    text_trim(t));
		return;
	}
	if (last && last->kind == NODE_WORDS) {
		last->words = text_join(r->a, last->words, t);
		return;
	}
	add_node(r, NODE_WORDS)->words = text_copy(r->a, t);
}

static void
refuse(void *context, const xmlChar *name, const xmlChar *outer, const xmlChar *system)
{
	(void)name, (void)outer, (void)system;
	fail(context, SAY("模板里不能有 DOCTYPE", "a template has no DOCTYPE"), NO_TEXT);
}

static pthread_once_t library_once = PTHREAD_ONCE_INIT;

static void
library_init(void)
{
	xmlInitParser();
}

/* --- blanks --- */

/* Line ends with what is indented behind them go; at the ends of the paragraph all blanks do. */
static struct text
without_layout(struct arena *a, struct text t, bool first, bool last)
{
	char *to = arena_bytes(a, t.n + 1);
	size_t n = 0, i = 0;

	while (first && i < t.n && (t.p[i] == ' ' || t.p[i] == '\n' || t.p[i] == '\t'))
		i++;
	for (; i < t.n; i++) {
		size_t k = i + 1;
		while (t.p[i] == '\n' && k < t.n &&
		    (t.p[k] == ' ' || t.p[k] == '\t' || t.p[k] == '\n'))
			k++;
		if (k > i + 1)
			i = k - 1;
		else if (t.p[i] != '\t')
			to[n++] = t.p[i];
	}
	while (last && n > 0 && (to[n - 1] == ' ' || to[n - 1] == '\n'))
		n--;
	to[n] = 0;
	return (struct text){ to, n };
}

static void
clean_words(struct arena *a, struct sheet_node *root)
{
	for (struct sheet_node *n = root; n; n = node_walk(root, n)) {
		if (n->kind != NODE_WORDS)
			continue;
		bool outer = n->parent->parent && n->parent->parent->kind != NODE_TEXT;
		n->words = without_layout(
		    a, n->words, outer && n->parent->first == n, outer && n->next == NULL);
	}
}

struct sheet_node *
sheet_parse(struct arena *a, struct text xml, struct text name, struct err *e)
{
	xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
		.startElementNs = start,
		.endElementNs = end,
		.characters = characters,
		.ignorableWhitespace = characters,
		.internalSubset = refuse };
	struct reading r = { .a = a, .name = name, .e = e };

	pthread_once(&library_once, library_init);
	if (xml.n > XML_MOST) {
		fail(&r, SAY("太大了", "is too large"), NO_TEXT);
		return NULL;
	}
	r.xml = xmlCreatePushParserCtxt(&sax, &r, NULL, 0, NULL);
	if (!r.xml) {
		(void)err_machine(e, SAY("内存不够", "out of memory"));
		return NULL;
	}
	(void)xmlCtxtUseOptions(r.xml, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	int bad = xmlParseChunk(r.xml, xml.p, (int)xml.n, 1);

	if ((bad != 0 || !r.xml->wellFormed) && !r.failed) {
		const xmlError *why = xmlCtxtGetLastError(r.xml);
		fail(&r, SAY("不是完整的 XML：", "is no whole XML:"),
		    text_trim(text_of(why && why->message ? why->message : "")));
	}
	xmlFreeParserCtxt(r.xml);
	if (r.failed)
		return NULL;
	clean_words(a, r.root);
	return r.root;
}

/* --- asking --- */

struct text
node_attribute(const struct sheet_node *n, const char *name)
{
	for (size_t i = 0; i < n->nattributes; i++)
		if (text_eq(n->attributes[i].name, text_of(name)))
			return n->attributes[i].value;
	return NO_TEXT;
}

bool
node_says(const struct sheet_node *n, const char *name, const char *value)
{
	return text_eq(node_attribute(n, name), text_of(value));
}

double
length_of(struct text t, double other)
{
	char number[32], *rest;

	if (t.n == 0 || t.n >= sizeof number)
		return other;
	memcpy(number, t.p, t.n);
	number[t.n] = 0;
	double v = strtod(number, &rest);
	return rest == number ? other : strcmp(rest, "mm") == 0 ? v * 72 / 25.4 : v;
}

double
node_length(const struct sheet_node *n, const char *name, double other)
{
	return length_of(node_attribute(n, name), other);
}

bool
list_next(struct text *rest, struct text *word)
{
	size_t i = 0, k;

	while (i < rest->n && rest->p[i] == ' ')
		i++;
	for (k = i; k < rest->n && rest->p[k] != ' ';)
		k++;
	*word = text_cut(*rest, i, k);
	*rest = text_cut(*rest, k, rest->n);
	return word->n > 0;
}

struct sheet_node *
node_walk(const struct sheet_node *root, struct sheet_node *n)
{
	if (!n)
		return (struct sheet_node *)root;
	if (n->first)
		return n->first;
	while (n != root && !n->next)
		n = n->parent;
	return n == root ? NULL : n->next;
}
