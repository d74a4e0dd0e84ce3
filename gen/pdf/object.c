/* SPDX-License-Identifier: MIT */
/*
 * libharu 2.3.0 is the writer: it numbers objects, keeps the page tree, the outline and the
 * annotations, and writes the cross reference table. Its text and font calls are not used (no
 * shaping, no CFF). This is the one file that knows its low-level headers.
 *
 * Facts about 2.3.0 that shape this file:
 * - A dictionary's write_fn is called inside << >>, so ready-made entries can be written as text;
 * attr is free for our use.
 * - A stream may be replaced by a callback reader: the bytes are not copied.
 * - HPDF_Xref_Add frees the object when it fails. After any error guarded calls fail until
 * HPDF_ResetError: so one check at the end suffices, as long as no NULL is touched on the way.
 * - With no error handler nothing jumps; HPDF_GetError keeps the first error.
 */
#include "pdf/object.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <stdlib.h>

#include "lihui/utf8.h"

struct objects {
	struct arena *arena;
	HPDF_Doc doc;
	bool failed;
};

struct object_reader {
	struct text bytes;
	size_t at;
};

struct object_page {
	HPDF_Page page;
	unsigned id; /* 0 after an error */
};

struct object_mark {
	HPDF_Outline outline;
};

struct objects *
objects_new(struct arena *a)
{
	struct objects *o = ARENA_NEW(a, struct objects);

	o->arena = a;
	o->doc = HPDF_New(
	    NULL, NULL); /* not with its pool of memory, which does not align what it hands out */
	o->failed = o->doc == NULL;
	if (o->doc)
		o->doc->pdf_version = HPDF_VER_17;
	return o;
}

void
objects_free(struct objects *o)
{
	if (o && o->doc)
		HPDF_Free(o->doc);
}

static unsigned
number_of(const HPDF_Dict d)
{
	return d->header.obj_id & 0x00FFFFFF;
}

static void
keep(struct objects *o, HPDF_STATUS s)
{
	if (s != HPDF_OK)
		o->failed = true;
}

/* The same where something should have come. */
static bool
got(struct objects *o, const void *p)
{
	if (!p)
		o->failed = true;
	return p != NULL;
}

static HPDF_STATUS
write_entries(HPDF_Dict d, HPDF_Stream s)
{
	const struct text *t = d->attr;

	return t->n > 0 ? HPDF_Stream_Write(s, (const HPDF_BYTE *)t->p, (HPDF_UINT)t->n) : HPDF_OK;
}

static void
set_entries(struct objects *o, HPDF_Dict d, struct text t)
{
	struct text *entries = ARENA_NEW(o->arena, struct text);

	*entries = t;
	d->attr = entries;
	d->write_fn = write_entries;
}

unsigned
object_reserve(struct objects *o)
{
	if (o->failed)
		return 0;
	HPDF_Dict d = HPDF_Dict_New(o->doc->mmgr);
	if (!got(o, d))
		return 0;
	keep(o, HPDF_Xref_Add(o->doc->xref, d));
	if (o->failed)
		return 0;
	set_entries(o, d, NO_TEXT);
	return number_of(d);
}

static HPDF_Dict
dict_of(struct objects *o, unsigned id)
{
	/* By index: the table begins at object 0. HPDF_Xref_GetEntryByObjectId refuses every object
	 * that exists. */
	HPDF_XrefEntry x = o->failed || id == 0 ? NULL : HPDF_Xref_GetEntry(o->doc->xref, id);

	return got(o, x) ? x->obj : NULL;
}

void
object_fill(struct objects *o, unsigned id, struct text entries)
{
	HPDF_Dict d = dict_of(o, id);

	if (d)
		set_entries(o, d, entries);
}

static HPDF_STATUS
reader_read(HPDF_Stream s, HPDF_BYTE *to, HPDF_UINT *n)
{
	struct object_reader *r = s->attr;
	size_t k = r->bytes.n - r->at;

	if (k > *n)
		k = *n;
	if (k > 0)
		memcpy(to, r->bytes.p + r->at, k);
	r->at += k;
	*n = (HPDF_UINT)k;
	return r->at >= r->bytes.n ? HPDF_STREAM_EOF : HPDF_OK;
}

static HPDF_STATUS
reader_seek(HPDF_Stream s, HPDF_INT at, HPDF_WhenceMode mode)
{
	struct object_reader *r = s->attr;

	(void)mode; /* libharu only rewinds */
	r->at = (size_t)at;
	return HPDF_OK;
}

static HPDF_INT32
reader_tell(HPDF_Stream s)
{
	return (HPDF_INT32)((struct object_reader *)s->attr)->at;
}

static HPDF_UINT32
reader_size(HPDF_Stream s)
{
	return (HPDF_UINT32)((struct object_reader *)s->attr)->bytes.n;
}

static HPDF_Stream
reader_new(struct objects *o, struct text bytes)
{
	struct object_reader *r = ARENA_NEW(o->arena, struct object_reader);

	r->bytes = bytes;
	return HPDF_CallbackReader_New(
	    o->doc->mmgr, reader_read, reader_seek, reader_tell, reader_size, r);
}

