/* SPDX-License-Identifier: MIT */
/*
 * QR codes as filled rectangles, dark modules of a row in a run merged. EC level M, byte mode. The symbol keeps its size while its modules are not smaller than the
 * contract's smallest; an address that needs more grows it. The quiet zone is left white by those who place it.
 */
#include <qrencode.h>

#include "pdf/draw.h"

struct qr {
	int modules;
	double size;             /* asked for */
	double module;
	unsigned char *dark;     /* modules * modules, 0 or 1 */
};

struct qr *
qr_make(struct draw *d, struct text url, double size, double smallest)
{
	QRcode *code;
	struct qr *q;
	size_t n;

	if (d->qr && text_eq(d->qr_url, url) && d->qr->size == size)
		return d->qr;
	code = url.n > 0 && url.n < 1000 ? QRcode_encodeString(text_copy(d->a, url).p, 0, QR_ECLEVEL_M, QR_MODE_8, 1) : NULL;
	if (!code)
		return NULL;
	q = ARENA_NEW(d->a, struct qr);
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

void
qr_draw(struct page *pg, const struct qr *q, double x, double y, struct text alt)
{
	struct buf b = BUF_INIT;
	struct draw *d = page_draw(pg);
	struct elem *e = tag_new(d->tags, d->root, "Figure");

	tag_alt(e, alt);
	for (int row = 0; row < q->modules; row++)
		for (int k = 0; k < q->modules;) {
			const unsigned char *dark = q->dark + (size_t)row * (size_t)q->modules;
			int end = k;
			while (end < q->modules && dark[end])
				end++;
			if (end == k) {
				k++;
				continue;
			}
			page_num(&b, x + k * q->module);
			buf_char(&b, ' ');
			page_num(&b, page_flip(pg, y + (row + 1) * q->module));
			buf_char(&b, ' ');
			page_num(&b, (end - k) * q->module);
			buf_char(&b, ' ');
			page_num(&b, q->module);
			buf_str(&b, " re\n");
			k = end;
		}
	buf_str(&b, "f\n");
	page_paint(pg, e, buf_view(&b));
	buf_release(&b);
}
