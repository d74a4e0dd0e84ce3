/* SPDX-License-Identifier: MIT */
/*
 * Feeds. Village records have a date and mostly an evening hour, so an item without a known time
 * stands at 20:00 +0800, the custom of the meetings; readers that sort by time then still sort by
 * day. RFC 822 names its weekdays and months in English whatever the language.
 *
 * The guid is a tag URI, not the link: links move when a folder is renamed by a publisher's host, a
 * guid must not, and guids of a feed that is read from two mirrors agree.
 */
#include "lihui/feed.h"

#include <stdlib.h>

#include "base/xml_clean.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "draw/xml.h"

#define EVENING (20 * 60)

static struct text
rfc822(struct buf *b, struct date d, clock_minutes time)
{
	static const char day[][4] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char month[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
		"Sep", "Oct", "Nov", "Dec" };
	int t = time < 0 || time >= 24 * 60 ? EVENING : time;
	buf_clear(b);
	buf_fmt(b, "%s, %02d %s %04d %02d:%02d:00 +0800", day[date_weekday(d) - 1], d.day,
	    month[d.month - 1], d.year, t / 60, t % 60);
	return buf_view(b);
}

static int
item_cmp(const void *x, const void *y)
{
	const struct feed_item *a = *(const struct feed_item *const *)x,
			       *b = *(const struct feed_item *const *)y;
	int by_date = date_cmp(b->date, a->date);
	int at = a->time < 0 ? EVENING : a->time, bt = b->time < 0 ? EVENING : b->time;
	return by_date ? by_date : at != bt ? bt - at : text_cmp(a->guid, b->guid);
}

/* A title is plain text on one line; validators ask for one even where a document has none. */
static void
write_title(struct xml *x, struct text title)
{
	struct buf b = BUF_INIT;
	clean_line(&b, title);
	xml_element(x, "title", buf_view(&b));
	buf_release(&b);
}

static void
write_item(struct xml *x, const struct feed_item *item, struct buf *b)
{
	xml_start(x, "item");
	write_title(x, item->title);
	xml_element(x, "link", item->link);
	xml_element(x, "description", item->description);
	if (item->category.n > 0)
		xml_element(x, "category", item->category);
	if (item->enclosure.n > 0) {
		xml_start(x, "enclosure");
		xml_attribute(x, "url", item->enclosure);
		buf_clear(b);
		buf_fmt(b, "%llu", (unsigned long long)item->enclosure_length);
		xml_attribute(x, "length", buf_view(b));
		xml_attribute(x, "type", item->enclosure_type);
		xml_end(x);
	}
	xml_start(x, "guid");
	xml_attribute(x, "isPermaLink", T("false"));
	xml_text(x, item->guid);
	xml_end(x);
	if (date_is(item->date))
		xml_element(x, "pubDate", rfc822(b, item->date, item->time));
	xml_end(x);
}

static void
write_channel(struct xml *x, const struct feed *f, struct date built, struct buf *b)
{
	write_title(x, f->title);
	xml_element(x, "link", f->link);
	xml_element(x, "description", f->description);
	xml_element(x, "language", f->language);
	if (date_is(built))
		xml_element(x, "lastBuildDate", rfc822(b, built, -1));
	xml_element(x, "generator", T("lihui"));
	xml_element(x, "docs", T("https://www.rssboard.org/rss-specification"));
	xml_start(x, "atom:link");
	xml_attribute(x, "href", f->self);
	xml_attribute(x, "rel", T("self"));
	xml_attribute(x, "type", T("application/rss+xml"));
	xml_end(x);
}

bool
feed_write(struct buf *out, const struct feed *f, struct err *e)
{
	const struct feed_item **order = mem_alloc((f->n + 1) * sizeof *order);
	for (size_t i = 0; i < f->n; i++)
		order[i] = &f->items[i];
	qsort(order, f->n, sizeof *order, item_cmp);
	struct date built = date_is(f->built) || f->n == 0 ? f->built : order[0]->date;

	struct buf scratch = BUF_INIT;
	struct xml x;
	xml_open(&x);
	xml_start(&x, "rss");
	xml_attribute(&x, "version", T("2.0"));
	xml_attribute(&x, "xmlns:atom", T("http://www.w3.org/2005/Atom"));
	xml_start(&x, "channel");
	write_channel(&x, f, built, &scratch);
	for (size_t i = 0; i < f->n && i < FEED_MAX_ITEMS; i++)
		write_item(&x, order[i], &scratch);
	xml_end(&x);
	xml_end(&x);
	free(order);
	buf_release(&scratch);
	return xml_close(&x, out, e);
}