unsigned
object_stream(struct objects *o, struct text entries, struct text bytes)
{
	if (o->failed)
		return 0;
	HPDF_Dict d = HPDF_DictStream_New(o->doc->mmgr, o->doc->xref);
	HPDF_Stream s = d ? reader_new(o, bytes) : NULL;
	if (!got(o, s))
		return 0;
	HPDF_Stream_Free(d->stream);
	d->stream = s;
	d->filter = 0;
	set_entries(o, d, entries);
	return number_of(d);
}

void
object_int(struct buf *b, long v)
{
	char digits[24];
	size_t i = sizeof digits;
	unsigned long u = v < 0 ? 0ul - (unsigned long)v : (unsigned long)v;

	do
		digits[--i] = (char)('0' + u % 10);
	while (u /= 10);
	if (v < 0)
		digits[--i] = '-';
	buf_put(b, digits + i, sizeof digits - i);
}

void
object_ref(struct buf *b, unsigned id)
{
	object_int(b, id);
	buf_put(b, " 0 R", 4);
}

void
object_hex(struct buf *b, unsigned v)
{
	static const char digits[] = "0123456789ABCDEF";
	char hex[4] = { digits[v >> 12 & 15], digits[v >> 8 & 15], digits[v >> 4 & 15],
		digits[v & 15] };

	buf_put(b, hex, 4);
}

/* The units of a character: how many. */
static int
utf16(uint32_t c, unsigned unit[2])
{
	unit[0] = c < 0x10000 ? c : 0xD800 + ((c - 0x10000) >> 10);
	unit[1] = 0xDC00 + ((c - 0x10000) & 0x3FF);
	return c < 0x10000 ? 1 : 2;
}

void
object_utf16(struct buf *b, uint32_t c)
{
	unsigned unit[2];

	for (int i = 0, n = utf16(c, unit); i < n; i++)
		object_hex(b, unit[i]);
}

void
object_string(struct buf *b, struct text utf8)
{
	buf_str(b, "<FEFF");
	for (size_t i = 0; i < utf8.n;)
		object_utf16(b, utf8_next(utf8, &i));
	buf_char(b, '>');
}

/* The same as one of libharu's objects. */
static HPDF_Binary
binary_new(struct objects *o, struct text utf8)
{
	struct buf b = BUF_INIT;
	unsigned unit[2];

	buf_put(&b, "\xFE\xFF", 2);
	for (size_t i = 0; i < utf8.n;)
		for (int k = 0, n = utf16(utf8_next(utf8, &i), unit); k < n; k++) {
			buf_char(&b, (char)(unit[k] >> 8));
			buf_char(&b, (char)unit[k]);
		}
	HPDF_Binary bin = HPDF_Binary_New(o->doc->mmgr, (HPDF_BYTE *)b.p, (HPDF_UINT)b.n);
	buf_release(&b);
	return bin;
}

struct object_page *
object_page(struct objects *o, double width, double height, unsigned fonts, unsigned images,
    int struct_parents)
{
	struct object_page *p = ARENA_NEW(o->arena, struct object_page);
	HPDF_Dict f = dict_of(o, fonts), x = dict_of(o, images);

	if (o->failed)
		return p;
	p->page = HPDF_AddPage(o->doc);
	if (!got(o, p->page))
		return p;
	p->id = number_of(p->page);
	keep(o, HPDF_Page_SetWidth(p->page, (HPDF_REAL)width));
	keep(o, HPDF_Page_SetHeight(p->page, (HPDF_REAL)height));
	HPDF_Dict res = HPDF_Dict_GetItem(p->page, "Resources", HPDF_OCLASS_DICT);
	if (!got(o, res))
		return p;
	keep(o, HPDF_Dict_Add(res, "Font", f));
	keep(o, HPDF_Dict_Add(res, "XObject", x));
	keep(o, HPDF_Dict_AddNumber(p->page, "StructParents", struct_parents));
	keep(o, HPDF_Dict_AddName(p->page, "Tabs", "S"));
	return p;
}

unsigned
object_page_content(
    struct objects *o, struct object_page *p, struct text entries, struct text bytes)
{
	HPDF_Stream s = o->failed ? NULL : reader_new(o, bytes);

	if (!got(o, s))
		return p->id;
	HPDF_PageAttr attr = p->page->attr;
	HPDF_Stream_Free(attr->contents->stream);
	attr->contents->stream = s;
	attr->contents->filter = 0;
	attr->stream = s;
	set_entries(o, attr->contents, entries);
	return p->id;
}

/* An address is ASCII: other bytes and blanks as %E4. */
static struct text
ascii_url(struct objects *o, struct text url)
{
	struct buf b = BUF_INIT;
	struct text t;

	for (size_t i = 0; i < url.n; i++) {
		unsigned char c = (unsigned char)url.p[i];
		if (c > 0x20 && c < 0x7F)
			buf_char(&b, (char)c);
		else
			buf_fmt(&b, "%%%02X", c);
	}
	t = text_copy(o->arena, buf_view(&b));
	buf_release(&b);
	return t;
}

