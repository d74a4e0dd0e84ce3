/* SPDX-License-Identifier: MIT */
/* sitemap.xml (sitemaps.org 0.9) with the language versions of each page as xhtml:link. Only for a
 * site with a base_url. */
#ifndef LIHUI_SITEMAP_H
#define LIHUI_SITEMAP_H

#include "lihui/date.h"
#include "lihui/err.h"
#include "lihui/lang.h"

/* The protocol's limit for one file. */
#define SITEMAP_MAX_PAGES 50000

struct sitemap_page {
	struct text path;                /* in the public tree: "zh/xinfa/2018-07-03.html" */
	struct date changed;             /* from content; NO_DATE: not said */
	struct text version[LANG_COUNT]; /* paths of this page in each language, itself included;
					    empty: there is none */
};

/* A file of the public tree. */
typedef bool sitemap_emit(void *context, struct text path, struct text bytes, struct err *e);

/*
 * A small site has one "sitemap.xml". A larger one has parts, "sitemap-3-5.xml", and an index of
 * them under that name: a page's part follows from a key, the path of its unit, so that a change in
 * one unit remakes one part; bits, which tell how many parts there are, stand in the name. A part
 * with more pages than one file may have goes on in further ones.
 */
unsigned sitemap_bits(size_t pages);
uint32_t sitemap_part(unsigned bits, struct text key);
/* file counts from 0. With bits 0 and file 0: "sitemap.xml". */
struct text sitemap_name(struct arena *a, unsigned bits, uint32_t part, size_t file);

/* Pages as they stand. base_url ends with '/' or gets one. */
bool sitemap_write(struct text base_url, struct text name, const struct sitemap_page *pages,
    size_t n, sitemap_emit *emit, void *context, struct err *e);
bool sitemap_write_index(struct text base_url, const struct text_list *names, sitemap_emit *emit,
    void *context, struct err *e);

#endif
