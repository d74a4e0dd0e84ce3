/* SPDX-License-Identifier: MIT */
/* One output -> bytes, whatever its kind. A drawer belongs to one worker. */
#ifndef LIHUI_PUBLISH_DRAW_H
#define LIHUI_PUBLISH_DRAW_H

#include "lihui/file.h"
#include "lihui/html.h"
#include "lihui/publish.h"
#include "lihui/view.h"
#include "publish/fingerprint.h"

struct drawer {
	struct arena *arena; /* cleared before each output */
	struct view view;
	const struct group_fingerprints *groups; /* shared */
	struct value *page;                      /* what drawer_prepare made of a page … */
	struct sheet sheet;                      /* … or of a sheet */
	struct share_card card;                  /* … or of a card */
	struct buf scratch, out;
	const struct templates *templates; /* shared */
	struct value *common[LANG_COUNT];
	struct arena *common_arena;
	struct file_writer files;
	struct cache cache;
	struct pdf_worker *pdf; /* NULL when nothing is printed, until draw_pdf opens it */
	bool (*open_pdf)(void *context, struct drawer *d, struct err *e);
	struct glyph_missing_list missing; /* of the last sheet */
	/* The true size of an output that is already drawn, -1 when there is none: feeds tell the
	 * length of what they enclose. */
	int64_t (*size_of)(void *context, struct text path);
	void *size_context, *pdf_context;
};

/* Opens the worker's own read-only connection. templates, groups and pdf are the caller's to set.
 */
bool drawer_init(struct drawer *d, const struct gathered *g, const struct build_options *o,
    const struct unit *only, struct err *e);
void drawer_release(struct drawer *d);
/*
 * The data of a page or sheet, and the key of its bytes; *key is 0 for other kinds, and of a page
 * that is not known from an earlier build: it is drawn anyway, and when it is looked at again its
 * bytes tell that it is the same.
 */
bool
drawer_prepare(struct drawer *d, const struct output *o, bool known, uint64_t *key, struct err *e);
/* After drawer_prepare of the same output. */
bool drawer_draw(struct drawer *d, const struct output *o, struct buf *out, struct err *e);
/* --- check_site.c: what a check page loads */
bool draw_check_site(struct drawer *d, const struct output *o, struct buf *out, struct err *e);
bool draw_check_program(struct drawer *d, const struct output *o, struct buf *out, struct err *e);
/* Sheets are drawn before everything else: feeds tell their lengths. */
static inline bool
output_is_sheet(enum output_kind k)
{
	return output_is(k, IS_SHEET);
}

#endif
