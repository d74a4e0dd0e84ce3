/* SPDX-License-Identifier: MIT */
/* How the rules compare wordings and how they put figures and days into a sentence. */
#include "check/rules.h"

#include <stdlib.h>

#include "lihui/buf.h"
#include "lihui/utf8.h"

struct text
text_letters(struct arena *a, struct text t)
{
	struct buf out = BUF_INIT;
	struct text kept;

	for (size_t i = 0; i < t.n;) {
		size_t from = i;
		uint32_t c = utf8_next(t, &i);

		if (!utf8_is_blank(c) && !utf8_is_punct(c))
			buf_put(&out, t.p + from, i - from);
	}
	kept = text_copy(a, buf_view(&out));
	buf_release(&out);
	return kept;
}

static int
pair_cmp(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

	return (a > b) - (a < b);
}

uint64_t *
text_pairs(struct arena *a, struct text t, size_t *n)
{
	uint64_t *v = ARENA_ARRAY(a, uint64_t, t.n + 1), last = 0;

	*n = 0;
	for (size_t i = 0; i < t.n;) {
		uint64_t c = utf8_next(t, &i);

		if (last)
			v[(*n)++] = last << 32 | c;
		last = c;
	}
	if (*n > 1)
		qsort(v, *n, sizeof *v, pair_cmp);
	return v;
}

int
text_share(struct arena *a, struct text x, struct text y)
{
	size_t nx, ny, found = 0;
	const uint64_t *px, *py;

	if (text_has(y, x))
		return x.n ? 100 : 0;
	px = text_pairs(a, x, &nx);
	py = text_pairs(a, y, &ny);
	for (size_t i = 0, j = 0; i < nx && j < ny;) {
		if (px[i] == py[j]) {
			found++;
			i++;
		} else if (px[i] < py[j]) {
			i++;
		} else {
			j++;
		}
	}
	return nx ? (int)(found * 100 / nx) : 0;
}

struct text
count_text(struct arena *a, int64_t n)
{
	return text_fmt(a, "%lld", (long long)n);
}

struct text
weekdays_text(struct arena *a, unsigned weekdays)
{
	struct text_list days = { 0 };

	for (int i = 1; i <= 7; i++)
		if (weekdays & 1u << i)
			text_list_add(a, &days, date_weekday_zh(i, true));
	if (days.n == 2)
		return text_list_join(a, &days, T("或"));
	return text_list_join(a, &days, T("、"));
}

/* These are the words that people type behind 状态, so they are not translated. */
struct text
status_text(struct text name)
{
	static const struct {
		const char *name, *words;
	} table[] = {
		{ "open", "待研究" },
		{ "decided", "已议定" },
		{ "planned", "列入规划" },
		{ "doing", "办理中" },
		{ "sent_up", "已上报" },
		{ "passed_on", "已转办" },
		{ "deferred", "暂缓办理" },
		{ "solved", "已解决" },
		{ "explained", "解释说明" },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (text_eq(name, text_of(table[i].name)))
			return text_of(table[i].words);
	return name;
}

struct text
number_brief(struct text number)
{
	size_t dash = text_find(number, T("-"), 0);

	return dash == SIZE_MAX ? number : text_cut(number, dash + 1, number.n);
}
