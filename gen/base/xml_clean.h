/* SPDX-License-Identifier: MIT */
/*
 * The last look at text before it leaves for other people's programs: valid UTF-8 without control
 * characters. Feed readers, calendars and spreadsheets refuse a whole file for one bad byte. Shared
 * by the writers of gen/draw/.
 */
#ifndef LIHUI_DRAW_CLEAN_H
#define LIHUI_DRAW_CLEAN_H

#include "lihui/buf.h"

/*
 * Appends t: invalid bytes become U+FFFD, control characters and non-characters go, any line end
 * becomes LF. Tabs stay. Joiners of Mongolian (U+202F, U+180E, variation selectors) are ordinary
 * characters here.
 */
void clean_put(struct buf *out, struct text t);
/* The same on one line: line ends and tabs become one space, blanks at the ends go. */
void clean_line(struct buf *out, struct text t);

#endif
