/* SPDX-License-Identifier: MIT */
/* Names that never change, for readers that must know an item or an event again. */
#include "lihui/calendar.h"
#include "lihui/feed.h"

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/hash.h"

struct text
feed_guid(struct arena *a, struct text authority, struct date date, struct text address,
    struct text event)
{
	struct text day = date_is(date) ? date_iso(a, date)
					: T("2017"); /* the year in which the meetings began */
	return text_fmt(a, "tag:%.*s,%.*s:%.*s%s%.*s", TEXT_ARG(authority), TEXT_ARG(day),
	    TEXT_ARG(path_url(a, address)), event.n > 0 ? "/" : "", TEXT_ARG(event));
}

struct text
calendar_uid(struct arena *a, struct text authority, struct text address)
{
	return text_fmt(
	    a, "%016llx@%.*s", (unsigned long long)hash64(address), TEXT_ARG(authority));
}
