/* SPDX-License-Identifier: MIT */
/*
 * QR codes as filled rectangles, dark modules of a row in a run merged. EC level M, byte mode. The
 * symbol keeps its size while its modules are not smaller than the contract's smallest; an address
 * that needs more grows it. The quiet zone is left white by those who place it.
 *
 * Both sides of a leaf show the same code: it is a form of its own, drawn in modules, that each
 * page places at its size. Noise like this hardly compresses, and as paths of the page in points it
 * was half of what a page held.
 */
#include <qrencode.h>

#include "pdf/sheet_draw.h"

struct qr {
	int modules;
	double size; /* asked for */
	double module;
	unsigned char *dark; /* modules * modules, 0 or 1 */
	int number;          /* its form's name in the resources; -1: not drawn yet */
	struct text url;
};

struct qr *
qr_make(struct draw *d, struct text url, double size, double smallest)
{
	if (d->qr && text_eq(d->qr_url, url) && d->qr->size == size)
		return d->qr;
	QRcode *code = url.n > 0 && url.n < 1000
	    ? QRcode_encodeString(text_copy(d->a, url).p, 0, QR_ECLEVEL_M, QR_MODE_8, 1)
	    : NULL;
	if (!code)
		return NULL;
	struct qr *q = ARENA_NEW(d->a, struct qr);
	size_t n = (size_t)code->width * (size_t)code->width;
	*q = (struct qr){ .modules = code->width,
		.size = size,
		.module = size / code->width > smallest ? size / code->width : smallest,
		.dark = ARENA_ARRAY(d->a, unsigned char, n),
		.number = -1,
		.url = url };
	for (size_t i = 0; i < n; i++)
		q->dark[i] = code->data[i] & 1;
	QRcode_free(code);
	d->qr = q;
	d->qr_url = url;
	return q;
}

double
qr_size(const struct qr *q)
{
	return q ? q->module * q->modules : 0;
}

/* Rows from their left ends: runs of dark modules, y upwards. */
static void
put_modules(const struct qr *q, struct buf *b)
{
	for (int row = 0; row < q->modules; row++) {
		const unsigned char *dark = q->dark + (size_t)row * (size_t)q->modules;
		for (int k = 0, end; k < q->modules; k = end + 1) {
			for (end = k; end < q->modules && dark[end];)
				end++;
			if (end == k)
				continue;
			object_int(b, k);
			buf_char(b, ' ');
			object_int(b, q->modules - 1 - row);
			buf_char(b, ' ');
			object_int(b, end - k);
			buf_str(b, " 1 re\n");
		}
	}
	buf_str(b, "f\n");
}

static void
put_form(struct draw *d, struct qr *q)
{
	struct buf b = BUF_INIT;

	put_modules(q, &b);
	q->number = d->nimages++;
	/* No level makes noise smaller. */
	struct text packed = pack(d->w->packer, buf_view(&b), true, d->a),
		    entries = text_fmt(d->a,
			"/Type /XObject\n/Subtype /Form\n/BBox [0 0 %d %d]\n/Resources "
			"<<>>\n/Filter /FlateDecode\n",
			q->modules, q->modules);
	buf_fmt(&d->images, "/I%d %u 0 R\n", q->number, object_stream(d->objects, entries, packed));
	buf_release(&b);
}

void
qr_draw(struct page *pg, struct qr *q, struct elem *parent, double x, double y)
{
	struct draw *d = page_draw(pg);
	double size = qr_size(q),
	       place[6] = { q->module, 0, 0, q->module, x, page_flip(pg, y + size) };
	struct elem *link = tag_new(d->tags, tag_new(d->tags, parent, "P"), "Link"),
		    *e = tag_new(d->tags, link, "Figure");

	tag_alt(e, draw_say(d, "sheet.qr", TEXTS(q->url)));
	if (q->number < 0)
		put_form(d, q);
	page_form(pg, e, place, q->number);
	page_link(pg, link, x, y, size, size, q->url);
}
