/* SPDX-License-Identifier: MIT */
/* sitemap.xml (sitemaps.org 0.9) with the language versions of each page as xhtml:link. Only for a site with a base_url. */
#ifndef LIHUI_SITEMAP_H
#define LIHUI_SITEMAP_H

#include "lihui/date.h"
#include "lihui/err.h"
#include "lihui/lang.h"

/* The protocol's limit for one file. */
#define SITEMAP_MAX_PAGES 50000

struct sitemap_page {
	struct text path;                 /* in the public tree: "zh/xinfa/2018-07-03.html" */
	struct date changed;              /* from content; NO_DATE: not said */
	struct text version[LANG_COUNT];  /* paths of this page in each language, itself included; empty: there is none */
};

/* A file of the public tree. */
typedef bool sitemap_emit(void *context, struct text path, struct text bytes, struct err *e);

/*
 * Pages are written in order of path. Up to SITEMAP_MAX_PAGES make "sitemap.xml"; more make "sitemap-1.xml" … and an index of
 * them as "sitemap.xml". base_url ends with '/' or gets one.
 */
bool sitemap_write(struct text base_url, const struct sitemap_page *pages, size_t n, sitemap_emit *emit, void *context, struct err *e);

#endif
