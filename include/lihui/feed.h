/* SPDX-License-Identifier: MIT */
/*
 * RSS 2.0 as the W3C feed validator and the RSS Advisory Board's profile want it. Feeds are only
 * made for a site with a base_url, so every address here is absolute.
 */
#ifndef LIHUI_FEED_H
#define LIHUI_FEED_H

#include "lihui/buf.h"
#include "lihui/date.h"
#include "lihui/err.h"

#define FEED_MAX_ITEMS 50

struct feed_item {
	struct text title;       /* plain text */
	struct text link;        /* absolute */
	struct text guid;        /* of feed_guid: never changes, for a correction a new one */
	struct text description; /* HTML with absolute addresses */
	struct text category;    /* may be empty */
	struct date date;        /* of the meeting or posting */
	clock_minutes time;      /* -1: not known, evening (20:00) */
	struct text enclosure,
	    enclosure_type;        /* the sheet: absolute address, "application/pdf"; empty: none */
	uint64_t enclosure_length; /* bytes, the true number */
};

struct feed {
	struct text title, link, description; /* link: the page that this is the feed of */
	struct text language;                 /* "zh-cn" or "mn" */
	struct text self;                     /* the feed's own address */
	struct date built; /* from content, not from the clock: the newest item's date when empty */
	struct feed_item *items;
	size_t n;
};

/* Appends the feed: newest first (then by guid), FEED_MAX_ITEMS at most. items are given in any
 * order and left as they are. */
bool feed_write(struct buf *out, const struct feed *f, struct err *e);

/*
 * A tag URI (RFC 4151): tag:AUTHORITY,DATE:ADDRESS. authority is the site's id, date that of the
 * document, address its page without language or extension. event is empty for the document itself,
 * "corrected-2018-07-09" or "withdrawn" for what happened to it later.
 */
struct text feed_guid(struct arena *a, struct text authority, struct date date, struct text address,
    struct text event);

#endif
