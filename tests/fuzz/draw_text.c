/* SPDX-License-Identifier: MIT */
/* Any bytes through the writers that take text: feed descriptions, calendars, CSV, search tokens.
 * What comes out is valid UTF-8. */
#include <assert.h>

#include "draw/search_token.h"
#include "lihui/arena.h"
#include "lihui/calendar.h"
#include "lihui/csv.h"
#include "lihui/feed.h"
#include "lihui/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
check_valid(struct buf *b)
{
	assert(utf8_valid(buf_view(b)) == b->n);
	buf_clear(b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct text t = { (const char *)data, n };
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;
	struct err e = { 0 };

	struct feed_item item = { .title = t, .link = t, .guid = t, .description = t, .time = -1 };
	assert(feed_write(
	    &b, &(struct feed){ .title = t, .link = t, .self = t, .items = &item, .n = 1 }, &e));
	check_valid(&b);

	struct calendar_event v = { .uid = t,
		.summary = t,
		.description = t,
		.url = t,
		.date = { 2018, 7, 3 },
		.start = -1,
		.end = -1 };
	calendar_write(&b, &(struct calendar){ t, &v, 1 });
	check_valid(&b);
	csv_row(&b, &t, 1);
	check_valid(&b);

	struct token_set set;
	token_set_init(&set);
	token_cut(&set, t, true);
	assert(set.list.n <= 8 * n + 8);
	token_set_release(&set);
	buf_release(&b);
	arena_free(a);
	return 0;
}
