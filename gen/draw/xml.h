/* SPDX-License-Identifier: MIT */
/*
 * XML into a buffer, on libxml2's text writer. Failures are remembered and told once, by xml_close.
 * Texts are cleaned (clean.h).
 */
#ifndef LIHUI_DRAW_XML_H
#define LIHUI_DRAW_XML_H

#include "lihui/buf.h"
#include "lihui/err.h"

struct xml {
	struct _xmlTextWriter *writer;
	struct _xmlBuffer *bytes;
	struct buf scratch;
	bool failed;
};

void xml_open(struct xml *x);
void xml_start(struct xml *x, const char *name);
void
xml_attribute(struct xml *x, const char *name, struct text value); /* directly behind xml_start */
void xml_text(struct xml *x, struct text t);
void xml_end(struct xml *x);
/* <name>t</name> */
void xml_element(struct xml *x, const char *name, struct text t);
/* Ends the document, appends its bytes to out and releases everything. */
bool xml_close(struct xml *x, struct buf *out, struct err *e);

#endif
