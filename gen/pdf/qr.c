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
};

struct qr *
qr_make(struct draw *d, struct text url, double size, double smallest)
{
	QRcode *code;
	struct qr *q;
	size_t n;

	if (d->qr && text_eq(d->qr_url, url) && d->qr->size == size)
		return d->qr;
	code = url.n > 0 && url.n < 1000
	    ? QRcode_encodeString(text_copy(d->a, url).p, 0, QR_ECLEVEL_M, QR_MODE_8, 1)
	    : NULL;
	if (!code)
		return NULL;
	q = ARENA_NEW(d->a, struct qr);
	q->number = -1;
	q->modules = code->width;
	q->module = size / code->width;
	if (q->module < smallest)
		q->module = smallest;
	n = (size_t)code->width * (size_t)code->width;
	q->dark = ARENA_ARRAY(d->a, unsigned char, n);
	for (size_t i = 0; i < n; i++)
		q->dark[i] = code->data[i] & 1;
	QRcode_free(code);
	q->size = size;
	d->qr = q;
	d->qr_url = url;
	return q;
}

double
qr_size(const struct qr *q)
{
	return q ? q->module * q->modules : 0;
}

/* A row from its left end: runs of dark modules, y upwards. */
static void
put_row(const struct qr *q, int row, struct buf *b)
{
	const unsigned char *dark = q->dark + (size_t)row * (size_t)q->modules;

	for (int k = 0; k < q->modules;) {
		int end = k;
		while (end < q->modules && dark[end])
			end++;
		if (end > k) {
			object_int(b, k);
			buf_char(b, ' ');
			object_int(b, q->modules - 1 - row);
			buf_char(b, ' ');
			object_int(b, end - k);
			buf_put(b, " 1 re\n", 6);
		}
		k = end + 1;
	}
}

static void
put_form(struct draw *d, struct qr *q)
{
	struct buf b = BUF_INIT;
	struct text packed;

	for (int row = 0; row < q->modules; row++)
		put_row(q, row, &b);
	buf_str(&b, "f\n");
	packed = pack(d->w->packer, buf_view(&b), true, d->a); /* no level makes noise smaller */
	buf_release(&b);
	q->number = d->nimages++;
	buf_fmt(&d->images, "/I%d %u 0 R\n", q->number,
	    object_stream(d->objects,
		text_fmt(d->a,
		    "/Type /XObject\n/Subtype /Form\n/BBox [0 0 %d %d]\n/Resources <<>>\n/Filter "
		    "/FlateDecode\n",
		    q->modules, q->modules),
		packed));
}

void
qr_draw(struct page *pg, struct qr *q, double x, double y, struct text url)
{
	struct draw *d = page_draw(pg);
	struct elem *link = tag_new(d->tags, tag_new(d->tags, d->root, "P"), "Link"),
		    *e = tag_new(d->tags, link, "Figure");
	double place[6] = { q->module, 0, 0, q->module, x, page_flip(pg, y + qr_size(q)) };
	struct buf b = BUF_INIT;

	tag_alt(e, draw_say(d, "sheet.qr", TEXTS(url)));
	if (q->number < 0)
		put_form(d, q);
	for (int i = 0; i < 6; i++) {
		page_num(&b, place[i]);
		buf_char(&b, ' ');
	}
	buf_fmt(&b, "cm /I%d Do\n", q->number);
	page_paint(pg, e, buf_view(&b));
	buf_release(&b);
	page_link(pg, link, x, y, qr_size(q), qr_size(q), url);
}
