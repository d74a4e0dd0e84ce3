/* SPDX-License-Identifier: MIT */
/*
 * The objects of one PDF file. libharu keeps pages, cross references, outline and annotations and
 * writes them; the entries of all other dictionaries are written here as text, by object number.
 * Failures are remembered: every call is harmless afterwards and object_write tells.
 */
#ifndef LIHUI_PDF_OBJECT_H
#define LIHUI_PDF_OBJECT_H

#include "lihui/arena.h"
#include "lihui/buf.h"
#include "lihui/err.h"

struct objects;
struct object_page; /* a page as libharu has it */

/* What is handed over (entries, bytes) must live until objects_free. */
struct objects *objects_new(struct arena *a);
void objects_free(struct objects *o);

/* An indirect dictionary to be filled later; its number. */
unsigned object_reserve(struct objects *o);
void object_fill(struct objects *o, unsigned id, struct text entries);
/* A stream whose bytes are encoded already as entries say (/Filter …). */
unsigned object_stream(struct objects *o, struct text entries, struct text bytes);
/* Appends a whole number; not by printf, which would be a tenth of a sheet's cost. */
void object_int(struct buf *b, long v);
/* Appends "12 0 R". */
void object_ref(struct buf *b, unsigned id);
/* Appends four hexadecimal digits; a character as UTF-16 in such; a text string: UTF-16BE with its
 * mark. */
void object_hex(struct buf *b, unsigned v);
void object_utf16(struct buf *b, uint32_t c);
void object_string(struct buf *b, struct text utf8);

/* fonts and images: dictionaries shared by all pages as their resources. */
struct object_page *object_page(struct objects *o, double width, double height, unsigned fonts,
    unsigned images, int struct_parents);
/* What it shows; its number. */
unsigned object_page_content(
    struct objects *o, struct object_page *p, struct text entries, struct text bytes);
/* The annotation's number, 0 after an error; and where the structure's parent tree finds it. */
unsigned
object_link(struct objects *o, struct object_page *p, const double rect[4], struct text url);
void object_link_key(struct objects *o, unsigned link, int key);

/* A bookmark; parent NULL at the top. */
struct object_mark;
struct object_mark *object_bookmark(struct objects *o, struct object_mark *parent,
    struct text title, struct object_page *p, double top);

struct object_head {
	struct text title, author, creator;
	struct text created; /* D:20180703000000+08'00' */
	struct text catalog; /* further entries of the catalogue */
	unsigned char id[16];
};
bool object_write(struct objects *o, const struct object_head *h, struct buf *out, struct err *e);

#endif
