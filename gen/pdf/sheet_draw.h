/* SPDX-License-Identifier: MIT */
/* What all files of this room share while sheets are drawn into one PDF. */
#ifndef LIHUI_PDF_SHEET_DRAW_H
#define LIHUI_PDF_SHEET_DRAW_H

#include "lihui/arena.h"
#include "lihui/sheet.h"
#include "pdf/embed.h"
#include "pdf/object.h"
#include "pdf/page.h"
#include "pdf/tag.h"

struct pdf_worker {
	struct pdf_fonts *fonts;
	struct shaper *shaper;
	struct embed *embed;
	struct packer *packer; /* deflate */
	struct arena *arena;   /* of the PDF being drawn */
};

struct page_list {
	struct page **v;
	size_t n, room;
};

struct draw {
	struct pdf_worker *w;
	struct arena *a;
	const struct sheet *sheet; /* the one being drawn */
	enum lang lang;            /* of the side being drawn: for the catalogue's words */
	struct objects *objects;
	struct tags *tags;
	struct elem *root; /* structure element of the sheet */
	struct page_list pages;
	unsigned fonts_id, images_id;
	struct buf images; /* entries of the XObject dictionary */
	int nimages;
	struct {
		struct loaded_image *v;
		size_t n, room;
	} loaded;      /* each picture is in the file once */
	struct qr *qr; /* of qr_url, made last: both sides of a leaf show the same */
	struct text qr_url;
	struct text_list names;   /* of people on the sheet: no line ends inside one */
	struct para_memos *memos; /* para.c: paragraphs made before; they depend on names */
	struct object_mark *mark; /* bookmark of the sheet, when there are several */
	struct glyph_missing_list *missing;
	struct arena *missing_arena;
};

/* --- set.c --- */
/* The catalogue's word, Chinese unless the catalogue has it in the side's language. */
struct text draw_word(struct draw *d, const char *key);
struct text draw_say(struct draw *d, const char *key, const struct text *args, size_t n);
struct text draw_number(struct draw *d, long n);

/* para.c: on one line */
double text_width(struct draw *d, struct text t, struct style s);

#endif
