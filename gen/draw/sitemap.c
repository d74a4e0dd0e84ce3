/* SPDX-License-Identifier: MIT */
/*
 * The sitemap. A banner's archive of five years has some 45,000 records in two languages and passes the
 * protocol's 50,000 addresses, so the index form is not a luxury. lastmod comes from content; priority and
 * changefreq are left out, since search engines ignore them.
 */
#include "lihui/sitemap.h"

#include <stdio.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "xml.h"

struct sitemap {
	struct arena *arena; /* cleared from time to time */
	struct text base;
	const struct sitemap_page **page;
	size_t n;
	sitemap_emit *emit;
	void *context;
};

static int
page_cmp(const void *x, const void *y)
{
	return text_cmp((*(const struct sitemap_page *const *)x)->path, (*(const struct sitemap_page *const *)y)->path);
}

static struct text
address(struct sitemap *s, struct text path)
{
	return text_join(s->arena, s->base, path_url(s->arena, path));
}

static void
write_page(struct sitemap *s, struct xml *x, const struct sitemap_page *p)
{
	int versions = 0;
	for (int l = 0; l < LANG_COUNT; l++)
		versions += p->version[l].n > 0;
	xml_start(x, "url");
	xml_element(x, "loc", address(s, p->path));
	if (date_is(p->changed))
		xml_element(x, "lastmod", date_iso(s->arena, p->changed));
	for (int l = 0; l < LANG_COUNT && versions > 1; l++) {
		if (p->version[l].n == 0)
			continue;
		xml_start(x, "xhtml:link");
		xml_attribute(x, "rel", T("alternate"));
		xml_attribute(x, "hreflang", lang_html((enum lang)l));
		xml_attribute(x, "href", address(s, p->version[l]));
		xml_end(x);
	}
	xml_end(x);
}

static bool
write_part(struct sitemap *s, struct text name, size_t from, size_t to, struct err *e)
{
	struct xml x;
	struct buf out = BUF_INIT;
	xml_open(&x);
	xml_start(&x, "urlset");
	xml_attribute(&x, "xmlns", T("http://www.sitemaps.org/schemas/sitemap/0.9"));
	xml_attribute(&x, "xmlns:xhtml", T("http://www.w3.org/1999/xhtml"));
	for (size_t i = from; i < to; i++) {
		arena_clear(s->arena);
		write_page(s, &x, s->page[i]);
	}
	xml_end(&x);
	bool ok = xml_close(&x, &out, e) && s->emit(s->context, name, buf_view(&out), e);
	buf_release(&out);
	return ok;
}

static bool
write_parts(struct sitemap *s, struct err *e)
{
	struct xml x;
	struct buf out = BUF_INIT;
	bool ok = true;
	xml_open(&x);
	xml_start(&x, "sitemapindex");
	xml_attribute(&x, "xmlns", T("http://www.sitemaps.org/schemas/sitemap/0.9"));
	for (size_t i = 0, part = 1; ok && i < s->n; i += SITEMAP_MAX_PAGES, part++) {
		char name[40];
		snprintf(name, sizeof name, "sitemap-%zu.xml", part);
		size_t end = s->n - i < SITEMAP_MAX_PAGES ? s->n : i + SITEMAP_MAX_PAGES;
		ok = write_part(s, text_of(name), i, end, e);
		arena_clear(s->arena);
		xml_start(&x, "sitemap");
		xml_element(&x, "loc", address(s, text_of(name)));
		xml_end(&x);
	}
	xml_end(&x);
	ok = xml_close(&x, &out, e) && ok && s->emit(s->context, T("sitemap.xml"), buf_view(&out), e);
	buf_release(&out);
	return ok;
}

bool
sitemap_write(struct text base_url, const struct sitemap_page *pages, size_t n, sitemap_emit *emit, void *context,
	      struct err *e)
{
	struct buf base = BUF_INIT;
	buf_text(&base, base_url);
	if (!text_ends(base_url, T("/")))
		buf_char(&base, '/');
	struct sitemap s = { arena_new(), buf_view(&base), mem_alloc((n + 1) * sizeof *s.page), n, emit, context };
	for (size_t i = 0; i < n; i++)
		s.page[i] = &pages[i];
	qsort(s.page, n, sizeof *s.page, page_cmp);
	bool ok = n > SITEMAP_MAX_PAGES ? write_parts(&s, e) : write_part(&s, T("sitemap.xml"), 0, n, e);
	free(s.page);
	arena_free(s.arena);
	buf_release(&base);
	return ok;
}
