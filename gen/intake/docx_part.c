/* SPDX-License-Identifier: MIT */
/*
 * The parts of a Word file: a zip archive of parts that name each other by relations, or the
 * same parts in one XML file (Flat OPC), or the one XML file of Word 2003. The main part is the one
 * that the relations name, whatever it is called; fixed names are believed only where no relation
 * is.
 *
 * Assumptions: nothing in the file is believed. The sizes it declares are not: reading stops at a
 * limit of our own, for all parts together, because a few kilobytes may unpack to gigabytes. A
 * document type declaration never stands in a real one and is refused, so entities cannot grow.
 * libxml2 bounds the depth.
 */
#include "intake/docx.h"

#include <libxml/parser.h>
#include <zip.h>

#include "lihui/arena.h"
#include "lihui/file.h"

#define ENTRIES_MOST 4096

struct package {
	struct arena *arena;
	zip_t *zip;       /* or: */
	xmlNode *flat;    /* pkg:package */
	xmlDoc *docs[32]; /* what was read so far */
	size_t ndocs, total;
	struct text related; /* whose relations were read last */
	xmlNode *relations;
	bool large, refused;
	size_t pictures; /* bytes of those that were taken out */
};

/* --- XML --- */

xmlNode *
xml_child(const xmlNode *n, const char *name)
{
	xmlNode *c = n == NULL ? NULL : n->children;

	while (c != NULL && !xml_is(c, name))
		c = c->next;
	return c;
}

struct text
xml_value(const xmlNode *n, const char *name)
{
	/* In a text node the place of the attributes holds letters (XML_PARSE_COMPACT). */
	const xmlAttr *x = n == NULL || n->type != XML_ELEMENT_NODE ? NULL : n->properties;

	while (x != NULL && strcmp((const char *)x->name, name) != 0)
		x = x->next;
	return x != NULL && x->children != NULL && x->children->content != NULL
	    ? text_of((const char *)x->children->content)
	    : NO_TEXT;
}

/* The library would write its findings on the terminal; whoever sent the file is told in our words.
 */
static void
say_nothing(void *context, xmlErrorPtr error)
{
	(void)context;
	(void)error;
}

static xmlNode *
read_xml(struct package *p, struct text bytes)
{
	xmlSetStructuredErrorFunc(NULL, say_nothing); /* of this thread */
	xmlDoc *d = p->ndocs < sizeof p->docs / sizeof *p->docs && bytes.n > 0
	    ? xmlReadMemory(bytes.p, (int)bytes.n, NULL, NULL,
		  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT)
	    : NULL;

	if (d == NULL)
		return NULL;
	p->docs[p->ndocs++] = d;
	p->refused |= d->intSubset != NULL;
	return p->refused ? NULL : xmlDocGetRootElement(d);
}

/* --- parts --- */

static bool
read_entry(struct package *p, struct text name, struct buf *out)
{
	zip_file_t *f = zip_fopen(p->zip, text_copy(p->arena, name).p, 0);
	char chunk[16384];
	zip_int64_t n = 0;

	if (f == NULL)
		return false;
	while (p->total <= XML_MOST && (n = zip_fread(f, chunk, sizeof chunk)) > 0) {
		buf_put(out, chunk, (size_t)n);
		p->total += (size_t)n;
	}
	zip_fclose(f);
	p->large |= p->total > XML_MOST;
	return n >= 0 && !p->large;
}

/* A part of Flat OPC stands below pkg:xmlData. */
static xmlNode *
flat_part(struct package *p, struct text name)
{
	for (xmlNode *c = p->flat->children; c != NULL; c = c->next) {
		struct text of = xml_value(c, "name");
		if (!xml_is(c, "part") || !text_starts(of, T("/")) ||
		    !text_eq(text_cut(of, 1, of.n), name))
			continue;
		c = xml_child(c, "xmlData");
		c = c == NULL ? NULL : c->children;
		while (c != NULL && c->type != XML_ELEMENT_NODE)
			c = c->next;
		return c;
	}
	return NULL;
}

static xmlNode *
read_part(struct package *p, struct text name)
{
	struct buf bytes = BUF_INIT;
	xmlNode *root = NULL;

	if (p->flat != NULL)
		return flat_part(p, name);
	if (p->zip != NULL && read_entry(p, name, &bytes))
		root = read_xml(p, buf_view(&bytes));
	buf_release(&bytes);
	return root;
}

/* --- relations --- */

/* word/document.xml: its relations lie in word/_rels/document.xml.rels. */
static xmlNode *
relations_of(struct package *p, struct text part)
{
	struct text name = path_name(part), folder = path_dir(part);

	name = text_fmt(p->arena, "_rels/%.*s.rels", TEXT_ARG(name));
	if (folder.n > 0)
		name = path_join(p->arena, folder, name);
	if (p->related.n > 0 && text_eq(p->related, name))
		return p->relations;
	p->related = name;
	return p->relations = read_part(p, name);
}

