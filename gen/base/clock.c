/* SPDX-License-Identifier: MIT */
/*
 * The only place that asks for the time. China has one zone, +08:00 without summer time since 1991,
 * so the offset is added by hand and TZ does not matter. SOURCE_DATE_EPOCH is the reproducible
 * builds' variable: seconds since 1970 in decimal.
 */
#include "lihui/clock.h"

#include <stdlib.h>
#include <time.h>

#define EAST_8 (8 * 60 * 60)
#define DAY    (24 * 60 * 60)

/* The calendar of date.h ends in 2199; 7258118400 is 2200-01-01. */
static bool
epoch_parse(const char *s, int64_t *out)
{
	int64_t n = 0;
	if (*s == 0)
		return false;
	for (; *s >= '0' && *s <= '9'; s++) {
		n = n * 10 + (*s - '0');
		if (n >= INT64_C(7258118400) - EAST_8)
			return false;
	}
	*out = n;
	return *s == 0;
}

bool
clock_today(const char *option, struct date *out, bool *fixed, struct err *e)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	if (fixed != NULL)
		*fixed = option != NULL || epoch != NULL;
	if (option != NULL) {
		if (date_parse_iso(text_of(option), out))
			return true;
		return err_usage(e,
		    SAY("--date 要写成 2018-07-03 的样子，收到的是“%s”。",
			"--date wants a date like 2018-07-03, not \"%s\"."),
		    option);
	}
	int64_t seconds = (int64_t)time(NULL);
	if (epoch != NULL && !epoch_parse(epoch, &seconds))
		return err_usage(e,
		    SAY("环境变量 SOURCE_DATE_EPOCH 不是秒数：“%s”。",
			"SOURCE_DATE_EPOCH is not a number of seconds: \"%s\"."),
		    epoch);
	seconds += EAST_8;
	*out =
	    date_from_days((int32_t)(seconds >= 0 ? seconds / DAY : -((-seconds + DAY - 1) / DAY)));
	return true;
}
