/* SPDX-License-Identifier: MIT */
/* The only door to the time of day. `today` is --date, else SOURCE_DATE_EPOCH, else the clock, in
 * +08:00. */
#ifndef LIHUI_CLOCK_H
#define LIHUI_CLOCK_H

#include "lihui/date.h"
#include "lihui/err.h"

/* option: the text of --date or NULL. *fixed (may be NULL): it did not come from the clock. */
bool clock_today(const char *option, struct date *out, bool *fixed, struct err *e);

#endif