/* Targets are seen from the folder of the part. */
static struct text
resolve(struct arena *a, struct text part, struct text target)
{
	struct text folder = path_dir(part);

	if (text_starts(target, T("/")))
		return text_cut(target, 1, target.n);
	for (; text_starts(target, T("../")); target = text_cut(target, 3, target.n))
		folder = path_dir(folder);
	return folder.n > 0 ? path_join(a, folder, target) : target;
}

static xmlNode *
related_to(struct package *p, struct text part, const char *kind, struct text *name)
{
	xmlNode *rels = relations_of(p, part);

	for (xmlNode *c = rels == NULL ? NULL : rels->children; c != NULL; c = c->next)
		if (xml_is(c, "Relationship") && text_ends(xml_value(c, "Type"), text_of(kind))) {
			*name = resolve(p->arena, part, xml_value(c, "Target"));
			return read_part(p, *name);
		}
	return NULL;
}

xmlNode *
package_related(struct package *p, struct text part, const char *kind)
{
	struct text name = text_fmt(p->arena, "word%s.xml", kind);

	return relations_of(p, part) == NULL ? read_part(p, name)
					     : related_to(p, part, kind, &name);
}

struct text
package_target(struct package *p, struct text part, struct text id)
{
	xmlNode *rels = relations_of(p, part);

	for (xmlNode *c = rels == NULL ? NULL : rels->children; c != NULL; c = c->next)
		if (xml_is(c, "Relationship") && text_eq(xml_value(c, "Id"), id))
			return path_name(xml_value(c, "Target"));
	return NO_TEXT;
}

#define PICTURE_MOST  (20u << 20)
#define PICTURES_MOST (60u << 20) /* of one file */

struct text
package_picture(struct package *p, struct text part, struct text id)
{
	xmlNode *rels = relations_of(p, part);
	struct buf out = BUF_INIT;
	zip_file_t *f = NULL;
	char chunk[16384];
	zip_int64_t n;

	for (xmlNode *c = rels == NULL ? NULL : rels->children; c != NULL && f == NULL; c = c->next)
		if (p->zip != NULL && xml_is(c, "Relationship") &&
		    text_eq(xml_value(c, "Id"), id) &&
		    !text_eq(xml_value(c, "TargetMode"), T("External"))) {
			struct text name = resolve(p->arena, part, xml_value(c, "Target"));
			f = zip_fopen(p->zip, text_copy(p->arena, name).p, 0);
		}
	if (f == NULL)
		return NO_TEXT;
	while (out.n <= PICTURE_MOST && (n = zip_fread(f, chunk, sizeof chunk)) > 0)
		buf_put(&out, chunk, (size_t)n);
	zip_fclose(f);
	p->pictures += out.n;
	struct text bytes = out.n <= PICTURE_MOST && p->pictures <= PICTURES_MOST
	    ? text_copy(p->arena, buf_view(&out))
	    : NO_TEXT;

	buf_release(&out);
	return bytes;
}

/* --- the whole --- */

static bool
has_document(zip_t *z)
{
	return zip_name_locate(z, "word/document.xml", 0) >= 0;
}

xmlNode *
package_main(struct package *p, struct text *name)
{
	if (p->flat != NULL && xml_is(p->flat, "wordDocument"))
		return p->flat;
	xmlNode *root = related_to(p, NO_TEXT, "/officeDocument", name);

	if (root != NULL || p->large || p->refused)
		return root;
	*name = T("word/document.xml");
	return read_part(p, *name);
}

static enum docx_result
open_zip(struct package *p, struct text bytes)
{
	zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, NULL);

	p->zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, NULL);
	if (p->zip == NULL) {
		zip_source_free(source);
		return DOCX_DAMAGED;
	}
	return zip_get_num_entries(p->zip, 0) > ENTRIES_MOST ? DOCX_TOO_LARGE : DOCX_OK;
}

enum docx_result
package_open(struct arena *a, struct text bytes, struct package **out)
{
	struct package *p = *out = ARENA_NEW(a, struct package);

	p->arena = a;
	if (text_starts(bytes, T("PK")))
		return open_zip(p, bytes);
	if (text_starts(bytes, T("\xEF\xBB\xBF")))
		bytes = text_cut(bytes, 3, bytes.n);
	if (bytes.n > XML_MOST)
		return DOCX_TOO_LARGE;
	p->flat = read_xml(p, text_trim(bytes));
	return p->flat != NULL ? DOCX_OK : DOCX_DAMAGED;
}

/* Why there is no main part. */
enum docx_result
package_fault(const struct package *p)
{
	return p->large                                              ? DOCX_TOO_LARGE
	    : p->zip != NULL && !p->refused && !has_document(p->zip) ? DOCX_OTHER
								     : DOCX_DAMAGED;
}

void
package_close(struct package *p)
{
	for (size_t i = 0; i < p->ndocs; i++)
		xmlFreeDoc(p->docs[i]);
	if (p->zip != NULL)
		zip_discard(p->zip);
}
