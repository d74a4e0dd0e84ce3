/* SPDX-License-Identifier: MIT */
/*
 * A thin coat over libxml2's xmlTextWriter. The declaration is written by hand: naming an encoding
 * to the writer makes it look up libxml2's table of converters, which is filled on first use and
 * not made for threads, to convert UTF-8 to UTF-8. Everything else of the library that is used here
 * keeps its state in the writer.
 */
#include "draw/xml.h"

#include <pthread.h>

#include <libxml/parser.h>
#include <libxml/xmlwriter.h>

#include "base/xml_clean.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static pthread_once_t library_once = PTHREAD_ONCE_INIT;

static void
library_init(void)
{
	xmlInitParser();
}

/* libxml2 gives a negative number for a failure, always for want of memory here. */
static void
note(struct xml *x, int result)
{
	x->failed = x->failed || result < 0;
}

/* Cleaned and terminated, valid until the next call. */
static const xmlChar *
cleaned(struct xml *x, struct text t)
{
	buf_clear(&x->scratch);
	clean_put(&x->scratch, t);
	return (const xmlChar *)x->scratch.p;
}

void
xml_open(struct xml *x)
{
	pthread_once(&library_once, library_init);
	*x = (struct xml){ .scratch = BUF_INIT };
	x->bytes = xmlBufferCreate();
	x->writer = x->bytes ? xmlNewTextWriterMemory(x->bytes, 0) : NULL;
	if (!x->writer) {
		x->failed = true;
		return;
	}
	note(x, xmlTextWriterSetIndent(x->writer, 1));
	note(x, xmlTextWriterSetIndentString(x->writer, (const xmlChar *)""));
	note(x, xmlTextWriterWriteRaw(x->writer, (const xmlChar *)DECLARATION));
}

void
xml_start(struct xml *x, const char *name)
{
	if (!x->failed)
		note(x, xmlTextWriterStartElement(x->writer, (const xmlChar *)name));
}

void
xml_attribute(struct xml *x, const char *name, struct text value)
{
	if (!x->failed)
		note(x,
		    xmlTextWriterWriteAttribute(
			x->writer, (const xmlChar *)name, cleaned(x, value)));
}

void
xml_text(struct xml *x, struct text t)
{
	if (!x->failed)
		note(x, xmlTextWriterWriteString(x->writer, cleaned(x, t)));
}

void
xml_end(struct xml *x)
{
	if (!x->failed)
		note(x, xmlTextWriterEndElement(x->writer));
}

void
xml_element(struct xml *x, const char *name, struct text t)
{
	xml_start(x, name);
	xml_text(x, t);
	xml_end(x);
}

bool
xml_close(struct xml *x, struct buf *out, struct err *e)
{
	if (!x->failed)
		note(x, xmlTextWriterEndDocument(x->writer));
	if (x->writer)
		xmlFreeTextWriter(x->writer); /* flushes into bytes */
	if (!x->failed)
		buf_put(out, xmlBufferContent(x->bytes), (size_t)xmlBufferLength(x->bytes));
	if (x->bytes)
		xmlBufferFree(x->bytes);
	buf_release(&x->scratch);
	return !x->failed ||
	    err_machine(e, "%s", SAY("无法写出 XML：内存不足", "cannot write XML: out of memory"));
}
