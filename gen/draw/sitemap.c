/* SPDX-License-Identifier: MIT */
/*
 * The sitemap. A banner's archive of five years has some 45,000 records in two languages and passes
 * the protocol's 50,000 addresses, so the index form is not a luxury. lastmod comes from content;
 * priority and changefreq are left out, since search engines ignore them.
 */
#include "lihui/sitemap.h"

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/hash.h"
#include "draw/xml.h"

struct sitemap {
	struct arena *arena; /* cleared from time to time */
	struct buf base;
};

#define PART_PAGES 512 /* written in a few milliseconds */

unsigned
sitemap_bits(size_t pages)
{
	unsigned bits = 0;

	while (bits < 16 && pages >> bits > PART_PAGES)
		bits++;
	return bits;
}

uint32_t
sitemap_part(unsigned bits, struct text key)
{
	return bits > 0 ? (uint32_t)(hash64(key) >> (64 - bits)) : 0;
}

struct text
sitemap_name(struct arena *a, unsigned bits, uint32_t part, size_t file)
{
	struct text more = file > 0 ? text_fmt(a, "-%zu", file + 1) : NO_TEXT;

	return bits == 0 && file == 0
	    ? T("sitemap.xml")
	    : text_fmt(a, "sitemap-%u-%x%.*s.xml", bits, (unsigned)part, TEXT_ARG(more));
}

static struct text
address(struct sitemap *s, struct text path)
{
	return text_join(s->arena, buf_view(&s->base), path_url(s->arena, path));
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

static void
sitemap_start(struct sitemap *s, struct text base_url)
{
	*s = (struct sitemap){ arena_new(), BUF_INIT };
	buf_text(&s->base, base_url);
	if (!text_ends(base_url, T("/")))
		buf_char(&s->base, '/');
}

/* Hands the file over, when nothing failed. */
static bool
sitemap_end(struct sitemap *s, struct xml *x, struct text name, sitemap_emit *emit, void *context,
    struct err *e)
{
	struct buf out = BUF_INIT;

	xml_end(x);
	bool ok = xml_close(x, &out, e) && emit(context, name, buf_view(&out), e);
	buf_release(&out);
	buf_release(&s->base);
	arena_free(s->arena);
	return ok;
}

bool
sitemap_write(struct text base_url, struct text name, const struct sitemap_page *pages, size_t n,
    sitemap_emit *emit, void *context, struct err *e)
{
	struct sitemap s;
	struct xml x;

	sitemap_start(&s, base_url);
	xml_open(&x);
	xml_start(&x, "urlset");
	xml_attribute(&x, "xmlns", T("http://www.sitemaps.org/schemas/sitemap/0.9"));
	xml_attribute(&x, "xmlns:xhtml", T("http://www.w3.org/1999/xhtml"));
	for (size_t i = 0; i < n; i++) {
		arena_clear(s.arena);
		write_page(&s, &x, &pages[i]);
	}
	return sitemap_end(&s, &x, name, emit, context, e);
}

bool
sitemap_write_index(struct text base_url, const struct text_list *names, sitemap_emit *emit,
    void *context, struct err *e)
{
	struct sitemap s;
	struct xml x;

	sitemap_start(&s, base_url);
	xml_open(&x);
	xml_start(&x, "sitemapindex");
	xml_attribute(&x, "xmlns", T("http://www.sitemaps.org/schemas/sitemap/0.9"));
	for (size_t i = 0; i < names->n; i++) {
		xml_start(&x, "sitemap");
		xml_element(&x, "loc", address(&s, names->v[i]));
		xml_end(&x);
	}
	return sitemap_end(&s, &x, T("sitemap.xml"), emit, context, e);
}