unsigned
object_link(struct objects *o, struct object_page *p, const double rect[4], struct text url)
{
	HPDF_Rect r = { (HPDF_REAL)rect[0], (HPDF_REAL)rect[1], (HPDF_REAL)rect[2],
		(HPDF_REAL)rect[3] };

	if (o->failed)
		return 0;
	HPDF_Annotation a = HPDF_Page_CreateURILinkAnnot(p->page, r, ascii_url(o, url).p);
	if (!got(o, a))
		return 0;
	keep(o, HPDF_LinkAnnot_SetBorderStyle(a, 0, 0, 0));
	keep(o, HPDF_Dict_Add(a, "Contents", binary_new(o, url)));
	keep(o, HPDF_Dict_AddNumber(a, "F", 4)); /* printed: prepress checks ask for it */
	return number_of(a);
}

void
object_link_key(struct objects *o, unsigned link, int key)
{
	HPDF_Dict a = dict_of(o, link);

	if (a)
		keep(o, HPDF_Dict_AddNumber(a, "StructParent", key));
}

struct object_mark *
object_bookmark(struct objects *o, struct object_mark *parent, struct text title,
    struct object_page *p, double top)
{
	struct object_mark *m = ARENA_NEW(o->arena, struct object_mark);

	if (o->failed)
		return m;
	m->outline = HPDF_CreateOutline(o->doc, parent ? parent->outline : NULL, "-", NULL);
	HPDF_Destination d = m->outline ? HPDF_Page_CreateDestination(p->page) : NULL;
	if (!got(o, d))
		return m;
	/* SetXYZ refuses a zoom of 0, "as it is". */
	keep(o, HPDF_Destination_SetFitH(d, (HPDF_REAL)top));
	keep(o, HPDF_Outline_SetDestination(m->outline, d));
	keep(o, HPDF_Dict_Add(m->outline, "Title", binary_new(o, title)));
	return m;
}

static void
set_info(struct objects *o, const struct object_head *h)
{
	HPDF_Dict info = o->doc->info;
	const char *created = text_copy(o->arena, h->created).p;

	if (h->title.n > 0)
		keep(o, HPDF_Dict_Add(info, "Title", binary_new(o, h->title)));
	if (h->author.n > 0)
		keep(o, HPDF_Dict_Add(info, "Author", binary_new(o, h->author)));
	keep(o, HPDF_Dict_Add(info, "Creator", binary_new(o, h->creator)));
	keep(o, HPDF_Dict_Add(info, "Producer", binary_new(o, h->creator)));
	keep(o, HPDF_Dict_Add(info, "CreationDate", HPDF_String_New(o->doc->mmgr, created, NULL)));
	keep(o, HPDF_Dict_Add(info, "ModDate", HPDF_String_New(o->doc->mmgr, created, NULL)));
}

static void
set_trailer(struct objects *o, const struct object_head *h)
{
	HPDF_Dict trailer = o->doc->trailer;
	HPDF_Array id = HPDF_Array_New(o->doc->mmgr);

	keep(o, HPDF_Dict_Add(trailer, "Root", o->doc->catalog));
	keep(o, HPDF_Dict_Add(trailer, "Info", o->doc->info));
	if (!got(o, id))
		return;
	for (int i = 0; i < 2; i++)
		keep(o,
		    HPDF_Array_Add(
			id, HPDF_Binary_New(o->doc->mmgr, (HPDF_BYTE *)h->id, sizeof h->id)));
	keep(o, HPDF_Dict_Add(trailer, "ID", id));
}

static HPDF_STATUS
write_out(HPDF_Stream s, const HPDF_BYTE *p, HPDF_UINT n)
{
	buf_put(s->attr, p, n);
	return HPDF_OK;
}

/* The catalogue keeps its own attr: only lent while it is written. */
static void
write_file(struct objects *o, struct text catalog_entries, struct buf *out)
{
	HPDF_Dict catalog = o->doc->catalog;
	void *attr = catalog->attr;
	HPDF_Stream s = HPDF_CallbackWriter_New(o->doc->mmgr, write_out, out);

	if (!got(o, s))
		return;
	set_entries(o, catalog, catalog_entries);
	keep(o, HPDF_Stream_WriteStr(s, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"));
	keep(o, HPDF_Xref_WriteToStream(o->doc->xref, s, NULL));
	HPDF_Stream_Free(s);
	catalog->attr = attr;
	catalog->write_fn = NULL;
}

bool
object_write(struct objects *o, const struct object_head *h, struct buf *out, struct err *e)
{
	if (!o->failed) {
		set_info(o, h);
		set_trailer(o, h);
		write_file(o, h->catalog, out);
	}
	if (!o->failed && HPDF_GetError(o->doc) == HPDF_OK)
		return true;
	return err_machine(e,
	    SAY("无法写出 PDF（libharu 错误 0x%lX）", "cannot write the PDF (libharu error 0x%lX)"),
	    o->doc ? (unsigned long)HPDF_GetError(o->doc) : 0UL);
}
